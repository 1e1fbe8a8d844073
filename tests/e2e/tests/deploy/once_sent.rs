//! One press sends one order, also where the connection dies before the answer comes.
//!
//! Browsers send a request again by themselves when a connection that has served before dies
//! without an answer, and they do so with a POST too. Here every order but one is lost, by the
//! upstream alone or by all hops at once, and each is counted at the hop next to the browser
//! and at the upstream.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::Method;
use refillery_e2e::{
    Dropping, Engine, Fate, Files, Options, Raw, Recipe, Role, Shop, Test, tests, text,
};

use crate::deploy::certificate;
use crate::deploy::passing::looks_once;
use crate::shop::pictures::for_eyes;
use crate::steps::{chooses_a_card, comes_to_its_order};

pub(crate) fn tests() -> Vec<Test> {
    let engines = [None, Some(Engine::Firefox), Some(Engine::WebKit)];
    let mut tests: Vec<Test> = engines.into_iter().flat_map(tests_in).collect();
    // No browser takes part in these.
    tests.extend(tests!["once_sent":
        nginx_refuses_a_repeated_attempt,
        node_refuses_a_repeated_attempt,
        cloudflare_refuses_a_repeated_attempt,
        netlify_refuses_a_repeated_attempt,
        vercel_refuses_a_repeated_attempt,
    ]);
    tests
}

/// All of them, in Chromium where no engine is named.
fn tests_in(engine: Option<Engine>) -> Vec<Test> {
    let tests = tests!["once_sent":
        a_plain_file_server_gets_each_order_once,
        a_sign_in_before_the_shop_is_worded_on_the_page,
        nginx_gets_each_order_once,
        nginx_with_http_2_passes_each_order_on_once,
        caddy_gets_each_order_once,
        caddy_with_http_2_passes_each_order_on_once,
        node_gets_each_order_once,
    ];
    let tests = tests.into_iter().map(|test| match engine {
        Some(engine) => test.on(engine),
        None => test,
    });
    tests.collect()
}

/// The page's text where an order's answer never came.
fn lost() -> &'static str {
    text("ordering.unknown_title")
}

/// The id of the box that says it, which gets the focus a frame later.
const SUMMARY: &str = "problems";

/// Orders the chosen card as this buyer, and reads that the answer is lost.
async fn loses_an_order(shop: &Shop, email: &str) {
    shop.types(text("recipient.email"), email).await;
    shop.press(text("ordering.place")).await;
    is_lost(shop, email).await;
}

/// The same after another whose answer is lost: the page asks first.
async fn loses_another_order(shop: &Shop, email: &str) {
    shop.types(text("recipient.email"), email).await;
    shop.press(text("ordering.place")).await;
    insists(shop).await;
    // The button is itself again when there is an answer, or none.
    shop.sees(Role::Button, text("ordering.place")).await;
    is_lost(shop, email).await;
}

/// Orders once more, after the page has asked.
async fn insists(shop: &Shop) {
    shop.sees(Role::Button, text("ordering.repeat")).await;
    // Two quick clicks at one place are a double click, and its second sends nothing.
    shop.click(Role::Heading, "Amazon.com").await;
    shop.press(text("ordering.repeat")).await;
}

async fn is_lost(shop: &Shop, email: &str) {
    shop.reads(lost()).await;
    is_led_to_the_summary(shop).await;
    let typed = shop.typed(text("recipient.email")).await;
    assert_eq!(typed.as_deref(), Some(email), "typed text is gone");
}

/// Waits until the page has moved the focus, which would take keys away from a field.
async fn is_led_to_the_summary(shop: &Shop) {
    shop.until("the focus on the summary", async || {
        let id = shop.run("return document.activeElement.id").await;
        (id == SUMMARY).then_some(())
    })
    .await;
}

async fn a_plain_file_server_gets_each_order_once(shop: Shop) {
    let files = Files::default();
    let (mut shop, host) = shop.on_host(files).await;
    let hop = Dropping::listen(&host.url).await;
    shop.url.clone_from(&hop.url);
    chooses_a_card(&shop).await;
    hop.set(Fate::Dropped);
    loses_an_order(&shop, "first@example.com").await;
    assert_eq!(hop.orders(), 1, "the first");
    loses_another_order(&shop, "second@example.com").await;
    assert_eq!(hop.orders(), 1, "the second");
    assert!(shop.sandbox.orders().await.is_empty());
}

/// The sign-in of a server, and that of another one which it leads to. A redirect with this
/// status would repeat the order if it were followed.
const SIGN_INS: [&str; 2] = [
    "HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Basic realm=\"Shop\"\r\n\
     content-length: 0\r\nconnection: close\r\n\r\n",
    "HTTP/1.1 307 Temporary Redirect\r\nlocation: /api/v5/orders\r\n\
     content-length: 0\r\nconnection: close\r\n\r\n",
];

async fn a_sign_in_before_the_shop_is_worded_on_the_page(shop: Shop) {
    let files = Files::default();
    let (mut shop, host) = shop.on_host(files).await;
    let hop = Dropping::listen(&host.url).await;
    shop.url.clone_from(&hop.url);
    chooses_a_card(&shop).await;
    for (place, answer) in SIGN_INS.into_iter().enumerate() {
        let email = format!("visitor+{place}@example.com");
        shop.types(text("recipient.email"), &email).await;
        shop.no_longer_reads(text("failure.sign_in")).await;
        hop.set(Fate::Answered(answer));
        shop.press(text("ordering.place")).await;
        shop.reads(text("failure.sign_in")).await;
        shop.reads(text("ordering.failed_title")).await;
        is_led_to_the_summary(&shop).await;
        assert_eq!(hop.orders(), 1, "{answer}");
        for_eyes(&shop, &format!("sign-in-{place}")).await;
        let typed = shop.typed(text("recipient.email")).await;
        assert_eq!(typed.as_deref(), Some(&*email), "typed text is gone");
    }
    // It is certain that nothing was made, so the same can be ordered at once.
    hop.set(Fate::PassedOn);
    shop.press(text("ordering.place")).await;
    comes_to_its_order(&shop).await;
    assert_eq!(shop.sandbox.orders().await.len(), 1);
}

async fn nginx_gets_each_order_once(shop: Shop) {
    each_order_comes_once(shop, Recipe::Nginx, Options::default()).await;
}

async fn caddy_gets_each_order_once(shop: Shop) {
    each_order_comes_once(shop, Recipe::Caddy, Options::default()).await;
}

async fn node_gets_each_order_once(shop: Shop) {
    each_order_comes_once(shop, Recipe::Node, Options::default()).await;
}

async fn nginx_with_http_2_passes_each_order_on_once(shop: Shop) {
    let folder = folder();
    let made = certificate::make(&folder, "IP:127.0.0.1");
    let options = Options {
        tls: Some((made.certificate, made.key)),
        ..Options::default()
    };
    each_order_comes_once(shop, Recipe::Nginx, options).await;
    let _removed = std::fs::remove_dir_all(&folder);
}

async fn caddy_with_http_2_passes_each_order_on_once(shop: Shop) {
    let options = Options {
        tls: Some((PathBuf::new(), PathBuf::new())),
        ..Options::default()
    }
    .with(
        "SHOP_GLOBAL",
        "skip_install_trust\nauto_https disable_redirects\ndefault_sni 127.0.0.1",
    );
    each_order_comes_once(shop, Recipe::Caddy, options).await;
}

/// A folder for one test's certificate.
fn folder() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("refillery-once-{}-{count}", std::process::id()))
}

async fn each_order_comes_once(shop: Shop, recipe: Recipe, options: Options) {
    let is_readable = options.tls.is_none();
    let upstream = Dropping::listen(shop.sandbox.url()).await;
    let options = options.with("SHOP_UPSTREAM", upstream.url.clone());
    let (mut shop, deployed) = shop.on_recipe(recipe, options).await;
    let nearest = Dropping::listen(&deployed.url).await;
    upstream.takes_along(&nearest);
    shop.url.clone_from(&nearest.url);
    // Firefox may repeat on a spare connection (docs/decisions/browsers-repeat-posts.md#spare-connections).
    let agent = shop.run("return navigator.userAgent").await.to_string();
    let most = if agent.contains("Firefox") { 2 } else { 1 };
    let came_once = |name: &str| {
        assert_eq!(upstream.orders(), 1, "{name}, at the upstream");
        if is_readable {
            let nearest = nearest.orders();
            assert!(
                (1..=most).contains(&nearest),
                "{name}, {nearest} next to the browser"
            );
            if nearest > 1 {
                println!("{name}: sent again on a spare connection");
            }
        }
    };

    chooses_a_card(&shop).await;
    upstream.set(Fate::CutOff);
    loses_an_order(&shop, "first@example.com").await;
    came_once("the first, cut off");
    loses_another_order(&shop, "second@example.com").await;
    came_once("the second, cut off");
    upstream.set(Fate::Dropped);
    loses_another_order(&shop, "third@example.com").await;
    came_once("the third, dropped by the upstream");

    upstream.set(Fate::PassedOn);
    shop.types(text("recipient.email"), "fourth@example.com")
        .await;
    shop.press(text("ordering.place")).await;
    insists(&shop).await;
    comes_to_its_order(&shop).await;
    came_once("the fourth, answered");

    // Its connection has served an order, and is used again unless it was closed.
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), "fifth@example.com")
        .await;
    shop.press(text("ordering.place")).await;
    shop.sees(Role::Button, text("ordering.repeat")).await;
    upstream.set(Fate::CutOff);
    insists(&shop).await;
    shop.sees(Role::Button, text("ordering.place")).await;
    shop.reads(lost()).await;
    came_once("the fifth, cut off");
    assert_eq!(shop.sandbox.orders().await.len(), 1);
}

async fn nginx_refuses_a_repeated_attempt(shop: Shop) {
    refuses_a_repeated_attempt(shop, Recipe::Nginx, 429).await;
}

async fn node_refuses_a_repeated_attempt(shop: Shop) {
    refuses_a_repeated_attempt(shop, Recipe::Node, 502).await;
}

async fn cloudflare_refuses_a_repeated_attempt(shop: Shop) {
    refuses_a_repeated_attempt(shop, Recipe::Cloudflare, 502).await;
}

async fn netlify_refuses_a_repeated_attempt(shop: Shop) {
    refuses_a_repeated_attempt(shop, Recipe::Netlify, 502).await;
}

async fn vercel_refuses_a_repeated_attempt(shop: Shop) {
    refuses_a_repeated_attempt(shop, Recipe::Vercel, 502).await;
}

/// `refused` is a status after which the page says that the order may have been made.
async fn refuses_a_repeated_attempt(visitor: Shop, recipe: Recipe, refused: u16) {
    let (shop, deployed) = visitor.on_recipe(recipe, Options::default()).await;
    shop.sandbox.forget().await;
    let raw = Raw::default();
    let url = format!("{}/api/v5/orders", deployed.url);
    let first = ("x-refillery-attempt", "0123456789abcdef");
    let second = ("x-refillery-attempt", "fedcba9876543210");
    // Other clients name no attempt, and are not held back.
    let asked: [&[(&str, &str)]; 5] = [&[first], &[first], &[second], &[], &[]];
    let mut statuses = Vec::new();
    for headers in asked {
        let answer = raw.ask(Method::POST, &url, headers, "{\"a\":1}").await;
        statuses.push(answer.status.as_u16());
    }
    let passed_on = statuses[0];
    assert_ne!(passed_on, refused);
    assert_eq!(
        statuses,
        [passed_on, refused, passed_on, passed_on, passed_on]
    );
    let log = shop.sandbox.log("orders-create").await;
    assert_eq!(log.len(), 4);
    for entry in &log {
        assert!(entry["headers"]["x-refillery-attempt"].is_null(), "{entry}");
    }
    looks_once(&visitor).await;
}
