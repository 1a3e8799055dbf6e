//! What an adapter gives to a visit.

use jiff::Timestamp;

use crate::{Access, Entity, Origin, RegionCode};

/// Something that an adapter found: data, and what is known around it.
#[derive(Clone, Debug)]
pub struct Found {
    pub(crate) entity: Entity,
    pub(crate) village: Option<RegionCode>,
    pub(crate) key: Option<String>,
    pub(crate) via: Access,
    pub(crate) origin: Origin,
    pub(crate) listed: bool,
    pub(crate) published_at: Option<Timestamp>,
    pub(crate) updated_at: Option<Timestamp>,
}

impl Found {
    /// `entity` was found, by `via`, on a [`Page`](crate::Page) or in a [`Response`](crate::Response).
    pub fn new(entity: impl Into<Entity>, via: Access, origin: impl Into<Origin>) -> Self {
        Self {
            entity: entity.into(),
            village: None,
            key: None,
            via,
            origin: origin.into(),
            listed: true,
            published_at: None,
            updated_at: None,
        }
    }

    /// When the site published it.
    #[must_use]
    pub fn published(mut self, at: Option<Timestamp>) -> Self {
        self.published_at = at;
        self
    }

    /// When the site last changed it.
    #[must_use]
    pub fn updated(mut self, at: Option<Timestamp>) -> Self {
        self.updated_at = at;
        self
    }

    /// Whose it is, where a source tells of many villages.
    #[must_use]
    pub fn village(mut self, village: RegionCode) -> Self {
        self.village = Some(village);
        self
    }

    /// What the record is known by, in place of [`Entity::key`]: for sites that can have two facts of one name.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Whether the village's own menu leads to it.
    #[must_use]
    pub fn listed(mut self, listed: bool) -> Self {
        self.listed = listed;
        self
    }
}
