//! What a platform's adapter declares of itself.

use std::borrow::Cow;

use url::Url;

use crate::{Access, Kind, Never};

/// What a platform is, which kinds its adapter reads and how, and what it never asks for.
///
/// The engine refuses what is not declared here, and the conformance suite checks that what is declared is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The platform's name in records and on the command line: `opensid`.
    pub name: Cow<'static, str>,
    /// Its name as people write it: `OpenSID`.
    pub title: Cow<'static, str>,
    /// Whether it tells of many villages: then it is asked only where the roster names it as a source.
    pub is_source: bool,
    /// The kinds that the adapter reads.
    pub offers: Vec<Offer>,
    /// Addresses that must never be asked for: paths below the site, where `*` stands for anything.
    pub never: Vec<Cow<'static, str>>,
    /// First parts of a path that make no difference to what is answered: `index.php`.
    pub prefixes: Vec<Cow<'static, str>>,
}

/// One kind that an adapter reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The kind.
    pub kind: Kind,
    /// The accesses that it may come by, the best first.
    pub access: Vec<Access>,
    /// Whether a later visit asks only for what changed.
    pub incremental: bool,
}

impl Manifest {
    /// A platform that offers nothing yet.
    pub fn new(name: impl Into<Cow<'static, str>>, title: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            title: title.into(),
            is_source: false,
            offers: Vec::new(),
            never: Vec::new(),
            prefixes: vec!["index.php".into()],
        }
    }

    /// A source that tells of many villages.
    pub fn source(name: impl Into<Cow<'static, str>>, title: impl Into<Cow<'static, str>>) -> Self {
        Self { is_source: true, ..Self::new(name, title) }
    }

    /// Declares a kind.
    #[must_use]
    pub fn reads(mut self, kind: Kind, access: &[Access]) -> Self {
        self.offers.push(Offer { kind, access: access.to_vec(), incremental: false });
        self
    }

    /// Declares a kind of which a later visit asks only for what changed.
    #[must_use]
    pub fn reads_changes(mut self, kind: Kind, access: &[Access]) -> Self {
        self.offers.push(Offer { kind, access: access.to_vec(), incremental: true });
        self
    }

    /// Declares what is never to be asked for.
    #[must_use]
    pub fn never(mut self, paths: &[&'static str]) -> Self {
        self.never.extend(paths.iter().copied().map(Cow::from));
        self
    }

    /// Declares first parts of a path, beside `index.php`, that make no difference to what is answered.
    #[must_use]
    pub fn prefixes(mut self, parts: &[&'static str]) -> Self {
        self.prefixes.extend(parts.iter().copied().map(Cow::from));
        self
    }

    /// What is declared of a kind.
    pub fn offer(&self, kind: Kind) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.kind == kind)
    }

    /// What must never be asked for on a site at `base`.
    pub fn never_at(&self, base: &Url) -> Never {
        let (never, prefixes, base) = (self.never.clone(), self.prefixes.clone(), base.clone());
        Never::new(move |url| {
            let paths = plain_paths(&prefixes, &base, url);
            let forbids = |pattern: &&Cow<'static, str>| {
                let pattern = format!("/{}", pattern.trim_matches('/').to_lowercase());
                paths.iter().any(|path| matches(pattern.as_bytes(), path.as_bytes()))
            };
            never.iter().find(forbids).cloned()
        })
    }
}

/// The paths that `url` may mean below `base`, each in one spelling: servers answer the same with and without their front
/// controller, with doubled slashes, and with letters written as %xx; some take the path from the query, whole
/// (`index.php?/path`) or as a value (`?rest_route=/path`).
fn plain_paths(prefixes: &[Cow<'static, str>], base: &Url, url: &Url) -> Vec<String> {
    let path = url.path().strip_prefix(base.path().trim_end_matches('/')).unwrap_or(url.path());
    let whole = url.query().filter(|query| query.starts_with('/')).map(|query| format!("{path}{query}"));
    let values =
        url.query_pairs().filter(|(_, value)| value.starts_with('/')).map(|(_, value)| value.into_owned());
    let paths = whole.into_iter().chain([path.to_owned()]).chain(values);
    let plain = |path: String| {
        let path = percent_encoding::percent_decode_str(&path).decode_utf8_lossy().to_lowercase();
        let parts = path.split('/').filter(|part| !part.is_empty());
        let parts: Vec<_> = parts.skip_while(|part| prefixes.iter().any(|prefix| prefix == part)).collect();
        format!("/{}", parts.join("/"))
    };
    paths.map(plain).collect()
}

/// Whether `path` is `pattern` or lies below it, `*` standing for anything within one.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    match pattern.split_first() {
        None => path.is_empty() || path[0] == b'/',
        Some((b'*', rest)) => (0..=path.len()).any(|i| matches(rest, &path[i..])),
        Some((letter, rest)) => path.first() == Some(letter) && matches(rest, &path[1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbids_a_path_in_every_spelling() {
        let manifest = Manifest::new("test", "Test")
            .never(&["/data-suplemen", "/internal_api/*/anggota", "Kartu/"])
            .prefixes(&["first"]);
        let base = Url::parse("https://desa.example/situs/").expect("a URL");
        let never = manifest.never_at(&base);
        let forbidden = |path: &str| never.check(&base.join(path).expect("a URL")).is_err();
        for path in [
            "data-suplemen",
            "data-suplemen/pelaku-umkm?x=1",
            "index.php/data-suplemen/1",
            "/situs//data-suplemen",
            "Data-Suplemen/1",
            "data%2Dsuplemen",
            "internal_api/kelompok/anggota/kwt",
            "index.php?/data-suplemen/1",
            "index.php/first/data-suplemen",
            "?rest_route=/data-suplemen/1",
            "index.php?x=1&rest_route=%2Fdata-suplemen",
            "kartu/1",
        ] {
            assert!(forbidden(path), "{path}");
        }
        for path in ["", "data-suplemen-lain", "internal_api/kelompok/kwt", "artikel/data-suplemen"] {
            assert!(!forbidden(path), "{path}");
        }
    }
}
