//! The brands of the fixtures, word for word, and the products of the one
//! listed brand that has none there.

use super::offer::Offer;
use super::recipe::Recipe;
use super::{Brand, Object, Product, Range, Sort};
use crate::{fixtures, money};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The hand-written brands of a country.
pub(crate) fn brands(country: &str, seed: u64) -> Vec<Brand> {
    let (list, groups): (Value, &[&str]) = match country {
        "US" => (
            fixtures::json(fixtures::BRANDS_US)["all_brands"].clone(),
            &[
                fixtures::PRODUCTS_AMAZON,
                fixtures::PRODUCTS_ESIM,
                fixtures::PRODUCTS_HULU,
                fixtures::PRODUCTS_LYCAMOBILE,
                fixtures::PRODUCTS_MINECRAFT,
                fixtures::PRODUCTS_REWARBLE,
                fixtures::PRODUCTS_ROBLOX,
                fixtures::PRODUCTS_STEAM,
            ],
        ),
        "BR" => (
            fixtures::json(fixtures::BRANDS_BR)["categories"][0]["brands"].clone(),
            &[fixtures::PRODUCTS_CLARO],
        ),
        _ => return Vec::new(),
    };
    let groups: Vec<Value> = groups
        .iter()
        .flat_map(|text| match fixtures::json(text) {
            Value::Array(groups) => groups,
            _ => Vec::new(),
        })
        .collect();
    let rows = list.as_array().cloned().unwrap_or_default();
    rows.iter()
        .filter_map(Value::as_object)
        .map(|row| {
            let group = groups
                .iter()
                .filter_map(Value::as_object)
                .find(|group| group["brand"] == row["brand"]);
            brand(row, group, seed)
        })
        .collect()
}

fn brand(row: &Object, group: Option<&Object>, seed: u64) -> Brand {
    let name = row["brand"].as_str().unwrap_or_default().to_owned();
    let (group, products) = match group {
        Some(group) => {
            let mut bare = group.clone();
            let products = bare
                .shift_remove("products")
                .and_then(|list| list.as_array().cloned())
                .unwrap_or_default();
            let products = products.iter().filter_map(Value::as_object);
            (bare, products.map(|each| product(&name, each)).collect())
        }
        None => top_up(row, seed),
    };
    let placed = [&row["category"]]
        .into_iter()
        .chain(
            row["additional_categories"]
                .as_array()
                .into_iter()
                .flatten(),
        )
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    Brand {
        row: row.clone(),
        group,
        products: Some(products),
        family: row["family"].as_str().unwrap_or_default().to_owned(),
        name,
        placed,
        refuses: None,
    }
}

/// A fixture's product. Its price is in dollars because every fixture that is
/// read here was asked for in USDC.
fn product(brand: &str, body: &Object) -> Product {
    let mut body = body.clone();
    for key in ["coin", "original_coin_amount", "payment_method"] {
        body.shift_remove(key);
    }
    let usd = body
        .shift_remove("coin_amount")
        .as_ref()
        .and_then(money::read);
    let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
    let face = &body["face_value"];
    let currency = face["currency_code"].as_str().unwrap_or("USD").to_owned();
    let label = text("denomination");
    let range = body.get("range").map(|range| Range {
        min: money::read(&range["min"]).unwrap_or_default(),
        max: money::read(&range["max"]).unwrap_or_default(),
        step: money::read(&range["step_size"]),
        markup: money::exact(if brand == "Roblox" { "1.039" } else { "1.0132" }),
    });
    let sort = match &label {
        _ if range.is_some() => Sort::Range,
        _ if body.contains_key("benefits") => Sort::Plan,
        Some(label) if label.contains(&currency) => Sort::Money,
        _ => Sort::Label,
    };
    let face = ["price", "value", "amount"]
        .iter()
        .find_map(|key| money::read(&face["amount"][key]));
    Product {
        sort,
        label,
        usd,
        range,
        currency,
        face,
        delivery_type: text("delivery_type").unwrap_or_default(),
        body,
    }
}

/// The products of AT&T, which the fixtures list without any.
fn top_up(row: &Object, seed: u64) -> (Object, Vec<Product>) {
    let name = row["brand"].as_str().unwrap_or_default();
    let recipe = Recipe {
        name: name.to_owned(),
        category: "mobile_talk_time",
        offers: vec![Offer::Range {
            min: Decimal::from(10),
            max: Decimal::from(150),
            step: Some(Decimal::ONE),
        }],
        delivery: "by_phone",
        ..Recipe::default()
    };
    let brand = recipe.bake("US", seed);
    let mut group = brand.group;
    for (key, value) in row {
        if !matches!(key.as_str(), "min" | "max") {
            group.insert(key.clone(), value.clone());
        }
    }
    for absent in ["logo_url", "logo_base_url"] {
        group.shift_remove(absent);
    }
    group.insert("default_denomination".to_owned(), json!(""));
    (group, brand.products.unwrap_or_default())
}
