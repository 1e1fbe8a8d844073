//! Phone numbers to top up. Credit for a wrong number can't be taken back, so nothing about a
//! number is guessed: the number that may be meant is offered to the buyer.

use crate::model::country::Country;
use crate::model::letters::plain_digit;
use crate::model::typed::plain;

/// How many digits mobile numbers have after the country's code: the least, the most, and the codes
/// for which that is true. Taken from libphonenumber 9.0.43, "possible lengths" of mobile numbers;
/// if countries share a code, for all of them.
const LENGTHS: [(usize, usize, &str); 22] = [
    (4, 7, "683 690"),
    (5, 5, "290 500 682"),
    (5, 7, "677"),
    (5, 9, "27"),
    (6, 6, "298 299 672 681 687"),
    (6, 7, "688"),
    (6, 9, "376 508"),
    (6, 10, "358"),
    (
        7,
        7,
        "238 239 246 248 269 291 297 501 592 597 673 674 676 678 679 680 691 692 960",
    ),
    (7, 8, "241 372 507 599 961"),
    (7, 9, "220 231 252 354 423"),
    (7, 10, "685"),
    (7, 13, "43"),
    (
        8,
        8,
        "45 47 65 216 222 226 227 228 230 232 235 253 257 266 267 268 350 356 357 370 371 373 374 \
         378 382 383 386 389 502 503 504 505 506 509 591 598 670 675 686 689 852 853 965 968 973 \
         974 975 976 993",
    ),
    (8, 9, "359 377 385 387 855"),
    (8, 10, "64 381"),
    (9, 10, "39 60 82 856"),
    (9, 11, "31"),
    (9, 12, "62"),
    (
        10,
        10,
        "1 7 20 30 44 52 57 63 81 90 91 92 225 229 234 880 977",
    ),
    (10, 11, "49 54 55"),
    (11, 11, "86"),
];

/// The same for the codes that are not in the list.
const USUAL_LENGTH: (usize, usize) = (9, 9);

/// Codes after which a zero is part of the number (libphonenumber; Italy, San Marino and the
/// Vatican for their fixed lines). After all others the zero is only dialled inside the country.
const KEEPS_ZERO: [&str; 8] = ["39", "378", "225", "226", "229", "241", "242", "992"];

/// Most digits of a number with its country's code (ITU-T E.164).
const MOST_DIGITS: usize = 15;

/// Marks a zero in brackets until the digits before it are known.
const BRACKETED_ZERO: char = '~';

/// Why a typed text can't be sent as a phone number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PhoneFault {
    /// Much too short, too long, or not made of digits.
    NotANumber,
    /// Digits without a plus and the country's code. The buyer is asked for the code; it is never
    /// guessed.
    NoCountryCode,
    /// The number starts with the code of another country.
    WrongCountry,
    /// More or fewer digits than the country's mobile numbers have.
    WrongLength,
    /// A zero after the code, which is dialled inside the country only.
    TrunkZero,
    /// The number contains the country's code twice.
    CodeTwice,
}

/// The typed text as digits.
enum Typed {
    /// Digits after a plus or `00`.
    Abroad(String),
    /// Digits as they are dialled inside a country.
    Inside(String),
}

/// A phone number of this country in E.164 form. Separators are dropped, a leading `00` becomes
/// `+`, a zero in brackets after the code is left out if it isn't a part of the number, and the
/// country is never guessed (docs/api.md#beneficiary). Countries that share a calling code can't be
/// distinguished here; the API decides the rest.
///
/// # Errors
/// The fault in the number; if there are several, the one to correct first.
pub fn phone_for(typed: &str, country: Country) -> Result<String, PhoneFault> {
    let digits = match read(typed)? {
        Typed::Abroad(digits) => digits,
        Typed::Inside(_) => return Err(PhoneFault::NoCountryCode),
    };
    let Some(code) = country.calling_code() else {
        let digits = spelled_out(&digits);
        return if digits.len() < 8 {
            Err(PhoneFault::NotANumber)
        } else {
            Ok(["+", &digits].concat())
        };
    };
    let number = digits.strip_prefix(code).ok_or(PhoneFault::WrongCountry)?;
    let number = without_bracketed_zero(number, code);
    if number.bytes().all(|digit| digit == b'0') {
        return Err(PhoneFault::NotANumber);
    }
    if number.starts_with('0') && !keeps_zero(code) {
        return Err(PhoneFault::TrunkZero);
    }
    if without_second_code(&number, code).is_some() {
        return Err(PhoneFault::CodeTwice);
    }
    if !fits(&number, code) {
        return Err(PhoneFault::WrongLength);
    }
    Ok(["+", code, &number].concat())
}

/// The number in E.164 form that was probably meant, if the typed text can't be sent. The buyer
/// decides whether to use it.
pub fn phone_meant(typed: &str, country: Country) -> Option<String> {
    let code = country.calling_code()?;
    let number = match (phone_for(typed, country).err()?, read(typed).ok()?) {
        (_, Typed::Inside(digits)) => of_inside(&spelled_out(&digits), code)?,
        (PhoneFault::TrunkZero, Typed::Abroad(digits)) => {
            let number = without_bracketed_zero(digits.strip_prefix(code)?, code);
            number.trim_start_matches('0').to_owned()
        }
        (PhoneFault::CodeTwice, Typed::Abroad(digits)) => {
            let number = without_bracketed_zero(digits.strip_prefix(code)?, code);
            without_second_code(&number, code)?.to_owned()
        }
        _ => return None,
    };
    let meant = ["+", code, &number].concat();
    // Only a number that would be accepted is offered.
    phone_for(&meant, country).ok()
}

/// A number typed beside a country's code, with that code: digits as they are dialled inside the
/// country lose the zero that is dialled only there. Any other text stays as it is.
pub fn phone_beside_code(typed: &str, country: Country) -> String {
    match (country.calling_code(), read(typed)) {
        (Some(code), Ok(Typed::Inside(digits))) => {
            let digits = spelled_out(&digits);
            ["+", code, &of_inside(&digits, code).unwrap_or(digits)].concat()
        }
        _ => typed.to_owned(),
    }
}

/// A checked number of this country with the blanks and dashes that it was typed with, for reading it
/// again; without them if the two differ in more than that.
pub fn phone_as_typed(number: &str, typed: &str, country: Country) -> String {
    let typed = typed.trim();
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let code = country.calling_code().unwrap_or_default();
    let coded = if typed.starts_with('+') {
        typed.to_owned()
    } else {
        ["+", code, " ", typed].concat()
    };
    if digits(&coded) == digits(number) {
        coded
    } else {
        number.to_owned()
    }
}

/// The listed countries with the calling code that the typed text begins with, after its plus or
/// `00`; several if they share it, and none if no code is typed.
pub fn countries_of_phone(typed: &str) -> Vec<Country> {
    let Ok(Typed::Abroad(digits)) = read(typed) else {
        return Vec::new();
    };
    let of_code = |country: &Country| {
        let code = country.calling_code()?;
        digits.starts_with(code).then_some(code.len())
    };
    let longest = Country::listed()
        .filter_map(|country| of_code(&country))
        .max();
    Country::listed()
        .filter(|country| longest.is_some() && of_code(country) == longest)
        .collect()
}

/// The least and the most digits that mobile numbers of this country code have after it.
pub fn phone_lengths(code: &str) -> (usize, usize) {
    let is_of = |codes: &str| codes.split(' ').any(|known| known == code);
    LENGTHS
        .iter()
        .find(|(.., codes)| is_of(codes))
        .map_or(USUAL_LENGTH, |(least, most, _)| (*least, *most))
}

/// The number after the code, from digits as they are dialled inside the country.
fn of_inside(digits: &str, code: &str) -> Option<String> {
    let is_number =
        |number: &str| fits(number, code) && (keeps_zero(code) || !number.starts_with('0'));
    let behind_code = digits.strip_prefix(code).filter(|rest| is_number(rest));
    let prefixes: &[&str] = match code {
        "36" => &["06"],
        "7" | "370" | "993" => &["8"],
        _ if keeps_zero(code) => &[],
        _ => &["0"],
    };
    let behind_prefix = prefixes
        .iter()
        .find_map(|prefix| digits.strip_prefix(prefix))
        .filter(|rest| is_number(rest));
    let whole = Some(digits).filter(|digits| is_number(digits));
    match (behind_code, behind_prefix.or(whole)) {
        // Both readings are possible.
        (Some(_), Some(_)) => None,
        (one, other) => one.or(other).map(str::to_owned),
    }
}

fn read(typed: &str) -> Result<Typed, PhoneFault> {
    let text = plain(typed);
    let text = match text.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("tel:") => text.get(4..).unwrap_or_default(),
        _ => &text,
    };
    let kept: String = text
        .chars()
        .map(|sign| match sign {
            '[' => '(',
            ']' => ')',
            sign => plain_digit(sign),
        })
        .filter(|sign| {
            !sign.is_whitespace()
                // Dashes and minus signs of every length.
                && !matches!(sign, '\u{2010}'..='\u{2015}' | '\u{2212}')
                && !".-/".contains(*sign)
        })
        .collect();
    let mut kept = kept.replace("(0)", "~");
    kept.retain(|sign| !matches!(sign, '(' | ')'));
    let abroad = kept.strip_prefix('+').or_else(|| kept.strip_prefix("00"));
    let digits = abroad.unwrap_or(&kept);
    let is_number = (4..=MOST_DIGITS + 1).contains(&digits.len())
        && digits
            .chars()
            .all(|sign| sign.is_ascii_digit() || sign == BRACKETED_ZERO)
        // No country's code starts with a zero, but numbers dialled inside a country do.
        && (abroad.is_none() || !digits.starts_with(['0', BRACKETED_ZERO]));
    match abroad {
        _ if !is_number => Err(PhoneFault::NotANumber),
        None => Ok(Typed::Inside(kept)),
        Some(digits) => Ok(Typed::Abroad(digits.to_owned())),
    }
}

/// The number after its code, in the form that is sent.
fn without_bracketed_zero(number: &str, code: &str) -> String {
    match number.strip_prefix(BRACKETED_ZERO) {
        Some(rest) if !keeps_zero(code) => spelled_out(rest),
        _ => spelled_out(number),
    }
}

fn spelled_out(digits: &str) -> String {
    digits.replace(BRACKETED_ZERO, "0")
}

/// The number without the second copy of the country's code.
fn without_second_code<'a>(number: &'a str, code: &str) -> Option<&'a str> {
    number.strip_prefix(code).filter(|rest| fits(rest, code))
}

fn keeps_zero(code: &str) -> bool {
    KEEPS_ZERO.contains(&code)
}

fn fits(number: &str, code: &str) -> bool {
    let (least, most) = phone_lengths(code);
    (least..=most).contains(&number.len())
}

#[cfg(test)]
mod tests;
