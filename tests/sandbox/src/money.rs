//! Amounts: exact decimals, the coins' fixed rates and the local currencies.
//!
//! Inside, everything is worth a number of US dollars, unrounded; only amounts in replies
//! are rounded, to the places of their coin.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Number, Value};

/// A coin the sandbox can price in: name, dollars for one, places shown.
#[rustfmt::skip]
const COINS: [(&str, &str, u32); 20] = [
    ("BTC", "95000", 8), ("ETH", "3200", 8), ("USDC", "1", 2), ("USDT", "1", 2),
    ("SOL", "160", 6), ("LTC", "85", 8), ("DOGE", "0.14", 4), ("TRX", "0.28", 4),
    // One coin under two names.
    ("GRAM", "2.3", 9), ("TON", "2.3", 9),
    ("SUI", "3", 6), ("WLD", "0.9", 6), ("USDC.e", "1", 2), ("USDT.e", "1", 2),
    ("USDS", "1", 2), ("USDE", "1", 2), ("PYUSD", "1", 2), ("FDUSD", "1", 2),
    ("DAI", "1", 2), ("EUROC", "1.15", 2),
];

/// A local currency.
pub(crate) struct Currency {
    /// ISO 4217.
    pub(crate) code: &'static str,
    /// Units for one US dollar.
    per_usd: &'static str,
    /// The factor that makes a card "for five" a round amount here.
    pub(crate) unit: u32,
    /// The text before the amount.
    symbol: &'static str,
}

#[rustfmt::skip]
const CURRENCIES: [Currency; 42] = [
    currency("USD", "1", 1, "$"), currency("EUR", "0.86", 1, "€"), currency("GBP", "0.75", 1, "£"),
    currency("AUD", "1.5", 1, "A$"), currency("CAD", "1.4", 1, "CA$"), currency("NZD", "1.7", 1, "NZ$"),
    currency("SGD", "1.3", 1, "S$"), currency("CHF", "0.8", 1, "CHF"), currency("AED", "3.67", 5, "AED"),
    currency("SAR", "3.75", 5, "SAR"), currency("QAR", "3.64", 5, "QAR"), currency("KWD", "0.3", 1, "KWD"),
    currency("ILS", "3.4", 5, "₪"), currency("BRL", "5.5", 5, "R$"), currency("PLN", "3.7", 5, "zł"),
    currency("PEN", "3.5", 5, "S/"), currency("MYR", "4.2", 5, "RM"), currency("RON", "4.4", 5, "lei"),
    currency("SEK", "9.5", 10, "kr"), currency("NOK", "10", 10, "kr"), currency("DKK", "6.4", 10, "kr"),
    currency("MXN", "18", 20, "MX$"), currency("ZAR", "17", 20, "R"), currency("HKD", "7.8", 10, "HK$"),
    currency("CZK", "21", 20, "Kč"), currency("TRY", "42", 50, "TRY"), currency("THB", "32", 20, "฿"),
    currency("TWD", "31", 20, "NT$"), currency("PHP", "58", 50, "₱"), currency("EGP", "48", 50, "E£"),
    currency("INR", "88", 100, "₹"), currency("JPY", "150", 100, "¥"), currency("HUF", "330", 500, "Ft"),
    currency("KES", "129", 100, "KSh"), currency("KZT", "520", 500, "₸"), currency("NGN", "1450", 1000, "₦"),
    currency("ARS", "1400", 1000, "AR$"), currency("CLP", "940", 1000, "CL$"), currency("KRW", "1450", 1000, "₩"),
    currency("COP", "3800", 5000, "COL$"), currency("IDR", "16500", 10000, "Rp"), currency("VND", "26000", 20000, "₫"),
];

const fn currency(
    code: &'static str,
    per_usd: &'static str,
    unit: u32,
    symbol: &'static str,
) -> Currency {
    Currency {
        code,
        per_usd,
        unit,
        symbol,
    }
}

impl Currency {
    /// The currency with this code; the dollar where the table has none.
    pub(crate) fn named(code: &str) -> &'static Self {
        CURRENCIES
            .iter()
            .find(|currency| currency.code == code)
            .unwrap_or(&CURRENCIES[0])
    }

    /// What an amount of this currency is worth in dollars.
    pub(crate) fn to_usd(&self, amount: Decimal) -> Decimal {
        amount / exact(self.per_usd)
    }

    /// The amount as the brand list writes it: `$1,000`, `€2,50`, `R$15`.
    pub(crate) fn display(&self, amount: Decimal) -> String {
        let space = if self.symbol.len() > 2 && self.symbol.is_ascii() {
            " "
        } else {
            ""
        };
        format!("{}{space}{}", self.symbol, self.grouped(amount))
    }

    /// The amount as a product's label for people writes it: `R$ 15`, `$25`.
    pub(crate) fn localized(&self, amount: Decimal) -> String {
        if self.code == "BRL" {
            return format!("R$ {}", self.grouped(amount));
        }
        self.display(amount)
    }

    fn grouped(&self, amount: Decimal) -> String {
        let (group, point) = if matches!(self.code, "EUR" | "BRL" | "IDR") {
            ('.', ',')
        } else {
            (',', '.')
        };
        let text = plain(amount);
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::new();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                // The captured Brazilian list groups as in English: `R$1,000`.
                out.push(if self.code == "BRL" { ',' } else { group });
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(point);
            out.push_str(fraction);
            if fraction.len() == 1 {
                out.push('0');
            }
        }
        out
    }
}

/// A decimal written in this source.
pub(crate) fn exact(text: &str) -> Decimal {
    // Only decimals written in the source come here, and the tests of the catalogue and
    // of the carts meet every one of them.
    text.parse().expect("a decimal")
}

/// Whether the sandbox has a rate for this coin.
pub(crate) fn has_coin(name: &str) -> bool {
    COINS.iter().any(|(coin, ..)| *coin == name)
}

/// What dollars are worth in a coin, rounded to its places; dollars themselves
/// for a coin without a rate.
pub(crate) fn in_coin(usd: Decimal, coin: &str) -> Decimal {
    let (_, rate, places) = coin_row(coin);
    let mut amount =
        (usd / exact(rate)).round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    amount.rescale(places);
    amount
}

/// What an amount of a coin is worth in dollars.
pub(crate) fn in_usd(amount: Decimal, coin: &str) -> Decimal {
    let (_, rate, _) = coin_row(coin);
    amount * exact(rate)
}

/// A share of an amount of a coin, rounded to the coin's places.
pub(crate) fn share(amount: Decimal, percent: u32, coin: &str) -> Decimal {
    let (_, _, places) = coin_row(coin);
    let mut part = (amount * Decimal::from(percent) / Decimal::from(100))
        .round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    part.rescale(places);
    part
}

/// Dollars in euros, the four places the API shows.
pub(crate) fn in_eur(usd: Decimal) -> Decimal {
    (usd / exact("1.15"))
        .round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}

/// Loyalty points: about one a euro.
pub(crate) fn points(usd: Decimal) -> String {
    in_eur(usd).trunc().to_i64().unwrap_or(0).to_string()
}

/// The shortest way to write an amount: no trailing zeros.
pub(crate) fn plain(amount: Decimal) -> String {
    amount.normalize().to_string()
}

/// The amount as a JSON number with exactly these digits.
pub(crate) fn number(amount: Decimal) -> Value {
    amount
        .to_string()
        .parse::<Number>()
        .map_or(Value::Null, Value::Number)
}

/// Reads a decimal out of a number or a string.
pub(crate) fn read(value: &Value) -> Option<Decimal> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    text.parse()
        .ok()
        .or_else(|| Decimal::from_scientific(&text).ok())
}

fn coin_row(name: &str) -> (&'static str, &'static str, u32) {
    *COINS
        .iter()
        .find(|(coin, ..)| *coin == name)
        .unwrap_or(&COINS[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rate_is_a_decimal() {
        assert!(COINS.iter().all(|(_, rate, _)| exact(rate) > Decimal::ZERO));
        for currency in &CURRENCIES {
            assert!(
                currency.to_usd(Decimal::ONE) > Decimal::ZERO,
                "{}",
                currency.code
            );
        }
    }

    #[test]
    fn amounts_are_written_as_their_country_writes_them() {
        #[track_caller]
        fn check(code: &str, amount: &str, shown: &str) {
            assert_eq!(Currency::named(code).display(exact(amount)), shown);
        }
        check("USD", "1000", "$1,000");
        check("USD", "7.5", "$7.50");
        check("EUR", "2.5", "€2,50");
        check("EUR", "1000", "€1.000");
        check("BRL", "1000", "R$1,000");
        check("JPY", "20000", "¥20,000");
        check("KRW", "5000", "₩5,000");
        check("AED", "75", "AED 75");
        assert_eq!(Currency::named("BRL").localized(exact("20")), "R$ 20");
    }

    #[test]
    fn prices_keep_the_places_of_their_coin() {
        assert_eq!(in_coin(exact("50.66"), "BTC").to_string(), "0.00053326");
        assert_eq!(in_coin(exact("58.235"), "BTC").to_string(), "0.00061300");
        assert_eq!(in_coin(exact("31.42"), "SOL").to_string(), "0.196375");
        assert_eq!(in_coin(exact("31.415"), "USDC").to_string(), "31.42");
    }
}
