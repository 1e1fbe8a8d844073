//! Converts decimal amounts to a coin's smallest units, by moving digits.

use crate::model::money::Amount;

/// The amount has more digits after the point than the coin. Nothing is ever rounded: a rounded
/// amount is an underpaid order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooManyDigits;

/// The amount in coins, without zeros at the end of its fraction, if it fits into this many
/// `decimals`.
pub fn decimal(amount: &Amount, decimals: usize) -> Result<&str, TooManyDigits> {
    let text = amount.as_str();
    let Some((whole, fraction)) = text.split_once('.') else {
        return Ok(text);
    };
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > decimals {
        return Err(TooManyDigits);
    }
    Ok(if fraction.is_empty() {
        whole
    } else {
        text.trim_end_matches('0')
    })
}

/// The amount in the coin's smallest units, as a whole number.
pub fn units(amount: &Amount, decimals: usize) -> Result<String, TooManyDigits> {
    let text = decimal(amount, decimals)?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    // `decimal` has checked that the fraction is not longer than `decimals`.
    let missing = decimals.saturating_sub(fraction.len());
    let digits = [whole, fraction, &"0".repeat(missing)].concat();
    let significant = digits.trim_start_matches('0');
    Ok(if significant.is_empty() {
        "0"
    } else {
        significant
    }
    .to_owned())
}

#[cfg(test)]
mod tests {
    use super::{TooManyDigits, decimal, units};
    use crate::model::money::Amount;

    #[track_caller]
    fn amount(text: &str) -> Amount {
        Amount::parse(text).unwrap_or_else(|| panic!("{text} is an amount"))
    }

    #[test]
    fn digits_are_moved() {
        // The table in docs/payments.md#amounts-and-units, and both ends.
        for (text, decimals, plain, whole) in [
            ("51.08", 6, "51.08", "51080000"),
            ("0.000001", 6, "0.000001", "1"),
            ("1.500000", 6, "1.5", "1500000"),
            ("2.014", 18, "2.014", "2014000000000000000"),
            ("10", 18, "10", "10000000000000000000"),
            ("0", 8, "0", "0"),
            ("0.00", 8, "0", "0"),
            ("100", 0, "100", "100"),
            ("1.000", 0, "1", "1"),
        ] {
            assert_eq!(decimal(&amount(text), decimals), Ok(plain), "{text}");
            assert_eq!(
                units(&amount(text), decimals).as_deref(),
                Ok(whole),
                "{text}"
            );
        }
    }

    #[test]
    fn nothing_is_rounded() {
        for (text, decimals) in [("0.0000001", 6), ("1.5", 0), ("0.000000001", 8)] {
            assert_eq!(units(&amount(text), decimals), Err(TooManyDigits), "{text}");
            assert_eq!(
                decimal(&amount(text), decimals),
                Err(TooManyDigits),
                "{text}"
            );
        }
    }

    #[test]
    fn other_spellings_are_no_amounts() {
        for text in [
            "1e-3", "1,5", " 1", "-1", ".5", "01", "+1", "1.", "", "1 ", "0x1", "1_0", "٣", "00",
            "1.5.0", "1.-5",
        ] {
            assert!(Amount::parse(text).is_none(), "{text:?}");
        }
    }
}
