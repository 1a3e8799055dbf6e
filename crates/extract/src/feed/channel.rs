//! What a feed says of itself.

use quick_xml::NsReader;
use quick_xml::events::Event;

use super::element::{attribute, canonical, content, lenient};
use super::html::plain;

/// What a feed says of itself, outside of its items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channel {
    /// The title, plain text.
    pub title: Option<String>,
    /// The website that the feed is of, as written.
    pub url: Option<String>,
    /// What the feed is about (`description`, `subtitle`).
    pub description: Option<String>,
    /// What made the feed, as written: `https://wordpress.org/?v=6.1`, `Blogger 7.00`.
    pub generator: Option<String>,
    /// Whose it is (`dc:rights`, `rights`, `copyright`).
    pub rights: Option<String>,
    /// The language, as written: `id`, `id-ID`.
    pub language: Option<String>,
}

impl Channel {
    /// Reads what stands outside of items, as far as it can be read.
    pub(super) fn read(outside: &str) -> Self {
        let mut channel = Self::default();
        let mut reader = NsReader::from_str(outside);
        lenient(&mut reader);
        // A fault ends the reading and costs what comes after it.
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Eof => break,
                Event::Start(tag) => {
                    let name = canonical(&reader, &tag);
                    let version = attribute(&tag, "version");
                    match name.as_str() {
                        "rss" | "rdf:rdf" | "atom:feed" | "feed" | "channel" => continue,
                        "title" | "atom:title" | "link" | "description" | "atom:subtitle"
                        | "atom:tagline" | "generator" | "atom:generator" | "dc:rights" | "atom:rights"
                        | "copyright" | "language" | "dc:language" => {}
                        // Pictures and forms have titles and links of their own.
                        _ => {
                            if reader.read_to_end(tag.name()).is_err() {
                                break;
                            }
                            continue;
                        }
                    }
                    let Ok(text) = content(&mut reader, tag.name(), false) else { break };
                    let text = plain(&text);
                    let field = match name.as_str() {
                        "title" | "atom:title" => &mut channel.title,
                        "link" => &mut channel.url,
                        "description" | "atom:subtitle" | "atom:tagline" => &mut channel.description,
                        "generator" | "atom:generator" => &mut channel.generator,
                        "language" | "dc:language" => &mut channel.language,
                        _ => &mut channel.rights,
                    };
                    let text = match version {
                        Some(version) if name == "atom:generator" => format!("{text} {version}"),
                        _ => text,
                    };
                    if field.is_none() && !text.is_empty() {
                        *field = Some(text);
                    }
                }
                Event::Empty(tag) if canonical(&reader, &tag) == "atom:link" => {
                    let rel = attribute(&tag, "rel");
                    if channel.url.is_none() && rel.is_none_or(|rel| rel == "alternate") {
                        channel.url = attribute(&tag, "href");
                    }
                }
                _ => {}
            }
        }
        channel
    }
}
