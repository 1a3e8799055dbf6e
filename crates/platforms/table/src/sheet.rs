//! What a sheet is about: by its name, the title above its table, or its headings.

use balai_core::Kind;
use url::Url;

use crate::grid::{Grid, Line};
use crate::heading::{Head, SOUGHT, fold, texts};
use crate::layout;
use crate::personal;
use crate::place::Place;

/// What a sheet is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum About {
    Kind(Kind),
    /// Persons: it is refused whole.
    People,
    /// How to fill in a template, and what to choose from.
    Help,
    /// It is empty.
    Nothing,
    /// It holds something that is not understood.
    Unknown,
}

/// The sheets of a template that are not to be read.
pub(crate) const HELP: [&str; 2] = ["Petunjuk", "Pilihan"];

/// What a sheet is about by its name, or a table by the title above it; `None` where that tells nothing, or two things.
pub(crate) fn by_name(name: &str) -> Option<About> {
    let folded = fold(name);
    if HELP.iter().any(|help| fold(help) == folded) {
        return Some(About::Help);
    }
    // The longest word tells: a `produk hukum` is no `produk`.
    let words = Kind::ALL.into_iter().flat_map(|kind| names(kind).map(move |word| (word.len(), kind, word)));
    let mut found: Vec<_> = words.filter(|(.., word)| has_words(&folded, word)).collect();
    found.sort_by_key(|(length, ..)| std::cmp::Reverse(*length));
    match found[..] {
        [] => None,
        [(length, kind, _), ref rest @ ..] => {
            let is_sure = rest.iter().all(|(other, it, _)| *other < length || *it == kind);
            is_sure.then_some(About::Kind(kind))
        }
    }
}

/// The words by which sheets of a kind are called, folded.
fn names(kind: Kind) -> impl Iterator<Item = String> {
    let words = layout::of(kind).words.iter().copied();
    [kind.indonesian(), kind.as_str()].into_iter().chain(words).map(fold)
}

/// Whether words stand in a text, one after the other.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let end = at + words.len();
        let begins = at == 0 || text.as_bytes()[at - 1] == b' ';
        begins && (end == text.len() || text.as_bytes()[end] == b' ')
    })
}

/// What a sheet is about by what stands in its first rows, and what is to be told of that. `told` is what the roster
/// says of sheets that do not say it themselves.
pub(crate) fn by_content(name: Option<&str>, top: &Grid, told: Option<Kind>) -> (About, Option<String>) {
    let place = Place { sheet: name, row: None };
    let rows = top.top(SOUGHT);
    if rows.is_empty() {
        return (About::Nothing, None);
    }
    if rows.iter().any(lists_people) {
        return (About::People, Some(refusal(place)));
    }
    if let Some(kind) = told {
        return (About::Kind(kind), None);
    }
    let read_as = |kind: Kind, after: &str| {
        let note = format!(
            "{place} is read as {kind}, after its {after}: call it \"{}\", so that it is sure",
            kind.indonesian()
        );
        (About::Kind(kind), Some(note))
    };
    if let Some(About::Kind(kind)) = rows.iter().filter_map(title).find_map(by_name) {
        return read_as(kind, "title");
    }
    let fitting = by_headings(top);
    match fitting[..] {
        [kind] => read_as(kind, "headings"),
        [] => {
            let names: Vec<_> = Kind::ALL.map(Kind::indonesian).into();
            let message = format!(
                "{place} is not read, since neither its name nor its headings tell what it is about: name it one of {}",
                names.join(", ")
            );
            (About::Unknown, Some(message))
        }
        ref several => {
            let names: Vec<_> = several.iter().map(|kind| format!("\"{}\"", kind.indonesian())).collect();
            let message =
                format!("{place} is not read, since it may be several: name it {}", names.join(" or "));
            (About::Unknown, Some(message))
        }
    }
}

/// Why a sheet of persons is not read.
pub(crate) fn refusal(place: Place<'_>) -> String {
    format!(
        "{place} lists persons (identity numbers, births, recipients): it is refused whole; delete it from the file"
    )
}

fn lists_people(line: &Line<'_>) -> bool {
    let is_of_officials = texts(line).any(|text| fold(text) == "jabatan");
    !is_of_officials && personal::lists_people(texts(line))
}

/// A row's text where it is the only one, as a title is.
fn title<'a>(line: &Line<'a>) -> Option<&'a str> {
    let mut texts = texts(line);
    let title = texts.next()?;
    texts.all(|text| text == title).then_some(title)
}

/// The kinds whose headings stand in a sheet, all that are required and more than of any other kind.
fn by_headings(top: &Grid) -> Vec<Kind> {
    let found = Kind::ALL.into_iter().filter_map(|kind| {
        let layout = layout::of(kind);
        let head = Head::find(top, layout)?;
        head.missing(layout).next().is_none().then(|| (head.found(), kind))
    });
    let found: Vec<_> = found.collect();
    let most = found.iter().map(|(count, _)| *count).max().unwrap_or_default();
    found.into_iter().filter(|(count, _)| *count == most).map(|(_, kind)| kind).collect()
}

/// The name of the file in the header that tells how to keep it.
pub(crate) fn file_name(disposition: &str) -> Option<String> {
    let (_, name) = disposition.split_once("filename=")?;
    let name = name.trim_start_matches('"').split(['"', ';']).next()?;
    Some(stem(name))
}

/// The name of the file in its address.
pub(crate) fn name_in(url: &Url) -> Option<String> {
    url.path_segments()?.next_back().filter(|name| !name.is_empty()).map(stem)
}

fn stem(name: &str) -> String {
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    name.replace("%20", " ").replace('+', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Builder, Cell};

    fn grid(rows: &[&[&str]]) -> Grid {
        let mut builder = Builder::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in cells.iter().enumerate() {
                builder.push(row, column, Cell::Text(text)).expect("a small sheet");
            }
        }
        builder.finish()
    }

    #[test]
    fn a_sheet_is_known_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(by_name(kind.indonesian()), Some(About::Kind(kind)), "{kind}");
            assert_eq!(by_name(kind.as_str()), Some(About::Kind(kind)), "{kind}");
            assert_eq!(by_name(&kind.indonesian().to_uppercase()), Some(About::Kind(kind)), "{kind}");
        }
        for (name, kind) in [
            ("Data APBDes 2025", Kind::Budget),
            ("apbdes-2025", Kind::Budget),
            ("Produk Hukum", Kind::Document),
            ("Produk UMKM", Kind::Product),
            ("Perangkat & BPD", Kind::Official),
            ("Statistik Penduduk Desa", Kind::Statistic),
        ] {
            assert_eq!(by_name(name), Some(About::Kind(kind)), "{name}");
        }
        for name in ["Sheet1", "2025", "APBDesku", ""] {
            assert_eq!(by_name(name), None, "{name}");
        }
        assert_eq!(by_name("PETUNJUK"), Some(About::Help));
    }

    #[test]
    fn a_sheet_is_known_by_its_title_or_its_headings() {
        let by = |rows: &[&[&str]]| by_content(Some("Sheet1"), &grid(rows), None);
        let (about, note) =
            by(&[&["DAFTAR PERANGKAT DESA DARMAYASA"], &["Nama", "Jabatan"], &["Wahyu", "Carik"]]);
        assert_eq!(about, About::Kind(Kind::Official));
        assert!(note.expect("a note").contains("call it \"perangkat desa\""));
        let (about, _) = by(&[&["nama", "harga", "satuan"], &["Keripik", "5000", "bungkus"]]);
        assert_eq!(about, About::Kind(Kind::Product));
        let (about, note) = by(&[&["nama", "keterangan"], &["Sekar Wangi", "-"]]);
        assert_eq!(about, About::Unknown);
        assert!(note.expect("a note").contains("may be several"));
        let (about, note) = by(&[&["bulan", "hujan"], &["Januari", "12"]]);
        assert_eq!(about, About::Unknown);
        assert!(note.expect("a note").contains("name it one of profil desa"));
        assert_eq!(by(&[&["", ""]]), (About::Nothing, None));
        let rain = grid(&[&["bulan", "hujan"]]);
        assert_eq!(by_content(None, &rain, Some(Kind::Event)).0, About::Kind(Kind::Event));
    }

    #[test]
    fn a_list_of_residents_is_refused_whatever_the_roster_says() {
        let rows =
            grid(&[&["Data Warga"], &["Nama", "NIK", "Alamat"], &["Siti", "3304159999000000", "RT 1"]]);
        let (about, note) = by_content(Some("Data"), &rows, Some(Kind::Official));
        assert_eq!(about, About::People);
        assert!(note.expect("a note").contains("refused whole"));
        let officials = grid(&[&["Nama", "NIK", "Jabatan"], &["Wahyu", "3304159999000000", "Kepala Desa"]]);
        assert_eq!(by_content(Some("Data"), &officials, None).0, About::Kind(Kind::Official));
    }

    #[test]
    fn files_have_names() {
        assert_eq!(
            file_name("attachment; filename=\"Desa - APBDes.csv\"; filename*=UTF-8''x").as_deref(),
            Some("Desa - APBDes")
        );
        let url = |url: &str| name_in(&url.parse().expect("a URL"));
        assert_eq!(url("https://desa.example/data/apbdes-2025.csv?x=1").as_deref(), Some("apbdes-2025"));
        assert_eq!(url("https://desa.example/"), None);
    }
}
