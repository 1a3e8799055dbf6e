//! The cookies of one visit.

use std::collections::BTreeMap;
use std::sync::Mutex;

use url::Url;

/// The cookies of one visit, by host.
///
/// Village sites set a session cookie and count every request without one as a new visitor, so that a visit
/// keeps them and counts once. They are given back only to the host that set them, are never stored, and go
/// with the visit; paths, domains and ages are of no use in that time and are not read.
#[derive(Debug, Default)]
pub struct CookieJar(Mutex<BTreeMap<Origin, BTreeMap<String, String>>>);

/// Scheme and host: what was set by https does not go out in clear.
type Origin = (String, String);

impl CookieJar {
    /// An empty jar.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the value of a `Set-Cookie` header that `url` answered with.
    pub fn take(&self, url: &Url, set_cookie: &str) {
        let pair = set_cookie.split(';').next().unwrap_or_default();
        let (Some(origin), Some((name, value))) = (origin(url), pair.split_once('=')) else { return };
        let (name, value) = (name.trim(), value.trim());
        let mut jar = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let cookies = jar.entry(origin).or_default();
        if !name.is_empty() && (cookies.len() < MOST || cookies.contains_key(name)) {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// The value of the `Cookie` header for `url`; `None` where there is none to send.
    pub fn header(&self, url: &Url) -> Option<String> {
        let jar = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let cookies = jar.get(&origin(url)?)?;
        Some(cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; "))
    }

    /// Whether `url`'s host, with or without `www.`, has set a cookie of this name: some platforms are known by
    /// theirs.
    pub fn has(&self, url: &Url, name: &str) -> bool {
        let jar = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let bare = |host: &str| host.trim_start_matches("www.").to_owned();
        let own = url.host_str().map(bare);
        jar.iter().any(|((_, host), cookies)| Some(bare(host)) == own && cookies.contains_key(name))
    }
}

/// The most cookies that are kept of a host.
const MOST: usize = 50;

fn origin(url: &Url) -> Option<Origin> {
    Some((url.scheme().to_owned(), url.host_str()?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_goes_back_to_its_own_host_only() {
        let url = |text| Url::parse(text).expect("a URL");
        let jar = CookieJar::new();
        jar.take(&url("https://a.desa.id/"), "ci_session=abc; path=/; HttpOnly");
        jar.take(&url("https://a.desa.id/x"), "sidcsrf=1");
        jar.take(&url("https://a.desa.id/x"), "nonsense");
        assert_eq!(jar.header(&url("https://a.desa.id/y")).as_deref(), Some("ci_session=abc; sidcsrf=1"));
        assert_eq!(jar.header(&url("https://b.desa.id/")), None);
        assert_eq!(jar.header(&url("http://a.desa.id/")), None, "not in clear");
        assert!(jar.has(&url("http://www.a.desa.id/"), "sidcsrf"));
    }
}
