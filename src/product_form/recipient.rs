//! Who gets it: an email, and a phone where the product goes to one.

use super::choice::ProductChoice;
use crate::browser::focus::focus;
use crate::checkout::entry::entry;
use crate::checkout::ordering::Ordering;
use crate::checkout::problems::{email_fault, phone_words, said};
use crate::components::ui::button::Button;
use crate::components::ui::entry::Entry;
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

/// The id of the field for somebody else's email.
pub(super) const OTHER_EMAIL_ID: &str = "other-email";

/// The typed recipient. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Recipient {
    email: RwSignal<String>,
    phone: RwSignal<String>,
    /// The phone number that the page has a field of its own for.
    page_phone: Option<Memo<String>>,
    /// The email of somebody else, who gets goods that are delivered by email; `None` while the
    /// buyer gets them.
    other_email: RwSignal<Option<String>>,
    /// Whether mistakes are pointed out already: not before the first try.
    pub(super) is_judged: RwSignal<bool>,
}

impl Recipient {
    /// Nothing is typed yet; `page_phone` is the number of a field outside of the form.
    pub(super) fn new(page_phone: Option<Memo<String>>) -> Self {
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
            page_phone,
            other_email: RwSignal::new(None),
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
            DeliveryType::Email => match self.other_email.get() {
                Some(typed) => beneficiary::email(&typed),
                None => self.email(),
            },
            DeliveryType::Phone => self.phone().ok(),
            DeliveryType::Account => None,
        }
    }

    /// The recipient as typed, for an item of the cart; empty for the buyer's own email. Tracked.
    pub(super) fn in_cart(self, delivery: DeliveryType) -> String {
        match delivery {
            DeliveryType::Email => self.other_email.get().unwrap_or_default(),
            DeliveryType::Phone => self.phone_text(),
            DeliveryType::Account => String::new(),
        }
    }

    /// The number that this delivery goes to, with its country code and the spaces that were typed,
    /// if it goes to one and the number is filled in; tracked.
    pub(super) fn phone_of(self, delivery: DeliveryType) -> Option<String> {
        let number = self.phone().ok()?;
        let country = use_navigation().country();
        let spaced = beneficiary::phone_as_typed(&number, &self.phone_text(), country);
        (delivery == DeliveryType::Phone).then_some(spaced)
    }

    /// The phone to top up, of the country that is sold in; tracked.
    fn phone(self) -> Result<String, PhoneFault> {
        beneficiary::phone_for(&self.phone_text(), use_navigation().country())
    }

    fn phone_text(self) -> String {
        match self.page_phone {
            Some(typed) => typed.get(),
            None => self.phone.get(),
        }
    }
}

/// The fields that the chosen product's delivery needs.
pub(super) fn view(recipient: Recipient, choice: ProductChoice, ordering: Ordering) -> AnyView {
    let is_phone = Memo::new(move |_| choice.delivery() == DeliveryType::Phone);
    view! {
        {move || {
            let has_field = is_phone.get() && recipient.page_phone.is_none();
            has_field.then(|| phone_field(recipient, ordering))
        }}
        <div class="recipient">
            {email_field(recipient, is_phone, ordering)}
            {move || (!is_phone.get()).then(|| for_somebody_else(recipient, ordering))}
        </div>
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

/// The field for the email of somebody else, and the button that shows and hides it.
fn for_somebody_else(recipient: Recipient, ordering: Ordering) -> AnyView {
    let i18n = use_i18n();
    let is_gift = Memo::new(move |_| recipient.other_email.with(Option::is_some));
    let switch = move || {
        ordering.start_over();
        let is_gift = is_gift.get_untracked();
        recipient.other_email.set((!is_gift).then(String::new));
        if !is_gift {
            // The field exists from the next frame on.
            request_animation_frame(|| focus(OTHER_EMAIL_ID));
        }
    };
    let error = move || {
        let typed = recipient.other_email.get()?;
        let is_wrong = recipient.is_judged.get() && beneficiary::email(&typed).is_none();
        is_wrong
            .then(|| i18n.text(email_fault(&typed)))
            .or_else(|| said(ordering, Field::Beneficiary))
    };
    let typed = move |typed| {
        ordering.start_over();
        recipient.other_email.set(Some(typed));
    };
    let field = move || {
        is_gift.get().then(|| {
            let typed_text = move || recipient.other_email.get().unwrap_or_default();
            view! {
                <TextField
                    kind=TextKind::OtherEmail
                    id=OTHER_EMAIL_ID
                    label=t(TextKey::RecipientOtherEmail)
                    hint=t(TextKey::RecipientOtherEmailHint)
                    entry=Entry::new(typed_text, typed)
                    error
                    meant=email_hint::suggestion
                />
            }
        })
    };
    view! {
        <p>
            <Button class="button button-plain" on_press=switch>
                {move || {
                    i18n.text(
                        if is_gift.get() {
                            TextKey::RecipientForMe
                        } else {
                            TextKey::RecipientForSomebodyElse
                        },
                    )
                }}
            </Button>
        </p>
        {field}
    }
    .into_any()
}

fn email_field(recipient: Recipient, is_phone: Memo<bool>, ordering: Ordering) -> impl IntoView {
    let i18n = use_i18n();
    let is_only_for_receipt = move || is_phone.get() || recipient.other_email.with(Option::is_some);
    // If the email gets the goods, objections to the beneficiary belong to it.
    let field = move || {
        if is_only_for_receipt() {
            Field::Email
        } else {
            Field::Beneficiary
        }
    };
    let error = move || {
        let is_wrong = recipient.is_judged.get() && recipient.email().is_none();
        is_wrong
            .then(|| i18n.text(recipient.email.with(|typed| email_fault(typed))))
            .or_else(|| said(ordering, field()))
            .or_else(|| said(ordering, Field::Email))
    };
    let words = move |receipt: TextKey, code: TextKey| {
        move || i18n.text(if is_only_for_receipt() { receipt } else { code })
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
