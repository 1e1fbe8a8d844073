//! IBM's Equal Access engine on the page as it is: a second judge beside axe-core, with rules of
//! its own for the same guidelines.
//!
//! It comes and runs as axe-core does. What it calls a violation counts. What it is not sure of was
//! read in every state, and says nothing that is wrong here:
//!
//! - `element_tabbable_unobscured`, `element_tabbable_visible`: the keyboard's tests see each focus.
//! - `text_sensory_misuse`: "below" and "above" are where the text is read, too.
//! - `style_color_misuse`, `style_highcontrast_visible`: asked of every page that has a style.
//! - `text_block_heading`: short paragraphs, such as a code or a state.
//! - `input_label_visible`: fields for a search, named by their icon and placeholder.
//! - `form_submit_button_exists`: a search starts while it is typed, or by Enter.
//! - `input_checkboxes_grouped`, `input_fields_grouped`: single boxes, and fields with labels.
//! - `list_structure_proper`: its `dl` have their `dt` and `dd` in a `div` each, which HTML allows.
//! - `a_target_warning`: links that open a window are the shop's links to other sites.
//! - `aria_content_in_landmark`: the link that skips the header stands before all landmarks.
//! - `aria_complementary_label_visible`: the sandbox banner begins with its name.

use std::fs;
use std::sync::OnceLock;

use crate::place;
use crate::shop::Shop;

impl Shop {
    /// Everything that IBM's engine is sure of against the page, a line each.
    pub async fn second_violations(&self) -> Vec<String> {
        if self.run("return typeof ace").await != "object" {
            self.evaluate(engine()).await;
        }
        let found = self.evaluate(include_str!("equal_access.js")).await;
        let lines = found.as_array();
        let lines = lines.unwrap_or_else(|| panic!("IBM's engine did not answer: {found}"));
        let text = |line: &serde_json::Value| line.as_str().unwrap_or_default().to_owned();
        lines.iter().map(text).collect()
    }
}

fn engine() -> &'static str {
    static ENGINE: OnceLock<String> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let package = "target/tools/node_modules/accessibility-checker-engine";
        let file = place::root().join(package).join("ace.js");
        fs::read_to_string(&file).unwrap_or_else(|error| {
            panic!(
                "{} can't be read ({error}): `cargo xtask test` gets it",
                file.display()
            )
        })
    })
}
