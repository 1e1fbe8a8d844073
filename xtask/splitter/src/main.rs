//! Stands in for wasm-bindgen in a release build.
//!
//! The shop's wasm has to be cut after cargo has linked it, because the linker's relocations
//! tell what needs what, and before wasm-bindgen drops them. Trunk runs the one right after
//! the other, so it is given this program by wasm-bindgen's name: it cuts, keeps the later
//! pages' part for `cargo xtask build`, and hands the first part to the real wasm-bindgen.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use wasm_split_cli_support::{Options, transform};

/// The environment's name for the real wasm-bindgen.
const REAL: &str = "REFILLERY_WASM_BINDGEN";

/// The environment's name for the folder in which the parts are put.
const PARTS: &str = "REFILLERY_SPLIT";

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
    let wasm = |argument: &&mut OsString| Path::new(argument).extension() == Some("wasm".as_ref());
    // Without one, Trunk asks for the version.
    if let Some(argument) = arguments.iter_mut().find(wasm) {
        *argument = cut(Path::new(&*argument), &PathBuf::from(set(PARTS)?))?.into_os_string();
        // The later part finds the first one's functions in the table, which would be dropped.
        arguments.push("--keep-lld-exports".into());
    }
    let status = Command::new(set(REAL)?)
        .args(arguments)
        .status()
        .map_err(|error| format!("wasm-bindgen can't be run: {error}."))?;
    // A signal has no code.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Cuts `wasm` and says where its first part is; the others stand beside that.
fn cut(wasm: &Path, parts: &Path) -> Result<PathBuf, String> {
    let content =
        fs::read(wasm).map_err(|error| format!("{} can't be read: {error}.", wasm.display()))?;
    // The name becomes that of the files wasm-bindgen writes.
    let first = parts.join(wasm.file_name().unwrap_or_default());
    let mut options = Options::new(&content);
    options.output_dir = parts;
    options.main_out_path = &first;
    transform(options).map_err(|error| format!("{} can't be cut: {error:#}.", wasm.display()))?;
    Ok(first)
}
