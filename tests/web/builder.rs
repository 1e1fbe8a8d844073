//! The page where a partner puts a widget together.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

#[wasm_bindgen_test]
async fn a_value_that_cannot_be_read_is_answered_with_one_that_can() {
    let stage = Stage::with_shop();
    stage.open("/embed/builder");
    stage
        .until("the fields", || stage.has("#option-accent"))
        .await;
    for (field, example) in [("#option-accent", "0b6e4f"), ("#option-height", "760")] {
        stage.fill(field, "blau", "change").await;
        let error = [field, "-error"].concat();
        stage
            .until("the words", || {
                let words = stage.text(&error);
                words.contains("does not have the right form.")
                    && words.ends_with(&["For example: ", example].concat())
            })
            .await;
        stage.fill(field, example, "change").await;
        stage.until("no words", || !stage.has(&error)).await;
    }
}
