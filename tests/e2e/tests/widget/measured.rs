//! The widget's cost for the page it is on, as far as a test can measure it.

use std::fs;

use refillery_e2e::{Page, Shop, Test, checkout, tests};
use serde_json::json;

use crate::widget::stand_in::{hears, is_connected, opens_all};

pub(crate) fn tests() -> Vec<Test> {
    tests!["measured":
        with_a_height_nothing_on_the_page_moves,
        it_asks_for_nothing_but_its_frame,
        by_eye,
    ]
}

/// A page with words above and below, whose loader comes late.
fn page(element: &str) -> String {
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Partner</title>\
         <script>window.heard = []; window.shifts = []; \
         for (const type of ['ready', 'resize', 'error']) document.addEventListener('giftshop:' + type, (e) => heard.push([type, e.detail])); \
         new PerformanceObserver((list) => shifts.push(...list.getEntries().map((e) => e.value))).observe({{ type: 'layout-shift', buffered: true }}); \
         // After the first paint, as on a slow line.
         requestAnimationFrame(() => setTimeout(() => {{ const s = document.createElement('script'); s.src = '/widget/v1/loader.js'; document.head.append(s); }}, 300));</script>\
         <body style=\"font:16px system-ui;max-width:60rem;margin:auto;padding:1rem\"><h1>A partner</h1><p>Above the shop.</p>{element}<h2>Below the shop</h2><p>It stays where it is.</p>"
    )
}

async fn shifts(shop: &Shop) -> f64 {
    let sum = shop.run("return shifts.reduce((a, b) => a + b, 0)").await;
    sum.as_f64().expect("a number")
}

async fn with_a_height_nothing_on_the_page_moves(shop: Shop) {
    let given = r#"<gift-shop src="THERE/frame?ready=1" height="500" style="display:block;height:500px"></gift-shop>"#;
    let automatic = r#"<gift-shop src="THERE/frame?ready=1"></gift-shop>"#;
    let partner = opens_all(
        &shop,
        vec![
            Page::new("/", page(given)),
            Page::new("/automatic", page(automatic)),
        ],
    )
    .await;
    let ready = json!({ "version": "1", "lang": "en", "country": "US", "theme": "auto" });
    hears(&shop, "ready", ready.clone()).await;
    crate::widget::stand_in::frame_does(&shop, 0, "say('resize', { height: 900 })").await;
    hears(&shop, "resize", json!({ "height": 900 })).await;
    assert!(shifts(&shop).await < f64::EPSILON);
    // This shows that the watch works: without a height there is a shift.
    shop.goes_to(&format!("{}/automatic", partner.here)).await;
    hears(&shop, "ready", ready).await;
    shop.until_script("a shift", "return shifts.length").await;
    assert!(shifts(&shop).await > 0.0);
}

async fn it_asks_for_nothing_but_its_frame(shop: Shop) {
    let partner = opens_all(
        &shop,
        vec![Page::new(
            "/",
            page(r#"<gift-shop src="THERE/frame"></gift-shop>"#),
        )],
    )
    .await;
    is_connected(&shop, 0).await;
    let asked = shop
        .run("return performance.getEntriesByType('resource').map((e) => e.name.split('?')[0]).filter((name) => !name.endsWith('favicon.ico'))")
        .await;
    assert_eq!(
        asked,
        json!([
            format!("{}/widget/v1/loader.js", partner.here),
            format!("{}/frame", partner.there)
        ])
    );
    let left = "return [document.cookie, localStorage.length, sessionStorage.length, Object.keys(window).filter((k) => /gift/i.test(k)).length]";
    assert_eq!(shop.run(left).await, json!(["", 0, 0, 0]));
}

/// Writes pictures of the element, to be looked at.
async fn by_eye(shop: Shop) {
    let element = r#"<gift-shop src="THERE/frame?ready=1" height="300"></gift-shop>"#;
    let _partner = opens_all(&shop, vec![Page::new("/", page(element))]).await;
    is_connected(&shop, 0).await;
    let folder = checkout().join("target/e2e/widget");
    fs::create_dir_all(&folder).expect("target/ can be written");
    for (name, size) in [("360", (360, 740)), ("1280", (1280, 900))] {
        shop.look_with(size, "light").await;
        let wide = "const e = document.querySelector('gift-shop'); const f = e.shadowRoot.querySelector('iframe'); \
             return f.offsetWidth === e.offsetWidth && e.offsetWidth === e.parentElement.clientWidth - 32 && document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(shop.run(wide).await, json!(true));
        let file = folder.join(format!("element-{name}.png"));
        fs::write(file, shop.picture().await).expect("a picture can be written");
    }
}
