//! What Joomla's addresses tell.

use balai_core::Result;
use url::Url;

/// What a plain address of the component of articles leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    /// The article of this number.
    Article(u32),
    /// The category of this number.
    Category(u32),
    /// Something else: another component, the login.
    Other,
}

impl Plain {
    /// What a plain address leads to: `index.php?option=com_content&view=article&id=12:panen-kopi`. `None` for a
    /// friendly one, which tells nothing: in `/berita/17-agustus` the number may be the article's, or a day.
    pub(crate) fn of(url: &Url) -> Option<Self> {
        let value =
            |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        let (option, view) = (value("option"), value("view"));
        if option.is_none() && view.is_none() {
            return None;
        }
        if option.is_some_and(|option| option != "com_content") {
            return Some(Self::Other);
        }
        let number = value("id").and_then(|id| id.split([':', '-']).next()?.parse().ok());
        Some(match (view.as_deref(), number) {
            (Some("article"), Some(number)) => Self::Article(number),
            (Some("category"), Some(number)) => Self::Category(number),
            _ => Self::Other,
        })
    }
}

/// An article's address in one spelling. Plain ones come with and without alias, category and menu item; the number
/// alone says which article it is.
pub(crate) fn article(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    if let Some(Plain::Article(number)) = Plain::of(&url) {
        url.set_query(Some(&format!("option=com_content&view=article&id={number}")));
    }
    url
}

/// A category's address in one spelling, as [`article`].
pub(crate) fn category(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    if let Some(Plain::Category(number)) = Plain::of(&url) {
        url.set_query(Some(&format!("option=com_content&view=category&id={number}")));
    }
    url
}

/// An address with more in its query.
pub(crate) fn with(url: &Url, more: &str) -> Url {
    let mut url = url.clone();
    let query = match url.query() {
        Some(query) if !query.is_empty() => format!("{query}&{more}"),
        _ => more.to_owned(),
    };
    url.set_query(Some(&query));
    url
}

/// Whether an address is below the site, with or without `www.`, by http or https.
pub(crate) fn is_below(url: &Url, site: &Url) -> bool {
    let host = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
    let is_in_folder = url.path().starts_with(site.path()) || format!("{}/", url.path()) == site.path();
    host(url) == host(site) && url.port() == site.port() && is_in_folder
}

/// The address of a link as a page has it.
pub(crate) fn parse(href: &str) -> Result<Url> {
    Url::parse(href).map_err(|error| balai_core::Error::malformed(format!("`{href}` is no address: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(path: &str) -> Url {
        Url::parse("https://desa.example/").and_then(|base| base.join(path)).expect("a URL")
    }

    #[test]
    fn plain_addresses_tell_what_they_lead_to() {
        for (path, plain) in [
            ("index.php?option=com_content&view=article&id=12:panen&catid=8", Some(Plain::Article(12))),
            ("index.php?view=article&id=12-panen", Some(Plain::Article(12))),
            (
                "index.php?option=com_content&view=category&layout=blog&id=8&Itemid=101",
                Some(Plain::Category(8)),
            ),
            ("index.php?option=com_users&view=login", Some(Plain::Other)),
            ("index.php?option=com_content&view=form&layout=edit", Some(Plain::Other)),
            ("berita/17-agustus", None),
            ("berita?start=4", None),
        ] {
            assert_eq!(Plain::of(&url(path)), plain, "{path}");
        }
    }

    #[test]
    fn a_neighbours_folder_is_another_site() {
        let site = url("satu/");
        for (path, below) in
            [("satu", true), ("satu/berita", true), ("satuan/berita", false), ("dua/", false)]
        {
            assert_eq!(is_below(&url(path), &site), below, "{path}");
        }
        assert!(is_below(&Url::parse("http://www.desa.example/satu/").expect("a URL"), &site));
    }

    #[test]
    fn an_article_has_one_plain_address() {
        let one = article(&url("index.php?view=article&id=12&catid=8"));
        assert_eq!(
            one,
            article(&url("index.php?option=com_content&view=article&id=12:panen&catid=8&Itemid=101#x"))
        );
        assert_eq!(one.as_str(), "https://desa.example/index.php?option=com_content&view=article&id=12");
        assert_eq!(article(&url("berita/12-panen#x")).as_str(), "https://desa.example/berita/12-panen");
        assert_eq!(with(&url("berita"), "start=4").as_str(), "https://desa.example/berita?start=4");
        assert_eq!(with(&one, "tmpl=component").query().expect("a query").matches('&').count(), 3);
    }
}
