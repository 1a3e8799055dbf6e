//! A site for every platform.

use std::sync::Arc;

use balai::{Platform, Platforms, Roster, RosterSource, Site};
use balai_testkit::village::Village;
use balai_testkit::{
    Blogspot, Ckan, Handmade, Joomla4, JoomlaLinks, Kemendesa, OpenDk, OpenSid2410, OpenSid2601, Replay,
    Sideka, Subdistrict, Web, Website,
};

/// A platform, and a site or source for it: simulated, and captured where `BALAI_CAPTURES` names their folder.
///
/// # Panics
///
/// Where a captured site cannot be read.
pub fn sites() -> Vec<(String, Arc<dyn Platform>, Site, Web)> {
    let code = "33.04.15.2008".parse().expect("a code");
    let village = Arc::new(Village::generate(code, "Darmayasa", 12));
    let pejawaran = Subdistrict::pejawaran();
    let site = Site::new(code, "http://desa.invalid").expect("a site");
    let source = |platform: &str, settings: &[(&str, &str)]| {
        let url = "http://sumber.invalid".parse().expect("an address");
        let mut source = RosterSource::new(platform, "33.04.15".parse().expect("a code"), url);
        source.settings.extend(settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())));
        source.site("".as_ref()).expect("a source")
    };
    let tables = include_str!("../../crates/platforms/ckan/fixtures/tables.toml");
    let mut tables = Roster::from_toml(tables).expect("a roster");
    let on = |name: &str, platform: &str, site: &Site, website: Arc<dyn Website>| {
        (name.to_owned(), self::platform(platform), site.clone(), Web::of(website))
    };
    let mut sites = vec![
        on("OpenSID 2410", "opensid", &site, Arc::new(OpenSid2410::new(village.clone()))),
        on("OpenSID 2601", "opensid", &site, Arc::new(OpenSid2601::new(village.clone()))),
        on("Blogger", "blogger", &site, Arc::new(Blogspot::new(village.clone()))),
        on("Joomla", "joomla", &site, Arc::new(Joomla4::new(village.clone(), JoomlaLinks::Friendly))),
        on("SIDEKA", "sideka", &site, Arc::new(Sideka::new(village.clone()))),
        on("Any site", "page", &site, Arc::new(Handmade::new(village.clone()))),
        on(
            "CKAN",
            "ckan",
            &tables.sources.remove(0).site("".as_ref()).expect("a source"),
            Arc::new(Ckan::new(&pejawaran)),
        ),
        on("OpenDK", "opendk", &source("opendk", &[]), Arc::new(OpenDk::new(&pejawaran))),
        on(
            "Kemendesa",
            "kemendesa",
            &source("kemendesa", &[("sdgs", "http://sid.invalid")]),
            Arc::new(Kemendesa::new(&pejawaran)),
        ),
    ];
    if let Some(folder) = std::env::var_os("BALAI_CAPTURES").map(std::path::PathBuf::from) {
        for (name, platform) in [("wp-rest", "wordpress"), ("wp-norest", "wordpress"), ("joomla4", "joomla")]
        {
            let web = Replay::open(folder.join(name)).expect("a capture").web();
            sites.push((name.to_owned(), self::platform(platform), site.clone(), web));
        }
    }
    sites
}

fn platform(name: &str) -> Arc<dyn Platform> {
    let mut platforms = Platforms::enabled().into_iter();
    platforms.find(|platform| platform.manifest().name == name).expect("it is enabled")
}
