//! Logos of brands and coins: initials on the brand's colour with a quiet mark
//! behind them. No real brand's mark is copied, the known names included.

use super::letters;
use super::paint::{Colour, Line, disc, gradient, pen, ring, shade};
use crate::catalogue::logo_colour;
use crate::chance::Chance;
use image::RgbImage;

/// The logo filed under a slug; none for the ones that are missing on purpose.
pub(crate) fn draw(slug: &str, width: u32, height: u32) -> Option<RgbImage> {
    if slug.is_empty() || slug.starts_with("missing-") || slug.contains('/') {
        return None;
    }
    let colour = logo_colour(slug);
    let (ink, depth) = if luminance(colour) > 0.6 {
        ((0x22, 0x2a, 0x33), -0.08)
    } else {
        ((0xff, 0xff, 0xff), -0.35)
    };
    let mut image = gradient(width, height, shade(colour, 0.08), shade(colour, depth));
    mark(&mut image, slug, ink);
    initials(&mut image, &initials_of(slug), ink);
    Some(image)
}

/// A coin's round sign; none for a coin nobody sells.
pub(crate) fn coin(name: &str) -> Option<RgbImage> {
    let colour = match name {
        "btc" => (0xf2, 0x92, 0x1d),
        "eth" => (0x5f, 0x72, 0xd6),
        "usdc" => (0x2b, 0x72, 0xc4),
        "usdt" => (0x22, 0x9a, 0x78),
        "sol" => (0x7a, 0x4b, 0xd0),
        "ltc" => (0x7c, 0x8a, 0x9c),
        "gram" => (0x1f, 0x94, 0xd6),
        "doge" => (0xbf, 0xa0, 0x45),
        _ => return None,
    };
    let mut image = gradient(128, 128, (255, 255, 255), (255, 255, 255));
    disc(&mut image, (64.0, 64.0), 62.0, colour, 1.0);
    ring(&mut image, (64.0, 64.0), 52.0, 3.0, (255, 255, 255), 0.35);
    initials(&mut image, &name[..1], (255, 255, 255));
    Some(image)
}

/// One of six marks, in the corner and pale, so that the initials stay clear.
fn mark(image: &mut RgbImage, slug: &str, ink: Colour) {
    let mut chance = Chance::new(23, slug);
    let (width, height) = (image.width() as f32, image.height() as f32);
    let (x, y) = (
        width * (0.7 + 0.2 * chance.below(10) as f32 / 10.0),
        height * 0.35,
    );
    match chance.below(6) {
        0 => {
            disc(image, (x, y), height * 0.55, ink, 0.08);
            disc(image, (x, y), height * 0.32, ink, 0.08);
        }
        1 => {
            for step in 1..5 {
                ring(
                    image,
                    (x, y),
                    height * 0.17 * step as f32,
                    height * 0.03,
                    ink,
                    0.13,
                );
            }
        }
        2 => {
            for step in 0..7 {
                let at = width * (0.35 + step as f32 * 0.13);
                let line = ((at, -height * 0.1), (at - height * 0.6, height * 1.1));
                pen(image, &[line], height * 0.045, ink, 0.1);
            }
        }
        3 => {
            for step in 0..4 {
                let base = height * (0.5 + step as f32 * 0.16);
                let points: Vec<(f32, f32)> = (0..=24)
                    .map(|part| {
                        let along = part as f32 / 24.0;
                        let wave = (along * 9.0 + step as f32).sin() * height * 0.07;
                        (along * width, base + wave)
                    })
                    .collect();
                pen(image, &joined(&points), height * 0.035, ink, 0.13);
            }
        }
        4 => {
            for row in 0..4 {
                for column in 0..5 {
                    let spot = (
                        width * (0.52 + column as f32 * 0.11),
                        height * (0.14 + row as f32 * 0.24),
                    );
                    disc(
                        image,
                        spot,
                        height * (0.025 + 0.012 * row as f32),
                        ink,
                        0.16,
                    );
                }
            }
        }
        _ => {
            let top = (x, height * 0.08);
            let peak = [
                (x - width * 0.45, height * 1.05),
                top,
                (x + width * 0.45, height * 1.05),
            ];
            pen(image, &joined(&peak), height * 0.09, ink, 0.1);
            let inner = [
                (x - width * 0.2, height * 1.05),
                (x, height * 0.5),
                (x + width * 0.2, height * 1.05),
            ];
            pen(image, &joined(&inner), height * 0.09, ink, 0.12);
        }
    }
}

fn initials(image: &mut RgbImage, text: &str, ink: Colour) {
    let (width, height) = (image.width() as f32, image.height() as f32);
    let letter_height = height * 0.36;
    let unit = letter_height / 6.0;
    let advance = unit * 6.2;
    let count = text.chars().count() as f32;
    let mut left = (width - (advance * count - unit * 2.2)) / 2.0;
    let top = (height - letter_height) / 2.0;
    for letter in text.chars() {
        let lines: Vec<_> = letters::strokes(letter)
            .iter()
            .flat_map(|stroke| {
                let place = |(x, y): &(f32, f32)| (left + x * unit, top + y * unit);
                joined(&stroke.iter().map(place).collect::<Vec<_>>())
            })
            .collect();
        if !lines.is_empty() {
            pen(image, &lines, unit * 0.95, ink, 1.0);
        }
        left += advance;
    }
}

/// The first letters of the first two words that have one.
fn initials_of(slug: &str) -> String {
    slug.split('-')
        .filter_map(|word| word.chars().find(char::is_ascii_alphanumeric))
        .take(2)
        .collect()
}

fn joined(points: &[(f32, f32)]) -> Vec<Line> {
    points.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

fn luminance((red, green, blue): Colour) -> f32 {
    (0.2126 * f32::from(red) + 0.7152 * f32::from(green) + 0.0722 * f32::from(blue)) / 255.0
}
