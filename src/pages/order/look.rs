//! The answer to a buyer who says that the money is sent: that the order was looked up, when, what
//! was found and what comes next.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::ui::button::Button;
use crate::i18n::{t, use_i18n};
use crate::reactive::effect;
use crate::tracking::Following;
use shop_core::model::order::Order;
use shop_core::order_tracking::{Check, Link};
use shop_core::text_key::TextKey;

/// How far the lookup is.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    /// The order is asked for. The number counts the checks before this one.
    Asking(u32),
    /// No answer came.
    Failed(u32),
    /// An answer came at this time: epoch milliseconds by the API's clock. Later answers don't change
    /// the time, or it would be read aloud every few seconds; what has come is always the latest.
    Seen(f64),
}

/// The buyer's statement that the money is sent, and its outcome. Kept outside of the panel, which
/// is recreated, for example when the first part of the money has come. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// The last statement's outcome, and whether it was made after the time to pay.
    last: RwSignal<Option<(bool, Step)>>,
    checked: RwSignal<Check>,
    check_now: Callback<()>,
}

impl Look {
    /// Nothing was said yet.
    pub(super) fn new(following: &Following) -> Self {
        let asking = following.clone();
        let look = Self {
            last: RwSignal::new(None),
            checked: following.checked(),
            check_now: Callback::new(move |()| asking.check_now()),
        };
        let following = following.clone();
        effect(move || {
            let (is_asking, check) = (following.is_asking().get(), look.checked.get());
            let is_lost =
                following.with(|tracking| matches!(tracking.connection, Link::Lost { .. }));
            let Some((is_late, Step::Asking(count) | Step::Failed(count))) = look.last.get() else {
                return;
            };
            let step = if check.count != count {
                Step::Seen(check.at)
            } else if is_asking && !is_lost {
                Step::Asking(count)
            } else {
                Step::Failed(count)
            };
            let step = Some((is_late, step));
            if look.last.get_untracked() != step {
                look.last.set(step);
            }
        });
        look
    }

    /// The buyer says that the money is sent.
    fn begin(self, is_late: bool) {
        let count = self.checked.get_untracked().count;
        self.last.set(Some((is_late, Step::Asking(count))));
        self.check_now.run(());
    }

    /// Whether the buyer said this after the time to pay, tracked.
    pub(super) fn is_late(self) -> bool {
        matches!(self.last.get(), Some((true, _)))
    }
}

/// The button to say so, and the outcome. A statement made before the end of the time to pay
/// doesn't count any more after it.
#[component]
pub(super) fn LookFoot(order: Memo<Arc<Order>>, look: Look, is_over: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let found = move || {
        order.with(
            |order| match order.sent.as_ref().zip(order.amount.as_ref()) {
                Some((sent, total)) if order.has_part() && !sent.is_zero() => {
                    let (received, total) = (
                        i18n.coin_of(sent, &order.pair),
                        i18n.coin_of(total, &order.pair),
                    );
                    let values = [("received", &*received), ("total", &*total)];
                    i18n.fill(TextKey::PayLookPart, &values)
                }
                _ => i18n.text(TextKey::PayLookNone),
            },
        )
    };
    let words = move || {
        let (is_late, step) = look
            .last
            .get()
            .filter(|(is_late, _)| *is_late == is_over.get())?;
        let words = match step {
            Step::Asking(_) => i18n.text(TextKey::PayLookAsking),
            Step::Failed(_) => i18n.text(TextKey::PayLookFailed),
            Step::Seen(at) => {
                let time = i18n.time(at as u64);
                let seen = i18n.fill(TextKey::PayLookSeen, &[("time", &time)]);
                let next = i18n.text(if is_late {
                    TextKey::PayLookNextLate
                } else {
                    TextKey::PayLookNext
                });
                [&*seen, " ", &found(), " ", &next].concat()
            }
        };
        Some(view! { <p>{words}</p> })
    };
    view! {
        <div class="pay-foot">
            // In place before it has any content, or no screen reader would announce it.
            <div role="status">{words}</div>
            <div class="actions">
                <Button
                    class="button button-quiet button-big"
                    on_press=move || look.begin(is_over.get_untracked())
                >
                    {t(TextKey::PayAlreadyPaid)}
                </Button>
            </div>
        </div>
    }
}
