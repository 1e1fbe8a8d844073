//! A visitor notices nothing of the server.

use std::path::{Path, PathBuf};

use refillery_e2e::{
    Answer, Options, Raw, Recipe, Sandbox, Shop, Test, fresh_folder, says_it_failed, start_of,
    tests, text,
};
use serde_json::json;

use crate::deploy::passing::looks_once;
use crate::steps::{
    EMAIL, FAST_TIME, chooses_a_card, code_is_shown, has_a_price, is_delivered, place_order,
    search, start_title,
};

pub(crate) fn tests() -> Vec<Test> {
    tests!["visiting":
        nginx_sells_and_its_requests_carry_only_what_is_meant,
        caddy_sells_and_its_requests_carry_only_what_is_meant,
        node_sells_and_its_requests_carry_only_what_is_meant,
        cloudflare_sells_and_its_requests_carry_only_what_is_meant,
        netlify_sells_and_its_requests_carry_only_what_is_meant,
        vercel_sells_and_its_requests_carry_only_what_is_meant,
        nginx_restarted_while_an_order_is_followed_loses_nothing,
        caddy_restarted_while_an_order_is_followed_loses_nothing,
        node_restarted_while_an_order_is_followed_loses_nothing,
        cloudflare_restarted_while_an_order_is_followed_loses_nothing,
        nginx_that_holds_streams_back_is_named_on_the_page_and_loses_nothing,
        nginx_sells_in_a_folder_behind_another_prefix,
        caddy_sells_in_a_folder_behind_another_prefix,
        node_sells_in_a_folder_behind_another_prefix,
        cloudflare_sells_in_a_folder_behind_another_prefix,
        two_shops_share_one_build,
        the_rate_limit_of_nginx_is_worded_on_the_page,
        the_rate_limit_of_node_is_worded_on_the_page,
        the_rate_limit_of_cloudflare_holds,
        the_rate_limit_of_netlify_holds,
    ]
}

/// Where the API has its pictures; no server answers there in these tests.
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

async fn cloudflare_sells_and_its_requests_carry_only_what_is_meant(shop: Shop) {
    sells(shop, Recipe::Cloudflare).await;
}

async fn netlify_sells_and_its_requests_carry_only_what_is_meant(shop: Shop) {
    sells(shop, Recipe::Netlify).await;
}

async fn vercel_sells_and_its_requests_carry_only_what_is_meant(shop: Shop) {
    sells(shop, Recipe::Vercel).await;
}

async fn sells(shop: Shop, recipe: Recipe) {
    shop.sandbox.set(json!({ "image_base": PICTURES })).await;
    let (shop, deployed) = shop.on_recipe(recipe, Options::default()).await;
    shop.sandbox.forget().await;
    shop.open("/?country=US").await;
    shop.run("document.cookie = 'forged=1'").await;
    let agent = shop.run("return navigator.userAgent").await;
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&shop).await;
    shop.reads(text("order.state_waiting")).await;
    shop.reads(text("order.link_live")).await;
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
        let agent = agent.as_str().unwrap_or_default();
        // A stream can't name the country that is shopped in, so the recipe names its own.
        let country = if entry["route"] == "subscribe" {
            "DE"
        } else {
            "US"
        };
        only_the_meant_headers(entry, (agent, country), recipe, &shop.sandbox);
    }
    let words = deployed.words();
    assert!(!words.contains(&id), "the order's id is in a log:\n{words}");
    assert!(!words.contains("recipe-partner"), "{words}");
}

/// The headers that a recipe may send on; another recipe may send fewer of them, none more.
const MEANT: [&str; 12] = [
    "host",
    // It belongs to the recipe's own connection to the API; a browser's value is not passed on.
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

pub(crate) fn only_the_meant_headers(
    entry: &serde_json::Value,
    (agent, country): (&str, &str),
    recipe: Recipe,
    sandbox: &Sandbox,
) {
    let path = &entry["path"];
    let header = |name: &str| entry["headers"][name].as_str().unwrap_or_default();
    let host = if recipe.is_edge() {
        sandbox.url().trim_start_matches("http://")
    } else if entry["route"] == "countries" {
        "www.sandbox.test"
    } else {
        "api.sandbox.test"
    };
    assert_eq!(header("host"), host, "{path}");
    assert_eq!(header("x-cr-application"), "recipe-partner", "{path}");
    assert_eq!(header("x-cr-version"), "e2e-1", "{path}");
    assert_eq!(header("x-country-iso-code"), country, "{path}");
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
        // Cloudflare's own, with the owner's domain; no Worker can take it away.
        let is_cloudflares = recipe == Recipe::Cloudflare && name == "cf-worker";
        assert!(
            MEANT.contains(&name.as_str()) || is_cloudflares,
            "{path} carries {name}"
        );
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

async fn cloudflare_restarted_while_an_order_is_followed_loses_nothing(shop: Shop) {
    is_followed_over_a_restart(shop, Recipe::Cloudflare).await;
}

async fn is_followed_over_a_restart(shop: Shop, recipe: Recipe) {
    let (shop, mut deployed) = shop.on_recipe(recipe, Options::default()).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.state_waiting")).await;
    shop.reads(text("order.link_live")).await;
    deployed.stop();
    shop.sandbox.act(&id, "pay").await;
    shop.no_longer_reads(text("order.link_live")).await;
    assert!(!says_it_failed(&shop.text().await));
    shop.starts_again(&mut deployed).await;
    shop.reads(text("order.head_done")).await;
    code_is_shown(&shop, &id).await;
}

async fn nginx_that_holds_streams_back_is_named_on_the_page_and_loses_nothing(shop: Shop) {
    let options = Options {
        // With chunks nginx passes on each of them, buffers or not.
        edits: vec![
            ("proxy_buffering off;", "proxy_buffering on;"),
            ("proxy_http_version 1.1;", "proxy_http_version 1.0;"),
        ],
        ..Options::default()
    };
    let (shop, _deployed) = shop.on_recipe(Recipe::Nginx, options).await;
    shop.before_every_page(FAST_TIME).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.state_waiting")).await;
    shop.sandbox.act(&id, "partial").await;
    shop.reads(text("order.link_withheld")).await;
    assert!(!shop.sandbox.log("subscribe").await.is_empty());
    is_delivered(&shop, &id).await;
}

async fn nginx_sells_in_a_folder_behind_another_prefix(shop: Shop) {
    sells_in_a_folder(shop, Recipe::Nginx).await;
}

async fn cloudflare_sells_in_a_folder_behind_another_prefix(shop: Shop) {
    sells_in_a_folder(shop, Recipe::Cloudflare).await;
}

async fn node_sells_in_a_folder_behind_another_prefix(shop: Shop) {
    sells_in_a_folder(shop, Recipe::Node).await;
}

async fn caddy_sells_in_a_folder_behind_another_prefix(shop: Shop) {
    sells_in_a_folder(shop, Recipe::Caddy).await;
}

/// An owner's edit of the config block, in a copy of a page.
fn edited(page: &Path, name: &str, prefix: &str) -> String {
    let page = std::fs::read_to_string(page).expect("a release");
    let edited = page
        .replace(
            "\"api_prefix\": \"/api\"",
            &format!("\"api_prefix\": \"{prefix}\""),
        )
        .replace("\"name\": \"Refillery\"", &format!("\"name\": \"{name}\""));
    assert_ne!(page, edited, "the config block was written otherwise");
    edited
}

/// The result of `cargo xtask build --public-url /shop/`, with an edited page.
async fn sells_in_a_folder(shop: Shop, recipe: Recipe) {
    let root = root();
    let build = root.join("target/shop");
    assert!(
        build.join("_server").is_dir(),
        "there is no build for a folder: `cargo xtask test --only build` makes it"
    );
    let page = edited(&build.join("index.html"), "Corner Shop", "/partner/v1");
    let folder = fresh_folder("second");
    let mut options = Options {
        dist: Some(build.clone()),
        ..Options::default()
    }
    .with("SHOP_PATH", "/shop/")
    .with("SHOP_PREFIX", "/partner/v1");
    if recipe == Recipe::Cloudflare {
        // Its page lies beside the files.
        let copied = std::process::Command::new("cp")
            .arg("-r")
            .arg(build.join("."))
            .arg(&folder)
            .status();
        assert!(copied.is_ok_and(|status| status.success()));
        options.dist = Some(folder.clone());
    } else {
        options = options.with("SHOP_PAGE", folder.to_string_lossy());
    }
    std::fs::write(folder.join("index.html"), page).expect("target/ can be written");
    let (shop, _deployed) = shop.on_recipe(recipe, options).await;
    shop.open("/shop/product/steam/steam?country=US").await;
    shop.reads("Corner Shop").await;
    shop.open("/shop/?country=US").await;
    shop.types_and_enters(text("search.label"), "Amazon.com")
        .await;
    shop.follow("Amazon.com").await;
    shop.choose("$50").await;
    has_a_price(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("order.state_waiting")).await;
    shop.reads(text("order.link_live")).await;
}

async fn the_rate_limit_of_nginx_is_worded_on_the_page(shop: Shop) {
    let options = Options::default()
        .with("SHOP_VALIDATIONS_PER_MINUTE", "1")
        .with("SHOP_VALIDATIONS_AT_ONCE", "1");
    is_worded_on_the_page(shop, Recipe::Nginx, options).await;
}

async fn the_rate_limit_of_node_is_worded_on_the_page(shop: Shop) {
    let options = Options::default().with("SHOP_VALIDATIONS_PER_MINUTE", "2");
    is_worded_on_the_page(shop, Recipe::Node, options).await;
}

async fn the_rate_limit_of_cloudflare_holds(shop: Shop) {
    let answer = is_refused_in_the_end(shop, Recipe::Cloudflare).await;
    assert_eq!(answer.header("retry-after"), "60");
    assert!(answer.text().contains("TOO_MANY_REQUESTS"));
}

/// Netlify counts, and its answer is its own.
async fn the_rate_limit_of_netlify_holds(shop: Shop) {
    is_refused_in_the_end(shop, Recipe::Netlify).await;
}

async fn is_refused_in_the_end(shop: Shop, recipe: Recipe) -> Answer {
    let options = Options::default()
        .with("SHOP_VALIDATIONS_PER_MINUTE", "2")
        .with("SHOP_ORDERS_PER_MINUTE", "2");
    let (visitor, deployed) = shop.on_recipe(recipe, options).await;
    let raw = Raw::default();
    let mut last = None;
    for path in ["orders/validations", "orders"] {
        let url = format!("{}/api/v5/{path}", deployed.url);
        let mut statuses = Vec::new();
        // The host's minute may end in between, once.
        for _ in 0..5 {
            let answer = raw.ask(http::Method::POST, &url, &[], "{}").await;
            statuses.push(answer.status.as_u16());
            last = Some(answer);
            if statuses.ends_with(&[429]) {
                break;
            }
        }
        assert!(
            statuses.len() > 2 && statuses.ends_with(&[429]),
            "{path}: {statuses:?}"
        );
    }
    looks_once(&visitor).await;
    last.expect("an answer")
}

async fn is_worded_on_the_page(shop: Shop, recipe: Recipe, options: Options) {
    let (shop, deployed) = shop.on_recipe(recipe, options).await;
    search(&shop, "US", "Steam").await;
    shop.choose("$20").await;
    has_a_price(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    // Somebody behind the same address was just about to order, twice.
    let raw = Raw::default();
    let orders = format!("{}/api/v5/orders/validations", deployed.url);
    for _ in 0..2 {
        raw.ask(http::Method::POST, &orders, &[], "{}").await;
    }
    shop.sandbox.forget().await;
    shop.press(text("ordering.place")).await;
    let pause = [text("failure.too_many"), start_of("failure.too_many_wait")];
    shop.reads_one_of(&pause).await;
    shop.reads(text("ordering.failed_title")).await;
    assert!(shop.sandbox.log("validations").await.is_empty());
    assert!(shop.sandbox.log("orders-create").await.is_empty());
    assert!(shop.sandbox.orders().await.is_empty());
    assert_eq!(
        shop.typed(text("recipient.email")).await.as_deref(),
        Some(EMAIL)
    );
}

fn root() -> PathBuf {
    let package = std::env::current_dir().expect("a folder");
    package.ancestors().nth(2).expect("the checkout").to_owned()
}

/// The files are those of one build; each shop has a page of its own.
async fn two_shops_share_one_build(shop: Shop) {
    let root = root();
    let mut open = Vec::new();
    for name in ["First", "Second"] {
        let folder = fresh_folder(name);
        let page = edited(&root.join("dist/index.html"), name, "/api");
        std::fs::write(folder.join("index.html"), page).expect("target/ can be written");
        let options = Options::default().with("SHOP_PAGE", folder.to_string_lossy());
        let (at, deployed) = shop.on_recipe(Recipe::Caddy, options).await;
        open.push((at, deployed, name));
    }
    for (at, _deployed, name) in &open {
        at.open("/?country=US").await;
        at.reads(name).await;
        at.reads(&start_title("United States")).await;
    }
}
