//! Redirects, and what goes along with them.

use balai_core::Never;

use super::*;

#[tokio::test]
async fn redirects_are_followed_and_the_last_address_is_told() {
    let site = Site::serve(|asked| match asked.path.as_str() {
        "/lama" => Answer::redirect("/baru?x=1#atas"),
        "/baru?x=1" => Answer::ok("isi"),
        _ => Answer::not_found(),
    })
    .await;
    let page = get(&builder().build().unwrap(), site.url("/lama")).await.unwrap();
    assert_eq!((page.url, page.status, &page.body[..]), (site.url("/baru?x=1"), 200, &b"isi"[..]));
}

#[tokio::test]
async fn a_redirect_does_not_lead_to_what_is_never_asked_for() {
    let site = Site::serve(|_| Answer::redirect("/masuk")).await;
    let mut request = Request::new(site.url("/pembangunan"));
    request.never = Some(Never::new(|url| (url.path() == "/masuk").then_some("/masuk".into())));
    let error = builder().robots(false).build().unwrap().fetch(request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(site.paths(), ["/pembangunan"]);
}

#[tokio::test]
async fn a_circle_is_told() {
    let pretend = Pretend(
        |request: &Request| match request.url.scheme() {
            "http" => (301, vec![("location", "https://desa.example/")]),
            _ => (301, vec![("location", "http://desa.example/")]),
        },
        Arc::default(),
    );
    let web = Web::builder().robots(false).pause(Duration::ZERO).over(pretend).unwrap();
    let error = get(&web, url("http://desa.example/")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
    let circle = "round in a circle: http://desa.example/ → https://desa.example/ → http://desa.example/";
    assert!(error.message().contains(circle), "{error}");
}

#[tokio::test]
async fn a_chain_without_end_is_left_after_five() {
    let site = Site::serve(|asked| {
        let number: u32 = asked.path[1..].parse().unwrap_or_default();
        Answer::redirect(&format!("/{}", number + 1))
    })
    .await;
    let web = builder().robots(false).build().unwrap();
    let error = get(&web, site.url("/0")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert!(error.message().contains("too many"), "{error}");
    assert_eq!(site.paths(), ["/0", "/1", "/2", "/3", "/4", "/5"]);
}

#[tokio::test]
async fn a_site_may_set_a_cookie_and_send_back_to_the_same_page() {
    let site = Site::serve(|asked| match asked.header("cookie") {
        Some("uji=1") => Answer::ok("isi"),
        _ => Answer::new(302, &[("Set-Cookie", "uji=1"), ("Location", "/")], ""),
    })
    .await;
    let web = builder().robots(false).build().unwrap();
    let mut request = Request::new(site.url("/"));
    request.cookies = Some(Arc::new(CookieJar::new()));
    assert_eq!(web.fetch(request).await.unwrap().page().await.unwrap().body, "isi");
}

#[tokio::test]
async fn from_https_to_plain_http_only_on_the_same_host() {
    let to = |target: &'static str| {
        let pretend = Pretend(
            move |request: &Request| match request.url.scheme() {
                "https" => (302, vec![("location", target)]),
                _ => (200, vec![]),
            },
            Arc::default(),
        );
        Web::builder().robots(false).pause(Duration::ZERO).over(pretend).unwrap()
    };
    let page = get(&to("http://www.desa.example/"), url("https://desa.example/")).await.unwrap();
    assert_eq!(page.url.as_str(), "http://www.desa.example/");
    let error = get(&to("http://lain.example/"), url("https://desa.example/")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused, "{error}");
}

#[tokio::test]
async fn headers_go_to_their_own_host_only() {
    let site = Site::serve(|asked| match (asked.path.as_str(), asked.header("host")) {
        ("/", Some(host)) => {
            Answer::redirect(&format!("http://{}/b", host.replace("a.example", "b.example")))
        }
        _ => Answer::ok(""),
    })
    .await;
    let web = builder().robots(false).resolve("a.example", LOOPBACK).resolve("b.example", LOOPBACK);
    let request = Request::new(site.url_at("a.example", "/")).header("X-Kunci", "rahasia");
    web.build().unwrap().fetch(request).await.unwrap();
    let [first, second] = &site.asked()[..] else { panic!("two requests") };
    assert_eq!(first.header("x-kunci"), Some("rahasia"));
    assert_eq!(second.header("x-kunci"), None);
    assert_eq!(second.header("user-agent"), Some(USER_AGENT));
    assert_eq!(second.header("referer"), None);
}

#[tokio::test]
async fn the_leave_to_read_a_wrong_certificate_stays_with_its_host() {
    let pretend = Pretend(
        |request: &Request| match (request.url.as_str(), request.accept_invalid_certificate) {
            ("https://desa.example/", true) => (301, vec![("location", "https://www.desa.example/")]),
            ("https://www.desa.example/", true) => (301, vec![("location", "https://lain.example/")]),
            ("https://lain.example/", false) => (200, vec![]),
            _ => (500, vec![]),
        },
        Arc::default(),
    );
    let web = Web::builder().robots(false).pause(Duration::ZERO).over(pretend).unwrap();
    let request = Request { accept_invalid_certificate: true, ..Request::new(url("https://desa.example/")) };
    assert_eq!(web.fetch(request).await.unwrap().status, 200);
}
