//! The course of a visit: what is asked, in which order. No question makes anything.

mod asking;

use std::collections::BTreeMap;

use refillery::api::endpoint::{self, FamilyProducts, RangePrice};
use refillery::config::ApiPrefix;
use serde_json::Value;
use shop_core::model::country::Country;
use shop_core::model::money::Amount;
use shop_core::model::order::OrderId;

use crate::asking::{Ask, Method};
use crate::examples::Examples;
use crate::goods::{self, Bounds, Goods};
use crate::headers;
use crate::judging::{Findings, Judged, judge};
use crate::pace::{Clock, Pace, Route};
use crate::reading::{NO_ORDER, Subject};
use crate::recording::Recorded;
use crate::report::{self, Section};
use crate::validating::{Form, Listed, Reading, Wish, compared, pairs};
use crate::words::Known;
pub(crate) use asking::{Asked, Heard};

/// A coupon that was never given out.
const NO_COUPON: &str = "REFILLERY-CHECK";

/// A text that is no email address.
const NO_ADDRESS: &str = "not-an-address";

/// How the API is reached.
#[derive(Clone)]
pub enum Way {
    /// By its own addresses, as the shop's proxy reaches it.
    Direct {
        /// The API's address, without a slash at its end.
        api: String,
        /// Where the list of countries is.
        countries: String,
        /// The value of `X-Cr-Application`.
        partner_id: String,
        /// The value of `X-Cr-Version`.
        app_version: String,
        /// The value of `X-Forwarded-For`: a buyer's address.
        address: Option<String>,
    },
    /// Through a shop's proxy, which adds the headers.
    Proxy {
        /// The address of the prefix, without a slash at its end.
        prefix: String,
    },
}

/// An order that exists.
#[derive(Clone)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// How long it is followed, in seconds.
    pub seconds: u64,
}

/// The options of a visit.
#[derive(Clone)]
pub struct Options {
    /// How the API is reached.
    pub way: Way,
    /// The country to ask about.
    pub country: Country,
    /// The email address that validations name.
    pub email: String,
    /// An order to follow.
    pub order: Option<Order>,
    /// The time in epoch milliseconds.
    pub now: u64,
}

/// The result of a visit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The shop would say nothing wrong to a buyer.
    Right,
    /// It would say something wrong.
    Wrong,
    /// Nothing wrong was found, and not everything could be asked.
    Unasked,
}

/// A visit that is over.
pub struct Checked {
    /// The report, in Markdown.
    pub report: String,
    /// Its result.
    pub outcome: Outcome,
    /// The answers, for [`Checked::record`].
    pub(crate) recorded: Recorded,
}

/// Asks everything. `tell` gets each question, without anything secret.
pub fn check(
    options: &Options,
    examples: &Examples,
    ask: &Ask<'_>,
    clock: &dyn Clock,
    tell: &dyn Fn(&str),
) -> Checked {
    let mut course = Course {
        options,
        ask,
        clock,
        tell,
        pace: Pace::default(),
        prefix: ApiPrefix::default(),
        heard: Vec::new(),
        extra: BTreeMap::new(),
        unasked: Vec::new(),
        has_stopped: false,
    };
    course.run();
    course.finish(examples)
}

/// A visit under way.
pub(crate) struct Course<'a> {
    pub(crate) options: &'a Options,
    pub(crate) clock: &'a dyn Clock,
    ask: &'a Ask<'a>,
    tell: &'a dyn Fn(&str),
    pace: Pace,
    pub(crate) prefix: ApiPrefix,
    pub(crate) heard: Vec<Heard>,
    /// The findings beside the bodies.
    extra: BTreeMap<Subject, Findings>,
    /// The requests that could not be sent, and why.
    unasked: Vec<String>,
    has_stopped: bool,
}

impl Course<'_> {
    fn run(&mut self) {
        let country = self.options.country;
        let vias = endpoint::payment_vias(&self.prefix);
        let asked = Asked::of(Subject::Vias, Route::Vias, &vias).with_origin();
        let pairs = self
            .ask(asked)
            .map(|heard| pairs(&heard.body))
            .unwrap_or_default();
        let countries = endpoint::countries(&self.prefix);
        self.ask(Asked::of(Subject::Countries, Route::Other, &countries));
        let brands = endpoint::brands(&self.prefix, country);
        let brands = self.ask(Asked::of(Subject::Brands, Route::Brands, &brands));
        let families = brands
            .map(|heard| goods::families(&heard.body))
            .unwrap_or_default();
        let home = endpoint::homepage(&self.prefix, country);
        self.ask(Asked::of(Subject::Home, Route::Home, &home));
        let coin = preferred(&pairs).map_or("USDC", |pair| pair.coin.as_str());
        self.products(&families, coin);
        let ranges: Vec<Bounds> = goods::ranges(self.groups()).collect();
        let fixed: Vec<Goods> = goods::fixed(self.groups()).collect();
        self.prices(ranges.first(), coin);
        self.validations(&ranges, &fixed, &pairs);
        if let Some(id) = OrderId::parse(NO_ORDER) {
            let order = endpoint::order(&self.prefix, &id);
            self.refusal(Asked::of(Subject::Refusal, Route::Order, &order), &[404]);
        }
        self.preflight();
        if let Some(order) = &self.options.order {
            self.follow(order);
        }
    }

    /// Every group of products in the answers.
    fn groups(&self) -> impl Iterator<Item = &Value> {
        let answers = self
            .heard
            .iter()
            .filter(|heard| heard.subject == Subject::Products);
        answers.flat_map(|heard| heard.body.as_array().into_iter().flatten())
    }

    fn products(&mut self, families: &[String], coin: &str) {
        let asked = FamilyProducts {
            country: self.options.country,
            family: "x",
            coin,
            language: "en",
        };
        for family in families
            .iter()
            .map(String::as_str)
            .chain(["No such family"])
        {
            let endpoint = endpoint::products(&self.prefix, FamilyProducts { family, ..asked });
            self.ask(Asked::of(Subject::Products, Route::Products, &endpoint));
        }
        let endpoint = endpoint::products(&self.prefix, asked);
        let unfiltered = Asked::of(Subject::Refusal, Route::Products, &endpoint).without_query();
        self.refusal(unfiltered, &[400]);
    }

    fn prices(&mut self, bounds: Option<&Bounds>, coin: &str) {
        let country = self.options.country;
        let price = |prefix: &ApiPrefix, brand: &str, amount: &str| {
            let asked = RangePrice {
                country,
                brand,
                face_value: &Amount::parse(amount)?,
                coin,
            };
            Some(endpoint::price(prefix, asked))
        };
        let Some(bounds) = bounds else {
            self.note(
                Subject::Price,
                "Not asked: no product that everybody can order has a range.",
            );
            return;
        };
        if let Some(endpoint) = price(&self.prefix, &bounds.brand, &bounds.inside()) {
            self.ask(Asked::of(Subject::Price, Route::Price, &endpoint));
        }
        let refused = [
            (bounds.brand.as_str(), bounds.off_step(), 400),
            (bounds.brand.as_str(), Some(bounds.outside()), 400),
            ("No such brand", Some(bounds.inside()), 404),
        ];
        for (brand, amount, status) in refused {
            let endpoint = amount.and_then(|amount| price(&self.prefix, brand, &amount));
            if let Some(endpoint) = endpoint {
                self.refusal(
                    Asked::of(Subject::Refusal, Route::Price, &endpoint),
                    &[status],
                );
            }
        }
    }

    fn validations(&mut self, ranges: &[Bounds], fixed: &[Goods], pairs: &[Listed]) {
        let candidates = goods::candidates(ranges, fixed);
        let (Some(goods), Some(pair)) = (candidates.first(), preferred(pairs)) else {
            self.note(
                Subject::Quote,
                "Not asked: there are no goods for an email address, or no way to pay.",
            );
            self.unasked
                .push("validations: there was nothing to ask for".to_owned());
            return;
        };
        let options = self.options;
        let mut wish = Wish {
            goods,
            pair,
            country: options.country,
            email: &options.email,
            beneficiary: &options.email,
            coupon: None,
        };
        let form = wish.form_of_the_shop();
        let (mut sent, mut other) = (None, None);
        let is_read =
            |answer: &Option<(Reading, String)>| matches!(answer, Some((Reading::Read, _)));
        // Goods that are refused in both forms say nothing about the forms.
        for goods in &candidates {
            wish.goods = goods;
            sent = self.validate(&wish, form);
            other = self.validate(&wish, form.other());
            if is_read(&sent) || is_read(&other) {
                break;
            }
        }
        if !is_read(&sent) && !is_read(&other) {
            self.cannot_ask("which form of an item is read: no goods had a price in either");
        }
        if let Some((sent, text)) = sent {
            let other = other.as_ref().map(|(other, _)| other);
            let (told, wrong) = compared(form, &sent, other);
            let extra = self.extra.entry(Subject::Quote).or_default();
            extra.read.push(told);
            extra.wrong.extend(wrong);
            if sent == Reading::Read && !wish.is_answered_by(&text) {
                extra.wrong.push(
                    "The quote is about other goods, or another coin, than was asked.".to_owned(),
                );
            }
        }
        let tron = pairs
            .iter()
            .find(|pair| pair.network == "Tron" && pair.coin != "TRX");
        let lightning = pairs.iter().find(|pair| pair.network == "Lightning");
        let suspended = pairs.iter().find(|pair| pair.is_suspended);
        for pair in [tron, lightning, suspended].into_iter().flatten() {
            self.validate(&Wish { pair, ..wish }, form);
        }
        let esim = fixed.iter().find(|goods| goods.kind == "mobile_recharge");
        for goods in [fixed.first(), esim].into_iter().flatten() {
            self.validate(&Wish { goods, ..wish }, form);
        }
        let coupon = Some(NO_COUPON);
        self.validate(&Wish { coupon, ..wish }, form);
        let beneficiary = NO_ADDRESS;
        self.validate(
            &Wish {
                beneficiary,
                ..wish
            },
            form,
        );
    }

    fn validate(&mut self, wish: &Wish<'_>, form: Form) -> Option<(Reading, String)> {
        let endpoint = endpoint::validations(&self.prefix);
        let asked = Asked::of(Subject::Quote, Route::Validations, &endpoint);
        // An answer that is no quote is no fault where the question is odd on purpose.
        let heard = self.ask(asked.with_body(wish.body(form)?))?;
        let body = heard.is_json.then_some(&heard.body);
        let (reading, text) = (
            Reading::of(heard.status, body, wish.goods),
            heard.text.clone(),
        );
        // The shop never reads the answer to the form that it doesn't send.
        let is_odd = heard.status >= 300 || form != wish.form_of_the_shop();
        if is_odd && matches!(reading, Reading::Refused(_)) {
            self.call_last_a_refusal();
        }
        Some((reading, text))
    }

    fn preflight(&mut self) {
        let endpoint = endpoint::validations(&self.prefix);
        let asked = Asked::of(Subject::Refusal, Route::Other, &endpoint)
            .with_origin()
            .with_method(Method::Preflight);
        if let Some(answer) = self.ask_for_headers(asked) {
            let extra = self.extra.entry(Subject::Quote).or_default();
            headers::preflight(&answer, extra);
        }
    }

    /// Asks for what must be refused with one of these statuses.
    fn refusal(&mut self, asked: Asked, statuses: &[u16]) {
        let shown = asked.shown();
        if let Some(status) = self.ask(asked).map(|heard| heard.status)
            && !statuses.contains(&status)
        {
            if status < 300 {
                self.call_last_an_answer();
            }
            let known: Vec<String> = statuses.iter().map(u16::to_string).collect();
            let known = known.join(" or ");
            self.note(
                Subject::Refusal,
                &format!("{shown} is answered by status {status} and not {known}."),
            );
        }
    }

    pub(crate) fn note(&mut self, subject: Subject, sentence: &str) {
        let extra = self.extra.entry(subject).or_default();
        extra.notes.push(sentence.to_owned());
    }

    /// The findings about a subject beside its bodies.
    pub(crate) fn extra(&mut self, subject: Subject) -> &mut Findings {
        self.extra.entry(subject).or_default()
    }

    fn finish(mut self, examples: &Examples) -> Checked {
        let mut known = Known::of(examples);
        for heard in self
            .heard
            .iter()
            .filter(|heard| heard.subject == Subject::Countries)
        {
            let rows = heard.body["countries"].as_array().into_iter().flatten();
            let names = rows.filter_map(|row| row["name"].as_str());
            known.places.extend(names.map(str::to_owned));
        }
        let mut sections = Vec::new();
        for subject in Subject::ALL {
            let all: Vec<&Heard> = self
                .heard
                .iter()
                .filter(|heard| heard.subject == subject)
                .collect();
            let mut findings = self.extra.remove(&subject).unwrap_or_default();
            let judged: Vec<Judged> = all.iter().map(|heard| heard.judged()).collect();
            let more = judge(subject, &judged, examples, &known, self.options.now);
            findings.read.splice(0..0, more.read);
            findings.wrong.extend(more.wrong);
            findings.notes.extend(more.notes);
            if !all.is_empty() || findings != Findings::default() {
                sections.push(Section::of(subject, &all, findings));
            }
        }
        let is_wrong = sections
            .iter()
            .any(|section| !section.findings.wrong.is_empty());
        let outcome = match (is_wrong, self.unasked.is_empty()) {
            (true, _) => Outcome::Wrong,
            (false, true) => Outcome::Right,
            (false, false) => Outcome::Unasked,
        };
        let report = report::written(self.options, &sections, &self.unasked);
        Checked {
            report,
            outcome,
            recorded: Recorded::of(self.options, self.heard),
        }
    }
}

/// The pair that the documentation recommends (docs/api.md#coins), else the first that is open.
fn preferred(pairs: &[Listed]) -> Option<&Listed> {
    let mut open = pairs.iter().filter(|pair| !pair.is_suspended);
    let recommended = open
        .clone()
        .find(|pair| pair.coin == "USDC" && pair.network == "Solana");
    recommended.or_else(|| open.next())
}
