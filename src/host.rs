//! The page around a widget, as the shop's pages see it: what it asked for, and what may be
//! reported to it.
//!
//! Pages know nothing about messages, frames and origins. They read these values and report events;
//! `widget` decides which of them leave the frame.

use std::sync::Arc;

use leptos::prelude::*;

use shop_core::model::cart::CartItem;
use shop_core::model::order::Order;

/// The values that the page around fills in. The buyer sees that it filled them in.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Prefill {
    /// The buyer's email.
    pub email: String,
    /// The phone of a top-up.
    pub phone: String,
    /// The address that refunds go to.
    pub refund: String,
}

/// The report of the page around about a payment that it was asked for. It changes only the text:
/// only the API says that an order is paid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// The wallet has sent it.
    Sent,
    /// The buyer refused in the wallet.
    Rejected,
    /// The wallet could not send it.
    Failed,
}

/// Goods that a buyer is about to order.
#[derive(Clone, PartialEq, Debug)]
pub struct ChosenGoods {
    /// The brand's name.
    pub brand: String,
    /// ISO code of the country it is sold in.
    pub country: String,
    /// Whether it goes to a phone.
    pub is_for_phone: bool,
    /// The order key, which may be an amount with its currency.
    pub denomination: String,
    /// Face value of a range.
    pub value: Option<String>,
}

impl ChosenGoods {
    /// This item of a cart.
    pub fn from_item(item: &CartItem) -> Self {
        Self {
            brand: item.brand.clone(),
            country: item.country.clone(),
            is_for_phone: item.is_for_phone,
            denomination: item.denomination.clone(),
            value: item.value.as_ref().map(|value| value.as_str().to_owned()),
        }
    }
}

/// An event that a page reports.
pub enum News {
    /// The order form is shown with these goods in it.
    Started(Vec<ChosenGoods>),
    /// The API objects, with these codes.
    Problems(Vec<String>),
    /// Whether an order is being made.
    Ordering(bool),
    /// An order was made, and whether its page is shown next.
    Created(Box<Order>, bool),
    /// An order is shown in this state, and whether its stream is open.
    Shown(Arc<Order>, bool),
    /// No order is shown any more.
    Left,
    /// The buyer wants to pay this with the wallet of the page around.
    Pay(Arc<Order>),
    /// The buyer wants this wallet link opened by the page around.
    Open(String),
}

type Ear = Box<dyn Fn(Host, News)>;

/// The page around. A copyable handle.
#[derive(Clone, Copy)]
pub struct Host {
    /// Its name, to be shown.
    pub name: RwSignal<String>,
    /// Whether it pays, and can be asked to.
    pub pays: RwSignal<bool>,
    /// Whether the shop also shows how to pay by other means.
    pub shows_payment: RwSignal<bool>,
    /// Its report about the payment of the order that is shown.
    pub word: RwSignal<Option<Word>>,
    /// The values that it fills in.
    pub prefill: RwSignal<Prefill>,
    /// Counts changes of the coins on offer.
    pub coins: RwSignal<u32>,
    ear: StoredValue<Ear, LocalStorage>,
}

/// The page around, in a widget.
pub fn use_host() -> Option<Host> {
    use_context()
}

impl Host {
    /// Puts the page around into the context of a widget; `hear` gets each event.
    pub fn provide(hear: impl Fn(Self, News) + 'static) -> Self {
        let host = Self {
            name: RwSignal::new(String::new()),
            pays: RwSignal::new(false),
            shows_payment: RwSignal::new(true),
            word: RwSignal::new(None),
            prefill: RwSignal::new(Prefill::default()),
            coins: RwSignal::new(0),
            ear: StoredValue::new_local(Box::new(hear)),
        };
        provide_context(host);
        host
    }

    /// Reports an event. Does nothing once the widget is gone.
    pub fn tell(self, told: News) {
        self.ear.try_with_value(|hear| hear(self, told));
    }
}
