//! The catalogue as the API writes it down.

use super::{Brand, Object, Product, Shelf, Sort, Unpriced};
use crate::{fixtures, money, payment};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The languages descriptions exist in; any other gives none.
const LANGUAGES: [&str; 10] = ["en", "es", "fr", "de", "it", "pt", "zh", "tr", "vi", "tl"];

/// The order the groups come in.
const GROUPS: [&str; 21] = [
    "e-commerce",
    "games",
    "entertainment",
    "streaming",
    "e-money",
    "retail",
    "electronics",
    "food",
    "groceries",
    "apparel_clothing",
    "health_beauty",
    "sports_fitness",
    "travel_flights",
    "home",
    "books_learning",
    "charity_donations",
    "other_products",
    "mobile_talk_time",
    "mobile_credits",
    "mobile_bundle",
    "e-sim",
];

/// The brand list as text: built once, because it is up to a megabyte.
pub(crate) struct RenderedBrands {
    pub(crate) text: String,
}

/// Writes the brand list of a country.
pub(crate) fn render_brands(country: &str, brands: &[Brand]) -> RenderedBrands {
    // The captured Brazilian list has no summary lists, and no slug on the
    // group of top-ups.
    let without_summaries = country == "BR";
    let brands: Vec<&Brand> = brands.iter().filter(|brand| brand.is_listed).collect();
    let mut slugs: Vec<&str> = GROUPS.to_vec();
    for brand in &brands {
        let others = brand.placed.iter().map(String::as_str);
        for slug in others {
            if !slugs.contains(&slug) {
                slugs.push(slug);
            }
        }
    }
    let mut groups = Vec::new();
    for slug in slugs {
        let rows: Vec<&Brand> = brands
            .iter()
            .copied()
            .filter(|brand| brand.placed.iter().any(|place| place == slug))
            .collect();
        if rows.is_empty() {
            continue;
        }
        let popular: Vec<Value> = rows
            .iter()
            .filter(|brand| is_popular(brand) || rows.len() > 20 && brand.name.len() == 17)
            .take(4)
            .map(|brand| Value::Object(brand.row.clone()))
            .collect();
        let mut list: Vec<Value> = rows
            .iter()
            .map(|brand| Value::Object(brand.row.clone()))
            .collect();
        if country == "US" && slug == "home" {
            // One bad row must not cost the whole list.
            list.insert(2, Value::Null);
        }
        let nameless = without_summaries && slug == "mobile_credits";
        groups.push(json!({
            "kind": kind_of(slug, &rows),
            "category": if nameless { Value::Null } else { json!(slug) },
            "brands": list,
            "popular_brands": popular,
        }));
    }
    let mut body = json!({
        "country_code": country,
        "last_user_purchases": [],
        "suggestions": [],
        "categories": groups,
    });
    if !without_summaries && let Some(body) = body.as_object_mut() {
        let mut all: Vec<Value> = brands
            .iter()
            .map(|brand| Value::Object(brand.row.clone()))
            .collect();
        if country == "US" {
            all.insert(all.len() / 2, json!("see suggestions"));
        }
        body.insert("all_brands".to_owned(), all.into());
        body.insert("popular_brands".to_owned(), popular(&brands));
    }
    RenderedBrands {
        text: body.to_string(),
    }
}

/// The kind of a group: known for the usual slugs, else that of its first row.
fn kind_of(slug: &str, rows: &[&Brand]) -> Value {
    if super::recipe::is_mobile(slug) {
        return json!("mobile_recharge");
    }
    let first = rows.first().filter(|_| !GROUPS.contains(&slug));
    let kind = first.and_then(|brand| brand.row.get("kind")).cloned();
    kind.unwrap_or_else(|| json!("giftcard"))
}

/// The brands that a search found, in one group.
pub(crate) fn search(country: &str, found: &[&Brand]) -> Value {
    let rows: Vec<Value> = found
        .iter()
        .filter(|brand| brand.is_listed)
        .map(|brand| Value::Object(brand.row.clone()))
        .collect();
    let groups = if rows.is_empty() {
        json!([])
    } else {
        let popular = &rows[..rows.len().min(12)];
        json!([{ "kind": "giftcard", "category": "search", "brands": rows, "popular_brands": popular }])
    };
    json!({
        "country_code": country,
        "categories": groups,
        "all_brands": rows,
        "last_user_purchases": [],
        "suggestions": [],
        "popular_brands": [],
    })
}

/// The other guess at the home page: one list in an order of its own.
pub(crate) fn flat_homepage(shelf: &Shelf) -> Value {
    let brands: Vec<&Brand> = shelf
        .brands
        .iter()
        .filter(|brand| brand.is_listed)
        .collect();
    json!({ "country_code": shelf.country, "popular_brands": popular(&brands) })
}

/// The invented home page: the fixture's sections first where there are some,
/// then one row a category.
pub(crate) fn homepage(shelf: &Shelf) -> Value {
    let row = |brand: &&Brand| Value::Object(brand.row.clone());
    let mut sections = Vec::new();
    if shelf.country == "US"
        && let Value::Array(list) = &fixtures::json(fixtures::HOMEPAGE_US)["sections"]
    {
        sections.clone_from(list);
    }
    for slug in GROUPS {
        if sections.iter().any(|section| section["id"] == slug) {
            continue;
        }
        let rows: Vec<Value> = shelf
            .brands
            .iter()
            .filter(|brand| brand.placed.iter().any(|place| place == slug))
            .filter(|brand| brand.is_listed && !brand.is_out_of_stock())
            .take(12)
            .map(|brand| row(&brand))
            .collect();
        if !rows.is_empty() {
            sections.push(json!({
                "id": slug,
                "title": title(slug),
                "kind": if super::recipe::is_mobile(slug) { "mobile_recharge" } else { "giftcard" },
                "category": slug,
                "brands": rows,
            }));
        }
    }
    json!({
        "country_code": shelf.country,
        "last_user_purchases": [],
        "popular_brands": popular(&shelf.brands.iter().collect::<Vec<_>>()),
        "sections": sections,
    })
}

/// A brand's group of products, priced in a coin.
pub(crate) fn group(brand: &Brand, coin: &str, lang: &str) -> Value {
    let mut group = brand.group.clone();
    if let Some(text) = group.get_mut("rich_description") {
        if !LANGUAGES.contains(&lang) {
            *text = Value::Null;
        } else if !text.is_null() {
            text["locale"] = json!(lang);
        }
    }
    let products = brand.products.as_ref().map(|list| {
        let mut list: Vec<&Product> = list.iter().collect();
        list.sort_by_key(|product| product.usd.is_none() && product.sort != Sort::Range);
        list.into_iter()
            .map(|product| Value::Object(priced(product, product.usd, coin)))
            .collect::<Vec<_>>()
    });
    group.insert("products".to_owned(), json!(products));
    Value::Object(group)
}

/// One product for one amount, or why nothing is sold for it.
pub(crate) fn price(brand: &Brand, face: Decimal, coin: &str) -> Result<Value, Unpriced> {
    let ranged = brand
        .products()
        .iter()
        .find_map(|product| Some((product, product.range_usd(face)?)));
    let fixed = || {
        brand
            .products()
            .iter()
            .find(|product| product.face == Some(face))
            .and_then(|product| Some((product, product.usd?)))
    };
    let Some((product, usd)) = ranged.or_else(fixed) else {
        let mut ranges = brand.products().iter();
        return Err(match ranges.find_map(|product| product.range.as_ref()) {
            Some(range) if range.holds(face) => Unpriced::OffStep,
            Some(_) => Unpriced::OutOfRange,
            None => Unpriced::Unknown,
        });
    };
    let mut body = priced(product, Some(usd), coin);
    body.shift_remove("face_value");
    body.insert("points".to_owned(), json!(money::points(usd)));
    Ok(Value::Object(body))
}

fn priced(product: &Product, usd: Option<Decimal>, coin: &str) -> Object {
    let mut body = product.body.clone();
    body.insert("coin".to_owned(), json!(coin));
    if let Some(usd) = usd {
        let amount = |usd: Decimal| json!(money::in_coin(usd, coin).to_string());
        body.insert("coin_amount".to_owned(), amount(usd));
        let listed = amount(product.listed.unwrap_or(usd));
        body.insert("original_coin_amount".to_owned(), listed);
    }
    body.insert(
        "payment_method".to_owned(),
        json!(payment::price_label(coin)),
    );
    if let Some(range) = &product.range
        && coin != "USDC"
    {
        // Both forms were captured for the same product; here the coin decides.
        body.insert(
            "face_value".to_owned(),
            json!({ "currency_code": product.currency, "amount": {
                "type": "range",
                "min": format!("{:.2}", range.min),
                "max": format!("{:.2}", range.max),
            }}),
        );
    }
    body
}

fn popular(brands: &[&Brand]) -> Value {
    brands
        .iter()
        .filter(|brand| is_popular(brand) && brand.is_listed)
        .take(14)
        .map(|brand| Value::Object(brand.row.clone()))
        .collect()
}

/// Popular are the two of the fixture, the plain named ones and a few more.
fn is_popular(brand: &Brand) -> bool {
    const NAMES: [&str; 14] = [
        "Best Buy",
        "MyCard Points",
        "Amazon.com",
        "Steam",
        "Claro",
        "Alder & Oak",
        "Copperleaf Games",
        "Roamwell eSIM",
        "Fennel Mobile",
        "Wintermoor Pass",
        "Marigold+",
        "Skylark Bundle",
        "Pantry Lane",
        "Café Déjà Bleu",
    ];
    NAMES.contains(&brand.name.as_str())
}

fn title(slug: &str) -> String {
    let text = slug.replace(['_', '-'], " ");
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
