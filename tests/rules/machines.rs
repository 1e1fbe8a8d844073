//! No machine's path and no registry's host is in the repository.

use super::repository::in_every_text;
use super::{Finding, check};

/// Words that name one machine, or a registry that only some machines reach. The parts
/// are joined here so that this file doesn't name them itself.
fn machine_words() -> Vec<String> {
    [
        ["/ro", "ot/"],
        ["/ho", "me/"],
        ["/Us", "ers/"],
        ["/wo", "rk/"],
        ["C:\\\\", "Users"],
        ["index.crates", ".io"],
        ["static.crates", ".io"],
        ["registry.npm", "js.org"],
        ["registry.yarn", "pkg.com"],
        ["artifac", "tory"],
    ]
    .iter()
    .map(|parts| parts.concat())
    .collect()
}

fn no_machine_is_named(path: &str, content: &str) -> Vec<Finding> {
    let usual = "registry+https://github.com/rust-lang/crates.io-index";
    let words = machine_words();
    let is_lock = path.ends_with("Cargo.lock");
    let bad = |line: &str| {
        let strange_source = is_lock && line.starts_with("source = ") && !line.contains(usual);
        strange_source
            || words.iter().any(|word| {
                line.match_indices(word.as_str()).any(|(place, _)| {
                    // A path that starts here, not one inside a longer address.
                    !word.starts_with('/')
                        || !line.get(..place).is_some_and(|before| {
                            before.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '}')
                        })
                })
            })
    };
    content
        .lines()
        .enumerate()
        .filter(|(_, line)| bad(line))
        .map(|(place, _)| {
            format!(
                "{path}:{}: names a machine's path or a registry's host",
                place + 1
            )
        })
        .collect()
}

#[test]
fn the_repository_names_no_machine() {
    check(in_every_text(no_machine_is_named));
}

mod tests {
    use super::*;

    #[test]
    fn machines_are_found() {
        for word in machine_words() {
            assert_eq!(no_machine_is_named("a.md", &word).len(), 1, "{word}");
        }
        let home = machine_words().swap_remove(1);
        let inside = ["https://example.com", &home, "page"].concat();
        assert_eq!(no_machine_is_named("a.md", &inside).len(), 0);
        let lock = |source: &str| no_machine_is_named("Cargo.lock", source).len();
        assert_eq!(
            lock("source = \"registry+https://mirror.example/index\""),
            1
        );
        assert_eq!(
            lock("source = \"registry+https://github.com/rust-lang/crates.io-index\""),
            0
        );
    }
}
