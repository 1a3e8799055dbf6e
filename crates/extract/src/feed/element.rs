//! Reads one `<item>` or `<entry>`.

use quick_xml::NsReader;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};
use url::Url;

use super::html::{entity, escape, plain, tidy};
use super::{Enclosure, Item};

type Reader<'a> = NsReader<&'a [u8]>;
type Result<T, E = quick_xml::Error> = std::result::Result<T, E>;

/// How exact an item has to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rigour {
    /// Every tag closed by its own.
    WellFormed,
    /// Tags need not match: sites put raw HTML, with its `<br>`, where text is due.
    Lenient,
}

/// Reads one item that stands in the start tags `context`, its links resolved against `base`.
///
/// # Errors
///
/// The item is not as `rigour` asks.
pub(super) fn item(context: &str, item: &str, base: &Url, rigour: Rigour) -> Result<Item> {
    let document = format!("{context}{item}");
    let mut reader = NsReader::from_str(&document);
    reader.config_mut().allow_dangling_amp = true;
    if rigour == Rigour::Lenient {
        lenient(&mut reader);
    }
    let mut fields = Fields::new(base.clone());
    // The tags above the item are there for their namespaces and their xml:base.
    let name = loop {
        match reader.read_event()? {
            Event::Start(tag) => {
                fields.rebase(&tag);
                if matches!(tag.local_name().as_ref().to_ascii_lowercase().as_str(), "item" | "entry") {
                    fields.item.id = canonical_attribute(&tag, "about");
                    break tag.name().as_ref().to_ascii_lowercase();
                }
            }
            Event::Eof => return Ok(fields.finish()),
            _ => {}
        }
    };
    loop {
        match reader.read_event()? {
            Event::Start(tag) => fields.element(&mut reader, &tag, true)?,
            Event::Empty(tag) => fields.element(&mut reader, &tag, false)?,
            Event::End(tag) if tag.name().as_ref().eq_ignore_ascii_case(&name) => break,
            Event::End(_) => fields.in_author = false,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(fields.finish())
}

/// Lets a reader go on over tags that do not match.
pub(super) fn lenient(reader: &mut NsReader<&[u8]>) {
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
}

/// An element's name, lower-case, with the prefix that its namespace usually has, whatever the feed writes.
pub(super) fn canonical(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> String {
    let name = tag.name();
    let local = name.local_name().as_ref().to_ascii_lowercase();
    let (namespace, _) = reader.resolver().resolve_element(name);
    let prefix = match namespace {
        ResolveResult::Bound(uri) => match uri.as_ref().trim_end_matches('/') {
            "http://www.w3.org/2005/Atom" | "http://purl.org/atom/ns#" => "atom",
            "http://purl.org/rss/1.0/modules/content" => "content",
            "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/terms" => "dc",
            "http://search.yahoo.com/mrss" => "media",
            "http://purl.org/rss/1.0/modules/slash" => "slash",
            "http://purl.org/syndication/thread/1.0" => "thr",
            "http://www.w3.org/1999/xhtml" => "xhtml",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#" => "rdf",
            _ if name.prefix().is_some() => "other",
            _ => "",
        },
        // A prefix that the feed forgot to declare means what it usually does.
        _ => return name.as_ref().to_ascii_lowercase(),
    };
    if prefix.is_empty() { local } else { format!("{prefix}:{local}") }
}

/// An attribute's value, entities resolved; `None` where there is none or an empty one.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.html_attributes();
    let attribute =
        attributes.with_checks(false).flatten().find(|it| it.key.as_ref().eq_ignore_ascii_case(name))?;
    let value = quick_xml::escape::unescape(&attribute.value).unwrap_or((&*attribute.value).into());
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// As [`attribute`], whatever its prefix.
fn canonical_attribute(tag: &BytesStart<'_>, local: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let name = attributes.with_checks(false).flatten().find(|it| it.key.local_name().as_ref() == local)?.key;
    attribute(tag, name.as_ref())
}

/// The content of the element `end`: its text, or, where elements stand in it or `markup` says so, its HTML.
pub(super) fn content(reader: &mut Reader<'_>, end: QName<'_>, markup: bool) -> Result<String> {
    const VOID: [&str; 8] = ["area", "br", "col", "embed", "hr", "img", "input", "wbr"];
    let mut html = String::new();
    let mut open = 0_usize; // elements of the same name within
    let mut nested = 0_usize;
    loop {
        let raw = markup || nested > 0;
        match reader.read_event()? {
            Event::Text(text) => html.push_str(&text.xml10_content()),
            Event::CData(text) if raw => html.push_str(&partial_escape(text.xml10_content())),
            Event::CData(text) => html.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => match entity(&name) {
                Some(character) if !raw => html.push_str(&character),
                _ => {
                    html.push('&');
                    html.push_str(&name);
                    html.push(';');
                }
            },
            Event::Start(tag) => {
                open += usize::from(tag.name() == end);
                nested += 1;
                write_tag(&mut html, &tag);
            }
            Event::Empty(tag) => {
                write_tag(&mut html, &tag);
                let name = tag.local_name();
                if !VOID.contains(&name.as_ref()) {
                    html.push_str(&format!("</{}>", name.as_ref()));
                }
            }
            Event::End(tag) if tag.name() == end && open == 0 => return Ok(html),
            Event::End(tag) => {
                open -= usize::from(tag.name() == end);
                nested = nested.saturating_sub(1);
                html.push_str(&format!("</{}>", tag.local_name().as_ref()));
            }
            Event::Eof => return Ok(html),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn write_tag(html: &mut String, tag: &BytesStart<'_>) {
    html.push('<');
    html.push_str(tag.local_name().as_ref());
    html.push_str(tag.attributes_raw().trim_end());
    html.push('>');
}

/// An item in the making.
struct Fields {
    item: Item,
    /// Within an Atom `author`, whose name comes as an element of its own.
    in_author: bool,
    /// A `guid` that is an address.
    permalink: Option<Url>,
}

impl Fields {
    fn new(base: Url) -> Self {
        Self { item: Item::new(base), in_author: false, permalink: None }
    }

    fn rebase(&mut self, tag: &BytesStart<'_>) {
        if let Some(base) = attribute(tag, "xml:base").and_then(|base| self.item.base.join(&base).ok()) {
            self.item.base = base;
        }
    }

    fn link(&self, link: &str) -> Option<Url> {
        let url = self.item.base.join(link.trim()).ok()?;
        matches!(url.scheme(), "http" | "https").then_some(url)
    }

    /// Takes an element of the item; `has_content` where it is no empty tag.
    fn element(&mut self, reader: &mut Reader<'_>, tag: &BytesStart<'_>, has_content: bool) -> Result<()> {
        let name = canonical(reader, tag);
        let attribute = |name| attribute(tag, name);
        match name.as_str() {
            // What stands in these is read as if it stood beside them.
            "media:group" => return Ok(()),
            "atom:author" => {
                self.in_author = has_content;
                return Ok(());
            }
            "atom:link" => self.atom_link(tag),
            "atom:category" => {
                let category = attribute("label").or_else(|| attribute("term"));
                self.category(&category.unwrap_or_default());
            }
            "enclosure" => self.file(attribute("url"), attribute("type")),
            "media:thumbnail" => self.file(attribute("url"), Some("image".into())),
            "media:content" => {
                let of_type = attribute("type").or_else(|| attribute("medium"));
                self.file(attribute("url"), of_type);
                return Ok(());
            }
            _ if has_content => return self.text(reader, tag, &name),
            _ => return Ok(()),
        }
        if has_content {
            content(reader, tag.name(), false)?;
        }
        Ok(())
    }

    /// Takes an element that is known by its text.
    fn text(&mut self, reader: &mut Reader<'_>, tag: &BytesStart<'_>, name: &str) -> Result<()> {
        let item = &mut self.item;
        match name {
            "atom:content" | "atom:summary" | "atom:title" => {
                let html = atom_text(reader, tag)?;
                match name {
                    "atom:title" => set(&mut item.title, html.map(|html| plain(&html))),
                    "atom:summary" => set(&mut item.summary_html, html.and_then(|html| tidy(&html))),
                    _ => {
                        set(&mut item.content_html, html.and_then(|html| tidy(&html)));
                        self.rebase(tag);
                    }
                }
                return Ok(());
            }
            "xhtml:body" => {
                let html = content(reader, tag.name(), true)?;
                set(&mut item.content_html, tidy(&html));
                return Ok(());
            }
            "title" | "dc:title" | "link" | "guid" | "atom:id" | "author" | "dc:creator" | "atom:name"
            | "category" | "dc:subject" | "pubdate" | "dc:date" | "atom:published" | "atom:issued"
            | "atom:created" | "atom:updated" | "atom:modified" | "dc:modified" | "description"
            | "content:encoded" | "slash:comments" | "thr:total" => {}
            _ => {
                reader.read_to_end(tag.name())?;
                return Ok(());
            }
        }
        let html = content(reader, tag.name(), false)?;
        let text = html.trim();
        let text = (!text.is_empty()).then(|| text.to_owned());
        match name {
            "title" | "dc:title" => set(&mut item.title, text.map(|text| plain(&text))),
            "link" => {
                let url = text.and_then(|text| self.link(&text));
                self.item.url = url.or_else(|| self.item.url.take());
            }
            "guid" => {
                if attribute(tag, "ispermalink").is_none_or(|it| it.eq_ignore_ascii_case("true")) {
                    self.permalink = text.as_deref().and_then(|text| Url::parse(text).ok());
                }
                item.id = text.or_else(|| item.id.take());
            }
            "atom:id" => item.id = text,
            "author" | "dc:creator" => {
                let author = text.and_then(|text| author(&plain(&text)));
                item.author = author.or_else(|| item.author.take());
            }
            "atom:name" if self.in_author => set(&mut item.author, text.and_then(|text| author(&text))),
            "category" | "dc:subject" => self.category(&plain(&text.unwrap_or_default())),
            "pubdate" | "dc:date" | "atom:published" | "atom:issued" => set(&mut item.published, text),
            "atom:created" => set(&mut item.published, text),
            "atom:updated" | "atom:modified" | "dc:modified" => set(&mut item.updated, text),
            "description" => set(&mut item.summary_html, tidy(&html)),
            "content:encoded" => set(&mut item.content_html, tidy(&html)),
            "slash:comments" | "thr:total" => {
                item.comment_count = text.and_then(|text| text.parse().ok()).or(item.comment_count);
            }
            _ => {}
        }
        Ok(())
    }

    fn atom_link(&mut self, tag: &BytesStart<'_>) {
        let Some(url) = attribute(tag, "href").and_then(|href| self.link(&href)) else { return };
        let media_type = attribute(tag, "type");
        match attribute(tag, "rel").as_deref() {
            None | Some("alternate") if media_type.as_ref().is_none_or(|it| it.contains("html")) => {
                self.item.url.get_or_insert(url);
            }
            Some("enclosure") => self.item.attach(Enclosure { url, media_type }),
            _ => {}
        }
    }

    fn category(&mut self, category: &str) {
        let category = category.trim();
        if !category.is_empty() && !self.item.categories.iter().any(|known| known == category) {
            self.item.categories.push(category.to_owned());
        }
    }

    fn file(&mut self, url: Option<String>, media_type: Option<String>) {
        if let Some(url) = url.and_then(|url| self.link(&url)) {
            self.item.attach(Enclosure { url, media_type });
        }
    }

    fn finish(mut self) -> Item {
        let is_page = |url: &Url| matches!(url.scheme(), "http" | "https");
        self.item.url = self.item.url.or_else(|| self.permalink.filter(is_page));
        self.item
    }
}

/// The first that is said counts.
fn set<T>(field: &mut Option<T>, value: Option<T>) {
    if field.is_none() {
        *field = value;
    }
}

/// The name in `warta@desa.example (Siti)` and `Siti <warta@desa.example>`; an address alone is no name.
fn author(text: &str) -> Option<String> {
    let in_brackets = text.split_once('(').filter(|(before, _)| before.contains('@'));
    let name = match in_brackets {
        Some((_, name)) => name.trim_end().trim_end_matches(')'),
        None => text.split('<').next().unwrap_or_default(),
    };
    let name = name.trim();
    (!name.is_empty() && !name.contains('@')).then(|| name.to_owned())
}

/// An Atom text, by its type, as HTML; `None` where it is neither text nor HTML.
fn atom_text(reader: &mut Reader<'_>, tag: &BytesStart<'_>) -> Result<Option<String>> {
    let of_type = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
    let mode = attribute(tag, "mode"); // Atom 0.3
    Ok(match of_type.as_str() {
        "xhtml" | "application/xhtml+xml" => {
            Some(content(reader, tag.name(), mode.is_none_or(|it| it == "xml"))?)
        }
        "html" | "text/html" => Some(content(reader, tag.name(), false)?),
        "" | "text" | "text/plain" => Some(escape(content(reader, tag.name(), false)?.trim())),
        _ => {
            reader.read_to_end(tag.name())?;
            None
        }
    })
}
