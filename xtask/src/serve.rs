//! `cargo xtask serve`: the shop on this machine, on the sandbox or on a real upstream.

use std::env;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use lexopt::Arg;
use lexopt::ValueExt;

use crate::failure::{Failure, Outcome};
use crate::process::{Group, tick};
use crate::proxy::{self, Upstream};
use crate::redaction::Redaction;
use crate::sandbox;
use crate::setup::{ensure, seconds};
use crate::tool::Tool;
use crate::toolbox::Toolbox;

/// Where the list of available countries is: on the web site, not on the API's host.
const COUNTRIES: &str = "https://www.cryptorefills.com/api/available-countries";

/// The options of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Options {
    port: u16,
    release: bool,
    source: Source,
}

/// Where the API's answers come from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    Sandbox { port: u16 },
    Real(Partner),
}

/// A real upstream and who we are to it.
#[derive(Clone, PartialEq, Eq)]
struct Partner {
    upstream: String,
    id: String,
    app_version: String,
    country: String,
    countries: String,
}

// Not derived: the id must not reach a message by way of a debug print.
impl std::fmt::Debug for Partner {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Partner")
            .field("upstream", &self.upstream)
            .finish_non_exhaustive()
    }
}

/// Serves the shop until it is stopped.
pub(crate) fn run(arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let options = read(arguments, env::var("REFILLERY_PARTNER_ID").ok())?;
    let toolbox = Toolbox::open()?;
    match serve(&toolbox, &options) {
        // Ctrl-C is how a serve ends; dropping the groups has stopped both.
        Err(Failure::Stopped) => {
            println!("Stopped.");
            Ok(ExitCode::SUCCESS)
        }
        Err(failure) => Err(failure),
        Ok(never) => match never {},
    }
}

/// A value that can't exist: serving only ends by a failure or a wish to stop.
enum Never {}

fn serve(toolbox: &Toolbox, options: &Options) -> Outcome<Never> {
    let begun = Instant::now();
    // Before anything that takes minutes.
    sandbox::port_is_free(options.port, "--port")?;
    if let Source::Sandbox { port } = options.source {
        sandbox::port_is_free(port, "--sandbox-port")?;
    }
    ensure(toolbox, &[Tool::WasmTarget, Tool::Trunk, Tool::WasmBindgen])?;
    if options.release {
        ensure(toolbox, &[Tool::WasmOpt])?;
    }
    match &options.source {
        Source::Sandbox { port } => {
            let mut sandbox = sandbox::start(toolbox, *port)?;
            let file = toolbox.place.sandbox_configuration();
            proxy::write(&toolbox.place, &sandbox_upstream(*port), &file)?;
            let mut trunk = Group::start(trunk(toolbox, options).arg("--config").arg(&file))?;
            let more = format!("The sandbox:      {}", sandbox::control_page(*port));
            watch(begun, options.port, &more, &mut trunk, Some(&mut sandbox))
        }
        Source::Real(partner) => {
            let file = toolbox.place.upstream_configuration();
            proxy::write(&toolbox.place, &real_upstream(partner), &file)?;
            // Trunk prints every header when it starts: an option forbids that, and what
            // it prints all the same (an error, a later version's wording) is redacted.
            let mut command = trunk(toolbox, options);
            command
                .arg("--config")
                .arg(&file)
                .args(["--log", "error,trunk=info,trunk::serve::proxy=warn"]);
            let mut trunk = Group::start_redacted(&mut command, &Redaction::of(&partner.id))?;
            let more = format!("The upstream:     {}", partner.upstream);
            watch(begun, options.port, &more, &mut trunk, None)
        }
    }
}

fn trunk(toolbox: &Toolbox, options: &Options) -> std::process::Command {
    let mut command = toolbox.command("trunk");
    command
        .args(["serve", "--port"])
        .arg(options.port.to_string());
    if options.release {
        command.arg("--release");
    }
    command
}

/// Says when the shop answers, and ends when either child does.
fn watch(
    begun: Instant,
    port: u16,
    more: &str,
    trunk: &mut Group,
    mut sandbox: Option<&mut Group>,
) -> Outcome<Never> {
    let mut told = false;
    loop {
        if let Some(status) = trunk.ended()? {
            return Err(Failure::because(format!(
                "trunk ended by itself ({status}): see the lines above."
            )));
        }
        if let Some(status) = sandbox
            .as_mut()
            .map(|sandbox| sandbox.ended())
            .transpose()?
            .flatten()
        {
            return Err(Failure::because(format!(
                "the sandbox ended by itself ({status})."
            )));
        }
        if !told && let Some(well) = answer(port) {
            told = true;
            println!();
            println!("The shop:         http://127.0.0.1:{port}/");
            println!("{more}");
            if well {
                println!("Up after {}. Ctrl-C stops everything.", seconds(begun));
            } else {
                println!("The build failed; the next change saved starts another.");
            }
        }
        tick()?;
    }
}

/// Whether the shop answers, and if so, whether with a page.
fn answer(port: u16) -> Option<bool> {
    let address = ([127, 0, 0, 1], port).into();
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_millis(300)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let request = format!("GET / HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut status = [0; 12];
    stream.read_exact(&mut status).ok()?;
    Some(status.ends_with(b" 200"))
}

fn sandbox_upstream(port: u16) -> Upstream {
    Upstream {
        api: sandbox::address(port),
        countries: None,
        partner_id: "sandbox-partner".to_owned(),
        app_version: concat!("refillery-", env!("CARGO_PKG_VERSION")).to_owned(),
        country: "US".to_owned(),
    }
}

fn real_upstream(partner: &Partner) -> Upstream {
    Upstream {
        api: partner.upstream.clone(),
        countries: Some(partner.countries.clone()),
        partner_id: partner.id.clone(),
        app_version: partner.app_version.clone(),
        country: partner.country.clone(),
    }
}

fn read(mut arguments: lexopt::Parser, id_in_environment: Option<String>) -> Outcome<Options> {
    let (mut port, mut sandbox_port, mut release) = (8080, None, false);
    let (mut upstream, mut id, mut app_version) = (None, None, None);
    let (mut country, mut countries) = (None, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => port = arguments.value()?.parse()?,
            Arg::Long("sandbox-port") => sandbox_port = Some(arguments.value()?.parse()?),
            Arg::Long("release") => release = true,
            Arg::Long("upstream") => upstream = Some(arguments.value()?.string()?),
            Arg::Long("partner-id") => id = Some(arguments.value()?.string()?),
            Arg::Long("app-version") => app_version = Some(arguments.value()?.string()?),
            Arg::Long("country") => country = Some(arguments.value()?.string()?),
            Arg::Long("countries-url") => countries = Some(arguments.value()?.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let source = match upstream {
        None => {
            if id.is_some() || app_version.is_some() || country.is_some() || countries.is_some() {
                return Err(Failure::because(
                    "--partner-id, --app-version, --country and --countries-url go with \
                     `--upstream`.",
                ));
            }
            let sandbox_port = sandbox_port.unwrap_or(sandbox::PORT);
            if sandbox_port == port {
                return Err(Failure::because(format!(
                    "the shop and the sandbox can't both have port {port}: choose another \
                     with `--sandbox-port`."
                )));
            }
            Source::Sandbox { port: sandbox_port }
        }
        Some(_) if sandbox_port.is_some() => {
            return Err(Failure::because(
                "--sandbox-port has no meaning with `--upstream`.",
            ));
        }
        Some(upstream) => Source::Real(Partner {
            upstream: web_address("--upstream", &upstream)?,
            id: header_value("--partner-id", id.or(id_in_environment))?,
            app_version: header_value("--app-version", app_version)?,
            country: header_value("--country", country.or_else(|| Some("US".to_owned())))?,
            countries: web_address("--countries-url", countries.as_deref().unwrap_or(COUNTRIES))?,
        }),
    };
    Ok(Options {
        port,
        release,
        source,
    })
}

fn web_address(flag: &str, text: &str) -> Outcome<String> {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control() || "?#".contains(c));
    match host {
        Some(host) if plain && !host.is_empty() && !host.starts_with('/') => {
            Ok(text.trim_end_matches('/').to_owned())
        }
        _ => Err(Failure::because(format!(
            "{flag} takes an address such as https://api.example.com."
        ))),
    }
}

/// A header's value as we let it through; the sentence never repeats it.
fn header_value(flag: &str, value: Option<String>) -> Outcome<String> {
    let value = value.ok_or_else(|| Failure::because(format!("--upstream needs `{flag}` too.")))?;
    // Quotes and backslashes are printed escaped, which the redaction would not find.
    let plain = |c: char| c.is_ascii_graphic() && !"\"'\\".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        Ok(value)
    } else {
        Err(Failure::because(format!(
            "{flag} takes visible ASCII characters without spaces, quotes or backslashes."
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &[&str], id_in_environment: Option<&str>) -> Outcome<Options> {
        read(
            lexopt::Parser::from_args(arguments),
            id_in_environment.map(str::to_owned),
        )
    }

    #[test]
    fn without_options_it_is_the_sandbox_on_the_usual_ports() {
        let options = check(&[], None).unwrap();
        assert_eq!((options.port, options.release), (8080, false));
        assert_eq!(options.source, Source::Sandbox { port: 8090 });
    }

    #[test]
    fn a_real_upstream_takes_its_id_from_the_flag_or_the_environment() {
        let flags = [
            "--upstream",
            "https://api.example.com/",
            "--app-version",
            "shop/1",
        ];
        let Source::Real(partner) = check(&flags, Some("dummy-42")).unwrap().source else {
            panic!("not a real upstream");
        };
        assert_eq!(partner.upstream, "https://api.example.com");
        assert_eq!(
            (partner.id.as_str(), partner.country.as_str()),
            ("dummy-42", "US")
        );
        assert_eq!(partner.countries, COUNTRIES);
        assert!(!format!("{partner:?}").contains("dummy-42"));
    }

    #[test]
    fn what_does_not_fit_together_is_a_sentence() {
        let upstream = ["--upstream", "https://api.example.com"];
        for (arguments, expected) in [
            (vec!["--port", "8090"], "--sandbox-port"),
            (vec!["--partner-id", "dummy-42"], "--upstream"),
            (upstream.to_vec(), "--partner-id"),
            (
                [&upstream[..], &["--partner-id", "dummy-42"]].concat(),
                "--app-version",
            ),
            (
                [&upstream[..], &["--sandbox-port", "1"]].concat(),
                "no meaning",
            ),
            (vec!["--upstream", "api.example.com"], "address such as"),
            (vec!["--port", "many"], "invalid digit"),
            (vec!["--nonsense"], "--nonsense"),
        ] {
            let failure = check(&arguments, None).unwrap_err();
            assert!(
                failure.sentence().contains(expected),
                "{arguments:?}: {failure:?}"
            );
        }
    }

    #[test]
    fn an_id_the_redaction_could_miss_is_refused_without_repeating_it() {
        let arguments = [
            "--upstream",
            "https://x",
            "--partner-id",
            "my\"id",
            "--app-version",
            "1",
        ];
        let failure = check(&arguments, None).unwrap_err();
        assert!(!failure.sentence().contains("my\"id"), "{failure:?}");
    }
}
