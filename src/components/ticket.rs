//! What was delivered, one item a ticket: code, link, numbers, pictures.

use leptos::prelude::*;

use super::bar_code::bar_code;
use super::copy_button::copy_button;
use super::esim;
use super::icon::icon;
use super::notice::{Tone, notice};
use super::qr_code::qr_code;
use super::rich_text::rich_text;
use crate::host::Host;
use crate::i18n::I18n;
use crate::markup::{Element, IntoChild, View, element, focus, fragment};
use crate::reactive::{Derived, State};
use shop_core::model::order::{Code, Delivery, DeliveryState, Reason, link_host};

/// The ticket of one delivery. A code is covered until it is asked for, with
/// the numbers and pictures that hold it as well: a screen may be shared, and a
/// seen code can't be returned. `revealed` has a bit for the place of each that
/// is uncovered; `coming` is the key of what is said of one that may still come.
pub fn ticket(
    delivery: &Delivery,
    place: usize,
    coming: Option<&'static str>,
    revealed: State<u64>,
) -> View {
    let i18n = I18n::here();
    let has_secret = is_covered(delivery);
    let phone = delivery
        .beneficiary
        .clone()
        .filter(|_| delivery.is_top_up)
        .map(|phone| {
            let number = element("span")
                .attr("class", "money")
                .attr("dir", "ltr")
                .verbatim()
                .child(phone);
            fact(i18n.text("delivery.phone"), number)
        });
    let secrets = {
        let delivery = delivery.clone();
        move || {
            let is_shown = !has_secret || revealed.get() & bit(place) != 0;
            is_shown.then(|| secrets(i18n, &delivery))
        }
    };
    let instructions = delivery.instructions.clone().map(|html| {
        fragment([
            element("h3")
                .child(i18n.text("product.how_to_redeem"))
                .into_child(),
            rich_text(html, None),
        ])
    });
    element("article")
        .attr("class", "ticket")
        .child(
            element("div")
                .attr("class", "ticket-head")
                .child(element("h2").verbatim().child(delivery.brand.clone()))
                .child(delivery.label.clone().map(|label| {
                    element("span")
                        .attr("class", "money")
                        .verbatim()
                        .child(label)
                })),
        )
        .child(
            element("div")
                .attr("class", "ticket-body")
                .child(goods(i18n, delivery, place, coming, revealed))
                .child(phone.map(|phone| element("dl").attr("class", "facts").child(phone)))
                .child(secrets)
                .child(instructions),
        )
        .into_child()
}

/// The bit of a place. Beyond the last one places share it: an order has a
/// handful of items.
fn bit(place: usize) -> u64 {
    1 << place.min(63)
}

/// The number that the buyer tells an operator. It redeems nothing.
const REFERENCE: &str = "delivery.reference";

/// Whether there is something to cover: a code, a number that goes with a
/// link, or a picture that holds one. A top-up's numbers redeem nothing.
fn is_covered(delivery: &Delivery) -> bool {
    let is_secret = |(key, _): &(&str, String)| *key != REFERENCE;
    let has_numbers = delivery.numbers.iter().any(is_secret) && !delivery.is_top_up;
    matches!(delivery.code, Some(Code::Text(_)))
        || has_numbers
        || !delivery.images.is_empty()
        || !delivery.install.unsafe_links.is_empty()
}

/// The numbers and pictures that come with a code.
fn secrets(i18n: I18n, delivery: &Delivery) -> View {
    let numbers = delivery.numbers.iter().map(|(key, value)| {
        let number = element("code").verbatim().child(value.clone());
        // It is asked for on the phone, or typed into a form of the operator's.
        let copy = (*key == REFERENCE)
            .then(|| copy_button(value.clone(), i18n.text("delivery.copy_reference")));
        let number = element("span").child(number).child(" ").child(copy);
        fact(i18n.text(key), number).into_child()
    });
    let links = delivery.install.unsafe_links.iter().map(|link| {
        let link = element("code")
            .attr("dir", "ltr")
            .verbatim()
            .child(link.clone());
        fact(i18n.text("delivery.install_link"), link).into_child()
    });
    let pictures = delivery.images.iter().map(|address| {
        let picture = element("img")
            .attr("src", address.clone())
            .attr("alt", i18n.text("delivery.picture"))
            .attr("width", "240")
            .attr("height", "240")
            .attr("decoding", "async");
        element("figure")
            .attr("class", "qr")
            .child(picture)
            .into_child()
    });
    let facts: Vec<View> = numbers.chain(links).collect();
    let facts = (!facts.is_empty()).then(|| element("dl").attr("class", "facts").child(facts));
    let drawn = delivery
        .barcode
        .as_ref()
        // An eSIM is scanned by its own code, and no till wants it.
        .filter(|_| esim::code(delivery).is_none())
        .and_then(|serial| bar_code(i18n, serial));
    let scanned = esim::code(delivery)
        .filter(|_| delivery.images.is_empty())
        .and_then(|code| qr_code(code, i18n.text("delivery.picture")))
        .map(|code| element("figure").attr("class", "qr").child(code));
    fragment([
        facts.into_child(),
        drawn.into_child(),
        scanned.into_child(),
        pictures.collect::<Vec<_>>().into_child(),
    ])
}

fn fact(name: String, value: Element) -> Element {
    element("div")
        .child(element("dt").child(name))
        .child(element("dd").child(value))
}

fn goods(
    i18n: I18n,
    delivery: &Delivery,
    place: usize,
    coming: Option<&'static str>,
    revealed: State<u64>,
) -> View {
    let words = |key| element("p").child(i18n.text(key)).into_child();
    let reason = || {
        delivery.failure.as_ref().map(|reason| match reason {
            Reason::Known(key) => i18n.text(key),
            // In whatever language the supplier writes, with its full stop at its own end.
            Reason::Words(words) => ["\u{2068}", words, "\u{2069}"].concat(),
        })
    };
    match delivery.state {
        DeliveryState::Failed => notice(Tone::Bad, i18n.text("delivery.failed"), reason()),
        DeliveryState::Refunded => notice(Tone::Plain, i18n.text("delivery.refunded"), reason()),
        DeliveryState::Rebuy => words("delivery.rebuy"),
        DeliveryState::Review => words("delivery.review"),
        DeliveryState::Coming => coming.map(words).into_child(),
        DeliveryState::Delivered => fragment([
            esim::install(i18n, delivery).into_child(),
            delivered(i18n, delivery, place, revealed),
        ]),
    }
}

fn delivered(i18n: I18n, delivery: &Delivery, place: usize, revealed: State<u64>) -> View {
    match &delivery.code {
        Some(Code::Text(code)) => covered_code(i18n, Some(code.clone()), true, place, revealed),
        Some(Code::Link(address)) => fragment([
            link(i18n, address),
            is_covered(delivery)
                .then(|| covered_code(i18n, None, false, place, revealed))
                .into_child(),
        ]),
        None if is_covered(delivery) => covered_code(i18n, None, true, place, revealed),
        None if delivery.is_top_up => {
            let has_reference = delivery.numbers.iter().any(|(key, _)| *key == REFERENCE);
            fragment([
                element("p")
                    .child(i18n.text("delivery.topped_up"))
                    .into_child(),
                has_reference
                    .then(|| element("p").child(i18n.text("delivery.ask_operator")))
                    .into_child(),
            ])
        }
        None => element("p")
            .child(i18n.text("delivery.emailed"))
            .into_child(),
    }
}

/// What is covered until it is asked for. `prints`: whether nothing beside it
/// can print it.
fn covered_code(
    i18n: I18n,
    code: Option<String>,
    prints: bool,
    place: usize,
    revealed: State<u64>,
) -> View {
    let is_shown = Derived::new(move || revealed.get() & bit(place) != 0);
    let id = ["goods-", &place.to_string()].concat();
    let goods = id.clone();
    let turn = move || {
        revealed.update(|revealed| *revealed ^= bit(place));
        if is_shown.get_untracked() {
            // A screen reader reads the code next.
            let goods = goods.clone();
            request_animation_frame(move || focus(&goods));
        }
    };
    // What goes with a link has its own buttons there.
    let copied = code.clone().filter(|_| prints);
    let words = move || {
        if is_shown.get() {
            return code.clone().map(|code| {
                element("p")
                    .attr("class", "code")
                    .attr("dir", "ltr")
                    .verbatim()
                    .child(code)
                    .into_child()
            });
        }
        Some(fragment([
            // Paper has nothing to press.
            element("p")
                .attr("class", "print-only")
                .child(i18n.text("delivery.not_shown"))
                .into_child(),
            element("p")
                .attr("class", "code code-covered")
                .child(
                    element("span")
                        .attr("aria-hidden", "true")
                        .child("••••-••••"),
                )
                .child(
                    element("span")
                        .attr("class", "visually-hidden")
                        .child(i18n.text("delivery.covered")),
                )
                .into_child(),
        ]))
    };

    let more = move || {
        if !is_shown.get() {
            return element("span")
                .attr("class", "hint")
                .child(i18n.text("delivery.shown_is_final"))
                .into_child();
        }
        let copy = copied
            .clone()
            .map(|code| copy_button(code, i18n.text("delivery.copy_code")));
        let print = prints.then(|| print_button(i18n));
        fragment([copy.into_child(), print.into_child()])
    };
    // The button keeps its place: a second press must not hit another one.
    let key = move || match is_shown.get() {
        true => "delivery.hide_code",
        false => "delivery.show_code",
    };
    let actions = element("div")
        .attr("class", "actions")
        .child(
            element("button")
                .live_attr("class", move || {
                    Some(match is_shown.get() {
                        true => "button button-quiet",
                        false => "button",
                    })
                })
                .attr("type", "button")
                .on_press(turn)
                .child(icon("eye"))
                .child(element("span").child(move || i18n.text(key()))),
        )
        .child(more);
    element("div")
        .attr("class", "ticket-goods")
        .attr("id", id)
        .attr("tabindex", "-1")
        .child(words)
        .child(actions)
        .into_child()
}

/// Prints what is on the page, without what is covered or about money. Not in a
/// widget: the loader's frame may not open the browser's own windows.
fn print_button(i18n: I18n) -> Option<View> {
    if Host::here().is_some() {
        return None;
    }
    let button = element("button")
        .attr("class", "button button-quiet")
        .attr("type", "button")
        .on("click", move |_| {
            // Where printing isn't possible, nothing happens.
            window().print().ok();
        })
        .child(icon("printer"))
        .child(i18n.text("delivery.print"));
    Some(button.into_child())
}

fn link(i18n: I18n, address: &str) -> View {
    let host = link_host(address).unwrap_or_default().to_owned();
    fragment([
        element("p").child(i18n.text("delivery.link")).into_child(),
        element("div")
            .attr("class", "actions")
            .child(
                element("a")
                    .attr("class", "button")
                    .attr("href", address.to_owned())
                    .attr("target", "_blank")
                    .attr("rel", "noopener noreferrer")
                    .child(i18n.fill("delivery.open_host", &[("host", &host)]))
                    .child(" ")
                    .child(icon("external-link")),
            )
            .child(copy_button(
                address.to_owned(),
                i18n.text("delivery.copy_link"),
            ))
            .child(print_button(i18n))
            .into_child(),
        element("p")
            .attr("class", "code print-only")
            .child(address.to_owned())
            .into_child(),
    ])
    .into_child()
}
