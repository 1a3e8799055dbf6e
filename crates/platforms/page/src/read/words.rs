//! The words that pages put around their texts.

use balai_extract::date;

/// A text in lower case, single blanks between its words, and nothing else.
pub(crate) fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a text is English, by its commonest words.
pub(super) fn is_english(text: &str) -> bool {
    const WORDS: &str = "the|and|of|to|in|is|that|for|with|was";
    const EVERY: usize = 12;
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut all, mut english) = (0, 0);
    for word in words {
        all += 1;
        english += usize::from(WORDS.split('|').any(|own| own.eq_ignore_ascii_case(word)));
    }
    english > 0 && english * EVERY >= all
}

/// Whether two titles may be of one article: most words of the shorter are in the longer.
pub(super) fn agree(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let (one, other): (Vec<_>, Vec<_>) = (one.split(' ').collect(), other.split(' ').collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.iter().filter(|word| long.contains(word)).count() * 3 >= short.len() * 2
}

/// Headings of what stands beside or below an article, folded.
const ASIDE: &str = "agenda desa|alamat kantor|aparatur desa|arsip|arsip artikel|arsip berita|artikel|\
    artikel lainnya|artikel populer|artikel terbaru|artikel terkait|artikel terkini|baca juga|\
    baca lainnya|bagikan|bagikan artikel ini|bagikan berita ini|berita|berita desa lainnya|\
    berita lain|berita lainnya|berita populer|berita sebelumnya|berita terbaru|berita terkait|\
    berita terkini|beri komentar|cari|galeri|hubungi kami|ikuti kami|info terkini|jajak pendapat|\
    kabar lainnya|kabar terbaru|kabar terkait|kategori|kirim komentar|komentar|kontak|kontak kami|\
    link terkait|media sosial|menu|menu utama|pencarian|pengumuman terbaru|pengunjung|polling|share|\
    statistik pengunjung|tag|tags|tautan|tautan terkait|tentang kami|tinggalkan komentar|\
    tulis komentar|terbaru|terkini|terpopuler|populer|terkait|lainnya|kata kunci|artikel lain|\
    kabar lain|pengumuman lain|pengumuman lainnya|sebarkan|bagikan ke|berita pilihan|\
    paling banyak dibaca|paling dibaca|jadwal salat|jadwal sholat|komentar terbaru|berita utama|\
    posting terbaru|pos terbaru|tulisan terbaru|warta lain|warta lainnya|warta terbaru";

/// Whether a heading is one of what stands beside or below an article: "Berita Terbaru", "Komentar (3)".
pub(super) fn is_aside(heading: &str) -> bool {
    const STARTS: &str = "anda mungkin|artikel terkait|baca juga|berita lainnya|berita terkait|jangan lewatkan|\
        lihat juga|mungkin anda|mungkin menarik|paling banyak|rekomendasi|simak juga|tinggalkan |tulis komentar";
    let folded = fold(heading);
    let bare = folded.trim_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let starts = || STARTS.split('|').any(|start| bare.starts_with(start) && bare.split(' ').count() <= 5);
    has(ASIDE, bare) || starts()
}

/// Whether a heading names a section of the site rather than an article.
pub(super) fn is_section(heading: &str) -> bool {
    const SECTIONS: &str = "agenda|artikel|beranda|berita|berita desa|berita detail|berita dan artikel|\
        berita dan informasi|berita dan pengumuman|blog|detail|detail artikel|detail berita|\
        detail pengumuman|home|informasi|informasi desa|kabar|kabar berita|kabar desa|news|\
        halaman berita|isi berita|baca berita|pengumuman|pengumuman desa|warta|warta desa|\
        selamat datang";
    let folded = fold(heading);
    folded.is_empty() || has(SECTIONS, &folded) || is_aside(heading)
}

/// Whether a line tells when, by whom or how often a text was written or read, and nothing else.
pub(super) fn is_byline(line: &str) -> bool {
    const LONGEST: usize = 16;
    const STARTS: &str = "admin|by |dibaca|dibuat|dikirim|dilihat|diperbarui|dipublikasi|diposkan|diposting|\
        diterbitkan|ditulis|editor|hits|kategori|kontributor|last update|oleh |oleh:|penulis|posted|\
        posting|publikasi|published|reporter|rilis|tanggal posting|tanggal terbit|tayang|terbit|tgl|\
        update|views|viewed";
    let words = line.split_whitespace().count();
    if words == 0 || words > LONGEST {
        return words == 0;
    }
    let lower = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // "Hari/Tanggal: Senin, 12 Mei 2026" tells when something is to take place.
    if lower.starts_with("hari") && lower.contains(':') {
        return false;
    }
    if STARTS.split('|').any(|start| lower.starts_with(start)) {
        return !lower.ends_with('.') || date::printed(line).is_some();
    }
    let (folded, rest) = (fold(line), rest_of(line));
    let says_who = folded.contains("oleh") || folded.contains("admin") || folded.contains("penulis");
    let has_date = date::printed(line).is_some() || folded.ends_with(" lalu");
    // "Teks dan foto: Redaksi • 14 September 2023": of its parts one is the date alone.
    let parts: Vec<_> = line.split(['|', '·', '•']).map(str::trim).collect();
    let is_date = |part: &&str| date::printed(part).is_some() && rest_of(part) == 0;
    if has_date && parts.len() > 1 && parts.iter().any(is_date) {
        return true;
    }
    // "28 Juni 2024 07:31 Tim Redaksi": it begins with the day, and goes on with who it was.
    let words: Vec<_> = line.split_whitespace().collect();
    let begins =
        (3..=5).any(|count| words.get(..count).is_some_and(|first| is_date(&first.join(" ").as_str())));
    if begins && !line.ends_with('.') && rest <= 6 {
        return true;
    }
    match (has_date, says_who) {
        (true, true) => rest <= 5,
        // "Contoh, 12 Mei 2026" stands above a signature, "Siti Aminah - 12 Mei 2026" below a title.
        (true, false) => rest == 0 || rest <= 3 && [" - ", " / "].iter().any(|it| line.contains(it)),
        (false, true) => rest <= 1,
        (false, false) => rest == 0 && folded.contains(|c: char| c.is_alphabetic()),
    }
}

/// Whether a line tells a place and a day, as one stands below a title or above a signature: `Contoh, 12 Mei 2026`.
pub(super) fn is_dateline(line: &str) -> bool {
    const MOST: usize = 3;
    let is_short = line.split_whitespace().count() <= 8 && !line.ends_with('.') && !line.contains(':');
    is_short && date::printed(line).is_some() && rest_of(line) <= MOST
}

/// How many words of a line are none of a byline's.
pub(super) fn rest_of(line: &str) -> usize {
    const PARTS: &str = "admin|administrator|ago|am|at|by|day|days|dibaca|dilihat|hari|hour|hours|in|jam|kali|kategori|klik|komentar|lalu|\
        menit|oleh|on|pada|pengunjung|penulis|pkl|pm|posted|pukul|senin|selasa|rabu|kamis|jumat|jum|\
        sabtu|minggu|ahad|tanggal|tgl|views|view|wib|wit|wita|x|yang|operator";
    let is_part = |word: &&str| {
        has(PARTS, word)
            || word.chars().any(|c| c.is_ascii_digit())
            || date::printed(&format!("1 {word} 2000")).is_some()
    };
    fold(line).split(' ').filter(|word| !is_part(word)).count()
}

/// Whether a list, written with strokes between, has a word.
pub(super) fn has(list: &str, word: &str) -> bool {
    list.split('|').any(|own| own == word)
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
            "28 Juni 2024 Tim Redaksi Contoh 890 kali dibaca",
            "Teks dan foto: Redaksi • 14 September 2023",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "Pada Senin, 12 Mei 2026, warga berkumpul di balai desa.",
            "Contoh, 12 Mei 2026",
            "Hari/Tanggal: Senin, 12 Mei 2026",
            "12 Mei 2026 menjadi hari bersejarah bagi warga dusun.",
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
