//! The operators of the number's country.

use leptos::prelude::*;

use crate::components::brand::logo::logo;
use crate::components::ui::button::Button;
use crate::components::ui::hint::Hint;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::ways_back::ways_back;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use shop_core::model::address_name::AddressName;
use shop_core::model::brand::{Brand, Kind, initial};
use shop_core::model::catalogue::Catalogue;
use shop_core::model::display_text::cleaned;
use shop_core::route::Route;
use shop_core::route::query_name::{AMOUNT, OPTION, SELLER, TAB};
use shop_core::text_key::TextKey;

/// Operators that are shown at once: four rows of three on a phone.
const OPEN: usize = 12;

/// A tile for each operator. None is guessed from the number: the API names none, and numbers move
/// from one operator to another.
/// `last` is the brand of the last top-up for this number: its operator comes first.
pub(super) fn operators(
    catalogue: &Catalogue,
    seller: Memo<Option<String>>,
    last: Option<&str>,
) -> AnyView {
    let i18n = use_i18n();
    let mut families: Vec<&Brand> = Vec::new();
    for brand in catalogue
        .brands
        .iter()
        .filter(|brand| brand.kind == Kind::TopUp)
    {
        if !families.iter().any(|known| known.family == brand.family) {
            families.push(brand);
        }
    }
    if families.is_empty() {
        let country = i18n.country(use_navigation().country().code());
        let words = i18n.fill(TextKey::TopUpsNone, &[("country", &country)]);
        return view! {
            {notice(Tone::Plain, words, None)}
            {ways_back([("button button-quiet", Route::GiftCards, TextKey::BrandsKindGiftCard)])}
        }
        .into_any();
    }
    let last = last.and_then(|brand| operator_of(catalogue, brand));
    families.sort_by_key(|brand| Some(brand.family_address()) != last);
    let chosen = untrack(|| seller.get());
    let is_late = families.iter().skip(OPEN).any(|brand| {
        chosen
            .as_ref()
            .is_some_and(|name| AddressName::from_address(name) == brand.family_address())
    });
    let shows_all = RwSignal::new(families.len() <= OPEN || is_late);
    let rest = families.split_off(families.len().min(OPEN));
    let tile = move |brand: &Brand| operator(brand, seller, false);
    let mut families = families.into_iter().peekable();
    let used = families.next_if(|brand| Some(brand.family_address()) == last);
    let used = used.map(|brand| operator(brand, seller, true));
    let first: Vec<AnyView> = used.into_iter().chain(families.map(tile)).collect();
    let rest: Vec<Brand> = rest.into_iter().cloned().collect();
    let count = (OPEN + rest.len()).to_string();
    let more = move || {
        shows_all
            .get()
            .then(|| rest.iter().map(tile).collect::<Vec<AnyView>>())
    };
    let button = move || {
        (!shows_all.get()).then(|| {
            let words = i18n.fill(
                TextKey::TopUpsAllOperators,
                &[("count", &i18n.number(&count))],
            );
            view! {
                <Button class="button button-quiet" on_press=move || shows_all.set(true)>
                    {words}
                </Button>
            }
        })
    };
    view! {
        <fieldset>
            <legend class="legend">{t(TextKey::TopUpsOperator)}</legend>
            <div class="operator-grid">{first} {more}</div>
            {button}
            <Hint words=t(TextKey::TopUpsOperatorHint) />
        </fieldset>
    }
    .into_any()
}

/// The name in addresses of the operator whose brand this is, byte for byte.
pub(super) fn operator_of(catalogue: &Catalogue, brand: &str) -> Option<AddressName> {
    let is_it = |known: &&Brand| known.kind == Kind::TopUp && known.name == brand;
    Some(catalogue.brands.iter().find(is_it)?.family_address())
}

fn operator(brand: &Brand, seller: Memo<Option<String>>, is_last_used: bool) -> AnyView {
    let navigation = use_navigation();
    let name = brand.family_address();
    let own = name.clone();
    let is_chosen = move || {
        seller
            .get()
            .is_some_and(|seller| AddressName::from_address(&seller) == own)
    };
    let title = cleaned(&brand.family);
    view! {
        <label class="operator" class:is-out=brand.is_out_of_stock>
            <input
                class="visually-hidden"
                type="radio"
                name="operator"
                prop:checked=is_chosen
                on:change=move |_| {
                    navigation
                        .set(
                            &[
                                (SELLER, Some(name.as_str())),
                                (TAB, None),
                                (OPTION, None),
                                (AMOUNT, None),
                            ],
                        )
                }
            />
            {logo(brand.logo.clone(), brand.ground.clone(), initial(&title))}
            <b translate="no">{title}</b>
            {is_last_used.then(|| view! { <small>{t(TextKey::ProductLastUsed)}</small> })}
        </label>
    }
    .into_any()
}
