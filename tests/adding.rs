//! An addition changes several places. These tests fail when one of them is forgotten and no other
//! test would notice; `docs/how-to-add.md` lists all places and all tests.

// They read files, and some use what exists on the host only.
#![cfg(not(target_arch = "wasm32"))]

#[path = "adding/problem_codes.rs"]
mod problem_codes;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::mem::discriminant;
use std::path::{Path, PathBuf};

use refillery::api::payments::payment_options;
use refillery::config::{Config, LANGUAGES};
use refillery::i18n::is_right_to_left;
use serde_json::Value;
use shop_core::json::Json;
use shop_core::model::address_name::AddressName;
use shop_core::model::money::Amount;
use shop_core::model::payment::{Pair, network_words, pegged_to};
use shop_core::model::problem::Problem;
use shop_core::pay::address::{AddressCheck, check};
use shop_core::pay::exchange::network_name;
use shop_core::pay::network::Network;
use shop_core::pay::qr_text::{Comparison, compare};
use shop_core::pay::request::{Payment, WalletRequest};
use shop_core::pay::token::{self, TOKENS};
use shop_core::route::Route;
use shop_core::route::query_name::OF_WIDGETS;

// ---------------------------------------------------------------------------
// Files and their content
// ---------------------------------------------------------------------------

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The text between two marks.
#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

/// The text inside of a constant's array, however long it is.
#[track_caller]
fn array<'a>(program: &'a str, name: &str) -> &'a str {
    let start = format!("const {name}: [");
    let (_, rest) = program
        .split_once(&start)
        .unwrap_or_else(|| panic!("no {start}"));
    between(rest, "] = [", "];")
}

/// The texts between quotation marks.
fn literals(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

/// The same as a set of their own texts.
fn set<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    texts.into_iter().map(str::to_owned).collect()
}

/// The texts of a list in JSON.
#[track_caller]
fn list(value: &Value) -> BTreeSet<String> {
    let items = value.as_array().expect("a list").iter();
    set(items.map(|item| item.as_str().expect("a text")))
}

/// The names of an object's members.
#[track_caller]
fn names(value: &Value) -> BTreeSet<String> {
    set(value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str))
}

/// The words of an alternative such as `a|b`, without the separators.
fn words(text: &str, separator: char) -> BTreeSet<String> {
    set(text
        .split(separator)
        .map(|word| word.trim().trim_matches('\'')))
}

/// The folders and files in a folder, without what is built or fetched there.
fn entries(folder: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(root().join(folder))
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !path.ends_with("target") && !path.ends_with("node_modules"))
        .collect();
    found.sort();
    found
}

fn from_root(path: &Path) -> String {
    let inside = path.strip_prefix(root()).expect("a path under the root");
    inside.to_string_lossy().replace('\\', "/")
}

/// Files under a folder with this ending, from the root.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            found.extend(files(&from_root(&path), ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(from_root(&path));
        }
    }
    found
}

/// The patterns of a `match` whose arms have this indentation, each arm's alternatives together.
fn arms(text: &str, indentation: usize) -> Vec<Vec<&str>> {
    let patterns = text.lines().filter(|line| {
        let spaces = line.len() - line.trim_start().len();
        spaces == indentation && line.contains(" =>")
    });
    patterns
        .map(|line| line.split(" =>").next().unwrap_or_default())
        .map(|pattern| pattern.split('|').map(str::trim).collect())
        .collect()
}

// ---------------------------------------------------------------------------
// A language
// ---------------------------------------------------------------------------

#[test]
fn the_readme_names_every_language() {
    let readme = read("README.md");
    let row = readme
        .lines()
        .find(|line| line.starts_with("| `languages` |"));
    let default = row.and_then(|row| row.split('|').nth(2)).expect("a row");
    let tags: Vec<&str> = default.split_whitespace().collect();
    assert_eq!(tags, LANGUAGES.map(|tag| format!("`{tag}`")));
    let numbers = [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let number = numbers.get(LANGUAGES.len() - 10).expect("a number");
    let readme = readme.to_lowercase();
    let says = |number: &&str| readme.contains(&format!("{number} languages"));
    let said: Vec<&str> = numbers.into_iter().filter(says).collect();
    assert_eq!(said, [*number], "README.md, in every place");
}

#[test]
fn every_language_is_looked_at_on_phones() {
    let pictures = read("tests/e2e/tests/shop/pictures/languages.rs");
    assert_eq!(
        set(literals(array(&pictures, "LANGUAGES"))),
        set(LANGUAGES),
        "tests/e2e/tests/shop/pictures/languages.rs"
    );
}

/// Whether most letters of a text are Hebrew, Arabic or of a related script.
fn reads_from_the_right(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    let (from_right, from_left): (Vec<char>, Vec<char>) = letters.partition(|letter| {
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
    });
    from_right.len() > from_left.len()
}

#[test]
fn every_language_runs_in_its_direction() {
    let page = read("index.html");
    let script = read("src/early/start.js");
    let early = between(&script, "documentElement.dir = /^(", ")$/");
    let early = words(early, '|');
    let without_script = between(&page, "<noscript>", "</noscript>");
    for language in LANGUAGES {
        let file = json(&format!("public/locales/{language}.json"));
        let values = file.as_object().expect("an object").values();
        // A text, or one a plural form.
        let texts: String = values
            .flat_map(|value| match value.as_object() {
                Some(forms) => forms.values().collect(),
                None => vec![value],
            })
            .filter_map(Value::as_str)
            .collect();
        let is_from_right = reads_from_the_right(&texts);
        assert_eq!(
            is_right_to_left(language),
            is_from_right,
            "{language} in src/i18n.rs"
        );
        assert_eq!(
            early.contains(language),
            is_from_right,
            "{language} in src/early/start.js"
        );
        let is_marked = without_script.contains(&format!("lang=\"{language}\" dir=\"rtl\""));
        assert_eq!(is_marked, is_from_right, "{language} in <noscript>");
    }
    for language in early {
        assert!(is_right_to_left(&language), "{language} in src/i18n.rs");
    }
}

/// Languages that browsers write with figures of their own, at least in some countries. For a
/// tag, `new Intl.NumberFormat(tag).resolvedOptions().numberingSystem` says which.
const OWN_FIGURES: [&str; 20] = [
    "ar", "as", "bho", "bn", "ckb", "dz", "fa", "ks", "lrc", "mni", "mr", "my", "mzn", "ne", "ps",
    "raj", "sa", "sat", "sd", "ur",
];

#[test]
fn every_language_has_the_figures_of_wallets() {
    let program = read("src/i18n/intl.rs");
    for language in LANGUAGES {
        let first = language.split('-').next().unwrap_or_default();
        let arm = format!("\"{language}\" => \"{language}-u-nu-latn\"");
        assert!(
            !OWN_FIGURES.contains(&first) || program.contains(&arm),
            "src/i18n/intl.rs lacks {arm}"
        );
    }
}

#[test]
fn every_problem_code_has_words_of_its_own_in_every_language() {
    for language in LANGUAGES {
        let texts = json(&format!("public/locales/{language}.json"));
        let mut keys: BTreeMap<&str, &str> = BTreeMap::new();
        for code in Problem::known() {
            let key = Problem::new(code).message_key().name();
            let text = texts[key].as_str().expect(key);
            // Two codes may have one key; two keys may not have one text.
            let other = keys.insert(text, key).unwrap_or(key);
            assert_eq!(other, key, "{language}: one text for both");
        }
    }
}

#[test]
fn the_sandbox_has_the_languages_of_the_api() {
    let languages = |path: &str| {
        let program = read(path);
        set(literals(array(&program, "LANGUAGES")))
    };
    assert_eq!(
        languages("src/api/endpoint.rs"),
        languages("tests/sandbox/src/catalogue/bodies.rs")
    );
}

// ---------------------------------------------------------------------------
// A coin, a network, a token
// ---------------------------------------------------------------------------

const EVM: &str = "0x1111111111111111111111111111111111111111";
const TRON: &str = "TXxT8YwjeLm45SVxafMUpvhGUaq3VHdwEy";
const SOLANA: &str = "CxgADdXsR29SGPjzbC8qwJyBzQWRpQZKkCBGpXf6NEaF";
const TON: &str = "UQAf28I7K8GLE7NHTDuZoidlpdc8lBN8kuRRa0BcrvTKQZfJ";
const INVOICE: &str = "lnbc230210n1p4sqyccpp5qrf77hywjv9ng5mcsj4q2v0nhylfagyvg5qrjz7r3t3pjyy8y3sqsp5w7xxcuu05qnkczm8hf8nhyuw2tcjm4e3lnmv3svg3zt8jz7vhn3sdq4v4uxzmtsd3jjqmmjv3jhyxqzuyy56cha2e98mw6hy5xdpxfrqqk4fnhhfa8wh3wsttzzlql0gv38e9w7mzl89xq4ejr95w5ea3q2s5fn3f27f8gz766r529z8sh8pxtkcqtjyjma";

/// Every network with a coin on it, its name in the API, and an address of it that nobody owns.
const NETWORKS: [(Network, &str, &str, &str); 23] = [
    (
        Network::Bitcoin,
        "BTC",
        "Mainnet",
        "bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de",
    ),
    (Network::Lightning, "BTC", "Lightning", INVOICE),
    (
        Network::Litecoin,
        "LTC",
        "Mainnet",
        "ltc1qw7fr9ls84ry7xzcc7zzjtvssx62sq7adfcsp3k",
    ),
    (
        Network::Dogecoin,
        "DOGE",
        "Mainnet",
        "DFzzW8MmUeGtmF6EMAFpRKForAiYjm5zEA",
    ),
    (Network::Evm(1), "ETH", "ETH Mainnet", EVM),
    (Network::Evm(8_453), "USDC", "Base", EVM),
    (Network::Evm(42_161), "USDC", "Arbitrum", EVM),
    (Network::Evm(137), "USDC", "Polygon (Matic)", EVM),
    (Network::Evm(10), "USDC", "Optimism", EVM),
    (Network::Evm(56), "USDT", "Binance Smart Chain", EVM),
    (Network::Evm(43_114), "USDT", "Avalanche", EVM),
    (Network::Solana, "SOL", "Solana", SOLANA),
    (Network::Solana, "USDC", "Solana", SOLANA),
    (Network::Tron, "TRX", "Tron", TRON),
    (Network::Ton, "TON", "Ton", TON),
    (Network::Ton, "USDT", "Ton", TON),
    (
        Network::Sui,
        "SUI",
        "Sui",
        "0xdba34672e30cb065b1f93e3ab55318768fd6fef66c15942c9f7cb846e2f900e7",
    ),
    (Network::Evm(146), "USDC", "Sonic", EVM),
    (Network::Evm(9_745), "USDT", "Plasma", EVM),
    (Network::Evm(480), "WLD", "WorldChain", EVM),
    (Network::Evm(66), "USDT", "OKXChain", EVM),
    (Network::Evm(250), "USDC", "Fantom", EVM),
    (Network::Evm(1_868), "ETH", "Soneium", EVM),
];

/// The first row of a network above. A new network doesn't compile before it has a place here.
fn place_of(network: Network) -> usize {
    match network {
        Network::Bitcoin => 0,
        Network::Lightning => 1,
        Network::Litecoin => 2,
        Network::Dogecoin => 3,
        Network::Evm(_) => 4,
        Network::Solana => 11,
        Network::Tron => 13,
        Network::Ton => 14,
        Network::Sui => 16,
    }
}

fn ways_to_pay() -> Vec<Pair> {
    let mut pairs = Vec::new();
    for file in ["payment_vias", "payment_vias_gram_and_new_networks"] {
        let text = read(&format!("tests/fixtures/{file}.json"));
        let ways = Json::parse(&text).and_then(|body| payment_options(&body));
        let options = ways.expect("ways to pay").options;
        assert!(options.len() > 10, "{options:?}");
        pairs.extend(options.into_iter().map(|option| option.pair));
    }
    pairs
}

#[test]
fn every_network_is_known_in_every_place() {
    let events = read("src/widget/events.rs");
    let loader = read("public/widget/v1/loader.js");
    let told = set(literals(array(&events, "SCHEMES")));
    let opened = words(between(&loader, "const WALLETS = /^(", "):/i;"), '|');
    assert_eq!(told, opened, "src/widget/events.rs and the widget's loader");
    for (network, coin, name, address) in NETWORKS {
        let first = NETWORKS.get(place_of(network)).map(|(network, ..)| network);
        assert_eq!(first.map(discriminant), Some(discriminant(&network)));
        let pair = Pair::new(coin, name);
        assert_eq!(Network::from_pair(&pair), Some(network), "{pair:?}");
        let check = check(&pair, address);
        assert!(
            check.is_ok_and(|check| check != AddressCheck::Unchecked),
            "{pair:?} {check:?}"
        );
        for words in [network_words(&pair), network_name(&pair)] {
            assert_ne!(words, "Mainnet", "{pair:?}: of which coin?");
        }
        let amount = Amount::parse("1.5").expect("an amount");
        let payment = Payment {
            network: Some(network),
            asset: token::asset(&pair),
            recipient: address,
            amount: &amount,
            memo: None,
            deadline: None,
        };
        let request = WalletRequest::new(&payment);
        let codes = [Some(&request.code), request.other_code.as_ref()];
        let texts = codes.into_iter().flatten().map(|code| &code.text);
        for text in texts.chain(&request.link) {
            assert_eq!(compare(text, &payment), Comparison::Equal, "{text}");
        }
        if let Some(link) = &request.link {
            let scheme = link.split(':').next().unwrap_or_default();
            assert!(opened.contains(scheme), "no widget opens {scheme}:");
        }
    }
    let listed = ways_to_pay();
    let listed = listed.iter().filter_map(Network::from_pair);
    for network in listed.chain(TOKENS.map(|token| token.network)) {
        let has_row = NETWORKS.iter().any(|(known, ..)| *known == network);
        assert!(has_row, "{network:?} has no row in NETWORKS");
    }
}

#[test]
fn every_coin_of_the_api_is_known_in_every_place() {
    let pairs = ways_to_pay();
    for pair in &pairs {
        assert!(
            Network::from_pair(pair).is_some(),
            "crates/shop-core/src/pay/network.rs: {pair:?}"
        );
        assert_ne!(network_words(pair), "Mainnet", "{pair:?}: of which coin?");
    }
    let coins = pairs.iter().map(|pair| pair.coin.as_str());
    for coin in coins.chain(TOKENS.map(|token| token.coin)) {
        let pair = Pair::new(coin, "");
        assert_eq!(pair.price_coin(), coin, "prices are asked for in another");
        let currency = ["USD", "EUR"].into_iter().find(|name| coin.contains(name));
        assert!(
            currency.is_none() || pegged_to(coin) == currency,
            "{coin} is worth one {currency:?}"
        );
    }
}

/// Decimals once more, by hand and from another source than the table: an address has a checksum,
/// its decimals have none, and twelve too few ask for a trillionth of the amount.
fn decimals_of(coin: &str, network: Network) -> usize {
    match (coin, network) {
        ("USDT", Network::Evm(56)) => 18,
        ("USDC" | "USDT" | "EUROC" | "PYUSD", _) => 6,
        ("DAI" | "WLD", Network::Evm(_)) => 18,
        _ => panic!("{coin} on {network:?}: say its decimals here too"),
    }
}

#[test]
fn every_token_is_in_the_table_of_payments() {
    let guide = read("docs/payments.md");
    let rows: Vec<&str> = guide.lines().filter(|line| line.starts_with('|')).collect();
    for token in TOKENS {
        let is_its = |row: &&&str| row.contains(token.contract) && row.contains(token.coin);
        assert!(
            rows.iter().any(|row| is_its(&row)),
            "docs/payments.md: {} {}",
            token.coin,
            token.contract
        );
    }
}

#[test]
fn every_token_has_its_decimals_twice() {
    for token in TOKENS {
        assert_eq!(
            token.decimals,
            decimals_of(token.coin, token.network),
            "{token:?}"
        );
    }
}

// ---------------------------------------------------------------------------
// A page
// ---------------------------------------------------------------------------

/// One route of each kind that has an address of its own.
fn routes() -> Vec<Route> {
    let name = || AddressName::from_name("Corner Shop");
    let routes = vec![
        Route::Home,
        Route::Brands,
        Route::GiftCards,
        Route::TopUps,
        Route::Esims,
        Route::Brand { family: name() },
        Route::Product {
            family: name(),
            brand: name(),
        },
        Route::Checkout,
        Route::Order {
            id: "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5".to_owned(),
        },
        Route::Orders,
        Route::Help,
        Route::Builder,
    ];
    for route in &routes {
        // A new route doesn't compile here: it belongs in the list above.
        match route {
            Route::Home
            | Route::Brands
            | Route::GiftCards
            | Route::TopUps
            | Route::Esims
            | Route::Brand { .. }
            | Route::Product { .. }
            | Route::Checkout
            | Route::Order { .. }
            | Route::Orders
            | Route::Help
            | Route::Builder
            | Route::Unknown { .. } => {}
        }
    }
    routes
}

#[test]
fn every_route_is_read_back_from_its_own_path() {
    let mut paths = BTreeSet::new();
    for route in routes() {
        for base in ["", "/shop"] {
            let path = route.path(base);
            assert_eq!(Route::parse(base, &path), route, "{path}");
            assert!(paths.insert(path), "two routes have one path: {route:?}");
        }
    }
}

#[test]
fn every_page_is_held_to_stand_alone() {
    let rules = read("tests/rules/pages.rs");
    let rule = between(&rules, "fn pages_leave_each_other_alone", "];");
    let (_, held) = rule.split_once("let pages = [").expect("a list of pages");
    let pages = entries("src/pages").into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?.strip_suffix(".rs")?;
        Some(name.to_owned())
    });
    assert_eq!(
        set(literals(held)),
        pages.collect::<BTreeSet<_>>(),
        "tests/rules/pages.rs"
    );
}

#[test]
fn every_page_has_a_title() {
    for path in entries("src/pages") {
        if path.extension().is_some_and(|ending| ending == "rs") {
            let path = from_root(&path);
            let program = read(&path);
            assert!(program.contains(".title("), "{path} sets no title");
        }
    }
}

#[test]
fn the_map_names_every_page() {
    let map = read("docs/architecture.md");
    let row = between(&map, "one page a route: ", "\n");
    let pages = entries("src/pages").into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?.strip_suffix(".rs")?;
        Some(name.to_owned())
    });
    assert_eq!(
        words(row, ' '),
        pages.collect::<BTreeSet<_>>(),
        "docs/architecture.md"
    );
}

#[test]
fn every_path_of_the_app_is_held_to_one_place() {
    let rules = read("tests/rules/homes.rs");
    let rule = between(&rules, "fn app_paths_are_in_route", "];");
    let (_, held) = rule.split_once("let words = [").expect("a list of words");
    let firsts = routes().into_iter().filter_map(|route| {
        let path = route.path("");
        let first = path.split('/').nth(1).filter(|first| !first.is_empty());
        first.map(str::to_owned)
    });
    assert_eq!(
        set(literals(held)),
        firsts.collect::<BTreeSet<_>>(),
        "tests/rules/homes.rs"
    );
}

// ---------------------------------------------------------------------------
// An owner's setting
// ---------------------------------------------------------------------------

#[test]
fn the_program_the_schema_and_the_readme_have_the_same_defaults() {
    let schema = json("deploy/shop-config.schema.json");
    let readme = read("README.md");
    let table = between(&readme, "| field | default | meaning |", "\n\n");
    let properties = schema["properties"].as_object().expect("properties");
    let mut block = serde_json::Map::new();
    for (field, about) in properties {
        let Some(default) = about.get("default") else {
            continue;
        };
        block.insert(field.clone(), default.clone());
        let start = format!("| `{field}` |");
        let row = table.lines().find(|line| line.starts_with(&start));
        let said = row
            .and_then(|row| row.split('|').nth(2))
            .expect(field)
            .trim();
        let texts: Vec<&Value> = match default.as_array() {
            Some(list) => list.iter().collect(),
            None => vec![default],
        };
        let texts = texts.iter().filter_map(|value| match value {
            Value::Bool(flag) => Some(flag.to_string()),
            value => value.as_str().map(str::to_owned),
        });
        let marked: Vec<String> = texts.map(|text| format!("`{text}`")).collect();
        let is_same =
            said == marked.join(" ") || (marked.is_empty() && ["all", "none"].contains(&said));
        assert!(
            is_same,
            "README.md: `{field}` is {said}, the schema has {default}"
        );
    }
    assert!(block.len() > 5);
    let (config, problems) = Config::parse(&Value::Object(block).to_string());
    assert_eq!((config, problems), (Config::default(), Vec::new()));
}

#[test]
fn every_setting_of_the_owner_is_used() {
    let program = read("src/config.rs");
    let fields = between(&program, "pub struct Config {", "\n}");
    let fields = fields
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(':'))
        .map(|(name, _)| name);
    let others: String = files("src", ".rs")
        .iter()
        .filter(|path| !path.starts_with("src/config"))
        .map(|path| read(path))
        .collect();
    for field in fields {
        let reads = format!(".{field}");
        let is_read = others.match_indices(&reads).any(|(place, _)| {
            let after = others.get(place + reads.len()..).unwrap_or_default();
            !after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_')
        });
        assert!(is_read, "nothing reads {field} of Config");
    }
}

// ---------------------------------------------------------------------------
// A widget setting, event, command
// ---------------------------------------------------------------------------

/// The parameters of the frame's address that the loader writes, and no partner.
const OF_LOADER: [&str; 2] = ["ch", "parent"];

/// Settings that are always refused: the API has no place for them.
const REFUSED: [&str; 2] = ["utm_medium", "utm_campaign"];

/// Names of others for the shop's own settings, in small letters.
const ALIASES: [&str; 6] = [
    "hl",
    "language",
    "paymentmethod",
    "paymentmethods",
    "region",
    "showpaymentinfo",
];

/// Options of the element itself that are no settings of the shop; `email` and the like are a part
/// of `prefill`.
const OF_ELEMENT: [&str; 9] = [
    "email",
    "height",
    "labels",
    "loading",
    "other",
    "phone",
    "refund_address",
    "src",
    "title",
];

/// Settings that an address has anyway, because the shop's own pages have them too or its path says
/// them.
const OF_ADDRESS: [&str; 6] = ["amount", "brand", "country", "lang", "product", "view"];

/// The members of an interface in `loader.d.ts`.
fn members(types: &str, interface: &str) -> BTreeSet<String> {
    let block = between(types, &format!("interface {interface} "), "\n}");
    let lines = block.lines().filter_map(|line| line.strip_prefix("  "));
    let lines = lines.filter(|line| !line.starts_with([' ', '/', '*']));
    let names = lines.filter_map(|line| Some(line.split_once(':')?.0));
    set(names.map(|name| name.trim_matches(['?', '\'', '[']).trim_matches('\'')))
}

/// The first word of each group in parentheses: the names in a table of `builder.rs`.
fn first_of_groups(table: &str) -> BTreeSet<String> {
    let (mut depth, mut found) = (0, BTreeSet::new());
    for (place, letter) in table.char_indices() {
        match letter {
            '(' => {
                depth += 1;
                let inside = table.get(place + 1..).unwrap_or_default().trim_start();
                if depth == 1 {
                    let name = inside.split(',').next().unwrap_or_default();
                    found.insert(name.trim_matches('"').to_lowercase());
                }
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    found
}

#[test]
fn every_setting_of_a_widget_is_promised_everywhere() {
    let program = read("src/widget/settings.rs");
    let colours = set(literals(array(&program, "COLOURS")));
    let take = between(&program, "fn take(", "_ => return Err(Refusal::Unknown)");
    let mut known: BTreeSet<String> = colours.clone();
    for arm in arms(take, 12) {
        for name in arm {
            if name.contains("COIN_LISTS") {
                let lists = array(&program, "COIN_LISTS");
                known.extend(set(literals(lists)));
                known.insert("coins".to_owned());
            } else {
                known.insert(name.trim_matches('"').to_owned());
            }
        }
    }
    let without = |all: &BTreeSet<String>, names: &[&str]| -> BTreeSet<String> {
        for name in names {
            assert!(all.contains(*name), "{name} is none of {all:?}");
        }
        let left = all.iter().filter(|name| !names.contains(&name.as_str()));
        left.cloned().collect()
    };
    let once = literals(array(&program, "ONCE"));
    let settings = without(&without(&without(&known, &OF_LOADER), &REFUSED), &ALIASES);
    let only_at_start: Vec<&str> = once
        .iter()
        .copied()
        .filter(|name| !OF_LOADER.contains(name))
        .collect();
    let mut live = without(&settings, &only_at_start);
    live.insert("prefill".to_owned());

    let schema = json("public/widget/v1/messages.schema.json");
    let promised = names(&schema["$defs"]["config"]["properties"]);
    assert_eq!(promised, live, "`config` of the schema of messages");
    let types = read("public/widget/v1/loader.d.ts");
    let tokens = members(&types, "GiftShopTokens");
    let typed = &tokens | &members(&types, "GiftShopConfig");
    assert_eq!(
        typed, live,
        "GiftShopTokens and GiftShopConfig of the types"
    );
    let options = members(&types, "GiftShopOptions");
    let options = without(&without(&options, &OF_ELEMENT), &REFUSED);
    assert_eq!(options, set(only_at_start), "GiftShopOptions of the types");

    let builder = read("src/widget/builder/fields.rs");
    let fields = array(&builder, "FIELDS");
    let more = array(&builder, "COLOURS");
    let fields = &first_of_groups(fields) | &first_of_groups(more);
    assert_eq!(
        without(&fields, &["height"]),
        settings,
        "the builder's fields"
    );

    let mut kept = without(&settings, &OF_ADDRESS);
    kept.extend(set(OF_LOADER));
    kept.insert("fixed".to_owned());
    assert_eq!(
        set(OF_WIDGETS),
        kept,
        "OF_WIDGETS in crates/shop-core/src/route/query.rs"
    );

    let start = read("src/widget/start.rs");
    let replaced = literals(array(&start, "ALIASES"));
    for alias in ALIASES {
        assert!(replaced.contains(&alias), "{alias} in src/widget/start.rs");
    }
    let theme = read("src/widget/theme.rs");
    let shown = array(&theme, "PROPERTIES");
    assert_eq!(first_of_groups(shown), colours, "src/widget/theme.rs");
}

#[test]
fn every_message_of_the_widget_is_promised() {
    let all_names = read("src/widget/names.rs");
    let constants: BTreeMap<&str, &str> = all_names
        .lines()
        .filter_map(|line| {
            line.strip_prefix("pub(super) const ")?
                .split_once(": &str = ")
        })
        .map(|(name, value)| (name, value.trim_matches([';', '"'])))
        .collect();
    let resolved = |word: &str| -> Option<String> {
        match word.strip_prefix("names::") {
            Some(name) => Some((*constants.get(name).expect(name)).to_owned()),
            None => Some(word.strip_prefix('"')?.strip_suffix('"')?.to_owned()),
        }
    };
    let mut said = BTreeSet::new();
    for path in files("src/widget", ".rs")
        .into_iter()
        .chain(["src/widget.rs".to_owned()])
    {
        let program = read(&path);
        for call in program.split(".say(").skip(1) {
            let first = call.split([',', ')']).next().unwrap_or_default().trim();
            said.insert(resolved(first).unwrap_or_else(|| panic!("{path}: what is {first}?")));
        }
    }
    let schema = json("public/widget/v1/messages.schema.json");
    let titles = |part: &str| -> BTreeSet<String> {
        let messages = schema["$defs"][part]["oneOf"].as_array().expect(part);
        set(messages
            .iter()
            .map(|message| message["title"].as_str().expect("a title")))
    };
    assert_eq!(said, titles("event"), "said by the program, and promised");

    let command = read("src/widget/command.rs");
    let obeyed = between(&command, "let done = match kind {", "_ => return");
    let obeyed = arms(obeyed, 12).into_iter().flatten();
    let obeyed = obeyed.map(|pattern| pattern.split(" if ").next().unwrap_or_default());
    let obeyed: BTreeSet<String> = obeyed.filter_map(resolved).collect();
    assert_eq!(obeyed, titles("command"), "obeyed, and promised");

    let settings = read("src/widget/settings.rs");
    let reasons = set(literals(between(&settings, "impl Refusal {", "\n}\n")));
    let messages = schema["$defs"]["event"]["oneOf"]
        .as_array()
        .expect("a list");
    let refusal = messages
        .iter()
        .find(|message| message["title"] == "config.rejected");
    let refusal = &refusal.expect("a refusal")["properties"]["data"]["properties"];
    let promised = &refusal["problems"]["items"]["properties"]["reason"]["enum"];
    assert_eq!(reasons, list(promised), "reasons, and promised");
}

#[test]
fn every_view_of_the_widget_is_promised() {
    let schema = json("public/widget/v1/messages.schema.json");
    let views = |part: &str, title: &str| -> BTreeSet<String> {
        let messages = schema["$defs"][part]["oneOf"].as_array().expect(part);
        let message = messages.iter().find(|message| message["title"] == title);
        let data = &message.expect(title)["properties"]["data"];
        list(&data["properties"]["view"]["enum"])
    };
    let events = read("src/widget/events.rs");
    let told = between(&events, "let (name, brand, product) = match route {", "};");
    let told = set(literals(told));
    assert_eq!(told, views("event", "view.changed"), "told, and promised");
    let types = read("public/widget/v1/loader.d.ts");
    let typed = words(between(&types, "type GiftShopView = ", ";"), '|');
    assert_eq!(told, typed, "GiftShopView of the types");

    let settings = read("src/widget/settings.rs");
    let led_to = set(literals(array(&settings, "VIEWS")));
    assert_eq!(
        led_to,
        views("command", "navigate"),
        "`navigate` of the schema"
    );
    let mut count = 0;
    for typed in types.split("view?: ").skip(1) {
        let typed = typed.split(';').next().unwrap_or_default();
        assert_eq!(words(typed, '|'), led_to);
        count += 1;
    }
    assert_eq!(count, 2, "options and `navigate` of the types");
    let builder = read("src/widget/builder/fields.rs");
    let choices = between(&builder, "TextKey::BuilderView,", "),");
    let mut choices = set(literals(choices));
    // An order can't be named by a partner, so it leads to the orders.
    choices.insert("order".to_owned());
    assert_eq!(choices, led_to, "the builder's field `view`");
    let guide = read("docs/widget.md");
    let row = guide.lines().find(|line| line.starts_with("| `view` |"));
    let row = row.expect("a row of the settings in docs/widget.md");
    for view in &led_to {
        assert!(row.contains(&format!("`{view}`")), "docs/widget.md: {view}");
    }
}

// ---------------------------------------------------------------------------
// A component, an icon
// ---------------------------------------------------------------------------

/// The modules that a file declares, each as the file it may be in.
fn modules_of(path: &str, program: &str) -> Vec<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let own = match name {
        "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
        name => format!("{folder}/{}", name.trim_end_matches(".rs")),
    };
    let mut found = Vec::new();
    let mut named: Option<&str> = None;
    for line in program.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("#[path = \"") {
            named = rest.split('"').next();
        } else if let Some(name) = declared(line) {
            match named.take() {
                Some(file) => found.push(plain(&format!("{folder}/{file}"))),
                None => found.push(format!("{own}/{name}.rs")),
            }
        }
    }
    found
}

/// The name in `mod name;`, however visible.
fn declared(line: &str) -> Option<&str> {
    let (before, name) = line.strip_suffix(';')?.split_once("mod ")?;
    let is_visibility = before.is_empty() || before.starts_with("pub");
    let is_name = |name: &str| {
        name.chars()
            .all(|sign| sign.is_alphanumeric() || sign == '_')
    };
    (is_visibility && is_name(name)).then_some(name)
}

/// A path without `..`.
fn plain(path: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in path.split('/') {
        match word {
            ".." => {
                words.pop();
            }
            word => words.push(word),
        }
    }
    words.join("/")
}

/// Whether cargo begins a program or a test with this file.
fn is_root(path: &str) -> bool {
    let inside: Vec<&str> = path.split('/').collect();
    matches!(
        inside[..],
        [.., "src", "lib.rs" | "main.rs"]
            | [_, "build.rs"]
            | [.., "tests", "main.rs"]
            | [.., "tests", _, "main.rs"]
            | ["tests", _]
            | ["crates", _, "build.rs"]
            | ["crates", _, "tests", _]
    )
}

#[test]
fn every_rust_file_is_a_module_of_its_program() {
    let all: BTreeSet<String> = ["src", "crates", "xtask", "tests"]
        .into_iter()
        .flat_map(|folder| files(folder, ".rs"))
        .collect();
    let mut waiting: Vec<String> = all.iter().filter(|path| is_root(path)).cloned().collect();
    assert!(waiting.len() > 10, "{waiting:?}");
    let mut reached = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        if all.contains(&path) && reached.insert(path.clone()) {
            waiting.extend(modules_of(&path, &read(&path)));
        }
    }
    let lost: Vec<&String> = all.difference(&reached).collect();
    assert!(lost.is_empty(), "no `mod` leads to {lost:?}");
}

/// Classes without a style, and the file of tests that finds an element by them.
const HOOKS: [(&str, &str); 1] = [("widget-bar", "tests/web/widget.rs")];

#[test]
fn every_class_in_the_program_is_known_to_a_style_sheet() {
    let is_part = |sign: char| sign.is_alphanumeric() || "-_".contains(sign);
    let mut known = BTreeSet::new();
    for path in files("style", ".css") {
        for after in read(&path).split('.').skip(1) {
            let name: String = after.chars().take_while(|sign| is_part(*sign)).collect();
            known.insert(name);
        }
    }
    for (class, tests) in HOOKS {
        assert!(!known.contains(class), "{class} has a look: it is no hook");
        assert!(read(tests).contains(class), "{tests} looks for no {class}");
        known.insert(class.to_owned());
    }
    let mut count = 0;
    let page = read("index.html");
    let in_page = page.split(" class=\"").skip(1);
    let mut used: Vec<(String, String)> = in_page
        .filter_map(|after| Some(("index.html".to_owned(), after.split('"').next()?.to_owned())))
        .collect();
    for path in files("src", ".rs") {
        let program = read(&path);
        for after in program.split("class=\"").skip(1) {
            let value = after.split('"').next();
            used.extend(value.map(|value| (path.clone(), value.to_owned())));
        }
    }
    for (path, classes) in used {
        for class in classes.split_whitespace() {
            assert!(
                known.contains(class),
                "{path}: no style sheet knows {class}"
            );
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}

/// The names of icons in a file: the arguments of `icon`, `way_icon` and `drawing`, and where that is the
/// variable `symbol`, the values that `Tone::… =>` and `link(Route::…, ` give it.
fn icons_of(path: &str, program: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let drawings = program.split("drawing(").skip(1);
    for call in program.split("icon(").skip(1).chain(drawings) {
        match call.strip_prefix('"') {
            Some(name) => found.extend(name.split('"').next().map(str::to_owned)),
            None if call.starts_with("symbol)") => {
                let starts = [program.split("Tone::"), program.split("link(Route::")];
                let arms = starts.into_iter().flat_map(|parts| parts.skip(1));
                found.extend(arms.filter_map(|arm| {
                    let after = arm.trim_start_matches(char::is_alphanumeric);
                    let name = after
                        .strip_prefix(" => \"")
                        .or_else(|| after.strip_prefix(", \""))?;
                    Some(name.split('"').next()?.to_owned())
                }));
            }
            None => panic!("{path}: which icons are icon({call:.20}…?"),
        }
    }
    found
}

#[test]
fn every_icon_is_in_the_page_and_every_symbol_is_used() {
    let used: BTreeSet<String> = files("src", ".rs")
        .iter()
        .filter(|path| path.as_str() != "src/components/ui/icon.rs")
        .flat_map(|path| icons_of(path, &read(path)))
        .collect();
    let icons = read("style/icons.svg");
    let symbols = icons.split("<symbol id=\"icon-").skip(1);
    let symbols = set(symbols.filter_map(|symbol| symbol.split('"').next()));
    assert_eq!(used, symbols);
    for symbol in icons
        .lines()
        .filter(|line| line.contains("id=\"icon-coin-"))
    {
        assert!(symbol.len() < 200, "every visitor loads it: {symbol}");
    }
}

// ---------------------------------------------------------------------------
// A deploy recipe
// ---------------------------------------------------------------------------

fn recipes() -> BTreeSet<String> {
    let folders = entries("deploy").into_iter().filter(|path| path.is_dir());
    set(folders
        .map(|path| from_root(&path))
        .collect::<Vec<_>>()
        .iter()
        .map(|path| path.trim_start_matches("deploy/")))
}

#[test]
fn every_recipe_is_documented_and_tested() {
    let harness = read("tests/e2e/src/recipe.rs");
    let variants: BTreeMap<String, String> = between(&harness, "fn name(self)", "\n    }")
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once(" => \""))
        .map(|(variant, name)| (name.trim_matches(['"', ',']).to_owned(), variant.to_owned()))
        .collect();
    let table = read("deploy/README.md");
    let rows = table
        .lines()
        .filter_map(|line| line.strip_prefix("| [")?.split_once("]("));
    let rows = set(rows.map(|(name, _)| name));
    assert_eq!(rows, recipes(), "the table of deploy/README.md");
    assert_eq!(
        set(variants.keys().map(String::as_str)),
        rows,
        "Recipe of the tests"
    );
    let readme = read("README.md");
    let section = between(&readme, "\n## Deploy", "\n## ").to_lowercase();
    for (name, variant) in variants {
        assert!(section.contains(&name), "README.md says nothing of {name}");
        for file in ["README.md", "refillery.env"] {
            let path = format!("deploy/{name}/{file}");
            assert!(root().join(&path).is_file(), "{path} is missing");
        }
        for module in ["visiting", "passing", "naming", "policy", "checking"] {
            let tests = read(&format!("tests/e2e/tests/deploy/{module}.rs"));
            let recipe = format!("Recipe::{variant}");
            // The end of the name: `Recipe::Node` is no part of another one.
            let is_tested = tests
                .split(&recipe)
                .skip(1)
                .any(|after| !after.starts_with(char::is_alphanumeric));
            assert!(is_tested, "{module}.rs has no test of {name}");
        }
    }
}

#[test]
fn every_variable_of_a_recipe_is_read_by_it() {
    for recipe in recipes() {
        let folder = format!("deploy/{recipe}");
        let others: String = files(&folder, "")
            .iter()
            .filter(|path| !path.ends_with("refillery.env") && !path.ends_with(".md"))
            .map(|path| read(path))
            .collect();
        for line in read(&format!("{folder}/refillery.env")).lines() {
            let Some((name, _)) = line.split_once('=').filter(|_| line.starts_with("SHOP_")) else {
                continue;
            };
            // Node's recipe and the shared proxy put `SHOP_` before the names that they read.
            let short = format!("\"{}\"", name.trim_start_matches("SHOP_"));
            assert!(
                others.contains(name) || others.contains(&short),
                "{folder} reads no {name}"
            );
        }
    }
}

// ---------------------------------------------------------------------------
// Tests and xtask
// ---------------------------------------------------------------------------

#[test]
fn every_file_of_tests_is_registered() {
    for package in ["", "crates/shop-core/"] {
        let registered = read(&format!("{package}Cargo.toml"));
        let registered = registered
            .lines()
            .filter_map(|line| line.strip_prefix("path = \""))
            .map(|path| format!("{package}{}", path.trim_matches('"')));
        let tests = entries(&format!("{package}tests"));
        let present = tests.into_iter().filter_map(|path| {
            let file = if path.is_dir() {
                path.join("main.rs")
            } else {
                path
            };
            let is_test = file.is_file() && file.extension().is_some_and(|end| end == "rs");
            is_test.then(|| from_root(&file))
        });
        assert_eq!(
            present.collect::<BTreeSet<_>>(),
            registered.collect::<BTreeSet<_>>()
        );
    }
}

#[test]
fn the_help_names_every_step_and_every_command() {
    let program = read("xtask/src/main.rs");
    let help = between(&program, "const HELP: &str = \"\\\n", "\n\";");
    let check = read("xtask/src/check/steps.rs");
    let steps = array(&check, "STEPS");
    let steps: Vec<&str> = steps
        .split("\n        name: \"")
        .skip(1)
        .filter_map(|step| step.split('"').next())
        .collect();
    let told = between(help, "--only NAME…", "\n");
    assert_eq!(told.split_whitespace().collect::<Vec<_>>(), steps);
    let commands = between(
        &program,
        "match command.to_string_lossy().as_ref() {",
        "other =>",
    );
    let mut commands = set(arms(commands, 8)
        .into_iter()
        .flatten()
        .map(|name| name.trim_matches('"')));
    assert!(commands.remove("help"));
    let told = help.lines().filter_map(|line| line.strip_prefix("  "));
    let told = told.filter(|line| !line.starts_with([' ', '-']));
    let told = told.filter_map(|line| line.split_whitespace().next());
    assert_eq!(set(told), commands);
}

#[test]
fn the_doctor_knows_every_tool() {
    let tools = read("xtask/src/tool.rs");
    let tools = between(&tools, "enum Tool {", "\n}");
    let tools = tools
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//"));
    let tools = set(tools.filter_map(|line| line.strip_suffix(',')));
    let doctor = read("xtask/src/doctor.rs");
    let listed = [
        array(&doctor, "ENSURED"),
        between(&doctor, "const ON_REQUEST", "];"),
    ]
    .concat();
    let listed = listed.split("Tool::").skip(1);
    let listed = set(listed.filter_map(|tool| tool.split(',').next()));
    assert_eq!(listed, tools);
}

// ---------------------------------------------------------------------------
// The guide
// ---------------------------------------------------------------------------

/// Whether a word between backticks is the path of a file or a folder, and no pattern of one.
fn is_path(word: &str) -> bool {
    let is_pattern = ["xx", "NAME", "*", "dist/", "target/"]
        .iter()
        .any(|part| word.contains(part));
    let is_plain = word
        .chars()
        .all(|sign| sign.is_ascii_alphanumeric() || "-_./".contains(sign));
    word.contains('/') && is_plain && !is_pattern
}

#[test]
fn the_guide_names_files_and_tests_that_exist() {
    let guide = read("docs/how-to-add.md");
    let mut named = BTreeSet::new();
    for word in guide.split('`').skip(1).step_by(2) {
        let path = word.split("::").next().unwrap_or_default();
        if is_path(path) {
            assert!(root().join(path).exists(), "there is no {path}");
        }
        if let Some((path, test)) = word.split_once(".rs::") {
            let program = read(&format!("{path}.rs"));
            assert!(
                program.contains(&format!("fn {test}(")),
                "{path}.rs has no {test}"
            );
            named.insert(word.to_owned());
        }
    }
    let own = read("tests/adding.rs");
    let own = own.split("#[test]\nfn ").skip(1);
    for test in own.filter_map(|after| after.split('(').next()) {
        let word = format!("tests/adding.rs::{test}");
        assert!(named.contains(&word), "docs/how-to-add.md lacks {word}");
    }
    // Names of the program are names that it has.
    let mut program = String::new();
    for folder in ["src", "crates", "tests", "xtask", "deploy", "public"] {
        for ending in [".rs", ".js", ".mjs", ".json", ".ts", ".sh", ".toml"] {
            for path in files(folder, ending) {
                program.push_str(&read(&path));
            }
        }
    }
    for word in guide.split('`').skip(1).step_by(2) {
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        if word.contains('_') && word.chars().all(is_name) {
            assert!(program.contains(word), "docs/how-to-add.md: no {word}");
        }
    }
    // The contents are in step with the sections.
    let contents = guide.lines().filter_map(|line| line.strip_prefix("- ["));
    let contents: Vec<&str> = contents.filter_map(|line| line.split(']').next()).collect();
    let sections: Vec<&str> = guide
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect();
    assert_eq!(contents, sections);
}

/// A page in a later file waits for that file; so a visitor who begins there requests it at once,
/// and not when the browser is idle.
#[test]
fn a_visit_that_begins_on_a_later_page_asks_for_its_files_at_once() {
    let script = read("src/early/start.js");
    let pages = between(&script, "PARTS = { ", " };");
    let pages = pages.split(", ").filter_map(|page| page.split_once(": "));
    let pages: BTreeMap<String, String> = pages
        .map(|(page, part)| [page, part].map(|word| word.trim_matches('"').to_owned()))
        .map(|[page, part]| (page, part))
        .collect();
    let mut parts = BTreeMap::new();
    for route in routes() {
        // A route that is added doesn't compile here: it belongs to one of these.
        let part = match &route {
            // Lines of their own ask for these.
            Route::Home | Route::Builder | Route::Unknown { .. } => continue,
            Route::Brands | Route::GiftCards => "browse",
            Route::TopUps => "topups",
            Route::Brand { .. } | Route::Product { .. } => "goods",
            Route::Esims => "esims",
            Route::Checkout => "checkout",
            Route::Order { .. } => "order",
            Route::Orders => "orders",
            Route::Help => "help",
        };
        let path = route.path("");
        let first = path.split('/').nth(1).unwrap_or_default();
        parts.insert(first.to_owned(), part.to_owned());
    }
    assert_eq!(pages, parts, "PARTS of src/early/start.js");
}

#[test]
fn every_part_of_a_release_is_cut_out() {
    let modules = read("src/app/later/chunk.rs");
    let mut made: Vec<&str> = modules
        .lines()
        .filter_map(|line| line.strip_prefix("file!(")?.split(',').next())
        .collect();
    let cut = read("xtask/src/split.rs");
    let cut = between(&cut, "PARTS: [&str; ", "];");
    let mut cut: Vec<&str> = cut.split('"').skip(1).step_by(2).collect();
    made.sort_unstable();
    cut.sort_unstable();
    assert_eq!(made, cut);
}

/// A part in a first file that the program doesn't look for there is loaded a second time.
#[test]
fn a_part_in_a_first_file_is_known_to_the_program_and_has_a_budget() {
    let quoted = |text: &str| -> Vec<String> {
        let words = text.split('"').skip(1).step_by(2);
        words.map(str::to_owned).collect()
    };
    let split = read("xtask/src/split.rs");
    let firsts = quoted(between(&split, "FIRSTS: [&str; ", "];"));
    let chunk = read("src/app/later/chunk.rs");
    assert_eq!(quoted(between(&chunk, "let part = match", "};")), firsts);
    let sizes = read("xtask/src/size.rs");
    for first in &firsts {
        assert!(
            sizes.contains(&format!("first: Some({first:?})")),
            "{first}"
        );
    }
}
