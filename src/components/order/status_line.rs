//! The progress of an order: four dots, and how fresh the state is.

use leptos::prelude::*;
use std::sync::Arc;

use crate::components::payment::host_pay::was_sent;
use crate::i18n::{I18n, t, use_i18n};
use shop_core::model::order::{Order, OrderState, StatusStage};
use shop_core::order_tracking::Link;
use shop_core::text_key::TextKey;

/// The steps in which the age of the last answer is shown. In steps of a second the words would
/// change all the time beside an amount that somebody copies.
const AGE_STEP_SECONDS: u32 = 5;

/// How far the order is. Its element stays while its words change, or no screen reader would
/// announce them (WCAG 4.1.3). The heading shows the state, so only screen readers get its name here.
#[component]
pub fn StatusLine(
    /// The order.
    order: Memo<Arc<Order>>,
    /// The connection.
    link: Memo<Link>,
    /// When the last answer came, in epoch milliseconds.
    checked_at: Memo<f64>,
    /// The seconds until something is tried again on a lost line.
    tries_in: Memo<Option<u32>>,
    /// The time now, in epoch milliseconds.
    now: RwSignal<f64>,
) -> impl IntoView {
    let i18n = use_i18n();
    // Screen readers get the connection instead: they would read out each step.
    let age = move || {
        let seconds = Memo::new(move |_| age_of(checked_at.get(), now.get()));
        let words = move || match seconds.get() {
            0 => i18n.text(TextKey::OrderLinkAskedNow),
            seconds => {
                let seconds = i18n.number(&seconds.to_string());
                i18n.fill(TextKey::OrderLinkAsked, &[("seconds", &seconds)])
            }
        };
        view! { <span aria-hidden="true">{words}</span> }.into_any()
    };
    let state = Memo::new(move |_| order.with(|order| order.state.clone()));
    let tone = move || match state.get() {
        // Not all is well.
        OrderState::DoneInPart => Some("warn"),
        state => tone_of(state.stage()),
    };
    // "Waiting for payment" would ask for what the page around has sent already.
    let is_sent = Memo::new(move |_| was_sent() && order.with(|order| order.asks_for_payment()));
    let words = move || {
        i18n.text(if is_sent.get() {
            TextKey::EmbedWordSent
        } else {
            state.get().texts().name
        })
    };
    view! {
        <section class="status" aria-label=t(TextKey::OrderStatus) data-tone=tone>
            <p class="status-now" role="status">
                <strong class="visually-hidden">{words}</strong>
                {move || match link.get() {
                    Link::Polling => Some(asked(age())),
                    link => freshness(i18n, &link, (checked_at, tries_in)),
                }}
            </p>
            {move || dots(state.get().stage())}
        </section>
    }
}

fn tone_of(stage: StatusStage) -> Option<&'static str> {
    match stage {
        StatusStage::Delivered => Some("good"),
        StatusStage::Review => Some("warn"),
        StatusStage::Ended => Some("bad"),
        StatusStage::Waiting | StatusStage::Paid | StatusStage::Delivering => None,
    }
}

fn dots(stage: StatusStage) -> Option<impl IntoView> {
    let step = match stage {
        // An ended order waits for nothing, and no dot would be true for it.
        StatusStage::Ended => return None,
        StatusStage::Waiting => 0,
        StatusStage::Paid => 1,
        StatusStage::Delivering | StatusStage::Review => 2,
        StatusStage::Delivered => 3,
    };
    let steps = [
        TextKey::OrderStepWaiting,
        TextKey::OrderStepPaid,
        TextKey::OrderStepDelivering,
        TextKey::OrderStepDelivered,
    ];
    let dots = steps.into_iter().enumerate().map(|(place, key)| {
        view! { <li aria-current=(place == step).then_some("step")>{t(key)}</li> }
    });
    Some(view! {
        <ol class="steps" role="list">
            {dots.collect_view()}
        </ol>
    })
}

/// `times`: when the last answer came, and the seconds until something is tried again.
fn freshness(i18n: I18n, link: &Link, times: (Memo<f64>, Memo<Option<u32>>)) -> Option<AnyView> {
    let (checked_at, tries_in) = times;
    // The time of the last answer is read only if nothing is asked or nothing answers.
    let since = |key| {
        let time = i18n.time(checked_at.get() as u64);
        i18n.fill(key, &[("time", &time)])
    };
    let (kind, words) = match link {
        Link::Live => ("live", i18n.text(TextKey::OrderLinkLive)),
        // An ended order needs no note on how fresh it is.
        Link::Ended => return None,
        // The snapshot has just come. The words have their place already, so that nothing moves when
        // the first ones come.
        Link::Connecting => ("slow", String::new()),
        // `asked` shows it, because its words change with time.
        Link::Polling => return None,
        Link::Withheld => ("slow", i18n.text(TextKey::OrderLinkWithheld)),
        Link::Retrying { .. } => ("slow", i18n.text(TextKey::OrderLinkRetrying)),
        Link::Resting => ("slow", since(TextKey::OrderLinkResting)),
        Link::Lost { is_answered: false } => ("off", since(TextKey::OrderLinkLost)),
        Link::Lost { is_answered: true } => ("off", since(TextKey::OrderLinkRefused)),
    };
    Some(
        view! {
            <span class="fresh" data-link=kind>
                {words}
                {matches!(link, Link::Lost { .. }).then(|| countdown(tries_in))}
            </span>
        }
        .into_any(),
    )
}

/// The seconds until something is tried again. Screen readers would read out each of them.
fn countdown(tries_in: Memo<Option<u32>>) -> impl IntoView {
    let i18n = use_i18n();
    let words = move || match tries_in.get() {
        None | Some(0) => i18n.text(TextKey::OrderLinkRetrying),
        Some(seconds) => {
            let seconds = i18n.number(&seconds.to_string());
            i18n.fill(TextKey::OrderLinkNextTry, &[("seconds", &seconds)])
        }
    };
    view! { <span aria-hidden="true">" "{words}</span> }
}

fn asked(age: AnyView) -> AnyView {
    view! {
        <span class="fresh" data-link="asked">
            <span class="visually-hidden">{t(TextKey::OrderLinkPolling)}</span>
            {age}
        </span>
    }
    .into_any()
}

/// The whole steps between two moments, in seconds.
fn age_of(from: f64, to: f64) -> u32 {
    // Negative, and so 0, if the answer came after the clock was read.
    let seconds = ((to - from) / 1_000.0) as u32;
    seconds / AGE_STEP_SECONDS * AGE_STEP_SECONDS
}
