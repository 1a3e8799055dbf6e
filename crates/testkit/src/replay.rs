//! A captured site, answered again.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use balai_core::{Error, ErrorKind, Result};
use bytes::Bytes;
use serde::Deserialize;
use serde_json::value::RawValue;
use url::form_urlencoded;

use crate::{Answer, Ask, Web, Website};

/// A captured website that answers as it did.
///
/// A capture is a folder with an `index.jsonl`. Its first line says what it is: `{"name": …, "origin": …}`; each
/// further one is a response: `path` (with its query), `status`, `headers`, and `file`, where its body lies.
///
/// - The host that was captured is rewritten to the one that is asked, in bodies of text and in headers.
/// - A path that was not captured is answered with the site's own not-found page, the line whose `purpose` is
///   `missing`; where there is none, with a plain 404.
/// - A line with `collection` holds a whole JSON:API list, which is answered in pages of `page[size]` (at most
///   its `max`), by `page[number]` and `sort`; an order that was not captured gets the site's own.
/// - A line with `loose` is the answer to scripts (`X-Requested-With: XMLHttpRequest`) whatever the query.
/// - `If-None-Match` with the response's `ETag` is answered 304.
pub struct Replay {
    name: String,
    origin: String,
    pages: HashMap<String, Captured>,
    loose: HashMap<String, Captured>,
    collections: HashMap<(String, String), Collection>,
    missing: Option<String>,
}

struct Captured {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
}

struct Collection {
    items: Vec<Box<RawValue>>,
    /// The largest page.
    max: usize,
}

#[derive(Deserialize)]
struct Head {
    name: String,
    origin: String,
}

#[derive(Deserialize)]
struct Line {
    path: String,
    status: u16,
    #[serde(default)]
    headers: Vec<(String, String)>,
    file: Option<String>,
    #[serde(default)]
    collection: bool,
    #[serde(default)]
    sort: String,
    max: Option<usize>,
    #[serde(default)]
    loose: bool,
    purpose: Option<String>,
}

impl Replay {
    /// Reads the capture in `folder`, whole.
    ///
    /// # Errors
    ///
    /// Config, where the folder is no capture; it tells the file and the line.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self> {
        let folder = folder.as_ref();
        let index = folder.join("index.jsonl");
        let wrong = |line: usize, why: String| {
            let place = format!("{}:{line}", index.display());
            Error::new(ErrorKind::Config, format!("this is no capture: {why}")).at(place)
        };
        let text = fs::read_to_string(&index).map_err(|e| wrong(0, e.to_string()))?;
        let mut lines = text.lines().enumerate().map(|(number, line)| (number + 1, line));
        let head = lines.next().map_or("", |(_, line)| line);
        let head: Head = serde_json::from_str(head).map_err(|e| wrong(1, e.to_string()))?;
        let mut replay = Self {
            name: head.name,
            origin: head.origin,
            pages: HashMap::new(),
            loose: HashMap::new(),
            collections: HashMap::new(),
            missing: None,
        };
        for (number, line) in lines {
            let line: Line = serde_json::from_str(line).map_err(|e| wrong(number, e.to_string()))?;
            let body = match &line.file {
                Some(file) => {
                    fs::read(folder.join(file)).map_err(|e| wrong(number, format!("{file}: {e}")))?
                }
                None => Vec::new(),
            };
            replay.take(line, body.into()).map_err(|why| wrong(number, why))?;
        }
        Ok(replay)
    }

    fn take(&mut self, line: Line, body: Bytes) -> Result<(), String> {
        if line.collection {
            let items = serde_json::from_slice(&body).map_err(|e| e.to_string())?;
            let max = line.max.filter(|max| *max > 0).ok_or("a collection has a `max` of 1 or more")?;
            self.collections.insert((line.path, line.sort), Collection { items, max });
            return Ok(());
        }
        let captured = Captured { status: line.status, headers: line.headers, body };
        if line.loose {
            self.loose.insert(line.path, captured);
            return Ok(());
        }
        if line.purpose.as_deref() == Some("missing") && self.missing.is_none() {
            self.missing = Some(line.path.clone());
        }
        self.pages.entry(line.path).or_insert(captured);
        Ok(())
    }

    /// What the capture calls itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The capture as a [`Fetch`](balai_core::Fetch), under whatever host it is asked.
    pub fn web(self) -> Web {
        Web::of(self)
    }

    /// The page of a collection that is asked for.
    fn page(&self, ask: &Ask) -> Option<Answer> {
        let query = ask.query();
        if query.iter().any(|(name, _)| !matches!(name.as_str(), "page[size]" | "page[number]" | "sort")) {
            return None;
        }
        let value = |name: &str| query.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
        let number = |name: &str| value(name).and_then(|text| text.parse::<usize>().ok()).filter(|n| *n > 0);
        let by = |sort: &str| self.collections.get(&(ask.path().to_owned(), sort.to_owned()));
        let collection = by(value("sort").unwrap_or_default()).or_else(|| by(""))?;

        let size = number("page[size]").unwrap_or(collection.max).min(collection.max);
        let current = number("page[number]").unwrap_or(1);
        let last = collection.items.len().div_ceil(size).max(1);
        let items: Vec<&RawValue> = collection
            .items
            .iter()
            .skip((current - 1).saturating_mul(size))
            .take(size)
            .map(|i| &**i)
            .collect();
        let link = |page: usize| {
            let mut pairs = form_urlencoded::Serializer::new(String::new());
            if let Some(sort) = value("sort") {
                pairs.append_pair("sort", sort);
            }
            pairs.append_pair("page[size]", &size.to_string()).append_pair("page[number]", &page.to_string());
            format!("{}{}?{}", self.origin, ask.path(), pairs.finish())
        };
        let mut links = serde_json::json!({ "self": link(current), "first": link(1), "last": link(last) });
        if current < last {
            links["next"] = link(current + 1).into();
        }
        let pagination = serde_json::json!({
            "total": collection.items.len(), "count": items.len(), "per_page": size,
            "current_page": current, "total_pages": last,
        });
        // The items go out as they were captured, and so are never parsed.
        let items = serde_json::to_string(&items).unwrap_or_default();
        let body = format!(r#"{{"data":{items},"meta":{{"pagination":{pagination}}},"links":{links}}}"#);
        Some(Answer::of("application/json; charset=utf-8", self.moved(body.into(), &ask.origin)))
    }

    /// A body of text with the captured host rewritten to `origin`, plain and as JSON escapes it.
    fn moved(&self, body: Bytes, origin: &str) -> Bytes {
        let Ok(text) = std::str::from_utf8(&body) else {
            return replace(&body, self.origin.as_bytes(), origin.as_bytes()).into();
        };
        let escaped = |origin: &str| origin.replace('/', "\\/");
        text.replace(&self.origin, origin).replace(&escaped(&self.origin), &escaped(origin)).into()
    }

    fn replay(&self, captured: &Captured, ask: &Ask) -> Answer {
        let mut answer = Answer::status(captured.status);
        for (name, value) in captured.headers.iter().filter(|(name, _)| !is_of_the_connection(name)) {
            answer = answer.header(name, value.replace(&self.origin, &ask.origin));
        }
        if let Some(etag) = answer.header_value("etag")
            && ask.headers.get("if-none-match") == Some(etag)
        {
            return Answer::status(304).header("ETag", etag);
        }
        let is_text = answer.header_value("content-type").is_some_and(is_text);
        answer.body =
            if is_text { self.moved(captured.body.clone(), &ask.origin) } else { captured.body.clone() };
        answer
    }
}

impl Website for Replay {
    fn respond(&self, ask: &Ask) -> Answer {
        if let Some(answer) = self.page(ask) {
            return answer;
        }
        let loose = self.loose.get(ask.path()).filter(|_| ask.is_by_script());
        let missing = || self.missing.as_ref().and_then(|path| self.pages.get(path));
        match loose.or_else(|| self.pages.get(&ask.target)).or_else(missing) {
            Some(captured) => self.replay(captured, ask),
            None => Answer::of("text/plain", "not captured\n").with_status(404),
        }
    }
}

/// Headers that belong to the connection that was captured, not to the page.
fn is_of_the_connection(name: &str) -> bool {
    const NAMES: [&str; 6] =
        ["transfer-encoding", "content-length", "connection", "date", "content-encoding", "keep-alive"];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn is_text(media_type: &str) -> bool {
    const TEXT: [&str; 9] = [
        "text/",
        "application/json",
        "application/xml",
        "application/rss",
        "application/atom",
        "application/vnd.api+json",
        "application/rsd",
        "application/opensearch",
        "application/javascript",
    ];
    TEXT.iter().any(|start| media_type.starts_with(start))
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut replaced = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(from.len().max(1)).position(|window| window == from) {
        replaced.extend_from_slice(&rest[..at]);
        replaced.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    replaced.extend_from_slice(rest);
    replaced
}
