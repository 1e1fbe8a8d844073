//! The panel of choices, each with the number of brands it would leave, and the row of the choices
//! made, each with a way to remove it.

use super::wall::Wall;
use super::wish::{FILTERS, IN_STOCK, KIND_WORDS, Wish};
use crate::browser::listeners::{instead, with_value};
use crate::components::brand::kind::kind_text;
use crate::components::ui::icon::icon;
use crate::components::ui::sheet;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::model::search::KINDS;
use shop_core::route::query_name::{CATEGORY, KIND, LEAST, MOST, STOCK};
use shop_core::route::short;
use shop_core::text_key::TextKey;

/// All that can be chosen: a column beside the wall, a sheet over it where
/// there is no room.
pub(super) fn panel(wall: Wall) -> impl IntoView {
    let i18n = wall.i18n;
    let catalogue = wall.catalogue();
    let index = catalogue.index();
    let names = wall.names.get_untracked();
    let categories = index.categories().iter().zip(0..);
    let categories: Vec<AnyView> = categories
        .map(|((slug, _), place)| {
            let name = names.get(place).cloned().unwrap_or_default();
            let value = Some(slug.clone());
            view! { <FilterChoice wall name=CATEGORY value text=name count=place /> }.into_any()
        })
        .collect();
    let kinds: Vec<AnyView> = (0..KIND_WORDS.len())
        .zip(KIND_WORDS.iter().zip(KINDS.map(kind_text)))
        .filter(|(kind, _)| catalogue.brands.iter().any(|brand| is_of(brand, *kind)))
        .map(|(kind, (word, text))| {
            let place = index.categories().len() + kind;
            let value = Some((*word).to_owned());
            view! { <FilterChoice wall name=KIND value text=i18n.text(text) count=place /> }
                .into_any()
        })
        .collect();
    // Read here, because a component's children are not tracked.
    let all = i18n.text(TextKey::BrandsAll);
    let has_kinds = kinds.len() > 1 && wall.wish.with(|wish| wish.page_kind.is_none());
    let kinds = has_kinds.then(|| {
        let all = all.clone();
        view! {
            <Group heading=TextKey::BrandsKind>
                <FilterChoice wall name=KIND text=all count=ANY_KIND />
                {kinds}
            </Group>
        }
    });
    let amount = index.money().map(|sign| span_fields(wall, sign));
    view! {
        <form
            class="filters"
            id="filters"
            popover="auto"
            aria-label=i18n.text(TextKey::BrandsFilters)
            // The button submits, and so does Enter in a field.
            on:submit=instead(|| sheet::close("filters"))
        >
            <div class="filters-head">
                <h2>{i18n.text(TextKey::BrandsFilters)}</h2>
                <button
                    class="dialog-close"
                    type="button"
                    aria-label=t(TextKey::CountryClose)
                    on:click=|_| sheet::close("filters")
                >
                    {icon("x")}
                </button>
            </div>
            {stock(wall)}
            {kinds}
            {amount}
            <Group heading=TextKey::BrandsCategory>
                <FilterChoice wall name=CATEGORY text=all count=ANY_CATEGORY />
                {categories}
            </Group>
            {search_key_switch()}
            <p class="filters-foot">
                <button class="button button-wide" type="submit">
                    {t(TextKey::BrandsApply)}
                </button>
            </p>
        </form>
    }
}

/// Turns the key to the search off and on: some people's speech or devices
/// press single keys by themselves (WCAG 2.1.4).
fn search_key_switch() -> impl IntoView {
    let navigation = use_navigation();
    view! {
        <label class="tick filters-key">
            <input
                type="checkbox"
                prop:checked=move || navigation.has_search_key()
                on:change=move |_| navigation.switch_search_key()
            />
            {t(TextKey::FrameSearchKey)}
        </label>
    }
}

/// Mean "all" where groups are counted.
const ANY_CATEGORY: usize = usize::MAX;
const ANY_KIND: usize = usize::MAX - 1;

fn is_of(brand: &shop_core::model::brand::Brand, kind: usize) -> bool {
    shop_core::model::search::KINDS.get(kind) == Some(&brand.kind)
}

#[component]
fn Group(heading: TextKey, children: Children) -> impl IntoView {
    view! {
        <fieldset>
            <legend class="legend">{t(heading)}</legend>
            {children()}
        </fieldset>
    }
}

/// One option of a group in which one is chosen.
#[component]
fn FilterChoice(
    wall: Wall,
    name: &'static str,
    /// The value that it chooses; `None` for all.
    #[prop(optional_no_strip)]
    value: Option<String>,
    text: String,
    /// The index of the number of brands that it leaves, in the groups' counts.
    count: usize,
) -> impl IntoView {
    let own = value.clone();
    let is_chosen = Memo::new(move |_| wall.navigation.value(name) == own);
    let is_any = value.is_none();
    let input = view! {
        <input
            type="radio"
            name=name
            value=value.clone().unwrap_or_default()
            prop:checked=move || is_chosen.get()
            on:change=move |_| wall.set(&[(name, value.as_deref())])
        />
    };
    let count = move || {
        wall.counted.with(|found| match count {
            ANY_CATEGORY => found.any_category,
            ANY_KIND => found.any_kind,
            place => found.groups.get(place).copied().unwrap_or_default(),
        })
    };
    let count = Memo::new(move |_| count());
    // An option that would leave nothing isn't offered. The chosen one is visible even so.
    let is_hidden = move || !is_any && count.get() == 0 && !is_chosen.get();
    view! {
        <Labelled text count is_hidden>
            {input}
        </Labelled>
    }
}

fn stock(wall: Wall) -> AnyView {
    let input = view! {
        <input
            type="checkbox"
            prop:checked=move || { wall.wish.with(|wish| wish.filter.in_stock) }
            on:change=move |_| {
                let is_wanted = wall.wish.get_untracked().filter.in_stock;
                wall.set(&[(STOCK, (!is_wanted).then_some(IN_STOCK))]);
            }
        />
    };
    let text = wall.i18n.text(TextKey::BrandsInStock);
    let count = Memo::new(move |_| wall.counted.with(|found| found.in_stock));
    view! {
        <Labelled text count is_hidden=|| false>
            {input}
        </Labelled>
    }
    .into_any()
}

#[component]
fn Labelled(
    text: String,
    count: Memo<usize>,
    is_hidden: impl Fn() -> bool + Send + Sync + 'static,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = move || i18n.number(&count.get().to_string());
    view! {
        <label hidden=is_hidden>
            {children()} " " <span>{text}</span> " " <small>{count}</small>
        </label>
    }
}

/// From and to, for brands whose amounts are known in the country's money.
fn span_fields(wall: Wall, sign: &str) -> AnyView {
    let field = |name: &'static str, text: TextKey| {
        let id = ["amount-", name].concat();
        view! {
            <div>
                <label for=id.clone()>{wall.i18n.fill(text, &[("amount", sign)])}</label>
                <input
                    class="input"
                    id=id
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=move || { wall.navigation.value(name).unwrap_or_default() }
                    on:change=with_value(move |typed: String| {
                        wall.set(&[(name, Some(short(typed.trim())))]);
                    })
                />
            </div>
        }
        .into_any()
    };
    let fields = [
        field(LEAST, TextKey::BrandsFrom),
        field(MOST, TextKey::BrandsTo),
    ];
    view! {
        <Group heading=TextKey::BrandsAmount>
            <div class="filters-span">{fields}</div>
        </Group>
    }
    .into_any()
}

/// The chosen filters, each with a way to remove it.
pub(super) fn chosen(wall: Wall) -> impl IntoView {
    let is_any = Memo::new(move |_| wall.wish.with(Wish::has_choices));
    move || is_any.get().then(|| row(wall))
}

fn row(wall: Wall) -> impl IntoView {
    let i18n = wall.i18n;
    let chips = move || {
        let made = FILTERS.iter().filter_map(|name| {
            let value = wall.navigation.value(name)?;
            let text = said(wall, name, &value)?;
            let label = i18n.fill(TextKey::BrandsRemove, &[("name", &text)]);
            let chip = view! {
                <button
                    class="chip chip-off"
                    type="button"
                    aria-label=label
                    on:click=move |_| {
                        wall.set(&[(name, None)]);
                        wall.focus_count();
                    }
                >
                    {text}
                    {icon("x")}
                </button>
            };
            Some(chip.into_any())
        });
        made.collect::<Vec<_>>()
    };
    view! {
        <div class="chips wall-chosen" role="group" aria-label=i18n.text(TextKey::BrandsChosen)>
            {chips}
            {clear_all(wall, i18n.text(TextKey::BrandsClear), "button button-plain")}
        </div>
    }
}

/// Removes every choice; the words stay.
pub(super) fn clear_all(wall: Wall, words: String, class: &'static str) -> impl IntoView + use<> {
    view! {
        <button
            class=class
            type="button"
            on:click=move |_| {
                wall.set(&FILTERS.map(|name| (name, None)));
                wall.focus_count();
            }
        >
            {words}
        </button>
    }
}

/// A choice in words; `None` for one that the address spells wrong.
fn said(wall: Wall, name: &str, value: &str) -> Option<String> {
    let i18n = wall.i18n;
    let with_sign = |text: TextKey| {
        let catalogue = wall.catalogue();
        let sign = catalogue.index().money().unwrap_or_default();
        let amount = if sign.chars().count() == 1 {
            [sign, value].concat()
        } else {
            [value, "\u{a0}", sign].concat()
        };
        i18n.fill(text, &[("amount", &amount)])
    };
    let filter = wall.wish.get().filter;
    match name {
        CATEGORY => Some(i18n.category(value)),
        // On the page of a kind the address may still name another one.
        KIND if wall.wish.with(|wish| wish.page_kind.is_some()) => None,
        KIND => {
            let place = KIND_WORDS.iter().position(|word| *word == value)?;
            KINDS.get(place).map(|kind| i18n.text(kind_text(*kind)))
        }
        STOCK => filter.in_stock.then(|| i18n.text(TextKey::BrandsInStock)),
        LEAST => filter.least.map(|_| with_sign(TextKey::BrandsFrom)),
        MOST => filter.most.map(|_| with_sign(TextKey::BrandsTo)),
        _ => None,
    }
}
