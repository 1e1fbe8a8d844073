//! What a recipe sends to the API about a visitor: the address that limits are counted by, and the
//! country that is shopped in. Neither is believed just because a client says it.

use refillery_e2e::{Answer, Deployed, Options, Raw, Recipe, Sandbox, Shop, Test, tests};
use serde_json::{Value, json};

use crate::deploy::passing::looks_once;

pub(crate) fn tests() -> Vec<Test> {
    tests!["naming":
        nginx_names_the_country_that_is_shopped_in,
        caddy_names_the_country_that_is_shopped_in,
        node_names_the_country_that_is_shopped_in,
        cloudflare_names_the_country_that_is_shopped_in,
        netlify_names_the_country_that_is_shopped_in,
        vercel_names_the_country_that_is_shopped_in,
        nginx_keeps_answers_apart_by_country,
        cloudflare_keeps_answers_apart_by_country,
        netlify_keeps_answers_apart_by_country,
        vercel_keeps_answers_apart_by_country,
        nginx_names_the_address_of_the_visitor,
        caddy_names_the_address_of_the_visitor,
        node_names_the_address_of_the_visitor,
        cloudflare_takes_no_address_from_a_visitor,
        netlify_takes_no_address_from_a_visitor,
        vercel_takes_no_address_from_a_visitor,
    ]
}

async fn nginx_names_the_country_that_is_shopped_in(shop: Shop) {
    names_the_country(shop, Recipe::Nginx).await;
}

async fn caddy_names_the_country_that_is_shopped_in(shop: Shop) {
    names_the_country(shop, Recipe::Caddy).await;
}

async fn node_names_the_country_that_is_shopped_in(shop: Shop) {
    names_the_country(shop, Recipe::Node).await;
}

async fn cloudflare_names_the_country_that_is_shopped_in(shop: Shop) {
    names_the_country(shop, Recipe::Cloudflare).await;
}

async fn netlify_names_the_country_that_is_shopped_in(shop: Shop) {
    names_the_country(shop, Recipe::Netlify).await;
}

async fn vercel_names_the_country_that_is_shopped_in(shop: Shop) {
    names_the_country(shop, Recipe::Vercel).await;
}

/// The path of a request whose answer no recipe keeps.
const PRICE: &str = "/v4/products/price?brand_name=Steam&country_code=US&face_value=20&coin=USDC";

/// Paths of requests whose answers may be kept.
const KEPT: [&str; 3] = [
    "/v3/payment_vias",
    "/v2/brands?country_code=US",
    "/available-countries",
];

/// The header of the country that is shopped in.
const NAME: &str = "x-country-iso-code";

/// The values of a header in the API's requests since the log was cleared.
async fn told(sandbox: &Sandbox, name: &str) -> Vec<String> {
    let log = sandbox.log("any").await;
    let said = log.iter().map(|entry| entry["headers"][name].as_str());
    said.map(|said| said.unwrap_or_default().to_owned())
        .collect()
}

async fn names_the_country(visitor: Shop, recipe: Recipe) {
    let (shop, deployed) = visitor.on_recipe(recipe, Options::default()).await;
    let raw = Raw::default();
    let url = format!("{}/api{PRICE}", deployed.url);
    for (said, meant) in [
        (vec![(NAME, "FR")], "FR"),
        (vec![], "DE"),
        (vec![(NAME, "")], "DE"),
        (vec![(NAME, "fr")], "DE"),
        (vec![(NAME, "Fr")], "DE"),
        (vec![(NAME, "F")], "DE"),
        (vec![(NAME, "FRA")], "DE"),
        (vec![(NAME, "F1")], "DE"),
        (vec![(NAME, "FR, US")], "DE"),
        (vec![(NAME, "F R")], "DE"),
        (vec![(NAME, "../FR")], "DE"),
        (vec![(NAME, "fr"), (NAME, "FRA")], "DE"),
    ] {
        shop.sandbox.forget().await;
        raw.get(&url, &said).await;
        assert_eq!(told(&shop.sandbox, NAME).await, [meant], "{said:?}");
    }
    // Also where the recipe keeps no answers itself: the browser and what is in front may.
    for path in KEPT {
        let url = format!("{}/api{path}", deployed.url);
        assert_varies(&raw.get(&url, &[(NAME, "FR")]).await, path);
    }
    looks_once(&visitor).await;
}

async fn nginx_keeps_answers_apart_by_country(shop: Shop) {
    keeps_apart(shop, Recipe::Nginx).await;
}

async fn cloudflare_keeps_answers_apart_by_country(shop: Shop) {
    keeps_apart(shop, Recipe::Cloudflare).await;
}

async fn netlify_keeps_answers_apart_by_country(shop: Shop) {
    keeps_apart(shop, Recipe::Netlify).await;
}

async fn vercel_keeps_answers_apart_by_country(shop: Shop) {
    keeps_apart(shop, Recipe::Vercel).await;
}

/// Caches on the way keep an answer apart by the country that was shopped in.
#[track_caller]
fn assert_varies(answer: &Answer, path: &str) {
    assert_eq!(answer.status, 200, "{path}");
    let varies = answer.headers.get_all("vary").iter();
    let mut varies = varies.filter_map(|value| value.to_str().ok());
    assert!(
        varies.any(|value| value.to_lowercase().contains("x-country-iso-code")),
        "{path}: caches on the way are told nothing"
    );
}

/// The same address is asked for by visitors of two countries, and by one who forges a third.
async fn keeps_apart(visitor: Shop, recipe: Recipe) {
    let (shop, deployed) = visitor.on_recipe(recipe, Options::default()).await;
    let raw = Raw::default();
    for path in KEPT {
        shop.sandbox.forget().await;
        let url = format!("{}/api{path}", deployed.url);
        for country in ["FR", "US", "FR", "US", "nobody's"] {
            let answer = raw.get(&url, &[(NAME, country)]).await;
            assert_varies(&answer, path);
        }
        let told = told(&shop.sandbox, NAME).await;
        assert_eq!(told, ["FR", "US", "DE"], "{path}");
    }
    looks_once(&visitor).await;
}

async fn nginx_names_the_address_of_the_visitor(shop: Shop) {
    names_the_address(shop, Recipe::Nginx).await;
}

async fn caddy_names_the_address_of_the_visitor(shop: Shop) {
    names_the_address(shop, Recipe::Caddy).await;
}

async fn node_names_the_address_of_the_visitor(shop: Shop) {
    names_the_address(shop, Recipe::Node).await;
}

/// The proxies in front, in the tests of a visitor's address: none, another machine, the machine
/// that asks.
const NOTHING: &[&str] = &[];
const OTHERS: &[&str] = &["10.0.0.0/8", "2001:db8::/32"];
const THIS_MACHINE: &[&str] = &["127.0.0.1", "192.0.2.0/24"];

/// The lines of `X-Forwarded-For` that come from what is in front, and whose request it is.
const PASSED_ON: [(&[&str], &str); 6] = [
    (&["198.51.100.7"], "198.51.100.7"),
    (&["2001:db8::7"], "2001:db8::7"),
    // The visitor's claim comes first; the address that the proxy in front has seen comes last.
    (&["203.0.113.9, 198.51.100.7"], "198.51.100.7"),
    (&["203.0.113.9", "198.51.100.7"], "198.51.100.7"),
    (&["203.0.113.9,nobody"], "127.0.0.1"),
    (&[], "127.0.0.1"),
];

async fn names_the_address(visitor: Shop, recipe: Recipe) {
    for trusted in [NOTHING, OTHERS] {
        let options = Options {
            trusted,
            ..Options::default()
        };
        let (shop, deployed) = visitor.on_recipe(recipe, options).await;
        for forged in ["203.0.113.9", "203.0.113.9, 10.0.0.1", "nobody"] {
            is_taken_for(&deployed, &shop.sandbox, &[forged], "127.0.0.1").await;
        }
        is_sent_to_the_caller_alone(&deployed).await;
    }
    let options = Options {
        trusted: THIS_MACHINE,
        ..Options::default()
    };
    let (shop, deployed) = visitor.on_recipe(recipe, options).await;
    for (passed_on, meant) in PASSED_ON {
        is_taken_for(&deployed, &shop.sandbox, passed_on, meant).await;
    }
    if recipe == Recipe::Node {
        // A server that listens for both kinds of addresses sees the older ones in the newer form.
        let mapped = ["::ffff:198.51.100.7"];
        is_taken_for(&deployed, &shop.sandbox, &mapped, "198.51.100.7").await;
    }
    looks_once(&visitor).await;
}

async fn cloudflare_takes_no_address_from_a_visitor(shop: Shop) {
    takes_no_address(shop, Recipe::Cloudflare).await;
}

async fn netlify_takes_no_address_from_a_visitor(shop: Shop) {
    takes_no_address(shop, Recipe::Netlify).await;
}

async fn vercel_takes_no_address_from_a_visitor(shop: Shop) {
    takes_no_address(shop, Recipe::Vercel).await;
}

/// The host says who the visitor is.
async fn takes_no_address(visitor: Shop, recipe: Recipe) {
    let (shop, deployed) = visitor.on_recipe(recipe, Options::default()).await;
    for forged in ["203.0.113.9", "203.0.113.9, 10.0.0.1", "nobody"] {
        is_taken_for(&deployed, &shop.sandbox, &[forged], "127.0.0.1").await;
    }
    is_sent_to_the_caller_alone(&deployed).await;
    looks_once(&visitor).await;
}

/// A request with these lines of `X-Forwarded-For` counts as `meant`'s, at the API and in the
/// recipe's own answer.
async fn is_taken_for(deployed: &Deployed, sandbox: &Sandbox, lines: &[&str], meant: &str) {
    let raw = Raw::default();
    let headers: Vec<(&str, &str)> = lines
        .iter()
        .map(|line| ("x-forwarded-for", *line))
        .collect();
    sandbox.forget().await;
    raw.get(&format!("{}/api{PRICE}", deployed.url), &headers)
        .await;
    assert_eq!(told(sandbox, "x-forwarded-for").await, [meant], "{lines:?}");
    sandbox.forget().await;
    let answer = raw
        .get(&format!("{}/api/my-address", deployed.url), &headers)
        .await;
    let told: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!(told, json!({ "address": meant }), "{lines:?}");
    assert!(sandbox.log("any").await.is_empty(), "the API was asked");
}

/// No cache keeps it, and no page of another origin reads it.
async fn is_sent_to_the_caller_alone(deployed: &Deployed) {
    let url = format!("{}/api/my-address", deployed.url);
    let answer = Raw::default()
        .get(&url, &[("origin", "https://other.example")])
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("access-control-allow-origin"), "");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    assert!(
        answer
            .header("content-type")
            .starts_with("application/json")
    );
}
