//! A product: choose an amount or plan, a coin and network, say who gets it,
//! order.

mod cart_row;
mod choice;
mod options;
mod range_field;
mod recipient;
mod region;
mod rows;

use std::sync::Arc;

use super::lost::lost;
use crate::api::orders::{Extras, Item, OrderRequest};
use crate::cart::Cart;
use crate::components::goods;
use crate::components::network_badge::network_badge;
use crate::components::placeholder;
use crate::frame::MAIN_ID;
use crate::host::{Goods, Host, News};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, focus, fragment, has_element};
use crate::navigation::Navigation;
use crate::offer::Offer;
use crate::purchase::bar::{bar, hear_enter, total, total_words};
use crate::purchase::draft::Draft;
use crate::purchase::ordering::Ordering;
use crate::purchase::{payment_choice, problems, terms};
use crate::reactive::{Derived, effect};
use cart_row::{to_cart, to_checkout};
use choice::Choice;
use recipient::Recipient;
use region::Region;
use shop_core::model::address_name::AddressName;
use shop_core::model::country::place::Lock;
use shop_core::model::money::Amount;
use shop_core::model::payment::pegged_to;
use shop_core::model::problem::{self, Field, Problem};
use shop_core::model::product::{DeliveryType, ProductGroup};
use shop_core::route::Route;
use shop_core::route::query_name::AMOUNT;

/// The page of the brand inside its family that an address means.
pub fn product_page(family: AddressName, brand: AddressName) -> View {
    let offer = Offer::of(family.clone());
    let here = Route::Product {
        family: family.clone(),
        brand: brand.clone(),
    };
    let asked = brand.clone();
    let group = Derived::fresh(move || {
        let groups = offer.groups.get()?;
        let names: Vec<&str> = groups.iter().map(|group| &*group.brand).collect();
        let name = asked.find(&names)?;
        let group = groups.iter().find(|group| group.brand == name)?;
        Some(Arc::new(ProductGroup {
            description: offer.texts(group),
            ..group.clone()
        }))
    });
    // What is typed and chosen belongs to the page: a new price, coin or
    // language changes what stands around it and nothing of it.
    let recipient = Recipient::new();
    let choice = Choice::new(group);
    let ordering = Ordering::new();
    let lock = Derived::new(move || group.with(|group| Some(offer.lock(group.as_deref()?))));
    let region = Region::new(offer, lock);
    let navigation = Navigation::here();
    let around = Derived::new(move || {
        let product = choice.product().map(|product| product.key);
        (navigation.country(), navigation.pair(), product)
    });
    effect(move || {
        // A change of country, coin or product by the header, the back button or a
        // partner's page counts as a change of the form: nothing agreed to before
        // holds any more.
        around.track();
        ordering.start_over();
    });
    let asked = Derived::new(move || navigation.value(AMOUNT));
    effect(move || {
        if asked.get().is_some_and(|asked| choice.follow(asked)) {
            ordering.start_over();
        }
    });
    effect(move || {
        let names = (
            offer.family(),
            group.with(|group| group.as_ref().map(|group| AddressName::of(&group.brand))),
        );
        if let (Some(family), Some(brand)) = names {
            let family = AddressName::of(&family);
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
    let form = Form {
        choice,
        recipient,
        region,
        ordering,
    };
    let show = move || product(group, lock, form);
    element("main")
        .attr("id", MAIN_ID)
        .attr("class", "goods wrap")
        .attr("tabindex", "-1")
        .child(offer.view(family, placeholder::goods, lost, goods::unsold, show))
        .into_child()
}

/// What the buyer fills in. A copyable handle.
#[derive(Clone, Copy)]
struct Form {
    choice: Choice,
    recipient: Recipient,
    region: Region,
    ordering: Ordering,
}

fn product(
    group: Derived<Option<Arc<ProductGroup>>>,
    lock: Derived<Option<Lock>>,
    form: Form,
) -> View {
    let i18n = I18n::here();
    // Whether it can be sold, and if not, why.
    let can_sell = Derived::new(move || {
        group.with(|group| {
            let group = group.as_ref()?;
            Some((group.can_be_sold(), group.is_unsold()))
        })
    });
    // A new price must not fold what the buyer has opened.
    let brand =
        Derived::new(move || group.with(|group| Some(Arc::new(group.as_ref()?.unpriced()))));
    let head = move || {
        let brand = brand.get()?;
        Some(goods::head(&brand, brand.title.clone(), &lock.get()?))
    };
    let form = move || match can_sell.get() {
        Some((true, _)) => buy(form),
        Some((false, is_unsold)) => element("div")
            .attr("class", "buy")
            .child(
                element("div")
                    .attr("class", "buy-body")
                    .child(goods::empty(i18n.text(if is_unsold {
                        "brand.unsold"
                    } else {
                        "brand.out_of_stock_words"
                    }))),
            )
            .into_child(),
        // The country has the family, but not this brand of it.
        None => goods::empty(i18n.text("brand.nothing")),
    };
    // Terms stand before the amount: who has chosen one reads nothing any more.
    let unfolded = goods::Unfolded::nothing();
    let conditions = move || {
        let brand = brand.get()?;
        Some(goods::conditions(&brand, unfolded, &lock.get()?))
    };
    let description = move || brand.get().map(|brand| goods::description(&brand));
    fragment([
        head.into_child(),
        conditions.into_child(),
        form.into_child(),
        description.into_child(),
    ])
}

fn buy(form: Form) -> View {
    let i18n = I18n::here();
    let Form {
        choice,
        recipient,
        region,
        ordering,
    } = form;
    let order = move || ordering.submit(|| draft(form));
    let shown = Derived::new(move || choice.price());
    let cart = Cart::here();
    // Beside a cart it is said that nothing of it is ordered.
    let note = Derived::new(move || (cart.count() > 0).then_some("ordering.place_alone"));
    element("form")
        .attr("class", "buy")
        .attr("aria-label", i18n.text("product.buy"))
        .attr("novalidate", "")
        .on("keydown", hear_enter(ordering, None))
        .instead_of("submit", order)
        .child(
            element("div")
                .attr("class", "buy-body")
                .child(problems::summary(ordering, place))
                .child(region::view(region, ordering))
                .child(options::view(choice, ordering))
                .child(payment_choice::view(ordering))
                .child(recipient::view(recipient, choice, ordering))
                .child(to_checkout(choice, region, ordering))
                .child(price_summary(choice, ordering, shown))
                .child(terms::view(ordering)),
        )
        .child(bar(ordering, shown, "ordering.place", note))
        .child(to_cart(choice, region, ordering))
        .into_child()
}

/// Where this page has the fields that not every page has. Its goods by email
/// go to the one email there is.
fn place(problem: &Problem) -> Option<String> {
    let has_phone = has_element("beneficiary");
    (problem.field() == Field::Beneficiary).then(|| {
        let id = if has_phone { "beneficiary" } else { "email" };
        id.to_owned()
    })
}

/// What is to be ordered; of what isn't filled in the first is pointed at.
fn draft(form: Form) -> Option<Draft> {
    let Form {
        choice,
        recipient,
        region,
        ordering,
    } = form;
    let navigation = Navigation::here();
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
    if let Some(host) = Host::here() {
        host.tell(News::Started(vec![Goods::of(&item)]));
    }
    let item = Item::of(item, beneficiary);
    let order = OrderRequest::new(
        &email,
        &pair,
        vec![item],
        &navigation.language(),
        navigation.source().as_deref(),
        Extras::default(),
    );
    Some(Draft {
        order,
        pair,
        shown: choice.price(),
        from_cart: Vec::new(),
    })
}

/// Whether something that can be bought is chosen; if not, says so.
fn is_chosen(choice: Choice, region: Region, ordering: Ordering) -> bool {
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

fn price_summary(choice: Choice, ordering: Ordering, shown: Derived<Option<Amount>>) -> View {
    let i18n = I18n::here();
    let navigation = Navigation::here();
    element("dl")
        .attr("class", "summary buy-wide")
        .child(move || {
            let value = choice.face_value()?;
            Some(
                element("div")
                    .child(element("dt").child(i18n.text("product.value")))
                    .child(element("dd").child(i18n.fiat(
                        &value.amount,
                        &value.currency,
                        choice.is_bare(),
                    )))
                    .into_child(),
            )
        })
        .child(move || {
            let (value, price) = (choice.face_value()?, total(ordering, shown)?);
            let coin = navigation.pair().coin;
            if pegged_to(&coin) != Some(value.currency.as_str()) {
                return None;
            }
            let above = price.minus(&value.amount)?;
            let percent = i18n.number(above.percent_of(&value.amount)?.as_str());
            let above = i18n.coin(&above, &coin);
            let words = [("amount", above.as_str()), ("percent", percent.as_str())];
            Some(
                element("div")
                    .child(element("dt").child(i18n.text("product.above_value")))
                    .child(element("dd").child(i18n.fill("product.above_value_words", &words)))
                    .into_child(),
            )
        })
        .child(
            element("div")
                .attr("class", "summary-total")
                .child(element("dt").child(i18n.text("product.total")))
                .child(
                    element("dd")
                        .live_attr("translate", move || {
                            total(ordering, shown).is_some().then_some("no")
                        })
                        .child(move || total_words(i18n, ordering, shown)),
                ),
        )
        .child(
            element("div")
                .child(element("dt").child(i18n.text("pay.network")))
                .child(element("dd").child(move || network_badge(&navigation.pair(), "network"))),
        )
        .into_child()
}
