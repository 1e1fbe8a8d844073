//! From the filled-in form to an order, without ever making two or losing one.

use std::sync::Arc;

use leptos::prelude::*;

use super::choice::Choice;
use super::recipient::Recipient;
use crate::api::ApiError;
use crate::api::client::Client;
use crate::api::orders::OrderRequest;
use crate::components::failure::explanation;
use crate::i18n::I18n;
use crate::markup::focus;
use crate::model::money::Amount;
use crate::model::payment::{Pair, PaymentOptions};
use crate::model::problem::{self, Problem};
use crate::navigation::Navigation;
use crate::reactive::{State, spawn};
use crate::route::Route;
use crate::store;

/// Where the attempt is.
#[derive(Clone, PartialEq)]
pub(super) enum Stage {
    /// Nothing is under way.
    Idle,
    /// Validation is under way; nothing has been made.
    Checking,
    /// The total is above what was shown; the buyer decides.
    Confirm {
        /// The new total in the coin.
        total: Amount,
        /// What it is the total of; anything else isn't agreed to.
        order: Box<OrderRequest>,
    },
    /// The order is being made.
    Creating,
    /// Nobody knows whether an order was made. The program never tries again
    /// by itself (contract section 8.3).
    Unknown,
}

/// The attempt to order. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Ordering {
    pub(super) stage: State<Stage>,
    /// What the API objects to.
    pub(super) problems: State<Vec<Problem>>,
    /// Why the attempt failed before anything was made.
    pub(super) failure: State<Option<String>>,
    /// The live ways to pay, once they are known.
    pub(super) options: State<Option<Arc<PaymentOptions>>>,
    /// Counts attempts and changes, so that an answer about what the form said
    /// before decides nothing.
    attempt: State<u32>,
}

impl Ordering {
    /// Nothing has been tried.
    pub(super) fn new() -> Self {
        Self {
            stage: State::new(Stage::Idle),
            problems: State::new(Vec::new()),
            failure: State::new(None),
            options: State::new(None),
            attempt: State::new(0),
        }
    }

    /// Whether an answer is awaited, tracked.
    pub(super) fn is_busy(self) -> bool {
        matches!(self.stage.get(), Stage::Checking | Stage::Creating)
    }

    /// Something was changed: earlier objections no longer hold, and a check
    /// that is under way is about something else. Only an order that is being
    /// made can't be called back.
    pub(super) fn start_over(self) {
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

    /// Orders, if everything is filled in; else points at what isn't. A
    /// second click while one is under way does nothing.
    pub(super) fn submit(self, choice: Choice, recipient: Recipient) {
        let stage = self.stage.get_untracked();
        if matches!(stage, Stage::Checking | Stage::Creating) {
            return;
        }
        let Some((order, pair)) = untrack(|| self.order_request(choice, recipient)) else {
            return;
        };
        let agreed = match stage {
            Stage::Confirm {
                total,
                order: asked,
            } if *asked == order => Some(total),
            _ => untrack(|| choice.price()),
        };
        self.start_over();
        self.stage.set(Stage::Checking);
        let attempt = self.attempt.get_untracked();
        let client: Client = expect_context();
        let (i18n, navigation) = (I18n::here(), Navigation::here());
        // Not tied to the page: an order that was made while the buyer has
        // gone elsewhere must still end up in the history.
        spawn(async move {
            let answer = client.validate(&order).await;
            // The page was left, or its form says something else now.
            if !self.stage.is_alive() || self.attempt.get_untracked() != attempt {
                return;
            }
            match answer {
                Ok(Some(total)) if agreed.as_ref().is_some_and(|agreed| total <= *agreed) => {
                    self.create(client, order, &pair, i18n, navigation).await;
                }
                Ok(Some(total)) => self.stage.set(Stage::Confirm {
                    total,
                    order: Box::new(order),
                }),
                Ok(None) => self.fail(i18n.text("ordering.no_quote")),
                Err(error) => self.refuse(error, i18n, &pair),
            }
        });
    }

    async fn create(
        self,
        client: Client,
        order: OrderRequest,
        pair: &Pair,
        i18n: I18n,
        navigation: Navigation,
    ) {
        self.stage.set(Stage::Creating);
        match client.create_order(&order).await {
            Ok(order) => {
                store::note_order(&order, client.now());
                if self.stage.is_alive() {
                    self.stage.set(Stage::Idle);
                    navigation.go(untrack(|| navigation.href(&Route::order(&order.id))));
                }
            }
            Err(error) if error.leaves_order_unknown() => {
                self.stage.set(Stage::Unknown);
            }
            Err(error) => self.refuse(error, i18n, pair),
        }
    }

    /// What is to be sent; `None` points at the first field that isn't right.
    fn order_request(self, choice: Choice, recipient: Recipient) -> Option<(OrderRequest, Pair)> {
        let navigation = Navigation::here();
        let pair = navigation.pair();
        recipient.is_judged.set(true);
        let missing = |id: &str| {
            focus(id);
            None
        };
        let delivery = choice.delivery();
        if !choice
            .product()
            .is_some_and(|product| product.is_orderable())
        {
            self.problems
                .set(vec![Problem::new(problem::CHOICE_MISSING)]);
            return missing("choice");
        }
        if choice.amount().is_some_and(|amount| amount.is_err()) {
            self.problems
                .set(vec![Problem::new(problem::AMOUNT_MISSING)]);
            return missing("amount");
        }
        let is_usable = self.options.with(|options| {
            options.as_ref().is_some_and(|options| {
                options
                    .find(&pair)
                    .is_some_and(|option| !option.is_suspended)
            })
        });
        if !is_usable {
            self.problems.set(vec![Problem::new(problem::PAIR_MISSING)]);
            return missing("payment");
        }
        let Some(beneficiary) = recipient.beneficiary(delivery) else {
            return missing(if delivery == crate::model::product::DeliveryType::Phone {
                "beneficiary"
            } else {
                "email"
            });
        };
        let Some(email) = recipient.email() else {
            return missing("email");
        };
        let item = choice.item(beneficiary)?;
        let config = navigation.config();
        let order = OrderRequest::new(
            &email,
            &pair,
            vec![item],
            &navigation.language(),
            config.utm_source.as_deref(),
        );
        Some((order, pair))
    }

    fn refuse(self, error: ApiError, i18n: I18n, pair: &Pair) {
        match error {
            ApiError::Problems(problems) => {
                let is_suspended = |problem: &Problem| {
                    matches!(
                        problem.code.as_str(),
                        "SUSPENDED_COIN" | "SUSPENDED_NETWORK"
                    )
                };
                if problems.iter().any(is_suspended) {
                    self.suspend(
                        pair,
                        problems
                            .iter()
                            .any(|problem| problem.code == "SUSPENDED_COIN"),
                    );
                }
                self.problems.set(problems);
                self.stage.set(Stage::Idle);
            }
            other => self.fail(explanation(i18n, &other)),
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

    fn fail(self, words: String) {
        self.failure.set(Some(words));
        self.stage.set(Stage::Idle);
    }
}
