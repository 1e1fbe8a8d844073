//! Puts functions with similar code beside each other.
//!
//! A compressor refers to earlier bytes by their distance, and a short distance takes fewer bits
//! than a long one. The compiler's order is that of the source, where copies of one generic
//! function for several types are far apart. Nothing else changes: the program is the same, with
//! other numbers for its functions.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef,
};

/// Functions are similar by the pieces of this many bytes that both have. An instruction with its
/// operand takes two or three.
const PIECE: usize = 4;

/// A piece that is in more functions than this says nothing about any two of them. Without a limit
/// the later pages' file gets 200 bytes larger.
const COMMON: usize = 800;

/// A function is compared with so many before it. With one alone, a function that resembles nothing
/// would end a row of similar ones. Of 2, 3, 4 and 6 this made the three files smallest together.
const LOOK_BACK: usize = 3;

/// The same program with its functions in an order that compresses well.
///
/// # Errors
///
/// If `wasm` is no module.
pub(crate) fn arranged(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let (imported, bodies) = functions(wasm)?;
    let order = order(&bodies);
    let mut places = vec![0; order.len()];
    for (place, &function) in (0..).zip(&order) {
        places[function] = place;
    }
    let mut module = Module::new();
    Arranger {
        imported,
        order,
        places,
    }
    .parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// How many functions are imported, and the code of the others.
fn functions(wasm: &[u8]) -> Result<(u32, Vec<&[u8]>), Error> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let is_function = matches!(import?.ty, TypeRef::Func(_));
                    imported += u32::from(is_function);
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// The order of these bodies in which each resembles those before it.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let Pieces { held, holders } = Pieces::of(bodies);
    // Whole numbers, so that each machine finds the same order.
    let weights: Vec<u64> = holders
        .iter()
        .map(|holders| u64::from((bodies.len() / holders.len()).ilog2()) + 1)
        .collect();
    let totals: Vec<u64> = held
        .iter()
        .map(|pieces| pieces.iter().map(|&piece| weights[piece]).sum())
        .collect();
    let mut is_placed = vec![false; bodies.len()];
    let mut counted_at = vec![0; holders.len()];
    let mut order: Vec<usize> = Vec::with_capacity(bodies.len());
    for place in 1..=bodies.len() {
        let mut points = vec![0; bodies.len()];
        for (back, &before) in (1..).zip(order.iter().rev().take(LOOK_BACK)) {
            for &piece in &held[before] {
                if holders[piece].len() > COMMON || counted_at[piece] == place {
                    continue;
                }
                counted_at[piece] = place;
                for &other in &holders[piece] {
                    points[other] += 12 * weights[piece] / back;
                }
            }
        }
        // By the share of its pieces, or a long function would resemble everything.
        let share = |function: usize| (points[function] << 20) / totals[function].max(1);
        let left = || (0..bodies.len()).filter(|&function| !is_placed[function]);
        let most_similar = left()
            .filter(|&function| points[function] > 0)
            .max_by_key(|&function| (share(function), Reverse(function)));
        let size = order.last().map_or(0, |&last| bodies[last].len());
        let nearest_in_size = || left().min_by_key(|&other| bodies[other].len().abs_diff(size));
        if let Some(next) = most_similar.or_else(nearest_in_size) {
            is_placed[next] = true;
            order.push(next);
        }
    }
    order
}

/// The pieces that functions are made of. A piece is named by its number.
struct Pieces {
    /// The different pieces of each function.
    held: Vec<Vec<usize>>,
    /// The functions that have a piece, for each.
    holders: Vec<Vec<usize>>,
}

impl Pieces {
    fn of(bodies: &[&[u8]]) -> Self {
        let mut numbers: HashMap<&[u8], usize> = HashMap::new();
        let (mut held, mut holders) = (Vec::new(), Vec::<Vec<usize>>::new());
        for (function, body) in bodies.iter().enumerate() {
            let mut pieces = Vec::new();
            for piece in body.windows(PIECE) {
                let number = *numbers.entry(piece).or_insert(holders.len());
                if number == holders.len() {
                    holders.push(Vec::new());
                }
                if holders[number].last() != Some(&function) {
                    holders[number].push(function);
                    pieces.push(number);
                }
            }
            held.push(pieces);
        }
        Self { held, holders }
    }
}

/// Writes the module again with its functions in this order.
struct Arranger {
    imported: u32,
    /// The old number of each function that isn't imported, by its new one.
    order: Vec<usize>,
    /// The new number of each, by its old one.
    places: Vec<u32>,
}

impl Reencode for Arranger {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let own = function.checked_sub(self.imported);
        let place = own.and_then(|own| self.places.get(own as usize));
        Ok(place.map_or(function, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for &function in &self.order {
            functions.function(types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with an imported function, three of its own in which the first and the last are
    /// alike, a call between them, an export and a table of all.
    fn module() -> Vec<u8> {
        use wasm_encoder::{
            ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
            ImportSection, RefType, TableSection, TableType, TypeSection, ValType,
        };
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I64]);
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("host", "now", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        for kind in [0, 1, 0] {
            functions.function(kind);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 4,
            maximum: None,
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("first", ExportKind::Func, 1);
        exports.export("other", ExportKind::Func, 2);
        exports.export("last", ExportKind::Func, 3);
        let mut elements = ElementSection::new();
        let listed = [0, 1, 2, 3];
        elements.active(
            None,
            &wasm_encoder::ConstExpr::i32_const(0),
            Elements::Functions(listed.as_slice().into()),
        );
        let mut code = CodeSection::new();
        let alike = |called: u32| {
            let mut body = Function::new([]);
            let mut write = body.instructions();
            for number in [123_456_789, 987_654_321, 555_555_555_555] {
                write.i64_const(number).drop();
            }
            write.call(called).end();
            body
        };
        code.function(&alike(0));
        let mut other = Function::new([]);
        other.instructions().i32_const(7).end();
        code.function(&other);
        code.function(&alike(1));
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&tables)
            .section(&exports)
            .section(&elements)
            .section(&code);
        module.finish()
    }

    /// The functions by the names of their exports, and the table: each with its code.
    fn seen(wasm: &[u8]) -> (Vec<(String, Vec<u8>)>, Vec<usize>) {
        let (imported, bodies) = functions(wasm).expect("a module");
        let sizes = |function: u32| {
            function
                .checked_sub(imported)
                .map_or(0, |own| bodies[own as usize].len())
        };
        let (mut exported, mut listed) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.expect("a section") {
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export.expect("an export");
                        let body = bodies[(export.index - imported) as usize];
                        exported.push((export.name.to_owned(), body.to_vec()));
                    }
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        if let wasmparser::ElementItems::Functions(functions) =
                            element.expect("an element").items
                        {
                            listed.extend(functions.into_iter().flatten().map(sizes));
                        }
                    }
                }
                _ => {}
            }
        }
        (exported, listed)
    }

    #[test]
    fn similar_functions_become_neighbours_and_keep_their_users() {
        let before = module();
        let after = arranged(&before).expect("a module");
        let sizes = |wasm: &[u8]| -> Vec<usize> {
            let (_, bodies) = functions(wasm).expect("a module");
            bodies.iter().map(|body| body.len()).collect()
        };
        let (was, is) = (sizes(&before), sizes(&after));
        assert_ne!(was, is, "the small one stands between the others no more");
        let alone = is.iter().position(|size| *size == was[1]);
        assert_ne!(alone, Some(1), "{is:?}");
        let ((old, old_table), (new, new_table)) = (seen(&before), seen(&after));
        assert_eq!(old_table, new_table);
        assert_eq!(old[1], new[1], "what calls nothing has the same code");
        // `last` calls `first`, which has another number now.
        let number = |wasm: &[u8]| *seen(wasm).0[2].1.iter().rev().nth(1).expect("a call");
        let first = is.iter().position(|size| *size != was[1]).expect("one");
        assert_eq!(number(&before), 1);
        assert!(number(&after) as usize > first, "{is:?}");
        wasmparser::Validator::new()
            .validate_all(&after)
            .expect("a valid module");
    }

    #[test]
    fn the_order_is_the_same_each_time() {
        let once = arranged(&module()).expect("a module");
        assert_eq!(arranged(&module()).expect("a module"), once);
        assert_eq!(arranged(&once).expect("a module").len(), once.len());
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(arranged(b"<html>").is_err());
        let empty = Module::new().finish();
        assert_eq!(arranged(&empty).expect("a module"), empty);
    }
}
