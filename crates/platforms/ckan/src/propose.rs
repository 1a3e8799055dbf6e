//! What a table may tell, guessed from its title, its columns and some of its rows: for a person to confirm.

use std::collections::BTreeMap;

use balai_core::model::{Scheme, Section, Topic, slug};

use crate::cell::Cell;
use crate::header::plain;
use crate::number::Style;
use crate::settings::{
    AidColumns, BudgetColumns, Category, IndexColumns, LineColumns, StatisticColumns, Table, Tells, Year,
};
use crate::village::is_total;

/// What is known of a resource.
pub(crate) struct Sample<'a> {
    pub(crate) resource: &'a str,
    pub(crate) title: &'a str,
    pub(crate) header: &'a [String],
    pub(crate) rows: &'a [Vec<Cell>],
}

/// The tables that a resource may be read as: one, or one for each year that has a column. And what a person should look
/// at.
///
/// # Errors
///
/// Why it is none, in words.
pub(crate) fn tables(
    sample: &Sample<'_>,
    is_village: &dyn Fn(&str) -> bool,
) -> Result<(Vec<Table>, Vec<String>), String> {
    let columns = Columns::of(sample, is_village)?;
    let mut doubts = Vec::new();
    let years: Vec<(u16, &String)> =
        columns.figures.iter().filter_map(|name| Some((year_of(name)?, *name))).collect();
    let (years, figures) = match years.is_empty() {
        true => (vec![(columns.year.clone(), columns.figures.clone())], Vec::new()),
        // A column for each year: each is a table of its own.
        false => (
            years.into_iter().map(|(year, name)| (Some(Year::Of(year)), vec![name])).collect(),
            columns.figures.iter().filter(|name| year_of(name).is_none()).collect::<Vec<_>>(),
        ),
    };
    if !figures.is_empty() {
        doubts.push("beside columns of years there are others, which are not read".to_owned());
    }
    let zero_is_missing = columns.has_year_of_zeros(sample);
    if zero_is_missing {
        doubts.push("of some year there are zeros only: 0 is taken to mean that nobody counted".to_owned());
    }
    let mut tables = Vec::new();
    for (year, figures) in years {
        let tells = tells(sample.title, &columns, &figures, year.is_some(), &mut doubts)?;
        tables.push(Table {
            title: Some(sample.title.to_owned()),
            resource: sample.resource.to_owned(),
            village: columns.village.clone(),
            code: columns.code.clone(),
            subdistrict: columns.subdistrict.clone(),
            year,
            zero_is_missing,
            suppress_below: None,
            tells,
        });
    }
    doubts.dedup();
    Ok((tables, doubts))
}

/// What columns seem to be.
struct Columns<'a> {
    village: String,
    code: Option<String>,
    subdistrict: Option<String>,
    year: Option<Year>,
    /// The columns of numbers, but for codes, shares and years.
    figures: Vec<&'a String>,
    /// The column of words that changes within a village and year.
    category: Option<String>,
    /// A column of words that does not.
    class: Option<String>,
}

impl<'a> Columns<'a> {
    fn of(sample: &Sample<'a>, is_village: &dyn Fn(&str) -> bool) -> Result<Self, String> {
        let cells = |column: usize| {
            sample.rows.iter().filter_map(move |row| row.get(column)).filter(|cell| !cell.is_missing())
        };
        let share = |column: usize, test: &dyn Fn(&Cell) -> bool| {
            let (all, good) = (cells(column).count(), cells(column).filter(|cell| test(cell)).count());
            if all == 0 { 0.0 } else { good as f64 / all as f64 }
        };
        let names = |cell: &Cell| {
            let text = cell.text();
            is_total(&text) || is_village(&text)
        };
        let best = (0..sample.header.len()).map(|column| (share(column, &names), column));
        let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((_, village)) = best.filter(|(share, _)| *share >= 0.5) else {
            return Err("no column of it names villages of the region".to_owned());
        };
        let columns = sample.header.iter().enumerate().map(|(column, name)| (column, name, plain(name)));
        let columns: Vec<_> = columns.filter(|(column, ..)| *column != village).collect();
        let find = |test: &dyn Fn(usize, &str) -> bool| {
            columns.iter().find(|(column, _, plain)| test(*column, plain)).map(|(_, name, _)| (*name).clone())
        };
        let is_code = |column: usize, plain: &str| {
            plain.contains("kode") && share(column, &|cell| cell.code().is_some()) > 0.5
        };
        let code = find(&|column, plain| is_code(column, plain) && plain.contains("kemendagri"));
        let code = code.or_else(|| find(&is_code));
        let subdistrict = find(&|_, plain| plain.contains("kecamatan") && !plain.contains("kode"));
        let year = find(&|column, plain| {
            ["tahun", "thn", "periode"].iter().any(|word| plain.starts_with(word))
                && share(column, &|cell| cell.year().is_some()) > 0.5
        });
        let is_used =
            |name: &String| [&code, &subdistrict, &year].into_iter().flatten().any(|used| used == name);
        let is_other = |plain: &str| {
            plain.starts_with("id")
                || matches!(plain, "no" | "nomor")
                || ["kode", "persen", "satuan", "urut"].iter().any(|word| plain.contains(word))
        };
        let free = columns.iter().filter(|(_, name, plain)| !is_used(name) && !is_other(plain));
        let free: Vec<_> = free.map(|(column, name, _)| (*column, *name)).collect();
        let is_number = |column: usize| {
            let style = Style::of(cells(column));
            share(column, &|cell| style.decimal(cell).is_some() || style.count(cell).is_some()) > 0.5
        };
        let figures = free.iter().filter(|(column, _)| is_number(*column)).map(|(_, name)| *name).collect();
        let words: Vec<_> =
            free.iter().filter(|(column, _)| !is_number(*column) && cells(*column).count() > 0).collect();
        let place = |name: &Option<String>| {
            name.as_ref().and_then(|name| sample.header.iter().position(|it| it == name))
        };
        let year_place = place(&year);
        let changes = |column: usize| {
            let key = |row: &Vec<Cell>| (row[village].clone(), year_place.map(|year| row[year].clone()));
            sample
                .rows
                .windows(2)
                .any(|pair| key(&pair[0]) == key(&pair[1]) && pair[0][column] != pair[1][column])
        };
        let category = words.iter().find(|(column, _)| changes(*column)).map(|(_, name)| (*name).clone());
        let class =
            words.iter().find(|(_, name)| Some(*name) != category.as_ref()).map(|(_, name)| (*name).clone());
        let of_title = || {
            let mut years = sample.title.split(|c: char| !c.is_ascii_digit()).filter_map(year_of);
            years.next().filter(|_| years.next().is_none()).map(Year::Of)
        };
        Ok(Self {
            village: sample.header[village].clone(),
            code,
            subdistrict,
            year: year.map(Year::Column).or_else(of_title),
            figures,
            category,
            class,
        })
    }

    /// Whether nearly every number of some year is 0, while those of others are not.
    fn has_year_of_zeros(&self, sample: &Sample<'_>) -> bool {
        let Some(Year::Column(year)) = &self.year else { return false };
        let place = |name: &String| sample.header.iter().position(|it| it == name);
        let Some(year) = place(year) else { return false };
        let figures: Vec<usize> = self.figures.iter().filter_map(|name| place(name)).collect();
        // Of each year, the rows without any number but 0, and all.
        let mut years: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
        for row in sample.rows {
            let Some(year) = row[year].year() else { continue };
            let is_zero = figures.iter().all(|place| row[*place].is_missing() || row[*place].text() == "0");
            let (zeros, all) = years.entry(year).or_default();
            *zeros += usize::from(is_zero);
            *all += 1;
        }
        let is_empty = |(zeros, all): &&(usize, usize)| 5 * zeros >= 4 * all;
        let empty = years.values().filter(is_empty).count();
        empty > 0 && empty < years.len()
    }
}

/// A year as the name of a column, or among the words of a title.
fn year_of(name: impl AsRef<str>) -> Option<u16> {
    let name = name.as_ref().trim();
    name.parse().ok().filter(|year| name.len() == 4 && (1990..=2100).contains(year))
}

/// What a table may tell, by the words of its title.
fn tells(
    title: &str,
    columns: &Columns<'_>,
    figures: &[&String],
    has_year: bool,
    doubts: &mut Vec<String>,
) -> Result<Tells, String> {
    let Some(first) = figures.first() else { return Err("no column of it has numbers".to_owned()) };
    let words = title.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let figure = |list: &[&str]| {
        figures
            .iter()
            .find(|name| list.iter().any(|word| plain(name).contains(word)))
            .map(|name| (*name).clone())
    };
    if has(&["indeks desa", "idm", "sdgs"]) {
        let scheme = match () {
            () if has(&["idm", "indeks desa membangun"]) => Scheme::Idm,
            () if has(&["sdgs"]) => Scheme::Sdgs,
            () => Scheme::VillageIndex,
        };
        let score = figure(&["nilaiidm", "skoridm", "nilai", "skor"]).unwrap_or_else(|| (*first).clone());
        let components = figures.iter().filter(|name| ***name != score).map(|name| category(name)).collect();
        return Ok(Tells::Index(IndexColumns { scheme, score, class: columns.class.clone(), components }));
    }
    if has(&["dana desa", "apbdes", "anggaran", "add ", "bagi hasil"]) && has_year {
        let (budgeted, realised) = (figure(&["pagu", "anggaran"]), figure(&["realisasi", "salur"]));
        let (name, code) = match () {
            () if has(&["alokasi dana desa"]) => ("Alokasi Dana Desa", Some("4.2.3")),
            () if has(&["dana desa"]) => ("Dana Desa", Some("4.2.1")),
            () => (title, None),
        };
        doubts.push("look at the budget's line, its account and the unit of its amounts".to_owned());
        let budgeted = budgeted.or_else(|| realised.is_none().then(|| (*first).clone()));
        let line = LineColumns {
            name: name.to_owned(),
            code: code.map(str::to_owned),
            section: Section::Income,
            budgeted,
            realised,
        };
        return Ok(Tells::Budget(BudgetColumns { stage: None, unit: 1, lines: vec![line] }));
    }
    if has(&["bantuan", "penerima", "pkh", "bpnt", "blt", "sembako"]) {
        doubts.push("look at the programme's name and at who is counted".to_owned());
        return Ok(Tells::Aid(AidColumns {
            name: title.to_owned(),
            count: (*first).clone(),
            target: None,
            source: None,
        }));
    }
    doubts.push("look at the topic, and at which column is the total".to_owned());
    let statistic = StatisticColumns {
        topic: topic(title),
        name: Some(title.to_owned()),
        rows: Vec::new(),
        category: None,
        count: None,
        total: None,
    };
    if let Some(words) = &columns.category {
        return Ok(Tells::Statistic(StatisticColumns {
            category: Some(words.clone()),
            count: Some((*first).clone()),
            ..statistic
        }));
    }
    let is_all = |name: &&&String| {
        matches!(plain(name).as_str(), "jumlah" | "total" | "jumlahpenduduk" | "jumlahtotal")
            || plain(name).contains("seluruh")
    };
    let total = figures.iter().find(is_all).filter(|_| figures.len() > 1).map(|name| (*name).clone());
    let rows =
        figures.iter().filter(|name| Some(**name) != total.as_ref()).map(|name| category(name)).collect();
    Ok(Tells::Statistic(StatisticColumns { rows, total, ..statistic }))
}

fn category(name: &str) -> Category {
    Category { column: name.to_owned(), label: None }
}

/// The topic that a title names.
fn topic(title: &str) -> Topic {
    let title = title.to_lowercase();
    let topics = [
        ("stunting", Topic::Other("stunting".into())),
        ("disabil", Topic::Disability),
        ("agama", Topic::Religion),
        ("pendidikan", Topic::Education),
        ("pekerjaan", Topic::Occupation),
        ("mata pencaharian", Topic::Occupation),
        ("kelamin", Topic::Sex),
        ("umur", Topic::AgeGroup),
        ("usia", Topic::AgeGroup),
        ("kawin", Topic::MaritalStatus),
        ("jumlah penduduk", Topic::Sex),
    ];
    let known = topics.into_iter().find(|(word, _)| title.contains(word)).map(|(_, topic)| topic);
    known.unwrap_or_else(|| Topic::Other(slug(&title)))
}
