//! Set up wrongly: the shop says what is wrong, to its owner and to its visitors.

use refillery_e2e::{Api, Files, Role, Shop, Test, filled, part, tests, text};

use crate::steps::{EMAIL, chooses_a_card, is_delivered, place_order, start_title};

pub(crate) fn tests() -> Vec<Test> {
    tests!["deploying":
        a_prefix_without_a_proxy_is_named,
        a_prefix_without_a_proxy_is_named_on_an_order_page,
        a_proxy_that_drops_posts_never_orders,
        another_prefix_works,
        a_prefix_that_leaves_the_origin_is_refused_and_named,
        a_broken_config_block_is_said_and_the_shop_goes_on,
        a_misspelt_field_is_named_and_the_shop_goes_on,
        an_owners_settings_are_used,
    ]
}

/// The message where the server has no proxy for the API.
fn not_set_up() -> String {
    part("failure.prefix", &[])
}

fn edited(old: &str, new: &str) -> Files {
    Files {
        edits: vec![(old.to_owned(), new.to_owned())],
        ..Files::default()
    }
}

async fn a_prefix_without_a_proxy_is_named(shop: Shop) {
    let files = Files {
        api: Api::Missing,
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    for page in [
        "/?country=US",
        "/brands?country=US",
        "/brand/steam?country=US",
    ] {
        shop.open(page).await;
        shop.sees(Role::Heading, text("failure.title_prefix")).await;
        shop.reads(&not_set_up()).await;
        shop.reads("/api/v2/brands").await;
    }
}

async fn a_prefix_without_a_proxy_is_named_on_an_order_page(shop: Shop) {
    let files = Files {
        api: Api::Missing,
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(&not_set_up()).await;
    assert!(
        !shop.text().await.contains(&id),
        "the sentence tells the order's secret"
    );
}

async fn a_proxy_that_drops_posts_never_orders(shop: Shop) {
    let files = Files {
        api: Api::ReadOnly,
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("ordering.failed_title")).await;
    shop.reads(&not_set_up()).await;
    shop.reads("/api/v5/orders/validations").await;
    assert_eq!(
        shop.typed(text("recipient.email")).await.as_deref(),
        Some(EMAIL)
    );
    assert!(shop.sandbox.orders().await.is_empty());
}

async fn another_prefix_works(shop: Shop) {
    let files = Files {
        prefix: "/partner/v1",
        ..edited(
            "\"api_prefix\": \"/api\"",
            "\"api_prefix\": \"/partner/v1/\"",
        )
    };
    let (shop, _host) = shop.on_host(files).await;
    chooses_a_card(&shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    let id = place_order(&shop).await;
    shop.reads(text("order.link_live")).await;
    is_delivered(&shop, &id).await;
}

async fn a_prefix_that_leaves_the_origin_is_refused_and_named(shop: Shop) {
    for wrong in [
        "https://elsewhere.example/api",
        "//elsewhere.example",
        "api",
        "/a/../b",
    ] {
        let files = edited(
            "\"api_prefix\": \"/api\"",
            &format!("\"api_prefix\": \"{wrong}\""),
        );
        let (shop, _host) = shop.on_host(files).await;
        shop.network().await;
        shop.open("/?country=US").await;
        shop.reads(&part("config.wrong_field", &[("field", "api_prefix")]))
            .await;
        shop.reads(&start_title("United States")).await;
        for (_, event) in shop.network().await {
            let url = event["request"]["url"].as_str().unwrap_or_default();
            assert!(!url.contains("elsewhere"), "{url} was asked");
        }
    }
}

async fn a_broken_config_block_is_said_and_the_shop_goes_on(shop: Shop) {
    let (shop, _host) = shop
        .on_host(edited(
            "\"api_prefix\": \"/api\",",
            "\"api_prefix\": \"/api\",,",
        ))
        .await;
    shop.open("/?country=US").await;
    shop.reads(text("config.unreadable")).await;
    shop.reads(&start_title("United States")).await;
}

async fn a_misspelt_field_is_named_and_the_shop_goes_on(shop: Shop) {
    let (shop, _host) = shop.on_host(edited("\"country\":", "\"contry\":")).await;
    shop.open("/?country=US").await;
    shop.reads(&filled("config.unknown_field", &[("field", "contry")]))
        .await;
    shop.reads(&start_title("United States")).await;
}

async fn an_owners_settings_are_used(shop: Shop) {
    let mut files = edited("\"name\": \"Refillery\"", "\"name\": \"Corner Shop\"");
    files
        .edits
        .extend(edited("\"country\": \"US\"", "\"country\": \"DE\"").edits);
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/").await;
    shop.reads("Corner Shop").await;
    shop.reads(&start_title("Germany")).await;
    assert!(
        shop.title().await.ends_with("· Corner Shop"),
        "{}",
        shop.title().await
    );
}
