//! The way to the API: what must be passed on, and what must be closed.

use super::asking::Question;
use super::{ALL, Deployment, Finding, NO_ORDER};
use crate::failure::Outcome;

pub(super) fn prefix(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    const PROXY: &str =
        "set the proxy up at `api_prefix` of index.html, as the recipes in deploy/ do.";
    let mut findings = Vec::new();
    for path in [
        "/v3/payment_vias",
        "/v2/brands?country_code=US",
        "/v2/homepage?country_code=US",
        "/available-countries",
    ] {
        let answer = shop.api(
            path,
            Question {
                encodings: ALL,
                accept: "application/json",
                ..Question::default()
            },
        )?;
        if answer.status != 200 || !answer.is_json() {
            findings.push(Finding(
                format!(
                    "{}{path} is no answer of the API (status {})",
                    shop.prefix, answer.status
                ),
                PROXY,
            ));
        } else if answer.header("content-encoding").is_empty() && answer.body.len() > 20_000 {
            findings.push(Finding(
                format!(
                    "{}{path} comes unpacked, {} bytes of it",
                    shop.prefix,
                    answer.body.len()
                ),
                "pack JSON as it is sent (`gzip on; gzip_types application/json;`).",
            ));
        }
    }
    let order = shop.api(&format!("/v5/orders/{NO_ORDER}"), Question::default())?;
    if !order.is_json() || order.status < 400 {
        findings.push(Finding(
            format!(
                "an order that doesn't exist is answered by status {} and no JSON",
                order.status
            ),
            PROXY,
        ));
    }
    if !order.header("cache-control").contains("no-store") {
        findings.push(Finding(
            format!(
                "an order says Cache-Control “{}”",
                order.header("cache-control")
            ),
            "say `no-store` for orders: they hold codes.",
        ));
    }
    // A dry run, of nothing.
    let posted = shop.api(
        "/v5/orders/validations",
        Question {
            method: "POST",
            body: Some("{}"),
            ..Question::default()
        },
    )?;
    if let Some(how) = posted.turned_away(&shop.origin) {
        findings.push(Finding(
            format!("POST {}/v5/orders/validations {how}", shop.prefix),
            "take the sign-in away: the page sends orders without a password and without cookies, \
             so a shop behind one can't take any.",
        ));
    } else if posted.is_page() || [404, 405, 502].contains(&posted.status) {
        findings.push(Finding(
            format!("validations are not passed on (status {})", posted.status),
            "pass on POST to /v5/orders and /v5/orders/validations.",
        ));
    }
    Ok(findings)
}

pub(super) fn closed(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let mut findings = Vec::new();
    let order = format!("/v5/orders/{NO_ORDER}");
    for (method, path) in [
        ("GET", "/v6/partner/orders"),
        ("DELETE", order.as_str()),
        ("POST", "/v2/brands"),
    ] {
        let answer = shop.api(
            path,
            Question {
                method,
                ..Question::default()
            },
        )?;
        if answer.status < 400 || answer.status >= 500 || !answer.text().contains("detail") {
            findings.push(Finding(
                format!("{method} {}{path} is answered by status {}", shop.prefix, answer.status),
                "open only the paths and methods that the recipes list; answer the rest by a JSON 404 or 405.",
            ));
        }
    }
    Ok(findings)
}
