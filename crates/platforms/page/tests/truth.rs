//! What is harvested of a simulated site is what is true of its village.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::{Entity, Kind, Order, Platform, Query, Record, Report, Site, Store, Zone};
use balai_harvest::Harvest;
use balai_page::Pages;
use balai_testkit::village::Village;
use balai_testkit::{Answer, Ask, FeedFormat, Handmade, Memory, PlainFeed, Web, Website};

fn village() -> Arc<Village> {
    Arc::new(Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 14))
}

async fn harvest(website: impl Website + 'static, store: &Memory) -> (Report, Vec<Record>) {
    let site = Site::new("33.04.15.2008".parse().expect("a code"), "http://desa.invalid/").expect("a site");
    let platform: Arc<dyn Platform> = Arc::new(Pages::default());
    let harvest = Harvest::new(Arc::new(Web::of(website)), [platform], Arc::new(store.clone()));
    let report = harvest.visit(site).await.expect("the store works");
    let query = Query::new().order(Order::Id).limit(usize::MAX);
    let stored = store.records(&query).await.expect("the store works");
    (report, stored.into_iter().map(|stored| stored.record).collect())
}

fn of_kind(records: &[Record], kind: Kind) -> Vec<&Record> {
    records.iter().filter(|record| record.kind() == kind).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every article by its address: title, instant and text.
fn assert_articles(records: &[Record], village: &Village, folder: &str, to_the_second: bool) {
    let mut found: BTreeMap<_, _> = of_kind(records, Kind::Article)
        .into_iter()
        .map(|record| match &record.entity {
            Entity::Article(it) => (it.url.clone(), (record, it)),
            _ => unreachable!("it is an article"),
        })
        .collect();
    for expected in village.news() {
        let url = format!("http://desa.invalid/{folder}/{}", expected.slug);
        let (record, article) = found.remove(&url).unwrap_or_else(|| panic!("{url} is missing"));
        assert_eq!(article.title, expected.title);
        let local = record.published_at.map(|at| Zone::Wib.local(at)).expect("a date");
        match to_the_second {
            true => assert_eq!(local, expected.published_at, "{url}"),
            false => assert_eq!(local.date(), expected.published_at.date(), "{url}"),
        }
        let text = article.body_text.as_deref().unwrap_or_default();
        let truth = balai_extract::text::from_html(&expected.body).expect("HTML");
        let is_redacted = text.contains("disembunyikan");
        assert!(is_redacted || letters(text) == letters(&truth), "{url}\n{text}\n---\n{truth}");
    }
    assert!(found.is_empty(), "no articles: {:?}", found.keys());
}

#[tokio::test]
async fn a_site_made_by_hand_is_read_completely() {
    let (village, store) = (village(), Memory::new());
    let (report, records) = harvest(Handmade::new(village.clone()), &store).await;
    assert_articles(&records, &village, "berita", true);
    assert!(report.kind(Kind::Article).expect("a report").complete, "{:?}", report.kind(Kind::Article));

    let officials: Vec<_> = of_kind(&records, Kind::Official).iter().map(|it| it.entity.title()).collect();
    for expected in village.officials_in_office() {
        assert!(
            officials.iter().any(|name| name.contains(&expected.name)),
            "{} of {officials:?}",
            expected.name
        );
    }
    assert_eq!(officials.len(), village.officials_in_office().count());

    let events = village.published().filter(|it| it.event.is_some()).count();
    assert_eq!(of_kind(&records, Kind::Event).len(), events);
    assert_eq!(
        of_kind(&records, Kind::Product).len(),
        village.products.iter().filter(|it| it.enabled).count()
    );
    let budgets = of_kind(&records, Kind::Budget);
    assert_eq!(budgets.len(), village.budgets.len());
    for (record, truth) in budgets.iter().zip(&village.budgets) {
        let Entity::Budget(budget) = &record.entity else { unreachable!("it is a budget") };
        let total =
            |section| budget.totals.iter().find(|total| total.section == section).and_then(|it| it.budgeted);
        let sen = |total: Option<balai_core::Rupiah>| total.map(balai_core::Rupiah::sen);
        assert_eq!(sen(total(balai_core::model::Section::Income)), Some(truth.total('4').0));
        assert_eq!(sen(total(balai_core::model::Section::Expenditure)), Some(truth.total('5').0));
    }
    let Entity::Profile(profile) = &of_kind(&records, Kind::Profile)[0].entity else {
        unreachable!("a profile")
    };
    assert_eq!(profile.name, "Darmayasa");
    assert_eq!(profile.address.as_deref(), Some(village.profile.address.as_str()));
    assert_eq!((profile.phones.len(), profile.emails.len(), profile.social.len()), (1, 1, 2));
    assert_eq!(profile.area_ha, Some(f64::from(village.profile.area_ha)));
    assert_eq!(profile.vision.as_deref(), Some(village.profile.vision.as_str()));
    assert_eq!(profile.mission, village.profile.mission);
    assert_eq!(profile.history.as_deref(), Some(village.profile.history.as_str()));
}

/// A second visit keeps what the sitemap says did not change.
#[tokio::test]
async fn an_unchanged_article_is_not_asked_for_again() {
    let (village, store) = (village(), Memory::new());
    let (first, _) = harvest(Handmade::new(village.clone()), &store).await;
    let (second, _) = harvest(Handmade::new(village.clone()), &store).await;
    let kept = second.kind(Kind::Article).expect("a report").kept;
    assert_eq!(kept, village.news().count() as u64);
    assert!(second.requests + kept <= first.requests, "{} and {}", first.requests, second.requests);
}

/// A home page that lists the newest alone is no complete list: what moved off it is not gone.
#[tokio::test]
async fn a_site_without_sitemap_is_read_as_far_as_it_links() {
    struct Without(Handmade);
    impl Website for Without {
        fn respond(&self, ask: &Ask) -> Answer {
            match ask.path() {
                "/sitemap.xml" | "/robots.txt" => Answer::status(404),
                _ => self.0.respond(ask),
            }
        }
    }
    let (village, store) = (village(), Memory::new());
    let (report, records) = harvest(Without(Handmade::new(village.clone())), &store).await;
    assert_articles(&records, &village, "berita", true);
    assert!(!report.kind(Kind::Article).expect("a report").complete);
}

#[tokio::test]
async fn another_hand_made_site_is_read_by_what_it_shows() {
    let village = village();
    let (_, records) = harvest(PlainFeed::new(village.clone(), FeedFormat::Rss), &Memory::new()).await;
    let articles = of_kind(&records, Kind::Article);
    assert_eq!(articles.len(), 10, "as many as the home page links");
    for record in articles {
        let Entity::Article(article) = &record.entity else { unreachable!("it is an article") };
        let truth = village.news().find(|it| article.url.ends_with(&it.slug)).expect("one of the village's");
        assert_eq!(article.title, truth.title);
    }
}

/// What stands on cards is read where nothing surer tells of it, is read once though several pages show it, and is never
/// taken for all that there is.
#[tokio::test]
async fn cards_are_read_where_nothing_surer_tells() {
    struct Cards {
        table: &'static str,
    }
    impl Website for Cards {
        fn respond(&self, ask: &Ask) -> Answer {
            const PEOPLE: [(&str, &str); 3] =
                [("Wahyu Pranoto", "Kepala Desa"), ("Siti Aminah", "Carik"), ("Budi", "Kaur Keuangan")];
            let card = |(name, post): (&str, &str)| {
                format!("<div class=\"card\"><h5>{name}</h5><p>{post}</p><small>NIP 19720101</small></div>")
            };
            let cards = PEOPLE.map(card).concat();
            let goods = ["Keripik", "Kopi", "Gula"]
                .map(|name| format!("<li><b>{name}</b> <span>Rp 15.000</span></li>"))
                .concat();
            let body = match ask.path() {
                "/" => format!("<h2>Aparatur Desa</h2><div>{cards}</div>"),
                "/pemerintahan" => format!(
                    "<h1>Pemerintah Desa</h1><div>{cards}</div>{}<h2>Lapak Desa</h2><ul>{goods}</ul>",
                    self.table
                ),
                _ => return Answer::status(404),
            };
            Answer::html(format!(
                "<html><head><title>Desa Contoh</title></head><body><a href=\"/\">Beranda</a>
                 <a href=\"/pemerintahan\">Pemerintahan</a>{body}</body></html>"
            ))
        }
    }
    let (report, records) = harvest(Cards { table: "" }, &Memory::new()).await;
    let officials: Vec<_> = of_kind(&records, Kind::Official).iter().map(|it| it.entity.title()).collect();
    assert_eq!(officials.len(), 3, "{officials:?}");
    assert_eq!(of_kind(&records, Kind::Product).len(), 3);
    assert!(records.iter().all(|record| !format!("{record:?}").contains("19720101")));
    for kind in [Kind::Official, Kind::Product] {
        assert!(!report.kind(kind).expect("a report").complete, "{kind}");
    }

    let table = "<table><tr><th>Nama<th>Jabatan<tr><td>Rahayu<td>Kepala Desa</table>";
    let (report, records) = harvest(Cards { table }, &Memory::new()).await;
    let officials: Vec<_> = of_kind(&records, Kind::Official).iter().map(|it| it.entity.title()).collect();
    assert_eq!(officials, ["Rahayu, Kepala Desa"]);
    assert!(report.kind(Kind::Official).expect("a report").complete);

    // A table of the council tells nobody of the government.
    let table = "<table><tr><th>Nama<th>Jabatan<tr><td>Rahayu<td>Ketua BPD</table>";
    let (report, records) = harvest(Cards { table }, &Memory::new()).await;
    assert_eq!(of_kind(&records, Kind::Official).len(), 4);
    assert!(!report.kind(Kind::Official).expect("a report").complete);
}
