//! Which village a text of the sub-district tells of.

use balai_core::{Meaning, RegionCode, Visit};

/// The most words that a village's name has.
const WORDS: usize = 3;

/// The village that `words` begin with. A longer name goes before a shorter one, also where it is only doubtful: then
/// it is asked in the report. Where none comes near, the text tells no village.
pub(crate) fn at_the_beginning(visit: &mut Visit<'_>, words: &[&str]) -> Option<RegionCode> {
    let within = visit.site().region;
    for length in (1..=length_of_name(words)).rev() {
        let name = words[..length].join(" ");
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        match visit.gazetteer().resolve(within, name) {
            Meaning::Certain(code) => return Some(code),
            Meaning::Doubtful(_) => return visit.village_called(name),
            Meaning::Unknown => {}
        }
    }
    None
}

/// The village that is named after the word *Desa* or *Kelurahan* somewhere in a text, or whose name is the whole text.
pub(crate) fn in_text(visit: &mut Visit<'_>, text: &str) -> Option<RegionCode> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_type = |word: &&str| {
        let word = word.trim_end_matches('.').trim_matches(|c: char| !c.is_alphanumeric());
        matches!(word.to_lowercase().as_str(), "desa" | "ds" | "kelurahan" | "kel")
    };
    if let Some(place) = words.iter().position(is_type) {
        return at_the_beginning(visit, &words[place + 1..]);
    }
    let region = visit.gazetteer().region(visit.site().region);
    // By this name alone the sub-district may be meant.
    if region.is_some_and(|region| text.trim().eq_ignore_ascii_case(&region.name)) {
        return None;
    }
    match visit.gazetteer().resolve(visit.site().region, text) {
        Meaning::Certain(code) => Some(code),
        _ => None,
    }
}

/// How many of the words may be a name: it ends at a comma, and where an address or a title goes on.
fn length_of_name(words: &[&str]) -> usize {
    const NEXT: [&str; 14] = [
        "nomor",
        "no",
        "tahun",
        "tentang",
        "kecamatan",
        "kec",
        "kabupaten",
        "kab",
        "rt",
        "rw",
        "dusun",
        "di",
        "dan",
        "untuk",
    ];
    let is_next = |word: &&str| {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        NEXT.contains(&plain.as_str()) || !plain.chars().any(char::is_alphabetic)
    };
    let end = words.iter().position(is_next).unwrap_or(words.len());
    let comma =
        words.iter().position(|word| word.ends_with([',', ';', '.', ')'])).map_or(end, |place| place + 1);
    end.min(comma).min(WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_where_a_title_or_an_address_goes_on() {
        for (text, length) in [
            ("Condong Campur Nomor 3", 2),
            ("Beji, dekat pasar", 1),
            ("Beji RT 01", 1),
            ("Beji (Kec. Pejawaran)", 1),
            ("Satu Dua Tiga Empat", 3),
            ("2026", 0),
            ("", 0),
        ] {
            assert_eq!(length_of_name(&text.split_whitespace().collect::<Vec<_>>()), length, "{text}");
        }
    }
}
