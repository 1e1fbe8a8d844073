//! The element and its frame.

use refillery_e2e::{Page, Shop, Test, said_by_loader, tests};
use serde_json::{Value, json};

use crate::widget::stand_in::{
    self, frame_does, heard, hears, is_connected, is_through, opens, opens_all,
};

pub(crate) fn tests() -> Vec<Test> {
    tests!["loader":
        the_frame_is_what_the_protocol_says,
        the_handshake_is_exact_and_gives_a_port,
        personal_data_is_in_no_address,
        nor_is_it_under_a_neighbouring_name,
        a_watched_object_is_copied_and_left_alone,
        what_is_too_large_is_said_before_there_is_a_frame,
        loading_it_twice_is_harmless,
        an_element_with_its_name_is_no_obstacle,
        two_widgets_do_not_hear_each_other,
        the_height_follows_within_limits,
        a_given_height_stays,
        a_frame_that_reloads_is_connected_and_configured_again,
        commands_are_answered,
        a_command_to_what_is_gone_is_answered,
        a_command_between_two_frames_is_for_the_next,
        an_attribute_that_changes_is_a_command,
        an_attribute_that_changes_meanwhile_is_newer,
        another_src_is_another_frame,
        what_is_removed_is_silent_and_can_come_back,
        an_event_that_it_does_not_know_is_handed_on,
        a_wrong_src_is_said_on_the_page,
        a_page_in_srcdoc_has_the_origin_of_the_one_around,
        a_page_without_an_origin_gets_a_sentence,
        a_page_with_the_strictest_policy_takes_it,
        a_missing_answer_is_an_error_and_a_late_one_connects,
    ]
}

pub(crate) fn only_in_chromium() -> Vec<Test> {
    tests!["loader":
        links_are_opened_by_listed_schemes_alone,
        what_is_moved_in_one_step_keeps_its_frame,
    ]
}

const PLAIN: &str = r#"<gift-shop id="a" src="THERE/frame"></gift-shop>"#;

/// The address of the first widget's frame, taken apart.
const ADDRESS: &str = "const f = document.querySelector('gift-shop').shadowRoot.querySelector('iframe'); \
     if (!f) return null; const u = new URL(f.src); \
     return { origin: u.origin, path: u.pathname, query: Object.fromEntries(u.searchParams) };";

async fn the_frame_is_what_the_protocol_says(shop: Shop) {
    let body = r#"<gift-shop class="x" data-mail="a@b.example" aria-label="y" src="THERE/frame?kept=1" country="DE" lang="de"
        theme="auto" accent-text="ffffff" paymentMethods="bitcoin" nonsense="7" parent="https://evil.example" ch="x"></gift-shop>"#;
    let partner = opens(&shop, body).await;
    is_connected(&shop, 0).await;
    let mut address = shop.run(ADDRESS).await;
    assert_eq!(address["origin"], json!(partner.there));
    assert_eq!(address["path"], "/frame");
    let ch = address["query"]["ch"].take();
    let ch = ch.as_str().unwrap_or_default().to_owned();
    // Six numbers of 32 bits: one has fewer than seven digits once in 4000 times.
    let plain = ch.chars().all(|c| c.is_ascii_digit());
    assert!(plain && (40..=64).contains(&ch.len()), "{ch}");
    assert_eq!(
        address["query"],
        json!({ "kept": "1", "country": "DE", "lang": "de", "theme": "auto", "accent-text": "ffffff",
            "paymentmethods": "bitcoin", "nonsense": "7", "parent": partner.here, "ch": null })
    );
    let frame = shop
        .run(
            "const f = document.querySelector('gift-shop').shadowRoot.querySelector('iframe'); \
             return Object.fromEntries(['sandbox', 'allow', 'referrerpolicy', 'title', 'loading'].map((n) => [n, n === 'loading' ? f.loading !== 'lazy' : f.getAttribute(n)]));",
        )
        .await;
    assert_eq!(
        frame,
        json!({
            "sandbox": "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-top-navigation-to-custom-protocols",
            "allow": "clipboard-write",
            "referrerpolicy": "strict-origin",
            "title": said_by_loader("title"),
            "loading": true,
        })
    );
    // Another page of the same kind has another channel.
    shop.reload().await;
    is_connected(&shop, 0).await;
    let again = shop.run(ADDRESS).await;
    assert_ne!(again["query"]["ch"], json!(ch));
}

async fn the_handshake_is_exact_and_gives_a_port(shop: Shop) {
    let partner = opens(&shop, PLAIN).await;
    is_connected(&shop, 0).await;
    let address = shop.run(ADDRESS).await;
    let windows = frame_does(&shop, 0, "return windows").await;
    assert_eq!(
        windows,
        json!([[partner.here, { "gs": 1, "ch": address["query"]["ch"], "type": "connect", "v": 1, "config": {} }]])
    );
    frame_does(
        &shop,
        0,
        "say('ready', { version: '1', lang: 'en', country: 'US', theme: 'auto' })",
    )
    .await;
    hears(
        &shop,
        "ready",
        json!({ "version": "1", "lang": "en", "country": "US", "theme": "auto" }),
    )
    .await;
    // And at the element itself, until the page stops listening.
    shop.run(
        "window.own = []; const shop = document.querySelector('gift-shop'); \
         window.stop = shop.on('resize', (data) => own.push(data));",
    )
    .await;
    frame_does(&shop, 0, "say('resize', { height: 500 })").await;
    hears(&shop, "resize", json!({ "height": 500 })).await;
    shop.run("stop()").await;
    frame_does(&shop, 0, "say('resize', { height: 600 })").await;
    hears(&shop, "resize", json!({ "height": 600 })).await;
    assert_eq!(shop.run("return own").await, json!([{ "height": 500 }]));
    assert_eq!(heard(&shop, "error").await, Vec::<Value>::new());
}

/// The address of a frame without the digits of its channel, in which chance could write anything.
async fn address_of_frame(shop: &Shop, place: usize) -> String {
    let address = frame_does(shop, place, "return location.href").await;
    let address = address.as_str().unwrap_or_default();
    let (before, channel) = address.split_once("&ch=").unwrap_or((address, ""));
    let after = channel.trim_start_matches(|digit: char| digit.is_ascii_digit());
    [before, after].concat()
}

async fn personal_data_is_in_no_address(shop: Shop) {
    let body = r#"<gift-shop src="THERE/frame" email="a@b.example" phone="+4915112345678" refund_address="bc1q"></gift-shop>
        <div id="here"></div>"#;
    let _partner = opens(&shop, body).await;
    shop.run("GiftShop.mount('#here', { src: 'THERE/frame'.replace('THERE', document.querySelector('gift-shop').getAttribute('src').slice(0, -6)), prefill: { email: 'c@d.example' } })").await;
    is_connected(&shop, 0).await;
    is_connected(&shop, 1).await;
    for place in 0..2 {
        let address = address_of_frame(&shop, place).await;
        for secret in ["example", "4915", "bc1q"] {
            assert!(!address.contains(secret), "{address}");
        }
    }
    let config = frame_does(&shop, 0, "return windows[0][1].config").await;
    assert_eq!(
        config,
        json!({ "prefill": { "email": "a@b.example", "phone": "+4915112345678", "refund_address": "bc1q" } })
    );
    let config = frame_does(&shop, 1, "return windows[0][1].config").await;
    assert_eq!(config, json!({ "prefill": { "email": "c@d.example" } }));
}

async fn nor_is_it_under_a_neighbouring_name(shop: Shop) {
    let body = r#"<gift-shop src="THERE/frame" refundAddress="bc1q" e-mail="a@b.example" user_phone="+4915112345678" tel="4915" data-mail="d@b.example"></gift-shop>
        <div id="here"></div>"#;
    let _partner = opens(&shop, body).await;
    shop.run("GiftShop.mount('#here', { src: document.querySelector('gift-shop').getAttribute('src'), refundAddress: 'bc1q', customer_email: 'a@b.example' })")
        .await;
    for (place, told) in [
        json!({ "refundaddress": "bc1q", "e-mail": "a@b.example", "user_phone": "+4915112345678", "tel": "4915" }),
        json!({ "refundaddress": "bc1q", "customer_email": "a@b.example" }),
    ]
    .into_iter()
    .enumerate()
    {
        is_connected(&shop, place).await;
        let address = address_of_frame(&shop, place).await;
        for secret in ["example", "=%2B4915", "=4915", "bc1q"] {
            assert!(!address.contains(secret), "{address}");
        }
        // The shop refuses what it doesn't know, so that the partner notices it.
        let config = frame_does(&shop, place, "return windows[0][1].config").await;
        assert_eq!(config, json!({ "prefill": told }));
    }
}

async fn a_watched_object_is_copied_and_left_alone(shop: Shop) {
    let partner = opens(&shop, "<div id=here></div>").await;
    // Vue and MobX hand out such proxies; no browser can send them to another window.
    let script = "window.own = { email: 'a@b.example' };          window.shop = GiftShop.mount('#here', { src: 'THERE/frame', phone: '+1', prefill: new Proxy(own, {}) });          shop.set({ coins: new Proxy(['BTC:Mainnet'], {}), theme: 'dark', more: () => {} });";
    shop.run(&script.replace("THERE", &partner.there)).await;
    is_connected(&shop, 0).await;
    assert_eq!(
        frame_does(&shop, 0, "return windows[0][1].config").await,
        json!({ "prefill": { "email": "a@b.example", "phone": "+1" }, "coins": ["BTC:Mainnet"], "theme": "dark" })
    );
    assert_eq!(
        shop.run("return own").await,
        json!({ "email": "a@b.example" })
    );
    // Later changes of the object are not set.
    shop.run(
        "own.email = 'c@d.example'; window.answers = []; const keep = (a) => answers.push(a.ok);          shop.set({ prefill: new Proxy({ email: 'e@f.example' }, {}) }).then(keep);          shop.navigate(new Proxy({ view: 'home' }, {})).then(keep);",
    )
    .await;
    shop.until_script("the answers", "return answers.length === 2")
        .await;
    assert_eq!(
        frame_does(&shop, 0, "return seen.map((m) => m.data)").await,
        json!([{ "prefill": { "email": "e@f.example" } }, { "view": "home" }])
    );
}

async fn what_is_too_large_is_said_before_there_is_a_frame(shop: Shop) {
    let _partner = opens(
        &shop,
        r#"<gift-shop src="THERE/frame" silent="1"></gift-shop>"#,
    )
    .await;
    shop.run(
        "window.answers = []; window.shop = document.querySelector('gift-shop'); const keep = (a) => answers.push(a.error || a.ok);          shop.set({ theme: 'dark' }).then(keep); shop.set({ coins: 'x'.repeat(9000) }).then(keep);          shop.set({ prefill: { email: 'x'.repeat(9000) } }).then(keep); shop.set({ lang: 'de' }).then(keep);",
    )
    .await;
    shop.until_script("the answers", "return answers.length === 4")
        .await;
    assert_eq!(
        shop.run("return answers").await,
        json!([true, true, "too_large", true])
    );
    let told = json!({ "code": "too_large", "message": "settings over 16 kB", "fatal": false });
    hears(&shop, "error", told).await;
    frame_does(&shop, 0, "hello()").await;
    is_connected(&shop, 0).await;
    // The settings before and after it arrive.
    assert_eq!(
        frame_does(
            &shop,
            0,
            "const c = windows[0][1].config; return [Object.keys(c), c.theme, c.lang]"
        )
        .await,
        json!([["theme", "coins", "lang"], "dark", "de"])
    );
    // If the frame is there, it is not kept for a later frame either.
    shop.run("shop.set({ accent: 'x'.repeat(20000) }).then((a) => answers.push(a.error))")
        .await;
    shop.until_script("the answer", "return answers.length === 5")
        .await;
    assert_eq!(shop.run("return answers[4]").await, "too_large");
    frame_does(&shop, 0, "hello()").await;
    shop.enters(0).await;
    shop.until_script("the next greeting", "return windows.length === 2")
        .await;
    assert_eq!(
        shop.run("return Object.keys(windows[1][1].config)").await,
        json!(["theme", "coins", "lang"])
    );
    shop.leaves().await;
}

async fn loading_it_twice_is_harmless(shop: Shop) {
    let _partner = opens(&shop, PLAIN).await;
    is_connected(&shop, 0).await;
    shop.run(
        "window.first = GiftShop; const s = document.createElement('script'); s.src = '/widget/v1/loader.js?again'; \
         s.onload = () => { window.twice = true; }; document.head.append(s);",
    )
    .await;
    shop.until_script("the second load", "return window.twice")
        .await;
    assert_eq!(shop.run("return first === GiftShop").await, json!(true));
    frame_does(&shop, 0, "say('resize', { height: 444 })").await;
    hears(&shop, "resize", json!({ "height": 444 })).await;
    assert_eq!(heard(&shop, "resize").await.len(), 1);
    assert_eq!(
        frame_does(&shop, 0, "return windows.length").await,
        json!(1)
    );
}

async fn an_element_with_its_name_is_no_obstacle(shop: Shop) {
    let html = "<!doctype html><title>Partner</title><a id=GiftShop name=mount>x</a><p id=GiftShop>A page with elements of that name.</p>\
        <script src=/widget/v1/loader.js></script>";
    let _partner = opens_all(&shop, vec![Page::new("/", html)]).await;
    let kinds = shop
        .run("return [typeof GiftShop.mount, typeof GiftShop.open]")
        .await;
    assert_eq!(kinds, json!(["function", "function"]));
    let said = shop
        .run("try { GiftShop.mount('#nowhere', { src: 'https://shop.example' }); } catch (e) { return e.message; }")
        .await;
    assert_eq!(said, "GiftShop: no #nowhere");
}

async fn two_widgets_do_not_hear_each_other(shop: Shop) {
    let body =
        r#"<gift-shop src="THERE/frame"></gift-shop><gift-shop src="THERE/frame"></gift-shop>"#;
    let _partner = opens(&shop, body).await;
    is_connected(&shop, 0).await;
    is_connected(&shop, 1).await;
    shop.run(
        "window.own = [[], []]; document.querySelectorAll('gift-shop').forEach((e, i) => e.on('resize', (d) => own[i].push(d.height)));",
    )
    .await;
    frame_does(&shop, 0, "say('resize', { height: 300 })").await;
    frame_does(&shop, 1, "say('resize', { height: 400 })").await;
    hears(&shop, "resize", json!({ "height": 400 })).await;
    hears(&shop, "resize", json!({ "height": 300 })).await;
    assert_eq!(shop.run("return own").await, json!([[300], [400]]));
    let heights = "return [...document.querySelectorAll('gift-shop')].map((e) => e.offsetHeight)";
    assert_eq!(shop.run(heights).await, json!([300, 400]));
    // The channel of one is useless to the other.
    frame_does(&shop, 1, "window.port = undefined; parent.frames.length").await;
    let first = frame_does(&shop, 0, "return query.get('ch')").await;
    frame_does(&shop, 1, &format!("hello({{ ch: {first} }})")).await;
    is_through(&shop, 0, "still").await;
    assert_eq!(
        frame_does(&shop, 0, "return windows.length").await,
        json!(1)
    );
    assert_eq!(
        frame_does(&shop, 1, "return windows.length").await,
        json!(1)
    );
}

async fn height(shop: &Shop) -> Value {
    shop.run("const f = document.querySelector('gift-shop').shadowRoot.querySelector('iframe'); return f.offsetHeight")
        .await
}

async fn the_height_follows_within_limits(shop: Shop) {
    let _partner = opens(&shop, PLAIN).await;
    is_connected(&shop, 0).await;
    assert_eq!(height(&shop).await, json!(600));
    for (said, is) in [
        ("840", 840),
        ("10", 200),
        ("99999", 30_000),
        ("700.6", 701),
        // A value that is no height changes nothing.
        ("-5", 701),
        ("'x'", 701),
        ("'9px;position:fixed'", 701),
        ("NaN", 701),
        ("null", 701),
        ("Infinity", 30_000),
    ] {
        frame_does(&shop, 0, &format!("say('resize', {{ height: {said} }})")).await;
        is_through(&shop, 0, &said.replace('\'', "")).await;
        assert_eq!(height(&shop).await, json!(is), "{said}");
    }
}

async fn a_given_height_stays(shop: Shop) {
    let _partner = opens(
        &shop,
        r#"<gift-shop src="THERE/frame" height="760"></gift-shop>"#,
    )
    .await;
    is_connected(&shop, 0).await;
    frame_does(&shop, 0, "say('resize', { height: 900 })").await;
    is_through(&shop, 0, "resized").await;
    assert_eq!(height(&shop).await, json!(760));
    shop.run("document.querySelector('gift-shop').setAttribute('height', 500)")
        .await;
    assert_eq!(height(&shop).await, json!(500));
    // As in a style sheet; a share of the surrounding height stays a share.
    for (given, is) in [
        ("640px", "640px"),
        ("50%", "100%"),
        ("full", "100%"),
        ("", "100%"),
    ] {
        let script = format!(
            "const shop = document.querySelector('gift-shop'); shop.setAttribute('height', '{given}'); \
             return shop.shadowRoot.querySelector('iframe').style.height"
        );
        assert_eq!(shop.run(&script).await, is, "{given}");
    }
}

async fn a_frame_that_reloads_is_connected_and_configured_again(shop: Shop) {
    let _partner = opens(
        &shop,
        r#"<gift-shop src="THERE/frame" mute="1"></gift-shop>"#,
    )
    .await;
    is_connected(&shop, 0).await;
    shop.run(
        "window.answers = []; const shop = document.querySelector('gift-shop'); \
         shop.set({ theme: 'dark', lang: 'ja' }).then((a) => answers.push(a));",
    )
    .await;
    let ch = frame_does(&shop, 0, "return query.get('ch')").await;
    shop.enters(0).await;
    shop.until_script("the command", "return seen.length").await;
    shop.run("location.reload()").await;
    shop.leaves().await;
    shop.until_script("an answer", "return answers.length")
        .await;
    assert_eq!(
        shop.run("return JSON.parse(JSON.stringify(answers))").await,
        json!([{ "ok": false, "error": "reloaded" }])
    );
    is_connected(&shop, 0).await;
    assert_eq!(frame_does(&shop, 0, "return query.get('ch')").await, ch);
    assert_eq!(
        frame_does(&shop, 0, "return windows[0][1].config").await,
        json!({ "theme": "dark", "lang": "ja" })
    );
    frame_does(&shop, 0, "say('resize', { height: 350 })").await;
    hears(&shop, "resize", json!({ "height": 350 })).await;
}

async fn commands_are_answered(shop: Shop) {
    // Messages before the frame is there wait for it.
    let _partner = opens(
        &shop,
        r#"<gift-shop src="THERE/frame" silent="1"></gift-shop>"#,
    )
    .await;
    shop.run(
        "window.answers = {}; window.shop = document.querySelector('gift-shop'); \
         const keep = (name) => (answer) => { answers[name] = answer; }; window.keep = keep; \
         shop.navigate({ view: 'brand', brand: 'Airbnb' }).then(keep('navigate')); \
         shop.set({ theme: 'light' }).then(keep('early'));",
    )
    .await;
    frame_does(&shop, 0, "hello()").await;
    shop.until_script("an answer", "return answers.navigate")
        .await;
    shop.run(
        "shop.paymentResult({ orderRef: '0123456789abcdef', status: 'sent', txid: 'abc' }).then(keep('paid')); \
         shop.set({ accent: '0a7ea4' }).then(keep('set')); shop.focus(); \
         shop.set({ lang: 'x'.repeat(20000) }).then(keep('large'));",
    )
    .await;
    shop.until_script(
        "the answers",
        "return answers.paid && answers.set && answers.large",
    )
    .await;
    assert_eq!(
        shop.run("return JSON.parse(JSON.stringify(answers))").await,
        json!({ "navigate": { "ok": true }, "early": { "ok": true }, "paid": { "ok": true }, "set": { "ok": true },
            "large": { "ok": false, "error": "too_large" } })
    );
    let seen = frame_does(&shop, 0, "return seen").await;
    assert_eq!(
        seen,
        json!([
            { "v": 1, "id": "1", "type": "navigate", "data": { "view": "brand", "brand": "Airbnb" } },
            { "v": 1, "id": "2", "type": "payment.result", "data": { "order_ref": "0123456789abcdef", "status": "sent", "txid": "abc" } },
            { "v": 1, "id": "3", "type": "config.set", "data": { "accent": "0a7ea4" } },
            { "v": 1, "id": "4", "type": "focus", "data": {} },
        ])
    );
    assert_eq!(
        frame_does(&shop, 0, "return windows[0][1].config").await,
        json!({ "theme": "light" })
    );
}

async fn a_command_to_what_is_gone_is_answered(shop: Shop) {
    let _partner = opens(&shop, PLAIN).await;
    is_connected(&shop, 0).await;
    // A wallet that comes back after the visitor has closed the shop; and one that was never there.
    shop.run(
        "window.answers = []; const keep = (name) => (a) => answers.push([name, a.ok, a.error]); \
         const shop = document.querySelector('gift-shop'); shop.destroy(); \
         shop.paymentResult({ orderRef: '0123456789abcdef', status: 'sent' }).then(keep('result')) \
           .then(() => document.createElement('gift-shop').navigate({ view: 'home' })).then(keep('new')) \
           .then(() => document.querySelector('main').append(shop)) \
           .then(() => { const waits = shop.navigate({ view: 'home' }); shop.remove(); return waits; }).then(keep('meanwhile'));",
    )
    .await;
    shop.until_script("the answers", "return answers.length === 3")
        .await;
    assert_eq!(
        shop.run("return answers").await,
        json!([
            ["result", false, "gone"],
            ["new", false, "gone"],
            ["meanwhile", false, "gone"]
        ])
    );
}

async fn a_command_between_two_frames_is_for_the_next(shop: Shop) {
    let _partner = opens(&shop, PLAIN).await;
    is_connected(&shop, 0).await;
    // A framework moves it, and its program goes on; then the page gives it another address.
    for (step, change) in [
        ("moved", "document.body.append(shop)"),
        (
            "another",
            "shop.setAttribute('src', shop.getAttribute('src') + '?more=1')",
        ),
    ] {
        shop.run(&format!(
            "window.answers = []; const shop = document.querySelector('gift-shop'); {change}; \
             shop.navigate({{ view: 'brand', brand: '{step}' }}).then((a) => answers.push(a)); \
             shop.navigate({{ view: 'orders' }}).then((a) => answers.push(a));"
        ))
        .await;
        is_connected(&shop, 0).await;
        shop.until_script("the answers", "return answers.length === 2")
            .await;
        assert_eq!(
            shop.run("return answers.map((a) => a.ok)").await,
            json!([true, true])
        );
        assert_eq!(
            frame_does(&shop, 0, "return seen.map((m) => [m.id, m.data])").await,
            json!([["1", { "view": "brand", "brand": step }], ["2", { "view": "orders" }]])
        );
    }
}

async fn an_attribute_that_changes_meanwhile_is_newer(shop: Shop) {
    let _partner = opens(
        &shop,
        r#"<gift-shop src="THERE/frame" theme="light"></gift-shop>"#,
    )
    .await;
    is_connected(&shop, 0).await;
    shop.run(
        "const shop = document.querySelector('gift-shop'); shop.set({ theme: 'dark', lang: 'de' }); shop.remove(); \
         shop.setAttribute('theme', 'auto'); shop.setAttribute('height', 300); document.body.append(shop);",
    )
    .await;
    is_connected(&shop, 0).await;
    assert_eq!(
        frame_does(
            &shop,
            0,
            "return [query.get('theme'), windows[0][1].config]"
        )
        .await,
        json!(["auto", { "theme": "auto", "lang": "de" }])
    );
    assert_eq!(height(&shop).await, json!(300));
}

async fn what_is_moved_in_one_step_keeps_its_frame(shop: Shop) {
    let _partner = opens(&shop, &format!("{PLAIN}<div id=there></div>")).await;
    is_connected(&shop, 0).await;
    frame_does(&shop, 0, "window.mark = 'kept'").await;
    shop.run("there.moveBefore(document.querySelector('gift-shop'), null)")
        .await;
    is_through(&shop, 0, "moved").await;
    assert_eq!(frame_does(&shop, 0, "return window.mark").await, "kept");
    shop.run("window.answers = []; document.querySelector('gift-shop').navigate({ view: 'home' }).then((a) => answers.push(a.ok))")
        .await;
    shop.until_script("an answer", "return answers[0]").await;
}

async fn an_attribute_that_changes_is_a_command(shop: Shop) {
    let _partner = opens(
        &shop,
        r#"<gift-shop src="THERE/frame" theme="light"></gift-shop>"#,
    )
    .await;
    is_connected(&shop, 0).await;
    shop.run(
        "const shop = document.querySelector('gift-shop'); shop.setAttribute('theme', 'dark'); \
         shop.setAttribute('theme', 'dark'); shop.lang = 'ja'; shop.removeAttribute('theme'); shop.setAttribute('theme', 'light');",
    )
    .await;
    shop.enters(0).await;
    shop.until_script("three commands", "return seen.length === 3")
        .await;
    let seen = shop.run("return seen.map((m) => [m.type, m.data])").await;
    assert_eq!(
        seen,
        json!([["config.set", { "theme": "dark" }], ["config.set", { "lang": "ja" }], ["config.set", { "theme": "light" }]])
    );
}

async fn another_src_is_another_frame(shop: Shop) {
    let partner = opens(&shop, PLAIN).await;
    is_connected(&shop, 0).await;
    let ch = frame_does(&shop, 0, "return query.get('ch')").await;
    shop.run("document.querySelector('gift-shop').setAttribute('src', '/frame?second=1')")
        .await;
    is_connected(&shop, 0).await;
    let address = shop.run(ADDRESS).await;
    assert_eq!(address["origin"], json!(partner.here));
    assert_ne!(address["query"]["ch"], ch);
}

async fn what_is_removed_is_silent_and_can_come_back(shop: Shop) {
    let _partner = opens(&shop, PLAIN).await;
    is_connected(&shop, 0).await;
    shop.run(
        "window.shop = document.querySelector('gift-shop'); window.answers = []; \
         const set = shop.set({ theme: 'dark' }); shop.destroy(); set.then((a) => answers.push(a));",
    )
    .await;
    shop.until_script("an answer", "return answers.length")
        .await;
    assert_eq!(
        shop.run("return JSON.parse(JSON.stringify(answers))").await,
        json!([{ "ok": false, "error": "gone" }])
    );
    assert_eq!(
        shop.run("return document.querySelectorAll('gift-shop').length")
            .await,
        json!(0)
    );
    // A framework that moves it takes it off and puts it on.
    shop.run("document.body.append(shop)").await;
    is_connected(&shop, 0).await;
    assert_eq!(
        frame_does(&shop, 0, "return windows[0][1].config").await,
        json!({ "theme": "dark" })
    );
}

async fn an_event_that_it_does_not_know_is_handed_on(shop: Shop) {
    let _partner = opens(&shop, PLAIN).await;
    is_connected(&shop, 0).await;
    frame_does(
        &shop,
        0,
        "port.postMessage({ v: 2, id: '1', type: 'newer', data: { not: 'version 1' } }); port.postMessage({ v: 1, type: 'newer' }); \
         say('newer', { a: 1 });",
    )
    .await;
    hears(&shop, "newer", json!({ "a": 1 })).await;
    assert_eq!(heard(&shop, "newer").await.len(), 1);
}

async fn a_wrong_src_is_said_on_the_page(shop: Shop) {
    let body = r#"<gift-shop></gift-shop><gift-shop src=""></gift-shop><gift-shop src="javascript:document.title='run'"></gift-shop>
        <gift-shop src="data:text/html,x"></gift-shop><gift-shop src="https://"></gift-shop>"#;
    let _partner = opens(&shop, body).await;
    shop.until_script("the errors", "return heard.length === 5")
        .await;
    for error in heard(&shop, "error").await {
        assert_eq!(error["code"], "bad_src");
        assert_eq!(error["fatal"], true);
    }
    let words =
        "return [...document.querySelectorAll('gift-shop')].map((e) => e.shadowRoot.textContent)";
    assert_eq!(
        shop.run(words).await,
        json!(vec!["<gift-shop> needs src=\"https://…/embed\""; 5])
    );
    assert_eq!(shop.title().await, "Partner");
    // A framework may give it its address later, and something else before.
    shop.run(
        "const e = document.querySelector('gift-shop'); e.setAttribute('theme', 'dark'); e.setAttribute('height', 400); e.setAttribute('src', 'THERE/frame'.replace('THERE', location.origin.replace('localhost', '127.0.0.1')))",
    )
    .await;
    is_connected(&shop, 0).await;
    assert_eq!(height(&shop).await, json!(400));
}

/// A page inside of a page, as site builders put it there.
fn inside(sandbox: &str) -> String {
    let inner = stand_in::page(PLAIN).replace("/widget/", "HERE/widget/");
    let inner = inner.replace('&', "&amp;").replace('"', "&quot;");
    format!("<iframe {sandbox} width=700 height=700 srcdoc=\"{inner}\"></iframe>")
}

async fn a_page_in_srcdoc_has_the_origin_of_the_one_around(shop: Shop) {
    let partner = opens(&shop, &inside("")).await;
    shop.enters(0).await;
    is_connected(&shop, 0).await;
    let address = shop.run(ADDRESS).await;
    assert_eq!(address["query"]["parent"], json!(partner.here));
    shop.leaves().await;
}

async fn a_page_without_an_origin_gets_a_sentence(shop: Shop) {
    let _partner = opens(&shop, &inside("sandbox=allow-scripts")).await;
    shop.enters(0).await;
    hears(
        &shop,
        "error",
        json!({ "code": "no_origin", "message": format!("{} (no origin)", said_by_loader("refused")), "fatal": true }),
    )
    .await;
    let shown = shop
        .run("return document.querySelector('gift-shop').shadowRoot.textContent")
        .await;
    assert!(
        shown
            .as_str()
            .is_some_and(|words| words.contains("no origin")),
        "{shown}"
    );
    shop.leaves().await;
}

async fn a_page_with_the_strictest_policy_takes_it(shop: Shop) {
    let html = "<!doctype html><html lang=en><title>Partner</title><p>A page with a policy.</p><script src=/watch.js></script>\
        <script src=/widget/v1/loader.js></script><gift-shop src=THERE/frame></gift-shop>";
    let watch = "window.heard = []; window.refused = []; document.addEventListener('giftshop:newer', (e) => heard.push(['newer', e.detail])); \
        document.addEventListener('securitypolicyviolation', (e) => refused.push(e.violatedDirective + e.blockedURI));";
    let pages = vec![
        Page::new("/", html).with(
            "content-security-policy",
            "default-src 'none'; script-src HERE; frame-src THERE; require-trusted-types-for 'script'; trusted-types 'none'",
        ),
        Page::new("/watch.js", watch).with("content-type", "text/javascript"),
    ];
    let _partner = opens_all(&shop, pages).await;
    is_connected(&shop, 0).await;
    is_through(&shop, 0, "in").await;
    shop.run("document.dispatchEvent(new Event('x')); window.modal = GiftShop.open({ src: document.querySelector('gift-shop').getAttribute('src') })")
        .await;
    is_connected(&shop, 1).await;
    // The policy may refuse the driver's own scripts, and the icon that a browser requests by
    // itself; it refuses nothing that the loader does.
    let refused = shop
        .run("return refused.filter((r) => !r.includes('eval') && !r.endsWith('/favicon.ico'))")
        .await;
    assert_eq!(refused, json!([]));
    let size = shop
        .run("const d = [...document.body.children].at(-1).shadowRoot.querySelector('dialog').getBoundingClientRect(); return d.width > 300 && d.height > 300")
        .await;
    assert_eq!(size, json!(true), "the modal has its styles");
}

async fn a_missing_answer_is_an_error_and_a_late_one_connects(shop: Shop) {
    let partner = opens(
        &shop,
        r#"<gift-shop src="THERE/frame" silent="1"></gift-shop>"#,
    )
    .await;
    shop.until_script("the error", "return heard.length").await;
    assert!(shop.run("return performance.now() > 9900").await == json!(true));
    let message = format!(
        "{} did not answer in 10 s: is {} in its partner_origins?",
        partner.there, partner.here
    );
    assert_eq!(
        heard(&shop, "error").await,
        [json!({ "code": "handshake_timeout", "message": message, "fatal": false })]
    );
    // The frame is still there, and may still come.
    frame_does(&shop, 0, "hello()").await;
    is_connected(&shop, 0).await;
    is_through(&shop, 0, "late").await;
}

async fn links_are_opened_by_listed_schemes_alone(shop: Shop) {
    let _partner = opens(&shop, PLAIN).await;
    is_connected(&shop, 0).await;
    // How the frame came.
    shop.asked_to_go().await;
    for uri in [
        "https://evil.example/",
        "javascript:document.title='run'",
        "data:text/html,x",
        "//evil.example",
        "mailto:a@b.example",
        " bitcoin:x",
        "bitcoinx:y",
        "intent://x#Intent;scheme=bitcoin;end",
    ] {
        let data = json!({ "uri": uri });
        frame_does(&shop, 0, &format!("say('link.open', {data})")).await;
        hears(&shop, "link.open", data).await;
    }
    frame_does(
        &shop,
        0,
        "say('link.open', { uri: 7 }); say('link.open', {})",
    )
    .await;
    is_through(&shop, 0, "odd").await;
    assert_eq!(shop.asked_to_go().await, Vec::<String>::new());
    // A page that has a wallet of its own keeps the link.
    shop.run("document.addEventListener('giftshop:link.open', (e) => e.detail.uri.includes('kept') && e.preventDefault())")
        .await;
    frame_does(&shop, 0, "say('link.open', { uri: 'bitcoin:kept' })").await;
    is_through(&shop, 0, "kept").await;
    assert_eq!(shop.asked_to_go().await, Vec::<String>::new());
    for scheme in [
        "bitcoin",
        "lightning",
        "litecoin",
        "dogecoin",
        "ethereum",
        "solana",
        "ton",
        "tron",
    ] {
        let uri = format!("{scheme}:abc?amount=1");
        frame_does(&shop, 0, &format!("say('link.open', {{ uri: '{uri}' }})")).await;
        shop.until(&format!("{uri} to be opened"), async || {
            (shop.asked_to_go().await == [uri.as_str()]).then_some(())
        })
        .await;
    }
    assert_eq!(shop.title().await, "Partner");
}
