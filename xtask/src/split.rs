//! The release's wasm files: a file for each part that not every visit needs, some with what several
//! of them share, and first files that have a part in them. `src/app/later.rs` says what is in the
//! parts, `xtask/splitter` cuts them out. All files have their functions in an order that compresses
//! well.

pub(crate) mod explain;
mod first;
mod made;

use std::collections::BTreeMap;
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

/// The parts, by the names that `src/app/later/chunk.rs` gives to the macro.
pub(crate) const PARTS: [&str; 11] = [
    "browse",
    "goods",
    "topups",
    "esims",
    "checkout",
    "order",
    "orders",
    "help",
    "countries",
    "builder",
    "widget",
];

/// The parts in which many visits begin: each has a first wasm with the program, the part and what the
/// part needs. One file has fewer bytes than its pieces, and is one request. The others are for visits
/// that begin in another part.
pub(crate) const FIRSTS: [&str; 6] = ["browse", "goods", "topups", "esims", "checkout", "order"];

/// The files with what several parts need, each with the parts that it is for. The splitter cuts a
/// chunk for each group of parts that share something, more than a hundred; a chunk goes into the first
/// file here that is for all parts that need it. A part loads every file that is for it, so a file
/// for parts that have little in common costs them more than it saves.
const GROUPS: [(&str, &[&str]); 9] = [
    ("selling", &["goods", "topups", "esims"]),
    ("buying", &["goods", "topups", "esims", "checkout"]),
    ("partner", &["countries", "builder", "widget"]),
    ("wares", &["browse", "goods", "topups", "esims", "checkout"]),
    (
        "ordering",
        &["goods", "topups", "esims", "checkout", "order", "orders"],
    ),
    (
        "rest",
        &[
            "goods",
            "topups",
            "esims",
            "checkout",
            "orders",
            "help",
            "countries",
            "builder",
            "widget",
        ],
    ),
    (
        "shared",
        &[
            "goods",
            "topups",
            "esims",
            "checkout",
            "order",
            "orders",
            "help",
            "countries",
            "builder",
            "widget",
        ],
    ),
    (
        "early",
        &[
            "browse",
            "goods",
            "topups",
            "esims",
            "checkout",
            "orders",
            "help",
            "countries",
            "builder",
            "widget",
        ],
    ),
    ("common", &PARTS),
];

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
    made::clear(toolbox)?;
    let mut trunk = toolbox.command_over(&named, "trunk")?;
    trunk
        .env("REFILLERY_WASM_BINDGEN", wasm_bindgen)
        .env("REFILLERY_SPLIT", parts);
    Ok(trunk)
}

/// Makes the files small and puts the further ones into the bundle, where the page names them.
pub(crate) fn finish(toolbox: &Toolbox, bundle: &Path) -> Outcome<()> {
    if !is_cut(toolbox) {
        return Err(Failure::because(
            "the wasm was not cut: Trunk took another wasm-bindgen than the one it was given.",
        ));
    }
    let arguments = wasm_opt_arguments(&toolbox.place.read("index.html")?)?;
    let index = bundle.join("index.html");
    let mut page = fs::read_to_string(&index).map_err(|error| unreadable(&index, &error))?;
    let needs = Needs::read(&parts(toolbox))?;
    let program = program(bundle)?;
    arrange(toolbox, &program)?;
    // In the order in which they are loaded: what all share comes first.
    let mut shared = Vec::new();
    for (group, of) in GROUPS.iter().rev() {
        let merged = merged(toolbox, &arguments, group, &needs.chunks_of(group))?;
        let small = made_small(toolbox, &merged, &arguments)?;
        shared.push((*of, put(bundle, &prefix(group), &small, ".wasm")?));
    }
    for module in PARTS {
        let part = parts(toolbox).join(part(module));
        let small = made_small(toolbox, &part, &arguments)?;
        let own = put(bundle, &prefix(module), &small, ".wasm")?;
        let before = shared.iter().filter(|(of, _)| of.contains(&module));
        let before: Vec<&str> = before.map(|(_, name)| &**name).collect();
        page = told(&page, module, &[&*before, &[&*own]].concat().join(" "))?;
        if FIRSTS.contains(&module) {
            let first = first::File {
                program: &program,
                shared: before.iter().map(|name| bundle.join(name)).collect(),
                own: bundle.join(&own),
            };
            let name = first.put(toolbox, bundle, module, &features(&arguments))?;
            page = told(&page, &format!("first-{module}"), &name)?;
        }
    }
    let page = first::without_preload(&page)?;
    fs::write(&index, page).map_err(|error| unwritable(&index, &error))
}

/// Whether the last build came so far that it has cut the wasm.
pub(crate) fn is_cut(toolbox: &Toolbox) -> bool {
    parts(toolbox).join(part(PARTS[0])).is_file()
}

/// The first wasm of visits that begin elsewhere, as Trunk has left it.
fn program(bundle: &Path) -> Outcome<PathBuf> {
    let entries = fs::read_dir(bundle).map_err(|error| unreadable(bundle, &error))?;
    let mut files = entries.filter_map(Result::ok).map(|entry| entry.path());
    files
        .find(|file| file.to_string_lossy().ends_with(FIRST))
        .ok_or_else(|| Failure::because("the bundle has no first wasm."))
}

/// wasm-opt's arguments that allow a wasm to use something.
fn features(arguments: &[String]) -> Vec<&str> {
    let features = arguments.iter().map(String::as_str);
    features
        .filter(|argument| argument.starts_with("--enable-"))
        .collect()
}

/// Puts the functions of a finished file into an order that compresses well: 2 to 3 % less under
/// brotli, 2 to 4 % less under gzip.
fn arrange(toolbox: &Toolbox, file: &Path) -> Outcome<()> {
    in_place(toolbox, "--arrange", file)
}

/// Has the splitter change a file.
fn in_place(toolbox: &Toolbox, option: &str, file: &Path) -> Outcome<()> {
    let splitter = folder(toolbox).join(SPLITTER);
    let mut splitter = toolbox.command(&splitter.to_string_lossy());
    quietly(splitter.arg(option).arg(file))
}

/// Makes a further wasm small. Returns where that is.
fn made_small(toolbox: &Toolbox, wasm: &Path, arguments: &[String]) -> Outcome<PathBuf> {
    made::made(toolbox, &arguments.join(" "), &[wasm], |small| {
        let mut wasm_opt = toolbox.command("wasm-opt");
        wasm_opt.args(arguments).arg(wasm);
        quietly(wasm_opt.arg("--output").arg(small))?;
        arrange(toolbox, small)
    })
}

/// Puts a wasm into the bundle. Returns its name there, which begins and ends in this way.
fn put(bundle: &Path, prefix: &str, wasm: &Path, end: &str) -> Outcome<String> {
    let content = fs::read(wasm).map_err(|error| unreadable(wasm, &error))?;
    let name = [prefix, &digits(&content), end].concat();
    let file = bundle.join(&name);
    fs::write(&file, content).map_err(|error| unwritable(&file, &error))?;
    Ok(name)
}

/// These chunks as one wasm: a file for each of them would be many more to wait for.
fn merged(
    toolbox: &Toolbox,
    arguments: &[String],
    group: &str,
    chunks: &[&str],
) -> Outcome<PathBuf> {
    let folder = parts(toolbox);
    let merged = folder.join(merged_name(group));
    let mut wasm_merge = toolbox.command("wasm-merge");
    // The names are for `explain`; what visitors get has none.
    wasm_merge.args(features(arguments)).arg("--debuginfo");
    wasm_merge.arg("--output").arg(&merged);
    // All import from a module of this name.
    wasm_merge.arg(folder.join("relay.wat")).arg("__wasm_split");
    for chunk in chunks {
        wasm_merge.arg(folder.join(chunk).with_extension("wasm"));
        wasm_merge.arg(chunk);
    }
    quietly(&mut wasm_merge)?;
    Ok(merged)
}

/// Which parts need which chunks, as the splitter writes it down.
struct Needs(BTreeMap<String, Vec<String>>);

impl Needs {
    fn read(parts: &Path) -> Outcome<Self> {
        let file = parts.join("needs.txt");
        let text = fs::read_to_string(&file).map_err(|error| unreadable(&file, &error))?;
        Ok(Self::parse(&text))
    }

    /// The parts of each chunk, from lines with a part and its chunks.
    fn parse(text: &str) -> Self {
        let mut parts_of = BTreeMap::<String, Vec<String>>::new();
        for line in text.lines() {
            let mut words = line.split_whitespace();
            let part = words.next().unwrap_or_default();
            for chunk in words.filter(|word| word.starts_with("chunk_")) {
                let parts = parts_of.entry(chunk.to_owned()).or_default();
                parts.push(part.to_owned());
            }
        }
        Self(parts_of)
    }

    /// The chunks that belong into this group's file.
    fn chunks_of(&self, group: &str) -> Vec<&str> {
        let home = |parts: &[String]| {
            GROUPS
                .iter()
                .find(|(_, of)| parts.iter().all(|part| of.contains(&&**part)))
        };
        let own = self
            .0
            .iter()
            .filter(|(_, parts)| home(parts).is_some_and(|(name, _)| *name == group));
        own.map(|(chunk, _)| chunk.as_str()).collect()
    }
}

/// Runs a command that warns of what is about to be dropped: its words are shown on a failure.
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

/// A file with what several parts share, before it is made small.
fn merged_name(group: &str) -> String {
    format!("merged_{group}.wasm")
}

/// A file as the splitter names it.
fn part(module: &str) -> String {
    format!("split_{module}.wasm")
}

/// The part that is in the first wasm of this name, if one is.
pub(crate) fn part_in(name: &str) -> Option<&'static str> {
    FIRSTS
        .into_iter()
        .find(|module| name.starts_with(&first::prefix(module)))
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

/// The digits of a name that changes with the content, so that hosts may keep the file forever.
fn digits(content: &[u8]) -> String {
    // Always the same for the same content and compiler.
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    format!("{:016x}", hasher.finish())
}

/// The page with the names of a part's files, before the script that wants them, in the order in
/// which they are loaded. They are looked up from the page's base, as every address in it.
pub(crate) fn told(page: &str, module: &str, names: &str) -> Outcome<String> {
    if !page.contains("<script") {
        return Err(Failure::because("dist/index.html has no script."));
    }
    let tag = format!("<meta name=shop-{module} content=\"{names}\"><script");
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
    fn a_chunk_is_in_the_first_file_that_is_for_all_its_parts() {
        let needs = Needs::parse(
            "goods chunk_1 chunk_2 chunk_3 chunk_5 goods\n\
             checkout chunk_1 chunk_2 checkout\n\
             order chunk_2 chunk_6 chunk_7 order\n\
             browse chunk_5 chunk_6 chunk_8 browse\n\
             help chunk_8 help\n\
             widget chunk_3 chunk_4 chunk_7 widget\n\
             builder chunk_4 builder\n",
        );
        for (group, chunk) in [
            ("buying", "chunk_1"),
            ("ordering", "chunk_2"),
            ("rest", "chunk_3"),
            ("partner", "chunk_4"),
            ("wares", "chunk_5"),
            ("common", "chunk_6"),
            ("shared", "chunk_7"),
            ("early", "chunk_8"),
        ] {
            assert_eq!(needs.chunks_of(group), [chunk], "{group}");
        }
    }

    #[test]
    fn every_part_has_what_all_share() {
        let (_, of) = GROUPS.last().unwrap();
        assert_eq!(*of, PARTS);
    }

    #[test]
    fn the_name_follows_the_content() {
        let name = digits(b"one");
        assert_eq!(name.len(), 16);
        assert_eq!(name, digits(b"one"));
        assert_ne!(name, digits(b"two"));
    }

    #[test]
    fn every_first_file_is_for_a_part() {
        for module in FIRSTS {
            assert!(PARTS.contains(&module), "{module}");
        }
    }

    #[test]
    fn the_page_has_the_name_before_its_first_script() {
        assert_eq!(
            told(
                "<title>x</title><script id=a></script><script>",
                "order",
                "a.wasm b.wasm"
            )
            .as_deref(),
            Ok(
                "<title>x</title><meta name=shop-order content=\"a.wasm b.wasm\">\
                <script id=a></script><script>"
            )
        );
        assert!(told("<title>x</title>", "order", "b.wasm").is_err());
    }
}
