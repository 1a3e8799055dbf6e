//! Village budgets: tables of income and expenditure, wherever they stand.

use std::collections::BTreeMap;

use balai_core::model::Budget;
use balai_core::{Access, Entity, Error, Found, Origin, Page, Result, Visit};
use balai_extract::html::Document;
use balai_extract::table;

use crate::about;
use crate::article::InArticles;
use crate::survey::Survey;

/// Reads the budgets on pages and in the articles that were read. They are never taken for gone: an article that has
/// not changed is not read again.
pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let survey = Survey::of(visit).await?;
    let on_pages = survey
        .pages
        .iter()
        .flat_map(|page| on_page(page).into_iter().map(move |it| (it, Origin::from(page))));
    let mut found: BTreeMap<String, (Budget, Origin)> = BTreeMap::new();
    let in_articles = visit.memo::<InArticles>();
    let in_articles = in_articles.iter().flat_map(|it| it.0.iter().cloned());
    for (budget, origin) in on_pages.chain(in_articles) {
        let key = Entity::from(budget.clone()).key(&visit.site().url);
        // Of two tables of one budget the one that tells more.
        if found.get(&key).is_none_or(|(known, _)| budget.lines.len() > known.lines.len()) {
            found.insert(key, (budget, origin));
        }
    }
    if found.is_empty() {
        return Err(Error::not_offered("no page has a table of a budget").at(&visit.site().url));
    }
    for (budget, origin) in found.into_values() {
        visit.emit(Found::new(budget, Access::Page, &origin)).await?;
    }
    Ok(())
}

pub(crate) fn on_page(page: &Page) -> Vec<Budget> {
    let Ok(document) = Document::parse(page) else { return Vec::new() };
    let tables = table::tables(document.root(), &about(&document));
    let budgets = tables.into_iter().filter_map(|it| table::budget(&it.rows, &it.about));
    budgets.filter(|it| !it.lines.is_empty()).collect()
}
