//! Answers that are kept.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use refillery_check_api::{Examples, judge_example};
use refillery_sandbox::Settings;
use serde_json::{Value, json};

use crate::following::ordered;
use crate::world::{ADDRESS, EMAIL, PARTNER, World};

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("refillery-check-api-{name}-{}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_kept_order_is_given_from_its_beginning_to_its_end() {
    let world = World::open();
    let order = ordered(&world, "anyone");
    let id = order["order_id"].as_str().expect("an id").to_owned();
    let is_paid = Cell::new(false);
    // Paid once it was read, so that its steps come while its stream is read.
    let checked = world.visit(&world.following(&order), |path, _, _| {
        if path.ends_with(&id) && !is_paid.replace(true) {
            world.send(&format!("/__sandbox/api/orders/{id}/pay"), Some(&json!({})));
        }
    });
    let folder = Folder::new("replayed");
    checked.record(&folder.0).expect("a folder");
    let read = |file: &str| -> Value {
        let text = fs::read_to_string(folder.0.join(file)).expect(file);
        serde_json::from_str(&text).expect(file)
    };
    let id = read("order.json")["order_id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let replayed = World::with(Settings {
        replay: Some(folder.0.clone()),
        ..Settings::default()
    });
    let mut states: Vec<String> = Vec::new();
    for _ in 0..30 {
        let order = replayed.send(&format!("/v5/orders/{id}"), None);
        states.push(order["order_state"].as_str().expect("a state").to_owned());
    }
    states.dedup();
    assert_eq!(
        states.first().map(String::as_str),
        Some("WaitingForPayment")
    );
    assert_eq!(states.last().map(String::as_str), Some("Done"));
    let mut once = states.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), states.len(), "it goes back: {states:?}");
}

#[test]
fn kept_answers_are_fixtures_without_personal_data() {
    let world = World::open();
    let email = "auto+janedoe@example.com";
    let body = json!({
        "email": email, "user": { "email": email }, "lang": "en",
        "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base" },
        "deliveries": [{ "brand_name": "Amazon.com", "country_code": "US", "denomination": "range",
            "product_value": 50, "beneficiary_account": email }],
    });
    let order = world.send("/v5/orders", Some(&body));
    let checked = world.visit(&world.following(&order), |_, _, _| {});
    let id = order["order_id"].as_str().expect("an id");
    let done = world.send(&format!("/v5/orders/{id}"), None);
    let code = done["deliveries"][0]["deliverable"]["pin_code"]
        .as_str()
        .expect("a code");

    let folder = Folder::new("kept");
    let count = checked.record(&folder.0).expect("a folder");
    let read = |file: &str| fs::read_to_string(folder.0.join(file)).expect(file);
    let index: Value = serde_json::from_str(&read("_index.json")).expect("the index");
    let entries = index["examples"].as_array().expect("a list");
    assert!(
        count > 30 && entries.len() >= count,
        "{count} and {}",
        entries.len()
    );

    let examples = Examples::of_checkout().expect("the checkout");
    let mut paths = Vec::new();
    for entry in entries {
        let file = entry["file"].as_str().expect("a file");
        let text = read(file);
        let address = order["wallet_address"].as_str().expect("an address");
        for secret in [PARTNER, EMAIL, ADDRESS, "janedoe", id, code, address] {
            assert!(!text.contains(secret), "{secret} is in {file}:\n{text}");
            assert!(
                !entry.to_string().contains(secret),
                "{secret} is in {entry}"
            );
        }
        let body: Value = serde_json::from_str(&text).expect(file);
        let path = entry["path"].as_str().expect("a path");
        paths.push(path.split('?').next().unwrap_or_default().to_owned());
        if entry["role"].is_null() && !path.ends_with("/subscribe") {
            let status = entry["status"]
                .as_u64()
                .and_then(|status| u16::try_from(status).ok());
            let status = status.expect("a status");
            let findings = judge_example(&examples, path, status, &body, 1_795_167_000_000);
            let findings = findings.expect("a path that is asked");
            assert!(findings.wrong.is_empty(), "{file}: {:#?}", findings.wrong);
        }
        if let Some(request) = entry["request_file"].as_str() {
            assert!(folder.0.join(request).is_file(), "{request}");
        }
    }
    for path in [
        "/v3/payment_vias",
        "https://cryptorefills.com/api/available-countries",
        "/v2/brands",
        "/v5/products/country/NZ",
        "/v4/products/price",
        "/v5/orders/validations",
        "/v5/orders/{order_id}",
        "/v5/orders/{order_id}/subscribe",
    ] {
        assert!(paths.iter().any(|each| each == path), "{path} in {paths:?}");
    }
}
