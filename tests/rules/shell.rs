//! `index.html`: what its content security policy allows, and what it says without the program.

use serde_json::Value;

use super::repository::{files, read};
use super::{Finding, check};

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
    // A script that is written in the page itself is data.
    let written = page.matches("<script").count();
    assert_eq!(
        page.matches("<script type=\"application/json\"").count(),
        written
    );
    // The program's first address is guarded already.
    assert!(page.find("src/early/history.js") < page.find("src/early/start.js"));
}

/// The words that the shell has by itself, without the program and its locale files.
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

mod tests {
    use super::*;

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
}
