//! The objections of a validation, and the part of the page that each belongs to.

mod details;

use crate::text_key::TextKey;
pub use details::{Details, ProblemGoods, ProblemLimit, Sum};

/// The shop's own objection: nothing is chosen. Codes of the API are in capitals, so none can be
/// confused with one of the shop's.
pub const CHOICE_MISSING: &str = "shop: no choice";
/// The shop's own objection: the amount can't be bought.
pub const AMOUNT_MISSING: &str = "shop: no amount";
/// The shop's own objection: no usable coin and network.
pub const PAIR_MISSING: &str = "shop: no pair";

/// The shop's own objection: the goods work elsewhere, and the buyer hasn't agreed to that.
pub const REGION_MISSING: &str = "shop: no region";

/// The shop's own objection: the texts with the region haven't arrived yet.
pub const REGION_UNKNOWN: &str = "shop: texts coming";

/// The shop's own objection: its terms or the privacy notice weren't accepted.
pub const TERMS_MISSING: &str = "shop: no terms";
/// The shop's own objection: the quote ignores the coupon (docs/api.md#coupons).
pub const COUPON_IGNORED: &str = "shop: coupon ignored";

/// The API's objection to two top-ups of one number, which the shop notices before it asks
/// (docs/api.md#codes-of-a-validation).
pub const SAME_PHONE: &str = "MULTIPLE_LIMITED_PRODUCT_SAME_ORDER";

/// The words of a refusal without a reason.
const NOT_MADE: TextKey = TextKey::ProblemNotMade;

/// The code of an objection of which nothing can be read.
pub const UNREADABLE: &str = "UNREADABLE";

/// The part of the page that shows a problem, which is also where the buyer solves it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The email or phone that receives the goods.
    Beneficiary,
    /// The buyer's email.
    Email,
    /// The amount or plan.
    Amount,
    /// The region where it works.
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

/// Each known code, the key of its words in the locale files, and its field.
///
/// `tests/problem-codes.md` shows them with their words. Two codes share words only if they ask the
/// same of the buyer. Codes of goods that the shop doesn't sell and of points that a guest doesn't
/// have aren't here: they get the general line.
const KNOWN: &[(&str, TextKey, Field)] = &[
    (CHOICE_MISSING, TextKey::ProblemChoiceMissing, Field::Amount),
    (AMOUNT_MISSING, TextKey::ProblemAmountMissing, Field::Amount),
    (PAIR_MISSING, TextKey::ProblemPairMissing, Field::Payment),
    (REGION_MISSING, TextKey::ProblemRegionMissing, Field::Region),
    (REGION_UNKNOWN, TextKey::ProblemRegionUnknown, Field::Order),
    (TERMS_MISSING, TextKey::ProblemTermsMissing, Field::Terms),
    (COUPON_IGNORED, TextKey::ProblemCouponIgnored, Field::Coupon),
    (
        "AMOUNT_LESS_THEN_MINIMUM_ALLOWED",
        TextKey::ProblemBelowMinimum,
        Field::Amount,
    ),
    (
        "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED",
        TextKey::ProblemAboveMaximum,
        Field::Amount,
    ),
    (
        "PRODUCT_COUNT_EXCEEDED",
        TextKey::ProblemTooMany,
        Field::Order,
    ),
    (SAME_PHONE, TextKey::ProblemLimitedProduct, Field::Order),
    (
        "DAILY_SPENDING_LIMIT_EXCEEDED",
        TextKey::ProblemDailyLimit,
        Field::Order,
    ),
    (
        "MONTHLY_SPENDING_LIMIT_EXCEEDED",
        TextKey::ProblemMonthlyLimit,
        Field::Order,
    ),
    (
        "NOT_AVAILABLE_PRODUCT",
        TextKey::ProblemNotAvailable,
        Field::Amount,
    ),
    (
        "PRODUCT_NOT_AVAILABLE",
        TextKey::ProblemNotAvailable,
        Field::Amount,
    ),
    ("OUT_OF_STOCK", TextKey::ProblemOutOfStock, Field::Amount),
    ("NOT_ACTIVE", TextKey::ProblemNotActive, Field::Amount),
    (
        "INVALID_BENEFICIARY_ACCOUNT",
        TextKey::ProblemBeneficiary,
        Field::Beneficiary,
    ),
    (
        "INVALID_EMAIL_DOMAIN",
        TextKey::ProblemEmailDomain,
        Field::Email,
    ),
    (
        "NOT_ALLOWED_PAYMENT_VIA",
        TextKey::ProblemPaymentVia,
        Field::Payment,
    ),
    (
        "UNSUPPORTED_PROTOCOL_COIN_COMBINATION",
        TextKey::ProblemUnsupportedPair,
        Field::Payment,
    ),
    (
        "SUSPENDED_COIN",
        TextKey::ProblemSuspendedCoin,
        Field::Payment,
    ),
    (
        "SUSPENDED_NETWORK",
        TextKey::ProblemSuspendedNetwork,
        Field::Payment,
    ),
    // It was only reported for stablecoins on Tron, so another network solves it.
    ("FULLNAME_MISSING", TextKey::ProblemFullName, Field::Payment),
    ("LOGIN_REQUIRED", TextKey::ProblemLogin, Field::Order),
    ("KYC_MISSING", TextKey::ProblemIdentity, Field::Order),
    ("KYC_PENDING", TextKey::ProblemIdentityPending, Field::Order),
    (
        "VERIFICATION_REQUIRED",
        TextKey::ProblemIdentityVerification,
        Field::Order,
    ),
    (
        "COUPON_REQUIRES_LOGIN",
        TextKey::ProblemCouponLogin,
        Field::Coupon,
    ),
    (
        "COUPON_NOT_FOUND",
        TextKey::ProblemCouponNotFound,
        Field::Coupon,
    ),
    (
        "COUPON_NOT_ACTIVE",
        TextKey::ProblemCouponNotActive,
        Field::Coupon,
    ),
    (
        "COUPON_ALREADY_SPENT",
        TextKey::ProblemCouponSpent,
        Field::Coupon,
    ),
    (
        "COUPON_MAX_USAGE_REACHED",
        TextKey::ProblemCouponUsedUp,
        Field::Coupon,
    ),
    (
        "COUPON_EXPIRED",
        TextKey::ProblemCouponExpired,
        Field::Coupon,
    ),
    (
        "COUPON_BELOW_MIN_AMOUNT",
        TextKey::ProblemCouponMinimum,
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_USER",
        TextKey::ProblemCouponUser,
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_CATEGORY",
        TextKey::ProblemCouponCategory,
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_KIND",
        TextKey::ProblemCouponKind,
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_BRAND",
        TextKey::ProblemCouponBrand,
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_COUNTRY",
        TextKey::ProblemCouponCountry,
        Field::Coupon,
    ),
    (
        "COUPON_NOT_VALID_FOR_STORE",
        TextKey::ProblemCouponStore,
        Field::Coupon,
    ),
    (
        "INVALID_DENOMINATION",
        TextKey::ProblemAmountNotSold,
        Field::Amount,
    ),
    (
        "INVALID_PRODUCT_VALUE",
        TextKey::ProblemAmountNotSold,
        Field::Amount,
    ),
    ("AMOUNT_TOO_LOW", TextKey::ProblemAmountLow, Field::Amount),
    ("AMOUNT_TOO_HIGH", TextKey::ProblemAmountHigh, Field::Amount),
    (
        "COUNTRY_NOT_SUPPORTED",
        TextKey::ProblemCountryNotSupported,
        Field::Order,
    ),
    // The codes from here on refuse an order, not a validation.
    (
        "PAYMENT_METHOD_NOT_SUPPORTED_FOR_EMAIL",
        TextKey::ProblemPairForEmail,
        Field::Payment,
    ),
    (
        "TRANSACTION_LIMIT_EXCEEDED",
        TextKey::ProblemTransactionLimit,
        Field::Payment,
    ),
    (
        "KYC_MISSING_ON_PAYMENT_PROCESSOR",
        TextKey::ProblemProcessorIdentity,
        Field::Payment,
    ),
    (
        "KYC_INVALID_ON_PAYMENT_PROCESSOR",
        TextKey::ProblemProcessorIdentity,
        Field::Payment,
    ),
    (
        "KYC_DECLINED_ON_PAYMENT_PROCESSOR",
        TextKey::ProblemProcessorIdentity,
        Field::Payment,
    ),
    (
        "KYC_PENDING_ON_PAYMENT_PROCESSOR",
        TextKey::ProblemProcessorPending,
        Field::Payment,
    ),
    (
        "MAXIMUM_NUMBER_OF_PRODUCTS_PER_DAY_EXCEEDED",
        TextKey::ProblemPerDay,
        Field::Amount,
    ),
    (
        "MAXIMUM_NUMBER_OF_SAME_PRODUCT_PER_DAY_EXCEEDED",
        TextKey::ProblemSamePerDay,
        Field::Amount,
    ),
    (
        "EMAIL_NOT_CONFIRMED",
        TextKey::ProblemEmailUnconfirmed,
        Field::Email,
    ),
    ("USER_BLOCKED", TextKey::ProblemBlocked, Field::Order),
    (
        "USER_BLOCKED_BY_EXTERNAL_PAYMENT_PROCESSOR",
        TextKey::ProblemBlocked,
        Field::Order,
    ),
    (
        "BLOCKED_COUNTRY",
        TextKey::ProblemBlockedCountry,
        Field::Order,
    ),
    (
        "CANT_SETUP_PAYMENT",
        TextKey::ProblemNoPayment,
        Field::Payment,
    ),
    ("ORDER_CREATE_ERROR", NOT_MADE, Field::Order),
    ("BAD_REQUEST", NOT_MADE, Field::Order),
];

/// One objection of the API.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The code, as sent.
    pub code: String,
    /// The details that the API adds, as far as their form is known.
    pub details: Details,
    /// The items of the cart that it is about, by id; empty if it is about all of them, or that is
    /// unknown.
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

    /// The codes that have words of their own, including the shop's.
    pub fn known() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|(code, ..)| *code)
    }

    /// The part of the page that shows and solves it; docs/api.md#codes-of-a-validation says what
    /// helps against each code.
    pub fn field(&self) -> Field {
        self.words_and_field().1
    }

    /// Whether it says only that the order could not be made, and not why: then it is unknown
    /// whether there is an order (docs/api.md#codes-of-a-refused-order).
    pub fn says_nothing(&self) -> bool {
        self.message_key() == NOT_MADE
    }

    /// The key of its words in the locale files. An unknown code gets a
    /// general line that shows it.
    pub fn message_key(&self) -> TextKey {
        self.words_and_field().0
    }

    fn words_and_field(&self) -> (TextKey, Field) {
        let known = KNOWN.iter().find(|(code, ..)| *code == self.code);
        match known {
            Some((_, key, field)) => (*key, *field),
            // A coupon can be removed, no matter what is wrong with it.
            None if self.code.starts_with("COUPON_") => (TextKey::ProblemCoupon, Field::Coupon),
            None => (TextKey::ProblemUnknown, Field::Order),
        }
    }

    /// Whether a text is a name rather than prose: letters, digits and underscores. Prose of the
    /// API may contain the buyer's address, and a number alone may be a phone number, so neither is
    /// shown.
    pub fn is_name(text: &str) -> bool {
        text.len() <= 80
            && text.bytes().any(|byte| byte.is_ascii_alphabetic())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    }

    /// Whether a text is a problem code rather than prose or a name: letters, digits and
    /// underscores, with a part in capitals (`Cryptorefill_NFT_GIFTCARD`). Digits alone are not a
    /// code, and may be a phone number.
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
