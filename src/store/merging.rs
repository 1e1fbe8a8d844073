//! Merges two versions of one list that don't know of each other's changes.

use std::borrow::Cow;

use shop_core::json::{Fields, Json};

/// Merges the version in storage (`theirs`) and the one it refused (`mine`), both made from `base`.
/// Additions and changes of either are kept, and rows that either has removed are gone; for a row
/// that both have changed, mine counts. If a version can't be read row by row, mine is used.
pub(super) fn merged(base: &str, mine: &str, theirs: &str) -> String {
    let (Some(my_rows), Some(their_rows)) = (rows(mine), rows(theirs)) else {
        return mine.to_owned();
    };
    let old_rows = rows(base).unwrap_or_default();
    let mut all = Vec::new();
    for (key, theirs) in &their_rows {
        match (find(&my_rows, key), find(&old_rows, key)) {
            (Some(mine), old) if old != Some(mine) => all.push((key, mine)),
            (None, Some(_)) => {}
            _ => all.push((key, theirs)),
        }
    }
    for (key, mine) in &my_rows {
        if find(&their_rows, key).is_none() && find(&old_rows, key).is_none() {
            all.push((key, mine));
        }
    }
    let rows = all.into_iter();
    if mine.trim_start().starts_with('{') {
        Json::Object(
            rows.map(|(key, row)| (Cow::Borrowed(key.as_str()), row.clone()))
                .collect(),
        )
    } else {
        Json::List(rows.map(|(_, row)| row.clone()).collect())
    }
    .print()
}

/// The rows of a list, or the members of an object, each with its key.
fn rows(text: &str) -> Option<Vec<(String, Json<'_>)>> {
    Some(match Json::parse(text)? {
        Json::List(values) => values.into_iter().map(|row| (key(&row), row)).collect(),
        Json::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name.into_owned(), value))
            .collect(),
        _ => return None,
    })
}

fn find<'a, 'b>(rows: &'a [(String, Json<'b>)], key: &str) -> Option<&'a Json<'b>> {
    rows.iter()
        .find(|(known, _)| known == key)
        .map(|(_, row)| row)
}

/// The field or fields that name a row: an order, an item of the cart, an attempt, a family. A row
/// without any is identified by its whole content.
fn key(row: &Json<'_>) -> String {
    let fields = Fields::new(row);
    fields
        .text_or_number("id")
        .or_else(|| fields.text_or_number("fingerprint"))
        .or_else(|| Some([fields.text("country")?, "/", fields.text("slug")?].concat()))
        .unwrap_or_else(|| row.print())
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn what_either_has_added_is_kept() {
        assert_eq!(
            merged(
                r#"[{"id":"a"}]"#,
                r#"[{"id":"b","n":1.50},{"id":"a"}]"#,
                r#"[{"id":"c"},{"id":"a"}]"#
            ),
            r#"[{"id":"c"},{"id":"a"},{"id":"b","n":1.50}]"#
        );
        // Storage was empty when it refused.
        assert_eq!(
            merged("", r#"[{"id":"b"}]"#, r#"[{"id":"c"}]"#),
            r#"[{"id":"c"},{"id":"b"}]"#
        );
        assert_eq!(
            merged(
                r#"{"a":"1"}"#,
                r#"{"a":"1","b":"2"}"#,
                r#"{"a":"1","c":"3"}"#
            ),
            r#"{"a":"1","c":"3","b":"2"}"#
        );
    }

    #[test]
    fn what_either_has_taken_out_is_gone() {
        let base = r#"[{"id":1},{"id":2},{"id":3}]"#;
        let mine = r#"[{"id":2},{"id":3}]"#;
        let theirs = r#"[{"id":1},{"id":3}]"#;
        assert_eq!(merged(base, mine, theirs), r#"[{"id":3}]"#);
        // Also rows that were changed here since.
        let mine = r#"[{"id":1},{"id":2,"n":"new"},{"id":3}]"#;
        assert_eq!(merged(base, mine, theirs), r#"[{"id":1},{"id":3}]"#);
    }

    #[test]
    fn of_a_row_that_was_changed_the_change_counts() {
        let base = r#"[{"id":"a","n":1},{"id":"b","n":1}]"#;
        let mine = r#"[{"id":"a","n":2},{"id":"b","n":1}]"#;
        let theirs = r#"[{"id":"a","n":3},{"id":"b","n":4}]"#;
        assert_eq!(
            merged(base, mine, theirs),
            r#"[{"id":"a","n":2},{"id":"b","n":4}]"#
        );
        for (name, value) in [("fingerprint", "x"), ("id", "7")] {
            let row = |n: u8| format!(r#"[{{"{name}":"{value}","n":{n}}}]"#);
            assert_eq!(merged(&row(1), &row(2), &row(1)), row(2));
        }
        let family = |n: u8| format!(r#"[{{"country":"US","slug":"steam","n":{n}}}]"#);
        assert_eq!(merged(&family(1), &family(2), &family(1)), family(2));
    }

    #[test]
    fn what_can_not_be_read_is_left_alone() {
        assert_eq!(merged("[]", r#"[{"id":"a"}]"#, "[{"), r#"[{"id":"a"}]"#);
        assert_eq!(merged("5", "7", "6"), "7");
        // Rows without a name are identified by their whole content.
        assert_eq!(merged("[]", "[null,1]", "[null,2]"), "[null,2,1]");
    }
}
