//! The widget's look: only tokens, and only values with which text can be read.
//!
//! A partner's grounds must be so light or so dark that every text of the shop is legible on them;
//! they decide whether the widget is light or dark. A partner's texts must be legible on the
//! grounds that are shown. For an illegible colour the shop's own is used, and the refusal is
//! reported.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::settings::{COLOURS, Refusal, Scheme, Settings, Verdict};
use crate::config::Face;

/// The least luminance at which a paper and a surface are light enough for the shop's own texts.
/// The lightest of them, `--action` of a turquoise shop, has 0.140 and needs 4.5 : 1; on surfaces
/// it is also shown on a wash of its own colour. A host test computes it from `style/tokens.css`.
const LIGHT_FROM: [f64; 2] = [0.805, 0.9];

/// The greatest luminance at which they are dark enough: `--action` is never darker than 0.378
/// there.
const DARK_TO: [f64; 2] = [0.045, 0.03];

/// Luminance of the shop's own paper and surface, light and dark; `--paper` and
/// `--surface` in `style/tokens.css`.
const OWN_GROUNDS: [[f64; 2]; 2] = [[0.956, 1.0], [0.0049, 0.0092]];

/// Contrast of text, and of the border of a control (WCAG 1.4.3 and 1.4.11).
const OF_TEXT: f64 = 4.5;
const OF_BORDERS: f64 = 3.0;

/// Luminance that a text on the accent must have at least in the light theme
/// and at most in the dark one, also under the pointer, where a tenth of the
/// ink is mixed into `--action`.
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

/// Attributes of the document that style sheets read.
const THEME: &str = "data-theme";
const FONT: &str = "data-font";
const DENSITY: &str = "data-density";

/// Used if the border of a control must be visible and the partner has none for it: the shop's own
/// `--edge` is made for the shop's own grounds, and its second ink is legible on every accepted
/// ground.
const EDGE: (&str, &str) = ("--edge", "var(--ink-2)");

/// The accepted part of a partner's wishes.
#[derive(Clone, Default, PartialEq, Debug)]
pub(super) struct AcceptedTheme {
    scheme: Option<Scheme>,
    /// Names and six digits.
    colours: Vec<(&'static str, String)>,
}

/// Judges the wishes, which are kept: a colour that can't be read on a light ground may be right on
/// a dark one. The verdict names the refused wishes, unless it is about other settings.
pub(super) fn guard(settings: &Settings, verdict: &mut Verdict) -> AcceptedTheme {
    verdict.forgive(Refusal::Contrast);
    let is_asked = verdict.taken.iter().any(|taken| {
        let mut names = COLOURS.iter().chain(&["theme"]);
        names.any(|name| taken.eq_ignore_ascii_case(name))
    });
    let mut look = AcceptedTheme {
        scheme: settings.scheme,
        colours: settings.colours.clone(),
    };
    let mut refuse = |look: &mut AcceptedTheme, name: &str| {
        look.colours.retain(|(known, _)| *known != name);
        if is_asked {
            verdict.refuse(name, Refusal::Contrast);
        }
    };
    let mut side = match look.scheme {
        Some(Scheme::Light) => Some(0),
        Some(Scheme::Dark) => Some(1),
        Some(Scheme::Auto) | None => None,
    };
    for (name, (light, dark)) in ["bg", "surface"]
        .into_iter()
        .zip(LIGHT_FROM.into_iter().zip(DARK_TO))
    {
        let Some(ground) = look.luminance_of(name) else {
            continue;
        };
        let own = if ground >= light {
            Some(0)
        } else {
            (ground <= dark).then_some(1)
        };
        if own.is_none() || (side.is_some() && side != own) {
            refuse(&mut look, name);
        } else {
            side = own;
        }
    }
    // A partner's own ink is made for one of the two.
    for name in ["text", "muted"] {
        if let (None, Some(ink)) = (side, look.luminance_of(name)) {
            side = Some(usize::from(ink > 0.18));
        }
    }
    let sides = match side {
        Some(side) => side..side + 1,
        None => 0..2,
    };
    let (paper, surface) = (look.luminance_of("bg"), look.luminance_of("surface"));
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
        let Some(ink) = look.luminance_of(name) else {
            continue;
        };
        if grounds.iter().any(|ground| contrast(ink, *ground) < least) {
            refuse(&mut look, name);
        }
    }
    if let Some(ink) = look.luminance_of("accent-text") {
        let [light, dark] = ON_ACTION;
        let is_legible = match side {
            Some(0) => ink >= light,
            Some(_) => ink <= dark,
            // Nothing is legible on both.
            None => false,
        };
        if !is_legible {
            refuse(&mut look, "accent-text");
        }
    }
    look.scheme = match side {
        Some(0) => Some(Scheme::Light),
        Some(_) => Some(Scheme::Dark),
        None => look.scheme,
    };
    look
}

/// Puts the look onto the document, and the shop's own if there is none. Through the object model,
/// so the content security policy needs no exception.
pub(super) fn show(settings: &Settings, look: &AcceptedTheme) {
    let Some(root) = root() else { return };
    let style = root.style();
    let own = Face::from_document();
    // Properties can be set and removed, and these values are always accepted.
    let put = |property: &str, value: &str| {
        style.set_property(property, value).ok();
    };
    for (name, properties) in PROPERTIES {
        let value = match look.colour(name) {
            Some(digits) => ["#", digits].concat(),
            // An empty value removes a property.
            None if name == "accent" => own.accent.clone(),
            None => String::new(),
        };
        for property in properties {
            put(property, &value);
        }
    }
    let has_ground = look.colour("bg").or(look.colour("surface")).is_some();
    if has_ground && look.colour("border").is_none() {
        let (property, value) = EDGE;
        put(property, value);
    }
    let radius = settings
        .radius
        .map(|radius| [&radius.to_string(), "px"].concat());
    put(ROUND, &radius.unwrap_or_default());
    let theme = match look.scheme {
        Some(scheme) => Some(scheme.name()),
        None => own.theme.as_deref(),
    };
    set(
        &root,
        THEME,
        theme.filter(|theme| *theme != Scheme::Auto.name()),
    );
    set(&root, FONT, settings.font.as_deref());
    set(&root, DENSITY, settings.density.as_deref());
}

/// Removes the whole look again.
pub(super) fn hide() {
    show(&Settings::default(), &AcceptedTheme::default());
}

impl AcceptedTheme {
    fn colour(&self, name: &str) -> Option<&str> {
        let mut colours = self.colours.iter();
        let (_, digits) = colours.find(|(known, _)| *known == name)?;
        Some(digits)
    }

    fn luminance_of(&self, name: &str) -> Option<f64> {
        luminance(self.colour(name)?)
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
mod tests;
