//! The problems of an order: at the top, and at each field.

use crate::browser::listeners::instead;
use crate::components::ui::button::Button;
use leptos::prelude::*;

use super::earlier::Earlier;
use super::limits::sentence;
use super::ordering::{Failure, Ordering, SUMMARY_ID, Stage};
use crate::api::client::Client;
use crate::browser::focus::focus;
use crate::cart::use_cart;
use crate::components::payment::network_badge::network_badge;
use crate::components::ui::failure::explanation;
use crate::components::ui::icon::icon;
use crate::components::ui::notice::{Tone, notice};
use crate::i18n::{I18n, use_i18n};
use crate::navigation::use_navigation;
use crate::store;
use shop_core::model::beneficiary::{PhoneFault, phone_lengths};
use shop_core::model::cart::CartItem;
use shop_core::model::country::Country;
use shop_core::model::payment::Pair;
use shop_core::model::problem::{Field, Problem};
use shop_core::route::Route;
use shop_core::route::query_name::{COIN, NETWORK};
use shop_core::text_key::{PluralKey, TextKey};

/// Pairs that are offered instead of a refused one: more are in the list of all.
const MOST_PAIRS: usize = 8;

/// A minute in milliseconds.
const MINUTE: f64 = 60_000.0;

/// Everything that blocks the order, at the top, with links to the fields.
///
/// `place` returns the id of a field that not every page has.
pub fn summary(ordering: Ordering, place: fn(&Problem) -> Option<String>) -> AnyView {
    let i18n = use_i18n();
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
            let words = match failure {
                Failure::Found(key) => i18n.text(key),
                Failure::Answer(error) => explanation(i18n, &error),
            };
            return Some(notice(
                Tone::Bad,
                i18n.text(TextKey::OrderingFailedTitle),
                Some(words),
            ));
        }
        let problems = ordering.problems.get();
        let links: Vec<AnyView> = problems
            .iter()
            .map(|problem| {
                view! {
                    {problem_link(i18n, problem, place)}
                    {offers(i18n, ordering, problem)}
                }
                .into_any()
            })
            .collect();
        if links.is_empty() {
            return None;
        }
        Some(
            view! {
                <div class="notice" data-tone="bad" role="alert">
                    {icon("circle-alert")}
                    <div>
                        <p>
                            <b>{i18n.count(PluralKey::OrderingProblems, links.len(), &[])}</b>
                        </p>
                        {links}
                    </div>
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <div class="problems" id=SUMMARY_ID tabindex="-1">
            {said}
        </div>
    }
    .into_any()
}

/// Says that an order may or may not exist; `until` is when the API wants to be asked again.
fn unknown(i18n: I18n, until: Option<f64>) -> AnyView {
    let body = match until {
        Some(until) => {
            // No seconds are shown, so the time is rounded up to the next minute.
            let time = i18n.time(((until / MINUTE).ceil() * MINUTE).max(0.0) as u64);
            i18n.fill(TextKey::OrderingPausedBody, &[("time", &time)])
        }
        None => i18n.text(TextKey::OrderingUnknownBody),
    };
    notice(
        Tone::Bad,
        i18n.text(TextKey::OrderingUnknownTitle),
        Some(body),
    )
}

/// Says that an earlier order blocks this one.
fn standing(i18n: I18n, ordering: Ordering, earlier: Earlier) -> AnyView {
    let (id, is_same) = match earlier {
        Earlier::Unanswered => return unknown(i18n, None),
        Earlier::Same(id) => (id, true),
        Earlier::Other(id) => (id, false),
    };
    let (title, body) = if is_same {
        (
            TextKey::OrderingRepeatedTitle,
            TextKey::OrderingRepeatedBody,
        )
    } else {
        (TextKey::OrderingOpenTitle, TextKey::OrderingOpenBody)
    };
    let navigation = use_navigation();
    let route = Route::order(&id);
    let link = view! {
        <a class="button" href=move || navigation.href(&route)>
            {i18n.text(TextKey::OrderingRepeatedLink)}
        </a>
    };
    // The button below the form goes to the same order; another one has a button for itself.
    let again = is_same.then(|| {
        let words = i18n.text(TextKey::OrderingRepeat).into_any();
        quiet_button(words, move || ordering.insist())
    });
    view! {
        {notice(Tone::Warn, i18n.text(title), Some(i18n.text(body)))}
        <div class="actions">{link}{again}</div>
    }
    .into_any()
}

fn quiet_button(words: AnyView, act: impl Fn() + Send + 'static) -> AnyView {
    view! {
        <Button class="button button-quiet" on_press=act>
            {words}
        </Button>
    }
    .into_any()
}

/// Buttons that solve a problem with one press: the pairs that are allowed, and the cart without
/// the items that it is about.
fn offers(i18n: I18n, ordering: Ordering, problem: &Problem) -> Option<AnyView> {
    let pairs = usable_pairs(ordering, problem);
    let has_pairs = !pairs.is_empty();
    let mut buttons: Vec<AnyView> = pairs
        .into_iter()
        .map(|pair| {
            let badge = network_badge(&pair, "network");
            let navigation = use_navigation();
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
        buttons.extend(named(problem).into_iter().map(|(item, ids)| {
            let cart = use_cart();
            let values = [("name", &*item.title), ("label", &*item.label)];
            let words = i18n.fill(TextKey::CheckoutRemoveName, &values);
            quiet_button(words.into_any(), move || {
                ordering.start_over();
                cart.take_out(&ids);
                focus("choice");
            })
        }));
    }
    let lead = has_pairs.then(|| view! { <p>{i18n.text(TextKey::ProblemPairs)}</p> }.into_any());
    (!buttons.is_empty()).then(|| {
        view! {
            {lead}
            <div class="actions">{buttons}</div>
        }
        .into_any()
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

/// The items of the cart that a problem names, with their ids: equal ones for one recipient are one
/// row of the page.
fn named(problem: &Problem) -> Vec<(CartItem, Vec<u32>)> {
    let mut named: Vec<(CartItem, Vec<u32>)> = Vec::new();
    for item in use_cart().items() {
        let id = item.id;
        if !problem.items.contains(&id) {
            continue;
        }
        let is_it = |known: &CartItem| {
            known.is_same_goods(&item) && known.beneficiary.trim() == item.beneficiary.trim()
        };
        match named.iter_mut().find(|(known, _)| is_it(known)) {
            Some((_, ids)) => ids.push(id),
            None => named.push((item, vec![id])),
        }
    }
    named
}

fn problem_link(i18n: I18n, problem: &Problem, place: fn(&Problem) -> Option<String>) -> AnyView {
    let words = problem_words(i18n, problem);
    let id = match problem.field() {
        Field::Email => "email".to_owned(),
        Field::Amount => "choice".to_owned(),
        Field::Payment => "payment".to_owned(),
        Field::Region => "region".to_owned(),
        Field::Terms => "terms".to_owned(),
        Field::Order => return view! { <p>{words}</p> }.into_any(),
        Field::Beneficiary | Field::Coupon => match place(problem) {
            Some(id) => id,
            None => return view! { <p>{words}</p> }.into_any(),
        },
    };
    view! {
        <p>
            <a href=["#", &id].concat() on:click=instead(move || focus(&id))>
                {words}
            </a>
        </p>
    }
    .into_any()
}

/// The words of a problem, with further details: a least amount, what is left of a limit, the goods
/// of the cart.
fn problem_words(i18n: I18n, problem: &Problem) -> String {
    let mut words = vec![i18n.fill(problem.message_key(), &[("code", &problem.code)])];
    words.extend(
        problem
            .details
            .limits
            .iter()
            .map(|limit| sentence(i18n, limit)),
    );
    let goods: Vec<String> = named(problem)
        .iter()
        .map(|(item, _)| [&item.title, " ", &item.label].concat())
        .collect();
    if !goods.is_empty() {
        let goods: Vec<&str> = goods.iter().map(String::as_str).collect();
        words.push(i18n.fill(
            TextKey::ProblemFactGoods,
            &[("goods", &i18n.joined(&goods))],
        ));
    }
    words.join(" ")
}

/// The sentence under a field that a problem belongs to.
pub fn field_error(ordering: Ordering, field: Field, id: &'static str) -> impl IntoView + use<> {
    move || {
        said(ordering, field).map(|words| {
            view! {
                <p class="error" id=id>
                    {icon("circle-alert")}
                    <span>{words}</span>
                </p>
            }
            .into_any()
        })
    }
}

/// All messages about this field.
pub fn said(ordering: Ordering, field: Field) -> Option<String> {
    said_of(ordering, field, |_| true)
}

/// All messages about this field for some of the problems: those of one item, for instance.
pub fn said_of(
    ordering: Ordering,
    field: Field,
    is_about: impl Fn(&Problem) -> bool,
) -> Option<String> {
    let i18n = use_i18n();
    let problems = ordering.problems.get();
    let words: Vec<String> = problems
        .iter()
        .filter(|problem| problem.field() == field && is_about(problem))
        .map(|problem| problem_words(i18n, problem))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The key of what is wrong with an email that can't be one.
pub fn email_fault(typed: &str) -> TextKey {
    if typed.trim().is_empty() {
        TextKey::RecipientEmailMissing
    } else {
        TextKey::RecipientEmailWrong
    }
}

/// The fault of a phone number in words, and what to do about it.
pub fn phone_words(i18n: I18n, fault: PhoneFault, country: Country) -> String {
    let key = match fault {
        PhoneFault::NotANumber => TextKey::RecipientPhoneWrong,
        PhoneFault::NoCountryCode => TextKey::RecipientPhoneNoCode,
        PhoneFault::WrongCountry => TextKey::RecipientPhoneOtherCountry,
        PhoneFault::WrongLength => TextKey::RecipientPhoneLength,
        PhoneFault::TrunkZero => TextKey::RecipientPhoneZero,
        PhoneFault::CodeTwice => TextKey::RecipientPhoneCodeTwice,
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
        // A country that is on no list, and whose code is unknown.
        None => i18n.text(TextKey::RecipientPhoneWrong),
    }
}
