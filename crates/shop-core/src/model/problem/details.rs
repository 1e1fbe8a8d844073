//! The API's details of a problem, if their form is known. Nothing else of them is ever shown: they
//! repeat the buyer's account and addresses of pictures (docs/api.md#problem-codes).

use crate::model::money::{Amount, FaceValue};
use crate::model::payment::Pair;

/// The known details besides a problem's code.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Details {
    /// Each becomes a sentence.
    pub limits: Vec<ProblemLimit>,
    /// The goods that it is about.
    pub goods: Vec<ProblemGoods>,
    /// The pairs that can be used instead, as the API names them: the network may have its inner
    /// name (docs/api.md#inner-names).
    pub pairs: Vec<Pair>,
}

/// A limit that the API states in a problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProblemLimit {
    /// The least amount that can be ordered: in the coin, and its value.
    Least(Sum, Option<Sum>),
    /// The most that one order may cost.
    Most(Sum),
    /// How many items one order may have.
    Count(usize),
    /// The rest of a daily limit, and the limit. It starts again 24 hours after the last purchase.
    LeftToday(FaceValue, FaceValue),
    /// The rest of a monthly limit, and the limit. It starts again with each month.
    LeftThisMonth(FaceValue, FaceValue),
    /// How many can be bought per day.
    PerDay(usize),
    /// By how many items the order exceeds the limit.
    Exceeding(usize),
    /// The last day of a coupon, in epoch milliseconds.
    Until(u64),
    /// The brands that it is for, made safe to show.
    Brands(Vec<String>),
    /// ISO codes of the countries that it is for.
    Countries(Vec<String>),
    /// Kinds or categories of goods that it is for, as the API names them.
    Categories(Vec<String>),
    /// The vendor's own shops that it is for, as the API names them.
    Stores(Vec<String>),
}

/// A sum whose unit may be a coin, a currency or unknown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sum {
    /// In units of a coin.
    Coin(Amount, String),
    /// In a currency.
    Fiat(FaceValue),
    /// In an unknown unit.
    Plain(Amount),
}

/// Goods as a problem names them. A missing field fits every item (docs/api.md#goods-in-details).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProblemGoods {
    /// The brand's name.
    pub brand: String,
    /// ISO code of the country it is sold in.
    pub country: Option<String>,
    /// The label, or `range`.
    pub denomination: Option<String>,
    /// Face value of a range product.
    pub value: Option<Amount>,
    /// Email or phone. Used to distinguish items, never shown.
    pub beneficiary: Option<String>,
}
