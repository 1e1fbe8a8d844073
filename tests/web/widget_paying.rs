//! Ordering and paying inside a partner's page: what it receives, fills in and pays.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, ORDER_ID, WAITING, with};
use crate::stage::{Stage, call, text};
use crate::widget::{address, command, connect, open, parsed, said, shop};

const VALIDATIONS: &str = "/v5/orders/validations";
const ORDERS: &str = "/v5/orders$";
const QUOTE: &str = r#"{"coin":"USDC","coin_amount":"50.66","problems":null}"#;
const EMAIL: &str = "buyer@example.com";
/// The first 16 digits of SHA-256 of the order's id.
pub(crate) const REFERENCE: &str = "b9fd784753f80fd8";
const ADDRESS: &str = "0x5a4d0b0c0000000000000000000000000e7ac0de";

async fn submit(stage: &Stage) {
    stage.on_page("submit", &[]);
    stage.settle().await;
}

/// Buys ten dollars inside a widget, to the page of the order.
pub(crate) async fn buy(stage: &Stage) {
    buy_for(stage, WAITING, "Send exactly 50.66 USDC on Base").await;
}

/// Buys ten dollars inside a widget, where this order is made, to what its page says.
async fn buy_for(stage: &Stage, order: &str, words: &str) {
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), order);
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.type_into("#email", EMAIL).await;
    stage.serve_as("POST", VALIDATIONS, 200, QUOTE, "{}");
    submit(stage).await;
    stage
        .until("the total", || {
            stage.text(".buy-bar button").contains("50.66")
        })
        .await;
    submit(stage).await;
    stage.posted(ORDERS).await;
    stage.answer_post(ORDERS, 201, order).await;
    stage.says(words).await;
}

pub(crate) const TEN: &str = "&country=US&lang=en&option=fced6048-c9f2-473e-8638-8631392c8a76";

pub(crate) async fn news(stage: &Stage, order: &str) {
    stage
        .until("a stream", || {
            call("openStreams", &[]).as_f64() == Some(1.0)
        })
        .await;
    call("send", &[order.into()]);
    stage.settle().await;
}

#[wasm_bindgen_test]
async fn a_purchase_is_reported_without_a_secret() {
    let stage = open("/embed/product/steam/steam", TEN, &json!({})).await;
    buy(&stage).await;
    assert_eq!(
        said("checkout.started")[0]["items"],
        json!([{ "brand": "Steam", "country": "US", "kind": "code", "face_value": "10", "currency": "USD" }])
    );
    let created = said("order.created").remove(0);
    assert_eq!(
        (
            &created["order_ref"],
            &created["coin"],
            &created["network"],
            &created["coin_amount"]
        ),
        (
            &json!(REFERENCE),
            &json!("USDC"),
            &json!("Base"),
            &json!("50.66")
        )
    );
    assert!(created["expires_at"].is_u64());
    let guards: Vec<Value> = said("close.guard")
        .iter()
        .map(|guard| guard["active"].clone())
        .collect();
    assert_eq!(guards.first(), Some(&json!(true)));
    assert_eq!(guards.last(), Some(&json!(true)), "a payment is under way");
    let state = |place: usize| said("order.updated")[place]["order_state"].clone();
    assert_eq!(state(0), "waiting");
    let newer = with(DELIVERED, &[("updated_at", json!("1795169999"))]);
    news(&stage, &newer).await;
    stage
        .until("the goods", || !said("order.delivered").is_empty())
        .await;
    assert_eq!(
        said("order.delivered"),
        [json!({ "order_ref": REFERENCE, "items_total": 1, "items_done": 1 })]
    );
    assert_eq!(said("close.guard").pop().expect("a guard")["active"], false);
    // No message names the buyer, the order or a code.
    let all = text(&call("said", &["".into()]));
    let order: Value = serde_json::from_str(DELIVERED).expect("JSON");
    let code = order["deliveries"][0]["deliverable"]["pin_code"]
        .as_str()
        .map(str::to_owned);
    let secrets = [
        Some(EMAIL.to_owned()),
        Some(ORDER_ID.to_owned()),
        Some(ORDER_ID[..8].to_owned()),
        order["payment_id"].as_str().map(str::to_owned),
        code,
    ];
    assert!(secrets.iter().all(Option::is_some));
    for secret in secrets.into_iter().flatten() {
        assert!(!all.contains(&secret), "{secret} in {all}");
    }
    assert!(
        !all.contains(ADDRESS),
        "nobody asked the page around to pay"
    );
}

#[wasm_bindgen_test]
async fn an_objection_of_the_api_is_reported_by_its_code() {
    let stage = open("/embed/product/steam/steam", TEN, &json!({})).await;
    stage
        .until("the ways to pay", || stage.has("input[name=pair]"))
        .await;
    stage.type_into("#email", EMAIL).await;
    let problems =
        r#"{"problems":[{"problem":"OUT_OF_STOCK","description":"gone for buyer@example.com"}]}"#;
    stage.serve_as("POST", VALIDATIONS, 422, problems, "{}");
    submit(&stage).await;
    stage
        .until("a problem", || !said("checkout.problem").is_empty())
        .await;
    assert_eq!(
        said("checkout.problem"),
        [json!({ "codes": ["OUT_OF_STOCK"] })]
    );
    // Where there is no code, there may be the buyer's name instead.
    let prose = r#"{"problems":[{"message":"buyer@example.com is not accepted"},{"message":"491511234567"}]}"#;
    stage.serve_as("POST", VALIDATIONS, 422, prose, "{}");
    submit(&stage).await;
    stage
        .until("a problem", || said("checkout.problem").len() == 2)
        .await;
    assert_eq!(
        said("checkout.problem")[1],
        json!({ "codes": ["UNREADABLE", "UNREADABLE"] })
    );
    assert_eq!(said("checkout.started").len(), 1, "the same goods");
}

#[wasm_bindgen_test]
async fn the_partner_fills_in_and_the_buyer_sees_it() {
    let prefill = json!({ "prefill": { "email": "ann@example.com", "phone": "+1 201 555 0123", "refund_address": ADDRESS } });
    let stage = open("/embed/product/steam/steam", TEN, &prefill).await;
    stage
        .until("the form", || stage.has("form.buy #email"))
        .await;
    stage
        .until("an email", || stage.value("#email") == "ann@example.com")
        .await;
    stage.says("Filled in by partner.example").await;
    stage.type_into("#email", "other@example.com").await;
    assert!(
        !stage.all_text().contains("Filled in by"),
        "it is the buyer's now"
    );
    // The buyer's own text is not replaced.
    command(
        &stage,
        "config.set",
        &json!({ "prefill": { "email": "eve@example.com" } }),
    )
    .await;
    assert_eq!(stage.value("#email"), "other@example.com");
    stage.press("Add to cart").await;
    stage.says("In the cart").await;
    stage.go(&address("/embed/checkout", "&country=US&lang=en"));
    stage
        .until("an email", || stage.value("#email") == "eve@example.com")
        .await;
    assert_eq!(stage.value("#refund"), ADDRESS);
    assert_eq!(said("checkout.started").len(), 1);
    let all = text(&call("said", &["".into()]));
    assert!(!all.contains("@example.com"), "{all}");
    assert!(!text(&call("address", &[])).contains("example.com%40"));
}

#[wasm_bindgen_test]
async fn the_wallet_around_pays() {
    let stage = open(
        "/embed/product/steam/steam",
        &[TEN, "&pay=host&show_payment_info=0"].concat(),
        &json!({}),
    )
    .await;
    buy(&stage).await;
    stage.says("partner.example is asked to send 50.66").await;
    assert!(!stage.has(".qr") && !stage.has(".address"));
    assert!(said("payment.intent").is_empty(), "only the buyer asks");
    stage.press("Pay with this wallet").await;
    stage
        .until("an intent", || !said("payment.intent").is_empty())
        .await;
    let mut intent = said("payment.intent").remove(0);
    assert!(intent["expires_at"].is_u64());
    intent["expires_at"] = Value::Null;
    let usdc = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
    let recipient = intent["address"].as_str().expect("an address").to_owned();
    assert!(recipient.eq_ignore_ascii_case(ADDRESS));
    let uri = intent["uri"].as_str().expect("a link").to_owned();
    assert!(
        uri.starts_with(&["ethereum:", usdc, "@8453/transfer?address=0x"].concat())
            && uri.ends_with("&uint256=50660000")
    );
    assert_eq!(
        intent,
        json!({
            "order_ref": REFERENCE, "uri": uri, "address": recipient, "amount": "50.66", "amount_units": "50660000",
            "coin": "USDC", "network": "Base", "chain": "eip155:8453", "token": usdc, "decimals": 6, "expires_at": null,
        })
    );
    let word = |reference: &str, status: &str| json!({ "order_ref": reference, "status": status, "txid": "0x1" });
    let wrong = command(&stage, "payment.result", &word("ffffffffffffffff", "sent")).await;
    assert_eq!(
        (&wrong["ok"], &wrong["error"]),
        (&json!(false), &json!("unknown_order"))
    );
    assert_eq!(
        command(&stage, "payment.result", &word(REFERENCE, "paid")).await["error"],
        "form"
    );
    command(&stage, "payment.result", &word(REFERENCE, "rejected")).await;
    stage.says("The wallet has not sent it.").await;
    stage.press("Pay with this wallet").await;
    command(&stage, "payment.result", &word(REFERENCE, "failed")).await;
    stage.says("The wallet could not send it").await;
    stage.until("the other way", || stage.has(".address")).await;
    command(&stage, "payment.result", &word(REFERENCE, "sent")).await;
    stage.says("Sent, waiting for the network").await;
    assert!(
        !stage.all_text().contains("Pay with this wallet"),
        "not twice"
    );
    // A claim is no payment.
    assert_eq!(
        said("order.updated").last().expect("a state")["order_state"],
        "waiting"
    );
    assert_eq!(said("payment.intent").len(), 2);
    // Only a part has come: the rest can be asked for, and is no more than the rest.
    let part = [
        ("sent_coin_amount", json!("30")),
        ("updated_at", json!("1795167999")),
    ];
    news(&stage, &with(WAITING, &part)).await;
    stage.press("Pay with this wallet").await;
    stage
        .until("the rest", || said("payment.intent").len() == 3)
        .await;
    assert_eq!(said("payment.intent")[2]["amount"], "20.66");
}

#[wasm_bindgen_test]
async fn without_an_answer_nobody_is_asked_to_pay() {
    let (stage, config) = shop();
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), WAITING);
    let path = ["/embed/order/", ORDER_ID].concat();
    stage.open_with(
        &address(&path, "&pay=host&show_payment_info=0&lang=en"),
        config,
        Vec::new(),
    );
    stage.says("Send exactly 50.66 USDC on Base").await;
    assert!(stage.has(".address") && !stage.has(".pay-host"));
    // Reloaded in the middle of a payment: the connection comes later, and everything is there.
    connect(&stage, &json!({})).await;
    stage.says("Pay with this wallet").await;
    assert_eq!(said("order.updated")[0]["order_ref"], REFERENCE);
    assert_eq!(said("close.guard")[0]["active"], true);
    assert!(!text(&call("said", &["".into()])).contains(ORDER_ID));
}

#[wasm_bindgen_test]
async fn a_wallet_that_did_not_open_is_asked_for_by_the_page_around() {
    let (stage, config) = shop();
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), WAITING);
    let path = ["/embed/order/", ORDER_ID].concat();
    stage.open_with(&address(&path, "&lang=en"), config, Vec::new());
    connect(&stage, &json!({})).await;
    stage.says("Send exactly").await;
    let link = ".pay-code a";
    assert_eq!(stage.attribute(link, "target").as_deref(), Some("_top"));
    assert_eq!(stage.attribute(link, "rel").as_deref(), Some("noreferrer"));
    // The test page must not be left.
    js_sys::eval("document.querySelector('.pay-code a').addEventListener('click', (e) => e.preventDefault())").expect("a script");
    stage.click(link).await;
    stage.pass(1_600.0).await;
    stage.says("Did nothing open?").await;
    assert!(said("link.open").is_empty(), "only after a second press");
    stage.press("Try another way").await;
    stage
        .until("a link", || !said("link.open").is_empty())
        .await;
    let uri = said("link.open")[0]["uri"]
        .as_str()
        .expect("a link")
        .to_owned();
    assert!(uri.starts_with("ethereum:0x"), "{uri}");
}

#[wasm_bindgen_test]
async fn everything_is_done_without_storage() {
    let (stage, config) = shop();
    call("refuseStorage", &[]);
    stage.open_with(
        &address("/embed/product/steam/steam", TEN),
        config,
        Vec::new(),
    );
    connect(&stage, &json!({})).await;
    buy(&stage).await;
    stage
        .says("Here the shop stands inside partner.example")
        .await;
    let link = stage
        .attribute(".orders-erase a", "href")
        .expect("the full shop");
    assert!(
        link.ends_with(&["/order/", ORDER_ID].concat())
            && !link.contains("embed")
            && !link.contains('?'),
        "{link}"
    );
    assert_eq!(
        stage.attribute(".orders-erase a", "target").as_deref(),
        Some("_blank")
    );
    assert_eq!(
        stage.attribute(".orders-erase a", "rel").as_deref(),
        Some("noopener noreferrer")
    );
    assert_eq!(said("order.created").len(), 1);
    assert!(!parsed("said", "").is_empty());
}

#[wasm_bindgen_test]
async fn what_nobody_should_pay_has_no_amount_for_the_page_around() {
    let stage = open("/embed/product/steam/steam", TEN, &json!({})).await;
    let fields = [
        ("network", json!("BASE_LIKE")),
        ("missing_amount", json!("20.66")),
    ];
    buy_for(&stage, &with(WAITING, &fields), "Do not pay this order.").await;
    let created = said("order.created").remove(0);
    assert_eq!(created["coin"], "USDC");
    assert_eq!(created["network"], "Base", "by its own name");
    assert_eq!(created.get("coin_amount"), None);
}

#[wasm_bindgen_test]
async fn no_wallet_is_asked_to_send_to_an_address_without_a_key() {
    let (stage, config) = shop();
    let fields = [
        ("coin", json!("SOL")),
        ("network", json!("Solana")),
        (
            "wallet_address",
            json!("FP1k1k5giovCnZe8PgLfYhhfm6ynPwP62FGgnPpMcaWh"),
        ),
        ("qr_text", json!(null)),
    ];
    stage.serve(&["/v5/orders/", ORDER_ID].concat(), &with(WAITING, &fields));
    let path = ["/embed/order/", ORDER_ID].concat();
    let more = "&pay=host&show_payment_info=0&lang=en";
    stage.open_with(&address(&path, more), config, Vec::new());
    connect(&stage, &json!({})).await;
    stage.says("Send exactly").await;
    stage.says("Some wallets refuse this address.").await;
    stage.says("a program holds this address").await;
    assert!(stage.has(".address") && !stage.has(".pay-host"));
}

/// In a partner's page without the permission: the clipboard refuses later, and the older command
/// works during the press alone.
#[wasm_bindgen_test]
async fn in_a_frame_the_older_command_copies_during_the_press() {
    let stage = open("/embed/product/steam/steam", TEN, &json!({})).await;
    buy(&stage).await;
    let fake = "window.taken = []; window.isPressed = false;
        addEventListener('click', () => { isPressed = true; Promise.resolve().then(() => { isPressed = false; }); }, { capture: true });
        navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
        document.execCommand = () => { if (isPressed) taken.push(document.activeElement.value); return isPressed; }";
    js_sys::eval(fake).expect("a clipboard");
    stage.press("Copy the address on Base").await;
    let taken = text(&js_sys::eval("taken.join()").expect("a list"));
    assert!(taken.eq_ignore_ascii_case(ADDRESS), "{taken}");
    assert!(stage.has(".address-line .copy[data-done]") && !stage.has(".copy-by-hand"));
}
