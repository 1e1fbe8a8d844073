//! The goods of an order, item by item: covered, uncovered, remembered and printed.

use refillery_e2e::{Role, Shop, Test, filled, tests, text};
use serde_json::{Value, json};

use crate::steps::{EMAIL, code_is_shown, search, shows_the_address};

pub(crate) fn tests() -> Vec<Test> {
    tests!["delivered":
        items_come_one_by_one_and_stay_as_they_were_left,
        an_item_that_failed_says_why,
        a_code_comes_with_its_serial_number_and_barcode,
        a_link_says_where_it_leads,
        a_voucher_code_and_its_pin_are_named,
        paper_has_the_code_and_nothing_of_the_payment,
    ]
}

/// The page of a delivered order that went this way.
async fn is_there(shop: &Shop, way: &str) -> String {
    shop.sandbox.set(json!({ "step_milliseconds": 20 })).await;
    let id = shop.sandbox.make_order(&format!("{way}@example.com")).await;
    shop.open(&format!("/order/{id}")).await;
    shop.sees(Role::Heading, text("order.head_done")).await;
    id
}

/// The goods that were delivered in this place.
async fn goods(shop: &Shop, id: &str, place: usize) -> Value {
    shop.sandbox.order(id).await["deliveries"][place]["deliverable"].take()
}

fn field(goods: &Value, name: &str) -> String {
    let value = goods[name].as_str();
    value
        .unwrap_or_else(|| panic!("no {name} in {goods:#}"))
        .to_owned()
}

/// Two items of an order that is held between them; the first is ready.
async fn first_is_ready(shop: &Shop) -> String {
    shop.sandbox
        .set(json!({ "step_milliseconds": 3_600_000 }))
        .await;
    let id = shop.sandbox.make_order_of("two@example.com", 2).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    for _ in 0..4 {
        shop.sandbox.act(&id, "advance").await;
    }
    shop.sees(Role::Heading, text("order.head_manual")).await;
    shop.reads(text("delivery.review")).await;
    id
}

async fn items_come_one_by_one_and_stay_as_they_were_left(shop: Shop) {
    let id = first_is_ready(&shop).await;
    let first = field(&goods(&shop, &id, 0).await, "pin_code");
    assert!(!shop.text().await.contains(&first), "covered");
    shop.press(text("delivery.show_code")).await;
    shop.reads(&first).await;
    assert!(!shop.has(Role::Button, text("delivery.show_code")).await);

    shop.sandbox.act(&id, "advance").await;
    shop.sees(Role::Heading, text("order.head_done")).await;
    let second = field(&goods(&shop, &id, 1).await, "pin_code");
    shop.sees(Role::Button, text("delivery.show_code")).await;
    for _ in 0..2 {
        let page = shop.text().await;
        assert!(page.contains(&first), "covered again:\n{page}");
        assert!(!page.contains(&second), "shown unasked:\n{page}");
        // Codes that were requested once are not requested again, and nothing else is
        // shown.
        shop.reload().await;
        shop.reads(&first).await;
    }
    shop.press(text("delivery.show_code")).await;
    shop.reads(&second).await;
    shop.reload().await;
    shop.reads(&second).await;
    shop.reads(&first).await;
    // Somebody else with the link sees them covered.
    let somebody = shop.somebody_else().await;
    somebody.open(&format!("/order/{id}")).await;
    somebody
        .sees(Role::Button, text("delivery.show_code"))
        .await;
    let page = somebody.text().await;
    assert!(!page.contains(&first) && !page.contains(&second), "{page}");
}

async fn an_item_that_failed_says_why(shop: Shop) {
    shop.sandbox.set(json!({ "step_milliseconds": 20 })).await;
    let id = shop.sandbox.make_order_of("one-fails@example.com", 2).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("delivery.failed")).await;
    shop.reads("Supplier had no stock.").await;
    assert!(goods(&shop, &id, 1).await["pin_code"].is_null());
    // The other one is there all the same.
    code_is_shown(&shop, &id).await;
}

async fn a_code_comes_with_its_serial_number_and_barcode(shop: Shop) {
    let id = is_there(&shop, "auto").await;
    let serial = field(&goods(&shop, &id, 0).await, "pin_serial");
    assert!(!shop.text().await.contains(&serial), "not covered");
    assert!(!shop.has(Role::Picture, text("delivery.picture")).await);
    code_is_shown(&shop, &id).await;
    assert_eq!(shop.fact(text("delivery.serial")).await, serial);
    shop.sees(Role::Picture, text("delivery.picture")).await;
    shop.until("the barcode to be there", async || {
        let script = format!(
            "return [...document.images].some((image) => image.alt === {} && image.naturalWidth > 0);",
            json!(text("delivery.picture"))
        );
        (shop.run(&script).await == Value::Bool(true)).then_some(())
    })
    .await;
    shop.reads(text("product.how_to_redeem")).await;
    shop.sees(Role::Button, text("delivery.copy_code")).await;
    shop.sees(Role::Button, text("delivery.print")).await;
}

async fn a_link_says_where_it_leads(shop: Shop) {
    let id = is_there(&shop, "link").await;
    let goods = goods(&shop, &id, 0).await;
    let (link, number) = (field(&goods, "pin_code"), field(&goods, "security_code"));
    let there = filled("delivery.open_host", &[("host", "redeem.example")]);
    assert_eq!(shop.leads_to(&there).await, link);
    shop.sees(Role::Button, text("delivery.copy_link")).await;
    assert!(!shop.text().await.contains(&number), "not covered");
    shop.press(text("delivery.show_code")).await;
    assert_eq!(shop.fact(text("delivery.security_code")).await, number);
    let page = shop.printed().await;
    assert!(page.contains(&link), "paper can't be pressed:\n{page}");
}

async fn a_voucher_code_and_its_pin_are_named(shop: Shop) {
    let id = is_there(&shop, "alias").await;
    let goods = goods(&shop, &id, 0).await;
    let (code, pin) = (field(&goods, "voucher_code"), field(&goods, "pin"));
    let page = shop.text().await;
    assert!(!page.contains(&code) && !page.contains(&pin), "{page}");
    shop.press(text("delivery.show_code")).await;
    shop.reads(&code).await;
    assert_eq!(shop.fact(text("delivery.pin")).await, pin);
    shop.reads("Enter the voucher code, then the PIN.").await;
}

async fn paper_has_the_code_and_nothing_of_the_payment(shop: Shop) {
    // Bought and not only looked at, so that the shop knows all of it.
    search(&shop, "US", "Amazon.com").await;
    let id = shop.sandbox.make_order_of(EMAIL, 2).await;
    shop.sandbox.force(&id, "Done").await;
    shop.open(&format!("/order/{id}")).await;
    code_is_shown(&shop, &id).await;
    let order = shop.sandbox.order(&id).await;
    let (first, second) = (
        field(&goods(&shop, &id, 0).await, "pin_code"),
        field(&goods(&shop, &id, 1).await, "pin_code"),
    );
    let page = shop.printed().await;
    assert!(page.contains(&first), "no code on paper:\n{page}");
    assert!(page.contains("Amazon.com"), "{page}");
    assert!(!page.contains(&second), "a covered code on paper:\n{page}");
    for field in ["coin_amount", "wallet_address", "coin", "network"] {
        let value = order[field].as_str().unwrap_or_default();
        assert!(
            !value.is_empty() && !page.contains(value),
            "{field}:\n{page}"
        );
    }
    for words in [
        text("order.receipt"),
        text("product.total"),
        text("order.received"),
        text("order.number"),
        text("delivery.show_code"),
        text("delivery.print"),
    ] {
        assert!(!page.contains(words), "{words}:\n{page}");
    }
    let address = order["wallet_address"].as_str().unwrap_or_default();
    assert!(!shows_the_address(&shop, address).await);
}
