//! What a visit leaves in the store.

use balai_core::model::*;
use balai_core::{Entity, ErrorKind, Kind, Order, Publisher, Query, RegionCode, Report, Store, Validator};

use super::{DARMAYASA, article, code, day, record, report, site, source, visit, visit_by};

/// One fact of every kind.
fn one_of_each() -> Vec<Entity> {
    let name = || "Desa Darmayasa".to_owned();
    vec![
        Profile { name: name(), population: Some(2_345), area_ha: Some(412.75), ..Profile::default() }.into(),
        Official { name: name(), position: "Kepala Desa".into(), ..Official::default() }.into(),
        Article { title: name(), body_html: Some("<p>é</p>".into()), ..Article::default() }.into(),
        Event::new(name(), day(3)).into(),
        Statistic::new(
            Topic::Sex,
            vec![StatisticRow { label: "laki-laki".into(), total: 5, ..StatisticRow::default() }],
        )
        .into(),
        Budget { year: 2026, ..Budget::default() }.into(),
        Project { title: name(), progress_percent: Some(62.5), ..Project::default() }.into(),
        Product { name: name(), ..Product::default() }.into(),
        Place { name: name(), ..Place::default() }.into(),
        Document { title: name(), r#type: Some(DocumentType::Perdes), ..Document::default() }.into(),
        Organization { name: name(), ..Organization::default() }.into(),
        Aid { name: name(), recipient_count: Some(120), ..Aid::default() }.into(),
        Index::new(Scheme::Idm).into(),
        Service { name: name(), steps: vec!["Datang".into()], ..Service::default() }.into(),
        Area { name: name(), ..Area::default() }.into(),
        Album { title: name(), ..Album::default() }.into(),
        ComplaintSummary { counts: [("selesai".to_owned(), 4)].into(), ..ComplaintSummary::default() }.into(),
    ]
}

pub(super) async fn a_record_of_every_kind_comes_back_as_it_went_in(store: &dyn Store) {
    let mut records: Vec<_> =
        one_of_each().into_iter().map(|entity| record(DARMAYASA, "a", entity)).collect();
    assert_eq!(records.len(), Kind::ALL.len());
    for (record, listed) in records.iter_mut().zip([true, false].into_iter().cycle()) {
        record.published_at = Some(day(2));
        record.source.listed = listed;
    }
    let done = visit(store, records.clone(), report(DARMAYASA, 5, &[])).await;
    assert_eq!((done.new, done.changed, done.gone), (17, 0, 0));

    for record in &records {
        let stored = store.record(&record.id).await.unwrap().unwrap();
        assert_eq!(&stored.record, record);
        assert_eq!([stored.first_seen, stored.last_seen, stored.changed_at], [day(5); 3]);
        assert_eq!(stored.gone_at, None);
    }
    let mut found = store.records(&Query::new().order(Order::Id)).await.unwrap();
    records.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(found.drain(..).map(|stored| stored.record).collect::<Vec<_>>(), records);
}

pub(super) async fn an_equal_digest_changes_only_when_and_where_it_was_read(store: &dyn Store) {
    let mut kopi = article(DARMAYASA, "kopi", "Panen kopi", "Ramai");
    visit(store, vec![kopi.clone()], report(DARMAYASA, 5, &[])).await;
    kopi.source.fetched_at = day(6);
    let done = visit(store, vec![kopi.clone()], report(DARMAYASA, 6, &[])).await;
    assert_eq!((done.new, done.changed), (0, 0));

    let stored = store.record(&kopi.id).await.unwrap().unwrap();
    assert_eq!((stored.first_seen, stored.last_seen, stored.changed_at), (day(5), day(6), day(5)));
    let known = store.begin(&site(DARMAYASA)).await.unwrap().known(&kopi.id).await.unwrap().unwrap();
    assert_eq!((known.digest, known.via, known.fetched_at), (kopi.digest, kopi.source.via, day(6)));
}

pub(super) async fn another_digest_changes_the_data_and_what_it_is_found_by(store: &dyn Store) {
    visit(store, vec![article(DARMAYASA, "a", "Panen kopi", "")], report(DARMAYASA, 5, &[])).await;
    let done =
        visit(store, vec![article(DARMAYASA, "a", "Panen salak", "")], report(DARMAYASA, 6, &[])).await;
    assert_eq!((done.new, done.changed), (0, 1));

    assert!(store.records(&Query::new().matching("kopi")).await.unwrap().is_empty());
    let found = store.records(&Query::new().matching("salak")).await.unwrap();
    assert_eq!((found[0].first_seen, found[0].changed_at), (day(5), day(6)));
}

pub(super) async fn what_a_complete_listing_lacks_is_gone_and_may_come_back(store: &dyn Store) {
    let of = |key| article(DARMAYASA, key, key, "");
    let place = record(DARMAYASA, "place", Place { name: "Curug".into(), ..Place::default() });
    visit(store, vec![of("put"), of("kept"), of("lost"), place], report(DARMAYASA, 5, &[])).await;
    visit(store, vec![article("33.04.15.2009", "else", "", "")], report("33.04.15.2009", 5, &[])).await;

    let mut second = store.begin(&site(DARMAYASA)).await.unwrap();
    second.put(of("put")).await.unwrap();
    second.keep(&of("kept").id).await.unwrap();
    second.keep("33.04.15.2008/article/nothing").await.unwrap();
    let done = second.commit(report(DARMAYASA, 6, &[Kind::Article])).await.unwrap();
    assert_eq!(done.gone, 1, "not the place, which was not listed, nor another village's");
    let lost = store.record(&of("lost").id).await.unwrap().unwrap();
    assert_eq!((lost.gone_at, lost.last_seen), (Some(day(6)), day(5)));
    assert_eq!(store.record(&of("kept").id).await.unwrap().unwrap().last_seen, day(6));
    assert_eq!(store.records(&Query::new()).await.unwrap().len(), 4);
    assert_eq!(store.records(&Query { gone: true, ..Query::new() }).await.unwrap().len(), 5);

    let still = visit(store, vec![of("put"), of("kept")], report(DARMAYASA, 7, &[Kind::Article])).await;
    assert_eq!(still.gone, 0, "what is gone goes once");
    let back = visit(store, vec![of("lost")], report(DARMAYASA, 8, &[])).await;
    assert_eq!((back.new, back.changed), (0, 0));
    let lost = store.record(&of("lost").id).await.unwrap().unwrap();
    assert_eq!((lost.gone_at, lost.first_seen, lost.changed_at), (None, day(5), day(5)));
}

pub(super) async fn a_dropped_visit_leaves_no_trace(store: &dyn Store) {
    let kopi = article(DARMAYASA, "kopi", "Kopi", "");
    let mut dropped = store.begin(&site(DARMAYASA)).await.unwrap();
    dropped.put(kopi.clone()).await.unwrap();
    dropped.set_validator(Kind::Article, "https://desa.example/feed", Validator::default()).await.unwrap();
    assert_eq!(dropped.known(&kopi.id).await.unwrap(), None, "its own records do not count");
    drop(dropped);

    assert_eq!(store.record(&kopi.id).await.unwrap(), None);
    assert!(store.reports(None).await.unwrap().is_empty());
    let mut next = store.begin(&site(DARMAYASA)).await.unwrap();
    assert_eq!(next.validator(Kind::Article, "https://desa.example/feed").await.unwrap(), None);
}

pub(super) async fn visits_to_several_villages_may_be_open(store: &dyn Store) {
    let villages = ["33.04.15.2008", "33.04.15.2009", "33.05.01.2001"];
    let mut open = Vec::new();
    for village in villages {
        open.push(store.begin(&site(village)).await.unwrap());
    }
    for (visit, village) in open.iter_mut().zip(villages) {
        visit.put(article(village, "a", village, "")).await.unwrap();
    }
    for (visit, village) in open.into_iter().zip(villages).rev() {
        assert_eq!(visit.commit(report(village, 5, &[])).await.unwrap().new, 1);
    }
    let counts = store.counts(&Query::new()).await.unwrap();
    assert_eq!(counts, villages.map(|village| (code(village), Kind::Article, 1)));
}

pub(super) async fn the_last_record_of_an_id_counts(store: &dyn Store) {
    let of = |title| article(DARMAYASA, "a", title, "");
    let done = visit(store, vec![of("lama"), of("baru")], report(DARMAYASA, 5, &[])).await;
    assert_eq!((done.new, done.changed), (1, 0));
    let done = visit(store, vec![of("lain"), of("baru")], report(DARMAYASA, 6, &[])).await;
    assert_eq!((done.new, done.changed), (0, 0));
    assert_eq!(store.record(&of("").id).await.unwrap().unwrap().record, of("baru"));
}

pub(super) async fn what_cannot_be_read_back_costs_only_itself(store: &dyn Store) {
    let mut visit = store.begin(&site(DARMAYASA)).await.unwrap();
    let mut index = Index::new(Scheme::Idm);
    index.components.push(IndexComponent { name: "IKS".into(), score: f64::NAN });
    let error = visit.put(record(DARMAYASA, "idm", index)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
    visit.put(article(DARMAYASA, "a", "Kopi", "")).await.unwrap();
    assert_eq!(visit.commit(report(DARMAYASA, 5, &[])).await.unwrap().new, 1);
    assert_eq!(store.records(&Query::new()).await.unwrap().len(), 1);
}

pub(super) async fn a_visit_takes_nothing_of_another_village(store: &dyn Store) {
    let other = "33.04.15.2009";
    visit(store, vec![article(other, "a", "", "")], report(other, 5, &[])).await;
    let mut visit = store.begin(&site(DARMAYASA)).await.unwrap();
    let error = visit.put(article(other, "b", "", "")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store);
    visit.keep("33.04.15.2009/article/a").await.unwrap();
    assert!(visit.commit(report(other, 6, &[])).await.is_err());
    assert_eq!(store.record("33.04.15.2009/article/a").await.unwrap().unwrap().last_seen, day(5));
}

pub(super) async fn a_source_and_a_village_publish_apart(store: &dyn Store) {
    let pejawaran = source("33.04.15", "opendk");
    let of_source = |village, key| article(village, &format!("opendk-{key}"), key, "");
    visit(store, vec![article(DARMAYASA, "own", "", "")], report(DARMAYASA, 5, &[])).await;
    let found = vec![of_source(DARMAYASA, "a"), of_source("33.04.15.2009", "b")];
    assert_eq!(visit_by(store, &pejawaran, found, 5, &[Kind::Article]).await.new, 2);
    let found = vec![article(DARMAYASA, "table-c", "", "")];
    visit_by(store, &source("33.04.15", "table"), found, 5, &[Kind::Article]).await;

    // What each no longer has is gone, and nothing else.
    let done = visit_by(store, &pejawaran, vec![of_source(DARMAYASA, "a")], 6, &[Kind::Article]).await;
    assert_eq!(done.gone, 1);
    assert_eq!(visit(store, vec![], report(DARMAYASA, 7, &[Kind::Article])).await.gone, 1);
    let left = store.records(&Query::new().order(Order::Id)).await.unwrap();
    assert_eq!(super::keys(&left), ["opendk-a", "table-c"]);
    for (publisher, keys) in [
        (Publisher::Villages, &["own"][..]),
        (Publisher::Source("opendk".into()), &["opendk-a", "opendk-b"]),
        (Publisher::Source("table".into()), &["table-c"]),
    ] {
        let query = Query { gone: true, ..Query::new().order(Order::Id).published_by(publisher) };
        assert_eq!(super::keys(&store.records(&query).await.unwrap()), keys);
    }

    let reports = store.reports(Some(code("33.04.15"))).await.unwrap();
    let of = |it: &Report| (it.region.to_string(), it.source.clone().unwrap_or_default());
    let names = [("33.04.15", "opendk"), ("33.04.15", "table"), (DARMAYASA, "")];
    assert_eq!(
        reports.iter().map(of).collect::<Vec<_>>(),
        names.map(|(region, name)| (region.to_owned(), name.to_owned()))
    );
    let mut outside = store.begin(&pejawaran).await.unwrap();
    assert!(outside.put(of_source("33.05.01.2001", "a")).await.is_err());
}

pub(super) async fn the_latest_report_of_each_village_is_kept_with_its_counts(store: &dyn Store) {
    let villages = ["33.04.15.2008", "33.04.15.2009", "33.05.01.2001"];
    for village in villages {
        visit(store, vec![article(village, "a", "", "")], report(village, 5, &[])).await;
    }
    let latest = visit(store, vec![], report(DARMAYASA, 6, &[Kind::Article])).await;
    assert_eq!(latest.gone, 1);

    let villages_of = async |within: Option<RegionCode>| {
        store.reports(within).await.unwrap().iter().map(|it| it.region.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(villages_of(None).await, villages);
    assert_eq!(villages_of(Some(code("33.04"))).await, villages[..2]);
    assert_eq!(villages_of(Some(code("33.05.01"))).await, villages[2..]);
    assert_eq!(store.reports(Some(code(DARMAYASA))).await.unwrap(), [latest]);
}

pub(super) async fn validators_are_remembered_by_village_kind_and_address(store: &dyn Store) {
    let feed = "https://desa.example/feed";
    let validator = Validator { etag: Some("\"1\"".into()), last_modified: None };
    let mut first = store.begin(&site(DARMAYASA)).await.unwrap();
    first.set_validator(Kind::Article, feed, Validator::default()).await.unwrap();
    first.set_validator(Kind::Article, feed, validator.clone()).await.unwrap();
    first.commit(report(DARMAYASA, 5, &[])).await.unwrap();

    let mut second = store.begin(&site(DARMAYASA)).await.unwrap();
    assert_eq!(second.validator(Kind::Article, feed).await.unwrap(), Some(validator));
    assert_eq!(second.validator(Kind::Article, "https://desa.example/").await.unwrap(), None);
    assert_eq!(second.validator(Kind::Event, feed).await.unwrap(), None, "of another kind");
    let mut other = store.begin(&site("33.04.15.2009")).await.unwrap();
    assert_eq!(other.validator(Kind::Article, feed).await.unwrap(), None, "of another village");
}

pub(super) async fn a_bookmark_is_left_with_its_visit_or_at_once(store: &dyn Store) {
    let bookmark = async || store.bookmark("harvest").await.unwrap();
    assert_eq!(bookmark().await, None);
    for value in [Some("a"), Some("b"), None] {
        store.set_bookmark("harvest", value).await.unwrap();
        assert_eq!(bookmark().await.as_deref(), value);
    }

    for (on, value) in [(5, Some("c")), (6, None)] {
        let before = bookmark().await;
        let mut dropped = store.begin(&site(DARMAYASA)).await.unwrap();
        dropped.set_bookmark("harvest", value).await.unwrap();
        assert_eq!(bookmark().await, before, "not before the visit is visible");
        drop(dropped);
        assert_eq!(bookmark().await, before, "and not without it");
        let mut visit = store.begin(&site(DARMAYASA)).await.unwrap();
        visit.set_bookmark("harvest", Some("x")).await.unwrap();
        visit.set_bookmark("harvest", value).await.unwrap();
        visit.commit(report(DARMAYASA, on, &[])).await.unwrap();
        assert_eq!(bookmark().await.as_deref(), value, "the last of a key counts");
    }
}

pub(super) async fn reports_without_end_do_not_lose_the_latest(store: &dyn Store) {
    visit(store, vec![article(DARMAYASA, "a", "Kopi", "")], report(DARMAYASA, 5, &[])).await;
    for on in 6..=105 {
        visit(store, vec![], report(DARMAYASA, on, &[])).await;
    }
    let reports = store.reports(None).await.unwrap();
    assert_eq!(reports.iter().map(|report| report.finished_at).collect::<Vec<_>>(), [day(105)]);
    assert_eq!(store.records(&Query::new()).await.unwrap().len(), 1, "a record outlives its visit's report");
    let gone = visit(store, vec![], report(DARMAYASA, 106, &[Kind::Article])).await;
    assert_eq!(gone.gone, 1);
}
