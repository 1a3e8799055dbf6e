//! What the README says is so.

use balai_core::{Kind, Platform};
use balai_recipe::{Recipe, schema};

const README: &str = include_str!("../README.md");

#[test]
fn its_recipes_are_right() {
    let recipes: Vec<_> =
        README.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let kinds = recipes.iter().map(|text| {
        let recipe = Recipe::from_toml(text).unwrap_or_else(|error| panic!("{error}"));
        recipe.manifest().offers.iter().map(|offer| offer.kind).collect::<Vec<_>>()
    });
    let expected = [vec![Kind::Official, Kind::Article], vec![Kind::Profile, Kind::Budget]];
    assert_eq!(kinds.collect::<Vec<_>>(), expected);
}

#[test]
fn it_explains_every_key() {
    let schema = schema().to_value();
    let keys_of = |value: &serde_json::Value| {
        let properties = value["properties"].as_object().expect("properties");
        properties.keys().cloned().collect::<Vec<_>>()
    };
    let part = &schema["$defs"]["article_list"];
    let pick = &schema["$defs"]["text"]["anyOf"][1];
    let kinds = Kind::ALL.map(Kind::as_str);
    let own = keys_of(&schema).into_iter().filter(|key| !kinds.contains(&key.as_str()));
    let keys: Vec<_> = own.chain(keys_of(part)).chain(keys_of(pick)).collect();
    assert!(keys.len() > 20, "{keys:?}");
    for key in keys {
        let told = README.lines().any(|line| {
            line.strip_prefix("| ").is_some_and(|row| {
                row.split(" | ").next().is_some_and(|cell| cell.contains(&format!("`{key}`")))
            })
        });
        assert!(told, "no row of the README is of `{key}`");
    }
}
