//! The action API: its envelope, its errors, and rows of the datastore.

use std::collections::HashMap;

use balai_core::{Error, ErrorKind, Page, Probe, Request, Result, Site, Visit};
use balai_extract::json;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

use crate::cell::Cell;

/// Who asks: a visit, or a search for what could be read.
pub(crate) enum Asker<'a, 'b> {
    Visit(&'a Visit<'b>),
    Probe(&'a Probe<'b>),
}

impl Asker<'_, '_> {
    fn site(&self) -> &Site {
        match self {
            Self::Visit(visit) => visit.site(),
            Self::Probe(probe) => probe.site(),
        }
    }

    /// A whole page, of whatever status.
    pub(crate) async fn page(&self, request: Request) -> Result<Page> {
        let response = match self {
            Self::Visit(visit) => visit.open(request).await?,
            Self::Probe(probe) => probe.open(request).await?,
        };
        response.page().await
    }

    /// What an action answers. Nothing may be sent that it does not know.
    pub(crate) async fn action<T: DeserializeOwned>(
        &self,
        name: &str,
        query: &[(&str, &str)],
    ) -> Result<(T, Page)> {
        let mut url = below(self.site(), &format!("api/3/action/{name}"))?;
        url.query_pairs_mut().extend_pairs(query);
        let page = self.page(Request::new(url)).await?;
        Ok((result(&page)?, page))
    }
}

/// An address below the portal, which need not be the host's root.
pub(crate) fn below(site: &Site, path: &str) -> Result<Url> {
    let address = format!("{}/{path}", site.url.as_str().trim_end_matches('/'));
    Url::parse(&address).map_err(|why| Error::malformed(format!("{address} is no address: {why}")))
}

#[derive(Deserialize)]
struct Envelope<T> {
    #[serde(default)]
    success: bool,
    #[serde(default = "Option::default")]
    result: Option<T>,
    #[serde(default)]
    error: Option<Refusal>,
}

/// Why an action gave nothing. Its message may hold what was asked for, and is not kept.
#[derive(Deserialize)]
struct Refusal {
    #[serde(rename = "__type", default, deserialize_with = "json::text")]
    sort: Option<String>,
}

/// The result of an action. The status alone proves nothing: old versions answer errors under 200.
fn result<T: DeserializeOwned>(page: &Page) -> Result<T> {
    let status = page.check().err();
    if page.status == 400 && page.body.starts_with(b"\"") {
        return Err(Error::not_offered("the portal has no such action, or has it switched off").at(&page.url));
    }
    let Envelope { success, result, error } = match page.json::<Envelope<T>>() {
        Ok(envelope) => envelope,
        Err(error) => return Err(status.unwrap_or(error)),
    };
    if let (true, Some(result), None) = (success, result, &status) {
        return Ok(result);
    }
    let sort = error.and_then(|it| it.sort).unwrap_or_default();
    let kind = match sort.as_str() {
        "Not Found Error" => ErrorKind::NotFound,
        "Authorization Error" => ErrorKind::Blocked,
        _ => {
            return Err(
                status.unwrap_or_else(|| Error::malformed(format!("the action fails: {sort}")).at(&page.url))
            );
        }
    };
    Err(Error::new(kind, format!("the portal answers “{sort}”")).at(&page.url))
}

/// Rows of the datastore.
#[derive(Deserialize)]
pub(crate) struct Rows {
    #[serde(default)]
    pub(crate) fields: Vec<Field>,
    #[serde(default)]
    pub(crate) records: Vec<HashMap<String, Cell>>,
    #[serde(default)]
    pub(crate) total: Option<u64>,
}

/// A column of the datastore.
#[derive(Deserialize)]
pub(crate) struct Field {
    pub(crate) id: String,
}

/// A resource of the portal.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Resource {
    #[serde(default, deserialize_with = "json::text")]
    pub(crate) id: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    pub(crate) name: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    pub(crate) url: Option<String>,
    /// `true`, or `"true"`.
    #[serde(default, deserialize_with = "json::text")]
    pub(crate) datastore_active: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use balai_core::Tls;

    fn read(status: u16, json: &'static str) -> Result<Vec<u8>> {
        result(&Page {
            url: "https://data.example/api/3/action/x".parse().expect("a URL"),
            status,
            headers: [("Content-Type", "application/json")].into_iter().collect(),
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            tls: Tls::Verified,
            body: json.into(),
        })
    }

    #[test]
    fn an_error_is_one_under_whatever_status() {
        assert_eq!(read(200, r#"{"success":true,"result":[1]}"#).expect("a result"), [1]);
        let none = r#"{"success":false,"error":{"__type":"Not Found Error","message":"Not found: x"}}"#;
        for (status, json, kind) in [
            (404, none, ErrorKind::NotFound),
            (200, none, ErrorKind::NotFound),
            (403, r#"{"success":false,"error":{"__type":"Authorization Error"}}"#, ErrorKind::Blocked),
            (
                409,
                r#"{"success":false,"error":{"__type":"Validation Error","limit":["Invalid integer"]}}"#,
                ErrorKind::Malformed,
            ),
            (400, r#""Bad request - Action name not known: x""#, ErrorKind::NotOffered),
            (500, r#"{"success":false,"error":{"__type":"Internal Server Error"}}"#, ErrorKind::Server),
            (429, "<p>Too many", ErrorKind::Blocked),
            (404, "<p>Not here", ErrorKind::NotFound),
            (200, "<p>Portal", ErrorKind::Malformed),
            (200, r#"{"success":true}"#, ErrorKind::Malformed),
        ] {
            assert_eq!(read(status, json).expect_err(json).kind(), kind, "{status} {json}");
        }
    }
}
