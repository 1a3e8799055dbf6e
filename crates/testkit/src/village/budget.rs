//! Village budgets.

use super::dice::Dice;

/// The budget of one year (*APBDes*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The year.
    pub year: i16,
    /// Every line in order: sections, groups and accounts. A group's amount is the sum of its accounts'.
    pub lines: Vec<BudgetLine>,
}

/// One line of a budget. Amounts are in sen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// `4.1.1.` an account, `4.1.` a group; expenditure is told by field: `01`.
    pub code: &'static str,
    /// As printed.
    pub name: &'static str,
    /// 2 a group or field, 3 an account.
    pub level: u8,
    /// `4` income, `5` expenditure, `6` financing.
    pub section: char,
    /// Planned.
    pub budgeted: i64,
    /// Realised so far.
    pub realised: i64,
}

impl Budget {
    /// Planned and realised of all groups of a section, in sen; financing is what comes in less what goes out.
    pub fn total(&self, section: char) -> (i64, i64) {
        self.groups(section).fold((0, 0), |(budgeted, realised), line| {
            let sign = if line.code == "6.2." { -1 } else { 1 };
            (budgeted + sign * line.budgeted, realised + sign * line.realised)
        })
    }

    /// The groups (fields, for expenditure) of a section.
    pub fn groups(&self, section: char) -> impl Iterator<Item = &BudgetLine> {
        self.lines.iter().filter(move |line| line.section == section && line.level == 2)
    }

    /// The accounts of a group.
    pub fn accounts<'a>(&'a self, group: &'a BudgetLine) -> impl Iterator<Item = &'a BudgetLine> {
        let in_group = |line: &&BudgetLine| line.level == 3 && line.code.starts_with(group.code);
        self.lines.iter().filter(in_group)
    }
}

/// Code, name, roughly planned in thousands of rupiah; groups have none of their own.
const ACCOUNTS: [(&str, &str, i64); 22] = [
    ("4.1.", "Pendapatan Asli Desa", 0),
    ("4.1.1.", "Hasil Usaha Desa", 24_000),
    ("4.1.2.", "Hasil Aset Desa", 47_500),
    ("4.1.3.", "Swadaya, Partisipasi Dan Gotong Royong Desa", 11_000),
    ("4.2.", "Pendapatan Transfer Desa", 0),
    ("4.2.1.", "Dana Desa", 940_000),
    ("4.2.2.", "Bagi Hasil Pajak Dan Retribusi", 38_000),
    ("4.2.3.", "Alokasi Dana Desa", 420_000),
    ("4.2.4.", "Bantuan Keuangan Provinsi", 200_000),
    ("4.3.", "Pendapatan Lain-lain", 0),
    ("4.3.6.", "Bunga Bank", 1_150),
    ("01", "Bidang Penyelenggaran Pemerintahan Desa", 580_000),
    ("02", "Bidang Pelaksanaan Pembangunan Desa", 720_000),
    ("03", "Bidang Pembinaan Kemasyarakatan Desa", 94_000),
    ("04", "Bidang Pemberdayaan Masyarakat Desa", 151_000),
    ("05", "Bidang Penanggulangan Bencana, Darurat Dan Mendesak Desa", 149_000),
    ("6.1.", "Penerimaan Pembiayaan", 0),
    ("6.1.1.", "SILPA Tahun Sebelumnya", 41_000),
    ("6.1.3.", "Hasil Penjualan Kekayaan Desa Yang Dipisahkan", 0),
    ("6.2.", "Pengeluaran Pembiayaan", 0),
    ("6.2.1.", "Pembentukan Dana Cadangan", 0),
    ("6.2.2.", "Penyertaan Modal Desa", 20_000),
];

pub(crate) fn generate(dice: &mut Dice, years: [i16; 3]) -> Vec<Budget> {
    years.map(|year| budget(dice, year)).into()
}

fn budget(dice: &mut Dice, year: i16) -> Budget {
    let mut lines: Vec<BudgetLine> = ACCOUNTS
        .iter()
        .map(|(code, name, thousands)| {
            let level = if code.len() >= 6 { 3 } else { 2 };
            // To the sen, as transfers and interest are.
            let budgeted = thousands * 1_000 * dice.between(8_500, 11_800) / 100;
            let realised = budgeted * dice.between(6_800, 9_900) / 10_000;
            let section = code.chars().next().filter(|section| matches!(section, '4' | '6')).unwrap_or('5');
            BudgetLine { code, name, level, section, budgeted, realised }
        })
        .collect();
    for group in 0..lines.len() {
        let code = lines[group].code;
        if lines[group].level == 2 && code.ends_with('.') {
            let accounts = || lines.iter().filter(|line| line.level == 3 && line.code.starts_with(code));
            let sums =
                (accounts().map(|line| line.budgeted).sum(), accounts().map(|line| line.realised).sum());
            (lines[group].budgeted, lines[group].realised) = sums;
        }
    }
    Budget { year, lines }
}
