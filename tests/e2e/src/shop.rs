//! The visitor: opens, finds, clicks, types and reads.
//!
//! Nothing here sleeps for a fixed time: every step looks again until it sees what it
//! waits for or its deadline passes, and then says what was on the page instead.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, actions};
use serde_json::{Value, json};

use crate::browser;
use crate::engine::Engine;
use crate::file_server::{FileServer, Files};
use crate::recipe::{Deployed, Options, Recipe};
use crate::sandbox::Sandbox;
use crate::served::Served;
use crate::world::World;

/// How long a visitor waits for anything. Generous, because a busy machine of two cores has taken
/// 25 seconds for what takes two elsewhere; a passing step ends as soon as it can.
pub(crate) const PATIENCE: Duration = Duration::from_secs(45);

/// How long after typing an empty field means that no key has arrived.
const UNHEARD: Duration = Duration::from_secs(4);

/// Between the first two looks. Each look makes the browser lay the page out, so the time
/// between two grows until it is [`LONGEST_GLANCE`].
pub(crate) const GLANCE: Duration = Duration::from_millis(60);

/// Between two looks at what takes its time.
const LONGEST_GLANCE: Duration = Duration::from_millis(400);

/// The purpose of something on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something to press.
    Button,
    /// Something to follow.
    Link,
    /// Something to type into.
    Field,
    /// One of several, or a box to tick.
    Choice,
    /// A list to open and choose from.
    Picker,
    /// A title.
    Heading,
    /// Something said at once.
    Alert,
    /// Something drawn, by what it says to those who can't see it.
    Picture,
}

impl Role {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Link => "link",
            Self::Field => "field",
            Self::Choice => "choice",
            Self::Picker => "picker",
            Self::Heading => "heading",
            Self::Alert => "alert",
            Self::Picture => "picture",
        }
    }
}

/// An element that was found by its role and words.
struct Found {
    element: Element,
    /// The element that a pointer would hit: the label of a hidden box.
    hit: Element,
}

/// A window of the browser.
#[derive(Clone)]
pub struct Window(WindowHandle);

/// One visitor with one browser. A clone is the same visitor.
#[derive(Clone)]
pub struct Shop {
    pub(crate) world: Arc<World>,
    pub(crate) client: Client,
    /// Where the shop is, without a slash at the end.
    pub url: String,
    /// The API, as its operator sees it.
    pub sandbox: Sandbox,
}

impl Shop {
    /// A visitor whose browser is Chromium or of another engine.
    pub(crate) async fn begin(world: Arc<World>, engine: Option<Engine>, size: (u32, u32)) -> Self {
        Self {
            client: world.browser(engine, size).await,
            url: world.shop_url().to_owned(),
            sandbox: world.sandbox.clone(),
            world,
        }
    }

    /// Somebody else, with a browser of their own.
    pub async fn somebody_else(&self) -> Self {
        Self::begin(Arc::clone(&self.world), None, (1280, 900)).await
    }

    /// Somebody else at the same address, with a browser of another engine.
    pub async fn in_engine(&self, engine: Engine) -> Self {
        let client = self.world.browser(Some(engine), (1280, 900)).await;
        Self {
            client,
            ..self.clone()
        }
    }

    /// The same visitor at the shop on another host, which stops when dropped.
    pub async fn on_host(&self, files: Files) -> (Self, FileServer) {
        let host = self.world.host(files).await;
        let shop = Self {
            url: host.url.clone(),
            ..self.clone()
        };
        (shop, host)
    }

    /// The same visitor at the shop as `cargo xtask serve --upstream` serves it, with the
    /// sandbox for an upstream; it stops when dropped.
    pub async fn on_xtask_serve(&self, partner: &[&str]) -> (Self, Served) {
        let served = self.world.xtask_serve(partner).await;
        let shop = Self {
            url: served.url.clone(),
            ..self.clone()
        };
        (shop, served)
    }

    /// The same visitor at the release behind a server of `deploy/`; it stops when dropped.
    pub async fn on_recipe(&self, recipe: Recipe, options: Options) -> (Self, Deployed) {
        let deployed = self.world.deploy(recipe, options).await;
        let shop = Self {
            url: deployed.url.clone(),
            ..self.clone()
        };
        (shop, deployed)
    }

    /// Starts a server again that was stopped, where it was.
    pub async fn starts_again(&self, deployed: &mut Deployed) {
        self.world.begin(deployed).await;
    }

    // ── Going somewhere

    /// Opens a path of the shop.
    pub async fn open(&self, path: &str) {
        let address = format!("{}{path}", self.url);
        self.client.goto(&address).await.expect("the page opens");
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page reloads");
    }

    /// One step back.
    pub async fn back(&self) {
        self.client.back().await.expect("there is a page before");
    }

    /// One step forward.
    pub async fn forward(&self) {
        self.client.forward().await.expect("there is a page after");
    }

    /// The window the visitor looks at.
    pub async fn window(&self) -> Window {
        Window(self.client.window().await.expect("there is a window"))
    }

    /// Opens another window of the same browser and looks at it.
    pub async fn opens_a_window(&self) -> Window {
        let opened = self.client.new_window(false).await;
        let handle = opened.expect("a window opens").handle;
        let window = Window(handle);
        self.looks_at(&window).await;
        window
    }

    /// Looks at another window.
    pub async fn looks_at(&self, window: &Window) {
        let switched = self.client.switch_to_window(window.0.clone()).await;
        switched.expect("the window is open");
    }

    /// Path and query of the page.
    pub async fn address(&self) -> String {
        let url = self.client.current_url().await.expect("there is a page");
        let query = url.query().map(|query| format!("?{query}"));
        format!("{}{}", url.path(), query.unwrap_or_default())
    }

    /// Waits until the address fits.
    pub async fn comes_to(&self, fits: impl Fn(&str) -> bool) -> String {
        self.until("another address", async || {
            Some(self.address().await).filter(|address| fits(address))
        })
        .await
    }

    // ── Reading

    /// The words on the page, blanks being plain blanks.
    pub async fn text(&self) -> String {
        let text = self
            .run("return document.body ? document.body.innerText : ''")
            .await;
        let text = text.as_str().unwrap_or_default();
        text.replace('\u{a0}', " ")
    }

    /// Waits until these words are on the page.
    pub async fn reads(&self, words: &str) {
        self.until(&format!("the words “{words}”"), async || {
            self.text().await.contains(words).then_some(())
        })
        .await;
    }

    /// Waits until one of these is on the page, and says which.
    pub async fn reads_one_of<'a>(&self, words: &[&'a str]) -> &'a str {
        self.until(&format!("one of {words:?}"), async || {
            let text = self.text().await;
            words.iter().find(|word| text.contains(**word)).copied()
        })
        .await
    }

    /// Waits until these words are gone.
    pub async fn no_longer_reads(&self, words: &str) {
        self.until(&format!("the words “{words}” to go"), async || {
            (!self.text().await.contains(words)).then_some(())
        })
        .await;
    }

    /// The title of the browser's tab.
    pub async fn title(&self) -> String {
        self.client.title().await.expect("there is a page")
    }

    /// The page's words that are left on paper.
    pub async fn printed(&self) -> String {
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }))
            .await;
        let text = self.text().await;
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "" }))
            .await;
        text
    }

    /// Where a link leads.
    pub async fn leads_to(&self, name: &str) -> String {
        let found = self.find(Role::Link, name).await;
        let address = found.element.attr("href").await.ok().flatten();
        address.unwrap_or_default()
    }

    /// The text beside a term in a list of facts.
    pub async fn fact(&self, term: &str) -> String {
        self.until(&format!("the fact “{term}”"), async || {
            let script = "const plain = (t) => t.replace(/[\\s\\u00a0]+/g, ' ').trim(); \
                 const dt = [...document.querySelectorAll('dt')].find((e) => plain(e.innerText) === arguments[0]); \
                 const dd = dt && dt.nextElementSibling; const value = dd && (dd.querySelector('.copied-line > code') || dd); \
                 return value ? plain(value.innerText) : null;";
            let fact = self.run_with(script, vec![json!(term)]).await;
            fact.as_str().map(str::to_owned).filter(|fact| !fact.is_empty())
        })
        .await
    }

    // ── Finding

    /// Waits for something by its role and words.
    pub async fn sees(&self, role: Role, name: &str) {
        self.find(role, name).await;
    }

    /// Whether it is there now.
    pub async fn has(&self, role: Role, name: &str) -> bool {
        self.look(role, name).await.is_ok()
    }

    async fn find(&self, role: Role, name: &str) -> Found {
        let mut glance = GLANCE;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Ok(found) = self.look_for(role, name, false).await {
                self.world.has_waited(begun.elapsed());
                return found;
            }
            tokio::time::sleep(glance).await;
            glance = longer(glance);
        }
        match self.look_for(role, name, true).await {
            Ok(found) => found,
            Err(there) => panic!("no {role:?} “{name}”; there are {there:#?}"),
        }
    }

    async fn look(&self, role: Role, name: &str) -> Result<Found, Vec<String>> {
        self.look_for(role, name, false).await
    }

    /// Looks once; if it isn't there, the error has the names of what is, if `explain` asks for
    /// them.
    async fn look_for(&self, role: Role, name: &str, explain: bool) -> Result<Found, Vec<String>> {
        let arguments = vec![json!(role.name()), json!(name), json!(explain)];
        let answer = self
            .client
            .execute(include_str!("look.js"), arguments)
            .await;
        // A page that is just going away has nothing on it.
        let answer = answer.map_err(|_| Vec::new())?;
        let element = |field: &str| -> Option<Element> {
            // An element travels as an object of one field, its id.
            let id = answer[field].as_object()?.values().next()?.as_str()?;
            Some(Element::from_element_id(
                self.client.clone(),
                id.to_owned().into(),
            ))
        };
        match (element("element"), element("hit")) {
            (Some(element), Some(hit)) => Ok(Found { element, hit }),
            _ => Err(serde_json::from_value(answer["names"].clone()).unwrap_or_default()),
        }
    }

    // ── Doing

    /// Presses a button.
    pub async fn press(&self, name: &str) {
        self.click(Role::Button, name).await;
    }

    /// Follows a link.
    pub async fn follow(&self, name: &str) {
        self.click(Role::Link, name).await;
    }

    /// Chooses one of several.
    pub async fn choose(&self, name: &str) {
        self.click(Role::Choice, name).await;
        self.until(&format!("“{name}” to be chosen"), async || {
            let found = self.look(Role::Choice, name).await.ok()?;
            found.element.is_selected().await.ok()?.then_some(())
        })
        .await;
    }

    /// Clicks, scrolling there first; tries again while the page moves. The driver aims before it
    /// clicks, so on a page that has moved in between the click meets something else: a visitor
    /// sees that and clicks again. A click that the shop receives is not repeated.
    pub async fn click(&self, role: Role, name: &str) {
        let begun = Instant::now();
        loop {
            let found = self.find(role, name).await;
            self.scroll_to(&found.hit).await;
            match found.hit.click().await {
                Ok(()) if !self.has_missed().await => return,
                Ok(()) => assert!(
                    begun.elapsed() < PATIENCE,
                    "{role:?} “{name}” hears no click"
                ),
                Err(error) if begun.elapsed() < PATIENCE => {
                    let _tried_again = error;
                    tokio::time::sleep(GLANCE).await;
                }
                Err(error) => panic!("{role:?} “{name}” can't be clicked: {error}"),
            }
        }
    }

    /// Whether the element that was scrolled to last has received no click. This is false on a page
    /// that came since, and for what is disabled, which never receives one.
    async fn has_missed(&self) -> bool {
        self.run("return window.hasMissed === true").await == true
    }

    /// Clicks twice, as fast as a nervous finger.
    pub async fn double_click(&self, role: Role, name: &str) {
        self.clicks_twice(role, name, Duration::ZERO).await;
    }

    /// Clicks twice, slowly for a double click; whether the browser counted it as one, which
    /// it doesn't where a busy machine made it slower still.
    pub async fn slow_double_click(&self, role: Role, name: &str) -> bool {
        let count = "addEventListener('dblclick', () => { window.clickedTwice = true; }, true)";
        self.run(count).await;
        self.clicks_twice(role, name, Duration::from_millis(350))
            .await;
        self.run("return window.clickedTwice === true").await == true
    }

    async fn clicks_twice(&self, role: Role, name: &str, between: Duration) {
        let found = self.find(role, name).await;
        self.scroll_to(&found.hit).await;
        let down = || PointerAction::Down {
            button: actions::MOUSE_BUTTON_LEFT,
        };
        let up = || PointerAction::Up {
            button: actions::MOUSE_BUTTON_LEFT,
        };
        let mouse = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement {
                element: found.hit,
                duration: None,
                x: 0.0,
                y: 0.0,
            })
            .then(down())
            .then(up())
            .pause(between)
            .then(down())
            .then(up());
        self.client
            .perform_actions(mouse)
            .await
            .expect("a double click");
    }

    /// Holds Enter down in a field until it has been repeated so often, as a keyboard
    /// repeats it.
    pub async fn holds_enter(&self, label: &str, repeats: usize) {
        self.click(Role::Field, label).await;
        self.holds_enter_here(repeats).await;
    }

    /// The same where the focus is.
    pub async fn holds_enter_here(&self, repeats: usize) {
        let key = |kind: &str, is_repeated: bool| {
            json!({
                "type": kind,
                "key": "Enter",
                "code": "Enter",
                "text": if kind == "keyDown" { "\r" } else { "" },
                "windowsVirtualKeyCode": 13,
                "autoRepeat": is_repeated,
            })
        };
        for repeat in 0..=repeats {
            self.devtools("Input.dispatchKeyEvent", key("keyDown", repeat > 0))
                .await;
        }
        self.devtools("Input.dispatchKeyEvent", key("keyUp", false))
            .await;
    }

    /// Types into a field, in place of what is there. WebKit's driver loses keys on a busy
    /// machine: a visitor sees that and types again. Keys that got lost because the page took the
    /// focus away are not typed again, nor is anything in other browsers, unless no key at all has
    /// arrived.
    pub async fn types(&self, label: &str, text: &str) {
        let found = self.find(Role::Field, label).await;
        self.scroll_to(&found.hit).await;
        found
            .element
            .clear()
            .await
            .expect("the field can be cleared");
        self.type_into(&found.element, text).await;
        let last = std::cell::Cell::new(Instant::now());
        self.until(&format!("“{text}” in “{label}”"), async || {
            let typed = self.typed(label).await;
            let is_right = typed.as_deref() == Some(text);
            let is_late = last.get().elapsed() > UNHEARD;
            let is_empty = typed.as_deref() == Some("");
            if !is_right && is_late && (is_empty || self.has_lost_keys(&found.element).await) {
                println!("typed again: {label}, for {}", typed.unwrap_or_default());
                let cleared = found.element.clear().await;
                cleared.expect("the field can be cleared");
                self.type_into(&found.element, text).await;
                last.set(Instant::now());
            }
            is_right.then_some(())
        })
        .await;
    }

    /// Whether keys that are missing in a field were lost by WebKit's driver: the focus is still
    /// on the field.
    async fn has_lost_keys(&self, field: &Element) -> bool {
        let field = serde_json::to_value(field).expect("an element has an id");
        let script = r"return /Version\/.*Safari/.test(navigator.userAgent) && document.activeElement === arguments[0]";
        self.run_with(script, vec![field]).await == true
    }

    /// Types and presses Enter.
    pub async fn types_and_enters(&self, label: &str, text: &str) {
        let found = self.find(Role::Field, label).await;
        self.type_into(&found.element, text).await;
        found
            .element
            .send_keys("\u{e007}")
            .await
            .expect("the field takes Enter");
    }

    async fn type_into(&self, element: &Element, text: &str) {
        if element.send_keys(text).await.is_err() {
            // WebKit lets no script take focus into a frame of another site; a click does.
            element.click().await.expect("the field can be clicked");
            let typed = element.send_keys(text).await;
            typed.expect("the field takes keys");
        }
    }

    /// The text in a field.
    pub async fn typed(&self, label: &str) -> Option<String> {
        let found = self.look(Role::Field, label).await.ok()?;
        found.element.prop("value").await.ok().flatten()
    }

    /// Whether a field is marked as wrong.
    pub async fn is_marked_wrong(&self, label: &str) -> bool {
        let found = self.find(Role::Field, label).await;
        let mark = found.element.attr("aria-invalid").await.ok().flatten();
        mark.as_deref() == Some("true")
    }

    /// The hints that belong to a field.
    pub async fn said_about(&self, label: &str) -> String {
        let found = self.find(Role::Field, label).await;
        let script = "return (arguments[0].getAttribute('aria-describedby') || '').split(' ') \
             .map((id) => document.getElementById(id)).filter(Boolean).map((e) => e.innerText).join(' ');";
        let element = serde_json::to_value(&found.element).expect("an element has an id");
        let said = self.run_with(script, vec![element]).await;
        said.as_str().unwrap_or_default().replace('\u{a0}', " ")
    }

    /// Chooses from a list by the value behind it, such as a country's code.
    pub async fn picks(&self, label: &str, value: &str) {
        let found = self.find(Role::Picker, label).await;
        // Lists are filled when they are looked at.
        found.element.click().await.expect("the list opens");
        self.until(&format!("“{value}” in “{label}”"), async || {
            found.element.select_by_value(value).await.ok()
        })
        .await;
    }

    async fn scroll_to(&self, element: &Element) {
        let Ok(element) = serde_json::to_value(element) else {
            return;
        };
        // Smooth scrolling would move it away under the pointer.
        let script = "const [aim] = arguments; \
            aim.scrollIntoView({ block: 'center', behavior: 'instant' }); \
            window.hasMissed = !aim.matches(':disabled'); \
            aim.addEventListener('click', () => { window.hasMissed = false; }, { capture: true });";
        let _gone = self.client.execute(script, vec![element]).await;
    }

    // ── Looking until

    /// Looks until there is something, or fails with what was on the page.
    pub async fn until<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        let mut glance = GLANCE;
        let begun = Instant::now();
        loop {
            if let Some(seen) = look().await {
                self.world.has_waited(begun.elapsed());
                return seen;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "waited {} s for {what}",
                PATIENCE.as_secs()
            );
            tokio::time::sleep(glance).await;
            glance = longer(glance);
        }
    }

    /// Looks until two values are the same.
    pub async fn until_equal<T: PartialEq + Debug>(&self, want: T, look: impl AsyncFn() -> T) {
        self.until(&format!("{want:?}"), async || {
            (look().await == want).then_some(())
        })
        .await;
    }

    // ── The browser itself

    /// Runs a script on the page and gives what it returns.
    pub async fn run(&self, script: &str) -> Value {
        self.run_with(script, Vec::new()).await
    }

    pub(crate) async fn run_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        // A page that is just going away can't be asked; the next look can.
        let answer = self.client.execute(script, arguments).await;
        answer.unwrap_or(Value::Null)
    }

    /// Runs a script on every page before the page's own.
    pub async fn before_every_page(&self, script: &str) {
        let parameters = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", parameters)
            .await;
    }

    /// Runs a script on the page, waits for what it promises, and gives that.
    pub async fn evaluate(&self, script: &str) -> Value {
        let parameters =
            json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.devtools("Runtime.evaluate", parameters).await;
        let fault = &answer["exceptionDetails"];
        assert!(fault.is_null(), "a script failed: {fault:#}");
        answer["result"]["value"].take()
    }

    /// Sends a command of Chromium's own.
    pub async fn devtools(&self, name: &str, parameters: Value) -> Value {
        browser::devtools(&self.client, name, parameters).await
    }

    /// The console's lines since it was last read.
    pub async fn console(&self) -> Vec<String> {
        let entries = browser::log(&self.client, "browser").await;
        let lines = entries.iter().filter_map(|entry| entry["message"].as_str());
        lines.map(str::to_owned).collect()
    }

    /// The network's events since they were last read: method and parameters.
    pub async fn network(&self) -> Vec<(String, Value)> {
        let entries = browser::log(&self.client, "performance").await;
        let event = |entry: &Value| -> Option<(String, Value)> {
            let text = entry["message"].as_str()?;
            let mut message: Value = serde_json::from_str(text).ok()?;
            let message = message["message"].take();
            let method = message["method"].as_str()?.to_owned();
            method
                .starts_with("Network.")
                .then(|| (method, message["params"].clone()))
        };
        entries.iter().filter_map(event).collect()
    }

    /// A picture of the window.
    pub async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("a picture")
    }

    /// The same as WebP.
    pub async fn small_picture(&self) -> Vec<u8> {
        let form = json!({ "format": "webp", "quality": 82 });
        let answer = self.devtools("Page.captureScreenshot", form).await;
        let text = answer["data"].as_str().unwrap_or_default();
        STANDARD.decode(text).expect("a picture")
    }

    /// Makes the window another size, in one of the two themes.
    pub async fn look_with(&self, (width, height): (u32, u32), theme: &str) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        self.devtools("Emulation.setEmulatedMedia", media).await;
    }
}

fn longer(glance: Duration) -> Duration {
    (glance * 3 / 2).min(LONGEST_GLANCE)
}
