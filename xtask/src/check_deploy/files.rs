//! The files: where they are, how long they may be kept, and how they are packed.

use super::asking::{Question, ask};
use super::{ALL, Deployment, Finding};
use crate::failure::Outcome;

/// Faults of files, each of them once, with the files that have it.
#[derive(Default)]
struct OfFiles(Vec<(String, &'static str, Vec<String>)>);

impl OfFiles {
    fn add(&mut self, name: &str, what: String, mend: &'static str) {
        let known = self.0.iter_mut().find(|(known, ..)| *known == what);
        match known {
            Some((.., names)) => names.push(name.to_owned()),
            None => self.0.push((what, mend, vec![name.to_owned()])),
        }
    }

    fn findings(self) -> impl Iterator<Item = Finding> {
        self.0
            .into_iter()
            .map(|(what, mend, names)| match names.as_slice() {
                [name] => Finding(format!("{name} {what}"), mend),
                names => Finding(
                    format!("each of {} files {what}: {}", names.len(), names.join(", ")),
                    mend,
                ),
            })
    }
}

pub(super) fn fall_back(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in ["brand/steam", "order/1234567890123456", "a/b.c/d"] {
        let answer = shop.file(path, "")?;
        if answer.status != 200 || answer.body != shop.page.body {
            findings.push(Finding(
                format!(
                    "{}{path} is not the page (status {})",
                    shop.path, answer.status
                ),
                "answer every path that is no file by index.html, with status 200.",
            ));
        }
    }
    Ok(findings)
}

pub(super) fn missing_files(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let mut findings = Vec::new();
    for (name, what) in [
        ("refillery-0000000000000000.js", "a script"),
        ("nothing-there.webp", "a picture"),
        ("nothing-there.xml", "a map of the site"),
        (".well-known/nothing-there", "a file under .well-known"),
    ] {
        let missing = shop.file(name, "")?;
        if missing.status != 404 {
            findings.push(Finding(
                format!("{what} that is not there is answered by status {}", missing.status),
                "answer paths with a file's ending, and those under /.well-known/, by 404 where there is no such file.",
            ));
        }
    }
    for name in ["_server/policy.nginx", "%5Fserver/policy.nginx", "_headers"] {
        if shop.file(name, "")?.text().contains("Written by") {
            findings.push(Finding(
                format!("{name} is published"),
                "answer /_server/ and /_headers by 404; both are for the server alone.",
            ));
        }
    }
    let bare = shop.path.trim_end_matches('/');
    if !bare.is_empty() {
        let answer = ask(
            shop.toolbox,
            &format!("{}{bare}", shop.origin),
            Question::default(),
        )?;
        let leads = answer.header("location");
        if !(300..400).contains(&answer.status) || !leads.ends_with(&shop.path) {
            findings.push(Finding(
                format!(
                    "{bare} without its slash is answered by status {}",
                    answer.status
                ),
                "redirect it to the folder with its slash, by 308 and with the query.",
            ));
        }
    }
    Ok(findings)
}

pub(super) fn caching(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let mut wrong = OfFiles::default();
    for name in shop.named() {
        let answer = shop.file(&name, ALL)?;
        let life = answer.header("cache-control");
        if answer.status != 200 {
            wrong.add(
                &name,
                format!(
                    "is wanted by the page and not there (status {})",
                    answer.status
                ),
                "upload the whole of dist/, the new index.html last.",
            );
        } else if !life.contains("immutable") || !life.contains("max-age=31536000") {
            wrong.add(
                &name,
                format!("says Cache-Control “{life}”"),
                "say `public, max-age=31536000, immutable` for files with a hash in their name.",
            );
        }
    }
    let mut findings: Vec<Finding> = wrong.findings().collect();
    let life = shop.page.header("cache-control");
    if !life.contains("no-cache") && !life.contains("max-age=0") {
        findings.push(Finding(
            format!("the page says Cache-Control “{life}”"),
            "say `no-cache` for index.html, or a new release is not seen.",
        ));
    }
    Ok(findings)
}

pub(super) fn compression(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let mut wrong = OfFiles::default();
    for name in shop.named() {
        let plain = shop.file(&name, "")?;
        for (encodings, wanted) in [(ALL, "br"), ("gzip", "gzip")] {
            let packed = shop.file(&name, encodings)?;
            let got = packed.header("content-encoding");
            if got != wanted {
                wrong.add(
                    &name,
                    format!("comes as “{got}” to a browser that accepts {wanted}"),
                    "serve the .br and .gz that lie beside every file (`gzip_static`, `brotli_static`, `precompressed`).",
                );
            } else if packed.unpacked().as_ref() != Some(&plain.body) {
                wrong.add(
                    &name,
                    format!("is not the same file as {wanted}"),
                    "upload the whole of one dist/, and nothing of an older one.",
                );
            }
        }
        let kind = plain.header("content-type");
        if name.ends_with(".wasm") && kind != "application/wasm" {
            wrong.add(
                &name,
                format!("says Content-Type “{kind}”"),
                "say `application/wasm`, or browsers compile it late and uncached.",
            );
        }
    }
    let mut findings: Vec<Finding> = wrong.findings().collect();
    for encodings in [ALL, "gzip"] {
        let packed = shop.file("", encodings)?;
        if packed.unpacked().as_ref() != Some(&shop.page.body) {
            findings.push(Finding(
                format!("the page is another one to a browser that accepts {encodings}"),
                "index.html was edited: delete index.html.br and index.html.gz beside it.",
            ));
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_many_files_is_said_once() {
        let mut wrong = OfFiles::default();
        for name in ["a.css", "b.js", "c.wasm"] {
            wrong.add(name, "comes unpacked".to_owned(), "pack it.");
        }
        wrong.add("a.css", "is another file".to_owned(), "upload it.");
        let findings: Vec<Finding> = wrong.findings().collect();
        assert_eq!(
            findings,
            [
                Finding(
                    "each of 3 files comes unpacked: a.css, b.js, c.wasm".to_owned(),
                    "pack it."
                ),
                Finding("a.css is another file".to_owned(), "upload it."),
            ]
        );
    }
}
