//! One state of one page, measured with a ruler: widths, languages, themes and sizes of text.
//!
//! Every state that [`super::looks`] looks at is measured here too, in the page that is open:
//! switching costs milliseconds where loading costs seconds. A whole run measures what differs
//! most; with `REFILLERY_LAYOUT=all`, as `cargo xtask test --long` sets it, every language is
//! measured at every width in light, dark, forced colours and with text of twice the size.

use std::env;
use std::time::Duration;

use refillery_e2e::{Shop, text};
use serde_json::{Value, json};

use super::looks::{LETTERS, letters, speaks};
use crate::shop::pictures::languages::LANGUAGES;

/// A ruler: lists what is wrong with the page as it is.
const RULER: &str = include_str!("layout.js");

/// The widths for which the pages are drawn.
const WIDTHS: [u32; 6] = [320, 360, 390, 768, 1280, 1920];

/// The languages that differ most: from right to left, without spaces, with long words.
const FAR: [&str; 3] = ["ar", "ja", "de"];

/// How often, and how long after one another, a page with a fault is looked at again.
const LOOKS: usize = 12;
const BETWEEN_LOOKS: Duration = Duration::from_millis(120);

/// What has moved since the page was first painted. The sandbox's own line comes above the header
/// with its first answer; no real shop has one. A page that the visitor has touched isn't asked: what
/// they press may move it, and a busy browser does so later than it counts as theirs. Nor is one that
/// opens at an answer: it scrolls there once the answers have come.
const MOVED: &str = "
    const moves = [];
    if (navigator.userActivation.hasBeenActive || window.isRuled || location.hash) return moves;
    const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
    // Words that changed where they are, such as those on freshness, count for the browser as a move.
    const isElsewhere = ({ previousRect, currentRect }) => place(previousRect) !== place(currentRect);
    const take = (list) => list.filter((move) => !move.hadRecentInput && move.sources.some(isElsewhere)
      && !move.sources.some(({ node }) => node && node.matches && node.matches('.header'))).forEach((move) => {
      const from = move.sources.map(({ node, previousRect, currentRect }) => {
        const element = node && (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
        return `${element ? element.outerHTML.slice(0, 80) : 'something'} from ${place(previousRect)} to ${place(currentRect)}`;
      });
      moves.push(`moves by ${move.value.toFixed(4)} after ${Math.round(move.startTime)} ms: ${from.join('; ')}`);
    });
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    return new Promise((done) => setTimeout(() => {
      take(observer.takeRecords());
      observer.disconnect();
      done(moves);
    }, 20));";

/// How the page is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Light,
    Dark,
    ForcedColours,
    LargeText,
}

/// What of the page has moved by itself. To be asked before anything is switched.
pub(super) async fn moved(shop: &Shop) -> Vec<String> {
    lines(&shop.run(MOVED).await)
}

/// Everything that the ruler finds at a state, in the ways of this run.
pub(crate) async fn measured(shop: &Shop) -> Vec<String> {
    let mut found = Vec::new();
    let is_all = is_all();
    shop.run("window.isRuled = true; scrollTo(0, 0)").await;
    for language in LANGUAGES {
        speaks(shop, language).await;
        for (way, widths) in ways(language, is_all) {
            turns(shop, way).await;
            for width in widths {
                is_wide(shop, *width).await;
                let faults = faults(shop).await;
                let faults = faults.into_iter();
                found.extend(
                    faults.map(|fault| format!("{language} at {width} px, {way:?}: {fault}")),
                );
            }
            turns(shop, Way::Light).await;
        }
    }
    speaks(shop, "en").await;
    found
}

/// Whether every language is measured at every width in every way.
pub(crate) fn is_all() -> bool {
    env::var_os("REFILLERY_LAYOUT").is_some_and(|value| value == "all")
}

/// In which ways and at which widths a language is measured.
fn ways(language: &str, is_all: bool) -> Vec<(Way, &'static [u32])> {
    const ENDS: [u32; 2] = [320, 1280];
    const LARGE: [u32; 2] = [360, 1280];
    if is_all {
        let ways = [Way::Light, Way::Dark, Way::ForcedColours, Way::LargeText];
        return ways.map(|way| (way, WIDTHS.as_slice())).to_vec();
    }
    let light = if language == "en" { &WIDTHS[..] } else { &ENDS };
    let mut ways = vec![(Way::Light, light)];
    if FAR.contains(&language) {
        ways.push((Way::LargeText, &LARGE));
    }
    if language == "en" {
        ways.push((Way::Dark, &LARGE[..1]));
        ways.push((Way::ForcedColours, &LARGE));
    }
    ways
}

async fn turns(shop: &Shop, way: Way) {
    let theme = if way == Way::Dark { "dark" } else { "light" };
    let forced = if way == Way::ForcedColours {
        "active"
    } else {
        "none"
    };
    let features = json!({ "features": [
        { "name": "prefers-color-scheme", "value": theme },
        { "name": "forced-colors", "value": forced },
    ] });
    shop.devtools("Emulation.setEmulatedMedia", features).await;
    letters(
        shop,
        if way == Way::LargeText {
            2 * LETTERS
        } else {
            LETTERS
        },
    )
    .await;
}

/// A window of this width. Phones have no room for a scroll bar: theirs lies over the page.
async fn is_wide(shop: &Shop, width: u32) {
    let is_phone = width < 768;
    let height = if is_phone { 780 } else { 900 };
    let size =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone });
    shop.devtools("Emulation.setDeviceMetricsOverride", size)
        .await;
}

/// What the ruler finds and goes on finding: texts and prices of another language may be on their
/// way when it looks first.
async fn faults(shop: &Shop) -> Vec<String> {
    let mut found = ruled(shop).await;
    for _ in 0..LOOKS {
        if found.is_empty() {
            break;
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
        let again = ruled(shop).await;
        if again == found {
            break;
        }
        found = again;
    }
    found
}

async fn ruled(shop: &Shop) -> Vec<String> {
    lines(&shop.run(RULER).await)
}

fn lines(found: &Value) -> Vec<String> {
    let Some(lines) = found.as_array() else {
        return vec!["the page did not answer".to_owned()];
    };
    let line = |line: &Value| line.as_str().unwrap_or_default().to_owned();
    lines.iter().map(line).collect()
}

/// A ruler that finds nothing shows nothing: one fault of each sort is planted.
pub(super) async fn the_ruler_finds_what_is_planted(shop: Shop) {
    shop.open("/nothing/here?country=US").await;
    shop.reads(text("lost.title")).await;
    is_wide(&shop, 360).await;
    assert_eq!(faults(&shop).await, Vec::<String>::new());
    assert_eq!(moved(&shop).await, Vec::<String>::new());
    shop.run(PLANTED).await;
    let found = faults(&shop).await.join("\n");
    for fault in [
        "off the grid: p",
        "off the grid: h2",
        "not at the height of other titles: h1",
        "cut: p",
        "cut: b",
        "cut: \u{201c}a placeholder",
        "out of its box: p",
        "outside of the window: p",
        "torn: ¥10,000",
        "overlap by",
        "small: ",
        "sideways: ",
    ] {
        let is_found = found.lines().any(|line| line.starts_with(fault));
        assert!(is_found, "{fault:?} was not found in:\n{found}");
    }
    shop.until("what was planted moves", async || {
        let moved = moved(&shop).await;
        moved
            .iter()
            .any(|line| line.starts_with("moves by"))
            .then_some(())
    })
    .await;
}

const PLANTED: &str = r#"
    const main = document.querySelector("main > *");
    const plant = (html, looks) => {
      main.insertAdjacentHTML("beforeend", html);
      Object.entries(looks).forEach(([name, value]) => main.lastElementChild.style.setProperty(name, value));
    };
    plant("<p>beside the line</p>", { "margin-inline-start": "6px" });
    plant("<h2>centred</h2>", { "text-align": "center", "inline-size": "100%" });
    plant("<p>cut off at its end</p>", { "inline-size": "40px", overflow: "hidden", "white-space": "nowrap" });
    plant("<div><b>cut off below</b></div>", { "block-size": "8px", overflow: "clip" });
    plant("<input placeholder='a placeholder that is too long'>", { "inline-size": "60px" });
    plant("<p>wider than its box</p>", { "inline-size": "30px", "white-space": "nowrap" });
    plant("<p>¥10,000</p>", { "inline-size": "3em", "overflow-wrap": "anywhere" });
    plant("<p>past the window</p>", { "margin-inline-start": "340px", "white-space": "nowrap" });
    plant("<p>one thing</p>", {});
    plant("<p>and another over it</p>", { "margin-block-start": "-40px" });
    plant("<a href='#a'>a</a>", { display: "block", "inline-size": "9px", "block-size": "9px" });
    main.querySelector("h1").style.setProperty("margin-block-start", "9px");
    setTimeout(() => main.prepend(Object.assign(document.createElement("p"), { textContent: "late" })), 700);"#;
