//! Places inside a JSON body.

use std::fmt;

use serde_json::Value;

/// One step into a body.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Step {
    /// Into a field of an object.
    Field(String),
    /// Into every item of a list.
    Items,
}

/// A place in a body, written as `categories[].brands[].min`.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Path(pub(crate) Vec<Step>);

impl Path {
    pub(crate) fn field(&self, name: &str) -> Self {
        self.with(Step::Field(name.to_owned()))
    }

    pub(crate) fn items(&self) -> Self {
        self.with(Step::Items)
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for step in &self.0 {
            match step {
                Step::Field(name) => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    text.push_str(&field_name(name));
                }
                Step::Items => text.push_str("[]"),
            }
        }
        formatter.write_str(&text)
    }
}

/// A field's name as far as it is one: a key can be somebody's id or address.
fn field_name(name: &str) -> String {
    let is_plain = name.len() <= 48
        && name
            .bytes()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == b'_' || letter == b'-');
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    if is_plain && digits <= 4 && !name.is_empty() {
        name.to_owned()
    } else {
        "…".to_owned()
    }
}

/// Takes away what is at a path; says whether anything was.
pub(crate) fn remove(value: &mut Value, path: &[Step]) -> bool {
    match (path, value) {
        ([Step::Field(name)], Value::Object(members)) => members.remove(name).is_some(),
        ([Step::Field(name), rest @ ..], Value::Object(members)) => members
            .get_mut(name)
            .is_some_and(|inner| remove(inner, rest)),
        ([Step::Items, rest @ ..], Value::Array(items)) if !rest.is_empty() => {
            let mut found = false;
            for item in items {
                found |= remove(item, rest);
            }
            found
        }
        _ => false,
    }
}

/// Shows everything at a path.
pub(crate) fn each<'a>(value: &'a Value, path: &[Step], see: &mut dyn FnMut(&'a Value)) {
    match (path, value) {
        ([], value) => see(value),
        ([Step::Field(name), rest @ ..], Value::Object(members)) => {
            if let Some(inner) = members.get(name) {
                each(inner, rest, see);
            }
        }
        ([Step::Items, rest @ ..], Value::Array(items)) => {
            for item in items {
                each(item, rest, see);
            }
        }
        _ => {}
    }
}

/// Shows every text and number together with the name of its field; an item of a list has the
/// name of its list.
pub(crate) fn each_scalar<'a>(
    value: &'a Value,
    name: &'a str,
    see: &mut dyn FnMut(&'a str, &'a Value),
) {
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                each_scalar(inner, name, see);
            }
        }
        Value::Array(items) => {
            for item in items {
                each_scalar(item, name, see);
            }
        }
        scalar => see(name, scalar),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_at_a_path_is_found_and_taken_away() {
        let mut body = json!({"rows": [{"a": 1, "b": 2}, {"a": 3}, 7]});
        let path = Path::default().field("rows").items().field("a");
        assert_eq!(path.to_string(), "rows[].a");
        let mut found = Vec::new();
        each(&body, &path.0, &mut |value| found.push(value.clone()));
        assert_eq!(found, [json!(1), json!(3)]);
        assert!(remove(&mut body, &path.0));
        assert_eq!(body, json!({"rows": [{"b": 2}, {}, 7]}));
        assert!(!remove(&mut body, &path.0));
    }

    #[test]
    fn a_key_that_may_be_somebodys_is_not_shown() {
        for (name, shown) in [
            ("coin_amount", "coin_amount"),
            ("durationInDays", "durationInDays"),
            ("buyer@example.com", "…"),
            ("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5", "…"),
            ("+12015550123", "…"),
            ("", "…"),
        ] {
            assert_eq!(Path::default().field(name).to_string(), shown);
        }
    }
}
