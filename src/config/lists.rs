//! Lists among the settings: each good entry counts, also beside wrong ones.

use super::ConfigField;
use shop_core::json::Json;
use shop_core::text_key::TextKey;

/// Most letters of a wrong entry that are shown.
const SHOWN: usize = 60;

/// The entries of a list that can be read, and the others as they are written; `None` if it is no
/// list.
pub(super) fn good<T>(
    value: &Json<'_>,
    read: fn(&Json<'_>) -> Option<T>,
) -> Option<(Vec<T>, String)> {
    let (mut list, mut wrong) = (Vec::new(), String::new());
    for entry in value.as_list()? {
        match read(entry) {
            Some(entry) => list.push(entry),
            None => {
                let between = if wrong.is_empty() { "“" } else { ", “" };
                wrong.push_str(between);
                wrong.extend(entry.as_str().unwrap_or("…").chars().take(SHOWN));
                wrong.push('”');
            }
        }
    }
    Some((list, wrong))
}

/// Reads a list of what is sold: an empty one means all, and one without a good entry means
/// nothing.
pub(super) fn sold<T>(
    target: &mut Vec<T>,
    value: &Json<'_>,
    read: fn(&Json<'_>) -> Option<T>,
    expects: TextKey,
) -> ConfigField {
    match good(value, read) {
        Some((list, wrong)) if wrong.is_empty() || !list.is_empty() => {
            *target = list;
            partly(wrong, expects)
        }
        _ => ConfigField::Emptied(expects),
    }
}

/// The judgement of a list with these wrong entries.
pub(super) fn partly(wrong: String, expects: TextKey) -> ConfigField {
    if wrong.is_empty() {
        ConfigField::Taken
    } else {
        ConfigField::Partly(wrong, expects)
    }
}
