//! What a page says of its article for machines: JSON-LD, microdata, OpenGraph and other `<meta>`.

use balai_extract::html::Document;
use balai_extract::{css, html, jsonld, microdata};
use serde::Deserialize;
use serde_json::Value;

/// What a page says of its article.
#[derive(Default)]
pub(super) struct Markup {
    /// Titles, the surest first.
    pub(super) titles: Vec<String>,
    pub(super) published: Option<String>,
    /// That of the page that the article is on, and what the page is called: a template may have the same for all.
    pub(super) page_published: Option<(Option<String>, String)>,
    pub(super) updated: Option<String>,
    pub(super) author: Option<String>,
    pub(super) sections: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) summary: Option<String>,
    pub(super) image: Option<String>,
    /// The whole text, where JSON-LD has it.
    pub(super) body: Option<String>,
    is_article: bool,
}

const ARTICLES: [&str; 8] = [
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "ReportageNewsArticle",
    "SocialMediaPosting",
    "TechArticle",
    "AnalysisNewsArticle",
];

/// Of an article in JSON-LD or microdata, what is read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Described {
    #[serde(default)]
    headline: Value,
    #[serde(default)]
    name: Value,
    #[serde(default)]
    date_published: Value,
    #[serde(default)]
    date_modified: Value,
    #[serde(default)]
    author: Value,
    #[serde(default)]
    article_section: Value,
    #[serde(default)]
    article_body: Value,
}

impl Markup {
    pub(super) fn of(document: &Document) -> Self {
        let mut markup = Self::default();
        let own = jsonld::items::<Described>(document, &ARTICLES);
        let own = own.into_iter().chain(microdata::items(document, &ARTICLES));
        // Lists of news are described too: an article among many is not what the page is about.
        let mut own: Vec<_> = own.collect();
        if own.len() > 2 {
            own.clear();
        }
        for it in own {
            markup.is_article = true;
            markup.titles.extend(texts(&it.headline).into_iter().chain(texts(&it.name)));
            markup.published = markup.published.take().or_else(|| first(&it.date_published));
            markup.updated = markup.updated.take().or_else(|| first(&it.date_modified));
            markup.author = markup.author.take().or_else(|| first(&it.author));
            markup.body = markup.body.take().or_else(|| first(&it.article_body));
            if markup.sections.is_empty() {
                markup.sections = texts(&it.article_section);
            }
        }
        for it in jsonld::items::<Described>(document, &["WebPage"]) {
            if let Some(published) = first(&it.date_published).filter(|_| markup.published.is_none()) {
                markup.page_published.get_or_insert((first(&it.name), published));
            }
        }
        markup.take_meta(document);
        markup
    }

    fn take_meta(&mut self, document: &Document) {
        for meta in document.select(css!("meta[content]")) {
            let name = meta.attr("property").or_else(|| meta.attr("name")).or_else(|| meta.attr("itemprop"));
            let content = html::plain(meta.attr("content").unwrap_or_default());
            if content.is_empty() {
                continue;
            }
            let set = |field: &mut Option<String>, content: String| {
                field.get_or_insert(content);
            };
            match name.unwrap_or_default().to_ascii_lowercase().as_str() {
                "og:title" | "twitter:title" | "dc.title" => self.titles.push(content),
                "og:type" => self.is_article |= content.eq_ignore_ascii_case("article"),
                "article:published_time" | "og:published_time" | "datepublished" => {
                    self.is_article = true;
                    set(&mut self.published, content);
                }
                "pubdate" | "publishdate" | "publish-date" | "publish_date" | "date" | "dc.date"
                | "dc.date.issued" | "dcterms.created" | "parsely-pub-date" => {
                    set(&mut self.published, content);
                }
                "article:modified_time" | "og:updated_time" | "datemodified" => {
                    set(&mut self.updated, content)
                }
                "author" | "article:author" if !content.contains("://") => set(&mut self.author, content),
                "article:section" if self.sections.is_empty() => self.sections.push(content),
                "article:tag" => self.tags.push(content),
                "og:description" | "description" => set(&mut self.summary, content),
                "og:image" => {
                    if let Some(url) = html::absolute(document.base(), &content) {
                        set(&mut self.image, url);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether the page says that it is an article.
    pub(super) fn is_article(&self) -> bool {
        self.is_article
    }
}

/// The texts that a property has: itself, its name, or those of the things in it.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => Some(html::plain(text)).filter(|text| !text.is_empty()).into_iter().collect(),
        Value::Object(thing) => thing.get("name").map(texts).unwrap_or_default(),
        Value::Array(values) => values.iter().take(20).flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn first(value: &Value) -> Option<String> {
    texts(value).into_iter().next()
}
