//! Whose a row is.

use balai_core::{Error, ErrorKind, Gazetteer, Level, Meaning, Named, RegionCode, Result, Visit};

use crate::cell::Cell;
use crate::grid::Grid;
use crate::header::plain;
use crate::settings::Table;

/// Whose a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    Village(RegionCode),
    /// It sums up others.
    Total,
    /// A village of another region.
    Elsewhere,
    /// A person has to tell; the report asks.
    Asked,
}

/// The villages and sub-districts that a table may name.
pub(crate) struct Villages {
    region: RegionCode,
    known: Vec<Named>,
    /// Names, made plain, and codes, where the table has a column of them.
    subdistricts: Option<Vec<(String, RegionCode)>>,
}

impl Villages {
    /// The villages of the source's region.
    ///
    /// # Errors
    ///
    /// Config, where the table names sub-districts and nobody knows theirs.
    pub(crate) fn of(visit: &Visit<'_>, table: &Table) -> Result<Self> {
        let region = visit.site().region;
        let known = visit.gazetteer().villages(region);
        let mut subdistricts = None;
        if table.subdistrict.is_some() {
            let mut codes: Vec<RegionCode> = match region.at(Level::Subdistrict) {
                Some(code) => vec![code],
                None => known.iter().filter_map(|village| village.code.parent()).collect(),
            };
            codes.dedup();
            let named = codes.into_iter().filter_map(|code| visit.gazetteer().region(code));
            let named: Vec<_> = named.map(|it| (plain(&it.name), it.code)).collect();
            if named.is_empty() {
                let message =
                    format!("the name of {region} is not known here, to tell its rows from others'");
                return Err(Error::new(ErrorKind::Config, message));
            }
            subdistricts = Some(named);
        }
        Ok(Self { region, known, subdistricts })
    }

    /// Whose a row is, by its code, its name and the sub-district that it names.
    pub(crate) fn whose(&self, visit: &mut Visit<'_>, table: &Table, grid: &Grid, row: &[Cell]) -> Whose {
        let name = grid.cell(row, &table.village).text();
        if is_total(&name) {
            return Whose::Total;
        }
        let within = match (&self.subdistricts, &table.subdistrict) {
            (Some(subdistricts), Some(column)) => {
                let wanted = subdistrict(&grid.cell(row, column).text());
                match subdistricts.iter().find(|(name, _)| *name == wanted) {
                    // A source for one village has rows of its neighbours.
                    Some((_, code)) if code.contains(self.region) => self.region,
                    Some((_, code)) => *code,
                    None => return Whose::Elsewhere,
                }
            }
            _ => self.region,
        };
        let named = tidy(&name);
        let certain = match visit.gazetteer().resolve(within, &named) {
            Meaning::Certain(code) => Some(code),
            _ => None,
        };
        match table.code.as_ref().and_then(|column| self.by_code(grid.cell(row, column))) {
            Some(Whose::Village(code)) if certain.is_none_or(|certain| certain == code) => {
                Whose::Village(code)
            }
            Some(Whose::Village(code)) => {
                let message = format!("a row of {code} bears the name of another village, `{named}`");
                visit.skip(Error::malformed(message).at(&grid.origin.url));
                Whose::Asked
            }
            Some(other) => other,
            None => match visit.village_within(within, if certain.is_some() { &named } else { &name }) {
                Some(code) => Whose::Village(code),
                None => Whose::Asked,
            },
        }
    }

    /// The village of a code of either office; `None` where it is none.
    fn by_code(&self, cell: &Cell) -> Option<Whose> {
        let digits = cell.code()?;
        if let Some(village) = self.known.iter().find(|it| it.bps.as_ref() == Some(&digits)) {
            return Some(Whose::Village(village.code));
        }
        // The seventh digit tells which office's it is.
        let code = digits.parse::<RegionCode>().ok().filter(|code| code.village_type().is_some())?;
        Some(if self.region.contains(code) { Whose::Village(code) } else { Whose::Elsewhere })
    }
}

/// A sub-district's name as it is compared, without the word.
fn subdistrict(name: &str) -> String {
    let plain = plain(name);
    let bare = plain.strip_prefix("kecamatan").or_else(|| plain.strip_prefix("kec")).unwrap_or(&plain);
    bare.to_owned()
}

/// Whether a row sums up others, by its name. *Kecamatan Pejawaran* is no village, though one is called so.
pub(crate) fn is_total(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let first = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    matches!(first, "jumlah" | "jml" | "total" | "rata" | "kecamatan" | "kec" | "kabupaten" | "kab")
}

/// Whether a text is the name of a village within a region, and of no other.
pub(crate) fn is_name(gazetteer: &dyn Gazetteer, within: RegionCode, text: &str) -> bool {
    !is_total(text) && matches!(gazetteer.resolve(within, &tidy(text)), Meaning::Certain(_))
}

/// A village's name without what tables do to it: blanks between its letters, marks of footnotes.
pub(crate) fn tidy(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = match words.len() > 2 && words.iter().all(|word| word.chars().count() == 1) {
        true => words.concat(),
        false => words.join(" "),
    };
    let is_mark = |c: char| c.is_ascii_digit() || matches!(c, '*' | ')' | '(' | '¹' | '²' | '³' | '†' | ' ');
    let bare = name.trim_end_matches(is_mark);
    // A numeral of its own is a part of the name: `Sidodadi 2`.
    let rest = &name[bare.len()..];
    let is_numeral = rest.starts_with(' ') && rest.trim().chars().all(|c| c.is_ascii_digit());
    if bare.is_empty() || is_numeral { name } else { bare.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_what_tables_do_to_them() {
        for (printed, tidied) in [
            ("K a r s a", "Karsa"),
            ("  Condong   Campur ", "Condong Campur"),
            ("Beji*)", "Beji"),
            ("lainnya1", "lainnya"),
            ("Beji 1)", "Beji"),
            ("Beji²", "Beji"),
            ("Sidodadi 2", "Sidodadi 2"),
            ("Sidodadi II", "Sidodadi II"),
            ("2023", "2023"),
        ] {
            assert_eq!(tidy(printed), tidied);
        }
    }

    #[test]
    fn sums_are_no_villages() {
        for name in
            ["Jumlah", " JUMLAH / TOTAL", "Total:", "Rata-rata", "Kecamatan Pejawaran", "Kab. Banjarnegara"]
        {
            assert!(is_total(name), "{name}");
        }
        for name in ["Pejawaran", "Kabupaten2", "Jumlahan", "Totalindo"] {
            assert!(!is_total(name), "{name}");
        }
        assert_eq!(subdistrict("Kec. PEJAWARAN"), "pejawaran");
    }
}
