//! What an earlier visit left: the last catalogue for times without a connection, and the way back
//! to what was looked at.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, NO_BRANDS};
use crate::stage::{Stage, call};

/// A visitor who has seen the wall once, a day ago.
async fn visited() -> Stage {
    let stage = Stage::with_shop();
    stage.serve("/v2/brands", BRANDS);
    stage.open("/brands?country=US");
    stage.says("10 brands").await;
    stage.close();
    let now = call("now", &[]).as_f64().expect("a time");
    call("setNow", &[(now + 86_400_000.0).into()]);
    stage
}

#[wasm_bindgen_test]
async fn without_a_line_the_last_catalogue_is_shown_with_its_age() {
    let stage = visited().await;
    stage.serve_as("GET", "/v2/brands", 503, "{}", "{}");
    stage.open("/brands?country=US");
    stage.pass(60_000.0).await;
    stage.says("10 brands").await;
    stage.says("This is the list of Nov 20, 2026").await;
    assert!(stage.has(".brand-card"), "{}", stage.all_text());

    // What to press is at the notice's foot, and the notice keeps the page's margin.
    stage.becomes_a_phone(360, 100);
    stage.painted().await;
    let inset = "(() => { const side = (one) => document.querySelector('#stage ' + one).getBoundingClientRect().left; \
         return side('.notice') - side('main'); })()";
    let inset = js_sys::eval(inset).expect("a number").as_f64();
    assert_eq!(inset, Some(16.0));
    assert!(stage.has(".notice button"));
    stage.hold("/v2/brands");
    stage.press("Try again").await;
    assert!(stage.text(".notice button").contains("Trying"));
    stage.answer("/v2/brands", 503, "{}").await;
    stage.pass(60_000.0).await;

    stage.serve("/v2/brands", BRANDS);
    stage.press("Try again").await;
    stage
        .until("the present list", || {
            !stage.all_text().contains("This is the list of")
        })
        .await;
    stage.says("10 brands").await;
}

#[wasm_bindgen_test]
async fn a_slow_line_shows_the_last_catalogue_until_the_answer_comes() {
    let stage = visited().await;
    stage.hold("/v2/brands");
    stage.open("/brands?country=US");
    stage.pass(2_000.0).await;
    assert!(stage.has(".brand-grid .ph"), "new things first");
    stage.pass(1_000.0).await;
    stage.says("The present one is being asked for.").await;
    stage.says("10 brands").await;
    stage.answer("/v2/brands", 200, BRANDS).await;
    stage
        .until("the present list", || {
            !stage.all_text().contains("This is the list of")
        })
        .await;
}

#[wasm_bindgen_test]
async fn the_catalogue_of_one_country_is_none_of_another() {
    let stage = visited().await;
    stage.serve_as("GET", "/v2/brands", 503, "{}", "{}");
    stage.open("/brands?country=DE");
    stage.pass(60_000.0).await;
    stage.until("a failure", || stage.has(".failure")).await;
    assert!(!stage.has(".brand-card"));
}

#[wasm_bindgen_test]
async fn an_empty_catalogue_is_not_kept() {
    let stage = visited().await;
    stage.serve("/v2/brands", NO_BRANDS);
    stage.open("/brands?country=US");
    stage.settle().await;
    stage.close();
    stage.serve_as("GET", "/v2/brands", 503, "{}", "{}");
    stage.open("/brands?country=US");
    stage.pass(60_000.0).await;
    stage.says("10 brands").await;
}

#[wasm_bindgen_test]
async fn a_browser_that_keeps_nothing_says_what_is_wrong() {
    let stage = visited().await;
    call("refuseCaches", &[]);
    stage.serve_as("GET", "/v2/brands", 503, "{}", "{}");
    stage.open("/brands?country=US");
    stage.pass(60_000.0).await;
    stage.until("a failure", || stage.has(".failure")).await;
}

#[wasm_bindgen_test]
async fn what_was_looked_at_is_a_step_away_until_it_is_forgotten() {
    let stage = Stage::with_shop();
    stage.open("/brand/steam?country=US");
    stage.says("11.24 USDC").await;
    stage.go("/?country=US");
    stage.says("Go on where you left off").await;
    assert!(
        stage.html().contains("/brand/Steam"),
        "a link to what was looked at"
    );
    stage.go("/?country=DE");
    stage
        .until("another country", || {
            !stage.all_text().contains("Go on where you left off")
        })
        .await;
}

/// Whenever a shop is taken down while an answer is read, the shop after it in the same page begins with
/// what it keeps itself.
#[wasm_bindgen_test]
async fn an_answer_is_kept_by_the_shop_that_asked() {
    for steps in 0..40 {
        let before = Stage::with_shop();
        before.hold("/v2/brands");
        before.open("/brands?country=US");
        before
            .until("asking", || before.pending("/v2/brands") == 1)
            .await;
        let arguments = ["GET", "/v2/brands", "", BRANDS, "{}"].map(JsValue::from_str);
        let [method, part, _, body, headers] = arguments;
        call("answer", &[method, part, 200.into(), body, headers]);
        for _ in 0..steps {
            JsFuture::from(Promise::resolve(&JsValue::NULL)).await.ok();
        }
        drop(before);
        let after = Stage::with_shop();
        after.settle().await;
        let kept = call("keptAnswers", &[]).as_f64();
        assert_eq!(kept, Some(0.0), "after {steps} steps");
    }
}
