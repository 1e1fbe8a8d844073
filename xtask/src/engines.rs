//! Firefox and WebKit, for the end-to-end tests that look at the shop in more than one engine.
//!
//! Firefox's driver is not among Debian's packages; it is a crate, and `setup` compiles it.

use std::env;
use std::path::{Path, PathBuf};

use crate::debian;
use crate::failure::Outcome;
use crate::toolbox::{State, Toolbox};

/// Debian's names: Firefox, WebKit with its driver, and an invisible display, which WebKit's
/// browser needs.
pub(crate) const PACKAGES: [&str; 3] = ["firefox-esr", "webkit2gtk-driver", "xvfb"];

/// The programs of those packages, each with the variable that names another.
const PROGRAMS: [(&str, &str); 3] = [
    ("REFILLERY_FIREFOX", "firefox-esr"),
    ("REFILLERY_WEBKIT_DRIVER", "WebKitWebDriver"),
    ("REFILLERY_XVFB", "Xvfb"),
];

/// Firefox' driver, as `setup` or somebody else has installed it.
const GECKODRIVER: (&str, &str) = ("REFILLERY_GECKODRIVER", "geckodriver");

/// Each variable of the tests with the program it names, as far as they are there.
pub(crate) fn find(toolbox: &Toolbox) -> Vec<(&'static str, PathBuf)> {
    PROGRAMS
        .into_iter()
        .chain([GECKODRIVER])
        .filter_map(|(variable, program)| {
            let given = env::var_os(variable).map(PathBuf::from);
            let file = given.or_else(|| toolbox.find(program))?;
            Some((variable, file)).filter(|(_, file)| file.is_file())
        })
        .collect()
}

/// Whether the packages are there.
pub(crate) fn state(toolbox: &Toolbox) -> State {
    let found = find(toolbox);
    let lacking = PROGRAMS
        .iter()
        .find(|(variable, _)| found.iter().all(|(name, _)| name != variable));
    match lacking {
        Some((_, program)) => State::Missing(format!("{program} is not installed")),
        // Neither the driver nor Xvfb says a useful version.
        None => State::Ready(
            toolbox
                .version("firefox-esr")
                .map_or("Firefox".to_owned(), |line| line.trim().to_owned())
                + "; WebKitWebDriver",
        ),
    }
}

/// Whether Firefox' driver is there in the version that is wanted, or was named by hand.
pub(crate) fn driver_state(toolbox: &Toolbox) -> State {
    if let Some(given) = env::var_os(GECKODRIVER.0)
        && Path::new(&given).is_file()
    {
        return State::Ready(given.to_string_lossy().into_owned());
    }
    toolbox.exactly(GECKODRIVER.1, &toolbox.versions.geckodriver)
}

/// Installs the packages where that can be done without asking.
pub(crate) fn install(toolbox: &Toolbox) -> Outcome<()> {
    debian::install(
        toolbox,
        "Firefox and WebKit",
        &PACKAGES,
        "REFILLERY_FIREFOX, REFILLERY_WEBKIT_DRIVER and REFILLERY_XVFB",
    )
}
