//! The schemas that are checked in are the ones that the model has.

use std::fs;
use std::path::Path;

use balai_core::{Kind, schema};

/// Set to write the files anew after a change of the model.
const UPDATE: &str = "BALAI_UPDATE_SCHEMAS";

#[test]
fn the_checked_in_schemas_are_the_models() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let kinds = Kind::ALL.into_iter().map(|kind| (kind.as_str(), schema::of(kind)));
    let mut expected: Vec<_> = kinds.chain([("record", schema::record())]).collect();
    expected.sort_by_key(|(name, _)| *name);
    for (name, schema) in &expected {
        let file = folder.join(format!("{name}.json"));
        let text = serde_json::to_string_pretty(schema).expect("a schema is JSON") + "\n";
        if std::env::var_os(UPDATE).is_some() {
            fs::write(&file, &text).expect("the folder can be written");
        }
        let written = fs::read_to_string(&file).unwrap_or_default();
        assert!(written == text, "{} is not the model's: run the test with {UPDATE}=1", file.display());
    }
    let mut names: Vec<_> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, expected.iter().map(|(name, _)| format!("{name}.json")).collect::<Vec<_>>());
}
