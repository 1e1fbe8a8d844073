//! The browser's `Intl`, reached by name: formatting tables for every language
//! are in the browser already and must not be in the wasm.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The plural category of a count in a language (`one`, `few`, `other` …).
pub(super) fn plural_category(language: &str, count: usize) -> String {
    formatter("PluralRules", language, &[])
        .and_then(|rules| call(&rules, "select", &JsValue::from_f64(count as f64)))
        .unwrap_or_else(|| "other".to_owned())
}

/// A decimal text in the language's writing. It is handed over as text, so no
/// digit is lost to a float.
pub(super) fn number(language: &str, digits: &str, options: &[(&str, &str)]) -> String {
    formatted(language, digits, options).unwrap_or_else(|| digits.to_owned())
}

/// The same; `None` if the browser refuses an option, such as a code that is no currency's.
pub(super) fn formatted(language: &str, digits: &str, options: &[(&str, &str)]) -> Option<String> {
    let format = formatter("NumberFormat", language, options)?;
    call(&format, "format", &JsValue::from_str(digits))
}

/// The name of a region; the code itself if there is none.
pub(super) fn region_name(language: &str, code: &str) -> String {
    let names = formatter("DisplayNames", language, &[("type", "region")]);
    name_of(names.as_ref(), code)
}

/// An object that names many regions.
pub(super) fn region_names(language: &str) -> Option<JsValue> {
    construct("DisplayNames", language, &[("type", "region")])
}

/// The name that `region_names` gives; the code itself if there is none.
pub(super) fn name_of(names: Option<&JsValue>, code: &str) -> String {
    names
        .and_then(|names| call(names, "of", &JsValue::from_str(code)))
        .unwrap_or_else(|| code.to_owned())
}

/// A list of things, joined as in the language; `None` if the browser can't do it.
pub(super) fn list(language: &str, things: &[String]) -> Option<String> {
    // The shop's English has no comma before the "and".
    let language = if language == "en" { "en-GB" } else { language };
    let list: Array = things
        .iter()
        .map(|thing| JsValue::from_str(thing))
        .collect();
    call(&formatter("ListFormat", language, &[])?, "format", &list)
}

/// The indices of these names in the language's order.
pub(super) fn sorted<'a>(language: &str, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    /// Between a name and its index: sorts before all characters of names.
    const END: &str = "\t";
    let list = Array::new();
    for (place, name) in names.enumerate() {
        list.push(&JsValue::from_str(
            &[name, END, &place.to_string()].concat(),
        ));
    }
    let compare =
        formatter("Collator", language, &[]).and_then(|collator| method(&collator, "compare"));
    let sort = method(&list, "sort");
    if let (Some(sort), Some(compare)) = (sort, compare) {
        // A list that can't be sorted keeps its order.
        sort.call1(&list, &compare).ok();
    }
    list.iter()
        .filter_map(|entry| {
            let entry = entry.as_string()?;
            entry.rsplit_once(END)?.1.parse().ok()
        })
        .collect()
}

/// A moment in the buyer's own time zone.
pub(super) fn date(language: &str, epoch_milliseconds: u64, options: &[(&str, &str)]) -> String {
    formatter("DateTimeFormat", language, options)
        .and_then(|format| {
            call(
                &format,
                "format",
                &JsValue::from_f64(epoch_milliseconds as f64),
            )
        })
        .unwrap_or_default()
}

/// A language or region as an object that has data about itself.
pub(super) fn locale(tag: &str) -> Option<JsValue> {
    construct("Locale", tag, &[])
}

/// The tag of a locale with the most likely parts filled in: `und-JP` becomes `ja-Jpan-JP`.
pub(super) fn maximized(locale: &JsValue) -> Option<String> {
    let full = method(locale, "maximize")?.call0(locale).ok()?;
    method(&full, "toString")?.call0(&full).ok()?.as_string()
}

/// Whether a time zone is one of a locale's region; `None` if the browser can't say.
pub(super) fn has_zone(locale: &JsValue, zone: &str) -> Option<bool> {
    let zones = match method(locale, "getTimeZones") {
        Some(get) => get.call0(locale).ok()?,
        // The form that browsers had first.
        None => Reflect::get(locale, &JsValue::from_str("timeZones")).ok()?,
    };
    let zones: Array = zones.dyn_into().ok()?;
    Some(zones.includes(&JsValue::from_str(zone), 0))
}

/// The time zone of the device.
pub(super) fn own_zone() -> Option<String> {
    resolved(&construct("DateTimeFormat", "en", &[])?, "timeZone")
}

/// The language that a formatter really uses, without script and region.
pub(super) fn resolved_language(formatter: &JsValue) -> Option<String> {
    let tag = resolved(formatter, "locale")?;
    tag.split('-').next().map(str::to_owned)
}

fn resolved(formatter: &JsValue, name: &str) -> Option<String> {
    let options = method(formatter, "resolvedOptions")?
        .call0(formatter)
        .ok()?;
    Reflect::get(&options, &JsValue::from_str(name))
        .ok()?
        .as_string()
}

/// As many formatters are kept. Prices of many currencies must not fill the memory.
const MOST_KEPT: usize = 32;

thread_local! {
    /// The formatters that were made, each with what makes it. Making one takes many times as long as
    /// using it, and a page of an order needs a dozen of them for each message.
    static KEPT: RefCell<Vec<(String, Option<JsValue>)>> = const { RefCell::new(Vec::new()) };
}

/// `new Intl[name](language, options)`, made once; `None` when a currency or a tag isn't one the
/// browser knows.
fn formatter(name: &str, language: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let mut key = [name, " ", language].concat();
    for (option, value) in options {
        key.extend([" ", option, " ", value]);
    }
    if name == "DateTimeFormat" {
        // It keeps the time zone that it was made in, and a traveller's device changes its own.
        let offset = js_sys::Date::new_0().get_timezone_offset();
        key.push_str(&(offset as i32).to_string());
    }
    KEPT.with_borrow_mut(|kept| {
        if let Some((_, known)) = kept.iter().find(|(known, _)| *known == key) {
            return known.clone();
        }
        if kept.len() == MOST_KEPT {
            kept.clear();
        }
        let made = construct(name, language, options);
        kept.push((key, made.clone()));
        made
    })
}

fn construct(name: &str, language: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let constructor: Function = Reflect::get(&intl, &JsValue::from_str(name))
        .ok()?
        .dyn_into()
        .ok()?;
    let settings = Object::new();
    // Arabic with Latin digits, because a wallet shows those beside it.
    let language = match language {
        "ar" => "ar-u-nu-latn",
        other => other,
    };
    for (option, value) in options {
        Reflect::set(
            &settings,
            &JsValue::from_str(option),
            &JsValue::from_str(value),
        )
        .ok()?;
    }
    Reflect::construct(
        &constructor,
        &Array::of2(&JsValue::from_str(language), &settings),
    )
    .ok()
}

fn call(object: &JsValue, name: &str, argument: &JsValue) -> Option<String> {
    method(object, name)?
        .call1(object, argument)
        .ok()?
        .as_string()
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &JsValue::from_str(name))
        .ok()?
        .dyn_into()
        .ok()
}
