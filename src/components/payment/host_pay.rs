//! Paying with the wallet of the page around a widget, and the status that this page reports.

use leptos::prelude::*;
use std::sync::Arc;

use crate::components::ui::button::Button;
use crate::components::ui::notice::{Tone, notice};
use crate::host::{News, Word, use_host};
use crate::i18n::{t, use_i18n};
use shop_core::model::order::Order;
use shop_core::model::payment::network_words;
use shop_core::pay::intent::Intent;
use shop_core::text_key::TextKey;

/// Whether the address and the code are left out, tracked: the page around pays and wants that, and
/// it is able to pay.
pub fn stands_alone(order: &Order) -> bool {
    use_host().is_some_and(|host| {
        let is_stuck = host.word.get() == Some(Word::Failed);
        host.pays.get()
            && !host.shows_payment.get()
            && !is_stuck
            && Intent::from_order(order).is_some()
    })
}

/// Whether the page around reports that its wallet has sent this payment, tracked. Then nothing may
/// ask for it a second time, even if that page can no longer be asked.
pub fn was_sent() -> bool {
    use_host().is_some_and(|host| host.word.get() == Some(Word::Sent))
}

/// The button that asks the page around to pay.
pub fn host_pay(order: &Order) -> Option<impl IntoView + use<>> {
    let host = use_host().filter(|host| host.pays.get())?;
    let i18n = use_i18n();
    let intent = Intent::from_order(order)?;
    let amount = i18n.coin_of(&order.amount_left()?, &order.pair);
    let (name, network) = (host.name.get(), network_words(&order.pair));
    let values = [
        ("host", name.as_str()),
        ("amount", amount.as_str()),
        ("network", network.as_str()),
    ];
    // The address is shown for comparison, even if it isn't offered for copying.
    let address = view! {
        <code class="host-address" dir="ltr" translate="no">
            {intent.address}
        </code>
    };
    let order = Arc::new(order.clone());
    Some(view! {
        <div class="pay-host">
            <Button
                class="button button-big button-wide"
                on_press=move || host.tell(News::Pay(Arc::clone(&order)))
            >
                {t(TextKey::EmbedPay)}
            </Button>
            <p class="hint">{i18n.fill(TextKey::EmbedPayHint, &values)}" " {address}</p>
        </div>
    })
}

/// The last word of the page around about the shown payment. A word is not a payment: only the
/// order shows what is paid. Once the time to pay `is_over`, no second try is offered.
pub fn host_word(is_over: Memo<bool>) -> Option<impl IntoView> {
    let (host, i18n) = (use_host()?, use_i18n());
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
