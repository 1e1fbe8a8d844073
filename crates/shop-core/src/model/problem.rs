//! What validation can object to, and where on the page it belongs.

mod details;

pub use details::{Details, Fact, Goods, Sum};

/// The shop's own objection: nothing is chosen. Codes of the API are in
/// capitals, so none can be taken for one of the shop's.
pub const CHOICE_MISSING: &str = "shop: no choice";
/// The shop's own objection: the amount can't be bought.
pub const AMOUNT_MISSING: &str = "shop: no amount";
/// The shop's own objection: no usable coin and network.
pub const PAIR_MISSING: &str = "shop: no pair";

/// The shop's own objection: it works elsewhere, and that wasn't agreed to.
pub const REGION_MISSING: &str = "shop: no region";

/// The shop's own objection: the texts that say where it works are on their way.
pub const REGION_UNKNOWN: &str = "shop: texts coming";

/// The shop's own objection: its terms or the privacy notice weren't accepted.
pub const TERMS_MISSING: &str = "shop: no terms";
/// The shop's own objection: the quote takes no notice of the coupon
/// (docs/api.md#coupons).
pub const COUPON_IGNORED: &str = "shop: coupon ignored";

/// The API's objection to two top-ups of one number, which the shop sees before it
/// asks (docs/api.md#codes-of-a-validation).
pub const SAME_PHONE: &str = "MULTIPLE_LIMITED_PRODUCT_SAME_ORDER";

/// The words of a refusal without a reason.
const NOT_MADE: &str = "problem.not_made";

/// What the API objects to, where nothing of it can be read.
pub const UNREADABLE: &str = "UNREADABLE";

/// The place a problem is shown at, which is also where the buyer solves it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The email or phone that receives the goods.
    Beneficiary,
    /// The buyer's email.
    Email,
    /// The amount or plan.
    Amount,
    /// Where it works.
    Region,
    /// Coin and network.
    Payment,
    /// The coupon.
    Coupon,
    /// The boxes for terms and privacy notice.
    Terms,
    /// The order as a whole.
    Order,
}

/// Each known code, the key of its words in the locale files, and its place.
///
/// `tests/problem-codes.md` shows them with their words. Two codes share words
/// only where they ask the same of the buyer. Codes of goods that the shop doesn't sell and of
/// points that a guest doesn't have aren't here: the general line is theirs.
const KNOWN: &[(&str, &str, Field)] = &[
    (CHOICE_MISSING, "problem.choice_missing", Field::Amount),
    (AMOUNT_MISSING, "problem.amount_missing", Field::Amount),
    (PAIR_MISSING, "problem.pair_missing", Field::Payment),
    (REGION_MISSING, "problem.region_missing", Field::Region),
    (REGION_UNKNOWN, "problem.region_unknown", Field::Order),
    (TERMS_MISSING, "problem.terms_missing", Field::Terms),
    (COUPON_IGNORED, "problem.coupon_ignored", Field::Coupon),
    (
        "AMOUNT_LESS_THEN_MINIMUM_ALLOWED",
        "problem.below_minimum",
        Field::Amount,
    ),
    (
        "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED",
        "problem.above_maximum",
        Field::Amount,
    ),
    ("PRODUCT_COUNT_EXCEEDED", "problem.too_many", Field::Order),
    (SAME_PHONE, "problem.limited_product", Field::Order),
    (
        "DAILY_SPENDING_LIMIT_EXCEEDED",
        "problem.daily_limit",
        Field::Order,
    ),
    (
        "MONTHLY_SPENDING_LIMIT_EXCEEDED",
        "problem.monthly_limit",
        Field::Order,
    ),
    (
        "NOT_AVAILABLE_PRODUCT",
        "problem.not_available",
        Field::Amount,
    ),
    (
        "PRODUCT_NOT_AVAILABLE",
        "problem.not_available",
        Field::Amount,
    ),
    ("OUT_OF_STOCK", "problem.out_of_stock", Field::Amount),
    ("NOT_ACTIVE", "problem.not_active", Field::Amount),
    (
        "INVALID_BENEFICIARY_ACCOUNT",
        "problem.beneficiary",
        Field::Beneficiary,
    ),
    ("INVALID_EMAIL_DOMAIN", "problem.email_domain", Field::Email),
    (
        "NOT_ALLOWED_PAYMENT_VIA",
        "problem.payment_via",
        Field::Payment,
    ),
    (
        "UNSUPPORTED_PROTOCOL_COIN_COMBINATION",
        "problem.unsupported_pair",
        Field::Payment,
    ),
    ("SUSPENDED_COIN", "problem.suspended_coin", Field::Payment),
    (
        "SUSPENDED_NETWORK",
        "problem.suspended_network",
        Field::Payment,
    ),
    // Reported for stablecoins on Tron alone, so another network solves it.
    ("FULLNAME_MISSING", "problem.full_name", Field::Payment),
    ("LOGIN_REQUIRED", "problem.login", Field::Order),
    ("KYC_MISSING", "problem.identity", Field::Order),
    ("KYC_PENDING", "problem.identity_pending", Field::Order),
    (
        "VERIFICATION_REQUIRED",
        "problem.identity_verification",
        Field::Order,
    ),
    (
        "COUPON_REQUIRES_LOGIN",
        "problem.coupon_login",
        Field::Coupon,
    ),
    (
        "COUPON_NOT_FOUND",
        "problem.coupon_not_found",
        Field::Coupon,
    ),
    (
        "COUPON_NOT_ACTIVE",
        "problem.coupon_not_active",
        Field::Coupon,
    ),
    (
        "COUPON_ALREADY_SPENT",
        "problem.coupon_spent",
        Field::Coupon,
    ),
    (
        "COUPON_MAX_USAGE_REACHED",
        "problem.coupon_used_up",
        Field::Coupon,
    ),
    ("COUPON_EXPIRED", "problem.coupon_expired", Field::Coupon),
    (
        "COUPON_BELOW_MIN_AMOUNT",
        "problem.coupon_minimum",
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_USER",
        "problem.coupon_user",
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_CATEGORY",
        "problem.coupon_category",
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_KIND",
        "problem.coupon_kind",
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_BRAND",
        "problem.coupon_brand",
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_COUNTRY",
        "problem.coupon_country",
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_STORE",
        "problem.coupon_store",
        Field::Coupon,
    ),
    (
        "INVALID_DENOMINATION",
        "problem.amount_not_sold",
        Field::Amount,
    ),
    (
        "INVALID_PRODUCT_VALUE",
        "problem.amount_not_sold",
        Field::Amount,
    ),
    ("AMOUNT_TOO_LOW", "problem.amount_low", Field::Amount),
    ("AMOUNT_TOO_HIGH", "problem.amount_high", Field::Amount),
    (
        "COUNTRY_NOT_SUPPORTED",
        "problem.country_not_supported",
        Field::Order,
    ),
    // From here on: what refuses an order and no validation.
    (
        "PAYMENT_METHOD_NOT_SUPPORTED_FOR_EMAIL",
        "problem.pair_for_email",
        Field::Payment,
    ),
    (
        "TRANSACTION_LIMIT_EXCEEDED",
        "problem.transaction_limit",
        Field::Payment,
    ),
    (
        "KYC_MISSING_ON_PAYMENT_PROCESSOR",
        "problem.processor_identity",
        Field::Payment,
    ),
    (
        "KYC_INVALID_ON_PAYMENT_PROCESSOR",
        "problem.processor_identity",
        Field::Payment,
    ),
    (
        "KYC_DECLINED_ON_PAYMENT_PROCESSOR",
        "problem.processor_identity",
        Field::Payment,
    ),
    (
        "KYC_PENDING_ON_PAYMENT_PROCESSOR",
        "problem.processor_pending",
        Field::Payment,
    ),
    (
        "MAXIMUM_NUMBER_OF_PRODUCTS_PER_DAY_EXCEEDED",
        "problem.per_day",
        Field::Amount,
    ),
    (
        "MAXIMUM_NUMBER_OF_SAME_PRODUCT_PER_DAY_EXCEEDED",
        "problem.same_per_day",
        Field::Amount,
    ),
    (
        "EMAIL_NOT_CONFIRMED",
        "problem.email_unconfirmed",
        Field::Email,
    ),
    ("USER_BLOCKED", "problem.blocked", Field::Order),
    (
        "USER_BLOCKED_BY_EXTERNAL_PAYMENT_PROCESSOR",
        "problem.blocked",
        Field::Order,
    ),
    ("BLOCKED_COUNTRY", "problem.blocked_country", Field::Order),
    ("CANT_SETUP_PAYMENT", "problem.no_payment", Field::Payment),
    ("ORDER_CREATE_ERROR", NOT_MADE, Field::Order),
    ("BAD_REQUEST", NOT_MADE, Field::Order),
];

/// One objection of the API.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The code, as sent.
    pub code: String,
    /// What the API adds, as far as its form is known.
    pub details: Details,
    /// The items of the cart that it is about, by id; none where it is about
    /// all, or nobody knows.
    pub items: Vec<u32>,
}

impl Problem {
    /// A problem of this code without details.
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            details: Details::default(),
            items: Vec::new(),
        }
    }

    /// Whether it is about this item of the cart.
    pub fn is_about(&self, item: u32) -> bool {
        self.items.is_empty() || self.items.contains(&item)
    }

    /// The codes with words of their own, the shop's among them.
    pub fn known() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|(code, ..)| *code)
    }

    /// Where it is shown and solved; docs/api.md#codes-of-a-validation says what
    /// helps against each code.
    pub fn field(&self) -> Field {
        self.words_and_field().1
    }

    /// Whether it says only that the order could not be made, and not why: then nobody knows
    /// whether there is one (docs/api.md#codes-of-a-refused-order).
    pub fn says_nothing(&self) -> bool {
        self.message_key() == NOT_MADE
    }

    /// The key of its words in the locale files. An unknown code gets a
    /// general line that shows it.
    pub fn message_key(&self) -> &'static str {
        self.words_and_field().0
    }

    fn words_and_field(&self) -> (&'static str, Field) {
        let known = KNOWN.iter().find(|(code, ..)| *code == self.code);
        match known {
            Some((_, key, field)) => (key, *field),
            // A coupon can be taken away whatever is wrong with it.
            None if self.code.starts_with("COUPON_") => ("problem.coupon", Field::Coupon),
            None => ("problem.unknown", Field::Order),
        }
    }

    /// Whether a text names something rather than tells it: letters, digits and
    /// underscores. Prose of the API may hold the buyer's address, and a number alone may be
    /// a phone, so neither is shown.
    pub fn is_name(text: &str) -> bool {
        text.len() <= 80
            && text.bytes().any(|byte| byte.is_ascii_alphabetic())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    }

    /// Whether a text is a problem code rather than prose or a name: letters, digits and
    /// underscores, with a part in capitals (`Cryptorefill_NFT_GIFTCARD`). Digits alone are
    /// no code, and may be a phone.
    pub fn is_code(text: &str) -> bool {
        let is_capital = |part: &str| {
            let mut bytes = part.bytes();
            part.bytes().any(|byte| byte.is_ascii_uppercase())
                && bytes.all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        };
        text.len() > 3 && Self::is_name(text) && text.split('_').any(is_capital)
    }
}

#[cfg(test)]
mod tests;
