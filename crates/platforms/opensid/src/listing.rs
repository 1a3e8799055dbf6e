//! Lists that stand on several pages.

use std::sync::Arc;

use balai_core::{Error, ErrorKind, Page, Result, Visit};
use balai_extract::charset;

use crate::surface::Surface;

/// The most pages of a list that are read.
const LONGEST: usize = 500;

/// Reads the pages of a list, `path`, `path/2` or what `page_path` makes of a number, until one has nothing new.
///
/// The themes' own "next" links are broken in several versions, so that they are not followed.
pub(crate) async fn read<T: PartialEq>(
    site: &Surface,
    visit: &mut Visit<'_>,
    first: Arc<Page>,
    page_path: impl Fn(usize) -> String,
    parse: impl Fn(&Page) -> Result<Vec<T>>,
) -> Result<Vec<(T, Arc<Page>)>> {
    let mut found: Vec<(T, Arc<Page>)> = Vec::new();
    let mut page = first;
    for number in 2..LONGEST {
        let before = found.len();
        for item in parse(&page)? {
            // A page beyond the end may show the last or the first one again.
            if !found.iter().any(|(known, _)| *known == item) {
                found.push((item, page.clone()));
            }
        }
        if found.len() == before {
            break;
        }
        page = match site.get(visit, &page_path(number)).await {
            Ok(page) if !is_not_found(&page) => page,
            Ok(_) => break,
            // Beyond the end some lists fail with 404, some with 500.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Server) => break,
            Err(error) => return Err(error),
        };
    }
    Ok(found)
}

/// Whether a page is the platform's not-found page, which most versions answer with status 200.
pub(crate) fn is_not_found(page: &Page) -> bool {
    let html = charset::decode(&page.body, page.headers.get("content-type").unwrap_or_default());
    [
        "id=\"artikel-blank\"",
        "UPS! HALAMAN TIDAK DITEMUKAN",
        "Maaf, data tidak ditemukan",
        "Kami tidak dapat menemukan halaman yang Anda inginkan",
    ]
    .iter()
    .any(|mark| html.contains(mark))
}

pub(crate) fn not_found(page: &Page) -> Error {
    Error::new(ErrorKind::NotFound, "the site shows its not-found page").at(&page.url)
}
