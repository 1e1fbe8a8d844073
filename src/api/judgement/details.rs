//! Reads `moreDetails` of a problem: the forms of docs/api.md#problem-codes, each field by itself.
//! Unknown content is left out.

use shop_core::json::{Fields, rows};
use shop_core::model::display_text::cleaned;
use shop_core::model::money::{Amount, FaceValue, is_currency};
use shop_core::model::payment::Pair;
use shop_core::model::problem::{Details, Problem, ProblemGoods, ProblemLimit, Sum};

/// The maximum number of names read from a list: a sentence with more is hard to read.
const MOST_NAMES: usize = 12;

/// The further details of a problem with this code.
pub(super) fn details(code: &str, problem: Fields<'_>) -> Details {
    let Some(more) = problem.raw("moreDetails") else {
        return Details::default();
    };
    let fields = Fields::new(more);
    let pairs = match more.as_list() {
        // An older form is the list of the pairs itself.
        Some(list) => list,
        None => fields.list("supported_protocol_coin_combo"),
    };
    let mut all = rows(fields.list("deliveries"), goods).items;
    all.extend(fields.object("delivery").and_then(goods));
    Details {
        limits: limits(code, fields),
        goods: all,
        pairs: rows(pairs, pair).items,
    }
}

fn limits(code: &str, fields: Fields<'_>) -> Vec<ProblemLimit> {
    let count = |name: &str| fields.text_or_number(name)?.trim().parse::<usize>().ok();
    let names = |list: &str| {
        let names = fields.texts(list).map(cleaned);
        let names: Vec<String> = names
            .filter(|name| is_name(name))
            .take(MOST_NAMES)
            .collect();
        (!names.is_empty()).then_some(names)
    };
    // One field has the name of the coupon's smallest order, the other that of the network's.
    let least =
        least(fields).or_else(|| Some(ProblemLimit::Least(sum(fields, "min_order_amount")?, None)));
    let left = match code {
        "DAILY_SPENDING_LIMIT_EXCEEDED" => left(
            fields,
            ["daily_max", "spent_today_by_user", "spent_today_from_ip"],
        )
        .map(|(left, most)| ProblemLimit::LeftToday(left, most)),
        "MONTHLY_SPENDING_LIMIT_EXCEEDED" => left(
            fields,
            [
                "monthly_max",
                "spent_this_month_by_user",
                "spent_this_month_from_ip",
            ],
        )
        .map(|(left, most)| ProblemLimit::LeftThisMonth(left, most)),
        _ => None,
    };
    [
        least,
        sum(fields, "max_for_each_purchase").map(ProblemLimit::Most),
        count("max_products_per_order").map(ProblemLimit::Count),
        left,
        count("max_per_day").map(ProblemLimit::PerDay),
        count("exceeding")
            .filter(|count| *count > 0)
            .map(ProblemLimit::Exceeding),
        until(fields).map(ProblemLimit::Until),
        names("valid_brand_names").map(ProblemLimit::Brands),
        names("spendable_country_codes")
            .map(|mut codes| {
                codes.retain(|code| {
                    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
                });
                codes
            })
            .filter(|codes| !codes.is_empty())
            .map(ProblemLimit::Countries),
        names("valid_categories").map(ProblemLimit::Categories),
        names("valid_kinds").map(ProblemLimit::Categories),
        names("allowedKinds").map(ProblemLimit::Categories),
        names("storeRestrictions").map(ProblemLimit::Stores),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether a text is a short name, and neither an address nor a number that may be a phone.
fn is_name(text: &str) -> bool {
    (1..=40).contains(&text.chars().count())
        && !text.contains(['@', '/', '<'])
        && text.chars().filter(char::is_ascii_digit).count() < 6
}

/// The smallest order of a coin or network. The unit of `threshold` is unknown, so it isn't read.
fn least(fields: Fields<'_>) -> Option<ProblemLimit> {
    let coin = fields
        .text("minimumAmountCoinSymbol")
        .filter(|coin| is_name(coin))
        .zip(fields.amount("minimumAmountCoin"))
        .map(|(coin, amount)| Sum::Coin(amount.trimmed(), cleaned(coin)));
    let worth = fields
        .amount("minimumAmountUSD")
        .map(|amount| Sum::Fiat(value(amount, "USD")));
    match coin {
        Some(coin) => Some(ProblemLimit::Least(coin, worth)),
        None => worth.map(|worth| ProblemLimit::Least(worth, None)),
    }
}

/// The rest of a limit, and the limit. The rest is the limit less the greater of what the buyer and
/// what their line has spent (docs/api.md#spending-limits).
fn left(fields: Fields<'_>, [most, own, line]: [&str; 3]) -> Option<(FaceValue, FaceValue)> {
    let most = money(fields, most)?;
    let spent = [own, line]
        .into_iter()
        .filter_map(|name| money(fields, name))
        .filter(|spent| spent.currency == most.currency)
        .map(|spent| spent.amount)
        .reduce(|one, other| if other > one { other } else { one })?;
    // Nothing is left if more was spent.
    let left = most.amount.minus(&spent).or_else(|| Amount::parse("0"))?;
    Some((value(left, &most.currency), most))
}

fn money(fields: Fields<'_>, name: &str) -> Option<FaceValue> {
    let money = fields.object(name)?;
    let currency = money.text("currency").filter(|name| is_currency(name))?;
    Some(value(money.amount("amount")?, currency))
}

/// A sum as text: an amount, or an amount with its currency (`25/EUR`).
fn sum(fields: Fields<'_>, name: &str) -> Option<Sum> {
    let text = fields.text_or_number(name)?;
    let (amount, unit) = text.split_once('/').unwrap_or((&text, ""));
    let amount = Amount::parse_loosely(amount)?.trimmed();
    let unit = unit.trim();
    Some(if is_currency(unit) {
        Sum::Fiat(value(amount, unit))
    } else {
        Sum::Plain(amount)
    })
}

fn value(amount: Amount, currency: &str) -> FaceValue {
    FaceValue {
        amount,
        currency: currency.to_owned(),
    }
}

/// The end of a coupon: epoch seconds, or a date in the form of ISO 8601.
fn until(fields: Fields<'_>) -> Option<u64> {
    fields
        .time("valid_until")
        .or_else(|| day(fields.text("valid_until")?))
}

/// Noon of the day that a text begins with (`2026-11-01`), in epoch milliseconds: it is the same
/// day in almost every time zone.
fn day(text: &str) -> Option<u64> {
    /// Days from the first of March of the year 0 to 1970, plus one.
    const TO_1970: u64 = 719_469;
    let mut parts = text.get(..10)?.splitn(3, '-');
    let mut part = || parts.next()?.parse::<u64>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Days of the civil calendar, with years that begin in March: a leap day is then the last day.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    Some((days - TO_1970) * 86_400_000 + 43_200_000)
}

/// One allowed pair: its network has an internal name or its own.
fn pair(row: Fields<'_>) -> Option<Pair> {
    let network = row.text("protocol").or_else(|| row.text("network"))?;
    Some(Pair::new(row.text("coin")?, network))
}

fn goods(row: Fields<'_>) -> Option<ProblemGoods> {
    let row = row.object("deliverable").unwrap_or(row);
    let text = |name: &str| row.text(name).map(str::to_owned);
    Some(ProblemGoods {
        brand: text("brand_name")?,
        country: text("country_code"),
        denomination: row.text_or_number("denomination"),
        value: row.amount("product_value"),
        beneficiary: text("beneficiary_account"),
    })
}

/// A code that may be shown; prose instead of a code may hold the buyer's address.
pub(super) fn shown_code(code: &str) -> Option<String> {
    let code = cleaned(code);
    Problem::is_name(&code).then_some(code)
}

/// Whether a sentence of the API contains nothing about the buyer: no email, no link, no long
/// number and no phone, for any grouping of its digits.
pub(super) fn is_harmless(words: &str) -> bool {
    /// Digits of a number that may be a phone.
    const PHONE: usize = 7;
    /// Digits in a row that may be a code.
    const CODE: usize = 6;
    let (mut digits, mut row) = (0, 0);
    let mut is_long = false;
    for letter in words.chars() {
        // Other scripts have digits too. All of their letters count as digits, because tables that
        // distinguish them are 2 kB of the wasm, and the API's own words are English.
        let is_digit = letter.is_ascii_digit() || !letter.is_ascii();
        row = if is_digit { row + 1 } else { 0 };
        digits = match letter {
            _ if is_digit => digits + 1,
            _ if letter.is_ascii_alphabetic() => 0,
            _ => digits,
        };
        is_long |= digits >= PHONE || row >= CODE;
    }
    let has_host = words.split('.').skip(1).any(|after| {
        let letters = after.chars().take(2).filter(char::is_ascii_alphabetic);
        letters.count() == 2
    });
    !is_long && !has_host && !words.contains(['@', '/'])
}

#[cfg(test)]
mod tests;
