//! JSON that its writers are careless about: numbers as text, lists that may be missing.
//!
//! For serde's `deserialize_with`, beside `#[serde(default)]`.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A value that some write as text and some as a number; empty text, objects and lists are nothing.
///
/// ```
/// use balai_extract::json;
///
/// #[derive(serde::Deserialize)]
/// struct Row {
///     #[serde(default, deserialize_with = "json::text")]
///     tahun: Option<String>,
/// }
///
/// for (answer, year) in [(r#"{"tahun":2026}"#, Some("2026")), (r#"{"tahun":" 2026 "}"#, Some("2026")), ("{}", None)] {
///     assert_eq!(serde_json::from_str::<Row>(answer)?.tahun.as_deref(), year);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
///
/// Those of the document; no value is one.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(i32::from(flag).to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    })
}

/// A list; an item of another shape is passed over, and anything else in the list's place is an empty one.
///
/// # Errors
///
/// Those of the document.
pub fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Array(items) => {
            items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect()
        }
        _ => Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_item_costs_itself() {
        #[derive(Deserialize)]
        struct Album {
            #[serde(default, deserialize_with = "list")]
            photos: Vec<Photo>,
        }

        #[derive(Deserialize)]
        struct Photo {
            judul: String,
        }

        let titles = |json: &str| {
            let album: Album = serde_json::from_str(json).expect("an album");
            album.photos.into_iter().map(|photo| photo.judul).collect::<Vec<_>>()
        };
        assert_eq!(titles(r#"{"photos":[{"judul":"a"},{"judul":null},{"judul":"b"}]}"#), ["a", "b"]);
        assert!(titles(r#"{"photos":null}"#).is_empty() && titles("{}").is_empty());
    }
}
