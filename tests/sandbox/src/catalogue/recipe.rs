//! From a short description of a brand to its rows, groups and products, so
//! that the list, the products, the prices and the orders cannot disagree.

use super::{Brand, Object, Product, Range, Sort};
use crate::chance::{Chance, uuid};
use crate::countries;
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

/// An oddity of a brand, each of them seen in the wild.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quirk {
    /// Sold out: no bounds, no products.
    OutOfStock,
    /// Said to be in stock, with an empty product list.
    NoProducts,
    /// Said to be in stock, with `null` for the product list.
    NullProducts,
    /// No logo fields at all.
    NoLogo,
    /// A logo address that answers 404.
    MissingLogo,
    /// A logo address that is no address.
    JunkLogo,
    /// A stray `#` in the colour.
    BrokenColour,
    /// The last product has no price.
    Unpriced,
    /// Takes USDC on Arbitrum and not on Base.
    RefusesBase,
    /// Numbers written as strings.
    StringNumbers,
    /// Only family and brand in the list.
    Bare,
}

/// A brand in a few words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recipe {
    /// Shown name.
    pub(crate) name: String,
    /// Family, when it is not the name.
    pub(crate) family: Option<String>,
    /// Category slug.
    pub(crate) category: &'static str,
    /// Further category slugs.
    pub(crate) extra: Vec<&'static str>,
    /// What it sells.
    pub(crate) offers: Vec<Offer>,
    /// How it is delivered; `by_email` when empty.
    pub(crate) delivery: &'static str,
    /// What is odd about it.
    pub(crate) quirks: Vec<Quirk>,
}

/// Whether a category belongs to phones.
pub(crate) fn is_mobile(category: &str) -> bool {
    category.starts_with("mobile") || category == "e-sim"
}

/// The slug a brand's logo is filed under; `&` and `+` stay, as they do there.
pub(crate) fn logo_slug(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .map(|letter| match letter {
            'a'..='z' | '0'..='9' | '&' | '+' => letter,
            'à'..='å' => 'a',
            'è'..='ë' => 'e',
            'ç' => 'c',
            'ñ' => 'n',
            'ò'..='ö' | 'ø' => 'o',
            'ù'..='ü' => 'u',
            _ if letter.is_alphabetic() => letter,
            _ => '-',
        })
        .collect()
}

/// The colour a generated brand has everywhere, its logo included.
pub(crate) fn colour(slug: &str) -> (u8, u8, u8) {
    const CALM: [(u8, u8, u8); 18] = [
        (0x1f, 0x3a, 0x5f), (0x2a, 0x6f, 0x6b), (0x5b, 0x3a, 0x6e), (0x8c, 0x3b, 0x4a),
        (0x31, 0x5c, 0x3a), (0xa8, 0x5a, 0x2a), (0x24, 0x4b, 0x8f), (0x6d, 0x5a, 0x2d),
        (0x3d, 0x3f, 0x52), (0x12, 0x6e, 0x82), (0x9b, 0x2f, 0x6b), (0x4f, 0x6d, 0x1f),
        (0xc0, 0x49, 0x3d), (0x2d, 0x2a, 0x4a), (0xd9, 0x8e, 0x04), (0x00, 0x7a, 0x5e),
        (0x7a, 0x1f, 0x2b), (0x3b, 0x6a, 0xa0),
    ];
    *Chance::new(7, slug).pick(&CALM)
}

impl Recipe {
    /// The brand in a country.
    pub(crate) fn bake(&self, country: &str, seed: u64) -> Brand {
        let currency =
            countries::find(country).map_or(Currency::named("USD"), |found| found.currency);
        let family = self.family.clone().unwrap_or_else(|| self.name.clone());
        let sold_out = self.has(Quirk::OutOfStock);
        let products = self.products(country, seed, currency);
        let (min, max) = if sold_out {
            (Value::Null, Value::Null)
        } else {
            bounds(&products, currency)
        };
        let mut common = self.common(country, seed, &family);
        common.insert("is_out_of_stock".to_owned(), json!(sold_out));
        let mut row = common.clone();
        row.insert("min".to_owned(), min);
        row.insert("max".to_owned(), max);
        if self.has(Quirk::Bare) {
            row.retain(|key, _| matches!(key.as_str(), "family" | "brand" | "category"));
        }
        let mut group = common;
        let default = products
            .iter()
            .filter(|product| product.sort == Sort::Money)
            .max_by_key(|product| product.face)
            .and_then(|product| product.label.clone())
            .unwrap_or_default();
        group.insert("default_denomination".to_owned(), json!(default));
        group.insert("product_tc".to_owned(), json!("Not refundable once delivered."));
        group.insert("redeem_method".to_owned(), json!(["Online"]));
        group.insert("rich_description".to_owned(), self.description(country));
        let products = match () {
            () if self.has(Quirk::NullProducts) => None,
            () if sold_out || self.has(Quirk::NoProducts) => Some(Vec::new()),
            () => Some(products),
        };
        Brand {
            row,
            group,
            products,
            family,
            name: self.name.clone(),
            placed: [self.category].iter().chain(&self.extra).map(|slug| (*slug).to_owned()).collect(),
            refuses: self.has(Quirk::RefusesBase).then_some(("USDC", "Base")),
        }
    }

    fn has(&self, quirk: Quirk) -> bool {
        self.quirks.contains(&quirk)
    }

    fn common(&self, country: &str, seed: u64, family: &str) -> Object {
        let slug = logo_slug(&self.name);
        let slug = if self.has(Quirk::MissingLogo) { format!("missing-{slug}") } else { slug };
        let (red, green, blue) = colour(&slug);
        let stray = if self.has(Quirk::BrokenColour) { "#" } else { "" };
        let base = format!("https://cdn.cryptorefills.com/logos_v2/{slug}");
        let kind = if is_mobile(self.category) { "mobile_recharge" } else { "giftcard" };
        let body = json!({
            "family": family,
            "brand": self.name,
            "brand_id": uuid(seed, &format!("{country} {}", self.name)),
            "logo_url": if self.has(Quirk::JunkLogo) { "n/a".to_owned() } else { format!("{base}.webp") },
            "logo_base_url": base,
            "bg_color": format!("#{red:02X}{green:02x}{blue:02x}{stray}"),
            "category": self.category,
            "additional_categories": self.extra,
            "kind": kind,
            "product_type": if self.name.len().is_multiple_of(2) { "digital" } else { "physical" },
            "country_code": country,
            "brand_tags": [],
        });
        let mut body = body.as_object().cloned().unwrap_or_default();
        if self.has(Quirk::NoLogo) || self.has(Quirk::JunkLogo) {
            body.shift_remove("logo_base_url");
        }
        if self.has(Quirk::NoLogo) {
            body.shift_remove("logo_url");
        }
        body
    }

    fn description(&self, country: &str) -> Value {
        let name = &self.name;
        json!({
            "markup": "html",
            "description": format!("<p>Credit for <strong>{}</strong>, delivered within minutes. Invented for the sandbox &ndash; nothing here is real.</p>", escape(name)),
            "how_to_redeem": "<ol><li>Sign in to your account.</li><li>Open <a href=\"https://redeem.example/\" target=\"_blank\">the redeem page</a>.</li><li>Enter the code.</li></ol>",
            "term_and_conditions": "<p>No cash value.<br/>Valid for 12 months.</p>",
            "note": null,
            "locale": "en",
            "country_code": country,
            "redeem_geo": country,
            "brand_tagline": format!("Credit for {name}"),
            "brand_use_case": null,
            "brand_url": "https://brand.example/",
            "brand_alt_names": null,
            "sizeInBytes": 300 + name.len(),
        })
    }

    fn products(&self, country: &str, seed: u64, currency: &'static Currency) -> Vec<Product> {
        let delivery = if self.delivery.is_empty() { "by_email" } else { self.delivery };
        let mut made: Vec<Product> = Vec::new();
        for offer in &self.offers {
            match offer {
                Offer::Range { min, max, step } => {
                    made.push(self.range(*min, *max, *step, currency, delivery));
                }
                Offer::Money(faces) => made.extend(
                    faces.iter().map(|face| self.money(*face, "", currency, delivery)),
                ),
                Offer::Twins(face) => {
                    made.push(self.money(*face, "", currency, "by_phone"));
                    made.push(self.money(*face, " - PIN", currency, "by_email"));
                }
                Offer::Labels(labels) => made.extend(
                    labels.iter().map(|(label, usd)| words(label, *usd, currency, delivery, None)),
                ),
                Offer::Plans(plans) => made.extend(plans.iter().map(|(gigabytes, days, usd)| {
                    let data = if *gigabytes < 0 { "Unlimited".to_owned() } else { format!("{gigabytes} GB") };
                    words(&format!("{data} {days} days"), *usd, currency, delivery, Some(*gigabytes))
                })),
            }
        }
        for (place, product) in made.iter_mut().enumerate() {
            let id = uuid(seed, &format!("{country} {} product {place}", self.name));
            product.body.insert("product_id".to_owned(), json!(id));
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
            let text = if value.fract().is_zero() { format!("{}.0", value.trunc()) } else { money::plain(value) };
            if self.has(Quirk::StringNumbers) { json!(text) } else { money::number(money::exact(&text)) }
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
            range: Some(Range { min, max, step, markup }),
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
        let shown = if tail.is_empty() { currency.localized(face) } else { label.clone() };
        fixed(&label, json!(shown), face, usd, currency, delivery, Sort::Money, self.has(Quirk::StringNumbers))
    }
}

/// A product ordered by words; its face value is dollars in local money.
fn words(label: &str, usd: Decimal, currency: &Currency, delivery: &str, data: Option<i32>) -> Product {
    let face = (usd / currency.to_usd(Decimal::ONE)).round_dp(if currency.unit > 50 { 0 } else { 2 });
    let price = (usd * Decimal::new(1045, 3)).round_dp(2);
    let (shown, sort) = match data {
        Some(_) => (json!(label), Sort::Plan),
        None => (Value::Null, Sort::Label),
    };
    let mut made = fixed(label, shown, face, price, currency, delivery, sort, false);
    if let Some(gigabytes) = data {
        // The two spellings of the same field both occur.
        let key = if gigabytes % 2 == 0 { "unit_type" } else { "type" };
        made.body.insert("benefits".to_owned(), json!([{
            key: "DATA",
            "unit": "GB",
            "amount": { "base": { "amount": gigabytes }, "total_including_tax": { "amount": gigabytes } },
        }]));
    }
    made
}

#[expect(clippy::too_many_arguments, reason = "one call site each; a struct would only rename them")]
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
        "EUR" if !face.fract().is_zero() => format!("{} EUR", currency.display(face).trim_start_matches('€')),
        "AED" if large => format!("{} {:03} AED", (face / Decimal::ONE_THOUSAND).trunc(), face % Decimal::ONE_THOUSAND),
        "SAR" if face == Decimal::from(50) => "٥٠ ريال".to_owned(),
        code => format!("{plain} {code}"),
    }
}

fn bounds(products: &[Product], currency: &Currency) -> (Value, Value) {
    let least = products.iter().filter(|product| product.sort != Sort::Range).min_by_key(|product| {
        (matches!(product.sort, Sort::Money), product.face)
    });
    let most = products.iter().filter(|product| product.sort == Sort::Money).max_by_key(|product| product.face);
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
        (Some(range), ..) => json!(currency.display(range.max)),
        (None, Some(product), _) | (None, None, Some(product)) => words(product),
        (None, None, None) => Value::Null,
    };
    (min, max)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
