//! The address that the roster gives, where it leads to a page in place of a file.

use balai_core::{Error, ErrorKind, Result};
use url::Url;

/// Refuses an address at which people look at a sheet, and tells which one to write.
///
/// # Errors
///
/// Config, with what to do.
pub(crate) fn check(url: &Url) -> Result<()> {
    let Some(message) = mistake(url) else { return Ok(()) };
    Err(Error::new(ErrorKind::Config, message).at(url))
}

fn mistake(url: &Url) -> Option<String> {
    let parts: Vec<_> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    let has = |name: &str| url.query_pairs().any(|(known, _)| known == name);
    match (url.host_str()?, &parts[..]) {
        ("docs.google.com", ["spreadsheets", "d", "e", id, page]) if *page == "pubhtml" || !has("output") => {
            Some(format!(
                "the roster names a Google Sheet as a web page: write its file, \
                 https://docs.google.com/spreadsheets/d/e/{id}/pub?output=xlsx"
            ))
        }
        ("docs.google.com", ["spreadsheets", "d", "e", ..]) => None,
        // `/export?format=` and `/gviz/tq?tqx=` are files.
        ("docs.google.com", ["spreadsheets", "d", _, "export" | "gviz", ..]) => None,
        ("docs.google.com", ["spreadsheets", ..]) => Some(
            "the roster names the address at which people edit a Google Sheet. Publish it: in the sheet, File, \
             Share, Publish to web, as Microsoft Excel (.xlsx) or as CSV; then write the address that is shown \
             there, which ends in /pub?output=xlsx or /pub?output=csv"
                .to_owned(),
        ),
        ("drive.google.com", _) => Some(
            "the roster names a page of Google Drive: open the file as a Google Sheet, publish it (File, Share, \
             Publish to web, as .xlsx), and write the address that is shown there"
                .to_owned(),
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistake_of(url: &str) -> Option<String> {
        check(&url.parse().expect("a URL")).err().map(|error| {
            assert_eq!(error.kind(), ErrorKind::Config);
            error.to_string()
        })
    }

    #[test]
    fn pages_of_sheets_are_told_with_what_to_write() {
        for url in [
            "https://docs.google.com/spreadsheets/d/1AbC/edit#gid=0",
            "https://docs.google.com/spreadsheets/d/1AbC/edit?usp=sharing",
            "https://docs.google.com/spreadsheets/d/1AbC",
            "https://docs.google.com/spreadsheets/u/0/d/1AbC/htmlview",
        ] {
            assert!(mistake_of(url).expect(url).contains("Publish to web"), "{url}");
        }
        for url in [
            "https://docs.google.com/spreadsheets/d/e/2PACX-x/pubhtml",
            "https://docs.google.com/spreadsheets/d/e/2PACX-x/pub?gid=0",
        ] {
            assert!(mistake_of(url).expect(url).contains("/d/e/2PACX-x/pub?output=xlsx"), "{url}");
        }
        assert!(mistake_of("https://drive.google.com/file/d/1AbC/view").is_some());
        for url in [
            "https://docs.google.com/spreadsheets/d/e/2PACX-x/pub?output=xlsx",
            "https://docs.google.com/spreadsheets/d/e/2PACX-x/pub?gid=0&single=true&output=csv",
            "https://docs.google.com/spreadsheets/d/1AbC/export?format=xlsx",
            "https://desa.example/data.xlsx",
            "file:///data/desa.xlsx",
        ] {
            assert_eq!(mistake_of(url), None, "{url}");
        }
    }
}
