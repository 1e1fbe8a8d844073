//! The checkout: everything that an order needs, on one page.

mod filled_in;
mod lines;
mod prices;
mod rows;

use crate::browser::listeners::instead;
use crate::cart::use_cart;
use crate::checkout::bar::{OrderBar, hear_enter, quoted};
use crate::checkout::draft::Draft;
use crate::checkout::entry::entry;
use crate::checkout::ordering::Ordering;
use crate::checkout::payment_choice;
use crate::checkout::problems;
use crate::checkout::terms;
use crate::checkout::unanswered::unanswered;
use crate::components::ui::exact_text::exact_text;
use crate::components::ui::fact::Fact;
use crate::components::ui::fold::Fold;
use crate::components::ui::hint::Hint;
use crate::components::ui::icon::drawing;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::page::Page;
use crate::components::ui::text_field::{TextField, TextKind};
use crate::components::ui::tick::Tick;
use crate::components::ui::ways_back::ways_back;
use crate::i18n::{I18n, Pieces, t, use_i18n};
use crate::navigation::use_navigation;
use crate::reactive::effect;
use filled_in::FilledIn;
use leptos::html::Details;
use leptos::prelude::*;
use shop_core::model::cart::CartItem;
use shop_core::model::email_hint;
use shop_core::model::money::Amount;
use shop_core::model::payment::{coin_words, network_words};
use shop_core::model::problem::{Field, Problem};
use shop_core::pay;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// The key of the part of a price that a coupon pays.
const BY_COUPON: TextKey = TextKey::CheckoutByCoupon;

/// The page of the cart.
pub fn checkout_page() -> AnyView {
    let navigation = use_navigation();
    let cart = use_cart();
    navigation.title(t(TextKey::CheckoutTitle));
    let ordering = Ordering::new();
    let filled_in = FilledIn::new();
    let around = Memo::new(move |_| navigation.pair());
    effect(move || {
        // Another coin has another total, and the buyer hasn't agreed to that.
        around.with(|_| ());
        ordering.start_over();
    });
    let is_empty = Memo::new(move |_| cart.count() == 0);
    view! {
        <Page class="goods wrap checkout">
            <h1>{t(TextKey::CheckoutTitle)}</h1>
            {unanswered(Some(ordering))}
            {move || { if is_empty.get() { empty() } else { form(filled_in, ordering) } }}
        </Page>
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <div class="checkout-empty">
            {drawing("vessel-empty")} <h2>{t(TextKey::CheckoutEmpty)}</h2>
            {ways_back([("button", Route::GiftCards, TextKey::CheckoutChoose)])}
        </div>
    }
    .into_any()
}

fn form(filled_in: FilledIn, ordering: Ordering) -> AnyView {
    let i18n = use_i18n();
    let shown = Memo::new(move |_| filled_in.rows.sum());
    let without = Memo::new(move |_| filled_in.rows.why_without_sum());
    // What the button does with the first press: it orders only for a total that is on the page.
    // While prices are asked for it has the words that it will have, so that it doesn't move.
    let place = Memo::new(move |_| {
        let is_asking = without.get() == TextKey::ProductAskingPrice;
        let has_total = shown.get().is_some() || is_asking;
        if has_total && filled_in.coupon().is_none() {
            TextKey::OrderingPlace
        } else {
            TextKey::OrderingSeeTotal
        }
    });
    let order = move || ordering.submit(|| filled_in.draft(ordering));
    // Enter in a field orders nothing, so for it no total counts as agreed to.
    let ask = move || {
        ordering.submit(|| {
            let draft = filled_in.draft(ordering)?;
            Some(Draft {
                shown: None,
                ..draft
            })
        });
    };
    view! {
        <form
            class="buy checkout-form"
            aria-label=i18n.text(TextKey::CheckoutTitle)
            novalidate=""
            on:keydown=hear_enter(ordering, Some(Box::new(ask)))
            on:submit=instead(order)
        >
            <div class="buy-body">
                {problems::summary(ordering, place_of)}{lines::view(filled_in, ordering)}
                {email_field(filled_in, ordering)}
            </div>
            <div class="checkout-panel">
                <div class="buy-body">
                    {payment_choice::view(ordering)}{extras(filled_in, ordering)}
                    {terms::view(ordering)}
                </div>
                <div class="buy-foot">
                    {summary(filled_in, ordering, shown)}<OrderBar ordering shown place without />
                </div>
            </div>
        </form>
    }
    .into_any()
}

/// The id that a problem's field has on this page, for fields that not every page has.
fn place_of(problem: &Problem) -> Option<String> {
    match problem.field() {
        Field::Coupon => Some("coupon".to_owned()),
        Field::Beneficiary => {
            let mut items = use_cart().items();
            items.retain(|item| problem.is_about(item.id));
            if items.iter().any(CartItem::is_for_buyer) {
                return Some("email".to_owned());
            }
            // Equal items share the field of the first one.
            let first = items.first()?;
            Some(["to-", &first.id.to_string()].concat())
        }
        _ => None,
    }
}

fn email_field(filled_in: FilledIn, ordering: Ordering) -> impl IntoView {
    let i18n = use_i18n();
    let cart = use_cart();
    let error = move || {
        let is_wrong = filled_in.is_judged.get() && filled_in.email().is_none();
        is_wrong
            .then(|| i18n.text(filled_in.email.with(|typed| problems::email_fault(typed))))
            .or_else(|| problems::said(ordering, Field::Email))
            .or_else(|| {
                // The buyer's own goods go to this address, so objections to them are shown here.
                let items = cart.items();
                problems::said_of(ordering, Field::Beneficiary, |problem| {
                    let mut own = items.iter().filter(|item| item.is_for_buyer());
                    own.any(|item| problem.is_about(item.id))
                })
            })
    };
    view! {
        <TextField
            kind=TextKind::Email
            id="email"
            label=t(TextKey::RecipientEmailReceipt)
            hint=t(TextKey::CheckoutEmailHint)
            entry=entry(ordering, filled_in.email)
            error
            prefill=|prefill| &prefill.email
            meant=email_hint::suggestion
        />
    }
}

/// Fields that few buyers need, folded.
fn extras(filled_in: FilledIn, ordering: Ordering) -> impl IntoView {
    let is_invoice = Memo::new(move |_| pay::is_by_invoice(&use_navigation().pair()));
    let fold = NodeRef::<Details>::new();
    // A rejected coupon must not be hidden. Only the buyer closes the fold: a field that is emptied
    // stays there while the buyer uses it.
    effect(move || {
        let is_needed = filled_in.has_extras() || problems::said(ordering, Field::Coupon).is_some();
        if let Some(fold) = fold.get().filter(|_| is_needed) {
            fold.set_open(true);
        }
    });
    view! {
        <Fold title=TextKey::CheckoutMore details=fold>
            <div class="fold-fields">
                <TextField
                    kind=TextKind::Coupon
                    id="coupon"
                    label=t(TextKey::CheckoutCoupon)
                    hint=t(TextKey::CheckoutCouponHint)
                    entry=entry(ordering, filled_in.coupon)
                    error=move || problems::said(ordering, Field::Coupon)
                />
                {move || refund(filled_in, ordering, is_invoice.get())}
                <Tick
                    is_on=move || filled_in.newsletter.get()
                    on_tick=move |is_on| filled_in.newsletter.set(is_on)
                >
                    {t(TextKey::CheckoutNewsletter)}
                </Tick>
            </div>
        </Fold>
    }
}

/// The address that money goes back to. An invoice ends long before a refund, so if that is the
/// only form of an address, none is asked for.
fn refund(filled_in: FilledIn, ordering: Ordering, is_invoice: bool) -> AnyView {
    let i18n = use_i18n();
    if is_invoice {
        return view! { <Hint words=i18n.text(TextKey::CheckoutRefundLightning) /> }.into_any();
    }
    let error = move || {
        let is_wrong = filled_in.is_judged.get() && filled_in.is_refund_wrong();
        let network = network_words(&use_navigation().pair());
        is_wrong.then(|| i18n.fill(TextKey::CheckoutRefundWrong, &[("network", &network)]))
    };
    view! {
        <TextField
            kind=TextKind::Address
            id="refund"
            label=t(TextKey::CheckoutRefund)
            hint=move || refund_words(i18n)
            entry=entry(ordering, filled_in.refund)
            error
            prefill=|prefill| &prefill.refund
        />
        {move || {
            let words = || i18n.text(TextKey::CheckoutRefundDoubtful);
            let is_doubtful = filled_in.is_refund_doubtful();
            is_doubtful.then(|| notice(Tone::Warn, words(), None))
        }}
    }
    .into_any()
}

/// The rules for a refund address, and what happens to a refund without one.
fn refund_words(i18n: I18n) -> String {
    let pair = use_navigation().pair();
    let network = network_words(&pair);
    let values = [("coin", coin_words(&pair.coin)), ("network", &*network)];
    let words = i18n.fill(TextKey::CheckoutRefundHint, &values);
    if pair.needs_token_account() {
        let token = i18n.fill(TextKey::CheckoutRefundToken, &values);
        [words, token].join(" ")
    } else {
        words
    }
}

/// What the total is made of.
fn summary(filled_in: FilledIn, ordering: Ordering, shown: Memo<Option<Amount>>) -> impl IntoView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let cart = use_cart();
    let name = move || {
        let count = i18n.number(&cart.count().to_string());
        [&*i18n.text(TextKey::CheckoutItems), " (", &count, ")"].concat()
    };
    let price = move || {
        let price = match quoted(ordering) {
            Some(total) => Some(total.price().unwrap_or(total.to_pay)),
            None => shown.get(),
        };
        let price = i18n.coin_of(&price?, &navigation.pair());
        Some(view! { <bdi translate="no">{price}</bdi> }.into_any())
    };
    // On a phone the bar has the total, and the rows have the prices.
    let has_parts = move || {
        quoted(ordering).is_some_and(|total| total.price().is_some())
            || filled_in.coupon().is_some()
    };
    view! {
        <dl class="summary" class:has-parts=has_parts>
            <Fact name value=price />
            {move || parts(filled_in, ordering)}
        </dl>
    }
}

/// The parts that pay the price besides the sent money, or that reduce it: each is a line above the
/// total. A coupon always has a line, with its name.
fn parts(filled_in: FilledIn, ordering: Ordering) -> Option<AnyView> {
    let i18n = use_i18n();
    let pair = use_navigation().pair();
    let total = quoted(ordering)?;
    let coupon = filled_in.coupon();
    let line = |name: Pieces, amount: AnyView| {
        view! { <Fact name=exact_text(name) value=amount /> }.into_any()
    };
    let sum = |sign: &str, amount: &Amount| {
        let words = [sign, &i18n.coin_of(amount, &pair)].concat();
        exact_text(vec![(words, true)])
    };
    let is_told = |key| total.parts.iter().any(|(told, _)| *told == key);
    let named = |key: TextKey| match &coupon {
        // If it has no part of its own, it has reduced the price.
        Some(coupon)
            if key == BY_COUPON || (key == TextKey::CheckoutDiscount && !is_told(BY_COUPON)) =>
        {
            i18n.pieces(TextKey::CheckoutCouponNamed, &[("coupon", coupon)])
        }
        _ => i18n.pieces(key, &[]),
    };
    let parts = total
        .parts
        .iter()
        .map(|(key, part)| line(named(*key), sum("−", part)));
    let parts: Vec<AnyView> = parts.collect();
    let counts = coupon.filter(|_| parts.is_empty()).map(|coupon| {
        let name = i18n.pieces(TextKey::CheckoutCouponNamed, &[("coupon", &coupon)]);
        line(name, i18n.text(TextKey::CheckoutCouponCounts).into_any())
    });
    Some(
        view! {
            {parts}
            {counts}
        }
        .into_any(),
    )
}
