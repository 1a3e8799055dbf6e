//! When each kind of a site was last read.

use std::collections::BTreeMap;

use balai_core::{Kind, Result, Site, Store, Transaction};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

/// When each kind of a site was last read without failure: what the next visit's `since` comes from.
///
/// Kept as one bookmark a site, since the store has the latest report only, and a kind that failed there was
/// read before. It counts for the same site and the same platform: what a feed of ten items has shown tells
/// nothing of what an API would show.
#[derive(Serialize, Deserialize)]
pub(crate) struct Marks {
    site: Url,
    /// The harvest that visited the site last and need not do so again, see [`Progress`](crate::resume).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) run: Option<String>,
    kinds: BTreeMap<Kind, Mark>,
}

#[derive(Serialize, Deserialize)]
struct Mark {
    platform: String,
    at: Timestamp,
}

impl Marks {
    pub(crate) async fn load(store: &dyn Store, site: &Site) -> Result<Self> {
        let marks = store.bookmark(&key(site)).await?;
        let marks = marks.and_then(|marks| serde_json::from_str::<Self>(&marks).ok());
        // Marks that cannot be read cost a whole reading, no more.
        Ok(marks.filter(|marks| marks.site == site.url).unwrap_or_else(|| Self {
            site: site.url.clone(),
            run: None,
            kinds: BTreeMap::new(),
        }))
    }

    pub(crate) fn since(&self, kind: Kind, platform: &str) -> Option<Timestamp> {
        self.kinds.get(&kind).filter(|mark| mark.platform == platform).map(|mark| mark.at)
    }

    pub(crate) fn set(&mut self, kind: Kind, platform: &str, at: Timestamp) {
        self.kinds.insert(kind, Mark { platform: platform.to_owned(), at });
    }

    /// Leaves the marks with the visit, so that a mark never tells of what is not in the store.
    pub(crate) async fn save(&self, transaction: &mut dyn Transaction, site: &Site) -> Result<()> {
        transaction.set_bookmark(&key(site), Some(&serde_json::to_string(self)?)).await
    }
}

/// A village's marks stay under its code when its site moves.
fn key(site: &Site) -> String {
    match site.source_name() {
        None => format!("read/{}", site.region),
        Some(source) => format!("read/{}/{source}", site.region),
    }
}
