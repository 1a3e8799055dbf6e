//! A small site that is no platform of its own.

use std::sync::Arc;

use crate::opensid::article::summary;
use crate::opensid::format::{day, xml};
use crate::village::{Article, Village};
use crate::{Answer, Ask, Website, html};

/// A village site that someone in the village wrote: a few pages, and a feed.
#[derive(Clone, Debug)]
pub struct PlainFeed {
    village: Arc<Village>,
    format: FeedFormat,
}

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedFormat {
    /// RSS 2.0 at `/rss.xml`.
    Rss,
    /// Atom at `/atom.xml`.
    Atom,
}

impl PlainFeed {
    /// The site of a village.
    pub fn new(village: impl Into<Arc<Village>>, format: FeedFormat) -> Self {
        Self { village: village.into(), format }
    }

    fn feed_path(&self) -> &'static str {
        match self.format {
            FeedFormat::Rss => "/rss.xml",
            FeedFormat::Atom => "/atom.xml",
        }
    }

    fn page(&self, origin: &str, title: &str, main: &str) -> Answer {
        let name = html(&self.village.name);
        let (media_type, feed) = match self.format {
            FeedFormat::Rss => ("application/rss+xml", self.feed_path()),
            FeedFormat::Atom => ("application/atom+xml", self.feed_path()),
        };
        Answer::html(format!(
            r#"<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="alternate" type="{media_type}" title="Kabar {name}" href="{feed}">
</head>
<body>
<header><h1><a href="{origin}/">Desa {name}</a></h1><p>Kecamatan {}, Kabupaten {}</p></header>
<main>
{main}
</main>
<footer><p>{} &middot; {}</p><p>Situs simulasi.</p></footer>
</body>
</html>
"#,
            self.village.profile.subdistrict,
            self.village.profile.regency,
            html(&self.village.profile.address),
            html(&self.village.profile.email),
        ))
    }

    fn home(&self, origin: &str) -> Answer {
        let items = self.village.news().take(10).map(|article| {
            let url = link(origin, article);
            format!(
                "<li><a href=\"{url}\">{}</a> <time>{}</time></li>\n",
                html(&article.title),
                day(article.published_at)
            )
        });
        let list = format!("<h2>Kabar terbaru</h2>\n<ul>\n{}</ul>", items.collect::<String>());
        self.page(origin, &format!("Desa {}", html(&self.village.name)), &list)
    }

    fn article(&self, origin: &str, slug: &str) -> Option<Answer> {
        let article = self.village.news().find(|article| article.slug == slug)?;
        let main = format!(
            "<article><h2>{title}</h2><p><time>{}</time>, {}</p>\n{}</article>",
            day(article.published_at),
            html(&article.author),
            article.body,
            title = html(&article.title),
        );
        Some(self.page(origin, &html(&article.title), &main))
    }

    fn rss(&self, origin: &str) -> Answer {
        let items = self.village.news().take(20).map(|article| {
            let url = link(origin, article);
            let category = article.category.map_or("", |index| self.village.categories[index].0.as_str());
            format!(
                "<item><title>{}</title><link>{url}</link><guid isPermaLink=\"true\">{url}</guid><pubDate>{} +0700</pubDate>\
                 <category>{}</category><description>{}</description></item>\n",
                xml(&article.title),
                article.published_at.strftime("%a, %d %b %Y %H:%M:%S"),
                xml(category),
                xml(&article.body),
            )
        });
        Answer::of(
            "application/rss+xml; charset=utf-8",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Kabar Desa {}</title>\
                 <link>{origin}/</link><description>Situs simulasi</description>\n{}</channel></rss>\n",
                xml(&self.village.name),
                items.collect::<String>(),
            ),
        )
    }

    fn atom(&self, origin: &str) -> Answer {
        let entries = self.village.news().take(20).map(|article| {
            let url = link(origin, article);
            let at = article.published_at.strftime("%Y-%m-%dT%H:%M:%S+07:00");
            format!(
                "<entry><id>{url}</id><title>{}</title><link rel=\"alternate\" href=\"{url}\"/><published>{at}</published>\
                 <updated>{at}</updated><author><name>{}</name></author><summary>{}</summary>\
                 <content type=\"html\">{}</content></entry>\n",
                xml(&article.title),
                xml(&article.author),
                xml(&characters(&summary(&article.body, 160))),
                xml(&article.body),
            )
        });
        let newest = self.village.news().next().map_or_else(
            || "2020-01-01T00:00:00+07:00".to_owned(),
            |article| article.published_at.strftime("%Y-%m-%dT%H:%M:%S+07:00").to_string(),
        );
        Answer::of(
            "application/atom+xml; charset=utf-8",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>{origin}/</id>\
                 <title>Kabar Desa {}</title><updated>{newest}</updated><link href=\"{origin}/\"/>\n{}</feed>\n",
                xml(&self.village.name),
                entries.collect::<String>(),
            ),
        )
    }
}

/// Text with the entities that our prose has written out, since a summary in Atom is text.
pub(crate) fn characters(text: &str) -> String {
    let entities = [("&ldquo;", "\u{201c}"), ("&rdquo;", "\u{201d}"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    entities.into_iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

fn link(origin: &str, article: &Article) -> String {
    format!("{origin}/kabar/{}", article.slug)
}

impl Website for PlainFeed {
    fn respond(&self, ask: &Ask) -> Answer {
        let origin = &ask.origin;
        match ask.path() {
            "/" => self.home(origin),
            "/robots.txt" => Answer::of("text/plain", "User-agent: *\nAllow: /\n"),
            path if path == self.feed_path() => match self.format {
                FeedFormat::Rss => self.rss(origin),
                FeedFormat::Atom => self.atom(origin),
            },
            path => path
                .strip_prefix("/kabar/")
                .and_then(|slug| self.article(origin, slug))
                .unwrap_or_else(|| self.page(origin, "Tidak ada", "<p>Tidak ada.</p>").with_status(404)),
        }
    }
}
