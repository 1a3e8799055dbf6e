//! What a site is called, and titles without that.

use std::collections::HashSet;

use balai_extract::css;
use balai_extract::html::{self, Document};
use url::Url;

use super::words::{fold, has, is_section};

const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " » ", " :: ", " · ", " • ", " ~ "];

/// What a site calls itself and its sections, folded.
pub(super) struct Names {
    site: Vec<String>,
    /// What its menus call its other pages.
    sections: HashSet<String>,
    /// The words of the address before its last part.
    folders: HashSet<String>,
    /// The letters of its host.
    host: String,
}

impl Names {
    pub(super) fn of(document: &Document, url: &Url) -> Self {
        let meta =
            document.attr(css!("meta[property='og:site_name'], meta[name='application-name']"), "content");
        let frame = css!(
            ".navbar-brand, .site-title, .site-name, .logo, #logo, .brand, header a[href='/'], nav a[href='/'], header .title"
        );
        let shown = document.select(frame).take(20).filter_map(html::line).filter(|line| line.len() <= 120);
        let site = meta.into_iter().chain(shown).map(|name| fold(&name)).filter(|name| !name.is_empty());
        let host = url.host_str().unwrap_or_default().chars().filter(|c| c.is_alphanumeric());
        let (folders, _) = url.path().trim_matches('/').rsplit_once('/').unwrap_or_default();
        let folders = folders.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        Self {
            site: site.collect(),
            sections: sections(document, url),
            folders: folders.filter(|word| !word.is_empty()).collect(),
            host: host.collect(),
        }
    }

    /// Whether a text is the site's name.
    pub(super) fn is_site(&self, text: &str) -> bool {
        const USUAL: &str = "desa|online|portal|web|website|situs|laman|resmi|info|blog|media|news|kabar|kampung|kelurahan|\
            nagari|pemdes|pemerintah";
        let of_host = |text: &str| {
            let folded = fold(text);
            self.is_of_host(text)
                && folded.split(' ').all(|word| self.host.contains(word) || has(USUAL, word))
        };
        self.site.contains(&fold(text)) || of_host(text) || is_site_name(text)
    }

    /// Whether a text is what the site calls one of its sections.
    pub(super) fn is_section(&self, text: &str) -> bool {
        is_section(text) || self.sections.contains(&fold(text)) || self.is_of_folders(text)
    }

    /// Whether a text has no word that the address does not have above the page: "Detail Berita" at `/berita/detail/41`.
    pub(super) fn is_of_folders(&self, text: &str) -> bool {
        const MOST: usize = 3;
        let folded = fold(text);
        folded.split(' ').count() <= MOST && folded.split(' ').all(|word| self.folders.contains(word))
    }

    /// Whether the host is named after a text, as `karangsemut-online.example` is after "Karangsemut Online".
    fn is_of_host(&self, text: &str) -> bool {
        const MOST: usize = 4;
        const SHORTEST: usize = 5;
        let folded = fold(text);
        let words: Vec<_> = folded.split(' ').collect();
        let in_host =
            words.iter().filter(|word| word.len() >= SHORTEST && self.host.contains(**word)).count();
        words.len() <= MOST && in_host > 0 && in_host * 2 >= words.len()
    }

    /// A title without the site's and the section's name before or behind it.
    pub(super) fn without(&self, text: &str) -> String {
        let is_frame = |part: &str| self.is_section(part) || self.is_site(part) || self.is_of_host(part);
        let mut text = text.trim();
        loop {
            let cut = SEPARATORS.iter().find_map(|separator| {
                let behind =
                    text.rsplit_once(separator).filter(|(_, last)| is_frame(last)).map(|(rest, _)| rest);
                let before =
                    || text.split_once(separator).filter(|(first, _)| is_frame(first)).map(|(_, rest)| rest);
                behind.or_else(before)
            });
            match cut {
                Some(rest) if !rest.trim().is_empty() => text = rest.trim(),
                _ => return text.to_owned(),
            }
        }
    }
}

/// The parts of a title that has the site's name and the section's in it, and what several of them make.
pub(super) fn parts(title: &str) -> Vec<String> {
    const MOST: usize = 6;
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.truncate(MOST);
    let runs = (0..parts.len()).flat_map(|from| (from + 1..=parts.len()).map(move |to| (from, to)));
    runs.map(|(from, to)| parts[from..to].join(" ")).collect()
}

/// What the menus and the path above call other pages, folded: a heading of that name is a section's.
fn sections(document: &Document, url: &Url) -> HashSet<String> {
    const LONGEST: usize = 40;
    let links = document.select(css!(
        "nav a[href], [class*=menu i] a[href], [id*=menu i] a[href], [class*=breadcrumb i] a[href], .nav a[href]"
    ));
    let others = links.filter(|link| document.href(*link).is_some_and(|href| href != url.as_str()));
    others.filter_map(html::line).filter(|text| text.len() <= LONGEST).map(|text| fold(&text)).collect()
}

/// Whether a text is what village sites are called: "Website Resmi Desa Contoh", "Desa Contoh Kecamatan Suka".
pub(crate) fn is_site_name(text: &str) -> bool {
    const KINDS: [&str; 8] =
        ["desa", "kelurahan", "nagari", "gampong", "kampung", "pekon", "negeri", "pemdes"];
    let folded = fold(text);
    let words: Vec<_> = folded.split(' ').collect();
    let Some(first) = words.first() else { return false };
    let has_kind = words.iter().any(|word| KINDS.contains(word));
    match *first {
        "website" | "situs" | "web" | "portal" | "laman" => words.len() <= 12,
        "selamat" => words.get(1) == Some(&"datang"),
        "sistem" => words.get(1) == Some(&"informasi") && has_kind,
        "pemerintah" => words.len() <= 4 && has_kind || words.contains(&"kabupaten"),
        first if KINDS.contains(&first) => {
            words.len() <= 2
                || words.len() <= 9
                    && words.iter().any(|word| matches!(*word, "kecamatan" | "kabupaten" | "kec"))
        }
        _ => false,
    }
}

/// What the site is called, the likeliest first, as printed.
pub(crate) fn of_site(home: &Document) -> Vec<String> {
    let meta = home.attr(css!("meta[property='og:site_name'], meta[name='application-name']"), "content");
    let title = home.text(css!("title")).unwrap_or_default();
    let mut parts = vec![title.as_str()];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    let shown =
        css!(".navbar-brand, .site-title, .site-name, .logo, #logo, .brand, header h1, h1, header a, font");
    let shown = home.select(shown).filter_map(html::line);
    let all: Vec<String> =
        meta.into_iter().chain(parts.into_iter().map(str::to_owned)).chain(shown).collect();
    let (mut sure, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|name| is_site_name(name));
    sure.extend(rest.into_iter().take(1));
    sure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sites_are_told_from_titles() {
        for name in [
            "Desa Contoh",
            "Website Resmi Desa Contoh",
            "Pemerintah Desa Contoh",
            "Desa Contoh Kecamatan Suka Kabupaten Maju",
            "Selamat Datang di Desa Contoh",
        ] {
            assert!(is_site_name(name), "{name}");
        }
        for title in [
            "Desa Contoh Juara Lomba Desa",
            "Warga Desa Contoh Panen Raya",
            "Pemerintah Desa Contoh Gelar Musdes",
        ] {
            assert!(!is_site_name(title), "{title}");
        }
        let names = Names {
            site: vec!["contoh".into()],
            sections: HashSet::new(),
            folders: ["berita", "detail"].map(str::to_owned).into(),
            host: "papancerita".into(),
        };
        assert!(names.is_section("Detail Berita") && !names.is_section("Berita Duka"));
        let without = |text| names.without(text);
        assert_eq!(without("Panen Raya | Papan Cerita"), "Panen Raya");
        assert!(names.is_site("Papan Cerita Online") && !names.is_site("Sejarah Papan"));
        assert_eq!(without("Panen Raya - Desa Contoh"), "Panen Raya");
        assert_eq!(without("Desa Contoh | Berita | Panen - Raya"), "Panen - Raya");
        assert_eq!(without("Desa Contoh"), "Desa Contoh");
    }
}
