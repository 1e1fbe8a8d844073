//! Views of this crate inside upstream Leptos's, and the other way round. With the feature
//! `upstream` both are the same.

use leptos::prelude::*;
use leptos::upstream_view;
use upstream::html as upstream_html;
use upstream::prelude::ElementChild;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settled};

#[wasm_bindgen_test]
async fn an_upstream_view_inside_ours() {
    let count = RwSignal::new(1);
    let page = Page::show(move || {
        let inside = ElementChild::child(upstream_html::b(), move || count.get().to_string());
        view! { <p>"a" {upstream_view(inside)} {count}</p> }
    });
    assert_eq!(page.html(), "<p>a<b>1</b>1</p>");
    count.set(2);
    settled().await;
    assert_eq!(page.html(), "<p>a<b>2</b>2</p>");
}

#[wasm_bindgen_test]
async fn our_view_inside_an_upstream_one() {
    let count = RwSignal::new(1);
    let page = Page::show(move || {
        let inside = move || view! { <i title=count>{count}</i> }.into_any();
        let children = ("a", inside(), move || {
            count.track();
            inside()
        });
        let around = ElementChild::child(upstream_html::p(), children);
        upstream_view(around)
    });
    let kept = page.find("i + i");
    assert_eq!(
        page.html(),
        r#"<p>a<i title="1">1</i><i title="1">1</i></p>"#
    );
    count.set(2);
    settled().await;
    assert_eq!(
        page.html(),
        r#"<p>a<i title="2">2</i><i title="2">2</i></p>"#
    );
    assert_eq!(page.find("i + i"), kept);
}

#[wasm_bindgen_test]
async fn an_upstream_view_comes_and_goes_inside_ours() {
    let is_shown = RwSignal::new(true);
    let page = Page::show(move || {
        view! {
            <p>
                "a"
                {move || is_shown.get().then(|| upstream_view(ElementChild::child(upstream_html::b(), "b")))}
                "z"
            </p>
        }
    });
    assert_eq!(page.html(), "<p>a<b>b</b>z</p>");
    is_shown.set(false);
    settled().await;
    assert_eq!(page.html(), "<p>az</p>");
    is_shown.set(true);
    settled().await;
    assert_eq!(page.html(), "<p>a<b>b</b>z</p>");
}
