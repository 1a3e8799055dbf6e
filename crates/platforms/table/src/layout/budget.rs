//! Village budgets: one row a line.

use balai_core::model::{Budget, BudgetLine, BudgetTotal, Section};
use balai_core::{Entity, Kind};

use super::{Layout, Told};
use crate::column::{Choice, Column, Sort};
use crate::heading::fold;
use crate::row::{Row, sum};

const STAGES: &[Choice] = &[("murni", "plan"), ("perubahan", "revised"), ("realisasi", "realised")];
const SECTIONS: &[Choice] =
    &[("pendapatan", "income"), ("belanja", "expenditure"), ("pembiayaan", "financing")];

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Budget,
    words: &["anggaran", "apbd", "keuangan", "realisasi anggaran"],
    columns: &[
        Column::new("year", "tahun", Sort::Year)
            .required()
            .as_above()
            .also(&["tahun anggaran"])
            .such_as("Tahun anggaran", "2026"),
        Column::new("stage", "tahap", Sort::Choice(STAGES))
            .as_above()
            .also(&["tahapan"])
            .such_as("murni, perubahan, atau realisasi", "realisasi"),
        Column::new("section", "bagian", Sort::Choice(SECTIONS))
            .as_above()
            .also(&["kelompok"])
            .such_as("pendapatan, belanja, atau pembiayaan", "pendapatan"),
        Column::new("code", "kode rekening", Sort::Code)
            .also(&["kode", "rekening", "no rekening", "kode akun"])
            .such_as("Kode rekening Permendagri 20/2018", "4.2.1"),
        Column::new("name", "uraian", Sort::Text)
            .required()
            .also(&["nama rekening", "uraian rekening"])
            .such_as("Satu baris per rekening; baris Jumlah menjadi jumlah bagian", "Dana Desa"),
        Column::new("budgeted", "anggaran", Sort::Rupiah)
            .also(&["pagu", "pagu anggaran", "jumlah anggaran"])
            .such_as("Anggaran dalam rupiah", "829573598"),
        Column::new("realised", "realisasi", Sort::Rupiah)
            .also(&["realisasi anggaran", "jumlah realisasi"])
            .such_as("Realisasi dalam rupiah", "801000000"),
    ],
    read,
    join: Some(join),
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let name = row.required("name");
    let code = row.code("code").map(|code| code.trim_end_matches('.').to_owned());
    let (budgeted, realised) = (row.rupiah("budgeted"), row.rupiah("realised"));
    let has_amount = budgeted.is_some() || realised.is_some();
    let words = fold(&name);
    let heading = section_called(&words);
    if let Some(section) = heading {
        row.set_above("section", name_of(section));
    }
    let sum = sum(&words);
    // The sum of a group of accounts is no section's, and a surplus no line.
    let total = heading.or_else(|| section_called(sum?));
    let is_rest = ["surplus", "defisit"].iter().any(|word| words.starts_with(word));
    if total.is_none() && (sum.is_some() || is_rest) || total.is_some() && !has_amount {
        return None;
    }
    row.required("year");
    let mut budget = Budget { year: row.year("year")?, stage: row.choice("stage"), ..Budget::default() };
    if let Some(section) = total {
        budget.totals.push(BudgetTotal { section, budgeted, realised });
    } else {
        let Some(section) = row.choice("section").or_else(|| account(code.as_deref()?)) else {
            // A code that is wrong was told already.
            if row.faults.is_empty() {
                row.fault("section", "is empty", Some("write pendapatan, belanja or pembiayaan"));
            }
            return None;
        };
        if !has_amount && code.is_none() {
            row.fault("budgeted", "is empty", Some("write an amount, or the code of a group of accounts"));
        }
        let depth = code.as_deref().map_or(1, |code| code.split('.').count());
        let level = u8::try_from(depth.max(2) - 1).unwrap_or(u8::MAX);
        budget.lines.push(BudgetLine { code, name, section, level, budgeted, realised });
    }
    Some(budget.into())
}

/// The section that is called so and no more: `belanja`, `4 pendapatan desa`, `pembiayaan netto`.
fn section_called(words: &str) -> Option<Section> {
    let word = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let word = [" desa", " netto"].into_iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    sections().find(|(name, _)| *name == word).map(|(_, section)| section)
}

fn sections() -> impl Iterator<Item = (&'static str, Section)> {
    let section = [Section::Income, Section::Expenditure, Section::Financing];
    SECTIONS.iter().map(|(name, _)| *name).zip(section)
}

fn name_of(section: Section) -> &'static str {
    sections().find(|(_, it)| *it == section).map_or("", |(name, _)| name)
}

/// The section of an account, where nothing else tells it.
fn account(code: &str) -> Option<Section> {
    match code.split('.').next()? {
        "4" => Some(Section::Income),
        "5" => Some(Section::Expenditure),
        "6" => Some(Section::Financing),
        _ => None,
    }
}

fn join(whole: &mut Entity, row: Entity) {
    if let (Entity::Budget(whole), Entity::Budget(row)) = (whole, row) {
        whole.lines.extend(row.lines);
        for total in row.totals {
            // A heading with an amount, and the sum below: once.
            if whole.totals.iter().all(|known| known.section != total.section) {
                whole.totals.push(total);
            }
        }
    }
}
