//! The parts of a release that a visitor's browser keeps by itself: the service worker gets the
//! files' hashes, and the page names its texts, so that nothing of another release passes for this
//! one's.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};
use crate::policy;
use crate::split;

/// The service worker, in the bundle.
const WORKER: &str = "service-worker.js";

/// Where the worker has the hashes.
const PLACE: &str = "const HASHES = {};";

/// Where the texts of the help page are, in the folder of the others.
const HELP: &str = "help";

/// How many hexadecimal digits name the texts of a release.
const DIGITS: usize = 16;

/// Writes both, before the page is sealed and all is compressed.
pub(crate) fn seal(bundle: &Path) -> Outcome<()> {
    let index = bundle.join("index.html");
    let folder = bundle.join("locales");
    let mut texts = files(&folder)?;
    for (name, content) in files(&folder.join(HELP))? {
        texts.insert(format!("{HELP}/{name}"), content);
    }
    let page = text(&index)?;
    write(&index, &split::told(&page, "texts", &name_of(&texts))?)?;
    let files = files(bundle)?.into_iter();
    let kept = files.filter(|(name, _)| policy::is_named_after_its_content(name));
    let worker = bundle.join(WORKER);
    write(&worker, &with_hashes(&text(&worker)?, kept)?)
}

/// The worker with the hash of each file.
fn with_hashes(worker: &str, files: impl Iterator<Item = (String, Vec<u8>)>) -> Outcome<String> {
    if !worker.contains(PLACE) {
        return Err(Failure::because(format!(
            "public/{WORKER} has no “{PLACE}”: there it would be told the files' hashes."
        )));
    }
    let hashes: Vec<String> = files
        .map(|(name, content)| {
            let hash = STANDARD.encode(Sha256::digest(content));
            format!("\"{name}\":\"{hash}\"")
        })
        .collect();
    let table = format!("const HASHES = {{{}}};", hashes.join(","));
    Ok(worker.replacen(PLACE, &table, 1))
}

/// The name of all these texts together.
fn name_of(texts: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hash = Sha256::new();
    for (name, content) in texts {
        hash.update(name);
        hash.update(content);
    }
    let hash = hash.finalize();
    let digits = hash.iter().map(|byte| format!("{byte:02x}"));
    digits.collect::<String>().chars().take(DIGITS).collect()
}

/// The files of a folder, without those in folders inside it.
pub(crate) fn files(folder: &Path) -> Outcome<BTreeMap<String, Vec<u8>>> {
    let unreadable = |error: std::io::Error| {
        Failure::because(format!("{} can't be read: {error}.", folder.display()))
    };
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            let content = fs::read(&path).map_err(unreadable)?;
            found.insert(name.to_string_lossy().into_owned(), content);
        }
    }
    Ok(found)
}

fn text(file: &Path) -> Outcome<String> {
    fs::read_to_string(file)
        .map_err(|error| Failure::because(format!("{} can't be read: {error}.", file.display())))
}

pub(crate) fn write(file: &Path, text: &str) -> Outcome<()> {
    fs::write(file, text)
        .map_err(|error| Failure::because(format!("{} can't be written: {error}.", file.display())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    #[test]
    fn the_worker_has_a_place_for_the_hashes() {
        let worker = Place::find().unwrap().read("public/service-worker.js");
        let file = ("a-0c35c7cd8d2ec732.css".to_owned(), b"x".to_vec());
        let told = with_hashes(&worker.unwrap(), [file].into_iter()).unwrap();
        // echo -n x | openssl dgst -sha256 -binary | base64
        let line = "const HASHES = {\"a-0c35c7cd8d2ec732.css\":\"LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=\"};";
        assert!(told.contains(line), "{told}");
        assert!(with_hashes("\"use strict\";", std::iter::empty()).is_err());
    }

    #[test]
    fn texts_have_another_name_as_soon_as_one_letter_is_another() {
        let of = |name: &str, text: &str| {
            name_of(&BTreeMap::from([(
                name.to_owned(),
                text.as_bytes().to_vec(),
            )]))
        };
        assert_eq!(of("en.json", "{}"), of("en.json", "{}"));
        assert_ne!(of("en.json", "{}"), of("en.json", "{ }"));
        assert_ne!(of("en.json", "{}"), of("de.json", "{}"));
        assert_eq!(of("en.json", "{}").len(), DIGITS);
    }
}
