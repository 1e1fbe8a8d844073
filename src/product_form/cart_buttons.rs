//! The buttons that put the choice into the cart, and lead on to the checkout or to an order of this
//! choice alone.

use super::ProductForm;
use super::is_chosen;
use crate::browser::focus::focus;
use crate::cart::{Cart, use_cart};
use crate::checkout::bar::{BUTTON_ID, keep_to_one};
use crate::checkout::fields::catch_up;
use crate::checkout::ordering::Stage;
use crate::components::ui::icon::icon;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::model::cart::CartItem;
use shop_core::route::Route;
use shop_core::text_key::{PluralKey, TextKey};

/// What the main button of the page does.
#[derive(Clone, Copy, PartialEq)]
enum MainAction {
    /// It orders the choice: the cart is empty, or an order of the choice alone is under way.
    Order,
    /// It puts the choice into the cart, which has other items.
    Add,
    /// It leads to the checkout: the choice is in the cart, or the cart is full.
    Checkout,
}

/// The choice and the cart. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct CartButtons {
    form: ProductForm,
    cart: Cart,
    /// The items that were put in here. A buyer who comes back later may want the same once more.
    added: RwSignal<Vec<u32>>,
    /// Whether the current choice is in the current cart: both change, the cart in other tabs too.
    is_in_it: Memo<bool>,
    action: Memo<MainAction>,
}

impl CartButtons {
    /// Nothing was put in here yet.
    pub(super) fn new(form: ProductForm) -> Self {
        let cart = use_cart();
        let added = RwSignal::new(Vec::new());
        let is_in_it = Memo::new(move |_| {
            let item = item(form);
            item.is_some_and(|item| added.with(|ids| cart.has(&item, ids)))
        });
        let action = Memo::new(move |_| {
            let is_idle = form.ordering.stage.with(|stage| *stage == Stage::Idle);
            match (cart.count(), is_in_it.get() || cart.is_full()) {
                (0, _) => MainAction::Order,
                _ if !is_idle => MainAction::Order,
                (_, true) => MainAction::Checkout,
                (_, false) => MainAction::Add,
            }
        });
        Self {
            form,
            cart,
            added,
            is_in_it,
            action,
        }
    }

    /// Whether the page's main button is about the cart, tracked.
    pub(super) fn is_main(self) -> bool {
        self.action.get() != MainAction::Order
    }

    /// The main button, if it is about the cart; tracked.
    pub(super) fn main_button(self) -> Option<AnyView> {
        let button = match self.action.get() {
            MainAction::Order => return None,
            MainAction::Add => view! {
                <button
                    class="button button-big"
                    id=BUTTON_ID
                    type="button"
                    on:click=move |event| {
                        if !keep_to_one(event.into()) {
                            self.put();
                        }
                    }
                >
                    {t(TextKey::CartAdd)}
                </button>
            }
            .into_any(),
            MainAction::Checkout => {
                let navigation = use_navigation();
                let i18n = use_i18n();
                view! {
                    <a
                        class="button button-big"
                        id=BUTTON_ID
                        href=move || navigation.href(&Route::Checkout)
                        // The second press of a double click on the button before leads nowhere.
                        on:click=move |event| {
                            keep_to_one(event.into());
                        }
                    >
                        {move || i18n.count(PluralKey::CartCheckout, self.cart.count(), &[])}
                    </a>
                }
                .into_any()
            }
        };
        Some(button)
    }

    /// Beside or below the bar: the quiet button for an empty cart, and whether the choice is in the
    /// cart or why it can't be.
    pub(super) fn view(self) -> impl IntoView {
        let i18n = use_i18n();
        let said = move || match (self.is_in_it.get(), self.cart.is_full()) {
            (true, _) => Some((icon("circle-check"), i18n.text(TextKey::CartAdded))),
            (_, true) => Some((icon("info"), i18n.text(TextKey::CartFull))),
            (false, false) => None,
        };
        let is_empty = Memo::new(move |_| self.cart.count() == 0);
        let button = move || {
            is_empty.get().then(|| {
                view! {
                    <button
                        class="button button-quiet"
                        type="button"
                        on:click=move |event| {
                            if !keep_to_one(event.into()) {
                                self.put();
                            }
                        }
                    >
                        {i18n.text(TextKey::CartAdd)}
                    </button>
                }
                .into_any()
            })
        };
        view! {
            <div class="cart-row">
                <p class="hint" role="status">
                    {said}
                </p>
                {button}
            </div>
        }
    }

    /// The button that orders the choice alone, beside a cart with items.
    pub(super) fn only_this(self) -> impl IntoView {
        let i18n = use_i18n();
        let is_main = Memo::new(move |_| self.is_main());
        move || {
            is_main.get().then(|| {
                view! {
                    <p>
                        <button
                            class="button button-plain"
                            type="submit"
                            on:click=move |event| {
                                keep_to_one(event.into());
                            }
                        >
                            {i18n.text(TextKey::OrderingOnlyThis)}
                        </button>
                    </p>
                }
                .into_any()
            })
        }
    }

    fn put(self) {
        let Self { form, cart, .. } = self;
        let seen = item(form).filter(|_| self.is_in_it.get_untracked());
        catch_up();
        cart.catch_up();
        if !is_chosen(form) || self.is_in_it.get_untracked() {
            return;
        }
        // A program may have changed a field without an event; then the button named other goods.
        let Some(item) = item(form).filter(|item| seen.is_none_or(|seen| seen.is_same_goods(item)))
        else {
            return;
        };
        let id = cart.add_one(item);
        self.added.update(|ids| ids.extend(id));
        // The pressed button has become the way to the checkout.
        request_animation_frame(|| focus(BUTTON_ID));
    }
}

/// The way to fields that only the checkout has. Here they would be between most buyers and the
/// button that orders.
pub(super) fn to_checkout(form: ProductForm) -> impl IntoView {
    let navigation = use_navigation();
    let cart = use_cart();
    view! {
        <p>
            <button
                class="button button-plain"
                type="button"
                id="extras"
                on:click=move |_| {
                    catch_up();
                    if !is_chosen(form) {
                        return;
                    }
                    if let Some(item) = item(form) {
                        cart.put_in(item);
                        navigation.go(navigation.href(&Route::Checkout));
                    }
                }
            >
                {t(TextKey::ProductExtras)}
            </button>
        </p>
    }
}

/// The choice with the recipient as typed, if the choice is complete. Tracked.
fn item(form: ProductForm) -> Option<CartItem> {
    let item = form.choice.item()?;
    let beneficiary = form.recipient.in_cart(form.choice.delivery());
    Some(CartItem {
        beneficiary,
        ..item
    })
}
