//! The brands of a family, as chips beside the order form.

use leptos::prelude::*;
use std::sync::Arc;

use crate::i18n::t;
use crate::navigation::use_navigation;
use crate::offer::Offer;
use shop_core::model::address_name::AddressName;
use shop_core::model::product::ProductGroup;
use shop_core::route::query_name::{AMOUNT, OPTION, TAB};
use shop_core::text_key::TextKey;

/// A button for each brand of the family, which puts it into the address; nothing for a family of
/// one brand.
pub fn brand_chips(offer: Offer, shown: Memo<Option<Arc<ProductGroup>>>) -> impl IntoView {
    let navigation = use_navigation();
    // Without prices: another coin leaves the chips as they are.
    let brands = Memo::new(move |_| offer.brands());
    let current = Memo::new(move |_| shown.with(|group| Some(group.as_ref()?.brand.clone())));
    move || {
        let chips = brands.get()?.into_iter().map(|(brand, title)| {
            let name = AddressName::from_name(&brand);
            let is_shown = move || current.get().as_ref() == Some(&brand);
            view! {
                <button
                    class="chip"
                    type="button"
                    aria-pressed=move || if is_shown() { "true" } else { "false" }
                    on:click=move |_| {
                        navigation
                            .set(&[(TAB, Some(name.as_str())), (OPTION, None), (AMOUNT, None)])
                    }
                    translate="no"
                >
                    {title}
                </button>
            }
        });
        Some(view! {
            <div class="chips" role="group" aria-label=t(TextKey::BrandProducts)>
                {chips.collect::<Vec<_>>()}
            </div>
        })
    }
}
