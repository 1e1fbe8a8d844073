//! The orders of this device: found, named, forgotten; and what an order's page keeps, says and
//! hides.

use refillery::config::Config;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, NOW, ORDER_ID, PARTIAL, RECEIVED, STARTED, WAITING, with};
use crate::stage::{Stage, call, text};

pub(crate) const CODE: &str = "DEMO-7Q2KXW-M4PA";
pub(crate) const OTHER_ID: &str = "74bead35-146f-44ad-a6e0-acfbe737072a";

/// The stored text of this name.
pub(crate) fn stored(name: &str) -> Option<String> {
    storage().get_item(name).expect("storage")
}

fn storage() -> web_sys::Storage {
    leptos::prelude::window()
        .local_storage()
        .expect("storage")
        .expect("storage")
}

/// Two orders on this device, and its page of them.
pub(crate) async fn history() -> Stage {
    history_with(&[]).await
}

/// The same two with older ones.
async fn history_with(older: &[Value]) -> Stage {
    let two = [
        json!({ "id": ORDER_ID, "title": "Amazon $50", "created_at": NOW, "state": "done" }),
        json!({ "id": OTHER_ID, "title": "Steam $20", "created_at": NOW - 86_400_000.0, "state": "expired" }),
    ];
    list(&[&two, older].concat(), "Amazon $50").await
}

/// The page of these orders.
pub(crate) async fn list(orders: &[Value], words: &str) -> Stage {
    let stage = Stage::with_shop();
    storage()
        .set_item("refillery.orders.1", &json!(orders).to_string())
        .expect("room");
    stage.serve("/v5/orders/", DELIVERED);
    stage.open("/orders");
    stage.says(words).await;
    stage
}

/// Opens an order's page.
async fn order(body: &str, words: &str) -> Stage {
    let stage = Stage::new();
    show(&stage, body, words).await;
    stage
}

/// Opens an order's page on a stage that is there.
pub(crate) async fn show(stage: &Stage, body: &str, words: &str) {
    stage.serve("/v5/orders/", body);
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says(words).await;
}

/// Sends this to the order that is followed.
pub(crate) async fn send(stage: &Stage, data: &str) {
    stage
        .until("a stream", || call("streams", &[]).as_f64() == Some(1.0))
        .await;
    call("send", &[data.into()]);
    stage.settle().await;
}

pub(crate) fn script(code: &str) -> wasm_bindgen::JsValue {
    js_sys::eval(code).unwrap_or_else(|error| panic!("{code}: {error:?}"))
}

#[wasm_bindgen_test]
async fn orders_are_listed_found_and_named() {
    // As many as can be searched.
    let older = [3, 4, 5, 6].map(|place| {
        let id = [&ORDER_ID[..35], &place.to_string()].concat();
        json!({ "id": id, "title": "Fennel $10", "created_at": NOW - 90_000_000.0, "state": "done" })
    });
    let stage = history_with(&older).await;
    let own = [
        "Delivered · Nov 20, 2026, 09:31 AM UTC · …",
        &ORDER_ID[32..],
    ]
    .concat();
    assert_eq!(stage.text(".past .hint"), own);
    let href = stage.attribute(".past a", "href").expect("a link");
    assert!(href.starts_with(&["/order/", ORDER_ID].concat()));
    stage.type_into("#search", "STEAM").await;
    assert!(!stage.all_text().contains("Amazon"));
    stage.type_into("#search", &OTHER_ID[..8]).await;
    assert!(
        stage.all_text().contains("Steam $20"),
        "found by its number"
    );
    stage.type_into("#search", "nonsense").await;
    stage.says("No order fits.").await;
    stage.type_into("#search", "").await;

    stage.press("Add a label").await;
    stage.type_into("#orders-label", "  For Ana ").await;
    stage.press("Save").await;
    assert_eq!(stage.text(".past a"), "For Ana");
    assert_eq!(
        stage.text(".past .hint"),
        own.replace("Nov", "Amazon $50 · Nov")
    );
    stage.type_into("#search", "ana").await;
    assert!(!stage.all_text().contains("Steam"), "found by its label");
    assert!(stored("refillery.orders.1").is_some_and(|text| text.contains("For Ana")));
    // News of the order leave the label alone.
    stage.go(&["/order/", ORDER_ID].concat());
    stage.says("Your order is here").await;
    assert!(stored("refillery.orders.1").is_some_and(|text| text.contains("For Ana")));
}

#[wasm_bindgen_test]
async fn an_order_is_forgotten_and_comes_back() {
    let stage = history().await;
    stage.go(&["/order/", ORDER_ID].concat());
    stage.says("Your order is here").await;
    stage.go("/orders");
    stage.says("Amazon").await;
    let of_tab = || {
        text(&script(
            "sessionStorage.getItem('refillery.visited.1') || ''",
        ))
    };
    assert!(!of_tab().contains(ORDER_ID), "the list has it");
    stage.press("Forget").await;
    assert!(!stage.text(".options").contains("Amazon"));
    assert!(!of_tab().contains(ORDER_ID), "nor does the tab know it");
    assert!(stored("refillery.orders.1").is_some_and(|text| !text.contains(ORDER_ID)));
    stage.press("Undo").await;
    assert!(stage.text(".options").contains("Amazon"));
    assert!(stored("refillery.orders.1").is_some_and(|text| text.contains(ORDER_ID)));
}

#[wasm_bindgen_test]
async fn everything_is_forgotten_only_when_asked_twice() {
    let stage = history().await;
    stage.press("Forget everything").await;
    stage.press("Keep it").await;
    assert!(stage.text(".options").contains("Amazon"));
    stage.press("Forget everything").await;
    stage.press("Forget everything").await;
    stage.says("Nothing is kept on this device any more.").await;
    stage.says("No orders in this browser").await;
    assert_eq!(stored("refillery.orders.1"), None);
    assert_eq!(stored("refillery.preferences.1"), None);
    assert_eq!(stored("refillery.cart.1"), None);
    assert_eq!(stored("refillery.attempts.1"), None);
}

#[wasm_bindgen_test]
async fn a_browser_that_keeps_nothing_is_said_and_the_link_shown() {
    for how in ["refuseStorage", "fillStorage"] {
        let stage = Stage::with_shop();
        call(how, &[]);
        show(&stage, WAITING, "Send exactly").await;
        stage.says("Keep this link").await;
        let origin = text(&script("location.origin"));
        let link = [&origin, "/order/", ORDER_ID].concat();
        assert!(stage.all_text().contains(&link), "{how}");
        stage.press("Keep it in the list").await;
        stage.go("/orders");
        stage.says("Keep the link of each order").await;
        stage.press("Copy the link of the order").await;
        assert_eq!(text(&call("copied", &[])), link);
    }
}

#[wasm_bindgen_test]
async fn support_gets_everything_in_plain_digits() {
    let late = with(
        RECEIVED,
        &[
            ("order_state", json!("Expired")),
            ("payment_state", json!("ExpiredAfterPaymentDetection")),
        ],
    );
    let stage = Stage::new();
    stage.serve("/v5/orders/", &late);
    let config = Config {
        support_email: Some("help@example.com".to_owned()),
        ..Config::default()
    };
    stage.open_with(&["/order/", ORDER_ID].concat(), config, Vec::new());
    stage.says("What support needs to know").await;
    stage.type_into("#recovery-transaction", " 0xabc123 ").await;
    send(&stage, &with(&late, &[("updated_at", json!("1795169999"))])).await;
    assert_eq!(stage.value("#recovery-transaction"), " 0xabc123 ");
    stage.press("Copy the text for support").await;
    let copied = text(&call("copied", &[]));
    for line in [
        &["Order number: ", ORDER_ID].concat(),
        "What happened: The payment came after the time was over",
        "Amount: 50.66 USDC",
        "Received: 50.66 USDC",
        "Coin: USDC",
        "Network: Base",
        "Transaction ID: 0xabc123",
    ] {
        assert!(copied.lines().any(|one| one == line), "{line} in {copied}");
    }
    let supplier = ".recovery a[href='https://www.cryptorefills.com/en/contact-us']";
    assert!(stage.has(supplier), "whose hours are named");
    let hours = "Cryptorefills answers within 48 hours";
    assert!(stage.text(".recovery").contains(hours));
    let href = stage.attribute(".recovery a", "href").expect("a letter");
    assert!(href.starts_with("mailto:help@example.com?subject=Refillery%3A"));
    assert!(href.contains("%0D%0ATransaction%20ID%3A%200xabc123"));
}

#[wasm_bindgen_test]
async fn support_gets_the_transactions_that_the_order_knows_of() {
    let known = with(
        RECEIVED,
        &[
            ("order_state", json!("WaitingForManualAction")),
            ("payment_transactions", json!(["0xaaa1", "0xbbb2"])),
        ],
    );
    let stage = order(&known, "What support needs to know").await;
    let told = stage.text(".recovery-text");
    assert!(told.contains("Transaction ID: 0xaaa1, 0xbbb2"), "{told}");
    // The day of its year.
    assert!(told.contains(" 2026"), "{told}");
    assert!(stage.text(".receipt").contains(" 2026"));
    stage.type_into("#recovery-transaction", "0xccc3").await;
    let told = stage.text(".recovery-text");
    assert!(told.contains("Transaction ID: 0xccc3"), "{told}");
}

#[wasm_bindgen_test]
async fn each_trouble_says_what_to_do() {
    let changed = |state: &str, sent: &str| {
        // Received money of a failed order would be another matter.
        let fields = [
            ("order_state", json!(state)),
            ("sent_coin_amount", json!(sent)),
            ("payment_state", json!("PaymentRequested")),
        ];
        with(RECEIVED, &fields)
    };
    for (body, words) in [
        (changed("PaymentFailed", "50.66"), "Do not pay again before"),
        (
            changed("WaitingForManualAction", "50.66"),
            "A person checks",
        ),
        (changed("PaymentReceived", "60"), "comes back only through"),
        (changed("Expired", "30"), "Do not send the rest now"),
    ] {
        let stage = order(&body, words).await;
        let contact = ".recovery a[href='https://www.cryptorefills.com/en/contact-us']";
        assert!(stage.has(contact), "the shop names nobody to write to");
    }
    let stage = order(PARTIAL, "Send 20.66 USDC more").await;
    assert!(
        stage.has("details .recovery"),
        "folded while it can go well"
    );
    stage.pass(30.0 * 60_000.0).await;
    stage.says("What support needs to know").await;
    stage.click("[name=recovery-case][value=network]").await;
    stage.says("does not reach the order by itself").await;
    stage
        .says("the topic “paid with the wrong coin or network”")
        .await;
    let stage = order(RECEIVED, "Payment received").await;
    assert!(!stage.has(".recovery"), "all is well");
}

#[wasm_bindgen_test]
async fn saying_what_happened_leaves_the_card_open() {
    let expired = with(
        WAITING,
        &[
            ("order_state", json!("Expired")),
            ("payment_state", json!("Expired")),
        ],
    );
    let stage = order(&expired, "The time to pay is over").await;
    stage.press("Have you sent money all the same?").await;
    assert!(stage.has("details[open] .recovery"));
    stage.click("[name=recovery-case][value=under]").await;
    stage.says("What happened: Too little was sent").await;
    assert!(stage.has("details[open] .recovery"), "folded again");
    assert_eq!(stage.value("[name=recovery-case]:checked"), "under");
}

#[wasm_bindgen_test]
async fn help_with_money_on_its_way_is_before_another_order() {
    let changed = |state: &str, sent: &str| {
        // Received money of a failed order would be another matter.
        let fields = [
            ("order_state", json!(state)),
            ("sent_coin_amount", json!(sent)),
            ("payment_state", json!("PaymentRequested")),
        ];
        with(RECEIVED, &fields)
    };
    let is_after = "(() => { const help = document.querySelector('.recovery');
        const again = document.querySelector('main .actions > a[href^=\"/brands\"]');
        return help.compareDocumentPosition(again) & Node.DOCUMENT_POSITION_FOLLOWING; })()";
    for (body, words) in [
        (changed("Expired", "0"), "Have you sent money all the same?"),
        (
            changed("Expired", "30"),
            "Less than the total arrived in time.",
        ),
        (changed("Expired", "50.66"), "Your payment arrived after"),
    ] {
        let stage = order(&body, words).await;
        assert!(!stage.has("main .button:not(.button-quiet)"), "{words}");
        assert_eq!(script(is_after).as_f64(), Some(4.0), "{words}");
        assert!(
            !stage.has(".steps"),
            "an order that ended waits for nothing"
        );
    }
    // Support answers first.
    let stage = order(&changed("PaymentFailed", "0"), "The payment was seen but").await;
    stage
        .says("Do not pay again before support has answered")
        .await;
    assert!(!stage.all_text().contains("Choose again"));
    assert!(!stage.has("main a[href^='/brands']"));
    // Nothing can be under way where there never was an address.
    let stage = order(&changed("PaymentSetupFailed", "0"), "nothing was taken").await;
    assert_eq!(
        stage.text("main .button:not(.button-quiet)"),
        "Choose again"
    );
}

#[wasm_bindgen_test]
async fn what_could_not_be_delivered_is_said_before_the_goods() {
    let mut body: Value = serde_json::from_str(DELIVERED).expect("JSON");
    let mut failed = body["deliveries"][0].clone();
    failed["delivery_state"] = json!("Failed");
    failed["deliverable"]["pin_code"] = Value::Null;
    failed["deliverable"]["failure_reason"] = json!("Supplier had no stock.");
    body["deliveries"]
        .as_array_mut()
        .expect("deliveries")
        .push(failed);
    let stage = order(&body.to_string(), "Not everything could be delivered").await;
    let page = stage.all_text();
    let place = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("{words}: {page}"))
    };
    assert!(place("write to support with the order number") < place("Supplier had no stock."));
    place("Also sent to");
    // Where nothing was delivered, nothing was sent by email.
    stage.close();
    body["order_state"] = json!("Refunded");
    let all = body["deliveries"].as_array_mut().expect("deliveries");
    all.remove(0);
    let stage = order(&body.to_string(), "Supplier had no stock.").await;
    assert!(!stage.all_text().contains("Also sent to"));
}

#[wasm_bindgen_test]
async fn a_fault_of_a_file_is_at_its_field() {
    let stage = history().await;
    let said_at = |field: &str| {
        let described = stage.attribute(field, "aria-describedby")?;
        let error = described.split(' ').next_back()?;
        let is_wrong = stage.attribute(field, "aria-invalid").as_deref() == Some("true");
        let error = ["#", error].concat();
        (is_wrong && stage.has(&error)).then(|| stage.text(&error))
    };
    stage.type_into("#passphrase", "short").await;
    stage.press("Encrypt and save").await;
    let words = said_at("#passphrase").expect("an objection");
    assert!(words.starts_with("Use a longer passphrase"), "{words}");
    stage.press("Decrypt and add").await;
    assert_eq!(said_at("#passphrase"), None, "that was about saving");
    let words = said_at("#backup-file").expect("an objection");
    assert_eq!(words, "Choose the file first.");
    // A saved label rebuilds the list, and not the form under it.
    script("document.querySelector('#passphrase').dataset.mine = ''");
    stage.press("Add a label").await;
    stage.type_into("#orders-label", "For Ana").await;
    stage.press("Save").await;
    assert!(
        stage.has("#passphrase[data-mine]"),
        "a chosen file would be gone"
    );
}

#[wasm_bindgen_test]
async fn what_was_uncovered_stays_so_after_a_reload() {
    let stage = order(DELIVERED, "Your order is here").await;
    stage.press("Keep it in the list").await;
    stage.press("Show code").await;
    let kept = stored("refillery.orders.1").expect("orders");
    assert!(kept.contains("\"shown\":1") && !kept.contains(CODE));
    stage.close();
    stage.open(&["/order/", ORDER_ID].concat());
    stage.says("Your order is here").await;
    assert!(stage.text(".code").contains(CODE));
}

#[wasm_bindgen_test]
async fn a_number_that_goes_with_a_link_is_covered_as_well() {
    let body = include_str!("../fixtures/order_b_2_done_url_pin.json");
    let body = with(body, &[("order_id", json!(ORDER_ID))])
        .replace("\"security_code\":", "\"pin\":\"9911\",\"security_code\":");
    let stage = order(&body, "Open redeem.example").await;
    assert!(!stage.html().contains("4821"));
    stage.press("Show code").await;
    let facts = stage.text(".ticket");
    assert!(facts.contains("4821") && facts.contains("PIN") && facts.contains("9911"));
    assert!(stage.has(".print-only"), "paper can't be pressed");
    assert_eq!(facts.matches("Print").count(), 1, "one way to print");
}

#[wasm_bindgen_test]
async fn private_pages_ask_not_to_be_indexed() {
    let marked =
        || script("document.querySelectorAll('head meta[name=robots][content=noindex]').length");
    let stage = history().await;
    assert_eq!(marked().as_f64(), Some(1.0));
    stage.go(&["/order/", ORDER_ID].concat());
    stage.says("Your order is here").await;
    assert_eq!(marked().as_f64(), Some(1.0));
    stage.go("/brands");
    stage.says("Brands ·").await;
    assert_eq!(marked().as_f64(), Some(0.0));
    assert!(include_str!("../../index.html").contains(r#"name="referrer" content="no-referrer""#));
}

#[wasm_bindgen_test]
async fn an_order_s_number_goes_nowhere() {
    script(
        "window.said = ''; for (const name of ['log', 'info', 'warn', 'error', 'debug']) {
        const real = console[name]; console[name] = (...all) => { window.said += all.join(' '); };
        (window.saying ||= []).push(() => { console[name] = real; }); }",
    );
    let stage = order(DELIVERED, "Your order is here").await;
    stage.press("Show code").await;
    let others = || {
        let addresses = "[...[...document.querySelectorAll('#stage [src], #stage [href]')]
            .map((one) => new URL(one.getAttribute('src') || one.getAttribute('href'), location.href).href),
            ...performance.getEntriesByType('resource').map((one) => one.name)]
            .filter((address) => !address.startsWith(location.origin)).join()";
        text(&script(addresses))
    };
    let mut elsewhere = others();
    let mut title = text(&script("document.title"));
    stage.go("/orders");
    stage.says("Your orders").await;
    elsewhere += &others();
    title += &text(&script("document.title"));
    let said = text(&script("saying.forEach((end) => end()); said")) + &title;
    assert!(!said.contains(ORDER_ID), "{said}");
    assert!(!elsewhere.contains(ORDER_ID), "{elsewhere}");
}

#[wasm_bindgen_test]
async fn the_title_and_a_notification_say_that_the_goods_are_there() {
    script(
        "window.told = []; window.asked = 0; window.RealNotification = window.Notification;
        window.Notification = class { constructor(...all) { told.push(JSON.stringify(all)); }
        static requestPermission() { asked += 1; return Promise.resolve('granted'); } };
        // A busy browser takes as long to say that there is no service worker.
        Object.defineProperty(navigator.serviceWorker, 'getRegistration', { configurable: true,
        value: async () => { for (let each = 0; each < 20; each += 1) await fakes.turn(); } });",
    );
    let stage = order(STARTED, "Your payment has been seen").await;
    assert_eq!(text(&script("document.title")), "Your order · Refillery");
    assert_eq!(script("asked").as_f64(), Some(0.0), "not without a press");
    stage.press("Notify me when it is here").await;
    stage.says("You will be notified").await;
    call("setVisible", &[false.into()]);
    let done = with(DELIVERED, &[("updated_at", json!("1795169999"))]);
    send(&stage, &done).await;
    assert_eq!(
        text(&script("document.title")),
        "Your order is here · Refillery"
    );
    notified(&stage).await;
    let told = text(&script("told.splice(0).join()"));
    assert_eq!(told, r#"["Your order is here",{"body":"Refillery"}]"#);
    assert!(!stage.all_text().contains("Notify me"));
    // Where a part of it is there, no more is said.
    stage.close();
    let stage = order(STARTED, "Your payment has been seen").await;
    stage.press("Notify me when it is here").await;
    stage.says("You will be notified").await;
    let mut part: Value = serde_json::from_str(&done).expect("JSON");
    let mut failed = part["deliveries"][0].clone();
    failed["delivery_state"] = json!("Failed");
    failed["deliverable"]["pin_code"] = Value::Null;
    let all = part["deliveries"].as_array_mut().expect("deliveries");
    all.push(failed);
    send(&stage, &part.to_string()).await;
    notified(&stage).await;
    let told = text(&script(
        "window.Notification = RealNotification; delete navigator.serviceWorker.getRegistration;
        told.join()",
    ));
    let words = r#"["Not everything could be delivered",{"body":"Refillery"}]"#;
    assert_eq!(told, words);
}

/// Waits for a notification. The page asks the browser for its service worker first, and a busy
/// browser answers after more turns than [`Stage::settle`] waits.
async fn notified(stage: &Stage) {
    stage
        .until("a notification", || script("told.length > 0").is_truthy())
        .await;
}

#[wasm_bindgen_test]
async fn a_refused_notification_is_said() {
    script(
        "window.RealNotification = window.Notification; window.Notification = class {
        static requestPermission() { return Promise.resolve('denied'); } };",
    );
    let stage = order(STARTED, "Your payment has been seen").await;
    stage.press("Notify me when it is here").await;
    stage.says("does not allow notifications").await;
    script("window.Notification = RealNotification");
}

#[wasm_bindgen_test]
async fn orders_of_one_brand_and_day_are_distinguished() {
    let stage = history().await;
    let orders = json!([
        { "id": ORDER_ID, "title": "Steam $20", "created_at": NOW, "state": "done" },
        { "id": OTHER_ID, "title": "Steam $20", "created_at": NOW - 3_600_000.0, "state": "done" },
    ]);
    stage.close();
    storage()
        .set_item("refillery.orders.1", &orders.to_string())
        .expect("room");
    stage.open("/orders");
    stage.says("Steam $20").await;
    let rows = text(&stage.on_page("lines", &[".past .hint".into()]));
    let rows: Vec<&str> = rows.lines().collect();
    let ends = [ORDER_ID, OTHER_ID].map(|id| ["…", &id[id.len() - 4..]].concat());
    for (row, end) in rows.iter().zip(&ends) {
        assert!(row.ends_with(end.as_str()), "{row}");
        assert!(row.contains("UTC"), "the time: {row}");
    }
    assert_ne!(rows[0].replace(&ends[0], ""), rows[1].replace(&ends[1], ""));
    let page = stage.all_text();
    assert!(!page.contains(ORDER_ID) && !page.contains(OTHER_ID));
}

#[wasm_bindgen_test]
async fn a_double_click_forgets_one_order() {
    let stage = history().await;
    let forget = ".past .actions button:last-child";
    stage.click(forget).await;
    stage.on_page("clickAgain", &[forget.into()]);
    stage.settle().await;
    assert_eq!(stage.count(".past"), 1);
}

/// As on Android: the class is there, and no page can make one.
#[wasm_bindgen_test]
async fn on_a_phone_the_service_worker_notifies_and_without_one_nothing_is_promised() {
    let fake = |registration: &str| {
        script(&[
            "window.told = []; window.RealNotification = window.RealNotification || window.Notification;
            window.Notification = class { constructor() { throw new TypeError('Illegal constructor'); }
            static get permission() { return window.allowed || 'default'; }
            static requestPermission() { window.allowed = 'granted'; return Promise.resolve('granted'); } };
            window.allowed = '';
            Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: {
              getRegistration: () => Promise.resolve(", registration, ") } })"].concat());
    };
    fake("undefined");
    let stage = order(STARTED, "Your payment has been seen").await;
    stage.settle().await;
    assert!(!stage.all_text().contains("Notify me"));
    stage.close();
    fake(
        "{ active: {}, showNotification: (...all) => { told.push(JSON.stringify(all)); return Promise.resolve(); } }",
    );
    let stage = order(STARTED, "Your payment has been seen").await;
    stage.says("Notify me when it is here").await;
    stage.press("Notify me when it is here").await;
    stage.says("You will be notified").await;
    call("setVisible", &[false.into()]);
    let done = with(DELIVERED, &[("updated_at", json!("1795169999"))]);
    send(&stage, &done).await;
    stage.settle().await;
    let told = text(&script(
        "window.Notification = RealNotification; delete navigator.serviceWorker; told.join()",
    ));
    assert_eq!(told, r#"["Your order is here",{"body":"Refillery"}]"#);
}
