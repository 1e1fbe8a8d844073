//! Judging a cart: what it costs, and everything that is wrong with it.
//!
//! Validation and order creation share this, so they cannot disagree.

use crate::cart::{Cart, Line, Refusal};
use crate::catalogue::{Brand, Catalogue, Object, Product, Sort};
use crate::chance::uuid;
use crate::coupon::{self, Parts};
use crate::payment::Standing;
use crate::problems::{self, Spent, with};
use crate::{countries, money, payment};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// One priced item.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// `giftcard`, `mobile_recharge` or another kind.
    pub(crate) kind: String,
    /// Its category slug.
    pub(crate) category: String,
    /// The deliverable as replies carry it, without a price.
    pub(crate) deliverable: Object,
    /// Its price in dollars; none is no quote.
    pub(crate) usd: Option<Decimal>,
    /// The same before a discount of the brand's.
    pub(crate) listed: Option<Decimal>,
}

/// A judged cart.
#[derive(Debug)]
pub(crate) struct Quote {
    /// The request.
    pub(crate) cart: Cart,
    /// The network the price is for.
    pub(crate) network: String,
    /// The least that the network takes, in coin.
    pub(crate) least: Decimal,
    /// The items that could be resolved.
    pub(crate) items: Vec<Item>,
    /// Each line as details of a problem name it.
    pub(crate) goods: Vec<Value>,
    /// The problems.
    pub(crate) problems: Vec<Value>,
    /// Per cent that a coupon pays; none without one that counts.
    pub(crate) discount: Option<u32>,
    /// The amounts that were paid already.
    pub(crate) spent: Spent,
}

/// The rules by which a cart is judged.
pub(crate) struct Rules<'a> {
    /// The goods on sale.
    pub(crate) catalogue: &'a Catalogue,
    /// The list of ways to pay.
    pub(crate) vias: &'a Value,
    /// The amounts that were paid already by this buyer and from this address.
    pub(crate) spent: Spent,
}

/// A top-level refusal, or the judged cart.
pub(crate) fn judge(cart: Cart, rules: Rules<'_>) -> Result<Quote, Refusal> {
    if let Some(refusal) = problems::suspension(&cart) {
        return Err(refusal);
    }
    let Rules {
        catalogue,
        vias,
        spent,
    } = rules;
    let standing = payment::standing(vias, &cart.coin, cart.network.as_deref());
    let least = match &standing {
        Standing::CoinSuspended => return Err(problems::coin_suspended(&cart)),
        Standing::NetworkSuspended => return Err(problems::network_suspended(&cart)),
        Standing::Unknown => Decimal::ZERO,
        Standing::Open(least) => *least,
    };
    let lines = cart.lines.iter().enumerate();
    let goods = lines.map(|(place, line)| goods(place, line, catalogue));
    let mut quote = Quote {
        network: cart
            .network
            .clone()
            .unwrap_or_else(|| payment::first_network(vias, &cart.coin)),
        least,
        items: Vec::new(),
        goods: goods.collect(),
        problems: Vec::new(),
        discount: None,
        spent,
        cart,
    };
    if standing == Standing::Unknown {
        quote.object("UNSUPPORTED_PROTOCOL_COIN_COMBINATION", vias);
    }
    if quote.cart.via != "USER_WALLET" {
        quote.object("NOT_ALLOWED_PAYMENT_VIA", vias);
    }
    if quote.cart.lines.len() > 10 {
        quote.object("PRODUCT_COUNT_EXCEEDED", vias);
    }
    if !is_email(&quote.cart.email) {
        quote.object("INVALID_BENEFICIARY_ACCOUNT", vias);
    }
    for (place, line) in quote.cart.lines.clone().iter().enumerate() {
        match resolve(line, &quote.cart, catalogue) {
            Ok(item) => quote.items.push(item),
            Err(objection) => {
                let found = quote.objection(objection, place);
                quote.problems.push(found);
            }
        }
    }
    if quote.tops_a_number_up_twice() {
        quote.object("MULTIPLE_LIMITED_PRODUCT_SAME_ORDER", vias);
    }
    if let Some(code) = quote.cart.coupon.clone() {
        match coupon::discount(&code, &quote) {
            Ok(discount) => quote.discount = discount,
            Err(code) => quote.object(code, vias),
        }
    }
    quote.check_amount(vias);
    let asked_for = problems::asked_for(&quote, vias);
    quote.problems.extend(asked_for);
    Ok(quote)
}

/// A fault of one line.
enum Objection {
    /// A code whose details name the line.
    Line(&'static str),
    /// The brand does not take this pair; it takes these.
    Pairs(Value),
}

impl Quote {
    /// The price of the goods, in dollars; none when a part has no price.
    pub(crate) fn usd(&self) -> Option<Decimal> {
        if self.cart.local_part() == "unpriced" {
            return None;
        }
        self.items.iter().map(|item| item.usd).sum()
    }

    /// The parts of the price in the coin; none without a price.
    pub(crate) fn parts(&self) -> Option<Parts> {
        let usd = self.usd()?;
        let listed: Option<Decimal> = self.items.iter().map(|item| item.listed).sum();
        let percent = self.discount.unwrap_or(0);
        Some(Parts::of(
            listed.unwrap_or(usd),
            usd,
            percent,
            &self.cart.coin,
        ))
    }

    /// Makes every item dearer by so many per cent.
    pub(crate) fn rise(&mut self, percent: u64) {
        let risen = |usd: Decimal| usd * Decimal::from(100 + percent) / Decimal::from(100);
        for item in &mut self.items {
            item.usd = item.usd.map(risen);
            item.listed = item.listed.map(risen);
        }
    }

    /// Whether anything is e-money, which no guest may order.
    pub(crate) fn needs_login(&self) -> bool {
        self.items.iter().any(|item| item.category == "e-money")
    }

    /// Whether it is a stablecoin on Tron, which only accounts with a full name
    /// on file may pay with.
    pub(crate) fn needs_full_name(&self) -> bool {
        self.network == "Tron" && matches!(self.cart.coin.as_str(), "USDT" | "USDC")
    }

    /// The phone numbers that are topped up.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &str> {
        let items = self.items.iter();
        items.filter_map(|item| number_of(&item.deliverable))
    }

    fn tops_a_number_up_twice(&self) -> bool {
        let numbers: Vec<&str> = self.numbers().collect();
        let mut once = numbers.clone();
        once.sort_unstable();
        once.dedup();
        once.len() < numbers.len()
    }

    /// Adds a problem with its usual details.
    fn object(&mut self, code: &str, vias: &Value) {
        let details = self.dressed(problems::details(code, self, vias), Value::Null);
        self.problems.push(with(code, details));
    }

    fn objection(&self, objection: Objection, place: usize) -> Value {
        let goods = &self.goods[place];
        match objection {
            Objection::Line(code) => {
                let account = goods["deliverable"]["beneficiary_account"].clone();
                let bare = if code == "INVALID_BENEFICIARY_ACCOUNT" {
                    account
                } else {
                    Value::Null
                };
                with(code, self.dressed(json!({ "delivery": goods }), bare))
            }
            Objection::Pairs(pairs) => {
                let more = json!({
                    "deliveries": [goods],
                    "supported_protocol_coin_combo": pairs,
                });
                with("UNSUPPORTED_PROTOCOL_COIN_COMBINATION", more)
            }
        }
    }

    /// Details as they are known, or as they were captured.
    fn dressed(&self, details: Value, captured: Value) -> Value {
        if self.cart.is_captured() {
            captured
        } else {
            details
        }
    }

    fn check_amount(&mut self, vias: &Value) {
        let Some(usd) = self.usd().filter(|_| self.problems.is_empty()) else {
            return;
        };
        if self.items.iter().any(|item| item.usd.is_none()) {
            return;
        }
        if money::in_coin(usd, &self.cart.coin) < self.least {
            let details = problems::minimum(self.least, &self.cart.coin);
            let details = self.dressed(details, json!(self.least.to_string()));
            self.problems
                .push(with("AMOUNT_LESS_THEN_MINIMUM_ALLOWED", details));
        }
        if usd > Decimal::from(5000) {
            self.object("MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED", vias);
        } else if let Some(code) = self.spent.broken_by(money::in_eur(usd)) {
            self.object(code, vias);
        }
    }

    /// The reply of a validation, given at this time.
    pub(crate) fn body(&self, seed: u64, now: u64) -> Value {
        let coin = self.cart.coin.as_str();
        let captured = self.cart.is_captured();
        let below = |found: &Value| found["problem"] == "AMOUNT_LESS_THEN_MINIMUM_ALLOWED";
        // A captured reply had a price beside this one problem.
        let is_priced = self.problems.is_empty() || captured && self.problems.iter().any(below);
        let parts = self.parts().filter(|_| is_priced);
        let shown = parts
            .as_ref()
            .map(|parts| if captured { parts.to_pay } else { parts.price });
        let counts = self.discount.is_some() && self.problems.is_empty();
        let mut body = json!({
            "coin": coin,
            "coin_amount": shown.map(|amount| amount.to_string()),
            "original_coin_amount": parts.as_ref().map(|parts| parts.listed.to_string()),
            "coupon_code": if counts { json!(self.cart.coupon) } else { Value::Null },
            "loyalty_summary": null,
        });
        if !captured {
            body["nft_codes"] = Value::Null;
            body["timestamp_of_request"] = json!(now);
            body["is_payment_processor_external"] = json!(false);
        }
        if !self.problems.is_empty() {
            body["deliveries"] = json!([]);
            body["problems"] = json!(self.problems);
            return body;
        }
        if let (Some(parts), Some(usd)) = (&parts, self.usd())
            && !captured
        {
            let left = usd * Decimal::from(100 - self.discount.unwrap_or(0)) / Decimal::from(100);
            let points = money::points(usd).parse().unwrap_or(0_i64);
            body["payment_fee"] = json!({ "amount": "0", "original_amount": "0" });
            body["points"] = json!({ "amount": points, "original_amount": points });
            body["summary"] = parts.summary();
            let fiat = |amount: Decimal| json!({ "value_to_pay_in_crypto": format!("{:.2}", amount.round_dp(2)) });
            body["summary"]["as_USD"] = fiat(left);
            body["summary"]["as_EUR"] = fiat(money::in_eur(left));
        }
        let deliveries = self.items.iter().enumerate().map(|(place, item)| {
            let mut deliverable = item.deliverable.clone();
            let usd = item.usd.filter(|_| parts.is_some());
            price(&mut deliverable, item, coin, usd);
            if captured {
                let left = usd.map(|usd| {
                    let percent = Decimal::from(100 - self.discount.unwrap_or(0));
                    money::in_coin(usd * percent / Decimal::from(100), coin).to_string()
                });
                deliverable.insert("coin_amount".to_owned(), json!(left));
            }
            json!({
                "id": uuid(seed, &format!("validation {place} {deliverable:?}")),
                "delivery_state": "Created",
                "kind": item.kind,
                "deliverable": deliverable,
            })
        });
        body["deliveries"] = deliveries.collect();
        // Fine is `null` or an empty list; both were captured.
        body["problems"] = if counts { json!([]) } else { Value::Null };
        body
    }
}

/// Adds the prices of an item to its deliverable.
pub(crate) fn price(deliverable: &mut Object, item: &Item, coin: &str, usd: Option<Decimal>) {
    let amount = |usd: Option<Decimal>| json!(usd.map(|usd| money::in_coin(usd, coin).to_string()));
    let points = usd.map_or("0".to_owned(), money::points);
    deliverable.insert("points".to_owned(), json!(points));
    deliverable.insert("coin_amount".to_owned(), amount(usd));
    if let Some(usd) = usd {
        let listed = amount(item.listed.or(Some(usd)));
        deliverable.insert("original_coin_amount".to_owned(), listed);
        let euros = money::plain(money::in_eur(usd));
        deliverable.insert("original_price".to_owned(), json!(euros));
    }
}

/// The phone number that a deliverable tops up.
pub(crate) fn number_of(deliverable: &Object) -> Option<&str> {
    let is_topped_up = deliverable.get("delivery_type")? == "by_phone";
    let account = deliverable.get("beneficiary_account")?.as_str()?;
    is_topped_up.then_some(account)
}

/// A line as details name it; see docs/api.md#goods-in-details.
fn goods(place: usize, line: &Line, catalogue: &Catalogue) -> Value {
    let shelf = catalogue.shelf(&line.country);
    let brand = shelf.brands_named(&line.brand).next();
    let field = |name: &str| brand.and_then(|brand| brand.group.get(name)).cloned();
    json!({
        "kind": field("kind").unwrap_or_else(|| json!("giftcard")),
        "deliverable": {
            "delivery_id": uuid(place as u64, &line.brand),
            "brand_name": line.brand,
            "family": field("family").unwrap_or_else(|| json!(line.brand)),
            "country_code": line.country,
            "denomination": line.denomination,
            "product_value": line.value.map(|value| money::number(value.normalize())),
            "beneficiary_account": line.account,
            "brand_logo": field("logo_url").unwrap_or_default(),
        },
    })
}

fn resolve(line: &Line, cart: &Cart, catalogue: &Catalogue) -> Result<Item, Objection> {
    let unavailable = || Objection::Line("NOT_AVAILABLE_PRODUCT");
    let shelf = catalogue.shelf(&line.country);
    let brand = shelf.brands_named(&line.brand).next();
    let brand = brand.ok_or_else(unavailable)?;
    if brand.is_out_of_stock() {
        return Err(Objection::Line("OUT_OF_STOCK"));
    }
    if let Some((coin, network)) = brand.refuses
        && cart.coin == coin
        && cart.network.as_deref() == Some(network)
    {
        // Networks by their inner names and by their own: both may come.
        return Err(Objection::Pairs(json!([
            { "protocol": "ARBITRUM_LIKE", "coin": "USDC" },
            { "protocol": "Solana", "coin": "USDC" },
        ])));
    }
    // A brand of two categories has two groups.
    let (brand, product, usd) = shelf
        .brands_named(&line.brand)
        .find_map(|brand| choose(line, brand).map(|(product, usd)| (brand, product, usd)))
        .ok_or_else(unavailable)?;
    if !takes_account(product, line) {
        return Err(Objection::Line("INVALID_BENEFICIARY_ACCOUNT"));
    }
    let category = brand
        .group
        .get("category")
        .and_then(Value::as_str)
        .unwrap_or_default();
    // No guest gets a price for e-money, though its products have one.
    let usd = usd.filter(|_| category != "e-money");
    Ok(Item {
        kind: brand
            .group
            .get("kind")
            .and_then(Value::as_str)
            .unwrap_or("giftcard")
            .to_owned(),
        category: category.to_owned(),
        deliverable: deliverable(line, brand, product, usd),
        usd,
        listed: usd.map(|usd| product.listed.unwrap_or(usd)),
    })
}

/// The product an order key leads to, with its price.
fn choose<'a>(line: &Line, brand: &'a Brand) -> Option<(&'a Product, Option<Decimal>)> {
    let products = brand.products();
    let by_label = |label: &str| {
        products
            .iter()
            .find(|each| each.label.as_deref() == Some(label))
    };
    if let Some(product) = by_label(&line.denomination) {
        return Some((product, product.usd));
    }
    let range = products.iter().find(|product| product.sort == Sort::Range);
    if line.denomination == "range" {
        let product = range?;
        let usd = product.range_usd(line.value?)?;
        return Some((product, Some(usd)));
    }
    // A literal amount on a range brand is taken, and is dearer.
    if let Some(product) = range
        && let Some(amount) = leading_number(&line.denomination)
        && product.range_usd(amount).is_some()
    {
        let worth = money::Currency::named(&product.currency).to_usd(amount);
        return Some((product, Some(worth * money::exact("1.045"))));
    }
    // An unknown amount of a fixed brand falls back silently.
    let default = brand
        .group
        .get("default_denomination")
        .and_then(Value::as_str)?;
    let product = by_label(default)?;
    (product.sort == Sort::Money).then_some((product, product.usd))
}

fn deliverable(line: &Line, brand: &Brand, product: &Product, usd: Option<Decimal>) -> Object {
    let literal = product.label.is_none() && line.denomination != "range";
    let denomination = product.label.as_deref().unwrap_or(&line.denomination);
    let localized = match (product.sort, line.value) {
        (Sort::Range, Some(value)) if !literal => {
            json!(money::Currency::named(&product.currency).localized(value))
        }
        (Sort::Range, _) => json!(denomination),
        _ => product
            .body
            .get("localized_denomination")
            .cloned()
            .unwrap_or(Value::Null),
    };
    let body = json!({
        "denomination": denomination,
        "localized_denomination": localized,
        "family": brand.family,
        "brand_name": brand.name,
        "beneficiary_account": line.account,
        "country_code": line.country,
        "delivery_type": product.delivery_type,
        "points": usd.map_or("0".to_owned(), money::points),
        "coin_amount": null,
        "currency_code": product.currency,
    });
    let mut body = body.as_object().cloned().unwrap_or_default();
    if let Some(logo) = brand.group.get("logo_url") {
        body.insert("brand_logo".to_owned(), logo.clone());
    }
    if let (Sort::Range, Some(value), false) = (product.sort, line.value, literal) {
        body.insert("product_value".to_owned(), money::number(value.normalize()));
    }
    body
}

fn takes_account(product: &Product, line: &Line) -> bool {
    match product.delivery_type.as_str() {
        "by_phone" => is_phone(&line.account, &line.country),
        "by_email" => is_email(&line.account),
        _ => !line.account.is_empty(),
    }
}

/// E.164 with a plus, and of the brand's country.
fn is_phone(account: &str, country: &str) -> bool {
    let Some(digits) = account.strip_prefix('+') else {
        return false;
    };
    let written = (8..=15).contains(&digits.len())
        && digits.bytes().all(|digit| digit.is_ascii_digit())
        && !digits.starts_with('0');
    written && countries::dialling_code(country).is_none_or(|code| digits.starts_with(code))
}

fn is_email(account: &str) -> bool {
    let Some((local, domain)) = account.split_once('@') else {
        return false;
    };
    !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !account
            .chars()
            .any(|letter| letter.is_whitespace() || letter == ',')
        && !domain.contains('@')
}

fn leading_number(text: &str) -> Option<Decimal> {
    let digits: String = text
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '.')
        .collect();
    digits.parse().ok()
}
