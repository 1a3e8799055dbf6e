//! Tables of the population, from the files of the package that the page names.

use std::collections::{BTreeMap, BTreeSet};

use balai_core::model::{Statistic, StatisticRow, Topic};
use balai_core::{Entity, Error, Page, Result, Visit};
use balai_extract::number;

use crate::open_data::{self, File};
use crate::page;
use crate::table::{Table, cell};

/// The tables that are sums, by what the network calls them: the column of their categories and what they count. A
/// package may hold lists of people beside them.
const TABLES: [(&str, &str, Topic); 6] = [
    ("Kelompok Umur Berdasarkan Jenis Kelamin", "min_umur", Topic::AgeGroup),
    ("Pendidikan Berdasarkan Jenis Kelamin", "pendidikan", Topic::Education),
    ("Pekerjaan Berdasarkan Jenis Kelamin", "pekerjaan", Topic::Occupation),
    ("Agama Berdasarkan Jenis Kelamin", "agama", Topic::Religion),
    ("Status Kawin Berdasarkan Jenis Kelamin", "status_kawin", Topic::MaritalStatus),
    ("Golongan Darah Berdasarkan Jenis Kelamin", "golongan_darah", Topic::BloodType),
];

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let page = page::whole(visit, "/data/kependudukan/").await?;
    let files = files(&page)?;
    if files.is_empty() {
        return Err(
            Error::not_offered("the village's open data have no table of the population").at(&page.url)
        );
    }
    open_data::emit(&files, statistics, false, visit).await?;
    visit.complete();
    Ok(())
}

fn files(page: &Page) -> Result<Vec<File>> {
    match open_data::files(page, "kependudukan")? {
        Some(mut files) => {
            let mut seen = BTreeSet::new();
            files.retain(|file| {
                TABLES.iter().any(|(name, ..)| file.name == *name) && seen.insert(file.name.clone())
            });
            Ok(files)
        }
        None if page::text(page).contains("Data kependudukan belum diunggah") => {
            Err(Error::not_offered("the site says that no population data were uploaded").at(&page.url))
        }
        None => Err(Error::malformed("the page neither names its open data nor says that there are none")
            .at(&page.url)),
    }
}

/// One table for each year that a file tells of.
fn statistics(file: &File, page: &Page) -> Result<Vec<Entity>> {
    let table = TABLES.iter().find(|(name, ..)| file.name == *name);
    let (_, column, topic) = table.ok_or_else(|| Error::malformed("no table of the population"))?;
    let years = tally(&page::text(page), column)?;
    let statistic = |(year, tally): (u64, Tally)| {
        let all = || tally.rows.iter().chain([&tally.unknown]);
        let sum = |count: fn(&Row) -> u64| all().map(count).sum();
        Entity::from(Statistic {
            topic_name: Some(file.name.clone()),
            period: Some(year.to_string()),
            total: Some(sum(|row| row.total)),
            male: Some(sum(|row| row.male)),
            female: Some(sum(|row| row.female)),
            unknown: Some(tally.unknown.total),
            ..Statistic::new(topic.clone(), tally.rows.iter().map(Row::told).collect())
        })
    };
    Ok(years.into_iter().map(statistic).collect())
}

/// What one year's rows come to.
#[derive(Default)]
struct Tally {
    /// In the file's order; ages by age.
    rows: Vec<Row>,
    /// Those in no category.
    unknown: Row,
    /// Where in `rows` a category is, by its name in lower case.
    places: BTreeMap<String, usize>,
}

/// A category. Those of whom nobody knows the sex count in the total alone.
#[derive(Clone, Default)]
struct Row {
    label: String,
    /// The first year of an age group.
    from: u64,
    total: u64,
    male: u64,
    female: u64,
}

impl Row {
    fn told(&self) -> StatisticRow {
        StatisticRow {
            label: self.label.clone(),
            total: self.total,
            male: Some(self.male),
            female: Some(self.female),
        }
    }

    fn add(&mut self, sex: &str, count: u64) {
        self.total = self.total.saturating_add(count);
        // `Laki-laki`, `Laki - laki`, `L`; `Perempuan`, `P`.
        match sex.bytes().next().map(|letter| letter.to_ascii_lowercase()) {
            Some(b'l') => self.male = self.male.saturating_add(count),
            Some(b'p' | b'w') => self.female = self.female.saturating_add(count),
            _ => {}
        }
    }
}

impl Tally {
    fn row(&mut self, label: &str, from: u64) -> &mut Row {
        if label.is_empty() || label.eq_ignore_ascii_case("tidak diketahui") {
            return &mut self.unknown;
        }
        let next = self.rows.len();
        let place = *self.places.entry(label.to_lowercase()).or_insert(next);
        if place == next {
            self.rows.push(Row { label: label.to_owned(), from, ..Row::default() });
        }
        &mut self.rows[place]
    }
}

/// Adds up a file by year. A row that cannot be read would make every sum wrong: then the table is none.
fn tally(text: &str, column: &str) -> Result<BTreeMap<u64, Tally>> {
    let table = Table::read(text)?;
    let (year, category) = (table.column("tahun")?, table.column(column)?);
    let (sex, count) = (table.column("jenis_kelamin")?, table.column("jumlah")?);
    let until = table.find("max_umur");
    let mut years: BTreeMap<u64, Tally> = BTreeMap::new();
    for row in table.rows() {
        let row = row?;
        let number = |place: usize, name: &str| {
            number::integer(cell(&row, place)).ok_or_else(|| {
                let line = row.position().map_or(0, csv::Position::line);
                Error::malformed(format!("line {line} has no number in its column `{name}`"))
            })
        };
        let (year, count) = (number(year, "tahun")?, number(count, "jumlah")?);
        let (label, from) = match until {
            Some(until) => ages(number(category, column)?, number(until, "max_umur")?),
            None => (cell(&row, category).to_owned(), 0),
        };
        years.entry(year).or_default().row(&label, from).add(cell(&row, sex), count);
    }
    if years.is_empty() {
        return Err(Error::malformed("the table has no rows"));
    }
    years.values_mut().for_each(|tally| tally.rows.sort_by_key(|row| row.from));
    Ok(years)
}

/// An age group by its years; the last is not of it.
fn ages(from: u64, until: u64) -> (String, u64) {
    (format!("{from}-{} tahun", until.saturating_sub(1)), from)
}

#[cfg(test)]
mod tests {
    use balai_core::ErrorKind;

    use super::*;
    use crate::answer;

    fn read(name: &str, csv: &str) -> Result<Vec<Statistic>> {
        let file =
            File { name: name.into(), url: "http://data.contoh.id/datastore/dump/1".parse().expect("a URL") };
        let entities = statistics(&file, &answer("text/csv", csv))?;
        let only = |entity| if let Entity::Statistic(it) = entity { it } else { panic!("a statistic") };
        Ok(entities.into_iter().map(only).collect())
    }

    #[test]
    fn sexes_in_any_spelling_are_added_up_by_year() {
        let tables =
            read("Agama Berdasarkan Jenis Kelamin", include_str!("../fixtures/agama.csv")).expect("tables");
        let [old, new] = &tables[..] else { panic!("two years") };
        assert_eq!((old.period.as_deref(), new.period.as_deref()), (Some("2015"), Some("2017")));
        assert_eq!(new.topic, Topic::Religion);
        let rows: Vec<_> =
            new.rows.iter().map(|row| (row.label.as_str(), row.total, row.male, row.female)).collect();
        assert_eq!(rows, [("Islam", 95, Some(50), Some(42)), ("Katholik", 3, Some(1), Some(2))]);
        assert_eq!((new.total, new.male, new.female, new.unknown), (Some(102), Some(52), Some(47), Some(4)));
    }

    #[test]
    fn age_groups_are_in_order_and_without_their_last_year() {
        let csv = "_id,tahun,min_umur,max_umur,jenis_kelamin,jumlah\n1,2017,10,15,Perempuan,4\n2,2017,0,5,Laki-laki,7\n\
                   3,2017,10,15,Laki-laki,1\n";
        let tables = read("Kelompok Umur Berdasarkan Jenis Kelamin", csv).expect("tables");
        let rows: Vec<_> = tables[0].rows.iter().map(|row| (row.label.as_str(), row.total)).collect();
        assert_eq!(rows, [("0-4 tahun", 7), ("10-14 tahun", 5)]);
    }

    #[test]
    fn what_is_no_table_is_told() {
        let malformed = |csv: &str| {
            let error = read("Agama Berdasarkan Jenis Kelamin", csv).expect_err("no table");
            assert_eq!(error.kind(), ErrorKind::Malformed);
            error.to_string()
        };
        assert!(malformed("<!doctype html><p>Sedang perbaikan").contains("no column `tahun`"));
        assert!(malformed("_id,tahun,agama,jenis_kelamin,jumlah\n").contains("no rows"));
        let undated = malformed("_id,tahun,agama,jenis_kelamin,jumlah\n1,,Islam,Laki-laki,3\n");
        assert!(undated.contains("line 2") && undated.contains("`tahun`"), "{undated}");
        let personal = malformed("_id,tahun,agama,jenis_kelamin,jumlah\n1,2017,Islam,Laki-laki,SITI\n");
        assert!(personal.contains("`jumlah`") && !personal.contains("SITI"), "{personal}");
    }

    #[test]
    fn only_known_sums_are_asked_for() {
        let script = r#"let package_id = "contoh-kependudukan"; let ckan_host = "http://data.contoh.id";
            let package = {"success": true, "result": {"name": "contoh-kependudukan", "resources": [
            {"name": "Data Penduduk", "url": "/datastore/dump/1"},
            {"name": "Agama Berdasarkan Jenis Kelamin", "url": "/datastore/dump/2"},
            {"name": "Agama Berdasarkan Jenis Kelamin", "url": "/datastore/dump/3"}]}};"#;
        let files = files(&answer("text/html", script)).expect("files");
        assert_eq!(files.iter().map(|file| file.url.path()).collect::<Vec<_>>(), ["/datastore/dump/2"]);
        let nothing = super::files(&answer("text/html", "<p>Data kependudukan belum diunggah</p>"));
        assert_eq!(nothing.expect_err("nothing").kind(), ErrorKind::NotOffered);
        assert_eq!(
            super::files(&answer("text/html", "<p>Halo</p>")).expect_err("rubbish").kind(),
            ErrorKind::Malformed
        );
    }
}
