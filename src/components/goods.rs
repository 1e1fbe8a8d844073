//! What a brand is: its head, its facts and its texts.

use leptos::prelude::*;

use super::icon::{icon, way_icon};
use super::logo::{Loading, logo};
use super::notice::{Tone, notice};
use super::rich_text::rich_text;
use crate::i18n::I18n;
use crate::model::brand::Kind;
use crate::model::product::{Product, ProductGroup, Sort};
use crate::navigation::Navigation;
use crate::route::Route;

/// Logo, way back and name.
pub fn head(group: &ProductGroup, title: String) -> AnyView {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    let initial: String = title
        .chars()
        .next()
        .map(|letter| letter.to_uppercase().collect())
        .unwrap_or_default();
    let country = i18n.country(navigation.country().code());
    let key = match group.kind {
        Kind::GiftCard => "product.kind_giftcard",
        Kind::TopUp => "product.kind_topup",
        Kind::Esim => "product.kind_esim",
    };
    view! {
        <header class="goods-head">
            <div>{logo(group.logo.clone(), group.ground.clone(), initial, "logo", Loading::Eager)}</div>
            <div>
                <a class="back" href=move || navigation.href(&Route::Brands)>{way_icon("arrow-left")}{i18n.text("frame.all_brands")}</a>
                <h1>{title}</h1>
                <p class="hint">{i18n.fill(key, &[("country", &country)])}</p>
            </div>
        </header>
    }
    .into_any()
}

/// What it is, how to redeem it, its terms.
pub fn about(group: &ProductGroup) -> AnyView {
    let i18n = I18n::here();
    let texts = group.description.clone().unwrap_or_default();
    let region = texts.redeem_country.as_ref().map(|country| {
        let name = i18n.country(country);
        view! { <div><dt>{i18n.text("product.works_in")}</dt><dd>{name}</dd></div> }.into_any()
    });
    let delivered = i18n.text(if group.kind == Kind::TopUp {
        "product.delivered_phone"
    } else {
        "product.delivered_email"
    });
    let language = texts.locale.clone();
    let what = texts.about.map(|html| {
        view! {
            <section aria-labelledby="about">
                <h2 id="about">{i18n.text("product.about")}</h2>
                {rich_text(html, language.clone())}
            </section>
        }
        .into_any()
    });
    let note = texts.note.map(|html| rich_text(html, language.clone()));
    let redeem = texts.how_to_redeem.map(|html| {
        fold(
            i18n.text("product.how_to_redeem"),
            rich_text(html, language.clone()),
        )
    });
    let plain_terms = group
        .terms
        .clone()
        .map(|terms| view! { <div class="prose"><p>{terms}</p></div> }.into_any());
    let rich_terms = texts.terms.map(|html| rich_text(html, language));
    let terms = (plain_terms.is_some() || rich_terms.is_some()).then(|| {
        fold(
            i18n.text("product.terms"),
            view! { {plain_terms}{rich_terms} }.into_any(),
        )
    });
    view! {
        <div class="goods-about">
            {what}
            {note}
            <dl class="facts">
                {region}
                <div><dt>{i18n.text("product.delivered")}</dt><dd>{delivered}</dd></div>
            </dl>
            <div>{redeem}{terms}</div>
        </div>
    }
    .into_any()
}

/// A page of a brand that has nothing to sell now.
pub fn empty(words: String) -> AnyView {
    let navigation = Navigation::here();
    let i18n = I18n::here();
    view! {
        {notice(Tone::Plain, words, None)}
        <div class="actions">
            <a class="button button-quiet" href=move || navigation.href(&Route::Brands)>{i18n.text("frame.all_brands")}</a>
        </div>
    }
    .into_any()
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

fn fold(title: String, body: AnyView) -> AnyView {
    view! { <details class="fold"><summary>{title} " " {icon("chevron-down")}</summary>{body}</details> }.into_any()
}
