//! The scripts of `src/early/`: the work of `index.html` before the program is there, and beside
//! it.

use refillery::api::endpoint::{self, FamilyProducts};
use refillery::config::Config;
use refillery::i18n;
use serde_json::{Value, json};
use shop_core::model::country::Country;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{GERMAN, ORDER_ID, WAITING};
use crate::orders::script;
use crate::stage::{Stage, call, text};

/// Guards the browser's history from here on, until the fakes are taken away.
fn guard_history() {
    script(include_str!("../../src/early/history.js"));
}

fn address() -> String {
    text(&call("address", &[]))
}

/// The wall, in a browser that takes so many addresses more. One that refuses says so, or only
/// leaves the address as it was.
async fn refusing_wall(left: u32, is_said: bool) -> Stage {
    let stage = Stage::with_shop();
    call("refuseAddresses", &[JsValue::from(left), is_said.into()]);
    guard_history();
    stage.open("/brands?country=US");
    stage.until("a wall", || stage.has("#count")).await;
    stage
}

#[wasm_bindgen_test]
async fn a_refused_address_follows_after_a_rest() {
    for is_said in [true, false] {
        // The first is that of the wall itself.
        let stage = refusing_wall(101, is_said).await;
        for each in 0..131 {
            let order = if each % 2 == 0 { "name" } else { "" };
            stage.choose("#sort", order).await;
        }
        assert_eq!(stage.value("#sort"), "name", "the choice moves");
        assert_eq!(address(), "/brands?country=US", "the hundredth");
        stage.pass(5_000.0).await;
        assert_eq!(address(), "/brands?country=US", "still refused");
        call("allowAddresses", &[]);
        stage.pass(1_000.0).await;
        assert_eq!(address(), "/brands?country=US&sort=name");
        // And at once from now on.
        stage.choose("#sort", "").await;
        assert_eq!(address(), "/brands?country=US");
        assert!(!stage.has_timers(), "nothing is said again");
    }
}

#[wasm_bindgen_test]
async fn a_page_whose_address_is_refused_is_a_step_of_its_own_later() {
    for is_said in [true, false] {
        let stage = refusing_wall(1, is_said).await;
        // The place in the list, then the page, then a choice on it.
        stage.click("a[href^='/brand/Steam']").await;
        stage.says("How to redeem").await;
        assert_eq!(address(), "/brands?country=US");
        call("allowAddresses", &[]);
        stage.pass(1_000.0).await;
        assert_eq!(address(), "/brand/Steam?country=US");
        call("back", &[]);
        stage
            .until("the wall", || address() == "/brands?country=US")
            .await;
        stage.until("a wall", || stage.has("#count")).await;
    }
}

#[wasm_bindgen_test]
async fn a_visitor_who_goes_back_gets_no_late_address() {
    let stage = Stage::with_shop();
    call("refuseAddresses", &[JsValue::from(2), true.into()]);
    guard_history();
    stage.open("/brands?country=US");
    stage.until("a wall", || stage.has("#count")).await;
    stage.go("/brands?country=US&q=steam");
    stage.choose("#sort", "name").await;
    stage.settle().await;
    call("back", &[]);
    stage
        .until("the step before", || address() == "/brands?country=US")
        .await;
    call("allowAddresses", &[]);
    stage.pass(2_000.0).await;
    assert_eq!(address(), "/brands?country=US");
}

#[wasm_bindgen_test]
async fn what_is_no_address_at_all_is_no_end_either() {
    let stage = Stage::with_shop();
    guard_history();
    for address in ["https://elsewhere.example/", "http://["] {
        script(&["history.pushState(null, '', '", address, "')"].concat());
    }
    stage.pass(120_000.0).await;
    assert!(!stage.has_timers(), "not for ever");
}

/// Runs `src/early/start.js` in an empty page for each visit, and says what it did: how often the
/// program was started, the page's language, and what it requested.
const VISITS: &str = r##"(async (script, visits) => {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const page = frame.contentDocument, view = frame.contentWindow;
  const program = "data:text/javascript,export default () => { window.started += 1; }";
  const run = new view.Function("location", "localStorage", "navigator", "fetch", "console", script);
  const done = [];
  for (const visit of visits) {
    page.documentElement.replaceWith(page.createElement("html"));
    page.documentElement.append(page.createElement("head"), page.createElement("body"));
    page.head.innerHTML = "<base href='/'>" + (visit.head ?? "<link rel='icon' href='data:,'>")
      + "<link id='shop-js'><link id='shop-wasm' href='data:,'>";
    page.getElementById("shop-js").href = program;
    for (const [id, text] of [["shop-config", visit.block], ["shell-words", visit.words ?? "{}"]]) {
      if (text === null) continue;
      const block = page.createElement("script");
      block.type = "application/json";
      block.id = id;
      block.textContent = text;
      page.head.append(block);
    }
    page.body.innerHTML = "<div id='shell'><div class='shop'><span>Shop</span></div></div>";
    view.started = 0;
    const asked = [];
    let thrown = "";
    try {
      run(
        { search: visit.query ?? "", pathname: visit.path ?? "/" },
        { getItem() { if (visit.kept === undefined) throw new Error("refused"); return visit.kept; } },
        { languages: "languages" in visit ? visit.languages : navigator.languages, connection: visit.line },
        (address) => {
          asked.push(address);
          return visit.texts && asked.length === 1 ? Promise.resolve(new Response(visit.texts)) : new Promise(() => {});
        },
        { error() {} },
      );
    } catch (error) { thrown = String(error); }
    const isOver = () => thrown || (view.started && asked.length >= (visit.wanted ?? 0));
    for (let turn = 0; !isOver() && turn < 200; turn += 1) await window.fakes.turn();
    done.push({ thrown, started: view.started, lang: page.documentElement.lang, asked });
  }
  frame.remove();
  return JSON.stringify(done);
})"##;

async fn visited(script: &str, visits: &[Value]) -> Vec<Value> {
    let function = js_sys::eval(VISITS).expect("a function");
    let function: js_sys::Function = function.unchecked_into();
    let visits = js_sys::JSON::parse(&json!(visits).to_string()).expect("JSON");
    let done = function.call2(&JsValue::NULL, &script.into(), &visits);
    let done = JsFuture::from(js_sys::Promise::resolve(&done.expect("a promise"))).await;
    serde_json::from_str(&text(&done.expect("no error"))).expect("JSON")
}

const START: &str = include_str!("../../src/early/start.js");
const WORDS: &str = r#"{"ja":["","","",""],"de":["","","",""],"ar":["","","",""]}"#;

/// Values that anybody may have written for a setting.
const VALUES: [&str; 27] = [
    "null",
    "true",
    "false",
    "5",
    "-1e9",
    r#""""#,
    r#"" ""#,
    r#""x""#,
    r#""../en""#,
    r#""constructor""#,
    r#""\ud800""#,
    "[]",
    "{}",
    "[5]",
    "[null]",
    "[[]]",
    r#"[["en"]]"#,
    r#"["en", 5]"#,
    r#"["US", null]"#,
    r#"["x"]"#,
    r#"["/api"]"#,
    r##"["#fff"]"##,
    r#"["logo.svg"]"#,
    r#"{"toString":1,"valueOf":1}"#,
    r#"[{"toString":1,"valueOf":1}]"#,
    r#"{"length":1,"0":"en"}"#,
    r#"{"__proto__":["en"],"test":5}"#,
];

/// Values in place of all settings, or of what is remembered.
const BLOCKS: [&str; 12] = [
    "",
    "{",
    "null",
    "true",
    "5",
    "[]",
    "[null]",
    r#""text""#,
    r#"["en"]"#,
    r#"{"__proto__":null}"#,
    r#"{"":{}}"#,
    "<p>",
];

#[wasm_bindgen_test]
async fn the_program_is_started_with_any_settings() {
    let _stage = Stage::new();
    let schema: Value = serde_json::from_str(include_str!("../../deploy/shop-config.schema.json"))
        .expect("the schema");
    let fields = schema["properties"].as_object().expect("properties").keys();
    let mut blocks: Vec<String> = BLOCKS.map(str::to_owned).to_vec();
    for field in fields {
        blocks.extend(VALUES.map(|value| [r#"{""#, field, r#"":"#, value, "}"].concat()));
    }
    let visit = |block: &String| json!({"block": block, "kept": null, "words": WORDS});
    let mut visits: Vec<Value> = blocks.iter().map(visit).collect();
    for (block, done) in blocks.iter().zip(visited(START, &visits).await) {
        assert_eq!(done["thrown"], "", "{block}");
        assert_eq!(done["started"], 1, "{block}");
        let (config, _) = Config::parse(block);
        assert_eq!(
            done["lang"],
            i18n::negotiate(None, &config.languages),
            "{block}"
        );
        // A list of countries that is wrong costs a second request at most.
        if done["asked"][1].is_string() && !block.contains("countries") {
            let home = [
                config.api_prefix.as_str(),
                "/v2/homepage?country_code=",
                config.country.code(),
            ];
            assert_eq!(done["asked"][1], home.concat(), "{block}");
        }
    }
    // The same values as remembered values, as the page's own, and as the browser's.
    let remembered =
        VALUES.map(|value| [r#"{"lang":"#, value, r#","country":"#, value, "}"].concat());
    visits = BLOCKS
        .map(str::to_owned)
        .iter()
        .chain(&remembered)
        .flat_map(|text| {
            [
                json!({"block": "{}", "kept": text, "words": WORDS}),
                json!({"block": "{}", "kept": null, "words": text}),
            ]
        })
        .collect();
    for value in VALUES {
        let value: Value = serde_json::from_str(value).unwrap_or_default();
        visits.push(json!({"block": "{}", "kept": null, "words": WORDS, "languages": value}));
    }
    // Storage that is refused, pages without their parts, and what anybody can put into a link.
    visits.extend([
        json!({"block": "{}", "words": WORDS}),
        json!({"block": null, "kept": null, "words": null}),
        json!({"block": r#"{"logo":"logo.svg"}"#, "kept": null, "head": ""}),
    ]);
    for query in [
        "?lang=%00",
        "?lang[]=de",
        "?lang=&country=",
        "?country=%F0",
        "?lang=constructor",
        "?%",
    ] {
        for path in [
            "/",
            "/order",
            "/order/%",
            "/embed",
            "/embed/order/..",
            "//",
            "/%E0%A4%A",
        ] {
            visits.push(
                json!({"block": "{}", "kept": null, "words": WORDS, "query": query, "path": path}),
            );
        }
    }
    for (visit, done) in visits.iter().zip(visited(START, &visits).await) {
        assert_eq!(
            (&done["thrown"], &done["started"]),
            (&json!(""), &json!(1)),
            "{visit}"
        );
    }
}

#[wasm_bindgen_test]
async fn the_early_script_starts_in_the_program_s_country() {
    let _stage = Stage::new();
    let visit = |block: &str, query: &str| json!({"block": block, "kept": null, "query": query});
    let country = |done: &Value| {
        let address = done["asked"][1].as_str().unwrap_or_default();
        address.rsplit('=').next().unwrap_or_default().to_owned()
    };
    let blocks = [
        "{}",
        r#"{"country":"DE"}"#,
        r#"{"countries":["JP","KR"]}"#,
        r#"{"countries":["jp","KR"],"country":"kr"}"#,
        r#"{"country":"US","countries":["JP"]}"#,
        r#"{"country":"nowhere","countries":["JP"]}"#,
        r#"{"country":7,"countries":["JP"]}"#,
        r#"{"country":null}"#,
        r#"{"countries":[]}"#,
        r#"{"countries":"JP"}"#,
    ];
    let done = visited(START, &blocks.map(|block| visit(block, ""))).await;
    for (block, done) in blocks.iter().zip(&done) {
        let (config, _) = Config::parse(block);
        assert_eq!(country(done), config.country.code(), "{block}");
    }
    let japan = r#"{"countries":["JP","KR"]}"#;
    let visits = [
        visit(japan, "?country=kr"),
        visit(japan, "?country=US"),
        visit("{}", "?country=de"),
    ];
    let done = visited(START, &visits).await;
    assert_eq!(country(&done[0]), "KR");
    assert_eq!(country(&done[1]), "JP", "not sold there");
    assert_eq!(country(&done[2]), "DE");
}

#[wasm_bindgen_test]
async fn the_early_script_asks_for_products_as_the_program_does() {
    let _stage = Stage::new();
    for (path, family, query, kept, block, coin, language) in [
        ("/brand/Steam", "Steam", "", "{}", "{}", "USDC", "en"),
        (
            "/product/AT%26T/AT%26T%20%2B",
            "AT&T",
            "?lang=ja",
            "{}",
            "{}",
            "USDC",
            "en",
        ),
        (
            "/brand/Papa%20John's%20(US)",
            "Papa John's (US)",
            "?lang=de",
            "{}",
            "{}",
            "USDC",
            "de",
        ),
        (
            "/brand/Pok%C3%A9mon",
            "Pok\u{e9}mon",
            "?coin=BTC&network=Mainnet",
            "{}",
            "{}",
            "BTC",
            "en",
        ),
        (
            "/brand/Steam",
            "Steam",
            "",
            r#"{"coin":"USDT.e","network":"Polygon","lang":"de"}"#,
            r#"{"coins":["ETH:Mainnet"]}"#,
            "USDT.e",
            "de",
        ),
        (
            "/embed/brand/Steam",
            "Steam",
            "?coin=BTC",
            "{}",
            r#"{"coins":["ETH:Mainnet","BTC:Mainnet"],"api_prefix":"/shop/api/"}"#,
            "ETH",
            "en",
        ),
    ] {
        let visit = json!({
            "block": block, "kept": kept, "query": query, "path": path, "words": WORDS, "languages": ["en"],
        });
        let done = visited(START, &[visit]).await;
        let (config, _) = Config::parse(block);
        let asked = FamilyProducts {
            country: Country::UNITED_STATES,
            family,
            coin,
            language,
        };
        let products = endpoint::products(&config.api_prefix, asked);
        assert_eq!(done[0]["asked"][1], products.address(), "{path}");
    }
    // An address of an earlier form has no name to ask for.
    for path in [
        "/brand/amazon-com-i6bde",
        "/brand/steam",
        "/brand",
        "/product/",
    ] {
        let visit = json!({"block": "{}", "kept": null, "path": path});
        let done = visited(START, &[visit]).await;
        let list = endpoint::brands(&Config::default().api_prefix, Country::UNITED_STATES);
        assert_eq!(done[0]["asked"][1], list.address(), "{path}");
    }
}

#[wasm_bindgen_test]
async fn the_list_of_brands_waits_for_the_texts_only_on_a_slow_line() {
    let _stage = Stage::new();
    let slow = json!({"downlink": 1.5});
    for (line, texts, asked) in [
        (Value::Null, Value::Null, 2),
        (json!({"downlink": 10}), Value::Null, 2),
        (slow.clone(), Value::Null, 1),
        (slow, json!("{}"), 2),
    ] {
        let visit = json!({
            "block": "{}", "kept": null, "path": "/brands", "line": line, "texts": texts,
            "wanted": 2,
        });
        let done = visited(START, &[visit]).await;
        let addresses = done[0]["asked"].as_array().expect("addresses");
        assert_eq!(addresses.len(), asked, "{line} {texts}: {addresses:?}");
        assert_eq!(done[0]["started"], 1);
    }
}

/// A wasm that traps, and one that never comes back; each in a listener of the browser.
const TRAPS: &str = r#"(() => {
  const head = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0];
  const made = (...code) => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([...head, ...code]))).exports.f;
  window.trap = made(10, 5, 1, 3, 0, 0, 11);
  window.endless = made(10, 6, 1, 4, 0, 16, 0, 11);
  // Of these, the test's own runner hears nothing.
  for (const name of ["error", "unhandledrejection"]) window.addEventListener(name, (event) => event.preventDefault());
})()"#;

/// The parts of `index.html` for the end of the program, in the stage.
fn expect_the_end() -> Stage {
    let stage = Stage::with_shop();
    stage.serve("/v5/orders/", WAITING);
    stage.serve("/locales/de.json", GERMAN);
    let page = include_str!("../../index.html");
    let (_, after) = page.split_once("<div id=\"trap\"").expect("a box");
    let (inside, _) = after.split_once("</div>").expect("its end");
    let html = ["<div id=\"trap\"", inside, "</div>"].concat();
    let html = json!(html).to_string();
    script(&["document.getElementById('stage').innerHTML = ", &html].concat());
    script(TRAPS);
    script(include_str!("../../src/early/trap.js"));
    script("window.__refilleryFail = (which) => { window.failed = which; }; window.failed = ''");
    stage
}

/// The words of the box, as far as it is there.
fn said(stage: &Stage) -> String {
    let is_there = script("document.querySelector('#trap').checkVisibility()");
    if is_there == JsValue::TRUE {
        stage.text("#trap")
    } else {
        String::new()
    }
}

async fn click_into_a_trap(stage: &Stage) {
    script(
        "{ const button = document.createElement('button'); button.onclick = () => window.trap(); button.click(); }",
    );
    stage.settle().await;
}

#[wasm_bindgen_test]
async fn a_program_that_has_ended_says_so_in_the_buyer_s_language() {
    let stage = expect_the_end();
    stage.open("/brands?country=US");
    stage.until("a wall", || stage.has("#count")).await;
    // An error that ends nothing is not reported.
    script("window.dispatchEvent(new ErrorEvent('error', { error: new TypeError('x') }))");
    script("window.dispatchEvent(new ErrorEvent('error', { error: null }))");
    script("void Promise.reject(new RangeError('of a list'))");
    stage.painted().await;
    assert_eq!(said(&stage), "");
    stage.choose_language("de").await;
    stage.says("Marken").await;
    stage.open_countries().await;
    click_into_a_trap(&stage).await;
    let words = said(&stage);
    assert!(
        words.starts_with("Diese Seite ist stehen geblieben"),
        "{words}"
    );
    assert!(
        words.contains("Ihre Bestellung ist sicher") && words.contains("Seite neu laden"),
        "{words}"
    );
    assert_eq!(
        stage.attribute("#trap a", "href"),
        None,
        "there is no order"
    );
    assert_eq!(text(&call("focusedText", &[])), "Seite neu laden");
    // Nothing modal is left over it.
    assert!(!stage.has("dialog[open]"));
    let top = script(
        "document.elementFromPoint(...(({ x, y }) => [x + 3, y + 3])(document.querySelector('#trap button').getBoundingClientRect())).id",
    );
    assert_eq!(text(&top), "ended.again");
}

#[wasm_bindgen_test]
async fn a_program_that_ends_in_a_promise_or_without_an_end_says_so() {
    for code in [
        "void Promise.resolve().then(window.trap)",
        "{ const button = document.createElement('button'); button.onclick = () => window.endless(); button.click(); }",
    ] {
        let stage = expect_the_end();
        stage.open("/brands?country=US");
        stage.until("a wall", || stage.has("#count")).await;
        script(code);
        stage
            .until("the end", || {
                said(&stage).starts_with("This page has stopped")
            })
            .await;
    }
}

#[wasm_bindgen_test]
async fn the_end_of_the_program_has_the_order_s_link() {
    let order = ["/order/", ORDER_ID].concat();
    let link = |stage: &Stage| {
        stage
            .attribute("#trap a:not([hidden])", "href")
            .unwrap_or_default()
    };
    let stage = expect_the_end();
    stage.open(&[&order, "?country=US"].concat());
    stage.says("Send exactly").await;
    click_into_a_trap(&stage).await;
    assert!(said(&stage).contains("Open your order"));
    assert!(link(&stage).ends_with(&order), "{}", link(&stage));
    // On a page without an order, the link is that of the order that was made here lately.
    for (hours, is_told) in [(23, true), (25, false)] {
        let stage = expect_the_end();
        stage.open("/brands?country=US");
        stage.until("a wall", || stage.has("#count")).await;
        script(&format!(
            "localStorage.setItem('refillery.orders.1', JSON.stringify([{{ id: '{ORDER_ID}', created_at: Date.now() - {hours} * 3600000 }}]))"
        ));
        click_into_a_trap(&stage).await;
        assert!(said(&stage).starts_with("This page has stopped"));
        assert_eq!(link(&stage).ends_with(&order), is_told, "{hours} hours");
    }
}

#[wasm_bindgen_test]
async fn a_program_that_ends_before_its_page_is_one_that_could_not_be_loaded() {
    let stage = expect_the_end();
    click_into_a_trap(&stage).await;
    assert_eq!(said(&stage), "");
    assert_eq!(text(&script("window.failed")), "failure");
}

/// Runs `src/early/start.js` in a page with two parts that share a file. Asks for both, lets all files
/// come but one that only the second part needs, and then that one. Says which parts were there before
/// and after.
const LOADS: &str = r##"(async (script) => {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const page = frame.contentDocument, view = frame.contentWindow;
  const block = (id) => `<script type="application/json" id="${id}">{}</` + "script>";
  page.head.innerHTML = "<base href='/'><link rel='icon' href='data:,'><link id='shop-js'><link id='shop-wasm' href='data:,'>"
    + "<meta name='shop-order' content='both.wasm order.wasm'><meta name='shop-goods' content='late.wasm both.wasm goods.wasm'>"
    + block("shop-config") + block("shell-words");
  page.body.innerHTML = "<div id='shell'></div>";
  page.getElementById("shop-js").href = "data:text/javascript,export default () => ({})";
  const come = {}, there = [];
  const fetch = (file) => new Promise((ready) => {
    come[file] = () => ready({ headers: { get: () => "" }, arrayBuffer: async () => file });
  });
  const later = async (file) => file;
  new view.Function("location", "localStorage", "navigator", "fetch", "console", "WebAssembly", script)(
    { search: "", pathname: "/nothing" }, { getItem: () => null }, { languages: ["en"] }, fetch, { error() {} },
    { Module: class {}, compile: later, instantiate: later },
  );
  for (const part of ["order", "goods"]) view.__refilleryLater(part).then(() => there.push(part));
  ["both", "order", "goods"].forEach((file) => come[file + ".wasm"]());
  for (let turn = 0; !there.length && turn < 200; turn += 1) await window.fakes.turn();
  for (let turn = 0; turn < 20; turn += 1) await window.fakes.turn();
  const before = there.join();
  come["late.wasm"]();
  for (let turn = 0; turn < 20; turn += 1) await window.fakes.turn();
  frame.remove();
  return before + " | " + there.join();
})"##;

#[wasm_bindgen_test]
async fn a_part_is_there_once_every_file_that_it_needs_is() {
    let _stage = Stage::new();
    let function: js_sys::Function = js_sys::eval(LOADS).expect("a function").unchecked_into();
    let done = function.call1(&JsValue::NULL, &START.into());
    let done = JsFuture::from(js_sys::Promise::resolve(&done.expect("a promise"))).await;
    assert_eq!(text(&done.expect("no error")), "order | order,goods");
}
