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

/// The items as rows of a page, each by the ids of its items: equal items for one recipient are one
/// row. `for_others` has the ids of items that go to somebody whose email is still missing.
///
/// `before` is the result of the last call: while somebody types, an item neither leaves its row nor
/// joins another one because the emails are the same for a moment.
pub fn rows_of(items: &[CartItem], for_others: &[u32], before: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let is_own = |item: &CartItem| item.is_for_buyer() && !for_others.contains(&item.id);
    let row_before = |item: &CartItem| before.iter().find(|row| row.contains(&item.id));
    let mut rows: Vec<(&CartItem, Vec<u32>)> = Vec::new();
    for item in items {
        let joins = |first: &CartItem| {
            // A number gets one top-up in an order.
            let is_same = !item.is_for_phone && item.is_same_goods(first);
            is_same
                && match (is_own(item), is_own(first)) {
                    (true, true) => true,
                    (false, false) => match row_before(item) {
                        Some(row) => row.contains(&first.id),
                        None => item.beneficiary.trim() == first.beneficiary.trim(),
                    },
                    _ => false,
                }
        };
        match rows.iter_mut().find(|(first, _)| joins(first)) {
            Some((_, ids)) => ids.push(item.id),
            None => rows.push((item, vec![item.id])),
        }
    }
    rows.into_iter().map(|(_, ids)| ids).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: u32, brand: &str, beneficiary: &str) -> CartItem {
        CartItem {
            id,
            title: brand.to_owned(),
            label: String::new(),
            brand: brand.to_owned(),
            country: "US".to_owned(),
            denomination: "10 USD".to_owned(),
            value: None,
            localized_denomination: None,
            credited: None,
            is_for_phone: false,
            beneficiary: beneficiary.to_owned(),
        }
    }

    #[test]
    fn equal_items_are_one_row_and_another_recipient_has_a_row_of_its_own() {
        let items = [
            item(1, "Steam", ""),
            item(2, "Roblox", ""),
            item(3, "Steam", " "),
            item(4, "Steam", "friend@example.com"),
            item(5, "Steam", "friend@example.com "),
        ];
        assert_eq!(rows_of(&items, &[], &[]), [vec![1, 3], vec![2], vec![4, 5]]);
        let abroad = CartItem {
            country: "CA".to_owned(),
            ..item(6, "Steam", "")
        };
        let items = [item(1, "Steam", ""), abroad];
        assert_eq!(rows_of(&items, &[], &[]), [[1], [6]]);
    }

    #[test]
    fn each_number_has_a_row() {
        let phone = |id| CartItem {
            is_for_phone: true,
            ..item(id, "Lycamobile", "+12015550123")
        };
        assert_eq!(rows_of(&[phone(1), phone(2)], &[], &[]), [[1], [2]]);
    }

    #[test]
    fn an_item_for_somebody_else_leaves_the_row_before_an_email_is_typed() {
        let items = [item(1, "Steam", ""), item(2, "Steam", "")];
        let before = rows_of(&items, &[], &[]);
        let rows = rows_of(&items, &[2], &before);
        assert_eq!(rows, [[1], [2]]);
        assert_eq!(rows_of(&items, &[], &rows), [[1, 2]], "and comes back");
    }

    #[test]
    fn typing_joins_no_rows_and_parts_none() {
        let typed = |one: &str, other: &str| {
            [
                item(1, "Steam", one),
                item(2, "Steam", one),
                item(3, "Steam", other),
            ]
        };
        let rows = rows_of(&typed("a@example.co", "b@example.com"), &[], &[]);
        assert_eq!(rows, [vec![1, 2], vec![3]]);
        let same = typed("b@example.com", "b@example.com");
        assert_eq!(rows_of(&same, &[], &rows), rows);
        assert_eq!(rows_of(&same, &[], &[]), [[1, 2, 3]], "after a reload");
        // Emptied, but still for somebody else.
        let empty = typed("", "b@example.com");
        assert_eq!(rows_of(&empty, &[1, 2], &rows), rows);
    }

    #[test]
    fn one_more_joins_the_row_of_its_recipient() {
        let mut items = vec![item(1, "Steam", ""), item(2, "Steam", "friend@example.com")];
        let rows = rows_of(&items, &[], &[]);
        items.push(item(3, "Steam", "friend@example.com"));
        assert_eq!(rows_of(&items, &[], &rows), [vec![1], vec![2, 3]]);
    }
}
