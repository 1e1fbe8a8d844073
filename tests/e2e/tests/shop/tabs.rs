//! Many tabs of orders in one browser, over HTTP/1.1, which has six connections to a host.

use refillery_e2e::{Role, Shop, Test, Window, tests, text};

use crate::steps::EMAIL;

/// More than three times the connections.
const TABS: usize = 20;

pub(crate) fn tests() -> Vec<Test> {
    tests!["tabs":
        twenty_tabs_of_one_order_share_a_stream_and_are_all_current,
        twenty_tabs_of_twenty_orders_leave_room_for_the_next_page,
    ]
}

/// The tabs of the browser that stream now.
async fn streaming(shop: &Shop) -> Option<u64> {
    let held = "navigator.locks.query().then((all) => \
                all.held.filter((lock) => lock.name === 'refillery-stream').length)";
    shop.evaluate(held).await.as_u64()
}

/// Opens a tab for each of these orders.
async fn opens_tabs(shop: &Shop, ids: impl Iterator<Item = &String>) -> Vec<Window> {
    let mut tabs = Vec::new();
    for (place, id) in ids.enumerate() {
        let tab = if place == 0 {
            shop.window().await
        } else {
            shop.opens_a_window().await
        };
        shop.open(&format!("/order/{id}")).await;
        shop.reads(text("order.state_waiting")).await;
        tabs.push(tab);
    }
    // The last one is looked at.
    shop.reads(text("order.link_live")).await;
    shop.until_equal(Some(1), async || streaming(shop).await)
        .await;
    tabs
}

/// Another page loads in a tab of its own.
async fn another_page_loads(shop: &Shop) {
    let order = shop.window().await;
    shop.opens_a_window().await;
    shop.open("/brand/Steam?country=US").await;
    shop.sees(Role::Heading, "Steam").await;
    shop.looks_at(&order).await;
}

async fn twenty_tabs_of_one_order_share_a_stream_and_are_all_current(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    let tabs = opens_tabs(&shop, std::iter::repeat_n(&id, TABS)).await;
    another_page_loads(&shop).await;
    shop.sandbox.act(&id, "pay").await;
    for tab in tabs.iter().rev() {
        shop.looks_at(tab).await;
        shop.reads(text("order.head_done")).await;
    }
    shop.until_equal(Some(0), async || streaming(&shop).await)
        .await;
}

async fn twenty_tabs_of_twenty_orders_leave_room_for_the_next_page(shop: Shop) {
    let mut ids = Vec::new();
    for buyer in 0..TABS {
        // An unpaid order ends when its buyer makes another one.
        let email = format!("visitor{buyer}@example.com");
        ids.push(shop.sandbox.make_order(&email).await);
    }
    let tabs = opens_tabs(&shop, ids.iter()).await;
    another_page_loads(&shop).await;
    for id in &ids {
        shop.sandbox.act(id, "pay").await;
    }
    for tab in tabs.iter().rev() {
        shop.looks_at(tab).await;
        shop.reads(text("order.head_done")).await;
    }
}
