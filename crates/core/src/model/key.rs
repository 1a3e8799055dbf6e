//! What a record is known by.

use url::Url;

use super::{AidTarget, AreaLevel, Entity, Stage};

impl Entity {
    /// The last part of the record's id: what tells this fact from the village's others of its kind.
    ///
    /// It is made from what the fact *is* (an article's address, a statistic's topic), never from how it was
    /// read, so that it is the same whether it came by API, by feed or by page, today and tomorrow. An adapter
    /// whose site can have two facts of one name gives its own key, see [`Found::key`](crate::Found::key).
    pub fn key(&self, site: &Url) -> String {
        match self {
            Self::Profile(_) => "profile".to_owned(),
            Self::Official(it) => slug(&format!("{} {}", it.position, it.name)),
            Self::Article(it) => address(&it.url, site).unwrap_or_else(|| slug(&it.title)),
            Self::Event(it) => it
                .url
                .as_deref()
                .and_then(|url| address(url, site))
                .unwrap_or_else(|| slug(&format!("{} {}", it.title, it.starts_at))),
            Self::Statistic(it) => with(it.topic.name(), it.period.as_deref()),
            Self::Budget(it) => match it.stage {
                Some(Stage::Plan) => format!("{}-plan", it.year),
                Some(Stage::Revised) => format!("{}-revised", it.year),
                Some(Stage::Realised) | None => it.year.to_string(),
            },
            Self::Project(it) => it
                .url
                .as_deref()
                .and_then(|url| address(url, site))
                .unwrap_or_else(|| with(it.title.clone(), it.year.map(|y| y.to_string()).as_deref())),
            Self::Product(it) => slug(&it.name),
            Self::Place(it) => with(it.name.clone(), it.category.as_deref()),
            Self::Document(it) => with(it.title.clone(), it.year.map(|y| y.to_string()).as_deref()),
            Self::Organization(it) => slug(&it.name),
            Self::Aid(it) => {
                let target = match it.target {
                    Some(AidTarget::Person) => "person",
                    Some(AidTarget::Family) => "family",
                    Some(AidTarget::Household) => "household",
                    Some(AidTarget::Group) => "group",
                    None => "",
                };
                let year = it.starts_on.map(|day| day.year().to_string()).unwrap_or_default();
                slug(&format!("{target} {} {year}", it.name))
            }
            Self::Index(it) => with(it.scheme.name(), it.year.map(|y| y.to_string()).as_deref()),
            Self::Service(it) => slug(&it.name),
            Self::Area(it) => {
                let level = match it.level {
                    Some(AreaLevel::Hamlet) => "hamlet",
                    Some(AreaLevel::Rw) => "rw",
                    Some(AreaLevel::Rt) => "rt",
                    None => "area",
                };
                slug(&format!("{level} {} {}", it.parent.as_deref().unwrap_or_default(), it.name))
            }
            Self::Album(it) => slug(&it.title),
            Self::ComplaintSummary(it) => slug(it.period.as_deref().unwrap_or("all")),
        }
    }
}

fn with(name: String, more: Option<&str>) -> String {
    slug(&format!("{name} {}", more.unwrap_or_default()))
}

/// A page's path below the site, and its query, as a key; `None` for the site's root, which tells nothing.
fn address(url: &str, site: &Url) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let path = url.path().strip_prefix(site.path()).unwrap_or(url.path());
    let path = path.trim_matches('/').trim_start_matches("index.php/");
    let key = slug(&format!("{path} {}", url.query().unwrap_or_default()));
    (!key.is_empty()).then_some(key)
}

/// A text as part of an id: lower-case letters and digits with single hyphens between, at most 120 bytes.
///
/// ```
/// use balai_core::model::slug;
///
/// assert_eq!(slug("Musim Kemarau: Warga Diimbau Hemat Air"), "musim-kemarau-warga-diimbau-hemat-air");
/// assert_eq!(slug("RT/RW  01"), "rt-rw-01");
/// ```
pub fn slug(text: &str) -> String {
    const LONGEST: usize = 120;
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.len() > LONGEST {
        // What was cut still counts: two long titles that begin alike stay two.
        let cut = (0..=LONGEST - 9).rev().find(|i| slug.is_char_boundary(*i)).unwrap_or_default();
        let hash = fnv1a(slug.as_bytes());
        slug.truncate(cut);
        slug.push_str(&format!("-{hash:08x}"));
    }
    slug
}

fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    fn article(url: &str) -> Entity {
        Article { title: "Judul".into(), url: url.into(), ..Article::default() }.into()
    }

    #[test]
    fn an_article_is_known_by_its_address_whatever_the_scheme_and_host() {
        let site = |url: &str| Url::parse(url).expect("a URL");
        let root = site("https://darmayasa.desa.id/");
        let key = article("https://darmayasa.desa.id/artikel/2026/9/10/musim-kemarau").key(&root);
        assert_eq!(key, "artikel-2026-9-10-musim-kemarau");
        for (url, base) in [
            (
                "http://www.darmayasa.desa.id/index.php/artikel/2026/9/10/musim-kemarau/",
                "https://darmayasa.desa.id/",
            ),
            ("https://desa.example/situs/artikel/2026/9/10/musim-kemarau", "https://desa.example/situs/"),
        ] {
            assert_eq!(article(url).key(&site(base)), key, "{url}");
        }
        assert_eq!(article("https://desa.example/?p=12").key(&site("https://desa.example/")), "p-12");
        assert_eq!(article("https://desa.example/").key(&site("https://desa.example/")), "judul");
    }

    #[test]
    fn long_texts_stay_apart() {
        let long = "pembangunan ".repeat(20);
        let (one, two) = (slug(&format!("{long} satu")), slug(&format!("{long} dua")));
        assert_ne!(one, two);
        assert!(one.len() <= 120);
    }
}
