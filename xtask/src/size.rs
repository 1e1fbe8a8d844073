//! The size of every file in the bundle, and the budgets.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::{Failure, Outcome};
use crate::split;

/// What a visit may load of the program, under brotli, until its first page is there.
#[derive(Debug)]
pub(crate) struct Budget {
    /// The page on which the visit begins.
    page: &'static str,
    /// The part that is in its first wasm, if one is.
    first: Option<&'static str>,
    /// The files that it needs besides its first wasm and the JavaScript.
    files: &'static [&'static str],
    /// In bytes. A kilobyte is 1000 of them here, as in every network's advertisement.
    allowed: u64,
}

/// The visits, by their first page. A visitor on a slow line waits for all of it.
pub(crate) const BUDGETS: [Budget; 10] = [
    Budget {
        page: "start page, all brands",
        first: Some("browse"),
        files: &[],
        allowed: 143_000,
    },
    Budget {
        page: "brand, product",
        first: Some("goods"),
        files: &[],
        allowed: 246_500,
    },
    Budget {
        page: "top-ups",
        first: Some("topups"),
        files: &[],
        allowed: 250_000,
    },
    Budget {
        page: "eSIMs",
        first: Some("esims"),
        files: &[],
        allowed: 257_000,
    },
    Budget {
        page: "checkout",
        first: Some("checkout"),
        files: &[],
        allowed: 225_000,
    },
    Budget {
        page: "order",
        first: Some("order"),
        files: &[],
        allowed: 194_000,
    },
    Budget {
        page: "list of orders",
        first: None,
        files: &["common", "early", "shared", "rest", "ordering", "orders"],
        allowed: 188_000,
    },
    Budget {
        page: "help",
        first: None,
        files: &["common", "early", "shared", "rest", "help"],
        allowed: 150_500,
    },
    Budget {
        page: "builder of widgets",
        first: None,
        files: &["common", "early", "shared", "rest", "partner", "builder"],
        allowed: 163_000,
    },
    Budget {
        page: "widget",
        first: None,
        files: &["common", "early", "shared", "rest", "partner", "widget"],
        allowed: 170_500,
    },
];

/// Formats that are compressed already: another layer makes them bigger.
const COMPRESSED: [&str; 9] = [
    "png", "jpg", "jpeg", "webp", "avif", "gif", "woff", "woff2", "mp4",
];

/// One file of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Measured {
    /// Its path inside the bundle, with forward slashes.
    pub(crate) name: String,
    /// Its own size.
    pub(crate) raw: u64,
    /// Its size under gzip and under brotli, unless it is compressed already.
    pub(crate) packed: Option<Packed>,
}

/// A file's two compressed sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    /// Under gzip's level 9.
    pub(crate) gzip: u64,
    /// Under brotli's quality 11.
    pub(crate) brotli: u64,
}

/// Every file under `bundle`, in order of its name.
pub(crate) fn files(bundle: &Path) -> Outcome<Vec<PathBuf>> {
    let unreadable =
        |error| Failure::because(format!("{} can't be read: {error}.", bundle.display()));
    let mut found = Vec::new();
    let mut folders = vec![bundle.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Measures `file`, and writes its `.gz` and `.br` beside it for servers that send those.
pub(crate) fn compress(bundle: &Path, file: &Path) -> Outcome<Measured> {
    let failed =
        |error| Failure::because(format!("{} can't be compressed: {error}.", file.display()));
    let content = fs::read(file).map_err(failed)?;
    let name = file
        .strip_prefix(bundle)
        .unwrap_or(file)
        .to_string_lossy()
        .replace('\\', "/");
    let packed = if is_compressed(file) {
        None
    } else {
        let gzip = gzip(&content).map_err(failed)?;
        let brotli = brotli(&content).map_err(failed)?;
        fs::write(beside(file, "gz"), &gzip).map_err(failed)?;
        fs::write(beside(file, "br"), &brotli).map_err(failed)?;
        Some(Packed {
            gzip: gzip.len() as u64,
            brotli: brotli.len() as u64,
        })
    };
    Ok(Measured {
        name,
        raw: content.len() as u64,
        packed,
    })
}

/// The table people read.
pub(crate) fn table(files: &[Measured]) -> String {
    let width = files
        .iter()
        .map(|file| file.name.len())
        .max()
        .unwrap_or(0)
        .max(4);
    let mut lines = vec![format!(
        "{:width$}  {:>9}  {:>9}  {:>9}",
        "file", "raw", "gzip", "brotli"
    )];
    for file in files {
        let (gzip, brotli) = match file.packed {
            Some(packed) => (kilobytes(packed.gzip), kilobytes(packed.brotli)),
            None => ("–".to_owned(), "–".to_owned()),
        };
        let raw = kilobytes(file.raw);
        lines.push(format!(
            "{:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}",
            file.name
        ));
    }
    lines.join("\n")
}

/// The first wasm with this part, or without one, and its JavaScript under brotli: no page is there
/// without them.
///
/// # Errors
///
/// When there is no such wasm, because a bundle without one would pass any budget.
fn program(files: &[Measured], first: Option<&str>) -> Outcome<u64> {
    let is_first = |name: &str| crate_of_wasm(name).is_some() && split::part_in(name) == first;
    if !files.iter().any(|file| is_first(&file.name)) {
        return Err(Failure::because(format!(
            "the bundle has no first wasm{}: did Trunk build anything?",
            first
                .map(|part| [" with ", part].concat())
                .unwrap_or_default()
        )));
    }
    let crates: Vec<&str> = files
        .iter()
        .filter_map(|file| crate_of_wasm(&file.name))
        .collect();
    let belongs = |name: &str| {
        is_first(name)
            || name.starts_with("snippets/")
            || crate_of_script(name).is_some_and(|script| crates.contains(&script))
    };
    Ok(files
        .iter()
        .filter(|file| belongs(&file.name))
        .map(|file| file.packed.map_or(file.raw, |packed| packed.brotli))
        .sum())
}

/// The size of a further wasm under brotli.
///
/// # Errors
///
/// When there is none, because then the first page would carry everything.
fn further(files: &[Measured], module: &str) -> Outcome<u64> {
    let prefix = split::prefix(module);
    files
        .iter()
        .find(|file| file.name.starts_with(&prefix) && file.name.ends_with(".wasm"))
        .map(|file| file.packed.map_or(file.raw, |packed| packed.brotli))
        .ok_or_else(|| Failure::because(format!("the bundle has no {prefix}….wasm.")))
}

impl Budget {
    /// What the visit loads of the program, under brotli.
    ///
    /// # Errors
    ///
    /// When a file is missing.
    pub(crate) fn weighs(&self, files: &[Measured]) -> Outcome<u64> {
        let further = self.files.iter().map(|module| further(files, module));
        let further: Vec<u64> = further.collect::<Outcome<_>>()?;
        Ok(program(files, self.first)? + further.iter().sum::<u64>())
    }

    /// What a build without a budget weighs.
    pub(crate) fn says(&self, size: u64) -> String {
        format!("{}: {} under brotli.", self.page, kilobytes(size))
    }

    /// Holds `size` against the budget; the sentence says by how much it is over.
    pub(crate) fn holds(&self, size: u64) -> Outcome<String> {
        let (page, is, may) = (self.page, kilobytes(size), kilobytes(self.allowed));
        if size <= self.allowed {
            Ok(format!("{page}: {is} under brotli, of {may} allowed."))
        } else {
            let over = kilobytes(size - self.allowed);
            Err(Failure::because(format!(
                "{page}: {is} under brotli, {over} over the budget of {may}."
            )))
        }
    }
}

/// `refillery` of `refillery-0a1b_bg.wasm`.
fn crate_of_wasm(name: &str) -> Option<&str> {
    Some(name.strip_suffix("_bg.wasm")?.rsplit_once('-')?.0)
}

/// `refillery` of `refillery-0a1b.js`.
fn crate_of_script(name: &str) -> Option<&str> {
    Some(name.strip_suffix(".js")?.rsplit_once('-')?.0)
}

fn is_compressed(file: &Path) -> bool {
    let ending = file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    COMPRESSED.contains(&ending.as_str())
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn gzip(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

fn brotli(mut content: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut content, &mut packed, &parameters)?;
    Ok(packed)
}

fn kilobytes(bytes: u64) -> String {
    if bytes < 1000 {
        format!("{bytes} B")
    } else {
        format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, raw: u64, brotli: Option<u64>) -> Measured {
        let packed = brotli.map(|brotli| Packed {
            gzip: brotli + 100,
            brotli,
        });
        Measured {
            name: name.to_owned(),
            raw,
            packed,
        }
    }

    #[test]
    fn the_program_is_the_wasm_with_its_javascript_and_nothing_else() {
        let files = [
            file("embed.js", 9_000, Some(3_000)),
            file("index.html", 10_000, Some(4_000)),
            file("logo.webp", 50_000, None),
            file("refillery-0a1b.js", 30_000, Some(7_000)),
            file("refillery-9f8e_bg.wasm", 400_000, Some(119_000)),
            file("refillery-shared-77aa.wasm", 120_000, Some(46_000)),
            file("refillery_order-3f4a_bg.wasm", 500_000, Some(160_000)),
            file("refillery-order-88bb.wasm", 12_000, Some(4_000)),
            file("snippets/gloo-1/inline0.js", 500, Some(200)),
            file("theme-12ab.js", 900, Some(300)),
        ];
        let budget = |first, files| Budget {
            page: "order",
            first,
            files,
            allowed: 1,
        };
        let weighs = |first, parts| budget(first, parts).weighs(&files);
        assert_eq!(weighs(None, &[]), Ok(126_200));
        assert_eq!(weighs(None, &["shared", "order"]), Ok(176_200));
        assert!(weighs(None, &["shared", "widget"]).is_err());
        assert_eq!(weighs(Some("order"), &[]), Ok(167_200));
        assert!(weighs(Some("goods"), &[]).is_err());
    }

    #[test]
    fn a_bundle_without_wasm_does_not_pass() {
        assert!(program(&[file("index.html", 1, Some(1))], None).is_err());
    }

    #[test]
    fn the_budget_includes_its_last_byte() {
        let budget = Budget {
            page: "order",
            first: None,
            files: &[],
            allowed: 138_000,
        };
        assert!(budget.holds(138_000).is_ok());
        let failure = budget.holds(139_300).unwrap_err();
        assert_eq!(
            failure.sentence(),
            "order: 139.3 kB under brotli, 1.3 kB over the budget of 138.0 kB."
        );
    }

    #[test]
    fn the_table_lines_up_and_shows_images_as_they_are() {
        let shown = table(&[
            file("app.css", 12_345, Some(2_050)),
            file("a/logo.webp", 999, None),
        ]);
        assert_eq!(
            shown,
            "\
file               raw       gzip     brotli
app.css        12.3 kB     2.1 kB     2.0 kB
a/logo.webp      999 B          –          –"
        );
    }

    #[test]
    fn both_copies_are_written_beside_the_file_but_not_beside_an_image() {
        let bundle = std::env::temp_dir().join(format!("xtask-size-{}", std::process::id()));
        fs::create_dir_all(bundle.join("img")).unwrap();
        fs::write(bundle.join("a.css"), "a{color:red}".repeat(100)).unwrap();
        fs::write(bundle.join("img/b.WEBP"), "not really").unwrap();
        let measured: Vec<_> = files(&bundle)
            .unwrap()
            .iter()
            .map(|file| compress(&bundle, file).unwrap())
            .collect();
        assert_eq!(measured.len(), 2);
        assert_eq!(
            (measured[0].name.as_str(), measured[0].raw),
            ("a.css", 1200)
        );
        let packed = measured[0].packed.unwrap();
        assert_eq!(
            fs::read(bundle.join("a.css.br")).unwrap().len() as u64,
            packed.brotli
        );
        assert_eq!(
            fs::read(bundle.join("a.css.gz")).unwrap().len() as u64,
            packed.gzip
        );
        assert!(packed.brotli < 100);
        assert_eq!(
            (measured[1].name.as_str(), measured[1].packed),
            ("img/b.WEBP", None)
        );
        assert!(!bundle.join("img/b.WEBP.br").exists());
        fs::remove_dir_all(&bundle).unwrap();
    }
}
