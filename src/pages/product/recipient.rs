//! Who gets it: an email, and a phone where the product goes to one.

use super::choice::Choice;
use super::ordering::Ordering;
use super::problem_words;
use crate::components::email_hint::email_hint;
use crate::components::icon::icon;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, focus, fragment};
use crate::model::beneficiary::{self, PhoneFault};
use crate::model::problem::Field;
use crate::model::product::DeliveryType;
use crate::navigation::Navigation;
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
            DeliveryType::Phone => self.phone().ok(),
            DeliveryType::Account => None,
        }
    }

    /// The phone to top up, of the country that is sold in; tracked.
    fn phone(self) -> Result<String, PhoneFault> {
        beneficiary::phone_for(&self.phone.get(), Navigation::here().country())
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
        let is_judged = recipient.is_judged.get();
        let fault = recipient.phone().err().filter(|_| is_judged);
        fault
            .map(|fault| fault_words(i18n, fault))
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

/// What is wrong with the phone, and what to do about it.
fn fault_words(i18n: I18n, fault: PhoneFault) -> String {
    let country = Navigation::here().country();
    let key = match fault {
        PhoneFault::NotANumber => "recipient.phone_wrong",
        PhoneFault::NoCountryCode => "recipient.phone_no_code",
        PhoneFault::WrongCountry => "recipient.phone_other_country",
    };
    match country.calling_code() {
        Some(code) => {
            let name = i18n.country(country.code());
            i18n.fill(key, &[("country", &name), ("code", code)])
        }
        // A country that no list has, and whose code nobody can name.
        None => i18n.text("recipient.phone_wrong"),
    }
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
        .child(email_hint(recipient.email, move |email| {
            ordering.start_over();
            recipient.email.set(email);
            // The button goes with its hint, and focus must not go with it.
            focus("email");
        }))
        .child(
            element("p")
                .attr("class", "hint")
                .attr("id", "email-hint")
                .child(hint),
        )
        .into_child()
}

/// What validation said about this field.
fn said(ordering: Ordering, field: Field) -> Option<String> {
    let i18n = I18n::here();
    let problems = ordering.problems.get();
    problems
        .iter()
        .find(|problem| problem.field() == field)
        .map(|problem| problem_words(i18n, problem))
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
