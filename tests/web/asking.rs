//! The API client: waits, retries, sharing and keeping.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::Owner;
use refillery::api::client::Client;
use refillery::api::orders::{Buyer, OrderRequest};
use refillery::api::{self, ApiError, Request};
use refillery::config::ApiPrefix;
use shop_core::model::brand::Kinds;
use shop_core::model::catalogue::Catalogue;
use shop_core::model::country::Country;
use shop_core::model::payment::Pair;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{BRANDS, HOMEPAGE, NO_BRANDS, WAITING, WAYS_TO_PAY};
use crate::stage::{Stage, call, text};

/// Where an answer arrives.
type Inbox<T> = Rc<RefCell<Option<Result<T, ApiError>>>>;

/// A client on a stage of its own.
struct Desk {
    stage: Stage,
    client: Client,
    owner: Owner,
    country: Rc<Cell<Country>>,
}

impl Desk {
    fn new() -> Self {
        let stage = Stage::new();
        let owner = Owner::new();
        let country = Rc::new(Cell::new(Country::UNITED_STATES));
        let chosen = Rc::clone(&country);
        let client =
            owner.with(|| Client::new(ApiPrefix::default(), Kinds::ALL, move || chosen.get()));
        Self {
            stage,
            client,
            owner,
            country,
        }
    }

    fn ask<T: Send + Sync + 'static>(&self, request: Request<T>) -> Inbox<Arc<T>> {
        let inbox = Inbox::default();
        let (client, outbox) = (self.client, Rc::clone(&inbox));
        spawn_local(async move {
            let answer = client.get(request).await;
            outbox.replace(Some(answer));
        });
        inbox
    }

    fn ask_for_brands(&self) -> Inbox<Arc<Catalogue>> {
        self.ask(api::brands(&self.client.prefix(), Country::UNITED_STATES))
    }

    async fn brands(&self) -> usize {
        let inbox = self.ask_for_brands();
        self.stage
            .until("an answer", || inbox.borrow().is_some())
            .await;
        inbox
            .take()
            .expect("an answer")
            .expect("brands")
            .brands
            .len()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// One attempt that fails, and how long the client then waits.
async fn check(answers: &[(u16, &str, &str)], waits: &[f64]) -> (Desk, Inbox<Arc<Catalogue>>) {
    let desk = Desk::new();
    let inbox = desk.ask_for_brands();
    desk.stage.settle().await;
    for (place, ((status, body, headers), wait)) in answers.iter().zip(waits).enumerate() {
        assert_eq!(desk.stage.asked("GET", "/v2/brands"), place + 1);
        if *status == 0 {
            desk.stage.break_off("/v2/brands").await;
        } else {
            desk.stage
                .answer_with("/v2/brands", *status, body, headers)
                .await;
        }
        desk.stage.pass(wait - 1.0).await;
        assert_eq!(
            desk.stage.asked("GET", "/v2/brands"),
            place + 1,
            "attempt {} comes no earlier than after {wait} ms",
            place + 2
        );
        desk.stage.pass(1.0).await;
    }
    (desk, inbox)
}

#[wasm_bindgen_test]
async fn a_get_is_tried_again_after_growing_waits() {
    let (desk, inbox) = check(
        &[(500, "{}", "{}"), (0, "", ""), (429, "{}", "{}")],
        &[500.0, 1_000.0, 2_000.0],
    )
    .await;
    assert_eq!(desk.stage.asked("GET", "/v2/brands"), 4);
    desk.stage.answer("/v2/brands", 200, BRANDS).await;
    desk.stage
        .until("an answer", || inbox.borrow().is_some())
        .await;
    assert!(inbox.take().is_some_and(|answer| answer.is_ok()));
}

#[wasm_bindgen_test]
async fn the_buyer_decides_after_four_attempts() {
    let (desk, inbox) = check(
        &[(502, "", "{}"), (502, "", "{}"), (502, "", "{}")],
        &[500.0, 1_000.0, 2_000.0],
    )
    .await;
    desk.stage.answer("/v2/brands", 502, "").await;
    desk.stage.pass(600_000.0).await;
    assert_eq!(desk.stage.asked("GET", "/v2/brands"), 4);
    let error = inbox.take().expect("an answer").expect_err("a failure");
    assert_eq!(error.status(), Some(502));
}

#[wasm_bindgen_test]
async fn a_server_that_names_a_wait_is_obeyed() {
    check(&[(429, "{}", r#"{"retry-after":"3"}"#)], &[3_000.0]).await;
    check(&[(503, "{}", r#"{"retry-after":"7"}"#)], &[7_000.0]).await;
    check(&[(429, "{}", r#"{"retry-after":"0"}"#)], &[500.0]).await;
    check(&[(429, "{}", r#"{"retry-after":"soon"}"#)], &[500.0]).await;
}

#[wasm_bindgen_test]
async fn a_long_wait_is_reported_and_not_sat_out() {
    let desk = Desk::new();
    let inbox = desk.ask_for_brands();
    desk.stage.settle().await;
    desk.stage
        .answer_with("/v2/brands", 429, "{}", r#"{"retry-after":"60"}"#)
        .await;
    desk.stage
        .until("an answer", || inbox.borrow().is_some())
        .await;
    assert!(matches!(
        inbox.take(),
        Some(Err(ApiError::Status {
            code: 429,
            retry_after_milliseconds: Some(60_000),
            ..
        }))
    ));
}

#[wasm_bindgen_test]
async fn waits_are_spread_by_an_eighth_to_both_sides() {
    for (random, wait) in [(0.0, 438.0), (0.999_999, 562.0)] {
        let desk = Desk::new();
        call("setRandom", &[random.into()]);
        desk.ask_for_brands();
        desk.stage.settle().await;
        desk.stage.answer("/v2/brands", 500, "{}").await;
        desk.stage.pass(wait - 1.0).await;
        assert_eq!(desk.stage.asked("GET", "/v2/brands"), 1);
        desk.stage.pass(2.0).await;
        assert_eq!(desk.stage.asked("GET", "/v2/brands"), 2);
    }
}

#[wasm_bindgen_test]
async fn what_will_not_change_is_not_tried_again() {
    for (status, body) in [
        (400, r#"{"detail":"no"}"#),
        (403, "{}"),
        (404, "{}"),
        (200, "<!doctype html>"),
        (200, r#"{"cut":["#),
    ] {
        let desk = Desk::new();
        let inbox = desk.ask_for_brands();
        desk.stage.settle().await;
        desk.stage.answer("/v2/brands", status, body).await;
        desk.stage.pass(60_000.0).await;
        assert_eq!(desk.stage.asked("GET", "/v2/brands"), 1, "{status} {body}");
        assert!(inbox.take().is_some_and(|answer| answer.is_err()));
    }
}

#[wasm_bindgen_test]
async fn a_proxy_that_hangs_becomes_an_attempt_that_failed() {
    let desk = Desk::new();
    desk.ask_for_brands();
    desk.stage.pass(15_000.0).await;
    assert_eq!(
        desk.stage.pending("/v2/brands"),
        0,
        "past the limit the request is aborted"
    );
    desk.stage.pass(500.0).await;
    assert_eq!(desk.stage.asked("GET", "/v2/brands"), 2);
}

#[wasm_bindgen_test]
async fn the_same_question_under_way_is_shared() {
    let desk = Desk::new();
    let inboxes = [(); 3].map(|()| desk.ask_for_brands());
    desk.stage.settle().await;
    assert_eq!(desk.stage.asked("GET", "/v2/brands"), 1);
    desk.stage.answer("/v2/brands", 200, BRANDS).await;
    for inbox in inboxes {
        desk.stage
            .until("an answer", || inbox.borrow().is_some())
            .await;
        assert!(inbox.take().is_some_and(|answer| answer.is_ok()));
    }
    assert_eq!(desk.stage.asked("GET", "/v2/brands"), 1);
}

#[wasm_bindgen_test]
async fn brands_are_kept_for_five_minutes() {
    let desk = Desk::new();
    desk.stage.serve("/v2/brands", BRANDS);
    assert_eq!(desk.brands().await, 10);
    desk.stage.pass(299_000.0).await;
    desk.brands().await;
    assert_eq!(desk.stage.asked("GET", "/v2/brands"), 1);
    desk.stage.pass(2_000.0).await;
    desk.brands().await;
    assert_eq!(desk.stage.asked("GET", "/v2/brands"), 2);
}

#[wasm_bindgen_test]
async fn a_clock_that_jumps_back_does_not_keep_answers_for_ever() {
    let desk = Desk::new();
    desk.stage.serve("/v2/brands", BRANDS);
    desk.brands().await;
    call("setNow", &[(crate::fixtures::NOW - 86_400_000.0).into()]);
    desk.brands().await;
    assert_eq!(desk.stage.asked("GET", "/v2/brands"), 2);
}

#[wasm_bindgen_test]
async fn an_empty_list_never_replaces_a_good_one() {
    let desk = Desk::new();
    desk.stage.serve("/v2/brands", BRANDS);
    assert_eq!(desk.brands().await, 10);
    desk.stage.serve("/v2/brands", NO_BRANDS);
    desk.stage.pass(301_000.0).await;
    assert_eq!(desk.brands().await, 10, "the last good list stays");
    assert_eq!(desk.stage.asked("GET", "/v2/brands"), 2);
    desk.stage.serve("/v2/brands", BRANDS);
    desk.brands().await;
    assert_eq!(
        desk.stage.asked("GET", "/v2/brands"),
        3,
        "the empty one isn't kept"
    );
}

#[wasm_bindgen_test]
async fn an_empty_list_that_comes_first_is_shown_and_not_kept() {
    let desk = Desk::new();
    desk.stage.serve("/v2/brands", NO_BRANDS);
    assert_eq!(desk.brands().await, 0);
    desk.stage.serve("/v2/brands", BRANDS);
    assert_eq!(desk.brands().await, 10);
}

#[wasm_bindgen_test]
async fn an_order_is_sent_once_whatever_comes_back() {
    for status in [200, 408, 429, 500, 502] {
        let desk = Desk::new();
        let order = OrderRequest::new(Buyer::default(), &Pair::recommended(), Vec::new());
        desk.stage
            .serve_as("POST", "/v5/orders", status, "<html>", "{}");
        let inbox: Inbox<_> = Inbox::default();
        let (client, outbox) = (desk.client, Rc::clone(&inbox));
        spawn_local(async move {
            let answer = client.create_order(&order).await;
            outbox.replace(Some(answer));
        });
        desk.stage.pass(600_000.0).await;
        assert_eq!(desk.stage.asked("POST", "/v5/orders"), 1, "{status}");
        let error = inbox.take().expect("an answer").expect_err("a failure");
        assert!(
            error.leaves_order_unknown(),
            "after {status} nobody knows whether there is an order"
        );
    }
}

#[wasm_bindgen_test]
async fn an_order_that_hangs_is_given_up_and_not_sent_again() {
    let desk = Desk::new();
    let order = OrderRequest::new(Buyer::default(), &Pair::recommended(), Vec::new());
    let inbox: Inbox<_> = Inbox::default();
    let (client, outbox) = (desk.client, Rc::clone(&inbox));
    spawn_local(async move {
        let answer = client.create_order(&order).await;
        outbox.replace(Some(answer));
    });
    desk.stage.pass(59_000.0).await;
    assert!(inbox.borrow().is_none(), "making an order takes its time");
    desk.stage.pass(600_000.0).await;
    assert_eq!(desk.stage.asked("POST", "/v5/orders"), 1);
    assert!(
        inbox
            .take()
            .is_some_and(|answer| { answer.is_err_and(|error| error.leaves_order_unknown()) })
    );
}

#[wasm_bindgen_test]
async fn the_request_of_the_shell_is_taken_over_once() {
    let desk = Desk::new();
    let address = "/api/v2/brands?country_code=US";
    call("early", &[address.into(), BRANDS.into()]);
    assert_eq!(desk.brands().await, 10);
    assert_eq!(
        desk.stage.asked("GET", "/v2/brands"),
        0,
        "it was under way already"
    );
    desk.stage.pass(301_000.0).await;
    desk.stage.serve("/v2/brands", BRANDS);
    desk.brands().await;
    assert_eq!(desk.stage.asked("GET", "/v2/brands"), 1);
}

#[wasm_bindgen_test]
async fn the_request_of_the_shell_is_left_alone_when_it_is_another() {
    let desk = Desk::new();
    call(
        "early",
        &["/api/v2/homepage?country_code=US".into(), HOMEPAGE.into()],
    );
    desk.stage.serve("/v2/brands", BRANDS);
    assert_eq!(desk.brands().await, 10);
    assert_eq!(desk.stage.asked("GET", "/v2/brands"), 1);
}

#[wasm_bindgen_test]
async fn the_request_of_the_shell_is_left_alone_when_it_names_another_country() {
    let desk = Desk::new();
    let address = "/api/v2/brands?country_code=US";
    call("early", &[address.into(), NO_BRANDS.into(), "DE".into()]);
    desk.stage.serve("/v2/brands", BRANDS);
    assert_eq!(desk.brands().await, 10);
    assert_eq!(
        text(&call("countries", &["GET".into(), "/v2/brands".into()])),
        "US"
    );
}

#[wasm_bindgen_test]
async fn each_request_names_the_country_and_answers_are_kept_apart_by_it() {
    let desk = Desk::new();
    desk.stage.serve("/v3/payment_vias", WAYS_TO_PAY);
    let ask = async || {
        let inbox = desk.ask(api::payment_options(&desk.client.prefix()));
        desk.stage
            .until("an answer", || inbox.borrow().is_some())
            .await;
        text(&call(
            "countries",
            &["GET".into(), "/v3/payment_vias".into()],
        ))
    };
    assert_eq!(ask().await, "US");
    assert_eq!(ask().await, "US", "it is kept");
    desk.country.set(Country::parse("DE").expect("a country"));
    assert_eq!(ask().await, "US DE");
    desk.country.set(Country::UNITED_STATES);
    assert_eq!(ask().await, "US DE", "both are kept");
}

#[wasm_bindgen_test]
async fn an_order_names_the_country_of_the_time_it_is_made() {
    let desk = Desk::new();
    desk.country.set(Country::parse("DE").expect("a country"));
    let order = OrderRequest::new(Buyer::default(), &Pair::recommended(), Vec::new());
    let client = desk.client;
    spawn_local(async move {
        // Only what is sent matters here.
        let _unanswered = client.create_order(&order).await;
    });
    desk.stage.settle().await;
    assert_eq!(
        text(&call("countries", &["POST".into(), "/v5/orders".into()])),
        "DE"
    );
}

#[wasm_bindgen_test]
async fn a_page_names_the_country_that_is_chosen_on_it() {
    let stage = Stage::with_shop();
    stage.open("/product/steam/steam?country=US");
    stage.says("11.24 USDC").await;
    for (method, part) in [("GET", "/v2/brands"), ("GET", "family_name=Steam")] {
        let said = text(&call("countries", &[method.into(), part.into()]));
        assert_eq!(said, "US", "{part}");
    }
    stage.choose_country("JP").await;
    stage
        .until("the other list", || {
            stage.asked("GET", "country_code=JP") > 0
        })
        .await;
    let said = text(&call(
        "countries",
        &["GET".into(), "country_code=JP".into()],
    ));
    assert_eq!(said, "JP");
}

#[wasm_bindgen_test]
async fn a_web_page_in_place_of_data_names_the_path() {
    let stage = Stage::new();
    for status in [200, 404] {
        stage.serve_as("GET", "/v2/brands", status, "<!doctype html><p>Shop", "{}");
        stage.open("/brands");
        stage.says("for /api/v2/brands.").await;
        assert_eq!(stage.text(".failure h2"), "The shop is not connected");
        stage.close();
    }
}

#[wasm_bindgen_test]
async fn no_partner_header_leaves_the_browser() {
    let stage = Stage::with_shop();
    stage.serve("/v5/orders/", WAITING);
    stage.open("/product/steam/steam");
    stage.says("11.24 USDC").await;
    stage.settle().await;
    let headers = text(&call("sentHeaders", &[])).to_lowercase();
    assert!(
        headers.contains("accept") && !headers.contains("x-cr-"),
        "{headers}"
    );
}
