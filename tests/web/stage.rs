//! The stage of one test: the shop in an element of its own, and hands on the
//! fakes of `fakes.js`.

use std::any::Any;
use std::cell::RefCell;

use js_sys::{Array, Function, Promise, Reflect};
use leptos::mount::mount_to;
use refillery::app::app;
use refillery::config::{Config, ConfigProblem};
use refillery::i18n::Messages;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use crate::fixtures::{BRANDS, ENGLISH, HOMEPAGE, NOW, STEAM, WAYS_TO_PAY};

/// Turns of the event loop that let everything run that waits for no timer. Promises need
/// one; a chain of a few messages between tasks needs no more than these.
const TURNS: usize = 4;

/// Turns after which an awaited event will not come any more.
const MOST_TURNS: usize = 400;

/// The shop's styles, in their order.
const STYLES: [&str; 5] = [
    "@layer critical, tokens, base, components, pages;",
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/components.css"),
    include_str!("../../style/pages.css"),
];

thread_local! {
    /// The mounted shop. Here and not in the stage, because a test that fails drops nothing, and
    /// the next one must be able to take its shop down.
    static SHOP: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// An element with the shop in it, under the fakes. Dropping it takes down both.
pub(crate) struct Stage {
    root: HtmlElement,
}

impl Stage {
    /// An empty stage: nothing is served, nothing is mounted.
    pub(crate) fn new() -> Self {
        let document = leptos::prelude::document();
        // A test that failed could not take its stage down.
        SHOP.take();
        if let Some(old) = document.get_element_by_id("stage") {
            old.remove();
        }
        let name = JsValue::from_str("fakes");
        let is_ready = Reflect::has(&js_sys::global(), &name).unwrap_or(false);
        if is_ready {
            call("remove", &[]);
        } else {
            js_sys::eval(include_str!("fakes.js")).expect("fakes.js runs");
        }
        call("install", &[NOW.into()]);
        // Values that storage refused in an earlier test are kept in memory until a write gets
        // through.
        refillery::store::forget_everything();
        let root: HtmlElement = document
            .create_element("div")
            .expect("an element")
            .unchecked_into();
        root.set_id("stage");
        let body = document.body().expect("a body");
        body.append_child(&root).expect("a place");
        if !is_ready {
            // Mounting starts what runs futures; a test without a shop needs that too.
            drop(mount_to(root.clone(), || ()));
        }
        Self { root }
    }

    /// A stage on which the catalogue of the United States, Steam's products and the ways to pay
    /// are served.
    pub(crate) fn with_shop() -> Self {
        let stage = Self::new();
        stage.serve("/v2/homepage", HOMEPAGE);
        stage.serve("/v2/brands", BRANDS);
        stage.serve("family_name=Steam", STEAM);
        stage.serve("/v3/payment_vias", WAYS_TO_PAY);
        stage
    }

    /// Mounts the shop at an address.
    pub(crate) fn open(&self, address: &str) {
        self.open_with(address, Config::default(), Vec::new());
    }

    /// Mounts the shop with this configuration at an address.
    pub(crate) fn open_with(&self, address: &str, config: Config, problems: Vec<ConfigProblem>) {
        call("go", &[address.into()]);
        let messages = Messages::parse("en", ENGLISH).expect("the English texts");
        let shop = mount_to(self.root.clone(), move || app(config, problems, messages));
        SHOP.set(Some(Box::new(shop)));
    }

    /// Takes the shop down, as leaving the page does.
    pub(crate) fn close(&self) {
        SHOP.take();
    }

    /// Goes to another address inside the shop, as the browser's back button does.
    pub(crate) fn go(&self, address: &str) {
        call("goInside", &[address.into()]);
    }

    // The network.

    /// Answers every GET of this part of an address.
    pub(crate) fn serve(&self, part: &str, body: &str) {
        self.serve_as("GET", part, 200, body, "{}");
    }

    /// Answers every request of this method and part of an address.
    pub(crate) fn serve_as(
        &self,
        method: &str,
        part: &str,
        status: u16,
        body: &str,
        headers: &str,
    ) {
        let status = f64::from(status);
        call(
            "serve",
            &[
                method.into(),
                part.into(),
                status.into(),
                body.into(),
                headers.into(),
            ],
        );
    }

    /// Serves this part no longer: requests stay under way until they are answered.
    pub(crate) fn hold(&self, part: &str) {
        call("hold", &[part.into()]);
    }

    /// Answers the oldest GET of this part that is under way.
    pub(crate) async fn answer(&self, part: &str, status: u16, body: &str) {
        self.answer_with(part, status, body, "{}").await;
    }

    /// The same with headers, as JSON.
    pub(crate) async fn answer_with(&self, part: &str, status: u16, body: &str, headers: &str) {
        self.answer_as("GET", part, status, body, headers).await;
    }

    /// Answers the oldest POST of this part that is under way.
    pub(crate) async fn answer_post(&self, part: &str, status: u16, body: &str) {
        self.answer_as("POST", part, status, body, "{}").await;
    }

    async fn answer_as(&self, method: &str, part: &str, status: u16, body: &str, headers: &str) {
        let status = f64::from(status);
        call(
            "answer",
            &[
                method.into(),
                part.into(),
                status.into(),
                body.into(),
                headers.into(),
            ],
        );
        self.settle().await;
    }

    /// The body of the last POST of this part, once it is on its way.
    pub(crate) async fn posted(&self, part: &str) -> Value {
        let body = || call("body", &["POST".into(), part.into()]);
        self.until("a body", || body().is_string()).await;
        serde_json::from_str(&text(&body())).expect("JSON")
    }

    /// Breaks the connection of the oldest GET of this part that is under way.
    pub(crate) async fn break_off(&self, part: &str) {
        call("breakOff", &["GET".into(), part.into()]);
        self.settle().await;
    }

    /// How often this was requested.
    pub(crate) fn asked(&self, method: &str, part: &str) -> usize {
        number(&call("asked", &[method.into(), part.into()]))
    }

    /// How many of these requests are under way.
    pub(crate) fn pending(&self, part: &str) -> usize {
        number(&call("pending", &["GET".into(), part.into()]))
    }

    // Time.

    /// Lets everything run that waits for no timer.
    pub(crate) async fn settle(&self) {
        for _ in 0..TURNS {
            ended("turn").await;
        }
    }

    /// Lets this many milliseconds pass: each timer in its turn, and what follows from it.
    pub(crate) async fn pass(&self, milliseconds: f64) {
        self.settle().await;
        let end = real(&call("now", &[])) + milliseconds;
        while real(&call("nextTimer", &[])) <= end {
            call("runNextTimer", &[]);
            self.settle().await;
        }
        call("setNow", &[end.into()]);
        self.settle().await;
    }

    /// Whether any timer is still set.
    pub(crate) fn has_timers(&self) -> bool {
        real(&call("nextTimer", &[])).is_finite()
    }

    /// Waits until something is so; fails when it will not be.
    #[track_caller]
    pub(crate) fn until<'a>(
        &'a self,
        what: &'a str,
        is_so: impl Fn() -> bool + 'a,
    ) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            // A condition that holds at once must still hold when everything has run.
            self.settle().await;
            for each in 0..MOST_TURNS {
                if is_so() {
                    return;
                }
                // The effects of a frame are not there after turns alone, however many.
                ended(if each < MOST_TURNS / 2 {
                    "turn"
                } else {
                    "frame"
                })
                .await;
            }
            panic!(
                "{place}: never {what}; asked: {}; the page says: {}",
                text(&call("addresses", &[])).replace('\n', ", "),
                self.all_text()
            );
        }
    }

    /// Lets the browser paint twice: what waits for the next frame is done.
    pub(crate) async fn painted(&self) {
        ended("frame").await;
        ended("frame").await;
    }

    /// Waits until the page says these words.
    #[track_caller]
    pub(crate) fn says<'a>(&'a self, words: &'a str) -> impl Future<Output = ()> + 'a {
        self.until(words, move || self.all_text().contains(words))
    }

    // What is on the page.

    /// Everything the page says.
    pub(crate) fn all_text(&self) -> String {
        let holder = self.root.parent_element().expect("the stage has a place");
        text(&call("text", &[holder.into(), "#stage".into()]))
    }

    /// The text of the first element of a selector, blanks joined; empty when there is none.
    pub(crate) fn text(&self, selector: &str) -> String {
        text(&self.on_page("text", &[selector.into()]))
    }

    /// The words that can be seen on a phone.
    pub(crate) fn on_a_phone(&self) -> String {
        let css = include_str!("../../style/pages.css");
        // With any width of the browser's window.
        let css = css.replace("(min-width: 1024px)", "print");
        let css = css.replace("(max-width: 1023.98px)", "all");
        call("dress", &[css.into()]);
        text(&self.on_page("shown", &[]))
    }

    /// Shows the page as a phone of this width does, with text of this size in percent.
    pub(crate) fn becomes_a_phone(&self, width: u32, percent: u32) {
        let mut css = STYLES.concat();
        // With any width of the browser's window.
        for narrow in ["339.98", "359.98", "389.98", "429.98", "479.98", "767.98"] {
            let (name, all) = (["(max-width: ", narrow, "px)"].concat(), "all");
            if f64::from(width) <= narrow.parse::<f64>().expect("a number") {
                css = css.replace(&name, all);
            }
        }
        css = css.replace("(min-width: ", "(min-width: 9");
        call("dress", &[css.into()]);
        self.on_page("narrow", &[width.into(), percent.into()]);
    }

    /// Shows the page in a window of this width, with text of this size in percent.
    pub(crate) fn becomes(&self, width: u32, percent: u32) {
        let mut css = String::new();
        // A condition in rem is about the size of text that the buyer has set.
        let rem = 16.0 * f64::from(percent) / 100.0;
        for piece in STYLES.concat().split_inclusive(')') {
            let is_so = |name: &str| {
                let (start, bound) = piece.rsplit_once(&["(", name, ": "].concat())?;
                let bound: f64 = match bound.strip_suffix("px)") {
                    Some(bound) => bound.parse().ok()?,
                    None => bound.strip_suffix("rem)")?.parse::<f64>().ok()? * rem,
                };
                let is_so = match name {
                    "min-width" => f64::from(width) >= bound,
                    _ => f64::from(width) <= bound,
                };
                // With any width of the browser's window.
                Some(
                    [
                        start,
                        "(min-width: ",
                        if is_so { "1px)" } else { "99999px)" },
                    ]
                    .concat(),
                )
            };
            let shown = is_so("min-width").or_else(|| is_so("max-width"));
            css.push_str(shown.as_deref().unwrap_or(piece));
        }
        call("dress", &[css.into()]);
        self.on_page("narrow", &[width.into(), percent.into()]);
    }

    /// Elements that reach beyond the page's sides.
    pub(crate) fn stands_out(&self) -> String {
        text(&self.on_page("standsOut", &[]))
    }

    /// The words that are printed, and the colour they are printed on.
    pub(crate) fn on_paper(&self) -> (String, String) {
        let css = STYLES.concat().replace("@media print", "@media all");
        call("dress", &[css.into()]);
        let colour = js_sys::eval("getComputedStyle(document.body).backgroundColor");
        let words = text(&self.on_page("shown", &[]));
        (words, text(&colour.expect("a colour")))
    }

    /// Whether there is an element of a selector.
    pub(crate) fn has(&self, selector: &str) -> bool {
        self.on_page("has", &[selector.into()]).is_truthy()
    }

    /// How many elements of a selector there are.
    pub(crate) fn count(&self, selector: &str) -> usize {
        number(&self.on_page("count", &[selector.into()]))
    }

    /// An attribute of the first element of a selector.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.on_page("attribute", &[selector.into(), name.into()])
            .as_string()
    }

    /// The page's markup.
    pub(crate) fn html(&self) -> String {
        self.root.inner_html()
    }

    /// The value of a field.
    pub(crate) fn value(&self, selector: &str) -> String {
        text(&self.on_page("value", &[selector.into()]))
    }

    /// A result of the fakes that looks at the page.
    pub(crate) fn on_page(&self, name: &str, arguments: &[JsValue]) -> JsValue {
        let mut all = vec![JsValue::from(self.root.clone())];
        all.extend_from_slice(arguments);
        call(name, &all)
    }

    // What a buyer does.

    /// Clicks the first element of a selector.
    pub(crate) async fn click(&self, selector: &str) {
        self.on_page("click", &[selector.into()]);
        self.settle().await;
    }

    /// Presses the element with these words.
    pub(crate) async fn press(&self, words: &str) {
        self.on_page("press", &[words.into()]);
        self.settle().await;
    }

    /// Types into a field.
    pub(crate) async fn type_into(&self, selector: &str, text: &str) {
        self.on_page("type", &[selector.into(), text.into()]);
        self.settle().await;
    }

    /// Fills in a field or a box as a program does, with this event or with none.
    pub(crate) async fn fill(&self, selector: &str, value: impl Into<JsValue>, event: &str) {
        self.on_page("fill", &[selector.into(), value.into(), event.into()]);
        self.settle().await;
    }

    /// Opens the list of countries.
    pub(crate) async fn open_countries(&self) {
        self.click(".picker-country").await;
        self.until("the list of countries", || {
            self.has("#countries[open] button[value]")
        })
        .await;
    }

    /// Chooses a country from the list.
    pub(crate) async fn choose_country(&self, code: &str) {
        self.open_countries().await;
        let button = ["#countries button[value=", code, "]"].concat();
        self.click(&button).await;
        self.until("a closed list", || !self.has("#countries[open]"))
            .await;
    }

    /// The name of the header's link to the cart; nothing while the cart is empty.
    pub(crate) fn cart(&self) -> Option<String> {
        let name = self.attribute("header a[href^='/checkout']", "aria-label");
        name.filter(|name| name != "Cart")
    }

    /// Chooses a language.
    pub(crate) async fn choose_language(&self, language: &str) {
        self.choose("header select", language).await;
    }

    /// Chooses from a list.
    pub(crate) async fn choose(&self, selector: &str, value: &str) {
        self.on_page("choose", &[selector.into(), value.into()]);
        self.settle().await;
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.close();
        call("remove", &[]);
        self.root.remove();
        let untracked = text(&call("untracked", &[]));
        assert!(untracked.is_empty(), "read but not followed: {untracked}");
    }
}

/// Calls a function of the fakes.
pub(crate) fn call(name: &str, arguments: &[JsValue]) -> JsValue {
    let fakes = Reflect::get(&js_sys::global(), &JsValue::from_str("fakes")).expect("the fakes");
    let function: Function = Reflect::get(&fakes, &JsValue::from_str(name))
        .expect("a member")
        .dyn_into()
        .unwrap_or_else(|_| panic!("fakes.{name} is a function"));
    let arguments: Array = arguments.iter().collect();
    function
        .apply(&fakes, &arguments)
        .unwrap_or_else(|error| panic!("fakes.{name}: {error:?}"))
}

/// A text of the fakes.
pub(crate) fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_default()
}

/// A count of the fakes.
pub(crate) fn number(value: &JsValue) -> usize {
    real(value) as usize
}

pub(crate) fn real(value: &JsValue) -> f64 {
    value.as_f64().expect("a number")
}

/// Waits for one of the events that the fakes wait for.
async fn ended(name: &str) {
    let promise: Promise = call(name, &[]).unchecked_into();
    JsFuture::from(promise).await.expect("it ends");
}
