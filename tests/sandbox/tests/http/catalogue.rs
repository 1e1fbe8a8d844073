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
async fn prices_are_for_amounts_on_a_step_that_counts_from_the_least() {
    let shop = Shop::open().await;
    let status = async |brand: &str, country: &str, face: &str| {
        let path = format!(
            "/v4/products/price?brand_name={}&country_code={country}&face_value={face}&coin=USDC",
            encoded(brand)
        );
        shop.get(&path).await.status
    };
    // From 15 to 155 in steps of 10.
    for (face, wanted) in [
        ("15", 200),
        ("25", 200),
        ("155", 200),
        ("20", 400),
        ("30", 400),
        ("5", 400),
        ("165", 400),
    ] {
        let found = status("Harbour Stores", "GB", face).await;
        assert_eq!(found, Some(wanted), "{face}");
    }
    // No step, and one of null, are 1.
    for (brand, face, wanted) in [
        ("Marigold+", "21", 200),
        ("Marigold+", "21.5", 400),
        ("Roblox", "35", 200),
        ("Roblox", "17.5", 400),
        ("Nobody", "10", 404),
    ] {
        assert_eq!(
            status(brand, "US", face).await,
            Some(wanted),
            "{brand} {face}"
        );
    }
}

#[tokio::test]
async fn a_region_is_a_country_s_name_or_nothing() {
    let shop = Shop::open().await;
    let names: HashSet<String> = shop.get("/available-countries").await.json()["countries"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|country| country["name"].as_str().map(str::to_owned))
        .collect();
    let list = shop.get("/v2/brands?country_code=FR").await.json();
    let (mut named, mut silent) = (0, 0);
    for row in list["all_brands"]
        .as_array()
        .expect("rows")
        .iter()
        .step_by(3)
    {
        let name = encoded(row["brand"].as_str().expect("a name"));
        let path = format!("/v5/products/country/FR?brand_name={name}&coin=USDC&lang=en");
        match &shop.get(&path).await.json()[0]["rich_description"]["redeem_geo"] {
            Value::Null => silent += 1,
            Value::String(geo) => {
                assert!(names.contains(geo), "{geo}");
                named += 1;
            }
            other => panic!("{name}: {other}"),
        }
    }
    assert!(named > 3 && silent > named, "{named} {silent}");
}

#[tokio::test]
async fn a_coin_is_once_in_the_list_and_ton_beside_gram() {
    let shop = Shop::open().await;
    let vias = shop.get("/v3/payment_vias").await.json();
    let coins = vias[0]["currencies"].as_array().expect("coins");
    let names: Vec<&str> = coins
        .iter()
        .filter_map(|coin| coin["name"].as_str())
        .collect();
    let once: HashSet<&&str> = names.iter().collect();
    assert_eq!(once.len(), names.len());
    for name in [
        "BTC", "USDT", "TON", "GRAM", "SUI", "TRX", "USDC.e", "PYUSD",
    ] {
        assert!(names.contains(&name), "{name}");
    }
    for coin in coins {
        let networks = coin["networks"].as_array().expect("networks");
        let once: HashSet<&str> = networks
            .iter()
            .filter_map(|each| each["name"].as_str())
            .collect();
        assert_eq!(once.len(), networks.len(), "{coin}");
        // Each can be priced.
        let path = format!(
            "/v4/products/price?brand_name=Amazon.com&country_code=US&face_value=50&coin={}",
            coin["name"].as_str().expect("a name")
        );
        assert_eq!(shop.get(&path).await.status, Some(200), "{path}");
    }
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
        Some(403)
    );
}

/// A reader who tries an example of the documents on the sandbox sees what it shows.
#[tokio::test]
async fn the_brands_of_the_documents_examples_are_sold() {
    let shop = Shop::open().await;
    let mut names = HashSet::new();
    for file in [
        "README.md",
        "docs/widget.md",
        "docs/api.md",
        "public/widget/v1/loader.d.ts",
        "src/widget/builder/fields.rs",
    ] {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
        let text = std::fs::read_to_string([path, file].concat()).expect(file);
        // A long row is written in several lines.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for before in [
            "brand: \"",
            "brand=\"",
            "family_name=",
            "TextKey::BuilderBrand, SettingInput::Text(\"",
            "TextKey::BuilderProduct, SettingInput::Text(\"",
        ] {
            for rest in text.split(before).skip(1) {
                let name: String = rest
                    .chars()
                    .take_while(|sign| sign.is_alphanumeric() || " .&+'-".contains(*sign))
                    .collect();
                names.insert(name);
            }
        }
    }
    for example in ["Airbnb", "Steam"] {
        assert!(names.contains(example), "{names:?}");
    }
    // The snippet of the README is for Germany.
    let sold = names.iter().map(|name| ("US", name.as_str()));
    for (country, name) in sold.chain([("DE", "Airbnb")]) {
        let body = shop
            .get(&format!(
                "/v5/products/country/{country}?family_name={}&coin=USDC&lang=en",
                encoded(name)
            ))
            .await
            .json();
        let groups = body.as_array().expect("groups");
        assert!(!groups.is_empty(), "{name} is not sold in {country}");
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
