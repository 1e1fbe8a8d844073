//! The orders in an encrypted file, and out of one.

use super::{Page, focus_soon};
use crate::api;
use crate::backup::{self, BackupError, Contents, SHORTEST_PASSPHRASE, SavedCode};
use crate::components::icon::icon;
use crate::components::notice::{Tone, notice};
use crate::components::text_field::{Kind, field, text_field};
use crate::i18n::t;
use crate::markup::{Element, IntoChild, View, element, fragment};
use crate::navigation::Navigation;
use crate::reactive::{Derived, State, spawn};
use crate::store;
use shop_core::model::order::{Code, OrderId, OrderState};

/// Ids of the fields that objections stand at.
const PASSPHRASE: &str = "passphrase";
const FILE: &str = "backup-file";

/// Name of the file that is saved.
const FILE_NAME: &str = "refillery-orders.json";

/// The states of orders that may have codes: all of what was ordered is there, or a part of it
/// while the rest is under way, is looked at or has failed.
const WITH_CODES: [OrderState; 6] = [
    OrderState::Done,
    OrderState::DoneInPart,
    OrderState::DoneOpen,
    OrderState::WaitingForManualAction,
    OrderState::WaitingForRebuy,
    OrderState::WaitingForDelivery,
];

/// What is typed and what came of it. A copyable handle, kept outside of what
/// is shown.
#[derive(Clone, Copy)]
pub(super) struct Copies {
    page: Page,
    passphrase: State<String>,
    is_passphrase_shown: State<bool>,
    has_codes: State<bool>,
    /// Text of the file that was chosen.
    file: State<Option<String>>,
    is_busy: State<bool>,
    outcome: State<Outcome>,
    are_codes_shown: State<bool>,
}

/// What came of the last press of a button.
#[derive(Clone)]
enum Outcome {
    Nothing,
    /// The key of a sentence about what is missing or wrong, and the id of the
    /// field it is wrong with.
    Fault(&'static str, &'static str),
    /// The address of the finished file, and the orders whose codes aren't in it.
    Saved(String, usize),
    /// How many orders the file has, and its codes.
    Read(usize, Vec<SavedCode>),
}

impl Copies {
    pub(super) fn new(page: Page) -> Self {
        Self {
            page,
            passphrase: State::new(String::new()),
            is_passphrase_shown: State::new(false),
            has_codes: State::new(false),
            file: State::new(None),
            is_busy: State::new(false),
            outcome: State::new(Outcome::Nothing),
            are_codes_shown: State::new(false),
        }
    }

    pub(super) fn view(self) -> View {
        let i18n = self.page.i18n;
        // Beside the fields and not around them: a label that is saved must not
        // empty the form.
        let is_empty = Derived::new(move || self.page.orders.with(Vec::is_empty));
        // A form, and whose passphrase it is: what a password manager needs to keep it.
        element("form")
            .attr("class", "sheet copies")
            .attr("aria-labelledby", "copies")
            .instead_of("submit", || {})
            .child(
                element("input")
                    .attr("autocomplete", "username")
                    .attr("value", Navigation::here().config().name.clone())
                    .attr("readonly", true)
                    .attr("hidden", true),
            )
            .child(
                element("h2")
                    .attr("id", "copies")
                    .child(i18n.text("backup.title")),
            )
            .child(element("p").child(i18n.text("backup.lead")))
            .child(self.passphrase_field())
            .child(move || (!is_empty.get()).then(|| self.save_form()))
            .child(self.read_form())
            .child(move || self.outcome_view())
            .into_child()
    }

    fn passphrase_field(self) -> View {
        let field = text_field(
            Kind::Passphrase(self.is_passphrase_shown),
            PASSPHRASE.to_owned(),
            t("backup.passphrase").into_child(),
            t("backup.passphrase_hint").into_child(),
            move || self.passphrase.get(),
            move |typed| self.passphrase.set(typed),
            move || self.said(PASSPHRASE),
        );
        let show = tick(
            self.is_passphrase_shown,
            self.page.i18n.text("backup.show_passphrase"),
        );
        element("div").child(field).child(show).into_child()
    }

    /// What is wrong with this field.
    fn said(self, place: &'static str) -> Option<String> {
        match self.outcome.get() {
            Outcome::Fault(key, at) if at == place => Some(self.page.i18n.text(key)),
            _ => None,
        }
    }

    fn save_form(self) -> View {
        let i18n = self.page.i18n;
        fragment([
            element("h3")
                .child(i18n.text("backup.save_title"))
                .into_child(),
            element("div")
                .attr("class", "field")
                .child(tick(self.has_codes, i18n.text("backup.codes")))
                .child(
                    element("p")
                        .attr("class", "hint")
                        .child(i18n.text("backup.codes_hint")),
                )
                .into_child(),
            // Enter presses the first button that submits: with a file at hand it is read.
            self.button(
                "button",
                "backup.save",
                move || {
                    if self.file.with(Option::is_some) {
                        "button"
                    } else {
                        "submit"
                    }
                },
                move || self.save(),
            ),
        ])
    }

    fn read_form(self) -> View {
        let i18n = self.page.i18n;
        fragment([
            element("h3")
                .child(i18n.text("backup.read_title"))
                .into_child(),
            field(
                element("input")
                    .attr("class", "input")
                    .attr("type", "file")
                    .attr("accept", ".json,application/json")
                    .on("change", move |event| {
                        self.outcome.set(Outcome::Nothing);
                        spawn(async move {
                            self.file.set(backup::chosen(event).await);
                        });
                    }),
                FILE.to_owned(),
                t("backup.file").into_child(),
                View::Nothing,
                move || self.said(FILE),
            ),
            self.button(
                "button button-quiet",
                "backup.read",
                || "submit",
                move || self.read(),
            ),
        ])
    }

    /// A button that does nothing while something is under way.
    fn button(
        self,
        class: &'static str,
        key: &'static str,
        r#type: impl Fn() -> &'static str + Send + 'static,
        press: impl Fn() + Send + 'static,
    ) -> View {
        let i18n = self.page.i18n;
        element("div")
            .attr("class", "actions")
            .child(
                element("button")
                    .attr("class", class)
                    .live_attr("type", r#type)
                    .live_attr("aria-disabled", move || {
                        self.is_busy.get().then_some("true")
                    })
                    .on("click", move |_| {
                        if !self.is_busy.get_untracked() {
                            self.are_codes_shown.set(false);
                            self.outcome.set(Outcome::Nothing);
                            press();
                        }
                    })
                    .child(i18n.text(key)),
            )
            .into_child()
    }

    fn fault(self, key: &'static str, place: &'static str) {
        self.outcome.set(Outcome::Fault(key, place));
        focus_soon(place);
    }

    fn save(self) {
        let passphrase = self.passphrase.get_untracked();
        if passphrase.chars().count() < SHORTEST_PASSPHRASE {
            return self.fault("backup.too_short", PASSPHRASE);
        }
        self.is_busy.set(true);
        spawn(async move {
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

    /// Asks once for each order that may have codes. Codes are nowhere else: they are
    /// never stored. Gives the number of orders that could not be had.
    async fn fetch_codes(self, contents: &mut Contents) -> usize {
        let client = self.page.client;
        let mut missing = 0;
        for past in &contents.orders {
            let has_codes = WITH_CODES.iter().any(|state| state.key() == past.state);
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
            return self.fault("backup.file_missing", FILE);
        };
        let passphrase = self.passphrase.get_untracked();
        if passphrase.is_empty() {
            return self.fault("backup.passphrase_missing", PASSPHRASE);
        }
        self.is_busy.set(true);
        spawn(async move {
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

    fn outcome_view(self) -> View {
        let i18n = self.page.i18n;
        if self.is_busy.get() {
            return element("p")
                .attr("role", "status")
                .child(i18n.text("backup.working"))
                .into_child();
        }
        match self.outcome.get() {
            Outcome::Nothing => View::Nothing,
            Outcome::Fault(key, "") => notice(Tone::Bad, i18n.text(key), None),
            // It stands at its field.
            Outcome::Fault(..) => View::Nothing,
            Outcome::Saved(address, missing) => {
                let missing =
                    (missing > 0).then(|| i18n.count("backup.codes_missing", missing, &[]));
                fragment([
                    notice(Tone::Good, i18n.text("backup.saved"), missing),
                    element("a")
                        .attr("class", "button button-quiet")
                        .attr("href", address)
                        .attr("download", FILE_NAME)
                        .finish(backup::press)
                        .child(i18n.text("backup.save_again"))
                        .into_child(),
                ])
            }
            Outcome::Read(count, codes) => fragment([
                notice(
                    Tone::Good,
                    i18n.count("backup.read_done", count, &[]),
                    Some(i18n.text("backup.read_merged")),
                ),
                self.codes(codes),
            ]),
        }
    }

    /// The codes of a file, covered until they are asked for.
    fn codes(self, codes: Vec<SavedCode>) -> View {
        if codes.is_empty() {
            return View::Nothing;
        }
        if !self.are_codes_shown.get() {
            return element("button")
                .attr("class", "button button-quiet")
                .attr("type", "button")
                .on("click", move |_| self.are_codes_shown.set(true))
                .child(icon("eye"))
                .child(self.page.i18n.text("backup.show_codes"))
                .into_child();
        }
        let rows = codes.into_iter().map(|saved| {
            element("div")
                .child(element("dt").child(saved.title))
                .child(element("dd").child(element("code").verbatim().child(saved.code)))
                .into_child()
        });
        element("dl")
            .attr("class", "facts")
            .child(rows.collect::<Vec<_>>())
            .into_child()
    }
}

/// A box to tick, with its words.
fn tick(state: State<bool>, words: String) -> Element {
    element("label")
        .attr("class", "tick")
        .child(
            element("input")
                .attr("type", "checkbox")
                .live_property("checked", move || state.get())
                .on_ticked(move |ticked| state.set(ticked)),
        )
        .child(words)
}
