//! The simulated villages, against their whole truth.

use std::sync::Arc;

use balai::opensid::OpenSid;
use balai::{ErrorKind, Harvest, Kind, Order, Platform, Platforms, Query, Record, Site};
use balai_testkit::village::Village;
use balai_testkit::{Fault, Faulty, OpenSid2410, OpenSid2601, Subdistrict, Web, Website};
use balai_tests::bars::Bars;
use balai_tests::disguise::Below;
use balai_tests::harvest::{self, Harvested};
use balai_tests::score::Score;
use balai_tests::truth::Truth;

const CODE: &str = "33.04.15.2008";

fn village(seed: u64) -> Arc<Village> {
    Arc::new(Village::generate(CODE.parse().expect("a code"), "Darmayasa", seed))
}

async fn visit(site: impl Website + 'static) -> (Harvested, Web) {
    let web = Web::of(site);
    let site = Site::new(CODE.parse().expect("a code"), "http://darmayasa.invalid").expect("a site");
    let harvested = harvest::visit(web.clone(), site.clone()).await;
    let never = OpenSid::default().manifest().never_at(&site.url);
    for url in web.asked() {
        never.check(&url).expect("nothing forbidden is asked");
    }
    (harvested, web)
}

fn check(village: &Village, harvested: &Harvested) {
    let score = Score::of(&Truth::of_village(village), &harvested.records, false);
    Bars::ALL.check(&score);
}

#[tokio::test]
async fn opensid_2410_is_read_whole() {
    for seed in 1..4 {
        let village = village(seed);
        let (harvested, _) = visit(OpenSid2410::new(village.clone())).await;
        check(&village, &harvested);
    }
}

#[tokio::test]
async fn opensid_2601_is_read_whole() {
    for seed in 1..4 {
        let village = village(seed);
        let (harvested, _) = visit(OpenSid2601::new(village.clone())).await;
        check(&village, &harvested);
    }
}

#[tokio::test]
async fn a_site_is_read_whole_wherever_it_lies() {
    let village = village(2);
    let truth = Truth::of_village(&village);
    let at = |url: &str| Site::new(village.code, url).expect("a site");
    let root = at("http://darmayasa.invalid");
    for (name, web, site) in [
        ("2410", Web::of(Below::front_controller(OpenSid2410::new(village.clone()))), &root),
        ("2601", Web::of(Below::front_controller(OpenSid2601::new(village.clone()))), &root),
        (
            "2410",
            Web::of(Below::folder(OpenSid2410::new(village.clone()), "/situs")),
            &at("http://a.invalid/situs"),
        ),
        (
            "2601",
            Web::of(Below::folder(OpenSid2601::new(village.clone()), "/situs")),
            &at("http://a.invalid/situs"),
        ),
    ] {
        println!("{name} at {}", site.url);
        let harvested = harvest::visit(web, site.clone()).await;
        Bars::ALL.check(&Score::of(&truth, &harvested.records, false));
        // A record is known by what it is, not by where the site lies.
        let article = village.published().next().expect("an article");
        let key = balai::model::slug(&article.path());
        let id = Record::id_of(village.code, Kind::Article, &key);
        assert!(harvested.records.iter().any(|record| record.id == id), "{id}");
    }
}

#[tokio::test]
async fn a_kind_alone_is_read_as_well_as_among_all() {
    let village = village(6);
    let site = Site::new(village.code, "http://darmayasa.invalid").expect("a site");
    for kind in [Kind::Event, Kind::Budget, Kind::Project, Kind::Area] {
        let mut ids = Vec::new();
        for kinds in [vec![kind], Kind::ALL.to_vec()] {
            let store = harvest::store();
            let web = Arc::new(Web::of(OpenSid2410::new(village.clone())));
            Harvest::new(web, Platforms::enabled(), store.clone())
                .kinds(kinds)
                .visit(site.clone())
                .await
                .expect("the store works");
            let found =
                store.records(&Query::new().kind(kind).order(Order::Id).limit(1_000)).await.expect("records");
            ids.push(found.into_iter().map(|stored| stored.record.id).collect::<Vec<_>>());
        }
        assert!(!ids[0].is_empty(), "{kind}");
        assert_eq!(ids[0], ids[1], "{kind}");
    }
}

#[tokio::test]
async fn one_article_is_one_record_by_whichever_access() {
    let village = village(7);
    let ids = |harvested: Harvested, kind: Kind| {
        let records = harvested.records.into_iter().filter(|record| record.kind() == kind);
        records.map(|record| record.id).collect::<Vec<_>>()
    };
    let (old, _) = visit(OpenSid2410::new(village.clone())).await;
    let (new, _) = visit(OpenSid2601::new(village.clone())).await;
    for kind in [
        Kind::Profile,
        Kind::Article,
        Kind::Official,
        Kind::Event,
        Kind::Statistic,
        Kind::Budget,
        Kind::Project,
        Kind::Product,
        Kind::Place,
        Kind::Document,
        Kind::Organization,
        Kind::Aid,
        Kind::Area,
        Kind::Album,
    ] {
        let of = |harvested: &Harvested| {
            let records = harvested.records.iter().filter(|record| record.kind() == kind);
            records.map(|record| record.id.clone()).collect::<Vec<_>>()
        };
        // The JSON interface shows tables that no page leads to.
        let shown = of(&old);
        let mut both = of(&new);
        both.retain(|id| kind != Kind::Statistic || shown.contains(id));
        assert_eq!(shown, both, "{kind}");
    }
    assert!(!ids(old, Kind::Article).is_empty());
}

#[tokio::test]
async fn where_the_json_fails_the_pages_serve() {
    let village = village(5);
    let broken = Faulty::new(OpenSid2601::new(village.clone())).on("/internal_api/arsip", Fault::Status(500));
    let (harvested, _) = visit(broken).await;
    let articles: Vec<_> = harvested.records.iter().filter(|record| record.kind() == Kind::Article).collect();
    // From 2508 on drafts can be seen by their address: only what the feed lists is taken.
    assert!(!articles.is_empty());
    for article in articles {
        let json = article.entity.to_json().expect("JSON");
        assert!(!json.contains("RAHASIA"), "{}", article.id);
    }
}

#[tokio::test]
async fn a_site_that_answers_rubbish_costs_its_own_visit_only() {
    for fault in [Fault::Status(500), Fault::Html, Fault::Cut(40), Fault::RedirectLoop] {
        let site = Faulty::new(OpenSid2601::new(village(3))).on("/internal_api/statistik/3", fault);
        let (harvested, _) = visit(site).await;
        let statistic = harvested.report.kind(Kind::Statistic).expect("statistics were asked for");
        assert!(statistic.emitted > 5, "the other tables are read: {statistic:?}");
        assert!(harvested.report.kind(Kind::Article).is_some_and(|articles| articles.emitted > 10));
    }
}

#[tokio::test]
async fn each_village_of_the_subdistrict_ends_as_it_should() {
    let pejawaran = Subdistrict::pejawaran();
    let web = pejawaran.web();
    let ends = |name: &str| {
        let member = pejawaran.villages().iter().find(|member| member.village.name == name).expect(name);
        let site = Site::new(member.village.code, &format!("http://{}", member.host())).expect("a site");
        harvest::visit(web.clone(), site)
    };
    let articles =
        |harvested: &Harvested| harvested.report.kind(Kind::Article).map_or(0, |kind| kind.emitted);
    let failure = |harvested: &Harvested| harvested.report.failure.as_ref().map(|failure| failure.kind);

    // A wall before the pages, not before the feed.
    let beji = ends("Beji").await;
    assert!(articles(&beji) > 0, "{:?}", beji.report);
    assert_eq!(failure(&ends("Penusupan").await), Some(ErrorKind::Blocked));
    assert_eq!(failure(&ends("Semangkung").await), Some(ErrorKind::Connect));
    // A feed that breaks off, under status 500.
    let biting = ends("Biting").await;
    check(pejawaran.truth("33.04.15.2006".parse().expect("a code")).expect("Biting"), &biting);
    // A plain site has a feed, and nothing else.
    let sarwodadi = ends("Sarwodadi").await;
    assert!(articles(&sarwodadi) > 0);
    assert_eq!(sarwodadi.report.platform().map(|platform| platform.platform.as_str()), Some("feed"));
    // What the menu does not lead to is marked.
    let darmayasa = ends("Darmayasa").await;
    assert!(darmayasa.records.iter().all(|record| record.kind() != Kind::Product), "its page is not there");
    let pejawaran_village = ends("Pejawaran").await;
    let albums: Vec<_> =
        pejawaran_village.records.iter().filter(|record| record.kind() == Kind::Album).collect();
    assert!(!albums.is_empty() && albums.iter().all(|album| !album.source.listed));
    // A second visit of an unchanged site changes nothing: same ids, same digests.
    let again = ends("Pejawaran").await;
    let digests = |harvested: &Harvested| {
        harvested.records.iter().map(|record| (record.id.clone(), record.digest.clone())).collect::<Vec<_>>()
    };
    assert_eq!(digests(&pejawaran_village), digests(&again));
}
