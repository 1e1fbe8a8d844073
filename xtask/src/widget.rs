//! The widget's files in the bundle: the loader's hash for pages that hold it to one, its
//! budget, and who may show the shop in a frame.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::failure::{Failure, Outcome};
use crate::size::Measured;

/// The loader, in the bundle and under `public/`.
pub(crate) const LOADER: &str = "widget/v1/loader.js";

/// Where its hash is written, beside it.
const HASHES: &str = "widget/v1/sri.json";

/// The largest size of the loader under gzip. A partner's page waits for it. A hundred bytes are
/// for its words about pages without an origin and pages that are isolated.
const ALLOWED: u64 = 4_600;

/// The files that pages of other origins fetch, as a regular expression that nginx, Caddy and
/// JavaScript read alike.
pub(crate) const REACHED: &str =
    "/widget/v1/(loader\\.js|loader\\.d\\.ts|messages\\.schema\\.json|sri\\.json)$";

/// The headers of those, instead of `same-origin`. A script with an `integrity` of another origin
/// is fetched with CORS, so the second is wanted too.
pub(crate) const OPEN: [(&str, &str); 2] = [
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Access-Control-Allow-Origin", "*"),
];

/// The widget's own pages, as a regular expression of the same kind.
pub(crate) const FRAMED: &str = "/embed(/|$)";

/// The headers of those, so that a page that is isolated from other origins may show them
/// (docs/widget.md). `require-corp` would keep out the pictures, whose host says nothing of itself.
pub(crate) const IN_A_FRAME: [(&str, &str); 2] = [
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Cross-Origin-Embedder-Policy", "credentialless"),
];

/// Writes the loader's hash beside it, before all is compressed, and returns it.
pub(crate) fn seal(bundle: &Path) -> Outcome<String> {
    let file = bundle.join(LOADER);
    let loader = fs::read(&file)
        .map_err(|error| Failure::because(format!("dist/{LOADER} can't be read: {error}.")))?;
    let hash = integrity(&loader);
    fs::write(
        bundle.join(HASHES),
        format!("{{ \"loader.js\": \"{hash}\" }}\n"),
    )
    .map_err(|error| Failure::because(format!("dist/{HASHES} can't be written: {error}.")))?;
    Ok(hash)
}

/// A file's hash as an `integrity` attribute has it.
fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// Holds the loader to its budget.
pub(crate) fn holds(files: &[Measured]) -> Outcome<String> {
    let packed = files
        .iter()
        .find(|file| file.name == LOADER)
        .and_then(|file| file.packed)
        .ok_or_else(|| Failure::because(format!("the bundle has no {LOADER}.")))?;
    let gzip = packed.gzip;
    if gzip <= ALLOWED {
        Ok(format!(
            "widget's loader: {gzip} B under gzip, of {ALLOWED} allowed."
        ))
    } else {
        Err(Failure::because(format!(
            "widget's loader: {gzip} B under gzip, {} over the budget of {ALLOWED}.",
            gzip - ALLOWED
        )))
    }
}

/// The end of the policy: who may frame this page, by its own config block. The handshake judges by
/// the same list.
pub(crate) fn frame_ancestors(page: &str) -> String {
    let mut text = "frame-ancestors 'self'".to_owned();
    for origin in partners(page) {
        text.push(' ');
        text.push_str(&origin);
    }
    text
}

/// The config block's `partner_origins`; what is no origin is left out, as the shop does.
pub(crate) fn partners(page: &str) -> Vec<String> {
    let block = page
        .split_once("shop-config")
        .and_then(|(_, rest)| rest.split_once("</script>"))
        .map_or("", |(block, _)| block);
    let list = block
        .split_once("\"partner_origins\"")
        .and_then(|(_, rest)| rest.split_once('['))
        .filter(|(between, _)| between.trim() == ":")
        .and_then(|(_, rest)| rest.split_once(']'))
        .map_or("", |(list, _)| list);
    let is_origin = |text: &&str| {
        let host = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        host.is_some_and(|host| {
            !host.is_empty()
                && host
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte))
        })
    };
    list.split('"')
        .skip(1)
        .step_by(2)
        .filter(is_origin)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    #[test]
    fn the_loader_is_within_its_budget() {
        let folder = std::env::temp_dir().join(format!("xtask-widget-{}", std::process::id()));
        fs::create_dir_all(folder.join("widget/v1")).unwrap();
        let loader = Place::find().unwrap().root.join("public").join(LOADER);
        fs::copy(loader, folder.join(LOADER)).unwrap();
        let hash = seal(&folder).unwrap();
        let measured = crate::size::compress(&folder, &folder.join(LOADER)).unwrap();
        let said = holds(&[measured]);
        let written = fs::read_to_string(folder.join(HASHES)).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert!(said.is_ok(), "{said:?}");
        assert_eq!(written, format!("{{ \"loader.js\": \"{hash}\" }}\n"));
    }

    #[test]
    fn the_readme_has_the_loaders_hash() {
        let place = Place::find().unwrap();
        let hash = integrity(place.read(&format!("public/{LOADER}")).unwrap().as_bytes());
        let readme = place.read("README.md").unwrap();
        assert!(readme.contains(&format!("integrity=\"{hash}\"")), "{hash}");
        assert_eq!(readme.matches("sha384-").count(), 1);
    }

    #[test]
    fn the_loader_does_nothing_that_a_strict_page_forbids() {
        let loader = Place::find()
            .unwrap()
            .read(&format!("public/{LOADER}"))
            .unwrap();
        for word in [
            "'*'",
            "\"*\"",
            "eval",
            "Function(",
            "innerHTML",
            "outerHTML",
            "document.write",
            "setAttribute('style",
            "localStorage",
            "cookie",
            "import(",
            "fetch(",
        ] {
            assert!(!loader.contains(word), "{word}");
        }
        // Each message has its one exact target.
        assert_eq!(loader.matches("postMessage(").count(), 2);
        assert!(loader.contains("this._origin, [port2])"));
    }

    #[test]
    fn the_schema_and_the_types_name_the_same_messages() {
        let place = Place::find().unwrap();
        let schema = place.read("public/widget/v1/messages.schema.json").unwrap();
        let types = place.read("public/widget/v1/loader.d.ts").unwrap();
        let block = |start: &str| -> Vec<String> {
            let (_, rest) = types.split_once(start).unwrap();
            let (block, _) = rest.split_once("\n}").unwrap();
            let mut names: Vec<String> = block
                .lines()
                .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
                .filter_map(|line| line.trim().split_once(':'))
                .map(|(name, _)| name.trim_matches('\'').to_owned())
                .filter(|name| !name.starts_with(['/', '*']))
                .collect();
            names.sort();
            names
        };
        let said = |part: &str, end: &str| -> Vec<String> {
            let (_, rest) = schema.split_once(&format!("    \"{part}\": {{")).unwrap();
            let part = rest.split_once(end).map_or(rest, |(part, _)| part);
            let mut names: Vec<String> = part
                .split("\"title\": \"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .map(str::to_owned)
                .collect();
            names.sort();
            names
        };
        let mut events = said("event", "    \"command\": {");
        events.retain(|name| name != "ack");
        // The loader's own.
        events.push("closed".to_owned());
        events.sort();
        assert_eq!(block("interface GiftShopEvents {"), events);
        assert_eq!(
            block("interface GiftShopCommands {"),
            said("command", "\n  }\n}")
        );
    }

    #[test]
    fn the_page_says_who_may_frame_it() {
        let page = |list: &str| {
            format!(
                "<script id=shop-config>{{\"name\":\"x\",\"partner_origins\" : {list}}}</script>\"partner_origins\":[\"https://late\"]"
            )
        };
        assert_eq!(
            frame_ancestors(&page(
                "[ \"https://a.example\",\n\"http://localhost:3000\" ]"
            )),
            "frame-ancestors 'self' https://a.example http://localhost:3000"
        );
        for list in [
            "[]",
            "\"https://a.example\"",
            "null",
            "[\"*\", \"https://*.example\", \"https://a.example; script-src *\", \"https://\", \"javascript:x\", \"https://a.example/\"]",
        ] {
            assert_eq!(
                frame_ancestors(&page(list)),
                "frame-ancestors 'self'",
                "{list}"
            );
        }
        assert_eq!(frame_ancestors("<p>"), "frame-ancestors 'self'");
    }
}
