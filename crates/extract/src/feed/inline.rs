//! Pictures that stand in a feed's own text: they are what makes feeds of 90 MB.

/// Drops the payload of `;base64,…` from a stream of text, so that an item with 20 MB of pictures in it costs
/// what its words cost.
#[derive(Default)]
pub(super) struct InlinePayloads {
    state: State,
}

#[derive(Default, Clone, Copy)]
enum State {
    /// So many bytes of [`MARK`] were seen just before.
    #[default]
    Outside,
    Mark(usize),
    Payload,
    /// In a payload, after a backslash: JSON may write `/` as `\/`, but `\"` ends the attribute.
    Backslash,
}

const MARK: &[u8] = b";base64,";

impl InlinePayloads {
    /// Appends to `kept` what of `text` is no payload.
    pub(super) fn push(&mut self, text: &str, kept: &mut String) {
        let bytes = text.as_bytes();
        let mut from = 0; // where what is to be kept begins
        let mut at = 0;
        while at < bytes.len() {
            match self.state {
                State::Outside => match bytes[at..].iter().position(|b| *b == MARK[0]) {
                    Some(i) => {
                        at += i + 1;
                        self.state = State::Mark(1);
                    }
                    None => break,
                },
                State::Mark(seen) if bytes[at].eq_ignore_ascii_case(&MARK[seen]) => {
                    at += 1;
                    self.state = State::Mark(seen + 1);
                    if seen + 1 == MARK.len() {
                        kept.push_str(&text[from..at]);
                        self.state = State::Payload;
                    }
                }
                State::Mark(_) => self.state = State::Outside,
                State::Payload => {
                    at += bytes[at..].iter().position(|b| !is_payload(*b)).unwrap_or(bytes.len() - at);
                    from = at;
                    if let Some(byte) = bytes.get(at) {
                        if *byte == b'\\' {
                            at += 1;
                            from = at;
                            self.state = State::Backslash;
                        } else {
                            self.state = State::Outside;
                        }
                    }
                }
                State::Backslash => {
                    from = at;
                    if bytes[at] == b'/' {
                        at += 1;
                        from = at;
                        self.state = State::Payload;
                    } else {
                        kept.push('\\');
                        self.state = State::Outside;
                    }
                }
            }
        }
        if !matches!(self.state, State::Payload | State::Backslash) {
            kept.push_str(&text[from..]);
        }
    }
}

/// The letters of base64, with the line ends that mail programs put between.
fn is_payload(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'\r' | b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str, piece: usize) -> String {
        let mut payloads = InlinePayloads::default();
        let mut kept = String::new();
        let letters: Vec<char> = text.chars().collect();
        for piece in letters.chunks(piece) {
            payloads.push(&piece.iter().collect::<String>(), &mut kept);
        }
        kept
    }

    #[test]
    fn only_the_payload_goes_wherever_the_text_is_cut() {
        for piece in 1..40 {
            assert_eq!(
                kept(
                    "é <img src=\"data:image/png;BASE64,iVBOR/w0+K\r\nGgo==\" alt=\"a;b\"> ;base6;base64,x y",
                    piece
                ),
                "é <img src=\"data:image/png;BASE64,\" alt=\"a;b\"> ;base6;base64, y"
            );
            assert_eq!(
                kept(r#"<img src=\"data:x;base64,AA\/BB\">"#, piece),
                r#"<img src=\"data:x;base64,\">"#
            );
        }
    }
}
