//! Help for those who pay from an account at an exchange, which takes its fee
//! out of what it sends.

use super::digits::digits;
use crate::components::ui::copy_button::copy_button;
use crate::components::ui::fold::Fold;
use crate::components::ui::hint::Hint;
use crate::components::ui::text_field::{TextField, TextKind};
use crate::i18n::{t, use_i18n};
use leptos::prelude::*;
use shop_core::model::payment::{Pair, coin_words};
use shop_core::pay::exchange::{FeeFault, network_name, withdrawal};
use shop_core::pay::network::Network;
use shop_core::pay::payable::Payable;
use shop_core::text_key::TextKey;

/// The folded part: what to choose and to type in at the exchange. `fee` is the exchange's fee as
/// the buyer typed it; it is sent nowhere.
pub fn exchange(
    payable: Memo<Option<Payable>>,
    pair: &Pair,
    fee: RwSignal<String>,
) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let network = network_name(pair);
    // An invoice is paid whole, and the fee comes on top.
    let is_invoice = Network::from_pair(pair) == Some(Network::Lightning);
    let (words, sum) = if is_invoice {
        (TextKey::PayExchangeInvoice, None)
    } else {
        let sum = withdrawal_fields(payable, pair, fee);
        (TextKey::PayExchangeBody, Some(sum))
    };
    let words = i18n.fill(words, &[("network", &network)]);
    view! {
        <Fold title=TextKey::PayExchangeTitle>
            <div class="fold-fields">
                <p>{words}</p>
                {sum}
            </div>
        </Fold>
    }
}

/// The field for the fee, and the sum that results from it.
fn withdrawal_fields(
    payable: Memo<Option<Payable>>,
    pair: &Pair,
    fee: RwSignal<String>,
) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let arrives = move || {
        let sum = payable.with(|payable| {
            let payable = payable.as_ref()?;
            Some(i18n.coin(payable.amount.as_ref()?, &payable.order.pair.coin))
        })?;
        Some(i18n.fill(TextKey::PayExchangeCheck, &[("amount", &sum)]))
    };
    let sum = move || {
        payable.with(|payable| {
            let payable = payable.as_ref()?;
            let amount = payable.amount.as_ref()?;
            fee.with(|typed| withdrawal(&payable.order.pair, amount, typed))
        })
    };
    let coin = coin_words(&pair.coin).to_owned();
    let error = {
        let coin = coin.clone();
        move || {
            let key = match sum()?.err()? {
                FeeFault::NotANumber => TextKey::PayExchangeNoNumber,
                FeeFault::TooManyDigits => TextKey::PayExchangeTooManyDigits,
            };
            Some(i18n.fill(key, &[("coin", &coin)]))
        }
    };
    let label = i18n.fill(TextKey::PayExchangeFee, &[("coin", &coin)]);
    let total = move || {
        let sum = sum()?.ok()?;
        let shown = i18n.coin(&sum, &coin);
        Some(
            view! {
                <div class="pay-line">
                    <p>
                        {i18n.text(TextKey::PayExchangeSum)}" "
                        <b class="money" dir="ltr" translate="no">
                            {digits(&shown)}
                        </b>
                    </p>
                    {copy_button(
                        sum.as_str().to_owned(),
                        i18n.fill(TextKey::PayCopyAmount, &[("amount", &shown)]),
                    )}
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <TextField
            kind=TextKind::Fee
            id="exchange-fee"
            label=move || label.clone()
            hint=t(TextKey::PayExchangeFeeHint)
            entry=fee
            error
        />
        <div role="status">{total}</div>
        <Hint words=arrives />
    }
}
