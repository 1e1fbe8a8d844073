//! What a wasm is made of: the bytes of its functions, by the crate and the module of their names.
//!
//! The bytes are those before compression. A function that the compiler or `wasm-opt` has put into
//! its callers counts for them.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_demangle::demangle;
use wasmparser::{BinaryReaderError, KnownCustom, Name, Parser, Payload, TypeRef};

/// The crates whose functions are named after what they work for: where one of another crate is in
/// the name, as in the drop of a page's state, the bytes are that crate's.
const STANDARD: [&str; 3] = ["core", "alloc", "std"];

/// The crate of functions whose names have none, such as `memcpy`.
const NAMELESS: &str = "(no crate)";

/// Rows with fewer bytes than this part of the file are added up, in thousandths.
const LEAST_PER_MILLE: usize = 5;

/// The steps of a module's path that are told apart: `pages::order` has two.
const STEPS: usize = 2;

/// Bytes and number of some functions.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
struct Share {
    bytes: usize,
    functions: usize,
}

/// The table of a wasm that has the compiler's names in it.
///
/// # Errors
///
/// If it is no wasm module.
pub(crate) fn explained(wasm: &[u8]) -> Result<String, BinaryReaderError> {
    let contents = Contents::read(wasm)?;
    let mut crates = BTreeMap::<String, BTreeMap<String, Share>>::new();
    for (place, bytes) in contents.bodies.iter().enumerate() {
        let index = contents.imported + place;
        let name = contents.names.get(&index).map_or("", String::as_str);
        let (of_crate, module) = home(name);
        let share = crates
            .entry(of_crate)
            .or_default()
            .entry(module)
            .or_default();
        share.bytes += bytes;
        share.functions += 1;
    }
    let all: usize = contents.bodies.iter().sum();
    let mut lines = vec![format!(
        "{} in {} functions, {} of data, {} of everything else",
        kilobytes(all),
        contents.bodies.len(),
        kilobytes(contents.data),
        kilobytes(contents.others),
    )];
    let crates = crates.into_iter().map(|(name, modules)| {
        let share = sum(modules.values());
        (name, share, modules)
    });
    let (shown, small): (Vec<_>, Vec<_>) =
        crates.partition(|(_, share, _)| share.bytes * 1_000 >= all * LEAST_PER_MILLE);
    for (name, share, modules) in by_size(shown, |(_, share, _)| share.bytes) {
        lines.push(row("", &name, share, all));
        let (shown, small): (Vec<_>, Vec<_>) = modules
            .into_iter()
            .filter(|(module, _)| !module.is_empty())
            .partition(|(_, share)| share.bytes * 1_000 >= all * LEAST_PER_MILLE);
        // A single module isn't listed.
        if shown.len() + small.len() > 1 {
            for (module, share) in by_size(shown, |(_, share)| share.bytes) {
                lines.push(row("  ", &module, share, all));
            }
            let rest = sum(small.iter().map(|(_, share)| share));
            lines.extend((rest.bytes > 0).then(|| row("  ", "other modules", rest, all)));
        }
    }
    let rest = sum(small.iter().map(|(_, share, _)| share));
    lines.extend((rest.bytes > 0).then(|| row("", "other crates", rest, all)));
    Ok(lines.join("\n"))
}

/// What the table is made from.
#[derive(Default)]
struct Contents {
    imported: usize,
    bodies: Vec<usize>,
    names: BTreeMap<usize, String>,
    data: usize,
    /// Everything else but names and the like.
    others: usize,
}

impl Contents {
    fn read(wasm: &[u8]) -> Result<Self, BinaryReaderError> {
        let mut contents = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            match &payload {
                Payload::ImportSection(imports) => {
                    for import in imports.clone().into_imports() {
                        contents.imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => contents.bodies.push(length(&body.range())),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        for name in names {
                            contents.note_names(&name?)?;
                        }
                    }
                    continue;
                }
                _ => {}
            }
            let range = payload.as_section().map(|(_, range)| length(&range));
            match payload {
                Payload::DataSection(_) => contents.data += range.unwrap_or_default(),
                Payload::CodeSectionStart { .. } | Payload::CodeSectionEntry(_) => {}
                _ => contents.others += range.unwrap_or_default(),
            }
        }
        Ok(contents)
    }

    fn note_names(&mut self, names: &Name<'_>) -> Result<(), BinaryReaderError> {
        if let Name::Function(names) = names {
            for naming in names.clone() {
                let naming = naming?;
                self.names
                    .insert(naming.index as usize, naming.name.to_owned());
            }
        }
        Ok(())
    }
}

fn length(range: &Range<u64>) -> usize {
    usize::try_from(range.end - range.start).unwrap_or(usize::MAX)
}

/// The crate and the module that a function belongs to.
fn home(name: &str) -> (String, String) {
    let name = format!("{:#}", demangle(name));
    let is_of_path = |letter: char| letter.is_ascii_alphanumeric() || "_:".contains(letter);
    let name = without_hashes(&name);
    let paths = name.split(|letter| !is_of_path(letter)).map(|path| {
        let steps: Vec<&str> = path.split("::").filter(|step| !step.is_empty()).collect();
        steps
    });
    let is_of_crate = |steps: &Vec<&str>| steps.len() > 1 && steps.first().is_some_and(is_lower);
    let paths: Vec<Vec<&str>> = paths.filter(is_of_crate).collect();
    let own = paths
        .iter()
        .find(|steps| steps.first().is_some_and(|first| !STANDARD.contains(first)));
    let Some([of_crate, steps @ .., _]) = own.or(paths.first()).map(Vec::as_slice) else {
        return (NAMELESS.to_owned(), String::new());
    };
    let module: Vec<&str> = steps
        .iter()
        .copied()
        .take_while(is_lower)
        .take(STEPS)
        .collect();
    ((*of_crate).to_owned(), module.join("::"))
}

/// A name that wasm-bindgen wrote, as `leptos[c850f150f7ebc3de]::mount`.
fn without_hashes(name: &str) -> String {
    let mut pieces = name.split('[');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |name, piece| {
        let is_hash =
            |hash: &str| hash.len() > 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        match piece.split_once(']') {
            Some((hash, after)) if is_hash(hash) => name + after,
            _ => name + "[" + piece,
        }
    })
}

fn is_lower(step: &&str) -> bool {
    step.starts_with(|letter: char| letter.is_ascii_lowercase() || letter == '_')
}

fn sum<'a>(shares: impl Iterator<Item = &'a Share>) -> Share {
    shares.fold(Share::default(), |all, share| Share {
        bytes: all.bytes + share.bytes,
        functions: all.functions + share.functions,
    })
}

fn by_size<T>(mut rows: Vec<T>, bytes: impl Fn(&T) -> usize) -> Vec<T> {
    rows.sort_by_key(|row| std::cmp::Reverse(bytes(row)));
    rows
}

fn row(indent: &str, name: &str, share: Share, all: usize) -> String {
    let per_mille = share.bytes * 1_000 / all.max(1);
    format!(
        "{:>10}  {:>3}.{} %  {:>5}  {indent}{name}",
        kilobytes(share.bytes),
        per_mille / 10,
        per_mille % 10,
        share.functions,
    )
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, Function, FunctionSection, Module, NameMap, NameSection, TypeSection,
    };

    #[test]
    fn a_function_is_at_home_where_it_was_written() {
        for (name, of_crate, module) in [
            ("refillery[6060402d1d087dcb]::app::app", "refillery", "app"),
            (
                "refillery::pages::order::head::heading",
                "refillery",
                "pages::order",
            ),
            (
                "<leptos[c850f150f7ebc3de]::lean::node::ViewNode>::rebuild",
                "leptos",
                "lean::node",
            ),
            (
                "_RNvMCs1GTLgoqieko_9qrcodegenNtB2_6QrCode22get_num_data_codewords",
                "qrcodegen",
                "",
            ),
            (
                "core::ptr::drop_in_place::<shop_core::model::order::Order>",
                "shop_core",
                "model::order",
            ),
            (
                "<refillery::cart::Line as core::clone::Clone>::clone",
                "refillery",
                "cart",
            ),
            ("core::str::from_utf8", "core", "str"),
            ("<[u8]>::to_vec", NAMELESS, ""),
            ("memcpy", NAMELESS, ""),
            ("", NAMELESS, ""),
        ] {
            assert_eq!(
                home(name),
                (of_crate.to_owned(), module.to_owned()),
                "{name}"
            );
        }
    }

    #[test]
    fn the_table_has_every_byte_of_code_once() {
        let (mut types, mut functions, mut code) = (
            TypeSection::new(),
            FunctionSection::new(),
            CodeSection::new(),
        );
        types.ty().function([], []);
        let mut names = NameMap::new();
        for (index, (name, length)) in [
            ("refillery::pages::order::view", 40),
            ("refillery::cart::view", 20),
            ("leptos::mount::mount_to", 30),
            ("memcpy", 10),
        ]
        .into_iter()
        .enumerate()
        {
            functions.function(0);
            let mut body = Function::new([]);
            for _ in 0..length - 2 {
                body.instructions().nop();
            }
            body.instructions().end();
            code.function(&body);
            names.append(index as u32, name);
        }
        let mut section = NameSection::new();
        section.functions(&names);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code);
        module.section(&section);
        let table = explained(&module.finish()).unwrap();
        let lines: Vec<&str> = table.lines().map(str::trim).collect();
        assert!(
            lines[0].starts_with("0.1 kB in 4 functions, 0.0 kB of data"),
            "{table}"
        );
        assert_eq!(
            lines[1..],
            [
                "0.0 kB   60.0 %      2  refillery",
                "0.0 kB   40.0 %      1    pages::order",
                "0.0 kB   20.0 %      1    cart",
                "0.0 kB   30.0 %      1  leptos",
                "0.0 kB   10.0 %      1  (no crate)",
            ],
            "{table}"
        );
        assert!(explained(b"not a wasm").is_err());
    }
}
