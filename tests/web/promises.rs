//! What the shop says about itself on every page: what it sells, and that a sandbox sells nothing.

use refillery::config::Config;
use shop_core::model::brand::Kinds;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{NO_BRANDS, ORDER_ID, WAITING};
use crate::orders::script;
use crate::stage::{Stage, call, text};

/// The first page of a shop of these kinds: its title, the words under it, and its description for
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
        (&["gift_card", "top_up"], "Gift cards and top-ups"),
        (&["gift_card", "esim"], "Gift cards and eSIMs"),
        (&["top_up", "esim"], "Phone top-ups and eSIMs"),
        (&[], "Gift cards, top-ups and eSIMs"),
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
    assert_eq!(
        stage.asked("GET", "/v3/payment_vias"),
        1,
        "for its own list"
    );
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

/// The page on a screen that is wide enough for a panel beside the goods.
fn widen() {
    let css = [
        "@layer critical, tokens, base, components, pages;",
        include_str!("../../style/tokens.css"),
        include_str!("../../style/base.css"),
        include_str!("../../style/components.css"),
        include_str!("../../style/pages.css"),
    ];
    let css = css.concat();
    let css = css.replace("(max-width: 899.98px)", "print");
    call("dress", &[css.replace("(min-width: 900px)", "all").into()]);
}

#[wasm_bindgen_test]
async fn the_sum_is_before_the_button_that_agrees_to_it() {
    let stage = Stage::with_shop();
    stage.open("/product/Steam/Steam?country=US&option=fced6048-c9f2-473e-8638-8631392c8a76");
    stage
        .until("the sum", || stage.text(".buy-bar p").contains("USDC"))
        .await;
    // Beside the button, which stays in sight, and not only further up.
    for is_wide in [false, true] {
        if is_wide {
            widen();
        } else {
            stage.becomes_a_phone(390, 100);
        }
        let places = script(
            "(() => { const box = (selector) => document.querySelector('#stage .buy-bar ' + selector).getBoundingClientRect();
               const [sum, button] = [box('p'), box('button')];
               return String(sum.height > 0 && (sum.bottom <= button.top + 1 || sum.right <= button.left + 1)); })()",
        );
        assert_eq!(text(&places), "true", "wide: {is_wide}");
    }
    let html = stage.html();
    let bar = html.split("buy-bar").nth(1).expect("a bar");
    assert!(bar.find("USDC") < bar.find("place-order"));
}

#[wasm_bindgen_test]
async fn the_key_to_the_search_is_switched_where_the_search_is() {
    let stage = Stage::with_shop();
    stage.open("/brands?country=US");
    stage.says("Steam").await;
    const SWITCH: &str = "The / key goes to the search";
    assert!(stage.text("main .filters").contains(SWITCH));
    assert!(!stage.text("footer").contains(SWITCH));
    stage.press(SWITCH).await;
    assert!(!stage.has("main .filters > label input:checked"));
    stage.close();
    stage.open("/?country=US");
    stage.says("Popular").await;
    assert!(!stage.text("#stage").contains(SWITCH));
}
