//! Copies a module section by section.

use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, Module, RawSection};
use wasmparser::{ExportSectionReader, Parser, Payload};

/// A copy of the module. `replace` writes another section in place of one, and returns whether it did.
///
/// # Errors
///
/// If `wasm` is no module, and those of `replace`.
pub(crate) fn copied(
    wasm: &[u8],
    replace: impl Fn(&Payload<'_>, &mut Module) -> Result<bool, Error>,
) -> Result<Vec<u8>, Error> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if replace(&payload, &mut module)? {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let data = &wasm[range.start as usize..range.end as usize];
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

/// These exports by the names that `name` gives them, without those that it gives none.
///
/// # Errors
///
/// If the section can't be read.
pub(crate) fn renamed_exports(
    exports: &ExportSectionReader<'_>,
    name: impl Fn(&str) -> Option<String>,
) -> Result<ExportSection, Error> {
    let mut renamed = ExportSection::new();
    for export in exports.clone() {
        let export = export?;
        if let Some(name) = name(export.name) {
            let kind = RoundtripReencoder.export_kind(export.kind)?;
            renamed.export(&name, kind, export.index);
        }
    }
    Ok(renamed)
}
