//! Files on this machine that a roster names.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use async_trait::async_trait;
use balai_core::{Body, Error, ErrorKind, Fetch, Headers, Request, Response, Result, Tls};
use jiff::Timestamp;
use url::Url;

/// Reads `file:` addresses itself, and leaves all others to `inner`.
///
/// Outermost: a redirect never comes here, so that no site can lead to a file. That a visit reads only the file that
/// its roster names is the visit's own rule.
pub struct Files<F> {
    inner: F,
    largest: u64,
}

impl<F> Files<F> {
    /// Reads files of up to 64 MiB where a request does not say.
    pub fn new(inner: F) -> Self {
        Self { inner, largest: 64 << 20 }
    }
}

#[async_trait]
impl<F: Fetch> Fetch for Files<F> {
    async fn fetch(&self, request: Request) -> Result<Response> {
        if request.url.scheme() != "file" {
            return self.inner.fetch(request).await;
        }
        let limit = request.limit.unwrap_or(self.largest);
        match tokio::task::spawn_blocking(move || answer(&request, limit)).await {
            Ok(answer) => answer,
            Err(error) => Err(Error::new(ErrorKind::Refused, "the runtime is shutting down").because(error)),
        }
    }
}

fn answer(request: &Request, limit: u64) -> Result<Response> {
    let fetched_at = Timestamp::now();
    let path = path_of(&request.url)?;
    let of = |error: io::Error| {
        let (kind, message) = match error.kind() {
            io::ErrorKind::NotFound => (ErrorKind::NotFound, "there is no such file"),
            _ => (ErrorKind::Refused, "the file cannot be read"),
        };
        Error::new(kind, format!("{message}: {error}")).at(path.display())
    };
    let metadata = std::fs::metadata(&path).map_err(of)?;
    // A device or a pipe may have no end.
    if !metadata.is_file() {
        return Err(Error::new(ErrorKind::Refused, "it is no ordinary file").at(path.display()));
    }
    if metadata.len() > limit {
        let message = format!("the file has {} bytes, more than {limit}", metadata.len());
        return Err(Error::new(ErrorKind::TooLarge, message).at(path.display()));
    }
    let etag = version_of(&metadata);
    let known = request.validator.as_ref().and_then(|validator| validator.etag.as_deref());
    let (status, body) = match known == Some(etag.as_str()) {
        true => (304, Vec::new()),
        false => (200, std::fs::read(&path).map_err(of)?),
    };
    let headers: Headers =
        [("etag", etag.as_str()), ("content-type", media_type(&path))].into_iter().collect();
    Ok(Response {
        url: request.url.clone(),
        status,
        headers,
        fetched_at,
        tls: Tls::None,
        body: Body::from(body),
    })
}

fn path_of(url: &Url) -> Result<PathBuf> {
    url.to_file_path()
        .map_err(|()| Error::new(ErrorKind::Refused, "it names no file of this machine").at(url))
}

/// A file that was written to has another time or another length.
fn version_of(metadata: &Metadata) -> String {
    let changed = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    format!("\"{}-{}\"", changed.map_or(0, |since| since.as_nanos()), metadata.len())
}

fn media_type(path: &Path) -> &'static str {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "csv" => "text/csv",
        "json" => "application/json",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nobody;

    #[async_trait]
    impl Fetch for Nobody {
        async fn fetch(&self, _: Request) -> Result<Response> {
            Err(Error::new(ErrorKind::Dns, "nobody"))
        }
    }

    #[tokio::test]
    async fn a_file_is_read_and_known_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desa.csv");
        std::fs::write(&path, "kode;nama\n").expect("a file");
        let url = Url::from_file_path(&path).expect("an address");
        let files = Files::new(Nobody);
        let response = files.fetch(Request::new(url.clone())).await.expect("a file");
        let validator = response.validator();
        assert_eq!(&response.page().await.expect("a page").body[..], b"kode;nama\n");
        let mut again = Request::new(url.clone());
        again.validator = validator;
        assert!(files.fetch(again.clone()).await.expect("an answer").not_modified());
        std::fs::write(&path, "kode;nama\n1;2\n").expect("a file");
        assert!(!files.fetch(again).await.expect("an answer").not_modified());
        let error = files.fetch(Request::new(url.clone()).limit(3)).await.expect_err("too large");
        assert_eq!(error.kind(), ErrorKind::TooLarge);
        let missing = url.join("lain.csv").expect("an address");
        assert_eq!(files.fetch(Request::new(missing)).await.expect_err("none").kind(), ErrorKind::NotFound);
        let web = Request::new("https://desa.example/".parse().expect("an address"));
        assert_eq!(files.fetch(web).await.expect_err("nobody").kind(), ErrorKind::Dns);
    }
}
