//! How OpenSID writes dates, numbers and amounts.

use jiff::civil::DateTime;
use serde_json::{Value, json};

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// `04 Desember 2023`.
pub(crate) fn day(at: DateTime) -> String {
    let month = MONTHS[usize::try_from(at.month() - 1).unwrap_or(0) % 12];
    format!("{:02} {month} {}", at.day(), at.year())
}

/// `04 Desember 2023 08:15:00`.
pub(crate) fn moment(at: DateTime) -> String {
    format!("{} {}", day(at), at.strftime("%H:%M:%S"))
}

/// `2023-12-04 08:15:00`.
pub(crate) fn plain(at: DateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// `2023-12-04T01:15:00.000000Z`: seven hours back, since the village's clock shows WIB.
pub(crate) fn instant(at: DateTime) -> String {
    at.saturating_sub(jiff::Span::new().hours(7)).strftime("%Y-%m-%dT%H:%M:%S.000000Z").to_string()
}

/// `1.501`, or `310,000,000` with a comma.
pub(crate) fn grouped(number: i64, separator: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// An amount in sen as `1.829.573.598,64`.
pub(crate) fn amount(sen: i64) -> String {
    let sign = if sen < 0 { "-" } else { "" };
    let sen = i64::try_from(sen.unsigned_abs()).unwrap_or(i64::MAX);
    format!("{sign}{},{:02}", grouped(sen / 100, '.'), sen % 100)
}

/// A share of a hundred with two decimals and a comma: `95,84`.
pub(crate) fn share(part: i64, whole: i64) -> String {
    if whole == 0 {
        return "0,00".into();
    }
    format!("{:.2}", part as f64 * 100.0 / whole as f64).replace('.', ",")
}

/// `text` without the zeros that ten-thousandths or hundredths end with: `0.7648`, `20`, `33.1`.
pub(crate) fn score(value: i64, unit: i64) -> Value {
    json!(value as f64 / unit as f64)
}

/// A JSON document as a JavaScript literal in single quotes, as PHP's `addslashes` leaves it.
pub(crate) fn quoted(value: &Value) -> String {
    let escaped: String = value
        .to_string()
        .replace('/', "\\/")
        .chars()
        .flat_map(|c| match c {
            '\\' | '\'' | '"' => vec!['\\', c],
            _ => vec![c],
        })
        .collect();
    format!("'{escaped}'")
}

/// Text as XML shows it.
pub(crate) fn xml(text: &str) -> String {
    crate::html(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_indonesians_do() {
        assert_eq!(amount(182_957_359_864), "1.829.573.598,64");
        assert_eq!(amount(-2_478_990_136), "-24.789.901,36");
        assert_eq!(grouped(310_000_000, ','), "310,000,000");
        assert_eq!(share(599, 625), "95,84");
    }

    #[test]
    fn a_quoted_literal_reads_back() {
        let value = json!({ "nama": "Kebun \"Blok\" O'A", "path": "[[-7.2,109.8]]", "url": "http://a/b" });
        let literal = quoted(&value);
        let inner = &literal[1..literal.len() - 1];
        // What a JavaScript engine does with the literal: each backslash keeps the character behind it.
        let mut plain = String::new();
        let mut characters = inner.chars();
        while let Some(c) = characters.next() {
            plain.push(if c == '\\' { characters.next().unwrap_or('\\') } else { c });
        }
        assert_eq!(serde_json::from_str::<Value>(&plain).expect("JSON"), value);
    }
}
