//! Cookies of a visit.

use super::*;

#[tokio::test]
async fn cookies_stay_within_the_visit_and_the_host() {
    let site = Site::serve(|asked| match asked.path.as_str() {
        "/" => Answer::new(200, &[("Set-Cookie", "ci_session=abc; path=/"), ("Set-Cookie", "b=2")], ""),
        _ => Answer::ok(""),
    })
    .await;
    let web = builder().robots(false).resolve("b.example", LOOPBACK).build().unwrap();
    let jar = Arc::new(CookieJar::new());
    for address in [site.url("/"), site.url("/sama"), site.url_at("b.example", "/lain")] {
        let request = Request { cookies: Some(jar.clone()), ..Request::new(address) };
        web.fetch(request).await.unwrap();
    }
    get(&web, site.url("/kunjungan-lain")).await.unwrap();
    let sent: Vec<_> = site.asked().iter().map(|asked| asked.header("cookie").map(str::to_owned)).collect();
    assert_eq!(sent, [None, Some("b=2; ci_session=abc".to_owned()), None, None]);
}

#[tokio::test]
async fn a_cookie_beyond_ascii_spoils_nothing() {
    let site = Site::serve(|_| Answer::new(200, &[("Set-Cookie", "desa=Nyépi")], "")).await;
    let web = builder().robots(false).build().unwrap();
    let jar = Arc::new(CookieJar::new());
    for _ in 0..2 {
        web.fetch(Request { cookies: Some(jar.clone()), ..Request::new(site.url("/")) }).await.unwrap();
    }
    assert_eq!(site.asked()[1].header("cookie"), Some("desa=Nyépi"));
}
