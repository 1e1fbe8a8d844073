//! What this renderer does better than Leptos's own, without a visible difference for an app.

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settled};

#[wasm_bindgen_test]
fn a_signal_can_be_set_while_it_is_read() {
    let _page = Page::show(|| {
        let count = RwSignal::new(1);
        count.with_untracked(|now| count.set(now + 1));
        assert_eq!(count.get_untracked(), 2);
        // Then the value can't be changed in place: it is left as it is, where Leptos ends the
        // program (docs/upstream/set-while-read.md).
        count.with_untracked(|_| count.update(|now| *now += 1));
        assert_eq!(count.get_untracked(), 2);
        view! { <p></p> }
    });
}

#[wasm_bindgen_test]
async fn a_list_moves_no_more_rows_than_it_must() {
    let numbers = RwSignal::new((0..10).collect::<Vec<u32>>());
    let page = Page::show(move || {
        view! { <ol><For each=move || numbers.get() key=|n| *n let:n><li>{n}</li></For></ol> }
    });
    let watch = Function::new_with_args(
        "list",
        "window.moved = 0;
         const count = changes => changes.filter(change => change.addedNodes.length).length;
         new MutationObserver(changes => { window.moved += count(changes); })
             .observe(list, { childList: true });",
    );
    watch.call1(&js_sys::global(), &page.find("ol")).unwrap();
    let moved = || {
        let moved = Reflect::get(&js_sys::global(), &"moved".into()).unwrap();
        Reflect::set(&js_sys::global(), &"moved".into(), &0.into()).unwrap();
        moved.as_f64()
    };
    for (now, rows) in [
        (vec![0, 8, 2, 3, 4, 5, 6, 7, 1, 9], 2.0),
        (vec![9, 0, 8, 2, 3, 4, 5, 6, 7, 1], 1.0),
        (vec![9, 8, 2, 3, 4, 5, 6, 7, 1], 0.0),
        (vec![10, 9, 8, 2, 3, 11, 4, 5, 6, 7, 1], 2.0),
    ] {
        numbers.set(now);
        settled().await;
        assert_eq!(moved(), Some(rows));
    }
}

#[wasm_bindgen_test]
async fn a_closure_that_follows_another_one_keeps_the_node_of_its_text() {
    let (outer, inner) = (RwSignal::new(1), RwSignal::new(Some("a")));
    let runs = StoredValue::new(Vec::new());
    let page = Page::show(move || {
        view! {
            {move || {
                let n = outer.get();
                let text = move || {
                    runs.update_value(|runs| runs.push(n));
                    inner.get()
                };
                view! { <p><i>{n}</i>{text}</p> }
            }}
        }
    });
    let text = page.find("i").next_sibling().unwrap();
    assert_eq!(text.text_content().as_deref(), Some("a"));
    outer.set(2);
    settled().await;
    assert_eq!(page.html(), "<p><i>2</i>a</p>");
    assert_eq!(text.parent_node().as_ref(), Some(page.find("p").as_ref()));
    // Only the new closure follows.
    runs.set_value(Vec::new());
    inner.set(Some("b"));
    settled().await;
    assert_eq!(text.text_content().as_deref(), Some("b"));
    assert_eq!(runs.get_value(), [2]);
    inner.set(None);
    settled().await;
    outer.set(3);
    settled().await;
    assert_eq!(page.html(), "<p><i>3</i></p>");
    inner.set(Some("c"));
    settled().await;
    assert_eq!(page.html(), "<p><i>3</i>c</p>");
}

/// Replaces each text node by an element, as translators of browsers do.
fn translate(page: &Page) {
    let translate = Function::new_with_args(
        "root",
        "const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
         const all = [];
         while (texts.nextNode()) all.push(texts.currentNode);
         for (const text of all) {
           const font = document.createElement('font');
           font.textContent = text.data.toUpperCase();
           text.replaceWith(font);
         }",
    );
    translate
        .call1(&js_sys::global(), &page.find("main"))
        .unwrap();
}

#[wasm_bindgen_test]
async fn a_text_that_a_translator_took_away_still_changes() {
    let (word, is_there) = (RwSignal::new("one"), RwSignal::new(true));
    let page = Page::show(move || {
        view! {
            <main>
                <p>{word}</p>
                <p>{move || is_there.get().then(|| ["is ", word.get()].concat())}</p>
                {move || view! { <b>{word.get()}" of all"</b> }}
            </main>
        }
    });
    translate(&page);
    assert_eq!(page.text(), "ONEIS ONEONE OF ALL");
    word.set("two");
    settled().await;
    assert_eq!(page.text(), "twois twotwo of all");
    translate(&page);
    is_there.set(false);
    settled().await;
    assert_eq!(page.text(), "TWOTWO OF ALL");
    is_there.set(true);
    settled().await;
    assert_eq!(page.text(), "TWOis twoTWO OF ALL");
}
