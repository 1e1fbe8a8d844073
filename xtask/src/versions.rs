//! Which version of each tool this checkout wants.
//!
//! Each is written down once, where the tool itself reads it: Trunk's and wasm-opt's in
//! `Trunk.toml`, wasm-bindgen's in `Cargo.lock`, those of axe-core, IBM's engine,
//! TypeScript and geckodriver
//! beside the tests that ask them, cargo-deny's, cargo-mutants' and Lightning CSS' in
//! `xtask/Cargo.toml`.

use toml::Table;

use crate::failure::{Failure, Outcome};
use crate::place::Place;

/// The versions this checkout wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Versions {
    /// Trunk's version, such as `0.22.1`.
    pub(crate) trunk: String,
    /// wasm-opt's version, a single number such as `132`.
    pub(crate) wasm_opt: String,
    /// The version of wasm-bindgen and its command line, such as `0.2.130`.
    pub(crate) wasm_bindgen: String,
    /// axe-core's version, such as `4.14.1`.
    pub(crate) axe: String,
    /// The version of IBM's accessibility engine, such as `4.0.34`.
    pub(crate) equal_access: String,
    /// The version of TypeScript's compiler, such as `7.0.2`.
    pub(crate) typescript: String,
    /// Lightning CSS' version, such as `1.33.0`.
    pub(crate) lightning_css: String,
    /// geckodriver's version, such as `0.37.1`.
    pub(crate) geckodriver: String,
    /// cargo-deny's version, such as `0.20.2`.
    pub(crate) cargo_deny: String,
    /// cargo-mutants' version, such as `27.1.0`.
    pub(crate) cargo_mutants: String,
    /// leptosfmt's version, such as `0.1.33`.
    pub(crate) leptosfmt: String,
}

/// Where the tools of the end-to-end tests are pinned.
const TESTS: &str = "tests/e2e/Cargo.toml";

/// Where the tools of the other checks are pinned.
const COMMANDS: &str = "xtask/Cargo.toml";

impl Versions {
    /// Reads what the checkout says.
    pub(crate) fn read(place: &Place) -> Outcome<Self> {
        let (trunk, wasm_opt) = in_trunk_toml(&place.read("Trunk.toml")?)?;
        let wasm_bindgen = in_cargo_lock(&place.read("Cargo.lock")?)?;
        let tests = place.read(TESTS)?;
        let commands = place.read(COMMANDS)?;
        Ok(Self {
            trunk,
            wasm_opt,
            wasm_bindgen,
            axe: in_package(TESTS, &tests, "npm", "axe-core")?,
            equal_access: in_package(TESTS, &tests, "npm", "accessibility-checker-engine")?,
            typescript: in_package(TESTS, &tests, "npm", "typescript")?,
            lightning_css: in_package(COMMANDS, &commands, "npm", "lightningcss-cli")?,
            geckodriver: in_package(TESTS, &tests, "cargo", "geckodriver")?,
            cargo_deny: in_package(COMMANDS, &commands, "cargo", "cargo-deny")?,
            cargo_mutants: in_package(COMMANDS, &commands, "cargo", "cargo-mutants")?,
            leptosfmt: in_package(COMMANDS, &commands, "cargo", "leptosfmt")?,
        })
    }

    /// The version of the npm package that brings the wanted wasm-opt.
    pub(crate) fn npm_binaryen(&self) -> String {
        format!("{}.0.0", self.wasm_opt)
    }
}

fn in_trunk_toml(text: &str) -> Outcome<(String, String)> {
    let table = parse("Trunk.toml", text)?;
    let trunk = table
        .get("trunk-version")
        .and_then(|version| version.as_str()?.strip_prefix('='))
        .ok_or_else(|| Failure::because("Trunk.toml has no `trunk-version = \"=…\"`."))?;
    let wasm_opt = table
        .get("tools")
        .and_then(|tools| tools.get("wasm_opt")?.as_str()?.strip_prefix("version_"))
        .ok_or_else(|| {
            Failure::because("Trunk.toml has no `wasm_opt = \"version_…\"` under [tools].")
        })?;
    Ok((trunk.to_owned(), wasm_opt.to_owned()))
}

fn in_cargo_lock(text: &str) -> Outcome<String> {
    let table = parse("Cargo.lock", text)?;
    table
        .get("package")
        .and_then(|packages| packages.as_array())
        .and_then(|packages| {
            packages.iter().find(|package| {
                package.get("name").and_then(|name| name.as_str()) == Some("wasm-bindgen")
            })
        })
        .and_then(|package| package.get("version")?.as_str())
        .map(str::to_owned)
        .ok_or_else(|| Failure::because("Cargo.lock has no wasm-bindgen."))
}

/// The version of `name` under `[package.metadata.…]` of the manifest `file`.
fn in_package(file: &str, text: &str, from: &str, name: &str) -> Outcome<String> {
    let table = parse(file, text)?;
    let version = table
        .get("package")
        .and_then(|package| package.get("metadata")?.get(from)?.get(name)?.as_str());
    version.map(str::to_owned).ok_or_else(|| {
        Failure::because(format!(
            "{file} has no `{name} = \"…\"` under [package.metadata.{from}]."
        ))
    })
}

fn parse(name: &str, text: &str) -> Outcome<Table> {
    text.parse()
        .map_err(|error| Failure::because(format!("{name} is not valid TOML: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
dependencies = ["cfg-if"]

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.131"
"#;

    #[test]
    fn the_lock_names_wasm_bindgen_itself_and_not_its_family() {
        assert_eq!(in_cargo_lock(LOCK), Ok("0.2.130".to_owned()));
    }

    #[test]
    fn a_lock_without_wasm_bindgen_is_a_sentence() {
        let failure = in_cargo_lock("version = 4").unwrap_err();
        assert_eq!(failure.sentence(), "Cargo.lock has no wasm-bindgen.");
    }

    #[test]
    fn trunk_toml_pins_both_of_its_tools() {
        let text = "trunk-version = \"=0.22.1\"\n[tools]\nwasm_opt = \"version_132\"\n";
        assert_eq!(
            in_trunk_toml(text),
            Ok(("0.22.1".to_owned(), "132".to_owned()))
        );
    }

    #[test]
    fn a_loose_pin_is_refused() {
        assert!(in_trunk_toml("trunk-version = \"0.22\"").is_err());
        assert!(in_trunk_toml("trunk-version = \"=0.22.1\"").is_err());
    }

    #[test]
    fn a_package_names_its_tools() {
        let text = "[package]\nname = \"x\"\n[package.metadata.npm]\naxe-core = \"4.14.1\"\n";
        let version = |from, name| in_package("x/Cargo.toml", text, from, name);
        assert_eq!(version("npm", "axe-core"), Ok("4.14.1".to_owned()));
        assert_eq!(
            version("cargo", "geckodriver").unwrap_err().sentence(),
            "x/Cargo.toml has no `geckodriver = \"…\"` under [package.metadata.cargo]."
        );
    }

    #[test]
    fn this_checkout_pins_all_of_them() {
        let versions = Versions::read(&Place::find().unwrap()).unwrap();
        assert_eq!(
            versions.npm_binaryen(),
            format!("{}.0.0", versions.wasm_opt)
        );
        assert!(versions.wasm_bindgen.starts_with("0.2."));
        assert_eq!(versions.axe.split('.').count(), 3);
        assert_eq!(versions.equal_access.split('.').count(), 3);
    }
}
