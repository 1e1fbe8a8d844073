//! Orders: one order's life as a plain value, without tasks or clocks.
//!
//! An order carries a plan, the steps still ahead of it. Money, a button on the
//! control page or the scenario chosen by the buyer's address changes the plan;
//! `advance` takes the next step. The desk decides when.

pub(crate) mod desk;
mod goods;
pub(crate) mod scenario;
mod snapshot;

use crate::catalogue::Object;
use crate::coupon::Parts;
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
    /// Done, with the last part in another state.
    DoneWith(&'static str),
    /// Done, and every part failed.
    NothingDelivered,
    /// The money came, and the order failed all the same.
    FailedAfterPayment,
}

/// One part of an order, with a state of its own.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its `delivery_state`.
    pub(crate) state: String,
    /// Further fields of its deliverable, set on the control page.
    pub(crate) says: Object,
}

/// The changes of a control request to the replies about an order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overlay {
    /// Fields, or places in JSON Pointer's form, with their new values.
    pub(crate) set: Object,
    /// Fields that are left out.
    pub(crate) drop: Vec<String>,
}

/// An order.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) id: String,
    pub(crate) number: u64,
    pub(crate) scenario: Scenario,
    /// Why its parts fail, when the buyer's address says so.
    pub(crate) reason: Option<String>,
    pub(crate) state: String,
    pub(crate) payment_state: &'static str,
    pub(crate) created: u64,
    pub(crate) updated: u64,
    /// The price, and who pays which part of it.
    pub(crate) parts: Parts,
    /// The price in dollars.
    pub(crate) usd: Decimal,
    /// The money that has come so far.
    pub(crate) sent: Decimal,
    /// The hashes of the transactions that brought it.
    pub(crate) transactions: Vec<String>,
    pub(crate) coin: String,
    pub(crate) network: String,
    pub(crate) address: Option<payment::Request>,
    pub(crate) items: Vec<Item>,
    pub(crate) deliveries: Vec<Part>,
    pub(crate) email: String,
    /// The address that ordered.
    pub(crate) caller: String,
    pub(crate) refund_address: Option<String>,
    pub(crate) refund_reason: Option<&'static str>,
    pub(crate) plan: VecDeque<Step>,
    pub(crate) overlay: Overlay,
    seed: u64,
}

/// The documented states, in the order of a calm life.
pub(crate) const STATES: [&str; 16] = [
    "Created",
    "WaitingForPayment",
    "PartialPaymentStarted",
    "PaymentStarted",
    "PaymentReceived",
    "WaitingForDelivery",
    "WaitingForRebuy",
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

/// The states of one part of an order, those whose names are guessed too.
pub(crate) const PART_STATES: [&str; 10] = [
    "WaitingForPayment",
    "WaitingForDelivery",
    "WaitingForRebuy",
    "WaitingForManualAction",
    "Succeeded",
    "Done",
    "Completed",
    "Refunded",
    "Failed",
    "DeliveryFailed",
];

/// The steps from full payment to the goods.
const PAID: [Step; 4] = [
    Step::Enter("PaymentStarted"),
    Step::Enter("PaymentReceived"),
    Step::Enter("WaitingForDelivery"),
    Step::Enter("Done"),
];

impl Order {
    /// The order a judged cart becomes; none when something in it has no price.
    pub(crate) fn new(
        id: String,
        number: u64,
        quote: &Quote,
        caller: String,
        now: u64,
        seed: u64,
    ) -> Option<Self> {
        let local_part = quote.cart.local_part();
        let scenario = Scenario::of(&local_part);
        let part = Part {
            state: "WaitingForPayment".to_owned(),
            says: Object::new(),
        };
        let mut order = Self {
            id,
            number,
            scenario,
            reason: local_part.strip_prefix(scenario::REASON).map(str::to_owned),
            state: "Created".to_owned(),
            payment_state: "WalletCreated",
            created: now,
            updated: now,
            parts: quote.parts()?,
            usd: quote.usd()?,
            sent: Decimal::ZERO,
            transactions: Vec::new(),
            coin: quote.cart.coin.clone(),
            network: quote.network.clone(),
            address: None,
            items: quote.items.clone(),
            deliveries: vec![part; quote.items.len()],
            email: quote.cart.email.clone(),
            caller,
            refund_address: quote.cart.refund_address.clone(),
            refund_reason: None,
            plan: scenario.plan().into(),
            overlay: Overlay::default(),
            seed,
        };
        if order.is_free() {
            let is_about_money =
                |step: &Step| matches!(step, Step::Enter("PaymentStarted" | "PaymentReceived"));
            let steps = scenario.after_payment().into_iter();
            let steps = steps.filter(|step| !is_about_money(step));
            order.plan = std::iter::once(Step::Pause).chain(steps).collect();
        } else if !matches!(scenario, Scenario::Created | Scenario::SetupFailed) {
            order.enter("WaitingForPayment");
        }
        Some(order)
    }

    /// Whether a coupon covers all of it, so that nothing is to be sent.
    pub(crate) fn is_free(&self) -> bool {
        self.parts.to_pay.is_zero()
    }

    /// Whether it waits for the first money: a newer order of the same buyer
    /// ends it.
    pub(crate) fn is_unpaid(&self) -> bool {
        matches!(self.state.as_str(), "Created" | "WaitingForPayment") && !self.is_free()
    }

    /// Whether nothing was ever paid for it, over or not.
    pub(crate) fn was_never_paid(&self) -> bool {
        self.sent.is_zero() && !self.is_free()
    }

    /// Whether it changes by itself when time passes.
    pub(crate) fn moves_by_itself(&self) -> bool {
        !self.plan.is_empty()
    }

    /// Whether nothing will happen any more: the stream says `stop`. Done is an
    /// end once every part is at its own.
    pub(crate) fn is_over(&self) -> bool {
        self.plan.is_empty()
            && !self.has_open_part()
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

    /// Whether the order is done while one of its parts is not.
    fn has_open_part(&self) -> bool {
        let is_open = |part: &Part| {
            matches!(
                part.state.as_str(),
                "WaitingForDelivery" | "WaitingForRebuy" | "WaitingForManualAction"
            )
        };
        matches!(self.state.as_str(), "Done" | "Completed") && self.deliveries.iter().any(is_open)
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

    /// The rest to be paid.
    pub(crate) fn due(&self) -> Decimal {
        (self.parts.to_pay - self.sent).max(Decimal::ZERO)
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
        self.see_money();
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
        if sent >= self.parts.to_pay {
            self.sent = sent;
            self.pay(now);
            return;
        }
        self.plan.clear();
        self.see_money();
        self.enter("PartialPaymentStarted");
        self.sent = sent;
        self.sent.rescale(self.parts.to_pay.scale());
        self.touch(now);
    }

    /// Puts the order into a state by name, known or not, and forgets the plan.
    pub(crate) fn force(&mut self, state: &str, now: u64) {
        self.plan.clear();
        self.enter(state);
        self.touch(now);
    }

    /// The money has come, and the order fails all the same.
    pub(crate) fn fail_paid(&mut self, now: u64) {
        self.plan.clear();
        self.take(&Step::FailedAfterPayment);
        self.touch(now);
    }

    /// Puts one part into a state; false when there is no such part.
    pub(crate) fn force_part(&mut self, place: usize, state: &str, says: Object, now: u64) -> bool {
        let Some(part) = self.deliveries.get_mut(place) else {
            return false;
        };
        part.state = state.to_owned();
        part.says = says;
        self.touch(now);
        true
    }

    /// Changes what replies about the order say.
    pub(crate) fn overlay(&mut self, overlay: Overlay, now: u64) {
        self.overlay = overlay;
        self.touch(now);
    }

    /// Another transaction was seen.
    fn see_money(&mut self) {
        let name = format!("{} {}", self.id, self.transactions.len());
        let hash = payment::transaction(&self.network, self.seed, &name);
        self.transactions.push(hash);
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
            "Done" | "Completed" if self.has_open_part() => Step::Enter("Done"),
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
                self.see_money();
                self.sent = money::share(self.parts.to_pay, *percent, &self.coin);
                self.enter(if *percent < 100 {
                    "PartialPaymentStarted"
                } else {
                    "PaymentStarted"
                });
            }
            Step::LateMoney => {
                self.enter("Expired");
                if self.transactions.is_empty() {
                    self.see_money();
                }
                self.sent = self.sent.max(self.parts.to_pay);
                self.payment_state = "ExpiredAfterPaymentDetection";
            }
            Step::DoneWith(state) => {
                self.enter("Done");
                if let Some(last) = self.deliveries.last_mut() {
                    last.state = (*state).to_owned();
                }
                if *state == "Refunded" {
                    self.refund_reason = Some("One or more products could not be delivered.");
                }
            }
            Step::NothingDelivered => {
                self.enter("Done");
                for part in &mut self.deliveries {
                    part.state = "Failed".to_owned();
                }
            }
            Step::FailedAfterPayment => {
                self.enter("PaymentReceived");
                self.state = "PaymentFailed".to_owned();
            }
        }
    }

    /// Everything a state implies for the rest of the order.
    fn enter(&mut self, state: &str) {
        self.state = state.to_owned();
        let unpaid = "WaitingForPayment";
        let (payment, part) = match state {
            "Created" => ("WalletCreated", unpaid),
            "WaitingForPayment" => ("PaymentRequested", unpaid),
            "PartialPaymentStarted" | "PaymentStarted" => ("PaymentStarted", unpaid),
            "PaymentReceived" => ("PaymentReceived", unpaid),
            "WaitingForDelivery" | "WaitingForRebuy" | "WaitingForManualAction" => {
                ("PaymentReceived", state)
            }
            "Done" => (
                "PaymentReceived",
                if self.network == "Lightning" {
                    "Done"
                } else {
                    "Succeeded"
                },
            ),
            "Completed" => ("PaymentReceived", "Completed"),
            "Expired" => ("Expired", unpaid),
            "Canceled" | "Cancelled" => ("PaymentCanceled", unpaid),
            "PaymentFailed" | "PaymentSetupFailed" => ("PaymentFailed", unpaid),
            "Refunded" => ("Refunded", unpaid),
            _ => ("PaymentReceived", "Queued"),
        };
        self.payment_state = payment;
        for delivery in &mut self.deliveries {
            delivery.state = part.to_owned();
            delivery.says.clear();
        }
        self.refund_reason = None;
        match state {
            "Created" | "PaymentSetupFailed" => {
                self.address = None;
                self.sent = Decimal::ZERO;
            }
            "WaitingForPayment" | "Canceled" | "Cancelled" | "PaymentFailed" => {
                self.sent = Decimal::ZERO
            }
            "PartialPaymentStarted" if self.sent.is_zero() => {
                self.sent = money::share(self.parts.to_pay, 60, &self.coin);
            }
            "PartialPaymentStarted" | "Expired" => {}
            // Every other state means that all the money is here, or more.
            _ => self.sent = self.sent.max(self.parts.to_pay),
        }
        if self.sent.is_zero() {
            self.transactions.clear();
        } else if self.transactions.is_empty() {
            self.see_money();
        }
        let is_payable = !matches!(state, "Created" | "PaymentSetupFailed") && !self.is_free();
        if is_payable && self.address.is_none() && self.scenario.has_an_address() {
            let amount = self.parts.to_pay;
            let mut request = payment::request(&self.coin, &self.network, amount, self.created);
            if let Some(account) = self.scenario.token_account(&self.network) {
                request.address = account.to_owned();
                request.qr_text = match self.scenario {
                    Scenario::TokenAccountOnCurve => account.to_owned(),
                    _ => payment::qr_text(&self.coin, &self.network, account, amount),
                };
            }
            self.address = Some(request);
        }
        if state == "WaitingForManualAction"
            && let [first, _, ..] = &mut self.deliveries[..]
        {
            first.state = "Succeeded".to_owned();
        }
        if state == "Refunded" {
            self.refund_reason = Some("OUT_OF_STOCK");
        }
    }
}

#[cfg(test)]
mod tests;
