//! The villages of the portal at a glance: who they are, and what state their sites are in.

use std::collections::{BTreeMap, BTreeSet};

use balai::{
    Condition, Kind, Level, Query, Record, RegionCode, Report, Result, Roster, RosterVillage, Store,
    VillageType,
};
use futures_util::future::{ready, try_join_all};
use futures_util::stream::TryStreamExt;
use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::news::{is_dated_news, news};
use crate::pages::Headline;

/// How many days back news counts as recent.
const RECENT_DAYS: i64 = 30;

/// The villages of the portal at a glance.
#[derive(Debug, Default)]
pub(crate) struct Overview {
    /// The region that all villages lie in: `Kecamatan Pejawaran`.
    pub(crate) name: Option<String>,
    /// The regions around it: `Kabupaten Banjarnegara, Jawa Tengah`.
    pub(crate) around: Option<String>,
    /// The sub-districts, by code.
    pub(crate) subdistricts: Vec<Subdistrict>,
    /// Whether the data are of villages that do not exist.
    pub(crate) simulated: bool,
    /// News of the last days.
    pub(crate) recent_news: u64,
}

/// A sub-district with its villages.
#[derive(Debug)]
pub(crate) struct Subdistrict {
    /// `Kecamatan Pejawaran`.
    pub(crate) name: String,
    /// Its villages, by code: those of the roster, those in the store, and those that have neither.
    pub(crate) villages: Vec<Village>,
}

/// A village at a glance.
#[derive(Clone, Debug)]
pub(crate) struct Village {
    pub(crate) code: RegionCode,
    /// `Darmayasa`.
    pub(crate) name: String,
    /// The address of its site, where one is known.
    pub(crate) site: Option<String>,
    pub(crate) condition: Condition,
    /// What the last visit came to.
    pub(crate) report: Option<Report>,
    pub(crate) last_news: Option<Headline>,
    /// How many records of each kind it publishes.
    pub(crate) counts: BTreeMap<Kind, u64>,
}

impl Overview {
    /// Reads the overview from a store. A sub-district of which one village is known is shown with all of its
    /// villages: those without a site are a part of the picture.
    pub(crate) async fn read(store: &dyn Store, roster: &Roster, now: Timestamp) -> Result<Self> {
        // What a source that tells of many villages came to says nothing of a village's own site.
        let reports = store.reports(None).await?.into_iter().filter(|report| report.source.is_none());
        let mut reports: BTreeMap<_, _> = reports.into_iter().map(|report| (report.region, report)).collect();
        let simulated = reports.values().any(|report| is_simulated(&report.site));
        let mut counts: BTreeMap<RegionCode, BTreeMap<Kind, u64>> = BTreeMap::new();
        for (village, kind, count) in store.counts(&listed(Query::new())).await? {
            counts.entry(village).or_default().insert(kind, count);
        }
        let (recent_news, mut last_news) = recent_news(store, now).await?;

        let entries: BTreeMap<_, _> = roster.villages.iter().map(|entry| (entry.code, entry)).collect();
        let known: BTreeSet<_> = reports.keys().chain(counts.keys()).chain(entries.keys()).copied().collect();
        let above: BTreeSet<_> = known.iter().filter_map(|code| code.at(Level::Subdistrict)).collect();
        let mut codes = known;
        codes.extend(
            above.iter().flat_map(|code| balai::regions::children(*code)).map(|region| region.code()),
        );

        let villages = codes.into_iter().map(|code| {
            let report = reports.remove(&code);
            let counts = counts.remove(&code).unwrap_or_default();
            let recent = last_news.remove(&code);
            let entry = entries.get(&code).copied();
            async move {
                let last_news = match recent {
                    None if counts.contains_key(&Kind::Article) => older_news(store, code).await?,
                    recent => recent,
                };
                Ok::<_, balai::Error>(Village::new(code, entry, report, last_news, counts, now))
            }
        });
        let mut subdistricts: BTreeMap<_, Vec<Village>> = BTreeMap::new();
        for village in try_join_all(villages).await? {
            subdistricts.entry(village.code.at(Level::Subdistrict)).or_default().push(village);
        }
        let common = common(above.into_iter().collect());
        Ok(Self {
            name: common.map(title),
            around: common.and_then(around),
            subdistricts: subdistricts
                .into_iter()
                .map(|(code, villages)| Subdistrict { name: code.map(title).unwrap_or_default(), villages })
                .collect(),
            simulated,
            recent_news,
        })
    }

    /// Every village.
    pub(crate) fn villages(&self) -> impl Iterator<Item = &Village> {
        self.subdistricts.iter().flat_map(|subdistrict| &subdistrict.villages)
    }

    /// A village by its code.
    pub(crate) fn village(&self, code: RegionCode) -> Option<&Village> {
        self.villages().find(|village| village.code == code)
    }

    /// How many villages there are.
    pub(crate) fn count(&self) -> u64 {
        self.villages().count() as u64
    }

    /// How many villages have a site that we know of.
    pub(crate) fn with_site(&self) -> u64 {
        self.villages().filter(|village| village.condition != Condition::NoSite).count() as u64
    }

    /// How many villages' sites are active.
    pub(crate) fn active(&self) -> u64 {
        self.villages().filter(|village| village.condition == Condition::Active).count() as u64
    }

    /// How many records there are.
    pub(crate) fn records(&self) -> u64 {
        self.villages().map(Village::records).sum()
    }
}

impl Village {
    fn new(
        code: RegionCode,
        entry: Option<&RosterVillage>,
        report: Option<Report>,
        last_news: Option<Record>,
        counts: BTreeMap<Kind, u64>,
        now: Timestamp,
    ) -> Self {
        let name = match (entry.and_then(|entry| entry.name.clone()), balai::regions::get(code)) {
            (Some(name), _) => name,
            (None, Some(region)) => region.name().to_owned(),
            (None, None) => code.to_string(),
        };
        let site = match &report {
            Some(report) => Some(report.site.to_string()),
            None => entry.and_then(|entry| entry.site()).map(|site| site.url.to_string()),
        };
        let last_news = last_news.and_then(|record| Headline::of(&record, &name));
        let condition = match (&report, &site) {
            (Some(report), _) => Condition::after(report, last_news.as_ref().and_then(|news| news.at), now),
            (None, Some(_)) => Condition::Unvisited,
            (None, None) => Condition::NoSite,
        };
        Self { code, name, site, condition, report, last_news, counts }
    }

    /// `Desa Darmayasa`, `Kelurahan Kutabanjarnegara`.
    pub(crate) fn full_name(&self) -> String {
        let kind = match self.code.village_type() {
            Some(VillageType::Kelurahan) => "Kelurahan",
            Some(VillageType::DesaAdat) => "Desa Adat",
            Some(VillageType::Desa) | None => "Desa",
        };
        format!("{kind} {}", self.name)
    }

    /// How many records it publishes.
    pub(crate) fn records(&self) -> u64 {
        self.counts.values().sum()
    }
}

/// Of a query's records those that a village's own menu leads to: the others a portal leaves out.
pub(crate) fn listed(mut query: Query) -> Query {
    query.unlisted = false;
    query
}

/// The news of the last days, of all villages at once: how much there is, and the last of each village that has some.
async fn recent_news(store: &dyn Store, now: Timestamp) -> Result<(u64, BTreeMap<RegionCode, Record>)> {
    let since = now - SignedDuration::from_hours(24 * RECENT_DAYS);
    let query = listed(Query::new().kind(Kind::Article).since(since).limit(200));
    let dated = news(store, query).try_filter(|record| ready(is_dated_news(record)));
    dated
        .try_fold((0, BTreeMap::new()), |(count, mut last), record| {
            last.entry(record.village).or_insert(record);
            ready(Ok((count + 1, last)))
        })
        .await
}

/// The last news of a village that has none of the last days.
async fn older_news(store: &dyn Store, village: RegionCode) -> Result<Option<Record>> {
    let query = listed(Query::new().kind(Kind::Article).within(village).limit(10));
    let dated = news(store, query).try_filter(|record| ready(is_dated_news(record)));
    std::pin::pin!(dated).try_next().await
}

/// The smallest region that holds all of these sub-districts; `None` where they share none.
fn common(subdistricts: Vec<RegionCode>) -> Option<RegionCode> {
    let first = subdistricts.first()?;
    [Level::Subdistrict, Level::Regency, Level::Province]
        .into_iter()
        .filter_map(|level| first.at(level))
        .find(|region| subdistricts.iter().all(|code| region.contains(*code)))
}

/// A region's name as a title: `Kecamatan Pejawaran`. Regencies and cities carry their kind in their name.
fn title(code: RegionCode) -> String {
    let name = balai::regions::get(code).map_or_else(|| code.to_string(), |region| region.name().to_owned());
    match code.level() {
        Level::Province => format!("Provinsi {name}"),
        Level::Subdistrict => format!("Kecamatan {name}"),
        Level::Regency | Level::Village => name,
    }
}

fn around(code: RegionCode) -> Option<String> {
    let mut names = Vec::new();
    let mut region = balai::regions::get(code)?;
    while let Some(parent) = region.parent() {
        names.push(parent.name());
        region = parent;
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// Whether a site stands at an address that no village can have: this machine, or a name that RFC 6761 keeps
/// for tests and examples. The sign is in the store itself, so that nobody has to remember a flag.
fn is_simulated(site: &Url) -> bool {
    match site.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => {
            let last = name.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
            ["localhost", "test", "example", "invalid"].contains(&last)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_simulated_sites_by_their_address() {
        let simulated = |url: &str| is_simulated(&url.parse().expect("a URL"));
        for url in
            ["http://127.0.0.1:4711/", "http://[::1]/", "http://a.localhost:80/", "https://desa.example/"]
        {
            assert!(simulated(url), "{url}");
        }
        for url in
            ["https://darmayasa-banjarnegara.desa.id/", "http://36.66.1.2/", "https://example.desa.id/"]
        {
            assert!(!simulated(url), "{url}");
        }
    }

    #[test]
    fn finds_the_region_that_holds_all() {
        let codes =
            |codes: &[&str]| codes.iter().map(|code| code.parse().expect("a code")).collect::<Vec<_>>();
        let name = |list: &[&str]| common(codes(list)).map(title);
        assert_eq!(name(&["33.04.15"]).as_deref(), Some("Kecamatan Pejawaran"));
        assert_eq!(name(&["33.04.15", "33.04.16"]).as_deref(), Some("Kabupaten Banjarnegara"));
        assert_eq!(name(&["33.04.15", "33.05.01"]).as_deref(), Some("Provinsi Jawa Tengah"));
        assert_eq!(name(&["33.04.15", "51.01.01"]), None);
        assert_eq!(around(codes(&["33.04.15"])[0]).as_deref(), Some("Kabupaten Banjarnegara, Jawa Tengah"));
    }
}
