//! Between the form and the order: objections, lost answers, and never two orders.

use refillery_e2e::{Role, Shop, Test, counted, filled, part, start_of, tests, text};

use crate::steps::{EMAIL, chooses_a_card, has_a_price, search, sent};

pub(crate) fn tests() -> Vec<Test> {
    tests!["ordering":
        an_objection_is_at_its_field_and_can_be_put_right,
        an_objection_with_an_error_status_is_at_its_field_too,
        several_objections_are_all_said,
        a_phone_number_without_country_is_pointed_at_before_anything_is_sent,
        an_unfinished_email_is_pointed_at_before_anything_is_sent,
        an_answer_that_fails_leaves_one_order_and_says_so,
        an_answer_that_never_comes_leaves_one_order_and_says_so,
        a_validation_that_fails_makes_nothing,
    ]
}

async fn an_objection_is_at_its_field_and_can_be_put_right(shop: Shop) {
    chooses_a_card(&shop).await;
    let wrong = "problem-invalid_email_domain@example.com";
    shop.types(text("recipient.email"), wrong).await;
    shop.press(text("ordering.place")).await;
    shop.sees(Role::Alert, &counted("ordering.problems", 1, &[]))
        .await;
    let words = text("problem.email_domain");
    assert!(
        shop.said_about(text("recipient.email"))
            .await
            .contains(words),
        "not at the field"
    );
    assert!(shop.is_marked_wrong(text("recipient.email")).await);
    assert_eq!(
        shop.typed(text("recipient.email")).await.as_deref(),
        Some(wrong),
        "typed text is gone"
    );
    let amount = filled("product.amount_in", &[("currency", "USD")]);
    assert_eq!(
        shop.typed(&amount).await.as_deref(),
        Some("50"),
        "the amount is gone"
    );
    assert!(
        shop.sandbox.log("orders-create").await.is_empty(),
        "an order was sent"
    );
    shop.types(text("recipient.email"), EMAIL).await;
    shop.no_longer_reads(words).await;
    assert!(!shop.is_marked_wrong(text("recipient.email")).await);
    shop.press(text("ordering.place")).await;
    shop.comes_to(|address| address.starts_with("/order/"))
        .await;
    assert_eq!(sent(&shop).await["email"], EMAIL);
}

async fn an_objection_with_an_error_status_is_at_its_field_too(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.types(
        text("recipient.email"),
        "problem400-invalid_beneficiary_account@example.com",
    )
    .await;
    shop.press(text("ordering.place")).await;
    shop.sees(Role::Alert, &counted("ordering.problems", 1, &[]))
        .await;
    let said = shop.said_about(text("recipient.email")).await;
    assert!(said.contains(text("problem.beneficiary")), "{said}");
    assert!(shop.sandbox.orders().await.is_empty());
}

async fn several_objections_are_all_said(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), "many@example.com")
        .await;
    shop.press(text("ordering.place")).await;
    shop.reads(&part("ordering.problems", &[])).await;
    assert!(shop.sandbox.orders().await.is_empty());
    assert_eq!(
        shop.typed(text("recipient.email")).await.as_deref(),
        Some("many@example.com")
    );
}

async fn a_phone_number_without_country_is_pointed_at_before_anything_is_sent(shop: Shop) {
    search(&shop, "BR", "Claro").await;
    shop.choose("R$ 20").await;
    shop.types(text("recipient.phone"), "91234-5678").await;
    shop.types(text("recipient.email_receipt"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.reads(&filled(
        "recipient.phone_no_code",
        &[("country", "Brazil"), ("code", "55")],
    ))
    .await;
    assert!(shop.is_marked_wrong(text("recipient.phone")).await);
    assert!(!shop.is_marked_wrong(text("recipient.email_receipt")).await);
    assert!(
        shop.sandbox.log("validations").await.is_empty(),
        "it was sent all the same"
    );
}

async fn an_unfinished_email_is_pointed_at_before_anything_is_sent(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), "visitor@example").await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("recipient.email_wrong")).await;
    assert!(shop.is_marked_wrong(text("recipient.email")).await);
    assert!(
        shop.sandbox.log("validations").await.is_empty(),
        "it was sent all the same"
    );
}

/// Nobody knows whether there is an order; the shop says so and sends nothing again.
async fn loses_the_answer(shop: &Shop, email: &str) {
    chooses_a_card(shop).await;
    shop.types(text("recipient.email"), email).await;
    shop.double_click(Role::Button, text("ordering.place"))
        .await;
    shop.reads(text("ordering.unknown_title")).await;
    shop.reads(text("ordering.unknown_body")).await;
    assert_eq!(
        shop.typed(text("recipient.email")).await.as_deref(),
        Some(email),
        "typed text is gone"
    );
    // A page that tried again by itself would have done so by the time a price is renewed.
    shop.press(start_of("product.all_ways")).await;
    shop.press(text("country.close")).await;
    has_a_price(shop).await;
    sent(shop).await;
}

async fn an_answer_that_fails_leaves_one_order_and_says_so(shop: Shop) {
    loses_the_answer(&shop, "fail-create@example.com").await;
}

async fn an_answer_that_never_comes_leaves_one_order_and_says_so(shop: Shop) {
    loses_the_answer(&shop, "timeout-create@example.com").await;
}

async fn a_validation_that_fails_makes_nothing(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.sandbox.fault("validations", "http-503", Some(1)).await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("ordering.failed_title")).await;
    assert_eq!(
        shop.sandbox.log("validations").await.len(),
        1,
        "a POST was sent again"
    );
    assert!(shop.sandbox.orders().await.is_empty());
    shop.press(text("ordering.place")).await;
    shop.comes_to(|address| address.starts_with("/order/"))
        .await;
    sent(&shop).await;
}
