//! Personal data in sanitised HTML.

use std::ops::Range;

use super::personal::{self, Hide};

/// Sanitised HTML with its personal data hidden: in its texts, also where a number is spread over several
/// elements, and in the attributes. What it hides of a text is what [`personal::redacted`] hides of the plain one.
pub(super) fn redacted(html: &str, hide: Hide) -> String {
    let mut text = Text::default();
    let mut edits = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let token = at..at + token_length(&html[at..]);
        if html[at..].starts_with('<') {
            edit_tag(html, token.clone(), hide, &mut edits);
            match space_of(&html[token.clone()]) {
                "" => {}
                space => text.put(space, token.clone()),
            }
        } else {
            text.put_token(html, token.clone());
        }
        at = token.end;
    }
    text.hide(hide, &mut edits);
    edits.sort_by_key(|(range, _)| range.start);
    apply(html, &edits)
}

/// What to write in place of a part of the HTML.
type Edit = (Range<usize>, &'static str);

fn apply(html: &str, edits: &[Edit]) -> String {
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

const SOURCE_LINES: [char; 3] = ['\n', '\r', '\t'];

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

    /// Puts a piece of text or an entity, as it is read.
    fn put_token(&mut self, html: &str, token: Range<usize>) {
        match &html[token.clone()] {
            // The sanitiser writes no others.
            "&nbsp;" => self.put(" ", token),
            "&amp;" => self.put("&", token),
            "&lt;" => self.put("<", token),
            "&gt;" => self.put(">", token),
            "&quot;" => self.put("\"", token),
            // A line of the source is none of the text.
            text if text.contains(SOURCE_LINES) => self.put(&text.replace(SOURCE_LINES, " "), token),
            text => self.put(text, token),
        }
    }

    /// Hides the text's personal data.
    fn hide(&self, hide: Hide, edits: &mut Vec<Edit>) {
        for hit in personal::find(&self.text, hide) {
            let parts = self.parts(hit.range);
            // The first part gets the mark, the others go.
            edits.extend(
                parts.into_iter().enumerate().map(|(i, part)| (part, if i == 0 { hit.mark } else { "" })),
            );
        }
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

/// What a tag puts between the text before and after it, as [`balai_extract::text`] has it: of the tags that the
/// sanitiser leaves.
#[rustfmt::skip]
fn space_of(tag: &str) -> &'static str {
    const LINES: [&str; 23] = [
        "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
        "h6", "hr", "li", "ol", "p", "pre", "table", "tr", "ul",
    ];
    let name = tag.trim_start_matches(['<', '/']);
    match &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())] {
        "td" | "th" if !tag.starts_with("</") => " ",
        name if LINES.contains(&name) => "\n",
        _ => "",
    }
}

/// Takes from a tag the links that lead to a person, hides what its other attributes tell, and takes a picture
/// away whose address tells an identity number.
fn edit_tag(html: &str, tag: Range<usize>, hide: Hide, edits: &mut Vec<Edit>) {
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
                    Hide::Identity => personal::tells(&address, hide),
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
            _ => {
                let mut text = Text::default();
                let mut at = value.start;
                while at < value.end {
                    let end = (at + token_length(&html[at..value.end])).min(value.end);
                    text.put_token(html, at..end);
                    at = end;
                }
                text.hide(hide, edits);
            }
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
            ("<p>0812<q>3456</q><cite>7890</cite></p>", "<p>[nomor disembunyikan]<q></q><cite></cite></p>"),
            ("<p>0812\u{200b}3456\u{ad}7890</p>", "<p>[nomor disembunyikan]</p>"),
            ("<p>0812\n  3456 7890</p>", "<p>[nomor disembunyikan]</p>"),
            ("<i title=\"HP 0812&nbsp;3456 7890\">x</i>", "<i title=\"HP [nomor disembunyikan]\">x</i>"),
            ("a<img src=\"https://d.example/wa-081234567890.jpg\">b", "ab"),
            ("<a href=\"https://t.me/+6281234567890\">x</a>", "<a>x</a>"),
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
    fn numbers_of_two_lines_are_two() {
        let html = "<ul><li>33041510</li><li>05900001</li></ul><p>2021</p><p>081<br>2345678</p>";
        assert_eq!(redacted(html, Hide::All), html);
    }

    /// Sanitised HTML with numbers in whatever elements and blanks.
    fn html() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "(<p>|</p>|<b>|</b>|<q>|</q>|<cite>|</cite>|<br>|<td>|<tr>|</table>|<table>|<li>|&amp;|&nbsp;)",
            "([a-z]{1,5} ?|1\\.|,|: | |\n|  |\u{2009}|-|–|\u{ad})",
            "(0812|3456|7890|0812-3456-7890|081234567890|６２８１２|3304|1510|0590|0001|330415|100590|2021|12)",
            "(HP |NIK |Rp|budi@mail|\\.example|\\+62)",
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| {
            let base = "https://desa.example/".parse().expect("a URL");
            balai_extract::sanitise::html(&pieces.concat(), &base).expect("HTML")
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]
        #[test]
        fn the_html_tells_what_the_plain_text_tells(html in html()) {
            let plain = |html: &str| balai_extract::text::from_html(html).expect("text");
            let text = plain(&html);
            prop_assert_eq!(plain(&redacted(&html, Hide::All)), personal::redacted(&text, Hide::All), "{}", html);
        }
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
