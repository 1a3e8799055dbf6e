//! The lines of a text without what pages print above and below it.

use balai_extract::date;

use super::title::Title;
use super::words::{fold, is_aside, is_byline, is_dateline, is_section};

/// Of a text's lines those that are the article's.
pub(super) fn own<'a>(lines: &[&'a str], title: &Title) -> Vec<&'a str> {
    const ABOVE: usize = 12;
    let is_title = |line: &str| fold(line) == fold(&title.text);
    let mut lines = lines;
    if let Some(at) = lines.iter().take(ABOVE).rposition(|line| is_title(line)) {
        lines = &lines[at + 1..];
    }
    // "Redaksi Desa", and below it the day.
    let is_short = |line: &&str| line.split_whitespace().count() <= 6;
    let byline = lines.iter().take(4).position(|line| is_byline(line) && date::printed(line).is_some());
    if let Some(at) = byline.filter(|at| lines[..*at].iter().all(is_short)) {
        lines = &lines[at + 1..];
    }
    if lines.first().is_some_and(|line| is_dateline(line)) {
        lines = &lines[1..];
    }
    while lines.first().is_some_and(|line| is_above(line) || is_title(line)) {
        lines = &lines[1..];
    }
    // A heading of what stands below cuts off all that follows it, unless it stands early: then it is within the text.
    let early = lines.len() / 3;
    if let Some(cut) = lines.iter().skip(early).position(|line| ends(line)) {
        lines = &lines[..early + cut];
    }
    while lines.last().is_some_and(|line| is_below(line)) {
        lines = &lines[..lines.len() - 1];
    }
    lines.iter().copied().filter(|line| !is_link_to_another(line)).collect()
}

fn is_above(line: &str) -> bool {
    let is_path = line.contains(['/', '>', '»', '›', '→']) && {
        let folded = fold(line);
        ["beranda", "home"].iter().any(|word| folded.starts_with(word))
    };
    is_byline(line) || is_section(line) || is_path || !line.contains(char::is_alphanumeric) || is_label(line)
}

fn is_below(line: &str) -> bool {
    const WORDS: usize = 12;
    const STARTS: &str = "bagikan|share|kembali|selengkapnya|cetak|print|tag|tags|kategori|label|copyright|hak cipta|\
        all rights|sebelumnya|selanjutnya|berikutnya|prev|next|previous|facebook|twitter|whatsapp|\
        telegram|instagram|email|salin|copy|dibaca|dilihat|komentar|belum ada komentar|\
        tidak ada komentar|unduh pdf|simpan|sebarkan";
    let folded = fold(line);
    let starts = STARTS
        .split('|')
        .any(|start| folded.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
    let is_short = folded.split(' ').count() <= WORDS && !line.ends_with(['.', '!', '?']);
    let is_own_byline =
        is_byline(line) && (date::printed(line).is_none() || line.split_whitespace().count() > 3);
    line.starts_with('©') || starts && is_short || is_own_byline || !line.contains(char::is_alphanumeric)
}

/// A label without what it is of: the link or the picture beside it went.
fn is_label(line: &str) -> bool {
    matches!(
        fold(line).as_str(),
        "admin" | "administrator" | "operator" | "oleh" | "by" | "foto" | "gambar" | "share" | "bagikan"
    )
}

fn ends(line: &str) -> bool {
    let folded = fold(line);
    is_aside(line) && !matches!(folded.as_str(), "kontak" | "berita" | "artikel" | "menu" | "cari" | "arsip")
        || folded.starts_with("tinggalkan komentar")
        || folded.starts_with("belum ada komentar")
}

/// `Baca juga: Musyawarah desa …`, between two paragraphs.
fn is_link_to_another(line: &str) -> bool {
    let lower = line.to_lowercase();
    ["baca juga:", "baca juga :", "baca:", "lihat juga:"].iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept<'a>(lines: &[&'a str]) -> Vec<&'a str> {
        own(lines, &Title { text: "Panen Raya".into(), node: None })
    }

    #[test]
    fn what_is_printed_above_and_below_goes() {
        let lines = [
            "Beranda / Berita / Panen Raya",
            "Panen Raya",
            "Senin, 12 Mei 2026 | Oleh Admin",
            "Warga memanen padi.",
            "Baca juga: Musyawarah desa",
            "Hasilnya baik.",
            "Penulis: Siti Aminah",
            "Bagikan:",
            "Komentar (2)",
            "Budi: mantap",
        ];
        assert_eq!(kept(&lines), ["Warga memanen padi.", "Hasilnya baik."]);
    }

    #[test]
    fn what_an_announcement_says_stays() {
        let lines = [
            "Rapat diadakan pada:",
            "Hari: Senin, 12 Mei 2026",
            "Tempat: balai desa",
            "Contoh, 10 Mei 2026",
            "Kepala Desa",
        ];
        assert_eq!(kept(&lines), lines);
    }
}
