//! The amount that an order asks for: all of it, the rest after a part, or nothing if the API's
//! statements about its sums disagree.

use super::{Order, OrderState};
use crate::model::money::Amount;
use crate::text_key::TextKey;

/// The API's statements about an order's sums besides the amount to send in all; see
/// docs/api.md#amount-summary.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Sums {
    /// The price of the goods in the coin, if something else pays a part of it.
    pub price: Option<Amount>,
    /// The sources that pay that part: the key of each one's words, and its amount in the coin.
    pub covered: Vec<(TextKey, Amount)>,
    /// The amount that is still to be sent, according to the API.
    pub missing: Option<Amount>,
    /// The API's payment text for that amount. It is only compared, never shown.
    pub missing_text: Option<String>,
    /// Whether the price and the amount to send contradict each other, or one of them isn't an
    /// amount.
    pub is_contradictory: bool,
}

/// The sums of an order disagree.
pub(super) struct Disagreement;

impl Order {
    /// The amount that is still to be sent: all of it, or the rest after a part. `None` if nothing
    /// is left, or if it can't be known: there is no amount, a part of unknown size has arrived, or
    /// the sums disagree.
    pub fn amount_left(&self) -> Option<Amount> {
        self.rest().ok().flatten()
    }

    /// Whether the API's statements about the sums disagree beyond rounding, so that the amount to
    /// send is unknown (docs/payments.md#sums-that-disagree).
    pub fn sums_disagree(&self) -> bool {
        self.rest().is_err()
    }

    /// Whether a part of the money has come, so that the payment text of the whole order is
    /// outdated.
    pub fn has_part(&self) -> bool {
        self.state == OrderState::PartialPaymentStarted
            || self.sent.as_ref().is_some_and(|sent| !sent.is_zero())
    }

    /// Whether the API itself says that money is missing, beyond rounding.
    pub(super) fn is_told_short(&self) -> bool {
        let sums = self.amount.as_ref().zip(self.sums.missing.as_ref());
        self.awaits_money()
            && sums.is_some_and(|(amount, missing)| {
                let rest = amount.minus(missing);
                rest.is_none_or(|rest| !rest.is_about(amount))
            })
    }

    /// The amount that is still to be sent, or an error if it can't be known.
    pub(super) fn rest(&self) -> Result<Option<Amount>, Disagreement> {
        if self.sums.is_contradictory {
            return Err(Disagreement);
        }
        let Some(amount) = &self.amount else {
            return Ok(None);
        };
        let missing = self.sums.missing.as_ref();
        if !self.has_part() {
            // "0" before any money has come means that no rest has been counted yet.
            return match missing.filter(|missing| !missing.is_zero()) {
                Some(missing) if !missing.is_about(amount) => Err(Disagreement),
                _ => Ok(Some(amount.clone())),
            };
        }
        let sent = self.sent.as_ref().filter(|sent| !sent.is_zero());
        let counted = match sent {
            Some(sent) => match amount.minus(sent) {
                Some(rest) => Some(rest),
                None if self.is_told_short() => return Err(Disagreement),
                // All of it has come.
                None => return Ok(None),
            },
            None => None,
        };
        match (missing, counted) {
            (None, counted) => Ok(counted),
            (Some(missing), None) if missing > amount => Err(Disagreement),
            (Some(missing), None) => Ok(Some(missing.clone()).filter(|missing| !missing.is_zero())),
            (Some(missing), Some(counted)) if !missing.is_about(&counted) => Err(Disagreement),
            // If the API subtracted floats, its result has digits that no wallet accepts.
            (Some(missing), Some(counted)) if missing.places() > most_places(amount, sent) => {
                Ok(Some(counted))
            }
            (Some(missing), Some(_)) => Ok(Some(missing.clone())),
        }
    }
}

fn most_places(amount: &Amount, sent: Option<&Amount>) -> u32 {
    amount.places().max(sent.map_or(0, Amount::places))
}

#[cfg(test)]
mod tests {
    use super::{Order, Sums};
    use crate::model::money::Amount;

    fn order(state: &str, sent: Option<&str>, missing: Option<&str>) -> Order {
        Order {
            sent: sent.and_then(Amount::parse),
            sums: Sums {
                missing: missing.and_then(Amount::parse),
                ..Sums::default()
            },
            ..crate::model::order::tests::order(state, None)
        }
    }

    #[test]
    fn the_rest_is_what_the_api_says_is_missing() {
        let (waiting, partial) = ("WaitingForPayment", "PartialPaymentStarted");
        for (state, sent, missing, left) in [
            (partial, Some("30"), Some("20.66"), Ok(Some("20.66"))),
            (partial, Some("30"), Some("20.660"), Ok(Some("20.66"))),
            (partial, None, Some("20.66"), Ok(Some("20.66"))),
            (partial, Some("0"), Some("20.66"), Ok(Some("20.66"))),
            (partial, Some("30"), None, Ok(Some("20.66"))),
            (partial, None, None, Ok(None)),
            (partial, None, Some("0"), Ok(None)),
            // The API subtracted floats: the digits at the end are a rounding error.
            (
                partial,
                Some("30"),
                Some("20.659999999999997"),
                Ok(Some("20.66")),
            ),
            (partial, Some("30"), Some("20.6600001"), Ok(Some("20.66"))),
            (waiting, Some("30"), Some("20.66"), Ok(Some("20.66"))),
            (partial, Some("30"), Some("30.66"), Err(())),
            (partial, Some("30"), Some("0"), Err(())),
            (partial, None, Some("50.67"), Err(())),
            (waiting, Some("30"), Some("50.66"), Err(())),
            // Before any money has come.
            (waiting, Some("0"), Some("0"), Ok(Some("50.66"))),
            (waiting, None, Some("50.66"), Ok(Some("50.66"))),
            (waiting, Some("0"), Some("20.66"), Err(())),
            // All of it has come.
            (partial, Some("50.66"), None, Ok(None)),
            (partial, Some("50.66"), Some("0"), Ok(None)),
            (partial, Some("50.66"), Some("0.00000000000071"), Ok(None)),
            ("PaymentStarted", Some("50.66"), Some("20.66"), Ok(None)),
            // All of it has come, but the API says that some of it is missing.
            (partial, Some("50.66"), Some("20.66"), Err(())),
            (partial, Some("60"), Some("50.66"), Err(())),
            (waiting, Some("50.66"), Some("20.66"), Err(())),
        ] {
            let order = order(state, sent, missing);
            let found = order.amount_left();
            let found = found.as_ref().map(Amount::as_str);
            let what = format!("{state}, {sent:?} came, {missing:?} is missing");
            assert_eq!(order.sums_disagree(), left.is_err(), "{what}");
            assert_eq!(found, left.unwrap_or_default(), "{what}");
        }
    }

    #[test]
    fn a_contradiction_asks_for_nothing_and_is_told() {
        let mut order = order("WaitingForPayment", None, None);
        order.sums.is_contradictory = true;
        assert_eq!(order.amount_left(), None);
        assert!(order.sums_disagree() && order.asks_for_payment());
        order.is_paid = true;
        assert!(!order.asks_for_payment(), "paid all the same");
    }

    #[test]
    fn a_contradiction_matters_only_until_the_money_is_seen() {
        for (state, asks) in [
            ("Created", true),
            ("WaitingForPayment", true),
            ("PaymentReceived", false),
            ("Done", false),
            ("Expired", false),
        ] {
            let mut order = order(state, None, None);
            order.sums.is_contradictory = true;
            assert_eq!(order.asks_for_payment(), asks, "{state}");
        }
    }
}
