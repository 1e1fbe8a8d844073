//! A labelled field, with its hint and what is wrong with it.

use std::sync::Arc;

use super::icon::icon;
use crate::markup::{Element, IntoChild, View, element};
use crate::reactive::State;
use shop_core::model::beneficiary;
use shop_core::model::country::Country;
use shop_core::model::typed::{coupon, plain};
use shop_core::pay::address::typed_address;
use shop_core::pay::exchange::plain_fee;

/// What kind of text is typed: it decides the keyboard of a phone, what the
/// browser fills in, and what the text is made into once it is done.
#[derive(Clone, Copy)]
pub enum Kind {
    /// The buyer's email address.
    Email,
    /// Somebody else's, which no browser knows.
    OtherEmail,
    /// A phone number of this country.
    Phone(Country),
    /// A fee, in a coin.
    Fee,
    /// Where money goes back to.
    Address,
    /// The id of a transaction.
    Transaction,
    /// A coupon.
    Coupon,
    /// A passphrase, to be read while the state says so. It stays as it is typed.
    Passphrase(State<bool>),
    /// A name of the buyer's own for something; the list of orders keeps 60
    /// characters of it.
    Label,
}

impl Kind {
    /// What is sent of this text, and so stands in the field once it is typed; the text itself
    /// where it is wrong, and the buyer has to put it right.
    fn settled(self, typed: &str) -> String {
        match self {
            Self::Email | Self::OtherEmail => beneficiary::email(typed),
            Self::Phone(country) => beneficiary::phone_for(typed, country).ok(),
            Self::Fee => Some(plain_fee(typed)),
            Self::Address => Some(typed_address(typed)),
            Self::Transaction => Some(plain(typed)),
            Self::Coupon => Some(coupon(typed)),
            Self::Passphrase(_) | Self::Label => None,
        }
        .unwrap_or_else(|| typed.to_owned())
    }
}

/// A field of one line with this id. What is typed goes to `typed` at once, whichever way it came
/// into the field, and once more as it is sent when the field is left.
pub fn text_field(
    kind: Kind,
    id: String,
    label: View,
    hint: View,
    value: impl Fn() -> String + Send + Sync + 'static,
    typed: impl Fn(String) + Send + Sync + 'static,
    error: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> View {
    field(
        input(kind, Arc::new(value), Arc::new(typed)),
        id,
        label,
        hint,
        error,
    )
}

fn input(
    kind: Kind,
    value: Arc<dyn Fn() -> String + Send + Sync>,
    typed: Arc<dyn Fn(String) + Send + Sync>,
) -> Element {
    let (r#type, autocomplete, placeholder) = match kind {
        Kind::Email => ("email", "email", Some("you@example.com")),
        Kind::OtherEmail => ("email", "off", Some("you@example.com")),
        Kind::Phone(_) => ("tel", "tel", Some("+1 201 555 0123")),
        Kind::Passphrase(_) => ("text", "current-password", None),
        _ => ("text", "off", None),
    };
    let is_exact = matches!(
        kind,
        Kind::Address | Kind::Transaction | Kind::Passphrase(_)
    )
    .then_some("off");
    let is_prose = matches!(kind, Kind::Label | Kind::Coupon);
    let r#type = move || match kind {
        Kind::Passphrase(is_shown) if !is_shown.get() => "password",
        _ => r#type,
    };
    let (shown, heard) = (value.clone(), typed.clone());
    element("input")
        .attr("class", "input")
        .live_attr("type", r#type)
        .attr("autocomplete", autocomplete)
        .attr("autocapitalize", is_exact)
        .attr("spellcheck", is_exact.map(|_| "false"))
        .attr("dir", if is_prose { "auto" } else { "ltr" })
        .attr("placeholder", placeholder)
        .attr("inputmode", matches!(kind, Kind::Fee).then_some("decimal"))
        .attr("maxlength", matches!(kind, Kind::Label).then_some("60"))
        .live_property("value", move || shown())
        .on_value("input", move |text| heard(text))
        // Some programs that fill in forms say no more than this.
        .on_left(move |text| {
            let settled = kind.settled(&text);
            if settled != value() {
                typed(settled);
            }
        })
}

/// A control that takes this id, under its label. Its hint and what is wrong
/// with it are read out with it.
pub fn field(
    control: Element,
    id: String,
    label: View,
    hint: View,
    error: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> View {
    // One function for all fields.
    labelled(control, id, label, hint, Arc::new(error))
}

fn labelled(
    control: Element,
    id: String,
    label: View,
    hint: View,
    error: Arc<dyn Fn() -> Option<String> + Send + Sync>,
) -> View {
    let error_id = [&id, "-error"].concat();
    let is_wrong = Arc::clone(&error);
    let hint_id = (!matches!(hint, View::Nothing)).then(|| [&id, "-hint"].concat());
    // Names only what is on the page at the moment.
    let (is_described, hint_named, error_named) =
        (Arc::clone(&error), hint_id.clone(), error_id.clone());
    let described_by = move || {
        let error = is_described().map(|_| error_named.clone());
        match (hint_named.clone(), error) {
            (Some(hint), Some(error)) => Some([&*hint, " ", &error].concat()),
            (hint, error) => hint.or(error),
        }
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
                .live_attr("aria-describedby", described_by)
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
