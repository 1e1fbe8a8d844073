//! From a short description of a brand to its rows, groups and products, so
//! that the list, the products, the prices and the orders cannot disagree.

use super::offer::{Offer, bounds};
use super::{Brand, Object, Sort};
use crate::chance::{Chance, hash, uuid};
use crate::countries;
use crate::money::Currency;
use serde_json::{Value, json};

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
    /// Plans that work in several countries, as codes and as names.
    Regions,
    /// Redeemed only in another country, which is given by its name.
    Abroad,
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
    /// The goods that it sells.
    pub(crate) offers: Vec<Offer>,
    /// How it is delivered; `by_email` when empty.
    pub(crate) delivery: &'static str,
    /// Its oddities.
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
        (0x1f, 0x3a, 0x5f),
        (0x2a, 0x6f, 0x6b),
        (0x5b, 0x3a, 0x6e),
        (0x8c, 0x3b, 0x4a),
        (0x31, 0x5c, 0x3a),
        (0xa8, 0x5a, 0x2a),
        (0x24, 0x4b, 0x8f),
        (0x6d, 0x5a, 0x2d),
        (0x3d, 0x3f, 0x52),
        (0x12, 0x6e, 0x82),
        (0x9b, 0x2f, 0x6b),
        (0x4f, 0x6d, 0x1f),
        (0xc0, 0x49, 0x3d),
        (0x2d, 0x2a, 0x4a),
        (0xd9, 0x8e, 0x04),
        (0x00, 0x7a, 0x5e),
        (0x7a, 0x1f, 0x2b),
        (0x3b, 0x6a, 0xa0),
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
        if !sold_out {
            row.insert("min".to_owned(), min);
            row.insert("max".to_owned(), max);
        }
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
        group.insert(
            "product_tc".to_owned(),
            json!("Not refundable once delivered."),
        );
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
            placed: [self.category]
                .iter()
                .chain(&self.extra)
                .map(|slug| (*slug).to_owned())
                .collect(),
            refuses: self.has(Quirk::RefusesBase).then_some(("USDC", "Base")),
            is_listed: true,
        }
    }

    pub(super) fn has(&self, quirk: Quirk) -> bool {
        self.quirks.contains(&quirk)
    }

    fn common(&self, country: &str, seed: u64, family: &str) -> Object {
        let slug = logo_slug(&self.name);
        let slug = if self.has(Quirk::MissingLogo) {
            format!("missing-{slug}")
        } else {
            slug
        };
        let (red, green, blue) = colour(&slug);
        let stray = if self.has(Quirk::BrokenColour) {
            "#"
        } else {
            ""
        };
        let base = format!("https://cdn.cryptorefills.com/logos_v2/{slug}");
        let kind = if is_mobile(self.category) {
            "mobile_recharge"
        } else {
            "giftcard"
        };
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

    /// The English name of the country that redeems a card, or null: most of the
    /// captured texts name none.
    fn redeem_geo(&self, country: &str) -> Value {
        if self.has(Quirk::Abroad) {
            return json!("Japan");
        }
        let says = hash(&self.name).is_multiple_of(8);
        json!(
            countries::find(country)
                .filter(|_| says)
                .map(|found| found.name)
        )
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
            "redeem_geo": self.redeem_geo(country),
            "brand_tagline": format!("Credit for {name}"),
            "brand_use_case": null,
            "brand_url": "https://brand.example/",
            "brand_alt_names": null,
            "sizeInBytes": 300 + name.len(),
        })
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
