//! The contents of a plan or a phone's credit, and how long it can be used.

use crate::model::money::Amount;

/// The kind of a benefit (docs/api.md#benefits).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// Data to use.
    Data,
    /// Time to talk.
    Talk,
    /// Text messages.
    Messages,
}

/// One part of a plan's contents.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Benefit {
    /// Its kind.
    pub holds: Holds,
    /// How much of it, in `unit`; `None` is unlimited.
    pub amount: Option<Amount>,
    /// `GB`, `MINUTES` or another word of the API, made safe to show.
    pub unit: String,
    /// The operator's note in English, made safe to show.
    pub note: Option<String>,
}

/// The part of a paid amount that a phone gets after a tax.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credit {
    /// The paid amount.
    pub paid: Amount,
    /// The amount that the phone gets, which is less.
    pub credited: Amount,
    /// ISO 4217 code of both, if it has that form.
    pub currency: Option<String>,
}

impl Credit {
    /// The amount that the phone gets for another one in a currency: the same share, rounded down.
    pub(super) fn apply(&self, amount: &Amount, currency: &str) -> Option<Amount> {
        let places = super::range::places_of(currency);
        amount.share(&self.credited, &self.paid, places)
    }
}

/// A measure of time, by its name in `Intl`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TimeUnit {
    /// 60 minutes.
    Hour,
    /// 24 hours.
    Day,
    /// 7 days.
    Week,
    /// About 30 days.
    Month,
    /// About 365 days.
    Year,
}

impl TimeUnit {
    /// Reads the API's name of a unit, in any case, singular or plural.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        match word.strip_suffix('s').unwrap_or(&word) {
            "hour" => Some(Self::Hour),
            "day" => Some(Self::Day),
            "week" => Some(Self::Week),
            "month" => Some(Self::Month),
            "year" => Some(Self::Year),
            _ => None,
        }
    }

    /// Its name in English.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// How long a plan runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Validity {
    /// How many of `unit`.
    pub quantity: u32,
    /// The unit that is counted.
    pub unit: TimeUnit,
}

impl Validity {
    /// The approximate number of hours, used to put plans in order.
    pub fn hours(self) -> u64 {
        let unit = match self.unit {
            TimeUnit::Hour => 1,
            TimeUnit::Day => 24,
            TimeUnit::Week => 24 * 7,
            TimeUnit::Month => 24 * 30,
            TimeUnit::Year => 24 * 365,
        };
        u64::from(self.quantity) * unit
    }
}

/// The approximate number of kilobytes of an amount of data, used to put plans in order.
pub fn kilobytes(amount: &Amount, unit: &str) -> u64 {
    let text = amount.as_str();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.chars().chain("000".chars()).take(3);
    let thousandths: String = whole.chars().chain(fraction).collect();
    let factor = match unit.to_ascii_uppercase().as_str() {
        "MB" => 1,
        "TB" => 1_000_000,
        _ => 1_000,
    };
    let thousandths: u64 = thousandths.parse().unwrap_or(u64::MAX);
    thousandths.saturating_mul(factor)
}

/// The data that a label names, and its unit: `5 GB 30 days`, `500MB`.
pub fn data_in_label(label: &str) -> Option<(Amount, &'static str)> {
    let words = label.split_whitespace();
    let mut before = "";
    for word in words {
        for unit in ["GB", "MB", "TB"] {
            let Some(split) = word.len().checked_sub(unit.len()) else {
                continue;
            };
            let Some((number, end)) = word.split_at_checked(split) else {
                continue;
            };
            let number = if number.is_empty() { before } else { number };
            if let Some(amount) = Amount::parse(number).filter(|_| end.eq_ignore_ascii_case(unit)) {
                return Some((amount, unit));
            }
        }
        before = word;
    }
    None
}

/// The number of days in a label: `5 GB 30 days`.
pub fn days_in_label(label: &str) -> Option<Validity> {
    let mut found = None;
    let mut before = "";
    for word in label.split_whitespace() {
        if TimeUnit::parse(word) == Some(TimeUnit::Day)
            && let Ok(quantity) = before.parse()
        {
            found = Some(Validity {
                quantity,
                unit: TimeUnit::Day,
            });
        }
        before = word;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Amount, Credit, TimeUnit, data_in_label, days_in_label};

    #[test]
    fn a_label_tells_data_and_days() {
        let data =
            |label| data_in_label(label).map(|(amount, unit)| (amount.as_str().to_owned(), unit));
        let known = |amount: &str, unit| Some((amount.to_owned(), unit));
        assert_eq!(data("5 GB 30 days"), known("5", "GB"));
        assert_eq!(data("Daily 1.5gb"), known("1.5", "GB"));
        assert_eq!(data("₹98 500MB Social"), known("500", "MB"));
        assert_eq!(
            (data("GB 5"), data("Java & Bedrock Ed"), data("é")),
            (None, None, None)
        );
        let days = |label| days_in_label(label).map(|validity| validity.quantity);
        assert_eq!(days("5 GB 30 days"), Some(30));
        assert_eq!(days("2 days free, then 7 Days"), Some(7));
        assert_eq!((days("Happy days"), days("1 month")), (None, None));
    }

    #[test]
    fn data_has_an_order_whatever_its_unit() {
        let kilobytes = |text: &str, unit: &str| {
            super::kilobytes(&Amount::parse(text).expect("an amount"), unit)
        };
        assert!(kilobytes("500", "MB") < kilobytes("1", "GB"));
        assert!(kilobytes("1500", "MB") > kilobytes("1.25", "gb"));
        assert!(kilobytes("999", "GB") < kilobytes("1", "TB"));
    }

    #[test]
    fn words_for_time_come_in_any_case() {
        for (word, unit) in [
            ("DAY", Some(TimeUnit::Day)),
            ("months", Some(TimeUnit::Month)),
            (" Hour ", Some(TimeUnit::Hour)),
            ("fortnight", None),
        ] {
            assert_eq!(TimeUnit::parse(word), unit, "{word}");
        }
    }

    #[test]
    fn the_share_after_a_tax_is_rounded_down() {
        let amount = |text: &str| Amount::parse(text).expect("an amount");
        let credit = Credit {
            paid: amount("500"),
            credited: amount("431.03"),
            currency: None,
        };
        let of = |currency: &str, value: &str| credit.apply(&amount(value), currency);
        assert_eq!(of("MXN", "500"), Some(amount("431.03")));
        assert_eq!(of("MXN", "100"), Some(amount("86.2")));
        assert_eq!(of("MXN", "70"), Some(amount("60.34")), "60.3442");
        assert_eq!(of("JPY", "100"), Some(amount("86")));
    }
}
