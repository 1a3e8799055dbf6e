//! Where a site's feed may be, and whether it is there.

use balai_core::{Error, ErrorKind, Page, Probe, Recognition, Request, Response, Result, Site};
use balai_extract::css;
use balai_extract::feed::{Channel, Item, Reader};
use balai_extract::html::Document;
use url::Url;

use crate::article::LARGEST_FEED;

/// Where feeds usually are, the most common first.
const USUAL: [&str; 10] = [
    "/feed", // WordPress, OpenSID, many others
    "/feed.xml",
    "/rss",
    "/rss.xml",
    "/atom.xml",
    "/index.xml",
    "/?feed=rss2",          // WordPress with plain permalinks
    "/feeds/posts/default", // Blogger
    "/feed.json",
    "/?format=feed&type=rss", // Joomla
];

/// An address at which a feed may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) url: Url,
    /// Whether the home page says so; else it is a guess.
    pub(crate) is_linked: bool,
    /// Whether it is on another host than the site: it may be anybody's.
    pub(crate) is_elsewhere: bool,
}

impl Candidate {
    /// Whether nothing else is to be asked of the site after this error: its host is silent, or wants to be left alone
    /// for a while.
    pub(crate) fn ends_with(&self, error: &Error) -> bool {
        !self.is_elsewhere && (error.kind().is_unreachable() || error.wait().is_some())
    }

    /// Whether a feed that begins so is one of the site's articles: not of its comments, nor of a portal that it links.
    pub(crate) fn is_proven_by(&self, site: &Site, channel: &Channel, first: Option<&Item>) -> bool {
        let on_site = |url: &Url| bare_host(url) == bare_host(&site.url);
        let of_site = || {
            channel.url.as_deref().and_then(|url| site.url.join(url).ok()).is_some_and(|url| on_site(&url))
                || first.and_then(|item| item.url.as_ref()).is_some_and(on_site)
        };
        !is_of_comments(channel) && (!self.is_elsewhere || of_site())
    }
}

/// How surely a site can be read by its feed: by one that its home page links, else by the first that proves to be one.
pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    let home = match probe.home().await {
        // There is no use in asking a silent host for more.
        Err(error) if error.kind().is_unreachable() => return Err(error),
        home => home.ok(),
    };
    for candidate in candidates(probe.site(), home.as_deref()) {
        // That it is one is proven when it is read: most sites are known by a surer platform, and need not be asked.
        if candidate.is_linked && !candidate.is_elsewhere {
            return Ok(Some(recognition().because(format!("the home page links {}", candidate.url))));
        }
        let channel = match proof(probe, &candidate).await {
            Ok(Some(channel)) => channel,
            Err(error) if candidate.ends_with(&error) => return Err(error),
            Ok(None) | Err(_) => continue,
        };
        let found = if candidate.is_linked { "the home page links it" } else { "it is at a usual address" };
        let title = channel.title.map(|title| format!(" titled “{title}”")).unwrap_or_default();
        return Ok(Some(recognition().because(format!("{} is a feed{title}: {found}", candidate.url))));
    }
    Ok(None)
}

/// Surer than a reader of whatever pages, less sure than one that knows the platform.
fn recognition() -> Recognition {
    Recognition { confidence: 40, ..Recognition::fallback() }
}

/// What a feed of the site's articles says of itself; `None` where the answer is none. Its beginning is enough, so that
/// a large feed is not fetched twice.
async fn proof(probe: &Probe<'_>, candidate: &Candidate) -> Result<Option<Channel>> {
    let request = Request::new(candidate.url.clone()).limit(LARGEST_FEED);
    let mut response = readable(probe.open(request).await?)?;
    let content_type = response.headers.get("content-type").unwrap_or_default();
    let mut reader = Reader::new(response.url.clone(), content_type);
    let mut first = None;
    loop {
        let piece = match response.body.chunk().await {
            Ok(Some(piece)) => piece,
            // A host that trickles would do so at each guess.
            Err(error) if error.kind() == ErrorKind::Timeout => return Err(error),
            Ok(None) | Err(_) => break,
        };
        reader.push(&piece)?;
        first = reader.next_item();
        if first.is_some() {
            break;
        }
    }
    let channel = reader.finish()?.channel;
    Ok(Some(channel).filter(|channel| candidate.is_proven_by(probe.site(), channel, first.as_ref())))
}

/// An answer whose body may be a feed.
///
/// # Errors
///
/// What its status says, where that is not success; but OpenSID 2410 fails in the middle of its feed, and what came
/// before is good.
pub(crate) fn readable(response: Response) -> Result<Response> {
    if response.status == 500 { Ok(response) } else { response.check() }
}

fn bare_host(url: &Url) -> &str {
    let host = url.host_str().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether a feed is one of comments: WordPress titles it "Comments for …", in its language.
fn is_of_comments(channel: &Channel) -> bool {
    let title = channel.title.as_deref().unwrap_or_default().to_lowercase();
    title.starts_with("comments ") || title.starts_with("komentar ")
}

/// Where the site's feed may be, the likeliest first; last what the site links elsewhere, which is seldom its own.
pub(crate) fn candidates(site: &Site, home: Option<&Page>) -> Vec<Candidate> {
    let home = home.and_then(|home| Some((bare_host(&home.url), Document::parse(home).ok()?)));
    let (host, linked) = home.map(|(host, home)| (host, linked(&home))).unwrap_or_default();
    let linked = linked.into_iter().map(|url| {
        let is_elsewhere = bare_host(&url) != host && bare_host(&url) != bare_host(&site.url);
        Candidate { url, is_linked: true, is_elsewhere }
    });
    let (elsewhere, mut candidates): (Vec<_>, Vec<_>) = linked.partition(|candidate| candidate.is_elsewhere);
    for url in USUAL.iter().filter_map(|path| site.resolve(path).ok()) {
        if !candidates.iter().any(|known| known.url == url) {
            candidates.push(Candidate { url, is_linked: false, is_elsewhere: false });
        }
    }
    candidates.extend(elsewhere);
    candidates
}

/// The feeds of articles that a page links, the site's main one first: that of the whole site has a shorter
/// address than that of a category.
fn linked(home: &Document) -> Vec<Url> {
    const TYPES: [&str; 3] = ["application/rss+xml", "application/atom+xml", "application/feed+json"];
    let mut feeds: Vec<Url> = home
        .select(css!("link[rel~=alternate][type][href]"))
        .filter(|link| {
            let media_type = link.attr("type").unwrap_or_default().to_ascii_lowercase();
            let title = link.attr("title").unwrap_or_default().to_lowercase();
            TYPES.iter().any(|known| media_type.trim().starts_with(known))
                && !title.contains("comment")
                && !title.contains("komentar")
        })
        .filter_map(|link| home.href(link)?.parse().ok())
        .filter(|url: &Url| !url.as_str().contains("comment"))
        .collect();
    // A stable sort: of feeds alike, the page's first.
    feeds.sort_by_key(|url| url.path().split('/').filter(|part| !part.is_empty()).count());
    feeds.dedup();
    feeds
}

#[cfg(test)]
mod tests {
    use balai_core::{Headers, Tls};

    use super::*;

    fn linked_in(html: &str) -> Vec<String> {
        let base = "https://desa.example/".parse().expect("a URL");
        linked(&Document::parse_str(html, &base).expect("a page")).iter().map(Url::to_string).collect()
    }

    #[test]
    fn the_main_feed_comes_first_and_comments_never() {
        let html = r#"<head>
            <link rel="alternate" type="application/rss+xml" title="Komentar" href="/umpan/k">
            <link rel="alternate" type="application/rss+xml" title="Desa » Umpan" href="https://desa.example/comments/feed/">
            <link rel="alternate" type="application/json+oembed" href="/oembed">
            <link rel="alternate" type="text/calendar" href="/agenda.ics">
            <link rel="alternate" type="application/atom+xml" href="https://lain.example/x">
            <link rel="alternate" type="application/rss+xml" href="/kategori/berita/feed">
            <link rel="ALTERNATE home" type="Application/RSS+XML; charset=utf-8" href="umpan">
            <link rel="stylesheet" type="application/rss+xml" href="/bukan">"#;
        assert_eq!(
            linked_in(html),
            [
                "https://lain.example/x",
                "https://desa.example/umpan",
                "https://desa.example/kategori/berita/feed"
            ]
        );
    }

    #[test]
    fn what_is_elsewhere_comes_last_and_proves_that_it_is_the_sites() {
        let site =
            Site::new("33.04.15.2008".parse().expect("a code"), "https://desa.example").expect("a site");
        let html = r#"<link rel=alternate type="application/rss+xml" href="https://berita.example/rss">
            <link rel=alternate type="application/rss+xml" href="https://www.desa.example/umpan">"#;
        let home = Page {
            url: site.url.clone(),
            status: 200,
            headers: Headers::default(),
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            tls: Tls::Verified,
            body: html.into(),
        };
        let candidates = candidates(&site, Some(&home));
        assert_eq!(candidates[0].url.as_str(), "https://www.desa.example/umpan");
        let last = candidates.last().expect("candidates");
        assert!(last.is_elsewhere && last.url.as_str() == "https://berita.example/rss");
        let of = |url: &str| Channel { url: Some(url.into()), ..Channel::default() };
        assert!(!last.is_proven_by(&site, &of("https://berita.example"), None));
        assert!(last.is_proven_by(&site, &of("http://www.desa.example/"), None));
        let gone = Error::new(ErrorKind::Dns, "no such host");
        assert!(!last.ends_with(&gone) && candidates[0].ends_with(&gone));
    }

    #[test]
    fn usual_addresses_lie_below_the_site() {
        let site = Site::new("33.04.15.2008".parse().expect("a code"), "https://desa.example/situs")
            .expect("a site");
        let candidates = candidates(&site, None);
        assert_eq!(candidates[0].url.as_str(), "https://desa.example/situs/feed");
        assert!(candidates.iter().any(|it| it.url.as_str() == "https://desa.example/situs/?feed=rss2"));
        assert!(candidates.iter().all(|it| !it.is_linked));
    }
}
