//! Amounts of money as decimal text with exact arithmetic.
//!
//! A binary float can't hold 0.1, and a buyer who sends 50.65999 instead of 50.66 has an underpaid
//! order, so no float is ever used; see docs/api.md#reading-and-sending.

use std::cmp::Ordering;
use std::fmt;

/// Most digits an amount may have. `u128` holds every number of 38 digits; a longer one isn't an
/// amount of money but a broken answer.
const MOST_DIGITS: usize = 38;

/// Whether this has the form of an ISO 4217 code: a browser throws at any other form.
pub fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A non-negative decimal amount, kept with exactly the digits it arrived with.
///
/// The unit (a coin or a fiat currency) is known to the owner; an amount knows only its digits.
/// Equality and order are numeric: `1.50 == 1.5`.
#[derive(Clone)]
pub struct Amount {
    text: String,
    mantissa: u128,
    scale: u32,
}

impl Amount {
    /// Reads `0`, `12` or `12.50`, and nothing else: no sign, exponent, comma,
    /// blank, leading zero or bare point (docs/payments.md#amounts-and-units).
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

    /// Reads an amount from an answer, where a JSON number may have an exponent (`1e-7`) and text
    /// may have blanks. Digits are moved, never rounded.
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
        // A scale below zero means zeros at the end of the whole part.
        let zeros = scale.min(0).unsigned_abs();
        let mantissa = plain.mantissa.checked_mul(10_u128.checked_pow(zeros)?)?;
        // The zeros count as digits, so the sum of both may be too long.
        Self::parse(Self::from_parts(mantissa, scale.max(0).unsigned_abs()).as_str())
    }

    /// The digits as they arrived. They are shown, copied and sent.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many decimal places it is written with.
    pub fn places(&self) -> u32 {
        self.scale
    }

    /// Whether this amount is zero.
    pub fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// The rest after `other` is subtracted; `None` if nothing remains or the digits don't fit.
    pub fn minus(&self, other: &Self) -> Option<Self> {
        let (mine, theirs, scale) = self.aligned(other)?;
        let rest = Self::from_parts(mine.checked_sub(theirs)?, scale).trimmed();
        // The result is compared and sent, so it must be readable again.
        Self::parse(rest.as_str()).filter(|rest| !rest.is_zero())
    }

    /// The sum of both; `None` if the digits don't fit.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        let (mine, theirs, scale) = self.aligned(other)?;
        let sum = Self::from_parts(mine.checked_add(theirs)?, scale).trimmed();
        // The result is compared and sent, so it must be readable again.
        Self::parse(sum.as_str())
    }

    /// Whether both are the same amount except for rounding: they differ by less than one in the
    /// last place of the one with fewer places, and by no more than a thousandth of the larger one
    /// (docs/payments.md#sums-that-disagree).
    pub fn is_about(&self, other: &Self) -> bool {
        let Some((mine, theirs, scale)) = self.aligned(other) else {
            return false;
        };
        let difference = mine.abs_diff(theirs);
        let unit = 10_u128.checked_pow(scale - self.scale.min(other.scale));
        let thousandfold = difference.checked_mul(1000);
        difference == 0
            || (unit.is_some_and(|unit| difference < unit)
                && thousandfold.is_some_and(|product| product <= mine.max(theirs)))
    }

    /// Whether this is more than `per_mille` thousandths above `other`.
    pub fn exceeds(&self, other: &Self, per_mille: u128) -> bool {
        let thousandths = self.aligned(other).and_then(|(mine, theirs, _)| {
            let limit = theirs.checked_mul(1000 + per_mille)?;
            Some((mine.checked_mul(1000)?, limit))
        });
        match thousandths {
            Some((mine, limit)) => mine > limit,
            // There are too many digits to multiply: then any rise counts.
            None => self > other,
        }
    }

    /// Whether this amount is `start` plus a whole number of `step`s.
    /// A step of zero allows everything.
    pub fn is_on_step(&self, start: &Self, step: &Self) -> bool {
        if step.is_zero() {
            return true;
        }
        let Some((mine, from, scale)) = self.aligned(start) else {
            return true;
        };
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

    /// This amount in hundredths of `whole`, to one decimal place, for display only; `None` if
    /// `whole` is zero.
    pub fn percent_of(&self, whole: &Self) -> Option<Self> {
        let (mine, all, _) = self.aligned(whole)?;
        let per_mille = mine.checked_mul(1000)?.checked_div(all)?;
        Some(Self::from_parts(per_mille, 1).trimmed())
    }

    /// The amount that has the same ratio to this one as `part` to `whole`, rounded down to this
    /// many decimal places; `None` if the digits don't fit. To show, never to send.
    pub fn share(&self, part: &Self, whole: &Self, places: u32) -> Option<Self> {
        let (part, whole, _) = part.aligned(whole)?;
        let finer = 10_u128.checked_pow(places.saturating_sub(self.scale))?;
        let coarser = 10_u128.checked_pow(self.scale.saturating_sub(places))?;
        let mine = self.mantissa.checked_mul(finer)?.checked_mul(part)?;
        let share = mine.checked_div(whole.checked_mul(coarser)?)?;
        Some(Self::from_parts(share, places).trimmed())
    }

    /// The least number with at most this many decimal places that is not below this one. For
    /// bounds to show, never for money to send.
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
        for _ in 0..self.scale {
            if mantissa % 10 != 0 {
                break;
            }
            mantissa /= 10;
            scale -= 1;
        }
        Self::from_parts(mantissa, scale)
    }

    /// The same amount in a unit that is this many decimal places smaller, such as satoshi; `None`
    /// if the digits don't fit.
    pub fn in_units(&self, places: u32) -> Option<Self> {
        let finer = 10_u128.checked_pow(places.saturating_sub(self.scale))?;
        let mantissa = self.mantissa.checked_mul(finer)?;
        Some(Self::from_parts(mantissa, self.scale.saturating_sub(places)).trimmed())
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
    /// The number of units of `currency`.
    pub amount: Amount,
    /// ISO 4217 code, as the API sent it.
    pub currency: String,
}

#[cfg(test)]
mod tests;
