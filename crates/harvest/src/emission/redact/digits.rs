//! Which digits of a text are somebody's number.

use std::ops::Range;

use super::label::{Label, label_before};

/// How many digits a NIK and a KK number have.
const IDENTITY: usize = 16;

/// The groups of digits of a folded text.
pub(super) struct Digits<'a> {
    text: &'a str,
    rigour: Rigour,
    groups: Vec<Range<usize>>,
}

/// How sure it must be that digits are somebody's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rigour {
    /// In a text, a number that may be somebody's is hidden.
    Text,
    /// Addresses are full of numbers that are nobody's: one must be built like a person's.
    Address,
}

/// Groups of digits that are one number.
struct Number {
    /// Where it stands in the text.
    range: Range<usize>,
    /// The first group behind it.
    next: usize,
}

impl<'a> Digits<'a> {
    pub(super) fn of(text: &'a str, rigour: Rigour) -> Self {
        let mut groups: Vec<Range<usize>> = Vec::new();
        for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
            match groups.last_mut() {
                Some(group) if group.end == at => group.end += 1,
                _ => groups.push(at..at + 1),
            }
        }
        Self { text, rigour, groups }
    }

    /// Where identity numbers and, with `mobile`, mobile phone numbers stand, in their order.
    pub(super) fn numbers(&self, mobile: bool) -> impl Iterator<Item = Range<usize>> {
        let (mut i, mut behind_number) = (0, false);
        std::iter::from_fn(move || {
            while i < self.groups.len() {
                let number = self.identity(i).or_else(|| self.mobile(i, behind_number).filter(|_| mobile));
                behind_number = number.is_some();
                match number {
                    Some(number) => {
                        i = number.next;
                        return Some(number.range);
                    }
                    None => i += 1,
                }
            }
            None
        })
    }

    fn group(&self, i: usize) -> &'a str {
        &self.text[self.groups[i].clone()]
    }

    /// What stands between group `i` and the next; empty where there is no next.
    fn gap(&self, i: usize) -> &'a str {
        self.groups.get(i + 1).map_or("", |next| &self.text[self.groups[i].end..next.start])
    }

    fn label(&self, i: usize) -> Option<Label> {
        label_before(&self.text[..self.groups[i].start])
    }

    fn number(&self, first: usize, last: usize) -> Number {
        Number { range: self.groups[first].start..self.groups[last].end, next: last + 1 }
    }

    /// Whether group `i` goes on a number that is grouped by dots or has decimals, such as an amount.
    fn goes_on(&self, i: usize) -> bool {
        i > 0 && matches!(self.gap(i - 1), "." | ",")
    }

    /// The identity number that begins with group `i`.
    ///
    /// In one run any sixteen digits of a text count, but for decimals. In groups, and in addresses, they must be built as an identity number,
    /// or be called one, since tables and lists are full of small numbers.
    fn identity(&self, i: usize) -> Option<Number> {
        if self.groups[i].len() == IDENTITY {
            // The decimals of a coordinate may be as many.
            let any = self.rigour == Rigour::Text && !self.goes_on(i);
            return (any || is_identity(self.group(i))).then(|| self.number(i, i));
        }
        if self.groups[i].len() > IDENTITY {
            return None;
        }
        let mut digits = String::new();
        let mut last = i;
        loop {
            digits.push_str(self.group(last));
            if digits.len() >= IDENTITY {
                break;
            }
            let gap = self.gap(last);
            let within = !gap.is_empty()
                && gap.len() <= 3
                && gap.bytes().all(|byte| matches!(byte, b' ' | b'.' | b'-' | b'/' | b'_' | b'|'));
            if !within {
                return None;
            }
            last += 1;
        }
        if digits.len() > IDENTITY {
            return None;
        }
        if self.rigour == Rigour::Text && self.label(i) == Some(Label::Identity) {
            return Some(self.number(i, last));
        }
        (is_identity(&digits) && self.is_grouped_as_one(i, last)).then(|| self.number(i, last))
    }

    /// Whether groups look like those of one number, and not like several that stand side by side.
    fn is_grouped_as_one(&self, first: usize, last: usize) -> bool {
        const MOST_GROUPS: usize = 7;
        let lengths = || (first..=last).map(|i| self.groups[i].len());
        let separator = self.gap(first);
        let is_uniform = (first..last).all(|i| self.gap(i) == separator);
        if lengths().all(|length| length == 1) {
            // A digit a box, as on forms.
            return is_uniform;
        }
        // A blank may part it from another number; a dot or a dash goes on with it.
        let ends = separator == " " || self.gap(last) != separator;
        let is_uniform = is_uniform && ends && !self.goes_on(first);
        // The serial number's four digits stand at the end, and none alone.
        last - first < MOST_GROUPS
            && lengths().all(|length| length >= 2)
            && self.groups[last].len() >= 4
            && (is_uniform || self.groups[first].len() >= 4)
    }

    /// The mobile phone number that begins with group `i`, `behind_number` where one ends right before it.
    fn mobile(&self, i: usize, behind_number: bool) -> Option<Number> {
        /// Digits of a number with its leading 0.
        const SHORTEST: usize = 10;
        const LONGEST: usize = 13;
        let begun = self.begin_mobile(i)?;
        let label = self.label(i);
        if label == Some(Label::Other) && !begun.plus {
            return None;
        }
        let is_called_so = label == Some(Label::Phone);
        if !behind_number && !begun.plus && self.is_decimal(i) {
            return None;
        }
        let (mut digits, mut last) = (begun.digits, begun.last);
        while let gap = self.gap(last)
            && is_between(gap)
        {
            let next = self.groups[last + 1].len();
            let goes_on = next >= 2 && last > i && gap == self.gap(last - 1);
            if digits + next > LONGEST || (digits >= SHORTEST && !goes_on) {
                break;
            }
            digits += next;
            last += 1;
        }
        let whole = (SHORTEST..=LONGEST).contains(&digits)
            && (is_called_so || begun.plus || self.is_no_code(i, last))
            && (begun.has_prefix || self.is_without_prefix(i, last, digits, is_called_so));
        let whole = whole && (self.rigour == Rigour::Text || (begun.has_prefix && !self.is_of_hash(i, last)));
        let mut number = self.number(i, last);
        number.range.start -= usize::from(begun.plus);
        whole.then_some(number)
    }

    /// How a mobile number begins at group `i`, if it may.
    fn begin_mobile(&self, i: usize) -> Option<Begun> {
        let group = self.group(i);
        let plus = self.text[..self.groups[i].start].ends_with('+');
        let begun = |digits, last, has_prefix| Some(Begun { digits, last, has_prefix, plus });
        if group.len() >= 3 && is_mobile_prefix(group.strip_prefix('0')) {
            begun(group.len(), i, true)
        } else if (plus || group.len() >= 5) && is_mobile_prefix(group.strip_prefix("62")) {
            // An amount of billions may begin with 628; it is grouped by dots.
            (plus || self.gap(i) != ".").then(|| begun(group.len() - 1, i, true)).flatten()
        } else if group == "62" && is_between(self.gap(i)) {
            // +62 (0) 812
            let zero = self.group(i + 1) == "0" && is_between(self.gap(i + 1));
            let next = i + 1 + usize::from(zero);
            let rest = self.group(next);
            let rest = if zero { rest } else { rest.strip_prefix('0').unwrap_or(rest) };
            (rest.len() >= 3 && is_mobile_prefix(Some(rest)))
                .then(|| begun(rest.len() + 1, next, true))
                .flatten()
        } else if group.len() >= 3 && is_mobile_prefix(Some(group)) {
            begun(group.len() + 1, i, false)
        } else {
            None
        }
    }

    /// Whether group `i` is the decimals of a number, or a part of an amount.
    fn is_decimal(&self, i: usize) -> bool {
        if !self.goes_on(i) {
            return false;
        }
        let before = &self.groups[i - 1];
        let is_negative = self.text[..before.start].ends_with('-');
        let is_amount = self.groups[i].len() == 3;
        // 109.0812345678 is a longitude, and 1.0812345678 a line of a list.
        let is_longitude = before.len() >= 3 && self.gap(i - 1) == ".";
        is_negative || is_amount || is_longitude
    }

    /// Whether groups are none of the numbers that look like a phone's and are none: a code with its year
    /// (0852-2021-0012), one of many short parts (0811.01.02.03), times of day (0815 1200 1300), a date
    /// (08122021-1).
    fn is_no_code(&self, first: usize, last: usize) -> bool {
        let groups: Vec<_> = (first..=last).map(|i| self.group(i)).collect();
        let is_year = |group: &str| group.len() == 4 && ("2000".."2040").contains(&group);
        let has_year = groups.len() >= 3
            && groups[1..groups.len() - 1].iter().any(|group| is_year(group))
            && groups[groups.len() - 1].starts_with('0');
        let has_parts = groups.len() >= 3
            && self.gap(first) == "."
            && groups[1..groups.len() - 1].iter().any(|group| group.len() < 3);
        let is_time = |group: &&str| {
            let part = |range: Range<usize>| group.get(range).and_then(|part| part.parse::<u8>().ok());
            group.len() == 4
                && part(0..2).is_some_and(|hour| hour < 24)
                && part(2..4).is_some_and(|minute| minute < 60 && minute % 5 == 0)
        };
        let are_times = groups.len() >= 3 && groups.iter().all(is_time);
        let is_date = groups[0].len() == 8 && is_year(&groups[0][4..]);
        !(has_year || has_parts || are_times || is_date)
    }

    /// Whether groups stand within a hexadecimal name, as pictures have.
    fn is_of_hash(&self, first: usize, last: usize) -> bool {
        let before = self.text[..self.groups[first].start].bytes().next_back();
        let behind = self.text[self.groups[last].end..].bytes().next();
        let is_hexadecimal = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_hexdigit());
        is_hexadecimal(before) && is_hexadecimal(behind)
    }

    /// Whether groups are a mobile number whose 0 was left out, as spreadsheets do; digits counted as with it.
    fn is_without_prefix(&self, first: usize, last: usize, digits: usize, is_called_so: bool) -> bool {
        if first == last {
            let text = self.text;
            let before = text[..self.groups[first].start].chars().next_back();
            let behind = text[self.groups[first].end..].chars().next();
            if [before, behind].into_iter().flatten().any(char::is_alphanumeric) {
                return false;
            }
            // An amount has as many digits at most by the tens of billions.
            return digits >= if is_called_so { 10 } else { 12 } && !self.goes_on(first);
        }
        let separator = self.gap(first);
        (separator == "-" || (is_called_so && separator != "."))
            && self.groups[first].len() == 3
            && (first..last).all(|i| self.gap(i) == separator)
            && (first + 1..=last).all(|i| (3..=5).contains(&self.groups[i].len()))
            && digits >= 11
    }
}

/// The beginning of what may be a mobile number.
struct Begun {
    /// Digits so far, as with a leading 0.
    digits: usize,
    last: usize,
    /// Whether it begins with 0 or 62.
    has_prefix: bool,
    plus: bool,
}

/// Whether sixteen digits are built as a NIK or a KK number: the code of the sub-district, a day (for women with
/// 40 added), a month, a year and a serial number.
fn is_identity(digits: &str) -> bool {
    let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| pair.parse::<u8>().ok()).unwrap_or(0);
    matches!(pair(0), 11..=21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81 | 82 | 91..=97)
        && matches!(pair(6), 1..=31 | 41..=71)
        && matches!(pair(8), 1..=12)
}

/// Whether a number begins as Indonesian mobile ones do, after the 0 or 62.
fn is_mobile_prefix(rest: Option<&str>) -> bool {
    // 80, 84 and 86 are services, not people.
    let Some([b'8', second, ..]) = rest.map(str::as_bytes) else { return false };
    matches!(second, b'1' | b'2' | b'3' | b'5' | b'7' | b'8' | b'9')
}

/// Whether a text can stand between the groups of a phone number.
fn is_between(gap: &str) -> bool {
    !gap.is_empty()
        && gap.len() <= 3
        && gap.bytes().all(|byte| matches!(byte, b' ' | b'.' | b'-' | b'(' | b')' | b'/' | b'_'))
}
