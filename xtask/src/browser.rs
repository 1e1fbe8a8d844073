//! Chromium and its driver, for the browser tests and the end-to-end tests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::debian;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::toolbox::{State, Toolbox};

/// Debian's names for the two.
pub(crate) const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// Debian's name for Chromium without windows: the same engine, which spends a quarter less
/// time on the same tests. Not every Debian has it, and the tests do without.
const WITHOUT_WINDOWS: &str = "chromium-headless-shell";

/// The browser's names on the systems we know, the quickest first.
const BROWSERS: [&str; 5] = [
    WITHOUT_WINDOWS,
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// Where the programs are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Browser {
    /// The browser of most tests.
    pub(crate) chromium: PathBuf,
    /// The browser as people have it, which keeps pages that were left in memory.
    pub(crate) with_windows: PathBuf,
    /// What speaks WebDriver for it.
    pub(crate) driver: PathBuf,
}

/// Looks for the programs; if one is missing, `install` gets all. `REFILLERY_CHROMIUM`,
/// `REFILLERY_CHROMIUM_WITH_WINDOWS` and `REFILLERY_CHROMEDRIVER` win over the path.
pub(crate) fn find(toolbox: &Toolbox) -> Option<Browser> {
    let given = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|file| file.is_file())
    };
    Some(Browser {
        chromium: given("REFILLERY_CHROMIUM")
            .or_else(|| BROWSERS.iter().find_map(|name| toolbox.find(name)))?,
        with_windows: given("REFILLERY_CHROMIUM_WITH_WINDOWS")
            .or_else(|| given("REFILLERY_CHROMIUM").filter(|file| !file.ends_with(WITHOUT_WINDOWS)))
            .or_else(|| {
                let mut names = BROWSERS.iter().filter(|name| **name != WITHOUT_WINDOWS);
                names.find_map(|name| toolbox.find(name))
            })?,
        driver: given("REFILLERY_CHROMEDRIVER")
            .or_else(|| given("CHROMEDRIVER"))
            .or_else(|| toolbox.find("chromedriver"))?,
    })
}

/// Whether both are there.
pub(crate) fn state(toolbox: &Toolbox) -> State {
    let version = |file: &Path| {
        // Debian's wrapper script grumbles on standard error; `capture` leaves that out.
        process::capture(Command::new(file).arg("--version"))
    };
    let Some(browser) = find(toolbox) else {
        return State::Missing("Chromium or chromedriver is not installed".to_owned());
    };
    match (version(&browser.chromium), version(&browser.driver)) {
        (Some(chromium), Some(driver)) => State::Ready(format!("{chromium}; {driver}")),
        _ => State::Missing("Chromium or chromedriver does not start".to_owned()),
    }
}

/// Installs both where that can be done without asking: as root on Debian. The quicker
/// Chromium comes along where Debian has it.
pub(crate) fn install(toolbox: &Toolbox) -> Outcome<()> {
    let [chromium, driver] = PACKAGES;
    let packages = |packages: &[&str]| {
        debian::install(
            toolbox,
            "Chromium and chromedriver",
            packages,
            "REFILLERY_CHROMIUM and REFILLERY_CHROMEDRIVER",
        )
    };
    match packages(&[chromium, driver, WITHOUT_WINDOWS]) {
        Err(Failure::Because(_)) => packages(&PACKAGES),
        done => done,
    }
}

/// The capabilities the browser tests are run with, checked to be there.
pub(crate) fn capabilities(root: &Path) -> Outcome<PathBuf> {
    let file = root.join("xtask/webdriver.json");
    match fs::metadata(&file) {
        Ok(_) => Ok(file),
        Err(error) => Err(Failure::because(format!(
            "xtask/webdriver.json can't be read: {error}."
        ))),
    }
}
