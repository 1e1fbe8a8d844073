//! Child processes that never outlive this one, however it ends.
//!
//! Each child leads a process group; dropping it stops the group. For the ends at which
//! nothing is dropped (SIGTERM, SIGKILL, an abort), a guard waits on a pipe that closes
//! with this process and stops the groups it knows.

use std::fs::File;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

/// How long a group may take to end by itself.
const GRACE: Duration = Duration::from_secs(3);

/// Reads group numbers until its input closes, then stops those groups.
const GUARD: &str = r#"
while read -r group; do groups="$groups $group"; done
for group in $groups; do kill -s TERM -- "-$group"; done
sleep 1
for group in $groups; do kill -s KILL -- "-$group"; done
"#;

/// Stops the groups it knows when this process is gone.
pub(crate) struct Guard {
    child: Child,
    pipe: Mutex<Option<ChildStdin>>,
}

impl Guard {
    pub(crate) fn start() -> Self {
        let mut child = Command::new("sh")
            .args(["-c", GUARD])
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("`sh` can be started");
        let pipe = Mutex::new(child.stdin.take());
        Self { child, pipe }
    }

    fn watch(&self, group: Pid) {
        let mut pipe = self.pipe.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pipe) = pipe.as_mut() {
            writeln!(pipe, "{group}").expect("the guard listens");
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        // Everything has been stopped in order; the numbers may be others' by now.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// A child and everything it started; dropping it stops them all.
pub(crate) struct Group {
    child: Child,
    leader: Pid,
    /// Its output, both streams.
    pub(crate) log: PathBuf,
}

impl Group {
    /// Starts `command`, writing to `log`.
    pub(crate) fn start(command: &mut Command, guard: &Guard, log: &Path) -> Self {
        let program = command.get_program().to_string_lossy().into_owned();
        let file = File::create(log).expect("the log can be written");
        let copy = file.try_clone().expect("a file can be shared");
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(copy)
            .spawn()
            .unwrap_or_else(|error| panic!("`{program}` can't be started: {error}"));
        let leader = Pid::from_raw(i32::try_from(child.id()).expect("a process id fits"));
        guard.watch(leader);
        Self {
            child,
            leader,
            log: log.to_owned(),
        }
    }

    /// How the child ended, if it has.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// The child's process number.
    pub(crate) fn number(&self) -> u32 {
        self.child.id()
    }

    /// Ctrl-C, as a terminal sends it.
    pub(crate) fn interrupt(&self) {
        killpg(self.leader, Signal::SIGINT).expect("the group runs");
    }

    /// Everything it wrote.
    pub(crate) fn words(&self) -> String {
        let text = std::fs::read(&self.log).unwrap_or_default();
        String::from_utf8_lossy(&text).into_owned()
    }

    /// The last lines it wrote.
    pub(crate) fn last_words(&self, lines: usize) -> String {
        let text = self.words();
        let all: Vec<&str> = text.lines().collect();
        all[all.len().saturating_sub(lines)..].join("\n")
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // A group lives as long as any member, so an error means that no process is left.
        let deadline = Instant::now() + GRACE;
        let mut signal = Some(Signal::SIGTERM);
        while killpg(self.leader, signal).is_ok() && Instant::now() < deadline + GRACE {
            signal = (Instant::now() > deadline).then_some(Signal::SIGKILL);
            let _reaped = self.child.try_wait();
            thread::sleep(Duration::from_millis(10));
        }
        let _reaped = self.child.try_wait();
    }
}
