//! A whole sub-district of simulated villages.

use std::io;
use std::sync::Arc;

use balai_core::{RegionCode, Roster, RosterVillage};
use jiff::civil::Date;

use crate::village::{Character, Pace, Village};
use crate::{Answer, Ask, FeedFormat, OpenSid2410, OpenSid2601, PlainFeed, Served, Web, Website};

/// A sub-district of simulated villages, each on the platform and in the state that its place in it asks for.
///
/// As in the field: some sites are kept, some are stale, one is silent, some refuse us, one is down, and a third of
/// the villages has none.
///
/// ```
/// use balai_testkit::Subdistrict;
///
/// let pejawaran = Subdistrict::pejawaran();
/// let darmayasa = "33.04.15.2008".parse()?;
/// assert_eq!(pejawaran.truth(darmayasa).map(|village| village.name.as_str()), Some("Darmayasa"));
/// assert_eq!(pejawaran.roster().villages.len(), 17);
/// # Ok::<(), balai_core::RegionCodeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Subdistrict {
    villages: Vec<Member>,
}

/// One village of a sub-district: its truth, and its site.
#[derive(Clone, Debug)]
pub struct Member {
    /// The whole truth.
    pub village: Arc<Village>,
    /// What its site runs on; `None` where it has no site.
    pub platform: Option<SimulatedPlatform>,
    /// Whom its site lets in.
    pub access: SiteAccess,
}

/// What a simulated site runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimulatedPlatform {
    /// [`OpenSid2410`].
    OpenSid2410,
    /// [`OpenSid2601`].
    OpenSid2601,
    /// [`PlainFeed`].
    Plain(FeedFormat),
}

/// Whom a simulated site lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteAccess {
    /// Everyone.
    Open,
    /// Pages are refused (403), the feed, the sitemap and robots.txt are not.
    FeedOnly,
    /// All is refused (403).
    Refused,
    /// No connection.
    Down,
}

impl Member {
    /// The host name of its site within [`Subdistrict::web`]: `darmayasa.simulasi.invalid`.
    pub fn host(&self) -> String {
        format!("{}.simulasi.invalid", self.village.slug())
    }
}

/// A site behind a wall that takes us for a robot.
struct Walled<W> {
    site: W,
    feed_open: bool,
}

impl<W: Website> Website for Walled<W> {
    fn respond(&self, ask: &Ask) -> Answer {
        let open = matches!(ask.path(), "/feed" | "/feed/" | "/feed.xml" | "/sitemap.xml" | "/robots.txt");
        match self.feed_open && open {
            true => self.site.respond(ask),
            false => Answer::html("<h1>403 Forbidden</h1><p>Situs simulasi.</p>").with_status(403),
        }
    }
}

impl Subdistrict {
    /// The 17 villages of Kecamatan Pejawaran as of 24 November 2026, always the same.
    pub fn pejawaran() -> Self {
        Self::pejawaran_on(Character::default().today)
    }

    /// The same villages, their news counted back from another day: a demonstration stays fresh.
    pub fn pejawaran_on(today: Date) -> Self {
        use FeedFormat::{Atom, Rss};
        use Pace::{Active, Silent, Stale};
        use SimulatedPlatform::{OpenSid2410, OpenSid2601, Plain};
        use SiteAccess::{Down, FeedOnly, Open, Refused};
        type Row = (&'static str, f64, f64, Option<SimulatedPlatform>, Pace, SiteAccess);

        // Names and centroids by the last two digits of the code: Kepmendagri 300.2.2-2138/2025 and the public table
        // of village boundaries.
        const ROWS: [Row; 17] = [
            ("Kalilunjar", -7.2727, 109.7731, None, Silent, Open),
            ("Karangsari", -7.2573, 109.7756, Some(OpenSid2410), Stale, Open),
            ("Sarwodadi", -7.2396, 109.7735, Some(Plain(Rss)), Active, Open),
            ("Grogol", -7.2138, 109.7947, None, Silent, Open),
            ("Giritirta", -7.2395, 109.7862, Some(OpenSid2601), Active, Open),
            ("Biting", -7.2600, 109.7835, Some(OpenSid2410), Active, Open),
            ("Tlahab", -7.2621, 109.7899, None, Silent, Open),
            ("Darmayasa", -7.2707, 109.7980, Some(OpenSid2410), Active, Open),
            ("Pejawaran", -7.2535, 109.8104, Some(OpenSid2601), Active, Open),
            ("Penusupan", -7.2417, 109.7988, Some(OpenSid2410), Active, Refused),
            ("Ratamba", -7.2312, 109.8160, Some(Plain(Atom)), Stale, Open),
            ("Sidengok", -7.2342, 109.8291, Some(OpenSid2601), Silent, Open),
            ("Pegundungan", -7.2561, 109.8259, None, Silent, Open),
            ("Beji", -7.2496, 109.8392, Some(OpenSid2410), Active, FeedOnly),
            ("Semangkung", -7.2465, 109.8487, Some(OpenSid2410), Active, Down),
            ("Condongcampur", -7.2265, 109.8610, Some(OpenSid2601), Stale, Open),
            ("Gembol", -7.2139, 109.8620, None, Silent, Open),
        ];
        let villages = ROWS.into_iter().zip(1..).filter_map(|(row, number)| {
            let (name, latitude, longitude, platform, pace, access) = row;
            let character = Character {
                today,
                pace,
                location: Some((latitude, longitude)),
                // One whose feed breaks off, and two whose menu tells less than they have.
                short_news: name == "Biting",
                unlisted: match name {
                    "Darmayasa" => vec!["lapak"],
                    "Pejawaran" => vec!["pengaduan", "galeri"],
                    _ => Vec::new(),
                },
            };
            let code: RegionCode = format!("33.04.15.{}", 2000 + number).parse().ok()?;
            let village = Arc::new(Village::drawn(code, name, 20_221_013, character));
            Some(Member { village, platform, access })
        });
        Self { villages: villages.collect() }
    }

    /// The villages, by code.
    pub fn villages(&self) -> &[Member] {
        &self.villages
    }

    /// The village of a code.
    pub fn member(&self, code: RegionCode) -> Option<&Member> {
        self.villages.iter().find(|member| member.village.code == code)
    }

    /// All that is true of the village of a code.
    pub fn truth(&self, code: RegionCode) -> Option<&Village> {
        self.member(code).map(|member| &*member.village)
    }

    /// The sites in process: a [`Fetch`](balai_core::Fetch) without sockets, for addresses such as
    /// `http://darmayasa.simulasi.invalid/`.
    pub fn web(&self) -> Web {
        self.villages.iter().fold(Web::new(), |web, member| {
            let village = member.village.clone();
            let host = member.host();
            match member.platform {
                None => web,
                _ if member.access == SiteAccess::Down => web.with_down(host),
                Some(SimulatedPlatform::OpenSid2410) => {
                    admit(web, host, OpenSid2410::new(village), member.access)
                }
                Some(SimulatedPlatform::OpenSid2601) => {
                    admit(web, host, OpenSid2601::new(village), member.access)
                }
                Some(SimulatedPlatform::Plain(format)) => {
                    admit(web, host, PlainFeed::new(village, format), member.access)
                }
            }
        })
    }

    /// Puts the sites on loopback, one port each; [`Subdistrict::served_roster`] tells their addresses.
    ///
    /// # Errors
    ///
    /// There is no port to be had.
    pub async fn serve(&self) -> io::Result<Served> {
        self.web().serve().await
    }

    /// The villages with the addresses that [`Subdistrict::web`] answers.
    pub fn roster(&self) -> Roster {
        self.roster_by(|host| format!("http://{host}/"))
    }

    /// The villages with the addresses of their sites on loopback.
    pub fn served_roster(&self, served: &Served) -> Roster {
        self.roster_by(|host| served.url(host).map(ToString::to_string).unwrap_or_default())
    }

    fn roster_by(&self, address: impl Fn(&str) -> String) -> Roster {
        let villages = self.villages.iter().map(|member| RosterVillage {
            name: Some(member.village.name.clone()),
            url: member.platform.map(|_| address(&member.host())),
            ..RosterVillage::new(member.village.code)
        });
        Roster { villages: villages.collect(), ..Roster::default() }
    }
}

fn admit(web: Web, host: String, site: impl Website + 'static, access: SiteAccess) -> Web {
    match access {
        SiteAccess::FeedOnly | SiteAccess::Refused => {
            web.with(host, Walled { site, feed_open: access == SiteAccess::FeedOnly })
        }
        SiteAccess::Open | SiteAccess::Down => web.with(host, site),
    }
}
