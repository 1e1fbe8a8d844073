//! The table of problems against docs/api.md#problem-codes, the texts and
//! `tests/problem-codes.md`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use shop_core::model::problem::{Field, Problem};

/// The codes of docs/api.md#codes-of-a-validation and docs/api.md#codes-of-a-refused-order that
/// have words, and the suspensions. They are listed apart from the program's table, so that a test
/// notices a code that gets lost there.
const WITH_WORDS: &str = "AMOUNT_LESS_THEN_MINIMUM_ALLOWED MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED \
    PRODUCT_COUNT_EXCEEDED MULTIPLE_LIMITED_PRODUCT_SAME_ORDER DAILY_SPENDING_LIMIT_EXCEEDED \
    MONTHLY_SPENDING_LIMIT_EXCEEDED NOT_AVAILABLE_PRODUCT OUT_OF_STOCK NOT_ACTIVE \
    PRODUCT_NOT_AVAILABLE INVALID_BENEFICIARY_ACCOUNT NOT_ALLOWED_PAYMENT_VIA \
    UNSUPPORTED_PROTOCOL_COIN_COMBINATION LOGIN_REQUIRED COUPON_REQUIRES_LOGIN \
    COUPON_NOT_FOUND COUPON_NOT_ACTIVE COUPON_ALREADY_SPENT COUPON_MAX_USAGE_REACHED \
    COUPON_EXPIRED COUPON_BELOW_MIN_AMOUNT COUPON_NOT_VALID_FOR_USER \
    COUPON_NOT_VALID_FOR_CATEGORY COUPON_NOT_VALID_FOR_KIND COUPON_NOT_VALID_FOR_BRAND \
    COUPON_NOT_VALID_FOR_COUNTRY COUPON_NOT_VALID_FOR_STORE KYC_MISSING KYC_PENDING \
    VERIFICATION_REQUIRED FULLNAME_MISSING INVALID_EMAIL_DOMAIN SUSPENDED_COIN \
    SUSPENDED_NETWORK INVALID_DENOMINATION INVALID_PRODUCT_VALUE AMOUNT_TOO_LOW AMOUNT_TOO_HIGH \
    COUNTRY_NOT_SUPPORTED PAYMENT_METHOD_NOT_SUPPORTED_FOR_EMAIL TRANSACTION_LIMIT_EXCEEDED \
    KYC_MISSING_ON_PAYMENT_PROCESSOR KYC_INVALID_ON_PAYMENT_PROCESSOR \
    KYC_DECLINED_ON_PAYMENT_PROCESSOR KYC_PENDING_ON_PAYMENT_PROCESSOR \
    MAXIMUM_NUMBER_OF_PRODUCTS_PER_DAY_EXCEEDED MAXIMUM_NUMBER_OF_SAME_PRODUCT_PER_DAY_EXCEEDED \
    EMAIL_NOT_CONFIRMED USER_BLOCKED USER_BLOCKED_BY_EXTERNAL_PAYMENT_PROCESSOR BLOCKED_COUNTRY \
    CANT_SETUP_PAYMENT ORDER_CREATE_ERROR BAD_REQUEST";

/// Codes that ask the same of the buyer, and so have the same words.
const ALIKE: [&[&str]; 5] = [
    &["PRODUCT_NOT_AVAILABLE", "NOT_AVAILABLE_PRODUCT"],
    &["INVALID_DENOMINATION", "INVALID_PRODUCT_VALUE"],
    &[
        "KYC_MISSING_ON_PAYMENT_PROCESSOR",
        "KYC_INVALID_ON_PAYMENT_PROCESSOR",
        "KYC_DECLINED_ON_PAYMENT_PROCESSOR",
    ],
    &["USER_BLOCKED", "USER_BLOCKED_BY_EXTERNAL_PAYMENT_PROCESSOR"],
    &["ORDER_CREATE_ERROR", "BAD_REQUEST"],
];

/// Codes whose details can name goods (docs/api.md#problem-codes).
const WITH_GOODS: &str = "NOT_AVAILABLE_PRODUCT PRODUCT_NOT_AVAILABLE OUT_OF_STOCK NOT_ACTIVE \
    UNSUPPORTED_PROTOCOL_COIN_COMBINATION LOGIN_REQUIRED FULLNAME_MISSING VERIFICATION_REQUIRED \
    KYC_MISSING KYC_PENDING PAYMENT_METHOD_NOT_SUPPORTED_FOR_EMAIL TRANSACTION_LIMIT_EXCEEDED \
    KYC_MISSING_ON_PAYMENT_PROCESSOR KYC_INVALID_ON_PAYMENT_PROCESSOR \
    KYC_DECLINED_ON_PAYMENT_PROCESSOR KYC_PENDING_ON_PAYMENT_PROCESSOR";

fn locale(language: &str) -> Value {
    let path = ["public/locales/", language, ".json"].concat();
    let file = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    serde_json::from_str(&file.expect("a locale file")).expect("JSON")
}

fn words(locale: &Value, code: &str) -> String {
    let words = locale[Problem::new(code).message_key().name()].as_str();
    words.expect("a text of its own").to_owned()
}

#[test]
fn every_code_of_the_list_is_known() {
    let api: Vec<&str> = Problem::known()
        .filter(|code| Problem::is_code(code))
        .collect();
    // The sandbox keeps its own list, or it would prove nothing.
    let sandbox = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sandbox/src/problems.rs");
    let sandbox = fs::read_to_string(sandbox).expect("the sandbox's codes");
    for code in WITH_WORDS.split(' ') {
        assert!(api.contains(&code), "{code}");
        let quoted = ["\"", code, "\""].concat();
        assert!(sandbox.contains(&quoted), "{code} can't be provoked");
    }
    assert_eq!(api.len(), WITH_WORDS.split(' ').count(), "none twice");
}

#[test]
fn every_code_has_its_own_words_in_every_language() {
    for locale in ["en", "ja"].map(locale) {
        let known: Vec<&str> = Problem::known().collect();
        for (place, code) in known.iter().enumerate() {
            let own = words(&locale, code);
            assert!(!own.trim().is_empty(), "{code}");
            // What is wrong, and what to do now.
            assert!(own.len() > 15 && own.ends_with(['.', '。']), "{code}");
            assert!(!own.contains('{'), "known words need no code: {code}");
            for other in known.iter().skip(place + 1) {
                let is_alias = ALIKE
                    .iter()
                    .any(|codes| codes.contains(code) && codes.contains(other));
                let is_same = own == words(&locale, other);
                assert_eq!(is_same, is_alias, "{code} and {other}");
            }
        }
        for code in ["COUPON_OF_TOMORROW", "SOME_FUTURE_CODE"] {
            assert!(words(&locale, code).contains("{code}"));
        }
    }
}

/// The tests in the browser, and which codes they are about.
const BROWSER_TESTS: [(&str, &str, &str); 9] = [
    (
        "shop: no terms",
        "tests/web/disclosure.rs",
        "nothing_is_ordered_before_both_boxes_are_ticked",
    ),
    (
        "shop: texts coming",
        "tests/web/problems.rs",
        "nothing_is_bought_before_its_region_is_known",
    ),
    (
        "shop: no region",
        "tests/web/problems.rs",
        "what_works_elsewhere_is_agreed_to_first",
    ),
    (
        "shop: no choice",
        "tests/web/ordering.rs",
        "nothing_is_sent_while_something_is_missing",
    ),
    (
        "shop: no pair",
        "tests/web/ordering.rs",
        "a_paused_network_is_greyed_out",
    ),
    (
        "shop: no amount",
        "tests/web/problems.rs",
        "an_amount_that_is_not_sold_is_not_asked_about",
    ),
    (
        "shop: coupon",
        "tests/web/checkout.rs",
        "a_coupon_that_does_not_count_orders_nothing",
    ),
    (
        "SUSPENDED_",
        "tests/web/problems.rs",
        "a_paused_coin_or_network_is_named_at_the_ways_to_pay",
    ),
    (
        "",
        "tests/web/problems.rs",
        "every_problem_is_said_at_its_place",
    ),
];

const HEAD: &str = "\
# Problem codes

Everything that a validation or the making of an order can object to, what the buyer then reads in
English, what the page offers, and the browser test that looks at it. What is known of `moreDetails`
follows the words in sentences of its own (`src/checkout/limits.rs`). `COUPON_OF_TOMORROW` and
`SOME_FUTURE_CODE` stand for codes that nobody knows yet. `tests/adding.rs` writes this file when it
runs with `REFILLERY_UPDATE_TABLES=1`, and compares it otherwise.

| code | words | action | test |
|---|---|---|---|
";

fn row(english: &Value, code: &str) -> String {
    let place = match Problem::new(code).field() {
        Field::Beneficiary => "who gets it: link to the email or phone",
        Field::Email => "link to the email",
        Field::Amount => "link to the amounts and plans",
        Field::Payment => "link to the coins and networks",
        Field::Region => "link to the box to tick",
        Field::Terms => "link to the boxes to tick",
        Field::Coupon => "the coupon",
        Field::Order => "the words alone",
    };
    let buttons = match code {
        "UNSUPPORTED_PROTOCOL_COIN_COMBINATION" => {
            "; the allowed pairs as buttons; at the checkout buttons that take out the goods"
        }
        _ if WITH_GOODS.split(' ').any(|known| known == code) => {
            "; at the checkout buttons that take out the goods"
        }
        _ => "",
    };
    let (_, _, test) = BROWSER_TESTS
        .into_iter()
        .find(|(start, ..)| code.starts_with(start))
        .expect("the last one fits all");
    let words = words(english, code);
    format!("| `{code}` | {words} | {place}{buttons} | `{test}` |\n")
}

#[test]
fn the_table_is_in_step() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (_, path, test) in BROWSER_TESTS {
        let file = fs::read_to_string(root.join(path)).expect("a file of tests");
        assert!(file.contains(&format!("fn {test}(")), "{path}: {test}");
    }
    let english = locale("en");
    let others = ["COUPON_OF_TOMORROW", "SOME_FUTURE_CODE"];
    let mut table = HEAD.to_owned();
    for code in Problem::known().chain(others) {
        table.push_str(&row(&english, code));
    }
    let path = root.join("tests/problem-codes.md");
    if std::env::var_os("REFILLERY_UPDATE_TABLES").is_some() {
        fs::write(&path, &table).expect("the table can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == table,
        "tests/problem-codes.md is behind: run this test with REFILLERY_UPDATE_TABLES=1"
    );
}
