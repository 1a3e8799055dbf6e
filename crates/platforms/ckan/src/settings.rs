//! What the roster says of a portal: the reviewed list of its tables.

use balai_core::model::{AidTarget, Scheme, Section, Stage, Topic};
use balai_core::{Error, ErrorKind, Kind, Result, Site};
use serde::{Deserialize, Serialize};

use crate::draft;

/// Counts of few people are not told; five and more are.
const FEW: u64 = 5;

/// The settings of a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The tables to read, in order: where two tell the same of a village, the first counts.
    #[serde(default, deserialize_with = "draft::each")]
    pub table: Vec<Table>,
    /// Below how many a count that is about illness, disability, children or aid is left out.
    #[serde(default = "few")]
    pub suppress_below: u64,
}

/// One table of a portal, and what its columns mean. Columns are named as the portal names them; case, blanks and
/// punctuation do not matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "draft::Draft")]
pub struct Table {
    /// What a person knows it by, to find it again when its number dies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The resource's number: `537920fd-…`.
    pub resource: String,
    /// The column of the villages' names.
    pub village: String,
    /// The column of their codes, of either office, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The column of the sub-districts' names, where the table is of more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdistrict: Option<String>,
    /// The column of the years, or the one year that the table is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<Year>,
    /// Whether 0 means that nobody counted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub zero_is_missing: bool,
    /// Below how many counts are left out, in place of the usual: 0 for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppress_below: Option<u64>,
    /// What it tells.
    #[serde(flatten)]
    pub tells: Tells,
}

/// The year of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Year {
    /// All of it is of this one.
    Of(u16),
    /// As this column says.
    Column(String),
}

/// What a table tells: one of these keys.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tells {
    /// A table of the population.
    Statistic(StatisticColumns),
    /// How many receive an aid.
    Aid(AidColumns),
    /// A score.
    Index(IndexColumns),
    /// Amounts of the village's budget.
    Budget(BudgetColumns),
}

/// A table of the population: a column for each category, or a row for each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatisticColumns {
    /// What is counted: one of the known topics, or a word of one's own.
    pub topic: Topic,
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A column for each category.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Category>,
    /// Where each category has a row: the column of their names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// And that of the counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<String>,
    /// The column of all who were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
}

/// One category of a table of the population.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its column.
    pub column: String,
    /// What to call it; as the column, unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// How many receive an aid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AidColumns {
    /// What the programme is called, without the year.
    pub name: String,
    /// The column of the counts.
    pub count: String,
    /// Who is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<AidTarget>,
    /// Who pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexColumns {
    /// Which.
    pub scheme: Scheme,
    /// The column of the score.
    pub score: String,
    /// That of the class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Those of its parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Category>,
}

/// Amounts of the village's budget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetColumns {
    /// Plan, revision or account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// How many rupiah the table's unit is: 1000 where it is in thousands.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub unit: u32,
    /// The lines of the budget that it tells of.
    pub lines: Vec<LineColumns>,
}

/// One line of the budget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineColumns {
    /// What it is called.
    pub name: String,
    /// Its account: `4.2.1` is *Dana Desa*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Income, expenditure or financing.
    pub section: Section,
    /// The column of what was planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budgeted: Option<String>,
    /// That of what came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub realised: Option<String>,
}

fn few() -> u64 {
    FEW
}

fn one() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands a reference
fn is_one(unit: &u32) -> bool {
    *unit == 1
}

impl Settings {
    /// What the roster says of a source.
    pub(crate) fn of(site: &Site) -> Result<Self> {
        let source = site.source.as_ref().ok_or_else(|| {
            Error::new(ErrorKind::Config, "a portal is named in the roster as a [[source]], with its tables")
        })?;
        source.settings()
    }

    /// Below how many a table's counts are left out.
    pub(crate) fn few(&self, table: &Table) -> u64 {
        let usual = if table.is_sensitive() { self.suppress_below } else { 0 };
        table.suppress_below.unwrap_or(usual)
    }
}

impl Table {
    /// The kind of record that it gives.
    pub fn kind(&self) -> Kind {
        match self.tells {
            Tells::Statistic(_) => Kind::Statistic,
            Tells::Aid(_) => Kind::Aid,
            Tells::Index(_) => Kind::Index,
            Tells::Budget(_) => Kind::Budget,
        }
    }

    /// Every column that it names.
    pub fn columns(&self) -> Vec<&str> {
        let mut columns: Vec<&str> = vec![&self.village];
        columns.extend(self.code.iter().chain(&self.subdistrict).map(String::as_str));
        if let Some(Year::Column(year)) = &self.year {
            columns.push(year);
        }
        match &self.tells {
            Tells::Statistic(it) => columns.extend(it.category.as_deref()),
            Tells::Index(it) => columns.extend(it.class.as_deref()),
            Tells::Aid(_) | Tells::Budget(_) => {}
        }
        columns.extend(self.figures());
        columns
    }

    /// The columns of its numbers.
    pub(crate) fn figures(&self) -> Vec<&str> {
        match &self.tells {
            Tells::Statistic(it) => {
                let rows = it.rows.iter().map(|row| &row.column);
                rows.chain([&it.count, &it.total].into_iter().flatten()).map(String::as_str).collect()
            }
            Tells::Aid(it) => vec![&it.count],
            Tells::Index(it) => {
                let parts = it.components.iter().map(|part| &part.column);
                [&it.score].into_iter().chain(parts).map(String::as_str).collect()
            }
            Tells::Budget(it) => {
                let amounts = it.lines.iter().flat_map(|line| [&line.budgeted, &line.realised]);
                amounts.flatten().map(String::as_str).collect()
            }
        }
    }

    /// What to call it where something is told of it.
    pub(crate) fn called(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.resource)
    }

    /// Whether it counts people of whom few must not be told: the ill, the disabled, children, the poor.
    fn is_sensitive(&self) -> bool {
        const WORDS: [&str; 17] = [
            "stunting",
            "gizi",
            "disabil",
            "difabel",
            "cacat",
            "penyakit",
            "hiv",
            "tbc",
            "tuberk",
            "odgj",
            "kematian",
            "hamil",
            "miskin",
            "bantuan",
            "kekerasan",
            "yatim",
            "putus sekolah",
        ];
        let Tells::Statistic(it) = &self.tells else { return self.kind() == Kind::Aid };
        let topics = [
            Topic::Disability,
            Topic::ChronicIllness,
            Topic::Pregnancy,
            Topic::CovidStatus,
            Topic::DeathCertificate,
            Topic::SocialClass,
        ];
        let words = [self.title.as_deref(), it.name.as_deref(), Some(&it.topic.name())]
            .into_iter()
            .flatten()
            .chain(self.columns())
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        topics.contains(&it.topic) || WORDS.iter().any(|word| words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balai_core::Roster;

    fn read(settings: &str) -> Result<Settings> {
        let head = "[[source]]\nplatform = 'ckan'\nwithin = '33.04.15'\nurl = 'https://data.example'\n";
        let roster = Roster::from_toml(&format!("{head}{settings}")).expect("a roster");
        Settings::of(&roster.sources[0].site("".as_ref()).expect("a site"))
    }

    const STUNTING: &str = r#"
        [[source.settings.table]]
        title = "Data Jumlah Balita Stunting"
        resource = "537920fd-d421-4757-895f-9412d6ce1ec7"
        village = "Desa/Kelurahan"
        year = "Tahun"
        zero_is_missing = true
        statistic = { topic = "stunting", total = "Jumlah Seluruh Balita", rows = [{ label = "Stunting", column = "Jumlah Balita Stunting" }] }
    "#;

    #[test]
    fn a_table_says_what_its_columns_mean() {
        let settings = read(STUNTING).expect("settings");
        let [table] = &settings.table[..] else { panic!("one table") };
        assert_eq!((table.kind(), table.year.clone()), (Kind::Statistic, Some(Year::Column("Tahun".into()))));
        assert_eq!(
            table.columns(),
            ["Desa/Kelurahan", "Tahun", "Jumlah Balita Stunting", "Jumlah Seluruh Balita"]
        );
        let Tells::Statistic(it) = &table.tells else { panic!("a statistic") };
        assert_eq!(it.topic, Topic::Other("stunting".into()));
        assert_eq!(settings.few(table), 5, "few children must not be told of");
        let json = serde_json::to_value(&settings).expect("JSON");
        assert_eq!(serde_json::from_value::<Settings>(json).expect("settings"), settings, "they read back");
    }

    #[test]
    fn few_may_be_told_of_what_is_nobodys_business_to_hide() {
        let settings = read(
            "[[source.settings.table]]\nresource = 'a'\nvillage = 'Desa'\nstatistic = { topic = 'religion', category = 'agama', count = 'jumlah' }",
        )
        .expect("settings");
        assert_eq!(settings.few(&settings.table[0]), 0);
        let settings = read(&format!("{STUNTING}suppress_below = 10")).expect("settings");
        assert_eq!(settings.few(&settings.table[0]), 10);
    }

    #[test]
    fn what_is_wrong_is_told_with_the_table() {
        let table =
            |rest: &str| format!("[[source.settings.table]]\nresource = 'abc'\nvillage = 'Desa'\n{rest}");
        for (settings, told) in [
            (table(""), "table 1 (abc): say what it tells by one of"),
            (table("aid = { name = 'PKH', count = 'a' }\nindex = { scheme = 'idm', score = 'b' }"), "one of"),
            (table("aid = { name = 'PKH', cout = 'a' }"), "unknown field `cout`"),
            (table("statistic = { topic = 'sex' }"), "either `rows`"),
            (table("statistic = { topic = 'sex', category = 'a' }"), "either `rows`"),
            (table("budget = { lines = [] }"), "`year`"),
            (table("year = 2025\nbudget = { lines = [] }"), "`lines`"),
            (
                table("year = 2025\nbudget = { lines = [{ name = 'Dana Desa', section = 'income' }] }"),
                "neither `budgeted`",
            ),
            (table("columns = ['a']"), "unknown field `columns`"),
            (table("aid = { name = 'PKH', count = 'a' }").replace("abc", "a/b"), "is a number such as"),
            ("settings = { tables = [] }".to_owned(), "unknown field `tables`"),
        ] {
            let error = read(&settings).expect_err(&settings);
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.to_string().contains(told), "{error}");
        }
    }
}
