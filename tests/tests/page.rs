//! The generic `page` platform on labelled pages: those of `tests/pages/`, whose README tells how they are made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use balai::Zone;
use balai::extract::{charset, text};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Deserialize;

/// The pages of one layout: those of one site, as sites have it.
#[derive(Deserialize)]
struct Site {
    layout: String,
    zone: Zone,
    page: Vec<Page>,
}

/// A page and what is true of it.
#[derive(Deserialize)]
struct Page {
    file: String,
    url: String,
    title: String,
    /// The day of its publishing by the village's clock, or "none" where the page does not tell.
    date: String,
    /// The instant, where the page shows it.
    instant: Option<Timestamp>,
    /// The text: a paragraph a line, with marks for what it is (see README), none of which is a word.
    body: String,
}

impl Page {
    fn day(&self) -> Option<Date> {
        (self.date != "none").then(|| self.date.parse().expect("a day, or none"))
    }
}

/// What was read from a page.
struct Read {
    title: String,
    published: Option<Timestamp>,
    body: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("pages")
}

/// Every site, by the name of its folder.
fn sites() -> BTreeMap<String, Site> {
    std::fs::read_dir(folder())
        .expect("the folder of pages")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .map(|path| {
            let truth =
                std::fs::read_to_string(path.join("truth.toml")).expect("a truth.toml in each folder");
            let site = toml::from_str(&truth).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path.file_name().expect("a name").to_string_lossy().into_owned(), site)
        })
        .collect()
}

/// Calls `check` with every page: its name, its site, its truth and its HTML.
fn each(mut check: impl FnMut(&str, &Site, &Page, &str)) {
    for (name, site) in sites() {
        for page in &site.page {
            let path = folder().join(&name).join(&page.file);
            let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            check(&format!("{name}/{}", page.file), &site, page, &charset::decode(&bytes, "text/html"));
        }
    }
}

/// The words of a text, without regard to case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// How many words two texts have in common, each as often as both have it.
fn common(one: &[String], other: &[String]) -> usize {
    let mut left = BTreeMap::new();
    for word in one {
        *left.entry(word).or_insert(0_usize) += 1;
    }
    let mut common = 0;
    for word in other {
        if let Some(left) = left.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            common += 1;
        }
    }
    common
}

/// How near a text is to the true one: the harmonic mean of how much of the read words are true and how much of the
/// true words are read (F1), 0 to 1.
fn f1(truth: &str, read: &str) -> f64 {
    let (truth, read) = (words(truth), words(read));
    if truth.is_empty() && read.is_empty() {
        return 1.0;
    }
    2.0 * common(&truth, &read) as f64 / (truth.len() + read.len()) as f64
}

/// Whether two titles are the same but for case and white space.
fn same_title(truth: &str, read: &str) -> bool {
    let folded = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    folded(truth) == folded(read)
}

/// Whether an instant lies on the true day, by the village's clock; none is right where the page tells no day.
fn same_day(truth: Option<Date>, read: Option<Timestamp>, zone: Zone) -> bool {
    truth == read.map(|instant| zone.local(instant).date())
}

/// What was reached on some pages.
#[derive(Default)]
struct Measure {
    pages: usize,
    titles: usize,
    days: usize,
    f1: f64,
    /// What was not read as it is, a line each.
    wrong: Vec<String>,
}

impl Measure {
    fn add(&mut self, name: &str, zone: Zone, truth: &Page, read: Option<&Read>) {
        self.pages += 1;
        let Some(read) = read else {
            self.wrong.push(format!("{name}: no article"));
            return;
        };
        if same_title(&truth.title, &read.title) {
            self.titles += 1;
        } else {
            self.wrong.push(format!("{name}: title {:?} for {:?}", read.title, truth.title));
        }
        if same_day(truth.day(), read.published, zone) {
            self.days += 1;
        } else {
            self.wrong.push(format!("{name}: {:?} for {}", read.published, truth.date));
        }
        let f1 = f1(&truth.body, &read.body);
        if f1 < 0.9 {
            self.wrong.push(format!("{name}: body {f1:.3}"));
        }
        self.f1 += f1;
    }

    /// The share of titles, the share of days, and the mean F1 of the bodies.
    fn shares(&self) -> (f64, f64, f64) {
        let pages = self.pages as f64;
        (self.titles as f64 / pages, self.days as f64 / pages, self.f1 / pages)
    }
}

/// Every page as `read` reads it.
fn measure(read: impl Fn(&Site, &Page, &str) -> Option<Read>) -> Measure {
    let mut measure = Measure::default();
    each(|name, site, truth, html| measure.add(name, site.zone, truth, read(site, truth, html).as_ref()));
    measure
}

#[test]
fn the_page_platform_reads_them() {
    // "3 minggu yang lalu" was printed on the page of 2 November 2026.
    let now = "2026-11-24T03:00:00Z".parse().expect("an instant");
    let measure = measure(|site, page, html| {
        let url = page.url.parse().expect("an address");
        let reading =
            balai::page::article(html, &url, site.zone, now).expect("a page that is not too deep")?;
        Some(Read {
            title: reading.article.title,
            published: reading.published,
            body: reading.article.body_text.unwrap_or_default(),
        })
    });
    let (titles, days, f1) = measure.shares();
    let said = format!("titles {titles:.3}, days {days:.3}, bodies {f1:.4}\n{}", measure.wrong.join("\n"));
    println!("{said}");
    assert!(titles >= 0.97 && days >= 0.95 && f1 >= 0.95, "{said}");
}

#[test]
fn reading_the_truth_reaches_everything_and_nothing_reaches_nothing() {
    let truth = measure(|site, page, _| {
        let midnight = page.day().and_then(|day| site.zone.instant(day.to_datetime(Time::midnight())));
        Some(Read { title: page.title.clone(), published: midnight, body: page.body.clone() })
    });
    assert_eq!((truth.shares(), truth.wrong.len()), ((1.0, 1.0, 1.0), 0));
    let nothing = measure(|_, _, _| None);
    assert_eq!((nothing.shares(), nothing.wrong.len()), ((0.0, 0.0, 0.0), nothing.pages));
}

#[test]
fn titles_are_compared_without_case_and_white_space() {
    assert!(same_title("Panen  Raya di\nDesa", " PANEN RAYA di Desa"));
    assert!(!same_title("Panen Raya", "Panen Raya - Desa Sokarini"));
    assert!(!same_title("Panen Raya", "Panenraya"));
}

#[test]
fn days_are_those_of_the_villages_clock() {
    let late: Timestamp = "2025-01-19T17:00:00Z".parse().expect("an instant");
    let day = Some(jiff::civil::date(2025, 1, 20));
    assert!(same_day(day, Some(late), Zone::Wib));
    assert!(!same_day(day, Some("2025-01-19T16:59:59Z".parse().expect("an instant")), Zone::Wib));
    assert!(same_day(None, None, Zone::Wit));
    assert!(!same_day(None, Some(late), Zone::Wib), "a day that the page does not tell is made up");
    assert!(!same_day(day, None, Zone::Wib));
}

#[test]
fn bodies_are_compared_by_words() {
    let near = |truth, read, f1: f64| assert!((self::f1(truth, read) - f1).abs() < 1e-9, "{truth} | {read}");
    near("- satu *dua* [tiga]", "Satu dua, tiga!", 1.0);
    near("satu dua tiga", "satu dua tiga empat lima", 0.75); // precision 3/5, recall 1
    near("satu satu", "satu", 2.0 / 3.0); // each as often as both have it
    near("satu", "", 0.0);
    near("", "", 1.0);
}

proptest::proptest! {
    #[test]
    fn the_score_of_bodies_is_fair(one in "[a-d ]{0,40}", other in "[a-d ]{0,40}") {
        let score = f1(&one, &other);
        assert!((0.0..=1.0).contains(&score));
        assert_eq!(score, f1(&other, &one));
        assert_eq!(f1(&one, &one), 1.0);
        let backwards: String = one.chars().rev().collect();
        assert_eq!(f1(&one, &backwards), f1(&backwards, &one));
    }
}

#[test]
fn there_are_many_pages_of_many_layouts() {
    let sites = sites();
    let layouts: BTreeSet<_> = sites.values().map(|site| site.layout.as_str()).collect();
    assert!(layouts.len() >= 20 && layouts.len() == sites.len(), "{} unlike layouts", layouts.len());
    let pages: Vec<&Page> = sites.values().flat_map(|site| &site.page).collect();
    assert!(pages.len() >= 60, "{} pages", pages.len());
    let (titles, urls): (BTreeSet<_>, BTreeSet<_>) =
        pages.iter().map(|page| (&page.title, &page.url)).unzip();
    assert_eq!((titles.len(), urls.len()), (pages.len(), pages.len()), "no title and no address twice");
    let lengths: Vec<usize> = pages.iter().map(|page| words(&page.body).len()).collect();
    assert!(lengths.iter().any(|words| *words < 40), "a text of two sentences");
    assert!(lengths.iter().any(|words| *words > 400), "a long one");
    assert!(pages.iter().any(|page| page.day().is_none()), "one without a day");
}

#[test]
fn every_page_has_its_truth() {
    for (name, site) in sites() {
        let known: BTreeSet<_> = site.page.iter().map(|page| page.file.clone()).collect();
        let there: BTreeSet<_> = std::fs::read_dir(folder().join(&name))
            .expect("the site's folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|file| file.ends_with(".html"))
            .collect();
        assert_eq!(known, there, "{name}");
    }
}

#[test]
fn what_is_true_stands_on_the_page() {
    each(|name, site, truth, html| {
        let text = text::from_html(html).expect("a page that is not too deep");
        let shown = words(&text);
        let body = words(&truth.body);
        assert_eq!(
            common(&body, &shown),
            body.len(),
            "{name}: words of the text that the page does not show"
        );
        let all = words(html);
        let title = words(&truth.title);
        assert_eq!(common(&title, &all), title.len(), "{name}: words of the title");
        let Some(day) = truth.day() else { return };
        // A badge has the day and the month in lines of their own.
        let raw = format!("{} {html} {}", truth.url, text.replace('\n', " "));
        assert!(printed(day).iter().any(|printed| raw.contains(printed)), "{name}: the day");
        if let Some(instant) = truth.instant {
            let local = site.zone.local(instant);
            assert_eq!(local.date(), day, "{name}: the day of the instant");
            let clocks = if local.second() == 0 { ["%H:%M", "%H.%M"] } else { ["%H:%M:%S"; 2] };
            let mut shown = clocks.map(|form| local.strftime(form).to_string()).to_vec();
            shown.push(instant.strftime("T%H:%M:%S").to_string());
            shown.push(local.strftime("%-I:%M %P").to_string());
            assert!(shown.iter().any(|time| raw.contains(time)), "{name}: the time of day");
        }
    });
}

/// The ways in which sites print a day.
fn printed(day: Date) -> Vec<String> {
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
    const SHORT: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
    let month = usize::from(day.month().unsigned_abs()) - 1;
    let forms = [
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%Y.%m.%d",
        "%d-%m-%Y",
        "%d/%m/%Y",
        "%d.%m.%Y",
        "%-d-%-m-%Y",
        "%-m/%-d/%Y",
        "%b %-d, %Y",
    ];
    let mut printed: Vec<String> = forms.iter().map(|form| day.strftime(form).to_string()).collect();
    printed.push(format!("{} {} {}", day.day(), MONTHS[month], day.year()));
    printed.push(format!("{} {}, {}", MONTHS[month], day.day(), day.year()));
    printed.push(format!("{:02} {} {}", day.day(), SHORT[month], day.year()));
    printed.push(format!("{} {} {:02}", day.day(), SHORT[month], day.year() % 100));
    printed
}

/// A text stands on one page alone, so that what was tuned on some pages has not seen the others. Only the list of a
/// site's articles may have the beginnings of others.
#[test]
fn no_two_pages_share_a_text() {
    const RUN: usize = 8;
    const BEGINNING: usize = 20;
    let mut pages = Vec::new();
    each(|name, site, truth, html| {
        let shown = words(&text::from_html(html).expect("a page that is not too deep"));
        pages.push((name.to_owned(), site.layout.clone(), words(&truth.body), shown));
    });
    for (one, layout, body, _) in &pages {
        let runs: BTreeSet<_> = body.windows(RUN).collect();
        let late: BTreeSet<_> = body[body.len().min(BEGINNING)..].windows(RUN).collect();
        for (other, of, _, shown) in pages.iter().filter(|(other, ..)| other != one) {
            let runs = if of == layout { &late } else { &runs };
            let shared = shown.windows(RUN).find(|run| runs.contains(run));
            assert!(shared.is_none(), "{other} has of {one}: {shared:?}");
        }
    }
}
