//! Who delivers the goods and helps with them, with the pages about the law: the
//! supplier's, and those that the owner of the shop has named
//! (docs/api.md#what-a-partner-must-say).

use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use shop_core::route::{SUPPLIER_PRIVACY, SUPPLIER_TERMS};

/// The sentence with its links, for pages.
pub fn seller() -> View {
    element("div")
        .attr("class", "seller")
        .child(element("p").child(t("seller.words")))
        .child(element("ul").attr("role", "list").child(seller_links()))
        .into_child()
}

/// The links alone, each an item of a list. They open beside the page: a form or
/// an order must stay where it is.
pub fn seller_links() -> Vec<View> {
    let i18n = I18n::here();
    let config = Navigation::here().config();
    let own = [
        (config.legal.terms.as_deref(), "seller.own_terms"),
        (config.legal.privacy.as_deref(), "seller.own_privacy"),
        (config.legal.refund.as_deref(), "seller.refund"),
        (config.legal.imprint.as_deref(), "seller.imprint"),
    ];
    let all = [
        (Some(SUPPLIER_TERMS), "seller.terms"),
        (Some(SUPPLIER_PRIVACY), "seller.privacy"),
    ];
    let all = all.into_iter().chain(own);
    all.filter_map(|(address, key)| {
        let shop = config.name.clone();
        let link = element("a")
            .attr("href", address?.to_owned())
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .child(move || i18n.fill(key, &[("shop", &shop)]));
        Some(element("li").child(link).into_child())
    })
    .collect()
}
