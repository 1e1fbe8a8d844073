//! A brand's head, its facts and its texts.

use js_sys::Date;
use leptos::prelude::*;

use super::kind::kind_text;
use super::logo::logo;
use crate::components::ui::fact::Fact;
use crate::components::ui::hint::Hint;
use crate::components::ui::icon::{icon, way_icon};
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::rich_text::rich_text;
use crate::components::ui::ways_back::ways_back;
use crate::i18n::{I18n, t, use_i18n};
use crate::navigation::use_navigation;
use shop_core::model::brand::{Kind, Promotion};
use shop_core::model::country::place::{Lock, Place};
use shop_core::model::money::FaceValue;
use shop_core::model::product::{Benefit, Holds, Product, ProductGroup, Sort};
use shop_core::route::Route;
use shop_core::text_key::{PluralKey, TextKey};

/// Logo, link back, name, and its kind: for the places where it works, or sold in the country.
pub fn head(group: &ProductGroup, title: String, lock: &Lock) -> impl IntoView + use<> {
    let navigation = use_navigation();
    let i18n = use_i18n();
    let initial: String = title.chars().next().map(String::from).unwrap_or_default();
    let here = i18n.country(untrack(|| navigation.country()).code());
    let works_in = match lock {
        Lock::Only(places) if !matches!(places.as_slice(), [Place::Words(_)]) => {
            Some(i18n.place_names(places))
        }
        _ => None,
    };
    let (key, country) = match (group.kind, works_in) {
        (Kind::GiftCard, Some(places)) => (Some(TextKey::ProductKindGiftcard), places),
        // Nothing says that it works for accounts of this country.
        (Kind::GiftCard, None) => (Some(TextKey::ProductKindGiftcardSold), here),
        (Kind::TopUp, places) => (Some(TextKey::ProductKindTopup), places.unwrap_or(here)),
        (Kind::Esim, _) => (Some(TextKey::ProductKindEsim), here),
        (Kind::Unsold, _) => (None, here),
    };
    let kind = group.kind;
    let words = key.map(|key| {
        let words = i18n.fill(key, &[("country", &country)]);
        view! { <Hint words /> }.into_any()
    });
    view! {
        <header class="goods-head">
            <div>{logo(group.logo.clone(), group.ground.clone(), initial)}</div>
            <div>
                <a class="back" href=move || navigation.href(&Route::of_kind(kind))>
                    {way_icon("arrow-left")}
                    {i18n.text(kind_text(kind))}
                </a>
                <h1 translate="no">{title}</h1>
                {words}
            </div>
        </header>
    }
}

/// The parts that the buyer has unfolded. Kept outside of the texts, which are rebuilt in another
/// language. A copyable handle.
#[derive(Clone, Copy)]
pub struct Unfolded {
    redeem: RwSignal<bool>,
    terms: RwSignal<bool>,
}

impl Unfolded {
    /// Nothing yet.
    pub fn nothing() -> Self {
        Self {
            redeem: RwSignal::new(false),
            terms: RwSignal::new(false),
        }
    }
}

/// Where it works, how it is delivered and redeemed, its terms, and what it is.
pub fn about(group: &ProductGroup, unfolded: Unfolded, lock: &Lock) -> impl IntoView + use<> {
    view! {
        <div class="goods-about">
            {conditions_parts(group, unfolded, lock)}{description_parts(group)}
        </div>
    }
}

fn description_parts(group: &ProductGroup) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let texts = group.description.clone().unwrap_or_default();
    let language = texts.locale;
    texts.about.map(|html| {
        view! {
            <section aria-labelledby="about">
                <h2 id="about">{i18n.text(TextKey::ProductAbout)}</h2>
                {rich_text(html, language)}
            </section>
        }
        .into_any()
    })
}

fn conditions_parts(group: &ProductGroup, unfolded: Unfolded, lock: &Lock) -> AnyView {
    let i18n = use_i18n();
    let texts = group.description.clone().unwrap_or_default();
    let region = match lock {
        Lock::Only(places) => Some(fact(TextKey::ProductWorksIn, i18n.place_names(places))),
        // Goods that are sold for the whole world don't work in one place only.
        Lock::Unsaid(places) if group.kind == Kind::GiftCard && !places.contains(&Place::World) => {
            let places = i18n.place_names(places);
            let words = i18n.fill(TextKey::ProductWorksPerhaps, &[("country", &places)]);
            Some(fact(TextKey::ProductRegion, words))
        }
        Lock::Unsaid(_) | Lock::Coming => None,
    };
    let delivered = i18n.text(match group.deliveries() {
        (true, false) => TextKey::ProductDeliveredPhone,
        (true, true) => TextKey::ProductDeliveredEither,
        (false, true) => TextKey::ProductDeliveredEmail,
        // Nothing can be ordered now.
        (false, false) if group.kind == Kind::TopUp => TextKey::ProductDeliveredPhone,
        (false, false) => TextKey::ProductDeliveredEmail,
    });
    let language = texts.locale;
    let note = texts.note.map(|html| rich_text(html, language.clone()));
    let redeem = texts.how_to_redeem.map(|html| {
        fold(
            unfolded.redeem,
            i18n.text(TextKey::ProductHowToRedeem),
            rich_text(html, language.clone()),
        )
    });
    let plain_terms = group.terms.clone().map(|terms| rich_text(terms, None));
    let rich_terms = texts.terms.map(|html| rich_text(html, language));
    let terms = (plain_terms.is_some() || rich_terms.is_some()).then(|| {
        fold(
            unfolded.terms,
            i18n.text(TextKey::ProductTerms),
            view! {
                {plain_terms}
                {rich_terms}
            }
            .into_any(),
        )
    });
    view! {
        {note}
        <dl class="facts">
            {region}{fact(TextKey::ProductDelivered, delivered)}{deals(&group.promotions)}
        </dl>
        <div>{redeem}{terms}</div>
    }
    .into_any()
}

/// A name and its value, in a list of facts.
pub fn fact(name: TextKey, words: String) -> AnyView {
    view! { <Fact name=t(name) value=words /> }.into_any()
}

/// The promotions that run now, each a fact.
pub fn deals(promotions: &[Promotion]) -> Vec<AnyView> {
    let now = Date::now() as u64;
    let running = promotions.iter().filter(|deal| deal.runs_at(now));
    running
        .map(|deal| fact(TextKey::ProductDeal, deal_words(deal)))
        .collect()
}

/// A promotion with its end, where it has one.
fn deal_words(promotion: &Promotion) -> String {
    let i18n = use_i18n();
    let title = i18n.isolated(promotion.badge());
    let title = match promotion.last_day().filter(|_| !promotion.is_discount) {
        Some(end) => i18n.fill(
            TextKey::ProductDealUntil,
            &[("deal", &title), ("date", &i18n.date(end))],
        ),
        None => title,
    };
    match &promotion.words {
        Some(words) => [title.as_str(), ". ", words].concat(),
        None => title,
    }
}

/// The page of a family whose kind the shop can't sell.
pub fn unsold(title: String) -> AnyView {
    view! {
        <h1 translate="no">{title}</h1>
        {empty(use_i18n().text(TextKey::BrandUnsold))}
    }
    .into_any()
}

/// A page of a brand that has nothing to sell now.
pub fn empty(words: String) -> AnyView {
    view! {
        {notice(Tone::Plain, words, None)}
        {ways_back([("button button-quiet", Route::Brands, TextKey::FrameAllBrands)])}
    }
    .into_any()
}

/// A plan's contents, duration and places in words: its label need not contain them.
pub fn plan_words(product: &Product) -> String {
    let i18n = use_i18n();
    let data = match &product.sort {
        Sort::Plan { data, unit } => Some((data.as_ref(), unit)),
        Sort::Range(_) | Sort::Fixed | Sort::Label => None,
    };
    let data = data.map(|(data, unit)| match data {
        None => i18n.text(TextKey::ProductUnlimited),
        Some(data) => i18n.fill(
            TextKey::ProductData,
            &[("amount", &i18n.number(data.as_str())), ("unit", unit)],
        ),
    });
    let held = product
        .benefits
        .iter()
        .filter_map(|benefit| benefit_words(i18n, benefit));
    let notes = product
        .benefits
        .iter()
        .filter_map(|benefit| benefit.note.clone());
    let validity = product
        .validity
        .map(|validity| i18n.measure(&validity.quantity.to_string(), validity.unit.name()));
    let parts = data.into_iter().chain(held).chain(validity);
    let parts: Vec<String> = parts
        .chain(regions_words(i18n, product))
        .chain(notes)
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    i18n.joined(&parts)
}

/// Time to talk and messages; data has words of its own.
fn benefit_words(i18n: I18n, benefit: &Benefit) -> Option<String> {
    let (some, unlimited) = match benefit.holds {
        Holds::Data => return None,
        Holds::Talk => (TextKey::ProductTalk, TextKey::ProductTalkUnlimited),
        Holds::Messages => (TextKey::ProductMessages, TextKey::ProductMessagesUnlimited),
    };
    let Some(amount) = &benefit.amount else {
        return Some(i18n.text(unlimited));
    };
    let is_minutes = benefit.unit.to_ascii_lowercase().starts_with("minute");
    let amount = match benefit.holds {
        Holds::Talk if is_minutes => i18n.measure(amount.as_str(), "minute"),
        Holds::Talk => [
            i18n.number(amount.as_str()).as_str(),
            "\u{a0}",
            &benefit.unit,
        ]
        .concat(),
        _ => i18n.number(amount.as_str()),
    };
    Some(i18n.fill(some, &[("amount", &amount)]))
}

/// The places where a plan of a region works, or their number if they are many.
fn regions_words(i18n: I18n, product: &Product) -> Option<String> {
    /// As many names as fit beside a label.
    const FEW: usize = 3;
    match product.regions.len() {
        0 => None,
        1..=FEW => Some(region_names(i18n, product)),
        many => Some(i18n.count(PluralKey::ProductCountries, many, &[])),
    }
}

/// The part of a fixed amount that reaches the phone, if a tax takes a part.
pub fn credited_words(product: &Product) -> Option<String> {
    Some(credited(&product.credited(None)?))
}

/// The words for the amount that reaches the phone.
pub fn credited(value: &FaceValue) -> String {
    let i18n = use_i18n();
    let amount = i18n.money(value);
    i18n.fill(TextKey::ProductCreditedWords, &[("amount", &amount)])
}

/// All places where a plan of a region works.
pub fn region_names(i18n: I18n, product: &Product) -> String {
    let regions = product.regions.iter().map(String::as_str);
    i18n.place_names(&i18n.places(regions))
}

/// The title of an amount to choose: figures are large, words have the size of words, so that no
/// word is broken inside.
pub fn amount_title(title: String) -> impl IntoView {
    const FIGURES: usize = 8;
    let class = (title.chars().count() > FIGURES).then_some("amount-words");
    view! { <b class=class>{title}</b> }
}

fn fold(is_open: RwSignal<bool>, title: String, body: AnyView) -> AnyView {
    view! {
        <details class="fold" open=is_open.get_untracked().then_some("")>
            <summary on:click=move |_| {
                is_open.update(|is_open| *is_open = !*is_open)
            }>{title}" " {icon("chevron-down")}</summary>
            {body}
        </details>
    }
    .into_any()
}
