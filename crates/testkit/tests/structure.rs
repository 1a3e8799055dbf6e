//! Simulated pages have the structure that the platform's readers go by.

use std::collections::BTreeSet;
use std::sync::Arc;

use balai_testkit::village::{Article, Form, Village};
use balai_testkit::{Ask, FeedFormat, OpenSid2410, OpenSid2601, PlainFeed, Website};
use scraper::{Html, Selector};

const ORIGIN: &str = "http://desa.invalid";

fn village() -> Arc<Village> {
    Arc::new(Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 5))
}

fn page(site: &impl Website, path: &str) -> Html {
    Html::parse_document(&site.respond(&Ask::new(ORIGIN, path)).text())
}

/// The text of everything that a selector finds, whitespace folded.
fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let text = |element: scraper::ElementRef<'_>| {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    page.select(&selector).map(text).collect()
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
}

fn body_text(article: &Article) -> String {
    let body = Html::parse_fragment(&article.body);
    let text: String = body.root_element().text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_article_page_holds_the_article() {
    let village = village();
    let (old, new) = (OpenSid2410::new(village.clone()), OpenSid2601::new(village.clone()));
    for article in village.news() {
        for (site, body) in [(&old as &dyn Website, ".teks"), (&new, ".title_text")] {
            let text = site.respond(&Ask::new(ORIGIN, format!("/{}", article.path()))).text();
            let page = Html::parse_document(&text);
            assert_eq!(texts(&page, ".single_page_area h4.catg_titile").concat(), article.title);
            let bodies = texts(&page, &format!(".single_page_content > {body}"));
            assert_eq!(bodies, [body_text(article)], "{}", article.title);
            let images = attributes(&page, ".single_page_content .sampul a", "href");
            assert_eq!(images.len(), article.images.len());
            let comment = attributes(&page, "#kolom-komentar form", "action");
            assert_eq!(comment, [format!("{ORIGIN}/add_comment/{}", article.id)]);
        }
    }
    for article in village.published().filter(|article| article.event.is_some()) {
        let page = page(&old, &format!("/{}", article.path()));
        assert_eq!(texts(&page, ".single_page_content .info-box-content").len(), 3);
    }
}

#[test]
fn lists_lead_to_all_news() {
    let village = village();
    let site = OpenSid2410::new(village.clone());
    let mut found: BTreeSet<String> =
        attributes(&page(&site, "/"), "#headline h5.catg_titile a", "href").into_iter().collect();
    for number in 1.. {
        let links = attributes(
            &page(&site, &format!("/index/{number}")),
            ".business_category_left h5.catg_titile a",
            "href",
        );
        if links.is_empty() {
            break;
        }
        found.extend(links);
    }
    let expected: BTreeSet<String> =
        village.news().map(|article| format!("{ORIGIN}/{}", article.path())).collect();
    assert_eq!(found, expected);

    let archived: usize = (1..=5)
        .map(|number| texts(&page(&site, &format!("/arsip/{number}")), "table.table-striped tbody tr").len())
        .sum();
    assert_eq!(archived, village.published().count());
}

#[test]
fn every_link_of_the_menu_leads_somewhere() {
    let village = village();
    let (old, new) = (OpenSid2410::new(village.clone()), OpenSid2601::new(village.clone()));
    let links = attributes(&page(&old, "/"), "#navbar ul.nav li > a[href]", "href");
    let own: Vec<_> = links.iter().filter_map(|link| link.strip_prefix(ORIGIN)).collect();
    assert!(own.len() > 40, "{own:?}");
    for path in own {
        let answer = old.respond(&Ask::new(ORIGIN, path));
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.text().contains("artikel-blank"), "{path}");
        if !path.starts_with("/first/statistik/") {
            let answer = new.respond(&Ask::new(ORIGIN, path));
            assert_eq!(answer.status, 200, "{path}");
            assert!(!answer.text().contains("artikel-blank"), "{path}");
        }
    }
}

#[test]
fn the_pages_of_2410_hold_the_truth() {
    let village = village();
    let site = OpenSid2410::new(village.clone());
    let officials = texts(&page(&site, "/pemerintah"), ".pamong .card b");
    assert_eq!(officials.len(), village.officials_in_office().count());
    assert!(officials[0].starts_with(&village.officials[0].title_before));
    assert!(officials[0].contains("Kepala Desa"));

    let areas = texts(&page(&site, "/data-wilayah"), "table.table-striped tbody tr");
    let rts: usize = village.hamlets.iter().flat_map(|hamlet| &hamlet.rws).map(|rw| 1 + rw.rts.len()).sum();
    assert_eq!(areas.len(), village.hamlets.len() + rts);

    let budget = village.budgets.last().expect("a budget");
    let mut reports = village.published().filter(|article| article.form == Form::Finance);
    let report = reports.next().expect("a report").path();
    let rows = texts(&page(&site, &format!("/{report}")), "table.blueTable tbody tr");
    // Three headings of sections, five sums.
    assert_eq!(rows.len(), budget.lines.len() + 3 + 5);

    let sold = village.products.iter().filter(|product| product.enabled).count();
    let products: usize =
        (1..=2).map(|n| texts(&page(&site, &format!("/lapak/{n}")), ".card h4 b").len()).sum();
    assert_eq!(products, sold);

    let complaints: usize =
        (1..=3).map(|n| texts(&page(&site, &format!("/pengaduan/{n}")), "li.list-group-item").len()).sum();
    assert_eq!(complaints, village.complaints.len());

    let year = village.idm[0].year;
    assert_eq!(texts(&page(&site, &format!("/status-idm/{year}")), ".tabel-daftar tbody tr").len(), 53);
    assert_eq!(texts(&page(&site, "/status-sdgs"), ".sdgs-logo").len(), 18);
}

#[test]
fn feeds_are_well_formed() {
    let village = village();
    for (site, path) in [
        (Box::new(OpenSid2410::new(village.clone())) as Box<dyn Website>, "/feed"),
        (Box::new(OpenSid2601::new(village.clone())), "/feed"),
        (Box::new(PlainFeed::new(village.clone(), FeedFormat::Rss)), "/rss.xml"),
        (Box::new(PlainFeed::new(village.clone(), FeedFormat::Atom)), "/atom.xml"),
    ] {
        let answer = site.respond(&Ask::new(ORIGIN, path));
        let feed = feed_rs::parser::parse(&answer.body[..]).expect("a feed");
        let titles =
            feed.entries.iter().filter_map(|entry| entry.title.as_ref()).map(|title| title.content.as_str());
        let news: Vec<&str> = village.news().map(|article| article.title.as_str()).collect();
        assert!(titles.clone().count() >= 20);
        assert!(titles.zip(news).all(|(read, written)| read == written), "{path}");
    }
}
