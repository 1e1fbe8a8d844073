//! The products of a family in the buyer's country, found by the name in the address.
//!
//! An address may have the name in other letters or in an earlier form, but the API wants the
//! family's own name, byte for byte, and only the catalogue has the names of all families. Most
//! addresses have exactly this name, so the products are requested by it beside the catalogue, and
//! shown once the API's answer has the same name. For other addresses the products are requested again by
//! the name in the catalogue.

use leptos::prelude::*;

use crate::api;
use crate::api::client::Client;
use crate::api::endpoint::{self, FamilyProducts};
use crate::i18n::{ENGLISH, use_i18n};
use crate::navigation::use_navigation;
use crate::reactive::effect;
use crate::remote::Remote;
use crate::store;
use shop_core::model::address_name::AddressName;
use shop_core::model::brand::Kind;
use shop_core::model::catalogue::Catalogue;
use shop_core::model::country::place::Lock;
use shop_core::model::display_text::cleaned;
use shop_core::model::product::{Description, ProductGroup};

/// A family's offer. A copyable handle.
#[derive(Clone, Copy)]
pub struct Offer {
    /// Everything sold in the country.
    pub catalogue: Remote<Catalogue>,
    /// The family's own name; `Some(None)` if the country doesn't have it.
    names: Memo<Option<Option<String>>>,
    /// The products of the family. Before its name is known, those that the address names.
    pub groups: Remote<Vec<ProductGroup>>,
    /// The same in English, if the buyer's language has no texts.
    english: Remote<Vec<ProductGroup>>,
    /// Whether the English texts are needed.
    asks_in_english: Memo<bool>,
}

/// What is shown while there is no offer.
#[derive(Clone, Copy)]
pub struct Absence {
    /// It may still come.
    pub waiting: fn() -> AnyView,
    /// The country doesn't have the family.
    pub lost: fn() -> AnyView,
    /// The country has the family of this name, but the shop can't sell it.
    pub unsold: fn(String) -> AnyView,
}

impl Offer {
    /// The offer of the family that an address means, in the buyer's country,
    /// priced in the buyer's coin.
    pub fn new(asked: AddressName) -> Self {
        Self::of(move || Some(asked.clone()))
    }

    /// The same for a family that changes while the page is shown, or isn't chosen yet.
    pub fn of(asked: impl Fn() -> Option<AddressName> + Send + Sync + 'static) -> Self {
        let client: Client = expect_context();
        let navigation = use_navigation();
        let catalogue = Remote::new(client, move || {
            Some(api::brands(&client.prefix(), navigation.country()))
        });
        let asked = Memo::new(move |_| asked());
        let listed = Memo::new(move |_| {
            let catalogue = catalogue.get()?;
            // A catalogue of the previous country would name a family of that country.
            let is_current = catalogue.is_of(navigation.country());
            let asked = asked.get().filter(|_| is_current)?;
            Some(
                catalogue
                    .family(&asked)
                    .first()
                    .map(|brand| brand.family.clone()),
            )
        });
        effect(move || {
            if let Some(Some(family)) = listed.get() {
                let country = navigation.country();
                store::note_seen(
                    country.code(),
                    &AddressName::from_name(&family),
                    &cleaned(&family),
                );
            }
        });
        let groups = Remote::new(client, move || {
            let family = match listed.get() {
                Some(family) => family?,
                None => {
                    let asked = asked.get().filter(AddressName::is_in_own_form)?;
                    asked.as_str().to_owned()
                }
            };
            let (pair, language) = (navigation.pair(), navigation.language());
            let asked = FamilyProducts {
                country: navigation.country(),
                family: &family,
                coin: pair.price_coin(),
                language: &language,
            };
            Some(api::products(&client.prefix(), asked))
        });
        let names = Memo::new(move |_| {
            listed.get().or_else(|| {
                let (asked, groups) = (asked.get()?, groups.get()?);
                let is_sold = |group: &ProductGroup| {
                    group.family == asked.as_str() && group.kind != Kind::Unsold
                };
                let is_known = !groups.is_empty() && groups.iter().all(is_sold);
                is_known.then(|| Some(asked.as_str().to_owned()))
            })
        });
        // For a language without texts the API sends none and no error, so they are requested once
        // more, in English (docs/api.md#languages).
        let asks_in_english = Memo::new(move |_| {
            let is_without = |groups: &Vec<ProductGroup>| {
                !groups.is_empty() && groups.iter().all(|group| group.description.is_none())
            };
            groups.get().is_some_and(|groups| is_without(&groups))
                && endpoint::known_language(&navigation.language()) != ENGLISH
        });
        let english = Remote::new(client, move || {
            let is_needed = asks_in_english.get();
            let groups = groups.get()?;
            let family = groups.first().filter(|_| is_needed)?.family.clone();
            let pair = navigation.pair();
            let asked = FamilyProducts {
                country: navigation.country(),
                family: &family,
                coin: pair.price_coin(),
                language: ENGLISH,
            };
            Some(api::products(&client.prefix(), asked))
        });
        Self {
            catalogue,
            names,
            groups,
            english,
            asks_in_english,
        }
    }

    /// The family as the API names it, tracked.
    pub fn family(self) -> Option<String> {
        self.names.get().flatten()
    }

    /// The name and the short title of each brand of the family, tracked; nothing for a family of one
    /// brand.
    pub fn brands(self) -> Option<Vec<(String, String)>> {
        let groups = self.groups.get()?;
        let name = |group: &ProductGroup| (group.brand.clone(), group.tab_title().to_owned());
        let brands: Vec<(String, String)> = groups.iter().map(name).collect();
        (brands.len() > 1).then_some(brands)
    }

    /// The texts about a brand of the family, tracked. They have their own language, or the one
    /// that they were requested in.
    pub fn texts(self, group: &ProductGroup) -> Option<Description> {
        let in_language = |language: &str, texts: Option<Description>| {
            let mut texts = texts?;
            texts.locale.get_or_insert_with(|| language.to_owned());
            Some(texts)
        };
        let language = use_navigation().language();
        let asked = endpoint::known_language(&language);
        in_language(asked, group.description.clone()).or_else(|| {
            let english = self.english.get()?;
            let same = english.iter().find(|other| other.brand == group.brand)?;
            in_language(ENGLISH, same.description.clone())
        })
    }

    /// Whether texts about a brand of the family may still come, tracked. They may also come after
    /// a failure: only an answer can say that there are none.
    fn awaits_texts(self, group: &ProductGroup) -> bool {
        group.description.is_none() && self.asks_in_english.get() && self.english.get().is_none()
    }

    /// Asks for the texts once more, if that has failed.
    pub fn ask_for_texts(self) {
        if untrack(|| self.english.error().is_some() && !self.english.is_busy()) {
            self.english.ask_again();
        }
    }

    /// The place where a brand of the family works, tracked; for a group with its texts. If they
    /// don't say it, it may be the country of the list alone (docs/api.md#redeem-region).
    pub fn lock(self, group: &ProductGroup) -> Lock {
        let i18n = use_i18n();
        let said = group.description.as_ref();
        match said.and_then(|texts| texts.redeem_place.as_deref()) {
            Some(said) => Lock::Only(i18n.places([said].into_iter())),
            None if self.awaits_texts(group) => Lock::Coming,
            None => {
                let here = use_navigation().country();
                let country = group.country.as_deref().unwrap_or(here.code());
                Lock::Unsaid(i18n.places([country].into_iter()))
            }
        }
    }

    /// The view of the offer in each of its states. `show` is called once for as long as there is
    /// an offer, and follows `groups` by itself.
    pub fn view(
        self,
        asked: AddressName,
        absence: Absence,
        show: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
    ) -> AnyView {
        let Self {
            catalogue, groups, ..
        } = self;
        let Absence {
            waiting,
            lost,
            unsold,
        } = absence;
        let is_known = Memo::new(move |_| self.family().is_some());
        let view = move || {
            if is_known.get() {
                let groups = groups.view_once(waiting, show.clone());
                return view! {
                    {catalogue.notice()}
                    {groups}
                }
                .into_any();
            }
            let asked = asked.clone();
            catalogue.view(waiting, move |catalogue| {
                if !catalogue.family(&asked).is_empty() {
                    return waiting();
                }
                let names: Vec<&str> = catalogue.unsold.iter().map(|name| &**name).collect();
                let known = asked.find(&names);
                known.map_or_else(lost, |family| unsold(cleaned(family)))
            })
        };
        view.into_any()
    }
}
