//! Removes exports that nothing calls.
//!
//! `server_fn`, which each app with Leptos is linked with, brings three classes for streams of server
//! functions. A class that is exported to JavaScript stays in the program whether it is used or not.
//! The shop has no server functions.

use std::borrow::Cow;

use wasm_encoder::CustomSection;
use wasm_encoder::reencode::Error;
use wasmparser::Payload;

use crate::sections::{copied, renamed_exports};

/// How the names of the classes begin, and those of their functions.
const CLASSES: [&str; 2] = ["IntoUnderlying", "intounderlying"];

/// Where wasm-bindgen's macros describe what is exported.
const DESCRIPTIONS: &str = "__wasm_bindgen_unstable";

/// The same program without the classes, before wasm-bindgen makes them a part of its script.
///
/// # Errors
///
/// If `wasm` is no module.
pub(crate) fn without_streams(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    copied(wasm, |payload, module| {
        match payload {
            Payload::ExportSection(exports) => {
                let kept = renamed_exports(exports, |name| {
                    (!is_of_streams(name.as_bytes())).then(|| name.to_owned())
                });
                module.section(&kept?);
            }
            Payload::CustomSection(section) if section.name() == DESCRIPTIONS => {
                module.section(&CustomSection {
                    name: DESCRIPTIONS.into(),
                    data: Cow::Owned(described(section.data())),
                });
            }
            _ => return Ok(false),
        }
        Ok(true)
    })
}

/// The descriptions without those of the classes. Each is two records, of which the first names the
/// version; a record is its length in four bytes and its content.
fn described(mut rest: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(rest.len());
    while let Some(length) = record(rest).and_then(|version| {
        let content = record(rest.get(version..)?)?;
        Some(version + content)
    }) {
        let (description, others) = rest.split_at(length);
        if !is_of_streams(description) {
            kept.extend_from_slice(description);
        }
        rest = others;
    }
    // wasm-bindgen reports an unreadable rest.
    kept.extend_from_slice(rest);
    kept
}

/// The length of a record with that of its content, if it is whole.
fn record(rest: &[u8]) -> Option<usize> {
    let content = u32::from_le_bytes(*rest.first_chunk()?);
    let length = 4 + content as usize;
    (length <= rest.len()).then_some(length)
}

fn is_of_streams(text: &[u8]) -> bool {
    let has = |name: &str| text.windows(name.len()).any(|part| part == name.as_bytes());
    CLASSES.into_iter().any(has)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, ExportKind, ExportSection, Function, FunctionSection, Module, TypeSection,
        ValType,
    };
    use wasmparser::Parser;

    fn described_by(contents: &[&str]) -> Vec<u8> {
        let records = contents.iter().flat_map(|content| {
            let length = u32::try_from(content.len()).expect("a short text");
            [&length.to_le_bytes(), content.as_bytes()].concat()
        });
        records.collect()
    }

    #[test]
    fn the_classes_go_and_everything_else_stays() {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let (mut functions, mut exports) = (FunctionSection::new(), ExportSection::new());
        let mut code = CodeSection::new();
        for (index, name) in (0..).zip(["main", "intounderlyingsink_close", "other"]) {
            functions.function(0);
            exports.export(name, ExportKind::Func, index);
            let mut body = Function::new([]);
            body.instructions().i32_const(7).end();
            code.function(&body);
        }
        let all = ["{1}", "main", "{2}", "IntoUnderlyingSink", "{3}", "other"];
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&exports)
            .section(&code)
            .section(&CustomSection {
                name: DESCRIPTIONS.into(),
                data: described_by(&all).into(),
            });
        let after = without_streams(&module.finish()).expect("a module");
        let (mut names, mut descriptions) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(&after) {
            match payload.expect("a section") {
                Payload::ExportSection(exports) => {
                    for export in exports {
                        names.push(export.expect("an export").name.to_owned());
                    }
                }
                Payload::CustomSection(section) => descriptions.extend_from_slice(section.data()),
                _ => {}
            }
        }
        assert_eq!(names, ["main", "other"]);
        assert_eq!(descriptions, described_by(&["{1}", "main", "{3}", "other"]));
        let valid = wasmparser::Validator::new().validate_all(&after);
        assert!(valid.is_ok());
    }

    #[test]
    fn descriptions_that_are_cut_off_are_left_alone() {
        let whole = described_by(&["{1}", "IntoUnderlyingSink"]);
        assert_eq!(described(&whole), b"");
        let cut = &whole[..whole.len() - 1];
        assert_eq!(described(cut), cut);
        assert_eq!(described(b"abc"), b"abc");
    }
}
