//! The home page: which parts it has, in which order, and how high they are.

use refillery::config::Config;
use serde_json::{Value, json};
use shop_core::model::brand::Kinds;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, DEALS, HOMEPAGE, NOW, ORDER_ID};
use crate::orders::{OTHER_ID, script};
use crate::stage::{Stage, number, text};

/// Stores this on the device, as earlier visits did.
fn store(name: &str, value: &Value) {
    let storage = leptos::prelude::window().local_storage();
    let storage = storage.expect("storage").expect("storage");
    storage.set_item(name, &value.to_string()).expect("room");
}

fn store_seen(count: usize) {
    let seen = |place: usize| json!({ "country": "US", "slug": format!("b{place}"), "title": format!("Brand {place}") });
    store(
        "refillery.seen.1",
        &(0..count).map(seen).collect::<Vec<_>>().into(),
    );
}

fn store_order(state: &str, age: f64) {
    let order = |id: &str, title: &str, state: &str, age: f64| json!({ "id": id, "title": title, "created_at": NOW - age, "state": state });
    store(
        "refillery.orders.1",
        &json!([
            order(ORDER_ID, "Steam $20", state, age),
            order(OTHER_ID, "Roblox $10", "done", 86_400_000.0),
        ]),
    );
}

/// A catalogue of 500 brands in 20 categories with names of two lines, and its feed.
fn large() -> [Value; 2] {
    let row = |place: usize| {
        let promotion = json!({ "title": "5%", "by": "INTERNAL" });
        json!({ "family": format!("A brand with a name of two lines {place}"),
            "brand": format!("A brand with a name of two lines {place}"),
            "min": "$5", "max": "$1,000", "kind": "giftcard", "category": format!("kind_of_shop_{}", place % 20),
            "promotion": (place % 50 == 49).then_some(promotion) })
    };
    let rows: Vec<Value> = (0..500).map(row).collect();
    let first = &rows[..14];
    [
        json!({ "country_code": "US", "popular_brands": first }),
        json!({ "country_code": "US", "all_brands": rows, "popular_brands": first }),
    ]
}

/// The page of a shop with all that it can have, on a stage with these answers.
async fn with_everything(feed: &str, brands: &str) -> Stage {
    let stage = Stage::with_shop();
    stage.serve("/v2/homepage", feed);
    stage.serve("/v2/brands", brands);
    store_seen(5);
    store_order("waiting", 60_000.0);
    stage.open("/");
    stage
        .until("the categories", || stage.has("#categories"))
        .await;
    stage
}

/// The visible elements that a selector finds.
fn visible(selector: &str) -> usize {
    number(&script(&format!(
        "[...document.querySelectorAll('#stage {selector}')].filter((each) => each.getClientRects().length).length"
    )))
}

#[wasm_bindgen_test]
async fn the_parts_of_the_home_page_are_in_their_order() {
    let stage = with_everything(HOMEPAGE, DEALS).await;
    let parts = script(
        "[...document.querySelectorAll('#stage main :is(h1, .drawing, form, .kinds, .reasons, .under-way, h2)')]
         .map((each) => each.tagName === 'H2' ? each.textContent : each.classList[0] ?? each.tagName).join()",
    );
    assert_eq!(
        text(&parts),
        "H1,drawing,search,kinds,reasons,under-way,Popular,Deals,Go on where you left off,Categories"
    );
    assert_eq!(
        stage.text(".reasons"),
        "The network is named before the amount\
         Orders are found again here or by their link\
         Sold and delivered by Cryptorefills"
    );
    let ways: String = text(&script(
        "[...document.querySelectorAll('#stage .feed-head a')].map((each) => each.ariaLabel + ' ' + each.getAttribute('href').split('&')[0]).join('; ')",
    ));
    for way in [
        "See all: Popular /brands?country=US",
        "See all: Deals /brands?",
        "See all: Categories /brands?",
    ] {
        assert!(ways.contains(way), "{ways}");
    }
}

#[wasm_bindgen_test]
async fn the_ways_in_are_the_kinds_that_the_shop_sells() {
    for (kinds, words) in [
        (&[][..], "Gift cards6 brandsTop-upsby numbereSIMsby place"),
        (&["gift_card", "esim"], "Gift cards6 brandseSIMsby place"),
        (&["top_up", "esim"], "Top-upsby numbereSIMsby place"),
        (&["esim"], ""),
    ] {
        let stage = Stage::with_shop();
        let each = kinds.iter().filter_map(|kind| Kinds::parse(kind));
        let config = Config {
            kinds: Kinds::of_list(each.collect()),
            ..Config::default()
        };
        stage.open_with("/", config, Vec::new());
        stage
            .until("the categories", || stage.has("#categories"))
            .await;
        assert_eq!(stage.has(".kinds"), !words.is_empty(), "{kinds:?}");
        if !words.is_empty() {
            assert_eq!(stage.text(".kinds"), words);
            assert_eq!(visible(".kinds .room"), 0);
        }
    }
}

#[wasm_bindgen_test]
async fn deals_are_only_there_while_a_promotion_counts() {
    let stage = with_everything(HOMEPAGE, BRANDS).await;
    assert!(!stage.has("#deals"));
    let stage = with_everything(HOMEPAGE, DEALS).await;
    let deals = stage.text("[aria-labelledby=deals]");
    // A date that can't be read is no limit, and an offer that has ended is none.
    for (name, is_there) in [
        ("Best Buy", true),
        ("DoorDash", true),
        ("Asos", true),
        ("Harbor Coffee", false),
        ("Target", false),
    ] {
        assert_eq!(deals.contains(name), is_there, "{name}: {deals}");
    }
    // Tags alone promise nothing.
    let tags = DEALS.replace("\"promotion\"", "\"of_old\"");
    let stage = with_everything(HOMEPAGE, &tags).await;
    assert!(!stage.has("#deals"));
}

#[wasm_bindgen_test]
async fn an_order_is_only_there_while_something_is_awaited() {
    const HOUR: f64 = 3_600_000.0;
    for (state, age, words) in [
        ("waiting", 0.0, "Steam $20 Waiting for payment"),
        // Money that was sent, or goods, are waited for however long it takes.
        ("partial", 100.0 * HOUR, "Steam $20 "),
        ("delivering", 100.0 * HOUR, "Steam $20 "),
        ("waiting", 4.0 * HOUR, ""),
        ("expired", 0.0, ""),
        ("done", 0.0, ""),
        ("refunded", 0.0, ""),
        ("words of a later release", 0.0, ""),
    ] {
        let stage = Stage::with_shop();
        store_order(state, age);
        stage.open("/");
        stage.says("Popular").await;
        assert_eq!(stage.has(".under-way"), !words.is_empty(), "{state}");
        if !words.is_empty() {
            assert!(stage.text(".under-way").starts_with(words), "{state}");
            assert_eq!(stage.count(".under-way a"), 1, "{state}");
            assert!(stage.has(&format!(".under-way a[href^='/order/{ORDER_ID}']")));
        }
    }
}

#[wasm_bindgen_test]
async fn what_was_looked_at_is_a_way_back() {
    let stage = with_everything(HOMEPAGE, BRANDS).await;
    assert_eq!(stage.count("[aria-labelledby=left-off] .chip"), 4);
    assert!(stage.has("[aria-labelledby=left-off] a[href^='/brand/']"));
    let stage = Stage::with_shop();
    stage.open("/");
    stage
        .until("the categories", || stage.has("#categories"))
        .await;
    assert!(!stage.has("#left-off"), "nobody was here before");
}

#[wasm_bindgen_test]
async fn categories_have_their_number_of_brands() {
    let stage = with_everything(HOMEPAGE, BRANDS).await;
    let tiles = text(&stage.on_page("lines", &[".tiles .tile".into()]));
    assert!(tiles.contains("Games"), "{tiles}");
    for tile in tiles.lines() {
        let count = tile.trim_end_matches("brands").trim_end_matches("brand");
        let digits = count.trim_end();
        assert!(
            digits.ends_with(|digit: char| digit.is_ascii_digit()) && !digits.ends_with(" 0"),
            "{tile}"
        );
    }
}

#[wasm_bindgen_test]
async fn cards_and_tiles_are_in_whole_rows() {
    let [_, brands] = large();
    for (listed, phone, tablet, desk) in [
        (1, 1, 1, 1),
        (3, 2, 3, 3),
        (5, 4, 4, 5),
        (7, 6, 4, 6),
        (11, 6, 8, 6),
        (14, 6, 12, 12),
    ] {
        let rows = brands["all_brands"].as_array().expect("rows");
        let feed = json!({ "popular_brands": rows[..listed] });
        let stage = with_everything(&feed.to_string(), &brands.to_string()).await;
        for (width, cards, tiles) in [(390, phone, 16), (768, tablet, 16), (1280, desk, 16)] {
            stage.becomes(width, 100);
            stage.painted().await;
            let popular = "[aria-labelledby=popular] li";
            assert_eq!(visible(popular), cards, "{listed} at {width}");
            assert_eq!(visible(".tiles li"), tiles, "{width}");
        }
    }
}

#[wasm_bindgen_test]
async fn the_home_page_ends_after_four_screens() {
    let [feed, brands] = large();
    let stage = with_everything(&feed.to_string(), &brands.to_string()).await;
    for (width, most) in [(390, 3376), (1280, 2400)] {
        stage.becomes(width, 100);
        stage.painted().await;
        let height = number(&script(
            "Math.ceil(document.querySelector('#stage').getBoundingClientRect().height)",
        ));
        assert!(height <= most, "{height} at {width}");
        assert!(height > most / 2, "{height}: not all of it is there");
        assert_eq!(stage.stands_out(), "", "{width}");
    }
}

#[wasm_bindgen_test]
async fn nothing_of_the_first_screen_moves_when_the_catalogue_comes() {
    let [feed, brands] = large();
    let stage = Stage::with_shop();
    stage.serve("/v2/homepage", &feed.to_string());
    stage.hold("/v2/brands");
    stage.open("/");
    stage
        .until("asking", || stage.pending("/v2/brands") == 1)
        .await;
    stage.says("Popular").await;
    let places = || {
        text(&script(
            "[...document.querySelectorAll('#stage main :is(h1, .search, .kinds, .reasons, #popular)')]
             .map((each) => Math.round(each.getBoundingClientRect().top)).join()",
        ))
    };
    let mut before = Vec::new();
    for width in [320, 390, 768, 1280] {
        stage.becomes(width, 100);
        stage.painted().await;
        before.push(places());
    }
    stage.answer("/v2/brands", 200, &brands.to_string()).await;
    stage
        .until("the categories", || stage.has("#categories"))
        .await;
    for (width, before) in [320, 390, 768, 1280].into_iter().zip(before) {
        stage.becomes(width, 100);
        stage.painted().await;
        assert_eq!(places(), before, "{width}");
    }
}
