//! Ten things that buyers come for, each done on a phone with everything that they do counted: presses,
//! fields, pages and bytes. A change that makes one of them longer fails here.
//!
//! The table is in `target/tasks.md` after a run, and in `docs/ten-tasks.md` beside that of the shop
//! before.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use refillery_e2e::{
    Deployed, Options, Recipe, Role, Shop, Test, counted, filled, start_of, tests, text,
};
use serde_json::{Value, json};

use crate::shop::scanning::read;
use crate::steps::{EMAIL, comes_to_its_order, has_a_price};

pub(crate) fn tests() -> Vec<Test> {
    tests!["tasks":
        a_phone_in_another_country_is_topped_up,
        a_number_with_its_country_s_code_needs_no_list,
        a_number_used_before_is_one_press,
        an_esim_for_ten_days_abroad_is_bought,
        a_card_for_somebody_else_is_bought,
        a_card_is_paid_from_a_wallet_on_this_phone,
        an_order_is_paid_from_an_exchange,
        last_week_s_order_is_found,
        two_brands_are_bought_in_one_order,
        the_rest_is_sent_after_too_little,
        a_code_is_seen_and_copied,
        a_desk_s_order_goes_on_on_the_phone,
    ]
}

/// The phone of the blueprint.
const PHONE: (u32, u32) = (390, 844);

/// Keeps the paths that the buyer sees, in the order in which they come. The worker that keeps files for
/// later visits is left out: it fetches beside the page.
const PATHS: &str = r"(() => {
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
    const note = () => {
      try {
        const seen = JSON.parse(sessionStorage.paths ?? '[]');
        if (seen.at(-1) !== location.pathname) seen.push(location.pathname);
        sessionStorage.paths = JSON.stringify(seen);
      } catch { /* A page before the shop's has no storage. */ }
    };
    for (const name of ['pushState', 'replaceState']) {
      const real = history[name].bind(history);
      history[name] = (...given) => { real(...given); note(); };
    }
    addEventListener('popstate', note);
    note();
  })()";

/// What one task took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Effort {
    presses: usize,
    fields: usize,
}

/// A line of the table.
struct Line {
    effort: Effort,
    pages: usize,
    bytes: u64,
    pictures: usize,
}

/// The tasks that were done so far, by their number.
static DONE: Mutex<BTreeMap<usize, (&'static str, Line)>> = Mutex::new(BTreeMap::new());

/// A buyer who is counted.
struct Counted {
    shop: Shop,
    effort: Effort,
    _host: Deployed,
}

impl Counted {
    /// At the shop as nginx serves it, so that what comes is packed as it is for buyers.
    async fn at_a_desk(shop: &Shop) -> Self {
        let (shop, host) = shop.on_recipe(Recipe::Nginx, Options::default()).await;
        shop.before_every_page(PATHS).await;
        Self {
            shop,
            effort: Effort::default(),
            _host: host,
        }
    }

    /// The same with a phone.
    async fn on_a_phone(shop: &Shop) -> Self {
        let (width, height) = PHONE;
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true });
        shop.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
        let touch = json!({ "enabled": true, "maxTouchPoints": 5 });
        shop.devtools("Emulation.setTouchEmulationEnabled", touch)
            .await;
        Self::at_a_desk(shop).await
    }

    /// Opens a page, from which everything counts.
    async fn begins(&self, path: &str) {
        self.shop
            .run("try { delete sessionStorage.paths } catch {}")
            .await;
        self.shop.network().await;
        self.shop.open(path).await;
    }

    async fn presses(&mut self, role: Role, name: &str) {
        self.shop.click(role, name).await;
        self.effort.presses += 1;
    }

    async fn types(&mut self, label: &str, words: &str) {
        self.shop.types(label, words).await;
        self.effort.fields += 1;
    }

    /// Typed or pasted; the field may then show less than that.
    async fn pastes(&mut self, label: &str, words: &str) {
        self.shop.click(Role::Field, label).await;
        let pasted = json!({ "text": words });
        self.shop.devtools("Input.insertText", pasted).await;
        self.effort.fields += 1;
    }

    /// A list that is opened, and one of its rows.
    async fn picks(&mut self, label: &str, value: &str) {
        self.shop.picks(label, value).await;
        self.effort.presses += 2;
    }

    /// The button that orders, once there is a price to agree to.
    async fn orders(&mut self) -> String {
        has_a_price(&self.shop).await;
        self.presses(Role::Button, text("ordering.place")).await;
        comes_to_its_order(&self.shop).await
    }

    /// Copies what an order's page asks to send, and where to.
    async fn copies_amount_and_address(&mut self) {
        self.presses(Role::Button, start_of("pay.copy_amount"))
            .await;
        self.presses(Role::Button, start_of("pay.copy_address"))
            .await;
        self.shop.reads(start_of("pay.copied_address")).await;
    }

    /// Ends task `number`, which may take `most`.
    async fn ends(self, number: usize, name: &'static str, most: Effort) {
        let Self {
            shop,
            effort,
            _host,
        } = self;
        let paths = shop.run("return JSON.parse(sessionStorage.paths)").await;
        let pages = paths.as_array().map_or(0, Vec::len);
        let (bytes, pictures) = transferred(&all_that_came(&shop).await);
        let line = Line {
            effort,
            pages,
            bytes,
            pictures,
        };
        write(number, name, line);
        assert!(
            effort.presses <= most.presses && effort.fields <= most.fields,
            "{name} takes {effort:?}, not {most:?}"
        );
    }
}

/// The network's events until nothing is on its way, but for the streams of orders.
async fn all_that_came(shop: &Shop) -> Vec<(String, Value)> {
    let seen = RefCell::new(Vec::new());
    shop.until("everything to be here", async || {
        let new = shop.network().await;
        let mut seen = seen.borrow_mut();
        seen.extend(new);
        let ids = |method: &str| -> BTreeSet<String> {
            let events = seen.iter().filter(|(name, _)| name == method);
            let lasting = |event: &Value| event["type"] == "EventSource";
            let events = events.filter(|(_, event)| !lasting(event));
            let id = |event: &Value| event["requestId"].as_str().unwrap_or_default().to_owned();
            events.map(|(_, event)| id(event)).collect()
        };
        let mut under_way = ids("Network.requestWillBeSent");
        for end in ["Network.loadingFinished", "Network.loadingFailed"] {
            for id in ids(end) {
                under_way.remove(&id);
            }
        }
        under_way.is_empty().then_some(())
    })
    .await;
    seen.into_inner()
}

/// The bytes that came over the network with their headers, and how many pictures of brands were
/// asked for. Those come from the supplier's host and not from the shop's, and the sandbox draws its
/// own, so their bytes would say nothing.
fn transferred(events: &[(String, Value)]) -> (u64, usize) {
    let mut pictures = BTreeMap::new();
    let mut bytes = 0;
    for (method, event) in events {
        let id = event["requestId"].as_str().unwrap_or_default();
        let url = event["request"]["url"].as_str().unwrap_or_default();
        if method == "Network.requestWillBeSent" && url.contains("/cdn/") {
            pictures.insert(id, url);
        }
        if method == "Network.loadingFinished" && !pictures.contains_key(id) {
            bytes += event["encodedDataLength"].as_f64().unwrap_or_default() as u64;
        }
    }
    let pictures: BTreeSet<_> = pictures.into_values().collect();
    (bytes, pictures.len())
}

/// Adds a line to the table.
fn write(number: usize, name: &'static str, line: Line) {
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    done.insert(number, (name, line));
    let rows = done.iter().map(|(number, (name, line))| {
        let Effort { presses, fields } = line.effort;
        let (pages, kilobytes, pictures) = (line.pages, line.bytes / 1000, line.pictures);
        format!(
            "| {number} | {name} | {presses} | {fields} | {pages} | {kilobytes} | {pictures} |\n"
        )
    });
    let head =
        "| # | task | presses | fields | pages | kB | pictures |\n|---|---|---|---|---|---|---|\n";
    let table: String = std::iter::once(head.to_owned()).chain(rows).collect();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tasks.md");
    fs::write(file, table).expect("target/ can be written");
}

const fn most(presses: usize, fields: usize) -> Effort {
    Effort { presses, fields }
}

async fn a_phone_in_another_country_is_topped_up(shop: Shop) {
    let mut buyer = Counted::on_a_phone(&shop).await;
    buyer.begins("/?country=US").await;
    buyer.presses(Role::Link, text("brands.kind_top_up")).await;
    buyer.picks(text("top_ups.country"), "BR").await;
    buyer.types(text("recipient.phone"), "11 91234-5678").await;
    buyer.presses(Role::Choice, "Claro").await;
    buyer.presses(Role::Choice, "R$ 20").await;
    buyer.types(text("recipient.email_receipt"), EMAIL).await;
    buyer.orders().await;
    buyer
        .ends(1, "top up a phone in Brazil with 20", most(6, 2))
        .await;
}

/// The first one, as those do it who have the number in their contacts.
async fn a_number_with_its_country_s_code_needs_no_list(shop: Shop) {
    let mut buyer = Counted::on_a_phone(&shop).await;
    buyer.begins("/?country=US").await;
    buyer.presses(Role::Link, text("brands.kind_top_up")).await;
    buyer
        .pastes(text("recipient.phone"), "+55 11 91234-5678")
        .await;
    buyer.presses(Role::Choice, "Claro").await;
    buyer.presses(Role::Choice, "R$ 20").await;
    buyer.types(text("recipient.email_receipt"), EMAIL).await;
    buyer.orders().await;
    let name = "the first with the number as +55 …";
    buyer.ends(11, name, most(4, 2)).await;
}

async fn a_number_used_before_is_one_press(shop: Shop) {
    let mut buyer = Counted::on_a_phone(&shop).await;
    let shop = buyer.shop.clone();
    shop.open("/top-ups?country=US&to=BR&seller=Claro").await;
    shop.types(text("recipient.phone"), "11 91234-5678").await;
    shop.choose("R$ 30").await;
    shop.types(text("recipient.email_receipt"), EMAIL).await;
    let id = buyer.orders().await;
    shop.sandbox.force(&id, "Done").await;
    shop.reads(text("order.head_done")).await;
    // Weeks later, when the supplier has forgotten it: one number is topped up once a day.
    shop.sandbox.reset().await;
    buyer.effort = Effort::default();
    buyer.begins("/?country=US").await;
    buyer.presses(Role::Link, text("brands.kind_top_up")).await;
    buyer.presses(Role::Button, "+55 11912345678").await;
    buyer.presses(Role::Choice, "R$ 20").await;
    buyer.types(text("recipient.email_receipt"), EMAIL).await;
    let again = buyer.orders().await;
    assert_ne!(id, again);
    let name = "the first, to a number used before";
    buyer.ends(12, name, most(4, 1)).await;
}

async fn an_esim_for_ten_days_abroad_is_bought(shop: Shop) {
    let mut buyer = Counted::on_a_phone(&shop).await;
    let shop = buyer.shop.clone();
    buyer.begins("/?country=US").await;
    buyer.presses(Role::Link, text("brands.kind_esim")).await;
    shop.reads(text("esims.where")).await;
    buyer.types(text("country.search"), "Jap").await;
    buyer.presses(Role::Button, "Japan").await;
    buyer
        .presses(Role::Button, &filled("esims.or_more", &[("amount", "10")]))
        .await;
    buyer.presses(Role::Choice, "5 GB, 30 days").await;
    buyer.types(text("recipient.email"), EMAIL).await;
    buyer.orders().await;
    buyer
        .ends(2, "an eSIM for Japan for 10 days", most(5, 2))
        .await;
}

async fn a_card_for_somebody_else_is_bought(shop: Shop) {
    let mut buyer = Counted::on_a_phone(&shop).await;
    buyer.begins("/?country=US").await;
    buyer.presses(Role::Link, "Steam").await;
    buyer.presses(Role::Choice, "$20").await;
    buyer
        .presses(Role::Button, text("recipient.for_somebody_else"))
        .await;
    buyer
        .types(text("recipient.other_email"), "friend@example.com")
        .await;
    buyer.types(text("recipient.email_receipt"), EMAIL).await;
    buyer.orders().await;
    buyer
        .ends(3, "a Steam card of 20 for someone else", most(4, 2))
        .await;
}

async fn a_card_is_paid_from_a_wallet_on_this_phone(shop: Shop) {
    let mut buyer = Counted::on_a_phone(&shop).await;
    let shop = buyer.shop.clone();
    buyer.begins("/?country=US").await;
    buyer.presses(Role::Link, "Amazon.com").await;
    buyer.presses(Role::Choice, "$50").await;
    buyer.presses(Role::Choice, "BTC Lightning").await;
    buyer.types(text("recipient.email"), EMAIL).await;
    buyer.orders().await;
    let wallet = shop.leads_to(text("pay.open_wallet")).await;
    assert!(wallet.starts_with("lightning:"), "{wallet}");
    buyer.presses(Role::Link, text("pay.open_wallet")).await;
    let name = "an Amazon card of 50 with Lightning, in a wallet on this phone";
    buyer.ends(4, name, most(5, 1)).await;
}

async fn an_order_is_paid_from_an_exchange(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    let mut buyer = Counted::on_a_phone(&shop).await;
    let shop = buyer.shop.clone();
    buyer.begins(&format!("/order/{id}")).await;
    buyer
        .presses(Role::Button, text("pay.exchange_title"))
        .await;
    buyer.types(start_of("pay.exchange_fee"), "0.5").await;
    shop.reads(text("pay.exchange_sum")).await;
    buyer.copies_amount_and_address().await;
    let name = "pay a waiting order from an exchange (from the order's page)";
    buyer.ends(5, name, most(3, 1)).await;
}

async fn last_week_s_order_is_found(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.force(&id, "Done").await;
    let mut buyer = Counted::on_a_phone(&shop).await;
    let shop = buyer.shop.clone();
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.head_done")).await;
    shop.press(text("order.keep")).await;
    shop.no_longer_reads(text("order.not_listed")).await;
    buyer.begins("/?country=US").await;
    buyer.presses(Role::Link, text("frame.orders")).await;
    shop.reads(text("orders.title")).await;
    buyer.presses(Role::Link, "Amazon.com").await;
    comes_to_its_order(&shop).await;
    buyer.ends(6, "find last week's order", most(2, 0)).await;
}

async fn two_brands_are_bought_in_one_order(shop: Shop) {
    let mut buyer = Counted::on_a_phone(&shop).await;
    let shop = buyer.shop.clone();
    buyer.begins("/?country=US").await;
    buyer.presses(Role::Link, "Amazon.com").await;
    buyer.presses(Role::Choice, "$50").await;
    has_a_price(&shop).await;
    buyer.presses(Role::Button, text("cart.add")).await;
    shop.reads(text("cart.added")).await;
    shop.back().await;
    buyer.effort.presses += 1;
    shop.comes_to(|address| address.starts_with("/?")).await;
    buyer.presses(Role::Link, "Steam").await;
    buyer.presses(Role::Choice, "$20").await;
    has_a_price(&shop).await;
    buyer.presses(Role::Button, text("cart.add")).await;
    shop.reads(text("cart.added")).await;
    buyer
        .presses(Role::Link, &counted("cart.link", 2, &[]))
        .await;
    buyer.types(text("recipient.email_receipt"), EMAIL).await;
    has_a_price(&shop).await;
    buyer.presses(Role::Button, text("ordering.place")).await;
    comes_to_its_order(&shop).await;
    buyer.ends(7, "two brands in one order", most(9, 1)).await;
}

async fn the_rest_is_sent_after_too_little(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.act(&id, "partial").await;
    let mut buyer = Counted::on_a_phone(&shop).await;
    let shop = buyer.shop.clone();
    buyer.begins(&format!("/order/{id}")).await;
    shop.reads(text("pay.still_to_send")).await;
    buyer.copies_amount_and_address().await;
    let name = "send the rest after paying too little (from the order's page)";
    buyer.ends(8, name, most(2, 0)).await;
}

async fn a_code_is_seen_and_copied(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.force(&id, "Done").await;
    let mut buyer = Counted::on_a_phone(&shop).await;
    let shop = buyer.shop.clone();
    buyer.begins(&format!("/order/{id}")).await;
    buyer
        .presses(Role::Button, text("delivery.show_code"))
        .await;
    buyer
        .presses(Role::Button, text("delivery.copy_code"))
        .await;
    shop.reads(text("copy.copied")).await;
    let name = "see and copy a code (from the order's page)";
    buyer.ends(9, name, most(2, 0)).await;
}

async fn a_desk_s_order_goes_on_on_the_phone(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    let mut desk = Counted::at_a_desk(&shop).await;
    let shop = desk.shop.clone();
    desk.begins(&format!("/order/{id}")).await;
    desk.presses(Role::Button, text("order.handover_show"))
        .await;
    let code = text("order.handover_code");
    shop.sees(Role::Picture, code).await;
    let centre =
        "[...document.querySelectorAll('[role=img]')].at(-1).scrollIntoView({ block: 'center' })";
    shop.run(centre).await;
    let links = read(&shop.picture().await);
    let link = links.iter().find(|link| link.contains(&id));
    let link = link.unwrap_or_else(|| panic!("no link in {links:?}"));
    let path = link.strip_prefix(&shop.url);
    let path = path.unwrap_or_else(|| panic!("{link} is elsewhere"));
    let mut phone = shop.somebody_else().await;
    phone.url.clone_from(&shop.url);
    phone.look_with(PHONE, "light").await;
    phone.open(path).await;
    phone.reads(text("order.state_waiting")).await;
    let name = "go on with a desk's order on the phone (from the order's page, and a scan)";
    desk.ends(10, name, most(1, 0)).await;
}
