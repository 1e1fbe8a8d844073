//! `cargo xtask sandbox`, and the sandbox as a part of `serve`.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use lexopt::Arg;
use lexopt::ValueExt;

use crate::failure::{Failure, Outcome};
use crate::process::{self, Group, tick};
use crate::setup::timed;
use crate::toolbox::Toolbox;

/// Where the sandbox listens by default.
pub(crate) const PORT: u16 = 8090;

/// The sandbox's page for people.
const CONTROL_PAGE: &str = "/__sandbox/";

/// Runs the sandbox alone until it is stopped.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let mut port = PORT;
    let mut replay = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => port = arguments.value()?.parse()?,
            Arg::Long("replay") => replay = Some(recordings(&arguments.value()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    let toolbox = Toolbox::open()?;
    port_is_free(port, "--port")?;
    let mut sandbox = start_with(&toolbox, port, replay.as_deref())?;
    println!("The API:          {}", address(port));
    println!("The control page: {}", control_page(port));
    println!("Ctrl-C stops it.");
    loop {
        if let Some(status) = sandbox.ended()? {
            return Err(Failure::because(format!(
                "the sandbox ended by itself ({status})."
            )));
        }
        match tick() {
            Ok(()) => {}
            Err(Failure::Stopped) => return Ok(ExitCode::SUCCESS),
            Err(failure) => return Err(failure),
        }
    }
}

/// A folder of recorded answers, by its full path: the sandbox may run elsewhere.
fn recordings(folder: &OsStr) -> Outcome<PathBuf> {
    let folder = Path::new(folder);
    if folder.join("_index.json").is_file() {
        return Ok(std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()));
    }
    Err(Failure::because(format!(
        "{} has no _index.json: it is no folder of recorded answers.",
        folder.display()
    )))
}

/// Builds the sandbox, starts it and waits until it answers.
pub(crate) fn start(toolbox: &Toolbox, port: u16) -> Outcome<Group> {
    start_with(toolbox, port, None)
}

/// The same with a folder whose answers it gives instead of its own.
fn start_with(toolbox: &Toolbox, port: u16, replay: Option<&Path>) -> Outcome<Group> {
    timed("building the sandbox", || {
        let mut cargo = toolbox.command("cargo");
        if process::run(cargo.args(["build", "--package", "refillery-sandbox"]))?.success() {
            Ok(())
        } else {
            Err(Failure::because(
                "the sandbox does not compile: see the lines above.",
            ))
        }
    })?;
    // Cargo knows where the binary is, and becomes it.
    let mut cargo = toolbox.command("cargo");
    cargo
        .args([
            "run",
            "--quiet",
            "--package",
            "refillery-sandbox",
            "--",
            "--port",
        ])
        .arg(port.to_string());
    if let Some(folder) = replay {
        cargo.arg("--replay").arg(folder);
    }
    let mut sandbox = Group::start(&mut cargo)?;
    let begun = Instant::now();
    while !answers(port) {
        if let Some(status) = sandbox.ended()? {
            return Err(Failure::because(format!(
                "the sandbox ended before it answered ({status}): see the lines above."
            )));
        }
        if begun.elapsed() > Duration::from_secs(60) {
            return Err(Failure::because(format!(
                "the sandbox does not answer on port {port} after a minute."
            )));
        }
        tick()?;
    }
    Ok(sandbox)
}

/// The sandbox's address.
pub(crate) fn address(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

/// The sandbox's page for people.
pub(crate) fn control_page(port: u16) -> String {
    address(port) + CONTROL_PAGE
}

/// Whether something listens on `port`.
pub(crate) fn answers(port: u16) -> bool {
    let address = (Ipv4Addr::LOCALHOST, port).into();
    TcpStream::connect_timeout(&address, Duration::from_millis(300)).is_ok()
}

/// Fails with a sentence that names `flag` when `port` can't be listened on.
pub(crate) fn port_is_free(port: u16, flag: &str) -> Outcome<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(Failure::because(format!(
            "port {port} is taken: choose another with `{flag}`."
        ))),
        Err(error) => Err(Failure::because(format!(
            "port {port} can't be used ({error}): choose another with `{flag}`."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_recordings_is_named() {
        let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures");
        assert!(recordings(OsStr::new(fixtures)).unwrap().is_absolute());
        let failure = recordings(OsStr::new("no/such/folder")).unwrap_err();
        assert!(failure.sentence().starts_with("no/such/folder has no"));
    }

    #[test]
    fn a_taken_port_names_the_flag() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(answers(port));
        let failure = port_is_free(port, "--sandbox-port").unwrap_err();
        assert_eq!(
            failure.sentence(),
            format!("port {port} is taken: choose another with `--sandbox-port`.")
        );
        drop(taken);
        assert_eq!(port_is_free(port, "--port"), Ok(()));
    }
}
