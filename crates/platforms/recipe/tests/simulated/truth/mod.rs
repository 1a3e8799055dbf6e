//! What is true of the two sites, as records.

use balai_core::model::*;
use balai_core::{Rupiah, Zone};
use balai_testkit::village::{self, Village};
use jiff::Timestamp;

mod bootstrap;
mod tables;

pub(crate) use bootstrap::{articles_of_bootstrap, of_bootstrap};
pub(crate) use tables::{articles_of_tables, of_tables};

/// The addresses of both sites begin so.
pub(crate) const SITE: &str = "http://desa.invalid";

fn wib(at: jiff::civil::DateTime) -> Timestamp {
    Zone::Wib.instant(at).expect("an instant")
}

fn url(path: &str) -> String {
    format!("{SITE}{path}")
}

fn small(number: i64) -> u16 {
    u16::try_from(number).expect("a year")
}

/// An article and when it was published; without its texts, which are compared by themselves.
pub(crate) type Dated = (Article, Option<Timestamp>);

fn phone(profile: &village::Profile) -> String {
    format!("+62{}", &profile.phone.replace(' ', "")[1..])
}

fn officials(village: &Village) -> impl Iterator<Item = (&village::Official, Official)> {
    village.officials_in_office().zip(1_u32..).map(|(it, order)| {
        let official = Official {
            name: it.display_name(),
            position: it.position.clone(),
            order: Some(order),
            ..Official::default()
        };
        (it, official)
    })
}

fn section(section: char) -> Section {
    match section {
        '4' => Section::Income,
        '5' => Section::Expenditure,
        _ => Section::Financing,
    }
}

fn budget_line(line: &village::BudgetLine) -> BudgetLine {
    BudgetLine {
        code: Some(line.code.trim_end_matches('.').to_owned()),
        name: line.name.to_owned(),
        section: section(line.section),
        level: 1,
        budgeted: Some(Rupiah::from_sen(line.budgeted)),
        realised: None,
    }
}

fn statistic(table: &village::Statistic, topic: Topic) -> Statistic {
    let rows = table.rows.iter().map(|row| StatisticRow {
        label: row.label.clone(),
        total: row.total().into(),
        male: Some(row.male.into()),
        female: Some(row.female.into()),
    });
    Statistic { topic_name: Some(table.name.to_owned()), ..Statistic::new(topic, rows.collect()) }
}
