//! What to send, where and by when: the network before the amount, the amount
//! before the address.

use leptos::prelude::*;

use super::copy_button::copy_button;
use super::icon::icon;
use super::network_badge::network_badge;
use super::notice::{Tone, notice};
use super::qr_code::qr_code;
use crate::i18n::I18n;
use crate::model::money::Amount;
use crate::model::order::{Order, OrderState};
use crate::model::payment::network_words;
use crate::pay::{self, QrKind, address};

/// A minute in milliseconds.
const MINUTE: f64 = 60_000.0;

/// The panel of an order that waits for money. `now` is the API's time in
/// epoch milliseconds and ticks; `on_paid` is called when the buyer says that
/// the money is on its way.
pub fn pay_panel(order: &Order, now: Signal<f64>, on_paid: Callback<()>) -> AnyView {
    let i18n = I18n::here();
    let (Some(amount), Some(address)) = (order.amount_left(), order.address.clone()) else {
        return ().into_any();
    };
    let network = network_words(&order.pair);
    let is_over = order
        .deadline()
        .map(|deadline| Memo::new(move |_| now.get() > deadline as f64));
    let has_asked = RwSignal::new(false);
    // After the deadline nothing is advertised any more; who has sent already
    // can still look (complaints 2).
    let is_covered = move || is_over.is_some_and(|is_over| is_over.get()) && !has_asked.get();
    let fields = StoredValue::new_local((order.clone(), amount, address));
    let foot = view! {
        <div class="pay-foot">
            <div class="actions">
                <button class="button button-quiet button-big" type="button" on:click=move |_| { has_asked.set(true); on_paid.run(()); }>
                    {i18n.text("pay.already_paid")}
                </button>
            </div>
        </div>
    };
    view! {
        <section class="sheet pay" aria-label=i18n.text("pay.title")>
            {order.deadline().map(|deadline| time_left(i18n, deadline, now))}
            {move || {
                if is_covered() {
                    notice(Tone::Warn, i18n.text("pay.over_title"), Some(i18n.text("pay.over_body")))
                } else {
                    fields.with_value(|(order, amount, address)| body(i18n, order, amount, address))
                }
            }}
            {foot}
            <div class="pay-last">
                <details class="fold">
                    <summary>{i18n.text("pay.exchange_title")} " " {icon("chevron-down")}</summary>
                    <div class="prose"><p>{i18n.fill("pay.exchange_body", &[("network", &network)])}</p></div>
                </details>
            </div>
        </section>
    }
    .into_any()
}

fn time_left(i18n: I18n, deadline: u64, now: Signal<f64>) -> AnyView {
    // Whole minutes: a running second hand only causes stress (complaints 16).
    let minutes =
        Memo::new(move |_| ((deadline as f64 - now.get()) / MINUTE).ceil().max(0.0) as usize);
    let until = i18n.time(deadline);
    view! {
        <p class="pay-time">
            {icon("clock")}
            <span>
                <b>{move || match minutes.get() {
                    0 => i18n.text("pay.no_time_left"),
                    left => i18n.count("pay.minutes_left", left, &[]),
                }}</b>
                " "
                {i18n.fill("pay.until", &[("time", &until)])}
            </span>
        </p>
    }
    .into_any()
}

fn body(i18n: I18n, order: &Order, amount: &Amount, address: &str) -> AnyView {
    let network = network_words(&order.pair);
    let sum = i18n.coin(amount, &order.pair.coin);
    let is_invoice = pay::is_invoice(order);
    let memo = order.memo.clone();
    let memo_warning = memo.is_some().then(|| {
        notice(
            Tone::Bad,
            i18n.text("pay.memo_title"),
            Some(i18n.text("pay.memo_body")),
        )
    });
    let memo_field = memo.map(|memo| {
        view! {
            <div>
                <dt>{i18n.text("pay.memo")}</dt>
                <dd class="pay-line">
                    <code class="pay-sum">{memo.clone()}</code>
                    {copy_button(memo, i18n.text("pay.copy_memo"))}
                </dd>
            </div>
        }
        .into_any()
    });
    let is_partial = order.state == OrderState::PartialPaymentStarted;
    let received = order
        .sent
        .as_ref()
        .zip(order.amount.as_ref())
        .filter(|_| is_partial)
        .map(|(sent, total)| {
            let coin = &order.pair.coin;
            let values = [
                ("received", i18n.coin(sent, coin)),
                ("total", i18n.coin(total, coin)),
            ];
            let [received, total] =
                [&values[0], &values[1]].map(|(name, value)| (*name, value.as_str()));
            view! { <p class="hint">{i18n.fill("pay.received", &[received, total])}</p> }.into_any()
        });
    let address_label = if is_invoice {
        i18n.text("pay.invoice")
    } else {
        i18n.fill("pay.address", &[("network", &network)])
    };
    let amount_label = i18n.text(if is_partial {
        "pay.still_to_send"
    } else {
        "pay.amount"
    });
    let code = pay::qr_text(order).and_then(|(kind, text)| {
        let values = [
            ("coin", order.pair.coin.as_str()),
            ("network", network.as_str()),
        ];
        let key = match kind {
            QrKind::AddressOnly => "pay.qr_address",
            QrKind::Invoice => "pay.qr_invoice",
        };
        let code = qr_code(&text, i18n.fill(key, &values))?;
        let caption = i18n.fill(&[key, "_caption"].concat(), &values);
        Some(
            view! { <figure class="qr">{code}<figcaption>{caption}</figcaption></figure> }
                .into_any(),
        )
    });
    view! {
        {memo_warning}
        <div class="pay-body">
            <dl class="pay-fields">
                <div>
                    <dt>{i18n.text("pay.network")}</dt>
                    <dd>
                        {network_badge(&order.pair, "network network-big")}
                        <p class="hint">{i18n.fill("pay.network_only", &[("network", &network)])}</p>
                    </dd>
                </div>
                <div>
                    <dt>{amount_label}</dt>
                    <dd class="pay-line">
                        <span class="pay-sum money" dir="ltr">{sum.clone()}</span>
                        {copy_button(amount.as_str().to_owned(), i18n.fill("pay.copy_amount", &[("amount", &sum)]))}
                    </dd>
                    {received.map(|received| view! { <dd>{received}</dd> }.into_any())}
                </div>
                {memo_field}
                <div>
                    <dt>{address_label}</dt>
                    <dd>
                        {grouped(address, is_invoice)}
                        <div class="pay-line">
                            <p class="hint">{i18n.text("pay.compare")}</p>
                            {copy_button(address.to_owned(), i18n.fill("pay.copy_address", &[("network", &network)]))}
                        </div>
                    </dd>
                </div>
            </dl>
            {code}
        </div>
    }
    .into_any()
}

/// The address in groups of four, first and last bold; read aloud as one.
fn grouped(text: &str, is_long: bool) -> AnyView {
    let groups = address::groups(text);
    let last = groups.len().saturating_sub(1);
    let parts = groups.into_iter().enumerate().map(|(place, group)| {
        if place == 0 || place == last {
            view! { <b>{group}</b> }.into_any()
        } else {
            view! { <span>{group}</span> }.into_any()
        }
    });
    let class = if is_long {
        "address address-long"
    } else {
        "address"
    };
    view! { <code class=class dir="ltr" role="text" aria-label=text.to_owned() tabindex=is_long.then_some("0")>{parts.collect::<Vec<_>>()}</code> }.into_any()
}
