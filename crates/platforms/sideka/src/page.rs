//! Pages, which must have come to their end, and the data in their scripts.

use std::borrow::Cow;
use std::sync::Arc;

use balai_core::{Error, Page, Result, Visit};
use balai_extract::{charset, html, script};
use serde::de::DeserializeOwned;

/// A page that came to its end. Where the servers behind a data page are silent, newer PHP ends it in the middle, and
/// under status 200.
pub(crate) async fn whole(visit: &Visit<'_>, path: &str) -> Result<Arc<Page>> {
    let page = visit.get(path).await?;
    check(&page)?;
    Ok(page)
}

fn check(page: &Page) -> Result<()> {
    if html::is_whole(page) {
        return Ok(());
    }
    Err(Error::malformed("the page ends in the middle: the site's server failed while it wrote it")
        .at(&page.url))
}

/// What the page says, in whatever charset.
pub(crate) fn text(page: &Page) -> Cow<'_, str> {
    charset::decode(&page.body, page.headers.get("content-type").unwrap_or_default())
}

/// The JSON that a script calls by a name: `var package = {…};`. `None` where there is none, or `null`.
pub(crate) fn variable<T: DeserializeOwned>(text: &str, name: &str) -> Result<Option<T>> {
    match value_of(text, name) {
        Some(value) if value.starts_with(['{', '[']) => script::read(value, name).map(Some),
        _ => Ok(None),
    }
}

/// The text that a script calls by a name: `var desa_code = "33.04.15.2008";`.
pub(crate) fn string(text: &str, name: &str) -> Option<String> {
    let (value, _) = script::string(value_of(text, name)?)?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn value_of<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    ["var", "let", "const"].iter().find_map(|keyword| {
        let declared = format!("{keyword} {name} =");
        Some(text[text.find(&declared)? + declared.len()..].trim_start())
    })
}

#[cfg(test)]
mod tests {
    use balai_core::ErrorKind;

    use super::*;
    use crate::answer;

    #[test]
    fn names_that_begin_alike_are_told_apart() {
        let script = "var package_id = \"contoh-keuangan\";\nlet package = {\n \"success\": true\n};\nvar years = null;";
        assert_eq!(string(script, "package_id").as_deref(), Some("contoh-keuangan"));
        let package: Option<serde_json::Value> = variable(script, "package").expect("JSON");
        assert_eq!(package.expect("a package")["success"], true);
        assert_eq!(variable::<serde_json::Value>(script, "years").expect("nothing"), None);
        assert_eq!(string(script, "package"), None);
        assert!(variable::<serde_json::Value>("var package = {\"success\": tr", "package").is_err());
    }

    #[test]
    fn a_page_that_ends_in_the_middle_is_none() {
        assert!(check(&answer("text/html", "<html><p>Halo</html>\n<!-- cached -->")).is_ok());
        let cut = check(&answer("text/html", "<html><body><div class=\"entry-content\">")).expect_err("cut");
        assert_eq!(cut.kind(), ErrorKind::Malformed);
    }
}
