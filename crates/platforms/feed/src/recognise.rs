//! Where a site's feed may be, and whether it is there.

use balai_core::{Page, Probe, Recognition, Request, Response, Result, Site};
use balai_extract::css;
use balai_extract::feed::{Channel, Reader};
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
}

/// How surely a site can be read by its feed: the first that proves to be one counts.
pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    let home = match probe.home().await {
        // There is no use in asking a silent host for more.
        Err(error) if error.kind().is_unreachable() => return Err(error),
        home => home.ok(),
    };
    for Candidate { url, is_linked } in candidates(probe.site(), home.as_deref()) {
        let response = match probe.open(Request::new(url.clone()).limit(LARGEST_FEED)).await {
            Err(error) if error.kind().is_unreachable() => return Err(error),
            Err(_) => continue,
            Ok(response) => response,
        };
        let Some(channel) = proof(response).await else { continue };
        let found = if is_linked { "the home page links it" } else { "it is at a usual address" };
        let title = channel.title.map(|title| format!(" titled “{title}”")).unwrap_or_default();
        // Surer than a reader of whatever pages, less sure than one that knows the platform.
        return Ok(Some(
            Recognition { confidence: 40, ..Recognition::fallback() }
                .because(format!("{url} is a feed{title}: {found}")),
        ));
    }
    Ok(None)
}

/// What a feed of articles says of itself, whatever its status; `None` where the answer is none. Its beginning is
/// enough, so that a large feed is not fetched twice.
async fn proof(mut response: Response) -> Option<Channel> {
    let content_type = response.headers.get("content-type").unwrap_or_default();
    let mut reader = Reader::new(response.url.clone(), content_type);
    while let Ok(Some(piece)) = response.body.chunk().await {
        reader.push(&piece).ok()?;
        if reader.next_item().is_some() {
            break;
        }
    }
    let channel = reader.finish().ok()?.channel;
    (!is_of_comments(&channel)).then_some(channel)
}

/// Whether a feed is one of comments: WordPress titles it "Comments for …", in its language.
pub(crate) fn is_of_comments(channel: &Channel) -> bool {
    let title = channel.title.as_deref().unwrap_or_default().to_lowercase();
    title.starts_with("comments ") || title.starts_with("komentar ")
}

/// Where the site's feed may be, the likeliest first.
pub(crate) fn candidates(site: &Site, home: Option<&Page>) -> Vec<Candidate> {
    let mut candidates: Vec<_> = home
        .and_then(|home| Document::parse(home).ok())
        .map(|home| linked(&home))
        .unwrap_or_default()
        .into_iter()
        .map(|url| Candidate { url, is_linked: true })
        .collect();
    for url in USUAL.iter().filter_map(|path| site.resolve(path).ok()) {
        if !candidates.iter().any(|known| known.url == url) {
            candidates.push(Candidate { url, is_linked: false });
        }
    }
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
    feeds.sort_by_key(|url| {
        let elsewhere = url.host_str() != home.base().host_str();
        (elsewhere, url.path().split('/').filter(|part| !part.is_empty()).count())
    });
    feeds.dedup();
    feeds
}

#[cfg(test)]
mod tests {
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
                "https://desa.example/umpan",
                "https://desa.example/kategori/berita/feed",
                "https://lain.example/x"
            ]
        );
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
