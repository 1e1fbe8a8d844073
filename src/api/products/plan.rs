//! Readers of the contents of a plan or a phone's credit.

use shop_core::json::{Fields, Json, rows};
use shop_core::model::brand::{Promotion, moment};
use shop_core::model::display_text::cleaned;
use shop_core::model::money::{Amount, is_currency};
use shop_core::model::product::{
    Benefit, Credit, Holds, Sort, TimeUnit, Validity, data_in_label, days_in_label,
};

/// The contents of the product; in one of two fields: docs/api.md#additional-details.
fn benefits(product: Fields<'_>) -> impl Iterator<Item = Fields<'_>> {
    let own = product.list("benefits");
    let more = product.object("additional_details");
    let more = more.map(|details| details.list("benefits"));
    let more = more.filter(|_| own.is_empty()).unwrap_or_default();
    own.iter().chain(more).filter_map(Fields::of_object)
}

/// The kind of a benefit. Short forms have it in another field, see docs/api.md#benefits.
fn sort_of(benefit: Fields<'_>) -> Option<&str> {
    benefit.text("type").or_else(|| benefit.text("unit_type"))
}

/// The digits of an amount in each of its forms; for a range those of its greatest one.
fn digits(amounts: Fields<'_>, name: &str) -> Option<String> {
    match amounts.raw(name)? {
        Json::Object(_) => {
            let amount = amounts.object(name)?;
            amount
                .text_or_number("amount")
                .or_else(|| amount.text_or_number("max"))
        }
        _ => amounts.text_or_number(name),
    }
}

/// How much there is of a benefit: `Some(None)` is unlimited, which is any
/// number below zero.
fn total(benefit: Fields<'_>) -> Option<Option<Amount>> {
    let amounts = benefit.object("amount")?;
    let digits = digits(amounts, "total_including_tax").or_else(|| digits(amounts, "base"))?;
    if digits.starts_with('-') {
        return Some(None);
    }
    Some(Some(Amount::parse_loosely(&digits)?.trimmed()))
}

/// The data plan that a product is: by its contents, else by its label.
pub(super) fn plan(product: Fields<'_>, label: &str, is_esim: bool) -> Option<Sort> {
    let data = benefits(product).find(|benefit| sort_of(*benefit) == Some("DATA"));
    let held = data.and_then(|benefit| Some((total(benefit)?, benefit.text("unit"))));
    if let Some((data, unit)) = held {
        return Some(Sort::Plan {
            data,
            unit: unit.map_or_else(|| "GB".to_owned(), cleaned),
        });
    }
    let (data, unit) = match data_in_label(label) {
        Some((data, unit)) => (Some(data), unit),
        None if is_esim && label.to_ascii_lowercase().contains("unlimited") => (None, "GB"),
        None => return None,
    };
    Some(Sort::Plan {
        data,
        unit: unit.to_owned(),
    })
}

/// The contents, as far as they are known.
pub(super) fn all(product: Fields<'_>) -> Vec<Benefit> {
    let one = |benefit| {
        let holds = match sort_of(benefit)? {
            "DATA" => Holds::Data,
            "TALKTIME" => Holds::Talk,
            "SMS" => Holds::Messages,
            _ => return None,
        };
        Some(Benefit {
            holds,
            amount: total(benefit)?,
            unit: benefit.text("unit").map(cleaned).unwrap_or_default(),
            note: benefit.text("additional_information").map(cleaned),
        })
    };
    benefits(product).filter_map(one).collect()
}

/// The part of the paid credit that a tax takes: docs/api.md#benefits.
pub(super) fn credit(product: Fields<'_>) -> Option<Credit> {
    let credit = benefits(product).find(|benefit| sort_of(*benefit) == Some("CREDITS"))?;
    let amounts = credit.object("amount")?;
    let amount = |name: &str| Amount::parse_loosely(&digits(amounts, name)?);
    let paid = amount("total_including_tax")?;
    let credited = amount("total_excluding_tax").filter(|credited| *credited < paid)?;
    Some(Credit {
        paid: paid.trimmed(),
        credited: credited.trimmed(),
        currency: credit
            .text("unit")
            .filter(|unit| is_currency(unit))
            .map(str::to_owned),
    })
}

/// How long it can be used: docs/api.md#plans.
pub(super) fn validity(product: Fields<'_>, label: &str) -> Option<Validity> {
    let details = product.object("additional_details");
    let quantity = |fields: Fields<'_>, name: &str| -> Option<u32> {
        let quantity = fields.amount(name)?.trimmed().as_str().parse().ok()?;
        (quantity > 0).then_some(quantity)
    };
    let days = details.and_then(|details| {
        Some(Validity {
            quantity: quantity(details, "durationInDays")?,
            unit: TimeUnit::Day,
        })
    });
    let said = || {
        let validity = details?.object("validity")?;
        Some(Validity {
            quantity: quantity(validity, "quantity")?,
            unit: TimeUnit::parse(validity.text("unit")?)?,
        })
    };
    days.or_else(said).or_else(|| days_in_label(label))
}

/// The operator's own promotions that have a title: docs/api.md#additional-details.
pub(super) fn promotions(product: Fields<'_>) -> Vec<Promotion> {
    let details = product.object("additional_details");
    let list = details.map(|details| details.list("promotions"));
    let promotion = |fields: Fields<'_>| {
        let date = |name: &str, is_end| moment(fields.text(name)?, is_end);
        let mut title = cleaned(fields.text("title")?);
        if let Some(products) = fields.text("products") {
            title = [&title, " (", &cleaned(products), ")"].concat();
        }
        Some(Promotion {
            title,
            words: fields.text("description").map(cleaned),
            is_discount: false,
            start: date("start_date", false),
            end: date("end_date", true),
        })
    };
    rows(list.unwrap_or_default(), promotion).items
}
