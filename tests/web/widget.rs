//! The shop in a partner's page: who may show it, what it takes and what it says.

use refillery::config::Config;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, HOMEPAGE, ROBLOX};
use crate::stage::{Stage, call, number, text};

pub(crate) const PARTNER: &str = "https://partner.example";
pub(crate) const CHANNEL: &str = "0123456789abcdef0123456789abcdef";

/// A shop with one partner, whose page is around it.
pub(crate) fn shop() -> (Stage, Config) {
    let stage = Stage::with_shop();
    call("embed", &[PARTNER.into()]);
    let config = Config {
        partner_origins: vec![PARTNER.to_owned()],
        ..Config::default()
    };
    (stage, config)
}

/// An address with the loader's two settings, and more.
pub(crate) fn address(path: &str, more: &str) -> String {
    [path, "?parent=", PARTNER, "&ch=", CHANNEL, more].concat()
}

/// The widget at this path, connected.
pub(crate) async fn open(path: &str, more: &str, config: &Value) -> Stage {
    let (stage, shop) = shop();
    stage.open_with(&address(path, more), shop, Vec::new());
    connect(&stage, config).await;
    stage
}

pub(crate) async fn connect(stage: &Stage, config: &Value) {
    stage.settle().await;
    call("connect", &[config.to_string().into()]);
    stage.until("ready", || !said("ready").is_empty()).await;
}

/// The data of the messages with this name.
pub(crate) fn said(kind: &str) -> Vec<Value> {
    let all: Vec<Value> = parsed("said", kind);
    all.into_iter()
        .map(|message| message["data"].clone())
        .collect()
}

pub(crate) fn parsed(name: &str, argument: &str) -> Vec<Value> {
    let list = text(&call(name, &[argument.into()]));
    serde_json::from_str(&list).expect("JSON")
}

/// Sends a command and returns the shop's answer.
pub(crate) async fn command(stage: &Stage, kind: &str, data: &Value) -> Value {
    let before = said("ack").len();
    call("command", &[kind.into(), data.to_string().into()]);
    stage
        .until("an answer", || said("ack").len() > before)
        .await;
    said("ack").pop().expect("an answer")
}

#[wasm_bindgen_test]
async fn the_page_around_is_greeted_by_its_origin_and_answers_once() {
    let (stage, config) = shop();
    stage.open_with(&address("/embed", "&country=US"), config, Vec::new());
    stage.says("All brands").await;
    assert_eq!(
        parsed("greetings", ""),
        [json!({
            "message": { "gs": 1, "ch": CHANNEL, "type": "hello", "v": [1] },
            "target": PARTNER,
        })]
    );
    assert!(parsed("said", "").is_empty());
    connect(&stage, &json!({})).await;
    let order: Vec<Value> = parsed("said", "")
        .iter()
        .map(|message| message["type"].clone())
        .collect();
    assert_eq!(
        order[..4],
        ["config.applied", "ready", "view.changed", "resize"]
    );
    let envelope = parsed("said", "").remove(1);
    assert_eq!((&envelope["v"], &envelope["id"]), (&json!(1), &json!("2")));
    let ready = said("ready").remove(0);
    assert_eq!(
        (&ready["lang"], &ready["country"], &ready["theme"]),
        (&json!("en"), &json!("US"), &json!("auto"))
    );
    assert_eq!(ready["words"]["close"], "Close");
    assert_eq!(said("view.changed"), [json!({ "view": "home" })]);
    assert_eq!(
        said("config.applied")[0]["keys"],
        json!(["parent", "ch", "country"])
    );
    // A page that repeats the answer is ignored.
    assert_eq!(number(&call("listening", &["message".into()])), 0);
    call("connect", &["{\"theme\":\"dark\"}".into()]);
    stage.settle().await;
    assert_eq!(number(&call("heardElsewhere", &[])), 0);
    assert_eq!(call("rootData", &["data-theme".into()]).as_string(), None);
}

#[wasm_bindgen_test]
async fn strangers_see_a_sentence_and_hear_nothing() {
    for query in [
        "?parent=https://evil.example&ch=0123456789abcdef0123456789abcdef",
        "?parent=https://partner.example.evil.example&ch=0123456789abcdef0123456789abcdef",
        "?parent=https://partner.exampl&ch=0123456789abcdef0123456789abcdef",
        "?parent=*&ch=0123456789abcdef0123456789abcdef",
        "?ch=0123456789abcdef0123456789abcdef",
        "",
        // A page that hides its own name and writes a partner's, or the shop's.
        "?parent=https://partner.example&ch=0123456789abcdef0123456789abcdef",
        "?parent=OWN&ch=0123456789abcdef0123456789abcdef",
    ] {
        let (stage, config) = shop();
        call("refer", &["".into()]);
        let own = text(&js_sys::eval("location.origin").expect("an origin"));
        let query = query.replace("OWN", &own);
        stage.open_with(&["/embed/brands", &query].concat(), config, Vec::new());
        stage.says("The shop can't be shown here").await;
        assert!(parsed("greetings", "").is_empty(), "{query}");
        assert_eq!(
            number(&call("listening", &["message".into()])),
            0,
            "{query}"
        );
        assert!(!stage.has("header"), "{query}");
        let link = stage.attribute("main a", "href").expect("a way out");
        assert!(link.ends_with('/') && !link.contains("embed"), "{link}");
        assert_eq!(
            stage.attribute("main a", "target").as_deref(),
            Some("_blank")
        );
    }
}

#[wasm_bindgen_test]
async fn a_frame_without_the_loader_works_and_says_nothing() {
    let (stage, config) = shop();
    stage.open_with("/embed/brands", config, Vec::new());
    stage.says("Brands · United States").await;
    assert!(parsed("greetings", "").is_empty());
    assert!(!stage.has("footer") && stage.has("header.widget-bar"));
}

#[wasm_bindgen_test]
async fn a_window_of_its_own_needs_no_partner() {
    let stage = Stage::with_shop();
    stage.open("/embed/brands");
    stage.says("Brands · United States").await;
    assert!(!stage.has("footer"));
    // The plain shop has no part of it.
    stage.close();
    let stage = Stage::with_shop();
    stage.open("/brands");
    stage.says("Brands · United States").await;
    assert!(stage.has("footer") && !stage.has(".widget-bar"));
    assert_eq!(call("rootData", &["data-embed".into()]).as_string(), None);
}

#[wasm_bindgen_test]
async fn links_stay_inside_and_keep_what_the_partner_set() {
    let stage = open(
        "/embed",
        "&country=US&lang=en&pay=host&theme=dark",
        &json!({}),
    )
    .await;
    stage
        .until("cards", || stage.has("main a[href*='/embed/brand']"))
        .await;
    let links = text(&stage.on_page("hrefs", &[]));
    for link in links.lines().filter(|link| !link.starts_with('#')) {
        assert!(link.starts_with("/embed"), "{link}");
        for kept in [
            "ch=0123",
            "parent=https",
            "pay=host",
            "theme=dark",
            "fixed=country-lang",
        ] {
            assert!(link.contains(kept), "{link} keeps {kept}");
        }
    }
    // The shop doesn't ask for what the partner has chosen.
    assert!(!stage.has(".picker"));
    stage.go(&address(
        "/embed/brands",
        "&country=US&lang=en&fixed=country-lang",
    ));
    stage.says("Brands · United States").await;
    stage.press("Back").await;
    stage
        .until("home", || said("view.changed").len() == 3)
        .await;
    let views: Vec<Value> = said("view.changed")
        .iter()
        .map(|data| data["view"].clone())
        .collect();
    assert_eq!(views, ["home", "brands", "home"]);
}

#[wasm_bindgen_test]
async fn what_the_partner_leaves_open_is_the_buyers() {
    let stage = open("/embed/brands", "", &json!({})).await;
    stage.says("Brands · United States").await;
    stage.serve("country_code=JP", &BRANDS.replace("\"US\"", "\"JP\""));
    stage.choose_country("JP").await;
    stage.says("Brands · Japan").await;
    // After a reload, the buyer's choice is not taken for the partner's.
    let here = text(&call("address", &[]));
    assert!(
        here.contains("country=JP") && here.contains("fixed=none"),
        "{here}"
    );
    stage.close();
    call("forget", &[]);
    let config = Config {
        partner_origins: vec![PARTNER.to_owned()],
        ..Config::default()
    };
    stage.open_with(&here, config, Vec::new());
    connect(&stage, &json!({})).await;
    stage.says("Brands · Japan").await;
    assert!(stage.has(".picker-country"));
}

#[wasm_bindgen_test]
async fn a_configuration_is_refused_out_loud() {
    let stage = open(
        "/embed",
        "&country=XX&accent=zz&colour=red&email=a@b.example&region=US",
        &json!({ "bg": "777777", "view": "home", "nonsense": 1, "Kinds": "topup" }),
    )
    .await;
    let problems = |data: &Value| -> Vec<String> {
        let all = data["problems"].as_array().expect("a list").iter();
        all.map(|one| format!("{} {}", one["key"], one["reason"]).replace('"', ""))
            .collect()
    };
    assert_eq!(
        problems(&said("config.rejected")[0]),
        [
            "country not_offered",
            "accent form",
            "colour unknown",
            "email not_in_url",
            "Kinds start_only",
            "nonsense unknown",
            "view start_only",
            "bg contrast",
        ]
    );
    let answer = command(
        &stage,
        "config.set",
        &json!({ "theme": "light", "text": "222222", "muted": "eeeeee", "radius": 4, "density": "compact", "font": "serif" }),
    )
    .await;
    assert_eq!(answer, json!({ "id": "1", "ok": true }));
    assert_eq!(
        said("config.applied")[1]["keys"],
        json!(["density", "font", "radius", "text", "theme"])
    );
    // Earlier settings are judged again with each look.
    assert_eq!(
        problems(&said("config.rejected")[1]),
        ["bg contrast", "muted contrast"]
    );
    let style = |name: &str| text(&call("rootStyle", &[name.into()]));
    assert_eq!(
        (style("--ink").as_str(), style("--ink-2").as_str()),
        ("#222222", "")
    );
    assert_eq!(style("--round"), "4px");
    let data = |name: &str| text(&call("rootData", &[name.into()]));
    assert_eq!(data("data-theme"), "light");
    assert_eq!(
        (data("data-font").as_str(), data("data-density").as_str()),
        ("serif", "compact")
    );
    // All of it goes with the widget.
    stage.close();
    assert_eq!(style("--ink"), "");
    assert_eq!(data("data-theme"), "");
}

#[wasm_bindgen_test]
async fn only_what_the_partner_offers_is_sold() {
    let stage = open(
        "/embed/brands",
        "&kinds=topup&coins=BTC:Lightning,USDC:Base",
        &json!({}),
    )
    .await;
    stage.says("Brands · United States").await;
    assert!(!stage.all_text().contains("Steam"), "no gift card");
    drop(stage);
    let stage = open(
        "/embed/product/steam/steam",
        "&coins=BTC:Lightning,USDC:Base",
        &json!({}),
    )
    .await;
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    assert_eq!(stage.count("input[name=pair]"), 2);
    assert!(
        stage.text(".option:first-child").contains("Lightning"),
        "the first is preselected"
    );
    // Other coins while the buyer looks at the list.
    command(&stage, "config.set", &json!({ "coins": ["USDC:Base"] })).await;
    stage
        .until("one way", || stage.count("input[name=pair]") == 1)
        .await;
    assert!(stage.text(".option").contains("Base"));
    assert!(
        stage.has(".option input:checked"),
        "the first of the new ones"
    );
}

#[wasm_bindgen_test]
async fn a_widget_begins_where_the_partner_says() {
    let more =
        "&brand=Steam&product=Steam&amount=10&paymentMethod=usdc_base&hl=en&email=ann@shop.example";
    let stage = open("/embed", more, &json!({})).await;
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    let here = text(&call("address", &[]));
    assert!(here.starts_with("/embed/product/Steam/Steam?"), "{here}");
    for kept in ["amount=10", "coins=USDC%3ABase", "lang=en", "fixed=lang"] {
        assert!(here.contains(kept), "{kept} in {here}");
    }
    for gone in ["paymentMethod", "hl=", "email"] {
        assert!(!here.contains(gone), "{gone} in {here}");
    }
    stage
        .until("ten dollars", || {
            stage.has(".amount input[value='fced6048-c9f2-473e-8638-8631392c8a76']:checked")
        })
        .await;
}

#[wasm_bindgen_test]
async fn the_page_around_leads_and_is_answered() {
    let stage = open("/embed", "&country=US", &json!({})).await;
    let brand = json!({ "view": "brand", "brand": "Steam" });
    assert_eq!(command(&stage, "navigate", &brand).await["ok"], true);
    stage
        .until("the brand", || {
            said("view.changed").last() == Some(&json!({ "view": "brand", "brand": "Steam" }))
        })
        .await;
    let odd = json!({ "view": "order/1c4fbf20" });
    assert_eq!(
        command(&stage, "navigate", &odd).await,
        json!({ "id": "2", "ok": false, "error": "form" })
    );
    assert_eq!(command(&stage, "focus", &json!({})).await["ok"], true);
    assert_eq!(text(&call("focused", &[])), "main");
    // A language by message, in the widget and nowhere else.
    stage.serve("/locales/de.json", crate::fixtures::GERMAN);
    command(&stage, "config.set", &json!({ "lang": "de-AT" })).await;
    stage.says("Alle Marken").await;
    // Unknown words are ignored.
    let acks = said("ack").len();
    call("command", &["fly".into(), "{}".into()]);
    stage.settle().await;
    assert_eq!(said("ack").len(), acks);
    call("key", &["Escape".into()]);
    stage
        .until("a wish to close", || said("close.wanted").len() == 1)
        .await;
    // In a search with words in it the key takes those away, and in the middle of a
    // word that is being composed it ends the composing.
    stage.go(&address("/embed/brands", "&country=US&lang=en"));
    stage
        .until("a field", || stage.has("main [type=search]"))
        .await;
    stage.type_into("main [type=search]", "stam").await;
    let script = "document.querySelector('main [type=search]').focus()";
    js_sys::eval(script).expect("a script");
    call("key", &["Escape".into()]);
    for composing in ["isComposing: true", "keyCode: 229"] {
        let script = format!(
            "document.activeElement.value = ''; document.activeElement.dispatchEvent(\
             new KeyboardEvent('keydown', {{ key: 'Escape', {composing}, bubbles: true }}))"
        );
        js_sys::eval(&script).expect("a script");
        stage.settle().await;
        assert_eq!(said("close.wanted").len(), 1, "{composing}");
    }
    call("key", &["Escape".into()]);
    stage
        .until("the next", || said("close.wanted").len() == 2)
        .await;
    assert_eq!(command(&stage, "destroy", &json!({})).await["ok"], true);
    let silent = parsed("said", "").len();
    stage.go(&address("/embed/brands", ""));
    stage.settle().await;
    assert_eq!(parsed("said", "").len(), silent);
}

#[wasm_bindgen_test]
async fn an_amount_for_the_product_that_is_shown_is_put_into_its_field() {
    let stage = open("/embed", "&country=US", &json!({})).await;
    stage.serve("family_name=Roblox", ROBLOX);
    stage.serve(
        "/v4/products/price",
        r#"{ "price": { "coin_amount": "26", "coin": "USDC" } }"#,
    );
    let product = |amount: &str| json!({ "view": "product", "brand": "Roblox", "product": "Roblox", "amount": amount });
    command(&stage, "navigate", &product("12")).await;
    stage
        .until("the field", || {
            stage.has("#amount") && stage.value("#amount") == "12"
        })
        .await;
    assert_eq!(
        command(&stage, "navigate", &product("25")).await["ok"],
        true
    );
    stage
        .until("the other amount", || stage.value("#amount") == "25")
        .await;
    assert!(text(&call("address", &[])).contains("amount=25"));
    // The typed amount counts, also while the address comes after it.
    stage.type_into("#amount", "3").await;
    stage.type_into("#amount", "31").await;
    stage.pass(1_000.0).await;
    assert_eq!(stage.value("#amount"), "31");
    assert!(text(&call("address", &[])).contains("amount=31"));
}

#[wasm_bindgen_test]
async fn the_height_is_reported_when_it_changes() {
    let stage = open("/embed", "&country=US", &json!({})).await;
    stage.serve("/v2/homepage", HOMEPAGE);
    let before = said("resize").len();
    assert!(said("resize")[0]["height"].is_u64());
    call("grow", &[9_000.into()]);
    stage
        .until("a height", || said("resize").len() > before)
        .await;
    assert_eq!(said("resize").pop(), Some(json!({ "height": 9000 })));
    call("grow", &[9_001.into()]);
    stage.settle().await;
    assert_eq!(said("resize").len(), before + 1, "a pixel is nothing");
}
