//! Paying with the wallet of the page around a widget, and what it says of it.

use leptos::prelude::*;
use std::sync::Arc;

use crate::components::ui::notice::{Tone, notice};
use crate::host::{Host, News, Word};
use crate::i18n::I18n;
use shop_core::model::order::Order;
use shop_core::model::payment::network_words;
use shop_core::pay::intent::Intent;
use shop_core::text_key::TextKey;

/// Whether the address and the code are left out, tracked: the page around pays
/// and wants them so, and it can.
pub fn stands_alone(order: &Order) -> bool {
    Host::here().is_some_and(|host| {
        let is_stuck = host.word.get() == Some(Word::Failed);
        host.pays.get() && !host.shows_payment.get() && !is_stuck && Intent::of(order).is_some()
    })
}

/// Whether the page around says that its wallet has sent this payment, tracked. Nothing may
/// ask for it a second time then, also where that page is no longer there to be asked.
pub fn was_sent() -> bool {
    Host::here().is_some_and(|host| host.word.get() == Some(Word::Sent))
}

/// The button that asks the page around to pay.
pub fn host_pay(order: &Order) -> Option<impl IntoView + use<>> {
    let host = Host::here().filter(|host| host.pays.get())?;
    let i18n = I18n::here();
    let intent = Intent::of(order)?;
    let amount = i18n.coin_of(&order.amount_left()?, &order.pair);
    let (name, network) = (host.name.get(), network_words(&order.pair));
    let values = [
        ("host", name.as_str()),
        ("amount", amount.as_str()),
        ("network", network.as_str()),
    ];
    // The address stays to be compared, also where it isn't shown to be copied.
    let address = view! {
        <code class="host-address" dir="ltr" translate="no">
            {intent.address}
        </code>
    };
    let order = Arc::new(order.clone());
    Some(view! {
        <div class="pay-host">
            <button
                class="button button-big button-wide"
                type="button"
                on:click=move |_| host.tell(News::Pay(Arc::clone(&order)))
            >
                {i18n.text(TextKey::EmbedPay)}
            </button>
            <p class="hint">{i18n.fill(TextKey::EmbedPayHint, &values)}" " {address}</p>
        </div>
    })
}

/// The last word of the page around on the payment that is shown. A word is no payment: what
/// is paid, the order says. Once the time to pay `is_over` nothing is to be tried again.
pub fn host_word(is_over: Memo<bool>) -> Option<impl IntoView> {
    let (host, i18n) = (Host::here()?, I18n::here());
    let word = move || {
        let can_try = host.pays.get() && !is_over.get();
        let said = host.word.get();
        said.filter(|word| can_try || *word == Word::Sent)
            .map(|word| {
                let (tone, key) = match word {
                    Word::Sent => (Tone::Good, TextKey::EmbedWordSent),
                    Word::Rejected => (Tone::Warn, TextKey::EmbedWordRejected),
                    Word::Failed => (Tone::Warn, TextKey::EmbedWordFailed),
                };
                let body = (word == Word::Sent).then(|| i18n.text(TextKey::EmbedWordSentBody));
                notice(tone, i18n.text(key), body)
            })
    };
    Some(word)
}
