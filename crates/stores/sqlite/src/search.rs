//! What people type, as FTS5 takes it.

use balai_core::{Error, ErrorKind, Result};

use crate::affixes::forms;

/// The most words of a search. Each costs two dozen look-ups, and nobody types so many.
const MOST: usize = 32;

/// The FTS5 expression for all of `words` in any order, each in any form of its root; `None` where there is
/// no word in it, and so nothing to search for.
///
/// Nothing of FTS5's own syntax gets through: what is not a letter, a digit or an accent only parts words.
pub(crate) fn expression(words: &str) -> Result<Option<String>> {
    let parts = |c: char| c.is_whitespace() || c.is_control() || c.is_ascii_punctuation();
    let words: Vec<String> = words
        .split(parts)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .take(MOST + 1)
        .collect();
    if words.len() > MOST {
        let message = format!("a search is for at most {MOST} words; write fewer");
        return Err(Error::new(ErrorKind::Config, message));
    }
    Ok((!words.is_empty()).then(|| words.iter().map(|word| any_form(word)).collect::<Vec<_>>().join(" AND ")))
}

/// The word itself, or any form of it. That the word is there twice ranks it above its other forms.
fn any_form(word: &str) -> String {
    let mut any = format!("(\"{word}\"");
    for form in forms(word) {
        any += &format!(" OR \"{form}\"*");
    }
    any + ")"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_for_every_word() {
        let of = |words| expression(words).unwrap().unwrap();
        assert_eq!(of("RT 01"), r#"("rt") AND ("01")"#);
        assert!(of("Kopi").starts_with(r#"("kopi" OR "kopi"* OR "#));
    }

    #[test]
    fn lets_no_syntax_through() {
        for words in ["", "  ", "\"", "*", "🎉", "() - ^ : +", "\0", "\u{301}"] {
            assert_eq!(expression(words).unwrap(), None, "{words:?}");
        }
        assert_eq!(expression("\"rt* OR (").unwrap().unwrap(), r#"("rt") AND ("or")"#);
    }

    #[test]
    fn says_when_there_are_too_many_words() {
        assert!(expression(&"desa ".repeat(MOST)).is_ok());
        assert_eq!(expression(&"desa ".repeat(MOST + 1)).unwrap_err().kind(), ErrorKind::Config);
    }
}
