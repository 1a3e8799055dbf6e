//! Refuses addresses that no village website has.

use std::collections::BTreeSet;

use async_trait::async_trait;
use balai_core::{Error, ErrorKind, Fetch, Request, Response, Result};
use url::{Host, Url};

use crate::is_public;

/// Refuses addresses behind which the reader's own network may lie (server-side request forgery).
///
/// A roster, a feed and a redirect are written by others and can name anything. The guard lets only `http` and
/// `https` pass, without user name and password, on the usual ports, and no literal address that is not public.
/// Names are looked at where they are resolved, by [`Resolver`](crate::Resolver): the two belong together, and
/// [`Redirect`](crate::Redirect) brings every hop here again.
pub struct Guard<F> {
    inner: F,
    allow_private: bool,
    ports: BTreeSet<u16>,
}

impl<F> Guard<F> {
    /// Guards `inner`; the ports are 80 and 443.
    pub fn new(inner: F) -> Self {
        Self { inner, allow_private: false, ports: BTreeSet::from([80, 443]) }
    }

    /// Whether private addresses and any port may be asked: for tests and simulated villages.
    #[must_use]
    pub fn allow_private(mut self, allow: bool) -> Self {
        self.allow_private = allow;
        self
    }

    /// Adds ports that may be asked.
    #[must_use]
    pub fn allow_ports(mut self, ports: impl IntoIterator<Item = u16>) -> Self {
        self.ports.extend(ports);
        self
    }

    fn check(&self, url: &Url) -> Result<()> {
        let refuse = |why: String| Err(Error::new(ErrorKind::Refused, why).at(url));
        if !matches!(url.scheme(), "http" | "https") {
            return refuse(format!("`{}` is neither http nor https", url.scheme()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            // Not shown: the address may carry a password.
            let host = url.host_str().unwrap_or_default();
            let message = "an address with a user name or password is not asked: leave them out";
            return Err(Error::new(ErrorKind::Refused, message).at(host));
        }
        if self.allow_private {
            return Ok(());
        }
        // Url::parse has read 127.1, 2130706433 and 0x7f.1 as the addresses that they are.
        let literal = match url.host() {
            Some(Host::Ipv4(address)) => Some(address.into()),
            Some(Host::Ipv6(address)) => Some(address.into()),
            Some(Host::Domain(_)) => None,
            None => return refuse("the address names no host".into()),
        };
        if literal.is_some_and(|address| !is_public(address)) {
            return refuse("a private address is not asked; allow private addresses if that is meant".into());
        }
        match url.port_or_known_default() {
            Some(port) if self.ports.contains(&port) => Ok(()),
            port => refuse(format!("port {} is not asked unless it is allowed", port.unwrap_or_default())),
        }
    }
}

#[async_trait]
impl<F: Fetch> Fetch for Guard<F> {
    async fn fetch(&self, request: Request) -> Result<Response> {
        self.check(&request.url)?;
        self.inner.fetch(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(guard: &Guard<()>, url: &str) -> Option<ErrorKind> {
        guard.check(&Url::parse(url).expect(url)).err().map(|error| error.kind())
    }

    #[test]
    fn refuses_every_spelling_of_a_private_address() {
        let guard = Guard::new(());
        for url in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://0.0.0.0/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://169.254.169.254/latest/",
            "https://10.0.0.1/",
            "http://１２７.0.0.1/",
            "http://127.0.0.1./",
        ] {
            assert_eq!(verdict(&guard, url), Some(ErrorKind::Refused), "{url}");
        }
    }

    #[test]
    fn refuses_other_schemes_ports_and_passwords() {
        let guard = Guard::new(());
        for url in [
            "file:///etc/passwd",
            "ftp://desa.example/",
            "data:text/html,x",
            "http://desa.example:22/",
            "https://desa.example:8443/",
            "http://a@desa.example/",
            "http://a:b@desa.example/",
        ] {
            assert_eq!(verdict(&guard, url), Some(ErrorKind::Refused), "{url}");
        }
        for url in
            ["http://desa.example/", "https://desa.example/", "http://desa.example:443/", "http://8.8.8.8/"]
        {
            assert_eq!(verdict(&guard, url), None, "{url}");
        }
        assert_eq!(verdict(&guard.allow_ports([8443]), "https://desa.example:8443/"), None);
    }

    #[test]
    fn a_password_is_not_repeated() {
        let url = Url::parse("http://admin:rahasia@desa.example/").expect("a URL");
        let error = Guard::new(()).check(&url).expect_err("refused");
        assert!(!error.to_string().contains("rahasia"), "{error}");
    }

    #[test]
    fn private_addresses_can_be_allowed_and_schemes_cannot() {
        let guard = Guard::new(()).allow_private(true);
        assert_eq!(verdict(&guard, "http://127.0.0.1:8080/"), None);
        assert_eq!(verdict(&guard, "file:///etc/passwd"), Some(ErrorKind::Refused));
        assert_eq!(verdict(&guard, "http://a:b@127.0.0.1/"), Some(ErrorKind::Refused));
    }
}
