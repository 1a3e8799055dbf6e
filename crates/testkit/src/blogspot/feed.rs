//! The feeds, JSON and Atom.

use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::{Value, json};

use super::{Blogspot, FeedText};
use crate::opensid::article::summary;
use crate::opensid::format::xml;
use crate::plain::characters;
use crate::village::Article;
use crate::{Answer, Ask};

const BLOG: &str = "tag:blogger.com,1999:blog-4820";

impl Blogspot {
    /// One page of a feed of articles.
    pub(super) fn feed<'a>(
        &self,
        ask: &Ask,
        articles: impl Iterator<Item = &'a Article>,
        text: FeedText,
    ) -> Answer {
        const USUAL: usize = 25;
        const MOST: usize = 150;
        let number = |name: &str| ask.parameter(name).and_then(|value| value.parse::<usize>().ok());
        let by_updated = ask.parameter("orderby").as_deref() == Some("updated");
        let since =
            ask.parameter("updated-min").filter(|_| by_updated).and_then(|at| at.parse::<Timestamp>().ok());
        let mut chosen: Vec<&Article> =
            articles.filter(|article| since.is_none_or(|since| self.updated(article) >= since)).collect();
        if by_updated {
            chosen.sort_by_key(|article| std::cmp::Reverse(self.updated(article)));
        }
        let start = number("start-index").unwrap_or(1).max(1);
        let most = number("max-results").unwrap_or(USUAL).min(MOST);
        let total = chosen.len();
        let shown: Vec<&Article> = chosen.into_iter().skip(start - 1).take(most).collect();
        let next = (start - 1 + shown.len() < total).then_some(start + shown.len());
        match ask.parameter("alt").as_deref() {
            Some("json") => {
                let entries = shown.iter().map(|article| self.entry(&ask.origin, article, text)).collect();
                self.json(ask, entries, [total, start, most], next)
            }
            _ => self.atom(ask, &shown, text, [total, start, most], next),
        }
    }

    /// The newest comments, of people whom no record may name.
    pub(super) fn comments(&self, ask: &Ask) -> Answer {
        let news = self.articles(false);
        let entries = news
            .flat_map(|article| article.comments.iter().map(move |comment| (article, comment)))
            .map(|(article, comment)| {
                let resident = &self.village.residents[comment.resident];
                json!({
                    "id": {"$t": format!("{BLOG}.post-{}", 9_000 + article.id)},
                    "title": {"type": "text", "$t": comment.text},
                    "content": {"type": "html", "$t": format!("{} ({})", comment.text, resident.email)},
                    "author": [{"name": {"$t": resident.name}, "email": {"$t": resident.email}}],
                })
            });
        let entries: Vec<Value> = entries.collect();
        let total = entries.len();
        self.json(ask, entries, [total, 1, 25], None)
    }

    /// Every number is a string, every scalar lies in `$t`, and a list without entries is not there.
    fn json(
        &self,
        ask: &Ask,
        entries: Vec<Value>,
        [total, start, most]: [usize; 3],
        next: Option<usize>,
    ) -> Answer {
        let mut feed = json!({
            "xmlns": "http://www.w3.org/2005/Atom",
            "id": {"$t": BLOG},
            "updated": {"$t": self.newest()},
            "category": self.village.categories.iter().map(|(name, _)| json!({"term": name})).collect::<Vec<_>>(),
            "title": {"type": "text", "$t": self.title()},
            "subtitle": {"type": "html", "$t": "Situs simulasi."},
            "link": [{"rel": "alternate", "type": "text/html", "href": format!("{}/", ask.origin)}],
            "author": [author(&self.title())],
            "generator": {"version": "7.00", "uri": "http://www.blogger.com", "$t": "Blogger"},
            "openSearch$totalResults": {"$t": total.to_string()},
            "openSearch$startIndex": {"$t": start.to_string()},
            "openSearch$itemsPerPage": {"$t": most.to_string()},
        });
        if let (Some(next), Some(Value::Array(links))) = (next, feed.get_mut("link")) {
            let href = format!("{}{}?alt=json&start-index={next}&max-results={most}", ask.origin, ask.path());
            links.push(json!({"rel": "next", "type": "application/atom+xml", "href": href}));
        }
        if !entries.is_empty() {
            feed["entry"] = entries.into();
        }
        Answer::json(&json!({"version": "1.0", "encoding": "UTF-8", "feed": feed}))
    }

    fn entry(&self, origin: &str, article: &Article, text: FeedText) -> Value {
        let url = format!("{origin}{}", self.path(article));
        let id = 7_000 + article.id;
        let mut entry = json!({
            "id": {"$t": format!("{BLOG}.post-{id}")},
            "published": {"$t": written(Self::published(article))},
            "updated": {"$t": written(self.updated(article))},
            "title": {"type": "text", "$t": article.title},
            "link": [
                {"rel": "replies", "type": "application/atom+xml", "href": format!("{origin}/feeds/{id}/comments/default")},
                {"rel": "edit", "type": "application/atom+xml", "href": format!("https://www.blogger.com/feeds/4820/posts/default/{id}")},
                {"rel": "self", "type": "application/atom+xml", "href": format!("https://www.blogger.com/feeds/4820/posts/default/{id}")},
                {"rel": "alternate", "type": "text/html", "href": url, "title": article.title},
            ],
            "author": [author(&article.author)],
            "thr$total": {"$t": article.comments.len().to_string()},
        });
        let labels = self.labels(article);
        if !labels.is_empty() {
            let label = |term: &&str| json!({"scheme": "http://www.blogger.com/atom/ns#", "term": term});
            entry["category"] = labels.iter().map(label).collect::<Vec<_>>().into();
        }
        if let Some(image) = article.images.first() {
            let url = format!("https://1.bp.blogspot.com/-Sim4s1/AAAAAAAAAAI/s72-c/{image}");
            entry["media$thumbnail"] = json!({
                "xmlns$media": "http://search.yahoo.com/mrss/", "url": url, "height": "72", "width": "72",
            });
        }
        let (name, kind, words) = told(article, &url, text);
        entry[name] = json!({"type": kind, "$t": words});
        entry
    }

    fn atom(
        &self,
        ask: &Ask,
        shown: &[&Article],
        text: FeedText,
        [total, start, most]: [usize; 3],
        next: Option<usize>,
    ) -> Answer {
        let origin = &ask.origin;
        let entries = shown.iter().map(|article| {
            let url = format!("{origin}{}", self.path(article));
            let labels = self.labels(article);
            let label = |term: &&str| {
                format!("<category scheme=\"http://www.blogger.com/atom/ns#\" term=\"{}\"/>", xml(term))
            };
            let (name, kind, words) = told(article, &url, text);
            format!(
                "<entry><id>{BLOG}.post-{}</id><published>{}</published><updated>{}</updated>{}<title type='text'>{}</title>\
                 <{name} type='{kind}'>{}</{name}><link rel='alternate' type='text/html' href='{url}'/>\
                 <author><name>{}</name><email>noreply@blogger.com</email></author></entry>\n",
                7_000 + article.id,
                written(Self::published(article)),
                written(self.updated(article)),
                labels.iter().map(label).collect::<String>(),
                xml(&article.title),
                xml(&words),
                xml(&article.author),
            )
        });
        let next = next.map(|next| {
            format!(
                "<link rel='next' href='{origin}{}?start-index={next}&amp;max-results={most}'/>",
                ask.path()
            )
        });
        Answer::of(
            "application/atom+xml; charset=UTF-8",
            format!(
                "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' \
                 xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'><id>{BLOG}</id><updated>{}</updated>\
                 <title type='text'>{}</title><link rel='alternate' type='text/html' href='{origin}/'/>{}\
                 <generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>\
                 <openSearch:totalResults>{total}</openSearch:totalResults><openSearch:startIndex>{start}</openSearch:startIndex>\
                 <openSearch:itemsPerPage>{most}</openSearch:itemsPerPage>\n{}</feed>",
                self.newest(),
                xml(&self.title()),
                next.unwrap_or_default(),
                entries.collect::<String>(),
            ),
        )
    }

    fn newest(&self) -> String {
        let newest = self.articles(false).map(|article| self.updated(article)).max();
        written(newest.unwrap_or_default())
    }
}

/// What a feed tells of an article's text: under which name, of which type.
fn told(article: &Article, url: &str, text: FeedText) -> (&'static str, &'static str, String) {
    let body = Blogspot::body(article);
    match text {
        FeedText::Full => ("content", "html", body),
        FeedText::UntilJump => {
            let before = before_jump(&body);
            ("content", "html", format!("{before}<a href=\"{url}#more\">Selengkapnya &#187;</a>"))
        }
        FeedText::Short => ("summary", "text", characters(&summary(&article.body, 200))),
    }
}

/// The text up to its jump break, which stands behind its first paragraph.
pub(super) fn before_jump(body: &str) -> &str {
    body.find("</p>").map_or(body, |end| &body[..end + "</p>".len()])
}

/// Whoever writes, the address is Blogger's own.
fn author(name: &str) -> Value {
    json!({
        "name": {"$t": name},
        "uri": {"$t": "http://www.blogger.com/profile/05000000000000000000"},
        "email": {"$t": "noreply@blogger.com"},
        "gd$image": {"rel": "http://schemas.google.com/g/2005#thumbnail", "width": "16", "height": "16", "src": "https://img1.blogblog.com/img/b16-rounded.gif"},
    })
}

/// `2026-09-03T08:15:00.002+07:00`.
fn written(at: Timestamp) -> String {
    Offset::constant(7).to_datetime(at).strftime("%Y-%m-%dT%H:%M:%S.%3f+07:00").to_string()
}
