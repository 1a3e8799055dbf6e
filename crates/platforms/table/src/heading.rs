//! Finding the headings of a sheet, wherever they stand and in however many rows.

use crate::column::Column;
use crate::grid::{Cell, Grid, Line};
use crate::layout::{self, CODE, Layout, SUBDISTRICT, VILLAGE};
use crate::personal;

/// The rows from the top among which the headings are.
pub(crate) const SOUGHT: usize = 20;

/// The headings of a sheet, as a layout knows them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// The index of the first row below them, among the rows that hold something.
    pub(crate) below: usize,
    /// The number of the row that they end in.
    pub(crate) row: u32,
    /// Of each column of the layout, where it stands in the sheet.
    pub(crate) columns: Vec<Option<usize>>,
    /// Where the village's code stands.
    pub(crate) code: Option<usize>,
    /// Where the village's name stands.
    pub(crate) village: Option<usize>,
    /// Where the name of its sub-district stands.
    pub(crate) subdistrict: Option<usize>,
    /// Headings that the layout does not know, with where they stand.
    pub(crate) unknown: Vec<(usize, String)>,
    /// Headings that stand a second time.
    pub(crate) repeated: Vec<(usize, String)>,
    /// Headings of what is never read, since it tells of persons.
    pub(crate) personal: Vec<(usize, String)>,
    /// Whether the rows below are persons.
    pub(crate) lists_people: bool,
}

/// A heading as it is compared: small letters and digits, without what stands in brackets, and without the unit.
///
/// ```text
/// Anggaran (Rp.) *  →  anggaran
/// Laki-Laki         →  laki laki
/// ```
pub(crate) fn fold(text: &str) -> String {
    let outside = without_brackets(text);
    let text = if outside.chars().any(char::is_alphanumeric) { &outside } else { text };
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            folded.push(letter);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    let unit = [" rp", " rupiah"].into_iter().find_map(|unit| folded.strip_suffix(unit));
    unit.map(str::to_owned).unwrap_or(folded)
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|letter| match letter {
        '(' => {
            depth += 1;
            false
        }
        ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    outside.collect()
}

impl Head {
    /// The headings among the first rows of a sheet; `None` where hardly one of the layout's stands there.
    ///
    /// A row counts alone, and together with the row below it, whose words then stand under those above.
    pub(crate) fn find(grid: &Grid, layout: &Layout) -> Option<Self> {
        const FEWEST: usize = 2;
        let top = grid.top(SOUGHT + 1);
        let mut best: Option<(usize, Self)> = None;
        let is_likely = |line: &Line<'_>| texts(line).any(|text| layout::is_heading(&fold(text)));
        for (index, line) in top.iter().enumerate().take(SOUGHT) {
            // Rows of data cost no more than this look.
            if !is_likely(line) {
                continue;
            }
            for lower in [None, top.get(index + 1)] {
                let head = Self::of(layout, line, lower, index + 1 + usize::from(lower.is_some()));
                // Of the village alone a title may tell.
                let village = [head.code, head.village].into_iter().flatten().count();
                let found = head.found() + village;
                if head.found() > 0 && found >= FEWEST && best.as_ref().is_none_or(|(most, _)| found > *most)
                {
                    best = Some((found, head));
                }
            }
        }
        let (_, mut head) = best?;
        while grid.row(head.below).is_some_and(numbers_columns) {
            head.below += 1;
        }
        Some(head)
    }

    /// How many of the layout's columns stand in the sheet.
    pub(crate) fn found(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// The columns that the layout requires and the sheet has not.
    pub(crate) fn missing<'l>(&self, layout: &'l Layout) -> impl Iterator<Item = &'l Column> {
        let columns = layout.columns.iter().zip(&self.columns);
        columns.filter(|(column, place)| column.is_required && place.is_none()).map(|(column, _)| column)
    }

    fn of(layout: &Layout, upper: &Line<'_>, lower: Option<&Line<'_>>, below: usize) -> Self {
        let headings = headings(upper, lower);
        let mut head = Self {
            below,
            row: lower.unwrap_or(upper).number,
            columns: vec![None; layout.columns.len()],
            ..Self::default()
        };
        let mut is_bound = vec![false; headings.len()];
        // Names as they are written before other words for them, so that `kode rekening` is no other than it says.
        for by in [is_named, is_also] {
            for (place, heading) in headings.iter().enumerate().filter(|(_, heading)| !heading.is_empty()) {
                is_bound[place] = is_bound[place] || head.bind(layout, place, heading, by);
            }
        }
        // A profile has it among its own.
        let own =
            layout.columns.iter().zip(&head.columns).find(|(column, _)| column.name == SUBDISTRICT.name);
        head.subdistrict = head.subdistrict.or_else(|| own.and_then(|(_, place)| *place));
        let left = || {
            headings.iter().enumerate().filter(|(place, heading)| !(is_bound[*place] || heading.is_empty()))
        };
        head.lists_people =
            personal::lists_people(left().flat_map(|(_, heading)| heading).map(String::as_str));
        for (place, heading) in left() {
            let is = |what: &dyn Fn(&str) -> bool| heading.iter().any(|text| what(&fold(text)));
            let told = if is(&personal::is_personal) {
                &mut head.personal
            } else if is(&is_counter) {
                continue;
            } else if is(&|text| known(layout).any(|column| is_named(column, text))) {
                &mut head.repeated
            } else {
                &mut head.unknown
            };
            told.push((place, heading[0].clone()));
        }
        head
    }

    /// Takes a column of the sheet for the first of the layout's that is free and agrees.
    fn bind(
        &mut self,
        layout: &Layout,
        place: usize,
        heading: &[String],
        by: fn(&Column, &str) -> bool,
    ) -> bool {
        heading.iter().map(|text| fold(text)).any(|text| {
            let own = layout.columns.iter().zip(&mut self.columns);
            let village = [
                (&CODE, &mut self.code),
                (&VILLAGE, &mut self.village),
                (&SUBDISTRICT, &mut self.subdistrict),
            ];
            let free = own.chain(village).find(|(column, slot)| slot.is_none() && by(column, &text));
            free.map(|(_, slot)| *slot = Some(place)).is_some()
        })
    }
}

/// The texts of a row.
pub(crate) fn texts<'a>(line: &Line<'a>) -> impl Iterator<Item = &'a str> {
    line.cells().filter_map(|cell| match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    })
}

/// What heads each column: the lower words, both together, or the upper ones where none stand below.
fn headings(upper: &Line<'_>, lower: Option<&Line<'_>>) -> Vec<Vec<String>> {
    let word = |line: &Line<'_>, place| match line.cell(place) {
        Cell::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Cell::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let width = upper.width().max(lower.map_or(0, Line::width));
    let of = |place| {
        let above = word(upper, place);
        let below = lower.map(|line| word(line, place)).unwrap_or_default();
        match (above.is_empty(), below.is_empty()) {
            (true, true) => Vec::new(),
            (false, true) => vec![above],
            (true, false) => vec![below],
            // One cell that is merged over both rows.
            (false, false) if above == below => vec![above],
            (false, false) => vec![below.clone(), format!("{above} {below}")],
        }
    };
    (0..width).map(of).collect()
}

/// Every column of a layout, those of the village last.
pub(crate) fn known(layout: &Layout) -> impl Iterator<Item = &'static Column> {
    let is_own = layout.columns.iter().any(|column| column.name == SUBDISTRICT.name);
    layout.columns.iter().chain([&CODE, &VILLAGE]).chain((!is_own).then_some(&SUBDISTRICT))
}

fn is_named(column: &Column, folded: &str) -> bool {
    folded == fold(column.heading) || folded == fold(column.name)
}

fn is_also(column: &Column, folded: &str) -> bool {
    column.also.contains(&folded)
}

/// The heading that was most likely meant.
pub(crate) fn nearest(layout: &Layout, heading: &str) -> Option<&'static str> {
    const NEAR: f64 = 0.82;
    let folded = fold(heading);
    let words = known(layout).flat_map(|column| {
        let also = column.also.iter().map(|also| (*also).to_owned());
        [fold(column.heading)].into_iter().chain(also).map(move |word| (column.heading, word))
    });
    let scored = words.map(|(heading, word)| (heading, strsim::jaro_winkler(&folded, &word)));
    scored.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, score)| *score >= NEAR).map(|(heading, _)| heading)
}

/// Whether a column only counts the rows.
fn is_counter(folded: &str) -> bool {
    matches!(folded, "no" | "nomor" | "no urut" | "nomor urut" | "urut" | "num")
}

/// Whether a row numbers the columns, as official tables do below their headings: `1 | 2 | 3 | 4`.
fn numbers_columns(line: Line<'_>) -> bool {
    const FEWEST: u32 = 3;
    let mut next = 1;
    for cell in line.cells() {
        let number = match cell {
            Cell::Empty => continue,
            Cell::Number(number) => number,
            Cell::Text(text) => {
                // `(3)`, and `5 = 3 - 4`.
                let digits = text.trim_start_matches('(').split(|c: char| !c.is_ascii_digit()).next();
                match digits.and_then(|digits| digits.parse().ok()) {
                    Some(number) => number,
                    None => return false,
                }
            }
            _ => return false,
        };
        if number != f64::from(next) {
            return false;
        }
        next += 1;
    }
    next > FEWEST
}

#[cfg(test)]
mod tests {
    use balai_core::Kind;

    use super::*;
    use crate::grid::{Builder, Merged};

    fn grid(rows: &[&[&str]]) -> Grid {
        merged(rows, &[])
    }

    fn merged(rows: &[&[&str]], merged: &[Merged]) -> Grid {
        let mut builder = Builder::merging(merged.to_vec());
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in cells.iter().enumerate() {
                builder.push(row, column, Cell::Text(text)).expect("a small sheet");
            }
        }
        builder.finish()
    }

    fn head(grid: &Grid, kind: Kind) -> Head {
        Head::find(grid, layout::of(kind)).expect("headings")
    }

    /// What stands where, by the layout's headings.
    fn found(head: &Head, kind: Kind) -> Vec<(&'static str, usize)> {
        let columns = layout::of(kind).columns.iter().zip(&head.columns);
        columns.filter_map(|(column, place)| Some((column.heading, (*place)?))).collect()
    }

    #[test]
    fn headings_are_compared_by_their_words() {
        assert_eq!(fold(" Anggaran (Rp.) *"), "anggaran");
        assert_eq!(fold("ANGGARAN Rp"), "anggaran");
        assert_eq!(fold("Laki-Laki"), "laki laki");
        assert_eq!(fold("complaint_summary"), "complaint summary");
        assert_eq!(fold("(1)"), "1");
    }

    #[test]
    fn every_heading_is_found_by_itself() {
        for kind in Kind::ALL {
            let layout = layout::of(kind);
            for heading in [|column: &Column| column.heading, |column: &Column| column.name] {
                let row: Vec<_> = known(layout).map(heading).collect();
                let head = head(&grid(&[&row]), kind);
                let subdistrict = (kind != Kind::Profile).then_some(&head.subdistrict);
                let village = [&head.code, &head.village].into_iter().chain(subdistrict);
                let places: Vec<_> = head.columns.iter().chain(village).copied().collect();
                assert_eq!(places, (0..row.len()).map(Some).collect::<Vec<_>>(), "{kind}");
                assert!(head.unknown.is_empty() && head.personal.is_empty() && head.repeated.is_empty());
            }
        }
    }

    #[test]
    fn no_two_columns_share_a_name() {
        for kind in Kind::ALL {
            let mut names: Vec<_> = known(layout::of(kind))
                .flat_map(|column| {
                    [fold(column.heading), fold(column.name)]
                        .into_iter()
                        .collect::<std::collections::BTreeSet<_>>()
                })
                .collect();
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{kind}");
        }
    }

    #[test]
    fn titles_above_and_numbers_below_are_no_headings() {
        let grid = grid(&[
            &["DAFTAR PERANGKAT DESA DARMAYASA"],
            &[],
            &["No", "Nama", "Jabatan", "Keterangan"],
            &["1", "2", "3", "4"],
            &["1", "Wahyu", "Kepala Desa", ""],
        ]);
        let head = head(&grid, Kind::Official);
        assert_eq!(found(&head, Kind::Official), [("nama", 1), ("jabatan", 2)]);
        assert_eq!((head.row, head.below), (3, 3));
        assert_eq!(head.unknown, [(3, "Keterangan".to_owned())]);
    }

    #[test]
    fn headings_in_two_rows_are_one() {
        let area = |first, last| Merged { first, last };
        let grid = merged(
            &[
                &["Kode Desa", "Topik", "Kategori", "Jumlah"],
                &["", "", "", "L", "P", "L+P"],
                &["33.04.15.2008", "Agama", "ISLAM", "10", "12", "22"],
            ],
            &[area((0, 0), (1, 0)), area((0, 1), (1, 1)), area((0, 2), (1, 2)), area((0, 3), (0, 5))],
        );
        let head = head(&grid, Kind::Statistic);
        assert_eq!(
            found(&head, Kind::Statistic),
            [("topik", 1), ("kategori", 2), ("jumlah", 5), ("laki-laki", 3), ("perempuan", 4)]
        );
        assert_eq!((head.code, head.below), (Some(0), 2));
    }

    #[test]
    fn a_code_is_of_the_account_where_there_is_one_and_else_of_the_village() {
        let budget = |row: &[&str]| head(&grid(&[row]), Kind::Budget);
        let head = budget(&["Kode", "Tahun", "Uraian"]);
        assert_eq!((head.code, head.columns[3]), (None, Some(0)));
        let head = budget(&["Kode", "Kode Rekening", "Uraian"]);
        assert_eq!((head.code, head.columns[3]), (Some(0), Some(1)));
    }

    #[test]
    fn unknown_headings_are_guessed_at_and_repeated_ones_told() {
        assert_eq!(nearest(layout::of(Kind::Budget), "Anggran"), Some("anggaran"));
        assert_eq!(nearest(layout::of(Kind::Budget), "Realisasi Anggaran Th Ini"), Some("realisasi"));
        assert_eq!(nearest(layout::of(Kind::Budget), "Cuaca"), None);
        let head = head(&grid(&[&["tahun", "uraian", "uraian", "NIK"]]), Kind::Budget);
        assert_eq!(head.repeated, [(2, "uraian".to_owned())]);
        assert_eq!(head.personal, [(3, "NIK".to_owned())]);
        assert!(head.lists_people);
    }

    #[test]
    fn where_no_heading_stands_none_is_found() {
        let grid = grid(&[&["Rapat", "besok"], &["33", "44"]]);
        assert!(Head::find(&grid, layout::of(Kind::Budget)).is_none());
    }
}
