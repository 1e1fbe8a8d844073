//! One state of one page, looked at in every way.

use std::cell::RefCell;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use refillery_e2e::Shop;
use serde_json::json;

use super::layout;

/// A laptop's window, in which the trees are taken.
const LAPTOP: (u32, u32) = (1280, 900);

/// A phone's window, in which targets are measured: fingers are on phones.
const PHONE: (u32, u32) = (360, 780);

/// Where reflow is judged (WCAG 1.4.10): 320 CSS pixels, which is also 1280 at 400 %.
const NARROW: (u32, u32) = (320, 640);

/// The window that the shop has to fit in at 200 %: half as many CSS pixels, each twice as large.
/// This is what the browser's own zoom does to a laptop's window.
const ZOOMED: (u32, u32) = (640, 450);

/// The size of letters that the browser starts with, and twice as much (WCAG 1.4.4).
pub(crate) const LETTERS: u32 = 16;

/// Targets that are smaller than 24 by 24 CSS pixels and are neither in a sentence nor far enough
/// from all others (WCAG 2.5.8). A hidden box is as large as its label.
const SMALL_TARGETS: &str = r#"
    const LEAST = 24;
    const targets = [...document.querySelectorAll(
      "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=option], [tabindex='0']")]
      .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled);
    const area = (each) => {
      const label = each.labels && each.labels[0];
      const own = each.getBoundingClientRect();
      if (!label) return own;
      const wide = label.getBoundingClientRect();
      return label.contains(each) ? wide : own;
    };
    const isHidden = (each, box) => box.width <= 2 && box.height <= 2
      || each.classList.contains("skip") || each.closest("[inert]");
    // A link inside of a sentence is as high as its line.
    const isInText = (each) => each.tagName === "A" && getComputedStyle(each).display === "inline"
      && each.parentElement.innerText.trim().length > each.innerText.trim().length + 1;
    return targets.map((each) => [each, area(each)])
      .filter(([each, box]) => !isHidden(each, box) && !isInText(each)
        && (Math.round(box.width * 10) < LEAST * 10 || Math.round(box.height * 10) < LEAST * 10))
      .map(([each, box]) => `${box.width.toFixed(1)} x ${box.height.toFixed(1)}: ${each.outerHTML.slice(0, 140)}`);"#;

/// The widest thing that makes the page move sideways.
const STICKS_OUT: &str = r#"
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide + 1) return [];
    const edge = (box) => getComputedStyle(document.documentElement).direction === "rtl" ? wide - box.left : box.right;
    const worst = [...document.body.querySelectorAll("*")]
      .map((each) => [edge(each.getBoundingClientRect()), each])
      .filter(([end]) => end > wide + 1).sort((a, b) => b[0] - a[0])[0];
    return [`${document.documentElement.scrollWidth} > ${wide}: ` +
      (worst ? `${worst[1].outerHTML.slice(0, 160)} to ${worst[0]}` : "nobody knows why")];"#;

/// Marks that every page has one of each, in the right order.
const OUTLINE: &str = r#"
    const found = [];
    const heads = [...document.querySelectorAll("h1")].filter((each) => each.checkVisibility());
    if (heads.length !== 1) found.push(`${heads.length} headings of the first level`);
    if (document.querySelectorAll("main").length !== 1) found.push("not one main part");
    if (!document.documentElement.lang) found.push("no language");
    if (!document.title.trim()) found.push("no title");
    const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
    const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
    if (twice.length) found.push(`ids that are there twice: ${twice}`);
    return found;"#;

/// Everything that is wrong with the states seen so far.
#[derive(Default)]
pub(super) struct Findings {
    lines: Vec<String>,
}

impl Findings {
    /// Looks at the state that the page is in, in every way.
    pub(super) async fn look(&mut self, shop: &Shop, name: &str) {
        self.look_past(shop, name, &[]).await;
    }

    /// The same where the page has `secrets`, which differ from run to run.
    pub(super) async fn look_past(&mut self, shop: &Shop, name: &str, secrets: &[(&str, &str)]) {
        let moved = layout::moved(shop).await;
        self.add(name, "by itself", moved);
        shop.look_with(LAPTOP, "light").await;
        shop.run("scrollTo(0, 0)").await;
        self.tree(shop, name, "en", secrets).await;
        speaks(shop, "ja").await;
        self.tree(shop, name, "ja", secrets).await;
        speaks(shop, "en").await;
        self.audit_twice(shop, name, "light").await;
        self.note(shop, name, "outline", OUTLINE).await;
        shop.look_with(LAPTOP, "dark").await;
        self.audit_twice(shop, name, "dark").await;
        // Twice the letters in the same window: the visitor's own setting, which widths that
        // are counted in pixels don't follow.
        letters(shop, 2 * LETTERS).await;
        self.note(shop, name, "large letters", STICKS_OUT).await;
        letters(shop, LETTERS).await;
        shop.look_with(NARROW, "light").await;
        self.audit(shop, name, "320 px").await;
        self.note(shop, name, "320 px", STICKS_OUT).await;
        zoomed(shop).await;
        self.audit(shop, name, "200 %").await;
        self.note(shop, name, "200 %", STICKS_OUT).await;
        shop.look_with(PHONE, "light").await;
        self.note(shop, name, "targets", SMALL_TARGETS).await;
        speaks(shop, "ar").await;
        self.audit_twice(shop, name, "right to left").await;
        self.note(shop, name, "right to left", STICKS_OUT).await;
        shop.look_with(NARROW, "light").await;
        self.note(shop, name, "right to left at 320 px", STICKS_OUT)
            .await;
        let measured = layout::measured(shop).await;
        self.add(name, "measured", measured);
        shop.look_with(LAPTOP, "light").await;
    }

    /// Fails with all of it.
    pub(super) fn are_none(self) {
        assert!(self.lines.is_empty(), "{}", self.lines.join("\n"));
    }

    async fn audit(&mut self, shop: &Shop, name: &str, way: &str) {
        is_still(shop).await;
        let violations = shop.violations().await;
        self.add(name, way, violations);
    }

    /// By both judges. The second one takes longer, so it sees each state where the page is most
    /// unlike: in both themes, and mirrored on a phone.
    async fn audit_twice(&mut self, shop: &Shop, name: &str, way: &str) {
        self.audit(shop, name, way).await;
        let violations = shop.second_violations().await;
        self.add(name, way, violations);
    }

    async fn note(&mut self, shop: &Shop, name: &str, way: &str, script: &str) {
        let found = shop.run(script).await;
        let lines = found.as_array().cloned();
        let lines = lines.unwrap_or_else(|| vec![json!("the page did not answer")]);
        let text = |line: &serde_json::Value| line.as_str().unwrap_or_default().to_owned();
        self.add(name, way, lines.iter().map(text).collect());
    }

    fn add(&mut self, name: &str, way: &str, found: Vec<String>) {
        let lines = found.into_iter();
        self.lines
            .extend(lines.map(|line| format!("{name}, {way}: {line}")));
    }

    /// Compares what a screen reader gets with what it got.
    async fn tree(&mut self, shop: &Shop, name: &str, language: &str, secrets: &[(&str, &str)]) {
        is_still(shop).await;
        let tree = settled(shop, secrets).await;
        let file = format!("{name}.{language}.txt");
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("trees");
        write(&kept.join("../../../target/e2e/trees"), &file, &tree);
        if env::var_os("REFILLERY_UPDATE_TREES").is_some_and(|value| value == "1") {
            write(&kept, &file, &tree);
            return;
        }
        let path = kept.join(&file);
        let before = fs::read_to_string(&path).unwrap_or_default();
        if before != tree {
            let difference = difference(&before, &tree);
            self.lines.push(format!(
                "a screen reader gets something else than {} says (REFILLERY_UPDATE_TREES=1 \
                 writes it anew):\n{difference}",
                path.display()
            ));
        }
    }
}

fn write(folder: &PathBuf, file: &str, text: &str) {
    fs::create_dir_all(folder).expect("the folder can be made");
    fs::write(folder.join(file), text).expect("a tree can be written");
}

/// The lines between what is the same at both ends.
fn difference(before: &str, after: &str) -> String {
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let same = |(left, right): &(&&str, &&str)| left == right;
    let head = before.iter().zip(&after).take_while(same).count();
    let (old, new) = (&before[head..], &after[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(same);
    let tail = tail.count();
    let lines = |sign: &str, lines: &[&str]| -> Vec<String> {
        let lines = &lines[..lines.len() - tail];
        let lines = lines.iter().map(|line| format!("{sign} {line}"));
        lines.take(30).collect()
    };
    [lines("-", old), lines("+", new)].concat().join("\n")
}

/// The tree as soon as it is the same twice: texts of another language may still be on their way.
async fn settled(shop: &Shop, secrets: &[(&str, &str)]) -> String {
    let before = RefCell::new(String::new());
    shop.until("a tree that stays", async || {
        let now = shop.tree(secrets).await;
        let before = before.replace(now.clone());
        (now == before).then_some(now)
    })
    .await
}

/// Nothing moves, and what is in the window has its picture.
async fn is_still(shop: &Shop) {
    const SCRIPT: &str = "
        const moves = document.getAnimations().some((each) =>
          each.playState === 'running' && each.effect.getComputedTiming().endTime !== Infinity);
        // The hint at a doubtful address comes after a pause, again in each language.
        const email = document.querySelector('#email');
        const isDue = email && email.value.endsWith('@gmial.com')
          && !document.querySelector('.did-you-mean button');
        return !moves && !isDue && document.fonts.status === 'loaded';";
    shop.until("a page that stands still", async || {
        shop.run(SCRIPT).await.as_bool().filter(|still| *still)
    })
    .await;
}

/// Switches the language by the address, as the picker does, and keeps the page as it is.
pub(crate) async fn speaks(shop: &Shop, language: &str) {
    let script = format!(
        "const address = new URL(location.href); address.searchParams.set('lang', '{language}'); \
         history.replaceState(history.state, '', address); dispatchEvent(new PopStateEvent('popstate', {{ state: history.state }}));"
    );
    shop.run(&script).await;
    shop.until(&format!("the language {language}"), async || {
        let now = shop.run("return document.documentElement.lang").await;
        (now == language).then_some(())
    })
    .await;
}

/// Half the pixels at twice the size.
async fn zoomed(shop: &Shop) {
    let (width, height) = ZOOMED;
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": false });
    shop.devtools("Emulation.setDeviceMetricsOverride", size)
        .await;
}

/// The size of letters that the visitor has chosen in the browser.
pub(crate) async fn letters(shop: &Shop, size: u32) {
    let sizes = json!({ "fontSizes": { "standard": size, "fixed": size } });
    shop.devtools("Page.setFontSizes", sizes).await;
}
