//! nginx and Caddy, for the tests of the recipes in `deploy/`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::debian;
use crate::failure::Outcome;
use crate::process;
use crate::toolbox::{State, Toolbox};

/// Debian's names for the two, with nginx' module for files that are already compressed.
pub(crate) const PACKAGES: [&str; 3] = ["nginx", "libnginx-mod-http-brotli-static", "caddy"];

/// Where Debian puts the module.
const MODULE: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// nginx, and Caddy.
pub(crate) fn find(toolbox: &Toolbox) -> Option<(PathBuf, PathBuf)> {
    let given = |name: &str, program: &str, folder: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .or_else(|| toolbox.find(program))
            // Not on everybody's path.
            .or_else(|| Some(Path::new(folder).join(program)))
            .filter(|file| file.is_file())
    };
    Some((
        given("REFILLERY_NGINX", "nginx", "/usr/sbin")?,
        given("REFILLERY_CADDY", "caddy", "/usr/bin")?,
    ))
}

/// Whether both are there.
pub(crate) fn state(toolbox: &Toolbox) -> State {
    let Some((nginx, caddy)) = find(toolbox) else {
        return State::Missing("nginx or Caddy is not installed".to_owned());
    };
    if fs::metadata(MODULE).is_err() {
        return State::Missing("nginx' module for brotli is not installed".to_owned());
    }
    // nginx says its version on standard error.
    let nginx = Command::new(nginx).arg("-v").output();
    let nginx = nginx.map(|output| String::from_utf8_lossy(&output.stderr).trim().to_owned());
    match (nginx, process::capture(Command::new(caddy).arg("version"))) {
        (Ok(nginx), Some(caddy)) => State::Ready(format!("{nginx}; Caddy {caddy}")),
        _ => State::Missing("nginx or Caddy does not start".to_owned()),
    }
}

/// Installs both where that can be done without asking.
pub(crate) fn install(toolbox: &Toolbox) -> Outcome<()> {
    debian::install(
        toolbox,
        "nginx and Caddy",
        &PACKAGES,
        "REFILLERY_NGINX and REFILLERY_CADDY",
    )
}
