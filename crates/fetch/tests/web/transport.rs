//! What comes from the wire, and how it was secured.

use super::*;

#[tokio::test]
async fn an_unchanged_page_is_asked_for_by_its_validator() {
    let site = Site::serve(|asked| match asked.header("if-none-match") {
        Some("\"v1\"") => Answer::new(304, &[("ETag", "\"v1\"")], ""),
        _ => {
            Answer::new(200, &[("ETag", "\"v1\""), ("Last-Modified", "Wed, 21 Oct 2015 07:28:00 GMT")], "isi")
        }
    })
    .await;
    let web = builder().robots(false).build().unwrap();
    let first = web.fetch(Request::new(site.url("/"))).await.unwrap();
    let validator = first.validator();
    assert!(first.page().await.unwrap().body == "isi" && validator.is_some());
    let request = Request { validator, ..Request::new(site.url("/")) };
    let second = web.fetch(request).await.unwrap();
    assert!(second.not_modified());
    assert!(second.page().await.unwrap().body.is_empty());
    assert_eq!(site.asked()[1].header("if-modified-since"), Some("Wed, 21 Oct 2015 07:28:00 GMT"));
}

#[tokio::test]
async fn a_body_is_unpacked_and_its_charset_left_alone() {
    let body = b"<meta charset=windows-1252>Ny\xe9pi".to_vec();
    let packed = gzip(&body);
    let headers = [("Content-Encoding", "gzip"), ("Content-Type", "text/html; charset=iso-8859-1")];
    let site = Site::serve(move |_| Answer::new(200, &headers, &packed)).await;
    let page = get(&builder().robots(false).build().unwrap(), site.url("/")).await.unwrap();
    assert_eq!(page.body, body);
    assert_eq!(page.tls, Tls::None);
    assert!(site.asked()[0].header("accept-encoding").unwrap().contains("gzip"));
}

#[tokio::test]
async fn a_broken_body_is_an_error_and_not_a_short_page() {
    let packed = gzip(b"<p>Musyawarah desa</p>");
    let site = Site::serve(move |asked| match asked.path.as_str() {
        "/putus" => Answer::new(200, &[("Content-Length", "100")], "separuh"),
        "/putus-dan-terkompresi" => {
            Answer::new(200, &[("Content-Encoding", "gzip"), ("Content-Length", "100")], &packed[..15])
        }
        "/terpotong" => Answer::new(200, &[("Content-Encoding", "gzip")], &packed[..15]),
        _ => Answer::new(200, &[("Content-Encoding", "gzip")], "bukan gzip"),
    })
    .await;
    let web = builder().robots(false).build().unwrap();
    for (path, kind) in [
        ("/putus", ErrorKind::Connect),
        ("/putus-dan-terkompresi", ErrorKind::Connect),
        ("/terpotong", ErrorKind::Malformed),
        ("/rusak", ErrorKind::Malformed),
    ] {
        let error = get(&web, site.url(path)).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
    }
}

#[tokio::test]
async fn an_unknown_name_and_a_header_that_is_none_are_told_apart() {
    let web = builder().robots(false).build().unwrap();
    let error = get(&web, url("http://tidak-ada.invalid/")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Dns, "{error}");
    let request = Request::new(url("http://127.0.0.1/")).header("X", "a\nb");
    assert_eq!(web.fetch(request).await.unwrap_err().kind(), ErrorKind::Config);
}

#[tokio::test]
async fn a_proxy_is_asked_in_place_of_the_site() {
    let proxy = Site::serve(|_| Answer::ok("isi")).await;
    let web = Web::builder().robots(false).proxy(proxy.url("/")).build().unwrap();
    assert_eq!(get(&web, url("http://tidak-ada.invalid/x")).await.unwrap().body, "isi");
    assert_eq!(proxy.paths(), ["http://tidak-ada.invalid/x"]);
    assert_eq!(get(&web, url("http://127.0.0.1/")).await.unwrap_err().kind(), ErrorKind::Refused);
}

#[test]
fn who_asks_is_always_said() {
    for name in ["", "  ", "Balai\n"] {
        let error = Web::builder().user_agent(name).build().map(|_| ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    }
}

/// A site with a certificate that only its own authority would vouch for, and that certificate.
async fn self_signed() -> (Site, reqwest::Certificate) {
    let signed = rcgen::generate_simple_self_signed(["desa.example".to_owned()]).unwrap();
    let key =
        tokio_rustls::rustls::pki_types::PrivateKeyDer::Pkcs8(signed.signing_key.serialize_der().into());
    let certificate = signed.cert.der().clone();
    let trusted = reqwest::Certificate::from_der(&certificate).unwrap();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = tokio_rustls::rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    (Site::serve_tls(Arc::new(config).into(), |_| Answer::ok("isi")).await, trusted)
}

fn https(site: &Site) -> Url {
    let mut address = site.url_at("desa.example", "/");
    address.set_scheme("https").unwrap();
    address
}

#[tokio::test]
async fn a_wrong_certificate_is_told_and_read_only_on_request() {
    let (site, _) = self_signed().await;
    let web = builder().robots(false).resolve("desa.example", LOOPBACK).build().unwrap();
    let error = get(&web, https(&site)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tls, "{error}");
    assert!(site.asked().is_empty());
    for _ in 0..2 {
        let request = Request { accept_invalid_certificate: true, ..Request::new(https(&site)) };
        let page = web.fetch(request).await.unwrap().page().await.unwrap();
        assert_eq!((page.tls, &page.body[..]), (Tls::Unverified, &b"isi"[..]));
    }
    assert_eq!(site.connections(), 1 + 2 + 1, "it is not verified anew for every page");
    let error = get(&web, https(&site)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tls, "the leave was for that request");
}

#[tokio::test]
async fn a_good_certificate_is_verified_even_where_a_wrong_one_would_do() {
    let (site, trusted) = self_signed().await;
    let client = reqwest::Client::builder()
        .tls_certs_only([trusted])
        .dns_resolver(Resolver::new().allow_private(true).fixed([("desa.example".to_owned(), LOOPBACK)]))
        .build()
        .unwrap();
    let web = builder().robots(false).over(Transport::with_client(client)).unwrap();
    let request = Request { accept_invalid_certificate: true, ..Request::new(https(&site)) };
    assert_eq!(web.fetch(request).await.unwrap().tls, Tls::Verified);
}

#[tokio::test]
async fn plain_http_where_tls_is_due_is_a_tls_error() {
    let site = Site::serve(|_| Answer::ok("")).await;
    let web = builder().robots(false).resolve("desa.example", LOOPBACK).tries(1).build().unwrap();
    let error = get(&web, https(&site)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tls, "{error}");
}
