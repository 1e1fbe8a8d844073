//! The panel of choices, each with the number of brands it would leave, and
//! the row of those made, each to be taken back.

use super::wall::Wall;
use super::wish::{FILTERS, IN_STOCK, KIND_TEXTS, KIND_WORDS};
use crate::components::icon::icon;
use crate::components::sheet;
use crate::i18n::{I18n, t};
use crate::markup::{Element, IntoChild, View, element, fragment};
use crate::navigation::Navigation;
use crate::reactive::Derived;
use shop_core::route::query_name::{CATEGORY, KIND, LEAST, MOST, STOCK};
use shop_core::route::short;

/// All that can be chosen: a column beside the wall, a sheet over it where
/// there is no room.
pub(super) fn panel(wall: Wall) -> View {
    let i18n = wall.i18n;
    let catalogue = wall.catalogue();
    let index = catalogue.index();
    let names = wall.names.get_untracked();
    let categories = index.categories().iter().zip(0..);
    let categories = categories.map(|((slug, _), place)| {
        let name = names.get(place).cloned().unwrap_or_default();
        choice(wall, CATEGORY, Some(slug.clone()), name, place)
    });
    let kinds: Vec<View> = (0..KIND_WORDS.len())
        .zip(KIND_WORDS.iter().zip(KIND_TEXTS))
        .filter(|(kind, _)| catalogue.brands.iter().any(|brand| is_of(brand, *kind)))
        .map(|(kind, (word, text))| {
            let place = index.categories().len() + kind;
            choice(wall, KIND, Some((*word).to_owned()), i18n.text(text), place)
        })
        .collect();
    let kinds = (kinds.len() > 1).then(|| {
        let all = choice(wall, KIND, None, i18n.text("brands.all"), ANY_KIND);
        group("brands.kind", fragment([all, kinds.into_child()]))
    });
    let amount = index.money().map(|sign| span_fields(wall, sign));
    element("form")
        .attr("class", "filters")
        .attr("id", "filters")
        .attr("popover", "auto")
        .attr("aria-label", i18n.text("brands.filters"))
        // The button does it, and Enter in a field.
        .instead_of("submit", || sheet::close("filters"))
        .child(stock(wall))
        .child(kinds)
        .child(amount)
        .child(group(
            "brands.category",
            fragment([
                choice(wall, CATEGORY, None, i18n.text("brands.all"), ANY_CATEGORY),
                categories.collect::<Vec<_>>().into_child(),
            ]),
        ))
        .child(search_key_switch())
        .child(
            element("p").attr("class", "filters-foot").child(
                element("button")
                    .attr("class", "button button-wide")
                    .attr("type", "submit")
                    .child(t("brands.apply")),
            ),
        )
        .into_child()
}

/// Turns the key to the search off and on: some people's speech or devices
/// press single keys by themselves (WCAG 2.1.4).
fn search_key_switch() -> View {
    let navigation = Navigation::here();
    element("label")
        .attr("class", "tick")
        .child(
            element("input")
                .attr("type", "checkbox")
                .live_property("checked", move || navigation.has_search_key())
                .on("change", move |_| navigation.switch_search_key()),
        )
        .child(t("frame.search_key"))
        .into_child()
}

/// Stand for "all" where groups are counted.
const ANY_CATEGORY: usize = usize::MAX;
const ANY_KIND: usize = usize::MAX - 1;

fn is_of(brand: &shop_core::model::brand::Brand, kind: usize) -> bool {
    shop_core::model::search::KINDS.get(kind) == Some(&brand.kind)
}

fn group(heading: &'static str, choices: View) -> View {
    element("fieldset")
        .child(element("legend").attr("class", "legend").child(t(heading)))
        .child(choices)
        .into_child()
}

/// One of a group of which one is chosen.
fn choice(
    wall: Wall,
    name: &'static str,
    value: Option<String>,
    text: String,
    group: usize,
) -> View {
    let own = value.clone();
    let is_chosen = Derived::new(move || wall.navigation.value(name) == own);
    let is_any = value.is_none();
    let input = element("input")
        .attr("type", "radio")
        .attr("name", name)
        .attr("value", value.clone().unwrap_or_default())
        .live_property("checked", move || is_chosen.get())
        .on("change", move |_| wall.set(&[(name, value.as_deref())]));
    let count = move || {
        wall.counted.with(|found| match group {
            ANY_CATEGORY => found.any_category,
            ANY_KIND => found.any_kind,
            place => found.groups.get(place).copied().unwrap_or_default(),
        })
    };
    let count = Derived::new(count);
    labelled(wall.i18n, input.into_child(), text, count)
        // What would leave nothing is no choice. What is chosen can be seen all the same.
        .live_attr("hidden", move || {
            (!is_any && count.get() == 0 && !is_chosen.get()).then_some("")
        })
        .into_child()
}

fn stock(wall: Wall) -> View {
    let input = element("input")
        .attr("type", "checkbox")
        .live_property("checked", move || {
            wall.wish.with(|wish| wish.filter.in_stock)
        })
        .on("change", move |_| {
            let is_wanted = wall.wish.get_untracked().filter.in_stock;
            wall.set(&[(STOCK, (!is_wanted).then_some(IN_STOCK))]);
        });
    let text = wall.i18n.text("brands.in_stock");
    let count = Derived::new(move || wall.counted.with(|found| found.in_stock));
    labelled(wall.i18n, input.into_child(), text, count).into_child()
}

fn labelled(i18n: I18n, input: View, text: String, count: Derived<usize>) -> Element {
    element("label")
        .child(input)
        .child(" ")
        .child(element("span").child(text))
        .child(" ")
        .child(element("small").child(move || i18n.number(&count.get().to_string())))
}

/// From and to, for brands whose amounts are known in the country's money.
fn span_fields(wall: Wall, sign: &str) -> View {
    let field = |name: &'static str, text: &'static str| {
        let id = ["amount-", name].concat();
        element("div")
            .child(
                element("label")
                    .attr("for", id.clone())
                    .child(wall.i18n.fill(text, &[("amount", sign)])),
            )
            .child(
                element("input")
                    .attr("class", "input")
                    .attr("id", id)
                    .attr("inputmode", "decimal")
                    .attr("autocomplete", "off")
                    .live_property("value", move || {
                        wall.navigation.value(name).unwrap_or_default()
                    })
                    .on_value("change", move |typed: String| {
                        wall.set(&[(name, Some(short(typed.trim())))]);
                    }),
            )
            .into_child()
    };
    let fields = element("div")
        .attr("class", "filters-span")
        .child(field(LEAST, "brands.from"))
        .child(field(MOST, "brands.to"));
    group("brands.amount", fields.into_child())
}

/// What is chosen, each with a way to take it back.
pub(super) fn chosen(wall: Wall) -> View {
    let is_any = Derived::new(move || wall.wish.with(|wish| !wish.filter.is_empty()));
    (move || is_any.get().then(|| row(wall))).into_child()
}

fn row(wall: Wall) -> View {
    let i18n = wall.i18n;
    let chips = move || {
        let made = FILTERS.iter().filter_map(|name| {
            let value = wall.navigation.value(name)?;
            let text = said(wall, name, &value)?;
            let label = i18n.fill("brands.remove", &[("name", &text)]);
            let chip = element("button")
                .attr("class", "chip chip-off")
                .attr("type", "button")
                .attr("aria-label", label)
                .on("click", move |_| {
                    wall.set(&[(name, None)]);
                    wall.focus_count();
                })
                .child(text)
                .child(icon("x"));
            Some(chip.into_child())
        });
        made.collect::<Vec<_>>()
    };
    element("div")
        .attr("class", "chips wall-chosen")
        .attr("role", "group")
        .attr("aria-label", i18n.text("brands.chosen"))
        .child(chips)
        .child(clear_all(
            wall,
            i18n.text("brands.clear"),
            "button button-plain",
        ))
        .into_child()
}

/// Takes back every choice; the words stay.
pub(super) fn clear_all(wall: Wall, words: String, class: &'static str) -> View {
    element("button")
        .attr("class", class)
        .attr("type", "button")
        .on("click", move |_| {
            wall.set(&FILTERS.map(|name| (name, None)));
            wall.focus_count();
        })
        .child(words)
        .into_child()
}

/// A choice in words; `None` for one that the address spells wrong.
fn said(wall: Wall, name: &str, value: &str) -> Option<String> {
    let i18n = wall.i18n;
    let with_sign = |text: &str| {
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
        KIND => {
            let place = KIND_WORDS.iter().position(|word| *word == value)?;
            KIND_TEXTS.get(place).map(|text| i18n.text(text))
        }
        STOCK => filter.in_stock.then(|| i18n.text("brands.in_stock")),
        LEAST => filter.least.map(|_| with_sign("brands.from")),
        MOST => filter.most.map(|_| with_sign("brands.to")),
        _ => None,
    }
}
