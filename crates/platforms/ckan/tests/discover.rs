//! What a search through a simulated portal proposes, and what comes of it where a person says yes.

use std::sync::Arc;

use balai_ckan::{Ckan, Discovery, Tells, Year};
use balai_core::{Kind, Platform, Roster, Session};
use balai_harvest::Harvest;
use balai_regions::Decree;
use balai_testkit::{Ckan as Portal, Memory, Subdistrict, Web};

const HEAD: &str = "[[source]]\nplatform = \"ckan\"\nwithin = \"33.04.15\"\nurl = \"http://data.invalid\"\n";

async fn discover(web: &Web) -> Discovery {
    let roster = Roster::from_toml(HEAD).expect("a roster");
    let site = roster.sources[0].site("".as_ref()).expect("a source");
    let session = Session::new(Arc::new(web.clone()), site);
    Ckan::default().discover(&session, &Decree).await.expect("a search")
}

fn web() -> Web {
    Web::of(Portal::new(&Subdistrict::pejawaran()))
}

#[tokio::test]
async fn tables_of_villages_are_proposed_and_others_are_told() {
    let web = web();
    let Discovery { proposals, left_out } = discover(&web).await;
    let of = |resource: &str| -> Vec<_> {
        proposals.iter().map(|it| &it.table).filter(|table| table.resource == resource).collect()
    };
    let [stunting] = of(Portal::STUNTING)[..] else { panic!("{proposals:#?}") };
    assert_eq!((&*stunting.village, &stunting.year), ("Desa/Kelurahan", &Some(Year::Column("Tahun".into()))));
    assert!(stunting.zero_is_missing, "of 2021 there are zeros only");
    let Tells::Statistic(it) = &stunting.tells else { panic!("{stunting:?}") };
    assert_eq!((it.topic.name().as_str(), it.total.as_deref()), ("stunting", Some("Jumlah Seluruh Balita")));
    assert!(it.rows.iter().all(|row| !row.column.starts_with("Persentase")), "{it:?}");

    let [religion] = of(Portal::RELIGION)[..] else { panic!("{proposals:#?}") };
    assert_eq!(religion.code.as_deref(), Some("kemendagri_kode_desa_kelurahan"));
    let Tells::Statistic(it) = &religion.tells else { panic!("{religion:?}") };
    assert_eq!((it.category.as_deref(), it.count.as_deref()), (Some("agama"), Some("jumlah")));

    assert!(matches!(of(Portal::IDM)[..], [table] if table.kind() == Kind::Index));
    assert!(matches!(of(Portal::VILLAGE_FUND)[..], [table] if table.kind() == Kind::Budget));
    let years: Vec<_> = of(Portal::FAMILIES).iter().map(|table| table.year.clone()).collect();
    assert_eq!(years, [Some(Year::Of(2025)), Some(Year::Of(2026))], "a column for each year");

    let why =
        |word: &str| left_out.iter().find(|it| it.contains(word)).unwrap_or_else(|| panic!("{left_out:?}"));
    assert!(why("Sembako").contains("lists people"));
    assert!(why("UMKM").contains("workbook"));
    assert!(why("Jalan").contains("a page is where a table is due"));
    assert!(of(Portal::RECIPIENTS).is_empty());
    for url in web.asked().iter().filter(|url| url.as_str().contains(Portal::RECIPIENTS)) {
        assert!(url.query().is_some_and(|query| query.contains("limit=0")), "{url}");
    }
    assert!(proposals.iter().all(|it| it.licence.is_none()), "not specified is not stated");
}

#[tokio::test]
async fn what_is_proposed_can_be_read() {
    let web = web();
    let proposed: String = discover(&web).await.proposals.iter().map(ToString::to_string).collect();
    let roster = Roster::from_toml(&format!("{HEAD}{proposed}")).expect("a roster");
    let platform: Arc<dyn Platform> = Arc::new(Ckan::default());
    let store = Memory::new();
    let harvest = Harvest::new(Arc::new(web), [platform], Arc::new(store)).gazetteer(Decree);
    let report =
        harvest.visit(roster.sources[0].site("".as_ref()).expect("a source")).await.expect("the store works");
    for kind in [Kind::Statistic, Kind::Budget, Kind::Aid, Kind::Index] {
        let report = report.kind(kind).expect("a report");
        assert!(report.emitted >= 17, "{kind}: {report:?}");
        assert_eq!(report.skipped_count, 0, "{report:?}");
    }
}
