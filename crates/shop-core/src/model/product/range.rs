//! Amounts that the buyer enters.

use crate::model::letters::plain_digit;
use crate::model::money::Amount;
use crate::model::typed;

/// The bounds of an amount that the buyer enters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Range {
    /// Least face value.
    pub min: Amount,
    /// Greatest face value.
    pub max: Amount,
    /// ISO 4217 code of all these amounts.
    pub currency: String,
    /// Distance between allowed amounts, from `min` on; never zero.
    pub step: Amount,
    /// The amount that the brand proposes, if that says more than the bounds do.
    pub proposed: Option<Amount>,
}

/// Why a typed amount can't be ordered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AmountFault {
    /// Not a plain decimal number.
    NotANumber,
    /// It has a mark that may separate thousands or decimals.
    Thousands,
    /// Under the least amount.
    TooSmall,
    /// Over the greatest amount.
    TooLarge,
    /// Between two allowed amounts, or finer than its currency allows.
    OffStep,
}

impl Range {
    /// Checks the buyer's input. One comma counts as the decimal point, as the point does; nothing
    /// else is guessed: `1.000` is one to some people and a thousand to others, and a purchase
    /// can't be returned.
    ///
    /// # Errors
    /// The first rule that the text breaks.
    pub fn check(&self, typed: &str) -> Result<Amount, AmountFault> {
        let plain = plain_number(typed);
        if has_thousands_mark(&plain) {
            return Err(AmountFault::Thousands);
        }
        let amount = Amount::parse(&plain).ok_or(AmountFault::NotANumber)?;
        let amount = self.allow(amount)?;
        let is_finer = amount.trimmed().places() > places_of(&self.currency);
        if is_finer {
            return Err(AmountFault::OffStep);
        }
        Ok(amount)
    }

    /// Checks an amount against the bounds and the step.
    ///
    /// # Errors
    /// The first of these rules that the amount breaks.
    pub fn allow(&self, amount: Amount) -> Result<Amount, AmountFault> {
        if amount < self.min {
            return Err(AmountFault::TooSmall);
        }
        if amount > self.max {
            return Err(AmountFault::TooLarge);
        }
        if !amount.is_on_step(&self.min, &self.step) {
            return Err(AmountFault::OffStep);
        }
        Ok(amount)
    }

    /// At most four round amounts inside the bounds, else the least amount, to choose with one tap.
    pub fn suggestions(&self) -> Vec<Amount> {
        let round = [
            "1", "2", "5", "10", "25", "50", "100", "200", "500", "1000", "2000", "5000", "10000",
            "20000", "50000", "100000", "500000", "1000000",
        ];
        let mut allowed: Vec<Amount> = round
            .iter()
            .filter_map(|text| self.allow(Amount::parse(text)?).ok())
            .collect();
        if allowed.is_empty() {
            allowed.extend(self.allow(self.min.clone()));
        }
        let skip = allowed.len().saturating_sub(4) / 2;
        allowed.into_iter().skip(skip).take(4).collect()
    }
}

/// A typed number with the digits of any keyboard as plain ones, and with a point where its
/// decimals begin, in any notation; the wide forms are those of Japanese keyboards.
pub fn plain_number(typed: &str) -> String {
    let plain = |sign: char| match sign {
        // The Arabic decimal mark, and the comma.
        '\u{66B}' | ',' => '.',
        sign => plain_digit(sign),
    };
    typed::plain(typed).chars().map(plain).collect()
}

/// Whether a plain number may have a mark between its thousands: a blank or a mark with no other
/// use, a second point, or three digits after the only one.
fn has_thousands_mark(plain: &str) -> bool {
    let is_mark = |sign: char| {
        sign.is_whitespace() || matches!(sign, '.' | '\'' | '\u{2019}' | '\u{66C}' | '_')
    };
    let is_number = plain
        .chars()
        .all(|sign| sign.is_ascii_digit() || is_mark(sign));
    let mut parts = plain.split(is_mark);
    let (first, last) = (parts.next().unwrap_or_default(), parts.next_back());
    let (Some(last), true) = (last, is_number) else {
        return false;
    };
    let is_one_point = parts.next().is_none() && plain.contains('.');
    let is_whole = !first.is_empty() && !last.is_empty();
    // A thousand is never written as 0.125.
    let is_less_than_one = first.chars().all(|digit| digit == '0');
    is_whole && (!is_one_point || (last.len() == 3 && first.len() <= 3 && !is_less_than_one))
}

/// The number of decimal places of a currency (ISO 4217). Finer amounts can be neither shown nor
/// paid out.
pub(super) fn places_of(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, AmountFault, Range};

    fn range(min: &str, max: &str, step: &str) -> Range {
        let amount = |text: &str| Amount::parse(text).expect("an amount");
        Range {
            min: amount(min),
            max: amount(max),
            currency: "USD".to_owned(),
            step: amount(step),
            proposed: None,
        }
    }

    #[test]
    fn each_broken_rule_has_its_name() {
        let range = range("5.0", "1000.0", "1.0");
        for (typed, fault) in [
            ("", AmountFault::NotANumber),
            ("fifty", AmountFault::NotANumber),
            ("1e2", AmountFault::NotANumber),
            ("4", AmountFault::TooSmall),
            ("1001", AmountFault::TooLarge),
            ("7.5", AmountFault::OffStep),
        ] {
            assert_eq!(range.check(typed), Err(fault), "{typed:?}");
        }
        for typed in ["5", "50", " 50 ", "1000", "50,00"] {
            assert!(range.check(typed).is_ok(), "{typed:?}");
        }
    }

    #[test]
    fn steps_are_counted_from_the_least_amount() {
        let range = range("15", "155", "10");
        for typed in ["15", "25", "35", "155"] {
            assert!(range.check(typed).is_ok(), "{typed}");
        }
        for typed in ["20", "30", "100", "17.5"] {
            assert_eq!(range.check(typed), Err(AmountFault::OffStep), "{typed}");
        }
    }

    #[test]
    fn a_mark_that_may_mean_thousands_is_asked_about() {
        let range = range("1", "5000", "0.0001");
        for typed in [
            "1,000",
            "1.000",
            "1.234",
            "100.000",
            "1 000",
            "1\u{a0}000",
            "1'000",
            "1,000.50",
            "1.000,50",
            "1,000,000",
            "١٬٠٠٠",
            "１，０００",
        ] {
            assert_eq!(range.check(typed), Err(AmountFault::Thousands), "{typed:?}");
        }
        for typed in ["1,", ",5", ".", "5..", "1.00x", "-5", "１／２"] {
            assert_eq!(
                range.check(typed),
                Err(AmountFault::NotANumber),
                "{typed:?}"
            );
        }
        assert_eq!(range.check("0.125"), Err(AmountFault::TooSmall));
    }

    #[test]
    fn digits_of_any_keyboard_are_read() {
        let range = range("1", "5000", "0.0001");
        for (typed, amount) in [
            ("٢٥", "25"),
            ("٢٥٫٥", "25.5"),
            ("۱۰۰۰", "1000"),
            ("１２．５０", "12.50"),
            ("1000,5", "1000.5"),
        ] {
            let judged = range.check(typed).map(|amount| amount.as_str().to_owned());
            assert_eq!(judged.as_deref(), Ok(amount), "{typed:?}");
        }
    }

    #[test]
    fn no_amount_is_finer_than_its_money() {
        let mut range = range("1", "5000", "0.0001");
        assert_eq!(range.check("50.5555"), Err(AmountFault::OffStep));
        assert!(range.check("50.5500").is_ok(), "zeros add nothing");
        "JPY".clone_into(&mut range.currency);
        assert_eq!(range.check("500.5"), Err(AmountFault::OffStep));
        "KWD".clone_into(&mut range.currency);
        assert!(range.check("0.125").is_err() && range.check("50.1250").is_ok());
    }

    #[test]
    fn suggestions_are_orderable_and_few() {
        for (min, max, step) in [
            ("5", "1000", "1"),
            ("50", "500", "1"),
            ("500", "100000", "500"),
            ("3", "4", "1"),
            ("15", "155", "10"),
        ] {
            let range = range(min, max, step);
            let suggested = range.suggestions();
            assert!((1..=4).contains(&suggested.len()));
            assert!(
                suggested
                    .iter()
                    .all(|amount| range.check(amount.as_str()).is_ok())
            );
        }
    }
}
