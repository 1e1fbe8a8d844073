//! Replaces wasm-bindgen in a release build.
//!
//! The shop's wasm has to be cut after cargo has linked it, because the linker's relocations say
//! what needs what, and before wasm-bindgen drops them. Trunk runs the one right after the other,
//! so it gets this program under wasm-bindgen's name: it cuts, keeps the other parts for
//! `cargo xtask build`, removes exports that nothing calls, hands the first part to the real
//! wasm-bindgen, and shortens the names in the two files that it writes.
//!
//! With `--arrange FILE` it puts the functions of a finished file into an order that compresses
//! well, in place. With `--direct FILE` it makes calls through the table plain calls where two files
//! have become one. With `--explain FILE` it says what a file with names is made of.

mod arrange;
mod direct;
mod explain;
mod names;
mod sections;
mod unused;

use std::collections::{BTreeMap, HashMap};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use wasm_encoder::reencode::Error;
use wasm_split_cli_support::{Options, transform};
use wasmparser::{Parser, Payload, TypeRef};

/// The environment's name for the real wasm-bindgen.
const REAL: &str = "REFILLERY_WASM_BINDGEN";

/// The environment's name for the folder in which the parts are put.
const PARTS: &str = "REFILLERY_SPLIT";

/// Asks for a file with its functions in another order, instead of a cut.
const ARRANGE: &str = "--arrange";

/// Asks for a file with plain calls, instead of a cut.
const DIRECT: &str = "--direct";

/// Asks what a file is made of, instead of a cut.
const EXPLAIN: &str = "--explain";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("splitter: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let set = |name: &str| {
        env::var_os(name)
            .ok_or_else(|| format!("{name} is not set: this is run by `cargo xtask build`."))
    };
    let mut arguments: Vec<OsString> = env::args_os().skip(1).collect();
    if let [option, file] = &*arguments {
        if option == ARRANGE {
            return in_place(Path::new(file), arrange::arranged).map(|()| ExitCode::SUCCESS);
        }
        if option == DIRECT {
            return in_place(Path::new(file), direct::directed).map(|()| ExitCode::SUCCESS);
        }
        if option == EXPLAIN {
            return explain(Path::new(file)).map(|()| ExitCode::SUCCESS);
        }
    }
    let wasm = |argument: &&mut OsString| Path::new(argument).extension() == Some("wasm".as_ref());
    // Without one, Trunk asks for the version.
    let mut is_cut = false;
    if let Some(argument) = arguments.iter_mut().find(wasm) {
        *argument = cut(Path::new(&*argument), &PathBuf::from(set(PARTS)?))?.into_os_string();
        // The later part finds the first one's functions in the table, which would be dropped.
        arguments.push("--keep-lld-exports".into());
        is_cut = true;
    }
    let status = Command::new(set(REAL)?)
        .args(&arguments)
        .status()
        .map_err(|error| format!("wasm-bindgen can't be run: {error}."))?;
    if is_cut && status.success() {
        shorten_names(&arguments)?;
    }
    // A signal has no code.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Shortens the names in the two files that wasm-bindgen was asked for by these arguments.
fn shorten_names(arguments: &[OsString]) -> Result<(), String> {
    let value = |option: &str| {
        let mut texts = arguments.iter().filter_map(|argument| argument.to_str());
        let value = texts.find_map(|text| text.strip_prefix(option));
        value.ok_or_else(|| format!("Trunk gives wasm-bindgen no {option} any more."))
    };
    let (folder, name) = (Path::new(value("--out-dir=")?), value("--out-name=")?);
    let wasm_file = folder.join(format!("{name}_bg.wasm"));
    let script_file = folder.join(format!("{name}.js"));
    let failed = |error: &dyn std::fmt::Display| {
        format!(
            "the names in {} can't be shortened: {error}.",
            folder.display()
        )
    };
    let wasm = fs::read(&wasm_file).map_err(|error| failed(&error))?;
    let script = fs::read_to_string(&script_file).map_err(|error| failed(&error))?;
    let (wasm, script) = names::shortened(&wasm, &script).map_err(|error| failed(&error))?;
    fs::write(&wasm_file, wasm)
        .and_then(|()| fs::write(&script_file, script))
        .map_err(|error| failed(&error))
}

fn in_place(file: &Path, change: fn(&[u8]) -> Result<Vec<u8>, Error>) -> Result<(), String> {
    let failed =
        |error: &dyn std::fmt::Display| format!("{} can't be changed: {error}.", file.display());
    let wasm = fs::read(file).map_err(|error| failed(&error))?;
    let changed = change(&wasm).map_err(|error| failed(&error))?;
    fs::write(file, changed).map_err(|error| failed(&error))
}

fn explain(file: &Path) -> Result<(), String> {
    let failed =
        |error: &dyn std::fmt::Display| format!("{} can't be read: {error}.", file.display());
    let wasm = fs::read(file).map_err(|error| failed(&error))?;
    let table = explain::explained(&wasm).map_err(|error| failed(&error))?;
    println!("{table}");
    Ok(())
}

/// Cuts `wasm` and says where its first part is; the others are beside that.
fn cut(wasm: &Path, parts: &Path) -> Result<PathBuf, String> {
    let content =
        fs::read(wasm).map_err(|error| format!("{} can't be read: {error}.", wasm.display()))?;
    // The name becomes that of the files wasm-bindgen writes.
    let first = parts.join(wasm.file_name().unwrap_or_default());
    let mut options = Options::new(&content);
    options.output_dir = parts;
    options.main_out_path = &first;
    let cut = transform(options)
        .map_err(|error| format!("{} can't be cut: {error:#}.", wasm.display()))?;
    let used = fs::read(&first).map_err(|error| error.to_string());
    let used =
        used.and_then(|wasm| unused::without_streams(&wasm).map_err(|error| error.to_string()));
    used.and_then(|wasm| fs::write(&first, wasm).map_err(|error| error.to_string()))
        .map_err(|error| format!("{} can't be made smaller: {error}.", first.display()))?;
    for (name, content) in [
        ("relay.wat", relaying(&cut.split_modules)?),
        ("needs.txt", needs(&cut.prefetch_map)),
    ] {
        let file = parts.join(name);
        fs::write(&file, content)
            .map_err(|error| format!("{} can't be written: {error}.", file.display()))?;
    }
    Ok(first)
}

/// A line for each part: its name, and the files that have to be there before it.
fn needs(of_parts: &HashMap<String, Vec<String>>) -> String {
    let mut lines: Vec<String> = of_parts
        .iter()
        .map(|(part, files)| format!("{part} {}\n", files.join(" ")))
        .collect();
    lines.sort();
    lines.concat()
}

/// A module that imports from `main` what the parts import, and exports it again. When
/// `wasm-merge` makes one of two parts, both import it from this module, and so the whole imports
/// it once. Two imports of one memory would be two memories, which not every browser takes.
fn relaying(parts: &[PathBuf]) -> Result<String, String> {
    let mut types = BTreeMap::new();
    for part in parts {
        let failed = |error: &dyn std::fmt::Display| {
            format!("the imports of {} can't be read: {error}.", part.display())
        };
        let content = fs::read(part).map_err(|error| failed(&error))?;
        for payload in Parser::new(0).parse_all(&content) {
            let Payload::ImportSection(imports) = payload.map_err(|error| failed(&error))? else {
                continue;
            };
            for import in imports.into_imports() {
                let import = import.map_err(|error| failed(&error))?;
                let written = written(import.ty).ok_or_else(|| failed(&import.name))?;
                types.insert(import.name.to_owned(), written);
            }
        }
    }
    let lines = types.iter().map(|(name, (kind, written))| {
        format!("(import \"main\" \"{name}\" ({kind} ${name} {written}))")
    });
    let again = types
        .iter()
        .map(|(name, (kind, _))| format!("(export \"{name}\" ({kind} ${name}))"));
    let lines: Vec<String> = lines.chain(again).collect();
    Ok(format!("(module\n{})\n", lines.join("\n")))
}

/// Kind and type of an import as text; nothing for a kind that no part has had so far.
fn written(kind: TypeRef) -> Option<(&'static str, String)> {
    match kind {
        TypeRef::Memory(memory) => Some(("memory", memory.initial.to_string())),
        TypeRef::Table(table) => Some(("table", format!("{} funcref", table.initial))),
        TypeRef::Global(global) if global.mutable => {
            Some(("global", format!("(mut {})", global.content_type)))
        }
        _ => None,
    }
}
