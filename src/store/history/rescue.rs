//! Finds orders in a text that is no longer a list of them: it was cut off, or another version of
//! the shop has written it in another form.

use super::{PastOrder, past_order};
use shop_core::json::{Fields, Json};
use shop_core::model::order::OrderId;

/// The orders that can be found in the text, in their order.
pub(super) fn rescued(text: &str) -> Vec<PastOrder> {
    let mut found: Vec<PastOrder> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let (_, object) = rest.split_at(start);
        let whole = object.split_at(length_of(object)).0;
        let value = Json::parse(whole);
        let order = value
            .as_ref()
            .and_then(Fields::of_object)
            .and_then(past_order);
        rest = match &order {
            Some(_) => object.split_at(whole.len()).1,
            // Its content may be orders. A brace is one byte.
            None => object.split_at(1).1,
        };
        // If a row was cut off, its id is enough to find the order again.
        let row = rest.split('{').next().unwrap_or_default();
        let cut = || whole.is_empty().then(|| cut_off(row)).flatten();
        if let Some(order) = order.or_else(cut)
            && found.iter().all(|other| other.id != order.id)
        {
            found.push(order);
        }
    }
    found
}

/// The length of the object that the text begins with, in bytes; 0 if it doesn't end.
fn length_of(object: &str) -> usize {
    let (mut depth, mut is_text, mut is_escaped) = (0_u32, false, false);
    for (place, byte) in object.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            b'{' if !is_text => depth += 1,
            b'}' if !is_text => {
                depth -= 1;
                if depth == 0 {
                    return place + 1;
                }
            }
            _ => {}
        }
    }
    0
}

/// The order of a row without its end.
fn cut_off(row: &str) -> Option<PastOrder> {
    Some(PastOrder {
        id: OrderId::found_in(row)?.as_str().to_owned(),
        title: String::new(),
        created_at: 0,
        state: "unknown".to_owned(),
        label: String::new(),
        changed_at: 0,
        shown: 0,
        bought: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::rescued;

    const ROW: &str = r#"{"id":"1c4fbf20-5c0c-4148-902b-3e25f0f84bb5","title":"A {\"b\"} 日本","created_at":1795167060000,"state":"done"}"#;
    const OTHER: &str =
        r#"{"id":"74bead35-146f-44ad-a6e0-acfbe737072a","title":"Steam $20","state":"expired"}"#;

    #[track_caller]
    fn check(text: &str, titles: &[&str]) {
        let found: Vec<String> = rescued(text).into_iter().map(|past| past.title).collect();
        assert_eq!(found, titles, "{text}");
    }

    #[test]
    fn a_list_that_was_cut_off_gives_its_orders_back() {
        let list = format!("[{ROW},{OTHER}]");
        let whole = ["A {\"b\"} 日本", "Steam $20"];
        check(&list[..list.len() - 1], &whole);
        check(&list[1..], &whole);
        // Only a part of the last order is left, with its id in it.
        let cut = rescued(&list[..list.len() - 12]);
        let ids: Vec<&str> = cut.iter().map(|past| &*past.id).collect();
        assert_eq!(
            ids,
            [
                "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5",
                "74bead35-146f-44ad-a6e0-acfbe737072a"
            ]
        );
        assert_eq!(cut[1].state, "unknown");
        check(&list[..ROW.len() + 20], &whole[..1]);
    }

    #[test]
    fn at_every_cut_nothing_breaks() {
        let list = format!("[{ROW},{OTHER}]");
        for (place, _) in list.char_indices() {
            assert!(rescued(&list[..place]).len() <= 2);
            assert!(rescued(&list[place..]).len() <= 2);
        }
    }

    #[test]
    fn another_form_of_the_list_gives_its_orders_back() {
        let whole = ["A {\"b\"} 日本", "Steam $20"];
        check(
            &format!(r#"{{"version":2,"orders":[{ROW},{OTHER}]}}"#),
            &whole,
        );
        check(&format!(r#"{{"a":{ROW},"b":{OTHER}}}"#), &whole);
        check(&format!("{ROW}{OTHER}{ROW}"), &whole);
        for rubbish in ["", "{", "}", "{}}", "7", "\"{", "{\"country\":7}"] {
            check(rubbish, &[]);
        }
    }
}
