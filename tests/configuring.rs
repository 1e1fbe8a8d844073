//! The settings: their schema, the program, the early script and the README say the same
//! of them.

// The validator exists on the host only.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use refillery::config::{Config, ConfigProblem, LANGUAGES};
use serde_json::Value;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn schema() -> Value {
    serde_json::from_str(&read("deploy/shop-config.schema.json")).expect("the schema is JSON")
}

fn validator() -> Validator {
    let schema = schema();
    jsonschema::meta::validate(&schema).expect("the schema is one");
    jsonschema::draft202012::new(&schema).expect("the schema can be used")
}

/// The text between two marks.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

fn block_of_the_page() -> String {
    let page = read("index.html");
    between(&page, r#"id="shop-config">"#, "</script>").to_owned()
}

fn fields_of_the_schema() -> BTreeSet<String> {
    let schema = schema();
    let properties = schema["properties"].as_object().expect("properties");
    properties.keys().cloned().collect()
}

/// Addresses that a link may lead to.
const GOOD_LINKS: [&str; 4] = [
    r#""https://shop.example""#,
    r#""https://shop.example/help?a=b#c""#,
    r#""""#,
    "null",
];

/// Addresses that no link may lead to.
const BAD_LINKS: [&str; 7] = [
    r#""http://shop.example""#,
    r#""https://""#,
    r#""https:///x""#,
    r#""https://shop.example/a b""#,
    r#""javascript:alert(1)""#,
    r#""mailto:a@b.example""#,
    "1",
];

/// The good and the bad values of each field.
const VALUES: [(&str, &[&str], &[&str]); 20] = [
    (
        "api_prefix",
        &[
            r#""/api""#,
            r#""/api/""#,
            r#""/shop/api-v1""#,
            r#""/.x/..y""#,
        ],
        &[
            r#""""#,
            r#""/""#,
            r#""api""#,
            r#""//evil.example""#,
            r#""https://evil.example/api""#,
            r#""/a/../b""#,
            r#""/a/..""#,
            r#""/a/.""#,
            r#""/a//b""#,
            r#""/api?x=1""#,
            r#""/api#x""#,
            r#""/a b""#,
            "7",
            "null",
        ],
    ),
    (
        "name",
        &[r#""Corner Shop""#, r#""角の店""#, r#"" x ""#],
        &[
            r#""""#,
            r#""   ""#,
            r#""This name is so long that no header has room""#,
            "null",
            "[]",
        ],
    ),
    (
        "logo",
        &[
            r#""logo.svg""#,
            r#""/images/logo.webp""#,
            r#""a/b/c.png""#,
            r#""""#,
            "null",
        ],
        &[
            r#""logo.gif""#,
            r#"".svg""#,
            r#""https://evil.example/x.svg""#,
            r#""//evil.example/x.svg""#,
            r#""../x.svg""#,
            r#""a/../x.svg""#,
            r#""a//x.svg""#,
            r#""x.svg?y""#,
            r#""x y.svg""#,
            "1",
        ],
    ),
    (
        "accent",
        &[
            r##""#0a7""##,
            r##""#0B6E4F""##,
            r#""rgb(11 110 79)""#,
            r#""rgb(11, 110, 79)""#,
            r#""rgb(4% 43.5% 31%)""#,
            r#""hsl(161, 82%, 24%)""#,
            r#""oklch(50% .16 265)""#,
            r#""oklch(0.5 0.16 265)""#,
            r#""""#,
            "null",
        ],
        &[
            r#""red""#,
            r##""#12""##,
            r##""#1234""##,
            r##""#12345g""##,
            r#""rgb(1 2)""#,
            r#""rgb(1 2% 3)""#,
            r#""rgb(1 2 3 / .5)""#,
            r#""rgb(1. 2 3)""#,
            r#""hsl(161deg 82% 24%)""#,
            r#""oklch(50%, .16, 265)""#,
            r#""var(--ink)""#,
            r##"" #fff""##,
            r##""#fff;x:y""##,
            r##"["#fff"]"##,
        ],
    ),
    (
        "theme",
        &[r#""auto""#, r#""light""#, r#""dark""#, r#""""#, "null"],
        &[r#""Dark""#, r#""black""#, "true"],
    ),
    ("support_url", &GOOD_LINKS, &BAD_LINKS),
    ("terms_url", &GOOD_LINKS, &BAD_LINKS),
    ("privacy_url", &GOOD_LINKS, &BAD_LINKS),
    ("refund_url", &GOOD_LINKS, &BAD_LINKS),
    ("imprint_url", &GOOD_LINKS, &BAD_LINKS),
    (
        "terms_box",
        &["true", "false"],
        &["null", "1", r#""true""#, r#""""#, "[]"],
    ),
    (
        "support_email",
        &[
            r#""help@shop.example""#,
            r#""a.b+c@x-y.co.jp""#,
            r#""""#,
            "null",
        ],
        &[
            r#""help""#,
            r#""@shop.example""#,
            r#""help@shop""#,
            r#""help@shop.""#,
            r#""help@a..b""#,
            r#""a@b@c.example""#,
            r#""a@b.example?cc=x@y.example""#,
            r#""mailto:a@b.example""#,
            "{}",
        ],
    ),
    (
        "country",
        &[r#""US""#, r#""jp""#, r#""xK""#],
        &[r#""RU""#, r#""ZZ""#, r#""Japan""#, r#""""#, "null"],
    ),
    (
        "countries",
        &["[]", r#"["US"]"#, r#"["us", "JP", "XK"]"#],
        &[
            r#""US""#,
            r#"["RU", "US"]"#,
            r#"["ZZ"]"#,
            r#"[""]"#,
            "[1]",
            "null",
        ],
    ),
    (
        "languages",
        &[r#"["en"]"#, r#"["ja", "en"]"#],
        &[
            "[]",
            r#"["EN"]"#,
            r#"["xx"]"#,
            r#"["../en"]"#,
            r#""en""#,
            "null",
        ],
    ),
    (
        "coins",
        &[
            "[]",
            r#"["USDC"]"#,
            r#"["USDC:Solana", "BTC", "USDT.e"]"#,
            r#"["USDC:BNB Smart Chain (BEP20)"]"#,
        ],
        &[
            r#"["usdc"]"#,
            r#"["USD Coin"]"#,
            r#"["USDC:"]"#,
            r#"[":Solana"]"#,
            r#"["USDC:a:b"]"#,
            r#"["USDC/Solana"]"#,
            r#""USDC""#,
            "null",
        ],
    ),
    (
        "tron_stablecoins",
        &["true", "false"],
        &[r#""true""#, "1", "[]", "null"],
    ),
    (
        "kinds",
        &[
            "[]",
            r#"["gift_card"]"#,
            r#"["top_up", "esim", "gift_card"]"#,
            r#"["topup"]"#,
        ],
        &[
            r#"["giftcard"]"#,
            r#"["top-up"]"#,
            r#"["Esim"]"#,
            r#""esim""#,
            "[null]",
            "null",
        ],
    ),
    (
        "utm_source",
        &[r#""corner-shop""#, r#""a.b/c?d""#, r#""""#, "null"],
        &[
            r#""two words""#,
            r#""日本""#,
            r#""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#,
            "5",
        ],
    ),
    (
        "partner_origins",
        &[
            r#"[]"#,
            r#"["https://partner.example"]"#,
            r#"["https://a.b-c.example:8443","http://localhost:3000","http://127.0.0.1"]"#,
        ],
        &[
            r#"["*"]"#,
            r#"["https://*.example"]"#,
            r#"["https://partner.example/"]"#,
            r#"["https://Partner.example"]"#,
            r#"["https://partner.example:443"]"#,
            r#"["https://partner.example:0443"]"#,
            r#"["https://user@partner.example"]"#,
            r#"["https://partner.example."]"#,
            r#"["http://partner.example"]"#,
            r#"["http://localhost.evil.example"]"#,
            r#"["partner.example"]"#,
            r#"["null"]"#,
            r#""https://partner.example""#,
            "null",
        ],
    ),
];

#[test]
fn the_schema_and_the_program_agree_on_every_value() {
    let validator = validator();
    let named: BTreeSet<String> = VALUES.map(|(field, ..)| field.to_owned()).into();
    assert_eq!(named, fields_of_the_schema(), "a field without values here");
    for (field, good, bad) in VALUES {
        let judged = good.iter().map(|value| (value, true));
        for (value, is_good) in judged.chain(bad.iter().map(|value| (value, false))) {
            let block = format!(r#"{{"{field}":{value}}}"#);
            let parsed: Value = serde_json::from_str(&block).expect("the block is JSON");
            assert_eq!(
                validator.is_valid(&parsed),
                is_good,
                "the schema on {block}"
            );
            let (_, problems) = Config::parse(&block);
            let is_said = problems.iter().any(|problem| {
                matches!(
                    problem,
                    ConfigProblem::WrongField { field: named, .. }
                    | ConfigProblem::WrongEntries { field: named, .. }
                    | ConfigProblem::NothingLeft { field: named, .. } if named == field
                )
            });
            assert_eq!(!is_said, is_good, "the program on {block}");
            assert_eq!(problems.is_empty(), is_good, "the program on {block}");
        }
    }
}

#[test]
fn unknown_content_is_reported_by_both() {
    for block in [r#"{"colour":"red"}"#, r#"{"Name":"x"}"#, "[]", "null", "7"] {
        let parsed: Value = serde_json::from_str(block).expect("JSON");
        assert!(!validator().is_valid(&parsed), "{block}");
        assert_eq!(Config::parse(block).1.len(), 1, "{block}");
    }
}

#[test]
fn the_page_and_the_examples_are_good() {
    let schema = schema();
    let mut blocks = vec![block_of_the_page()];
    blocks.extend(
        schema["examples"]
            .as_array()
            .into_iter()
            .flatten()
            .map(Value::to_string),
    );
    let readme = read("README.md");
    blocks.push(between(&readme, r#"id="shop-config">"#, "</script>").to_owned());
    let properties = schema["properties"].as_object().expect("properties");
    for (field, about) in properties {
        assert!(about["description"].is_string(), "{field} is not described");
        let examples = about["examples"].as_array().into_iter().flatten();
        let choices = about["enum"].as_array().into_iter().flatten();
        blocks.extend(
            examples
                .chain(choices)
                .chain(about.get("default"))
                .map(|value| format!(r#"{{"{field}":{value}}}"#)),
        );
    }
    for block in blocks {
        let parsed: Value = serde_json::from_str(&block).expect("the block is JSON");
        assert!(validator().is_valid(&parsed), "{block}");
        assert_eq!(Config::parse(&block).1, [], "{block}");
    }
}

#[test]
fn the_schema_the_program_and_the_readme_name_the_same_fields() {
    let schema = fields_of_the_schema();
    let program = read("src/config.rs");
    let arms = between(&program, "fn set(&mut self", "_ => ConfigField::Unknown");
    let program: BTreeSet<String> = arms
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" =>"))
        .map(|(field, _)| field.to_owned())
        .collect();
    assert_eq!(program, schema);
    let readme = read("README.md");
    let table = between(&readme, "| field | default | meaning |", "\n\n");
    let rows: BTreeSet<String> = table
        .lines()
        .filter(|line| line.starts_with("| `"))
        // Fields of one kind share a row.
        .flat_map(|line| line.split('|').nth(1).unwrap_or_default().split('`'))
        .filter(|field| !field.trim().is_empty())
        .map(str::to_owned)
        .collect();
    assert_eq!(rows, schema);
}

#[test]
fn every_language_has_a_file_and_every_file_is_a_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/locales");
    let files: BTreeSet<String> = fs::read_dir(root)
        .expect("the locale files")
        .filter_map(|entry| {
            let name = entry.expect("a file").file_name().into_string().ok()?;
            Some(name.strip_suffix(".json")?.to_owned())
        })
        .collect();
    assert_eq!(files, LANGUAGES.map(str::to_owned).into());
    let schema = schema();
    let languages = &schema["properties"]["languages"];
    assert_eq!(languages["items"]["enum"], serde_json::json!(LANGUAGES));
    assert_eq!(languages["default"], serde_json::json!(LANGUAGES));
}

#[test]
fn the_early_script_judges_by_the_patterns_of_the_schema() {
    let script = read("src/early/start.js");
    let schema = schema();
    for field in ["accent", "logo"] {
        let pattern = schema["properties"][field]["pattern"].as_str();
        // The script doesn't use an empty one.
        let pattern = pattern.and_then(|pattern| pattern.strip_prefix("^$|"));
        let pattern = pattern.expect("a pattern").replace('/', "\\/");
        let test = format!("/{pattern}/.test(config.{field})");
        assert!(script.contains(&test), "src/early/start.js lacks {test}");
    }
}

#[test]
fn top_ups_have_both_names_of_the_api() {
    use shop_core::model::brand::{Kind, Kinds};

    for name in ["top_up", "topup"] {
        let (config, problems) = Config::parse(&format!(r#"{{"kinds":["{name}"]}}"#));
        assert_eq!(problems, [], "{name}");
        assert!(config.kinds.has(Kind::TopUp), "{name}");
        assert!(!config.kinds.has(Kind::GiftCard), "{name}");
        assert_eq!(Kinds::parse(name), Kinds::parse("top_up"));
    }
}

#[test]
fn the_owner_s_pages_are_read_each_into_its_place() {
    let block = r#"{"terms_url":"https://a.example/t","privacy_url":"https://a.example/p",
        "refund_url":"https://a.example/r","imprint_url":"https://a.example/i","terms_box":true}"#;
    let (config, problems) = Config::parse(block);
    assert_eq!(problems, []);
    let legal = config.legal;
    assert_eq!(legal.terms.as_deref(), Some("https://a.example/t"));
    assert_eq!(legal.privacy.as_deref(), Some("https://a.example/p"));
    assert_eq!(legal.refund.as_deref(), Some("https://a.example/r"));
    assert_eq!(legal.imprint.as_deref(), Some("https://a.example/i"));
    assert!(config.has_terms_box);
    assert!(!Config::default().has_terms_box);
}
