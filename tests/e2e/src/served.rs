//! `cargo xtask serve` on this run's sandbox, as an owner starts it on a real upstream.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use http::{Method, StatusCode};

use crate::http::{Http, ask, free_port};
use crate::place;
use crate::process::{Group, Guard};

/// How long its first build may take. The library is compiled by now, by the same compiler
/// with the same flags; what is left is linking, or what somebody has edited meanwhile.
const LIMIT: Duration = Duration::from_secs(150);

/// How long it may take to end: xtask gives its children four seconds.
const END: Duration = Duration::from_secs(15);

/// A running `cargo xtask serve`; it stops when dropped, and what it wrote into the
/// checkout is gone again.
pub struct Served {
    /// Its address, without a slash at the end.
    pub url: String,
    port: u16,
    http: Http,
    group: Group,
    _written: Written,
}

impl Served {
    /// Starts it as `partner` on `upstream`, and waits until the shop answers.
    pub(crate) async fn start(guard: &Guard, http: Http, upstream: &str, partner: &[&str]) -> Self {
        let written = Written::look();
        let port = free_port();
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut command = Command::new(cargo);
        command
            .current_dir(place::root())
            // As in a terminal: the folder that is warm, and not the one that these tests were
            // built in.
            .env_remove("CARGO_TARGET_DIR")
            // `serve` in a terminal runs without a linter.
            .env_remove("RUSTC_WORKSPACE_WRAPPER")
            .env_remove("CLIPPY_ARGS")
            .args(["xtask", "serve", "--port", &port.to_string()])
            .args(["--upstream", upstream])
            .args(partner);
        let mut group = Group::start(&mut command, guard, &place::work().join("serve.log"));
        let url = format!("http://127.0.0.1:{port}");
        let begun = Instant::now();
        loop {
            let page = ask(&http, Method::GET, &format!("{url}/"), None).await;
            let is_up = page.is_some_and(|(status, page)| {
                status.is_success() && String::from_utf8_lossy(&page).contains("shop-config")
            });
            if is_up && group.words().contains("Up after") {
                break;
            }
            assert!(
                group.ended().is_none() && begun.elapsed() < LIMIT,
                "`cargo xtask serve` does not answer:\n{}",
                group.last_words(40)
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Self {
            url,
            port,
            http,
            group,
            _written: written,
        }
    }

    /// Asks for a path, with no header but the host's.
    pub async fn get(&self, path: &str) -> StatusCode {
        let url = format!("{}{path}", self.url);
        let answer = ask(&self.http, Method::GET, &url, None).await;
        let (status, _) = answer.unwrap_or_else(|| panic!("no answer to {path}"));
        status
    }

    /// Everything it has printed, both streams.
    pub fn output(&self) -> String {
        self.group.words()
    }

    /// The files it has built that contain this text.
    pub fn built_files_with(&self, text: &str) -> Vec<PathBuf> {
        let files = files_under(&served());
        assert!(!files.is_empty(), "nothing was built");
        let has = |file: &PathBuf| {
            let bytes = fs::read(file).expect("a built file can be read");
            String::from_utf8_lossy(&bytes).contains(text)
        };
        files.into_iter().filter(has).collect()
    }

    /// The processes it has started, and those that they have: number and program.
    pub fn descendants(&self) -> Vec<(u32, String)> {
        let all = processes();
        let mut family = vec![self.group.number()];
        let mut found = Vec::new();
        // A child may be listed before its parent: this repeats until no process is added.
        loop {
            let known = family.len();
            for process in &all {
                if family.contains(&process.parent) && !family.contains(&process.number) {
                    family.push(process.number);
                    found.push((process.number, process.program.clone()));
                }
            }
            if family.len() == known {
                return found;
            }
        }
    }

    /// Those of these processes that still run.
    pub fn still_run(&self, these: &[(u32, String)]) -> Vec<(u32, String)> {
        let all = processes();
        let runs = |(number, program): &&(u32, String)| {
            all.iter()
                .any(|process| process.number == *number && process.program == *program)
        };
        these.iter().filter(runs).cloned().collect()
    }

    /// Presses Ctrl-C, and waits for the end.
    pub async fn interrupt(&mut self) -> ExitStatus {
        self.group.interrupt();
        let begun = Instant::now();
        loop {
            if let Some(status) = self.group.ended() {
                return status;
            }
            assert!(
                begun.elapsed() < END,
                "`cargo xtask serve` goes on after Ctrl-C:\n{}",
                self.group.last_words(20)
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Whether its port is free now.
    pub fn port_is_free(&self) -> bool {
        TcpListener::bind(("127.0.0.1", self.port)).is_ok()
    }
}

/// The files that `serve` writes into the checkout, as they were before.
struct Written {
    configuration: Option<Vec<u8>>,
    had_folder: bool,
    had_build: bool,
}

impl Written {
    fn look() -> Self {
        Self {
            configuration: fs::read(upstream_configuration()).ok(),
            had_folder: place::root().join(".refillery").is_dir(),
            had_build: served().is_dir(),
        }
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        let file = upstream_configuration();
        let _removed = fs::remove_file(&file);
        if let Some(before) = &self.configuration {
            // It may hold somebody's real partner id.
            let restored = fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&file)
                .and_then(|mut file| file.write_all(before));
            if let Err(error) = restored {
                eprintln!("{} is lost: {error}", file.display());
            }
        }
        if !self.had_folder {
            // Only if it has no other files.
            let _removed = fs::remove_dir(place::root().join(".refillery"));
        }
        if !self.had_build {
            let _removed = fs::remove_dir_all(served());
        }
    }
}

fn upstream_configuration() -> PathBuf {
    place::root().join(".refillery/upstream.toml")
}

fn served() -> PathBuf {
    place::root().join("target/served")
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let inside = |path: PathBuf| {
        if path.is_dir() {
            files_under(&path)
        } else {
            vec![path]
        }
    };
    entries.flat_map(|entry| inside(entry.path())).collect()
}

struct Process {
    number: u32,
    parent: u32,
    program: String,
}

/// All processes that run on this machine; not those that have ended and are only still listed.
fn processes() -> Vec<Process> {
    let output = Command::new("ps")
        .args(["-A", "-o", "pid=,ppid=,stat=,comm="])
        .output()
        .expect("`ps` can be run");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let process = |line: &str| {
        let mut words = line.split_whitespace();
        let (number, parent) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        let has_ended = words.next()?.starts_with('Z');
        let program = words.collect::<Vec<_>>().join(" ");
        (!has_ended).then_some(Process {
            number,
            parent,
            program,
        })
    };
    text.lines().filter_map(process).collect()
}
