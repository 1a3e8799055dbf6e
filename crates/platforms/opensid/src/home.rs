//! The home page, parsed once a visit: its widgets and its footer tell of several kinds.

use std::sync::Arc;

use balai_core::model::{Budget, Event, Profile};
use balai_core::{Page, Result, Visit};
use balai_extract::html::Document;

use crate::menu::Menu;
use crate::{budget, event, profile};

/// What the home page tells.
pub(crate) struct Home {
    pub(crate) page: Arc<Page>,
    /// What its header and its widgets tell of the village.
    pub(crate) profile: Profile,
    /// What its agenda announces.
    pub(crate) events: Vec<Event>,
    /// What its widget and its footer sum up, a year each or more.
    pub(crate) budgets: Vec<Budget>,
}

impl Home {
    /// Reads the page, and the menu on it.
    pub(crate) fn read(page: Arc<Page>, visit: &Visit<'_>) -> Result<(Self, Menu)> {
        let document = Document::parse(&page)?;
        let home = Self {
            profile: profile::on_home(&document),
            events: event::widget(&document, visit.zone()),
            budgets: budget::widget(&page).into_iter().chain(budget::footer(&document)).collect(),
            page: page.clone(),
        };
        Ok((home, Menu::of(&document, &visit.site().url)))
    }
}
