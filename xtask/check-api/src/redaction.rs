//! Takes what is personal out of texts and bodies, and puts invented values of the same form in
//! its place.

mod invented;
mod secrets;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::reading::Subject;
pub(crate) use invented::Dice;
use secrets::{Class, class_of, runs};

/// Shortest text that is looked for inside of other texts. A shorter one is replaced only where
/// it is the whole value: it could be a part of an amount.
const LEAST_INSIDE: usize = 8;

/// `text` without these secrets, without email addresses, and with ids shortened.
pub(crate) fn without_private_texts(text: &str, secrets: &[&str]) -> String {
    let mut text = text.to_owned();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        text = text.replace(*secret, "…");
    }
    let mut clean = String::with_capacity(text.len());
    for (is_run, part) in runs(&text) {
        if is_run && part.contains('@') {
            clean.push_str("…@…");
        } else if is_run && secrets::is_uuid(part) {
            clean.extend(part.chars().take(4));
            clean.push('…');
        } else {
            clean.push_str(part);
        }
    }
    clean
}

/// Invented values for real ones. The same real value always becomes the same invented one, so
/// an address in a payment text stays that of its order.
pub struct Redaction {
    dice: Dice,
    swaps: BTreeMap<String, String>,
    /// Token contracts, which are public and have to stay.
    kept: Vec<String>,
}

impl Default for Redaction {
    fn default() -> Self {
        Self {
            dice: Dice::thrown(),
            swaps: BTreeMap::new(),
            kept: Vec::new(),
        }
    }
}

impl Redaction {
    /// Replaces this text by that one, wherever it is.
    pub fn swap(&mut self, secret: &str, shown: &str) {
        if !secret.is_empty() {
            self.swaps.insert(secret.to_owned(), shown.to_owned());
        }
    }

    /// Looks for what is personal in the answer of a path.
    pub fn learn(&mut self, path: &str, body: &Value) {
        let is_private = Subject::of_path(path).is_none_or(Subject::is_private);
        if !is_private {
            self.keep_contracts(body, "");
        }
        self.learn_from(body, "", is_private);
    }

    fn keep_contracts(&mut self, value: &Value, name: &str) {
        match value {
            Value::Object(members) => {
                for (name, inner) in members {
                    self.keep_contracts(inner, name);
                }
            }
            Value::Array(items) => items
                .iter()
                .for_each(|item| self.keep_contracts(item, name)),
            Value::String(text) if name == "address" => self.kept.push(text.clone()),
            _ => {}
        }
    }

    fn learn_from(&mut self, value: &Value, name: &str, is_private: bool) {
        match value {
            Value::Object(members) => {
                for (name, inner) in members {
                    self.learn_from(inner, name, is_private);
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.learn_from(item, name, is_private);
                }
            }
            Value::String(text) => self.learn_text(text, name, is_private),
            Value::Number(number) => {
                let text = number.to_string();
                if is_private && class_of(name, &text) == Class::Code {
                    self.invent(&text, Class::Code);
                }
            }
            _ => {}
        }
    }

    fn learn_text(&mut self, text: &str, name: &str, is_private: bool) {
        for (is_run, part) in runs(text) {
            if is_run && part.contains('@') {
                self.invent(part, Class::Email);
            } else if is_run && secrets::is_uuid(part) {
                self.invent(part, Class::Id);
            } else if is_run && is_private && secrets::is_phone(part) {
                self.invent(part, Class::Phone);
            }
        }
        if !is_private || text.trim().is_empty() {
            return;
        }
        match class_of(name, text) {
            Class::Public => {}
            Class::Prose => {
                // What looks like a code in instructions is one.
                let is_code = |part: &str| secrets::is_long_code(part);
                for (_, part) in runs(text).filter(|(is_run, part)| *is_run && is_code(part)) {
                    self.invent(part, Class::Code);
                }
            }
            Class::PaymentText => {
                let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
                for word in words.filter(|word| word.len() >= 24) {
                    self.invent(word, Class::Address);
                }
            }
            class => self.invent(text, class),
        }
    }

    fn invent(&mut self, text: &str, class: Class) {
        if self.swaps.contains_key(text) || self.kept.iter().any(|kept| kept == text) {
            return;
        }
        let number = self.swaps.len() + 1;
        let invented = match class {
            Class::Email => format!("buyer{number}@example.com"),
            Class::Id => self.dice.uuid(),
            Class::Phone => self.dice.phone(text, number),
            Class::Address => self.dice.address(text),
            _ => self.dice.alike(text),
        };
        // An invoice stands in capitals in some payment texts.
        if class == Class::Address && text.starts_with("ln") {
            self.swaps
                .insert(text.to_uppercase(), invented.to_uppercase());
        }
        self.swaps.insert(text.to_owned(), invented);
    }

    /// The body with invented values.
    pub fn apply(&self, body: &Value) -> Value {
        self.applied(body, "")
    }

    fn applied(&self, value: &Value, name: &str) -> Value {
        match value {
            // What somebody bought before is nobody's business, and the shop reads none of it.
            Value::Array(_) if name.starts_with("last_user") => Value::Array(Vec::new()),
            Value::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(name, inner)| (self.inside(name), self.applied(inner, name)))
                    .collect(),
            ),
            Value::Array(items) => {
                Value::Array(items.iter().map(|item| self.applied(item, name)).collect())
            }
            Value::String(text) => Value::String(match self.swaps.get(text) {
                // A short code can be the same as somebody's amount.
                Some(swap) if class_of(name, text) != Class::Public => swap.clone(),
                _ => self.inside(text),
            }),
            Value::Number(number) => {
                let text = number.to_string();
                match self.swaps.get(&text) {
                    Some(swap) if class_of(name, &text) != Class::Public => {
                        serde_json::from_str(swap).unwrap_or_else(|_| swap.as_str().into())
                    }
                    _ => value.clone(),
                }
            }
            other => other.clone(),
        }
    }

    /// A text with invented values inside of it.
    pub(crate) fn inside(&self, text: &str) -> String {
        let mut text = text.to_owned();
        // The longest first: an id can be a part of an address.
        let mut swaps: Vec<(&String, &String)> = self.swaps.iter().collect();
        swaps.sort_by_key(|(secret, _)| std::cmp::Reverse(secret.len()));
        for (secret, swap) in swaps {
            if secret.len() >= LEAST_INSIDE && text.contains(secret.as_str()) {
                text = text.replace(secret.as_str(), swap);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ORDER: &str = "/v5/orders/{order_id}";

    fn redacted(path: &str, body: &Value) -> Value {
        let mut redaction = Redaction::default();
        redaction.learn(path, body);
        redaction.apply(body)
    }

    #[test]
    fn an_order_keeps_its_form_and_nothing_of_a_person() {
        let body = json!({
            "order_id": "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5",
            "payment_id": "4c8d364b-15c0-400f-92be-93d65be02e5c",
            "order_state": "Done", "coin": "USDC", "network": "Base", "coin_amount": "50.66",
            "created_at": "1795167000", "payment_value": 44.0522,
            "wallet_address": "0x52908400098527886E0F7030069857D2E4169EE7",
            "qr_text": "ethereum:0x52908400098527886E0F7030069857D2E4169EE7?value=5",
            "qr_url": "https://api.cryptorefills.com:443/v3/qrs/1c4fbf20-5c0c-4148-902b-3e25f0f84bb5",
            "user": { "email": "jane.doe@mail.example", "has_accepted_newsletter": false },
            "unheard_of": { "name": "Jane Doe", "account": 12345678 },
            "deliveries": [{ "deliverable": {
                "beneficiary_account": "+4917012345678", "brand_name": "Amazon.com",
                "denomination": "50 USD", "pin_code": "AQ7K-2MDX9P", "security_code": "4821",
                "redeem_instructions": "<p>Write to jane.doe@mail.example</p>",
            } }],
        });
        let clean = redacted(ORDER, &body);
        let text = clean.to_string();
        for secret in [
            "1c4fbf20", "4c8d364b", "jane", "Jane", "52908400", "170123", "AQ7K", "4821",
            "12345678",
        ] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        for (name, kept) in [
            ("order_state", json!("Done")),
            ("coin_amount", json!("50.66")),
            ("created_at", json!("1795167000")),
            ("network", json!("Base")),
        ] {
            assert_eq!(clean[name], kept);
        }
        assert_eq!(clean["payment_value"].to_string(), "44.0522");
        let address = clean["wallet_address"].as_str().unwrap();
        assert_eq!(clean["qr_text"], format!("ethereum:{address}?value=5"));
        let id = clean["order_id"].as_str().unwrap();
        assert!(clean["qr_url"].as_str().unwrap().ends_with(id));
        let item = &clean["deliveries"][0]["deliverable"];
        assert_eq!(item["brand_name"], "Amazon.com");
        assert_eq!(
            item["pin_code"].as_str().unwrap().len(),
            "AQ7K-2MDX9P".len()
        );
        assert!(
            item["beneficiary_account"]
                .as_str()
                .unwrap()
                .starts_with("+49")
        );
        assert!(
            clean["user"]["email"]
                .as_str()
                .unwrap()
                .ends_with("@example.com")
        );
    }

    #[test]
    fn the_catalogue_stays_as_it_is_but_for_ids() {
        let body = json!({
            "all_brands": [{ "brand": "Amazon.com", "brand_id": "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5",
                "logo_url": "https://cdn.cryptorefills.com/logos_v2/amazon.webp", "news": "for all" }],
            "last_user_purchases": [{ "brand": "Steam" }],
        });
        let clean = redacted("/v2/brands?country_code=US", &body);
        let row = &clean["all_brands"][0];
        assert_eq!(
            (&row["brand"], &row["news"]),
            (&json!("Amazon.com"), &json!("for all"))
        );
        assert_eq!(row["logo_url"], body["all_brands"][0]["logo_url"]);
        assert_ne!(row["brand_id"], body["all_brands"][0]["brand_id"]);
        assert_eq!(clean["last_user_purchases"], json!([]));
    }

    #[test]
    fn a_report_has_no_private_text() {
        let text = "to a@b.example of 1c4fbf20-5c0c-4148-902b-3e25f0f84bb5 by partner-7";
        assert_eq!(
            without_private_texts(text, &["partner-7"]),
            "to …@… of 1c4f… by …"
        );
    }
}
