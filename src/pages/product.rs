//! A product: choose an amount or plan, a coin and network, say who gets it,
//! order.

mod choice;
mod ordering;
mod payment_choice;
mod recipient;

use std::sync::Arc;

use leptos::prelude::*;

use super::lost::lost;
use crate::components::goods;
use crate::components::icon::icon;
use crate::components::network_badge::network_badge;
use crate::components::notice::{Tone, notice};
use crate::components::placeholder;
use crate::frame::MAIN_ID;
use crate::i18n::I18n;
use crate::model::payment::network_words;
use crate::model::problem::{Field, Problem};
use crate::model::product::ProductGroup;
use crate::model::slug::Slug;
use crate::navigation::Navigation;
use crate::offer::Offer;
use choice::Choice;
use ordering::{Ordering, Stage};
use recipient::Recipient;

/// The page of the brand with this slug inside its family.
pub fn product_page(family: Slug, brand: Slug) -> AnyView {
    let offer = Offer::of(family.clone());
    // What is typed belongs to the page and outlives a reload of its prices.
    let recipient = Recipient::new();
    let ordering = Ordering::new();
    Navigation::here().title({
        let brand = brand.clone();
        move || {
            let groups = offer.groups.get();
            let group = groups
                .iter()
                .flat_map(|groups| groups.iter())
                .find(|group| Slug::of(&group.brand) == brand);
            group.map_or_else(|| brand.to_string(), |group| group.title.clone())
        }
    });
    let show = move |groups: Arc<Vec<ProductGroup>>| {
        let group = groups
            .iter()
            .find(|group| Slug::of(&group.brand) == brand)
            .or_else(|| groups.first());
        group.map_or_else(
            || goods::empty(I18n::here().text("brand.nothing")),
            |group| product(group, recipient, ordering),
        )
    };
    view! { <main id=MAIN_ID class="goods wrap" tabindex="-1">{offer.view(family, placeholder::goods, lost, show)}</main> }
        .into_any()
}

fn product(group: &ProductGroup, recipient: Recipient, ordering: Ordering) -> AnyView {
    let i18n = I18n::here();
    let can_sell =
        !group.is_out_of_stock && group.products.iter().any(|product| product.is_orderable());
    let form = if can_sell {
        buy(group, recipient, ordering)
    } else {
        view! { <div class="buy"><div class="buy-body">{goods::empty(i18n.text("brand.out_of_stock_words"))}</div></div> }.into_any()
    };
    view! {
        {goods::head(group, group.title.clone())}
        {form}
        {goods::about(group)}
    }
    .into_any()
}

fn buy(group: &ProductGroup, recipient: Recipient, ordering: Ordering) -> AnyView {
    let i18n = I18n::here();
    let choice = Choice::new(group);
    let order = move || ordering.submit(choice, recipient);
    view! {
        <form
            class="buy"
            aria-label=i18n.text("product.buy")
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                order();
            }
        >
            <div class="buy-body">
                {summary_of_problems(ordering)}
                {choice::view(choice, ordering)}
                {payment_choice::view(ordering)}
                {recipient::view(recipient, choice, ordering)}
                {price_summary(choice, ordering)}
            </div>
            {bar(choice, ordering)}
        </form>
    }
    .into_any()
}

/// Everything that stands in the way, at the top, with links to the fields.
fn summary_of_problems(ordering: Ordering) -> AnyView {
    let i18n = I18n::here();
    (move || {
        if let Stage::Unknown = ordering.stage.get() {
            return Some(notice(
                Tone::Bad,
                i18n.text("ordering.unknown_title"),
                Some(i18n.text("ordering.unknown_body")),
            ));
        }
        if let Some(failure) = ordering.failure.get() {
            return Some(notice(
                Tone::Bad,
                i18n.text("ordering.failed_title"),
                Some(failure),
            ));
        }
        let problems = ordering.problems.get();
        let links: Vec<AnyView> = problems
            .iter()
            .map(|problem| problem_link(i18n, problem))
            .collect();
        if links.is_empty() {
            return None;
        }
        Some(
            view! {
                <div class="notice" data-tone="bad" role="alert">
                    {icon("circle-alert")}
                    <div>
                        <p><b>{i18n.count("ordering.problems", links.len(), &[])}</b></p>
                        {links}
                    </div>
                </div>
            }
            .into_any(),
        )
    })
    .into_any()
}

fn problem_link(i18n: I18n, problem: &Problem) -> AnyView {
    let words = problem_words(i18n, problem);
    let id = match problem.field() {
        Field::Beneficiary => "beneficiary",
        Field::Email => "email",
        Field::Amount => "choice",
        Field::Payment => "payment",
        Field::Order => return view! { <p>{words}</p> }.into_any(),
    };
    let focus = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        ordering::focus(id);
    };
    view! { <p><a href=["#", id].concat() on:click=focus>{words}</a></p> }.into_any()
}

/// The words of a problem, with its details where they are text.
fn problem_words(i18n: I18n, problem: &Problem) -> String {
    let details = problem.details.clone().unwrap_or_default();
    i18n.fill(
        problem.message_key(),
        &[("code", &problem.code), ("details", &details)],
    )
}

/// The sentence under a field that a problem belongs to.
fn field_error(ordering: Ordering, field: Field, id: &'static str) -> AnyView {
    let i18n = I18n::here();
    (move || {
        let problems = ordering.problems.get();
        let words: Vec<String> =
            problems.iter().filter(|problem| problem.field() == field).map(|problem| problem_words(i18n, problem)).collect();
        (!words.is_empty()).then(|| {
            view! { <p class="error" id=id>{icon("circle-alert")}<span>{words.join(" ")}</span></p> }.into_any()
        })
    })
    .into_any()
}

fn price_summary(choice: Choice, ordering: Ordering) -> AnyView {
    let i18n = I18n::here();
    let navigation = Navigation::here();
    view! {
        <dl class="summary buy-wide">
            {move || {
                let value = choice.face_value()?;
                Some(view! { <div><dt>{i18n.text("product.value")}</dt><dd>{i18n.money(&value)}</dd></div> }.into_any())
            }}
            <div class="summary-total">
                <dt>{i18n.text("product.total")}</dt>
                <dd>{move || total_words(i18n, choice, ordering)}</dd>
            </div>
            <div>
                <dt>{i18n.text("pay.network")}</dt>
                <dd>{move || network_badge(&navigation.pair(), "network")}</dd>
            </div>
        </dl>
    }
    .into_any()
}

fn total_words(i18n: I18n, choice: Choice, ordering: Ordering) -> String {
    let coin = Navigation::here().pair().coin;
    let total = match ordering.stage.get() {
        Stage::Confirm { total } => Some(total),
        _ => choice.price(),
    };
    total.map_or_else(
        || i18n.text("product.no_price"),
        |total| i18n.coin(&total, &coin),
    )
}

fn bar(choice: Choice, ordering: Ordering) -> AnyView {
    let i18n = I18n::here();
    let navigation = Navigation::here();
    let words = move || match ordering.stage.get() {
        Stage::Idle | Stage::Unknown => i18n.text("ordering.place"),
        Stage::Checking => i18n.text("ordering.checking"),
        Stage::Creating => i18n.text("ordering.creating"),
        Stage::Confirm { total } => {
            let total = i18n.coin(&total, &navigation.pair().coin);
            i18n.fill("ordering.confirm", &[("total", &total)])
        }
    };
    let changed = move || {
        let Stage::Confirm { total } = ordering.stage.get() else {
            return None;
        };
        let coin = navigation.pair().coin;
        let new = i18n.coin(&total, &coin);
        let body = choice.price().map(|old| {
            i18n.fill(
                "ordering.price_changed",
                &[("old", &i18n.coin(&old, &coin)), ("new", &new)],
            )
        });
        Some(notice(
            Tone::Warn,
            i18n.text("ordering.price_changed_title"),
            body,
        ))
    };
    view! {
        {changed}
        <div class="buy-bar">
            <p>
                <b>{move || total_words(i18n, choice, ordering)}</b>
                <span class="hint">{move || i18n.fill("product.on_network", &[("network", &network_words(&navigation.pair()))])}</span>
            </p>
            <button class="button button-big" type="submit" aria-disabled=move || ordering.is_busy().then_some("true")>
                {words}
            </button>
        </div>
    }
    .into_any()
}
