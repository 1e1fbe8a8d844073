//! The table of plans, with its filters and its order.

use leptos::prelude::*;

use super::plans::{MissingSeller, PlanTable};
use crate::browser::listeners::when_pressed;
use crate::components::ui::button::Button;
use crate::components::ui::hint::Hint;
use crate::components::ui::icon::icon;
use crate::i18n::{I18n, t, use_i18n};
use shop_core::model::money::Amount;
use shop_core::model::product::plan_table::{Column, Data, Days, OfferedPlan, Size, narrows};
use shop_core::model::product::{Sort, Validity};
use shop_core::text_key::{PluralKey, TextKey};

/// Stands for what the seller does not say.
const UNSAID: &str = "–";

/// Filters, table and notes.
pub(super) fn view(plans: PlanTable) -> AnyView {
    let i18n = use_i18n();
    let is_empty =
        Memo::new(move |_| plans.shown.with(Vec::is_empty) && !plans.all.with(Vec::is_empty));
    let has_unlimited = Memo::new(move |_| {
        let is_unlimited = |plan: &OfferedPlan| plan.data() == Data::Unlimited;
        plans.shown.with(|shown| shown.iter().any(is_unlimited))
    });
    let nothing = move || {
        is_empty.get().then(|| {
            view! {
                <p>{t(TextKey::EsimsNoFit)}</p>
                <Button
                    class="button button-quiet"
                    on_press=move || {
                        plans.days.set(Days::Any);
                        plans.size.set(Size::Any);
                    }
                >
                    {t(TextKey::EsimsShowAll)}
                </Button>
            }
            .into_any()
        })
    };
    let note = move || {
        has_unlimited.get().then(
            || view! { <Hint words=["* ", &i18n.text(TextKey::EsimsUnlimitedNote)].concat() /> },
        )
    };
    let announced = move || i18n.count(PluralKey::EsimsCount, plans.shown.with(Vec::len), &[]);
    view! {
        <div class="plans" id="choice" tabindex="-1">
            {filters(plans)}
            <p class="visually-hidden" role="status">
                {announced}
            </p>
            <table class="plan-table" aria-label=t(TextKey::ProductPlan)>
                {head(plans)}
                <tbody>{rows(plans)}{missing(plans)}</tbody>
            </table>
            {nothing}
            {note}
        </div>
    }
    .into_any()
}

/// The filters that change something.
fn filters(plans: PlanTable) -> AnyView {
    let i18n = use_i18n();
    let days = move || {
        let all = plans.all.get();
        let chips = Days::ALL.into_iter().filter_map(|days| {
            let is_on = plans.days.get() == days;
            let words = match days {
                Days::Any => i18n.text(TextKey::EsimsAny),
                Days::Seven => i18n.number("7"),
                Days::TenOrMore => {
                    i18n.fill(TextKey::EsimsOrMore, &[("amount", &i18n.number("10"))])
                }
                Days::Thirty => i18n.number("30"),
            };
            let is_useful = is_on || days == Days::Any || narrows(&all, |plan| days.fits(plan));
            is_useful.then(|| chip(words, is_on, move || plans.narrow(|| plans.days.set(days))))
        });
        group(TextKey::EsimsDays, chips.collect())
    };
    let size = move || {
        let all = plans.all.get();
        let chips = Size::ALL.into_iter().filter_map(|size| {
            let is_on = plans.size.get() == size;
            let words = match size {
                Size::Any => i18n.text(TextKey::EsimsAny),
                Size::FiveOrMore => {
                    let amount = [i18n.number("5").as_str(), "\u{a0}", "GB"].concat();
                    i18n.fill(TextKey::EsimsOrMore, &[("amount", &amount)])
                }
                Size::Unlimited => i18n.text(TextKey::EsimsUnlimited),
            };
            let is_useful = is_on || size == Size::Any || narrows(&all, |plan| size.fits(plan));
            is_useful.then(|| chip(words, is_on, move || plans.narrow(|| plans.size.set(size))))
        });
        group(TextKey::EsimsData, chips.collect())
    };
    view! { <div class="plan-filters">{days}{size}</div> }.into_any()
}

/// Chips under their name; nothing if there is only "any".
fn group(name: TextKey, chips: Vec<AnyView>) -> Option<AnyView> {
    let words = use_i18n().text(name);
    let label = words.clone();
    (chips.len() > 1).then(|| {
        view! {
            <div role="group" aria-label=label>
                <span aria-hidden="true">{words}</span>
                <div class="chips">{chips}</div>
            </div>
        }
        .into_any()
    })
}

fn chip(words: String, is_on: bool, press: impl Fn() + 'static) -> AnyView {
    view! {
        <button
            class="chip"
            type="button"
            aria-pressed=if is_on { "true" } else { "false" }
            on:click=when_pressed(press)
        >
            {words}
        </button>
    }
    .into_any()
}

fn head(plans: PlanTable) -> AnyView {
    view! {
        <thead>
            <tr>
                {heading(plans, Column::Data, TextKey::EsimsData)}
                {heading(plans, Column::Days, TextKey::EsimsDays)}
                {heading(plans, Column::Price, TextKey::EsimsPrice)}
                <th scope="col" class="plan-wide">
                    {t(TextKey::EsimsPerGb)}
                </th>
                {move || {
                    plans
                        .has_several_sellers()
                        .then(|| {
                            view! {
                                <th scope="col" class="plan-seller">
                                    {t(TextKey::EsimsFrom)}
                                </th>
                            }
                                .into_any()
                        })
                }}
            </tr>
        </thead>
    }
    .into_any()
}

/// A heading that puts the table in its order, and once more in the reverse order.
fn heading(plans: PlanTable, column: Column, name: TextKey) -> AnyView {
    let sorted = move || match plans.order.get() {
        (current, _) if current != column => None,
        (_, false) => Some("ascending"),
        (_, true) => Some("descending"),
    };
    let press = move || {
        plans.order.update(|(current, is_falling)| {
            *is_falling = *current == column && !*is_falling;
            *current = column;
        });
    };
    view! {
        <th scope="col" aria-sort=sorted>
            <button type="button" on:click=when_pressed(press)>
                {t(name)}
                {icon("chevron-down")}
            </button>
        </th>
    }
    .into_any()
}

fn rows(plans: PlanTable) -> AnyView {
    // Without prices: another coin changes only the words in the rows, so that focus and the
    // position on the page stay the same.
    let lines = Memo::new(move |_| {
        let mut lines = plans.shown.get();
        for plan in &mut lines {
            plan.product.price = None;
            plan.product.coin.clear();
        }
        lines
    });
    let has_sellers = Memo::new(move |_| plans.has_several_sellers());
    (move || {
        let has_sellers = has_sellers.get();
        let rows = lines.get().into_iter();
        let rows = rows.map(|plan| row(plans, plan, has_sellers));
        rows.collect::<Vec<_>>()
    })
    .into_any()
}

fn row(plans: PlanTable, plan: OfferedPlan, has_sellers: bool) -> AnyView {
    let i18n = use_i18n();
    let own = plan.clone();
    let priced = Memo::new(move |_| {
        let is_own = |plan: &&OfferedPlan| plan.is(&own.family, &own.brand, &own.product.key);
        plans.shown.with(|shown| shown.iter().find(is_own).cloned())
    });
    let price = move || {
        let plan = priced.get()?;
        Some(i18n.coin(plan.product.price.as_ref()?, &plan.product.coin))
    };
    let per_gigabyte = move || match priced.get().and_then(|plan| plan.per_gigabyte()) {
        Some(amount) => i18n.isolated(amount.as_str().to_owned()),
        None => UNSAID.to_owned(),
    };
    let own = plan.clone();
    let is_chosen = move || {
        plans.chosen.with(|chosen| {
            let chosen = chosen.as_ref();
            chosen.is_some_and(|plan| plan.is(&own.family, &own.brand, &own.product.key))
        })
    };
    let seller = plan.seller.clone();
    let (data, days) = (data_words(i18n, &plan), days_words(i18n, &plan));
    let name = {
        let time = plan.product.validity.map(|time| measure(i18n, time));
        let known: Vec<String> = [data.clone()].into_iter().chain(time).collect();
        let seller = has_sellers.then(|| seller.clone());
        move || {
            let all = known.iter().cloned().chain(price()).chain(seller.clone());
            let all: Vec<String> = all.collect();
            i18n.joined(&all.iter().map(String::as_str).collect::<Vec<_>>())
        }
    };
    let countries = match plan.product.regions.len() {
        0 => None,
        count => Some(i18n.count(PluralKey::ProductCountries, count, &[])),
    };
    let small = |class: &'static str, words: String| {
        view! { <small class=class>{words}</small> }.into_any()
    };
    let under = has_sellers.then(|| small("plan-under", seller.clone()));
    let countries = countries.map(|words| small("", words));
    let from = has_sellers.then(|| {
        view! {
            <td class="plan-seller" translate="no">
                {seller}
            </td>
        }
        .into_any()
    });
    let value = plan.product.key.clone();
    view! {
        <tr on:click=move |_| plans.choose(&plan)>
            <td>
                <label>
                    <input
                        type="radio"
                        name="option"
                        value=value
                        aria-label=name
                        prop:checked=is_chosen.clone()
                        prop:knownValue=is_chosen
                    />
                    <span>{data}{countries}{under}</span>
                </label>
            </td>
            <td>{days}</td>
            <td class="money">{price}</td>
            <td class="plan-wide">{per_gigabyte}</td>
            {from}
        </tr>
    }
    .into_any()
}

fn data_words(i18n: I18n, plan: &OfferedPlan) -> String {
    match &plan.product.sort {
        Sort::Plan { data: None, .. } => [&*i18n.text(TextKey::EsimsUnlimited), "*"].concat(),
        Sort::Plan {
            data: Some(data),
            unit,
        } => sized(i18n, data, unit),
        Sort::Range(_) | Sort::Fixed | Sort::Label => plan.product.label.clone(),
    }
}

fn sized(i18n: I18n, data: &Amount, unit: &str) -> String {
    i18n.isolated([&*i18n.number(data.as_str()), "\u{a0}", unit].concat())
}

fn days_words(i18n: I18n, plan: &OfferedPlan) -> String {
    match (plan.days(), plan.product.validity) {
        (Some(days), _) => i18n.number(&days.to_string()),
        (None, Some(time)) => measure(i18n, time),
        (None, None) => UNSAID.to_owned(),
    }
}

fn measure(i18n: I18n, time: Validity) -> String {
    i18n.measure(&time.quantity.to_string(), time.unit.name())
}

/// A row for each seller whose plans are not here: they may still come, or can be asked for again.
fn missing(plans: PlanTable) -> AnyView {
    (move || {
        let missing = plans.missing.get().into_iter();
        let rows = missing.map(|seller| missing_row(plans, seller));
        rows.collect::<Vec<_>>()
    })
    .into_any()
}

fn missing_row(plans: PlanTable, seller: MissingSeller) -> AnyView {
    let i18n = use_i18n();
    if !seller.has_failed {
        return view! {
            <tr class="plan-missing">
                <td colspan="5">
                    <span class="visually-hidden">{i18n.text(TextKey::Waiting)}</span>
                    <div class="ph ph-line"></div>
                </td>
            </tr>
        }
        .into_any();
    }
    let words = i18n.fill(TextKey::EsimsFailed, &[("seller", &seller.title)]);
    let again = i18n.text(if seller.is_busy {
        TextKey::FailureTrying
    } else {
        TextKey::FailureTryAgain
    });
    view! {
        <tr class="plan-missing">
            <td colspan="5">
                <p role="alert">{words}</p>
                <button
                    class="button button-quiet"
                    type="button"
                    aria-disabled=seller.is_busy.then_some("true")
                    on:click=when_pressed(move || {
                        if !seller.is_busy {
                            plans.ask_again(&seller.family);
                        }
                    })
                >
                    {again}
                </button>
            </td>
        </tr>
    }
    .into_any()
}
