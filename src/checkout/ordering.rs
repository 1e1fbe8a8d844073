//! From the filled-in form to an order, without ever making two or losing one.

use std::sync::Arc;

use leptos::prelude::*;

use super::acceptance::Acceptance;
use super::context::{Context, say_when_left};
use super::draft::Draft;
use super::earlier::{Earlier, earlier};
use super::fields::catch_up;
use super::order_lock::OrderLock;
use crate::api::ApiError;
use crate::api::client::Client;
use crate::api::orders::{OrderRequest, Quote, Total};
use crate::browser;
use crate::browser::focus::{focus, lead_to};
use crate::cart::use_cart;
use crate::host::{News, use_host};
use crate::navigation::use_navigation;
use crate::reactive::spawn;
use crate::store;
use shop_core::model::money::Amount;
use shop_core::model::payment::{Pair, PaymentOptions};
use shop_core::model::problem::{self, Problem};
use shop_core::pay;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// Id of the summary of problems: focus goes there, or a buyer who pressed the button at the end of
/// a long page would not see it.
pub const SUMMARY_ID: &str = "problems";

/// By how many thousandths the total may rise between what was shown and the last quote without
/// asking the buyer again: prices in bitcoin change every second, and a question each time would
/// teach people to press yes.
const UNASKED_RISE_PER_MILLE: u128 = 5;

/// The stage of the attempt.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// Nothing is under way.
    Idle,
    /// Validation is under way; nothing has been made.
    Checking,
    /// The total is above what was shown; the buyer decides.
    Confirm {
        /// The new total.
        total: Total,
        /// The total that was shown before, if any.
        was: Option<Amount>,
        /// The order that it is the total of; the buyer agrees to nothing else.
        order: Box<OrderRequest>,
    },
    /// An earlier order blocks this one; the buyer decides.
    Standing {
        /// Which one.
        earlier: Earlier,
        /// The total that was agreed to.
        total: Total,
        /// The draft that is ordered if the buyer says so.
        draft: Box<Draft>,
    },
    /// The order is being made.
    Creating,
    /// It is unknown whether an order was made. The program never tries again by itself
    /// (docs/api.md#not-safe-to-repeat).
    Unknown,
}

/// Why an attempt failed before anything was made.
#[derive(Clone, PartialEq)]
pub enum Failure {
    /// What the shop found by itself.
    Found(TextKey),
    /// The API refused it, or no answer came.
    Answer(ApiError),
}

/// The attempt to order. A copyable handle.
#[derive(Clone, Copy)]
pub struct Ordering {
    /// The stage that it is in.
    pub stage: RwSignal<Stage>,
    /// The API's objections.
    pub problems: RwSignal<Vec<Problem>>,
    /// Why the attempt failed before anything was made.
    pub failure: RwSignal<Option<Failure>>,
    /// The live ways to pay, once they are known.
    pub options: RwSignal<Option<Arc<PaymentOptions>>>,
    /// What the buyer has accepted.
    pub acceptance: Acceptance,
    /// Counts attempts and changes, so that an answer about an earlier state of the form decides
    /// nothing.
    attempt: RwSignal<u32>,
}

impl Ordering {
    /// Nothing has been tried.
    pub(crate) fn new() -> Self {
        say_when_left();
        Self {
            stage: RwSignal::new(Stage::Idle),
            problems: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            options: RwSignal::new(None),
            acceptance: Acceptance::new(),
            attempt: RwSignal::new(0),
        }
    }

    /// Whether an answer is awaited, tracked.
    pub fn is_busy(self) -> bool {
        matches!(self.stage.get(), Stage::Checking | Stage::Creating)
    }

    /// Handles a change: earlier objections no longer hold, and a check that is under way is about
    /// something else. Only an order that is being made can't be called back.
    pub fn start_over(self) {
        if self.stage.get_untracked() == Stage::Creating {
            return;
        }
        self.attempt.update(|attempt| *attempt += 1);
        self.stage.set(Stage::Idle);
        if self
            .problems
            .with_untracked(|problems| !problems.is_empty())
        {
            self.problems.set(Vec::new());
        }
        if self.failure.with_untracked(Option::is_some) {
            self.failure.set(None);
        }
    }

    /// Checks and orders this, if there is anything to order. A second click
    /// while one is under way does nothing.
    pub fn submit(self, draft: impl FnOnce() -> Option<Draft>) {
        // No total was shown for a value that came without an event.
        let is_news = catch_up();
        let stage = self.stage.get_untracked();
        if matches!(stage, Stage::Checking | Stage::Creating) {
            return;
        }
        let client: Client = expect_context();
        if self.has_to_wait(client) {
            return;
        }
        let Some(draft) = untrack(draft).filter(|_| self.has_accepted_terms()) else {
            return;
        };
        let shown = draft.shown.clone().filter(|_| !is_news);
        let (mut agreed, mut is_repeat) = (shown, false);
        match stage {
            Stage::Confirm { total, order, .. } if *order == draft.order => {
                agreed = Some(total.to_pay);
            }
            Stage::Standing {
                earlier,
                total,
                draft: seen,
            } if seen.order == draft.order => {
                if let Earlier::Same(id) = earlier {
                    let navigation = use_navigation();
                    navigation.go(untrack(|| navigation.href(&Route::order(&id))));
                    return;
                }
                (agreed, is_repeat) = (Some(total.to_pay), true);
            }
            _ => {}
        }
        self.check(draft, agreed, is_repeat);
    }

    /// Whether the API has asked for a pause that isn't over; if so, the page reports it.
    fn has_to_wait(self, client: Client) -> bool {
        let has_to_wait = store::paused_until(client.now()).is_some();
        if has_to_wait {
            self.stage.set(Stage::Unknown);
            lead_to(SUMMARY_ID);
        }
        has_to_wait
    }

    /// Orders the draft that an earlier order blocked.
    pub fn insist(self) {
        catch_up();
        if let Stage::Standing { total, draft, .. } = self.stage.get_untracked() {
            self.check(*draft, Some(total.to_pay), true);
        }
    }

    /// Asks for a quote, and makes the order if it is as agreed.
    fn check(self, draft: Draft, agreed: Option<Amount>, is_repeat: bool) {
        self.start_over();
        self.stage.set(Stage::Checking);
        let attempt = self.attempt.get_untracked();
        let context = Context {
            client: expect_context(),
            navigation: use_navigation(),
            cart: use_cart(),
            host: use_host(),
            attempt,
            is_repeat,
        };
        // Not tied to the page: an order that was made while the buyer has
        // gone elsewhere must still end up in the history.
        spawn(async move {
            let answer = context.client.validate(&draft.order).await;
            if !self.is_at(attempt) {
                return;
            }
            let is_agreed = |total: &Amount| {
                agreed
                    .as_ref()
                    .is_some_and(|agreed| !total.exceeds(agreed, UNASKED_RISE_PER_MILLE))
            };
            match answer {
                Ok(Quote::Total(total)) if is_agreed(&total.to_pay) => {
                    self.create(context, draft, total).await;
                }
                Ok(Quote::Total(total)) => self.stage.set(Stage::Confirm {
                    total,
                    was: agreed,
                    order: Box::new(draft.order),
                }),
                Ok(Quote::Unpriced) => self.fail(Failure::Found(TextKey::OrderingNoQuote)),
                Ok(Quote::Unsure) => self.fail(Failure::Found(TextKey::OrderingTwoTotals)),
                Ok(Quote::CouponIgnored) => {
                    self.problems
                        .set(vec![Problem::new(problem::COUPON_IGNORED)]);
                    self.stage.set(Stage::Idle);
                    lead_to(SUMMARY_ID);
                }
                Ok(Quote::OfOther) => self.fail(Failure::Found(TextKey::OrderingOtherGoods)),
                Err(error) => self.refuse(error, context, &draft),
            }
        });
    }

    /// Whether this attempt is still the last one: the page wasn't left, and its form is unchanged.
    fn is_at(self, attempt: u32) -> bool {
        !self.stage.is_disposed() && self.attempt.get_untracked() == attempt
    }

    /// Makes the order, once: not while another tab makes one, and not beside an earlier one,
    /// unless the buyer says so.
    async fn create(self, context: Context, draft: Draft, total: Total) {
        let Some(lock) = OrderLock::take().await else {
            self.fail(Failure::Found(TextKey::OrderingOtherTab));
            return;
        };
        let fingerprint = draft.order.fingerprint();
        let before = store::attempt_of(&fingerprint, context.client.now());
        let earlier = if context.is_repeat {
            None
        } else {
            earlier(context.client, before.as_ref()).await
        };
        // Meanwhile the API may have asked another tab for a pause.
        if !self.is_at(context.attempt) || self.has_to_wait(context.client) {
            return;
        }
        if let Some(earlier) = earlier {
            self.stage.set(Stage::Standing {
                earlier,
                total,
                draft: Box::new(draft),
            });
            lead_to(SUMMARY_ID);
            return;
        }
        self.stage.set(Stage::Creating);
        let now = context.client.now();
        // A buyer who leaves now may never learn about the order.
        let leaving = browser::ask_before_leaving();
        store::begin_attempt(&fingerprint, now);
        context.begins();
        let answer = context.client.create_order(&draft.order).await;
        drop(leaving);
        // Counted from now and not from the time of sending, which may be a minute ago.
        let now = context.client.now();
        if let Ok(order) = &answer {
            store::keep_order(order, pay::listed_key(order), draft.bought(), now);
            store::note_used_pair(&draft.pair);
            let is_next = !self.stage.is_disposed();
            context.tell(News::Created(Box::new(order.clone()), is_next));
        }
        context.ends(answer.as_ref().ok().map(|order| &order.id));
        match answer {
            Ok(order) => {
                let rise = UNASKED_RISE_PER_MILLE;
                let agreed = draft.otherwise_agreed(&order, &total.to_pay, rise);
                store::end_attempt(&fingerprint, Some(&order.id), agreed, now);
                // Also if the page was left meanwhile: ordered items must not stay in the cart for
                // another order, and a coupon counts once.
                context.cart.take_out(&draft.from_cart);
                store::keep_filled_in(store::COUPON, "");
                drop(lock);
                if !self.stage.is_disposed() {
                    self.stage.set(Stage::Idle);
                    let navigation = context.navigation;
                    navigation.go(untrack(|| navigation.href(&Route::order(&order.id))));
                }
            }
            Err(error) if error.leaves_order_unknown() => {
                match error.pause_milliseconds() {
                    Some(wait) => store::pause_attempt(&fingerprint, now + f64::from(wait), now),
                    None => store::end_attempt(&fingerprint, None, None, now),
                }
                self.stage.set(Stage::Unknown);
                lead_to(SUMMARY_ID);
            }
            Err(error) => {
                if error.leaves_order_possible() {
                    store::end_attempt(&fingerprint, None, None, now);
                } else {
                    // It is certain that nothing was made, so trying again is no repetition.
                    store::forget_attempt(&fingerprint, before, now);
                }
                self.refuse(error, context, &draft);
            }
        }
    }

    fn refuse(self, error: ApiError, context: Context, draft: &Draft) {
        match error {
            ApiError::Problems(mut problems) => {
                for problem in &mut problems {
                    problem.items = draft.items_of(problem);
                }
                let has = |code: &str| problems.iter().any(|problem| problem.code == code);
                let whole_coin = has("SUSPENDED_COIN");
                if whole_coin || has("SUSPENDED_NETWORK") {
                    self.suspend(&draft.pair, whole_coin);
                }
                let codes = problems.iter().map(|problem| problem.code.clone());
                context.tell(News::Problems(codes.collect()));
                self.problems.set(problems);
                self.stage.set(Stage::Idle);
                lead_to(SUMMARY_ID);
            }
            other => self.fail(Failure::Answer(other)),
        }
    }

    /// Remembers that the API refuses this coin or network for now.
    fn suspend(self, pair: &Pair, whole_coin: bool) {
        self.options.update(|options| {
            if let Some(options) = options {
                for option in &mut Arc::make_mut(options).options {
                    option.is_suspended |=
                        option.pair == *pair || (whole_coin && option.pair.coin == pair.coin);
                }
            }
        });
    }

    /// This pair as the live list spells it, if it can be used now; tracked. An order names this
    /// spelling.
    pub fn usable(self, pair: &Pair) -> Option<Pair> {
        self.options.with(|options| {
            let option = options.as_ref()?.find(pair)?;
            option.is_usable().then(|| option.pair.clone())
        })
    }

    /// Whether the shop takes no coin that the supplier offers, so that nothing can be ordered.
    pub fn has_no_way_to_pay(self) -> bool {
        self.options.with(|options| {
            let options = options.as_ref();
            options.is_some_and(|options| options.options.is_empty())
        })
    }

    /// Whether the terms are accepted where they must be; if not, reports it and leads to the box.
    fn has_accepted_terms(self) -> bool {
        let missing = self.acceptance.missing();
        if let Some(id) = missing {
            self.object(problem::TERMS_MISSING, id);
        }
        missing.is_none()
    }

    /// Objects to what is filled in, and leads to it.
    pub fn object(self, code: &str, id: &str) {
        self.problems.set(vec![Problem::new(code)]);
        focus(id);
    }

    fn fail(self, failure: Failure) {
        self.failure.set(Some(failure));
        self.stage.set(Stage::Idle);
        lead_to(SUMMARY_ID);
    }
}
