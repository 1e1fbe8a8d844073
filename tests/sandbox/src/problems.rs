//! Problems that a buyer's address asks for: every code there is, by name.

use crate::cart::{Cart, Refusal};
use crate::{fixtures, payment};
use serde_json::{Value, json};

/// Each documented or seen code, and when the real API sends it: shown on the
/// control page, one address a code.
pub(crate) const CODES: [(&str, &str); 35] = [
    (
        "AMOUNT_LESS_THEN_MINIMUM_ALLOWED",
        "below the network's threshold",
    ),
    ("MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED", "above 5000 USD here"),
    ("PRODUCT_COUNT_EXCEEDED", "more than ten items"),
    (
        "MULTIPLE_LIMITED_PRODUCT_SAME_ORDER",
        "two of a product sold once an order",
    ),
    (
        "DAILY_SPENDING_LIMIT_EXCEEDED",
        "the buyer's limit of a day",
    ),
    (
        "MONTHLY_SPENDING_LIMIT_EXCEEDED",
        "the buyer's limit of a month",
    ),
    (
        "NOT_AVAILABLE_PRODUCT",
        "no such product, or a wrong label of a plan",
    ),
    ("PRODUCT_NOT_AVAILABLE", "an alias of NOT_AVAILABLE_PRODUCT"),
    ("OUT_OF_STOCK", "the brand has nothing left"),
    ("NOT_ACTIVE", "the product is not on sale"),
    ("INVALID_BENEFICIARY_ACCOUNT", "a wrong email or phone"),
    ("INVALID_EMAIL_DOMAIN", "the buyer's mail domain is refused"),
    ("NOT_ALLOWED_PAYMENT_VIA", "with the kinds that are allowed"),
    (
        "UNSUPPORTED_PROTOCOL_COIN_COMBINATION",
        "with the pairs that are allowed",
    ),
    ("SUSPENDED_COIN", "400 with the code at the top, no list"),
    ("SUSPENDED_NETWORK", "400 with the code at the top, no list"),
    ("FULLNAME_MISSING", "stablecoins on Tron"),
    ("LOGIN_REQUIRED", "not sold to guests"),
    ("KYC_MISSING", "needs an identity check"),
    ("KYC_PENDING", "the identity check is under way"),
    ("VERIFICATION_REQUIRED", "needs an identity check"),
    ("COUPON_REQUIRES_LOGIN", "the coupon MEMBERS"),
    ("COUPON_NOT_FOUND", "a coupon nobody knows"),
    ("COUPON_NOT_ACTIVE", "the coupon INACTIVE"),
    ("COUPON_ALREADY_SPENT", "the coupon SPENT"),
    ("COUPON_MAX_USAGE_REACHED", "the coupon MAXED"),
    ("COUPON_EXPIRED", "the coupon EXPIRED"),
    ("COUPON_BELOW_MIN_AMOUNT", "the coupon BIG10 below 100 USD"),
    ("COUPON_NOT_VALID_FOR_USER", "the coupon NOTYOU"),
    (
        "COUPON_NOT_VALID_FOR_CATEGORY",
        "the coupon GAMES20 on anything else",
    ),
    ("COUPON_NOT_VALID_FOR_KIND", "the coupon NOTKIND"),
    ("COUPON_NOT_VALID_FOR_BRAND", "the coupon NOTBRAND"),
    ("COUPON_NOT_VALID_FOR_COUNTRY", "the coupon NOTHERE"),
    ("COUPON_NOT_VALID_FOR_STORE", "the coupon NOTSTORE"),
    ("SOME_FUTURE_CODE", "a code that no client knows"),
];

/// The address that asks for a code.
pub(crate) fn address(code: &str) -> String {
    format!("problem-{}@example.com", code.to_lowercase())
}

/// Problems the buyer's address asks for: `problem-<CODE>@`,
/// `problem400-<CODE>@`, `many@`.
pub(crate) fn asked_for(cart: &Cart) -> Vec<Value> {
    match code(cart).as_deref() {
        Some(code) => match details(code, cart) {
            Value::Null => vec![json!({ "problem": code })],
            details => vec![json!({ "problem": code, "moreDetails": details })],
        },
        None if cart.local_part() == "many" => fixtures::json(fixtures::PROBLEMS_MANY)["problems"]
            .as_array()
            .cloned()
            .unwrap_or_default(),
        None => Vec::new(),
    }
}

/// The refusal the address asks for, of a code that never stands in a list.
pub(crate) fn refusal(cart: &Cart) -> Option<Refusal> {
    match code(cart)?.as_str() {
        "SUSPENDED_COIN" => Some(coin_suspended(cart)),
        "SUSPENDED_NETWORK" => Some(network_suspended(cart)),
        _ => None,
    }
}

/// The coin is paused.
pub(crate) fn coin_suspended(cart: &Cart) -> Refusal {
    let body = json!({ "status": 400, "detail": "SUSPENDED_COIN", "moreDetails": cart.coin });
    (400, body)
}

/// The network is paused; its status is a text, as was seen.
pub(crate) fn network_suspended(cart: &Cart) -> Refusal {
    let body =
        json!({ "status": "400", "detail": "SUSPENDED_NETWORK", "moreDetails": cart.network });
    (400, body)
}

fn code(cart: &Cart) -> Option<String> {
    let local = cart.local_part();
    ["problem-", "problem400-"]
        .into_iter()
        .find_map(|prefix| local.strip_prefix(prefix))
        .map(str::to_uppercase)
}

/// What the real problem of this code is documented to carry.
fn details(code: &str, cart: &Cart) -> Value {
    match code {
        "NOT_ALLOWED_PAYMENT_VIA" => json!(["USER_WALLET"]),
        "UNSUPPORTED_PROTOCOL_COIN_COMBINATION" => payment::allowed_pairs(&cart.coin),
        _ => Value::Null,
    }
}
