//! Running the tests: four at once for two cores, each with an API, a host and a browser of
//! its own.
//!
//! After each test a line `took 3.21 s (waited 2.10 s): module::name` says how long it was,
//! and for how much of that it looked for something; `cargo xtask test` makes its table of
//! them.

use std::any::Any;
use std::cell::RefCell;
use std::fs;
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use fantoccini::Client;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use libtest_mimic::{Arguments, Failed, Trial};

use crate::browser;
use crate::engine::Engine;
use crate::place;
use crate::shop::{GLANCE, PATIENCE, Role, Shop};
use crate::texts::{self, says_it_failed};
use crate::world::{Shared, World};

/// A test that hangs must not hang the run. The longest, which compiles a shop, took 145 s on a
/// machine that had as much again to do.
const LIMIT: Duration = Duration::from_secs(300);

/// A page with no more letters than this is blank, or has only the shell's name.
const SHELL: usize = 20;

/// The window a test begins with: a small laptop's.
const WINDOW: (u32, u32) = (1280, 900);

/// Names a part of the tests: `2/4` is the second of four.
const SHARD: &str = "REFILLERY_SHARD";

/// Names tests, with commas between. A whole name is that test, another text is every test
/// with it in its name.
const TESTS: &str = "REFILLERY_TESTS";

/// Set for the long form of the tests that measure layout.
const LAYOUT: &str = "REFILLERY_LAYOUT";

/// How often to run each test, for a search for tests that fail now and then.
const REPEAT: &str = "REFILLERY_REPEAT";

thread_local! {
    /// Where the last panic of this thread was. A test runs on one thread.
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What a test does.
type Body = dyn Fn(Shop) -> LocalBoxFuture<'static, ()> + Send + Sync;

/// One test.
#[derive(Clone)]
pub struct Test {
    /// Its module and name.
    pub name: String,
    /// The browser it begins with, unless that is the Chromium of most tests.
    pub engine: Option<Engine>,
    /// Whether no other test may run beside it, because it measures time.
    pub is_alone: bool,
    /// What it does.
    pub body: Arc<Body>,
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

    /// The same with nothing beside it, because it measures time.
    pub fn alone(self) -> Self {
        Self {
            is_alone: true,
            ..self
        }
    }
}

/// Runs the tests the command line asks for, and stops everything that was started.
pub fn run(tests: Vec<Test>) -> ExitCode {
    let mut arguments = Arguments::from_args();
    // A test waits for its page for a third of its time: three on two cores left a core idle
    // for a sixth of the run.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    // In CI a second release build takes one core meanwhile.
    let taken = usize::from(std::env::var_os("CI").is_some());
    arguments.test_threads.get_or_insert(cores * 2 - taken);
    // A failure is reported once, with its evidence, when its test ends.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        LAST_PANIC.with_borrow_mut(|last| *last = place.unwrap_or_default());
    }));
    end_with_cargo();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime starts");
    let runtime = Arc::new(runtime);
    let tests = chosen(tests);
    // Started by the first test, so that `--list` costs nothing.
    let shared: Arc<OnceLock<Result<Arc<Shared>, String>>> = Arc::default();
    let alone: Arc<RwLock<()>> = Arc::default();
    let repeats = setting(REPEAT).map_or(1, |times| number(REPEAT, &times));
    let trials = (0..repeats).flat_map(|_| tests.clone()).map(|test| {
        let (runtime, shared, alone) = (
            Arc::clone(&runtime),
            Arc::clone(&shared),
            Arc::clone(&alone),
        );
        Trial::test(test.name.clone(), move || {
            let started = shared.get_or_init(|| runtime.block_on(start()));
            let shared = match started {
                Ok(shared) => shared,
                // Said once; every further test would wait for nothing.
                Err(failure) => {
                    let sentence = failure.lines().next().unwrap_or("not started");
                    return Err(Failed::from(sentence));
                }
            };
            let (_beside, _alone) = if test.is_alone {
                (
                    None,
                    Some(alone.write().unwrap_or_else(PoisonError::into_inner)),
                )
            } else {
                (
                    Some(alone.read().unwrap_or_else(PoisonError::into_inner)),
                    None,
                )
            };
            runtime.block_on(perform(shared, test))
        })
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    if let Some(Ok(shared)) = shared.get() {
        runtime.block_on(shared.stop());
    }
    drop(shared);
    conclusion.exit_code()
}

/// The tests that the environment asks for, those that run alone at the end, where they hold
/// up no other.
fn chosen(mut tests: Vec<Test>) -> Vec<Test> {
    tests.sort_by_key(|test| test.is_alone);
    if let Some(wanted) = setting(TESTS) {
        let names: Vec<String> = tests.iter().map(|test| test.name.clone()).collect();
        let fits = |name: &str, wanted: &str| {
            let is_whole = names.iter().any(|name| name == wanted);
            name == wanted || (!is_whole && name.contains(wanted))
        };
        tests.retain(|test| wanted.split(',').any(|wanted| fits(&test.name, wanted)));
    }
    if let Some(shard) = setting(SHARD) {
        let (part, parts) = shard.split_once('/').unwrap_or((&shard, ""));
        let (part, parts) = (number(SHARD, part), number(SHARD, parts));
        assert!((1..=parts).contains(&part), "{SHARD} is {shard}");
        let mut index = 0;
        tests.retain(|_| {
            index += 1;
            index % parts == part % parts
        });
    }
    tests
}

fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn number(name: &str, text: &str) -> usize {
    let number = text.parse();
    number.unwrap_or_else(|_| panic!("{name} has no number in “{text}”"))
}

/// A stopped cargo doesn't notify the tests it runs; without this they would go on unseen.
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

/// What all tests share, once the shop has shown that it starts at all.
async fn start() -> Result<Arc<Shared>, String> {
    let work = async {
        let shared = Arc::new(Shared::start().await);
        let world = Arc::new(World::start(Arc::clone(&shared)).await);
        let shop = Shop::begin(Arc::clone(&world), None, WINDOW).await;
        shop.open("/").await;
        let words = shop.until("words", async || {
            let text = shop.text().await;
            (shop.has(Role::Field, texts::text("search.label")).await || says_it_failed(&text))
                .then_some(text)
        });
        let failure = match AssertUnwindSafe(words).catch_unwind().await {
            Ok(words) if !says_it_failed(&words) => None,
            Ok(_) => Some("the shop does not start".to_owned()),
            Err(panic) => Some(words_of_panic(&*panic)),
        };
        if let Some(failure) = failure {
            let evidence = gather(&world, "start").await;
            world.return_browsers(false).await;
            return Err(format!("{failure}\n{evidence}"));
        }
        world.return_browsers(true).await;
        Ok(shared)
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

async fn perform(shared: &Arc<Shared>, test: Test) -> Result<(), Failed> {
    let begun = Instant::now();
    let world = Arc::new(World::start(Arc::clone(shared)).await);
    let work = async {
        let shop = Shop::begin(Arc::clone(&world), test.engine, WINDOW).await;
        (test.body)(shop).await;
        nothing_panicked(&world).await;
    };
    // Everything that can be measured takes its time.
    let limit = if setting(LAYOUT).is_some() {
        20 * LIMIT
    } else {
        LIMIT
    };
    let work = AssertUnwindSafe(tokio::time::timeout(limit, work)).catch_unwind();
    let failure = match work.await {
        Ok(Ok(())) => None,
        Ok(Err(_)) => Some(format!("not done after {} s", limit.as_secs())),
        Err(panic) => Some(words_of_panic(&*panic)),
    };
    let result = match failure {
        None => Ok(()),
        Some(failure) => {
            let evidence = gather(&world, &test.name).await;
            Err(Failed::from(format!("{failure}\n{evidence}")))
        }
    };
    world.return_browsers(result.is_ok()).await;
    println!(
        "took {:.2} s (waited {:.2} s): {}",
        begun.elapsed().as_secs_f64(),
        world.waited().as_secs_f64(),
        test.name
    );
    result
}

/// A page of the shop never dies and is never blank, after any test.
async fn nothing_panicked(world: &World) {
    let browsers = world.browsers();
    for browser in browsers {
        // A test may end with a reload: until the program has started, there is only the
        // shell with the shop's name.
        let begun = Instant::now();
        let mut text = words_of(&browser).await;
        while text.trim().len() <= SHELL && begun.elapsed() < PATIENCE {
            tokio::time::sleep(GLANCE).await;
            text = words_of(&browser).await;
        }
        assert!(text.trim().len() > SHELL, "the page is blank: “{text}”");
        for entry in browser::log(&browser, "browser").await {
            let text = entry["message"].as_str().unwrap_or_default();
            let died = text.contains("panicked") || text.contains("RuntimeError: unreachable");
            assert!(!died, "the shop panicked: {text}");
        }
    }
}

/// A picture, the address, the focus, the words and the console of every browser of the test.
async fn gather(world: &World, name: &str) -> String {
    let folder = place::work().join("failures");
    let _made = fs::create_dir_all(&folder);
    let browsers = world.browsers();
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
    let fields = fields_of(browser).await;
    format!("{address}\n{fields}\n{text}\nconsole: {console:#?}")
}

/// Where the focus is and what is in each field: this explains lost keys.
async fn fields_of(browser: &Client) -> String {
    let script = "const name = (each) => each ? each.tagName.toLowerCase() + (each.id && '#' + each.id) : 'nothing';
        const fields = [...document.querySelectorAll('input, textarea')].map((each) => `${name(each)} “${each.value}”`);
        return `the ${document.hasFocus() ? 'window' : 'blurred window'} has its focus on ${name(document.activeElement)}; fields: ${fields.join(', ')}`;";
    let fields = browser.execute(script, Vec::new()).await;
    fields.map_or_else(
        |error| error.to_string(),
        |fields| fields.as_str().unwrap_or_default().to_owned(),
    )
}

fn words_of_panic(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    let place = LAST_PANIC.with_borrow(String::clone);
    format!("{} ({place})", text.unwrap_or("panicked"))
}
