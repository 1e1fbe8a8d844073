use super::{Field, Problem};
use crate::text_key::TextKey;

#[test]
fn unknown_codes_are_general() {
    for code in ["", "SOME_FUTURE_CODE", "out_of_stock", "OUT_OF_STOCK "] {
        let problem = Problem::new(code);
        assert_eq!(problem.message_key(), TextKey::ProblemUnknown, "{code:?}");
        assert_eq!(problem.field(), Field::Order, "{code:?}");
    }
    let coupon = Problem::new("COUPON_OF_TOMORROW");
    assert_eq!(coupon.message_key(), TextKey::ProblemCoupon);
    assert_eq!(coupon.field(), Field::Coupon);
}

#[test]
fn a_problem_is_about_all_items_or_those_it_names() {
    let mut problem = Problem::new("OUT_OF_STOCK");
    assert!(problem.is_about(1) && problem.is_about(2));
    problem.items = vec![2];
    assert!(!problem.is_about(1) && problem.is_about(2));
}

#[test]
fn digits_alone_are_no_code() {
    for (text, is_code) in [
        ("OUT_OF_STOCK", true),
        ("ERROR_42", true),
        ("491511234567", false),
        ("___1", false),
        ("Cryptorefill_NFT_GIFTCARD", true),
        ("john_example", false),
        ("John_Example", false),
        ("Blocked", false),
    ] {
        assert_eq!(Problem::is_code(text), is_code, "{text}");
    }
}
