//! Where things are in this checkout.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The checkout's root and the paths under it that more than one module needs.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The repository's root.
    pub(crate) root: PathBuf,
}

impl Place {
    /// The checkout this program was started from.
    pub(crate) fn find() -> Outcome<Self> {
        // Cargo says at run time where the package is; the path from when this was compiled is only
        // for a binary that was started by hand.
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package.parent().map(Path::to_path_buf).ok_or_else(|| {
            Failure::because("the folder above xtask/ can't be found: run this in a checkout.")
        })?;
        Ok(Self { root })
    }

    /// The release bundle.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What `serve` builds. Not `dist/`, because it carries Trunk's live reload.
    pub(crate) fn served(&self) -> PathBuf {
        self.root.join("target/served")
    }

    /// Where npm puts wasm-opt, lightningcss, TypeScript and the judges of pages.
    pub(crate) fn npm_tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// Trunk's configuration for the sandbox, written by `serve`.
    pub(crate) fn sandbox_configuration(&self) -> PathBuf {
        self.root.join(".refillery/sandbox.toml")
    }

    /// Trunk's configuration for a real upstream, written by `serve`; holds the partner id.
    pub(crate) fn upstream_configuration(&self) -> PathBuf {
        self.root.join(".refillery/upstream.toml")
    }

    /// The text of a file at the root.
    pub(crate) fn read(&self, name: &str) -> Outcome<String> {
        fs::read_to_string(self.root.join(name))
            .map_err(|error| Failure::because(format!("{name} can't be read: {error}.")))
    }
}
