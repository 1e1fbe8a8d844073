//! The goods of past orders, which the shop offers again. They are stored on this device alone, and
//! are forgotten with their order.

use serde::Serialize;

use super::past_orders;
use shop_core::json::Fields;
use shop_core::model::country::Country;

/// Goods of an order.
#[derive(Clone, Serialize, PartialEq)]
pub struct BoughtGoods {
    /// The brand's name, byte for byte as it was ordered.
    pub brand: String,
    /// The code of the country where they are sold.
    pub country: String,
    /// The topped-up number with its country's code; empty for other goods.
    pub phone: String,
}

impl BoughtGoods {
    /// The number without its country's code.
    pub fn beside_code(&self) -> &str {
        let code = Country::parse(&self.country).and_then(Country::calling_code);
        let bare = self.phone.strip_prefix('+');
        let bare = bare.and_then(|bare| bare.strip_prefix(code?));
        bare.unwrap_or(&self.phone)
    }
}

/// The last top-up of each number, the last one first.
pub fn used_numbers() -> Vec<BoughtGoods> {
    let mut numbers: Vec<BoughtGoods> = Vec::new();
    for goods in past_orders().into_iter().flat_map(|past| past.bought) {
        let is_new = numbers.iter().all(|known| known.phone != goods.phone);
        if is_new && !goods.phone.is_empty() {
            numbers.push(goods);
        }
    }
    numbers
}

/// The brands that were bought in a country, without `brands`. Brands of an order that has one of
/// `brands`, or that followed such an order, come first. Each group begins with the newest.
pub fn bought_beside(country: &str, brands: &[&str]) -> Vec<String> {
    let orders: Vec<Vec<String>> = past_orders()
        .into_iter()
        .map(|past| {
            let goods = past.bought.into_iter();
            let here = goods.filter(|goods| goods.country == country);
            here.map(|goods| goods.brand).collect()
        })
        .collect();
    beside(&orders, brands)
}

/// `orders` has the brands of each order, the newest order first.
fn beside(orders: &[Vec<String>], brands: &[&str]) -> Vec<String> {
    let has_one = |order: &&Vec<String>| order.iter().any(|brand| brands.contains(&brand.as_str()));
    // The next older order is the one that this order followed.
    let older = orders.iter().skip(1).map(Some).chain([None]);
    let next = orders
        .iter()
        .zip(older)
        .filter(|(order, older)| has_one(order) || older.as_ref().is_some_and(has_one))
        .map(|(order, _)| order);
    let mut found: Vec<String> = Vec::new();
    for brand in next.chain(orders).flatten() {
        if !brands.contains(&brand.as_str()) && !found.contains(brand) {
            found.push(brand.clone());
        }
    }
    found
}

pub(super) fn bought_goods(row: Fields<'_>) -> Option<BoughtGoods> {
    let text = |name: &str| row.text(name).unwrap_or_default().to_owned();
    Some(BoughtGoods {
        brand: row.text("brand")?.to_owned(),
        country: text("country"),
        phone: text("phone"),
    })
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[track_caller]
    fn check(orders: &[&[&str]], brand: &str, found: &[&str]) {
        let orders: Vec<Vec<String>> = orders
            .iter()
            .map(|order| order.iter().map(|brand| (*brand).to_owned()).collect())
            .collect();
        assert_eq!(beside(&orders, &[brand]), found);
    }

    #[test]
    fn brands_that_followed_come_first() {
        // Newest first: Netflix, then Uber after Steam, then Steam.
        check(
            &[&["Netflix"], &["Uber"], &["Steam"]],
            "Steam",
            &["Uber", "Netflix"],
        );
        // In the same order.
        check(
            &[&["Netflix"], &["Steam", "Roblox"]],
            "Steam",
            &["Netflix", "Roblox"],
        );
        check(
            &[&["Uber"], &["Netflix"], &["Steam", "Roblox"]],
            "Steam",
            &["Netflix", "Roblox", "Uber"],
        );
    }

    #[test]
    fn a_brand_never_bought_follows_the_time_alone() {
        check(&[&["B", "C"], &["A", "B"]], "Z", &["B", "C", "A"]);
        check(&[], "Z", &[]);
        check(&[&["Z"], &["Z"]], "Z", &[]);
    }
}
