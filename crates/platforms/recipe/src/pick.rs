//! One field: what is selected, what is taken of it, and what it is read as.

use std::borrow::Cow;
use std::collections::BTreeMap;

use balai_core::Zone;
use balai_extract::html::{Document, Element, Selector};
use balai_extract::text;
use jiff::Timestamp;
use regex::Regex;
use serde_json::Value;

use crate::reading::{Frame, Reading};
use crate::trial::{Instead, shown, tag};

/// A CSS selector, and how it is written.
#[derive(Clone, Debug)]
pub(crate) struct Css {
    pub(crate) text: String,
    /// The line of the recipe.
    pub(crate) line: usize,
    pub(crate) selector: Selector,
}

/// How one field is read off an element.
#[derive(Clone, Debug)]
pub(crate) struct Pick {
    /// `None` for the element itself.
    pub(crate) select: Option<Css>,
    pub(crate) attr: Option<String>,
    pub(crate) take: Take,
    pub(crate) split: Option<String>,
    pub(crate) regex: Option<Regex>,
    /// By texts in small letters.
    pub(crate) map: BTreeMap<String, Value>,
    pub(crate) reading: Reading,
    pub(crate) default: Option<Value>,
}

/// How much is taken of what is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Take {
    /// The first that says something.
    First,
    /// All, joined to one text.
    Joined,
    /// All, as a list.
    List,
}

/// The page that is read, and by what.
pub(crate) struct On<'a> {
    pub(crate) document: &'a Document,
    pub(crate) zone: Zone,
    pub(crate) now: Timestamp,
}

impl On<'_> {
    pub(crate) fn frame(&self) -> Frame<'_> {
        Frame { base: self.document.base(), zone: self.zone, now: self.now }
    }
}

/// The most elements that are looked at for one field.
const MOST: usize = 2_000;

impl Css {
    /// What it finds within an element; the element itself where nothing is to be selected.
    pub(crate) fn find<'a>(css: Option<&'a Self>, scope: Element<'a>) -> impl Iterator<Item = Element<'a>> {
        let own = css.is_none().then_some(scope);
        let below = css.map(|css| scope.select(&css.selector));
        own.into_iter().chain(below.into_iter().flatten()).take(MOST)
    }
}

impl Pick {
    /// What the element itself says.
    pub(crate) fn own(reading: Reading) -> Self {
        Self {
            select: None,
            attr: None,
            take: Take::First,
            split: None,
            regex: None,
            map: BTreeMap::new(),
            reading,
            default: None,
        }
    }

    /// What the field holds; `None` where nothing is found that can be read.
    pub(crate) fn read(&self, scope: Element<'_>, on: &On<'_>) -> Option<Value> {
        let mut found = Css::find(self.select.as_ref(), scope).flat_map(|element| self.values(element, on));
        let value = match self.take {
            Take::First => found.next(),
            Take::List => {
                let mut list: Vec<Value> = Vec::new();
                for value in found {
                    if !list.contains(&value) {
                        list.push(value);
                    }
                }
                (!list.is_empty()).then_some(Value::Array(list))
            }
            Take::Joined => {
                let between = match self.reading {
                    Reading::Html => "",
                    Reading::Line => " ",
                    _ => "\n",
                };
                let texts: Vec<_> = found.filter_map(|value| value.as_str().map(str::to_owned)).collect();
                (!texts.is_empty()).then(|| texts.join(between).into())
            }
        };
        value.or_else(|| self.default.clone())
    }

    /// What one element says: a list may be split, else the first way of saying it that can be read.
    fn values(&self, element: Element<'_>, on: &On<'_>) -> Vec<Value> {
        let says = self.says(element, on);
        match &self.split {
            Some(between) => {
                let parts = says.iter().take(1).flat_map(|text| text.split(between));
                parts.filter_map(|part| self.value(part, on)).collect()
            }
            None => says.iter().find_map(|text| self.value(text, on)).into_iter().collect(),
        }
    }

    /// What an element says, the surest way first.
    fn says(&self, element: Element<'_>, on: &On<'_>) -> Vec<String> {
        let attr = |name: &str| element.attr(name).map(str::to_owned);
        if let Some(name) = &self.attr {
            return attr(name).into_iter().collect();
        }
        let name = element.value().name();
        match (&self.reading, name) {
            // That it is there is all.
            (Reading::Flag, _) if self.regex.is_none() => vec!["true".to_owned()],
            (_, "meta") => attr("content").into_iter().collect(),
            (_, "input") => attr("value").into_iter().collect(),
            (Reading::Address | Reading::Network, "img") => on.document.src(element).into_iter().collect(),
            (Reading::Address | Reading::Network, _) => {
                ["href", "src", "data"].iter().filter_map(|name| attr(name)).take(1).collect()
            }
            (Reading::Html, _) if self.take == Take::Joined => vec![element.html()],
            (Reading::Html, _) => vec![element.inner_html()],
            // What is drawn by a script stands in it: a regex finds it there.
            (_, "script") => vec![element.text().collect()],
            (Reading::Instant | Reading::Day, "time") => {
                attr("datetime").into_iter().chain([text::of(element)]).collect()
            }
            _ => vec![text::of(element)],
        }
    }

    fn value(&self, text: &str, on: &On<'_>) -> Option<Value> {
        let text = match self.reading {
            Reading::Lines | Reading::Html => Cow::Borrowed(text.trim()),
            _ => fold(text),
        };
        let text = match &self.regex {
            Some(regex) => {
                let found = regex.captures(&text)?;
                found.iter().skip(1).flatten().next().or(found.get(0))?.as_str().trim()
            }
            None => &text,
        };
        // What is not known is written as a dash.
        if matches!(text, "" | "-" | "–" | "—") {
            return None;
        }
        let is_mapped = !self.map.is_empty();
        let meant = is_mapped.then(|| self.map.get(&fold(text).to_lowercase())).flatten();
        meant.cloned().or_else(|| self.reading.read(text, on.frame()))
    }

    /// What is there instead, where nothing could be read.
    pub(crate) fn instead(&self, scope: Element<'_>, on: &On<'_>) -> Instead {
        const SHOWN: usize = 3;
        let elements: Vec<_> = Css::find(self.select.as_ref(), scope).collect();
        let mut texts: Vec<String> = elements.iter().flat_map(|element| self.says(*element, on)).collect();
        texts.retain(|text| !text.trim().is_empty());
        if elements.is_empty() {
            Instead::Nothing
        } else if texts.is_empty() {
            let beginnings = elements.iter().take(SHOWN).map(|element| tag(*element)).collect();
            Instead::Silent { count: elements.len(), beginnings }
        } else {
            let is_unfit =
                |text: &String| self.regex.as_ref().is_some_and(|regex| !regex.is_match(&fold(text)));
            let why = match &self.regex {
                Some(regex) if texts.iter().all(is_unfit) => {
                    format!("in which the regex `{regex}` finds nothing")
                }
                _ => format!("which is not read as {}", self.reading.due()),
            };
            Instead::Unread { why, texts: texts.iter().take(SHOWN).map(|text| shown(text)).collect() }
        }
    }
}

/// A text on one line; most are.
fn fold(text: &str) -> Cow<'_, str> {
    let mut blank = true;
    let is_tidy = text.chars().all(|c| {
        let was_blank = std::mem::replace(&mut blank, c.is_whitespace());
        c == ' ' && !was_blank || !c.is_whitespace()
    });
    match is_tidy && !blank {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_folded_text_is_its_words(text in "[ a\n\u{a0}\t.é]{0,12}") {
            let words: Vec<_> = text.split_whitespace().collect();
            prop_assert_eq!(fold(&text), words.join(" "));
        }
    }
}
