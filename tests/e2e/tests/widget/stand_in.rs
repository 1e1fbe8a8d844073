//! A partner's page, and a stand-in for the shop in its frame.

use refillery_e2e::{Page, Partner, Shop};
use serde_json::{Value, json};

/// Records everything that a host receives, and both directions of every port.
pub(crate) const RECORDER: &str = r"
<script>
  window.heard = [];
  window.wire = [];
  for (const type of ['ready', 'resize', 'view.changed', 'config.applied', 'config.rejected',
    'checkout.started', 'checkout.problem', 'order.created', 'payment.intent', 'order.updated',
    'order.delivered', 'order.failed', 'close.guard', 'close.wanted', 'link.open', 'error', 'closed', 'newer'])
    document.addEventListener('giftshop:' + type, (event) => heard.push([type, event.detail]));
  window.MessageChannel = class extends MessageChannel {
    constructor() {
      super();
      this.port1.addEventListener('message', (event) => wire.push(['event', event.data]));
      const post = this.port1.postMessage.bind(this.port1);
      this.port1.postMessage = (data, ...more) => { wire.push(['command', data]); post(data, ...more); };
    }
  };
</script>";

/// The frame: it greets, acknowledges, and says what a test has it say.
const FRAME: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Stand-in</title>
<body>
<main><h1>A stand-in for the shop</h1><p>It says what a test has it say.</p><button>Inside</button></main>
<script>
  // `var`, because Firefox' driver sees what belongs to the window alone.
  var query = new URLSearchParams(location.search);
  var seen = [], windows = [], port, number = 0;
  var say = (type, data) => port.postMessage({ v: 1, id: String(++number), type, data });
  var hello = (more) =>
    parent.postMessage({ gs: 1, ch: query.get('ch'), type: 'hello', v: [1], ...more }, query.get('parent'));
  addEventListener('message', (event) => {
    windows.push([event.origin, event.data]);
    if (event.source !== parent || event.data.type !== 'connect') return;
    port = event.ports[0];
    port.onmessage = ({ data }) => {
      seen.push(data);
      if (!query.has('mute')) say('ack', { id: data.id, ok: true });
    };
    if (query.has('ready')) say('ready', { version: '1', lang: 'en', country: 'US', theme: 'auto' });
  });
  if (!query.has('silent')) hello();
</script>"#;

/// A partner's page with this on it.
pub(crate) fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Partner</title>{RECORDER}\
         <script src=\"/widget/v1/loader.js\"></script></head>\
         <body><main><h1>A partner</h1><p>With a gift shop on its page.</p>{body}</main></body></html>"
    )
}

/// Opens a partner's page with this on it, the stand-in being at `THERE/frame`.
pub(crate) async fn opens(shop: &Shop, body: &str) -> Partner {
    opens_all(shop, vec![Page::new("/", page(body))]).await
}

/// Opens the first of a partner's pages.
pub(crate) async fn opens_all(shop: &Shop, mut pages: Vec<Page>) -> Partner {
    pages.push(Page::new("/frame", FRAME));
    let partner = shop.partner(pages).await;
    shop.goes_to(&format!("{}/", partner.here)).await;
    partner
}

/// Waits until the loader has connected the `place`-th frame.
pub(crate) async fn is_connected(shop: &Shop, place: usize) {
    shop.enters(place).await;
    shop.until_script("a connection", "return !!port").await;
    shop.leaves().await;
}

/// Has the `place`-th frame do something.
pub(crate) async fn frame_does(shop: &Shop, place: usize, script: &str) -> Value {
    shop.enters(place).await;
    let answer = shop.run(script).await;
    shop.leaves().await;
    answer
}

/// The messages of a type that the host has received, in order.
pub(crate) async fn heard(shop: &Shop, kind: &str) -> Vec<Value> {
    let heard = shop.run("return heard").await;
    let heard = heard.as_array().cloned().unwrap_or_default();
    heard
        .into_iter()
        .filter(|event| event[0] == kind)
        .map(|event| event[1].clone())
        .collect()
}

/// Waits until the host has received this.
pub(crate) async fn hears(shop: &Shop, kind: &str, data: Value) {
    shop.until(&format!("{kind} {data}"), async || {
        heard(shop, kind).await.contains(&data).then_some(())
    })
    .await;
}

/// Sends a message from the frame after all others, and waits until the host has it.
pub(crate) async fn is_through(shop: &Shop, place: usize, mark: &str) {
    frame_does(shop, place, &format!("say('newer', {{ mark: '{mark}' }})")).await;
    hears(shop, "newer", json!({ "mark": mark })).await;
}
