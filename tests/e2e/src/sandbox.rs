//! The sandbox of the API: it takes commands and lists the requests it has received.

use http::Method;
use serde_json::{Value, json};

use crate::http::{Http, ask};

/// The sandbox's control API. A copyable handle.
#[derive(Clone)]
pub struct Sandbox {
    http: Http,
    url: String,
}

impl Sandbox {
    pub(crate) fn new(http: Http, url: String) -> Self {
        Self { http, url }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// An answer of the API itself, without a proxy before it.
    pub async fn api(&self, path: &str) -> Value {
        self.ask(Method::GET, path, None).await
    }

    /// No orders, faults or log, and the first settings.
    pub async fn reset(&self) {
        self.control(Method::POST, "reset", None).await;
    }

    /// Changes settings.
    pub async fn set(&self, settings: Value) {
        self.control(Method::POST, "settings", Some(settings)).await;
    }

    /// Adds a fault, always or `times` times.
    pub async fn fault(&self, route: &str, fault: &str, times: Option<u64>) {
        let mut wanted = json!({ "route": route, "fault": fault });
        if let Some(times) = times {
            wanted["times"] = json!(times);
        }
        self.control(Method::POST, "faults", Some(wanted)).await;
    }

    /// Takes all faults away.
    pub async fn heal(&self) {
        self.control(Method::DELETE, "faults", None).await;
    }

    /// Does something to an order: `pay`, `partial`, `advance`, `expire`, `drop-streams`.
    pub async fn act(&self, id: &str, action: &str) {
        self.control(Method::POST, &format!("orders/{id}/{action}"), None)
            .await;
    }

    /// Makes replies about an order say something else: fields to set and to leave out.
    pub async fn says(&self, id: &str, reply: Value) {
        let path = format!("orders/{id}/reply");
        self.control(Method::POST, &path, Some(reply)).await;
    }

    /// Puts one part of an order, counted from 0, into any state.
    pub async fn force_part(&self, id: &str, place: usize, state: &str) {
        let wanted = json!({ "place": place, "state": state });
        let path = format!("orders/{id}/part");
        self.control(Method::POST, &path, Some(wanted)).await;
    }

    /// Puts an order into any state.
    pub async fn force(&self, id: &str, state: &str) {
        self.act(id, &format!("state/{state}")).await;
    }

    /// The order as the API would answer it.
    pub async fn order(&self, id: &str) -> Value {
        self.control(Method::GET, &format!("orders/{id}"), None)
            .await["order"]
            .take()
    }

    /// All orders, newest first.
    pub async fn orders(&self) -> Vec<Value> {
        let orders = self.control(Method::GET, "orders", None).await;
        let each = orders.as_array().cloned().unwrap_or_default();
        each.into_iter()
            .map(|mut order| order["order"].take())
            .collect()
    }

    /// The requests of a route so far, oldest first; `any` for all of them.
    pub async fn log(&self, route: &str) -> Vec<Value> {
        let path = match route {
            "any" => "log".to_owned(),
            route => format!("log?route={route}"),
        };
        let log = self.control(Method::GET, &path, None).await;
        log.as_array().cloned().unwrap_or_default()
    }

    /// Forgets the requests so far.
    pub async fn forget(&self) {
        self.control(Method::DELETE, "log", None).await;
    }

    /// The names of what the sandbox offers of a sort (`buyers`, `faults`, `coupons`), each
    /// with what it does.
    pub async fn offers(&self, sort: &str) -> Vec<(String, String)> {
        let all = self.control(Method::GET, "scenarios", None).await;
        let rows = all[sort].as_array().cloned().unwrap_or_default();
        assert!(!rows.is_empty(), "the sandbox offers no {sort}");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        rows.iter()
            .map(|row| (text(&row["name"]), text(&row["does"])))
            .collect()
    }

    /// An order as the shop would make it, for tests that begin at its page.
    pub async fn make_order(&self, email: &str) -> String {
        self.make_order_of(email, 1).await
    }

    /// An order of so many of the same card.
    pub async fn make_order_of(&self, email: &str, count: usize) -> String {
        let item = json!({
            "beneficiary_account": email,
            "brand_name": "Amazon.com",
            "country_code": "US",
            "denomination": "range",
            "product_value": 50,
        });
        let body = json!({
            "email": email,
            "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Solana" },
            "deliveries": vec![item; count],
            "lang": "en",
            "user": { "email": email, "has_accepted_newsletter": false },
            "acquisition": {},
        });
        let order = self.ask(Method::POST, "/v5/orders", Some(&body)).await;
        let id = order["order_id"].as_str();
        id.unwrap_or_else(|| panic!("no order was made: {order}"))
            .to_owned()
    }

    async fn control(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        self.ask(method, &format!("/__sandbox/api/{path}"), body.as_ref())
            .await
    }

    async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Value {
        let url = format!("{}{path}", self.url);
        let (status, bytes) = ask(&self.http, method, &url, body)
            .await
            .unwrap_or_else(|| panic!("the sandbox does not answer {path}"));
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            status.is_success(),
            "the sandbox refused {path}: {status} {text}"
        );
        serde_json::from_slice(&bytes)
            .unwrap_or_else(|error| panic!("the sandbox's answer to {path}: {error}: {text}"))
    }
}
