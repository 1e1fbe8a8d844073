//! No circles between modules: where one uses another, that one doesn't use it back, neither
//! itself nor through a third.
//!
//! Modules are compared within the one that holds them, each with all below it. A module and
//! those below it may use each other: they are one topic in several files.

use std::collections::{BTreeMap, BTreeSet};

use super::repository::program_in;
use super::source::Source;
use super::{Finding, check};

/// The folders whose modules are compared, each that of one crate.
const CRATES: [&str; 3] = ["src", "crates/shop-core/src", "xtask/src"];

/// The names of a module, from the crate on: `model`, `order` of `model/order.rs`.
type Module = Vec<String>;

/// The names in one module's file.
#[derive(Default)]
struct File {
    /// Its path from the root of the repository.
    place: String,
    /// Paths of items that it names, from the crate on.
    named: BTreeSet<Module>,
    /// The items that its `use` lines bring in, by the name that they have in it.
    imports: BTreeMap<String, Module>,
}

/// The circles between modules of one crate, whose files are these.
fn circles(folder: &str, sources: &[Source]) -> Vec<Finding> {
    let modules: BTreeSet<Module> = sources
        .iter()
        .filter_map(|source| module_of(folder, &source.path))
        .collect();
    let mut files: BTreeMap<Module, File> = BTreeMap::new();
    for source in sources {
        if let Some(module) = module_of(folder, &source.path) {
            let file = files.entry(module.clone()).or_default();
            file.place.clone_from(&source.path);
            read(source, &module, &modules, file);
        }
    }
    // Which module uses which, for each module that holds others, and the file that shows it.
    let mut uses: BTreeMap<Module, BTreeMap<(Module, Module), String>> = BTreeMap::new();
    for (module, file) in &files {
        for named in &file.named {
            let used = home(named, &files, 0);
            let same = module.iter().zip(&used).take_while(|(a, b)| a == b).count();
            // One of the two holds the other.
            if same == module.len() || same == used.len() {
                continue;
            }
            let within = |module: &Module| module.iter().take(same + 1).cloned().collect();
            uses.entry(module.iter().take(same).cloned().collect())
                .or_default()
                .entry((within(module), within(&used)))
                .or_insert_with(|| file.place.clone());
        }
    }
    uses.values().flat_map(within_one).collect()
}

/// The uses that are part of a circle, between modules that one module holds.
fn within_one(uses: &BTreeMap<(Module, Module), String>) -> Vec<Finding> {
    let leads = |from: &Module, to: &Module| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(module) = next.pop() {
            if module == to {
                return true;
            }
            let used = uses.keys().filter(|(user, _)| user == module);
            next.extend(used.map(|(_, used)| used).filter(|used| seen.insert(*used)));
        }
        false
    };
    uses.iter()
        .filter(|((user, used), _)| leads(used, user))
        .map(|((user, used), place)| {
            format!(
                "{place}: a circle: `{}` uses `{}`, and that leads back to it",
                user.join("::"),
                used.join("::")
            )
        })
        .collect()
}

/// The module of a file; `None` for files of tests, and for those of another crate.
fn module_of(folder: &str, path: &str) -> Option<Module> {
    let inside = path.strip_prefix(folder)?.strip_prefix('/')?;
    let names: Module = inside
        .strip_suffix(".rs")?
        .split('/')
        .map(str::to_owned)
        .collect();
    if names.iter().any(|name| name == "tests") {
        return None;
    }
    let is_crate = ["lib", "main"].contains(&inside.strip_suffix(".rs")?);
    Some(if is_crate { Module::new() } else { names })
}

/// The module in which an item is written. One that is named through a `use` of another module
/// is that of the other.
fn home(item: &[String], files: &BTreeMap<Module, File>, depth: usize) -> Module {
    /// More `use`s than lead on from one to the next anywhere.
    const DEEPEST: usize = 8;
    let known = (0..=item.len())
        .rev()
        .find(|length| files.contains_key(item.get(..*length).unwrap_or_default()))
        .unwrap_or_default();
    let module: Module = item.iter().take(known).cloned().collect();
    let import = item
        .get(known)
        .and_then(|name| files.get(&module)?.imports.get(name))
        .filter(|import| depth < DEEPEST && import.as_slice() != item);
    import.map_or(module, |import| home(import, files, depth + 1))
}

/// Notes what a file names.
fn read(source: &Source, module: &Module, modules: &BTreeSet<Module>, file: &mut File) {
    let code: Vec<&str> = source.lines.iter().map(|line| line.code.as_str()).collect();
    let mut tokens = Tokens::of(&code.join("\n"));
    let mut is_use = false;
    while let Some(token) = tokens.next() {
        match token.as_str() {
            "use" => is_use = true,
            ";" => is_use = false,
            // Behind these no path begins: `x.name`, `r#name`.
            "." | "#" => drop(tokens.next()),
            name if is_name(name) => {
                for (path, alias) in tokens.paths_from(name) {
                    if let Some(item) = absolute(&path, module, modules) {
                        if is_use {
                            file.imports.insert(alias, item.clone());
                        }
                        file.named.insert(item);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A path from the crate on; `None` for one that leads out of it, and for a name alone.
fn absolute(path: &[String], module: &Module, modules: &BTreeSet<Module>) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    let below = |name: &String| {
        let mut below = module.clone();
        below.push(name.clone());
        below
    };
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([module, rest].concat()),
        "super" => {
            let ups = path.iter().take_while(|name| *name == "super").count();
            let above = module.get(..module.len().checked_sub(ups)?)?;
            Some([above, path.get(ups..)?].concat())
        }
        _ if !rest.is_empty() && modules.contains(&below(first)) => Some([module, path].concat()),
        _ => None,
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Names and signs of a file, one after the other.
struct Tokens {
    tokens: std::iter::Peekable<std::vec::IntoIter<String>>,
}

impl Tokens {
    fn of(code: &str) -> Self {
        let is_part = |character: char| character.is_alphanumeric() || character == '_';
        let mut tokens: Vec<String> = Vec::new();
        let mut is_open = false;
        for character in code.chars() {
            let last = tokens.last_mut().filter(|last| {
                (is_open && is_part(character)) || (character == ':' && **last == ":")
            });
            match last {
                Some(last) => last.push(character),
                None if character.is_whitespace() => {}
                None => tokens.push(character.to_string()),
            }
            is_open = is_part(character);
        }
        Self {
            tokens: tokens.into_iter().peekable(),
        }
    }

    fn next(&mut self) -> Option<String> {
        self.tokens.next()
    }

    fn takes(&mut self, token: &str) -> bool {
        self.tokens.next_if(|next| next == token).is_some()
    }

    /// The paths that begin with this name, each with the name that it is known by: several
    /// where braces follow.
    fn paths_from(&mut self, first: &str) -> Vec<(Module, String)> {
        let mut path = vec![first.to_owned()];
        while self.takes("::") {
            if self.takes("{") {
                let mut found = Vec::new();
                while let Some(token) = self.next().filter(|token| token != "}") {
                    if is_name(&token) {
                        let inner = self.paths_from(&token);
                        found.extend(inner.into_iter().map(|(rest, alias)| {
                            let rest = rest.into_iter().filter(|name| name != "self");
                            (path.iter().cloned().chain(rest).collect(), alias)
                        }));
                    }
                }
                return found;
            }
            match self.tokens.next_if(|next| is_name(next)) {
                Some(name) => path.push(name),
                // `*`, or the types of a generic.
                None => break,
            }
        }
        let own = path.last().cloned().unwrap_or_default();
        let alias = self.takes("as").then(|| self.next()).flatten();
        vec![(path, alias.unwrap_or(own))]
    }
}

#[test]
fn no_two_modules_use_each_other() {
    let found = |folder: &str| circles(folder, &program_in(folder));
    check(CRATES.into_iter().flat_map(found).collect());
}

mod tests {
    use super::*;

    /// How many uses are part of a circle in a crate of these files.
    fn found(files: &[(&str, &str)]) -> usize {
        let sources: Vec<Source> = files
            .iter()
            .map(|(path, code)| Source::rust(&["src/", path].concat(), code))
            .collect();
        circles("src", &sources).len()
    }

    #[test]
    fn circles_are_found_in_every_spelling() {
        for back in [
            "use crate::a::A;",
            "use super::a::A;",
            "use super::{a::A, c};",
            "use crate::{\n    c::C,\n    a,\n};",
            "fn f() -> crate::a::A { super::super::a::A }",
            "fn f(a: super::super::a::A) {}",
        ] {
            let path = if back.contains("super::super") {
                "b/below.rs"
            } else {
                "b.rs"
            };
            let files = [
                ("a.rs", "use crate::b;"),
                ("b.rs", ""),
                (path, back),
                ("c.rs", ""),
            ];
            assert_eq!(found(&files), 2, "{back}");
        }
    }

    #[test]
    fn a_circle_of_three_is_found() {
        let mut files = vec![
            ("m/a.rs", "use super::b::B;"),
            ("m/b.rs", "fn f() { super::c::g() }"),
            ("m/c.rs", "use crate::m::a::A as Other;"),
            ("m/d.rs", "use super::a::A;"),
        ];
        assert_eq!(found(&files), 3);
        files.remove(2);
        assert_eq!(found(&files), 0);
    }

    #[test]
    fn what_another_module_brings_in_is_followed_to_its_home() {
        for parent in [
            "mod a;\nmod b;\npub use a::A;",
            "use a::{A, c as d};",
            "use crate::m::a::{self, A};",
        ] {
            let files = [
                ("m.rs", parent),
                ("m/a.rs", "use super::b::B;"),
                ("m/b.rs", "use super::A;"),
            ];
            assert_eq!(found(&files), 2, "{parent}");
        }
    }

    #[test]
    fn what_is_no_circle_is_left_alone() {
        let files = [
            ("lib.rs", "pub mod a; mod b; use a::A;"),
            // Below one another.
            ("a.rs", "mod low; use low::Low; use crate::b::B;"),
            ("a/low.rs", "use super::A; use crate::a;"),
            // Tests, comments and texts.
            (
                "b.rs",
                "// crate::a\nlet a = \"crate::a\";\n#[cfg(test)]\nmod tests { use crate::a::A; }",
            ),
            ("b/tests.rs", "use crate::a::A;"),
            // Fields, methods and names of other crates.
            (
                "c.rs",
                "use crate::a; fn f() { x.super_a(); std::a::A; a::A }",
            ),
        ];
        assert_eq!(found(&files), 0);
    }
}
