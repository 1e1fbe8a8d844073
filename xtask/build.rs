//! Says in one sentence where the commands can't run, before the compiler says it in many.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_CFG_UNIX").is_none() {
        println!(
            "cargo::error=cargo xtask runs on Linux and macOS. On Windows take the Windows Subsystem for Linux (README.md, \"Try it\")."
        );
    }
}
