//! Tables of the population.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::model::{Statistic, StatisticRow, Topic};
use balai_core::{Access, Error, ErrorKind, Found, Page, Result, Visit};
use balai_extract::html::Document;
use balai_extract::{charset, css, number, script, table};
use serde::Deserialize;

use crate::api;
use crate::menu::Menu;
use crate::recognise::Version;
use crate::surface::Surface;

/// The tables that OpenSID knows: its key, the slug of newer addresses, and what it counts.
const TABLES: &[(&str, &str, Topic)] = &[
    ("13", "rentang-umur", Topic::AgeGroup),
    ("15", "kategori-umur", Topic::AgeCategory),
    ("0", "pendidikan-dalam-kk", Topic::Education),
    ("14", "pendidikan-sedang-ditempuh", Topic::Schooling),
    ("1", "pekerjaan", Topic::Occupation),
    ("2", "status-perkawinan", Topic::MaritalStatus),
    ("3", "agama", Topic::Religion),
    ("4", "jenis-kelamin", Topic::Sex),
    ("hubungan_kk", "hubungan-dalam-kk", Topic::FamilyRelation),
    ("5", "warga-negara", Topic::Citizenship),
    ("6", "status-penduduk", Topic::ResidentStatus),
    ("7", "golongan-darah", Topic::BloodType),
    ("9", "penyandang-cacat", Topic::Disability),
    ("10", "penyakit-menahun", Topic::ChronicIllness),
    ("16", "akseptor-kb", Topic::FamilyPlanning),
    ("17", "akta-kelahiran", Topic::BirthCertificate),
    ("18", "kepemilikan-ktp", Topic::IdentityCard),
    ("19", "asuransi-kesehatan", Topic::HealthInsurance),
    ("suku", "suku-etnis", Topic::Ethnicity),
    ("bpjs-tenagakerja", "bpjs-ketenagakerjaan", Topic::EmploymentInsurance),
    ("hamil", "status-kehamilan", Topic::Pregnancy),
    ("kia", "kepemilikan-kia", Topic::ChildIdentityCard),
    ("akta-kematian", "kepemilikan-akta-kematian", Topic::DeathCertificate),
    ("covid", "status-covid", Topic::CovidStatus),
    ("buku-nikah", "buku-nikah", Topic::MarriageBook),
    ("kelas_sosial", "kelas-sosial", Topic::SocialClass),
];

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let links = if site.api { linked(&site.menu) } else { linked_with_page(site, visit).await? };
    let mut found = 0;
    for (key, slug, topic) in TABLES {
        let label = links.get(*slug).or_else(|| links.get(*key));
        let answer = match site.api {
            true => by_api(site, visit, key).await,
            // Each table's page is there only where something leads to it: not asked for in vain.
            false if label.is_none() && !links.is_empty() => continue,
            false => by_page(site, visit, key, slug).await,
        };
        match answer {
            Ok((rows, access, page)) => {
                let mut statistic = of_rows(topic.clone(), rows);
                if statistic.rows.is_empty() {
                    continue;
                }
                let linked = label.is_some();
                let label = label.filter(|label| !label.is_empty());
                statistic.topic_name = label.cloned().or_else(|| Some(words(slug)));
                let found_in = Found::new(statistic, access, &page);
                visit.emit(found_in.listed(site.menu.is_empty() || linked)).await?;
                found += 1;
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            // What a table that fails would have told is not gone.
            Err(error) if api::is_missing(&error) => visit.skip(error),
            Err(error) => return Err(error),
        }
    }
    if found == 0 {
        return Err(Error::not_offered("no table of the population is shown"));
    }
    visit.complete();
    Ok(())
}

/// The tables that the menu leads to, by slug or key, with the words of the links.
fn linked(menu: &Menu) -> BTreeMap<String, String> {
    let links = menu.below("data-statistik").chain(menu.below("statistik"));
    links.map(|(rest, label)| (rest.to_owned(), label.to_owned())).collect()
}

/// The same, and the tables that the first one's page leads to: a menu names a few, each page names all.
async fn linked_with_page(site: &Surface, visit: &Visit<'_>) -> Result<BTreeMap<String, String>> {
    let mut links = linked(&site.menu);
    let first = TABLES.iter().find(|(key, slug, _)| links.contains_key(*slug) || links.contains_key(*key));
    let (key, slug) = first.map_or(("4", "jenis-kelamin"), |(key, slug, _)| (*key, *slug));
    match page_of(site, visit, key, slug).await {
        Ok(page) => {
            for (rest, label) in linked(&Menu::whole(&page, &visit.site().url)?) {
                links.entry(rest).or_insert(label);
            }
            Ok(links)
        }
        Err(error) if api::is_missing(&error) => Ok(links),
        Err(error) => Err(error),
    }
}

fn words(slug: &str) -> String {
    let words = slug.replace('-', " ");
    words[..1].to_uppercase() + &words[1..]
}

/// One category, in JSON and in pages alike; percentages are not read, since they follow from the counts.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Row {
    pub(crate) nama: String,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) jumlah: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) laki: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) perempuan: Option<String>,
}

type Rows = (Vec<Row>, Access, Arc<Page>);

pub(crate) async fn by_api(site: &Surface, visit: &mut Visit<'_>, key: &str) -> Result<Rows> {
    let answer = api::get::<Row>(site, visit, &format!("internal_api/statistik/{key}")).await?;
    Ok((answer.items.into_iter().map(|item| item.attributes).collect(), Access::Api, answer.page))
}

pub(crate) async fn by_page(site: &Surface, visit: &Visit<'_>, key: &str, slug: &str) -> Result<Rows> {
    let page = page_of(site, visit, key, slug).await?;
    Ok((rows_on(&page)?, Access::Page, page))
}

async fn page_of(site: &Surface, visit: &Visit<'_>, key: &str, slug: &str) -> Result<Arc<Page>> {
    let (new, old) = (format!("data-statistik/{slug}"), format!("first/statistik/{key}"));
    let paths = if site.is_before(Version::WITH_ROUTES) { [&*old, &*new] } else { [&*new, &*old] };
    site.first_of(visit, &paths).await
}

/// The rows of a statistics page: the data of its chart, which every theme has, or else its table.
pub(crate) fn rows_on(page: &Page) -> Result<Vec<Row>> {
    let html = charset::decode(&page.body, page.headers.get("content-type").unwrap_or_default());
    for (at, _) in html.match_indices("Object.values") {
        if let Ok(Some(Chart(rows))) = script::json(&html[at..], "Object.values") {
            return Ok(rows);
        }
    }
    let document = Document::parse(page)?;
    let rows = document.select(css!("table")).map(table::rows).find(|rows| {
        rows.iter().any(|row| row.iter().any(|cell| cell == "Kelompok" || cell == "Jenis Kelompok"))
    });
    let rows = rows
        .ok_or_else(|| Error::malformed("the statistics page has neither chart nor table").at(&page.url))?;
    // No, category, count, percent, men, percent, women, percent.
    let row = |cells: Vec<String>| {
        number::integer(cells.get(2)?)?;
        let cell = |i: usize| cells.get(i).cloned();
        Some(Row { nama: cell(1)?, jumlah: cell(2), laki: cell(4), perempuan: cell(6) })
    };
    Ok(rows.into_iter().filter_map(row).collect())
}

/// The chart's data: a list, or an object whose keys are numbers and `total`.
struct Chart(Vec<Row>);

impl<'de> Deserialize<'de> for Chart {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Shape {
            List(Vec<Row>),
            Object(BTreeMap<String, Row>),
        }

        Ok(Self(match Shape::deserialize(deserializer)? {
            Shape::List(rows) => rows,
            Shape::Object(rows) => {
                let mut rows: Vec<_> = rows.into_iter().collect();
                // The object's own order is by number, which the order of texts is not.
                rows.sort_by_key(|(key, _)| key.parse().unwrap_or(u32::MAX));
                rows.into_iter().map(|(_, row)| row).collect()
            }
        }))
    }
}

/// The table of a topic: categories apart from the rows that sum them up.
fn of_rows(topic: Topic, rows: Vec<Row>) -> Statistic {
    let mut statistic = Statistic::new(topic, Vec::new());
    for row in rows {
        let count = |text: &Option<String>| text.as_deref().and_then(number::integer);
        let (total, male, female) = (count(&row.jumlah), count(&row.laki), count(&row.perempuan));
        match row.nama.trim() {
            "TOTAL" => (statistic.total, statistic.male, statistic.female) = (total, male, female),
            "BELUM MENGISI" => statistic.unknown = total,
            "JUMLAH" => {}
            label => statistic.rows.push(StatisticRow {
                label: balai_extract::html::plain(label),
                total: total.unwrap_or_default(),
                male,
                female,
            }),
        }
    }
    statistic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_no_categories() {
        let row = |nama: &str, jumlah: &str| Row {
            nama: nama.into(),
            jumlah: Some(jumlah.into()),
            laki: None,
            perempuan: None,
        };
        let rows = vec![
            row("ISLAM", "1.599"),
            row("JUMLAH", "1.599"),
            row("BELUM MENGISI", "3"),
            row("TOTAL", "1.602"),
        ];
        let statistic = of_rows(Topic::Religion, rows);
        assert_eq!(statistic.rows.len(), 1);
        assert_eq!(
            (statistic.rows[0].total, statistic.unknown, statistic.total),
            (1599, Some(3), Some(1602))
        );
    }

    #[test]
    fn a_chart_keeps_the_sites_order() {
        let Chart(rows) = serde_json::from_str(
            r#"{"2":{"nama":"c"},"10":{"nama":"d"},"0":{"nama":"a"},"1":{"nama":"b"},"total":{"nama":"TOTAL"}}"#,
        )
        .expect("a chart");
        let names: Vec<_> = rows.into_iter().map(|row| row.nama).collect();
        assert_eq!(names, ["a", "b", "c", "d", "TOTAL"]);
    }

    #[test]
    fn without_a_chart_the_table_is_read() {
        let rows = rows_on(&crate::page(include_str!("../fixtures/statistic-table.html"))).expect("a table");
        let statistic = of_rows(Topic::Religion, rows);
        let row = &statistic.rows[0];
        assert_eq!(
            (row.label.as_str(), row.total, row.male, row.female),
            ("ISLAM", 1599, Some(783), Some(816))
        );
        assert_eq!((statistic.unknown, statistic.total), (Some(3), Some(1602)));
    }
}
