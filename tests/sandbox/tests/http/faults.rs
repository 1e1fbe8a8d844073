//! Faults, limits and preflights.

use crate::client::Shop;
use refillery_sandbox::Settings;
use serde_json::json;

const BRANDS: &str = "/v2/brands?country_code=KZ";

#[tokio::test]
async fn bodies_break_in_every_way() {
    let shop = Shop::open().await;
    let whole = shop.get(BRANDS).await;
    assert!(whole.complete);

    shop.fault("any", "cut-body").await;
    let cut = shop.get(BRANDS).await;
    assert_eq!((cut.status, cut.complete), (Some(200), false));
    assert_eq!(cut.text.len(), whole.text.len() / 2);

    shop.fault("brands", "cut-json").await;
    let cut = shop.get(BRANDS).await;
    assert!(cut.complete);
    assert!(serde_json::from_str::<serde_json::Value>(&cut.text).is_err());

    shop.fault("brands", "empty-body").await;
    let empty = shop.get(BRANDS).await;
    assert_eq!((empty.status, empty.text.as_str()), (Some(200), ""));

    shop.fault("brands", "html-502").await;
    let html = shop.get(BRANDS).await;
    assert_eq!(html.status, Some(502));
    assert!(html.text.starts_with("<html>"));

    shop.control(
        "POST",
        "faults",
        json!({ "fault": "hang", "times": 1, "delay_milliseconds": 20 }),
    )
    .await;
    assert_eq!(shop.get(BRANDS).await.status, None);

    shop.fault("brands", "http-429-bare").await;
    let bare = shop.get(BRANDS).await;
    assert_eq!((bare.status, bare.header("retry-after")), (Some(429), None));

    assert_eq!(shop.get(BRANDS).await.text, whole.text);
}

#[tokio::test]
async fn faults_keep_to_their_route_count_and_chance() {
    let shop = Shop::open().await;
    let body = json!({ "route": "vias", "fault": "http-500", "times": 2 });
    shop.control("POST", "faults", body).await;
    assert_eq!(shop.get(BRANDS).await.status, Some(200));
    for status in [500, 500, 200] {
        assert_eq!(shop.get("/v3/payment_vias").await.status, Some(status));
    }
    let row = async || {
        let body = json!({ "route": "vias", "fault": "http-503", "chance": 0.5, "seed": 4 });
        let id = shop.control("POST", "faults", body).await["id"].to_string();
        let mut row = Vec::new();
        for _ in 0..16 {
            row.push(shop.get("/v3/payment_vias").await.status);
        }
        shop.control("DELETE", &format!("faults/{id}"), json!({}))
            .await;
        row
    };
    let first = row().await;
    assert_eq!(first, row().await);
    assert!(first.contains(&Some(200)) && first.contains(&Some(503)));
    let wrong = shop
        .post("/__sandbox/api/faults", &json!({ "fault": "nonsense" }))
        .await;
    assert_eq!(wrong.status, Some(400));
}

#[tokio::test]
async fn limits_hold_by_caller_and_route() {
    let shop = Shop::with(Settings {
        rate_limits: true,
        ..Settings::default()
    })
    .await;
    let vias = async |caller: &str| {
        shop.send(
            "GET",
            "/v3/payment_vias",
            &[("x-forwarded-for", caller)],
            "",
        )
        .await
    };
    for _ in 0..30 {
        assert_eq!(vias("192.0.2.1, 10.0.0.1").await.status, Some(200));
    }
    let over = vias("192.0.2.1").await;
    assert_eq!(
        (over.status, over.header("x-ratelimit-limit")),
        (Some(429), Some("30"))
    );
    assert!(over.header("retry-after").is_some());
    assert_eq!(vias("192.0.2.2").await.status, Some(200));
    assert_eq!(shop.get(BRANDS).await.status, Some(200));
    shop.control("POST", "settings", json!({ "rate_limits": false }))
        .await;
    assert_eq!(vias("192.0.2.1").await.status, Some(200));
}

#[tokio::test]
async fn preflights_pass_until_they_are_refused() {
    let shop = Shop::open().await;
    let ask = async |headers: &str| {
        let headers = [
            ("origin", "http://shop.example"),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", headers),
        ];
        shop.send("OPTIONS", "/v5/orders", &headers, "").await
    };
    let passed = ask("content-type, x-cr-application").await;
    assert_eq!(passed.status, Some(204));
    assert_eq!(
        passed.header("access-control-allow-headers"),
        Some("content-type, x-cr-application")
    );
    assert_eq!(passed.header("access-control-allow-origin"), Some("*"));
    shop.control("POST", "settings", json!({ "refuse_preflights": true }))
        .await;
    assert_eq!(ask("x-cr-application").await.status, Some(403));
    assert_eq!(ask("content-type").await.status, Some(204));
}
