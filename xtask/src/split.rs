//! The release's second wasm: the pages behind the first click, loaded while the first one
//! is read. `src/app/later.rs` says what is in it, `xtask/splitter` cuts it out.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::toolbox::Toolbox;

/// The shop's feature that marks where to cut.
pub(crate) const FEATURE: &str = "split";

/// What makes the linker say what needs what, for the splitter.
pub(crate) const LINKER_FLAG: &str = "-Clink-arg=--emit-relocs";

/// How the file's name begins, in the bundle.
pub(crate) const NAME: &str = "refillery-later-";

/// The file as the splitter names it, after the module that the macro in
/// `src/app/later/chunk.rs` names.
const PART: &str = "split_later.wasm";

/// Compiles the splitter and gives Trunk's command, which takes it for wasm-bindgen.
pub(crate) fn trunk(toolbox: &Toolbox) -> Outcome<Command> {
    let folder = folder(toolbox);
    let mut cargo = toolbox.command("cargo");
    cargo
        .args(["build", "--quiet", "--package", "refillery-splitter"])
        .arg("--target-dir")
        .arg(&folder);
    if !process::run(&mut cargo)?.success() {
        return Err(Failure::because(
            "the splitter does not build: see the lines above.",
        ));
    }
    // The compiler refuses a crate of wasm-bindgen's name, so the program gets it afterwards.
    let (built, named) = (folder.join("debug/refillery-splitter"), folder.join("bin"));
    fs::create_dir_all(&named)
        .and_then(|()| fs::copy(built, named.join("wasm-bindgen")))
        .map_err(|error| unwritable(&named, &error))?;
    let wasm_bindgen = toolbox
        .find("wasm-bindgen")
        .ok_or_else(|| Failure::because("wasm-bindgen is not on the path."))?;
    // What an earlier build left must not pass for this one's.
    let parts = parts(toolbox);
    if parts.exists() {
        fs::remove_dir_all(&parts).map_err(|error| unwritable(&parts, &error))?;
    }
    let mut trunk = toolbox.command_over(&named, "trunk")?;
    trunk
        .env("REFILLERY_WASM_BINDGEN", wasm_bindgen)
        .env("REFILLERY_SPLIT", parts);
    Ok(trunk)
}

/// Makes the second wasm small and puts it into the bundle, where the page tells its name.
pub(crate) fn finish(toolbox: &Toolbox, bundle: &Path) -> Outcome<()> {
    let part = parts(toolbox).join(PART);
    if !part.is_file() {
        return Err(Failure::because(
            "the wasm was not cut: Trunk took another wasm-bindgen than the one it was given.",
        ));
    }
    let small = parts(toolbox).join("small.wasm");
    let index = bundle.join("index.html");
    let source = toolbox.place.read("index.html")?;
    let mut wasm_opt = toolbox.command("wasm-opt");
    wasm_opt
        .args(wasm_opt_arguments(&source)?)
        .arg(&part)
        .arg("--output")
        .arg(&small);
    // It warns of a part of the function names, which it is about to drop: shown on a failure.
    let done = wasm_opt
        .output()
        .map_err(|error| Failure::because(format!("wasm-opt can't be run: {error}.")))?;
    if !done.status.success() {
        let words = String::from_utf8_lossy(&done.stderr);
        return Err(Failure::because(format!("wasm-opt failed: {words}")));
    }
    let content = fs::read(&small).map_err(|error| unreadable(&small, &error))?;
    let name = named_after(&content);
    let file = bundle.join(&name);
    fs::write(&file, content).map_err(|error| unwritable(&file, &error))?;
    let page = fs::read_to_string(&index).map_err(|error| unreadable(&index, &error))?;
    fs::write(&index, told(&page, &name)?).map_err(|error| unwritable(&index, &error))
}

/// What Trunk gives wasm-opt for the first wasm.
fn wasm_opt_arguments(source: &str) -> Outcome<Vec<String>> {
    let attribute = |name: &str| {
        let (_, after) = source.split_once(&format!(" {name}=\""))?;
        Some(after.split_once('"')?.0)
    };
    match (
        attribute("data-wasm-opt"),
        attribute("data-wasm-opt-params"),
    ) {
        (Some(level), Some(more)) => {
            let level = format!("-O{level}");
            let more = more.split_whitespace().map(str::to_owned);
            Ok([level].into_iter().chain(more).collect())
        }
        _ => Err(Failure::because(
            "index.html does not say `data-wasm-opt` and `data-wasm-opt-params`.",
        )),
    }
}

/// A name that changes with the content, so that hosts may keep the file forever.
fn named_after(content: &[u8]) -> String {
    // Always the same for the same content and compiler.
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    format!("{NAME}{:016x}.wasm", hasher.finish())
}

/// The page with the file's name, before the script that wants it. The name is looked up
/// from the page's base, as every address in it.
fn told(page: &str, name: &str) -> Outcome<String> {
    if !page.contains("<script") {
        return Err(Failure::because("dist/index.html has no script."));
    }
    let tag = format!("<meta name=shop-later content={name}><script");
    Ok(page.replacen("<script", &tag, 1))
}

fn folder(toolbox: &Toolbox) -> PathBuf {
    toolbox.place.root.join("target/splitter")
}

fn parts(toolbox: &Toolbox) -> PathBuf {
    folder(toolbox).join("parts")
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::because(format!("{} can't be read: {error}.", path.display()))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::because(format!("{} can't be written: {error}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_wasm_is_made_small_as_the_first() {
        let source = r#"<link data-wasm-opt="s" data-wasm-opt-params="--converge --strip-debug">"#;
        let arguments = wasm_opt_arguments(source).unwrap();
        assert_eq!(arguments, ["-Os", "--converge", "--strip-debug"]);
        assert!(wasm_opt_arguments("<link data-wasm-opt-params=\"\">").is_err());
    }

    #[test]
    fn this_checkout_says_how() {
        let toolbox = Toolbox::open().unwrap();
        let source = toolbox.place.read("index.html").unwrap();
        assert!(wasm_opt_arguments(&source).is_ok());
        assert!(source.contains("meta[name=shop-later]"));
    }

    #[test]
    fn the_name_follows_the_content() {
        let name = named_after(b"one");
        assert!(name.starts_with(NAME) && name.ends_with(".wasm"));
        assert_eq!(name, named_after(b"one"));
        assert_ne!(name, named_after(b"two"));
    }

    #[test]
    fn the_page_tells_the_name_before_its_first_script() {
        assert_eq!(
            told("<title>x</title><script id=a></script><script>", "b.wasm").as_deref(),
            Ok("<title>x</title><meta name=shop-later content=b.wasm>\
                <script id=a></script><script>")
        );
        assert!(told("<title>x</title>", "b.wasm").is_err());
    }
}
