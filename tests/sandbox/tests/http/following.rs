//! Streams: messages, the end, and everything that breaks one.

use crate::client::{Shop, within};
use serde_json::{Value, json};

async fn order(shop: &Shop, email: &str) -> String {
    let body = json!({
        "email": email,
        "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base" },
        "deliveries": [{ "brand_name": "Steam", "country_code": "US", "denomination": "20 USD", "beneficiary_account": "buyer@example.com" }],
    });
    let order = shop.post("/v5/orders", &body).await.json();
    order["order_id"].as_str().expect("an id").to_owned()
}

async fn advance(shop: &Shop, id: &str) {
    shop.control("POST", &format!("orders/{id}/advance"), json!({}))
        .await;
}

#[tokio::test]
async fn a_stream_starts_with_now_and_ends_with_stop() {
    let shop = Shop::open().await;
    let id = order(&shop, "auto@example.com").await;
    let mut stream = shop.follow(&id).await;
    assert_eq!(stream.state().await, "WaitingForPayment");
    for state in [
        "PaymentStarted",
        "PaymentReceived",
        "WaitingForDelivery",
        "Done",
    ] {
        advance(&shop, &id).await;
        assert_eq!(stream.state().await, state);
    }
    assert_eq!(
        stream.next().await,
        Some(("stop".to_owned(), "{}".to_owned()))
    );
    let paid = shop
        .post(&format!("/__sandbox/api/orders/{id}/pay"), &json!({}))
        .await;
    assert_eq!(paid.status, Some(400), "a finished order takes no money");
    // Following a finished order says so at once.
    let mut again = shop.follow(&id).await;
    assert_eq!(again.state().await, "Done");
    assert_eq!(
        again.next().await,
        Some(("stop".to_owned(), "{}".to_owned()))
    );
    assert_eq!(
        shop.get("/v5/orders/nobody/subscribe").await.status,
        Some(404)
    );
}

#[tokio::test]
async fn streams_are_cut_on_demand_and_when_the_sandbox_stops() {
    let shop = Shop::open().await;
    let id = order(&shop, "buyer@example.com").await;
    let mut stream = shop.follow(&id).await;
    assert_eq!(stream.state().await, "WaitingForPayment");
    shop.control("POST", &format!("orders/{id}/drop-streams"), json!({}))
        .await;
    assert_eq!(stream.next().await, None);

    let mut stream = shop.follow(&id).await;
    assert_eq!(stream.state().await, "WaitingForPayment");
    let running = shop.running();
    let port = running.address.port();
    within("the sandbox stops", running.stop()).await;
    assert_eq!(stream.next().await, None);
    let free = std::net::TcpListener::bind(("127.0.0.1", port));
    assert!(free.is_ok(), "the port is free again");
}

/// A task that is stopped before its first poll must end too.
#[tokio::test]
async fn a_sandbox_that_is_stopped_at_once_stops() {
    let shop = Shop::open().await;
    within("the sandbox stops", shop.running().stop()).await;
}

#[tokio::test]
async fn stream_faults_do_what_they_say() {
    let shop = Shop::open().await;
    let id = order(&shop, "auto@example.com").await;

    let drop = json!({ "route": "subscribe", "fault": "stream-drop", "times": 1, "after": 2 });
    shop.control("POST", "faults", drop).await;
    let mut stream = shop.follow(&id).await;
    assert_eq!(stream.state().await, "WaitingForPayment");
    advance(&shop, &id).await;
    assert_eq!(stream.state().await, "PaymentStarted");
    assert_eq!(stream.next().await, None);

    shop.fault("subscribe", "stream-garbage").await;
    let mut stream = shop.follow(&id).await;
    let (_, garbage) = stream.next().await.expect("a frame");
    assert!(serde_json::from_str::<Value>(&garbage).is_err());
    assert_eq!(
        stream.next().await.map(|(event, _)| event),
        Some("weather".to_owned())
    );
    assert_eq!(stream.state().await, "PaymentStarted");

    shop.fault("subscribe", "stream-502").await;
    let path = format!("/v5/orders/{id}/subscribe");
    assert_eq!(shop.get(&path).await.status, Some(502));
    shop.fault("subscribe", "stream-html").await;
    let html = shop.get(&path).await;
    assert_eq!(
        (html.status, html.header("content-type")),
        (Some(200), Some("text/html; charset=utf-8"))
    );

    shop.fault("subscribe", "stream-silent").await;
    let mut stream = shop.follow(&id).await;
    let quiet = std::time::Duration::from_millis(100);
    assert!(tokio::time::timeout(quiet, stream.next()).await.is_err());
}
