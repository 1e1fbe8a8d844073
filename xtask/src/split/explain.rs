//! What the wasm files are made of: a table for each, by crate and module.

use std::path::{Path, PathBuf};

use super::made::made;
use super::{
    FIRST, GROUPS, PARTS, SPLITTER, folder, merged_name, part, parts, quietly, wasm_opt_arguments,
};
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::toolbox::Toolbox;

/// Where Trunk has wasm-bindgen write the program, with the compiler's names.
const PROGRAM: &str = "target/wasm-bindgen/release/refillery";

/// Takes the names away. Leaving it out doesn't change the code.
const STRIP: &str = "--strip-debug";

/// Keeps the names.
const KEEP: &str = "--debuginfo";

/// Prints the tables of the files that the last build has made. The first files of a visit are made
/// of these, so they have no table of their own.
pub(crate) fn print(toolbox: &Toolbox) -> Outcome<()> {
    let arguments = wasm_opt_arguments(&toolbox.place.read("index.html")?)?;
    let arguments: Vec<String> = arguments
        .into_iter()
        .filter(|argument| argument != STRIP)
        .chain([KEEP.to_owned()])
        .collect();
    let program = toolbox.place.root.join([PROGRAM, FIRST].concat());
    let shared = GROUPS.iter().rev().map(|(group, of)| {
        let file = parts(toolbox).join(merged_name(group));
        (format!("{group}, for {}", of.join(", ")), file)
    });
    let own = PARTS.map(|module| (module.to_owned(), parts(toolbox).join(part(module))));
    let files = [("the program".to_owned(), program)].into_iter();
    println!("\nBytes of code before compression, by crate and module:");
    for (name, file) in files.chain(shared).chain(own) {
        let named = named(toolbox, &arguments, &file)?;
        println!("\n{name}");
        let splitter = folder(toolbox).join(SPLITTER);
        let mut splitter = toolbox.command(&splitter.to_string_lossy());
        if !process::run(splitter.arg("--explain").arg(named))?.success() {
            return Err(Failure::because("the splitter can't explain this file."));
        }
    }
    Ok(())
}

/// The file as visitors get it, but with names.
fn named(toolbox: &Toolbox, arguments: &[String], file: &Path) -> Outcome<PathBuf> {
    made(toolbox, &arguments.join(" "), &[file], |named| {
        let mut wasm_opt = toolbox.command("wasm-opt");
        wasm_opt.args(arguments).arg(file);
        quietly(wasm_opt.arg("--output").arg(named))
    })
}
