//! Citations and links lead to files and headings of the repository.

use std::collections::{BTreeMap, BTreeSet};

use super::repository::{in_every_text, read, tracked};
use super::{Finding, check};

/// Beginnings of citations that a stranger can't follow, when a number comes
/// after them. With the word "section" they are found without one.
const OUTSIDE: [&str; 8] = [
    "contract ",
    "complaint ",
    "complaints ",
    "payments section ",
    "issue ",
    "issue #",
    "issues ",
    "issues #",
];

/// Comments and documents cite nothing that isn't in the repository: no
/// contract by its sections, no design notes, no complaints, no issues.
fn no_citation_leads_outside(path: &str, content: &str) -> Vec<Finding> {
    let lines: Vec<&str> = content.lines().map(without_comment_mark).collect();
    let mut findings = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        // A citation can go on in the next line.
        let next = lines.get(place + 1).copied().unwrap_or_default();
        let both = [*line, " ", next].concat().to_lowercase();
        let begins_here = both.char_indices().take(line.chars().count());
        let is_cited = begins_here
            .filter_map(|(start, _)| Some((both.get(..start)?, both.get(start..)?)))
            .filter(|(before, _)| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            .any(|(_, rest)| begins_outside_citation(rest));
        if is_cited {
            findings.push(format!(
                "{path}:{}: cites what a stranger can't open: cite docs/ by file and heading, or say \
                 the reason here",
                place + 1
            ));
        }
    }
    findings
}

fn begins_outside_citation(rest: &str) -> bool {
    let is_numbered = OUTSIDE.iter().any(|start| {
        rest.strip_prefix(start).is_some_and(|after| {
            after.starts_with(|c: char| c.is_ascii_digit()) || after.starts_with("section")
        })
    });
    let is_note = rest.strip_prefix("design/").is_some_and(|after| {
        let end = after.find(|c: char| !c.is_alphanumeric() && !"_-/".contains(c));
        end.and_then(|end| after.get(end..))
            .is_some_and(|ending| ending.starts_with(".md"))
    });
    // A document of the repository has headings, no numbered sections.
    let is_section = rest.strip_prefix("md").is_some_and(|after| {
        after
            .trim_start_matches(['`', ',', ')'])
            .starts_with(" section")
    });
    is_numbered
        || is_note
        || is_section
        || rest.starts_with("contract's section")
        || rest.starts_with("../shared")
}

/// A line without the mark that makes it a comment, so that sentences can be
/// read across lines.
fn without_comment_mark(line: &str) -> &str {
    line.trim()
        .trim_start_matches(['/', '!', '*', '#', '>'])
        .trim_start()
}

/// The targets that a citation can lead to.
struct Repository {
    files: BTreeSet<String>,
    /// The anchors of each document, by its path.
    anchors: BTreeMap<String, BTreeSet<String>>,
}

impl Repository {
    fn new<'a>(files: impl Iterator<Item = &'a str>, read: impl Fn(&str) -> String) -> Self {
        let files: BTreeSet<String> = files.map(str::to_owned).collect();
        let anchors = files
            .iter()
            .filter(|path| path.ends_with(".md"))
            .map(|path| (path.clone(), anchors(&read(path))))
            .collect();
        Self { files, anchors }
    }

    /// Why a citation leads nowhere.
    fn fault(&self, file: &str, anchor: Option<&str>) -> Option<String> {
        let folder = [file, "/"].concat();
        let is_there = self.files.contains(file)
            || self.files.iter().any(|path| path.starts_with(&folder))
            || file.is_empty();
        if !is_there {
            return Some(format!("there is no {file}"));
        }
        let anchor = anchor?;
        let has_heading = self
            .anchors
            .get(file)
            .is_some_and(|anchors| anchors.contains(anchor));
        (!has_heading).then(|| format!("{file} has no heading #{anchor}"))
    }
}

/// The anchors that GitHub gives to the headings of a document.
fn anchors(document: &str) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = BTreeSet::new();
    let mut is_code = false;
    for line in document.lines() {
        is_code ^= line.trim_start().starts_with("```");
        let title = line.trim_start_matches('#');
        let level = line.len() - title.len();
        if is_code || !(1..=6).contains(&level) || !title.starts_with(' ') {
            continue;
        }
        let anchor = anchor_of(title.trim());
        let count = counts.entry(anchor.clone()).or_default();
        found.insert(if *count == 0 {
            anchor
        } else {
            format!("{anchor}-{count}")
        });
        *count += 1;
    }
    found
}

/// Lower case, without punctuation, with hyphens for blanks. Only the words of a link
/// count.
fn anchor_of(title: &str) -> String {
    let mut words = String::new();
    for (place, part) in title.split("](").enumerate() {
        let behind_link = part.split_once(')').map_or("", |(_, behind)| behind);
        words.push_str(if place == 0 { part } else { behind_link });
    }
    words
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Every `docs/….md` with or without `#heading` leads somewhere, and every link
/// between documents.
fn citations_lead_somewhere(path: &str, content: &str, repository: &Repository) -> Vec<Finding> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut findings = Vec::new();
    let mut is_code = false;
    for (place, line) in content.lines().enumerate() {
        let mut faults: Vec<String> = cited_documents(line)
            .into_iter()
            .filter_map(|(file, anchor)| repository.fault(file, anchor))
            .collect();
        if path.ends_with(".md") {
            is_code ^= line.trim_start().starts_with("```");
            if !is_code {
                faults.extend(relative_links(line).into_iter().filter_map(|link| {
                    let (file, anchor) = match link.split_once('#') {
                        Some((file, anchor)) => (file, Some(anchor)),
                        None => (link, None),
                    };
                    let file = if file.is_empty() {
                        path.to_owned()
                    } else {
                        joined(folder, file)
                    };
                    repository.fault(&file, anchor)
                }));
            }
        }
        // In a link from the root the two readings are one.
        faults.sort();
        faults.dedup();
        findings.extend(
            faults
                .iter()
                .map(|fault| format!("{path}:{}: leads nowhere: {fault}", place + 1)),
        );
    }
    findings
}

/// Each `docs/….md` of a line with its heading. One inside of a longer path is
/// another file.
fn cited_documents(line: &str) -> Vec<(&str, Option<&str>)> {
    let is_of_path = |c: char| c.is_alphanumeric() || "/.-_".contains(c);
    let is_of_anchor = |c: char| c.is_alphanumeric() || "-_".contains(c);
    line.match_indices("docs/")
        .filter(|(place, _)| {
            !line
                .get(..*place)
                .is_some_and(|before| before.ends_with(is_of_path))
        })
        .filter_map(|(place, _)| {
            let rest = line.get(place..)?;
            let end = rest.find(|c: char| !is_of_path(c)).unwrap_or(rest.len());
            let name_end = rest.get(..end)?.find(".md")? + ".md".len();
            let anchor = rest.get(name_end..)?.strip_prefix('#').and_then(|after| {
                let end = after
                    .find(|c: char| !is_of_anchor(c))
                    .unwrap_or(after.len());
                after.get(..end)
            });
            Some((rest.get(..name_end)?, anchor))
        })
        .collect()
}

/// The targets of a Markdown line's links that stay inside of the repository.
fn relative_links(line: &str) -> Vec<&str> {
    line.split("](")
        .skip(1)
        .filter_map(|after| after.split([')', ' ']).next())
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        .collect()
}

/// A path as seen from a folder, without `.` and `..`.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            // Above the root is no file of the repository: the name stays.
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_citation_can_be_followed() {
    let files = tracked();
    let repository = Repository::new(files.iter().map(String::as_str), read);
    check(in_every_text(|path, content| {
        citations_lead_somewhere(path, content, &repository)
    }));
    check(in_every_text(no_citation_leads_outside));
}

mod tests {
    use super::*;

    #[test]
    fn citations_of_papers_elsewhere_are_found() {
        let found = |text: &str| no_citation_leads_outside("src/a.rs", text).len();
        for bad in [
            "// It is so (contract section 9.3).",
            "/// See contract 1.4.",
            "//! as in the (contract\n//! section 8.4); no more",
            "/* the contract's section 7 */",
            "/// `design/payments.md` has it.",
            "// as in design/notes/views.md",
            "// Stress (complaints 16).",
            "# complaint 3",
            "// payments section 4, and both ends.",
            "/// The form of `widget.md`, section 1.",
            "see ../shared/api",
            "// Issue 12 asks for it.",
            "- fixed in issue #12",
        ] {
            assert_eq!(found(bad), 1, "{bad}");
        }
        for good in [
            "// docs/api.md#states",
            "// The contract of a token. 6 digits.",
            "// draft-msporny-base58-03 section 5.",
            "let smart_contract = 1; // the issue is 2",
            "style/design.css, 16 complaints",
            "## Sections\n\n7 days",
        ] {
            assert_eq!(found(good), 0, "{good}");
        }
    }

    #[test]
    fn citations_that_lead_nowhere_are_found() {
        let documents = [
            ("README.md", "# Shop\n## Try it\n"),
            (
                "docs/api.md",
                "# API\n## The buyer's clock\n## Notes\n## Notes\n",
            ),
            ("docs/why/README.md", ""),
        ];
        let repository = Repository::new(documents.iter().map(|(path, _)| *path), |wanted| {
            let (_, text) = documents
                .iter()
                .find(|(path, _)| *path == wanted)
                .expect(wanted);
            (*text).to_owned()
        });
        let found = |path: &str, text: &str| citations_lead_somewhere(path, text, &repository);
        for (path, bad) in [
            ("src/a.rs", "/// docs/apis.md"),
            ("src/a.rs", "/// (docs/api.md#clock)"),
            ("a.css", "/* `docs/why/other.md` */"),
            ("README.md", "[try](#try)"),
            ("README.md", "[api](docs/api.md#notes-2)"),
            ("docs/api.md", "[shop](README.md)"),
            ("docs/api.md", "two\n[words](../../README.md)"),
            ("docs/why/README.md", "![picture](../a.png)"),
        ] {
            let findings = found(path, bad);
            assert_eq!(findings.len(), 1, "{bad} in {path}: {findings:?}");
            let line = bad.lines().count();
            let start = format!("{path}:{line}: ");
            assert!(findings.iter().all(|finding| finding.starts_with(&start)));
        }
        for (path, good) in [
            (
                "src/a.rs",
                "/// docs/api.md#the-buyers-clock. docs/api.md. docs/…",
            ),
            (
                "src/a.rs",
                "https://example.com/docs/x.md ../docs/x.md docs/*.md [a](b.md)",
            ),
            (
                "README.md",
                "[try](#try-it), [a](docs/), [b](docs/api.md#notes-1)",
            ),
            (
                "docs/api.md",
                "[why](why/) [shop](../README.md#shop) [x](https://x.example/y)",
            ),
            ("docs/api.md", "```text\n[a](b.md)\n```"),
        ] {
            assert_eq!(found(path, good), Vec::<Finding>::new(), "{good}");
        }
    }

    #[test]
    fn anchors_are_those_of_github() {
        let document = "# `GET` it, now\n#none\n```sh\n# no heading\n```\n## [A_b](x.md) & C\n\
            ### Same\n### Same\n####### seven\n";
        let wanted = ["get-it-now", "a_b--c", "same", "same-1"].map(str::to_owned);
        assert_eq!(anchors(document), BTreeSet::from(wanted));
    }
}
