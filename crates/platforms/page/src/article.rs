//! Articles: those that pages and sitemaps name, each read from its own page.

use std::collections::BTreeSet;
use std::sync::Arc;

use balai_core::model::Budget;
use balai_core::{Access, Entity, Error, ErrorKind, Found, Origin, Page, Result, Visit};
use balai_extract::{charset, html};
use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::address::{self, Shape};
use crate::budget;
use crate::read::{self, Reading};
use crate::survey::{self, Listed, MOST, Survey};

/// The budgets that stand in articles, for the kind that is read later.
pub(crate) struct InArticles(pub(crate) Vec<(Budget, Origin)>);

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let survey = Survey::of(visit).await?;
    let mut walk = Walk { is_whole: survey.sitemap.is_whole, asked: survey.pages.len(), ..Walk::default() };
    for page in survey.inner() {
        if let Ok(Some(reading)) = of_page(page, &page.url, visit)
            && is_dated_text(&reading)
        {
            walk.emit(reading, page, visit).await?;
        }
    }
    let mut listed = survey.articles.clone();
    listed.extend(further(&survey, &mut walk, visit).await?);
    for listed in &listed {
        // What the sitemap does not have is found today, and not when its link moves on.
        walk.is_whole &= survey.sitemap.pages.contains_key(&listed.url);
        if walk.keep(listed, visit).await? {
            continue;
        }
        if walk.asked >= MOST || walk.failures.len() == PATIENCE {
            let text = format!("no more than {MOST} pages are read in a visit: the site lists more articles");
            visit.note(text);
            walk.is_whole = false;
            break;
        }
        walk.own_page(listed, visit).await?;
    }
    walk.finish(visit)
}

/// After so many pages that did not come a site is left alone.
const PATIENCE: usize = 5;

/// The articles that the further pages of lists name. Where only changes are read, a list is followed until it names
/// nothing that is new.
async fn further(survey: &Survey, walk: &mut Walk, visit: &mut Visit<'_>) -> Result<Vec<Listed>> {
    // A sitemap that has every article of the first pages has the others too.
    let is_known = |listed: &Listed| survey.sitemap.pages.contains_key(&listed.url);
    if survey.sitemap.is_whole && survey.articles.iter().all(is_known) {
        return Ok(Vec::new());
    }
    let mut seen: BTreeSet<Url> = survey.articles.iter().map(|it| it.url.clone()).collect();
    let mut asked: BTreeSet<Url> = BTreeSet::new();
    let mut left: Vec<Url> = survey.pagers.iter().rev().cloned().collect();
    let mut found = Vec::new();
    let mut ended: BTreeSet<String> = BTreeSet::new();
    while let Some(url) = left.pop() {
        if walk.asked >= MOST || ended.contains(&address::list(&url)) || !asked.insert(url.clone()) {
            continue;
        }
        walk.asked += 1;
        let links = match visit.get(url.as_str()).await.and_then(|page| survey::links(&page, visit.site())) {
            Ok(links) => links,
            Err(error) if error.kind().is_unreachable() => return Err(error),
            Err(_) => continue,
        };
        let mut has_new = false;
        let mut on = Vec::new();
        for (url, anchor) in links {
            match address::shape(&url, Some(&anchor)) {
                Shape::Article if seen.insert(url.clone()) => {
                    has_new |=
                        visit.since().is_none() || visit.known(&visit.article_key(&url)).await?.is_none();
                    found.push(Listed { url, changed: None });
                }
                Shape::Pager => on.push(url),
                _ => {}
            }
        }
        if has_new {
            left.extend(on.into_iter().rev());
        } else if visit.since().is_some() {
            ended.insert(address::list(&url));
        }
    }
    Ok(found)
}

#[derive(Default)]
struct Walk {
    /// What was emitted or kept.
    found: BTreeSet<String>,
    budgets: Vec<(Budget, Origin)>,
    asked: usize,
    is_whole: bool,
    failures: Vec<Error>,
}

impl Walk {
    /// Keeps an article that need not be read again: that did not change as the sitemap tells, or, where that tells
    /// nothing, that was read within the week.
    async fn keep(&mut self, listed: &Listed, visit: &mut Visit<'_>) -> Result<bool> {
        const FRESH: SignedDuration = SignedDuration::from_hours(24 * 7);
        let key = visit.article_key(&listed.url);
        if self.found.contains(&key) {
            return Ok(true);
        }
        if visit.since().is_none() {
            return Ok(false);
        }
        let Some(known) = visit.known(&key).await? else { return Ok(false) };
        let is_kept = match listed.changed {
            Some(changed) => changed < known.fetched_at,
            None => Timestamp::now().duration_since(known.fetched_at) < FRESH,
        };
        if is_kept {
            visit.keep(&key).await?;
            self.found.insert(key);
        }
        Ok(is_kept)
    }

    async fn own_page(&mut self, listed: &Listed, visit: &mut Visit<'_>) -> Result<()> {
        self.asked += 1;
        let read = match visit.get(listed.url.as_str()).await {
            Ok(page) => of_page(&page, &listed.url, visit).map(|reading| (reading, page)),
            Err(error) => Err(error),
        };
        match read {
            Ok((Some(reading), page)) if is_told_whole(&reading, &page) => {
                self.budgets.extend(budget::on_page(&page).into_iter().map(|it| (it, Origin::from(&page))));
                self.emit(reading, &page, visit).await
            }
            Ok((_, page)) => {
                // A list under an article's address is no failure, but another page in an article's place would be.
                self.is_whole = false;
                visit.note(format!("{} is no article", page.url));
                Ok(())
            }
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Refused) => Ok(()),
            Err(error) if error.kind() == ErrorKind::Store => Err(error),
            Err(error) => {
                self.failures.push(error);
                Ok(())
            }
        }
    }

    async fn emit(&mut self, reading: Reading, page: &Arc<Page>, visit: &mut Visit<'_>) -> Result<()> {
        let Reading { article, published, updated, .. } = reading;
        let entity = Entity::from(article);
        if !self.found.insert(entity.key(&visit.site().url)) {
            return Ok(());
        }
        visit.emit(Found::new(entity, Access::Page, page).published(published).updated(updated)).await
    }

    /// Where nothing was found, that is told as the reason; else what failed costs itself.
    fn finish(mut self, visit: &mut Visit<'_>) -> Result<()> {
        visit.set_memo(Arc::new(InArticles(self.budgets)));
        let is_whole = self.is_whole && self.failures.is_empty();
        if self.found.is_empty() {
            let none = || Error::not_offered("no page of the site reads as an article").at(&visit.site().url);
            return Err(self.failures.drain(..).next().unwrap_or_else(none));
        }
        self.failures.into_iter().for_each(|error| visit.skip(error));
        if is_whole {
            visit.complete();
        }
        Ok(())
    }
}

/// The article of a page, under the address by which it is known.
fn of_page(page: &Page, url: &Url, visit: &Visit<'_>) -> Result<Option<Reading>> {
    let text = charset::decode(&page.body, &page.content_type());
    read::article(&text, url, visit.zone(), page.fetched_at)
}

/// Whether a page whose address does not say so is an article all the same: it has a date, and more than a notice.
fn is_dated_text(reading: &Reading) -> bool {
    reading.published.is_some() && words(reading) >= FEWEST
}

/// Whether a page under an article's address is one: it has a date, or a text and an end.
fn is_told_whole(reading: &Reading, page: &Page) -> bool {
    reading.published.is_some() && words(reading) > 0 || html::is_whole(page) && words(reading) >= FEWEST
}

/// More than a notice.
const FEWEST: usize = 15;

fn words(reading: &Reading) -> usize {
    reading.article.body_text.as_deref().unwrap_or_default().split_whitespace().count()
}
