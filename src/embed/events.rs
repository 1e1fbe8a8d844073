//! What the page around hears of the shop: never a code, an email, a phone or
//! the id of an order.

use std::cell::RefCell;
use std::rc::Rc;

use super::channel::Channel;
use super::message::{Member, Value, maybe, text, texts, whole};
use super::names;
use crate::host::{Goods, News};
use crate::i18n::I18n;
use crate::model::money::Amount;
use crate::model::order::{Order, OrderId, OrderState};
use crate::pay;
use crate::pay::encoding::hexadecimal;
use crate::pay::hash::sha256::sha256;
use crate::pay::intent::Intent;
use crate::route::Route;

/// Letters of an order's name: 64 bits tell orders apart, and lead back to no id.
const REFERENCE: usize = 16;

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

/// What was told last, so that nothing is told twice.
#[derive(Clone, Default)]
pub(super) struct Events(Rc<RefCell<Last>>);

#[derive(Default)]
struct Last {
    /// The order that is shown.
    shown: Option<String>,
    /// What is left to send of it.
    left: Option<Amount>,
    /// What was said of it: state, payment, line.
    said: Option<(String, String, &'static str, bool)>,
    /// Whether an order is being made, and whether one waits for money.
    is_ordering: bool,
    is_paying: bool,
    is_guarded: bool,
}

/// The name of an order for the page around.
pub(super) fn reference(id: &OrderId) -> String {
    let hash = hexadecimal::encode(&sha256(id.as_str().as_bytes()));
    hash.chars().take(REFERENCE).collect()
}

impl Events {
    /// Whether the order with this name is the one that is shown.
    pub(super) fn is_shown(&self, reference: &str) -> bool {
        self.0.borrow().shown.as_deref() == Some(reference)
    }

    /// Says what a page has told. `true` when another payment is shown than
    /// before: of another order, or of what is left after a part.
    pub(super) fn tell(&self, told: News, channel: Channel, i18n: I18n) -> bool {
        match told {
            News::Started(goods) => {
                let items = goods.into_iter().map(item).collect();
                channel.say(
                    names::CHECKOUT_STARTED,
                    vec![Some(("items", Value::List(items)))],
                );
            }
            News::Problems(codes) => {
                channel.say(names::CHECKOUT_PROBLEM, vec![texts("codes", codes)]);
            }
            News::Ordering(is_ordering) => {
                self.0.borrow_mut().is_ordering = is_ordering;
                self.guard(channel, i18n);
            }
            News::Created(order) => channel.say(
                names::ORDER_CREATED,
                vec![
                    text("order_ref", reference(&order.id)),
                    text("coin", order.pair.coin.as_str()),
                    text("network", order.pair.network.as_str()),
                    maybe("coin_amount", order.amount.as_ref().map(Amount::as_str)),
                    pay::deadline(&order).and_then(|end| whole("expires_at", end)),
                ],
            ),
            News::Shown(order, is_live) => return self.shown(&order, is_live, channel, i18n),
            News::Left => {
                // Told while the page goes: nothing that it reads may change now.
                {
                    let mut last = self.0.borrow_mut();
                    last.said = None;
                    last.shown = None;
                    last.is_paying = false;
                }
                self.guard(channel, i18n);
            }
            News::Pay(order) => {
                if let Some(intent) = Intent::of(&order) {
                    channel.say("payment.intent", asked(&order, intent));
                }
            }
            News::Open(uri) => {
                let scheme = uri.split_once(':').map(|(scheme, _)| scheme);
                if scheme.is_some_and(|scheme| SCHEMES.contains(&scheme)) {
                    channel.say("link.open", vec![text("uri", uri)]);
                }
            }
        }
        false
    }

    fn shown(&self, order: &Order, is_live: bool, channel: Channel, i18n: I18n) -> bool {
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
        let (is_another, has_new_state) = {
            let mut last = self.0.borrow_mut();
            let left = order.amount_left();
            let is_another = last.shown.as_ref() != Some(&name) || last.left != left;
            last.left = left;
            let said = (name.clone(), state.clone(), payment, is_live);
            if last.said.as_ref() == Some(&said) {
                return is_another;
            }
            let has_new_state = last
                .said
                .as_ref()
                .is_none_or(|(name, state, ..)| *name != said.0 || *state != said.1);
            last.said = Some(said);
            last.shown = Some(name.clone());
            last.is_paying = order.asks_for_payment();
            (is_another, has_new_state)
        };
        channel.say(
            names::ORDER_UPDATED,
            vec![
                text("order_ref", name.as_str()),
                text("order_state", state),
                text("payment_state", payment),
                Some(("live", Value::Flag(is_live))),
            ],
        );
        self.guard(channel, i18n);
        let failure = match order.state {
            OrderState::Done if has_new_state => {
                let done = order.deliveries.iter().filter(|delivery| delivery.is_done);
                channel.say(
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
            OrderState::WaitingForManualAction | OrderState::PaymentFailed => Some("manual_review"),
            _ => None,
        };
        if let Some(reason) = failure.filter(|_| has_new_state) {
            channel.say(
                names::ORDER_FAILED,
                vec![text("order_ref", name), text("reason", reason)],
            );
        }
        is_another
    }

    /// Says whether leaving now would hurt the buyer, as that changes.
    fn guard(&self, channel: Channel, i18n: I18n) {
        let (is_ordering, is_guarded) = {
            let mut last = self.0.borrow_mut();
            let is_guarded = last.is_ordering || last.is_paying;
            if last.is_guarded == is_guarded {
                return;
            }
            last.is_guarded = is_guarded;
            (last.is_ordering, is_guarded)
        };
        let reason = match (is_guarded, is_ordering) {
            (false, _) => String::new(),
            (true, true) => i18n.text("embed.guard_ordering"),
            (true, false) => i18n.text("embed.guard_paying"),
        };
        let members = vec![
            Some(("active", Value::Flag(is_guarded))),
            text("reason", reason),
            text("stay", i18n.text("embed.guard_stay")),
            text("leave", i18n.text("embed.guard_leave")),
        ];
        channel.say("close.guard", members);
    }
}

fn item(goods: Goods) -> Value {
    // `20 USD`: an amount and its currency, where the key is made of them.
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
        text("amount", intent.amount),
        text("amount_units", intent.units),
        text("coin", order.pair.coin.as_str()),
        text("network", order.pair.network.as_str()),
        text("chain", intent.chain),
        maybe("token", intent.token),
        whole("decimals", intent.decimals as u64),
        intent.expires_at.and_then(|end| whole("expires_at", end)),
    ]
}

/// Where the buyer is, in a word, with the brand and the product.
pub(super) fn view(route: &Route) -> Vec<Member> {
    let (name, brand, product) = match route {
        Route::Home => ("home", None, None),
        Route::Brands => ("brands", None, None),
        Route::Brand { family } => ("brand", Some(family), None),
        Route::Product { family, brand } => ("product", Some(family), Some(brand)),
        Route::Checkout => ("checkout", None, None),
        Route::Order { .. } => ("order", None, None),
        Route::Orders => ("orders", None, None),
        Route::Builder | Route::Unknown { .. } => ("other", None, None),
    };
    vec![
        text("view", name),
        maybe("brand", brand.map(|slug| slug.as_str())),
        maybe("product", product.map(|slug| slug.as_str())),
    ]
}
