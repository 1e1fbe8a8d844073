//! Amounts of coins, which are never reformatted.

use super::{I18n, intl, is_right_to_left};
use crate::model::money::Amount;
use crate::model::payment::coin_words;

impl I18n {
    /// An amount of a coin: the exact digits, so that what is read aloud, copied
    /// and sent is the same.
    pub fn coin(self, amount: &Amount, coin: &str) -> String {
        self.isolated(exact_coin(amount, coin))
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

/// An amount of a coin alone. What a buyer may select and copy by hand has no
/// marks of direction in it, so it needs an element of its own direction.
pub fn exact_coin(amount: &Amount, coin: &str) -> String {
    [amount.as_str(), "\u{a0}", coin_words(coin)].concat()
}
