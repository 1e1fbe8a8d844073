//! `cargo xtask check-deploy`: content with the recipes, and says what is wrong with others.

use std::process::Command;

use refillery_e2e::{Files, HoldingBack, Options, Recipe, Shop, Test, filled, part, tests};

use crate::steps::start_title;

pub(crate) fn tests() -> Vec<Test> {
    tests!["checking":
        every_recipe_is_as_it_must_be,
        a_wrong_entry_of_a_list_is_named,
        events_that_are_held_back_after_the_first_are_seen,
        what_is_wrong_is_said_with_how_to_mend_it,
        a_plain_file_server_gets_every_finding,
    ]
}

/// Runs the command; returns whether it was content, and its words.
fn check(url: &str, more: &[&str]) -> (bool, String) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["xtask", "check-deploy", url])
        .args(more)
        .output()
        .expect("cargo can be started");
    let words = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), words)
}

async fn looks_once(shop: &Shop) {
    shop.open("/").await;
    shop.reads(&start_title("United States")).await;
}

async fn every_recipe_is_as_it_must_be(shop: Shop) {
    // It is delivered by itself, and its stream ends.
    let id = shop.sandbox.make_order("auto@example.com").await;
    for recipe in [
        Recipe::Nginx,
        Recipe::Caddy,
        Recipe::Node,
        Recipe::Cloudflare,
        Recipe::Netlify,
        Recipe::Vercel,
    ] {
        let (_, deployed) = shop.on_recipe(recipe, Options::default()).await;
        let (is_content, words) = check(&format!("{}/", deployed.url), &["--order", &id]);
        let wrong: Vec<&str> = words
            .lines()
            .filter(|line| line.starts_with("WRONG"))
            // Cloudflare's local runtime compresses by the first word of the header that it knows;
            // Cloudflare's own machines accept the Worker's choice.
            .filter(|line| recipe != Recipe::Cloudflare || !line.contains("comes as “gzip”"))
            .collect();
        assert_eq!(wrong, Vec::<&str>::new(), "{recipe:?}:\n{words}");
        assert!(
            is_content || recipe == Recipe::Cloudflare,
            "{recipe:?}:\n{words}"
        );
        assert!(
            words.contains("ok     grade by Mozilla Observatory's rules"),
            "{recipe:?}:\n{words}"
        );
        assert!(
            words.contains("ok     the address of a visitor"),
            "{recipe:?}:\n{words}"
        );
        assert!(!words.contains(&id), "{words}");
    }
    assert_eq!(shop.sandbox.orders().await.len(), 1, "an order was made");
    looks_once(&shop).await;
}

/// The order moves on as soon as the command follows it. The first event comes, and a server
/// that holds back the others gathers them until the stream ends.
async fn events_that_are_held_back_after_the_first_are_seen(shop: Shop) {
    let holding = HoldingBack::listen(shop.sandbox.url()).await;
    for (upstream, is_held) in [(holding.url.as_str(), true), (shop.sandbox.url(), false)] {
        let id = shop.sandbox.make_order("visitor@example.com").await;
        let options = Options::default().with("SHOP_UPSTREAM", upstream).with(
            "SHOP_COUNTRIES",
            format!("{}/api/available-countries", shop.sandbox.url()),
        );
        let (_, deployed) = shop.on_recipe(Recipe::Nginx, options).await;
        let (address, order) = (format!("{}/", deployed.url), id.clone());
        let checked = tokio::task::spawn_blocking(move || check(&address, &["--order", &order]).1);
        is_followed(&shop, &id).await;
        // A state that the sandbox doesn't leave by itself.
        shop.sandbox.force(&id, "PaymentStarted").await;
        let words = checked.await.expect("the command ends");
        let said = words.contains("something gathers events after the first");
        assert_eq!(said, is_held, "{words}");
        assert!(!words.contains("were not seen"), "{words}");
        assert!(!words.contains(&id), "{words}");
    }
    looks_once(&shop).await;
}

/// Waits until the order's stream was opened twice, for its first event and for the later ones, and
/// the order was requested beside the second.
async fn is_followed(shop: &Shop, id: &str) {
    shop.until("the command to follow the order", async || {
        let log = shop.sandbox.log("any").await;
        let mut of_order = log.iter().filter(|entry| {
            let path = entry["path"].as_str();
            path.is_some_and(|path| path.contains(id))
        });
        let mut next = |route: &str| of_order.any(|entry| entry["route"] == route);
        (next("subscribe") && next("subscribe") && next("order")).then_some(())
    })
    .await;
}

async fn what_is_wrong_is_said_with_how_to_mend_it(shop: Shop) {
    // It is delivered by itself, and its stream ends.
    let id = shop.sandbox.make_order("auto@example.com").await;
    for (edit, wrong, mend) in [
        (
            (
                "location @refillery_page {",
                "if ($uri ~ /brand/) { return 404; } location @refillery_page {",
            ),
            "is not the page (status 404)",
            "answer every path that is no file by index.html",
        ),
        (
            ("public, max-age=31536000, immutable", "no-store"),
            "says Cache-Control “no-store”",
            "for files with a hash in their name",
        ),
        (
            ("include ${SHOP_BROTLI_FILE}*;", ""),
            "comes as “gzip” to a browser that accepts br",
            "serve the .br and .gz",
        ),
        (
            ("add_header Content-Security-Policy", "add_header X-Nothing"),
            "Content-Security-Policy does not say “default-src 'none'”",
            "take it from dist/_server/",
        ),
        (
            ("add_header Content-Security-Policy", "add_header X-Nothing"),
            "(55 of 100), for Content-Security-Policy (-25), frame-ancestors (-20)",
            "include the headers of dist/_server/",
        ),
        (
            (
                "$refillery_api$refillery_rest$is_args$args",
                "$refillery_api/nothing",
            ),
            "/api/v3/payment_vias is no answer of the API (status 404)",
            "set the proxy up at `api_prefix`",
        ),
        (
            (
                "return 404 '{\"status\":404,\"detail\":\"NOT_FOUND\"}';",
                "return 200 '{}';",
            ),
            "GET /api/v6/partner/orders is answered by status 200",
            "open only the paths and methods that the recipes list",
        ),
        (
            (
                "limit_req zone=refillery_validations burst",
                "return 302 https://login.example/; limit_req zone=refillery_validations burst",
            ),
            "/v5/orders/validations leads to https://login.example/ (status 302)",
            "take the sign-in away",
        ),
        (
            (
                "location @refillery_page {",
                "location @refillery_page { auth_basic shop; auth_basic_user_file /dev/null;",
            ),
            "wants a sign-in (status 401)",
            "can't take orders",
        ),
        (
            (
                "real_ip_recursive on;",
                "real_ip_recursive on; set_real_ip_from 0.0.0.0/0;",
            ),
            "the API hears whatever a visitor claims in X-Forwarded-For",
            "trust only what stands in front",
        ),
        (
            (
                "{\"address\":\"$remote_addr\"}",
                "{\"address\":\"10.0.0.2\"}",
            ),
            "the API hears 10.0.0.2 of this machine, which is 127.0.0.1",
            "SHOP_TRUSTED_FILE",
        ),
        (
            ("gzip off;", "gzip on; gzip_types text/event-stream;"),
            "it is packed, which holds events back",
            "without buffering",
        ),
    ] {
        let options = Options {
            edits: vec![edit],
            ..Options::default()
        };
        let (_, deployed) = shop.on_recipe(Recipe::Nginx, options).await;
        let (is_content, words) = check(&deployed.url, &["--order", &id]);
        assert!(!is_content, "{edit:?} was not seen:\n{words}");
        assert!(
            words.contains(wrong) && words.contains(mend),
            "{edit:?}:\n{words}"
        );
    }
    looks_once(&shop).await;
}

/// The host of the shop's own tests: it says nothing about its files.
async fn a_plain_file_server_gets_every_finding(shop: Shop) {
    let files = Files::default();
    let (shop, host) = shop.on_host(files).await;
    let (is_content, words) = check(&host.url, &[]);
    assert!(!is_content, "{words}");
    for wrong in [
        "a script that is not there is answered by status 200",
        "a picture that is not there is answered by status 200",
        "/embed says Cross-Origin-Embedder-Policy “”",
        "_headers is published",
        "the page says Cache-Control “”",
        "to a browser that accepts br",
        "the page says X-Content-Type-Options “”",
        "grade by Mozilla Observatory's rules",
    ] {
        assert!(words.contains(wrong), "not told: {wrong}\n{words}");
    }
    // Each thing to mend is listed once, with everything that it is about.
    let mends: Vec<&str> = words
        .lines()
        .filter(|line| line.contains("To mend it"))
        .collect();
    for mend in &mends {
        let times = mends.iter().filter(|other| other == &mend).count();
        assert_eq!(times, 1, "{mend}:\n{words}");
    }
    for name in ["style-", "_bg.wasm"] {
        let line = words
            .lines()
            .find(|line| line.contains("to a browser that accepts br"));
        assert!(
            line.is_some_and(|line| line.contains(name)),
            "{name}:\n{words}"
        );
    }
    assert!(words.contains("ok     pages at every path"), "{words}");
    // The API's own words for an address that it doesn't have.
    assert!(
        words.contains("UNSURE the address of a visitor: /api/my-address is not answered"),
        "{words}"
    );
    looks_once(&shop).await;
}

async fn a_wrong_entry_of_a_list_is_named(shop: Shop) {
    let lists = "\"countries\": [\"US\", \"UK\"], \"kinds\": [\"giftcard\"], \"name\"";
    let files = Files {
        edits: vec![("\"name\"".to_owned(), lists.to_owned())],
        ..Files::default()
    };
    let (shop, host) = shop.on_host(files).await;
    let (_, words) = check(&host.url, &[]);
    for wrong in [
        "“countries” has entries that can't be used (“UK”): they are left out",
        "“kinds” has entries that can't be used (“giftcard”): nothing is left of it",
    ] {
        assert!(words.contains(wrong), "not told: {wrong}\n{words}");
    }
    // The page informs its owner as well, and sells nothing.
    shop.open("/brands?country=US").await;
    shop.reads(&part(
        "config.wrong_entries",
        &[("field", "countries"), ("entries", "“UK”")],
    ))
    .await;
    shop.reads(&part("config.nothing_left", &[("field", "kinds")]))
        .await;
    shop.reads(&filled("brands.none_here", &[("country", "United States")]))
        .await;
}
