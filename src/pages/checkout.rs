//! The checkout: everything that an order needs, on one page.

mod filled_in;
mod lines;

use crate::cart::Cart;
use crate::components::did_you_mean::did_you_mean;
use crate::components::exact_text::exact_text;
use crate::components::host_note::filled_in_by_host;
use crate::components::icon::icon;
use crate::components::network_badge::network_badge;
use crate::components::notice::{Tone, notice};
use crate::components::text_field::{Kind, text_field};
use crate::components::ways_back::ways_back;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, Pieces, t};
use crate::markup::{IntoChild, View, element, focus, fragment};
use crate::navigation::Navigation;
use crate::purchase::bar::{bar, hear_enter, quoted, total_words};
use crate::purchase::ordering::Ordering;
use crate::purchase::payment_choice;
use crate::purchase::problems;
use crate::purchase::terms;
use crate::purchase::unanswered::unanswered;
use crate::reactive::{Derived, effect};
use filled_in::FilledIn;
use shop_core::model::cart::CartItem;
use shop_core::model::email_hint;
use shop_core::model::money::Amount;
use shop_core::model::payment::{coin_words, network_words};
use shop_core::model::problem::{Field, Problem};
use shop_core::pay;
use shop_core::route::Route;

/// The key of the part of a price that a coupon pays.
const BY_COUPON: &str = "checkout.by_coupon";

/// The page of the cart.
pub fn checkout_page() -> View {
    let navigation = Navigation::here();
    let cart = Cart::here();
    navigation.title(t("checkout.title"));
    let ordering = Ordering::new();
    let filled_in = FilledIn::new();
    let around = Derived::new(move || navigation.pair());
    effect(move || {
        // Another coin is another total, and nothing was agreed to for it.
        around.track();
        ordering.start_over();
    });
    let is_empty = Derived::new(move || cart.count() == 0);
    element("main")
        .attr("id", MAIN_ID)
        .attr("class", "checkout")
        .attr("tabindex", "-1")
        .child(element("h1").child(t("checkout.title")))
        .child(unanswered(Some(ordering)))
        .child(move || {
            if is_empty.get() {
                empty()
            } else {
                form(filled_in, ordering)
            }
        })
        .into_child()
}

fn empty() -> View {
    element("div")
        .attr("class", "sheet checkout-empty")
        .child(element("p").child(t("checkout.empty")))
        .child(ways_back([("button", Route::Brands, "frame.all_brands")]))
        .into_child()
}

fn form(filled_in: FilledIn, ordering: Ordering) -> View {
    let i18n = I18n::here();
    // Only a quote for all of it is a total; until then none is shown.
    let shown = Derived::new(|| None);
    let ask = move || ordering.submit(|| filled_in.draft(ordering));
    element("form")
        .attr("class", "buy checkout-form")
        .attr("aria-label", i18n.text("checkout.title"))
        .attr("novalidate", "")
        .on("keydown", hear_enter(ordering, Some(Box::new(ask))))
        .instead_of("submit", ask)
        .child(
            element("div")
                .attr("class", "buy-body")
                .child(problems::summary(ordering, place))
                .child(lines::view(filled_in, ordering))
                .child(email_field(filled_in, ordering))
                .child(payment_choice::view(ordering))
                .child(extras(filled_in, ordering))
                .child(summary(filled_in, ordering, shown))
                .child(terms::view(ordering)),
        )
        .child(bar(
            ordering,
            shown,
            "ordering.see_total",
            Derived::new(|| None),
        ))
        .into_child()
}

/// Where this page has the fields that not every page has.
fn place(problem: &Problem) -> Option<String> {
    match problem.field() {
        Field::Coupon => Some("coupon".to_owned()),
        Field::Beneficiary => {
            let mut items = Cart::here().items();
            items.retain(|item| problem.is_about(item.id));
            if items.iter().any(CartItem::is_for_buyer) {
                return Some("email".to_owned());
            }
            let first = items.first()?;
            Some(["to-", &first.id.to_string()].concat())
        }
        _ => None,
    }
}

fn email_field(filled_in: FilledIn, ordering: Ordering) -> View {
    let i18n = I18n::here();
    let cart = Cart::here();
    let error = move || {
        let is_wrong = filled_in.is_judged.get() && filled_in.email().is_none();
        is_wrong
            .then(|| i18n.text("recipient.email_wrong"))
            .or_else(|| problems::said(ordering, Field::Email))
            .or_else(|| {
                // What is the buyer's own goes to this address, and is objected to here.
                let items = cart.items();
                problems::said_of(ordering, Field::Beneficiary, |problem| {
                    let mut own = items.iter().filter(|item| item.is_for_buyer());
                    own.any(|item| problem.is_about(item.id))
                })
            })
    };
    let put = move |email: String| {
        ordering.start_over();
        filled_in.email.set(email);
        focus("email");
    };
    let field = text_field(
        Kind::Email,
        "email".to_owned(),
        t("recipient.email_receipt").into_child(),
        t("checkout.email_hint").into_child(),
        move || filled_in.email.get(),
        move |typed| {
            ordering.start_over();
            filled_in.email.set(typed);
        },
        error,
    );
    element("div")
        .child(field)
        .child(filled_in_by_host(
            |prefill| &prefill.email,
            move || filled_in.email.get(),
            move |email| filled_in.email.set(email),
        ))
        .child(did_you_mean(filled_in.email, email_hint::suggestion, put))
        .into_child()
}

/// What few buyers need, folded.
fn extras(filled_in: FilledIn, ordering: Ordering) -> View {
    let i18n = I18n::here();
    let coupon = text_field(
        Kind::Coupon,
        "coupon".to_owned(),
        t("checkout.coupon").into_child(),
        t("checkout.coupon_hint").into_child(),
        move || filled_in.coupon.get(),
        move |typed| {
            ordering.start_over();
            filled_in.coupon.set(typed);
        },
        move || problems::said(ordering, Field::Coupon),
    );
    let is_invoice = Derived::new(|| pay::is_by_invoice(&Navigation::here().pair()));
    let newsletter = element("label")
        .attr("class", "tick")
        .child(
            element("input")
                .attr("type", "checkbox")
                .live_property("checked", move || filled_in.newsletter.get())
                .on_ticked(move |ticked| filled_in.newsletter.set(ticked)),
        )
        .child(" ")
        .child(i18n.text("checkout.newsletter"));
    element("details")
        .attr("class", "fold")
        // A coupon that is objected to must not be hidden. Nothing closes it but the buyer: a field
        // that is emptied stays under the hand.
        .following(move |fold| {
            let fold = fold.clone();
            Box::new(move || {
                if filled_in.has_extras() || problems::said(ordering, Field::Coupon).is_some() {
                    // A name like this can always be set.
                    fold.set_attribute("open", "").ok();
                }
            })
        })
        .child(
            element("summary")
                .child(t("checkout.more"))
                .child(icon("chevron-down")),
        )
        .child(
            element("div")
                .attr("class", "fold-fields")
                .child(coupon)
                .child(move || refund(filled_in, ordering, is_invoice.get()))
                .child(newsletter),
        )
        .into_child()
}

/// Where money goes back to. An invoice ends long before a refund, so where that is the only form
/// of an address none is asked for.
fn refund(filled_in: FilledIn, ordering: Ordering, is_invoice: bool) -> View {
    let i18n = I18n::here();
    if is_invoice {
        return element("p")
            .attr("class", "hint")
            .child(i18n.text("checkout.refund_lightning"))
            .into_child();
    }
    let field = text_field(
        Kind::Address,
        "refund".to_owned(),
        t("checkout.refund").into_child(),
        (move || refund_words(i18n)).into_child(),
        move || filled_in.refund.get(),
        move |typed| {
            ordering.start_over();
            filled_in.refund.set(typed);
        },
        move || {
            let is_wrong = filled_in.is_judged.get() && filled_in.is_refund_wrong();
            let network = network_words(&Navigation::here().pair());
            is_wrong.then(|| i18n.fill("checkout.refund_wrong", &[("network", &network)]))
        },
    );
    fragment([
        field,
        (move || {
            let words = || i18n.text("checkout.refund_doubtful");
            let is_doubtful = filled_in.is_refund_doubtful();
            is_doubtful.then(|| notice(Tone::Warn, words(), None))
        })
        .into_child(),
        filled_in_by_host(
            |prefill| &prefill.refund,
            move || filled_in.refund.get(),
            move |refund| filled_in.refund.set(refund),
        )
        .into_child(),
    ])
}

/// What a refund address must be, and what becomes of a refund without one.
fn refund_words(i18n: I18n) -> String {
    let pair = Navigation::here().pair();
    let network = network_words(&pair);
    let values = [("coin", coin_words(&pair.coin)), ("network", &*network)];
    let words = i18n.fill("checkout.refund_hint", &values);
    if pair.needs_token_account() {
        let token = i18n.fill("checkout.refund_token", &values);
        [words, token].join(" ")
    } else {
        words
    }
}

fn summary(filled_in: FilledIn, ordering: Ordering, shown: Derived<Option<Amount>>) -> View {
    let i18n = I18n::here();
    let navigation = Navigation::here();
    let cart = Cart::here();
    // The bar says the total too, and on a narrow screen alone; but not what it is made of.
    let class = move || match quoted(ordering) {
        Some(total) if total.price().is_some() || filled_in.coupon().is_some() => Some("summary"),
        _ => Some("summary buy-wide"),
    };
    element("dl")
        .live_attr("class", class)
        .child(
            element("div")
                .child(element("dt").child(t("checkout.items")))
                .child(element("dd").child(move || i18n.number(&cart.count().to_string()))),
        )
        .child(move || parts(filled_in, ordering))
        .child(
            element("div")
                .attr("class", "summary-total")
                .child(element("dt").child(t("product.total")))
                .child(element("dd").child(move || total_words(i18n, ordering, shown))),
        )
        .child(
            element("div")
                .child(element("dt").child(t("pay.network")))
                .child(element("dd").child(move || network_badge(&navigation.pair(), "network"))),
        )
        .into_child()
}

/// What pays a part of the price besides what is sent, or made it smaller: each a line above the
/// total. A coupon has one in any case, with its name.
fn parts(filled_in: FilledIn, ordering: Ordering) -> Option<View> {
    let i18n = I18n::here();
    let pair = Navigation::here().pair();
    let total = quoted(ordering)?;
    let coupon = filled_in.coupon();
    let line = |name: Pieces, amount: View| {
        element("div")
            .child(element("dt").child(exact_text(name)))
            .child(element("dd").child(amount))
            .into_child()
    };
    let sum = |sign: &str, amount: &Amount| {
        let words = [sign, &i18n.coin_of(amount, &pair)].concat();
        exact_text(vec![(words, true)])
    };
    let is_told = |key| total.parts.iter().any(|(told, _)| *told == key);
    let named = |key: &'static str| match &coupon {
        // Where its own part isn't told, it has made the price smaller.
        Some(coupon) if key == BY_COUPON || (key == "checkout.discount" && !is_told(BY_COUPON)) => {
            i18n.pieces("checkout.coupon_named", &[("coupon", coupon)])
        }
        _ => i18n.pieces(key, &[]),
    };
    let price = total.price();
    let price = price.map(|price| line(i18n.pieces("checkout.price", &[]), sum("", &price)));
    let parts = total
        .parts
        .iter()
        .map(|(key, part)| line(named(key), sum("−", part)));
    let parts: Vec<View> = parts.collect();
    let counts = coupon.filter(|_| parts.is_empty()).map(|coupon| {
        let name = i18n.pieces("checkout.coupon_named", &[("coupon", &coupon)]);
        line(name, i18n.text("checkout.coupon_counts").into_child())
    });
    Some(fragment([
        price.into_child(),
        parts.into_child(),
        counts.into_child(),
    ]))
}
