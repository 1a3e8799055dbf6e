//! How news reads.

use super::dice::Dice;
use super::words::SENTENCES;

/// Where and when a piece of news takes place.
pub(crate) struct Scene {
    pub(crate) village: String,
    pub(crate) hamlet: String,
    pub(crate) year: i16,
    pub(crate) number: i64,
}

impl Scene {
    /// A template with its placeholders filled.
    pub(crate) fn fill(&self, template: &str) -> String {
        template
            .replace("{d}", &self.hamlet)
            .replace("{v}", &self.village)
            .replace("{y}", &self.year.to_string())
            .replace("{n}", &self.number.to_string())
    }
}

/// The text of a piece of news as HTML, in one of the shapes that village editors produce.
pub(crate) fn body(dice: &mut Dice, scene: &Scene, image: &str) -> String {
    let mut parts: Vec<String> = (0..dice.between(2, 4)).map(|_| paragraph(dice, scene)).collect();
    let extra = match dice.between(0, 6) {
        0 => format!(
            "<ul>\n<li>Pembukaan oleh <strong>kepala dusun {}</strong></li>\n<li>Paparan &amp; tanya jawab</li>\n<li>Doa</li>\n</ul>",
            scene.hamlet
        ),
        1 => format!(
            "<table border=\"1\">\n<tbody>\n<tr><td>Uraian</td><td>Jumlah</td></tr>\n<tr><td>Peserta</td><td>{}</td></tr>\n\
             <tr><td>Biaya</td><td>Rp 1.{}50.000,00</td></tr>\n</tbody>\n</table>",
            scene.number * 11,
            scene.number
        ),
        2 => format!("<p><img src=\"/desa/upload/artikel/sedang_{image}\" alt=\"Suasana kegiatan\" width=\"600\" /></p>"),
        3 => format!("<blockquote>&ldquo;Gotong royong itu pupuk kerukunan,&rdquo; kata sesepuh {}.</blockquote>", scene.hamlet),
        4 => "<h3>Langkah berikutnya</h3>\n<ol><li>Pendataan</li><li>Pengecekan&nbsp;lapangan</li><li>Pengumuman hasil</li></ol>".into(),
        _ => String::new(),
    };
    if !extra.is_empty() {
        let at = dice.between(1, i64::try_from(parts.len()).unwrap_or(1));
        parts.insert(usize::try_from(at).unwrap_or(1), extra);
    }
    parts.join("\n")
}

fn paragraph(dice: &mut Dice, scene: &Scene) -> String {
    let first = dice.below(SENTENCES.len());
    let sentences: Vec<String> = (0..usize::try_from(dice.between(3, 5)).unwrap_or(3))
        // Steps of 7 through 24 sentences repeat none.
        .map(|n| scene.fill(SENTENCES[(first + n * 7) % SENTENCES.len()]))
        .collect();
    let style = if dice.chance(60) { " style=\"text-align: justify;\"" } else { "" };
    format!("<p{style}>{}</p>", sentences.join(" "))
}
