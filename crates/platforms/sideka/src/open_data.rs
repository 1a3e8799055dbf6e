//! The village's open data: a package of the network's CKAN, which a page names, and its files.

use std::sync::Arc;

use balai_core::{Access, Entity, Error, ErrorKind, Found, Page, Request, Result, Visit};
use balai_extract::json;
use serde::Deserialize;
use url::Url;

use crate::page;

/// A file of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) url: Url,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    success: bool,
    #[serde(default)]
    result: Option<Package>,
}

#[derive(Deserialize)]
struct Package {
    #[serde(default, deserialize_with = "json::text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "json::list")]
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    #[serde(default, deserialize_with = "json::text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    url: Option<String>,
}

/// The files of the package on a subject that a page names; `None` where the page has no package.
pub(crate) fn files(page: &Page, subject: &str) -> Result<Option<Vec<File>>> {
    let text = page::text(page);
    let Some(Answer { success: true, result: Some(package) }) = page::variable(&text, "package")? else {
        return Ok(None);
    };
    let named = page::string(&text, "package_id").unwrap_or_default();
    // Where the template does not know the host it shows the village that it was written with.
    let slug = page.url.host_str().and_then(|host| host.split('.').next()).unwrap_or_default();
    let own = format!("{slug}-{subject}");
    if named != own || package.name.is_some_and(|name| name != own) {
        let message = format!(
            "the page shows the open data called `{named}`, and the village's own are `{own}`: its network does not know \
             the site by this host"
        );
        return Err(Error::malformed(message).at(&page.url));
    }
    let host = page::string(&text, "ckan_host").unwrap_or_default();
    let host =
        Url::parse(&host).ok().filter(|host| matches!(host.scheme(), "http" | "https")).ok_or_else(|| {
            Error::malformed("the page does not say at which host the open data are").at(&page.url)
        })?;
    let file = |resource: Resource| {
        let url = resource.url.filter(|url| url.starts_with(DUMPS))?;
        let url = host.join(&url).ok().filter(|url| url.path().starts_with(DUMPS))?;
        Some(File { name: resource.name?, url })
    };
    Ok(Some(package.resources.into_iter().filter_map(file).collect()))
}

const DUMPS: &str = "/datastore/dump/";

/// The open-data host gave no answer in this visit. It is one of the whole network, and old: nobody asks it twice.
struct Silent;

/// Emits what `parse` makes of each file. One that cannot be read costs itself; where there is nothing else to tell,
/// the first failure is.
pub(crate) async fn emit(
    files: &[File],
    parse: fn(&File, &Page) -> Result<Vec<Entity>>,
    mut found: bool,
    visit: &mut Visit<'_>,
) -> Result<()> {
    let mut failures = Vec::new();
    for file in files {
        let read = match fetch(&file.url, visit).await {
            Ok(page) => {
                parse(file, &page).map(|entities| (entities, page)).map_err(|error| error.at(&file.url))
            }
            Err(error) => Err(error),
        };
        match read {
            Ok((entities, page)) => {
                found = true;
                for entity in entities {
                    visit.emit(Found::new(entity, Access::File, &page)).await?;
                }
            }
            Err(error) => failures.push(error),
        }
        if visit.memo::<Silent>().is_some() {
            break;
        }
    }
    let mut failures = failures.into_iter();
    match failures.next() {
        Some(first) if !found => return Err(first),
        first => first.into_iter().chain(failures).for_each(|error| visit.skip(error)),
    }
    Ok(())
}

async fn fetch(url: &Url, visit: &Visit<'_>) -> Result<Page> {
    /// Sums of one village are a few kilobytes.
    const LARGEST: u64 = 1 << 20;
    let silent = |error: Option<Error>| {
        let message = "the network's open-data host gives no answer, though the site does";
        let told = Error::new(ErrorKind::Server, message).at(url);
        error.into_iter().fold(told, |told, error| told.because(error))
    };
    if visit.memo::<Silent>().is_some() {
        return Err(silent(None));
    }
    let page = match visit.open(Request::new(url.clone()).limit(LARGEST)).await {
        Ok(response) => response.page().await,
        Err(error) => Err(error),
    };
    match page {
        Ok(page) => {
            page.check()?;
            // Every line of a dump is closed. What is left of a number that was cut off is another one.
            match page.body.ends_with(b"\n") {
                true => Ok(page),
                false => Err(Error::malformed("the file ends in the middle of a line").at(url)),
            }
        }
        // The site itself is there, and may be read by others.
        Err(error) if error.kind().is_unreachable() => {
            visit.set_memo(Arc::new(Silent));
            Err(silent(Some(error)))
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer;

    fn script(id: &str, url: &str) -> Page {
        let script = format!(
            r#"<script>let package_id = "{id}"; let ckan_host = "http://data.contoh.id";
            let package = {{"success": true, "result": {{"name": "{id}", "resources": [{{"name": "Agama", "url": "{url}"}}]}}}};</script>"#
        );
        answer("text/html", script)
    }

    #[test]
    fn files_are_the_villages_own_dumps() {
        let files = |id: &str, url: &str| super::files(&script(id, url), "kependudukan");
        let own = files("contoh-kependudukan", "/datastore/dump/1").expect("a package").expect("files");
        assert_eq!(own[0].url.as_str(), "http://data.contoh.id/datastore/dump/1");
        for elsewhere in ["https://lain.id/datastore/dump/1", "/penduduks", "/datastore/dump/../../penduduks"]
        {
            let own = files("contoh-kependudukan", elsewhere).expect("a package").expect("files");
            assert_eq!(own, [], "{elsewhere}");
        }
        for another in ["bokor-kependudukan", "contoh-keuangan"] {
            let error = files(another, "/datastore/dump/1").expect_err("another's");
            assert!(error.message().contains(another), "{error}");
        }
    }

    #[test]
    fn no_package_is_no_error() {
        for nothing in ["", "let package = ;", r#"let package = {"success": false, "error": {}};"#] {
            assert_eq!(files(&answer("text/html", nothing), "kependudukan").expect("no package"), None);
        }
    }
}
