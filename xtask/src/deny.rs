//! Checks the dependencies by `xtask/deny.toml`, with cargo-deny: their licences, their
//! duplicates, their sources, and the advisories against them.
//!
//! It looks at the workspace's own Cargo.lock: every member, feature and platform. The
//! package under `tests/bench` has a lock file of its own, is built by hand only, and is
//! not looked at.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use toml::Table;

use crate::failure::{Failure, Outcome};
use crate::process::{self, Group};
use crate::toolbox::Toolbox;

/// The configuration, from the checkout's root.
const CONFIGURATION: &str = "xtask/deny.toml";

/// How long the advisories' server may take to answer at all. A firewall that drops
/// everything would otherwise hold the check for minutes.
const ANSWER: Duration = Duration::from_secs(10);

/// How long the download of the advisories may take.
const DOWNLOAD: Duration = Duration::from_secs(120);

/// Whether the advisories on this machine are those of today.
#[derive(Debug, PartialEq, Eq)]
enum Database {
    /// They are.
    Current,
    /// They aren't, for this reason.
    OutOfReach(String),
}

/// Checks licences, duplicates and sources, and the advisories if they can be reached.
pub(crate) fn check(toolbox: &Toolbox) -> Outcome<()> {
    let rules = rules(toolbox);
    // Both are looked at, so that one run reports everything.
    if rules == Err(Failure::Stopped) {
        return rules;
    }
    let known = advisories(toolbox);
    rules.and(known)
}

fn rules(toolbox: &Toolbox) -> Outcome<()> {
    // cargo-deny only warns of a duplicate's exception that nothing needs.
    let checks = ["check", "-D", "warnings", "licenses", "bans", "sources"];
    if process::run(deny(toolbox).args(["--locked"]).args(checks))?.success() {
        Ok(())
    } else {
        Err(Failure::because(format!(
            "cargo-deny refuses the dependencies by {CONFIGURATION}: its lines above say which \
             package and which rule."
        )))
    }
}

fn advisories(toolbox: &Toolbox) -> Outcome<()> {
    if let Database::OutOfReach(reason) = fetch(toolbox)? {
        println!("Advisories were not checked: {reason}.");
        return Ok(());
    }
    // Without the network: the database has just been fetched, and a fault from here on
    // is in it and not in the connection.
    let check = ["--locked", "--offline", "check", "advisories"];
    if process::run(deny(toolbox).args(check))?.success() {
        Ok(())
    } else {
        Err(Failure::because(
            "there is an advisory against a dependency: cargo-deny's lines above say which, \
             and which version mends it.",
        ))
    }
}

fn fetch(toolbox: &Toolbox) -> Outcome<Database> {
    for address in addresses(&toolbox.place.read(CONFIGURATION)?)? {
        // cargo-deny itself fetches with git.
        if toolbox.find("git").is_none() {
            return Ok(Database::OutOfReach("there is no git to get them".into()));
        }
        let mut ask = toolbox.command("git");
        ask.args(["ls-remote", "--quiet", &address, "HEAD"])
            .env("GIT_TERMINAL_PROMPT", "0")
            .stdout(Stdio::null());
        match ended_within(&mut ask, ANSWER)? {
            Some(true) => {}
            ended => return Ok(Database::OutOfReach(silence(&address, ended.is_some()))),
        }
    }
    let mut fetch = deny(toolbox);
    fetch.args(["fetch", "db"]).env("GIT_TERMINAL_PROMPT", "0");
    Ok(match ended_within(&mut fetch, DOWNLOAD)? {
        Some(true) => Database::Current,
        Some(false) => Database::OutOfReach("cargo-deny can't fetch them (see above)".into()),
        None => Database::OutOfReach(format!(
            "their download took more than {} s",
            DOWNLOAD.as_secs()
        )),
    })
}

/// Why nothing came from `address`: git said why, or the time was over.
fn silence(address: &str, git_said_why: bool) -> String {
    if git_said_why {
        format!("{address} can't be reached (git says why above)")
    } else {
        format!("{address} did not answer within {} s", ANSWER.as_secs())
    }
}

/// Whether `command` succeeded, or nothing if it took longer than `limit` and was ended.
fn ended_within(command: &mut Command, limit: Duration) -> Outcome<Option<bool>> {
    let begun = Instant::now();
    let mut group = Group::start(command)?;
    loop {
        if let Some(status) = group.ended()? {
            return Ok(Some(status.success()));
        }
        if begun.elapsed() > limit {
            return Ok(None);
        }
        process::tick()?;
    }
}

fn deny(toolbox: &Toolbox) -> Command {
    let mut command = toolbox.command("cargo-deny");
    command.args(["--config", CONFIGURATION, "--workspace"]);
    command
}

/// Where the advisories are fetched from.
fn addresses(configuration: &str) -> Outcome<Vec<String>> {
    let table: Table = configuration
        .parse()
        .map_err(|error| Failure::because(format!("{CONFIGURATION} is not valid TOML: {error}")))?;
    let addresses: Vec<String> = table
        .get("advisories")
        .and_then(|advisories| advisories.get("db-urls")?.as_array())
        .into_iter()
        .flatten()
        .filter_map(|address| address.as_str().map(str::to_owned))
        .collect();
    if addresses.is_empty() {
        // cargo-deny would use its own choice, and no check would have shown whether that
        // one can be reached.
        return Err(Failure::because(format!(
            "{CONFIGURATION} names no `db-urls` under [advisories]."
        )));
    }
    Ok(addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_has_an_address() {
        let text = "[advisories]\ndb-urls = [\"https://a.example/x\", \"https://b.example/y\"]";
        assert_eq!(
            addresses(text),
            Ok(vec![
                "https://a.example/x".to_owned(),
                "https://b.example/y".to_owned()
            ])
        );
    }

    #[test]
    fn a_configuration_without_a_database_is_refused() {
        for text in ["", "[advisories]\ndb-urls = []", "[advisories"] {
            let failure = addresses(text).unwrap_err();
            assert!(failure.sentence().contains(CONFIGURATION), "{text}");
        }
    }

    #[test]
    fn every_exception_for_a_package_says_why() {
        let place = crate::place::Place::find().unwrap();
        let table: Table = place.read(CONFIGURATION).unwrap().parse().unwrap();
        for (section, list) in [
            ("bans", "skip"),
            ("bans", "skip-tree"),
            ("advisories", "ignore"),
        ] {
            let entries = table[section].get(list).and_then(|list| list.as_array());
            for entry in entries.into_iter().flatten() {
                let reason = entry.get("reason").and_then(|reason| reason.as_str());
                assert!(reason.is_some_and(|text| !text.is_empty()), "{entry}");
            }
        }
    }

    #[test]
    fn a_command_that_takes_too_long_is_ended() {
        let begun = Instant::now();
        let limit = Duration::from_millis(100);
        let mut command = Command::new("sleep");
        assert_eq!(ended_within(command.arg("60"), limit), Ok(None));
        assert!(begun.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn a_command_in_time_says_how_it_ended() {
        let limit = Duration::from_secs(30);
        assert_eq!(
            ended_within(&mut Command::new("true"), limit),
            Ok(Some(true))
        );
        assert_eq!(
            ended_within(&mut Command::new("false"), limit),
            Ok(Some(false))
        );
    }

    #[test]
    fn an_unreachable_address_is_named_with_the_reason() {
        let refused = silence("https://a.example/x", true);
        assert!(refused.contains("https://a.example/x") && refused.contains("git says why"));
        assert!(silence("https://a.example/x", false).contains("within 10 s"));
    }
}
