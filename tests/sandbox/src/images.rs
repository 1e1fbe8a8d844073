//! The image host: logos, coins and codes, drawn when first asked for.

pub(crate) mod codes;
mod letters;
mod logo;
mod paint;

use crate::sandbox::lock;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

/// A content type and the bytes.
pub(crate) type File = (&'static str, Vec<u8>);

/// The file at a path below `/cdn/`; none for what does not exist.
pub(crate) fn file(path: &str) -> Option<File> {
    static DRAWN: OnceLock<Mutex<HashMap<String, Arc<File>>>> = OnceLock::new();
    let drawn = DRAWN.get_or_init(Mutex::default);
    if let Some(found) = lock(drawn).get(path) {
        return Some((**found).clone());
    }
    let made = make(path)?;
    lock(drawn).insert(path.to_owned(), Arc::new(made.clone()));
    Some(made)
}

fn make(path: &str) -> Option<File> {
    let (folder, name) = path.rsplit_once('/')?;
    let (stem, ending) = name.rsplit_once('.')?;
    match folder {
        "logos_v2" => {
            let (slug, width, height) = variant(stem);
            let logo = logo::draw(slug, width, height)?;
            encode(&logo, ending)
        }
        "coins" => encode(&logo::coin(stem)?, ending),
        "barcodes" => match stem {
            "example" => encode(&codes::picture("DEMO-7Q2KXW-M4PA")?, ending),
            "example-esim" => encode(
                &codes::picture("LPA:1$smdp.example$DEMO-0000-1111")?,
                ending,
            ),
            _ => None,
        },
        _ => None,
    }
}

/// The slug and the size that a file name means.
fn variant(stem: &str) -> (&str, u32, u32) {
    if let Some(slug) = stem.strip_suffix("_500x318") {
        (slug, 500, 318)
    } else if let Some(slug) = stem.strip_suffix("_300x190") {
        (slug, 300, 190)
    } else {
        (stem, 400, 254)
    }
}

fn encode(image: &RgbImage, ending: &str) -> Option<File> {
    let mut bytes = Vec::new();
    let (width, height) = image.dimensions();
    let colour = ExtendedColorType::Rgb8;
    let (kind, written) = match ending {
        "webp" => (
            "image/webp",
            WebPEncoder::new_lossless(&mut bytes).write_image(image, width, height, colour),
        ),
        "jpg" => (
            "image/jpeg",
            JpegEncoder::new_with_quality(&mut bytes, 88).write_image(image, width, height, colour),
        ),
        "png" => (
            "image/png",
            PngEncoder::new(&mut bytes).write_image(image, width, height, colour),
        ),
        _ => return None,
    };
    written.ok().map(|()| (kind, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_of_a_logo_is_an_image_of_its_size() {
        for (name, width, height) in [
            ("amazon-com", 400, 254),
            ("amazon-com_500x318", 500, 318),
            ("alder-&-oak_300x190", 300, 190),
        ] {
            for ending in ["webp", "jpg"] {
                let (_, bytes) = file(&format!("logos_v2/{name}.{ending}")).expect(name);
                let read = image::load_from_memory(&bytes).expect(name);
                assert_eq!(
                    (read.width(), read.height()),
                    (width, height),
                    "{name}.{ending}"
                );
            }
        }
    }

    #[test]
    fn some_images_are_missing() {
        assert_eq!(file("logos_v2/missing-fadeaway-prints.webp"), None);
        assert_eq!(file("logos_v2/amazon-com.gif"), None);
        assert_eq!(file("elsewhere/amazon-com.webp"), None);
    }

    #[test]
    fn coins_and_codes_are_images() {
        for path in [
            "coins/btc.png",
            "barcodes/example.png",
            "barcodes/example-esim.png",
        ] {
            let (kind, bytes) = file(path).expect(path);
            assert_eq!(kind, "image/png");
            assert!(image::load_from_memory(&bytes).is_ok(), "{path}");
        }
    }
}
