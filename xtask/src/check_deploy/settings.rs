//! The lists in the page's block `shop-config`: an entry that the shop can't use is left out, and a
//! list without a good one sells nothing, which its owner should know before the visitors do.

use super::{Deployment, Finding};
use crate::failure::Outcome;

const MEND: &str = "correct the block `shop-config` of index.html; deploy/shop-config.schema.json says what may stand there.";

/// Whether an entry can be used.
type Judge<'a> = &'a dyn Fn(&str) -> bool;

/// Names of kinds of goods.
const KINDS: [&str; 4] = ["gift_card", "top_up", "topup", "esim"];

pub(super) fn settings(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let schema = shop.toolbox.place.read("deploy/shop-config.schema.json")?;
    Ok(wrong_entries(&shop.page.text(), &schema))
}

fn wrong_entries(page: &str, schema: &str) -> Vec<Finding> {
    let block = page
        .split_once("shop-config")
        .and_then(|(_, rest)| rest.split_once("</script>"))
        .map_or("", |(block, _)| block);
    let is_country = |code: &str| is_country(code, schema);
    let is_language = |tag: &str| is_language(tag, schema);
    let lists: [(&str, Judge<'_>); 5] = [
        ("countries", &is_country),
        ("kinds", &|kind| KINDS.contains(&kind)),
        ("coins", &is_coin),
        ("languages", &is_language),
        ("partner_origins", &is_origin),
    ];
    let mut findings = Vec::new();
    for (field, is_right) in lists {
        let Some((list, is_list)) = list(block, field) else {
            continue;
        };
        let (good, wrong): (Vec<&str>, Vec<&str>) = list
            .iter()
            .copied()
            .partition(|entry| is_list && is_right(entry));
        if !wrong.is_empty() {
            let wrong: Vec<String> = wrong.iter().map(|entry| format!("“{entry}”")).collect();
            let what = match (good.is_empty(), field) {
                (false, _) => "they are left out",
                (true, "languages") => "all languages are offered",
                (true, "partner_origins") => "no partner is let in",
                (true, _) => "nothing is left of it, so nothing is sold",
            };
            findings.push(Finding(
                format!(
                    "“{field}” has entries that can't be used ({}): {what}",
                    wrong.join(", ")
                ),
                MEND,
            ));
        }
    }
    findings
}

/// The entries of a list of texts; other entries count as the text that they are written in.
/// Nothing where there is no such list; a value that is no list counts as one entry, and no good
/// one.
fn list<'a>(block: &'a str, field: &str) -> Option<(Vec<&'a str>, bool)> {
    let (_, rest) = block.split_once(&format!("\"{field}\""))?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start();
    let plain = |entry: &'a str| entry.trim().trim_matches('"');
    let Some(inside) = value.strip_prefix('[') else {
        return Some((vec![plain(value.split([',', '}', '\n']).next()?)], false));
    };
    let inside = inside.split_once(']')?.0;
    if inside.trim().is_empty() {
        return Some((Vec::new(), true));
    }
    Some((inside.split(',').map(plain).collect(), true))
}

/// By the pattern of the schema, which lists the second letters for each first one.
fn is_country(code: &str, schema: &str) -> bool {
    let pattern = schema
        .split_once("\"$defs\"")
        .and_then(|(_, rest)| rest.split_once("\"pattern\": \"^("))
        .and_then(|(_, rest)| rest.split_once(")$\""))
        .map_or("", |(pattern, _)| pattern);
    let mut letters = code.chars();
    let (Some(first), Some(second), None) = (letters.next(), letters.next(), letters.next()) else {
        return false;
    };
    first.is_ascii_alphabetic()
        && second.is_ascii_alphabetic()
        && pattern.split('|').any(|part| {
            part.trim_start_matches('[')
                .split_once("][")
                .is_some_and(|(one, other)| one.contains(first) && other.contains(second))
        })
}

fn is_language(tag: &str, schema: &str) -> bool {
    let known = schema
        .split_once("\"languages\": {")
        .and_then(|(_, rest)| rest.split_once("\"enum\": ["))
        .and_then(|(_, rest)| rest.split_once(']'))
        .map_or("", |(known, _)| known);
    !tag.is_empty() && known.contains(&format!("\"{tag}\""))
}

fn is_coin(entry: &str) -> bool {
    let (coin, network) = entry.split_once(':').unwrap_or((entry, "any"));
    let ticker = coin.strip_suffix(".e").unwrap_or(coin);
    let is_sign = |sign: u8| sign.is_ascii_uppercase() || sign.is_ascii_digit();
    (2..=10).contains(&ticker.len())
        && ticker.bytes().all(is_sign)
        && (1..=40).contains(&network.len())
        && network
            .bytes()
            .all(|sign| sign.is_ascii_alphanumeric() || b" ()._-".contains(&sign))
}

/// As browsers print it.
fn is_origin(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let (host, port) = rest.split_once(':').unwrap_or((rest, "8443"));
    let is_own = scheme == "http" && ["localhost", "127.0.0.1"].contains(&host);
    let is_sign = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit();
    (scheme == "https" || is_own)
        && host
            .bytes()
            .all(|sign| is_sign(sign) || b".-".contains(&sign))
        && host.bytes().next().is_some_and(is_sign)
        && host.bytes().next_back().is_some_and(is_sign)
        && (2..=5).contains(&port.len())
        && !port.starts_with('0')
        && port.bytes().all(|digit| digit.is_ascii_digit())
        && !["443", "80"].contains(&port)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    fn of(block: &str) -> Vec<String> {
        let schema = Place::find()
            .unwrap()
            .read("deploy/shop-config.schema.json");
        let page = format!("<script id=shop-config type=application/json>{block}</script>");
        let findings = wrong_entries(&page, &schema.unwrap());
        findings.into_iter().map(|Finding(what, _)| what).collect()
    }

    #[test]
    fn good_lists_are_good() {
        for block in [
            "{}",
            r#"{"countries":[],"kinds":[],"coins":[],"partner_origins":[]}"#,
            r#"{"countries": ["US", "jp", "XK"], "kinds": ["gift_card", "topup"]}"#,
            r#"{"coins": ["USDC:BNB Smart Chain (BEP20)", "USDT.e", "BTC"], "languages": ["en", "ja"]}"#,
            r#"{"partner_origins":["https://a.b-c.example:8443","http://localhost:3000"]}"#,
        ] {
            assert_eq!(of(block), Vec::<String>::new(), "{block}");
        }
        let page = Place::find().unwrap().read("index.html").unwrap();
        let schema = Place::find()
            .unwrap()
            .read("deploy/shop-config.schema.json")
            .unwrap();
        assert_eq!(wrong_entries(&page, &schema), []);
    }

    #[test]
    fn a_wrong_entry_is_named_with_what_follows() {
        for (block, named, what) in [
            (r#"{"countries":["US","UK"]}"#, "“UK”", "left out"),
            (r#"{"countries":["UK"]}"#, "“UK”", "nothing is sold"),
            (r#"{"countries":"US"}"#, "“US”", "nothing is sold"),
            (
                r#"{"kinds":["gift_card","top-up"]}"#,
                "“top-up”",
                "left out",
            ),
            (r#"{"kinds":["giftcard"]}"#, "“giftcard”", "nothing is sold"),
            (r#"{"coins":["usdc"]}"#, "“usdc”", "nothing is sold"),
            (r#"{"languages":["xx"]}"#, "“xx”", "all languages"),
            (
                r#"{"partner_origins":["https://a.example/","https://b.example"]}"#,
                "“https://a.example/”",
                "left out",
            ),
        ] {
            let said = of(block);
            assert_eq!(said.len(), 1, "{block}: {said:?}");
            assert!(
                said[0].contains(named) && said[0].contains(what),
                "{said:?}"
            );
        }
        // No list at all is no good entry.
        for block in [r#"{"countries":"Japan"}"#, r#"{"kinds":null}"#] {
            assert!(of(block)[0].contains("nothing is sold"), "{block}");
        }
    }
}
