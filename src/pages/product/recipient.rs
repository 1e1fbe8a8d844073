//! Who gets it: an email, and a phone where the product goes to one.

use super::choice::ProductChoice;
use crate::checkout::entry::entry;
use crate::checkout::ordering::Ordering;
use crate::checkout::problems::{phone_words, said};
use crate::components::ui::text_field::{TextField, TextKind};
use crate::host::use_host;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use crate::reactive::effect;
use crate::store;
use leptos::prelude::*;
use shop_core::model::beneficiary::{self, PhoneFault, phone_meant};
use shop_core::model::email_hint;
use shop_core::model::problem::Field;
use shop_core::model::product::DeliveryType;
use shop_core::text_key::TextKey;

/// The typed recipient. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Recipient {
    email: RwSignal<String>,
    phone: RwSignal<String>,
    /// Whether mistakes are pointed out already: not before the first try.
    pub(super) is_judged: RwSignal<bool>,
}

impl Recipient {
    /// Nothing is typed yet.
    pub(super) fn new() -> Self {
        let email = RwSignal::new(String::new());
        // It goes along to the checkout. A widget's storage is the partner's page's.
        if use_host().is_none() {
            effect(move || {
                email.with(|email: &String| {
                    if !email.is_empty() {
                        store::keep_filled_in(store::EMAIL, email);
                    }
                });
            });
        }
        Self {
            email,
            phone: RwSignal::new(String::new()),
            is_judged: RwSignal::new(false),
        }
    }

    /// The buyer's email, if it is one; tracked.
    pub(super) fn email(self) -> Option<String> {
        beneficiary::email(&self.email.get())
    }

    /// The recipient of the goods of this delivery, if that is filled in; tracked.
    pub(super) fn beneficiary(self, delivery: DeliveryType) -> Option<String> {
        match delivery {
            DeliveryType::Email => self.email(),
            DeliveryType::Phone => self.phone().ok(),
            DeliveryType::Account => None,
        }
    }

    /// The phone to top up, of the country that is sold in; tracked.
    fn phone(self) -> Result<String, PhoneFault> {
        beneficiary::phone_for(&self.phone.get(), use_navigation().country())
    }
}

/// The fields that the chosen product's delivery needs.
pub(super) fn view(recipient: Recipient, choice: ProductChoice, ordering: Ordering) -> AnyView {
    let is_phone = Memo::new(move |_| choice.delivery() == DeliveryType::Phone);
    view! {
        {move || is_phone.get().then(|| phone_field(recipient, ordering))}
        {email_field(recipient, is_phone, ordering)}
    }
    .into_any()
}

fn phone_field(recipient: Recipient, ordering: Ordering) -> impl IntoView {
    let i18n = use_i18n();
    let error = move || {
        let is_judged = recipient.is_judged.get();
        let fault = recipient.phone().err().filter(|_| is_judged);
        fault
            .map(|fault| phone_words(i18n, fault, use_navigation().country()))
            .or_else(|| said(ordering, Field::Beneficiary))
    };
    let navigation = use_navigation();
    view! {
        <TextField
            kind=TextKind::Phone(navigation.country())
            id="beneficiary"
            label=t(TextKey::RecipientPhone)
            hint=t(TextKey::RecipientPhoneHint)
            entry=entry(ordering, recipient.phone)
            error
            prefill=|prefill| &prefill.phone
            meant=move |typed: &str| phone_meant(typed, navigation.country())
        />
    }
}

fn email_field(recipient: Recipient, is_phone: Memo<bool>, ordering: Ordering) -> impl IntoView {
    let i18n = use_i18n();
    // If the email gets the goods, objections to the beneficiary belong to it.
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
            .then(|| i18n.text(TextKey::RecipientEmailWrong))
            .or_else(|| said(ordering, field()))
            .or_else(|| said(ordering, Field::Email))
    };
    let words = move |receipt: TextKey, code: TextKey| {
        move || i18n.text(if is_phone.get() { receipt } else { code })
    };
    view! {
        <TextField
            kind=TextKind::Email
            id="email"
            label=words(TextKey::RecipientEmailReceipt, TextKey::RecipientEmail)
            hint=words(TextKey::RecipientEmailReceiptHint, TextKey::RecipientEmailHint)
            entry=entry(ordering, recipient.email)
            error
            prefill=|prefill| &prefill.email
            meant=email_hint::suggestion
        />
    }
}
