//! A sandbox that has drifted: other names, other forms, new values, rows without names.

use std::cell::RefCell;

use refillery_check_api::{Answer, Outcome, Question};
use serde_json::{Value, json};

use crate::world::{World, assert_says, changed, rename};

/// Visits a sandbox whose answers are changed, and gives the report of what is wrong then.
fn drifted(change: impl Fn(&str, &mut Value)) -> (Outcome, String) {
    let world = World::open();
    let checked = world.visit(&world.options(), |path, _, answer| {
        changed(answer, |body| change(path, body));
    });
    (checked.outcome, checked.report)
}

#[test]
fn a_field_of_another_name_is_wrong() {
    let (outcome, report) = drifted(|path, body| {
        if path.starts_with("/v4/products/price") {
            rename(body, "coin_amount", "amount_of_coin");
        }
        if path.contains("/products/country") {
            rename(body, "denomination", "label");
        }
    });
    assert_eq!(outcome, Outcome::Wrong);
    assert_says(&report, "Nobody knows the field `amount_of_coin`");
    assert_says(
        &report,
        "The field `coin_amount`, which the shop reads, is in none of 1",
    );
    assert_says(&report, "Nobody knows the field `[].products[].label`");
}

#[test]
fn a_form_that_is_not_understood_is_wrong() {
    let (outcome, report) = drifted(|path, body| {
        if path.starts_with("/v4/products/price") {
            body["coin_amount"] = json!({ "value": "50.66" });
        }
    });
    assert_eq!(outcome, Outcome::Wrong);
    assert_says(&report, "`coin_amount` is an object");
    assert_says(&report, "the shop doesn't understand it");
}

#[test]
fn a_form_that_is_understood_is_only_reported() {
    let (outcome, report) = drifted(|path, body| {
        if path.starts_with("/v4/products/price") {
            body["coin_amount"] = json!(50.66);
        }
    });
    assert_eq!(outcome, Outcome::Right, "{report}");
    assert_says(&report, "`coin_amount` is a number");
}

#[test]
fn rows_without_names_are_reported_with_their_number() {
    let (outcome, report) = drifted(|path, body| {
        if path.starts_with("/v2/brands") {
            let rows = body["all_brands"].as_array_mut().expect("rows");
            for row in rows.iter_mut().take(2) {
                rename(row, "brand", "title");
                rename(row, "family", "group");
            }
        }
        if path.starts_with("/v3/payment_vias") {
            let coin = &mut body[0]["currencies"][0];
            rename(&mut coin["networks"][0], "name", "title");
        }
    });
    assert_eq!(outcome, Outcome::Wrong);
    assert_says(
        &report,
        " rows of `all_brands[]` are dropped, so nobody sees them",
    );
    assert_says(&report, "`brand` is missing");
    assert_says(&report, " rows of `[].currencies[].networks[]` are dropped");
}

#[test]
fn new_values_are_reported_by_what_they_are() {
    let (outcome, report) = drifted(|path, body| {
        if path.starts_with("/v2/brands") {
            body["all_brands"][0]["kind"] = json!("spaceflight");
            body["all_brands"][1]["category"] = json!("moonwear");
            body["all_brands"][2]["logo_url"] = json!("https://pictures.example.net/a.webp");
        }
        if path.starts_with("/v3/payment_vias") {
            let networks = body[0]["currencies"][0]["networks"]
                .as_array_mut()
                .expect("a list");
            networks.push(json!({ "name": "Moonbeam" }));
        }
        if path.ends_with("/validations") && body["problems"].is_array() {
            body["problems"] = json!([{ "problem": "MOON_PHASE" }]);
        }
    });
    for part in [
        "New kind: `spaceflight`, 1 times",
        "New category: `moonwear`",
        "New host of pictures and links: `pictures.example.net`",
        "New network: `Moonbeam`",
        "New code: `MOON_PHASE`",
    ] {
        assert_says(&report, part);
    }
    assert_eq!(
        outcome,
        Outcome::Right,
        "nothing of this misleads a buyer\n{report}"
    );
}

/// Answers a validation whose items have this form as one that can't be read.
fn refuses(has_form: fn(&Value) -> bool) -> impl Fn(&str, &Question, &mut Answer) {
    answers(
        has_form,
        400,
        json!({ "status": 400, "detail": "BAD_REQUEST" }),
    )
}

#[test]
fn an_api_that_reads_only_nested_items_is_reported_with_what_to_change() {
    let world = World::open();
    let flat = refuses(is_flat);
    let checked = world.visit(&world.options(), flat);
    assert_eq!(checked.outcome, Outcome::Wrong);
    assert_says(
        &checked.report,
        "flat items are not read (status 400), nested ones read",
    );
    assert_says(
        &checked.report,
        "docs/how-to-add.md says which line to change",
    );
}

/// Answers a validation whose items have this form with this body.
fn answers(
    has_form: fn(&Value) -> bool,
    status: u16,
    reply: Value,
) -> impl Fn(&str, &Question, &mut Answer) {
    move |path, question, answer| {
        let body = question.body.as_deref().unwrap_or("null");
        let asked: Value = serde_json::from_str(body).expect("JSON");
        if path.ends_with("/validations") && has_form(&asked["deliveries"][0]) {
            answer.status = status;
            answer.body = reply.to_string().into_bytes();
        }
    }
}

fn is_flat(item: &Value) -> bool {
    item["brand_name"].is_string()
}

fn is_nested(item: &Value) -> bool {
    item["deliverable"].is_object()
}

/// The problems of goods that nobody sells, which an item of a form that isn't read has, too.
fn objections() -> Value {
    json!({ "deliveries": [], "problems": [{ "problem": "NOT_AVAILABLE_PRODUCT" }] })
}

#[test]
fn flat_items_that_problems_answer_are_wrong_where_nested_ones_have_a_price() {
    let world = World::open();
    let flat = answers(is_flat, 200, objections());
    let checked = world.visit(&world.options(), flat);
    assert_eq!(checked.outcome, Outcome::Wrong, "{}", checked.report);
    assert_says(
        &checked.report,
        "flat items are answered by problems (`NOT_AVAILABLE_PRODUCT`), nested ones read",
    );
    assert_says(
        &checked.report,
        "docs/how-to-add.md says which line to change",
    );
}

#[test]
fn what_answers_neither_form_leaves_the_question_open() {
    let world = World::open();
    let all = answers(|item| is_flat(item) || is_nested(item), 200, objections());
    let checked = world.visit(&world.options(), all);
    assert_eq!(checked.outcome, Outcome::Unasked, "{}", checked.report);
    assert_says(&checked.report, "which form of an item is read");
}

#[test]
fn goods_that_are_refused_in_both_forms_are_left_for_others() {
    let world = World::open();
    let first = RefCell::new(None);
    let checked = world.visit(&world.options(), |path, question, answer| {
        let asked: Value = question.body.as_deref().map_or(Value::Null, |body| {
            serde_json::from_str(body).expect("JSON")
        });
        let item = &asked["deliveries"][0];
        let item = if is_nested(item) {
            &item["deliverable"]
        } else {
            item
        };
        if path.ends_with("/validations") {
            let mut first = first.borrow_mut();
            let refused: &mut Value = first.get_or_insert_with(|| item["brand_name"].clone());
            if *refused == item["brand_name"] {
                answer.body = objections().to_string().into_bytes();
            }
        }
    });
    assert_eq!(checked.outcome, Outcome::Right, "{}", checked.report);
    assert_says(&checked.report, "flat items are read, nested ones read");
}

#[test]
fn an_answer_to_the_form_that_the_shop_does_not_send_can_be_anything() {
    let world = World::open();
    let nested = answers(is_nested, 200, json!({ "status": "ok" }));
    let checked = world.visit(&world.options(), nested);
    assert_eq!(checked.outcome, Outcome::Right, "{}", checked.report);
    assert_says(
        &checked.report,
        "flat items are read, nested ones not read (status 200)",
    );
}

#[test]
fn an_api_that_reads_only_flat_items_is_right() {
    let world = World::open();
    let nested = refuses(is_nested);
    let checked = world.visit(&world.options(), nested);
    assert_eq!(checked.outcome, Outcome::Right, "{}", checked.report);
    assert_says(
        &checked.report,
        "flat items are read, nested ones not read (status 400)",
    );
}

#[test]
fn a_web_page_in_place_of_data_is_no_answer() {
    let world = World::open();
    let checked = world.visit(&world.options(), |path, _, answer| {
        if path.starts_with("/v2/homepage") {
            answer.headers = vec![("content-type".to_owned(), "text/html".to_owned())];
            answer.body = b"<!doctype html>".to_vec();
        }
    });
    assert_eq!(checked.outcome, Outcome::Unasked, "{}", checked.report);
    assert_says(
        &checked.report,
        "`GET /v2/homepage`: a web page answers (status 200)",
    );
}
