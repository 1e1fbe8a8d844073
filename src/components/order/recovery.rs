//! Help for a payment that did not go as asked, with everything that support needs to know, ready
//! to be copied or mailed.

use crate::components::ui::fold::Fold;
use crate::components::ui::help_link::HelpLink;
use crate::components::ui::hint::Hint;
use leptos::either::Either;
use leptos::prelude::*;
use std::sync::Arc;

use crate::components::payment::host_pay::was_sent;
use crate::components::ui::copy_button::copy_button;
use crate::components::ui::support::{support_hours, support_link};
use crate::components::ui::text_field::{TextField, TextKind};
use crate::i18n::{I18n, t, use_i18n};
use crate::navigation::use_navigation;
use shop_core::model::display_text::cleaned;
use shop_core::model::order::{Order, StatusStage, Trouble};
use shop_core::model::payment::{coin_words, network_words};
use shop_core::model::topic::Topic;
use shop_core::pay;
use shop_core::route::{SUPPLIER_CONTACT, encode_into};
use shop_core::text_key::TextKey;

/// The buyer's answers about the payment. Kept outside of the card, so that no update of the order
/// removes them.
#[derive(Clone, Copy)]
pub struct RecoveryAnswers {
    /// Id of the transaction.
    transaction: RwSignal<String>,
    /// The case that the buyer chose, if the buyer knows better than the order.
    trouble: RwSignal<Option<Trouble>>,
}

impl RecoveryAnswers {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            transaction: RwSignal::new(String::new()),
            trouble: RwSignal::new(None),
        }
    }
}

impl Default for RecoveryAnswers {
    fn default() -> Self {
        Self::new()
    }
}

/// An order whose payment did not go as asked, and the buyer's answers.
#[derive(Clone, Copy)]
struct Case {
    order: Memo<Arc<Order>>,
    is_over: Memo<bool>,
    /// The trouble that the order shows.
    trouble: Memo<Option<Trouble>>,
    told: RecoveryAnswers,
}

impl Case {
    /// What happened: the buyer's answer counts first, then the order's.
    fn trouble(self) -> Trouble {
        let shown = self.trouble.get();
        self.told
            .trouble
            .get()
            .or(shown)
            .unwrap_or(Trouble::Network)
    }
}

/// The card: open if the order shows trouble, folded if only the buyer can know. While the order goes
/// on, the folded card stands beside it; the open card is a part of the advice.
#[component]
pub fn Recovery(
    /// The order.
    order: Memo<Arc<Order>>,
    /// Whether the time for the payment is over.
    is_over: Memo<bool>,
    /// The buyer's answers.
    told: RecoveryAnswers,
    /// Whether this is the place beside the order.
    #[prop(optional)]
    is_beside: bool,
) -> impl IntoView {
    let trouble = Memo::new(move |_| order.with(|order| order.trouble(is_over.get())));
    let is_possible =
        Memo::new(move |_| trouble.get().is_some() || order.with(|order| order.may_have_trouble()));
    let has_ended =
        Memo::new(move |_| order.with(|order| order.state.stage()) == StatusStage::Ended);
    let case = Case {
        order,
        is_over,
        trouble,
        told,
    };
    let topic = Memo::new(move |_| topic_of(case.trouble()));
    move || {
        let shown = trouble.get();
        if is_beside != (shown.is_none() && !has_ended.get()) {
            return None;
        }
        // The meaning for the money comes before the fields to fill in.
        let card = is_possible.get().then(|| {
            view! {
                <CaseQuestion shown told />
                <NextStep case />
                <TransactionField told />
                {move || letter(case)}
                {move || view! { <HelpLink topic=topic.get() /> }}
            }
        });
        let title = if has_ended.get() {
            TextKey::RecoveryFoldEnded
        } else {
            TextKey::RecoveryFold
        };
        Some(if shown.is_some() {
            Either::Left(view! {
                <section class="sheet recovery" aria-labelledby="recovery">
                    <h2 id="recovery">{t(TextKey::RecoveryTitle)}</h2>
                    {card?}
                </section>
            })
        } else {
            let card = card?;
            Either::Right(view! {
                <Fold title is_sheet=true>
                    <div class="recovery">{card}</div>
                </Fold>
            })
        })
    }
}

/// The question of what happened. `shown` is the trouble that the order shows.
#[component]
fn CaseQuestion(
    #[prop(optional_no_strip)] shown: Option<Trouble>,
    told: RecoveryAnswers,
) -> impl IntoView {
    let own = shown.filter(|trouble| !Trouble::TOLD_BY_BUYERS.contains(trouble));
    let chosen = Memo::new(move |_| told.trouble.get().or(shown).unwrap_or(Trouble::Network));
    let rows = own
        .into_iter()
        .chain(Trouble::TOLD_BY_BUYERS)
        .map(|trouble| {
            view! {
                <label>
                    <input
                        type="radio"
                        name="recovery-case"
                        value=trouble.key()
                        prop:checked=move || chosen.get() == trouble
                        on:change=move |_| told.trouble.set(Some(trouble))
                    />
                    <span>{t(trouble.texts().case)}</span>
                </label>
            }
        });
    view! {
        <fieldset class="recovery-cases">
            <legend class="legend">{t(TextKey::RecoveryWhat)}</legend>
            {rows.collect_view()}
        </fieldset>
    }
}

/// What to do next, and where a refund arrives (docs/api.md#refund-address).
#[component]
fn NextStep(case: Case) -> impl IntoView {
    let i18n = use_i18n();
    let key = move || match (case.trouble(), case.trouble.get()) {
        (Trouble::Under, Some(Trouble::Under)) => TextKey::RecoveryNextShort,
        (Trouble::Under, _) if case.order.with(|order| pay::is_unsafe(order)) => {
            TextKey::RecoveryNextUnsafe
        }
        (trouble, _) => trouble.texts().next,
    };
    let pair = Memo::new(move |_| case.order.with(|order| order.pair.clone()));
    let token_hint = move || {
        let pair = pair.get();
        let network = network_words(&pair);
        let values = [("coin", coin_words(&pair.coin)), ("network", &*network)];
        pair.needs_token_account()
            .then(|| view! { <Hint words=i18n.fill(TextKey::CheckoutRefundToken, &values) /> })
    };
    view! {
        <p role="status">{move || i18n.text(key())}</p>
        <Hint words=t(TextKey::RecoveryRefund) />
        {token_hint}
    }
}

/// The answer on the help page.
fn topic_of(trouble: Trouble) -> Topic {
    match trouble {
        Trouble::Late => Topic::TooLate,
        Trouble::Under => Topic::TooLittle,
        Trouble::Network => Topic::WrongNetwork,
        Trouble::Over
        | Trouble::Failed
        | Trouble::FailedPaid
        | Trouble::Manual
        | Trouble::Undelivered => Topic::Refund,
    }
}

/// The field for the transaction that sent the money.
#[component]
fn TransactionField(told: RecoveryAnswers) -> impl IntoView {
    view! {
        <TextField
            kind=TextKind::Transaction
            id="recovery-transaction"
            label=t(TextKey::RecoveryTransaction)
            hint=t(TextKey::RecoveryTransactionHint)
            entry=told.transaction
        />
    }
}

/// The text for support, and the ways to send it.
fn letter(case: Case) -> impl IntoView {
    let i18n = use_i18n();
    let text = text(case);
    let config = use_navigation().config();
    let subject = i18n.fill(TextKey::RecoverySubject, &[("shop", &config.name)]);
    let contact = config
        .support_email
        .as_deref()
        .map(|email| mail_address(email, &subject, &text))
        .or_else(|| config.support_url.clone())
        .map(|href| support_link(i18n, href, "button"));
    // The supplier's own people answer in the named hours, also if the shop names other people. The
    // form asks for the text, so copying it comes first.
    let supplier = support_link(i18n, SUPPLIER_CONTACT.to_owned(), "button button-quiet");
    view! {
        <pre class="recovery-text" dir="ltr">
            {shown(i18n, &text)}
        </pre>
        <div class="actions">
            {contact}{copy_button(text, i18n.text(TextKey::RecoveryCopy))}{supplier}
        </div>
        {support_hours(i18n)}
    }
}

/// Everything support needs, in plain digits that can be searched for.
fn text(case: Case) -> String {
    let i18n = use_i18n();
    let order = &*case.order.get();
    // A payment that the page around has sent is not offered again either.
    let is_over = case.is_over.get() || was_sent();
    let network = network_words(&order.pair);
    let coin = coin_words(&order.pair.coin);
    let sum = |amount: &Option<shop_core::model::money::Amount>| match amount {
        Some(amount) => [amount.as_str(), " ", coin].concat(),
        None => String::new(),
    };
    let lines = [
        (TextKey::OrderNumber, order.id.as_str().to_owned()),
        (
            TextKey::OrderMade,
            order
                .created_at
                .map_or_else(String::new, |made| i18n.moment(made)),
        ),
        (
            TextKey::RecoveryWhat,
            i18n.text(case.trouble().texts().case),
        ),
        (TextKey::PayAmount, sum(&order.amount)),
        (TextKey::OrderReceived, sum(&order.sent)),
        (TextKey::RecoveryCoin, coin.to_owned()),
        (TextKey::PayNetwork, network),
        (TextKey::RecoveryAddress, shown_address(order, is_over)),
        (TextKey::RecoveryTransaction, transactions(order, case.told)),
    ];
    let mut text = String::new();
    for (name, value) in lines {
        if !value.is_empty() {
            for part in [
                &*i18n.text(name),
                &i18n.text(TextKey::ListColon),
                &value,
                "\n",
            ] {
                text.push_str(part);
            }
        }
    }
    text
}

/// The transaction that the buyer names, else those that the order knows of.
fn transactions(order: &Order, told: RecoveryAnswers) -> String {
    let typed = cleaned(&told.transaction.get());
    if typed.is_empty() {
        order.transactions.join(", ")
    } else {
        typed
    }
}

/// The text as it is shown on the page: values are separate from their names, because the two may
/// differ in direction.
fn shown(i18n: I18n, text: &str) -> impl IntoView + use<> {
    let colon = i18n.text(TextKey::ListColon);
    let lines = text.lines().map(|line| {
        let (name, value) = line.split_once(&colon).unwrap_or(("", line));
        view! {
            {[name, &colon].concat()}
            <bdi>{value.to_owned()}</bdi>
            "\n"
        }
        .into_any()
    });
    lines.collect_view()
}

/// The address of the payment, unless the order should not be paid (any more): no page of such an
/// order offers it for copying. Support finds it by the order's number.
fn shown_address(order: &Order, is_over: bool) -> String {
    let has_ended = is_over || order.state.stage() == StatusStage::Ended;
    let address = order
        .address
        .clone()
        .filter(|_| !has_ended && !pay::is_unsafe(order));
    address.unwrap_or_default()
}

/// An email to this address (RFC 6068, whose lines end with both CR and LF).
fn mail_address(email: &str, subject: &str, text: &str) -> String {
    let mut address = ["mailto:", email, "?subject="].concat();
    encode_into(&mut address, subject);
    address.push_str("&body=");
    encode_into(&mut address, &text.replace('\n', "\r\n"));
    address
}
