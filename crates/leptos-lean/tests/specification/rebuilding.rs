//! What is changed in place and what is replaced when a closure returns a view again.

use leptos::either::Either;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settled};

#[wasm_bindgen_test]
async fn a_text_is_set_in_its_node() {
    let count = RwSignal::new(1);
    let page = Page::show(move || view! { <p>"n: " {move || count.get()} "."</p> });
    let node = page.find("p").child_nodes().item(1).unwrap();
    assert_eq!(page.text(), "n: 1.");
    count.set(2);
    settled().await;
    assert_eq!(page.text(), "n: 2.");
    assert_eq!(page.find("p").child_nodes().item(1).unwrap(), node);
}

#[wasm_bindgen_test]
async fn an_element_is_kept_and_gets_the_new_values() {
    let count = RwSignal::new(1);
    let page = Page::show(move || {
        view! {
            {move || {
                let n = count.get();
                view! {
                    <p title=n.to_string() hidden={n == 2} class:even={n % 2 == 0}>
                        <b>{n}</b>
                        <input/>
                    </p>
                }
            }}
        }
    });
    let (p, input) = (page.find("p"), page.find("input"));
    count.set(2);
    settled().await;
    assert_eq!((page.find("p"), page.find("input")), (p, input));
    assert_eq!(
        page.html(),
        r#"<p title="2" hidden="" class="even"><b>2</b><input></p>"#
    );
    count.set(3);
    settled().await;
    assert_eq!(page.html(), r#"<p title="3" class=""><b>3</b><input></p>"#);
}

#[wasm_bindgen_test]
async fn a_closure_inside_is_replaced_and_still_follows() {
    let (outer, inner) = (RwSignal::new(1), RwSignal::new("a"));
    let page = Page::show(move || {
        view! {
            {move || {
                let n = outer.get();
                view! { <p title=n>{move || view! { <i>{n} {inner.get()}</i> }}</p> }
            }}
        }
    });
    let (p, i) = (page.find("p"), page.find("i"));
    outer.set(2);
    settled().await;
    assert_eq!(page.find("p"), p);
    assert_ne!(page.find("i"), i);
    assert_eq!(page.html(), r#"<p title="2"><i>2a</i></p>"#);
    inner.set("b");
    settled().await;
    assert_eq!(page.html(), r#"<p title="2"><i>2b</i></p>"#);
}

#[wasm_bindgen_test]
async fn an_attribute_of_a_kept_element_follows_the_new_closure_alone() {
    let (outer, inner) = (RwSignal::new(1), RwSignal::new(10));
    let runs = StoredValue::new(Vec::new());
    let page = Page::show(move || {
        view! {
            {move || {
                let n = outer.get();
                let title = move || {
                    runs.update_value(|runs| runs.push(n));
                    (n + inner.get()).to_string()
                };
                view! { <p title=title class:x=move || { inner.get() > 10 }></p> }
            }}
        }
    });
    let p = page.find("p");
    outer.set(2);
    settled().await;
    runs.set_value(Vec::new());
    inner.set(20);
    settled().await;
    assert_eq!(page.find("p"), p);
    assert_eq!(page.html(), r#"<p title="22" class="x"></p>"#);
    assert_eq!(runs.get_value(), [2]);
}

#[wasm_bindgen_test]
async fn views_of_one_type_are_kept_and_of_another_replaced() {
    let round = RwSignal::new(0);
    let page = Page::show(move || {
        view! {
            {move || {
                let text = round.get().to_string();
                match round.get() {
                    // Both have the same type, though they are written twice.
                    0 => view! { <p title=text.clone()>{text.clone()}</p> }.into_any(),
                    1 => view! { <p title=text.clone()>{text.clone()}</p> }.into_any(),
                    // The same tag and attribute, but the child is a number.
                    2 => view! { <p title=text>{2}</p> }.into_any(),
                    _ => view! { <b title=text>{3}</b> }.into_any(),
                }
            }}
        }
    });
    let first = page.find("p");
    round.set(1);
    settled().await;
    assert_eq!(page.find("p"), first);
    assert_eq!(page.html(), r#"<p title="1">1</p>"#);
    round.set(2);
    settled().await;
    assert_ne!(page.find("p"), first);
    round.set(3);
    settled().await;
    assert_eq!(page.html(), r#"<b title="3">3</b>"#);
}

#[wasm_bindgen_test]
async fn templates_of_equal_shape_are_told_apart_by_their_children_and_not_by_their_attributes() {
    let round = RwSignal::new(0);
    let page = Page::show(move || {
        view! {
            {move || match round.get() {
                0 => view! { <p title=move || "a" on:click=|_| ()>"1"</p> }.into_any(),
                1 => view! { <p title=move || "b" on:click=|_| ()>{String::from("2")}</p> }.into_any(),
                2 => view! { <p title=move || "c" on:click=|_| ()>{move || "3"}</p> }.into_any(),
                _ => view! { <p title=move || "d" on:click=|_| ()>{move || "4"}</p> }.into_any(),
            }}
        }
    });
    let mut last = page.find("p");
    for (next, html, is_kept) in [
        (1, r#"<p title="b">2</p>"#, true),
        (2, r#"<p title="c">3</p>"#, false),
        (3, r#"<p title="d">4</p>"#, false),
    ] {
        round.set(next);
        settled().await;
        assert_eq!(page.html(), html);
        assert_eq!(page.find("p") == last, is_kept, "{html}");
        last = page.find("p");
    }
}

#[wasm_bindgen_test]
async fn the_sides_of_an_either_are_told_apart() {
    let side = RwSignal::new(1);
    let page = Page::show(move || {
        view! {
            <div>
                "<"
                {move || {
                    let n = side.get();
                    if n < 3 {
                        Either::Left(view! { <p>{n}</p> })
                    } else {
                        Either::Right(view! { <p>{n}</p> })
                    }
                }}
                ">"
            </div>
        }
    });
    let first = page.find("p");
    side.set(2);
    settled().await;
    assert_eq!(page.find("p"), first);
    side.set(3);
    settled().await;
    assert_ne!(page.find("p"), first);
    assert_eq!(page.html(), "<div>&lt;<p>3</p>&gt;</div>");
}

#[wasm_bindgen_test]
async fn an_option_comes_and_goes_at_its_position() {
    let shown = RwSignal::new(Some(1));
    let page = Page::show(move || {
        view! { <p>"a" {move || shown.get().map(|n| view! { <b>{n}</b> })} "z"</p> }
    });
    assert_eq!(page.html(), "<p>a<b>1</b>z</p>");
    let bold = page.find("b");
    shown.set(Some(2));
    settled().await;
    assert_eq!(page.find("b"), bold);
    shown.set(None);
    settled().await;
    assert_eq!(page.html(), "<p>az</p>");
    shown.set(Some(3));
    settled().await;
    assert_eq!(page.html(), "<p>a<b>3</b>z</p>");
}

#[wasm_bindgen_test]
async fn a_list_without_keys_grows_and_shrinks_at_its_end() {
    let numbers = RwSignal::new(vec![1, 2]);
    let page = Page::show(move || {
        view! {
            <ol>
                {move || numbers.get().into_iter().map(|n| view! { <li>{n}</li> }).collect_view()}
                <li>"end"</li>
            </ol>
        }
    });
    let first = page.find("li");
    for now in [vec![5, 6, 7], vec![8], vec![], vec![9, 10]] {
        let kept = !page.texts("li")[0].contains("end") && !now.is_empty();
        numbers.set(now.clone());
        settled().await;
        let mut expected: Vec<String> = now.iter().map(ToString::to_string).collect();
        expected.push("end".to_owned());
        assert_eq!(page.texts("li"), expected);
        if kept {
            assert_eq!(page.find("li"), first);
        }
    }
}

#[wasm_bindgen_test]
async fn inert_markup_is_kept_when_it_is_the_same() {
    let round = RwSignal::new(0);
    let page = Page::show(move || {
        view! {
            {move || {
                let n = round.get();
                view! { <div title=n><p>"still"</p></div> }
            }}
        }
    });
    let still = page.find("p");
    round.set(1);
    settled().await;
    assert_eq!(page.find("p"), still);
}

#[wasm_bindgen_test]
async fn what_is_replaced_is_cleaned_up() {
    let (round, gone) = (RwSignal::new(0), RwSignal::new(Vec::new()));
    let page = Page::show(move || {
        view! {
            {move || {
                let n = round.get();
                on_cleanup(move || gone.update(|gone| gone.push(n)));
                n
            }}
        }
    });
    round.set(1);
    settled().await;
    assert_eq!(gone.get_untracked(), [0]);
    assert_eq!(page.text(), "1");
}
