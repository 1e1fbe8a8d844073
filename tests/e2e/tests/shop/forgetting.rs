//! A buyer who forgets something in one window forgets it in every other.

use refillery_e2e::{Shop, Test, tests, text};

use super::in_every_engine;
use crate::steps::{EMAIL, chooses_a_card};

pub(crate) fn tests() -> Vec<Test> {
    in_every_engine(|| tests!["forgetting": what_a_window_keeps_for_itself_is_forgotten_by_another])
}

async fn what_a_window_keeps_for_itself_is_forgotten_by_another(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    let first = shop.window().await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.state_waiting")).await;
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("cart.add")).await;
    shop.reads(text("cart.added")).await;
    let kept = "return JSON.stringify(sessionStorage)";
    shop.until("the window to keep both", async || {
        let kept = shop.run(kept).await.to_string();
        (kept.contains(EMAIL) && kept.contains(&id)).then_some(())
    })
    .await;
    shop.opens_a_window().await;
    shop.open("/orders").await;
    shop.press(text("orders.forget_all")).await;
    shop.reads(text("orders.forget_all_title")).await;
    shop.press(text("orders.forget_all")).await;
    shop.looks_at(&first).await;
    shop.until("the window to forget both", async || {
        let kept = shop.run(kept).await.to_string();
        (!kept.contains(EMAIL) && !kept.contains(&id)).then_some(())
    })
    .await;
}
