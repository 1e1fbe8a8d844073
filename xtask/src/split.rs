//! The release's further wasm files: the pages behind the first click, loaded while the first one
//! is read, and the code for partners. `src/app/later.rs` says what is in them, `xtask/splitter`
//! cuts them out. All files have their functions in an order that compresses well.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::toolbox::Toolbox;

/// The shop's feature that marks where to cut.
pub(crate) const FEATURE: &str = "split";

/// The splitter, from the folder that it is built in.
const SPLITTER: &str = "debug/refillery-splitter";

/// How the name of the first wasm ends, as Trunk gives it.
const FIRST: &str = "_bg.wasm";

/// Makes the linker say what needs what, for the splitter.
pub(crate) const LINKER_FLAG: &str = "-Clink-arg=--emit-relocs";

/// The pages behind the first click, and what the widget shares with them. By the name of the
/// module that `src/app/later/chunk.rs` gives to the macro.
pub(crate) const PAGES: &str = "later";

/// The code for partners. It is loaded after the pages.
pub(crate) const WIDGET: &str = "widget";

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
    let (built, named) = (folder.join(SPLITTER), folder.join("bin"));
    fs::create_dir_all(&named)
        .and_then(|()| fs::copy(built, named.join("wasm-bindgen")))
        .map_err(|error| unwritable(&named, &error))?;
    let wasm_bindgen = toolbox
        .find("wasm-bindgen")
        .ok_or_else(|| Failure::because("wasm-bindgen is not on the path."))?;
    // Files of an earlier build must not pass for this one's.
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

/// Makes the files small and puts the further ones into the bundle, where the page names them.
pub(crate) fn finish(toolbox: &Toolbox, bundle: &Path) -> Outcome<()> {
    if !parts(toolbox).join(part(PAGES)).is_file() {
        return Err(Failure::because(
            "the wasm was not cut: Trunk took another wasm-bindgen than the one it was given.",
        ));
    }
    let arguments = wasm_opt_arguments(&toolbox.place.read("index.html")?)?;
    let index = bundle.join("index.html");
    let mut page = fs::read_to_string(&index).map_err(|error| unreadable(&index, &error))?;
    for (module, part) in [
        (WIDGET, parts(toolbox).join(part(WIDGET))),
        (PAGES, with_what_is_shared(toolbox, &arguments)?),
    ] {
        let small = parts(toolbox).join(format!("small_{module}.wasm"));
        let mut wasm_opt = toolbox.command("wasm-opt");
        wasm_opt.args(&arguments).arg(&part);
        quietly(wasm_opt.arg("--output").arg(&small))?;
        arrange(toolbox, &small)?;
        let content = fs::read(&small).map_err(|error| unreadable(&small, &error))?;
        let name = named_after(module, &content);
        let file = bundle.join(&name);
        fs::write(&file, content).map_err(|error| unwritable(&file, &error))?;
        page = told(&page, module, &name)?;
    }
    fs::write(&index, page).map_err(|error| unwritable(&index, &error))?;
    let entries = fs::read_dir(bundle).map_err(|error| unreadable(bundle, &error))?;
    let first = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|file| file.to_string_lossy().ends_with(FIRST))
        .ok_or_else(|| Failure::because("the bundle has no first wasm."))?;
    arrange(toolbox, &first)
}

/// Puts the functions of a finished file into an order that compresses well: 2 to 3 % less under
/// brotli, 2 to 4 % less under gzip.
fn arrange(toolbox: &Toolbox, file: &Path) -> Outcome<()> {
    let splitter = folder(toolbox).join(SPLITTER);
    let mut splitter = toolbox.command(&splitter.to_string_lossy());
    quietly(splitter.arg("--arrange").arg(file))
}

/// The pages' part, as one with the code that the splitter has put beside it because the widget
/// needs it too: a file of its own would be one more to wait for.
fn with_what_is_shared(toolbox: &Toolbox, arguments: &[String]) -> Outcome<PathBuf> {
    let folder = parts(toolbox);
    let merged = folder.join("merged.wasm");
    let mut wasm_merge = toolbox.command("wasm-merge");
    let features = arguments
        .iter()
        .filter(|argument| argument.starts_with("--enable-"));
    wasm_merge.args(features).arg("--output").arg(&merged);
    // Both import from a module of this name.
    wasm_merge.arg(folder.join("relay.wat")).arg("__wasm_split");
    wasm_merge.arg(folder.join(part(PAGES))).arg(PAGES);
    let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
    for entry in entries.filter_map(Result::ok) {
        if entry.file_name().to_string_lossy().starts_with("chunk_") {
            wasm_merge.arg(entry.path()).arg("shared");
        }
    }
    quietly(&mut wasm_merge)?;
    Ok(merged)
}

/// Runs a command that warns of what is about to be dropped: its output is shown on a failure.
fn quietly(command: &mut Command) -> Outcome<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let done = command
        .output()
        .map_err(|error| Failure::because(format!("{name} can't be run: {error}.")))?;
    if done.status.success() {
        Ok(())
    } else {
        let words = String::from_utf8_lossy(&done.stderr);
        Err(Failure::because(format!("{name} failed: {words}")))
    }
}

/// A file as the splitter names it.
fn part(module: &str) -> String {
    format!("split_{module}.wasm")
}

/// How a further file's name begins, in the bundle.
pub(crate) fn prefix(module: &str) -> String {
    format!("refillery-{module}-")
}

/// The arguments that Trunk gives wasm-opt for the first wasm.
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
fn named_after(module: &str, content: &[u8]) -> String {
    // Always the same for the same content and compiler.
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    format!("{}{:016x}.wasm", prefix(module), hasher.finish())
}

/// The page with a file's name, before the script that wants it. The name is looked up
/// from the page's base, as every address in it.
pub(crate) fn told(page: &str, module: &str, name: &str) -> Outcome<String> {
    if !page.contains("<script") {
        return Err(Failure::because("dist/index.html has no script."));
    }
    let tag = format!("<meta name=shop-{module} content={name}><script");
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
    fn further_files_are_made_small_as_the_first() {
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
        let script = toolbox.place.read("src/early/start.js").unwrap();
        assert!(script.contains("meta[name=shop-"));
    }

    #[test]
    fn the_name_follows_the_content() {
        let name = named_after(PAGES, b"one");
        assert!(name.starts_with("refillery-later-") && name.ends_with(".wasm"));
        assert_eq!(name, named_after(PAGES, b"one"));
        assert_ne!(name, named_after(PAGES, b"two"));
    }

    #[test]
    fn the_page_has_the_name_before_its_first_script() {
        assert_eq!(
            told(
                "<title>x</title><script id=a></script><script>",
                PAGES,
                "b.wasm"
            )
            .as_deref(),
            Ok("<title>x</title><meta name=shop-later content=b.wasm>\
                <script id=a></script><script>")
        );
        assert!(told("<title>x</title>", PAGES, "b.wasm").is_err());
    }
}
