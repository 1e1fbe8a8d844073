//! The texts in a release: the program holds no keys, so its locale files have none.

use std::path::Path;

use text_keys::{Refused, TextKeys};

use crate::failure::{Failure, Outcome};
use crate::kept::{files, write};

/// The language whose file has every text.
const ENGLISH: &str = "en.json";

/// Turns the locale files of the bundle into arrays. The program was made from the same English file,
/// so both have the same list of keys.
pub(crate) fn without_keys(bundle: &Path) -> Outcome<()> {
    let folder = bundle.join("locales");
    let files = files(&folder)?;
    let english = files.get(ENGLISH).map(Vec::as_slice).unwrap_or_default();
    let keys = TextKeys::read(&String::from_utf8_lossy(english));
    let keys = keys.map_err(|why| in_file(ENGLISH, &why))?;
    for (name, content) in &files {
        let texts = keys.to_array(&String::from_utf8_lossy(content));
        let texts = texts.map_err(|why| in_file(name, &why))?;
        write(&folder.join(name), &texts)?;
    }
    Ok(())
}

fn in_file(name: &str, why: &Refused) -> Failure {
    Failure::because(format!("public/locales/{name}: {why}."))
}

#[cfg(test)]
mod tests {
    use std::{env, fs, process};

    use super::without_keys;

    #[test]
    fn locale_files_lose_their_keys_and_one_that_lacks_a_text_is_named() {
        let bundle = env::temp_dir().join(format!("refillery-texts-{}", process::id()));
        let folder = bundle.join("locales");
        fs::create_dir_all(&folder).unwrap();
        let file = |name: &str, content: &str| fs::write(folder.join(name), content).unwrap();
        file("en.json", r#"{"shop.name":"Shop","shop.open":"Open"}"#);
        file("de.json", r#"{"shop.open":"Offen","shop.name":"Laden"}"#);
        assert!(without_keys(&bundle).is_ok());
        let german = fs::read_to_string(folder.join("de.json")).unwrap();
        assert!(german.ends_with(r#"","Laden","Offen"]"#), "{german}");
        file("en.json", r#"{"shop.name":"Shop","shop.open":"Open"}"#);
        file("de.json", r#"{"shop.name":"Laden"}"#);
        let failure = without_keys(&bundle).unwrap_err();
        fs::remove_dir_all(&bundle).unwrap();
        let sentence = failure.sentence();
        assert!(sentence.contains("public/locales/de.json"), "{sentence}");
        assert!(sentence.contains("`shop.open`"), "{sentence}");
    }
}
