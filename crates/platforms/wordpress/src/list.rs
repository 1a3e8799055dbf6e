//! Lists of the REST interface, which may change while they are read.

use std::collections::BTreeMap;

use balai_core::{Error, ErrorKind, Page, Result, Visit};
use serde::de::DeserializeOwned;

use crate::posts::stands_in_the_way;
use crate::rest::{Rest, read};

/// A list that goes on for more requests is no village's.
const MOST: usize = 500;

/// A list, and what was told with it.
pub(crate) struct List<T> {
    pub(crate) items: Vec<T>,
    /// Whether everything that was there all the time is among them.
    pub(crate) is_whole: bool,
    /// The first answer.
    pub(crate) first: Option<Page>,
}

/// What the interface gives a number that grows with the time.
pub(crate) trait Numbered {
    fn number(&self) -> u64;
}

/// A list as one reading of it found it.
struct Pass<T> {
    items: BTreeMap<u64, T>,
    /// How many items could not be read.
    unreadable: usize,
    is_whole: bool,
    first: Option<Page>,
}

impl Rest {
    /// A list by its pages, in the order that the site likes. `query` is what is asked beside the paging.
    pub(crate) async fn list<T: DeserializeOwned>(
        &self,
        visit: &Visit<'_>,
        route: &str,
        query: &str,
    ) -> Result<List<T>> {
        let mut list = List { items: Vec::new(), is_whole: true, first: None };
        let mut total = None;
        for number in 1..=MOST {
            let mut query = format!("per_page={}{query}", self.page_size);
            if number > 1 {
                query += &format!("&page={number}");
            }
            let page = match self.get(visit, route, &query).await {
                Ok(page) => page,
                Err(error) if number > 1 && is_past_the_end(&error) => break,
                Err(error) => return Err(error),
            };
            let rows = items::<T>(&page)?;
            let count = rows.len();
            list.is_whole &= number == 1 || total == told_total(&page);
            total = told_total(&page);
            list.items.extend(rows.into_iter().flatten());
            list.first.get_or_insert(page);
            if count < self.page_size {
                break;
            }
        }
        list.is_whole &= total.is_none_or(|total| total == list.items.len());
        Ok(list)
    }

    /// A list by its items' numbers, the lowest first: whatever changes meanwhile, nothing that is there all the time is
    /// lost.
    ///
    /// Each request begins with the last item of the one before. Where that no longer has its place, something before it
    /// came or went, and what followed may have slipped by: then the list is read again.
    pub(crate) async fn numbered<T: Numbered + DeserializeOwned>(
        &self,
        visit: &mut Visit<'_>,
        route: &str,
        query: &str,
    ) -> Result<List<T>> {
        const TRIES: usize = 4;
        let mut seen = BTreeMap::new();
        let mut found = self.pass(visit, route, query).await?;
        for _ in 1..TRIES {
            if found.is_whole {
                break;
            }
            seen.append(&mut found.items);
            found = self.pass(visit, route, query).await?;
        }
        if let Some(page) = found.first.as_ref().filter(|_| found.unreadable > 0) {
            for _ in 0..found.unreadable {
                visit.skip(Error::malformed("an item of a list is not as WordPress writes it").at(&page.url));
            }
        }
        // What changes faster than it can be read is told as far as it was seen.
        if !found.is_whole {
            seen.append(&mut found.items);
            found.items = seen;
        }
        let Pass { items, is_whole, first, .. } = found;
        Ok(List { items: items.into_values().collect(), is_whole, first })
    }

    /// As [`Rest::numbered`], or else as the site will have it: some firewalls refuse what they do not know in a query.
    pub(crate) async fn whole<T: Numbered + DeserializeOwned>(
        &self,
        visit: &mut Visit<'_>,
        route: &str,
        query: &str,
    ) -> Result<List<T>> {
        let refusal = match self.numbered(visit, route, query).await {
            Err(error) if stands_in_the_way(&error) => error,
            list => return list,
        };
        let queries: &[&str] = if query.is_empty() { &[""] } else { &[query, ""] };
        for query in queries {
            match self.list(visit, route, query).await {
                Err(error) if stands_in_the_way(&error) => {}
                list => return list,
            }
        }
        Err(refusal)
    }

    async fn pass<T: Numbered + DeserializeOwned>(
        &self,
        visit: &Visit<'_>,
        route: &str,
        query: &str,
    ) -> Result<Pass<T>> {
        // One of two is the one that was seen.
        let size = self.page_size.max(2);
        let mut pass = Pass { items: BTreeMap::new(), unreadable: 0, is_whole: false, first: None };
        let (mut offset, mut last) = (0, None);
        for _ in 0..MOST {
            let mut query = format!("per_page={size}&orderby=id&order=asc{query}");
            if offset > 0 {
                query += &format!("&offset={offset}");
            }
            let page = self.get(visit, route, &query).await?;
            let rows = items::<T>(&page)?;
            let (count, total) = (rows.len(), told_total(&page));
            pass.first.get_or_insert(page);
            let begins_with = rows.first().and_then(|row| row.as_ref().map(Numbered::number));
            if last.is_some() && begins_with != last {
                return Ok(pass);
            }
            let overlap = usize::from(last.is_some());
            let mut place = 0;
            for (at, row) in rows.into_iter().enumerate() {
                match row {
                    Some(row) => {
                        (place, last) = (at, Some(row.number()));
                        pass.items.insert(row.number(), row);
                    }
                    None => pass.unreadable += 1,
                }
            }
            // Some sites give fewer than they are asked for, and tell by the total that there are more.
            let is_last = count < size && total.is_none_or(|total| offset + count >= total);
            if is_last || count <= overlap {
                pass.is_whole = true;
                return Ok(pass);
            }
            if place == 0 {
                (place, last) = (count, None);
            }
            offset += place;
        }
        Ok(pass)
    }
}

/// The items of a list; `None` for one that cannot be read, which costs nothing else.
pub(crate) fn items<T: DeserializeOwned>(page: &Page) -> Result<Vec<Option<T>>> {
    if let Ok(items) = read::<Vec<T>>(page) {
        return Ok(items.into_iter().map(Some).collect());
    }
    let values: Vec<serde_json::Value> = read(page)?;
    Ok(values.into_iter().map(|value| serde_json::from_value(value).ok()).collect())
}

fn told_total(page: &Page) -> Option<usize> {
    page.headers.get("x-wp-total")?.trim().parse().ok()
}

/// Beyond the last page some lists give an error.
fn is_past_the_end(error: &Error) -> bool {
    error.message().contains("invalid_page_number") || error.kind() == ErrorKind::NotFound
}
