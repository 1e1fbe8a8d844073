//! Every page under the policy that the build wrote: no page needs what it forbids.

use refillery_e2e::{
    Engine, Options, Recipe, Reports, Shell, Shop, Test, counted, fresh_folder, said_by_shell,
    tests, text,
};
use serde_json::json;

use crate::steps::{EMAIL, chooses_a_card, code_is_shown, is_delivered, start_title};

pub(crate) fn tests() -> Vec<Test> {
    tests!["policy":
        no_page_behind_nginx_wants_what_the_policy_forbids,
        no_page_behind_caddy_wants_what_the_policy_forbids,
        no_page_behind_node_wants_what_the_policy_forbids,
        no_page_behind_cloudflare_wants_what_the_policy_forbids,
        no_page_behind_netlify_wants_what_the_policy_forbids,
        no_page_behind_vercel_wants_what_the_policy_forbids,
        no_page_in_firefox_wants_what_the_policy_forbids,
        a_program_that_was_tampered_with_does_not_start,
    ]
}

/// Keeps what was forbidden over all pages of the visit.
const WATCH: &str = r"
    document.addEventListener('securitypolicyviolation', (event) => {
      const seen = JSON.parse(sessionStorage.getItem('forbidden') || '[]');
      seen.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample);
      sessionStorage.setItem('forbidden', JSON.stringify(seen));
    });
";

async fn no_page_behind_nginx_wants_what_the_policy_forbids(shop: Shop) {
    visits_every_page(shop, Recipe::Nginx).await;
}

async fn no_page_behind_node_wants_what_the_policy_forbids(shop: Shop) {
    visits_every_page(shop, Recipe::Node).await;
}

async fn no_page_behind_caddy_wants_what_the_policy_forbids(shop: Shop) {
    visits_every_page(shop, Recipe::Caddy).await;
}

async fn no_page_behind_cloudflare_wants_what_the_policy_forbids(shop: Shop) {
    visits_every_page(shop, Recipe::Cloudflare).await;
}

async fn no_page_behind_netlify_wants_what_the_policy_forbids(shop: Shop) {
    visits_every_page(shop, Recipe::Netlify).await;
}

async fn no_page_behind_vercel_wants_what_the_policy_forbids(shop: Shop) {
    visits_every_page(shop, Recipe::Vercel).await;
}

/// Firefox has no way to watch a page before it begins, but sends reports to the policy's address.
async fn no_page_in_firefox_wants_what_the_policy_forbids(shop: Shop) {
    shop.sandbox
        .set(json!({ "image_base": "https://cdn.cryptorefills.com" }))
        .await;
    let reports = Reports::listen().await;
    let partners = format!("https://partner.example; report-uri {}", reports.url);
    let options = Options::default().with("SHOP_PARTNERS", partners);
    let (shop, _deployed) = shop.on_recipe(Recipe::Nginx, options).await;
    let visitor = shop.in_engine(Engine::Firefox).await;
    sees_every_page(&visitor).await;
    assert_eq!(reports.so_far(), Vec::<String>::new());
    // This shows that the watch works.
    visitor
        .run("document.body.append(Object.assign(document.createElement('script'), { textContent: 'x' }))")
        .await;
    visitor
        .until("a report of the forbidden script", async || {
            let seen = reports.so_far();
            seen.iter()
                .any(|report| report.contains("script-src"))
                .then_some(())
        })
        .await;
    shop.open("/").await;
    shop.reads(&start_title("United States")).await;
}

async fn visits_every_page(shop: Shop, recipe: Recipe) {
    // Hosts that the API really uses; they don't answer here, but the policy is checked first.
    shop.sandbox
        .set(json!({ "image_base": "https://cdn.cryptorefills.com" }))
        .await;
    let (shop, _deployed) = shop.on_recipe(recipe, Options::default()).await;
    shop.before_every_page(WATCH).await;
    sees_every_page(&shop).await;
    let forbidden = shop.run("return sessionStorage.getItem('forbidden')").await;
    assert!(forbidden.is_null(), "the policy had to forbid {forbidden}");
    for line in shop.console().await {
        assert!(!line.contains("Content Security Policy"), "{line}");
        assert!(!line.contains("integrity"), "{line}");
    }
    // This shows that the watch works: what is forbidden is reported.
    shop.run("document.body.append(Object.assign(document.createElement('script'), { textContent: 'x' }))")
        .await;
    shop.until("a forbidden script to be reported", async || {
        let seen = shop.run("return sessionStorage.getItem('forbidden')").await;
        seen.as_str()
            .filter(|seen| seen.contains("script-src"))
            .map(|_| ())
    })
    .await;
}

async fn sees_every_page(shop: &Shop) {
    shop.open("/?country=US").await;
    shop.reads(&start_title("United States")).await;
    shop.open("/brands?country=US").await;
    shop.reads("Steam").await;
    shop.open("/esims?country=US&to=US").await;
    shop.reads("Roamwell eSIM").await;
    chooses_a_card(shop).await;
    shop.types(text("recipient.email"), EMAIL).await;
    shop.press(text("cart.add")).await;
    shop.follow(&counted("cart.link", 1, &[])).await;
    shop.reads(text("ordering.place")).await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.state_waiting")).await;
    shop.reads(text("order.link_live")).await;
    is_delivered(shop, &id).await;
    code_is_shown(shop, &id).await;
    shop.open("/orders").await;
    shop.reads(text("orders.title")).await;
    shop.open("/help").await;
    shop.reads("What is a network?").await;
    shop.open("/nowhere").await;
    shop.reads("Refillery").await;
}

/// The program gets one more byte under the same name, as from somebody with access to the files.
async fn a_program_that_was_tampered_with_does_not_start(shop: Shop) {
    let root = std::env::current_dir().expect("a folder");
    let root = root.ancestors().nth(2).expect("the checkout").to_owned();
    let copy = fresh_folder("tampered").join("dist");
    let copied = std::process::Command::new("cp")
        .arg("-r")
        .arg(root.join("dist"))
        .arg(&copy)
        .status();
    assert!(copied.is_ok_and(|status| status.success()));
    for entry in std::fs::read_dir(&copy).expect("a copy").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("refillery-") && name.ends_with(".js") {
            let mut text = std::fs::read_to_string(entry.path()).expect("the program");
            text.push_str("\nwindow.tampered = true;");
            std::fs::write(entry.path(), text).expect("the copy can be written");
        } else if name.ends_with(".js.br") || name.ends_with(".js.gz") {
            std::fs::remove_file(entry.path()).expect("the copy can be written");
        }
    }
    let options = Options {
        dist: Some(copy),
        ..Options::default()
    };
    let (shop, _deployed) = shop.on_recipe(Recipe::Nginx, options).await;
    shop.open("/?country=US").await;
    shop.reads(&said_by_shell(Shell::Failure, "en")).await;
    let ran = shop.run("return !!window.tampered").await;
    assert_eq!(ran, json!(false));
}
