//! House rules: what may depend on what, where a kind of line belongs, and what
//! stands nowhere.
//!
//! A rule is a function from a file to the places that break it. Each is tried
//! on a bad and on a good line at the end, so that a rule which can't fail is
//! a failure itself.

#[path = "rules/circles.rs"]
mod circles;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value};
use shop_core::model::order::OrderState;

/// A file, cut into lines, with its comments and texts told apart from code.
struct Source {
    /// From the root of the repository, with `/`.
    path: String,
    lines: Vec<Line>,
}

struct Line {
    number: usize,
    /// As it stands in the file.
    raw: String,
    /// Without comments, and with nothing between quotation marks.
    code: String,
    /// Without comments.
    text: String,
}

/// The folder of the package that the program's core is.
const CORE: &str = "crates/shop-core/";

/// A place that breaks a rule: `file:line: why`.
type Finding = String;

/// A rule about one file.
type Rule = fn(&Source) -> Vec<Finding>;

impl Source {
    /// The program part of a Rust file: tests stand at its end, or in a file of
    /// their own, and are left out.
    fn rust(path: &str, content: &str) -> Self {
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
    fn whole(path: &str, content: &str) -> Self {
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
    fn find(&self, why: &str, is_bad: impl Fn(&Line) -> bool) -> Vec<Finding> {
        self.lines
            .iter()
            .filter(|line| is_bad(line))
            .map(|line| self.at(line.number, why))
            .collect()
    }

    fn at(&self, line: usize, why: &str) -> Finding {
        format!("{}:{line}: {why}", self.path)
    }

    /// Its path from the root of its package: `src/` is that of the shop or of its core.
    fn inside(&self) -> &str {
        self.path.strip_prefix(CORE).unwrap_or(&self.path)
    }

    /// The module right under `src` that the file belongs to. No two of the shop and its core
    /// have one name.
    fn module(&self) -> &str {
        let inside = self.inside();
        let inside = inside.strip_prefix("src/").unwrap_or(inside);
        let first = inside.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

/// Tells comments and texts from code, across lines.
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
fn literals(text: &str) -> Vec<&str> {
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

/// Whether a word stands in a text as a word of its own.
fn has_word(text: &str, word: &str) -> bool {
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

// ---------------------------------------------------------------------------
// What may depend on what
// ---------------------------------------------------------------------------

/// Modules of the shop and of its core that a module may use. It may always use itself.
const MAY_USE: [(&str, &[&str]); 28] = [
    // The core: the compiler holds it apart from all others.
    ("model", &[]),
    ("backoff", &[]),
    ("json", &["model"]),
    ("pay", &["model"]),
    ("route", &["model"]),
    ("order_tracking", &["model"]),
    // The shop.
    ("config", &["json", "model"]),
    ("reactive", &[]),
    ("markup", &["browser", "reactive"]),
    (
        "api",
        &[
            "backoff", "browser", "config", "json", "model", "reactive", "route",
        ],
    ),
    (
        "tracking",
        &[
            "api",
            "backoff",
            "browser",
            "json",
            "model",
            "order_tracking",
            "reactive",
        ],
    ),
    ("i18n", &["browser", "json", "model", "reactive"]),
    ("store", &["json", "model"]),
    ("browser", &[]),
    (
        "backup",
        &["browser", "json", "markup", "model", "route", "store"],
    ),
    (
        "navigation",
        &[
            "browser", "config", "i18n", "model", "reactive", "route", "store",
        ],
    ),
    // `api` for one name alone, see `components_only_show`.
    (
        "components",
        &[
            "api",
            "browser",
            "host",
            "i18n",
            "markup",
            "model",
            "navigation",
            "order_tracking",
            "pay",
            "reactive",
            "route",
        ],
    ),
    ("cart", &["browser", "model", "reactive", "store"]),
    ("past_orders", &["browser", "reactive", "store"]),
    ("persistence", &["browser"]),
    ("host", &["model", "reactive"]),
    (
        "purchase",
        &[
            "api",
            "browser",
            "cart",
            "components",
            "host",
            "i18n",
            "markup",
            "model",
            "navigation",
            "pay",
            "reactive",
            "remote",
            "route",
            "store",
        ],
    ),
    ("remote", &["api", "components", "markup", "reactive"]),
    (
        "offer",
        &[
            "api",
            "i18n",
            "markup",
            "model",
            "navigation",
            "reactive",
            "remote",
            "store",
        ],
    ),
    (
        "frame",
        &[
            "api",
            "browser",
            "cart",
            "components",
            "config",
            "i18n",
            "markup",
            "model",
            "navigation",
            "reactive",
            "route",
        ],
    ),
    (
        "pages",
        &[
            "api",
            "backup",
            "cart",
            "components",
            "frame",
            "host",
            "i18n",
            "markup",
            "model",
            "navigation",
            "offer",
            "order_tracking",
            "past_orders",
            "pay",
            "persistence",
            "purchase",
            "reactive",
            "remote",
            "route",
            "store",
            "tracking",
        ],
    ),
    (
        "embed",
        &[
            "api",
            "browser",
            "cart",
            "components",
            "config",
            "frame",
            "host",
            "i18n",
            "json",
            "markup",
            "model",
            "navigation",
            "pay",
            "reactive",
            "route",
        ],
    ),
    (
        "app",
        &[
            "api",
            "browser",
            "cart",
            "components",
            "config",
            "embed",
            "frame",
            "i18n",
            "markup",
            "navigation",
            "pages",
            "past_orders",
            "reactive",
            "route",
        ],
    ),
];

fn modules_use_only_what_they_may(source: &Source) -> Vec<Finding> {
    let module = source.module();
    // They name every module: the list of them, and the program that starts them.
    if ["lib", "main"].contains(&module) {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
        return vec![source.at(
            1,
            &format!("module `{module}` is not in the table MAY_USE of tests/tidy.rs"),
        )];
    };
    let mut findings = Vec::new();
    for line in &source.lines {
        for used in used_modules(&line.code) {
            if used != module && !allowed.contains(&used.as_str()) {
                findings.push(source.at(line.number, &format!("`{module}` may not use `{used}`")));
            }
        }
    }
    findings
}

/// The modules in `crate::name`, `shop_core::name` and `crate::{name, other::…}`.
fn used_modules(code: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|character| character.is_alphanumeric() || *character == '_')
            .collect()
    };
    let mut used = Vec::new();
    let own = code.match_indices("crate::");
    let starts = own.chain(code.match_indices("shop_core::"));
    for (place, found) in starts {
        let after = code.get(place + found.len()..).unwrap_or_default();
        match after.strip_prefix('{') {
            Some(group) => used.extend(group.split(['}', ',']).map(word)),
            None => used.push(word(after)),
        }
    }
    used.retain(|name| !name.is_empty());
    used
}

/// All that the core is built of besides the standard library: small crates that compute, on
/// whatever they are given.
const CORE_IS_BUILT_OF: [&str; 4] = ["bs58", "qrcodegen", "serde_json", "sha3"];

/// The core has no other dependencies. What is none, its modules can't name: no view, no browser.
fn the_core_depends_on_little(path: &str, manifest: &str) -> Vec<Finding> {
    let listed = manifest.split_once("\n[dependencies]\n");
    let listed = listed.map_or("", |(_, after)| after);
    let lines = listed.lines().take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split_once(['=', '.']))
        .map(|(name, _)| name.trim())
        .filter(|name| !CORE_IS_BUILT_OF.contains(name) && !name.starts_with('#'))
        .map(|name| format!("{path}: the core is built without `{name}`"))
        .chain(manifest.match_indices("dependencies.").map(|_| {
            format!("{path}: a table of its own for a dependency: name it under [dependencies]")
        }))
        .collect()
}

/// The standard library has what depends on more than its arguments, and what waits: the core
/// uses none of it, so that its tests are quick and tell the same each time.
fn the_core_computes_and_does_nothing_else(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with(CORE) {
        return Vec::new();
    }
    let outside = [
        "std::env",
        "std::fs",
        "std::io",
        "std::net",
        "std::process",
        "std::thread",
        "std::time",
        "HashMap",
        "HashSet",
        "RandomState",
        "println",
        "eprintln",
    ];
    source.find(
        "the core has no clock, no randomness and no I/O: take the value as an argument",
        |line| outside.iter().any(|name| has_word(&line.code, name)),
    )
}

/// Components show model values: of the API they may know its error, in the one file that words
/// it.
fn components_only_show(source: &Source) -> Vec<Finding> {
    if source.module() != "components" {
        return Vec::new();
    }
    let error = source.path == "src/components/failure.rs";
    source.find("a component asks nothing: take a model value", |line| {
        let api = line.code.contains("crate::api")
            && !(error && line.code.contains("crate::api::ApiError"));
        let address = ["use_location", "use_params", "use_query"]
            .iter()
            .any(|hook| line.code.contains(hook));
        api || address || has_word(&line.code, "Client")
    })
}

/// A page is made of parts that know the browser, and knows none of it itself:
/// what it says can then be read without knowing the DOM.
fn pages_know_no_browser(source: &Source) -> Vec<Finding> {
    if source.module() != "pages" {
        return Vec::new();
    }
    let why = "a page names no browser interface: give it to `markup` or a component";
    source.find(why, |line| {
        ["web_sys", "js_sys", "wasm_bindgen"]
            .iter()
            .any(|name| has_word(&line.code, name))
    })
}

/// A page stands alone, so that one can be changed without reading another.
fn pages_leave_each_other_alone(source: &Source) -> Vec<Finding> {
    let Some(inside) = source.path.strip_prefix("src/pages/") else {
        return Vec::new();
    };
    let own = inside.split(['/', '.']).next().unwrap_or_default();
    let is_nested = inside.contains('/');
    let pages = [
        "brand", "brands", "checkout", "home", "lost", "order", "orders", "product",
    ];
    source.find("pages use each other only through `lost`", |line| {
        pages
            .iter()
            .filter(|page| **page != own && **page != "lost")
            .any(|page| {
                let from_outside = ["crate::pages::", page].concat();
                let from_inside = if is_nested {
                    ["super::super::", page].concat()
                } else {
                    ["super::", page].concat()
                };
                has_word(&line.code, &from_outside) || has_word(&line.code, &from_inside)
            })
    })
}

/// Names that have one home: a part of the code, where it may stand, and why.
const HOMES: [(&str, &[&str], &str); 7] = [
    (
        "gloo_net",
        &["src/api/client.rs", "src/api/client/sending.rs"],
        "only the client sends requests",
    ),
    (
        "EventSource",
        &["src/tracking/stream.rs"],
        "only the stream opens streams",
    ),
    (
        "local_storage",
        &["src/store/kept.rs"],
        "only the store knows storage",
    ),
    (
        "session_storage",
        &["src/store/kept.rs"],
        "only the store knows storage",
    ),
    (
        "localStorage",
        &["src/store/kept.rs"],
        "only the store knows storage",
    ),
    (
        "window().parent",
        &["src/embed/channel.rs"],
        "only embedding talks to a parent",
    ),
    (
        "window.parent",
        &["src/embed/channel.rs"],
        "only embedding talks to a parent",
    ),
];

fn names_stay_in_their_homes(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, homes, why) in HOMES {
        if !homes.contains(&source.path.as_str()) {
            // In texts too: names are also reached through reflection.
            findings.extend(source.find(why, |line| has_word(&line.text, name)));
        }
    }
    findings
}

fn upstream_paths_stand_in_endpoint(source: &Source) -> Vec<Finding> {
    if source.path == "src/api/endpoint.rs" {
        return Vec::new();
    }
    let words = [
        "v2",
        "v3",
        "v4",
        "v5",
        "payment_vias",
        "available-countries",
        "validations",
    ];
    source.find(
        "paths of the API are spelled in src/api/endpoint.rs",
        |line| {
            literals(&line.text).iter().any(|literal| {
                literal.contains("/subscribe")
                    || literal.split('/').any(|word| words.contains(&word))
            })
        },
    )
}

fn app_paths_stand_in_route(source: &Source) -> Vec<Finding> {
    if source.inside() == "src/route.rs" {
        return Vec::new();
    }
    let words = [
        "brands", "brand", "product", "checkout", "order", "orders", "embed",
    ];
    let why = "paths of this app are spelled in crates/shop-core/src/route.rs";
    source.find(why, |line| {
        literals(&line.text).iter().any(|literal| {
            literal.strip_prefix('/').is_some_and(|path| {
                let first = path.split(['/', '?']).next().unwrap_or_default();
                words.contains(&first)
            })
        })
    })
}

// ---------------------------------------------------------------------------
// What stands nowhere
// ---------------------------------------------------------------------------

/// A panic leaves a buyer who has paid before a blank page, so each way to one
/// needs a sentence that says why it can't happen.
fn nothing_panics_without_a_reason(source: &Source) -> Vec<Finding> {
    let calls = [
        ".unwrap()",
        ".expect(",
        "panic!",
        "unreachable!",
        "todo!",
        "unimplemented!",
    ];
    let mut findings = Vec::new();
    for (place, line) in source.lines.iter().enumerate() {
        let is_bad = calls.iter().any(|call| line.code.contains(call)) || has_indexing(&line.code);
        let is_explained = line.raw.contains("// ")
            || place
                .checked_sub(1)
                .and_then(|above| source.lines.get(above))
                .is_some_and(|above| above.raw.trim_start().starts_with("// "));
        if is_bad && !is_explained {
            findings.push(source.at(
                line.number,
                "this can panic: do without, or say above why it can't",
            ));
        }
    }
    findings
}

/// Whether something is indexed: a bracket right after a name, a call or
/// another index. Types, attributes and macros have none of these before it.
fn has_indexing(code: &str) -> bool {
    code.match_indices('[').any(|(place, _)| {
        let before = code.get(..place).unwrap_or_default();
        before.ends_with(|character: char| {
            character.is_alphanumeric() || matches!(character, '_' | ')' | ']')
        })
    })
}

fn nothing_is_forgotten(source: &Source) -> Vec<Finding> {
    source.find(
        "what is forgotten is never cleaned up: keep it and drop it",
        |line| line.code.contains(".forget()") || line.code.contains("mem::forget"),
    )
}

fn no_lint_is_silenced(source: &Source) -> Vec<Finding> {
    source.find(
        "use #[expect(…, reason = …)], which says when it is not needed any more",
        |line| line.code.contains("#[allow") || line.code.contains("#![allow"),
    )
}

fn money_is_no_float(source: &Source) -> Vec<Finding> {
    let files = [
        "src/model/money.rs",
        "src/model/product.rs",
        "src/model/payment.rs",
        "src/pay.rs",
        "src/api/orders.rs",
        "src/api/catalog.rs",
        "src/api/payments.rs",
        "src/json.rs",
        "src/json/parser.rs",
    ];
    if !files.contains(&source.inside()) && source.module() != "pay" {
        return Vec::new();
    }
    source.find("money is decimal text and never a float", |line| {
        has_word(&line.code, "f32") || has_word(&line.code, "f64")
    })
}

/// Most lines of a file, tests included: beyond this nobody reads it in one go.
const MOST_LINES: usize = 400;

/// Files that may be longer, with the reason and their own limit.
const LONG_FILES: [(&str, usize, &str); 0] = [];

fn files_are_short(path: &str, content: &str) -> Vec<Finding> {
    let lines = content.lines().count();
    let limit = LONG_FILES
        .iter()
        .find(|(long, _, _)| *long == path)
        .map_or(MOST_LINES, |(_, limit, _)| *limit);
    if lines > limit {
        vec![format!(
            "{path}:{lines}: more than {limit} lines: cut it into modules"
        )]
    } else {
        Vec::new()
    }
}

/// Calls whose text a person reads or hears.
const SPEAKING: [&str; 6] = [
    ".child(\"",
    ".attr(\"aria-label\", \"",
    ".attr(\"title\", \"",
    ".attr(\"alt\", \"",
    ".attr(\"placeholder\", \"",
    "set_title(\"",
];

fn words_stand_in_the_locale_files(source: &Source) -> Vec<Finding> {
    let speaks = |text: &str| {
        // An example address has letters but no language.
        text.chars().any(char::is_alphabetic) && !text.contains('@')
    };
    source.find(
        "text that a person reads stands in public/locales",
        |line| {
            let called = SPEAKING.iter().any(|call| {
                line.text.match_indices(call).any(|(place, found)| {
                    let after = line.text.get(place + found.len() - 1..).unwrap_or_default();
                    literals(after).first().is_some_and(|text| speaks(text))
                })
            });
            let trimmed = line.text.trim();
            // A text node of `view!`: alone on its line or between two tags. Class
            // names stand alone too, but don't begin like a sentence.
            let is_alone = line.code.trim() == "\"\""
                && trimmed.contains(' ')
                && trimmed.chars().nth(1).is_some_and(char::is_uppercase);
            let is_between = line.text.match_indices(">\"").any(|(place, _)| {
                let after = line.text.get(place + 1..).unwrap_or_default();
                let literal = literals(after).first().copied().unwrap_or_default();
                speaks(literal)
                    && after
                        .get(literal.len() + 2..)
                        .is_some_and(|end| end.starts_with('<'))
            });
            called || is_alone || is_between
        },
    )
}

// ---------------------------------------------------------------------------
// Style, shell, texts
// ---------------------------------------------------------------------------

/// Every colour has a name, so that light and dark are changed in one place.
fn colours_are_tokens(source: &Source) -> Vec<Finding> {
    if ["style/tokens.css", "style/critical.css"].contains(&source.path.as_str()) {
        return Vec::new();
    }
    let functions = [
        "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(",
    ];
    source.find("a colour literal: name it in style/tokens.css", |line| {
        // A question whether the browser knows a form of colour paints nothing.
        if line.code.trim_start().starts_with("@supports") {
            return false;
        }
        functions.iter().any(|function| {
            line.code.match_indices(function).any(|(place, _)| {
                let before = line.code.get(..place).unwrap_or_default();
                let after = line.code.get(place + function.len()..).unwrap_or_default();
                // What is made from a token is no literal.
                !before.ends_with(|c: char| c.is_alphanumeric()) && !after.starts_with("from var(")
            })
        }) || has_hex_colour(&line.code)
    })
}

fn has_hex_colour(css: &str) -> bool {
    // Selectors have `#` too, but no value stands before a colon.
    css.split_once(':').is_some_and(|(_, value)| {
        value.match_indices('#').any(|(place, _)| {
            let word: String = value
                .chars()
                .skip(
                    value
                        .get(..place)
                        .map_or(0, |before| before.chars().count())
                        + 1,
                )
                .take_while(|character| character.is_alphanumeric() || "-_".contains(*character))
                .collect();
            matches!(word.len(), 3 | 4 | 6 | 8)
                && word.chars().all(|character| character.is_ascii_hexdigit())
        })
    })
}

/// The content security policy has no exception for either.
fn the_shell_has_no_inline_style_or_handler(path: &str, html: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut is_script = false;
    for (place, line) in html.lines().enumerate() {
        is_script |= line.contains("<script");
        if !is_script {
            let lower = line.to_lowercase();
            let has_handler = lower.match_indices(" on").any(|(at, _)| {
                let name: String = lower
                    .chars()
                    .skip(at + 1)
                    .take_while(char::is_ascii_alphabetic)
                    .collect();
                name.len() > 2
                    && lower
                        .get(at + 1 + name.len()..)
                        .is_some_and(|after| after.starts_with('='))
            });
            if lower.contains(" style=") || has_handler {
                findings.push(format!(
                    "{path}:{}: no style attribute and no inline handler",
                    place + 1
                ));
            }
        }
        is_script &= !line.contains("</script>");
    }
    findings
}

/// What names one machine, or a registry that only some machines reach. The
/// parts are joined here so that this file doesn't name them itself.
fn machine_words() -> Vec<String> {
    [
        ["/ro", "ot/"],
        ["/ho", "me/"],
        ["/Us", "ers/"],
        ["/wo", "rk/"],
        ["C:\\\\", "Users"],
        ["index.crates", ".io"],
        ["static.crates", ".io"],
        ["registry.npm", "js.org"],
        ["registry.yarn", "pkg.com"],
        ["artifac", "tory"],
    ]
    .iter()
    .map(|parts| parts.concat())
    .collect()
}

fn no_machine_is_named(path: &str, content: &str) -> Vec<Finding> {
    let usual = "registry+https://github.com/rust-lang/crates.io-index";
    let words = machine_words();
    let is_lock = path.ends_with("Cargo.lock");
    let bad = |line: &str| {
        let strange_source = is_lock && line.starts_with("source = ") && !line.contains(usual);
        strange_source
            || words.iter().any(|word| {
                line.match_indices(word.as_str()).any(|(place, _)| {
                    // A path that starts here, not one inside a longer address.
                    !word.starts_with('/')
                        || !line.get(..place).is_some_and(|before| {
                            before.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '}')
                        })
                })
            })
    };
    content
        .lines()
        .enumerate()
        .filter(|(_, line)| bad(line))
        .map(|(place, _)| {
            format!(
                "{path}:{}: names a machine's path or a registry's host",
                place + 1
            )
        })
        .collect()
}

// ---------------------------------------------------------------------------
// Citations
// ---------------------------------------------------------------------------

/// Beginnings of citations that a stranger can't follow, when a number comes
/// after them. With the word "section" they are found without one.
const OUTSIDE: [&str; 8] = [
    "contract ",
    "complaint ",
    "complaints ",
    "payments section ",
    "issue ",
    "issue #",
    "issues ",
    "issues #",
];

/// Comments and documents cite nothing that isn't in the repository: no
/// contract by its sections, no design notes, no complaints, no issues.
fn no_citation_leads_outside(path: &str, content: &str) -> Vec<Finding> {
    let lines: Vec<&str> = content.lines().map(without_comment_mark).collect();
    let mut findings = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        // A citation can go on in the next line.
        let next = lines.get(place + 1).copied().unwrap_or_default();
        let both = [*line, " ", next].concat().to_lowercase();
        let begins_here = both.char_indices().take(line.chars().count());
        let is_cited = begins_here
            .filter_map(|(start, _)| Some((both.get(..start)?, both.get(start..)?)))
            .filter(|(before, _)| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            .any(|(_, rest)| begins_outside_citation(rest));
        if is_cited {
            findings.push(format!(
                "{path}:{}: cites what a stranger can't open: cite docs/ by file and heading, or say \
                 the reason here",
                place + 1
            ));
        }
    }
    findings
}

fn begins_outside_citation(rest: &str) -> bool {
    let is_numbered = OUTSIDE.iter().any(|start| {
        rest.strip_prefix(start).is_some_and(|after| {
            after.starts_with(|c: char| c.is_ascii_digit()) || after.starts_with("section")
        })
    });
    let is_note = rest.strip_prefix("design/").is_some_and(|after| {
        let end = after.find(|c: char| !c.is_alphanumeric() && !"_-/".contains(c));
        end.and_then(|end| after.get(end..))
            .is_some_and(|ending| ending.starts_with(".md"))
    });
    // A document of the repository has headings, no numbered sections.
    let is_section = rest.strip_prefix("md").is_some_and(|after| {
        after
            .trim_start_matches(['`', ',', ')'])
            .starts_with(" section")
    });
    is_numbered
        || is_note
        || is_section
        || rest.starts_with("contract's section")
        || rest.starts_with("../shared")
}

/// A line without the mark that makes it a comment, so that sentences can be
/// read across lines.
fn without_comment_mark(line: &str) -> &str {
    line.trim()
        .trim_start_matches(['/', '!', '*', '#', '>'])
        .trim_start()
}

/// What a citation can lead to.
struct Repository {
    files: BTreeSet<String>,
    /// The anchors of each document, by its path.
    anchors: BTreeMap<String, BTreeSet<String>>,
}

impl Repository {
    fn new<'a>(files: impl Iterator<Item = &'a str>, read: impl Fn(&str) -> String) -> Self {
        let files: BTreeSet<String> = files.map(str::to_owned).collect();
        let anchors = files
            .iter()
            .filter(|path| path.ends_with(".md"))
            .map(|path| (path.clone(), anchors(&read(path))))
            .collect();
        Self { files, anchors }
    }

    /// Why a citation leads nowhere.
    fn fault(&self, file: &str, anchor: Option<&str>) -> Option<String> {
        let folder = [file, "/"].concat();
        let is_there = self.files.contains(file)
            || self.files.iter().any(|path| path.starts_with(&folder))
            || file.is_empty();
        if !is_there {
            return Some(format!("there is no {file}"));
        }
        let anchor = anchor?;
        let has_heading = self
            .anchors
            .get(file)
            .is_some_and(|anchors| anchors.contains(anchor));
        (!has_heading).then(|| format!("{file} has no heading #{anchor}"))
    }
}

/// The anchors that GitHub gives to the headings of a document.
fn anchors(document: &str) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = BTreeSet::new();
    let mut is_code = false;
    for line in document.lines() {
        is_code ^= line.trim_start().starts_with("```");
        let title = line.trim_start_matches('#');
        let level = line.len() - title.len();
        if is_code || !(1..=6).contains(&level) || !title.starts_with(' ') {
            continue;
        }
        let anchor = anchor_of(title.trim());
        let count = counts.entry(anchor.clone()).or_default();
        found.insert(if *count == 0 {
            anchor
        } else {
            format!("{anchor}-{count}")
        });
        *count += 1;
    }
    found
}

/// Lower case, without punctuation, with hyphens for blanks. Of a link only its
/// words count.
fn anchor_of(title: &str) -> String {
    let mut words = String::new();
    for (place, part) in title.split("](").enumerate() {
        let behind_link = part.split_once(')').map_or("", |(_, behind)| behind);
        words.push_str(if place == 0 { part } else { behind_link });
    }
    words
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Every `docs/….md` with or without `#heading` leads somewhere, and every link
/// between documents.
fn citations_lead_somewhere(path: &str, content: &str, repository: &Repository) -> Vec<Finding> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut findings = Vec::new();
    let mut is_code = false;
    for (place, line) in content.lines().enumerate() {
        let mut faults: Vec<String> = cited_documents(line)
            .into_iter()
            .filter_map(|(file, anchor)| repository.fault(file, anchor))
            .collect();
        if path.ends_with(".md") {
            is_code ^= line.trim_start().starts_with("```");
            if !is_code {
                faults.extend(relative_links(line).into_iter().filter_map(|link| {
                    let (file, anchor) = match link.split_once('#') {
                        Some((file, anchor)) => (file, Some(anchor)),
                        None => (link, None),
                    };
                    let file = if file.is_empty() {
                        path.to_owned()
                    } else {
                        joined(folder, file)
                    };
                    repository.fault(&file, anchor)
                }));
            }
        }
        // In a link from the root the two readings are one.
        faults.sort();
        faults.dedup();
        findings.extend(
            faults
                .iter()
                .map(|fault| format!("{path}:{}: leads nowhere: {fault}", place + 1)),
        );
    }
    findings
}

/// Each `docs/….md` of a line with its heading. One inside of a longer path is
/// another file.
fn cited_documents(line: &str) -> Vec<(&str, Option<&str>)> {
    let is_of_path = |c: char| c.is_alphanumeric() || "/.-_".contains(c);
    let is_of_anchor = |c: char| c.is_alphanumeric() || "-_".contains(c);
    line.match_indices("docs/")
        .filter(|(place, _)| {
            !line
                .get(..*place)
                .is_some_and(|before| before.ends_with(is_of_path))
        })
        .filter_map(|(place, _)| {
            let rest = line.get(place..)?;
            let end = rest.find(|c: char| !is_of_path(c)).unwrap_or(rest.len());
            let name_end = rest.get(..end)?.find(".md")? + ".md".len();
            let anchor = rest.get(name_end..)?.strip_prefix('#').and_then(|after| {
                let end = after
                    .find(|c: char| !is_of_anchor(c))
                    .unwrap_or(after.len());
                after.get(..end)
            });
            Some((rest.get(..name_end)?, anchor))
        })
        .collect()
}

/// The targets of a Markdown line's links that stay inside of the repository.
fn relative_links(line: &str) -> Vec<&str> {
    line.split("](")
        .skip(1)
        .filter_map(|after| after.split([')', ' ']).next())
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        .collect()
}

/// A path as seen from a folder, without `.` and `..`.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            // Above the root is no file of the repository: the name stays.
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The texts of a locale file: one, or one a plural category.
fn texts_of(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn placeholders(value: &Value) -> BTreeSet<String> {
    texts_of(value)
        .into_iter()
        .flat_map(|text| text.split('{').skip(1))
        .filter_map(|after| Some(after.split_once('}')?.0.to_owned()))
        .collect()
}

/// The plural categories of whole numbers in each language of the shop, from
/// Unicode's CLDR 46 (common/supplemental/plurals.xml, cardinal). A form less,
/// and a count is said wrongly; a form more, and nobody ever reads it.
const PLURALS: [(&str, &[&str]); 12] = [
    ("ar", &["few", "many", "one", "other", "two", "zero"]),
    ("de", &["one", "other"]),
    ("en", &["one", "other"]),
    ("es", &["many", "one", "other"]),
    ("fr", &["many", "one", "other"]),
    ("it", &["many", "one", "other"]),
    ("ja", &["other"]),
    ("pt", &["many", "one", "other"]),
    ("tl", &["one", "other"]),
    ("tr", &["one", "other"]),
    ("vi", &["other"]),
    ("zh", &["other"]),
];

/// Every count is said in exactly the forms of the language.
fn plural_forms_are_complete(path: &str, texts: &Map<String, Value>) -> Vec<Finding> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let language = name.trim_end_matches(".json");
    let Some((_, categories)) = PLURALS.iter().find(|(known, _)| *known == language) else {
        return vec![format!(
            "{path}: `{language}` is not in the table PLURALS of tests/tidy.rs"
        )];
    };
    let wanted: BTreeSet<&str> = categories.iter().copied().collect();
    texts
        .iter()
        .filter_map(|(key, value)| Some((key, value.as_object()?)))
        .filter(|(_, forms)| forms.keys().map(String::as_str).collect::<BTreeSet<_>>() != wanted)
        .map(|(key, _)| format!("{path}: `{key}` must have the forms {categories:?} and no other"))
        .collect()
}

/// Another language has the same keys, placeholders and plural texts.
fn locale_matches(
    path: &str,
    english: &Map<String, Value>,
    other: &Map<String, Value>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (key, value) in english {
        match other.get(key) {
            None => findings.push(format!("{path}: lacks `{key}`")),
            Some(theirs) => {
                if placeholders(theirs) != placeholders(value) {
                    findings.push(format!(
                        "{path}: `{key}` has other placeholders than English"
                    ));
                }
                if theirs.is_object() != value.is_object() {
                    findings.push(format!("{path}: `{key}` differs in having plural forms"));
                }
            }
        }
    }
    for (key, value) in other {
        if !english.contains_key(key) {
            findings.push(format!("{path}: `{key}` is no key of English"));
        }
        if value.is_object() && value.get("other").is_none() {
            findings.push(format!("{path}: `{key}` lacks the form `other`"));
        }
        if texts_of(value).is_empty() || texts_of(value).iter().any(|text| text.trim().is_empty()) {
            findings.push(format!("{path}: `{key}` has no text"));
        }
    }
    findings
}

fn texts_are_calm(path: &str, texts: &Map<String, Value>) -> Vec<Finding> {
    texts
        .iter()
        .filter(|(_, value)| {
            texts_of(value)
                .iter()
                .any(|text| text.contains(['!', '！']))
        })
        .map(|(key, _)| format!("{path}: `{key}` shouts"))
        .collect()
}

/// Keys that the program builds of two parts: each beginning with its endings.
fn built_keys() -> BTreeSet<String> {
    let named = [
        "Created",
        "WaitingForPayment",
        "PartialPaymentStarted",
        "PaymentStarted",
        "PaymentReceived",
        "WaitingForDelivery",
        "WaitingForRebuy",
        "WaitingForManualAction",
        "Done",
        "Expired",
        "PaymentFailed",
        "PaymentSetupFailed",
        "Refunded",
        "Canceled",
        "another",
    ]
    .map(OrderState::parse);
    // No name alone stands for these.
    let read = [
        OrderState::Covered,
        OrderState::Elsewhere,
        OrderState::DoneOpen,
        OrderState::DoneInPart,
        OrderState::NotDelivered,
        OrderState::FailedPaid,
    ];
    let states = named.iter().chain(&read).map(OrderState::key);
    let mut keys: BTreeSet<String> = states
        .clone()
        .flat_map(|state| ["order.state_", "order.head_"].map(|start| [start, state].concat()))
        // In the list, for an order that nobody should pay.
        .chain(["order.state_fault".to_owned()])
        .collect();
    // A delivered order needs no advice; one that was paid late or in part has its own. Of one
    // that lacks everything the same is said as of one that lacks a part.
    let advised = states
        .filter(|state| !["done", "done_none"].contains(state))
        .chain(["late", "under"]);
    keys.extend(
        advised
            .flat_map(|state| ["order.money_", "order.next_"].map(|start| [start, state].concat())),
    );
    keys.extend(
        [
            "pay.fault_address_checksum",
            "pay.fault_address_form",
            "pay.fault_invoice_amount",
            "pay.fault_memo",
            "pay.fault_networks",
            "pay.fault_other_amount",
            "pay.fault_other_recipient",
            "pay.fault_sums",
            "pay.fault_token_contract",
            "pay.fault_too_little",
            "pay.qr_address_caption",
            "pay.qr_experimental_caption",
            "pay.qr_invoice_caption",
            "pay.qr_invoice_only_caption",
            "pay.qr_request_caption",
            "pay.qr_some_wallets_caption",
        ]
        .map(str::to_owned),
    );
    let troubles = [
        "late",
        "under",
        "over",
        "network",
        "failed",
        "failed_paid",
        "manual",
        "undelivered",
    ];
    keys.extend(troubles.iter().flat_map(|trouble| {
        ["recovery.case_", "recovery.next_"].map(|start| [start, trouble].concat())
    }));
    keys
}

/// Whether a literal is the key of a text: words with points between them, the
/// first one that of a group of texts.
fn is_key(literal: &str, groups: &BTreeSet<&str>) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte)
            })
    };
    literal.split_once('.').is_some_and(|(group, name)| {
        groups.contains(group) && is_word(name) && !name.ends_with('_')
    })
}

/// Keys that are used and not there, and keys that are there and not used.
fn keys_match(sources: &[Source], english: &Map<String, Value>) -> Vec<Finding> {
    let groups: BTreeSet<&str> = english
        .keys()
        .filter_map(|key| Some(key.split_once('.')?.0))
        .collect();
    let mut used = built_keys();
    let mut findings: Vec<Finding> = used
        .iter()
        .filter(|key| !english.contains_key(*key))
        .map(|key| format!("public/locales/en.json: lacks `{key}`, which is built of parts"))
        .collect();
    // The protocol's names are made as keys are, and are none.
    let sources = sources
        .iter()
        .filter(|source| source.path != "src/embed/names.rs");
    for source in sources {
        for line in &source.lines {
            for literal in literals(&line.text) {
                if english.contains_key(literal) {
                    used.insert(literal.to_owned());
                } else if is_key(literal, &groups) {
                    findings.push(source.at(
                        line.number,
                        &format!("public/locales/en.json lacks `{literal}`"),
                    ));
                }
            }
        }
    }
    // Categories are the API's and open: the page asks whether there is a text.
    let unused = english
        .keys()
        .filter(|key| !used.contains(*key) && !key.starts_with("category."));
    findings.extend(unused.map(|key| format!("public/locales/en.json: nobody uses `{key}`")));
    findings
}

/// A call by which an end-to-end test reads a text, and whether it can read this one.
type Reading = (&'static str, fn(&Value) -> bool);

const READING: [Reading; 6] = [
    ("text", is_plain),
    ("line", is_plain),
    ("filled", |text| text.is_string() && !is_plain(text)),
    ("counted", |text| !placeholders(text).is_empty()),
    ("start_of", |text| !placeholders(text).is_empty()),
    ("part", |text| !placeholders(text).is_empty()),
];

/// A text with nothing to fill in and without plural forms.
fn is_plain(text: &Value) -> bool {
    text.is_string() && placeholders(text).is_empty()
}

/// A sentence that a step spells out is missed there as soon as somebody rewords it, and a
/// key that doesn't exist is found only by a run in a browser.
fn steps_read_texts_by_their_keys(source: &Source, english: &Map<String, Value>) -> Vec<Finding> {
    let is_word = |word: &&str| word.contains(char::is_alphabetic) && !word.starts_with('{');
    let sentences: BTreeMap<String, &String> = english
        .iter()
        .flat_map(|(key, value)| texts_of(value).into_iter().map(move |text| (text, key)))
        .filter(|(text, _)| text.split_whitespace().filter(is_word).count() > 1)
        .map(|(text, key)| (text.replace('"', "\\\""), key))
        .collect();
    let mut findings = Vec::new();
    let mut call = None;
    for line in &source.lines {
        for (place, literal) in literals(&line.text).into_iter().enumerate() {
            if let Some(key) = sentences.get(literal) {
                let why = format!("“{literal}” is the text of `{key}`: read it by its key");
                findings.push(source.at(line.number, &why));
            }
            // The key of a long call stands on the line below.
            let before = line.text.split('"').nth(place * 2).unwrap_or_default();
            let before = before.trim();
            let called = if before.is_empty() && place == 0 {
                call
            } else {
                called_last(before)
            };
            let Some((name, fits)) = called else {
                continue;
            };
            if !english.get(literal).is_some_and(fits) {
                let why = format!("`{name}` can't read `{literal}` of public/locales/en.json");
                findings.push(source.at(line.number, &why));
            }
        }
        call = called_last(line.text.trim());
    }
    findings
}

/// The call that a piece of code ends with, where that reads a text.
fn called_last(code: &str) -> Option<Reading> {
    let called = code.strip_suffix('(')?;
    READING.into_iter().find(|(name, _)| {
        let before = called.strip_suffix(name);
        before.is_some_and(|before| {
            !before.ends_with(|last: char| last.is_alphanumeric() || "_.:".contains(last))
        })
    })
}

// ---------------------------------------------------------------------------
// The repository under the rules
// ---------------------------------------------------------------------------

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Folders that commands make, as `.gitignore` names them, and git's own.
const MADE_FOLDERS: [&str; 6] = [
    ".git",
    "target",
    "dist",
    ".refillery",
    "node_modules",
    "proptest-regressions",
];

/// Files under a folder with this ending, from the root.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder that can be read") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str());
            if name.is_some_and(|name| MADE_FOLDERS.contains(&name)) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(from_root(&path));
            }
        }
    }
    found.sort();
    found
}

fn from_root(path: &Path) -> String {
    let inside = path.strip_prefix(root()).expect("a path under the root");
    inside.to_string_lossy().replace('\\', "/")
}

/// The whole program of the shop: its own files and those of its core.
fn program() -> Vec<Source> {
    [program_in("src"), program_in("crates/shop-core/src")]
        .into_iter()
        .flatten()
        .collect()
}

fn program_in(folder: &str) -> Vec<Source> {
    files(folder, ".rs")
        .iter()
        .map(|path| Source::rust(path, &read(path)))
        .collect()
}

fn locale(path: &str) -> Map<String, Value> {
    let file: Value =
        serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    file.as_object()
        .unwrap_or_else(|| panic!("{path} is no object"))
        .clone()
}

/// Everything that is in the repository or would be added to it. A download of
/// the source has no git: there it is every file that no command has made.
fn tracked() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .ok()
        .filter(|listed| listed.status.success() && !listed.stdout.is_empty());
    match listed {
        // What is deleted and not yet committed is listed too.
        Some(listed) => String::from_utf8_lossy(&listed.stdout)
            .lines()
            .filter(|path| root().join(path).is_file())
            .map(str::to_owned)
            .collect(),
        None => files("", ""),
    }
}

/// What a rule finds in every text file of the repository. This file is left
/// out: it has the bad examples.
fn in_every_text(rule: impl Fn(&str, &str) -> Vec<Finding>) -> Vec<Finding> {
    tracked()
        .iter()
        .filter(|path| path.as_str() != "tests/tidy.rs")
        .filter_map(|path| {
            // What is no text has no sentences.
            let content = fs::read_to_string(root().join(path)).ok()?;
            Some(rule(path, &content))
        })
        .flatten()
        .collect()
}

/// Fails with every place at once.
#[track_caller]
fn check(findings: Vec<Finding>) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[track_caller]
fn check_program(rule: Rule) {
    check(program().iter().flat_map(rule).collect());
}

#[test]
fn dependencies_point_one_way() {
    check_program(modules_use_only_what_they_may);
}

#[test]
fn no_two_modules_use_each_other() {
    let circles = |folder: &str| circles::circles(folder, &program_in(folder));
    check(circles::CRATES.into_iter().flat_map(circles).collect());
}

#[test]
fn the_core_is_pure() {
    let manifest = "crates/shop-core/Cargo.toml";
    check(the_core_depends_on_little(manifest, &read(manifest)));
    check_program(the_core_computes_and_does_nothing_else);
}

#[test]
fn components_ask_nothing() {
    check_program(components_only_show);
}

#[test]
fn pages_leave_the_browser_to_their_parts() {
    check_program(pages_know_no_browser);
}

#[test]
fn pages_stand_alone() {
    check_program(pages_leave_each_other_alone);
}

#[test]
fn every_name_is_at_home() {
    check_program(names_stay_in_their_homes);
}

#[test]
fn paths_are_spelled_once() {
    check_program(upstream_paths_stand_in_endpoint);
    check_program(app_paths_stand_in_route);
}

#[test]
fn every_way_to_a_panic_is_explained() {
    check_program(nothing_panics_without_a_reason);
}

#[test]
fn nothing_leaks_on_purpose() {
    check_program(nothing_is_forgotten);
}

#[test]
fn lints_are_not_silenced() {
    check_program(no_lint_is_silenced);
}

#[test]
fn no_money_is_a_float() {
    check_program(money_is_no_float);
}

#[test]
fn files_can_be_read_in_one_go() {
    check(
        [files("src", ".rs"), files("crates", ".rs")]
            .iter()
            .flatten()
            // Not the tests of a crate that stand beside its program.
            .filter(|path| path.starts_with("src/") || path.split('/').nth(2) == Some("src"))
            .flat_map(|path| files_are_short(path, &read(path)))
            .collect(),
    );
}

#[test]
fn all_words_are_in_the_locale_files() {
    check_program(words_stand_in_the_locale_files);
}

#[test]
fn all_colours_are_tokens() {
    check(
        files("style", ".css")
            .iter()
            .flat_map(|path| colours_are_tokens(&Source::whole(path, &read(path))))
            .collect(),
    );
}

#[test]
fn the_shell_obeys_its_policy() {
    check(the_shell_has_no_inline_style_or_handler(
        "index.html",
        &read("index.html"),
    ));
}

/// The build puts them into the page, where the policy names each by its hash.
#[test]
fn the_early_scripts_are_in_the_page() {
    let page = read("index.html");
    let scripts = files("src/early", ".js");
    assert!(!scripts.is_empty());
    for path in &scripts {
        let link = format!("<link data-trunk rel=\"inline\" type=\"js\" href=\"{path}\">");
        assert_eq!(page.matches(&link).count(), 1, "{link}");
        // Either would end the element, or hide the rest of the page in it.
        let script = read(path).to_lowercase();
        assert!(
            !script.contains("</script") && !script.contains("<!--"),
            "{path}"
        );
    }
    // What is written in the page itself is data.
    let written = page.matches("<script").count();
    assert_eq!(
        page.matches("<script type=\"application/json\"").count(),
        written
    );
    // The program's first address is guarded already.
    assert!(page.find("src/early/history.js") < page.find("src/early/start.js"));
}

#[test]
fn the_repository_names_no_machine() {
    check(in_every_text(no_machine_is_named));
}

#[test]
fn every_citation_can_be_followed() {
    let files = tracked();
    let repository = Repository::new(files.iter().map(String::as_str), read);
    check(in_every_text(|path, content| {
        citations_lead_somewhere(path, content, &repository)
    }));
    check(in_every_text(no_citation_leads_outside));
}

#[test]
fn every_key_has_a_text_and_every_text_a_use() {
    check(keys_match(&program(), &locale("public/locales/en.json")));
}

#[test]
fn the_end_to_end_tests_survive_a_reworded_text() {
    let english = locale("public/locales/en.json");
    check(
        files("tests/e2e/tests", ".rs")
            .iter()
            .map(|path| Source::whole(path, &read(path)))
            .flat_map(|source| steps_read_texts_by_their_keys(&source, &english))
            .collect(),
    );
}

#[test]
fn every_language_says_the_same() {
    let english = locale("public/locales/en.json");
    let paths = files("public/locales", ".json");
    check(
        paths
            .iter()
            .flat_map(|path| locale_matches(path, &english, &locale(path)))
            .collect(),
    );
    check(
        paths
            .iter()
            .flat_map(|path| plural_forms_are_complete(path, &locale(path)))
            .collect(),
    );
    for language in refillery::config::Config::default().languages {
        let path = format!("public/locales/{language}.json");
        assert!(paths.contains(&path), "{path} is offered and missing");
    }
}

/// What the shell says by itself, without the program and its locale files.
#[test]
fn the_shell_speaks_every_language() {
    let html = read("index.html");
    let block = |id: &str| -> Value {
        let start = html.split_once(&format!("id=\"{id}\">")).expect(id).1;
        let text = start.split_once("</script>").expect(id).0;
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{id}: {error}"))
    };
    let languages = refillery::config::LANGUAGES;
    let config = block("shop-config");
    assert_eq!(config["languages"], serde_json::json!(languages));
    let words = block("shell-words");
    let others: Vec<&String> = words.as_object().expect("an object").keys().collect();
    assert_eq!(others.len(), languages.len() - 1, "{others:?}");
    let without_script = html.split_once("<noscript>").expect("a noscript").1;
    let without_script = without_script.split_once("</noscript>").expect("its end").0;
    for language in languages.iter().filter(|language| **language != "en") {
        let texts = words[language].as_array().expect(language);
        let is_text = |text: &Value| text.as_str().is_some_and(|text| !text.trim().is_empty());
        assert!(texts.len() == 7 && texts.iter().all(is_text), "{language}");
        let mark = format!("lang=\"{language}\"");
        assert!(
            without_script.contains(&mark),
            "{language} without JavaScript"
        );
    }
}

/// "519 brands in United States" lacks the article that the country's name has in a sentence, and
/// each country has another. So in languages with articles it stands where none is needed.
#[test]
fn no_sentence_needs_the_article_of_a_country() {
    for language in ["de", "en", "es", "fr", "it", "pt"] {
        let text = read(&["public/locales/", language, ".json"].concat());
        let mut seen = 0;
        for line in text.lines().filter(|line| line.contains("{country}")) {
            for before in line
                .split("{country}")
                .collect::<Vec<_>>()
                .split_last()
                .expect("parts")
                .1
            {
                let before = before.trim_end();
                seen += 1;
                assert!(
                    before.is_empty() || before.ends_with([':', '.', '(', '·', '"', '“', '„', '«']),
                    "{language}: {line}"
                );
            }
        }
        assert!(seen > 15, "{language} has {seen}");
    }
}

#[test]
fn no_text_shouts() {
    check(
        files("public/locales", ".json")
            .iter()
            .flat_map(|path| texts_are_calm(path, &locale(path)))
            .collect(),
    );
}

#[test]
fn a_newcomer_finds_what_every_project_has() {
    for name in [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "SECURITY.md",
        "docs/api.md",
        "docs/architecture.md",
        "docs/decisions/README.md",
        "docs/how-to-add.md",
        "docs/payments.md",
        "docs/widget.md",
    ] {
        assert!(root().join(name).is_file(), "{name} is missing");
    }
}

/// Every rule, tried on what it must find and on what it must leave alone.
mod the_rules_themselves {
    use super::*;

    /// The rule finds the bad line and leaves the good one alone.
    #[track_caller]
    fn check(rule: Rule, path: &str, bad: &str, good: &str) {
        let at = |content: &str| rule(&Source::rust(path, content));
        let found = at(bad);
        assert!(
            found
                .first()
                .is_some_and(|finding| finding.starts_with(path)),
            "{bad:?} in {path} was not found"
        );
        assert_eq!(at(good), Vec::<Finding>::new(), "{good:?} in {path}");
    }

    #[test]
    fn dependencies_are_found_in_every_spelling() {
        let rule = modules_use_only_what_they_may;
        check(
            rule,
            "crates/shop-core/src/model/order.rs",
            "use crate::api::ApiError;",
            "use crate::model::slug;",
        );
        check(
            rule,
            "crates/shop-core/src/pay/qr.rs",
            "let x = crate::route::BRANDS;",
            "use crate::model::order::Order;",
        );
        check(
            rule,
            "src/api/client.rs",
            "use crate::{config, pages::home};",
            "use crate::{config, json::Json};",
        );
        check(
            rule,
            "src/markup.rs",
            "use shop_core::{backoff::Backoff, json};",
            "use crate::reactive::State;",
        );
        assert_eq!(
            rule(&Source::rust("src/newcomer.rs", "fn f() {}")).len(),
            1,
            "a module that nobody has given a place"
        );
    }

    #[test]
    fn comments_and_tests_are_free() {
        let rule = modules_use_only_what_they_may;
        check(
            rule,
            "src/model.rs",
            "use crate::pages;",
            "// use crate::pages;\n/* crate::pages\ncrate::pages */ fn f() {}\n#[cfg(test)]\nmod tests { use crate::pages; }",
        );
    }

    #[test]
    fn what_makes_the_core_impure_is_found() {
        let rule = the_core_computes_and_does_nothing_else;
        let money = "crates/shop-core/src/model/money.rs";
        check(
            rule,
            money,
            "let now = std::time::SystemTime::now();",
            "let time = 1;",
        );
        check(rule, money, "use std::fs;", "use std::fmt;");
        assert_eq!(
            rule(&Source::rust("src/main.rs", "use std::time;")).len(),
            0
        );
        let found = |manifest: &str| the_core_depends_on_little("Cargo.toml", manifest).len();
        let start = "[package]\nname = \"a\"\n\n[dependencies]\nsha3 = { version = \"1\" }\n";
        assert_eq!(found(start), 0);
        for more in [
            "web-sys = \"0.3\"\n",
            "serde_json = \"1\"\nleptos.workspace = true\n",
            "\n[dependencies.leptos]\nversion = \"1\"\n",
            "\n[target.wasm.dependencies.leptos]\nversion = \"1\"\n",
        ] {
            assert_eq!(found(&[start, more].concat()), 1, "{more}");
        }
        let tests = "\n[target.'cfg(x)'.dev-dependencies]\nproptest = \"1\"\n";
        assert_eq!(found(&[start, tests].concat()), 0);
    }

    #[test]
    fn asking_components_are_found() {
        let rule = components_only_show;
        check(
            rule,
            "src/components/icon.rs",
            "use crate::api::ApiError;",
            "let x = 1;",
        );
        check(
            rule,
            "src/components/failure.rs",
            "use crate::api::client::Client;",
            "use crate::api::ApiError;",
        );
        check(
            rule,
            "src/components/goods.rs",
            "let at = use_location();",
            "let at = here();",
        );
    }

    #[test]
    fn a_page_that_knows_the_browser_is_found() {
        check(
            pages_know_no_browser,
            "src/pages/home.rs",
            "let go = move |event: web_sys::Event| event.prevent_default();",
            "element(\"form\").instead_of(\"submit\", go)",
        );
    }

    #[test]
    fn pages_that_lean_on_each_other_are_found() {
        let rule = pages_leave_each_other_alone;
        check(
            rule,
            "src/pages/home.rs",
            "use super::brands::wall;",
            "use super::lost::lost;",
        );
        check(
            rule,
            "src/pages/product/choice.rs",
            "use crate::pages::order::receipt;",
            "use super::ordering::Ordering;",
        );
        check(
            rule,
            "src/pages/product/choice.rs",
            "use super::super::home;",
            "use super::super::lost;",
        );
    }

    #[test]
    fn strayed_names_are_found() {
        let rule = names_stay_in_their_homes;
        check(
            rule,
            "src/pages/home.rs",
            "use gloo_net::http::Request;",
            "let gloo_network = 1;",
        );
        check(
            rule,
            "src/tracking.rs",
            "EventSource::new(x)",
            "// EventSource",
        );
        check(
            rule,
            "src/i18n.rs",
            "window().local_storage()",
            "store::read()",
        );
        check(
            rule,
            "src/app.rs",
            "Reflect::get(&window, \"localStorage\")",
            "let x = 1;",
        );
        check(
            rule,
            "src/frame.rs",
            "let top = window().parent();",
            "let up = element.parent();",
        );
    }

    #[test]
    fn strayed_paths_are_found() {
        check(
            upstream_paths_stand_in_endpoint,
            "src/api.rs",
            "let x = \"/v2/brands\";",
            "let x = \"v22\";",
        );
        check(
            upstream_paths_stand_in_endpoint,
            "src/tracking.rs",
            "x + \"/subscribe\"",
            "// /v5/orders/x/subscribe",
        );
        check(
            app_paths_stand_in_route,
            "src/frame.rs",
            "href=\"/brands?q=x\"",
            "\"/branding\"",
        );
        check(
            app_paths_stand_in_route,
            "src/pages/order.rs",
            "go(\"/order/x\")",
            "go(\"order\")",
        );
    }

    #[test]
    fn panics_are_found() {
        let rule = nothing_panics_without_a_reason;
        for bad in [
            "x.unwrap();",
            "x.expect(\"y\");",
            "panic!();",
            "unreachable!()",
            "todo!()",
            "let y = list[0];",
            "let y = f()[1];",
            "let y = &text[..4];",
        ] {
            check(
                rule,
                "src/a.rs",
                bad,
                &["// It can't, because.\n", bad].concat(),
            );
            check(
                rule,
                "src/a.rs",
                bad,
                &[bad, " // It can't, because."].concat(),
            );
        }
        check(
            rule,
            "src/a.rs",
            "x.unwrap()",
            "x.unwrap_or(0); #[derive(X)] let y: [u8; 2] = [1, 2]; f(&[1]); vec![1]; expect_context(); \"x.unwrap()\"",
        );
    }

    #[test]
    fn leaks_silence_and_floats_are_found() {
        check(
            nothing_is_forgotten,
            "src/a.rs",
            "closure.forget();",
            "// closure.forget();",
        );
        check(
            no_lint_is_silenced,
            "src/a.rs",
            "#[allow(dead_code)]",
            "#[expect(dead_code, reason = \"x\")]",
        );
        check(
            money_is_no_float,
            "crates/shop-core/src/model/money.rs",
            "let x: f64 = 0.1;",
            "let f64ish = 1;",
        );
        check(
            money_is_no_float,
            "crates/shop-core/src/pay/amount.rs",
            "x as f32",
            "x as u32",
        );
    }

    #[test]
    fn long_files_are_found() {
        let lines = |count: usize| "x\n".repeat(count);
        assert_eq!(files_are_short("src/a.rs", &lines(MOST_LINES + 1)).len(), 1);
        assert_eq!(
            files_are_short("src/a.rs", &lines(MOST_LINES)),
            Vec::<Finding>::new()
        );
        for (path, limit, reason) in LONG_FILES {
            let is_needed = read(path).lines().count() > MOST_LINES;
            assert!(
                is_needed && limit > MOST_LINES && !reason.is_empty(),
                "{path}"
            );
        }
    }

    #[test]
    fn words_in_the_program_are_found() {
        let rule = words_stand_in_the_locale_files;
        check(
            rule,
            "src/a.rs",
            ".child(\"Buy now\")",
            ".child(\" \").child(t(\"a.b\"))",
        );
        check(
            rule,
            "src/a.rs",
            ".attr(\"aria-label\", \"Close\")",
            ".attr(\"class\", \"close\")",
        );
        check(
            rule,
            "src/a.rs",
            ".attr(\"placeholder\", \"Name\")",
            ".attr(\"placeholder\", \"you@example.com\")",
        );
        check(rule, "src/a.rs", "<p>\"Buy now\"</p>", "<p>\" \"</p>");
        check(rule, "src/a.rs", "    \"Buy now\"", "    \" – \"");
    }

    #[test]
    fn colours_are_found() {
        let rule = colours_are_tokens;
        check(
            rule,
            "style/base.css",
            "a { color: #fff; }",
            "#main { color: var(--ink); }",
        );
        check(
            rule,
            "style/base.css",
            "a { color: rgb(0 0 0); }",
            "a { mask: url(#abcdefg); }",
        );
        check(
            rule,
            "style/base.css",
            "a { color: oklch(from #fff l c h); }",
            "a { color: oklch(from var(--ink) l c h); }",
        );
        check(
            rule,
            "style/base.css",
            "a { color: oklch(1 0 0); }",
            "/* color: #123456 */",
        );
        check(
            rule,
            "style/base.css",
            "  background: #12345678;",
            "  width: calc(1px);",
        );
    }

    #[test]
    fn inline_styles_and_handlers_are_found() {
        let found = |html: &str| the_shell_has_no_inline_style_or_handler("index.html", html).len();
        assert_eq!(found("<p style=\"color:red\">"), 1);
        assert_eq!(found("<body onload=\"x()\">"), 1);
        assert_eq!(found("<p class=\"on\" lang=\"en\">put it on = here</p>"), 0);
        assert_eq!(
            found("<script>\nvar a; var onload = 1; a style=1\n</script>"),
            0
        );
    }

    #[test]
    fn machines_are_found() {
        for word in machine_words() {
            assert_eq!(no_machine_is_named("a.md", &word).len(), 1, "{word}");
        }
        let home = machine_words().swap_remove(1);
        let inside = ["https://example.com", &home, "page"].concat();
        assert_eq!(no_machine_is_named("a.md", &inside).len(), 0);
        let lock = |source: &str| no_machine_is_named("Cargo.lock", source).len();
        assert_eq!(
            lock("source = \"registry+https://mirror.example/index\""),
            1
        );
        assert_eq!(
            lock("source = \"registry+https://github.com/rust-lang/crates.io-index\""),
            0
        );
    }

    #[test]
    fn citations_of_papers_elsewhere_are_found() {
        let found = |text: &str| no_citation_leads_outside("src/a.rs", text).len();
        for bad in [
            "// It is so (contract section 9.3).",
            "/// See contract 1.4.",
            "//! as in the (contract\n//! section 8.4); no more",
            "/* the contract's section 7 */",
            "/// `design/payments.md` has it.",
            "// as in design/notes/views.md",
            "// Stress (complaints 16).",
            "# complaint 3",
            "// payments section 4, and both ends.",
            "/// The form of `widget.md`, section 1.",
            "see ../shared/api",
            "// Issue 12 asks for it.",
            "- fixed in issue #12",
        ] {
            assert_eq!(found(bad), 1, "{bad}");
        }
        for good in [
            "// docs/api.md#states",
            "// The contract of a token. 6 digits.",
            "// draft-msporny-base58-03 section 5.",
            "let smart_contract = 1; // the issue is 2",
            "style/design.css, 16 complaints",
            "## Sections\n\n7 days",
        ] {
            assert_eq!(found(good), 0, "{good}");
        }
    }

    #[test]
    fn citations_that_lead_nowhere_are_found() {
        let documents = [
            ("README.md", "# Shop\n## Try it\n"),
            (
                "docs/api.md",
                "# API\n## The buyer's clock\n## Notes\n## Notes\n",
            ),
            ("docs/why/README.md", ""),
        ];
        let repository = Repository::new(documents.iter().map(|(path, _)| *path), |wanted| {
            let (_, text) = documents
                .iter()
                .find(|(path, _)| *path == wanted)
                .expect(wanted);
            (*text).to_owned()
        });
        let found = |path: &str, text: &str| citations_lead_somewhere(path, text, &repository);
        for (path, bad) in [
            ("src/a.rs", "/// docs/apis.md"),
            ("src/a.rs", "/// (docs/api.md#clock)"),
            ("a.css", "/* `docs/why/other.md` */"),
            ("README.md", "[try](#try)"),
            ("README.md", "[api](docs/api.md#notes-2)"),
            ("docs/api.md", "[shop](README.md)"),
            ("docs/api.md", "two\n[words](../../README.md)"),
            ("docs/why/README.md", "![picture](../a.png)"),
        ] {
            let findings = found(path, bad);
            assert_eq!(findings.len(), 1, "{bad} in {path}: {findings:?}");
            let line = bad.lines().count();
            let start = format!("{path}:{line}: ");
            assert!(findings.iter().all(|finding| finding.starts_with(&start)));
        }
        for (path, good) in [
            (
                "src/a.rs",
                "/// docs/api.md#the-buyers-clock. docs/api.md. docs/…",
            ),
            (
                "src/a.rs",
                "https://example.com/docs/x.md ../docs/x.md docs/*.md [a](b.md)",
            ),
            (
                "README.md",
                "[try](#try-it), [a](docs/), [b](docs/api.md#notes-1)",
            ),
            (
                "docs/api.md",
                "[why](why/) [shop](../README.md#shop) [x](https://x.example/y)",
            ),
            ("docs/api.md", "```text\n[a](b.md)\n```"),
        ] {
            assert_eq!(found(path, good), Vec::<Finding>::new(), "{good}");
        }
    }

    #[test]
    fn anchors_are_those_of_github() {
        let document = "# `GET` it, now\n#none\n```sh\n# no heading\n```\n## [A_b](x.md) & C\n\
            ### Same\n### Same\n####### seven\n";
        let wanted = ["get-it-now", "a_b--c", "same", "same-1"].map(str::to_owned);
        assert_eq!(anchors(document), BTreeSet::from(wanted));
    }

    #[test]
    fn a_downloaded_source_has_the_files_of_a_clone() {
        let cloned = tracked();
        let downloaded: BTreeSet<String> = files("", "").into_iter().collect();
        // What another test makes and removes meanwhile is in neither.
        let missing: Vec<String> = cloned
            .into_iter()
            .filter(|path| !downloaded.contains(path) && root().join(path).is_file())
            .collect();
        assert_eq!(missing, Vec::<String>::new());
        assert!(!downloaded.iter().any(|path| path.starts_with("target/")));
    }

    fn file(text: &str) -> Map<String, Value> {
        let value: Value = serde_json::from_str(text).expect("JSON");
        value.as_object().expect("an object").clone()
    }

    #[test]
    fn differing_languages_are_found() {
        let english = file(r#"{"a.b":"{x} of {y}","a.c":{"one":"{count}","other":"{count}"}}"#);
        let found = |other: &str| locale_matches("xx.json", &english, &file(other)).len();
        assert_eq!(found(r#"{"a.b":"{y}, {x}","a.c":{"other":"{count}"}}"#), 0);
        for bad in [
            r#"{"a.b":"{x} {y}"}"#,
            r#"{"a.b":"{x}","a.c":{"other":"{count}"}}"#,
            r#"{"a.b":"{x} {y}","a.c":"{count}"}"#,
            r#"{"a.b":"{x} {y}","a.c":{"few":"{count}"}}"#,
            r#"{"a.b":"{x} {y}","a.c":{"other":"{count}"},"a.d":"more"}"#,
        ] {
            assert_eq!(found(bad), 1, "{bad}");
        }
        assert_eq!(found(r#"{"a.b":" ","a.c":{"other":"{count}"}}"#), 2);
    }

    #[test]
    fn missing_and_idle_plural_forms_are_found() {
        let found = |path: &str, text: &str| plural_forms_are_complete(path, &file(text)).len();
        assert_eq!(
            found("x/en.json", r#"{"a":{"one":"1","other":"2"},"b":"c"}"#),
            0
        );
        assert_eq!(found("x/en.json", r#"{"a":{"other":"2"}}"#), 1);
        assert_eq!(found("x/ja.json", r#"{"a":{"one":"1","other":"2"}}"#), 1);
        assert_eq!(found("x/xx.json", r#"{"a":"b"}"#), 1, "no such language");
    }

    #[test]
    fn shouting_is_found() {
        assert_eq!(texts_are_calm("xx.json", &file(r#"{"a":"Buy!"}"#)).len(), 1);
        assert_eq!(
            texts_are_calm("xx.json", &file(r#"{"a":{"other":"購入！"}}"#)).len(),
            1
        );
        assert_eq!(texts_are_calm("xx.json", &file(r#"{"a":"Buy."}"#)).len(), 0);
    }

    #[test]
    fn missing_and_idle_keys_are_found() {
        let mut english: Map<String, Value> = built_keys()
            .into_iter()
            .map(|key| (key, Value::from("x")))
            .collect();
        english.insert("shop.name".to_owned(), Value::from("x"));
        let found = |code: &str| keys_match(&[Source::rust("src/a.rs", code)], &english);
        assert_eq!(found("t(\"shop.name\")"), Vec::<Finding>::new());
        assert_eq!(found("t(\"shop.name\"); t(\"shop.nmae\")").len(), 1);
        assert_eq!(found("// t(\"shop.name\")").len(), 1, "nobody uses it");
        assert_eq!(
            found("t(\"shop.name\"); \"index.html\"; \"shop.Name\"").len(),
            0
        );
        english.remove("order.state_done");
        assert_eq!(
            keys_match(&[Source::rust("src/a.rs", "t(\"shop.name\")")], &english).len(),
            1
        );
        let states: BTreeMap<&str, usize> =
            BTreeMap::from([("order.state_", 22), ("order.next_", 21)]);
        for (start, count) in states {
            let built = built_keys();
            assert_eq!(
                built.iter().filter(|key| key.starts_with(start)).count(),
                count
            );
        }
    }

    #[test]
    fn texts_that_steps_spell_out_are_found() {
        let english = file(
            r#"{"a.add":"Add to cart","a.live":"Live","a.quoted":"Say \"yes\"","a.send":"Send {sum} now",
            "a.items":{"one":"{count} more item","other":"{count} more items"}}"#,
        );
        let found = |code: &str| {
            let source = Source::whole("tests/e2e/tests/a.rs", code);
            steps_read_texts_by_their_keys(&source, &english).len()
        };
        for good in [
            "press(text(\"a.add\")); reads(\"Live\"); reads(\"Add to\");",
            "filled(\n    \"a.send\",\n    &[(\"sum\", text(\"a.add\"))],\n)",
            "counted(\"a.items\", 2, &[]); part(\"a.items\", &[]); start_of(\"a.send\");",
            "// press(\"Add to cart\")",
            "answer.text(\"a.none\"); context(\"a.none\");",
        ] {
            assert_eq!(found(good), 0, "{good}");
        }
        for bad in [
            "press(\"Add to cart\")",
            "let said = r#\"Add to cart\"#;",
            "reads(\"Say \\\"yes\\\"\")",
            "format!(\"{count} more items\")",
            "press(text(\"a.none\"))",
            "press(text(\n    \"a.none\",\n))",
            "reads(\"Live\", text(\"a.send\"))",
            "filled(\"a.add\", &[])",
            "text(\"a.items\")",
            "counted(\"a.live\", 1, &[])",
        ] {
            assert_eq!(found(bad), 1, "{bad}");
        }
    }
}
