//! The parts of things in JSON-LD and microdata.

use balai_extract::html::{self, Document};
use serde_json::Value;

/// A text, or the name of a thing, or of the first of several.
pub(crate) fn named(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(html::plain(text)).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(thing) => thing.get("name").or_else(|| thing.get("streetAddress")).and_then(named),
        Value::Array(values) => values.iter().find_map(named),
        _ => None,
    }
}

/// The absolute address that a property holds.
pub(crate) fn link(value: &Value, document: &Document) -> Option<String> {
    match value {
        Value::String(text) => html::absolute(document.base(), text),
        Value::Object(thing) => {
            thing.get("url").or_else(|| thing.get("@id")).and_then(|it| link(it, document))
        }
        Value::Array(values) => values.iter().find_map(|it| link(it, document)),
        _ => None,
    }
}
