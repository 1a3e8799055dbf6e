//! Simulated villages: everything that is true of one, the same for the same seed.

mod aid;
mod album;
mod area;
mod article;
mod budget;
mod complaint;
mod dice;
mod document;
mod official;
mod organization;
mod place;
mod product;
mod profile;
mod project;
mod prose;
mod resident;
mod score;
mod statistic;
mod words;

use balai_core::RegionCode;
use jiff::civil::Date;

pub use aid::Aid;
pub use album::{Album, Photo};
pub use area::{Count, Hamlet, Rt, Rw};
pub use article::{Article, Comment, Event, Form, State};
pub use budget::{Budget, BudgetLine};
pub use complaint::Complaint;
pub use document::{Document, DocumentSort};
pub use official::Official;
pub use organization::Organization;
pub use place::{Place, Shape};
pub use product::{Discount, Product};
pub use profile::Profile;
pub use project::{Progress, Project};
pub use resident::Resident;
pub use score::{Idm, Sdgs};
pub use statistic::{Row, Statistic};

use dice::Dice;

/// A simulated village: its whole truth, what must never be told included.
///
/// ```
/// use balai_testkit::village::Village;
///
/// let village = Village::generate("33.04.15.2008".parse()?, "Darmayasa", 1);
/// assert_eq!(village, Village::generate("33.04.15.2008".parse()?, "Darmayasa", 1));
/// assert!(village.published().any(|article| article.title.contains("Dusun")));
/// # Ok::<(), balai_core::RegionCodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Village {
    /// Its code.
    pub code: RegionCode,
    /// Its name, without the word *desa*.
    pub name: String,
    /// How it was drawn.
    pub character: Character,
    /// What it tells of itself.
    pub profile: Profile,
    /// Private residents, whom others refer to by index.
    pub residents: Vec<Resident>,
    /// Its hamlets.
    pub hamlets: Vec<Hamlet>,
    /// Its officials, former ones included.
    pub officials: Vec<Official>,
    /// Tables of its population.
    pub statistics: Vec<Statistic>,
    /// Its budgets, oldest first.
    pub budgets: Vec<Budget>,
    /// The categories of its news: name and slug. The site's number of one is its index and one.
    pub categories: Vec<(String, String)>,
    /// Its articles by number, unpublished ones included.
    pub articles: Vec<Article>,
    /// Its documents by number, private ones included.
    pub documents: Vec<Document>,
    /// What is sold.
    pub products: Vec<Product>,
    /// What is built.
    pub projects: Vec<Project>,
    /// Its albums.
    pub albums: Vec<Album>,
    /// Its groups and institutions.
    pub organizations: Vec<Organization>,
    /// Its aid programmes.
    pub aid: Vec<Aid>,
    /// Its residents' complaints.
    pub complaints: Vec<Complaint>,
    /// What is on its map.
    pub places: Vec<Place>,
    /// Its score, by year.
    pub idm: Vec<Idm>,
    /// Its SDGs scores.
    pub sdgs: Sdgs,
}

/// How a village is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Character {
    /// The day on which it is looked at: news are counted back from it.
    pub today: Date,
    /// How busy its site is.
    pub pace: Pace,
    /// Where its office is, latitude and longitude; drawn where it is left out.
    pub location: Option<(f64, f64)>,
    /// Whether it has a piece of news so short that OpenSID 2410's feed breaks off at it.
    pub short_news: bool,
    /// Paths that its menu does not link, although the village has what they show: `lapak`.
    pub unlisted: Vec<&'static str>,
}

/// How busy a village's site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// News up to this month.
    Active,
    /// The last news is two years old.
    Stale,
    /// No news at all.
    Silent,
}

impl Default for Character {
    fn default() -> Self {
        Self {
            today: Date::constant(2026, 11, 24),
            pace: Pace::Active,
            location: None,
            short_news: false,
            unlisted: Vec::new(),
        }
    }
}

impl Village {
    /// An active village as code, name and seed decide it.
    pub fn generate(code: RegionCode, name: &str, seed: u64) -> Self {
        Self::drawn(code, name, seed, Character::default())
    }

    /// A village of some character.
    pub fn drawn(code: RegionCode, name: &str, seed: u64, character: Character) -> Self {
        let digits = code.digits();
        let dice = |topic| Dice::new(seed, &format!("{digits} {name}"), topic);
        let this_year = character.today.year();
        let years = [this_year - 2, this_year - 1, this_year];
        let profile = profile::generate(&mut dice("profile"), &digits, name, &character);
        let residents = resident::generate(&mut dice("resident"), &digits, 60);
        let hamlets = area::generate(&mut dice("area"), &profile, residents.len());
        let budgets = budget::generate(&mut dice("budget"), years);
        let articles = article::generate(
            &mut dice("article"),
            &article::Sources {
                name,
                profile: &profile,
                hamlets: &hamlets,
                budgets: &budgets,
                residents: &residents,
                character: &character,
            },
        );
        let count: Count = hamlets.iter().map(Hamlet::count).sum();
        Self {
            code,
            name: name.to_owned(),
            officials: official::generate(&mut dice("official"), &digits, &hamlets),
            statistics: statistic::generate(&mut dice("statistic"), count),
            categories: words::CATEGORIES.map(|(name, slug)| (name.to_owned(), slug.to_owned())).into(),
            articles,
            documents: document::generate(&mut dice("document"), name, years, &residents),
            products: product::generate(&mut dice("product"), name, &hamlets, residents.len()),
            projects: project::generate(&mut dice("project"), name, years, &hamlets),
            albums: album::generate(&mut dice("album"), years),
            organizations: organization::generate(&mut dice("organization"), name, residents.len()),
            aid: aid::generate(&mut dice("aid"), years),
            complaints: complaint::generate(&mut dice("complaint"), &character, residents.len()),
            places: place::generate(&mut dice("place"), name, &profile),
            idm: score::idm(&mut dice("idm")),
            sdgs: score::sdgs(&mut dice("sdgs")),
            profile,
            residents,
            hamlets,
            budgets,
            character,
        }
    }

    /// The name as a part of addresses: `darmayasa`.
    pub fn slug(&self) -> String {
        slug(&self.name)
    }

    /// Everyone who lives there.
    pub fn population(&self) -> Count {
        self.hamlets.iter().map(Hamlet::count).sum()
    }

    /// The articles that the world may read, of every form, newest first.
    pub fn published(&self) -> impl Iterator<Item = &Article> {
        let mut articles: Vec<&Article> =
            self.articles.iter().filter(|article| article.is_published()).collect();
        articles.sort_by_key(|article| std::cmp::Reverse((article.published_at, article.id)));
        articles.into_iter()
    }

    /// The news that the world may read, newest first: what a feed tells.
    pub fn news(&self) -> impl Iterator<Item = &Article> {
        self.published().filter(|article| article.form == Form::News)
    }

    /// The officials in office, in order.
    pub fn officials_in_office(&self) -> impl Iterator<Item = &Official> {
        self.officials.iter().filter(|official| official.in_office)
    }

    /// The statistic of one of OpenSID's keys.
    pub fn statistic(&self, key: &str) -> Option<&Statistic> {
        self.statistics.iter().find(|statistic| statistic.key == key)
    }

    /// What no record may hold, whatever the platform leaks: people, their numbers, and the mark `RAHASIA`, which
    /// stands in every text that is not for the world.
    pub fn secrets(&self) -> Vec<String> {
        let residents = self.residents.iter().flat_map(|r| {
            let Resident { name, nik, family_card, phone, email, .. } = r.clone();
            [name, nik, family_card, r.hyphenated_phone(), phone, email]
        });
        let officials = self.officials.iter().map(|official| official.nik.clone());
        let Profile { subdistrict_head_number, operator_phone, .. } = self.profile.clone();
        residents
            .chain(officials)
            .chain([subdistrict_head_number, operator_phone, "RAHASIA".into()])
            .collect()
    }
}

/// A title as a part of addresses, as OpenSID makes it: letters and digits, hyphens for spaces, nothing else.
pub(crate) fn slug(title: &str) -> String {
    let kept: String = title
        .to_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == ' ' || *c == '-')
        .collect();
    kept.split([' ', '-']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}
