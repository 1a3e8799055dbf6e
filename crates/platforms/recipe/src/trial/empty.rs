//! Fields that came out empty, and what is there instead.

use std::collections::BTreeMap;

use balai_extract::html::Element;

use crate::pick::Css;

/// A field that came out empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmptyField {
    /// The field, with those that it stands in: `lines.code`.
    pub field: String,
    /// The line of the recipe.
    pub line: usize,
    /// The selector; `None` where the item itself is read.
    pub selector: Option<String>,
    /// How often it was empty.
    pub times: usize,
    /// How often it was looked for.
    pub of: usize,
    /// What is there instead, the first time.
    pub instead: Instead,
}

/// What is there in place of a field's value. Texts are shortened, and the digits of long numbers are not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// The selector finds nothing.
    Nothing,
    /// It finds elements that say nothing.
    Silent {
        /// How many.
        count: usize,
        /// How the first begin: `<i class="fa">`.
        beginnings: Vec<String>,
    },
    /// It finds texts that cannot be read.
    Unread {
        /// Why not: `which is not read as a date`.
        why: String,
        /// The first texts.
        texts: Vec<String>,
    },
}

/// The fields that came out empty so far.
#[derive(Default)]
pub(crate) struct Empties(BTreeMap<String, Looked>);

struct Looked {
    line: usize,
    selector: Option<String>,
    times: usize,
    of: usize,
    instead: Option<Instead>,
}

impl Empties {
    /// Looks once at a field; `instead` tells what is there where it is empty.
    pub(crate) fn look(
        &mut self,
        path: &str,
        line: usize,
        css: Option<&Css>,
        instead: impl FnOnce() -> Option<Instead>,
    ) {
        let selector = || css.map(|css| css.text.clone());
        let looked = self.0.entry(path.to_owned());
        let looked =
            looked.or_insert_with(|| Looked { line, selector: selector(), times: 0, of: 0, instead: None });
        looked.of += 1;
        if let Some(instead) = instead() {
            looked.times += 1;
            looked.instead.get_or_insert(instead);
        }
    }

    pub(super) fn into_fields(self) -> Vec<EmptyField> {
        let looked = self.0.into_iter();
        let empty = looked.filter_map(|(field, it)| {
            let Looked { line, selector, times, of, instead } = it;
            Some(EmptyField { field, line, selector, times, of, instead: instead? })
        });
        empty.collect()
    }
}

/// The beginning of an element.
pub(crate) fn tag(element: Element<'_>) -> String {
    let html = element.html();
    let end = html.find('>').map_or(html.len(), |end| end + 1);
    shown(&html[..end])
}

/// A text as it may be shown: its beginning, on one line, without the digits of a number that may be somebody's.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    // A little more than is shown, so that a number at the end is seen as a whole.
    let text: String =
        text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST * 2).collect();
    let mut shown = String::with_capacity(text.len());
    let mut rest = &text[..];
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '-' | '(' | ')' | '+');
        let (number, after) = from.split_at(from.find(|c| !is_number(c)).unwrap_or(from.len()));
        shown.push_str(before);
        match is_long(number) {
            true => shown.extend(number.chars().map(|c| if c.is_ascii_digit() { '#' } else { c })),
            false => shown.push_str(number),
        }
        rest = after;
    }
    shown.push_str(rest);
    match shown.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &shown[..cut]),
        None => shown,
    }
}

/// Whether a number is longer than a day's, or of more digits without a break.
fn is_long(number: &str) -> bool {
    const IN_ALL: usize = 8;
    const TOGETHER: usize = 6;
    let mut runs = number.split(|c: char| !c.is_ascii_digit()).map(str::len);
    runs.clone().sum::<usize>() > IN_ALL || runs.any(|run| run > TOGETHER)
}
