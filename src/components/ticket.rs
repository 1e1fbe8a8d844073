//! What was delivered, one item a ticket: code, link, numbers, pictures.

use leptos::prelude::*;

use super::copy_button::copy_button;
use super::icon::icon;
use super::notice::{Tone, notice};
use super::rich_text::rich_text;
use crate::i18n::I18n;
use crate::model::order::{Code, Delivery};

/// The ticket of one delivery. A code is covered until it is asked for: a
/// screen may be shared, and a seen code can't be returned.
pub fn ticket(delivery: &Delivery) -> AnyView {
    let i18n = I18n::here();
    let numbers = delivery.numbers.iter().map(|(key, value)| {
        view! { <div><dt>{i18n.text(key)}</dt><dd><code>{value.clone()}</code></dd></div> }
            .into_any()
    });
    let phone = delivery.beneficiary.clone().filter(|_| delivery.is_top_up).map(|phone| {
        view! { <div><dt>{i18n.text("delivery.phone")}</dt><dd><span class="money" dir="ltr">{phone}</span></dd></div> }.into_any()
    });
    let has_facts = phone.is_some() || !delivery.numbers.is_empty();
    let facts = view! { <dl class="facts">{phone}{numbers.collect::<Vec<_>>()}</dl> };
    let pictures = delivery.images.iter().map(|address| {
        view! {
            <figure class="qr">
                <img src=address.clone() alt=i18n.text("delivery.picture") width="240" height="240" loading="lazy" decoding="async"/>
            </figure>
        }
        .into_any()
    });
    let instructions = delivery.instructions.clone().map(|html| {
        view! { <h4>{i18n.text("product.how_to_redeem")}</h4>{rich_text(html, None)} }.into_any()
    });
    view! {
        <article class="ticket">
            <div class="ticket-head">
                <h3>{delivery.brand.clone()}</h3>
                {delivery.label.clone().map(|label| view! { <span class="money">{label}</span> }.into_any())}
            </div>
            <div class="ticket-body">
                {goods(i18n, delivery)}
                {has_facts.then_some(facts)}
                {pictures.collect::<Vec<_>>()}
                {instructions}
            </div>
        </article>
    }
    .into_any()
}

fn goods(i18n: I18n, delivery: &Delivery) -> AnyView {
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
        None if !delivery.is_done => view! { <p>{i18n.text("delivery.pending")}</p> }.into_any(),
        None if delivery.is_top_up => view! { <p>{i18n.text("delivery.topped_up")}</p> }.into_any(),
        None => view! { <p>{i18n.text("delivery.emailed")}</p> }.into_any(),
    }
}

fn covered_code(i18n: I18n, code: String) -> AnyView {
    let is_shown = RwSignal::new(false);
    (move || {
        if is_shown.get() {
            let code = code.clone();
            view! {
                <p class="code" dir="ltr">{code.clone()}</p>
                <div class="actions">
                    {copy_button(code, i18n.text("delivery.copy_code"))}
                    <button class="button button-quiet" type="button" on:click=move |_| { window().print().ok(); }>
                        {icon("printer")}
                        {i18n.text("delivery.print")}
                    </button>
                </div>
            }
            .into_any()
        } else {
            view! {
                <p class="code code-covered">
                    <span aria-hidden="true">"••••-••••••-••••"</span>
                    <span class="visually-hidden">{i18n.text("delivery.covered")}</span>
                </p>
                <div class="actions">
                    <button class="button" type="button" on:click=move |_| is_shown.set(true)>
                        {icon("eye")}
                        {i18n.text("delivery.show_code")}
                    </button>
                    <span class="hint">{i18n.text("delivery.shown_is_final")}</span>
                </div>
            }
            .into_any()
        }
    })
    .into_any()
}

fn link(i18n: I18n, address: &str) -> AnyView {
    let host = address.split('/').nth(2).unwrap_or_default().to_owned();
    view! {
        <p>{i18n.text("delivery.link")}</p>
        <div class="actions">
            <a class="button" href=address.to_owned() target="_blank" rel="noopener noreferrer">
                {i18n.fill("delivery.open_host", &[("host", &host)])}
                " "
                {icon("external-link")}
            </a>
            {copy_button(address.to_owned(), i18n.text("delivery.copy_link"))}
        </div>
    }
    .into_any()
}
