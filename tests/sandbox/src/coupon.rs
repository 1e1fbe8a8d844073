//! The coupons of the sandbox, one for each way a coupon can fail.

use crate::money;
use crate::quote::Quote;
use rust_decimal::Decimal;

/// Code, and what it does: shown on the control page.
pub(crate) const COUPONS: [(&str, &str); 14] = [
    ("WELCOME5", "5 % off"),
    (
        "BIG10",
        "10 % off from 100 USD, else COUPON_BELOW_MIN_AMOUNT",
    ),
    (
        "GAMES20",
        "20 % off when everything is a game, else COUPON_NOT_VALID_FOR_CATEGORY",
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

/// Per cent off, or the problem's code.
pub(crate) fn discount(code: &str, quote: &Quote) -> Result<u32, &'static str> {
    match code.trim().to_uppercase().as_str() {
        "WELCOME5" => Ok(5),
        "BIG10" => {
            let usd = quote.original_usd().unwrap_or_default();
            if usd >= Decimal::ONE_HUNDRED {
                Ok(10)
            } else {
                Err("COUPON_BELOW_MIN_AMOUNT")
            }
        }
        "GAMES20" => {
            let games = quote.items.iter().all(|item| item.category == "games");
            if games {
                Ok(20)
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

/// A price in a coin after a coupon: the order and the quote agree on it.
pub(crate) fn total(quote: &Quote, usd: Decimal) -> Decimal {
    money::in_coin(quote.discounted(usd), &quote.cart.coin)
}
