//! Running the tests: one after another, each in a browser of its own.

use std::any::Any;
use std::fs;
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use fantoccini::Client;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use libtest_mimic::{Arguments, Failed, Trial};
use tokio::runtime::Runtime;

use crate::browser;
use crate::engine::Engine;
use crate::place;
use crate::shop::{Role, Shop};
use crate::world::{About, World};

/// A test that hangs must not hang the run.
const LIMIT: Duration = Duration::from_secs(180);

/// The window a test begins with: a small laptop's.
const WINDOW: (u32, u32) = (1280, 900);

/// Where the last panic was.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

/// One test.
pub struct Test {
    /// Its module and name.
    pub name: String,
    /// The browser it begins with, unless that is Chromium.
    pub engine: Option<Engine>,
    /// What it does.
    pub body: Box<dyn FnOnce(Shop) -> LocalBoxFuture<'static, ()> + Send>,
}

impl Test {
    /// The same in another browser, which its name then says.
    pub fn on(self, engine: Engine) -> Self {
        Self {
            name: format!("{}::{}", engine.name(), self.name),
            engine: Some(engine),
            ..self
        }
    }
}

/// Runs the tests the command line asks for, and stops everything that was started.
pub fn run(about: About, tests: Vec<Test>) -> ExitCode {
    let mut arguments = Arguments::from_args();
    // A failure is reported once, with its evidence, when its test ends.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = place.unwrap_or_default();
    }));
    end_with_cargo();
    // The sandbox's faults and log are shared.
    arguments.test_threads = Some(1);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime starts");
    let runtime = Arc::new(runtime);
    // Started by the first test, so that `--list` costs nothing.
    let world: Arc<OnceLock<Result<Arc<World>, String>>> = Arc::default();
    let trials = tests.into_iter().map(|test| {
        let (runtime, world) = (Arc::clone(&runtime), Arc::clone(&world));
        Trial::test(test.name.clone(), move || {
            match world.get_or_init(|| runtime.block_on(start(about))) {
                Ok(world) => perform(&runtime, world, test),
                // Said once; every further test would wait for nothing.
                Err(failure) => Err(Failed::from(
                    failure.lines().next().unwrap_or("not started"),
                )),
            }
        })
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    drop(world);
    conclusion.exit_code()
}

/// A stopped cargo doesn't tell the tests it runs; without it they would go on unseen.
fn end_with_cargo() {
    if std::env::var_os("CARGO").is_none() {
        return;
    }
    let cargo = nix::unistd::getppid();
    std::thread::spawn(move || {
        while nix::unistd::getppid() == cargo {
            std::thread::sleep(Duration::from_millis(500));
        }
        // The guard stops what was started.
        std::process::exit(130);
    });
}

/// The servers, once the shop has shown that it starts at all.
async fn start(about: About) -> Result<Arc<World>, String> {
    let work = async {
        let world = Arc::new(World::start(about).await);
        let shop = Shop::open_browser(Arc::clone(&world), WINDOW).await;
        shop.open("/").await;
        let words = shop.until("words", async || {
            let text = shop.text().await;
            (shop.has(Role::Field, "Search brands").await || text.contains("could not be loaded"))
                .then_some(text)
        });
        let failure = match AssertUnwindSafe(words).catch_unwind().await {
            Ok(words) if !words.contains("could not be loaded") => None,
            Ok(_) => Some("the shop does not start".to_owned()),
            Err(panic) => Some(words_of_panic(&*panic)),
        };
        if let Some(failure) = failure {
            let evidence = gather(&world, "start").await;
            world.close_browsers().await;
            return Err(format!("{failure}\n{evidence}"));
        }
        world.close_browsers().await;
        Ok(world)
    };
    let outcome = match AssertUnwindSafe(work).catch_unwind().await {
        Ok(outcome) => outcome,
        Err(panic) => Err(words_of_panic(&*panic)),
    };
    if let Err(failure) = &outcome {
        eprintln!("{failure}");
    }
    outcome
}

fn perform(runtime: &Runtime, world: &Arc<World>, test: Test) -> Result<(), Failed> {
    runtime.block_on(async {
        world.sandbox.reset().await;
        let work = async {
            let shop = Shop::begin(Arc::clone(world), test.engine, WINDOW).await;
            (test.body)(shop).await;
            nothing_panicked(world).await;
        };
        let work = AssertUnwindSafe(tokio::time::timeout(LIMIT, work)).catch_unwind();
        let failure = match work.await {
            Ok(Ok(())) => None,
            Ok(Err(_)) => Some(format!("not done after {} s", LIMIT.as_secs())),
            Err(panic) => Some(words_of_panic(&*panic)),
        };
        let result = match failure {
            None => Ok(()),
            Some(failure) => {
                let evidence = gather(world, &test.name).await;
                Err(Failed::from(format!("{failure}\n{evidence}")))
            }
        };
        world.close_browsers().await;
        result
    })
}

/// A page of the shop never dies and is never blank, whatever a test has done to it.
async fn nothing_panicked(world: &World) {
    let browsers = world.browsers().clone();
    for browser in browsers {
        let text = words_of(&browser).await;
        assert!(text.trim().len() > 20, "the page is blank: “{text}”");
        for entry in browser::log(&browser, "browser").await {
            let text = entry["message"].as_str().unwrap_or_default();
            let died = text.contains("panicked") || text.contains("RuntimeError: unreachable");
            assert!(!died, "the shop panicked: {text}");
        }
    }
}

/// A picture, the address, the words and the console of every browser of the test.
async fn gather(world: &World, name: &str) -> String {
    let folder = place::work().join("failures");
    let _made = fs::create_dir_all(&folder);
    let browsers = world.browsers().clone();
    let mut report = String::new();
    for (place, browser) in browsers.iter().enumerate() {
        let file = folder.join(format!("{}-{place}", name.replace("::", "-")));
        let picture = file.with_extension("png");
        if let Ok(image) = browser.screenshot().await {
            let _written = fs::write(&picture, image);
        }
        let text = state(browser).await;
        let _written = fs::write(file.with_extension("txt"), &text);
        report.push_str(&format!(
            "── browser {place}: {}\n{text}\n",
            picture.display()
        ));
    }
    report
}

async fn words_of(browser: &Client) -> String {
    let text = browser
        .execute(
            "return document.body ? document.body.innerText : ''",
            vec![],
        )
        .await;
    text.map_or_else(
        |error| error.to_string(),
        |text| text.as_str().unwrap_or_default().to_owned(),
    )
}

async fn state(browser: &Client) -> String {
    let address = browser.current_url().await;
    let address = address.map_or_else(|error| error.to_string(), |url| url.to_string());
    let text = words_of(browser).await;
    let console = browser::log(browser, "browser").await;
    let console: Vec<&str> = console
        .iter()
        .filter_map(|entry| entry["message"].as_str())
        .collect();
    format!("{address}\n{text}\nconsole: {console:#?}")
}

fn words_of_panic(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    let place = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner);
    format!("{} ({place})", text.unwrap_or("panicked"))
}
