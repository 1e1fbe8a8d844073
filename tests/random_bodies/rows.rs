//! A row that can't be read is left out; it never takes the others along.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use refillery::api::endpoint;
use refillery::api::{ApiError, catalog, judge, orders, payments, products};
use refillery::config::ApiPrefix;
use shop_core::json::Json;

use crate::input::{any_leaf, any_members, filled, fixture, mark};

/// A list of a recorded answer: its place, the fields of which a row needs one, and the
/// shop's reading of the answer, in words.
type List = (&'static str, &'static str, &'static [&'static str], Told);
type Told = fn(&str) -> String;

const BRAND: &[&str] = &["brand", "family"];

const LISTS: [List; 16] = [
    (
        "available_countries.json",
        "/countries",
        &["isoCode"],
        countries,
    ),
    ("brands_US.json", "/all_brands", BRAND, catalogue),
    ("brands_US.json", "/popular_brands", BRAND, catalogue),
    (
        "brands_US.json",
        "/categories",
        &["brands", "popular_brands"],
        catalogue,
    ),
    ("brands_US.json", "/categories/0/brands", BRAND, catalogue),
    (
        "brands_BR_no_all_brands.json",
        "/categories",
        &["brands", "popular_brands"],
        catalogue,
    ),
    ("homepage_US.json", "/popular_brands", BRAND, feed),
    ("homepage_US.json", "/sections/0/brands", BRAND, feed),
    ("products_US_steam.json", "", BRAND, goods),
    (
        "products_US_steam.json",
        "/0/products",
        &["product_id", "denomination"],
        goods,
    ),
    (
        "products_US_esim.json",
        "/0/products",
        &["product_id", "denomination"],
        goods,
    ),
    ("payment_vias.json", "", &["name"], ways),
    ("payment_vias.json", "/0/currencies", &["name"], ways),
    (
        "payment_vias.json",
        "/0/currencies/0/networks",
        &["name"],
        ways,
    ),
    // A delivery needs no field, so only values that are no objects are no rows.
    ("order_f_2_done_multi.json", "/deliveries", &[], order),
    (
        "validation_problems_many.json",
        "/problems",
        &["problem"],
        problems,
    ),
];

fn read<T>(body: &str, reader: fn(&Json<'_>) -> Option<T>) -> T {
    let body = Json::parse(body).expect("JSON");
    reader(&body).expect("an answer")
}

fn countries(body: &str) -> String {
    format!("{:?}", read(body, catalog::countries))
}

fn catalogue(body: &str) -> String {
    let read = read(body, catalog::catalogue);
    format!("{:?} {:?}", read.brands, read.popular)
}

fn feed(body: &str) -> String {
    format!("{:?}", read(body, catalog::feed))
}

fn goods(body: &str) -> String {
    let mut groups = read(body, products::products);
    // Only the number of rows left out differs.
    groups.iter_mut().for_each(|group| group.skipped = 0);
    format!("{groups:?}")
}

fn ways(body: &str) -> String {
    format!("{:?}", read(body, payments::payment_options))
}

fn order(body: &str) -> String {
    format!("{:?}", read(body, orders::order))
}

/// The objections of the example.
const READABLE: [&str; 4] = [
    "INVALID_BENEFICIARY_ACCOUNT",
    "UNSUPPORTED_PROTOCOL_COIN_COMBINATION",
    "COUPON_EXPIRED",
    "SOME_FUTURE_CODE",
];

fn problems(body: &str) -> String {
    let endpoint = endpoint::validations(&ApiPrefix::default());
    let judged = judge(&endpoint, 200, body.as_bytes());
    let Err(ApiError::Problems(mut problems)) = judged else {
        panic!("{judged:?}");
    };
    // An objection that can't be read counts as one all the same, beside those that can.
    problems.retain(|problem| READABLE.contains(&problem.code.as_str()));
    format!("{problems:?}")
}

/// A row that is none: no object, or one whose needed fields can't be used.
fn broken_row(needed: &'static [&'static str]) -> BoxedStrategy<String> {
    let list = prop::collection::vec(any_leaf(), 0..4);
    let no_object = prop_oneof![
        any_leaf(),
        list.prop_map(|items| format!("[{}]", items.join(","))),
    ];
    if needed.is_empty() {
        return no_object.boxed();
    }
    let useless = select(
        &[
            "null", "\"\"", "\" \\t\"", "7", "[]", "{}", "true", "[null]",
        ][..],
    );
    // The last of several values of a name counts, so the useless ones come last.
    let object = (any_members(), prop::collection::vec(useless, needed.len())).prop_map(
        move |(members, values)| {
            let broken = needed.iter().zip(values);
            let broken = broken.map(|(name, value)| format!("\"{name}\":{value}"));
            let all: Vec<String> = Some(members)
                .into_iter()
                .filter(|members| !members.is_empty())
                .chain(broken)
                .collect();
            format!("{{{}}}", all.join(","))
        },
    );
    prop_oneof![no_object, object].boxed()
}

fn harmed_list() -> impl Strategy<Value = (usize, Vec<(Index, String)>)> {
    (0..LISTS.len()).prop_flat_map(|list| {
        let row = (any::<Index>(), broken_row(LISTS[list].2));
        (Just(list), prop::collection::vec(row, 1..3))
    })
}

proptest! {
    #[test]
    fn a_broken_row_never_loses_the_others((list, rows) in harmed_list()) {
        let (file, place, _, told) = LISTS[list];
        let mut value = fixture(file);
        let sound = value.to_string();
        let mut text = sound.clone();
        for (at, row) in rows {
            // A bare code is an objection like any other, and no broken one.
            prop_assume!(place != "/problems" || !READABLE.iter().any(|code| row.contains(code)));
            let found = value.pointer_mut(place).and_then(|list| list.as_array_mut());
            let found = found.expect("a list is there");
            let at = at.index(found.len() + 1);
            found.insert(at, mark());
            text = filled(&value, &row);
            // The next row goes into a list that is whole.
            let found = value.pointer_mut(place).and_then(|list| list.as_array_mut());
            found.expect("a list is there").remove(at);
            prop_assert_eq!(told(&text), told(&sound), "{} {}: {}", file, place, row);
        }
        prop_assert_ne!(sound, text);
    }
}
