//! The bars that Balai is held to, in one process by turns: `cargo bench -p balai-benches --bench bars`.
//!
//! Each line tells what was measured, the ratio, the bar, and whether it is met; the exit status is 1 where one is
//! missed. Ratios hold on any machine, times do not.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use balai::{RegionCode, Zone};
use balai_benches::{
    Bodies, Ground, KeptSite, TemporaryStore, article_pages, compare, parse_html, sites, timed,
};
use bytes::Bytes;
use serde_json::Value;

fn main() -> ExitCode {
    let mut bars = Bars { missed: 0 };
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    for (name, measure) in [
        ("articles", articles as fn(&mut Bars)),
        ("platforms", platforms),
        ("regions", regions),
        ("harvest", harvest),
    ] {
        if only.as_deref().is_none_or(|only| only == name) {
            measure(&mut bars);
        }
    }
    if bars.missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

struct Bars {
    missed: u32,
}

impl Bars {
    fn tell(&mut self, name: &str, measured: &str, met: bool) {
        println!("{name:<50} {measured}  {}", if met { "ok" } else { "MISSED" });
        self.missed += u32::from(!met);
    }
}

/// An article's page becomes a record in at most 1.5 times what the parse of its HTML alone takes.
fn articles(bars: &mut Bars) {
    const BAR: f64 = 1.5;
    const TURNS: usize = 250;
    for page in article_pages() {
        let text = page.text();
        let peer = || timed(|| scraper::Html::parse_document(text));
        let ours = || timed(|| balai::opensid::parse::article(&page.page, Zone::Wib));
        let parsed = compare(TURNS, ours, peer);
        let whole = || timed(|| balai::harvest::prepare(page.record()).expect("a record"));
        let stored = compare(TURNS, whole, peer);
        for (what, found, bar) in [("parse", parsed, Some(BAR)), ("parse + prepare", stored, None)] {
            let (low, high) = found.spread;
            let of = bar.map_or(String::new(), |bar| format!(" <= {bar}"));
            bars.tell(
                &format!("{}, {:.0} KB: {what}", page.name, text.len() as f64 / 1e3),
                &format!("{:.2} of scraper ({low:.2} to {high:.2}){of}", found.ratio),
                bar.is_none_or(|bar| found.ratio <= bar),
            );
        }
    }
}

/// A platform reads a site in at most 1.5 times what the parse of its pages alone takes, and 2 times that of its JSON.
fn platforms(bars: &mut Bars) {
    const OF_PAGES: f64 = 1.5;
    const OF_JSON: f64 = 2.0;
    const TURNS: usize = 15;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let only = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).nth(1);
    for (name, platform, site, web) in sites() {
        if only.as_deref().is_some_and(|only| !name.contains(only)) {
            continue;
        }
        let site = runtime.block_on(KeptSite::open(platform, site, web));
        let Bodies { pages, json, feeds, csv } = site.bodies();
        let parse_page = |page: &String| drop(black_box(scraper::Html::parse_document(page)));
        let parse_pages = || timed(|| pages.iter().for_each(parse_page));
        // What is HTML within JSON has to be parsed too.
        let parse_value = |body: &Bytes| {
            if let Ok(value) = serde_json::from_slice::<Value>(body) {
                html_in(&value, &mut |html| drop(black_box(scraper::Html::parse_fragment(html))));
            }
        };
        let parse_json = || timed(|| json.iter().for_each(parse_value));
        let parse_feeds = || timed(|| feeds.iter().for_each(|feed| _ = black_box(parse_xml(feed))));
        let rows = |file: &Bytes| csv::Reader::from_reader(&file[..]).into_records().flatten().count();
        let parse_csv = || timed(|| csv.iter().map(rows).sum::<usize>());
        let read = || timed(|| runtime.block_on(site.read()));
        let found = compare(TURNS, read, || parse_pages() + parse_json() + parse_feeds() + parse_csv());
        // Of a site that has both, each counts with its own bar.
        let of_json = parse_json().div_duration_f64(parse_pages() + parse_json());
        let bar = OF_PAGES + (OF_JSON - OF_PAGES) * of_json;
        let (low, high) = found.spread;
        bars.tell(
            &format!("{name}: {} pages, {} of JSON", pages.len(), json.len()),
            &format!("{:.2} of the bare parse ({low:.2} to {high:.2}) <= {bar:.2}", found.ratio),
            found.ratio <= bar,
        );
    }
}

/// Every element of XML, and the HTML within it.
fn parse_xml(feed: &[u8]) -> Option<()> {
    let mut reader = quick_xml::Reader::from_reader(feed);
    loop {
        match reader.read_event().ok()? {
            quick_xml::events::Event::Eof => return Some(()),
            quick_xml::events::Event::CData(text) => {
                let text = text.xml10_content();
                if text.contains("</") {
                    drop(black_box(scraper::Html::parse_fragment(&text)));
                }
            }
            event => drop(black_box(event)),
        }
    }
}

/// Every text within a JSON value that is HTML.
fn html_in(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) if text.contains("</") => found(text),
        Value::Array(values) => values.iter().for_each(|value| html_in(value, found)),
        Value::Object(values) => values.values().for_each(|value| html_in(value, found)),
        _ => {}
    }
}

/// A region is found by its code in less than a microsecond.
fn regions(bars: &mut Bars) {
    const BAR: Duration = Duration::from_micros(1);
    let codes: Vec<RegionCode> = balai::regions::provinces()
        .flat_map(|province| province.children())
        .flat_map(|regency| regency.children())
        .map(|subdistrict| subdistrict.code())
        .collect();
    let find = || codes.iter().filter_map(|code| balai::regions::get(*code)).count();
    let best = (0..21).map(|_| timed(find)).min().unwrap_or_default();
    let each = best / u32::try_from(codes.len()).expect("few");
    bars.tell("a region by its code", &format!("{each:?} < {BAR:?}"), each < BAR);
}

/// A harvest runs at least 0.6 times as fast as downloading the same addresses, from sites that answer at once and from
/// sites that take as long as a fast one on the real web.
fn harvest(bars: &mut Bars) {
    const BAR: f64 = 0.6;
    const FAST_SITE: Duration = Duration::from_millis(20);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    // The peer that parses tells how much of what is missing every reader of pages pays.
    let nothing = (|_| ()) as fn(&[u8]);
    for (late, turns, peer, read, bar) in [
        (Duration::ZERO, 15, "reqwest", nothing, Some(BAR)),
        (Duration::ZERO, 15, "reqwest and a parse", parse_html, None),
        (FAST_SITE, 5, "reqwest", nothing, Some(BAR)),
    ] {
        let ground = runtime.block_on(Ground::open(late));
        let harvest = || {
            let kept = TemporaryStore::open();
            runtime.block_on(ground.harvest(kept.store.clone())).0
        };
        harvest();
        let urls = ground.asked();
        let found = compare(turns, harvest, || runtime.block_on(ground.download(&urls, read)).0);
        let (low, high) = found.spread;
        let (speed, slow, fast) = (1.0 / found.ratio, 1.0 / high, 1.0 / low);
        bars.tell(
            &format!("harvest, {} requests, answers after {late:?}", urls.len()),
            &format!(
                "{speed:.2} as fast as {peer} ({slow:.2} to {fast:.2}){}; {:.0?}, {:.0?}",
                bar.map_or(String::new(), |bar| format!(" >= {bar}")),
                found.ours,
                found.theirs
            ),
            bar.is_none_or(|bar| speed >= bar),
        );
    }
}
