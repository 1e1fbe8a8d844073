//! What an owner starts and publishes: `cargo xtask serve` on an upstream of their own, and
//! the release bundle on a plain host.

use refillery_e2e::{Files, Role, Shop, Test, tests, text, text_of};
use serde_json::json;

use crate::steps::{EMAIL, code_is_shown, is_delivered, place_order, search, sent, start_title};

pub(crate) fn tests() -> Vec<Test> {
    tests!["serving":
        a_real_upstream_gets_the_partner_headers_and_nobody_else_the_id,
        a_fixed_gift_card_is_bought_in_the_release_bundle,
        the_release_asks_for_its_later_pages_in_time,
        later_pages_that_do_not_come_are_a_sentence,
        later_pages_that_break_off_come_by_a_second_try,
        a_trap_in_any_file_is_said,
        the_sandbox_s_page_shows_what_was_sent,
    ]
}

const PARTNER_ID: &str = "e2e-partner-4711";

/// An order that was never made.
const UNKNOWN_ORDER: &str = "11111111-2222-4333-8444-555555555555";

async fn a_real_upstream_gets_the_partner_headers_and_nobody_else_the_id(shop: Shop) {
    let countries = format!("{}/api/available-countries", shop.sandbox.url());
    let partner = [
        "--partner-id",
        PARTNER_ID,
        "--app-version",
        "9.9",
        "--countries-url",
        &countries,
    ];
    let (shop, mut served) = shop.on_xtask_serve(&partner).await;
    shop.sandbox.forget().await;
    let order = format!("/api/orders/{UNKNOWN_ORDER}/subscribe");
    assert_eq!(served.get("/api/v2/brands?country_code=US").await, 200);
    assert_eq!(served.get(&order).await, 404);
    assert_eq!(served.get("/api/available-countries").await, 200);
    let log = shop.sandbox.log("any").await;
    let asked: Vec<(&str, &str)> = log
        .iter()
        .filter_map(|entry| Some((entry["route"].as_str()?, entry["path"].as_str()?)))
        .collect();
    let order = format!("/v5/orders/{UNKNOWN_ORDER}/subscribe");
    let expected = [
        ("brands", "/v2/brands?country_code=US"),
        ("subscribe", order.as_str()),
        ("countries", "/api/available-countries"),
    ];
    assert_eq!(asked, expected);
    for entry in &log {
        let header = |name: &str| entry["headers"][name].as_str().unwrap_or_default();
        let path = &entry["path"];
        assert_eq!(header("x-cr-application"), PARTNER_ID, "{path}");
        assert_eq!(header("x-cr-version"), "9.9", "{path}");
        // The shop names it, where it can.
        let country = if entry["route"] == "subscribe" {
            "US"
        } else {
            ""
        };
        assert_eq!(header("x-country-iso-code"), country, "{path}");
        assert_eq!(header("content-type"), "application/json", "{path}");
    }
    shop.sandbox.forget().await;
    shop.open("/?country=DE").await;
    shop.reads(&start_title("Germany")).await;
    let log = shop.sandbox.log("any").await;
    // Pictures come straight from their own host.
    for entry in log.iter().filter(|entry| entry["route"] != "cdn") {
        assert_eq!(entry["headers"]["x-country-iso-code"], "DE");
    }

    let family = served.descendants();
    assert!(
        family.iter().any(|(_, program)| program.contains("trunk")),
        "no trunk among {family:?}"
    );
    assert!(!served.port_is_free(), "nobody listens");
    let status = served.interrupt().await;
    assert!(status.success(), "{status}:\n{}", served.output());
    let left = served.still_run(&family);
    assert!(left.is_empty(), "{left:?} still run");
    assert!(served.port_is_free(), "somebody still listens");

    // Now that it has said everything.
    let output = served.output();
    assert!(
        output.contains("The upstream:") && output.contains("Stopped."),
        "{output}"
    );
    assert!(!output.contains(PARTNER_ID), "{output}");
    let telling = served.built_files_with(PARTNER_ID);
    assert!(telling.is_empty(), "the id is in {telling:?}");
}

async fn a_fixed_gift_card_is_bought_in_the_release_bundle(shop: Shop) {
    let files = Files::default();
    let (shop, _host) = shop.on_host(files).await;
    search(&shop, "US", "Steam").await;
    shop.choose("$20").await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&shop).await;
    let item = sent(&shop).await["deliveries"][0].take();
    assert_eq!(item["brand_name"], "Steam");
    assert_eq!(item["denomination"], "20 USD");
    shop.reads(text("order.state_waiting")).await;
    shop.reads(text("order.link_live")).await;
    is_delivered(&shop, &id).await;
    code_is_shown(&shop, &id).await;
}

/// How the name of the wasm of a brand's and a product's page begins.
const GOODS: &str = "refillery-goods-";

async fn the_release_asks_for_its_later_pages_in_time(shop: Shop) {
    let files = Files::default();
    let (shop, _host) = shop.on_host(files).await;
    let asked = async || {
        let counts = "const names = performance.getEntriesByType('resource').map(({ name }) => name); \
            return ['_goods', '-shared', '-goods', '-browse', '-order', '-orders', '-builder', '-widget'].map((file) => \
                names.filter((name) => name.includes(`/refillery${file}-`)).length)";
        shop.run(counts).await
    };
    // The first file has the page. What other pages need comes when there is nothing else to do.
    shop.open("/product/steam/steam?country=US").await;
    shop.reads(text("product.pay_with")).await;
    let first = asked().await;
    assert_eq!(first[0], 1, "{first}");
    shop.until_equal(json!([1, 0, 0, 1, 1, 0, 0, 0]), asked)
        .await;
    // Elsewhere this device starts with the same file, and the page is beside it.
    shop.open("/?country=US").await;
    shop.reads(&start_title("United States")).await;
    let next = asked().await;
    assert_eq!((&next[0], &next[3]), (&json!(1), &json!(1)), "{next}");
    shop.until_equal(json!([1, 0, 0, 1, 1, 0, 0, 0]), asked)
        .await;
    // A link's page when the link is pointed at.
    shop.run(
        "document.querySelector('a[href*=\"/orders\"]')
         .dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))",
    )
    .await;
    shop.until_equal(json!([1, 0, 0, 1, 1, 1, 0, 0]), asked)
        .await;
    // What partners use is only asked for where they use it, with a first file without a page.
    shop.open("/embed/builder").await;
    shop.reads(text("builder.title")).await;
    let builder = asked().await;
    assert_eq!(builder, json!([0, 1, 0, 0, 0, 0, 1, 0]));
}

async fn later_pages_that_do_not_come_are_a_sentence(shop: Shop) {
    let files = Files {
        edits: vec![(GOODS.to_owned(), "withdrawn-".to_owned())],
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/brands?country=US&q=steam").await;
    shop.follow("Steam").await;
    shop.sees(Role::Button, text("failure.try_again")).await;
    shop.reads(text("failure.part_outdated")).await;
    shop.reads(text("failure.money_safe")).await;
    shop.follow(text("failure.home")).await;
    shop.reads(&start_title("United States")).await;
}

async fn later_pages_that_break_off_come_by_a_second_try(shop: Shop) {
    let files = Files::default();
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/brands?country=US&q=steam").await;
    shop.sees(Role::Link, "Steam").await;
    // As `fetch` fails without a connection, twice.
    shop.run(
        "const load = window.__refilleryLater; let left = 2;
        window.__refilleryLater = (file) => left-- > 0 ? Promise.reject(new TypeError()) : load(file);",
    )
    .await;
    shop.run("document.querySelector('.brand-grid a').click();")
        .await;
    shop.reads(text("failure.part_unreachable")).await;
    shop.press(text("failure.try_again")).await;
    shop.reads(text("failure.part_unreachable")).await;
    shop.press(text("failure.try_again")).await;
    shop.reads(text("product.how_to_redeem")).await;
}

/// Spoils all that the program remembers, and presses something: it traps.
const SPOIL: &str = "(async () => {
  const { memory } = await (await import(document.getElementById('shop-js').href)).default();
  new Uint8Array(memory.buffer).fill(255);
  document.querySelector('main').dispatchEvent(new MouseEvent('click', { bubbles: true }));
  return true;
})()";

/// This device's first file has the start page; an order and the list of orders are in files beside it.
async fn a_trap_in_any_file_is_said(shop: Shop) {
    let (shop, _host) = shop.on_host(Files::default()).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    let order = format!("/order/{id}");
    for (path, words) in [
        ("/", "home.popular"),
        (order.as_str(), "order.state_waiting"),
        ("/orders", "orders.none_title"),
    ] {
        shop.open(&format!("{path}?country=US&lang=de")).await;
        shop.reads(text_of("de", words)).await;
        assert_eq!(shop.evaluate(SPOIL).await, true, "{path}");
        shop.reads(text_of("de", "ended.text")).await;
        if path == order {
            let link = shop.leads_to(text_of("de", "ended.order")).await;
            assert!(link.ends_with(&order), "{link}");
        }
        shop.press(text_of("de", "ended.again")).await;
        shop.no_longer_reads(text_of("de", "ended.text")).await;
        shop.reads(text_of("de", words)).await;
        // These are the faults that this test has made; until the reload, timers made more.
        shop.console().await;
    }
}

async fn the_sandbox_s_page_shows_what_was_sent(shop: Shop) {
    let id = shop.sandbox.make_order("shown@example.com").await;
    shop.goes_to(&format!("{}/__sandbox", shop.sandbox.url()))
        .await;
    shop.until_script(
        "the order's row",
        "const row = [...document.querySelectorAll('details')].find((d) => d.textContent.includes('POST /v5/orders')); \
         if (row) row.open = true; return !!row",
    )
    .await;
    shop.reads("\"email\": \"shown@example.com\"").await;
    assert!(!id.is_empty());
}
