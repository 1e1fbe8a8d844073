//! An order as the API writes it down.

use super::goods;
use super::{Order, Scenario};
use crate::chance::uuid;
use crate::quote::price;
use crate::{coupon, money, payment};
use serde_json::{Value, json};

impl Order {
    /// The reply to its creation: no `updated_at` yet, and the first payment
    /// state.
    pub(crate) fn creation(&self, now: u64) -> Value {
        let mut body = self.snapshot(now);
        if let Some(body) = body.as_object_mut() {
            body.shift_remove("updated_at");
        }
        if self.state == "WaitingForPayment" {
            body["payment_state"] = json!("WalletCreated");
        }
        if self.scenario == Scenario::WithProblems {
            body["problems"] = json!([{ "problem": "SOME_FUTURE_CODE" }]);
        }
        body
    }

    /// The whole order, as an answer at this time has it.
    pub(crate) fn snapshot(&self, now: u64) -> Value {
        let (coin, network) = self.found();
        let mut body = json!({
            "order_id": self.id,
            "created_at": self.created.to_string(),
            "updated_at": self.updated.to_string(),
        });
        // The real one spells the port out.
        let image = format!("https://api.cryptorefills.com:443/v3/qrs/{}", self.id);
        let elsewhere = network != self.network;
        let found = elsewhere.then(|| {
            let amount = self.parts.to_pay;
            payment::request(&coin, &network, amount, self.created)
        });
        match found.as_ref().or(self.address.as_ref()) {
            Some(request) => {
                body["wallet_address"] = json!(request.address);
                body["qr_url"] = json!(image);
                body["qr_text"] = json!(request.qr_text);
            }
            // Nothing is to be sent.
            None if self.is_free() => {
                for key in ["wallet_address", "qr_url", "qr_text"] {
                    body[key] = Value::Null;
                }
            }
            None => {}
        }
        body["payment_method"] = json!(payment::method(&coin, &network));
        body["network"] = json!(network);
        body["coin"] = json!(coin);
        body["coin_amount"] = json!(self.parts.price.to_string());
        body["original_price"] = json!(self.parts.listed.to_string());
        body["sent_coin_amount"] = json!(coupon::text(self.sent));
        body["payment_state"] = json!(self.payment_state);
        body["payment_via"] = json!("USER_WALLET");
        if self.state != "PaymentSetupFailed" {
            body["payment_requested_at"] = json!(self.created.to_string());
        }
        body["payment_method_protocol"] = json!(payment::protocol(&coin, &network));
        body["payment_id"] = json!(uuid(self.seed, &format!("payment {}", self.id)));
        body["payment_value"] = money::number(money::in_eur(self.usd));
        body["summary"] = self.parts.summary();
        body["timestamp_of_request"] = json!(now);
        body["deliveries"] = (0..self.items.len())
            .map(|place| self.delivery(place))
            .collect();
        body["order_state"] = json!(self.state);
        body["user"] = json!({ "email": self.email });
        body["is_payment_processor_external"] = json!(!self.scenario.has_an_address());
        body["sandbox_mode"] = json!(self.scenario == Scenario::TestOrder);
        for absent in [
            "store_type",
            "checkout_url",
            "campaign_rewards",
            "nft_codes",
            "original_payment_info",
        ] {
            body[absent] = Value::Null;
        }
        body["payment_transactions"] = json!(self.transactions);
        self.ask_for_the_rest(&mut body, &image);
        if let Some(reason) = self.refund_reason {
            let last = self.items.last().and_then(|item| item.usd);
            let amount = match last {
                Some(usd) if self.state != "Refunded" => money::in_coin(usd, &self.coin),
                _ => self.parts.to_pay,
            };
            body["refund"] = json!({
                "amount": amount.to_string(),
                "currency": self.coin,
                "reason": reason,
            });
        }
        if let Some(address) = &self.refund_address {
            body["refund_wallet_address"] = json!(address);
        }
        self.dress(&mut body);
        self.lay_over(&mut body);
        body
    }

    /// The rest after a part of the money has come.
    fn ask_for_the_rest(&self, body: &mut Value, image: &str) {
        let Some(request) = &self.address else {
            return;
        };
        if self.state != "PartialPaymentStarted" {
            return;
        }
        let mut rest = self.due();
        if self.scenario == Scenario::Disagreeing {
            rest += money::share(self.parts.to_pay, 10, &self.coin);
        }
        body["missing_amount"] = json!(rest.to_string());
        if self.scenario == Scenario::OldCode {
            return;
        }
        let text = if self.network == "Lightning" {
            payment::request(&self.coin, &self.network, rest, self.updated).qr_text
        } else {
            payment::qr_text(&self.coin, &self.network, &request.address, rest)
        };
        body["missing_amount_qr_text"] = json!(text);
        body["missing_amount_qr_url"] = json!(format!("{image}?missing=true"));
    }

    /// Coin and network as the replies name them: those of a payment that the
    /// supplier found elsewhere, once it has come.
    fn found(&self) -> (String, String) {
        let other = if self.network == "Polygon (Matic)" {
            "Base"
        } else {
            "Polygon (Matic)"
        };
        let ordered = (self.coin.clone(), self.network.clone());
        match self.scenario {
            _ if self.sent.is_zero() => ordered,
            Scenario::Recovered => (ordered.0, other.to_owned()),
            Scenario::RecoveredCoin => {
                let coin = if self.coin == "USDT" { "USDC" } else { "USDT" };
                (coin.to_owned(), other.to_owned())
            }
            _ => ordered,
        }
    }

    /// The scenario's differences.
    fn dress(&self, body: &mut Value) {
        match self.scenario {
            Scenario::Memo => body["memo"] = json!(format!("SBX-{:05}", self.number)),
            Scenario::Loose => self.loosen(body),
            Scenario::Captured => self.take_back(body),
            Scenario::WebTypes => {
                body["created_at"] = json!(self.created);
                body["payment_requested_at"] = json!(self.created);
                body["payment_value"] = json!(money::in_eur(self.usd).to_string());
                if let Some(body) = body.as_object_mut() {
                    body.shift_remove("updated_at");
                }
            }
            Scenario::NoSummary => {
                if let Some(body) = body.as_object_mut() {
                    body.shift_remove("summary");
                }
            }
            Scenario::External => {
                let page = format!("https://pay.cryptorefills.com/checkout/{}", self.number);
                body["checkout_url"] = json!(page);
            }
            Scenario::ExternalElsewhere => {
                let page = format!("https://checkout.example/{}", self.number);
                body["checkout_url"] = json!(page);
            }
            // Its own name of the network once, and the inner one once.
            Scenario::Recovered if !self.sent.is_zero() => {
                let protocol = payment::protocol(&self.coin, &self.network);
                body["original_payment_info"] = json!({ "coin": null, "protocol": protocol });
            }
            Scenario::RecoveredCoin if !self.sent.is_zero() => {
                body["original_payment_info"] =
                    json!({ "coin": self.coin, "protocol": self.network });
            }
            Scenario::Expiry => body["expires_at"] = json!((self.created + 900).to_string()),
            _ => {}
        }
    }

    /// Changes that the control page asked for, above all others.
    fn lay_over(&self, body: &mut Value) {
        for (key, value) in &self.overlay.set {
            if !key.starts_with('/') {
                body[key.as_str()] = value.clone();
                continue;
            }
            let Some((above, last)) = key.rsplit_once('/') else {
                continue;
            };
            match body.pointer_mut(above) {
                Some(Value::Object(object)) => {
                    object.insert(last.to_owned(), value.clone());
                }
                Some(Value::Array(list)) => {
                    let place = last
                        .parse()
                        .ok()
                        .and_then(|place: usize| list.get_mut(place));
                    if let Some(place) = place {
                        *place = value.clone();
                    }
                }
                _ => {}
            }
        }
        for key in &self.overlay.drop {
            let (above, last) = key.rsplit_once('/').unwrap_or(("", key));
            if let Some(Value::Object(object)) = body.pointer_mut(above) {
                object.shift_remove(last);
            }
        }
    }

    fn delivery(&self, place: usize) -> Value {
        let item = &self.items[place];
        let mut deliverable = item.deliverable.clone();
        price(&mut deliverable, item, &self.coin, item.usd);
        goods::deliver(self, place, &mut deliverable);
        let part = &self.deliveries[place];
        deliverable.extend(part.says.clone());
        json!({
            "id": uuid(self.seed, &format!("delivery {} {place}", self.id)),
            "delivery_state": part.state,
            "kind": item.kind,
            "deliverable": deliverable,
        })
    }

    /// As replies were captured, before the newer fields were known.
    fn take_back(&self, body: &mut Value) {
        const NEWER: [&str; 12] = [
            "summary",
            "timestamp_of_request",
            "sandbox_mode",
            "store_type",
            "checkout_url",
            "campaign_rewards",
            "nft_codes",
            "original_payment_info",
            "payment_transactions",
            "missing_amount",
            "missing_amount_qr_text",
            "missing_amount_qr_url",
        ];
        if let Some(body) = body.as_object_mut() {
            for key in NEWER {
                body.shift_remove(key);
            }
        }
        body["coin_amount"] = json!(self.parts.to_pay.to_string());
        body["payment_state"] = json!(match (self.state.as_str(), self.payment_state) {
            ("Done" | "Completed", _) => "PaymentCompleted",
            (_, "PaymentStarted") => "PaymentRequested",
            (_, "PaymentCanceled") => "Expired",
            (_, other) => other,
        });
        for delivery in body["deliveries"].as_array_mut().into_iter().flatten() {
            if let Some(deliverable) = delivery["deliverable"].as_object_mut() {
                for key in ["brand_logo", "original_coin_amount", "original_price"] {
                    deliverable.shift_remove(key);
                }
            }
        }
    }

    /// Other types for the same things, all of them seen.
    fn loosen(&self, body: &mut Value) {
        body["created_at"] = json!(self.created);
        body["payment_requested_at"] = json!(self.created);
        if let Ok(fraction) = format!("{}.75", self.updated).parse::<serde_json::Number>() {
            body["updated_at"] = Value::Number(fraction);
        }
        body["coin_amount"] = money::number(self.parts.price);
        body["sent_coin_amount"] = money::number(self.sent.normalize());
        body["payment_value"] = json!(money::in_eur(self.usd).to_string());
        body["some_new_field"] = json!({ "x": 1 });
    }
}
