//! What is read of a simulated portal, against the truth of its 17 villages.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_ckan::Ckan;
use balai_core::model::{Aid, Statistic, Topic};
use balai_core::{
    Access, Entity, ErrorKind, Kind, Order, Platform, Probe, Query, Record, RegionCode, Report, Roster,
    RosterSource, Rupiah, Session, Store,
};
use balai_harvest::Harvest;
use balai_regions::Decree;
use balai_testkit::{Ckan as Portal, Fault, Faulty, Memory, Subdistrict, Toddlers, Web, Website};

fn code(text: &str) -> RegionCode {
    text.parse().expect("a code")
}

fn source() -> RosterSource {
    let mut roster = Roster::from_toml(include_str!("../fixtures/tables.toml")).expect("a roster");
    roster.sources.remove(0)
}

fn portal() -> Portal {
    Portal::new(&Subdistrict::pejawaran())
}

struct Visited {
    report: Report,
    records: BTreeMap<String, Record>,
    web: Web,
}

impl Visited {
    async fn of(portal: impl Website + 'static, source: &RosterSource) -> Self {
        let (web, store) = (Web::of(portal), Memory::new());
        let platform: Arc<dyn Platform> = Arc::new(Ckan::default());
        let harvest =
            Harvest::new(Arc::new(web.clone()), [platform], Arc::new(store.clone())).gazetteer(Decree);
        let report =
            harvest.visit(source.site("".as_ref()).expect("a source")).await.expect("the store works");
        let records = store.records(&Query::new().order(Order::Id).limit(usize::MAX)).await.expect("records");
        let records = records.into_iter().map(|it| (it.record.id.clone(), it.record)).collect();
        Self { report, records, web }
    }

    fn entity(&self, village: RegionCode, rest: &str) -> Option<&Entity> {
        self.records.get(&format!("{village}/{rest}")).map(|record| &record.entity)
    }

    fn statistic(&self, village: RegionCode, rest: &str) -> Option<&Statistic> {
        match self.entity(village, &format!("statistic/ckan-{rest}"))? {
            Entity::Statistic(it) => Some(it),
            other => panic!("a statistic is due: {other:?}"),
        }
    }

    fn aid(&self, village: RegionCode, year: u16) -> Option<&Aid> {
        match self.entity(village, &format!("aid/ckan-family-program-keluarga-harapan-{year}"))? {
            Entity::Aid(it) => Some(it),
            other => panic!("an aid is due: {other:?}"),
        }
    }
}

fn rows(statistic: &Statistic) -> Vec<(&str, u64)> {
    statistic.rows.iter().map(|row| (row.label.as_str(), row.total)).collect()
}

#[tokio::test]
async fn statistics_are_the_truth_of_all_villages() {
    let pejawaran = Subdistrict::pejawaran();
    let visited = Visited::of(portal(), &source()).await;
    for village in pejawaran.villages().iter().map(|member| &member.village) {
        let count = village.population();
        let sex = visited.statistic(village.code, "sex-2025").unwrap_or_else(|| panic!("{}", village.name));
        assert_eq!(rows(sex), [("Laki-laki", count.male.into()), ("Perempuan", count.female.into())]);
        assert_eq!((sex.total, &sex.topic), (Some(count.people().into()), &Topic::Sex));

        let religion = visited.statistic(village.code, "religion-2025").expect("a table");
        let truth = village.statistic("3").expect("a table").rows.iter();
        let truth: Vec<_> = truth.map(|row| (row.label.as_str(), u64::from(row.total()))).collect();
        assert_eq!(rows(religion), truth, "{}", village.name);
    }
    let counted = visited
        .records
        .values()
        .filter(|it| matches!(&it.entity, Entity::Statistic(it) if it.topic == Topic::Sex));
    assert_eq!(counted.count(), 17, "no village of another sub-district");
}

#[tokio::test]
async fn few_children_are_not_told_of_and_zeros_are_not_counted() {
    let pejawaran = Subdistrict::pejawaran();
    let visited = Visited::of(portal(), &source()).await;
    let (mut told, mut few) = (0, 0);
    for village in pejawaran.villages().iter().map(|member| &member.village) {
        for year in 2021..=2024 {
            let read = visited.statistic(village.code, &format!("stunting-{year}"));
            match Portal::toddlers(village, year) {
                Some(Toddlers { all, stunted }) if stunted >= 5 => {
                    let read = read.unwrap_or_else(|| panic!("{} {year}", village.name));
                    assert_eq!(rows(read), [("Stunting", stunted.into())]);
                    assert_eq!(
                        (read.total, read.period.as_deref()),
                        (Some(all.into()), Some(&*year.to_string()))
                    );
                    told += 1;
                }
                truth => {
                    assert!(read.is_none(), "{} {year}", village.name);
                    few += u32::from(truth.is_some_and(|it| it.stunted > 0));
                }
            }
        }
    }
    assert!(told > 5 && few > 5, "the truth has both: {told}, {few}");
}

#[tokio::test]
async fn scores_budgets_and_aid_are_the_truth_of_all_villages() {
    let pejawaran = Subdistrict::pejawaran();
    let visited = Visited::of(portal(), &source()).await;
    for village in pejawaran.villages().iter().map(|member| &member.village) {
        for idm in &village.idm {
            let Some(Entity::Index(index)) =
                visited.entity(village.code, &format!("index/ckan-idm-{}", idm.year))
            else {
                panic!("{} {}", village.name, idm.year)
            };
            assert_eq!(index.score, Some(idm.score as f64 / 10_000.0));
            assert_eq!(index.class.as_deref(), Some(idm.class));
            let parts: Vec<_> = index.components.iter().map(|it| (it.name.as_str(), it.score)).collect();
            assert_eq!(parts, idm.components.map(|(name, score)| (name, score as f64 / 10_000.0)));
        }
        for truth in &village.budgets {
            let Some(Entity::Budget(budget)) =
                visited.entity(village.code, &format!("budget/ckan-{}-dana-desa", truth.year))
            else {
                panic!("{} {}", village.name, truth.year)
            };
            let line = truth.lines.iter().find(|line| line.code == "4.2.1.").expect("a line");
            let [read] = &budget.lines[..] else { panic!("one line") };
            assert_eq!(read.budgeted, Some(Rupiah::from_sen(line.budgeted)));
            assert_eq!(read.realised, Some(Rupiah::from_sen(line.realised)));
            assert_eq!((read.code.as_deref(), read.level), (Some("4.2.1"), 2));
        }
        let families = u64::from(village.aid[0].recipients());
        let now = visited.aid(village.code, 2026).expect("an aid");
        assert_eq!(now.recipient_count, Some(families), "{}", village.name);
        let before = visited.aid(village.code, 2025).map(|aid| aid.recipient_count);
        assert_eq!(
            before,
            match families % 7 {
                0 => None,
                few @ 1..5 => Some(None).filter(|_: &Option<u64>| few > 0),
                many => Some(Some(many)),
            },
            "{}",
            village.name
        );
    }
    let by = |kind| {
        visited
            .records
            .values()
            .filter(move |it| it.kind() == kind)
            .map(|it| it.source.via)
            .collect::<Vec<_>>()
    };
    assert!(by(Kind::Budget).iter().all(|via| *via == Access::File), "its table is a file alone");
    assert!(by(Kind::Index).iter().all(|via| *via == Access::Api));
}

#[tokio::test]
async fn a_doubtful_name_is_a_question_and_sums_are_checked() {
    let visited = Visited::of(portal(), &source()).await;
    let report = visited.report.kind(Kind::Statistic).expect("a report");
    assert_eq!(report.questions.len(), 1, "{:?}", report.questions);
    assert!(report.questions[0].contains("`Grogol Lor`") && report.questions[0].contains("33.04.15.2004"));
    assert!(!report.complete, "what Grogol Lor has may be in the store");
    assert!(report.notes.is_empty(), "the sums agree: {:?}", report.notes);

    // The roster answers; then two rows tell different things of Grogol.
    let mut answered = source();
    answered.villages.insert("Grogol Lor".into(), code("33.04.15.2004"));
    let visited = Visited::of(portal(), &answered).await;
    let report = visited.report.kind(Kind::Statistic).expect("a report");
    assert!(report.questions.is_empty());
    assert!(
        report.skipped[0].contains("two rows tell different things of 33.04.15.2004 in 2021"),
        "{:?}",
        report.skipped
    );
    assert!(visited.statistic(code("33.04.15.2004"), "stunting-2023").is_none());
}

#[tokio::test]
async fn a_table_of_people_is_not_fetched() {
    let visited = Visited::of(portal(), &source()).await;
    let report = visited.report.kind(Kind::Aid).expect("a report");
    assert_eq!(report.skipped_count, 1);
    assert!(
        report.skipped[0].contains("lists people") && report.skipped[0].contains("`NIK`"),
        "{:?}",
        report.skipped
    );
    let asked: Vec<_> =
        visited.web.asked().into_iter().filter(|url| url.as_str().contains(Portal::RECIPIENTS)).collect();
    let [header] = &asked[..] else { panic!("{asked:?}") };
    assert!(header.query().is_some_and(|query| query.contains("limit=0")), "the header alone");
}

#[tokio::test]
async fn only_the_columns_that_are_named_are_fetched() {
    let visited = Visited::of(portal(), &source()).await;
    let asked = visited.web.asked();
    let rows = asked.iter().filter(|url| url.query().is_some_and(|query| query.contains("limit=1000")));
    let mut seen = 0;
    for url in rows {
        let fields: Vec<_> = url.query_pairs().filter(|(name, _)| name == "fields").collect();
        assert!(!fields.is_empty(), "{url}");
        assert!(
            fields.iter().all(|(_, field)| !field.starts_with("Persentase") && !field.contains("posyandu")),
            "{url}"
        );
        seen += 1;
    }
    assert!(seen > 8, "tables come in several pages: {seen}");
}

#[tokio::test]
async fn where_the_interface_is_closed_the_dump_is_read() {
    for status in [401, 403] {
        let closed = Faulty::new(portal()).on("/api/", Fault::Status(status));
        let visited = Visited::of(closed, &source()).await;
        assert_eq!(visited.report.kind(Kind::Index).expect("a report").via, [Access::File]);
        let open = Visited::of(portal(), &source()).await;
        let data = |visited: &Visited, kind| -> Vec<(String, Entity)> {
            let records = visited.records.values().filter(|record| record.kind() == kind);
            records.map(|record| (record.id.clone(), record.entity.clone())).collect()
        };
        for kind in [Kind::Index, Kind::Statistic, Kind::Aid] {
            assert_eq!(data(&visited, kind), data(&open, kind));
        }
    }
}

#[tokio::test]
async fn what_is_no_table_is_told_with_what_to_do() {
    for (resource, kind, told) in [
        (Portal::WORKBOOK, ErrorKind::NotOffered, "the platform `table` reads it"),
        (Portal::EXPIRED, ErrorKind::Malformed, "a page is where a table is due"),
        ("a0a0a0a0-0000-4000-8000-00000000ffff", ErrorKind::NotFound, "look for `Jumlah UMKM` again"),
    ] {
        let mut source = source();
        source.settings = serde_json::from_value(serde_json::json!({ "table": [{
            "title": "Jumlah UMKM", "resource": resource, "village": "Desa", "year": 2025,
            "statistic": { "topic": "umkm", "rows": [{ "column": "Jumlah" }] },
        }] }))
        .expect("settings");
        let visited = Visited::of(portal(), &source).await;
        let failure =
            visited.report.kind(Kind::Statistic).and_then(|it| it.failure.clone()).expect("a failure");
        assert_eq!(failure.kind, kind);
        assert!(failure.message.contains(told), "{}", failure.message);
    }
}

#[tokio::test]
async fn a_wrong_column_costs_its_table_only() {
    let mut source = source();
    let table = &mut source.settings["table"][1];
    table["village"] = "Nama Kampung".into();
    let visited = Visited::of(portal(), &source).await;
    let report = visited.report.kind(Kind::Statistic).expect("a report");
    assert_eq!(report.skipped_count, 1);
    assert!(
        report.skipped[0].contains("no column `Nama Kampung`, but: _id | Kecamatan | Desa"),
        "{:?}",
        report.skipped
    );
    assert!(visited.statistic(code("33.04.15.2008"), "religion-2025").is_some());
}

#[tokio::test]
async fn a_whole_regency_is_told_apart_by_its_sub_districts() {
    let mut source = source();
    source.within = code("33.04");
    let visited = Visited::of(portal(), &source).await;
    let males = |village: &str| {
        let sex = visited.statistic(code(village), "sex-2025")?;
        Some(sex.rows[0].total)
    };
    assert_eq!(males("33.04.09.2015"), Some(1333), "Beji of Banjarmangu");
    let truth = Subdistrict::pejawaran();
    let beji = truth.truth(code("33.04.15.2014")).expect("Beji").population().male;
    assert_eq!(males("33.04.15.2014"), Some(beji.into()), "Beji of Pejawaran");
}

#[tokio::test]
async fn it_is_recognised_by_its_interface() {
    let platform = Ckan::default();
    let site = source().site("".as_ref()).expect("a source");
    let here = Session::new(Arc::new(Web::of(portal())), site.clone());
    let recognised = platform.recognise(&Probe::new(&here, platform.manifest())).await.expect("an answer");
    assert_eq!(recognised.and_then(|it| it.version).as_deref(), Some("2.10.4"));
    let elsewhere =
        Session::new(Arc::new(Web::of(balai_testkit::OpenDk::new(&Subdistrict::pejawaran()))), site);
    let recognised =
        platform.recognise(&Probe::new(&elsewhere, platform.manifest())).await.expect("an answer");
    assert_eq!(recognised, None);
}
