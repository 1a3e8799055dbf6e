//! Events on cards: a title and a whole date each, under a heading of the agenda.

use balai_core::Zone;
use balai_core::model::Event;
use balai_extract::date::{self, Printed};
use balai_extract::html::Document;
use jiff::Timestamp;

use super::heading::{Headings, fold};
use super::{Card, Row, rows};

const AGENDA: Headings = Headings {
    of: "agenda",
    beside: "kegiatan|acara|jadwal|kalender|mendatang|terdekat|terbaru|kami|dan|kerja|warga|pemerintah",
};

/// The events that the cards of a page announce, which was fetched at an instant.
///
/// Under the heading of an agenda stand also news of that category, whose days are those of their writing: no such day
/// lies ahead, and no news has a line that tells where.
pub(crate) fn events(document: &Document, zone: Zone, now: Timestamp) -> Vec<Event> {
    let rows = rows(document, |text| day(text).is_some());
    let agenda = rows.into_iter().filter(|row| AGENDA.has(&row.heading));
    let read = agenda.filter_map(|row| of_row(&row, document, zone));
    let is_announced = |events: &Vec<Event>| {
        events.iter().any(|event| event.starts_at > now) || events.iter().all(|event| event.place.is_some())
    };
    read.filter(is_announced).flatten().collect()
}

/// The events of a row; none where a card has no title, or tells by whom it was written: then its day is that of the
/// writing.
fn of_row(row: &Row<'_>, document: &Document, zone: Zone) -> Option<Vec<Event>> {
    row.cards.iter().map(|card| of_card(card, document, zone)).collect()
}

fn of_card(card: &Card<'_>, document: &Document, zone: Zone) -> Option<Event> {
    const BYLINES: &str =
        "admin|administrator|oleh|dilihat|dibaca|diposting|posting|views|komentar|penulis|hits";
    const LONGEST: usize = 120;
    let is_byline = |text: &str| fold(text).split(' ').any(|word| BYLINES.split('|').any(|own| own == word));
    let title = card.title()?;
    let is_title = title.text.contains(char::is_alphabetic) && title.text.chars().count() <= LONGEST;
    if !is_title
        || card.pieces.iter().any(|piece| piece.parent.id() != title.parent.id() && is_byline(&piece.text))
    {
        return None;
    }
    let clock = card.pieces.iter().find(|piece| is_clock(&piece.text));
    let printed = match (day(&card.mark)?, clock) {
        (Printed { time: None, .. }, Some(clock)) => {
            date::printed(&format!("{} pukul {}", card.mark, clock.text))?
        }
        (printed, _) => printed,
    };
    let mut event = Event::new(title.text.clone(), printed.instant(zone)?);
    event.all_day = printed.time.is_none();
    event.place = card.pieces.iter().find_map(|piece| place(&piece.text));
    event.url = card.link(title, document);
    Some(event)
}

fn place(text: &str) -> Option<String> {
    let (word, place) = text.split_once(':')?;
    matches!(&*fold(word), "tempat" | "lokasi").then(|| place.trim().to_owned()).filter(|it| !it.is_empty())
}

/// The day that a text is, with its time and nothing beside it. Days from one to another are none: which of them is
/// printed whole differs.
fn day(text: &str) -> Option<Printed> {
    const BEFORE: &str = "senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad|hari|tanggal|tgl";
    let words = words(text);
    let before = words.iter().take_while(|word| has(BEFORE, word)).count();
    let words = &words[before..];
    let length = [1, 3]
        .into_iter()
        .find(|count| words.get(..*count).is_some_and(|first| date::printed(&first.join(" ")).is_some()))?;
    // `12 Mei 26` may be a time as well as a year.
    let is_whole = words[..length]
        .iter()
        .any(|word| word.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4));
    (is_whole && words[length..].iter().all(|word| is_of_clock(word))).then(|| date::printed(text)).flatten()
}

/// Whether a text is a time of day, or one to another, and nothing beside: `Pukul 09.00 WIB - selesai`.
fn is_clock(text: &str) -> bool {
    let has_time = text.contains([':', '.']) && text.contains(|c: char| c.is_ascii_digit());
    has_time && words(text).iter().all(|word| is_of_clock(word))
}

fn is_of_clock(word: &str) -> bool {
    const WORDS: &str = "pukul|jam|pkl|wib|wita|wit|selesai|s/d|sd|sampai|-|–";
    has(WORDS, word) || word.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|'));
    let words = words.map(|word| word.trim_end_matches([':', '.']).to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether a list, written with strokes between, has a word.
fn has(list: &str, word: &str) -> bool {
    list.split('|').any(|own| own == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_from_what_has_one_in_it() {
        let read = |text: &str| day(text).map(|it| (it.date.to_string(), it.time.is_some()));
        for (text, date, has_time) in [
            ("12 Mei 2026", "2026-05-12", false),
            ("Selasa, 12 Mei 2026", "2026-05-12", false),
            ("Tanggal: 12/05/2026", "2026-05-12", false),
            ("Selasa, 12 Mei 2026 pukul 09.00 WIB", "2026-05-12", true),
            ("12 Mei 2026 09:00 - selesai", "2026-05-12", true),
        ] {
            assert_eq!(read(text), Some((date.to_owned(), has_time)), "{text}");
        }
        for text in [
            "12 Mei",
            "Mei 2026",
            "12 - 14 Mei 2026",
            "12 Mei 26",
            "Oleh Admin, 12 Mei 2026",
            "12 Mei 2026 di balai",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn headings_of_the_agenda_are_told_from_others() {
        for heading in ["Agenda", "Agenda Kegiatan Desa Contoh", "AGENDA MENDATANG"] {
            assert!(AGENDA.has(heading), "{heading}");
        }
        for heading in ["Berita", "Kegiatan", "Agenda Rapat Dibahas Bersama", "Pengumuman"] {
            assert!(!AGENDA.has(heading), "{heading}");
        }
    }
}
