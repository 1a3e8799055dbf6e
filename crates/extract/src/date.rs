//! Dates, as Indonesian sites print them.

use balai_core::Zone;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// What a printed date says, before it is an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The day.
    pub date: Date,
    /// The time of day, where it is printed.
    pub time: Option<Time>,
    /// The offset from UTC, where it is printed: as WIB, WITA or WIT, as UTC or GMT, or in digits.
    pub offset: Option<Offset>,
}

impl Printed {
    /// The instant that is meant, by a clock of the printed offset, or else of `zone`. A day without a time is its
    /// midnight.
    pub fn instant(self, zone: Zone) -> Option<Timestamp> {
        let clock = self.date.to_datetime(self.time.unwrap_or_default());
        match self.offset {
            Some(offset) => offset.to_timestamp(clock).ok(),
            None => zone.instant(clock),
        }
    }
}

/// The instant that a text names: ISO 8601, RFC 2822, or a date as Indonesian pages print it, in `zone` where it
/// names none; `now` is what "3 hari yang lalu" counts from.
///
/// ```
/// use balai_core::Zone;
/// use balai_extract::date;
///
/// let now = "2026-11-24T03:00:00Z".parse().unwrap();
/// let read = |text| date::instant(text, Zone::Wib, now).map(|instant| instant.to_string());
/// assert_eq!(read("13 Oktober 2022 Jam 15:44").unwrap(), "2022-10-13T08:44:00Z");
/// assert_eq!(read("Senin, 20 Januari 2026").unwrap(), "2026-01-19T17:00:00Z");
/// assert_eq!(read("Thu, 10 Sep 2026 08:00:00 +0700").unwrap(), "2026-09-10T01:00:00Z");
/// assert_eq!(read("3 hari yang lalu").unwrap(), "2026-11-21T03:00:00Z");
/// assert_eq!(read("besok lusa"), None);
/// ```
pub fn instant(text: &str, zone: Zone, now: Timestamp) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(instant);
    }
    // RFC 2822 has zones that it does not know stand for UTC: WIB is none of them.
    if let Ok(zoned) = rfc2822::parse(text)
        && text.split_whitespace().next_back().is_none_or(|word| indonesian(word).is_none())
    {
        return Some(zoned.timestamp());
    }
    relative(text, now).or_else(|| printed(text)?.instant(zone))
}

/// The wall clock of a date with an offset, the offset left aside: some platforms write the right local time with
/// the wrong offset.
///
/// ```
/// let wall = balai_extract::date::wall_clock("Thu, 10 Sep 2026 08:00:00 +0000").unwrap();
/// assert_eq!(wall, jiff::civil::date(2026, 9, 10).at(8, 0, 0, 0));
/// ```
pub fn wall_clock(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if let Ok(zoned) = rfc2822::parse(text) {
        return Some(zoned.datetime());
    }
    temporal::DateTimeParser::new()
        .parse_datetime(text)
        .ok()
        .or_else(|| printed(text).map(|printed| printed.date.to_datetime(printed.time.unwrap_or_default())))
}

/// A date as Indonesian pages print it: `04 Desember 2023 08:15:00`, `Senin, 20 Jan 2026 pukul 07.30 WITA`,
/// `20-01-2026`, `2026-01-20 07:30`. Also with English month names, which many themes leave untranslated.
pub fn printed(text: &str) -> Option<Printed> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '|'))
        .flat_map(split_iso)
        .filter(|word| !word.is_empty())
        .collect();
    let (date, after) = (0..words.len())
        .find_map(|i| named(&words[i..]).or_else(|| numeric(words[i])).map(|(d, n)| (d, i + n)))?;
    let mut time = None;
    let mut zone = None;
    for (i, word) in words.iter().enumerate().skip(after) {
        match (time, half_of_day(word)) {
            (Some(hour), Some(half)) => {
                time = Some(in_half(hour, half));
                continue;
            }
            (None, _) => {
                // "07.30" is a time after a word that says so, before a zone, or at the day; elsewhere it may be any
                // number.
                let said = matches!(
                    words[i - 1].to_lowercase().trim_end_matches(':'),
                    "jam" | "pukul" | "pkl" | "pkl."
                ) || words.get(i + 1).is_some_and(|next| indonesian(next).is_some())
                    || i == after && word.len() == 5;
                time = clock(word, said);
            }
            _ => {}
        }
        // Only what stands at a time is a zone.
        zone = zone.or_else(|| indonesian(word)).or_else(|| time.and_then(|_| offset(word)));
    }
    Some(Printed { date, time, offset: zone })
}

/// The half of the day that a word names: `false` before noon.
fn half_of_day(word: &str) -> Option<bool> {
    match word.trim_end_matches('.').to_ascii_lowercase().as_str() {
        "am" | "a.m" => Some(false),
        "pm" | "p.m" => Some(true),
        _ => None,
    }
}

/// A time of a clock of twelve hours, in its half of the day.
fn in_half(time: Time, afternoon: bool) -> Time {
    match (time.hour(), afternoon) {
        (12, false) => time - SignedDuration::from_hours(12),
        (1..=11, true) => time + SignedDuration::from_hours(12),
        _ => time,
    }
}

/// The offset of an Indonesian zone's name.
fn indonesian(word: &str) -> Option<Offset> {
    let hours = match word.to_uppercase().as_str() {
        "WIB" => 7,
        "WITA" => 8,
        "WIT" => 9,
        _ => return None,
    };
    Offset::from_hours(hours).ok()
}

/// The offset that stands at a time: `UTC`, `+0700`, `07:30:00+07:00`, `07:30:00Z`.
fn offset(word: &str) -> Option<Offset> {
    let word = word.to_ascii_uppercase();
    if matches!(word.as_str(), "UTC" | "GMT" | "Z") || (word.ends_with('Z') && word.contains(':')) {
        return Some(Offset::UTC);
    }
    let at = word.rfind(['+', '-'])?;
    // A date may stand after a time, and a number after a dash.
    (at == 0 || word[..at].contains(':')).then_some(())?;
    let digits: String = word[at + 1..].chars().filter(|c| *c != ':').collect();
    if digits.len() != 4 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    let sign = if word[at..].starts_with('-') { -60 } else { 60 };
    Offset::from_seconds(sign * (hours * 60 + minutes)).ok()
}

/// `2026-01-20T07:30:00` as its two parts.
fn split_iso(word: &str) -> impl Iterator<Item = &str> {
    let iso =
        word.len() > 11 && word.as_bytes()[10] == b'T' && word.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    let (date, time) = if iso { (&word[..10], &word[11..]) } else { (word, "") };
    [date, time].into_iter()
}

/// Day, month by name, year: three words, or `20-Jan-2026` in one; also month first.
fn named(words: &[&str]) -> Option<(Date, usize)> {
    if let [word, ..] = words {
        let parts: Vec<_> = word.split(['-', '/']).collect();
        if let [day, month, year] = parts[..]
            && let Some(month) = month_of(month)
        {
            return Some((date(year, month, day)?, 1));
        }
    }
    let [first, second, third, ..] = words else { return None };
    if let Some(month) = month_of(second) {
        return Some((date(third, month, first)?, 3));
    }
    let month = month_of(first)?;
    Some((date(third, month, second)?, 3))
}

/// `20-01-2026`, `20/01/2026`, `20.01.2026`, `2026-01-20`; `01/20/2026` where nothing else can be meant.
fn numeric(word: &str) -> Option<(Date, usize)> {
    let parts: Vec<_> = word.split(['-', '/', '.']).collect();
    let [first, month, last] = parts[..] else { return None };
    let month: i8 = month.parse().ok()?;
    if first.len() == 4 {
        return Some((date(first, month, last)?, 1));
    }
    let month_first = || date(last, first.parse().ok()?, &month.to_string());
    Some((date(last, month, first).or_else(month_first)?, 1))
}

fn date(year: &str, month: i8, day: &str) -> Option<Date> {
    let year = year.trim_end_matches('.');
    let full: i16 = match year.len() {
        4 => year.parse().ok()?,
        2 => 2000 + year.parse::<i16>().ok()?,
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| !c.is_ascii_digit());
    Date::new(full, month, day.parse().ok()?).ok()
}

fn month_of(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["januari", "jan", "january"],
        &["februari", "pebruari", "feb", "peb", "february"],
        &["maret", "mar", "mrt", "march"],
        &["april", "apr"],
        &["mei", "may"],
        &["juni", "jun", "june"],
        &["juli", "jul", "july"],
        &["agustus", "agu", "ags", "agt", "agus", "aug", "august"],
        &["september", "sep", "sept"],
        &["oktober", "okt", "oct", "october"],
        &["november", "nopember", "nov", "nop"],
        &["desember", "des", "dec", "december"],
    ];
    // Sundanese and Javanese write "Séptémber", "Désèmber".
    let word = word.trim_end_matches('.').to_lowercase().replace(['é', 'è'], "e");
    let month = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    i8::try_from(month + 1).ok()
}

fn clock(word: &str, said: bool) -> Option<Time> {
    // Its offset may stand at it, and the half of the day: `07:30:00+07:00`, `8:44pm`.
    let bare = word.split(['+', '-', 'Z']).next()?;
    let lower = bare.to_ascii_lowercase();
    if let Some((half, time)) = ["am", "pm"].iter().find_map(|half| Some((half, lower.strip_suffix(half)?)))
        && time.contains(':')
    {
        return Some(in_half(clock(time, said)?, *half == "pm"));
    }
    let word = bare.trim_end_matches('.');
    let parts: Vec<_> = if word.contains(':') {
        word.split(':').collect()
    } else if said {
        word.split('.').collect()
    } else {
        return None;
    };
    let part = |i: usize| parts.get(i).map_or(Some(0), |part| part.split('.').next()?.parse::<i8>().ok());
    if parts.len() > 3 {
        return None;
    }
    Time::new(part(0)?, part(1)?, part(2)?, 0).ok()
}

/// "3 hari yang lalu", "kemarin", "baru saja".
fn relative(text: &str, now: Timestamp) -> Option<Timestamp> {
    let text = text.to_lowercase();
    let words: Vec<_> = text.split_whitespace().collect();
    let hours = match words[..] {
        ["baru", "saja"] => 0,
        ["kemarin"] => 24,
        [unit, "lalu"] | [unit, "yang", "lalu"] if unit.starts_with("se") => hours_of(&unit[2..])?,
        [count, unit, "lalu"] | [count, unit, "yang", "lalu"] | [count, unit, "ago"] => {
            let count: i64 = match count {
                "se" | "a" | "an" => 1,
                count => count.parse().ok().filter(|count| *count < 100_000)?,
            };
            if let Some(minutes) = match unit {
                "detik" | "second" | "seconds" => Some(0),
                "menit" | "minute" | "minutes" => Some(count),
                _ => None,
            } {
                return now.checked_sub(SignedDuration::from_mins(minutes)).ok();
            }
            count * hours_of(unit)?
        }
        _ => return None,
    };
    now.checked_sub(SignedDuration::from_hours(hours)).ok()
}

fn hours_of(unit: &str) -> Option<i64> {
    Some(match unit {
        "jam" | "hour" | "hours" => 1,
        "hari" | "day" | "days" => 24,
        "minggu" | "pekan" | "week" | "weeks" => 24 * 7,
        "bulan" | "month" | "months" => 24 * 30,
        "tahun" | "year" | "years" => 24 * 365,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        let now = "2026-11-24T03:00:00Z".parse().expect("an instant");
        instant(text, Zone::Wib, now).map(|instant| instant.to_string())
    }

    #[test]
    fn every_spelling() {
        for (text, instant) in [
            ("13 Oktober 2022 Jam 15:44", "2022-10-13T08:44:00Z"),
            ("04 Desember 2023 08:15:00", "2023-12-04T01:15:00Z"),
            ("Senin, 20 Januari 2026", "2026-01-19T17:00:00Z"),
            ("Diterbitkan pada 20 Nopember 2025", "2025-11-19T17:00:00Z"),
            ("Kamis, 5 Mar 2026 pukul 07.30 WITA", "2026-03-04T23:30:00Z"),
            ("20-01-2026", "2026-01-19T17:00:00Z"),
            ("20/01/2026 07:05", "2026-01-20T00:05:00Z"),
            ("04-12-2023 08:15:00", "2023-12-04T01:15:00Z"),
            ("2026-01-20 07:30:15", "2026-01-20T00:30:15Z"),
            ("2026-01-20T07:30:15", "2026-01-20T00:30:15Z"),
            ("2026-01-20T07:30:15+07:00", "2026-01-20T00:30:15Z"),
            ("2026-01-20T07:30:15.000000Z", "2026-01-20T07:30:15Z"),
            ("Thu, 10 Sep 2026 08:00:00 +0700", "2026-09-10T01:00:00Z"),
            ("January 20, 2026", "2026-01-19T17:00:00Z"),
            ("20-Jan-2026", "2026-01-19T17:00:00Z"),
            ("3 hari yang lalu", "2026-11-21T03:00:00Z"),
            ("seminggu yang lalu", "2026-11-17T03:00:00Z"),
            ("15 menit lalu", "2026-11-24T02:45:00Z"),
            ("Thu, 10 Sep 2020 18:00:00 WIB", "2020-09-10T11:00:00Z"),
            ("Thu, 10 Sep 2020 18:00:00 WITA", "2020-09-10T10:00:00Z"),
            ("Thu, 10 Sep 2020 18:00:00 GMT", "2020-09-10T18:00:00Z"),
            ("2020-09-10 18:00:00 UTC", "2020-09-10T18:00:00Z"),
            ("2020-09-10T18:00:00 +00:00", "2020-09-10T18:00:00Z"),
            ("2020-09-10 18:00:00-0300", "2020-09-10T21:00:00Z"),
            ("Kam, 10 Sep 2020 18:00:00 +0000", "2020-09-10T18:00:00Z"),
            ("10 Sept 2020 18:00:00 +0800", "2020-09-10T10:00:00Z"),
            ("Mon, 10 Sep 2020 18:00:00 +0000", "2020-09-10T18:00:00Z"),
            ("September 10, 2020 8:44 PM", "2020-09-10T13:44:00Z"),
            ("September 10, 2020 12:05 am", "2020-09-09T17:05:00Z"),
            ("September 10, 2020 at 8:44pm", "2020-09-10T13:44:00Z"),
            ("11 Jun 24 13.42 WIB", "2024-06-11T06:42:00Z"),
            ("Selasa Legi, 10 Maret 2026 18.25", "2026-03-10T11:25:00Z"),
            ("Rebo, 8 Nopémber 2023", "2023-11-07T17:00:00Z"),
            ("9/18/2014", "2014-09-17T17:00:00Z"),
            ("5/6/2014", "2014-06-04T17:00:00Z"),
            ("10 Sep 2020 08:44 - 2021", "2020-09-10T01:44:00Z"),
            ("2020-09-10 08:00 - 10:00", "2020-09-10T01:00:00Z"),
        ] {
            assert_eq!(read(text).as_deref(), Some(instant), "{text}");
        }
        for text in ["", "31 Februari 2026", "2026", "kapan-kapan", "1.829.573", "Senin", "12 Juli"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_lying_offset_is_left_aside() {
        let wall = jiff::civil::date(2026, 9, 10).at(18, 39, 58, 0);
        assert_eq!(wall_clock("Thu, 10 Sep 2026 18:39:58 +0000"), Some(wall));
        assert_eq!(wall_clock("2026-09-10T18:39:58+07:00"), Some(wall));
        assert_eq!(wall_clock("10 September 2026 18:39:58"), Some(wall));
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC*", count in 0u64.., unit in "detik|menit|jam|hari|minggu|bulan|tahun|se") {
            let _ = (read(&text), read(&format!("{count} {unit} yang lalu")));
        }

        #[test]
        fn a_printed_date_reads_back(days in 0i32..20_000) {
            const MONTHS: [&str; 12] = [
                "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
                "November", "Desember",
            ];
            let date = jiff::civil::date(1990, 1, 1).checked_add(days.days()).expect("a date");
            let month = MONTHS[usize::try_from(date.month()).expect("a month") - 1];
            let text = format!("{:02} {month} {}", date.day(), date.year());
            prop_assert_eq!(printed(&text), Some(Printed { date, time: None, offset: None }));
        }
    }
}
