//! Chooses the language to start with.

use leptos::prelude::window;

use super::ENGLISH;

/// The language to start with: the one asked for, else the first of the
/// browser's that the shop has, else the shop's first.
pub fn negotiate(asked: Option<&str>, offered: &[String]) -> String {
    let browser = window().navigator().languages();
    let preferred = browser.iter().filter_map(|tag| tag.as_string());
    let first = offered.first().map_or(ENGLISH, String::as_str);
    asked
        .map(str::to_owned)
        .into_iter()
        .chain(preferred)
        .find_map(|wanted| matching(&wanted, offered))
        .unwrap_or(first)
        .to_owned()
}

/// The offered language for a tag: the same, or of the same first part.
fn matching<'a>(wanted: &str, offered: &'a [String]) -> Option<&'a str> {
    let first_part = |tag: &str| {
        let first = tag.split('-').next().unwrap_or_default();
        match first.to_ascii_lowercase() {
            // Browsers call Tagalog Filipino.
            filipino if filipino == "fil" => "tl".to_owned(),
            other => other,
        }
    };
    offered
        .iter()
        .find(|tag| tag.eq_ignore_ascii_case(wanted))
        .or_else(|| {
            offered
                .iter()
                .find(|tag| first_part(tag) == first_part(wanted))
        })
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn a_regional_tag_finds_its_language() {
        let offered = ["en".to_owned(), "ja".to_owned(), "pt-BR".to_owned()];
        assert_eq!(matching("ja-JP", &offered), Some("ja"));
        assert_eq!(matching("PT-br", &offered), Some("pt-BR"));
        assert_eq!(matching("pt", &offered), Some("pt-BR"));
        assert_eq!(matching("xx", &offered), None);
        assert_eq!(matching("fil-PH", &["tl".to_owned()]), Some("tl"));
    }
}
