//! Results on standard output, everything else on standard error.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use crate::outcome::{Failure, Outcome, Result};

/// Standard output, buffered: to be flushed at the end, so that a reader that went away is noticed.
pub(crate) fn stdout() -> BufWriter<io::Stdout> {
    BufWriter::new(io::stdout())
}

/// A file, or standard output where it is named `-` or not at all.
pub(crate) fn to(path: Option<&Path>) -> Result<Box<dyn Write + Send>> {
    match path {
        Some(path) if path != Path::new("-") => {
            let file = File::create(path).map_err(|error| Failure::file(path, "cannot write", &error))?;
            Ok(Box::new(BufWriter::new(file)))
        }
        _ => Ok(Box::new(stdout())),
    }
}

/// As [`to`], at the end of a file that is there.
pub(crate) fn onto(path: &Path) -> Result<Box<dyn Write + Send>> {
    if path == Path::new("-") {
        return to(None);
    }
    let file = OpenOptions::new().create(true).append(true).open(path);
    let file = file.map_err(|error| Failure::file(path, "cannot write", &error))?;
    Ok(Box::new(BufWriter::new(file)))
}

/// A line on standard error. That it cannot be written is no reason to fail, or to panic as `eprintln!` does.
pub(crate) fn tell(line: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// A value as JSON on standard output, for people too: with line breaks.
pub(crate) fn json(value: &impl Serialize) -> Result {
    let mut out = stdout();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// A number as people read it: `12,345`.
pub(crate) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with its noun: `1 village`, `17 villages`.
pub(crate) fn count(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", number(n), if n == 1 { "" } else { "s" })
}

/// A text without line breaks, and without the characters by which a site could write over a terminal.
pub(crate) fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(count(1, "village"), "1 village");
        assert_eq!(count(2_000, "record"), "2,000 records");
    }

    #[test]
    fn a_site_cannot_write_over_the_terminal() {
        assert_eq!(one_line("Berita\u{1b}[2J\r\n baru"), "Berita [2J baru");
    }
}
