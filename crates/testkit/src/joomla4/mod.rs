//! A village on Joomla 4.

mod feed;
mod list;
mod page;

use std::sync::Arc;

use crate::village::{Article, Form, Village};
use crate::{Answer, Ask, Website};

/// A village's site on Joomla 4, template Cassiopeia.
///
/// It has that version's habits: four articles a page in lists and feeds, feeds with the beginning of texts alone, the
/// menu's heading above an article's, texts broken into pages, tags of plugins that are not there. A draft is answered
/// with 404. One article is for registered users: its category lists it, feed included, and its page is answered with
/// 403.
#[derive(Clone, Debug)]
pub struct Joomla4 {
    village: Arc<Village>,
    links: JoomlaLinks,
    lists_categories: bool,
}

/// How a Joomla site writes its addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoomlaLinks {
    /// `/index.php?view=article&id=12:panen-kopi&catid=8`.
    Plain,
    /// `/berita-desa/panen-kopi`.
    Friendly,
}

/// A category and its articles.
pub(crate) struct Rubric<'a> {
    id: u32,
    title: &'a str,
    alias: &'a str,
    /// Published and registered ones, newest first.
    articles: Vec<&'a Article>,
}

/// What an address leads to.
enum Target<'a> {
    Home,
    Categories,
    Featured,
    Rubric(Rubric<'a>),
    Article(&'a Article),
    Nothing,
}

impl Joomla4 {
    /// The site of a village.
    pub fn new(village: impl Into<Arc<Village>>, links: JoomlaLinks) -> Self {
        Self { village: village.into(), links, lists_categories: true }
    }

    /// The same site without a list of its categories, as Joomla 1.5 has none: its menu alone leads to them.
    #[must_use]
    pub fn without_categories(mut self) -> Self {
        self.lists_categories = false;
        self
    }

    /// The path of an article's page.
    pub fn path(&self, article: &Article) -> String {
        let rubric = self.rubric_of(article);
        match self.links {
            JoomlaLinks::Friendly => format!("/{}/{}", rubric.alias, article.slug),
            JoomlaLinks::Plain => {
                format!("/index.php?view=article&id={}:{}&catid={}", article.id, article.slug, rubric.id)
            }
        }
    }

    /// Whether an article is for registered users.
    pub fn is_registered(article: &Article) -> bool {
        article.slug == "berita-ditarik-kembali"
    }

    fn rubric_path(&self, rubric: &Rubric<'_>) -> String {
        match self.links {
            JoomlaLinks::Friendly => format!("/{}", rubric.alias),
            JoomlaLinks::Plain => format!("/index.php?view=category&id={}", rubric.id),
        }
    }

    fn rubrics(&self) -> Vec<Rubric<'_>> {
        let news = self.village.categories.iter().map(|(title, alias)| (title.as_str(), alias.as_str()));
        let others = [("Profil Desa", "profil"), ("Agenda", "agenda"), ("Transparansi", "transparansi")];
        let mut rubrics: Vec<Rubric<'_>> = (8..)
            .zip(news.chain(others))
            .map(|(id, (title, alias))| Rubric { id, title, alias, articles: Vec::new() })
            .collect();
        let registered = self.village.articles.iter().filter(|article| Self::is_registered(article));
        let mut listed: Vec<&Article> = self.village.published().chain(registered).collect();
        listed.sort_by_key(|article| std::cmp::Reverse((article.published_at, article.id)));
        for article in listed {
            rubrics[self.rubric_index(article)].articles.push(article);
        }
        rubrics
    }

    fn rubric_index(&self, article: &Article) -> usize {
        let news = self.village.categories.len();
        match article.form {
            Form::News => article.category.unwrap_or_default(),
            Form::Page => news,
            Form::Agenda => news + 1,
            Form::Finance => news + 2,
        }
    }

    fn rubric_of(&self, article: &Article) -> Rubric<'_> {
        self.rubrics().swap_remove(self.rubric_index(article))
    }

    /// The two newest pieces of news stand on the home page.
    fn featured(&self) -> Vec<&Article> {
        self.village.news().take(2).collect()
    }

    fn target(&self, ask: &Ask) -> Target<'_> {
        let parameter = |name: &str| ask.parameter(name);
        let path = ask.path().trim_start_matches("/index.php").trim_matches('/');
        let number = || parameter("id").and_then(|id| id.split(':').next()?.parse::<u32>().ok());
        let is_content = parameter("option").is_none_or(|option| option == "com_content");
        match (path, parameter("view").as_deref()) {
            ("", None) => Target::Home,
            ("", Some("featured")) if is_content => Target::Featured,
            ("", Some("categories")) if is_content && self.lists_categories => Target::Categories,
            ("", Some("category")) if is_content => {
                let found = self.rubrics().into_iter().find(|rubric| Some(rubric.id) == number());
                found.map_or(Target::Nothing, Target::Rubric)
            }
            ("", Some("article")) if is_content => {
                let found = self.village.articles.iter().find(|article| Some(article.id) == number());
                found.map_or(Target::Nothing, Target::Article)
            }
            ("", Some(_)) => Target::Nothing,
            (path, _) if self.links == JoomlaLinks::Friendly => match path.split_once('/') {
                None => {
                    let found = self.rubrics().into_iter().find(|rubric| rubric.alias == path);
                    found.map_or(Target::Nothing, Target::Rubric)
                }
                Some((alias, slug)) => {
                    let is_it = |it: &&Article| it.slug == slug && self.rubric_of(it).alias == alias;
                    self.village.articles.iter().find(is_it).map_or(Target::Nothing, Target::Article)
                }
            },
            _ => Target::Nothing,
        }
    }

    fn content(&self, ask: &Ask) -> Answer {
        let is_feed = ask.parameter("format").as_deref() == Some("feed");
        match self.target(ask) {
            Target::Home | Target::Featured if is_feed => self.feed(ask, "Beranda", &self.featured()),
            Target::Home | Target::Featured => self.home(ask),
            Target::Rubric(rubric) if is_feed => self.feed(ask, rubric.title, &rubric.articles),
            // From 4 on an unknown category is an error in XML, under status 200.
            Target::Nothing if is_feed && ask.parameter("view").is_some() => Answer::of(
                "application/xml; charset=utf-8",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<error>\n\t<code>404</code>\n\t<message>Kategori tidak ada</message>\n</error>",
            ),
            Target::Categories if !is_feed => self.categories(ask),
            Target::Rubric(rubric) => self.rubric(ask, &rubric),
            Target::Article(article) if article.is_published() && !is_feed => self.article(ask, article),
            Target::Article(article) if Self::is_registered(article) && !is_feed => self.refused(ask),
            _ => self.not_found(ask),
        }
    }
}

impl Website for Joomla4 {
    fn respond(&self, ask: &Ask) -> Answer {
        let path = ask.path();
        let answer = match path {
            "/robots.txt" => {
                return Answer::of(
                    "text/plain",
                    "User-agent: *\nDisallow: /administrator/\nDisallow: /api/\nDisallow: /language/\n",
                );
            }
            _ if path.starts_with("/api") => {
                return Answer::json(&serde_json::json!({"errors": [{"title": "Forbidden"}]}))
                    .with_status(401)
                    .header("X-Powered-By", "JoomlaAPI/1.0");
            }
            _ => self.content(ask),
        };
        answer
            .header("Set-Cookie", "463638ca49b18f7ebbdc20e4bea2a873=simulasi; path=/; HttpOnly")
            .header("Expires", "Wed, 17 Aug 2005 00:00:00 GMT")
            .header("Cache-Control", "no-store, no-cache, must-revalidate, post-check=0, pre-check=0")
    }
}
