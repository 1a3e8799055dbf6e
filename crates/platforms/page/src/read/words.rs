//! The words that pages put around their texts.

use balai_extract::date;

/// A text in lower case, single blanks between its words, and nothing else.
pub(crate) fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a text is Indonesian: by its commonest words, against those of English.
pub(super) fn is_indonesian(text: &str) -> bool {
    const OURS: [&str; 16] = [
        "yang", "dan", "di", "untuk", "dengan", "pada", "ini", "dari", "desa", "warga", "kepala", "oleh",
        "akan", "dalam", "berita", "tidak",
    ];
    const THEIRS: [&str; 10] = ["the", "and", "of", "to", "in", "is", "that", "for", "with", "was"];
    let (mut ours, mut theirs) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let is = |words: &[&str]| words.iter().any(|own| own.eq_ignore_ascii_case(word));
        ours += usize::from(is(&OURS));
        theirs += usize::from(is(&THEIRS));
    }
    ours > theirs
}

/// Headings of what stands beside or below an article, folded.
const ASIDE: [&str; 58] = [
    "agenda desa",
    "alamat kantor",
    "aparatur desa",
    "arsip",
    "arsip artikel",
    "arsip berita",
    "artikel",
    "artikel lainnya",
    "artikel populer",
    "artikel terbaru",
    "artikel terkait",
    "artikel terkini",
    "baca juga",
    "baca lainnya",
    "bagikan",
    "bagikan artikel ini",
    "bagikan berita ini",
    "berita",
    "berita desa lainnya",
    "berita lain",
    "berita lainnya",
    "berita populer",
    "berita sebelumnya",
    "berita terbaru",
    "berita terkait",
    "berita terkini",
    "beri komentar",
    "cari",
    "galeri",
    "hubungi kami",
    "ikuti kami",
    "info terkini",
    "jajak pendapat",
    "kabar lainnya",
    "kabar terbaru",
    "kabar terkait",
    "kategori",
    "kirim komentar",
    "komentar",
    "kontak",
    "kontak kami",
    "link terkait",
    "media sosial",
    "menu",
    "menu utama",
    "pencarian",
    "pengumuman terbaru",
    "pengunjung",
    "polling",
    "share",
    "statistik pengunjung",
    "tag",
    "tags",
    "tautan",
    "tautan terkait",
    "tentang kami",
    "tinggalkan komentar",
    "tulis komentar",
];

/// Whether a heading is one of what stands beside or below an article: "Berita Terbaru", "Komentar (3)".
pub(super) fn is_aside(heading: &str) -> bool {
    let folded = fold(heading);
    let bare = folded.trim_matches(|c: char| c.is_ascii_digit() || c == ' ');
    ASIDE.contains(&bare)
        || [
            "berita lainnya",
            "berita terkait",
            "artikel terkait",
            "baca juga",
            "tinggalkan ",
            "tulis komentar",
        ]
        .iter()
        .any(|start| bare.starts_with(start) && bare.split(' ').count() <= 5)
}

/// Whether a heading names a section of the site rather than an article.
pub(super) fn is_section(heading: &str) -> bool {
    const SECTIONS: [&str; 29] = [
        "agenda",
        "artikel",
        "beranda",
        "berita",
        "berita desa",
        "berita detail",
        "berita dan artikel",
        "berita dan informasi",
        "berita dan pengumuman",
        "blog",
        "detail",
        "detail artikel",
        "detail berita",
        "detail pengumuman",
        "home",
        "informasi",
        "informasi desa",
        "kabar",
        "kabar berita",
        "kabar desa",
        "news",
        "halaman berita",
        "isi berita",
        "baca berita",
        "pengumuman",
        "pengumuman desa",
        "warta",
        "warta desa",
        "selamat datang",
    ];
    let folded = fold(heading);
    folded.is_empty() || SECTIONS.contains(&folded.as_str()) || is_aside(heading)
}

/// Whether a line tells when, by whom or how often a text was written or read, and nothing else.
pub(super) fn is_byline(line: &str) -> bool {
    const LONGEST: usize = 16;
    const STARTS: [&str; 34] = [
        "admin",
        "by ",
        "dibaca",
        "dibuat",
        "dikirim",
        "dilihat",
        "diperbarui",
        "dipublikasi",
        "diposkan",
        "diposting",
        "diterbitkan",
        "ditulis",
        "editor",
        "hits",
        "kategori",
        "kontributor",
        "last update",
        "oleh ",
        "oleh:",
        "penulis",
        "posted",
        "posting",
        "publikasi",
        "published",
        "reporter",
        "rilis",
        "tanggal posting",
        "tanggal terbit",
        "tayang",
        "terbit",
        "tgl",
        "update",
        "views",
        "viewed",
    ];
    const PARTS: [&str; 45] = [
        "admin",
        "administrator",
        "am",
        "at",
        "by",
        "dibaca",
        "dilihat",
        "hari",
        "in",
        "jam",
        "kali",
        "kategori",
        "klik",
        "komentar",
        "lalu",
        "menit",
        "oleh",
        "on",
        "pada",
        "pengunjung",
        "penulis",
        "pkl",
        "pm",
        "posted",
        "pukul",
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat",
        "jum",
        "at",
        "sabtu",
        "minggu",
        "ahad",
        "tanggal",
        "tgl",
        "views",
        "view",
        "wib",
        "wit",
        "wita",
        "x",
        "yang",
        "operator",
    ];
    let words = line.split_whitespace().count();
    if words == 0 || words > LONGEST {
        return words == 0;
    }
    let lower = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if STARTS.iter().any(|start| lower.starts_with(start)) {
        return !lower.ends_with('.') || date::printed(line).is_some();
    }
    let folded = fold(line);
    let is_part = |word: &&str| {
        PARTS.contains(word)
            || word.chars().any(|c| c.is_ascii_digit())
            || date::printed(&format!("1 {word} 2000")).is_some()
    };
    let rest = folded.split(' ').filter(|word| !is_part(word)).count();
    let says_who = folded.contains("oleh") || folded.contains("admin") || folded.contains("penulis");
    let has_date = date::printed(line).is_some() || folded.ends_with(" lalu");
    match (has_date, says_who) {
        (true, true) => rest <= 5,
        // "Contoh, 12 Mei 2026" stands above a signature, "Siti Aminah | 12 Mei 2026" below a title.
        (true, false) => {
            rest == 0 || rest <= 3 && [" | ", " · ", " • ", " - ", " / "].iter().any(|it| line.contains(it))
        }
        (false, true) => rest <= 1,
        (false, false) => rest == 0 && folded.contains(|c: char| c.is_alphabetic()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_told_from_sentences() {
        for line in [
            "12 Mei 2026",
            "Senin, 12 Mei 2026 | 10:20 WIB",
            "Diposting: 12/05/2026",
            "Oleh Admin · 12 Mei 2026 · Dilihat 120 kali",
            "Senin, 12 Mei 2014 10:20 - ditulis oleh admin",
            "Dibaca 320 kali",
            "3 hari yang lalu",
            "Siti Aminah | 12 Mei 2026 | oleh Sekretariat Desa",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "Pada Senin, 12 Mei 2026, warga berkumpul di balai desa.",
            "Contoh, 12 Mei 2026",
            "Kepala Desa Contoh",
            "Oleh karena itu warga diminta datang tepat waktu.",
            "Acara dimulai pukul 09.00 WIB di balai desa",
            "4.",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }

    #[test]
    fn what_stands_beside_is_known_by_its_heading() {
        assert!(is_aside("Berita Terbaru") && is_aside("3 Komentar") && is_aside("BACA JUGA :"));
        assert!(!is_aside("Berita Duka dari Dusun Krajan") && !is_aside("Kontak tani panen raya"));
    }
}
