//! The modules that a module may use: dependencies point one way.

use super::source::Source;
use super::{Finding, check_program, try_rule};

/// Modules of the shop and of its core that a module may use. It may always use itself.
const MAY_USE: [(&str, &[&str]); 29] = [
    // The core: the compiler holds it apart from all others.
    ("text_key", &[]),
    ("model", &["text_key"]),
    ("backoff", &[]),
    ("json", &["model"]),
    ("pay", &["model", "text_key"]),
    ("route", &["model"]),
    ("order_tracking", &["backoff", "model"]),
    // The shop.
    ("config", &["json", "model", "text_key"]),
    ("reactive", &[]),
    (
        "api",
        &[
            "backoff", "browser", "config", "json", "model", "reactive", "route", "text_key",
        ],
    ),
    (
        "tracking",
        &[
            "api",
            "browser",
            "json",
            "model",
            "order_tracking",
            "reactive",
        ],
    ),
    (
        "i18n",
        &["browser", "json", "model", "reactive", "text_key"],
    ),
    ("store", &["json", "model"]),
    ("browser", &[]),
    (
        "backup",
        &["browser", "json", "model", "route", "store", "text_key"],
    ),
    (
        "navigation",
        &[
            "browser", "config", "i18n", "model", "reactive", "route", "store",
        ],
    ),
    // `api` for one name alone, see `components_only_show`.
    (
        "components",
        &[
            "api",
            "browser",
            "host",
            "i18n",
            "model",
            "navigation",
            "order_tracking",
            "pay",
            "reactive",
            "route",
            "text_key",
        ],
    ),
    ("cart", &["browser", "model", "reactive", "store"]),
    ("past_orders", &["browser", "reactive", "store"]),
    ("persistence", &["browser"]),
    ("host", &["model", "reactive"]),
    (
        "checkout",
        &[
            "api",
            "browser",
            "cart",
            "components",
            "host",
            "i18n",
            "model",
            "navigation",
            "pay",
            "reactive",
            "remote",
            "route",
            "store",
            "text_key",
        ],
    ),
    ("remote", &["api", "components", "reactive", "text_key"]),
    (
        "offer",
        &[
            "api",
            "i18n",
            "model",
            "navigation",
            "reactive",
            "remote",
            "store",
        ],
    ),
    (
        "product_form",
        &[
            "api",
            "browser",
            "cart",
            "checkout",
            "components",
            "host",
            "i18n",
            "model",
            "navigation",
            "offer",
            "reactive",
            "remote",
            "route",
            "store",
            "text_key",
            "tracking",
        ],
    ),
    (
        "layout",
        &[
            "api",
            "browser",
            "cart",
            "components",
            "config",
            "i18n",
            "model",
            "navigation",
            "reactive",
            "route",
            "text_key",
        ],
    ),
    // `browser` as far as `pages_know_no_browser` allows it.
    (
        "pages",
        &[
            "api",
            "backup",
            "browser",
            "cart",
            "checkout",
            "components",
            "host",
            "i18n",
            "layout",
            "model",
            "navigation",
            "offer",
            "order_tracking",
            "past_orders",
            "pay",
            "persistence",
            "product_form",
            "reactive",
            "remote",
            "route",
            "store",
            "text_key",
            "tracking",
        ],
    ),
    (
        "widget",
        &[
            "api",
            "browser",
            "cart",
            "components",
            "config",
            "host",
            "i18n",
            "json",
            "layout",
            "model",
            "navigation",
            "pay",
            "reactive",
            "route",
            "text_key",
        ],
    ),
    (
        "app",
        &[
            "api",
            "browser",
            "cart",
            "components",
            "config",
            "i18n",
            "layout",
            "navigation",
            "pages",
            "past_orders",
            "reactive",
            "route",
            "text_key",
            "widget",
        ],
    ),
];

fn modules_use_only_what_they_may(source: &Source) -> Vec<Finding> {
    let module = source.module();
    // They name every module: the list of them, and the program that starts them.
    if ["lib", "main"].contains(&module) {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
        return vec![source.at(
            1,
            &format!(
                "module `{module}` is not in the table MAY_USE of tests/rules/dependencies.rs"
            ),
        )];
    };
    let mut findings = Vec::new();
    for line in &source.lines {
        for used in used_modules(&line.code) {
            if used != module && !allowed.contains(&used.as_str()) {
                findings.push(source.at(line.number, &format!("`{module}` may not use `{used}`")));
            }
        }
    }
    findings
}

/// The modules in `crate::name`, `shop_core::name` and `crate::{name, other::…}`.
fn used_modules(code: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|character| character.is_alphanumeric() || *character == '_')
            .collect()
    };
    let mut used = Vec::new();
    let own = code.match_indices("crate::");
    let starts = own.chain(code.match_indices("shop_core::"));
    for (place, found) in starts {
        let after = code.get(place + found.len()..).unwrap_or_default();
        match after.strip_prefix('{') {
            Some(group) => used.extend(group.split(['}', ',']).map(word)),
            None => used.push(word(after)),
        }
    }
    used.retain(|name| !name.is_empty());
    used
}

#[test]
fn dependencies_point_one_way() {
    check_program(modules_use_only_what_they_may);
}

mod tests {
    use super::*;

    #[test]
    fn dependencies_are_found_in_every_spelling() {
        let rule = modules_use_only_what_they_may;
        try_rule(
            rule,
            "crates/shop-core/src/model/order.rs",
            "use crate::api::ApiError;",
            "use crate::model::slug;",
        );
        try_rule(
            rule,
            "crates/shop-core/src/pay/qr.rs",
            "let x = crate::route::BRANDS;",
            "use crate::model::order::Order;",
        );
        try_rule(
            rule,
            "src/api/client.rs",
            "use crate::{config, pages::home};",
            "use crate::{config, json::Json};",
        );
        try_rule(
            rule,
            "src/browser/listeners.rs",
            "use shop_core::{backoff::Backoff, json};",
            "use crate::browser::property;",
        );
        assert_eq!(
            rule(&Source::rust("src/newcomer.rs", "fn f() {}")).len(),
            1,
            "a module that nobody has given a place"
        );
    }

    #[test]
    fn comments_and_tests_are_free() {
        let rule = modules_use_only_what_they_may;
        try_rule(
            rule,
            "src/model.rs",
            "use crate::pages;",
            "// use crate::pages;\n/* crate::pages\ncrate::pages */ fn f() {}\n#[cfg(test)]\nmod tests { use crate::pages; }",
        );
    }
}
