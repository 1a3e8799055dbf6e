//! Lists that stand on several pages.

use std::sync::Arc;

use balai_core::{Error, ErrorKind, Page, Result, Visit};
use balai_extract::charset;

use crate::surface::Surface;

/// The most pages of a list that are read.
const LONGEST: usize = 500;

/// What stands on the pages of a list, each with its page.
pub(crate) struct Listed<T> {
    pub(crate) items: Vec<(T, Arc<Page>)>,
    /// Whether the list was read to its end.
    pub(crate) whole: bool,
}

/// Reads the pages of a list: the first, and what `page_path` makes of the numbers from 2, until one has nothing new.
///
/// The themes' own "next" links are broken in several versions, so that they are not followed.
pub(crate) async fn read<T: PartialEq>(
    site: &Surface,
    visit: &mut Visit<'_>,
    first: Arc<Page>,
    page_path: impl Fn(usize) -> String,
    parse: impl Fn(&Page) -> Result<Vec<T>>,
) -> Result<Listed<T>> {
    let mut items: Vec<(T, Arc<Page>)> = Vec::new();
    let mut page = first;
    for number in 2..LONGEST {
        let before = items.len();
        for item in parse(&page)? {
            // A page beyond the end may show the last or the first one again.
            if !items.iter().any(|(known, _)| *known == item) {
                items.push((item, page.clone()));
            }
        }
        if items.len() == before {
            return Ok(Listed { items, whole: true });
        }
        page = match site.get(visit, &page_path(number)).await {
            Ok(page) if !is_not_found(&page) => page,
            Ok(_) => return Ok(Listed { items, whole: true }),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Listed { items, whole: true }),
            // Some lists fail beyond their end, and some in the middle: what came is good, but may not be all.
            Err(error) if error.kind() == ErrorKind::Server => return Ok(Listed { items, whole: false }),
            Err(error) => return Err(error),
        };
    }
    Ok(Listed { items, whole: false })
}

/// Whether a page is the platform's not-found page, which most versions answer with status 200.
pub(crate) fn is_not_found(page: &Page) -> bool {
    let html = charset::decode(&page.body, page.headers.get("content-type").unwrap_or_default());
    [
        "id=\"artikel-blank\"",
        ">UPS! HALAMAN TIDAK DITEMUKAN",
        ">Maaf, data tidak ditemukan",
        ">Kami tidak dapat menemukan halaman yang Anda inginkan",
    ]
    .iter()
    .any(|mark| html.contains(mark))
}

pub(crate) fn not_found(page: &Page) -> Error {
    Error::new(ErrorKind::NotFound, "the site shows its not-found page").at(&page.url)
}
