//! Trunk's configuration for `serve`: `Trunk.toml` with other proxies.
//!
//! The partner headers are put in by Trunk's proxy and by nothing else, so they live in an
//! untracked file that only this user can read, and never in the bundle.

use std::fs;
use std::io::Write;
use std::path::Path;

use toml::{Table, Value};

use crate::failure::{Failure, Outcome};
use crate::place::Place;
use crate::system::readable_by_us;

/// The header that carries the partner id.
pub(crate) const APPLICATION: &str = "X-Cr-Application";

/// The header of the country that is shopped in.
const COUNTRY: &str = "X-Country-ISO-Code";

/// Where orders are followed.
const STREAMS: &str = "/api/orders/";

/// Where the proxy sends requests, and what it adds to each.
#[derive(Clone, Debug)]
pub(crate) struct Upstream {
    /// The API's address, without a closing slash.
    pub(crate) api: String,
    /// Where the available countries are, if that isn't the API's own host.
    pub(crate) countries: Option<String>,
    /// `X-Cr-Application`.
    pub(crate) partner_id: String,
    /// `X-Cr-Version`.
    pub(crate) app_version: String,
    /// `X-Country-ISO-Code` of streams, for which the shop can't say it.
    pub(crate) country: String,
}

/// Writes the configuration for `upstream` to `file`, readable for its owner only.
pub(crate) fn write(place: &Place, upstream: &Upstream, file: &Path) -> Outcome<()> {
    let text = configuration(&place.read("Trunk.toml")?, place, upstream)?;
    let unwritable =
        |error| Failure::because(format!("{} can't be written: {error}.", file.display()));
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    // A file of an earlier run would keep the permissions it has.
    if file.exists() {
        fs::remove_file(file).map_err(unwritable)?;
    }
    readable_by_us(fs::OpenOptions::new().write(true).create_new(true))
        .open(file)
        .and_then(|mut handle| handle.write_all(text.as_bytes()))
        .map_err(unwritable)
}

/// The partner id that an earlier `serve --upstream` has left in `file`.
pub(crate) fn partner_id_in(file: &Path) -> Option<String> {
    let table: Table = fs::read_to_string(file).ok()?.parse().ok()?;
    let proxy = table.get("proxy")?.as_array()?.first()?;
    let id = proxy.get("request_headers")?.get(APPLICATION)?.as_str()?;
    Some(id.to_owned())
}

fn configuration(base: &str, place: &Place, upstream: &Upstream) -> Outcome<String> {
    let mut table: Table = base
        .parse()
        .map_err(|error| Failure::because(format!("Trunk.toml is not valid TOML: {error}")))?;
    absolute_paths(&mut table, place);
    table.insert("proxy".to_owned(), Value::Array(proxies(upstream)));
    toml::to_string(&table)
        .map_err(|error| Failure::because(format!("Trunk's configuration can't be made: {error}.")))
}

/// Trunk resolves paths from its configuration's folder, and this configuration is elsewhere.
fn absolute_paths(table: &mut Table, place: &Place) {
    let absolute = |value: &mut Value| {
        if let Value::String(path) = value {
            *path = place.root.join(&*path).to_string_lossy().into_owned();
        }
    };
    if let Some(Value::Table(build)) = table.get_mut("build") {
        build.get_mut("target").map(absolute);
        let served = place.served().to_string_lossy().into_owned();
        build.insert("dist".to_owned(), Value::String(served));
    }
    if let Some(Value::Table(watch)) = table.get_mut("watch") {
        for list in ["watch", "ignore"] {
            if let Some(Value::Array(paths)) = watch.get_mut(list) {
                paths.iter_mut().for_each(absolute);
            }
        }
    }
}

fn proxies(upstream: &Upstream) -> Vec<Value> {
    let api = upstream.api.trim_end_matches('/');
    let mut rules = vec![
        ("/api/", format!("{api}/")),
        (STREAMS, format!("{api}/v5/orders/")),
    ];
    if let Some(countries) = &upstream.countries {
        rules.push(("/api/available-countries", countries.clone()));
    }
    let common = Table::from_iter([
        (
            APPLICATION.to_owned(),
            Value::from(upstream.partner_id.as_str()),
        ),
        (
            "X-Cr-Version".to_owned(),
            Value::from(upstream.app_version.as_str()),
        ),
        ("Content-Type".to_owned(), Value::from("application/json")),
    ]);
    // A system-wide proxy must not get requests for an address of this machine.
    let local = api.starts_with("http://127.0.0.1:");
    rules
        .into_iter()
        .map(|(rewrite, backend)| {
            let mut headers = common.clone();
            // A header that is written here replaces the shop's.
            if rewrite == STREAMS {
                headers.insert(COUNTRY.to_owned(), Value::from(upstream.country.as_str()));
            }
            Value::Table(Table::from_iter([
                ("rewrite".to_owned(), Value::from(rewrite)),
                ("backend".to_owned(), Value::from(backend)),
                ("no_system_proxy".to_owned(), Value::from(local)),
                ("request_headers".to_owned(), Value::from(headers)),
            ]))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const BASE: &str = r#"
trunk-version = "=0.22.1"
[build]
target = "index.html"
dist = "dist"
minify = "on_release"
[watch]
watch = ["src"]
ignore = ["**/*.md"]
[[proxy]]
rewrite = "/old/"
backend = "http://127.0.0.1:1/"
"#;

    fn place() -> Place {
        Place {
            root: "/shop".into(),
        }
    }

    fn upstream() -> Upstream {
        Upstream {
            api: "https://api.example.com/".to_owned(),
            countries: Some("https://example.com/api/available-countries".to_owned()),
            partner_id: "dummy-42".to_owned(),
            app_version: "shop/1".to_owned(),
            country: "US".to_owned(),
        }
    }

    fn made(upstream: &Upstream) -> Table {
        configuration(BASE, &place(), upstream)
            .unwrap()
            .parse()
            .unwrap()
    }

    #[test]
    fn the_rest_of_trunk_toml_stays_and_its_paths_become_absolute() {
        let table = made(&upstream());
        assert_eq!(table["trunk-version"].as_str(), Some("=0.22.1"));
        assert_eq!(table["build"]["minify"].as_str(), Some("on_release"));
        assert_eq!(table["build"]["target"].as_str(), Some("/shop/index.html"));
        assert_eq!(table["build"]["dist"].as_str(), Some("/shop/target/served"));
        assert_eq!(table["watch"]["watch"][0].as_str(), Some("/shop/src"));
        assert_eq!(table["watch"]["ignore"][0].as_str(), Some("/shop/**/*.md"));
    }

    #[test]
    fn the_three_rules_replace_what_was_there() {
        let table = made(&upstream());
        let rules: Vec<_> = table["proxy"]
            .as_array()
            .unwrap()
            .iter()
            .map(|rule| {
                (
                    rule["rewrite"].as_str().unwrap(),
                    rule["backend"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            rules,
            [
                ("/api/", "https://api.example.com/"),
                ("/api/orders/", "https://api.example.com/v5/orders/"),
                (
                    "/api/available-countries",
                    "https://example.com/api/available-countries"
                ),
            ]
        );
    }

    #[test]
    fn every_rule_carries_the_headers_that_the_shop_does_not_say() {
        for rule in made(&upstream())["proxy"].as_array().unwrap() {
            let headers = rule["request_headers"].as_table().unwrap();
            let is_stream = rule["rewrite"].as_str() == Some("/api/orders/");
            assert_eq!(headers.len(), if is_stream { 4 } else { 3 });
            let country = headers.get("X-Country-ISO-Code").and_then(Value::as_str);
            assert_eq!(country, is_stream.then_some("US"));
            assert_eq!(headers["X-Cr-Application"].as_str(), Some("dummy-42"));
            assert_eq!(headers["X-Cr-Version"].as_str(), Some("shop/1"));
            assert_eq!(headers["Content-Type"].as_str(), Some("application/json"));
        }
    }

    #[test]
    fn the_file_is_private_and_gives_the_id_back() {
        let root = std::env::temp_dir().join(format!("xtask-proxy-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        fs::write(root.join("Trunk.toml"), BASE).unwrap();
        let place = Place { root: root.clone() };
        let file = place.upstream_configuration();
        write(&place, &upstream(), &file).unwrap();
        write(&place, &upstream(), &file).unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(partner_id_in(&file).as_deref(), Some("dummy-42"));
        fs::remove_dir_all(&root).unwrap();
        assert_eq!(partner_id_in(&file), None);
    }
}
