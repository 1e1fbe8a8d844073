//! A product: choose an amount or plan, a coin and network, say who gets it,
//! order.

mod choice;
mod ordering;
mod payment_choice;
mod range_field;
mod recipient;

use std::sync::Arc;

use super::lost::lost;
use crate::components::goods;
use crate::components::icon::icon;
use crate::components::network_badge::network_badge;
use crate::components::notice::{Tone, notice};
use crate::components::placeholder;
use crate::frame::MAIN_ID;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, focus, fragment};
use crate::model::payment::network_words;
use crate::model::problem::{Field, Problem};
use crate::model::product::{DeliveryType, ProductGroup};
use crate::model::slug::Slug;
use crate::navigation::Navigation;
use crate::offer::Offer;
use crate::reactive::{Derived, effect};
use choice::Choice;
use ordering::{Ordering, Stage};
use recipient::Recipient;

/// The page of the brand with this slug inside its family.
pub fn product_page(family: Slug, brand: Slug) -> View {
    let offer = Offer::of(family.clone());
    let group = Derived::fresh({
        let brand = brand.clone();
        move || {
            let groups = offer.groups.get()?;
            groups
                .iter()
                .find(|group| Slug::of(&group.brand) == brand)
                .cloned()
                .map(Arc::new)
        }
    });
    // What is typed and chosen belongs to the page: a new price, coin or
    // language changes what stands around it and nothing of it.
    let recipient = Recipient::new();
    let choice = Choice::new(group);
    let ordering = Ordering::new();
    let navigation = Navigation::here();
    let around = Derived::new(move || (navigation.country(), navigation.pair()));
    effect(move || {
        // A change of country or coin by the header or the back button counts
        // as a change of the form: nothing agreed to before holds any more.
        around.track();
        ordering.start_over();
    });
    navigation.title(move || {
        group.with(|group| {
            group
                .as_ref()
                .map_or_else(|| brand.to_string(), |group| group.title.clone())
        })
    });
    let show = move || product(group, choice, recipient, ordering);
    element("main")
        .attr("id", MAIN_ID)
        .attr("class", "goods wrap")
        .attr("tabindex", "-1")
        .child(offer.view(family, placeholder::goods, lost, show))
        .into_child()
}

fn product(
    group: Derived<Option<Arc<ProductGroup>>>,
    choice: Choice,
    recipient: Recipient,
    ordering: Ordering,
) -> View {
    let i18n = I18n::here();
    let can_sell =
        Derived::new(move || group.with(|group| group.as_ref().map(|group| group.can_be_sold())));
    let head = move || {
        group
            .get()
            .map(|group| goods::head(&group, group.title.clone()))
    };
    let form = move || match can_sell.get() {
        Some(true) => buy(choice, recipient, ordering),
        Some(false) => element("div")
            .attr("class", "buy")
            .child(
                element("div")
                    .attr("class", "buy-body")
                    .child(goods::empty(i18n.text("brand.out_of_stock_words"))),
            )
            .into_child(),
        // The country has the family, but not this brand of it.
        None => goods::empty(i18n.text("brand.nothing")),
    };
    let about = move || group.get().map(|group| goods::about(&group));
    fragment([head.into_child(), form.into_child(), about.into_child()])
}

fn buy(choice: Choice, recipient: Recipient, ordering: Ordering) -> View {
    let i18n = I18n::here();
    let order = move || ordering.submit(choice, recipient);
    element("form")
        .attr("class", "buy")
        .attr("aria-label", i18n.text("product.buy"))
        .attr("novalidate", "")
        .instead_of("submit", order)
        .child(
            element("div")
                .attr("class", "buy-body")
                .child(summary_of_problems(choice, ordering))
                .child(choice::view(choice, ordering))
                .child(payment_choice::view(ordering))
                .child(recipient::view(recipient, choice, ordering))
                .child(price_summary(choice, ordering)),
        )
        .child(bar(choice, ordering))
        .into_child()
}

/// Everything that stands in the way, at the top, with links to the fields.
fn summary_of_problems(choice: Choice, ordering: Ordering) -> View {
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
        let links: Vec<View> = problems
            .iter()
            .map(|problem| problem_link(i18n, problem, choice.delivery()))
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
    })
    .into_child()
}

fn problem_link(i18n: I18n, problem: &Problem, delivery: DeliveryType) -> View {
    let words = problem_words(i18n, problem);
    let id = match problem.field() {
        Field::Beneficiary if delivery == DeliveryType::Phone => "beneficiary",
        // Goods by email go to the one email there is.
        Field::Beneficiary | Field::Email => "email",
        Field::Amount => "choice",
        Field::Payment => "payment",
        // This page has no field for a coupon.
        Field::Coupon | Field::Order => return element("p").child(words).into_child(),
    };
    element("p")
        .child(
            element("a")
                .attr("href", ["#", id].concat())
                .instead_of("click", move || focus(id))
                .child(words),
        )
        .into_child()
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
fn field_error(ordering: Ordering, field: Field, id: &'static str) -> View {
    let i18n = I18n::here();
    (move || {
        let problems = ordering.problems.get();
        let words: Vec<String> = problems
            .iter()
            .filter(|problem| problem.field() == field)
            .map(|problem| problem_words(i18n, problem))
            .collect();
        (!words.is_empty()).then(|| {
            element("p")
                .attr("class", "error")
                .attr("id", id)
                .child(icon("circle-alert"))
                .child(element("span").child(words.join(" ")))
                .into_child()
        })
    })
    .into_child()
}

fn price_summary(choice: Choice, ordering: Ordering) -> View {
    let i18n = I18n::here();
    let navigation = Navigation::here();
    element("dl")
        .attr("class", "summary buy-wide")
        .child(move || {
            let value = choice.face_value()?;
            Some(
                element("div")
                    .child(element("dt").child(i18n.text("product.value")))
                    .child(element("dd").child(i18n.money(&value)))
                    .into_child(),
            )
        })
        .child(
            element("div")
                .attr("class", "summary-total")
                .child(element("dt").child(i18n.text("product.total")))
                .child(element("dd").child(move || total_words(i18n, choice, ordering))),
        )
        .child(
            element("div")
                .child(element("dt").child(i18n.text("pay.network")))
                .child(element("dd").child(move || network_badge(&navigation.pair(), "network"))),
        )
        .into_child()
}

fn total_words(i18n: I18n, choice: Choice, ordering: Ordering) -> String {
    let coin = Navigation::here().pair().coin;
    let total = match ordering.stage.get() {
        Stage::Confirm { total, .. } => Some(total),
        _ => choice.price(),
    };
    total.map_or_else(
        || i18n.text("product.no_price"),
        |total| i18n.coin(&total, &coin),
    )
}

fn bar(choice: Choice, ordering: Ordering) -> View {
    let i18n = I18n::here();
    let navigation = Navigation::here();
    let words = move || match ordering.stage.get() {
        Stage::Idle | Stage::Unknown => i18n.text("ordering.place"),
        Stage::Checking => i18n.text("ordering.checking"),
        Stage::Creating => i18n.text("ordering.creating"),
        Stage::Confirm { total, .. } => {
            let total = i18n.coin(&total, &navigation.pair().coin);
            i18n.fill("ordering.confirm", &[("total", &total)])
        }
    };
    let changed = move || {
        let Stage::Confirm { total, .. } = ordering.stage.get() else {
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
    fragment([
        changed.into_child(),
        element("div")
            .attr("class", "buy-bar")
            .child(
                element("p")
                    .child(element("b").child(move || total_words(i18n, choice, ordering)))
                    .child(element("span").attr("class", "hint").child(move || {
                        i18n.fill(
                            "product.on_network",
                            &[("network", &network_words(&navigation.pair()))],
                        )
                    })),
            )
            .child(
                element("button")
                    .attr("class", "button button-big")
                    .attr("type", "submit")
                    .live_attr("aria-disabled", move || {
                        ordering.is_busy().then_some("true")
                    })
                    .child(words),
            )
            .into_child(),
    ])
    .into_child()
}
