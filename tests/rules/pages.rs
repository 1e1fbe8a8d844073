//! A page knows no browser and no other page; a component knows no API.

use super::source::{Source, has_word};
use super::{Finding, check_program, try_rule};

/// Components show model values: they may know the API's error alone, in the one file that words
/// it.
fn components_only_show(source: &Source) -> Vec<Finding> {
    if source.module() != "components" {
        return Vec::new();
    }
    let error = source.path == "src/components/ui/failure.rs";
    source.find("a component asks nothing: take a model value", |line| {
        let api = line.code.contains("crate::api")
            && !(error && line.code.contains("crate::api::ApiError"));
        let address = ["use_location", "use_params", "use_query"]
            .iter()
            .any(|hook| line.code.contains(hook));
        api || address || has_word(&line.code, "Client")
    })
}

/// A page is made of parts that know the browser, and knows none of it itself:
/// what it says can then be read without knowing the DOM.
fn pages_know_no_browser(source: &Source) -> Vec<Finding> {
    if source.module() != "pages" {
        return Vec::new();
    }
    let why = "a page names no browser interface: give it to a component";
    source.find(why, |line| {
        let names = ["web_sys", "js_sys", "wasm_bindgen"];
        // A page decides itself what a view does at an event, and where focus goes.
        let parts = ["crate::browser::focus", "crate::browser::listeners"];
        let uses = line.code.matches("crate::browser").count();
        let parts: usize = parts
            .iter()
            .map(|part| line.code.matches(part).count())
            .sum();
        uses > parts || names.iter().any(|name| has_word(&line.code, name))
    })
}

/// A page is independent, so that it can be changed without reading another.
fn pages_leave_each_other_alone(source: &Source) -> Vec<Finding> {
    let Some(inside) = source.path.strip_prefix("src/pages/") else {
        return Vec::new();
    };
    let own = inside.split(['/', '.']).next().unwrap_or_default();
    let is_nested = inside.contains('/');
    let pages = [
        "brand",
        "brands",
        "checkout",
        "help",
        "esims",
        "home",
        "not_found",
        "order",
        "orders",
        "top_ups",
    ];
    source.find("pages use each other only through `not_found`", |line| {
        pages
            .iter()
            .filter(|page| **page != own && **page != "not_found")
            .any(|page| {
                let from_outside = ["crate::pages::", page].concat();
                let from_inside = if is_nested {
                    ["super::super::", page].concat()
                } else {
                    ["super::", page].concat()
                };
                has_word(&line.code, &from_outside) || has_word(&line.code, &from_inside)
            })
    })
}

#[test]
fn components_ask_nothing() {
    check_program(components_only_show);
}

#[test]
fn pages_leave_the_browser_to_their_parts() {
    check_program(pages_know_no_browser);
}

#[test]
fn pages_stand_alone() {
    check_program(pages_leave_each_other_alone);
}

mod tests {
    use super::*;

    #[test]
    fn asking_components_are_found() {
        let rule = components_only_show;
        try_rule(
            rule,
            "src/components/ui/icon.rs",
            "use crate::api::ApiError;",
            "let x = 1;",
        );
        try_rule(
            rule,
            "src/components/ui/failure.rs",
            "use crate::api::client::Client;",
            "use crate::api::ApiError;",
        );
        try_rule(
            rule,
            "src/components/brand/goods.rs",
            "let at = use_location();",
            "let at = here();",
        );
    }

    #[test]
    fn a_page_that_knows_the_browser_is_found() {
        try_rule(
            pages_know_no_browser,
            "src/pages/home.rs",
            "let go = move |event: web_sys::Event| event.prevent_default();",
            "view! { <form on:submit=instead(go)></form> }",
        );
        try_rule(
            pages_know_no_browser,
            "src/pages/home.rs",
            "use crate::browser::property;",
            "use crate::browser::listeners::instead;",
        );
    }

    #[test]
    fn pages_that_lean_on_each_other_are_found() {
        let rule = pages_leave_each_other_alone;
        try_rule(
            rule,
            "src/pages/home.rs",
            "use super::brands::wall;",
            "use super::not_found::not_found_page;",
        );
        try_rule(
            rule,
            "src/pages/brand/choice.rs",
            "use crate::pages::order::receipt;",
            "use super::ordering::Ordering;",
        );
        try_rule(
            rule,
            "src/pages/brand/choice.rs",
            "use super::super::home;",
            "use super::super::not_found;",
        );
    }
}
