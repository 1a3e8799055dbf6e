//! JSON Feed: cuts the stream into items, and reads one.

use serde_json::Value;
use url::Url;

use super::html::{escape, tidy};
use super::{Channel, Enclosure, Item, LARGEST_ITEM, Piece};

/// Finds the objects of the list `items`, and the feed's own texts, in JSON that arrives in pieces.
#[derive(Default)]
pub(super) struct Splitter {
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// The name of the member of the outermost object that is being read.
    key: Option<String>,
    in_items: bool,
    capture: Capture,
    /// What is being captured.
    captured: Vec<u8>,
    channel: Channel,
    is_feed: bool,
    closed: bool,
    read: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Capture {
    #[default]
    Nothing,
    /// A name or a text of the outermost object.
    Text,
    Item,
}

impl Splitter {
    /// A feed tells its version within so many bytes.
    const LATEST_VERSION: usize = 1 << 20;
    /// The longest text of the feed's own.
    const LONGEST_TEXT: usize = 64 << 10;

    /// Takes the next text and gives the items that it completes.
    pub(super) fn push(&mut self, text: &str, mut give: impl FnMut(Piece<'_>)) {
        let bytes = text.as_bytes();
        let mut from = 0; // what is captured of this text begins here
        for (i, byte) in bytes.iter().enumerate() {
            if self.closed {
                return;
            }
            self.read += 1;
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_string = false;
                        if self.capture == Capture::Text {
                            self.keep(&bytes[from..=i], Self::LONGEST_TEXT);
                            self.text();
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => {
                    self.in_string = true;
                    if self.depth == 1 {
                        self.capture = Capture::Text;
                        from = i;
                    }
                }
                b'{' | b'[' => {
                    if self.depth == 1 && *byte == b'[' {
                        self.in_items = self.key.as_deref() == Some("items");
                    } else if self.depth == 2 && *byte == b'{' && self.in_items {
                        self.capture = Capture::Item;
                        from = i;
                    }
                    self.depth += 1;
                }
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 2 && self.capture == Capture::Item {
                        self.keep(&bytes[from..=i], LARGEST_ITEM);
                        self.capture = Capture::Nothing;
                        let item = std::mem::take(&mut self.captured);
                        match str::from_utf8(&item) {
                            Ok(item) if item.len() <= LARGEST_ITEM => give(Piece::Item(item)),
                            _ => give(Piece::Lost("it is larger than 8 MiB")),
                        }
                    }
                    self.in_items &= self.depth > 1;
                    self.closed = self.depth == 0;
                }
                b',' if self.depth == 1 => self.key = None,
                _ => {}
            }
        }
        match self.capture {
            Capture::Nothing => {}
            Capture::Text => self.keep(&bytes[from..], Self::LONGEST_TEXT),
            Capture::Item => self.keep(&bytes[from..], LARGEST_ITEM),
        }
    }

    /// Whether the version said that this is a JSON Feed.
    pub(super) fn is_feed(&self) -> bool {
        self.is_feed
    }

    /// Whether it is certain that this is JSON of another shape.
    pub(super) fn is_none(&self) -> bool {
        !self.is_feed && (self.closed || self.read > Self::LATEST_VERSION)
    }

    /// Whether the feed ends within its outermost object.
    pub(super) fn is_cut_off(&self) -> bool {
        !self.closed
    }

    /// What the feed says of itself.
    pub(super) fn channel(&self) -> Channel {
        self.channel.clone()
    }

    fn keep(&mut self, bytes: &[u8], limit: usize) {
        // One byte more than the limit shows that it was passed.
        let room = (limit + 1).saturating_sub(self.captured.len());
        self.captured.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    /// A text of the outermost object is whole: a name, or what was said under one.
    fn text(&mut self) {
        self.capture = Capture::Nothing;
        let text = serde_json::from_slice::<String>(&std::mem::take(&mut self.captured)).unwrap_or_default();
        let Some(key) = &self.key else {
            self.key = Some(text);
            return;
        };
        match key.as_str() {
            "version" => {
                self.is_feed |= self.read <= Self::LATEST_VERSION && text.contains("jsonfeed.org/version/");
            }
            "title" => self.channel.title = Some(text),
            "home_page_url" => self.channel.url = Some(text),
            "description" => self.channel.description = Some(text),
            "language" => self.channel.language = Some(text),
            _ => {}
        }
    }
}

/// Reads one item, field by field: a field of another shape than the format's costs only itself.
///
/// # Errors
///
/// No JSON.
pub(super) fn item(json: &str, base: &Url) -> serde_json::Result<Item> {
    let value: Value = serde_json::from_str(json)?;
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let field = |name: &str| text(&value[name]);
    let link = |value: &Value| text(value).and_then(|link| base.join(&link).ok());
    let mut item = Item::new(base.clone());
    item.id = field("id");
    item.title = field("title");
    item.url = link(&value["url"]).or_else(|| link(&value["external_url"]));
    // Version 1.0 has `author`, 1.1 has `authors`.
    item.author = text(&value["authors"][0]["name"]).or_else(|| text(&value["author"]["name"]));
    item.categories = list(&value["tags"]).filter_map(text).collect();
    item.published = field("date_published");
    item.updated = field("date_modified");
    item.summary_html = field("summary").and_then(|text| tidy(&escape(&text)));
    item.content_html = field("content_html")
        .and_then(|html| tidy(&html))
        .or_else(|| field("content_text").and_then(|text| tidy(&escape(&text))));
    item.images = ["image", "banner_image"].iter().filter_map(|name| link(&value[*name])).collect();
    for attachment in list(&value["attachments"]) {
        if let Some(url) = link(&attachment["url"]) {
            item.attach(Enclosure { url, media_type: text(&attachment["mime_type"]) });
        }
    }
    Ok(item)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
