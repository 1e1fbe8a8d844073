//! Addresses and the pages they show.

use refillery::config::{Config, ConfigProblem};
use shop_core::text_key::TextKey;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{LYCAMOBILE, ORDER_ID, WAITING};
use crate::orders::script;
use crate::stage::{Stage, call, text};

/// Opens an address under a base path and expects a page with this heading.
async fn check(base: &str, address: &str, heading: &str) -> Stage {
    let stage = Stage::with_shop();
    stage.serve("family_name=Lycamobile", LYCAMOBILE);
    stage.serve("/v5/orders/", WAITING);
    let config = Config {
        base_path: base.to_owned(),
        ..Config::default()
    };
    stage.open_with(&[base, address].concat(), config, Vec::new());
    stage
        .until(heading, || stage.text("main h1") == heading)
        .await;
    stage
}

#[wasm_bindgen_test]
async fn each_path_shows_its_page_under_every_base() {
    let order = ["/order/", ORDER_ID].concat();
    for base in ["", "/shop", "/a/b"] {
        for (address, heading) in [
            ("/", "United States: 10 brands, paid with crypto"),
            ("/brands", "Brands · United States"),
            ("/brands/?country=US", "Brands · United States"),
            ("/gift-cards", "Gift cards · United States"),
            ("/top-ups", "Top up a phone"),
            ("/esims", "eSIMs"),
            ("/brand/steam", "Steam"),
            ("/brand/lycamobile", "Lycamobile"),
            ("/product/steam/steam", "Steam"),
            ("/help", "Help"),
            (order.as_str(), "Send exactly 50.66 USDC on Base"),
        ] {
            check(base, address, heading).await;
        }
    }
}

#[wasm_bindgen_test]
async fn an_unknown_path_shows_a_page_that_helps() {
    for address in ["/nothing", "/nothing/here/at/all", "/brands/x"] {
        let stage = check("", address, "There is no page at this address").await;
        assert!(stage.has("main form[role=search] input"));
        assert_eq!(
            stage.attribute("main .actions a", "href").as_deref(),
            Some("/?country=US")
        );
    }
}

#[wasm_bindgen_test]
async fn a_family_that_the_country_does_not_have_is_no_page() {
    let stage = check(
        "",
        "/brand/no-such-brand",
        "There is no page at this address",
    )
    .await;
    assert_eq!(
        stage.asked("GET", "/v5/products"),
        0,
        "nothing is asked about a family that nobody knows"
    );
}

#[wasm_bindgen_test]
async fn what_is_no_order_id_is_never_asked_for() {
    for address in ["/order/42", "/order", "/order/", "/Order/42"] {
        let stage = check("", address, "No order here").await;
        assert_eq!(stage.asked("GET", "/v5/orders"), 0);
    }
}

#[wasm_bindgen_test]
async fn every_link_stays_under_the_base_path() {
    let stage = check("/shop", "/brands", "Brands · United States").await;
    stage.says("Steam").await;
    let links = text(&stage.on_page("hrefs", &[]));
    let strays: Vec<&str> = links
        .lines()
        .filter(|link| link.starts_with('/') && !link.starts_with("/shop/"))
        .collect();
    assert!(strays.is_empty(), "{strays:?} leave the base path");
    assert!(links.contains("/shop/brand/Steam?country=US"));
}

#[wasm_bindgen_test]
async fn a_link_changes_the_page_and_moves_focus_to_it() {
    let stage = check("", "/brands", "Brands · United States").await;
    stage.says("Steam").await;
    stage.click("a[href^='/brand/Steam']").await;
    stage
        .until("Steam's page", || stage.text("main h1") == "Steam")
        .await;
    assert_eq!(text(&call("address", &[])), "/brand/Steam?country=US");
    stage
        .until("focus on the main part", || {
            text(&call("focused", &[])) == "main"
        })
        .await;
    stage.go("/brands");
    stage
        .until("the wall again", || {
            stage.text("main h1") == "Brands · United States"
        })
        .await;
    assert_eq!(
        stage.asked("GET", "/v2/brands"),
        1,
        "what is known is not asked for again"
    );
}

#[wasm_bindgen_test]
async fn a_search_is_in_the_address() {
    let stage = check("/shop", "/brands?q=robl", "Brands · United States").await;
    stage.says("1 brand").await;
    assert!(!stage.has("a[href^='/shop/brand/Steam']"));
    stage.type_into("#search", "ste").await;
    stage
        .until("Steam alone", || stage.has("a[href^='/shop/brand/Steam']"))
        .await;
    stage.pass(300.0).await;
    assert_eq!(text(&call("address", &[])), "/shop/brands?q=ste");
}

#[wasm_bindgen_test]
async fn an_unknown_country_is_said_and_the_default_shown() {
    for asked in ["zz", "Atlantis", "RU"] {
        let address = ["/brands?country=", asked].concat();
        let stage = check("", &address, "Brands · United States").await;
        let words = ["This shop does not sell in “", asked, "”."].concat();
        stage.says(&words).await;
    }
}

#[wasm_bindgen_test]
async fn problems_of_the_configuration_are_said_on_the_page() {
    let stage = Stage::with_shop();
    let problems = vec![
        ConfigProblem::WrongField {
            field: "api_prefix".to_owned(),
            expects: TextKey::ConfigExpectsApiPrefix,
        },
        ConfigProblem::UnknownField("colour".to_owned()),
    ];
    stage.open_with("/", Config::default(), problems);
    stage.says("wrong value in “api_prefix”").await;
    stage
        .says("Expected: an absolute path on the shop's own origin")
        .await;
    stage.says("a field “colour”").await;
    stage.says("paid with crypto").await;
}

#[wasm_bindgen_test]
async fn no_title_has_the_id_of_an_order() {
    let stage = check(
        "",
        &["/order/", ORDER_ID].concat(),
        "Send exactly 50.66 USDC on Base",
    )
    .await;
    let title = || leptos::prelude::document().title();
    stage
        .until("a title", || title() == "Your order · Refillery")
        .await;
}

#[wasm_bindgen_test]
async fn who_is_at_a_field_already_stays_there() {
    let stage = check("", "/brands", "Brands · United States").await;
    stage.says("Steam").await;
    stage.go("/orders");
    stage.go("/brands");
    stage.until("the field", || stage.has("#search")).await;
    // The frame in which the page would take focus comes after this.
    let field = leptos::prelude::document().get_element_by_id("search");
    let field: web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_into(field.expect("a field"));
    field.focus().expect("focus");
    frames().await;
    assert_eq!(text(&call("focused", &[])), "search");
}

/// Two frames of the browser, after which a page that takes focus has it.
async fn frames() {
    for _ in 0..2 {
        let frame = js_sys::Promise::new(&mut |done, _| {
            let window = leptos::prelude::window();
            window.request_animation_frame(&done).expect("frames");
        });
        wasm_bindgen_futures::JsFuture::from(frame)
            .await
            .expect("a frame");
    }
}

#[wasm_bindgen_test]
async fn an_element_that_left_the_page_receives_nothing_more() {
    let stage = Stage::with_shop();
    stage.open("/brands?country=US");
    stage.until("a search", || stage.has("#search")).await;
    script(
        "window.gone = document.querySelector('#search');
         window.heard = 0;
         window.note = (event) => { window.heard += 1; event.preventDefault(); };
         window.addEventListener('error', window.note)",
    );
    stage.go("/orders?country=US");
    stage.says("Take your orders along").await;
    let faults = script(
        "window.gone.dispatchEvent(new Event('input', { bubbles: true }));
         window.removeEventListener('error', window.note);
         `${window.gone.isConnected} ${window.heard}`",
    );
    assert_eq!(text(&faults), "false 0");
}
