//! Delivered goods, one ticket per item: code, link, numbers, pictures.

use gloo_timers::future::TimeoutFuture;
use leptos::html::Details;
use leptos::prelude::*;

use super::bar_code::bar_code;
use super::esim;
use crate::browser::focus::focus;
use crate::browser::listeners::when_pressed;
use crate::components::ui::button::Button;
use crate::components::ui::copy_button::copy_button;
use crate::components::ui::fact::Fact;
use crate::components::ui::fold::Fold;
use crate::components::ui::icon::icon;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::qr_code::qr_code;
use crate::components::ui::rich_text::rich_text;
use crate::host::use_host;
use crate::i18n::{I18n, t, use_i18n};
use crate::reactive::{effect, spawn};
use shop_core::model::order::{Code, Delivery, DeliveryState, Reason, link_host};
use shop_core::text_key::TextKey;

/// Covers a delivery's code, and the numbers and pictures that also hold it, until the buyer asks
/// for them: a screen may be shared, and a seen code can't be returned.
#[derive(Clone, Copy)]
pub struct Cover {
    /// The delivery's index in its order.
    pub index: usize,
    /// Has a bit for the index of each delivery that is uncovered.
    pub revealed: RwSignal<u64>,
}

impl Cover {
    /// Deliveries beyond the last bit share it: an order has only a few items.
    fn bit(self) -> u64 {
        1 << self.index.min(63)
    }

    fn is_off(self) -> bool {
        self.revealed.get() & self.bit() != 0
    }

    fn turn(self) {
        self.revealed.update(|revealed| *revealed ^= self.bit());
    }
}

/// The ticket of one delivery. `coming` is the key of the text for one that may still come.
pub fn ticket(delivery: &Delivery, coming: Option<TextKey>, cover: Cover) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let (has_secret, is_done) = (is_covered(delivery), delivery.is_done());
    let recipient = delivery.beneficiary.as_ref().map(|to| {
        // The digits of a phone number keep their order in Arabic.
        let to = if delivery.is_top_up {
            ["\u{2066}", to, "\u{2069}"].concat()
        } else {
            to.clone()
        };
        let words = i18n.fill(TextKey::OrderTo, &[("beneficiary", &to)]);
        view! { <p class="hint">{words}</p> }.into_any()
    });
    let secrets = {
        let delivery = delivery.clone();
        move || {
            let is_shown = !has_secret || cover.is_off();
            is_shown.then(|| secrets(i18n, &delivery)).flatten()
        }
    };
    let instructions = delivery
        .instructions
        .clone()
        .map(|html| instructions(html, move || is_done && (!has_secret || cover.is_off())));
    view! {
        <article class="ticket">
            <div class="ticket-head">
                <div>
                    <h2 translate="no">{delivery.brand.clone()}</h2>
                    {recipient}
                </div>
                {delivery
                    .label
                    .clone()
                    .map(|label| {
                        view! {
                            <span class="money" translate="no">
                                {label}
                            </span>
                        }
                    })}
            </div>
            <div class="ticket-body">{goods(delivery, coming, cover)} {secrets} {instructions}</div>
        </article>
    }
}

/// The steps, unfolded once there is something to redeem on the screen.
fn instructions(html: String, is_due: impl Fn() -> bool + 'static) -> AnyView {
    let fold = NodeRef::<Details>::new();
    effect(move || {
        if let Some(fold) = fold.get() {
            fold.set_open(is_due());
        }
    });
    view! {
        <Fold title=TextKey::ProductHowToRedeem details=fold>
            {rich_text(html, None)}
        </Fold>
    }
    .into_any()
}

/// The number that the buyer gives to an operator. It redeems nothing.
const REFERENCE: TextKey = TextKey::DeliveryReference;

/// Whether there is something to cover: a code, a number that goes with a
/// link, or a picture that holds one. A top-up's numbers redeem nothing.
fn is_covered(delivery: &Delivery) -> bool {
    let is_secret = |(key, _): &(TextKey, String)| *key != REFERENCE;
    let has_numbers = delivery.numbers.iter().any(is_secret) && !delivery.is_top_up;
    matches!(delivery.code, Some(Code::Text(_)))
        || has_numbers
        || !delivery.images.is_empty()
        || !delivery.install.unsafe_links.is_empty()
}

/// The numbers and pictures that come with a code, if any do.
fn secrets(i18n: I18n, delivery: &Delivery) -> Option<AnyView> {
    let numbers = delivery.numbers.iter().map(|(key, value)| {
        let colon = i18n.text(TextKey::ListColon);
        let label = [&*i18n.text(*key), &colon, &i18n.text(TextKey::CopyCopy)].concat();
        let number = view! {
            <span class="copied-line">
                <code dir="ltr" translate="no">
                    {value.clone()}
                </code>
                {copy_button(value.clone(), label)}
            </span>
        };
        view! { <Fact name=t(*key) value=number /> }.into_any()
    });
    let links = delivery.install.unsafe_links.iter().map(|link| {
        let link = view! {
            <code dir="ltr" translate="no">
                {link.clone()}
            </code>
        };
        view! { <Fact name=t(TextKey::DeliveryInstallLink) value=link /> }.into_any()
    });
    let pictures = delivery.images.iter().map(|address| {
        let picture = view! {
            <img
                src=address.clone()
                alt=i18n.text(TextKey::DeliveryPicture)
                width="240"
                height="240"
                decoding="async"
            />
        };
        view! { <figure class="qr">{picture}</figure> }.into_any()
    });
    let facts: Vec<AnyView> = numbers.chain(links).collect();
    let facts = (!facts.is_empty()).then(|| view! { <dl class="facts">{facts}</dl> });
    let drawn = delivery
        .barcode
        .as_ref()
        // An eSIM has its own code to scan, and no till needs it.
        .filter(|_| esim::code(delivery).is_none())
        .and_then(|serial| bar_code(i18n, serial));
    let scanned = esim::code(delivery)
        .filter(|_| delivery.images.is_empty())
        .and_then(|code| qr_code(code, i18n.text(TextKey::DeliveryPicture)))
        .map(|code| view! { <figure class="qr">{code}</figure> });
    let pictures: Vec<_> = pictures.collect();
    if facts.is_none() && drawn.is_none() && scanned.is_none() && pictures.is_empty() {
        return None;
    }
    let all = view! {
        {facts}
        {drawn}
        {scanned}
        {pictures}
    };
    Some(all.into_any())
}

/// Shown instead of a code that the buyer has not asked for.
const COVER: &str = "••••-••••";

/// The most characters of a code in the size of a heading. An eSIM's code, which is longer, would
/// be torn over many lines on a phone.
const LONGEST_IN_LARGE: usize = 24;

/// For how long nothing can be pressed where "Show code" was, once that was pressed.
const SETTLING_MILLISECONDS: u32 = 500;

fn goods(delivery: &Delivery, coming: Option<TextKey>, cover: Cover) -> AnyView {
    let i18n = use_i18n();
    let words = |key| view! { <p>{i18n.text(key)}</p> }.into_any();
    let reason = || {
        delivery.failure.as_ref().map(|reason| match reason {
            Reason::Known(key) => i18n.text(*key),
            // In the supplier's language, with its full stop at its own end.
            Reason::Words(words) => ["\u{2068}", words, "\u{2069}"].concat(),
        })
    };
    match delivery.state {
        DeliveryState::Failed => notice(Tone::Bad, i18n.text(TextKey::DeliveryFailed), reason()),
        DeliveryState::Refunded => {
            notice(Tone::Plain, i18n.text(TextKey::DeliveryRefunded), reason())
        }
        DeliveryState::Rebuy => words(TextKey::DeliveryRebuy),
        DeliveryState::Review => words(TextKey::DeliveryReview),
        DeliveryState::Coming => coming.map(words).into_any(),
        DeliveryState::Delivered => view! {
            {esim::install(i18n, delivery)}
            {delivered(delivery, cover)}
        }
        .into_any(),
    }
}

fn delivered(delivery: &Delivery, cover: Cover) -> AnyView {
    let i18n = use_i18n();
    match &delivery.code {
        Some(Code::Text(code)) => covered_code(Some(code.clone()), true, cover),
        Some(Code::Link(address)) => view! {
            {link(i18n, address)}
            {is_covered(delivery).then(|| covered_code(None, false, cover))}
        }
        .into_any(),
        None if is_covered(delivery) => covered_code(None, true, cover),
        None if delivery.is_top_up => {
            let has_reference = delivery.numbers.iter().any(|(key, _)| *key == REFERENCE);
            view! {
                <p>{i18n.text(TextKey::DeliveryToppedUp)}</p>
                {has_reference.then(|| view! { <p>{i18n.text(TextKey::DeliveryAskOperator)}</p> })}
            }
            .into_any()
        }
        None => view! { <p>{i18n.text(TextKey::DeliveryEmailed)}</p> }.into_any(),
    }
}

/// The cover, until the buyer asks for what is under it. `prints`: whether nothing beside it can
/// print that.
fn covered_code(code: Option<String>, prints: bool, cover: Cover) -> AnyView {
    let i18n = use_i18n();
    let is_shown = Memo::new(move |_| cover.is_off());
    let is_settled = RwSignal::new(is_shown.get_untracked());
    let id = ["goods-", &cover.index.to_string()].concat();
    let goods = id.clone();
    // The next thing that a screen reader reads and a key presses.
    let turn = move |next: String| {
        cover.turn();
        is_settled.set(false);
        request_animation_frame(move || focus(&next));
    };
    let show_id = ["show-", &id].concat();
    let again = show_id.clone();
    let cover_again = move || turn(again.clone());
    let show = move || {
        turn(goods.clone());
        spawn(async move {
            TimeoutFuture::new(SETTLING_MILLISECONDS).await;
            is_settled.try_set(true);
        });
    };
    // Goods with a link have their own buttons at the link.
    let copied = code.clone().filter(|_| prints);
    let words = move || {
        if is_shown.get() {
            return code.clone().map(|code| {
                let class = match code.chars().count() {
                    ..=LONGEST_IN_LARGE => "code",
                    _ => "code code-long",
                };
                view! {
                    <p class=class dir="ltr" translate="no">
                        {code}
                    </p>
                }
                .into_any()
            });
        }
        Some(
            view! {
                // Paper has nothing to press.
                <p class="print-only">{i18n.text(TextKey::DeliveryNotShown)}</p>
                <p class="code code-covered">
                    <span aria-hidden="true">{COVER}</span>
                    <span class="visually-hidden">{i18n.text(TextKey::DeliveryCovered)}</span>
                </p>
            }
            .into_any(),
        )
    };
    // What takes the place of "Show code" can't be pressed at first: the second press of a hurried
    // finger hits nothing else.
    let first = move || match (is_shown.get(), &copied) {
        (false, _) => view! {
            <button
                id=show_id.clone()
                class="button"
                type="button"
                on:click=when_pressed(show.clone())
            >
                {icon("eye")}
                {t(TextKey::DeliveryShowCode)}
            </button>
        }
        .into_any(),
        (true, Some(code)) => view! {
            <span class="ticket-copy" inert=move || !is_settled.get()>
                {copy_button(code.clone(), i18n.text(TextKey::DeliveryCopyCode))}
            </span>
        }
        .into_any(),
        (true, None) => ().into_any(),
    };
    let more = move || {
        if !is_shown.get() {
            return view! { <span class="hint">{i18n.text(TextKey::DeliveryShownIsFinal)}</span> }
                .into_any();
        }
        let print = prints.then(print_button);
        view! {
            {print}
            <Button class="button button-plain" on_press=cover_again.clone()>
                {t(TextKey::DeliveryHideCode)}
            </Button>
        }
        .into_any()
    };
    view! {
        <div class="ticket-goods" id=id tabindex="-1">
            {words}
            <div class="actions">{first}{more}</div>
        </div>
    }
    .into_any()
}

/// Prints the page, without covered parts and parts about money. Not in a widget: the loader's
/// frame may not open the browser's own windows.
fn print_button() -> Option<impl IntoView> {
    if use_host().is_some() {
        return None;
    }
    let button = view! {
        <Button
            class="button button-quiet"
            on_press=|| {
                window().print().ok();
            }
        >
            {icon("printer")}
            {t(TextKey::DeliveryPrint)}
        </Button>
    };
    Some(button)
}

fn link(i18n: I18n, address: &str) -> impl IntoView + use<> {
    let host = link_host(address).unwrap_or_default().to_owned();
    view! {
        <p>{i18n.text(TextKey::DeliveryLink)}</p>
        <div class="actions">
            <a class="button" href=address.to_owned() target="_blank" rel="noopener noreferrer">
                {i18n.fill(TextKey::DeliveryOpenHost, &[("host", &host)])}
                " "
                {icon("external-link")}
            </a>
            {copy_button(address.to_owned(), i18n.text(TextKey::DeliveryCopyLink))}
            {print_button()}
        </div>
        <p class="code print-only">{address.to_owned()}</p>
    }
}
