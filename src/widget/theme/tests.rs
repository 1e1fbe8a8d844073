use super::{
    AcceptedTheme, DARK_TO, EDGE, LIGHT_FROM, OF_BORDERS, OF_TEXT, ON_ACTION, OWN_GROUNDS, Scheme,
    contrast, guard, linear,
};
use crate::config::Config;
use crate::widget::settings::{Refusal, Settings, Verdict};
use shop_core::json::Json;
use shop_core::route::Query;

fn wishes(query: &str) -> (Settings, Verdict) {
    let mut settings = Settings::default();
    let verdict = settings.take_query(Query::parse(query).pairs(), &Config::default());
    assert_eq!(verdict.refused, [], "{query}");
    (settings, verdict)
}

/// The names refused, and the scheme.
#[track_caller]
fn guarded(query: &str) -> (Vec<String>, Option<Scheme>) {
    let (settings, mut verdict) = wishes(query);
    let look = guard(&settings, &mut verdict);
    for (name, reason) in &verdict.refused {
        assert_eq!(*reason, Refusal::Contrast);
        assert!(!verdict.taken.contains(name) && look.colour(name).is_none());
    }
    let names = verdict.refused.into_iter().map(|(name, _)| name);
    (names.collect(), look.scheme)
}

/// Takes a message; returns the look, and the refused settings.
#[track_caller]
fn told(settings: &mut Settings, message: &str) -> (AcceptedTheme, Vec<(String, Refusal)>) {
    let data = Json::parse(message).expect("JSON");
    let mut verdict = settings.take_message(&data, &Config::default());
    let look = guard(settings, &mut verdict);
    (look, verdict.refused)
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

#[test]
fn what_was_refused_counts_again_when_it_can_be_read() {
    let (mut settings, _) = wishes("?theme=light&bg=ffffff&text=111111&accent=0b6e4f");
    let contrast = |name: &str| (name.to_owned(), Refusal::Contrast);
    let (dark, refused) = told(&mut settings, r#"{"theme":"dark"}"#);
    assert_eq!(refused, [contrast("bg"), contrast("text")]);
    assert_eq!((dark.colour("bg"), dark.colour("text")), (None, None));
    // Messages about other settings don't report it again.
    let (same, refused) = told(&mut settings, r#"{"density":"compact"}"#);
    assert_eq!((same, refused), (dark, vec![]));
    let (light, refused) = told(&mut settings, r#"{"theme":"light"}"#);
    assert_eq!(refused, []);
    assert_eq!(
        (light.colour("bg"), light.colour("text")),
        (Some("ffffff"), Some("111111"))
    );
    // A malformed colour leaves the good one alone, and an empty one restores the shop's.
    let (same, refused) = told(&mut settings, r#"{"bg":"rgb(0,0,0)"}"#);
    assert_eq!(refused, [("bg".to_owned(), Refusal::Form)]);
    assert_eq!(same, light);
    let (own, refused) = told(&mut settings, r#"{"bg":"","text":""}"#);
    assert_eq!(
        (own.colour("bg"), own.colour("text"), refused),
        (None, None, vec![])
    );
}

#[test]
fn a_second_judgement_replaces_the_first() {
    let (mut settings, mut verdict) = wishes("?bg=101418&text=111111");
    guard(&settings, &mut verdict);
    assert_eq!(verdict.refused.len(), 1);
    // The greeting's answer is judged together with the address.
    let data = Json::parse(r#"{"Bg":"ffffff","Muted":"eeeeee"}"#).expect("JSON");
    verdict
        .taken
        .extend(settings.take_message(&data, &Config::default()).taken);
    guard(&settings, &mut verdict);
    assert_eq!(verdict.refused, [("muted".to_owned(), Refusal::Contrast)]);
    assert!(verdict.taken.iter().any(|taken| taken == "text"));
    assert!(!verdict.taken.iter().any(|taken| taken == "Muted"));
}

/// A colour in OKLab.
type Lab = [f64; 3];

const TOKENS: &str = include_str!("../../../style/tokens.css");

/// The value of a token, without its name and its semicolon.
fn declared(name: &str) -> String {
    let start = ["\n    --", name, ": "].concat();
    let (_, rest) = TOKENS.split_once(&start).expect("a token");
    let (value, _) = rest.split_once(';').expect("an end");
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The numbers of a text, and the text with `#` in their places.
fn numbers(text: &str) -> (Vec<f64>, String) {
    let is_number = |sign: char| sign.is_ascii_digit() || sign == '.';
    let (mut found, mut form, mut number) = (Vec::new(), String::new(), String::new());
    for sign in text.chars().chain(['\n']) {
        if is_number(sign) {
            number.push(sign);
            continue;
        }
        if !number.is_empty() {
            found.push(number.parse().expect("a number"));
            form.push('#');
            number.clear();
        }
        form.push(sign);
    }
    (found, form.trim_end().to_owned())
}

fn oklch(lightness: f64, chroma: f64, hue: f64) -> Lab {
    let (sine, cosine) = hue.to_radians().sin_cos();
    [lightness, chroma * cosine, chroma * sine]
}

/// A token of two colours, light and dark.
fn token(name: &str) -> [Lab; 2] {
    let (parts, form) = numbers(&declared(name));
    assert_eq!(form, "light-dark(oklch(#% # #), oklch(#% # #))", "{name}");
    [&parts[..3], &parts[3..]].map(|part| oklch(part[0] / 100.0, part[1], part[2]))
}

/// The colours that `--action` can be, as light as the light theme lets them be and as dark as
/// the dark one does: every hue, dull and strong.
fn actions() -> [Vec<Lab>; 2] {
    let (parts, form) = numbers(&declared("action"));
    assert_eq!(
        form,
        "light-dark( oklch(from var(--accent) min(l, # - # * max(#, cos((h - #) * #deg))) min(c, #) h), \
         oklch(from var(--accent) max(l, #) min(c, #) h) )"
    );
    let [base, less, least, turned, degrees, most, dark, most_dark] = parts[..] else {
        panic!("{parts:?}");
    };
    let all = |most: f64, lightness: &dyn Fn(f64) -> f64| {
        let of_hue = |hue: f64| {
            let lightness = lightness(hue);
            (0..=20).map(move |part| oklch(lightness, most * f64::from(part) / 20.0, hue))
        };
        (0..360).flat_map(|hue| of_hue(f64::from(hue))).collect()
    };
    let light = |hue: f64| {
        let turn = ((hue - turned) * degrees).to_radians().cos();
        base - less * turn.max(least)
    };
    [all(most, &light), all(most_dark, &|_| dark)]
}

fn luminance_of(colour: Lab) -> f64 {
    let [lightness, a, b] = colour;
    let cube = |x: f64, y: f64| (lightness + x * a + y * b).powi(3);
    let (l, m, s) = (
        cube(0.396_337_777_4, 0.215_803_757_3),
        cube(-0.105_561_345_8, -0.063_854_172_8),
        cube(-0.089_484_177_5, -1.291_485_548_0),
    );
    // Values that the screen can't show are cut off, as browsers do.
    let channel = |x: f64, y: f64, z: f64| (x * l + y * m + z * s).clamp(0.0, 1.0);
    0.2126 * channel(4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2)
        + 0.7152 * channel(-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5)
        + 0.0722 * channel(-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701_0)
}

/// A grey of this luminance.
fn grey(luminance: f64) -> Lab {
    [luminance.cbrt(), 0.0, 0.0]
}

fn mixed(one: Lab, share: f64, other: Lab) -> Lab {
    [0, 1, 2].map(|place| one[place] * share + other[place] * (1.0 - share))
}

/// The worst contrast of a colour with one of these.
fn worst(colour: Lab, others: &[Lab]) -> f64 {
    let all = others
        .iter()
        .map(|other| contrast(luminance_of(colour), luminance_of(*other)));
    all.fold(f64::INFINITY, f64::min)
}

#[test]
fn the_limits_are_those_of_the_tokens() {
    let (wash, _) = numbers(&declared("wash"));
    let wash = wash[0] / 100.0;
    let actions = actions();
    for side in [0, 1] {
        // The shop's own grounds, and the darkest light ones and lightest dark ones of partners.
        let [paper, surface] = ["paper", "surface"].map(|name| token(name)[side]);
        let allowed = [LIGHT_FROM, DARK_TO][side].map(grey);
        for (ground, known) in [paper, surface].into_iter().zip(OWN_GROUNDS[side]) {
            assert!(
                (luminance_of(ground) - known).abs() < 0.0006,
                "{side} {known}"
            );
        }
        let grounds = [paper, surface, allowed[0], allowed[1]];
        for name in ["ink", "ink-2", "good", "bad"] {
            let found = worst(token(name)[side], &grounds);
            assert!(found >= OF_TEXT, "{side} --{name}: {found}");
        }
        let tones = ["good", "warn", "bad", "ink-2"].map(|name| token(name)[side]);
        for action in &actions[side] {
            // Links are shown on notices as well.
            let washes = tones.iter().chain([action]);
            let washed = washes.map(|tone| mixed(*tone, wash, allowed[1]));
            let grounds: Vec<Lab> = grounds.into_iter().chain(washed).collect();
            let found = worst(*action, &grounds);
            assert!(found >= OF_TEXT, "{side} --action {action:?}: {found}");
            // A partner's text on the button, which has a tenth of the ink under the pointer; that
            // ink can be a partner's too, as pale as it may be on the shop's own grounds.
            let [from, to] = [OWN_GROUNDS[0][1], OWN_GROUNDS[1][0]];
            let palest = [(from + 0.05) / OF_TEXT - 0.05, (to + 0.05) * OF_TEXT - 0.05][side];
            for ink in [token("ink")[side], grey(palest)] {
                let pressed = [*action, mixed(*action, 0.9, ink)];
                let found = worst(grey(ON_ACTION[side]), &pressed);
                assert!(found >= OF_TEXT, "{side} on --action {action:?}: {found}");
            }
        }
        let found = worst(token("edge")[side], &[paper, surface]);
        assert!(found >= OF_BORDERS, "{side} --edge: {found}");
        // On a partner's ground another colour replaces it, because it would not be enough.
        let found = worst(token("edge")[side], &allowed);
        assert!(found < OF_BORDERS, "{side} --edge needs no other: {found}");
        assert_eq!(EDGE, ("--edge", "var(--ink-2)"));
    }
}

/// Text in a colour that the test above doesn't know might be illegible on a partner's ground.
#[test]
fn all_colours_of_texts_are_judged() {
    let sheets = [
        include_str!("../../../style/base.css"),
        include_str!("../../../style/components.css"),
        include_str!("../../../style/pages.css"),
    ];
    for sheet in sheets {
        for (_, rest) in sheet
            .match_indices(" color: var(--")
            .map(|(at, start)| sheet.split_at(at + start.len()))
        {
            let (name, _) = rest.split_once(')').expect("an end");
            let is_judged = ["ink", "ink-2", "good", "bad", "action"].contains(&name);
            // These are on grounds of their own, and the last is for icons.
            let has_own = ["action-ink", "ground-ink", "scan-dark", "tone"].contains(&name);
            assert!(is_judged || has_own, "--{name}");
        }
    }
}
