#![doc = include_str!("../README.md")]

use std::collections::BTreeMap;

use async_trait::async_trait;
use balai_core::{Kind, Manifest, Platform, Probe, Recognition, Result, Visit};

mod draft;
mod fault;
mod fields;
mod keys;
mod pages;
#[doc(hidden)] // the parsers, for benchmarks on bytes alone; not part of the promised interface
pub mod parse;
mod part;
mod pick;
mod reading;
mod recognise;
mod record;
mod schema;
mod shape;
mod trial;
mod walk;

pub use fault::{RecipeError, RecipeFault};
pub use schema::schema;
pub use trial::{EmptyField, Instead, ReadAs, Tried, TriedReading, TriedRecord, try_detail, try_page};

use part::Part;
use pick::Css;

/// How a village site, or a sort of them, is read: a TOML file of CSS selectors.
///
/// ```
/// use balai_core::{Kind, Platform};
/// use balai_recipe::Recipe;
///
/// let recipe = Recipe::from_toml(
///     r#"
///     name = "papan"
///     hosts = ["contoh.desa.id"]
///
///     [official]
///     from = "/perangkat"
///     item = ".kartu"
///
///     [official.fields]
///     name = "h5"
///     position = ".jabatan"
///     "#,
/// )?;
/// assert_eq!(recipe.manifest().name, "recipe-papan");
/// assert!(recipe.manifest().offer(Kind::Official).is_some());
///
/// let error = Recipe::from_toml("nama = 'papan'").unwrap_err();
/// assert_eq!(error.faults[0].line, 1);
/// # Ok::<(), balai_recipe::RecipeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Recipe {
    manifest: Manifest,
    hosts: Vec<String>,
    fingerprint: Vec<Css>,
    other_hosts: Vec<String>,
    parts: BTreeMap<Kind, Vec<Part>>,
}

impl Recipe {
    /// Reads a recipe.
    ///
    /// # Errors
    ///
    /// Every fault that the text has, with its line and how to mend it: wrong TOML, unknown keys and fields, wrong
    /// selectors and expressions, what is missing, and what does not go together.
    pub fn from_toml(text: &str) -> Result<Self, RecipeError> {
        draft::read(text)
    }

    /// The tables that a kind is read by.
    pub(crate) fn parts(&self, kind: Kind) -> &[Part] {
        self.parts.get(&kind).map_or(&[], Vec::as_slice)
    }
}

#[async_trait]
impl Platform for Recipe {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        recognise::recognise(self, probe).await
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        walk::read(self, kind, visit).await
    }
}
