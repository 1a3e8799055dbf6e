//! The schema that is checked in, and that it and the reader of recipes agree.

mod examples;

use std::fs;
use std::path::Path;

use balai_core::Kind;
use balai_recipe::{Recipe, schema};
use examples::{BOOTSTRAP, TABLES};
use serde_json::Value;

/// Set to write the file anew after a change of the format or the model.
const UPDATE: &str = "BALAI_UPDATE_SCHEMAS";

fn validator() -> jsonschema::Validator {
    let schema = schema().to_value();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::meta::is_valid(&schema), "the schema itself is none: {schema}");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn json(recipe: &str) -> Value {
    let table: toml::Table = toml::from_str(recipe).expect("TOML");
    serde_json::to_value(table).expect("JSON")
}

#[test]
fn the_checked_in_schema_is_the_formats() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.json");
    let text = serde_json::to_string_pretty(&schema()).expect("a schema is JSON") + "\n";
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&file, &text).expect("the folder can be written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(written == text, "{} is not the format's: run the test with {UPDATE}=1", file.display());
}

#[test]
fn the_examples_are_of_the_schema_and_name_it() {
    let validator = validator();
    for recipe in [BOOTSTRAP, TABLES] {
        let errors: Vec<_> = validator.iter_errors(&json(recipe)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let named = recipe.lines().next().and_then(|line| line.strip_prefix("#:schema ")).expect("a schema");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../examples/recipes");
        assert!(folder.join(named).exists(), "{named}");
    }
}

/// A table of one kind, with what a test puts in.
fn with(part: &str) -> String {
    format!("name = \"uji\"\nhosts = [\"desa.example\"]\n{part}")
}

#[test]
fn schema_and_reader_agree() {
    let article = |more: &str| {
        with(&format!(
            "[article]\nfrom = \"/b\"\nitem = \"li\"\n{more}\n[article.fields]\ntitle = \"h3\"\nurl = \"a\"\n"
        ))
    };
    let field = |field: &str| format!("{}{field}\n", article(""));
    let validator = validator();
    for (recipe, is_right) in [
        (article(""), true),
        (article("pages = 3"), true),
        (article("pages = 0"), false),
        (article("pages = \"3\""), false),
        (article("nxt = \"a\""), false),
        (article("next = \"\""), false),
        (field("author = \"b\""), true),
        (field("author = { select = \"b\", regex = \"x\", default = \"y\" }"), true),
        (field("author = { selct = \"b\" }"), false),
        (field("author = [\"b\"]"), false),
        (field("autor = \"b\""), false),
        (field("views = 3"), true),
        (field("views = -3"), false),
        (field("views = { value = \"banyak\" }"), false),
        (field("views = { select = \"b\", as = \"number\" }"), true),
        (field("views = { select = \"b\", as = \"date\" }"), false),
        (field("form = { value = \"news\" }"), true),
        (field("form = { value = \"berita\" }"), false),
        (field("tags = { value = [\"a\", \"b\"] }"), true),
        (field("images = \"img\""), true),
        (field("images = { item = \"img\", url = \"\" }"), true),
        (field("images = [{ item = \"img\", url = \"\" }, { item = \"a\", url = \"\" }]"), true),
        (field("images = { item = \"img\" }"), false),
        (field("images = { item = \"img\", url = \"\", size = \"b\" }"), false),
        (field("extras = { apa = \"b\", jumlah = { select = \"i\", as = \"number\" } }"), true),
        (field("published_at = \"time\""), true),
        (
            with(
                "[profile]\nfrom = \"/\"\n[profile.fields]\nname = \"h1\"\npoint = { latitude = \"a\", longitude = \"b\" }",
            ),
            true,
        ),
        (
            with("[profile]\nfrom = \"/\"\n[profile.fields]\nname = \"h1\"\npoint = { latitude = \"a\" }"),
            false,
        ),
        (with("[profile]\nfrom = \"/\"\n[profile.fields]\nname = \"h1\"\nborders.north = \"b\""), true),
        (with("[profile]\nfrom = \"/\"\n[profile.fields]\nname = \"h1\"\nborders = \"b\""), false),
        (with("[profile]\nfields = { name = \"h1\" }"), false),
        (with("[profile]\nfrom = \"/\""), false),
        (with("[[service]]\nfrom = \"/\"\nfields = { name = \"h1\" }"), true),
        (with("service = []"), false),
        (with("nama = \"x\""), false),
        (
            "name = \"Uji\"\nhosts = [\"a.id\"]\nservice = { from = \"/\", fields = { name = \"h1\" } }"
                .into(),
            false,
        ),
        ("name = \"uji\"\nservice = { from = \"/\", fields = { name = \"h1\" } }".into(), false),
        ("hosts = [\"a.id\"]\nservice = { from = \"/\", fields = { name = \"h1\" } }".into(), false),
    ] {
        let read = Recipe::from_toml(&recipe);
        assert_eq!(read.is_ok(), is_right, "the reader: {recipe}\n{read:?}");
        assert_eq!(validator.is_valid(&json(&recipe)), is_right, "the schema: {recipe}");
    }
}

#[test]
fn every_kind_and_field_is_completed() {
    let schema = schema().to_value();
    for kind in Kind::ALL {
        assert!(schema["properties"][kind.as_str()].is_object(), "{kind}");
        let data = balai_core::schema::of(kind).to_value();
        for name in data["properties"].as_object().expect("fields").keys() {
            let own = &schema["$defs"][kind.as_str()]["properties"][name];
            assert!(
                own["description"].as_str().is_some_and(|about| !about.is_empty()),
                "{kind}.{name}: {own}"
            );
        }
    }
}
