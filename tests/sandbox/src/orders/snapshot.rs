//! An order as the API writes it down.

use super::goods;
use super::{Order, Scenario};
use crate::chance::uuid;
use crate::{money, payment};
use serde_json::{Value, json};

impl Order {
    /// The reply to its creation: no `updated_at` yet, and the first payment
    /// state.
    pub(crate) fn creation(&self) -> Value {
        let mut body = self.snapshot();
        if let Some(body) = body.as_object_mut() {
            body.shift_remove("updated_at");
        }
        if self.state == "WaitingForPayment" {
            body["payment_state"] = json!("WalletCreated");
        }
        body
    }

    /// The whole order.
    pub(crate) fn snapshot(&self) -> Value {
        let mut body = json!({
            "order_id": self.id,
            "created_at": self.created.to_string(),
            "updated_at": self.updated.to_string(),
        });
        if let Some(request) = &self.address {
            body["wallet_address"] = json!(request.address);
        }
        body["payment_method"] = json!(payment::method(&self.coin, &self.network));
        body["network"] = json!(self.network);
        body["coin"] = json!(self.coin);
        body["coin_amount"] = json!(self.total.to_string());
        body["original_price"] = json!(self.original.to_string());
        if let Some(request) = &self.address {
            // The real one spells the port out.
            let image = format!("https://api.cryptorefills.com:443/v3/qrs/{}", self.id);
            body["qr_url"] = json!(image);
            body["qr_text"] = json!(request.qr_text);
        }
        body["sent_coin_amount"] = json!(if self.sent.is_zero() {
            "0".to_owned()
        } else {
            self.sent.to_string()
        });
        body["payment_state"] = json!(self.payment_state);
        body["payment_via"] = json!("USER_WALLET");
        if self.state != "PaymentSetupFailed" {
            body["payment_requested_at"] = json!(self.created.to_string());
        }
        body["payment_method_protocol"] = json!(payment::protocol(&self.network));
        body["payment_id"] = json!(uuid(self.seed, &format!("payment {}", self.id)));
        body["payment_value"] = money::number(money::in_eur(self.usd));
        body["deliveries"] = (0..self.items.len())
            .map(|place| self.delivery(place))
            .collect();
        body["order_state"] = json!(self.state);
        body["user"] = json!({ "email": self.email });
        body["is_payment_processor_external"] = json!(false);
        if let Some(reason) = self.refund_reason.filter(|_| self.state == "Refunded") {
            body["refund"] = json!({
                "amount": self.total.to_string(),
                "currency": self.coin,
                "reason": reason,
            });
        }
        if let Some(address) = &self.refund_address {
            body["refund_wallet_address"] = json!(address);
        }
        if self.scenario == Scenario::Memo {
            body["memo"] = json!(format!("SBX-{:05}", self.number));
        }
        if self.scenario == Scenario::Loose {
            self.loosen(&mut body);
        }
        body
    }

    fn delivery(&self, place: usize) -> Value {
        let item = &self.items[place];
        let mut deliverable = item.deliverable.clone();
        let part = item.usd.map(|usd| {
            let usd = usd * rust_decimal::Decimal::from(100 - self.discount)
                / rust_decimal::Decimal::from(100);
            money::in_coin(usd, &self.coin).to_string()
        });
        deliverable.insert("coin_amount".to_owned(), json!(part));
        goods::deliver(self, place, &mut deliverable);
        json!({
            "id": uuid(self.seed, &format!("delivery {} {place}", self.id)),
            "delivery_state": self.item_states[place],
            "kind": item.kind,
            "deliverable": deliverable,
        })
    }

    /// Other types for the same things, all of them seen.
    fn loosen(&self, body: &mut Value) {
        body["created_at"] = json!(self.created);
        body["payment_requested_at"] = json!(self.created);
        if let Ok(fraction) = format!("{}.75", self.updated).parse::<serde_json::Number>() {
            body["updated_at"] = Value::Number(fraction);
        }
        body["coin_amount"] = money::number(self.total);
        body["sent_coin_amount"] = money::number(self.sent.normalize());
        body["payment_value"] = json!(money::in_eur(self.usd).to_string());
        body["some_new_field"] = json!({ "x": 1 });
    }
}
