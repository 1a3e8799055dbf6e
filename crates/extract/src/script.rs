//! Data that pages carry inside their scripts.

use balai_core::{Error, Result};
use serde::de::DeserializeOwned;

/// The JSON value that follows `marker` in a script: `var rawData = {…}`, `Object.values({…})`.
///
/// Only the text between the marker and the value's own end is looked at; between the two may stand white space,
/// `=`, `:` or `(`. `None` where the marker is not there or no value follows it.
///
/// # Errors
///
/// Malformed, where the value is not of the shape that is asked for.
///
/// ```
/// let page = "<script>var rawData = Object.values({\"1\": {\"nama\": \"ISLAM\"}});</script>";
/// let rows: Option<serde_json::Value> = balai_extract::script::json(page, "Object.values")?;
/// assert_eq!(rows.unwrap()["1"]["nama"], "ISLAM");
/// # Ok::<(), balai_core::Error>(())
/// ```
pub fn json<T: DeserializeOwned>(script: &str, marker: &str) -> Result<Option<T>> {
    let Some(at) = script.find(marker) else { return Ok(None) };
    let rest = script[at + marker.len()..]
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | ':' | '('));
    if !rest.starts_with(['{', '[']) {
        return Ok(None);
    }
    read(rest, marker).map(Some)
}

/// Reads the JSON value that a text begins with, whatever follows it.
///
/// # Errors
///
/// Malformed, where it does not begin with one of the shape that is asked for.
pub fn read<T: DeserializeOwned>(text: &str, what: &str) -> Result<T> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter();
    match values.next() {
        Some(value) => value.map_err(|error| {
            Error::malformed(format!(
                "the data of `{what}` in the page's script: {}",
                Error::from(error).message()
            ))
        }),
        None => Err(Error::malformed(format!("no data follows `{what}` in the page's script"))),
    }
}

/// The text of the JavaScript string literal that a text begins with, its escapes undone, and what follows it.
///
/// ```
/// let (json, rest) = balai_extract::script::string(r#"'[{"nama":"Dusun \'A\'"}]', 1)"#).unwrap();
/// assert_eq!(json, r#"[{"nama":"Dusun 'A'"}]"#);
/// assert_eq!(rest, ", 1)");
/// ```
pub fn string(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))?;
    let mut plain = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            letter if letter == quote => return Some((plain, &text[at + 1..])),
            '\\' => match letters.next()?.1 {
                'n' => plain.push('\n'),
                'r' => plain.push('\r'),
                't' => plain.push('\t'),
                'b' => plain.push('\u{8}'),
                'f' => plain.push('\u{c}'),
                '0' => plain.push('\0'),
                '\n' => {}
                'u' => {
                    let code: String = letters.by_ref().take(4).map(|(_, c)| c).collect();
                    let code = u32::from_str_radix(&code, 16).ok()?;
                    plain.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                }
                other => plain.push(other),
            },
            letter => plain.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn finds_the_value_and_its_own_end() {
        let script = r#"let x = 1; var polygon = [[[-7.2, 109.7], [-7.3, 109.8]]]; var y = "}";"#;
        let polygon: Value = json(script, "var polygon").expect("JSON").expect("a value");
        assert_eq!(polygon[0][1][1], 109.8);
        assert!(json::<Value>(script, "var none").expect("no error").is_none());
        assert!(json::<Value>(script, "let x").expect("no error").is_none());
        assert!(json::<Value>("a = {\"b\": }", "a").is_err());
    }

    #[test]
    fn undoes_escapes() {
        let (text, rest) = string(r#"'{\"a\":\"b\\n\\u00e9\"}';"#).expect("a string");
        assert_eq!(text, r#"{"a":"b\n\u00e9"}"#);
        assert_eq!(rest, ";");
        assert_eq!(string("'unclosed"), None);
        assert_eq!(string("x"), None);
    }
}
