//! A village's blog on Blogger.

mod feed;
mod page;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::village::{Article, Form, Village};
use crate::{Answer, Ask, Website};

/// A village's blog on Blogger: its news are posts, its pages are pages.
///
/// It has the feeds, JSON and Atom, with the limits that Blogger's have: 25 entries where nothing is asked, never more
/// than 150, `updated-min` heeded only with `orderby=updated`, drafts nowhere, and no word of what was deleted.
#[derive(Clone, Debug)]
pub struct Blogspot {
    village: Arc<Village>,
    text: FeedText,
    edited: BTreeMap<u32, Timestamp>,
}

/// How much of a post its owner lets the feeds tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedText {
    /// All of it.
    Full,
    /// What stands before its jump break, with a link to the rest.
    UntilJump,
    /// Its first words, plain.
    Short,
}

impl Blogspot {
    /// The blog of a village, with whole posts in its feeds.
    pub fn new(village: impl Into<Arc<Village>>) -> Self {
        Self { village: village.into(), text: FeedText::Full, edited: BTreeMap::new() }
    }

    /// The same blog, whose feeds tell so much.
    #[must_use]
    pub fn telling(mut self, text: FeedText) -> Self {
        self.text = text;
        self
    }

    /// The same blog, on which an article was saved at this time, changed or not.
    #[must_use]
    pub fn saved(mut self, article: u32, at: Timestamp) -> Self {
        self.edited.insert(article, at);
        self
    }

    /// The path of an article's page: `/2026/09/kerja-bakti.html`, `/p/sejarah-desa.html`.
    pub fn path(&self, article: &Article) -> String {
        let slug = self.slug(article);
        match article.form {
            Form::Page => format!("/p/{slug}.html"),
            _ => format!("/{}/{slug}.html", article.published_at.strftime("%Y/%m")),
        }
    }

    /// Blogger cuts addresses off after a whole word, and numbers those that are alike.
    fn slug(&self, article: &Article) -> String {
        const LONGEST: usize = 39;
        let cut = |slug: &str| match slug.get(..LONGEST).and_then(|cut| cut.rfind('-')) {
            Some(end) if slug.len() > LONGEST => slug[..end].to_owned(),
            _ => slug.to_owned(),
        };
        let slug = cut(&article.slug);
        let is_taken =
            self.village.articles.iter().any(|other| other.id < article.id && cut(&other.slug) == slug);
        if is_taken { format!("{slug}_{}", article.id) } else { slug }
    }

    /// What the world may read, newest first.
    fn articles(&self, pages: bool) -> impl Iterator<Item = &Article> {
        self.village.published().filter(move |article| (article.form == Form::Page) == pages)
    }

    fn published(article: &Article) -> Timestamp {
        // Blogger's dates have thousandths, and no two posts the same.
        let at = Offset::constant(7).to_timestamp(article.published_at).unwrap_or_default();
        at + jiff::SignedDuration::from_millis(i64::from(article.id % 7) + 1)
    }

    fn updated(&self, article: &Article) -> Timestamp {
        let first = Self::published(article) + jiff::SignedDuration::from_mins(20);
        self.edited.get(&article.id).copied().unwrap_or(first)
    }

    fn labels(&self, article: &Article) -> Vec<&str> {
        let category = article.category.map(|index| self.village.categories[index].0.as_str());
        let of_form = match article.form {
            Form::Agenda => Some("Agenda"),
            Form::Finance => Some("APBDes"),
            Form::News | Form::Page => None,
        };
        category.into_iter().chain(of_form).collect()
    }

    /// The text as Blogger's editor leaves it: pictures lie with Google, small, and lead to their large ones.
    fn body(article: &Article) -> String {
        const PICTURES: &str = "https://1.bp.blogspot.com/-Sim4s1/AAAAAAAAAAI";
        let body = article.body.replace("/desa/upload/artikel/sedang_", &format!("{PICTURES}/s320/"));
        let lines = body.lines().filter(|line| !line.contains("[[")).collect::<Vec<_>>().join("\n");
        let main = article.images.first().map(|image| {
            format!(
                "<div class=\"separator\" style=\"clear: both;\"><a href=\"{PICTURES}/s1600/{image}\"><img border=\"0\" \
                 src=\"{PICTURES}/s320/{image}\" width=\"320\"></a></div>\n"
            )
        });
        main.unwrap_or_default() + &lines
    }
}

impl Website for Blogspot {
    fn respond(&self, ask: &Ask) -> Answer {
        let path = ask.path();
        let not_found = || self.not_found(&ask.origin);
        match path {
            "/" => self.home(&ask.origin),
            "/robots.txt" => Answer::of("text/plain", "User-agent: *\nDisallow: /search\nAllow: /\n"),
            "/atom.xml" => Answer::redirect("/feeds/posts/default"),
            "/feeds/posts/default" | "/feeds/posts/full" => self.feed(ask, self.articles(false), self.text),
            "/feeds/posts/summary" => self.feed(ask, self.articles(false), FeedText::Short),
            "/feeds/pages/default" => self.feed(ask, self.articles(true), self.text),
            "/feeds/comments/default" => self.comments(ask),
            _ => match self.articles(true).chain(self.articles(false)).find(|it| self.path(it) == path) {
                Some(article) => self.page(&ask.origin, article),
                None => not_found(),
            },
        }
    }
}
