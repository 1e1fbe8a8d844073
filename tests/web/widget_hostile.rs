//! A page around that lies, repeats, floods and poisons: nothing leaks, nothing breaks.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, call, number, text};
use crate::widget::{address, command, connect, open, parsed, said, shop};

#[wasm_bindgen_test]
async fn a_forged_answer_connects_nobody() {
    let (stage, config) = shop();
    stage.open_with(&address("/embed", "&country=US"), config, Vec::new());
    stage.says("All brands").await;
    for forgery in [
        json!({ "stranger": true }),
        json!({ "from": "https://evil.example" }),
        json!({ "from": "https://partner.example.evil.example" }),
        json!({ "from": "null" }),
        json!({ "portless": true }),
        json!({ "message": { "ch": "ffffffffffffffffffffffffffffffff" } }),
        json!({ "message": { "ch": ["0123456789abcdef0123456789abcdef"] } }),
        json!({ "message": { "gs": 2 } }),
        json!({ "message": { "v": 2 } }),
        json!({ "message": { "v": "1" } }),
        json!({ "message": { "type": "hello" } }),
        json!({ "message": { "fill": "x".repeat(17_000) } }),
    ] {
        call(
            "connect",
            &["{\"theme\":\"dark\"}".into(), forgery.to_string().into()],
        );
        stage.settle().await;
        assert!(parsed("said", "").is_empty(), "{forgery}");
        call("forget", &[]);
    }
    assert_eq!(
        number(&call("listening", &["message".into()])),
        1,
        "it still waits"
    );
    assert_eq!(call("rootData", &["data-theme".into()]).as_string(), None);
    connect(&stage, &json!({})).await;
}

#[wasm_bindgen_test]
async fn ten_thousand_messages_are_a_word() {
    let stage = open("/embed", "&country=US", &json!({})).await;
    call("flood", &[10_000.into()]);
    stage
        .until("a complaint", || !said("error").is_empty())
        .await;
    stage.settle().await;
    assert!(said("ack").len() <= 60, "{}", said("ack").len());
    assert_eq!(said("error").len(), 1);
    assert_eq!(said("error")[0]["code"], "too_many");
    // The shop goes on, and listens again a second later.
    stage.pass(1_500.0).await;
    stage
        .until("the end of the flood", || parsed("said", "").len() > 1)
        .await;
    for _ in 0..40 {
        stage.settle().await;
    }
    stage.pass(1_500.0).await;
    let answer = command(&stage, "config.set", &json!({ "theme": "light" })).await;
    assert_eq!(answer["ok"], true);
}

#[wasm_bindgen_test]
async fn odd_messages_change_nothing() {
    let stage = open("/embed", "&country=US", &json!({})).await;
    let acks = said("ack").len();
    for script in [
        "7",
        "null",
        "'config.set'",
        "[1,2,3]",
        "({v:1})",
        "({v:2,id:'1',type:'config.set',data:{theme:'dark'}})",
        "({v:1,id:{},type:'config.set',data:{theme:'dark'}})",
        "({v:1,id:'1',type:['config.set'],data:{theme:'dark'}})",
        "(() => { const a = {v:1,id:'1',type:'config.set'}; a.data = a; return a; })()",
        "({v:1,id:'1',type:'config.set',data:{theme:'dark',n:1n}})",
        "new Map([['v',1],['type','config.set']])",
        "({v:1,id:'1',type:'config.set',data:{theme:'dark',fill:'x'.repeat(20000)}})",
        "({v:1,id:'1',type:'__proto__',data:{}})",
        "({v:1,id:'1',type:'constructor',data:{}})",
    ] {
        call("post", &[script.into()]);
        stage.settle().await;
    }
    assert_eq!(said("ack").len(), acks);
    assert_eq!(call("rootData", &["data-theme".into()]).as_string(), None);
    let too_large = said("error")
        .iter()
        .filter(|error| error["code"] == "too_large")
        .count();
    assert!(too_large >= 1);
    // Poison in a command's data is an unknown name.
    call("post", &["JSON.parse('{\"v\":1,\"id\":\"9\",\"type\":\"config.set\",\"data\":{\"__proto__\":{\"polluted\":1},\"constructor\":{\"prototype\":{\"polluted\":1}},\"prefill\":{\"__proto__\":{\"host_pays\":1}}}}')".into()]);
    stage.until("an answer", || said("ack").len() > acks).await;
    assert!(call("isClean", &[]).is_truthy());
    let problems = said("config.rejected").pop().expect("problems");
    let keys: Vec<&Value> = problems["problems"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["key"])
        .collect();
    assert_eq!(keys, ["__proto__", "constructor", "prefill.__proto__"]);
    stage.says("All brands").await;
}

#[wasm_bindgen_test]
async fn a_widget_that_is_gone_listens_to_nobody() {
    let (stage, config) = shop();
    stage.open_with(&address("/embed", ""), config, Vec::new());
    stage.settle().await;
    stage.close();
    assert_eq!(number(&call("listening", &["message".into()])), 0);
    let stage: Stage = open("/embed", "", &json!({})).await;
    let before = parsed("said", "").len();
    stage.close();
    call(
        "command",
        &["config.set".into(), "{\"theme\":\"dark\"}".into()],
    );
    stage.settle().await;
    assert_eq!(parsed("said", "").len(), before);
    assert_eq!(text(&call("rootData", &["data-theme".into()])), "");
}
