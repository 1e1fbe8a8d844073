//! Files that were made from the same bytes before. A release for a folder has the same wasm as the one
//! before it, and most of a build's time goes into making it small.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use super::{SPLITTER, folder, unreadable, unwritable};
use crate::failure::Outcome;
use crate::toolbox::Toolbox;

/// As many files are kept: those of a few builds. Each is some hundred kilobytes.
const MOST: usize = 150;

/// A file that `make` writes, by this recipe, from these files. Returns where it is.
pub(super) fn made(
    toolbox: &Toolbox,
    recipe: &str,
    from: &[&Path],
    make: impl FnOnce(&Path) -> Outcome<()>,
) -> Outcome<PathBuf> {
    let kept = folder(toolbox).join("made");
    let mut hasher = DefaultHasher::new();
    hasher.write(recipe.as_bytes());
    // The tools are part of the recipe: this one, and those whose versions Trunk.toml names.
    let tools = [
        folder(toolbox).join(SPLITTER),
        toolbox.place.root.join("Trunk.toml"),
    ];
    for file in tools
        .iter()
        .map(PathBuf::as_path)
        .chain(from.iter().copied())
    {
        let content = fs::read(file).map_err(|error| unreadable(file, &error))?;
        hasher.write_usize(content.len());
        hasher.write(&content);
    }
    let file = kept.join(format!("{:016x}.wasm", hasher.finish()));
    if file.is_file() {
        return Ok(file);
    }
    fs::create_dir_all(&kept).map_err(|error| unwritable(&kept, &error))?;
    // Under another name until it is whole: a build may be stopped.
    let draft = kept.join("draft.wasm");
    make(&draft)?;
    fs::rename(&draft, &file).map_err(|error| unwritable(&file, &error))?;
    Ok(file)
}

/// Throws the files away when there are many.
pub(super) fn clear(toolbox: &Toolbox) -> Outcome<()> {
    let kept = folder(toolbox).join("made");
    let count = fs::read_dir(&kept).map_or(0, Iterator::count);
    if count > MOST {
        fs::remove_dir_all(&kept).map_err(|error| unwritable(&kept, &error))?;
    }
    Ok(())
}
