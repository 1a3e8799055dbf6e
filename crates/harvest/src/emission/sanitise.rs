//! Sanitise: HTML without scripts, plain text without rubbish.

use balai_core::{Entity, Record, Result};
use balai_extract::{sanitise as clean, text as plain};
use url::Url;

use super::texts::{self, Sort};

/// Cleans the HTML of an article and derives its plain text where there is none, then tidies every plain text.
pub(super) fn sanitise(record: &mut Record) -> Result<()> {
    if let Entity::Article(article) = &mut record.entity
        && let Some(html) = &article.body_html
    {
        // The links of an article are relative to where it stands, which need not be where it was read.
        let base = Url::parse(&article.url).unwrap_or_else(|_| record.source.url.clone());
        // What shows nothing would hide a number in the HTML that the plain text tells.
        let html = clean::html(html, &base)?.replace(is_invisible, "");
        if article.body_text.is_none() {
            article.body_text = Some(plain::from_html(&html)?).filter(|text| !text.is_empty());
        }
        article.body_html = Some(html).filter(|html| !html.trim().is_empty());
    }
    texts::each(&mut record.entity, |place, text| {
        let tidy = match place.sort() {
            Sort::Line => line(text),
            Sort::Prose => prose(text),
            Sort::Html => return true,
            Sort::Address => text.trim().to_owned(),
        };
        *text = tidy;
        true
    })
}

/// A text on one line: no control characters, single blanks between words, none around.
pub(super) fn line(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    text.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A text with its lines kept, each tidy, and at most one empty line between two.
fn prose(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0;
    for text in text.split(['\n', '\r', '\u{2028}', '\u{2029}']).map(line) {
        if text.is_empty() {
            empty += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        tidy.push_str(&text);
    }
    tidy
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Characters that show nothing: they hide words from a search, and turn the direction of what follows.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use balai_core::model::Article;
    use proptest::prelude::*;

    use super::*;
    use crate::emission::record_of;

    #[test]
    fn html_loses_its_scripts_and_gains_its_text() {
        let mut record = record_of(Article {
            title: " Kerja\u{a0}\u{200b}bakti\u{7}\n di balai ".into(),
            url: "https://desa.example/artikel/1".into(),
            body_html: Some(
                "<p onclick='x()'>Lihat <a href='/peta'>peta</a></p>ko\u{ad}pi pa\u{200b}nas\
                 <script>x()</script>"
                    .into(),
            ),
            summary: Some("Satu\r\n\r\n\r\n dua\t tiga".into()),
            ..Article::default()
        });
        sanitise(&mut record).expect("clean");
        let Entity::Article(article) = record.entity else { panic!("an article") };
        assert_eq!(article.title, "Kerja bakti di balai");
        assert_eq!(article.summary.as_deref(), Some("Satu\n\ndua tiga"));
        assert_eq!(article.body_text.as_deref(), Some("Lihat peta\nkopi panas"));
        let html = article.body_html.expect("HTML");
        assert!(html.contains("kopi panas"), "{html}");
        assert!(html.contains("https://desa.example/peta") && !html.contains("onclick"), "{html}");
        assert!(!html.contains("script"), "{html}");
    }

    #[test]
    fn html_that_is_nested_too_deep_is_refused() {
        let mut record = record_of(Article {
            title: "Judul".into(),
            url: "https://desa.example/1".into(),
            body_html: Some("<div>".repeat(50_000)),
            ..Article::default()
        });
        let error = sanitise(&mut record).expect_err("too deep");
        assert_eq!(error.kind(), balai_core::ErrorKind::Malformed);
    }

    proptest! {
        #[test]
        fn what_is_tidy_stays(text in "[ \\n\\r\\ta-z\u{200b}\u{a0}\u{7}]{0,60}") {
            let once = prose(&text);
            prop_assert_eq!(prose(&once), once.clone());
            prop_assert!(!once.contains("  ") && !once.contains("\n\n\n"), "{:?}", once);
            let once = line(&text);
            prop_assert_eq!(line(&once), once);
        }
    }
}
