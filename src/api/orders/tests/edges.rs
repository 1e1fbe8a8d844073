//! Values at the edge of what is believed.

use super::{Buyer, Item, OrderRequest, Pair, made};

#[test]
fn an_order_that_ends_when_it_begins_has_no_end() {
    let ends = |end: &str| {
        let created =
            r#""order_state":"WaitingForPayment","created_at":"1795167000","expires_at":""#;
        made(&[created, end, "\""].concat()).ends_at
    };
    assert_eq!(ends("1795167000"), None);
    assert_eq!(ends("1795167001"), Some(1_795_167_001_000));
}

#[test]
fn a_transaction_has_from_one_to_128_signs() {
    let (longest, longer) = ("a".repeat(128), "b".repeat(129));
    let listed = ["", "c", &longest, &longer].map(|hash| format!("{hash:?}"));
    let fields = [
        r#""order_state":"PaymentStarted","payment_transactions":["#,
        &listed.join(","),
        "]",
    ];
    assert_eq!(made(&fields.concat()).transactions, ["c", &longest]);
}

#[test]
fn a_request_gives_its_items_and_its_coupon() {
    let item = Item {
        beneficiary_account: "buyer@example.com".to_owned(),
        brand_name: "Amazon.com".to_owned(),
        country_code: "US".to_owned(),
        denomination: "range".to_owned(),
        product_value: None,
        localized_denomination: None,
    };
    let request = OrderRequest::new(Buyer::default(), &Pair::new("USDC", "Base"), vec![item]);
    let brands: Vec<&str> = request
        .items()
        .iter()
        .map(|item| item.brand_name.as_str())
        .collect();
    assert_eq!(brands, ["Amazon.com"]);
    assert_eq!(request.coupon(), None);
    let buyer = Buyer {
        coupon: Some("SPRING".to_owned()),
        ..Buyer::default()
    };
    let request = OrderRequest::new(buyer, &Pair::new("USDC", "Base"), Vec::new());
    assert_eq!(request.coupon(), Some("SPRING"));
}
