//! A text as it is meant, for a search that finds numbers however they are set.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// A text with fullwidth digits as digits, every dash a hyphen, single blanks, and nothing that is not seen:
/// `０８１２–3456\u{ad}7890` is `0812-34567890`. Lines stay lines.
pub(super) struct Folded<'a> {
    original: &'a str,
    text: Cow<'a, str>,
    /// Where in the original each byte's character begins; empty where the text is the original.
    at: Vec<usize>,
}

impl<'a> Folded<'a> {
    pub(super) fn of(original: &'a str) -> Self {
        if original.is_ascii() && !original.contains("  ") && !original.contains('\t') {
            return Self { original, text: Cow::Borrowed(original), at: Vec::new() };
        }
        let (mut text, mut at) = (String::with_capacity(original.len()), Vec::new());
        for (i, c) in original.char_indices().filter(|(_, c)| !is_unseen(*c)) {
            let c = folded(c);
            if c == ' ' && text.ends_with(' ') {
                continue;
            }
            text.push(c);
            at.resize(text.len(), i);
        }
        Self { original, text: Cow::Owned(text), at }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The part of the original that a part of the folded text comes from.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        if self.at.is_empty() || range.is_empty() {
            return range;
        }
        let last = self.at[range.end - 1];
        let length = self.original[last..].chars().next().map_or(0, char::len_utf8);
        self.at[range.start]..last + length
    }
}

fn folded(c: char) -> char {
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => '\n',
        c if c.is_whitespace() => ' ',
        c if c.is_ascii() => c,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        c => {
            let mut parts = std::iter::once(c).nfkd();
            match (parts.next(), parts.next()) {
                (Some(plain), None) if plain.is_ascii() => plain,
                _ => c,
            }
        }
    }
}

/// Characters that show nothing within a number.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_to_set_a_number_is_one() {
        for (text, expected) in [
            ("０８１２－３４５６", "0812-3456"),
            ("0812–34\u{ad}56\u{200b}78", "0812-345678"),
            ("0812\u{2009}\u{a0} 34\t56", "0812 34 56"),
            ("𝟎𝟖𝟏𝟐＠x", "0812@x"),
            ("satu\u{2028}dua", "satu\ndua"),
        ] {
            assert_eq!(Folded::of(text).text(), expected);
        }
    }

    proptest! {
        #[test]
        fn every_part_comes_from_a_part(text in "[a-z0-9 ０-９–\u{ad}\u{a0}é\n]{0,30}") {
            let folded = Folded::of(&text);
            for (i, c) in folded.text().char_indices() {
                let part = &text[folded.original(i..i + c.len_utf8())];
                prop_assert_eq!(Folded::of(part).text().to_owned(), c.to_string());
            }
        }
    }
}
