//! A village, and what may be found on its site.

use balai_core::model::Article;
use balai_core::report::KindReport;
use balai_core::{Access, Entity, Kind, Record, RegionCode, Report, Site, Source, Store, Stored, Tls};
use jiff::Timestamp;

pub(crate) const DARMAYASA: &str = "33.04.15.2008";

pub(crate) fn code(text: &str) -> RegionCode {
    text.parse().unwrap()
}

/// The day of a number, at noon.
pub(crate) fn day(number: i64) -> Timestamp {
    Timestamp::from_second(number * 86_400 + 43_200).unwrap()
}

/// A record whose digest is its data.
pub(crate) fn record(village: &str, key: &str, entity: impl Into<Entity>) -> Record {
    let (village, entity) = (code(village), entity.into());
    Record {
        id: Record::id_of(village, entity.kind(), key),
        village,
        source: Source {
            platform: "opensid".into(),
            via: Access::Page,
            url: "https://desa.example/artikel".parse().unwrap(),
            fetched_at: day(1),
            tls: Tls::Verified,
            listed: true,
        },
        published_at: None,
        updated_at: None,
        digest: entity.to_json().unwrap(),
        entity,
    }
}

pub(crate) fn article(village: &str, key: &str, title: &str, body: &str) -> Record {
    let url = format!("https://desa.example/artikel/{key}");
    let entity = Article { title: title.into(), url, body_text: Some(body.into()), ..Article::default() };
    record(village, key, entity)
}

pub(crate) fn site(village: &str) -> Site {
    Site::new(code(village), "https://desa.example").unwrap()
}

/// The report of a visit on a day, which read all of the kinds named.
pub(crate) fn report(village: &str, on: i64, complete: &[Kind]) -> Report {
    let mut report = Report::new(&site(village));
    (report.started_at, report.finished_at) = (day(on), day(on));
    report.kinds = complete.iter().map(|kind| KindReport::new(*kind, "opensid")).collect();
    report.kinds.iter_mut().for_each(|kind| kind.complete = true);
    report
}

/// A visit that finds these records.
pub(crate) async fn visit(store: &impl Store, records: Vec<Record>, report: Report) -> Report {
    let mut visit = store.begin(&site(&report.region.to_string())).await.unwrap();
    for record in records {
        visit.put(record).await.unwrap();
    }
    visit.commit(report).await.unwrap()
}

pub(crate) fn ids(records: &[Stored]) -> Vec<&str> {
    records.iter().map(|stored| stored.record.id.rsplit('/').next().unwrap()).collect()
}
