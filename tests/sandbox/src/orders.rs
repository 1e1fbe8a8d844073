//! Orders: one order's life as a plain value, without tasks or clocks.
//!
//! An order carries a plan, the steps still ahead of it. Money, a button on the
//! control page or the scenario chosen by the buyer's address changes the plan;
//! `advance` takes the next step. The desk decides when.

pub(crate) mod desk;
mod goods;
pub(crate) mod scenario;
mod snapshot;

use crate::money;
use crate::payment;
use crate::quote::{Item, Quote};
use rust_decimal::Decimal;
use std::collections::VecDeque;

pub(crate) use scenario::Scenario;

/// One step of a plan.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    /// Into a state, with what that state implies.
    Enter(&'static str),
    /// Let one period pass.
    Pause,
    /// Some per cent of the money has come.
    Money(u32),
    /// The money was seen after the window had closed.
    LateMoney,
    /// Done, with the last item failed.
    DoneWithFailure,
}

/// An order.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) id: String,
    pub(crate) number: u64,
    pub(crate) scenario: Scenario,
    pub(crate) state: String,
    pub(crate) payment_state: &'static str,
    pub(crate) created: u64,
    pub(crate) updated: u64,
    pub(crate) total: Decimal,
    pub(crate) original: Decimal,
    pub(crate) usd: Decimal,
    pub(crate) sent: Decimal,
    pub(crate) coin: String,
    pub(crate) network: String,
    pub(crate) address: Option<payment::Request>,
    pub(crate) items: Vec<Item>,
    pub(crate) item_states: Vec<&'static str>,
    pub(crate) email: String,
    pub(crate) refund_address: Option<String>,
    pub(crate) refund_reason: Option<&'static str>,
    pub(crate) plan: VecDeque<Step>,
    pub(crate) discount: u32,
    seed: u64,
}

/// The documented states, in the order of a calm life.
pub(crate) const STATES: [&str; 15] = [
    "Created",
    "WaitingForPayment",
    "PartialPaymentStarted",
    "PaymentStarted",
    "PaymentReceived",
    "WaitingForDelivery",
    "WaitingForManualAction",
    "Done",
    "Completed",
    "Expired",
    "PaymentFailed",
    "PaymentSetupFailed",
    "Refunded",
    "Canceled",
    "Cancelled",
];

/// The steps from full payment to the goods.
const PAID: [Step; 4] = [
    Step::Enter("PaymentStarted"),
    Step::Enter("PaymentReceived"),
    Step::Enter("WaitingForDelivery"),
    Step::Enter("Done"),
];

impl Order {
    /// The order a judged cart becomes. `usd` is its price before a coupon.
    pub(crate) fn new(
        id: String,
        number: u64,
        quote: &Quote,
        usd: Decimal,
        now: u64,
        seed: u64,
    ) -> Self {
        let scenario = Scenario::of(&quote.cart.local_part());
        let total = crate::coupon::total(quote, usd);
        let mut order = Self {
            id,
            number,
            scenario,
            state: "Created".to_owned(),
            payment_state: "WalletCreated",
            created: now,
            updated: now,
            total,
            original: money::in_coin(usd, &quote.cart.coin),
            usd: quote.discounted(usd),
            sent: Decimal::ZERO,
            coin: quote.cart.coin.clone(),
            network: quote.network.clone(),
            address: None,
            items: quote.items.clone(),
            item_states: vec!["WaitingForPayment"; quote.items.len()],
            email: quote.cart.email.clone(),
            refund_address: quote.cart.refund_address.clone(),
            refund_reason: None,
            plan: scenario.plan().into(),
            discount: quote.discount,
            seed,
        };
        if !matches!(scenario, Scenario::Created | Scenario::SetupFailed) {
            order.enter("WaitingForPayment");
        }
        order
    }

    /// Whether it changes by itself when time passes.
    pub(crate) fn moves_by_itself(&self) -> bool {
        !self.plan.is_empty()
    }

    /// Whether nothing will happen any more: the stream says `stop`.
    pub(crate) fn is_over(&self) -> bool {
        self.plan.is_empty()
            && matches!(
                self.state.as_str(),
                "Done"
                    | "Completed"
                    | "Expired"
                    | "PaymentFailed"
                    | "PaymentSetupFailed"
                    | "Refunded"
                    | "Canceled"
                    | "Cancelled"
            )
    }

    /// Takes the next step of the plan; without a plan, the step that comes
    /// next in a calm life.
    pub(crate) fn advance(&mut self, now: u64) {
        let step = self.plan.pop_front().or_else(|| self.natural_step());
        if let Some(step) = step {
            self.take(&step);
            self.touch(now);
        }
    }

    /// Whether money that arrives now changes anything.
    pub(crate) fn takes_money(&self) -> bool {
        matches!(
            self.state.as_str(),
            "Created" | "WaitingForPayment" | "PartialPaymentStarted" | "Expired"
        ) && !self.due().is_zero()
    }

    /// What is still to be paid.
    pub(crate) fn due(&self) -> Decimal {
        (self.total - self.sent).max(Decimal::ZERO)
    }

    /// The whole amount, or what is missing, has been sent.
    pub(crate) fn pay(&mut self, now: u64) {
        self.plan = match self.state.as_str() {
            "Expired" => VecDeque::from([Step::LateMoney, Step::Enter("Done")]),
            _ => self.scenario.after_payment().into(),
        };
        if self.address.is_none() {
            let sent = self.sent;
            self.enter("WaitingForPayment");
            self.sent = sent;
        }
        self.advance(now);
    }

    /// A tenth more than what is due has been sent.
    pub(crate) fn pay_too_much(&mut self, now: u64) {
        self.pay_part(money::share(self.due(), 110, &self.coin), now);
    }

    /// The whole amount has been sent after the window had closed.
    pub(crate) fn pay_late(&mut self, now: u64) {
        self.force("Expired", now);
        self.pay(now);
    }

    /// Part of the amount has been sent; enough of it counts as payment.
    pub(crate) fn pay_part(&mut self, amount: Decimal, now: u64) {
        let sent = self.sent + amount;
        if sent >= self.total {
            self.sent = sent;
            self.pay(now);
            return;
        }
        self.plan.clear();
        self.enter("PartialPaymentStarted");
        self.sent = sent;
        self.sent.rescale(self.total.scale());
        self.touch(now);
    }

    /// Puts the order into a state by name, known or not, and forgets the plan.
    pub(crate) fn force(&mut self, state: &str, now: u64) {
        self.plan.clear();
        self.enter(state);
        self.touch(now);
    }

    fn touch(&mut self, now: u64) {
        // Later than before even when steps are faster than a second: clients
        // compare this to tell new from old.
        self.updated = now.max(self.updated + 1);
    }

    fn natural_step(&self) -> Option<Step> {
        Some(match self.state.as_str() {
            "Created" => Step::Enter("WaitingForPayment"),
            "WaitingForPayment" | "PartialPaymentStarted" => Step::Enter("PaymentStarted"),
            "PaymentStarted" => Step::Enter("PaymentReceived"),
            "PaymentReceived" => Step::Enter("WaitingForDelivery"),
            "Expired" if self.sent.is_zero() => Step::LateMoney,
            "PaymentFailed" if self.sent.is_zero() => return None,
            "PaymentFailed" => Step::Enter("Refunded"),
            "Done" | "Completed" | "PaymentSetupFailed" | "Refunded" | "Canceled" | "Cancelled" => {
                return None;
            }
            _ => Step::Enter("Done"),
        })
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Enter(state) => self.enter(state),
            Step::Pause => {}
            Step::Money(percent) => {
                self.sent = money::share(self.total, *percent, &self.coin);
                self.enter(if *percent < 100 {
                    "PartialPaymentStarted"
                } else {
                    "PaymentStarted"
                });
            }
            Step::LateMoney => {
                self.enter("Expired");
                self.sent = self.sent.max(self.total);
                self.payment_state = "ExpiredAfterPaymentDetection";
            }
            Step::DoneWithFailure => {
                self.enter("Done");
                if let Some(last) = self.item_states.last_mut() {
                    *last = "Failed";
                }
            }
        }
    }

    /// Everything a state implies for the rest of the order.
    fn enter(&mut self, state: &str) {
        self.state = state.to_owned();
        let unpaid = "WaitingForPayment";
        let (payment, items) = match state {
            "Created" => ("WalletCreated", unpaid),
            "WaitingForPayment" | "PartialPaymentStarted" | "PaymentStarted" => {
                ("PaymentRequested", unpaid)
            }
            "PaymentReceived" => ("PaymentReceived", unpaid),
            "WaitingForDelivery" => ("PaymentReceived", "WaitingForDelivery"),
            "WaitingForManualAction" => ("PaymentReceived", unpaid),
            "Done" => (
                "PaymentCompleted",
                if self.network == "Lightning" {
                    "Done"
                } else {
                    "Succeeded"
                },
            ),
            "Completed" => ("PaymentCompleted", "Completed"),
            "Expired" | "Canceled" | "Cancelled" => ("Expired", unpaid),
            "PaymentFailed" | "PaymentSetupFailed" => ("PaymentFailed", unpaid),
            "Refunded" => ("Refunded", unpaid),
            _ => ("PaymentReceived", "Queued"),
        };
        self.payment_state = payment;
        self.item_states = vec![items; self.items.len()];
        match state {
            "Created" | "PaymentSetupFailed" => {
                self.address = None;
                self.sent = Decimal::ZERO;
            }
            "WaitingForPayment" | "Canceled" | "Cancelled" | "PaymentFailed" => {
                self.sent = Decimal::ZERO
            }
            "PartialPaymentStarted" if self.sent.is_zero() => {
                self.sent = money::share(self.total, 60, &self.coin);
            }
            "PartialPaymentStarted" | "Expired" => {}
            // Every other state means that all the money is here, or more.
            _ => self.sent = self.sent.max(self.total),
        }
        if !matches!(state, "Created" | "PaymentSetupFailed") && self.address.is_none() {
            let request = payment::request(&self.coin, &self.network, self.total, self.created);
            self.address = Some(request);
        }
        if state == "WaitingForManualAction" && self.items.len() > 1 {
            self.item_states[0] = "Succeeded";
        }
        if state == "Refunded" {
            self.refund_reason = Some("OUT_OF_STOCK");
        }
    }
}

#[cfg(test)]
mod tests;
