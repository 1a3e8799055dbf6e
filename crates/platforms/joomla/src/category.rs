//! Pages that list: all categories, and the articles of one.

use balai_core::{Error, Page, Result};
use balai_extract::css;
use balai_extract::html::{self, Document, Element};
use url::Url;

use crate::address::{self, Plain};

/// The categories that the page of all categories lists.
///
/// # Errors
///
/// Malformed, where it is no such page.
pub(crate) fn all(page: &Page, site: &Url) -> Result<Vec<Url>> {
    let document = Document::parse(page)?;
    let root = document.first(css!(".com-content-categories, .categories-list"));
    let root = root.ok_or_else(|| Error::malformed("the page lists no categories").at(&page.url))?;
    Ok(links(&document, root.select(css!("a[href]")), site).map(|(url, _)| url).collect())
}

/// What a page of a list shows.
pub(crate) struct Shelf {
    /// Articles by address and title.
    pub(crate) articles: Vec<(Url, Option<String>)>,
    /// Categories within the one that is listed.
    pub(crate) children: Vec<Url>,
    /// Other pages of the same list.
    pub(crate) pages: Vec<Url>,
}

/// Reads a page that lists articles, of whichever layout; `None` where it is none.
///
/// # Errors
///
/// Malformed, where it is nested too deep.
pub(crate) fn parse(page: &Page, site: &Url) -> Result<Option<Shelf>> {
    let document = Document::parse(page)?;
    let root = css!(
        ".com-content-category-blog, .com-content-category, .blog-featured, .blog, .category-list, .archive, \
         table.contentpane"
    );
    let Some(root) = document.first(root) else { return Ok(None) };
    let articles = css!(
        "h2 a[href], .item-title a[href], .items-more a[href], .list-title a[href], a.contentpagetitle[href], \
         a.blogsection[href], tr[class^='sectiontableentry'] a[href]"
    );
    let children = css!(
        ".cat-children a[href], .children a[href], .com-content-category-blog__children a[href], \
         .com-content-category__children a[href]"
    );
    // The pages' numbers may stand below the list.
    let pages =
        css!(".pagination a[href], .pagination__wrapper a[href], .pagination-list a[href], a.pagenav[href]");
    let children: Vec<Url> = links(&document, root.select(children), site).map(|(url, _)| url).collect();
    Ok(Some(Shelf {
        articles: links(&document, root.select(articles), site)
            .filter(|(url, _)| !children.contains(url))
            .collect(),
        pages: links(&document, document.select(pages), site).map(|(url, _)| url).collect(),
        children,
    }))
}

/// The links that lead to pages of the site's own, with their words: neither to its login nor to a page in another form.
pub(crate) fn links<'a>(
    document: &'a Document,
    links: impl Iterator<Item = Element<'a>>,
    site: &'a Url,
) -> impl Iterator<Item = (Url, Option<String>)> {
    let is_form =
        |url: &Url| url.query_pairs().any(|(name, _)| matches!(&*name, "format" | "tmpl" | "task" | "print"));
    let links =
        links.filter_map(|link| Some((address::parse(&document.href(link)?).ok()?, html::line(link))));
    links.filter(move |(url, _)| {
        address::is_below(url, site)
            && Plain::of(url) != Some(Plain::Other)
            && !url.path().contains("/component/users")
            && !is_form(url)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Url {
        "https://desa.example/".parse().expect("a URL")
    }

    fn shelf(html: &str) -> Option<Shelf> {
        parse(&crate::page_at("https://desa.example/berita", html), &site()).expect("a page")
    }

    fn paths(urls: &[Url]) -> Vec<&str> {
        urls.iter().map(|url| &url[url::Position::BeforePath..]).collect()
    }

    #[test]
    fn a_blog_lists_articles_children_and_pages() {
        let shelf = shelf(include_str!("../fixtures/category-4.html")).expect("a list");
        let titles: Vec<_> = shelf.articles.iter().filter_map(|(_, title)| title.as_deref()).collect();
        assert_eq!(titles, ["Panen Kopi & Teh", "Kerja Bakti", "Berita Lama"]);
        assert_eq!(shelf.articles[0].0.path(), "/berita/12-panen-kopi");
        assert_eq!(paths(&shelf.children), ["/berita/9-dusun"]);
        assert_eq!(paths(&shelf.pages), ["/berita", "/berita?start=4"]);
    }

    #[test]
    fn a_table_is_a_list_in_every_age() {
        let new = "<div class='com-content-category category-list'><table class=category><tr><td class=list-title>\
                   <a href='/index.php?option=com_content&view=article&id=3:a&catid=8'>Satu</a></td></tr><tr><td class=list-title>\
                   Khusus: <a class=register href='/index.php?option=com_users&view=login'>Daftar</a></td></tr></table></div>";
        let old = "<table class=contentpane><tr class=sectiontableentry1><td><a href='/berita/3-a.html'>Satu</a></td></tr></table>\
                   <a class=pagenav href='/berita?start=10'>2</a>";
        for html in [new, old] {
            let shelf = shelf(html).expect("a list");
            assert_eq!(shelf.articles.len(), 1, "{html}");
            assert_eq!(shelf.articles[0].1.as_deref(), Some("Satu"));
        }
        assert!(shelf("<div class=item-page><h2>Satu</h2></div>").is_none());
    }

    #[test]
    fn all_categories_are_those_of_the_site() {
        let html = "<div class='categories-list'><h3><a href='/berita'>Berita</a></h3><a href='#category-8'>+</a>\
                    <div><a href='/berita/dusun'>Dusun</a></div><a href='https://lain.example/x'>x</a></div>";
        let page = crate::page_at("https://desa.example/", html);
        assert_eq!(paths(&all(&page, &site()).expect("a list")), ["/berita", "/berita/dusun"]);
        assert!(all(&crate::page_at("https://desa.example/", "<h1>404</h1>"), &site()).is_err());
    }
}
