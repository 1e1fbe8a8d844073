//! The cart, kept over reloads.

use serde::Serialize;

use super::{read, write};
use shop_core::json::{Fields, Json, rows};
use shop_core::model::cart::{CartItem, MOST_ITEMS};
use shop_core::model::money::FaceValue;

/// Name of the cart in storage; a new shape gets a new name.
pub(super) const CART: &str = "refillery.cart.1";

/// Name of the last id that an item got, in storage.
pub(super) const LAST_ID: &str = "refillery.cart_last.1";

#[derive(Serialize)]
struct CartRow<'a> {
    id: u32,
    title: &'a str,
    label: &'a str,
    brand: &'a str,
    country: &'a str,
    denomination: &'a str,
    value: Option<&'a str>,
    localized: Option<&'a str>,
    credited: Option<&'a str>,
    credited_in: Option<&'a str>,
    phone: bool,
    beneficiary: &'a str,
}

/// The items in the cart. An item keeps its id over reloads and in every tab.
pub fn cart() -> Vec<CartItem> {
    let text = read(CART).unwrap_or_default();
    let stored = Json::parse(&text);
    let mut items = rows(
        stored.as_ref().and_then(Json::as_list).unwrap_or_default(),
        item,
    )
    .items;
    items.truncate(MOST_ITEMS);
    let mut last = highest(&items);
    let mut known = Vec::new();
    for item in &mut items {
        if item.id == 0 || known.contains(&item.id) {
            last = last.saturating_add(1);
            item.id = last;
        }
        known.push(item.id);
    }
    items
}

/// An id that no item has or had: an order that is under way names its items by id, and a late
/// answer must not remove another item.
pub fn next_cart_id(items: &[CartItem]) -> u32 {
    let last = read(LAST_ID).and_then(|text| text.parse().ok());
    let next = highest(items).max(last.unwrap_or(0)).saturating_add(1);
    write(LAST_ID, &next);
    next
}

fn highest(items: &[CartItem]) -> u32 {
    items.iter().map(|item| item.id).max().unwrap_or(0)
}

/// Stores the cart.
pub fn set_cart(items: &[CartItem]) {
    let rows: Vec<CartRow<'_>> = items
        .iter()
        .map(|item| CartRow {
            id: item.id,
            title: &item.title,
            label: &item.label,
            brand: &item.brand,
            country: &item.country,
            denomination: &item.denomination,
            value: item.value.as_ref().map(|value| value.as_str()),
            localized: item.localized_denomination.as_deref(),
            credited: item.credited.as_ref().map(|value| value.amount.as_str()),
            credited_in: item.credited.as_ref().map(|value| value.currency.as_str()),
            phone: item.is_for_phone,
            beneficiary: &item.beneficiary,
        })
        .collect();
    write(CART, &rows);
}

fn item(row: Fields<'_>) -> Option<CartItem> {
    let text = |name: &str| row.text(name).map(str::to_owned);
    Some(CartItem {
        id: row
            .text_or_number("id")
            .and_then(|id| id.parse().ok())
            .unwrap_or(0),
        title: text("title")?,
        label: text("label").unwrap_or_default(),
        brand: text("brand")?,
        country: text("country")?,
        denomination: text("denomination")?,
        value: row.amount("value"),
        localized_denomination: text("localized"),
        credited: row
            .amount("credited")
            .zip(text("credited_in"))
            .map(|(amount, currency)| FaceValue { amount, currency }),
        is_for_phone: row.is_set("phone"),
        beneficiary: text("beneficiary").unwrap_or_default(),
    })
}
