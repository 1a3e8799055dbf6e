//! How names are compared: what is the same name, what sounds the same, what is merely similar.

use balai_core::{Level, RegionCode, VillageType};

/// From here on a near match sounds the same as the name; below it is only similar.
pub(crate) const SOUNDS_THE_SAME: f32 = 0.85;
/// Below this two names have nothing to do with each other.
pub(crate) const SIMILAR: f32 = 0.75;
/// What a name that is part of the other (`Banjar` of `Banjar Kulon`) scores.
const PART: f32 = 0.8;
/// Characters read of a name; the longest of the decree has 44. A page sought for a name must not stop a search.
const LONGEST: usize = 100;
/// Taken off for each of the two names from which a type word was left out.
const BARE: f32 = 0.01;
/// Taken off when the type word contradicts the region: *Kelurahan* before the name of a desa.
const WRONG_TYPE: f32 = 0.05;

/// A name made ready to be compared.
#[derive(Default)]
pub(crate) struct Spelling {
    /// Lower case, words parted by one space.
    words: String,
    /// `words` without the spaces, and with numerals in digits: `Sidodadi II` is `sidodadi2`.
    letters: String,
    /// `letters` with those that spellings swap made one, letter by letter.
    sound: String,
    mask: u64,
    title: Option<Title>,
}

/// A type word at the head of a name, and how much of it to leave out.
#[derive(Clone, Copy)]
struct Title {
    kind: Kind,
    words: usize,
    letters: usize,
    bare_mask: u64,
}

/// What a type word says about the region.
#[derive(Clone, Copy)]
enum Kind {
    Desa,
    Kelurahan,
    /// A local word for a village, or one that is used for both.
    Village,
    Subdistrict,
    Regency,
    City,
    Province,
}

/// A name with its type word or without.
#[derive(Clone, Copy)]
struct Form<'a> {
    words: &'a str,
    letters: &'a str,
    sound: &'a str,
    mask: u64,
}

impl Spelling {
    pub(crate) fn of(name: &str) -> Self {
        let mut spelling = Self::default();
        spelling.read(name);
        spelling
    }

    /// Takes another name, in the memory of the last one.
    pub(crate) fn read(&mut self, name: &str) {
        self.words.clear();
        self.letters.clear();
        self.sound.clear();
        name.chars().take(LONGEST).for_each(|c| self.push(c));
        self.words.truncate(self.words.trim_end().len());
        for (place, word) in self.words.split(' ').enumerate() {
            self.letters.push_str(if place == 0 { word } else { in_digits(word) });
        }
        self.sound.extend(self.letters.bytes().map(sound));
        self.mask = mask(&self.sound);
        self.title = Title::of(&self.words, &self.sound);
    }

    fn push(&mut self, c: char) {
        match c {
            c if c.is_ascii_alphanumeric() => self.words.push(c.to_ascii_lowercase()),
            // Within a word: `Jum'at` is `Jumat`.
            '\'' | '`' | '‘' | '’' | 'ʼ' => {}
            // The few accents of Javanese and Dutch spelling, composed or not. Full Unicode tables would take a
            // tenth of the crate's size for no name that the decree has.
            'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => self.words.push('e'),
            'à' | 'á' | 'â' | 'å' | 'À' | 'Á' | 'Â' | 'Å' => self.words.push('a'),
            'ò' | 'ó' | 'ô' | 'ö' | 'Ò' | 'Ó' | 'Ô' | 'Ö' => self.words.push('o'),
            '\u{300}'..='\u{36F}' => {}
            _ if self.words.is_empty() || self.words.ends_with(' ') => {}
            _ => self.words.push(' '),
        }
    }

    fn full(&self) -> Form<'_> {
        Form { words: &self.words, letters: &self.letters, sound: &self.sound, mask: self.mask }
    }

    fn bare(&self) -> Option<Form<'_>> {
        self.title.map(|title| Form {
            words: &self.words[title.words..],
            letters: &self.letters[title.letters..],
            sound: &self.sound[title.letters..],
            mask: title.bare_mask,
        })
    }

    fn forms(&self) -> impl Iterator<Item = (Form<'_>, f32)> {
        std::iter::once((self.full(), 0.0)).chain(self.bare().map(|form| (form, BARE)))
    }

    /// How well two names agree, and whether they are the same but for case, spaces, punctuation and a type
    /// word; `None` if they are not even similar.
    pub(crate) fn compare(&self, other: &Self) -> Option<(f32, bool)> {
        let mut best: Option<(f32, bool)> = None;
        for (a, a_cost) in self.forms() {
            for (b, b_cost) in other.forms() {
                let same = !a.letters.is_empty() && a.letters == b.letters;
                let agreement = if same { Some(1.0) } else { a.near(b) };
                let Some(score) = agreement.map(|score| score - a_cost - b_cost) else { continue };
                if best.is_none_or(|(best, exact)| (same, score) > (exact, best)) {
                    best = Some((score, same));
                }
            }
        }
        best.filter(|(score, exact)| *exact || *score >= SIMILAR)
    }

    /// What to take off a score if this name's type word does not fit the region.
    pub(crate) fn contradiction(&self, code: RegionCode, name: &str) -> f32 {
        let Some(Title { kind, .. }) = self.title else { return 0.0 };
        let fits = match kind {
            Kind::Desa => code.village_type().is_some_and(|kind| kind != VillageType::Kelurahan),
            Kind::Kelurahan => code.village_type() == Some(VillageType::Kelurahan),
            Kind::Village => code.level() == Level::Village,
            Kind::Subdistrict => code.level() == Level::Subdistrict,
            Kind::Regency => code.level() == Level::Regency && !name.starts_with("Kota "),
            Kind::City => code.level() == Level::Regency && name.starts_with("Kota "),
            Kind::Province => code.level() == Level::Province,
        };
        if fits { 0.0 } else { WRONG_TYPE }
    }
}

impl Title {
    fn of(words: &str, sound: &str) -> Option<Self> {
        let (word, mut rest) = words.split_once(' ')?;
        let kind = match word {
            "desa" | "ds" => Kind::Desa,
            "kelurahan" | "kel" => Kind::Kelurahan,
            "gampong" | "kampong" | "kampung" | "kp" | "lembang" | "nagari" | "nagori" | "negeri"
            | "ohoi" | "pekon" | "tiyuh" => Kind::Village,
            "kecamatan" | "kec" | "distrik" | "kapanewon" | "kemantren" => Kind::Subdistrict,
            "kabupaten" | "kab" => Kind::Regency,
            "kota" => Kind::City,
            "provinsi" | "propinsi" | "prov" => Kind::Province,
            _ => return None,
        };
        if let Kind::Regency | Kind::City = kind {
            rest = rest.strip_prefix("administrasi ").unwrap_or(rest);
        }
        let cut = words.len() - rest.len();
        let letters = words[..cut].bytes().filter(|b| *b != b' ').count();
        Some(Self { kind, words: cut, letters, bare_mask: mask(&sound[letters..]) })
    }
}

impl Form<'_> {
    /// How near two different names are.
    fn near(self, other: Self) -> Option<f32> {
        let (missing, added) =
            ((self.mask & !other.mask).count_ones(), (other.mask & !self.mask).count_ones());
        if (missing == 0 && other.has_part(self)) || (added == 0 && self.has_part(other)) {
            return Some(PART);
        }
        if self.letters.is_empty() || other.letters.is_empty() {
            return None;
        }
        // An edit changes the length by one at most, and adds one letter and takes one away at most. So
        // nearly all of 83,762 names are told from the one sought without measuring.
        let longest = self.sound.len().max(other.sound.len());
        let least = self.sound.len().abs_diff(other.sound.len()).max(missing.max(added) as usize);
        if similarity(least, longest) < SIMILAR {
            return None;
        }
        let heard = similarity(strsim::osa_distance(self.sound, other.sound), longest);
        if heard < SIMILAR {
            return None;
        }
        let written = similarity(strsim::osa_distance(self.letters, other.letters), longest);
        let score = (written + heard) / 2.0;
        // `Sidodadi 1` and `Sidodadi 2` are two villages, not two spellings.
        let same_numbers = self.digits().eq(other.digits());
        let alike = self.sound == other.sound && same_numbers;
        Some(if alike { score } else { score.min(SOUNDS_THE_SAME - 0.01) })
    }

    fn has_part(self, part: Self) -> bool {
        let (whole, part) = (self.words, part.words);
        part.len() >= 4
            && part.len() < whole.len()
            && whole.match_indices(part).any(|(start, _)| {
                let end = start + part.len();
                (start == 0 || whole.as_bytes()[start - 1] == b' ')
                    && (end == whole.len() || whole.as_bytes()[end] == b' ')
            })
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        self.letters.bytes().filter(u8::is_ascii_digit)
    }
}

/// Which letters a sound has, and which of them twice: a bit for each. A digit may share a letter's.
fn mask(sound: &str) -> u64 {
    sound.bytes().fold(0, |mask, byte| {
        let once = 1 << (byte & 0x1F);
        mask | once | (mask & once) << 32
    })
}

/// A Roman numeral up to ten in digits; any other word as it is.
fn in_digits(word: &str) -> &str {
    match word {
        "i" => "1",
        "ii" => "2",
        "iii" => "3",
        "iv" => "4",
        "v" => "5",
        "vi" => "6",
        "vii" => "7",
        "viii" => "8",
        "ix" => "9",
        "x" => "10",
        other => other,
    }
}

fn similarity(edits: usize, longest: usize) -> f32 {
    1.0 - edits as f32 / longest.max(1) as f32
}

/// The letter that stands for all that village names swap with this one: *Dermayasa* for *Darmayasa*,
/// *Singomerto* for *Singamerta*, *Tlahap* for *Tlahab*, *Jogja* for *Yogya*.
fn sound(letter: u8) -> char {
    // Of:               abcdefghijklmnopqrstuvwxyz
    const SOUNDS: &[u8] = b"apctapkhijklmnapkrstupwxjs";
    if letter.is_ascii_lowercase() { SOUNDS[(letter - b'a') as usize] as char } else { letter as char }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(a: &str, b: &str) -> Option<(f32, bool)> {
        Spelling::of(a).compare(&Spelling::of(b))
    }

    #[test]
    fn case_space_punctuation_and_type_words_do_not_matter() {
        for (a, b) in [
            ("Condong Campur", "CONDONGCAMPUR"),
            ("  du'en. ", "Du’en"),
            ("Déwi", "De\u{301}wi"),
            ("Pèkuncen", "Pekuncen"),
            ("Desa Beji", "Beji"),
            ("Kec. Pejawaran", "pejawaran"),
            ("Kab.Banjarnegara", "Kabupaten Banjarnegara"),
            ("Jakarta Pusat", "Kota Administrasi Jakarta Pusat"),
            ("Sidodadi II", "Sidodadi 2"),
            ("Desa Kampung Baru", "Kampung Baru"),
        ] {
            assert!(compare(a, b).is_some_and(|(_, exact)| exact), "{a} / {b}");
        }
    }

    #[test]
    fn the_whole_name_counts_more_than_the_name_without_its_type_word() {
        let whole = compare("Kampung Baru", "Kampung Baru").expect("the same");
        let bare = compare("Kampung Baru", "Baru").expect("the same without its type word");
        assert!(whole > bare);
    }

    #[test]
    fn spelling_variants_sound_the_same() {
        for (a, b) in
            [("Singomerto", "Singamerta"), ("Kelurahan Tlahap", "Tlahab"), ("Jogjakarta", "Yogyakarta")]
        {
            let (score, exact) = compare(a, b).expect("near");
            assert!(!exact && score >= SOUNDS_THE_SAME, "{a} / {b}: {score}");
        }
    }

    #[test]
    fn similar_names_and_other_numbers_are_less_than_that() {
        for (a, b) in [
            ("Pasar Baru", "Pasar Batu"),
            ("Sidodadi I", "Sidodadi II"),
            ("Banjar", "Banjar Kulon"),
            ("Tlahab", "Tlahan"),
        ] {
            let (score, exact) = compare(a, b).expect("similar");
            assert!(!exact && score < SOUNDS_THE_SAME, "{a} / {b}: {score}");
        }
    }

    #[test]
    fn other_names_and_empty_ones_are_nothing() {
        for (a, b) in [("Beji", "Biting"), ("", "Beji"), ("", ""), ("...", "?"), ("ꦧꦼꦗꦶ", "Beji")] {
            assert_eq!(compare(a, b), None, "{a} / {b}");
        }
    }
}
