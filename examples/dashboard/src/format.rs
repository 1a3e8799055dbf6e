//! Numbers, dates and addresses as Indonesian readers expect them.
//!
//! What the templates call takes references, since that is how they pass their values.

use balai::Zone;
use jiff::Timestamp;
use jiff::civil::Date;

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

/// `1.234`.
pub(crate) fn number(number: &u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// `1.234,5`: at most `places` decimals, without zeros at their end.
pub(crate) fn decimal(value: &f64, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if *value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) { "-" } else { "" };
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| number(&whole));
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole},{fraction}"),
    }
}

/// `10 September 2026`.
pub(crate) fn day(date: &Date) -> String {
    format!("{} {} {}", date.day(), MONTHS[usize::from(date.month().unsigned_abs()) - 1], date.year())
}

/// `10 September 2026`, by a village's calendar.
pub(crate) fn date(at: &Timestamp, zone: Zone) -> String {
    day(&zone.local(*at).date())
}

/// `10 September 2026, 08.00 WIB`.
pub(crate) fn moment(at: &Timestamp, zone: Zone) -> String {
    let local = zone.local(*at);
    format!("{}, {:02}.{:02} {zone}", day(&local.date()), local.hour(), local.minute())
}

/// The beginning of a text, at most `letters` long, cut between words.
pub(crate) fn beginning(text: &str, letters: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = text.char_indices().nth(letters) else { return text };
    let cut = text[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", text[..cut].trim_end_matches([' ', ',', '.', ';', ':']))
}

/// An address that may stand behind a link. Addresses come from the villages' sites, and one of another scheme
/// (`javascript:`) would act in this page's name.
pub(crate) fn web(url: &str) -> Option<&str> {
    let scheme = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (scheme.starts_with("https://") || scheme.starts_with("http://")).then_some(url)
}

/// The host of an address, as people know a site: `darmayasa.desa.id`.
pub(crate) fn host(url: &str) -> String {
    url::Url::parse(url)
        .ok()
        .and_then(|url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned()))
        .unwrap_or_else(|| url.to_owned())
}

/// How much `part` is of `whole`, in percent from 0 to 100, for the length of a bar.
pub(crate) fn share(part: &f64, whole: f64) -> f64 {
    let percent = 100.0 * part / whole;
    if percent.is_finite() { (percent.clamp(0.0, 100.0) * 10.0).round() / 10.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_dots_between_thousands_and_a_decimal_comma() {
        assert_eq!(
            [0, 12, 999, 1_000, 1_234_567].map(|n| number(&n)),
            ["0", "12", "999", "1.000", "1.234.567"]
        );
        assert_eq!(decimal(&1234.5, 2), "1.234,5");
        assert_eq!(decimal(&0.7231, 3), "0,723");
        assert_eq!(decimal(&-12.0, 1), "-12");
        assert_eq!(decimal(&-0.001, 1), "0");
    }

    #[test]
    fn a_day_is_the_villages_own() {
        let evening: Timestamp = "2026-09-09T17:30:00Z".parse().expect("an instant");
        assert_eq!(date(&evening, Zone::Wib), "10 September 2026");
        assert_eq!(moment(&evening, Zone::Wit), "10 September 2026, 02.30 WIT");
    }

    #[test]
    fn a_beginning_ends_between_words() {
        assert_eq!(beginning("Satu  dua\ntiga", 20), "Satu dua tiga");
        assert_eq!(beginning("Satu dua, tiga empat", 11), "Satu dua…");
        assert_eq!(beginning("ééééé", 3), "ééé…");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web("https://desa.example/a"), Some("https://desa.example/a"));
        for wrong in ["javascript:alert(1)", "data:text/html,x", "//desa.example", "", "JAVASCRIPT:x", "é"] {
            assert_eq!(web(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_bar_is_never_longer_than_its_frame() {
        assert_eq!(
            [share(&1.0, 4.0), share(&9.0, 4.0), share(&-1.0, 4.0), share(&1.0, 0.0)],
            [25.0, 100.0, 0.0, 0.0]
        );
        assert_eq!(share(&0.0, 0.0), 0.0);
    }
}
