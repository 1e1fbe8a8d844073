//! Signals, memos and effects.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settled};

/// Runs code as an app's root does.
fn in_app(run: impl FnOnce() + 'static) -> Page {
    Page::show(move || {
        run();
        view! { <p></p> }
    })
}

#[wasm_bindgen_test]
fn a_signal_is_read_and_written_in_all_ways() {
    let _page = in_app(|| {
        let list = RwSignal::new(vec![1]);
        list.update(|list| list.push(2));
        list.write().push(3);
        *list.write_untracked() = [list.get_untracked(), vec![4]].concat();
        list.update_untracked(|list| list.push(5));
        assert_eq!(list.with_untracked(Vec::len), 5);
        assert_eq!(list.read_untracked()[2], 3);
        assert_eq!(list.try_update(|list| list.pop()), Some(Some(5)));
        assert_eq!(list.try_get_untracked(), Some(vec![1, 2, 3, 4]));
        assert_eq!(list.try_set(vec![9]), None);
        assert_eq!(list.get_untracked(), [9]);
        let (read, write) = list.split();
        write.set(vec![8]);
        assert_eq!(read.get_untracked(), [8]);
        list.dispose();
        assert!(list.is_disposed());
        assert_eq!(list.try_get_untracked(), None);
        assert_eq!(list.try_set(vec![7]), Some(vec![7]));
    });
}

/// Generic code that knows the traits alone.
fn doubled(from: impl Get<Value = i32>, to: impl Set<Value = i32>) {
    to.set(from.get() * 2);
}

fn raised(number: impl Update<Value = i32> + With<Value = i32>) -> i32 {
    number.update(|number| *number += 1);
    number.with(|number| *number)
}

#[wasm_bindgen_test]
fn signals_have_leptos_traits() {
    let _page = in_app(|| {
        let (from, to) = (RwSignal::new(4), RwSignal::new(0));
        untrack(|| {
            doubled(from, to);
            doubled(Memo::new(move |_| from.get() + to.get()), to);
            doubled(Signal::derive(move || to.get() + 1), to.write_only());
        });
        assert_eq!(to.get_untracked(), 50);
        assert_eq!(untrack(|| raised(to)), 51);
        assert_eq!(untrack(|| *to.read()), 51);
    });
}

#[wasm_bindgen_test]
async fn an_effect_runs_after_the_view_and_for_each_change() {
    let count = RwSignal::new(1);
    let seen = StoredValue::new(Vec::new());
    let _page = in_app(move || {
        Effect::new(move |before: Option<i32>| {
            let now = count.get();
            seen.update_value(|seen| seen.push((before, now)));
            now
        });
        assert_eq!(seen.with_value(Vec::len), 0);
    });
    settled().await;
    count.set(2);
    count.set(3);
    settled().await;
    assert_eq!(seen.get_value(), [(None, 1), (Some(1), 3)]);
}

#[wasm_bindgen_test]
async fn a_memo_notifies_only_when_it_differs() {
    let count = RwSignal::new(1);
    let (derived, seen) = (StoredValue::new(0), StoredValue::new(Vec::new()));
    let _page = in_app(move || {
        let is_even = Memo::new(move |_| {
            derived.update_value(|derived| *derived += 1);
            count.get() % 2 == 0
        });
        Effect::new(move || {
            let is_even = is_even.get();
            seen.update_value(|seen| seen.push(is_even));
        });
    });
    settled().await;
    for next in [3, 5, 6] {
        count.set(next);
        settled().await;
    }
    assert_eq!(seen.get_value(), [false, true]);
    assert_eq!(derived.get_value(), 4);
}

#[wasm_bindgen_test]
async fn a_memo_may_compare_in_its_own_way_and_knows_its_old_value() {
    let count = RwSignal::new(1);
    let seen = StoredValue::new(Vec::new());
    let _page = in_app(move || {
        let sum = Memo::new_with_compare(
            move |old: Option<&i32>| old.copied().unwrap_or(0) + count.get(),
            |old, new| old.is_none() || new.is_some_and(|new| *new > 5),
        );
        Effect::new(move || {
            let sum = sum.get();
            seen.update_value(|seen| seen.push(sum));
        });
    });
    settled().await;
    for next in [2, 3] {
        count.set(next);
        settled().await;
    }
    assert_eq!(seen.get_value(), [1, 6]);
}

#[wasm_bindgen_test]
async fn what_is_not_tracked_does_not_run_an_effect() {
    let (followed, ignored) = (RwSignal::new(1), RwSignal::new(1));
    let runs = StoredValue::new(0);
    let _page = in_app(move || {
        Effect::new(move || {
            followed.track();
            let _ = ignored.get_untracked() + untrack(|| ignored.get());
            runs.update_value(|runs| *runs += 1);
        });
    });
    settled().await;
    ignored.set(2);
    settled().await;
    assert_eq!(runs.get_value(), 1);
    followed.notify();
    settled().await;
    assert_eq!(runs.get_value(), 2);
}

#[wasm_bindgen_test]
async fn an_effect_can_be_stopped() {
    let count = RwSignal::new(1);
    let runs = StoredValue::new(0);
    let _page = in_app(move || {
        let effect = Effect::new(move || {
            count.track();
            runs.update_value(|runs| *runs += 1);
        });
        effect.stop();
    });
    settled().await;
    let before = runs.get_value();
    count.set(2);
    settled().await;
    assert_eq!(runs.get_value(), before);
}

#[wasm_bindgen_test]
async fn effects_end_with_their_owner() {
    let count = RwSignal::new(1);
    let runs = std::rc::Rc::new(std::cell::Cell::new(0));
    let counted = runs.clone();
    let page = in_app(move || {
        Effect::new(move || {
            count.track();
            counted.set(counted.get() + 1);
        });
    });
    settled().await;
    drop(page);
    count.set(2);
    settled().await;
    assert_eq!(runs.get(), 1);
}

#[wasm_bindgen_test]
async fn a_signal_renders_what_it_holds() {
    let page = Page::show(|| {
        let count = RwSignal::new(1);
        let (read, _) = signal("r");
        let memo = Memo::new(move |_| count.get() * 2);
        let derived = Signal::derive(move || count.get() * 3);
        view! {
            <p title=count class:x=Memo::new(move |_| true)>
                {count} {read} {memo} {derived}
            </p>
            <button on:click=move |_| count.set(2)>"b"</button>
        }
    });
    assert_eq!(
        page.find("p").outer_html().replace("<!---->", ""),
        r#"<p title="1" class="x">1r23</p>"#
    );
    page.click("button");
    settled().await;
    assert_eq!(
        page.find("p").outer_html().replace("<!---->", ""),
        r#"<p title="2" class="x">2r46</p>"#
    );
}

#[wasm_bindgen_test]
fn callbacks_and_stored_values_are_leptos_own() {
    let _page = in_app(|| {
        let stored = StoredValue::new(1);
        let raise = Callback::new(move |by: i32| stored.update_value(|n| *n += by));
        raise.run(4);
        assert_eq!(stored.get_value(), 5);
    });
}
