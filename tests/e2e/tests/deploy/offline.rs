//! The shop without a network: it opens, and keeps nothing that is a visitor's own.

use refillery_e2e::{
    Files, Options, Recipe, Role, Shell, Shop, Test, checkout, fresh_folder, said_by_shell,
    says_it_failed, start_of, tests, text,
};

use crate::steps::{EMAIL, start_title};

pub(crate) fn tests() -> Vec<Test> {
    tests!["offline":
        without_a_line_the_shop_opens_with_its_last_catalogue,
        a_shop_that_was_edited_is_new_at_the_next_load,
        a_page_in_a_files_place_is_never_kept,
        what_was_kept_wrongly_is_thrown_away,
        half_a_file_is_thrown_away_by_the_page_that_fails,
        texts_of_another_release_are_not_taken_from_what_is_kept,
    ]
}

/// The names of everything that is kept beside the catalogue.
const KEPT: &str = "
    return caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)
      .then((cache) => cache.keys())
      .then((all) => all.map((request) => `${name} ${new URL(request.url).pathname}`)))))
      .then((lists) => lists.flat());";

/// The names of what is kept, once all files of the shop are.
async fn kept(shop: &Shop) -> Vec<String> {
    shop.until("a kept shop", async || {
        let names = shop.run(KEPT).await;
        let names = names.as_array()?.iter();
        let names: Vec<String> = names
            .filter_map(|name| Some(name.as_str()?.to_owned()))
            .collect();
        let has = |end: &str| names.iter().any(|name| name.ends_with(end));
        let is_whole = has("_bg.wasm") && has("/locales/en.json") && has("refillery.files.1 /");
        let later = names.iter().any(|name| name.contains("/refillery-order-"));
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
        let is_seldom = ["builder", "widget"]
            .iter()
            .any(|part| name.contains(&format!("refillery-{part}-")));
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

/// The two files that the program of the walls is in, as the page names them.
fn program() -> [String; 2] {
    let page = std::fs::read_to_string(checkout().join("dist/index.html")).expect("a release");
    let words = page.split(['"', '\'', ' ', '>', '=', '/']);
    let named = |start: &str, end: &str| {
        let mut found = words.clone().filter(|word| word.starts_with(start));
        let name = found.find(|word| word.ends_with(end));
        name.expect("a program").to_owned()
    };
    [
        named("refillery-", ".js"),
        named("refillery_browse-", "_bg.wasm"),
    ]
}

/// The same release with other names, as its next one has them; `is_whole` once all of it is there.
/// Until then this host answers with the page for missing files.
fn next_release(is_whole: bool) -> Files {
    let names = program().map(|name| {
        let is_hash =
            |word: &&str| word.len() > 8 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let mut words = name.split(['-', '_', '.']);
        let digits = words.find(is_hash).expect("its digits");
        (name.clone(), name.replace(digits, "abcdefabcdefabcd"))
    });
    let renamed = names.clone().map(|(old, new)| (new, old));
    Files {
        edits: names.to_vec(),
        renamed: if is_whole {
            renamed.to_vec()
        } else {
            Vec::new()
        },
        has_worker: true,
        ..Files::default()
    }
}

/// Pages that are kept as a script or as wasm.
const PAGES_KEPT: &str = "
    return caches.open('refillery.files.1').then((cache) => cache.keys().then((all) => Promise.all(all.map((request) =>
      cache.match(request).then((kept) => [new URL(request.url).pathname, kept.headers.get('content-type')])))))
      .then((all) => all.filter(([path, kind]) => /[.](js|css|wasm|json)$/.test(path) && /html/.test(kind)));";

/// A deploy puts the page up before its files.
async fn a_page_in_a_files_place_is_never_kept(shop: Shop) {
    let first = Files {
        has_worker: true,
        ..Files::default()
    };
    let (shop, host) = shop.on_host(first).await;
    shop.open("/brands?country=US").await;
    kept(&shop).await;
    host.serves(next_release(false));
    shop.reload().await;
    shop.reads(&said_by_shell(Shell::Files, "en")).await;
    assert_eq!(shop.run(PAGES_KEPT).await, serde_json::json!([]));
    host.serves(next_release(true));
    for _ in 0..3 {
        shop.open("/?country=US").await;
        shop.reads(&start_title("United States")).await;
    }
    let names = kept(&shop).await;
    assert_eq!(shop.run(PAGES_KEPT).await, serde_json::json!([]));
    let [old, _] = program();
    shop.until("the old release to be gone", async || {
        let names = kept(&shop).await;
        (!names.iter().any(|name| name.ends_with(&old))).then_some(())
    })
    .await;
    assert!(
        names.iter().any(|name| name.contains("abcdefabcdefabcd")),
        "{names:?}"
    );
}

/// As an earlier worker kept it.
async fn what_was_kept_wrongly_is_thrown_away(shop: Shop) {
    let files = Files {
        has_worker: true,
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/brands?country=US").await;
    kept(&shop).await;
    for name in program() {
        shop.run(&format!(
            "return caches.open('refillery.files.1').then((cache) => cache.put('/{name}', \
               new Response('<!doctype html>', {{ headers: {{ 'content-type': 'text/html' }} }})))"
        ))
        .await;
    }
    shop.open("/?country=US").await;
    shop.reads(&start_title("United States")).await;
    shop.until("the program to be kept", async || {
        (shop.run(PAGES_KEPT).await == serde_json::json!([])).then_some(())
    })
    .await;
}

/// It claims to be the right file, and only the page sees that it isn't.
async fn half_a_file_is_thrown_away_by_the_page_that_fails(shop: Shop) {
    let files = Files {
        has_worker: true,
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/brands?country=US").await;
    kept(&shop).await;
    let [_, wasm] = program();
    shop.run(&format!(
        "return caches.open('refillery.files.1').then((cache) => cache.put('/{wasm}', \
           new Response('half', {{ headers: {{ 'content-type': 'application/wasm' }} }})))"
    ))
    .await;
    // The browser's own compiled copy would hide the broken bytes.
    shop.devtools(
        "Network.setCacheDisabled",
        serde_json::json!({ "cacheDisabled": true }),
    )
    .await;
    shop.open("/?country=US").await;
    shop.reads(&start_title("United States")).await;
    let renewed = shop
        .run("return sessionStorage.getItem('refillery.renewed.1')")
        .await;
    assert!(renewed.is_string(), "{renewed}");
}

async fn texts_of_another_release_are_not_taken_from_what_is_kept(shop: Shop) {
    let files = Files {
        has_worker: true,
        ..Files::default()
    };
    let (shop, host) = shop.on_host(files.clone()).await;
    shop.open("/brands?country=US&lang=en").await;
    kept(&shop).await;
    let asked = "return [...performance.getEntriesByType('resource')].map((e) => e.name).find((n) => n.includes('/locales/'))";
    let address = shop.run(asked).await;
    let address = address.as_str().unwrap_or_default().to_owned();
    let (_, release) = address.split_once("en.json?").expect("its release");
    // Another release, whose texts are not there yet.
    host.serves(Files {
        edits: vec![(release.to_owned(), "0123456789abcdef".to_owned())],
        without: Some(".json"),
        ..files
    });
    shop.open("/?country=US&lang=en").await;
    shop.reads(&said_by_shell(Shell::Files, "en")).await;
}
