//! Readers of a family's products, and of prices.

mod plan;

use super::catalog::{ground, kind, logo, promotion};
use shop_core::json::{Fields, Json, rows};
use shop_core::model::brand::Kind;
use shop_core::model::display_text::{cleaned, without_markup};
use shop_core::model::money::{Amount, FaceValue};
use shop_core::model::product::{
    DeliveryType, Description, Product, ProductGroup, Range, Sort, sort_for_buyers,
};

/// The products of a family: one group per brand, for any categories. An answer without groups is
/// valid too.
pub fn products(body: &Json<'_>) -> Option<Vec<ProductGroup>> {
    let mut groups: Vec<ProductGroup> = Vec::new();
    for group in rows(body.as_list()?, product_group).items {
        match groups.iter_mut().find(|known| known.is_same_brand(&group)) {
            Some(known) => known.join(group),
            None => groups.push(group),
        }
    }
    Some(groups)
}

/// A price: the coin and how much of it.
pub fn price(body: &Json<'_>) -> Option<(String, Amount)> {
    let fields = Fields::of_object(body)?;
    Some((
        fields.text("coin")?.to_owned(),
        fields.amount("coin_amount")?,
    ))
}

fn product_group(fields: Fields<'_>) -> Option<ProductGroup> {
    let brand = fields.text("brand").or_else(|| fields.text("family"))?;
    let read = rows(fields.list("products"), |row| product(row, fields));
    let (mut products, skipped) = (read.items, read.skipped);
    sort_for_buyers(&mut products);
    Some(ProductGroup {
        family: fields.text("family").unwrap_or(brand).to_owned(),
        brand: brand.to_owned(),
        title: cleaned(brand),
        logo: logo(fields),
        ground: ground(fields),
        kind: kind(fields),
        category: fields.text("category").map(str::to_owned),
        country: fields.text("country_code").map(cleaned),
        promotions: promotion(fields).into_iter().collect(),
        is_out_of_stock: fields.is_set("is_out_of_stock"),
        terms: fields.text("product_tc").map(str::to_owned),
        description: fields.object("rich_description").map(|texts| Description {
            about: texts.text("description").map(str::to_owned),
            how_to_redeem: texts.text("how_to_redeem").map(str::to_owned),
            terms: texts.text("term_and_conditions").map(str::to_owned),
            note: texts.text("note").map(str::to_owned),
            locale: texts.text("locale").map(str::to_owned),
            redeem_place: texts
                .text("redeem_geo")
                .map(|place| cleaned(&without_markup(place)))
                .filter(|place| !place.is_empty()),
        }),
        products,
        skipped,
    })
}

fn product(fields: Fields<'_>, group: Fields<'_>) -> Option<Product> {
    let denomination = fields.text("denomination").map(str::to_owned);
    let localized = fields.text("localized_denomination").map(str::to_owned);
    let key = fields
        .text("product_id")
        .map(str::to_owned)
        .or_else(|| denomination.clone())?;
    let face_value = face_value(fields);
    let label = localized
        .as_deref()
        .or(denomination.as_deref())
        .map(cleaned)
        .unwrap_or_default();
    let sort = sort(fields, &label, kind(group) == Kind::Esim);
    if label.is_empty() && !matches!(sort, Sort::Range(_)) {
        return None;
    }
    Some(Product {
        key,
        sort,
        denomination,
        localized_denomination: localized,
        coin: fields.text("coin").unwrap_or_default().to_owned(),
        price: fields
            .amount("coin_amount")
            .filter(|amount| !amount.is_zero()),
        delivery: match fields
            .text("delivery_type")
            .or_else(|| group.text("delivery_type"))
        {
            Some("by_phone") => DeliveryType::Phone,
            Some("by_account") => DeliveryType::Account,
            _ => DeliveryType::Email,
        },
        face_value,
        benefits: plan::all(fields),
        validity: plan::validity(fields, &label),
        regions: fields.texts("valid_regions").map(cleaned).collect(),
        credit: plan::credit(fields),
        promotions: plan::promotions(fields),
        label,
    })
}

fn sort(fields: Fields<'_>, label: &str, is_esim: bool) -> Sort {
    if fields.is_set("is_dynamic")
        && let Some(range) = range(fields)
    {
        return Sort::Range(range);
    }
    if let Some(plan) = plan::plan(fields, label, is_esim) {
        return plan;
    }
    let has_number = fields.text("denomination").is_some_and(|text| {
        text.chars()
            .any(|letter| letter.is_ascii_digit() || ('٠'..='٩').contains(&letter))
    });
    if has_number && face_value(fields).is_some() {
        Sort::Fixed
    } else {
        Sort::Label
    }
}

fn range(fields: Fields<'_>) -> Option<Range> {
    let face = fields.object("face_value");
    let amount = face.and_then(|face| face.object("amount"));
    // Bounds are in `range`, or in the face value as numbers or as money.
    let bound = |short: &str, long: &str| {
        let direct = fields.object("range").and_then(|range| range.amount(short));
        direct.or_else(|| {
            [short, long].into_iter().find_map(|name| {
                let amount = amount?;
                amount
                    .amount(name)
                    .or_else(|| amount.object(name)?.amount("amount"))
            })
        })
    };
    let currency = fields
        .object("range")
        .and_then(|range| range.text("currency"))
        .or_else(|| face.and_then(|face| face.text("currency_code")))
        .or_else(|| fields.text("currency_code"))?;
    let mut range = Range {
        min: bound("min", "minimum")?.trimmed(),
        max: bound("max", "maximum")?.trimmed(),
        currency: currency.to_owned(),
        // Without a step it is 1: docs/api.md#steps.
        step: fields
            .object("range")
            .and_then(|range| range.amount("step_size"))
            .filter(|step| !step.is_zero())
            .or_else(|| Amount::parse("1"))?
            .trimmed(),
        proposed: None,
    };
    // A `default` is mostly the maximum or above it (docs/api.md#range): it proposes nothing then.
    range.proposed = fields
        .object("range")
        .and_then(|fields| fields.amount("default"))
        .map(|proposed| proposed.trimmed())
        .filter(|proposed| *proposed != range.min && *proposed != range.max)
        .filter(|proposed| range.allow(proposed.clone()).is_ok());
    Some(range)
}

fn face_value(fields: Fields<'_>) -> Option<FaceValue> {
    let face = fields.object("face_value")?;
    let amount = face.object("amount")?;
    let amount = ["price", "value", "amount"]
        .into_iter()
        .find_map(|name| amount.amount(name))?;
    Some(FaceValue {
        amount,
        currency: face.text("currency_code")?.to_owned(),
    })
}
