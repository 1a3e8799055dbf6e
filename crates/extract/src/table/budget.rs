//! Tables of village budgets.

use balai_core::Rupiah;
use balai_core::model::{Budget, BudgetLine, BudgetTotal, Section, Stage};

use super::heading::{Heading, Words, filled, fold};
use crate::{number, terms};

const CODE: Words<'_> = &["kode rekening", "kode", "rekening", "kd rek"];
const NAME: Words<'_> = &["uraian", "keterangan", "rincian", "nama", "jenis"];
const BUDGETED: Words<'_> = &["anggaran", "pagu", "rencana", "target", "jumlah", "nilai"];
const REALISED: Words<'_> = &["realisasi"];

/// The village budget that a table shows (*APBDes*), by its columns *Uraian* and *Anggaran* and by the sections that
/// its rows open; `None` where it is another table, or where nothing tells the year.
///
/// `about` is what stands above the table, down from the page's title: the year is taken from it, and whether it is a
/// revision. Totals are those that the table prints; where it prints none, the sums of a section's direct children.
pub fn budget(rows: &[Vec<String>], about: &str) -> Option<Budget> {
    let heading = Heading::find(rows, &[NAME, BUDGETED])?;
    let (name, budgeted) = (heading.column(NAME)?, heading.column(BUDGETED)?);
    let realised = heading.column(REALISED).filter(|column| *column != budgeted);
    let code = heading.column(CODE).filter(|column| *column != name);
    let year = terms::year(about)?;

    let mut reading = Reading::default();
    for row in heading.rows {
        let Some(text) = filled(row, name) else { continue };
        let amount = |column: Option<usize>| column.and_then(|it| filled(row, it)).and_then(number::rupiah);
        let amounts = (amount(Some(budgeted)), amount(realised));
        let (own_code, text) = match code.and_then(|column| filled(row, column)) {
            Some(code) => (account(code), text),
            None => split(text),
        };
        reading.take(own_code, text, amounts);
    }
    let Reading { lines, mut totals, .. } = reading;
    if lines.is_empty() && totals.is_empty() {
        return None;
    }
    for section in [Section::Income, Section::Expenditure, Section::Financing] {
        if totals.iter().all(|total| total.section != section) {
            totals.extend(sum(&lines, section));
        }
    }
    let has_realised = lines.iter().any(|line| line.realised.is_some())
        || totals.iter().any(|total| total.realised.is_some());
    let stage = match has_realised {
        true => Stage::Realised,
        false if fold(about).contains("perubahan") => Stage::Revised,
        false => Stage::Plan,
    };
    Some(Budget { year, stage: Some(stage), lines, totals, ..Budget::default() })
}

type Amounts = (Option<Rupiah>, Option<Rupiah>);

/// A budget on its way through the rows.
#[derive(Default)]
struct Reading {
    section: Option<Section>,
    lines: Vec<BudgetLine>,
    totals: Vec<BudgetTotal>,
}

impl Reading {
    fn take(&mut self, code: Option<String>, text: &str, amounts: Amounts) {
        let words = fold(text);
        let is_sum = words.starts_with("jumlah") || words.starts_with("total");
        let opened = if is_sum || is_heading(&words) { terms::section(text) } else { None };
        match opened {
            Some(section) if is_sum => self.total(section, amounts),
            Some(section) => {
                self.section = Some(section);
                self.total(section, amounts);
            }
            // A sum of something else, or of everything; what is left over is none of the three.
            None if is_sum || words.starts_with("surplus") || words.starts_with("defisit") => {}
            None => {
                let section = self.section.or_else(|| section_of(code.as_deref()?));
                let (Some(section), (budgeted, realised)) = (section, amounts) else { return };
                if budgeted.is_none() && realised.is_none() {
                    return;
                }
                let depth = code.as_ref().map_or(2, |code| code.split('.').count()).max(2) - 1;
                let level = u8::try_from(depth).unwrap_or(u8::MAX);
                self.lines.push(BudgetLine {
                    code,
                    name: text.to_owned(),
                    section,
                    level,
                    budgeted,
                    realised,
                });
            }
        }
    }

    /// What the table prints last of a section is its sum.
    fn total(&mut self, section: Section, (budgeted, realised): Amounts) {
        if budgeted.is_none() && realised.is_none() {
            return;
        }
        self.totals.retain(|total| total.section != section);
        self.totals.push(BudgetTotal { section, budgeted, realised });
    }
}

/// Whether a row's words open a section: `pendapatan`, `belanja desa`, `pembiayaan netto`; not `belanja pegawai`.
fn is_heading(words: &str) -> bool {
    let rest = ["pendapatan", "belanja", "pembiayaan"].iter().find_map(|word| words.strip_prefix(word));
    matches!(rest.map(str::trim), Some("" | "desa" | "daerah" | "netto" | "neto" | "desa netto"))
}

/// An account's code, without the dot that some print behind it.
fn account(text: &str) -> Option<String> {
    let code = text.trim().trim_end_matches('.');
    let is_code = code.starts_with(|c: char| c.is_ascii_digit())
        && code.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    is_code.then(|| code.to_owned())
}

/// The section of an account, in the chart of accounts that villages have had since 2018 (Permendagri 20/2018).
fn section_of(code: &str) -> Option<Section> {
    match code.split_once('.')?.0 {
        "4" => Some(Section::Income),
        "5" => Some(Section::Expenditure),
        "6" => Some(Section::Financing),
        _ => None,
    }
}

/// The code that stands before a name in one cell: `4.1. Pendapatan Asli Desa`.
fn split(text: &str) -> (Option<String>, &str) {
    match text.split_once(' ') {
        Some((code, name)) if account(code).is_some() => (account(code), name.trim()),
        _ => (None, text),
    }
}

fn sum(lines: &[BudgetLine], section: Section) -> Option<BudgetTotal> {
    let own = || lines.iter().filter(|line| line.section == section && line.level == 1);
    let all = |amount: fn(&BudgetLine) -> Option<Rupiah>| {
        let sen: i64 = own().filter_map(amount).map(Rupiah::sen).sum();
        own().any(|line| amount(line).is_some()).then(|| Rupiah::from_sen(sen))
    };
    own().next()?;
    Some(BudgetTotal { section, budgeted: all(|line| line.budgeted), realised: all(|line| line.realised) })
}

#[cfg(test)]
mod tests {
    use super::super::rows_of;
    use super::*;

    const TABLE: &str = "<tr><th>Kode<th>Uraian<th>Anggaran<th>Realisasi<th>Lebih/(Kurang)
        <tr><td>1<td>PENDAPATAN<td>Rp 300,00<td>Rp 250,00<td>
        <tr><td>1.1<td>Pendapatan Asli Desa<td>Rp 100,00<td>Rp 50,00<td>
        <tr><td>1.2<td>Dana Desa<td>Rp 200,00<td>Rp 200,00<td>
        <tr><td>2<td>BELANJA<td><td><td>
        <tr><td>2.1<td>Belanja Pegawai<td>Rp 120,50<td>-<td>
        <tr><td>2.1.1<td>Belanja Honor<td>Rp 20,50<td>-<td>
        <tr><td colspan=2>SURPLUS / DEFISIT<td>Rp 179,50<td><td>";

    #[test]
    fn a_budget_is_read_by_its_sections() {
        let budget = budget(&rows_of(TABLE), "APBDes 2024 Tahun Anggaran 2024").expect("a budget");
        assert_eq!((budget.year, budget.stage), (2024, Some(Stage::Realised)));
        let told: Vec<_> = budget.lines.iter().map(|it| (it.name.as_str(), it.level, it.section)).collect();
        assert_eq!(
            told,
            [
                ("Pendapatan Asli Desa", 1, Section::Income),
                ("Dana Desa", 1, Section::Income),
                ("Belanja Pegawai", 1, Section::Expenditure),
                ("Belanja Honor", 2, Section::Expenditure),
            ]
        );
        let sen = |amount: Option<Rupiah>| amount.map(Rupiah::sen);
        assert_eq!(sen(budget.totals[0].budgeted), Some(30_000), "as printed");
        assert_eq!(sen(budget.totals[1].budgeted), Some(12_050), "as the direct children add up");
        assert_eq!(sen(budget.totals[1].realised), None);
    }

    #[test]
    fn accounts_tell_the_section_where_no_row_opens_it() {
        let rows = rows_of(
            "<tr><td>Kode<td>Uraian<td>Anggaran<tr><td>4.1<td>PAD<td>10<tr><td>5.2<td>Bidang Pembangunan<td>7
             <tr><td>5.2.01<td>Sub Bidang Pendidikan<td>3<tr><td>7.1<td>Lain<td>1",
        );
        let found = budget(&rows, "APBDes 2024").expect("a budget");
        let told: Vec<_> = found.lines.iter().map(|it| (it.section, it.level)).collect();
        assert_eq!(told, [(Section::Income, 1), (Section::Expenditure, 1), (Section::Expenditure, 2)]);
        assert_eq!(found.totals[1].budgeted.map(Rupiah::sen), Some(700));
    }

    #[test]
    fn codes_may_stand_before_the_names_and_no_year_is_no_budget() {
        let rows = rows_of(
            "<tr><td>Uraian<td>Jumlah (Rp)<tr><td>4. PENDAPATAN<td><tr><td>4.1. PAD<td>1.000<tr><td>Jumlah Pendapatan<td>1.000",
        );
        let found = budget(&rows, "APBDes Perubahan 2023").expect("a budget");
        assert_eq!(found.stage, Some(Stage::Revised));
        assert_eq!(found.lines[0].code.as_deref(), Some("4.1"));
        assert_eq!(found.totals.len(), 1);
        assert_eq!(budget(&rows, "APBDes"), None);
        let prices = rows_of("<tr><td>Nama<td>Harga<td>Jumlah<tr><td>Kopi<td>5.000<td>3");
        assert_eq!(budget(&prices, "Lapak 2024"), None);
    }
}
