//! Article pages of OpenSID: simulated ones, and captured ones where there are any.

use std::path::PathBuf;

use balai::{Access, Page, Record, RegionCode, Source, Tls, Zone};
use balai_testkit::{Ask, OpenSid2410, Replay, Subdistrict, Website};
use jiff::Timestamp;

/// An article's page, as a site sent it.
pub struct ArticlePage {
    /// Which one: `2410 simulated, median`.
    pub name: String,
    /// The page.
    pub page: Page,
}

impl ArticlePage {
    /// The page's text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.page.body).expect("OpenSID writes UTF-8")
    }

    /// The page read to a record that has not yet been prepared for a store.
    pub fn record(&self) -> Record {
        let parsed = balai::opensid::parse::article(&self.page, Zone::Wib);
        let parsed = parsed.expect("a page that can be read").expect("an article's page");
        let (village, entity) = (darmayasa(), balai::Entity::from(parsed.article));
        let site = ORIGIN.parse().expect("an address");
        Record {
            id: Record::id_of(village, entity.kind(), &entity.key(&site)),
            village,
            source: Source {
                platform: "opensid".into(),
                via: Access::Page,
                url: self.page.url.clone(),
                fetched_at: self.page.fetched_at,
                tls: Tls::None,
                listed: true,
            },
            published_at: parsed.published,
            updated_at: None,
            digest: String::new(),
            entity,
        }
    }
}

/// The smallest, the median and the largest article page of each site that is at hand: the simulated 2410 always;
/// the captured 2410, 22.11 and 21.12 where `BALAI_CAPTURES` names the folder of captures.
pub fn article_pages() -> Vec<ArticlePage> {
    let pejawaran = Subdistrict::pejawaran();
    let village = pejawaran.member(darmayasa()).expect("Darmayasa is in Pejawaran").village.clone();
    let paths: Vec<_> = village.published().map(|article| format!("/{}", article.path())).collect();
    let mut pages = three_of("2410 simulated", &OpenSid2410::new(village), &paths);

    let Some(folder) = std::env::var_os("BALAI_CAPTURES").map(PathBuf::from) else {
        eprintln!("without the captured pages: BALAI_CAPTURES does not name their folder");
        return pages;
    };
    for (name, capture) in [
        ("2410 natra", "opensid-2410-natra"),
        ("22.11 esensi", "opensid-2211-esensi"),
        ("21.12 klasik", "opensid-2112-klasik"),
    ] {
        let site = Replay::open(folder.join(capture)).expect("a capture");
        let sitemap = site.respond(&Ask::new(ORIGIN, "/sitemap.xml"));
        let found = balai::extract::sitemap::entries(&sitemap.body);
        let paths = found.iter().filter_map(|entry| Some(entry.location.strip_prefix(ORIGIN)?.to_owned()));
        let paths: Vec<_> = paths.filter(|path| path.contains("/artikel/")).collect();
        pages.extend(three_of(name, &site, &paths));
    }
    pages
}

const ORIGIN: &str = "http://darmayasa.invalid";

fn darmayasa() -> RegionCode {
    "33.04.15.2008".parse().expect("a code")
}

fn three_of(site: &str, website: &dyn Website, paths: &[String]) -> Vec<ArticlePage> {
    let mut pages: Vec<Page> = paths.iter().filter_map(|path| article_page(website, path)).collect();
    assert!(!pages.is_empty(), "{site} has articles");
    pages.sort_by_key(|page| page.body.len());
    [("smallest", 0), ("median", pages.len() / 2), ("largest", pages.len() - 1)]
        .map(|(which, at)| ArticlePage { name: format!("{site}, {which}"), page: pages[at].clone() })
        .into()
}

/// The page at a path, if it can be read as an article.
fn article_page(website: &dyn Website, path: &str) -> Option<Page> {
    let answer = website.respond(&Ask::new(ORIGIN, path));
    let page = Page {
        url: format!("{ORIGIN}{path}").parse().ok()?,
        status: answer.status,
        headers: answer.headers.into_iter().collect(),
        fetched_at: Timestamp::UNIX_EPOCH,
        tls: Tls::None,
        body: answer.body,
    };
    let parsed = balai::opensid::parse::article(&page, Zone::Wib).ok().flatten();
    (page.status == 200 && parsed.is_some()).then_some(page)
}
