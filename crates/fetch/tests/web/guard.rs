//! No way into private space.

use super::*;

#[tokio::test]
async fn a_redirect_into_private_space_is_refused_and_never_asked() {
    let asked = Arc::default();
    let pretend = Pretend(
        |_: &Request| (302, vec![("location", "http://169.254.169.254/latest/meta-data/")]),
        Arc::clone(&asked),
    );
    let web = Web::builder().robots(false).over(pretend).unwrap();
    let error = get(&web, url("http://desa.example/")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused, "{error}");
    assert_eq!(error.url(), Some("http://169.254.169.254/latest/meta-data/"));
    assert_eq!(*asked.lock().unwrap(), ["http://desa.example/"]);
}

#[tokio::test]
async fn a_redirect_into_private_space_is_no_robots_txt() {
    let pretend = Pretend(|_: &Request| (302, vec![("location", "http://127.0.0.1/x")]), Arc::default());
    let web = Web::builder().over(pretend).unwrap();
    let error = get(&web, url("http://desa.example/")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused, "{error}");
}

#[tokio::test]
async fn loopback_is_refused_under_every_name() {
    let web = Web::builder().resolve("rumah.example", LOOPBACK).build().unwrap();
    for address in [
        "http://localhost/",
        "http://rumah.example/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::1]/",
        "http://0.0.0.0/",
    ] {
        let error = get(&web, url(address)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Refused, "{address}: {error}");
    }
}

#[tokio::test]
async fn a_site_behind_a_name_that_leads_home_is_not_reached() {
    let site = Site::serve(|_| Answer::ok("rahasia")).await;
    let address = site.url_at("rumah.example", "/");
    let port = address.port().unwrap();
    let web = Web::builder().allow_port(port).resolve("rumah.example", LOOPBACK).build().unwrap();
    assert_eq!(get(&web, address.clone()).await.unwrap_err().kind(), ErrorKind::Refused);
    assert!(site.asked().is_empty());
    let web = builder().resolve("rumah.example", LOOPBACK).build().unwrap();
    assert_eq!(get(&web, address).await.unwrap().body, "rahasia", "and it is there to be reached");
}
