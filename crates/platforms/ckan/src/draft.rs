//! Tables as the roster has them, before they are known to be whole.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::settings::{AidColumns, BudgetColumns, IndexColumns, StatisticColumns, Table, Tells, Year};

/// A table as it is written, before it is known to be whole.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    #[serde(default)]
    title: Option<String>,
    resource: String,
    village: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    subdistrict: Option<String>,
    #[serde(default)]
    year: Option<Year>,
    #[serde(default)]
    zero_is_missing: bool,
    #[serde(default)]
    suppress_below: Option<u64>,
    #[serde(default)]
    statistic: Option<StatisticColumns>,
    #[serde(default)]
    aid: Option<AidColumns>,
    #[serde(default)]
    index: Option<IndexColumns>,
    #[serde(default)]
    budget: Option<BudgetColumns>,
}

impl TryFrom<Draft> for Table {
    type Error = String;

    fn try_from(draft: Draft) -> Result<Self, String> {
        let Draft { statistic, aid, index, budget, .. } = draft;
        let told = [
            statistic.map(Tells::Statistic),
            aid.map(Tells::Aid),
            index.map(Tells::Index),
            budget.map(Tells::Budget),
        ];
        let mut told = told.into_iter().flatten();
        let (Some(tells), None) = (told.next(), told.next()) else {
            return Err("say what it tells by one of `statistic`, `aid`, `index` and `budget`".to_owned());
        };
        match &tells {
            Tells::Statistic(it) if it.rows.is_empty() == (it.category.is_none() || it.count.is_none()) => {
                return Err(
                    "a statistic has either `rows`, a column each, or `category` and `count`".to_owned()
                );
            }
            Tells::Budget(_) if draft.year.is_none() => return Err("a budget has a `year`".to_owned()),
            Tells::Budget(it) if it.lines.is_empty() => return Err("a budget has `lines`".to_owned()),
            Tells::Budget(it) => {
                if let Some(line) =
                    it.lines.iter().find(|line| line.budgeted.is_none() && line.realised.is_none())
                {
                    return Err(format!("the line `{}` has neither `budgeted` nor `realised`", line.name));
                }
            }
            _ => {}
        }
        if draft.resource.is_empty()
            || draft.resource.contains(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        {
            return Err("`resource` is a number such as 537920fd-d421-4757-895f-9412d6ce1ec7".to_owned());
        }
        Ok(Self {
            title: draft.title,
            resource: draft.resource,
            village: draft.village,
            code: draft.code,
            subdistrict: draft.subdistrict,
            year: draft.year,
            zero_is_missing: draft.zero_is_missing,
            suppress_below: draft.suppress_below,
            tells,
        })
    }
}

/// Reads tables one by one, to say which one is wrong.
pub(crate) fn each<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Table>, D::Error> {
    let values = Vec::<Value>::deserialize(deserializer)?;
    let table = |(value, number): (Value, u32)| {
        let named = value["title"].as_str().or_else(|| value["resource"].as_str());
        let named = named.map(|name| format!(" ({name})")).unwrap_or_default();
        Table::deserialize(value).map_err(|error| D::Error::custom(format!("table {number}{named}: {error}")))
    };
    values.into_iter().zip(1..).map(table).collect()
}
