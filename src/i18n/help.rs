//! The texts of the help page: a file for each language, which that page alone loads. They are no
//! part of the other texts, which every visitor loads.

use leptos::prelude::WithValue;

use super::{ENGLISH, I18n, file, filled};
use shop_core::json::Json;
use shop_core::model::topic::{Topic, TopicGroup};

/// The texts of the help page in one language.
#[derive(Debug)]
pub struct HelpTexts {
    /// The language's tag.
    pub language: String,
    texts: Vec<(String, String)>,
}

impl HelpTexts {
    /// Reads what can be read of a file; `None` without a single answer.
    pub fn parse(language: &str, file: &str) -> Option<Self> {
        let file = Json::parse(file)?;
        let texts = file.as_object()?.iter().filter_map(|(key, text)| {
            let text = text.as_str().filter(|text| !text.trim().is_empty())?;
            Some((key.clone().into_owned(), text.to_owned()))
        });
        let texts = Self {
            language: language.to_owned(),
            texts: texts.collect(),
        };
        let mut all = Topic::ALL.into_iter();
        all.any(|topic| texts.question(topic, &[]).is_some())
            .then_some(texts)
    }

    /// A question and its answer, with their `{names}` replaced.
    pub fn question(&self, topic: Topic, values: &[(&str, &str)]) -> Option<[String; 2]> {
        let text = |end: &str| {
            let text = self.find(&[topic.anchor(), end].concat())?;
            Some(filled(text, values))
        };
        Some([text(".question")?, text(".answer")?])
    }

    /// The heading of a group; empty where the file has none.
    pub fn heading(&self, group: TopicGroup) -> String {
        self.word(&["group.", group.name()].concat())
    }

    /// Another text of the page; empty where the file has none.
    pub fn word(&self, key: &str) -> String {
        self.find(key).unwrap_or_default().to_owned()
    }

    fn find(&self, key: &str) -> Option<&str> {
        let mut texts = self.texts.iter();
        texts
            .find(|(known, _)| known == key)
            .map(|(_, text)| &**text)
    }
}

impl I18n {
    /// Loads the help page's texts in a language, or the English ones if there are none.
    pub async fn load_help(self, language: &str) -> Option<HelpTexts> {
        let base_path = self.parts().base_path.with_value(String::clone);
        for language in [language, ENGLISH] {
            let text = file(&base_path, &["help/", language].concat()).await;
            let texts = text.and_then(|text| HelpTexts::parse(language, &text));
            if texts.is_some() {
                return texts;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{HelpTexts, Topic, TopicGroup};

    #[test]
    fn what_can_be_read_of_a_file_counts() {
        let file = r#"{
            "group.before": "Before",
            "network.question": "What is it?", "network.answer": "A road of {shop}.",
            "wallets.question": "Which?", "wallets.answer": ["no", "text"],
            "refund.question": "Back?", "refund.answer": " ",
            "new.question": "Of a newer shop", "more": 7
        }"#;
        let texts = HelpTexts::parse("en", file).expect("texts");
        let network = texts.question(Topic::Network, &[("shop", "Corner")]);
        let network = network.expect("a question");
        assert_eq!(network, ["What is it?", "A road of Corner."]);
        for topic in [Topic::Wallets, Topic::Refund, Topic::NoCode] {
            assert_eq!(texts.question(topic, &[]), None, "{topic:?}");
        }
        assert_eq!(texts.heading(TopicGroup::Before), "Before");
        assert_eq!(texts.heading(TopicGroup::Paying), "");
        assert_eq!(texts.word("more"), "");
    }

    #[test]
    fn a_file_without_an_answer_is_none() {
        for file in [
            "",
            "<html>",
            "[]",
            "{}",
            r#"{"network.question":"What is it?"}"#,
            r#"{"network.answer":"A road."}"#,
        ] {
            assert!(HelpTexts::parse("en", file).is_none(), "{file}");
        }
    }
}
