//! No panic without a reason, nothing forgotten, no lint silenced, no float for money.

use super::source::{Source, has_word};
use super::{Finding, check_program, try_rule};

/// A panic leaves a buyer who has paid before a blank page, so each way to one
/// needs a sentence that says why it can't happen.
fn nothing_panics_without_a_reason(source: &Source) -> Vec<Finding> {
    let calls = [
        ".unwrap()",
        ".expect(",
        "panic!",
        "unreachable!",
        "todo!",
        "unimplemented!",
    ];
    let mut findings = Vec::new();
    for (place, line) in source.lines.iter().enumerate() {
        let is_bad = calls.iter().any(|call| line.code.contains(call)) || has_indexing(&line.code);
        let is_explained = line.raw.contains("// ")
            || place
                .checked_sub(1)
                .and_then(|above| source.lines.get(above))
                .is_some_and(|above| above.raw.trim_start().starts_with("// "));
        if is_bad && !is_explained {
            findings.push(source.at(
                line.number,
                "this can panic: do without, or say above why it can't",
            ));
        }
    }
    findings
}

/// Whether something is indexed: a bracket right after a name, a call or
/// another index. Types, attributes and macros have none of these before it.
fn has_indexing(code: &str) -> bool {
    code.match_indices('[').any(|(place, _)| {
        let before = code.get(..place).unwrap_or_default();
        before.ends_with(|character: char| {
            character.is_alphanumeric() || matches!(character, '_' | ')' | ']')
        })
    })
}

fn nothing_is_forgotten(source: &Source) -> Vec<Finding> {
    source.find(
        "what is forgotten is never cleaned up: keep it and drop it",
        |line| line.code.contains(".forget()") || line.code.contains("mem::forget"),
    )
}

fn no_lint_is_silenced(source: &Source) -> Vec<Finding> {
    source.find(
        "use #[expect(…, reason = …)], which says when it is not needed any more",
        |line| line.code.contains("#[allow") || line.code.contains("#![allow"),
    )
}

fn money_is_no_float(source: &Source) -> Vec<Finding> {
    let files = [
        "src/model/money.rs",
        "src/model/product.rs",
        "src/model/payment.rs",
        "src/pay.rs",
        "src/api/orders.rs",
        "src/api/catalog.rs",
        "src/api/payments.rs",
        "src/json.rs",
        "src/json/parser.rs",
    ];
    if !files.contains(&source.inside()) && source.module() != "pay" {
        return Vec::new();
    }
    source.find("money is decimal text and never a float", |line| {
        has_word(&line.code, "f32") || has_word(&line.code, "f64")
    })
}

#[test]
fn every_way_to_a_panic_is_explained() {
    check_program(nothing_panics_without_a_reason);
}

#[test]
fn nothing_leaks_on_purpose() {
    check_program(nothing_is_forgotten);
}

#[test]
fn lints_are_not_silenced() {
    check_program(no_lint_is_silenced);
}

#[test]
fn no_money_is_a_float() {
    check_program(money_is_no_float);
}

mod tests {
    use super::*;

    #[test]
    fn panics_are_found() {
        let rule = nothing_panics_without_a_reason;
        for bad in [
            "x.unwrap();",
            "x.expect(\"y\");",
            "panic!();",
            "unreachable!()",
            "todo!()",
            "let y = list[0];",
            "let y = f()[1];",
            "let y = &text[..4];",
        ] {
            try_rule(
                rule,
                "src/a.rs",
                bad,
                &["// It can't, because.\n", bad].concat(),
            );
            try_rule(
                rule,
                "src/a.rs",
                bad,
                &[bad, " // It can't, because."].concat(),
            );
        }
        try_rule(
            rule,
            "src/a.rs",
            "x.unwrap()",
            "x.unwrap_or(0); #[derive(X)] let y: [u8; 2] = [1, 2]; f(&[1]); vec![1]; expect_context(); \"x.unwrap()\"",
        );
    }

    #[test]
    fn leaks_silence_and_floats_are_found() {
        try_rule(
            nothing_is_forgotten,
            "src/a.rs",
            "closure.forget();",
            "// closure.forget();",
        );
        try_rule(
            no_lint_is_silenced,
            "src/a.rs",
            "#[allow(dead_code)]",
            "#[expect(dead_code, reason = \"x\")]",
        );
        try_rule(
            money_is_no_float,
            "crates/shop-core/src/model/money.rs",
            "let x: f64 = 0.1;",
            "let f64ish = 1;",
        );
        try_rule(
            money_is_no_float,
            "crates/shop-core/src/pay/amount.rs",
            "x as f32",
            "x as u32",
        );
    }
}
