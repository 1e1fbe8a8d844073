//! Answers for `tests/fixtures`: redacted bodies and an index of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::course::{Checked, Heard, Options, Way};
use crate::reading::Subject;
use crate::redaction::Redaction;

/// The index's name for the list of countries, which is on another host.
const COUNTRIES: &str = "https://cryptorefills.com/api/available-countries";

/// Answers that can be written.
pub(crate) struct Recorded {
    heard: Vec<Heard>,
    country: String,
    now: u64,
    redaction: Redaction,
}

impl Recorded {
    pub(crate) fn of(options: &Options, heard: Vec<Heard>) -> Self {
        let mut redaction = Redaction::default();
        redaction.swap(&options.email, "buyer@example.com");
        if let Way::Direct { partner_id, .. } = &options.way {
            redaction.swap(partner_id, "partner-id");
        }
        if let Way::Direct {
            address: Some(address),
            ..
        } = &options.way
        {
            redaction.swap(address, "192.0.2.1");
        }
        for heard in &heard {
            redaction.keep(&heard.path, &heard.body);
        }
        for heard in &heard {
            redaction.learn(&heard.path, &heard.body);
        }
        Self {
            heard,
            country: options.country.code().to_owned(),
            now: options.now,
            redaction,
        }
    }
}

impl Checked {
    /// Writes the answers to a folder, in the form of `tests/fixtures`; says how many.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub fn record(&self, folder: &Path) -> Result<usize, String> {
        let files = self.recorded.files();
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for (name, body) in &files {
            let text = format!("{body:#}\n");
            fs::write(folder.join(name), text).map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(files.len() - 1)
    }
}

impl Recorded {
    /// Every file with its content, the index last.
    fn files(&self) -> Vec<(String, Value)> {
        let mut files: Vec<(String, Value)> = Vec::new();
        let mut entries = Vec::new();
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut unique = |name: String| {
            let number = numbers.entry(name.clone()).or_insert(0);
            *number += 1;
            match *number {
                1 => format!("{name}.json"),
                number => format!("{name}_{number}.json"),
            }
        };
        let mut frames = Vec::new();
        // In the order in which they came: an order is given by its answers one after another, and
        // never goes back.
        for heard in self.heard.iter().filter(|heard| heard.is_json) {
            if heard.path.ends_with("/subscribe") {
                let file = unique("order_event".to_owned());
                frames.push(json!({ "event": "message", "data_file": file }));
                entries.push(json!({
                    "file": file, "method": "GET", "path": "/v5/orders/{order_id}", "status": 200,
                    "confidence": "captured",
                }));
                files.push((file, self.redaction.apply(&heard.path, &heard.body)));
                continue;
            }
            let method = if heard.is_post { "POST" } else { "GET" };
            let path = self.redaction.inside(&path_of(heard));
            let mut entry = json!({ "method": method, "path": path, "status": heard.status });
            if let Some(request) = &heard.request
                && let Ok(body) = serde_json::from_str::<Value>(request)
            {
                let file = unique("validation_request".to_owned());
                entries.push(json!({
                    "file": file, "method": method, "path": path, "role": "request body",
                    "confidence": "captured",
                }));
                entry["request_file"] = json!(file);
                files.push((file, self.redaction.apply(&heard.path, &body)));
            }
            let file = unique(self.name_of(heard));
            entry["file"] = json!(file);
            entry["confidence"] = json!("captured");
            entries.push(entry);
            files.push((file, self.redaction.apply(&heard.path, &heard.body)));
        }
        if !frames.is_empty() {
            let file = "sse_order.json";
            entries.push(json!({
                "file": file, "method": "GET", "path": "/v5/orders/{order_id}/subscribe",
                "status": 200, "headers": { "Content-Type": "text/event-stream" },
                "confidence": "captured",
            }));
            let stream = json!({ "content_type": "text/event-stream", "frames": frames });
            files.push((file.to_owned(), stream));
        }
        let index = json!({
            "about": "Answers of the API. Emails, phones, ids, codes and addresses are invented.",
            "reference_time_epoch": self.now / 1000,
            "examples": entries,
        });
        files.push(("_index.json".to_owned(), index));
        files
    }

    /// The name of a file, without its ending.
    fn name_of(&self, heard: &Heard) -> String {
        let country = &self.country;
        let value = |name: &str| {
            let query = heard.path.split_once('?').map_or("", |(_, query)| query);
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let value = pairs
                .find(|(each, _)| *each == name)
                .map_or("", |(_, value)| value);
            in_a_file_name(value)
        };
        match heard.subject {
            Subject::Vias => "payment_vias".to_owned(),
            Subject::Countries => "available_countries".to_owned(),
            Subject::Brands => format!("brands_{country}"),
            Subject::Home => format!("homepage_{country}"),
            Subject::Products => format!("products_{country}_{}", value("family_name")),
            Subject::Price => format!("price_{country}_{}", value("brand_name")),
            Subject::Quote
                if heard.body["problems"]
                    .as_array()
                    .is_some_and(|all| !all.is_empty()) =>
            {
                "validation_problems".to_owned()
            }
            Subject::Quote => "validation_ok".to_owned(),
            Subject::Order => "order".to_owned(),
            Subject::Refusal => format!("error_{}", heard.status),
        }
    }
}

fn path_of(heard: &Heard) -> String {
    if heard.subject == Subject::Countries {
        COUNTRIES.to_owned()
    } else {
        heard.path.clone()
    }
}

/// A value of an address in small letters, with `_` for all else.
fn in_a_file_name(value: &str) -> String {
    let value = value.to_ascii_lowercase();
    let words = value.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}
