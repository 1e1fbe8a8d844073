//! Before anything is ordered, the total and the button that agrees to it are seen together.

use refillery_e2e::{Shop, Test, tests};

use crate::steps::{chooses_a_card, has_a_price, shown_total};

/// The windows of a phone and of a desk.
const WINDOWS: [(u32, u32); 2] = [(390, 844), (1280, 900)];

/// What of the total and the button can't be seen at the top, in the middle and at the end of the
/// page's main part.
const HIDDEN: &str = r##"
    const main = document.querySelector("main");
    const hidden = [];
    const isSeen = (element) => {
      const box = element.getBoundingClientRect();
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight
        && hit !== null && (element.contains(hit) || hit.contains(element));
    };
    for (const part of [0, .5, 1]) {
      const end = main.getBoundingClientRect().bottom + scrollY - innerHeight;
      scrollTo({ top: Math.max(0, end * part), behavior: "instant" });
      for (const [name, selector] of [["the total", ".buy-bar p"], ["the button", "#place-order"]]) {
        const element = document.querySelector(selector);
        if (!element) hidden.push(`no ${name}`);
        else if (!isSeen(element)) hidden.push(`${name} at ${part} of ${end}`);
        else if (!/\p{L}/u.test(element.innerText)) hidden.push(`${name} is "${element.innerText}"`);
      }
    }
    scrollTo({ top: 0, behavior: "instant" });
    return hidden;"##;

pub(crate) fn tests() -> Vec<Test> {
    tests!["together":
        a_brand_shows_total_and_button_together,
        a_top_up_and_a_plan_show_total_and_button_together,
    ]
}

async fn are_seen(shop: &Shop, state: &str) {
    for window in WINDOWS {
        shop.look_with(window, "light").await;
        let hidden = shop.run(HIDDEN).await;
        assert_eq!(hidden, serde_json::json!([]), "{state} at {window:?}");
    }
}

async fn opens(shop: &Shop, address: &str) {
    shop.open(address).await;
    let is_there =
        "return document.querySelector('#place-order') !== null && !document.querySelector('.ph');";
    shop.until_script("the form", is_there).await;
}

async fn a_brand_shows_total_and_button_together(shop: Shop) {
    opens(&shop, "/brand/Steam?country=US").await;
    are_seen(&shop, "nothing chosen").await;
    chooses_a_card(&shop).await;
    are_seen(&shop, "an amount of a range").await;
    assert!(shown_total(&shop).await.contains("USDC"));
    opens(&shop, "/brand/Lycamobile?country=US").await;
    are_seen(&shop, "a family").await;
}

async fn a_top_up_and_a_plan_show_total_and_button_together(shop: Shop) {
    opens(&shop, "/top-ups?country=US&to=BR&seller=Claro").await;
    are_seen(&shop, "an operator").await;
    shop.choose("R$ 20").await;
    has_a_price(&shop).await;
    are_seen(&shop, "a top-up").await;
    shop.open("/esims?country=US&to=JP").await;
    let choose = "const plan = document.querySelector('.plan-table input'); plan?.click(); return Boolean(plan);";
    shop.until_script("a plan", choose).await;
    has_a_price(&shop).await;
    are_seen(&shop, "a plan").await;
}
