//! Personal data in plain text and in addresses.

use std::ops::Range;

use url::Url;

const NUMBER: &str = "[nomor disembunyikan]";
const MAIL: &str = "[surel disembunyikan]";

/// What is hidden in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hide {
    /// Identity numbers, mobile phone numbers, e-mail addresses.
    All,
    /// Identity numbers only: where an office tells how to reach it.
    Identity,
}

/// Personal data found in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) range: Range<usize>,
    /// What to write in its place.
    pub(super) mark: &'static str,
}

/// The text with its personal data hidden.
pub(super) fn redacted(text: &str, hide: Hide) -> String {
    let mut redacted = String::with_capacity(text.len());
    let mut end = 0;
    for hit in find(text, hide) {
        redacted.push_str(&text[end..hit.range.start]);
        redacted.push_str(hit.mark);
        end = hit.range.end;
    }
    redacted.push_str(&text[end..]);
    redacted
}

/// The personal data of a text, in its order, none overlapping another.
pub(super) fn find(text: &str, hide: Hide) -> Vec<Hit> {
    let all = hide == Hide::All;
    let mut hits = if all { mails(text) } else { Vec::new() };
    let digits = Digits::of(text);
    let mut i = 0;
    while i < digits.groups.len() {
        match digits.identity(i).or_else(|| digits.mobile(i).filter(|_| all)) {
            Some((start, last)) => {
                hits.push(Hit { range: start..digits.groups[last].end, mark: NUMBER });
                i = last + 1;
            }
            None => i += 1,
        }
    }
    hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
    let mut end = 0;
    hits.retain(|hit| {
        let apart = hit.range.start >= end;
        end = end.max(hit.range.end);
        apart
    });
    hits
}

/// Whether an address leads to a person's phone or mail, or has a sixteen-digit number in it.
pub(super) fn is_private_address(address: &str) -> bool {
    if Digits::of(address).groups.iter().any(|group| group.len() == IDENTITY) {
        return true;
    }
    let Ok(url) = Url::parse(address) else { return false };
    match url.scheme() {
        "tel" | "mailto" | "sms" | "whatsapp" => return true,
        _ => {}
    }
    match url.host_str().unwrap_or_default().trim_start_matches("www.") {
        "wa.me" => true,
        // Without a number it is a button to share the page.
        "api.whatsapp.com" | "web.whatsapp.com" => url.query_pairs().any(|(name, _)| name == "phone"),
        _ => false,
    }
}

/// Whether an address has an identity number in it: of the many sixteen-digit numbers in addresses, one that is
/// built like it.
pub(super) fn tells_identity(address: &str) -> bool {
    let digits = Digits::of(address);
    digits.groups.iter().any(|group| group.len() == IDENTITY && is_identity(&address[group.clone()]))
}

/// How many digits a NIK and a KK number have.
const IDENTITY: usize = 16;

/// Whether sixteen digits are built as a NIK or a KK number: the code of the sub-district, a day (for women with
/// 40 added), a month, a year and a serial number.
fn is_identity(digits: &str) -> bool {
    let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| pair.parse::<u8>().ok()).unwrap_or(0);
    matches!(pair(0), 11..=21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81 | 82 | 91..=97)
        && matches!(pair(6), 1..=31 | 41..=71)
        && matches!(pair(8), 1..=12)
}

/// The groups of digits of a text.
struct Digits<'a> {
    text: &'a str,
    groups: Vec<Range<usize>>,
}

impl<'a> Digits<'a> {
    fn of(text: &'a str) -> Self {
        let mut groups: Vec<Range<usize>> = Vec::new();
        for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
            match groups.last_mut() {
                Some(group) if group.end == at => group.end += 1,
                _ => groups.push(at..at + 1),
            }
        }
        Self { text, groups }
    }

    fn group(&self, i: usize) -> &'a str {
        &self.text[self.groups[i].clone()]
    }

    /// What stands between group `i` and the next; empty where there is no next.
    fn gap(&self, i: usize) -> &'a str {
        self.groups.get(i + 1).map_or("", |next| &self.text[self.groups[i].end..next.start])
    }

    /// Whether group `i` goes on a number that is grouped by dots or has decimals, such as an amount.
    fn goes_on(&self, i: usize) -> bool {
        i > 0 && matches!(self.gap(i - 1), "." | ",")
    }

    /// Where an identity number that begins with group `i` begins, and its last group.
    ///
    /// In one run any sixteen digits count, but for decimals. In groups they must be built as an identity number, with the same
    /// separator throughout and at least the serial number's four digits at the end, since tables and lists are
    /// full of small numbers.
    fn identity(&self, i: usize) -> Option<(usize, usize)> {
        const MOST_GROUPS: usize = 7;
        let start = self.groups[i].start;
        if self.groups[i].len() == IDENTITY {
            // The decimals of a coordinate may be as many.
            return (!self.goes_on(i) || is_identity(self.group(i))).then_some((start, i));
        }
        let separator = self.gap(i);
        if !matches!(separator, " " | "\u{a0}" | "." | "-" | "–") || self.goes_on(i) {
            return None;
        }
        let mut digits = String::new();
        for last in i..self.groups.len().min(i + MOST_GROUPS) {
            let group = self.group(last);
            if group.len() < 2 || (last > i && self.gap(last - 1) != separator) {
                return None;
            }
            digits.push_str(group);
            if digits.len() >= IDENTITY {
                // A blank may part it from another number; a dot or a dash goes on with it.
                let ends = matches!(separator, " " | "\u{a0}") || self.gap(last) != separator;
                let whole = digits.len() == IDENTITY && group.len() >= 4 && ends && is_identity(&digits);
                return whole.then_some((start, last));
            }
        }
        None
    }

    /// Where a mobile phone number that begins with group `i` begins, and its last group.
    fn mobile(&self, i: usize) -> Option<(usize, usize)> {
        /// Digits of a number with its leading 0.
        const SHORTEST: usize = 10;
        const LONGEST: usize = 13;
        let group = self.group(i);
        let mut start = self.groups[i].start;
        let plus = self.text[..start].ends_with('+');
        if self.goes_on(i) {
            return None;
        }
        // Digits so far, as with a leading 0.
        let (mut digits, mut last) = if group.len() >= 3 && is_mobile_prefix(group.strip_prefix('0')) {
            (group.len(), i)
        } else if is_mobile_prefix(group.strip_prefix("62")) {
            (group.len() - 1, i)
        } else if group == "62" && is_between(self.gap(i)) && is_mobile_prefix(Some(self.group(i + 1))) {
            (self.group(i + 1).len() + 1, i + 1)
        } else {
            return None;
        };
        // An amount of billions may begin with 628; it is grouped by dots.
        if group.starts_with("62") && !plus && self.gap(i) == "." {
            return None;
        }
        while let gap = self.gap(last)
            && is_between(gap)
        {
            let next = self.group(last + 1).len();
            let goes_on = next >= 2 && last > i && gap == self.gap(last - 1);
            if digits + next > LONGEST || (digits >= SHORTEST && !goes_on) {
                break;
            }
            digits += next;
            last += 1;
        }
        if plus {
            start -= 1;
        }
        (SHORTEST..=LONGEST).contains(&digits).then_some((start, last))
    }
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
        && gap.chars().count() <= 3
        && gap.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '.' | '-' | '–' | '‑' | '(' | ')'))
}

/// The e-mail addresses of a text.
fn mails(text: &str) -> Vec<Hit> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let hit = |(at, _)| {
        let (before, after): (&str, &str) = (&text[..at], &text[at + 1..]);
        let name = before.len() - before.trim_end_matches(is_name).len();
        let host = &after[..after.len() - after.trim_start_matches(is_host).len()];
        let host = host.trim_end_matches(['.', '-']);
        let (domain, top) = host.rsplit_once('.')?;
        let whole =
            name > 0 && !domain.is_empty() && top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic());
        whole.then(|| Hit { range: at - name..at + 1 + host.len(), mark: MAIL })
    };
    text.match_indices('@').filter_map(hit).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hides_what_is_personal() {
        for (text, expected) in [
            ("NIK 3304151005900001.", "NIK [nomor disembunyikan]."),
            ("2.3304155005900001", "2.[nomor disembunyikan]"),
            ("NIK:3304155005900001", "NIK:[nomor disembunyikan]"),
            ("no KK 3304 1510 0590 0001 a.n.", "no KK [nomor disembunyikan] a.n."),
            ("330415 100590 0001", "[nomor disembunyikan]"),
            ("33.04.15.100590.0001", "[nomor disembunyikan]"),
            ("33-04-15-100590-0001", "[nomor disembunyikan]"),
            ("NIK 3304 1510 0590 0001 2 orang", "NIK [nomor disembunyikan] 2 orang"),
            ("HP 081234567890", "HP [nomor disembunyikan]"),
            ("WA:0812-3456-7890 (Budi)", "WA:[nomor disembunyikan] (Budi)"),
            ("0812 3456 789", "[nomor disembunyikan]"),
            ("(0812) 3456 7890", "([nomor disembunyikan]"),
            ("0857.1234.5678,", "[nomor disembunyikan],"),
            ("+62 812-3456-7890", "[nomor disembunyikan]"),
            ("+6281234567890/6281234567891", "[nomor disembunyikan]/[nomor disembunyikan]"),
            ("0812 345 678 90", "[nomor disembunyikan]"),
            ("081234567890 5 orang", "[nomor disembunyikan] 5 orang"),
            ("https://wa.me/6281234567890", "https://wa.me/[nomor disembunyikan]"),
            ("budi.s+x@mail.example.co.id.", "[surel disembunyikan]."),
            ("081234567890@mail.example", "[surel disembunyikan]"),
        ] {
            assert_eq!(redacted(text, Hide::All), expected);
        }
    }

    #[test]
    fn leaves_what_is_not() {
        for text in [
            "Rp1.829.573.598,64",
            "Rp. 628.123.456.789 dan Rp 62.812.345.678",
            "Rp 1.000.000.000.000.000",
            "telp. (0286) 591234, 0286-591234567",
            "pukul 08.00 - 12.00 WIB, 08:30",
            "08-12-2021 10:30, 08 12 2021 10 30 45",
            "12-05-2026 01-12-2026",
            "2019 2020 2021 2022 2023",
            "ISBN 978-602-8123-45-6, 9786028123456",
            "5.2.1.01.02.0001.0002.0003",
            "140/081/Ds.2008/2021",
            "NIP 197001011995031001",
            "call center 0800 1234 5678, 112",
            "33.04.15.2008",
            "12 34 56 01 12 10 11 14",
            "@desa.darmayasa, a @ b, kopi@rumah",
            "12345678901234567",
            "-7.2547649999999635, 109.7928",
        ] {
            assert_eq!(redacted(text, Hide::All), text);
        }
    }

    #[test]
    fn a_button_to_share_is_no_private_address() {
        for (address, private) in [
            ("https://api.whatsapp.com/send?text=https://desa.example/1", false),
            ("https://api.whatsapp.com/send?phone=6281234567890", true),
            ("https://wa.me/6281234567890", true),
            ("tel:+6281234567890", true),
            ("mailto:budi@mail.example", true),
            ("https://desa.example/foto/3304151005900001.jpg", true),
            ("https://desa.example/foto/1691234567_081234567890.jpg", false),
        ] {
            assert_eq!(is_private_address(address), private, "{address}");
        }
    }

    proptest! {
        #[test]
        fn no_run_of_sixteen_digits_is_left(text in "([0-9]{14,18}|[ a-z-]{0,3}|08[0-9]{8,12}){0,8}") {
            let redacted = redacted(&text, Hide::All);
            let left = Digits::of(&redacted).groups.iter().any(|group| group.len() == IDENTITY);
            prop_assert!(!left, "{}", redacted);
        }

        #[test]
        fn what_is_redacted_stays(text in "[0-9 .@a-z+()/-]{0,60}") {
            let once = redacted(&text, Hide::All);
            prop_assert_eq!(redacted(&once, Hide::All), once);
        }

        #[test]
        fn every_mobile_number_is_hidden_however_it_is_grouped(
            number in "8[1235789][0-9]{9}", prefix in "0|62|\\+62", separator in "[ -]?", by in 3_usize..5,
        ) {
            let digits: Vec<char> = number.chars().collect();
            let grouped: Vec<String> = digits.chunks(by).map(|chunk| chunk.iter().collect()).collect();
            let text = format!("hubungi {prefix}{} ya", grouped.join(&separator));
            prop_assert_eq!(redacted(&text, Hide::All), "hubungi [nomor disembunyikan] ya");
        }

        #[test]
        fn amounts_are_left(rupiah in 0_i64..90_000_000_000_000, sen in 0_i64..100) {
            let amount = balai_core::Rupiah::from_sen(rupiah * 100 + sen).to_string();
            prop_assert_eq!(redacted(&amount, Hide::All), amount);
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,80}") {
            redacted(&text, Hide::All);
        }
    }
}
