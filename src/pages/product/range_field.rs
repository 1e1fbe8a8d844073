//! The field for an amount that the buyer names.

use leptos::prelude::*;

use super::choice::{Choice, bounds, is_said};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};
use crate::navigation::Navigation;
use crate::purchase::ordering::Ordering;
use crate::purchase::problems::said;
use shop_core::model::problem::Field;
use shop_core::model::product::{AmountFault, Range, plain_number};
use shop_core::route::query_name::AMOUNT;

/// How long to wait after a key before a price is asked for, in milliseconds:
/// less asks for each digit, more feels slow.
const PAUSE_MILLISECONDS: u64 = 350;

/// The field with its bounds in words and a few amounts to tap.
pub(super) fn range_field(choice: Choice, ordering: Ordering, range: Range) -> View {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let is_bare = choice.is_bare();
    let pause = StoredValue::new_local(None::<TimeoutHandle>);
    let stop = move || {
        pause.update_value(|pause| {
            if let Some(pause) = pause.take() {
                pause.clear();
            }
        });
    };
    on_cleanup(stop);
    let put = move |text: String, at_once: bool| {
        ordering.start_over();
        choice.typed.set(text.clone());
        stop();
        // The address holds amounts with plain digits and a point, whatever was typed.
        let keep = move || navigation.set(&[(AMOUNT, Some(&plain_number(&text)))]);
        if at_once {
            keep();
        } else {
            let wait = std::time::Duration::from_millis(PAUSE_MILLISECONDS);
            pause.set_value(set_timeout_with_handle(keep, wait).ok());
        }
    };
    let quick = range.suggestions().into_iter().map(|amount| {
        let own = amount.clone();
        let is_chosen = move || {
            choice
                .amount()
                .is_some_and(|typed| typed.as_ref() == Ok(&own))
        };
        let title = i18n.fiat(&amount, &range.currency, is_bare);
        element("label")
            .attr("class", "amount amount-short")
            .child(
                element("input")
                    .attr("class", "visually-hidden")
                    .attr("type", "radio")
                    .attr("name", "quick")
                    .live_property("checked", is_chosen)
                    .on("change", move |_| put(amount.as_str().to_owned(), true)),
            )
            .child(element("b").child(title))
            .into_child()
    });
    let quick: Vec<View> = quick.collect();
    let label = i18n.fill("product.amount_in", &[("currency", &range.currency)]);
    let symbol = i18n.currency_symbol(&range.currency, is_bare);
    // Two signs and more, such as "US$", need more room before the amount.
    let box_class = if symbol.chars().count() > 1 {
        "range-box is-long"
    } else {
        "range-box"
    };
    let words = bounds(i18n, &range, is_bare);
    let step = i18n.fill(
        "product.step",
        &[("step", &i18n.fiat(&range.step, &range.currency, is_bare))],
    );
    let proposed = range.proposed.as_ref().map(|proposed| {
        i18n.fill(
            "product.proposed",
            &[("amount", &i18n.fiat(proposed, &range.currency, is_bare))],
        )
    });
    let fault_range = range.clone();
    let fault = move || {
        if choice.is_refused() {
            return Some(i18n.text("problem.amount_not_sold"));
        }
        // An empty field isn't a mistake yet.
        let fault = choice
            .amount()?
            .err()
            .filter(|_| !choice.typed.get().trim().is_empty())?;
        let key = match fault {
            AmountFault::NotANumber => "product.fault_number",
            AmountFault::Thousands => "product.fault_thousands",
            AmountFault::TooSmall => "product.fault_small",
            AmountFault::TooLarge => "product.fault_large",
            AmountFault::OffStep => "product.fault_step",
        };
        let min = i18n.fiat(&fault_range.min, &fault_range.currency, is_bare);
        let max = i18n.fiat(&fault_range.max, &fault_range.currency, is_bare);
        let step = i18n.fiat(&fault_range.step, &fault_range.currency, is_bare);
        let values = [("min", min.as_str()), ("max", &max), ("step", &step)];
        Some(i18n.fill(key, &values))
    };
    let described_by = {
        let fault = fault.clone();
        move || match fault() {
            Some(_) => "bounds amount-fault",
            None if !is_said(choice) && said(ordering, Field::Amount).is_some() => {
                "bounds choice-error"
            }
            None => "bounds",
        }
    };
    let is_wrong = {
        let fault = fault.clone();
        move || {
            let is_wrong = fault().is_some() || said(ordering, Field::Amount).is_some();
            is_wrong.then_some("true")
        }
    };
    let fault = move || {
        let words = element("span").child(fault()?);
        Some(
            element("p")
                .attr("class", "error")
                .attr("id", "amount-fault")
                .child(words)
                .into_child(),
        )
    };
    fragment([
        element("div")
            .attr("class", "range")
            .child(
                element("div")
                    .attr("class", box_class)
                    .child(
                        element("label")
                            .attr("class", "visually-hidden")
                            .attr("for", "amount")
                            .child(label),
                    )
                    .child(element("span").attr("aria-hidden", "true").child(symbol))
                    .child(
                        element("input")
                            .attr("class", "input")
                            .attr("id", "amount")
                            .attr("dir", "ltr")
                            .attr("inputmode", "decimal")
                            .attr("autocomplete", "off")
                            .live_attr("aria-describedby", described_by)
                            .live_attr("aria-invalid", is_wrong)
                            .live_property("value", move || choice.typed.get())
                            .on_value("input", move |value: String| put(value, false))
                            // Some programs that fill in forms say no more than this.
                            .on_left(move |value: String| {
                                let plain = plain_number(&value);
                                if plain != choice.typed.get() {
                                    put(plain, false);
                                }
                            }),
                    )
                    .child(
                        element("span")
                            .attr("aria-hidden", "true")
                            .child(range.currency.clone()),
                    ),
            )
            .child(
                element("p")
                    .attr("class", "hint")
                    .attr("id", "bounds")
                    .child(words)
                    .child([" ", &step].concat())
                    .child(proposed.map(|proposed| [" ", &proposed].concat())),
            )
            // There before it says anything, or it wouldn't be read out.
            .child(
                element("div")
                    .attr("class", "range-fault")
                    .attr("role", "status")
                    .child(fault),
            )
            .into_child(),
        element("div")
            .attr("class", "amounts amounts-four")
            .attr("role", "group")
            .attr("aria-label", i18n.text("product.common_amounts"))
            .child(quick)
            .into_child(),
    ])
    .into_child()
}
