//! From a host's name to addresses that may be connected to.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use balai_core::{Error, ErrorKind};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::is_public;

/// Resolves names by the system and leaves out every address that is not public.
///
/// What is left is what is connected to: there is no second look-up that could answer otherwise (DNS rebinding).
/// Give it to an own `reqwest::Client` too (`dns_resolver`), or the [`Guard`](crate::Guard) sees literal
/// addresses only.
#[derive(Clone, Debug, Default)]
pub struct Resolver {
    allow_private: bool,
    fixed: Arc<HashMap<String, IpAddr>>,
}

impl Resolver {
    /// A resolver that gives public addresses only.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether private addresses are given too.
    #[must_use]
    pub fn allow_private(mut self, allow: bool) -> Self {
        self.allow_private = allow;
        self
    }

    /// Fixes the address of names, as `/etc/hosts` does; it is subject to the same rule.
    #[must_use]
    pub fn fixed(mut self, names: impl IntoIterator<Item = (String, IpAddr)>) -> Self {
        Arc::make_mut(&mut self.fixed).extend(names);
        self
    }

    /// The addresses of `host` that may be connected to, with port 0.
    ///
    /// # Errors
    ///
    /// Dns, where the name leads nowhere; refused, where it leads to private addresses only.
    pub async fn addresses(&self, host: &str) -> Result<Vec<SocketAddr>, Error> {
        let found: Vec<SocketAddr> = match self.fixed.get(host) {
            Some(&address) => vec![(address, 0).into()],
            None => match tokio::net::lookup_host((host, 0)).await {
                Ok(found) => found.collect(),
                Err(error) => return Err(unknown(host, error)),
            },
        };
        if found.is_empty() {
            return Err(Error::new(ErrorKind::Dns, format!("the name {host} has no address")));
        }
        let allowed: Vec<_> =
            found.into_iter().filter(|address| self.allow_private || is_public(address.ip())).collect();
        if allowed.is_empty() {
            let message = format!(
                "the name {host} leads to a private address, which is not asked; allow private addresses if \
                 that is meant"
            );
            return Err(Error::new(ErrorKind::Refused, message));
        }
        Ok(allowed)
    }
}

fn unknown(host: &str, error: io::Error) -> Error {
    Error::new(ErrorKind::Dns, format!("the name {host} leads to no address: {error}")).because(error)
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move {
            let addresses = resolver.addresses(name.as_str()).await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_that_leads_home_is_refused() {
        let resolver = Resolver::new().fixed([
            ("intra.example".to_owned(), IpAddr::from([10, 0, 0, 1])),
            ("desa.example".to_owned(), IpAddr::from([103, 28, 12, 1])),
        ]);
        for name in ["localhost", "intra.example"] {
            let error = resolver.addresses(name).await.expect_err("private");
            assert_eq!(error.kind(), ErrorKind::Refused, "{error}");
        }
        assert_eq!(resolver.addresses("desa.example").await.expect("public").len(), 1);
        assert!(resolver.allow_private(true).addresses("localhost").await.is_ok());
    }

    #[tokio::test]
    async fn an_unknown_name_is_told_apart() {
        let error = Resolver::new().addresses("tidak-ada.invalid").await.expect_err("unknown");
        assert_eq!(error.kind(), ErrorKind::Dns, "{error}");
    }
}
