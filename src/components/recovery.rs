//! What to do about a payment that did not go as asked, with everything that
//! support needs to know, ready to be copied or mailed.

use std::sync::Arc;

use leptos::prelude::untrack;

use super::copy_button::copy_button;
use super::host_pay::was_sent;
use super::icon::icon;
use super::support::{support_hours, support_link};
use super::text_field::{Kind, text_field};
use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element, fragment};
use crate::navigation::Navigation;
use crate::reactive::{Derived, State};
use shop_core::model::display_text::cleaned;
use shop_core::model::order::{Order, Stage, Trouble};
use shop_core::model::payment::{coin_words, network_words};
use shop_core::pay;
use shop_core::route::{SUPPLIER_CONTACT, encode_into};

/// What the buyer has said about the payment. Kept outside of the card, so
/// that no news of the order take it away.
#[derive(Clone, Copy)]
pub struct Told {
    /// Id of the transaction.
    transaction: State<String>,
    /// Key of what happened, if the buyer knows better than the order.
    trouble: State<Option<&'static str>>,
}

impl Told {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            transaction: State::new(String::new()),
            trouble: State::new(None),
        }
    }
}

impl Default for Told {
    fn default() -> Self {
        Self::new()
    }
}

/// The card: open where the order tells of trouble, folded where only the
/// buyer can know.
pub fn recovery(order: Derived<Option<Arc<Order>>>, is_over: Derived<bool>, told: Told) -> View {
    let i18n = I18n::here();
    let trouble = Derived::new(move || {
        order.with(|order| {
            let order = order.as_ref()?;
            Some(order.trouble(is_over.get()))
                .filter(|trouble| trouble.is_some() || order.may_have_trouble())
        })
    });
    (move || {
        let has_ended = order.with(|order| {
            let state = order.as_ref().map(|order| order.state.stage());
            state == Some(Stage::Ended)
        });
        // What it means for the money comes first, then what is asked for.
        let card = fragment([
            question(i18n, trouble.get()?, told),
            (move || {
                let is_unsafe = order.with(|order| order.as_deref().is_some_and(pay::is_unsafe));
                Some(next(i18n, trouble.get()?, told, is_unsafe))
            })
            .into_child(),
            (move || order.with(|order| token_hint(i18n, order.as_deref()?))).into_child(),
            transaction(told),
            (move || {
                let is_over = is_over.get() || was_sent();
                order.with(|order| {
                    let order = order.as_deref()?;
                    Some(letter(i18n, order, trouble.get()?, told, is_over))
                })
            })
            .into_child(),
        ]);
        Some(if trouble.get()?.is_some() {
            element("section")
                .attr("class", "sheet recovery")
                .attr("aria-labelledby", "recovery")
                .child(
                    element("h2")
                        .attr("id", "recovery")
                        .child(i18n.text("recovery.title")),
                )
                .child(card)
                .into_child()
        } else {
            element("details")
                .attr("class", "fold fold-sheet")
                .child(
                    element("summary")
                        .child(i18n.text(if has_ended {
                            "recovery.fold_ended"
                        } else {
                            "recovery.fold"
                        }))
                        .child(" ")
                        .child(icon("chevron-down")),
                )
                .child(element("div").attr("class", "recovery").child(card))
                .into_child()
        })
    })
    .into_child()
}

/// The key of what happened: the buyer's word counts, then the order's.
fn key_of(trouble: Option<Trouble>, told: Told) -> &'static str {
    told.trouble
        .get()
        .or(trouble.map(Trouble::key))
        .unwrap_or(Trouble::Network.key())
}

/// What happened.
fn question(i18n: I18n, trouble: Option<Trouble>, told: Told) -> View {
    let own = trouble.filter(|trouble| !Trouble::TOLD_BY_BUYERS.contains(trouble));
    // Not tracked: an answer must not build the card anew, which would fold it
    // and take the list from under the hand.
    let chosen = untrack(|| key_of(trouble, told));
    let options = own
        .into_iter()
        .chain(Trouble::TOLD_BY_BUYERS)
        .map(|trouble| {
            let key = trouble.key();
            element("option")
                .attr("value", key)
                .attr("selected", key == chosen)
                .child(i18n.text(&["recovery.case_", key].concat()))
                .into_child()
        });
    let choose = move |value: String| {
        let all = own.into_iter().chain(Trouble::TOLD_BY_BUYERS);
        told.trouble
            .set(all.map(Trouble::key).find(|key| *key == value));
    };
    element("div")
        .attr("class", "field")
        .child(
            element("label")
                .attr("for", "recovery-case")
                .child(i18n.text("recovery.what")),
        )
        .child(
            element("span")
                .attr("class", "select")
                .child(
                    element("select")
                        .attr("id", "recovery-case")
                        .on_value("change", choose)
                        .child(options.collect::<Vec<_>>()),
                )
                .child(icon("chevron-down")),
        )
        .into_child()
}

/// What follows from it. `is_unsafe`: whether nobody should pay the order.
fn next(i18n: I18n, trouble: Option<Trouble>, told: Told, is_unsafe: bool) -> View {
    let key = key_of(trouble, told);
    fragment([
        element("p")
            .attr("role", "status")
            .child(match trouble {
                // The order itself knows of too little only once the time is over.
                Some(Trouble::Under) if key == Trouble::Under.key() => {
                    i18n.text("recovery.next_short")
                }
                _ if is_unsafe && key == Trouble::Under.key() => i18n.text("recovery.next_unsafe"),
                _ => i18n.text(&["recovery.next_", key].concat()),
            })
            .into_child(),
        element("p")
            .attr("class", "hint")
            .child(i18n.text("recovery.refund"))
            .into_child(),
    ])
    .into_child()
}

/// Where a refund of a token arrives (docs/api.md#refund-address).
fn token_hint(i18n: I18n, order: &Order) -> Option<View> {
    let network = network_words(&order.pair);
    let values = [
        ("coin", coin_words(&order.pair.coin)),
        ("network", &*network),
    ];
    order.pair.needs_token_account().then(|| {
        element("p")
            .attr("class", "hint")
            .child(i18n.fill("checkout.refund_token", &values))
            .into_child()
    })
}

/// By which transaction the money was sent.
fn transaction(told: Told) -> View {
    text_field(
        Kind::Transaction,
        "recovery-transaction".to_owned(),
        t("recovery.transaction").into_child(),
        t("recovery.transaction_hint").into_child(),
        move || told.transaction.get(),
        move |typed| told.transaction.set(typed),
        || None,
    )
}

/// The text for support, and the ways to send it.
fn letter(i18n: I18n, order: &Order, trouble: Option<Trouble>, told: Told, is_over: bool) -> View {
    let key = key_of(trouble, told);
    let text = text(i18n, order, key, told, is_over);
    let config = Navigation::here().config();
    let subject = i18n.fill("recovery.subject", &[("shop", &config.name)]);
    let contact = config
        .support_email
        .as_deref()
        .map(|email| mail_address(email, &subject, &text))
        .or_else(|| config.support_url.clone())
        .map(|href| support_link(i18n, href, "button"));
    // Its own people answer in the hours that are named, also where the shop names others. The
    // form wants the text, so copying it comes first.
    let supplier = support_link(i18n, SUPPLIER_CONTACT.to_owned(), "button button-quiet");
    fragment([
        element("pre")
            .attr("class", "recovery-text")
            .attr("dir", "ltr")
            .child(shown(i18n, &text))
            .into_child(),
        element("div")
            .attr("class", "actions")
            .child(contact)
            .child(copy_button(text, i18n.text("recovery.copy")))
            .child(supplier)
            .into_child(),
        support_hours(i18n),
    ])
}

/// Everything support needs, in plain digits that can be searched for.
fn text(i18n: I18n, order: &Order, key: &str, told: Told, is_over: bool) -> String {
    let network = network_words(&order.pair);
    let coin = coin_words(&order.pair.coin);
    let sum = |amount: &Option<shop_core::model::money::Amount>| match amount {
        Some(amount) => [amount.as_str(), " ", coin].concat(),
        None => String::new(),
    };
    let lines = [
        ("order.number", order.id.as_str().to_owned()),
        (
            "order.made",
            order
                .created_at
                .map_or_else(String::new, |made| i18n.moment(made)),
        ),
        (
            "recovery.what",
            i18n.text(&["recovery.case_", key].concat()),
        ),
        ("pay.amount", sum(&order.amount)),
        ("order.received", sum(&order.sent)),
        ("recovery.coin", coin.to_owned()),
        ("pay.network", network),
        ("recovery.address", shown_address(order, is_over)),
        ("recovery.transaction", transactions(order, told)),
    ];
    let mut text = String::new();
    for (name, value) in lines {
        if !value.is_empty() {
            for part in [&*i18n.text(name), &i18n.text("list.colon"), &value, "\n"] {
                text.push_str(part);
            }
        }
    }
    text
}

/// The transaction that the buyer names, else those that the order knows of.
fn transactions(order: &Order, told: Told) -> String {
    let typed = cleaned(&told.transaction.get());
    if typed.is_empty() {
        order.transactions.join(", ")
    } else {
        typed
    }
}

/// The text as it stands on the page: the values apart from their names, whose
/// direction they need not share.
fn shown(i18n: I18n, text: &str) -> View {
    let colon = i18n.text("list.colon");
    let lines = text.lines().map(|line| {
        let (name, value) = line.split_once(&colon).unwrap_or(("", line));
        fragment([
            View::Text([name, &colon].concat()),
            element("bdi").child(value.to_owned()).into_child(),
            View::Text("\n".to_owned()),
        ])
    });
    View::Many(lines.collect())
}

/// The address of the payment, unless nobody should pay it (any more): no page
/// of such an order has it to copy. Support finds it by the order's number.
fn shown_address(order: &Order, is_over: bool) -> String {
    let has_ended = is_over || order.state.stage() == Stage::Ended;
    let address = order
        .address
        .clone()
        .filter(|_| !has_ended && !pay::is_unsafe(order));
    address.unwrap_or_default()
}

/// A letter to this address (RFC 6068, whose lines end in both signs).
fn mail_address(email: &str, subject: &str, text: &str) -> String {
    let mut address = ["mailto:", email, "?subject="].concat();
    encode_into(&mut address, subject);
    address.push_str("&body=");
    encode_into(&mut address, &text.replace('\n', "\r\n"));
    address
}
