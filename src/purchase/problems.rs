//! What stands in the way of an order: at the top, and at each field.

use leptos::prelude::expect_context;

use super::earlier::Earlier;
use super::facts::sentence;
use super::ordering::{Ordering, SUMMARY_ID, Stage};
use crate::api::client::Client;
use crate::cart::Cart;
use crate::components::icon::icon;
use crate::components::network_badge::network_badge;
use crate::components::notice::{Tone, notice};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, focus, fragment};
use crate::navigation::Navigation;
use crate::store;
use shop_core::model::beneficiary::{PhoneFault, phone_lengths};
use shop_core::model::cart::CartItem;
use shop_core::model::country::Country;
use shop_core::model::payment::Pair;
use shop_core::model::problem::{Field, Problem};
use shop_core::route::Route;
use shop_core::route::query_name::{COIN, NETWORK};

/// Pairs that are offered instead of a refused one: more are in the list of all.
const MOST_PAIRS: usize = 8;

/// A minute in milliseconds.
const MINUTE: f64 = 60_000.0;

/// Everything that stands in the way, at the top, with links to the fields.
///
/// `place` tells the id of a field that not every page has.
pub fn summary(ordering: Ordering, place: fn(&Problem) -> Option<String>) -> View {
    let i18n = I18n::here();
    let client: Client = expect_context();
    let said = move || {
        match ordering.stage.get() {
            Stage::Unknown => {
                return Some(unknown(i18n, store::paused_until(client.now())));
            }
            Stage::Standing { earlier, .. } => return Some(standing(i18n, ordering, earlier)),
            _ => {}
        }
        if let Some(failure) = ordering.failure.get() {
            return Some(notice(
                Tone::Bad,
                i18n.text("ordering.failed_title"),
                Some(failure),
            ));
        }
        let problems = ordering.problems.get();
        let links: Vec<View> = problems
            .iter()
            .map(|problem| {
                fragment([
                    problem_link(i18n, problem, place),
                    offers(i18n, ordering, problem).into_child(),
                ])
            })
            .collect();
        if links.is_empty() {
            return None;
        }
        Some(
            element("div")
                .attr("class", "notice")
                .attr("data-tone", "bad")
                .attr("role", "alert")
                .child(icon("circle-alert"))
                .child(
                    element("div")
                        .child(element("p").child(element("b").child(i18n.count(
                            "ordering.problems",
                            links.len(),
                            &[],
                        ))))
                        .child(links),
                )
                .into_child(),
        )
    };
    element("div")
        .attr("class", "problems")
        .attr("id", SUMMARY_ID)
        .attr("tabindex", "-1")
        .child(said)
        .into_child()
}

/// Nobody knows whether there is an order; `until` is when the API wants to be asked again.
fn unknown(i18n: I18n, until: Option<f64>) -> View {
    let body = match until {
        Some(until) => {
            // No seconds are shown, so it is the minute after.
            let time = i18n.time(((until / MINUTE).ceil() * MINUTE).max(0.0) as u64);
            i18n.fill("ordering.paused_body", &[("time", &time)])
        }
        None => i18n.text("ordering.unknown_body"),
    };
    notice(Tone::Bad, i18n.text("ordering.unknown_title"), Some(body))
}

/// An earlier order stands in the way.
fn standing(i18n: I18n, ordering: Ordering, earlier: Earlier) -> View {
    let (id, is_same) = match earlier {
        Earlier::Unanswered => return unknown(i18n, None),
        Earlier::Same(id) => (id, true),
        Earlier::Other(id) => (id, false),
    };
    let (title, body) = if is_same {
        ("ordering.repeated_title", "ordering.repeated_body")
    } else {
        ("ordering.open_title", "ordering.open_body")
    };
    let navigation = Navigation::here();
    let route = Route::order(&id);
    let link = element("a")
        .attr("class", "button")
        .live_attr("href", move || navigation.href(&route))
        .child(i18n.text("ordering.repeated_link"));
    // The button below the form goes to the same order; another one has a button for itself.
    let again = is_same.then(|| {
        let words = i18n.text("ordering.repeat").into_child();
        quiet_button(words, move || ordering.insist())
    });
    fragment([
        notice(Tone::Warn, i18n.text(title), Some(i18n.text(body))),
        element("div")
            .attr("class", "actions")
            .child(link)
            .child(again)
            .into_child(),
    ])
}

fn quiet_button(words: View, act: impl Fn() + Send + 'static) -> View {
    element("button")
        .attr("class", "button button-quiet")
        .attr("type", "button")
        .on_press(act)
        .child(words)
        .into_child()
}

/// What solves a problem with one press: the pairs that are allowed, and the cart without what it
/// is about.
fn offers(i18n: I18n, ordering: Ordering, problem: &Problem) -> Option<View> {
    let pairs = usable_pairs(ordering, problem);
    let has_pairs = !pairs.is_empty();
    let mut buttons: Vec<View> = pairs
        .into_iter()
        .map(|pair| {
            let badge = network_badge(&pair, "network");
            let navigation = Navigation::here();
            quiet_button(badge, move || {
                ordering.start_over();
                navigation.choose(&[(COIN, &pair.coin), (NETWORK, &pair.network)]);
                focus("payment");
            })
        })
        .collect();
    if matches!(
        problem.field(),
        Field::Amount | Field::Order | Field::Payment
    ) {
        buttons.extend(named(problem).into_iter().map(|item| {
            let cart = Cart::here();
            let values = [("name", &*item.title), ("label", &*item.label)];
            let words = i18n.fill("checkout.remove_name", &values);
            quiet_button(words.into_child(), move || {
                ordering.start_over();
                cart.take_out(&[item.id]);
                focus("choice");
            })
        }));
    }
    let lead = has_pairs.then(|| element("p").child(i18n.text("problem.pairs")).into_child());
    (!buttons.is_empty()).then(|| {
        fragment([
            lead.into_child(),
            element("div")
                .attr("class", "actions")
                .child(buttons)
                .into_child(),
        ])
    })
}

/// The pairs that the API allows instead, as the shop offers them.
fn usable_pairs(ordering: Ordering, problem: &Problem) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    ordering.options.with(|options| {
        let found = problem.details.pairs.iter().filter_map(|pair| {
            let option = options.as_ref()?.find(pair)?;
            ordering.usable(&option.pair)
        });
        for pair in found {
            if pairs.len() < MOST_PAIRS && !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    });
    pairs
}

/// The items of the cart that a problem names.
fn named(problem: &Problem) -> Vec<CartItem> {
    let mut items = Cart::here().items();
    items.retain(|item| problem.items.contains(&item.id));
    items
}

fn problem_link(i18n: I18n, problem: &Problem, place: fn(&Problem) -> Option<String>) -> View {
    let words = problem_words(i18n, problem);
    let id = match problem.field() {
        Field::Email => "email".to_owned(),
        Field::Amount => "choice".to_owned(),
        Field::Payment => "payment".to_owned(),
        Field::Region => "region".to_owned(),
        Field::Terms => "terms".to_owned(),
        Field::Order => return element("p").child(words).into_child(),
        Field::Beneficiary | Field::Coupon => match place(problem) {
            Some(id) => id,
            None => return element("p").child(words).into_child(),
        },
    };
    element("p")
        .child(
            element("a")
                .attr("href", ["#", &id].concat())
                .instead_of("click", move || focus(&id))
                .child(words),
        )
        .into_child()
}

/// The words of a problem, with what is known besides: a least amount, what is left of a limit,
/// which goods of the cart.
fn problem_words(i18n: I18n, problem: &Problem) -> String {
    let mut words = vec![i18n.fill(problem.message_key(), &[("code", &problem.code)])];
    words.extend(
        problem
            .details
            .facts
            .iter()
            .map(|fact| sentence(i18n, fact)),
    );
    let goods: Vec<String> = named(problem)
        .iter()
        .map(|item| [&item.title, " ", &item.label].concat())
        .collect();
    if !goods.is_empty() {
        let goods: Vec<&str> = goods.iter().map(String::as_str).collect();
        words.push(i18n.fill("problem.fact_goods", &[("goods", &i18n.joined(&goods))]));
    }
    words.join(" ")
}

/// The sentence under a field that a problem belongs to.
pub fn field_error(ordering: Ordering, field: Field, id: &'static str) -> View {
    (move || {
        said(ordering, field).map(|words| {
            element("p")
                .attr("class", "error")
                .attr("id", id)
                .child(icon("circle-alert"))
                .child(element("span").child(words))
                .into_child()
        })
    })
    .into_child()
}

/// All that was said about this field.
pub fn said(ordering: Ordering, field: Field) -> Option<String> {
    said_of(ordering, field, |_| true)
}

/// All that was said about this field of something: of one item, for instance.
pub fn said_of(
    ordering: Ordering,
    field: Field,
    is_about: impl Fn(&Problem) -> bool,
) -> Option<String> {
    let i18n = I18n::here();
    let problems = ordering.problems.get();
    let words: Vec<String> = problems
        .iter()
        .filter(|problem| problem.field() == field && is_about(problem))
        .map(|problem| problem_words(i18n, problem))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What is wrong with a phone number, and what to do about it.
pub fn phone_words(i18n: I18n, fault: PhoneFault, country: Country) -> String {
    let key = match fault {
        PhoneFault::NotANumber => "recipient.phone_wrong",
        PhoneFault::NoCountryCode => "recipient.phone_no_code",
        PhoneFault::WrongCountry => "recipient.phone_other_country",
        PhoneFault::WrongLength => "recipient.phone_length",
        PhoneFault::TrunkZero => "recipient.phone_zero",
        PhoneFault::CodeTwice => "recipient.phone_code_twice",
    };
    match country.calling_code() {
        Some(code) => {
            let name = i18n.country(country.code());
            let (least, most) = phone_lengths(code);
            let (least, most) = (
                i18n.number(&least.to_string()),
                i18n.number(&most.to_string()),
            );
            let digits = if least == most {
                most
            } else {
                [&*least, &most].join("–")
            };
            i18n.fill(
                key,
                &[("country", &name), ("code", code), ("digits", &digits)],
            )
        }
        // A country that no list has, and whose code nobody can name.
        None => i18n.text("recipient.phone_wrong"),
    }
}
