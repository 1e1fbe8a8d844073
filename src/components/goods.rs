//! What a brand is: its head, its facts and its texts.

use leptos::prelude::untrack;

use super::icon::{icon, way_icon};
use super::logo::{Loading, logo};
use super::notice::{Tone, notice};
use super::rich_text::rich_text;
use super::ways_back::ways_back;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};
use crate::model::brand::Kind;
use crate::model::product::{Product, ProductGroup, Sort};
use crate::navigation::Navigation;
use crate::reactive::State;
use crate::route::Route;

/// Logo, way back and name.
pub fn head(group: &ProductGroup, title: String) -> View {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let initial: String = title.chars().next().map(String::from).unwrap_or_default();
    let country = i18n.country(untrack(|| navigation.country()).code());
    let key = match group.kind {
        Kind::GiftCard => "product.kind_giftcard",
        Kind::TopUp => "product.kind_topup",
        Kind::Esim => "product.kind_esim",
    };
    element("header")
        .attr("class", "goods-head")
        .child(element("div").child(logo(
            group.logo.clone(),
            group.ground.clone(),
            initial,
            "logo",
            Loading::Eager,
        )))
        .child(
            element("div")
                .child(
                    element("a")
                        .attr("class", "back")
                        .live_attr("href", move || navigation.href(&Route::Brands))
                        .child(way_icon("arrow-left"))
                        .child(i18n.text("frame.all_brands")),
                )
                .child(element("h1").child(title))
                .child(
                    element("p")
                        .attr("class", "hint")
                        .child(i18n.fill(key, &[("country", &country)])),
                ),
        )
        .into_child()
}

/// What the buyer has unfolded. Kept outside of the texts, which come anew in
/// another language. A copyable handle.
#[derive(Clone, Copy)]
pub struct Unfolded {
    redeem: State<bool>,
    terms: State<bool>,
}

impl Unfolded {
    /// Nothing yet.
    pub fn nothing() -> Self {
        Self {
            redeem: State::new(false),
            terms: State::new(false),
        }
    }
}

/// What it is, how to redeem it, its terms.
pub fn about(group: &ProductGroup, unfolded: Unfolded) -> View {
    element("div")
        .attr("class", "goods-about")
        .child(description_parts(group))
        .child(conditions_parts(group, unfolded))
        .into_child()
}

/// What it is.
pub fn description(group: &ProductGroup) -> View {
    element("div")
        .attr("class", "goods-about")
        .child(description_parts(group))
        .into_child()
}

/// What must be known before buying: where it works, how it comes, how to
/// redeem it, its terms.
pub fn conditions(group: &ProductGroup, unfolded: Unfolded) -> View {
    element("div")
        .attr("class", "goods-about")
        .child(conditions_parts(group, unfolded))
        .into_child()
}

fn description_parts(group: &ProductGroup) -> View {
    let i18n = I18n::here();
    let texts = group.description.clone().unwrap_or_default();
    let language = texts.locale;
    let what = texts.about.map(|html| {
        element("section")
            .attr("aria-labelledby", "about")
            .child(
                element("h2")
                    .attr("id", "about")
                    .child(i18n.text("product.about")),
            )
            .child(rich_text(html, language))
            .into_child()
    });
    what.into_child()
}

fn conditions_parts(group: &ProductGroup, unfolded: Unfolded) -> View {
    let i18n = I18n::here();
    let texts = group.description.clone().unwrap_or_default();
    let region = texts.redeem_country.as_ref().map(|country| {
        let name = i18n.country(country);
        element("div")
            .child(element("dt").child(i18n.text("product.works_in")))
            .child(element("dd").child(name))
            .into_child()
    });
    let delivered = i18n.text(if group.kind == Kind::TopUp {
        "product.delivered_phone"
    } else {
        "product.delivered_email"
    });
    let language = texts.locale;
    let note = texts.note.map(|html| rich_text(html, language.clone()));
    let redeem = texts.how_to_redeem.map(|html| {
        fold(
            unfolded.redeem,
            i18n.text("product.how_to_redeem"),
            rich_text(html, language.clone()),
        )
    });
    let plain_terms = group.terms.clone().map(|terms| {
        element("div")
            .attr("class", "prose")
            .child(element("p").child(terms))
            .into_child()
    });
    let rich_terms = texts.terms.map(|html| rich_text(html, language));
    let terms = (plain_terms.is_some() || rich_terms.is_some()).then(|| {
        fold(
            unfolded.terms,
            i18n.text("product.terms"),
            fragment([plain_terms.into_child(), rich_terms.into_child()]),
        )
    });
    fragment([
        note.into_child(),
        element("dl")
            .attr("class", "facts")
            .child(region)
            .child(
                element("div")
                    .child(element("dt").child(i18n.text("product.delivered")))
                    .child(element("dd").child(delivered)),
            )
            .into_child(),
        element("div").child(redeem).child(terms).into_child(),
    ])
}

/// A page of a brand that has nothing to sell now.
pub fn empty(words: String) -> View {
    fragment([
        notice(Tone::Plain, words, None),
        ways_back([("button button-quiet", Route::Brands, "frame.all_brands")]),
    ])
}

/// The data of a plan in words, where the label doesn't say it.
pub fn plan_words(product: &Product) -> String {
    let i18n = I18n::here();
    match &product.sort {
        Sort::Plan { data: None, .. } => i18n.text("product.unlimited"),
        Sort::Plan {
            data: Some(data),
            unit,
        } => i18n.fill(
            "product.data",
            &[("amount", &i18n.number(data.as_str())), ("unit", unit)],
        ),
        Sort::Range(_) | Sort::Fixed | Sort::Label => String::new(),
    }
}

/// The title of an amount to choose: figures large, words in the size of
/// words, so that none is broken inside.
pub fn amount_title(title: String) -> View {
    const FIGURES: usize = 8;
    let class = (title.chars().count() > FIGURES).then_some("amount-words");
    element("b").attr("class", class).child(title).into_child()
}

fn fold(is_open: State<bool>, title: String, body: View) -> View {
    element("details")
        .attr("class", "fold")
        .attr("open", is_open.get_untracked().then_some(""))
        .child(
            element("summary")
                .on("click", move |_| {
                    is_open.update(|is_open| *is_open = !*is_open)
                })
                .child(title)
                .child(" ")
                .child(icon("chevron-down")),
        )
        .child(body)
        .into_child()
}
