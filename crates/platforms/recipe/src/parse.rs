//! The parsers alone, from a page's bytes to fields.

use balai_core::{Kind, Page, Result, Zone};
use serde_json::{Map, Value};

use crate::Recipe;

/// The fields of each item of a list's page, or of the one record that a page is.
///
/// # Errors
///
/// Malformed, where the page cannot be parsed, or shows none of the fields of a record.
pub fn fields(recipe: &Recipe, kind: Kind, page: &Page, zone: Zone) -> Result<Vec<Map<String, Value>>> {
    let mut read = Vec::new();
    for part in recipe.parts(kind) {
        match part.item {
            Some(_) => read.extend(part.list(page, zone)?.items.into_iter().map(|item| item.found.fields)),
            None => read.push(part.page(&part.fields, page, zone)?.fields),
        }
    }
    Ok(read)
}

/// The fields of an item's own page.
///
/// # Errors
///
/// Malformed, where the page cannot be parsed or shows none of the fields.
pub fn detail(recipe: &Recipe, kind: Kind, page: &Page, zone: Zone) -> Result<Vec<Map<String, Value>>> {
    let parts = recipe.parts(kind).iter();
    let details = parts.filter_map(|part| Some(part.page(part.detail.as_ref()?, page, zone)));
    details.map(|found| found.map(|found| found.fields)).collect()
}
