//! Whose row it is.

use std::collections::HashMap;

use balai_core::{Level, RegionCode, Visit};

use crate::grid::Line;
use crate::heading::Head;
use crate::layout::{CODE, VILLAGE};
use crate::place::{column, quote};
use crate::value;

/// The villages of the rows so far.
#[derive(Default)]
pub(crate) struct Villages {
    /// What a name was found to mean; `None` where a person has to tell.
    names: HashMap<String, Option<RegionCode>>,
    /// The village of the row above.
    above: Option<RegionCode>,
    /// Whether a name was met that a person has to tell.
    pub(crate) has_doubts: bool,
}

/// Whose row it is.
pub(crate) enum Owner {
    Village(RegionCode),
    /// A person has to tell, and is asked in the report.
    Doubtful,
    /// Nobody's, for this reason.
    None(String),
}

impl Villages {
    /// Whose row it is. Where the rows of one record may leave it out, an empty cell means the village above.
    pub(crate) fn of(&mut self, line: Line<'_>, head: &Head, as_above: bool, visit: &mut Visit<'_>) -> Owner {
        let cell = |place: Option<usize>| place.and_then(|place| value::text(line.cell(place)));
        let (code, name) = (cell(head.code), cell(head.village));
        let region = visit.site().region;
        let owner = match code {
            Some(text) => by_code(&text, name.as_deref(), head, visit),
            None if region.level() == Level::Village => Owner::Village(region),
            None => match (name, self.above) {
                (Some(name), _) => match self.by_name(name, visit) {
                    Some(village) => Owner::Village(village),
                    None => Owner::Doubtful,
                },
                (None, Some(above)) if as_above => Owner::Village(above),
                (None, _) => Owner::None(missing(head)),
            },
        };
        match owner {
            Owner::Village(village) => self.above = Some(village),
            Owner::Doubtful => (self.above, self.has_doubts) = (None, true),
            Owner::None(_) => self.above = None,
        }
        owner
    }

    fn by_name(&mut self, name: String, visit: &mut Visit<'_>) -> Option<RegionCode> {
        match self.names.get(&name) {
            Some(known) => *known,
            None => {
                let village = visit.village_called(&name);
                self.names.insert(name, village);
                village
            }
        }
    }
}

fn by_code(text: &str, name: Option<&str>, head: &Head, visit: &Visit<'_>) -> Owner {
    let region = visit.site().region;
    let place = column(head.code.unwrap_or_default(), CODE.heading);
    let no = |why: String| Owner::None(format!("{place} says {}, {why}", quote_code(text)));
    let Ok(code) = text.parse::<RegionCode>() else {
        return no("which is no code of a village; write ten digits, such as 33.04.15.2008".to_owned());
    };
    if code.level() != Level::Village {
        return no(format!("the code of a {}; write the village's, such as 33.04.15.2008", code.level()));
    }
    if !region.contains(code) {
        return no(format!("which is not within {region}; correct it, or name its region in the roster"));
    }
    let gazetteer = visit.gazetteer();
    if gazetteer.region(region).is_some() && gazetteer.region(code).is_none() {
        return no(format!("and there is no such village in {region}; correct it"));
    }
    // A row that was copied keeps the code of another.
    if let Some(name) = name
        && let balai_core::Meaning::Certain(other) = gazetteer.resolve(region, name)
        && other != code
    {
        return no(format!("and {} says {} ({other}); correct one of them", VILLAGE.heading, quote(name)));
    }
    Owner::Village(code)
}

/// A code in a message, which is what is to be corrected; what is too long for one may be a person's number.
fn quote_code(text: &str) -> String {
    const DIGITS: usize = 10;
    let is_short = text.chars().filter(char::is_ascii_digit).count() <= DIGITS;
    match is_short && text.chars().all(|c| c.is_ascii_digit() || c == '.') {
        true => format!("“{text}”"),
        false => quote(text),
    }
}

fn missing(head: &Head) -> String {
    match (head.code, head.village) {
        (None, None) => format!(
            "there is no column \"{}\" or \"{}\": nothing tells whose row it is",
            CODE.heading, VILLAGE.heading
        ),
        (Some(place), _) => format!("{} is empty; write the village's code", column(place, CODE.heading)),
        (None, Some(place)) => {
            format!("{} is empty; write the village's name", column(place, VILLAGE.heading))
        }
    }
}
