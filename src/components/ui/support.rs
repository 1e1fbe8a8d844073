//! The way to the people who help: the shop's own where it names some, and the
//! goods' supplier, who answers questions about them (docs/api.md#support).

use super::copy_button::copy_button;
use super::icon::icon;
use crate::components::ui::fold::Fold;
use crate::components::ui::hint::Hint;
use crate::i18n::I18n;
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::model::order::{Delivery, Order};
use shop_core::route::SUPPLIER_CONTACT;
use shop_core::text_key::TextKey;

/// The first address for a question: the shop's own people if it names some, else the supplier.
pub fn support_address() -> String {
    let config = use_navigation().config();
    let email = config.support_email.as_deref();
    let own = config.support_url.clone();
    own.or_else(|| Some(["mailto:", email?].concat()))
        .unwrap_or_else(|| SUPPLIER_CONTACT.to_owned())
}

/// What a link to this address says.
pub fn support_text(href: &str) -> TextKey {
    if href == SUPPLIER_CONTACT {
        TextKey::SupportForm
    } else {
        TextKey::OrderSupport
    }
}

/// A link to support. A support page opens beside this one: an order must stay where it is, and in
/// a widget the page around may let no other page into its frame.
pub fn support_link(i18n: I18n, href: String, class: &'static str) -> AnyView {
    let is_page = href.starts_with("https:");
    let key = support_text(&href);
    view! {
        <a
            class=class
            target=is_page.then_some("_blank")
            rel=is_page.then_some("noopener noreferrer")
            href=href
        >
            {icon("mail")}
            {i18n.text(key)}
        </a>
    }
    .into_any()
}

/// When an answer comes, and why the buyer should not ask twice.
pub fn support_hours(i18n: I18n) -> impl IntoView {
    view! { <Hint words=i18n.text(TextKey::SupportWhen) /> }
}

/// All that a question about an order needs, folded: whom to ask, with what, and
/// when an answer comes.
pub fn support(i18n: I18n, order: &Order) -> AnyView {
    let id = order.id.as_str().to_owned();
    let first = support_address();
    let supplier = (first != SUPPLIER_CONTACT)
        .then(|| support_link(i18n, SUPPLIER_CONTACT.to_owned(), "button button-quiet"));
    let is_sent = |delivery: &Delivery| delivery.is_top_up && delivery.is_done();
    let operator = order
        .deliveries
        .iter()
        .any(is_sent)
        .then(|| view! { <p>{i18n.text(TextKey::SupportOperator)}</p> }.into_any());
    let body = view! {
        <div class="support">
            {operator}<p>{i18n.text(TextKey::SupportWords)}</p> <div class="copied-line">
                <p>
                    {i18n.text(TextKey::OrderNumber)}{i18n.text(TextKey::ListColon)}
                    <code dir="ltr" translate="no">
                        {id.clone()}
                    </code>
                </p>
                {copy_button(id, i18n.text(TextKey::SupportCopyNumber))}
            </div>
            <div class="actions">{support_link(i18n, first, "button button-quiet")}{supplier}</div>
            {support_hours(i18n)}
        </div>
    };
    view! {
        <Fold title=TextKey::SupportTitle is_sheet=true>
            {body}
        </Fold>
    }
    .into_any()
}
