//! axe-core on the page as it is.
//!
//! It is from npm, pinned in this crate's `Cargo.toml` and put into `target/tools` by
//! `cargo xtask test`. The driver hands it to the page, so the shop's own policy of what may run on
//! it stays as it is and nothing is fetched.

use std::fs;
use std::sync::OnceLock;

use serde_json::json;

use crate::place;
use crate::shop::Shop;

/// The rules that the shop promises to keep (WCAG 2.2, levels A and AA), and those that axe's
/// authors advise beyond them.
const TAGS: [&str; 6] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
];

/// Advice that isn't followed: none so far. A rule's id goes here with its reason, and only
/// a rule that is `best-practice` and nothing else.
const WITHOUT: [&str; 0] = [];

impl Shop {
    /// Everything axe-core has against the page, a line each.
    pub async fn violations(&self) -> Vec<String> {
        if self.run("return typeof axe").await != "object" {
            self.evaluate(axe()).await;
        }
        let rules = json!({ "tags": TAGS, "without": WITHOUT });
        let script = include_str!("audit.js").replace("RULES", &rules.to_string());
        let found = self.evaluate(&script).await;
        let lines = found.as_array();
        let lines = lines.unwrap_or_else(|| panic!("axe-core did not answer: {found}"));
        let text = |line: &serde_json::Value| line.as_str().unwrap_or_default().to_owned();
        lines.iter().map(text).collect()
    }
}

fn axe() -> &'static str {
    static AXE: OnceLock<String> = OnceLock::new();
    AXE.get_or_init(|| {
        let file = place::root().join("target/tools/node_modules/axe-core/axe.min.js");
        fs::read_to_string(&file).unwrap_or_else(|error| {
            panic!(
                "{} can't be read ({error}): `cargo xtask test` gets it",
                file.display()
            )
        })
    })
}
