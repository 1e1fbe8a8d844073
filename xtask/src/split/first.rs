//! The first wasm of a visit, with the part in which the visit begins.
//!
//! It is made of the files that such a visit would load otherwise, so the places of functions in the
//! table and of data in the memory are the same, and every other part can be loaded beside it.

use std::path::{Path, PathBuf};

use super::made::made;
use super::{arrange, in_place, parts, put, quietly};
use crate::failure::{Failure, Outcome};
use crate::toolbox::Toolbox;

/// How the parts name the program, whose memory and table they use.
const PROGRAM: &str = "__wasm_split";

/// How the files with what several parts need name it.
const MAIN: &str = "main";

/// What is put together.
pub(super) struct File<'a> {
    /// The first wasm without a part.
    pub(super) program: &'a Path,
    /// What the part shares with others.
    pub(super) shared: Vec<PathBuf>,
    /// The part.
    pub(super) own: PathBuf,
}

impl File<'_> {
    /// Puts the file into the bundle. Returns its name there.
    pub(super) fn put(
        &self,
        toolbox: &Toolbox,
        bundle: &Path,
        module: &str,
        features: &[&str],
    ) -> Outcome<String> {
        let recipe = ["first ", &features.join(" ")].concat();
        let from = [self.program, &*self.own].into_iter();
        let from: Vec<&Path> = from
            .chain(self.shared.iter().map(PathBuf::as_path))
            .collect();
        let small = made(toolbox, &recipe, &from, |small| {
            self.make(toolbox, features, small)
        })?;
        put(bundle, &prefix(module), &small, super::FIRST)
    }

    fn make(&self, toolbox: &Toolbox, features: &[&str], small: &Path) -> Outcome<()> {
        let [shared, whole] = ["shared", "whole"].map(|step| {
            let name = format!("first_{step}.wasm");
            parts(toolbox).join(name)
        });
        let merge = |first: (&Path, &str), more: &[PathBuf], output: &Path| {
            let mut wasm_merge = toolbox.command("wasm-merge");
            // All export the program's memory again; the first export is the program's own.
            wasm_merge.arg("--skip-export-conflicts").args(features);
            wasm_merge.arg("--output").arg(output);
            wasm_merge.arg(first.0).arg(first.1);
            for (place, file) in more.iter().enumerate() {
                wasm_merge.arg(file).arg(format!("more_{place}"));
            }
            quietly(&mut wasm_merge)
        };
        merge((self.program, MAIN), &self.shared, &shared)?;
        merge((&shared, PROGRAM), std::slice::from_ref(&self.own), &whole)?;
        // Functions of different files call each other through the table. The places of these files'
        // functions are filled once, so wasm-opt can be shown whom a call means.
        in_place(toolbox, "--direct", &whole)?;
        let mut wasm_opt = toolbox.command("wasm-opt");
        wasm_opt.args(features).arg("--low-memory-unused");
        wasm_opt.args([
            "-Oz",
            "--strip-debug",
            "--strip-producers",
            "--strip-target-features",
        ]);
        quietly(wasm_opt.arg(&whole).arg("--output").arg(small))?;
        arrange(toolbox, small)
    }
}

/// How the name of the first wasm with this part begins, in the bundle.
pub(super) fn prefix(module: &str) -> String {
    format!("refillery_{module}-")
}

/// The page without the early request for the first wasm: the early script chooses it.
pub(super) fn without_preload(page: &str) -> Outcome<String> {
    let tag = page
        .split_inclusive('>')
        .find(|piece| piece.contains("id=shop-wasm") || piece.contains("id=\"shop-wasm\""));
    let tag = tag.and_then(|piece| Some(&piece[piece.rfind('<')?..]));
    let changed = |tag: &str| {
        let forms = [" rel=preload", " rel=\"preload\""];
        let form = forms.into_iter().find(|form| tag.contains(form))?;
        Some(page.replacen(tag, &tag.replacen(form, "", 1), 1))
    };
    tag.and_then(changed)
        .ok_or_else(|| Failure::because("dist/index.html has no preload of `shop-wasm`."))
}

#[cfg(test)]
mod tests {
    use super::without_preload;

    #[test]
    fn the_early_script_asks_for_the_first_file() {
        assert_eq!(
            without_preload(
                "<link href=a.js rel=preload><link as=fetch href=/a_bg.wasm id=shop-wasm rel=preload type=x><p>"
            )
            .as_deref(),
            Ok("<link href=a.js rel=preload><link as=fetch href=/a_bg.wasm id=shop-wasm type=x><p>")
        );
        assert!(without_preload("<link id=shop-wasm>").is_err());
        assert!(without_preload("<p>").is_err());
    }
}
