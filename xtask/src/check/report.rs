//! The table at the end of a run: the time and the counts of each step, and the slowest tests.

use std::time::Duration;

use super::steps::Step;
use crate::tally::Tally;

/// How many of the slowest tests are named.
const SLOWEST: usize = 10;

/// A step that has ended.
pub(super) struct Row {
    pub(super) step: &'static Step,
    pub(super) tally: Tally,
    pub(super) took: Duration,
    /// Whether others ran at the same time.
    pub(super) is_beside: bool,
}

/// How long single tests took, as their harnesses say it.
#[derive(Debug, Default)]
pub(super) struct Times {
    /// Seconds and name.
    tests: Vec<(f64, String)>,
}

impl Times {
    /// Takes the time from a line, if it has one: `took 3.21 s (waited 2.10 s): name` of the
    /// end-to-end tests, `test name ... ok <0.123s>` of Rust's harness.
    pub(super) fn read(&mut self, line: &str) {
        let line = line.trim();
        let end_to_end = || {
            let (seconds, rest) = line.strip_prefix("took ")?.split_once(" s ")?;
            let (_, name) = rest.split_once("): ")?;
            Some((seconds.parse().ok()?, name.to_owned()))
        };
        let host = || {
            let (name, rest) = line.strip_prefix("test ")?.split_once(" ... ")?;
            let (_, seconds) = rest.split_once('<')?;
            let seconds = seconds.strip_suffix("s>")?.parse().ok()?;
            Some((seconds, name.to_owned()))
        };
        self.tests.extend(end_to_end().or_else(host));
    }

    fn slowest(&self) -> String {
        let mut tests = self.tests.clone();
        tests.sort_by(|one, other| other.0.total_cmp(&one.0));
        let rows = tests.iter().take(SLOWEST);
        rows.map(|(seconds, name)| format!("{seconds:>8.1}  {name}\n"))
            .collect()
    }
}

/// The table. `set_up` and `whole` are times on the clock; steps that run beside others add
/// up to more.
pub(super) fn table(rows: &[Row], times: &Times, set_up: Duration, whole: Duration) -> String {
    let title = |row: &Row| {
        let beside = if row.is_beside { " (beside)" } else { "" };
        format!("{}{beside}", row.step.title)
    };
    let width = rows.iter().map(|row| title(row).len()).max().unwrap_or(0);
    let mut text = format!("{:width$}  seconds   passed   failed\n", "step");
    let mut total = Tally::default();
    for row in rows {
        total.add(row.tally);
        let mark = if row.tally.failed == 0 {
            ""
        } else {
            "  FAILED"
        };
        text.push_str(&format!(
            "{:width$}  {:>7.1}  {:>7}  {:>7}{mark}\n",
            title(row),
            row.took.as_secs_f64(),
            row.tally.passed,
            row.tally.failed
        ));
    }
    text.push_str(&format!(
        "{:width$}  {:>7.1}  {:>7}  {:>7}\n",
        "all of it",
        whole.as_secs_f64(),
        total.passed,
        total.failed
    ));
    text.push_str(&format!(
        "{:width$}  {:>7.1}\n",
        "set-up before",
        set_up.as_secs_f64()
    ));
    if !times.tests.is_empty() {
        text.push_str("\nslowest tests, in seconds\n");
        text.push_str(&times.slowest());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::steps::named;
    use super::*;

    #[test]
    fn times_of_both_harnesses_are_read_and_the_slowest_come_first() {
        let mut times = Times::default();
        for line in [
            "took 3.21 s (waited 2.10 s): buying::a_phone_is_topped_up",
            "test money::tests::rounding ... ok <0.123s>",
            "test order::slow ... FAILED <12.5s>",
            "test web::without_time ... ok",
            "took a while",
        ] {
            times.read(line);
        }
        assert_eq!(
            times.slowest(),
            "    12.5  order::slow\n     3.2  buying::a_phone_is_topped_up\n     0.1  money::tests::rounding\n"
        );
    }

    #[test]
    fn the_table_has_a_row_a_step_and_the_whole() {
        let row = |name, passed, failed, is_beside| Row {
            step: named(&[name])[0],
            tally: Tally { passed, failed },
            took: Duration::from_millis(1250),
            is_beside,
        };
        let rows = [row("host", 3, 1, false), row("again", 1, 0, true)];
        let text = table(
            &rows,
            &Times::default(),
            Duration::from_secs(2),
            Duration::from_secs(9),
        );
        assert_eq!(
            text,
            "step                           seconds   passed   failed\n\
             host tests                         1.2        3        1  FAILED\n\
             the same bytes again (beside)      1.2        1        0\n\
             all of it                          9.0        4        1\n\
             set-up before                      2.0\n"
        );
    }
}
