//! The widget's look: tokens and nothing else, and none in which text can't be
//! read.
//!
//! A partner's grounds must be so light or so dark that every text of the shop
//! is legible on them; they decide whether the widget is light or dark. Its
//! texts must be legible on the grounds that are shown. What isn't is left to
//! the shop's own colour, and said.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::settings::{Reason, Scheme, Settings, Verdict};

/// Luminance from which on a ground is light enough for the shop's own texts:
/// its action, the lightest of them, has 0.125 and needs 4.5 : 1.
const LIGHT_FROM: f64 = 0.74;

/// Luminance up to which a ground is dark enough: the shop's second ink, the
/// darkest text of its dark theme, has 0.405.
const DARK_TO: f64 = 0.05;

/// Luminance of the shop's own paper and surface, light and dark; `--paper` and
/// `--surface` in `style/tokens.css`.
const OWN_GROUNDS: [[f64; 2]; 2] = [[0.956, 1.0], [0.0049, 0.0093]];

/// Contrast of text, and of the border of a control (WCAG 1.4.3 and 1.4.11).
const OF_TEXT: f64 = 4.5;
const OF_BORDERS: f64 = 3.0;

/// Luminance that a text on the accent must have at least in the light theme
/// and at most in the dark one: `--action` is never lighter than 0.15 there and
/// never darker than 0.34 here.
const ON_ACTION: [f64; 2] = [0.85, 0.036];

/// The custom properties behind the names of colours.
const PROPERTIES: [(&str, &[&str]); 9] = [
    ("bg", &["--paper"]),
    ("surface", &["--surface"]),
    ("text", &["--ink"]),
    ("muted", &["--ink-2"]),
    ("border", &["--line", "--edge"]),
    ("danger", &["--bad"]),
    ("success", &["--good"]),
    ("accent", &["--accent"]),
    ("accent-text", &["--action-ink"]),
];

const ROUND: &str = "--round";

/// Attributes of the document that style sheets look at.
const THEME: &str = "data-theme";
const FONT: &str = "data-font";
const DENSITY: &str = "data-density";

/// Drops the colours that can't be read, names them in the verdict, and gives
/// the scheme that those left ask for.
pub(super) fn guard(settings: &mut Settings, verdict: &mut Verdict) -> Option<Scheme> {
    let mut refuse = |settings: &mut Settings, name: &str| {
        settings.colours.retain(|(known, _)| *known != name);
        verdict.refuse(name, Reason::Contrast);
    };
    let mut side = match settings.scheme {
        Some(Scheme::Light) => Some(0),
        Some(Scheme::Dark) => Some(1),
        Some(Scheme::Auto) | None => None,
    };
    for name in ["bg", "surface"] {
        let Some(ground) = luminance_of(settings, name) else {
            continue;
        };
        let own = match ground {
            light if light >= LIGHT_FROM => Some(0),
            dark if dark <= DARK_TO => Some(1),
            _ => None,
        };
        if own.is_none() || (side.is_some() && side != own) {
            refuse(settings, name);
        } else {
            side = own;
        }
    }
    // Ink of one's own is made for one of the two.
    for name in ["text", "muted"] {
        if let (None, Some(ink)) = (side, luminance_of(settings, name)) {
            side = Some(usize::from(ink > 0.18));
        }
    }
    let sides = match side {
        Some(side) => side..side + 1,
        None => 0..2,
    };
    let (paper, surface) = (
        luminance_of(settings, "bg"),
        luminance_of(settings, "surface"),
    );
    let grounds: Vec<f64> = OWN_GROUNDS
        .iter()
        .enumerate()
        .filter(|(place, _)| sides.contains(place))
        .flat_map(|(_, [own_paper, own_surface])| {
            [paper.unwrap_or(*own_paper), surface.unwrap_or(*own_surface)]
        })
        .collect();
    for (name, least) in [
        ("text", OF_TEXT),
        ("muted", OF_TEXT),
        ("danger", OF_TEXT),
        ("success", OF_TEXT),
        ("border", OF_BORDERS),
    ] {
        let Some(ink) = luminance_of(settings, name) else {
            continue;
        };
        if grounds.iter().any(|ground| contrast(ink, *ground) < least) {
            refuse(settings, name);
        }
    }
    if let Some(ink) = luminance_of(settings, "accent-text") {
        let [light, dark] = ON_ACTION;
        let is_legible = match side {
            Some(0) => ink >= light,
            Some(_) => ink <= dark,
            // Nothing is legible on both.
            None => false,
        };
        if !is_legible {
            refuse(settings, "accent-text");
        }
    }
    match side {
        Some(0) => Some(Scheme::Light),
        Some(_) => Some(Scheme::Dark),
        None => settings.scheme,
    }
}

/// Puts the look onto the document. Through the object model, so the content
/// security policy needs no exception.
pub(super) fn show(settings: &Settings, scheme: Option<Scheme>) {
    let Some(root) = root() else { return };
    let style = root.style();
    for (name, properties) in PROPERTIES {
        let colour = settings.colours.iter().find(|(known, _)| *known == name);
        for property in properties {
            // Custom properties with six digits in them are always taken.
            match colour {
                Some((_, digits)) => style.set_property(property, &["#", digits].concat()).ok(),
                // The shop's own accent stands there until it is replaced.
                None if name == "accent" => None,
                None => style.remove_property(property).ok().map(drop),
            };
        }
    }
    if let Some(radius) = settings.radius {
        style
            .set_property(ROUND, &[&radius.to_string(), "px"].concat())
            .ok();
    }
    match scheme {
        Some(Scheme::Auto) => set(&root, THEME, None),
        Some(scheme) => set(&root, THEME, Some(scheme.name())),
        None => {}
    }
    set(&root, FONT, settings.font.as_deref());
    set(&root, DENSITY, settings.density.as_deref());
}

/// Takes all of it away again.
pub(super) fn hide() {
    let Some(root) = root() else { return };
    for property in PROPERTIES.iter().flat_map(|(_, properties)| *properties) {
        root.style().remove_property(property).ok();
    }
    root.style().remove_property(ROUND).ok();
    for name in [THEME, FONT, DENSITY] {
        set(&root, name, None);
    }
}

fn root() -> Option<HtmlElement> {
    document().document_element()?.dyn_into().ok()
}

fn set(root: &HtmlElement, name: &str, value: Option<&str>) {
    // A valid name can be set and removed.
    match value {
        Some(value) => root.set_attribute(name, value).ok(),
        None => root.remove_attribute(name).ok(),
    };
}

fn luminance_of(settings: &Settings, name: &str) -> Option<f64> {
    let (_, digits) = settings.colours.iter().find(|(known, _)| *known == name)?;
    luminance(digits)
}

/// The relative luminance of six hexadecimal digits (WCAG).
fn luminance(digits: &str) -> Option<f64> {
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}

/// A channel without its gamma. The cubic differs from the standard's power by
/// less than the eye's least step, and is a kilobyte of wasm less.
fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    share * (share * (share * 0.305_306_011 + 0.682_171_111) + 0.012_522_878)
}

fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::{Scheme, guard, linear};
    use crate::config::Config;
    use crate::embed::settings::{Reason, Settings};
    use crate::route::Query;

    /// The names refused, and the scheme.
    #[track_caller]
    fn guarded(query: &str) -> (Vec<String>, Option<Scheme>) {
        let mut settings = Settings::default();
        let mut verdict = settings.take_query(Query::parse(query).pairs(), &Config::default());
        assert_eq!(verdict.refused, [], "{query}");
        let scheme = guard(&mut settings, &mut verdict);
        for (name, reason) in &verdict.refused {
            assert_eq!(*reason, Reason::Contrast);
            assert!(
                !verdict.taken.contains(name)
                    && settings.colours.iter().all(|(kept, _)| kept != name)
            );
        }
        let names = verdict.refused.into_iter().map(|(name, _)| name);
        (names.collect(), scheme)
    }

    #[test]
    fn what_can_be_read_stays() {
        for (query, scheme) in [
            ("?accent=ff0000", None),
            ("?theme=auto&border=808080", Some(Scheme::Auto)),
            (
                "?theme=light&text=222222&muted=555555&danger=b00020&success=0b6e4f&border=888888",
                Some(Scheme::Light),
            ),
            (
                "?bg=101418&surface=1b2026&text=f2f2f2&muted=b8b8b8&accent-text=0c0c0c",
                Some(Scheme::Dark),
            ),
            ("?bg=fffaf0&accent-text=ffffff", Some(Scheme::Light)),
            ("?text=111111", Some(Scheme::Light)),
            ("?text=eeeeee", Some(Scheme::Dark)),
        ] {
            assert_eq!(guarded(query), (vec![], scheme), "{query}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for (query, names, scheme) in [
            // #777 on white is 4.48 : 1.
            (
                "?theme=light&text=777777",
                vec!["text"],
                Some(Scheme::Light),
            ),
            ("?bg=777777", vec!["bg"], None),
            ("?theme=dark&bg=ffffff", vec!["bg"], Some(Scheme::Dark)),
            (
                "?bg=ffffff&surface=000000",
                vec!["surface"],
                Some(Scheme::Light),
            ),
            (
                "?bg=ffffff&text=ffffff&muted=dddddd",
                vec!["text", "muted"],
                Some(Scheme::Light),
            ),
            (
                "?theme=dark&danger=b00020&border=333333",
                vec!["danger", "border"],
                Some(Scheme::Dark),
            ),
            (
                "?theme=auto&success=0b6e4f",
                vec!["success"],
                Some(Scheme::Auto),
            ),
            (
                "?theme=light&accent-text=000000",
                vec!["accent-text"],
                Some(Scheme::Light),
            ),
            ("?accent-text=ffffff", vec!["accent-text"], None),
        ] {
            let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
            assert_eq!(guarded(query), (names, scheme), "{query}");
        }
    }

    #[test]
    fn the_short_way_to_luminance_is_near_enough() {
        for channel in 0..=255_u8 {
            let share = f64::from(channel) / 255.0;
            let exact = if share <= 0.040_45 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            };
            assert!((linear(channel) - exact).abs() < 0.002, "{channel}");
        }
    }
}
