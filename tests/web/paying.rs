//! The payment panel: its reports, the text beside the code, and the help for buyers who
//! pay from an exchange.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{GERMAN, INVOICE, ORDER_ID, PARTIAL, WAITING, with};
use crate::stage::{Stage, call, text};

const ADDRESS: &str = "0x5a4d0b0c0000000000000000000000000e7ac0de";

/// Opens the page of order A, with other values of some fields.
async fn open(fields: &[(&str, Value)], words: &str) -> Stage {
    let stage = Stage::new();
    stage.serve("/v5/orders/", &with(WAITING, fields));
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says(words).await;
    stage
}

async fn news(stage: &Stage, order: &str) {
    stage
        .until("a stream", || call("streams", &[]).as_f64() == Some(1.0))
        .await;
    call("send", &[order.into()]);
    stage.settle().await;
}

/// Listens to the console; the returned function ends that and gives the messages.
fn listen() -> impl FnOnce() -> String {
    let run = |script: &str| js_sys::eval(script).expect("a script");
    run("window.warned = []; window.realWarn = console.warn;
        console.warn = (...all) => warned.push(all.join(' '));");
    move || {
        text(&run(
            "console.warn = realWarn; warned.filter((line) => line.startsWith('payment')).join('; ')",
        ))
    }
}

#[wasm_bindgen_test]
async fn more_digits_than_the_coin_has_are_said_and_reported_once() {
    let heard = listen();
    let fields = [
        ("coin_amount", json!("50.6600001")),
        ("qr_text", json!([ADDRESS, "?x"].concat())),
    ];
    let stage = open(&fields, "The amount has more digits than USDC can have.").await;
    assert!(
        stage.text(".pay-sum").contains("50.6600001"),
        "the text stands"
    );
    assert!(!stage.has(".pay-code a"), "no link into a wallet");
    assert!(!stage.all_text().contains("Show another QR code"));
    stage.says("Address only, on Base.").await;
    // News that change nothing about the payment make no other request.
    let newer = with(
        &with(WAITING, &fields),
        &[("updated_at", json!("1795167999"))],
    );
    news(&stage, &newer).await;
    stage.pass(60_000.0).await;
    // The whole of it: no order, no address, no amount.
    assert_eq!(
        heard(),
        "payment: qr_text_unreadable; payment: too_many_digits"
    );
}

#[wasm_bindgen_test]
async fn a_payment_that_is_stopped_is_reported() {
    let heard = listen();
    let other = "ethereum:0x1111111111111111111111111111111111111111@8453";
    let _stage = open(&[("qr_text", json!(other))], "Do not pay this order.").await;
    assert_eq!(heard(), "payment: other_recipient");
}

#[wasm_bindgen_test]
async fn a_sound_payment_is_not_worth_a_word() {
    let heard = listen();
    let _stage = open(&[], "Send exactly").await;
    assert_eq!(heard(), "");
}

#[wasm_bindgen_test]
async fn an_address_without_a_key_is_shown_bare() {
    let heard = listen();
    let fields = [
        ("coin", json!("SOL")),
        ("network", json!("Solana")),
        (
            "wallet_address",
            json!("FP1k1k5giovCnZe8PgLfYhhfm6ynPwP62FGgnPpMcaWh"),
        ),
        ("qr_text", json!(null)),
    ];
    let words = "There is no payment request for SOL on Solana.";
    let stage = open(&fields, words).await;
    assert!(!stage.has(".pay-code a") && stage.has(".qr svg") && stage.has(".address"));
    stage.says("Some wallets refuse this address.").await;
    stage
        .says("On Solana a program holds this address and not a wallet.")
        .await;
    assert_eq!(heard(), "payment: off_curve");
}

#[wasm_bindgen_test]
async fn an_address_that_may_be_a_token_account_comes_with_a_warning() {
    let heard = listen();
    let fields = [
        ("network", json!("Solana")),
        (
            "wallet_address",
            json!("CYxTzwxg2eR8fVbZPfXnNBghBXAN5ycsbNzD5E3wviKo"),
        ),
        ("qr_text", json!(null)),
    ];
    let stage = open(&fields, "Some wallets refuse this address.").await;
    stage.says("such as Phantom").await;
    stage.says("make a new order on another network").await;
    stage.says("Address for USDC on Solana").await;
    assert!(!stage.has(".pay-code a") && stage.has(".qr svg"));
    assert_eq!(heard(), "payment: maybe_token_account");
}

#[wasm_bindgen_test]
async fn a_coin_with_a_look_alike_is_named_beside_its_address() {
    let fields = [("network", json!("Polygon"))];
    let words = "It must be exactly USDC. USDC.e is something else and is not taken.";
    let stage = open(&fields, words).await;
    stage.says("Address for USDC on Polygon").await;
    drop(stage);
    let bridged = [("network", json!("Arbitrum")), ("coin", json!("USDC.e"))];
    let _stage = open(
        &bridged,
        "It must be exactly USDC.e. USDC is something else",
    )
    .await;
}

#[wasm_bindgen_test]
async fn each_form_of_an_invoice_has_its_own_words() {
    let fields = [
        ("coin", json!("BTC")),
        ("network", json!("Lightning")),
        ("coin_amount", json!("0.00023021")),
        ("wallet_address", json!(INVOICE)),
        ("qr_text", json!(null)),
    ];
    let stage = open(&fields, "Lightning invoice, amount included.").await;
    let label = || stage.attribute(".qr svg", "aria-label").unwrap_or_default();
    let first = label();
    stage.press("Show another QR code").await;
    stage
        .says("Lightning invoice alone, amount included.")
        .await;
    assert_ne!(label(), first);
    // Three pixels a module, however long the invoice is.
    let number = |name: &str| stage.attribute(".qr svg", name).unwrap_or_default();
    let modules: f64 = number("viewBox")
        .split(' ')
        .next_back()
        .and_then(|side| side.parse().ok())
        .expect("a side");
    assert_eq!(number("width"), (modules * 3.0).to_string());
    // An invoice is paid whole, so there is no sum to type in.
    stage
        .says("Choose Lightning Network and paste the invoice.")
        .await;
    assert!(!stage.has("#exchange-fee"));
}

#[wasm_bindgen_test]
async fn lightning_names_the_satoshi_that_its_wallets_show() {
    let fields = [
        ("coin", json!("BTC")),
        ("network", json!("Lightning")),
        ("coin_amount", json!("0.00023021")),
        ("wallet_address", json!(INVOICE)),
        ("qr_text", json!(null)),
    ];
    let both = "0.00023021\u{a0}BTC (23,021\u{a0}sat)";
    let stage = open(&fields, "(23,021").await;
    for place in ["h1", ".pay-fields", ".receipt"] {
        let said = stage.text(place);
        let both = both.replace('\u{a0}', " ");
        assert!(
            said.replace('\u{a0}', " ").contains(&both),
            "{place}: {said}"
        );
    }
    // The copied text is the amount of the order, in its own unit.
    stage.press("Copy the amount, 0.00023021\u{a0}BTC").await;
    assert_eq!(text(&call("copied", &[])), "0.00023021");
    // A point between thousands would be taken for that of the bitcoin.
    stage.serve("/locales/de.json", GERMAN);
    stage.choose_language("de").await;
    stage.says("(23 021 sat)").await;
    drop(stage);
    // On Bitcoin's own network wallets show bitcoin.
    let fields = [
        ("coin", json!("BTC")),
        ("network", json!("Mainnet")),
        ("coin_amount", json!("0.00023021")),
        (
            "wallet_address",
            json!("bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de"),
        ),
        ("qr_text", json!(null)),
    ];
    let stage = open(&fields, "Send exactly").await;
    assert!(!stage.all_text().contains("sat)"));
}

#[wasm_bindgen_test]
async fn an_exchange_s_fee_comes_on_top() {
    let stage = open(&[], "Send exactly 50.66 USDC on Base").await;
    stage.says("choose Base as the withdrawal network").await;
    let asked = stage.asked("GET", "/") + stage.asked("POST", "/");
    stage.type_into("#exchange-fee", "1").await;
    stage.says("Withdraw exactly 51.66 USDC").await;
    stage.says("must show that 50.66 USDC arrives").await;
    stage.press("Copy the amount, 51.66\u{a0}USDC").await;
    assert_eq!(text(&call("copied", &[])), "51.66");
    stage.type_into("#exchange-fee", "0.0000001").await;
    stage.says("That is more digits than USDC can have.").await;
    stage.type_into("#exchange-fee", "one").await;
    stage.says("Type a number, such as 0.5.").await;
    assert!(!stage.all_text().contains("Withdraw exactly"));
    stage.type_into("#exchange-fee", "0,5").await;
    stage.says("Withdraw exactly 51.16 USDC").await;
    assert_eq!(stage.asked("GET", "/") + stage.asked("POST", "/"), asked);
    // After a part only the rest is withdrawn, for the same fee.
    news(
        &stage,
        &with(PARTIAL, &[("updated_at", json!("1795167999"))]),
    )
    .await;
    stage.says("Withdraw exactly 21.16 USDC").await;
    assert_eq!(stage.value("#exchange-fee"), "0,5");
    // The help is before the code, and disappears with it at the end.
    let html = stage.html();
    assert!(html.find("exchange-fee") < html.find("class=\"qr\""));
    stage.pass(30.0 * 60_000.0).await;
    stage.says("Do not send money any more.").await;
    assert!(!stage.has("#exchange-fee"));
}

#[wasm_bindgen_test]
async fn another_part_changes_the_amounts_and_leaves_the_buyer_s_place() {
    let stage = Stage::new();
    stage.serve("/v5/orders/", PARTIAL);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Send 20.66 USDC more on Base").await;
    let link = || stage.attribute(".pay-code a", "href").unwrap_or_default();
    assert!(link().ends_with("uint256=20660000"), "{}", link());
    stage.press("Show another QR code").await;
    let first_code = stage.attribute(".qr path", "d");
    let caption = stage.text(".qr figcaption");
    js_sys::eval("document.querySelector('#exchange-fee').closest('details').open = true")
        .expect("a fold");
    stage.type_into("#exchange-fee", "1").await;
    stage.says("Withdraw exactly 21.66 USDC").await;
    stage.press("Copy the amount, 20.66\u{a0}USDC").await;
    let copied = || stage.all_text().matches("Copied").count();
    stage.until("the word", || copied() > 1).await;
    js_sys::eval("document.querySelector('.pay-fields .copy').focus()").expect("a button");
    let transaction = ["0x", &"ab".repeat(32)].concat();
    let more = [
        ("updated_at", json!("1795167999")),
        ("sent_coin_amount", json!("40.16")),
        // Each part is a transaction of its own.
        ("payment_transactions", json!([transaction])),
    ];
    news(&stage, &with(PARTIAL, &more)).await;
    stage.says("Send 10.5 USDC more on Base").await;
    let focused = js_sys::eval("document.activeElement.getAttribute('aria-label')");
    assert_eq!(
        text(&focused.expect("an element")),
        "Copy the amount, 10.5\u{a0}USDC"
    );
    // What the clipboard has is not the amount any more.
    assert!(!stage.has(".copy[data-done]"));
    assert!(link().ends_with("uint256=10500000"), "{}", link());
    assert!(stage.attribute(".qr path", "d") != first_code);
    assert_eq!(stage.text(".qr figcaption"), caption, "the chosen code");
    assert!(stage.has("details[open] #exchange-fee"));
    assert_eq!(stage.value("#exchange-fee"), "1");
    stage.says("Withdraw exactly 11.5 USDC").await;
    stage.says("40.16 USDC of 50.66 USDC received").await;
    stage.says("must show that 10.5 USDC arrives").await;
    assert!(!stage.all_text().contains("20.66"));
    stage.press("Copy the amount, 10.5\u{a0}USDC").await;
    assert_eq!(text(&call("copied", &[])), "20.66\n10.5");
}

#[wasm_bindgen_test]
async fn what_is_copied_and_opened_names_its_network() {
    let stage = open(&[], "Send exactly").await;
    stage
        .says("Compare network (Base), amount and address in your wallet")
        .await;
    stage.press("Copy the address on Base").await;
    assert_eq!(text(&call("copied", &[])), ADDRESS);
    stage.settle().await;
    // In the button, and once more for those who don't see it.
    assert_eq!(stage.all_text().matches("Copied for Base").count(), 2);
}
