//! Amounts of money as decimal text with exact arithmetic.
//!
//! A binary float can't hold 0.1, and a buyer who sends 50.65999 instead of
//! 50.66 has an underpaid order, so no float is ever involved (contract
//! section 0, rule 3).

use std::cmp::Ordering;
use std::fmt;

/// Most digits an amount may have. `u128` holds every number of 38 digits;
/// more than that is no amount of money but a broken answer.
const MOST_DIGITS: usize = 38;

/// A non-negative decimal amount, kept with the very digits it arrived in.
///
/// The unit (a coin or a fiat currency) is whatever the owner says; an amount
/// knows only its digits. Equality and order are numeric: `1.50 == 1.5`.
#[derive(Clone)]
pub struct Amount {
    text: String,
    mantissa: u128,
    scale: u32,
}

impl Amount {
    /// Reads `0`, `12` or `12.50`, and nothing else: no sign, exponent, comma,
    /// blank, leading zero or bare point (`design/payments.md` section 1).
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (text, ""),
        };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let well_formed = !whole.is_empty()
            && (whole == "0" || !whole.starts_with('0'))
            && digits(whole)
            && digits(fraction)
            && whole.len() + fraction.len() <= MOST_DIGITS;
        if !well_formed {
            return None;
        }
        let mantissa = whole
            .bytes()
            .chain(fraction.bytes())
            .fold(0_u128, |sum, byte| sum * 10 + u128::from(byte - b'0'));
        Some(Self {
            text: text.to_owned(),
            mantissa,
            // At most 38, checked above.
            scale: fraction.len() as u32,
        })
    }

    /// Reads an amount out of an answer, where a JSON number may carry an
    /// exponent (`1e-7`) and text may carry blanks. Digits are moved, never
    /// rounded.
    pub fn parse_loosely(text: &str) -> Option<Self> {
        let text = text.trim();
        let Some((digits, exponent)) = text.split_once(['e', 'E']) else {
            return Self::parse(text);
        };
        let exponent: i32 = exponent.parse().ok()?;
        if exponent.unsigned_abs() as usize > MOST_DIGITS {
            return None;
        }
        let plain = Self::parse(digits)?;
        let scale = i32::try_from(plain.scale).ok()? - exponent;
        let (mantissa, scale) = if scale < 0 {
            (
                plain
                    .mantissa
                    .checked_mul(10_u128.checked_pow(scale.unsigned_abs())?)?,
                0,
            )
        } else {
            (plain.mantissa, scale.unsigned_abs())
        };
        // Moved digits bring zeros along, and no more of them are an amount than
        // of digits that came so: what is compared and sent must be read again.
        Self::parse(Self::from_parts(mantissa, scale).as_str())
    }

    /// The digits as they arrived: what is shown, copied and sent.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many decimal places it is written with.
    pub fn places(&self) -> u32 {
        self.scale
    }

    /// Whether this is no money at all.
    pub fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// What remains after `other` is taken away; `None` when nothing remains
    /// or the digits don't fit.
    pub fn minus(&self, other: &Self) -> Option<Self> {
        let (mine, theirs, scale) = self.aligned(other)?;
        let rest = mine.checked_sub(theirs)?;
        (rest > 0).then(|| Self::from_parts(rest, scale).trimmed())
    }

    /// Both together; `None` when the digits don't fit.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        let (mine, theirs, scale) = self.aligned(other)?;
        let sum = Self::from_parts(mine.checked_add(theirs)?, scale).trimmed();
        // What is compared and sent must be read again.
        Self::parse(sum.as_str())
    }

    /// Whether this is more than so many thousandths above `other`.
    pub fn exceeds(&self, other: &Self, per_mille: u128) -> bool {
        let Some((mine, theirs, _)) = self.aligned(other) else {
            return self > other;
        };
        match (mine.checked_mul(1000), theirs.checked_mul(1000 + per_mille)) {
            (Some(mine), Some(theirs)) => mine > theirs,
            _ => mine > theirs,
        }
    }

    /// Whether this amount is `start` plus a whole number of `step`s.
    /// A step of zero allows everything.
    pub fn is_on_step(&self, start: &Self, step: &Self) -> bool {
        if step.is_zero() {
            return true;
        }
        let Some((mine, from, _)) = self.aligned(start) else {
            return true;
        };
        let scale = self.scale.max(start.scale);
        let (Some(distance), Some(factor)) = (
            mine.checked_sub(from),
            10_u128.checked_pow(scale.abs_diff(step.scale)),
        ) else {
            return false;
        };
        let (distance, step) = if scale >= step.scale {
            (Some(distance), step.mantissa.checked_mul(factor))
        } else {
            (distance.checked_mul(factor), Some(step.mantissa))
        };
        match (distance, step) {
            (Some(distance), Some(step)) => distance % step == 0,
            _ => true,
        }
    }

    /// This amount in hundredths of `whole`, to one decimal place, for the eye
    /// alone; `None` of nothing.
    pub fn percent_of(&self, whole: &Self) -> Option<Self> {
        let (mine, all, _) = self.aligned(whole)?;
        let per_mille = mine.checked_mul(1000)?.checked_div(all)?;
        Some(Self::from_parts(per_mille, 1).trimmed())
    }

    /// The least number of at most so many decimal places that is not below
    /// this one. For bounds to show, never for money to send.
    pub fn rounded_up(&self, places: u32) -> Self {
        let dropped = 10_u128.checked_pow(self.scale.saturating_sub(places));
        match dropped {
            Some(unit) if unit > 1 => {
                Self::from_parts(self.mantissa.div_ceil(unit), places).trimmed()
            }
            _ => self.clone(),
        }
    }

    /// The same number without zeros at the end of its fraction.
    pub fn trimmed(&self) -> Self {
        let (mut mantissa, mut scale) = (self.mantissa, self.scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Self::from_parts(mantissa, scale)
    }

    fn from_parts(mantissa: u128, scale: u32) -> Self {
        let digits = mantissa.to_string();
        let places = scale as usize;
        let text = if places == 0 {
            digits
        } else {
            let padded = if digits.len() <= places {
                let missing = places + 1 - digits.len();
                "0".repeat(missing) + &digits
            } else {
                digits
            };
            let (whole, fraction) = padded.split_at(padded.len() - places);
            [whole, ".", fraction].concat()
        };
        Self {
            text,
            mantissa,
            scale,
        }
    }

    /// Both mantissas at the finer of the two scales.
    fn aligned(&self, other: &Self) -> Option<(u128, u128, u32)> {
        let scale = self.scale.max(other.scale);
        let lift = |amount: &Self| {
            amount
                .mantissa
                .checked_mul(10_u128.checked_pow(scale - amount.scale)?)
        };
        Some((lift(self)?, lift(other)?, scale))
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Amount {}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.aligned(other) {
            Some((mine, theirs, _)) => mine.cmp(&theirs),
            // One of them is too large to align; the longer whole part wins.
            None => {
                let whole = |amount: &Self| amount.text.split('.').next().map_or(0, str::len);
                whole(self).cmp(&whole(other))
            }
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// A sum in a fiat currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceValue {
    /// How much, in units of `currency`.
    pub amount: Amount,
    /// ISO 4217 code, as the API gave it.
    pub currency: String,
}

#[cfg(test)]
mod tests {
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
        for (part, whole, percent) in [("0.8", "50", "1.6"), ("1", "3", "33.3"), ("5", "50", "10")]
        {
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
}
