//! Bytes of a feed to text, as they arrive.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

/// Decodes a feed: a byte order mark rules, then the HTTP header's charset, then the XML declaration's, then
/// UTF-8. What is no character of it becomes U+FFFD.
pub(super) enum Charset {
    /// The beginning, as long as the declaration is not whole.
    Undeclared {
        http: Option<&'static Encoding>,
        head: Vec<u8>,
    },
    /// A charset is declared, but so far there was only ASCII: servers declare by default what the feed is not,
    /// and a first character that is UTF-8 shows that it is.
    Unproven {
        declared: &'static Encoding,
        held: Vec<u8>,
    },
    Decided(Decoder),
}

impl Charset {
    /// An XML declaration that is not closed by then is none.
    const LONGEST_DECLARATION: usize = 1024;

    pub(super) fn new(content_type: &str) -> Self {
        Self::Undeclared { http: label(content_type, "charset"), head: Vec::new() }
    }

    /// Appends what `bytes` say to `text`.
    pub(super) fn push(&mut self, bytes: &[u8], text: &mut String) {
        match self {
            Self::Decided(decoder) => decode(decoder, bytes, text),
            Self::Undeclared { http, head } => {
                head.extend_from_slice(bytes);
                if let Some(declared) = declared(head) {
                    let declared = http.unwrap_or(declared);
                    let held = std::mem::take(head);
                    let marked = Encoding::for_bom(&held).is_some();
                    *self = if marked || declared == UTF_8 {
                        Self::Decided(declared.new_decoder())
                    } else {
                        Self::Unproven { declared, held: Vec::new() }
                    };
                    self.push(&held, text);
                }
            }
            Self::Unproven { declared, held } => {
                held.extend_from_slice(bytes);
                let ascii = held.iter().position(|b| !b.is_ascii()).unwrap_or(held.len());
                text.push_str(&String::from_utf8_lossy(&held[..ascii]));
                held.drain(..ascii);
                if held.len() >= 4 {
                    let is_utf8 = match str::from_utf8(held) {
                        Ok(_) => true,
                        Err(error) => error.valid_up_to() > 0,
                    };
                    let decoder = if is_utf8 { UTF_8 } else { declared }.new_decoder();
                    let held = std::mem::take(held);
                    *self = Self::Decided(decoder);
                    self.push(&held, text);
                }
            }
        }
    }
}

/// The charset after the XML declaration; `None` as long as that is not whole.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let start = head.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(head.len());
    let rest = &head[start..];
    if !rest.starts_with(b"<?xml") {
        // A mark of two or three bytes is no beginning of `<?xml`, so that it is seen here.
        let may_become_one = b"<?xml".starts_with(rest) && head.len() < Charset::LONGEST_DECLARATION;
        return (!may_become_one).then_some(UTF_8);
    }
    match rest.windows(2).position(|two| two == b"?>") {
        Some(end) => {
            let encoding = label(&String::from_utf8_lossy(&rest[..end]), "encoding");
            // Since the declaration could be read as ASCII, it is not in the two-byte charset that it may name.
            Some(encoding.unwrap_or(UTF_8).output_encoding())
        }
        None if head.len() < Charset::LONGEST_DECLARATION => None,
        None => Some(UTF_8),
    }
}

/// The charset that `text` names as `key=…`.
fn label(text: &str, key: &str) -> Option<&'static Encoding> {
    let at = text.to_ascii_lowercase().find(key)? + key.len();
    let value = text[at..].trim_start().strip_prefix('=')?;
    let value = value.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    let end = value.find(|c: char| c.is_whitespace() || "\"';?".contains(c)).unwrap_or(value.len());
    Encoding::for_label(&value.as_bytes()[..end])
}

fn decode(decoder: &mut Decoder, mut bytes: &[u8], text: &mut String) {
    loop {
        text.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()).max(16));
        let (result, read, _) = decoder.decode_to_string(bytes, text, false);
        bytes = &bytes[read..];
        if result == CoderResult::InputEmpty {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(content_type: &str, bytes: &[u8]) -> String {
        let mut charset = Charset::new(content_type);
        let mut text = String::new();
        for byte in bytes {
            charset.push(&[*byte], &mut text);
        }
        text
    }

    #[test]
    fn the_mark_rules_then_the_header_then_the_declaration() {
        let declared = b"<?xml version='1.0' encoding='windows-1252'?><t>\x93Desa\x94</t>";
        assert!(text("text/xml", declared).ends_with("<t>“Desa”</t>"));
        assert!(text("text/xml; charset=\"ISO-8859-1\"", b"<t>caf\xe9</t>").ends_with("<t>café</t>"));
        assert_eq!(text("text/xml; charset=iso-8859-1", "<t>“é”</t>".as_bytes()), "<t>“é”</t>");
        assert_eq!(text("text/xml; charset=latin1", b"\xef\xbb\xbf<t>\xc3\xa9</t>"), "<t>é</t>");
        assert_eq!(text("", b"\xff\xfe<\0t\0/\0>\0"), "<t/>");
        assert_eq!(text("", "<t>é</t>".as_bytes()), "<t>é</t>");
        assert!(text("", b"<?xml version='1.0' encoding='utf-16'?><t/>").ends_with("<t/>"));
    }

    #[test]
    fn what_is_no_character_costs_only_itself() {
        assert_eq!(text("", b"<t>a\xffb</t>"), "<t>a\u{fffd}b</t>");
    }
}
