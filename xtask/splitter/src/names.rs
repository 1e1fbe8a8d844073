//! Gives short names to the imports and exports between a wasm and its script.
//!
//! wasm-bindgen names each import by what it does and by sixteen digits of a hash, and each export
//! that calls a closure by its whole type. The names are in both files, and the digits of a hash can't
//! be compressed. They mean something to these two files alone.

use std::collections::{BTreeSet, HashMap};

use wasm_encoder::ImportSection;
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasmparser::{Parser, Payload};

use crate::sections::{copied, renamed_exports};

/// The beginning of each name of an export by which the script calls a closure. The further files and
/// the page know the names of the other exports.
const CLOSURE: &str = "wasm_bindgen_";

/// The short names, by the long ones.
type Names = HashMap<String, String>;

/// The same wasm and the same script, with other names between them.
///
/// # Errors
///
/// If the wasm is no module, or a name of it isn't in the script: then another wasm-bindgen wrote them.
pub(crate) fn shortened(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String), String> {
    let names = names(wasm).map_err(|error| error.to_string())?;
    let module = renamed(wasm, &names).map_err(|error| error.to_string())?;
    let (script, found) = reworded(script, &names);
    match names.keys().find(|name| !found.contains(&***name)) {
        Some(name) => Err(format!("the script has no {name}")),
        None => Ok((module, script)),
    }
}

fn names(wasm: &[u8]) -> Result<Names, Error> {
    let mut names = Names::new();
    let mut add = |name: &str| {
        // No name of wasm-bindgen's or of its script begins so.
        let short = format!("${:x}", names.len());
        names.entry(name.to_owned()).or_insert(short);
    };
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    add(import?.name);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let name = export?.name;
                    if name.starts_with(CLOSURE) {
                        add(name);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(names)
}

fn renamed(wasm: &[u8], names: &Names) -> Result<Vec<u8>, Error> {
    let short = |name: &str| names.get(name).map_or(name.to_owned(), Clone::clone);
    copied(wasm, |payload, module| {
        match payload {
            Payload::ImportSection(imports) => {
                let mut renamed = ImportSection::new();
                for import in imports.clone().into_imports() {
                    let import = import?;
                    let kind = RoundtripReencoder.entity_type(import.ty)?;
                    renamed.import(import.module, &short(import.name), kind);
                }
                module.section(&renamed);
            }
            Payload::ExportSection(exports) => {
                module.section(&renamed_exports(exports, |name| Some(short(name)))?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    })
}

/// The script with the short names, and the long ones that were in it.
fn reworded<'a>(script: &'a str, names: &Names) -> (String, BTreeSet<&'a str>) {
    let is_of_word = |each: char| each.is_alphanumeric() || matches!(each, '_' | '$');
    let (mut words, mut found) = (String::with_capacity(script.len()), BTreeSet::new());
    let mut rest = script;
    while !rest.is_empty() {
        let end = rest.find(|each| !is_of_word(each)).unwrap_or(rest.len());
        let (word, others) = rest.split_at(end);
        if let Some(short) = names.get(word) {
            found.insert(word);
            words.push_str(short);
        } else {
            words.push_str(word);
        }
        let next = others.find(is_of_word).unwrap_or(others.len());
        words.push_str(&others[..next]);
        rest = &others[next..];
    }
    (words, found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, Module,
        TypeSection,
    };

    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in ["__wbg_call_0123456789abcdef", "__wbg_call_0123456789abcde"] {
            imports.import("./shop_bg.js", name, EntityType::Function(0));
        }
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        exports.export("wasm_bindgen_invoke_true_", ExportKind::Func, 2);
        exports.export("main", ExportKind::Func, 2);
        let mut body = Function::new([]);
        body.instructions().end();
        let mut code = CodeSection::new();
        code.function(&body);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&exports)
            .section(&code);
        module.finish()
    }

    const SCRIPT: &str = "const imports = { __wbg_call_0123456789abcdef: (a) => a.call(), \
        __wbg_call_0123456789abcde(b) {} };\n\
        function wasm_bindgen_invoke_true_(a) { wasm.wasm_bindgen_invoke_true_(a); }\n\
        wasm.main(“é”);";

    #[test]
    fn wasm_and_script_get_the_same_short_names() {
        let (wasm, script) = shortened(&module(), SCRIPT).expect("short names");
        assert_eq!(
            script,
            "const imports = { $0: (a) => a.call(), $1(b) {} };\n\
             function $2(a) { wasm.$2(a); }\nwasm.main(“é”);"
        );
        let mut seen = Vec::new();
        for payload in Parser::new(0).parse_all(&wasm) {
            match payload.expect("a section") {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        seen.push(import.expect("an import").name.to_owned());
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        seen.push(export.expect("an export").name.to_owned());
                    }
                }
                _ => {}
            }
        }
        assert_eq!(seen, ["$0", "$1", "$2", "main"]);
        assert!(wasmparser::Validator::new().validate_all(&wasm).is_ok());
    }

    #[test]
    fn a_script_that_does_not_belong_to_the_wasm_is_refused() {
        let other = SCRIPT.replace("abcde(b)", "abcd(b)");
        let refused = shortened(&module(), &other).expect_err("another script");
        assert_eq!(refused, "the script has no __wbg_call_0123456789abcde");
    }
}
