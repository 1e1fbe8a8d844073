//! The API's answers that a recipe keeps: the catalogue for its life and beyond while the API is
//! away, and nothing of orders.

use std::time::{Duration, Instant};

use refillery_e2e::{Options, Raw, Recipe, Shop, Test, tests};

use crate::deploy::passing::looks_once;

pub(crate) fn tests() -> Vec<Test> {
    tests!["keeping":
        nginx_keeps_answers_of_the_catalogue_and_none_of_orders,
        cloudflare_keeps_answers_of_the_catalogue_and_none_of_orders,
        netlify_keeps_answers_of_the_catalogue_and_none_of_orders,
        vercel_keeps_answers_of_the_catalogue_and_none_of_orders,
        nginx_gives_an_old_answer_while_the_api_is_away,
        cloudflare_gives_an_old_answer_while_the_api_is_away,
        netlify_gives_an_old_answer_while_the_api_is_away,
        vercel_gives_an_old_answer_while_the_api_is_away,
        cloudflare_has_words_where_its_cache_or_an_answer_fails,
        netlify_has_words_where_its_cache_or_an_answer_fails,
    ]
}

async fn nginx_keeps_answers_of_the_catalogue_and_none_of_orders(shop: Shop) {
    keeps_the_catalogue_and_no_order(shop, Recipe::Nginx).await;
}

async fn cloudflare_keeps_answers_of_the_catalogue_and_none_of_orders(shop: Shop) {
    keeps_the_catalogue_and_no_order(shop, Recipe::Cloudflare).await;
}

async fn netlify_keeps_answers_of_the_catalogue_and_none_of_orders(shop: Shop) {
    keeps_the_catalogue_and_no_order(shop, Recipe::Netlify).await;
}

async fn vercel_keeps_answers_of_the_catalogue_and_none_of_orders(shop: Shop) {
    keeps_the_catalogue_and_no_order(shop, Recipe::Vercel).await;
}

async fn keeps_the_catalogue_and_no_order(shop: Shop, recipe: Recipe) {
    let (shop, deployed) = shop.on_recipe(recipe, Options::default()).await;
    let raw = Raw::default();
    let id = shop.sandbox.make_order("visitor@example.com").await;
    // A gateway's page with a good status is not kept.
    shop.sandbox.fault("brands", "html-200", Some(1)).await;
    shop.sandbox.forget().await;
    let paths = [
        ("/v2/brands?country_code=US".to_owned(), 2),
        ("/v2/brands?country_code=DE".to_owned(), 1),
        ("/v3/payment_vias".to_owned(), 1),
        (format!("/v5/orders/{id}"), 3),
        (
            "/v4/products/price?brand_name=Steam&country_code=US&face_value=20&coin=USDC"
                .to_owned(),
            3,
        ),
    ];
    for (path, times) in &paths {
        for _ in 0..3 {
            raw.get(&format!("{}/api{path}", deployed.url), &[]).await;
        }
        let log = shop.sandbox.log("any").await;
        let heard = log
            .iter()
            .filter(|entry| entry["path"] == path.as_str())
            .count();
        assert_eq!(heard, *times, "{path}");
    }
    looks_once(&shop).await;
}

async fn nginx_gives_an_old_answer_while_the_api_is_away(shop: Shop) {
    let short = ("proxy_cache_valid 200 3m", "proxy_cache_valid 200 1s");
    gives_an_old_answer(shop, Recipe::Nginx, short).await;
}

async fn cloudflare_gives_an_old_answer_while_the_api_is_away(shop: Shop) {
    gives_an_old_answer(shop, Recipe::Cloudflare, ("life: 180", "life: 1")).await;
}

async fn netlify_gives_an_old_answer_while_the_api_is_away(shop: Shop) {
    gives_an_old_answer(shop, Recipe::Netlify, ("life: 180", "life: 1")).await;
}

async fn vercel_gives_an_old_answer_while_the_api_is_away(shop: Shop) {
    gives_an_old_answer(shop, Recipe::Vercel, ("life: 180", "life: 1")).await;
}

/// With lives of a second: the API falls silent, is asked again in vain, and the visitor has the
/// brands all the same.
async fn gives_an_old_answer(shop: Shop, recipe: Recipe, short: (&'static str, &'static str)) {
    let options = Options {
        edits: vec![short],
        ..Options::default()
    };
    let (visitor, deployed) = shop.on_recipe(recipe, options).await;
    let raw = Raw::default();
    let url = format!("{}/api/v2/brands?country_code=US", deployed.url);
    let brands = raw.get(&url, &[]).await;
    assert_eq!(brands.status, 200);
    for fault in ["http-503", "html-200", "http-429"] {
        shop.sandbox.fault("brands", fault, None).await;
        shop.sandbox.forget().await;
        let begun = Instant::now();
        let is_asked = async || !shop.sandbox.log("brands").await.is_empty();
        // Until the life is over, and the API was asked for a newer one.
        while !is_asked().await {
            let answer = raw.get(&url, &[]).await;
            assert_eq!(answer.status, 200, "{fault}");
            assert_eq!(answer.body, brands.body, "{fault}");
            assert!(
                begun.elapsed() < Duration::from_secs(10),
                "never asked again"
            );
        }
        // And on, with its age where the edge says one.
        loop {
            let answer = raw.get(&url, &[]).await;
            assert_eq!(answer.status, 200, "{fault}");
            assert_eq!(answer.body, brands.body, "{fault}");
            if !recipe.is_edge() || answer.header("age").parse().is_ok_and(|age: u64| age > 0) {
                break;
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "it has no age");
        }
        shop.sandbox.heal().await;
        // Asked again as soon as it answers, so that the next fault finds a young one.
        let begun = Instant::now();
        loop {
            shop.sandbox.forget().await;
            raw.get(&url, &[]).await;
            if is_asked().await {
                break;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(10),
                "never asked again"
            );
        }
    }
    looks_once(&visitor).await;
}

async fn cloudflare_has_words_where_its_cache_or_an_answer_fails(shop: Shop) {
    has_words_where_something_fails(shop, Recipe::Cloudflare).await;
}

async fn netlify_has_words_where_its_cache_or_an_answer_fails(shop: Shop) {
    has_words_where_something_fails(shop, Recipe::Netlify).await;
}

/// The host's own page of error would be no JSON: the shop could only say that something is wrong.
async fn has_words_where_something_fails(shop: Shop, recipe: Recipe) {
    const FAILS: &str = "((...all) => Promise.reject(new Error(`full: ${all.length}`)))(";
    let path = "/api/v2/brands?country_code=US";
    let raw = Raw::default();
    let (visitor, deployed) = shop.on_recipe(recipe, Options::default()).await;
    let url = format!("{}{path}", deployed.url);
    shop.sandbox.fault("brands", "cut-body", Some(1)).await;
    let answer = raw.get(&url, &[]).await;
    assert_eq!(answer.status, 502);
    assert!(
        answer
            .header("content-type")
            .starts_with("application/json")
    );
    assert!(
        answer.text().contains("\"UPSTREAM_UNREACHABLE\""),
        "{}",
        answer.text()
    );
    // Nothing of it was kept.
    let brands = raw.get(&url, &[]).await;
    assert_eq!(brands.status, 200);
    assert!(brands.text().contains("Steam"));
    for failing in ["edge.cache.put(", "edge.cache.match("] {
        let options = Options {
            edits: vec![(failing, FAILS)],
            ..Options::default()
        };
        let (_, deployed) = shop.on_recipe(recipe, options).await;
        for _ in 0..2 {
            let answer = raw.get(&format!("{}{path}", deployed.url), &[]).await;
            assert_eq!(answer.status, 200, "{failing}");
            assert_eq!(answer.body, brands.body, "{failing}");
        }
    }
    looks_once(&visitor).await;
}
