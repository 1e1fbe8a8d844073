//! A name means one thing: no two types of the program have the same name.

use std::collections::BTreeMap;

use super::repository::program;
use super::source::Source;
use super::{Finding, check};

/// The words before the name of a type.
const KINDS: [&str; 4] = ["struct", "enum", "type", "trait"];

#[test]
fn no_type_name_is_used_twice() {
    check(used_twice(&program()));
}

fn used_twice(sources: &[Source]) -> Vec<Finding> {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut findings = Vec::new();
    for source in sources {
        for (line, name) in types(source) {
            if let Some(other) = first.get(&*name) {
                findings.push(source.at(line, &format!("`{name}` is also a type in {other}")));
            } else {
                first.insert(name, &source.path);
            }
        }
    }
    findings
}

/// The types that a file defines, with their lines: a component is one too, as `view!` writes it.
fn types(source: &Source) -> Vec<(usize, String)> {
    let mut is_component = false;
    let mut found = Vec::new();
    for line in &source.lines {
        let mut words = line.code.split_whitespace().peekable();
        words.next_if(|word| word.starts_with("pub"));
        let kind = words.next().unwrap_or_default();
        is_component |= kind == "#[component]";
        // Types inside of an implementation belong to its trait.
        let is_type = KINDS.contains(&kind) && !line.code.starts_with(' ');
        if is_type || (is_component && kind == "fn") {
            let rest = words.next().unwrap_or_default();
            let name = rest.split(|each: char| !each.is_alphanumeric() && each != '_');
            found.extend(name.take(1).map(|name| (line.number, name.to_owned())));
            is_component = false;
        }
    }
    found
}

#[test]
fn the_rule_finds_a_name_that_is_used_twice() {
    let file = |path, content| Source::rust(path, content);
    let first = file("src/cart.rs", "pub(crate) struct Row<'a> {\n}\n");
    let other = file("src/orders.rs", "struct OrderRow;\n");
    assert_eq!(used_twice(&[first, other]), Vec::<Finding>::new());
    let samples = [
        "enum Row {\n}\n",
        "#[component]\npub fn Row() -> impl IntoView {\n}\n",
        "type Row = (u32, u32);\n",
    ];
    for sample in samples {
        let first = file("src/cart.rs", "pub(crate) struct Row<'a> {\n}\n");
        let found = used_twice(&[first, file("src/orders.rs", sample)]);
        assert_eq!(found.len(), 1, "{sample}");
        assert!(found[0].contains("`Row` is also a type in src/cart.rs"));
    }
}
