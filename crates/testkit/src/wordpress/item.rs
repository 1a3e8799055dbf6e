//! What stands in the site's database.

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::village::Event;

/// A post, a page or an item of a type of the site's own, published or not: a row of `wp_posts`.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its number.
    pub id: u64,
    /// The name of its type: `post`, `page`, `perangkat`.
    pub sort: &'static str,
    /// Who may read it.
    pub state: ItemState,
    /// Plain text; may be empty.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// HTML as it was written; `<!--nextpage-->` divides it, and shortcodes stand in it that no plugin renders any more.
    pub body: String,
    /// Plain text, where one was written.
    pub summary: Option<String>,
    /// The displayed name of its author.
    pub author: String,
    /// When it was published, or is to be.
    pub published_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The names of its categories.
    pub categories: Vec<String>,
    /// The names of its tags.
    pub tags: Vec<String>,
    /// Its term in its type's own taxonomy: an office, a sort of place.
    pub term: Option<String>,
    /// The file name of the picture that stands for it.
    pub image: Option<String>,
    /// What an item of a calendar announces.
    pub event: Option<Event>,
}

/// Who may read an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemState {
    /// Everyone.
    Published,
    /// Who knows the password; its title is listed all the same.
    Protected,
    /// The office.
    Draft,
    /// Who is signed in.
    Private,
    /// No one yet.
    Scheduled,
    /// No one any more.
    Trashed,
}

impl Item {
    /// Whether lists name it: a password hides the text, not the title.
    pub fn is_listed(&self) -> bool {
        matches!(self.state, ItemState::Published | ItemState::Protected)
    }

    /// Whether everyone may read it.
    pub fn is_published(&self) -> bool {
        self.state == ItemState::Published
    }

    /// The parts that its page shows one at a time.
    pub(super) fn parts(&self) -> Vec<&str> {
        self.body.split(NEXT_PAGE).collect()
    }
}

/// What divides a text into pages.
pub(super) const NEXT_PAGE: &str = "<!--nextpage-->";

/// The clock on the village's wall (WIB).
pub(super) fn local(at: Timestamp) -> DateTime {
    jiff::tz::Offset::constant(7).to_datetime(at)
}

/// The instant that the clock on the village's wall shows.
pub(super) fn instant(at: DateTime) -> Timestamp {
    jiff::tz::Offset::constant(7).to_timestamp(at).unwrap_or(Timestamp::UNIX_EPOCH)
}
