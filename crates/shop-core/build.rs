//! Makes the enum of the texts' keys of the English locale file.

use std::path::Path;
use std::{env, fs};

use text_keys::TextKeys;

/// The file that has every text, as seen from this package.
const ENGLISH: &str = "../../public/locales/en.json";

fn main() {
    println!("cargo::rerun-if-changed={ENGLISH}");
    if let Err(why) = write() {
        println!("cargo::error=public/locales/en.json: {why}");
    }
}

fn write() -> Result<(), Box<dyn std::error::Error>> {
    let keys = TextKeys::read(&fs::read_to_string(ENGLISH)?)?;
    let folder = env::var_os("OUT_DIR").ok_or("cargo names no folder for it")?;
    fs::write(Path::new(&folder).join("text_key.rs"), keys.to_rust())?;
    Ok(())
}
