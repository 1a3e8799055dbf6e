//! When an article was published.

use balai_core::Zone;
use balai_extract::css;
use balai_extract::date;
use balai_extract::html::{self, Document};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::markup::Markup;
use super::printed::{self, Place};
use super::title::{Title, is_beside};
use super::words::{agree, fold, is_byline, is_dateline};

/// When an article was published, and when it was changed after that.
#[derive(Default)]
pub(super) struct Dates {
    pub(super) published: Option<Timestamp>,
    pub(super) updated: Option<Timestamp>,
}

/// The dates of an article: what the page says for machines, what it prints beside the title, what its address has.
/// `lines` are those of the page without what stands beside the article.
pub(super) fn of(
    document: &Document,
    lines: &[&str],
    markup: &Markup,
    place: &Place<'_>,
    url: &Url,
    zone: Zone,
    now: Timestamp,
) -> Dates {
    let title = place.title;
    let instant = |text: &str| date::instant(text, zone, now).filter(|at| is_past(*at, now));
    let of_page = || {
        let (name, published) = markup.page_published.as_ref()?;
        name.as_ref().is_none_or(|name| agree(name, &title.text)).then_some(published.as_str())
    };
    let said = || markup.published.as_deref().or_else(of_page).and_then(instant);
    let property = || {
        let element =
            document.select(css!("[itemprop*=datePublished], [itemprop=datecreated i], time[pubdate]"));
        element.filter(|it| !is_beside(*it)).find_map(|it| {
            let value = it.attr("datetime").or_else(|| it.attr("content")).map(str::to_owned);
            instant(&value.or_else(|| html::line(it))?)
        })
    };
    let printed = || {
        let printed = beside_title(lines, title).and_then(|line| date_in(line, zone, now));
        printed.filter(|at| is_past(*at, now))
    };
    let near = || {
        let body = document.first(css!("body"))?;
        printed::near(body, place, zone, now).filter(|at| is_past(*at, now))
    };
    let (before, behind) = by_time(document, title, &instant);
    let published = said()
        .or_else(property)
        .or(behind)
        .or_else(printed)
        .or_else(near)
        .or(before)
        .or_else(|| in_address(url, zone).filter(|at| is_past(*at, now)));
    let updated = markup.updated.as_deref().and_then(instant);
    Dates { published, updated: updated.filter(|at| published.is_some_and(|first| *at > first)) }
}

/// A village's clock may run ahead, and a page may be cached.
fn is_past(at: Timestamp, now: Timestamp) -> bool {
    const AHEAD: SignedDuration = SignedDuration::from_hours(24);
    now.checked_add(AHEAD).is_ok_and(|latest| at <= latest)
}

/// What the elements nearest to the title say that tell a time for machines, or beneath the mouse: the last before it,
/// and the first behind.
fn by_time(
    document: &Document,
    title: &Title,
    instant: &impl Fn(&str) -> Option<Timestamp>,
) -> (Option<Timestamp>, Option<Timestamp>) {
    const NEAR: usize = 40;
    let (mut before, mut behind) = (None, None);
    let (mut has_title, mut distance) = (title.node.is_none(), 0);
    for element in document.root().descendent_elements() {
        has_title |= Some(element.id()) == title.node;
        distance += usize::from(has_title);
        let said = match element.value().name() {
            "time" => element.attr("datetime").and_then(instant),
            "span" | "abbr" | "small" => element.attr("title").filter(|it| is_byline(it)).and_then(instant),
            _ => None,
        };
        if let Some(at) = said.filter(|_| !is_beside(element)) {
            match has_title {
                false => before = Some(at),
                true if distance <= NEAR => behind = behind.or(Some(at)),
                true => {}
            }
        }
    }
    (before, behind)
}

/// The line that tells the date: near behind the title, just before it, or one that says what it is, wherever.
fn beside_title<'a>(lines: &[&'a str], title: &Title) -> Option<&'a str> {
    const BEHIND: usize = 6;
    const BEFORE: usize = 4;
    let tells = |line: &&str| is_byline(line) && has_date(line);
    let says = |line: &&str| {
        let folded = fold(line);
        let words = [
            "dipos",
            "dipublikasi",
            "diterbit",
            "ditulis",
            "diunggah",
            "posted",
            "published",
            "terbit",
            "tanggal posting",
        ];
        has_date(line) && folded.split(' ').count() <= 16 && words.iter().any(|word| folded.starts_with(word))
    };
    let folded = fold(&title.text);
    let Some(at) = lines.iter().rposition(|line| fold(line) == folded) else {
        let first = lines.iter().take(BEHIND * 2).find(|line| tells(line) || is_dateline(line));
        return first.or_else(|| lines.iter().find(|line| says(line))).copied();
    };
    let (above, below) = (&lines[..at], &lines[at + 1..]);
    let near = &below[..below.len().min(BEHIND)];
    let far = &below[near.len()..];
    // What stands below a text may tell it too.
    near.iter()
        .find(|line| tells(line))
        .or_else(|| near.iter().find(|line| says(line)))
        .or_else(|| near.iter().take(2).find(|line| is_dateline(line)))
        .or_else(|| above.iter().rev().take(BEFORE).find(|line| tells(line)))
        .or_else(|| far.iter().find(|line| says(line)))
        .copied()
}

pub(super) fn has_date(line: &str) -> bool {
    date::printed(line).is_some() || [" lalu", " ago"].iter().any(|end| fold(line).ends_with(end))
}

/// The instant that a line tells among other words: `Oleh Admin, 3 hari yang lalu`.
pub(super) fn date_in(line: &str, zone: Zone, now: Timestamp) -> Option<Timestamp> {
    let parts = line.split(['|', '·', '•', ',', '—']).map(str::trim);
    date::instant(line, zone, now).or_else(|| parts.filter_map(|part| date::instant(part, zone, now)).next())
}

/// The day in an address: `/2026/05/12/…`, `/berita-2026-05-12-panen`.
fn in_address(url: &Url, zone: Zone) -> Option<Timestamp> {
    let parts: Vec<_> = url.path().split(['/', '-', '_', '.']).collect();
    parts.windows(3).find_map(|parts| {
        let [year, month, day] = parts else { return None };
        let year: i16 = year.parse().ok().filter(|year| (1995..2100).contains(year))?;
        let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
        zone.instant(date.to_datetime(jiff::civil::Time::midnight()))
    })
}
