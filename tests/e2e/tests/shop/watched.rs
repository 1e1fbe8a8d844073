//! An order whose page is open, and which moves only on command.

use refillery_e2e::{Role, Shop, start_of, text};
use serde_json::json;

use crate::steps::shows_the_address;

/// The heading of an order that waits for its money.
pub(crate) fn asks() -> &'static str {
    start_of("order.send")
}

/// A line of the text for support.
pub(crate) fn line(name: &str, value: &str) -> String {
    [text(name), text("list.colon"), value].concat()
}

/// The page of an order that goes this way, before its first step.
pub(crate) async fn opens(shop: &Shop, way: &str, heading: &str) -> Watched {
    shop.sandbox
        .set(json!({ "step_milliseconds": 3_600_000 }))
        .await;
    let id = shop.sandbox.make_order(&format!("{way}@example.com")).await;
    shop.open(&format!("/order/{id}")).await;
    shop.sees(Role::Heading, heading).await;
    // The next event must come by the stream, not by a first look.
    shop.reads(text("order.link_live")).await;
    Watched {
        shop: shop.clone(),
        id,
    }
}

/// An order whose page is open.
pub(crate) struct Watched {
    pub(crate) shop: Shop,
    pub(crate) id: String,
}

impl Watched {
    /// The next step, and the heading it brings.
    pub(crate) async fn goes_on_to(&self, heading: &str) {
        self.shop.sandbox.act(&self.id, "advance").await;
        self.shop.sees(Role::Heading, heading).await;
    }

    pub(crate) async fn does(&self, action: &str) {
        self.shop.sandbox.act(&self.id, action).await;
    }

    pub(crate) async fn field(&self, name: &str) -> String {
        let order = self.shop.sandbox.order(&self.id).await;
        order[name].as_str().unwrap_or_default().to_owned()
    }

    /// The address to pay to is shown or not, also after a reload.
    pub(crate) async fn asks_for_money(&self, asks: bool) {
        let address = self.field("wallet_address").await;
        // Before the payment is set up there is no address; an empty text would be on
        // every page.
        let address = if address.is_empty() { "0x" } else { &address };
        let page = self.shop.text().await;
        assert_eq!(shows_the_address(&self.shop, address).await, asks, "{page}");
    }

    pub(crate) async fn never_asks_for_money_again(&self, heading: &str) {
        self.asks_for_money(false).await;
        self.shop.reload().await;
        self.shop.sees(Role::Heading, heading).await;
        self.asks_for_money(false).await;
    }

    /// The text for support has all of these lines, the order's number first.
    pub(crate) async fn support_is_told(&self, lines: &[&str]) {
        self.shop.sees(Role::Heading, text("recovery.title")).await;
        self.support_text_has(lines).await;
    }

    pub(crate) async fn support_text_has(&self, lines: &[&str]) {
        let always = [
            line("order.number", &self.id),
            line("recovery.coin", "USDC"),
            line("pay.network", "Solana"),
        ];
        let always = always.each_ref().map(String::as_str);
        for line in [&always, lines].concat() {
            self.shop
                .until(&format!("the line “{line}” for support"), async || {
                    let page = self.shop.text().await;
                    page.lines().any(|one| one.trim() == line).then_some(())
                })
                .await;
        }
        self.shop.sees(Role::Button, text("recovery.copy")).await;
    }
}
