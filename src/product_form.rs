//! The order form of a brand: choose an amount or plan, a coin and network, say who gets it, order.

mod brand_chips;
mod cart_buttons;
mod choice;
mod options;
mod range_field;
mod recipient;
mod region;
mod rows;

use std::sync::Arc;

use leptos::prelude::*;

use crate::api::orders::{Buyer, Item, OrderRequest};
use crate::browser::focus::{focus, has_element};
use crate::browser::listeners::instead;
use crate::cart::use_cart;
use crate::checkout::bar::{OrderBar, hear_enter, total};
use crate::checkout::draft::Draft;
use crate::checkout::ordering::Ordering;
use crate::checkout::{payment_choice, problems, terms};
use crate::components::brand::goods;
use crate::host::{ChosenGoods, News, use_host};
use crate::i18n::use_i18n;
use crate::navigation::use_navigation;
use crate::offer::Offer;
use crate::reactive::effect;
pub use brand_chips::brand_chips;
use cart_buttons::{CartButtons, to_checkout};
use choice::ProductChoice;
use recipient::{OTHER_EMAIL_ID, Recipient};
use region::RegionConfirmation;
use shop_core::model::money::Amount;
use shop_core::model::payment::pegged_to;
use shop_core::model::problem::{self, Field, Problem};
use shop_core::model::product::{DeliveryType, ProductGroup};
use shop_core::route::query_name::AMOUNT;
use shop_core::text_key::{PluralKey, TextKey};

/// What the buyer fills in. A copyable handle.
#[derive(Clone, Copy)]
pub struct ProductForm {
    choice: ProductChoice,
    recipient: Recipient,
    region: RegionConfirmation,
    ordering: Ordering,
    /// Whether the form has the rows to choose from.
    has_rows: bool,
}

/// The parts of an order form that a page has itself, outside of the form.
#[derive(Clone, Copy, Default)]
pub struct Outside {
    /// The text of a field for the phone number, whose id is `beneficiary`.
    pub phone: Option<Memo<String>>,
    /// Whether the page has the rows to choose from, in an element whose id is `choice`. They put
    /// the key of the product into the address.
    pub has_rows: bool,
}

impl ProductForm {
    /// The form for the brand that the page shows, without the parts that the page has itself.
    pub fn new(offer: Offer, group: Memo<Option<Arc<ProductGroup>>>, outside: Outside) -> Self {
        let navigation = use_navigation();
        let recipient = Recipient::new(outside.phone);
        let choice = ProductChoice::new(group);
        let ordering = Ordering::new();
        let lock = Memo::new(move |_| group.with(|group| Some(offer.lock(group.as_deref()?))));
        let region = RegionConfirmation::new(offer, lock);
        let brand = Memo::new(move |_| group.with(|group| Some(group.as_ref()?.brand.clone())));
        let around = Memo::new(move |_| {
            let product = choice.product().map(|product| product.key);
            (
                navigation.country(),
                navigation.pair(),
                brand.get(),
                product,
            )
        });
        effect(move || {
            // A change of country, coin, tab or product by the header, the back button or a partner's
            // page counts as a change of the form: earlier agreements no longer hold.
            around.with(|_| ());
            ordering.start_over();
        });
        // An amount belongs to its tab.
        let tab = StoredValue::new(None::<String>);
        effect(move || {
            let Some(brand) = brand.get() else { return };
            let before = tab.get_value();
            if before.is_some_and(|before| before != brand) {
                choice.follow(untrack(|| navigation.value(AMOUNT)).unwrap_or_default());
            }
            tab.set_value(Some(brand));
        });
        let asked = Memo::new(move |_| navigation.value(AMOUNT));
        effect(move || {
            if asked.get().is_some_and(|asked| choice.follow(asked)) {
                ordering.start_over();
            }
        });
        Self {
            choice,
            recipient,
            region,
            ordering,
            has_rows: !outside.has_rows,
        }
    }

    /// The form, or why nothing can be bought now.
    pub fn view(self, group: Memo<Option<Arc<ProductGroup>>>) -> impl IntoView {
        let i18n = use_i18n();
        // Whether it can be sold, and if not, why.
        let can_sell = Memo::new(move |_| {
            group.with(|group| {
                let group = group.as_ref()?;
                Some((group.can_be_sold(), group.is_unsold()))
            })
        });
        move || match can_sell.get() {
            Some((true, _)) => buy(self),
            Some((false, is_unsold)) => {
                let words = i18n.text(if is_unsold {
                    TextKey::BrandUnsold
                } else {
                    TextKey::BrandOutOfStockWords
                });
                view! {
                    <div class="buy">
                        <div class="buy-body">{goods::empty(words)}</div>
                    </div>
                }
                .into_any()
            }
            // The country has the family, but not this brand of it.
            None => goods::empty(i18n.text(TextKey::BrandNothing)),
        }
    }

    /// Handles a change of something else on the page that the order depends on.
    pub fn start_over(self) {
        self.ordering.start_over();
    }

    /// The API's objection to the recipient, tracked.
    pub fn beneficiary_problem(self) -> Option<String> {
        problems::said(self.ordering, Field::Beneficiary)
    }

    /// Whether mistakes are pointed out already, tracked: not before the first try.
    pub fn is_judged(self) -> bool {
        self.recipient.is_judged.get()
    }
}

fn buy(form: ProductForm) -> AnyView {
    let i18n = use_i18n();
    let ProductForm {
        choice,
        recipient,
        region,
        ordering,
        has_rows,
    } = form;
    let order = move || ordering.submit(|| draft(form));
    let shown = Memo::new(move |_| choice.price());
    let without = Memo::new(move |_| choice.why_without_price());
    let (cart, buttons) = (use_cart(), CartButtons::new(form));
    let remark = Memo::new(move |_| {
        if buttons.is_main() {
            return Some(i18n.count(PluralKey::CartHolds, cart.count(), &[]));
        }
        let value = value_words(choice, ordering, shown);
        // Beside the button, because a top-up can't be called back.
        let phone = recipient.phone_of(choice.delivery());
        let phone = phone.map(|phone| i18n.isolated(phone));
        let parts: Vec<String> = value.into_iter().chain(phone).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    });
    let place = Memo::new(move |_| TextKey::OrderingPlace);
    // Beside a cart with items, a note says that none of them is ordered.
    let note = Memo::new(move |_| {
        (cart.count() > 0 && !buttons.is_main()).then_some(TextKey::OrderingPlaceAlone)
    });
    view! {
        <form
            class="buy"
            aria-label=i18n.text(TextKey::ProductBuy)
            novalidate=""
            on:keydown=hear_enter(ordering, None)
            on:submit=instead(order)
        >
            <div class="buy-body">
                {problems::summary(ordering, place_of)}{region::view(region, ordering)}
                {if has_rows {
                    options::view(choice, ordering)
                } else {
                    options::facts(choice, ordering)
                }}{payment_choice::view(ordering)} {recipient::view(recipient, choice, ordering)}
                {buttons.only_this()}{to_checkout(form)}{terms::view(ordering)}
            </div>
            <div class="buy-foot">
                <OrderBar
                    ordering
                    shown
                    place
                    note
                    without
                    remark
                    instead=Callback::new(move |()| buttons.main_button())
                />
                {buttons.view()}
            </div>
        </form>
    }
    .into_any()
}

/// The id that a problem's field has on this page, for fields that not every page has. Goods by
/// email go to the page's only email.
fn place_of(problem: &Problem) -> Option<String> {
    let mut ids = ["beneficiary", OTHER_EMAIL_ID].into_iter();
    (problem.field() == Field::Beneficiary).then(|| {
        let id = ids.find(|id| has_element(id));
        id.unwrap_or("email").to_owned()
    })
}

/// The order to make; if something isn't filled in, leads to the first such field instead.
fn draft(form: ProductForm) -> Option<Draft> {
    let ProductForm {
        choice,
        recipient,
        ordering,
        ..
    } = form;
    let navigation = use_navigation();
    if !is_chosen(form) {
        return None;
    }
    recipient.is_judged.set(true);
    let Some(pair) = ordering.usable(&navigation.pair()) else {
        ordering.object(problem::PAIR_MISSING, "payment");
        return None;
    };
    let delivery = choice.delivery();
    let Some(beneficiary) = recipient.beneficiary(delivery) else {
        focus(match delivery {
            DeliveryType::Phone => "beneficiary",
            _ if has_element(OTHER_EMAIL_ID) => OTHER_EMAIL_ID,
            _ => "email",
        });
        return None;
    };
    let Some(email) = recipient.email() else {
        focus("email");
        return None;
    };
    let item = choice.item()?;
    if let Some(host) = use_host() {
        host.tell(News::Started(vec![ChosenGoods::from_item(&item)]));
    }
    let item = Item::new(item, beneficiary);
    let buyer = Buyer {
        email,
        language: navigation.language(),
        source: navigation.source(),
        ..Buyer::default()
    };
    let order = OrderRequest::new(buyer, &pair, vec![item]);
    Some(Draft {
        order,
        pair,
        shown: choice.price(),
        from_cart: Vec::new(),
    })
}

/// Whether something that can be bought is chosen; if not, reports it.
fn is_chosen(form: ProductForm) -> bool {
    let ProductForm {
        choice,
        region,
        ordering,
        ..
    } = form;
    if !choice
        .product()
        .is_some_and(|product| product.is_orderable())
    {
        ordering.object(problem::CHOICE_MISSING, "choice");
        return false;
    }
    if choice.amount().is_some_and(|amount| amount.is_err()) {
        ordering.object(problem::AMOUNT_MISSING, "amount");
        return false;
    }
    !region.objects(ordering)
}

/// The value of the goods, and how far the price is above it where coin and currency can be compared.
fn value_words(
    choice: ProductChoice,
    ordering: Ordering,
    shown: Memo<Option<Amount>>,
) -> Option<String> {
    let i18n = use_i18n();
    let (value, price) = (choice.face_value()?, total(ordering, shown)?);
    let is_comparable = pegged_to(&use_navigation().pair().coin) == Some(value.currency.as_str());
    let above = price.minus(&value.amount).filter(|_| is_comparable);
    let above = above.and_then(|above| above.percent_of(&value.amount));
    let value = i18n.isolated(i18n.fiat(&value.amount, &value.currency, choice.is_bare()));
    // A plan's value that can't be compared is in a currency that the page shows nowhere else.
    let plan = choice.product().filter(|product| product.is_plan());
    Some(match (above, plan) {
        (Some(percent), _) => {
            let percent = i18n.number(percent.as_str());
            let values = [("percent", percent.as_str()), ("value", &value)];
            i18n.fill(TextKey::ProductAboveValue, &values)
        }
        (None, Some(plan)) => i18n.isolated(plan.label.clone()),
        (None, None) => i18n.fill(TextKey::ProductForValue, &[("value", &value)]),
    })
}
