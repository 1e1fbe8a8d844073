//! Follows an order: one signal with the newest snapshot and the way it comes.
//!
//! What is opened, asked and believed is decided by `OrderTracker` of the core; this module does what
//! it says, with the browser's clock, streams, locks and requests. All views of an order share one
//! follower, which ends with the last of them.

mod clock;
mod event;
pub use event::page_is_hidden;
mod following;
mod news;
mod stream;
mod tabs;

use std::sync::Arc;

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::Math;
use leptos::prelude::*;

use crate::api::client::Client;
use crate::api::{self, ApiError, endpoint, orders};
use crate::reactive::Task;
use clock::SteadyClock;
use event::Signal;
pub use following::Following;
pub use news::Tracking;
use shop_core::json::Json;
use shop_core::model::order::{MoneySeen, Order, OrderId};
use shop_core::order_tracking::{Check, Command, Event, Link, OrderTracker, Unanswered, tab_mark};
use stream::Stream;
use tabs::{StreamLock, Tabs};

/// Longest sleep, in milliseconds: browsers wrap longer timers round.
const LONGEST_SLEEP_MILLISECONDS: f64 = 3_600_000.0;

/// Follows an order until the current reactive owner goes, together with whatever else of the page
/// follows it. `seen` is what an earlier visit knows about its money.
pub fn follow(client: Client, id: OrderId, seen: MoneySeen) -> Following {
    following::shared(&id.clone(), || begin(client, id, seen))
}

fn begin(client: Client, id: OrderId, seen: MoneySeen) -> (Following, Task) {
    let tracking = RwSignal::new(Tracking {
        order: None,
        connection: Link::Connecting,
        error: None,
    });
    let is_asking = RwSignal::new(true);
    let checked = RwSignal::new(Check::default());
    let next_try = RwSignal::new(None);
    let (signals, inbox) = unbounded();
    let following = Following {
        tracking,
        is_asking,
        checked,
        next_try,
        signals: signals.clone(),
    };
    let page_watch = event::watch_page(&signals);
    let mut clock = SteadyClock::default();
    let mark = tab_mark(&id);
    let follower = Follower {
        client,
        id,
        tracking,
        is_asking,
        checked,
        next_try,
        tracker: OrderTracker::new(seen, clock.now()),
        clock,
        stream: None,
        claim: None,
        tabs: Tabs::open(mark, &signals),
        mark,
        signals,
        question: None,
        wake_at: f64::INFINITY,
    };
    let task = Task::spawn(Box::pin(async move {
        // The watch lives exactly as long as the task.
        let _page_watch = page_watch;
        follower.run(inbox).await;
    }));
    (following, task)
}

/// What the tracker of an order has opened and asked.
struct Follower {
    client: Client,
    id: OrderId,
    tracking: RwSignal<Tracking>,
    is_asking: RwSignal<bool>,
    checked: RwSignal<Check>,
    next_try: RwSignal<Option<f64>>,
    signals: UnboundedSender<Signal>,
    tracker: OrderTracker,
    clock: SteadyClock,
    stream: Option<Stream>,
    /// The right to stream, or the request for it.
    claim: Option<StreamLock>,
    /// The other tabs of this order, unless the page is kept in memory.
    tabs: Option<Tabs>,
    /// What tells them that it is this order.
    mark: u32,
    /// The question under way.
    question: Option<Task>,
    /// When the tracker wants to be woken.
    wake_at: f64,
}

impl Follower {
    async fn run(mut self, mut inbox: UnboundedReceiver<Signal>) {
        self.step(Event::Started {
            is_hidden: event::page_is_hidden(),
        });
        loop {
            let now = self.clock.now();
            // Signals without end must not keep it from what is due.
            if now >= self.wake_at {
                // The tracker names the next moment, unless there is none.
                self.wake_at = f64::INFINITY;
                self.step(Event::Woken);
                continue;
            }
            let wait = (self.wake_at - now).clamp(0.0, LONGEST_SLEEP_MILLISECONDS);
            match select(inbox.next(), TimeoutFuture::new(wait.ceil() as u32)).await {
                Either::Left((Some(signal), _)) => self.hear(signal),
                // No signal can come any more: the page is gone.
                Either::Left((None, _)) => return,
                Either::Right(_) => {}
            }
        }
    }

    fn hear(&mut self, signal: Signal) {
        match signal {
            Signal::Message { stream, data } => {
                if let Some(order) = self.snapshot(&data) {
                    self.step(Event::Message { stream, order });
                }
            }
            Signal::Stop { stream } => self.step(Event::Stop { stream }),
            Signal::Broken { stream } => {
                let random = Math::random();
                self.step(Event::Broken { stream, random });
            }
            Signal::NoStreams => self.step(Event::NoStreams),
            Signal::Granted { claim } => self.step(Event::Granted { claim }),
            Signal::Taken { claim } => self.step(Event::Taken { claim }),
            Signal::News { random } => self.step(Event::News { random }),
            Signal::Answer(answer) => self.hear_answer(answer),
            Signal::Awaited => self.step(Event::Awaited),
            Signal::Hidden => self.step(Event::Hidden),
            Signal::Shown => self.step(Event::Shown),
            Signal::Focused => self.step(Event::Focused),
            Signal::Left => {
                // Browsers keep no page in memory that has a channel.
                self.tabs = None;
                self.step(Event::Left);
            }
            Signal::Returned => {
                self.tabs = Tabs::open(self.mark, &self.signals);
                self.step(Event::Returned);
            }
            Signal::CutOff => self.step(Event::Offline),
            Signal::Online => self.step(Event::Online),
            Signal::Wanted => {
                self.step(Event::Wanted);
                // Of an order that is over nothing is asked.
                self.is_asking.set(self.question.is_some());
            }
        }
    }

    /// The snapshot of this order in the data of a stream. Anything else is ignored, as the
    /// documented client does.
    fn snapshot(&self, data: &str) -> Option<Box<Order>> {
        let body = Json::parse(data)?;
        let order = orders::order(&body).filter(|order| order.id == self.id)?;
        self.client.note_time(&body);
        Some(Box::new(order))
    }

    fn hear_answer(&mut self, answer: Result<Arc<Order>, ApiError>) {
        self.question = None;
        match answer {
            Ok(order) => self.step(Event::Answered(Box::new(Arc::unwrap_or_clone(order)))),
            Err(error) => {
                let pause = match &error {
                    ApiError::Status {
                        retry_after_milliseconds: Some(wait),
                        ..
                    } => f64::from(*wait),
                    _ => 0.0,
                };
                self.step(Event::Failed(Unanswered {
                    is_passing: error.is_passing(),
                    is_answered: error != ApiError::Unreachable,
                    pause,
                }));
                // A failed question is never a failed order.
                if self.tracker.order().is_none() {
                    self.tracking
                        .update(|tracking| tracking.error = Some(error));
                }
            }
        }
        // Set after the check is noted: code that waits for the end of asking looks for a check.
        self.is_asking.set(false);
    }

    fn step(&mut self, event: Event) {
        let now = self.clock.now();
        for command in self.tracker.step(now, event) {
            match command {
                Command::Claim { claim, is_patient } => {
                    self.claim = None;
                    self.claim = StreamLock::ask(claim, is_patient, &self.signals);
                    if self.claim.is_none() {
                        // The other end is this follower.
                        self.signals.unbounded_send(Signal::Granted { claim }).ok();
                    }
                }
                Command::Release => self.claim = None,
                Command::Tell => {
                    if let Some(tabs) = &self.tabs {
                        tabs.tell();
                    }
                }
                Command::OpenStream(number) => {
                    let endpoint = endpoint::subscribe(&self.client.prefix(), &self.id);
                    self.stream = Stream::open(&endpoint, number, &self.signals);
                    if self.stream.is_none() {
                        // The other end is this follower.
                        self.signals.unbounded_send(Signal::NoStreams).ok();
                    }
                }
                Command::CloseStream => self.stream = None,
                Command::Poll => self.ask(),
                Command::SleepUntil(moment) => self.wake_at = moment,
                Command::NoteCheck => {
                    let Check { count, .. } = self.checked.get_untracked();
                    self.checked.set(Check {
                        count: count.wrapping_add(1),
                        at: self.client.now(),
                    });
                }
                Command::Publish => self.publish(),
            }
        }
        let next_try = self.tracker.tries_again_at();
        let next_try = next_try.map(|at| self.client.now() + at - now);
        if self.next_try.get_untracked() != next_try {
            self.next_try.set(next_try);
        }
    }

    fn ask(&mut self) {
        let (client, signals) = (self.client, self.signals.clone());
        let request = api::order(&client.prefix(), &self.id);
        self.is_asking.set(true);
        self.question = Some(Task::spawn(Box::pin(async move {
            let answer = client.get(request).await;
            // The other end is gone only when following has ended.
            signals.unbounded_send(Signal::Answer(answer)).ok();
        })));
    }

    fn publish(&self) {
        let (order, connection) = (self.tracker.order().cloned(), self.tracker.link().clone());
        self.tracking.update(|tracking| {
            if order.is_some() {
                tracking.error = None;
            }
            (tracking.order, tracking.connection) = (order, connection);
        });
    }
}
