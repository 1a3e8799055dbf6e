//! The REST interface: addresses, and the shapes that it answers.

use balai_core::model::Photo;
use balai_core::{Access, Error, ErrorKind, Page, Request, Result, Visit};
use balai_extract::html;
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use url::Url;

use crate::list::Numbered;
use crate::post::{Post, Sort};
use crate::surface::{Index, Surface};

/// The most items that a list gives at a time.
pub(crate) const MOST: usize = 100;

/// A site's REST interface.
#[derive(Clone, Debug)]
pub(crate) struct Rest {
    pub(crate) base: Url,
    /// How many items to ask for at a time.
    pub(crate) page_size: usize,
}

impl Rest {
    /// The address of a route (`wp/v2/posts`) with a query (`per_page=100`).
    pub(crate) fn url(&self, route: &str, query: &str) -> Result<Url> {
        let base = self.base.as_str().trim_end_matches('/');
        let has_query = self.base.query().is_some();
        let separator = match (query.is_empty(), has_query) {
            (true, _) => "",
            (false, true) => "&",
            (false, false) => "?",
        };
        let address = format!("{base}/{route}{separator}{query}");
        Url::parse(&address).map_err(|error| Error::malformed(format!("{error}: {address}")))
    }

    /// What the interface says of the site; `None` where what answers is no such interface.
    pub(crate) async fn index(&self, visit: &Visit<'_>) -> Result<Option<Index>> {
        // Without the list of fields it is of megabytes.
        const FIELDS: &str =
            "_fields=name,description,url,home,gmt_offset,timezone_string,namespaces,site_icon_url";
        let page = visit.peek(self.url("", FIELDS)?.as_str()).await?;
        if let Some(error) = refusal(&page) {
            return Err(error);
        }
        let index = read::<Index>(&page).ok();
        Ok(index.filter(|index| index.namespaces.iter().any(|name| name.starts_with("wp/"))))
    }

    /// One answer of the interface. Nothing of it is remembered.
    pub(crate) async fn get(&self, visit: &Visit<'_>, route: &str, query: &str) -> Result<Page> {
        let page = visit.open(Request::new(self.url(route, query)?)).await?.page().await?;
        match refusal(&page) {
            Some(error) => Err(error),
            None => page.check().map(drop).map(|()| page),
        }
    }
}

/// A post as far as its number, its address, its times, and whether a password stands before it.
#[derive(Debug, Deserialize)]
pub(crate) struct Stub {
    pub(crate) id: u64,
    pub(crate) link: String,
    #[serde(default)]
    date_gmt: Option<String>,
    #[serde(default)]
    modified_gmt: Option<String>,
    #[serde(default)]
    content: Maybe<Rendered>,
}

impl Stub {
    /// Not told before WordPress 5.3.
    pub(crate) fn is_protected(&self) -> bool {
        matches!(&self.content, Maybe::Is(content) if content.protected)
    }

    pub(crate) fn published(&self) -> Option<Timestamp> {
        utc(self.date_gmt.as_deref()?)
    }

    pub(crate) fn updated(&self) -> Option<Timestamp> {
        utc(self.modified_gmt.as_deref()?)
    }
}

/// A post, a page or an item of a site's own type.
#[derive(Deserialize)]
pub(crate) struct Row {
    #[serde(default)]
    id: u64,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    date_gmt: Option<String>,
    #[serde(default)]
    modified_gmt: Option<String>,
    #[serde(default)]
    status: Option<String>,
    link: String,
    #[serde(default)]
    title: Rendered,
    #[serde(default)]
    content: Rendered,
    #[serde(default)]
    excerpt: Rendered,
    #[serde(default)]
    categories: Vec<u64>,
    #[serde(default)]
    tags: Vec<u64>,
    #[serde(default, rename = "_embedded")]
    embedded: Maybe<Embedded>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Rendered {
    #[serde(default)]
    pub(crate) rendered: String,
    #[serde(default)]
    protected: bool,
}

/// What goes with a row. Of an author the name alone is read: the rest is how he signs in.
#[derive(Default, Deserialize)]
struct Embedded {
    #[serde(default)]
    author: Vec<Maybe<Named>>,
    #[serde(default, rename = "wp:term")]
    terms: Vec<Vec<Maybe<Term>>>,
    #[serde(default, rename = "wp:featuredmedia")]
    media: Vec<Maybe<Media>>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

/// A category, a tag, or a term of a site's own taxonomy.
#[derive(Clone, Deserialize)]
pub(crate) struct Term {
    #[serde(default)]
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) taxonomy: String,
}

#[derive(Deserialize)]
struct Media {
    source_url: String,
    #[serde(default)]
    caption: Rendered,
}

/// A value where the interface may as well put an error, or PHP's empty array.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Maybe<T> {
    Is(T),
    #[allow(dead_code)] // what it is makes no difference
    Not(IgnoredAny),
}

impl<T> Default for Maybe<T> {
    fn default() -> Self {
        Self::Not(IgnoredAny)
    }
}

impl<T> Maybe<T> {
    pub(crate) fn get(self) -> Option<T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Not(_) => None,
        }
    }
}

/// What the interface is asked to put beside each row.
pub(crate) const EMBED: &str = "&_embed=author,wp:featuredmedia,wp:term";

impl Numbered for Stub {
    fn number(&self) -> u64 {
        self.id
    }
}

impl Numbered for Row {
    fn number(&self) -> u64 {
        self.id
    }
}

impl Row {
    /// The row as a post; `None` where a password stands before it, or it is not published.
    pub(crate) fn post(
        self,
        sort: Sort,
        site: &Surface,
        visit: &Visit<'_>,
        terms: &[Term],
        page: &Page,
    ) -> Option<Post> {
        let local = |text: &str| site.instant(text.parse().ok()?, visit);
        self.read(sort, terms, page, local)
    }

    pub(crate) fn read(
        self,
        sort: Sort,
        terms: &[Term],
        page: &Page,
        local: impl Fn(&str) -> Option<Timestamp>,
    ) -> Option<Post> {
        if self.content.protected || self.status.as_deref().is_some_and(|status| status != "publish") {
            return None;
        }
        let Embedded { author, terms: embedded, media } = self.embedded.get().unwrap_or_default();
        let mut own: Vec<Term> = embedded.into_iter().flatten().filter_map(Maybe::get).collect();
        if own.is_empty() {
            let is_own = |term: &&Term| self.categories.contains(&term.id) || self.tags.contains(&term.id);
            own.extend(terms.iter().filter(is_own).cloned());
        }
        let of = |taxonomy: &str| {
            let named = own.iter().filter(|term| term.taxonomy == taxonomy);
            named.map(|term| html::plain(&term.name)).collect::<Vec<_>>()
        };
        let image = media.into_iter().find_map(Maybe::get).map(|media| Photo {
            url: media.source_url,
            caption: Some(html::plain(&media.caption.rendered)).filter(|caption| !caption.is_empty()),
        });
        let others = own.iter().filter(|term| !matches!(term.taxonomy.as_str(), "category" | "post_tag"));
        Some(Post {
            sort,
            title: html::plain(&self.title.rendered),
            summary: Some(self.excerpt.rendered).filter(|text| !text.trim().is_empty()),
            html: self.content.rendered,
            shown: None,
            author: author.into_iter().find_map(Maybe::get).map(|author| html::plain(&author.name)),
            categories: of("category"),
            tags: of("post_tag"),
            terms: others.map(|term| html::plain(&term.name)).collect(),
            image,
            published: self.date_gmt.as_deref().and_then(utc).or_else(|| local(self.date.as_deref()?)),
            updated: self.modified_gmt.as_deref().and_then(utc),
            link: self.link,
            via: Access::Api,
            origin: page.into(),
        })
    }
}

/// An instant that the interface tells in UTC, without saying so.
fn utc(text: &str) -> Option<Timestamp> {
    let at: DateTime = text.parse().ok()?;
    jiff::tz::Offset::UTC.to_timestamp(at).ok().filter(|at| *at > Timestamp::UNIX_EPOCH)
}

/// Reads an answer, past what PHP prints before it.
pub(crate) fn read<T: DeserializeOwned>(page: &Page) -> Result<T> {
    let text = page.body.trim_ascii_start();
    let is_page = text.starts_with(b"<!") || text.starts_with(b"<html");
    let start = text.iter().position(|byte| matches!(byte, b'{' | b'[')).filter(|_| !is_page);
    match start.map(|start| serde_json::from_slice(&text[start..])) {
        Some(Ok(value)) => Ok(value),
        // Its own message tells where, and shows how a page begins.
        _ => page.json(),
    }
}

/// Why the interface itself refuses, where it does: `{"code": "rest_…", "data": {"status": 401}}`.
fn refusal(page: &Page) -> Option<Error> {
    #[derive(Deserialize)]
    struct Refusal {
        code: String,
    }

    if page.status < 400 {
        return None;
    }
    let Refusal { code } = read(page).ok()?;
    let kind = match page.status {
        401 | 403 => ErrorKind::Blocked,
        404 => ErrorKind::NotFound,
        400 => ErrorKind::Malformed,
        _ => return None,
    };
    Some(Error::new(kind, format!("WordPress refuses with {code}")).at(&page.url))
}

/// One value of a `Link` header.
pub(crate) struct Link {
    pub(crate) target: String,
    pub(crate) relation: String,
}

/// The links of a `Link` header, by their parameters: between them stand others than the relation.
pub(crate) fn links(header: &str) -> impl Iterator<Item = Link> {
    header.split('<').skip(1).filter_map(|part| {
        let (target, parameters) = part.split_once('>')?;
        let relation = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("rel="))?;
        let relation = relation.trim_end_matches([',', ' ']).trim_matches('"');
        Some(Link { target: target.to_owned(), relation: relation.to_owned() })
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use balai_core::Zone;

    use super::*;
    use crate::answer;
    use crate::parse::articles;

    /// A post of a title and a text.
    pub(crate) fn post(title: &str, html: &str) -> Post {
        Post {
            sort: Sort::Post,
            link: "https://contoh.example/judul/".into(),
            title: title.into(),
            html: html.into(),
            shown: None,
            summary: None,
            author: None,
            categories: Vec::new(),
            tags: Vec::new(),
            terms: Vec::new(),
            image: None,
            published: None,
            updated: None,
            via: Access::Api,
            origin: (&answer("application/json", "[]")).into(),
        }
    }

    #[test]
    fn a_route_is_below_the_path_or_in_the_query() {
        let url = |base: &str| {
            let rest = Rest { base: base.parse().expect("a URL"), page_size: MOST };
            rest.url("wp/v2/posts", "per_page=1").expect("a URL").to_string()
        };
        assert_eq!(url("https://a.example/wp-json/"), "https://a.example/wp-json/wp/v2/posts?per_page=1");
        assert_eq!(
            url("https://a.example/?rest_route=/"),
            "https://a.example/?rest_route=/wp/v2/posts&per_page=1"
        );
    }

    #[test]
    fn a_row_becomes_a_post() {
        let page = answer("application/json", include_str!("../fixtures/posts.json"));
        let articles = articles(&page, Zone::Wib).expect("articles");
        assert_eq!(articles.len(), 2, "a password stands before the third");
        let first = &articles[0];
        assert_eq!(first.title, "Panen Kopi & Cengkih “Raya”");
        assert_eq!(first.author.as_deref(), Some("Asep & Rekan"));
        assert_eq!(first.categories, ["Potensi & Wisata"]);
        assert_eq!(first.tags, ["kopi"]);
        assert_eq!(first.body_text.as_deref(), Some("Warga memanen kopi.\nUnduh laporan"));
        assert_eq!(first.images[0].url, "https://contoh.example/wp-content/uploads/kopi.jpg");
        assert_eq!(first.attachments[0].url, "https://contoh.example/wp-content/uploads/laporan.pdf");
        // Neither an author nor a term could be embedded, and there is no title.
        assert_eq!(articles[1].title, "Foto kegiatan kerja bakti.");
    }

    #[test]
    fn notices_before_the_json_are_passed_and_pages_are_told() {
        let noisy = answer(
            "text/html",
            "\u{feff}<br /><b>Notice</b>: x in y.php\n[{\"id\":1,\"link\":\"https://a.example/\"}]",
        );
        assert_eq!(read::<Vec<Stub>>(&noisy).expect("stubs")[0].id, 1);
        let page = answer("text/html", "<!doctype html><script>var a = [1]</script>");
        assert_eq!(read::<Vec<Stub>>(&page).expect_err("a page").kind(), ErrorKind::Malformed);
    }

    #[test]
    fn a_refusal_is_told_by_its_code() {
        let mut page = answer(
            "application/json",
            r#"{"code":"rest_cannot_access","message":"DRA","data":{"status":401}}"#,
        );
        page.status = 401;
        assert_eq!(refusal(&page).expect("refused").kind(), ErrorKind::Blocked);
        page.status = 200;
        assert!(refusal(&page).is_none());
    }

    #[test]
    fn times_are_utc_and_a_draft_has_none() {
        assert_eq!(utc("2025-06-18T23:20:09").expect("a time").to_string(), "2025-06-18T23:20:09Z");
        assert_eq!(utc("0000-00-00T00:00:00"), None);
    }
}
