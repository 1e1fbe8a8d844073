//! The numbers that orders of this device have topped up. They are forgotten with their orders.

use leptos::prelude::*;

use super::number::PhoneNumber;
use crate::components::ui::button::Button;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use crate::store::BoughtGoods;
use shop_core::model::beneficiary::phone_as_typed;
use shop_core::model::country::Country;
use shop_core::text_key::TextKey;

/// The number of shown numbers: one row on a desk.
const MOST_NUMBERS: usize = 3;

/// A button for each of the last numbers; nothing if there are none.
pub(super) fn view(number: PhoneNumber) -> impl IntoView {
    let navigation = use_navigation();
    let shown = Memo::new(move |_| {
        let is_sold = |used: &BoughtGoods| {
            Country::parse(&used.country).is_some_and(|country| navigation.config().offers(country))
        };
        let used = number.used.get().into_iter().filter(is_sold);
        used.take(MOST_NUMBERS).collect::<Vec<_>>()
    });
    move || {
        let numbers = shown.get();
        (!numbers.is_empty()).then(|| {
            let buttons = numbers.into_iter().map(|used| one(number, used));
            view! {
                <div class="field" role="group" aria-label=t(TextKey::TopUpsUsed)>
                    <p>{t(TextKey::TopUpsUsed)}</p>
                    <div class="chips">{buttons.collect_view()}</div>
                </div>
            }
            .into_any()
        })
    }
}

fn one(number: PhoneNumber, used: BoughtGoods) -> AnyView {
    let country = Country::parse(&used.country);
    let spaced = country.map(|country| phone_as_typed(&used.phone, used.beside_code(), country));
    let words = use_i18n().isolated(spaced.unwrap_or_else(|| used.phone.clone()));
    view! {
        <Button class="chip" on_press=move || number.use_again(&used)>
            {words}
        </Button>
    }
    .into_any()
}
