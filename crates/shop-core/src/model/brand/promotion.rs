//! Promotions of a brand, which are only for information: docs/api.md#tags-and-promotions.

/// Milliseconds of a day.
const DAY: u64 = 86_400_000;

/// An offer of a brand or its supplier for a limited time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Promotion {
    /// Its title, made safe to show; a percentage for a discount.
    pub title: String,
    /// Its description, made safe to show.
    pub words: Option<String>,
    /// Whether it is the supplier's own: a discount without a time.
    pub is_discount: bool,
    /// When it starts, in epoch milliseconds, if that can be read.
    pub start: Option<u64>,
    /// When it ends, in epoch milliseconds, if that can be read.
    pub end: Option<u64>,
}

impl Promotion {
    /// Whether it runs at a moment, in epoch milliseconds. A start or an end that can't be read is
    /// no limit.
    pub fn runs_at(&self, now: u64) -> bool {
        let is_in_time =
            self.start.is_none_or(|start| start <= now) && self.end.is_none_or(|end| now < end);
        self.is_discount || is_in_time
    }

    /// A moment of its last day, used to name that day. An end without a time means the day itself
    /// in every time zone: at its noon it is that day almost everywhere.
    pub fn last_day(&self) -> Option<u64> {
        let end = self.end?;
        let is_day = end % DAY == DAY - 1;
        Some(if is_day { end - DAY / 2 } else { end })
    }

    /// Its title as a badge: "5%" of a discount gets a minus sign.
    pub fn badge(&self) -> String {
        let is_share =
            self.title.ends_with('%') && self.title.starts_with(|c: char| c.is_ascii_digit());
        if self.is_discount && is_share {
            return ["\u{2212}", &self.title].concat();
        }
        self.title.clone()
    }
}

/// A date of ISO 8601 in epoch milliseconds, with or without a time, which is taken as UTC unless
/// it gives its offset from it (`+08:00`). A day alone means its first moment, or its last
/// millisecond for an end: no time that is read is as late.
pub fn moment(text: &str, is_end: bool) -> Option<u64> {
    /// Days from 1 March of the year 0 to 1 January 1970, plus one, as `day` begins at one.
    const BEFORE_1970: u64 = 719_469;
    let text = text.trim();
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let mut parts = day.split('-').map(|part| part.parse::<u64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let is_date = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && parts.next().is_none();
    if !is_date {
        return None;
    }
    // The year begins in March, so that the day that isn't in each year is the year's last.
    let (year, month) = if month < 3 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    let days = days.checked_sub(BEFORE_1970)?;
    if time.is_empty() {
        return Some(days * DAY + if is_end { DAY - 1 } else { 0 });
    }
    let is_behind = time.contains('-');
    let (time, zone) = time.split_once(['+', '-']).unwrap_or((time, ""));
    let mut parts = time.split(':');
    let mut next = || {
        let digits = parts.next().unwrap_or_default().chars();
        let digits: String = digits.take_while(char::is_ascii_digit).take(2).collect();
        digits.parse::<u64>().unwrap_or(0)
    };
    let (hours, minutes, seconds) = (next(), next(), next());
    let local = days * DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000;
    let mut digits = zone.chars().filter_map(|letter| letter.to_digit(10));
    let mut next = || u64::from(digits.next().unwrap_or(0) * 10 + digits.next().unwrap_or(0));
    let off = (next() * 60 + next()) * 60_000;
    if is_behind {
        Some(local + off)
    } else {
        local.checked_sub(off)
    }
}

#[cfg(test)]
mod tests {
    use super::{Promotion, moment};

    #[test]
    fn dates_are_read_or_unknown() {
        assert_eq!(moment("1970-01-01", false), Some(0));
        assert_eq!(
            moment("2026-11-28T14:30:00.000Z", true),
            Some(1_795_876_200_000)
        );
        assert_eq!(moment("2024-02-29", false), Some(1_709_164_800_000));
        assert_eq!(moment("2026-07-31", true), Some(1_785_542_399_999));
        for (text, utc) in [
            ("2026-07-31T23:59:59+08:00", "2026-07-31T15:59:59Z"),
            ("2026-07-31 20:30:00.000-0330", "2026-08-01T00:00:00"),
            ("2026-07-31T23:59+01", "2026-07-31T22:59"),
        ] {
            assert_eq!(moment(text, true), moment(utc, true), "{text}");
        }
        for unknown in [
            "soon",
            "next week",
            "",
            "2026-13-01",
            "31.07.2026",
            "2026-1-1-1",
        ] {
            assert_eq!(moment(unknown, true), None, "{unknown}");
        }
    }

    #[test]
    fn an_end_without_a_time_is_shown_by_its_own_day() {
        let ends = |text: &str| Promotion {
            title: "Free delivery".to_owned(),
            words: None,
            is_discount: false,
            start: None,
            end: moment(text, true),
        };
        let noon = moment("2026-07-31T12:00", true).expect("a date");
        let day = ends("2026-07-31").last_day().expect("a day");
        assert!(day.abs_diff(noon) < 1_000, "{day}");
        let exact = ends("2026-07-31T23:59:59Z");
        assert_eq!(exact.last_day(), exact.end);
        assert_eq!(ends("soon").last_day(), None);
    }

    #[test]
    fn a_promotion_runs_between_its_dates() {
        let day = |text: &str| moment(text, false);
        let promotion = |start, end| Promotion {
            title: "Free delivery".to_owned(),
            words: None,
            is_discount: false,
            start,
            end,
        };
        let now = day("2026-11-28").expect("a date");
        assert!(promotion(None, None).runs_at(now));
        assert!(promotion(day("2026-11-28"), day("2026-11-29")).runs_at(now));
        assert!(!promotion(day("2026-11-29"), None).runs_at(now));
        assert!(!promotion(None, day("2026-11-28")).runs_at(now));
        let discount = Promotion {
            title: "5%".to_owned(),
            is_discount: true,
            ..promotion(None, day("2020-01-01"))
        };
        assert!(discount.runs_at(now));
        assert_eq!(discount.badge(), "\u{2212}5%");
    }
}
