//! What pages say of themselves for machines: JSON-LD.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::css;
use crate::html::Document;

/// The things of a type that a page describes in JSON-LD, of the shape that `T` reads; others are passed over. Types
/// are compared without the vocabulary's address, and `NewsArticle` is no `Article`: name each that will do.
///
/// ```
/// use balai_extract::{html::Document, jsonld};
///
/// #[derive(serde::Deserialize)]
/// struct Event { name: String }
///
/// let base = "https://desa.example/".parse()?;
/// let page = Document::parse_str(
///     r#"<script type="application/ld+json">{"@graph": [{"@type": ["Event"], "name": "Musdes"}]}</script>"#,
///     &base,
/// )?;
/// let events: Vec<Event> = jsonld::items(&page, &["Event"]);
/// assert_eq!(events[0].name, "Musdes");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn items<T: DeserializeOwned>(page: &Document, types: &[&str]) -> Vec<T> {
    let mut found = Vec::new();
    for script in page.select(css!("script[type='application/ld+json']")) {
        let text: String = script.text().collect();
        // Plugins write line breaks into strings, which JSON does not allow.
        let text = text.replace(['\n', '\r', '\t'], " ");
        if let Ok(value) = serde_json::from_str(&text) {
            collect(value, types, 0, &mut found);
        }
    }
    found
}

fn collect<T: DeserializeOwned>(value: Value, types: &[&str], depth: usize, found: &mut Vec<T>) {
    const DEEPEST: usize = 4;
    match value {
        Value::Array(values) if depth < DEEPEST => {
            values.into_iter().for_each(|value| collect(value, types, depth + 1, found));
        }
        Value::Object(mut object) => {
            if let Some(graph) = object.remove("@graph").filter(|_| depth < DEEPEST) {
                collect(graph, types, depth + 1, found);
            }
            let is = |name: &str| types.contains(&name.rsplit(['/', '#']).next().unwrap_or(name));
            let is_wanted = match object.get("@type") {
                Some(Value::String(name)) => is(name),
                Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is),
                _ => false,
            };
            if is_wanted && let Ok(item) = serde_json::from_value(Value::Object(object)) {
                found.push(item);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Named {
        name: String,
    }

    fn names(scripts: &str) -> Vec<String> {
        let base = "https://desa.example/".parse().expect("a URL");
        let page = Document::parse_str(scripts, &base).expect("a page");
        items::<Named>(&page, &["Event", "Place"]).into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn things_are_found_wherever_they_lie_and_rubbish_is_passed_over() {
        let script = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
        let page = script(r#"[{"@type":"Event","name":"a"},{"@type":"Event"},{"@type":"Thing","name":"x"}]"#)
            + &script("{ not json")
            + &script("{\"@type\":\"http://schema.org/Place\",\"name\":\"b\nc\"}");
        assert_eq!(names(&page), ["a", "b c"]);
        let deep = format!("{}{}{}", "[".repeat(50), r#"{"@type":"Event","name":"a"}"#, "]".repeat(50));
        assert!(names(&script(&deep)).is_empty());
    }
}
