//! Sizes, traps and determinism of the catalogue.

use crate::client::Shop;
use refillery_sandbox::Settings;
use serde_json::Value;
use std::collections::HashSet;

fn rows(body: &Value) -> Vec<&Value> {
    let groups = body["categories"].as_array().expect("groups");
    let rows = groups
        .iter()
        .flat_map(|group| group["brands"].as_array().expect("rows"));
    rows.filter(|row| row.is_object()).collect()
}

#[tokio::test]
async fn countries_have_their_sizes() {
    let shop = Shop::open().await;
    for (country, size) in [
        ("US", 900),
        ("GB", 476),
        ("FR", 477),
        ("DE", 475),
        ("AU", 439),
        ("AE", 393),
        ("IT", 381),
        ("CA", 335),
        ("SA", 316),
        ("ES", 247),
        ("IN", 182),
        ("BR", 145),
        ("TR", 144),
        ("JP", 82),
        ("TV", 2),
        ("NU", 0),
    ] {
        let body = shop
            .get(&format!("/v2/brands?country_code={country}"))
            .await
            .json();
        assert_eq!(rows(&body).len(), size, "{country}");
        if let Some(all) = body["all_brands"].as_array() {
            let all: Vec<&Value> = all.iter().filter(|row| row.is_object()).collect();
            let names: HashSet<&str> = all.iter().filter_map(|row| row["brand"].as_str()).collect();
            assert_eq!(names.len(), all.len(), "{country}: every brand once");
        }
        if size > 40 {
            assert!(
                rows(&body).iter().any(|row| row["category"] == "e-sim"),
                "{country}"
            );
        }
    }
}

#[tokio::test]
async fn all_listed_countries_answer() {
    let shop = Shop::open().await;
    let body = shop.get("/available-countries").await.json();
    let countries = body["countries"].as_array().expect("a list");
    assert_eq!(countries.len(), 233);
    let codes: HashSet<&str> = countries
        .iter()
        .filter_map(|each| each["isoCode"].as_str())
        .collect();
    assert_eq!(codes.len(), 233);
    for absent in "AF BY CD CF CU IQ IR KP LY ML MM RU SD SS SY VE ZW".split(' ') {
        assert!(!codes.contains(absent), "{absent}");
    }
    for code in ["AD", "XK", "TG", "MX", "KZ"] {
        let body = shop
            .get(&format!("/v2/brands?country_code={code}"))
            .await
            .json();
        assert!(!rows(&body).is_empty(), "{code}");
    }
}

#[tokio::test]
async fn the_seed_decides_everything() {
    let body = async |seed| {
        let shop = Shop::with(Settings {
            seed,
            ..Settings::default()
        })
        .await;
        shop.get("/v2/brands?country_code=GB").await.text
    };
    assert_eq!(body(7).await, body(7).await);
    assert_ne!(body(7).await, body(8).await);
}

#[tokio::test]
async fn lists_products_and_prices_agree() {
    let shop = Shop::open().await;
    for country in ["US", "JP", "DE"] {
        let list = shop
            .get(&format!("/v2/brands?country_code={country}"))
            .await
            .json();
        for row in list["all_brands"]
            .as_array()
            .expect("rows")
            .iter()
            .step_by(9)
        {
            let (Some(family), Some(name)) = (row["family"].as_str(), row["brand"].as_str()) else {
                continue;
            };
            let path = format!(
                "/v5/products/country/{country}?family_name={}&coin=BTC&lang=en",
                encoded(family)
            );
            let groups = shop.get(&path).await.json();
            let group = groups
                .as_array()
                .expect("groups")
                .iter()
                .find(|each| each["brand"] == name);
            let group = group.unwrap_or_else(|| panic!("{country} {name} has a group"));
            for product in group["products"].as_array().into_iter().flatten() {
                assert_eq!(product["coin"], "BTC");
                let face = match product["is_dynamic"].as_bool() {
                    Some(true) => product["range"]["min"].clone(),
                    _ => continue,
                };
                let face = face.as_str().map_or(face.to_string(), str::to_owned);
                let path = format!(
                    "/v4/products/price?brand_name={}&country_code={country}&face_value={face}&coin=BTC",
                    encoded(name)
                );
                let price = shop.get(&path).await;
                assert_eq!(price.status, Some(200), "{name} {face}");
                assert!(price.json()["coin_amount"].is_string());
            }
        }
    }
}

#[tokio::test]
async fn named_brands_have_their_oddities() {
    let shop = Shop::open().await;
    let group = async |name: &str| {
        let path = format!("/v5/products/country/US?brand_name={}", encoded(name));
        shop.get(&path).await.json()[0].clone()
    };
    assert_eq!(
        group("alder & oak").await["products"][0]["is_dynamic"],
        true
    );
    assert_eq!(group("Quillfeather Pens").await["products"], Value::Null);
    assert_eq!(
        group("Hollowell Optics").await["products"],
        serde_json::json!([])
    );
    let twins = group("Bluebird Talk").await;
    assert_eq!(
        twins["products"][0]["face_value"],
        twins["products"][1]["face_value"]
    );
    assert_ne!(
        twins["products"][0]["delivery_type"],
        twins["products"][1]["delivery_type"]
    );
    let unpriced = group("Thistle Market").await;
    let last = unpriced["products"]
        .as_array()
        .and_then(|list| list.last())
        .expect("rows");
    assert_eq!(last.get("coin_amount"), None);
    let family = shop
        .get("/v5/products/country/US?family_name=harbourlight")
        .await
        .json();
    assert_eq!(family.as_array().map(Vec::len), Some(2));
    let foreign = shop
        .get("/v5/products/country/US?family_name=Paletta&lang=fa")
        .await
        .json();
    assert_eq!(foreign[0]["rich_description"], Value::Null);
}

#[tokio::test]
async fn images_come_from_where_the_settings_say() {
    let shop = Shop::with(Settings::default()).await;
    let body = shop.get("/v2/brands?country_code=US").await.text;
    assert!(body.contains("\"/api/cdn/logos_v2/steam.webp\""));
    assert!(!body.contains("cdn.cryptorefills.com"));
    let logo = shop.get("/cdn/logos_v2/steam_300x190.webp").await;
    assert_eq!(
        (logo.status, logo.header("content-type")),
        (Some(200), Some("image/webp"))
    );
    assert_eq!(
        shop.get("/cdn/logos_v2/missing-fadeaway-prints.webp")
            .await
            .status,
        Some(404)
    );
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
