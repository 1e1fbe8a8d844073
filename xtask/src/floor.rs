//! Styles for browsers that run the program and don't know all of the CSS that it is written in: the
//! build has Lightning CSS write nesting, `light-dark()` and newer colours in words that they know.
//! It makes one file of all, because over HTTP/1.1 five would take all but one of the connections
//! that a browser opens, and the program would wait for them.

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

/// Puts one rewritten style in the place of all styles of the bundle, and its name and hash into the
/// page.
pub(crate) fn lower(toolbox: &Toolbox, bundle: &Path) -> Outcome<()> {
    let tool = toolbox
        .lightning_css()
        .ok_or_else(|| Failure::because("lightningcss is not installed."))?;
    let index = bundle.join("index.html");
    let (mut page, links) = without_links(&read(&index)?)?;
    let mut joined = String::new();
    for name in &links.names {
        let file = bundle.join(name);
        joined.push_str(&read(&file)?);
        fs::remove_file(&file).map_err(|error| unwritable(&file, &error))?;
    }
    let file = bundle.join("style.css");
    fs::write(&file, joined).map_err(|error| unwritable(&file, &error))?;
    let style = lowered(&tool, &file)?;
    let name = named_after(&style);
    fs::remove_file(&file)
        .and_then(|()| fs::write(bundle.join(&name), &style))
        .map_err(|error| unwritable(&file, &error))?;
    let link = format!(
        "<link href={}{name} integrity=sha384-{} rel=stylesheet>",
        links.folder,
        integrity(&style)
    );
    page.insert_str(links.place, &link);
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

/// The links to styles that were in a page.
struct Links {
    /// Where they were.
    place: usize,
    /// The address of the folder that the styles are in.
    folder: String,
    /// The files, in their order.
    names: Vec<String>,
}

/// A page without its links to styles. Rules of the same layer win by their order, so there must be
/// nothing but links between the first link and the last one.
fn without_links(page: &str) -> Outcome<(String, Links)> {
    let mut links: Option<Links> = None;
    let mut rest = page.to_owned();
    while let Some((start, end)) = first_link(&rest) {
        let address = rest[start..end]
            .split_once("href=")
            .and_then(|(_, href)| href.split([' ', '>']).next())
            .map(|href| href.trim_matches('"').to_owned());
        let (folder, name) = address
            .as_deref()
            .and_then(|address| Some(address.split_at(address.rfind('/')? + 1)))
            .ok_or_else(|| Failure::because("a link to a style has no address."))?;
        let links = links.get_or_insert(Links {
            place: start,
            folder: folder.to_owned(),
            names: Vec::new(),
        });
        if !rest[links.place..start].trim().is_empty() {
            return Err(Failure::because("the links to styles are not together."));
        }
        links.names.push(name.to_owned());
        rest.replace_range(start..end, "");
    }
    links
        .map(|links| (rest, links))
        .ok_or_else(|| Failure::because("dist/index.html has no link to a style."))
}

/// Where the first link to a style begins and ends.
fn first_link(page: &str) -> Option<(usize, usize)> {
    page.match_indices("<link ").find_map(|(start, _)| {
        let end = start + page[start..].find('>')? + 1;
        page[start..end]
            .contains("rel=stylesheet")
            .then_some((start, end))
    })
}

/// `style-….css` with the digits of what is in it now.
fn named_after(content: &str) -> String {
    let digits: Vec<String> = Sha256::digest(content)
        .iter()
        .take(DIGITS / 2)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("style-{}.css", digits.concat())
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
    fn a_style_is_named_after_what_is_in_it() {
        let name = named_after("a{}");
        assert_ne!(name, named_after("b{}"));
        assert!(policy::is_named_after_its_content(&name));
    }

    #[test]
    fn links_to_styles_are_found_in_their_order() {
        let page = "<body><link rel=icon href=/a.svg><p>x</p>\n\
            <link href=/shop/b-1.css integrity=sha384-x rel=stylesheet>\n\
            <link href=/shop/a-2.css integrity=sha384-y rel=stylesheet></body>";
        let (rest, links) = without_links(page).unwrap();
        assert_eq!(links.names, ["b-1.css", "a-2.css"]);
        assert_eq!(links.folder, "/shop/");
        let (before, after) = rest.split_at(links.place);
        assert!(before.ends_with("<p>x</p>\n"), "{before}");
        assert_eq!(after.trim(), "</body>");
    }

    #[test]
    fn styles_that_would_change_their_order_are_refused() {
        let apart = "<link href=/a.css rel=stylesheet><p>x</p><link href=/b.css rel=stylesheet>";
        for page in [apart, "<p>x</p>", "<link rel=stylesheet>"] {
            assert!(without_links(page).is_err(), "{page}");
        }
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
