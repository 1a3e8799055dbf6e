//! The feed, the sitemap and robots.txt.

use super::format::xml;
use super::{Era, Scene, article};
use crate::Answer;
use crate::village::Article;

/// A description is cut at the first space behind this many bytes; 2410 fails where there is none.
const SUMMARY: usize = 260;

/// The newest 50 pieces of news.
///
/// In 2410 one with a text shorter than a summary breaks the feed off: what came before it stands, under status 500.
pub(crate) fn feed(scene: Scene<'_>) -> Answer {
    let village = scene.village;
    let mut feed = format!(
        r#"<rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom">
 <channel>
 <title>Desa {name}</title>
 <link>{home}</link>
 <atom:link href="{feed}" rel="self" type="application/rss+xml" />
 <description>Situs Web {name} {subdistrict} {regency}. Situs simulasi.</description>
 <dc:language>id</dc:language>
 <dc:rights>Copyright 2016-{year} OpenDesa - OpenSID </dc:rights>
"#,
        name = xml(&village.name),
        home = scene.url(""),
        feed = scene.url("feed"),
        subdistrict = village.profile.subdistrict,
        regency = village.profile.regency,
        year = village.character.today.year(),
    );
    for article in village.news().filter(|article| article.category.is_some()).take(50) {
        feed.push_str(&item_head(scene, article));
        if scene.era == Era::Pages && article::plain(&article.body).len() < SUMMARY {
            return Answer::of("text/xml; charset=UTF-8", feed).with_status(500);
        }
        feed.push_str(&item_body(scene, article));
    }
    feed.push_str(" </channel>\n</rss>\n");
    Answer::of("text/xml; charset=UTF-8", feed)
}

fn item_head(scene: Scene<'_>, article: &Article) -> String {
    let url = scene.url(&article.path());
    let category = article.category.map_or("", |index| scene.village.categories[index].0.as_str());
    format!(
        " <item>\n <title>{title}</title>\n <link>{url}</link>\n <guid>{url}</guid>\n <pubDate>{date} +0700</pubDate>\n \
         <category><![CDATA[{category}]]></category>\n <description>\n <![CDATA[\n",
        title = xml(&article.title),
        date = article.published_at.strftime("%a, %d %b %Y %H:%M:%S"),
    )
}

fn item_body(scene: Scene<'_>, article: &Article) -> String {
    let image = article.images.first().map_or(String::new(), |file| {
        format!(" <img src=\"{}\" />\n", scene.url(&format!("desa/upload/artikel/sedang_{file}")))
    });
    // OpenSID escapes the entities of the text once more.
    let summary = article::summary(&article.body, SUMMARY).replace('&', "&amp;");
    format!(
        "{image} {summary}[...] ]]>\n </description>\n <content:encoded>\n <![CDATA[\n{image} {body}\n ]]>\n </content:encoded>\n \
         <dc:creator>{author}</dc:creator>\n </item>\n",
        body = article.body.replace("]]>", "]]&gt;"),
        author = xml(&article.author),
    )
}

/// Every article by number, drafts and disabled ones included.
pub(crate) fn sitemap(scene: Scene<'_>) -> Answer {
    let url = |loc: String, lastmod: String, priority: &str, often: &str| {
        format!(
            " <url>\n <loc>{loc}</loc>\n{lastmod} <priority>{priority}</priority>\n <changefreq>{often}</changefreq>\n </url>\n"
        )
    };
    let articles = scene.village.articles.iter().map(|article| {
        let lastmod = format!(" <lastmod>{}</lastmod>\n", article.published_at.date());
        url(scene.url(&article.path()), lastmod, "0.5", "weekly")
    });
    let urls: String =
        [url(scene.url(""), String::new(), "1.0", "daily")].into_iter().chain(articles).collect();
    Answer::of(
        "text/xml; charset=UTF-8",
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}</urlset>\n"
        ),
    )
}

/// What robots may read.
pub(crate) fn robots() -> Answer {
    let paths = [
        "app",
        "backup_inkremental",
        "desa",
        "donjo-app",
        "resources",
        "securimage",
        "storage",
        "template-surat",
        "vendor",
    ];
    let lines: String = paths.iter().map(|path| format!("Disallow: /{path}/\n")).collect();
    Answer::of("text/plain", format!("User-agent: *\n{lines}Allow: /desa/logo/favicon.ico\n"))
}
