//! The shop itself in a partner's frame, on another origin.

use std::fs;

use refillery_e2e::{
    FileServer, Files, Page, Partner, Role, Shop, Test, checkout, counted, filled, says_it_failed,
    tests, text, text_of,
};
use serde_json::{Value, json};

use crate::shop::pictures::for_eyes;
use crate::shop::pictures::languages::{CUT, LANGUAGES};
use crate::steps::{EMAIL, code_is_shown, has_a_price};
use crate::widget::messages::are_as_promised;
use crate::widget::stand_in::{RECORDER, heard};

pub(crate) fn tests() -> Vec<Test> {
    tests!["real":
        it_loads_reports_and_has_the_height_of_its_page,
        theme_and_language_change_while_it_is_shown,
        a_purchase_from_the_brand_to_the_code,
        the_host_pays,
        a_reload_in_the_middle_of_a_payment_loses_nothing,
        two_shops_on_one_page_are_two,
        without_storage_it_sells_all_the_same,
        without_the_clipboard_it_says_so,
        without_the_loader_it_sells_as_well,
        a_sandboxed_frame_says_what_is_wrong,
        a_stranger_gets_a_sentence_and_no_message,
        what_the_browser_keeps_out_is_a_sentence_in_the_frame_s_place,
        a_new_page_begins_at_its_top_and_a_list_is_found_again,
        a_list_grows_by_presses_and_is_never_cut,
        a_partner_in_disguise_is_a_stranger,
        forged_and_replayed_messages_do_nothing,
        a_payment_in_a_narrow_frame_is_cut_in_no_language,
    ]
}

/// These keep the browser as busy as they can, so nothing else may run beside them.
pub(crate) fn alone() -> Vec<Test> {
    let tests = tests!["real": ten_thousand_messages_a_second_leave_it_usable];
    tests.into_iter().map(Test::alone).collect()
}

pub(crate) fn only_in_chromium() -> Vec<Test> {
    tests!["real": in_front_of_the_page_by_eye]
}

/// A shop with partners, and a partner's page that shows it.
pub(crate) struct Widget {
    /// The visitor at the partner's page.
    pub(crate) shop: Shop,
    /// The shop's origin.
    pub(crate) url: String,
    pub(crate) partner: Partner,
    _host: FileServer,
}

/// Opens the partner's page with `body` on it, in which `SHOP` is the shop's origin.
async fn opens(shop: &Shop, body: &str) -> Widget {
    opens_with(shop, body, Vec::new(), true).await
}

async fn opens_with(
    shop: &Shop,
    body: &str,
    mut edits: Vec<(String, String)>,
    is_partner: bool,
) -> Widget {
    let html = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Partner</title>{RECORDER}</head>\
         <body><h1>A partner</h1><p>With a gift shop on its page.</p><template>{body}</template>\
         <script>document.querySelector('template').insertAdjacentHTML('afterend', \
         document.querySelector('template').innerHTML.replaceAll('SHOP', new URLSearchParams(location.search).get('shop')))</script>\
         <script src=/widget/v1/loader.js></script></body></html>"
    );
    let partner = shop.partner(vec![Page::new("/", html)]).await;
    edits.push((
        "\"name\": \"Refillery\"".to_owned(),
        format!(
            "\"name\": \"Refillery\", \"partner_origins\": [\"{}\"]",
            partner.here
        ),
    ));
    let files = Files {
        edits,
        ..Files::default()
    };
    let (at, host) = shop.on_host(files).await;
    let url = host.url.clone();
    let page = if is_partner {
        &partner.here
    } else {
        &partner.there
    };
    at.goes_to(&format!("{page}/?shop={url}")).await;
    Widget {
        shop: at,
        url,
        partner,
        _host: host,
    }
}

/// As high as fits into the window: in WebKit the driver clicks nothing that the page around
/// would have to be scrolled to.
const PLAIN: &str =
    r#"<gift-shop src="SHOP/embed" country="US" lang="en" height="600"></gift-shop>"#;

/// Straight to the form of a card.
const CARD: &str = r#"<gift-shop src="SHOP/embed" country="US" lang="en" view="product" brand="Amazon.com" product="Amazon.com" amount="50" coins="USDC:Solana" height="600" MORE></gift-shop>"#;

/// Waits until the host has received something of this type.
async fn hears(shop: &Shop, kind: &str) -> Value {
    let script = format!(
        "const e = heard.filter(([k]) => k === '{kind}'); return e.length ? [e.at(-1)[1]] : null;"
    );
    shop.until_script(kind, &script).await[0].clone()
}

async fn hears_state(shop: &Shop, state: &str) {
    let script = format!(
        "return heard.some(([k, d]) => k === 'order.updated' && d.order_state === '{state}')"
    );
    shop.until_script(&format!("the order to be {state}"), &script)
        .await;
}

/// From the form in the frame to the order's page; gives the order's id.
async fn orders(shop: &Shop) -> String {
    shop.enters(0).await;
    has_a_price(shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("order.state_waiting")).await;
    shop.leaves().await;
    let orders = shop.sandbox.orders().await;
    assert_eq!(orders.len(), 1);
    orders[0]["order_id"].as_str().expect("an id").to_owned()
}

/// Checks everything that was said so far: none of it says too much.
async fn said_nothing_private(shop: &Shop, id: &str) {
    let wire = shop.run("return wire").await;
    let wire = wire.as_array().cloned().unwrap_or_default();
    are_as_promised(&wire);
    let order = shop.sandbox.order(id).await;
    let code = order["deliveries"][0]["deliverable"]["pin_code"].as_str();
    let payment = order["payment_id"].as_str().expect("an id of the payment");
    let mut secrets = vec![id, EMAIL, payment];
    secrets.extend(code);
    for line in wire.iter().filter(|line| line[0] == "event") {
        let text = line.to_string();
        for secret in &secrets {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
    // It is not in what a script of the partner's can read either.
    let page = shop.run("return document.documentElement.outerHTML + location.href + [...document.querySelectorAll('gift-shop')].map((e) => e.shadowRoot.innerHTML)").await;
    for secret in secrets {
        assert!(!page.to_string().contains(secret), "{secret}");
    }
}

async fn it_loads_reports_and_has_the_height_of_its_page(shop: Shop) {
    let body = r#"<gift-shop src="SHOP/embed" country="DE" lang="de" theme="dark" nonsense="1" region="zz"></gift-shop>"#;
    let at = opens(&shop, body).await;
    let shop = &at.shop;
    let ready = hears(shop, "ready").await;
    assert_eq!(
        [&ready["lang"], &ready["country"], &ready["theme"]],
        ["de", "DE", "dark"]
    );
    let rejected = hears(shop, "config.rejected").await;
    assert!(
        rejected["problems"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|problem| problem["key"] == "nonsense" && problem["reason"] == "unknown"),
        "{rejected}"
    );
    let kinds = shop
        .run("return wire.filter(([w]) => w === 'event').map(([, m]) => m.type)")
        .await;
    let kinds: Vec<&str> = kinds
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(
        kinds[..2],
        ["config.applied", "config.rejected"],
        "{kinds:?}"
    );
    shop.enters(0).await;
    shop.reads(text_of("de", "home.popular")).await;
    shop.leaves().await;
    // The start page is short in a frame.
    has_the_height_of_its_page(shop, 6000.0).await;
    shop.run("document.querySelector('gift-shop').navigate({ view: 'orders' })")
        .await;
    has_the_height_of_its_page(shop, 2000.0).await;
    assert_eq!(heard(shop, "error").await, Vec::<Value>::new());
}

/// Waits until the frame is as high as what is in it, within the loader's limits.
async fn has_the_height_of_its_page(shop: &Shop, most: f64) {
    shop.until("the height of the page", async || {
        let tall = "return document.querySelector('gift-shop').shadowRoot.querySelector('iframe').offsetHeight";
        let is = shop.run(tall).await.as_f64().unwrap_or_default();
        shop.enters(0).await;
        let wants = shop.run("return document.body.getBoundingClientRect().height").await;
        shop.leaves().await;
        let wants = wants.as_f64().unwrap_or(-9.0).clamp(200.0, 30_000.0);
        ((is - wants).abs() < 3.0 && is <= most).then_some(())
    })
    .await;
}

async fn theme_and_language_change_while_it_is_shown(shop: Shop) {
    let at = opens(
        &shop,
        r#"<gift-shop src="SHOP/embed" country="US" lang="en" theme="light"></gift-shop>"#,
    )
    .await;
    let shop = &at.shop;
    hears(shop, "ready").await;
    let ground = "return getComputedStyle(document.documentElement).colorScheme + getComputedStyle(document.body).backgroundColor";
    shop.enters(0).await;
    shop.sees(Role::Field, text("search.label")).await;
    let light = shop.run(ground).await;
    shop.leaves().await;
    shop.run("document.querySelector('gift-shop').set({ theme: 'dark', lang: 'de' })")
        .await;
    shop.enters(0).await;
    shop.sees(Role::Field, text_of("de", "search.label")).await;
    shop.until("dark", async || {
        (shop.run(ground).await != light).then_some(())
    })
    .await;
    shop.leaves().await;
    shop.run("document.querySelector('gift-shop').setAttribute('lang', 'en-GB')")
        .await;
    shop.enters(0).await;
    shop.sees(Role::Field, text("search.label")).await;
    shop.leaves().await;
}

async fn a_purchase_from_the_brand_to_the_code(shop: Shop) {
    let at = opens(&shop, PLAIN).await;
    let shop = &at.shop;
    hears(shop, "ready").await;
    shop.enters(0).await;
    shop.types_and_enters(text("search.label"), "Amazon.com")
        .await;
    shop.follow("Amazon.com").await;
    shop.choose("$50").await;
    shop.leaves().await;
    let id = orders(shop).await;
    let created = hears(shop, "order.created").await;
    assert_eq!(created["order_ref"].as_str().map(str::len), Some(16));
    shop.until_script(
        "the guard",
        "return heard.some(([k, d]) => k === 'close.guard' && d.active && d.reason.length > 9)",
    )
    .await;
    shop.sandbox.act(&id, "pay").await;
    hears_state(shop, "done").await;
    let delivered = hears(shop, "order.delivered").await;
    assert_eq!(
        delivered,
        json!({ "order_ref": created["order_ref"], "items_total": 1, "items_done": 1 })
    );
    shop.enters(0).await;
    shop.reads(text("order.head_done")).await;
    shop.reads(text("embed.open_full")).await;
    code_is_shown(shop, &id).await;
    shop.leaves().await;
    shop.until_script(
        "the guard to be off",
        "return heard.filter(([k]) => k === 'close.guard').at(-1)[1].active === false",
    )
    .await;
    said_nothing_private(shop, &id).await;
}

async fn the_host_pays(shop: Shop) {
    let body = CARD.replace(
        "MORE",
        r#"pay="host" show_payment_info="0" email="mine@host.example""#,
    );
    let at = opens(&shop, &body).await;
    let shop = &at.shop;
    hears(shop, "ready").await;
    shop.enters(0).await;
    shop.reads(&filled("embed.filled_in", &[("host", "localhost")]))
        .await;
    assert_eq!(
        shop.typed(text("recipient.email")).await.as_deref(),
        Some("mine@host.example")
    );
    shop.leaves().await;
    let id = orders(shop).await;
    let order = shop.sandbox.order(&id).await;
    shop.enters(0).await;
    shop.press(text("embed.pay")).await;
    shop.leaves().await;
    let intent = hears(shop, "payment.intent").await;
    assert_eq!(intent["address"], order["wallet_address"]);
    assert_eq!(intent["amount"].as_str(), order["coin_amount"].as_str());
    assert_eq!(intent["coin"], "USDC");
    assert!(
        intent["chain"]
            .as_str()
            .is_some_and(|chain| chain.starts_with("solana:")),
        "{intent}"
    );
    // A claim is no payment.
    shop.run("window.answers = []; const shop = document.querySelector('gift-shop'); const of = heard.find(([k]) => k === 'payment.intent')[1].order_ref; \
        shop.paymentResult({ orderRef: '0'.repeat(16), status: 'sent' }).then((a) => { answers.push(a); return shop.paymentResult({ orderRef: of, status: 'sent', txid: 'abc' }); }).then((a) => answers.push(a));").await;
    shop.until_script("the answers", "return answers.length === 2")
        .await;
    assert_eq!(
        shop.run("return answers.map((a) => [a.ok, a.error || ''])")
            .await,
        json!([[false, "unknown_order"], [true, ""]])
    );
    shop.enters(0).await;
    shop.reads(text("embed.word_sent")).await;
    assert!(!shop.text().await.contains(text("order.head_done")));
    shop.leaves().await;
    for_eyes(shop, "widget-host-sent").await;
    assert_eq!(heard(shop, "order.delivered").await, Vec::<Value>::new());
    shop.sandbox.act(&id, "pay").await;
    hears(shop, "order.delivered").await;
    said_nothing_private(shop, &id).await;
}

async fn a_reload_in_the_middle_of_a_payment_loses_nothing(shop: Shop) {
    let at = opens(&shop, &CARD.replace("MORE", "")).await;
    let shop = &at.shop;
    hears(shop, "ready").await;
    let id = orders(shop).await;
    hears_state(shop, "waiting").await;
    let created = hears(shop, "order.created").await;
    shop.run("heard.length = 0").await;
    shop.enters(0).await;
    shop.run("location.reload()").await;
    shop.leaves().await;
    hears(shop, "ready").await;
    let updated = hears(shop, "order.updated").await;
    assert_eq!(updated["order_ref"], created["order_ref"]);
    shop.until_script(
        "the guard",
        "return heard.some(([k, d]) => k === 'close.guard' && d.active)",
    )
    .await;
    shop.enters(0).await;
    shop.reads(text("order.state_waiting")).await;
    shop.leaves().await;
    shop.sandbox.act(&id, "pay").await;
    hears(shop, "order.delivered").await;
    assert_eq!(shop.sandbox.log("orders-create").await.len(), 1);
    assert_eq!(heard(shop, "error").await, Vec::<Value>::new());
    said_nothing_private(shop, &id).await;
}

async fn two_shops_on_one_page_are_two(shop: Shop) {
    let body = r#"<gift-shop src="SHOP/embed" country="US" lang="en"></gift-shop><gift-shop src="SHOP/embed" country="DE" lang="de"></gift-shop>"#;
    let at = opens(&shop, body).await;
    let shop = &at.shop;
    shop.until_script(
        "both",
        "return heard.filter(([k]) => k === 'ready').length === 2",
    )
    .await;
    for (place, words) in [
        (0, text("search.label")),
        (1, text_of("de", "search.label")),
    ] {
        shop.enters(place).await;
        shop.sees(Role::Field, words).await;
        shop.leaves().await;
    }
    shop.run("document.querySelectorAll('gift-shop')[1].set({ lang: 'en' })")
        .await;
    shop.enters(1).await;
    shop.sees(Role::Field, text("search.label")).await;
    shop.leaves().await;
    shop.run("document.querySelectorAll('gift-shop')[0].destroy(); document.querySelector('gift-shop').set({ lang: 'de' })").await;
    shop.enters(0).await;
    shop.sees(Role::Field, text_of("de", "search.label")).await;
    shop.leaves().await;
}

/// Put before everything else in the shop's page: a browser that keeps nothing in frames.
/// The edit that puts a script before everything else of the page.
fn first_on_the_page(script: &str) -> (String, String) {
    let first = "<meta charset=utf-8>";
    (first.to_owned(), format!("{script}{first}"))
}

const NO_STORAGE: &str = "<script>for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) \
    Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });</script>";

async fn without_storage_it_sells_all_the_same(shop: Shop) {
    let edits = vec![first_on_the_page(NO_STORAGE)];
    let at = opens_with(&shop, &CARD.replace("MORE", ""), edits, true).await;
    let shop = &at.shop;
    hears(shop, "ready").await;
    let id = orders(shop).await;
    shop.sandbox.act(&id, "pay").await;
    hears(shop, "order.delivered").await;
    shop.enters(0).await;
    shop.reads(text("embed.open_full")).await;
    code_is_shown(shop, &id).await;
    shop.leaves().await;
}

async fn without_the_clipboard_it_says_so(shop: Shop) {
    // Refused by the frame's own permissions, and by those of an old browser.
    let refuse = "<script>Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new DOMException('x', 'NotAllowedError')) } }); \
        document.execCommand = () => false;</script>";
    let edits = vec![first_on_the_page(refuse)];
    let at = opens_with(&shop, &CARD.replace("MORE", ""), edits, true).await;
    let shop = &at.shop;
    hears(shop, "ready").await;
    let _id = orders(shop).await;
    shop.enters(0).await;
    shop.press(text("copy.copy")).await;
    shop.reads(text("copy.failed")).await;
    shop.leaves().await;
}

/// A plain frame without the loader; docs/widget.md#security-model has its permissions.
const FRAME: &str = r#"<iframe src="SHOP/embed?country=US&lang=en" title="Gift card shop" width="100%" height="600"
    sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-top-navigation-to-custom-protocols"
    allow="clipboard-write" referrerpolicy="strict-origin"></iframe>"#;

async fn without_the_loader_it_sells_as_well(shop: Shop) {
    let at = opens(&shop, FRAME).await;
    let shop = &at.shop;
    shop.enters(0).await;
    shop.types_and_enters(text("search.label"), "Amazon.com")
        .await;
    shop.follow("Amazon.com").await;
    shop.choose("$50").await;
    shop.leaves().await;
    let id = orders(shop).await;
    shop.sandbox.act(&id, "pay").await;
    shop.enters(0).await;
    shop.reads(text("order.head_done")).await;
    shop.leaves().await;
    assert_eq!(shop.run("return wire").await, json!([]));
}

async fn a_sandboxed_frame_says_what_is_wrong(shop: Shop) {
    // Without `allow-same-origin` the shop has no origin and no way to its API.
    let body = r#"<iframe src="SHOP/embed?country=US&lang=en" width="100%" height="760" sandbox="allow-scripts"></iframe>"#;
    let at = opens(&shop, body).await;
    let shop = &at.shop;
    shop.enters(0).await;
    let words = shop
        .until("words", async || {
            Some(shop.text().await).filter(|page| {
                says_it_failed(page)
                    || page.contains(text("embed.refused_title"))
                    || page.contains(text("failure.try_again"))
            })
        })
        .await;
    assert!(words.len() > 40, "{words}");
    shop.leaves().await;
}

async fn a_stranger_gets_a_sentence_and_no_message(shop: Shop) {
    let body = format!(
        "{PLAIN}<script>window.windows = []; addEventListener('message', (e) => windows.push(e.data))</script>"
    );
    let at = opens_with(&shop, &body, Vec::new(), false).await;
    let shop = &at.shop;
    shop.run("window.windows = []; addEventListener('message', (e) => windows.push(e.data))")
        .await;
    shop.enters(0).await;
    shop.reads(text("embed.refused_title")).await;
    shop.reads(text("embed.refused_body")).await;
    shop.sees(Role::Link, text("embed.open_shop")).await;
    shop.leaves().await;
    for_eyes(shop, "widget-stranger").await;
    let error = hears(shop, "error").await;
    assert_eq!(error["code"], "handshake_timeout");
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|words| words.contains(&at.partner.there)),
        "{error}"
    );
    assert_eq!(shop.run("return [windows, wire]").await, json!([[], []]));
    // No request went to the API for it.
    assert_eq!(shop.sandbox.log("orders-create").await.len(), 0);
}

/// A frame that never sends a word, like one that `frame-ancestors` keeps out.
async fn what_the_browser_keeps_out_is_a_sentence_in_the_frame_s_place(shop: Shop) {
    let silent = PLAIN.replace("/embed", "/widget/v1/sri.json");
    let at = opens(&shop, &silent).await;
    let shop = &at.shop;
    assert_eq!(hears(shop, "error").await["code"], "handshake_timeout");
    let seen = shop
        .run(
            "const root = document.querySelector('gift-shop').shadowRoot;
             return [root.querySelector('p').innerText, root.querySelector('a').href,
               root.querySelector('iframe').checkVisibility()];",
        )
        .await;
    let host = at.url.replace("http://", "");
    let words = format!("The shop can\u{2019}t be shown here. {host}");
    let folder = format!("{}/widget/v1/", at.url);
    assert_eq!(seen, json!([words, folder, false]));
    for_eyes(shop, "widget-kept-out").await;
}

/// The frame has no scroll of its own: the page around has it.
async fn a_new_page_begins_at_its_top_and_a_list_is_found_again(shop: Shop) {
    let body = r#"<div style="height:700px"></div><gift-shop src="SHOP/embed" country="US" lang="en" view="brands"></gift-shop><div style="height:4000px"></div>"#;
    let at = opens(&shop, body).await;
    let shop = &at.shop;
    hears(shop, "ready").await;
    shop.until_script(
        "a list",
        "return heard.some(([k, d]) => k === 'resize' && d.height > 1500)",
    )
    .await;
    for_eyes(shop, "widget-list").await;
    const TOP: &str = "document.querySelector('gift-shop').getBoundingClientRect().top";
    shop.run(&format!("scrollBy(0, {TOP} + 500);")).await;
    shop.until_script(
        "the middle of the list",
        &format!("return Math.abs({TOP} + 500) < 3"),
    )
    .await;
    shop.enters(0).await;
    shop.run("document.querySelectorAll('.brand-grid a')[7].click();")
        .await;
    shop.leaves().await;
    shop.until_script(
        "the brand's page",
        "return heard.some(([k, d]) => k === 'view.changed' && d.view === 'brand')",
    )
    .await;
    shop.until_script("its top", &format!("return {TOP} >= -1"))
        .await;
    shop.run("history.back();").await;
    shop.until_script(
        "the place in the list",
        &format!("return Math.abs({TOP} + 500) < 60"),
    )
    .await;
}

async fn a_list_grows_by_presses_and_is_never_cut(shop: Shop) {
    let body = r#"<gift-shop src="SHOP/embed" country="US" lang="en" view="brands"></gift-shop><p>What stands below</p>"#;
    let at = opens(&shop, body).await;
    let shop = &at.shop;
    hears(shop, "ready").await;
    for count in [48, 96, 144] {
        shop.enters(0).await;
        shop.until_script(
            "so many cards",
            &format!("return document.querySelectorAll('.brand-grid li').length === {count}"),
        )
        .await;
        shop.leaves().await;
        has_the_height_of_its_page(shop, 30_000.0).await;
        // Looking at the list's end makes it no longer.
        shop.run("document.querySelector('p:last-of-type').scrollIntoView()")
            .await;
        has_the_height_of_its_page(shop, 30_000.0).await;
        shop.enters(0).await;
        let state = "return [document.querySelectorAll('.brand-grid li').length, document.scrollingElement.scrollHeight <= innerHeight + 1]";
        assert_eq!(shop.run(state).await, json!([count, true]));
        shop.press(&counted("brands.show_more", 48, &[])).await;
        shop.leaves().await;
    }
}

async fn a_partner_in_disguise_is_a_stranger(shop: Shop) {
    // A stranger that says it is the partner, in the address and by another loader.
    let at = opens_with(&shop, "", Vec::new(), false).await;
    let shop = &at.shop;
    // Also one that hides its name from the frame.
    for policy in ["", "no-referrer"] {
        shop.run(&format!(
            "window.windows = []; addEventListener('message', (e) => windows.push(e.data)); \
         document.querySelector('iframe')?.remove(); \
         const f = document.createElement('iframe'); f.referrerPolicy = '{policy}'; f.src = '{}/embed?country=US&lang=en&ch={}&parent=' + encodeURIComponent('{}'); f.height = 600; document.body.append(f);",
        at.url, "a".repeat(32), at.partner.here
    ))
    .await;
        shop.enters(0).await;
        shop.reads(text("embed.refused_title")).await;
        shop.leaves().await;
        assert_eq!(shop.run("return windows").await, json!([]));
    }
}

async fn forged_and_replayed_messages_do_nothing(shop: Shop) {
    let at = opens(&shop, PLAIN).await;
    let shop = &at.shop;
    hears(shop, "ready").await;
    let replay = format!(
        "const f = document.querySelector('gift-shop').shadowRoot.querySelector('iframe'); const w = f.contentWindow; \
         const ch = new URL(f.src).searchParams.get('ch'); const shop = '{}'; window.stolen = []; \
         const post = (data, ports = [], to = shop) => w.postMessage(data, to, ports); \
         const evil = JSON.parse('{{\"__proto__\":{{\"polluted\":1}},\"lang\":\"ja\",\"theme\":\"dark\"}}'); \
         for (const data of [{{ gs: 1, ch, type: 'connect', v: 1, config: evil }}, {{ gs: 1, ch: 'x', type: 'connect', v: 1, config: evil }}, \
           {{ v: 1, id: '1', type: 'config.set', data: evil }}, {{ v: 1, id: '2', type: 'navigate', data: {{ view: 'orders' }} }}, null, 7, 'x', [], {{ get: 1 }}]) {{ \
           const c = new window.MessageChannel(); c.port1.onmessage = (e) => stolen.push(e.data); post(data, [c.port2]); post(data); }}",
        at.url
    );
    shop.run(&replay).await;
    // On the port itself: messages that are no commands, and messages that reach for prototypes.
    shop.run("const s = document.querySelector('gift-shop'); const evil = JSON.parse('{\"__proto__\":{\"polluted\":1},\"constructor\":{\"prototype\":{\"polluted\":1}},\"prefill\":{\"__proto__\":{\"polluted\":1}}}'); \
        window.done = false; s.set(evil); s.navigate(evil); s.paymentResult(evil); for (const m of [null, 7, 'x', [], {}, { v: 1 }, { v: 2, id: '1', type: 'navigate', data: { view: 'orders' } }, { v: 1, id: {}, type: 'navigate', data: 7 }, { v: 1, id: '9', type: 'nothing', data: {} }]) s._port.postMessage(m); \
        s.set({ accent: '0a7ea4' }).then((a) => { window.done = a; });")
        .await;
    shop.until_script("an answer", "return done && done.ok")
        .await;
    assert_eq!(shop.run("return stolen").await, json!([]));
    shop.enters(0).await;
    shop.sees(Role::Field, text("search.label")).await;
    assert_eq!(
        shop.run("return [({}).polluted ?? null, document.documentElement.lang]")
            .await,
        json!([null, "en"])
    );
    shop.leaves().await;
}

async fn ten_thousand_messages_a_second_leave_it_usable(shop: Shop) {
    let at = opens(&shop, PLAIN).await;
    let shop = &at.shop;
    hears(shop, "ready").await;
    // Two seconds of it on the window and on the port.
    shop.run(&format!(
        "const s = document.querySelector('gift-shop'); const w = s.shadowRoot.querySelector('iframe').contentWindow; const port = s._port; \
         window.sent = 0; const begun = performance.now(); const flood = setInterval(() => {{ \
           const due = Math.min(20000, (performance.now() - begun) * 10); \
           for (; sent < due; sent++) {{ w.postMessage({{ gs: 1, ch: 'x', type: 'connect', v: 1 }}, '{}'); port.postMessage({{ v: 1, id: String(sent), type: 'config.set', data: {{ theme: sent % 2 ? 'dark' : 'light' }} }}); }} \
           if (sent >= 20000) {{ clearInterval(flood); window.over = true; }} }}, 10);",
        at.url
    ))
    .await;
    shop.until_script("the end of it", "return window.over")
        .await;
    let error = hears(shop, "error").await;
    assert_eq!(error["code"], "too_many");
    shop.enters(0).await;
    shop.types_and_enters(text("search.label"), "Amazon.com")
        .await;
    shop.sees(Role::Link, "Amazon.com").await;
    shop.leaves().await;
}

/// The frame is as wide as the narrowest phones: windows of that size are refused by two engines.
async fn a_payment_in_a_narrow_frame_is_cut_in_no_language(shop: Shop) {
    let card = CARD.replace("MORE", "");
    let at = opens(&shop, &format!("<div id=phone>{card}</div>")).await;
    let shop = &at.shop;
    orders(shop).await;
    let mut cut = Vec::new();
    for width in [320, 360] {
        for language in LANGUAGES {
            shop.run(&format!(
                "document.querySelector('#phone').style.width = '{width}px'; \
                 document.querySelector('gift-shop').setAttribute('lang', '{language}')"
            ))
            .await;
            shop.enters(0).await;
            let is_so = format!(
                "return innerWidth === {width} && document.documentElement.lang === '{language}'"
            );
            shop.until_script(&format!("{language} at {width} px"), &is_so)
                .await;
            shop.reads(text_of(language, "order.state_waiting")).await;
            let found = shop.run(CUT).await;
            let texts = found.as_array().into_iter().flatten();
            cut.extend(texts.map(|text| format!("{language} at {width}: {text}")));
            shop.leaves().await;
        }
    }
    assert!(cut.is_empty(), "{}", cut.join("\n"));
}

/// Waits until the shop in the frame is as wide as this and has nothing beside it.
async fn fits(shop: &Shop, width: u32) {
    let script = format!(
        "return innerWidth === {width} && document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    );
    shop.enters(0).await;
    shop.until_script(&format!("{width} px"), &script).await;
    shop.leaves().await;
}

/// Writes pictures of the shop in front of a page and on it, to be looked at.
async fn in_front_of_the_page_by_eye(shop: Shop) {
    let body = "<button onclick=\"window.shop = GiftShop.open({ src: 'SHOP/embed', country: 'US', lang: 'en', theme: 'light' })\">Buy a gift card</button>";
    let at = opens(&shop, body).await;
    let shop = &at.shop;
    let folder = checkout().join("target/e2e/widget");
    fs::create_dir_all(&folder).expect("target/ can be written");
    shop.press("Buy a gift card").await;
    hears(shop, "ready").await;
    shop.enters(0).await;
    shop.reads("Steam").await;
    shop.leaves().await;
    for (name, size) in [("360", (360, 740)), ("1280", (1280, 900))] {
        shop.look_with(size, "light").await;
        fits(shop, size.0.min(720)).await;
        fs::write(
            folder.join(format!("real-modal-{name}.png")),
            shop.picture().await,
        )
        .expect("a picture");
    }
    // Escape in the frame closes it, where nothing in the frame wants it. Chromium's driver
    // waits for the frame's word about the key, and a frame that is gone gives none: so the
    // page keeps it until the driver has answered.
    shop.run(
        "const remove = Element.prototype.remove; window.kept = []; \
         Element.prototype.remove = function () { kept.push(this); }; \
         window.letGo = () => { Element.prototype.remove = remove; kept.forEach((each) => each.remove()); };",
    )
    .await;
    shop.enters(0).await;
    shop.click(Role::Heading, "").await;
    shop.presses_key('\u{e00c}').await;
    shop.leaves().await;
    hears(shop, "closed").await;
    shop.run("letGo()").await;
    shop.run("document.body.insertAdjacentHTML('beforeend', '<gift-shop country=US lang=en height=700 style=\"display:block;height:700px\" src=' + new URLSearchParams(location.search).get('shop') + '/embed></gift-shop>'); heard.length = 0")
        .await;
    hears(shop, "ready").await;
    shop.enters(0).await;
    shop.reads("Steam").await;
    shop.leaves().await;
    for (name, size) in [("360", (360, 900)), ("1280", (1280, 900))] {
        shop.look_with(size, "light").await;
        fits(shop, size.0 - 16).await;
        fs::write(
            folder.join(format!("real-element-{name}.png")),
            shop.picture().await,
        )
        .expect("a picture");
    }
}
