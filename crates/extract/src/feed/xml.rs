//! Cuts a stream of XML into whole items and what stands round them.

use super::{Format, LARGEST_ITEM, Piece};

/// Finds whole `<item>…</item>` and `<entry>…</entry>` elements in text that arrives in pieces.
///
/// It is no XML parser: it knows where tags, comments and CDATA sections begin and end, and nothing of their
/// nesting. So what is wrong with one item, or with the channel, cannot cost another item.
#[derive(Default)]
pub(super) struct Splitter {
    /// The current item from its beginning; outside of items, the current token.
    buffer: Vec<u8>,
    /// Up to where `buffer` is scanned.
    at: usize,
    token: Token,
    /// Where the current token begins in `buffer`.
    token_start: usize,
    /// Where the current item begins in `buffer`.
    item_start: Option<usize>,
    /// Whether the current item is beyond the limit, so that it is no longer kept.
    too_large: bool,
    /// Up to where `buffer` is done with.
    done: usize,
    /// Bytes that have left `buffer`.
    gone: usize,
    /// What stands outside of items, up to a limit.
    outside: Vec<u8>,
    format: Option<Format>,
    /// The start tags of the root and the channel: they declare the namespaces of the items.
    context: String,
    /// What the feed calls its items, with its prefix.
    item_name: Option<String>,
    /// The closing tag of the root was seen.
    closed: bool,
    html: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Token {
    #[default]
    Text,
    /// After `<`, of which it does not show yet what it begins.
    Open,
    /// A tag, a declaration or an instruction, within a quoted value or not.
    Tag(Option<u8>),
    Comment,
    CData,
}

impl Splitter {
    /// A feed says that it is one within so many bytes.
    const LATEST_ROOT: usize = 64 << 10;
    /// The most that is kept of what stands outside of items.
    const MOST_OUTSIDE: usize = 64 << 10;
    /// A longer tag is text that happens to have a `<`.
    const LONGEST_TAG: usize = 64 << 10;

    /// Takes the next text and gives the items that it completes, each with the start tags that it stands in.
    pub(super) fn push(&mut self, text: &str, mut give: impl FnMut(&str, Piece<'_>)) {
        self.buffer.extend_from_slice(text.as_bytes());
        while self.step(&mut give) {}
        self.forget();
    }

    /// What the root says.
    pub(super) fn format(&self) -> Option<Format> {
        self.format
    }

    /// Whether it is certain that no feed will come.
    pub(super) fn is_none(&self) -> bool {
        self.format.is_none() && (self.html || self.gone + self.at > Self::LATEST_ROOT)
    }

    /// Whether it is an HTML page.
    pub(super) fn is_html(&self) -> bool {
        self.html
    }

    /// Whether the feed ends before its root does, or within an item.
    pub(super) fn is_cut_off(&self) -> bool {
        !self.closed || self.item_start.is_some()
    }

    /// What stands outside of items, as far as it came.
    pub(super) fn outside(&self) -> String {
        let last = if self.item_start.is_none() { &self.buffer[self.done..] } else { &[] };
        let room = Self::MOST_OUTSIDE - self.outside.len();
        let outside = [&self.outside, &last[..last.len().min(room)]].concat();
        String::from_utf8_lossy(&outside).into_owned()
    }

    /// Scans to the end of the current token; `false` where that did not come yet.
    fn step(&mut self, give: &mut impl FnMut(&str, Piece<'_>)) -> bool {
        let rest = &self.buffer[self.at..];
        match self.token {
            Token::Text => {
                let Some(i) = rest.iter().position(|b| *b == b'<') else {
                    self.at = self.buffer.len();
                    return false;
                };
                self.token_start = self.at + i;
                self.at = self.token_start + 1;
                self.token = Token::Open;
            }
            Token::Open => {
                let tag = &self.buffer[self.token_start..];
                let (comment, cdata): (&[u8], &[u8]) = (b"<!--", b"<![CDATA[");
                if tag.len() < 2
                    || (tag.len() < cdata.len() && (comment.starts_with(tag) || cdata.starts_with(tag)))
                {
                    return false;
                }
                (self.token, self.at) = if tag.starts_with(comment) {
                    (Token::Comment, self.token_start + comment.len())
                } else if tag.starts_with(cdata) {
                    (Token::CData, self.token_start + cdata.len())
                } else if tag[1].is_ascii_alphabetic() || matches!(tag[1], b'/' | b'!' | b'?' | b'_') {
                    (Token::Tag(None), self.token_start + 1)
                } else {
                    (Token::Text, self.token_start + 1)
                };
            }
            Token::Comment | Token::CData => {
                let end: &[u8] = if self.token == Token::Comment { b"-->" } else { b"]]>" };
                let from = self.at.saturating_sub(2).max(self.done);
                match self.buffer[from..].windows(3).position(|three| three == end) {
                    Some(i) => {
                        self.at = from + i + 3;
                        self.token = Token::Text;
                    }
                    None => {
                        self.at = self.buffer.len();
                        return false;
                    }
                }
            }
            Token::Tag(mut quote) => {
                let stop = rest.iter().position(|byte| match (byte, quote) {
                    // A `<` is allowed nowhere in a tag, so this one was none: the rest of a line such as
                    // `harga <5" & lain</title>` must not be taken for a value.
                    (b'<', _) | (b'>', None) => true,
                    (b'"' | b'\'', None) => {
                        quote = Some(*byte);
                        false
                    }
                    (byte, Some(open)) if *byte == open => {
                        quote = None;
                        false
                    }
                    _ => false,
                });
                match stop.map(|i| self.at + i) {
                    Some(stop) if self.buffer[stop] == b'<' => {
                        self.token_start = stop;
                        self.at = stop + 1;
                        self.token = Token::Open;
                    }
                    Some(stop) => {
                        self.at = stop + 1;
                        self.token = Token::Text;
                        if self.at - self.token_start <= Self::LONGEST_TAG {
                            self.tag(give);
                        }
                    }
                    None => {
                        self.at = self.buffer.len();
                        self.token = Token::Tag(quote);
                        return false;
                    }
                }
            }
        }
        true
    }

    /// A whole tag stands at `token_start..at`.
    fn tag(&mut self, give: &mut impl FnMut(&str, Piece<'_>)) {
        let tag = &self.buffer[self.token_start..self.at];
        let closing = tag[1] == b'/';
        let name = &tag[if closing { 2 } else { 1 }..tag.len() - 1];
        let end = name.iter().position(|b| b.is_ascii_whitespace() || *b == b'/').unwrap_or(name.len());
        let name = String::from_utf8_lossy(&name[..end]).to_ascii_lowercase();
        let local = name.rsplit(':').next().unwrap_or_default();
        let Some(format) = self.format else {
            self.format = match local {
                _ if self.gone + self.token_start > Self::LATEST_ROOT || closing => None,
                "rss" => Some(Format::Rss),
                "rdf" => Some(Format::Rss),
                "feed" => Some(Format::Atom),
                _ => None,
            };
            if self.format.is_some() {
                self.context = String::from_utf8_lossy(tag).into_owned();
            } else {
                self.html |= matches!(local, "html" | "head" | "body")
                    || tag[..tag.len().min(14)].eq_ignore_ascii_case(b"<!doctype html");
            }
            return;
        };
        let root = if format == Format::Atom { &["feed"][..] } else { &["rss", "rdf"] };
        let item = if format == Format::Atom { "entry" } else { "item" };
        if self.item_start.is_none() && root.contains(&local) {
            self.closed |= closing;
        } else if self.item_start.is_none() && local == "channel" && !closing && self.item_name.is_none() {
            self.context.push_str(&String::from_utf8_lossy(tag));
        } else if local == item && self.item_name.as_ref().is_none_or(|known| *known == name) {
            if !closing && !tag.ends_with(b"/>") {
                self.item_name = Some(name);
                if self.item_start.take().is_some() {
                    give(&self.context, Piece::Lost("it is not closed"));
                    self.done = self.token_start;
                }
                self.leave(self.token_start);
                self.too_large = false;
                self.item_start = Some(self.token_start);
            } else if closing && let Some(start) = self.item_start.take() {
                let item = &self.buffer[start..self.at];
                match str::from_utf8(item) {
                    Ok(item) if item.len() <= LARGEST_ITEM && !self.too_large => {
                        give(&self.context, Piece::Item(item))
                    }
                    _ => give(&self.context, Piece::Lost("it is larger than 8 MiB")),
                }
                self.done = self.at;
            }
        }
    }

    /// What stands before `end` is outside of items.
    fn leave(&mut self, end: usize) {
        let text = &self.buffer[self.done..end];
        let room = Self::MOST_OUTSIDE - self.outside.len();
        self.outside.extend_from_slice(&text[..text.len().min(room)]);
        self.done = end;
    }

    /// Lets go of what is not needed any more.
    fn forget(&mut self) {
        if matches!(self.token, Token::Tag(_)) && self.at - self.token_start > Self::LONGEST_TAG {
            self.token = Token::Text;
        }
        // Of the current token, what its end or its name may still need.
        let needed = match self.token {
            Token::Text => self.at,
            Token::Open | Token::Tag(_) => self.token_start,
            Token::Comment | Token::CData => self.at.saturating_sub(2).max(self.done),
        };
        match self.item_start {
            None => self.leave(needed),
            Some(start) => {
                self.too_large |= self.buffer.len() - start > LARGEST_ITEM;
                self.done = if self.too_large { needed } else { start };
            }
        }
        let done = std::mem::take(&mut self.done);
        self.buffer.drain(..done);
        self.gone += done;
        self.at -= done;
        self.token_start = self.token_start.saturating_sub(done);
        self.item_start = self.item_start.map(|start| start.saturating_sub(done));
    }
}
