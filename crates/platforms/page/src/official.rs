//! People in office: tables of names and positions, wherever they stand.

use std::collections::BTreeSet;

use balai_core::model::Official;
use balai_core::{Access, Error, Found, Page, Result, Visit};
use balai_extract::html::Document;
use balai_extract::{name, table};

use crate::about;
use crate::survey::Survey;

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let survey = Survey::of(visit).await?;
    let mut seen = BTreeSet::new();
    for page in &survey.pages {
        for official in on_page(page) {
            // A home page shows some of whom the page of officials shows all.
            if seen.insert((name::bare(&official.name).to_lowercase(), official.position.to_lowercase())) {
                visit.emit(Found::new(official, Access::Page, page)).await?;
            }
        }
    }
    if seen.is_empty() {
        return Err(Error::not_offered("no page has a table of officials").at(&visit.site().url));
    }
    if survey.is_whole {
        visit.complete();
    }
    Ok(())
}

fn on_page(page: &Page) -> Vec<Official> {
    let Ok(document) = Document::parse(page) else { return Vec::new() };
    let tables = table::tables(document.root(), &about(&document));
    let inner = tables.into_iter().flat_map(|it| table::officials(&it.rows, &it.about));
    inner.collect()
}
