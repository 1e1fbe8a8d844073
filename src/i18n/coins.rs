//! Amounts of coins, which are never reformatted.

use super::{I18n, intl, is_right_to_left};
use shop_core::model::money::Amount;
use shop_core::model::payment::{Pair, coin_words, is_same_network};

/// Digits after the point of a bitcoin that are whole satoshi.
const SATOSHI_PLACES: u32 = 8;

impl I18n {
    /// An amount of a coin: the exact digits, so that the same amount is read aloud, copied and
    /// sent.
    pub fn coin(self, amount: &Amount, coin: &str) -> String {
        self.isolated(exact_coin(amount, coin))
    }

    /// An amount that is compared with what a wallet shows: over Lightning with its satoshi,
    /// the unit of nearly all wallets there.
    pub fn coin_of(self, amount: &Amount, pair: &Pair) -> String {
        let coin = exact_coin(amount, &pair.coin);
        self.isolated(match self.satoshi(amount, pair) {
            Some(satoshi) => [&*coin, " ", &satoshi].concat(),
            None => coin,
        })
    }

    /// The same amount in satoshi, in brackets, if wallets use that unit.
    pub fn satoshi(self, amount: &Amount, pair: &Pair) -> Option<String> {
        if pair.coin != "BTC" || !is_same_network(&pair.network, "Lightning") {
            return None;
        }
        let satoshi = amount.in_units(SATOSHI_PLACES)?;
        let digits = satoshi.as_str();
        // A point between thousands would be read as that of the bitcoin beside it.
        let words = if digits.contains('.') {
            digits.to_owned()
        } else {
            intl::number(&self.language(), digits, &[]).replace('.', "\u{a0}")
        };
        Some(["(", &words, "\u{a0}sat)"].concat())
    }

    /// Keeps an amount in one piece, figures first, inside right-to-left text.
    pub fn isolated(self, amount: String) -> String {
        if is_right_to_left(&self.language()) {
            ["\u{2066}", &amount, "\u{2069}"].concat()
        } else {
            amount
        }
    }

    /// Whether this language writes fractions with another sign than the point
    /// of coin amounts, so that `50.685` could be read as thousands.
    pub fn misreads_point(self) -> bool {
        !intl::number(&self.language(), "0.5", &[]).contains('.')
    }
}

/// An amount of a coin alone. A text that a buyer may select and copy by hand has no marks of
/// direction in it, so it needs an element of its own direction.
pub fn exact_coin(amount: &Amount, coin: &str) -> String {
    [amount.as_str(), "\u{a0}", coin_words(coin)].concat()
}
