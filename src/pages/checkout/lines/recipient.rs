//! Who gets the items of a row.

use leptos::prelude::*;

use super::{Line, line_id};
use crate::browser::focus::focus;
use crate::cart::use_cart;
use crate::checkout::problems;
use crate::components::ui::button::Button;
use crate::components::ui::entry::Entry;
use crate::components::ui::exact_text::exact_text;
use crate::components::ui::text_field::{TextField, TextKind};
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use shop_core::model::beneficiary::phone_meant;
use shop_core::model::cart::CartItem;
use shop_core::model::country::Country;
use shop_core::model::email_hint;
use shop_core::model::problem::{Field, Problem};
use shop_core::text_key::TextKey;

impl Line {
    /// Who gets it: the buyer, a number or an email. What is good is words until somebody changes it.
    pub(super) fn recipient(self, item: &CartItem) -> AnyView {
        let i18n = use_i18n();
        let (filled_in, is_phone) = (self.filled_in, item.is_for_phone);
        let country = Country::parse(&item.country);
        let country = country.unwrap_or_else(|| use_navigation().country());
        let is_own = Memo::new(move |_| self.item().is_none_or(|item| filled_in.is_own(&item)));
        // A field that is there stays: the buyer may be typing.
        let has_field = Memo::new(move |had: Option<&bool>| {
            let is_good = || {
                let item = self.item();
                item.is_none_or(|item| filled_in.beneficiary(&item).is_some())
            };
            had == Some(&true)
                || filled_in.changed.with(|ids| ids.contains(&self.first))
                || is_own.get()
                || !is_good()
                || self.error(country).is_some()
        });
        let who = move || match (is_own.get(), has_field.get()) {
            (true, _) => view! { <span>{i18n.text(TextKey::CheckoutForYou)}</span> }.into_any(),
            (false, true) if is_phone => self.phone_field(country),
            (false, true) => self.email_field(),
            (false, false) => {
                let to = self.item().map(|item| item.beneficiary).unwrap_or_default();
                let words = i18n.pieces(TextKey::CheckoutForOther, &[("recipient", to.trim())]);
                view! { <span class="line-who">{exact_text(words)}</span> }.into_any()
            }
        };
        let words = move || {
            i18n.text(match (is_own.get(), has_field.get()) {
                (true, _) => TextKey::RecipientForSomebodyElse,
                (false, true) => TextKey::RecipientForMe,
                (false, false) => TextKey::CheckoutChange,
            })
        };
        let act = move || match (is_own.get_untracked(), has_field.get_untracked()) {
            (true, _) => self.give_away(),
            (false, true) => self.give_back(),
            (false, false) => {
                filled_in.changed.update(|ids| ids.push(self.first));
                focus_soon(self.first);
            }
        };
        let has_button = Memo::new(move |_| !(is_phone && has_field.get()));
        let button = move || {
            has_button.get().then(|| {
                view! {
                    <Button class="button button-plain" on_press=act>
                        {words}
                    </Button>
                }
            })
        };
        view! { <div class="line-to">{who} {button}</div> }.into_any()
    }

    /// Opens a field for the email of somebody else. One of several items gets a row of its own.
    fn give_away(self) {
        self.ordering.start_over();
        let Some(id) = untrack(|| self.ids()).last().copied() else {
            return;
        };
        self.filled_in.for_others.update(|ids| ids.push(id));
        focus_soon(id);
    }

    fn give_back(self) {
        self.ordering.start_over();
        let cart = use_cart();
        let mine = untrack(|| self.ids());
        for id in &mine {
            cart.give_to(*id, String::new());
        }
        let others = self.filled_in.for_others;
        others.update(|ids| ids.retain(|id| !mine.contains(id)));
        let rows = self.filled_in.rows;
        let first = self.first;
        request_animation_frame(move || {
            // Equal items are one row again.
            let row = untrack(|| rows.ids(rows.index_of(first)?).first().copied());
            if let Some(row) = row.filter(|row| *row != first) {
                focus(&line_id(row));
            }
        });
    }

    fn email_field(self) -> AnyView {
        view! {
            <TextField
                kind=TextKind::OtherEmail
                id=field_id(self.first)
                label=t(TextKey::RecipientOtherEmail)
                hint=t(TextKey::RecipientOtherEmailHint)
                entry=self.entry()
                error=move || self.error(use_navigation().country())
                meant=email_hint::suggestion
            />
        }
        .into_any()
    }

    fn phone_field(self, country: Country) -> AnyView {
        view! {
            <TextField
                kind=TextKind::Phone(country)
                id=field_id(self.first)
                label=t(TextKey::RecipientPhone)
                hint=t(TextKey::RecipientPhoneHint)
                entry=self.entry()
                error=move || self.error(country)
                prefill=|prefill| &prefill.phone
                meant=move |typed: &str| phone_meant(typed, country)
            />
        }
        .into_any()
    }

    fn entry(self) -> Entry {
        let cart = use_cart();
        // A change of another item doesn't update this field.
        let beneficiary =
            Memo::new(move |_| self.item().map(|item| item.beneficiary).unwrap_or_default());
        let give = move |to: String| {
            self.ordering.start_over();
            let others = self.filled_in.for_others;
            for id in untrack(|| self.ids()) {
                // An emptied field is still for somebody else.
                if others.with_untracked(|ids| !ids.contains(&id)) {
                    others.update(|ids| ids.push(id));
                }
                cart.give_to(id, to.clone());
            }
        };
        Entry::new(move || beneficiary.get(), give)
    }

    /// What is wrong with the recipient, tracked. A number is judged by its country.
    fn error(self, country: Country) -> Option<String> {
        let i18n = use_i18n();
        let (filled_in, item) = (self.filled_in, self.item()?);
        let is_wrong = filled_in.is_judged.get() && filled_in.beneficiary(&item).is_none();
        let phone_words = || {
            let fault = filled_in.phone(&item)?.err()?;
            Some(problems::phone_words(i18n, fault, country))
        };
        is_wrong
            .then(|| phone_words().unwrap_or_else(|| i18n.text(TextKey::RecipientEmailWrong)))
            .or_else(|| {
                let ids = self.ids();
                let is_mine = |problem: &Problem| ids.iter().any(|id| problem.is_about(*id));
                problems::said_of(self.ordering, Field::Beneficiary, is_mine)
            })
    }
}

/// The id of the field for the recipient of a row.
fn field_id(id: u32) -> String {
    ["to-", &id.to_string()].concat()
}

/// Puts focus on the field of a row, which exists from the next frame on.
fn focus_soon(id: u32) {
    request_animation_frame(move || focus(&field_id(id)));
}
