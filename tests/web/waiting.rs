//! The three ways of waiting: a first load shows placeholders, a reload keeps
//! the old content, a retry keeps the error with a busy button.

use refillery::config::Config;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, ORDER_ID, STEAM, WAITING};
use crate::stage::Stage;

/// A page whose data comes from one request.
struct Page {
    address: &'static str,
    /// The request that decides what the page shows.
    part: &'static str,
    body: &'static str,
    /// Where its placeholders are.
    placeholder: &'static str,
    /// Its words once the data is there.
    words: &'static str,
}

/// Walks a page through its first load, a failure, a retry and its content.
async fn check(page: Page) {
    let stage = Stage::with_shop();
    stage.hold(page.part);
    // The home page asks for the feed first and falls back on the catalogue.
    stage.serve_as("GET", "/v2/homepage", 404, r#"{"detail":"no feed"}"#, "{}");
    stage.open(page.address);
    stage
        .until("asking", || stage.pending(page.part) == 1)
        .await;
    assert!(
        stage.has(page.placeholder),
        "{}: placeholders at first",
        page.address
    );
    assert!(
        stage.all_text().contains("Loading"),
        "{}: said to those who don't see them",
        page.address
    );
    assert!(!stage.has(".failure"));

    stage
        .answer(page.part, 400, r#"{"detail":"not today"}"#)
        .await;
    stage
        .until("a failure", || stage.has(".failure[role=alert]"))
        .await;
    assert!(!stage.has(page.placeholder), "{}", page.address);
    stage.says("not today").await;
    assert_eq!(stage.text(".failure button"), "Try again");

    stage.click(".failure button").await;
    stage
        .until("asking again", || stage.pending(page.part) == 1)
        .await;
    assert!(
        stage.has(".failure"),
        "{}: the error stays while it is tried again",
        page.address
    );
    assert_eq!(stage.text(".failure button"), "Trying…");
    assert_eq!(
        stage
            .attribute(".failure button", "aria-disabled")
            .as_deref(),
        Some("true")
    );
    stage.click(".failure button").await;
    assert_eq!(
        stage.asked("GET", page.part),
        2,
        "{}: a second click asks nothing",
        page.address
    );

    stage.answer(page.part, 200, page.body).await;
    stage.says(page.words).await;
    assert!(!stage.has(".failure") && !stage.has(page.placeholder));
}

#[wasm_bindgen_test]
async fn the_home_page_keeps_its_three_ways_of_waiting_apart() {
    check(Page {
        address: "/",
        part: "/v2/brands",
        body: BRANDS,
        placeholder: ".feed .ph",
        words: "Popular",
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_wall_keeps_its_three_ways_of_waiting_apart() {
    check(Page {
        address: "/brands",
        part: "/v2/brands",
        body: BRANDS,
        placeholder: ".brand-grid .ph",
        words: "10 brands",
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_brand_page_keeps_its_three_ways_of_waiting_apart() {
    check(Page {
        address: "/brand/steam",
        part: "family_name=Steam",
        body: STEAM,
        placeholder: ".goods .ph",
        words: "11.24 USDC",
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_product_page_keeps_its_three_ways_of_waiting_apart() {
    check(Page {
        address: "/product/steam/steam",
        part: "family_name=Steam",
        body: STEAM,
        placeholder: ".goods .ph",
        words: "11.24 USDC",
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_order_page_keeps_its_three_ways_of_waiting_apart() {
    check(Page {
        address: "/order/1c4fbf20-5c0c-4148-902b-3e25f0f84bb5",
        part: "/v5/orders/",
        body: WAITING,
        placeholder: ".order .ph",
        words: "Send exactly 50.66 USDC on Base",
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_home_page_s_failure_leaves_no_placeholder_behind() {
    let stage = Stage::new();
    for part in ["/v2/homepage", "/v2/brands"] {
        stage.serve_as("GET", part, 400, r#"{"detail":"not today"}"#, "{}");
    }
    stage.open("/");
    stage.until("a failure", || stage.has(".failure")).await;
    assert!(
        !stage.has(".ph"),
        "a grey box promises something that will not come"
    );
}

#[wasm_bindgen_test]
async fn another_coin_keeps_the_old_prices_until_the_new_ones_are_there() {
    for address in ["/brand/steam", "/product/steam/steam"] {
        let stage = Stage::with_shop();
        stage.open(address);
        stage.says("11.24 USDC").await;
        stage.hold("family_name=Steam");
        stage.go(&[address, "?coin=BTC&network=Mainnet"].concat());
        stage
            .until("asking", || stage.pending("coin=BTC") == 1)
            .await;
        assert!(stage.all_text().contains("11.24 USDC") && !stage.has("main .ph"));
        let in_bitcoin = STEAM
            .replace("\"USDC\"", "\"BTC\"")
            .replace("\"11.24\"", "\"0.00012\"");
        stage.answer("coin=BTC", 200, &in_bitcoin).await;
        stage.says("0.00012 BTC").await;
        assert!(!stage.all_text().contains("11.24 USDC"));
    }
}

#[wasm_bindgen_test]
async fn another_coin_leaves_focus_and_what_is_unfolded_alone() {
    let stage = Stage::with_shop();
    stage.open("/product/steam/steam");
    stage.says("11.24 USDC").await;
    let run = |code: &str| js_sys::eval(code).unwrap_or_else(|error| panic!("{code}: {error:?}"));
    run("document.querySelectorAll('input[name=option]')[1].focus();
        document.activeElement.dataset.mine = '';
        document.querySelector('details.fold').open = true");
    stage.hold("family_name=Steam");
    stage.go("/product/steam/steam?coin=BTC&network=Mainnet");
    stage
        .until("asking", || stage.pending("coin=BTC") == 1)
        .await;
    let in_bitcoin = STEAM
        .replace("\"USDC\"", "\"BTC\"")
        .replace("\"11.24\"", "\"0.00012\"");
    stage.answer("coin=BTC", 200, &in_bitcoin).await;
    stage.says("0.00012 BTC").await;
    assert_eq!(
        run("document.activeElement.matches('input[name=option][data-mine]')").as_bool(),
        Some(true),
        "the row that had focus has it still"
    );
    assert!(stage.has("details.fold[open]"), "what is read stays open");
}

#[wasm_bindgen_test]
async fn a_reload_that_fails_keeps_the_content_and_says_that_it_is_old() {
    let stage = Stage::with_shop();
    stage.open("/brand/steam");
    stage.says("11.24 USDC").await;
    stage.hold("family_name=Steam");
    stage.go("/brand/steam?coin=BTC&network=Mainnet");
    stage
        .until("asking", || stage.pending("coin=BTC") == 1)
        .await;
    stage
        .answer("coin=BTC", 400, r#"{"detail":"not today"}"#)
        .await;
    stage.says("This could not be brought up to date.").await;
    assert!(stage.all_text().contains("11.24 USDC"));
    stage.press("Try again").await;
    assert!(
        stage
            .all_text()
            .contains("This could not be brought up to date."),
        "the notice stays while it is tried again"
    );
    stage.answer("coin=BTC", 200, STEAM).await;
    stage
        .until("no notice", || !stage.all_text().contains("up to date"))
        .await;
}

#[wasm_bindgen_test]
async fn another_country_never_shows_the_brands_of_the_one_before() {
    for address in ["/", "/brands"] {
        let stage = Stage::with_shop();
        stage.open(address);
        stage.says("Steam").await;
        stage.hold("/v2/brands");
        stage.hold("/v2/homepage");
        stage.go(&[address, "?country=JP"].concat());
        stage
            .until("asking", || stage.pending("country_code=JP") == 1)
            .await;
        assert!(!stage.all_text().contains("Steam") && stage.has("main .ph"));
    }
}

#[wasm_bindgen_test]
async fn asking_for_an_order_again_keeps_the_order() {
    let stage = Stage::new();
    stage.serve("/v5/orders/", WAITING);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send exactly").await;
    stage.hold("/v5/orders/");
    stage.press("I have already paid").await;
    stage
        .until("asking", || stage.pending("/v5/orders/") == 1)
        .await;
    assert!(stage.all_text().contains("Send exactly") && !stage.has(".ph"));
    stage
        .answer("/v5/orders/", 500, r#"{"error":"down"}"#)
        .await;
    stage.pass(60_000.0).await;
    assert!(
        stage.all_text().contains("Send exactly") && !stage.has(".failure"),
        "a failed poll is never a failed order"
    );
}

#[wasm_bindgen_test]
async fn texts_that_a_language_does_not_have_are_asked_for_in_english() {
    let stage = Stage::with_shop();
    let mut groups: serde_json::Value = serde_json::from_str(STEAM).expect("JSON");
    groups[0]["rich_description"] = serde_json::Value::Null;
    stage.serve("family_name=Steam&coin=USDC&lang=de", &groups.to_string());
    stage.serve("family_name=Steam&coin=USDC&lang=en", STEAM);
    let config = Config {
        languages: vec!["de".to_owned()],
        ..Config::default()
    };
    stage.open_with("/product/steam/steam?lang=de", config, Vec::new());
    stage.says("How to redeem").await;
    stage.says("Sign in to your account.").await;
    assert_eq!(stage.asked("GET", "lang=de"), 1);
}
