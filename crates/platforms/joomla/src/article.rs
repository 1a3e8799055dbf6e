//! Articles: the walk over what is listed, and their pages.

use std::collections::HashMap;
use std::sync::Arc;

use balai_core::model::{Article, Form};
use balai_core::{Access, Error, ErrorKind, Found, Page, Result, Visit};
use balai_extract::{sanitise, text};
use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::listing::{Intro, Item, Listed};
use crate::page::{self, Parsed};
use crate::{address, plugin, recognise};

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let listed = Listed::of(visit).await?;
    let chapters = visit.memo::<Chapters>();
    let mut pages = Pages::default();
    let (mut hidden, mut kept) = (0, 0);
    for item in &listed.items {
        let key = visit.article_key(&item.url);
        if is_fresh(item, &key, visit).await? {
            visit.keep(&key).await?;
            continue;
        }
        let known = chapters.as_ref().and_then(|chapters| chapters.0.get(&item.url));
        let shown = match known {
            Some(shown) => Ok(Some(shown.clone())),
            None => pages.read(item, visit).await,
        };
        match shown {
            Ok(Some(shown)) => emit(item, shown, visit).await?,
            Ok(None) => hidden += 1,
            Err(error) if error.kind().is_unreachable() => return Err(error),
            // What was read before is better than what a feed has.
            Err(_) if visit.known(&key).await?.is_some() => {
                visit.keep(&key).await?;
                kept += 1;
            }
            Err(error) => match &item.intro {
                Some(intro) if may_stand_in(item, &error, visit) => match of_intro(item, intro) {
                    Ok(article) => {
                        let found = Found::new(article, Access::Feed, &intro.origin);
                        visit.emit(found.published(item.published)).await?;
                    }
                    Err(error) => visit.skip(error.at(&item.url)),
                },
                _ if error.kind() == ErrorKind::Blocked && visit.since().is_none() => return Err(error),
                _ => visit.skip(error),
            },
        }
    }
    if hidden > 0 {
        visit.note(format!("left out, since visitors are not shown them: {hidden} articles that are listed"));
    }
    if kept > 0 {
        visit.note(format!(
            "as an earlier visit read them, since their pages cannot be read: {kept} articles"
        ));
    }
    if listed.whole {
        visit.complete();
    }
    Ok(())
}

/// Whether an article need not be read again: old articles are hardly ever changed, so that they are read once a week;
/// that is how long one that was taken back may stay where a list still has it. Most pages do not show when they were
/// changed, and no feed does.
async fn is_fresh(item: &Item, key: &str, visit: &mut Visit<'_>) -> Result<bool> {
    const OLD: SignedDuration = SignedDuration::from_hours(24 * 30);
    const FRESH: SignedDuration = SignedDuration::from_hours(24 * 7);
    let Some(since) = visit.since() else { return Ok(false) };
    let Some(known) = visit.known(key).await? else { return Ok(false) };
    let is_old = known.published_at.is_some_and(|at| since.duration_since(at) > OLD);
    let was_read = Timestamp::now().duration_since(known.fetched_at) < FRESH;
    // One that was published anew has a new date in the feed.
    let is_same = item.published.is_none_or(|at| at <= known.fetched_at);
    Ok(is_old && was_read && is_same)
}

/// The articles on the village that the profile was made of, by their addresses.
#[derive(Default)]
pub(crate) struct Chapters(pub(crate) HashMap<Url, Shown>);

/// An article's page, and what it shows.
#[derive(Clone)]
pub(crate) struct Shown {
    pub(crate) parsed: Parsed,
    page: Arc<Page>,
}

/// How the site shows its articles, as far as is known.
#[derive(Default)]
pub(crate) struct Pages {
    /// Whether it shows an article without the frame round it; some sites refuse that.
    without_frame: Option<bool>,
    /// How many in a row a wall stood before.
    walls: usize,
}

impl Pages {
    /// An article's page; `None` where visitors are not shown the article.
    ///
    /// # Errors
    ///
    /// Those of the page; malformed, where it shows no article.
    pub(crate) async fn read(&mut self, item: &Item, visit: &Visit<'_>) -> Result<Option<Shown>> {
        /// After so many pages in a row that a wall stands before, the others are not asked for.
        const PATIENCE: usize = 3;
        if self.walls >= PATIENCE {
            return Err(
                Error::new(ErrorKind::Blocked, "a wall stands before the articles' pages").at(&item.url)
            );
        }
        let shown = self.read_either(item, visit).await;
        self.walls = match &shown {
            Err(error) if error.kind() == ErrorKind::Blocked => self.walls + 1,
            _ => 0,
        };
        shown
    }

    async fn read_either(&mut self, item: &Item, visit: &Visit<'_>) -> Result<Option<Shown>> {
        if self.without_frame != Some(false) {
            // As for a printer, so that a text that is broken into pages comes whole.
            let url = address::with(&item.url, "tmpl=component&print=1");
            match shown(&url, visit).await {
                Ok(Some(shown)) => {
                    self.without_frame = Some(true);
                    return Ok(Some(shown));
                }
                Ok(None) if self.without_frame == Some(true) => return Ok(None),
                Err(error) if error.kind().is_unreachable() => return Err(error),
                Ok(None) | Err(_) => {}
            }
        }
        let Some(shown) = shown(&item.link, visit).await? else { return Ok(None) };
        self.without_frame.get_or_insert(false);
        Ok(Some(shown.whole(visit).await))
    }
}

impl Shown {
    /// The page with the whole text, where this one has a part of it.
    async fn whole(self, visit: &Visit<'_>) -> Self {
        let Some(url) = &self.parsed.all_pages else { return self };
        match shown(url, visit).await {
            Ok(Some(whole)) => whole,
            Ok(None) | Err(_) => self,
        }
    }
}

/// What an address shows; `None` where visitors are not shown the article: it is not there (404), or for registered
/// users (403, the login, or the beginning of its text).
async fn shown(url: &Url, visit: &Visit<'_>) -> Result<Option<Shown>> {
    let page = visit.peek(url.as_str()).await?;
    match page.check() {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(_) if page.status == 403 && recognise::is_its_page(&page) => return Ok(None),
        Err(error) => return Err(error),
    }
    match page::parse(&page, visit.zone()) {
        Ok(parsed) => Ok(parsed.map(|parsed| Shown { parsed, page })),
        // Whoever is sent elsewhere, and shown no article there, is not to see it.
        Err(_) if page.url.path() != url.path() => Ok(None),
        Err(error) => Err(error),
    }
}

async fn emit(item: &Item, shown: Shown, visit: &mut Visit<'_>) -> Result<()> {
    let Shown { parsed: Parsed { mut article, published, updated, .. }, page } = shown;
    article.url = item.url.to_string();
    // A list is of titles, whereas the page's headings may be the menu's.
    article.title = item.title.clone().unwrap_or(article.title);
    if article.title.is_empty() {
        visit.skip(
            Error::malformed("the article has no title, neither in a list nor on its page").at(&item.url),
        );
        return Ok(());
    }
    if article.categories.is_empty() {
        article.categories.extend(item.intro.as_ref().and_then(|intro| intro.category.clone()));
    }
    article.form = Some(form(&article.categories));
    let found = Found::new(article, Access::Page, &page);
    visit.emit(found.published(published.or(item.published)).updated(updated)).await
}

/// Whether a feed's beginning may stand for a page: a wall stands before the page, and not the article's own lock. What
/// was there already at the last visit and is not known was locked then.
fn may_stand_in(item: &Item, error: &Error, visit: &Visit<'_>) -> bool {
    let was_there = visit.since().is_some_and(|since| item.published.is_none_or(|at| at < since));
    error.kind() == ErrorKind::Blocked && !was_there
}

/// What the feed has of an article whose page cannot be read.
fn of_intro(item: &Item, intro: &Intro) -> Result<Article> {
    let html = match intro.html.find("<p class=\"feed-readmore\"") {
        Some(end) => &intro.html[..end],
        None => &intro.html,
    };
    let html = sanitise::html(&plugin::strip(html), &item.url)?;
    let summary = text::from_html(&html)?;
    let title = item.title.clone().filter(|title| !title.is_empty());
    let categories: Vec<String> = intro.category.iter().cloned().collect();
    Ok(Article {
        title: title.ok_or_else(|| Error::malformed("an item of the feed has no title"))?,
        url: item.url.to_string(),
        summary: Some(summary).filter(|summary| !summary.is_empty()),
        form: Some(form(&categories)),
        categories,
        ..Article::default()
    })
}

/// What sort of text the articles of a category are.
fn form(categories: &[String]) -> Form {
    const FORMS: [(Form, &[&str]); 4] = [
        (Form::Announcement, &["pengumuman"]),
        (Form::Event, &["agenda"]),
        (Form::Page, &["profil", "halaman"]),
        (Form::Report, &["transparansi", "laporan", "apbdes"]),
    ];
    let categories: Vec<String> = categories.iter().map(|category| category.to_lowercase()).collect();
    let is_of =
        |words: &[&str]| words.iter().any(|word| categories.iter().any(|category| category.contains(word)));
    FORMS.iter().find(|(_, words)| is_of(words)).map_or(Form::News, |(form, _)| *form)
}

#[cfg(test)]
mod tests {
    use balai_core::Origin;

    use super::*;

    #[test]
    fn a_category_tells_the_form() {
        for (category, expected) in [
            ("Berita Desa", Form::News),
            ("PENGUMUMAN", Form::Announcement),
            ("Profil Desa", Form::Page),
            ("Transparansi Anggaran", Form::Report),
        ] {
            assert_eq!(form(&[category.to_owned()]), expected, "{category}");
        }
    }

    #[test]
    fn the_beginning_of_a_text_is_a_summary() {
        let page = crate::page_at("https://desa.example/berita?format=feed", "");
        let intro = Intro {
            html: "<p><img src=\"https://desa.example//images/a.jpg\"></p><p>Awal. {loadposition x}</p>\
                   <p class=\"feed-readmore\"><a href=\"/a\">Selengkapnya</a></p>"
                .to_owned(),
            category: Some("Berita".to_owned()),
            origin: Origin::from(&page),
        };
        let url: Url = "https://desa.example/berita/a".parse().expect("a URL");
        let item =
            Item { url: url.clone(), link: url, title: Some("Awal".into()), published: None, intro: None };
        let article = of_intro(&item, &intro).expect("an article");
        assert_eq!(article.summary.as_deref(), Some("Awal."));
        assert_eq!((article.body_html, article.categories), (None, vec!["Berita".to_owned()]));
    }
}
