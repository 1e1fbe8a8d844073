//! What a buyer does with an answer: the links at its end.

use leptos::prelude::*;

use crate::components::ui::icon::icon;
use crate::components::ui::support::{support_address, support_link};
use crate::i18n::{HelpTexts, t, use_i18n};
use crate::navigation::use_navigation;
use shop_core::model::topic::Topic;
use shop_core::route::{Route, SUPPLIER_CONTACT, SUPPLIER_HELP, SUPPLIER_TERMS};
use shop_core::text_key::TextKey;

/// The look of the links: none is the main action of the page.
const QUIET: &str = "button button-quiet";

/// Where an answer leads.
#[derive(Clone, Copy)]
enum Action {
    Brands,
    Orders,
    /// The shop's own people if it names some, else the supplier.
    Support,
    /// The supplier, who answers for the goods and finds payments.
    SupplierContact,
    SupplierHelp,
    SupplierTerms,
    /// The pages of the shop's owner, where there are some.
    OwnTerms,
    OwnRefunds,
    OwnImprint,
}

/// The actions of an answer, the likeliest first. At least one of them is there in every shop.
fn actions_of(topic: Topic) -> &'static [Action] {
    match topic {
        Topic::Network | Topic::Wallets => &[Action::Brands],
        Topic::WhoMayBuy => &[Action::SupplierTerms, Action::OwnTerms],
        Topic::WhoSells => &[Action::SupplierHelp, Action::OwnImprint],
        Topic::Exchange => &[Action::Orders],
        Topic::WrongNetwork => &[Action::Orders, Action::SupplierContact],
        Topic::CodeFails => &[Action::SupplierContact, Action::Orders],
        Topic::Refund => &[Action::Support, Action::OwnRefunds],
        Topic::TooLittle | Topic::TooLate | Topic::NoCode | Topic::MissingOrder => {
            &[Action::Orders, Action::Support]
        }
    }
}

/// The links at the end of an answer.
pub(super) fn actions(topic: Topic, texts: &HelpTexts) -> AnyView {
    let links = actions_of(topic).iter();
    let links = links.filter_map(|action| link(*action, texts));
    // The answer may be in English, where the language has none; these words never are.
    let language = use_i18n().language();
    view! {
        <div class="actions" lang=language>
            {links.collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}

fn link(action: Action, texts: &HelpTexts) -> Option<AnyView> {
    let (i18n, navigation) = (use_i18n(), use_navigation());
    let config = navigation.config();
    let own = |key: TextKey| i18n.fill(key, &[("shop", &config.name)]);
    let legal = &config.legal;
    Some(match action {
        Action::Brands => inside(Route::Brands, TextKey::FrameAllBrands),
        Action::Orders => inside(Route::Orders, TextKey::OrdersTitle),
        Action::Support => support_link(i18n, support_address(), QUIET),
        Action::SupplierContact => support_link(i18n, SUPPLIER_CONTACT.to_owned(), QUIET),
        Action::SupplierHelp => outside(SUPPLIER_HELP, texts.word("seller_help")),
        Action::SupplierTerms => outside(SUPPLIER_TERMS, i18n.text(TextKey::SellerTerms)),
        Action::OwnTerms => outside(legal.terms.as_deref()?, own(TextKey::SellerOwnTerms)),
        Action::OwnRefunds => outside(legal.refund.as_deref()?, own(TextKey::SellerRefund)),
        Action::OwnImprint => outside(legal.imprint.as_deref()?, own(TextKey::SellerImprint)),
    })
}

/// A link to a page of the shop.
fn inside(route: Route, key: TextKey) -> AnyView {
    let navigation = use_navigation();
    view! {
        <a class=QUIET href=move || navigation.href(&route)>
            {t(key)}
        </a>
    }
    .into_any()
}

/// A link to a page of somebody else, which opens beside this one.
fn outside(address: &str, words: String) -> AnyView {
    view! {
        <a class=QUIET href=address.to_owned() target="_blank" rel="noopener noreferrer">
            {words}
            {icon("external-link")}
        </a>
    }
    .into_any()
}
