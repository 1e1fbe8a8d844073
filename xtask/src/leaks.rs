//! What must not be in a published bundle: a partner id, and Trunk's live reload.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::proxy::APPLICATION;

/// Trunk's live reload asks for this address.
const LIVE_RELOAD: &str = ".well-known/trunk/ws";

/// What a value that is no secret begins with: a variable of a proxy's configuration, or
/// a blank to fill in.
const PLACEHOLDERS: [&str; 5] = ["$", "{", "<", "%", "your"];

/// Refuses a bundle that tells more than it should. `ids` are partner ids we know of.
pub(crate) fn refuse(bundle: &Path, files: &[PathBuf], ids: &[String]) -> Outcome<()> {
    for file in files {
        let name = file
            .strip_prefix(bundle)
            .unwrap_or(file)
            .display()
            .to_string();
        let content = fs::read(file)
            .map_err(|error| Failure::because(format!("{name} can't be read: {error}.")))?;
        if let Some(found) = found_in(&content, ids) {
            return Err(Failure::because(format!(
                "{name} {found}: do not publish this bundle."
            )));
        }
    }
    Ok(())
}

fn found_in(content: &[u8], ids: &[String]) -> Option<&'static str> {
    let holds = |text: &str| {
        !text.is_empty()
            && content
                .windows(text.len())
                .any(|window| window == text.as_bytes())
    };
    if ids.iter().any(|id| holds(id)) {
        return Some("contains the partner id, which belongs to the proxy alone");
    }
    if holds(LIVE_RELOAD) {
        return Some("carries Trunk's live reload, which only `serve` may build");
    }
    let is_wasm = content.starts_with(b"\0asm");
    if is_wasm && !positions(content).is_empty() {
        // Strings lie side by side in a wasm, so a value can't be told from its neighbours;
        // but the shop never sends this header, so it has no reason to know the name.
        return Some("knows the header X-Cr-Application, which only the proxy sends");
    }
    if !is_wasm
        && positions(content)
            .into_iter()
            .any(|end| assigns_a_secret(&content[end..]))
    {
        return Some("sets the header X-Cr-Application, which only the proxy sends");
    }
    None
}

/// Where each mention of the header ends, in whatever case.
fn positions(content: &[u8]) -> Vec<usize> {
    content
        .windows(APPLICATION.len())
        .enumerate()
        .filter(|(_, window)| window.eq_ignore_ascii_case(APPLICATION.as_bytes()))
        .map(|(start, _)| start + APPLICATION.len())
        .collect()
}

/// Whether what follows the header's name gives it a value: `: abc`, `" = "abc"`, `','abc'`.
fn assigns_a_secret(rest: &[u8]) -> bool {
    let rest: String = rest
        .iter()
        .take(120)
        .map(|byte| char::from(*byte))
        .collect();
    let quote = |c: char| "\"'`\\".contains(c) || c.is_whitespace();
    let rest = rest.trim_start_matches(quote);
    let Some(value) = rest.strip_prefix([':', '=', ',']) else {
        return false;
    };
    let value = value.trim_start_matches(quote);
    let length = value
        .find(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c)))
        .unwrap_or(value.len());
    let lower = value.to_lowercase();
    length >= 4
        && !PLACEHOLDERS
            .iter()
            .any(|placeholder| lower.starts_with(placeholder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: &str) -> Option<&'static str> {
        found_in(content.as_bytes(), &["dummy-42".to_owned()])
    }

    #[test]
    fn a_known_id_is_found_wherever_it_is() {
        assert!(
            check("\0asm\u{1}…api_prefixdummy-42US")
                .unwrap()
                .contains("partner id")
        );
        assert!(
            check("{\"name\":\"x\",\"k\":\"dummy-42\"}")
                .unwrap()
                .contains("partner id")
        );
        assert_eq!(check("dummy-41"), None);
    }

    #[test]
    fn an_empty_id_is_not_everywhere() {
        assert_eq!(found_in(b"anything", &[String::new()]), None);
    }

    #[test]
    fn a_header_with_a_value_is_found_without_knowing_the_value() {
        for content in [
            "headers.set(\"X-Cr-Application\", \"acme-shop\")",
            "{'x-cr-application':'acme-shop'}",
            "X-Cr-Application: acme-shop",
            "x-cr-application = acme.shop",
            "\\\"X-Cr-Application\\\":\\\"acme-shop\\\"",
        ] {
            assert!(check(content).is_some(), "{content}");
        }
    }

    #[test]
    fn a_header_that_is_only_spoken_of_is_not() {
        for content in [
            "the proxy adds X-Cr-Application, and nobody else",
            "proxy_set_header X-Cr-Application $partner_id;",
            "X-Cr-Application: ${PARTNER_ID}",
            "X-Cr-Application: YOUR-PARTNER-ID",
            "X-Cr-Application",
        ] {
            assert_eq!(check(content), None, "{content}");
        }
    }

    #[test]
    fn a_wasm_has_no_reason_to_know_the_header() {
        assert!(check("\0asm…x-cr-applicationacme").is_some());
        assert_eq!(check("\0asm…x-country-iso-code"), None);
    }

    #[test]
    fn the_live_reload_is_found() {
        assert!(
            check("<script>base + '.well-known/trunk/ws'</script>")
                .unwrap()
                .contains("reload")
        );
    }

    #[test]
    fn the_sentence_names_the_file_and_not_the_id() {
        let bundle = std::env::temp_dir().join(format!("xtask-leaks-{}", std::process::id()));
        fs::create_dir_all(&bundle).unwrap();
        let file = bundle.join("index.html");
        fs::write(&file, "<p>dummy-42").unwrap();
        let ids = ["dummy-42".to_owned()];
        let failure = refuse(&bundle, std::slice::from_ref(&file), &ids).unwrap_err();
        assert!(
            failure
                .sentence()
                .starts_with("index.html contains the partner id")
        );
        assert!(!failure.sentence().contains("dummy-42"));
        fs::write(&file, "<p>").unwrap();
        assert_eq!(refuse(&bundle, &[file], &ids), Ok(()));
        fs::remove_dir_all(&bundle).unwrap();
    }
}
