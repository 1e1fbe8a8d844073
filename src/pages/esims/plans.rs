//! The plans of all sellers of a place: asked for, narrowed, in order, and the chosen one.

use leptos::prelude::*;

use crate::api;
use crate::api::client::Client;
use crate::api::endpoint::FamilyProducts;
use crate::navigation::{Navigation, use_navigation};
use crate::offer::Offer;
use crate::reactive::memo_without_comparing;
use crate::remote::Remote;
use shop_core::model::brand::Kind;
use shop_core::model::display_text::cleaned;
use shop_core::model::product::ProductGroup;
use shop_core::model::product::plan_table::{
    Column, Days, OfferedPlan, Size, plans, sort, unchosen,
};
use shop_core::route::query_name::{AMOUNT, OPTION, SELLER, TAB};

/// The plans of a place. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct PlanTable {
    navigation: Navigation,
    /// The families that sell eSIMs in the place.
    pub(super) families: Memo<Vec<String>>,
    sellers: Memo<Vec<Seller>>,
    /// The sellers whose plans are not here.
    pub(super) missing: Memo<Vec<MissingSeller>>,
    /// Every plan that can be bought.
    pub(super) all: Memo<Vec<OfferedPlan>>,
    /// Those that fit the filters, in order.
    pub(super) shown: Memo<Vec<OfferedPlan>>,
    /// The one that the address names, if it is shown.
    pub(super) chosen: Memo<Option<OfferedPlan>>,
    pub(super) days: RwSignal<Days>,
    pub(super) size: RwSignal<Size>,
    /// The column of the order, and whether the last comes first.
    pub(super) order: RwSignal<(Column, bool)>,
}

/// One family with the question for its plans.
#[derive(Clone)]
struct Seller {
    family: String,
    groups: Remote<Vec<ProductGroup>>,
}

/// A seller whose plans are not here, or not those of now.
#[derive(Clone, PartialEq)]
pub(super) struct MissingSeller {
    pub(super) family: String,
    /// Its name made safe to show.
    pub(super) title: String,
    /// Whether the question for them has failed, and didn't just begin.
    pub(super) has_failed: bool,
    pub(super) is_busy: bool,
}

impl PlanTable {
    /// Asks for the plans of the place that the address names; nothing before there is one.
    pub(super) fn new(offer: Offer) -> Self {
        let navigation = use_navigation();
        let client: Client = expect_context();
        let families = Memo::new(move |_| {
            let place = navigation.destination()?;
            let catalogue = offer.catalogue.get()?;
            // The catalogue of the previous place would name its families.
            let is_current = catalogue.is_of(place);
            let esims = catalogue
                .brands
                .iter()
                .filter(|brand| is_current && brand.kind == Kind::Esim);
            let mut families: Vec<String> = Vec::new();
            for brand in esims {
                if !families.contains(&brand.family) {
                    families.push(brand.family.clone());
                }
            }
            Some(families)
        });
        let families = Memo::new(move |_| families.get().unwrap_or_default());
        let sellers = memo_without_comparing(move || {
            let families = families.get().into_iter();
            families
                .map(|family| Seller::ask(client, family))
                .collect::<Vec<_>>()
        });
        let missing = Memo::new(move |_| {
            let sellers = sellers.get().into_iter();
            let missing = sellers
                .filter(|seller| seller.groups.get().is_none() || seller.groups.error().is_some());
            missing
                .map(|seller| MissingSeller {
                    title: cleaned(&seller.family),
                    has_failed: seller.groups.error().is_some(),
                    is_busy: seller.groups.is_busy(),
                    family: seller.family,
                })
                .collect()
        });
        let all = Memo::new(move |_| {
            let groups = sellers
                .get()
                .into_iter()
                .filter_map(|seller| seller.groups.get());
            groups.flat_map(|groups| plans(&groups)).collect::<Vec<_>>()
        });
        let (days, size) = (RwSignal::new(Days::Any), RwSignal::new(Size::Any));
        let order = RwSignal::new((Column::Price, false));
        let shown = Memo::new(move |_| {
            let (days, size) = (days.get(), size.get());
            let mut shown = all.get();
            shown.retain(|plan| days.fits(plan) && size.fits(plan));
            let (column, is_falling) = order.get();
            sort(&mut shown, column, is_falling);
            shown
        });
        let chosen = Memo::new(move |_| {
            let [family, brand, key] = [SELLER, TAB, OPTION].map(|name| navigation.value(name));
            let (family, brand, key) = (family?, brand?, key?);
            let is_named = |plan: &&OfferedPlan| plan.is(&family, &brand, &key);
            shown.with(|shown| shown.iter().find(is_named).cloned())
        });
        Self {
            navigation,
            families,
            sellers,
            missing,
            all,
            shown,
            chosen,
            days,
            size,
            order,
        }
    }

    /// The brand of the chosen plan, tracked; before a choice, one from which nothing is chosen.
    pub(super) fn group(self) -> Option<ProductGroup> {
        let chosen = self.chosen.get();
        let sellers = self.sellers.get();
        let answers: Vec<_> = sellers
            .iter()
            .filter_map(|seller| seller.groups.get())
            .collect();
        let mut groups = answers.iter().flat_map(|groups| groups.iter());
        match chosen {
            Some(plan) => {
                let is_its = |group: &&ProductGroup| {
                    group.family == plan.family
                        && group.brand == plan.brand
                        && group.kind == Kind::Esim
                };
                groups.find(is_its).cloned()
            }
            None => {
                let is_sold =
                    |group: &&ProductGroup| group.kind == Kind::Esim && group.can_be_sold();
                unchosen(groups.find(is_sold)?)
            }
        }
    }

    /// Puts a plan into the address.
    pub(super) fn choose(self, plan: &OfferedPlan) {
        self.navigation.set(&[
            (SELLER, Some(&plan.family)),
            (TAB, Some(&plan.brand)),
            (OPTION, Some(&plan.product.key)),
            (AMOUNT, None),
        ]);
    }

    /// Changes the filters. A plan that they take out of the table is no longer chosen.
    pub(super) fn narrow(self, change: impl Fn()) {
        let had_choice = untrack(|| self.chosen.get()).is_some();
        change();
        if had_choice && untrack(|| self.chosen.get()).is_none() {
            self.navigation
                .set(&[(SELLER, None), (TAB, None), (OPTION, None)]);
        }
    }

    /// Asks a seller again.
    pub(super) fn ask_again(self, family: &str) {
        let sellers = untrack(|| self.sellers.get());
        if let Some(seller) = sellers.iter().find(|seller| seller.family == family) {
            seller.groups.ask_again();
        }
    }

    /// Whether several brands sell plans here, tracked.
    pub(super) fn has_several_sellers(self) -> bool {
        self.all.with(|all| {
            let mut others = all.iter().skip(1);
            others.any(|plan| all.first().is_some_and(|first| first.brand != plan.brand))
        })
    }
}

impl Seller {
    fn ask(client: Client, family: String) -> Self {
        let navigation = use_navigation();
        let named = family.clone();
        let groups = Remote::new(client, move || {
            let (pair, language) = (navigation.pair(), navigation.language());
            let asked = FamilyProducts {
                country: navigation.country(),
                family: &named,
                coin: pair.price_coin(),
                language: &language,
            };
            Some(api::products(&client.prefix(), asked))
        });
        Self { family, groups }
    }
}
