//! Personal data in plain text and in addresses.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use url::Url;

use super::digits::{Digits, Rigour};
use super::fold::Folded;

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
    replaced(text, hide, |hit| hit.mark.to_owned())
}

/// The text with something in place of its personal data.
pub(super) fn replaced(text: &str, hide: Hide, with: impl Fn(&Hit) -> String) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut end = 0;
    for hit in find(text, hide) {
        replaced.push_str(&text[end..hit.range.start]);
        replaced.push_str(&with(&hit));
        end = hit.range.end;
    }
    replaced.push_str(&text[end..]);
    replaced
}

/// The personal data of a text, in its order, none overlapping another.
pub(super) fn find(text: &str, hide: Hide) -> Vec<Hit> {
    let folded = Folded::of(text);
    let all = hide == Hide::All;
    let mut hits = if all { mails(folded.text()) } else { Vec::new() };
    let digits = Digits::of(folded.text(), Rigour::Text);
    hits.extend(digits.numbers(all).map(|range| Hit { range, mark: NUMBER }));
    hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
    let mut end = 0;
    hits.retain(|hit| {
        let apart = hit.range.start >= end;
        end = end.max(hit.range.end);
        apart
    });
    hits.iter_mut().for_each(|hit| hit.range = folded.original(hit.range.clone()));
    hits
}

/// Whether an address leads to a person's phone or mail, or tells a number of theirs.
pub(super) fn is_private_address(address: &str) -> bool {
    if tells(address, Hide::All) {
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

/// Whether an address has a number in it that is to be hidden: of the many in addresses, one that is built like it.
pub(super) fn tells(address: &str, hide: Hide) -> bool {
    let decoded = percent_decode_str(address).decode_utf8_lossy();
    let folded = Folded::of(&decoded);
    let digits = Digits::of(folded.text(), Rigour::Address);
    digits.numbers(hide == Hide::All).next().is_some()
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
            ("330415 100590-0001", "[nomor disembunyikan]"),
            ("NIK 33 04.15-100590/0001", "NIK [nomor disembunyikan]"),
            ("NIK 1234 5678 9012 3456", "NIK [nomor disembunyikan]"),
            ("3 3 0 4 1 5 1 0 0 5 9 0 0 0 0 1", "[nomor disembunyikan]"),
            ("|3|3|0|4|1|5|1|0|0|5|9|0|0|0|0|1|", "|[nomor disembunyikan]|"),
            ("3304  1510  0590  0001", "[nomor disembunyikan]"),
            ("３３０４１５１００５９００００１", "[nomor disembunyikan]"),
            ("HP 081234567890", "HP [nomor disembunyikan]"),
            ("WA:0812-3456-7890 (Budi)", "WA:[nomor disembunyikan] (Budi)"),
            ("0812 3456 789", "[nomor disembunyikan]"),
            ("(0812) 3456 7890", "([nomor disembunyikan]"),
            ("0857.1234.5678,", "[nomor disembunyikan],"),
            ("+62 812-3456-7890", "[nomor disembunyikan]"),
            ("+62 (0) 812-3456-7890", "[nomor disembunyikan]"),
            ("+6281234567890/6281234567891", "[nomor disembunyikan]/[nomor disembunyikan]"),
            ("0812 345 678 90", "[nomor disembunyikan]"),
            ("081234567890 5 orang", "[nomor disembunyikan] 5 orang"),
            ("1.081234567890 2.0812-3456-7891", "1.[nomor disembunyikan] 2.[nomor disembunyikan]"),
            ("Budi,081234567890,0812 3456 789,0813", "Budi,[nomor disembunyikan],[nomor disembunyikan],0813"),
            ("0812-3456-789,085712345678", "[nomor disembunyikan],[nomor disembunyikan]"),
            ("812-3456-7890 dan 81234567890", "[nomor disembunyikan] dan [nomor disembunyikan]"),
            ("HP 812 3456 7890", "HP [nomor disembunyikan]"),
            ("０８１２３４５６７８９０", "[nomor disembunyikan]"),
            ("0812/3456/7890", "[nomor disembunyikan]"),
            ("0812_3456_7890", "[nomor disembunyikan]"),
            ("0812\u{2009}3456\u{ad}7890", "[nomor disembunyikan]"),
            ("0812  3456  7890", "[nomor disembunyikan]"),
            ("https://t.me/+6281234567890", "https://t.me/[nomor disembunyikan]"),
            ("https://wa.me/6281234567890", "https://wa.me/[nomor disembunyikan]"),
            ("WA 0815 1200 1300", "WA [nomor disembunyikan]"),
            ("budi.s+x@mail.example.co.id.", "[surel disembunyikan]."),
            ("budi＠mail.example", "[surel disembunyikan]"),
            ("081234567890@mail.example", "[surel disembunyikan]"),
        ] {
            assert_eq!(redacted(text, Hide::All), expected);
        }
    }

    #[test]
    fn leaves_what_is_not() {
        for text in [
            "Rp1.829.573.598,64",
            "Rp 1.081.234.567.890",
            "Rp. 628.123.456.789 dan Rp 62.812.345.678",
            "Rp 62820000000, Rp. 81234567890",
            "Rp 1.000.000.000.000.000",
            "telp. (0286) 591234, 0286-591234567",
            "pukul 08.00 - 12.00 WIB, 08:30",
            "pukul 0815 1200 1300",
            "08-12-2021 10:30, 08 12 2021 10 30 45",
            "12-05-2026 01-12-2026",
            "08122021-12",
            "2019 2020 2021 2022 2023",
            "812 345 678 901 jiwa",
            "812.345.678.901",
            "ISBN 978-602-8123-45-6, 9786028123456",
            "5.2.1.01.02.0001.0002.0003",
            "140/081/Ds.2008/2021",
            "0852-2021-0012",
            "kode 0811.01.02.03",
            "NIB 0812345678901",
            "No. Rek. BRI 081234567890",
            "NIP 197001011995031001",
            "call center 0800 1234 5678, 112",
            "33.04.15.2008",
            "12 34 56 01 12 10 11 14",
            "@desa.darmayasa, a @ b, kopi@rumah",
            "12345678901234567",
            "-7.2547649999999635, 109.7928",
            "-7.0812345678, 109.0812345678",
        ] {
            assert_eq!(redacted(text, Hide::All), text);
        }
    }

    #[test]
    fn an_address_is_private_by_where_it_leads_and_by_what_it_tells() {
        for (address, private) in [
            ("https://api.whatsapp.com/send?text=https://desa.example/1", false),
            ("https://api.whatsapp.com/send?phone=6281234567890", true),
            ("https://wa.me/6281234567890", true),
            ("https://t.me/+6281234567890", true),
            ("https://desa.example/form?hp=081234567890", true),
            ("https://desa.example/form?hp=0812%203456%207890", true),
            ("tel:+6281234567890", true),
            ("mailto:budi@mail.example", true),
            ("https://desa.example/foto/3304151005900001.jpg", true),
            ("https://desa.example/foto/3304-1510-0590-0001.jpg", true),
            ("https://desa.example/foto/wa-081234567890.jpg", true),
            ("https://desa.example/foto/1691234567_081234567890.jpg", true),
            ("https://desa.example/foto/9876543219876543.jpg", false),
            ("https://desa.example/foto/81234567890.jpg", false),
            ("https://desa.example/foto/3c97b2a081234567890eeff9d6522192.jpg", false),
            ("https://desa.example/2021/08/12/IMG_08122021_101530.jpg", false),
            ("https://desa.example/?p=62812", false),
        ] {
            assert_eq!(is_private_address(address), private, "{address}");
        }
    }

    proptest! {
        #[test]
        fn no_run_of_sixteen_digits_is_left(text in "([0-9]{14,18}|[ a-z-]{0,3}|08[0-9]{8,12}){0,8}") {
            let redacted = redacted(&text, Hide::All);
            let left = redacted.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 16);
            prop_assert!(!left, "{}", redacted);
        }

        #[test]
        fn what_is_redacted_stays(text in "[0-9 .,@a-z+()/_|-]{0,60}") {
            let once = redacted(&text, Hide::All);
            prop_assert_eq!(redacted(&once, Hide::All), once);
        }

        #[test]
        fn every_mobile_number_is_hidden_however_it_is_grouped(
            number in "8[1235789][0-9]{9}", start in "0|62|\\+62", separator in "[ ._/-]?|  |\u{a0}|–|\u{ad}",
            by in 3_usize..5, before in "hubungi |1\\.|Budi,|HP:|\\(|: ", wide in any::<bool>(),
        ) {
            let digits: Vec<char> = number.chars().collect();
            let mut grouped: Vec<String> = digits.chunks(by).map(|chunk| chunk.iter().collect()).collect();
            // What the rules give up for codes and amounts.
            prop_assume!(grouped[1..].iter().all(|group| !group.starts_with("20")));
            prop_assume!(!(separator == "." && (start != "0" || by == 3 && before == "1.")));
            if wide {
                let wide = |c: char| char::from_u32(c as u32 - '0' as u32 + '０' as u32).expect("a digit");
                grouped.iter_mut().for_each(|group| *group = group.chars().map(wide).collect());
            }
            let text = format!("{before}{start}{} ya", grouped.join(&separator));
            prop_assert_eq!(redacted(&text, Hide::All), format!("{before}[nomor disembunyikan] ya"));
        }

        #[test]
        fn every_identity_number_is_hidden_however_it_is_grouped(
            region in "3[1-6][0-9]{4}", day in 1_u8..29, month in 1_u8..13, year in "[0-9]{2}", serial in "[0-9]{4}",
            separator in "[ ._/-]?|  |–", by in prop::sample::select(vec![1_usize, 2, 4, 16]), before in "NIK |1\\. |: ",
        ) {
            let number = format!("{region}{day:02}{month:02}{year}{serial}");
            let digits: Vec<char> = number.chars().collect();
            let grouped: Vec<String> = match by {
                2 => vec![region, format!("{day:02}{month:02}{year}"), serial],
                by => digits.chunks(by).map(|chunk| chunk.iter().collect()).collect(),
            };
            let text = format!("{before}{} ya", grouped.join(&separator));
            prop_assert_eq!(redacted(&text, Hide::All), format!("{before}[nomor disembunyikan] ya"));
        }

        #[test]
        fn amounts_are_left(rupiah in 0_i64..90_000_000_000_000, sen in 0_i64..100) {
            let amount = balai_core::Rupiah::from_sen(rupiah * 100 + sen).to_string();
            prop_assert_eq!(redacted(&amount, Hide::All), amount);
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,80}|[0-9０-９ \u{ad}.@+-]{0,40}") {
            redacted(&text, Hide::All);
            is_private_address(&text);
        }
    }
}
