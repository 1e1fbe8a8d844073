//! A server's headers for the bundle's files: the content security policy, how long each file may
//! be kept, and the hashes that bind both to this very build.
//!
//! The page's inline scripts (`src/early/`) and its one inline style are allowed by their hash,
//! which a recipe in `deploy/` can't know. So the build writes the policy in the form of each kind
//! of server, into `_server/` beside the files, and into `_headers` for the hosts that read that.
//! No hash is copied by hand, and none can be left behind.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::failure::{Failure, Outcome};
use crate::kinds;
use crate::widget;

/// Where the servers' snippets are in the bundle. The recipes don't publish it.
pub(crate) const FOLDER: &str = "_server";

/// The file of hosts that take headers from the folder they publish.
pub(crate) const HEADERS: &str = "_headers";

/// Where pictures come from, besides the shop itself: `is_known_image` in
/// `src/api/catalog.rs` lets the same hosts through and no other.
const PICTURES: &str = "https://cdn.cryptorefills.com https://cryptorefills.s3-eu-west-1.amazonaws.com https://cryptorefills.s3.amazonaws.com";

/// Headers of every answer, but for the policy, whose end the recipe knows, and for
/// `Strict-Transport-Security`, which belongs to the owner of the certificate.
pub(crate) const FIXED: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "accelerometer=(), autoplay=(), camera=(), clipboard-write=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];

/// Who may fetch a file: pages of this origin, but for the widget and its files.
const REACH: &str = "Cross-Origin-Resource-Policy";

/// The headers that a frame needs to be shown in pages that are isolated from other origins.
const ISOLATION: &str = "Cross-Origin-Embedder-Policy";

/// How long a file may be kept whose name changes with its content.
pub(crate) const FOREVER: &str = "public, max-age=31536000, immutable";

/// Makes the program's integrity part of the page, before the page is compressed.
pub(crate) fn seal(bundle: &Path) -> Outcome<()> {
    let index = bundle.join("index.html");
    let page = read(&index)?;
    let sealed = with_integrity(&page, |name| {
        let file = bundle.join(name);
        fs::read(&file).map_err(|error| {
            Failure::because(format!("{} can't be read: {error}.", file.display()))
        })
    })?;
    write(&index, &sealed)
}

/// Writes the policy for every kind of server. `public_url` has a slash at both ends.
pub(crate) fn publish(bundle: &Path, names: &[String], public_url: &str) -> Outcome<()> {
    let page = read(&bundle.join("index.html"))?;
    let policy = policy(&page)?;
    let kept: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|name| is_named_after_its_content(name))
        .collect();
    let folder = bundle.join(FOLDER);
    fs::create_dir_all(&folder)
        .map_err(|error| Failure::because(format!("{FOLDER}/ can't be made: {error}.")))?;
    write(&folder.join("policy.nginx"), &for_nginx(&policy))?;
    write(&folder.join("policy.caddy"), &for_caddy(&policy))?;
    write(&folder.join("policy.mjs"), &for_javascript(&policy, &kept))?;
    write(
        &bundle.join(HEADERS),
        &for_hosts(&policy, &widget::frame_ancestors(&page), &kept, public_url),
    )
}

/// Whether a file's name has the hexadecimal digits of its content: sixteen, or fewer where
/// they begin with zeros, which Trunk leaves out.
pub(crate) fn is_named_after_its_content(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let digits = stem.rsplit_once('-').map_or("", |(_, digits)| digits);
    ["js", "css", "wasm"].contains(&ending)
        && (8..=16).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The policy without `frame-ancestors`, which lists the partners and so is the recipe's.
pub(crate) fn policy(page: &str) -> Outcome<String> {
    let hashes = |texts: Vec<&str>| -> String {
        texts
            .iter()
            .map(|text| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text))))
            .collect()
    };
    let scripts = hashes(inline(page, "script"));
    let styles = hashes(inline(page, "style"));
    if scripts.is_empty() || styles.is_empty() {
        return Err(Failure::because(
            "dist/index.html has no inline script or no inline style: the policy's hashes would \
             allow what isn't there.",
        ));
    }
    Ok([
        "default-src 'none'".to_owned(),
        format!("script-src 'self' 'wasm-unsafe-eval'{scripts}"),
        format!("style-src 'self'{styles}"),
        format!("img-src 'self' data: {PICTURES}"),
        "connect-src 'self'".to_owned(),
        "font-src 'self'".to_owned(),
        "manifest-src 'self'".to_owned(),
        "worker-src 'self'".to_owned(),
        // The page has a `<base>`, so 'none' would break every address of a shop in a folder.
        "base-uri 'self'".to_owned(),
        "form-action 'none'".to_owned(),
        // The page that makes widgets shows one of this shop.
        "frame-src 'self'".to_owned(),
        "object-src 'none'".to_owned(),
    ]
    .join("; "))
}

/// The contents of a page's own scripts or styles; blocks of data don't run and need no permission.
fn inline<'a>(page: &'a str, tag: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find(&open) {
        let element = &rest[start + open.len()..];
        let Some((attributes, content)) = element.split_once('>') else {
            break;
        };
        let Some((content, after)) = content.split_once(&close) else {
            break;
        };
        let runs = !attributes.contains("application/json") && !attributes.contains("src=");
        if runs {
            found.push(content);
        }
        rest = after;
    }
    found
}

/// Gives the link to the program the hash of what it links to. Browsers check a module against it
/// that is imported after its preload; for the wasm they would ignore it.
fn with_integrity(page: &str, content: impl Fn(&str) -> Outcome<Vec<u8>>) -> Outcome<String> {
    let lost = || Failure::because("dist/index.html does not link to the program as `shop-js`.");
    let place = page
        .find("id=shop-js")
        .or_else(|| page.find("id=\"shop-js\""))
        .ok_or_else(lost)?;
    let start = page[..place].rfind('<').ok_or_else(lost)?;
    let end = start + page[start..].find('>').ok_or_else(lost)?;
    let tag = &page[start..end];
    let address = tag
        .split_once("href=")
        .map(|(_, rest)| rest.trim_start_matches('"'))
        .and_then(|rest| rest.split([' ', '"', '>']).next())
        .ok_or_else(lost)?;
    let name = address.rsplit('/').next().unwrap_or(address);
    let hash = STANDARD.encode(Sha384::digest(content(name)?));
    Ok(format!(
        "{} integrity=sha384-{hash}{}",
        &page[..end],
        &page[end..]
    ))
}

fn for_nginx(policy: &str) -> String {
    let mut text = format!(
        "# Written by `cargo xtask build`; its hashes fit this folder's index.html and no other.\n\
         set $shop_policy \"{policy}\";\n"
    );
    text.push_str("# The rest is the same for every build.\n");
    for (name, value) in FIXED {
        if name != REACH {
            text.push_str(&format!("add_header {name} \"{value}\" always;\n"));
        }
    }
    // The widget and its files are for pages of other origins; an empty header is not sent.
    text.push_str(
        "set $shop_reach same-origin;\nset $shop_readers \"\";\nset $shop_isolation \"\";\n",
    );
    text.push_str(&format!("if ($uri ~ \"{}\") {{\n", widget::REACHED));
    text.push_str("    set $shop_reach cross-origin;\n    set $shop_readers *;\n}\n");
    text.push_str(&format!("if ($uri ~ \"{}\") {{\n", widget::FRAMED));
    text.push_str(
        "    set $shop_reach cross-origin;\n    set $shop_isolation credentialless;\n}\n",
    );
    text.push_str(&format!("add_header {REACH} $shop_reach always;\n"));
    text.push_str("add_header Access-Control-Allow-Origin $shop_readers always;\n");
    text.push_str(&format!("add_header {ISOLATION} $shop_isolation always;\n"));
    text.push_str(
        "# What looks like a file is missing where there is none.\nset $shop_file \"\";\n",
    );
    text.push_str(&format!(
        "if ($uri ~* \"{}\") {{\n    set $shop_file 1;\n}}\n",
        kinds::looks_like_a_file()
    ));
    text.push_str("types {\n");
    for (endings, kind) in kinds::KINDS {
        text.push_str(&format!("    {kind} {endings};\n"));
    }
    text.push_str("}\n");
    text
}

fn for_caddy(policy: &str) -> String {
    let mut text = format!(
        "# Written by `cargo xtask build`; its hashes fit this folder's index.html and no other.\n\
         vars shop_policy \"{policy}\"\nheader {{\n"
    );
    for (name, value) in FIXED {
        if name != REACH {
            text.push_str(&format!("\t{name} \"{value}\"\n"));
        }
    }
    text.push_str("}\n");
    // The widget and its files are for pages of other origins.
    let (reached, framed) = (widget::REACHED, widget::FRAMED);
    text.push_str(&format!(
        "@shop_own not path_regexp {reached}|{framed}\nheader @shop_own {REACH} same-origin\n"
    ));
    for (name, pattern, headers) in [
        ("open", reached, widget::OPEN),
        ("framed", framed, widget::IN_A_FRAME),
    ] {
        text.push_str(&format!(
            "@shop_{name} path_regexp {pattern}\nheader @shop_{name} {{\n"
        ));
        for (name, value) in headers {
            text.push_str(&format!("\t{name} {value}\n"));
        }
        text.push_str("}\n");
    }
    text.push_str(&format!(
        "# What looks like a file is missing where there is none.\n@shop_file path_regexp (?i){}\n",
        kinds::looks_like_a_file()
    ));
    for (place, (endings, kind)) in kinds::KINDS.iter().enumerate() {
        let patterns: Vec<String> = endings
            .split(' ')
            .map(|ending| format!("*.{ending}"))
            .collect();
        text.push_str(&format!(
            "@shop_kind_{place} path {}\nheader @shop_kind_{place} Content-Type \"{}\"\n",
            patterns.join(" "),
            kinds::with_charset(kind)
        ));
    }
    text
}

fn for_javascript(policy: &str, kept: &[&str]) -> String {
    let mut text = format!(
        "// Written by `cargo xtask build`; its hashes fit this folder's index.html and no other.\n\
         export const policy = \"{policy}\";\nexport const headers = {{\n"
    );
    for (name, value) in FIXED {
        text.push_str(&format!("  \"{}\": \"{value}\",\n", name.to_lowercase()));
    }
    text.push_str("};\n// Files whose name changes with their content.\nexport const kept = [\n");
    for name in kept {
        text.push_str(&format!("  \"{name}\",\n"));
    }
    text.push_str("];\n");
    // Between slashes a slash is escaped.
    let escaped = |pattern: &str| pattern.replace('/', "\\/");
    text.push_str("// The widget and its files are for pages of other origins.\n");
    for (name, pattern, headers) in [
        ("open", widget::REACHED, widget::OPEN),
        ("framed", widget::FRAMED, widget::IN_A_FRAME),
    ] {
        let pattern = escaped(pattern);
        text.push_str(&format!(
            "export const {name} = /{pattern}/;\nexport const {name}Headers = {{\n"
        ));
        for (name, value) in headers {
            text.push_str(&format!("  \"{}\": \"{value}\",\n", name.to_lowercase()));
        }
        text.push_str("};\n");
    }
    text.push_str(&format!(
        "// What looks like a file is missing where there is none.\nexport const fileLike = /{}/i;\n\
         // What a file is, by its name's ending.\nexport const kinds = {{\n",
        escaped(&kinds::looks_like_a_file())
    ));
    for (endings, kind) in kinds::KINDS {
        for ending in endings.split(' ') {
            text.push_str(&format!("  {ending}: \"{}\",\n", kinds::with_charset(kind)));
        }
    }
    text.push_str("};\n");
    text
}

/// The format of Netlify, Cloudflare and their likes, with the partners of this page's block.
fn for_hosts(policy: &str, framed: &str, kept: &[&str], public_url: &str) -> String {
    let mut text = format!(
        "# Written by `cargo xtask build`. Partners who may frame the shop are those of \
         `partner_origins` in index.html.\n{public_url}*\n  Content-Security-Policy: {policy}; {framed}\n"
    );
    for (name, value) in FIXED {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    text.push_str("  Strict-Transport-Security: max-age=63072000; includeSubDomains\n");
    // `!` removes the header of another rule; a host that does not know it ignores the line.
    text.push_str(&format!("{public_url}widget/v1/*\n  ! {REACH}\n"));
    for (name, value) in widget::OPEN {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for path in ["embed", "embed/*"] {
        text.push_str(&format!("{public_url}{path}\n  ! {REACH}\n"));
        for (name, value) in widget::IN_A_FRAME {
            text.push_str(&format!("  {name}: {value}\n"));
        }
    }
    for name in kept {
        text.push_str(&format!("{public_url}{name}\n  Cache-Control: {FOREVER}\n"));
    }
    text
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file)
        .map_err(|error| Failure::because(format!("{} can't be read: {error}.", file.display())))
}

fn write(file: &Path, text: &str) -> Outcome<()> {
    fs::write(file, text)
        .map_err(|error| Failure::because(format!("{} can't be written: {error}.", file.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<base href=/><script id=c type=application/json>{}</script>\
        <link crossorigin href=/shop-0123.js id=shop-js rel=modulepreload>\
        <style>a{}</style><script>go()</script>";

    #[test]
    fn what_runs_in_the_page_is_allowed_by_its_hash_and_data_is_not_named() {
        assert_eq!(inline(PAGE, "script"), ["go()"]);
        assert_eq!(inline(PAGE, "style"), ["a{}"]);
        let policy = policy(PAGE).unwrap();
        // echo -n 'go()' | openssl dgst -sha256 -binary | base64
        assert!(
            policy.contains("'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert!(policy.starts_with("default-src 'none'; script-src 'self'"));
    }

    #[test]
    fn a_page_without_its_script_has_no_policy() {
        assert!(super::policy("<style>a{}</style>").is_err());
    }

    #[test]
    fn the_program_is_held_to_its_hash() {
        let sealed = with_integrity(PAGE, |name| {
            assert_eq!(name, "shop-0123.js");
            Ok(b"x".to_vec())
        })
        .unwrap();
        assert!(
            sealed.contains("rel=modulepreload integrity=sha384-"),
            "{sealed}"
        );
        assert!(with_integrity("<p>", |_| Ok(Vec::new())).is_err());
    }

    #[test]
    fn only_names_with_their_contents_digits_are_kept_forever() {
        for name in [
            "base-0c35c7cd8d2ec732.css",
            "refillery-797bbb3afdd5bf01_bg.wasm",
            "refillery-shared-73594e619eb938b7.wasm",
            "refillery-2cca94ac5180a76_bg.wasm",
        ] {
            assert!(is_named_after_its_content(name), "{name}");
        }
        for name in ["index.html", "favicon.svg", "locales/en.json", "a-b.css"] {
            assert!(!is_named_after_its_content(name), "{name}");
        }
    }

    #[test]
    fn hosts_get_a_line_for_each_file_that_may_be_kept() {
        let framed = "frame-ancestors 'self' https://a.example";
        let text = for_hosts("p", framed, &["a-0c35c7cd8d2ec732.css"], "/shop/");
        assert!(text.contains(&format!(
            "/shop/*\n  Content-Security-Policy: p; {framed}\n"
        )));
        assert!(text.contains("/shop/widget/v1/*\n  ! Cross-Origin-Resource-Policy\n"));
        assert!(text.ends_with(
            "/shop/a-0c35c7cd8d2ec732.css\n  Cache-Control: public, max-age=31536000, immutable\n"
        ));
    }

    /// Two hosts want the endings of files in their own files.
    #[test]
    fn the_recipes_know_the_same_endings() {
        let root = crate::place::Place::find().unwrap();
        let endings = kinds::endings();
        let vercel = root.read("deploy/vercel/vercel.json").unwrap();
        let pattern = format!("(?!.*\\\\.(?:{endings})$)(?!\\\\.well-known/)");
        assert!(vercel.contains(&pattern), "vercel.json lacks {pattern}");
        let netlify = root
            .read("deploy/netlify/netlify/edge-functions/shop.mjs")
            .unwrap();
        for pattern in [
            format!("\"^/.*\\\\.({endings})$\""),
            "\"^/\\\\.well-known/.*$\"".to_owned(),
        ] {
            assert!(netlify.contains(&pattern), "shop.mjs lacks {pattern}");
        }
    }

    /// Each folder can be taken alone, and none gets out of date.
    #[test]
    fn the_recipes_at_the_edge_share_one_proxy() {
        let root = crate::place::Place::find().unwrap();
        let proxy = |host: &str| root.read(&format!("deploy/{host}/proxy.mjs")).unwrap();
        assert_eq!(proxy("cloudflare"), proxy("netlify"));
        assert_eq!(proxy("cloudflare"), proxy("vercel"));
    }

    #[test]
    fn the_policy_and_the_shop_know_the_same_hosts_of_pictures() {
        let root = crate::place::Place::find().unwrap();
        let source = root.read("src/api/catalog.rs").unwrap();
        for host in PICTURES.split(' ') {
            let host = host.trim_start_matches("https://").trim_start_matches('*');
            assert!(source.contains(&format!("\"{host}\"")), "{host}");
        }
    }
}
