//! One item of a feed.

use url::Url;

/// One item of a feed, whichever its format, as the feed says it: dates are not read, HTML is not sanitised.
///
/// [`date::instant`](crate::date) and [`sanitise`](crate::sanitise) are the next steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What the feed knows it by (`guid`, `id`, `rdf:about`).
    pub id: Option<String>,
    /// The title, plain text.
    pub title: Option<String>,
    /// Where people read it.
    pub url: Option<Url>,
    /// The author's name; an e-mail address is none.
    pub author: Option<String>,
    /// Categories or tags, as printed.
    pub categories: Vec<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was last changed, as written.
    pub updated: Option<String>,
    /// The summary as HTML, not sanitised.
    pub summary_html: Option<String>,
    /// The whole text as HTML, not sanitised, without pictures that stand in the text itself.
    pub content_html: Option<String>,
    /// Pictures that go with it, the main one first; those in its HTML are not repeated here.
    pub images: Vec<Url>,
    /// Other files that go with it.
    pub enclosures: Vec<Enclosure>,
    /// How many comments there are.
    pub comment_count: Option<u64>,
    /// What relative links in its HTML are to be resolved against.
    pub base: Url,
}

/// A file that goes with an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    /// Where it is.
    pub url: Url,
    /// `application/pdf`, …
    pub media_type: Option<String>,
}

impl Item {
    pub(super) fn new(base: Url) -> Self {
        Self {
            id: None,
            title: None,
            url: None,
            author: None,
            categories: Vec::new(),
            published: None,
            updated: None,
            summary_html: None,
            content_html: None,
            images: Vec::new(),
            enclosures: Vec::new(),
            comment_count: None,
            base,
        }
    }

    /// Adds a file where it belongs: to the pictures, or to the others.
    pub(super) fn attach(&mut self, file: Enclosure) {
        const PICTURES: [&str; 6] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];
        let is_picture = match &file.media_type {
            Some(media_type) => media_type.starts_with("image"),
            None => {
                let path = file.url.path().to_ascii_lowercase();
                PICTURES.iter().any(|ending| path.ends_with(ending))
            }
        };
        if !matches!(file.url.scheme(), "http" | "https") {
            return;
        }
        if is_picture {
            if !self.images.contains(&file.url) {
                self.images.push(file.url);
            }
        } else if !self.enclosures.iter().any(|known| known.url == file.url) {
            self.enclosures.push(file);
        }
    }
}
