//! What every store must do, as tests that a store's own tests run.

#![allow(clippy::unwrap_used)] // it is nothing but tests

use balai_core::model::Article;
use balai_core::report::KindReport;
use balai_core::{
    Access, Entity, Kind, Record, RegionCode, Report, RosterSource, Site, Source, Store, Stored, Tls,
};
use jiff::Timestamp;

mod queries;
mod visits;

/// Runs every test, each on an empty store of its own that `open` gives.
///
/// ```no_run
/// # async fn example<MyStore: balai_core::Store>(open: impl Fn() -> MyStore) {
/// balai_testkit::store_suite::run(async || open()).await;
/// # }
/// ```
///
/// # Panics
///
/// With the name of the first test that the store fails, on standard error, and what it should have done.
pub async fn run<S: Store>(open: impl AsyncFn() -> S) {
    macro_rules! run {
        ($($test:path,)*) => {$(
            eprintln!(stringify!($test));
            $test(&open().await).await;
        )*};
    }
    run!(
        visits::a_record_of_every_kind_comes_back_as_it_went_in,
        visits::an_equal_digest_changes_only_when_and_where_it_was_read,
        visits::another_digest_changes_the_data_and_what_it_is_found_by,
        visits::what_a_complete_listing_lacks_is_gone_and_may_come_back,
        visits::a_dropped_visit_leaves_no_trace,
        visits::visits_to_several_villages_may_be_open,
        visits::the_last_record_of_an_id_counts,
        visits::what_cannot_be_read_back_costs_only_itself,
        visits::a_visit_takes_nothing_of_another_village,
        visits::a_source_and_a_village_publish_apart,
        visits::the_latest_report_of_each_village_is_kept_with_its_counts,
        visits::validators_are_remembered_by_village_kind_and_address,
        visits::a_bookmark_is_left_with_its_visit_or_at_once,
        visits::reports_without_end_do_not_lose_the_latest,
        queries::filters_narrow_and_combine,
        queries::orders_are_total_and_pages_follow_each_other,
        queries::a_page_begins_behind_an_id_while_the_store_grows,
    );
}

const DARMAYASA: &str = "33.04.15.2008";

fn code(text: &str) -> RegionCode {
    text.parse().unwrap()
}

/// The day of a number, at noon.
fn day(number: i64) -> Timestamp {
    Timestamp::from_second(number * 86_400 + 43_200).unwrap()
}

/// A record whose digest is its data.
fn record(village: &str, key: &str, entity: impl Into<Entity>) -> Record {
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

fn article(village: &str, key: &str, title: &str, body: &str) -> Record {
    let url = format!("https://desa.example/artikel/{key}");
    let entity = Article { title: title.into(), url, body_text: Some(body.into()), ..Article::default() };
    record(village, key, entity)
}

/// The report of a visit on a day, which read all of the kinds named.
fn report(village: &str, on: i64, complete: &[Kind]) -> Report {
    report_of(&site(village), on, complete)
}

fn report_of(site: &Site, on: i64, complete: &[Kind]) -> Report {
    let mut report = Report::new(site);
    (report.started_at, report.finished_at) = (day(on), day(on));
    report.kinds = complete.iter().map(|kind| KindReport::new(*kind, "opensid")).collect();
    report.kinds.iter_mut().for_each(|kind| kind.complete = true);
    report
}

/// A village's own site.
fn site(village: &str) -> Site {
    Site::new(code(village), "https://desa.example").unwrap()
}

/// A source that tells of a region's villages.
fn source(region: &str, name: &str) -> Site {
    let url = format!("https://{name}.example/").parse().unwrap();
    RosterSource::new(name, code(region), url).site("".as_ref()).unwrap()
}

/// A visit to a village's own site that finds these records.
async fn visit(store: &dyn Store, records: Vec<Record>, report: Report) -> Report {
    let village = report.region.to_string();
    committed(store, &site(&village), records, report).await
}

/// A visit to a site or a source on a day, which read all of the kinds named.
async fn visit_by(
    store: &dyn Store,
    site: &Site,
    records: Vec<Record>,
    on: i64,
    complete: &[Kind],
) -> Report {
    committed(store, site, records, report_of(site, on, complete)).await
}

async fn committed(store: &dyn Store, site: &Site, records: Vec<Record>, report: Report) -> Report {
    let mut visit = store.begin(site).await.unwrap();
    for record in records {
        visit.put(record).await.unwrap();
    }
    visit.commit(report).await.unwrap()
}

/// The last parts of the records' ids.
fn keys(records: &[Stored]) -> Vec<&str> {
    records.iter().map(|stored| stored.record.id.rsplit('/').next().unwrap()).collect()
}
