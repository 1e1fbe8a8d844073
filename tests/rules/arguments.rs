//! How many arguments a function takes. They have no names where it is called, so a reader of a call
//! with many can't tell one from another.

use super::source::Source;
use super::{Finding, check_program, try_rule};

/// Most arguments of a function that makes a view. More are named properties of a component.
const MOST_OF_A_VIEW: usize = 3;

/// Most arguments of another function. More are fields of a type.
const MOST: usize = 4;

#[test]
fn calls_can_be_read() {
    check_program(arguments_are_few);
}

fn arguments_are_few(source: &Source) -> Vec<Finding> {
    let mut is_component = false;
    let mut findings = Vec::new();
    for (place, line) in source.lines.iter().enumerate() {
        is_component |= line.code.trim() == "#[component]";
        let Some(rest) = after_name(&line.code) else {
            continue;
        };
        let is_named = std::mem::take(&mut is_component);
        let rest: Vec<&str> = std::iter::once(rest)
            .chain(source.lines.iter().skip(place + 1).map(|line| &*line.code))
            .collect();
        let rest = rest.join(" ");
        let (count, returned) = signature(&rest);
        let makes_view = returned.contains("AnyView") || returned.contains("IntoView");
        let most = if makes_view { MOST_OF_A_VIEW } else { MOST };
        if count > most && !is_named {
            findings.push(source.at(
                line.number,
                &format!("{count} arguments, of at most {most}"),
            ));
        }
    }
    findings
}

/// The code after the name of a function that this line begins.
fn after_name(code: &str) -> Option<&str> {
    const BEFORE: [&str; 6] = ["pub", "pub(crate)", "pub(super)", "async", "const", "fn"];
    let (words, rest) = code.split_once("fn ")?;
    let is_definition = words.split_whitespace().all(|word| BEFORE.contains(&word));
    let end = rest.find(|each: char| !each.is_alphanumeric() && each != '_')?;
    is_definition.then(|| &rest[end..])
}

/// The number of arguments without `self`, and the text between them and the body. `text` begins
/// with the generic parameters, if there are any.
fn signature(text: &str) -> (usize, &str) {
    let (mut round, mut angle) = (0_u32, 0_u32);
    let (mut count, mut argument) = (0, String::new());
    let mut before = ' ';
    for (place, each) in text.char_indices() {
        let is_outside = round == 0;
        match each {
            '(' | '[' | '{' => round += 1,
            ')' | ']' | '}' => round -= 1,
            '<' => angle += 1,
            // Not the end of an arrow.
            '>' if before != '-' => angle -= 1,
            _ => {}
        }
        before = each;
        let is_end = round == 0 && !is_outside && angle == 0;
        if is_end || (each == ',' && round == 1 && angle == 0) {
            count += usize::from(is_argument(&argument));
            argument.clear();
        } else if !is_outside {
            argument.push(each);
        }
        if is_end {
            let rest = &text[place + 1..];
            return (count, rest.split(['{', ';']).next().unwrap_or_default());
        }
    }
    (count, "")
}

fn is_argument(text: &str) -> bool {
    let name = text.split(':').next().unwrap_or_default();
    let name = name.trim().trim_start_matches(['&', ' ']);
    !name.is_empty() && name.split_whitespace().last() != Some("self")
}

#[test]
fn long_lists_of_arguments_are_found() {
    let samples = [
        (
            "fn line(a: u8, b: u8, c: u8, d: u8) -> AnyView {\n}\n",
            "#[component]\nfn Line(a: u8, b: u8, c: u8, d: u8) -> impl IntoView {\n}\n",
        ),
        (
            "pub(super) async fn ask<T>(\n    &mut self,\n    a: Vec<(u8, T)>,\n    b: fn(u8, u8),\n    \
             c: u8,\n    d: u8,\n    e: u8,\n) {\n}\n",
            "pub(super) async fn ask<T>(\n    &mut self,\n    a: Vec<(u8, T)>,\n    b: fn(u8, u8),\n    \
             c: HashMap<u8, u8>,\n    d: u8,\n) {\n}\n",
        ),
        (
            "fn view(self, a: u8, b: u8, c: u8, d: impl Fn() -> u8) -> impl IntoView {\n}\n",
            "fn view(self, a: u8, b: u8, d: impl Fn(u8, u8) -> u8) -> impl IntoView {\n}\n",
        ),
    ];
    for (bad, good) in samples {
        try_rule(arguments_are_few, "src/pages/cart.rs", bad, good);
    }
}
