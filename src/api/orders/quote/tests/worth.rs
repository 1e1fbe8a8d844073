//! What the total of a quote is worth in money.

use super::super::Quote;
use super::read;

#[test]
fn a_quote_says_what_its_total_is_worth() {
    for (summary, worth) in [
        ("", &[] as &[(&str, &str)]),
        (
            r#","as_USD":{"value_to_pay_in_crypto":"50.66"}"#,
            &[("USD", "50.66")],
        ),
        (
            r#","as_EUR":{"value_to_pay_in_crypto":"44.05"},"as_USD":{"value_to_pay_in_crypto":"50.66"}"#,
            &[("USD", "50.66"), ("EUR", "44.05")],
        ),
        (
            r#","as_USD":{"value_to_pay_in_crypto":"0"},"as_EUR":[]"#,
            &[],
        ),
        (
            r#","as_USD":"50.66","as_EUR":{"value_to_pay_in_crypto":"much"}"#,
            &[],
        ),
    ] {
        let body = [
            r#"{"summary":{"coin_amount_to_pay_in_crypto":"50.66""#,
            summary,
            "}}",
        ]
        .concat();
        let Some(Quote::Total(total)) = read(&body, None) else {
            panic!("no total in {body}");
        };
        let told: Vec<(&str, &str)> = total
            .worth
            .iter()
            .map(|value| (value.currency.as_str(), value.amount.as_str()))
            .collect();
        assert_eq!(told, worth, "{body}");
    }
}
