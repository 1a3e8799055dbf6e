//! A small website on loopback, one answer a connection, that remembers what it was asked.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use url::Url;

/// A request as the site saw it.
#[derive(Clone)]
pub struct Asked {
    pub path: String,
    head: String,
    pub at: Instant,
}

/// What the site answers: pieces of bytes, each after a wait.
pub struct Answer(Vec<(Duration, Vec<u8>)>);

pub struct Site {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    most: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Answer {
    pub fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut bytes = format!("HTTP/1.1 {status} Status\r\nConnection: close\r\n").into_bytes();
        if status != 304 && !headers.iter().any(|(name, _)| *name == "Content-Length") {
            bytes.extend(format!("Content-Length: {}\r\n", body.len()).bytes());
        }
        for (name, value) in headers {
            bytes.extend(format!("{name}: {value}\r\n").bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(body);
        Self(vec![(Duration::ZERO, bytes)])
    }

    pub fn ok(body: impl AsRef<[u8]>) -> Self {
        Self::new(200, &[], body)
    }

    pub fn not_found() -> Self {
        Self::new(404, &[], "")
    }

    pub fn redirect(to: &str) -> Self {
        Self::new(302, &[("Location", to)], "pindah")
    }

    /// Waits before everything.
    pub fn after(mut self, wait: Duration) -> Self {
        self.0[0].0 = wait;
        self
    }

    /// Sends another piece after a wait.
    pub fn then(mut self, wait: Duration, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.push((wait, bytes.into()));
        self
    }
}

impl Site {
    /// Serves plain HTTP.
    pub async fn serve(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        Self::start(None, answer).await
    }

    /// Serves HTTPS.
    pub async fn serve_tls(
        tls: TlsAcceptor,
        answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self::start(Some(tls), answer).await
    }

    async fn start(
        tls: Option<TlsAcceptor>,
        answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (asked, most) = (Arc::<Mutex<Vec<Asked>>>::default(), Arc::<AtomicUsize>::default());
        let (answer, now) = (Arc::new(answer), Arc::new(AtomicUsize::new(0)));
        let connections = Arc::<AtomicUsize>::default();
        let site =
            Self { address, asked: asked.clone(), most: most.clone(), connections: connections.clone() };
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let (tls, answer, asked) = (tls.clone(), answer.clone(), asked.clone());
                let (now, most) = (now.clone(), most.clone());
                tokio::spawn(async move {
                    let answer = |head: String| {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                        let question = Asked { path, head, at: Instant::now() };
                        let pieces = answer(&question);
                        asked.lock().expect("no panic").push(question);
                        (pieces, now.as_ref())
                    };
                    match tls {
                        None => converse(connection, answer).await,
                        Some(tls) => {
                            // Who does not like the certificate goes away here.
                            if let Ok(connection) = tls.accept(connection).await {
                                converse(connection, answer).await;
                            }
                        }
                    }
                });
            }
        });
        site
    }

    /// The address of `path` under the host's number.
    pub fn url(&self, path: &str) -> Url {
        self.url_at("127.0.0.1", path)
    }

    /// The address of `path` under a name.
    pub fn url_at(&self, host: &str, path: &str) -> Url {
        format!("http://{host}:{}{path}", self.address.port()).parse().expect("a URL")
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no panic").clone()
    }

    /// The paths that were asked for so far.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).collect()
    }

    /// The most requests that were being answered at the same time.
    pub fn most_at_once(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }

    /// How often somebody connected, whether to ask or not.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn converse<'a, S: AsyncRead + AsyncWrite + Unpin>(
    mut connection: S,
    answer: impl FnOnce(String) -> (Answer, &'a AtomicUsize),
) {
    let mut head = Vec::new();
    // A TLS handshake (0x16) that meets plain HTTP has no end of lines to wait for.
    while !head.ends_with(b"\r\n\r\n") && head.first() != Some(&0x16) {
        match connection.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let (Answer(pieces), now) = answer(String::from_utf8_lossy(&head).into_owned());
    let last = pieces.len() - 1;
    for (number, (wait, bytes)) in pieces.into_iter().enumerate() {
        tokio::time::sleep(wait).await;
        if number == last {
            // Counted out before the reader can know that it has everything.
            now.fetch_sub(1, Ordering::SeqCst);
        }
        if connection.write_all(&bytes).await.is_err() {
            return;
        }
    }
    let _ = connection.shutdown().await;
}
