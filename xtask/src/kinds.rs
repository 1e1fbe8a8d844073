//! The kind of a file, by its name's ending: the one table for all recipes. An ending of the table
//! that names no file is missing, never a page; brands' names end in others (`Booking.com`).

/// The endings of each kind of content.
pub(crate) const KINDS: [(&str, &str); 24] = [
    ("js", "text/javascript"),
    ("css", "text/css"),
    ("wasm", "application/wasm"),
    ("json map", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("html htm", "text/html"),
    ("txt", "text/plain"),
    ("xml", "application/xml"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("gif", "image/gif"),
    ("ico", "image/x-icon"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("pdf", "application/pdf"),
    ("gz", "application/gzip"),
    ("br zip", "application/octet-stream"),
];

/// All endings, with bars between.
pub(crate) fn endings() -> String {
    let all: Vec<String> = KINDS
        .iter()
        .map(|(endings, _)| endings.replace(' ', "|"))
        .collect();
    all.join("|")
}

/// The paths that look like files, as a regular expression for any case.
pub(crate) fn looks_like_a_file() -> String {
    format!("\\.({})$|/\\.well-known/", endings())
}

/// The kind as a header says it.
pub(crate) fn with_charset(kind: &str) -> String {
    if kind.starts_with("text/") {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_owned()
    }
}
