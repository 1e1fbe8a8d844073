//! A buyer says "I have already paid", in time and too late.

use std::time::{SystemTime, UNIX_EPOCH};

use refillery_e2e::{Shop, Test, start_of, tests, text};
use serde_json::json;

use super::in_every_engine;
use crate::steps::{EMAIL, shows_the_address};

pub(crate) fn tests() -> Vec<Test> {
    in_every_engine(|| {
        tests!["paid":
            in_time_the_buyer_reads_what_was_found,
            too_late_nothing_invites_to_pay,
        ]
    })
}

async fn in_time_the_buyer_reads_what_was_found(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    shop.press(text("pay.already_paid")).await;
    shop.reads(start_of("pay.look_seen")).await;
    shop.reads(text("pay.look_none")).await;
    shop.reads(text("pay.look_next")).await;
}

async fn too_late_nothing_invites_to_pay(shop: Shop) {
    let id = ends_before_it_is_opened(&shop).await;
    let order = shop.sandbox.order(&id).await;
    let address = order["wallet_address"].as_str().expect("an address");
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.head_expired")).await;
    assert!(!shows_the_address(&shop, address).await);
    shop.press(text("pay.already_paid")).await;
    shop.reads(text("pay.sent_to")).await;
    assert!(shows_the_address(&shop, address).await);
    shop.reads(text("order.head_expired")).await;
    shop.reads(text("pay.over_body")).await;
    let ways = "return [...document.querySelectorAll('.pay a, .pay .copy, .pay .qr')].map((way) => way.outerHTML)";
    assert_eq!(shop.run(ways).await, json!([]), "ways to pay once more");
}

/// An order whose time was over an hour ago.
pub(crate) async fn ends_before_it_is_opened(shop: &Shop) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let then = (now.expect("a time after 1970").as_secs() - 3600).to_string();
    let id = shop.sandbox.make_order(EMAIL).await;
    let times = json!({ "created_at": then, "payment_requested_at": then });
    shop.sandbox.says(&id, json!({ "set": times })).await;
    id
}
