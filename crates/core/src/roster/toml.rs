//! Rosters as people write them by hand.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Map, Value};
use toml::Spanned;
use url::Url;

use super::draft::{Draft, Row};
use super::{Location, Roster, RosterError, RosterFault, RosterSource};
use crate::RegionCode;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    village: Vec<Spanned<Village>>,
    #[serde(default)]
    source: Vec<Spanned<Source>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Village {
    code: Option<Spanned<String>>,
    name: Option<String>,
    url: Option<Spanned<String>>,
    platform: Option<String>,
    #[serde(default)]
    accept_invalid_certificate: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    platform: String,
    within: Spanned<String>,
    name: Option<String>,
    url: Option<Spanned<String>>,
    file: Option<PathBuf>,
    #[serde(default)]
    villages: BTreeMap<String, Spanned<String>>,
    robots: Option<Spanned<String>>,
    #[serde(default)]
    accept_invalid_certificate: bool,
    #[serde(default)]
    settings: Map<String, Value>,
}

/// Reads a roster from TOML, of regions that exist.
pub(super) fn read(text: &str, exists: impl Fn(RegionCode) -> bool) -> Result<Roster, RosterError> {
    let lines = Lines(text);
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| lines.at(span));
        let fix = "mend this line; a village looks like: [[village]] and below it code = \"33.04.15.2008\" and \
                   url = \"https://…\"";
        RosterError { faults: vec![RosterFault::new(line, error.message(), fix)] }
    })?;
    let mut draft = Draft::new(&exists);
    for table in file.village {
        let line = lines.at(table.span());
        let table = table.into_inner();
        let (code_line, code) = match table.code {
            Some(code) => (lines.at(code.span()), code.into_inner()),
            None => (line, String::new()),
        };
        let url_line = table.url.as_ref().map_or(line, |url| lines.at(url.span()));
        draft.add(
            Row {
                code,
                name: table.name,
                url: table.url.map(Spanned::into_inner),
                platform: table.platform,
                accept_invalid_certificate: table.accept_invalid_certificate,
            },
            code_line,
            url_line,
        );
    }
    for table in file.source {
        let line = lines.at(table.span());
        if let Some(source) = source(table.into_inner(), line, lines, &mut draft) {
            draft.add_source(source);
        }
    }
    draft.finish()
}

/// One source, where its keys are in order.
fn source(table: Source, line: usize, lines: Lines<'_>, draft: &mut Draft<'_>) -> Option<RosterSource> {
    let mut code = |text: &Spanned<String>| match text.get_ref().parse::<RegionCode>() {
        Ok(code) => Some(code),
        Err(error) => {
            let fix = "write a region's code such as 33.04.15";
            draft.fault(lines.at(text.span()), error.to_string(), fix);
            None
        }
    };
    let within = code(&table.within);
    let names = table.villages.iter().map(|(name, text)| Some((name.clone(), code(text)?)));
    let villages: Option<BTreeMap<_, _>> = names.collect();
    let location = match (table.url, table.file) {
        (Some(url), None) => match Url::parse(url.get_ref()) {
            Ok(parsed) if matches!(parsed.scheme(), "http" | "https") => Some(Location::Web(parsed)),
            _ => {
                let what = format!("`{}` is no address of the web", url.get_ref());
                draft.fault(lines.at(url.span()), what, "write it as https://…");
                None
            }
        },
        (None, Some(file)) => Some(Location::File(file)),
        _ => {
            draft.fault(line, "a source is at one place", "write either url = \"https://…\" or file = \"…\"");
            None
        }
    };
    let obey_robots = match table.robots.as_ref().map(|robots| robots.get_ref().as_str()) {
        None => false,
        Some("obey") => true,
        Some(_) => {
            let at = table.robots.map_or(line, |robots| lines.at(robots.span()));
            draft.fault(
                at,
                "robots is something else than \"obey\"",
                "write robots = \"obey\", or leave it out",
            );
            false
        }
    };
    Some(RosterSource {
        name: table.name.unwrap_or_else(|| table.platform.clone()),
        platform: table.platform,
        within: within?,
        location: location?,
        villages: villages?,
        obey_robots,
        accept_invalid_certificate: table.accept_invalid_certificate,
        settings: table.settings,
        line,
    })
}

/// The lines of a text, as a person counts them.
#[derive(Clone, Copy)]
struct Lines<'a>(&'a str);

impl Lines<'_> {
    fn at(self, span: Range<usize>) -> usize {
        1 + self.0[..span.start.min(self.0.len())].matches('\n').count()
    }
}
