//! What must not be in a published bundle: a partner id, anything that looks like a key,
//! and Trunk's live reload.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::proxy::APPLICATION;

/// Trunk's live reload asks for this address.
const LIVE_RELOAD: &str = ".well-known/trunk/ws";

/// The beginnings of values that are no secrets: a variable of a proxy's configuration, or a blank
/// to fill in.
const PLACEHOLDERS: [&str; 5] = ["$", "{", "<", "%", "your"];

/// How keys of well-known services begin, and how many letters, digits, `-` and `_` follow
/// at least. The shop talks to one API, which knows no key, so any of these is a mistake.
const KEYS: [(&str, usize); 16] = [
    ("sk_live_", 16),
    ("rk_live_", 16),
    ("sk_test_", 16),
    ("sk-ant-", 20),
    ("sk-proj-", 20),
    ("AKIA", 16),
    ("ASIA", 16),
    ("AIza", 35),
    ("ghp_", 36),
    ("gho_", 36),
    ("github_pat_", 22),
    ("glpat-", 20),
    ("npm_", 36),
    ("xoxb-", 20),
    ("xoxp-", 20),
    ("SG.", 40),
];

/// Names after which a long quoted value is a secret, in lower case and without `-` and `_`.
const SECRETS: [&str; 9] = [
    "apikey",
    "apisecret",
    "clientsecret",
    "secretkey",
    "accesstoken",
    "authtoken",
    "privatekey",
    "password",
    "authorization",
];

/// Refuses a bundle that reveals more than it should. `ids` are partner ids we know of.
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
    if holds("PRIVATE KEY-----")
        || KEYS
            .iter()
            .any(|(begin, more)| has_key(content, begin, *more))
    {
        return Some("contains something that looks like a key of another service");
    }
    let is_wasm = content.starts_with(b"\0asm");
    if is_wasm && !positions(content).is_empty() {
        // Strings lie side by side in a wasm, so a value can't be separated from its neighbours;
        // but the shop never sends this header, so it has no reason to know the name.
        return Some("knows the header X-Cr-Application, which only the proxy sends");
    }
    if !is_wasm && names_a_secret(content) {
        return Some("gives a value to a name that belongs to a secret");
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

/// Whether `begin` is there as a word's beginning, with `more` fitting bytes behind it, a digit
/// among them: words and names of functions have none.
fn has_key(content: &[u8], begin: &str, more: usize) -> bool {
    let fits = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
    content
        .windows(begin.len())
        .enumerate()
        .filter(|(_, window)| *window == begin.as_bytes())
        .any(|(start, _)| {
            let is_word = start == 0 || !fits(&content[start - 1]);
            let rest: Vec<u8> = content[start + begin.len()..]
                .iter()
                .copied()
                .take_while(fits)
                .collect();
            is_word && rest.len() >= more && rest.iter().any(u8::is_ascii_digit)
        })
}

/// Whether a name such as `api_key` or `clientSecret` is given a long value in quotes.
fn names_a_secret(content: &[u8]) -> bool {
    let text = String::from_utf8_lossy(content);
    // The texts between quotes, with the text before the first of them.
    let mut parts = vec![""];
    parts.extend(text.split(['"', '\'', '`']));
    parts.windows(3).any(|three| {
        let [before, middle, value] = three else {
            return false;
        };
        let name_of = |text: &str| -> String {
            let mut name: String = text
                .chars()
                .rev()
                .skip_while(|c| c.is_whitespace() || ":=".contains(*c))
                .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                .filter(char::is_ascii_alphanumeric)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            name.make_ascii_lowercase();
            name
        };
        let assigns = middle.trim_end().ends_with([':', '=']);
        // `"api_key": "…"` has its name in quotes, `apiKey = "…"` has not.
        let name = if middle.trim().len() == 1 {
            name_of(before)
        } else {
            name_of(middle)
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "+/=_-. ".contains(c);
        assigns
            && SECRETS.iter().any(|secret| name.ends_with(secret))
            && value.len() >= 16
            && value.chars().all(plain)
            && value.chars().any(|c| c.is_ascii_digit())
            && !PLACEHOLDERS
                .iter()
                .any(|placeholder| value.to_lowercase().starts_with(placeholder))
    })
}

/// Where each mention of the header ends, in any case of letters.
fn positions(content: &[u8]) -> Vec<usize> {
    content
        .windows(APPLICATION.len())
        .enumerate()
        .filter(|(_, window)| window.eq_ignore_ascii_case(APPLICATION.as_bytes()))
        .map(|(start, _)| start + APPLICATION.len())
        .collect()
}

/// Whether the text after the header's name gives it a value: `: abc`, `" = "abc"`, `','abc'`.
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
    fn what_looks_like_a_key_is_found_in_texts_and_in_a_wasm() {
        for content in [
            "pay('sk_live_4eC39HqLyjWDarjtT1zdp7dc')".to_owned(),
            "\0asm…\u{1} AKIAIOSFODNN7EXAMPLE1 ".to_owned(),
            "-----BEGIN EC PRIVATE KEY-----".to_owned(),
            format!("ghp_{}", "a1B2".repeat(9)),
            "{\"api_key\": \"0123456789abcdef0123\"}".to_owned(),
            "const clientSecret = 'c2VjcmV0c2VjcmV0MDE='".to_owned(),
            "headers: { authorization: `Bearer abcdef0123456789` }".to_owned(),
        ] {
            assert!(check(&content).is_some(), "{content}");
        }
    }

    #[test]
    fn what_only_sounds_like_a_key_is_not() {
        for content in [
            "AKIA is how some begin; sk_live_ too",
            "t.password=\"\";api_key:\"$API_KEY\"",
            "{\"password\": \"The passphrase of the file\"}",
            "desk_live_0123456789abcdef0123",
            "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48",
        ] {
            assert_eq!(check(content), None, "{content}");
        }
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
