//! Between the form and the order: objections, lost answers, and never two orders.

use refillery_e2e::{Role, Shop, Test, tests};

use crate::steps::{EMAIL, chooses_a_card, has_a_price, search, sent};

pub(crate) fn tests() -> Vec<Test> {
    tests!["ordering":
        an_objection_stands_at_its_field_and_can_be_put_right,
        an_objection_with_an_error_status_stands_at_its_field_too,
        several_objections_are_all_said,
        a_phone_number_without_country_is_pointed_at_before_anything_is_sent,
        an_unfinished_email_is_pointed_at_before_anything_is_sent,
        an_answer_that_fails_leaves_one_order_and_says_so,
        an_answer_that_never_comes_leaves_one_order_and_says_so,
        a_validation_that_fails_makes_nothing,
    ]
}

async fn an_objection_stands_at_its_field_and_can_be_put_right(shop: Shop) {
    chooses_a_card(&shop).await;
    let wrong = "problem-invalid_email_domain@example.com";
    shop.types("Email for the code", wrong).await;
    shop.press("Place order").await;
    shop.sees(Role::Alert, "One thing to fix before the order.")
        .await;
    let words = "The supplier does not accept email addresses of this domain. Use another one.";
    assert!(
        shop.said_about("Email for the code").await.contains(words),
        "not at the field"
    );
    assert!(shop.is_marked_wrong("Email for the code").await);
    assert_eq!(
        shop.typed("Email for the code").await.as_deref(),
        Some(wrong),
        "typed text is gone"
    );
    assert_eq!(
        shop.fact("Value").await,
        "$50.00".trim_end_matches(".00"),
        "the amount is gone"
    );
    assert!(
        shop.sandbox.log("orders-create").await.is_empty(),
        "an order was sent"
    );
    shop.types("Email for the code", EMAIL).await;
    shop.no_longer_reads(words).await;
    assert!(!shop.is_marked_wrong("Email for the code").await);
    shop.press("Place order").await;
    shop.comes_to(|address| address.starts_with("/order/"))
        .await;
    assert_eq!(sent(&shop).await["email"], EMAIL);
}

async fn an_objection_with_an_error_status_stands_at_its_field_too(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.types(
        "Email for the code",
        "problem400-invalid_beneficiary_account@example.com",
    )
    .await;
    shop.press("Place order").await;
    shop.sees(Role::Alert, "One thing to fix before the order.")
        .await;
    let said = shop.said_about("Email for the code").await;
    assert!(
        said.contains("The supplier does not accept this email address or number."),
        "{said}"
    );
    assert!(shop.sandbox.orders().await.is_empty());
}

async fn several_objections_are_all_said(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.types("Email for the code", "many@example.com").await;
    shop.press("Place order").await;
    shop.reads("things to fix before the order.").await;
    assert!(shop.sandbox.orders().await.is_empty());
    assert_eq!(
        shop.typed("Email for the code").await.as_deref(),
        Some("many@example.com")
    );
}

async fn a_phone_number_without_country_is_pointed_at_before_anything_is_sent(shop: Shop) {
    search(&shop, "BR", "Claro").await;
    shop.follow("R$ 20").await;
    shop.types("Phone number to top up", "91234-5678").await;
    shop.types("Your email", EMAIL).await;
    shop.press("Place order").await;
    shop.reads("Start with a plus and the country's code. For Brazil it is +55.")
        .await;
    assert!(shop.is_marked_wrong("Phone number to top up").await);
    assert!(!shop.is_marked_wrong("Your email").await);
    assert!(
        shop.sandbox.log("validations").await.is_empty(),
        "it was sent all the same"
    );
}

async fn an_unfinished_email_is_pointed_at_before_anything_is_sent(shop: Shop) {
    chooses_a_card(&shop).await;
    shop.types("Email for the code", "visitor@example").await;
    shop.press("Place order").await;
    shop.reads("This is not a complete email address.").await;
    assert!(shop.is_marked_wrong("Email for the code").await);
    assert!(
        shop.sandbox.log("validations").await.is_empty(),
        "it was sent all the same"
    );
}

/// Nobody knows whether there is an order; the shop says so and sends nothing again.
async fn loses_the_answer(shop: &Shop, email: &str) {
    chooses_a_card(shop).await;
    shop.types("Email for the code", email).await;
    shop.double_click(Role::Button, "Place order").await;
    shop.reads("The order may have been made.").await;
    shop.reads("Ordering again is safe for your money").await;
    assert_eq!(
        shop.typed("Email for the code").await.as_deref(),
        Some(email),
        "typed text is gone"
    );
    // A page that tried again by itself would have done so by the time a price is renewed.
    shop.press("More coins and networks").await;
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
    shop.types("Email for the code", EMAIL).await;
    shop.press("Place order").await;
    shop.reads("Nothing was ordered.").await;
    assert_eq!(
        shop.sandbox.log("validations").await.len(),
        1,
        "a POST was sent again"
    );
    assert!(shop.sandbox.orders().await.is_empty());
    shop.press("Place order").await;
    shop.comes_to(|address| address.starts_with("/order/"))
        .await;
    sent(&shop).await;
}
