//! What the command line asks `test` for.

use lexopt::{Arg, ValueExt};

use super::steps::{Harness, SMOKE, STEPS, Step, Work, named};
use crate::failure::{Failure, Outcome};

/// One of the things that `cargo xtask test` does.
pub(super) enum Asked {
    /// Runs steps.
    Steps(Plan),
    /// Runs the checks that take longer than a whole run may.
    Long,
    /// Tests the mutants of the sources at a path.
    Mutants(String),
}

/// Which steps, and which of their tests.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<&'static Step>,
    /// A part of the names of the tests to run; other kinds of steps are left out.
    pub(super) word: Option<String>,
    /// Which part of the end-to-end tests, such as `1/4`.
    pub(super) shard: Option<String>,
    /// Only the packages that have changed, and only the smoke tests.
    pub(super) is_smoke: bool,
    /// Every step, with all of its tests.
    pub(super) is_whole: bool,
}

/// Reads the arguments after `test`.
pub(super) fn read(mut arguments: lexopt::Parser) -> Outcome<Asked> {
    let mut only: Vec<String> = Vec::new();
    let (mut path, mut plan, mut is_long) = (None, Plan::default(), false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("only") => {
                for name in arguments.values()? {
                    only.push(name.string()?);
                }
            }
            Arg::Long("shard") => plan.shard = Some(part(&arguments.value()?.string()?)?),
            Arg::Long("long") => is_long = true,
            Arg::Long("mutants") => path = Some(arguments.value()?.string()?),
            // The word after `--`.
            Arg::Value(word) if plan.word.is_none() => plan.word = Some(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let is_plain = only.is_empty() && plan.shard.is_none() && plan.word.is_none();
    match (path, is_long) {
        (None, false) => {}
        (Some(path), false) if is_plain => return Ok(Asked::Mutants(path)),
        (None, true) if is_plain => return Ok(Asked::Long),
        _ => {
            return Err(Failure::because(
                "`--mutants` and `--long` run none of the steps: leave all other options out.",
            ));
        }
    }
    plan.is_whole = is_plain;
    plan.is_smoke = only.iter().any(|name| name == "smoke");
    if plan.is_smoke {
        if only.len() > 1 {
            return Err(Failure::because(
                "`smoke` names all of its steps: leave the others out.",
            ));
        }
        plan.steps = named(&SMOKE);
    } else {
        plan.steps = chosen(&only)?;
    }
    if plan.word.is_some() {
        // The release is only for the end-to-end tests, which look for it themselves.
        let has_tests =
            |step: &&'static Step| matches!(step.work, Work::Tests { .. } | Work::Release);
        plan.steps.retain(has_tests);
    }
    Ok(Asked::Steps(plan))
}

impl Plan {
    /// Whether any of the steps has this harness.
    pub(super) fn has(&self, wanted: Harness) -> bool {
        self.steps.iter().any(|step| match step.work {
            Work::Tests { harness, .. } => harness == wanted,
            _ => false,
        })
    }
}

fn chosen(only: &[String]) -> Outcome<Vec<&'static Step>> {
    if let Some(unknown) = only
        .iter()
        .find(|name| STEPS.iter().all(|step| step.name != **name))
    {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        return Err(Failure::because(format!(
            "there is no step `{unknown}`; the steps are {}, and `smoke` is a few tests of most.",
            names.join(", ")
        )));
    }
    let wanted = |step: &&Step| only.is_empty() || only.iter().any(|name| name == step.name);
    Ok(STEPS.iter().filter(wanted).collect())
}

fn part(text: &str) -> Outcome<String> {
    let numbers = text.split_once('/').and_then(|(part, parts)| {
        Some((part.parse::<usize>().ok()?, parts.parse::<usize>().ok()?))
    });
    match numbers {
        Some((part, parts)) if (1..=parts).contains(&part) => Ok(text.to_owned()),
        _ => Err(Failure::because(format!(
            "`--shard {text}` is no part of a whole: 2/4 is the second of four."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(arguments: &[&str]) -> Outcome<Plan> {
        match read(lexopt::Parser::from_args(arguments))? {
            Asked::Steps(plan) => Ok(plan),
            Asked::Long => Err(Failure::because("long")),
            Asked::Mutants(path) => Err(Failure::because(format!("mutants of {path}"))),
        }
    }

    fn names(arguments: &[&str]) -> Outcome<Vec<&'static str>> {
        Ok(plan(arguments)?
            .steps
            .iter()
            .map(|step| step.name)
            .collect())
    }

    fn refusal(arguments: &[&str]) -> String {
        match plan(arguments) {
            Ok(_) => panic!("{arguments:?} is taken"),
            Err(failure) => failure.sentence().to_owned(),
        }
    }

    #[test]
    fn everything_runs_in_the_order_of_the_list() {
        assert!(plan(&[]).unwrap().is_whole);
        let all = names(&[]).unwrap();
        assert_eq!(all.first(), Some(&"format"));
        assert_eq!(all.last(), Some(&"e2e"));
        assert_eq!(all.len(), STEPS.len());
    }

    #[test]
    fn only_takes_several_names_and_keeps_the_order() {
        assert_eq!(
            names(&["--only", "e2e", "format"]),
            Ok(vec!["format", "e2e"])
        );
        assert_eq!(
            names(&["--only", "host", "--only", "rules"]),
            Ok(vec!["host", "rules"])
        );
    }

    #[test]
    fn an_unknown_step_is_reported_with_the_known_ones() {
        let sentence = refusal(&["--only", "hots"]);
        assert!(sentence.contains("`hots`") && sentence.contains("clippy-wasm"));
    }

    #[test]
    fn mutants_and_long_checks_come_alone() {
        assert_eq!(refusal(&["--mutants", "src/api"]), "mutants of src/api");
        assert_eq!(refusal(&["--long"]), "long");
        for more in [
            &["--mutants", "src/api", "--only", "host"][..],
            &["--long", "--", "ordering"],
            &["--long", "--mutants", "src/api"],
        ] {
            assert!(refusal(more).contains("leave all other options out"));
        }
        assert!(plan(&["--mutants"]).is_err());
    }

    #[test]
    fn a_word_chooses_tests_in_every_step_that_has_some() {
        let plan = plan(&["--", "ordering"]).unwrap();
        assert_eq!(plan.word.as_deref(), Some("ordering"));
        let names: Vec<_> = plan.steps.iter().map(|step| step.name).collect();
        assert_eq!(names, ["host", "rules", "browser", "build", "e2e"]);
        assert!(refusal(&["--", "one", "two"]).contains("two"));
    }

    #[test]
    fn a_shard_is_a_part_of_a_whole() {
        assert_eq!(
            plan(&["--shard", "1/4"]).unwrap().shard.as_deref(),
            Some("1/4")
        );
        for wrong in ["0/4", "5/4", "1", "a/b", "1/0"] {
            assert!(refusal(&["--shard", wrong]).contains(wrong));
        }
    }

    #[test]
    fn smoke_means_its_steps_and_comes_alone() {
        let smoke = plan(&["--only", "smoke"]).unwrap();
        assert!(!smoke.is_whole);
        assert!(smoke.is_smoke && smoke.has(Harness::EndToEnd));
        assert!(!smoke.has(Harness::Browser));
        assert!(refusal(&["--only", "smoke", "host"]).contains("leave the others out"));
    }
}
