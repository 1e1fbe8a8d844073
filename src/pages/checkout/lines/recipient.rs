//! Who gets the items of a row.

use leptos::prelude::*;

use super::{Line, line_id};
use crate::browser::focus::focus;
use crate::cart::use_cart;
use crate::checkout::problems;
use crate::components::ui::button::Button;
use crate::components::ui::entry::Entry;
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
    /// Who gets it: the buyer, a number, or somebody whose email stands in the row.
    pub(super) fn recipient(self, item: CartItem) -> AnyView {
        if item.is_for_phone {
            return view! { <div class="line-to">{self.phone_field(&item)}</div> }.into_any();
        }
        let i18n = use_i18n();
        let filled_in = self.filled_in;
        let is_own = Memo::new(move |_| self.item().is_none_or(|item| filled_in.is_own(&item)));
        let field = move || {
            if is_own.get() {
                view! { <span>{i18n.text(TextKey::CheckoutForYou)}</span> }.into_any()
            } else {
                self.email_field()
            }
        };
        let words = move || {
            i18n.text(if is_own.get() {
                TextKey::RecipientForSomebodyElse
            } else {
                TextKey::RecipientForMe
            })
        };
        let switch = move || {
            self.ordering.start_over();
            if is_own.get_untracked() {
                self.give_away();
            } else {
                self.give_back();
            }
        };
        view! {
            <div class="line-to">
                {field} <Button class="button button-plain" on_press=switch>
                    {words}
                </Button>
            </div>
        }
        .into_any()
    }

    /// Opens a field for the email of somebody else. One of several items gets a row of its own.
    fn give_away(self) {
        let Some(id) = untrack(|| self.ids()).last().copied() else {
            return;
        };
        self.filled_in.for_others.update(|ids| ids.push(id));
        // The field exists from the next frame on.
        request_animation_frame(move || focus(&field_id(id)));
    }

    fn give_back(self) {
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
                error=move || self.error(None)
                meant=email_hint::suggestion
            />
        }
        .into_any()
    }

    fn phone_field(self, item: &CartItem) -> AnyView {
        let country = Country::parse(&item.country);
        let country = country.unwrap_or_else(|| use_navigation().country());
        view! {
            <TextField
                kind=TextKind::Phone(country)
                id=field_id(self.first)
                label=t(TextKey::RecipientPhone)
                hint=t(TextKey::RecipientPhoneHint)
                entry=self.entry()
                error=move || self.error(Some(country))
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

    /// What is wrong with the recipient, tracked. An email is judged without a country.
    fn error(self, country: Option<Country>) -> Option<String> {
        let i18n = use_i18n();
        let (filled_in, item) = (self.filled_in, self.item()?);
        let is_wrong = filled_in.is_judged.get() && filled_in.beneficiary(&item).is_none();
        let phone_words = || {
            let fault = filled_in.phone(&item)?.err()?;
            Some(problems::phone_words(i18n, fault, country?))
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
