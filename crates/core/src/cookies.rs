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
pub struct CookieJar(Mutex<BTreeMap<String, BTreeMap<String, String>>>);

impl CookieJar {
    /// An empty jar.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the value of a `Set-Cookie` header that `url` answered with.
    pub fn take(&self, url: &Url, set_cookie: &str) {
        let pair = set_cookie.split(';').next().unwrap_or_default();
        let (Some(host), Some((name, value))) = (url.host_str(), pair.split_once('=')) else { return };
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() {
            return;
        }
        let mut jar = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        jar.entry(host.to_owned()).or_default().insert(name.to_owned(), value.to_owned());
    }

    /// The value of the `Cookie` header for `url`; `None` where there is none to send.
    pub fn header(&self, url: &Url) -> Option<String> {
        let jar = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let cookies = jar.get(url.host_str()?)?;
        Some(cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; "))
    }

    /// Whether `url`'s host has set a cookie of this name: some platforms are known by theirs.
    pub fn has(&self, url: &Url, name: &str) -> bool {
        let jar = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        url.host_str().and_then(|host| jar.get(host)).is_some_and(|cookies| cookies.contains_key(name))
    }
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
        assert!(jar.has(&url("https://a.desa.id/"), "sidcsrf"));
    }
}
