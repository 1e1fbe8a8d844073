//! The command line of `cargo xtask check-api`.

use std::io;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs};

use lexopt::{Arg, ValueExt};
use refillery_check_api::{DeviceClock, Examples, Options, Order, Outcome, Way, check, curl};
use shop_core::model::beneficiary;
use shop_core::model::country::Country;
use shop_core::model::order::OrderId;

const USAGE: &str = "\
Usage: cargo xtask check-api --upstream URL --partner-id ID
       cargo xtask check-api --through URL

Asks the partner API every question that makes nothing, and says where it differs from what the
shop knows. It never orders. The partner id can also stand in REFILLERY_PARTNER_ID.

  --upstream URL       the API itself, such as https://api.cryptorefills.com
  --partner-id ID      what X-Cr-Application says
  --app-version V      what X-Cr-Version says
  --address IP         a buyer's address, for X-Forwarded-For, which a proxy adds
  --countries-url URL  where the list of countries is
  --through URL        a shop's own proxy instead, such as https://shop.example/api
  --country CC         the country to ask about (US)
  --email ADDRESS      the address that validations name (buyer@example.com)
  --order              read an order's id from standard input, and follow the order
  --minutes N          for how long (3)
  --report FILE        write the report there, too
  --record DIR         keep the answers there without personal data, as tests/fixtures has them

It ends with 0 where nothing that a buyer is told would be wrong, with 1 where something would,
and with 2 where it could not ask.";

/// The exit code if something could not be asked.
const UNASKED: u8 = 2;

/// Where the list of countries is: on the web site, not on the API's host.
const COUNTRIES: &str = "https://www.cryptorefills.com/api/available-countries";

/// The arguments of the command line.
struct Arguments {
    options: Options,
    report: Option<PathBuf>,
    record: Option<PathBuf>,
}

fn main() -> ExitCode {
    let id = env::var("REFILLERY_PARTNER_ID").ok();
    let done = read(lexopt::Parser::from_env(), id, &id_from_input).and_then(|arguments| {
        let Some(arguments) = arguments else {
            println!("{USAGE}");
            return Ok(ExitCode::SUCCESS);
        };
        visit(&arguments)
    });
    done.unwrap_or_else(|sentence| {
        eprintln!("check-api: {sentence}");
        ExitCode::from(UNASKED)
    })
}

fn visit(arguments: &Arguments) -> Result<ExitCode, String> {
    let examples = Examples::of_checkout()?;
    let tell = |sentence: &str| eprintln!("{sentence}");
    let checked = check(
        &arguments.options,
        &examples,
        &curl,
        &DeviceClock::begin(),
        &tell,
    );
    println!("{}", checked.report);
    if let Some(file) = &arguments.report {
        write(file, &checked.report)?;
    }
    if let Some(folder) = &arguments.record {
        let count = checked.record(folder)?;
        eprintln!("{count} bodies are in {}.", folder.display());
    }
    Ok(match checked.outcome {
        Outcome::Right => ExitCode::SUCCESS,
        Outcome::Wrong => ExitCode::FAILURE,
        Outcome::Unasked => ExitCode::from(UNASKED),
    })
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

/// An order's id is a secret: it is on no command line, which others on the machine can read.
fn id_from_input() -> Option<String> {
    let mut line = String::new();
    io::stdin().read_line(&mut line).ok()?;
    Some(line)
}

fn read(
    mut arguments: lexopt::Parser,
    id_in_environment: Option<String>,
    order_id: &dyn Fn() -> Option<String>,
) -> Result<Option<Arguments>, String> {
    let (mut upstream, mut through, mut id) = (None, None, id_in_environment);
    let (mut app_version, mut countries, mut address) = (None, None, None);
    let (mut country, mut email) = ("US".to_owned(), "buyer@example.com".to_owned());
    let (mut has_order, mut minutes) = (false, 3_u64);
    let (mut report, mut record) = (None, None);
    let said = |error: lexopt::Error| error.to_string();
    while let Some(argument) = arguments.next().map_err(said)? {
        match argument {
            Arg::Long("upstream") => upstream = Some(text(&mut arguments)?),
            Arg::Long("through") => through = Some(text(&mut arguments)?),
            Arg::Long("partner-id") => id = Some(text(&mut arguments)?),
            Arg::Long("app-version") => app_version = Some(text(&mut arguments)?),
            Arg::Long("address") => address = Some(ip_address(&text(&mut arguments)?)?),
            Arg::Long("countries-url") => countries = Some(text(&mut arguments)?),
            Arg::Long("country") => country = text(&mut arguments)?,
            Arg::Long("email") => email = text(&mut arguments)?,
            Arg::Long("order") => has_order = true,
            Arg::Long("minutes") => {
                minutes = text(&mut arguments)?
                    .parse()
                    .map_err(|_| "--minutes takes a number.")?;
            }
            Arg::Long("report") => report = Some(text(&mut arguments)?.into()),
            Arg::Long("record") => record = Some(text(&mut arguments)?.into()),
            Arg::Long("help") | Arg::Short('h') => return Ok(None),
            other => return Err(other.unexpected().to_string()),
        }
    }
    let way = match (upstream, through) {
        (Some(api), None) => Way::Direct {
            api: web_address("--upstream", &api)?,
            countries: web_address("--countries-url", countries.as_deref().unwrap_or(COUNTRIES))?,
            partner_id: header_value("--partner-id", id)?,
            app_version: header_value(
                "--app-version",
                app_version.or(Some(
                    concat!("refillery/", env!("CARGO_PKG_VERSION")).to_owned(),
                )),
            )?,
            address,
        },
        (None, Some(prefix)) => Way::Proxy {
            prefix: web_address("--through", &prefix)?,
        },
        _ => return Err("give either `--upstream` or `--through`; `--help` says more.".to_owned()),
    };
    let order = if has_order {
        let id = order_id().unwrap_or_default();
        let id = OrderId::parse(id.trim())
            .ok_or("--order reads an order's id from standard input, and there was none.")?;
        let seconds = minutes.saturating_mul(60);
        Some(Order { id, seconds })
    } else {
        None
    };
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Ok(Some(Arguments {
        options: Options {
            way,
            country: Country::parse(&country).ok_or("--country takes two letters, such as US.")?,
            email: beneficiary::email(&email).ok_or("--email takes an email address.")?,
            order,
            now: u64::try_from(now.as_millis()).unwrap_or_default(),
        },
        report,
        record,
    }))
}

fn text(arguments: &mut lexopt::Parser) -> Result<String, String> {
    let value = arguments.value().and_then(|value| value.string());
    value.map_err(|error| error.to_string())
}

fn web_address(flag: &str, text: &str) -> Result<String, String> {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_plain = !text.contains(|letter: char| {
        letter.is_whitespace() || letter.is_control() || "?#".contains(letter)
    });
    match host {
        Some(host) if is_plain && !host.is_empty() && !host.starts_with('/') => {
            Ok(text.trim_end_matches('/').to_owned())
        }
        _ => Err(format!(
            "{flag} takes an address such as https://api.example.com."
        )),
    }
}

/// One address, as a proxy passes it on; the sentence never repeats it.
fn ip_address(text: &str) -> Result<String, String> {
    let address: IpAddr = text
        .trim()
        .parse()
        .map_err(|_| "--address takes one IP address.")?;
    Ok(address.to_string())
}

/// A header's value; the sentence never repeats it.
fn header_value(flag: &str, value: Option<String>) -> Result<String, String> {
    let value = value.ok_or_else(|| format!("--upstream needs `{flag}` too."))?;
    if !value.is_empty() && value.chars().all(|letter| letter.is_ascii_graphic()) {
        Ok(value)
    } else {
        Err(format!(
            "{flag} takes visible ASCII characters without spaces."
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5";

    fn of(arguments: &[&str], id: Option<&str>) -> Result<Option<Arguments>, String> {
        let input = || Some(format!(" {ID}\n"));
        read(
            lexopt::Parser::from_args(arguments),
            id.map(str::to_owned),
            &input,
        )
    }

    #[test]
    fn the_partner_id_comes_from_the_flag_or_the_environment() {
        let upstream = [
            "--upstream",
            "https://api.example.com/",
            "--country",
            "de",
            "--address",
            "198.51.100.7",
        ];
        let read = of(&upstream, Some("dummy-42")).unwrap().unwrap();
        assert_eq!(read.options.country.code(), "DE");
        let Way::Direct {
            api,
            partner_id,
            address,
            ..
        } = read.options.way
        else {
            panic!("not direct");
        };
        assert_eq!(address.as_deref(), Some("198.51.100.7"));
        assert_eq!(
            (api.as_str(), partner_id.as_str()),
            ("https://api.example.com", "dummy-42")
        );
        assert!(of(&upstream, None).is_err_and(|sentence| sentence.contains("--partner-id")));
    }

    #[test]
    fn an_orders_id_is_read_from_the_input_alone() {
        let through = ["--through", "https://shop.example/api"];
        let read = of(
            &[&through[..], &["--order", "--minutes", "2"]].concat(),
            None,
        );
        let order = read.unwrap().unwrap().options.order.unwrap();
        assert_eq!((order.id.as_str(), order.seconds), (ID, 120));
        let given = of(&[&through[..], &["--order", ID]].concat(), None);
        assert!(given.is_err());
        assert!(of(&through, None).unwrap().unwrap().options.order.is_none());
    }

    #[test]
    fn what_does_not_fit_is_a_sentence_without_the_id() {
        for (arguments, part) in [
            (&[][..], "either"),
            (
                &[
                    "--upstream",
                    "https://a.example",
                    "--through",
                    "https://b.example",
                ],
                "either",
            ),
            (
                &["--upstream", "a.example", "--partner-id", "secret"],
                "--upstream takes",
            ),
            (
                &[
                    "--upstream",
                    "https://a.example",
                    "--partner-id",
                    "my secret",
                ],
                "visible ASCII",
            ),
            (
                &["--upstream", "https://a.example", "--address", "a secret"],
                "--address takes",
            ),
            (
                &["--through", "https://b.example", "--country", "USA"],
                "two letters",
            ),
            (
                &["--through", "https://b.example", "--email", "nobody"],
                "email address",
            ),
            (&["--nonsense"], "--nonsense"),
        ] {
            let sentence = of(arguments, None).err().unwrap();
            assert!(sentence.contains(part), "{sentence}");
            assert!(!sentence.contains("secret"), "{sentence}");
        }
    }
}
