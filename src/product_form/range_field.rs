//! The field for an amount that the buyer names.

use crate::browser::listeners::{when_left, with_value};
use leptos::prelude::*;

use super::choice::{ProductChoice, bounds, is_said};
use crate::checkout::ordering::Ordering;
use crate::checkout::problems::said;
use crate::components::ui::button::Button;
use crate::components::ui::icon::icon;
use crate::i18n::use_i18n;
use crate::navigation::use_navigation;
use shop_core::model::problem::Field;
use shop_core::model::product::{AmountFault, Range, plain_number};
use shop_core::route::query_name::AMOUNT;
use shop_core::text_key::TextKey;

/// How long to wait after a key before a price is asked for, in milliseconds:
/// less asks for each digit, more feels slow.
const PAUSE_MILLISECONDS: u64 = 350;

/// What names the currency, for eyes: the label has it in words.
fn mark(class: &'static str, words: String) -> impl IntoView {
    view! {
        <span class=class aria-hidden="true">
            {words}
        </span>
    }
}

/// The classes of the amounts to tap: four in a line where the longest has room, else two.
fn columns(titles: impl Iterator<Item = String>) -> &'static str {
    // Marks of direction, which `fiat` puts around a sum, take no room.
    let is_seen =
        |letter: &char| !matches!(letter, '\u{200e}'..='\u{200f}' | '\u{2066}'..='\u{2069}');
    let lengths = titles.map(|title| title.chars().filter(is_seen).count());
    match lengths.max().unwrap_or(0) {
        ..=5 => "amounts narrow-4",
        6..=9 => "amounts wide-4",
        _ => "amounts",
    }
}

/// The field with its bounds in words and a few amounts to tap.
pub(super) fn range_field(choice: ProductChoice, ordering: Ordering, range: Range) -> AnyView {
    let navigation = use_navigation();
    let i18n = use_i18n();
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
        view! {
            <label class="amount amount-short">
                <input
                    class="visually-hidden"
                    type="radio"
                    name="quick"
                    prop:checked=is_chosen.clone()
                    prop:knownValue=is_chosen
                    on:change=move |_| put(amount.as_str().to_owned(), true)
                />
                <b>{title}</b>
            </label>
        }
        .into_any()
    });
    let quick: Vec<AnyView> = quick.collect();
    let titles = range.suggestions().into_iter();
    let titles = titles.map(|amount| i18n.fiat(&amount, &range.currency, is_bare));
    let quick_class = columns(titles);
    let label = i18n.fill(TextKey::ProductAmountIn, &[("currency", &range.currency)]);
    let (symbol, is_behind) = i18n.currency_symbol(&range.currency, is_bare);
    // Two or more signs, such as "US$", need more room before the amount.
    let box_class = match symbol.chars().count() {
        _ if is_behind => "range-box is-behind",
        0 | 1 => "range-box",
        _ => "range-box is-long",
    };
    // What names the currency is on the side on which the tiles have it, and once.
    let (sign, name) = match is_behind {
        true => (None, Some(symbol)),
        false => {
            let has_code = symbol == range.currency;
            (Some(symbol), (!has_code).then(|| range.currency.clone()))
        }
    };
    let sign = sign.map(|sign| mark("range-sign", sign));
    let name = name.map(|name| mark("range-name", name));
    let words = bounds(i18n, &range, is_bare);
    let step = i18n.fill(
        TextKey::ProductStep,
        &[("step", &i18n.fiat(&range.step, &range.currency, is_bare))],
    );
    let proposed = range.proposed.as_ref().map(|proposed| {
        i18n.fill(
            TextKey::ProductProposed,
            &[("amount", &i18n.fiat(proposed, &range.currency, is_bare))],
        )
    });
    let fault_range = range.clone();
    let fault = move || {
        if choice.is_refused() {
            return Some(i18n.text(TextKey::ProblemAmountNotSold));
        }
        // An empty field isn't a mistake yet.
        let fault = choice
            .amount()?
            .err()
            .filter(|_| !choice.typed.get().trim().is_empty())?;
        let key = match fault {
            AmountFault::NotANumber => TextKey::ProductFaultNumber,
            AmountFault::Thousands => TextKey::ProductFaultThousands,
            AmountFault::TooSmall => TextKey::ProductFaultSmall,
            AmountFault::TooLarge => TextKey::ProductFaultLarge,
            AmountFault::OffStep => TextKey::ProductFaultStep,
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
    let nearest_range = range.clone();
    let nearest = move || {
        let range = &nearest_range;
        let nearest = match choice.amount()?.err()? {
            AmountFault::TooSmall => range.min.clone(),
            AmountFault::TooLarge => range.max.clone(),
            // What was meant by any other text is not guessed.
            _ => return None,
        };
        let shown = i18n.fiat(&nearest, &range.currency, is_bare);
        let words = i18n.fill(TextKey::ProductUseAmount, &[("amount", &shown)]);
        let use_it = move || put(nearest.as_str().to_owned(), true);
        Some(view! {
            <Button class="button button-plain" on_press=use_it>
                {words}
            </Button>
        })
    };
    let fault = move || {
        let words = view! { <span>{fault()?}</span> };
        Some(
            view! {
                <p class="error" id="amount-fault">
                    {icon("circle-alert")}
                    {words}
                </p>
                {nearest()}
            }
            .into_any(),
        )
    };
    view! {
        <div class="range">
            <div class=box_class>
                <label class="visually-hidden" for="amount">
                    {label}
                </label>
                {sign}
                <input
                    class="input"
                    id="amount"
                    dir="ltr"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-describedby=described_by
                    aria-invalid=is_wrong
                    prop:value=move || choice.typed.get()
                    prop:knownValue=move || choice.typed.get()
                    on:input=with_value(move |value: String| put(value, false))
                    // Some programs that fill in forms send no other event.
                    on:change=when_left(move |value: String| {
                        let plain = plain_number(&value);
                        if plain != choice.typed.get() {
                            put(plain, false);
                        }
                    })
                />
                {name}
            </div>
            <p class="hint" id="bounds">
                {words}
                {[" ", &step].concat()}
                {proposed.map(|proposed| [" ", &proposed].concat())}
            </p>
            // It is there before it has any text, or it would not be read out.
            <div class="range-fault" role="status">
                {fault}
            </div>
        </div>
        <div class=quick_class role="group" aria-label=i18n.text(TextKey::ProductCommonAmounts)>
            {quick}
        </div>
    }
    .into_any()
}
