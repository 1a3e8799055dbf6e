//! The site's menu: all that leads to articles where there is no page of all categories.

use balai_core::{Page, Result};
use balai_extract::css;
use balai_extract::html::Document;
use url::Url;

use crate::category;

/// Where the menu of a page leads, below the site, each once; every link where no menu is marked. Files are left out,
/// and what is no page of the component of articles, as far as addresses tell.
pub(crate) fn links(home: &Page, site: &Url) -> Result<Vec<Url>> {
    let document = Document::parse(home)?;
    let menu = css!(
        "nav a[href], .menu a[href], .nav a[href], [id*=menu] a[href], [class*=menu] a[href], #mainlevel a[href]"
    );
    let menu = if document.first(menu).is_some() { menu } else { css!("a[href]") };
    let mut links: Vec<Url> = Vec::new();
    for (link, _) in category::links(&document, document.select(menu), site) {
        if is_page(&link, site) && !links.contains(&link) {
            links.push(link);
        }
    }
    Ok(links)
}

fn is_page(link: &Url, site: &Url) -> bool {
    let path = link.path();
    let below =
        path.strip_prefix(site.path()).unwrap_or(path).trim_start_matches("index.php").trim_matches('/');
    let name = below.rsplit('/').next().unwrap_or_default();
    let is_file = name.rsplit_once('.').is_some_and(|(_, ending)| !matches!(ending, "html" | "htm" | "php"));
    let is_component = below.starts_with("component/") && !below.starts_with("component/content");
    let is_home = below.is_empty() && link.query().is_none();
    !(is_home || is_file || is_component || below.starts_with("administrator"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_leads_to_pages() {
        let html = "<ul class='menu'><li><a href='/'>Beranda</a><li><a href='/index.php'>Beranda</a>\
            <li><a href='/berita'>Berita</a><li><a href='/berita'>Berita</a><li><a href='/index.php/profil/sejarah.html'>Sejarah</a>\
            <li><a href='/index.php?option=com_content&view=category&id=8&Itemid=3'>Agenda</a>\
            <li><a href='/berkas/rkp.pdf'>RKP</a><li><a href='/component/users/login'>Masuk</a>\
            <li><a href='/index.php?option=com_contact&view=contact&id=1'>Kontak</a><li><a href='/berita?format=feed'>RSS</a>\
            <li><a href='https://lain.example/'>Kabupaten</a></ul><a href='/di-luar'>Di luar</a>";
        let site = "https://desa.example/".parse().expect("a URL");
        let links = links(&crate::page_at("https://desa.example/", html), &site).expect("a page");
        let paths: Vec<_> = links.iter().map(|url| &url[url::Position::BeforePath..]).collect();
        assert_eq!(
            paths,
            [
                "/berita",
                "/index.php/profil/sejarah.html",
                "/index.php?option=com_content&view=category&id=8&Itemid=3"
            ]
        );
    }
}
