//! Reads one delivered (or awaited) item of an order.

use super::super::catalog::is_known_image;
use shop_core::json::Fields;
use shop_core::model::display_text::cleaned;
use shop_core::model::order::{
    Code, Delivery, DeliveryState, Install, OrderState, Reason, link_host,
};
use shop_core::model::sign;
use shop_core::text_key::TextKey;

/// Reasons for a failure with the keys of their texts (docs/api.md#failure-reasons).
const REASONS: [(&str, TextKey); 10] = [
    ("duplicate_transaction", TextKey::DeliveryReasonDuplicate),
    ("generic_decline", TextKey::DeliveryReasonDeclined),
    ("insufficient_funds", TextKey::DeliveryReasonFunds),
    ("invalid_amount", TextKey::DeliveryReasonAmount),
    ("invalid_recipient", TextKey::DeliveryReasonRecipient),
    ("limit_exceeded", TextKey::DeliveryReasonLimit),
    ("product_not_available", TextKey::DeliveryReasonProduct),
    ("provider_unavailable", TextKey::DeliveryReasonProvider),
    ("recipient_barred", TextKey::DeliveryReasonBarred),
    ("recipient_ineligible", TextKey::DeliveryReasonIneligible),
];

/// The item of a row. All of its fields may be missing.
pub(super) fn delivery(row: Fields<'_>, order_state: &OrderState) -> Option<Delivery> {
    let fields = row.object("deliverable").unwrap_or(row);
    let code = ["pin_code", "voucher_code", "pin", "url"]
        .into_iter()
        .find_map(|name| fields.text_or_number(name))
        .map(|text| Code::read(&text));
    // Fields that mean the same elsewhere, and may come with another value.
    let is_another = |value: &String| match &code {
        Some(Code::Text(code) | Code::Link(code)) => code != value,
        None => true,
    };
    let mut instructions = String::new();
    for name in [
        "redeem_instructions",
        "how_to_redeem",
        "pin_usage_instructions",
    ] {
        let text = fields.text(name).unwrap_or_default();
        // The same text comes under two names.
        if !instructions.contains(text) {
            // A text that begins with a tag needs no separator.
            if !instructions.is_empty() && !text.starts_with('<') {
                instructions.push('\n');
            }
            instructions.push_str(text);
        }
    }
    let is_top_up = fields.text("delivery_type") == Some("by_phone");
    let number = |name: &str| Some(cleaned(&fields.text_or_number(name)?)).filter(is_another);
    let serial = number("pin_serial").or_else(|| number("serial"));
    let numbers = [
        // The operator asks for this one first.
        (TextKey::DeliveryReference, number("operator_reference")),
        (TextKey::DeliveryVoucher, number("voucher_code")),
        (TextKey::DeliveryPin, number("pin")),
        (TextKey::DeliverySerial, serial.clone()),
        (TextKey::DeliverySecurityCode, number("security_code")),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value?)))
    .collect();
    let picture = |name: &str| fields.text(name).filter(|address| is_known_image(address));
    let barcode = picture("barcode_image_url");
    Some(Delivery {
        // All of these may be missing; a code without a name is still a code.
        brand: cleaned(
            fields
                .text("brand_name")
                .or_else(|| fields.text("family"))
                .unwrap_or_default(),
        ),
        label: fields
            .text("localized_denomination")
            .or_else(|| fields.text("denomination"))
            .filter(|label| *label != "range")
            .map(|label| {
                let currency = fields.text("currency_code").unwrap_or_default();
                sign::named(&cleaned(label), &cleaned(currency))
            }),
        state: state(row, fields, code.is_some(), order_state),
        is_top_up,
        beneficiary: fields.text("beneficiary_account").map(cleaned),
        install: install(fields),
        barcode: serial.filter(|_| barcode.is_none() && !is_top_up),
        code,
        numbers,
        images: [barcode, picture("qr_image_url")]
            .into_iter()
            .flatten()
            .map(str::to_owned)
            .collect(),
        instructions: Some(instructions).filter(|html| !html.is_empty()),
        failure: reason(fields),
    })
}

/// The state of an item, from its own state, its code and its reason to fail.
fn state(
    row: Fields<'_>,
    fields: Fields<'_>,
    has_code: bool,
    order_state: &OrderState,
) -> DeliveryState {
    let name = row.text("delivery_state").unwrap_or_default();
    let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(name));
    // A code alone is proof enough.
    if has_code {
        DeliveryState::Delivered
    } else if is(&["Refunded"]) {
        DeliveryState::Refunded
    // An item that is bought again or reviewed can have a reason, and has not failed.
    } else if is(&["WaitingForRebuy"]) {
        DeliveryState::Rebuy
    } else if is(&["WaitingForManualAction"]) {
        DeliveryState::Review
    } else if is(&["Failed", "DeliveryFailed"]) || failures(fields).next().is_some() {
        // Also if the item's own state says success.
        DeliveryState::Failed
    } else if is(&["Succeeded", "Done", "Completed"]) {
        DeliveryState::Delivered
    } else if is(&["Created", "WaitingForPayment", "WaitingForDelivery"]) {
        DeliveryState::Coming
    } else if !name.is_empty() {
        DeliveryState::Review
    } else if *order_state == OrderState::Done {
        DeliveryState::Delivered
    } else {
        DeliveryState::Coming
    }
}

fn failures<'a>(fields: Fields<'a>) -> impl Iterator<Item = &'a str> {
    ["failure_reason", "error_description"]
        .into_iter()
        .filter_map(move |name| fields.text(name))
}

/// Why an item failed: known words before the API's own sentence. An unknown word doesn't help a
/// buyer.
fn reason(fields: Fields<'_>) -> Option<Reason> {
    let known = failures(fields).find_map(|text| {
        let is_this = |(slug, _): &&(&str, TextKey)| text.trim().eq_ignore_ascii_case(slug);
        REASONS.iter().find(is_this)
    });
    if let Some((_, key)) = known {
        return Some(Reason::Known(*key));
    }
    let sentence = failures(fields).find(|text| text.trim().contains(char::is_whitespace));
    sentence.map(|text| Reason::Words(cleaned(text)))
}

/// The addresses that install an eSIM. Only known hosts are opened (docs/api.md#esim-installation).
fn install(fields: Fields<'_>) -> Install {
    let mut install = Install::default();
    for (name, place) in [
        ("apple_universal_link", &mut install.apple),
        ("android_universal_link", &mut install.android),
        ("installation_url", &mut install.other),
    ] {
        let Some(address) = fields.text(name).map(str::trim) else {
            continue;
        };
        let is_known = |host: &str| {
            ["esimsetup.apple.com", "esimsetup.android.com"]
                .iter()
                .any(|known| host.eq_ignore_ascii_case(known))
                || is_supplier(host)
        };
        if link_host(address).is_some_and(is_known) {
            *place = Some(address.to_owned());
        } else {
            let address = cleaned(address);
            if !install.unsafe_links.contains(&address) {
                install.unsafe_links.push(address);
            }
        }
    }
    install
}

/// Whether a host is the supplier's own.
pub(super) fn is_supplier(host: &str) -> bool {
    const HOME: &str = "cryptorefills.com";
    let start = host.len().checked_sub(HOME.len());
    start
        .and_then(|start| host.split_at_checked(start))
        .is_some_and(|(name, home)| {
            home.eq_ignore_ascii_case(HOME) && (name.is_empty() || name.ends_with('.'))
        })
}

#[cfg(test)]
mod tests;
