//! A simulated Joomla shows what a Joomla shows, and hides what it hides.

use std::collections::BTreeSet;
use std::sync::Arc;

use balai_testkit::village::{Article, Village};
use balai_testkit::{Answer, Ask, Joomla4, JoomlaLinks, Website};
use scraper::{Html, Selector};

const ORIGIN: &str = "http://desa.invalid";

fn village() -> Arc<Village> {
    Arc::new(Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 4))
}

fn get(site: &Joomla4, target: &str) -> Answer {
    site.respond(&Ask::new(ORIGIN, target))
}

fn texts(page: &Answer, selector: &str) -> Vec<String> {
    let page = Html::parse_document(&page.text());
    let selector = Selector::parse(selector).expect("a selector");
    let text = |element: scraper::ElementRef<'_>| {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    page.select(&selector).map(text).collect()
}

fn links(page: &Answer, selector: &str) -> Vec<String> {
    let page = Html::parse_document(&page.text());
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).filter_map(|element| element.attr("href").map(str::to_owned)).collect()
}

/// The titles of a category's feed, over all its pages.
fn titles(site: &Joomla4, path: &str) -> Vec<String> {
    let join = if path.contains('?') { '&' } else { '?' };
    let mut titles = Vec::new();
    loop {
        let answer = get(site, &format!("{path}{join}format=feed&type=rss&limit=100&start={}", titles.len()));
        let feed = feed_rs::parser::parse(&answer.body[..]).expect("a feed");
        assert!(feed.entries.len() <= 4, "`limit` is ignored");
        if feed.entries.is_empty() {
            return titles;
        }
        titles.extend(feed.entries.into_iter().filter_map(|entry| entry.title).map(|title| title.content));
    }
}

#[test]
fn the_feeds_of_all_categories_have_all_articles() {
    let village = village();
    let expected: BTreeSet<&str> = village
        .articles
        .iter()
        .filter(|article| article.is_published() || Joomla4::is_registered(article))
        .map(|article| article.title.as_str())
        .collect();
    for addresses in [JoomlaLinks::Plain, JoomlaLinks::Friendly] {
        let site = Joomla4::new(village.clone(), addresses);
        let categories =
            links(&get(&site, "/index.php?option=com_content&view=categories&id=0"), ".categories-list a");
        assert_eq!(categories.len(), village.categories.len() + 3);
        let found: Vec<String> = categories.iter().flat_map(|path| titles(&site, path)).collect();
        assert_eq!(found.iter().map(String::as_str).collect::<BTreeSet<_>>(), expected);

        let listed: BTreeSet<String> = categories
            .iter()
            .flat_map(|path| {
                let first = get(&site, path);
                let more = links(&first, ".pagination a");
                let pages = more.into_iter().skip(1).map(|path| get(&site, &path));
                let pages: Vec<Answer> = pages.chain([first]).collect();
                pages.into_iter().flat_map(|page| links(&page, ".blog-item h2 a"))
            })
            .collect();
        let paths: BTreeSet<String> = village.published().map(|article| site.path(article)).collect();
        assert_eq!(listed, paths);
    }
}

#[test]
fn an_article_page_holds_the_article() {
    let village = village();
    let words = |html: &str| {
        let text: String = Html::parse_fragment(html).root_element().text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let site = Joomla4::new(village.clone(), JoomlaLinks::Friendly);
    let mut broken = 0;
    for article in village.published() {
        for target in [
            format!("/index.php?option=com_content&view=article&id={}&tmpl=component&print=1", article.id),
            format!("{}?showall=1", site.path(article)),
        ] {
            let page = get(&site, &target);
            assert_eq!(page.status, 200, "{target}");
            assert_eq!(texts(&page, ".page-header h1, .page-header h2"), ["Beranda", &article.title]);
            let body = texts(&page, "[itemprop=articleBody]").concat();
            let whole = words(&article.body.replace("[[", "<!--").replace("]]", "-->"));
            assert!(body.contains(&whole), "{target}: {body}\n{whole}");
            assert_eq!(page.text().contains("<header"), !target.contains("component"));
        }
        let page = get(&site, &site.path(article));
        broken += texts(&page, ".pagenavcounter").len();
    }
    assert!(broken > 3, "some are broken into pages");
}

#[test]
fn what_is_not_public_is_refused() {
    let village = village();
    let hidden = |article: &&Article| !article.is_published();
    for addresses in [JoomlaLinks::Plain, JoomlaLinks::Friendly] {
        let site = Joomla4::new(village.clone(), addresses);
        for article in village.articles.iter().filter(hidden) {
            let raw = format!("/index.php?option=com_content&view=article&id={}", article.id);
            for path in [raw, site.path(article)] {
                let answer = get(&site, &path);
                assert_eq!(answer.status, if Joomla4::is_registered(article) { 403 } else { 404 }, "{path}");
                assert!(!answer.text().contains("RAHASIA") && !answer.text().contains(&article.title));
            }
        }
        // The feed tells what its page refuses: no record may hold it.
        let feed =
            get(&site, "/index.php?option=com_content&view=category&id=8&format=feed&type=rss&start=0");
        let all = (0..12).map(|page| {
            format!("/index.php?option=com_content&view=category&id=8&format=feed&start={}", page * 4)
        });
        assert!(
            feed.status == 200
                && all.map(|target| get(&site, &target).text()).any(|text| text.contains("RAHASIA-DRAF"))
        );
    }
}

#[test]
fn the_platforms_habits_are_there() {
    let village = village();
    let site = Joomla4::new(village.clone(), JoomlaLinks::Plain);
    let home = get(&site, "/");
    assert_eq!(home.header_value("expires"), Some("Wed, 17 Aug 2005 00:00:00 GMT"));
    assert!(home.text().contains("Joomla! - Open Source Content Management"));
    let unknown = get(&site, "/index.php?option=com_content&view=category&id=999&format=feed&type=rss");
    assert!(unknown.status == 200 && unknown.text().contains("<code>404</code>"));
    assert_eq!(get(&site, "/api/index.php/v1/content/articles").status, 401);
    assert_eq!(texts(&get(&site, "/index.php?format=feed"), "item > title").len(), 2);
    let old = Joomla4::new(village, JoomlaLinks::Plain).without_categories();
    assert_eq!(get(&old, "/index.php?option=com_content&view=categories&id=0").status, 404);
}
