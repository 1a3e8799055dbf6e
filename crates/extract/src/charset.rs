//! Bytes as text, in whatever charset a site writes.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// The text of a body: by its byte-order mark, then the `Content-Type` header, then the `<meta>` tag or XML
/// declaration within the first 1,024 bytes, then what the bytes look like.
///
/// Never fails: what no charset explains becomes `\u{fffd}`.
///
/// ```
/// let page = b"<meta charset='iso-8859-1'><p>Desa\xa0Darmayasa";
/// assert!(balai_extract::charset::decode(page, "text/html").ends_with("Desa\u{a0}Darmayasa"));
/// ```
pub fn decode<'a>(body: &'a [u8], content_type: &str) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(body) {
        return encoding.decode_without_bom_handling(&body[mark..]).0;
    }
    // Most pages, and by far the quickest to tell.
    if let Ok(text) = std::str::from_utf8(body)
        && !text.contains('\u{fffd}')
    {
        return Cow::Borrowed(text);
    }
    // Whatever is declared: text that is UTF-8, or that would be if it were not cut within a letter here and there
    // (as descriptions of pages are), is nothing else but by a freak of chance.
    let utf8 = String::from_utf8_lossy(body);
    let broken = utf8.matches('\u{fffd}').count();
    if broken == 0 || utf8.chars().filter(|letter| !letter.is_ascii()).count() > 2 * broken {
        return utf8;
    }
    let encoding = declared(content_type.as_bytes(), b"charset=")
        .or_else(|| declared(&body[..body.len().min(1024)], b"charset="))
        .or_else(|| declared(&body[..body.len().min(256)], b"encoding="))
        .filter(|encoding| *encoding != UTF_8)
        .unwrap_or_else(|| guess(body));
    encoding.decode_without_bom_handling(body).0
}

fn declared(text: &[u8], word: &[u8]) -> Option<&'static Encoding> {
    let text = text.to_ascii_lowercase();
    let at = text.windows(word.len()).position(|window| window == word)? + word.len();
    let value: Vec<u8> = text[at..]
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
        .collect();
    Encoding::for_label(&value)
}

fn guess(body: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(body, true);
    detector.guess(Some(b"id"), chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_declared_marked_or_neither() {
        assert_eq!(
            decode("Rp\u{a0}1".as_bytes(), "text/html; charset=iso-8859-1"),
            "Rp\u{a0}1",
            "UTF-8 all the same"
        );
        assert_eq!(decode(b"caf\xe9", "text/html; charset=\"ISO-8859-1\""), "café");
        assert_eq!(
            decode(b"<?xml version='1.0' encoding='windows-1252'?>\x96", "text/xml"),
            "<?xml version='1.0' encoding='windows-1252'?>–"
        );
        assert_eq!(decode(b"\xef\xbb\xbfhalo", ""), "halo");
        assert_eq!(decode(b"\xff\xfeh\0a\0", ""), "ha");
        assert!(decode("“Judul”".as_bytes(), "").contains('“'));
        assert!(!decode(b"\x93Judul\x94", "").is_empty());
        let cut = b"<meta content='\xe2\x80'><p>12\xe2\x80\x9313 \xe2\x80\x9cSeptember\xe2\x80\x9d";
        assert!(decode(cut, "text/html").ends_with("12–13 “September”"), "one letter is cut");
    }
}
