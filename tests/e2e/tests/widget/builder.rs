//! The page on which a partner puts a widget together.

use refillery_e2e::{Shop, Test, tests, text, text_of};
use serde_json::json;

use crate::steps::start_title;

pub(crate) fn tests() -> Vec<Test> {
    tests!["builder":
        what_is_filled_in_is_seen_and_is_in_the_snippet,
        every_colour_has_a_field_and_is_judged,
        a_height_is_a_number_of_pixels,
    ]
}

pub(crate) fn only_in_chromium() -> Vec<Test> {
    tests!["builder": it_fits_every_window]
}

/// The snippets: with the loader, and without.
async fn snippets(shop: &Shop) -> Vec<String> {
    let texts = shop
        .run("return [...document.querySelectorAll('.builder-result code')].map((each) => each.textContent)")
        .await;
    serde_json::from_value(texts).unwrap_or_default()
}

/// A field's label: its text, and its name in the snippet.
fn label(key: &str, name: &str) -> String {
    format!("{} {name}", text(key))
}

async fn fills_in(shop: &Shop, label: &str, text: &str) {
    shop.types(label, text).await;
    // A field counts once it is left.
    shop.run("document.activeElement.blur()").await;
}

/// Waits until the preview shows this.
async fn previews(shop: &Shop, what: &str, script: &str) {
    let script = format!(
        "const page = document.querySelector('.builder-preview').contentDocument;
         return !!page && !!page.body && ({script});"
    );
    shop.until_script(what, &script).await;
}

async fn what_is_filled_in_is_seen_and_is_in_the_snippet(shop: Shop) {
    shop.open("/embed/builder?country=US").await;
    shop.reads(text("builder.title")).await;
    previews(
        &shop,
        "a shop",
        &format!(
            "page.body.innerText.includes({})",
            json!(start_title("United States"))
        ),
    )
    .await;
    // For browsers that say nothing else about the page around.
    let frame = shop
        .run("const frame = document.querySelector('.builder-preview'); return [new URL(frame.src).searchParams.get('parent'), frame.referrerPolicy]")
        .await;
    assert_eq!(frame, json!([shop.url, "same-origin"]));
    let plain = snippets(&shop).await;
    assert_eq!(plain.len(), 2, "{plain:?}");
    assert!(plain[0].contains("/widget/v1/loader.js\""), "{}", plain[0]);
    assert!(plain[0].contains(&format!("<gift-shop src=\"{}/embed\"", shop.url)));

    shop.picks(&label("frame.country", "country"), "DE").await;
    shop.picks(&label("frame.language", "lang"), "de").await;
    previews(
        &shop,
        "another country and language",
        "page.documentElement.lang === 'de' && page.body.innerText.includes('Deutschland')",
    )
    .await;
    let chosen = snippets(&shop).await;
    for words in ["country=\"DE\"", "lang=\"de\""] {
        assert!(chosen[0].contains(words), "{words} in {}", chosen[0]);
    }
    assert!(chosen[1].contains("country=DE"), "{}", chosen[1]);

    // An unusable value is reported at its field, and is in neither snippet.
    let accent = label("builder.accent", "accent");
    fills_in(&shop, &accent, "greenish").await;
    shop.reads(text("builder.wrong")).await;
    assert_eq!(snippets(&shop).await, chosen);
    fills_in(&shop, &accent, "0b6e4f").await;
    shop.no_longer_reads(text("builder.wrong")).await;
    assert!(snippets(&shop).await[0].contains("accent=\"0b6e4f\""));
    // Each button says what it copies.
    let labels = shop
        .run("return [...document.querySelectorAll('.builder-result .copy')].map((each) => each.ariaLabel ?? each.getAttribute('aria-label'))")
        .await;
    assert_eq!(
        labels,
        json!([text("builder.copy"), text("builder.copy_plain")])
    );
}

async fn every_colour_has_a_field_and_is_judged(shop: Shop) {
    shop.open("/embed/builder?country=US").await;
    shop.reads(text("builder.colours")).await;
    shop.run("document.querySelector('.builder summary').click()")
        .await;
    let plain = snippets(&shop).await;
    let ground = label("builder.bg", "bg");
    fills_in(&shop, &ground, "101418").await;
    previews(
        &shop,
        "a dark shop",
        "page.documentElement.dataset.theme === 'dark'",
    )
    .await;
    for (key, name, colour) in [
        ("builder.surface", "surface", "1b2026"),
        ("builder.text", "text", "f2f2f2"),
        ("builder.muted", "muted", "b8b8b8"),
        ("builder.border", "border", "8a8a8a"),
        ("builder.danger", "danger", "ff9a9a"),
        ("builder.success", "success", "7fd49b"),
        ("builder.accent_text", "accent-text", "0c0c0c"),
    ] {
        let label = label(key, name);
        fills_in(&shop, &label, colour).await;
        assert!(
            !shop.is_marked_wrong(&label).await,
            "{label} {colour} is refused"
        );
        assert!(snippets(&shop).await[0].contains(&format!("=\"{colour}\"")));
    }
    previews(
        &shop,
        "all of it",
        "page.documentElement.style.getPropertyValue('--action-ink') === '#0c0c0c'",
    )
    .await;
    // A colour that can't be read on the ground is reported and left out, and counts again with the
    // next ground.
    fills_in(&shop, &ground, "ffffff").await;
    shop.reads(text("builder.contrast")).await;
    assert!(!snippets(&shop).await[0].contains("f2f2f2"));
    fills_in(&shop, &ground, "101418").await;
    shop.no_longer_reads(text("builder.contrast")).await;
    assert!(snippets(&shop).await[0].contains("text=\"f2f2f2\""));
    assert_ne!(snippets(&shop).await, plain);
}

async fn a_height_is_a_number_of_pixels(shop: Shop) {
    shop.open("/embed/builder?country=US").await;
    shop.reads(text("builder.title")).await;
    let label = label("builder.height", "height");
    // The snippet gets the loader's hash a moment after the page.
    let plain = shop
        .until("the loader's hash", async || {
            let snippets = snippets(&shop).await;
            snippets[0].contains("integrity=").then_some(snippets)
        })
        .await;
    for wrong in ["99999", "0", "0760", "760px"] {
        fills_in(&shop, &label, wrong).await;
        shop.reads(text("builder.wrong")).await;
        assert!(shop.is_marked_wrong(&label).await, "{wrong}");
        assert_eq!(snippets(&shop).await, plain, "{wrong}");
    }
    fills_in(&shop, &label, "900").await;
    shop.no_longer_reads(text("builder.wrong")).await;
    let chosen = snippets(&shop).await;
    assert!(chosen[0].contains("height=\"900\" style=\"display:block;height:900px\""));
    assert!(chosen[1].contains("height=\"900\""));
}

/// Places of the parts: whether anything sticks out, whether the preview is beside the fields, and
/// whether the controls of the first row are in line.
const PLACES: &str = "
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    const [form, preview] = [box('.builder-fields'), box('.builder-preview')];
    const rows = new Set([...document.querySelectorAll('.builder > .builder-fields > .field')]
      .filter((each) => Math.abs(each.getBoundingClientRect().top - form.top) < 4)
      .map((each) => each.querySelector('.input').getBoundingClientRect().bottom));
    return [document.documentElement.scrollWidth > innerWidth, preview.left >= form.right || preview.right <= form.left, rows.size];";

async fn it_fits_every_window(shop: Shop) {
    for (language, heading) in [
        ("en", text("builder.title")),
        ("ar", text_of("ar", "builder.title")),
    ] {
        shop.open(&format!("/embed/builder?country=US&lang={language}"))
            .await;
        shop.reads(heading).await;
        for (width, is_beside) in [(320, false), (360, false), (768, false), (1280, true)] {
            shop.look_with((width, 900), "light").await;
            assert_eq!(
                shop.run(PLACES).await,
                json!([false, is_beside, 1]),
                "{language} at {width}"
            );
        }
    }
}
