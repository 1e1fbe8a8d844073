//! The rows to choose from: amounts as chips, plans and labels as lines.

use super::choice::{PlanOrder, ProductChoice, bounds};
use crate::browser::listeners::with_value;
use crate::checkout::ordering::Ordering;
use crate::components::brand::goods::{amount_title, credited_words, plan_words};
use crate::components::ui::icon::icon;
use crate::i18n::{I18n, use_i18n};
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::model::product::{DeliveryType, Product, Sort, Validity, kilobytes};
use shop_core::model::short_list::sort_short;
use shop_core::route::query_name::OPTION;
use shop_core::text_key::TextKey;

/// The orders with their values in the form, and their texts.
const ORDERS: [(PlanOrder, &str, TextKey); 3] = [
    (PlanOrder::Price, "price", TextKey::ProductSortByPrice),
    (PlanOrder::Data, "data", TextKey::ProductSortByData),
    (PlanOrder::Time, "days", TextKey::ProductSortByDays),
];

/// The rows of the products for sale; their prices come from the choice.
pub(super) fn rows(choice: ProductChoice, ordering: Ordering, sold: &[Product]) -> AnyView {
    let is_short = |product: &&Product| matches!(product.sort, Sort::Range(_) | Sort::Fixed);
    let (short, mut long): (Vec<&Product>, Vec<&Product>) = sold.iter().partition(is_short);
    // One range and nothing else needs no chip to choose it by.
    let needs_chips = short.len() > 1 || (!long.is_empty() && !short.is_empty());
    let chips: Vec<_> = short
        .into_iter()
        .map(|product| chip(RowState { choice, ordering }, sold, product))
        .collect();
    match choice.plan_order.get() {
        PlanOrder::Price => {}
        PlanOrder::Data => sort_short(&mut long, |left, right| data(left) < data(right)),
        PlanOrder::Time => sort_short(&mut long, |left, right| time(left) < time(right)),
    }
    let lines: Vec<_> = long
        .into_iter()
        .map(|product| line(RowState { choice, ordering }, sold, product))
        .collect();
    let lines = (!lines.is_empty()).then(|| view! { <div class="options">{lines}</div> });
    let class = columns(sold, choice.is_bare());
    let chips = needs_chips.then(|| view! { <div class=class>{chips}</div> });
    view! {
        {chips}
        {lines}
    }
    .into_any()
}

/// The classes for the number of amounts in a line, on phones and where there is more room.
fn columns(sold: &[Product], is_bare: bool) -> String {
    /// Characters of an amount that has room in a third of a phone.
    const SHORT: usize = 8;
    let is_short = |product: &&Product| matches!(product.sort, Sort::Range(_) | Sort::Fixed);
    let short = || sold.iter().filter(is_short);
    let count = short().count();
    let fits = short().all(|product| product.label_words(is_bare).chars().count() <= SHORT);
    let narrow = if fits { fullest(count, &[3, 2]) } else { 2 };
    let wide = fullest(count, &[4, 3, 2]);
    [
        "amounts narrow-",
        &narrow.to_string(),
        " wide-",
        &wide.to_string(),
    ]
    .concat()
}

/// The number of tiles in a line, of these, that leaves the fewest places empty: a lone tile in the
/// last line looks like a mistake. The first of several is taken.
fn fullest(count: usize, choices: &[usize]) -> usize {
    // The remainder is below what it is subtracted from, and no choice is zero.
    let empty = |choice: &&usize| (*choice - count % *choice) % *choice;
    choices.iter().min_by_key(empty).copied().unwrap_or(2)
}

/// A key to order plans by: plans before mere labels, the unlimited ones last.
fn data(product: &Product) -> (bool, bool, u64) {
    match &product.sort {
        Sort::Plan { data, unit } => {
            let size = data.as_ref().map(|data| kilobytes(data, unit));
            (false, data.is_none(), size.unwrap_or(0))
        }
        _ => (true, false, 0),
    }
}

/// A key to order plans by: those whose time isn't known come last.
fn time(product: &Product) -> u64 {
    product.validity.map_or(u64::MAX, Validity::hours)
}

/// The choice of an order, for those who look for the data or the days and not the price.
pub(super) fn order_of_plans(choice: ProductChoice) -> impl IntoView {
    let i18n = use_i18n();
    let options = ORDERS.iter().map(|(order, word, key)| {
        view! {
            <option value=*word prop:selected=move || choice.plan_order.get() == *order>
                {i18n.text(*key)}
            </option>
        }
        .into_any()
    });
    let options: Vec<AnyView> = options.collect();
    let select = view! {
        <select
            id="plan-order"
            aria-label=i18n.text(TextKey::BrandsSort)
            on:change=with_value(move |value: String| {
                let wanted = ORDERS.iter().find(|(_, word, _)| *word == value);
                if let Some((order, ..)) = wanted {
                    choice.plan_order.set(*order);
                }
            })
        >
            {options}
        </select>
    };
    view! { <span class="select">{select}{icon("chevron-down")}</span> }
}

/// The state that a row changes.
#[derive(Clone, Copy)]
struct RowState {
    choice: ProductChoice,
    ordering: Ordering,
}

fn chip(form: RowState, sold: &[Product], product: &Product) -> AnyView {
    let choice = form.choice;
    let i18n = use_i18n();
    let is_bare = choice.is_bare();
    let (title, words) = match &product.sort {
        Sort::Range(range) => (
            i18n.text(TextKey::BrandOtherAmount),
            bounds(i18n, range, is_bare).into_any(),
        ),
        _ if !product.is_orderable() => (
            product.label_words(is_bare),
            i18n.text(TextKey::ProductNotSoldNow).into_any(),
        ),
        _ => (product.label_words(is_bare), price_words(choice, product)),
    };
    let delivery = what_differs(sold, product);
    view! {
        <label class="amount">
            {radio(form, product, "visually-hidden")}{amount_title(title)} <small>{words}</small>
            {credited_words(product).map(|words| view! { <small>{words}</small> }.into_any())}
            {delivery}
        </label>
    }
    .into_any()
}

/// How the product is delivered, if another row differs from it only in that.
fn what_differs(sold: &[Product], product: &Product) -> Option<impl IntoView + use<>> {
    let is_twin = |other: &Product| {
        let is_worth_the_same =
            other.face_value.is_some() && other.face_value == product.face_value;
        other.delivery != product.delivery && (is_worth_the_same || other.label == product.label)
    };
    sold.iter().any(is_twin).then(|| {
        view! { <small>{delivery_words(use_i18n(), product.delivery)}</small> }
    })
}

fn line(form: RowState, sold: &[Product], product: &Product) -> impl IntoView + use<> {
    let choice = form.choice;
    let i18n = use_i18n();
    let words = if product.is_orderable() {
        plan_words(product)
    } else {
        i18n.text(TextKey::ProductNotSoldNow)
    };
    view! {
        <label class="option">
            {radio(form, product, "")}<b>{product.label_words(choice.is_bare())}</b>
            <span class="money">{price_words(choice, product)}</span><small>{words}</small>
            {credited_words(product).map(|words| view! { <small>{words}</small> }.into_any())}
            {what_differs(sold, product)}
        </label>
    }
}

fn radio(form: RowState, product: &Product, class: &'static str) -> impl IntoView + use<> {
    let RowState { choice, ordering } = form;
    let navigation = use_navigation();
    let key = product.key.clone();
    let own = product.key.clone();
    let is_chosen = move || choice.product().is_some_and(|chosen| chosen.key == own);
    view! {
        <input
            class=class
            type="radio"
            name="option"
            value=product.key.clone()
            disabled=!product.is_orderable()
            prop:checked=is_chosen.clone()
            prop:knownValue=is_chosen
            on:change=move |_| {
                ordering.start_over();
                navigation.set(&[(OPTION, Some(&key))]);
            }
        />
    }
}

/// The price of a row in the current coin.
fn price_words(choice: ProductChoice, product: &Product) -> AnyView {
    let i18n = use_i18n();
    let key = product.key.clone();
    (move || {
        choice.group.with(|group| {
            let products = &group.as_ref()?.products;
            let product = products.iter().find(|product| product.key == key)?;
            Some(i18n.coin(product.price.as_ref()?, &product.coin))
        })
    })
    .into_any()
}

fn delivery_words(i18n: I18n, delivery: DeliveryType) -> String {
    i18n.text(match delivery {
        DeliveryType::Email => TextKey::ProductByEmail,
        DeliveryType::Phone => TextKey::ProductByPhone,
        DeliveryType::Account => TextKey::ProductByAccount,
    })
}

#[cfg(test)]
mod tests {
    use super::fullest;

    #[test]
    fn no_lone_tile_is_left_where_another_number_of_columns_has_none() {
        for (count, wide) in [
            (1, 2),
            (2, 2),
            (3, 3),
            (4, 4),
            (5, 3),
            (6, 3),
            (7, 4),
            (8, 4),
            (9, 3),
            (10, 2),
            (12, 4),
        ] {
            assert_eq!(fullest(count, &[4, 3, 2]), wide, "{count}");
        }
    }
}
