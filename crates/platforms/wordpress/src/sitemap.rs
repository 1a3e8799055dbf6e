//! The sitemaps of WordPress and of the plugins that replace it.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::{ErrorKind, Result, Visit};
use balai_extract::{date, sitemap};
use jiff::Timestamp;
use url::Url;

use crate::surface::Surface;

/// The sitemaps of a site, by the types of posts that they list.
pub(crate) struct Sitemap {
    maps: BTreeMap<String, Vec<String>>,
    /// Whether the site's root is one of its pages.
    has_front_page: bool,
    /// Whether its index was read to its end.
    pub(crate) is_whole: bool,
}

/// A page that a sitemap lists.
#[derive(Clone)]
pub(crate) struct Listed {
    pub(crate) link: String,
    pub(crate) updated: Option<Timestamp>,
}

impl Sitemap {
    /// Reads the index; `None` where there is none. Where it cannot be told whether there is one, it is not whole.
    pub(crate) async fn of(site: &Surface, visit: &mut Visit<'_>) -> Result<Option<Arc<Self>>> {
        if let Some(known) = visit.memo::<Known>() {
            return Ok(known.0.clone());
        }
        let found = Self::read(site, visit).await?.map(Arc::new);
        visit.set_memo(Arc::new(Known(found.clone())));
        Ok(found)
    }

    async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<Option<Self>> {
        let mut is_certain = true;
        let mut usual = ["wp-sitemap.xml", "?sitemap=index", "sitemap_index.xml", "sitemap.xml"];
        if site.has_plain_links {
            // The first would answer with the home page.
            usual.swap(0, 1);
        }
        for usual in usual {
            let page = match visit.get(usual).await {
                Ok(page) => page,
                Err(error) if error.kind().is_unreachable() => return Err(error),
                Err(error) => {
                    is_certain &= error.kind() == ErrorKind::NotFound;
                    continue;
                }
            };
            let mut maps: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for entry in sitemap::entries(&page.body) {
                if let Some(name) = type_of(&entry.location) {
                    maps.entry(name).or_default().push(entry.location);
                }
            }
            if !maps.is_empty() {
                let is_whole = has_end(&page.body);
                return Ok(Some(Self { maps, has_front_page: site.has_front_page, is_whole }));
            }
        }
        let unknown = || Self { maps: BTreeMap::new(), has_front_page: false, is_whole: false };
        Ok((!is_certain).then(unknown))
    }

    /// The pages of a type, without the site's root where that is none of them; and whether every sitemap of the type could be read.
    pub(crate) async fn of_type(&self, name: &str, visit: &mut Visit<'_>) -> Result<(Vec<Listed>, bool)> {
        let (mut listed, mut is_whole) = (Vec::new(), self.is_whole);
        for location in self.maps.get(name).into_iter().flatten() {
            match visit.get(location).await {
                Ok(page) => {
                    is_whole &= has_end(&page.body);
                    let instant = |at: String| date::instant(&at, visit.zone(), page.fetched_at);
                    listed.extend(sitemap::entries(&page.body).into_iter().map(|entry| Listed {
                        updated: entry.last_modified.and_then(instant),
                        link: entry.location,
                    }));
                }
                Err(error) if error.kind().is_unreachable() => return Err(error),
                Err(error) => {
                    visit.note(format!("a sitemap cannot be read: {error}"));
                    is_whole = false;
                }
            }
        }
        let has_root = name == "page" && self.has_front_page;
        listed.retain(|listed| has_root || !is_root(&listed.link, &visit.site().url));
        Ok((listed, is_whole))
    }

    /// The types of posts.
    pub(crate) fn types(&self) -> impl Iterator<Item = &str> {
        self.maps.keys().map(String::as_str)
    }
}

/// Whether a sitemap came to its end: neither cut off, nor another page in its place. A plugin may sign below.
fn has_end(body: &[u8]) -> bool {
    const LAST: usize = 1_000;
    let last = String::from_utf8_lossy(&body[body.len().saturating_sub(LAST)..]);
    ["</urlset>", "</sitemapindex>", "<urlset/>"].iter().any(|end| last.contains(end))
}

/// Whether an address is that of the site itself, which may stand below the host's root.
fn is_root(link: &str, site: &Url) -> bool {
    Url::parse(link).is_ok_and(|url| ["/", site.path()].contains(&url.path()) && url.query().is_none())
}

/// That it was looked for, and what was found.
struct Known(Option<Arc<Sitemap>>);

/// The type of posts that a sitemap is of, by its address; `None` for those of terms, of authors, and for pages.
fn type_of(location: &str) -> Option<String> {
    const NOT_POSTS: [&str; 8] =
        ["category", "post_tag", "tag", "author", "post_format", "attachment", "news", "local"];
    let url = Url::parse(location).ok()?;
    let parameter =
        |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    if let Some(sort) = parameter("sitemap") {
        return parameter("sitemap-subtype").filter(|_| sort == "posts");
    }
    let file = url.path_segments()?.next_back()?.strip_suffix(".xml")?;
    if let Some(rest) = file.strip_prefix("wp-sitemap-") {
        return rest
            .strip_prefix("posts-")
            .and_then(|rest| rest.rsplit_once('-'))
            .map(|(name, _)| name.to_owned());
    }
    // `post-sitemap.xml`, `page-sitemap2.xml`: Yoast and those after it.
    let (name, number) = file.rsplit_once("-sitemap")?;
    let is_number = number.trim_start_matches('-').chars().all(|c| c.is_ascii_digit());
    (is_number && !NOT_POSTS.contains(&name)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_cut_off_or_is_no_sitemap_has_no_end() {
        assert!(has_end(b"<urlset><url><loc>https://a.example/</loc></url></urlset>\n<!-- Yoast -->"));
        assert!(!has_end(b"<urlset><url><loc>https://a.example/</loc></url><url><lo"));
        assert!(!has_end(b"<!doctype html><p>Galat"));
    }

    #[test]
    fn a_sites_root_may_be_below_the_hosts() {
        let site: Url = "https://a.example/darmayasa/".parse().expect("a URL");
        for (link, is_it) in [
            ("https://a.example/darmayasa/", true),
            ("https://a.example/", true),
            ("https://a.example/darmayasa/kontak/", false),
            ("https://a.example/darmayasa/?page_id=2", false),
        ] {
            assert_eq!(is_root(link, &site), is_it, "{link}");
        }
    }

    #[test]
    fn a_sitemaps_address_tells_its_type() {
        for (location, name) in [
            ("https://a.example/wp-sitemap-posts-post-1.xml", Some("post")),
            ("https://a.example/wp-sitemap-posts-produk-hukum-12.xml", Some("produk-hukum")),
            ("https://a.example/?sitemap=posts&sitemap-subtype=page&paged=1", Some("page")),
            ("https://a.example/?sitemap=users&paged=1", None),
            ("https://a.example/wp-sitemap-taxonomies-category-1.xml", None),
            ("https://a.example/wp-sitemap-users-1.xml", None),
            ("https://a.example/post-sitemap2.xml", Some("post")),
            ("https://a.example/category-sitemap.xml", None),
            ("https://a.example/2024/06/judul/", None),
        ] {
            assert_eq!(type_of(location).as_deref(), name, "{location}");
        }
    }
}
