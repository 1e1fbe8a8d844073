//! The content of a delivered item. Every code starts with DEMO and buys nothing.

use super::{Order, Scenario};
use crate::catalogue::Object;
use crate::chance::{code, hash};
use serde_json::{Value, json};

/// Adds to a deliverable what its delivery state has brought.
pub(crate) fn deliver(order: &Order, place: usize, deliverable: &mut Object) {
    let goods = match order.deliveries[place].state.as_str() {
        "Succeeded" | "Done" | "Completed" => goods(order, place),
        "Failed" | "DeliveryFailed" => failure(order, place),
        "WaitingForRebuy" if order.state == "WaitingForRebuy" => {
            json!({ "error_description": "Supplier had no stock." })
        }
        _ if order.state == "Refunded" => json!({ "failure_reason": "Supplier had no stock." }),
        _ => Value::Null,
    };
    if let Value::Object(goods) = goods {
        deliverable.extend(goods);
    }
}

/// Why a part failed: a slug, and beside it a sentence, as both were guessed at.
fn failure(order: &Order, place: usize) -> Value {
    if let Some(reason) = &order.reason {
        return json!({ "failure_reason": reason });
    }
    if order.items[place].deliverable["delivery_type"] == "by_phone" {
        return json!({
            "error_description": "The recipient number is not a valid prepaid account.",
            "failure_reason": "invalid_recipient",
        });
    }
    json!({
        "error_description": "The supplier refused this item.",
        "failure_reason": "Supplier had no stock.",
    })
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
        return esim(order, &name);
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
    if order.scenario == Scenario::Serial {
        return json!({ "pin_code": pin, "pin_serial": format!("{serial:012}") });
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

/// An eSIM: its code, and the links with which a phone installs it by itself.
fn esim(order: &Order, name: &str) -> Value {
    let pin = code(order.seed, name);
    let data = format!("LPA%3A1%24smdp.example%24{pin}");
    let link = |host: &str| format!("https://{host}/esim_qrcode_provisioning?carddata={data}");
    let (any, apple, android) = if order.scenario == Scenario::EsimElsewhere {
        (
            json!(format!("https://install.example/esim?c={pin}")),
            json!(link("esimsetup.apple.com").replace("https", "http")),
            Value::Null,
        )
    } else {
        (
            json!(link("esimsetup.apple.com")),
            json!(link("esimsetup.apple.com")),
            json!(link("esimsetup.android.com")),
        )
    };
    json!({
        "pin_code": format!("LPA:1$smdp.example${pin}"),
        "qr_image_url": "https://cdn.cryptorefills.com/barcodes/example-esim.png",
        "installation_url": any,
        "apple_universal_link": apple,
        "android_universal_link": android,
        "redeem_instructions": "<p>Open the link on the phone, or scan the code.</p>",
        "terms_and_conditions": "<p>Data only. Install within 365 days.</p>",
    })
}
