//! Styles for browsers that run the program and don't know all of the CSS that it is written in: the
//! build has Lightning CSS write nesting, `light-dark()` and newer colours in words that they know.

use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::failure::{Failure, Outcome};
use crate::process::capture;
use crate::toolbox::Toolbox;

/// The oldest browsers that the styles are for. README.md names them, and the early script checks
/// for what no rewriting gives, `:has()` and `dvh`, before it starts the program.
const FLOOR: &str = "chrome 108, edge 108, firefox 121, safari 15.4, ios_saf 15.4";

/// How many hexadecimal digits of a file's content are in its name.
const DIGITS: usize = 16;

/// Rewrites every style of the bundle, and writes their names and hashes into the page.
pub(crate) fn lower(toolbox: &Toolbox, bundle: &Path) -> Outcome<()> {
    let tool = toolbox
        .lightning_css()
        .ok_or_else(|| Failure::because("lightningcss is not installed."))?;
    let index = bundle.join("index.html");
    let mut page = read(&index)?;
    for name in names(bundle)? {
        let file = bundle.join(&name);
        let old = read(&file)?;
        let new = lowered(&tool, &file)?;
        let renamed = named_after(&name, &new);
        fs::remove_file(&file)
            .and_then(|()| fs::write(bundle.join(&renamed), &new))
            .map_err(|error| unwritable(&file, &error))?;
        page = page
            .replace(&name, &renamed)
            .replace(&integrity(&old), &integrity(&new));
    }
    let (before, rest) = page
        .split_once("<style>")
        .ok_or_else(|| Failure::because("dist/index.html has no inline style."))?;
    let (inline, after) = rest
        .split_once("</style>")
        .ok_or_else(|| Failure::because("the inline style of dist/index.html has no end."))?;
    let file = bundle.join("inline.css");
    fs::write(&file, inline).map_err(|error| unwritable(&file, &error))?;
    let inline = lowered(&tool, &file);
    fs::remove_file(&file).map_err(|error| unwritable(&file, &error))?;
    let page = format!("{before}<style>{}</style>{after}", inline?.trim());
    fs::write(&index, page).map_err(|error| unwritable(&index, &error))
}

fn lowered(tool: &Path, file: &Path) -> Outcome<String> {
    let mut command = Command::new(tool);
    command.args(["--minify", "--targets", FLOOR]).arg(file);
    capture(&mut command)
        .filter(|text| !text.trim().is_empty())
        .ok_or_else(|| Failure::because(format!("lightningcss can't read {}.", file.display())))
}

/// The styles of the bundle.
fn names(bundle: &Path) -> Outcome<Vec<String>> {
    let entries = fs::read_dir(bundle).map_err(|error| unwritable(bundle, &error))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".css"))
        .collect();
    names.sort();
    Ok(names)
}

/// `base-….css` with the digits of what is in it now.
fn named_after(name: &str, content: &str) -> String {
    let stem = name.rsplit_once('-').map_or("style", |(stem, _)| stem);
    let digits: Vec<String> = Sha256::digest(content)
        .iter()
        .take(DIGITS / 2)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{stem}-{}.css", digits.concat())
}

fn integrity(content: &str) -> String {
    STANDARD.encode(Sha384::digest(content))
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file)
        .map_err(|error| Failure::because(format!("{} can't be read: {error}.", file.display())))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::because(format!("{} can't be written: {error}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use crate::policy;

    #[test]
    fn the_readme_names_the_floor() {
        let readme = Place::find().unwrap().read("README.md").unwrap();
        for words in FLOOR.split(", ").filter(|words| !words.starts_with("ios")) {
            let (name, version) = words.split_once(' ').unwrap();
            let name = name[..1].to_uppercase() + &name[1..];
            assert!(readme.contains(&format!("{name} {version}")), "{words}");
        }
    }

    #[test]
    fn a_rewritten_style_is_named_after_what_is_in_it() {
        let name = named_after("base-0c35c7cd8d2ec732.css", "a{}");
        assert!(name.starts_with("base-") && name.ends_with(".css"));
        assert_ne!(name, "base-0c35c7cd8d2ec732.css");
        assert_ne!(name, named_after("base-0c35c7cd8d2ec732.css", "b{}"));
        assert!(policy::is_named_after_its_content(&name));
    }

    /// Colours that are computed at run time can't be rewritten: each has another one beside it.
    #[test]
    fn what_no_rewriting_gives_has_its_other_rule() {
        let place = Place::find().unwrap();
        let tokens = place.read("style/tokens.css").unwrap();
        assert!(tokens.contains("@supports not (color: oklch(from red l c h))"));
        for name in ["tokens", "base", "components"] {
            let style = place.read(&format!("style/{name}.css")).unwrap();
            let (mixed, other) = style
                .split_once("@supports not (color: color-mix(in oklab, red, red))")
                .expect(name);
            assert!(mixed.contains("color-mix("), "{name}");
            assert!(
                !other.contains("color-mix("),
                "{name}: after its other rule"
            );
        }
        assert!(
            !place
                .read("style/pages.css")
                .unwrap()
                .contains("color-mix(")
        );
    }
}
