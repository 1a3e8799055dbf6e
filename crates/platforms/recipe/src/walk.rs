//! The walk: from list to list, from page to page, from item to item.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use balai_core::{Access, Error, ErrorKind, Found as Fact, Kind, Origin, Page, Result, Visit};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};
use url::Url;

use crate::Recipe;
use crate::part::{Item, Part, has_frame};
use crate::record::{Made, Place, WhyNot, make, over};

/// Reads every record of a kind, by each of the recipe's tables for it.
pub(crate) async fn read(recipe: &Recipe, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
    let mut walk = Walk::new(recipe);
    for part in recipe.parts(kind) {
        for from in &part.pages.from {
            let outcome = match part.item {
                Some(_) => walk.list(part, from, visit).await,
                None => walk.record(part, from, visit).await,
            };
            match outcome {
                Ok(()) => {}
                Err(error) if ends_all(&error) => return Err(error),
                Err(error) => walk.failures.push(error),
            }
        }
    }
    if let Some(Profile { part, fields, why_not, origin }) = walk.profile.take() {
        walk.emit(part, fields, &why_not, None, &origin, visit).await?;
    }
    walk.finish(visit)
}

/// The most items' own pages that are asked for of one kind in a visit: a list that never ends is not to be walked.
const MOST_OWN_PAGES: usize = 5_000;

struct Walk<'a> {
    recipe: &'a Recipe,
    /// What was met of items, so that one that stands on two pages is read once.
    seen: BTreeSet<String>,
    /// What was emitted: a key, and the record's data.
    emitted: BTreeMap<String, String>,
    profile: Option<Profile<'a>>,
    /// Items met, to number those that are numbered.
    order: usize,
    /// Items' own pages that were asked for.
    own_pages: usize,
    /// Records emitted or kept.
    found: usize,
    /// Whether all lists were read to their ends.
    is_whole: bool,
    /// Pages and lists that could not be read, and items likewise.
    failures: Vec<Error>,
}

/// The one record that all pages of the profile make together.
struct Profile<'a> {
    part: &'a Part,
    fields: Map<String, Value>,
    why_not: WhyNot,
    /// Where its first part is from.
    origin: Origin,
}

impl<'a> Walk<'a> {
    fn new(recipe: &'a Recipe) -> Self {
        Self {
            recipe,
            seen: BTreeSet::new(),
            emitted: BTreeMap::new(),
            profile: None,
            order: 0,
            own_pages: 0,
            found: 0,
            is_whole: true,
            failures: Vec::new(),
        }
    }

    /// Where nothing was found, that is told as the reason; else what failed costs itself.
    fn finish(mut self, visit: &mut Visit<'_>) -> Result<()> {
        if self.found == 0 && !self.failures.is_empty() {
            let first = self.failures.remove(0);
            self.failures.into_iter().for_each(|error| visit.skip(error));
            return Err(first);
        }
        self.is_whole &= self.failures.is_empty();
        self.failures.into_iter().for_each(|error| visit.skip(error));
        if self.is_whole {
            visit.complete();
        }
        Ok(())
    }

    /// Reads a page that is one record.
    async fn record(&mut self, part: &'a Part, from: &str, visit: &mut Visit<'_>) -> Result<()> {
        let page = self.get(&visit.site().resolve(from)?, visit).await?;
        let found = part.page(&part.fields, &page, visit.zone())?;
        if part.kind == Kind::Profile {
            // One village, one profile: what an earlier page tells of a field counts.
            let own =
                Profile { part, fields: found.fields, why_not: found.why_not, origin: Origin::from(&page) };
            self.profile = Some(match self.profile.take() {
                Some(first) => Profile { fields: over(own.fields, first.fields), ..first },
                None => own,
            });
            self.order = 1;
            return Ok(());
        }
        self.order += 1;
        self.emit(part, found.fields, &found.why_not, None, &Origin::from(&page), visit).await
    }

    /// Reads a list, page by page.
    async fn list(&mut self, part: &'a Part, from: &str, visit: &mut Visit<'_>) -> Result<()> {
        let mut address = visit.site().resolve(&part.pages.begin(from))?;
        let mut visited = BTreeSet::from([address.clone()]);
        let mut on_list = BTreeSet::new();
        let mut frame = None;
        for index in 0.. {
            let page = match self.get(&address, visit).await {
                Ok(page) => page,
                // Numbers that go on beyond the last page end so, and nothing else does.
                Err(error)
                    if error.kind() == ErrorKind::NotFound && index > 0 && part.pages.next.is_none() =>
                {
                    return Ok(());
                }
                Err(error) => return Err(error),
            };
            let listing = part.list(&page, visit.zone())?;
            if let Some(nothing) = listing.nothing {
                if index == 0 {
                    return Err(nothing);
                }
                // The page beyond the last, or one that failed without saying so.
                let is_beyond =
                    listing.is_closed && frame.is_some_and(|frame: String| has_frame(&page, &frame));
                if !is_beyond || part.pages.next.is_some() {
                    self.is_whole = false;
                    visit.note(format!(
                        "the list may go on, but its page {} shows no items: {nothing}",
                        index + 1
                    ));
                }
                return Ok(());
            }
            frame = frame.or(listing.frame);
            if listing.is_long {
                visit.note(format!("{} has more items than are read of one page", page.url));
            }
            self.is_whole &= listing.is_closed && !listing.is_long;
            let mut is_news = false;
            for item in listing.items {
                let identity = item.identity();
                is_news |= on_list.insert(identity.clone());
                if self.seen.insert(identity) {
                    self.item(part, item, &page, visit).await?;
                }
            }
            // Beyond their end some lists show their last page again, or the first.
            let next = match part.pages.next {
                Some(_) => listing.next,
                None if is_news => part.pages.numbered(from, index + 1),
                None => None,
            };
            let next = next.map(|next| visit.site().resolve(&next)).transpose()?;
            let Some(next) = next.filter(|next| visited.insert(next.clone())) else { return Ok(()) };
            if index + 1 >= part.pages.most {
                self.is_whole = false;
                visit.note(format!(
                    "the list at {from} goes on after {} pages; to read on, say so in the recipe: pages = {}",
                    part.pages.most,
                    part.pages.most * 2
                ));
                return Ok(());
            }
            address = next;
        }
        Ok(())
    }

    /// Reads one item, with its own page where the recipe says so.
    async fn item(
        &mut self,
        part: &'a Part,
        item: Item,
        list: &Arc<Page>,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        self.order += 1;
        let Item { link, found } = item;
        let (mut fields, mut why_not, mut origin) = (found.fields, found.why_not, Origin::from(list));
        if let (Some(detail), Some(link)) = (&part.detail, &link) {
            if self.keep(part, &fields, link, &origin, visit).await? {
                return Ok(());
            }
            if self.own_pages == MOST_OWN_PAGES {
                self.is_whole = false;
                visit.note(format!("no more than {MOST_OWN_PAGES} items' own pages are read in a visit"));
                return Ok(());
            }
            self.own_pages += 1;
            let page = match link.parse() {
                Ok(url) => self.get(&url, visit).await,
                Err(error) => Err(Error::malformed(format!("`{link}` is no address: {error}"))),
            };
            match page.and_then(|page| Ok((part.page(detail, &page, visit.zone())?, page))) {
                Ok((own, page)) => {
                    fields = over(fields, own.fields);
                    why_not.extend(own.why_not);
                    origin = Origin::from(&page);
                }
                Err(error) if ends_all(&error) => return Err(error),
                // What the list says is told all the same.
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Refused) => {
                    visit.note(format!("an item's own page is left out: {error}"));
                }
                Err(error) => {
                    self.failures.push(error);
                    return Ok(());
                }
            }
        }
        self.emit(part, fields, &why_not, link.as_deref(), &origin, visit).await
    }

    /// Whether an item's own page need not be read again: old items are hardly ever changed, so that they are read
    /// once a week. The list has to tell their dates.
    async fn keep(
        &mut self,
        part: &Part,
        fields: &Map<String, Value>,
        link: &str,
        origin: &Origin,
        visit: &mut Visit<'_>,
    ) -> Result<bool> {
        const OLD: SignedDuration = SignedDuration::from_hours(24 * 30);
        const FRESH: SignedDuration = SignedDuration::from_hours(24 * 7);
        let Some(since) = visit.since() else { return Ok(false) };
        let place = Place { page: &origin.url, link: Some(link), order: self.order, zone: visit.zone() };
        let Ok(made) = make(part, fields.clone(), place) else { return Ok(false) };
        if made.published.is_none_or(|at| since.duration_since(at) <= OLD) {
            return Ok(false);
        }
        let key = made.key.unwrap_or_else(|| made.entity.key(&visit.site().url));
        let Some(known) = visit.known(&key).await? else { return Ok(false) };
        let is_fresh = Timestamp::now().duration_since(known.fetched_at) < FRESH;
        if is_fresh {
            visit.keep(&key).await?;
            self.found += 1;
        }
        Ok(is_fresh)
    }

    async fn emit(
        &mut self,
        part: &Part,
        fields: Map<String, Value>,
        why_not: &WhyNot,
        link: Option<&str>,
        origin: &Origin,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        let place = Place { page: &origin.url, link, order: self.order, zone: visit.zone() };
        let Made { entity, published, updated, key } = match make(part, fields, place) {
            Ok(made) => made,
            Err(missing) => {
                let told = missing.iter().map(|name| match why_not.get(name) {
                    Some(why) => format!("{name}: {why}"),
                    None => name.clone(),
                });
                let told = told.collect::<Vec<_>>().join("; ");
                let message = format!("item {} of {} lacks {told}", self.order, part.kind);
                self.failures.push(Error::malformed(message).at(link.unwrap_or(origin.url.as_str())));
                return Ok(());
            }
        };
        let own = key.clone().unwrap_or_else(|| entity.key(&visit.site().url));
        let data = entity.to_json()?;
        match self.emitted.get(&own) {
            Some(known) if *known == data => return Ok(()),
            Some(_) => {
                visit.note(format!(
                    "two of {} are known by the name `{own}`, of which the first is kept; give the recipe a field \
                     `key` that tells them apart",
                    part.kind
                ));
                return Ok(());
            }
            None => self.emitted.insert(own, data),
        };
        let mut fact = Fact::new(entity, Access::Page, origin).published(published).updated(updated);
        if let Some(key) = key {
            fact = fact.key(key);
        }
        self.found += 1;
        visit.emit(fact).await
    }

    /// A page of a host that the recipe is for.
    async fn get(&self, url: &Url, visit: &Visit<'_>) -> Result<Arc<Page>> {
        self.recipe.allows(url, visit.site())?;
        let page = visit.get(url.as_str()).await?;
        self.recipe.allows(&page.url, visit.site())?;
        Ok(page)
    }
}

impl Item {
    /// What tells an item from the others of its list.
    fn identity(&self) -> String {
        self.link.clone().unwrap_or_else(|| Value::Object(self.found.fields.clone()).to_string())
    }
}

/// Whether nothing else need be asked for: no answer came, or a wall stands before the site.
fn ends_all(error: &Error) -> bool {
    error.kind().is_unreachable() || matches!(error.kind(), ErrorKind::Blocked | ErrorKind::Store)
}
