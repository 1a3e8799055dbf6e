//! Tables of the population.

use balai_core::model::{Statistic, StatisticRow};

use super::heading::{Heading, Words, filled, fold};
use crate::{number, terms};

const NUMBER: Words<'_> = &["no", "nomor", "kode"];
const TOTAL: Words<'_> = &["jumlah", "total", "jiwa", "banyaknya", "orang"];
const MALE: Words<'_> = &["laki laki", "laki", "lk", "l", "pria"];
const FEMALE: Words<'_> = &["perempuan", "pr", "p", "wanita"];
const FAMILIES: Words<'_> = &["kk", "kepala keluarga", "jumlah kk"];

/// The table of the population that a table is, by its column of categories and by those of counts; `None` where it is
/// another table, or nothing tells what is counted. `about` is what stands above it, the nearest last.
///
/// A table by RT or RW is none: the cells of a neighbourhood could point at a person.
pub fn statistic(rows: &[Vec<String>], about: &str) -> Option<Statistic> {
    const FEWEST: usize = 2;
    let heading = Heading::find(rows, &[TOTAL]).or_else(|| Heading::find(rows, &[MALE, FEMALE]))?;
    let families = heading.column(FAMILIES);
    let total = heading.column(TOTAL).filter(|column| Some(*column) != families);
    let (male, female) = (heading.column(MALE), heading.column(FEMALE));
    let label = heading.others(&[NUMBER, TOTAL, MALE, FEMALE, FAMILIES]).next()?;
    let name = heading.name(label);
    if name.split(' ').any(|word| matches!(word, "rt" | "rw" | "nama lengkap" | "nik")) {
        return None;
    }
    let above = about.lines().rev().find(|line| terms::topic(line).is_some());
    let topic = terms::topic(name).or_else(|| terms::topic(above?))?;

    let mut statistic = Statistic::new(topic, Vec::new());
    let mut other = 0;
    for row in heading.rows {
        let Some(text) = filled(row, label) else { continue };
        let count = |column: Option<usize>| column.and_then(|it| row.get(it)).and_then(|cell| counted(cell));
        let (male, female) = (count(male), count(female));
        let both = male.zip(female).map(|(male, female)| male + female);
        let Some(total) = count(total).or(both) else {
            other += 1;
            continue;
        };
        let words = fold(text);
        if ["jumlah", "total"].iter().any(|word| words.starts_with(word)) {
            (statistic.total, statistic.male, statistic.female) = (Some(total), male, female);
        } else if words.starts_with("belum mengisi") || words.starts_with("tidak diketahui") {
            statistic.unknown = Some(total);
        } else {
            statistic.rows.push(StatisticRow { label: text.to_owned(), total, male, female });
        }
    }
    if statistic.rows.len() < FEWEST || other > statistic.rows.len() {
        return None;
    }
    statistic.topic_name = above.map(|line| line.trim().to_owned()).filter(|line| line.len() < 120);
    statistic.period = about.lines().rev().find_map(terms::year).map(|year| year.to_string());
    Some(statistic)
}

/// A count; an empty cell counts nobody.
fn counted(cell: &str) -> Option<u64> {
    match cell.trim() {
        "" | "-" | "–" => Some(0),
        text => number::integer(text).filter(|_| text.starts_with(|c: char| c.is_ascii_digit())),
    }
}

#[cfg(test)]
mod tests {
    use balai_core::model::Topic;

    use super::super::rows_of;
    use super::*;

    #[test]
    fn the_population_by_hamlets() {
        let rows = rows_of(
            "<tr><th rowspan=2>Dusun<th colspan=2>Jiwa<th rowspan=2>Jumlah<th rowspan=2>KK<tr><th>L<th>P
             <tr><td>Cikole<td>612<td>598<td>1.210<td>388
             <tr><td>Sukasari<td>540<td>551<td>1.091<td>342
             <tr><td><b>Jumlah</b><td>1.152<td>1.149<td>2.301<td>730",
        );
        let found = statistic(&rows, "Data Penduduk\nper 31 Desember 2024").expect("a table");
        assert_eq!(found.topic, Topic::Hamlet);
        assert_eq!(found.period.as_deref(), Some("2024"));
        assert_eq!((found.total, found.male, found.female), (Some(2301), Some(1152), Some(1149)));
        let first = &found.rows[0];
        assert_eq!((first.label.as_str(), first.total, first.male), ("Cikole", 1210, Some(612)));
        assert_eq!(found.rows.len(), 2);
    }

    #[test]
    fn what_is_counted_may_stand_above_only() {
        let rows = rows_of("<tr><td>Jenis<td>Jumlah<tr><td>Petani<td>12<tr><td>Pedagang<td>-");
        let found = statistic(&rows, "Profil\nMata Pencaharian Penduduk").expect("a table");
        assert_eq!((found.topic, found.rows[1].total), (Topic::Occupation, 0));
        assert_eq!(found.topic_name.as_deref(), Some("Mata Pencaharian Penduduk"));
        assert_eq!(statistic(&rows, "Daftar harga"), None);
        let neighbourhoods = rows_of("<tr><td>RT<td>Jumlah<tr><td>01<td>3<tr><td>02<td>4");
        assert_eq!(statistic(&neighbourhoods, "Menurut agama"), None);
    }
}
