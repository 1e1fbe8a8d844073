//! The widget in pages that are isolated from other origins.

use refillery_e2e::{
    Engine, Options, Page, Partner, Raw, Recipe, Shop, Test, said_by_loader, tests,
};

use crate::deploy::framing::with_partner;
use crate::deploy::passing::looks_once;

pub(crate) fn tests() -> Vec<Test> {
    tests!["isolated":
        every_recipe_says_that_the_widget_may_be_shown_there,
        chromium_shows_the_widget_with_its_pictures,
        firefox_shows_the_widget_with_its_pictures,
        webkit_says_why_it_does_not,
    ]
}

async fn every_recipe_says_that_the_widget_may_be_shown_there(visitor: Shop) {
    let raw = Raw::default();
    for recipe in [
        Recipe::Nginx,
        Recipe::Caddy,
        Recipe::Node,
        Recipe::Cloudflare,
        Recipe::Netlify,
        Recipe::Vercel,
    ] {
        let (_, deployed) = visitor.on_recipe(recipe, Options::default()).await;
        for (path, policy, reach) in [
            ("/embed", "credentialless", "cross-origin"),
            ("/embed?country=US", "credentialless", "cross-origin"),
            ("/embed/brand/steam", "credentialless", "cross-origin"),
            ("/", "", "same-origin"),
            ("/embedded", "", "same-origin"),
        ] {
            let answer = raw.get(&format!("{}{path}", deployed.url), &[]).await;
            let said = |name| answer.header(name).to_owned();
            assert_eq!(
                said("cross-origin-embedder-policy"),
                policy,
                "{recipe:?} {path}"
            );
            assert_eq!(
                said("cross-origin-resource-policy"),
                reach,
                "{recipe:?} {path}"
            );
        }
    }
    looks_once(&visitor).await;
}

/// A partner's pages that say this, with the widget of this shop.
async fn partner(shop: &Shop, recipe: Recipe) -> (Partner, refillery_e2e::Deployed) {
    let body = |policy: &str| {
        Page::new(
            if policy == "require-corp" { "/strict" } else { "/" },
            "<!doctype html><html lang=en><meta charset=utf-8><title>Partner</title><h1>A partner</h1><p>A page that is isolated from other origins, with a gift shop on it.</p>\
             <script src=/widget/v1/loader.js></script><script>\
             window.heard = []; document.addEventListener('giftshop:error', (e) => heard.push(e.detail.message)); \
             window.shows = (url) => GiftShop.mount(document.body, { src: url + '/embed?country=US&lang=en&view=brands' });\
             </script>",
        )
        .with("cross-origin-opener-policy", "same-origin")
        .with("cross-origin-embedder-policy", policy)
    };
    // A host of pictures that sends no policy.
    let picture = Page::new("/picture", PICTURE).with("content-type", "image/svg+xml");
    let pages = vec![body("credentialless"), body("require-corp"), picture];
    let partner = shop.partner(pages).await;
    let mut options = with_partner(recipe, &partner.here);
    // No host of the policy's list answers here.
    options
        .edits
        .push(("add_header Content-Security-Policy", "add_header X-Nothing"));
    let (_, deployed) = shop.on_recipe(recipe, options).await;
    (partner, deployed)
}

const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";

async fn chromium_shows_the_widget_with_its_pictures(shop: Shop) {
    shows_it(&shop, &shop).await;
}

async fn firefox_shows_the_widget_with_its_pictures(shop: Shop) {
    let visitor = shop.in_engine(Engine::Firefox).await;
    shows_it(&shop, &visitor).await;
    looks_once(&shop).await;
}

async fn shows_it(shop: &Shop, visitor: &Shop) {
    let (partner, deployed) = partner(shop, Recipe::Nginx).await;
    for path in ["/", "/strict"] {
        visitor.goes_to(&format!("{}{path}", partner.here)).await;
        let is_isolated = visitor.run("return crossOriginIsolated").await;
        assert_eq!(is_isolated, serde_json::json!(true), "{path}");
        visitor.run(&format!("shows('{}')", deployed.url)).await;
        visitor.enters(0).await;
        visitor.reads("Steam").await;
        visitor
            .run(&format!(
                "const said = document.body.dataset; const i = new Image(); i.onload = () => {{ said.seen = 'picture'; }}; \
                 i.onerror = () => {{ said.seen = 'none'; }}; i.src = '{}/picture'",
                partner.there
            ))
            .await;
        let seen = visitor
            .until_script("an answer", "return document.body.dataset.seen")
            .await;
        assert_eq!(seen, "picture", "{path}");
        visitor.leaves().await;
    }
}

/// It doesn't know `credentialless`.
async fn webkit_says_why_it_does_not(shop: Shop) {
    let visitor = shop.in_engine(Engine::WebKit).await;
    let (partner, deployed) = partner(&shop, Recipe::Nginx).await;
    visitor.goes_to(&format!("{}/strict", partner.here)).await;
    visitor.run(&format!("shows('{}')", deployed.url)).await;
    let heard = visitor
        .until_script("the loader's error", "return heard[0]")
        .await;
    let heard = heard.as_str().unwrap_or_default();
    assert!(
        heard.contains("Cross-Origin-Embedder-Policy on its /embed"),
        "{heard}"
    );
    assert!(!heard.contains("partner_origins"), "{heard}");
    let words = visitor
        .run("return document.querySelector('gift-shop').shadowRoot.textContent")
        .await;
    let said = words.as_str().unwrap_or_default();
    assert!(said.contains(said_by_loader("refused")), "{said}");
    looks_once(&shop).await;
}
