//! Where things are in this checkout.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package
        .ancestors()
        .nth(2)
        .map_or_else(|| package.clone(), Path::to_path_buf)
}

/// An empty folder that no other test has, gone when the next run begins.
pub fn fresh_folder(name: &str) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = folders().join(format!("{name}-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("target/ can be written");
    folder
}

/// Where those folders are.
pub(crate) fn folders() -> PathBuf {
    work().join("folders")
}

/// Everything that a run writes, but for the screenshots.
pub(crate) fn work() -> PathBuf {
    root().join("target/e2e")
}

/// A program by the environment's name for it, else by its own on the path.
pub(crate) fn program(variable: &str, name: &str) -> PathBuf {
    if let Some(given) = env::var_os(variable).filter(|given| !given.is_empty()) {
        return PathBuf::from(given);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("`{name}` is not on the path, and {variable} is not set"))
}
