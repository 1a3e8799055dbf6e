//! A post's own page, as themes lay it out.

use std::collections::HashSet;

use balai_core::model::Photo;
use balai_core::{Access, Error, Page, Result, Zone};
use balai_extract::html::{self, Document, Element, Selector};
use balai_extract::{css, date};
use jiff::Timestamp;

use crate::post::{Post, Shown, Sort};

/// What a post's page holds.
pub(crate) struct Read {
    pub(crate) post: Post,
    /// The addresses of its other parts, where it is of several.
    pub(crate) parts: Vec<String>,
}

/// Reads a post's page; `None` where a password stands before it.
///
/// # Errors
///
/// Malformed, where it is no page of a post: a list, or a theme that shows its texts in another way.
pub(crate) fn read(page: &Page, zone: Zone) -> Result<Option<Read>> {
    let document = Document::parse(page)?;
    let body = document.first(css!("body")).unwrap_or(document.root());
    let has_class = |class: &str| body.value().classes().any(|own| own == class);
    if ["home", "archive", "search", "error404"].iter().any(|class| has_class(class)) && !has_class("page") {
        return Err(Error::malformed("a list of posts is no post").at(&page.url));
    }
    if has_class("blog") && !["home", "page", "single"].iter().any(|class| has_class(class)) {
        return Ok(Some(Read { post: of_posts(page, &document), parts: Vec::new() }));
    }
    let sort = match has_class("page") || body.value().classes().any(|own| own.starts_with("page-id-")) {
        true => Sort::Page,
        false if has_class("single-post") || has_class("single") => Sort::Post,
        false => Sort::Own,
    };
    let texts = css!(
        ".entry-content, .wp-block-post-content, .post-content, .td-post-content, \
         .elementor-widget-theme-post-content"
    );
    let content = document.root().descendent_elements().filter(is_marked).find(|it| texts.matches(it));
    let is_single =
        body.value().classes().any(|class| class.starts_with("postid-") || class.starts_with("page-id-"));
    if content.is_none() && !is_single {
        return Err(Error::malformed("the post's text cannot be found on its page").at(&page.url));
    }
    // What is told of a post stands around its text, not in lists beside it.
    let around = content.and_then(around).unwrap_or(document.root());
    let around_marked: Vec<_> = around.descendent_elements().filter(is_marked).collect();
    let marked =
        |selector: &'static Selector| around_marked.iter().copied().filter(|it| selector.matches(it));
    let heading = marked(css!(".entry-title, h1.wp-block-post-title, h1.post-title")).next();
    // Where the heading is empty the post has no title: the head tells the site's name then.
    let title = heading.map_or_else(|| title_of(&document), html::line);
    let (html, is_pure) = content.map(text_of).unwrap_or_default();
    if title.as_deref().is_some_and(is_protected_title) || html.contains("post-password-form") {
        return Ok(None);
    }
    let parts = content.into_iter();
    let parts = parts.flat_map(|it| it.select(css!(".page-links a[href], .post-page-numbers[href]")));
    // In their own order: the tenth stands behind the second.
    let mut seen = HashSet::new();
    let parts = parts.filter_map(|link| document.href(link)).filter(|part| seen.insert(part.clone()));
    let parts: Vec<_> = parts.collect();

    let instant = |text: &str| date::instant(text, zone, page.fetched_at);
    let times = Times::of(&document, around, &around_marked, instant);
    let image = marked(css!("img.wp-post-image"))
        .find(|image| content.is_none_or(|content| !is_within(*image, content)));
    let image = image.and_then(|image| crate::post::largest(&document, image)).map(Photo::new);
    let names = |found: &mut dyn Iterator<Item = Element<'_>>| {
        let mut names: Vec<String> = Vec::new();
        for name in found.filter_map(html::line) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let is_tag = |link: &Element<'_>| {
        let relation = link.attr("rel").unwrap_or_default();
        let in_block = link.ancestors().filter_map(Element::wrap).find_map(|element| {
            let mut classes = element.value().classes();
            classes.find_map(|class| class.strip_prefix("taxonomy-")).map(|name| name == "post_tag")
        });
        in_block.unwrap_or_else(|| !relation.split(' ').any(|word| word == "category"))
            && !link.attr("href").unwrap_or_default().contains("cat=")
    };
    let filed: Vec<_> = marked(css!("a[rel~='tag'], a[rel~='category']")).collect();
    // With nothing to be taken out, the page's own tree tells what the text shows.
    let shown =
        content.filter(|_| is_pure && !html.contains('[')).map(|content| Shown::of(&document, content));
    let post = Post {
        sort,
        link: page.url.to_string(),
        title: title.unwrap_or_default(),
        html,
        shown,
        summary: None,
        author: marked(css!(
            ".author .fn, .byline .author a, a[rel~='author'], .author.vcard, .wp-block-post-author__name"
        ))
        .find_map(html::line),
        categories: names(&mut filed.iter().copied().filter(|link| !is_tag(link))),
        tags: names(&mut filed.iter().copied().filter(is_tag)),
        terms: Vec::new(),
        image,
        published: times.published,
        updated: times.updated,
        via: Access::Page,
        origin: page.into(),
    };
    Ok(Some(Read { post, parts }))
}

/// The page on which the newest posts stand, where another is in front of the site: it has a name, and no text of its
/// own, as the interface tells it too.
fn of_posts(page: &Page, document: &Document) -> Post {
    Post {
        sort: Sort::Page,
        link: page.url.to_string(),
        title: title_in_head(document).unwrap_or_default(),
        html: String::new(),
        shown: None,
        summary: None,
        author: None,
        categories: Vec::new(),
        tags: Vec::new(),
        terms: Vec::new(),
        image: None,
        published: None,
        updated: None,
        via: Access::Page,
        origin: page.into(),
    }
}

/// The post's title as its page has it, beside the text or in the head.
fn title_of(document: &Document) -> Option<String> {
    document
        .text(css!("h1.entry-title, h1.wp-block-post-title, h1.post-title"))
        .or_else(|| document.attr(css!("meta[property='og:title']"), "content"))
        .or_else(|| title_in_head(document))
}

fn title_in_head(document: &Document) -> Option<String> {
    let whole = document.text(css!("title"))?;
    // The site's name stands behind the last dash.
    let parts = [" – ", " | ", " - ", " — ", " &#8211; "].iter().filter_map(|dash| whole.rsplit_once(dash));
    let longest = parts.map(|(title, _)| title.to_owned()).max_by_key(String::len);
    Some(longest.unwrap_or(whole))
}

/// Whether an element has a class or a relation, or is a link: most of a page's are not, and need not be asked for what
/// themes mark.
fn is_marked(element: &Element<'_>) -> bool {
    let element = element.value();
    element.name() == "a" || element.attr("class").is_some() || element.attr("rel").is_some()
}

/// Whether a title says that a password stands before its text: by a prefix in the site's language.
pub(crate) fn is_protected_title(title: &str) -> bool {
    ["Diproteksi:", "Protected:", "Terlindungi:", "Dilindungi:"].iter().any(|mark| title.starts_with(mark))
}

/// The smallest element around a post's text that holds its heading too.
fn around(content: Element<'_>) -> Option<Element<'_>> {
    let is_root = |element: &Element<'_>| {
        let mut classes = element.value().classes();
        let name = element.value().name();
        name == "article" || name == "main" || classes.any(|class| class == "hentry" || class == "post")
    };
    content.ancestors().filter_map(Element::wrap).find(is_root)
}

fn is_within(element: Element<'_>, outer: Element<'_>) -> bool {
    element.ancestors().any(|node| node.id() == outer.id())
}

/// Whether an element stands among the comments below a post.
fn is_of_comment(element: Element<'_>) -> bool {
    let mut around = element.ancestors().filter_map(Element::wrap);
    around.any(|outer| {
        let is = |name: &str| name == "comments" || name.starts_with("comment");
        outer.value().id().is_some_and(is) || outer.value().classes().any(is)
    })
}

/// When a post was published and changed.
struct Times {
    published: Option<Timestamp>,
    updated: Option<Timestamp>,
}

impl Times {
    /// Themes mark the times; where one does not, its text or the page's head tells them.
    fn of(
        document: &Document,
        around: Element<'_>,
        around_marked: &[Element<'_>],
        instant: impl Fn(&str) -> Option<Timestamp>,
    ) -> Self {
        let own = |time: &Element<'_>| !is_of_comment(*time);
        let times: Vec<_> = around.select(css!("time[datetime]")).filter(own).collect();
        let marked = |selector: &Selector| {
            times
                .iter()
                .filter(|time| selector.matches(time))
                .find_map(|time| instant(time.attr("datetime")?))
        };
        let head = document.first(css!("head"));
        let told = |selector| instant(head?.select(selector).next()?.attr("content")?);
        let printed = || {
            let named = css!(".entry-date, .posted-on, .post-date, .entry-meta-date, .date");
            let mut dates = around_marked.iter().filter(|it| named.matches(it));
            dates.find_map(|element| instant(&html::line(*element)?))
        };
        Self {
            published: marked(css!("time.published, time.entry-date:not(.updated)"))
                .or_else(|| told(css!("meta[property='article:published_time']")))
                .or_else(|| marked(css!("time[datetime]")))
                .or_else(printed),
            updated: marked(css!("time.updated:not(.published)"))
                .or_else(|| told(css!("meta[property='article:modified_time']"))),
        }
    }
}

/// The text without what plugins put around it: buttons to share, related posts, numbers of parts. And whether nothing
/// of the kind can be there.
fn text_of(content: Element<'_>) -> (String, bool) {
    let mut markup = content.inner_html();
    // What any of the selectors below finds has one of these words in its markup.
    const WORDS: [&str; 9] = [
        "share",
        "related",
        "page-links",
        "page-numbers",
        "post-views",
        "sss_sharing",
        "yarpp",
        "a2a_kit",
        "ssba",
    ];
    if WORDS.iter().chain(&["post-password-form"]).all(|word| !markup.contains(word)) {
        return (markup, true);
    }
    let added = css!(
        ".sharedaddy, .jp-relatedposts, .addtoany_share_save_container, .page-links, .post-views, .heateor_sss_sharing_container, \
         .yarpp, .crp_related, .a2a_kit, .ssba"
    );
    for element in content.select(added) {
        markup = markup.replacen(&element.html(), "", 1);
    }
    (markup, false)
}

#[cfg(test)]
mod tests {
    use balai_core::ErrorKind;

    use super::*;
    use crate::answer;

    fn read_html(html: &'static str) -> Read {
        read(&answer("text/html", html), Zone::Wib).expect("a page").expect("a post")
    }

    #[test]
    fn a_classic_theme_tells_all_of_a_post() {
        let Read { post, parts } = read_html(include_str!("../fixtures/single-classic.html"));
        assert_eq!((post.sort, post.title.as_str()), (Sort::Post, "Sejarah Irigasi"));
        assert_eq!(post.author.as_deref(), Some("Sekretariat"));
        assert_eq!((post.categories, post.tags), (vec!["Berita".to_owned()], vec!["irigasi".to_owned()]));
        assert_eq!(post.published.expect("a time").to_string(), "2023-08-02T01:00:00Z");
        assert_eq!(post.updated.expect("a time").to_string(), "2023-08-03T02:00:00Z");
        assert_eq!(parts, ["https://contoh.example/?p=5&page=2"]);
        assert!(
            post.html.contains("Bagian satu")
                && !post.html.contains("Halaman:")
                && !post.html.contains("Bagikan")
        );
        assert_eq!(post.image.expect("a picture").url, "https://contoh.example/wp-content/uploads/air.jpg");
    }

    #[test]
    fn a_theme_of_blocks_and_one_without_times_are_read_too() {
        let block = read_html(include_str!("../fixtures/single-block.html")).post;
        assert_eq!((block.title.as_str(), block.tags.len(), block.categories.len()), ("Musdes", 1, 1));
        let old = read_html(
            "<body class='single single-post postid-1'><div class='post hentry'><h1 class=entry-title>Rapat</h1>
             <div class=entry-meta>Diposting pada <span class=entry-date>17 Agustus 2024</span></div>
             <div class=entry-content><p>Isi</p></div></div>",
        );
        assert_eq!(old.post.published.expect("a day").to_string(), "2024-08-16T17:00:00Z");
    }

    #[test]
    fn parts_are_in_their_own_order_each_once() {
        let Read { parts, .. } = read_html(
            "<body class=single><div class=entry-content><p>Satu</p><div class=page-links>1 <a href='/p/2/'>2</a>
             <a href='/p/10/'>10</a> <a href='/p/2/'>Berikutnya</a></div></div>",
        );
        assert_eq!(parts, ["https://contoh.example/p/2/", "https://contoh.example/p/10/"]);
    }

    #[test]
    fn the_page_of_the_newest_posts_has_their_texts_for_none_of_its_own() {
        let Read { post, .. } = read_html(
            "<title>Berita &#8211; Desa Darmayasa</title><body class='blog hfeed'><article class='post-5 hentry'>
             <h2 class=entry-title>Panen</h2><div class=entry-content><p>Kopi.</p></div></article>",
        );
        assert_eq!((post.title.as_str(), post.html.as_str()), ("Berita", ""));
    }

    #[test]
    fn what_is_no_post_is_none() {
        let locked =
            "<body class='single'><div class=entry-content><form class=post-password-form></form></div>";
        assert!(read(&answer("text/html", locked), Zone::Wib).expect("a page").is_none());
        for page in
            ["<body class='home blog'><article><div class=entry-content>x</div></article>", "<p>Galat"]
        {
            let error = read(&answer("text/html", page), Zone::Wib).map(drop).expect_err("no post");
            assert_eq!(error.kind(), ErrorKind::Malformed);
        }
    }
}
