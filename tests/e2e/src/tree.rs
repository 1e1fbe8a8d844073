//! The page as a screen reader has it: roles, names and states, as lines of text.

use serde_json::{Value, json};

use crate::shop::Shop;

/// If a parent has more things of a kind than this, only the first are written.
const MOST_ALIKE: usize = 6;
const FIRST: usize = 3;

/// Parts that say nothing by themselves; their content takes their place.
const SILENT: [&str; 9] = [
    "generic",
    "none",
    "LabelText",
    "InlineTextBox",
    "LineBreak",
    "ListMarker",
    "MenuListPopup",
    "Abbr",
    "Legend",
];

/// States worth a word. Those that are as usual are left out.
const STATES: [&str; 9] = [
    "level", "checked", "pressed", "expanded", "disabled", "invalid", "required", "selected",
    "modal",
];

/// Replaces what changes from run to run: ids, times, and dates in the browser's own words.
const STEADY: &str = r#"
    return text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
      .replace(/…[0-9a-f]{4}\b/g, "…<end>")
      .replace(/SBX-\d+/g, "<memo>")
      .replace(/\d{1,2}:\d{2}(:\d{2})?([ \u202f\u00a0]?[AP]M)?/g, "<time>")
      .replace(/((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]*,? )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}(, \d{4})?/g, "<date>")
      .replace(/(\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}\/\d{1,2}\/\d{1,2}/g, "<date>");
"#;

impl Shop {
    /// The page's accessibility tree, without what changes from run to run. `secrets` are texts
    /// that do, such as an address, with their replacements.
    pub async fn tree(&self, secrets: &[(&str, &str)]) -> String {
        let tree = self
            .devtools("Accessibility.getFullAXTree", json!({}))
            .await;
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let mut lines = Vec::new();
        if let Some(root) = nodes.first() {
            write(&nodes, root, 0, "", &mut lines);
        }
        let mut text = lines.join("\n").replace(['\u{a0}', '\u{202f}'], " ");
        text.push('\n');
        for (secret, stands) in secrets.iter().filter(|(secret, _)| !secret.is_empty()) {
            text = text.replace(secret, stands);
        }
        let script = format!("const text = {}; {STEADY}", Value::from(text));
        let steady = self.run(&script).await;
        steady.as_str().unwrap_or_default().to_owned()
    }
}

fn write(nodes: &[Value], node: &Value, depth: usize, said: &str, lines: &mut Vec<String>) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = node["name"]["value"].as_str().unwrap_or_default();
    let is_silent = node["ignored"] == true || SILENT.contains(&role);
    let mut depth = depth;
    let mut said = said;
    if role == "StaticText" {
        // A text that is in its parent's name already is not repeated.
        if !name.trim().is_empty() && !said.contains(name.trim()) {
            lines.push(format!("{}“{}”", "  ".repeat(depth), name.trim()));
        }
        return;
    }
    if !is_silent {
        lines.push(line(node, role, name, depth));
        depth += 1;
        if !name.is_empty() {
            said = name;
        }
    }
    // The names of a closed list are not on the page, and typed text is a value already.
    if matches!(role, "combobox" | "textbox" | "searchbox") {
        return;
    }
    let mut alike = Vec::new();
    children(nodes, node, &mut alike);
    // A label's words are beside the control whose name they are. A button that copies the text
    // beside it only mentions that text.
    let is_named = |text: &Value| {
        let text = text["name"]["value"].as_str().unwrap_or_default().trim();
        alike.iter().any(|other| {
            let name = other["name"]["value"].as_str().unwrap_or_default();
            match other["role"]["value"].as_str().unwrap_or_default() {
                "StaticText" => false,
                "button" | "link" => name == text,
                _ => name.contains(text),
            }
        })
    };
    let kind = |child: &Value| {
        child["role"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    for (place, child) in alike.iter().enumerate() {
        let role = kind(child);
        if role == "StaticText" && is_named(child) {
            continue;
        }
        let is_many = role != "StaticText"
            && alike.iter().filter(|other| kind(other) == role).count() > MOST_ALIKE;
        let before = alike[..place].iter().filter(|other| kind(other) == role);
        let before = before.count();
        if is_many && before == FIRST {
            lines.push(format!("{}… more of {role}", "  ".repeat(depth)));
        }
        if !is_many || before < FIRST {
            write(nodes, child, depth, said, lines);
        }
    }
}

/// The nodes under a node, through all that is silent.
fn children<'a>(nodes: &'a [Value], node: &Value, found: &mut Vec<&'a Value>) {
    for id in node["childIds"].as_array().into_iter().flatten() {
        let Some(child) = nodes.iter().find(|child| child["nodeId"] == *id) else {
            continue;
        };
        let role = child["role"]["value"].as_str().unwrap_or_default();
        if child["ignored"] == true || SILENT.contains(&role) {
            children(nodes, child, found);
        } else {
            found.push(child);
        }
    }
}

fn line(node: &Value, role: &str, name: &str, depth: usize) -> String {
    let mut line = format!("{}{role}", "  ".repeat(depth));
    if !name.is_empty() {
        line.push_str(&format!(" “{name}”"));
    }
    for property in node["properties"].as_array().into_iter().flatten() {
        let state = property["name"].as_str().unwrap_or_default();
        let value = match &property["value"]["value"] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let is_usual = value == "false" && !matches!(state, "checked" | "pressed" | "expanded");
        if STATES.contains(&state) && !is_usual {
            line.push_str(&format!(", {state} {value}"));
        }
    }
    for part in ["value", "description"] {
        let text = node[part]["value"].as_str().unwrap_or_default();
        if !text.is_empty() {
            line.push_str(&format!(", {part} “{text}”"));
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str, role: &str, name: &str, children: &[&str]) -> Value {
        json!({ "nodeId": id, "role": { "value": role }, "name": { "value": name }, "childIds": children })
    }

    fn written(nodes: &[Value]) -> Vec<String> {
        let mut lines = Vec::new();
        write(nodes, &nodes[0], 0, "", &mut lines);
        lines
    }

    #[test]
    fn an_amount_is_beside_the_button_that_copies_it() {
        let nodes = [
            node("1", "definition", "", &["2", "3", "4"]),
            node("2", "StaticText", "50.66", &[]),
            node("3", "StaticText", "\u{a0}USDC", &[]),
            node("4", "button", "Copy the amount, 50.66 USDC", &[]),
        ];
        assert_eq!(
            written(&nodes),
            [
                "definition",
                "  “50.66”",
                "  “USDC”",
                "  button “Copy the amount, 50.66 USDC”"
            ]
        );
    }

    #[test]
    fn the_words_of_a_label_are_those_of_its_control() {
        let nodes = [
            node("1", "group", "", &["2", "3", "4", "5"]),
            node("2", "StaticText", "Email", &[]),
            node("3", "textbox", "Email", &[]),
            node("4", "StaticText", "File", &[]),
            node("5", "button", "File", &[]),
        ];
        assert_eq!(
            written(&nodes),
            ["group", "  textbox “Email”", "  button “File”"]
        );
    }
}
