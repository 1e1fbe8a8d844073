//! Takes what is personal out of texts and bodies, and puts invented values of the same form in
//! its place.

mod invented;
mod secrets;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::body::each_scalar;
use crate::reading::Subject;
pub(crate) use invented::Dice;
use secrets::{Class, bare, class_of, runs};

/// Shortest text that is looked for inside of all other texts. A shorter one could be a part of an
/// amount or of a name: it is replaced only in answers about a person, where it is the whole value,
/// and as a word of its own in what is written for people.
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
    /// Texts of the catalogue, token contracts among them, which are public and have to stay.
    kept: BTreeSet<String>,
}

impl Default for Redaction {
    fn default() -> Self {
        Self {
            dice: Dice::thrown(),
            swaps: BTreeMap::new(),
            kept: BTreeSet::new(),
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

    /// Keeps the words of an answer that says the same to everybody: the name of a coin in a
    /// refusal is not personal. Every answer comes here before one is learned from.
    pub fn keep(&mut self, path: &str, body: &Value) {
        if !is_private(path) {
            each_scalar(body, "", &mut |_, value| {
                self.kept.extend(value.as_str().map(str::to_owned));
            });
        }
    }

    /// Looks for what is personal in the answer of a path.
    pub fn learn(&mut self, path: &str, body: &Value) {
        self.learn_from(body, "", is_private(path));
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
                let class = class_of(name, &text);
                if is_private && matches!(class, Class::Code | Class::Secret) {
                    self.invent(&text, class);
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
                // A text in instructions that looks like a code or an address is one.
                let words = runs(text).filter(|(is_run, _)| *is_run);
                for word in words.map(|(_, part)| bare(part)) {
                    if secrets::is_like_an_address(word) {
                        self.invent(word, Class::Address);
                    } else if secrets::is_long_code(word) {
                        self.invent(word, Class::Code);
                    }
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
        let can_be_public = matches!(class, Class::Address | Class::Code);
        if self.swaps.contains_key(text) || (can_be_public && self.kept.contains(text)) {
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
        // Some payment texts have an invoice in capitals.
        if class == Class::Address && text.starts_with("ln") {
            self.swaps
                .insert(text.to_uppercase(), invented.to_uppercase());
        }
        self.swaps.insert(text.to_owned(), invented);
    }

    /// The body of a path's answer, or of what was sent to it, with invented values.
    pub fn apply(&self, path: &str, body: &Value) -> Value {
        self.applied(body, "", is_private(path))
    }

    fn applied(&self, value: &Value, name: &str, is_private: bool) -> Value {
        // A short code can be the same as somebody's amount, and as a name in the catalogue.
        let swap_of = |text: &str| {
            let is_likely = is_private || text.len() >= LEAST_INSIDE;
            let swap = self.swaps.get(text).filter(|_| is_likely);
            swap.filter(|_| class_of(name, text) != Class::Public)
        };
        match value {
            // A person's earlier purchases are private, and the shop reads none of them.
            Value::Array(_) if name.starts_with("last_user") => Value::Array(Vec::new()),
            Value::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(name, inner)| (self.inside(name), self.applied(inner, name, is_private)))
                    .collect(),
            ),
            Value::Array(items) => Value::Array(
                items
                    .iter()
                    .map(|item| self.applied(item, name, is_private))
                    .collect(),
            ),
            Value::String(text) => Value::String(match swap_of(text) {
                Some(swap) => swap.clone(),
                None if is_private && class_of(name, text) == Class::Prose => {
                    self.inside(&self.with_words(text))
                }
                None => self.inside(text),
            }),
            Value::Number(number) => match swap_of(&number.to_string()) {
                Some(swap) => serde_json::from_str(swap).unwrap_or_else(|_| swap.as_str().into()),
                None => value.clone(),
            },
            other => other.clone(),
        }
    }

    /// A text for people with invented words in the place of real ones, however short they are:
    /// instructions repeat a code that is in a field of its own.
    fn with_words(&self, text: &str) -> String {
        let mut whole = String::with_capacity(text.len());
        for (_, part) in runs(text) {
            let word = bare(part);
            match self.swaps.get(word) {
                Some(swap) => whole.push_str(&part.replace(word, swap)),
                None => whole.push_str(part),
            }
        }
        whole
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

/// Whether the answer of this path can be about a person.
fn is_private(path: &str) -> bool {
    Subject::of_path(path).is_none_or(Subject::is_private)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ORDER: &str = "/v5/orders/{order_id}";

    fn redacted(path: &str, body: &Value) -> Value {
        let mut redaction = Redaction::default();
        redaction.keep(path, body);
        redaction.learn(path, body);
        redaction.apply(path, body)
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
            "1c4fbf20",
            "4c8d364b",
            "jane.doe",
            "Jane Doe",
            "52908400",
            "170123",
            "AQ7K-2MDX9P",
            "12345678",
        ] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        // An invented id or address can have these four digits in it by chance. The code is a
        // value or a word of its own.
        each_scalar(&clean, "", &mut |_, value| {
            let text = value.to_string();
            assert!(!runs(&text).any(|(_, word)| bare(word) == "4821"), "{text}");
        });
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
    fn a_code_goes_however_short_it_is() {
        let of = |item: Value| {
            let body = json!({ "order_id": "x", "deliveries": [{ "deliverable": item }] });
            redacted(ORDER, &body)["deliveries"][0]["deliverable"].clone()
        };
        for name in [
            "pin_code",
            "pin",
            "security_code",
            "pin_serial",
            "serial",
            "voucher_code",
            "operator_reference",
        ] {
            let clean = of(json!({ name: "482" }));
            assert!(clean[name].as_str().is_some_and(|text| text.len() == 3));
            assert_ne!(clean[name], "482", "{name}");
            let clean = of(json!({ name: 482 }));
            assert!(clean[name].is_number(), "{name}: {clean}");
            assert_ne!(clean[name], json!(482), "{name}");
        }
    }

    #[test]
    fn a_code_goes_from_the_instructions_that_repeat_it() {
        let address = "0x52908400098527886e0f7030069857d2e4169ee7";
        let hash = "47aec85672eef9654d358e46f665240eb254ed87733261585ba83c845aa2addd";
        let body = json!({ "order_id": "x", "deliveries": [{ "deliverable": {
            "pin_code": "AQ7K2M", "security_code": 482,
            "redeem_instructions": format!(
                "<p>Your PIN is AQ7K2M, the code (482). It was paid from {address} by {hash}.</p>"
            ),
        } }] });
        let clean = redacted(ORDER, &body);
        let item = &clean["deliveries"][0]["deliverable"];
        let words = item["redeem_instructions"].as_str().unwrap();
        for secret in ["AQ7K2M", "(482)", address, hash] {
            assert!(!words.contains(secret), "{secret} in {words}");
        }
        let pin = item["pin_code"].as_str().unwrap();
        let security = item["security_code"].to_string();
        assert!(words.contains(&format!(
            "<p>Your PIN is {pin}, the code ({security}). It was"
        )));
        assert!(words.ends_with(".</p>"), "{words}");
    }

    #[test]
    fn hashes_of_payments_keep_their_form() {
        let body = json!({ "order_id": "x", "payment_transactions": [
            "47aec85672eef9654d358e46f665240eb254ed87733261585ba83c845aa2addd",
            "0xe02bc4227b1545d9f5629b5456b528ac215c133a54a7497697d49205d8c24b19",
        ] });
        let clean = redacted(ORDER, &body);
        for (place, start) in [(0, ""), (1, "0x")] {
            let hash = clean["payment_transactions"][place].as_str().unwrap();
            assert_ne!(
                clean["payment_transactions"][place],
                body["payment_transactions"][place]
            );
            let digits = hash.strip_prefix(start).unwrap();
            assert!(
                shop_core::pay::encoding::hexadecimal::is_hexadecimal(digits, 64),
                "{hash}"
            );
        }
    }

    #[test]
    fn names_of_the_catalogue_stay_where_a_refusal_says_them() {
        let fixture = |file: &str| -> Value {
            let path = format!("{}/../../tests/fixtures/{file}", env!("CARGO_MANIFEST_DIR"));
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
        };
        let answers = [
            (
                "/v5/orders/validations",
                fixture("error_suspended_coin.json"),
            ),
            (
                "/v5/orders/validations",
                fixture("error_suspended_network.json"),
            ),
            (
                "/v5/orders/validations",
                json!({
                    "problems": [{ "problem": "X", "valid_brand_names": ["Steam"], "unheard_of": "Base" }],
                    "nobody_knows": "DOGE",
                }),
            ),
            (
                "/v5/orders/{order_id}",
                json!({ "unheard_of": "Jane", "brand_name": "Steam" }),
            ),
            ("/v3/payment_vias", fixture("payment_vias.json")),
            (
                "/v2/brands?country_code=US",
                json!({ "all_brands": [{ "brand": "Jane" }] }),
            ),
        ];
        let mut redaction = Redaction::default();
        for (path, body) in &answers {
            redaction.keep(path, body);
        }
        for (path, body) in &answers {
            redaction.learn(path, body);
        }
        for (path, body) in &answers {
            assert_eq!(redaction.apply(path, body), *body, "{path}");
        }
        // A short text of a person is no word of the catalogue, which has it in a name.
        let mut redaction = Redaction::default();
        redaction.learn(ORDER, &json!({ "unheard_of": "Jane" }));
        let brand = json!({ "brand": "Jane" });
        assert_eq!(redaction.apply("/v2/brands", &brand), brand);
        assert_ne!(
            redaction.apply(ORDER, &json!({ "unheard_of": "Jane" }))["unheard_of"],
            "Jane"
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
