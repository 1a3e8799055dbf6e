//! HTML as plain text.

use balai_core::Result;
use scraper::node::Node;

use crate::html::{self, Element};

/// The plain text of HTML: a line a paragraph, list item or table row, white space folded, scripts left out.
///
/// # Errors
///
/// Malformed, where it is nested too deep.
///
/// ```
/// let text = balai_extract::text::from_html("<p>Bahan:</p><ul><li>kopi<li>gula</ul><script>x()</script>")?;
/// assert_eq!(text, "Bahan:\nkopi\ngula");
/// # Ok::<(), balai_core::Error>(())
/// ```
pub fn from_html(html: &str) -> Result<String> {
    Ok(of(html::parse(html)?.root_element()))
}

/// The plain text of an element.
pub fn of(element: Element<'_>) -> String {
    without(element, |_| false)
}

/// The plain text of an element without what is `left_out`.
pub(crate) fn without(element: Element<'_>, left_out: impl Fn(Element<'_>) -> bool) -> String {
    let mut writer = Writer::default();
    // A walk by edges rather than by recursion: depth costs no stack.
    let mut skipped = 0;
    for edge in element.traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Text(text) if skipped == 0 => writer.push(text),
                Node::Element(element) => {
                    let name = element.name();
                    if is_unseen(name) || Element::wrap(node).is_some_and(&left_out) {
                        skipped += 1;
                    } else if skipped == 0 && (is_block(name) || name == "br") {
                        writer.end_line();
                    } else if skipped == 0 && matches!(name, "td" | "th") {
                        writer.space();
                    }
                }
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    let name = element.name();
                    if is_unseen(name) || Element::wrap(node).is_some_and(&left_out) {
                        skipped -= 1;
                    } else if skipped == 0 && is_block(name) {
                        writer.end_line();
                    }
                }
            }
        }
    }
    writer.finish()
}

/// The first ten words of a plain text, for a title where there is none.
///
/// ```
/// let title = balai_extract::text::first_words("Rapat dimulai pukul\ndelapan.");
/// assert_eq!(title, "Rapat dimulai pukul delapan.");
/// assert_eq!(balai_extract::text::first_words("a b c d e f g h i j k"), "a b c d e f g h i j…");
/// ```
pub fn first_words(text: &str) -> String {
    const WORDS: usize = 10;
    let mut words = text.split_whitespace();
    let title = words.by_ref().take(WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() { title + "…" } else { title }
}

fn is_unseen(name: &str) -> bool {
    matches!(name, "script" | "style" | "noscript" | "template" | "iframe" | "object" | "head" | "svg")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "caption"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "tr"
            | "ul"
    )
}

#[derive(Default)]
struct Writer {
    text: String,
    line: String,
    space: bool,
}

impl Writer {
    fn push(&mut self, piece: &str) {
        for letter in piece.chars() {
            if letter.is_whitespace() || letter == '\u{200b}' || letter == '\u{feff}' {
                self.space = true;
            } else {
                if self.space && !self.line.is_empty() {
                    self.line.push(' ');
                }
                self.space = false;
                self.line.push(letter);
            }
        }
    }

    fn space(&mut self) {
        self.space = true;
    }

    fn end_line(&mut self) {
        if !self.line.is_empty() {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(&self.line);
            self.line.clear();
        }
        self.space = false;
    }

    fn finish(mut self) -> String {
        self.end_line();
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_cells_are_words() {
        let html = "<div>Desa <b>Darma</b>yasa<br>Pejawaran</div>\n<table><tr><th>Dusun<th>Jumlah<tr><td>Krajan<td>12</table>";
        assert_eq!(from_html(html).expect("text"), "Desa Darmayasa\nPejawaran\nDusun Jumlah\nKrajan 12");
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        let html = "<p>Video:<iframe src=x>tanpa</iframe><script>alert(1)</script><style>p{}</style> selesai &amp; terima kasih";
        assert_eq!(from_html(html).expect("text"), "Video: selesai & terima kasih");
    }
}
