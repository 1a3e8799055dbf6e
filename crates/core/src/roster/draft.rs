//! A roster on its way, with the faults so far.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Roster, RosterError, RosterFault, RosterSource, RosterVillage};
use crate::{Level, RegionCode, Site};

/// One village as it is written.
#[derive(Deserialize)]
pub(super) struct Row {
    pub(super) code: String,
    #[serde(default)]
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) url: Option<String>,
    #[serde(default)]
    pub(super) platform: Option<String>,
    #[serde(default, deserialize_with = "yes")]
    pub(super) accept_invalid_certificate: bool,
}

/// An empty cell of a spreadsheet means no.
fn yes<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match String::deserialize(deserializer)?.to_lowercase().as_str() {
        "" | "false" | "no" | "tidak" | "0" => Ok(false),
        "true" | "yes" | "ya" | "1" => Ok(true),
        other => Err(serde::de::Error::custom(format!("`{other}` is neither true nor false"))),
    }
}

/// A roster on its way, with the faults so far.
pub(super) struct Draft<'a> {
    exists: &'a dyn Fn(RegionCode) -> bool,
    villages: Vec<RosterVillage>,
    sources: Vec<RosterSource>,
    lines: HashMap<RegionCode, usize>,
    faults: Vec<RosterFault>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(exists: &'a dyn Fn(RegionCode) -> bool) -> Self {
        Self { exists, villages: Vec::new(), sources: Vec::new(), lines: HashMap::new(), faults: Vec::new() }
    }

    pub(super) fn fault(&mut self, line: usize, what: impl Into<String>, fix: &str) {
        self.faults.push(RosterFault::new(line, what, fix));
    }

    pub(super) fn add(&mut self, row: Row, code_line: usize, url_line: usize) {
        const EXAMPLE: &str = "write a village's code such as 33.04.15.2008";
        let code = match row.code.parse::<RegionCode>() {
            Ok(code) if code.level() == Level::Village => code,
            Ok(code) => {
                let what = format!("{code} is a {}, not a village", code.level());
                return self.fault(code_line, what, &format!("list its villages with `balai roster {code}`"));
            }
            Err(_) if row.code.is_empty() => {
                return self.fault(code_line, "the village has no code", EXAMPLE);
            }
            Err(error) => return self.fault(code_line, error.to_string(), EXAMPLE),
        };
        if !(self.exists)(code) {
            let subdistrict = code.at(Level::Subdistrict).unwrap_or(code);
            let fix = format!("look it up with `balai roster {subdistrict}`");
            self.fault(code_line, format!("no village has the code {code}"), &fix);
        }
        if let Some(url) = &row.url
            && let Err(error) = Site::new(code, url)
        {
            self.fault(url_line, error.message(), "or leave it out");
        }
        if let Some(first) = self.lines.insert(code, code_line) {
            let what = format!("{code} stands here and on line {first}");
            self.fault(code_line, what, "take one of the two away");
        }
        self.villages.push(RosterVillage {
            code,
            name: row.name,
            url: row.url,
            platform: row.platform,
            accept_invalid_certificate: row.accept_invalid_certificate,
            line: code_line,
        });
    }

    /// Adds a source whose own keys are in order.
    pub(super) fn add_source(&mut self, source: RosterSource) {
        if let Some(first) = self.sources.iter().find(|known| known.name == source.name) {
            let what = format!("the source on line {} is called `{}` too", first.line, source.name);
            self.fault(source.line, what, "give each a name of its own: name = \"…\"");
        }
        if !(self.exists)(source.within) {
            self.fault(
                source.line,
                format!("no region has the code {}", source.within),
                "look it up with `balai roster`",
            );
        }
        for (name, code) in source.villages.clone() {
            if code.level() != Level::Village || !source.within.contains(code) {
                let what = format!(
                    "`{name}` is given the code {code}, which is no village within {}",
                    source.within
                );
                self.fault(source.line, what, &format!("`balai roster {}` lists them", source.within));
            }
        }
        self.sources.push(source);
    }

    pub(super) fn finish(mut self) -> Result<Roster, RosterError> {
        if self.faults.is_empty() {
            Ok(Roster { villages: self.villages, sources: self.sources, ..Roster::default() })
        } else {
            self.faults.sort_by_key(|fault| fault.line);
            Err(RosterError { faults: self.faults })
        }
    }
}
