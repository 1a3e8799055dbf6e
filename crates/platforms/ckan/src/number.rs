//! Numbers as text, decided column by column: files of one portal write `1.234,5`, `1,234.5` and `1.234` for 1234.

use balai_core::Rupiah;

use crate::cell::Cell;

/// How a column writes its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// With this mark before decimals; the other one parts thousands.
    Decimal(char),
    /// In groups of three, parted by this mark, all over: they are thousands.
    Thousands(char),
    /// One number alone has a mark, before three digits: it may be either.
    Unclear,
}

impl Style {
    /// The style of a column's cells.
    pub(crate) fn of<'a>(cells: impl Iterator<Item = &'a Cell>) -> Self {
        let (mut decimal, mut groups): ([usize; 2], [usize; 2]) = ([0; 2], [0; 2]);
        for text in cells.filter_map(figures) {
            match evidence(&text) {
                Some(Evidence::Decimal(mark)) => decimal[usize::from(mark == ',')] += 1,
                Some(Evidence::Groups(mark)) => groups[usize::from(mark == ',')] += 1,
                Some(Evidence::Thousands(mark)) => {
                    decimal[usize::from(mark == '.')] += 1;
                }
                None => {}
            }
        }
        match (decimal, groups) {
            ([0, 0], [0, 0]) => Self::Decimal('.'),
            ([0, 0], [many, 0]) if many > 1 => Self::Thousands('.'),
            ([0, 0], [0, many]) if many > 1 => Self::Thousands(','),
            ([dot, 0], _) if dot > 0 => Self::Decimal('.'),
            ([0, comma], _) if comma > 0 => Self::Decimal(','),
            _ => Self::Unclear,
        }
    }

    /// A number with decimals; `None` where it is none, or may be two.
    pub(crate) fn decimal(self, cell: &Cell) -> Option<f64> {
        if let Cell::Number(number) = cell {
            return Some(*number);
        }
        let text = figures(cell)?;
        if !text.contains(['.', ',']) {
            return text.parse().ok();
        }
        match self {
            Self::Decimal('.') => text.replace(',', "").parse().ok(),
            Self::Decimal(_) => text.replace('.', "").replace(',', ".").parse().ok(),
            Self::Thousands(mark) => text.replace(mark, "").parse().ok(),
            Self::Unclear => None,
        }
    }

    /// A count: whole, and not below 0. One number in groups of three cannot be a fraction of people.
    pub(crate) fn count(self, cell: &Cell) -> Option<u64> {
        let is_grouped = |text: String| matches!(evidence(&text), Some(Evidence::Groups(_)));
        let number = match self {
            Self::Unclear if figures(cell).is_some_and(is_grouped) => {
                figures(cell)?.replace(['.', ','], "").parse().ok()?
            }
            _ => self.decimal(cell)?,
        };
        (number >= 0.0 && number.fract() == 0.0 && number <= 1e15).then_some(number as u64)
    }

    /// An amount of so many rupiah each.
    pub(crate) fn rupiah(self, cell: &Cell, unit: u32) -> Option<Rupiah> {
        Rupiah::from_f64(self.decimal(cell)? * f64::from(unit))
    }
}

/// What one number tells of its column.
enum Evidence {
    /// The mark stands before decimals.
    Decimal(char),
    /// The mark parts thousands.
    Thousands(char),
    /// The mark stands once, before three digits.
    Groups(char),
}

fn evidence(text: &str) -> Option<Evidence> {
    let last = text.rfind(['.', ','])?;
    let mark = text[last..].chars().next()?;
    let (other, digits) = (if mark == '.' { ',' } else { '.' }, text.trim_start_matches('-'));
    if text.contains(other) {
        return Some(Evidence::Decimal(mark));
    }
    if text.matches(mark).count() > 1 {
        return Some(Evidence::Thousands(mark));
    }
    let (whole, fraction) = digits.split_once(mark)?;
    let is_group = fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    Some(if is_group { Evidence::Groups(mark) } else { Evidence::Decimal(mark) })
}

/// The digits and marks of a number, without `Rp`, `%` and blanks; `None` where there is something else.
fn figures(cell: &Cell) -> Option<String> {
    let Cell::Text(text) = cell else { return None };
    let text = text.trim().trim_end_matches('%');
    let text = text.strip_prefix("Rp").unwrap_or(text).trim_start_matches('.');
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.as_str()),
    };
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    is_number.then(|| format!("{sign}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn column(texts: &[&str]) -> (Style, Vec<Cell>) {
        let cells: Vec<_> = texts.iter().map(|text| Cell::new(text)).collect();
        (Style::of(cells.iter()), cells)
    }

    fn decimals(texts: &[&str]) -> Vec<Option<f64>> {
        let (style, cells) = column(texts);
        cells.iter().map(|cell| style.decimal(cell)).collect()
    }

    #[test]
    fn the_column_tells_what_a_mark_means() {
        assert_eq!(decimals(&["1.234", "2.345", "987"]), [Some(1234.0), Some(2345.0), Some(987.0)]);
        assert_eq!(decimals(&["1.234", "0.987"]), [Some(1.234), Some(0.987)]);
        assert_eq!(decimals(&["1.234,56", "9,5", "-"]), [Some(1234.56), Some(9.5), None]);
        assert_eq!(decimals(&["1,234.56", "1,234"]), [Some(1234.56), Some(1234.0)]);
        assert_eq!(
            decimals(&["Rp 1.829.573.598,64", "Rp. 25.000.000"]),
            [Some(1_829_573_598.64), Some(25_000_000.0)]
        );
        assert_eq!(decimals(&["95,84%", "-12"]), [Some(95.84), Some(-12.0)]);
        assert_eq!(decimals(&["0,7192", "0,7"]), [Some(0.7192), Some(0.7)]);
    }

    #[test]
    fn what_may_be_two_numbers_is_none() {
        assert_eq!(decimals(&["1.234", "7"]), [None, Some(7.0)]);
        assert_eq!(decimals(&["1.5", "1,5"]), [None, None], "one column, two ways");
        let (style, cells) = column(&["1.234", "7"]);
        assert_eq!(style.count(&cells[0]), Some(1234), "no fraction of people");
        let (style, cells) = column(&["12,5", "-3", "tiga", "1.000"]);
        let counts: Vec<_> = cells.iter().map(|cell| style.count(cell)).collect();
        assert_eq!(counts, [None, None, None, Some(1000)]);
    }

    #[test]
    fn amounts_are_exact_to_the_sen() {
        let (style, cells) = column(&["1.829.573.598,64", "25.000.000,00"]);
        assert_eq!(style.rupiah(&cells[0], 1), Some(Rupiah::from_sen(182_957_359_864)));
        assert_eq!(style.rupiah(&Cell::Number(1_829.5), 1000), Rupiah::from_rupiah(1_829_500));
    }

    proptest! {
        #[test]
        fn never_panics(texts in proptest::collection::vec("\\PC*", 0..6)) {
            let cells: Vec<_> = texts.iter().map(|text| Cell::new(text)).collect();
            let style = Style::of(cells.iter());
            for cell in &cells {
                let _ = (style.decimal(cell), style.count(cell), style.rupiah(cell, 1000), cell.year(), cell.code());
            }
        }

        #[test]
        fn what_a_column_writes_reads_back(numbers in proptest::collection::vec(0u32..9_000_000, 2..20), comma: bool) {
            // With decimals everywhere a column is never unclear.
            let write = |number: u32| {
                let text = format!("{}.{:02}", number / 100, number % 100);
                if comma { text.replace('.', ",") } else { text }
            };
            let cells: Vec<_> = numbers.iter().map(|number| Cell::new(&write(*number))).collect();
            let style = Style::of(cells.iter());
            for (cell, number) in cells.iter().zip(numbers) {
                prop_assert_eq!(style.decimal(cell), Some(f64::from(number) / 100.0));
            }
        }
    }
}
