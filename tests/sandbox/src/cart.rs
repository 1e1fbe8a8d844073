//! A buyer's request: the body of a validation or of an order, flat or in the nested form
//! that the documentation prints.

use crate::money;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// A body the API turns away at once: its status and its reply.
pub(crate) type Refusal = (u16, Value);

/// One item.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) brand: String,
    pub(crate) country: String,
    pub(crate) denomination: String,
    pub(crate) value: Option<Decimal>,
    pub(crate) account: String,
}

/// Which forms of items a body may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Flat ones, as working integrations send, and nested ones.
    Either,
    /// Only the nested ones that the documentation prints.
    NestedOnly,
}

/// A whole cart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cart {
    pub(crate) email: String,
    pub(crate) via: String,
    pub(crate) coin: String,
    pub(crate) network: Option<String>,
    pub(crate) lines: Vec<Line>,
    pub(crate) coupon: Option<String>,
    pub(crate) refund_address: Option<String>,
}

impl Cart {
    /// Reads a body. The buyer's address may be at the top, under `user`, or
    /// both.
    pub(crate) fn read(body: &Value, form: Form) -> Result<Self, Refusal> {
        let email = [&body["email"], &body["user"]["email"]]
            .into_iter()
            .find_map(Value::as_str)
            .ok_or_else(|| refusal("email is required"))?;
        let payment = &body["payment"];
        if payment["type"] != "via" {
            return Err(refusal("payment.type must be via"));
        }
        let coin = payment["coin"]
            .as_str()
            .ok_or_else(|| refusal("payment.coin is required"))?;
        let deliveries = body["deliveries"]
            .as_array()
            .filter(|list| !list.is_empty())
            .ok_or_else(|| refusal("deliveries is required"))?;
        let is_nested = |item: &Value| item["deliverable"].is_object();
        if form == Form::NestedOnly && !deliveries.iter().all(is_nested) {
            return Err(refusal("deliveries.deliverable is required"));
        }
        // Any other name of the field is ignored silently.
        let coupon = body["promo_code"].as_str().filter(|code| !code.is_empty());
        let text = |value: &Value| value.as_str().map(str::to_owned);
        Ok(Self {
            email: email.to_owned(),
            via: text(&payment["payment_via"]).unwrap_or_default(),
            coin: coin.to_owned(),
            network: text(&payment["network"]),
            lines: deliveries.iter().flat_map(lines).collect(),
            coupon: coupon.map(str::to_owned),
            refund_address: text(&body["refund_wallet_address"]),
        })
    }

    /// Whether the buyer asks for replies as they were captured before the newer
    /// fields were known.
    pub(crate) fn is_captured(&self) -> bool {
        self.local_part() == "captured"
    }

    /// The part of the buyer's address before the `@`, in lower case: it
    /// chooses what the sandbox does with the order.
    pub(crate) fn local_part(&self) -> String {
        let local = self.email.split('@').next().unwrap_or_default();
        // An address tag lets one scenario be used by several orders.
        local.split('+').next().unwrap_or_default().to_lowercase()
    }
}

/// The lines of one delivery: nested ones have a quantity.
fn lines(delivery: &Value) -> Vec<Line> {
    let nested = &delivery["deliverable"];
    let item = if nested.is_object() { nested } else { delivery };
    let text = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
    let line = Line {
        brand: text("brand_name"),
        country: text("country_code").to_ascii_uppercase(),
        denomination: text("denomination"),
        value: money::read(&item["product_value"]),
        account: text("beneficiary_account"),
    };
    let quantity = delivery["quantity"].as_u64().unwrap_or(1).clamp(1, 50);
    vec![line; quantity as usize]
}

fn refusal(detail: &str) -> Refusal {
    (400, json!({ "status": 400, "detail": detail }))
}
