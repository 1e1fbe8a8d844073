//! The locale files: the same keys, placeholders and plural forms in each language. The help page's
//! are in a folder of their own.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use shop_core::model::topic::{Topic, TopicGroup};

use super::repository::{files, read};
use super::{Finding, check};

/// The files with the texts of every page.
const TEXTS: &str = "public/locales/";
/// The files with the texts of the help page.
const ANSWERS: &str = "public/locales/help/";

/// The locale files of a folder, without those in folders inside it.
fn files_of(folder: &str) -> Vec<String> {
    let mut paths = files(folder, ".json");
    paths.retain(|path| !path[folder.len()..].contains('/'));
    paths
}

pub(super) fn locale(path: &str) -> Map<String, Value> {
    let file: Value =
        serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    file.as_object()
        .unwrap_or_else(|| panic!("{path} is no object"))
        .clone()
}

/// A locale file with this content.
pub(super) fn file(text: &str) -> Map<String, Value> {
    let value: Value = serde_json::from_str(text).expect("JSON");
    value.as_object().expect("an object").clone()
}

/// The texts of a locale file: one, or one a plural category.
pub(super) fn texts_of(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

pub(super) fn placeholders(value: &Value) -> BTreeSet<String> {
    texts_of(value)
        .into_iter()
        .flat_map(|text| text.split('{').skip(1))
        .filter_map(|after| Some(after.split_once('}')?.0.to_owned()))
        .collect()
}

/// The plural categories of whole numbers in each language of the shop, from Unicode's CLDR 46
/// (common/supplemental/plurals.xml, cardinal). With a form less, a count is worded wrongly; a form
/// more is never read.
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
            "{path}: `{language}` is not in the table PLURALS of tests/rules/locales.rs"
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

#[test]
fn every_language_says_the_same() {
    let english = locale("public/locales/en.json");
    let paths = files_of(TEXTS);
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

/// "519 brands in United States" lacks the article that the country's name has in a sentence, and
/// each country has another. So in languages with articles the name is where none is needed.
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

/// What the help page reads: a question and an answer for each topic, the headings of the groups, and
/// two texts more (`src/pages/help.rs`).
fn keys_of_answers() -> BTreeSet<String> {
    let topics = Topic::ALL.map(Topic::anchor);
    let questions = topics.map(|topic| [topic, ".question"].concat());
    let answers = topics.map(|topic| [topic, ".answer"].concat());
    let groups = TopicGroup::ALL.map(|group| ["group.", group.name()].concat());
    let others = ["none", "seller_help"].map(str::to_owned);
    let all = questions.into_iter().chain(answers);
    all.chain(groups).chain(others).collect()
}

#[test]
fn every_language_has_the_same_answers() {
    let english = locale(&[ANSWERS, "en.json"].concat());
    let keys: BTreeSet<String> = english.keys().cloned().collect();
    assert_eq!(keys, keys_of_answers(), "{ANSWERS}en.json");
    let paths = files_of(ANSWERS);
    check(
        paths
            .iter()
            .flat_map(|path| locale_matches(path, &english, &locale(path)))
            .collect(),
    );
    let known: Vec<String> = files_of(TEXTS);
    let known = known.iter().map(|path| path.replacen(TEXTS, ANSWERS, 1));
    assert_eq!(paths, known.collect::<Vec<_>>());
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

mod tests {
    use super::*;

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
}
