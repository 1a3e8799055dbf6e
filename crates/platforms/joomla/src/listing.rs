//! What articles there are: the walk over categories, their feeds, and where those do not do, their pages.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use balai_core::{Error, ErrorKind, Origin, Page, Result, Visit, Zone};
use balai_extract::css;
use balai_extract::date;
use balai_extract::feed::Reader;
use balai_extract::html::Document;
use jiff::Timestamp;
use url::Url;

use crate::address::{self, Plain};
use crate::{category, double, menu, page};

/// The most pages of one list, and of links of one menu, that are read.
const MOST_PAGES: usize = 1000;
const MOST_LINKS: usize = 60;

/// The articles that the site lists, as the visit found them.
#[derive(Default)]
pub(crate) struct Listed {
    pub(crate) items: Vec<Item>,
    /// Whether these are all.
    pub(crate) whole: bool,
}

/// An article as a list tells of it.
pub(crate) struct Item {
    /// Its address in one spelling.
    pub(crate) url: Url,
    /// Its address as the list has it.
    pub(crate) link: Url,
    pub(crate) title: Option<String>,
    /// When it was written, or published.
    pub(crate) published: Option<Timestamp>,
    /// What the feed has of it.
    pub(crate) intro: Option<Intro>,
}

/// The beginning of an article's text, from the feed.
pub(crate) struct Intro {
    pub(crate) html: String,
    pub(crate) category: Option<String>,
    pub(crate) origin: Origin,
}

impl Listed {
    /// Looks at the site's lists, once a visit.
    pub(crate) async fn of(visit: &mut Visit<'_>) -> Result<Arc<Self>> {
        if let Some(known) = visit.memo() {
            return Ok(known);
        }
        let mut walk = Walk::new(visit.site().url.clone(), visit.zone());
        walk.walk(visit).await?;
        let listed = Arc::new(Self { items: double::joined(walk.items), whole: walk.whole });
        visit.set_memo(listed.clone());
        Ok(listed)
    }
}

struct Walk {
    site: Url,
    zone: Zone,
    items: Vec<Item>,
    /// Where each article stands among the items, by its address.
    places: HashMap<Url, usize>,
    /// The lists that are still to be read, and those that were met.
    lists: Vec<Url>,
    met: BTreeSet<Url>,
    whole: bool,
}

/// How far a feed could be read.
#[derive(PartialEq, Eq)]
enum Reach {
    /// To its end.
    End,
    /// Not to its end.
    Part,
    /// It is none.
    Nothing,
}

impl Walk {
    fn new(site: Url, zone: Zone) -> Self {
        Self {
            site,
            zone,
            items: Vec::new(),
            places: HashMap::new(),
            lists: Vec::new(),
            met: BTreeSet::new(),
            whole: false,
        }
    }

    async fn walk(&mut self, visit: &mut Visit<'_>) -> Result<()> {
        let home = match visit.get("/").await {
            Err(error) if error.kind().is_unreachable() => return Err(error),
            home => home,
        };
        // The page of all categories is there whatever the menu links; 1.5 has none.
        let all = visit.get("index.php?option=com_content&view=categories&id=0").await;
        let why_not = match all.and_then(|page| category::all(&page, &self.site)) {
            Ok(categories) => {
                categories.into_iter().for_each(|category| self.add_list(category));
                None
            }
            Err(error) if error.kind().is_unreachable() => return Err(error),
            Err(error) => Some(error),
        };
        self.whole = why_not.is_none();
        if let Ok(home) = &home {
            if let Err(error) = self.add_plain_links(home) {
                visit.note(format!("the links of the home page cannot be read: {error}"));
            }
            if self.lists.is_empty() {
                self.open_menu(home, visit).await?;
            }
        }
        while let Some(list) = self.lists.pop() {
            self.read_list(&list, visit).await?;
        }
        self.read_featured(visit).await?;
        match (self.items.is_empty(), home, why_not) {
            (true, Err(error), _) => Err(error),
            (true, _, Some(error)) if error.kind() != ErrorKind::NotFound => Err(error),
            (true, ..) if self.met.is_empty() => {
                Err(Error::not_offered("neither categories nor the menu lead to articles").at(&self.site))
            }
            _ => Ok(()),
        }
    }

    fn add_list(&mut self, list: Url) {
        if self.met.insert(address::category(&list)) {
            self.lists.push(list);
        }
    }

    /// Adds an article, or what one more list tells of it.
    fn add(&mut self, item: Item) {
        match self.places.get(&item.url) {
            Some(place) => {
                let known = &mut self.items[*place];
                known.title = known.title.take().or(item.title);
                known.published = known.published.or(item.published);
                known.intro = known.intro.take().or(item.intro);
            }
            None => {
                self.places.insert(item.url.clone(), self.items.len());
                self.items.push(item);
            }
        }
    }

    fn add_link(&mut self, link: Url, title: Option<String>) {
        let url = address::article(&link);
        self.add(Item { url, link, title, published: None, intro: None });
    }

    /// The home page links articles and categories; where its addresses are plain, they tell which.
    fn add_plain_links(&mut self, home: &Page) -> Result<()> {
        let document = Document::parse(home)?;
        for (link, _) in category::links(&document, document.select(css!("a[href]")), &self.site.clone()) {
            match Plain::of(&link) {
                // The link's words may be a menu's, and not the article's title.
                Some(Plain::Article(_)) => self.add_link(link, None),
                Some(Plain::Category(_)) if numbered(&link).1.is_empty() => self.add_list(link),
                _ => {}
            }
        }
        Ok(())
    }

    /// Looks at what the menu leads to, to tell articles and lists.
    async fn open_menu(&mut self, home: &Page, visit: &mut Visit<'_>) -> Result<()> {
        for link in menu::links(home, &self.site)?.into_iter().take(MOST_LINKS) {
            let opened = match visit.get(link.as_str()).await {
                Ok(opened) => opened,
                Err(error) if error.kind().is_unreachable() => return Err(error),
                Err(_) => continue,
            };
            if category::parse(&opened, &self.site).is_ok_and(|shelf| shelf.is_some()) {
                self.add_list(link);
            } else if page::parse(&opened, self.zone).is_ok_and(|parsed| parsed.is_some()) {
                self.add_link(link, None);
            }
        }
        Ok(())
    }

    async fn read_list(&mut self, list: &Url, visit: &Visit<'_>) -> Result<()> {
        if self.read_feed(list, visit).await != Reach::End && !self.read_pages(list, visit).await? {
            self.whole = false;
        }
        Ok(())
    }

    /// The articles of the home page, of whichever categories.
    async fn read_featured(&mut self, visit: &Visit<'_>) -> Result<()> {
        let list = visit.site().resolve("index.php?option=com_content&view=featured")?;
        let home = self.site.clone();
        if self.read_feed(&list, visit).await == Reach::Part && !self.read_pages(&home, visit).await? {
            self.whole = false;
        }
        Ok(())
    }

    /// Reads a list's feed, page by page: each is as long as the site will have it, so that what came is counted. The
    /// last article is asked for once more, to see that the list has not moved meanwhile and that `start` is heeded.
    async fn read_feed(&mut self, list: &Url, visit: &Visit<'_>) -> Reach {
        let feed = address::with(list, "format=feed&type=rss");
        let (mut count, mut last) = (0, None);
        for _ in 0..MOST_PAGES {
            let repeats = count > 1;
            let url = match count - usize::from(repeats) {
                0 => feed.clone(),
                start => address::with(&feed, &format!("start={start}")),
            };
            let reach = if count == 0 { Reach::Nothing } else { Reach::Part };
            let Ok(page) = visit.get(url.as_str()).await else { return reach };
            let Some(FeedPage { items, is_whole }) = feed_page(&page, self.zone) else { return reach };
            let urls: Vec<Url> = items.iter().map(|item| item.url.clone()).collect();
            let joins = repeats == (last.is_some() && urls.first() == last.as_ref());
            for item in items {
                if address::is_below(&item.url, &self.site) {
                    self.add(item);
                }
            }
            if !is_whole || !joins {
                return Reach::Part;
            }
            if urls.len() == usize::from(repeats) {
                return Reach::End;
            }
            count += urls.len() - usize::from(repeats);
            last = urls.into_iter().last();
        }
        Reach::Part
    }

    /// Reads a list's pages, as visitors do; whether all of them were.
    async fn read_pages(&mut self, list: &Url, visit: &Visit<'_>) -> Result<bool> {
        let (mut open, mut met, mut is_whole) = (vec![list.clone()], BTreeSet::new(), true);
        met.insert(numbered(list));
        while let Some(url) = open.pop() {
            let page = match visit.get(url.as_str()).await {
                Ok(page) => page,
                Err(error) if error.kind().is_unreachable() => return Err(error),
                Err(_) => {
                    is_whole = false;
                    continue;
                }
            };
            let Ok(Some(shelf)) = category::parse(&page, &self.site) else {
                is_whole = false;
                continue;
            };
            for (link, title) in shelf.articles {
                self.add_link(link, title);
            }
            shelf.children.into_iter().for_each(|child| self.add_list(child));
            for page in shelf.pages {
                if met.len() < MOST_PAGES && met.insert(numbered(&page)) {
                    open.push(page);
                }
            }
        }
        Ok(is_whole && met.len() < MOST_PAGES)
    }
}

/// Which page of a list an address leads to, in one spelling.
fn numbered(url: &Url) -> (Url, String) {
    let start = url.query_pairs().find(|(name, _)| matches!(&**name, "start" | "limitstart"));
    let start = start.map(|(_, value)| value.into_owned()).filter(|start| start != "0").unwrap_or_default();
    let mut list = address::category(url);
    if Plain::of(url).is_none() {
        list.set_query(None);
    }
    (list, start)
}

/// One page of a feed.
struct FeedPage {
    items: Vec<Item>,
    /// Whether nothing of it is lost.
    is_whole: bool,
}

/// Reads a page of a feed; `None` where it is none, as the errors are that Joomla answers under status 200.
fn feed_page(page: &Page, zone: Zone) -> Option<FeedPage> {
    let mut reader = Reader::new(page.url.clone(), &page.content_type());
    reader.push(&page.body).ok()?;
    let mut items = Vec::new();
    while let Some(item) = reader.next_item() {
        let Some(link) = item.url else { continue };
        let published = item.published.as_deref().and_then(|at| date::instant(at, zone, page.fetched_at));
        let html = item.content_html.or(item.summary_html);
        let category = item.categories.into_iter().find(|name| !matches!(name.as_str(), "Featured" | "ROOT"));
        items.push(Item {
            url: address::article(&link),
            link,
            title: item.title,
            published,
            intro: html.map(|html| Intro { html, category, origin: Origin::from(page) }),
        });
    }
    let end = reader.finish().ok()?;
    Some(FeedPage { items, is_whole: !end.is_cut_off && end.skipped_count == 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_one_by_what_it_holds() {
        let read = |body: &str| {
            feed_page(&crate::page_at("https://desa.example/berita?format=feed", body), Zone::Wib)
        };
        let feed = read(
            "<rss><channel><title>Berita</title><item><title>Panen &amp; Kopi</title>\
             <link>https://desa.example/index.php?view=article&amp;id=12&amp;catid=8</link>\
             <description><![CDATA[<p>Awal.</p>]]></description><category>Featured</category><category>Berita</category>\
             <pubDate>Thu, 10 Sep 2026 08:00:05 +0700</pubDate></item></channel></rss>",
        );
        let FeedPage { items, is_whole } = feed.expect("a feed");
        assert!(is_whole);
        assert_eq!(items[0].title.as_deref(), Some("Panen & Kopi"));
        assert_eq!(items[0].url.query(), Some("option=com_content&view=article&id=12"));
        assert_eq!(items[0].link.query(), Some("view=article&id=12&catid=8"));
        assert_eq!(items[0].published.expect("a time").to_string(), "2026-09-10T01:00:05Z");
        let intro = items[0].intro.as_ref().expect("a beginning");
        assert_eq!((intro.html.trim(), intro.category.as_deref()), ("<p>Awal.</p>", Some("Berita")));
        let empty = read("<rss><channel><title>Berita</title></channel></rss>").expect("a feed");
        assert!(empty.items.is_empty() && empty.is_whole);
        assert!(!read("<rss><channel><title>Berita</title><item>").expect("a feed").is_whole);
        assert!(read("<?xml version='1.0'?><error><code>404</code></error>").is_none());
        assert!(read("<title>Galat</title>").is_none());
    }

    #[test]
    fn a_page_of_a_list_has_one_number() {
        let number =
            |path: &str| numbered(&Url::parse(&format!("https://desa.example/{path}")).expect("a URL"));
        assert_eq!(number("berita"), number("berita?limitstart=0"));
        assert_ne!(number("berita"), number("berita?start=4"));
        assert_eq!(
            number("index.php?view=category&id=8&start=4"),
            number("index.php?option=com_content&view=category&layout=blog&id=8&start=4")
        );
    }
}
