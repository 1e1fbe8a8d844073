//! Bar codes of serial numbers: Code 128 (ISO/IEC 15417), as tills read them.

/// Light modules at each end (ISO/IEC 15417).
const QUIET_ZONE: usize = 10;

/// Most characters before the check, including the start: with 253 modules a code fits a phone
/// whose screen has one pixel for each. No scanner reads bars that share a pixel.
const MOST_CHARACTERS: usize = 19;

const START_B: usize = 104;
const START_C: usize = 105;
const SWITCH_TO_C: usize = 99;
const STOP: usize = 106;

/// The widths of each character's bars and gaps in turn, six digits per character; the last
/// character, the stop, has one more bar.
const WIDTHS: &str = "\
212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222\
123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321\
232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121\
313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224\
111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111\
111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113\
114311411113411311113141114131311141411131211412211214211232";

/// The widths of the stop character, which ends every code.
const STOP_WIDTHS: &str = "2331112";

/// A bar code.
pub struct Barcode {
    /// Its width in modules, including its quiet zones.
    pub width: usize,
    /// Its bars as an SVG path, one unit high.
    pub path: String,
}

impl Barcode {
    /// The bar code of this text; `None` if the text is too long or has characters other than
    /// printable ASCII.
    pub fn encode(text: &str) -> Option<Self> {
        let characters = characters(text)?;
        let mut path = String::new();
        let mut place = QUIET_ZONE;
        for character in characters {
            let widths = match character {
                STOP => STOP_WIDTHS,
                _ => WIDTHS.get(character * 6..character * 6 + 6)?,
            };
            for (turn, digit) in widths.bytes().enumerate() {
                let width = usize::from(digit - b'0');
                if turn % 2 == 0 {
                    let (at, width) = (place.to_string(), width.to_string());
                    for part in ["M", &at, " 0h", &width, "v1h-", &width, "z"] {
                        path.push_str(part);
                    }
                }
                place += width;
            }
        }
        Some(Self {
            width: place + QUIET_ZONE,
            path,
        })
    }
}

/// The characters of a text, with start, check and stop. Digits are encoded in pairs, which makes
/// the code half as wide.
fn characters(text: &str) -> Option<Vec<usize>> {
    let bytes = text.as_bytes();
    let is_printable = bytes.iter().all(|byte| (b' '..=b'~').contains(byte));
    if bytes.is_empty() || !is_printable {
        return None;
    }
    let letter = |byte: &u8| usize::from(byte - b' ');
    let mut characters = Vec::new();
    if bytes.len() > 2 && bytes.iter().all(u8::is_ascii_digit) {
        let (pairs, odd) = if bytes.len().is_multiple_of(2) {
            characters.push(START_C);
            (bytes, None)
        } else {
            let (first, rest) = bytes.split_first()?;
            (rest, Some(first))
        };
        if let Some(first) = odd {
            characters.extend([START_B, letter(first), SWITCH_TO_C]);
        }
        characters.extend(pairs.chunks_exact(2).map(|pair| {
            pair.iter()
                .fold(0, |number, digit| number * 10 + usize::from(digit - b'0'))
        }));
    } else {
        characters.push(START_B);
        characters.extend(bytes.iter().map(letter));
    }
    if characters.len() > MOST_CHARACTERS {
        return None;
    }
    // The start counts once; each other character is multiplied by its position.
    let sum: usize = characters
        .iter()
        .enumerate()
        .map(|(place, character)| place.max(1) * character)
        .sum();
    characters.extend([sum % 103, STOP]);
    Some(characters)
}

#[cfg(test)]
mod tests {
    use super::{Barcode, STOP, STOP_WIDTHS, WIDTHS, characters};

    /// The modules of a drawn code; dark ones are `true`.
    fn modules(text: &str) -> Vec<bool> {
        let code = Barcode::encode(text).expect("a code");
        let mut modules = vec![false; code.width];
        for bar in code.path.split('z').filter(|bar| !bar.is_empty()) {
            let (at, width) = bar
                .strip_prefix('M')
                .and_then(|bar| bar.split_once(" 0h"))
                .expect("where the bar starts");
            let (width, back) = width.split_once("v1h-").expect("a width");
            assert_eq!(width, back);
            let number = |text: &str| text.parse::<usize>().expect("a number");
            modules[number(at)..number(at) + number(width)].fill(true);
        }
        modules
    }

    /// The characters that these modules encode, read as a scanner does: by the widths of bars and
    /// gaps.
    fn read(modules: &[bool]) -> Vec<usize> {
        let inner = &modules[10..modules.len() - 10];
        assert!(modules.iter().take(10).all(|dark| !dark), "a quiet zone");
        assert!(
            modules.iter().rev().take(10).all(|dark| !dark),
            "and another"
        );
        let mut widths = String::new();
        for run in inner.chunk_by(|one, other| one == other) {
            widths.push_str(&run.len().to_string());
        }
        let body = widths.strip_suffix(STOP_WIDTHS).expect("the stop");
        let mut found = Vec::new();
        for start in (0..body.len()).step_by(6) {
            let place = (0..STOP)
                .find(|place| WIDTHS[place * 6..place * 6 + 6] == body[start..start + 6])
                .expect("a character");
            found.push(place);
        }
        found.push(STOP);
        found
    }

    #[test]
    fn each_character_is_its_own_and_eleven_modules_wide() {
        assert_eq!(WIDTHS.len(), 106 * 6);
        let mut known = Vec::new();
        for place in 0..106 {
            let widths = &WIDTHS[place * 6..place * 6 + 6];
            let digits: Vec<u32> = widths.chars().filter_map(|c| c.to_digit(10)).collect();
            assert_eq!(digits.iter().sum::<u32>(), 11, "{place}");
            let bars: u32 = digits.iter().step_by(2).sum();
            assert_eq!(bars % 2, 0, "{place}: bars have an even number of modules");
            assert!(!known.contains(&widths), "{place} is there twice");
            known.push(widths);
        }
    }

    #[test]
    fn the_published_sample_has_its_check_character() {
        // The example word in the encyclopaedia of that name.
        let word = characters("Wikipedia").expect("characters");
        assert_eq!(word, [104, 55, 73, 75, 73, 80, 69, 68, 73, 65, 88, 106]);
        assert_eq!(read(&modules("Wikipedia")), word);
    }

    #[test]
    fn digits_go_in_pairs() {
        for (text, wanted) in [
            ("000000012345", vec![105, 0, 0, 0, 1, 23, 45]),
            ("12345", vec![104, 17, 99, 23, 45]),
            ("12", vec![104, 17, 18]),
            ("A1", vec![104, 33, 17]),
        ] {
            let found = characters(text).expect("characters");
            assert_eq!(&found[..found.len() - 2], wanted, "{text}");
            assert_eq!(read(&modules(text)), found, "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_has_no_code() {
        for text in ["", "ä", "a\n", "１２", &"A".repeat(19), &"1".repeat(38)] {
            assert!(Barcode::encode(text).is_none(), "{text}");
        }
        for text in [" ~", &"A".repeat(18), &"1".repeat(36)] {
            assert!(Barcode::encode(text).is_some(), "{text}");
        }
    }
}
