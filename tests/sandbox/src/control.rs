//! The control page and the control API behind it; the crate's documentation
//! lists the requests.

use crate::coupon::COUPONS;
use crate::faults::KINDS;
use crate::money;
use crate::orders::desk::Entry;
use crate::orders::scenario::{REASON, REASONS, SCENARIOS};
use crate::orders::{Order, Overlay, PART_STATES, STATES};
use crate::payment::LISTS;
use crate::problems::{self, ASKING, CODES, REFUSALS};
use crate::replies;
use crate::route::Route;
use crate::sandbox::Sandbox;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{delete, get, post};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// What can be done to an order by hand: the action's name, and what it does.
const ACTIONS: [(&str, &str); 10] = [
    ("pay", "the whole amount, or what is missing, arrives"),
    (
        "partial",
        "part of it arrives: `amount`, or half of what is due",
    ),
    ("overpay", "a tenth more than what is due arrives"),
    ("late", "the window closes, then the money arrives"),
    ("advance", "the next step, now"),
    ("expire", "the window closes"),
    (
        "fail-paid",
        "the order fails although the money has come, and may be given back",
    ),
    ("drop-streams", "the live streams of the order are cut"),
    (
        "reply",
        "replies say something else: `set` has fields, or places as JSON Pointers, with their values; `drop` has names of fields",
    ),
    (
        "part",
        "one part gets a state of its own: `place` from 0, `state`, and `says` for its deliverable",
    ),
];

type Shared = State<Arc<Sandbox>>;

/// The routes below `/__sandbox`.
pub(crate) fn routes() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/__sandbox", get(page))
        .route("/__sandbox/", get(page))
        .route("/__sandbox/api/state", get(state))
        .route("/__sandbox/api/reset", post(reset))
        .route(
            "/__sandbox/api/settings",
            get(settings).post(change_settings),
        )
        .route("/__sandbox/api/scenarios", get(scenarios))
        .route(
            "/__sandbox/api/faults",
            get(faults).post(add_fault).delete(clear_faults),
        )
        .route("/__sandbox/api/faults/{id}", delete(remove_fault))
        .route("/__sandbox/api/orders", get(orders))
        .route("/__sandbox/api/orders/{id}", get(order))
        .route("/__sandbox/api/orders/{id}/{action}", post(act))
        .route("/__sandbox/api/orders/{id}/state/{state}", post(force))
        .route("/__sandbox/api/log", get(log).delete(clear_log))
}

async fn page() -> Response {
    replies::html(200, include_str!("control.html"))
}

async fn state(State(sandbox): Shared) -> Response {
    ok(&sandbox.state())
}

async fn reset(State(sandbox): Shared) -> Response {
    sandbox.reset();
    ok(&sandbox.state())
}

async fn settings(State(sandbox): Shared) -> Response {
    ok(&sandbox.settings().body())
}

async fn change_settings(State(sandbox): Shared, body: Bytes) -> Response {
    match parse(&body).and_then(|wanted| sandbox.change_settings(&wanted)) {
        Ok(()) => ok(&sandbox.settings().body()),
        Err(sentence) => refuse(400, &sentence),
    }
}

async fn scenarios() -> Response {
    let rows = |list: Vec<(String, &str)>| -> Value {
        list.into_iter()
            .map(|(name, text)| json!({ "name": name, "does": text }))
            .collect()
    };
    let mut buyers: Vec<(String, &str)> = SCENARIOS
        .iter()
        .map(|(name, _, text)| (format!("{name}@example.com"), *text))
        .collect();
    let starts = ASKING.map(|(start, text)| (format!("{start}<CODE>@example.com"), text));
    buyers.extend(starts);
    for (name, text) in [
        (
            "reason-<reason>@example.com",
            "paid; Done, but every part failed for this reason; the reasons follow below",
        ),
        (
            "many@example.com",
            "several problems at once, an unknown one among them",
        ),
        (
            "array@example.com",
            "a validation that is a list of problems at the top, as documented",
        ),
        (
            "unpriced@example.com",
            "a validation without problem and without price",
        ),
    ] {
        buyers.push((name.to_owned(), text));
    }
    buyers.extend(CODES.map(|(code, text)| (problems::address(code), text)));
    buyers.extend(REFUSALS.map(|(code, text)| (problems::refusing_address(code), text)));
    buyers.extend(REASONS.map(|reason| (format!("{REASON}{reason}@example.com"), "why it failed")));
    let faults = KINDS
        .iter()
        .map(|(name, _, text)| ((*name).to_owned(), *text));
    let coupons = COUPONS
        .iter()
        .map(|(name, text)| ((*name).to_owned(), *text));
    let actions = ACTIONS
        .iter()
        .map(|(name, text)| ((*name).to_owned(), *text));
    let routes: Vec<&str> = Route::NAMES.iter().map(|(_, name)| *name).collect();
    ok(&json!({
        "buyers": rows(buyers),
        "faults": rows(faults.collect()),
        "coupons": rows(coupons.collect()),
        "actions": rows(actions.collect()),
        "routes": routes,
        "states": STATES,
        "part_states": PART_STATES,
        "ways_to_pay": rows(LISTS.map(|(name, text)| (name.to_owned(), text)).to_vec()),
    }))
}

async fn faults(State(sandbox): Shared) -> Response {
    ok(&sandbox.faults.body())
}

async fn add_fault(State(sandbox): Shared, body: Bytes) -> Response {
    match parse(&body).and_then(|wanted| sandbox.faults.add(&wanted)) {
        Ok(id) => ok(&json!({ "id": id })),
        Err(sentence) => refuse(400, &sentence),
    }
}

async fn clear_faults(State(sandbox): Shared) -> Response {
    sandbox.faults.clear();
    ok(&json!([]))
}

async fn remove_fault(State(sandbox): Shared, Path(id): Path<u64>) -> Response {
    if sandbox.faults.remove(id) {
        ok(&sandbox.faults.body())
    } else {
        refuse(404, "there is no such fault")
    }
}

async fn orders(State(sandbox): Shared) -> Response {
    let list: Value = sandbox
        .desk
        .newest()
        .iter()
        .map(|entry| row(entry, sandbox.clock.seconds()))
        .collect();
    ok(&list)
}

async fn order(State(sandbox): Shared, Path(id): Path<String>) -> Response {
    with_order(&sandbox, &id, |_| Ok(()))
}

/// What a request wants replies to say; a request for nothing takes nothing back.
fn overlay(wanted: &Value) -> Result<Overlay, String> {
    let known = ["set", "drop"];
    let wanted = wanted.as_object().ok_or("the body must be an object")?;
    if let Some(other) = wanted.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(format!("there is no {other}: only set and drop"));
    }
    let set = wanted.get("set").and_then(Value::as_object);
    let drop = wanted.get("drop").and_then(Value::as_array);
    let names = drop.into_iter().flatten().filter_map(Value::as_str);
    Ok(Overlay {
        set: set.cloned().unwrap_or_default(),
        drop: names.map(str::to_owned).collect(),
    })
}

async fn act(
    State(sandbox): Shared,
    Path((id, action)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    if ACTIONS.iter().all(|(name, _)| *name != action) {
        return refuse(400, &format!("there is no action {action}"));
    }
    let now = sandbox.clock.seconds();
    with_order(&sandbox, &id, |entry| {
        let pays = matches!(action.as_str(), "pay" | "partial" | "overpay" | "late");
        if pays && !entry.order().takes_money() {
            return Err("the order does not wait for money".to_owned());
        }
        match action.as_str() {
            "pay" => entry.change(|order| order.pay(now)),
            "overpay" => entry.change(|order| order.pay_too_much(now)),
            "late" => entry.change(|order| order.pay_late(now)),
            "advance" => entry.change(|order| order.advance(now)),
            "expire" => entry.change(|order| order.force("Expired", now)),
            "fail-paid" => entry.change(|order| order.fail_paid(now)),
            "drop-streams" => entry.cut_streams(),
            "reply" => {
                let overlay = overlay(&parse(&body)?)?;
                entry.change(|order| order.overlay(overlay, now));
            }
            "part" => {
                let wanted = parse(&body)?;
                let place = wanted["place"].as_u64().unwrap_or(0) as usize;
                let state = wanted["state"].as_str().ok_or("state is required")?;
                let says = wanted["says"].as_object().cloned().unwrap_or_default();
                let mut is_there = false;
                entry.change(|order| is_there = order.force_part(place, state, says, now));
                if !is_there {
                    return Err(format!("the order has no part {place}"));
                }
            }
            "partial" => {
                let wanted = parse(&body)?;
                let amount = match &wanted["amount"] {
                    Value::Null => None,
                    amount => Some(money::read(amount).ok_or("amount must be a decimal")?),
                };
                entry.change(|order| {
                    let amount = amount.unwrap_or_else(|| half(order));
                    order.pay_part(amount, now);
                });
            }
            _ => return Err(format!("nothing is done for {action}")),
        }
        Ok(())
    })
}

async fn force(State(sandbox): Shared, Path((id, state)): Path<(String, String)>) -> Response {
    let now = sandbox.clock.seconds();
    with_order(&sandbox, &id, |entry| {
        entry.change(|order| order.force(&state, now));
        Ok(())
    })
}

async fn log(State(sandbox): Shared, Query(asked): Query<HashMap<String, String>>) -> Response {
    ok(&sandbox.journal.body(asked.get("route").map(String::as_str)))
}

async fn clear_log(State(sandbox): Shared) -> Response {
    sandbox.journal.clear();
    ok(&json!([]))
}

fn with_order(
    sandbox: &Sandbox,
    id: &str,
    act: impl FnOnce(&Entry) -> Result<(), String>,
) -> Response {
    let Some(entry) = sandbox.desk.find(id) else {
        return refuse(404, "there is no such order");
    };
    match act(&entry) {
        Ok(()) => ok(&row(&entry, sandbox.clock.seconds())),
        Err(sentence) => refuse(400, &sentence),
    }
}

fn row(entry: &Entry, now: u64) -> Value {
    let order = entry.order();
    json!({
        "number": order.number,
        "scenario": order.scenario.name(),
        "takes_money": order.takes_money(),
        "plan": order.plan.iter().map(|step| format!("{step:?}")).collect::<Vec<_>>(),
        "order": order.snapshot(now),
    })
}

/// Half of what is due, so that part stays part however often it is sent.
fn half(order: &Order) -> rust_decimal::Decimal {
    money::share(order.due(), 50, &order.coin)
}

/// An empty body counts as an empty object.
fn parse(body: &Bytes) -> Result<Value, String> {
    if body.is_empty() {
        return Ok(json!({}));
    }
    serde_json::from_slice(body).map_err(|error| format!("the body is not JSON: {error}"))
}

fn ok(body: &Value) -> Response {
    replies::json_text(200, body.to_string())
}

fn refuse(status: u16, sentence: &str) -> Response {
    replies::json_text(status, json!({ "error": sentence }).to_string())
}
