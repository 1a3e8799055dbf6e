//! Websites on loopback.

use std::collections::BTreeMap;
use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode};
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinSet;
use url::Url;

use crate::web::Log;
use crate::{Answer, Ask, Web, Website};

/// The sites of a [`Web`] on loopback, one port each, until it is dropped.
///
/// A port a site, since a bare Debian resolves no `*.localhost`; where a name does resolve, every port also
/// answers by it: `http://darmayasa.localhost:PORT/`.
pub struct Served {
    urls: BTreeMap<String, Url>,
    log: Log,
    // Bound without listening, so that nobody else takes the ports of the hosts that are down.
    _down: Vec<TcpSocket>,
    // Dropping it ends the servers.
    _tasks: JoinSet<io::Result<()>>,
}

impl Served {
    /// The address of a site, by the host name that it has in the [`Web`].
    pub fn url(&self, host: &str) -> Option<&Url> {
        self.urls.get(host)
    }

    /// Every site's host name and address.
    pub fn urls(&self) -> impl Iterator<Item = (&str, &Url)> {
        self.urls.iter().map(|(host, url)| (host.as_str(), url))
    }

    /// Every address that was asked for so far, in order.
    pub fn asked(&self) -> Vec<Url> {
        self.log.all()
    }
}

/// What one listener knows.
struct Port {
    url: Url,
    site: Option<Arc<dyn Website>>,
    web: Web,
}

impl Web {
    /// Puts every site on a port of its own of 127.0.0.1. A host that is down gets a port on which nothing
    /// listens; a site for any host (as a replay is) is there under the name `localhost`.
    ///
    /// # Errors
    ///
    /// There is no port to be had.
    pub async fn serve(&self) -> io::Result<Served> {
        let mut served = Served {
            urls: BTreeMap::new(),
            log: self.log().clone(),
            _down: Vec::new(),
            _tasks: JoinSet::new(),
        };
        let any = self.any().map(|site| ("localhost".to_owned(), Some(site.clone())));
        for (host, site) in self.hosts.clone().into_iter().chain(any) {
            let socket = TcpSocket::new_v4()?;
            socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
            let url = format!("http://{}/", socket.local_addr()?);
            let url = Url::parse(&url).map_err(io::Error::other)?;
            served.urls.insert(host, url.clone());
            if site.is_none() {
                served._down.push(socket);
                continue;
            }
            let listener: TcpListener = socket.listen(1024)?;
            let port = Arc::new(Port { url, site, web: self.clone() });
            let router = Router::new().fallback(respond).with_state(port);
            served._tasks.spawn(async move { axum::serve(listener, router).await });
        }
        Ok(served)
    }
}

impl Port {
    /// The site that a `Host` header means: by its name, or by its first label below `localhost`.
    fn site(&self, host: &str) -> Option<&Arc<dyn Website>> {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let label = name.strip_suffix(".localhost");
        let named = self.web.hosts.iter().find(|(known, _)| {
            *known == name || label.is_some_and(|label| known.split('.').next() == Some(label))
        });
        match named {
            Some((_, site)) => site.as_ref(),
            None => self.site.as_ref(),
        }
    }
}

async fn respond(State(port): State<Arc<Port>>, request: Request) -> Response<axum::body::Body> {
    let host = request.headers().get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str()).to_owned();
    if let Ok(url) = port.url.join(&target) {
        port.web.log().add(url);
    }
    let answer = match (request.method(), port.site(host)) {
        (&Method::GET | &Method::HEAD, Some(site)) => {
            let headers = request.headers().iter();
            site.respond(&Ask {
                origin: match host {
                    "" => port.url.origin().ascii_serialization(),
                    host => format!("http://{host}"),
                },
                target,
                headers: headers
                    .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
                    .collect(),
            })
        }
        (_, Some(_)) => Answer::status(405),
        (_, None) => Answer::status(502),
    };
    if !answer.delay.is_zero() {
        tokio::time::sleep(answer.delay).await;
    }
    let mut response = Response::new(answer.body.into());
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn nobody_else_takes_the_port_of_a_host_that_is_down() {
        let served = Web::new().with_down("desa.invalid").serve().await.expect("a port");
        let port = served.url("desa.invalid").and_then(Url::port).expect("a port");
        assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err(), "it is bound");
        let refused = tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await;
        assert_eq!(refused.map(drop).map_err(|error| error.kind()), Err(io::ErrorKind::ConnectionRefused));
    }
}
