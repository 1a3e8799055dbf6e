//! What stands in a table.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Cell {
    /// As written.
    Text(String),
    /// A number that was one: how it is written is no question.
    Number(f64),
    #[default]
    Empty,
}

impl Cell {
    pub(crate) fn new(text: &str) -> Self {
        match text.trim() {
            "" => Self::Empty,
            text => Self::Text(text.to_owned()),
        }
    }

    /// As text; a whole number without decimals.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Empty => String::new(),
        }
    }

    /// Whether nobody wrote anything in it: blank, a dash, `NA`.
    pub(crate) fn is_missing(&self) -> bool {
        const MARKS: [&str; 10] = ["-", "--", "–", "na", "n/a", "n.a", "n.a.", "…", "...", "null"];
        match self {
            Self::Empty => true,
            Self::Number(_) => false,
            Self::Text(text) => MARKS.contains(&text.to_lowercase().as_str()),
        }
    }

    /// The year that it names: the first four digits that can be one.
    pub(crate) fn year(&self) -> Option<u16> {
        let text = self.text();
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        numbers.filter_map(|digits| digits.parse().ok()).find(|year| (1990..=2100).contains(year))
    }

    /// The ten digits of a village's code, whatever a spreadsheet made of it.
    pub(crate) fn code(&self) -> Option<String> {
        let text = self.text();
        let text = text.strip_suffix(".0").unwrap_or(&text);
        let digits: String = text.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
        (digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
    }

    /// Whether it holds a number as long as those of people are, 16 digits, parted or not.
    pub(crate) fn is_personal(&self) -> bool {
        const LONG: usize = 16;
        match self {
            Self::Empty => false,
            Self::Number(number) => number.fract() == 0.0 && *number >= 1e15,
            Self::Text(text) => {
                let in_one = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= LONG);
                let is_parted = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-'))
                    && text.chars().filter(char::is_ascii_digit).count() == LONG
                    && !text.starts_with('-');
                // A coordinate may have as many digits behind its point.
                (in_one || is_parted) && !text.parse::<f64>().is_ok_and(|number| number.abs() < 1e3)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Value::deserialize(deserializer)? {
            Value::String(text) => Self::new(&text),
            Value::Number(number) => number.as_f64().map_or(Self::Empty, Self::Number),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => Self::Empty,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_survive_spreadsheets() {
        for text in ["3304152008", "33.04.15.2008", "3304152008.0", "33 04 15 2008"] {
            assert_eq!(Cell::new(text).code().as_deref(), Some("3304152008"), "{text}");
        }
        assert_eq!(Cell::Number(3_304_152_008.0).code().as_deref(), Some("3304152008"));
        for text in ["3.30415E+09", "330415", "-", "33041520081"] {
            assert_eq!(Cell::new(text).code(), None, "{text}");
        }
    }

    #[test]
    fn years_among_words() {
        assert_eq!(Cell::new("Tahun 2023*").year(), Some(2023));
        assert_eq!(Cell::new("2022/2023").year(), Some(2022));
        assert_eq!(Cell::Number(2024.0).year(), Some(2024));
        assert_eq!(Cell::new("20230").year(), None);
    }

    #[test]
    fn numbers_of_people_are_seen() {
        assert!(Cell::new("3304159999000000").is_personal());
        assert!(Cell::new("3304 1599 9900 0000").is_personal());
        assert!(Cell::Number(3_304_159_999_000_000.0).is_personal());
        assert!(Cell::new("33.04.15.410190.0001").is_personal());
        assert!(Cell::new("NIK 3304159999000000 a.n.").is_personal());
        for text in ["1.829.573.598,64", "109.7903456789012345", "-7.270712345678901", "2024-05-06 02:10"] {
            assert!(!Cell::new(text).is_personal(), "{text}");
        }
    }
}
