//! The release behind the servers of `deploy/`, as their own READMEs say, with this run's
//! sandbox for the API.

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::http::free_port;
use crate::place;
use crate::process::{Group, Guard};

/// How long a server may take to listen.
const LIMIT: Duration = Duration::from_secs(30);

/// A folder of `deploy/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// nginx, from Debian's packages.
    Nginx,
    /// Caddy, from Debian's packages.
    Caddy,
    /// Node, with Fastify from npm.
    Node,
    /// A Worker, under Cloudflare's own local runtime from npm.
    Cloudflare,
    /// Edge functions, under a thin stand-in for the host.
    Netlify,
    /// Middleware and a function, under a thin stand-in for the host.
    Vercel,
}

/// A test's differences from the recipe's own `refillery.env`.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Variables and their values.
    pub set: Vec<(&'static str, String)>,
    /// Where the files are, if not in `dist/`.
    pub dist: Option<PathBuf>,
    /// Text of nginx' template or of `proxy.mjs` to replace, and its replacement: for a broken
    /// recipe, or one with shorter lives.
    pub edits: Vec<(&'static str, &'static str)>,
    /// Certificate and key, where TLS ends at the recipe. Caddy makes its own instead.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Addresses or ranges of the proxies in front of a recipe with a server of its own.
    pub trusted: &'static [&'static str],
}

impl Options {
    /// With one more variable.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.set.push((name, value.into()));
        self
    }
}

/// A running server of a recipe; it stops when dropped.
pub struct Deployed {
    /// Its address, without a slash at the end.
    pub url: String,
    /// The folder of the files that it writes.
    pub folder: PathBuf,
    port: u16,
    recipe: Recipe,
    variables: BTreeMap<String, String>,
    edits: Vec<(&'static str, &'static str)>,
    group: Option<Group>,
}

impl Deployed {
    pub(crate) async fn start(
        recipe: Recipe,
        options: Options,
        dist: &Path,
        sandbox: &str,
        guard: &Guard,
    ) -> Self {
        let port = free_port();
        let folder = place::work().join(format!("deploy/{}-{port}", recipe.name()));
        // Ports are used again, and an earlier server's files are not this one's.
        let _absent = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("target/ can be written");
        let mut variables = recipe.own_variables();
        let dist = options.dist.as_deref().unwrap_or(dist);
        for (name, value) in recipe.variables(port, &folder, dist, sandbox, &options) {
            variables.insert(name.to_owned(), value);
        }
        for (name, value) in options.set {
            assert!(
                variables.insert(name.to_owned(), value).is_some(),
                "the recipe knows no {name}"
            );
        }
        let scheme = if options.tls.is_some() {
            "https"
        } else {
            "http"
        };
        let mut deployed = Self {
            url: format!("{scheme}://127.0.0.1:{port}"),
            folder,
            port,
            recipe,
            variables,
            edits: options.edits,
            group: None,
        };
        deployed.begin(guard).await;
        deployed
    }

    /// Ends it, with every connection it holds.
    pub fn stop(&mut self) {
        self.group = None;
    }

    /// Starts it again where it was.
    pub(crate) async fn begin(&mut self, guard: &Guard) {
        let mut command = self
            .recipe
            .command(&self.folder, &self.variables, &self.edits);
        let mut group = Group::start(&mut command, guard, &self.folder.join("output.log"));
        let begun = Instant::now();
        while !self.answers() {
            assert!(
                group.ended().is_none() && begun.elapsed() < LIMIT,
                "{} does not listen:\n{}",
                self.recipe.name(),
                group.last_words(20)
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.group = Some(group);
    }

    /// Whether it takes connections and has its certificate. A server that makes its own
    /// certificate listens before it has one; until then browsers see a protocol error.
    fn answers(&self) -> bool {
        let listens = || TcpStream::connect(("127.0.0.1", self.port)).is_ok();
        if !self.url.starts_with("https") {
            return listens();
        }
        let mut curl = Command::new("curl");
        curl.args(["-q", "--silent", "--insecure", "--max-time", "5"])
            .args(["--output", "/dev/null", &self.url]);
        listens() && curl.status().is_ok_and(|status| status.success())
    }

    /// Everything it has written by now.
    pub fn words(&self) -> String {
        ["output.log", "access.log", "error.log"]
            .iter()
            .filter_map(|name| fs::read_to_string(self.folder.join(name)).ok())
            .collect()
    }

    /// The memory of all its processes, in kilobytes.
    pub fn memory(&self) -> u64 {
        let group = self.group.as_ref().map_or(0, Group::number);
        let listed = Command::new("ps").args(["-eo", "pgid=,rss="]).output();
        let listed = listed.map(|output| output.stdout).unwrap_or_default();
        String::from_utf8_lossy(&listed)
            .lines()
            .filter_map(|line| {
                let mut words = line.split_whitespace();
                let of_group = words.next()? == group.to_string();
                words.next()?.parse::<u64>().ok().filter(|_| of_group)
            })
            .sum()
    }
}

impl Recipe {
    /// Whether it runs at a host's edge: it names the API by its address alone, and the host
    /// packs files as it likes.
    pub fn is_edge(self) -> bool {
        matches!(self, Self::Cloudflare | Self::Netlify | Self::Vercel)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
            Self::Node => "node",
            Self::Cloudflare => "cloudflare",
            Self::Netlify => "netlify",
            Self::Vercel => "vercel",
        }
    }

    fn folder(self) -> PathBuf {
        place::root().join("deploy").join(self.name())
    }

    /// The recipe's own file of variables.
    fn own_variables(self) -> BTreeMap<String, String> {
        let file = self.folder().join("refillery.env");
        let text = fs::read_to_string(&file).expect("refillery.env can be read");
        text.lines()
            .filter_map(|line| {
                let (name, value) = line.split_once('=')?;
                Some((
                    name.to_owned(),
                    value.strip_prefix('"')?.strip_suffix('"')?.to_owned(),
                ))
            })
            .collect()
    }

    /// The variables that differ on this machine.
    fn variables(
        self,
        port: u16,
        folder: &Path,
        dist: &Path,
        sandbox: &str,
        options: &Options,
    ) -> Vec<(&'static str, String)> {
        let inside = |name: &str| folder.join(name).to_string_lossy().into_owned();
        let dist = dist.to_string_lossy().into_owned();
        let mut all = vec![
            ("SHOP_DIST", dist.clone()),
            ("SHOP_PAGE", dist),
            ("SHOP_PARTNER_ID", "recipe-partner".to_owned()),
            ("SHOP_VERSION", "e2e-1".to_owned()),
            ("SHOP_COUNTRY", "DE".to_owned()),
            ("SHOP_UPSTREAM", sandbox.to_owned()),
            ("SHOP_UPSTREAM_HOST", "api.sandbox.test".to_owned()),
            ("SHOP_COUNTRIES_HOST", "www.sandbox.test".to_owned()),
        ];
        match self {
            Self::Nginx => {
                let how = if options.tls.is_some() {
                    " ssl http2"
                } else {
                    ""
                };
                all.extend([
                    ("SHOP_LISTEN", format!("127.0.0.1:{port}{how}")),
                    (
                        "SHOP_PLAIN_LISTEN",
                        format!("unix:{}", inside("plain.sock")),
                    ),
                    ("SHOP_TLS_FILE", inside("tls.conf")),
                    (
                        "SHOP_COUNTRIES",
                        format!("{sandbox}/api/available-countries"),
                    ),
                    ("SHOP_CACHE", inside("cache")),
                    ("SHOP_LOG", inside("access.log")),
                    ("SHOP_ERROR_LOG", inside("error.log")),
                    ("SHOP_BROTLI_FILE", inside("brotli.conf")),
                    ("SHOP_TRUSTED_FILE", inside("trusted.conf")),
                    ("SHOP_RESOLVER", "127.0.0.1".to_owned()),
                ]);
                let trusted = options.trusted.iter();
                let trusted = trusted.map(|range| ["set_real_ip_from ", range, ";\n"].concat());
                fs::write(folder.join("trusted.conf"), trusted.collect::<String>())
                    .expect("target/ can be written");
                if let Some((certificate, key)) = &options.tls {
                    let text = format!(
                        "ssl_certificate {};\nssl_certificate_key {};\n",
                        certificate.display(),
                        key.display()
                    );
                    fs::write(folder.join("tls.conf"), text).expect("target/ can be written");
                }
            }
            Self::Caddy => all.extend([
                (
                    "SHOP_ADDRESS",
                    if options.tls.is_some() {
                        format!("https://127.0.0.1:{port}")
                    } else {
                        format!("http://127.0.0.1:{port}")
                    },
                ),
                ("SHOP_COUNTRIES", sandbox.to_owned()),
                ("SHOP_TRUSTED_PROXIES", options.trusted.join(" ")),
            ]),
            Self::Node => all.extend([
                ("SHOP_TRUSTED_PROXIES", options.trusted.join(" ")),
                ("SHOP_PORT", port.to_string()),
                (
                    "NODE_EXTRA_CA_CERTS",
                    "/etc/ssl/certs/ca-certificates.crt".to_owned(),
                ),
                ("SHOP_COUNTRIES", sandbox.to_owned()),
            ]),
            Self::Cloudflare | Self::Netlify | Self::Vercel => all.extend([
                ("SHOP_PORT", port.to_string()),
                ("SHOP_SITE", folder.to_string_lossy().into_owned()),
                (
                    "SHOP_COUNTRIES",
                    format!("{sandbox}/api/available-countries"),
                ),
                // Settings of the host, which the stand-ins take from here.
                ("SHOP_VALIDATIONS_PER_MINUTE", String::new()),
                ("SHOP_ORDERS_PER_MINUTE", String::new()),
            ]),
        }
        all
    }

    fn command(
        self,
        folder: &Path,
        variables: &BTreeMap<String, String>,
        edits: &[(&str, &str)],
    ) -> Command {
        match self {
            Self::Nginx => {
                let template = self.folder().join("refillery.conf.template");
                let mut site = fs::read_to_string(template).expect("the template can be read");
                for (old, new) in edits {
                    assert!(site.contains(old), "the template has no {old}");
                    site = site.replace(old, new);
                }
                // As `envsubst` does it.
                for (name, value) in variables {
                    site = site.replace(&format!("${{{name}}}"), value);
                }
                let main = NGINX.replace("FOLDER", &folder.to_string_lossy());
                for (name, text) in [
                    ("site.conf", site.as_str()),
                    ("nginx.conf", main.as_str()),
                    ("brotli.conf", "brotli_static on;\n"),
                ] {
                    fs::write(folder.join(name), text).expect("target/ can be written");
                }
                let mut command = Command::new(place::program("REFILLERY_NGINX", "nginx"));
                command
                    .arg("-p")
                    .arg(folder)
                    .arg("-c")
                    .arg(folder.join("nginx.conf"));
                command
            }
            Self::Caddy => {
                let mut command = Command::new(place::program("REFILLERY_CADDY", "caddy"));
                command
                    .args(["run", "--adapter", "caddyfile", "--config"])
                    .arg(self.folder().join("Caddyfile"))
                    .envs(variables)
                    .env("XDG_DATA_HOME", folder)
                    .env("XDG_CONFIG_HOME", folder);
                command
            }
            Self::Node => {
                let recipe = self.folder();
                npm_ci(&recipe, "fastify");
                let mut command = Command::new(place::program("REFILLERY_NODE", "node"));
                command.arg(recipe.join("server.mjs")).envs(variables);
                command
            }
            Self::Cloudflare | Self::Netlify | Self::Vercel => {
                let hosts = place::root().join("tests/e2e/edge");
                if self == Self::Cloudflare {
                    npm_ci(&hosts, "miniflare");
                }
                let edits = serde_json::to_string(edits).expect("texts can be written");
                let mut command = Command::new(place::program("REFILLERY_NODE", "node"));
                command
                    .env("SHOP_EDITS", edits)
                    .arg(hosts.join(format!("{}.mjs", self.name())))
                    .envs(variables);
                command
            }
        }
    }
}

/// Installs the packages of a folder's lock file, unless `package` shows that they are there.
fn npm_ci(folder: &Path, package: &str) {
    // Two tests at once must not write the same folder.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    if folder.join("node_modules").join(package).is_dir() {
        return;
    }
    let installed = Command::new(place::program("REFILLERY_NPM", "npm"))
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        .status();
    assert!(
        installed.is_ok_and(|status| status.success()),
        "`npm ci` failed in {}",
        folder.display()
    );
}

/// The part of Debian's nginx.conf around the site; one worker as on the smallest machine.
const NGINX: &str = "\
user root;
load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
daemon off;
pid FOLDER/nginx.pid;
error_log stderr;
worker_processes 1;
worker_rlimit_nofile 8192;
events { worker_connections 4096; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  sendfile on;
  client_body_temp_path FOLDER/body;
  proxy_temp_path FOLDER/proxy;
  fastcgi_temp_path FOLDER/fastcgi;
  uwsgi_temp_path FOLDER/uwsgi;
  scgi_temp_path FOLDER/scgi;
  include FOLDER/site.conf;
}
";
