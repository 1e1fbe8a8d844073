//! What an order's state means for the money, and what to do.

use crate::components::ui::help_link::HelpLink;
use crate::components::ui::icon::icon;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::support::{support_address, support_link};
use crate::i18n::{I18n, use_i18n};
use crate::navigation::use_navigation;
use crate::store::{self, PastOrder};
use leptos::prelude::*;
use shop_core::model::money::Amount;
use shop_core::model::order::{
    Code, Delivery, DeliveryState, Order, OrderState, PAYMENT_WINDOW_MILLISECONDS, StatusStage,
    Trouble, link_host,
};
use shop_core::model::payment::{coin_words, network_words};
use shop_core::model::topic::Topic;
use shop_core::pay;
use shop_core::route::{Route, SUPPLIER_CONTACT};
use shop_core::text_key::TextKey;

/// Unusual facts about the order itself: it is a test, or its money came another way.
pub(super) fn remarks(i18n: I18n, order: &Order) -> Option<impl IntoView + use<>> {
    let test = order.is_test.then(|| {
        let body = i18n.text(TextKey::OrderTestBody);
        notice(Tone::Warn, i18n.text(TextKey::OrderTestTitle), Some(body))
    });
    // An order whose money went back, or that ended, has its own advice on what to do.
    let goes_on = order.is_paid
        && order.state != OrderState::FailedPaid
        && order.state.stage() != StatusStage::Ended;
    let recovered = order
        .recovered_from
        .as_ref()
        .filter(|_| goes_on)
        .map(|first| {
            let (network, first_network) = (network_words(&order.pair), network_words(first));
            let values = [
                ("coin", coin_words(&order.pair.coin)),
                ("network", &*network),
                ("old_coin", coin_words(&first.coin)),
                ("old_network", &*first_network),
            ];
            let body = i18n.fill(TextKey::OrderRecoveredBody, &values);
            notice(
                Tone::Good,
                i18n.text(TextKey::OrderRecoveredTitle),
                Some(body),
            )
        });
    (test.is_some() || recovered.is_some()).then(|| {
        view! {
            {test}
            {recovered}
        }
    })
}

/// What the state means for the money, and what to do. `updated_at` is the time of the snapshot and
/// `now` the time, both in epoch milliseconds by the API's clock.
pub(super) fn view(order: &Order, updated_at: Option<u64>, now: f64) -> Option<AnyView> {
    let i18n = use_i18n();
    if order.asks_for_payment() {
        return None;
    }
    let tone = match (&order.state, order.state.stage()) {
        (OrderState::Covered | OrderState::Refunded, _) => Tone::Good,
        (OrderState::DoneInPart | OrderState::DoneOpen | OrderState::Expired, _) => Tone::Warn,
        (
            _,
            StatusStage::Waiting
            | StatusStage::Paid
            | StatusStage::Delivering
            | StatusStage::Delivered,
        ) => Tone::Plain,
        (_, StatusStage::Review) => Tone::Warn,
        (_, StatusStage::Ended) => Tone::Bad,
    };
    let special = match order.state {
        OrderState::Expired => order.trouble(true).and_then(Trouble::advice_when_expired),
        _ => None,
    };
    let advice = special.or(order.state.texts().advice)?;
    let raw = match &order.state {
        OrderState::Unknown(name) => shop_core::model::display_text::cleaned(name),
        _ => String::new(),
    };
    let title = i18n.fill(advice.money, &[("state", &raw)]);
    let has = |state| {
        order
            .deliveries
            .iter()
            .any(|one: &Delivery| one.state == state)
    };
    // Orders whose items differ in state, so that the order's state alone isn't enough.
    let is_apart = matches!(
        order.state,
        OrderState::DoneInPart | OrderState::DoneOpen | OrderState::NotDelivered
    );
    let has_failed = is_apart && has(DeliveryState::Failed);
    let next = match &order.state {
        // The money for all that is missing went back.
        OrderState::DoneInPart if !has_failed => i18n.text(TextKey::OrderNextRefunded),
        OrderState::Elsewhere if order.checkout.is_none() => {
            i18n.text(TextKey::OrderNextElsewhereAsk)
        }
        OrderState::Expired if has_newer(order, updated_at, now) => {
            i18n.text(TextKey::OrderNextNewer)
        }
        _ => i18n.text(advice.next),
    };
    // If all the money went back, this sentence is enough. The reason follows it.
    let is_back_whole = order.state == OrderState::Refunded;
    let refund = order.refund.as_ref().map(|refund| {
        let amount = refund
            .amount
            .as_ref()
            .map(|amount| i18n.coin(amount, refund.currency.as_deref().unwrap_or_default()));
        let reason = refund.reason.as_deref().filter(is_read).unwrap_or_default();
        let (key, amount) = match amount {
            Some(amount) => (TextKey::OrderRefund, amount),
            None => (TextKey::OrderRefundWhole, String::new()),
        };
        let said = if is_back_whole { "" } else { reason };
        let words = i18n.fill(key, &[("amount", &amount), ("reason", said)]);
        (words, reason)
    });
    let (title, next, refund) = match refund {
        Some((words, reason)) if is_back_whole => {
            let next = [reason, " ", &next].concat();
            (words.trim().to_owned(), next.trim().to_owned(), None)
        }
        refund => (title, next, refund.map(|(words, _)| words)),
    };
    let is_back = is_apart && refund.is_none() && has(DeliveryState::Refunded);
    let back = refund.or_else(|| is_back.then(|| i18n.text(TextKey::OrderRefundPart)));
    let body = match back {
        // The text says first what comes back, and then what is still to come.
        Some(back) if is_apart => [back.trim_end(), " ", &next].concat(),
        back => back.unwrap_or(next),
    };
    let of_failed = (has_failed && order.state == OrderState::DoneOpen)
        .then(|| [" ", &i18n.text(TextKey::OrderNextDonePart)].concat());
    let body = [&*body, &of_failed.unwrap_or_default()].concat();
    let contact = match (&order.state, &order.checkout) {
        (OrderState::Elsewhere, Some(Code::Link(page))) => Some(elsewhere(i18n, page)),
        (OrderState::Elsewhere, _) => Some(support_link(
            i18n,
            SUPPLIER_CONTACT.to_owned(),
            "button button-quiet",
        )),
        (OrderState::DoneInPart | OrderState::NotDelivered, _) => Some(support(i18n)),
        _ => None,
    };
    // The card for payments that went wrong leads to the answers for them.
    let topic = match order.state {
        OrderState::Refunded => Some(Topic::Refund),
        OrderState::Expired if special.is_none() => Some(Topic::TooLate),
        _ => None,
    };
    Some(
        view! {
            {notice(tone, title, Some(body))}
            {contact.map(|contact| view! { <div class="actions">{contact}</div> })}
            {topic.map(|topic| view! { <HelpLink topic /> })}
        }
        .into_any(),
    )
}

/// The page of the company that takes the money.
fn elsewhere(i18n: I18n, page: &str) -> AnyView {
    let host = link_host(page).unwrap_or_default().to_owned();
    view! {
        <a class="button" href=page.to_owned() target="_blank" rel="noopener noreferrer">
            {i18n.fill(TextKey::DeliveryOpenHost, &[("host", &host)])}
            {icon("external-link")}
        </a>
    }
    .into_any()
}

/// Whether this order ended early, most likely because this device made another one, which can
/// still be paid (docs/api.md#early-expiry).
fn has_newer(order: &Order, updated_at: Option<u64>, now: f64) -> bool {
    let (Some(made), Some(end)) = (order.created_at, order.deadline()) else {
        return false;
    };
    let ended_early = updated_at.is_some_and(|ended| ended < end);
    let waiting = [
        OrderState::Created,
        OrderState::WaitingForPayment,
        OrderState::PartialPaymentStarted,
    ];
    let is_newer = |past: &PastOrder| {
        past.id != order.id.as_str()
            && (made..end).contains(&past.created_at)
            && waiting.iter().any(|state| state.key() == past.state)
            // This device's knowledge of it may be old.
            && now < (past.created_at + PAYMENT_WINDOW_MILLISECONDS) as f64
    };
    ended_early
        && !order.is_paid
        && order.sent.as_ref().is_none_or(Amount::is_zero)
        && !order.was_paid_late
        && store::past_orders().iter().any(is_newer)
}

/// The link to another order, after one that has ended or that should not be paid.
///
/// It is under the help for payments that went wrong, and is the main action only if no money can
/// be under way.
pub(super) fn again(order: &Order) -> Option<impl IntoView + use<>> {
    let is_unsafe = order.asks_for_payment() && pay::is_unsafe(order);
    if order.state.stage() != StatusStage::Ended && !is_unsafe {
        return None;
    }
    let (i18n, navigation) = (use_i18n(), use_navigation());
    // "Do not pay again" is shown above it, so no way to pay again is shown.
    if matches!(
        order.state,
        OrderState::PaymentFailed | OrderState::FailedPaid
    ) {
        return None;
    }
    // The card for payments that went wrong has a better way to write.
    let is_helped = !is_unsafe && (order.trouble(true).is_some() || order.may_have_trouble());
    // A buyer who has paid doesn't pay again before that is settled.
    let has_paid = order.state == OrderState::NotDelivered || (is_unsafe && order.has_part());
    let class = if is_helped || has_paid {
        "button button-quiet"
    } else {
        "button"
    };
    Some(view! {
        <div class="actions">
            <a class=class href=move || navigation.href(&Route::Brands)>
                {i18n.text(TextKey::OrderChooseAgain)}
            </a>
            {(!is_helped).then(|| support(i18n))}
        </div>
    })
}

/// Whether a reason is a sentence and not a code such as `OUT_OF_STOCK`.
fn is_read(reason: &&str) -> bool {
    reason
        .chars()
        .any(|letter| letter.is_ascii_lowercase() || !letter.is_ascii())
}

fn support(i18n: I18n) -> AnyView {
    support_link(i18n, support_address(), "button button-quiet")
}
