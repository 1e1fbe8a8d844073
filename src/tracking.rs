//! Follows an order: one signal with the newest snapshot and the way it comes.
//!
//! The order is requested once, then streamed. If the stream can't be held, the order is polled
//! (docs/api.md#polling). Both feed the same signal, and an older snapshot never overwrites a newer
//! one. Everything ends with the reactive owner that called `follow`.

mod event;
pub use event::page_is_hidden;
mod following;
mod line;
mod news;
mod stream;
mod streaming;

use std::sync::Arc;

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Date, Math};
use leptos::prelude::*;

use crate::api::client::Client;
use crate::api::{self, orders};
use crate::reactive::Task;
use event::Signal;
pub use following::Following;
pub use news::Tracking;
use shop_core::backoff::{self, Backoff};
use shop_core::json::Json;
use shop_core::model::order::{MoneySeen, Order, OrderId, OrderState};
use shop_core::order_tracking::{Check, Link, PollSchedule};
use stream::Stream;
use streaming::HELD_MILLISECONDS;

/// The number of streams that break in a row before the order is polled instead: below this a short
/// cut of the line is not worth an extra request.
const BREAKS_BEFORE_POLLING: u32 = 2;

/// A stream is trusted for this long after a message, in milliseconds: some proxies hold a stream
/// open whose other end is gone.
const TRUST_MILLISECONDS: f64 = 45_000.0;

/// A new stream is trusted for this long, in milliseconds: the API sends the current state at once,
/// so a proxy that swallows streams is noticed by then.
const FIRST_TRUST_MILLISECONDS: f64 = 8_000.0;

/// After this long without an answer, in milliseconds, the line of a question is dead: the client
/// goes on trying, and the page says so meanwhile.
const PATIENCE_MILLISECONDS: f64 = 10_000.0;

/// Longest sleep, in milliseconds: browsers wrap longer timers round.
const LONGEST_SLEEP_MILLISECONDS: f64 = 3_600_000.0;

/// Follows an order until the current reactive owner goes. `seen` is what an earlier visit knows
/// about its money.
pub fn follow(client: Client, id: OrderId, seen: MoneySeen) -> Following {
    let tracking = RwSignal::new(Tracking {
        order: None,
        link: Link::Connecting,
        error: None,
    });
    let is_asking = RwSignal::new(true);
    let checked = RwSignal::new(Check::default());
    let (signals, inbox) = unbounded();
    let page_watch = event::watch_page(&signals);
    let follower = Follower {
        client,
        id,
        seen,
        tracking,
        is_asking,
        checked,
        signals: signals.clone(),
        stream: None,
        streaming: Streaming::Wanted { at: 0.0 },
        backoff: Backoff::new(backoff::STREAM),
        pace: PollSchedule::new(Date::now()),
        question: None,
        patient_until: f64::INFINITY,
        lost: None,
        poll_at: 0.0,
        is_hidden: event::page_is_hidden(),
        is_awaited: false,
        give_back_at: if event::page_is_hidden() {
            0.0
        } else {
            f64::INFINITY
        },
        has_given_back: false,
    };
    let task = Task::spawn(Box::pin(async move {
        // The watch lives exactly as long as the task.
        let _page_watch = page_watch;
        follower.run(inbox).await;
    }));
    // Without an owner, following ends with the page itself.
    let task = StoredValue::new_local(Some(task));
    on_cleanup(move || task.set_value(None));
    Following {
        tracking,
        is_asking,
        checked,
        signals,
    }
}

/// Whether a stream is open, or when one will be.
#[derive(Clone, Copy, PartialEq)]
enum Streaming {
    /// Open, and trusted until this moment.
    Open { trusted_until: f64 },
    /// To be opened at this moment.
    Wanted { at: f64 },
    /// The server said `stop`, or the browser has no streams: never again.
    Stopped,
}

struct Follower {
    client: Client,
    id: OrderId,
    seen: MoneySeen,
    tracking: RwSignal<Tracking>,
    is_asking: RwSignal<bool>,
    checked: RwSignal<Check>,
    signals: UnboundedSender<Signal>,
    stream: Option<Stream>,
    streaming: Streaming,
    backoff: Backoff,
    pace: PollSchedule,
    /// The poll under way.
    question: Option<Task>,
    /// Until when its answer may take its time; infinite if no answer is awaited.
    patient_until: f64,
    /// `Some` if the line is dead: whether something answers on it that is no order.
    lost: Option<bool>,
    poll_at: f64,
    is_hidden: bool,
    /// Whether the buyer wants updates even while the page is hidden.
    is_awaited: bool,
    /// When a hidden page gives its stream back.
    give_back_at: f64,
    has_given_back: bool,
}

impl Follower {
    async fn run(mut self, mut inbox: UnboundedReceiver<Signal>) {
        self.poll();
        loop {
            if self.is_over() {
                self.stream = None;
                self.set_link(Link::Ended);
                self.poll_at = f64::INFINITY;
            } else {
                self.give_back_if_due();
                self.open_stream_if_due();
                self.poll_if_due();
                self.lose_patience_if_due();
            }
            let wait = (self.next_moment() - Date::now()).clamp(0.0, LONGEST_SLEEP_MILLISECONDS);
            match select(inbox.next(), TimeoutFuture::new(wait as u32)).await {
                Either::Left((Some(signal), _)) => self.hear(signal),
                // No signal can come any more: the page is gone.
                Either::Left((None, _)) => return,
                Either::Right(_) => {}
            }
        }
    }

    /// Whether nothing more will come: the state is final, or the order can't
    /// be asked for (no such order) and asking again won't change that.
    fn is_over(&self) -> bool {
        let tracking = self.tracking.get_untracked();
        match (&tracking.order, &tracking.error) {
            (Some(order), _) => order.state.is_final(),
            (None, Some(error)) => !error.is_passing(),
            (None, None) => false,
        }
    }

    fn hear(&mut self, signal: Signal) {
        let now = Date::now();
        match signal {
            // A signal of a stream that has been replaced is ignored.
            Signal::Message { stream, .. }
            | Signal::Stop { stream }
            | Signal::Broken { stream }
                if self
                    .stream
                    .as_ref()
                    .is_none_or(|open| open.number() != stream) => {}
            Signal::Message { data, .. } => self.hear_message(&data, now),
            Signal::Stop { .. } => {
                self.stream = None;
                self.streaming = Streaming::Stopped;
                // Gets what the stream may have missed, and the end if it is one.
                self.poll();
            }
            Signal::Broken { .. } => self.hear_break(now),
            Signal::Answer(answer) => self.hear_answer(answer, now),
            Signal::Awaited => self.is_awaited = true,
            Signal::Hidden => {
                self.is_hidden = !self.is_awaited;
                self.give_back_at = now + HELD_MILLISECONDS;
            }
            Signal::Shown => {
                self.is_hidden = false;
                self.give_back_at = f64::INFINITY;
                if std::mem::take(&mut self.has_given_back) && self.streaming != Streaming::Stopped
                {
                    self.streaming = Streaming::Wanted { at: now };
                }
                self.poll();
            }
            Signal::Left => {
                // A page kept in memory must not hold a connection.
                self.stream = None;
                self.is_hidden = true;
                self.give_back_at = f64::INFINITY;
                if self.streaming != Streaming::Stopped {
                    self.streaming = Streaming::Wanted { at: f64::INFINITY };
                }
            }
            Signal::Returned => {
                self.is_hidden = false;
                self.has_given_back = false;
                if self.streaming != Streaming::Stopped {
                    self.streaming = Streaming::Wanted { at: now };
                }
                self.poll();
            }
            Signal::CutOff => {
                // A stream doesn't report that its line was pulled.
                if let Streaming::Open { trusted_until } = &mut self.streaming {
                    *trusted_until = now;
                }
                if !self.is_over() {
                    self.lose(false);
                    // Devices can be wrong: an answer that comes all the same counts.
                    self.poll();
                }
            }
            Signal::Wanted => self.poll(),
        }
    }

    fn hear_message(&mut self, data: &str, now: f64) {
        // Data that doesn't parse is ignored, as the documented client does.
        let body = Json::parse(data);
        let order = body.as_ref().and_then(orders::order);
        if let Some(order) = order.filter(|order| order.id == self.id) {
            if let Some(body) = &body {
                self.client.note_time(body);
            }
            self.backoff.reset();
            self.streaming = Streaming::Open {
                trusted_until: now + TRUST_MILLISECONDS,
            };
            self.note_check();
            self.show(order);
            self.set_link(Link::Live);
        }
    }

    fn hear_break(&mut self, now: f64) {
        self.stream = None;
        let wait = self.backoff.fail(now, Math::random(), None);
        // Each new stream is a question too: a server that hangs up after each answer
        // is not asked more often than by polling.
        let calm = self.pace.calm(&self.state(), now);
        self.streaming = Streaming::Wanted {
            at: now + f64::from(wait).max(calm.unwrap_or_default()),
        };
        let attempt = self.backoff.failures();
        self.set_link(if attempt > BREAKS_BEFORE_POLLING || calm.is_some() {
            Link::Polling
        } else {
            Link::Retrying {
                attempt,
                wait_milliseconds: wait,
            }
        });
        self.poll_at = if attempt > BREAKS_BEFORE_POLLING {
            self.poll_at.min(now + self.pace_milliseconds(now))
        } else {
            // The new stream sends the state; if it stays silent, the order is polled as well.
            f64::INFINITY
        };
    }

    fn poll_if_due(&mut self) {
        let now = Date::now();
        if self.is_streaming(now) || self.is_hidden || now < self.poll_at {
            return;
        }
        if matches!(self.streaming, Streaming::Open { .. }) {
            self.set_link(Link::Polling);
        }
        self.poll();
    }

    /// Asks for the order, unless it is being asked for already.
    fn poll(&mut self) {
        // The answer decides when the next one is due.
        self.poll_at = f64::INFINITY;
        if self.question.is_some() {
            return;
        }
        let (client, signals) = (self.client, self.signals.clone());
        let request = api::order(&client.prefix(), &self.id);
        self.is_asking.set(true);
        self.patient_until = Date::now() + PATIENCE_MILLISECONDS;
        self.question = Some(Task::spawn(Box::pin(async move {
            let answer = client.get(request).await;
            // The other end is gone only when following has ended.
            signals.unbounded_send(Signal::Answer(answer)).ok();
        })));
    }

    fn show(&mut self, order: Order) {
        let order = order.merged_with_seen_money(&self.seen);
        let is_news = self.tracking.with_untracked(|tracking| {
            tracking
                .order
                .as_ref()
                .is_none_or(|shown| order.supersedes(shown) && **shown != order)
        });
        if is_news {
            let state = &order.state;
            let is_same = |shown: &Arc<Order>| shown.state == *state;
            if !self
                .tracking
                .with_untracked(|tracking| tracking.order.as_ref().is_some_and(is_same))
            {
                self.pace = PollSchedule::new(Date::now());
            }
            self.seen = MoneySeen::from_order(&order);
            self.tracking.update(|tracking| {
                tracking.order = Some(Arc::new(order));
                tracking.error = None;
            });
        }
    }

    fn pace_milliseconds(&self, now: f64) -> f64 {
        self.pace
            .interval(&self.state(), event::page_is_hidden(), now)
    }

    fn state(&self) -> OrderState {
        self.tracking.with_untracked(|tracking| {
            let order = tracking.order.as_ref();
            order.map_or(OrderState::Created, |order| order.state.clone())
        })
    }

    /// When the next step is due, if no signal comes until then.
    fn next_moment(&self) -> f64 {
        let has_order = self
            .tracking
            .with_untracked(|tracking| tracking.order.is_some());
        let poll = if self.is_hidden {
            f64::INFINITY
        } else {
            self.poll_at
        };
        let due = match self.streaming {
            _ if self.is_over() => return f64::INFINITY,
            Streaming::Open { trusted_until } if trusted_until > Date::now() => trusted_until,
            Streaming::Wanted { at } if has_order => at.min(poll),
            _ => poll,
        };
        due.min(self.patient_until).min(self.give_back_at)
    }
}
