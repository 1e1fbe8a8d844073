//! The shop in a frame: who gets it from each server, and who gets the loader.

use std::fs;

use refillery_e2e::{Options, Page, Raw, Recipe, Shop, Test, checkout, fresh_folder, tests};
use serde_json::json;

pub(crate) fn tests() -> Vec<Test> {
    tests!["framing":
        behind_nginx_a_partner_gets_the_shop_and_nobody_else,
        behind_caddy_a_partner_gets_the_shop_and_nobody_else,
        behind_node_a_partner_gets_the_shop_and_nobody_else,
    ]
}

async fn behind_nginx_a_partner_gets_the_shop_and_nobody_else(shop: Shop) {
    frames(shop, Recipe::Nginx).await;
}

async fn behind_caddy_a_partner_gets_the_shop_and_nobody_else(shop: Shop) {
    frames(shop, Recipe::Caddy).await;
}

async fn behind_node_a_partner_gets_the_shop_and_nobody_else(shop: Shop) {
    frames(shop, Recipe::Node).await;
}

/// The output of `deploy/partners.sh` for a page.
fn partners_of(page: &std::path::Path) -> String {
    let printed = std::process::Command::new("sh")
        .arg(checkout().join("deploy/partners.sh"))
        .arg(page)
        .output()
        .expect("`sh` can be started");
    assert!(printed.status.success());
    String::from_utf8(printed.stdout).expect("text")
}

/// A server with a partner in the page's block, as an owner writes it there.
pub(crate) fn with_partner(recipe: Recipe, origin: &str) -> Options {
    let page = fs::read_to_string(checkout().join("dist/index.html")).expect("a release");
    let with = format!("\"partner_origins\": [\"{origin}\", \"*; script-src *\"], \"name\"");
    assert!(page.contains("\"name\""));
    let folder = fresh_folder(&format!("partners-{recipe:?}"));
    fs::write(
        folder.join("index.html"),
        page.replacen("\"name\"", &with, 1),
    )
    .expect("target/");
    if recipe == Recipe::Node {
        return Options::default().with("SHOP_PAGE", folder.to_string_lossy());
    }
    let printed = partners_of(&folder.join("index.html"));
    assert_eq!(printed, origin);
    let options = Options::default().with("SHOP_PARTNERS", printed);
    if matches!(recipe, Recipe::Nginx | Recipe::Caddy) {
        return options.with("SHOP_PAGE", folder.to_string_lossy());
    }
    options
}

async fn frames(shop: Shop, recipe: Recipe) {
    let html = "<!doctype html><html lang=en><meta charset=utf-8><title>Partner</title><p>A page with the shop in a frame.</p>\
        <iframe id=frame width=800 height=600></iframe>";
    let partner = shop.partner(vec![Page::new("/", html)]).await;
    let options = with_partner(recipe, &partner.here);
    let (at, _deployed) = shop.on_recipe(recipe, options).await;
    let raw = Raw::default();
    let answer = raw
        .ask(http::Method::GET, &format!("{}/", at.url), &[], "")
        .await;
    let policy = answer.header("content-security-policy");
    let end = format!("; frame-ancestors 'self' {}", partner.here);
    assert!(policy.ends_with(&end), "{policy}");

    // The partner's page gets it, and the same page of another origin does not.
    for (origin, is_let_in) in [(&partner.here, true), (&partner.there, false)] {
        shop.goes_to(&format!("{origin}/")).await;
        shop.run(&format!("frame.src = '{}/brands?country=US'", at.url))
            .await;
        shop.enters(0).await;
        if is_let_in {
            shop.reads("Steam").await;
        } else {
            shop.until_script(
                "the browser's refusal",
                "return location.protocol === 'chrome-error:'",
            )
            .await;
        }
        shop.leaves().await;
    }

    // Every page may load the loader, by its hash, and none another file.
    shop.goes_to(&format!("{}/", partner.there)).await;
    let hashes = fs::read_to_string(checkout().join("dist/widget/v1/sri.json"))
        .expect("the build writes it");
    let hashes: serde_json::Value = serde_json::from_str(&hashes).expect("JSON");
    let hash = hashes["loader.js"].as_str().expect("a hash");
    shop.run(&format!(
        "window.loaded = {{}}; for (const [name, src, more] of [ \
           ['loader', '{0}/widget/v1/loader.js', {{ integrity: '{hash}', crossOrigin: 'anonymous' }}], \
           ['plain', '{0}/widget/v1/loader.js?plain', {{}}], \
           ['tampered', '{0}/widget/v1/loader.js?x', {{ integrity: 'sha384-{1}', crossOrigin: 'anonymous' }}], \
         ]) {{ const s = Object.assign(document.createElement('script'), more); s.onload = () => {{ loaded[name] = true; }}; \
           s.onerror = () => {{ loaded[name] = false; }}; s.src = src; document.head.append(s); }} \
         fetch('{0}/locales/en.json').then(() => {{ loaded.words = true; }}, () => {{ loaded.words = false; }}); \
         const i = new Image(); i.onload = () => {{ loaded.icon = true; }}; i.onerror = () => {{ loaded.icon = false; }}; i.src = '{0}/favicon.svg';",
        at.url, "A".repeat(64)
    ))
    .await;
    shop.until_script("the answers", "return Object.keys(loaded).length === 5")
        .await;
    assert_eq!(
        shop.run("return loaded").await,
        json!({ "loader": true, "plain": true, "tampered": false, "words": false, "icon": false })
    );
    assert_eq!(shop.run("return typeof GiftShop.mount").await, "function");
}
