//! What is harvested is of the shape that the JSON Schemas promise.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai::{Kind, Record, Site, schema};
use balai_testkit::village::Village;
use balai_testkit::{OpenSid2601, Web};
use balai_tests::harvest;
use serde_json::Value;

fn validator(schema: &impl serde::Serialize) -> jsonschema::Validator {
    let schema = serde_json::to_value(schema).expect("a schema is JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::meta::is_valid(&schema), "the schema itself is none: {schema}");
    jsonschema::validator_for(&schema).expect("a schema")
}

#[tokio::test]
async fn every_record_is_of_the_promised_shape() {
    let code = "33.04.15.2008".parse().expect("a code");
    let village = Arc::new(Village::generate(code, "Darmayasa", 11));
    let site = Site::new(code, "http://darmayasa.invalid").expect("a site");
    let harvested = harvest::visit(Web::of(OpenSid2601::new(village)), site).await;
    let whole = validator(&schema::record());
    let kinds: BTreeMap<Kind, _> =
        Kind::ALL.into_iter().map(|kind| (kind, validator(&schema::of(kind)))).collect();
    let mut seen = BTreeMap::new();
    for record in harvested.records {
        let json = serde_json::to_value(&record).expect("a record is JSON");
        for (what, validator, value) in
            [("record", &whole, &json), ("data", &kinds[&record.kind()], &json["data"])]
        {
            let errors: Vec<_> = validator.iter_errors(value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{what} of {}: {errors:?}", record.id);
        }
        *seen.entry(record.kind()).or_insert(0) += 1;
        let back: Record = serde_json::from_value(json).expect("what is written is read");
        assert_eq!(back, record);
    }
    assert!(seen.len() >= 15, "{seen:?}");
}

#[test]
fn what_is_not_of_the_shape_is_refused() {
    let article = validator(&schema::of(Kind::Article));
    assert!(article.is_valid(&serde_json::json!({"title": "a", "url": "https://desa.example/"})));
    assert!(!article.is_valid(&serde_json::json!({"title": "a"})));
    assert!(!article.is_valid(&Value::Null));
}
