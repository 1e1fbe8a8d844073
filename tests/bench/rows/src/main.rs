//! The rows table of js-framework-benchmark in Leptos. The same source is compiled over `leptos-lean`
//! and over Leptos itself.

mod words;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use crate::words::Words;

/// How many rows "run" and "add" make.
const FEW: usize = 1_000;

/// How many rows "runlots" makes.
const MANY: usize = 10_000;

/// A row. Its signals are made outside of the list, so the code that removes a row disposes of
/// them.
#[derive(Clone, Copy)]
struct Row {
    id: u32,
    label: RwSignal<String>,
    // A flag for each row, so that a selection changes two rows and not all: `leptos-lean` has no
    // `Selector`, which would be Leptos's own way.
    is_selected: RwSignal<bool>,
}

impl Row {
    fn dispose(self) {
        self.label.dispose();
        self.is_selected.dispose();
    }
}

/// The state that the buttons and the rows change.
#[derive(Clone, Copy)]
struct Table {
    rows: RwSignal<Vec<Row>>,
    selected: StoredValue<Option<Row>>,
    words: StoredValue<Words>,
}

impl Table {
    fn new() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            selected: StoredValue::new(None),
            words: StoredValue::new(Words::default()),
        }
    }

    fn more(self, count: usize) -> Vec<Row> {
        let named = self.words.try_update_value(|words| words.next(count));
        let row = |(id, label)| Row {
            id,
            label: RwSignal::new(label),
            is_selected: RwSignal::new(false),
        };
        named.into_iter().flatten().map(row).collect()
    }

    fn replace(self, rows: Vec<Row>) {
        self.rows.update(|old| {
            for row in std::mem::replace(old, rows) {
                row.dispose();
            }
        });
        self.selected.set_value(None);
    }

    fn run(self, count: usize) {
        self.replace(self.more(count));
    }

    fn add(self) {
        let more = self.more(FEW);
        self.rows.update(|rows| rows.extend(more));
    }

    fn update(self) {
        self.rows.with_untracked(|rows| {
            for row in rows.iter().step_by(10) {
                row.label.update(|label| label.push_str(" !!!"));
            }
        });
    }

    fn swap(self) {
        self.rows.update(|rows| {
            if rows.len() > 998 {
                rows.swap(1, 998);
            }
        });
    }

    fn select(self, row: Row) {
        if let Some(before) = self.selected.get_value() {
            before.is_selected.set(false);
        }
        row.is_selected.set(true);
        self.selected.set_value(Some(row));
    }

    fn remove(self, row: Row) {
        if self
            .selected
            .get_value()
            .is_some_and(|selected| selected.id == row.id)
        {
            self.selected.set_value(None);
        }
        self.rows
            .update(|rows| rows.retain(|other| other.id != row.id));
        row.dispose();
    }
}

/// One of the six buttons.
#[component]
fn Button(
    /// The element's `id`.
    id: &'static str,
    /// The words on it.
    text: &'static str,
    /// What it does.
    press: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <div class="col-sm-6 smallpad">
            <button type="button" class="btn btn-primary btn-block" id=id on:click=move |_| press()>
                {text}
            </button>
        </div>
    }
}

/// The page.
#[component]
fn App() -> impl IntoView {
    let table = Table::new();
    view! {
        <div class="container">
            <div class="jumbotron">
                <div class="row">
                    <div class="col-md-6"><h1>"Rows"</h1></div>
                    <div class="col-md-6">
                        <div class="row">
                            <Button id="run" text="Create 1,000 rows" press=move || table.run(FEW)/>
                            <Button id="runlots" text="Create 10,000 rows" press=move || table.run(MANY)/>
                            <Button id="add" text="Append 1,000 rows" press=move || table.add()/>
                            <Button id="update" text="Update every 10th row" press=move || table.update()/>
                            <Button id="clear" text="Clear" press=move || table.replace(Vec::new())/>
                            <Button id="swaprows" text="Swap rows" press=move || table.swap()/>
                        </div>
                    </div>
                </div>
            </div>
            <table class="table table-hover table-striped test-data">
                <tbody id="tbody">
                    <For
                        each=move || table.rows.get()
                        key=|row: &Row| row.id
                        children=move |row: Row| view! {
                            <tr class:danger=row.is_selected>
                                <td class="col-md-1">{row.id}</td>
                                <td class="col-md-4">
                                    <a on:click=move |_| table.select(row)>{row.label}</a>
                                </td>
                                <td class="col-md-1">
                                    <a on:click=move |_| table.remove(row)>
                                        <span class="glyphicon glyphicon-remove" aria-hidden="true"></span>
                                    </a>
                                </td>
                                <td class="col-md-6"></td>
                            </tr>
                        }
                    />
                </tbody>
            </table>
            <span class="preloadicon glyphicon glyphicon-remove" aria-hidden="true"></span>
        </div>
    }
}

fn main() {
    let place = document().get_element_by_id("main");
    if let Some(place) = place.and_then(|place| place.dyn_into().ok()) {
        #[expect(
            clippy::disallowed_methods,
            reason = "the table is there as long as the page"
        )]
        mount_to(place, App).forget();
    }
}
