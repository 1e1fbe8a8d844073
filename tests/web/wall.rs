//! The brand wall: search and choices, in the address and back, and the help where
//! nothing is found.

use refillery::config::Config;
use serde_json::json;
use shop_core::model::brand::Kinds;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, NO_BRANDS};
use crate::stage::{Stage, call, number, text};

/// Opens the wall at this query.
async fn open(query: &str) -> Stage {
    let stage = Stage::with_shop();
    stage.open(&["/brands", query].concat());
    stage.until("a wall", || stage.has("#count")).await;
    stage
}

/// The names on the cards.
fn names(stage: &Stage) -> Vec<String> {
    text(&stage.on_page(
        "lines",
        &[".wall-body > section > .brand-grid .brand-name".into()],
    ))
    .lines()
    .map(str::to_owned)
    .collect()
}

fn address() -> String {
    text(&call("address", &[]))
}

/// A catalogue of this many brands, of which the first ones are out of stock.
fn many(count: usize) -> String {
    let rows: Vec<_> = (0..count)
        .map(|place| {
            json!({ "family": format!("Brand {place}"), "brand": format!("Brand {place}"),
                "category": "games", "kind": "giftcard", "is_out_of_stock": place < 3 })
        })
        .collect();
    json!({ "country_code": "US", "all_brands": rows }).to_string()
}

/// The words of the links to the pages of kinds, in the header and in the bar of tabs.
fn kind_links(stage: &Stage) -> [Vec<String>; 2] {
    [".header-kind > span", ".tabs .tab > span"].map(|links| {
        let lines = text(&stage.on_page("lines", &[links.into()]));
        lines.lines().map(str::to_owned).collect()
    })
}

#[wasm_bindgen_test]
async fn the_gift_cards_have_a_page_of_their_own() {
    let stage = Stage::with_shop();
    stage.open("/gift-cards?kind=esim");
    stage
        .until("the goods", || stage.text("#count") == "6 brands")
        .await;
    assert_eq!(stage.text("main h1"), "Gift cards · United States");
    assert_eq!(stage.text(".header-kind[aria-current=page]"), "Gift cards");
    assert_eq!(stage.text(".tab[aria-current=page]"), "Gift cards");
    assert!(!stage.text(".filters").contains("Kind"));
    assert!(!stage.has(".wall-chosen"), "the kind is no filter");
    assert_eq!(
        kind_links(&stage),
        [
            vec!["Gift cards", "Top-ups", "eSIMs"],
            vec!["Gift cards", "Top-ups", "eSIMs", "Orders"]
        ]
    );
    stage.type_into("#search", "zzz").await;
    stage.says("All brands").await;
}

#[wasm_bindgen_test]
async fn a_kind_that_the_shop_leaves_out_is_nowhere() {
    let kinds = ["gift_card", "esim"].into_iter().filter_map(Kinds::parse);
    let config = || Config {
        kinds: Kinds::of_list(kinds.clone().collect()),
        ..Config::default()
    };
    let stage = Stage::with_shop();
    stage.open_with("/gift-cards", config(), Vec::new());
    stage.until("a wall", || stage.has("#count")).await;
    assert_eq!(kind_links(&stage)[0], ["Gift cards", "eSIMs"]);
    let stage = Stage::with_shop();
    stage.open_with("/top-ups", config(), Vec::new());
    stage.says("There is no page at this address").await;
    // In a shop of one kind a link to it would lead nowhere else.
    let one = Config {
        kinds: Kinds::of_list(kinds.clone().take(1).collect()),
        ..Config::default()
    };
    let stage = Stage::with_shop();
    stage.open_with("/brands", one, Vec::new());
    stage.until("a wall", || stage.has("#count")).await;
    assert_eq!(kind_links(&stage), [vec![], vec!["Orders"]]);
}

#[wasm_bindgen_test]
async fn a_kind_without_goods_here_leads_to_all_brands() {
    let stage = Stage::with_shop();
    stage.serve(
        "/v2/brands",
        &many(3).replace("giftcard", "mobile_recharge"),
    );
    stage.open("/gift-cards");
    stage.says("No brand fits all of this.").await;
    assert_eq!(
        stage.attribute("main .wall-none a", "href").as_deref(),
        Some("/brands?country=US")
    );
}

#[wasm_bindgen_test]
async fn what_is_typed_is_marked_and_is_in_the_address_after_a_rest() {
    let stage = open("?country=US").await;
    stage.type_into("#search", "mine").await;
    stage
        .until("one brand", || names(&stage) == ["Minecraft"])
        .await;
    assert_eq!(stage.text(".brand-name mark"), "Mine");
    assert_eq!(stage.text("#count"), "1 brand");
    assert_eq!(address(), "/brands?country=US", "typing has not rested");
    stage.pass(300.0).await;
    assert_eq!(address(), "/brands?country=US&q=mine");
    stage.type_into("#search", "lyca").await;
    stage.until("two brands", || names(&stage).len() == 2).await;
    stage.type_into("#search", "").await;
    stage
        .until("all brands", || names(&stage).len() == 10)
        .await;
    stage.pass(300.0).await;
    assert_eq!(address(), "/brands?country=US");
}

#[wasm_bindgen_test]
async fn a_typo_an_accent_and_another_name_find() {
    let stage = open("").await;
    for (typed, found) in [
        ("mincraft", "Minecraft"),
        ("STÉAM", "Steam"),
        ("robux", "Roblox"),
        ("att", "AT&T Prepaid"),
        ("マイクラ", "Minecraft"),
    ] {
        stage.type_into("#search", typed).await;
        stage
            .until(typed, || {
                names(&stage).first().map(String::as_str) == Some(found)
            })
            .await;
    }
}

#[wasm_bindgen_test]
async fn another_address_brings_its_own_words() {
    let stage = open("?q=robl").await;
    stage
        .until("one brand", || names(&stage) == ["Roblox"])
        .await;
    assert_eq!(stage.value("#search"), "robl");
    stage.go("/brands?q=steam");
    stage
        .until("another brand", || names(&stage) == ["Steam"])
        .await;
    assert_eq!(stage.value("#search"), "steam");
}

#[wasm_bindgen_test]
async fn filters_are_in_the_address_and_can_be_taken_back_one_by_one() {
    let stage = open("?country=US").await;
    stage.click("input[name=category][value=games]").await;
    stage.click("input[name=kind][value=giftcard]").await;
    stage.click(".filters [type=checkbox]").await;
    stage.choose("#sort", "name").await;
    stage
        .until("games from A to Z", || {
            names(&stage) == ["Minecraft", "Roblox", "Steam"]
        })
        .await;
    assert_eq!(
        address(),
        "/brands?country=US&category=games&kind=giftcard&stock=in&sort=name"
    );
    stage
        .click("[aria-label='Remove filter: Gift cards']")
        .await;
    stage
        .until("no kind", || !address().contains("kind="))
        .await;
    assert_eq!(text(&call("focused", &[])), "count");
    stage.press("Clear all filters").await;
    stage.until("all", || names(&stage).len() == 10).await;
    assert_eq!(address(), "/brands?country=US&sort=name");
    assert!(!stage.has(".wall-chosen"));
}

#[wasm_bindgen_test]
async fn a_link_restores_every_choice() {
    let stage = open("?category=games&kind=giftcard&stock=in&from=50&to=100&sort=name&q=s").await;
    stage
        .until("Steam", || names(&stage).contains(&"Steam".to_owned()))
        .await;
    let chips = text(&stage.on_page("lines", &[".wall-chosen button".into()]));
    let chips: Vec<&str> = chips.lines().collect();
    assert_eq!(
        chips,
        [
            "Games",
            "Gift cards",
            "In stock",
            "From $50",
            "Up to $100",
            "Clear all filters"
        ]
    );
    assert_eq!(stage.value("#amount-from"), "50");
    assert_eq!(stage.value("#sort"), "name");
}

#[wasm_bindgen_test]
async fn numbers_beside_the_choices_follow_the_words() {
    let stage = open("").await;
    let all = || stage.text(".filters fieldset label small");
    stage.until("ten", || all() == "10").await;
    stage.type_into("#search", "lyca").await;
    stage.until("two", || all() == "2").await;
}

#[wasm_bindgen_test]
async fn where_filters_leave_nothing_the_way_out_is_beside() {
    let stage = open("?q=steam&category=streaming").await;
    stage.says("No brand fits all of this.").await;
    stage.press("Show 1 brand without the filters").await;
    stage.until("Steam", || names(&stage) == ["Steam"]).await;
    assert_eq!(address(), "/brands?q=steam");
}

#[wasm_bindgen_test]
async fn where_nothing_is_found_the_closest_names_are_shown() {
    let stage = open("?q=minncroffd").await;
    stage.says("No brand here fits “minncroffd”").await;
    assert_eq!(stage.text(".wall-none .brand-name"), "Minecraft");
    assert!(!stage.has(".wall-more button"));
}

#[wasm_bindgen_test]
async fn another_country_is_named_when_its_list_was_seen_and_has_it() {
    let stage = Stage::with_shop();
    stage.serve("country_code=JP", &many(5).replace("\"US\"", "\"JP\""));
    stage.open("/brands?country=JP");
    stage.says("Brand 4").await;
    stage.go("/brands?country=US&q=brand");
    stage
        .says("Found in another country: Japan. Look there")
        .await;
    assert_eq!(
        stage.attribute(".wall-none a", "href").as_deref(),
        Some("/brands?country=JP&q=brand")
    );
}

#[wasm_bindgen_test]
async fn a_country_without_brands_says_so() {
    let stage = Stage::with_shop();
    stage.serve("/v2/brands", NO_BRANDS);
    stage.open("/brands?country=KZ");
    stage
        .says("Nothing is sold in this country (Kazakhstan)")
        .await;
}

#[wasm_bindgen_test]
async fn out_of_stock_is_last_with_a_badge_and_leads_on() {
    let stage = Stage::with_shop();
    stage.serve("/v2/brands", &many(60));
    stage.open("/brands");
    stage.says("48 of 60 shown").await;
    stage.press("Show 12 more").await;
    stage.until("all", || names(&stage).len() == 60).await;
    assert_eq!(names(&stage)[57..], ["Brand 0", "Brand 1", "Brand 2"]);
    assert_eq!(stage.text("li:last-child .badge"), "Out of stock");
    assert_eq!(
        stage
            .attribute("li:last-child .brand-card", "href")
            .as_deref(),
        Some("/brand/Brand%202?country=US")
    );
}

#[wasm_bindgen_test]
async fn the_count_is_true_and_the_window_stays_small() {
    let stage = Stage::with_shop();
    stage.serve("/v2/brands", &many(5000));
    stage.open("/brands");
    stage.says("5,000 brands").await;
    stage.until("a window", || names(&stage).len() == 48).await;
    stage.type_into("#search", "brand 49").await;
    stage
        .until("the best first", || {
            names(&stage).first().map(String::as_str) == Some("Brand 49")
        })
        .await;
    stage.until("a window", || names(&stage).len() == 48).await;
    assert!(number(&stage.on_page("count", &["*".into()])) < 1200);
}

#[wasm_bindgen_test]
async fn the_way_back_leads_to_the_same_card() {
    let stage = Stage::with_shop();
    stage.serve("/v2/brands", &many(200));
    stage.open("/brands?country=US");
    stage.says("48 of 200 shown").await;
    stage.press("Show 48 more").await;
    stage
        .until("two windows", || names(&stage).len() == 96)
        .await;
    stage.click("a[href^='/brand/Brand%2070?']").await;
    stage.until("the brand", || !stage.has(".wall")).await;
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(call("back", &[])))
        .await
        .expect("a way back");
    stage
        .until("two windows again", || names(&stage).len() == 96)
        .await;
    stage
        .until("the card has focus", || {
            text(&call("focusedText", &[])).contains("Brand 70")
        })
        .await;
}

#[wasm_bindgen_test]
async fn a_key_leads_to_the_search_from_every_page_but_not_while_typing() {
    let stage = open("").await;
    let focused = || text(&call("focused", &[]));
    call("key", &["/".into()]);
    assert_eq!(focused(), "search");
    stage.type_into("#search", "and").await;
    // In a field it is a letter like others.
    assert!(!call("key", &["/".into()]).is_truthy(), "it was taken");
    stage.go("/brand/steam?country=US");
    stage
        .until("Steam", || stage.text("main h1") == "Steam")
        .await;
    call("key", &["/".into()]);
    stage.until("the wall", || stage.has(".wall")).await;
    stage
        .until("focus on the search", || focused() == "search")
        .await;
    assert_eq!(stage.value("#search"), "");
}

#[wasm_bindgen_test]
async fn the_key_can_be_turned_off_for_good() {
    let stage = open("").await;
    stage
        .click(".filters > label:last-of-type [type=checkbox]")
        .await;
    assert!(!call("key", &["/".into()]).is_truthy(), "it was taken");
    stage.close();
    stage.open("/brands");
    stage.until("a wall", || stage.has("#count")).await;
    assert!(!call("key", &["/".into()]).is_truthy(), "it was taken");
    stage
        .click(".filters > label:last-of-type [type=checkbox]")
        .await;
    assert!(call("key", &["/".into()]).is_truthy(), "it does nothing");
    assert!(BRANDS.contains("Steam"));
}

#[wasm_bindgen_test]
async fn only_categories_with_hits_are_offered() {
    let stage = open("").await;
    let offered = || stage.count(".filters [name=category]:not(label[hidden] *)");
    let all = offered();
    assert!(all > 2, "{all}");
    stage.type_into("#search", "mine").await;
    stage
        .until("one brand", || names(&stage) == ["Minecraft"])
        .await;
    stage.pass(1_000.0).await;
    stage
        .until("all of them, and its own", || offered() == 2)
        .await;
    stage.type_into("#search", "zzzzzzzz").await;
    stage.says("No brand here fits").await;
    stage.pass(1_000.0).await;
    stage.until("no category", || offered() == 1).await;
    stage.type_into("#search", "").await;
    stage.pass(1_000.0).await;
    stage.until("all again", || offered() == all).await;
}

#[wasm_bindgen_test]
async fn a_pasted_text_is_no_longer_in_the_address_than_what_is_searched() {
    let long = "steam ".repeat(3_600);
    let stage = open("?country=US").await;
    stage.type_into("#search", &long).await;
    stage.pass(300.0).await;
    assert!(
        address().contains("q=steam") && address().len() < 250,
        "{}",
        address()
    );
    assert_eq!(
        stage.attribute("#search", "maxlength").as_deref(),
        Some("64")
    );
    stage.type_into("#search", "").await;
    stage.pass(300.0).await;
    let digits = "9".repeat(21_600);
    stage.fill("#amount-from", digits.as_str(), "change").await;
    assert!(address().contains("from=999") && address().len() < 250);
    // From another page, and by a link.
    let stage = Stage::with_shop();
    stage.open("/?country=US");
    stage.until("a search", || stage.has("#search")).await;
    stage.type_into("#search", &long).await;
    call("submitSearch", &[]);
    stage.until("the wall", || stage.has(".wall")).await;
    assert!(
        address().contains("q=steam") && address().len() < 250,
        "{}",
        address()
    );
    let stage = open(&["?q=", &"x".repeat(5_000)].concat()).await;
    assert_eq!(stage.value("#search").len(), 64);
}

#[wasm_bindgen_test]
async fn a_slash_of_a_word_that_is_being_composed_leads_nowhere() {
    let stage = open("").await;
    for more in ["isComposing: true", "keyCode: 229"] {
        let script = [
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true, ",
            more,
            " }))",
        ];
        js_sys::eval(&script.concat()).expect("a key");
        assert_ne!(text(&call("focused", &[])), "search", "{more}");
    }
    assert!(stage.has("#search"));
}
