//! Who gets it: an email, and a phone where the product goes to one.

use super::choice::Choice;
use crate::components::icon::icon;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};
use crate::model::beneficiary;
use crate::model::problem::Field;
use crate::model::product::DeliveryType;
use crate::purchase::ordering::Ordering;
use crate::purchase::problems::said;
use crate::reactive::{Derived, State};

/// What is typed. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Recipient {
    email: State<String>,
    phone: State<String>,
    /// Whether mistakes are pointed out already: not before the first try.
    pub(super) is_judged: State<bool>,
}

impl Recipient {
    /// Nothing is typed yet.
    pub(super) fn new() -> Self {
        Self {
            email: State::new(String::new()),
            phone: State::new(String::new()),
            is_judged: State::new(false),
        }
    }

    /// The buyer's email, if it is one; tracked.
    pub(super) fn email(self) -> Option<String> {
        beneficiary::email(&self.email.get())
    }

    /// Who gets the goods of this delivery, if that is filled in; tracked.
    pub(super) fn beneficiary(self, delivery: DeliveryType) -> Option<String> {
        match delivery {
            DeliveryType::Email => self.email(),
            DeliveryType::Phone => beneficiary::phone(&self.phone.get()),
            DeliveryType::Account => None,
        }
    }
}

/// The fields that the chosen product's delivery needs.
pub(super) fn view(recipient: Recipient, choice: Choice, ordering: Ordering) -> View {
    let is_phone = Derived::new(move || choice.delivery() == DeliveryType::Phone);
    fragment([
        (move || is_phone.get().then(|| phone_field(recipient, ordering))).into_child(),
        (email_field(recipient, is_phone, ordering)).into_child(),
    ])
    .into_child()
}

fn phone_field(recipient: Recipient, ordering: Ordering) -> View {
    let i18n = I18n::here();
    let error = move || {
        let is_wrong =
            recipient.is_judged.get() && recipient.beneficiary(DeliveryType::Phone).is_none();
        is_wrong
            .then(|| i18n.text("recipient.phone_wrong"))
            .or_else(|| said(ordering, Field::Beneficiary))
    };
    element("div")
        .attr("class", "field")
        .child(
            element("label")
                .attr("for", "beneficiary")
                .child(i18n.text("recipient.phone")),
        )
        .child(
            element("input")
                .attr("class", "input")
                .attr("id", "beneficiary")
                .attr("type", "tel")
                .attr("autocomplete", "tel")
                .attr("inputmode", "tel")
                .attr("dir", "ltr")
                .attr("placeholder", "+1 201 555 0123")
                .attr("aria-describedby", "phone-hint phone-error")
                .live_attr("aria-invalid", move || error().is_some().then_some("true"))
                .live_property("value", move || recipient.phone.get())
                .on_value("input", move |value: String| {
                    ordering.start_over();
                    recipient.phone.set(value);
                }),
        )
        .child(error_line("phone-error", error))
        .child(
            element("p")
                .attr("class", "hint")
                .attr("id", "phone-hint")
                .child(i18n.text("recipient.phone_hint")),
        )
        .into_child()
}

fn email_field(recipient: Recipient, is_phone: Derived<bool>, ordering: Ordering) -> View {
    let i18n = I18n::here();
    // Where the email gets the goods, objections to the beneficiary are its.
    let field = move || {
        if is_phone.get() {
            Field::Email
        } else {
            Field::Beneficiary
        }
    };
    let error = move || {
        let is_wrong = recipient.is_judged.get() && recipient.email().is_none();
        is_wrong
            .then(|| i18n.text("recipient.email_wrong"))
            .or_else(|| said(ordering, field()))
            .or_else(|| said(ordering, Field::Email))
    };
    let (label, hint) = (
        move || {
            i18n.text(if is_phone.get() {
                "recipient.email_receipt"
            } else {
                "recipient.email"
            })
        },
        move || {
            i18n.text(if is_phone.get() {
                "recipient.email_receipt_hint"
            } else {
                "recipient.email_hint"
            })
        },
    );
    element("div")
        .attr("class", "field")
        .child(element("label").attr("for", "email").child(label))
        .child(
            element("input")
                .attr("class", "input")
                .attr("id", "email")
                .attr("type", "email")
                .attr("autocomplete", "email")
                .attr("inputmode", "email")
                .attr("dir", "ltr")
                .attr("placeholder", "you@example.com")
                .attr("aria-describedby", "email-hint email-error")
                .live_attr("aria-invalid", move || error().is_some().then_some("true"))
                .live_property("value", move || recipient.email.get())
                .on_value("input", move |value: String| {
                    ordering.start_over();
                    recipient.email.set(value);
                }),
        )
        .child(error_line("email-error", error))
        .child(
            element("p")
                .attr("class", "hint")
                .attr("id", "email-hint")
                .child(hint),
        )
        .into_child()
}

fn error_line(id: &'static str, error: impl Fn() -> Option<String> + Send + 'static) -> View {
    (move || {
        error().map(|words| {
            element("p")
                .attr("class", "error")
                .attr("id", id)
                .child(icon("circle-alert"))
                .child(element("span").child(words))
                .into_child()
        })
    })
    .into_child()
}
