//! What a visitor notices of the server, which is nothing.

use refillery_e2e::{Options, Recipe, Shop, Test, tests};
use serde_json::json;

use crate::steps::{
    EMAIL, chooses_a_card, code_is_shown, has_a_price, is_delivered, place_order, search,
};

pub(crate) fn tests() -> Vec<Test> {
    tests!["visiting":
        nginx_sells_and_its_requests_carry_only_what_is_meant,
        caddy_sells_and_its_requests_carry_only_what_is_meant,
        node_sells_and_its_requests_carry_only_what_is_meant,
        nginx_restarted_while_an_order_is_followed_loses_nothing,
        caddy_restarted_while_an_order_is_followed_loses_nothing,
        node_restarted_while_an_order_is_followed_loses_nothing,
        nginx_sells_in_a_folder_behind_another_prefix,
        caddy_sells_in_a_folder_behind_another_prefix,
        node_sells_in_a_folder_behind_another_prefix,
        the_rate_limit_of_nginx_is_worded_on_the_page,
    ]
}

/// Where the API has its pictures; here nobody answers there.
const PICTURES: &str = "https://cdn.cryptorefills.com";

async fn nginx_sells_and_its_requests_carry_only_what_is_meant(shop: Shop) {
    sells(shop, Recipe::Nginx).await;
}

async fn node_sells_and_its_requests_carry_only_what_is_meant(shop: Shop) {
    sells(shop, Recipe::Node).await;
}

async fn caddy_sells_and_its_requests_carry_only_what_is_meant(shop: Shop) {
    sells(shop, Recipe::Caddy).await;
}

async fn sells(shop: Shop, recipe: Recipe) {
    shop.sandbox.set(json!({ "image_base": PICTURES })).await;
    let (shop, deployed) = shop.on_recipe(recipe, Options::default()).await;
    shop.sandbox.forget().await;
    shop.open("/?country=US").await;
    shop.run("document.cookie = 'forged=1'").await;
    let agent = shop.run("return navigator.userAgent").await;
    chooses_a_card(&shop).await;
    shop.types("Email for the code", EMAIL).await;
    let id = place_order(&shop).await;
    shop.reads("Waiting for payment").await;
    shop.reads("Live").await;
    is_delivered(&shop, &id).await;
    code_is_shown(&shop, &id).await;

    let log = shop.sandbox.log("any").await;
    for route in [
        "brands",
        "products",
        "vias",
        "validations",
        "orders-create",
        "subscribe",
    ] {
        assert!(
            log.iter().any(|entry| entry["route"] == route),
            "{route} was never asked"
        );
    }
    for entry in &log {
        only_the_meant_headers(entry, agent.as_str().unwrap_or_default());
    }
    let words = deployed.words();
    assert!(!words.contains(&id), "the order's id is in a log:\n{words}");
    assert!(!words.contains("recipe-partner"), "{words}");
}

/// What a recipe sends on, by name; another recipe may send less of it, none more.
const MEANT: [&str; 12] = [
    "host",
    // Of the recipe's own connection to the API; what a browser says in it is not passed on.
    "connection",
    "accept",
    "accept-encoding",
    "content-type",
    "content-length",
    "transfer-encoding",
    "user-agent",
    "x-forwarded-for",
    "x-cr-application",
    "x-cr-version",
    "x-country-iso-code",
];

pub(crate) fn only_the_meant_headers(entry: &serde_json::Value, agent: &str) {
    let path = &entry["path"];
    let header = |name: &str| entry["headers"][name].as_str().unwrap_or_default();
    let host = if entry["route"] == "countries" {
        "www.sandbox.test"
    } else {
        "api.sandbox.test"
    };
    assert_eq!(header("host"), host, "{path}");
    assert_eq!(header("x-cr-application"), "recipe-partner", "{path}");
    assert_eq!(header("x-cr-version"), "e2e-1", "{path}");
    assert_eq!(header("x-country-iso-code"), "DE", "{path}");
    assert_eq!(header("x-forwarded-for"), "127.0.0.1", "{path}");
    assert_eq!(header("content-type"), "application/json", "{path}");
    assert_eq!(header("user-agent"), agent, "{path}");
    assert!(["", "keep-alive"].contains(&header("connection")), "{path}");
    for name in entry["headers"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name)
    {
        assert!(MEANT.contains(&name.as_str()), "{path} carries {name}");
    }
}

async fn nginx_restarted_while_an_order_is_followed_loses_nothing(shop: Shop) {
    is_followed_over_a_restart(shop, Recipe::Nginx).await;
}

async fn node_restarted_while_an_order_is_followed_loses_nothing(shop: Shop) {
    is_followed_over_a_restart(shop, Recipe::Node).await;
}

async fn caddy_restarted_while_an_order_is_followed_loses_nothing(shop: Shop) {
    is_followed_over_a_restart(shop, Recipe::Caddy).await;
}

async fn is_followed_over_a_restart(shop: Shop, recipe: Recipe) {
    let (shop, mut deployed) = shop.on_recipe(recipe, Options::default()).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads("Waiting for payment").await;
    shop.reads("Live").await;
    deployed.stop();
    shop.sandbox.act(&id, "pay").await;
    shop.no_longer_reads("Live").await;
    assert!(!shop.text().await.contains("could not be loaded"));
    shop.starts_again(&mut deployed).await;
    shop.reads("Your order is here").await;
    code_is_shown(&shop, &id).await;
}

async fn nginx_sells_in_a_folder_behind_another_prefix(shop: Shop) {
    sells_in_a_folder(shop, Recipe::Nginx).await;
}

async fn node_sells_in_a_folder_behind_another_prefix(shop: Shop) {
    sells_in_a_folder(shop, Recipe::Node).await;
}

async fn caddy_sells_in_a_folder_behind_another_prefix(shop: Shop) {
    sells_in_a_folder(shop, Recipe::Caddy).await;
}

/// The files are those of `dist/`; the page is another, as for a second shop on one build.
async fn sells_in_a_folder(shop: Shop, recipe: Recipe) {
    let root = std::env::current_dir().expect("a folder");
    let root = root.ancestors().nth(2).expect("the checkout").to_owned();
    let page = std::fs::read_to_string(root.join("dist/index.html")).expect("a release");
    // What `--public-url /shop/` writes, and an owner's edit of the config block.
    let page = page
        .replace("href=/", "href=/shop/")
        .replace(
            "\"api_prefix\": \"/api\"",
            "\"api_prefix\": \"/partner/v1\"",
        )
        .replace("\"name\": \"Refillery\"", "\"name\": \"Corner Shop\"");
    let folder = root.join("target/e2e/second");
    std::fs::create_dir_all(&folder).expect("target/ can be written");
    std::fs::write(folder.join("index.html"), page).expect("target/ can be written");
    let options = Options::default()
        .with("SHOP_PATH", "/shop/")
        .with("SHOP_PREFIX", "/partner/v1")
        .with("SHOP_PAGE", folder.to_string_lossy());
    let (shop, _deployed) = shop.on_recipe(recipe, options).await;
    shop.open("/shop/product/steam/steam?country=US").await;
    shop.reads("Corner Shop").await;
    shop.open("/shop/?country=US").await;
    shop.types_and_enters("Search brands", "Amazon.com").await;
    shop.follow("Amazon.com").await;
    shop.follow("$50").await;
    has_a_price(&shop).await;
    shop.types("Email for the code", EMAIL).await;
    shop.press("Place order").await;
    shop.reads("Waiting for payment").await;
    shop.reads("Live").await;
}

async fn the_rate_limit_of_nginx_is_worded_on_the_page(shop: Shop) {
    let options = Options::default()
        .with("SHOP_VALIDATIONS_PER_MINUTE", "1")
        .with("SHOP_VALIDATIONS_AT_ONCE", "1");
    let (shop, deployed) = shop.on_recipe(Recipe::Nginx, options).await;
    search(&shop, "US", "Steam").await;
    shop.follow("$20").await;
    has_a_price(&shop).await;
    shop.types("Email for the code", EMAIL).await;
    // Somebody behind the same address was just about to order, twice.
    let raw = refillery_e2e::Raw::default();
    let orders = format!("{}/api/v5/orders/validations", deployed.url);
    for _ in 0..2 {
        raw.ask(http::Method::POST, &orders, &[], "{}").await;
    }
    shop.sandbox.forget().await;
    shop.press("Place order").await;
    shop.reads("asks for a pause").await;
    shop.reads("Nothing was ordered.").await;
    assert!(shop.sandbox.log("validations").await.is_empty());
    assert!(shop.sandbox.log("orders-create").await.is_empty());
    assert!(shop.sandbox.orders().await.is_empty());
    assert_eq!(
        shop.typed("Email for the code").await.as_deref(),
        Some(EMAIL)
    );
}
