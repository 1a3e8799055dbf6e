//! Digest: what tells whether a record's data changed.

use std::fmt::Write;

use balai_core::{Record, Result};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What counts up whenever somebody, we included, reads the page. A digest over these would call every article
/// changed at every visit; so they stay in the data, as they were when something else last changed.
const COUNTERS: [&str; 2] = ["views", "comment_count"];

/// Sets the record's digest: SHA-256 of its data's canonical JSON, counters left out.
pub(super) fn digest(record: &mut Record) -> Result<()> {
    let mut data = serde_json::to_value(&record.entity)?["data"].take();
    if let Value::Object(fields) = &mut data {
        fields.retain(|name, _| !COUNTERS.contains(&name.as_str()));
    }
    let mut json = String::new();
    canonical(&data, &mut json);
    record.digest = hexadecimal(json.as_bytes());
    Ok(())
}

/// Writes JSON without whitespace and with the names of an object in order, whatever order a struct or a map has
/// them in.
fn canonical(value: &Value, json: &mut String) {
    match value {
        Value::Array(values) => {
            json.push('[');
            for (i, value) in values.iter().enumerate() {
                if i > 0 {
                    json.push(',');
                }
                canonical(value, json);
            }
            json.push(']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            json.push('{');
            for (i, (name, value)) in fields.into_iter().enumerate() {
                if i > 0 {
                    json.push(',');
                }
                json.push_str(&Value::from(name.as_str()).to_string());
                json.push(':');
                canonical(value, json);
            }
            json.push('}');
        }
        scalar => json.push_str(&scalar.to_string()),
    }
}

/// The SHA-256 of bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use balai_core::model::Article;
    use proptest::prelude::*;

    use super::*;
    use crate::emission::record_of;

    fn digest_of(article: Article) -> String {
        let mut record = record_of(article);
        digest(&mut record).expect("a digest");
        record.digest
    }

    fn article() -> Article {
        Article { title: "Panen kopi".into(), url: "https://desa.example/1".into(), ..Article::default() }
    }

    #[test]
    fn covers_the_data_but_for_its_counters() {
        let digest = digest_of(article());
        assert_eq!(digest.len(), 64);
        assert_eq!(digest_of(Article { views: Some(7), comment_count: Some(1), ..article() }), digest);
        assert_ne!(digest_of(Article { author: Some("Admin".into()), ..article() }), digest);
    }

    #[test]
    fn canonical_json_is_sorted_at_every_depth() {
        let value = serde_json::json!({"b": [1.50, {"z": null, "a": "\"\n"}], "a": true});
        let mut json = String::new();
        canonical(&value, &mut json);
        assert_eq!(json, r#"{"a":true,"b":[1.5,{"a":"\"\n","z":null}]}"#);
    }

    proptest! {
        #[test]
        fn different_titles_differ(a in "\\PC{1,40}", b in "\\PC{1,40}") {
            let (one, two) = (Article { title: a.clone(), ..article() }, Article { title: b.clone(), ..article() });
            prop_assert_eq!(digest_of(one) == digest_of(two), a == b);
        }
    }
}
