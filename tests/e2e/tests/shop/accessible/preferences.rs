//! Settings of a visitor's system: less motion, own colours, paper.

use std::fs;
use std::path::Path;

use refillery_e2e::{Role, Shop, Test, start_of, tests, text};
use serde_json::json;

use crate::steps::{EMAIL, chooses_a_card};

pub(crate) fn tests() -> Vec<Test> {
    tests!["accessible":
        nothing_moves_for_those_who_want_less_motion,
        forced_colours_keep_what_is_chosen_and_where_focus_is,
        a_delivered_order_prints_its_code_and_no_more,
    ]
}

/// Everything that would move for longer than a blink.
const MOVES: &str = r#"
    const long = (list) => list.split(",").some((time) => parseFloat(time) * (/ms/.test(time) ? 1 : 1000) > 10);
    const found = [];
    for (const each of document.querySelectorAll("*")) for (const part of [null, "::before", "::after", "::backdrop"]) {
      const style = getComputedStyle(each, part);
      const moves = long(style.transitionDuration) || style.animationName !== "none" && long(style.animationDuration)
        || style.scrollBehavior === "smooth";
      if (moves) found.push(`${each.outerHTML.slice(0, 100)} ${part || ""}`);
    }
    return found;"#;

async fn media(shop: &Shop, features: serde_json::Value) {
    shop.devtools("Emulation.setEmulatedMedia", features).await;
}

async fn nothing_moves_for_those_who_want_less_motion(shop: Shop) {
    let less = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    media(&shop, less).await;
    // The placeholders as well, which breathe for everybody else.
    shop.sandbox
        .set(json!({ "hang_milliseconds": 3_000 }))
        .await;
    shop.sandbox.fault("brands", "hang", Some(1)).await;
    shop.open("/brands?country=US").await;
    shop.sees(Role::Heading, start_of("brands.title")).await;
    assert_eq!(shop.run(MOVES).await, json!([]));
    shop.sees(Role::Link, "Amazon.com").await;
    assert_eq!(shop.run(MOVES).await, json!([]));
    chooses_a_card(&shop).await;
    assert_eq!(shop.run(MOVES).await, json!([]));
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    assert_eq!(shop.run(MOVES).await, json!([]));
    // The test itself sees motion where there is some.
    media(&shop, json!({ "features": [] })).await;
    assert_ne!(shop.run(MOVES).await, json!([]));
}

async fn forced_colours_keep_what_is_chosen_and_where_focus_is(shop: Shop) {
    let forced = json!({ "features": [
        { "name": "forced-colors", "value": "active" },
        { "name": "prefers-color-scheme", "value": "dark" },
    ] });
    media(&shop, forced).await;
    shop.open("/product/steam/steam?country=US").await;
    shop.choose("$20").await;
    shop.reads(text("product.recommended")).await;
    // Backgrounds are gone, so a line must mark the chosen one.
    let lines = shop
        .run(
            r#"const line = (input) => { const style = getComputedStyle(input.closest("label")); return style.outlineStyle + style.outlineWidth; };
               const all = [...document.querySelectorAll("[type=radio]")];
               const of = (name) => all.filter((each) => each.name === name);
               return ["option", "pair"].map((name) => [
                 of(name).filter((each) => each.checked).map(line),
                 of(name).filter((each) => !each.checked && !each.disabled).map(line),
               ]);"#,
        )
        .await;
    for group in lines.as_array().expect("groups") {
        let chosen = &group[0][0];
        assert!(
            chosen
                .as_str()
                .is_some_and(|line| line.starts_with("solid"))
        );
        let others = group[1].as_array().expect("others");
        assert!(!others.is_empty() && others.iter().all(|other| other != chosen));
    }
    let borders = shop
        .run(
            r#"return [...document.querySelectorAll("main button, main .button, main input:not([type=radio]), main label:has([type=radio]), header button, header a")]
                 .filter((each) => each.checkVisibility() && each.tagName !== "A" && !each.closest("summary"))
                 .filter((each) => { const style = getComputedStyle(each); return !/underline/.test(style.textDecorationLine) && (parseFloat(style.borderTopWidth) === 0 || style.borderTopColor === "rgba(0, 0, 0, 0)"); })
                 .filter((each) => !each.closest("label"))
                 .map((each) => each.outerHTML.slice(0, 120));"#,
        )
        .await;
    assert_eq!(borders, json!([]), "controls without an edge");
    pictured(&shop, "forced-colours-product").await;
    shop.tabs_to(Role::Field, text("recipient.email")).await;
    pictured(&shop, "forced-colours-focus").await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    pictured(&shop, "forced-colours-order").await;
    shop.open("/brands?country=US&kind=esim").await;
    shop.sees(Role::Heading, start_of("brands.title")).await;
    pictured(&shop, "forced-colours-brands").await;
}

/// Takes a picture, for what no script can judge.
async fn pictured(shop: &Shop, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join(name).with_extension("png");
    fs::write(file, shop.picture().await).expect("a picture can be written");
}

async fn a_delivered_order_prints_its_code_and_no_more(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.act(&id, "pay").await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.head_done")).await;
    shop.press(text("delivery.show_code")).await;
    shop.sees(Role::Button, text("delivery.print")).await;
    let order = shop.sandbox.order(&id).await;
    let code = order["deliveries"][0]["deliverable"]["pin_code"].as_str();
    let code = code.expect("a code");
    let printed = json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    media(&shop, printed).await;
    let paper = shop.text().await;
    assert!(paper.contains(code), "no code on paper:\n{paper}");
    assert!(paper.contains(&id), "whose order it is:\n{paper}");
    for words in [
        text("frame.all_brands"),
        text("delivery.print"),
        text("copy.copy"),
        text("frame.stored"),
    ] {
        assert!(!paper.contains(words), "{words} on paper:\n{paper}");
    }
    // Dark letters, also for those whose screen is dark.
    let light = shop
        .run(
            r#"const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
               const light = (color) => { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data; return (r * 3 + g * 6 + b) / 2550; };
               return [...document.querySelectorAll("main *")].filter((each) => each.checkVisibility() && each.innerText)
                 .filter((each) => light(getComputedStyle(each).color) > .55).map((each) => each.outerHTML.slice(0, 120));"#,
        )
        .await;
    assert_eq!(light, json!([]), "letters that paper swallows");
}
