//! TLS on both sides: to the API with its name checked, and to visitors.

use refillery_e2e::{Options, Raw, Recipe, Shop, Test, fresh_folder, tests};

use crate::deploy::certificate;
use crate::deploy::passing::{is_away, looks_once};

pub(crate) fn tests() -> Vec<Test> {
    tests!["encrypted":
        nginx_holds_the_api_to_its_name,
        caddy_holds_the_api_to_its_name,
        node_holds_the_api_to_its_name,
        nginx_ends_tls_with_http_2_and_tells_browsers_to_stay,
    ]
}

async fn nginx_holds_the_api_to_its_name(shop: Shop) {
    holds_the_api_to_its_name(shop, Recipe::Nginx).await;
}

async fn caddy_holds_the_api_to_its_name(shop: Shop) {
    holds_the_api_to_its_name(shop, Recipe::Caddy).await;
}

async fn node_holds_the_api_to_its_name(shop: Shop) {
    holds_the_api_to_its_name(shop, Recipe::Node).await;
}

/// The API over TLS: nginx again, with a certificate of this run's own authority.
async fn holds_the_api_to_its_name(shop: Shop, recipe: Recipe) {
    let folder = fresh_folder("tls");
    let raw = Raw::default();
    for (name, expected) in [
        ("DNS:api.sandbox.test", 200),
        ("DNS:api.elsewhere.test", 502),
    ] {
        let made = certificate::make(&folder.join(&name[4..]), name);
        let tls = Options {
            tls: Some((made.certificate.clone(), made.key.clone())),
            ..Options::default()
        };
        // At its own prefix it passes on the API.
        let (_, api) = shop
            .on_recipe(Recipe::Nginx, tls.with("SHOP_PREFIX", "/api"))
            .await;
        let authority = made.authority.to_string_lossy().into_owned();
        let options = match recipe {
            Recipe::Nginx => Options::default()
                .with("SHOP_UPSTREAM", format!("{}/api", api.url))
                .with("SHOP_CA_FILE", authority),
            Recipe::Node => Options::default()
                .with("SHOP_UPSTREAM", format!("{}/api", api.url))
                .with("NODE_EXTRA_CA_CERTS", authority),
            _ => Options::default()
                .with("SHOP_UPSTREAM", api.url.clone())
                .with("SHOP_COUNTRIES", api.url.clone())
                .with(
                    "SHOP_UPSTREAM_TLS",
                    format!("tls_trusted_ca_certs {authority}\ntls_server_name api.sandbox.test"),
                ),
        };
        let (_, deployed) = shop.on_recipe(recipe, options).await;
        let vias = format!("{}/api/v3/payment_vias", deployed.url);
        let answer = raw.get(&vias, &[]).await;
        match recipe {
            // Caddy adds no path to an upstream's address: a 404 came through TLS too.
            Recipe::Caddy if expected == 200 => assert_ne!(answer.status, 502, "{name}"),
            _ => assert_eq!(answer.status, expected, "{name}: {}", deployed.words()),
        }
        if expected == 502 {
            is_away(&answer, "a wrong name");
        }
        // Without this run's authority the name isn't trusted.
        let strange = match recipe {
            Recipe::Nginx | Recipe::Node => {
                Options::default().with("SHOP_UPSTREAM", format!("{}/api", api.url))
            }
            _ => Options::default()
                .with("SHOP_UPSTREAM", api.url.clone())
                .with("SHOP_COUNTRIES", api.url.clone())
                .with("SHOP_UPSTREAM_TLS", "tls_server_name api.sandbox.test"),
        };
        let (_, deployed) = shop.on_recipe(recipe, strange).await;
        let answer = raw
            .get(&format!("{}/api/v3/payment_vias", deployed.url), &[])
            .await;
        is_away(&answer, "a strange authority");
    }
    looks_once(&shop).await;
}

async fn nginx_ends_tls_with_http_2_and_tells_browsers_to_stay(shop: Shop) {
    let folder = fresh_folder("h2");
    let made = certificate::make(&folder, "IP:127.0.0.1");
    let options = Options {
        tls: Some((made.certificate.clone(), made.key.clone())),
        ..Options::default()
    };
    let (_, deployed) = shop.on_recipe(Recipe::Nginx, options).await;
    let curl = std::process::Command::new("curl")
        .args([
            "--silent",
            "--show-error",
            "--http2",
            "--dump-header",
            "-",
            "--output",
            "/dev/null",
        ])
        .arg("--cacert")
        .arg(&made.authority)
        .arg(format!("{}/", deployed.url))
        .output()
        .expect("`curl` can be started");
    let said = String::from_utf8_lossy(&curl.stdout).to_lowercase();
    assert!(
        said.starts_with("http/2 200"),
        "{said}{}",
        String::from_utf8_lossy(&curl.stderr)
    );
    assert!(
        said.contains("strict-transport-security: max-age=63072000"),
        "{said}"
    );
    looks_once(&shop).await;
}
