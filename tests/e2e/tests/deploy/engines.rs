//! The release in engines that are not Chromium's.

use refillery_e2e::{Engine, Shop, Test, tests, text};

use crate::deploy::passing::looks_once;
use crate::steps::start_title;

pub(crate) fn tests() -> Vec<Test> {
    tests!["engines":
        firefox_has_the_shop,
        webkit_has_the_shop,
    ]
}

async fn firefox_has_the_shop(shop: Shop) {
    has_the_shop(shop, Engine::Firefox, "Gecko/").await;
}

async fn webkit_has_the_shop(shop: Shop) {
    has_the_shop(shop, Engine::WebKit, "Version/").await;
}

async fn has_the_shop(shop: Shop, engine: Engine, named: &str) {
    let visitor = shop.in_engine(engine).await;
    visitor.open("/?country=US").await;
    visitor.reads(&start_title("United States")).await;
    let agent = visitor.run("return navigator.userAgent").await;
    assert!(
        agent.as_str().is_some_and(|agent| agent.contains(named)),
        "{agent}"
    );
    visitor
        .types_and_enters(text("search.label"), "Amazon.com")
        .await;
    visitor.follow("Amazon.com").await;
    visitor.reads("$50").await;
    looks_once(&shop).await;
}
