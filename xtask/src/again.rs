//! The release once more, from a copy of the checkout in another folder: it must have the same
//! bytes, so that anybody can find out whether a shop runs what its source says.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};
use crate::release;
use crate::size;
use crate::toolbox::Toolbox;

/// Folders and files that are no part of a commit.
const NOT_COPIED: [&str; 5] = ["target", "dist", ".git", ".refillery", "node_modules"];

/// Builds once more and compares that with `dist/`.
pub(crate) fn build_and_compare(toolbox: &Toolbox) -> Outcome<()> {
    let first = toolbox.place.dist();
    if !first.join("index.html").is_file() {
        return Err(Failure::because(
            "there is no dist/ to compare with: `cargo xtask build` makes it.",
        ));
    }
    let work = toolbox.place.root.join("target/again");
    let copy = work.join("checkout");
    copy_folder(&toolbox.place.root, &copy)?;
    // Objects of its own: nothing of the first build may pass for the second's.
    let other = toolbox.at(copy, work.join("target"));
    let second = other.place.dist();
    release::build(&other, "/", &second)?;
    let differing = differing(&first, &second)?;
    if !differing.is_empty() {
        return Err(Failure::because(format!(
            "a second build of the same source differs in {}.",
            differing.join(", ")
        )));
    }
    println!(
        "Both builds have the same bytes: sha256 {}.",
        fingerprint(&first)?
    );
    Ok(())
}

/// Copies a checkout over an older copy; other files of the older copy are removed.
fn copy_folder(from: &Path, to: &Path) -> Outcome<()> {
    fs::create_dir_all(to).map_err(|error| told(to, &error))?;
    let is_copied = |name: &str| !NOT_COPIED.contains(&name);
    for (name, path) in entries(to)? {
        if is_copied(&name) && !from.join(&name).exists() {
            let gone = if path.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
            gone.map_err(|error| told(&path, &error))?;
        }
    }
    for (name, path) in entries(from)? {
        if !is_copied(&name) {
            continue;
        }
        let target = to.join(&name);
        if path.is_dir() {
            copy_folder(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(|error| told(&target, &error))?;
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Outcome<Vec<(String, PathBuf)>> {
    let listed = fs::read_dir(folder).map_err(|error| told(folder, &error))?;
    let named = |entry: fs::DirEntry| {
        (
            entry.file_name().to_string_lossy().into_owned(),
            entry.path(),
        )
    };
    Ok(listed.flatten().map(named).collect())
}

/// The names of all files that only one of two folders has, or has otherwise.
fn differing(one: &Path, other: &Path) -> Outcome<Vec<String>> {
    let mut all: Vec<String> = [one, other]
        .into_iter()
        .map(names)
        .collect::<Outcome<Vec<_>>>()?
        .concat();
    all.sort();
    all.dedup();
    // A file that can't be read is like none.
    all.retain(|name| fs::read(one.join(name)).ok() != fs::read(other.join(name)).ok());
    Ok(all)
}

/// All files of a folder, by their names in it.
fn names(folder: &Path) -> Outcome<Vec<String>> {
    let name = |file: &PathBuf| file.strip_prefix(folder).ok()?.to_str().map(str::to_owned);
    Ok(size::files(folder)?.iter().filter_map(name).collect())
}

/// One hash over all names and contents.
fn fingerprint(folder: &Path) -> Outcome<String> {
    let mut hash = Sha256::new();
    for name in names(folder)? {
        let file = folder.join(&name);
        let content = fs::read(&file).map_err(|error| told(&file, &error))?;
        hash.update(name.as_bytes());
        hash.update(Sha256::digest(&content));
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

fn told(path: &Path, error: &std::io::Error) -> Failure {
    Failure::because(format!("{}: {error}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_or_a_file_more_is_a_difference() {
        let work = std::env::temp_dir().join(format!("refillery-again-{}", std::process::id()));
        let (one, other) = (work.join("one"), work.join("other"));
        fs::create_dir_all(one.join("locales")).unwrap();
        fs::write(one.join("locales/en.json"), "{}").unwrap();
        fs::write(one.join("a.js"), "1").unwrap();
        copy_folder(&one, &other).unwrap();
        assert_eq!(differing(&one, &other), Ok(Vec::new()));
        let same = fingerprint(&one).unwrap();
        assert_eq!(fingerprint(&other).unwrap(), same);
        fs::write(other.join("a.js"), "2").unwrap();
        fs::write(other.join("more.css"), "").unwrap();
        assert_eq!(
            differing(&one, &other),
            Ok(vec!["a.js".to_owned(), "more.css".to_owned()])
        );
        assert_ne!(fingerprint(&other).unwrap(), same);
        // The next copy begins from nothing.
        copy_folder(&one, &other).unwrap();
        assert_eq!(differing(&one, &other), Ok(Vec::new()));
        fs::remove_dir_all(&work).unwrap();
    }
}
