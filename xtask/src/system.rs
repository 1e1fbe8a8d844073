//! What differs between the systems that these commands run on.
//!
//! Linux is where they are tried. macOS and Windows are compiled for in `cargo xtask test`.

#[cfg(unix)]
mod unix;
#[cfg(unix)]
use unix as own;

#[cfg(windows)]
mod windows;
#[cfg(windows)]
use windows as own;

#[cfg(not(any(unix, windows)))]
compile_error!("Refillery's commands run on Linux, macOS and Windows, and not on this system.");

pub(crate) use own::{
    Leader, end_group, is_administrator, is_executable, lead_a_group, leader_of, program_names,
    readable_by_us,
};

use std::env;
use std::path::PathBuf;

/// The home folder of the user.
pub(crate) fn home() -> Option<PathBuf> {
    let named = |name| env::var_os(name).map(PathBuf::from);
    named("HOME").or_else(|| named("USERPROFILE"))
}
