//! Linux, macOS and their relatives.

use std::fs::OpenOptions;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::{Pid, geteuid};

/// The leader of a group.
pub(crate) type Leader = Pid;

/// Makes a command lead a process group of its own.
pub(crate) fn lead_a_group(command: &mut Command) -> &mut Command {
    command.process_group(0)
}

/// The leader that a child is; `None` where its process id can't name a group.
pub(crate) fn leader_of(child: &Child) -> Option<Leader> {
    i32::try_from(child.id()).ok().map(Pid::from_raw)
}

/// Asks all of a group to end, and kills what has not ended after `grace`. Gives up after
/// `patience` more.
pub(crate) fn end_group(child: &mut Child, leader: Leader, grace: Duration, patience: Duration) {
    // The group outlives its leader for as long as it has a member, so this reaches what
    // a child left behind, and an error means that no process is left.
    let deadline = Instant::now() + grace;
    let mut signal = Some(Signal::SIGTERM);
    while killpg(leader, signal).is_ok() {
        signal = if Instant::now() < deadline {
            None
        } else {
            Some(Signal::SIGKILL)
        };
        let _reaped = child.try_wait();
        if Instant::now() > deadline + patience {
            break;
        }
        thread::sleep(Duration::from_millis(10));
    }
    let _reaped = child.try_wait();
}

/// Whether packages of the system can be installed without asking.
pub(crate) fn is_administrator() -> bool {
    geteuid().is_root()
}

/// Whether a file is a program.
pub(crate) fn is_executable(file: &Path) -> bool {
    file.metadata()
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

/// The file names that a program may have.
pub(crate) fn program_names(program: &str) -> Vec<String> {
    vec![program.to_owned()]
}

/// Makes a new file one that only its owner can read.
pub(crate) fn readable_by_us(options: &mut OpenOptions) -> &mut OpenOptions {
    options.mode(0o600)
}
