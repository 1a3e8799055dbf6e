//! The recipes that are shown as examples.

/// The recipe for sites of Laravel and Bootstrap.
pub(crate) const BOOTSTRAP: &str = include_str!("../../../../../examples/recipes/laravel-bootstrap.toml");
/// The recipe for old sites of tables.
pub(crate) const TABLES: &str = include_str!("../../../../../examples/recipes/situs-tabel.toml");
