//! Help for those who pay from an account at an exchange, which takes its fee
//! out of what it sends.

use super::copy_button::copy_button;
use super::digits::digits;
use super::icon::icon;
use super::text_field::{Kind, text_field};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};
use crate::reactive::State;
use shop_core::model::money::Amount;
use shop_core::model::payment::{Pair, coin_words};
use shop_core::pay::exchange::{FeeFault, network_name, withdrawal};
use shop_core::pay::network::Network;

/// The fold: what to choose and to type in there. `fee` is the exchange's fee as
/// the buyer typed it; it is sent nowhere.
pub fn exchange(pair: &Pair, amount: &Amount, fee: State<String>) -> View {
    let i18n = I18n::here();
    let network = network_name(pair);
    // An invoice is paid whole, and the fee comes on top.
    let is_invoice = Network::of(pair) == Some(Network::Lightning);
    let (words, sum) = if is_invoice {
        ("pay.exchange_invoice", None)
    } else {
        let sum = withdrawal_fields(i18n, pair, amount, fee);
        ("pay.exchange_body", Some(sum))
    };
    element("details")
        .attr("class", "fold")
        .child(
            element("summary")
                .child(i18n.text("pay.exchange_title"))
                .child(" ")
                .child(icon("chevron-down")),
        )
        .child(
            element("div")
                .attr("class", "fold-fields")
                .child(element("p").child(i18n.fill(words, &[("network", &network)])))
                .child(sum),
        )
        .into_child()
}

/// The fee to type in, and the sum that comes of it.
fn withdrawal_fields(i18n: I18n, pair: &Pair, amount: &Amount, fee: State<String>) -> View {
    let arrives = i18n.coin(amount, &pair.coin);
    let sum = {
        let (pair, amount) = (pair.clone(), amount.clone());
        move || fee.with(|typed| withdrawal(&pair, &amount, typed))
    };
    let coin = coin_words(&pair.coin).to_owned();
    let error = {
        let (sum, coin) = (sum.clone(), coin.clone());
        move || {
            let key = match sum()?.err()? {
                FeeFault::NotANumber => "pay.exchange_no_number",
                FeeFault::TooManyDigits => "pay.exchange_too_many_digits",
            };
            Some(i18n.fill(key, &[("coin", &coin)]))
        }
    };
    let label = i18n.fill("pay.exchange_fee", &[("coin", &coin)]);
    let total = move || {
        let sum = sum()?.ok()?;
        let shown = i18n.coin(&sum, &coin);
        Some(
            element("div")
                .attr("class", "pay-line")
                .child(
                    element("p")
                        .child(i18n.text("pay.exchange_sum"))
                        .child(" ")
                        .child(
                            element("b")
                                .attr("class", "money")
                                .attr("dir", "ltr")
                                .verbatim()
                                .child(digits(&shown)),
                        ),
                )
                .child(copy_button(
                    sum.as_str().to_owned(),
                    i18n.fill("pay.copy_amount", &[("amount", &shown)]),
                ))
                .into_child(),
        )
    };
    fragment([
        text_field(
            Kind::Fee,
            "exchange-fee".to_owned(),
            label.into_child(),
            i18n.text("pay.exchange_fee_hint").into_child(),
            move || fee.get(),
            move |typed| fee.set(typed),
            error,
        ),
        element("div")
            .attr("role", "status")
            .child(total)
            .into_child(),
        element("p")
            .attr("class", "hint")
            .child(i18n.fill("pay.exchange_check", &[("amount", &arrives)]))
            .into_child(),
    ])
    .into_child()
}
