//! Problems and refusals: every code there is, with the details that the real
//! API gives it, and the buyers' addresses that ask for one by name.

use crate::cart::{Cart, Refusal};
use crate::quote::Quote;
use crate::{fixtures, money, payment};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Each code of a validation, and when the sandbox sends it: shown on the
/// control page, one address a code.
pub(crate) const CODES: [(&str, &str); 40] = [
    (
        "AMOUNT_LESS_THEN_MINIMUM_ALLOWED",
        "below the network's threshold",
    ),
    ("MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED", "above 5000 USD here"),
    ("PRODUCT_COUNT_EXCEEDED", "more than ten items"),
    (
        "MULTIPLE_LIMITED_PRODUCT_SAME_ORDER",
        "two top-ups to one number in one order",
    ),
    (
        "DAILY_SPENDING_LIMIT_EXCEEDED",
        "more than 4000 EUR paid in a day by this buyer or from this address",
    ),
    (
        "MONTHLY_SPENDING_LIMIT_EXCEEDED",
        "more than 5000 EUR paid in a month by this buyer or from this address",
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
    ("INVALID_DENOMINATION", "perhaps never sent"),
    ("INVALID_PRODUCT_VALUE", "perhaps never sent"),
    ("AMOUNT_TOO_LOW", "perhaps never sent"),
    ("AMOUNT_TOO_HIGH", "perhaps never sent"),
    ("COUNTRY_NOT_SUPPORTED", "perhaps never sent"),
    ("SOME_FUTURE_CODE", "a code that no client knows"),
];

/// Each code that only the creation of an order brings, and when: shown on the
/// control page, one address a code.
pub(crate) const REFUSALS: [(&str, &str); 18] = [
    (
        "PAYMENT_METHOD_NOT_SUPPORTED_FOR_EMAIL",
        "this way of paying is not open to the buyer",
    ),
    (
        "TRANSACTION_LIMIT_EXCEEDED",
        "too much for this way of paying",
    ),
    (
        "KYC_MISSING_ON_PAYMENT_PROCESSOR",
        "e-money of an outside processor",
    ),
    (
        "KYC_PENDING_ON_PAYMENT_PROCESSOR",
        "e-money of an outside processor",
    ),
    (
        "KYC_INVALID_ON_PAYMENT_PROCESSOR",
        "e-money of an outside processor",
    ),
    (
        "KYC_DECLINED_ON_PAYMENT_PROCESSOR",
        "e-money of an outside processor",
    ),
    (
        "MAXIMUM_NUMBER_OF_PRODUCTS_PER_DAY_EXCEEDED",
        "with how many are too many",
    ),
    (
        "MAXIMUM_NUMBER_OF_SAME_PRODUCT_PER_DAY_EXCEEDED",
        "a number that was topped up today",
    ),
    ("EMAIL_NOT_CONFIRMED", "an account that was not confirmed"),
    ("USER_BLOCKED", "403"),
    ("USER_BLOCKED_BY_EXTERNAL_PAYMENT_PROCESSOR", "403"),
    ("BLOCKED_COUNTRY", "403, for the caller's country"),
    ("CANT_SETUP_PAYMENT", "no order was made"),
    ("ORDER_CREATE_ERROR", "without a cause"),
    ("BAD_REQUEST", "400, without a cause"),
    ("INSUFFICIENT_LOYALTY_POINTS", "only with points"),
    ("LOYALTY_REDEMPTION_NOT_AVAILABLE", "only with points"),
    ("TOO_MANY_REQUESTS", "429, as after many unpaid orders"),
];

/// The beginnings of the addresses that ask for a code, and what each does.
pub(crate) const ASKING: [(&str, &str); 5] = [
    (
        "problem-",
        "validation answers 200 with this problem and its details, ordering refuses; the codes follow below",
    ),
    ("problem-bare-", "the same without details"),
    (
        "problem400-",
        "validation and ordering answer 400 with this problem in a list",
    ),
    (
        "create-",
        "validation passes, ordering refuses with this code and its details; any code of either list",
    ),
    ("create-bare-", "the same without details"),
];

/// The address that asks for a code of a validation.
pub(crate) fn address(code: &str) -> String {
    format!("problem-{}@example.com", code.to_lowercase())
}

/// The address that asks for a code of a refused order.
pub(crate) fn refusing_address(code: &str) -> String {
    format!("create-{}@example.com", code.to_lowercase())
}

/// Problems the buyer's address asks for: `problem-<CODE>@`,
/// `problem400-<CODE>@`, `many@`.
pub(crate) fn asked_for(quote: &Quote, vias: &Value) -> Vec<Value> {
    match code(&quote.cart, &["problem-bare-", "problem-", "problem400-"]) {
        Some((start, code)) => {
            vec![match start {
                "problem-" => with(&code, details(&code, quote, vias)),
                _ => with(&code, Value::Null),
            }]
        }
        None if quote.cart.local_part() == "many" => {
            fixtures::json(fixtures::PROBLEMS_MANY)["problems"]
                .as_array()
                .cloned()
                .unwrap_or_default()
        }
        None => Vec::new(),
    }
}

/// The refusal the address asks for, of a code that is never in a list.
pub(crate) fn suspension(cart: &Cart) -> Option<Refusal> {
    let (_, code) = code(cart, &["problem-bare-", "problem-", "problem400-"])?;
    match code.as_str() {
        "SUSPENDED_COIN" => Some(coin_suspended(cart)),
        "SUSPENDED_NETWORK" => Some(network_suspended(cart)),
        _ => None,
    }
}

/// The refusal of an order that the address asks for: `create-<CODE>@`.
pub(crate) fn refusal_asked_for(quote: &Quote, vias: &Value) -> Option<Refusal> {
    let (start, code) = code(&quote.cart, &["create-bare-", "create-"])?;
    match code.as_str() {
        "SUSPENDED_COIN" => return Some(coin_suspended(&quote.cart)),
        "SUSPENDED_NETWORK" => return Some(network_suspended(&quote.cart)),
        _ => {}
    }
    let details = match start {
        "create-" => details(&code, quote, vias),
        _ => Value::Null,
    };
    Some(refusal(&code, at_creation(&code, details, quote)))
}

/// Details as a refused order has them: one field more about the limits.
pub(crate) fn at_creation(code: &str, mut details: Value, quote: &Quote) -> Value {
    if code.ends_with("SPENDING_LIMIT_EXCEEDED") && details.is_object() {
        details["spent_this_month_from_ip"] = euros(quote.spent.address_month);
    }
    details
}

/// A refused order: the code at the top, with its status.
pub(crate) fn refusal(code: &str, details: Value) -> Refusal {
    let status = match code {
        "USER_BLOCKED" | "USER_BLOCKED_BY_EXTERNAL_PAYMENT_PROCESSOR" | "BLOCKED_COUNTRY" => 403,
        "BAD_REQUEST" => 400,
        "TOO_MANY_REQUESTS" => 429,
        // Known for LOGIN_REQUIRED alone.
        _ => 422,
    };
    let mut body = json!({ "status": status, "detail": code });
    if !details.is_null() {
        body["moreDetails"] = details;
    }
    (status, body)
}

/// The coin is paused.
pub(crate) fn coin_suspended(cart: &Cart) -> Refusal {
    suspended("SUSPENDED_COIN", json!(cart.coin), json!(400), cart)
}

/// The network is paused. Among captured replies its status was a text.
pub(crate) fn network_suspended(cart: &Cart) -> Refusal {
    suspended("SUSPENDED_NETWORK", json!(cart.network), json!("400"), cart)
}

fn suspended(code: &str, name: Value, status: Value, cart: &Cart) -> Refusal {
    let body = if cart.is_captured() {
        json!({ "status": status, "detail": code, "moreDetails": name })
    } else {
        let more = json!({ "coin": cart.coin });
        json!({ "title": null, "status": 400, "detail": code, "moreDetails": more })
    };
    (400, body)
}

/// One problem of a list; null details are none.
pub(crate) fn with(code: &str, details: Value) -> Value {
    if details.is_null() {
        json!({ "problem": code })
    } else {
        json!({ "problem": code, "moreDetails": details })
    }
}

/// The code in the buyer's address, and which beginning it came after.
fn code<'a>(cart: &Cart, starts: &[&'a str]) -> Option<(&'a str, String)> {
    let local = cart.local_part();
    starts.iter().find_map(|start| {
        let code = local.strip_prefix(start)?;
        Some((*start, code.to_uppercase()))
    })
}

/// The details of the real problem of this code; see docs/api.md#codes-of-a-validation.
pub(crate) fn details(code: &str, quote: &Quote, vias: &Value) -> Value {
    let first = quote.goods.first().cloned().unwrap_or_default();
    match code {
        "AMOUNT_LESS_THEN_MINIMUM_ALLOWED" => minimum(quote.least, &quote.cart.coin),
        "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED" => json!({ "max_for_each_purchase": "5000" }),
        "PRODUCT_COUNT_EXCEEDED" => json!({ "max_products_per_order": 10 }),
        "DAILY_SPENDING_LIMIT_EXCEEDED" | "MONTHLY_SPENDING_LIMIT_EXCEEDED" => limits(quote),
        "NOT_AVAILABLE_PRODUCT"
        | "PRODUCT_NOT_AVAILABLE"
        | "OUT_OF_STOCK"
        | "NOT_ACTIVE"
        | "INVALID_BENEFICIARY_ACCOUNT" => json!({ "delivery": first }),
        "NOT_ALLOWED_PAYMENT_VIA" => json!({
            "paymentVia": quote.cart.via,
            "allowedKinds": ["giftcard", "mobile_recharge"],
        }),
        "UNSUPPORTED_PROTOCOL_COIN_COMBINATION" => json!({
            "deliveries": quote.goods,
            "supported_protocol_coin_combo": payment::allowed_pairs(vias, &quote.cart.coin),
        }),
        "LOGIN_REQUIRED" | "FULLNAME_MISSING" => json!({ "deliveries": quote.goods }),
        "KYC_MISSING"
        | "KYC_PENDING"
        | "VERIFICATION_REQUIRED"
        | "PAYMENT_METHOD_NOT_SUPPORTED_FOR_EMAIL"
        | "TRANSACTION_LIMIT_EXCEEDED"
        | "KYC_MISSING_ON_PAYMENT_PROCESSOR"
        | "KYC_PENDING_ON_PAYMENT_PROCESSOR"
        | "KYC_INVALID_ON_PAYMENT_PROCESSOR"
        | "KYC_DECLINED_ON_PAYMENT_PROCESSOR" => {
            json!({ "deliveries": quote.goods, "declined_reason": null })
        }
        "MAXIMUM_NUMBER_OF_PRODUCTS_PER_DAY_EXCEEDED" => {
            json!({ "why": "limit for this brand", "max_per_day": 5, "exceeding": 2 })
        }
        "COUPON_EXPIRED" => json!({
            "valid_until": "2026-11-01T00:00:00Z",
            "valid_until_pretty": "1 November 2026",
        }),
        "COUPON_BELOW_MIN_AMOUNT" => json!({ "min_order_amount": "100/USD" }),
        "COUPON_NOT_VALID_FOR_CATEGORY" => json!({ "valid_categories": ["games"] }),
        "COUPON_NOT_VALID_FOR_KIND" => json!({ "valid_kinds": ["mobile_recharge"] }),
        "COUPON_NOT_VALID_FOR_BRAND" => json!({ "valid_brand_names": ["Steam", "Roblox"] }),
        "COUPON_NOT_VALID_FOR_COUNTRY" => json!({ "spendable_country_codes": ["GB", "CA"] }),
        "COUPON_NOT_VALID_FOR_STORE" => json!({ "storeRestrictions": ["androidapp"] }),
        _ => Value::Null,
    }
}

/// The least that a network takes, in the words of the problem. The unit of
/// `threshold` is unknown; here it is the euro.
pub(crate) fn minimum(least: Decimal, coin: &str) -> Value {
    let usd = money::in_usd(least, coin);
    json!({
        "threshold": format!("{:.2}", money::in_eur(usd)),
        "minimumAmountCoinSymbol": coin,
        "minimumAmountUSD": format!("{usd:.2}"),
        "minimumAmountCoin": least.normalize().to_string(),
    })
}

/// The limits of a guest, and what was spent; see docs/api.md#spending-limits.
fn limits(quote: &Quote) -> Value {
    let spent = &quote.spent;
    let price = quote.usd().map(money::in_eur).unwrap_or_default();
    json!({
        "daily_max": euros(Spent::DAY),
        "monthly_max": euros(Spent::MONTH),
        "spent_today_by_user": euros(spent.buyer_day),
        "spent_this_month_by_user": euros(spent.buyer_month),
        "spent_today_from_ip": euros(spent.address_day),
        "is_user_logged_in": false,
        "dailySpendingLimitInfo": tiers([4000, 5000, 10_000]),
        "monthlySpendingLimitInfo": tiers([5000, 10_000, 30_000]),
        "order_price_in_currency": euros(price),
    })
}

fn tiers([guest, registered, known]: [u32; 3]) -> Value {
    json!({
        "forNOT_REGISTERED": euros(guest.into()),
        "forREGISTERED": euros(registered.into()),
        "forKYC_1": euros(known.into()),
    })
}

fn euros(amount: Decimal) -> Value {
    json!({ "amount": money::number(amount.round_dp(2).normalize()), "currency": "EUR" })
}

/// The amounts that were paid already, in euros.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spent {
    /// By this buyer in the last 24 hours.
    pub(crate) buyer_day: Decimal,
    /// By this buyer in the last 30 days, which count as a month.
    pub(crate) buyer_month: Decimal,
    /// From the caller's address in the last 24 hours.
    pub(crate) address_day: Decimal,
    /// From the caller's address in the last 30 days.
    pub(crate) address_month: Decimal,
}

impl Spent {
    /// A guest's limit for a day.
    pub(crate) const DAY: Decimal = Decimal::from_parts(4000, 0, 0, false, 0);
    /// A guest's limit for a month.
    pub(crate) const MONTH: Decimal = Decimal::from_parts(5000, 0, 0, false, 0);

    /// The limit that this much more would break.
    pub(crate) fn broken_by(&self, euros: Decimal) -> Option<&'static str> {
        let day = self.buyer_day.max(self.address_day) + euros;
        let month = self.buyer_month.max(self.address_month) + euros;
        if day > Self::DAY {
            Some("DAILY_SPENDING_LIMIT_EXCEEDED")
        } else if month > Self::MONTH {
            Some("MONTHLY_SPENDING_LIMIT_EXCEEDED")
        } else {
            None
        }
    }
}
