//! `<For>` and `<Show>`.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use crate::page::{Page, settled};

fn list(numbers: RwSignal<Vec<u32>>) -> Page {
    Page::show(move || {
        view! {
            <ol>
                <li class="start">"start"</li>
                <For each=move || numbers.get() key=|n| *n let:n>
                    <li class="row" id=format!("row-{n}")>{n}</li>
                </For>
                <li class="end">"end"</li>
            </ol>
        }
    })
}

fn rows(page: &Page) -> Vec<u32> {
    let texts = page.texts(".row");
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

#[wasm_bindgen_test]
async fn rows_stand_in_their_order_between_what_is_around() {
    let numbers = RwSignal::new(vec![1, 2, 3]);
    let page = list(numbers);
    assert_eq!(page.texts("li"), ["start", "1", "2", "3", "end"]);
    numbers.set(vec![]);
    settled().await;
    assert_eq!(page.texts("li"), ["start", "end"]);
    numbers.set(vec![4]);
    settled().await;
    assert_eq!(page.texts("li"), ["start", "4", "end"]);
}

#[wasm_bindgen_test]
async fn a_row_is_kept_by_its_key() {
    let numbers = RwSignal::new(vec![1, 2, 3, 4, 5]);
    let page = list(numbers);
    let before: Vec<Element> = (1..=5).map(|n| page.find(&format!("#row-{n}"))).collect();
    for now in [
        vec![5, 4, 3, 2, 1],
        vec![1, 4, 3, 2, 5],
        vec![2, 3, 4, 5, 1],
        vec![9, 1, 8, 2, 3, 7, 4, 5, 6],
        vec![1, 2, 3, 4, 5],
    ] {
        numbers.set(now.clone());
        settled().await;
        assert_eq!(rows(&page), now);
        for (index, row) in before.iter().enumerate() {
            assert_eq!(&page.find(&format!("#row-{}", index + 1)), row);
        }
        assert_eq!(page.texts("li").first().unwrap(), "start");
        assert_eq!(page.texts("li").last().unwrap(), "end");
    }
}

/// Leptos 0.8.23 has an error here (docs/upstream/for-wrong-order.md). A newer one without it fails this
/// test, and then the exception can go.
#[wasm_bindgen_test]
async fn rows_are_in_order_when_some_go_and_the_others_turn_round() {
    let is_wrong = cfg!(feature = "upstream");
    for (before, now, wrong) in [
        (vec![1, 2, 3, 4, 5], vec![5, 4, 3], vec![3, 5, 4]),
        (vec![0, 1, 2], vec![3, 4, 2, 1, 0], vec![1, 3, 4, 2, 0]),
    ] {
        let numbers = RwSignal::new(before);
        let page = list(numbers);
        numbers.set(now.clone());
        settled().await;
        assert_eq!(rows(&page), if is_wrong { wrong } else { now });
    }
}

#[wasm_bindgen_test]
async fn any_list_becomes_any_other() {
    let numbers = RwSignal::new(Vec::new());
    let page = list(numbers);
    // A linear congruential generator: the same lists each time.
    let mut state = 7_u32;
    let mut next = move |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    for _ in 0..60 {
        let mut now: Vec<u32> = (0..12).filter(|_| next(3) > 0).collect();
        for index in (1..now.len()).rev() {
            now.swap(index, next(index as u32 + 1) as usize);
        }
        numbers.set(now.clone());
        settled().await;
        assert_eq!(rows(&page), now);
    }
}

#[wasm_bindgen_test]
async fn a_row_has_its_own_owner_and_its_signals_go_with_it() {
    let (numbers, gone) = (RwSignal::new(vec![1, 2]), RwSignal::new(Vec::new()));
    let page = Page::show(move || {
        view! {
            <For each=move || numbers.get() key=|n| *n let:n>
                {
                    on_cleanup(move || gone.update(|gone| gone.push(n)));
                    let clicks = RwSignal::new(0);
                    view! { <button id=format!("b{n}") on:click=move |_| clicks.update(|n| *n += 1)>{n} ":" {clicks}</button> }
                }
            </For>
        }
    });
    page.click("#b2");
    settled().await;
    numbers.set(vec![2, 3]);
    settled().await;
    assert_eq!(page.texts("button"), ["2:1", "3:0"]);
    assert_eq!(gone.get_untracked(), [1]);
}

#[wasm_bindgen_test]
async fn rows_inside_rows_follow_by_themselves() {
    let groups = RwSignal::new(vec![
        (1, RwSignal::new(vec![10, 11])),
        (2, RwSignal::new(vec![20])),
    ]);
    let page = Page::show(move || {
        view! {
            <For each=move || groups.get() key=|group| group.0 let:group>
                <ul><For each=move || group.1.get() key=|n| *n let:n><li>{n}</li></For></ul>
            </For>
        }
    });
    assert_eq!(page.texts("ul"), ["1011", "20"]);
    groups.get_untracked()[1].1.set(vec![21, 20]);
    groups.update(|groups| groups.reverse());
    settled().await;
    assert_eq!(page.texts("ul"), ["2120", "1011"]);
}

#[wasm_bindgen_test]
async fn keys_may_be_texts_and_rows_a_function() {
    let names = RwSignal::new(vec!["b".to_owned(), "a".to_owned()]);
    let page = Page::show(move || {
        view! {
            <For
                each=move || names.get()
                key=|name| name.clone()
                children=|name| view! { <i>{name}</i> }
            />
        }
    });
    let first = page.find("i");
    names.update(|names| names.sort());
    settled().await;
    assert_eq!(page.texts("i"), ["a", "b"]);
    assert_ne!(page.find("i"), first);
}

#[wasm_bindgen_test]
async fn show_renders_its_children_while_the_condition_holds() {
    let (count, made) = (RwSignal::new(0), StoredValue::new(0));
    let page = Page::show(move || {
        view! {
            <Show when=move || { count.get() > 1 } fallback=|| view! { <i>"few"</i> }>
                {
                    made.update_value(|made| *made += 1);
                    view! { <b>{count}</b> }
                }
            </Show>
        }
    });
    assert_eq!(page.html(), "<i>few</i>");
    count.set(2);
    settled().await;
    assert_eq!(page.html(), "<b>2</b>");
    count.set(3);
    settled().await;
    assert_eq!(page.html(), "<b>3</b>");
    assert_eq!(made.get_value(), 1);
    count.set(1);
    settled().await;
    assert_eq!(page.html(), "<i>few</i>");
}

#[wasm_bindgen_test]
async fn show_without_a_fallback_shows_nothing() {
    let is_shown = RwSignal::new(false);
    let page = Page::show(move || view! { <p><Show when=move || is_shown.get()>"text"</Show></p> });
    assert_eq!(page.html(), "<p></p>");
    is_shown.set(true);
    settled().await;
    assert_eq!(page.html(), "<p>text</p>");
}
