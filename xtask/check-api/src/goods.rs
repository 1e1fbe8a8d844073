//! Which goods to ask about: some of every sort that the country has.

use serde_json::Value;

/// The most families whose products are asked for.
const MOST_FAMILIES: usize = 12;

/// The most goods that are tried to learn which form of an item is read: each is asked for twice,
/// and the API takes sixty validations in ten minutes (docs/api.md#rate-limits).
const MOST_CANDIDATES: usize = 4;

/// Goods that a validation can be asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Goods {
    pub(crate) brand: String,
    pub(crate) kind: String,
    /// The label byte for byte, or `range`.
    pub(crate) denomination: String,
    /// The face value of a range.
    pub(crate) value: Option<String>,
    pub(crate) localized: Option<String>,
}

/// The bounds of a range, in hundredths.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Bounds {
    pub(crate) brand: String,
    pub(crate) kind: String,
    min: u64,
    max: u64,
    step: u64,
}

impl Bounds {
    /// An amount that is allowed.
    pub(crate) fn inside(&self) -> String {
        let next = self.min + self.step;
        amount(if next <= self.max { next } else { self.min })
    }

    /// An amount between two that are allowed. `None` where there is none of two places.
    pub(crate) fn off_step(&self) -> Option<String> {
        let between = self.min + self.step / 2;
        (self.step >= 2 && between < self.max).then(|| amount(between))
    }

    /// An amount above the largest.
    pub(crate) fn outside(&self) -> String {
        amount(self.max.saturating_mul(2).saturating_add(100))
    }

    /// The goods of an allowed amount.
    pub(crate) fn goods(&self) -> Goods {
        Goods {
            brand: self.brand.clone(),
            kind: self.kind.clone(),
            denomination: "range".to_owned(),
            value: Some(self.inside()),
            localized: None,
        }
    }
}

fn amount(hundredths: u64) -> String {
    match hundredths % 100 {
        0 => (hundredths / 100).to_string(),
        rest => format!("{}.{rest:02}", hundredths / 100),
    }
}

/// A number, or a number as text, in hundredths.
fn hundredths(value: &Value) -> Option<u64> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction: String = fraction.chars().chain("00".chars()).take(2).collect();
    let whole: u64 = whole.parse().ok()?;
    whole.checked_mul(100)?.checked_add(fraction.parse().ok()?)
}

/// Families of a list of brands: one of each kind and category that is in stock, then one that
/// is out of stock.
pub(crate) fn families(brands: &Value) -> Vec<String> {
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut chosen: Vec<String> = Vec::new();
    let mut out_of_stock = None;
    for row in rows(brands) {
        let Some(family) = text(row, "family").or_else(|| text(row, "brand")) else {
            continue;
        };
        if row["is_out_of_stock"] == Value::Bool(true) {
            out_of_stock.get_or_insert(family);
            continue;
        }
        let sort = ["kind", "category"].map(|name| text(row, name).unwrap_or_default());
        let sort = sort.into();
        if !seen.contains(&sort) && !chosen.contains(&family) {
            seen.push(sort);
            chosen.push(family);
        }
    }
    chosen.truncate(MOST_FAMILIES);
    chosen.extend(out_of_stock);
    chosen
}

fn rows(brands: &Value) -> Vec<&Value> {
    let mut rows: Vec<&Value> = list(&brands["all_brands"]).collect();
    for group in list(&brands["categories"]) {
        rows.extend(list(&group["brands"]));
    }
    rows
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(row: &Value, name: &str) -> Option<String> {
    let text = row[name].as_str().filter(|text| !text.trim().is_empty());
    text.map(str::to_owned)
}

/// Every range for an email address in these products.
pub(crate) fn ranges<'a>(groups: impl Iterator<Item = &'a Value>) -> impl Iterator<Item = Bounds> {
    each_product(groups).filter_map(|(group, product)| {
        let range = &product["range"];
        let is_range = product["is_dynamic"] == Value::Bool(true) && is_emailed(product);
        let (min, max) = (hundredths(&range["min"])?, hundredths(&range["max"])?);
        // A missing, null or zero step is 1 (docs/api.md#steps).
        let step = hundredths(&range["step_size"]).filter(|step| *step > 0);
        (is_range && min <= max).then_some(Bounds {
            brand: text(group, "brand")?,
            kind: text(group, "kind").unwrap_or_default(),
            min,
            max,
            step: step.unwrap_or(100),
        })
    })
}

/// Every product of a fixed value for an email address.
pub(crate) fn fixed<'a>(groups: impl Iterator<Item = &'a Value>) -> impl Iterator<Item = Goods> {
    each_product(groups).filter_map(|(group, product)| {
        let is_fixed = product["is_dynamic"] != Value::Bool(true)
            && is_emailed(product)
            && !product["coin_amount"].is_null();
        is_fixed.then_some(Goods {
            brand: text(group, "brand")?,
            kind: text(group, "kind").unwrap_or_default(),
            denomination: text(product, "denomination")?,
            value: None,
            localized: text(product, "localized_denomination"),
        })
    })
}

/// Goods to ask a validation for, one of each brand, until one is read: a range, a fixed value,
/// then the others.
pub(crate) fn candidates(ranges: &[Bounds], fixed: &[Goods]) -> Vec<Goods> {
    let first = ranges.iter().take(1).map(Bounds::goods);
    let others = ranges.iter().skip(1).map(Bounds::goods);
    let mut chosen: Vec<Goods> = Vec::new();
    for goods in first.chain(fixed.iter().cloned()).chain(others) {
        if chosen.iter().all(|known| known.brand != goods.brand) {
            chosen.push(goods);
        }
    }
    chosen.truncate(MOST_CANDIDATES);
    chosen
}

/// Every product that is in stock and that somebody without an account has a price for, which
/// e-money has for nobody (docs/api.md#e-money).
fn each_product<'a>(
    groups: impl Iterator<Item = &'a Value>,
) -> impl Iterator<Item = (&'a Value, &'a Value)> {
    groups
        .filter(|group| group["is_out_of_stock"] != Value::Bool(true))
        .filter(|group| group["category"] != "e-money")
        .flat_map(|group| list(&group["products"]).map(move |product| (group, product)))
}

fn is_emailed(product: &Value) -> bool {
    product["delivery_type"].is_null() || product["delivery_type"] == "by_email"
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_family_of_each_sort_is_chosen_and_one_that_is_out() {
        let row = |family: &str, category: &str, is_out: bool| {
            json!({ "family": family, "kind": "giftcard", "category": category,
                "is_out_of_stock": is_out })
        };
        let brands = json!({
            "all_brands": [row("A", "games", false), row("B", "games", false), row("C", "food", true)],
            "categories": [{ "brands": [row("D", "food", false), row("E", "home", true), {}] }],
        });
        assert_eq!(families(&brands), ["A", "D", "C"]);
    }

    #[test]
    fn amounts_are_inside_between_and_outside() {
        let product = json!({ "is_dynamic": true, "delivery_type": "by_email",
            "range": { "min": "15.00", "max": 50, "step_size": 10 } });
        let group = json!({ "brand": "X", "kind": "giftcard", "products": [product] });
        let bounds = ranges([&group].into_iter()).next().unwrap();
        assert_eq!(bounds.inside(), "25");
        assert_eq!(bounds.off_step().as_deref(), Some("20"));
        assert_eq!(bounds.outside(), "101");
        let fine = Bounds {
            step: 1,
            ..bounds.clone()
        };
        assert_eq!((fine.inside(), fine.off_step()), ("15.01".to_owned(), None));
        let narrow = Bounds {
            max: 1_500,
            ..bounds
        };
        assert_eq!(narrow.inside(), "15");
    }

    #[test]
    fn only_priced_products_for_an_email_are_chosen() {
        let products = json!([
            { "is_dynamic": false, "denomination": "A", "coin_amount": null },
            { "is_dynamic": false, "denomination": "B", "coin_amount": "1", "delivery_type": "by_phone" },
            { "is_dynamic": false, "denomination": "C", "coin_amount": "1", "localized_denomination": "c" },
        ]);
        let group = json!({ "brand": "X", "kind": "giftcard", "products": products });
        let goods = fixed([&group].into_iter()).next().unwrap();
        assert_eq!(
            (goods.denomination.as_str(), goods.localized.as_deref()),
            ("C", Some("c"))
        );
    }

    #[test]
    fn e_money_is_never_asked_for_and_each_brand_once() {
        let group = |brand: &str, category: &str, products: Value| {
            json!({ "brand": brand, "kind": "giftcard", "category": category,
                "products": products })
        };
        let range = json!([{ "is_dynamic": true, "range": { "min": 5, "max": 50 } }]);
        let fixed_one = json!([{ "denomination": "10 USD", "coin_amount": "1" }]);
        let groups = [
            group("Money", "e-money", range.clone()),
            group("Money Too", "e-money", fixed_one.clone()),
            group("A", "games", range.clone()),
            group("B", "games", range),
            group("C", "games", fixed_one),
        ];
        let ranges: Vec<Bounds> = ranges(groups.iter()).collect();
        let fixed: Vec<Goods> = fixed(groups.iter()).collect();
        let brands: Vec<String> = candidates(&ranges, &fixed)
            .into_iter()
            .map(|goods| goods.brand)
            .collect();
        assert_eq!(brands, ["A", "C", "B"]);
    }
}
