//! What the API adds to a problem, in sentences.

use crate::i18n::I18n;
use shop_core::model::problem::{Fact, Sum};

/// One sentence.
pub(super) fn sentence(i18n: I18n, fact: &Fact) -> String {
    let only = |names: &[String]| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        i18n.fill("problem.fact_only", &[("list", &i18n.joined(&names))])
    };
    let named = |codes: &[String], name: &dyn Fn(&str) -> String| {
        only(&codes.iter().map(|code| name(code)).collect::<Vec<_>>())
    };
    let left = |key: &str, left, most| {
        let (left, most) = (i18n.money(left), i18n.money(most));
        i18n.fill(key, &[("left", &left), ("most", &most)])
    };
    match fact {
        Fact::Least(least, worth) => {
            let mut amount = sum_words(i18n, least);
            if let Some(worth) = worth {
                amount = [&amount, " (", &sum_words(i18n, worth), ")"].concat();
            }
            i18n.fill("problem.fact_least", &[("amount", &amount)])
        }
        Fact::Most(most) => i18n.fill("problem.fact_most", &[("amount", &sum_words(i18n, most))]),
        Fact::Count(count) => i18n.count("problem.fact_count", *count, &[]),
        Fact::LeftToday(rest, most) => left("problem.fact_left_day", rest, most),
        Fact::LeftThisMonth(rest, most) => left("problem.fact_left_month", rest, most),
        Fact::PerDay(count) => i18n.count("problem.fact_per_day", *count, &[]),
        Fact::Exceeding(count) => i18n.count("problem.fact_exceeding", *count, &[]),
        Fact::Until(day) => i18n.fill("problem.fact_until", &[("date", &i18n.date(*day))]),
        Fact::Brands(names) | Fact::Stores(names) => only(names),
        Fact::Countries(codes) => named(codes, &|code| i18n.country(code)),
        Fact::Categories(codes) => named(codes, &|code| i18n.category(code)),
    }
}

fn sum_words(i18n: I18n, sum: &Sum) -> String {
    match sum {
        Sum::Coin(amount, coin) => i18n.coin(amount, coin),
        Sum::Fiat(value) => i18n.money(value),
        Sum::Plain(amount) => i18n.number(amount.as_str()),
    }
}
