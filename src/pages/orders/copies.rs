//! Saving the orders to an encrypted file, and reading them from one.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use leptos::either::EitherOf4;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{OrdersState, focus_soon};
use crate::api;
use crate::backup::{self, BackupError, Contents, SHORTEST_PASSPHRASE, SavedCode};
use crate::components::ui::button::Button;
use crate::components::ui::fact::Fact;
use crate::components::ui::fold::Fold;
use crate::components::ui::hint::Hint;
use crate::components::ui::icon::icon;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::text_field::{LabelledField, Marks, TextField, TextKind};
use crate::components::ui::tick::Tick;
use crate::i18n::t;
use crate::navigation::use_navigation;
use crate::store;
use shop_core::model::order::{Code, OrderId, OrderState};
use shop_core::text_key::{PluralKey, TextKey};

/// Ids of the fields that objections are shown at.
const PASSPHRASE: &str = "passphrase";
const FILE: &str = "backup-file";

/// Name of the file that is saved.
const FILE_NAME: &str = "refillery-orders.json";

/// The typed values and the outcome.
#[derive(Clone, Copy)]
struct Copies {
    page: OrdersState,
    passphrase: RwSignal<String>,
    is_passphrase_shown: RwSignal<bool>,
    has_codes: RwSignal<bool>,
    /// Text of the file that was chosen.
    file: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
    outcome: RwSignal<Outcome>,
    are_codes_shown: RwSignal<bool>,
}

/// The outcome of the last press of a button.
#[derive(Clone)]
enum Outcome {
    Nothing,
    /// The key of a sentence about a missing or wrong value, and the id of its field.
    Fault(TextKey, &'static str),
    /// The address of the finished file, and the orders whose codes aren't in it.
    Saved(String, usize),
    /// How many orders the file has, and its codes.
    Read(usize, Vec<SavedCode>),
}

/// The forms that save and read the file.
#[component]
pub(super) fn CopiesForm(page: OrdersState) -> impl IntoView {
    let copies = Copies {
        page,
        passphrase: RwSignal::new(String::new()),
        is_passphrase_shown: RwSignal::new(false),
        has_codes: RwSignal::new(false),
        file: RwSignal::new(None),
        is_busy: RwSignal::new(false),
        outcome: RwSignal::new(Outcome::Nothing),
        are_codes_shown: RwSignal::new(false),
    };
    // A form, and the owner of the passphrase: a password manager needs both to keep it.
    let form = view! {
        <form
            class="copies"
            aria-label=t(TextKey::BackupTitle)
            on:submit=|event| event.prevent_default()
        >
            <input
                autocomplete="username"
                value=use_navigation().config().name.clone()
                readonly=true
                hidden=true
            />
            <p>{t(TextKey::BackupLead)}</p>
            <div>
                <TextField
                    kind=TextKind::Passphrase(copies.is_passphrase_shown)
                    id=PASSPHRASE
                    label=t(TextKey::BackupPassphrase)
                    hint=t(TextKey::BackupPassphraseHint)
                    entry=copies.passphrase
                    error=move || copies.fault_at(PASSPHRASE)
                />
                <Tick
                    is_on=move || copies.is_passphrase_shown.get()
                    on_tick=move |is_on| copies.is_passphrase_shown.set(is_on)
                >
                    {t(TextKey::BackupShowPassphrase)}
                </Tick>
            </div>
            <Show when=move || !page.orders.with(Vec::is_empty)>
                <SaveForm copies />
            </Show>
            <ReadForm copies />
            <OutcomeView copies />
        </form>
    };
    view! {
        <Fold title=TextKey::BackupTitle is_sheet=true>
            {form}
        </Fold>
    }
}

#[component]
fn SaveForm(copies: Copies) -> impl IntoView {
    // Enter presses the first button that submits: if a file is chosen, it is read.
    let kind = Memo::new(move |_| {
        if copies.file.with(Option::is_some) {
            "button"
        } else {
            "submit"
        }
    });
    view! {
        <h3>{t(TextKey::BackupSaveTitle)}</h3>
        <div class="field">
            <Tick
                is_on=move || copies.has_codes.get()
                on_tick=move |is_on| copies.has_codes.set(is_on)
            >
                {t(TextKey::BackupCodes)}
            </Tick>
            <Hint words=t(TextKey::BackupCodesHint) />
        </div>
        <FileButton copies class="button" kind on_press=move || copies.save()>
            {t(TextKey::BackupSave)}
        </FileButton>
    }
}

#[component]
fn ReadForm(copies: Copies) -> impl IntoView {
    let marks = Marks::new(FILE.to_owned(), false, move || copies.fault_at(FILE));
    let input = view! {
        <input
            class="input"
            id=marks.id()
            aria-describedby=marks.described_by()
            aria-invalid=marks.is_invalid()
            type="file"
            accept=".json,application/json"
            on:change=move |event| {
                copies.outcome.set(Outcome::Nothing);
                spawn_local(async move {
                    copies.file.set(backup::chosen(event).await);
                });
            }
        />
    };
    view! {
        <h3>{t(TextKey::BackupReadTitle)}</h3>
        <LabelledField marks label=t(TextKey::BackupFile)>
            {input}
        </LabelledField>
        <FileButton copies class="button button-quiet" on_press=move || copies.read()>
            {t(TextKey::BackupRead)}
        </FileButton>
    }
}

/// A button that does nothing while something is under way.
#[component]
fn FileButton(
    copies: Copies,
    class: &'static str,
    #[prop(optional)] kind: Option<Memo<&'static str>>,
    on_press: impl Fn() + Send + 'static,
    children: Children,
) -> impl IntoView {
    let press = move |_: MouseEvent| {
        if !copies.is_busy.get_untracked() {
            copies.are_codes_shown.set(false);
            copies.outcome.set(Outcome::Nothing);
            on_press();
        }
    };
    view! {
        <div class="actions">
            <button
                class=class
                type=move || kind.map_or("submit", |kind| kind.get())
                aria-disabled=move || copies.is_busy.get().then_some("true")
                on:click=press
            >
                {children()}
            </button>
        </div>
    }
}

#[component]
fn OutcomeView(copies: Copies) -> impl IntoView {
    let i18n = copies.page.i18n;
    move || {
        if copies.is_busy.get() {
            return Some(EitherOf4::A(
                view! { <p role="status">{t(TextKey::BackupWorking)}</p> },
            ));
        }
        match copies.outcome.get() {
            Outcome::Fault(key, "") => Some(EitherOf4::B(move || {
                notice(Tone::Bad, i18n.text(key), None)
            })),
            // A fault with a field is shown at the field.
            Outcome::Nothing | Outcome::Fault(..) => None,
            Outcome::Saved(address, missing) => {
                Some(EitherOf4::C(view! { <Saved copies address missing /> }))
            }
            Outcome::Read(count, codes) => Some(EitherOf4::D(view! {
                {move || notice(
                    Tone::Good,
                    i18n.count(PluralKey::BackupReadDone, count, &[]),
                    Some(i18n.text(TextKey::BackupReadMerged)),
                )}
                <Codes copies codes />
            })),
        }
    }
}

/// The finished file, which is saved as soon as the link to it is there.
#[component]
fn Saved(copies: Copies, address: String, missing: usize) -> impl IntoView {
    let i18n = copies.page.i18n;
    let link = NodeRef::<html::A>::new();
    link.on_load(|link| {
        backup::press(&link);
    });
    view! {
        {move || {
            let missing = (missing > 0)
                .then(|| i18n.count(PluralKey::BackupCodesMissing, missing, &[]));
            notice(Tone::Good, i18n.text(TextKey::BackupSaved), missing)
        }}
        <a class="button button-quiet" href=address download=FILE_NAME node_ref=link>
            {t(TextKey::BackupSaveAgain)}
        </a>
    }
}

/// The codes of a file, covered until they are asked for.
#[component]
fn Codes(copies: Copies, codes: Vec<SavedCode>) -> impl IntoView {
    let has_any = !codes.is_empty();
    let codes = StoredValue::new(codes);
    let row = |saved: SavedCode| {
        let code = view! { <code translate="no">{saved.code}</code> };
        view! { <Fact name=saved.title value=code /> }
    };
    let button = move || {
        view! {
            <Button class="button button-quiet" on_press=move || copies.are_codes_shown.set(true)>
                {icon("eye")}
                {t(TextKey::BackupShowCodes)}
            </Button>
        }
    };
    view! {
        <Show when=move || has_any>
            <Show when=move || copies.are_codes_shown.get() fallback=button>
                <dl class="facts">{codes.get_value().into_iter().map(row).collect_view()}</dl>
            </Show>
        </Show>
    }
}

impl Copies {
    /// The sentence about what is wrong with this field.
    fn fault_at(self, field: &'static str) -> Option<String> {
        match self.outcome.get() {
            Outcome::Fault(key, at) if at == field => Some(self.page.i18n.text(key)),
            _ => None,
        }
    }

    fn fault(self, key: TextKey, place: &'static str) {
        self.outcome.set(Outcome::Fault(key, place));
        focus_soon(place);
    }

    fn save(self) {
        let passphrase = self.passphrase.get_untracked();
        if passphrase.chars().count() < SHORTEST_PASSPHRASE {
            return self.fault(TextKey::BackupTooShort, PASSPHRASE);
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let mut contents = Contents {
                orders: store::past_orders(),
                codes: Vec::new(),
            };
            let missing = if self.has_codes.get_untracked() {
                self.fetch_codes(&mut contents).await
            } else {
                0
            };
            let outcome = match backup::seal(&contents, &passphrase).await {
                Ok(file) => Outcome::Saved(backup::address_of("application/json", &file), missing),
                Err(error) => Outcome::Fault(error.key(), ""),
            };
            self.end(outcome);
        });
    }

    /// Asks once for each order that may have codes. Codes exist nowhere else: they are never
    /// stored. Returns the number of orders that could not be fetched.
    async fn fetch_codes(self, contents: &mut Contents) -> usize {
        let client = self.page.client;
        let mut missing = 0;
        for past in &contents.orders {
            let has_codes =
                OrderState::of_key(&past.state).is_some_and(|state| state.may_have_codes());
            let Some(id) = OrderId::parse(&past.id).filter(|_| has_codes) else {
                continue;
            };
            match client.get(api::order(&client.prefix(), &id)).await {
                Ok(order) => {
                    for delivery in &order.deliveries {
                        let title = [
                            &delivery.brand,
                            " ",
                            delivery.label.as_deref().unwrap_or_default(),
                        ]
                        .concat();
                        let code = delivery.code.iter().map(|code| match code {
                            Code::Text(code) | Code::Link(code) => code,
                        });
                        let numbers = delivery.numbers.iter().map(|(_, number)| number);
                        contents
                            .codes
                            .extend(code.chain(numbers).map(|code| SavedCode {
                                title: title.clone(),
                                code: code.clone(),
                            }));
                    }
                }
                Err(_) => missing += 1,
            }
        }
        missing
    }

    fn read(self) {
        let Some(file) = self.file.get_untracked() else {
            return self.fault(TextKey::BackupFileMissing, FILE);
        };
        let passphrase = self.passphrase.get_untracked();
        if passphrase.is_empty() {
            return self.fault(TextKey::BackupPassphraseMissing, PASSPHRASE);
        }
        self.is_busy.set(true);
        spawn_local(async move {
            match backup::open(&file, &passphrase).await {
                Ok(contents) => {
                    let count = contents.orders.len();
                    store::put_orders(contents.orders);
                    self.end(Outcome::Read(count, contents.codes));
                    self.page.past.change(|| {});
                }
                Err(error) => {
                    let place = match error {
                        BackupError::WrongPassphrase => PASSPHRASE,
                        BackupError::NoCipher => "",
                        _ => FILE,
                    };
                    self.is_busy.set(false);
                    self.fault(error.key(), place);
                }
            }
        });
    }

    fn end(self, outcome: Outcome) {
        self.is_busy.set(false);
        self.outcome.set(outcome);
    }
}
