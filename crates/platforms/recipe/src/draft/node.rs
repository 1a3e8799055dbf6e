//! A recipe's TOML while it is read, with every fault so far.

use std::ops::RangeInclusive;

use balai_extract::html::Selector;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::{RecipeError, RecipeFault};
use crate::keys::nearest;
use crate::pick::Css;

/// A value of a recipe, and where it stands.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pub(super) value: &'a DeValue<'a>,
    /// The line, from 1.
    pub(super) line: usize,
    /// The key, with those of the tables that it stands in.
    pub(super) path: String,
}

/// A recipe that is read, and its faults so far.
pub(super) struct Draft {
    /// Where each line begins.
    lines: Vec<usize>,
    faults: Vec<RecipeFault>,
}

impl Draft {
    pub(super) fn new(text: &str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { lines, faults: Vec::new() }
    }

    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|begin| *begin <= at).max(1)
    }

    pub(super) fn fault(&mut self, node: &Node<'_>, what: impl Into<String>, fix: impl Into<String>) {
        self.fault_at(node.line, &node.path, what, fix);
    }

    pub(super) fn fault_at(
        &mut self,
        line: usize,
        key: &str,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) {
        self.faults.push(RecipeFault { line, key: key.to_owned(), what: what.into(), fix: fix.into() });
    }

    /// The faults, in the recipe's order.
    pub(super) fn finish<T>(mut self, read: Option<T>) -> Result<T, RecipeError> {
        match read {
            Some(read) if self.faults.is_empty() => Ok(read),
            _ => {
                self.faults.sort_by_key(|fault| fault.line);
                Err(RecipeError { faults: self.faults })
            }
        }
    }

    /// The entries of a table.
    pub(super) fn table<'a>(&self, table: &'a DeTable<'a>, path: &str) -> Vec<(&'a str, Node<'a>)> {
        let entries = table.iter().map(|(key, value)| {
            let name: &str = key.get_ref();
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            (name, Node { value: value.get_ref(), line: self.line(key.span().start), path })
        });
        entries.collect()
    }

    /// The entries of what must be a table.
    pub(super) fn entries<'a>(&mut self, node: &Node<'a>, example: &str) -> Vec<(&'a str, Node<'a>)> {
        match node.value {
            DeValue::Table(table) => self.table(table, &node.path),
            _ => {
                self.fault(node, format!("{} stands where a table is due", sort_of(node.value)), example);
                Vec::new()
            }
        }
    }

    /// A table, or the tables of a list.
    pub(super) fn tables<'a>(&mut self, node: &Node<'a>) -> Vec<Node<'a>> {
        match node.value {
            DeValue::Array(array) => self.elements(node, array),
            _ => vec![node.clone()],
        }
    }

    fn elements<'a>(&self, node: &Node<'a>, array: &'a [Spanned<DeValue<'a>>]) -> Vec<Node<'a>> {
        let elements = array.iter().map(|element| Node {
            value: element.get_ref(),
            line: self.line(element.span().start),
            path: node.path.clone(),
        });
        elements.collect()
    }

    pub(super) fn text<'a>(&mut self, node: &Node<'a>) -> Option<&'a str> {
        match node.value {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.trim()),
            DeValue::String(_) => {
                self.fault(node, "it is empty", "write something between the quotes, or leave the line out");
                None
            }
            other => {
                let what = format!("{} stands where a text is due", sort_of(other));
                self.fault(node, what, "write it between quotes");
                None
            }
        }
    }

    /// A text, or a list of such.
    pub(super) fn texts<'a>(&mut self, node: &Node<'a>) -> Vec<(&'a str, Node<'a>)> {
        let nodes = self.tables(node);
        if nodes.is_empty() {
            self.fault(node, "the list is empty", "write something into it, or leave the line out");
        }
        nodes.into_iter().filter_map(|node| Some((self.text(&node)?, node))).collect()
    }

    pub(super) fn flag(&mut self, node: &Node<'_>) -> Option<bool> {
        match node.value {
            DeValue::Boolean(flag) => Some(*flag),
            other => {
                self.fault(
                    node,
                    format!("{} stands where true or false is due", sort_of(other)),
                    "write true",
                );
                None
            }
        }
    }

    pub(super) fn whole(&mut self, node: &Node<'_>, range: RangeInclusive<u32>) -> Option<u32> {
        let number = match node.value {
            DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let what = format!("a whole number from {} to {} is due", range.start(), range.end());
            self.fault(node, what, "write such a number, without quotes");
        }
        number
    }

    pub(super) fn css(&mut self, node: &Node<'_>) -> Option<Css> {
        let text = self.text(node)?;
        match Selector::parse(text) {
            Ok(selector) => Some(Css { text: text.to_owned(), line: node.line, selector }),
            Err(_) => {
                self.fault(node, format!("`{text}` is no CSS selector"), mend(text));
                None
            }
        }
    }

    /// A value as JSON, where it is one.
    pub(super) fn json(node: &Node<'_>) -> Option<Value> {
        Some(match node.value {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok()?.into(),
            DeValue::Float(number) => {
                Value::Number(serde_json::Number::from_f64(number.as_str().parse().ok()?)?)
            }
            DeValue::Datetime(at) => Value::String(at.to_string()),
            DeValue::Array(_) | DeValue::Table(_) => return None,
        })
    }

    /// A name that nobody knows here.
    pub(super) fn unknown(
        &mut self,
        node: &Node<'_>,
        what: &str,
        name: &str,
        known: &[&str],
        these_are: &str,
    ) {
        let all = known.join(", ");
        let fix = match nearest(name, known.iter().copied()) {
            Some(meant) => format!("write `{meant}` if that is meant; {these_are}: {all}"),
            None => format!("{these_are}: {all}"),
        };
        self.fault(node, format!("`{name}` is no {what}"), fix);
    }
}

/// How to write a selector that is none, by what people take for one.
fn mend(text: &str) -> &'static str {
    let has = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    if has(&["//", "[@", "text()"]) {
        "that looks like XPath; write CSS, such as `div.berita h3 a`"
    } else if has(&[":contains(", ":has-text(", ":icontains("]) {
        "CSS cannot look for words; select the elements and let `regex` take the one with the words"
    } else if has(&["::text", "::attr"]) {
        "leave `::…` out; text is taken anyway, and an attribute by `attr`"
    } else if has(&[":eq(", ":first", ":last", ":nth("]) {
        "write `:nth-child(2)`, `:first-child` or `:nth-of-type(2)`"
    } else if text.starts_with('.') && text.chars().nth(1).is_some_and(|c| c.is_ascii_digit()) {
        "a class that begins with a digit is written `[class~=\"3kolom\"]`"
    } else {
        "try it in a browser's console: document.querySelectorAll(\"…\")"
    }
}

fn sort_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
