//! The code on the screen, read off its pixels by another program's decoder.

use refillery_e2e::{Shop, Test, tests};
use serde_json::json;

use crate::shop::watched::{asks, opens};

pub(crate) fn tests() -> Vec<Test> {
    tests!["scanning":
        a_camera_reads_where_to_pay_in_every_theme,
        a_browser_that_darkens_every_page_leaves_the_code_alone,
    ]
}

/// The texts that a decoder finds in a picture of the screen.
pub(super) fn read(picture: &[u8]) -> Vec<String> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(picture));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut pixels).expect("a picture");
    let (width, samples) = (frame.width as usize, frame.color_type.samples());
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(width, frame.height as usize, |x, y| {
            pixels[(y * width + x) * samples]
        });
    let codes = image.detect_grids();
    let texts = codes.iter().filter_map(|code| code.decode().ok());
    texts.map(|(_, text)| text).collect()
}

async fn a_camera_reads_where_to_pay_in_every_theme(shop: Shop) {
    let order = opens(&shop, "auto", asks()).await;
    let address = order.field("wallet_address").await;
    for theme in ["light", "dark"] {
        let wanted = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        shop.devtools("Emulation.setEmulatedMedia", wanted).await;
        shop.run("document.querySelector('.qr').scrollIntoView({ block: 'center' })")
            .await;
        let texts = read(&shop.picture().await);
        assert_eq!(texts.len(), 1, "one code in {theme}: {texts:?}");
        assert!(texts[0].contains(&address), "{theme}: {texts:?}");
    }
}

/// `--blink-settings=forceDarkModeEnabled=true` does what Chrome's dark theme for all sites and
/// Samsung Internet do: it inverts pages that say that they are light.
async fn a_browser_that_darkens_every_page_leaves_the_code_alone(shop: Shop) {
    shop.devtools(
        "Emulation.setAutoDarkModeOverride",
        json!({ "enabled": true }),
    )
    .await;
    let order = opens(&shop, "auto", asks()).await;
    let address = order.field("wallet_address").await;
    for theme in ["light", ""] {
        let set = json!({ "theme": theme });
        shop.run(&format!(
            "const {{ theme }} = {set}; document.documentElement.dataset.theme = theme;
             document.querySelector('.qr').scrollIntoView({{ block: 'center' }})"
        ))
        .await;
        let texts = read(&shop.picture().await);
        assert_eq!(texts.len(), 1, "one code in “{theme}”: {texts:?}");
        assert!(texts[0].contains(&address), "“{theme}”: {texts:?}");
    }
    shop.devtools("Emulation.setAutoDarkModeOverride", json!({}))
        .await;
}
