//! What was delivered, one item a ticket: code, link, numbers, pictures.

use leptos::prelude::*;

use super::copy_button::copy_button;
use super::icon::icon;
use super::notice::{Tone, notice};
use super::rich_text::rich_text;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};
use crate::model::order::{Code, Delivery};
use crate::reactive::State;

/// The ticket of one delivery. A code is covered until it is asked for: a
/// screen may be shared, and a seen code can't be returned.
pub fn ticket(delivery: &Delivery) -> View {
    let i18n = I18n::here();
    let numbers = delivery.numbers.iter().map(|(key, value)| {
        element("div")
            .child(element("dt").child(i18n.text(key)))
            .child(element("dd").child(element("code").child(value.clone())))
            .into_child()
    });
    let phone = delivery
        .beneficiary
        .clone()
        .filter(|_| delivery.is_top_up)
        .map(|phone| {
            element("div")
                .child(element("dt").child(i18n.text("delivery.phone")))
                .child(
                    element("dd").child(
                        element("span")
                            .attr("class", "money")
                            .attr("dir", "ltr")
                            .child(phone),
                    ),
                )
                .into_child()
        });
    let has_facts = phone.is_some() || !delivery.numbers.is_empty();
    let facts = element("dl")
        .attr("class", "facts")
        .child(phone)
        .child(numbers.collect::<Vec<_>>());
    let pictures = delivery.images.iter().map(|address| {
        element("figure")
            .attr("class", "qr")
            .child(
                element("img")
                    .attr("src", address.clone())
                    .attr("alt", i18n.text("delivery.picture"))
                    .attr("width", "240")
                    .attr("height", "240")
                    .attr("loading", "lazy")
                    .attr("decoding", "async"),
            )
            .into_child()
    });
    let instructions = delivery.instructions.clone().map(|html| {
        fragment([
            (element("h4").child(i18n.text("product.how_to_redeem"))).into_child(),
            (rich_text(html, None)).into_child(),
        ])
        .into_child()
    });
    element("article")
        .attr("class", "ticket")
        .child(
            element("div")
                .attr("class", "ticket-head")
                .child(element("h3").child(delivery.brand.clone()))
                .child(delivery.label.clone().map(|label| {
                    element("span")
                        .attr("class", "money")
                        .child(label)
                        .into_child()
                })),
        )
        .child(
            element("div")
                .attr("class", "ticket-body")
                .child(goods(i18n, delivery))
                .child(has_facts.then_some(facts))
                .child(pictures.collect::<Vec<_>>())
                .child(instructions),
        )
        .into_child()
}

fn goods(i18n: I18n, delivery: &Delivery) -> View {
    if let Some(reason) = &delivery.failure {
        return notice(
            Tone::Bad,
            i18n.text("delivery.failed"),
            Some(reason.clone()),
        );
    }
    match &delivery.code {
        Some(Code::Text(code)) => covered_code(i18n, code.clone()),
        Some(Code::Link(address)) => link(i18n, address),
        None if !delivery.is_done => element("p")
            .child(i18n.text("delivery.pending"))
            .into_child(),
        None if delivery.is_top_up => element("p")
            .child(i18n.text("delivery.topped_up"))
            .into_child(),
        None => element("p")
            .child(i18n.text("delivery.emailed"))
            .into_child(),
    }
}

fn covered_code(i18n: I18n, code: String) -> View {
    let is_shown = State::new(false);
    (move || {
        if is_shown.get() {
            let code = code.clone();
            fragment([
                (element("p")
                    .attr("class", "code")
                    .attr("dir", "ltr")
                    .child(code.clone()))
                .into_child(),
                (element("div")
                    .attr("class", "actions")
                    .child(copy_button(code, i18n.text("delivery.copy_code")))
                    .child(
                        element("button")
                            .attr("class", "button button-quiet")
                            .attr("type", "button")
                            .on("click", move |_| {
                                window().print().ok();
                            })
                            .child(icon("printer"))
                            .child(i18n.text("delivery.print")),
                    ))
                .into_child(),
            ])
            .into_child()
        } else {
            fragment([
                (element("p")
                    .attr("class", "code code-covered")
                    .child(
                        element("span")
                            .attr("aria-hidden", "true")
                            .child("••••-••••••-••••"),
                    )
                    .child(
                        element("span")
                            .attr("class", "visually-hidden")
                            .child(i18n.text("delivery.covered")),
                    ))
                .into_child(),
                (element("div")
                    .attr("class", "actions")
                    .child(
                        element("button")
                            .attr("class", "button")
                            .attr("type", "button")
                            .on("click", move |_| is_shown.set(true))
                            .child(icon("eye"))
                            .child(i18n.text("delivery.show_code")),
                    )
                    .child(
                        element("span")
                            .attr("class", "hint")
                            .child(i18n.text("delivery.shown_is_final")),
                    ))
                .into_child(),
            ])
            .into_child()
        }
    })
    .into_child()
}

fn link(i18n: I18n, address: &str) -> View {
    let host = address.split('/').nth(2).unwrap_or_default().to_owned();
    fragment([
        (element("p").child(i18n.text("delivery.link"))).into_child(),
        (element("div")
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
            )))
        .into_child(),
    ])
    .into_child()
}
