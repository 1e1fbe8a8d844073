//! Keeps a secret out of what is printed.

/// Replaces one secret wherever it appears.
#[derive(Clone)]
pub(crate) struct Redaction {
    secret: String,
}

/// The text in place of the secret.
const SHOWN: &str = "<partner id>";

impl Redaction {
    /// Hides `secret`.
    pub(crate) fn of(secret: &str) -> Self {
        Self {
            secret: secret.to_owned(),
        }
    }

    /// `text` without the secret.
    pub(crate) fn apply(&self, text: &str) -> String {
        if self.secret.is_empty() {
            return text.to_owned();
        }
        text.replace(&self.secret, SHOWN)
    }
}

// Not derived: a debug print must not be the way the secret gets out.
impl std::fmt::Debug for Redaction {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Redaction")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_occurrence_goes_and_the_rest_stays() {
        let line = "proxying /api/ -> https://x/ x-cr-application=\"dummy-42\";retry dummy-42\n";
        let shown = Redaction::of("dummy-42").apply(line);
        assert_eq!(
            shown,
            "proxying /api/ -> https://x/ x-cr-application=\"<partner id>\";retry <partner id>\n"
        );
    }

    #[test]
    fn nothing_to_hide_changes_nothing() {
        assert_eq!(Redaction::of("").apply("as it was"), "as it was");
    }

    #[test]
    fn a_debug_print_does_not_tell() {
        assert!(!format!("{:?}", Redaction::of("dummy-42")).contains("dummy"));
    }
}
