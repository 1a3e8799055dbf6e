//! The site's menu: the best list of what the village publishes.

use std::collections::BTreeMap;

use balai_core::{Page, Result};
use balai_extract::css;
use balai_extract::html::{self, Document};
use url::Url;

use crate::article::article_path;

/// Where the site's own navigation leads: paths below the site, with the words of their links.
#[derive(Debug, Default)]
pub(crate) struct Menu {
    links: BTreeMap<String, String>,
    /// Whether links lead through `index.php`.
    pub(crate) front_controller: bool,
}

impl Menu {
    /// The navigation of a page, by any theme; a theme that marks none is taken whole.
    pub(crate) fn of(home: &Document, site: &Url) -> Self {
        let navigation = css!(
            "nav a[href], header a[href], .navbar a[href], .nav a[href], [id*=menu] a[href], [class*=menu] a[href], \
             [role=navigation] a[href]"
        );
        match home.first(navigation) {
            Some(_) => Self::links(home, navigation, site),
            None => Self::links(home, css!("a[href]"), site),
        }
    }

    /// Every link of a page.
    pub(crate) fn whole(page: &Page, site: &Url) -> Result<Self> {
        Ok(Self::links(&Document::parse(page)?, css!("a[href]"), site))
    }

    fn links(document: &Document, selector: &html::Selector, site: &Url) -> Self {
        let mut menu = Self::default();
        for link in document.select(selector) {
            let Some(path) = document.href(link).and_then(|href| below(&href, site)) else { continue };
            menu.front_controller |= path.starts_with("index.php/");
            let label = html::line(link).unwrap_or_default();
            let path = article_path(&path).unwrap_or_else(|| normal(&path).to_owned());
            menu.links.entry(path).or_insert(label);
        }
        menu
    }

    /// Whether the menu leads to one of these pages.
    pub(crate) fn has(&self, paths: &[&str]) -> bool {
        paths.iter().any(|path| self.links.contains_key(*path))
    }

    /// The links to pages below a path: what follows the path, and the link's words.
    pub(crate) fn below<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.links
            .iter()
            .filter_map(move |(link, label)| {
                Some((link.strip_prefix(path)?.strip_prefix('/')?, label.as_str()))
            })
            .filter(|(rest, _)| !rest.is_empty())
    }

    /// The links to articles, as static pages are published: their paths without zeros, and their words.
    pub(crate) fn articles(&self) -> impl Iterator<Item = (&str, &str)> {
        self.links
            .iter()
            .filter(|(path, _)| article_path(path).is_some())
            .map(|(path, label)| (path.as_str(), label.as_str()))
    }

    /// Whether there is a menu at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.links.is_empty()
    }
}

/// The path of an address below the site; `None` for other sites.
pub(crate) fn below(href: &str, site: &Url) -> Option<String> {
    let url = Url::parse(href).ok()?;
    // A site that answers by https may still print http links, and with or without www.
    let host = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
    if host(&url) != host(site) || url.port() != site.port() {
        return None;
    }
    // Several villages may live on one host, a folder each.
    let path = url.path();
    let path =
        path.strip_prefix(site.path()).or_else(|| (format!("{path}/") == site.path()).then_some(""))?;
    Some(path.trim_end_matches('/').to_owned())
}

/// A path as the newest versions write it: without the front controller and the old `first/`.
pub(crate) fn normal(path: &str) -> &str {
    let path = path.strip_prefix("index.php/").unwrap_or(path);
    path.strip_prefix("first/").unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_is_paths_whatever_the_theme_writes() {
        let home = crate::page(include_str!("../fixtures/home-esensi.html"));
        let site = "http://www.contoh.example/".parse().expect("a URL");
        let menu = Menu::of(&Document::parse(&home).expect("a page"), &site);
        assert!(menu.has(&["statistik/3"]), "{menu:?}");
        assert_eq!(menu.articles().collect::<Vec<_>>(), [("artikel/2023/12/2/sejarah", "Sejarah")]);
        assert_eq!(menu.below("data-lembaga").collect::<Vec<_>>(), [("bpd", "BPD")]);
    }

    #[test]
    fn a_neighbours_folder_is_another_site() {
        let site = "https://h.example/satu/".parse().expect("a URL");
        assert_eq!(below("https://h.example/satu/galeri/", &site).as_deref(), Some("galeri"));
        assert_eq!(below("https://h.example/satu", &site).as_deref(), Some(""));
        assert_eq!(below("https://h.example/dua/galeri", &site), None);
    }
}
