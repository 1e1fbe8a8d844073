//! The sandbox as it is.

use std::cell::Cell;
use std::time::Duration;

use refillery_check_api::{Options, Outcome, Route, Way};
use shop_core::model::country::Country;

use crate::following::ordered;
use crate::world::{ADDRESS, EMAIL, PARTNER, World, assert_says, assert_silent};

#[test]
fn the_sandbox_as_it_is_is_right() {
    let world = World::open();
    let options = Options {
        country: Country::UNITED_STATES,
        ..world.options()
    };
    let checked = world.visit(&options, |_, _, _| {});
    let report = &checked.report;
    assert_eq!(checked.outcome, Outcome::Right, "{report}");
    for part in [
        "- 0 things that a buyer would be told wrongly",
        "## Ways to pay",
        "`GET /v3/payment_vias` status 200",
        "## Countries",
        "## Brands",
        "## Home feed",
        "## Products",
        "## Price of an amount",
        "flat items are read, nested ones read",
        "## Refusals",
        "`GET /v5/orders/{order_id}` status 404",
        "a page of another origin may send the `X-Cr-*` headers",
    ] {
        assert_says(report, part);
    }
    // No example has a promotion in these lists, whose rows are those of the list of brands.
    let mut unknown = report.lines().filter(|line| line.contains("Nobody knows"));
    assert!(unknown.all(|line| line.contains(".promotion`")), "{report}");
    for part in ["so nobody sees them", "## What could not be asked"] {
        assert_silent(report, part);
    }
}

#[test]
fn no_visit_orders_or_names_its_partner() {
    let world = World::open();
    let checked = world.plain_visit();
    let ordered = world.send("/__sandbox/api/log?route=orders-create", None);
    assert_eq!(ordered, serde_json::json!([]), "an order was made");
    let asked = world.send("/__sandbox/api/log?route=brands", None);
    let headers = &asked[0]["headers"];
    assert_eq!(headers["x-cr-application"], PARTNER);
    assert_eq!(headers["x-country-iso-code"], "NZ");
    assert_eq!(headers["x-forwarded-for"], ADDRESS);
    let agent = headers["user-agent"].as_str().expect("an agent");
    assert!(agent.starts_with("Mozilla/5.0 "), "{agent}");
    for secret in [PARTNER, EMAIL, ADDRESS] {
        assert_silent(&checked.report, secret);
    }
}

#[test]
fn no_limit_of_the_api_is_reached() {
    /// Seconds between two questions of a sort that docs/api.md#rate-limits allows.
    const LIMITS: [(Route, f64); 8] = [
        (Route::Vias, 60.0 / 30.0),
        (Route::Brands, 60.0 / 60.0),
        (Route::Home, 60.0 / 30.0),
        (Route::Products, 60.0 / 60.0),
        (Route::Price, 60.0 / 120.0),
        (Route::Order, 60.0 / 120.0),
        (Route::Validations, 600.0 / 60.0),
        (Route::Other, 60.0 / 10.0),
    ];
    let world = World::open();
    world.plain_visit();
    let asked = world.asked.borrow();
    assert!(asked.len() > 25, "{}", asked.len());
    for pair in asked.windows(2) {
        assert!(pair[1].1 - pair[0].1 >= Duration::from_secs(1), "{pair:?}");
    }
    for (route, seconds) in LIMITS {
        let times = asked.iter().filter(|(each, ..)| *each == route);
        let times: Vec<Duration> = times.map(|(_, at, _)| *at).collect();
        assert!(!times.is_empty(), "{route:?}");
        for pair in times.windows(2) {
            let distance = (pair[1] - pair[0]).as_secs_f64();
            assert!(distance >= seconds, "{route:?} after {distance} s");
        }
    }
}

#[test]
fn a_proxy_is_asked_as_the_shop_asks_it() {
    let world = World::open();
    let mut options = world.following(&ordered(&world, "auto"));
    let streams = Cell::new(0);
    let Way::Direct { api, .. } = options.way else {
        panic!("not direct");
    };
    options.way = Way::Proxy { prefix: api };
    let checked = world.visit(&options, |_, question, _| {
        let headers = question.headers.iter();
        let own: Vec<(&str, &str)> = headers
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| name.starts_with("X-"))
            .collect();
        // The country alone, which a stream can't name.
        let country = [("X-Country-ISO-Code", "NZ")];
        let expected = if question.is_stream {
            &[][..]
        } else {
            &country[..]
        };
        assert_eq!(own, expected, "{}", question.url);
        streams.set(streams.get() + usize::from(question.is_stream));
    });
    assert_eq!(streams.get(), 1);
    assert_eq!(checked.outcome, Outcome::Right, "{}", checked.report);
    assert_says(&checked.report, "through a shop's proxy");
    assert_silent(&checked.report, "127.0.0.1");
}

#[test]
fn who_is_not_there_is_asked_once() {
    let world = World::open();
    let mut options = world.options();
    if let Way::Direct { api, .. } = &mut options.way {
        *api = "http://127.0.0.1:1".to_owned();
    }
    let checked = world.visit(&options, |_, _, _| {});
    assert_eq!(checked.outcome, Outcome::Unasked);
    assert_says(&checked.report, "nobody listens there");
    assert_eq!(world.asked.borrow().len(), 1);
}

#[test]
fn a_limit_is_waited_for_and_then_asked_again() {
    let world = World::open();
    let left = Cell::new(1);
    let checked = world.visit(&world.options(), |path, _, answer| {
        if path.starts_with("/v2/brands") && left.get() > 0 {
            left.set(left.get() - 1);
            answer.status = 429;
            answer
                .headers
                .push(("retry-after".to_owned(), "20".to_owned()));
        }
    });
    assert_eq!(checked.outcome, Outcome::Right, "{}", checked.report);
    let asked = world.asked.borrow();
    let brands: Vec<_> = asked
        .iter()
        .filter(|(route, ..)| *route == Route::Brands)
        .collect();
    assert_eq!(brands.len(), 2);
    assert!(brands[1].1 - brands[0].1 >= Duration::from_secs(20));
}

#[test]
fn who_is_shut_out_asks_no_further() {
    let world = World::open();
    let checked = world.visit(&world.options(), |path, _, answer| {
        if path.starts_with("/v5/products") {
            answer.status = 403;
            answer.body = b"{\"message\":\"Forbidden\"}".to_vec();
        }
    });
    assert_eq!(checked.outcome, Outcome::Unasked, "{}", checked.report);
    assert_says(&checked.report, "after too many questions");
    let asked = world.asked.borrow();
    let last = asked.last().expect("a question");
    assert_eq!(last.0, Route::Products);
    assert_eq!(
        asked
            .iter()
            .filter(|(route, ..)| *route == Route::Products)
            .count(),
        1
    );
}
