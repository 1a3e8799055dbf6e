//! Which sub-district a row names: villages' names repeat between them.

use balai_core::{Gazetteer, Level, RegionCode, Visit};

use crate::heading::fold;

/// The sub-districts of the source's region, by name.
pub(crate) struct Subdistricts(Vec<(String, RegionCode)>);

impl Subdistricts {
    /// Those of the source's region; none where nobody knows them.
    pub(crate) fn of(visit: &Visit<'_>) -> Self {
        let region = visit.site().region;
        let gazetteer = visit.gazetteer();
        let mut codes: Vec<_> = match region.at(Level::Subdistrict) {
            Some(code) => vec![code],
            None => gazetteer.villages(region).iter().filter_map(|village| village.code.parent()).collect(),
        };
        codes.dedup();
        Self(codes.into_iter().filter_map(|code| named(gazetteer, code)).collect())
    }

    /// The part of the region that a cell names: a sub-district, or all of it where it has two of the name, or where
    /// nobody knows its own; `None` where it is none of the region's.
    pub(crate) fn within(&self, region: RegionCode, text: &str) -> Option<RegionCode> {
        let wanted = plain(text);
        let mut found = self.0.iter().filter(|(name, _)| *name == wanted).map(|(_, code)| *code);
        match (found.next(), found.next()) {
            (Some(only), None) => Some(only),
            (Some(_), Some(_)) => Some(region),
            (None, _) => self.0.is_empty().then_some(region),
        }
    }
}

fn named(gazetteer: &dyn Gazetteer, code: RegionCode) -> Option<(String, RegionCode)> {
    Some((plain(&gazetteer.region(code)?.name), code))
}

/// A name as it is compared: without the word before it, and without blanks, by which `Karang Kobar` differs.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let bare = ["kecamatan ", "kec ", "distrik ", "kapanewon ", "kemantren "]
        .into_iter()
        .find_map(|word| folded.strip_prefix(word));
    bare.unwrap_or(&folded).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegionCode {
        text.parse().expect("a code")
    }

    #[test]
    fn a_subdistrict_is_known_by_its_name_alone() {
        let region = code("33.04");
        let (pejawaran, karangkobar) = (code("33.04.15"), code("33.04.13"));
        let known = Subdistricts(vec![(plain("Pejawaran"), pejawaran), (plain("Karangkobar"), karangkobar)]);
        for (text, within) in [
            ("Pejawaran", Some(pejawaran)),
            ("KEC. PEJAWARAN", Some(pejawaran)),
            ("Kecamatan Karang Kobar", Some(karangkobar)),
            // What is spelt otherwise may be another region's.
            ("Pejawarran", None),
            ("Kecamatan", None),
        ] {
            assert_eq!(known.within(region, text), within, "{text}");
        }
    }

    #[test]
    fn a_name_that_two_share_and_one_among_none_known_tell_nothing() {
        let region = code("33");
        let two = ["33.04.15", "33.05.01"].map(|text| ("karanganyar".to_owned(), code(text)));
        assert_eq!(Subdistricts(two.into()).within(region, "Karanganyar"), Some(region));
        assert_eq!(Subdistricts(Vec::new()).within(region, "Karanganyar"), Some(region));
    }
}
