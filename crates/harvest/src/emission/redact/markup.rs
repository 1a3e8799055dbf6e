//! Personal data in sanitised HTML.

use std::ops::Range;

use super::personal::{self, Hide};

/// Sanitised HTML with its personal data hidden: in its texts, also where a number is spread over several
/// elements, and in the attributes.
pub(super) fn redacted(html: &str, hide: Hide) -> String {
    let mut text = Text::default();
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        let end = at + token_length(rest);
        if rest.starts_with('<') {
            edit_tag(html, at..end, hide, &mut edits);
            if !is_inline(rest) {
                text.put("\n", at..end);
            }
        } else if rest.starts_with('&') {
            // The blank of a number may be written as an entity.
            text.put(if rest.starts_with("&nbsp;") { " " } else { "\u{1}" }, at..end);
        } else {
            text.put(&html[at..end], at..end);
        }
        at = end;
    }
    for hit in personal::find(&text.text, hide) {
        let parts = text.parts(hit.range);
        // The first part gets the mark, the others go.
        edits.extend(
            parts.into_iter().enumerate().map(|(i, part)| (part, if i == 0 { hit.mark } else { "" })),
        );
    }
    edits.sort_by_key(|(range, _)| range.start);
    apply(html, &edits)
}

fn apply(html: &str, edits: &[(Range<usize>, &str)]) -> String {
    let mut edited = String::with_capacity(html.len());
    let mut end = 0;
    for (range, with) in edits {
        // What stands within a picture that is taken away goes with it.
        if range.start < end {
            continue;
        }
        edited.push_str(&html[end..range.start]);
        edited.push_str(with);
        end = range.end;
    }
    edited.push_str(&html[end..]);
    edited
}

/// The text of the HTML, with where each piece of it stands there.
#[derive(Default)]
struct Text {
    text: String,
    pieces: Vec<Piece>,
}

struct Piece {
    text: Range<usize>,
    html: Range<usize>,
}

impl Text {
    fn put(&mut self, text: &str, html: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { text: start..self.text.len(), html });
    }

    /// The parts of the HTML that a part of the text comes from.
    fn parts(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let first = self.pieces.partition_point(|piece| piece.text.end <= range.start);
        let pieces = self.pieces[first..].iter().take_while(|piece| piece.text.start < range.end);
        let part = |piece: &Piece| {
            if piece.text.len() != piece.html.len() {
                return piece.html.clone();
            }
            // Never negative: no piece's text is longer than its HTML.
            let offset = piece.html.start - piece.text.start;
            piece.text.start.max(range.start) + offset..piece.text.end.min(range.end) + offset
        };
        pieces.map(part).collect()
    }
}

/// The length of the tag, the entity or the text that HTML begins with.
fn token_length(html: &str) -> usize {
    match html.as_bytes()[0] {
        b'<' => {
            let mut quoted = false;
            for (i, byte) in html.bytes().enumerate() {
                match byte {
                    b'"' => quoted = !quoted,
                    b'>' if !quoted => return i + 1,
                    _ => {}
                }
            }
            html.len()
        }
        b'&' => html.bytes().take(10).position(|byte| byte == b';').map_or(1, |end| end + 1),
        _ => html.find(['<', '&']).unwrap_or(html.len()),
    }
}

/// Whether a tag leaves the text before and after it together.
fn is_inline(tag: &str) -> bool {
    const INLINE: [&str; 17] = [
        "a", "abbr", "b", "code", "del", "em", "font", "i", "ins", "mark", "s", "small", "span", "strong",
        "sub", "sup", "u",
    ];
    let name = tag.trim_start_matches(['<', '/']);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    INLINE.contains(&name)
}

/// Takes from a tag the links that lead to a person, hides what its other attributes tell, and takes a picture
/// away whose address tells an identity number.
fn edit_tag(html: &str, tag: Range<usize>, hide: Hide, edits: &mut Vec<(Range<usize>, &str)>) {
    let mut at = tag.start;
    // The sanitiser writes every attribute as ` name="value"`.
    while let Some(equals) = html[at..tag.end].find("=\"").map(|i| at + i) {
        let value = equals + 2..html[equals + 2..tag.end].find('"').map_or(tag.end, |i| equals + 2 + i);
        let name_start = html[at..equals].rfind(' ').map_or(at, |i| at + i);
        match html[name_start..equals].trim_start() {
            "href" | "cite" => {
                let address = html[value.clone()].replace("&amp;", "&");
                let is_private = match hide {
                    Hide::All => personal::is_private_address(&address),
                    Hide::Identity => personal::tells_identity(&address),
                };
                if is_private {
                    edits.push((name_start..(value.end + 1).min(tag.end), ""));
                }
            }
            "src" => {
                if personal::is_private_address(&html[value.clone()].replace("&amp;", "&")) {
                    edits.push((tag, ""));
                    return;
                }
            }
            _ => edits.extend(
                personal::find(&html[value.clone()], hide)
                    .into_iter()
                    .map(|hit| (value.start + hit.range.start..value.start + hit.range.end, hit.mark)),
            ),
        }
        at = (value.end + 1).min(tag.end);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hides_what_is_personal_in_texts_links_and_pictures() {
        for (html, expected) in [
            ("<p>HP 0812-3456-7890</p>", "<p>HP [nomor disembunyikan]</p>"),
            ("<p>0812&nbsp;3456&nbsp;7890 &amp; a</p>", "<p>[nomor disembunyikan] &amp; a</p>"),
            (
                "<p>3304<span>1510</span><b>05900001</b></p>",
                "<p>[nomor disembunyikan]<span></span><b></b></p>",
            ),
            ("<a href=\"tel:0812345678\" rel=\"x\">Telepon</a>", "<a rel=\"x\">Telepon</a>"),
            ("<a href=\"https://wa.me/6281234567890?text=a&amp;b=c\">WA</a>", "<a>WA</a>"),
            ("<a href=\"mailto:budi@mail.example\">budi@mail.example</a>", "<a>[surel disembunyikan]</a>"),
            ("a<img src=\"https://d.example/3304151005900001.jpg\" alt=\"KK\">b", "ab"),
            (
                "<img src=\"https://d.example/a.jpg\" alt=\"HP 081234567890 > x\">",
                "<img src=\"https://d.example/a.jpg\" alt=\"HP [nomor disembunyikan] > x\">",
            ),
        ] {
            assert_eq!(redacted(html, Hide::All), expected);
        }
    }

    #[test]
    fn numbers_of_two_cells_are_two() {
        let html = "<tr><td>33041510</td><td>05900001</td></tr><p>2021</p><p>081</p><p>2345678</p>";
        assert_eq!(redacted(html, Hide::All), html);
    }

    proptest! {
        #[test]
        fn html_without_personal_data_stays(html in "(<p>|</p>|<b>|</b>|&amp;|<br>|[a-z ]{1,5}|[0-9]{1,2}x){0,20}") {
            prop_assert_eq!(redacted(&html, Hide::All), html);
        }

        #[test]
        fn any_text_is_survived(html in "\\PC{0,80}|[<>\"=& 0-9a-z;]{0,60}") {
            redacted(&html, Hide::All);
        }
    }
}
