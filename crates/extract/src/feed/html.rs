//! What a feed's HTML needs before anything else reads it.

use quick_xml::escape::resolve_html5_entity;

/// HTML as a feed means it: pictures that stand in the text itself dropped, what was escaped twice escaped once.
/// `None` where nothing is left.
pub(super) fn tidy(html: &str) -> Option<String> {
    let html = without_inline_pictures(&escaped_once(html));
    let html = html.trim();
    (!html.is_empty()).then(|| html.to_owned())
}

/// Plain text as HTML.
pub(super) fn escape(text: &str) -> String {
    quick_xml::escape::partial_escape(text).replace('\n', "<br>")
}

/// A title as plain text: feeds write HTML there, escaped or not.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        rest = &rest[start..];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        if !is_tag {
            text.push('<');
            rest = &rest[1..];
        } else if let Some(end) = rest.find('>') {
            let is_break = ["<br", "</p", "</div", "</li"].iter().any(|tag| rest.starts_with(tag));
            text.push_str(if is_break { " " } else { "" });
            rest = &rest[end + 1..];
        } else {
            break;
        }
    }
    text.push_str(rest);
    let text = entities(&escaped_once(&text), |character| Some(character.to_owned()));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What an entity's name (without `&` and `;`) stands for.
pub(super) fn entity(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).filter(|c| *c != '\0').map(String::from)
}

/// `&amp;nbsp;` is written by sites that escape what was escaped before: OpenSID's summaries, WordPress's titles.
/// No one means to show the letters `&nbsp;`.
fn escaped_once(html: &str) -> String {
    let mut once = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("&amp;") {
        let after = &rest[at + 5..];
        let is_entity = name_of(after).is_some_and(|name| entity(name).is_some());
        once.push_str(&rest[..at + if is_entity { 1 } else { 5 }]);
        rest = after;
    }
    once.push_str(rest);
    // Tags that were escaped too show as text: where there is no other tag but pictures, they are meant.
    let shown = |tag: &str| once.contains(&format!("&lt;{tag}&gt;")) && !once.contains(&format!("<{tag}>"));
    if ["/p", "/div", "/b", "/strong", "/span", "br /", "br"].into_iter().any(shown) && !once.contains("</") {
        return entities(&once, |character| {
            matches!(character, "<" | ">" | "\"").then(|| character.to_owned())
        });
    }
    once
}

/// The name of the entity whose `&` stands before `text`.
fn name_of(text: &str) -> Option<&str> {
    let end = text.bytes().take(32).position(|b| b == b';')?;
    text.get(..end).filter(|name| !name.is_empty())
}

/// Replaces the entities that `replace` has an answer for.
fn entities(text: &str, replace: impl Fn(&str) -> Option<String>) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        replaced.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let known = name_of(after).and_then(|name| Some((name.len() + 1, replace(&entity(name)?)?)));
        match known {
            Some((length, character)) => {
                replaced.push_str(&character);
                rest = &after[length..];
            }
            None => {
                replaced.push('&');
                rest = after;
            }
        }
    }
    replaced.push_str(rest);
    replaced
}

/// Drops `<img>` tags whose picture is a `data:` address.
fn without_inline_pictures(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.bytes().position(|b| b == b'<') {
        let tag = &rest[at..];
        let is_picture = tag.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("<img"));
        let end = if is_picture { tag_end(tag) } else { 1 };
        kept.push_str(&rest[..at]);
        if !(is_picture && is_inline(&tag[..end])) {
            kept.push_str(&tag[..end]);
        }
        rest = &tag[end..];
    }
    kept.push_str(rest);
    kept
}

/// Whether the tag's `src` is a `data:` address.
fn is_inline(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let mut rest = tag.as_str();
    while let Some(at) = rest.find("src") {
        let before = rest[..at].chars().next_back();
        rest = &rest[at + 3..];
        let value = rest
            .trim_start()
            .strip_prefix('=')
            .map(|value| value.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\''));
        if before.is_some_and(|c| c.is_whitespace() || c == '"' || c == '\'')
            && let Some(value) = value
        {
            return value.starts_with("data:");
        }
    }
    false
}

/// Where the tag that `text` begins with ends, quoted `>` passed over.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (i, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return i + 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'<', _) if i > 0 => return i, // a quote that was never closed
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_escaped_twice_is_escaped_once() {
        assert_eq!(tidy("Tari &amp;amp; musik&amp;nbsp;desa").as_deref(), Some("Tari &amp; musik&nbsp;desa"));
        assert_eq!(tidy("A &amp; B &amp;c d;").as_deref(), Some("A &amp; B &amp;c d;"));
        assert_eq!(
            tidy("<img src='/a.jpg'> &lt;p&gt;Rapat &lt;b&gt;desa&lt;/b&gt;&lt;/p&gt;").as_deref(),
            Some("<img src='/a.jpg'> <p>Rapat <b>desa</b></p>")
        );
        let shows_code = "<p>Tulis &lt;b&gt;tebal&lt;/b&gt;</p>";
        assert_eq!(tidy(shows_code).as_deref(), Some(shows_code));
    }

    #[test]
    fn inline_pictures_go_and_others_stay() {
        assert_eq!(
            tidy("<p>a<IMG alt='x > y' src = \"data:image/png;base64,\">b<img data-src='data:x' src='/c.jpg'></p>")
                .as_deref(),
            Some("<p>ab<img data-src='data:x' src='/c.jpg'></p>")
        );
        assert_eq!(tidy("<img src=data:image/gif;base64,>"), None);
        assert_eq!(tidy("é<img src='data:"), Some("é".to_owned()));
    }

    #[test]
    fn a_title_is_plain() {
        assert_eq!(plain("Kopi &#8211; <b>Arabika</b> &amp;amp; Robusta"), "Kopi – Arabika & Robusta");
        assert_eq!(plain("  3 < 5\n dan AT&T &x; "), "3 < 5 dan AT&T &x;");
    }
}
