//! The schema and the types of `public/widget/v1`, compared with what is really sent.

use std::fs;
use std::process::Command;

use jsonschema::Validator;
use refillery_e2e::{Shop, Test, checkout, fresh_folder, tests};
use serde_json::{Value, json};

use crate::widget::stand_in::{frame_does, hears, is_connected, opens};

pub(crate) fn tests() -> Vec<Test> {
    tests!["messages":
        what_the_loader_sends_is_in_the_schema_and_in_the_types,
    ]
}

/// The schema of `messages.schema.json` for one of its four parts.
pub(crate) fn schema(part: &str) -> Validator {
    let file = checkout().join("public/widget/v1/messages.schema.json");
    let text = fs::read_to_string(file).expect("the schema can be read");
    let mut schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    schema["oneOf"] = json!([{ "$ref": format!("#/$defs/{part}") }]);
    jsonschema::draft202012::new(&schema).expect("the schema can be used")
}

/// Fails unless each message on the wire, `["event" | "command", message]`, is in the schema,
/// and in the types as the compiler reads them.
pub(crate) fn are_as_promised(wire: &[Value]) {
    assert!(!wire.is_empty(), "nothing was said");
    let (events, commands) = (schema("event"), schema("command"));
    let mut program =
        String::from("/// <reference path=\"../../../public/widget/v1/loader.d.ts\" />\n");
    for (number, line) in wire.iter().enumerate() {
        let (way, message) = (&line[0], &line[1]);
        let validator = if way == "event" { &events } else { &commands };
        assert!(
            validator.is_valid(message),
            "not in the schema: {way} {message}"
        );
        let size = message.to_string().len();
        assert!(size <= 16384, "{size} bytes: {message}");
        let kind = match (way.as_str(), message["type"].as_str()) {
            (_, Some("ack")) => continue,
            (Some("event"), Some(kind)) => format!("GiftShopEvents[{kind:?}]"),
            (_, kind) => format!("GiftShopCommands[{:?}]", kind.unwrap_or_default()),
        };
        program.push_str(&format!(
            "const said{number}: {kind} = {};\n",
            message["data"]
        ));
    }
    compiles("wire.ts", &program);
}

/// Fails with the compiler's words unless the program is right.
fn compiles(name: &str, program: &str) {
    let root = checkout();
    let folder = fresh_folder("types");
    // Beside the types as a path that holds from there.
    let types = root.join("public/widget/v1/loader.d.ts");
    let program = program.replace(
        "../../../public/widget/v1/loader.d.ts",
        &types.to_string_lossy(),
    );
    fs::write(folder.join(name), program).expect("target/ can be written");
    let compiler = root.join("target/tools/node_modules/.bin/tsc");
    let output = Command::new(&compiler)
        .args([
            "--noEmit",
            "--strict",
            "--exactOptionalPropertyTypes",
            "--target",
            "es2023",
            "--lib",
            "es2023,dom,dom.iterable",
            "--types",
            "",
        ])
        .arg(folder.join(name))
        .current_dir(&folder)
        .output()
        .unwrap_or_else(|error| {
            panic!(
                "{} can't be started ({error}): `cargo xtask test` gets it",
                compiler.display()
            )
        });
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
}

/// Code that a partner may write, by the README and the types' own first lines.
const PARTNER: &str = r##"/// <reference path="../../../public/widget/v1/loader.d.ts" />
declare const wallet: { send(intent: GiftShopEvents["payment.intent"]): Promise<string> };
export const shop = GiftShop.mount("#here", { src: "https://shop.example/embed", country: "DE", lang: "de", pay: "host", show_payment_info: false });
shop.on("payment.intent", async (e) => {
  const txid = await wallet.send(e);
  const answer = await shop.paymentResult({ orderRef: e.order_ref, status: "sent", txid });
  if (!answer.ok) console.log(answer.error?.length);
});
const stop: () => void = shop.on("resize", ({ height }) => height.toFixed());
shop.set({ theme: "dark", accent: "0a7ea4", prefill: { email: "a@b.example" } });
shop.set({ coins: ["BTC:Mainnet"], country: "DE", pay: "host", show_payment_info: 0, ref: "a", utm_source: "b" });
GiftShop.mount("#here", { src: "https://shop.example/embed", view: "checkout" });
// @ts-expect-error what is sold is said at the start
shop.set({ kinds: "esim" });
const m = GiftShop.open({ src: "https://shop.example/embed", brand: "Airbnb", labels: { close: "Zu" }, paymentMethods: "bitcoin" });
m.close(); m.destroy(); stop();
document.addEventListener("giftshop:order.delivered", (event) => event.detail.items_done + 1);
document.querySelector("gift-shop")?.navigate({ view: "brand", brand: "Airbnb" });
// @ts-expect-error there is no such status
shop.paymentResult({ orderRef: "x", status: "paid" });
// @ts-expect-error codes are in no event
shop.on("order.delivered", (e) => e.codes);
// @ts-expect-error money is text
const amount: GiftShopEvents["payment.intent"]["amount"] = 5;
// @ts-expect-error a shop has an address
GiftShop.open({ brand: "Airbnb" });
"##;

async fn what_the_loader_sends_is_in_the_schema_and_in_the_types(shop: Shop) {
    let _partner = opens(
        &shop,
        r#"<gift-shop src="THERE/frame" theme="dark" email="a@b.example"></gift-shop>"#,
    )
    .await;
    is_connected(&shop, 0).await;
    shop.run(
        "window.shop = document.querySelector('gift-shop'); shop.set({ theme: 'dark', accent: '#0a7ea4', lang: 'de', coins: 'BTC:Mainnet', prefill: { phone: '+1' } }); \
         shop.set({ coins: ['BTC:Mainnet', 'USDC:Base'], accent: '', country: 'DE', pay: 'host', show_payment_info: false, ref: 'a', utm_source: 'b-1' }); \
         shop.navigate({ view: 'product', brand: 'Airbnb', product: 'Airbnb', amount: '50.00' }); \
         shop.paymentResult({ orderRef: '0123456789abcdef', status: 'rejected' }); shop.focus(); shop.setAttribute('radius', 4); shop.removeAttribute('theme'); \
         shop.navigate({ view: 'home' }).then(() => { window.done = true; });",
    )
    .await;
    shop.until_script("the last answer", "return window.done")
        .await;
    frame_does(&shop, 0, "say('words', { words: { title: 'x', close: 'y', lang: 'de' } }); \
        say('error', { code: 'too_large', message: 'x', fatal: false }); say('resize', { height: 500 })").await;
    hears(&shop, "resize", json!({ "height": 500 })).await;
    let wire = shop.run("return wire").await;
    // `undefined` has no place in JSON, and is not sent where nothing was given.
    let kinds: Vec<_> = wire
        .as_array()
        .into_iter()
        .flatten()
        .filter(|line| line[0] == "command")
        .map(|line| line[1]["type"].clone())
        .collect();
    assert_eq!(kinds.len(), 7, "{kinds:?}");
    are_as_promised(wire.as_array().map_or(&[], Vec::as_slice));
    let connect = frame_does(&shop, 0, "return windows[0][1]").await;
    assert!(schema("connect").is_valid(&connect), "{connect}");
    let hello = frame_does(
        &shop,
        0,
        "return { gs: 1, ch: query.get('ch'), type: 'hello', v: [1] }",
    )
    .await;
    assert!(schema("hello").is_valid(&hello), "{hello}");
    compiles("partner.ts", PARTNER);
}
