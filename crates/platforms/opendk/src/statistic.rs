//! Tables of each village's population.

use balai_core::model::{Statistic, StatisticRow, Topic};
use balai_core::{Access, Error, Found, Page, Result, Visit};
use balai_extract::json;
use jiff::Timestamp;
use serde::Deserialize;

use crate::api::{self, Failures, count};
use crate::portal::Portal;

pub(crate) async fn read(portal: &Portal, visit: &mut Visit<'_>) -> Result<()> {
    // Another year does not tell the state of that year, but leaves out who came into the portal later.
    let year = visit.zone().local(Timestamp::now()).year();
    let mut failures = Failures::default();
    let mut silent = 0;
    for (village, code) in portal.asked() {
        let endpoint = format!("statistik-penduduk?desa={code}&tahun={year}");
        let read = match api::page(visit, &endpoint).await {
            Ok(page) => tables(&page).map(|tables| (page, tables)),
            Err(error) => Err(error),
        };
        match read {
            Ok((page, tables)) => {
                failures.well();
                silent += u32::from(tables.is_empty());
                for statistic in tables {
                    visit.emit(Found::new(statistic, Access::Api, &page).village(village)).await?;
                }
            }
            Err(error) => failures.add(visit, error)?,
        }
    }
    failures.end(visit)?;
    if silent > 0 {
        visit.note(format!(
            "{silent} villages never sent the portal their residents: it shows zeros for them"
        ));
    }
    if portal.is_whole {
        visit.complete();
    }
    Ok(())
}

#[derive(Deserialize)]
struct Answer {
    data: Vec<api::Item<Attributes>>,
}

#[derive(Deserialize)]
struct Attributes {
    dashboard: Dashboard,
    chart: Charts,
}

#[derive(Deserialize)]
struct Dashboard {
    #[serde(default, deserialize_with = "json::text")]
    total_penduduk: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    total_lakilaki: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    total_perempuan: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    ktp_wajib: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    ktp_terpenuhi: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    akta_terpenuhi: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    aktanikah_wajib: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    aktanikah_terpenuhi: Option<String>,
}

/// The charts that count who lives there. That of blood groups counts the dead and the moved as well, and is not read.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Charts {
    #[serde(default, deserialize_with = "json::list")]
    penduduk_usia: Vec<Bar>,
    #[serde(default, deserialize_with = "json::list")]
    penduduk_pendidikan: Vec<Education>,
    #[serde(default, deserialize_with = "json::list")]
    penduduk_kawin: Vec<Bar>,
    #[serde(default, deserialize_with = "json::list")]
    penduduk_agama: Vec<Bar>,
}

/// One category: what it is called depends on the chart.
#[derive(Deserialize)]
struct Bar {
    #[serde(alias = "umur", alias = "status", alias = "religion")]
    label: String,
    #[serde(default, alias = "value", deserialize_with = "json::text")]
    total: Option<String>,
}

/// The highest school; who has none is in no category.
#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
struct Education {
    #[serde(default, deserialize_with = "json::text")]
    sd: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    sltp: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    slta: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    diploma: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    sarjana: Option<String>,
}

/// The tables of one village; none where it never sent its residents, for which the portal shows zeros.
fn tables(page: &Page) -> Result<Vec<Statistic>> {
    let answer: Answer = page.json()?;
    let Some(item) = answer.data.into_iter().next() else {
        return Err(Error::malformed("the answer tells of no population").at(&page.url));
    };
    let Attributes { dashboard, chart } = item.attributes;
    let everyone = count(dashboard.total_penduduk.as_deref());
    if everyone == 0 {
        return Ok(Vec::new());
    }
    let male = count(dashboard.total_lakilaki.as_deref());
    let female = count(dashboard.total_perempuan.as_deref());
    let bars =
        |bars: Vec<Bar>| bars.into_iter().map(|bar| (bar.label, count(bar.total.as_deref()))).collect();
    let education = chart.penduduk_pendidikan.into_iter().next().map(|it| {
        let levels = [
            ("SD", it.sd),
            ("SLTP", it.sltp),
            ("SLTA", it.slta),
            ("DIPLOMA", it.diploma),
            ("SARJANA", it.sarjana),
        ];
        levels.map(|(label, total)| (label.to_owned(), count(total.as_deref()))).into()
    });
    let sex = vec![("Laki-laki".to_owned(), male), ("Perempuan".to_owned(), female)];
    let residents = [
        (Topic::Sex, "Jenis Kelamin", sex),
        (Topic::AgeCategory, "Usia", bars(chart.penduduk_usia)),
        (Topic::Education, "Pendidikan", education.unwrap_or_default()),
        (Topic::MaritalStatus, "Status Perkawinan", bars(chart.penduduk_kawin)),
        (Topic::Religion, "Agama", bars(chart.penduduk_agama)),
    ];
    let residents = residents.into_iter().filter_map(|(topic, name, rows)| {
        let mut statistic = table(topic, name, rows, everyone)?;
        (statistic.male, statistic.female) = (Some(male), Some(female));
        Some(statistic)
    });
    let papers = [
        (
            Topic::IdentityCard,
            "Kepemilikan KTP",
            &dashboard.ktp_terpenuhi,
            count(dashboard.ktp_wajib.as_deref()),
        ),
        (Topic::BirthCertificate, "Kepemilikan Akta Kelahiran", &dashboard.akta_terpenuhi, everyone),
        (
            Topic::MarriageBook,
            "Kepemilikan Akta Nikah",
            &dashboard.aktanikah_terpenuhi,
            count(dashboard.aktanikah_wajib.as_deref()),
        ),
    ];
    let papers = papers.into_iter().filter_map(|(topic, name, have, all)| {
        // Nobody at all means that it is not kept.
        let have = Some(count(have.as_deref())).filter(|have| (1..=all).contains(have))?;
        let rows = vec![("Terpenuhi".to_owned(), have), ("Belum terpenuhi".to_owned(), all - have)];
        table(topic, name, rows, all)
    });
    Ok(residents.chain(papers).collect())
}

/// A table, unless it counts nobody.
fn table(topic: Topic, name: &str, rows: Vec<(String, u64)>, everyone: u64) -> Option<Statistic> {
    if rows.iter().all(|(_, total)| *total == 0) {
        return None;
    }
    let row = |(label, total)| StatisticRow { label, total, ..StatisticRow::default() };
    let mut statistic = Statistic::new(topic, rows.into_iter().map(row).collect());
    statistic.topic_name = Some(name.to_owned());
    statistic.total = Some(everyone);
    Some(statistic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::page;

    #[test]
    fn numbers_and_numbers_in_text_count_alike() {
        let tables = tables(&page(include_str!("../fixtures/population.json"))).expect("tables");
        let topics: Vec<_> = tables.iter().map(|table| table.topic.clone()).collect();
        let expected = [
            Topic::Sex,
            Topic::AgeCategory,
            Topic::Education,
            Topic::MaritalStatus,
            Topic::Religion,
            Topic::IdentityCard,
        ];
        assert_eq!(topics, expected, "nobody has a birth or marriage certificate: they are not kept");
        assert!(tables[..5].iter().all(|table| table.total == Some(96) && table.male == Some(45)));
        let labels = |index: usize| -> Vec<(&str, u64)> {
            tables[index].rows.iter().map(|row| (row.label.as_str(), row.total)).collect()
        };
        assert_eq!(labels(1), [("Bayi (0 - 5 tahun)", 9), ("Dewasa (19 - 60 tahun)", 87)]);
        assert_eq!(labels(2)[1], ("SLTP", 26));
        assert_eq!(labels(5), [("Terpenuhi", 80), ("Belum terpenuhi", 8)]);
    }

    #[test]
    fn zeros_are_no_data() {
        let zeros = r#"{"data":[{"id":"1","attributes":{"dashboard":{"total_penduduk":0,"ktp_persen_terpenuhi":0},
            "chart":{"penduduk-agama":[{"religion":"Islam","total":0}]}}}]}"#;
        assert!(tables(&page(zeros)).expect("an answer").is_empty());
        assert!(tables(&page(r#"{"data":[]}"#)).is_err());
    }
}
