//! A labelled field, with its hint and what is wrong with it.

use super::icon::icon;
use crate::markup::{Element, IntoChild, View, element};
use crate::reactive::State;

/// What kind of text is typed: it decides the keyboard of a phone and what the
/// browser fills in.
#[derive(Clone, Copy)]
pub enum Kind {
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// A number with a point.
    Decimal,
    /// What a machine made, letter by letter: an address, a transaction's id.
    Exact,
    /// A passphrase, to be read while the state says so.
    Passphrase(State<bool>),
    /// A name of the buyer's own for something; the list of orders keeps 60
    /// characters of it.
    Label,
    /// Anything else.
    Text,
}

/// A field of one line with this id. What is typed goes to `typed` at once.
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
        Kind::Exact | Kind::Passphrase(_) | Kind::Label | Kind::Decimal | Kind::Text => {
            ("text", "off", None)
        }
    };
    let is_exact = matches!(kind, Kind::Exact | Kind::Passphrase(_)).then_some("off");
    let is_prose = matches!(kind, Kind::Label | Kind::Text);
    let r#type = move || match kind {
        Kind::Passphrase(is_shown) if !is_shown.get() => "password",
        _ => r#type,
    };
    let input = element("input")
        .attr("class", "input")
        .live_attr("type", r#type)
        .attr("autocomplete", autocomplete)
        .attr("autocapitalize", is_exact)
        .attr("spellcheck", is_exact.map(|_| "false"))
        .attr("dir", if is_prose { "auto" } else { "ltr" })
        .attr("placeholder", placeholder)
        .attr(
            "inputmode",
            matches!(kind, Kind::Decimal).then_some("decimal"),
        )
        .attr("maxlength", matches!(kind, Kind::Label).then_some("60"))
        .live_property("value", value)
        .on_value("input", typed);
    field(input, id, label, hint, error)
}

/// A control that takes this id, under its label. Its hint and what is wrong
/// with it are read out with it.
pub fn field(
    control: Element,
    id: String,
    label: View,
    hint: View,
    error: impl Fn() -> Option<String> + Clone + Send + 'static,
) -> View {
    let error_id = [&id, "-error"].concat();
    let is_wrong = error.clone();
    let hint_id = (!matches!(hint, View::Nothing)).then(|| [&id, "-hint"].concat());
    let described_by = match &hint_id {
        Some(hint_id) => [hint_id, " ", &error_id].concat(),
        None => error_id.clone(),
    };
    let hint = hint_id.map(|hint_id| {
        element("p")
            .attr("class", "hint")
            .attr("id", hint_id)
            .child(hint)
            .into_child()
    });
    element("div")
        .attr("class", "field")
        .child(element("label").attr("for", id.clone()).child(label))
        .child(
            control
                .attr("id", id)
                .attr("aria-describedby", described_by)
                .live_attr("aria-invalid", move || {
                    is_wrong().is_some().then_some("true")
                }),
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
        .child(hint)
        .into_child()
}
