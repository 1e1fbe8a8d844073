//! A sandbox in this process, and a clock that is turned by hand.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use refillery_check_api::{
    Answer, Checked, Clock, Examples, Method, Options, Order, Question, Route, Way, check, curl,
};
use refillery_sandbox::{Running, Settings, start};
use serde_json::Value;
use shop_core::model::country::Country;
use tokio::runtime::Runtime;

/// The partner id of these tests.
pub(crate) const PARTNER: &str = "dummy-partner-42";

/// The email address of these tests.
pub(crate) const EMAIL: &str = "jane.doe@mail.example";

/// A buyer's address in these tests.
pub(crate) const ADDRESS: &str = "198.51.100.7";

/// A clock that stands still but for the waits.
#[derive(Default)]
pub(crate) struct Hand(Cell<Duration>);

impl Clock for Hand {
    fn now(&self) -> Duration {
        self.0.get()
    }

    fn wait(&self, time: Duration) {
        self.0.set(self.0.get() + time);
    }
}

/// A sandbox, and the requests it has got.
pub(crate) struct World {
    _runtime: Runtime,
    running: Running,
    pub(crate) clock: Hand,
    pub(crate) asked: RefCell<Vec<(Route, Duration, String)>>,
}

impl World {
    pub(crate) fn open() -> Self {
        Self::with(Settings {
            image_base: "https://cdn.cryptorefills.com".to_owned(),
            step_milliseconds: 60,
            ..Settings::default()
        })
    }

    pub(crate) fn with(settings: Settings) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let running = runtime.block_on(start(settings)).expect("a free port");
        Self {
            _runtime: runtime,
            running,
            clock: Hand::default(),
            asked: RefCell::default(),
        }
    }

    pub(crate) fn options(&self) -> Options {
        let api = self.running.url();
        Options {
            way: Way::Direct {
                countries: format!("{api}/api/available-countries"),
                api,
                partner_id: PARTNER.to_owned(),
                app_version: "refillery/test".to_owned(),
                address: Some(ADDRESS.to_owned()),
            },
            // A short list of brands: that of the United States takes seconds to make.
            country: Country::parse("NZ").expect("a country"),
            email: EMAIL.to_owned(),
            order: None,
            now: 1_795_167_000_000,
        }
    }

    /// Asks the sandbox, and shows each JSON answer to `change` with its path and its question.
    pub(crate) fn visit(
        &self,
        options: &Options,
        change: impl Fn(&str, &Question, &mut Answer),
    ) -> Checked {
        let ask = |question: &Question| {
            let path = question.url.replace(&self.running.url(), "");
            let at = (question.route, self.clock.now(), path.clone());
            self.asked.borrow_mut().push(at);
            let mut answer = curl(question)?;
            change(&path, question, &mut answer);
            Ok(answer)
        };
        let examples = Examples::of_checkout().expect("the checkout");
        check(options, &examples, &ask, &self.clock, &|_| {})
    }

    /// A visit that changes nothing.
    pub(crate) fn plain_visit(&self) -> Checked {
        self.visit(&self.options(), |_, _, _| {})
    }

    /// The sandbox's answer to this. The body is sent as it is, so this can order, which a visit
    /// can't.
    pub(crate) fn send(&self, path: &str, body: Option<&Value>) -> Value {
        let json = ("Content-Type".to_owned(), "application/json".to_owned());
        let question = Question {
            route: Route::Other,
            url: format!("{}{path}", self.running.url()),
            method: body.map_or(Method::Get, |_| Method::Validate),
            headers: vec![json],
            body: body.map(Value::to_string),
            limit: Duration::from_secs(60),
            is_stream: false,
        };
        let answer = curl(&question).expect("the sandbox answers");
        serde_json::from_str(&answer.text()).expect("JSON")
    }

    /// The options of a visit that follows this order.
    pub(crate) fn following(&self, order: &Value) -> Options {
        let id = order["order_id"].as_str().expect("an id");
        Options {
            order: Some(Order {
                id: shop_core::model::order::OrderId::parse(id).expect("an id"),
                seconds: 60,
            }),
            ..self.options()
        }
    }
}

/// Changes the JSON of an answer.
pub(crate) fn changed(answer: &mut Answer, change: impl FnOnce(&mut Value)) {
    if let Ok(mut body) = serde_json::from_slice::<Value>(&answer.body) {
        change(&mut body);
        answer.body = body.to_string().into_bytes();
    }
}

/// Gives every field of this name another one.
pub(crate) fn rename(value: &mut Value, name: &str, other: &str) {
    match value {
        Value::Object(members) => {
            if let Some(inner) = members.remove(name) {
                members.insert(other.to_owned(), inner);
            }
            members
                .values_mut()
                .for_each(|inner| rename(inner, name, other));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, name, other)),
        _ => {}
    }
}

/// Fails with the whole report.
#[track_caller]
pub(crate) fn assert_says(report: &str, part: &str) {
    assert!(report.contains(part), "“{part}” is not in\n{report}");
}

/// Fails with the whole report.
#[track_caller]
pub(crate) fn assert_silent(report: &str, part: &str) {
    assert!(!report.contains(part), "“{part}” is in\n{report}");
}
