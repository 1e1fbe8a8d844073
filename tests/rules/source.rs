//! A Rust or CSS file as the rules read it: with comments and texts separated from code.

use super::Finding;

/// The folder of the package that the program's core is.
pub(super) const CORE: &str = "crates/shop-core/";

/// A file, cut into lines, with its comments and texts separated from code.
pub(super) struct Source {
    /// From the root of the repository, with `/`.
    pub(super) path: String,
    pub(super) lines: Vec<Line>,
}

pub(super) struct Line {
    pub(super) number: usize,
    /// As it is in the file.
    pub(super) raw: String,
    /// Without comments, and with nothing between quotation marks.
    pub(super) code: String,
    /// Without comments.
    pub(super) text: String,
}

impl Source {
    /// The program part of a Rust file, without the tests: they are at its end, or in a file of
    /// their own.
    pub(super) fn rust(path: &str, content: &str) -> Self {
        let mut source = Self::whole(path, content);
        if path.ends_with("/tests.rs") {
            source.lines.clear();
        }
        let tests = source
            .lines
            .iter()
            .position(|line| line.raw.trim_start() == "#[cfg(test)]" && line.raw.starts_with('#'));
        source.lines.truncate(tests.unwrap_or(usize::MAX));
        source
    }

    /// A whole file in Rust's or CSS's way of writing comments and texts.
    pub(super) fn whole(path: &str, content: &str) -> Self {
        let mut reader = Reader::default();
        let lines = content
            .lines()
            .enumerate()
            .map(|(place, raw)| {
                let (code, text) = reader.line(raw);
                Line {
                    number: place + 1,
                    raw: raw.to_owned(),
                    code,
                    text,
                }
            })
            .collect();
        Self {
            path: path.to_owned(),
            lines,
        }
    }

    /// A finding for each line that a test accepts.
    pub(super) fn find(&self, why: &str, is_bad: impl Fn(&Line) -> bool) -> Vec<Finding> {
        self.lines
            .iter()
            .filter(|line| is_bad(line))
            .map(|line| self.at(line.number, why))
            .collect()
    }

    pub(super) fn at(&self, line: usize, why: &str) -> Finding {
        format!("{}:{line}: {why}", self.path)
    }

    /// Its path from the root of its package: `src/` is that of the shop or of its core.
    pub(super) fn inside(&self) -> &str {
        self.path.strip_prefix(CORE).unwrap_or(&self.path)
    }

    /// The module right under `src` that the file belongs to. No two of the shop and its core
    /// have one name.
    pub(super) fn module(&self) -> &str {
        let inside = self.inside();
        let inside = inside.strip_prefix("src/").unwrap_or(inside);
        let first = inside.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

/// Separates comments and texts from code, across lines.
#[derive(Default)]
struct Reader {
    place: Place,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Place {
    #[default]
    Code,
    Comment,
    Text,
    /// A raw text with so many `#` at its end.
    Raw(usize),
}

impl Reader {
    fn line(&mut self, raw: &str) -> (String, String) {
        let characters: Vec<char> = raw.chars().collect();
        let (mut code, mut text) = (String::new(), String::new());
        let mut at = 0;
        while let Some(character) = characters.get(at).copied() {
            let rest: String = characters.iter().skip(at).take(12).collect();
            match self.place {
                Place::Comment if rest.starts_with("*/") => {
                    self.place = Place::Code;
                    at += 1;
                }
                Place::Comment => {}
                Place::Text if character == '\\' => {
                    text.extend(characters.iter().skip(at).take(2));
                    at += 1;
                }
                Place::Text if character == '"' => {
                    self.place = Place::Code;
                    code.push('"');
                    text.push('"');
                }
                Place::Raw(hashes)
                    if character == '"'
                        && rest.starts_with(&["\"", &"#".repeat(hashes)].concat()) =>
                {
                    self.place = Place::Code;
                    code.push('"');
                    text.push('"');
                    at += hashes;
                }
                Place::Text | Place::Raw(_) => text.push(character),
                Place::Code if rest.starts_with("//") => break,
                Place::Code if rest.starts_with("/*") => {
                    self.place = Place::Comment;
                    at += 1;
                }
                Place::Code if rest.starts_with("'\"'") || rest.starts_with("'\\") => {
                    // A character: a quotation mark in it opens no text.
                    let end = characters
                        .iter()
                        .skip(at + 2)
                        .position(|other| *other == '\'')
                        .unwrap_or(0);
                    at += end + 2;
                }
                Place::Code => {
                    let hashes = rest.chars().skip(1).take_while(|one| *one == '#').count();
                    let opens_raw = character == 'r'
                        && rest.chars().nth(hashes + 1) == Some('"')
                        && !code
                            .ends_with(|before: char| before.is_alphanumeric() || before == '_');
                    if opens_raw {
                        self.place = Place::Raw(hashes);
                        at += hashes + 1;
                    } else if character == '"' {
                        self.place = Place::Text;
                    }
                    let shown = if opens_raw { '"' } else { character };
                    code.push(shown);
                    text.push(shown);
                }
            }
            at += 1;
        }
        (code, text)
    }
}

/// The texts between quotation marks of a line.
pub(super) fn literals(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('"') {
        let mut end = after.len();
        let mut is_escaped = false;
        for (place, character) in after.char_indices() {
            match character {
                '\\' if !is_escaped => is_escaped = true,
                '"' if !is_escaped => {
                    end = place;
                    break;
                }
                _ => is_escaped = false,
            }
        }
        found.push(after.get(..end).unwrap_or_default());
        rest = after.get(end + 1..).unwrap_or_default();
    }
    found
}

/// Whether a text has this word as a word of its own.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(word).any(|(place, _)| {
        !text
            .get(..place)
            .is_some_and(|before| before.ends_with(is_part))
            && !text
                .get(place + word.len()..)
                .is_some_and(|after| after.starts_with(is_part))
    })
}
