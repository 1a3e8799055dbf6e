//! A trial, as a person reads it.

use std::fmt;

use super::{EmptyField, Instead, ReadAs, Tried, TriedReading, TriedRecord, shown};

/// The records that are told one by one.
const SHOWN: usize = 10;

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.kind, self.url)?;
        if self.readings.is_empty() {
            return write!(f, ": the recipe has no table [{}]", self.kind);
        }
        for reading in &self.readings {
            write!(f, "\n{reading}")?;
        }
        Ok(())
    }
}

impl fmt::Display for TriedReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = self.item.as_deref().unwrap_or_default();
        write!(f, "line {}, read as ", self.line)?;
        match self.read_as {
            ReadAs::List => write!(f, "a list of `{item}`")?,
            ReadAs::Record => f.write_str("one record")?,
            ReadAs::Detail => write!(f, "an item's own page, not as a list of `{item}`")?,
        }
        write!(f, ": {} found", self.records.len())?;
        if let Some(why) = &self.nothing {
            write!(f, "\n  {why}")?;
        }
        for (record, number) in self.records.iter().zip(1..).take(SHOWN) {
            write!(f, "\n  {number}. {record}")?;
        }
        if self.records.len() > SHOWN {
            write!(f, "\n  … and {} more", self.records.len() - SHOWN)?;
        }
        for field in &self.empty {
            write!(f, "\n  {field}")?;
        }
        match &self.next {
            Some(next) => write!(f, "\n  next page: {next}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for TriedRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.entity {
            Some(entity) => f.write_str(&shown(&entity.title()))?,
            None => {
                let texts = self.fields.values().filter_map(|value| value.as_str());
                write!(f, "{}", shown(texts.take(2).collect::<Vec<_>>().join(", ").as_str()))?;
            }
        }
        if let Some(at) = self.published_at {
            write!(f, " ({at})")?;
        }
        if !self.missing.is_empty() {
            write!(f, " without {}", self.missing.join(", "))?;
        }
        match &self.link {
            Some(link) => write!(f, " -> {link}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for EmptyField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (line {}) is empty in {} of {}: ", self.field, self.line, self.times, self.of)?;
        match &self.selector {
            Some(selector) => write!(f, "`{selector}` {}", self.instead),
            None => write!(f, "the element itself {}", self.instead),
        }
    }
}

impl fmt::Display for Instead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("matches nothing"),
            Self::Silent { count, beginnings } => {
                let more = if *count > beginnings.len() { ", …" } else { "" };
                let what = if *count == 1 { "element that says" } else { "elements that say" };
                write!(f, "matches {count} {what} nothing: {}{more}", beginnings.join(", "))
            }
            Self::Unread { why, texts } => write!(f, "matches “{}”, {why}", texts.join("”, “")),
        }
    }
}
