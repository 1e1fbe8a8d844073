//! The shape of bodies: which fields objects have, how often, and in which form.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::body::Path;

/// The form of a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Form {
    Null,
    Flag,
    Number,
    NumberText,
    Text,
    List,
    Object,
}

impl Form {
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Flag,
            Value::Number(_) => Self::Number,
            Value::String(text) if is_number(text) => Self::NumberText,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Flag => "true or false",
            Self::Number => "a number",
            Self::NumberText => "a number as text",
            Self::Text => "text",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

/// Whether a text is a plain decimal number.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    all(whole) && all(fraction)
}

/// Forms in words, joined by "or".
pub(crate) fn words(forms: &[Form]) -> String {
    let words: Vec<&str> = forms.iter().map(|form| form.word()).collect();
    words.join(" or ")
}

/// The shape of all values at one place.
#[derive(Default)]
pub(crate) struct Shape {
    forms: BTreeMap<Form, usize>,
    fields: BTreeMap<String, Shape>,
    items: Option<Box<Shape>>,
}

/// How a body differs from what is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Difference {
    /// A field that no example has.
    Unknown {
        path: Path,
        forms: Vec<Form>,
        count: usize,
        of: usize,
    },
    /// A field that most examples have, and nothing here.
    Missing { path: Path, of: usize },
    /// A field that every example has, and some objects here haven't.
    Sparse { path: Path, count: usize, of: usize },
    /// A field that some examples have, and nothing here.
    Absent { path: Path },
    /// A value of a form that no example has.
    OtherForm {
        path: Path,
        forms: Vec<Form>,
        known: Vec<Form>,
        count: usize,
    },
}

impl Shape {
    /// The shape of all these bodies together.
    pub(crate) fn of<'a>(bodies: impl Iterator<Item = &'a Value>) -> Self {
        let mut shape = Self::default();
        bodies.for_each(|body| shape.absorb(body));
        shape
    }

    fn absorb(&mut self, value: &Value) {
        *self.forms.entry(Form::of(value)).or_default() += 1;
        match value {
            Value::Object(members) => {
                for (name, inner) in members {
                    self.fields.entry(name.clone()).or_default().absorb(inner);
                }
            }
            Value::Array(items) => {
                let shape = self.items.get_or_insert_default();
                for item in items {
                    shape.absorb(item);
                }
            }
            _ => {}
        }
    }

    /// How many values there were.
    fn count(&self) -> usize {
        self.forms.values().sum()
    }

    fn objects(&self) -> usize {
        self.forms.get(&Form::Object).copied().unwrap_or_default()
    }

    fn forms(&self) -> Vec<Form> {
        self.forms.keys().copied().collect()
    }

    /// Every way in which `seen` differs from this, which is known.
    pub(crate) fn differences(&self, seen: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        self.compare(seen, &Path::default(), &mut found);
        found
    }

    fn compare(&self, seen: &Self, path: &Path, found: &mut Vec<Difference>) {
        let strange: Vec<Form> = seen
            .forms()
            .into_iter()
            .filter(|form| !self.takes(*form))
            .collect();
        if !strange.is_empty() {
            found.push(Difference::OtherForm {
                path: path.clone(),
                count: strange.iter().filter_map(|form| seen.forms.get(form)).sum(),
                forms: strange,
                known: self.forms(),
            });
        }
        for (name, inner) in &seen.fields {
            let path = path.field(name);
            match self.fields.get(name) {
                Some(known) => known.compare(inner, &path, found),
                // An object that was never seen is reported at its own place.
                None if self.objects() == 0 => {}
                None => found.push(Difference::Unknown {
                    path,
                    forms: inner.forms(),
                    count: inner.count(),
                    of: seen.objects(),
                }),
            }
        }
        if seen.objects() > 0 {
            for (name, known) in &self.fields {
                self.look_for(name, known, seen, path, found);
            }
        }
        if let Some(items) = &seen.items
            && let Some(known) = &self.items
        {
            // Lists that were always empty say nothing about their items.
            if known.count() > 0 {
                known.compare(items, &path.items(), found);
            } else if items.count() > 0 {
                found.push(Difference::Unknown {
                    path: path.items(),
                    forms: items.forms(),
                    count: items.count(),
                    of: items.count(),
                });
            }
        }
    }

    fn look_for(
        &self,
        name: &str,
        known: &Self,
        seen: &Self,
        path: &Path,
        found: &mut Vec<Difference>,
    ) {
        let (of, count) = (seen.objects(), seen.fields.get(name).map_or(0, Self::count));
        let path = path.field(name);
        // Some examples leave fields out on purpose, so four of five are "usually".
        let is_usual = known.count() * 5 >= self.objects() * 4;
        if count == 0 && is_usual {
            found.push(Difference::Missing { path, of });
        } else if count == 0 {
            found.push(Difference::Absent { path });
        } else if count < of && known.count() == self.objects() {
            found.push(Difference::Sparse { path, count, of });
        }
    }

    fn takes(&self, form: Form) -> bool {
        self.forms.contains_key(&form)
            || (form == Form::NumberText && self.forms.contains_key(&Form::Text))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(known: &[Value], seen: &[Value]) -> Vec<String> {
        let (known, seen) = (Shape::of(known.iter()), Shape::of(seen.iter()));
        let tell = |difference| match difference {
            Difference::Unknown {
                path, count, of, ..
            } => format!("unknown {path} {count}/{of}"),
            Difference::Missing { path, of } => format!("missing {path} {of}"),
            Difference::Sparse { path, count, of } => format!("sparse {path} {count}/{of}"),
            Difference::Absent { path } => format!("absent {path}"),
            Difference::OtherForm { path, forms, .. } => format!("form {path} {}", words(&forms)),
        };
        known.differences(&seen).into_iter().map(tell).collect()
    }

    #[test]
    fn the_same_shape_differs_in_nothing() {
        let body = json!({"rows": [{"a": "1", "b": null}, {"a": "x"}], "n": 1});
        assert!(told(std::slice::from_ref(&body), std::slice::from_ref(&body)).is_empty());
        assert!(told(&[json!([])], &[json!([])]).is_empty());
    }

    #[test]
    fn each_difference_is_reported_at_its_place() {
        let known = json!({"rows": [{"a": "text", "b": 1}, {"a": "text"}], "empty": []});
        let seen = json!({"rows": [{"c": 1, "b": "no"}, {"b": 2}], "empty": [1]});
        assert_eq!(
            told(&[known], &[seen]),
            [
                "unknown empty[] 1/1",
                "form rows[].b text",
                "unknown rows[].c 1/2",
                "missing rows[].a 2",
            ]
        );
    }

    #[test]
    fn what_is_always_there_is_missed_in_one_row() {
        let known = json!([{"a": "x"}, {"a": "y"}]);
        assert_eq!(
            told(&[known], &[json!([{"a": "z"}, {}])]),
            ["sparse [].a 1/2"]
        );
    }

    #[test]
    fn what_is_rarely_there_is_only_absent() {
        let known = json!([{"a": 1, "b": 2}, {"a": 1}, {"a": 1}]);
        assert_eq!(told(&[known], &[json!([{"a": 1}])]), ["absent [].b"]);
    }

    #[test]
    fn a_number_in_quotes_is_text_too() {
        assert!(told(&[json!({"a": "Steam"})], &[json!({"a": "76"})]).is_empty());
        assert_eq!(
            told(&[json!({"a": "76"})], &[json!({"a": 76})]),
            ["form a a number"]
        );
        for (text, expected) in [
            ("1", true),
            ("-1.50", true),
            ("1e3", false),
            ("", false),
            (".5", false),
        ] {
            assert_eq!(is_number(text), expected, "{text}");
        }
    }
}
