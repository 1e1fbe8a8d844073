use super::Amount;

#[track_caller]
fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap_or_else(|| panic!("{text} is an amount"))
}

#[test]
fn only_plain_decimals_are_amounts() {
    for text in [
        "0",
        "1",
        "12.50",
        "0.000001",
        "50.66",
        "0.123456789012345678",
    ] {
        assert_eq!(amount(text).as_str(), text);
    }
    for text in [
        "", ".5", "5.", "01", "+1", "-1", "1,5", " 1", "1e-3", "NaN", "1_0", "٣",
    ] {
        assert!(Amount::parse(text).is_none(), "{text:?} is no amount");
    }
    assert!(Amount::parse(&"9".repeat(39)).is_none());
}

#[test]
fn numbers_with_an_exponent_move_their_digits() {
    for (loose, exact) in [
        ("1e-7", "0.0000001"),
        ("2.5E3", "2500"),
        ("1.25e1", "12.5"),
        (" 7.0 ", "7.0"),
    ] {
        assert_eq!(
            Amount::parse_loosely(loose).as_ref().map(Amount::as_str),
            Some(exact)
        );
    }
    assert!(Amount::parse_loosely("1e400").is_none());
    for too_long in ["1e-38", "0.00000000001e-38", "1e38"] {
        assert!(Amount::parse_loosely(too_long).is_none(), "{too_long}");
    }
    let least = Amount::parse_loosely("1e-37").expect("38 digits");
    assert_eq!(Amount::parse(least.as_str()), Some(least));
}

#[test]
fn order_is_numeric() {
    assert_eq!(amount("1.50"), amount("1.5"));
    assert!(amount("9.99") < amount("10"));
    assert!(amount("0.1") > amount("0.0999999999999999999"));
    assert!(amount(&"9".repeat(38)) > amount("0.000000000000000001"));
}

#[test]
fn the_rest_of_a_payment_is_exact() {
    let rest = |total: &str, sent: &str| {
        amount(total)
            .minus(&amount(sent))
            .map(|rest| rest.as_str().to_owned())
    };
    assert_eq!(rest("50.66", "30").as_deref(), Some("20.66"));
    assert_eq!(rest("0.3", "0.1").as_deref(), Some("0.2"));
    assert_eq!(
        rest("1", "0.000000000000000001").as_deref(),
        Some("0.999999999999999999")
    );
    assert_eq!(rest("1", "1.0"), None);
    assert_eq!(rest("1", "2"), None);
}

#[test]
fn a_sum_is_exact() {
    let sum = |one: &str, other: &str| {
        amount(one)
            .plus(&amount(other))
            .map(|sum| sum.as_str().to_owned())
    };
    assert_eq!(sum("0.1", "0.2").as_deref(), Some("0.3"));
    assert_eq!(sum("50.66", "1.00").as_deref(), Some("51.66"));
    assert_eq!(
        sum("1", "0.000000000000000001").as_deref(),
        Some("1.000000000000000001")
    );
    assert_eq!(sum("0", "0").as_deref(), Some("0"));
    assert_eq!(sum(&"9".repeat(38), "1"), None);
    assert_eq!(sum(&"9".repeat(38), "0.1"), None);
}

#[test]
fn a_bound_to_show_is_never_below_the_real_one() {
    for (exact, shown) in [
        ("0.000030263157895", "0.00003027"),
        ("0.575", "0.575"),
        ("12", "12"),
        ("0.999999999", "1"),
    ] {
        assert_eq!(amount(exact).rounded_up(8).as_str(), shown);
    }
}

#[test]
fn a_share_has_one_decimal_place() {
    for (part, whole, percent) in [("0.8", "50", "1.6"), ("1", "3", "33.3"), ("5", "50", "10")] {
        let share = amount(part).percent_of(&amount(whole));
        assert_eq!(
            share.map(|share| share.as_str().to_owned()).as_deref(),
            Some(percent)
        );
    }
    assert!(amount("1").percent_of(&amount("0")).is_none());
}

#[test]
fn only_a_rise_beyond_the_share_counts() {
    assert!(!amount("100.5").exceeds(&amount("100"), 5));
    assert!(amount("100.51").exceeds(&amount("100"), 5));
    assert!(!amount("99").exceeds(&amount("100"), 5));
}

#[test]
fn steps_count_from_the_least_amount() {
    let on_step = |value: &str, start: &str, step: &str| {
        amount(value).is_on_step(&amount(start), &amount(step))
    };
    assert!(on_step("7", "5", "1.0"));
    assert!(on_step("5.25", "5", "0.25"));
    assert!(on_step("15", "10", "5"));
    assert!(on_step("3.3", "1", "0"));
    assert!(!on_step("7.5", "5", "1"));
    assert!(!on_step("12", "10", "5"));
    assert!(!on_step("4", "5", "1"));
}
