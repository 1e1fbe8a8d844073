//! The goods of a brand, and their product rows.

use super::recipe::{Quirk, Recipe};
use super::{Product, Range, Sort};
use crate::chance::{Chance, uuid};
use crate::money::{self, Currency};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// What a brand sells. Amounts are in the country's own currency.
#[derive(Clone, Debug)]
pub(crate) enum Offer {
    /// Any amount between two.
    Range {
        /// Least.
        min: Decimal,
        /// Largest.
        max: Decimal,
        /// Step, or any amount.
        step: Option<Decimal>,
    },
    /// Fixed amounts.
    Money(Vec<Decimal>),
    /// The same fixed amount, once to a phone and once as an emailed PIN.
    Twins(Decimal),
    /// Words, and their price in dollars.
    Labels(Vec<(String, Decimal)>),
    /// Data plans: gigabytes (-1 is unlimited), days, price in dollars.
    Plans(Vec<(i32, u32, Decimal)>),
}

impl Recipe {
    /// The products, with ids and prices.
    pub(super) fn products(
        &self,
        country: &str,
        seed: u64,
        currency: &'static Currency,
    ) -> Vec<Product> {
        let delivery = if self.delivery.is_empty() {
            "by_email"
        } else {
            self.delivery
        };
        let mut made: Vec<Product> = Vec::new();
        for offer in &self.offers {
            match offer {
                Offer::Range { min, max, step } => {
                    made.push(self.range(*min, *max, *step, currency, delivery));
                }
                Offer::Money(faces) => made.extend(
                    faces
                        .iter()
                        .map(|face| self.money(*face, "", currency, delivery)),
                ),
                Offer::Twins(face) => {
                    made.push(self.money(*face, "", currency, "by_phone"));
                    made.push(self.money(*face, " - PIN", currency, "by_email"));
                }
                Offer::Labels(labels) => made.extend(
                    labels
                        .iter()
                        .map(|(label, usd)| words(label, *usd, currency, delivery, None)),
                ),
                Offer::Plans(plans) => made.extend(plans.iter().map(|(gigabytes, days, usd)| {
                    let data = if *gigabytes < 0 {
                        "Unlimited".to_owned()
                    } else {
                        format!("{gigabytes} GB")
                    };
                    words(
                        &format!("{data} {days} days"),
                        *usd,
                        currency,
                        delivery,
                        Some((*gigabytes, *days)),
                    )
                })),
            }
        }
        for (place, product) in made.iter_mut().enumerate() {
            let id = uuid(seed, &format!("{country} {} product {place}", self.name));
            product.body.insert("product_id".to_owned(), json!(id));
        }
        if self.has(Quirk::Regions) {
            for (place, product) in made.iter_mut().enumerate() {
                let regions = match place {
                    0 => json!(["US", "CA", "MX"]),
                    1 => json!(["WW"]),
                    2 => json!(["Japan", "South Korea", "ASIA"]),
                    _ => Value::Null,
                };
                product.body.insert("valid_regions".to_owned(), regions);
            }
        }
        if self.has(Quirk::Unpriced)
            && let Some(last) = made.last_mut()
        {
            last.usd = None;
        }
        made
    }

    fn range(
        &self,
        min: Decimal,
        max: Decimal,
        step: Option<Decimal>,
        currency: &Currency,
        delivery: &str,
    ) -> Product {
        // Ranges cost 1.3 to 2 % over face value.
        let tenths = 13 + Chance::new(3, &self.name).below(8);
        let markup = Decimal::ONE + Decimal::new(tenths as i64, 3);
        let bound = |value: Decimal| {
            let text = if value.fract().is_zero() {
                format!("{}.0", value.trunc())
            } else {
                money::plain(value)
            };
            if self.has(Quirk::StringNumbers) {
                json!(text)
            } else {
                money::number(money::exact(&text))
            }
        };
        let code = currency.code;
        let body = json!({
            "product_id": "",
            "is_dynamic": true,
            "range": {
                "min": bound(min),
                "max": bound(max),
                "currency": code,
                "step_size": step.map(bound),
                "default": format!("{}.0", max.trunc()),
            },
            "delivery_type": delivery,
            "points": money::points(currency.to_usd(min) * markup),
            "product_type": "physical",
            "face_value": { "currency_code": code, "amount": {
                "type": "range",
                "min": { "amount": money::number(min), "currency": code },
                "max": { "amount": money::number(max), "currency": code },
            }},
        });
        Product {
            body: body.as_object().cloned().unwrap_or_default(),
            sort: Sort::Range,
            label: None,
            usd: None,
            listed: None,
            range: Some(Range {
                min,
                max,
                step: Range::step_of(step),
                markup,
            }),
            currency: code.to_owned(),
            face: None,
            delivery_type: delivery.to_owned(),
        }
    }

    fn money(&self, face: Decimal, tail: &str, currency: &Currency, delivery: &str) -> Product {
        let worth = currency.to_usd(face);
        // Fixed cards cost 4.5 to 13 % over face value, small ones the most.
        let jitter = Decimal::new(Chance::new(5, &self.name).below(25) as i64, 3);
        let cents = Decimal::new(40, 2) / worth.max(Decimal::ONE);
        let over = (Decimal::new(45, 3) + jitter + cents).min(Decimal::new(13, 2));
        let usd = (worth * (Decimal::ONE + over)).round_dp(2);
        let label = format!("{}{tail}", denomination(face, currency));
        let shown = if tail.is_empty() {
            currency.localized(face)
        } else {
            label.clone()
        };
        fixed(
            &label,
            json!(shown),
            face,
            usd,
            currency,
            delivery,
            Sort::Money,
            self.has(Quirk::StringNumbers),
        )
    }
}

/// A product ordered by words; its face value is dollars in local money.
fn words(
    label: &str,
    usd: Decimal,
    currency: &Currency,
    delivery: &str,
    plan: Option<(i32, u32)>,
) -> Product {
    let face =
        (usd / currency.to_usd(Decimal::ONE)).round_dp(if currency.unit > 50 { 0 } else { 2 });
    let price = (usd * Decimal::new(1045, 3)).round_dp(2);
    let (shown, sort) = match plan {
        Some(_) => (json!(label), Sort::Plan),
        None => (Value::Null, Sort::Label),
    };
    let mut made = fixed(label, shown, face, price, currency, delivery, sort, false);
    if let Some((gigabytes, days)) = plan {
        made.body
            .insert("benefits".to_owned(), json!([data(gigabytes)]));
        let details = if delivery == "by_phone" {
            json!({
                "benefits": [data(gigabytes)],
                "validity": { "unit": "DAY", "quantity": days },
                "pin": null,
                "productType": "FIXED_VALUE_RECHARGE",
                "description": null,
                "promotions": [],
            })
        } else {
            json!({ "description": label, "durationInDays": days })
        };
        made.body.insert("additional_details".to_owned(), details);
    }
    made
}

/// So many gigabytes as a benefit: the full form, and the shorter one that was captured,
/// which has `DATA` in another field.
fn data(gigabytes: i32) -> Value {
    if gigabytes % 2 == 0 {
        return json!({
            "unit_type": "DATA",
            "unit": "GB",
            "amount": { "base": { "amount": gigabytes }, "total_including_tax": { "amount": gigabytes } },
        });
    }
    let fixed = |amount: i32| json!({ "type": "fixed", "amount": amount });
    json!({
        "type": "DATA",
        "unit_type": "QUANTITY",
        "unit": "GB",
        "amount": {
            "base": fixed(gigabytes),
            "promotion_bonus": fixed(0),
            "total_excluding_tax": fixed(gigabytes),
            "total_including_tax": fixed(gigabytes),
        },
        "additional_information": null,
    })
}

#[expect(
    clippy::too_many_arguments,
    reason = "one call site each; a struct would only rename them"
)]
fn fixed(
    label: &str,
    shown: Value,
    face: Decimal,
    usd: Decimal,
    currency: &Currency,
    delivery: &str,
    sort: Sort,
    under_value: bool,
) -> Product {
    let code = currency.code;
    let key = if under_value { "value" } else { "price" };
    let body = json!({
        "product_id": "",
        "is_dynamic": false,
        "denomination": label,
        "localized_denomination": shown,
        "delivery_type": delivery,
        "points": money::points(usd),
        "product_type": "physical",
        "face_value": { "currency_code": code, "amount": { "type": "fixed", key: money::plain(face) } },
    });
    Product {
        body: body.as_object().cloned().unwrap_or_default(),
        sort,
        label: Some(label.to_owned()),
        usd: Some(usd),
        listed: None,
        range: None,
        currency: code.to_owned(),
        face: Some(face),
        delivery_type: delivery.to_owned(),
    }
}

/// The order key of a fixed amount, in the many ways the real one writes them.
fn denomination(face: Decimal, currency: &Currency) -> String {
    let plain = money::plain(face);
    let large = face >= Decimal::ONE_THOUSAND;
    match currency.code {
        "TRY" => format!("TRY{plain}"),
        "KRW" => currency.display(face),
        "IDR" => format!("{} IDR", currency.display(face).trim_start_matches("Rp")),
        "EUR" if !face.fract().is_zero() => {
            format!("{} EUR", currency.display(face).trim_start_matches('€'))
        }
        "AED" if large => format!(
            "{} {:03} AED",
            (face / Decimal::ONE_THOUSAND).trunc(),
            face % Decimal::ONE_THOUSAND
        ),
        "SAR" if face == Decimal::from(50) => "٥٠ ريال".to_owned(),
        code => format!("{plain} {code}"),
    }
}

/// The least and the largest as the brand list shows them: display text, not
/// numbers, and at times in different units.
pub(super) fn bounds(products: &[Product], currency: &Currency) -> (Value, Value) {
    // Words come in their own order, amounts of money by size.
    let least = products
        .iter()
        .find(|product| matches!(product.sort, Sort::Plan | Sort::Label))
        .or_else(|| {
            let amounts = products.iter().filter(|each| each.sort == Sort::Money);
            amounts.min_by_key(|product| product.face)
        });
    let most = products
        .iter()
        .filter(|product| product.sort == Sort::Money)
        .max_by_key(|product| product.face);
    let words = |product: &Product| match (product.sort, product.face) {
        (Sort::Money, Some(face)) => json!(currency.display(face)),
        _ => json!(product.label),
    };
    let range = products.iter().find_map(|product| product.range.as_ref());
    let last = products.iter().rfind(|product| product.sort != Sort::Range);
    let min = match (least, range) {
        (Some(product), Some(range)) if product.sort == Sort::Money => {
            json!(currency.display(range.min.min(product.face.unwrap_or(range.min))))
        }
        (Some(product), _) => words(product),
        (None, Some(range)) => json!(currency.display(range.min)),
        (None, None) => Value::Null,
    };
    let max = match (range, most, last) {
        (Some(range), most, _) => {
            let face = most.and_then(|product| product.face);
            json!(currency.display(range.max.max(face.unwrap_or(range.max))))
        }
        (None, Some(product), _) | (None, None, Some(product)) => words(product),
        (None, None, None) => Value::Null,
    };
    (min, max)
}
