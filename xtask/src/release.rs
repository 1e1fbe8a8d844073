//! `cargo xtask build`: the bundle visitors get, compressed, measured and searched.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::Arg;
use lexopt::ValueExt;

use crate::contact::nobody_to_write_to;
use crate::failure::{Failure, Outcome};
use crate::floor;
use crate::kept;
use crate::leaks;
use crate::policy;
use crate::process;
use crate::proxy;
use crate::setup::{ensure, timed};
use crate::size;
use crate::split;
use crate::system;
use crate::texts;
use crate::tool::Tool;
use crate::toolbox::Toolbox;
use crate::widget;

/// What a release build needs.
pub(crate) const NEEDS: [Tool; 6] = [
    Tool::WasmTarget,
    Tool::LibrarySource,
    Tool::Trunk,
    Tool::WasmBindgen,
    Tool::WasmOpt,
    Tool::LightningCss,
];

/// Where the tests look for the release that is published under [`FOLDER`].
const IN_A_FOLDER: &str = "target/shop";

/// The folder that the tests publish a shop in.
const FOLDER: &str = "/shop/";

/// Trunk's lock against itself, which it leaves in the bundle.
const LOCK: &str = ".trunk-lock";

/// The library that renders the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Renderer {
    /// `crates/leptos-lean`, which the budgets are for.
    Lean,
    /// Leptos itself, to show that the shop is an ordinary Leptos app.
    Upstream,
}

impl Renderer {
    fn parse(name: &str) -> Outcome<Self> {
        match name {
            "lean" => Ok(Self::Lean),
            "upstream" => Ok(Self::Upstream),
            other => Err(Failure::because(format!(
                "--renderer takes lean or upstream, not {other}."
            ))),
        }
    }

    /// The shop's features, as cargo takes them.
    fn features(self) -> String {
        match self {
            Self::Lean => split::FEATURE.to_owned(),
            Self::Upstream => format!("{},upstream", split::FEATURE),
        }
    }
}

/// Builds the release.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let mut public_url = "/".to_owned();
    let mut renderer = Renderer::Lean;
    let mut explains = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("public-url") => public_url = arguments.value()?.string()?,
            Arg::Long("renderer") => renderer = Renderer::parse(&arguments.value()?.string()?)?,
            Arg::Long("explain") => explains = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let public_url = published_under(&public_url)?;
    let toolbox = Toolbox::open()?;
    ensure(&toolbox, &NEEDS)?;
    let built = build_with(&toolbox, renderer, &public_url, &toolbox.place.dist());
    // Above all where a file has become too large.
    if explains && split::is_cut(&toolbox) {
        split::explain::print(&toolbox)?;
    }
    built.map(|()| ExitCode::SUCCESS)
}

/// Makes `dist/`, and beside it the same release for a shop in a folder, which the
/// end-to-end tests put behind servers.
pub(crate) fn build_both(toolbox: &Toolbox) -> Outcome<()> {
    build(toolbox, "/", &toolbox.place.dist())?;
    build(toolbox, FOLDER, &toolbox.place.root.join(IN_A_FOLDER))
}

/// Makes a release in `bundle` and holds it to what it must be; the tools are there already.
pub(crate) fn build(toolbox: &Toolbox, public_url: &str, bundle: &Path) -> Outcome<()> {
    build_with(toolbox, Renderer::Lean, public_url, bundle)
}

/// The same with any renderer. The budgets hold for `leptos-lean` alone.
fn build_with(
    toolbox: &Toolbox,
    renderer: Renderer,
    public_url: &str,
    bundle: &Path,
) -> Outcome<()> {
    timed("building the release", || {
        let mut trunk = split::trunk(toolbox)?;
        trunk.args(["build", "--release", "--public-url", public_url]);
        // `texts` takes the keys out of the locale files, so the program needs none.
        trunk.args(["--no-default-features", "--features", &renderer.features()]);
        trunk.envs(smallest_code(toolbox));
        // The caller's own settings for Trunk must not turn a release into something else.
        trunk
            .arg("--config")
            .arg(toolbox.place.root.join("Trunk.toml"))
            .arg("--dist")
            .arg(bundle);
        if process::run(&mut trunk)?.success() {
            split::finish(toolbox, bundle)
        } else {
            Err(Failure::because(
                "the release does not build: see the lines above.",
            ))
        }
    })?;
    let lock = bundle.join(LOCK);
    if lock.exists() {
        fs::remove_file(&lock)
            .map_err(|error| Failure::because(format!("dist/{LOCK} can't be removed: {error}.")))?;
    }
    floor::lower(toolbox, bundle)?;
    texts::without_keys(bundle)?;
    kept::seal(bundle)?;
    policy::seal(bundle)?;
    let loader = widget::seal(bundle)?;
    let files = size::files(bundle)?;
    let known = [
        env::var("REFILLERY_PARTNER_ID").ok(),
        proxy::partner_id_in(&toolbox.place.upstream_configuration()),
    ];
    leaks::refuse(
        bundle,
        &files,
        &known.into_iter().flatten().collect::<Vec<_>>(),
    )?;
    let measured = timed("compressing", || {
        files
            .iter()
            .map(|file| size::compress(bundle, file))
            .collect::<Outcome<Vec<_>>>()
    })?;
    let names: Vec<String> = measured.iter().map(|file| file.name.clone()).collect();
    policy::publish(bundle, &names, public_url)?;
    println!();
    println!("{}", size::table(&measured));
    println!();
    println!("The program until the first page of a visit:");
    for budget in size::BUDGETS {
        let bytes = budget.weighs(&measured)?;
        match renderer {
            Renderer::Lean => println!("{}", budget.holds(bytes)?),
            Renderer::Upstream => println!("{}", budget.says(bytes)),
        }
    }
    println!("{}", widget::holds(&measured)?);
    println!("integrity of {}: {loader}", widget::LOADER);
    let page = fs::read_to_string(bundle.join("index.html")).unwrap_or_default();
    if let Some(words) = nobody_to_write_to(&page) {
        println!("note: {words}");
    }
    Ok(())
}

/// The variables that make cargo compile the standard library along with the shop, for size, and
/// cut every panic down to a trap: a tenth of the wasm, measured. The switches are unstable, so the
/// stable compiler gets a variable to accept them; they change no behaviour of a program that
/// doesn't panic. The compiler writes paths into the wasm, which are private and differ from
/// machine to machine, so they get short names.
fn smallest_code(toolbox: &Toolbox) -> Vec<(&'static str, String)> {
    let mut flags = vec![
        "-Zunstable-options".to_owned(),
        "-Cpanic=immediate-abort".to_owned(),
        split::LINKER_FLAG.to_owned(),
        format!("--remap-path-prefix={}=.", toolbox.place.root.display()),
    ];
    for (folder, name) in [("CARGO_HOME", "c"), ("RUSTUP_HOME", "r")] {
        let hidden = format!(".{}", folder.trim_end_matches("_HOME").to_lowercase());
        let home = system::home().map(|home| home.join(hidden));
        let place = env::var_os(folder).map(PathBuf::from).or(home);
        flags.extend(place.map(|place| format!("--remap-path-prefix={}={name}", place.display())));
    }
    vec![
        ("RUSTC_BOOTSTRAP", "1".to_owned()),
        (
            // Each flag by itself: a folder's name may have blanks in it.
            "CARGO_ENCODED_RUSTFLAGS",
            flags.join("\u{1f}"),
        ),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".to_owned()),
        (
            "CARGO_UNSTABLE_BUILD_STD_FEATURES",
            "optimize_for_size".to_owned(),
        ),
    ]
}

/// The public path as Trunk and the shop's router want it, with a slash at both ends.
fn published_under(path: &str) -> Outcome<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.~%".contains(c);
    if !path.starts_with('/') || path.contains("//") || !path.chars().all(plain) {
        return Err(Failure::because(
            "--public-url takes a path such as /shop/, on whatever host the shop is put.",
        ));
    }
    Ok(if path.ends_with('/') {
        path.to_owned()
    } else {
        format!("{path}/")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_path_has_a_slash_at_both_ends() {
        assert_eq!(published_under("/").as_deref(), Ok("/"));
        assert_eq!(published_under("/shop").as_deref(), Ok("/shop/"));
        assert_eq!(published_under("/a/b/").as_deref(), Ok("/a/b/"));
    }

    #[test]
    fn a_renderer_is_one_of_two() {
        assert_eq!(Renderer::parse("upstream"), Ok(Renderer::Upstream));
        assert_eq!(Renderer::parse("lean"), Ok(Renderer::Lean));
        assert!(Renderer::parse("leptos").is_err());
    }

    #[test]
    fn anything_else_is_refused() {
        for path in [
            "",
            "shop/",
            "//cdn",
            "https://example.com/",
            "/a b/",
            "/a?b",
        ] {
            assert!(published_under(path).is_err(), "{path}");
        }
    }
}
