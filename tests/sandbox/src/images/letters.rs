//! A tiny alphabet of strokes on a grid four wide and six high: drawn with a
//! round pen it is calm at any size, and it is a page of source, not a font.

/// The strokes of a letter: each a list of points, joined by straight lines.
pub(crate) fn strokes(letter: char) -> Vec<Vec<(f32, f32)>> {
    let text = match letter.to_ascii_uppercase() {
        'A' => "0,6 2,0 4,6;.8,4 3.2,4",
        'B' => {
            "0,0 0,6 2.4,6 3.6,5.4 3.9,4.4 3.4,3.3 2.3,3 0,3;0,0 2.1,0 3.2,.6 3.4,1.5 3.1,2.5 2.2,3"
        }
        'C' => "3.9,1.2 3.2,.4 2.1,0 .9,.5 .2,1.7 0,3 .2,4.3 .9,5.5 2.1,6 3.2,5.6 3.9,4.8",
        'D' => "0,0 0,6 1.8,6 3,5.5 3.8,4.4 4,3 3.8,1.6 3,.5 1.8,0 0,0",
        'E' => "3.6,0 0,0 0,6 3.6,6;0,3 3,3",
        'F' => "3.6,0 0,0 0,6;0,3 3,3",
        'G' => {
            "3.9,1.2 3.2,.4 2.1,0 .9,.5 .2,1.7 0,3 .2,4.3 .9,5.5 2.1,6 3.2,5.7 4,4.8 4,3.2 2.3,3.2"
        }
        'H' => "0,0 0,6;4,0 4,6;0,3 4,3",
        'I' => "2,0 2,6",
        'J' => "3,0 3,4.4 2.7,5.4 1.8,6 .9,5.8 .2,5",
        'K' => "0,0 0,6;3.8,0 0,3.4;1.3,2.3 4,6",
        'L' => "0,0 0,6 3.5,6",
        'M' => "0,6 0,0 2,3.4 4,0 4,6",
        'N' => "0,6 0,0 4,6 4,0",
        'O' | 'Q' => {
            "2,0 .9,.4 .2,1.6 0,3 .2,4.4 .9,5.6 2,6 3.1,5.6 3.8,4.4 4,3 3.8,1.6 3.1,.4 2,0"
        }
        'P' => "0,6 0,0 2.3,0 3.4,.5 3.8,1.6 3.4,2.7 2.3,3.2 0,3.2",
        'R' => "0,6 0,0 2.3,0 3.4,.5 3.8,1.6 3.4,2.7 2.3,3.2 0,3.2;2,3.2 4,6",
        'S' => {
            "3.6,1 2.8,.2 1.8,0 .8,.3 .3,1.2 .6,2.2 1.8,2.8 3,3.3 3.7,4.3 3.4,5.4 2.3,6 1.1,5.8 .1,5"
        }
        'T' => "0,0 4,0;2,0 2,6",
        'U' => "0,0 0,4 .4,5.3 1.3,6 2.7,6 3.6,5.3 4,4 4,0",
        'V' => "0,0 2,6 4,0",
        'W' => "0,0 1,6 2,2 3,6 4,0",
        'X' => "0,0 4,6;4,0 0,6",
        'Y' => "0,0 2,3 4,0;2,3 2,6",
        'Z' => "0,0 4,0 0,6 4,6",
        '+' => "2,1.4 2,4.6;.4,3 3.6,3",
        '0'..='9' => {
            "2,0 .9,.4 .2,1.6 0,3 .2,4.4 .9,5.6 2,6 3.1,5.6 3.8,4.4 4,3 3.8,1.6 3.1,.4 2,0;1.2,4.4 2.8,1.6"
        }
        _ => "",
    };
    let number = |text: &str| text.parse().unwrap_or(0.0);
    text.split(';')
        .map(|stroke| {
            let points = stroke.split(' ').filter_map(|point| point.split_once(','));
            let points = points.map(|(x, y)| (number(x), number(y))).collect();
            soften(soften(points))
        })
        .collect()
}

/// Cuts the gentle corners of a stroke, which makes curves of them; sharp ones
/// are meant.
fn soften(points: Vec<(f32, f32)>) -> Vec<(f32, f32)> {
    let mut soft = Vec::new();
    for (place, point) in points.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| points.get(place));
        let (Some(before), Some(after)) = (before, points.get(place + 1)) else {
            soft.push(*point);
            continue;
        };
        let one = (point.0 - before.0, point.1 - before.1);
        let two = (after.0 - point.0, after.1 - point.1);
        let turn = (one.0 * two.0 + one.1 * two.1) / (one.0.hypot(one.1) * two.0.hypot(two.1));
        if turn < 0.4 {
            soft.push(*point);
        } else {
            soft.push(towards(*point, *before, 0.25));
            soft.push(towards(*point, *after, 0.25));
        }
    }
    soft
}

fn towards(from: (f32, f32), to: (f32, f32), way: f32) -> (f32, f32) {
    (
        from.0 + (to.0 - from.0) * way,
        from.1 + (to.1 - from.1) * way,
    )
}
