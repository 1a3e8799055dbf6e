//! Sitemaps.

use quick_xml::events::Event;

/// One page of a sitemap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its address, as printed.
    pub location: String,
    /// When it last changed, as printed.
    pub last_modified: Option<String>,
}

/// The pages that a sitemap lists, or the sitemaps that an index of sitemaps does.
///
/// Whatever can be read is: one that is cut off or wrong somewhere gives what stands before.
///
/// ```
/// let xml = b"<urlset><url><loc>https://desa.example/a&amp;b</loc><lastmod>2026-01-20</lastmod></url><url><loc>";
/// let entries = balai_extract::sitemap::entries(xml);
/// assert_eq!(entries[0].location, "https://desa.example/a&b");
/// assert_eq!(entries.len(), 1);
/// ```
pub fn entries(body: &[u8]) -> Vec<Entry> {
    let xml = crate::charset::decode(body, "");
    let start = xml.find('<').unwrap_or(xml.len());
    let mut reader = quick_xml::Reader::from_str(&xml[start..]);
    let (mut entries, mut field, mut text) = (Vec::new(), Field::Other, String::new());
    let (mut location, mut last_modified) = (None, None);
    // Below the entry: 1 within `<url>` itself.
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                // Those of a picture (`image:loc`) stand deeper.
                field = match (depth, tag.local_name().as_ref()) {
                    (1, "loc") => Field::Location,
                    (1, "lastmod") => Field::LastModified,
                    _ => Field::Other,
                };
                if matches!(tag.local_name().as_ref(), "url" | "sitemap") {
                    (location, last_modified, depth) = (None, None, 0);
                }
                depth += 1;
                text.clear();
            }
            Ok(Event::Text(piece)) => text.push_str(&piece.xml10_content()),
            Ok(Event::CData(piece)) => text.push_str(&piece.xml10_content()),
            Ok(Event::GeneralRef(reference)) => text.push_str(&entity(&reference)),
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                let whole = || Some(text.trim().to_owned()).filter(|text| !text.is_empty());
                match (field, tag.local_name().as_ref()) {
                    (Field::Location, _) => location = whole(),
                    (Field::LastModified, _) => last_modified = whole(),
                    (_, "url" | "sitemap") => {
                        if let Some(location) = location.take() {
                            entries.push(Entry { location, last_modified: last_modified.take() });
                        }
                    }
                    _ => {}
                }
                field = Field::Other;
            }
            Ok(Event::Eof) | Err(_) => return entries,
            Ok(_) => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Field {
    Location,
    LastModified,
    Other,
}

fn entity(reference: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(reference).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_can_be_read() {
        let xml = b"\xef\xbb\xbf\n<?xml version='1.0'?><urlset xmlns='x'><url><loc> https://desa.example/ </loc></url>\
            <url><lastmod>2026-01-01</lastmod></url>\
            <url><loc><![CDATA[https://desa.example/b]]></loc><image:image><image:loc>https://desa.example/a.jpg\
            </image:loc></image:image></url></wrong>";
        let entries_found = entries(xml);
        let locations: Vec<_> = entries_found.iter().map(|entry| entry.location.as_str()).collect();
        assert_eq!(locations, ["https://desa.example/", "https://desa.example/b"]);
        assert!(
            entries_found.iter().all(|entry| entry.last_modified.is_none()),
            "another entry's day is not theirs"
        );
        assert!(entries(b"<!doctype html><html>").is_empty());
        assert!(entries(b"").is_empty());
    }
}
