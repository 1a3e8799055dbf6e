//! A field that is selected: a selector alone, or a table.

use regex::{Regex, RegexBuilder};
use serde_json::Value;
use toml::de::DeValue;

use super::node::{Draft, Node};
use crate::keys;
use crate::pick::{Pick, Take};
use crate::reading::Reading;

/// Reads how a field is selected.
pub(super) fn pick(draft: &mut Draft, node: &Node<'_>, reading: &Reading, take: Take) -> Option<Pick> {
    let mut pick = Pick { take, ..Pick::own(reading.clone()) };
    match node.value {
        // The item itself.
        DeValue::String(text) if text.trim().is_empty() => {}
        DeValue::String(_) => pick.select = Some(draft.css(node)?),
        DeValue::Table(_) => table(draft, node, &mut pick),
        _ => {
            let fix = "write a selector (commas join several), or a table: { select = \"…\", regex = \"…\" }";
            draft.fault(node, "a selector is due", fix);
            return None;
        }
    }
    let names = |key: &str| matches!(node.value, DeValue::Table(table) if table.contains_key(key));
    if let Reading::Choice(choice) = reading
        && !choice.is_open
        && !names("map")
        && !names("default")
    {
        let first = choice.names.first().map_or("…", String::as_str);
        let what = format!("it is {}, and no site prints these words", reading.due());
        let fix = format!(
            "say what stands for which: map = {{ \"…\" = \"{first}\" }}, or always: value = \"{first}\""
        );
        draft.fault(node, what, fix);
    }
    Some(pick)
}

fn table(draft: &mut Draft, node: &Node<'_>, pick: &mut Pick) {
    let entries = draft.entries(node, "write a table");
    // First, since what follows is checked against it.
    if let Some((_, node)) = entries.iter().find(|(key, _)| *key == "as") {
        read_as(draft, node, pick);
    }
    let reading = pick.reading.clone();
    for (key, node) in &entries {
        match *key {
            "as" => {}
            "select" if matches!(node.value, DeValue::String(text) if text.trim().is_empty()) => {}
            "select" => pick.select = draft.css(node),
            "attr" => pick.attr = draft.text(node).map(str::to_ascii_lowercase),
            "all" => {
                if draft.flag(node) == Some(true) && pick.take == Take::First {
                    match reading.is_text() {
                        true => pick.take = Take::Joined,
                        false => {
                            let what = format!("only texts are joined, and the field is {}", reading.due());
                            draft.fault(node, what, "leave `all` out");
                        }
                    }
                }
            }
            "split" => match (node.value, pick.take) {
                (DeValue::String(text), Take::List) if !text.is_empty() => {
                    pick.split = Some(text.to_string())
                }
                (DeValue::String(_), Take::List) => {
                    draft.fault(node, "it is empty", "write what stands between the entries: split = \",\"");
                }
                (_, Take::List) => {
                    draft.text(node);
                }
                _ => {
                    draft.fault(node, "only a list is split, and the field is none", "take a part by `regex`")
                }
            },
            "regex" => pick.regex = regex(draft, node),
            "map" => {
                for (text, node) in draft.entries(node, "write map = { \"Kades\" = \"head\" }") {
                    if let Some(value) = given(draft, &node, &reading, Take::First) {
                        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
                        pick.map.insert(text, value);
                    }
                }
            }
            "default" => pick.default = given(draft, node, &reading, pick.take),
            "value" => draft.fault(node, "the link is another for each item", "write a selector"),
            other => {
                let known = keys::PICK.map(|key| key.name);
                draft.unknown(node, "key of a field", other, &known, "the keys are");
            }
        }
    }
}

fn read_as(draft: &mut Draft, node: &Node<'_>, pick: &mut Pick) {
    let Some(word) = draft.text(node) else { return };
    match pick.reading.asked(word) {
        Some(reading) => pick.reading = reading,
        None if keys::AS.contains(&word) => {
            let what = format!("the field is {}, which is not read as {word}", pick.reading.due());
            draft.fault(node, what, "leave `as` out: the field knows what it is of");
        }
        None => draft.unknown(node, "way of reading", word, &keys::AS, "`as` is one of"),
    }
}

/// A value that the recipe itself gives.
pub(super) fn given(draft: &mut Draft, node: &Node<'_>, reading: &Reading, take: Take) -> Option<Value> {
    if let DeValue::Array(_) = node.value
        && take == Take::List
    {
        let nodes = draft.tables(node);
        let values = nodes.iter().map(|node| given(draft, node, reading, Take::First));
        return values.collect::<Option<Vec<_>>>().map(Value::Array);
    }
    match Draft::json(node).and_then(|value| reading.given(&value)) {
        Some(value) if take == Take::List => Some(Value::Array(vec![value])),
        Some(value) => Some(value),
        None => {
            let sample = reading.sample().map(|sample| format!(": \"{sample}\"")).unwrap_or_default();
            let fix = format!("write {}{sample}", reading.due());
            draft.fault(node, "the value is of another sort than the field", fix);
            None
        }
    }
}

/// Compiles an expression. It takes linear time on whatever text; what it may cost beforehand is bounded here.
fn regex(draft: &mut Draft, node: &Node<'_>) -> Option<Regex> {
    const LARGEST: usize = 1 << 20;
    const NESTED: u32 = 50;
    let text = draft.text(node)?;
    let built =
        RegexBuilder::new(text).size_limit(LARGEST).dfa_size_limit(LARGEST).nest_limit(NESTED).build();
    match built {
        Ok(regex) => Some(regex),
        Err(regex::Error::CompiledTooBig(_)) => {
            draft.fault(node, "the expression is too large", "write it with smaller numbers in {…}");
            None
        }
        Err(error) => {
            // The last line says what is wrong; those before it draw where.
            let error = error.to_string();
            let why = error.lines().last().unwrap_or_default().trim_start_matches("error: ");
            let fix = match ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|look| text.contains(look)) {
                true => {
                    "looking ahead or behind is not known here: match more, and put what is wanted in (…)"
                }
                false => "in TOML, write it between single quotes: regex = 'Rp ([\\d.]+)'",
            };
            draft.fault(node, format!("`{text}` is no regular expression: {why}"), fix);
            None
        }
    }
}
