//! What the addresses of a site's pages tell of them.

use balai_core::Site;
use balai_extract::terms;
use url::Url;

/// What a page may be, by its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// An article.
    Article,
    /// A further page of a list.
    Pager,
    /// Another page, which has to be looked at.
    Page,
}

/// Words for news, which stand before an article's own part of an address.
const NEWS: [&str; 20] = [
    "article",
    "articles",
    "artikel",
    "berita",
    "berita-desa",
    "beritadesa",
    "blog",
    "detail-artikel",
    "detail-berita",
    "detailberita",
    "kabar",
    "kabar-desa",
    "news",
    "pengumuman",
    "post",
    "posts",
    "read",
    "single",
    "warta",
    "warta-desa",
];

/// Words for lists, which stand where an article's own part would.
const LISTS: [&str; 20] = [
    "all",
    "arsip",
    "archive",
    "author",
    "cat",
    "categories",
    "category",
    "index",
    "index.php",
    "kategori",
    "label",
    "list",
    "penulis",
    "populer",
    "semua",
    "tag",
    "tags",
    "tahun",
    "terbaru",
    "topik",
];

/// Parameters by which one of several pages is named.
const IDS: [&str; 14] = [
    "artikel",
    "berita",
    "id",
    "id_artikel",
    "id_berita",
    "idartikel",
    "idberita",
    "judul",
    "kode",
    "news",
    "no",
    "p",
    "read",
    "slug",
];

const PAGES: [&str; 10] =
    ["hal", "halaman", "offset", "page", "paged", "pagenum", "pg", "pageid", "start", "page_berita"];

/// What the page at an address may be. `anchor` is what the link to it says, where a link leads there.
pub(crate) fn shape(url: &Url, anchor: Option<&str>) -> Shape {
    let path = url.path().to_lowercase();
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty() && *part != "index.php").collect();
    let query: Vec<(String, String)> =
        url.query_pairs().map(|(name, value)| (name.to_lowercase(), value.to_lowercase())).collect();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let says_page =
        anchor.is_some_and(|text| is_number(text) || matches!(text, "»" | "›" | "«" | "‹" | ">" | "<"));
    let by_query = query.iter().any(|(name, value)| PAGES.contains(&name.as_str()) && is_number(value));
    let by_path = parts.windows(2).any(|pair| PAGES.contains(&pair[0]) && is_number(pair[1]));
    if by_query || by_path || says_page {
        return Shape::Pager;
    }
    let is_news = |part: &&str| NEWS.contains(part);
    if parts.windows(2).any(|pair| is_year(pair[0]) && pair[1].len() <= 2 && is_number(pair[1]))
        && parts.len() >= 3
    {
        return Shape::Article;
    }
    if let Some(at) = parts.iter().position(|part| NEWS.contains(part))
        && let Some(next) = parts.get(at + 1)
    {
        return if LISTS.contains(next) || is_year(next) { Shape::Page } else { Shape::Article };
    }
    let by_id = query.iter().any(|(name, value)| IDS.contains(&name.as_str()) && !value.is_empty());
    let file = parts.last().map(|last| last.split('.').next().unwrap_or(last)).unwrap_or_default();
    let words: Vec<_> = file.split(['-', '_']).collect();
    let says_news = words.iter().any(is_news)
        || query.iter().any(|(_, value)| value.split(['-', '_']).any(|it| is_news(&it)));
    if by_id && says_news || words.len() >= 3 && words.first().is_some_and(is_news) {
        return Shape::Article;
    }
    Shape::Page
}

/// The list that a further page of it belongs to: its address without numbers.
pub(crate) fn list(pager: &Url) -> String {
    let text = pager.as_str().split(|c: char| c.is_ascii_digit());
    text.collect::<Vec<_>>().join("")
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && part.parse::<u16>().is_ok_and(|year| (1995..2100).contains(&year))
}

/// The address of a page of the site itself, in the spelling that the site's own has; `None` for other hosts, files,
/// and what is no page to read: forms, searches, prints.
pub(crate) fn own(site: &Site, link: &str) -> Option<Url> {
    const NO_PAGE: [&str; 19] = [
        "api",
        "author",
        "cari",
        "cart",
        "cdn-cgi",
        "cetak",
        "download",
        "feed",
        "keranjang",
        "kirim",
        "peta",
        "print",
        "rss",
        "search",
        "share",
        "storage",
        "unduh",
        "uploads",
        "wp-json",
    ];
    const NO_PARAMETER: [&str; 12] = [
        "action",
        "cari",
        "cetak",
        "download",
        "fbclid",
        "keyword",
        "print",
        "q",
        "replytocom",
        "s",
        "share",
        "sort",
    ];
    let mut url = Url::parse(link).ok()?;
    let bare = |host: &str| host.trim_start_matches("www.").to_ascii_lowercase();
    let is_own = bare(url.host_str()?) == bare(site.url.host_str()?);
    if !is_own || !matches!(url.scheme(), "http" | "https") || link.len() > 500 {
        return None;
    }
    // The same page under http and https, with and without www, is one.
    url.set_scheme(site.url.scheme()).ok()?;
    url.set_host(site.url.host_str()).ok()?;
    url.set_port(site.url.port()).ok()?;
    url.set_fragment(None);
    if !url.path().starts_with(site.url.path().trim_end_matches('/')) {
        return None;
    }
    let path = url.path().to_lowercase();
    let ending = path.rsplit('/').next()?.rsplit_once('.').map(|(_, ending)| ending.to_owned());
    let is_file = terms::media_type(url.path()).is_some()
        || ending.is_some_and(|it| {
            matches!(
                it.as_str(),
                "jpg"
                    | "jpeg"
                    | "png"
                    | "gif"
                    | "webp"
                    | "svg"
                    | "ico"
                    | "css"
                    | "js"
                    | "xml"
                    | "json"
                    | "mp4"
                    | "mp3"
                    | "apk"
                    | "txt"
                    | "csv"
            )
        });
    let is_no_page = path.split('/').any(|part| NO_PAGE.contains(&part))
        || url.query_pairs().any(|(name, _)| NO_PARAMETER.contains(&name.to_lowercase().as_str()));
    (!is_file && !is_no_page).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_what_its_page_may_be() {
        for (path, anchor, is) in [
            ("berita/panen-raya", None, Shape::Article),
            ("index.php/artikel/2026/5/12/panen-raya", None, Shape::Article),
            ("2026/05/12/panen-raya", None, Shape::Article),
            ("berita.php?id=12", None, Shape::Article),
            ("index.php?page=berita&id=12", None, Shape::Article),
            ("berita-panen-raya-12.html", None, Shape::Article),
            ("berita", None, Shape::Page),
            ("berita/kategori/umum", None, Shape::Page),
            ("berita?page=2", None, Shape::Pager),
            ("berita/page/2", None, Shape::Pager),
            ("berita/index/20", Some("3"), Shape::Pager),
            ("visi-misi", None, Shape::Page),
            ("halaman/perangkat-desa", None, Shape::Page),
            ("apbdes/2026", None, Shape::Page),
            ("index.php?hal=profil", None, Shape::Page),
        ] {
            let url = Url::parse(&format!("https://contoh.desa.id/{path}")).expect("a URL");
            assert_eq!(shape(&url, anchor), is, "{path}");
        }
    }

    #[test]
    fn only_pages_of_the_site_itself() {
        let site =
            Site::new("33.04.15.2008".parse().expect("a code"), "https://contoh.desa.id").expect("a site");
        let kept = |link: &str| own(&site, link).map(String::from);
        assert_eq!(
            kept("http://www.contoh.desa.id/berita#atas").as_deref(),
            Some("https://contoh.desa.id/berita")
        );
        for link in [
            "https://lain.desa.id/",
            "https://contoh.desa.id/foto.JPG",
            "https://contoh.desa.id/unduh/3",
            "https://contoh.desa.id/?s=x",
            "https://contoh.desa.id/perdes.pdf",
            "mailto:a@contoh.desa.id",
        ] {
            assert_eq!(kept(link), None, "{link}");
        }
    }
}
