//! Sums in the currencies of countries.

use super::{I18n, intl};
use shop_core::model::money::{Amount, FaceValue};
use shop_core::model::sign::is_shared;

impl I18n {
    /// A sum that says which currency it is in.
    pub fn money(self, value: &FaceValue) -> String {
        self.fiat(&value.amount, &value.currency, false)
    }

    /// An amount in a fiat currency; whole amounts without decimals, and others with all of theirs:
    /// a rounded amount would differ from the ordered one. `is_bare`: whether its sign is enough,
    /// as when all sums are in the currency of the chosen country.
    pub fn fiat(self, amount: &Amount, currency: &str, is_bare: bool) -> String {
        let plain = amount.trimmed();
        let places = match plain.places() {
            0 => "0".to_owned(),
            // With one place alone `12.50` would lose its zero.
            places => places.max(2).to_string(),
        };
        self.isolated(self.sum(plain.as_str(), currency, is_bare, &places))
    }

    /// The sign of a fiat currency, such as `$`, or its code if the sign is not enough, and whether
    /// the language writes it behind the amount.
    pub fn currency_symbol(self, currency: &str, is_bare: bool) -> (String, bool) {
        let zero = self.sum("0", currency, is_bare, "0");
        // Some languages put a mark of direction before the sum.
        let is_seen = |sign: &char| !sign.is_whitespace() && !is_mark(*sign);
        let seen: String = zero.chars().filter(is_seen).collect();
        (seen.replace('0', ""), seen.starts_with('0'))
    }

    fn sum(self, digits: &str, currency: &str, is_bare: bool, places: &str) -> String {
        let language = self.language();
        let shown = |display: &str| {
            let options = [
                ("style", "currency"),
                ("currency", currency),
                ("currencyDisplay", display),
                ("maximumFractionDigits", places),
                ("numberingSystem", "latn"),
            ];
            intl::formatted(&language, digits, &options)
        };
        let signed = shown(if is_bare { "narrowSymbol" } else { "symbol" });
        signed
            .filter(|sum| is_bare || !is_shared(sum))
            .or_else(|| shown("code"))
            // The browser knows only codes of three letters, and points of games have others.
            .unwrap_or_else(|| {
                let options = [("maximumFractionDigits", places)];
                let sum = intl::number(&language, digits, &options);
                [&*sum, "\u{a0}", currency].concat().trim_end().to_owned()
            })
    }
}

fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{200e}' | '\u{200f}' | '\u{61c}')
}
