use super::{
    KEEPS_ZERO, PhoneFault, countries_of_phone, phone_as_typed, phone_beside_code, phone_for,
    phone_lengths, phone_meant,
};
use crate::model::country::Country;

fn country(code: &str) -> Country {
    Country::parse(code).expect("a country")
}

#[track_caller]
fn check(code: &str, typed: &str, sent: Result<&str, PhoneFault>) {
    let number = phone_for(typed, country(code));
    assert_eq!(number.as_deref().map_err(|fault| *fault), sent, "{typed:?}");
}

#[test]
fn phones_of_a_country() {
    use PhoneFault::{NoCountryCode, NotANumber, WrongCountry, WrongLength};
    for (country, typed, sent) in [
        ("BR", "+55 (11) 99999-0000", Ok("+5511999990000")),
        ("BR", "0055 11.99999.0000", Ok("+5511999990000")),
        ("BR", "+٥٥ ١١ ٩٩٩٩٩٠٠٠٠", Ok("+5511999990000")),
        // An area code may have the same digits as the country's code.
        ("BR", "+55 55 99999 0000", Ok("+5555999990000")),
        (
            "JP",
            "＋８１　９０－１２３４－５６７８",
            Ok("+819012345678"),
        ),
        ("GB", "+44 7700\u{2011}900123", Ok("+447700900123")),
        ("US", "+1 201 555 0123", Ok("+12015550123")),
        // Shared codes: the API decides which country a number belongs to.
        ("CA", "+1 201 555 0123", Ok("+12015550123")),
        ("JM", "+1 876 555 0123", Ok("+18765550123")),
        ("KZ", "+7 701 555 0123", Ok("+77015550123")),
        ("JE", "+44 7700 900123", Ok("+447700900123")),
        ("TK", "+690 7290", Ok("+6907290")),
        ("NU", "+683 8884", Ok("+6838884")),
        // Without a code to compare with, any country will do.
        ("RU", "+1 201 555 0123", Ok("+12015550123")),
        ("RU", "+1 201", Err(NotANumber)),
        ("BR", "11 99999-0000", Err(NoCountryCode)),
        ("US", "2015550123", Err(NoCountryCode)),
        ("US", "011 44 7700 900123", Err(NoCountryCode)),
        ("BR", "5511999990000", Err(NoCountryCode)),
        ("TK", "7290", Err(NoCountryCode)),
        ("BR", "+1 201 555 0123", Err(WrongCountry)),
        ("US", "0044 7700 900123", Err(WrongCountry)),
        ("KZ", "+81 90 1234 5678", Err(WrongCountry)),
        ("US", "+1 201 555 012", Err(WrongLength)),
        ("US", "+1 201 555 01234", Err(WrongLength)),
        ("GB", "+44 7700 90012", Err(WrongLength)),
        ("US", "+1 201", Err(WrongLength)),
        ("US", "", Err(NotANumber)),
        ("US", "+", Err(NotANumber)),
        ("US", "12", Err(NotANumber)),
        ("US", "+1 000 000 0000", Err(NotANumber)),
        ("US", "+1 800 FLOWERS", Err(NotANumber)),
        ("US", "++12015550123", Err(NotANumber)),
        ("US", "+012015550123", Err(NotANumber)),
        ("US", "+12345678901234567", Err(NotANumber)),
        ("US", "buyer@example.com", Err(NotANumber)),
    ] {
        check(country, typed, sent);
    }
}

#[test]
fn what_came_along_with_a_number_is_left_out() {
    for typed in [
        "\u{202D}+1 (201) 555-0123\u{202C}",
        "\u{2068}+12015550123\u{2069}",
        "+1\u{FE0F}-201-555-0123",
        "\u{FEFF}+12015550123",
        "tel:+1-201-555-0123",
        "TEL:+12015550123",
        "(+1) 201 555 0123",
        "+1 (0) 201 555 0123",
        "+1/201/555/0123",
    ] {
        check("US", typed, Ok("+12015550123"));
    }
}

#[test]
fn the_zero_of_calls_inside_a_country_is_not_sent() {
    use PhoneFault::TrunkZero;
    for country in Country::listed() {
        let code = country.calling_code().expect("a code");
        let number = "6".repeat(phone_lengths(code).1);
        let whole = ["+", code, &number].concat();
        if KEEPS_ZERO.contains(&code) {
            let with_zero = ["+", code, "(0)", &number[1..]].concat();
            let sent = ["+", code, "0", &number[1..]].concat();
            check(country.code(), &with_zero, Ok(&sent));
            check(country.code(), &sent, Ok(&sent));
            continue;
        }
        for zero in ["(0)", " (0) ", " [0]"] {
            let typed = ["+", code, zero, &number].concat();
            check(country.code(), &typed, Ok(&whole));
        }
        let typed = ["+", code, " 0", &number].concat();
        check(country.code(), &typed, Err(TrunkZero));
        assert_eq!(
            phone_meant(&typed, country).as_ref(),
            Some(&whole),
            "{typed}"
        );
    }
}

#[test]
fn a_number_of_the_country_itself_is_offered_with_its_code() {
    for (code, typed, meant) in [
        ("GB", "07700 900123", Some("+447700900123")),
        ("GB", "7700 900123", Some("+447700900123")),
        ("GB", "44 7700 900123", Some("+447700900123")),
        ("US", "(201) 555-0123", Some("+12015550123")),
        ("US", "1 201 555 0123", Some("+12015550123")),
        ("IT", "347 123 4567", Some("+393471234567")),
        ("CI", "07 07 12 34 56", Some("+2250707123456")),
        ("HU", "06 20 123 4567", Some("+36201234567")),
        ("KZ", "8 701 555 0123", Some("+77015550123")),
        ("IN", "91987 65432", Some("+919198765432")),
        ("TK", "7290", Some("+6907290")),
        // Both readings are possible.
        ("ID", "62812345678", None),
        ("US", "011 44 7700 900123", None),
        ("GB", "7700", None),
        ("GB", "+1 201 555 0123", None),
        ("GB", "+44 7700 900123", None),
        ("GB", "buyer", None),
        ("RU", "2015550123", None),
    ] {
        assert_eq!(
            phone_meant(typed, country(code)).as_deref(),
            meant,
            "{typed}"
        );
    }
    for country in Country::listed() {
        let code = country.calling_code().expect("a code");
        let number = "6".repeat(phone_lengths(code).0);
        let whole = ["+", code, &number].concat();
        check(country.code(), &number, Err(PhoneFault::NoCountryCode));
        assert_eq!(phone_meant(&number, country), Some(whole), "{country}");
    }
}

#[test]
fn a_code_typed_twice_is_seen() {
    for (code, typed, meant) in [
        ("GB", "+44 44 7700 900123", "+447700900123"),
        ("US", "+1 1 201 555 0123", "+12015550123"),
        ("KZ", "+7 7 701 555 0123", "+77015550123"),
        ("AT", "+43 43 664 1234567", "+436641234567"),
        ("ID", "+62 62 812 345 678", "+62812345678"),
    ] {
        check(code, typed, Err(PhoneFault::CodeTwice));
        assert_eq!(phone_meant(typed, country(code)).as_deref(), Some(meant));
    }
}

#[test]
fn lengths_are_known_for_every_listed_country() {
    for country in Country::listed() {
        let code = country.calling_code().expect("a code");
        let (least, most) = phone_lengths(code);
        let is_possible = least >= 4 && least <= most && code.len() + most <= 15;
        assert!(is_possible, "{country}");
    }
    let mut codes: Vec<&str> = super::LENGTHS
        .iter()
        .flat_map(|(.., codes)| codes.split(' '))
        .collect();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count, "a code stands there twice");
}

#[test]
fn a_number_beside_a_code_may_be_as_it_is_dialled_at_home() {
    for (country, typed, whole) in [
        ("BR", "11 91234-5678", "+5511912345678"),
        ("DE", "0151 23456789", "+4915123456789"),
        ("DE", "(0) 151 23456789", "+4915123456789"),
        ("IT", "0312345678", "+390312345678"),
        ("BR", "+1 201 555 0123", "+1 201 555 0123"),
        ("BR", "0055 11 91234-5678", "0055 11 91234-5678"),
        ("BR", "", ""),
        ("BR", "12", "12"),
    ] {
        let country = Country::parse(country).expect("a country");
        assert_eq!(phone_beside_code(typed, country), whole, "{typed}");
    }
}

#[test]
fn a_typed_code_names_its_countries() {
    let codes = |typed: &str| {
        let countries = countries_of_phone(typed);
        let codes: Vec<String> = countries.iter().map(ToString::to_string).collect();
        codes.join(" ")
    };
    assert_eq!(codes("+55 11 91234-5678"), "BR");
    assert_eq!(codes("0049 151 2345"), "DE");
    // Kazakhstan has the code of a country that is not listed.
    assert_eq!(codes("+7 701 1234567"), "KZ");
    assert_eq!(codes("+44 7911 123456"), "GB GG IM JE");
    for typed in ["", "+", "11 91234-5678", "+999 1234567", "words"] {
        assert_eq!(codes(typed), "", "{typed}");
    }
    assert!(codes("+1 201 555 0123").contains("US"));
}

#[test]
fn a_number_is_read_again_as_it_was_typed() {
    let brazil = Country::parse("BR").expect("a country");
    for (typed, read) in [
        (" 11 91234-5678 ", "+55 11 91234-5678"),
        ("+55 (11) 91234.5678", "+55 (11) 91234.5678"),
        ("0055 11 91234-5678", "+5511912345678"),
        ("011 91234-5678", "+5511912345678"),
    ] {
        assert_eq!(phone_as_typed("+5511912345678", typed, brazil), read);
    }
}
