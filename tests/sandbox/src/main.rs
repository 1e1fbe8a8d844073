//! `refillery-sandbox`: the stand-in API from the command line.

use refillery_sandbox::{Settings, start};
use std::process::ExitCode;

const USAGE: &str = "Usage: refillery-sandbox [--port N] [--seed N] [--step-ms N] \
[--image-base X] [--rate-limits] [--replay FOLDER]\n\n\
Serves a stand-in for the partner API on 127.0.0.1. Nothing it sells is real.";

#[tokio::main]
async fn main() -> ExitCode {
    let settings = match read(std::env::args().skip(1)) {
        Ok(Some(settings)) => settings,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(sentence) => {
            eprintln!("{sentence}\n\n{USAGE}");
            return ExitCode::FAILURE;
        }
    };
    let stops = match Stops::listen() {
        Ok(stops) => stops,
        Err(error) => {
            eprintln!("Could not listen for Ctrl-C: {error}.");
            return ExitCode::FAILURE;
        }
    };
    let port = settings.port;
    let mut running = match start(settings).await {
        Ok(running) => running,
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            eprintln!("Port {port} is taken: stop what uses it, or choose another with --port.");
            return ExitCode::FAILURE;
        }
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            eprintln!("Could not read the recordings: {error}.");
            return ExitCode::FAILURE;
        }
        Err(error) => {
            eprintln!("Could not listen on 127.0.0.1:{port}: {error}.");
            return ExitCode::FAILURE;
        }
    };
    println!("Sandbox API: {}", running.url());
    println!("Control page: {}/__sandbox/", running.url());
    tokio::select! {
        () = running.wait() => {}
        () = stops.told() => running.stop().await,
    }
    ExitCode::SUCCESS
}

/// Reads the arguments; none means help was asked for.
fn read(mut arguments: impl Iterator<Item = String>) -> Result<Option<Settings>, String> {
    let mut settings = Settings {
        port: 8090,
        ..Settings::default()
    };
    while let Some(name) = arguments.next() {
        let mut text = || arguments.next().ok_or(format!("{name} needs a value."));
        match name.as_str() {
            "--port" => settings.port = number(&name, &text()?)?,
            "--seed" => settings.seed = number(&name, &text()?)?,
            "--step-ms" => settings.step_milliseconds = number(&name, &text()?)?,
            "--image-base" => settings.image_base = text()?.trim_end_matches('/').to_owned(),
            "--rate-limits" => settings.rate_limits = true,
            "--replay" => settings.replay = Some(text()?.into()),
            "--help" | "-h" => return Ok(None),
            _ => return Err(format!("There is no option {name}.")),
        }
    }
    Ok(Some(settings))
}

fn number<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("{name} needs a number, not {text}."))
}

/// Ctrl-C, and the system's way of asking a process to end. The program listens for them
/// before it prints the address: a reader of the address may ask at once.
#[cfg(unix)]
struct Stops {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

/// Ctrl-C: Windows asks no process to end in another way.
#[cfg(not(unix))]
struct Stops;

#[cfg(not(unix))]
impl Stops {
    #[expect(clippy::unnecessary_wraps, reason = "other systems can refuse")]
    fn listen() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn told(self) {
        // Where Ctrl-C can't be listened for, it ends the program by itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(unix)]
impl Stops {
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn told(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
