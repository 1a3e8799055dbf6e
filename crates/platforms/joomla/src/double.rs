//! One article under several friendly addresses: `/berita/12-panen` and `/component/content/article/8-berita/12-panen`.
//!
//! Joomla writes the menu item into an address that leads to the list in which the article was met. The number in the
//! last part is the article's, or an alias begins with one (`17-agustus`), of which two categories may have one each. So
//! title and time have to agree too; where a list tells neither, both addresses stay.

use std::collections::HashMap;

use jiff::Timestamp;
use url::Url;

use crate::address::Plain;
use crate::listing::Item;

/// The items with those of one article joined, each where it was met first.
pub(crate) fn joined(items: Vec<Item>) -> Vec<Item> {
    let mut places: HashMap<(String, String, Timestamp), usize> = HashMap::new();
    let mut joined: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        let known = sign(&item).map(|sign| *places.entry(sign).or_insert(joined.len()));
        match known.and_then(|place| joined.get_mut(place)) {
            Some(known) => join(known, item),
            None => joined.push(item),
        }
    }
    joined
}

/// What tells that two friendly addresses lead to one article; `None` where nothing does.
fn sign(item: &Item) -> Option<(String, String, Timestamp)> {
    if Plain::of(&item.url).is_some() {
        return None;
    }
    let last = item.url.path_segments()?.rfind(|part| !part.is_empty())?;
    let (number, _) = last.split_once('-')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(())?;
    Some((last.to_owned(), item.title.clone()?, item.published?))
}

/// Keeps the address that does not depend on which of the lists was read first.
fn join(known: &mut Item, other: Item) {
    if rank(&other.url) < rank(&known.url) {
        (known.url, known.link) = (other.url, other.link);
    }
    known.intro = known.intro.take().or(other.intro);
}

/// The sooner, the rather: one below a menu item, a short one.
fn rank(url: &Url) -> (bool, usize, &str) {
    let is_bare = url.path_segments().is_some_and(|mut parts| parts.any(|part| part == "component"));
    (is_bare, url.path().len(), url.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(path: &str, title: &str, published: Option<&str>) -> Item {
        let url = Url::parse("https://desa.example/").and_then(|base| base.join(path)).expect("a URL");
        Item {
            link: url.clone(),
            url,
            title: Some(title.to_owned()),
            published: published.map(|at| at.parse().expect("an instant")),
            intro: None,
        }
    }

    fn paths(items: Vec<Item>) -> Vec<String> {
        joined(items).into_iter().map(|it| it.url[url::Position::BeforePath..].to_owned()).collect()
    }

    const AT: Option<&str> = Some("2026-09-10T01:00:05Z");

    #[test]
    fn an_article_under_several_addresses_is_one_whichever_is_met_first() {
        let under = |path| item(path, "Panen", AT);
        let addresses =
            ["component/content/article/8-berita/12-panen", "berita/12-panen", "beranda/8-berita/12-panen"];
        for turn in 0..addresses.len() {
            let mut turned = addresses;
            turned.rotate_left(turn);
            assert_eq!(paths(turned.map(under).into()), ["/berita/12-panen"], "{turned:?}");
        }
    }

    #[test]
    fn what_may_be_two_articles_stays_two() {
        let later = Some("2026-09-11T01:00:05Z");
        for other in [
            item("pengumuman/12-panen", "Panen Raya", AT),
            item("pengumuman/12-panen", "Panen", later),
            item("pengumuman/12-panen", "Panen", None),
            item("pengumuman/13-panen", "Panen", AT),
        ] {
            assert_eq!(paths(vec![item("berita/12-panen", "Panen", AT), other]).len(), 2);
        }
        // Without a number an alias is that of an article in each category.
        let two = ["berita/panen", "pengumuman/panen"].map(|path| item(path, "Panen", AT));
        assert_eq!(paths(two.into()).len(), 2);
    }
}
