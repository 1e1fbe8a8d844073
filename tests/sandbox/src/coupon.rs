//! The coupons of the sandbox, one for each way a coupon can fail.

use crate::money;
use crate::quote::Quote;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Code, and what it does: shown on the control page.
pub(crate) const COUPONS: [(&str, &str); 16] = [
    ("WELCOME5", "5 % off"),
    (
        "BIG10",
        "10 % off from 100 USD, else COUPON_BELOW_MIN_AMOUNT",
    ),
    (
        "GAMES20",
        "20 % off when everything is a game, else COUPON_NOT_VALID_FOR_CATEGORY",
    ),
    ("FREEGAME", "100 % off: nothing is left to send"),
    (
        "SILENT",
        "0 % off: it does not count, and only the missing echo says so",
    ),
    ("EXPIRED", "COUPON_EXPIRED"),
    ("SPENT", "COUPON_ALREADY_SPENT"),
    ("MAXED", "COUPON_MAX_USAGE_REACHED"),
    ("INACTIVE", "COUPON_NOT_ACTIVE"),
    ("MEMBERS", "COUPON_REQUIRES_LOGIN"),
    ("NOTYOU", "COUPON_NOT_VALID_FOR_USER"),
    ("NOTBRAND", "COUPON_NOT_VALID_FOR_BRAND"),
    ("NOTHERE", "COUPON_NOT_VALID_FOR_COUNTRY"),
    ("NOTKIND", "COUPON_NOT_VALID_FOR_KIND"),
    ("NOTSTORE", "COUPON_NOT_VALID_FOR_STORE"),
    ("anything else", "COUPON_NOT_FOUND"),
];

/// Per cent off, none for a coupon that does not count, or the problem's code.
pub(crate) fn discount(code: &str, quote: &Quote) -> Result<Option<u32>, &'static str> {
    match code.trim().to_uppercase().as_str() {
        "WELCOME5" => Ok(Some(5)),
        "FREEGAME" => Ok(Some(100)),
        "SILENT" => Ok(None),
        "BIG10" => {
            let usd = quote.usd().unwrap_or_default();
            if usd >= Decimal::ONE_HUNDRED {
                Ok(Some(10))
            } else {
                Err("COUPON_BELOW_MIN_AMOUNT")
            }
        }
        "GAMES20" => {
            let games = quote.items.iter().all(|item| item.category == "games");
            if games {
                Ok(Some(20))
            } else {
                Err("COUPON_NOT_VALID_FOR_CATEGORY")
            }
        }
        "EXPIRED" => Err("COUPON_EXPIRED"),
        "SPENT" => Err("COUPON_ALREADY_SPENT"),
        "MAXED" => Err("COUPON_MAX_USAGE_REACHED"),
        "INACTIVE" => Err("COUPON_NOT_ACTIVE"),
        "MEMBERS" => Err("COUPON_REQUIRES_LOGIN"),
        "NOTYOU" => Err("COUPON_NOT_VALID_FOR_USER"),
        "NOTBRAND" => Err("COUPON_NOT_VALID_FOR_BRAND"),
        "NOTHERE" => Err("COUPON_NOT_VALID_FOR_COUNTRY"),
        "NOTKIND" => Err("COUPON_NOT_VALID_FOR_KIND"),
        "NOTSTORE" => Err("COUPON_NOT_VALID_FOR_STORE"),
        _ => Err("COUPON_NOT_FOUND"),
    }
}

/// What an order costs and who pays which part of it, in the coin. The order and
/// the quote agree on it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parts {
    /// The goods before a discount of theirs.
    pub(crate) listed: Decimal,
    /// The goods.
    pub(crate) price: Decimal,
    /// The part that the coupon pays.
    pub(crate) coupon: Decimal,
    /// The rest to send.
    pub(crate) to_pay: Decimal,
}

impl Parts {
    /// The parts of prices in dollars, with so many per cent paid by a coupon.
    pub(crate) fn of(listed: Decimal, usd: Decimal, percent: u32, coin: &str) -> Self {
        let price = money::in_coin(usd, coin);
        let left = usd * Decimal::from(100 - percent) / Decimal::from(100);
        let to_pay = money::in_coin(left, coin);
        Self {
            listed: money::in_coin(listed, coin),
            coupon: price - to_pay,
            price,
            to_pay,
        }
    }

    /// The `summary` of a reply; see docs/api.md#amount-summary.
    pub(crate) fn summary(&self) -> Value {
        json!({
            "coin_amount_before_discount": text(self.listed),
            "coin_amount_after_discount": text(self.price),
            "coin_amount_to_pay_in_crypto": text(self.to_pay),
            "coin_amount_to_pay_via_nft": "0",
            "coin_amount_to_pay_via_coupon": text(self.coupon),
            "coin_amount_to_pay_via_loyalty_points": "0",
        })
    }
}

/// An amount as replies write it: nothing is `0`, without places.
pub(crate) fn text(amount: Decimal) -> String {
    if amount.is_zero() {
        "0".to_owned()
    } else {
        amount.to_string()
    }
}
