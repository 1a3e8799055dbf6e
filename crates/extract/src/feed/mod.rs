//! Feeds (RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed), read as a stream.
//!
//! Villages' feeds are cut off in mid-item, have their items after `</channel>`, write `<pubdate>`, begin with a
//! byte order mark or a PHP warning, and are 90 MB long for the pictures that stand in their text. So a
//! [`Reader`] takes bytes as they come and gives every whole item: what is wrong with one, or with what stands
//! round them, costs nothing else, and memory is that of the largest item without its inline pictures.
//!
//! ```
//! use balai_extract::feed::Reader;
//!
//! let cut_off = br#"<rss><channel><title>Desa Darmayasa</title>
//!     <item><title>Panen kopi</title><link>/artikel/panen-kopi</link></item>
//!     <item><title>Rapat de"#;
//! let mut reader = Reader::new("https://darmayasa.example/feed".parse()?, "text/xml");
//! let mut titles = Vec::new();
//! for piece in cut_off.chunks(16) {
//!     reader.push(piece)?;
//!     while let Some(item) = reader.next_item() {
//!         titles.extend(item.title);
//!     }
//! }
//! let end = reader.finish()?;
//! assert_eq!(titles, ["Panen kopi"]);
//! assert!(end.is_cut_off);
//! assert_eq!(end.channel.title.as_deref(), Some("Desa Darmayasa"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::VecDeque;

use balai_core::{Error, Result};
use url::Url;

use self::charset::Charset;
use self::element::Rigour;
use self::inline::InlinePayloads;

mod channel;
mod charset;
mod element;
mod html;
mod inline;
mod item;
mod json;
mod xml;

pub use channel::Channel;
pub use item::{Enclosure, Item};

/// The largest item that is read, in bytes, its inline pictures not counted. No text that people wrote comes near,
/// and some copies of it at once stay within 64 MiB.
const LARGEST_ITEM: usize = 8 << 20;

/// Reads a feed from its bytes as they come; see the [module](self).
pub struct Reader {
    base: Url,
    charset: Charset,
    payloads: InlinePayloads,
    splitter: Splitter,
    items: VecDeque<Item>,
    losses: Losses,
    /// The beginning of the text, to show what it was if it is no feed.
    beginning: String,
}

enum Splitter {
    /// Nothing but white space came yet.
    Undecided,
    Xml(xml::Splitter),
    Json(json::Splitter),
}

/// What a splitter finds.
enum Piece<'a> {
    /// A whole item.
    Item(&'a str),
    /// An item that cannot be had, and why.
    Lost(&'static str),
}

/// The format of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RSS, of whichever version.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

/// What there is to say when a feed has been read.
#[derive(Debug)]
pub struct End {
    /// What the feed is.
    pub format: Format,
    /// What it says of itself.
    pub channel: Channel,
    /// Whether it ends before its end: a broken connection, or a server that failed halfway.
    pub is_cut_off: bool,
    /// The items that could not be read: the first hundred.
    pub skipped: Vec<Error>,
    /// How many items could not be read.
    pub skipped_count: u64,
}

#[derive(Default)]
struct Losses {
    errors: Vec<Error>,
    count: u64,
}

impl Losses {
    /// What the item said is not shown: it may be personal.
    fn add(&mut self, base: &Url, message: String) {
        self.count += 1;
        if self.errors.len() < 100 {
            self.errors.push(Error::malformed(message).at(base));
        }
    }
}

impl Reader {
    /// Begins to read the feed that comes from `base` with this `Content-Type` header, which may be empty.
    pub fn new(base: Url, content_type: &str) -> Self {
        Self {
            base,
            charset: Charset::new(content_type),
            payloads: InlinePayloads::default(),
            splitter: Splitter::Undecided,
            items: VecDeque::new(),
            losses: Losses::default(),
            beginning: String::new(),
        }
    }

    /// Takes the next bytes. Take the items that they complete by [`Reader::next_item`] before the next ones.
    ///
    /// # Errors
    ///
    /// Malformed, as soon as it is certain that this is no feed: for an HTML page, with its first tag.
    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        const PIECE: usize = 64 << 10;
        let (mut text, mut kept) = (String::new(), String::new());
        for piece in bytes.chunks(PIECE) {
            text.clear();
            kept.clear();
            self.charset.push(piece, &mut text);
            self.payloads.push(&text, &mut kept);
            self.split(&kept);
            if self.is_none() {
                return Err(self.no_feed());
            }
        }
        Ok(())
    }

    /// The next whole item; `None` where more bytes are needed.
    pub fn next_item(&mut self) -> Option<Item> {
        // JSON may have a list of items and be no feed: it says so beside the list.
        self.format()?;
        self.items.pop_front()
    }

    /// The format, once the feed has told it: from then on it is certain that this is a feed.
    pub fn format(&self) -> Option<Format> {
        match &self.splitter {
            Splitter::Undecided => None,
            Splitter::Xml(splitter) => splitter.format(),
            Splitter::Json(splitter) => splitter.is_feed().then_some(Format::Json),
        }
    }

    /// What the feed says of itself, as far as it came: most of it stands before the items.
    pub fn channel(&self) -> Channel {
        match &self.splitter {
            Splitter::Undecided => Channel::default(),
            Splitter::Xml(splitter) => Channel::read(&splitter.outside()),
            Splitter::Json(splitter) => splitter.channel(),
        }
    }

    /// Ends the reading. No item comes after the last bytes: take them all before.
    ///
    /// # Errors
    ///
    /// Malformed, where it was no feed.
    pub fn finish(self) -> Result<End> {
        let Some(format) = self.format() else { return Err(self.no_feed()) };
        let is_cut_off = match &self.splitter {
            Splitter::Undecided => true,
            Splitter::Xml(splitter) => splitter.is_cut_off(),
            Splitter::Json(splitter) => splitter.is_cut_off(),
        };
        let channel = self.channel();
        let Losses { errors, count } = self.losses;
        Ok(End { format, channel, is_cut_off, skipped: errors, skipped_count: count })
    }

    fn split(&mut self, text: &str) {
        let text = match &self.splitter {
            Splitter::Undecided => text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}'),
            _ => text,
        };
        if text.is_empty() {
            return;
        }
        if self.beginning.len() < 400 {
            self.beginning.extend(text.chars().take(400));
        }
        if let Splitter::Undecided = self.splitter {
            self.splitter = if text.starts_with('{') {
                Splitter::Json(json::Splitter::default())
            } else {
                Splitter::Xml(xml::Splitter::default())
            };
        }
        let Self { base, splitter, items, losses, .. } = self;
        match splitter {
            Splitter::Undecided => {}
            Splitter::Xml(splitter) => splitter.push(text, |context, piece| {
                // Items swallow each other only so often; beyond, someone plays with us.
                xml_item(context, piece, base, losses, 4, items);
            }),
            Splitter::Json(splitter) => splitter.push(text, |piece| match piece {
                Piece::Item(text) => match json::item(text, base) {
                    Ok(item) => items.push_back(item),
                    Err(error) => losses.add(base, format!("an item of the feed is no JSON: {error}")),
                },
                Piece::Lost(why) => losses.add(base, format!("an item of the feed is lost: {why}")),
            }),
        }
    }

    fn is_none(&self) -> bool {
        match &self.splitter {
            Splitter::Undecided => false,
            Splitter::Xml(splitter) => splitter.is_none(),
            Splitter::Json(splitter) => splitter.is_none(),
        }
    }

    fn no_feed(&self) -> Error {
        let what = match &self.splitter {
            Splitter::Undecided => "nothing came where a feed is due",
            Splitter::Xml(splitter) if splitter.is_html() => "an HTML page came where a feed is due",
            Splitter::Xml(_) => "this is no feed: no <rss>, <rdf:RDF> or <feed> begins it",
            Splitter::Json(_) => "JSON of another shape came where a feed is due",
        };
        let error = Error::malformed(what).at(&self.base);
        // Nothing but a tag is shown: data of another shape may be personal.
        match self.beginning.split_inclusive('>').next().filter(|tag| tag.starts_with('<')) {
            Some(tag) => error.excerpt(tag),
            None => error,
        }
    }
}

/// Reads what a splitter found in an XML feed, and gives the items that are in it.
fn xml_item(
    context: &str,
    piece: Piece<'_>,
    base: &Url,
    losses: &mut Losses,
    more: u8,
    items: &mut VecDeque<Item>,
) {
    let text = match piece {
        Piece::Item(text) => text,
        Piece::Lost(why) => return losses.add(base, format!("an item of the feed is lost: {why}")),
    };
    if let Some(swallowed) = swallowed(text).filter(|_| more > 0) {
        losses.add(base, "an item of the feed is lost: a CDATA section in it is not closed".into());
        let mut again = xml::Splitter::default();
        for part in [context, swallowed] {
            again.push(part, |context, piece| xml_item(context, piece, base, losses, more - 1, items));
        }
        return;
    }
    match element::item(context, text, base, Rigour::WellFormed) {
        Ok(item) => items.push_back(item),
        Err(fault) => {
            let item = element::item(context, text, base, Rigour::Lenient)
                .or_else(|_| element::item("", text, base, Rigour::Lenient))
                .ok()
                .filter(|item| item.title.is_some() || item.url.is_some());
            match item {
                Some(item) => items.push_back(item),
                None => losses.add(base, format!("an item of the feed is malformed: {fault}")),
            }
        }
    }
}

/// The items that a CDATA section of `text` swallowed since it was never closed: it then holds the beginning of
/// an item and, after that, of the CDATA section whose end it took for its own.
fn swallowed(text: &str) -> Option<&str> {
    const OPEN: &str = "<![CDATA[";
    let name = text.split(|c: char| c.is_whitespace() || c == '>').next()?;
    let mut rest = text;
    while let Some((_, section)) = rest.split_once(OPEN) {
        let end = section.find("]]>").unwrap_or(section.len());
        let item = section[..end].find(name);
        if let Some(item) = item.filter(|item| section[*item..end].contains(OPEN)) {
            return Some(&section[item..]);
        }
        rest = &section[end..];
    }
    None
}
