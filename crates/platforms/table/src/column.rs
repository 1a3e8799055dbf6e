//! What a column of a sheet is headed, and what is written in it.

/// A column of a kind's sheet (*kolom*).
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Column {
    /// What it is called in JSON; a sheet may head the column so.
    pub name: &'static str,
    /// What a template heads it with, in Indonesian.
    pub heading: &'static str,
    /// Whether every record needs it.
    pub is_required: bool,
    /// What to write, in Indonesian.
    pub explanation: &'static str,
    /// Such as this.
    pub example: &'static str,
    /// Other headings that mean the same, as they are compared: small letters, no signs.
    pub(crate) also: &'static [&'static str],
    /// What is written in its cells.
    pub(crate) sort: Sort,
    /// Whether an empty cell means what stands above it.
    pub(crate) as_above: bool,
}

/// A word that clerks write, and what it is in JSON.
pub(crate) type Choice = (&'static str, &'static str);

/// What is written in a column's cells.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sort {
    Text,
    /// Several lines of text.
    Prose,
    /// Several texts.
    List,
    /// A text of numbers and points, which programs like to take for a date.
    Code,
    /// A whole number.
    Count,
    /// A number with decimals, in which a single mark may be one of thousands.
    Decimal,
    /// A number with decimals and without thousands: degrees, scores.
    Fraction,
    Rupiah,
    Year,
    Date,
    Time,
    /// An address on the web.
    Address,
    /// Several of them.
    Addresses,
    /// One of these.
    Choice(&'static [Choice]),
    /// One of these, or another word.
    Suggested(&'static [Choice]),
    /// A shape as GeoJSON.
    Shape,
}

/// Yes and no.
pub(crate) const YES_NO: &[Choice] = &[("ya", "true"), ("tidak", "false")];

impl Column {
    pub(crate) const fn new(name: &'static str, heading: &'static str, sort: Sort) -> Self {
        Self {
            name,
            heading,
            is_required: false,
            explanation: "",
            example: "",
            also: &[],
            sort,
            as_above: false,
        }
    }

    /// Every record needs it.
    pub(crate) const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// An empty cell means what stands above it.
    pub(crate) const fn as_above(mut self) -> Self {
        self.as_above = true;
        self
    }

    /// Other headings that mean the same.
    pub(crate) const fn also(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    /// What to write, in Indonesian, and an example of it.
    pub(crate) const fn such_as(mut self, explanation: &'static str, example: &'static str) -> Self {
        self.explanation = explanation;
        self.example = example;
        self
    }
}

impl Sort {
    /// The words that may be chosen.
    pub(crate) const fn choices(self) -> &'static [Choice] {
        match self {
            Self::Choice(choices) | Self::Suggested(choices) => choices,
            _ => &[],
        }
    }

    /// What a cell is that is right, and what to write in one that is wrong.
    pub(crate) fn due(self) -> (&'static str, String) {
        let (what, write) = match self {
            Self::Text | Self::Prose | Self::List => ("text", "words"),
            Self::Code => ("code", "it again, such as 4.2.1, once the column's format is Text"),
            Self::Count => ("whole number", "digits alone, such as 1250"),
            Self::Decimal => ("number", "digits, with a comma before decimals, such as 412,5"),
            Self::Fraction => ("number", "digits, with a comma or a point before decimals, such as 0,7648"),
            Self::Rupiah => ("amount of money", "a number such as 1250000 or Rp 1.250.000"),
            Self::Year => ("year", "four digits, such as 2026"),
            Self::Date => ("date", "day, month and year, such as 20/01/2026 or 20 Januari 2026"),
            Self::Time => ("time of day", "hours and minutes, such as 09:30"),
            Self::Address => ("address on the web", "the whole address, beginning with https://"),
            Self::Addresses => ("address on the web", "whole addresses, beginning with https://, one a line"),
            Self::Choice(choices) => {
                let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
                return ("word of the list", words.join(", or "));
            }
            Self::Suggested(_) => ("word", "a word of the list, or another"),
            Self::Shape => {
                ("GeoJSON geometry", "such as {\"type\":\"Point\",\"coordinates\":[109.79,-7.27]}")
            }
        };
        (what, write.to_owned())
    }
}
