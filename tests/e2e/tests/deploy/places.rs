//! The answer at each address, behind every recipe: an owner's own files, missing files, private
//! files, and the shop's folder as people type it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use refillery_e2e::{Options, Raw, Recipe, Shop, Test, checkout, fresh_folder, tests};

use crate::deploy::passing::looks_once;

pub(crate) fn tests() -> Vec<Test> {
    tests!["places":
        every_recipe_serves_what_lies_in_the_folder,
        every_recipe_of_a_folder_knows_it_without_its_slash,
        nginx_sends_visitors_without_tls_to_the_other_door,
        a_limit_counts_the_half_of_a_newer_address,
        the_edge_counts_the_half_of_a_newer_address,
    ]
}

const ALL: [Recipe; 6] = [
    Recipe::Nginx,
    Recipe::Caddy,
    Recipe::Node,
    Recipe::Cloudflare,
    Recipe::Netlify,
    Recipe::Vercel,
];

/// An owner's files beside a release, and how they are served.
const OWN: [(&str, &str); 7] = [
    ("logo.webp", "image/webp"),
    ("sitemap.xml", "xml"),
    ("robots.txt", "text/plain"),
    ("google0123456789.html", "text/html"),
    (".well-known/security.txt", "text/plain"),
    (".well-known/assetlinks.json", "application/json"),
    // The host chooses the type of a file without an ending.
    (".well-known/apple-app-site-association", ""),
];

/// A release with an owner's own files.
fn with_own_files(build: &Path) -> PathBuf {
    let folder = fresh_folder("own-files");
    let copied = Command::new("cp")
        .arg("-r")
        .arg(build.join("."))
        .arg(&folder)
        .status();
    assert!(copied.is_ok_and(|status| status.success()));
    fs::create_dir_all(folder.join(".well-known")).expect("target/ can be written");
    for (name, _) in OWN {
        fs::write(folder.join(name), format!("own {name}")).expect("target/ can be written");
    }
    fs::write(folder.join(".env"), "SECRET=1").expect("target/ can be written");
    folder
}

async fn every_recipe_serves_what_lies_in_the_folder(visitor: Shop) {
    let dist = with_own_files(&checkout().join("dist"));
    let raw = Raw::default();
    for recipe in ALL {
        let options = Options {
            dist: Some(dist.clone()),
            ..Options::default()
        };
        let (_, deployed) = visitor.on_recipe(recipe, options).await;
        let get = async |path: &str| raw.get(&format!("{}{path}", deployed.url), &[]).await;
        for (name, kind) in OWN {
            let answer = get(&format!("/{name}")).await;
            assert_eq!(answer.status, 200, "{recipe:?} {name}");
            assert_eq!(answer.text(), format!("own {name}"), "{recipe:?}");
            let said = answer.header("content-type");
            assert!(said.contains(kind), "{recipe:?} {name}: {said}");
        }
        for path in [
            "/missing.webp",
            "/missing.xml",
            "/missing.html",
            "/brand/missing.png",
            "/.well-known/missing",
            "/.well-known/missing.json",
        ] {
            let answer = get(path).await;
            assert_eq!(answer.status, 404, "{recipe:?} {path}");
        }
        // Vercel's own list of pages distinguishes capitals.
        if recipe != Recipe::Vercel {
            let answer = get("/Missing.WEBP").await;
            assert_eq!(answer.status, 404, "{recipe:?}");
        }
        for path in [
            "/_server/policy.mjs",
            "/%5fserver/policy.nginx",
            "/%5Fheaders",
            "/brand/../_server/policy.nginx",
            "/.env",
        ] {
            let text = get(path).await.text();
            let is_told = text.contains("Written by") || text.contains("SECRET");
            assert!(!is_told, "{recipe:?} {path}");
        }
        // Brands have names with a dot in them.
        for path in ["/brand/Booking.com", "/brand/steam.io", "/index.html"] {
            let answer = get(path).await;
            assert_eq!(answer.status, 200, "{recipe:?} {path}");
            assert!(answer.text().contains("shop-config"), "{recipe:?} {path}");
        }
    }
    looks_once(&visitor).await;
}

async fn every_recipe_of_a_folder_knows_it_without_its_slash(visitor: Shop) {
    let build = checkout().join("target/shop");
    let raw = Raw::default();
    for recipe in [
        Recipe::Nginx,
        Recipe::Caddy,
        Recipe::Node,
        Recipe::Cloudflare,
    ] {
        let options = Options {
            dist: Some(build.clone()),
            ..Options::default()
        };
        let options = if recipe == Recipe::Cloudflare {
            options
        } else {
            options.with("SHOP_PAGE", build.to_string_lossy())
        };
        let options = options.with("SHOP_PATH", "/shop/");
        let (_, deployed) = visitor.on_recipe(recipe, options).await;
        let get = async |path: &str| raw.get(&format!("{}{path}", deployed.url), &[]).await;
        for (path, wanted) in [
            ("/shop", "/shop/"),
            ("/shop?country=US&q=a%20b", "/shop/?country=US&q=a%20b"),
        ] {
            let answer = get(path).await;
            assert_eq!(answer.status, 308, "{recipe:?} {path}");
            let location = answer.header("location");
            let inside = location.strip_prefix(deployed.url.as_str());
            assert_eq!(inside.unwrap_or(location), wanted, "{recipe:?}");
        }
        for path in [
            "/",
            "/brands",
            "/Shop/",
            "/shopping",
            "/index.html",
            "/shop.png",
        ] {
            assert_eq!(get(path).await.status, 404, "{recipe:?} {path}");
        }
        for path in ["/shop/", "/shop/index.html", "/shop/brand/steam"] {
            let answer = get(path).await;
            assert_eq!(answer.status, 200, "{recipe:?} {path}");
            assert!(answer.text().contains("shop-config"), "{recipe:?} {path}");
        }
        let answer = get("/shop/missing.webp").await;
        assert_eq!(answer.status, 404, "{recipe:?}");
    }
    looks_once(&visitor).await;
}

/// Over the socket that the tests have in place of port 80.
async fn nginx_sends_visitors_without_tls_to_the_other_door(visitor: Shop) {
    let options = Options::default().with("SHOP_HOST", "shop.example");
    let (_, deployed) = visitor.on_recipe(Recipe::Nginx, options).await;
    let asked = Command::new("curl")
        .args(["--silent", "--include", "--unix-socket"])
        .arg(deployed.folder.join("plain.sock"))
        .arg("http://shop.example/brands?country=US")
        .output();
    let answer = String::from_utf8(asked.expect("curl").stdout).expect("text");
    assert!(answer.starts_with("HTTP/1.1 308"), "{answer}");
    let location = "Location: https://shop.example/brands?country=US\r\n";
    assert!(answer.contains(location), "{answer}");
    looks_once(&visitor).await;
}

/// A visitor has all addresses of the newer kind that share the first half.
async fn a_limit_counts_the_half_of_a_newer_address(visitor: Shop) {
    let raw = Raw::default();
    for recipe in [Recipe::Nginx, Recipe::Node] {
        let options = Options {
            trusted: &["127.0.0.1"],
            ..Options::default()
        };
        let options = if recipe == Recipe::Nginx {
            let options = options.with("SHOP_VALIDATIONS_PER_MINUTE", "1");
            options.with("SHOP_VALIDATIONS_AT_ONCE", "1")
        } else {
            options.with("SHOP_VALIDATIONS_PER_MINUTE", "2")
        };
        let (_, deployed) = visitor.on_recipe(recipe, options).await;
        let url = format!("{}/api/v5/orders/validations", deployed.url);
        let is_refused = async |address: &str| {
            let said = [("x-forwarded-for", address)];
            let answer = raw.ask(http::Method::POST, &url, &said, "{}").await;
            answer.status == 429
        };
        for (address, wanted) in [
            ("2001:db8:1:2::a", false),
            ("2001:db8:1:2:ffff::b", false),
            ("2001:db8:1:2:3:4:5:6", true),
            // Other networks, of which one is written shorter.
            ("2001:db8:1:3::a", false),
            ("2001:db8::1", false),
            // The older kind counts whole.
            ("198.51.100.7", false),
            ("198.51.100.8", false),
            ("198.51.100.9", false),
        ] {
            assert_eq!(is_refused(address).await, wanted, "{recipe:?} {address}");
        }
    }
    looks_once(&visitor).await;
}

/// Miniflare says by itself who the visitor is, so the function is called alone.
async fn the_edge_counts_the_half_of_a_newer_address(visitor: Shop) {
    let script = r#"
        const { proxy } = await import(process.argv[1]);
        const counted = [];
        for (const address of process.argv.slice(2)) {
          const request = new Request("https://shop.example/api/v5/orders", { method: "POST", body: "{}" });
          await proxy(request, "/v5/orders", {}, { address, allows: (what, visitor) => { counted.push(visitor); } });
        }
        console.log(counted.join(" "));"#;
    let asked = Command::new("node")
        .args(["--input-type=module", "--eval", script])
        .arg(checkout().join("deploy/cloudflare/proxy.mjs"))
        .args([
            "2001:db8:1:2::a",
            "2001:0DB8:1:2:3:4:5:6",
            "2001:db8::1",
            "::1",
        ])
        .args(["198.51.100.7", "::ffff:198.51.100.7"])
        .output()
        .expect("node can be started");
    let words = String::from_utf8_lossy(&asked.stdout);
    let counted: Vec<&str> = words.split_whitespace().collect();
    assert_eq!(
        counted.len(),
        6,
        "{}",
        String::from_utf8_lossy(&asked.stderr)
    );
    assert_eq!(counted[0], counted[1]);
    assert_ne!(counted[0], counted[2]);
    assert_ne!(counted[2], counted[3]);
    assert_eq!(counted[4..], ["198.51.100.7", "198.51.100.7"]);
    looks_once(&visitor).await;
}
