//! Makes the enum of the texts' keys of the English locale file, and the list of the languages' own
//! names of all locale files.

use std::path::Path;
use std::{env, fs};

use text_keys::TextKeys;

/// The folder of the locale files, as seen from this package.
const LOCALES: &str = "../../public/locales";

/// The text that is a language's own name for itself.
const OWN_NAME: &str = "frame.language_name";

fn main() {
    println!("cargo::rerun-if-changed={LOCALES}");
    if let Err(why) = write() {
        println!("cargo::error=public/locales: {why}");
    }
}

fn write() -> Result<(), Box<dyn std::error::Error>> {
    let keys = TextKeys::read(&fs::read_to_string(Path::new(LOCALES).join("en.json"))?)?;
    let mut names: Vec<(String, String)> = Vec::new();
    for entry in fs::read_dir(LOCALES)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let tag = path.file_stem().unwrap_or_default().to_string_lossy();
            names.push((
                tag.into(),
                text_keys::text(&fs::read_to_string(&path)?, OWN_NAME)?,
            ));
        }
    }
    names.sort();
    let names = format!(
        "/// The languages of the locale files, by tag, each with its own name for itself.\n\
         pub const LANGUAGE_NAMES: &[(&str, &str)] = &{names:?};\n"
    );
    let folder = env::var_os("OUT_DIR").ok_or("cargo names no folder for it")?;
    fs::write(
        Path::new(&folder).join("text_key.rs"),
        keys.to_rust() + &names,
    )?;
    Ok(())
}
