//! Steps of visitors in more than one test.

use refillery_e2e::{Role, Shop, counted, part, start_of, text};
use serde_json::Value;

/// Somebody whose orders wait to be paid.
pub(crate) const EMAIL: &str = "visitor@example.com";

/// From the start page, by the search field, to a brand's page.
pub(crate) async fn search(shop: &Shop, country: &str, brand: &str) {
    shop.open(&format!("/?country={country}")).await;
    shop.types_and_enters(text("search.label"), brand).await;
    shop.comes_to(|address| address.starts_with("/brands"))
        .await;
    // Its card: the header has links with the names of kinds.
    let card = format!(
        "const cards = [...document.querySelectorAll('main .brand-grid a')];
         const card = cards.find((card) => card.querySelector('.brand-name').textContent === {});
         if (card) card.click();
         return Boolean(card);",
        Value::from(brand)
    );
    shop.until_script("the brand's card", &card).await;
    shop.comes_to(|address| address.starts_with("/brand/"))
        .await;
}

/// The title of the start page in a country, without the number of brands.
pub(crate) fn start_title(country: &str) -> String {
    part("home.title", &[("country", country)])
}

/// Presses twice, and gives the id of the order whose page comes.
pub(crate) async fn place_order(shop: &Shop) -> String {
    has_a_price(shop).await;
    shop.double_click(Role::Button, text("ordering.place"))
        .await;
    comes_to_its_order(shop).await
}

/// The one order that was made: what the shop sent for it.
pub(crate) async fn sent(shop: &Shop) -> Value {
    let mut sent = shop.sandbox.log("orders-create").await;
    assert_eq!(sent.len(), 1, "orders sent: {sent:#?}");
    assert_eq!(shop.sandbox.orders().await.len(), 1, "orders made");
    sent.remove(0)["body"].take()
}

/// Reads the order's page as somebody who is about to pay.
pub(crate) async fn reads_how_to_pay(shop: &Shop, id: &str, network_words: &str) {
    let order = shop.sandbox.order(id).await;
    let field = |name: &str| order[name].as_str().unwrap_or_default().to_owned();
    let (amount, coin, address) = (field("coin_amount"), field("coin"), field("wallet_address"));
    shop.reads(text("order.state_waiting")).await;
    let page = shop.text().await;
    assert!(
        page.contains(&format!("{amount} {coin}")),
        "no {amount} {coin} on:\n{page}"
    );
    let close: String = page.split_whitespace().collect();
    let network: String = network_words.split_whitespace().collect();
    let place_of_address = close
        .find(&address)
        .unwrap_or_else(|| panic!("no {address} on:\n{page}"));
    let place_of_network = close
        .find(&network)
        .unwrap_or_else(|| panic!("no {network} on:\n{page}"));
    assert!(
        place_of_network < place_of_address,
        "the network stands after the address:\n{page}"
    );
    assert!(page.contains(&part("pay.network_only", &[])));
    shop.reads(start_of("pay.until")).await;
}

/// Pays, and sees the goods come.
pub(crate) async fn is_delivered(shop: &Shop, id: &str) {
    shop.sandbox.act(id, "pay").await;
    shop.reads(text("order.head_done")).await;
    shop.reads(text("order.state_done")).await;
    let page = shop.text().await;
    assert!(
        !page.contains(start_of("order.send")),
        "the page still asks for money:\n{page}"
    );
}

/// The code the sandbox delivered, covered first and shown when asked for.
pub(crate) async fn code_is_shown(shop: &Shop, id: &str) {
    let order = shop.sandbox.order(id).await;
    let code = order["deliveries"][0]["deliverable"]["pin_code"].as_str();
    let code = code.unwrap_or_else(|| panic!("no code in {order:#}"));
    let page = shop.text().await;
    assert!(!page.contains(code), "the code is not covered");
    shop.press(text("delivery.show_code")).await;
    shop.reads(code).await;
}

/// A $50 card on the form, all filled in but for the email.
pub(crate) async fn chooses_a_card(shop: &Shop) {
    search(shop, "US", "Amazon.com").await;
    shop.choose("$50").await;
    has_a_price(shop).await;
}

/// The total beside the button that orders; empty while there is none.
pub(crate) async fn shown_total(shop: &Shop) -> String {
    let sum = "document.querySelector('.buy-sum')?.innerText ?? ''";
    let script = format!("return ({sum}).replace(/[\\s\\u00a0]+/g, ' ').trim()");
    let total = shop.run(&script).await;
    total.as_str().unwrap_or_default().to_owned()
}

/// Waits for a total in the coin.
pub(crate) async fn has_a_price(shop: &Shop) {
    shop.until("a price", async || {
        let total = shown_total(shop).await;
        total
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(())
    })
    .await;
}

/// Waits for the order's page, and gives the order's id.
pub(crate) async fn comes_to_its_order(shop: &Shop) -> String {
    let address = shop
        .comes_to(|address| address.starts_with("/order/"))
        .await;
    let id = address.trim_start_matches("/order/");
    id.split('?').next().unwrap_or(id).to_owned()
}

/// A card in the cart, and an email at the checkout.
pub(crate) async fn fills_in_the_checkout(shop: &Shop) {
    chooses_a_card(shop).await;
    shop.press(text("cart.add")).await;
    shop.follow(&counted("cart.link", 1, &[])).await;
    shop.comes_to(|address| address.starts_with("/checkout"))
        .await;
    // The ways to pay come last.
    shop.sees(Role::Choice, "USDC Solana").await;
    shop.types(text("recipient.email_receipt"), EMAIL).await;
}

/// Asks the supplier for the total of the checkout, as Enter in a field does: the button would order
/// at once for the total of the shop window.
pub(crate) async fn asks_for_the_total(shop: &Shop) {
    shop.holds_enter(text("recipient.email_receipt"), 0).await;
}

/// The amount at the start of these words, in cents.
pub(crate) fn cents(words: &str) -> u64 {
    let digits = words.split_whitespace().next().unwrap_or_default();
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let whole: u64 = whole.replace(',', "").parse().expect("an amount");
    let part: u64 = format!("{part:0<2}").parse().expect("cents");
    whole * 100 + part
}

/// Whether the page shows this address as the one to pay to. The text for support names it too,
/// below everything else.
pub(crate) async fn shows_the_address(shop: &Shop, address: &str) -> bool {
    let page = shop.text().await;
    let (page, _) = page
        .split_once(text("recovery.title"))
        .unwrap_or((&page, ""));
    let close: String = page.split_whitespace().collect();
    close.contains(address)
        || page.contains(start_of("order.send"))
        || shop.has(Role::Button, start_of("pay.copy_address")).await
}

/// Makes time run ten times as fast for the page: its clock, timeouts and intervals alike,
/// so that paces of 8 to 60 s can be waited for. The network keeps its own time.
pub(crate) const FAST_TIME: &str = r"
    const Real = Date, start = Real.now(), now = () => start + (Real.now() - start) * 10;
    window.Date = class extends Real {
      constructor(...given) { if (given.length) super(...given); else super(now()); }
      static now() { return now(); }
    };
    for (const name of ['setTimeout', 'setInterval']) {
      const real = window[name].bind(window);
      window[name] = (work, wait, ...rest) => real(work, (wait || 0) / 10, ...rest);
    }
";

/// One letter of the address is another on its way through the network.
pub(crate) const WRONG_ADDRESS: &str = r#"const real = window.fetch;
    window.fetch = async (...given) => {
      const answer = await real(...given);
      if (!String(given[0].url || given[0]).includes("/orders/")) return answer;
      const text = await answer.text();
      return new Response(text.replace(/"wallet_address":"(.)/, (all, first) => `"wallet_address":"${first === "7" ? "8" : "7"}0`), answer);
    };
    window.EventSource = class extends EventTarget { close() {} };"#;
