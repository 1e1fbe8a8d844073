//! Child processes that never outlive us.
//!
//! Every child leads a process group of its own. Ctrl-C therefore reaches only this
//! program, which then stops each group as a whole: Trunk's cargo and rustc, a test's
//! browser and driver, and everything else that a child has started.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};
use crate::redaction::Redaction;
use crate::system::{Leader, end_group, lead_a_group, leader_of};

/// How often a wait looks at the child and at the wish to stop.
const TICK: Duration = Duration::from_millis(50);

/// How long a group may take to end by itself before it is killed.
const GRACE: Duration = Duration::from_secs(4);

/// How long to read on from a child that has ended: something it left running may hold
/// the pipe open for ever.
const LAST_WORDS: Duration = Duration::from_secs(2);

static STOP: AtomicBool = AtomicBool::new(false);

/// Turns Ctrl-C, termination and a closed terminal into [`stop_wanted`].
pub(crate) fn listen_for_stop() -> Outcome<()> {
    ctrlc::set_handler(|| STOP.store(true, Ordering::SeqCst))
        .map_err(|error| Failure::because(format!("signals can't be listened for: {error}.")))
}

/// Whether somebody asked this program to end.
pub(crate) fn stop_wanted() -> bool {
    STOP.load(Ordering::SeqCst)
}

/// Sleeps a tick, or says that it is time to stop.
pub(crate) fn tick() -> Outcome<()> {
    thread::sleep(TICK);
    if stop_wanted() {
        Err(Failure::Stopped)
    } else {
        Ok(())
    }
}

/// A child and everything it started; dropping it stops them all.
#[derive(Debug)]
pub(crate) struct Group {
    child: Child,
    leader: Leader,
}

impl Group {
    /// Starts `command`, which writes to our own output.
    pub(crate) fn start(command: &mut Command) -> Outcome<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = lead_a_group(command)
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| Failure::because(format!("`{program}` can't be started: {error}.")))?;
        let leader = leader_of(&child)
            .ok_or_else(|| Failure::because(format!("`{program}` has no usable process id.")))?;
        Ok(Self { child, leader })
    }

    /// Starts `command` and prints its output with the secret taken out of every line.
    pub(crate) fn start_redacted(command: &mut Command, redaction: &Redaction) -> Outcome<Self> {
        let mut group = Self::start(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
        let (out, err) = (redaction.clone(), redaction.clone());
        if let Some(stdout) = group.child.stdout.take() {
            thread::spawn(move || each_line(stdout, |line| print!("{}", out.apply(line))));
        }
        if let Some(stderr) = group.child.stderr.take() {
            thread::spawn(move || each_line(stderr, |line| eprint!("{}", err.apply(line))));
        }
        Ok(group)
    }

    /// How the child ended, if it has.
    pub(crate) fn ended(&mut self) -> Outcome<Option<ExitStatus>> {
        self.child
            .try_wait()
            .map_err(|error| Failure::because(format!("a child can't be waited for: {error}.")))
    }

    fn wait(mut self) -> Outcome<ExitStatus> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            tick()?;
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        end_group(&mut self.child, self.leader, GRACE, LAST_WORDS);
    }
}

/// Runs `command` to its end, its output being ours.
pub(crate) fn run(command: &mut Command) -> Outcome<ExitStatus> {
    Group::start(command)?.wait()
}

/// Runs `command` to its end, printing its standard output as it comes and showing each
/// line to `look`.
pub(crate) fn run_and_look(
    command: &mut Command,
    mut look: impl FnMut(&str),
) -> Outcome<ExitStatus> {
    command.stdout(Stdio::piped());
    let status = follow(command, |line| {
        print!("{line}");
        look(line);
    })?;
    let _flushed = io::stdout().flush();
    Ok(status)
}

/// Runs `command` to its end, showing each line of both of its outputs to `look` alone.
pub(crate) fn run_quietly(command: &mut Command, look: impl FnMut(&str)) -> Outcome<ExitStatus> {
    follow(command.stdout(Stdio::piped()).stderr(Stdio::piped()), look)
}

/// Runs `command` to its end, showing each line of its piped outputs to `look`.
fn follow(command: &mut Command, mut look: impl FnMut(&str)) -> Outcome<ExitStatus> {
    let mut group = Group::start(command)?;
    let (sender, receiver) = mpsc::channel();
    let send = |source: Option<Box<dyn Read + Send>>| {
        let sender = sender.clone();
        if let Some(source) = source {
            thread::spawn(move || {
                each_line(source, |line| {
                    // A closed channel means that the receiver is gone.
                    let _unheard = sender.send(line.to_owned());
                });
            });
        }
    };
    send(group.child.stdout.take().map(|pipe| Box::new(pipe) as _));
    send(group.child.stderr.take().map(|pipe| Box::new(pipe) as _));
    drop(sender);
    let mut end: Option<(ExitStatus, Instant)> = None;
    loop {
        match receiver.recv_timeout(TICK) {
            Ok(line) => look(&line),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                if stop_wanted() {
                    return Err(Failure::Stopped);
                }
                match end {
                    Some((_, since)) if since.elapsed() > LAST_WORDS => break,
                    Some(_) => {}
                    None => end = group.ended()?.map(|status| (status, Instant::now())),
                }
            }
        }
    }
    match end {
        Some((status, _)) => Ok(status),
        None => group.wait(),
    }
}

/// What `command` prints, if it can be run and succeeds.
pub(crate) fn capture(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn each_line(source: impl Read, mut show: impl FnMut(&str)) {
    let mut source = BufReader::new(source);
    let mut line = Vec::new();
    while source
        .read_until(b'\n', &mut line)
        .is_ok_and(|length| length > 0)
    {
        show(&String::from_utf8_lossy(&line));
        line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn lines_are_shown_and_the_status_comes_back() {
        let mut lines = Vec::new();
        let status = run_and_look(&mut shell("echo one; echo two; exit 3"), |line| {
            lines.push(line.trim().to_owned());
        })
        .unwrap();
        assert_eq!(lines, ["one", "two"]);
        assert_eq!(status.code(), Some(3));
    }

    #[test]
    fn both_outputs_of_a_quiet_child_are_shown() {
        let mut lines = Vec::new();
        let status = run_quietly(&mut shell("echo one; echo two >&2; exit 4"), |line| {
            lines.push(line.trim().to_owned());
        })
        .unwrap();
        lines.sort();
        assert_eq!(lines, ["one", "two"]);
        assert_eq!(status.code(), Some(4));
    }

    #[test]
    fn what_a_child_leaves_behind_neither_blocks_nor_survives() {
        let begun = Instant::now();
        let mut left = 0;
        run_and_look(&mut shell("sleep 60 & echo $!"), |line| {
            left = line.trim().parse().unwrap();
        })
        .unwrap();
        assert!(begun.elapsed() < Duration::from_secs(20));
        assert!(left > 0);
        assert!(!runs(left), "process {left} still runs");
    }

    #[test]
    fn dropping_a_group_ends_a_child_that_ignores_the_request() {
        let group = Group::start(&mut shell("trap '' TERM; sleep 60; sleep 60")).unwrap();
        let leader = group.leader.as_raw();
        thread::sleep(Duration::from_millis(200));
        drop(group);
        assert!(!runs(leader));
    }

    /// Whether a process exists and is more than an entry that was not collected yet.
    fn runs(process: i32) -> bool {
        let state = capture(Command::new("ps").args(["-o", "stat=", "-p", &process.to_string()]));
        state.is_some_and(|state| !state.is_empty() && !state.starts_with('Z'))
    }
}
