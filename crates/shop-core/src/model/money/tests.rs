use std::cmp::Ordering;

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
fn an_amount_has_at_most_38_digits_on_both_sides_of_its_point() {
    let nines = |whole: usize, fraction: usize| {
        Amount::parse(&["9".repeat(whole), ".".to_owned(), "9".repeat(fraction)].concat())
    };
    assert!(nines(20, 18).is_some());
    assert!(nines(20, 19).is_none());
    assert!(nines(1, 38).is_none());
    assert!(Amount::parse(&"9".repeat(38)).is_some());
}

#[test]
fn an_amount_is_printed_with_its_own_digits() {
    for text in ["0", "12.50", "0.000001"] {
        assert_eq!(format!("{}", amount(text)), text);
        assert_eq!(format!("{:?}", amount(text)), text);
    }
}

#[test]
fn a_smaller_unit_only_moves_the_point() {
    for (text, satoshi) in [
        ("0.00023021", "23021"),
        ("0.00000001", "1"),
        ("1", "100000000"),
        ("21000000", "2100000000000000"),
        ("0.1000000000", "10000000"),
        ("0.00023021123", "23021.123"),
        ("0.000000001", "0.1"),
        ("0", "0"),
    ] {
        let found = amount(text).in_units(8).expect("the digits fit");
        assert_eq!(found.as_str(), satoshi, "{text}");
    }
    assert_eq!(amount(&"9".repeat(38)).in_units(8), None);
}

#[test]
fn zeros_at_the_end_count_as_places_until_they_are_trimmed() {
    for (text, places, trimmed) in [
        ("12.50", 2, "12.5"),
        ("10", 0, "10"),
        ("0.00", 2, "0"),
        ("1.000", 3, "1"),
        ("0.001", 3, "0.001"),
    ] {
        assert_eq!(amount(text).places(), places, "{text}");
        assert_eq!(amount(text).trimmed().as_str(), trimmed);
    }
}

#[test]
fn only_zero_is_zero() {
    for text in ["0", "0.0", "0.000000"] {
        assert!(amount(text).is_zero(), "{text}");
    }
    for text in ["1", "0.000001", "10"] {
        assert!(!amount(text).is_zero(), "{text}");
    }
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
    for (loose, exact) in [("0.1e38", 38), ("0.01e38", 37), ("0e38", 1), ("1e37", 38)] {
        let digits = Amount::parse_loosely(loose).map(|amount| amount.as_str().len());
        assert_eq!(digits, Some(exact), "{loose}");
    }
    for too_large in ["1e400", "0.01e39", "1e2147483647", "1e-2147483648", "1e"] {
        assert!(Amount::parse_loosely(too_large).is_none(), "{too_large}");
    }
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
    let (most, least) = (amount(&"9".repeat(38)), amount("0.000000000000000001"));
    assert_eq!(most.cmp(&least), Ordering::Greater);
    assert_eq!(least.cmp(&most), Ordering::Less);
    assert_ne!(least, most);
    assert!(amount("2") != amount("20"));
    assert_eq!(
        amount("2").partial_cmp(&amount("2.0")),
        Some(Ordering::Equal)
    );
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
    let most = "3".repeat(38);
    assert_eq!(rest(&most, "0.1"), None, "39 digits are no amount");
    assert_eq!(rest(&most, "0.001"), None, "nor is what can't be aligned");
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
        ("1.50000000", "1.50000000"),
        ("1.500000000", "1.5"),
    ] {
        assert_eq!(amount(exact).rounded_up(8).as_str(), shown);
    }
    assert_eq!(amount("1.01").rounded_up(0).as_str(), "2");
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
    let most = amount(&"9".repeat(38));
    assert!(most.percent_of(&amount("1")).is_none(), "too many digits");
}

#[test]
fn only_a_rise_beyond_the_share_counts() {
    assert!(!amount("100.5").exceeds(&amount("100"), 5));
    assert!(amount("100.51").exceeds(&amount("100"), 5));
    assert!(!amount("99").exceeds(&amount("100"), 5));
}

#[test]
fn where_digits_do_not_fit_any_rise_counts() {
    let (most, less) = (amount(&"9".repeat(38)), amount(&"8".repeat(38)));
    assert!(most.exceeds(&less, 5));
    assert!(!less.exceeds(&most, 5));
    assert!(!most.exceeds(&most, 5), "the same is no rise");
    let small = amount("0.1");
    assert!(most.exceeds(&small, 5) && !small.exceeds(&most, 5));
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
    assert!(on_step("5", "5", "0.3"));
    assert!(on_step("5.1", "5.0", "0.05"));
    assert!(!on_step("5.1", "5.0", "0.03"));
    assert!(on_step("25", "5.00", "10") && !on_step("25.00", "5", "15"));
}

#[test]
fn a_step_that_can_not_be_computed_refuses_nothing() {
    let most = amount(&"9".repeat(38));
    let tiny = amount("0.0000000001");
    assert!(most.is_on_step(&tiny, &amount("1")), "not aligned");
    assert!(most.is_on_step(&amount("1"), &tiny), "distance too long");
    assert!(!amount("1").is_on_step(&most, &tiny), "below the start");
}

#[test]
fn amounts_are_one_where_rounding_alone_tells_them_apart() {
    for (one, other, is_about) in [
        ("22.11", "22.11", true),
        ("22.11", "22.1100000", true),
        ("0.00061300", "0.000613", true),
        ("22.11", "22.1143", true),
        ("12.11", "12.109999999999999", true),
        // One whole unit of the last place.
        ("22.11", "22.12", false),
        ("22.11", "22.1200001", false),
        ("53.94", "48.94", false),
        // Few decimal places don't excuse a large difference.
        ("22", "22.4", false),
        ("0.01", "0.0149", false),
        ("0", "0.000001", false),
        ("0", "0.00", true),
        // Too many digits to compare.
        ("99999999999999999999999999999999999999", "0.1", false),
    ] {
        assert_eq!(
            amount(one).is_about(&amount(other)),
            is_about,
            "{one} {other}"
        );
        assert_eq!(
            amount(other).is_about(&amount(one)),
            is_about,
            "{other} {one}"
        );
    }
}

#[test]
fn a_currency_has_three_capital_letters() {
    for (text, is_one) in [
        ("USD", true),
        ("usd", false),
        ("US", false),
        ("USDC", false),
        ("US1", false),
        ("", false),
    ] {
        assert_eq!(super::is_currency(text), is_one, "{text}");
    }
}
