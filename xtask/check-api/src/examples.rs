//! The known facts: the bodies of `tests/fixtures`, and the words of docs/api.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::reading::Subject;

/// A recorded answer.
pub(crate) struct Example {
    pub(crate) subject: Subject,
    pub(crate) status: u16,
    pub(crate) body: Value,
}

/// Everything that is known of the API.
pub struct Examples {
    pub(crate) bodies: Vec<Example>,
    /// Everything in code type in docs/api.md.
    pub(crate) words: BTreeSet<String>,
    /// The keys of the shop's English texts.
    pub(crate) texts: BTreeSet<String>,
}

impl Examples {
    /// Reads them in the checkout that this program is run in.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub fn of_checkout() -> Result<Self, String> {
        // Cargo says at run time where the package is.
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        Self::read(&package.join("../.."))
    }

    /// Reads them in the checkout at this place.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub fn read(root: &Path) -> Result<Self, String> {
        let text = |name: &str| {
            fs::read_to_string(root.join(name)).map_err(|error| format!("{name}: {error}"))
        };
        let json = |name: &str| {
            serde_json::from_str::<Value>(&text(name)?).map_err(|error| format!("{name}: {error}"))
        };
        let index = json("tests/fixtures/_index.json")?;
        let mut bodies = Vec::new();
        for entry in index["examples"].as_array().into_iter().flatten() {
            let (Some(path), Some(file)) = (entry["path"].as_str(), entry["file"].as_str()) else {
                continue;
            };
            // Requests and streams are no answers.
            if !entry["role"].is_null() || path.ends_with("/subscribe") {
                continue;
            }
            let (status, body) = (status(entry), json(&format!("tests/fixtures/{file}"))?);
            if let Some(subject) = Subject::of_answer(path, status, &body) {
                bodies.push(Example {
                    subject,
                    status,
                    body,
                });
            }
        }
        let texts = json("public/locales/en.json")?;
        let texts = texts.as_object().into_iter().flat_map(|texts| texts.keys());
        Ok(Self {
            bodies,
            words: code_words(&text("docs/api.md")?),
            texts: texts.cloned().collect(),
        })
    }

    /// The examples of one subject.
    pub(crate) fn of(&self, subject: Subject) -> impl Iterator<Item = &Example> {
        self.bodies
            .iter()
            .filter(move |each| each.subject == subject)
    }
}

fn status(entry: &Value) -> u16 {
    let status = entry["status"].as_u64();
    status
        .and_then(|status| u16::try_from(status).ok())
        .unwrap_or_default()
}

/// The texts between backticks of a Markdown document.
fn code_words(document: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for line in document.lines() {
        // Every second piece of a line is between two of them.
        for word in line.split('`').skip(1).step_by(2) {
            words.insert(word.trim_matches('"').to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_has_every_subject() {
        let known = Examples::of_checkout().unwrap();
        for subject in Subject::ALL {
            assert!(known.of(subject).count() > 0, "{subject:?}");
        }
        for word in [
            "WaitingForRebuy",
            "e-money",
            "Polygon (Matic)",
            "USER_WALLET",
        ] {
            assert!(known.words.contains(word), "{word}");
        }
        assert!(known.texts.contains("category.games"));
    }
}
