//! Two versions of one list, of which neither knows of the other's changes, as one.

use crate::json::{Fields, Json};

/// Brings together what storage has (`theirs`) and what it refused (`mine`), both made out of
/// `base`. What either has added or changed is kept, and what either has taken out is gone; of a
/// row that both have changed, mine counts. What can't be read row by row is mine.
pub(super) fn merged(base: &str, mine: &str, theirs: &str) -> String {
    let (Some(my_rows), Some(their_rows)) = (rows(mine), rows(theirs)) else {
        return mine.to_owned();
    };
    let old_rows = rows(base).unwrap_or_default();
    let has = |rows: &[Row], row: &Row| rows.iter().any(|other| other.key == row.key);
    let kept = their_rows.iter().filter_map(|theirs| {
        match my_rows.iter().find(|mine| mine.key == theirs.key) {
            Some(mine) if !old_rows.contains(mine) => Some(mine),
            Some(_) => Some(theirs),
            None => (!has(&old_rows, theirs)).then_some(theirs),
        }
    });
    let added = my_rows
        .iter()
        .filter(|mine| !has(&their_rows, mine) && !has(&old_rows, mine));
    let all: Vec<&str> = kept.chain(added).map(|row| &*row.text).collect();
    let (open, close) = if mine.trim_start().starts_with('{') {
        ("{", "}")
    } else {
        ("[", "]")
    };
    [open, &all.join(","), close].concat()
}

/// One row of a list, or one member of an object, as it is written.
#[derive(PartialEq)]
struct Row {
    /// What tells it from the others.
    key: String,
    text: String,
}

fn rows(text: &str) -> Option<Vec<Row>> {
    let row = |key: String, text: String| Row { key, text };
    Some(match Json::parse(text)? {
        Json::List(values) => values
            .iter()
            .map(|value| {
                let text = value.print();
                row(key(value).unwrap_or_else(|| text.clone()), text)
            })
            .collect(),
        Json::Object(members) => members
            .into_iter()
            .map(|(name, value)| {
                let key = name.to_string();
                row(key, Json::Object(vec![(name, value)]).members())
            })
            .collect(),
        _ => return None,
    })
}

/// The field or fields that name a row: an order, an item of the cart, an attempt, a family.
fn key(value: &Json<'_>) -> Option<String> {
    let fields = Fields::of_object(value)?;
    fields
        .text_or_number("id")
        .or_else(|| fields.text_or_number("fingerprint"))
        .or_else(|| Some([fields.text("country")?, "/", fields.text("slug")?].concat()))
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
        // Also what was changed here since.
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
        // Rows without a name are told apart by all they hold.
        assert_eq!(merged("[]", "[null,1]", "[null,2]"), "[null,2,1]");
    }
}
