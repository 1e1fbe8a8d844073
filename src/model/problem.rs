//! What validation can object to, and where on the page it belongs.

/// The shop's own objection: nothing is chosen.
pub const CHOICE_MISSING: &str = "shop: no choice";
/// The shop's own objection: the amount can't be bought.
pub const AMOUNT_MISSING: &str = "shop: no amount";
/// The shop's own objection: no usable coin and network.
pub const PAIR_MISSING: &str = "shop: no pair";

/// The place a problem is shown at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The email or phone that receives the goods.
    Beneficiary,
    /// The buyer's email.
    Email,
    /// The amount or plan.
    Amount,
    /// Coin and network.
    Payment,
    /// The order as a whole.
    Order,
}

/// One objection of the API.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The code, as sent.
    pub code: String,
    /// Opaque details as text, when there are any that are text.
    pub details: Option<String>,
}

impl Problem {
    /// A problem of this code without details.
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            details: None,
        }
    }

    /// Where it belongs (contract section 8.1).
    pub fn field(&self) -> Field {
        match self.code.as_str() {
            "INVALID_BENEFICIARY_ACCOUNT" => Field::Beneficiary,
            "INVALID_EMAIL_DOMAIN" => Field::Email,
            CHOICE_MISSING | AMOUNT_MISSING => Field::Amount,
            PAIR_MISSING => Field::Payment,
            "AMOUNT_LESS_THEN_MINIMUM_ALLOWED"
            | "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED"
            | "NOT_AVAILABLE_PRODUCT"
            | "PRODUCT_NOT_AVAILABLE"
            | "OUT_OF_STOCK"
            | "NOT_ACTIVE" => Field::Amount,
            "SUSPENDED_COIN"
            | "SUSPENDED_NETWORK"
            | "NOT_ALLOWED_PAYMENT_VIA"
            | "UNSUPPORTED_PROTOCOL_COIN_COMBINATION" => Field::Payment,
            _ => Field::Order,
        }
    }

    /// The key of its words in the locale files. Codes with the same next
    /// step share their words; an unknown one gets a general line that shows
    /// the code.
    pub fn message_key(&self) -> &'static str {
        match self.code.as_str() {
            CHOICE_MISSING => "problem.choice_missing",
            AMOUNT_MISSING => "problem.amount_missing",
            PAIR_MISSING => "problem.pair_missing",
            "AMOUNT_LESS_THEN_MINIMUM_ALLOWED" => "problem.below_minimum",
            "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED" => "problem.above_maximum",
            "PRODUCT_COUNT_EXCEEDED" | "MULTIPLE_LIMITED_PRODUCT_SAME_ORDER" => "problem.too_many",
            "DAILY_SPENDING_LIMIT_EXCEEDED" => "problem.daily_limit",
            "MONTHLY_SPENDING_LIMIT_EXCEEDED" => "problem.monthly_limit",
            "NOT_AVAILABLE_PRODUCT" | "PRODUCT_NOT_AVAILABLE" | "NOT_ACTIVE" => {
                "problem.not_available"
            }
            "OUT_OF_STOCK" => "problem.out_of_stock",
            "INVALID_BENEFICIARY_ACCOUNT" => "problem.beneficiary",
            "INVALID_EMAIL_DOMAIN" => "problem.email_domain",
            "NOT_ALLOWED_PAYMENT_VIA" => "problem.payment_via",
            "UNSUPPORTED_PROTOCOL_COIN_COMBINATION" => "problem.unsupported_pair",
            "SUSPENDED_COIN" => "problem.suspended_coin",
            "SUSPENDED_NETWORK" => "problem.suspended_network",
            "LOGIN_REQUIRED" | "COUPON_REQUIRES_LOGIN" => "problem.login",
            "KYC_MISSING" | "VERIFICATION_REQUIRED" | "FULLNAME_MISSING" => "problem.identity",
            "KYC_PENDING" => "problem.identity_pending",
            code if code.starts_with("COUPON_") => "problem.coupon",
            _ => "problem.unknown",
        }
    }

    /// Whether a top-level `detail` is a problem code rather than prose:
    /// capitals, digits and underscores only.
    pub fn is_code(text: &str) -> bool {
        text.len() > 3
            && text
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    }
}
