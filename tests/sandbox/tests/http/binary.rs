//! The command line.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long the program may take to start or to end.
const LIMIT: Duration = Duration::from_secs(120);

/// Its output, line by line; a receiver can be waited for with a limit.
fn lines(said: ChildStdout) -> Receiver<String> {
    let (told, lines) = channel();
    std::thread::spawn(move || {
        let read = BufReader::new(said).lines().map_while(Result::ok);
        // The receiver is gone when the test is over.
        read.take_while(|line| told.send(line.clone()).is_ok())
            .for_each(drop);
    });
    lines
}

/// Waits for its end, but not for ever.
fn ends(child: &mut Child) -> ExitStatus {
    let begun = Instant::now();
    while begun.elapsed() < LIMIT {
        if let Some(status) = child.try_wait().expect("it is our child") {
            return status;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
    panic!(
        "it was told to end and still runs after {} s",
        LIMIT.as_secs()
    );
}

fn sandbox(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_refillery-sandbox"))
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("cargo built it")
}

#[test]
fn a_taken_port_is_one_clear_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let output = sandbox(&["--port", &port])
        .wait_with_output()
        .expect("it ends");
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with(&format!("Port {port} is taken")), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn a_wrong_option_is_named() {
    let output = sandbox(&["--colour", "blue"])
        .wait_with_output()
        .expect("it ends");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("There is no option --colour."));
}

#[test]
fn a_folder_without_recordings_is_one_clear_sentence() {
    let output = sandbox(&["--port", "0", "--replay", "no/such/folder"])
        .wait_with_output()
        .expect("it ends");
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let start = "Could not read the recordings: no/such/folder/_index.json: ";
    assert!(said.starts_with(start), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn it_says_where_it_is_and_stops_when_told() {
    for signal in ["-TERM", "-INT"] {
        let mut child = sandbox(&["--port", "0"]);
        let lines = lines(child.stdout.take().expect("piped"));
        let line = || lines.recv_timeout(LIMIT).expect("it says where it is");
        let (api, page) = (line(), line());
        let url = api
            .strip_prefix("Sandbox API: ")
            .expect("the address first")
            .to_owned();
        assert_eq!(page, format!("Control page: {url}/__sandbox/"));
        let address = url.strip_prefix("http://").expect("a URL");
        // An open connection does not keep it.
        let open = std::net::TcpStream::connect(address).expect("it listens");
        let told = Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status();
        assert!(told.expect("kill is there").success());
        assert!(ends(&mut child).success(), "{signal}");
        open.set_read_timeout(Some(LIMIT)).expect("a limit");
        let mut rest = Vec::new();
        let _ = (&open).read_to_end(&mut rest);
        assert!(rest.is_empty());
    }
}
