//! What stands in the way of an order: at the top, and at each field.

use leptos::prelude::request_animation_frame;

use super::ordering::{Ordering, Stage};
use crate::components::icon::icon;
use crate::components::notice::{Tone, notice};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, focus, fragment};
use crate::model::beneficiary::PhoneFault;
use crate::model::country::Country;
use crate::model::order::OrderId;
use crate::model::problem::{Field, Problem};
use crate::navigation::Navigation;
use crate::route::Route;

/// Id of what stands in the way: focus goes there, or who pressed the button at
/// the end of a long page would not see it.
const SUMMARY_ID: &str = "problems";

/// Leads to what stands in the way, once it stands there.
pub(super) fn lead_to_summary() {
    request_animation_frame(|| focus(SUMMARY_ID));
}

/// Everything that stands in the way, at the top, with links to the fields.
///
/// `place` tells the id of a field that not every page has.
pub fn summary(ordering: Ordering, place: fn(Field) -> Option<String>) -> View {
    let i18n = I18n::here();
    let said = move || {
        if let Stage::Unknown = ordering.stage.get() {
            return Some(notice(
                Tone::Bad,
                i18n.text("ordering.unknown_title"),
                Some(i18n.text("ordering.unknown_body")),
            ));
        }
        if let Stage::Repeated { past, .. } = ordering.stage.get() {
            return Some(repeated(i18n, past));
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
            .map(|problem| problem_link(i18n, problem, place))
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

/// The same was ordered a moment ago.
fn repeated(i18n: I18n, past: Option<OrderId>) -> View {
    let navigation = Navigation::here();
    let link = past.map(|id| {
        let route = Route::order(&id);
        element("p")
            .child(
                element("a")
                    .live_attr("href", move || navigation.href(&route))
                    .child(i18n.text("ordering.repeated_link")),
            )
            .into_child()
    });
    let words = notice(
        Tone::Warn,
        i18n.text("ordering.repeated_title"),
        Some(i18n.text("ordering.repeated_body")),
    );
    fragment([words, link.into_child()])
}

fn problem_link(i18n: I18n, problem: &Problem, place: fn(Field) -> Option<String>) -> View {
    let words = problem_words(i18n, problem);
    let id = match problem.field() {
        Field::Email => "email".to_owned(),
        Field::Amount => "choice".to_owned(),
        Field::Payment => "payment".to_owned(),
        Field::Region => "region".to_owned(),
        Field::Terms => "terms".to_owned(),
        Field::Order => return element("p").child(words).into_child(),
        field => match place(field) {
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

/// The words of a problem, with what the API adds to it: a least amount, the pairs it allows.
fn problem_words(i18n: I18n, problem: &Problem) -> String {
    let words = i18n.fill(problem.message_key(), &[("code", &problem.code)]);
    match &problem.details {
        Some(details) => i18n.fill(
            "problem.with_details",
            &[("words", &words), ("details", details)],
        ),
        None => words,
    }
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

/// All that validation said about this field.
pub fn said(ordering: Ordering, field: Field) -> Option<String> {
    let i18n = I18n::here();
    let problems = ordering.problems.get();
    let words: Vec<String> = problems
        .iter()
        .filter(|problem| problem.field() == field)
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
    };
    match country.calling_code() {
        Some(code) => {
            let name = i18n.country(country.code());
            i18n.fill(key, &[("country", &name), ("code", code)])
        }
        // A country that no list has, and whose code nobody can name.
        None => i18n.text("recipient.phone_wrong"),
    }
}
