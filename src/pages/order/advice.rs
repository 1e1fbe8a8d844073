//! What an order's state means for the money, and what to do.

use crate::components::notice::{Tone, notice};
use crate::components::support::{support_address, support_link};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};
use crate::model::order::{Delivery, Order, OrderState, Stage, Trouble};
use crate::navigation::Navigation;
use crate::pay;
use crate::route::Route;

/// What the state means for the money, and what to do.
pub(super) fn view(i18n: I18n, order: &Order) -> Option<View> {
    if order.asks_for_payment() {
        return None;
    }
    let tone = match order.state.stage() {
        Stage::Delivered if is_in_part(order) => Tone::Warn,
        Stage::Delivered => return None,
        Stage::Waiting | Stage::Paid | Stage::Delivering => Tone::Plain,
        Stage::Review => Tone::Warn,
        Stage::Ended if order.state == OrderState::Refunded => Tone::Good,
        Stage::Ended if order.state == OrderState::Expired => Tone::Warn,
        Stage::Ended => Tone::Bad,
    };
    let key = match order.trouble(true) {
        Some(trouble @ (Trouble::Late | Trouble::Under)) if order.state == OrderState::Expired => {
            trouble.key()
        }
        _ if is_in_part(order) => "part",
        _ => order.state.key(),
    };
    let raw = match &order.state {
        OrderState::Unknown(name) => crate::model::display_text::cleaned(name),
        _ => String::new(),
    };
    let title = i18n.fill(&["order.money_", key].concat(), &[("state", &raw)]);
    let refund = order.refund.as_ref().map(|refund| {
        let amount = refund
            .amount
            .as_ref()
            .map(|amount| i18n.coin(amount, refund.currency.as_deref().unwrap_or_default()));
        let reason = refund.reason.as_deref().filter(is_read).unwrap_or_default();
        let (key, amount) = match amount {
            Some(amount) => ("order.refund", amount),
            None => ("order.refund_whole", String::new()),
        };
        i18n.fill(key, &[("amount", &amount), ("reason", reason)])
    });
    let body = refund.or_else(|| Some(i18n.text(&["order.next_", key].concat())));
    let contact = is_in_part(order).then(|| support(i18n));
    Some(fragment([
        notice(tone, title, body),
        contact
            .map(|contact| element("div").attr("class", "actions").child(contact))
            .into_child(),
    ]))
}

/// The way to another order, after one that has ended or that nobody should pay.
///
/// It stands under the help for payments that went wrong, and is the main thing
/// to do only where no money can be under way.
pub(super) fn again(order: &Order) -> Option<View> {
    let is_unsafe = order.asks_for_payment() && pay::is_unsafe(order);
    if order.state.stage() != Stage::Ended && !is_unsafe {
        return None;
    }
    let (i18n, navigation) = (I18n::here(), Navigation::here());
    // The card for payments that went wrong has a better way to write.
    let is_helped = !is_unsafe && (order.trouble(true).is_some() || order.may_have_trouble());
    let class = if is_helped {
        "button button-quiet"
    } else {
        "button"
    };
    Some(
        element("div")
            .attr("class", "actions")
            .child(
                element("a")
                    .attr("class", class)
                    .live_attr("href", move || navigation.href(&Route::Brands))
                    .child(i18n.text("order.choose_again")),
            )
            .child((!is_helped).then(|| support(i18n)))
            .into_child(),
    )
}

/// Whether an order that is done lacks some of its goods.
pub(super) fn is_in_part(order: &Order) -> bool {
    let lacks = |delivery: &Delivery| delivery.failure.is_some();
    order.state.stage() == Stage::Delivered && order.deliveries.iter().any(lacks)
}

/// Whether a reason is a sentence and not a code such as `OUT_OF_STOCK`.
fn is_read(reason: &&str) -> bool {
    reason
        .chars()
        .any(|letter| letter.is_ascii_lowercase() || !letter.is_ascii())
}

fn support(i18n: I18n) -> View {
    support_link(i18n, support_address(), "button button-quiet")
}
