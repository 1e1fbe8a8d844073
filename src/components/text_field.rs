//! A labelled field of one line, with its hint and what is wrong with it.

use super::icon::icon;
use crate::markup::{IntoChild, View, element};

/// What kind of text is typed: it decides the keyboard of a phone and what the
/// browser fills in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// A number with a point.
    Decimal,
    /// Anything else.
    Text,
}

/// A field of this id. What is typed goes to `typed` at once.
pub fn text_field(
    kind: Kind,
    id: String,
    label: View,
    hint: View,
    value: impl Fn() -> String + Send + 'static,
    typed: impl Fn(String) + Send + 'static,
    error: impl Fn() -> Option<String> + Clone + Send + 'static,
) -> View {
    let (r#type, autocomplete, placeholder) = match kind {
        Kind::Email => ("email", "email", Some("you@example.com")),
        Kind::Phone => ("tel", "tel", Some("+1 201 555 0123")),
        Kind::Decimal | Kind::Text => ("text", "off", None),
    };
    let hint_id = [&id, "-hint"].concat();
    let error_id = [&id, "-error"].concat();
    let is_wrong = error.clone();
    element("div")
        .attr("class", "field")
        .child(element("label").attr("for", id.clone()).child(label))
        .child(
            element("input")
                .attr("class", "input")
                .attr("id", id)
                .attr("type", r#type)
                .attr("autocomplete", autocomplete)
                .attr("dir", if kind == Kind::Text { "auto" } else { "ltr" })
                .attr("placeholder", placeholder)
                .attr("inputmode", (kind == Kind::Decimal).then_some("decimal"))
                .attr("aria-describedby", [&hint_id, " ", &error_id].concat())
                .live_attr("aria-invalid", move || {
                    is_wrong().is_some().then_some("true")
                })
                .live_property("value", value)
                .on_value("input", typed),
        )
        .child(move || {
            error().map(|words| {
                element("p")
                    .attr("class", "error")
                    .attr("id", error_id.clone())
                    .child(icon("circle-alert"))
                    .child(element("span").child(words))
                    .into_child()
            })
        })
        .child(
            element("p")
                .attr("class", "hint")
                .attr("id", hint_id)
                .child(hint),
        )
        .into_child()
}
