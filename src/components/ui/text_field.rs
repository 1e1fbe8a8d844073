//! A labelled field, with its hint, what is wrong with it and what was probably meant.

use crate::browser::listeners::{when_left, with_value};
use leptos::prelude::*;
use std::sync::Arc;

use super::did_you_mean::{Meant, did_you_mean};
use super::entry::Entry;
use super::host_note::filled_in_by_host;
use super::icon::icon;
use crate::host::Prefill;
use shop_core::model::beneficiary;
use shop_core::model::country::Country;
use shop_core::model::typed::{coupon, plain};
use shop_core::pay::address::typed_address;
use shop_core::pay::exchange::plain_fee;

/// The kind of text that is typed: it decides the keyboard of a phone, what the browser fills in,
/// and how the finished text is normalized.
#[derive(Clone, Copy)]
pub enum TextKind {
    /// The buyer's email address.
    Email,
    /// Another person's email address, which no browser knows.
    OtherEmail,
    /// A phone number of this country.
    Phone(Country),
    /// A fee, in a coin.
    Fee,
    /// An address that money goes back to.
    Address,
    /// The id of a transaction.
    Transaction,
    /// A coupon.
    Coupon,
    /// A passphrase, readable while the state is true. It stays as it is typed.
    Passphrase(RwSignal<bool>),
    /// A name of the buyer's own for something; the list of orders keeps 60
    /// characters of it.
    Label,
}

impl TextKind {
    /// The form of this text that is sent, and so shown in the field once it is typed; the text
    /// itself if it is wrong, because the buyer has to correct it.
    fn tidied(self, typed: &str) -> String {
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

/// Says what is wrong with a control, if anything.
#[derive(Clone)]
pub struct FieldError(Arc<dyn Fn() -> Option<String> + Send + Sync>);

impl FieldError {
    fn words(&self) -> Option<String> {
        (self.0)()
    }
}

impl Default for FieldError {
    /// Nothing is ever wrong.
    fn default() -> Self {
        Self(Arc::new(|| None))
    }
}

impl<F: Fn() -> Option<String> + Send + Sync + 'static> From<F> for FieldError {
    fn from(words: F) -> Self {
        Self(Arc::new(words))
    }
}

/// A control's attributes besides its value: its id, its hint and whether it is wrong.
#[derive(Clone)]
pub struct Marks {
    id: String,
    has_hint: bool,
    error: FieldError,
}

impl Marks {
    /// For a control with this id. `error` follows signals.
    pub fn new(id: String, has_hint: bool, error: impl Into<FieldError>) -> Self {
        Self {
            id,
            has_hint,
            error: error.into(),
        }
    }

    /// Its `id`.
    pub fn id(&self) -> String {
        self.id.clone()
    }

    /// Its `aria-describedby`: only what is on the page at the moment.
    pub fn described_by(&self) -> impl Fn() -> Option<String> + Send + Sync + use<> {
        let marks = self.clone();
        move || {
            let hint = marks.has_hint.then(|| marks.hint_id());
            let error = marks.error.words().map(|_| marks.error_id());
            match (hint, error) {
                (Some(hint), Some(error)) => Some([&*hint, " ", &error].concat()),
                (hint, error) => hint.or(error),
            }
        }
    }

    /// Its `aria-invalid`.
    pub fn is_invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + use<> {
        let error = self.error.clone();
        move || error.words().is_some().then_some("true")
    }

    fn hint_id(&self) -> String {
        [&self.id, "-hint"].concat()
    }

    fn error_id(&self) -> String {
        [&self.id, "-error"].concat()
    }
}

/// A field of one line. Typed text goes to its entry at once, however it came into the field, and
/// once more in the form that is sent when the field is left.
#[component]
pub fn TextField(
    /// What kind of text it takes.
    kind: TextKind,
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: ViewFn,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<ViewFn>,
    /// The text itself.
    #[prop(into)]
    entry: Entry,
    /// Its error, if any.
    #[prop(optional, into)]
    error: FieldError,
    /// The value that the page around a widget can put there.
    #[prop(optional)]
    prefill: Option<fn(&Prefill) -> &String>,
    /// Suggests what was probably meant by the typed text.
    #[prop(optional, into)]
    meant: Option<Meant>,
) -> impl IntoView {
    let marks = Marks::new(id.clone(), hint.is_some(), error);
    let control = input(kind, &marks, entry.clone());
    let note = prefill.and_then(|prefill| filled_in_by_host(prefill, entry.clone()));
    let question = meant.map(|meant| did_you_mean(id, entry, meant));
    let field = view! {
        <LabelledField marks label hint>
            {control}
        </LabelledField>
    }
    .into_any();
    if note.is_none() && question.is_none() {
        return field;
    }
    // One element of the form, so that an absent note takes no room.
    view! { <div>{field} {note} {question}</div> }.into_any()
}

fn input(kind: TextKind, marks: &Marks, entry: Entry) -> AnyView {
    let (r#type, autocomplete, placeholder) = match kind {
        TextKind::Email => ("email", "email", Some("you@example.com")),
        TextKind::OtherEmail => ("email", "off", Some("you@example.com")),
        TextKind::Phone(_) => ("tel", "tel", Some("+1 201 555 0123")),
        TextKind::Passphrase(_) => ("text", "current-password", None),
        _ => ("text", "off", None),
    };
    let is_exact = matches!(
        kind,
        TextKind::Address | TextKind::Transaction | TextKind::Passphrase(_)
    )
    .then_some("off");
    let is_prose = matches!(kind, TextKind::Label | TextKind::Coupon);
    let r#type = move || match kind {
        TextKind::Passphrase(is_shown) if !is_shown.get() => "password",
        _ => r#type,
    };
    let shown = {
        let entry = entry.clone();
        move || entry.get()
    };
    let heard = entry.clone();
    view! {
        <input
            class="input"
            id=marks.id()
            aria-describedby=marks.described_by()
            aria-invalid=marks.is_invalid()
            type=r#type
            autocomplete=autocomplete
            autocapitalize=is_exact
            spellcheck=is_exact.map(|_| "false")
            dir=if is_prose { "auto" } else { "ltr" }
            placeholder=placeholder
            inputmode=matches!(kind, TextKind::Fee).then_some("decimal")
            maxlength=matches!(kind, TextKind::Label).then_some("60")
            prop:value=shown.clone()
            prop:knownValue=shown
            on:input=with_value(move |text| heard.put(text))
            // Some programs that fill in forms send no other event.
            on:change=when_left(move |text| {
                let tidied = kind.tidied(&text);
                if tidied != entry.get() {
                    entry.put(tidied);
                }
            })
        />
    }
    .into_any()
}

/// A control under its label, with its hint and its error, which are read out with it.
#[component]
pub fn LabelledField(
    /// The marks that the control has.
    marks: Marks,
    /// What is asked for.
    #[prop(into)]
    label: ViewFn,
    /// What helps to fill it in.
    #[prop(optional_no_strip)]
    hint: Option<ViewFn>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let (hint_id, error_id) = (marks.hint_id(), marks.error_id());
    let id = marks.id();
    let error = move || {
        marks.error.words().map(|words| {
            view! {
                <p class="error" id=error_id.clone()>
                    {icon("circle-alert")}
                    <span>{words}</span>
                </p>
            }
        })
    };
    let hint = hint.map(|hint| {
        view! {
            <p class="hint" id=hint_id>
                {move || hint.run()}
            </p>
        }
    });
    view! {
        <div class="field">
            <label for=id>{move || label.run()}</label>
            {children()}
            {error}
            {hint}
        </div>
    }
}
