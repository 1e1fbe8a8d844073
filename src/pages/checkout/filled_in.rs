//! The values that are filled in at the checkout, and the order made from them.

use super::rows::CartRows;
use crate::api::orders::{Buyer, Item, OrderRequest};
use crate::browser::focus::focus;
use crate::cart::use_cart;
use crate::checkout::draft::Draft;
use crate::checkout::ordering::Ordering;
use crate::host::use_host;
use crate::navigation::use_navigation;
use crate::reactive::effect;
use crate::store;
use leptos::prelude::*;
use shop_core::model::beneficiary::{self, PhoneFault};
use shop_core::model::cart::CartItem;
use shop_core::model::country::Country;
use shop_core::model::money::Amount;
use shop_core::model::problem;
use shop_core::model::typed::{coupon, plain};
use shop_core::pay;
use shop_core::pay::address::{self, typed_address};

/// The typed values besides the cart. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct FilledIn {
    pub(super) email: RwSignal<String>,
    pub(super) coupon: RwSignal<String>,
    pub(super) refund: RwSignal<String>,
    pub(super) newsletter: RwSignal<bool>,
    /// The items that go to somebody else, also while no email of theirs is typed.
    pub(super) for_others: RwSignal<Vec<u32>>,
    /// The items whose recipient has a field, although it is good as it is.
    pub(super) changed: RwSignal<Vec<u32>>,
    /// The items as the page shows them.
    pub(super) rows: CartRows,
    /// Whether mistakes are pointed out already: not before the first try.
    pub(super) is_judged: RwSignal<bool>,
}

impl FilledIn {
    /// The values typed earlier in this tab, here or on a product's page; nothing is agreed to.
    pub(super) fn new() -> Self {
        // A widget's storage is the partner's page's.
        let is_kept = use_host().is_none();
        let kept = |name: &'static str| {
            let typed = RwSignal::new(if is_kept {
                store::filled_in(name)
            } else {
                String::new()
            });
            if is_kept {
                effect(move || typed.with(|typed| store::keep_filled_in(name, typed)));
            }
            typed
        };
        let for_others = RwSignal::new(Vec::new());
        Self {
            for_others,
            changed: RwSignal::new(Vec::new()),
            rows: CartRows::new(for_others),
            email: kept(store::EMAIL),
            coupon: kept(store::COUPON),
            refund: RwSignal::new(String::new()),
            newsletter: RwSignal::new(false),
            is_judged: RwSignal::new(false),
        }
    }

    /// The buyer's email, if it is one; tracked.
    pub(super) fn email(self) -> Option<String> {
        beneficiary::email(&self.email.get())
    }

    /// Whether any folded field is filled in, tracked.
    pub(super) fn has_extras(self) -> bool {
        !self.coupon.get().is_empty() || !self.refund.get().is_empty() || self.newsletter.get()
    }

    /// Whether an item goes to the buyer, tracked.
    pub(super) fn is_own(self, item: &CartItem) -> bool {
        item.is_for_buyer() && !self.for_others.with(|ids| ids.contains(&item.id))
    }

    /// An item's recipient, if that is filled in; tracked.
    pub(super) fn beneficiary(self, item: &CartItem) -> Option<String> {
        match plain(&item.beneficiary).as_str() {
            _ if self.is_own(item) => self.email(),
            _ if item.is_for_phone => self.phone(item)?.ok(),
            typed => beneficiary::email(typed),
        }
    }

    /// The coupon, if one is filled in; tracked.
    pub(super) fn coupon(self) -> Option<String> {
        let coupon = self.coupon.with(|typed| coupon(typed));
        Some(coupon).filter(|coupon| !coupon.is_empty())
    }

    /// The refund address, if one is asked for: not if only an invoice could be one; tracked.
    fn refund_address(self) -> Option<String> {
        let typed = self.refund.with(|typed| typed_address(typed));
        let is_asked = !typed.is_empty() && !pay::is_by_invoice(&use_navigation().pair());
        is_asked.then_some(typed)
    }

    /// Whether the refund address can't be one of the chosen network, tracked. On an unknown
    /// network no address counts as wrong.
    pub(super) fn is_refund_wrong(self) -> bool {
        let pair = use_navigation().pair();
        self.refund_address()
            .is_some_and(|address| address::check(&pair, &address).is_err())
    }

    /// Whether the supplier's own form refuses such a refund address, tracked.
    pub(super) fn is_refund_doubtful(self) -> bool {
        let pair = use_navigation().pair();
        self.refund
            .with(|typed| address::is_refused_for_refunds(&pair, &typed_address(typed)))
    }

    /// The phone of an item that goes to one, judged by its country.
    pub(super) fn phone(self, item: &CartItem) -> Option<Result<String, PhoneFault>> {
        let country = Country::parse(&item.country)?;
        item.is_for_phone
            .then(|| beneficiary::phone_for(&item.beneficiary, country))
    }

    /// The sum of the items' prices, if it is the total as far as anybody knows: what a coupon takes
    /// off is known with the supplier's total alone. Tracked.
    pub(super) fn shown_total(self) -> Option<Amount> {
        self.rows.sum().filter(|_| self.coupon().is_none())
    }

    /// The order to make; if something isn't filled in, leads to the first such field instead.
    pub(super) fn draft(self, ordering: Ordering) -> Option<Draft> {
        let navigation = use_navigation();
        self.is_judged.set(true);
        let (mut items, mut from_cart) = (Vec::<Item>::new(), Vec::new());
        for item in use_cart().items() {
            let Some(beneficiary) = self.beneficiary(&item) else {
                if self.is_own(&item) {
                    focus("email");
                } else {
                    focus(&["to-", &item.id.to_string()].concat());
                }
                return None;
            };
            // A number gets one top-up in an order: the API would refuse both.
            let is_again = |other: &Item| other.beneficiary_account == beneficiary;
            if item.is_for_phone && items.iter().any(is_again) {
                let field = ["to-", &item.id.to_string()].concat();
                ordering.object(problem::SAME_PHONE, &field);
                self.changed.update(|ids| ids.push(item.id));
                // The field exists from the next frame on.
                request_animation_frame(move || focus(&field));
                return None;
            }
            from_cart.push(item.id);
            items.push(Item::new(item, beneficiary));
        }
        let Some(email) = self.email() else {
            focus("email");
            return None;
        };
        if self.is_refund_wrong() {
            focus("refund");
            return None;
        }
        let Some(pair) = ordering.usable(&navigation.pair()) else {
            ordering.object(problem::PAIR_MISSING, "payment");
            return None;
        };
        let buyer = Buyer {
            email,
            language: navigation.language(),
            source: navigation.source(),
            coupon: self.coupon(),
            refund_address: self.refund_address(),
            newsletter: self.newsletter.get(),
        };
        let order = OrderRequest::new(buyer, &pair, items);
        Some(Draft {
            order,
            pair,
            shown: self.shown_total(),
            from_cart,
        })
    }
}
