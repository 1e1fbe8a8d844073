//! The brands of the fixtures, word for word, and products for the listed
//! brands that have none there.

use super::offer::Offer;
use super::recipe::Recipe;
use super::{Brand, Object, Product, Range, Sort};
use crate::{fixtures, money};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The brand lists and the product groups that the fixtures have of a country.
fn texts(country: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match country {
        "US" => (
            &[fixtures::BRANDS_US, fixtures::BRANDS_US_TAGS],
            &[
                fixtures::PRODUCTS_AMAZON,
                fixtures::PRODUCTS_ESIM,
                fixtures::PRODUCTS_HULU,
                fixtures::PRODUCTS_LYCAMOBILE,
                fixtures::PRODUCTS_MINECRAFT,
                fixtures::PRODUCTS_REWARBLE,
                fixtures::PRODUCTS_ROBLOX,
                fixtures::PRODUCTS_STEAM,
                fixtures::PRODUCTS_BEST_BUY,
                fixtures::PRODUCTS_DOORDASH,
                fixtures::PRODUCTS_EMONEY,
                fixtures::PRODUCTS_LOOSE,
                fixtures::PRODUCTS_NFT,
                fixtures::PRODUCTS_PIN,
                fixtures::PRODUCTS_ROYAL,
            ],
        ),
        "BR" => (&[fixtures::BRANDS_BR], &[fixtures::PRODUCTS_CLARO]),
        "TW" => (&[fixtures::BRANDS_TW], &[]),
        "ZA" => (&[fixtures::BRANDS_ZA], &[fixtures::PRODUCTS_CITY_POWER]),
        "DE" => (&[], &[fixtures::PRODUCTS_LOCKS]),
        "IN" => (&[], &[fixtures::PRODUCTS_AIRWAVE]),
        "JP" => (&[], &[fixtures::PRODUCTS_NINTENDO]),
        "MX" => (&[], &[fixtures::PRODUCTS_SIERRA]),
        "NG" => (&[], &[fixtures::PRODUCTS_SAVANNA]),
        "PH" => (&[], &[fixtures::PRODUCTS_PALAWAN]),
        // Not a country of the list: regional eSIMs are filed there.
        "EU" => (&[], &[fixtures::PRODUCTS_ESIM_REGIONS]),
        _ => (&[], &[]),
    }
}

/// The hand-written brands of a country.
pub(crate) fn brands(country: &str, seed: u64) -> Vec<Brand> {
    let (lists, groups) = texts(country);
    let groups: Vec<Object> = groups.iter().flat_map(|text| objects(text)).collect();
    let mut brands: Vec<Brand> = Vec::new();
    for row in lists.iter().flat_map(|text| rows(text)) {
        let name = text(&row, "brand");
        if brands.iter().any(|brand| brand.name == name) {
            continue;
        }
        let group = groups.iter().find(|group| text(group, "brand") == name);
        brands.push(match group {
            Some(group) => Brand {
                row,
                ..from_group(group)
            },
            None => without_group(country, row, seed),
        });
    }
    for group in &groups {
        let is_taken = |brand: &Brand| {
            ["brand", "category", "family"]
                .iter()
                .all(|key| brand.group.get(*key) == group.get(*key))
        };
        if brands.iter().any(is_taken) {
            continue;
        }
        let mut brand = from_group(group);
        // The list has a single row for the groups of one name.
        if brands.iter().any(|other| other.name == brand.name) {
            brand.is_listed = false;
            brand.placed.clear();
        }
        brands.push(brand);
    }
    for brand in &mut brands {
        if brand.is_listed {
            brand.placed = placed(&brand.row);
        }
        if country == "US" && brand.name == "eSIM" {
            add_days(brand);
        }
    }
    brands
}

/// The objects of a fixture that is a list of groups.
fn objects(text: &str) -> Vec<Object> {
    let groups = fixtures::json(text);
    let groups = groups.as_array().into_iter().flatten();
    groups
        .filter_map(|group| group.as_object().cloned())
        .collect()
}

/// Every row of a brand list, repeats too.
fn rows(text: &str) -> Vec<Object> {
    let list = fixtures::json(text);
    let groups = list["categories"].as_array().into_iter().flatten();
    let placed = groups.flat_map(|group| group["brands"].as_array().into_iter().flatten());
    let all = list["all_brands"].as_array().into_iter().flatten();
    all.chain(placed)
        .filter_map(|row| row.as_object().cloned())
        .collect()
}

/// The slugs of the groups that a row is in. `new` is a mark and no group.
fn placed(row: &Object) -> Vec<String> {
    let additional = row.get("additional_categories").and_then(Value::as_array);
    row.get("category")
        .into_iter()
        .chain(additional.into_iter().flatten())
        .filter_map(Value::as_str)
        .filter(|slug| *slug != "new")
        .map(str::to_owned)
        .collect()
}

fn text(object: &Object, key: &str) -> String {
    let value = object.get(key).and_then(Value::as_str);
    value.unwrap_or_default().to_owned()
}

/// A brand with a product group alone: its row has what the group says of the brand.
fn from_group(group: &Object) -> Brand {
    let mut bare = group.clone();
    let products = bare.shift_remove("products");
    let products = products.and_then(|list| list.as_array().cloned());
    let name = text(group, "brand");
    let products: Vec<Product> = products
        .iter()
        .flatten()
        .filter_map(Value::as_object)
        .map(|each| product(&name, each))
        .collect();
    let mut row = bare.clone();
    for key in [
        "default_denomination",
        "product_tc",
        "redeem_method",
        "rich_description",
        "delivery_type",
    ] {
        row.shift_remove(key);
    }
    let first = products.first().and_then(|product| product.label.clone());
    let last = products.last().and_then(|product| product.label.clone());
    let range = products.iter().find_map(|product| product.range.clone());
    let (min, max) = match range {
        Some(range) => {
            let currency = &products[0].currency;
            let shown = |amount| money::Currency::named(currency).display(amount);
            (json!(shown(range.min)), json!(shown(range.max)))
        }
        None => (json!(first), json!(last)),
    };
    row.insert("min".to_owned(), min);
    row.insert("max".to_owned(), max);
    Brand {
        placed: placed(&row),
        row,
        family: text(group, "family"),
        name,
        group: bare,
        products: Some(products),
        refuses: None,
        is_listed: true,
    }
}

/// A fixture's product. Its price is in dollars because every fixture that is
/// read here was asked for in USDC.
fn product(brand: &str, body: &Object) -> Product {
    let mut body = body.clone();
    for key in ["coin", "payment_method"] {
        body.shift_remove(key);
    }
    let mut amount = |key: &str| body.shift_remove(key).as_ref().and_then(money::read);
    let (usd, listed) = (amount("coin_amount"), amount("original_coin_amount"));
    let null = Value::Null;
    let face = body.get("face_value").unwrap_or(&null);
    let currency = face["currency_code"].as_str().unwrap_or("USD").to_owned();
    let label = body.get("denomination").and_then(Value::as_str);
    let label = label.map(str::to_owned);
    let range = body.get("range").map(|range| Range {
        min: money::read(&range["min"]).unwrap_or_default(),
        max: money::read(&range["max"]).unwrap_or_default(),
        step: Range::step_of(money::read(&range["step_size"])),
        markup: money::exact(if brand == "Roblox" { "1.039" } else { "1.0132" }),
    });
    let sort = match &label {
        _ if range.is_some() => Sort::Range,
        Some(label) if label.contains(&currency) => Sort::Money,
        _ if body.get("benefits").is_some_and(Value::is_array) => Sort::Plan,
        _ => Sort::Label,
    };
    let face = ["price", "value", "amount"]
        .iter()
        .find_map(|key| money::read(&face["amount"][key]));
    Product {
        sort,
        label,
        usd,
        listed,
        range,
        currency,
        face,
        delivery_type: text(&body, "delivery_type"),
        body,
    }
}

/// A row whose products no fixture has: a free amount, or nothing when the row
/// is out of stock.
fn without_group(country: &str, row: Object, seed: u64) -> Brand {
    let is_mobile = row
        .get("kind")
        .is_some_and(|kind| kind == "mobile_recharge");
    let local = |base: u32| {
        let currency = crate::countries::find(country).map(|found| found.currency);
        Decimal::from(base * currency.map_or(1, |currency| currency.unit))
    };
    let recipe = Recipe {
        name: text(&row, "brand"),
        category: if is_mobile {
            "mobile_talk_time"
        } else {
            "other_products"
        },
        offers: vec![Offer::Range {
            min: local(10),
            max: local(150),
            step: Some(Decimal::ONE),
        }],
        delivery: if is_mobile { "by_phone" } else { "" },
        ..Recipe::default()
    };
    let mut brand = recipe.bake(country, seed);
    for absent in ["logo_url", "logo_base_url"] {
        brand.group.shift_remove(absent);
    }
    for (key, value) in &row {
        if !matches!(key.as_str(), "min" | "max") {
            brand.group.insert(key.clone(), value.clone());
        }
    }
    brand
        .group
        .insert("default_denomination".to_owned(), json!(""));
    if row.get("is_out_of_stock") == Some(&json!(true)) {
        brand.products = Some(Vec::new());
    }
    brand.family = text(&row, "family");
    brand.row = row;
    brand
}

/// The newer form of the eSIM's plans: those that the older fixture lacks, and
/// what it does not say of the others.
fn add_days(brand: &mut Brand) {
    let mut groups = objects(fixtures::PRODUCTS_ESIM_DAYS).into_iter();
    let newer = groups.next().map(|group| from_group(&group));
    let (Some(newer), Some(products)) = (newer, &mut brand.products) else {
        return;
    };
    for product in newer.products.unwrap_or_default() {
        let Some(known) = products.iter_mut().find(|each| each.label == product.label) else {
            products.push(product);
            continue;
        };
        for key in ["additional_details", "valid_regions"] {
            if let Some(value) = product.body.get(key) {
                known.body.insert(key.to_owned(), value.clone());
            }
        }
    }
}
