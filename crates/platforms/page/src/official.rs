//! People in office: tables of names and positions, wherever they stand, or else cards.

use std::collections::BTreeSet;

use balai_core::model::{Official, Role};
use balai_core::{Access, Error, Found, Page, Result, Visit};
use balai_extract::html::Document;
use balai_extract::{name, table};

use crate::about;
use crate::cards;
use crate::survey::Survey;

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let survey = Survey::of(visit).await?;
    let mut is_whole = survey.is_whole;
    let mut seen = BTreeSet::new();
    let mut has_government = false;
    // A table tells more surely, and of everybody; what cards say beside it may be the same in other words.
    for (read, is_sure) in [(in_tables as Read, true), (cards::officials, false)] {
        if has_government {
            break;
        }
        for page in &survey.pages {
            for official in on_page(page, read) {
                // A home page shows some of whom the page of officials shows all.
                if seen.insert((name::bare(&official.name).to_lowercase(), official.position.to_lowercase()))
                {
                    is_whole &= is_sure;
                    has_government |= official.role != Some(Role::Council);
                    visit.emit(Found::new(official, Access::Page, page)).await?;
                }
            }
        }
    }
    if seen.is_empty() {
        let message = "no page has a table of officials, or cards of them";
        return Err(Error::not_offered(message).at(&visit.site().url));
    }
    if is_whole {
        visit.complete();
    }
    Ok(())
}

type Read = fn(&Document) -> Vec<Official>;

fn on_page(page: &Page, read: Read) -> Vec<Official> {
    Document::parse(page).map(|document| read(&document)).unwrap_or_default()
}

fn in_tables(document: &Document) -> Vec<Official> {
    let tables = table::tables(document.root(), &about(document));
    let inner = tables.into_iter().flat_map(|it| table::officials(&it.rows, &it.about));
    inner.collect()
}
