//! Requests that pass through a recipe and requests that don't, without a browser. One list for
//! all.

use std::time::Duration;

use http::Method;
use refillery_e2e::{Deployed, Options, Raw, Recipe, Sandbox, Shop, Test, tests};
use serde_json::json;

use crate::deploy::framing::with_partner;
use crate::deploy::visiting::only_the_meant_headers;
use crate::steps::start_title;

pub(crate) fn tests() -> Vec<Test> {
    // These measure time, so nothing else may run beside them.
    let streams = tests!["passing":
        nginx_passes_each_event_on_as_it_comes,
        caddy_passes_each_event_on_as_it_comes,
        node_passes_each_event_on_as_it_comes,
        cloudflare_passes_each_event_on_as_it_comes,
        netlify_passes_each_event_on_as_it_comes,
        vercel_passes_each_event_on_as_it_comes,
    ];
    let streams = streams.into_iter().map(Test::alone);
    lists().into_iter().chain(streams).collect()
}

fn lists() -> Vec<Test> {
    tests!["passing":
        nginx_keeps_to_the_list,
        caddy_keeps_to_the_list,
        node_keeps_to_the_list,
        cloudflare_keeps_to_the_list,
        netlify_keeps_to_the_list,
        vercel_keeps_to_the_list,
        cloudflare_names_a_country_only_where_there_is_one,
        netlify_names_a_country_only_where_there_is_one,
        vercel_names_a_country_only_where_there_is_one,
    ]
}

async fn nginx_keeps_to_the_list(shop: Shop) {
    keeps_to_the_list(shop, Recipe::Nginx).await;
}

async fn node_keeps_to_the_list(shop: Shop) {
    keeps_to_the_list(shop, Recipe::Node).await;
}

async fn cloudflare_keeps_to_the_list(shop: Shop) {
    keeps_to_the_list(shop, Recipe::Cloudflare).await;
}

async fn netlify_keeps_to_the_list(shop: Shop) {
    keeps_to_the_list(shop, Recipe::Netlify).await;
}

async fn vercel_keeps_to_the_list(shop: Shop) {
    keeps_to_the_list(shop, Recipe::Vercel).await;
}

async fn caddy_keeps_to_the_list(shop: Shop) {
    keeps_to_the_list(shop, Recipe::Caddy).await;
}

async fn cloudflare_names_a_country_only_where_there_is_one(shop: Shop) {
    names_a_country_only_where_there_is_one(shop, Recipe::Cloudflare).await;
}

async fn netlify_names_a_country_only_where_there_is_one(shop: Shop) {
    names_a_country_only_where_there_is_one(shop, Recipe::Netlify).await;
}

async fn vercel_names_a_country_only_where_there_is_one(shop: Shop) {
    names_a_country_only_where_there_is_one(shop, Recipe::Vercel).await;
}

/// Cloudflare says `T1` of visitors by Tor, and `XX` where it knows nothing.
async fn names_a_country_only_where_there_is_one(visitor: Shop, recipe: Recipe) {
    let raw = Raw::default();
    for (said, meant) in [
        ("'FR'", "FR"),
        ("'T1'", "DE"),
        ("'XX'", "DE"),
        ("undefined", "DE"),
    ] {
        let options = Options {
            edits: vec![("edge.country", said)],
            ..Options::default()
        };
        let (_, deployed) = visitor.on_recipe(recipe, options).await;
        visitor.sandbox.forget().await;
        raw.get(&format!("{}/api/v3/payment_vias", deployed.url), &[])
            .await;
        let log = visitor.sandbox.log("any").await;
        let told: Vec<&str> = log
            .iter()
            .filter_map(|entry| entry["headers"]["x-country-iso-code"].as_str())
            .collect();
        assert_eq!(told, [meant], "{said}");
    }
    looks_once(&visitor).await;
}

/// The harness wants to read in a browser after each test, also after one without a browser. This
/// comes last, because a page sends requests to the sandbox.
pub(crate) async fn looks_once(shop: &Shop) {
    shop.open("/").await;
    shop.reads(&start_title("United States")).await;
}

async fn keeps_to_the_list(visitor: Shop, recipe: Recipe) {
    let options = with_partner(recipe, "https://partner.example");
    let (shop, mut deployed) = visitor.on_recipe(recipe, options).await;
    let raw = Raw::default();
    passes_on_what_is_meant(&raw, &deployed, &shop.sandbox, recipe).await;
    closes_everything_else(&raw, &deployed, &shop.sandbox).await;
    serves_files(&raw, &deployed, recipe).await;
    says_what_a_browser_must_know(&raw, &deployed, recipe).await;
    says_that_the_api_is_away(&shop, &raw, &mut deployed, recipe).await;
    looks_once(&visitor).await;
}

const FORGED: [(&str, &str); 12] = [
    ("accept", "application/json"),
    ("user-agent", "A visitor's browser"),
    ("cookie", "session=1"),
    ("x-cr-application", "forged"),
    ("x-cr-version", "forged"),
    ("x-cr-secret", "forged"),
    ("x-country-iso-code", "USA"),
    ("x-forwarded-for", "203.0.113.9"),
    ("forwarded", "for=203.0.113.9"),
    ("authorization", "Bearer forged"),
    ("connection", "keep-alive, x-hop"),
    ("x-hop", "1"),
];

const ORDER: &str = "11111111-2222-4333-8444-555555555555";

async fn passes_on_what_is_meant(
    raw: &Raw,
    deployed: &Deployed,
    sandbox: &Sandbox,
    recipe: Recipe,
) {
    sandbox.forget().await;
    let order = format!("/v5/orders/{ORDER}");
    let stream = format!("/v5/orders/{ORDER}/subscribe");
    let asked = format!("/orders/{ORDER}/subscribe");
    let paths = [
        (
            "/v2/homepage?country_code=US",
            "/v2/homepage?country_code=US",
        ),
        ("/v2/brands?country_code=US", "/v2/brands?country_code=US"),
        (
            "/v5/products/country/US?family_name=Caf%C3%A9%20%26%20Co&coin=USDC&lang=en",
            "/v5/products/country/US?family_name=Caf%C3%A9%20%26%20Co&coin=USDC&lang=en",
        ),
        ("/v3/payment_vias", "/v3/payment_vias"),
        (
            "/v4/products/price?brand_name=Steam&country_code=US&face_value=20&coin=USDC",
            "/v4/products/price?brand_name=Steam&country_code=US&face_value=20&coin=USDC",
        ),
        (order.as_str(), order.as_str()),
        (asked.as_str(), stream.as_str()),
        ("/available-countries", "/api/available-countries"),
    ];
    for (path, _) in paths {
        raw.get(&format!("{}/api{path}", deployed.url), &FORGED)
            .await;
    }
    for path in ["/v5/orders/validations", "/v5/orders"] {
        let url = format!("{}/api{path}", deployed.url);
        raw.ask(Method::POST, &url, &FORGED, "{\"a\":1}").await;
    }
    let log = sandbox.log("any").await;
    let heard: Vec<&str> = log
        .iter()
        .filter_map(|entry| entry["path"].as_str())
        .collect();
    let mut meant: Vec<&str> = paths.iter().map(|(_, meant)| *meant).collect();
    meant.extend(["/v5/orders/validations", "/v5/orders"]);
    assert_eq!(heard, meant);
    for entry in &log {
        only_the_meant_headers(entry, ("A visitor's browser", "DE"), recipe, sandbox);
        if entry["method"] == "POST" {
            assert_eq!(entry["body"], json!({ "a": 1 }), "{}", entry["path"]);
        }
    }
}

async fn closes_everything_else(raw: &Raw, deployed: &Deployed, sandbox: &Sandbox) {
    sandbox.forget().await;
    let order = format!("/v5/orders/{ORDER}");
    for (method, path) in [
        (Method::GET, "/"),
        (Method::GET, "/v6/partner/orders"),
        (Method::GET, "/v2/brands/../../v6/partner"),
        (Method::GET, "/v5/products/country/USA"),
        (Method::GET, "/__sandbox/api/log"),
        (Method::GET, "/v5/orders"),
        (Method::POST, "/v2/brands"),
        (Method::PUT, order.as_str()),
        (Method::PATCH, order.as_str()),
        (Method::DELETE, order.as_str()),
        (Method::OPTIONS, "/v5/orders"),
    ] {
        let url = format!("{}/api{path}", deployed.url);
        let answer = raw.ask(method.clone(), &url, &[], "").await;
        let is_closed = [404, 405].contains(&answer.status.as_u16());
        assert!(is_closed, "{method} {path}: {}", answer.status);
        assert!(
            answer
                .header("content-type")
                .starts_with("application/json"),
            "{method} {path}"
        );
        assert!(answer.text().contains("\"detail\""), "{method} {path}");
    }
    let log = sandbox.log("any").await;
    assert!(log.is_empty(), "the API heard {log:#?}");
}

async fn nginx_passes_each_event_on_as_it_comes(shop: Shop) {
    passes_each_event_on_as_it_comes(shop, Recipe::Nginx).await;
}

async fn caddy_passes_each_event_on_as_it_comes(shop: Shop) {
    passes_each_event_on_as_it_comes(shop, Recipe::Caddy).await;
}

async fn node_passes_each_event_on_as_it_comes(shop: Shop) {
    passes_each_event_on_as_it_comes(shop, Recipe::Node).await;
}

async fn cloudflare_passes_each_event_on_as_it_comes(shop: Shop) {
    passes_each_event_on_as_it_comes(shop, Recipe::Cloudflare).await;
}

async fn netlify_passes_each_event_on_as_it_comes(shop: Shop) {
    passes_each_event_on_as_it_comes(shop, Recipe::Netlify).await;
}

async fn vercel_passes_each_event_on_as_it_comes(shop: Shop) {
    passes_each_event_on_as_it_comes(shop, Recipe::Vercel).await;
}

async fn passes_each_event_on_as_it_comes(visitor: Shop, recipe: Recipe) {
    let (shop, deployed) = visitor.on_recipe(recipe, Options::default()).await;
    streams(&Raw::default(), &deployed, &shop.sandbox).await;
    looks_once(&visitor).await;
}

async fn streams(raw: &Raw, deployed: &Deployed, sandbox: &Sandbox) {
    sandbox.set(json!({ "step_milliseconds": 400 })).await;
    let id = sandbox.make_order("auto@example.com").await;
    let url = format!("{}/api/orders/{id}/subscribe", deployed.url);
    let (answer, events) = raw.follow(&url, Duration::from_secs(10)).await;
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .header("content-type")
            .starts_with("text/event-stream")
    );
    assert_eq!(answer.header("content-encoding"), "");
    assert_eq!(answer.header("cache-control"), "no-cache, no-transform");
    assert_eq!(answer.header("x-accel-buffering"), "no");
    assert!(events.len() >= 4, "{events:?} of:\n{}", answer.text());
    assert!(
        events[0] < Duration::from_secs(1),
        "the first came after {:?}",
        events[0]
    );
    for pair in events.windows(2) {
        let gap = pair[1] - pair[0];
        // The last, `stop`, comes with the state before it.
        let is_last = pair[1] == events[events.len() - 1];
        // A late event on a busy machine is nearer to the next.
        let fits = Duration::from_millis(50)..Duration::from_millis(900);
        assert!(fits.contains(&gap) || is_last, "{events:?}");
    }
}

async fn serves_files(raw: &Raw, deployed: &Deployed, recipe: Recipe) {
    let page = raw.get(&format!("{}/", deployed.url), &[]).await;
    let text = page.text();
    let script = text
        .split("href=/")
        .find(|part| part.starts_with("refillery-"));
    let script = script
        .and_then(|part| part.split([' ', '>']).next())
        .expect("a program");
    // Cloudflare's local runtime takes the first that it knows.
    let accepted = if recipe.is_edge() {
        "br, gzip"
    } else {
        "gzip, deflate, br"
    };
    let all = [("accept-encoding", accepted)];
    for (path, kept, kind) in [
        (format!("/{script}"), true, "javascript"),
        ("/locales/en.json".to_owned(), false, "application/json"),
        ("/favicon.svg".to_owned(), false, "image/svg+xml"),
    ] {
        let url = format!("{}{path}", deployed.url);
        let packed = raw.get(&url, &all).await;
        let gzip = raw.get(&url, &[("accept-encoding", "gzip")]).await;
        let plain = raw.get(&url, &[]).await;
        assert_eq!(packed.header("content-encoding"), "br", "{path}");
        assert_eq!(gzip.header("content-encoding"), "gzip", "{path}");
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        assert!(
            packed.body.len() < plain.body.len() / 2 || path.ends_with("svg"),
            "{path}"
        );
        assert!(plain.header("content-type").contains(kind), "{path}");
        let life = packed.header("cache-control");
        let want = if kept {
            "public, max-age=31536000, immutable"
        } else if recipe == Recipe::Netlify {
            // Its own words for the same.
            "public, max-age=0, must-revalidate"
        } else {
            "no-cache"
        };
        assert_eq!(life, want, "{path}");
        assert!(
            packed
                .header("vary")
                .eq_ignore_ascii_case("accept-encoding"),
            "{path}"
        );
        if !kept {
            let tag = packed.header("etag").to_owned();
            let again = [
                ("accept-encoding", accepted),
                ("if-none-match", tag.as_str()),
            ];
            assert_eq!(raw.get(&url, &again).await.status, 304, "{path}");
        }
    }
    for path in [
        "/",
        "/index.html",
        "/brand/steam",
        "/order/1234567890123456",
        "/a/b.c/d",
    ] {
        let answer = raw.get(&format!("{}{path}", deployed.url), &all).await;
        assert_eq!(answer.status, 200, "{path}");
        let packed = if recipe.is_edge() { "br" } else { "gzip" };
        assert_eq!(answer.header("content-encoding"), packed, "{path}");
        let life = answer.header("cache-control");
        let is_netlifys = recipe == Recipe::Netlify && life == "public, max-age=0, must-revalidate";
        assert!(life == "no-cache" || is_netlifys, "{path}: {life}");
        assert!(
            answer.header("content-type").starts_with("text/html"),
            "{path}"
        );
    }
    for path in [
        "/refillery-0123456789abcdef.js",
        "/locales/xx.json",
        "/_server/policy.nginx",
        "/_headers",
    ] {
        let answer = raw.get(&format!("{}{path}", deployed.url), &all).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            !answer.header("cache-control").contains("immutable"),
            "{path}"
        );
    }
}

async fn says_what_a_browser_must_know(raw: &Raw, deployed: &Deployed, recipe: Recipe) {
    let order = format!("/api/v5/orders/{ORDER}");
    for path in [
        "/",
        "/order/x",
        "/favicon.svg",
        "/no.js",
        "/api/v3/payment_vias",
        order.as_str(),
        "/api/no",
    ] {
        let answer = raw.get(&format!("{}{path}", deployed.url), &[]).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'"),
            "{path}: {policy}"
        );
        // Node reads the partners from the page, and only a page can be framed.
        let end = if recipe == Recipe::Node && !["/", "/order/x"].contains(&path) {
            "frame-ancestors 'self'"
        } else {
            "frame-ancestors 'self' https://partner.example"
        };
        assert!(policy.ends_with(end), "{path}: {policy}");
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        for name in [
            "content-security-policy",
            "cache-control",
            "x-content-type-options",
        ] {
            let count = answer.headers.get_all(name).iter().count();
            assert!(count <= 1, "{path} says {name} {count} times");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert!(
            answer.header("permissions-policy").contains("camera=()"),
            "{path}"
        );
        assert_eq!(answer.header("x-frame-options"), "", "{path}");
        // Netlify's files have it from `_headers`, which is only for hosts with TLS.
        assert!(
            answer.header("strict-transport-security").is_empty() || recipe == Recipe::Netlify,
            "{path}: no TLS here"
        );
        assert_eq!(answer.header("set-cookie"), "", "{path}");
    }
}

async fn says_that_the_api_is_away(
    shop: &Shop,
    raw: &Raw,
    deployed: &mut Deployed,
    recipe: Recipe,
) {
    deployed.stop();
    let nobody = Options::default().with("SHOP_UPSTREAM", "http://127.0.0.1:9");
    let (_, away) = shop.on_recipe(recipe, nobody).await;
    for path in [
        "/v2/brands?country_code=US",
        "/v5/orders/11111111",
        "/orders/11111111/subscribe",
    ] {
        let answer = raw.get(&format!("{}/api{path}", away.url), &[]).await;
        is_away(&answer, path);
    }
}

pub(crate) fn is_away(answer: &refillery_e2e::Answer, path: &str) {
    assert_eq!(answer.status, 502, "{path}");
    assert!(
        answer
            .header("content-type")
            .starts_with("application/json"),
        "{path}"
    );
    assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    assert!(answer.text().contains("UPSTREAM_UNREACHABLE"), "{path}");
}
