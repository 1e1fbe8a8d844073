//! The one way a command fails: a sentence, or a wish to stop.

/// Why a command ended early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// One sentence for the person at the terminal.
    Because(String),
    /// Ctrl-C or a termination signal; no message is needed.
    Stopped,
}

/// The result of every fallible function here.
pub(crate) type Outcome<T> = Result<T, Failure>;

impl Failure {
    /// A failure with this sentence.
    pub(crate) fn because(sentence: impl Into<String>) -> Self {
        Self::Because(sentence.into())
    }

    /// The sentence, for places that report several failures.
    pub(crate) fn sentence(&self) -> &str {
        match self {
            Self::Because(sentence) => sentence,
            Self::Stopped => "stopped.",
        }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::because(format!("{error}; `cargo xtask help` lists the options."))
    }
}
