//! robots.txt.

use super::*;

fn site_with_robots(robots: impl Fn() -> Answer + Send + Sync + 'static) -> impl Future<Output = Site> {
    Site::serve(move |asked| match asked.path.as_str() {
        "/robots.txt" => robots(),
        _ => Answer::ok("isi"),
    })
}

#[tokio::test]
async fn what_robots_txt_forbids_is_not_asked() {
    let site = site_with_robots(|| Answer::ok("User-agent: balai\nDisallow: /admin")).await;
    let web = builder().build().unwrap();
    let error = get(&web, site.url("/admin/login")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(error.message().contains("robots.txt"), "{error}");
    assert_eq!(get(&web, site.url("/")).await.unwrap().body, "isi");
    assert_eq!(get(&web, site.url("/robots.txt")).await.unwrap().status, 200);
    assert_eq!(site.paths(), ["/robots.txt", "/", "/robots.txt"], "it is asked for once");
    let web = builder().user_agent("Lain/1.0").build().unwrap();
    assert!(get(&web, site.url("/admin/login")).await.is_ok(), "the group is for another");

    // A source that the roster names is read by its documented interface.
    let mut request = Request::new(site.url("/admin/login"));
    request.obey_robots = false;
    assert_eq!(builder().build().unwrap().fetch(request).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_redirect_to_what_robots_txt_forbids_is_not_followed() {
    let site = Site::serve(|asked| match asked.path.as_str() {
        "/robots.txt" => Answer::ok("User-agent: *\nDisallow: /admin"),
        "/" => Answer::redirect("/admin"),
        _ => Answer::ok("isi"),
    })
    .await;
    assert_eq!(get(&builder().build().unwrap(), site.url("/")).await.unwrap_err().kind(), ErrorKind::Refused);
}

#[tokio::test]
async fn without_a_robots_txt_everything_may_be_asked() {
    for status in [404, 403, 401] {
        let site = site_with_robots(move || Answer::new(status, &[], "User-agent: *\nDisallow: /")).await;
        assert_eq!(get(&builder().build().unwrap(), site.url("/")).await.unwrap().body, "isi");
    }
    for robots in [
        || Answer::redirect("/robots.txt"),
        || Answer::redirect("ftp://berkas.example/robots.txt"),
        || Answer::new(200, &[("content-encoding", "gzip")], "User-agent: *\nDisallow: /"),
    ] {
        let site = site_with_robots(robots).await;
        assert_eq!(get(&builder().build().unwrap(), site.url("/")).await.unwrap().body, "isi");
    }
}

#[tokio::test]
async fn a_failing_robots_txt_forbids_everything_for_now() {
    let site = site_with_robots(|| Answer::new(500, &[], "")).await;
    let web = builder().build().unwrap();
    for _ in 0..2 {
        let error = get(&web, site.url("/")).await.unwrap_err();
        assert!(error.is_temporary() && error.message().contains("robots.txt"), "{error}");
    }
    assert_eq!(site.paths(), ["/robots.txt"]);
}

#[tokio::test]
async fn robots_txt_may_be_elsewhere_and_longer_than_is_read() {
    let site = Site::serve(|asked| match asked.path.as_str() {
        "/robots.txt" => Answer::redirect("/robots"),
        "/robots" => Answer::ok(format!("User-agent: *\nDisallow: /admin\n{}", "#\n".repeat(400_000))),
        _ => Answer::ok("isi"),
    })
    .await;
    let web = builder().build().unwrap();
    assert_eq!(get(&web, site.url("/admin")).await.unwrap_err().kind(), ErrorKind::Refused);
    assert!(get(&web, site.url("/")).await.is_ok());
}

#[tokio::test]
async fn crawl_delay_sets_the_pace() {
    let site = site_with_robots(|| Answer::ok("User-agent: *\nCrawl-delay: 0.2")).await;
    let web = builder().build().unwrap();
    for path in ["/1", "/2"] {
        get(&web, site.url(path)).await.unwrap();
    }
    let asked = site.asked();
    assert!(asked[2].at - asked[1].at >= Duration::from_millis(190));
}

#[tokio::test]
async fn many_at_once_ask_for_robots_txt_once() {
    let site = site_with_robots(Answer::not_found).await;
    let web = Arc::new(builder().build().unwrap());
    let asking: Vec<_> = (0..5)
        .map(|number| {
            let (web, address) = (web.clone(), site.url(&format!("/{number}")));
            tokio::spawn(async move { get(&web, address).await.unwrap() })
        })
        .collect();
    for asked in asking {
        asked.await.unwrap();
    }
    assert_eq!(site.paths().iter().filter(|path| *path == "/robots.txt").count(), 1);
}
