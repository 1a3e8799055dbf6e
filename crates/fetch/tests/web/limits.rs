//! Size and time.

use super::*;

#[tokio::test]
async fn a_gzip_bomb_is_stopped() {
    let bomb = gzip(&vec![0; 16 << 20]);
    assert!(bomb.len() < 1 << 20, "small on the wire");
    let site = Site::serve(move |_| Answer::new(200, &[("Content-Encoding", "gzip")], &bomb)).await;
    let web = builder().robots(false).body_limit(1 << 20).build().unwrap();
    let error = get(&web, site.url("/")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    let roomy = Request::new(site.url("/")).limit(16 << 20);
    assert_eq!(web.fetch(roomy).await.unwrap().page().await.unwrap().body.len(), 16 << 20);
}

#[tokio::test]
async fn a_body_that_declares_itself_too_large_is_not_read() {
    let answer = |_: &site::Asked| Answer::new(200, &[("Content-Length", "99999999")], "awal");
    let site = Site::serve(answer).await;
    let web = builder().robots(false).build().unwrap();
    let response = web.fetch(Request::new(site.url("/"))).await.unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(response.page().await.unwrap_err().kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn a_trickling_body_is_timed_out() {
    let site = Site::serve(|_| {
        let beginning = Answer::new(200, &[("Content-Length", "1000")], "x");
        (0..1000).fold(beginning, |answer, _| answer.then(Duration::from_millis(20), "x"))
    })
    .await;
    let web = builder().robots(false).total_timeout(Duration::from_millis(1500)).build().unwrap();
    let response = web.fetch(Request::new(site.url("/"))).await.unwrap();
    let error = response.page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

#[tokio::test]
async fn silence_is_timed_out_before_the_answer_and_within_it() {
    let long = Duration::from_secs(600);
    let site = Site::serve(move |asked| match asked.path.as_str() {
        "/diam" => Answer::ok("").after(long),
        _ => Answer::new(200, &[("Content-Length", "9")], "awal").then(long, "akhir"),
    })
    .await;
    let web = builder().robots(false).tries(1).idle_timeout(Duration::from_secs(1)).build().unwrap();
    let error = web.fetch(Request::new(site.url("/diam"))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let response = web.fetch(Request::new(site.url("/macet"))).await.unwrap();
    assert_eq!(response.page().await.unwrap_err().kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn the_readers_own_time_is_not_counted() {
    let site = Site::serve(|_| Answer::ok("a").then(Duration::ZERO, "")).await;
    let limits =
        Limits::new(transport()).total(Duration::from_millis(1500)).idle(Duration::from_millis(1500));
    let response = limits.fetch(Request::new(site.url("/"))).await.unwrap();
    tokio::time::sleep(Duration::from_millis(1600)).await;
    assert_eq!(response.page().await.unwrap().body, "a");
}
