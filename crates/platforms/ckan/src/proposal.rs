//! What a search proposes, as it is to stand in the roster.

use std::fmt;

use serde_json::Value;

use crate::settings::Table;

/// What a search through a portal found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Discovery {
    /// Tables that seem to tell of the region's villages.
    pub proposals: Vec<Proposal>,
    /// What was looked at and left out, and why, a sentence each.
    pub left_out: Vec<String>,
}

/// A table that seems to tell of villages. Shown, it is the piece of TOML that a person looks at, corrects and puts into
/// the roster below its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What may be read, and how.
    pub table: Table,
    /// Who published it.
    pub organization: Option<String>,
    /// As the portal names it; `None` where it says nothing, which is not that all is allowed.
    pub licence: Option<String>,
    /// What a person should look at.
    pub doubts: Vec<String>,
}

impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let organization = self.organization.as_deref().unwrap_or("nobody named");
        let licence = self.licence.as_deref().unwrap_or("not stated");
        comment(f, &format!("by {organization}; licence: {licence}"))?;
        for doubt in &self.doubts {
            comment(f, doubt)?;
        }
        writeln!(f, "[[source.settings.table]]")?;
        let Ok(Value::Object(fields)) = serde_json::to_value(&self.table) else { return Err(fmt::Error) };
        // In the order in which a person reads them, which a JSON object does not keep.
        const ORDER: [&str; 12] = [
            "title",
            "resource",
            "village",
            "code",
            "subdistrict",
            "year",
            "zero_is_missing",
            "suppress_below",
            "statistic",
            "aid",
            "index",
            "budget",
        ];
        for name in ORDER {
            if let Some(value) = fields.get(name) {
                writeln!(f, "{name} = {}", toml(value))?;
            }
        }
        Ok(())
    }
}

/// What a portal writes must not end the comment that it stands in.
fn comment(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    writeln!(f, "# {}", text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A value in TOML, on one line. Its texts are escaped as those of JSON are.
fn toml(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| format!("{name} = {}", toml(value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        plain => plain.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Category, Settings, StatisticColumns, Tells, Year};
    use balai_core::Roster;
    use balai_core::model::Topic;

    #[test]
    fn a_proposal_is_a_piece_of_a_roster() {
        let statistic = StatisticColumns {
            topic: Topic::Religion,
            name: Some("Agama \"resmi\"\n".into()),
            rows: vec![Category { column: "Islam\\".into(), label: Some("Islam".into()) }],
            category: None,
            count: None,
            total: Some("Jumlah".into()),
        };
        let table = Table {
            title: Some("Penduduk = \"semua\"".into()),
            resource: "abc-1".into(),
            village: "Desa".into(),
            code: None,
            subdistrict: Some("Kecamatan".into()),
            year: Some(Year::Of(2025)),
            zero_is_missing: true,
            suppress_below: None,
            tells: Tells::Statistic(statistic),
        };
        let proposal = Proposal {
            table: table.clone(),
            organization: Some("Dinas\n[[village]]".into()),
            licence: None,
            doubts: vec!["look twice".into()],
        };
        let head = "[[source]]\nplatform = 'ckan'\nwithin = '33.04.15'\nurl = 'https://data.example'\n";
        let roster = Roster::from_toml(&format!("{head}{proposal}")).expect("a roster");
        let site = roster.sources[0].site("".as_ref()).expect("a site");
        assert_eq!(Settings::of(&site).expect("settings").table, [table]);
        assert!(roster.villages.is_empty(), "what the portal writes stays a comment");
    }
}
