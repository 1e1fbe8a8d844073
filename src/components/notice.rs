//! A sentence that stands out, with its tone.

use super::icon::icon;
use crate::markup::{IntoChild, View, element};

/// How serious it is.
#[derive(Clone, Copy, PartialEq)]
pub enum Tone {
    /// For information.
    Plain,
    /// Something went well.
    Good,
    /// Something to know before going on.
    Warn,
    /// Something is wrong.
    Bad,
}

impl Tone {
    /// The value of `data-tone` in the style sheets.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Good => Some("good"),
            Self::Warn => Some("warn"),
            Self::Bad => Some("bad"),
        }
    }
}

/// A notice of one bold sentence and, if any, what follows from it. Bad ones
/// are announced at once (WCAG 4.1.3).
pub fn notice(tone: Tone, title: String, body: Option<String>) -> View {
    let symbol = match tone {
        Tone::Plain => "info",
        Tone::Good => "circle-check",
        Tone::Warn => "triangle-alert",
        Tone::Bad => "circle-alert",
    };
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    element("div")
        .attr("class", "notice")
        .attr("data-tone", tone.name())
        .attr("role", role)
        .child(icon(symbol))
        .child(
            element("div")
                .child(element("p").child(element("b").child(title)))
                .child(body.map(|body| element("p").child(body).into_child())),
        )
        .into_child()
}
