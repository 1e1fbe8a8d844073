//! The QR code of a payment, the way to its other form, and the link that
//! opens a wallet.

use leptos::prelude::*;

use crate::browser::{call, listen_at, property};
use crate::components::ui::button::Button;
use crate::components::ui::fold::Fold;
use crate::components::ui::hint::Hint;
use crate::components::ui::qr_code::qr_code;
use crate::host::{News, use_host};
use crate::i18n::{I18n, t, use_i18n};
use crate::reactive::spawn;
use shop_core::model::payment::{coin_words, network_words};
use shop_core::pay::fault::Note;
use shop_core::pay::payable::Payable;
use shop_core::pay::{PaymentRequest, QrKind, QrText};
use shop_core::text_key::TextKey;

/// How long a wallet may take to cover the page, in milliseconds.
const OPENING_MILLISECONDS: u32 = 1_500;

/// The link and the code that ask a wallet.
pub struct PayCode {
    /// The link to a wallet on a phone, where no code can be scanned: right after what is to be compared
    /// in that wallet. Else it is beside the code.
    pub first: AnyView,
    /// The code.
    pub code: AnyView,
}

/// The code that the buyer prefers for this coin on this network, with what is
/// in it written below; see docs/payments.md#drawing-the-qr-code. `first` is the payment as it
/// is when this is made. Only its amounts may change afterwards; they are read from `payable`.
pub fn pay_code(
    payable: Memo<Option<Payable>>,
    first: &Payable,
    prefers_other: RwSignal<bool>,
) -> Option<PayCode> {
    let i18n = use_i18n();
    let (pair, request) = (&first.order.pair, first.request.as_ref().ok()?);
    let coin = coin_words(&pair.coin).to_owned();
    let network = network_words(pair);
    let values = [("coin", coin.as_str()), ("network", network.as_str())];
    let bare = [
        Note::PairNotVerified,
        Note::OffCurve,
        Note::MaybeTokenAccount,
    ];
    let is_bare = bare.iter().any(|note| request.notes.contains(note));
    let hint = |key| view! { <Hint words=i18n.fill(key, &values) /> }.into_any();
    let by_hand = is_bare.then(|| hint(TextKey::PayByHand));
    // The address alone doesn't show what the link contains.
    let open = request.link.is_some().then(|| {
        view! {
            {wallet_link(i18n, payable)}
            {hint(TextKey::PayOpenHint)}
        }
        .into_any()
    });
    let has_other = request.other_code.is_some();
    // Drawn again only if it differs, because drawing takes longer than everything else.
    let text = Memo::new(move |_| {
        let request = request_of(payable)?;
        let other = request.other_code.filter(|_| prefers_other.get());
        Some(other.unwrap_or(request.code))
    });
    let shown = move || {
        let code = text.get()?;
        let values = [("coin", coin.as_str()), ("network", network.as_str())];
        let (label, caption) = texts_of(&code);
        let drawn = qr_code(&code.text, i18n.fill(label, &values))?;
        let caption = i18n.fill(caption, &values);
        Some(
            view! { <figure class="qr">{drawn}<figcaption>{caption}</figcaption></figure> }
                .into_any(),
        )
    };
    let switch = has_other.then(|| {
        view! {
            <Button
                class="button button-plain"
                on_press=move || prefers_other.update(|other| *other = !*other)
            >
                {t(TextKey::PayQrSwitch)}
            </Button>
        }
        .into_any()
    });
    if !is_phone() {
        let code = view! { <div class="pay-code">{shown}{by_hand}{switch}{open}</div> };
        return Some(PayCode {
            first: ().into_any(),
            code: code.into_any(),
        });
    }
    // For the camera of another device.
    let fold = view! {
        <Fold title=TextKey::PayCodeFold>
            <div class="pay-code">{shown}{by_hand}{switch}</div>
        </Fold>
    };
    let open = open.map(|open| view! { <div class="pay-code">{open}</div> });
    Some(PayCode {
        first: open.into_any(),
        code: fold.into_any(),
    })
}

/// The request as it is now, tracked.
fn request_of(payable: Memo<Option<Payable>>) -> Option<PaymentRequest> {
    payable.with(|payable| payable.as_ref()?.request.clone().ok())
}

/// Whether the screen is a handheld one. The frame of a widget may be narrow on any screen.
fn is_phone() -> bool {
    let question = match use_host() {
        Some(_) => "(max-width: 767.98px) and (pointer: coarse)",
        None => "(max-width: 767.98px)",
    };
    call(&window(), "matchMedia", &[&question.into()])
        .and_then(|answer| property(&answer, "matches"))
        .is_some_and(|is_phone| is_phone.is_truthy())
}

/// The link that opens a wallet. If nothing has opened, the page says what to do. In a widget the
/// link targets the whole window, which browsers allow a frame only for such links, and the page
/// around can be asked; see docs/widget.md#wallet-links.
fn wallet_link(i18n: I18n, payable: Memo<Option<Payable>>) -> impl IntoView {
    let host = use_host();
    let link = move || request_of(payable).and_then(|request| request.link);
    // The link that was tried and opened nothing.
    let unopened = RwSignal::new(None);
    // A second try must be the buyer's own: a wallet may have opened after all.
    let more = move || {
        let another_way = host.map(|host| {
            view! {
                <Button
                    class="button button-plain"
                    on_press=move || {
                        if let Some(link) = untrack(link) {
                            host.tell(News::Open(link));
                        }
                    }
                >
                    {t(TextKey::EmbedAnotherWay)}
                </Button>
            }
            .into_any()
        });
        let unopened = unopened.get();
        (unopened.is_some() && unopened == link()).then(|| {
            view! {
                <p class="hint" role="status">
                    {i18n.text(TextKey::PayDidNotOpen)}
                </p>
                {another_way}
            }
            .into_any()
        })
    };
    let watch = move |_| {
        // The message of an earlier try doesn't answer this one.
        unopened.set(None);
        let tried = untrack(link);
        // A page in the background is paused, and its timer ends when the buyer is back.
        let has_left = RwSignal::new(false);
        let left = listen_at(
            document().into(),
            "visibilitychange",
            Box::new(move |_| has_left.set(true)),
        );
        spawn(async move {
            gloo_timers::future::TimeoutFuture::new(OPENING_MILLISECONDS).await;
            drop(left);
            if !has_left.is_disposed() {
                let is_still_here = !has_left.get_untracked() && !document().hidden();
                unopened.set(tried.filter(|_| is_still_here));
            }
        });
    };
    view! {
        <a
            class="button button-quiet"
            href=link
            target=host.map(|_| "_top")
            rel=host.map(|_| "noreferrer")
            on:click=watch
        >
            {i18n.text(TextKey::PayOpenWallet)}
        </a>
        {more}
    }
}

/// The code's label for screen readers, and the caption below it.
fn texts_of(code: &QrText) -> (TextKey, TextKey) {
    match code.kind {
        QrKind::AddressOnly => (TextKey::PayQrAddress, TextKey::PayQrAddressCaption),
        QrKind::AddressAndAmount => (TextKey::PayQrRequest, TextKey::PayQrRequestCaption),
        QrKind::Experimental => (
            TextKey::PayQrExperimental,
            TextKey::PayQrExperimentalCaption,
        ),
        QrKind::SomeWallets => (TextKey::PayQrSomeWallets, TextKey::PayQrSomeWalletsCaption),
        QrKind::Invoice => (TextKey::PayQrInvoice, TextKey::PayQrInvoiceCaption),
        QrKind::InvoiceOnly => (TextKey::PayQrInvoiceOnly, TextKey::PayQrInvoiceOnlyCaption),
    }
}
