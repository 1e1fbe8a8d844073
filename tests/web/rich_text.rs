//! HTML from strangers.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::ROBLOX;
use crate::stage::{Stage, call, number, text};

/// Opens the brand whose texts are hostile, with or without the browser's sanitiser, and looks
/// for anything that could act.
async fn check(has_sanitiser: bool) -> Stage {
    let stage = Stage::with_shop();
    if !has_sanitiser {
        call("removeSanitiser", &[]);
    }
    js_sys::eval("window.wasAlerted = 0; window.alert = () => { window.wasAlerted += 1; };")
        .expect("a trap");
    stage.serve("family_name=Roblox", ROBLOX);
    stage.open("/brand/roblox");
    stage.says("Region locked.").await;
    stage.says("Buy & play.").await;
    for tag in [
        "script", "iframe", "style", "img", "object", "embed", "form", "svg",
    ] {
        assert!(!stage.has(&[".prose ", tag].concat()), "a {tag} survived");
    }
    assert_eq!(
        number(&stage.on_page("handlers", &[])),
        0,
        "a handler or a javascript: address survived"
    );
    assert!(!stage.all_text().contains("alert(1)"), "code is no text");
    assert!(!stage.all_text().contains("display:none"));
    assert!(
        !text(&stage.on_page("hrefs", &[])).contains("javascript"),
        "links lead to https only"
    );
    let alerts = js_sys::eval("window.wasAlerted").expect("the trap");
    assert_eq!(alerts.as_f64(), Some(0.0), "nothing has run");
    stage
}

#[wasm_bindgen_test]
async fn hostile_html_is_built_by_the_browser_s_sanitiser() {
    let stage = check(true).await;
    let link = ".prose a[href='https://redeem.example/rbx']";
    assert!(stage.has(link), "an honest link stays");
    assert_eq!(
        stage.attribute(link, "rel").as_deref(),
        Some("noopener noreferrer nofollow")
    );
    assert_eq!(stage.text(".prose h2"), "Robux", "and so does structure");
    assert_eq!(stage.attribute(".prose h2", "onclick"), None);
}

#[wasm_bindgen_test]
async fn without_a_sanitiser_only_the_text_is_shown() {
    let stage = check(false).await;
    assert!(!stage.has(".prose a") && !stage.has(".prose h2"));
    stage.says("this link or this one").await;
}
