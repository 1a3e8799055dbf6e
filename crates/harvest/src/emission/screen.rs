//! Screen: spam that was injected into a hacked site, which feeds and endpoints serve like honest news.
//!
//! Single words tell nothing: *Judi* is a name, and the dangers of gambling are honest news. So phrases are
//! scored by how little honest use they have and by where they stand, and much more is borne by a text that
//! warns of them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use balai_core::{Entity, Error, ErrorKind, Record, Result};
use unicode_normalization::UnicodeNormalization;

/// Phrases that only those write who sell it.
#[rustfmt::skip]
const SALES: [&str; 45] = [
    "agen judi online", "agen slot", "agen togel", "akun pro", "anti rungkad", "bandar slot", "bocoran rtp",
    "bonus new member", "cara membatalkan pinjaman", "daftar slot", "dominoqq", "easycash", "freebet",
    "gampang maxwin", "gates of olympus", "habanero slot", "joker123", "judi online terpercaya",
    "judi slot terpercaya", "link judi", "link slot", "mahjong ways", "maxwin", "pengeluaran hk",
    "pengeluaran sgp", "pg soft", "pkv games", "pragmatic play", "rtp live", "rtp slot", "sbobet",
    "scatter hitam", "server thailand", "situs gacor", "situs slot", "situs toto", "slot77", "slot88", "slot777",
    "slot deposit", "slot gacor", "slot terpercaya", "slot thailand", "togel terpercaya", "toto macau",
];

/// Phrases that news about it uses too, and a few that have an honest use of their own: several tell enough.
#[rustfmt::skip]
const SUBJECT: [&str; 20] = [
    "agen judi", "bandar judi", "bandar togel", "casino online", "data sgp", "depo dana", "depo pulsa", "galbay",
    "judi online", "judi slot", "judol", "live draw", "nomor wa cs", "pinjaman online", "pinjol", "poker online",
    "situs judi", "slot online", "taruhan bola", "togel",
];

/// Words of those who warn of it, tell what it does to people, or report of a hacked site or an arrest.
#[rustfmt::skip]
const WARNING: [&str; 47] = [
    "ancaman", "awas", "bahaya", "bangkrut", "berantas", "cegah", "dampak", "dibekuk", "diringkus", "diretas",
    "ditangkap", "edukasi", "hindari", "hukum", "imbau", "imbauan", "jauhi", "kapolres", "kapolsek", "kecanduan",
    "korban", "larangan", "literasi", "mengimbau", "menangkap", "mencegah", "pemberantasan", "pencegahan",
    "penjudi", "penyuluhan", "peretasan", "perangi", "polda", "polisi", "polres", "polsek", "razia", "sosialisasi",
    "stop judi", "stop pinjol", "tangkap", "tersangka", "terjerat", "terlilit", "tolak judi", "tolak pinjol",
    "waspada",
];

/// Words that promise: whoever warns does not use them in a title.
#[rustfmt::skip]
const PROMISE: [&str; 11] = [
    "anti rungkad", "bonus", "deposit", "gampang menang", "jackpot", "login", "maxwin", "resmi", "rtp", "terbaik",
    "terpercaya",
];

/// A text with this score is spam: a phrase of sale in its title or address, or two in its body.
const SPAM: usize = 6;
/// A text that warns is spam with this score only: an honest one does not name so many products.
const SPAM_THAT_WARNS: usize = 20;

/// Refuses a record that sells gambling or loans.
pub(super) fn screen(record: &mut Record) -> Result<()> {
    let title = Phrases::of(&record.entity.title());
    let address = Phrases::of(&address_of(&record.entity));
    let text = Phrases::of(&text_of(&record.entity));

    let heading = !title.sales.is_empty() || !address.sales.is_empty();
    let score = if heading { 6 } else { 0 }
        + 3 * text.sales.len()
        + 2 * title.subjects.len().min(1)
        + text.subjects.len().min(3);
    let warns = title.promises.is_empty() && (!title.warnings.is_empty() || text.warnings.len() >= 2);
    if score < if warns { SPAM_THAT_WARNS } else { SPAM } {
        return Ok(());
    }
    let phrases: BTreeSet<_> =
        [&title, &address, &text].into_iter().flat_map(|it| it.sales.iter().copied()).collect();
    let phrases: Vec<_> = phrases.into_iter().take(3).collect();
    let message = format!("looks like injected spam, with `{}`: have the site cleaned", phrases.join("`, `"));
    Err(Error::new(ErrorKind::Refused, message))
}

/// The part of a record's address that its author chose.
fn address_of(entity: &Entity) -> String {
    let url = match entity {
        Entity::Article(it) => Some(&it.url),
        Entity::Event(it) => it.url.as_ref(),
        Entity::Product(it) => it.url.as_ref(),
        _ => None,
    };
    let path = url.and_then(|url| url::Url::parse(url).ok()).map(|url| url.path().to_owned());
    path.unwrap_or_default()
}

fn text_of(entity: &Entity) -> String {
    let texts = match entity {
        Entity::Article(it) => {
            let labels = it.categories.iter().chain(&it.tags).map(String::as_str);
            return labels
                .chain(it.summary.as_deref())
                .chain(it.body_text.as_deref())
                .collect::<Vec<_>>()
                .join("\n");
        }
        Entity::Event(it) => it.description.as_deref(),
        Entity::Place(it) => it.description.as_deref(),
        Entity::Product(it) => it.description.as_deref(),
        Entity::Document(it) => it.subject.as_deref(),
        _ => None,
    };
    texts.unwrap_or_default().to_owned()
}

/// The words of a text with single blanks between and around, as they are meant: `S.L.O.T g4c0r` and
/// `𝐬𝐥𝐨𝐭 🎰 gacor` are both ` slot gacor `.
fn words(text: &str) -> String {
    let plain = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        let letters = text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
        letters.flat_map(char::to_lowercase).map(latin).collect()
    };
    let mut words = String::with_capacity(plain.len() + 2);
    words.push(' ');
    let mut spelled = false;
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        // Letters that stand alone are one word, spelled.
        let letter = word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic);
        if letter && spelled {
            words.pop();
        }
        spelled = letter;
        unmask(word, &mut words);
        words.push(' ');
    }
    words
}

/// The Latin letter that a Cyrillic, Greek or small capital one is taken for.
fn latin(c: char) -> char {
    match c {
        'а' | 'α' | 'ᴀ' => 'a',
        'в' | 'β' | 'ʙ' => 'b',
        'с' | 'ϲ' | 'ᴄ' => 'c',
        'ԁ' | 'ᴅ' => 'd',
        'е' | 'ε' | 'ᴇ' => 'e',
        'ꜰ' => 'f',
        'ɡ' | 'ɢ' | 'ԍ' => 'g',
        'н' | 'һ' | 'ʜ' => 'h',
        'і' | 'ι' | 'ı' | 'ɪ' => 'i',
        'ј' | 'ᴊ' => 'j',
        'к' | 'κ' | 'ᴋ' => 'k',
        'ӏ' | 'ʟ' => 'l',
        'м' | 'μ' | 'ᴍ' => 'm',
        'п' | 'η' | 'ɴ' => 'n',
        'о' | 'ο' | 'σ' | 'ᴏ' => 'o',
        'р' | 'ρ' | 'ᴘ' => 'p',
        'ʀ' => 'r',
        'ѕ' | 'ꜱ' => 's',
        'т' | 'τ' | 'ᴛ' => 't',
        'υ' | 'ᴜ' => 'u',
        'ν' | 'ѵ' | 'ᴠ' => 'v',
        'ԝ' | 'ω' | 'ᴡ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' | 'ʏ' => 'y',
        'ᴢ' => 'z',
        c => c,
    }
}

/// Writes a word with the letters that its digits stand for; those at its end are a brand's number and stay.
fn unmask(word: &str, words: &mut String) {
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let letter = |c| match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        c => c,
    };
    words.extend(name.chars().map(letter));
    words.push_str(&word[name.len()..]);
}

/// The phrases that a text has, each once.
#[derive(Default)]
struct Phrases {
    sales: BTreeSet<&'static str>,
    subjects: BTreeSet<&'static str>,
    warnings: BTreeSet<&'static str>,
    promises: BTreeSet<&'static str>,
}

impl Phrases {
    fn of(text: &str) -> Self {
        let (search, phrases) = &*SEARCH;
        let mut found = Self::default();
        for hit in search.find_overlapping_iter(&words(text)) {
            let (sort, phrase) = phrases[hit.pattern()];
            let place = match sort {
                Sort::Sale => &mut found.sales,
                Sort::Subject => &mut found.subjects,
                Sort::Warning => &mut found.warnings,
                Sort::Promise => &mut found.promises,
            };
            place.insert(phrase);
        }
        found
    }
}

#[derive(Clone, Copy)]
enum Sort {
    Sale,
    Subject,
    Warning,
    Promise,
}

/// One search for all phrases, and which phrase each of its patterns stands for.
static SEARCH: LazyLock<(AhoCorasick, Vec<(Sort, &str)>)> = LazyLock::new(|| {
    /// A phrase of so many letters is no chance even where its words run together, within whatever word.
    const LONG: usize = 8;
    let all = SALES.map(|phrase| (Sort::Sale, phrase)).into_iter();
    let all = all.chain(SUBJECT.map(|phrase| (Sort::Subject, phrase)));
    let all = all.chain(WARNING.map(|phrase| (Sort::Warning, phrase)));
    let all = all.chain(PROMISE.map(|phrase| (Sort::Promise, phrase)));
    let (mut patterns, mut phrases) = (Vec::new(), Vec::new());
    for (sort, phrase) in all {
        patterns.push(format!(" {phrase} "));
        phrases.push((sort, phrase));
        if phrase.len() > LONG && phrase.contains(' ') {
            patterns.push(phrase.replace(' ', ""));
            phrases.push((sort, phrase));
        }
    }
    (AhoCorasick::new(patterns).expect("a few short patterns"), phrases)
});

#[cfg(test)]
mod tests {
    use balai_core::model::{Article, Official};
    use proptest::prelude::*;

    use super::*;
    use crate::emission::record_of;

    fn verdict(title: &str, slug: &str, body: &str) -> Result<()> {
        screen(&mut record_of(Article {
            title: title.into(),
            url: format!("https://desa.example/artikel/2026/9/10/{slug}"),
            body_text: Some(body.into()),
            ..Article::default()
        }))
    }

    #[test]
    fn honest_news_pass() {
        let warning = "Kapolsek mengimbau warga agar tidak tergiur judi online, slot online, togel dan pinjol. \
                       Korban judi slot di antaranya mengenal istilah slot gacor dan maxwin dari iklan. \
                       Polisi akan menindak situs judi.";
        for (title, body) in [
            ("Penyuluhan Hukum: Bahaya Pinjol & Judi Online", warning),
            ("Kapolsek Sambangi Warga Terkait Judi Online", warning),
            ("Waspada Situs Slot Gacor, Warga Diminta Melapor", warning),
            (
                "Slot parkir baru di balai desa",
                "Daftar hadir dan data warga ada pada Pak Toto. Link alternatif: desa.id",
            ),
            ("Bapak Judi dilantik sebagai kepala dusun", "Judi dilantik oleh kepala desa."),
            ("Website desa diretas", "Laman desa sempat menampilkan iklan slot gacor dan bonus new member."),
            ("Posyandu Bulan September", "Posyandu berjalan lancar."),
            ("Polres Tangkap Pemain Slot Gacor", "Enam orang diamankan."),
            ("Judi Slot Gacor Bikin Warga Bangkrut", "Utangnya menumpuk."),
            ("Agen judi online dibekuk polisi", "Ia membuka situs judi di rumahnya."),
            ("BUMDes buka layanan depo pulsa", "Warga dapat membeli pulsa dan token listrik."),
            ("Live Draw Undian Umroh", "Disiarkan dari balai desa."),
            ("Pembatalan Pinjaman SPP", "Kelompok membatalkan pinjaman simpan pinjam perempuan."),
        ] {
            verdict(title, "berita-desa", body).expect(title);
        }
        let judi = Official { name: "Judi".into(), position: "Kaur Umum".into(), ..Official::default() };
        screen(&mut record_of(judi)).expect("a name");
    }

    #[test]
    fn spam_is_refused_in_every_spelling() {
        for (title, slug, body) in [
            ("Slot Gacor Hari Ini", "slot-gacor-hari-ini", "slot gacor"),
            ("Info terbaru", "situs-slot-gacor-terpercaya", ""),
            ("Info terbaru", "x", "Main mahjong ways dan gates of olympus di sini"),
            ("S.L.O.T g4c0r", "x", ""),
            ("𝐒𝐥𝐨𝐭 🎰 𝐆𝐚𝐜𝐨𝐫", "x", ""),
            ("ＳＬＯＴ　ＧＡＣＯＲ", "x", ""),
            ("slotgacor88 resmi", "x", ""),
            ("Slot Gacor Non Stop Jackpot", "x", ""),
            ("Awas Ketagihan Slot Gacor Gampang Menang", "x", ""),
            ("Agen Judi Online Terpercaya", "x", ""),
            ("Agen Slot Deposit Pulsa", "x", ""),
            ("Ѕlоt Gасоr", "x", ""),
            ("ꜱʟᴏᴛ ɢᴀᴄᴏʀ", "x", ""),
            ("Cara Membatalkan Pinjaman Easycash", "x", ""),
            (
                "Awas ketagihan!",
                "x",
                "slot gacor maxwin rtp live sbobet joker123 pg soft toto macau situs toto",
            ),
        ] {
            let error = verdict(title, slug, body).expect_err(title);
            assert_eq!(error.kind(), ErrorKind::Refused);
            assert!(error.to_string().contains("looks like injected spam"), "{error}");
            assert!(error.to_string().matches("slot gacor").count() <= 1, "{error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,60}") {
            let _ = verdict(&text, "x", &text);
        }
    }
}
