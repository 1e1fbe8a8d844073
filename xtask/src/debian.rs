//! Debian's packages, installed where that can be done without asking.

use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::system::is_administrator;
use crate::toolbox::Toolbox;

/// Installs `packages` as root on Debian; else says what to install. `variables` of the
/// environment name what was installed elsewhere.
pub(crate) fn install(
    toolbox: &Toolbox,
    what: &str,
    packages: &[&str],
    variables: &str,
) -> Outcome<()> {
    let list = packages.join(" ");
    if !Path::new("/etc/debian_version").exists() || toolbox.find("apt-get").is_none() {
        return Err(Failure::because(format!(
            "{what} are missing: install both with your system's package manager, or name them \
             in {variables}."
        )));
    }
    if !is_administrator() {
        return Err(Failure::because(format!(
            "{what} are missing: run `sudo apt-get install {list}`."
        )));
    }
    let apt = |arguments: &[&str]| {
        let mut command = toolbox.command("apt-get");
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            // A server that is installed for tests is not to be started by its package.
            .env("RUNLEVEL", "1")
            .args(arguments);
        process::run(&mut command)
    };
    // The lists of a fresh image are empty; an update that fails half is still of use, so
    // only the installation decides.
    apt(&["update", "--quiet"])?;
    let mut arguments = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    arguments.extend(packages);
    if apt(&arguments)?.success() {
        Ok(())
    } else {
        Err(Failure::because(format!(
            "`apt-get install {list}` failed: its own lines above say why."
        )))
    }
}
