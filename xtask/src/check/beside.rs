//! Steps that run beside the others, each as a process of this same program. What they
//! print is kept, and shown in one piece when they have ended.

use std::env;
use std::process::Command;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::steps::Step;
use crate::failure::{Failure, Outcome};
use crate::process;

/// How often a wait looks whether it is time to stop.
const TICK: Duration = Duration::from_millis(100);

/// A step that has ended.
pub(super) struct Ended {
    pub(super) step: &'static Step,
    pub(super) passed: bool,
    pub(super) output: String,
    pub(super) took: Duration,
}

/// The steps that run beside the others, one after another.
pub(super) struct Beside {
    left: usize,
    ended: Receiver<Outcome<Ended>>,
    _thread: JoinHandle<()>,
}

impl Beside {
    /// Starts with the first.
    pub(super) fn start(steps: Vec<&'static Step>) -> Self {
        let (sender, ended) = mpsc::channel();
        let left = steps.len();
        let thread = thread::spawn(move || {
            for step in steps {
                // A closed channel means that the run has been stopped.
                if sender.send(run(step)).is_err() {
                    break;
                }
            }
        });
        Self {
            left,
            ended,
            _thread: thread,
        }
    }

    /// Waits for the next to end; `None` where all have.
    pub(super) fn next(&mut self) -> Outcome<Option<Ended>> {
        while self.left > 0 {
            match self.ended.recv_timeout(TICK) {
                Ok(ended) => {
                    self.left -= 1;
                    return ended.map(Some);
                }
                Err(RecvTimeoutError::Timeout) if process::stop_wanted() => {
                    return Err(Failure::Stopped);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        Ok(None)
    }
}

fn run(step: &'static Step) -> Outcome<Ended> {
    let program = env::current_exe()
        .map_err(|error| Failure::because(format!("this program can't be found: {error}.")))?;
    let begun = Instant::now();
    let mut output = String::new();
    let mut command = Command::new(program);
    command.args(["test", "--only", step.name]);
    let status = process::run_quietly(&mut command, |line| output.push_str(line))?;
    Ok(Ended {
        step,
        passed: status.success(),
        output,
        took: begun.elapsed(),
    })
}
