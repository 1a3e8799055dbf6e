//! Every platform against every site: the right one wins, and no kind that any of them can read stays unread.
//!
//! The captured sites are among them where `BALAI_CAPTURES` names their folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai::harvest::detect;
use balai::{Harvest, Kind, Platform, Platforms, Report, Session, Site};
use balai_testkit::village::Village;
use balai_testkit::{
    Blogspot, Fault, Faulty, FeedFormat, FeedText, Handmade, Joomla4, JoomlaLinks, OpenSid2410, OpenSid2601,
    PlainFeed, Replay, Sideka, Web, Website, WordPress,
};
use balai_tests::harvest::store;

const HOME: &str = "http://desa.invalid";

fn site() -> Site {
    Site::new("33.04.15.2008".parse().expect("a code"), HOME).expect("a site")
}

fn platforms() -> Vec<Arc<dyn Platform>> {
    Platforms::enabled().into_iter().filter(|platform| !platform.manifest().is_source).collect()
}

/// What was read of each kind, and by which platform.
async fn read(
    web: Web,
    platforms: impl IntoIterator<Item = Arc<dyn Platform>>,
) -> (BTreeMap<Kind, String>, Report) {
    let report =
        Harvest::new(Arc::new(web), platforms, store()).visit(site()).await.expect("the store works");
    let read = report.kinds.iter().filter(|kind| kind.emitted > 0);
    (read.map(|kind| (kind.kind, kind.platform.clone())).collect(), report)
}

/// Tries every platform on a site, of which `winner` is to be the surest.
async fn try_all(name: &str, winner: &str, web: impl Fn() -> Web) {
    let session = Session::new(Arc::new(web()), site());
    let ranking = detect(&session, &platforms()).await;
    let recognised: Vec<_> = ranking.recognised().into_iter().map(|it| it.platform).collect();
    assert_eq!(recognised.first().map(String::as_str), Some(winner), "{name}: {recognised:?}");

    let (together, report) = read(web(), platforms()).await;
    let mut unread = Vec::new();
    for platform in platforms() {
        let platform_name = platform.manifest().name.to_string();
        if !recognised.contains(&platform_name) {
            continue;
        }
        let (alone, _) = read(web(), [platform]).await;
        let missed = alone.into_keys().filter(|kind| !together.contains_key(kind));
        unread.extend(missed.map(|kind| format!("{kind} by {platform_name}")));
    }
    println!("{name}: {recognised:?} read {together:?}");
    assert!(unread.is_empty(), "{name}: unread: {unread:?}\n{:#?}", report.kinds);
}

async fn try_site(name: &str, winner: &str, website: impl Website + 'static) {
    let website = Arc::new(website);
    try_all(name, winner, || Web::of(website.clone())).await;
}

fn village() -> Arc<Village> {
    let code = "33.04.15.2008".parse().expect("a code");
    Arc::new(Village::generate(code, "Darmayasa", 12))
}

#[tokio::test(flavor = "multi_thread")]
async fn simulated_sites() {
    let village = village();
    try_site("OpenSID 2410", "opensid", OpenSid2410::new(village.clone())).await;
    try_site("OpenSID 2601", "opensid", OpenSid2601::new(village.clone())).await;
    for links in [JoomlaLinks::Plain, JoomlaLinks::Friendly] {
        try_site("Joomla", "joomla", Joomla4::new(village.clone(), links)).await;
    }
    for text in [FeedText::Full, FeedText::UntilJump, FeedText::Short] {
        try_site("Blogger", "blogger", Blogspot::new(village.clone()).telling(text)).await;
    }
    try_site("WordPress, open", "wordpress", WordPress::open(village.clone())).await;
    try_site("WordPress, closed", "wordpress", WordPress::closed(village.clone())).await;
    try_site("handmade", "page", Handmade::new(village.clone())).await;
    try_site("SIDEKA", "sideka", Sideka::new(village.clone())).await;
    for format in [FeedFormat::Rss, FeedFormat::Atom] {
        try_site("feed", "feed", PlainFeed::new(village.clone(), format)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn simulated_sites_that_show_a_part() {
    let village = village();
    let forbidden = || Fault::Status(403);
    let site = Faulty::new(PlainFeed::new(village.clone(), FeedFormat::Rss)).on("/kabar", forbidden());
    try_site("a wall before the pages", "feed", site).await;
    let site = Faulty::new(OpenSid2601::new(village.clone())).on("/internal_api", forbidden());
    try_site("OpenSID without its API", "opensid", site).await;
    try_site("SIDEKA without its servers", "sideka", Sideka::new(village.clone()).silent()).await;
    let site = Faulty::new(OpenSid2410::new(village)).on("/artikel", forbidden());
    try_site("OpenSID behind a wall, but for its feed", "opensid", site).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn captured_sites() {
    let Some(folder) = std::env::var_os("BALAI_CAPTURES").map(std::path::PathBuf::from) else {
        eprintln!("skipped: BALAI_CAPTURES does not name the folder of captured sites");
        return;
    };
    for (name, winner) in [
        ("opensid-2601-natra", "opensid"),
        ("opensid-2410-natra", "opensid"),
        ("opensid-2211-esensi", "opensid"),
        ("opensid-2112-klasik", "opensid"),
        ("wp-rest", "wordpress"),
        ("wp-norest", "wordpress"),
        ("joomla4", "joomla"),
    ] {
        try_all(name, winner, || Replay::open(folder.join(name)).expect("a capture").web()).await;
    }
}
