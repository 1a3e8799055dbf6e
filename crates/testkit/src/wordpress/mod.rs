//! A village site on WordPress.

mod calendar;
mod content;
mod feed;
mod item;
mod page;
mod rest;
mod shape;
mod shop;
mod sitemap;
mod theme;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use crate::village::Village;
use crate::{Answer, Ask, Website};

pub use content::SERVICES;
pub use item::{Item, ItemState};

/// A village site as WordPress 6.1 serves it.
///
/// *Open*: REST, pretty permalinks, full feeds, The Events Calendar, WooCommerce, types of posts with REST and without.
/// *Closed*: REST refuses everyone, plain permalinks (so that a path which should be another answer is the home page
/// under 200), feeds of summaries, Modern Events Calendar, goods as a type of posts.
///
/// Both leak what WordPress leaks: how authors sign in, who commented. Texts that are not for the world bear the mark
/// `RAHASIA`.
///
/// Clones are windows on one site: it may be changed between two requests.
///
/// ```
/// use balai_testkit::village::Village;
/// use balai_testkit::wordpress::WordPress;
/// use balai_testkit::{Ask, Website};
///
/// let village = Village::generate("33.04.15.2008".parse()?, "Darmayasa", 1);
/// let site = WordPress::open(village);
/// let ask = Ask::new("http://desa.invalid", "/wp-json/wp/v2/posts?per_page=1&_fields=id");
/// assert!(site.respond(&ask).header_value("X-WP-Total").is_some());
/// # Ok::<(), balai_core::RegionCodeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct WordPress {
    village: Arc<Village>,
    is_open: bool,
    /// The number of the page that stands in place of the newest posts.
    front: Option<u64>,
    /// Whether sitemaps tell when what they list was changed.
    dates_sitemaps: bool,
    items: Arc<RwLock<Vec<Item>>>,
}

impl WordPress {
    /// A site whose REST interface is open, with pretty permalinks.
    pub fn open(village: impl Into<Arc<Village>>) -> Self {
        Self::of(village.into(), true)
    }

    /// A site whose REST interface is closed, with plain permalinks and feeds of summaries.
    pub fn closed(village: impl Into<Arc<Village>>) -> Self {
        Self::of(village.into(), false)
    }

    fn of(village: Arc<Village>, is_open: bool) -> Self {
        let items = Arc::new(RwLock::new(content::of(&village, is_open)));
        Self { village, is_open, front: None, dates_sitemaps: false, items }
    }

    /// The same site with sitemaps that tell when what they list was changed, as plugins and later WordPress write them.
    pub fn dated_sitemaps(self) -> Self {
        Self { dates_sitemaps: true, ..self }
    }

    /// The same site with one of its pages, by the last part of its address, in place of the newest posts: it stands
    /// under the site's own address then.
    pub fn front_page(self, slug: &str) -> Self {
        let front =
            self.database().iter().find(|item| item.sort == "page" && item.slug == slug).map(|it| it.id);
        Self { front, ..self }
    }

    /// Everything in the site's database, whoever may read it, by number.
    pub fn items(&self) -> Vec<Item> {
        self.database().clone()
    }

    /// Changes the site's database, as an editor does while someone reads the site.
    pub fn change(&self, edit: impl FnOnce(&mut Vec<Item>)) {
        let mut items = self.items.write().unwrap_or_else(PoisonError::into_inner);
        edit(&mut items);
        items.sort_by_key(|item| item.id);
    }

    /// The address of an item's page.
    pub fn link(&self, origin: &str, item: &Item) -> String {
        let Item { id, sort, slug, published_at, .. } = item;
        if self.front == Some(*id) {
            return format!("{origin}/");
        }
        if self.is_open {
            let path = match *sort {
                "post" => format!("{}/{slug}", item::local(*published_at).strftime("%Y/%m/%d")),
                "page" => slug.clone(),
                "tribe_events" => format!("event/{slug}"),
                other => format!("{other}/{slug}"),
            };
            return format!("{origin}/{path}/");
        }
        match *sort {
            "post" => format!("{origin}/?p={id}"),
            "page" => format!("{origin}/?page_id={id}"),
            other => format!("{origin}/?{other}={slug}"),
        }
    }

    fn database(&self) -> RwLockReadGuard<'_, Vec<Item>> {
        self.items.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The listed items of a type, newest first.
    fn listed(&self, sort: &str) -> Vec<Item> {
        let mut items: Vec<Item> =
            self.database().iter().filter(|item| item.sort == sort && item.is_listed()).cloned().collect();
        items.sort_by_key(|item| std::cmp::Reverse((item.published_at, item.id)));
        items
    }

    fn name(&self) -> String {
        format!("Desa {}", self.village.name)
    }

    /// The answer to a path, with pretty permalinks.
    fn pretty(&self, ask: &Ask) -> Answer {
        let path = ask.path();
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            ["wp-json", route @ ..] => return rest::respond(self, ask, &route.join("/")),
            ["robots.txt"] => return sitemap::robots(ask),
            [file] if file.ends_with(".xml") => {
                return sitemap::by_file(self, ask, file).unwrap_or_else(|| page::missing(self, ask));
            }
            _ => {}
        }
        if !path.ends_with('/') {
            let query = ask.target.strip_prefix(path).unwrap_or_default();
            return Answer::redirect(&format!("{path}/{query}")).with_status(301);
        }
        match parts.as_slice() {
            [] => page::home(self, ask, 1),
            ["page", number] => page::home(self, ask, number.parse().unwrap_or(0)),
            ["feed"] => feed::respond(self, ask, "post"),
            ["comments", "feed"] => feed::comments(self, ask),
            [sort, "feed"] => feed::respond(self, ask, sort),
            ["author", _] => page::author(self, ask),
            _ => page::by_path(self, ask, &parts),
        }
    }

    /// The answer to a query: with plain permalinks there is no other way, with pretty ones it leads to them.
    fn plain(&self, ask: &Ask) -> Option<Answer> {
        if let Some(route) = ask.parameter("rest_route") {
            return Some(rest::respond(self, ask, route.trim_matches('/')));
        }
        if ask.parameter("feed").is_some() {
            let sort = ask.parameter("post_type").filter(|sort| sort != "page");
            return Some(feed::respond(self, ask, sort.as_deref().unwrap_or("post")));
        }
        if ask.parameter("sitemap").is_some() {
            return Some(sitemap::by_query(self, ask).unwrap_or_else(|| page::missing(self, ask)));
        }
        if ask.parameter("author").is_some() {
            return Some(page::author(self, ask));
        }
        let item = {
            let database = self.database();
            let number = ask.parameter("p").or_else(|| ask.parameter("page_id"));
            let asked = ask.query().into_iter().find_map(|(name, value)| {
                let is_it = |item: &&Item| match name.as_str() {
                    "p" | "page_id" => number.as_deref().is_some_and(|number| number.parse() == Ok(item.id)),
                    other => item.sort == other && item.slug == value,
                };
                let is_known = matches!(name.as_str(), "p" | "page_id") || content::is_type(&name);
                is_known.then(|| database.iter().find(is_it).cloned())
            });
            asked?
        };
        Some(match item.filter(Item::is_listed) {
            None => page::missing(self, ask),
            Some(item) if self.is_open => Answer::redirect(&self.link(&ask.origin, &item)).with_status(301),
            Some(item) => {
                let part = ask.parameter("page").and_then(|part| part.parse().ok()).unwrap_or(1);
                page::single(self, ask, &item, part)
            }
        })
    }
}

impl Website for WordPress {
    fn respond(&self, ask: &Ask) -> Answer {
        let path = ask.path();
        if path.starts_with("/wp-content/") || path.starts_with("/wp-includes/") {
            return match path.ends_with(".pdf") {
                true => Answer::of("application/pdf", "%PDF-1.4\n% simulasi\n"),
                false => Answer::of("image/jpeg", &b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01simulasi"[..]),
            };
        }
        match path.trim_end_matches('/') {
            "/wp-login.php" | "/wp-admin" => {
                return page::plain("Masuk", "<form id=\"loginform\">RAHASIA</form>");
            }
            "/xmlrpc.php" => {
                return Answer::of("text/plain", "XML-RPC server accepts POST requests only.")
                    .with_status(405);
            }
            _ => {}
        }
        if let Some(answer) = self.plain(ask) {
            return answer;
        }
        if self.is_open {
            return self.pretty(ask);
        }
        // The web server gives what it does not find to WordPress, which knows no paths.
        let number = ask.parameter("paged").and_then(|number| number.parse().ok()).unwrap_or(1);
        match path.rsplit('/').next() {
            Some(last) if !last.is_empty() && !last.contains('.') => {
                Answer::redirect(&format!("{path}/")).with_status(301)
            }
            _ => page::home(self, ask, number),
        }
    }
}
