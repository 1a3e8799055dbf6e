//! One at a time, with pauses.

use super::*;

#[tokio::test]
async fn retry_after_makes_the_whole_host_wait() {
    let site = Site::serve(|asked| match asked.path.as_str() {
        "/penuh" => Answer::new(429, &[("Retry-After", "1")], ""),
        _ => Answer::ok(""),
    })
    .await;
    let pace = Pace::new(transport(), Pauses::new(Duration::ZERO));
    get(&pace, site.url("/penuh")).await.unwrap();
    get(&pace, site.url("/lain")).await.unwrap();
    let asked = site.asked();
    assert!(asked[1].at - asked[0].at >= Duration::from_millis(950));
}

#[tokio::test]
async fn a_host_that_asks_for_hours_is_left_alone() {
    let site = Site::serve(|_| Answer::new(503, &[("Retry-After", "3600")], "")).await;
    let web = builder().robots(false).build().unwrap();
    assert_eq!(get(&web, site.url("/")).await.unwrap().status, 503);
    let error = get(&web, site.url("/lain")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Blocked);
    assert!(error.wait().unwrap() > Duration::from_secs(3000), "{error}");
    assert_eq!(site.asked().len(), 1);
}

#[tokio::test]
async fn one_request_at_a_time_per_host() {
    let site = Site::serve(|_| Answer::ok("a").after(Duration::from_millis(20))).await;
    let web = Arc::new(builder().robots(false).build().unwrap());
    let asking: Vec<_> = (0..8)
        .map(|number| {
            let (web, address) = (web.clone(), site.url(&format!("/{number}")));
            tokio::spawn(async move { get(&web, address).await.unwrap() })
        })
        .collect();
    for asked in asking {
        asked.await.unwrap();
    }
    assert_eq!((site.asked().len(), site.most_at_once()), (8, 1));
}

#[tokio::test]
async fn a_body_holds_its_hosts_turn_until_it_is_dropped() {
    let site = Site::serve(|_| Answer::ok("isi")).await;
    let web = builder().robots(false).resolve("b.example", LOOPBACK).build().unwrap();
    let held = web.fetch(Request::new(site.url("/"))).await.unwrap();
    get(&web, site.url_at("b.example", "/")).await.expect("another host does not wait");
    let waiting = get(&web, site.url("/2"));
    assert!(tokio::time::timeout(Duration::from_millis(100), waiting).await.is_err(), "the same host waits");
    drop(held);
    get(&web, site.url("/3")).await.expect("its turn is given back");
    assert_eq!(site.paths(), ["/", "/", "/3"]);
}

#[tokio::test]
async fn pauses_between_requests_to_a_host() {
    let site = Site::serve(|_| Answer::ok("")).await;
    let web = builder().robots(false).pause(Duration::from_millis(100)).build().unwrap();
    for _ in 0..3 {
        get(&web, site.url("/")).await.unwrap();
    }
    let asked = site.asked();
    assert!(asked.windows(2).all(|pair| pair[1].at - pair[0].at >= Duration::from_millis(95)));
}

#[tokio::test]
async fn all_hosts_together_keep_to_the_limit() {
    let site = Site::serve(|_| Answer::ok("a").after(Duration::from_millis(100))).await;
    let hosts: Vec<_> = (0..6).map(|number| format!("desa-{number}.example")).collect();
    let builder = hosts.iter().fold(builder(), |builder, host| builder.resolve(host, LOOPBACK));
    let web = Arc::new(builder.robots(false).concurrency(2).build().unwrap());
    let asking: Vec<_> = hosts
        .iter()
        .map(|host| {
            let (web, address) = (web.clone(), site.url_at(host, "/"));
            tokio::spawn(async move { get(&web, address).await.unwrap() })
        })
        .collect();
    for asked in asking {
        asked.await.unwrap();
    }
    assert_eq!((site.asked().len(), site.most_at_once()), (6, 2));
}
