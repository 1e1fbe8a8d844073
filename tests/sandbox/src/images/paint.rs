//! Painting soft-edged shapes on a picture.

use image::{Rgb, RgbImage};

/// A colour.
pub(crate) type Colour = (u8, u8, u8);

/// A straight line from one point to another.
pub(crate) type Line = ((f32, f32), (f32, f32));

/// Paints a disc; `share` is how much of the colour covers.
pub(crate) fn disc(
    image: &mut RgbImage,
    (x, y): (f32, f32),
    radius: f32,
    colour: Colour,
    share: f32,
) {
    let edge = radius + 1.0;
    within(
        image,
        (x - edge, y - edge),
        (x + edge, y + edge),
        colour,
        |px, py| (radius - (px - x).hypot(py - y) + 0.5).clamp(0.0, 1.0) * share,
    );
}

/// Paints a ring.
pub(crate) fn ring(
    image: &mut RgbImage,
    (x, y): (f32, f32),
    radius: f32,
    width: f32,
    colour: Colour,
    share: f32,
) {
    let edge = radius + width;
    within(
        image,
        (x - edge, y - edge),
        (x + edge, y + edge),
        colour,
        |px, py| {
            let off = ((px - x).hypot(py - y) - radius).abs();
            (width / 2.0 - off + 0.5).clamp(0.0, 1.0) * share
        },
    );
}

/// Paints lines with a round pen, joined without a seam: coverage is the
/// largest of all lines, not their sum.
pub(crate) fn pen(image: &mut RgbImage, lines: &[Line], width: f32, colour: Colour, share: f32) {
    let edge = width / 2.0 + 1.0;
    let xs = || lines.iter().flat_map(|(a, b)| [a.0, b.0]);
    let ys = || lines.iter().flat_map(|(a, b)| [a.1, b.1]);
    let low = (
        xs().fold(f32::MAX, f32::min) - edge,
        ys().fold(f32::MAX, f32::min) - edge,
    );
    let high = (
        xs().fold(f32::MIN, f32::max) + edge,
        ys().fold(f32::MIN, f32::max) + edge,
    );
    within(image, low, high, colour, |px, py| {
        let off = lines
            .iter()
            .map(|(a, b)| distance((px, py), *a, *b))
            .fold(f32::MAX, f32::min);
        (width / 2.0 - off + 0.5).clamp(0.0, 1.0) * share
    });
}

/// Fills with a gradient from the upper left to the lower right.
pub(crate) fn gradient(width: u32, height: u32, from: Colour, to: Colour) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let way = (x as f32 / width as f32 + y as f32 / height as f32) / 2.0;
        let part = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * way) as u8;
        Rgb([part(from.0, to.0), part(from.1, to.1), part(from.2, to.2)])
    })
}

/// A colour moved towards white (positive) or black (negative).
pub(crate) fn shade(colour: Colour, by: f32) -> Colour {
    let part = |value: u8| {
        let value = f32::from(value);
        let goal = if by > 0.0 { 255.0 } else { 0.0 };
        (value + (goal - value) * by.abs()) as u8
    };
    (part(colour.0), part(colour.1), part(colour.2))
}

fn within(
    image: &mut RgbImage,
    low: (f32, f32),
    high: (f32, f32),
    colour: Colour,
    cover: impl Fn(f32, f32) -> f32,
) {
    let bound = |value: f32, most: u32| (value.max(0.0) as u32).min(most);
    for y in bound(low.1, image.height())..bound(high.1.ceil(), image.height()) {
        for x in bound(low.0, image.width())..bound(high.0.ceil(), image.width()) {
            let cover = cover(x as f32 + 0.5, y as f32 + 0.5);
            if cover > 0.0 {
                let Rgb(pixel) = image.get_pixel_mut(x, y);
                for (value, goal) in pixel.iter_mut().zip([colour.0, colour.1, colour.2]) {
                    let old = f32::from(*value);
                    *value = (old + (f32::from(goal) - old) * cover) as u8;
                }
            }
        }
    }
}

fn distance(point: (f32, f32), a: (f32, f32), b: (f32, f32)) -> f32 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = (dx * dx + dy * dy).max(f32::EPSILON);
    let along = (((point.0 - a.0) * dx + (point.1 - a.1) * dy) / length).clamp(0.0, 1.0);
    (point.0 - a.0 - along * dx).hypot(point.1 - a.1 - along * dy)
}
