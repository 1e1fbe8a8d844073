//! Judging a cart: what it costs, and everything that is wrong with it.
//!
//! Validation and order creation share this, so they cannot disagree.

use crate::cart::{Cart, Line, Refusal};
use crate::catalogue::{Brand, Catalogue, Object, Product, Sort};
use crate::chance::uuid;
use crate::payment::Standing;
use crate::{countries, coupon, money, payment, problems};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// One priced item.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// `giftcard` or `mobile_recharge`.
    pub(crate) kind: String,
    /// Its category slug.
    pub(crate) category: String,
    /// The deliverable as replies carry it, without a price.
    pub(crate) deliverable: Object,
    /// Its price in dollars; none is no quote.
    pub(crate) usd: Option<Decimal>,
}

/// A judged cart.
#[derive(Debug)]
pub(crate) struct Quote {
    /// What was asked.
    pub(crate) cart: Cart,
    /// The network the price is for.
    pub(crate) network: String,
    /// What could be resolved.
    pub(crate) items: Vec<Item>,
    /// What is wrong.
    pub(crate) problems: Vec<Value>,
    /// Per cent off.
    pub(crate) discount: u32,
}

/// A top-level refusal, or the judged cart.
pub(crate) fn judge(cart: Cart, catalogue: &Catalogue) -> Result<Quote, Refusal> {
    if let Some(refusal) = problems::refusal(&cart) {
        return Err(refusal);
    }
    let mut problems = Vec::new();
    let standing = payment::standing(&cart.coin, cart.network.as_deref());
    let least = match standing {
        Standing::CoinSuspended => return Err(problems::coin_suspended(&cart)),
        Standing::NetworkSuspended => return Err(problems::network_suspended(&cart)),
        Standing::Unknown => {
            problems.push(problem(
                "UNSUPPORTED_PROTOCOL_COIN_COMBINATION",
                payment::allowed_pairs(&cart.coin),
            ));
            Decimal::ZERO
        }
        Standing::Open(least) => least,
    };
    if cart.via != "USER_WALLET" {
        problems.push(problem("NOT_ALLOWED_PAYMENT_VIA", json!(["USER_WALLET"])));
    }
    if cart.lines.len() > 10 {
        problems.push(problem("PRODUCT_COUNT_EXCEEDED", json!(10)));
    }
    if !is_email(&cart.email) {
        problems.push(problem("INVALID_BENEFICIARY_ACCOUNT", json!(cart.email)));
    }
    let mut items = Vec::new();
    for line in &cart.lines {
        match resolve(line, &cart, catalogue) {
            Ok(item) => items.push(item),
            Err(found) => problems.push(found),
        }
    }
    let mut quote = Quote {
        network: cart
            .network
            .clone()
            .unwrap_or_else(|| payment::first_network(&cart.coin)),
        cart,
        items,
        problems,
        discount: 0,
    };
    if let Some(code) = quote.cart.coupon.clone() {
        match coupon::discount(&code, &quote) {
            Ok(discount) => quote.discount = discount,
            Err(code) => quote.problems.push(json!({ "problem": code })),
        }
    }
    quote.check_amount(least);
    quote.problems.extend(problems::asked_for(&quote.cart));
    Ok(quote)
}

impl Quote {
    /// The price before a coupon, in dollars; none when a part has no price.
    pub(crate) fn original_usd(&self) -> Option<Decimal> {
        if self.cart.local_part() == "unpriced" {
            return None;
        }
        self.items.iter().map(|item| item.usd).sum()
    }

    /// Makes every item dearer by so many per cent.
    pub(crate) fn rise(&mut self, percent: u64) {
        for usd in self.items.iter_mut().filter_map(|item| item.usd.as_mut()) {
            *usd = *usd * Decimal::from(100 + percent) / Decimal::from(100);
        }
    }

    /// What is left of a price after the coupon.
    pub(crate) fn discounted(&self, usd: Decimal) -> Decimal {
        usd * Decimal::from(100 - self.discount) / Decimal::from(100)
    }

    /// Whether anything is e-money, which no guest may order.
    pub(crate) fn needs_login(&self) -> bool {
        self.items.iter().any(|item| item.category == "e-money")
    }

    fn check_amount(&mut self, least: Decimal) {
        let Some(usd) = self.original_usd().filter(|_| self.problems.is_empty()) else {
            return;
        };
        if self.items.iter().any(|item| item.usd.is_none()) {
            return;
        }
        if money::in_coin(usd, &self.cart.coin) < least {
            let more = json!(least.to_string());
            self.problems
                .push(problem("AMOUNT_LESS_THEN_MINIMUM_ALLOWED", more));
        }
        if usd > Decimal::from(5000) {
            let more = json!("5000 USD");
            self.problems
                .push(problem("MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED", more));
        }
    }

    /// The reply of a validation.
    pub(crate) fn body(&self, seed: u64) -> Value {
        let coin = self.cart.coin.as_str();
        let amount = |usd: Decimal| json!(money::in_coin(usd, coin).to_string());
        let below = |found: &Value| found["problem"] == "AMOUNT_LESS_THEN_MINIMUM_ALLOWED";
        let usd = self
            .original_usd()
            .filter(|_| self.problems.is_empty() || self.problems.iter().any(below));
        let mut body = json!({
            "coin": coin,
            "coin_amount": usd.map(|usd| amount(self.discounted(usd))),
            "original_coin_amount": usd.map(amount),
            "coupon_code": if self.discount > 0 { json!(self.cart.coupon) } else { Value::Null },
            "loyalty_summary": null,
        });
        if !self.problems.is_empty() {
            body["deliveries"] = json!([]);
            body["problems"] = json!(self.problems);
            return body;
        }
        if let Some(usd) = usd
            && self.discount == 0
        {
            let total = money::in_coin(usd, coin);
            body["payment_fee"] = json!({ "amount": "0", "original_amount": "0" });
            body["summary"] = json!({
                "coin_amount_to_pay_in_crypto": total.to_string(),
                "as_USD": { "value_to_pay_in_crypto": format!("{:.2}", usd.round_dp(2)) },
                "as_EUR": { "value_to_pay_in_crypto": format!("{:.2}", money::in_eur(usd).round_dp(2)) },
            });
        }
        let deliveries = self.items.iter().enumerate().map(|(place, item)| {
            let mut deliverable = item.deliverable.clone();
            let usd = item.usd.filter(|_| usd.is_some());
            deliverable.insert(
                "points".to_owned(),
                json!(usd.map_or("0".to_owned(), money::points)),
            );
            deliverable.insert(
                "coin_amount".to_owned(),
                json!(usd.map(|usd| amount(self.discounted(usd)))),
            );
            if let Some(usd) = usd {
                let euros = money::plain(money::in_eur(usd));
                deliverable.insert("original_price".to_owned(), json!(euros));
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
        body["problems"] = if self.discount > 0 {
            json!([])
        } else {
            Value::Null
        };
        body
    }
}

fn resolve(line: &Line, cart: &Cart, catalogue: &Catalogue) -> Result<Item, Value> {
    let unavailable = || json!({ "problem": "NOT_AVAILABLE_PRODUCT" });
    let shelf = catalogue.shelf(&line.country);
    let brand = shelf.brand(&line.brand).ok_or_else(unavailable)?;
    if brand.is_out_of_stock() {
        return Err(json!({ "problem": "OUT_OF_STOCK" }));
    }
    if let Some((coin, network)) = brand.refuses
        && cart.coin == coin
        && cart.network.as_deref() == Some(network)
    {
        let pairs = json!([{ "coin": "USDC", "network": "Arbitrum" }]);
        return Err(problem("UNSUPPORTED_PROTOCOL_COIN_COMBINATION", pairs));
    }
    let (product, usd) = choose(line, brand).ok_or_else(unavailable)?;
    if !takes_account(product, line) {
        return Err(problem("INVALID_BENEFICIARY_ACCOUNT", json!(line.account)));
    }
    let category = brand
        .group
        .get("category")
        .and_then(Value::as_str)
        .unwrap_or_default();
    // No guest gets a price for e-money, though its products have one.
    let usd = usd.filter(|_| category != "e-money");
    Ok(Item {
        kind: brand.group["kind"]
            .as_str()
            .unwrap_or("giftcard")
            .to_owned(),
        category: category.to_owned(),
        deliverable: deliverable(line, brand, product, usd),
        usd,
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
    // An unknown amount of a fixed brand falls back without a word.
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

fn problem(code: &str, more: Value) -> Value {
    json!({ "problem": code, "moreDetails": more })
}
