//! Conditions that everything that a reader lets through must meet.

use refillery::api::orders::Quote;
use refillery::api::{catalog, orders, payments, products};
use refillery::store::{merged, past_orders_in};
use shop_core::json::Json;
use shop_core::model::address_name::AddressName;
use shop_core::model::brand::{Brand, Logo, initial};
use shop_core::model::country::Country;
use shop_core::model::display_text::cleaned;
use shop_core::model::money::Amount;
use shop_core::model::order::{Code, Order, OrderId};
use shop_core::model::product::{ProductGroup, Range, Sort};
use shop_core::model::search::{NONE, SearchQuery};
use shop_core::pay::{self, PaymentRequest};

/// The end of ECMAScript's time, beyond which no browser prints a date.
const LATEST: u64 = 8_640_000_000_000_000;

/// Gives a body to every reader, whatever it is for: the API has answered one request
/// with the answer of another.
pub(crate) fn read_by_all(body: &Json<'_>) {
    if let Some(countries) = catalog::countries(body) {
        assert!(!countries.is_empty());
        for country in countries {
            assert_eq!(Country::parse(country.code()), Some(country));
        }
    }
    catalogue(body);
    if let Some(brands) = catalog::feed(body) {
        assert!(!brands.is_empty(), "a feed without goods");
        brands.iter().for_each(brand);
    }
    products::products(body).iter().flatten().for_each(group);
    if let Some((coin, price)) = products::price(body) {
        assert!(!coin.trim().is_empty());
        amount(&price);
    }
    for option in payments::payment_options(body)
        .into_iter()
        .flat_map(|ways| ways.options)
    {
        option.threshold.as_ref().into_iter().for_each(amount);
        assert!(!option.pair.coin.is_empty() && !option.pair.network.is_empty());
    }
    if let Some(Quote::Total(total)) = orders::quote(body, None) {
        amount(&total.to_pay);
        // Nothing is free by itself.
        assert!(!total.to_pay.is_zero() || !total.parts.is_empty());
        total.price().as_ref().into_iter().for_each(amount);
    }
    if let Some(read) = orders::order(body) {
        order(&read);
    }
    let past = past_orders_in(body.as_list().unwrap_or_default());
    assert!(
        past.iter()
            .all(|order| order.created_at <= LATEST && order.changed_at <= LATEST)
    );
    let both = merged(past.clone(), past.clone());
    assert!(both.len() <= 100 && both.iter().all(|order| past.contains(order)));
}

/// An amount is kept as digits that are read as the same amount again.
pub(crate) fn amount(amount: &Amount) {
    let again = Amount::parse(amount.as_str());
    assert_eq!(again.as_ref().map(Amount::as_str), Some(amount.as_str()));
    assert_eq!(again.as_ref(), Some(amount));
    assert_eq!(amount.trimmed(), *amount);
    assert!(amount.rounded_up(8) >= *amount && amount.minus(amount).is_none());
}

fn catalogue(body: &Json<'_>) {
    let Some(all) = catalog::catalogue(body) else {
        return;
    };
    assert!(all.popular.iter().all(|place| *place < all.brands.len()));
    assert!(all.brands.is_sorted_by_key(|brand| brand.is_out_of_stock));
    for (place, own) in all.brands.iter().enumerate() {
        brand(own);
        let pair = |brand: &Brand| (brand.family_address(), AddressName::from_name(&brand.name));
        let same = |other: &Brand| pair(other) == pair(own);
        assert!(!all.brands[..place].iter().any(same), "{} twice", own.name);
        assert!(all.family(&own.family_address()).contains(&own));
        let ranks = all.index().ranks(&SearchQuery::new(&own.title), &[]);
        assert_ne!(ranks[place], NONE, "{} finds itself", own.title);
    }
    for (category, count) in all.categories() {
        assert_eq!(all.of_category(&category).len(), count);
    }
}

fn brand(brand: &Brand) {
    assert!(!brand.title.is_empty() && !initial(&brand.title).is_empty());
    assert_eq!(cleaned(&brand.title), brand.title);
    assert!(!AddressName::from_name(&brand.name).as_str().is_empty());
    picture(brand.logo.as_ref(), brand.ground.as_deref());
}

fn picture(logo: Option<&Logo>, ground: Option<&str>) {
    if let Some(Logo::Sized(address) | Logo::Single(address)) = logo {
        image(address);
    }
    if let Some(ground) = ground {
        let digits = ground.strip_prefix('#').expect("a colour");
        assert!(digits.len() == 6 && u32::from_str_radix(digits, 16).is_ok());
    }
}

fn image(address: &str) {
    let known = address.starts_with("https://") || address.starts_with('/');
    assert!(known && !address.starts_with("//"), "{address}");
    assert!(address.bytes().all(|byte| byte.is_ascii_graphic()));
}

fn group(group: &ProductGroup) {
    picture(group.logo.as_ref(), group.ground.as_deref());
    let sold = group.products.iter().any(|product| product.is_orderable());
    let is_here = !group.is_out_of_stock && !group.is_unsold();
    assert_eq!(group.can_be_sold(), sold && is_here);
    for product in &group.products {
        let face_value = product.face_value.as_ref().map(|value| &value.amount);
        let amounts = product.price.iter().chain(face_value);
        amounts.for_each(amount);
        match &product.sort {
            Sort::Range(bounds) => range(bounds),
            Sort::Plan { data, .. } => data.iter().for_each(amount),
            Sort::Fixed | Sort::Label => assert!(!product.label.is_empty()),
        }
    }
}

fn range(range: &Range) {
    [&range.min, &range.max].into_iter().for_each(amount);
    let suggested = range.suggestions();
    assert!(suggested.len() <= 4);
    for value in suggested {
        assert!(range.min <= value && value <= range.max);
    }
    for bound in [&range.min, &range.max] {
        // No typed text may break the form.
        let typed = range.check(bound.as_str());
        assert!(typed.is_err() || typed.as_ref() == Ok(bound));
        let judged = range.allow(bound.clone());
        // The greatest amount needn't be on a step.
        assert!(
            judged.is_ok_and(|value| value == *bound)
                || range.max < range.min
                || *bound == range.max
        );
    }
    assert!(!range.step.is_zero());
}

fn order(order: &Order) {
    assert_eq!(OrderId::parse(order.id.as_str()).as_ref(), Some(&order.id));
    let amounts = [order.amount.as_ref(), order.sent.as_ref()];
    let refund = order
        .refund
        .as_ref()
        .and_then(|refund| refund.amount.as_ref());
    amounts
        .into_iter()
        .chain([refund])
        .flatten()
        .for_each(amount);
    assert!(!order.amount.as_ref().is_some_and(Amount::is_zero));
    for time in [
        order.created_at,
        order.updated_at,
        order.payment_requested_at,
    ] {
        assert!(time.is_none_or(|time| time <= LATEST), "no date: {time:?}");
    }
    assert!(order.supersedes(order), "the same order is shown again");
    assert!(pay::deadline(order) <= order.deadline().or(Some(u64::MAX)));
    // If the sums disagree, there is no payment request.
    let is_refused = PaymentRequest::from_order(order, 0).is_err();
    assert!(!order.asks_for_payment() || order.amount_left().is_some() || is_refused);
    let _ = (
        order.trouble(true),
        order.trouble(false),
        order.may_have_trouble(),
    );
    let _ = (
        order.payment(),
        order.state.stage(),
        order.state.key(),
        pay::is_unsafe(order),
    );
    for now in [0, 1_795_167_000_000, u64::MAX] {
        if let Ok(made) = PaymentRequest::from_order(order, now) {
            assert_eq!(
                Some(made.recipient.as_str()),
                order.address.as_deref().map(str::trim)
            );
        }
    }
    for delivery in &order.deliveries {
        delivery.images.iter().for_each(|address| image(address));
        match &delivery.code {
            Some(Code::Link(link)) => {
                let start = link.get(..8).expect("a scheme");
                assert!(start.eq_ignore_ascii_case("https://"));
                assert!(!link.contains(char::is_whitespace));
            }
            Some(Code::Text(text)) => assert_eq!(cleaned(text), *text),
            None => {}
        }
    }
}
