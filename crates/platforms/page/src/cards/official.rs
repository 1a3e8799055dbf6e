//! People in office on cards: a name and a post each, under a heading of the village's apparatus.

use balai_core::model::{Official, Role};
use balai_extract::html::Document;
use balai_extract::{name, terms};

use super::heading::{Headings, fold};
use super::{Card, FEWEST, Row, rows};

const APPARATUS: Headings = Headings {
    of: "aparat|aparatur|perangkat|pamong|pemerintah|pemerintahan|struktur|sotk",
    beside: "susunan|organisasi|tata|kerja|dan|jajaran|daftar|profil|kami|lurah|kepala|staf|nama|para|kantor",
};

/// The people in office that the cards of a page name.
pub(crate) fn officials(document: &Document) -> Vec<Official> {
    let rows = rows(document, |text| post(text).is_some());
    let apparatus = rows.into_iter().filter(|row| APPARATUS.has(&row.heading));
    apparatus.filter_map(|row| of_row(&row, document)).flatten().collect()
}

/// The people of a row; none where a card names no one, but for a vacant post.
fn of_row(row: &Row<'_>, document: &Document) -> Option<Vec<Official>> {
    let mut officials: Vec<Official> = Vec::new();
    let (mut heads, mut sure) = (0, 0);
    for card in &row.cards {
        let Post { role, is_sure } = post(&card.mark)?;
        heads += usize::from(role == Role::Head);
        let Some(name) = person(card)? else { continue };
        sure += usize::from(is_sure);
        officials.push(Official {
            name: name::tidy(name),
            position: card.mark.clone(),
            role: Some(role),
            photo: card.photo(document),
            order: u32::try_from(officials.len() + 1).ok(),
            ..Official::default()
        });
    }
    // Several heads are those of former times; a club has a secretary, a treasurer and staff too.
    (officials.len() >= FEWEST && heads <= 1 && sure * 2 > officials.len()).then_some(officials)
}

/// Who is on a card; `None` where that is not sure, and nobody where the post is vacant.
fn person<'c>(card: &'c Card<'_>) -> Option<Option<&'c str>> {
    // Numbers, terms of office and buttons stand on cards too, and are left alone.
    let is_left = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let mut texts =
        card.pieces.iter().filter(|it| !it.is_button()).map(|it| &*it.text).filter(|it| !is_left(it));
    match (texts.next(), texts.next()) {
        (Some(text), None) if is_vacant(text) => Some(None),
        (Some(text), None) => is_name(text).then_some(Some(text)),
        _ => None,
    }
}

fn is_vacant(text: &str) -> bool {
    matches!(&*fold(text), "kosong" | "belum ada" | "belum terisi" | "vacant" | "lowong")
}

/// A post in the village's government.
#[derive(Clone, Copy)]
struct Post {
    role: Role,
    /// Whether nobody but a village has it.
    is_sure: bool,
}

/// The post that a text is, with nothing beside it.
fn post(text: &str) -> Option<Post> {
    const LONGEST: usize = 8;
    const ACTING: [&str; 7] = ["pj", "plt", "plh", "pjs", "penjabat", "pelaksana tugas", "pejabat"];
    const SURE: [(&str, Role); 22] = [
        ("kepala desa", Role::Head),
        ("kades", Role::Head),
        ("lurah", Role::Head),
        ("kuwu", Role::Head),
        ("wali nagari", Role::Head),
        ("keuchik", Role::Head),
        ("pambakal", Role::Head),
        ("sekretaris desa", Role::Secretary),
        ("sekretaris kelurahan", Role::Secretary),
        ("sekretaris lurah", Role::Secretary),
        ("sekretaris nagari", Role::Secretary),
        ("sekretaris gampong", Role::Secretary),
        ("sekdes", Role::Secretary),
        ("carik", Role::Secretary),
        ("kepala seksi", Role::SectionHead),
        ("kasi", Role::SectionHead),
        ("kepala urusan", Role::AffairsHead),
        ("kaur", Role::AffairsHead),
        ("kepala dusun", Role::HamletHead),
        ("kadus", Role::HamletHead),
        ("kepala lingkungan", Role::HamletHead),
        ("kepala kewilayahan", Role::HamletHead),
    ];
    const OTHERS: [&str; 5] = ["sekretaris", "bendahara", "staf", "staff", "operator"];
    // A sentence is none, nor is a page about the office, nor what clubs have.
    const NEVER: &str = "bpd|pkk|lpm|karang|taruna|bumdes|di|ke|dari|yang|untuk|oleh|bersama|sambutan|mantan|\
        buka|hadiri|hadir|lantik|resmikan|serahkan|ajak|beri|pimpin|kunjungi|terima|tinjau|ikuti|gelar|menghadiri";
    let folded = fold(text);
    let words: Vec<_> = folded.split(' ').collect();
    let is_plain = words.len() <= LONGEST && !text.contains(['?', '!', '"', ';', ':']);
    // `Kaur Tata Usaha dan Umum` is one office, and `Kepala Desa dan Perangkat` are several.
    let are_several = folded.contains("desa dan ");
    if !is_plain || are_several || words.iter().any(|word| NEVER.split('|').any(|own| own == *word)) {
        return None;
    }
    let acting = ACTING.iter().find_map(|word| folded.strip_prefix(word)?.strip_prefix(' '));
    let office = acting.unwrap_or(&folded);
    let begins =
        |word: &str| office.strip_prefix(word).is_some_and(|it| it.is_empty() || it.starts_with(' '));
    if let Some((_, role)) = SURE.iter().find(|(word, _)| begins(word)) {
        return Some(Post { role: *role, is_sure: true });
    }
    OTHERS.iter().any(|word| begins(word)).then(|| Post { role: terms::role(office), is_sure: false })
}

/// Whether a text looks like a person's name: a few words that begin with capitals, with degrees, and none of an
/// office's or a page's.
fn is_name(text: &str) -> bool {
    const NEVER: &str = "aparatur|artikel|agenda|balai|berita|bendahara|bpd|bupati|camat|desa|dinas|dusun|foto|galeri|\
        gotong|hari|informasi|jabatan|jadwal|kabupaten|kantor|kecamatan|kegiatan|kelurahan|kepala|kaur|kasi|kadus|\
        kategori|komentar|kontak|lembaga|lihat|masyarakat|musyawarah|nama|organisasi|operator|pelatihan|pelayanan|\
        pembangunan|pemerintah|pemerintahan|pengumuman|perangkat|produk|profil|program|rapat|sekretaris|selamat|\
        seksi|staf|staff|struktur|tim|umkm|urusan|visi|misi|warga|wilayah|admin|administrator";
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | ',' | '\'' | '’' | '`' | '-');
    let bare = name::bare(text);
    let words: Vec<_> = bare.split_whitespace().collect();
    let begins = |word: &&str| word.starts_with(char::is_uppercase) || matches!(*word, "bin" | "binti");
    (3..=60).contains(&text.chars().count())
        && text.chars().all(is_letter)
        && (1..=5).contains(&words.len())
        && words.iter().all(begins)
        && words.iter().any(|word| word.chars().count() > 2)
        && !fold(text).split(' ').any(|word| NEVER.split('|').any(|own| own == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_told_from_sentences_and_other_posts() {
        for (text, role, is_sure) in [
            ("Kepala Desa", Role::Head, true),
            ("PJ. KEPALA DESA CONTOH", Role::Head, true),
            ("Lurah", Role::Head, true),
            ("Kuwu", Role::Head, true),
            ("Sekretaris Desa", Role::Secretary, true),
            ("Carik", Role::Secretary, true),
            ("Kaur Tata Usaha dan Umum", Role::AffairsHead, true),
            ("Kasi. Pemerintahan", Role::SectionHead, true),
            ("Kadus II Krajan", Role::HamletHead, true),
            ("Sekretaris", Role::Secretary, false),
            ("Staf Kaur Keuangan", Role::Staff, false),
        ] {
            let post = post(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((post.role, post.is_sure), (role, is_sure), "{text}");
        }
        for text in [
            "Kepala Desa Buka Musyawarah",
            "Kepala Desa dan Perangkat",
            "Sekretaris BPD",
            "Ketua RT 01",
            "Kepala Sekolah",
            "Sambutan Kepala Desa",
            "Kasih Sayang",
            "Lurahnya ramah",
            "Direktur",
            "Warga Dusun Krajan",
        ] {
            assert!(post(text).is_none(), "{text}");
        }
    }

    #[test]
    fn names_are_told_from_what_else_stands_on_a_card() {
        for text in [
            "Sutarman",
            "H. WAHYU PRANOTO, S.Sos.",
            "Siti Nur Aisyah, A.Md.Kom",
            "Drs. M. Ma'ruf",
            "Ali bin Umar",
        ] {
            assert!(is_name(text), "{text}");
        }
        for text in [
            "Kerja bakti di dusun",
            "Kantor Desa Contoh",
            "Lihat Profil",
            "wahyu",
            "NIP. 1972",
            "Wahyu: hadir",
            "Jl",
            "Musyawarah Rencana Kerja",
            "Wahyu Aji Pranoto Kusuma Wijaya Saputra",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn headings_of_the_apparatus_are_told_from_headlines() {
        for heading in [
            "Aparatur Desa",
            "Perangkat Desa Contoh",
            "PEMERINTAH DESA",
            "Struktur Organisasi",
            "Struktur Organisasi dan Tata Kerja Pemerintah Desa Contoh Kecamatan Contoh",
            "SOTK",
            "Pamong Kelurahan",
        ] {
            assert!(APPARATUS.has(heading), "{heading}");
        }
        for heading in [
            "",
            "Berita Desa",
            "Struktur Organisasi Karang Taruna",
            "Mantan Perangkat Desa",
            "Perangkat Desa Periode 2014-2019",
            "Kepala Desa dari Masa ke Masa",
            "Pelatihan Perangkat Desa",
            "Struktur Organisasi BUMDes",
            "Lembaga Desa",
        ] {
            assert!(!APPARATUS.has(heading), "{heading}");
        }
    }
}
