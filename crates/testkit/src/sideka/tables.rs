//! The tables of the network's open-data portal, as files.

use std::fmt::Write;

use crate::village::{Budget, BudgetLine, Resident, Row, Statistic, Village};

/// The year that stands in every table of the population, whatever the year is.
const YEAR: u16 = 2017;

/// The list of residents that nobody should have published.
const RESIDENTS: &str = "5d0a0000-0000-4000-8000-000000000007";

/// The tables of the population: the file's id and its name.
pub(super) const RESOURCES: [(&str, &str); 8] = [
    ("5d0a0000-0000-4000-8000-000000000001", "Pekerjaan Berdasarkan Jenis Kelamin"),
    ("5d0a0000-0000-4000-8000-000000000002", "Agama Berdasarkan Jenis Kelamin"),
    ("5d0a0000-0000-4000-8000-000000000003", "Pendidikan Berdasarkan Jenis Kelamin"),
    ("5d0a0000-0000-4000-8000-000000000004", "Golongan Darah Berdasarkan Jenis Kelamin"),
    ("5d0a0000-0000-4000-8000-000000000005", "Status Kawin Berdasarkan Jenis Kelamin"),
    ("5d0a0000-0000-4000-8000-000000000006", "Kelompok Umur Berdasarkan Jenis Kelamin"),
    (RESIDENTS, "Data Penduduk"),
    ("5d0a0000-0000-4000-8000-000000000008", "Kelas dan Bantuan Sosial"),
];

/// The village's budgets: the file's id and its name.
pub(super) fn budgets(village: &Village) -> Vec<(String, String)> {
    let years = village.budgets.iter().map(|budget| budget.year);
    years.map(|year| (format!("5d0b0000-0000-4000-8000-00000000{year}"), format!("APBDes {year}"))).collect()
}

/// A file of the portal.
pub(super) fn dump(village: &Village, id: &str) -> Option<String> {
    if let Some((_, name)) = budgets(village).into_iter().find(|(known, _)| known == id) {
        let budget = village.budgets.iter().find(|budget| name.ends_with(&budget.year.to_string()))?;
        return Some(accounts(budget, &village.residents));
    }
    let (_, name) = RESOURCES.iter().find(|(known, _)| *known == id)?;
    let table = |key, column| village.statistic(key).map(|table| categories(table, column));
    match *name {
        "Pekerjaan Berdasarkan Jenis Kelamin" => table("1", "pekerjaan"),
        "Agama Berdasarkan Jenis Kelamin" => table("3", "agama"),
        "Pendidikan Berdasarkan Jenis Kelamin" => table("0", "pendidikan"),
        "Golongan Darah Berdasarkan Jenis Kelamin" => table("7", "golongan_darah"),
        "Status Kawin Berdasarkan Jenis Kelamin" => table("2", "status_kawin"),
        "Kelompok Umur Berdasarkan Jenis Kelamin" => village.statistic("13").map(ages),
        "Data Penduduk" => Some(residents(&village.residents)),
        _ => Some("_id,tahun,kelas_sosial,raskin,jumlah\n1,2015,RAHASIA,Ya,12\n".to_owned()),
    }
}

/// A table by category and sex; who is in no category has an empty one.
fn categories(table: &Statistic, column: &str) -> String {
    let unknown = Row { label: String::new(), ..table.unknown.clone() };
    let mut csv = format!("_id,tahun,{column},jenis_kelamin,jumlah\n");
    let mut id = 0;
    for (row, place) in table.rows.iter().chain([&unknown]).zip(0..) {
        // Two programs spelled them.
        let man = if place % 2 == 0 { "Laki-laki" } else { "Laki - laki" };
        for (sex, count) in [(man, row.male), ("Perempuan", row.female)] {
            id += 1;
            // Nobody counts nobody, but every category stands there.
            let _ = writeln!(csv, "{id},{YEAR},{},{sex},{count}", row.label);
        }
    }
    csv
}

/// By steps of five years, the end not included, oldest first. Whose birthday is unknown is newborn.
fn ages(table: &Statistic) -> String {
    let mut csv = "_id,tahun,min_umur,max_umur,jenis_kelamin,jumlah\n".to_owned();
    let groups = age_groups(table);
    for ((from, male, female), id) in groups.iter().rev().zip(1..) {
        let to = from + 5;
        let _ = writeln!(
            csv,
            "{},{YEAR},{from},{to},Laki-laki,{male}\n{},{YEAR},{from},{to},Perempuan,{female}",
            id * 2,
            id * 2 + 1
        );
    }
    csv
}

/// The first year of each group, men and women; the truth has the first five years in two rows.
fn age_groups(table: &Statistic) -> Vec<(u32, u32, u32)> {
    let mut groups: Vec<(u32, u32, u32)> = Vec::new();
    for (row, place) in table.rows.iter().zip(0_u32..) {
        match groups.first_mut().filter(|_| place == 1) {
            Some(first) => *first = (0, first.1 + row.male, first.2 + row.female),
            None => groups.push((place.saturating_sub(1) * 5, row.male, row.female)),
        }
    }
    if let Some(first) = groups.first_mut() {
        *first = (0, first.1 + table.unknown.male, first.2 + table.unknown.female);
    }
    groups
}

/// A budget by the accounts of before 2018: 1 income, 2 expenditure, 3 financing. Sums are left blank, and an account
/// may be told by its parts, which have no number, and name who is paid.
fn accounts(budget: &Budget, residents: &[Resident]) -> String {
    let mut csv = "_id,kode_rekening,uraian,anggaran,keterangan,kategori\n".to_owned();
    let mut id = 0;
    let mut row = |code: &str, name: &str, amount: &str| {
        id += 1;
        let _ = writeln!(csv, "{id},{code},\"{name}\",{amount},,");
    };
    for (section, digit, name) in [('4', '1', "PENDAPATAN"), ('5', '2', "BELANJA"), ('6', '3', "PEMBIAYAAN")]
    {
        row(&digit.to_string(), name, "");
        for line in budget.lines.iter().filter(|line| line.section == section) {
            let code = account(line, digit);
            let is_sum = line.level == 2 && section != '5';
            if is_sum {
                row(&code, line.name, "");
            } else if section == '5' {
                let part = line.budgeted / 3;
                let who = residents.first().map_or("", |it| it.name.as_str());
                row(&code, line.name, "");
                row("", &format!("Honor {who}"), &rupiah(part));
                row("", "Belanja lain", &rupiah(line.budgeted - part));
            } else {
                row(&code, line.name, &rupiah(line.budgeted));
            }
        }
    }
    csv
}

/// `1.1.2` for `4.1.2.`, `2.3` for the field `03`.
fn account(line: &BudgetLine, section: char) -> String {
    match line.code.split_once('.') {
        Some((_, rest)) => format!("{section}.{}", rest.trim_end_matches('.')),
        None => format!("{section}.{}", line.code.trim_start_matches('0')),
    }
}

fn rupiah(sen: i64) -> String {
    format!("{}.{:02}", sen / 100, sen % 100)
}

fn residents(residents: &[Resident]) -> String {
    let rows = residents.iter().map(|it| format!("{},{},{}\n", it.nik, it.name, it.family_card));
    "nik,nama_penduduk,no_kk\n".to_owned() + &rows.collect::<String>()
}
