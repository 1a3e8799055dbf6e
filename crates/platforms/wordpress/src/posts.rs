//! The posts of a site, by whichever way they can be had.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use balai_core::{Access, Error, ErrorKind, Known, Result, Visit};
use jiff::Timestamp;

use crate::feed::{Feed, Item};
use crate::list::{List, items};
use crate::page::{self, Read};
use crate::post::{Post, Sort, key};
use crate::protected;
use crate::rest::{EMBED, Rest, Row, Stub, Term};
use crate::sitemap::{Listed, Sitemap};
use crate::surface::Surface;
use crate::times::{self, Changes, Times};

const ROUTE: &str = "wp/v2/posts";

/// Which posts to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Only {
    /// Those that changed since the last visit; the others are kept.
    Changed,
    All,
}

/// A walk over the posts, some at a time: a site may have more than memory should hold.
pub(crate) struct Posts {
    way: Way,
    /// Whether every post that the site has is among those read and kept.
    is_whole: bool,
    /// Whether some were kept, and not read.
    has_kept: bool,
}

enum Way {
    /// By their numbers, a hundred at a time.
    Numbers { rest: Rest, left: VecDeque<Vec<u64>> },
    /// All at once: where the interface answers nothing but its plainest question.
    Rows(Option<Vec<Post>>),
    /// By their own pages, one at a time.
    Pages { left: VecDeque<Listed>, feed: Option<Arc<Feed>> },
}

impl Posts {
    pub(crate) async fn begin(site: &Surface, visit: &mut Visit<'_>, only: Only) -> Result<Self> {
        if let Some(rest) = &site.rest {
            match Self::by_rest(rest, site, visit, only).await {
                Ok(posts) => return Ok(posts),
                Err(error) if stands_in_the_way(&error) => {
                    visit.note(format!("posts cannot be listed by REST: {error}"));
                }
                Err(error) => return Err(error),
            }
        }
        Self::by_pages(site, visit, only).await
    }

    async fn by_rest(rest: &Rest, site: &Surface, visit: &mut Visit<'_>, only: Only) -> Result<Self> {
        // First what there is and when it changed: one request for a hundred.
        const STUBS: &str = "&_fields=id,link,date_gmt,modified_gmt,content.protected";
        let List { items: stubs, is_whole, .. } = match rest.numbered::<Stub>(visit, ROUTE, STUBS).await {
            Ok(stubs) => stubs,
            Err(error) if stands_in_the_way(&error) => {
                // Some firewalls refuse what they do not know in a query.
                let list = rest.list::<Row>(visit, ROUTE, "").await.map_err(|_| error)?;
                let terms = terms(rest, visit).await?;
                let page = list.first;
                let posts = list
                    .items
                    .into_iter()
                    .filter_map(|row| row.post(Sort::Post, site, visit, &terms, page.as_ref()?));
                let (posts, is_whole) = (posts.collect(), list.is_whole);
                return Ok(Self { way: Way::Rows(Some(posts)), is_whole, has_kept: false });
            }
            Err(error) => return Err(error),
        };
        let (mut numbers, mut unchanged) = (Vec::new(), Vec::new());
        for stub in stubs.into_iter().filter(|stub| !stub.is_protected()) {
            match only {
                Only::Changed if is_known(visit, &stub).await? => unchanged.push(stub.link),
                _ => numbers.push(stub),
            }
        }
        // By a caller's own `since` into an empty store, nothing is known: what is older was not asked for.
        if only == Only::Changed
            && unchanged.is_empty()
            && let Some(since) = visit.since()
            && !knows_any(visit, &numbers).await?
        {
            numbers.retain(|stub| stub.updated().max(stub.published()).is_none_or(|at| at >= since));
        }
        let has_kept = !unchanged.is_empty();
        for link in unchanged {
            let key = visit.article_key(&link);
            visit.keep(&key).await?;
        }
        let numbers: Vec<_> = numbers.into_iter().map(|stub| stub.id).collect();
        let left = numbers.chunks(rest.page_size).map(<[u64]>::to_vec).collect();
        Ok(Self { way: Way::Numbers { rest: rest.clone(), left }, is_whole, has_kept })
    }

    /// Where the interface is closed: the sitemap lists every post, and the feed does where there is no sitemap.
    async fn by_pages(site: &Surface, visit: &mut Visit<'_>, only: Only) -> Result<Self> {
        let sitemap = Sitemap::of(site, visit).await?;
        let (mut listed, mut is_whole) = match &sitemap {
            Some(sitemap) => sitemap.of_type("post", visit).await?,
            None => (Vec::new(), false),
        };
        // A village may write pages alone.
        let may_be_none =
            is_whole && sitemap.is_some_and(|sitemap| sitemap.types().any(|name| name == "page"));
        let mut feed = None;
        if listed.is_empty() || !is_whole {
            // A feed may be cut off, and does not tell how much there is.
            is_whole = false;
            feed = Feed::settled(visit).await?;
            let known: HashSet<String> = listed.iter().map(|listed| listed.link.clone()).collect();
            let links = feed.iter().flat_map(|feed| feed.links()).filter(|link| !known.contains(*link));
            listed.extend(links.map(|link| Listed { link: link.to_owned(), updated: None }));
        }
        if listed.is_empty() && !may_be_none {
            return Err(Error::not_offered("neither REST interface, sitemap nor feed lists a post"));
        }
        let changed = changes(visit, only).await?;
        let (mut left, mut has_kept) = (VecDeque::new(), false);
        for mut listed in listed {
            if only == Only::Changed && keep(visit, &mut listed, &changed).await? {
                has_kept = true;
            } else {
                left.push_back(listed);
            }
        }
        Ok(Self { way: Way::Pages { left, feed }, is_whole, has_kept })
    }

    /// The next posts; `None` at the end.
    pub(crate) async fn next(&mut self, site: &Surface, visit: &mut Visit<'_>) -> Result<Option<Vec<Post>>> {
        match &mut self.way {
            Way::Rows(rows) => Ok(rows.take()),
            Way::Numbers { rest, left } => match left.pop_front() {
                None => Ok(None),
                Some(numbers) => by_numbers(rest, left, numbers, site, visit).await.map(Some),
            },
            Way::Pages { left, feed } => match left.pop_front() {
                None => Ok(None),
                Some(listed) => {
                    let post = by_page(&listed.link, feed, visit).await?;
                    let post = post.map(|post| Post { updated: post.updated.or(listed.updated), ..post });
                    Ok(Some(post.into_iter().collect()))
                }
            },
        }
    }

    /// Whether every post that the site has is among those read and kept.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Whether every post that the site has was read.
    pub(crate) fn has_read_all(&self) -> bool {
        self.is_whole && !self.has_kept
    }
}

/// Whether a failure is of this way to the posts, so that another may do.
pub(crate) fn stands_in_the_way(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotFound
            | ErrorKind::Blocked
            | ErrorKind::Malformed
            | ErrorKind::Server
            | ErrorKind::TooLarge
            | ErrorKind::Refused
    )
}

/// Whether the store has the post as the site has it. What pages and feeds tell is less than what the interface does.
async fn is_known(visit: &mut Visit<'_>, stub: &Stub) -> Result<bool> {
    if visit.since().is_none() {
        return Ok(false);
    }
    let key = visit.article_key(&stub.link);
    let known = visit.known(&key).await?;
    let is_as_told = |it: &Known| it.updated_at.is_some() && it.updated_at == stub.updated();
    Ok(known.is_some_and(|known| known.via == Access::Api && is_as_told(&known)))
}

async fn knows_any(visit: &mut Visit<'_>, stubs: &[Stub]) -> Result<bool> {
    for stub in stubs {
        let key = visit.article_key(&stub.link);
        if visit.known(&key).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads posts by their numbers. Where one of them is too large, or breaks the site, the others are read without it.
async fn by_numbers(
    rest: &Rest,
    left: &mut VecDeque<Vec<u64>>,
    mut numbers: Vec<u64>,
    site: &Surface,
    visit: &mut Visit<'_>,
) -> Result<Vec<Post>> {
    let list: Vec<_> = numbers.iter().map(u64::to_string).collect();
    let query = format!("include={}&per_page={}&orderby=include{EMBED}", list.join(","), numbers.len());
    let answer = rest.get(visit, ROUTE, &query).await.and_then(|page| Ok((items::<Row>(&page)?, page)));
    match answer {
        Ok((rows, page)) => {
            let mut posts = Vec::new();
            for row in rows {
                match row {
                    Some(row) => posts.extend(row.post(Sort::Post, site, visit, &[], &page)),
                    None => {
                        visit.skip(Error::malformed("a post is not as WordPress writes it").at(&page.url))
                    }
                }
            }
            Ok(posts)
        }
        Err(error) if is_ones_fault(&error) && numbers.len() > 1 => {
            let half = numbers.split_off(numbers.len() / 2);
            left.push_front(half);
            left.push_front(numbers);
            Ok(Vec::new())
        }
        Err(error) if is_ones_fault(&error) => {
            visit.skip(error);
            Ok(Vec::new())
        }
        Err(error) => Err(error),
    }
}

fn is_ones_fault(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::TooLarge | ErrorKind::Server | ErrorKind::Malformed)
}

/// What a post's page shows.
pub(crate) enum Whole {
    /// The post, with its further parts.
    Post(Box<Post>),
    /// A password stands before it.
    Protected,
    /// One of its parts cannot be read, which the report tells.
    Unread,
}

impl Whole {
    /// The post, where it is to be had.
    pub(crate) fn post(self) -> Option<Post> {
        match self {
            Self::Post(post) => Some(*post),
            Self::Protected | Self::Unread => None,
        }
    }
}

/// A post as its page shows it.
pub(crate) async fn whole(link: &str, visit: &mut Visit<'_>) -> Result<Whole> {
    /// A post of more parts is a site that leads in circles.
    const MOST: usize = 200;
    let page = visit.get(link).await?;
    let Some(Read { mut post, mut parts }) = page::read(&page, visit.zone())? else {
        return Ok(Whole::Protected);
    };
    // What a record is known by is its address in lists, not where a redirect led.
    let first = std::mem::replace(&mut post.link, link.to_owned());
    // Some themes link every part from each, some only the next.
    let mut number = 0;
    while let Some(part) = parts.get(number).filter(|_| number < MOST) {
        let read = match visit.get(part).await {
            Ok(page) => page::read(&page, visit.zone()),
            Err(error) => Err(error),
        };
        let read = match read {
            Ok(Some(read)) => read,
            Ok(None) => break,
            // Half a post would take the place of the whole one.
            Err(error) if stands_in_the_way(&error) => {
                visit.skip(error);
                return Ok(Whole::Unread);
            }
            Err(error) => return Err(error),
        };
        post.html += &read.post.html;
        post.shown = None;
        let further = read.parts.into_iter().filter(|it| *it != first && it != link && !parts.contains(it));
        let further: Vec<_> = further.collect();
        parts.extend(further);
        number += 1;
    }
    Ok(Whole::Post(Box::new(post)))
}

/// Reads a post by its page; where its page does not show it, by the feed. `None` where it is not there, or a password
/// stands before it.
async fn by_page(link: &str, feed: &mut Option<Arc<Feed>>, visit: &mut Visit<'_>) -> Result<Option<Post>> {
    let own_key = visit.article_key(link);
    let mut post = match whole(link, visit).await {
        Ok(Whole::Post(mut post)) => {
            if post.html.is_empty() {
                visit.note("a theme shows its texts in a way that is not known: the feed has to tell them");
                let item = in_feed(link, feed, visit).await?.map(|item| item.post());
                (post.html, post.shown) = (item.map(|item| item.html).unwrap_or_default(), None);
            }
            Some(*post)
        }
        Ok(Whole::Protected) => {
            protected::remember(link, visit).await?;
            None
        }
        Ok(Whole::Unread) => None,
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) if stands_in_the_way(&error) => match in_feed(link, feed, visit).await? {
            Some(item) if item.is_protected() => None,
            // A summary is better than nothing, and worse than what an earlier visit read.
            Some(item) if item.has_text() || visit.known(&own_key).await?.is_none() => Some(item.post()),
            None if error.kind() == ErrorKind::Blocked => return Err(error),
            _ => {
                visit.skip(error);
                None
            }
        },
        Err(error) => return Err(error),
    };
    if let Some(post) = post.as_mut().filter(|post| post.published.is_none()) {
        post.published = in_feed(link, feed, visit).await?.and_then(|item| item.published());
    }
    Ok(post)
}

/// A post as the feed tells it. The feed is asked for when first it is needed.
async fn in_feed(
    link: &str,
    feed: &mut Option<Arc<Feed>>,
    visit: &mut Visit<'_>,
) -> Result<Option<Arc<Item>>> {
    if feed.is_none() {
        *feed = Feed::of(visit).await?;
    }
    Ok(feed.as_ref().and_then(|feed| feed.get(link)).cloned())
}

/// What changed since the last visit, and at the first what changed of late, so that the second knows it again.
pub(crate) async fn changes(visit: &Visit<'_>, only: Only) -> Result<Changes> {
    match only {
        Only::Changed => times::changed_since(visit.since().unwrap_or_else(Timestamp::now), visit).await,
        Only::All => Ok(Changes::default()),
    }
}

/// Keeps a post or a page that need not be read again: that did not change, as the feed or its sitemap tells, or, where
/// nothing tells, that was read within the week. What was behind a password then has no record to be kept.
pub(crate) async fn keep(visit: &mut Visit<'_>, listed: &mut Listed, changed: &Changes) -> Result<bool> {
    let told = changed.of(&listed.link);
    let key = key(&listed.link, visit);
    let known = match visit.since() {
        Some(_) => visit.known(&key).await?,
        None => None,
    };
    let read_at = match &known {
        Some(known) => Some(known.fetched_at),
        None => protected::seen(&listed.link, visit).await?,
    };
    // Where the feed had to tell, the page may be to be had later, though nothing changes.
    let has_text = known.as_ref().is_none_or(|known| known.via != Access::Feed);
    let changed_at = known.as_ref().and_then(|known| known.updated_at);
    let is_kept = match (read_at, told, listed.updated) {
        (None, ..) => false,
        // It may have changed between its reading and that of its time, which is told to the second.
        (Some(read_at), Some(Times { updated: Some(updated), .. }), _) => {
            changed_at == Some(*updated) && updated.as_second() < read_at.as_second()
        }
        (_, Some(_), _) => false,
        // The time may be that of a day's beginning, and what was read a cache's.
        (Some(read_at), None, Some(updated)) if has_text => updated < times::with_margin(read_at),
        (Some(read_at), None, _) => times::is_fresh(read_at),
    };
    if is_kept && known.is_some() {
        visit.keep(&key).await?;
    }
    listed.updated = told.and_then(|times| times.updated).or(listed.updated).or(changed_at);
    Ok(is_kept)
}

/// Every category and tag: asked for only where they cannot be had with the posts.
async fn terms(rest: &Rest, visit: &mut Visit<'_>) -> Result<Vec<Term>> {
    let mut terms = Vec::new();
    for (route, query) in [("wp/v2/categories", ""), ("wp/v2/tags", "&orderby=count&order=desc")] {
        match rest.list::<Term>(visit, route, query).await {
            Ok(list) => terms.extend(list.items),
            Err(error) if error.kind().is_unreachable() => return Err(error),
            Err(error) => visit.note(format!("{route} cannot be read: {error}")),
        }
    }
    Ok(terms)
}
