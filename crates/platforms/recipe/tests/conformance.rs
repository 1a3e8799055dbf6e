//! What every platform must do, tried on simulated sites of two sorts, each with the recipe for its sort.

mod examples;
mod simulated;

use balai_testkit::Conformance;
use examples::{BOOTSTRAP, TABLES};
use simulated::bootstrap::Bootstrap;
use simulated::tables::Tables;
use simulated::{recipe, village};

#[tokio::test]
async fn a_recipe_for_laravel_and_bootstrap_conforms() {
    let village = village();
    Conformance::of(recipe(BOOTSTRAP))
        .site("Laravel and Bootstrap", Bootstrap(village.clone()))
        .secrets(village.secrets())
        .run()
        .await;
}

#[tokio::test]
async fn a_recipe_for_old_tables_conforms() {
    let village = village();
    Conformance::of(recipe(TABLES))
        .site("files and tables", Tables(village.clone()))
        .secrets(village.secrets())
        .run()
        .await;
}
