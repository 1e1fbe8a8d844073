//! The request that makes an order, and the readers of the answers.

#![cfg_attr(not(test), warn(clippy::disallowed_types, clippy::float_arithmetic))]

mod delivery;
pub mod form;
mod named;
mod quote;
mod sums;

use serde::Serialize;

use super::endpoint::known_language;
use super::payments::VIA;
use delivery::{delivery, is_supplier};
pub use quote::{Quote, Total, is_about, quote};
use shop_core::json::{Fields, Json, rows};
use shop_core::model::address_name::hash;
use shop_core::model::brand::moment;
use shop_core::model::cart::CartItem;
use shop_core::model::display_text::cleaned;
use shop_core::model::money::Amount;
use shop_core::model::network_name::known_network;
use shop_core::model::order::{Code, Order, OrderId, OrderState, Refund, link_host};
use shop_core::model::payment::Pair;
use sums::{Money, money};

/// Longest id of a transaction that is shown, in bytes. The ids of all known chains have 88 at
/// most.
const LONGEST_TRANSACTION: usize = 128;

/// The maximum number of transactions shown: a buyer doesn't make a payment in more parts by hand.
const MOST_TRANSACTIONS: usize = 10;

/// One item of an order, in the flat form that working integrations send
/// (docs/api.md#order-request).
#[derive(Clone, Serialize, PartialEq, Debug)]
pub struct Item {
    /// Email or phone, depending on the product's delivery type.
    pub beneficiary_account: String,
    /// The brand's name, byte for byte.
    pub brand_name: String,
    /// The country it is sold in.
    pub country_code: String,
    /// The label byte for byte, or `range`.
    pub denomination: String,
    /// Face value of a range product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_value: Option<ProductValue>,
    /// The API's label for people, byte for byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub localized_denomination: Option<String>,
}

/// A face value on the wire: a number if it is whole, else text, so that no
/// float is involved. The API takes both (docs/api.md#asking-for-a-validation).
#[derive(Clone, Serialize, PartialEq, Debug)]
#[serde(untagged)]
pub enum ProductValue {
    /// A whole number.
    Whole(u64),
    /// A decimal as text.
    Text(String),
}

impl Item {
    /// The order item for this cart item and this beneficiary.
    pub fn new(item: CartItem, beneficiary: String) -> Self {
        Self {
            beneficiary_account: beneficiary,
            brand_name: item.brand,
            country_code: item.country,
            denomination: item.denomination,
            product_value: item.value.as_ref().map(ProductValue::new),
            localized_denomination: item.localized_denomination,
        }
    }
}

impl ProductValue {
    /// The value of this amount.
    pub fn new(amount: &Amount) -> Self {
        let plain = amount.trimmed();
        plain
            .as_str()
            .parse()
            .map_or_else(|_| Self::Text(plain.as_str().to_owned()), Self::Whole)
    }
}

/// The body of a validation and of an order.
#[derive(Clone, Serialize, PartialEq, Debug)]
pub struct OrderRequest {
    email: String,
    payment: PaymentFields,
    /// If the API refuses flat items, change this line to `form::nested`.
    #[serde(serialize_with = "form::flat")]
    deliveries: Vec<Item>,
    lang: String,
    user: User,
    /// The coupon (docs/api.md#coupons).
    #[serde(skip_serializing_if = "Option::is_none")]
    promo_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refund_wallet_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acquisition: Option<Acquisition>,
}

/// Who orders, and what the buyer adds to an order.
#[derive(Clone, Default)]
pub struct Buyer {
    /// The address that codes and a receipt are sent to.
    pub email: String,
    /// The language of the page. The API gets one that it knows (docs/api.md#languages).
    pub language: String,
    /// Where the buyer comes from: `utm_source` of the first address.
    pub source: Option<String>,
    /// A coupon's code.
    pub coupon: Option<String>,
    /// The address for refunds: the buyer's own wallet on the same network. It can't be set later
    /// through this API (docs/api.md#refund-address).
    pub refund_address: Option<String>,
    /// Whether the supplier may send news.
    pub newsletter: bool,
}

#[derive(Clone, Serialize, PartialEq, Debug)]
struct PaymentFields {
    r#type: &'static str,
    payment_via: &'static str,
    coin: String,
    network: String,
}

#[derive(Clone, Serialize, PartialEq, Debug)]
struct User {
    email: String,
    has_accepted_newsletter: bool,
}

#[derive(Clone, Serialize, PartialEq, Debug)]
struct Acquisition {
    utm_source: String,
}

impl OrderRequest {
    /// An order of these items, paid with this pair.
    pub fn new(buyer: Buyer, pair: &Pair, items: Vec<Item>) -> Self {
        Self {
            email: buyer.email.clone(),
            payment: PaymentFields {
                r#type: "via",
                payment_via: VIA,
                coin: pair.coin.clone(),
                network: pair.network.clone(),
            },
            deliveries: items,
            lang: known_language(&buyer.language).to_owned(),
            user: User {
                email: buyer.email,
                has_accepted_newsletter: buyer.newsletter,
            },
            promo_code: buyer.coupon,
            refund_wallet_address: buyer.refund_address,
            acquisition: buyer.source.map(|utm_source| Acquisition { utm_source }),
        }
    }
}

impl OrderRequest {
    /// Its items.
    pub fn items(&self) -> &[Item] {
        &self.deliveries
    }

    /// A short text that is the same for the same order, and reveals nothing about it.
    pub fn fingerprint(&self) -> String {
        let mut text = [&self.email, "\n", &self.payment.coin, "\n"].concat();
        text.push_str(&self.payment.network);
        for item in &self.deliveries {
            for part in [
                &item.beneficiary_account,
                &item.brand_name,
                &item.country_code,
                &item.denomination,
            ] {
                text.push('\n');
                text.push_str(part);
            }
            match &item.product_value {
                Some(ProductValue::Text(value)) => text.push_str(value),
                Some(ProductValue::Whole(value)) => text.push_str(&value.to_string()),
                None => {}
            }
        }
        hash(&text).to_string()
    }
}

/// An order. Only its id and state are required; all else may be missing.
pub fn order(body: &Json<'_>) -> Option<Order> {
    read(body, None)
}

/// An order that was just made. An order with an id exists, even if the answer has no state: its
/// page asks for it.
pub fn created_order(body: &Json<'_>) -> Option<Order> {
    read(body, Some("Created"))
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

fn read(body: &Json<'_>, missing_state: Option<&str>) -> Option<Order> {
    let fields = Fields::of_object(body)?;
    let text = |name: &str| fields.text(name).map(str::to_owned);
    let state = OrderState::parse(fields.text("order_state").or(missing_state)?);
    let payment_state = fields.text("payment_state").unwrap_or_default();
    let is_received = matches!(payment_state, "PaymentReceived" | "PaymentCompleted");
    // Blanks around them are not part of an address or a memo. They are removed here, so that the
    // value that is judged is also the value that is shown and copied.
    let address = fields.text("wallet_address").map(trimmed);
    let checkout = fields.text("checkout_url");
    let is_elsewhere =
        address.is_none() && (checkout.is_some() || fields.is_set("is_payment_processor_external"));
    let Money {
        amount,
        is_covered,
        sums,
    } = money(fields, address.is_none() && !is_elsewhere);
    // Two names for the same sum; reading the smaller one would ask for too much.
    let sent = ["sent_coin_amount", "received_amount"]
        .into_iter()
        .filter_map(|name| fields.amount(name))
        .reduce(|one, other| if other > one { other } else { one });
    let is_part = state == OrderState::PartialPaymentStarted
        || sent
            .as_ref()
            .zip(amount.as_ref())
            .is_some_and(|(sent, amount)| !sent.is_zero() && sent < amount);
    let deliveries = rows(fields.list("deliveries"), |row| delivery(row, &state)).items;
    let mut items = fields.list("deliveries").iter().map(Fields::new);
    let is_test = fields.is_set("sandbox_mode") || items.any(|row| row.is_set("sandbox_mode"));
    let state = match state {
        OrderState::Created | OrderState::WaitingForPayment if is_covered => OrderState::Covered,
        OrderState::Created | OrderState::WaitingForPayment if is_elsewhere => {
            OrderState::Elsewhere
        }
        OrderState::PaymentFailed if is_received => OrderState::FailedPaid,
        OrderState::Done => OrderState::done(&deliveries),
        other => other,
    };
    let created_at = fields.time("created_at");
    let network = fields.text("network");
    // Names of kinds that aren't in the table, such as `EVM_LIKE`, don't say which network it is.
    let inner = fields
        .text("payment_method_protocol")
        .filter(|name| *name != "BITCOIN_LIKE")
        .and_then(known_network);
    let pair = Pair::new(
        fields.text("coin").unwrap_or_default(),
        network.or(inner).unwrap_or_default(),
    );
    let named = network.and_then(known_network);
    Some(Order {
        id: OrderId::parse(fields.text("order_id")?)?,
        is_paid: state.is_paid() || (!is_part && is_received),
        was_paid_late: payment_state == "ExpiredAfterPaymentDetection",
        created_at,
        updated_at: fields.time("updated_at"),
        payment_requested_at: fields.time("payment_requested_at"),
        // None of these fields was ever seen (docs/api.md#order-fields).
        ends_at: [
            "expires_at",
            "expiration_date",
            "expiration_time",
            "expired_at",
        ]
        .into_iter()
        .filter_map(|name| fields.time(name).or_else(|| told_time(fields.text(name)?)))
        .find(|end| created_at.is_none_or(|start| *end > start)),
        amount,
        sums,
        sent,
        address,
        qr_text: text("qr_text"),
        memo: ["memo", "destination_tag", "tag"]
            .into_iter()
            .find_map(|name| fields.text_or_number(name))
            .map(|memo| trimmed(&memo)),
        deliveries,
        refund: fields.object("refund").map(|refund| Refund {
            amount: refund.amount("amount"),
            currency: refund.text("currency").map(cleaned),
            reason: refund.text("reason").map(cleaned),
        }),
        email: fields
            .object("user")
            .and_then(|user| user.text("email"))
            .map(str::to_owned),
        checkout: checkout
            .filter(|address| link_host(address).is_some_and(is_supplier))
            .map(Code::read),
        transactions: fields
            .texts("payment_transactions")
            .map(cleaned)
            .filter(|hash| !hash.is_empty() && hash.len() <= LONGEST_TRANSACTION)
            .take(MOST_TRANSACTIONS)
            .collect(),
        recovered_from: fields.object("original_payment_info").and_then(|first| {
            let first = Pair::new(
                first.text("coin").unwrap_or(&pair.coin),
                first.text("protocol").unwrap_or(&pair.network),
            );
            (!first.means(&pair)).then_some(first)
        }),
        networks_differ: named
            .zip(inner)
            .is_some_and(|(named, inner)| named != inner),
        is_test,
        pair,
        state,
    })
}

/// A moment in the form of ISO 8601, in epoch milliseconds. Without a zone it is read as UTC; a day
/// alone is not a moment.
fn told_time(text: &str) -> Option<u64> {
    let (day, time) = text.trim().split_once(['T', ' '])?;
    let (time, zone) = time.split_at_checked(time.rfind(['+', '-']).unwrap_or(time.len()))?;
    if !time.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let at = moment(&[day, "T", time].concat(), false)?;
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let number = |from: usize| digits.get(from..from + 2)?.parse::<u64>().ok();
    let minutes = number(0).unwrap_or(0) * 60 + number(2).unwrap_or(0);
    if zone.starts_with('-') {
        at.checked_add(minutes * 60_000)
    } else {
        at.checked_sub(minutes * 60_000)
    }
}

#[cfg(test)]
mod tests;
