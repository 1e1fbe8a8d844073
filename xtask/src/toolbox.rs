//! Where the programs that the commands use are found, which version each is, and how it is run. A
//! tool that a command needs is a `Tool`, in `tool.rs`.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::place::Place;
use crate::process::capture;
use crate::system::{home, is_executable, program_names};
use crate::versions::Versions;

/// Whether a tool can be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It is there in the wanted version; the text says which.
    Ready(String),
    /// It has to be fetched; the text says what is there instead, if anything.
    Missing(String),
}

/// Finds and runs the tools.
#[derive(Clone, Debug)]
pub(crate) struct Toolbox {
    /// The checkout.
    pub(crate) place: Place,
    /// The versions it wants.
    pub(crate) versions: Versions,
    /// Where npm's tools are: in the checkout, also for a copy of it.
    npm_tools: PathBuf,
    /// Our tools' folders first, then everything the caller had.
    path: OsString,
    /// Where cargo puts its objects, if not where it would by itself.
    objects: Option<PathBuf>,
}

impl Toolbox {
    /// Opens the toolbox of this checkout.
    pub(crate) fn open() -> Outcome<Self> {
        let place = Place::find()?;
        let versions = Versions::read(&place)?;
        let mut folders = vec![place.npm_tools().join("node_modules/.bin")];
        folders.extend(cargo_bin());
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        let path = env::join_paths(folders)
            .map_err(|error| Failure::because(format!("PATH can't be extended: {error}.")))?;
        Ok(Self {
            npm_tools: place.npm_tools(),
            place,
            versions,
            path,
            objects: None,
        })
    }

    /// The same tools for a copy of the checkout, with cargo's objects in a folder of its own.
    pub(crate) fn at(&self, root: PathBuf, objects: PathBuf) -> Self {
        Self {
            place: Place { root },
            objects: Some(objects),
            ..self.clone()
        }
    }

    /// Where `program` is.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        let names = program_names(program);
        let files = env::split_paths(&self.path)
            .flat_map(|folder| names.iter().map(move |name| folder.join(name)));
        files.into_iter().find(|file| is_executable(file))
    }

    /// A command that runs `program` at the root of the checkout, with every tool on its path.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = match self.find(program) {
            Some(file) => Command::new(file),
            None => Command::new(program),
        };
        command
            .current_dir(&self.place.root)
            .env("PATH", &self.path)
            .env("TRUNK_SKIP_VERSION_CHECK", "true");
        if let Some(objects) = &self.objects {
            command.env("CARGO_TARGET_DIR", objects);
        }
        command
    }

    /// Like [`Toolbox::command`], with the programs in `folder` before all others.
    pub(crate) fn command_over(&self, folder: &Path, program: &str) -> Outcome<Command> {
        let folders = [folder.to_path_buf()].into_iter();
        let path = env::join_paths(folders.chain(env::split_paths(&self.path)))
            .map_err(|error| Failure::because(format!("PATH can't be extended: {error}.")))?;
        let mut command = self.command(program);
        command.env("PATH", path);
        Ok(command)
    }

    /// The first line `program --version` prints.
    pub(crate) fn version(&self, program: &str) -> Option<String> {
        let mut command = self.command(program);
        let text = capture(command.arg("--version"))?;
        text.lines().next().map(str::to_owned)
    }

    /// Whether `program` is there in the version that is wanted.
    pub(crate) fn exactly(&self, program: &str, wanted: &str) -> State {
        says_exactly(self.version(program), program, wanted)
    }

    /// Lightning CSS for this machine. Its package would put it on the path by a script of its own,
    /// which npm may not run.
    pub(crate) fn lightning_css(&self) -> Option<PathBuf> {
        let packages = std::fs::read_dir(self.npm_tools.join("node_modules")).ok()?;
        packages
            .flatten()
            .filter(|package| {
                let name = package.file_name();
                name.to_string_lossy().starts_with("lightningcss-cli-")
            })
            .flat_map(|package| {
                let names = program_names("lightningcss").into_iter();
                names.map(move |name| package.path().join(name))
            })
            .find(|file| {
                is_executable(file) && capture(Command::new(file).arg("--version")).is_some()
            })
    }
}

/// Where `cargo install` puts programs.
fn cargo_bin() -> Option<PathBuf> {
    env::var_os("CARGO_INSTALL_ROOT")
        .or_else(|| env::var_os("CARGO_HOME"))
        .map(PathBuf::from)
        .or_else(|| home().map(|home| home.join(".cargo")))
        .map(|root| root.join("bin"))
}

/// The state of `program`, which answered `answer` to a question for its version.
pub(crate) fn says_exactly(answer: Option<String>, program: &str, wanted: &str) -> State {
    match answer {
        Some(line) if says_version(&line, wanted) => State::Ready(line),
        Some(line) => State::Missing(format!("{line} is there, {wanted} is wanted")),
        None => State::Missing(format!("{program} {wanted} is not installed")),
    }
}

/// Whether a line such as `wasm-opt version 132 (version_132)` names `wanted`.
fn says_version(line: &str, wanted: &str) -> bool {
    line.split_whitespace().any(|word| word == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_whole_word() {
        assert!(says_version("trunk 0.22.1", "0.22.1"));
        assert!(says_version("wasm-opt version 132 (version_132)", "132"));
        assert!(!says_version("wasm-bindgen 0.2.130", "0.2.13"));
        assert!(!says_version("wasm-opt version 108 (version_108)", "132"));
    }
}
