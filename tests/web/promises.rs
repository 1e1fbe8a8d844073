//! What the shop says of itself on every page: what it sells, and that a sandbox sells nothing.

use refillery::config::Config;
use refillery::model::brand::Kinds;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{NO_BRANDS, ORDER_ID, WAITING};
use crate::orders::script;
use crate::stage::{Stage, call, text};

/// The first page of a shop of these kinds: its title, what it says under it, and what it tells
/// those who only list it.
async fn promises(kinds: &[&str]) -> [String; 3] {
    let stage = Stage::with_shop();
    stage.serve("/v2/brands", NO_BRANDS);
    script(
        "document.querySelector('meta[name=description]')?.remove();
         document.head.insertAdjacentHTML('beforeend', '<meta name=description content=?>')",
    );
    let kinds = kinds.iter().filter_map(|kind| Kinds::parse(kind));
    let config = Config {
        kinds: Kinds::of_list(kinds.collect()),
        ..Config::default()
    };
    stage.open_with("/", config, Vec::new());
    stage
        .until("a heading", || !stage.text("main h1").is_empty())
        .await;
    let description = "document.querySelector('meta[name=description]').content";
    let said = || text(&script(description));
    stage.until("a description", || said() != "?").await;
    let title = text(&script("document.title"));
    assert_eq!(title, [&stage.text("main h1"), " · Refillery"].concat());
    [stage.text("main h1"), stage.text(".hero p"), said()]
}

#[wasm_bindgen_test]
async fn the_shop_promises_the_kinds_that_it_sells() {
    for (kinds, goods) in [
        (&["gift_card"][..], "Gift cards"),
        (&["top_up"], "Phone top-ups"),
        (&["esim"], "eSIMs"),
        (&["gift_card", "top_up"], "Gift cards and phone top-ups"),
        (&["gift_card", "esim"], "Gift cards and eSIMs"),
        (&["top_up", "esim"], "Phone top-ups and eSIMs"),
        (&[], "Gift cards, phone top-ups and eSIMs"),
    ] {
        let [heading, lead, description] = promises(kinds).await;
        assert_eq!(heading, [goods, ", paid with crypto"].concat());
        assert_eq!(lead, [goods, ", sent within minutes. No account."].concat());
        assert_eq!(description, lead);
    }
}

#[wasm_bindgen_test]
async fn every_page_on_the_sandbox_says_that_nothing_is_real() {
    let header = r#"{ "x-refillery-sandbox": "1" }"#;
    let order = ["/order/", ORDER_ID].concat();
    for address in [
        "/",
        "/brands",
        "/brand/steam",
        "/brand/no-such-brand",
        "/product/steam/steam",
        "/checkout",
        &order,
        "/order/42",
        "/orders",
        "/embed/builder",
        "/nothing",
        "/nothing/here/at/all",
    ] {
        let stage = Stage::with_shop();
        stage.serve("/v5/orders/", WAITING);
        call("addHeaders", &[header.into()]);
        stage.open(address);
        stage.says("nothing here is real. Do not send money.").await;
    }
}

#[wasm_bindgen_test]
async fn a_page_that_asks_by_itself_is_asked_nothing_more() {
    let stage = Stage::with_shop();
    stage.open("/brand/steam");
    stage
        .until("Steam's page", || stage.text("main h1") == "Steam")
        .await;
    stage.painted().await;
    assert_eq!(stage.asked("GET", "/v3/payment_vias"), 0);
}

#[wasm_bindgen_test]
async fn all_of_a_page_is_painted_for_who_takes_its_picture() {
    let stage = Stage::with_shop();
    stage.becomes_a_phone(390, 100);
    for (address, words) in [
        ("/", "Popular"),
        ("/brands", "Steam"),
        ("/brand/steam", "Steam"),
    ] {
        stage.open(address);
        stage.says(words).await;
        let skipped = script(
            "[...document.querySelectorAll('#stage *')]
               .filter((each) => getComputedStyle(each).contentVisibility !== 'visible')
               .map((each) => each.className).join()",
        );
        assert_eq!(text(&skipped), "", "{address}");
        stage.close();
    }
}
