//! Whose row it is.

use std::collections::HashMap;

use balai_core::{Level, Meaning, RegionCode, Visit};

use crate::grid::Line;
use crate::heading::Head;
use crate::layout::{CODE, SUBDISTRICT, VILLAGE};
use crate::place::{column, quote};
use crate::subdistrict::Subdistricts;
use crate::value;

/// The villages of the rows so far.
#[derive(Default)]
pub(crate) struct Villages {
    /// What a name was found to mean within a region; `None` where a person has to tell.
    names: HashMap<(RegionCode, String), Option<RegionCode>>,
    /// The village of the row above.
    above: Option<RegionCode>,
    /// Those that rows may name; not looked for before one does.
    subdistricts: Option<Subdistricts>,
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

/// What a row says of whose it is.
struct Said<'h> {
    head: &'h Head,
    code: Option<String>,
    name: Option<String>,
    subdistrict: Option<String>,
}

impl<'h> Said<'h> {
    fn of(line: Line<'_>, head: &'h Head) -> Self {
        let cell = |place: Option<usize>| place.and_then(|place| value::text(line.cell(place)));
        Self { head, code: cell(head.code), name: cell(head.village), subdistrict: cell(head.subdistrict) }
    }
}

impl Villages {
    /// Whose row it is. Where the rows of one record may leave it out, an empty cell means the village above.
    pub(crate) fn of(&mut self, line: Line<'_>, head: &Head, as_above: bool, visit: &mut Visit<'_>) -> Owner {
        let said = Said::of(line, head);
        let region = visit.site().region;
        // The part of the region that the row names; `None` where it names another.
        let within = match &said.subdistrict {
            Some(text) if region.level() != Level::Village => self.subdistricts(visit).within(region, text),
            _ => Some(region),
        };
        let owner = match (&said.code, &said.name, self.above) {
            (Some(code), ..) => by_code(code, &said, within, visit),
            _ if region.level() == Level::Village => Owner::Village(region),
            (None, Some(name), _) => match within {
                Some(within) => self.by_name(name, within, visit),
                None => Owner::None(elsewhere(&said, region)),
            },
            (None, None, Some(above)) if as_above && within.is_some_and(|it| it.contains(above)) => {
                Owner::Village(above)
            }
            (None, None, _) => Owner::None(missing(head)),
        };
        match owner {
            Owner::Village(village) => self.above = Some(village),
            Owner::Doubtful => (self.above, self.has_doubts) = (None, true),
            Owner::None(_) => self.above = None,
        }
        owner
    }

    fn subdistricts(&mut self, visit: &Visit<'_>) -> &Subdistricts {
        self.subdistricts.get_or_insert_with(|| Subdistricts::of(visit))
    }

    fn by_name(&mut self, name: &str, within: RegionCode, visit: &mut Visit<'_>) -> Owner {
        let meant = self.names.entry((within, name.to_owned()));
        match meant.or_insert_with(|| visit.village_within(within, name)) {
            Some(village) => Owner::Village(*village),
            None => Owner::Doubtful,
        }
    }
}

fn by_code(text: &str, said: &Said<'_>, within: Option<RegionCode>, visit: &Visit<'_>) -> Owner {
    let region = visit.site().region;
    let place = column(said.head.code.unwrap_or_default(), CODE.heading);
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
    // A row that was copied keeps the code of another. A sub-district that is spelt otherwise does not contradict a code.
    let within = within.unwrap_or(region);
    if let Some(subdistrict) = said.subdistrict.as_deref().filter(|_| !within.contains(code)) {
        let (heading, quoted) = (SUBDISTRICT.heading, quote(subdistrict));
        return no(format!("and {heading} says {quoted} ({within}); correct one of them"));
    }
    if let Some(name) = &said.name
        && let Meaning::Certain(other) = gazetteer.resolve(within, name)
        && other != code
    {
        return no(format!("and {} says {} ({other}); correct one of them", VILLAGE.heading, quote(name)));
    }
    Owner::Village(code)
}

/// Why a row is nobody's that names a sub-district of another region, or none at all.
fn elsewhere(said: &Said<'_>, region: RegionCode) -> String {
    let place = column(said.head.subdistrict.unwrap_or_default(), SUBDISTRICT.heading);
    let quoted = quote(said.subdistrict.as_deref().unwrap_or_default());
    format!(
        "{place} says {quoted}, which is no sub-district of {region}; correct it, or name its region in the roster"
    )
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
