//! A highlighted sentence, with its tone.

use super::icon::icon;
use leptos::prelude::*;

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
pub fn notice(tone: Tone, title: String, body: Option<String>) -> AnyView {
    notice_with(tone, (title, body), ().into_any())
}

/// The same with something to press at its foot.
pub fn notice_with(tone: Tone, (title, body): (String, Option<String>), foot: AnyView) -> AnyView {
    let symbol = match tone {
        Tone::Plain => "info",
        Tone::Good => "circle-check",
        Tone::Warn => "triangle-alert",
        Tone::Bad => "circle-alert",
    };
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! {
        <div class="notice" data-tone=tone.name() role=role>
            {icon(symbol)}
            <div>
                <p>
                    <b>{title}</b>
                </p>
                {body.map(|body| view! { <p>{body}</p> }.into_any())}
                {foot}
            </div>
        </div>
    }
    .into_any()
}
