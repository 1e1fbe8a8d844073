//! A product: choose an amount or plan, a coin and network, say who gets it,
//! order.

mod cart_row;
mod choice;
mod options;
mod range_field;
mod recipient;
mod region;
mod rows;

use crate::browser::listeners::instead;
use crate::components::ui::fact::Fact;
use crate::components::ui::page::Page;
use crate::reactive::memo_without_comparing;
use leptos::prelude::*;
use std::sync::Arc;

use super::not_found::lost;
use crate::api::orders::{Buyer, Item, OrderRequest};
use crate::browser::focus::{focus, has_element};
use crate::cart::use_cart;
use crate::checkout::bar::{OrderBar, hear_enter, total, total_words};
use crate::checkout::draft::Draft;
use crate::checkout::ordering::Ordering;
use crate::checkout::{payment_choice, problems, terms};
use crate::components::brand::goods;
use crate::components::payment::network_badge::network_badge;
use crate::components::ui::placeholder;
use crate::host::{ChosenGoods, News, use_host};
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use crate::offer::{Absence, Offer};
use crate::reactive::effect;
use cart_row::{to_cart, to_checkout};
use choice::ProductChoice;
use recipient::Recipient;
use region::RegionConfirmation;
use shop_core::model::address_name::AddressName;
use shop_core::model::country::place::Lock;
use shop_core::model::money::Amount;
use shop_core::model::payment::pegged_to;
use shop_core::model::problem::{self, Field, Problem};
use shop_core::model::product::{DeliveryType, ProductGroup};
use shop_core::route::Route;
use shop_core::route::query_name::AMOUNT;
use shop_core::text_key::TextKey;

/// The page of the brand inside its family that an address means.
pub fn product_page(family: AddressName, brand: AddressName) -> AnyView {
    let offer = Offer::new(family.clone());
    let here = Route::Product {
        family: family.clone(),
        brand: brand.clone(),
    };
    let asked = brand.clone();
    let group = memo_without_comparing(move || {
        let groups = offer.groups.get()?;
        let names: Vec<&str> = groups.iter().map(|group| &*group.brand).collect();
        let name = asked.find(&names)?;
        let group = groups.iter().find(|group| group.brand == name)?;
        Some(Arc::new(ProductGroup {
            description: offer.texts(group),
            ..group.clone()
        }))
    });
    // Typed and chosen values belong to the page: a new price, coin or language changes the parts
    // around them but not the values.
    let recipient = Recipient::new();
    let choice = ProductChoice::new(group);
    let ordering = Ordering::new();
    let lock = Memo::new(move |_| group.with(|group| Some(offer.lock(group.as_deref()?))));
    let region = RegionConfirmation::new(offer, lock);
    let navigation = use_navigation();
    let around = Memo::new(move |_| {
        let product = choice.product().map(|product| product.key);
        (navigation.country(), navigation.pair(), product)
    });
    effect(move || {
        // A change of country, coin or product by the header, the back button or a partner's page
        // counts as a change of the form: earlier agreements no longer hold.
        around.with(|_| ());
        ordering.start_over();
    });
    let asked = Memo::new(move |_| navigation.value(AMOUNT));
    effect(move || {
        if asked.get().is_some_and(|asked| choice.follow(asked)) {
            ordering.start_over();
        }
    });
    effect(move || {
        let names = (
            offer.family(),
            group.with(|group| {
                group
                    .as_ref()
                    .map(|group| AddressName::from_name(&group.brand))
            }),
        );
        if let (Some(family), Some(brand)) = names {
            let family = AddressName::from_name(&family);
            navigation.clean(&here, &Route::Product { family, brand });
        }
    });
    navigation.title(move || {
        group.with(|group| {
            group
                .as_ref()
                .map_or_else(|| brand.to_string(), |group| group.title.clone())
        })
    });
    let form = ProductForm {
        choice,
        recipient,
        region,
        ordering,
    };
    let show = move || product(group, lock, form);
    let absence = Absence {
        waiting: placeholder::goods,
        lost,
        unsold: goods::unsold,
    };
    view! { <Page class="goods wrap">{offer.view(family, absence, show)}</Page> }.into_any()
}

/// What the buyer fills in. A copyable handle.
#[derive(Clone, Copy)]
struct ProductForm {
    choice: ProductChoice,
    recipient: Recipient,
    region: RegionConfirmation,
    ordering: Ordering,
}

fn product(
    group: Memo<Option<Arc<ProductGroup>>>,
    lock: Memo<Option<Lock>>,
    form: ProductForm,
) -> AnyView {
    let i18n = use_i18n();
    // Whether it can be sold, and if not, why.
    let can_sell = Memo::new(move |_| {
        group.with(|group| {
            let group = group.as_ref()?;
            Some((group.can_be_sold(), group.is_unsold()))
        })
    });
    // A new price must not fold what the buyer has opened.
    let brand = Memo::new(move |_| group.with(|group| Some(Arc::new(group.as_ref()?.unpriced()))));
    let head = move || {
        let brand = brand.get()?;
        Some(goods::head(&brand, brand.title.clone(), &lock.get()?))
    };
    let form = move || match can_sell.get() {
        Some((true, _)) => buy(form),
        Some((false, is_unsold)) => view! {
            <div class="buy">
                <div class="buy-body">
                    {goods::empty(
                        i18n
                            .text(
                                if is_unsold {
                                    TextKey::BrandUnsold
                                } else {
                                    TextKey::BrandOutOfStockWords
                                },
                            ),
                    )}
                </div>
            </div>
        }
        .into_any(),
        // The country has the family, but not this brand of it.
        None => goods::empty(i18n.text(TextKey::BrandNothing)),
    };
    // Terms come before the amount: a buyer who has chosen an amount stops reading.
    let unfolded = goods::Unfolded::nothing();
    let conditions = move || {
        let brand = brand.get()?;
        Some(goods::conditions(&brand, unfolded, &lock.get()?))
    };
    let description = move || brand.get().map(|brand| goods::description(&brand));
    view! {
        {head}
        {conditions}
        {form}
        {description}
    }
    .into_any()
}

fn buy(form: ProductForm) -> AnyView {
    let i18n = use_i18n();
    let ProductForm {
        choice,
        recipient,
        region,
        ordering,
    } = form;
    let order = move || ordering.submit(|| draft(form));
    let shown = Memo::new(move |_| choice.price());
    let cart = use_cart();
    // If the cart has items, a note says that none of them is ordered.
    let note = Memo::new(move |_| (cart.count() > 0).then_some(TextKey::OrderingPlaceAlone));
    view! {
        <form
            class="buy"
            aria-label=i18n.text(TextKey::ProductBuy)
            novalidate=""
            on:keydown=hear_enter(ordering, None)
            on:submit=instead(order)
        >
            <div class="buy-body">
                {problems::summary(ordering, place)}{region::view(region, ordering)}
                {options::view(choice, ordering)}{payment_choice::view(ordering)}
                {recipient::view(recipient, choice, ordering)}
                {to_checkout(choice, region, ordering)}{price_summary(choice, ordering, shown)}
                {terms::view(ordering)}
            </div>
            <OrderBar ordering shown place=TextKey::OrderingPlace note />
            {to_cart(choice, region, ordering)}
        </form>
    }
    .into_any()
}

/// The id that a problem's field has on this page, for fields that not every page has. Goods by
/// email go to the page's only email.
fn place(problem: &Problem) -> Option<String> {
    let has_phone = has_element("beneficiary");
    (problem.field() == Field::Beneficiary).then(|| {
        let id = if has_phone { "beneficiary" } else { "email" };
        id.to_owned()
    })
}

/// The order to make; if something isn't filled in, leads to the first such field instead.
fn draft(form: ProductForm) -> Option<Draft> {
    let ProductForm {
        choice,
        recipient,
        region,
        ordering,
    } = form;
    let navigation = use_navigation();
    recipient.is_judged.set(true);
    if !is_chosen(choice, region, ordering) {
        return None;
    }
    let Some(pair) = ordering.usable(&navigation.pair()) else {
        ordering.object(problem::PAIR_MISSING, "payment");
        return None;
    };
    let delivery = choice.delivery();
    let Some(beneficiary) = recipient.beneficiary(delivery) else {
        let is_phone = delivery == DeliveryType::Phone;
        focus(if is_phone { "beneficiary" } else { "email" });
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
fn is_chosen(choice: ProductChoice, region: RegionConfirmation, ordering: Ordering) -> bool {
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

fn price_summary(
    choice: ProductChoice,
    ordering: Ordering,
    shown: Memo<Option<Amount>>,
) -> AnyView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let total_price = view! {
        <span translate=move || {
            total(ordering, shown).is_some().then_some("no")
        }>{move || total_words(i18n, ordering, shown)}</span>
    };
    view! {
        <dl class="summary buy-wide">
            {move || {
                let value = choice.face_value()?;
                let value = i18n.fiat(&value.amount, &value.currency, choice.is_bare());
                Some(view! { <Fact name=t(TextKey::ProductValue) value /> }.into_any())
            }}
            {move || {
                let (value, price) = (choice.face_value()?, total(ordering, shown)?);
                let coin = navigation.pair().coin;
                if pegged_to(&coin) != Some(value.currency.as_str()) {
                    return None;
                }
                let above = price.minus(&value.amount)?;
                let percent = i18n.number(above.percent_of(&value.amount)?.as_str());
                let above = i18n.coin(&above, &coin);
                let words = [("amount", above.as_str()), ("percent", percent.as_str())];
                let value = i18n.fill(TextKey::ProductAboveValueWords, &words);
                Some(view! { <Fact name=t(TextKey::ProductAboveValue) value /> }.into_any())
            }} <Fact name=t(TextKey::ProductTotal) value=total_price class="summary-total" />
            <Fact
                name=t(TextKey::PayNetwork)
                value=move || network_badge(&navigation.pair(), "network")
            />
        </dl>
    }
    .into_any()
}
