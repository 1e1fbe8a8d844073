//! The fields for the choice: amounts, plans and labels, and what to know about the chosen one.

use leptos::prelude::*;
use std::sync::Arc;

use super::choice::{ProductChoice, is_said};
use super::range_field::range_field;
use super::rows::{order_of_plans, rows};
use crate::checkout::ordering::Ordering;
use crate::checkout::problems::{field_error, said};
use crate::components::brand::goods;
use crate::i18n::use_i18n;
use shop_core::model::problem::Field;
use shop_core::model::product::{DeliveryType, Product, ProductGroup, Sort};
use shop_core::text_key::TextKey;

/// The number of plans from which the buyer can choose their order.
const SORTABLE: usize = 4;

/// The amounts, plans and labels to choose from.
pub(super) fn view(choice: ProductChoice, ordering: Ordering) -> AnyView {
    let i18n = use_i18n();
    let group = choice.group;
    let legend = move || {
        let has_plans = group.with(|group| {
            group
                .as_ref()
                .is_some_and(|group| group.products.iter().any(Product::is_plan))
        });
        i18n.text(if has_plans {
            TextKey::ProductPlan
        } else {
            TextKey::ProductAmount
        })
    };
    // Beside the rows and not among them, so that it keeps its focus.
    let is_sortable = Memo::new(move |_| {
        let plans =
            |group: &Arc<ProductGroup>| group.products.iter().filter(|it| it.is_plan()).count();
        group.with(|group| group.as_ref().map_or(0, plans)) >= SORTABLE
    });
    // Without prices: another coin changes only the words in the rows, so that focus and the
    // position on the page stay the same.
    let sold = Memo::new(move |_| {
        let mut products = group.with(|group| Some(group.as_ref()?.unpriced().products))?;
        // Products for an account can't be bought here, now or later.
        products.retain(|product| product.delivery != DeliveryType::Account);
        Some(products)
    });
    let rows = move || sold.get().map(|sold| rows(choice, ordering, &sold));
    // Only another range recreates the field: typed text stays in it.
    let range = Memo::new(move |_| match choice.product()?.sort {
        Sort::Range(range) => Some(range),
        Sort::Fixed | Sort::Plan { .. } | Sort::Label => None,
    });
    // A fault of a typed amount is shown at its field, and once.
    let error =
        move || (!is_said(choice)).then(|| field_error(ordering, Field::Amount, "choice-error"));
    view! {
        <fieldset
            id="choice"
            tabindex="-1"
            aria-describedby=move || {
                (!is_said(choice) && said(ordering, Field::Amount).is_some())
                    .then_some("choice-error")
            }
        >
            <legend class="legend">{legend}</legend>
            {move || is_sortable.get().then(|| order_of_plans(choice))}
            {rows}
            {move || { range.get().map(|range| range_field(choice, ordering, range)) }}
            {move || facts_of(choice)}
            {error}
        </fieldset>
    }
    .into_any()
}

/// What to know about a choice that is made outside of the form, and what is wrong with it.
pub(super) fn facts(choice: ProductChoice, ordering: Ordering) -> AnyView {
    view! {
        {move || facts_of(choice)}
        {field_error(ordering, Field::Amount, "choice-error")}
    }
    .into_any()
}

/// Facts about the choice to know before it is ordered, on a screen of any width.
fn facts_of(choice: ProductChoice) -> Option<AnyView> {
    let i18n = use_i18n();
    let product = choice.product()?;
    let value = choice.face_value().map(|value| value.amount);
    let credited = product
        .credited(value.as_ref())
        .map(|credited| goods::fact(TextKey::ProductCredited, i18n.money(&credited)));
    let regions = (!product.regions.is_empty())
        .then(|| goods::fact(TextKey::ProductWorksIn, goods::region_names(i18n, &product)));
    let deal = goods::deals(&product.promotions).into_iter().next();
    let facts: Vec<AnyView> = [credited, regions, deal].into_iter().flatten().collect();
    (!facts.is_empty()).then(|| view! { <dl class="facts">{facts}</dl> }.into_any())
}
