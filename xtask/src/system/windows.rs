//! Windows.

use std::fs::OpenOptions;
use std::os::windows::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The leader of a group: a process id.
pub(crate) type Leader = u32;

/// Without it, Ctrl-C reaches the children before they can be stopped in order.
const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;

/// Makes a command lead a process group of its own.
pub(crate) fn lead_a_group(command: &mut Command) -> &mut Command {
    command.creation_flags(CREATE_NEW_PROCESS_GROUP)
}

/// The leader that a child is.
#[expect(
    clippy::unnecessary_wraps,
    reason = "on other systems not every process id names a group"
)]
pub(crate) fn leader_of(child: &Child) -> Option<Leader> {
    Some(child.id())
}

/// Ends a process and all that it has started. Windows knows no request to end that every program
/// receives, so there is nothing to be patient for.
pub(crate) fn end_group(child: &mut Child, leader: Leader, _grace: Duration, _patience: Duration) {
    let _ended = Command::new("taskkill")
        .args(["/F", "/T", "/PID", &leader.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let _reaped = child.try_wait();
}

/// Whether packages of the system can be installed without asking.
pub(crate) fn is_administrator() -> bool {
    false
}

/// Whether a file is a program.
pub(crate) fn is_executable(file: &Path) -> bool {
    file.is_file()
}

/// The file names that a program may have: cargo installs `.exe` files, npm scripts.
pub(crate) fn program_names(program: &str) -> Vec<String> {
    [".exe", ".cmd", ".bat"]
        .map(|ending| [program, ending].concat())
        .to_vec()
}

/// Makes a new file one that only its owner can read: a file in a folder of the owner's is.
pub(crate) fn readable_by_us(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}
