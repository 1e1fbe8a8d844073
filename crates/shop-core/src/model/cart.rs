//! The items that a buyer plans to order.

use super::money::{Amount, FaceValue};

/// Most deliveries in one order (docs/api.md#asking-for-a-validation).
pub const MOST_ITEMS: usize = 10;

/// The order key of products whose amount the buyer names
/// (docs/api.md#product-sorts).
pub const RANGE: &str = "range";

/// One delivery to be ordered. A quantity is the same item several times.
#[derive(Clone, PartialEq, Debug)]
pub struct CartItem {
    /// Identifies it on this device.
    pub id: u32,
    /// The brand, made safe to show.
    pub title: String,
    /// The chosen product, in words to show.
    pub label: String,
    /// The brand's name, byte for byte.
    pub brand: String,
    /// ISO code of the country it is sold in.
    pub country: String,
    /// The order key, byte for byte, or `range`.
    pub denomination: String,
    /// Face value of a range.
    pub value: Option<Amount>,
    /// The API's label, byte for byte as it is sent back.
    pub localized_denomination: Option<String>,
    /// The amount that reaches the phone, if a tax takes a part.
    pub credited: Option<FaceValue>,
    /// Whether it goes to a phone; otherwise it goes to an email address.
    pub is_for_phone: bool,
    /// The phone or email as typed. An empty email means the buyer's own.
    pub beneficiary: String,
}

impl CartItem {
    /// Whether both are the same goods for the same money, for any recipient. Words may be in
    /// another language.
    pub fn is_same_goods(&self, other: &Self) -> bool {
        self.brand == other.brand
            && self.country == other.country
            && self.denomination == other.denomination
            && self.value == other.value
            && self.is_for_phone == other.is_for_phone
    }

    /// Whether it goes to the buyer's own email.
    pub fn is_for_buyer(&self) -> bool {
        !self.is_for_phone && self.beneficiary.trim().is_empty()
    }
}
