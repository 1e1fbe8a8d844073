//! Writes a value as text again, with its original digits and names.

use super::Json;

impl Json<'_> {
    /// The value as text. This isn't `Display`: it may hold an order's id, which isn't for logs.
    pub fn print(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(flag) => text.push_str(if *flag { "true" } else { "false" }),
            Self::Number(digits) => text.push_str(digits),
            Self::Text(words) => write_words(words, text),
            Self::List(items) => {
                text.push('[');
                for (place, item) in items.iter().enumerate() {
                    separate(place, text);
                    item.write(text);
                }
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (place, (name, value)) in members.iter().enumerate() {
                    separate(place, text);
                    write_words(name, text);
                    text.push(':');
                    value.write(text);
                }
                text.push('}');
            }
        }
    }
}

fn separate(place: usize, text: &mut String) {
    if place > 0 {
        text.push(',');
    }
}

fn write_words(words: &str, text: &mut String) {
    // Writing a text can't fail.
    text.push_str(&serde_json::to_string(words).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn a_value_is_written_as_it_was_read() {
        for text in [
            r#"{"a":[1.50,null,true,false,"x\"\\\n"],"b":{},"c":[],"ü":"日本"}"#,
            "[]",
            "null",
            "0.10",
            r#""""#,
        ] {
            let value = Json::parse(text).expect("JSON");
            assert_eq!(value.print(), text);
        }
    }
}
