//! Makes calls through the table plain calls, where it is known which function is meant.
//!
//! Functions of different files call each other through the table, at a place that the splitter has
//! chosen. Where two files have become one, the function is beside its caller. wasm-opt has a pass
//! for this, but takes a place that is empty in this file for one that nothing ever fills.

use std::collections::HashMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, ElementSection, Instruction, Module};
use wasmparser::{
    ConstExpr, Element, ElementItems, ElementKind, FunctionBody, Operator, Parser, Payload, TypeRef,
};

/// The same program with plain calls, and without lists of empty places.
///
/// # Errors
///
/// If `wasm` is no module.
pub(crate) fn directed(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let mut module = Module::new();
    Director::read(wasm)?.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

struct Director {
    /// The type of each function.
    types: Vec<u32>,
    /// The function at each place of the first table.
    table: HashMap<u32, u32>,
}

impl Director {
    fn read(wasm: &[u8]) -> Result<Self, Error> {
        let (mut types, mut table) = (Vec::new(), HashMap::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if let TypeRef::Func(kind) = import?.ty {
                            types.push(kind);
                        }
                    }
                }
                Payload::FunctionSection(functions) => {
                    for kind in functions {
                        types.push(kind?);
                    }
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let element = element?;
                        let Some(start) = start(&element)? else {
                            continue;
                        };
                        for (place, function) in (start..).zip(listed(element.items)?) {
                            table.extend(function.map(|function| (place, function)));
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(Self { types, table })
    }

    /// The function that a call through the table means.
    fn meant(&self, place: i32, kind: u32) -> Option<u32> {
        let function = *self.table.get(&u32::try_from(place).ok()?)?;
        let is_of_kind = self.types.get(function as usize) == Some(&kind);
        is_of_kind.then_some(function)
    }
}

/// The first place in the first table that a list fills.
fn start(element: &Element<'_>) -> Result<Option<u32>, Error> {
    match &element.kind {
        ElementKind::Active {
            table_index: None | Some(0),
            offset_expr,
        } => match only(offset_expr)? {
            Some(Operator::I32Const { value }) => Ok(u32::try_from(value).ok()),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// The functions of a list; `None` for an empty place.
fn listed(items: ElementItems<'_>) -> Result<Vec<Option<u32>>, Error> {
    match items {
        ElementItems::Functions(functions) => {
            let functions = functions.into_iter().map(|function| Ok(Some(function?)));
            functions.collect()
        }
        ElementItems::Expressions(_, expressions) => expressions
            .into_iter()
            .map(|expression| {
                let is_function = only(&expression?)?;
                Ok(match is_function {
                    Some(Operator::RefFunc { function_index }) => Some(function_index),
                    _ => None,
                })
            })
            .collect(),
    }
}

/// The one instruction of an expression, before its end.
fn only<'a>(expression: &ConstExpr<'a>) -> Result<Option<Operator<'a>>, Error> {
    let mut operators = expression.get_operators_reader();
    let first = operators.read()?;
    Ok(matches!(operators.read()?, Operator::End).then_some(first))
}

impl Reencode for Director {
    type Error = Infallible;

    fn parse_element(
        &mut self,
        elements: &mut ElementSection,
        element: Element<'_>,
    ) -> Result<(), Error> {
        if listed(element.items.clone())?.iter().all(Option::is_none) {
            return Ok(());
        }
        wasm_encoder::reencode::utils::parse_element(self, elements, element)
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let mut operators = body.get_operators_reader()?;
        let mut place = None;
        while !operators.eof() {
            let operator = operators.read()?;
            if let Some(place) = place.take() {
                if let Operator::CallIndirect {
                    type_index,
                    table_index: 0,
                } = operator
                    && let Some(meant) = self.meant(place, type_index)
                {
                    function.instruction(&Instruction::Call(meant));
                    continue;
                }
                function.instruction(&Instruction::I32Const(place));
            }
            if let Operator::I32Const { value } = operator {
                place = Some(value);
            } else {
                function.instruction(&self.instruction(operator)?);
            }
        }
        code.function(&function);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        Elements, ExportKind, ExportSection, Function, FunctionSection, RefType, TableSection,
        TableType, TypeSection, ValType,
    };

    /// A module whose table has the first function at place 1, an empty place 2, and the second
    /// function at place 3. The last function calls these places, each with the first one's type.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        types.ty().function([ValType::I32], []);
        let mut functions = FunctionSection::new();
        for kind in [0, 1, 1] {
            functions.function(kind);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 5,
            maximum: None,
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("all", ExportKind::Func, 2);
        let mut elements = ElementSection::new();
        let at = wasm_encoder::ConstExpr::i32_const;
        let empty = wasm_encoder::ConstExpr::ref_null(wasm_encoder::HeapType::FUNC);
        let nothing = Elements::Expressions(RefType::FUNCREF, vec![empty].into());
        elements.active(None, &at(2), nothing);
        elements.active(None, &at(1), Elements::Functions(vec![0].into()));
        elements.active(None, &at(3), Elements::Functions(vec![1].into()));
        let mut code = CodeSection::new();
        let mut first = Function::new([]);
        first.instructions().i32_const(7).end();
        code.function(&first);
        let mut second = Function::new([]);
        second.instructions().end();
        code.function(&second);
        let mut all = Function::new([]);
        let mut write = all.instructions();
        for place in [1, 2, 3] {
            write.i32_const(place).call_indirect(0, 0).drop();
        }
        write.i32_const(1).i32_const(2).drop().drop().end();
        code.function(&all);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&tables)
            .section(&exports)
            .section(&elements)
            .section(&code);
        module.finish()
    }

    /// The instructions of the last function, and the number of lists.
    fn seen(wasm: &[u8]) -> (Vec<String>, u32) {
        let (mut last, mut lists) = (Vec::new(), 0);
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.expect("a section") {
                Payload::ElementSection(elements) => lists = elements.count(),
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader().expect("code");
                    last = operators
                        .into_iter()
                        .map(|operator| format!("{:?}", operator.expect("an instruction")))
                        .collect();
                }
                _ => {}
            }
        }
        (last, lists)
    }

    #[test]
    fn only_calls_of_known_functions_of_the_right_type_become_plain() {
        let directed = directed(&module()).expect("a module");
        let (last, lists) = seen(&directed);
        let through = |place: i32| {
            [
                format!("I32Const {{ value: {place} }}"),
                "CallIndirect { type_index: 0, table_index: 0 }".to_owned(),
                "Drop".to_owned(),
            ]
        };
        let mut expected = vec!["Call { function_index: 0 }".to_owned(), "Drop".to_owned()];
        expected.extend(through(2));
        expected.extend(through(3));
        assert_eq!(last[..expected.len()], expected);
        assert_eq!(
            last[expected.len()..],
            [
                "I32Const { value: 1 }",
                "I32Const { value: 2 }",
                "Drop",
                "Drop",
                "End"
            ]
        );
        assert_eq!(lists, 2, "the empty one is gone");
        wasmparser::Validator::new()
            .validate_all(&directed)
            .expect("a valid module");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(super::directed(b"<html>").is_err());
    }
}
