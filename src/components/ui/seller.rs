//! Who delivers the goods and helps with them, with the pages about the law: the
//! supplier's, and those that the owner of the shop has named
//! (docs/api.md#what-a-partner-must-say).

use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::route::{SUPPLIER_PRIVACY, SUPPLIER_TERMS};
use shop_core::text_key::TextKey;

/// The sentence with its links, for pages.
pub fn seller() -> impl IntoView {
    view! {
        <div class="seller">
            <p>{t(TextKey::SellerWords)}</p>
            <ul role="list">{seller_links()}</ul>
        </div>
    }
}

/// The links alone, each an item of a list. They open beside the page: a form or
/// an order must stay where it is.
pub fn seller_links() -> Vec<impl IntoView> {
    let i18n = use_i18n();
    let config = use_navigation().config();
    let own = [
        (config.legal.terms.as_deref(), TextKey::SellerOwnTerms),
        (config.legal.privacy.as_deref(), TextKey::SellerOwnPrivacy),
        (config.legal.refund.as_deref(), TextKey::SellerRefund),
        (config.legal.imprint.as_deref(), TextKey::SellerImprint),
    ];
    let all = [
        (Some(SUPPLIER_TERMS), TextKey::SellerTerms),
        (Some(SUPPLIER_PRIVACY), TextKey::SellerPrivacy),
    ];
    let all = all.into_iter().chain(own);
    all.filter_map(|(address, key)| {
        let shop = config.name.clone();
        let link = view! {
            <a href=address?.to_owned() target="_blank" rel="noopener noreferrer">
                {move || i18n.fill(key, &[("shop", &shop)])}
            </a>
        };
        Some(view! { <li>{link}</li> })
    })
    .collect()
}
