//! The shop without a line: it opens, and keeps nothing that is a visitor's own.

use refillery_e2e::{
    Options, Recipe, Role, Shop, Test, fresh_folder, says_it_failed, start_of, tests, text,
};

use crate::steps::EMAIL;

pub(crate) fn tests() -> Vec<Test> {
    tests!["offline":
        without_a_line_the_shop_opens_with_its_last_catalogue,
        a_shop_that_was_edited_is_new_at_the_next_load,
    ]
}

/// Names of all that is kept beside the catalogue.
const KEPT: &str = "
    return caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)
      .then((cache) => cache.keys())
      .then((all) => all.map((request) => `${name} ${new URL(request.url).pathname}`)))))
      .then((lists) => lists.flat());";

/// What is kept, once everything that the shop consists of is.
async fn kept(shop: &Shop) -> Vec<String> {
    shop.until("a kept shop", async || {
        let names = shop.run(KEPT).await;
        let names = names.as_array()?.iter();
        let names: Vec<String> = names
            .filter_map(|name| Some(name.as_str()?.to_owned()))
            .collect();
        let has = |end: &str| names.iter().any(|name| name.ends_with(end));
        let is_whole = has("_bg.wasm") && has("/locales/en.json") && has("refillery.files.1 /");
        let later = names.iter().any(|name| name.contains("/refillery-later-"));
        (is_whole && later).then_some(names)
    })
    .await
}

async fn without_a_line_the_shop_opens_with_its_last_catalogue(shop: Shop) {
    let (shop, mut deployed) = shop.on_recipe(Recipe::Nginx, Options::default()).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "Amazon.com").await;
    for name in kept(&shop).await {
        assert!(!name.contains(&id), "an order's secret is kept: {name}");
        let is_seldom = name.contains("refillery-widget-");
        assert!(!is_seldom, "buyers load what partners need: {name}");
        let is_catalogue = name.starts_with("refillery.catalogue.1 ");
        assert!(is_catalogue || !name.contains("/api/"), "{name}");
    }
    deployed.stop();
    for page in ["/brands?country=US", "/brand/steam?country=US&lang=en"] {
        shop.open(page).await;
        shop.reads(start_of("failure.as_of")).await;
    }
    // A page that was never asked for before.
    shop.open(&format!("/order/{id}")).await;
    shop.sees(Role::Button, text("failure.try_again")).await;
    assert!(!says_it_failed(&shop.text().await));
    shop.starts_again(&mut deployed).await;
    shop.press(text("failure.try_again")).await;
    shop.reads(text("order.state_waiting")).await;
}

async fn a_shop_that_was_edited_is_new_at_the_next_load(shop: Shop) {
    let root = std::env::current_dir().expect("a folder");
    let root = root.ancestors().nth(2).expect("the checkout").to_owned();
    let page = std::fs::read_to_string(root.join("dist/index.html")).expect("a release");
    let folder = fresh_folder("edited");
    let write = |page: &str| {
        std::fs::write(folder.join("index.html"), page).expect("target/ can be written");
    };
    write(&page);
    let options = Options::default().with("SHOP_PAGE", folder.to_string_lossy());
    let (shop, _deployed) = shop.on_recipe(Recipe::Nginx, options).await;
    shop.open("/brands?country=US").await;
    shop.reads("Refillery").await;
    kept(&shop).await;
    write(&page.replace("\"name\": \"Refillery\"", "\"name\": \"Corner Shop\""));
    shop.reload().await;
    shop.reads("Corner Shop").await;
}
