//! Pictures of every page for the README and for eyes, and that none is wider than its
//! window.
//!
//! They go to `target/screenshots`. With `REFILLERY_UPDATE_SCREENSHOTS=1` the README's go to
//! `tests/e2e/screenshots` as well; without, a run leaves the checkout as it is. With
//! `REFILLERY_PICTURES=en,ar` every page and state is pictured in these languages, into
//! `target/pictures/en` and so on.

use std::env;
use std::fs;
use std::path::Path;

use refillery_e2e::{Role, Shop, Test, tests};

use crate::steps::EMAIL;

pub(crate) fn tests() -> Vec<Test> {
    tests!["pictures":
        the_start_page,
        the_brand_wall,
        a_brand_page,
        a_product_page,
        a_checkout,
        the_orders_of_this_device,
        an_order_that_waits,
        an_order_that_is_delivered,
        a_failure,
        a_page_that_does_not_exist,
        a_brand_that_does_not_exist_stands_in_one_column,
        states_before_an_order,
        states_of_an_order,
    ]
}

/// Windows: small phones, phones, tablets, laptops. Only the last three are pictured.
const WINDOWS: [(u32, u32); 4] = [(320, 640), (360, 780), (768, 1024), (1280, 900)];

/// The pictures that the README shows.
const IN_README: [&str; 4] = [
    "home-1280-light",
    "product-1280-light",
    "order-waiting-1280-light",
    "order-delivered-1280-dark",
];

/// Nothing moves, and what is in the window has its picture.
const IS_STILL: &str = "
    const moves = document.getAnimations().some((each) =>
      each.playState === 'running' && each.effect.getComputedTiming().endTime !== Infinity);
    const waits = [...document.images].some((image) => {
      const box = image.getBoundingClientRect();
      return !image.complete && box.top < innerHeight && box.bottom > 0;
    });
    return !moves && !waits && document.fonts.status === 'loaded';";

/// The widest thing that sticks out, if the page can be moved sideways.
const STICKS_OUT: &str = "
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= innerWidth) return null;
    const worst = [...document.body.querySelectorAll('*')]
      .map((each) => [each.getBoundingClientRect().right, each])
      .filter(([right]) => right > wide + 1).sort((a, b) => b[0] - a[0])[0];
    return `${document.documentElement.scrollWidth} > ${innerWidth}: ` +
      (worst ? `${worst[1].outerHTML.slice(0, 160)} to ${worst[0]}` : 'nobody knows why');";

async fn pictured(shop: &Shop, name: &str) {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let updates = env::var_os("REFILLERY_UPDATE_SCREENSHOTS").is_some_and(|value| value == "1");
    let keep = |name: &str, picture: &[u8]| {
        save(&package.join("../../target/screenshots"), name, picture);
        if updates && IN_README.contains(&name) {
            save(&package.join("screenshots"), name, picture);
        }
    };
    in_all_windows(shop, name, keep).await;
    for language in languages() {
        let address = shop.address().await;
        let joint = if address.contains('?') { '&' } else { '?' };
        shop.open(&format!("{address}{joint}lang={language}")).await;
        shop.until("the page in another language", async || {
            let is_there = format!(
                "const main = document.querySelector('main');
                 return document.documentElement.lang === '{language}' && !!main &&
                   main.innerText.length > 20 && !main.querySelector('.ph');"
            );
            shop.run(&is_there).await.as_bool().filter(|there| *there)
        })
        .await;
        let folder = package.join("../../target/pictures").join(&language);
        in_all_windows(shop, name, |name, picture| save(&folder, name, picture)).await;
    }
}

/// A state that no picture of ours shows: no wider than any window, and pictured when
/// somebody asks, so that every other run pays for no pictures.
async fn seen(shop: &Shop, name: &str) {
    if !languages().is_empty() {
        return pictured(shop, name).await;
    }
    for window in WINDOWS {
        shop.look_with(window, "light").await;
        is_no_wider(shop, name, window).await;
    }
}

/// The languages of `REFILLERY_PICTURES`.
fn languages() -> Vec<String> {
    let asked = env::var("REFILLERY_PICTURES").unwrap_or_default();
    let asked = asked.split(',').filter(|language| !language.is_empty());
    asked.map(str::to_owned).collect()
}

async fn in_all_windows(shop: &Shop, name: &str, keep: impl Fn(&str, &[u8])) {
    for (width, height) in WINDOWS {
        for theme in ["light", "dark"] {
            shop.look_with((width, height), theme).await;
            shop.run("scrollTo(0, 0); document.activeElement.blur();")
                .await;
            is_no_wider(shop, name, (width, height)).await;
            if width > 320 {
                keep(&format!("{name}-{width}-{theme}"), &shop.picture().await);
            }
        }
    }
}

/// Stands still, and has no need to be moved sideways.
async fn is_no_wider(shop: &Shop, name: &str, (width, _): (u32, u32)) {
    shop.until("a page that stands still", async || {
        shop.run(IS_STILL).await.as_bool().filter(|still| *still)
    })
    .await;
    let sticks_out = shop.run(STICKS_OUT).await;
    assert!(sticks_out.is_null(), "{name} at {width}: {sticks_out}");
}

fn save(folder: &Path, name: &str, picture: &[u8]) {
    fs::create_dir_all(folder).expect("the folder can be made");
    fs::write(folder.join(format!("{name}.png")), picture).expect("a picture can be written");
}

async fn the_start_page(shop: Shop) {
    shop.open("/?country=US").await;
    shop.reads("brands in United States").await;
    shop.sees(Role::Heading, "Popular").await;
    pictured(&shop, "home").await;
}

async fn the_brand_wall(shop: Shop) {
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "Amazon.com").await;
    pictured(&shop, "brands").await;
}

async fn a_brand_page(shop: Shop) {
    shop.open("/brand/lycamobile?country=US").await;
    shop.sees(Role::Link, "5 GB 30 days").await;
    pictured(&shop, "brand").await;
}

async fn a_product_page(shop: Shop) {
    shop.open("/product/steam/steam?country=US").await;
    shop.choose("$20").await;
    shop.reads("Recommended").await;
    pictured(&shop, "product").await;
}

async fn a_checkout(shop: Shop) {
    for _ in 0..2 {
        shop.open("/product/steam/steam?country=US").await;
        shop.choose("$20").await;
        shop.press("Add to cart").await;
        shop.reads("In the cart").await;
    }
    shop.open("/checkout?country=US").await;
    shop.reads("Recommended").await;
    shop.types("Your email", EMAIL).await;
    pictured(&shop, "checkout").await;
}

async fn the_orders_of_this_device(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads("Live").await;
    shop.open("/orders?country=US").await;
    shop.reads("Take your orders along").await;
    pictured(&shop, "orders").await;
}

async fn an_order_that_waits(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads("Live").await;
    pictured(&shop, "order-waiting").await;
}

async fn an_order_that_is_delivered(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.act(&id, "pay").await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads("Your order is here").await;
    pictured(&shop, "order-delivered").await;
}

async fn a_failure(shop: Shop) {
    shop.sandbox.fault("any", "http-503", None).await;
    shop.open("/brands?country=US").await;
    shop.sees(Role::Button, "Try again").await;
    pictured(&shop, "failure").await;
}

async fn a_page_that_does_not_exist(shop: Shop) {
    shop.open("/nothing/here?country=US").await;
    shop.reads("There is no page at this address").await;
    pictured(&shop, "not-found").await;
}

async fn a_brand_that_does_not_exist_stands_in_one_column(shop: Shop) {
    shop.look_with((1280, 900), "light").await;
    shop.open("/brand/no-such-brand?country=US").await;
    shop.reads("There is no page at this address").await;
    let edges = shop
        .run(
            "return [...document.querySelectorAll('main h1, main p, main form, main .actions')]
               .map((each) => Math.round(each.getBoundingClientRect().left));",
        )
        .await;
    let edges = edges.as_array().expect("edges").clone();
    assert!(edges.len() >= 4, "{edges:?}");
    assert!(edges.iter().all(|edge| *edge == edges[0]), "{edges:?}");
}

async fn states_before_an_order(shop: Shop) {
    for (path, words, name) in [
        (
            "/checkout?country=US",
            "The cart is empty",
            "checkout-empty",
        ),
        (
            "/orders?country=US",
            "Take your orders along",
            "orders-empty",
        ),
        ("/brands?country=US&q=zzzzzz", "0 brands", "brands-none"),
        ("/brands?country=US&q=stem", "Steam", "brands-search"),
        ("/brand/steam?country=US", "$20", "brand-amounts"),
        (
            "/product/amazon-com-i6bde/amazon-com-i6bde?country=US",
            "Recommended",
            "product-range",
        ),
        (
            "/product/hulu/hulu?country=US",
            "out of stock",
            "product-out",
        ),
    ] {
        shop.open(path).await;
        shop.until(words, async || {
            let text = shop.text().await.to_lowercase();
            text.contains(&words.to_lowercase()).then_some(())
        })
        .await;
        seen(&shop, name).await;
    }
}

async fn states_of_an_order(shop: Shop) {
    for (state, words, name) in [
        ("PartialPaymentStarted", "more on Solana", "order-partial"),
        ("PaymentStarted", "Your payment has been seen", "order-paid"),
        (
            "WaitingForManualAction",
            "A person is looking at this order",
            "order-held",
        ),
        ("Expired", "The time to pay is over", "order-expired"),
        ("Refunded", "Your money went back", "order-refunded"),
    ] {
        let id = shop.sandbox.make_order(EMAIL).await;
        shop.sandbox.force(&id, state).await;
        shop.open(&format!("/order/{id}")).await;
        shop.reads(words).await;
        seen(&shop, name).await;
    }
}
