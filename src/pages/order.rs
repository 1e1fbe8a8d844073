//! An order: what to pay, then how far it is, then what was delivered.

mod advice;
mod agreed;
mod full_shop;
mod habit;
mod handover;
mod head;
mod keeping;
mod look;
mod none;
mod not_kept;
mod outlook;
mod receipt;
mod tickets;

use std::sync::Arc;

use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;

use crate::api::client::Client;
use crate::components::order::notify_button::notify_button;
use crate::components::order::recovery::{Recovery, RecoveryAnswers};
use crate::components::order::status_line::StatusLine;
use crate::components::payment::host_pay::was_sent;
use crate::components::payment::panel::{PayPanel, PaymentInputs};
use crate::components::ui::exact_text::exact_text;
use crate::components::ui::page::Page;
use crate::components::ui::placeholder;
use crate::components::ui::support::support;
use crate::host::{News, use_host};
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use crate::reactive::{effect, every, memo_without_comparing};
use crate::store;
use crate::tracking::{self, Following};
use full_shop::FullShop;
use handover::Handover;
use head::{OrderedItem, heading};
use keeping::Keeping;
use look::{Look, LookFoot};
use none::{NoOrder, NotAnOrder};
use not_kept::NotKept;
use receipt::{OnPaper, Receipt};
use shop_core::model::order::{MoneySeen, Order, OrderId, OrderState};
use shop_core::order_tracking::Link;
use shop_core::pay;
use shop_core::pay::payable::Payable;
use shop_core::route::Route;
use shop_core::text_key::TextKey;
use tickets::Tickets;

/// How often the page looks at the clock, in milliseconds. Minutes are shown,
/// so this only bounds how late one of them changes.
const TICK_MILLISECONDS: u64 = 5_000;

/// How often the seconds until the next try are counted, in milliseconds: less often would skip some.
const COUNTDOWN_MILLISECONDS: u64 = 1_000;

/// The page of the order in the address. The title never has the id.
#[component]
pub fn OrderPage(
    /// The id as it is in the address.
    id: String,
) -> impl IntoView {
    let navigation = use_navigation();
    navigation.keep_private();
    let route = Route::Order { id: id.clone() };
    navigation.clean(&route, &route);
    let content = match OrderId::parse(&id) {
        Some(id) => Either::Left(view! { <Followed id /> }),
        None => {
            navigation.title(t(TextKey::OrderTitle));
            Either::Right(view! { <NotAnOrder key=TextKey::OrderNotAnId /> })
        }
    };
    view! { <Page class="order wrap">{content}</Page> }
}

#[component]
fn Followed(id: OrderId) -> impl IntoView {
    let client: Client = expect_context();
    let told = RecoveryAnswers::new();
    let visit = store::visit_of(&id);
    let seen = MoneySeen::in_past(&visit.state);
    let following = StoredValue::new_local(tracking::follow(client, id, seen));
    let following = move || following.get_value();
    let now = RwSignal::new(client.now());
    every(TICK_MILLISECONDS, move || now.set(client.now()));
    let order = Memo::new(move |_| following().with(|tracking| tracking.order.clone()));
    // The codes that the buyer has asked for, now or in an earlier visit.
    let revealed = RwSignal::new(visit.shown);
    store::try_to_keep_orders();
    let is_kept = RwSignal::new(true);
    effect(move || {
        if let Some(order) = order.get() {
            now.set(client.now());
            let state = pay::listed_key(&order);
            store::note_order(&order, state, revealed.get(), client.now());
            is_kept.set(store::keeps_orders());
        }
    });
    if let Some(host) = use_host() {
        effect(move || {
            let is_live = following().with(|tracking| tracking.connection == Link::Live);
            if let Some(order) = order.get() {
                host.tell(News::Shown(order, is_live));
            }
        });
        on_cleanup(move || host.tell(News::Left));
    }
    // A tab in the background shows by its title that the goods are there.
    let is_done = Memo::new(move |_| {
        let now = now.get();
        order.with(|order| outlook::is_done(order.as_ref()?, now))
    });
    let done_key = Memo::new(move |_| {
        let is_part = |order: &Arc<Order>| order.state == OrderState::DoneInPart;
        if order.with(|order| order.as_ref().is_some_and(is_part)) {
            TextKey::OrderHeadDonePart
        } else {
            TextKey::OrderHeadDone
        }
    });
    let i18n = use_i18n();
    use_navigation().title(move || {
        i18n.text(if is_done.get() == Some(true) {
            done_key.get()
        } else {
            TextKey::OrderTitle
        })
    });
    let error = Memo::new(move |_| following().with(|tracking| tracking.error.clone()));
    // These choose one of the three views; their content follows finer values, so that updates
    // leave focus and shown codes unchanged.
    let has_order = Memo::new(move |_| order.with(Option::is_some));
    let has_error = Memo::new(move |_| error.with(Option::is_some));
    move || {
        let has_order = has_order.get();
        match order.get_untracked().filter(|_| has_order) {
            Some(first) => EitherOf3::A(view! {
                <OrderView
                    first
                    latest=order
                    following=following()
                    now
                    revealed
                    is_kept
                    is_done
                    done_key
                    told
                />
            }),
            None if has_error.get() => {
                EitherOf3::B(view! { <NoOrder error following=following() /> })
            }
            None => EitherOf3::C(placeholder::order()),
        }
    }
}

/// The order itself.
#[component]
fn OrderView(
    /// The order as it was when it was first there.
    first: Arc<Order>,
    /// The order as it is now.
    latest: Memo<Option<Arc<Order>>>,
    following: Following,
    now: RwSignal<f64>,
    /// A bit for the index of each delivery whose code is uncovered.
    revealed: RwSignal<u64>,
    /// Whether this device remembers the order.
    is_kept: RwSignal<bool>,
    /// Whether the goods are there; `None` where none will come.
    is_done: Memo<Option<bool>>,
    /// The key of the text once they are there: all of them, or a part.
    done_key: Memo<TextKey>,
    told: RecoveryAnswers,
) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    // The order without the times of its snapshots, which aren't shown.
    let order = Memo::new(move |last: Option<&Arc<Order>>| {
        let order = latest.get().or_else(|| last.cloned());
        Arc::new(Order {
            updated_at: None,
            ..Order::clone(order.as_ref().unwrap_or(&first))
        })
    });
    let link = {
        let following = following.clone();
        Memo::new(move |_| match is_done.get() {
            // No news is awaited of money that should not be sent any more.
            None if order.with(|order| order.asks_for_payment()) => Link::Ended,
            _ => following.with(|tracking| tracking.connection.clone()),
        })
    };
    let tries_in = seconds_until(following.next_try(), client);
    let checked = following.checked();
    let checked_at = Memo::new(move |_| checked.get().at);
    let look = Look::new(&following);
    let has_said = Memo::new(move |_| look.is_late());
    // "Waiting for payment" would ask for money that should not be sent.
    let has_status = Memo::new(move |_| {
        order.with(|order| !(order.asks_for_payment() && pay::is_unsafe(order)))
    });
    let payment =
        Memo::new(move |_| order.with(|order| order.asks_for_payment().then(|| order.payment())));
    // `payment` already compares.
    let payable = memo_without_comparing(move || {
        Some(Payable::new(payment.get()?, now.get_untracked() as u64))
    });
    // Another amount leaves the panel and the buyer's place in it. Any other difference makes a new
    // panel.
    let form = Memo::new(move |_| payable.with(|payable| payable.as_ref().map(Payable::form)));
    let is_over = Memo::new(move |_| {
        let deadline = order.with(|order| pay::deadline(order));
        deadline.is_some_and(|deadline| now.get() > deadline as f64)
    });
    let kept = PaymentInputs {
        prefers_other: habit::preferred_code(order),
        exchange_fee: RwSignal::new(String::new()),
    };
    let on_wanted = Callback::new(move |()| following.keep_asking());
    let paid = Memo::new(move |_| {
        let order = order.get();
        // Its items don't change any more once its state is final.
        if order.state.is_final() {
            order
        } else {
            Arc::new(order.payment())
        }
    });
    let heading = Memo::new(move |_| {
        let (is_over, was_sent) = (is_over.get(), was_sent());
        order.with(|order| heading(order, is_over, was_sent))
    });
    let agreed = move || {
        // It asks whether to pay, which is a question only while that can be done.
        if is_over.get() || was_sent() {
            return None;
        }
        order.with(|order| agreed::view(i18n, order, client.now()))
    };
    let panel = move || {
        form.with(Option::is_some).then(|| {
            view! {
                <PayPanel payable now has_said kept>
                    <LookFoot order look is_over />
                </PayPanel>
            }
        })
    };
    let advice = move || {
        // Only `order` is followed, which has no time of its snapshot.
        let updated_at = latest.get_untracked()?.updated_at;
        // Not `now`, which gets the API's clock a moment after this is shown.
        order.with(|order| advice::view(order, updated_at, client.now()))
    };
    // The main column says what to do now. The side has what a buyer looks up.
    view! {
        <div class="order-main">
            <OnPaper order />
            <header class="order-head">
                <h1>{move || exact_text(heading.get())}</h1>
                <OrderedItem order />
                <Show when=move || has_status.get()>
                    <StatusLine order link checked_at tries_in now />
                </Show>
            </header>
            {move || order.with(|order| advice::remarks(i18n, order))}
            <Show when=move || use_host().is_none() && !is_kept.get()>
                <NotKept order />
            </Show>
            {agreed}
            {panel}
            // A widget's own way back, which also works where nothing is kept.
            {use_host().map(|host| view! { <FullShop host order /> })}
            {advice}
            <Tickets order revealed />
            <Recovery order=paid is_over told />
            {move || order.with(|order| advice::again(order))}
            {move || notify_button(is_done, done_key, on_wanted)}
        </div>
        <div class="order-side">
            <Receipt order />
            {use_host().is_none().then(|| view! { <Handover order /> })}
            <Recovery order=paid is_over told is_beside=true />
            {move || order.with(|order| support(i18n, order))}
            <Keeping order is_kept />
        </div>
    }
}

/// The seconds until a moment, in epoch milliseconds. They are counted while there is one.
fn seconds_until(moment: RwSignal<Option<f64>>, client: Client) -> Memo<Option<u32>> {
    let now = RwSignal::new(client.now());
    effect(move || {
        if moment.get().is_some() {
            now.set(client.now());
            every(COUNTDOWN_MILLISECONDS, move || now.set(client.now()));
        }
    });
    Memo::new(move |_| {
        let left = moment.get()? - now.get();
        // Negative, and so 0, once the moment is over.
        Some((left / 1_000.0).ceil() as u32)
    })
}
