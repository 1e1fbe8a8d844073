//! HTML from strangers.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, ROBLOX};
use crate::stage::{Stage, call, number, text};

/// Nothing in the texts can act.
fn is_harmless(stage: &Stage) {
    for tag in [
        "script", "iframe", "style", "img", "object", "embed", "form", "svg", "input", "button",
        "select", "textarea", "math", "template", "link", "meta", "base", "audio", "video",
    ] {
        assert!(!stage.has(&[".prose ", tag].concat()), "a {tag} survived");
    }
    let attributes = js_sys::eval(
        "[...document.querySelectorAll('#stage .prose *')].flatMap((one) => \
         [...one.attributes].map((attribute) => attribute.name)).filter((name) => \
         !['href', 'rel', 'target'].includes(name)).join(' ')",
    );
    assert_eq!(text(&attributes.expect("a list")), "");
    assert_eq!(
        number(&stage.on_page("handlers", &[])),
        0,
        "a handler or a javascript: address survived"
    );
}

#[wasm_bindgen_test]
async fn hostile_html_is_rebuilt_of_what_is_known() {
    for has_sanitiser in [true, false] {
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
        is_harmless(&stage);
        assert!(!stage.all_text().contains("alert(1)"), "code is no text");
        assert!(!stage.all_text().contains("display:none"));
        assert!(
            !text(&stage.on_page("hrefs", &[])).contains("javascript"),
            "links lead to https only"
        );
        let alerts = js_sys::eval("window.wasAlerted").expect("the trap");
        assert_eq!(alerts.as_f64(), Some(0.0), "nothing has run");
        let link = ".prose a[href='https://redeem.example/rbx']";
        assert!(stage.has(link), "an honest link stays");
        assert_eq!(
            stage.attribute(link, "rel").as_deref(),
            Some("noopener noreferrer nofollow")
        );
        assert_eq!(stage.count(".prose a"), 1, "the other is words alone");
        assert_eq!(stage.text(".prose h2"), "Robux", "and so does structure");
    }
}

/// Opens a delivered order with these steps under its code, in a browser without a sanitiser.
async fn steps(html: &str) -> Stage {
    let stage = Stage::new();
    call("removeSanitiser", &[]);
    let mut order: serde_json::Value = serde_json::from_str(DELIVERED).expect("JSON");
    order["deliveries"][0]["deliverable"]["redeem_instructions"] = json!(html);
    stage.serve("/v5/orders/", &order.to_string());
    stage.open(&["/order/", order["order_id"].as_str().expect("an id")].concat());
    stage
        .until("the steps", || !stage.text(".ticket .prose").is_empty())
        .await;
    stage.press("Show code").await;
    stage
}

fn shown(selector: &str) -> String {
    let script = ["document.querySelector('#stage ", selector, "').innerText"].concat();
    text(&js_sys::eval(&script).expect("a text"))
}

#[wasm_bindgen_test]
async fn redeem_steps_keep_their_lines_lists_and_links_without_a_sanitiser() {
    let stage = steps(
        "<p>Go to <a href='https://redeem.example/in' onclick='alert(1)'>redeem.example</a></p>\
         <section>Sign in</section>Enter the code<table><tr><td>Code</td><td>PIN</td></tr>\
         <tr><td>Wait</td></tr></table><ol><li>One</li><li>Two</li></ol><ul><li>Dot</li></ul>\
         <form action='https://evil.example'><input name='pin'><button>Send</button></form>\
         <a href='http://plain.example'>plain</a> <A HREF=' HTTPS://upper.example/x '>upper</A>\
         <svg><a xlink:href='javascript:alert(1)'>picture</a></svg><math><mi>x</mi></math>",
    )
    .await;
    is_harmless(&stage);
    let lines = shown(".ticket .prose");
    let lines: Vec<&str> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(
        lines,
        [
            "Go to redeem.example",
            "Sign in",
            "Enter the code",
            "Code PIN",
            "Wait",
            "One",
            "Two",
            "Dot",
            "Send",
            "plain upper",
        ]
    );
    assert_eq!(stage.count(".prose ol > li"), 2);
    assert_eq!(stage.count(".prose ul > li"), 1);
    assert_eq!(stage.count(".prose a"), 2);
    assert_eq!(
        stage.attribute(".prose a", "href").as_deref(),
        Some("https://redeem.example/in")
    );
    assert_eq!(
        stage.attribute(".prose a", "target").as_deref(),
        Some("_blank")
    );
}

#[wasm_bindgen_test]
async fn steps_without_any_tag_keep_their_lines() {
    let _stage = steps("Open your account.\nEnter 5 < 6 &amp; the code.\n\nDone.").await;
    assert_eq!(
        shown(".ticket .prose").trim(),
        "Open your account.\nEnter 5 < 6 & the code.\n\nDone."
    );
}
