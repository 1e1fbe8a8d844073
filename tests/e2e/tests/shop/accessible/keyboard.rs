//! A purchase without a pointer: every step is a key, and focus is seen at each of them.

use refillery_e2e::{Key, Role, Shop, Test, counted, filled, start_of, tests, text};
use serde_json::{Value, json};

use crate::steps::{EMAIL, has_a_price, is_delivered};

pub(crate) fn tests() -> Vec<Test> {
    tests!["accessible":
        the_keyboard_alone_buys_on_a_laptop,
        the_keyboard_alone_buys_on_a_phone,
        the_skip_link_leads_past_the_header,
        tab_goes_through_every_page_and_out_again,
        the_filters_close_with_escape_and_give_focus_back,
        the_countries_close_with_escape_and_give_focus_back,
        a_problem_takes_focus_to_its_field,
        codes_keep_the_focus_that_asked_for_them,
    ]
}

/// Whether focus is on the page's main part or in it.
const IS_IN_MAIN: &str = "
    const main = document.querySelector('main');
    return !!main && main.contains(document.activeElement);";

async fn focus_is_in_main(shop: &Shop) {
    shop.until("focus in the main part", async || {
        shop.run(IS_IN_MAIN).await.as_bool().filter(|is_in| *is_in)
    })
    .await;
}

async fn the_keyboard_alone_buys_on_a_laptop(shop: Shop) {
    buys(&shop).await;
}

/// A phone with a keyboard: narrow, with the bar that sticks to the bottom.
async fn the_keyboard_alone_buys_on_a_phone(shop: Shop) {
    shop.look_with((360, 640), "dark").await;
    buys(&shop).await;
}

async fn buys(shop: &Shop) {
    shop.open("/?country=US").await;
    shop.sees(Role::Heading, text("home.popular")).await;
    shop.tabs_to(Role::Field, text("search.label")).await;
    shop.keys("amazon").await;
    shop.key(Key::Enter).await;
    shop.comes_to(|address| address.starts_with("/brands"))
        .await;
    shop.sees(Role::Link, "Amazon.com").await;
    focus_is_in_main(shop).await;
    shop.tabs_to(Role::Link, "Amazon.com").await;
    shop.key(Key::Enter).await;
    shop.comes_to(|address| address.starts_with("/brand/"))
        .await;
    shop.sees(Role::Choice, "$50").await;
    shop.reads(text("product.recommended")).await;
    focus_is_in_main(shop).await;
    shop.tabs_to(Role::Choice, "$25").await;
    shop.key(Key::Space).await;
    has_a_price(shop).await;
    let amount = filled("product.amount_in", &[("currency", "USD")]);
    shop.tabs_to(Role::Field, &amount).await;
    // Tab has selected the field's text; the first key replaces it.
    shop.keys("30").await;
    shop.until_equal(Some("30".to_owned()), async || shop.typed(&amount).await)
        .await;
    shop.comes_to(|address| address.contains("amount=30")).await;
    shop.tabs_to(Role::Choice, "USDC").await;
    shop.key(Key::Down).await;
    let other = shop
        .focus_comes_to("another coin", |focused| focused.name.starts_with("BTC"))
        .await;
    other.is_seen();
    shop.comes_to(|address| address.contains("coin=BTC")).await;
    shop.key(Key::Up).await;
    shop.comes_to(|address| address.contains("coin=USDC")).await;
    shop.tabs_to(Role::Field, text("recipient.email")).await;
    shop.keys(EMAIL).await;
    has_a_price(shop).await;
    shop.tabs_to(Role::Button, text("ordering.place")).await;
    shop.key(Key::Space).await;
    let address = shop
        .comes_to(|address| address.starts_with("/order/"))
        .await;
    let id = address.trim_start_matches("/order/").to_owned();
    let id = id.split('?').next().unwrap_or_default().to_owned();
    shop.reads(text("order.state_waiting")).await;
    focus_is_in_main(shop).await;
    for what in ["pay.copy_amount", "pay.copy_address"] {
        shop.tabs_to(Role::Button, start_of(what)).await;
        shop.key(Key::Enter).await;
        shop.until("a word that it is copied", async || {
            let words = json!([text("copy.copied"), start_of("pay.copied_address")]);
            let script = format!(
                "return [...document.querySelectorAll('[role=status]')].some((each) => {words}.some((words) => each.textContent.includes(words)));"
            );
            shop.run(&script).await.as_bool().filter(|said| *said)
        })
        .await;
    }
    shop.tabs_to(Role::Button, text("pay.exchange_title")).await;
    shop.key(Key::Space).await;
    shop.tabs_to(Role::Field, start_of("pay.exchange_fee"))
        .await;
    shop.keys("0.5").await;
    shop.tabs_to(Role::Button, text("pay.already_paid")).await;
    shop.key(Key::Enter).await;
    is_delivered(shop, &id).await;
    // The old content is gone; Tab goes on from where the page is.
    shop.tabs_to(Role::Button, text("delivery.show_code")).await;
    shop.key(Key::Enter).await;
    let order = shop.sandbox.order(&id).await;
    let code = order["deliveries"][0]["deliverable"]["pin_code"].as_str();
    shop.reads(code.expect("a code")).await;
}

async fn the_skip_link_leads_past_the_header(shop: Shop) {
    for path in ["/?country=US", "/brands?country=US", "/checkout?country=US"] {
        shop.open(path).await;
        shop.sees(Role::Link, text("frame.all_brands")).await;
        shop.key(Key::Tab).await;
        let skip = shop
            .focus_comes_to("the skip link", |focused| {
                focused.name == text("frame.skip")
            })
            .await;
        skip.is_seen();
        shop.key(Key::Enter).await;
        let main = shop
            .focus_comes_to("the main part", |focused| focused.role == "main")
            .await;
        assert_eq!(main.name, "");
        shop.key(Key::Tab).await;
        focus_is_in_main(&shop).await;
    }
}

/// Every stop of every page, there and back, on a phone, whose bars take most of it.
async fn tab_goes_through_every_page_and_out_again(shop: Shop) {
    shop.look_with((360, 640), "light").await;
    let id = shop.sandbox.make_order(EMAIL).await;
    for (path, words) in [
        (
            "/product/steam/steam?country=US",
            text("product.recommended"),
        ),
        ("/brand/lycamobile?country=US", text("product.recommended")),
        ("/orders?country=US", text("orders.none_title")),
        (&*format!("/order/{id}"), text("order.link_live")),
        ("/nothing/here?country=US", text("lost.title")),
    ] {
        shop.open(path).await;
        shop.reads(words).await;
        shop.run("document.activeElement.blur(); scrollTo(0, 0)")
            .await;
        shop.tabs_to(Role::Link, text("frame.where_is_order")).await;
        shop.tabs_back_to(Role::Link, text("frame.skip")).await;
    }
}

async fn the_filters_close_with_escape_and_give_focus_back(shop: Shop) {
    shop.look_with((360, 640), "light").await;
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "Amazon.com").await;
    shop.tabs_to(Role::Button, text("brands.filters")).await;
    shop.key(Key::Enter).await;
    const IS_OPEN: &str = "return !!document.querySelector('[popover]:popover-open, dialog[open]')";
    shop.until_equal(true, async || shop.run(IS_OPEN).await == true)
        .await;
    shop.key(Key::Tab).await;
    let inside = shop
        .run("return !!document.activeElement.closest('[popover], dialog')")
        .await;
    assert_eq!(inside, true, "focus does not go into the sheet");
    shop.focused().await.expect("focus").is_seen();
    shop.key(Key::Escape).await;
    shop.until_equal(false, async || shop.run(IS_OPEN).await == true)
        .await;
    let back = shop.focused().await.expect("focus is lost");
    assert!(back.name.starts_with(text("brands.filters")), "{back:#?}");
    back.is_seen();
}

async fn the_countries_close_with_escape_and_give_focus_back(shop: Shop) {
    shop.open("/?country=US").await;
    shop.sees(Role::Heading, text("home.popular")).await;
    shop.tabs_to(Role::Button, text("frame.country")).await;
    shop.key(Key::Enter).await;
    shop.sees(Role::Heading, text("country.title")).await;
    let inside = shop
        .focus_comes_to("the dialog", |focused| focused.role == "field")
        .await;
    inside.is_seen();
    // Nothing behind the dialog takes focus, however long somebody goes on.
    for _ in 0..12 {
        shop.key(Key::Tab).await;
        let behind = shop
            .run("const on = document.activeElement; return on !== document.body && !on.closest('dialog')")
            .await;
        assert_eq!(behind, false, "focus is behind the dialog");
    }
    shop.key(Key::Escape).await;
    let back = shop
        .focus_comes_to("the button that opened it", |focused| {
            focused.name.starts_with(text("frame.country"))
        })
        .await;
    back.is_seen();
}

async fn a_problem_takes_focus_to_its_field(shop: Shop) {
    shop.look_with((360, 640), "light").await;
    shop.open("/product/steam/steam?country=US&option=").await;
    shop.reads(text("product.recommended")).await;
    shop.choose("$20").await;
    shop.tabs_to(Role::Button, text("ordering.place")).await;
    shop.key(Key::Enter).await;
    let field = shop
        .focus_comes_to("the field that is wrong", |focused| focused.role == "field")
        .await;
    field.is_seen();
    assert_eq!(field.name, text("recipient.email"));
    assert!(shop.is_marked_wrong(text("recipient.email")).await);
    let said = shop.said_about(text("recipient.email")).await;
    assert!(said.contains(text("recipient.email_missing")), "{said}");
    shop.keys("problem-invalid_email_domain@example.com").await;
    // It leads to the button, and orders from there.
    shop.key(Key::Enter).await;
    shop.focus_comes_to("the button", |focused| {
        focused.name == text("ordering.place")
    })
    .await;
    shop.key(Key::Enter).await;
    shop.sees(Role::Alert, &counted("ordering.problems", 1, &[]))
        .await;
    assert!(shop.is_marked_wrong(text("recipient.email")).await);
}

async fn codes_keep_the_focus_that_asked_for_them(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.act(&id, "pay").await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.head_done")).await;
    shop.tabs_to(Role::Button, text("delivery.show_code")).await;
    shop.key(Key::Enter).await;
    let order = shop.sandbox.order(&id).await;
    let code = order["deliveries"][0]["deliverable"]["pin_code"].as_str();
    let code = code.expect("a code").to_owned();
    let shown = shop
        .focus_comes_to("the code", |focused| focused.name.contains(&code))
        .await;
    shown.is_seen();
    // What is where "Show code" was can't be pressed by the same hurried press.
    shop.until("the button that copies", async || {
        let script = "return !document.querySelector('main [inert]')";
        (shop.run(script).await == Value::Bool(true)).then_some(())
    })
    .await;
    shop.key(Key::Tab).await;
    let copy = shop.focused().await.expect("focus");
    assert_eq!(copy.name, text("delivery.copy_code"));
    // After the code is covered again, focus is at the button that shows it.
    shop.tabs_to(Role::Button, text("delivery.hide_code")).await;
    shop.key(Key::Enter).await;
    shop.no_longer_reads(&code).await;
    let show = shop.focused().await.expect("focus");
    assert_eq!(show.name, text("delivery.show_code"));
}
