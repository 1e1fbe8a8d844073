//! The files: where they are, how long they may be kept, and how they are packed.

use super::{ALL, Deployment, Finding};
use crate::failure::Outcome;

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
    let missing = shop.file("refillery-0000000000000000.js", "")?;
    if missing.status != 404 {
        findings.push(Finding(
            format!("a script that is not there is answered by status {}", missing.status),
            "answer paths that end in .js, .css, .wasm or .json by 404 where there is no such file.",
        ));
    }
    for name in ["_server/policy.nginx", "_headers"] {
        if shop.file(name, "")?.text().contains("Written by") {
            findings.push(Finding(
                format!("{name} is published"),
                "answer /_server/ and /_headers by 404; both are for the server alone.",
            ));
        }
    }
    Ok(findings)
}

pub(super) fn caching(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let mut findings = Vec::new();
    for name in shop.named() {
        let answer = shop.file(&name, ALL)?;
        let life = answer.header("cache-control");
        if answer.status != 200 {
            findings.push(Finding(
                format!(
                    "{name}, which the page wants, is not there (status {})",
                    answer.status
                ),
                "upload the whole of dist/, the new index.html last.",
            ));
        } else if !life.contains("immutable") || !life.contains("max-age=31536000") {
            findings.push(Finding(
                format!("{name} says Cache-Control “{life}”"),
                "say `public, max-age=31536000, immutable` for files with a hash in their name.",
            ));
        }
    }
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
    let mut findings = Vec::new();
    for name in shop.named() {
        let plain = shop.file(&name, "")?;
        for (encodings, wanted) in [(ALL, "br"), ("gzip", "gzip")] {
            let packed = shop.file(&name, encodings)?;
            let got = packed.header("content-encoding");
            if got != wanted {
                findings.push(Finding(
                    format!("{name} comes as “{got}” to a browser that accepts {wanted}"),
                    "serve the .br and .gz that lie beside every file (`gzip_static`, `brotli_static`, `precompressed`).",
                ));
            } else if packed.unpacked().as_ref() != Some(&plain.body) {
                findings.push(Finding(
                    format!("{name} as {wanted} is not the same file"),
                    "upload the whole of one dist/, and nothing of an older one.",
                ));
            }
        }
        let kind = plain.header("content-type");
        if name.ends_with(".wasm") && kind != "application/wasm" {
            findings.push(Finding(
                format!("{name} says Content-Type “{kind}”"),
                "say `application/wasm`, or browsers compile it late and uncached.",
            ));
        }
    }
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
