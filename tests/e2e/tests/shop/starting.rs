//! Before the program runs: the shell's own sentences, and no request twice.

use refillery_e2e::{
    Api, Cut, Engine, Files, Page, Role, Shell, Shop, Test, checkout, counted, filled,
    said_by_shell, says_it_failed, start_of, tests, text,
};
use serde_json::json;

use crate::steps::{EMAIL, start_title};

pub(crate) fn tests() -> Vec<Test> {
    let pieces = || {
        tests!["starting":
            a_page_that_is_cut_in_its_head_starts,
            a_page_that_is_cut_before_its_shell_starts,
            a_page_that_is_cut_in_its_body_starts,
            a_page_that_is_cut_at_its_end_starts,
        ]
    };
    let elsewhere = [Engine::Firefox, Engine::WebKit].map(|engine| {
        let tests = pieces().into_iter();
        tests.map(move |test| test.on(engine))
    });
    pieces()
        .into_iter()
        .chain(elsewhere.into_iter().flatten())
        .chain(in_chromium())
        .collect()
}

fn in_chromium() -> Vec<Test> {
    tests!["starting":
        without_javascript_the_page_says_what_it_needs,
        a_program_that_does_not_load_is_said,
        a_program_that_was_not_uploaded_is_said,
        a_starter_that_was_not_uploaded_is_said,
        the_shell_speaks_the_language_of_the_address,
        texts_that_were_not_uploaded_are_said,
        a_browser_without_webassembly_gets_a_sentence,
        a_browser_that_cannot_read_the_program_gets_a_sentence,
        a_browser_below_the_floor_gets_a_sentence,
        the_styles_are_written_for_the_floor,
        a_page_in_place_of_the_program_is_said,
        a_policy_without_webassembly_is_said,
        a_frame_without_an_origin_is_said,
        the_link_of_an_order_stays_readable,
        every_page_on_the_sandbox_says_that_nothing_is_real,
        a_prerendered_page_requests_and_writes_nothing,
        the_start_page_asks_once_and_early,
        the_brand_wall_asks_once_and_early,
        a_brand_page_asks_once_and_early,
        a_product_page_asks_once_and_early,
        an_order_page_asks_once_and_early,
    ]
}

async fn a_page_that_is_cut_in_its_head_starts(shop: Shop) {
    let cuts = [
        "<base",
        "shop-config",
        "shell-words",
        "</script>",
        "(function(){",
        "window.__refilleryFail=",
    ];
    starts_in_two_pieces(shop, &cuts.map(Cut::Before)).await;
}

async fn a_page_that_is_cut_before_its_shell_starts(shop: Shop) {
    let cuts = [
        "</head>",
        "<body>",
        "<div class=",
        "<div id=",
        "<svg",
        "<noscript>",
    ];
    starts_in_two_pieces(shop, &cuts.map(Cut::Before)).await;
}

async fn a_page_that_is_cut_in_its_body_starts(shop: Shop) {
    starts_in_two_pieces(shop, &[1, 10, 25, 50, 75].map(Cut::Body)).await;
}

async fn a_page_that_is_cut_at_its_end_starts(shop: Shop) {
    starts_in_two_pieces(shop, &[90, 95, 99, 100].map(Cut::Body)).await;
}

async fn starts_in_two_pieces(shop: Shop, cuts: &[Cut]) {
    for (index, cut) in cuts.iter().enumerate() {
        let files = Files {
            cut: Some(*cut),
            ..Files::default()
        };
        let (shop, _host) = shop.on_host(files).await;
        // Once with an empty cache, and once when the program is there before the body.
        for visit in 0..2 {
            // A page with an early request and without pictures, which would take longer
            // than all else.
            shop.open("/brands?country=US&q=zzzzzzzz").await;
            shop.until(
                &format!("the shop, cut {index}, visit {visit}"),
                async || {
                    let text = shop.text().await;
                    text.contains(start_of("brands.none_for")).then_some(())
                },
            )
            .await;
            let shells = "return [...document.querySelectorAll('#shell')]\
                .filter((shell) => shell.checkVisibility()).length";
            assert_eq!(
                shop.run(shells).await,
                json!(0),
                "cut {index}: the shell stays"
            );
        }
    }
}

/// As a browser prepares the page that it expects to be opened next.
async fn a_prerendered_page_requests_and_writes_nothing(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.before_every_page(
        "let isPrepared = true;
         Object.defineProperty(Document.prototype, 'prerendering', { get: () => isPrepared });
         window.isGoneTo = () => {
           isPrepared = false;
           document.dispatchEvent(new Event('prerenderingchange'));
         };",
    )
    .await;
    shop.sandbox.forget().await;
    shop.open(&format!("/order/{id}")).await;
    let log = shop.sandbox.log("any").await;
    assert!(log.is_empty(), "{log:#?}");
    let kept = "return localStorage.length + sessionStorage.length";
    assert_eq!(shop.run(kept).await, json!(0));
    shop.run("isGoneTo()").await;
    shop.reads(text("order.link_live")).await;
    assert!(shop.run(kept).await != json!(0));
}

async fn without_javascript_the_page_says_what_it_needs(shop: Shop) {
    let off = json!({ "value": true });
    shop.devtools("Emulation.setScriptExecutionDisabled", off)
        .await;
    shop.open("/").await;
    shop.reads(&said_by_shell(Shell::NoScript, "en")).await;
    shop.reads(&said_by_shell(Shell::NoScript, "ja")).await;
    shop.reads(&said_by_shell(Shell::NoScript, "de")).await;
    assert!(shop.sandbox.log("any").await.is_empty());
}

async fn a_program_that_does_not_load_is_said(shop: Shop) {
    shop.devtools("Network.enable", json!({})).await;
    shop.devtools("Network.setBlockedURLs", json!({ "urls": ["*.wasm"] }))
        .await;
    shop.open("/").await;
    shop.reads(&said_by_shell(Shell::Failure, "en")).await;
    shop.devtools("Network.setBlockedURLs", json!({ "urls": [] }))
        .await;
    shop.reload().await;
    shop.reads(&start_title("United States")).await;
    assert!(!says_it_failed(&shop.text().await));
}

async fn a_program_that_was_not_uploaded_is_said(shop: Shop) {
    let files = Files {
        without: Some(".wasm"),
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/").await;
    shop.reads(&said_by_shell(Shell::Failure, "en")).await;
}

async fn a_starter_that_was_not_uploaded_is_said(shop: Shop) {
    let files = Files {
        without: Some(".js"),
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/").await;
    shop.reads(&said_by_shell(Shell::Failure, "en")).await;
}

async fn the_shell_speaks_the_language_of_the_address(shop: Shop) {
    let files = Files {
        without: Some(".wasm"),
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/?lang=de").await;
    shop.reads(&said_by_shell(Shell::Failure, "de")).await;
    shop.open("/?lang=ar").await;
    shop.reads(&said_by_shell(Shell::Failure, "ar")).await;
}

async fn texts_that_were_not_uploaded_are_said(shop: Shop) {
    let files = Files {
        without: Some(".json"),
        api: Api::Proxied,
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/").await;
    shop.reads(&said_by_shell(Shell::Failure, "en")).await;
}

async fn a_browser_without_webassembly_gets_a_sentence(shop: Shop) {
    shop.before_every_page("delete window.WebAssembly;").await;
    shop.open("/").await;
    shop.reads(&said_by_shell(Shell::TooOld, "en")).await;
}

/// Acts as a browser that knows an older WebAssembly.
async fn a_browser_that_cannot_read_the_program_gets_a_sentence(shop: Shop) {
    shop.before_every_page(
        "WebAssembly.validate = (bytes) => bytes.byteLength < 100;
         for (const name of ['instantiate', 'instantiateStreaming'])
           WebAssembly[name] = () => Promise.reject(new WebAssembly.CompileError('invalid opcode'));",
    )
    .await;
    shop.open("/").await;
    shop.reads(&said_by_shell(Shell::TooOld, "en")).await;
    assert!(!shop.text().await.contains("connection"));
}

/// Acts as a browser that can run the program and doesn't know the styles.
async fn a_browser_below_the_floor_gets_a_sentence(shop: Shop) {
    for lacking in [":has(", "dvh"] {
        shop.before_every_page(&format!(
            "const supports = CSS.supports.bind(CSS);
             CSS.supports = (...all) => !all.join(' ').includes('{lacking}') && supports(...all);"
        ))
        .await;
        shop.open("/?lang=en").await;
        shop.reads(&said_by_shell(Shell::TooOld, "en")).await;
    }
}

/// No style uses what Chrome 108, Firefox 121 and Safari 15.4 don't know, unless it has a fallback
/// there.
async fn the_styles_are_written_for_the_floor(shop: Shop) {
    let dist = checkout().join("dist");
    let page = std::fs::read_to_string(dist.join("index.html")).expect("a release");
    let (_, inline) = page.split_once("<style>").expect("an inline style");
    let (inline, _) = inline.split_once("</style>").expect("its end");
    let mut styles = vec![("inline".to_owned(), inline.to_owned())];
    for entry in std::fs::read_dir(&dist).expect("a release").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".css") {
            assert!(page.contains(&name), "{name} is not the page's");
            let style = std::fs::read_to_string(entry.path()).expect("a style");
            styles.push((name, style));
        }
    }
    assert_eq!(styles.len(), 2, "one file beside the shell's");
    for (name, style) in &styles {
        for newer in ["light-dark(", "{&", "}&", ";&"] {
            assert!(!style.contains(newer), "{name} has {newer}");
        }
    }
    let has = |words: &str| styles.iter().any(|(_, style)| style.contains(words));
    assert!(
        has("@supports not (color:color-mix("),
        "no rule without mixed colours"
    );
    assert!(
        has("@supports not selector(:popover-open)"),
        "none without popovers"
    );
    // The visitor sees them.
    shop.open("/?country=US").await;
    shop.reads(&start_title("United States")).await;
    let ground = shop
        .run("return getComputedStyle(document.body).backgroundColor")
        .await;
    assert!(ground != json!("rgba(0, 0, 0, 0)"), "{ground}");
}

/// This host answers with the page for missing files.
async fn a_page_in_place_of_the_program_is_said(shop: Shop) {
    for (kind, old) in [("wasm", "_bg.wasm"), ("js", ".js id=shop-js")] {
        let new = old.replace('.', "-x.");
        let files = Files {
            edits: vec![(old.to_owned(), new)],
            ..Files::default()
        };
        let (shop, _host) = shop.on_host(files).await;
        shop.open("/?lang=en").await;
        shop.reads(&said_by_shell(Shell::Files, "en")).await;
        shop.reads("200 text/html").await;
        shop.open("/?lang=de").await;
        shop.reads(&said_by_shell(Shell::Files, "de")).await;
        assert!(!shop.text().await.contains("Verbindung"), "{kind}");
    }
}

async fn a_policy_without_webassembly_is_said(shop: Shop) {
    let policy = "<meta http-equiv=Content-Security-Policy content=\"script-src 'self' 'unsafe-inline'\"><title>";
    let files = Files {
        edits: vec![("<title>".to_owned(), policy.to_owned())],
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/").await;
    shop.reads(&said_by_shell(Shell::Policy, "en")).await;
    shop.open("/?lang=ar").await;
    shop.reads("wasm-unsafe-eval").await;
}

async fn a_frame_without_an_origin_is_said(shop: Shop) {
    let (at, host) = shop.on_host(Files::default()).await;
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Partner</title><h1>A partner</h1><p>A page with the shop in a frame that has no origin of its own.</p>\
         <iframe sandbox=allow-scripts width=700 height=600 src='{}/brands?country=US'></iframe>",
        host.url
    );
    let partner = at.partner(vec![Page::new("/", page)]).await;
    at.goes_to(&format!("{}/", partner.here)).await;
    at.enters(0).await;
    at.reads(&said_by_shell(Shell::Frame, "en")).await;
    at.reads(&format!("{}/brands?country=US", host.url)).await;
    at.leaves().await;
}

async fn the_link_of_an_order_stays_readable(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    let files = Files {
        without: Some(".wasm"),
        ..Files::default()
    };
    let (shop, host) = shop.on_host(files).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(&said_by_shell(Shell::Files, "en")).await;
    shop.reads(&format!("{}/order/{id}", host.url)).await;
    shop.reads("_bg.wasm: 404 text/plain").await;
}

async fn every_page_on_the_sandbox_says_that_nothing_is_real(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    let order = format!("/order/{id}");
    for page in [
        "/",
        "/brands",
        "/brand/steam",
        "/product/steam/steam",
        "/checkout",
        &order,
        "/orders",
        "/embed",
        "/embed/builder",
        "/nothing",
    ] {
        shop.open(page).await;
        shop.reads(text("frame.sandbox_words")).await;
    }
}

/// How many requests a page may need for its first content, pictures not counted: over HTTP/1.1 a
/// browser sends six at once to a host, and each further one waits for another.
const MOST_REQUESTS: usize = 8;

/// Opens a page until it shows these words: its first request went out while the program
/// was still loading, was answered once and was used.
async fn asks_once(shop: &Shop, page: &str, words: &str, first: &str) {
    shop.sandbox.forget().await;
    shop.network().await;
    shop.open(page).await;
    shop.reads(words).await;
    // Some of these words are there before the answer, and the request may still be on its way.
    let log = shop
        .until(&format!("{first} to be asked for"), async || {
            let log = shop.sandbox.log("any").await;
            log.iter()
                .any(|entry| entry["path"] == first)
                .then_some(log)
        })
        .await;
    // The host of these tests names the United States where the shop names no country.
    let country = if page.contains("country=DE") {
        "DE"
    } else {
        "US"
    };
    for entry in log.iter().filter(|entry| entry["path"] == first) {
        assert_eq!(entry["headers"]["x-country-iso-code"], country, "{first}");
    }
    let paths: Vec<&str> = log
        .iter()
        .filter_map(|entry| entry["path"].as_str())
        .collect();
    let asked = paths.iter().filter(|path| **path == first).count();
    assert_eq!(asked, 1, "{first} among {paths:#?}");
    let events = shop.network().await;
    let requested: Vec<&str> = events
        .iter()
        .filter(|(method, _)| method == "Network.requestWillBeSent")
        .filter_map(|(_, event)| event["request"]["url"].as_str())
        .collect();
    let count = |part: &str| requested.iter().filter(|url| url.contains(part)).count();
    assert_eq!(count("/locales/"), 1, "locale files: {requested:#?}");
    assert_eq!(count("_bg.wasm"), 1, "the program: {requested:#?}");
    let is_for_later = |url: &str| {
        url.contains("/cdn/") || url.ends_with("service-worker.js") || {
            url.ends_with(".wasm") && !url.ends_with("_bg.wasm")
        }
    };
    let needed = requested.iter().filter(|url| !is_for_later(url)).count();
    assert!(needed <= MOST_REQUESTS, "{needed}: {requested:#?}");
    let place = |part: &str| requested.iter().position(|url| url.contains(part));
    // The browser's order counts: requests that are sent together arrive in any order.
    let api = requested
        .iter()
        .find(|url| paths.iter().any(|path| url.ends_with(path)));
    assert!(
        api.is_some_and(|url| url.ends_with(first)),
        "the first request of {page}: {api:?}"
    );
    let images = place("/cdn/").unwrap_or(usize::MAX);
    assert!(
        place(first).unwrap_or(usize::MAX) < images,
        "asked late: {requested:#?}"
    );
    for line in shop.console().await {
        assert!(!line.contains("preload"), "{line}");
    }
}

async fn the_start_page_asks_once_and_early(shop: Shop) {
    asks_once(
        &shop,
        "/?country=US",
        &start_title("United States"),
        "/v2/homepage?country_code=US",
    )
    .await;
}

async fn the_brand_wall_asks_once_and_early(shop: Shop) {
    asks_once(
        &shop,
        "/brands?country=DE",
        &filled("brands.title", &[("country", "Germany")]),
        "/v2/brands?country_code=DE",
    )
    .await;
    shop.sees(Role::Button, &counted("brands.show_more", 48, &[]))
        .await;
}

async fn a_brand_page_asks_once_and_early(shop: Shop) {
    asks_once(
        &shop,
        "/brand/Steam?country=US",
        "$20",
        "/v5/products/country/US?family_name=Steam&coin=USDC&lang=en",
    )
    .await;
}

/// Its address has an earlier form, so only the list says whose products to ask for.
async fn a_product_page_asks_once_and_early(shop: Shop) {
    let page = "/product/steam/steam?country=US";
    asks_once(
        &shop,
        page,
        text("product.pay_with"),
        "/v2/brands?country_code=US",
    )
    .await;
}

async fn an_order_page_asks_once_and_early(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    let (page, first) = (format!("/order/{id}"), format!("/v5/orders/{id}"));
    asks_once(&shop, &page, text("order.link_live"), &first).await;
}
