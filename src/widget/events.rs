//! The events that the page around gets about the shop: never a code, an email, a phone or the id
//! of an order.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::channel::Channel;
use super::message::{Member, Value, maybe, text, texts, whole};
use super::names;
use crate::host::{ChosenGoods, Host, News, Word};
use crate::i18n::I18n;
use shop_core::model::address_name::AddressName;
use shop_core::model::money::Amount;
use shop_core::model::network_name::network_name;
use shop_core::model::order::{Order, OrderId, OrderState};
use shop_core::model::problem::{self, Problem};
use shop_core::pay;
use shop_core::pay::encoding::hexadecimal;
use shop_core::pay::hash::sha256::sha256;
use shop_core::pay::intent::Intent;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// Letters of an order's name: 64 bits distinguish orders, and don't lead back to an id.
const REFERENCE: usize = 16;

/// Letters of a problem's code: the schema of messages allows no more.
const LONGEST_CODE: usize = 80;

/// The wallet links that the page around may be asked to open.
const SCHEMES: [&str; 8] = [
    "bitcoin",
    "lightning",
    "litecoin",
    "dogecoin",
    "ethereum",
    "solana",
    "ton",
    "tron",
];

/// What is reported to the page around. It remembers the last reports, so that nothing is reported
/// twice.
#[derive(Clone)]
pub(super) struct Events {
    channel: Channel,
    i18n: I18n,
    last: Rc<RefCell<Last>>,
}

#[derive(Default)]
struct Last {
    /// The goods in the order form.
    started: Vec<ChosenGoods>,
    /// The payments that were shown, the last one at the end.
    payments: Vec<ShownPayment>,
    /// The last report about the order that is shown: name, state, payment, line.
    said: Option<(String, String, &'static str, bool)>,
    /// Whether an order is being made, and whether one waits for money.
    is_ordering: bool,
    is_paying: bool,
    /// Which of the two was reported as the reason to stay, if any was.
    guarded: Option<Guarded>,
}

/// A payment that was shown, and the report of the wallet around about it. Kept while the buyer
/// looks at other pages: otherwise a buyer who comes back would be asked to pay once more.
struct ShownPayment {
    /// The order's name.
    name: String,
    /// The amount that was left to send. A report about a part doesn't count for the rest.
    left: Option<Amount>,
    /// The amount that was left when the wallet was asked last. A wallet may answer only after a
    /// part of its payment has been seen.
    asked: Option<Amount>,
    word: Option<Word>,
}

/// Why the buyer should stay.
#[derive(Clone, Copy, PartialEq)]
enum Guarded {
    Ordering,
    Paying,
}

/// The name of an order for the page around.
pub(super) fn reference(id: &OrderId) -> String {
    let hash = hexadecimal::encode(&sha256(id.as_str().as_bytes()));
    hash.chars().take(REFERENCE).collect()
}

impl Events {
    /// Reports by this channel; nothing has been reported.
    pub(super) fn new(channel: Channel, i18n: I18n) -> Self {
        Self {
            channel,
            i18n,
            last: Rc::default(),
        }
    }

    /// Takes the wallet's report about an order that was shown; `false` for any other order.
    pub(super) fn take(&self, reference: &str, word: Word, host: Host) -> bool {
        let is_shown = {
            let mut last = self.last.borrow_mut();
            let end = last.payments.len();
            let mut places = last.payments.iter_mut().enumerate();
            let Some((place, payment)) = places.find(|(_, payment)| payment.name == reference)
            else {
                return false;
            };
            // A report about a part that has been seen since says nothing about the rest.
            if payment.asked.is_some() && payment.asked != payment.left {
                return true;
            }
            payment.word = Some(word);
            place + 1 == end
        };
        if is_shown {
            host.word.set(Some(word));
        }
        true
    }

    /// Reports the news of a page to the page around.
    pub(super) fn tell(&self, told: News, host: Host) {
        match told {
            News::Started(goods) => {
                // Each press of the form's button reports it.
                if self.last.borrow().started == goods {
                    return;
                }
                self.last.borrow_mut().started.clone_from(&goods);
                let items = goods.into_iter().map(item).collect();
                self.channel.say(
                    names::CHECKOUT_STARTED,
                    vec![Some(("items", Value::List(items)))],
                );
            }
            News::Problems(codes) => {
                // If the API has no code, its text may be about the buyer.
                let codes = codes.into_iter().map(|code| {
                    if Problem::is_code(&code) && code.len() <= LONGEST_CODE {
                        code
                    } else {
                        problem::UNREADABLE.to_owned()
                    }
                });
                let codes = codes.collect();
                self.channel
                    .say(names::CHECKOUT_PROBLEM, vec![texts("codes", codes)]);
            }
            News::Ordering(is_ordering) => {
                self.last.borrow_mut().is_ordering = is_ordering;
                self.guard();
            }
            News::Created(order, is_next) => {
                {
                    let mut last = self.last.borrow_mut();
                    last.started.clear();
                    // Its page needs one more request, and takes over from here.
                    last.is_paying |= is_next && order.asks_for_payment();
                }
                self.guard();
                // An amount that the buyer should not send is not reported.
                let amount = order.amount.as_ref().filter(|_| !pay::is_unsafe(&order));
                let members = vec![
                    text("order_ref", reference(&order.id)),
                    text("coin", order.pair.coin.as_str()),
                    text("network", network_name(&order.pair.network)),
                    maybe("coin_amount", amount.map(Amount::as_str)),
                    pay::deadline(&order).and_then(|end| whole("expires_at", end)),
                ];
                self.channel.say(names::ORDER_CREATED, members);
            }
            News::Shown(order, is_live) => self.shown(&order, is_live, host),
            News::Left => {
                // Reported while the page goes: nothing that it reads may change now.
                {
                    let mut last = self.last.borrow_mut();
                    last.said = None;
                    last.is_paying = false;
                }
                self.guard();
            }
            News::Pay(order) => {
                if let Some(intent) = Intent::from_order(&order) {
                    // Only a payment that is shown can be asked for.
                    if let Some(payment) = self.last.borrow_mut().payments.last_mut() {
                        payment.asked = order.amount_left();
                    }
                    self.channel.say("payment.intent", asked(&order, intent));
                }
            }
            News::Open(uri) => {
                let scheme = uri.split_once(':').map(|(scheme, _)| scheme);
                if scheme.is_some_and(|scheme| SCHEMES.contains(&scheme)) {
                    self.channel.say("link.open", vec![text("uri", uri)]);
                }
            }
        }
    }

    fn shown(&self, order: &Order, is_live: bool, host: Host) {
        let name = reference(&order.id);
        let state = match &order.state {
            OrderState::Unknown(state) => state.chars().take(64).collect(),
            known => known.key().to_owned(),
        };
        let payment = match order.state {
            _ if order.is_paid || order.state.is_paid() => "paid",
            OrderState::PartialPaymentStarted => "partial",
            _ => "none",
        };
        if let Some(word) = self.shows(&name, order.amount_left()) {
            host.word.set(word);
        }
        let has_new_state = {
            let mut last = self.last.borrow_mut();
            let said = (name.clone(), state.clone(), payment, is_live);
            if last.said.as_ref() == Some(&said) {
                return;
            }
            let has_new_state = last
                .said
                .as_ref()
                .is_none_or(|(name, state, ..)| *name != said.0 || *state != said.1);
            last.said = Some(said);
            last.is_paying = order.asks_for_payment();
            has_new_state
        };
        self.channel.say(
            names::ORDER_UPDATED,
            vec![
                text("order_ref", name.as_str()),
                text("order_state", state),
                text("payment_state", payment),
                Some(("live", Value::Flag(is_live))),
            ],
        );
        self.guard();
        let failure = match order.state {
            OrderState::Done | OrderState::DoneInPart if has_new_state => {
                let done = order.deliveries.iter().filter(|item| item.is_done());
                self.channel.say(
                    names::ORDER_DELIVERED,
                    vec![
                        text("order_ref", name.as_str()),
                        whole("items_total", order.deliveries.len() as u64),
                        whole("items_done", done.count() as u64),
                    ],
                );
                None
            }
            OrderState::Expired => Some("expired"),
            OrderState::Canceled | OrderState::PaymentSetupFailed | OrderState::Refunded => {
                Some("canceled")
            }
            OrderState::WaitingForManualAction
            | OrderState::NotDelivered
            | OrderState::PaymentFailed
            | OrderState::FailedPaid => Some("manual_review"),
            _ => None,
        };
        if let Some(reason) = failure.filter(|_| has_new_state) {
            self.channel.say(
                names::ORDER_FAILED,
                vec![text("order_ref", name), text("reason", reason)],
            );
        }
    }

    /// Records which payment is shown; if it differs from the one before, returns the wallet's
    /// report about it.
    fn shows(&self, name: &str, left: Option<Amount>) -> Option<Option<Word>> {
        let payments = &mut self.last.borrow_mut().payments;
        let is_this = |payment: &ShownPayment| payment.name == name && payment.left == left;
        if payments.last().is_some_and(is_this) {
            return None;
        }
        let before = payments.iter().position(|payment| payment.name == name);
        let before = before.map(|place| payments.remove(place));
        let word = before.as_ref().filter(|before| is_this(before));
        let word = word.and_then(|before| before.word);
        payments.push(ShownPayment {
            name: name.to_owned(),
            left,
            asked: before.and_then(|before| before.asked),
            word,
        });
        Some(word)
    }

    /// Reports whether leaving now would hurt the buyer, when that changes.
    fn guard(&self) {
        let mut last = self.last.borrow_mut();
        let guarded = match (last.is_ordering, last.is_paying) {
            (true, _) => Some(Guarded::Ordering),
            (false, true) => Some(Guarded::Paying),
            (false, false) => None,
        };
        if last.guarded != guarded {
            last.guarded = guarded;
            drop(last);
            self.say_guard();
        }
    }

    /// Reports it once more, in another language.
    pub(super) fn translate(&self) {
        if self.last.borrow().guarded.is_some() {
            self.say_guard();
        }
    }

    fn say_guard(&self) {
        let guarded = self.last.borrow().guarded;
        // `translate` reports another language.
        let words = |key| untrack(|| self.i18n.text(key));
        let reason = match guarded {
            None => String::new(),
            Some(Guarded::Ordering) => words(TextKey::EmbedGuardOrdering),
            Some(Guarded::Paying) => words(TextKey::EmbedGuardPaying),
        };
        let members = vec![
            Some(("active", Value::Flag(guarded.is_some()))),
            text("reason", reason),
            text("stay", words(TextKey::EmbedGuardStay)),
            text("leave", words(TextKey::EmbedGuardLeave)),
        ];
        self.channel.say("close.guard", members);
    }
}

fn item(goods: ChosenGoods) -> Value {
    // `20 USD`: an amount and its currency, if the key is made of them.
    let parts = goods.denomination.split_once(' ');
    let fixed = parts.filter(|(amount, currency)| {
        let is_currency =
            currency.len() == 3 && currency.bytes().all(|sign| sign.is_ascii_uppercase());
        is_currency && Amount::parse(amount).is_some()
    });
    let value = goods.value.or(fixed.map(|(amount, _)| amount.to_owned()));
    Value::Object(vec![
        text("brand", goods.brand),
        text("country", goods.country),
        text("kind", if goods.is_for_phone { "topup" } else { "code" }),
        maybe("face_value", value),
        maybe("currency", fixed.map(|(_, currency)| currency)),
    ])
}

fn asked(order: &Order, intent: Intent) -> Vec<Member> {
    vec![
        text("order_ref", reference(&order.id)),
        maybe("uri", intent.uri),
        text("address", intent.address),
        maybe("address_kind", intent.address_kind),
        text("amount", intent.amount),
        text("amount_units", intent.units),
        text("coin", order.pair.coin.as_str()),
        text("network", network_name(&order.pair.network)),
        text("chain", intent.chain),
        maybe("token", intent.token),
        whole("decimals", intent.decimals as u64),
        intent.expires_at.and_then(|end| whole("expires_at", end)),
    ]
}

/// The buyer's page, in a word, with the brand and the product.
pub(super) fn view(route: &Route) -> Vec<Member> {
    let (name, brand, product) = match route {
        Route::Home => ("home", None, None),
        Route::Brands | Route::GiftCards | Route::TopUps | Route::Esims => ("brands", None, None),
        Route::Brand { family } => ("brand", Some(family), None),
        Route::Product { family, brand } => ("product", Some(family), Some(brand)),
        Route::Checkout => ("checkout", None, None),
        Route::Order { .. } => ("order", None, None),
        Route::Orders => ("orders", None, None),
        Route::Help => ("help", None, None),
        Route::Builder | Route::Unknown { .. } => ("other", None, None),
    };
    vec![
        text("view", name),
        maybe("brand", brand.map(AddressName::as_str)),
        maybe("product", product.map(AddressName::as_str)),
    ]
}
