//! Rows that the shop drops, and why.
//!
//! A row is read alone, in a body made for it. Where it is dropped, one field after another is
//! taken from a row that is kept: the field that mends it is the reason.

use std::collections::BTreeMap;

use refillery::api::{catalog, orders, payments, products};
use serde_json::{Value, json};
use shop_core::json::Json;

use crate::body::{Path, Step, each};
use crate::reading::{NO_ORDER, Subject};
use crate::shape::Form;

/// The most dropped rows of a list whose reasons are looked for.
const MOST: usize = 50;

/// Why a row is dropped that could be read.
const OTHER_KIND: &str = "they are of a kind that isn't sold";

/// A list whose rows the shop reads one by one.
struct List {
    path: &'static [&'static str],
    /// The body with this row alone.
    alone: fn(Value) -> Value,
    /// How many rows the shop has of a body.
    count: fn(&Json<'_>) -> Option<usize>,
}

/// Rows that were dropped for one reason.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Dropped {
    pub(crate) list: String,
    pub(crate) reason: String,
    pub(crate) count: usize,
    pub(crate) of: usize,
    /// Whether it is right to drop the rows: they are no objects and so no goods, or goods of a
    /// kind that isn't sold (docs/api.md#kinds).
    pub(crate) is_fair: bool,
}

fn lists(subject: Subject) -> Vec<List> {
    let brands = |path| List {
        path,
        alone: |row| json!({ "all_brands": [row] }),
        count: |body| Some(catalog::catalogue(body)?.brands.len()),
    };
    match subject {
        Subject::Vias => vec![
            List {
                path: &["[]", "currencies", "[]"],
                alone: |row| json!([{ "name": "USER_WALLET", "currencies": [row] }]),
                count: |body| Some(payments::payment_options(body)?.options.len()),
            },
            List {
                path: &["[]", "currencies", "[]", "networks", "[]"],
                alone: |row| {
                    let coin = json!({ "name": "USDC", "networks": [row] });
                    json!([{ "name": "USER_WALLET", "currencies": [coin] }])
                },
                count: |body| Some(payments::payment_options(body)?.options.len()),
            },
        ],
        Subject::Countries => vec![List {
            path: &["countries", "[]"],
            alone: |row| json!({ "countries": [row] }),
            count: |body| Some(catalog::countries(body)?.len()),
        }],
        Subject::Brands => vec![
            brands(&["all_brands", "[]"]),
            brands(&["categories", "[]", "brands", "[]"]),
            brands(&["categories", "[]", "popular_brands", "[]"]),
            brands(&["popular_brands", "[]"]),
        ],
        Subject::Products => vec![
            List {
                path: &["[]"],
                alone: |row| json!([row]),
                count: |body| Some(products::products(body)?.len()),
            },
            List {
                path: &["[]", "products", "[]"],
                alone: |row| json!([{ "brand": "x", "family": "x", "products": [row] }]),
                count: |body| Some(products::products(body)?.first()?.products.len()),
            },
        ],
        Subject::Order => vec![List {
            path: &["deliveries", "[]"],
            alone: |row| json!({ "order_id": NO_ORDER, "order_state": "Done", "deliveries": [row] }),
            count: |body| Some(orders::order(body)?.deliveries.len()),
        }],
        Subject::Home | Subject::Price | Subject::Quote | Subject::Refusal => Vec::new(),
    }
}

impl List {
    fn path(&self) -> Path {
        let step = |word: &&str| match *word {
            "[]" => Step::Items,
            name => Step::Field(name.to_owned()),
        };
        Path(self.path.iter().map(step).collect())
    }

    fn keeps(&self, row: &Value) -> bool {
        let text = (self.alone)(row.clone()).to_string();
        let count = Json::parse(&text).and_then(|body| (self.count)(&body));
        count.is_some_and(|count| count > 0)
    }
}

/// The rows of these bodies that the shop drops. Where all rows of a list are dropped, the
/// examples have one that is kept.
pub(crate) fn dropped(subject: Subject, bodies: &[&Value], examples: &[&Value]) -> Vec<Dropped> {
    let mut found = Vec::new();
    for list in lists(subject) {
        let path = list.path();
        let rows = rows_of(subject, bodies, &path);
        let (kept, lost): (Vec<&Value>, Vec<&Value>) = rows.iter().partition(|row| list.keeps(row));
        if lost.is_empty() {
            continue;
        }
        let others = rows_of(subject, examples, &path);
        let pattern = kept.first().copied();
        let pattern = pattern.or_else(|| others.iter().copied().find(|row| list.keeps(row)));
        let mut reasons: BTreeMap<(bool, String), usize> = BTreeMap::new();
        for row in lost.iter().take(MOST) {
            let reason = reason(&list, row, pattern);
            let is_fair = !row.is_object() || reason == OTHER_KIND;
            *reasons.entry((is_fair, reason)).or_default() += 1;
        }
        if lost.len() > MOST {
            let rest = "not looked at: there are too many".to_owned();
            reasons.insert((false, rest), lost.len() - MOST);
        }
        for ((is_fair, reason), count) in reasons {
            found.push(Dropped {
                list: path.to_string(),
                reason,
                count,
                of: rows.len(),
                is_fair,
            });
        }
    }
    found
}

fn rows_of<'a>(subject: Subject, bodies: &[&'a Value], path: &Path) -> Vec<&'a Value> {
    let mut rows = Vec::new();
    for body in bodies {
        // Only one of the ways to pay is the shop's (docs/api.md#vias).
        if let (Subject::Vias, Some(vias)) = (subject, body.as_array()) {
            for via in vias.iter().filter(|via| via["name"] == "USER_WALLET") {
                each(via, path.0.get(1..).unwrap_or_default(), &mut |row| {
                    rows.push(row)
                });
            }
        } else {
            each(body, &path.0, &mut |row| rows.push(row));
        }
    }
    // A coin that has no network is no way to pay, and so isn't missed.
    let has_networks = |row: &Value| row["networks"].as_array().is_none_or(|all| !all.is_empty());
    rows.retain(|row| subject != Subject::Vias || has_networks(row));
    rows
}

fn reason(list: &List, row: &Value, pattern: Option<&Value>) -> String {
    let Some(fields) = row.as_object() else {
        return format!("it is {}", Form::of(row).word());
    };
    let Some(pattern) = pattern.and_then(Value::as_object) else {
        return "no row of this sort is read".to_owned();
    };
    let mut mends = Vec::new();
    for (name, value) in pattern {
        let mut mended = fields.clone();
        mended.insert(name.clone(), value.clone());
        if list.keeps(&Value::Object(mended)) {
            let is_said =
                |value: &Value| value.as_str().is_some_and(|kind| !kind.trim().is_empty());
            if name == "kind" && fields.get(name).is_some_and(is_said) {
                return OTHER_KIND.to_owned();
            }
            let state = match fields.get(name) {
                None => "missing".to_owned(),
                Some(Value::String(text)) if text.trim().is_empty() => "empty".to_owned(),
                Some(value) => Form::of(value).word().to_owned(),
            };
            mends.push(format!("`{name}` is {state}"));
        }
    }
    if mends.is_empty() {
        "more than one field is in the way".to_owned()
    } else {
        mends.join(" and ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(subject: Subject, body: Value) -> Vec<(String, String, usize, usize)> {
        let dropped = dropped(subject, &[&body], &[]);
        let tell = |each: Dropped| (each.list, each.reason, each.count, each.of);
        dropped.into_iter().map(tell).collect()
    }

    #[test]
    fn rows_without_names_are_reported_with_their_reason() {
        let good = json!({ "family": "Steam", "brand": "Steam", "kind": "giftcard" });
        let bad = json!({ "title": "Steam", "kind": "giftcard" });
        let body = json!({ "all_brands": [good, bad, bad, "x"] });
        assert_eq!(
            told(Subject::Brands, body),
            [
                (
                    "all_brands[]".to_owned(),
                    "`family` is missing and `brand` is missing".to_owned(),
                    2,
                    4
                ),
                ("all_brands[]".to_owned(), "it is text".to_owned(), 1, 4),
            ]
        );
    }

    #[test]
    fn what_is_not_sold_is_not_missed() {
        let row = |kind: &str| json!({ "family": "Steam", "brand": "Steam", "kind": kind });
        let body = json!({ "all_brands": [row("giftcard"), row("flight"), row("spaceflight")] });
        let dropped = dropped(Subject::Brands, &[&body], &[]);
        assert_eq!(dropped.len(), 1);
        assert_eq!(
            (dropped[0].reason.as_str(), dropped[0].count),
            (OTHER_KIND, 2)
        );
        assert!(dropped[0].is_fair);
    }

    #[test]
    fn only_the_wallets_own_networks_are_missed() {
        let vias = json!([
            { "name": "GATE_PAY", "currencies": [{ "name": "USDT", "networks": [{}] }] },
            { "name": "USER_WALLET", "currencies": [
                { "name": "USDC", "networks": [{ "name": "Base" }, { "label": "Sonic" }] },
                { "name": "BTC", "networks": [] },
            ] },
        ]);
        assert_eq!(
            told(Subject::Vias, vias),
            [(
                "[].currencies[].networks[]".to_owned(),
                "`name` is missing".to_owned(),
                1,
                2
            )]
        );
    }

    #[test]
    fn a_list_that_is_read_whole_drops_nothing() {
        let countries = json!({ "countries": [{ "isoCode": "US", "name": "United States" }] });
        assert!(told(Subject::Countries, countries).is_empty());
    }
}
