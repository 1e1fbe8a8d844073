//! `trunk serve` on this run's sandbox.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use http::Method;
use toml::{Table, Value};

use crate::http::{Http, ask, free_port};
use crate::place;
use crate::process::{Group, Guard};

/// The first build compiles the whole shop; on two busy cores that takes minutes.
const LIMIT: Duration = Duration::from_secs(20 * 60);

/// How often to say that it is still building.
const NEWS: Duration = Duration::from_secs(15);

/// The served shop.
pub(crate) struct Trunk {
    /// Its address, without a slash at the end.
    pub(crate) url: String,
    /// The built files.
    pub(crate) dist: PathBuf,
    _group: Group,
}

/// Builds the shop and serves it, `/api/` leading to `sandbox`.
pub(crate) async fn serve(guard: &Guard, http: &Http, sandbox: &str) -> Trunk {
    let work = place::work();
    let dist = work.join("dist");
    let file = work.join("Trunk.toml");
    fs::write(&file, configuration(sandbox)).expect("the configuration can be written");
    let port = free_port();
    let mut command = Command::new(place::program("REFILLERY_TRUNK", "trunk"));
    command
        .current_dir(place::root())
        // The folder that `cargo xtask serve` builds in, whatever these tests were built in.
        .env_remove("CARGO_TARGET_DIR")
        .args(["serve", "--no-autoreload=true", "--no-color", "--config"])
        .arg(&file)
        .arg("--dist")
        .arg(&dist)
        .args(["--port", &port.to_string()]);
    let mut group = Group::start(&mut command, guard, &work.join("trunk.log"));
    let url = format!("http://127.0.0.1:{port}");
    let begun = Instant::now();
    let mut told = begun;
    eprintln!("Building the shop with trunk (the first time takes minutes) …");
    loop {
        if let Some((status, page)) = ask(http, Method::GET, &format!("{url}/"), None).await
            && status.is_success()
            && String::from_utf8_lossy(&page).contains("shop-config")
        {
            break;
        }
        let log = group.last_words(40);
        assert!(
            group.ended().is_none() && !log.contains("error from build pipeline"),
            "trunk could not build or serve the shop:\n{log}"
        );
        assert!(begun.elapsed() < LIMIT, "trunk is still not done:\n{log}");
        if told.elapsed() > NEWS {
            told = Instant::now();
            eprintln!(
                "  {} s: {}",
                begun.elapsed().as_secs(),
                group.last_words(1).trim()
            );
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    eprintln!("The shop is up after {} s.", begun.elapsed().as_secs());
    Trunk {
        url,
        dist,
        _group: group,
    }
}

/// The checkout's `Trunk.toml`, with this sandbox behind the same proxies and headers.
fn configuration(sandbox: &str) -> String {
    let root = place::root();
    let text = fs::read_to_string(root.join("Trunk.toml")).expect("Trunk.toml can be read");
    let mut table: Table = text.parse().expect("Trunk.toml is TOML");
    let Some(Value::Table(build)) = table.get_mut("build") else {
        panic!("Trunk.toml has no [build]");
    };
    let target = root.join("index.html").to_string_lossy().into_owned();
    build.insert("target".to_owned(), Value::from(target));
    // An empty folder: a file saved meanwhile must not swap the shop under a test.
    let still = place::work().join("still");
    fs::create_dir_all(&still).expect("a folder can be made");
    let still = Value::from(still.to_string_lossy().into_owned());
    let watch = Table::from_iter([("watch".to_owned(), Value::Array(vec![still]))]);
    table.insert("watch".to_owned(), Value::Table(watch));
    let Some(Value::Array(proxies)) = table.get_mut("proxy") else {
        panic!("Trunk.toml has no [[proxy]]");
    };
    for proxy in proxies {
        let backend = proxy["backend"].as_str().expect("a proxy has a backend");
        let path = backend.splitn(4, '/').nth(3).unwrap_or_default();
        proxy["backend"] = Value::from(format!("{sandbox}/{path}"));
    }
    toml::to_string(&table).expect("a table can be written")
}
