//! The feeds: the beginnings of texts, four a page.

use super::page::intro;
use super::{Joomla4, JoomlaLinks};
use crate::opensid::format::xml;
use crate::village::Article;
use crate::{Answer, Ask};

/// How many articles a page of a list or of a feed has, whatever `limit` asks for.
pub(super) const PAGE: usize = 4;

impl Joomla4 {
    pub(super) fn feed(&self, ask: &Ask, title: &str, articles: &[&Article]) -> Answer {
        let start: usize = ask.parameter("start").and_then(|start| start.parse().ok()).unwrap_or_default();
        let shown = articles.iter().skip(start).take(PAGE);
        let items: String = shown.map(|article| self.item(&ask.origin, article)).collect();
        Answer::of(
            "application/rss+xml; charset=utf-8",
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- generator=\"Joomla! - Open Source Content Management\" -->\n\
                 <rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n<title>{}</title>\n\
                 <description><![CDATA[]]></description>\n<link>{}/</link>\n\
                 <generator>Joomla! - Open Source Content Management</generator>\n<language>id-id</language>\n{items}\
                 </channel>\n</rss>\n",
                xml(title),
                ask.origin,
            ),
        )
    }

    fn item(&self, origin: &str, article: &Article) -> String {
        let rubric = self.rubric_of(article);
        // The feed of a category forgets the alias that the pages have.
        let path = match self.links {
            JoomlaLinks::Friendly => self.path(article),
            JoomlaLinks::Plain => format!("/index.php?view=article&id={}&catid={}", article.id, rubric.id),
        };
        let url = xml(&format!("{origin}{path}"));
        let picture = article.images.first().map(|image| {
            format!("<p><img src=\"{origin}//images/kegiatan/{image}#joomlaImage://local-images/kegiatan/{image}\" alt=\"Foto\"></p>")
        });
        format!(
            "<item>\n<title>{}</title>\n<link>{url}</link>\n<guid isPermaLink=\"true\">{url}</guid>\n\
             <description><![CDATA[{}{}<p class=\"feed-readmore\"><a target=\"_blank\" href=\"{url}\" rel=\"noopener\">Selengkapnya</a></p>]]></description>\n\
             <category>{}</category>\n<pubDate>{} +0700</pubDate>\n</item>\n",
            xml(&article.title),
            picture.unwrap_or_default(),
            intro(article),
            xml(rubric.title),
            article.published_at.strftime("%a, %d %b %Y %H:%M:%S"),
        )
    }
}
