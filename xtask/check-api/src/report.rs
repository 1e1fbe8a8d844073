//! The report: Markdown without personal data, good to paste into an issue.

use std::time::Duration;

use crate::course::{Heard, Options, Way};
use crate::judging::Findings;
use crate::reading::Subject;
use crate::redaction::without_private_texts;

/// The report's part about one subject.
pub(crate) struct Section {
    title: &'static str,
    asked: Vec<String>,
    pub(crate) findings: Findings,
}

impl Section {
    pub(crate) fn of(subject: Subject, heard: &[&Heard], findings: Findings) -> Self {
        let mut asked: Vec<(String, Vec<&Heard>)> = Vec::new();
        for heard in heard {
            let method = if heard.is_post { "POST" } else { "GET" };
            let path = heard.path.split('?').next().unwrap_or_default();
            let line = format!("`{method} {path}` status {}", heard.status);
            match asked.iter_mut().find(|(known, _)| *known == line) {
                Some((_, all)) => all.push(heard),
                None => asked.push((line, vec![heard])),
            }
        }
        Self {
            title: subject.title(),
            asked: asked
                .into_iter()
                .map(|(line, all)| told(&line, &all))
                .collect(),
            findings,
        }
    }
}

fn told(line: &str, all: &[&Heard]) -> String {
    let times = all.iter().map(|heard| heard.time);
    let (least, most) = (times.clone().min(), times.max());
    let milliseconds = |time: Option<Duration>| time.unwrap_or_default().as_millis();
    let (least, most) = (milliseconds(least), milliseconds(most));
    let time = if least == most {
        format!("{least} ms")
    } else {
        format!("{least} to {most} ms")
    };
    let size: usize = all.iter().map(|heard| heard.text.len()).sum();
    let times = if all.len() == 1 {
        String::new()
    } else {
        format!(" {} times", all.len())
    };
    format!("{line}{times}, {time}, {size} bytes")
}

/// Writes the report.
pub(crate) fn written(options: &Options, sections: &[Section], unasked: &[String]) -> String {
    let wrong: usize = sections
        .iter()
        .map(|section| section.findings.wrong.len())
        .sum();
    let notes: usize = sections
        .iter()
        .map(|section| section.findings.notes.len())
        .sum();
    let mut text = String::from("# What the API answers\n\n");
    let way = match &options.way {
        Way::Direct { api, .. } => format!("directly, at `{}`", host(api)),
        Way::Proxy { .. } => "through a shop's proxy".to_owned(),
    };
    let mut line = |sentence: &str| {
        text.push_str(sentence);
        text.push('\n');
    };
    line(&format!("- Asked {way}, for {}.", options.country.code()));
    line(&format!(
        "- By Refillery {}, day {}.",
        env!("CARGO_PKG_VERSION"),
        day(options.now)
    ));
    line(&format!(
        "- {wrong} things that a buyer would be told wrongly, {notes} other differences, {} that \
         could not be asked.",
        unasked.len()
    ));
    if wrong > 0 {
        line("\n## What a buyer would be told wrongly\n");
        for section in sections {
            for sentence in &section.findings.wrong {
                line(&format!("- {}: {sentence}", section.title));
            }
        }
    }
    if !unasked.is_empty() {
        line("\n## What could not be asked\n");
        unasked
            .iter()
            .for_each(|sentence| line(&format!("- {sentence}")));
    }
    for section in sections {
        line(&format!("\n## {}\n", section.title));
        section
            .asked
            .iter()
            .for_each(|asked| line(&format!("- {asked}")));
        for read in &section.findings.read {
            line(&format!("- Read: {read}."));
        }
        for sentence in &section.findings.wrong {
            line(&format!("- **Wrong:** {sentence}"));
        }
        for sentence in &section.findings.notes {
            line(&format!("- {sentence}"));
        }
    }
    let mut secrets: Vec<&str> = vec![&options.email];
    if let Way::Direct {
        partner_id,
        address,
        ..
    } = &options.way
    {
        secrets.push(partner_id);
        secrets.extend(address.as_deref());
    }
    if let Some(order) = &options.order {
        secrets.push(order.id.as_str());
    }
    without_private_texts(&text, &secrets)
}

fn host(address: &str) -> String {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // A name and a password can be before it.
    host.rsplit('@').next().unwrap_or_default().to_owned()
}

/// The day of a time in epoch milliseconds, by the civil calendar.
fn day(now: u64) -> String {
    // Howard Hinnant's `civil_from_days`, for days from 1970 on.
    let days = now / 86_400_000 + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_calendar() {
        for (now, expected) in [
            (0, "1970-01-01"),
            (951_782_400_000, "2000-02-29"),
            (1_795_167_000_000, "2026-11-20"),
            (4_107_542_400_000, "2100-03-01"),
        ] {
            assert_eq!(day(now), expected);
        }
    }

    #[test]
    fn a_host_has_no_password() {
        assert_eq!(
            host("https://me:secret@api.example:8443/v5"),
            "api.example:8443"
        );
    }
}
