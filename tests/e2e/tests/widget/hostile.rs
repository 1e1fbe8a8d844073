//! A stranger on the page, or around it.

use refillery_e2e::{Page, Shop, Test, tests};
use serde_json::{Value, json};

use crate::widget::stand_in::{
    frame_does, heard, hears, is_connected, is_through, opens, opens_all, page,
};

pub(crate) fn tests() -> Vec<Test> {
    tests!["hostile":
        only_the_frame_itself_can_greet,
        a_channel_is_of_no_use_to_another_window,
        a_look_alike_of_the_shop_is_not_the_shop,
        odd_messages_break_nothing,
        nothing_reaches_the_prototypes,
    ]
}

/// These keep the browser as busy as they can, so nothing else may run beside them.
pub(crate) fn alone() -> Vec<Test> {
    let tests = tests!["hostile": ten_thousand_messages_a_second_are_nothing];
    tests.into_iter().map(Test::alone).collect()
}

const SILENT: &str = r#"<gift-shop src="THERE/frame" silent="1"></gift-shop>"#;
const PLAIN: &str = r#"<gift-shop src="THERE/frame"></gift-shop>"#;

/// The first widget's channel.
const CHANNEL: &str = "const ch = new URL(document.querySelector('gift-shop').shadowRoot.querySelector('iframe').src).searchParams.get('ch'); ";

/// Waits until every message sent before has been looked at.
async fn settled(shop: &Shop) {
    shop.run("window.settled = false; setTimeout(() => { const c = new MessageChannel(); c.port1.onmessage = () => { window.settled = true; }; c.port2.postMessage(1); }, 50)")
        .await;
    shop.until_script("quiet", "return window.settled").await;
}

async fn only_the_frame_itself_can_greet(shop: Shop) {
    let body = format!(
        "{SILENT}<iframe id=other src='THERE/other'></iframe><iframe id=same srcdoc='x'></iframe>"
    );
    let other = "<!doctype html><script>onmessage = (e) => { if (e.data.forge) parent.postMessage(e.data.forge, e.origin); else window.got = e.data; };</script>";
    let _partner = opens_all(
        &shop,
        vec![Page::new("/", page(&body)), Page::new("/other", other)],
    )
    .await;
    let greeting = "{ gs: 1, ch, type: 'hello', v: [1] }";
    // The page itself, a frame of its own origin, and a frame of the shop's origin that isn't
    // the widget, all of them with the right channel.
    shop.run(&format!(
        "{CHANNEL} const g = {greeting}; const [other, same] = ['other', 'same'].map((id) => document.getElementById(id)); postMessage(g, location.origin); \
         dispatchEvent(new MessageEvent('message', {{ data: g, origin: new URL(other.src).origin }})); \
         dispatchEvent(new MessageEvent('message', {{ data: g, source: document.querySelector('gift-shop').shadowRoot.querySelector('iframe').contentWindow, origin: 'http://127.0.0.1' }})); \
         same.contentWindow.parent.postMessage(g, '*'); \
         other.contentWindow.postMessage({{ forge: g }}, new URL(other.src).origin);"
    ))
    .await;
    settled(&shop).await;
    assert_eq!(
        frame_does(&shop, 0, "return windows.length").await,
        json!(0)
    );
    // Messages of the frame with another channel, word or version are ignored too.
    for wrong in [
        "ch: ''",
        "ch: undefined",
        "ch: query.get('ch') + 'x'",
        "ch: [query.get('ch')]",
        "gs: '1'",
        "gs: 2",
        "type: 'connect'",
        "v: [2]",
        "v: 1",
        "v: '1'",
        "v: { length: 1, 0: 1 }",
    ] {
        frame_does(&shop, 0, &format!("hello({{ {wrong} }})")).await;
    }
    settled(&shop).await;
    assert_eq!(
        frame_does(&shop, 0, "return windows.length").await,
        json!(0)
    );
    frame_does(&shop, 0, "hello()").await;
    is_connected(&shop, 0).await;
    assert_eq!(
        frame_does(&shop, 0, "return windows.length").await,
        json!(1)
    );
}

async fn a_channel_is_of_no_use_to_another_window(shop: Shop) {
    let body = format!("{PLAIN}<iframe id=other src='THERE/frame?silent=1'></iframe>");
    let partner = opens(&shop, &body).await;
    is_connected(&shop, 0).await;
    // The other frame is the shop's own origin and knows the channel, as from a log.
    let ch = frame_does(&shop, 0, "return query.get('ch')").await;
    let here = partner.here.clone();
    frame_does(
        &shop,
        1,
        &format!("parent.postMessage({{ gs: 1, ch: {ch}, type: 'hello', v: [1] }}, '{here}')"),
    )
    .await;
    settled(&shop).await;
    assert_eq!(
        frame_does(&shop, 1, "return windows.length").await,
        json!(0)
    );
    // Once the port is there, a message on a window is no command and no event.
    shop.run(&format!(
        "{CHANNEL} const frame = document.querySelector('gift-shop').shadowRoot.querySelector('iframe'); \
         postMessage({{ v: 1, id: '1', type: 'newer', data: {{ forged: 1 }} }}, location.origin);"
    ))
    .await;
    frame_does(&shop, 0, "parent.postMessage({ v: 1, id: '1', type: 'newer', data: { forged: 2 } }, query.get('parent'))").await;
    is_through(&shop, 0, "true").await;
    assert_eq!(heard(&shop, "newer").await, [json!({ "mark": "true" })]);
}

async fn a_look_alike_of_the_shop_is_not_the_shop(shop: Shop) {
    // `src` leads to a page that leads on to another origin: messages from there are ignored.
    let leads_on =
        "<!doctype html><script>location.replace('HERE/frame' + location.search)</script>";
    let _partner = opens_all(
        &shop,
        vec![
            Page::new("/", page(r#"<gift-shop src="THERE/on"></gift-shop>"#)),
            Page::new("/on", leads_on),
        ],
    )
    .await;
    shop.enters(0).await;
    shop.until_script(
        "the look-alike",
        "return typeof hello === 'function' && (hello(), true)",
    )
    .await;
    shop.leaves().await;
    settled(&shop).await;
    assert_eq!(
        frame_does(&shop, 0, "return windows.length").await,
        json!(0)
    );
    assert_eq!(heard(&shop, "ready").await, Vec::<Value>::new());
}

async fn odd_messages_break_nothing(shop: Shop) {
    let _partner = opens(&shop, PLAIN).await;
    shop.run("window.faults = []; addEventListener('error', (e) => faults.push(e.message)); addEventListener('unhandledrejection', (e) => faults.push(String(e.reason)))").await;
    is_connected(&shop, 0).await;
    let odd = "[undefined, null, 0, 'x', [], {}, new Date(), new Map(), new Uint8Array(9), { gs: 1 }, { v: 1 }, \
        { v: 1, type: 'resize' }, { v: 1, type: 'ack', data: {} }, { v: 1, type: 'ack', data: { id: '99' } }, \
        { v: 1, type: 'ack', data: { id: '__proto__' } }, { v: 1, type: 'ack', data: { id: 'constructor' } }, \
        { v: 1, type: {}, data: {} }, { v: 1, type: 7, data: 7 }, { v: 1, type: 'ready', data: { words: 7 } }, \
        { v: 1, type: 'ready', data: { words: { title: {} } } }, { v: 1, type: 'close.guard', data: { active: 1 } }, \
        { v: 1, type: 'link.open', data: { uri: 7 } }, 'x'.repeat(1e6)]";
    frame_does(&shop, 0, &format!("for (const m of {odd}) {{ port.postMessage(m); parent.postMessage(m, query.get('parent')); }}")).await;
    shop.run(&format!(
        "const frame = document.querySelector('gift-shop').shadowRoot.querySelector('iframe'); \
         for (const m of {odd}) {{ postMessage(m, location.origin); }}"
    ))
    .await;
    is_through(&shop, 0, "alive").await;
    assert_eq!(shop.run("return faults").await, json!([]));
}

async fn nothing_reaches_the_prototypes(shop: Shop) {
    let _partner = opens(&shop, r#"<gift-shop src="THERE/frame" __proto__="x" constructor="y"></gift-shop><div id="here"></div>"#).await;
    is_connected(&shop, 0).await;
    let evil = r#"JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prefill":{"__proto__":{"polluted":1}}}')"#;
    shop.run(&format!(
        "const evil = {evil}; window.shop = document.querySelector('gift-shop'); shop.set(evil); shop.navigate(evil); shop.paymentResult(evil); \
         const src = shop.getAttribute('src'); \
         GiftShop.mount('#here', Object.assign(JSON.parse('{{\"__proto__\":{{\"polluted\":1}}}}'), {{ src, labels: evil, prefill: evil }})); \
         shop.on('__proto__', () => {{}});"
    ))
    .await;
    is_connected(&shop, 1).await;
    frame_does(&shop, 0, &format!("say('ready', {{ words: {evil} }}); say('close.guard', {evil}); say('newer', {evil}); say('__proto__', {evil}); \
        port.postMessage(JSON.parse('{{\"v\":1,\"type\":\"ack\",\"data\":{{\"id\":\"__proto__\"}}}}'))")).await;
    is_through(&shop, 0, "through").await;
    let reached = "return [{}.polluted, Object.prototype.polluted, Array.prototype.polluted, HTMLElement.prototype.polluted, Map.prototype.polluted].filter(Boolean).length";
    assert_eq!(shop.run(reached).await, json!(0));
    assert_eq!(frame_does(&shop, 0, reached).await, json!(0));
}

async fn ten_thousand_messages_a_second_are_nothing(shop: Shop) {
    let _partner = opens(&shop, PLAIN).await;
    is_connected(&shop, 0).await;
    // Two seconds of it, by the page itself and by the frame on the window.
    shop.run(&format!(
        "{CHANNEL} window.sent = 0; window.late = 0; const begun = performance.now(); let last = begun; \
         const flood = setInterval(() => {{ \
           const now = performance.now(); late = Math.max(late, now - last); last = now; \
           const due = Math.min(20000, (now - begun) * 10); \
           for (; sent < due; sent++) postMessage({{ gs: 1, ch, type: 'hello', v: [1], n: sent }}, location.origin); \
           if (sent >= 20000) {{ clearInterval(flood); window.over = true; }} \
         }}, 10);"
    ))
    .await;
    frame_does(&shop, 0, "for (let i = 0; i < 5000; i++) parent.postMessage({ gs: 1, ch: 'x', type: 'hello', v: [1] }, query.get('parent'))").await;
    frame_does(&shop, 0, "say('resize', { height: 777 })").await;
    hears(&shop, "resize", json!({ "height": 777 })).await;
    shop.until_script("the end of it", "return window.over")
        .await;
    assert_eq!(
        frame_does(&shop, 0, "return windows.length").await,
        json!(1)
    );
    is_through(&shop, 0, "after").await;
}
