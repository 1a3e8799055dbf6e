//! What a cell says: a number, an amount, a date, a word, whichever way it is written.

use balai_core::Rupiah;
use balai_extract::{date, number};
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, ToSpan};

use crate::column::{Choice, Column, Sort};
use crate::grid::Cell;
use crate::heading::fold;

/// A cell as words. Numbers and dates are written out; `None` where it says nothing.
pub(crate) fn text(cell: Cell<'_>) -> Option<String> {
    let text = match cell {
        Cell::Empty | Cell::Failed => return None,
        Cell::Text(text) => text.to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Moment(moment) if is_time_alone(moment) => moment.time().strftime("%H:%M").to_string(),
        Cell::Moment(moment) if moment.time() == Time::midnight() => moment.date().to_string(),
        Cell::Moment(moment) => moment.strftime("%Y-%m-%d %H:%M").to_string(),
        Cell::Tick(true) => "ya".to_owned(),
        Cell::Tick(false) => "tidak".to_owned(),
    };
    Some(text).filter(|text| !is_nothing(text))
}

/// A cell as a code; `None` too where a program took it for a date, so that nobody knows what was written.
pub(crate) fn code(cell: Cell<'_>) -> Option<String> {
    if let Cell::Moment(_) = cell { None } else { text(cell) }
}

/// Whether a text says that there is nothing to say.
fn is_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '…' | '.'))
}

/// A number that stands in a text alone, but for a unit behind it; spaces between thousands are taken out. A second
/// number would make it a guess.
fn sole_number(text: &str) -> Option<String> {
    let letters: Vec<char> = text.trim().chars().collect();
    let is_digit = |i: usize| letters.get(i).is_some_and(char::is_ascii_digit);
    let between_thousands =
        |i: usize| i > 0 && is_digit(i - 1) && (1..=3).all(|n| is_digit(i + n)) && !is_digit(i + 4);
    let joined: String = letters
        .iter()
        .enumerate()
        .filter(|(i, letter)| !(letter.is_whitespace() && between_thousands(*i)))
        .map(|(_, letter)| *letter)
        .collect();
    let begins = joined.trim_start_matches(['-', '−', '+', '(', '±', ' ']);
    let begins = begins
        .strip_prefix("Rp")
        .or_else(|| begins.strip_prefix("RP"))
        .or_else(|| begins.strip_prefix("rp"))
        .unwrap_or(begins);
    let begins = begins.trim_start_matches(['.', ' ', '-', '\u{a0}']);
    let rest = begins.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    (rest.len() < begins.len()
        && begins.starts_with(|c: char| c.is_ascii_digit())
        && !rest.contains(|c: char| c.is_ascii_digit()))
    .then_some(joined)
}

/// A whole number that is not negative.
pub(crate) fn count(cell: Cell<'_>) -> Option<u64> {
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    match cell {
        Cell::Number(number) => {
            (number.fract() == 0.0 && (0.0..=LARGEST).contains(&number)).then_some(number as u64)
        }
        Cell::Text(text) => number::integer(&sole_number(text)?),
        _ => None,
    }
}

/// A number in which a single mark may be one of thousands: `1.250` is 1250, `412,5` is 412.5.
pub(crate) fn decimal(cell: Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(number),
        Cell::Text(text) => number::decimal(&sole_number(text)?),
        _ => None,
    }
}

/// A number without thousands: `109.798` and `109,798` are the same.
pub(crate) fn fraction(cell: Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(number),
        Cell::Text(text) => fraction_of(text),
        _ => None,
    }
}

fn fraction_of(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches(['%', '°', ' ']).replace('−', "-").replace(',', ".");
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Two of them, as maps give a place to copy: `-7.2707, 109.7980`.
pub(crate) fn pair(cell: Cell<'_>) -> Option<(f64, f64)> {
    let Cell::Text(text) = cell else { return None };
    let parts: Vec<_> = match text.split_once(';') {
        Some((first, second)) => vec![first, second],
        // A comma that is followed by a blank parts; one that is not may be a decimal one.
        None => text.split(", ").collect(),
    };
    let parts = if parts.len() == 1 && text.contains('.') { text.split(',').collect() } else { parts };
    match parts[..] {
        [first, second] => fraction_of(first).zip(fraction_of(second)),
        _ => None,
    }
}

/// An amount of money.
pub(crate) fn rupiah(cell: Cell<'_>) -> Option<Rupiah> {
    match cell {
        Cell::Number(number) => Rupiah::from_f64(number),
        Cell::Text(text) => number::rupiah(&sole_number(text)?),
        _ => None,
    }
}

/// A year.
pub(crate) fn year(cell: Cell<'_>) -> Option<u16> {
    let year = match cell {
        Cell::Text(text) => text.trim().parse().ok(),
        Cell::Moment(moment) => u16::try_from(moment.year()).ok(),
        cell => count(cell).and_then(|year| year.try_into().ok()),
    };
    year.filter(|year| (1945..=2100).contains(year))
}

/// A day, with a time where one stands in the same cell. A number is a day as spreadsheets count them.
pub(crate) fn moment(cell: Cell<'_>) -> Option<(Date, Option<Time>)> {
    let moment = match cell {
        Cell::Moment(moment) if is_time_alone(moment) => return None,
        Cell::Moment(moment) => moment,
        Cell::Number(number) => of_serial(number)?,
        Cell::Text(text) => match text.trim().parse() {
            Ok(number) => of_serial(number)?,
            Err(_) => {
                let printed = date::printed(text)?;
                return Some((printed.date, printed.time));
            }
        },
        _ => return None,
    };
    Some((moment.date(), Some(moment.time()).filter(|time| *time != Time::midnight())))
}

/// A time of day: `09:30`, `09.30 WIB`, `9`.
pub(crate) fn time(cell: Cell<'_>) -> Option<Time> {
    let text = match cell {
        Cell::Moment(moment) => return Some(moment.time()),
        Cell::Number(number) if (0.0..1.0).contains(&number) => return Some(time_of(number)),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => text.to_lowercase(),
        _ => return None,
    };
    let text = ["pukul", "jam", "pkl."].into_iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    let text =
        ["wib", "wita", "wit"].into_iter().find_map(|zone| text.trim().strip_suffix(zone)).unwrap_or(text);
    let mut parts = text.trim().split([':', '.']).map(str::parse);
    let hour = parts.next()?.ok()?;
    let minute = parts.next().transpose().ok()?.unwrap_or(0);
    let second = parts.next().transpose().ok()?.unwrap_or(0);
    Time::new(hour, minute, second, 0).ok().filter(|_| parts.next().is_none())
}

/// A moment as spreadsheets count it, in days since the end of 1899; `None` where the number is no likely one.
fn of_serial(serial: f64) -> Option<DateTime> {
    /// 1954 to 2119.
    const LIKELY: std::ops::Range<f64> = 20_000.0..80_000.0;
    if !LIKELY.contains(&serial) {
        return None;
    }
    let day = jiff::civil::date(1899, 12, 30).checked_add((serial.trunc() as i64).days()).ok()?;
    Some(day.to_datetime(time_of(serial.fract())))
}

/// The time at a part of a day, to the second.
fn time_of(part: f64) -> Time {
    const DAY: f64 = 86_400.0;
    let seconds = (part * DAY).round().min(DAY - 1.0) as i64;
    Time::midnight().wrapping_add(SignedDuration::from_secs(seconds))
}

/// A time of day is a moment of the day from which spreadsheets count.
pub(crate) fn is_time_alone(moment: DateTime) -> bool {
    moment.year() < 1901
}

/// Whether a cell says what the template gives as an example, however a program has rewritten it.
pub(crate) fn is_example(cell: Cell<'_>, column: &Column) -> bool {
    let given = Cell::Text(column.example);
    match column.sort {
        _ if column.example.is_empty() => text(cell).is_none(),
        Sort::Count | Sort::Decimal | Sort::Year => decimal(cell) == decimal(given),
        Sort::Fraction => fraction(cell) == fraction(given),
        Sort::Rupiah => rupiah(cell) == rupiah(given),
        Sort::Date => moment(cell) == moment(given),
        Sort::Time => time(cell) == time(given),
        _ => text(cell).as_deref() == Some(column.example),
    }
}

/// What a word of a list is in JSON, by itself or by its name there.
pub(crate) fn choice(text: &str, choices: &[Choice]) -> Option<&'static str> {
    let folded = fold(text);
    let is_it = |(word, name): &&Choice| fold(word) == folded || fold(name) == folded;
    choices.iter().find(is_it).map(|(_, name)| *name)
}

/// Several texts: one a line, or parted by semicolons, without the marks and numbers before each.
pub(crate) fn list(text: &str) -> Vec<String> {
    text.split(['\n', ';']).map(without_mark).filter(|text| !is_nothing(text)).map(str::to_owned).collect()
}

/// `1. Menjaga` and `• Menjaga` as `Menjaga`.
fn without_mark(text: &str) -> &str {
    let text = text.trim();
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered =
        digits.strip_prefix(['.', ')']).filter(|rest| digits.len() < text.len() && rest.starts_with(' '));
    numbered.unwrap_or_else(|| text.trim_start_matches(['•', '-', '*', '–'])).trim()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_in_every_spelling() {
        for (text, number) in [
            ("1.501 jiwa", 1501),
            ("2,000", 2000),
            ("1 250 000", 1_250_000),
            ("1\u{202f}250", 1250),
            ("42", 42),
            ("± 40 orang", 40),
        ] {
            assert_eq!(count(Cell::Text(text)), Some(number), "{text}");
        }
        for text in ["", "dua", "2 atau 3", "10-12", "Dusun 3", "-5", "12,5", "1.250 (2025)"] {
            assert_eq!(count(Cell::Text(text)), None, "{text}");
        }
        assert_eq!(count(Cell::Number(12.0)), Some(12));
        assert_eq!(count(Cell::Number(12.5)), None);
        assert_eq!(count(Cell::Number(f64::NAN)), None);
        assert_eq!(decimal(Cell::Text("412,5 ha")), Some(412.5));
        assert_eq!(decimal(Cell::Number(1.234)), Some(1.234), "a number is no text");
    }

    #[test]
    fn degrees_and_scores_have_no_thousands() {
        assert_eq!(fraction(Cell::Text("109.798")), Some(109.798));
        assert_eq!(fraction(Cell::Text("-7,2707")), Some(-7.2707));
        assert_eq!(fraction(Cell::Text("40 %")), Some(40.0));
        assert_eq!(fraction(Cell::Text("inf")), None);
        for text in ["-7.2707, 109.798", "-7.2707,109.798", "-7,2707; 109,798"] {
            assert_eq!(pair(Cell::Text(text)), Some((-7.2707, 109.798)), "{text}");
        }
        assert_eq!(pair(Cell::Text("-7,2707")), None);
    }

    #[test]
    fn money_in_every_spelling() {
        let rupiah = |text| super::rupiah(Cell::Text(text)).map(Rupiah::sen);
        assert_eq!(rupiah("Rp 1.250.000"), Some(125_000_000));
        assert_eq!(rupiah("Rp. 1.250.000,50"), Some(125_000_050));
        assert_eq!(rupiah("Rp18.000,-"), Some(1_800_000));
        assert_eq!(rupiah("1,5 juta"), Some(150_000_000));
        assert_eq!(rupiah("(1.000)"), Some(-100_000));
        assert_eq!(rupiah("-Rp 5.000"), Some(-500_000));
        assert_eq!(rupiah("10.000 - 15.000"), None);
        assert_eq!(rupiah("seratus ribu"), None);
        assert_eq!(super::rupiah(Cell::Number(829_573_598.64)), Some(Rupiah::from_sen(82_957_359_864)));
    }

    #[test]
    fn days_and_times_in_every_spelling() {
        let day = date(2026, 1, 20);
        for cell in [
            Cell::Text("20 Januari 2026"),
            Cell::Text("20/01/2026"),
            Cell::Text("2026-01-20"),
            Cell::Text("46042"),
            Cell::Number(46_042.0),
            Cell::Moment(day.at(0, 0, 0, 0)),
        ] {
            assert_eq!(moment(cell), Some((day, None)), "{cell:?}");
        }
        assert_eq!(moment(Cell::Number(46_042.375)), Some((day, Some(time(9, 0, 0, 0)))));
        assert_eq!(moment(Cell::Number(2026.0)), None);
        assert_eq!(moment(Cell::Text("besok")), None);
        for cell in [
            Cell::Text("09.30"),
            Cell::Text("pukul 09.30 WIB"),
            Cell::Text("9:30"),
            Cell::Number(0.395_833_333_333_333_3),
            Cell::Moment(date(1899, 12, 31).at(9, 30, 0, 0)),
        ] {
            assert_eq!(super::time(cell), Some(time(9, 30, 0, 0)), "{cell:?}");
        }
        assert_eq!(super::time(Cell::Text("siang")), None);
        assert_eq!(super::time(Cell::Number(25.0)), None);
    }

    #[test]
    fn words_of_cells() {
        assert_eq!(text(Cell::Number(53454.0)).as_deref(), Some("53454"));
        assert_eq!(text(Cell::Text("-")), None);
        assert_eq!(code(Cell::Text("4.2.1")).as_deref(), Some("4.2.1"));
        assert_eq!(code(Cell::Moment(date(2001, 2, 4).at(0, 0, 0, 0))), None);
        assert_eq!(list("1. Satu\n2) Dua; • Tiga\n\n- Empat"), ["Satu", "Dua", "Tiga", "Empat"]);
        assert_eq!(list("3 ekor kambing"), ["3 ekor kambing"]);
    }

    proptest! {
        /// As a number, as Indonesians write it, and as computers do.
        #[test]
        fn amounts_are_what_was_written(sen in -9_000_000_000_000_i64..9_000_000_000_000) {
            let amount = Rupiah::from_sen(sen);
            let plain = format!("{:.2}", amount.as_f64());
            for cell in
                [Cell::Text(&amount.to_string()), Cell::Text(&plain), Cell::Number(amount.as_f64())]
            {
                prop_assert_eq!(super::rupiah(cell), Some(amount), "{:?}", cell);
            }
        }

        #[test]
        fn counts_are_what_was_written(number in 0_u64..10_000_000_000) {
            let plain = number.to_string();
            let dotted = Rupiah::from_rupiah(number as i64).expect("small").to_string().replace("Rp", "");
            for text in [&plain, &dotted, &dotted.replace('.', " "), &format!("{dotted} jiwa")] {
                prop_assert_eq!(count(Cell::Text(text)), Some(number), "{}", text);
            }
            prop_assert_eq!(count(Cell::Number(number as f64)), Some(number));
        }

        /// A day in a cell of text, of a date and of a number is the same day.
        #[test]
        fn days_are_what_was_written(days in 0_i64..60_000) {
            let day = date(1954, 10, 4).checked_add(days.days()).expect("a day");
            let serial = 20_001.0 + days as f64;
            let (printed, iso) = (day.strftime("%d/%m/%Y").to_string(), day.to_string());
            for cell in [
                Cell::Text(&printed),
                Cell::Text(&iso),
                Cell::Number(serial),
                Cell::Moment(day.to_datetime(Time::midnight())),
            ] {
                prop_assert_eq!(moment(cell), Some((day, None)), "{:?}", cell);
            }
        }
    }
}
