//! The portal as a service: its addresses, its headers, and what its pages share.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use balai::{Error, ErrorKind, Result, Roster, Store};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::overview::Overview;
use crate::{pages, style};

/// No scripts at all, and nothing from elsewhere: a page shows what villages publish, and must not run it.
const POLICY: &str = "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// What the pages share.
#[derive(Clone)]
pub(crate) struct Portal {
    pub(crate) store: Arc<dyn Store>,
    roster: Arc<Roster>,
    overview: Arc<Mutex<Option<Kept>>>,
}

/// An overview, and until when it is kept.
type Kept = (Instant, Arc<Overview>);

impl Portal {
    /// For how long an overview is kept at least: while a harvest is writing, the pages follow at this distance.
    const FRESH: Duration = Duration::from_secs(5);
    /// For how many times the time that it took to read it an overview is kept at least, so that a large store is
    /// not read all the time.
    const WORTH: u32 = 50;

    pub(crate) fn new(store: Arc<dyn Store>, roster: Roster) -> Self {
        Self { store, roster: Arc::new(roster), overview: Arc::default() }
    }

    /// The villages at a glance, which every page needs. Reading it asks the store up to once a village, so that it
    /// is kept for a moment; who comes meanwhile waits for the one reading.
    pub(crate) async fn overview(&self) -> Result<Arc<Overview>> {
        let mut kept = self.overview.lock().await;
        let now = Instant::now();
        if let Some((until, overview)) = &*kept
            && now < *until
        {
            return Ok(overview.clone());
        }
        let overview = Arc::new(Overview::read(&*self.store, &self.roster, Timestamp::now()).await?);
        let lifetime = Self::FRESH.max(now.elapsed() * Self::WORTH);
        *kept = Some((Instant::now() + lifetime, overview.clone()));
        Ok(overview)
    }
}

/// The portal's addresses.
pub(crate) fn router(portal: Portal) -> Router {
    let mut router = Router::new()
        .route("/", get(pages::home))
        .route("/berita", get(pages::news))
        .route("/desa/{code}", get(pages::village))
        .route("/desa/{code}/berita/{*key}", get(pages::article))
        .route("/tentang", get(pages::about))
        .layer(middleware::from_fn_with_state(portal.clone(), explain))
        .route("/sehat", get(|| async { "ok" }))
        .route(style::PATH, get(style::style))
        .route("/ikon.svg", get(style::icon))
        .with_state(portal)
        .layer(CompressionLayer::new());
    for (name, value) in HEADERS {
        router = router.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value)));
    }
    router
}

/// Lays the error page around every answer that is an error and no page itself.
async fn explain(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
    if is_page || !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    // The overview may be what failed: the page can do without.
    pages::error(status, portal.overview().await.unwrap_or_default())
}

/// Takes the port that the portal is served on.
///
/// # Errors
///
/// Config, where the port is taken or may not be used.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        let advice = match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                format!("port {} is taken: stop what uses it, or choose another with --port", address.port())
            }
            _ => format!("cannot listen on {address}: choose another --host or --port"),
        };
        Error::new(ErrorKind::Config, advice).because(error)
    })
}

/// Serves the portal until Ctrl-C.
///
/// # Errors
///
/// Config, where the listener fails.
pub(crate) async fn serve(listener: TcpListener, portal: Portal) -> Result<()> {
    axum::serve(listener, router(portal))
        .with_graceful_shutdown(async {
            // Without the signal the portal is served until the process is ended.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        })
        .await
        .map_err(|error| Error::new(ErrorKind::Config, "the portal stopped").because(error))
}
