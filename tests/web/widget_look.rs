//! The look that a partner gives the widget, and takes away again.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, call, text};
use crate::widget::{address, command, connect, open, said, shop};

fn style(name: &str) -> String {
    text(&call("rootStyle", &[name.into()]))
}

/// The document's own theme; none where the system decides.
fn theme() -> Option<String> {
    call("rootData", &["data-theme".into()]).as_string()
}

async fn set(stage: &Stage, settings: Value) {
    let answer = command(stage, "config.set", &settings).await;
    assert_eq!(answer["ok"], true);
}

#[wasm_bindgen_test]
async fn colours_count_again_once_they_can_be_read() {
    let stage = open("/embed", "&theme=light&bg=f0f0f0&text=111111", &json!({})).await;
    let look = || (style("--paper"), style("--ink"), style("--edge"));
    let own = |words: [&str; 3]| {
        let [paper, ink, edge] = words.map(str::to_owned);
        (paper, ink, edge)
    };
    // The shop's own border of fields would be too pale on a partner's ground.
    assert_eq!(look(), own(["#f0f0f0", "#111111", "var(--ink-2)"]));
    set(&stage, json!({ "theme": "dark" })).await;
    assert_eq!(look(), own(["", "", ""]));
    assert_eq!(said("config.rejected").len(), 1);
    set(&stage, json!({ "theme": "light", "bg": "rgb(0,0,0)" })).await;
    assert_eq!(look(), own(["#f0f0f0", "#111111", "var(--ink-2)"]));
    set(&stage, json!({ "border": "707070" })).await;
    assert_eq!(style("--edge"), "#707070");
    set(&stage, json!({ "bg": "", "text": "", "border": "" })).await;
    assert_eq!(look(), own(["", "", ""]));
}

#[wasm_bindgen_test]
async fn an_emptied_colour_gives_the_shops_own_back() {
    let stage = open("/embed", "&accent=0b6e4f", &json!({})).await;
    assert_eq!(style("--accent"), "#0b6e4f");
    set(&stage, json!({ "bg": "101418", "accent": "" })).await;
    assert_eq!(
        (style("--accent").as_str(), theme().as_deref()),
        ("", Some("dark"))
    );
    set(&stage, json!({ "bg": "" })).await;
    assert_eq!(theme(), None);
    drop(stage);

    // With a face of its own in the shop's settings.
    let (stage, config) = shop();
    call("own", &[r##"{"accent":"#123456","theme":"dark"}"##.into()]);
    stage.open_with(
        &address("/embed", "&accent=0b6e4f&bg=ffffff"),
        config,
        Vec::new(),
    );
    connect(&stage, &json!({})).await;
    assert_eq!(
        (style("--accent").as_str(), theme().as_deref()),
        ("#0b6e4f", Some("light"))
    );
    set(&stage, json!({ "accent": "", "bg": "" })).await;
    assert_eq!(
        (style("--accent").as_str(), theme().as_deref()),
        ("#123456", Some("dark"))
    );
    set(&stage, json!({ "theme": "auto" })).await;
    assert_eq!(theme(), None);
}
