//! Buying, from the start page to the code.

use refillery_e2e::{Shop, Test, start_of, tests, text};
use serde_json::Value;

use crate::steps::{
    EMAIL, code_is_shown, is_delivered, place_order, reads_how_to_pay, search, sent,
};

pub(crate) fn tests() -> Vec<Test> {
    tests!["buying":
        a_range_gift_card_is_bought_by_its_amount,
        a_fixed_gift_card_is_bought_by_its_label,
        a_data_plan_is_bought_by_its_label,
        a_phone_is_topped_up,
        an_esim_is_bought_in_another_coin_on_another_network,
    ]
}

/// The product as the API lists it.
async fn listed(
    shop: &Shop,
    country: &str,
    family: &str,
    brand: &str,
    denomination: &str,
) -> Value {
    let path = format!("/v5/products/country/{country}?family_name={family}&coin=USDC&lang=en");
    let groups = shop.sandbox.api(&path).await;
    let group = groups
        .as_array()
        .into_iter()
        .flatten()
        .find(|group| group["brand"] == brand)
        .unwrap_or_else(|| panic!("no {brand} in {groups:#}"));
    let products = group["products"].as_array().into_iter().flatten();
    let mut same = products.filter(|product| product["denomination"] == denomination);
    let found = same.next().cloned();
    found.unwrap_or_else(|| panic!("no {denomination} in {group:#}"))
}

async fn a_range_gift_card_is_bought_by_its_amount(shop: Shop) {
    search(&shop, "US", "Amazon.com").await;
    shop.choose("$50").await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&shop).await;
    let sent = sent(&shop).await;
    let item = &sent["deliveries"][0];
    assert_eq!(item["brand_name"], "Amazon.com");
    assert_eq!(item["denomination"], "range");
    assert_eq!(item["product_value"].to_string(), "50");
    assert_eq!(item["country_code"], "US");
    assert_eq!(item["beneficiary_account"], EMAIL);
    assert_eq!(sent["email"], EMAIL);
    assert_eq!(sent["payment"]["coin"], "USDC");
    assert_eq!(sent["payment"]["network"], "Solana");
    assert_eq!(sent["payment"]["payment_via"], "USER_WALLET");
    reads_how_to_pay(&shop, &id, "USDC Solana").await;
    is_delivered(&shop, &id).await;
    code_is_shown(&shop, &id).await;
}

async fn a_fixed_gift_card_is_bought_by_its_label(shop: Shop) {
    search(&shop, "US", "Steam").await;
    shop.choose("$20").await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&shop).await;
    let item = sent(&shop).await["deliveries"][0].take();
    let listed = listed(&shop, "US", "Steam", "Steam", "20 USD").await;
    assert_eq!(item["brand_name"], "Steam");
    assert_eq!(item["denomination"], listed["denomination"]);
    assert_eq!(
        item["product_value"],
        Value::Null,
        "a fixed one has no value of its own"
    );
    reads_how_to_pay(&shop, &id, "USDC Solana").await;
    is_delivered(&shop, &id).await;
    code_is_shown(&shop, &id).await;
}

async fn a_data_plan_is_bought_by_its_label(shop: Shop) {
    shop.open("/brand/lycamobile?country=US").await;
    shop.follow("Bundle").await;
    shop.choose("5 GB 30 days").await;
    shop.types(text("recipient.phone"), "+1 (201) 555-0123")
        .await;
    shop.types(text("recipient.email_receipt"), EMAIL).await;
    let id = place_order(&shop).await;
    let item = sent(&shop).await["deliveries"][0].take();
    assert_eq!(item["brand_name"], "Lycamobile Bundle");
    assert_eq!(item["denomination"], "5 GB 30 days");
    assert_eq!(item["beneficiary_account"], "+12015550123");
    reads_how_to_pay(&shop, &id, "USDC Solana").await;
    is_delivered(&shop, &id).await;
    shop.reads(text("delivery.topped_up")).await;
}

async fn a_phone_is_topped_up(shop: Shop) {
    search(&shop, "BR", "Claro").await;
    shop.choose("R$ 20").await;
    shop.types(text("recipient.phone"), "+55 11 91234-5678")
        .await;
    shop.types(text("recipient.email_receipt"), EMAIL).await;
    let id = place_order(&shop).await;
    let sent = sent(&shop).await;
    let item = &sent["deliveries"][0];
    let listed = listed(&shop, "BR", "Claro", "Claro", "20 BRL").await;
    assert_eq!(item["brand_name"], "Claro");
    assert_eq!(item["country_code"], "BR");
    assert_eq!(item["denomination"], listed["denomination"]);
    assert_eq!(item["beneficiary_account"], "+5511912345678");
    assert_eq!(sent["email"], EMAIL);
    reads_how_to_pay(&shop, &id, "USDC Solana").await;
    is_delivered(&shop, &id).await;
    shop.reads(text("delivery.reference")).await;
    shop.reads(text("delivery.topped_up")).await;
}

async fn an_esim_is_bought_in_another_coin_on_another_network(shop: Shop) {
    search(&shop, "US", "eSIM").await;
    shop.choose("5 GB 30 days").await;
    shop.press(start_of("product.all_ways")).await;
    shop.choose("USDT Solana").await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&shop).await;
    let mut sent = sent(&shop).await;
    assert_eq!(sent["payment"]["coin"], "USDT");
    assert_eq!(sent["payment"]["network"], "Solana");
    let item = sent["deliveries"][0].take();
    assert_eq!(item["denomination"], "5 GB 30 days");
    assert_eq!(item["product_value"], Value::Null);
    reads_how_to_pay(&shop, &id, "USDT Solana").await;
    is_delivered(&shop, &id).await;
    code_is_shown(&shop, &id).await;
}
