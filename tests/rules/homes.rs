//! Names and paths that belong to one file.

use super::source::{Source, has_word, literals};
use super::{Finding, check_program, try_rule};

/// Names that have one home: a part of the code, where it may be, and why.
const HOMES: [(&str, &[&str], &str); 7] = [
    (
        "gloo_net",
        &["src/api/client.rs", "src/api/client/sending.rs"],
        "only the client sends requests",
    ),
    (
        "EventSource",
        &["src/tracking/stream.rs"],
        "only the stream opens streams",
    ),
    (
        "local_storage",
        &["src/store/kept.rs"],
        "only the store knows storage",
    ),
    (
        "session_storage",
        &["src/store/kept.rs"],
        "only the store knows storage",
    ),
    (
        "localStorage",
        &["src/store/kept.rs"],
        "only the store knows storage",
    ),
    (
        "window().parent",
        &["src/widget/channel.rs"],
        "only embedding talks to a parent",
    ),
    (
        "window.parent",
        &["src/widget/channel.rs"],
        "only embedding talks to a parent",
    ),
];

fn names_stay_in_their_homes(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, homes, why) in HOMES {
        if !homes.contains(&source.path.as_str()) {
            // In texts too: names are also reached through reflection.
            findings.extend(source.find(why, |line| has_word(&line.text, name)));
        }
    }
    findings
}

fn upstream_paths_are_in_endpoint(source: &Source) -> Vec<Finding> {
    if source.path == "src/api/endpoint.rs" {
        return Vec::new();
    }
    let words = [
        "v2",
        "v3",
        "v4",
        "v5",
        "payment_vias",
        "available-countries",
        "validations",
    ];
    source.find(
        "paths of the API are spelled in src/api/endpoint.rs",
        |line| {
            literals(&line.text).iter().any(|literal| {
                literal.contains("/subscribe")
                    || literal.split('/').any(|word| words.contains(&word))
            })
        },
    )
}

fn app_paths_are_in_route(source: &Source) -> Vec<Finding> {
    if source.inside() == "src/route.rs" {
        return Vec::new();
    }
    let words = [
        "brands",
        "gift-cards",
        "top-ups",
        "esims",
        "brand",
        "product",
        "checkout",
        "order",
        "orders",
        "help",
        "embed",
    ];
    let why = "paths of this app are spelled in crates/shop-core/src/route.rs";
    source.find(why, |line| {
        literals(&line.text).iter().any(|literal| {
            literal.strip_prefix('/').is_some_and(|path| {
                let first = path.split(['/', '?']).next().unwrap_or_default();
                words.contains(&first)
            })
        })
    })
}

#[test]
fn every_name_is_at_home() {
    check_program(names_stay_in_their_homes);
}

#[test]
fn paths_are_spelled_once() {
    check_program(upstream_paths_are_in_endpoint);
    check_program(app_paths_are_in_route);
}

mod tests {
    use super::*;

    #[test]
    fn strayed_names_are_found() {
        let rule = names_stay_in_their_homes;
        try_rule(
            rule,
            "src/pages/home.rs",
            "use gloo_net::http::Request;",
            "let gloo_network = 1;",
        );
        try_rule(
            rule,
            "src/tracking.rs",
            "EventSource::new(x)",
            "// EventSource",
        );
        try_rule(
            rule,
            "src/i18n.rs",
            "window().local_storage()",
            "store::read()",
        );
        try_rule(
            rule,
            "src/app.rs",
            "Reflect::get(&window, \"localStorage\")",
            "let x = 1;",
        );
        try_rule(
            rule,
            "src/layout.rs",
            "let top = window().parent();",
            "let up = element.parent();",
        );
    }

    #[test]
    fn strayed_paths_are_found() {
        try_rule(
            upstream_paths_are_in_endpoint,
            "src/api.rs",
            "let x = \"/v2/brands\";",
            "let x = \"v22\";",
        );
        try_rule(
            upstream_paths_are_in_endpoint,
            "src/tracking.rs",
            "x + \"/subscribe\"",
            "// /v5/orders/x/subscribe",
        );
        try_rule(
            app_paths_are_in_route,
            "src/layout.rs",
            "href=\"/brands?q=x\"",
            "\"/branding\"",
        );
        try_rule(
            app_paths_are_in_route,
            "src/pages/order.rs",
            "go(\"/order/x\")",
            "go(\"order\")",
        );
    }
}
