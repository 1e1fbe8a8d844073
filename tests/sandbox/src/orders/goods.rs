//! What a delivered item holds. Every code starts with DEMO and buys nothing.

use super::{Order, Scenario};
use crate::catalogue::Object;
use crate::chance::{code, hash};
use serde_json::{Value, json};

/// Adds to a deliverable what its delivery state has brought.
pub(crate) fn deliver(order: &Order, place: usize, deliverable: &mut Object) {
    let state = order.item_states[place];
    let goods = match state {
        "Succeeded" | "Done" | "Completed" => goods(order, place),
        "Failed" => json!({
            "error_description": "The supplier refused this item.",
            "failure_reason": "Supplier had no stock.",
        }),
        _ if order.state == "Refunded" => json!({ "failure_reason": "Supplier had no stock." }),
        _ => Value::Null,
    };
    if let Value::Object(goods) = goods {
        deliverable.extend(goods);
    }
}

fn goods(order: &Order, place: usize) -> Value {
    let item = &order.items[place];
    let name = format!("{} {place}", order.id);
    let brand = item.deliverable["brand_name"].as_str().unwrap_or_default();
    let serial = hash(&name) % 1_000_000_000;
    if item.deliverable["delivery_type"] == "by_phone" {
        return json!({ "operator_reference": format!("OP-{:07}", serial % 10_000_000) });
    }
    if item.category == "e-sim" {
        return json!({
            "pin_code": format!("LPA:1$smdp.example${}", code(order.seed, &name)),
            "qr_image_url": "https://cdn.cryptorefills.com/barcodes/example-esim.png",
            "redeem_instructions": "<p>Scan the QR code in your phone settings.</p>",
        });
    }
    let pin = code(order.seed, &name);
    let link = order.scenario == Scenario::Link || order.network == "Lightning";
    if link {
        return json!({
            "pin_code": format!("https://redeem.example/r/{pin}"),
            "security_code": format!("{:04}", serial % 10_000),
            "how_to_redeem": "<p>Open the link and follow the steps.</p>",
        });
    }
    if order.scenario == Scenario::Alias {
        return json!({
            "voucher_code": pin,
            "pin": format!("{:04}", serial % 10_000),
            "pin_usage_instructions": "<p>Enter the voucher code, then the PIN.</p>",
        });
    }
    if brand == "Amazon.com" || hash(brand).is_multiple_of(2) {
        return json!({
            "pin_code": pin,
            "pin_serial": format!("{serial:012}"),
            "barcode_image_url": "https://cdn.cryptorefills.com/barcodes/example.png",
            "redeem_instructions": "<ol><li>Open your account balance page.</li><li>Paste the code.</li></ol>",
        });
    }
    json!({ "pin_code": pin })
}
