//! What a section of a page is about, by its heading.

pub(super) use crate::read::fold;

/// The headings of sections about one thing.
pub(super) struct Headings {
    /// Words of which one has to stand there, with strokes between.
    pub(super) of: &'static str,
    /// Words that may stand there beside.
    pub(super) beside: &'static str,
}

impl Headings {
    /// Whether a heading is of such a section: it has no other word, but the village's name at its end. What tells of
    /// something else has one: `Pelatihan Perangkat Desa`.
    pub(super) fn has(&self, heading: &str) -> bool {
        const VILLAGE: &str = "desa|kelurahan|nagari|gampong|kampung|pekon|negeri";
        /// Two words for its name, and those of its sub-district and its regency.
        const LONGEST_NAME: usize = 8;
        const NO_NAMES: &str =
            "tahun|periode|masa|mantan|lama|purna|terdahulu|dari|ke|yang|untuk|penerima|bantuan|data";
        let has = |list: &str, word: &str| list.split('|').any(|own| own == word);
        let folded = fold(heading);
        let words: Vec<_> = folded.split(' ').collect();
        let is_known = |word: &str| has(self.of, word) || has(self.beside, word) || has(VILLAGE, word);
        let known = words.iter().take_while(|word| is_known(word)).count();
        let (known, name) = words.split_at(known);
        let is_name = name.is_empty()
            || known.last().is_some_and(|last| has(VILLAGE, last))
                && name.len() <= LONGEST_NAME
                && !name
                    .iter()
                    .any(|word| has(NO_NAMES, word) || word.contains(|c: char| c.is_ascii_digit()));
        is_name && known.iter().any(|word| has(self.of, word))
    }
}
