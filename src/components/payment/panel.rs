//! What to send, where and by when: the network before the amount, the amount
//! before the address.

use leptos::prelude::*;

use super::code::pay_code;
use super::digits::digits;
use super::exchange::exchange;
use super::host_pay::{host_pay, host_word, stands_alone, was_sent};
use super::network_badge::network_badge;
use super::time_left::time_left;
use crate::components::ui::copy_button::{copy_button, copy_button_of, copy_button_saying};
use crate::components::ui::exact_text::exact_text;
use crate::components::ui::fact::Fact;
use crate::components::ui::hint::Hint;
use crate::components::ui::notice::{Tone, notice};
use crate::i18n::{I18n, exact_coin, t, use_i18n};
use shop_core::model::order::OrderState;
use shop_core::model::payment::{coin_words, look_alike, network_words};
use shop_core::pay::fault::Note;
use shop_core::pay::payable::Payable;
use shop_core::pay::{self, address};
use shop_core::text_key::TextKey;

/// The buyer's choices and inputs for a payment. Kept outside of the panel, which is recreated, for
/// example when the first part of the money has come.
#[derive(Clone, Copy)]
pub struct PaymentInputs {
    /// Whether the other form of the code is preferred.
    pub prefers_other: RwSignal<bool>,
    /// The withdrawal fee of the buyer's exchange, as typed.
    pub exchange_fee: RwSignal<String>,
}

/// The panel of an order that waits for money.
///
/// What isn't safe to pay is not shown at all: no address, no code.
#[component]
pub fn PayPanel(
    /// The payment as it is now. A panel shows payments of one form, which differ in their amounts
    /// alone.
    payable: Memo<Option<Payable>>,
    /// The API's time in epoch milliseconds, which ticks.
    now: RwSignal<f64>,
    /// Whether the buyer said after the time to pay that the money is sent.
    has_said: Memo<bool>,
    /// What the buyer chose and typed.
    kept: PaymentInputs,
    /// The part in which the buyer says that the money is sent.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let Some(first) = payable.get_untracked() else {
        return ().into_any();
    };
    match &first.request {
        Ok(request) => {
            for note in &request.notes {
                report(note.code());
            }
        }
        Err(fault) => {
            let fault = *fault;
            if let Some(body) = fault.body_key() {
                report(fault.code());
                let said = move || {
                    notice(
                        Tone::Bad,
                        i18n.text(fault.title_key()),
                        Some(i18n.text(body)),
                    )
                };
                return said.into_any();
            }
        }
    }
    if first.amount.is_none() || first.address.is_none() {
        return ().into_any();
    }
    let deadline = pay::deadline(&first.order);
    let is_over = Memo::new(move |_| deadline.is_some_and(|deadline| now.get() > deadline as f64));
    // The buyer must not send again, in any way, what the wallet around has sent.
    let is_sent = Memo::new(move |_| was_sent());
    let is_due = move || !is_over.get() && !is_sent.get();
    // No wallet is asked for money that would come too late.
    let by_host = move || {
        let is_due = is_due();
        payable.with(|payable| host_pay(&payable.as_ref().filter(|_| is_due)?.order))
    };
    let is_short = Memo::new(move |_| {
        let is_alone = |payable: &Payable| stands_alone(&payable.order);
        !is_over.get() && payable.with(|payable| payable.as_ref().is_some_and(is_alone))
    });
    // A buyer who has sent it can compare where it went. There is nothing to press or to copy,
    // because no more money should go there.
    let sent_to = move || {
        if !(is_over.get() && has_said.get()) {
            return None;
        }
        let payable = payable.get_untracked()?;
        let address = grouped(&payable.address?, pay::is_invoice(&payable.order));
        Some(view! {
            <div class="pay-body">
                <div class="pay-fields">
                    <Hint words=i18n.text(TextKey::PaySentTo) />
                    {address}
                </div>
            </div>
        })
    };
    view! {
        <section class="sheet pay" aria-label=move || i18n.text(TextKey::PayTitle)>
            {move || {
                let deadline = deadline.filter(|_| is_due());
                deadline.map(|deadline| time_left(i18n, deadline, now))
            }}
            {host_word(is_over)}
            {by_host}
            {move || {
                if is_over.get() {
                    notice(
                        Tone::Warn,
                        i18n.text(TextKey::PayOverTitle),
                        Some(i18n.text(TextKey::PayOverBody)),
                    )
                } else if is_sent.get() {
                    ().into_any()
                } else {
                    body(payable, kept, is_short.get())
                }
            }}
            {sent_to}
            {children()}
        </section>
    }
    .into_any()
}

/// Reports a strange payment to the people who run the shop: its name alone, because consoles are
/// copied into letters and logs.
fn report(code: &str) {
    leptos::logging::warn!("payment: {code}");
}

/// `is_short`: whether the page around shows the address and the code.
fn body(payable: Memo<Option<Payable>>, kept: PaymentInputs, is_short: bool) -> AnyView {
    let i18n = use_i18n();
    // Its amounts may change afterwards; they are read from `payable`.
    let Some(first) = payable.get_untracked() else {
        return ().into_any();
    };
    let (order, request) = (&first.order, first.request.as_ref().ok());
    let network = network_words(&order.pair);
    let coin = coin_words(&order.pair.coin);
    let values = [("coin", coin), ("network", &*network)];
    let has_note = |note| request.is_some_and(|request| request.notes.contains(&note));
    let warning = |title, body| {
        notice(
            Tone::Warn,
            i18n.fill(title, &values),
            Some(i18n.fill(body, &values)),
        )
    };
    let digits_warning = has_note(Note::TooManyDigits)
        .then(|| warning(TextKey::PayDigitsTitle, TextKey::PayDigitsBody));
    // The page says which wallets refuse such an address before it is copied.
    let is_off_curve = has_note(Note::OffCurve);
    let account_body = if order.pair.needs_token_account() {
        (is_off_curve || has_note(Note::MaybeTokenAccount)).then_some(TextKey::PayAccountBody)
    } else {
        // The chain's own coin needs no account for it.
        is_off_curve.then_some(TextKey::PayKeylessBody)
    };
    // The reason comes after what is copied, because amount and address belong on the first screen.
    let account_reason = account_body
        .filter(|body| *body == TextKey::PayAccountBody)
        .map(|_| view! { <Hint words=i18n.fill(TextKey::PayAccountWhy, &values) /> });
    let account_warning = account_body
        .filter(|_| !is_short)
        .map(|body| warning(TextKey::PayAccountTitle, body));
    let is_invoice = pay::is_invoice(order);
    let memo = order.memo.clone();
    let memo_warning = memo.is_some().then(|| {
        notice(
            Tone::Bad,
            i18n.text(TextKey::PayMemoTitle),
            Some(i18n.text(TextKey::PayMemoBody)),
        )
    });
    let memo_field = memo.map(|memo| {
        let value = view! {
            <div class="pay-line">
                <code class="pay-sum" translate="no">
                    {memo.clone()}
                </code>
                {copy_button(memo, i18n.text(TextKey::PayCopyMemo))}
            </div>
        };
        view! { <Fact name=t(TextKey::PayMemo) value /> }.into_any()
    });
    let address_label = if is_invoice {
        i18n.text(TextKey::PayInvoice)
    } else {
        i18n.fill(TextKey::PayAddress, &values)
    };
    let amount_label = i18n.text(if is_partial(&first) {
        TextKey::PayStillToSend
    } else {
        TextKey::PayAmount
    });
    let code = (!is_short).then(|| pay_code(payable, &first, kept.prefers_other));
    let (link, code) = code
        .flatten()
        .map(|asked| (asked.first, asked.code))
        .unzip();
    let look_alike = look_alike(&order.pair).map(|(exact, other)| {
        let values = [("exact", exact), ("other", other)];
        view! { <p>{i18n.fill(TextKey::PayLookAlike, &values)}</p> }
    });
    let address = first.address.as_deref().filter(|_| !is_short);
    let address_field = address.map(|address| {
        let value = view! {
            {look_alike}
            <div class=if is_invoice {
                "address-line address-full"
            } else {
                "address-line"
            }>
                {grouped(address, is_invoice)}
                {copy_button_saying(
                    address.to_owned(),
                    i18n.fill(TextKey::PayCopyAddress, &values),
                    i18n.fill(TextKey::PayCopiedAddress, &values),
                )}
            </div>
            <Hint words=t(TextKey::PayCompare) />
            {account_reason}
        };
        view! { <Fact name=address_label value /> }.into_any()
    });
    let network_value = view! {
        {network_badge(&order.pair, "network network-big")}
        <Hint words=i18n.fill(TextKey::PayNetworkOnly, &[("network", &network)]) />
    };
    let amount_value = amount_to_send(i18n, payable);
    // Before the code, which an exchange's own app can't read.
    let by_exchange = (!is_short).then(|| exchange(payable, &order.pair, kept.exchange_fee));
    view! {
        {memo_warning}
        {digits_warning}
        {account_warning}
        <div class="pay-body">
            <div class="pay-main">
                <dl class="pay-fields">
                    <Fact name=t(TextKey::PayNetwork) value=network_value />
                    <Fact name=amount_label value=amount_value />
                    {memo_field}
                    {address_field}
                </dl>
                {link}
                {by_exchange}
            </div>
            {code}
        </div>
    }
    .into_any()
}

/// The amount to send, its button, and how much of the whole has come.
fn amount_to_send(i18n: I18n, payable: Memo<Option<Payable>>) -> impl IntoView {
    let amount = move || {
        let amount = payable.with(|payable| payable.as_ref()?.amount.clone());
        amount.map_or_else(String::new, |amount| amount.as_str().to_owned())
    };
    let label = move || i18n.fill(TextKey::PayCopyAmount, &[("amount", &sum(payable))]);
    // Beside what is copied, which is the amount in the coin.
    let satoshi = move || {
        let words = payable.with(|payable| {
            let payable = payable.as_ref()?;
            i18n.satoshi(payable.amount.as_ref()?, &payable.order.pair)
        })?;
        let words = [" ", &words].concat();
        Some(
            view! {
                <span class="money" translate="no">
                    {words}
                </span>
            }
            .into_any(),
        )
    };
    // For readers who write thousands with a point.
    let point_hint = move || {
        let is_unclear = amount().contains('.') && i18n.misreads_point();
        is_unclear.then(|| view! { <Hint words=i18n.text(TextKey::PayDecimalPoint) /> })
    };
    view! {
        <div class="pay-line">
            <span dir="ltr">
                <span class="pay-sum money" dir="ltr" translate="no">
                    {move || digits(&sum(payable))}
                </span>
                {satoshi}
            </span>
            {copy_button_of(amount, label)}
        </div>
        {move || payable.with(|payable| received(i18n, payable.as_ref()?))}
        {point_hint}
    }
}

/// The amount to send with its coin, tracked.
fn sum(payable: Memo<Option<Payable>>) -> String {
    payable.with(|payable| match payable {
        Some(Payable {
            order,
            amount: Some(amount),
            ..
        }) => exact_coin(amount, &order.pair.coin),
        _ => String::new(),
    })
}

/// How much of the whole has come, once a part has.
fn received(i18n: I18n, payable: &Payable) -> Option<AnyView> {
    let order = &payable.order;
    let (sent, total) = (order.sent.as_ref()?, order.amount.as_ref()?);
    if !is_partial(payable) {
        return None;
    }
    let part = sent.percent_of(total);
    let part = part.map(|part| [part.as_str(), "%"].concat());
    let (received, total) = (
        i18n.coin_of(sent, &order.pair),
        i18n.coin_of(total, &order.pair),
    );
    let values = [("received", received.as_str()), ("total", total.as_str())];
    Some(
        view! {
            <div class="meter" style:--part=part aria-hidden="true"></div>
            <Hint words=exact_text(i18n.pieces(TextKey::PayReceived, &values)) />
        }
        .into_any(),
    )
}

/// Whether a part of the money has come.
fn is_partial(payable: &Payable) -> bool {
    payable.order.state == OrderState::PartialPaymentStarted
}

/// The address in groups of four, first and last bold; read aloud as one.
fn grouped(text: &str, is_long: bool) -> impl IntoView + use<> {
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
    view! {
        <code
            class=class
            dir="ltr"
            translate="no"
            role="group"
            aria-label=text.to_owned()
            tabindex=is_long.then_some("0")
        >
            {parts.collect::<Vec<_>>()}
        </code>
    }
}
