//! What the API adds to a problem, in sentences.

use crate::i18n::I18n;
use shop_core::model::problem::{ProblemLimit, Sum};
use shop_core::text_key::{PluralKey, TextKey};

/// One sentence.
pub(super) fn sentence(i18n: I18n, limit: &ProblemLimit) -> String {
    let only = |names: &[String]| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        i18n.fill(TextKey::ProblemFactOnly, &[("list", &i18n.joined(&names))])
    };
    let named = |codes: &[String], name: &dyn Fn(&str) -> String| {
        only(&codes.iter().map(|code| name(code)).collect::<Vec<_>>())
    };
    let left = |key, left, most| {
        let (left, most) = (i18n.money(left), i18n.money(most));
        i18n.fill(key, &[("left", &left), ("most", &most)])
    };
    match limit {
        ProblemLimit::Least(least, worth) => {
            let mut amount = sum_words(i18n, least);
            if let Some(worth) = worth {
                amount = [&amount, " (", &sum_words(i18n, worth), ")"].concat();
            }
            i18n.fill(TextKey::ProblemFactLeast, &[("amount", &amount)])
        }
        ProblemLimit::Most(most) => i18n.fill(
            TextKey::ProblemFactMost,
            &[("amount", &sum_words(i18n, most))],
        ),
        ProblemLimit::Count(count) => i18n.count(PluralKey::ProblemFactCount, *count, &[]),
        ProblemLimit::LeftToday(rest, most) => left(TextKey::ProblemFactLeftDay, rest, most),
        ProblemLimit::LeftThisMonth(rest, most) => left(TextKey::ProblemFactLeftMonth, rest, most),
        ProblemLimit::PerDay(count) => i18n.count(PluralKey::ProblemFactPerDay, *count, &[]),
        ProblemLimit::Exceeding(count) => i18n.count(PluralKey::ProblemFactExceeding, *count, &[]),
        ProblemLimit::Until(day) => {
            i18n.fill(TextKey::ProblemFactUntil, &[("date", &i18n.date(*day))])
        }
        ProblemLimit::Brands(names) | ProblemLimit::Stores(names) => only(names),
        ProblemLimit::Countries(codes) => named(codes, &|code| i18n.country(code)),
        ProblemLimit::Categories(codes) => named(codes, &|code| i18n.category(code)),
    }
}

fn sum_words(i18n: I18n, sum: &Sum) -> String {
    match sum {
        Sum::Coin(amount, coin) => i18n.coin(amount, coin),
        Sum::Fiat(value) => i18n.money(value),
        Sum::Plain(amount) => i18n.number(amount.as_str()),
    }
}
