//! The cart, kept over reloads.

use serde::Serialize;

use super::{read, write};
use crate::json::{Fields, Json, rows};
use crate::model::cart::{CartItem, MOST_ITEMS};

/// Name of the cart in storage; a new shape gets a new name.
pub(super) const CART: &str = "refillery.cart.1";

#[derive(Serialize)]
struct Row<'a> {
    title: &'a str,
    label: &'a str,
    brand: &'a str,
    country: &'a str,
    denomination: &'a str,
    value: Option<&'a str>,
    localized: Option<&'a str>,
    phone: bool,
    beneficiary: &'a str,
}

/// What is in the cart; ids are counted anew.
pub fn cart() -> Vec<CartItem> {
    let text = read(CART).unwrap_or_default();
    let stored = Json::parse(&text);
    let mut items = rows(
        stored.as_ref().and_then(Json::as_list).unwrap_or_default(),
        item,
    )
    .items;
    items.truncate(MOST_ITEMS);
    for (item, id) in items.iter_mut().zip(1..) {
        item.id = id;
    }
    items
}

/// Keeps the cart.
pub fn set_cart(items: &[CartItem]) {
    let rows: Vec<Row<'_>> = items
        .iter()
        .map(|item| Row {
            title: &item.title,
            label: &item.label,
            brand: &item.brand,
            country: &item.country,
            denomination: &item.denomination,
            value: item.value.as_ref().map(|value| value.as_str()),
            localized: item.localized_denomination.as_deref(),
            phone: item.is_for_phone,
            beneficiary: &item.beneficiary,
        })
        .collect();
    write(CART, &rows);
}

fn item(row: Fields<'_>) -> Option<CartItem> {
    let text = |name: &str| row.text(name).map(str::to_owned);
    Some(CartItem {
        id: 0,
        title: text("title")?,
        label: text("label").unwrap_or_default(),
        brand: text("brand")?,
        country: text("country")?,
        denomination: text("denomination")?,
        value: row.amount("value"),
        localized_denomination: text("localized"),
        is_for_phone: row.is_set("phone"),
        beneficiary: text("beneficiary").unwrap_or_default(),
    })
}
