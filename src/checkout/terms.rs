//! Who delivers, shown before the order, and the boxes for terms and privacy notice if the shop's
//! setting `terms_box` asks for them.

use super::ordering::Ordering;
use super::problems::field_error;
use crate::components::ui::seller::seller;
use crate::components::ui::tick::Tick;
use crate::i18n::t;
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::model::problem::Field;
use shop_core::text_key::TextKey;

/// The sentence with its links, and under it the boxes.
pub fn view(ordering: Ordering) -> AnyView {
    let acceptance = ordering.acceptance;
    let boxes = use_navigation().config().has_terms_box.then(|| {
        view! {
            <div class="field">
                <AcceptanceTick ordering accepted=acceptance.terms id="terms">
                    {t(TextKey::SellerAcceptTerms)}
                </AcceptanceTick>
                <AcceptanceTick ordering accepted=acceptance.privacy id="privacy">
                    {t(TextKey::SellerAcceptPrivacy)}
                </AcceptanceTick>
                {field_error(ordering, Field::Terms, "terms-error")}
            </div>
        }
        .into_any()
    });
    view! { <div>{seller()}{boxes}</div> }.into_any()
}

#[component]
fn AcceptanceTick(
    ordering: Ordering,
    accepted: RwSignal<bool>,
    id: &'static str,
    children: Children,
) -> impl IntoView {
    let tick = move |is_on| {
        ordering.start_over();
        accepted.set(is_on);
    };
    view! {
        <Tick id is_on=move || accepted.get() on_tick=tick>
            {children()}
        </Tick>
    }
}
