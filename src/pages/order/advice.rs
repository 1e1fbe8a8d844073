//! What an order's state means for the money, and what to do.

use crate::components::icon::icon;
use crate::components::notice::{Tone, notice};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};
use crate::model::order::{Order, OrderState, Stage};
use crate::navigation::Navigation;
use crate::route::Route;

/// What the state means for the money, and what to do.
pub(super) fn view(i18n: I18n, order: &Order) -> Option<View> {
    if order.asks_for_payment() {
        return None;
    }
    let tone = match order.state.stage() {
        Stage::Delivered => return None,
        Stage::Waiting | Stage::Paid | Stage::Delivering => Tone::Plain,
        Stage::Review => Tone::Warn,
        Stage::Ended if order.state == OrderState::Refunded => Tone::Good,
        Stage::Ended if order.state == OrderState::Expired => Tone::Warn,
        Stage::Ended => Tone::Bad,
    };
    let is_late = order.state == OrderState::Expired && order.was_paid_late;
    let key = if is_late { "late" } else { order.state.key() };
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
        let reason = refund.reason.as_deref().unwrap_or_default();
        let (key, amount) = match amount {
            Some(amount) => ("order.refund", amount),
            None => ("order.refund_whole", String::new()),
        };
        i18n.fill(key, &[("amount", &amount), ("reason", reason)])
    });
    let body = refund.or_else(|| Some(i18n.text(&["order.next_", key].concat())));
    let navigation = Navigation::here();
    let again = matches!(order.state.stage(), Stage::Ended).then(|| {
        element("div")
            .attr("class", "actions")
            .child(
                element("a")
                    .attr("class", "button")
                    .live_attr("href", move || navigation.href(&Route::Brands))
                    .child(i18n.text("order.choose_again")),
            )
            .child(
                // The card for payments that went wrong has a better one.
                (order.trouble(true).is_none() && !order.may_have_trouble()).then(|| support(i18n)),
            )
            .into_child()
    });
    Some(fragment([notice(tone, title, body).into_child(), again.into_child()]).into_child())
}

fn support(i18n: I18n) -> Option<View> {
    let config = Navigation::here().config();
    let href = config
        .support_url
        .clone()
        .or_else(|| Some(["mailto:", config.support_email.as_deref()?].concat()))?;
    Some(
        element("a")
            .attr("class", "button button-quiet")
            .attr("href", href)
            .child(icon("mail"))
            .child(i18n.text("order.support"))
            .into_child(),
    )
}
