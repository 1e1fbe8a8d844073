//! A shop with another look, from its settings alone; its pages don't move while they load.

use refillery_e2e::{Files, Role, Shop, Test, counted, filled, part, tests, text};
use serde_json::json;

use crate::steps::{EMAIL, start_title};

pub(crate) fn tests() -> Vec<Test> {
    tests!["rebranding":
        every_accent_can_be_read_in_both_themes,
        name_logo_accent_and_theme_come_from_the_settings,
        a_logo_that_is_lost_gives_its_place_back,
        kinds_that_are_not_sold_appear_nowhere,
        a_wrong_setting_says_what_was_expected,
        nothing_moves_while_a_page_comes_on_a_phone,
        nothing_moves_while_a_page_comes_on_a_tablet,
        nothing_moves_while_a_page_comes_on_a_laptop,
    ]
}

/// The settings with these fields in front.
fn settings(fields: &str) -> Files {
    Files {
        edits: vec![(
            "\"api_prefix\": \"/api\"".to_owned(),
            format!("{fields}, \"api_prefix\": \"/api\""),
        )],
        ..Files::default()
    }
}

/// Tries colours of every hue, pale, dark, dull and bright, and the ends of all scales; returns
/// what can't be read at 4.5 : 1 with each, by the colours that the browser really paints.
const UNREADABLE: &str = "
    const accents = ['#fff', '#000', '#ff0', '#0ff', '#f0f', '#0f0', '#00f', '#f00', '#808080',
      '#c0c0c0', '#404040', 'rgb(255 254 240)', 'hsl(60 100% 50%)', 'oklch(50% .16 265)'];
    for (let hue = 0; hue < 360; hue += 12)
      for (const light of [.15, .45, .7, .93])
        for (const strong of [.04, .15, .4]) accents.push(`oklch(${light} ${strong} ${hue})`);
    const tint = (tone, share) => `color-mix(in oklab, var(--${tone}) ${share}, var(--surface))`;
    const pairs = [['var(--action-ink)', 'var(--action)'],
      ['var(--action-ink)', 'color-mix(in oklab, var(--action) 90%, var(--ink))'],
      ['var(--action)', 'var(--paper)'], ['var(--action)', 'var(--surface)'],
      ['var(--action)', 'color-mix(in oklab, var(--ink) 6%, var(--paper))'],
      ...['action', 'good', 'warn', 'bad', 'ink-2'].map((tone) => ['var(--action)', tint(tone, 'var(--wash)')]),
      ['var(--ink)', tint('action', '12%')]];
    const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const painted = new Map();
    function luminance(colour) {
      if (!painted.has(colour)) {
        brush.clearRect(0, 0, 1, 1);
        brush.fillStyle = '#123456';
        brush.fillStyle = colour;
        brush.fillRect(0, 0, 1, 1);
        const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
        if (alpha !== 255) throw new Error(`${colour} is not solid`);
        const linear = (part) => (part /= 255) <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4;
        painted.set(colour, .2126 * linear(red) + .7152 * linear(green) + .0722 * linear(blue));
      }
      return painted.get(colour);
    }
    const probes = pairs.map(([ink, ground]) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = ink;
      probe.style.backgroundColor = ground;
      return probe;
    });
    const root = document.documentElement, failures = [];
    let least = 99, count = 0;
    for (const theme of [THEME]) {
      root.dataset.theme = theme;
      for (const accent of accents.filter((_, place) => place % 4 === PART)) {
        if (!CSS.supports('color', accent)) throw new Error(`${accent} is no colour`);
        root.style.setProperty('--accent', accent);
        probes.forEach((probe, place) => {
          const style = getComputedStyle(probe);
          const [one, other] = [luminance(style.color), luminance(style.backgroundColor)];
          const contrast = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
          least = Math.min(least, contrast);
          count += 1;
          if (contrast < 4.5) failures.push(`${theme} ${accent}: ${pairs[place].join(' on ')} ${contrast.toFixed(2)}`);
        });
      }
    }
    return [failures, count, least];";

/// The colours of the header's mark and of the button, with the sheets and without.
const SHELL_AND_PAGE: &str = "
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--action)';
    const root = document.documentElement;
    const colours = () => ['#0b6e4f', '#ffe600', '#fff'].map((accent) => {
      root.style.setProperty('--accent', accent);
      return getComputedStyle(probe).color;
    });
    const page = colours();
    for (const sheet of document.styleSheets) if (sheet.href) sheet.disabled = true;
    return [page, colours()];";

async fn every_accent_can_be_read_in_both_themes(shop: Shop) {
    shop.open("/?country=US").await;
    shop.reads(&start_title("United States")).await;
    let mut count = 0;
    // In parts, as a script has half a minute.
    let parts = ["'light'", "'dark'"]
        .into_iter()
        .flat_map(|theme| ["0", "1", "2", "3"].map(|part| (theme, part)));
    for (theme, part) in parts {
        let script = UNREADABLE.replace("THEME", theme).replace("PART", part);
        let found = shop.run(&script).await;
        let failures = found[0].as_array().expect("a list");
        assert!(
            failures.is_empty(),
            "{} of {} can't be read, least {}: {:#?}",
            failures.len(),
            found[1],
            found[2],
            failures.iter().take(40).collect::<Vec<_>>()
        );
        count += found[1].as_u64().expect("a number");
        println!(
            "{theme}, part {part}: {} pairs, least contrast {}",
            found[1], found[2]
        );
    }
    assert!(count > 8_000, "{count} pairs");
    let colours = shop.run(SHELL_AND_PAGE).await;
    assert_eq!(colours[0], colours[1], "the shell has another colour");
}

/// The header as it is painted.
const FACE: &str = "
    const shop = document.querySelector('.header:not(#shell *) .shop');
    const mark = getComputedStyle(shop, '::before'), svg = shop.querySelector('svg');
    return [shop.innerText.trim(), mark.backgroundImage, mark.inlineSize, svg.checkVisibility(),
      document.documentElement.dataset.theme, shop.querySelector('span').getBoundingClientRect().left];";

async fn name_logo_accent_and_theme_come_from_the_settings(shop: Shop) {
    shop.open("/brands?country=US").await;
    shop.reads("Amazon.com").await;
    let before = shop.run(FACE).await;
    let mut files = settings(r##""logo": "favicon.svg", "accent": "#ffe600", "theme": "dark""##);
    files.edits.push((
        "\"name\": \"Refillery\"".to_owned(),
        "\"name\": \"Corner Shop\"".to_owned(),
    ));
    // Keeps for later what the shell shows while the program loads.
    shop.before_every_page(
        "addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => {
           const shell = document.querySelector('#shell .shop');
           window.shellSaid = [shell.textContent.trim(), document.title.split(' · ').pop(), document.querySelector('link[rel=icon]').href];
         }));",
    )
    .await;
    let (shop, host) = shop.on_host(files).await;
    shop.open("/brands?country=US").await;
    shop.reads("Amazon.com").await;
    let face = shop.run(FACE).await;
    assert_eq!(face[0], "Corner Shop");
    assert_eq!(face[1], format!("url(\"{}/favicon.svg\")", host.url));
    assert_eq!((&face[2], &face[3]), (&json!("26px"), &json!(false)));
    assert_eq!(face[4], "dark");
    assert_eq!(face[5], before[5], "the name stands where it stood");
    let said = shop.run("return window.shellSaid").await;
    assert_eq!(
        said,
        json!([
            "Corner Shop",
            "Corner Shop",
            format!("{}/favicon.svg", host.url)
        ])
    );
    let ground = shop
        .run("return getComputedStyle(document.body).colorScheme + getComputedStyle(document.documentElement).getPropertyValue('--accent')")
        .await;
    assert_eq!(ground, "dark#ffe600");
    assert!(shop.title().await.ends_with("· Corner Shop"));
}

async fn a_logo_that_is_lost_gives_its_place_back(shop: Shop) {
    let mut files = settings(r#""logo": "lost.png""#);
    files.without = Some("lost.png");
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/brands?country=US").await;
    shop.reads("Amazon.com").await;
    shop.until_equal(json!(true), async || shop.run(FACE).await[3].clone())
        .await;
    let face = shop.run(FACE).await;
    assert_eq!(face[1], "none");
    // A logo of another site is ignored.
    let (shop, _host) = shop
        .on_host(settings(r#""logo": "https://evil.example/logo.svg""#))
        .await;
    shop.open("/brands?country=US").await;
    shop.reads(&part("config.wrong_field", &[("field", "logo")]))
        .await;
    assert_eq!(shop.run(FACE).await[3], true);
}

async fn kinds_that_are_not_sold_appear_nowhere(shop: Shop) {
    let (shop, _host) = shop.on_host(settings(r#""kinds": ["esim"]"#)).await;
    shop.open("/?country=US").await;
    shop.sees(Role::Link, "eSIM").await;
    let country = [("country", "United States")];
    let titles = [
        counted("home.title", 1, &country),
        part("home.title", &country),
    ];
    shop.reads_one_of(&titles.each_ref().map(String::as_str))
        .await;
    assert!(!shop.has(Role::Link, "Amazon.com").await);
    assert!(!shop.text().await.contains("Steam"));
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "eSIM").await;
    assert!(!shop.text().await.contains("Amazon.com"));
    shop.open("/brands?country=US&q=steam").await;
    shop.reads(&counted("brands.count", 0, &[])).await;
    for path in ["/brand/steam", "/product/steam/steam"] {
        shop.open(&format!("{path}?country=US")).await;
        shop.reads(text("lost.title")).await;
    }
    shop.open("/?country=US&lang=ja").await;
    shop.sees(Role::Link, "eSIM").await;
}

async fn a_wrong_setting_says_what_was_expected(shop: Shop) {
    let (shop, _host) = shop
        .on_host(settings(
            r#""accent": "red;}", "kinds": ["esims"], "countries": ["ZZ"], "coins": ["usdc"]"#,
        ))
        .await;
    shop.open("/?country=US").await;
    for (field, words, expected) in [
        ("accent", "config.wrong_field", "config.expects_accent"),
        ("kinds", "config.nothing_left", "config.expects_kinds"),
        (
            "countries",
            "config.nothing_left",
            "config.expects_countries",
        ),
        ("coins", "config.nothing_left", "config.expects_coins"),
    ] {
        let values = [("field", field), ("expected", text(expected))];
        shop.reads(&filled(words, &values)).await;
    }
    let accent = shop
        .run("return document.documentElement.style.getPropertyValue('--accent')")
        .await;
    assert_eq!(accent, "");
}

/// What has moved by itself since the page began, with its places before and after.
const SHIFTS: &str = "
    return (window.shifts || []).map((each) => [each.value, each.sources.map((source) => [
      source.node && (source.node.outerHTML || source.node.parentElement.outerHTML).slice(0, 90),
      JSON.stringify(source.previousRect.toJSON()), JSON.stringify(source.currentRect.toJSON())])]);";

async fn nothing_moves_while_a_page_comes_on_a_phone(shop: Shop) {
    nothing_moves_while_a_page_comes(&shop, (360, 780)).await;
}

async fn nothing_moves_while_a_page_comes_on_a_tablet(shop: Shop) {
    nothing_moves_while_a_page_comes(&shop, (768, 1024)).await;
}

async fn nothing_moves_while_a_page_comes_on_a_laptop(shop: Shop) {
    nothing_moves_while_a_page_comes(&shop, (1280, 900)).await;
}

async fn nothing_moves_while_a_page_comes(shop: &Shop, window: (u32, u32)) {
    shop.before_every_page(
        "window.shifts = [];
         new PerformanceObserver((list) => {
           for (const each of list.getEntries()) if (!each.hadRecentInput) shifts.push(each);
         }).observe({ type: 'layout-shift', buffered: true });
         // The sandbox's own line comes with its first answer; no real shop has one.
         const style = document.createElement('style');
         style.textContent = '.sandbox { display: none; }';
         new MutationObserver((_, observer) => {
           if (document.head) { document.head.append(style); observer.disconnect(); }
         }).observe(document, { childList: true, subtree: true });",
    )
    .await;
    let delivered = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.act(&delivered, "pay").await;
    // A newer order ends an older one that nobody has paid for.
    let waiting = shop.sandbox.make_order(EMAIL).await;
    let (waiting, delivered) = (format!("/order/{waiting}"), format!("/order/{delivered}"));
    let mut moved = Vec::new();
    shop.look_with(window, "light").await;
    for (path, words) in [
        ("/?country=US", &*start_title("United States")),
        ("/brands?country=US", "Amazon.com"),
        ("/brands?country=US&q=steam", "Steam"),
        ("/brand/lycamobile?country=US", text("product.recommended")),
        ("/brand/steam?country=US", text("product.recommended")),
        (
            "/product/steam/steam?country=US",
            text("product.recommended"),
        ),
        (
            "/product/amazon-com-i6bde/amazon-com-i6bde?country=US",
            text("product.recommended"),
        ),
        (waiting.as_str(), text("order.link_live")),
        (delivered.as_str(), text("order.head_done")),
        ("/orders?country=US", text("backup.title")),
        ("/checkout?country=US", text("checkout.empty")),
    ] {
        shop.open(path).await;
        shop.reads(words).await;
        // The observer is notified of the last frame in the next one.
        shop.run("window.frames2 = 0; requestAnimationFrame(() => requestAnimationFrame(() => { window.frames2 = 1; }));").await;
        shop.until_equal(json!(1), async || shop.run("return window.frames2").await)
            .await;
        let shifts = shop.run(SHIFTS).await;
        if shifts.as_array().is_some_and(|shifts| !shifts.is_empty()) {
            moved.push(format!("{path}: {shifts:#}"));
        }
    }
    assert!(
        moved.is_empty(),
        "{} pages move:\n{}",
        moved.len(),
        moved.join("\n")
    );
}
