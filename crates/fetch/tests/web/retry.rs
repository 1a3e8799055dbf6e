//! Asking again.

use super::*;

#[tokio::test]
async fn asks_again_after_503_and_then_gives_the_page() {
    let times = AtomicUsize::new(0);
    let site = Site::serve(move |_| match times.fetch_add(1, Ordering::SeqCst) {
        0 => Answer::new(503, &[], "sebentar"),
        1 => Answer::new(502, &[], "sebentar"),
        _ => Answer::ok("isi"),
    })
    .await;
    let retry = Retry::new(transport()).pause(Duration::from_millis(10));
    assert_eq!(get(&retry, site.url("/")).await.unwrap().body, "isi");
    assert_eq!(site.asked().len(), 3);
}

#[tokio::test]
async fn the_last_answer_is_given_through() {
    for (status, headers, times) in [
        (503, &[][..], 3),
        (504, &[("Retry-After", "0")], 3),
        (429, &[("Retry-After", "0")], 3),
        (429, &[], 1),
        (500, &[], 1),
        (404, &[], 1),
        (503, &[("Retry-After", "3600")], 1),
        (503, &[("CF-Mitigated", "challenge")], 1),
    ] {
        let site = Site::serve(move |_| Answer::new(status, headers, "isi")).await;
        let retry = Retry::new(transport()).pause(Duration::from_millis(1));
        let page = get(&retry, site.url("/")).await.unwrap();
        assert_eq!((page.status, &page.body[..]), (status, &b"isi"[..]));
        assert_eq!(site.asked().len(), times, "{status} {headers:?}");
    }
}

#[tokio::test]
async fn a_site_that_is_not_there_is_told_after_three_tries() {
    struct Counted(Transport, AtomicUsize);

    #[async_trait]
    impl Fetch for Counted {
        async fn fetch(&self, request: Request) -> Result<Response> {
            self.1.fetch_add(1, Ordering::SeqCst);
            self.0.fetch(request).await
        }
    }

    let address = {
        let listener = std::net::TcpListener::bind((LOOPBACK, 0)).unwrap();
        url(&format!("http://{}/", listener.local_addr().unwrap()))
    };
    let counted = Arc::new(Counted(transport(), AtomicUsize::new(0)));
    let retry = Retry::new(counted.clone()).pause(Duration::from_millis(1));
    let error = get(&retry, address.clone()).await.unwrap_err();
    assert_eq!((error.kind(), error.url()), (ErrorKind::Connect, Some(address.as_str())), "{error}");
    assert_eq!(counted.1.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_page_whose_body_breaks_off_is_asked_for_again_in_a_visit() {
    let broken = |_: &_| Answer::new(200, &[("Content-Length", "100")], "separuh");
    for (breaks, asked) in [(2, 3), (3, 3)] {
        let times = AtomicUsize::new(0);
        let site = Site::serve(move |it| match times.fetch_add(1, Ordering::SeqCst) < breaks {
            true => broken(it),
            false => Answer::ok("isi"),
        })
        .await;
        let web = Arc::new(builder().robots(false).build().unwrap());
        let village =
            balai_core::Site::new("33.04.15.2008".parse().unwrap(), site.url("/").as_str()).unwrap();
        let session = balai_core::Session::new(web, village);
        let manifest = Manifest::new("toy", "Toy");
        let home = Probe::new(&session, &manifest).home().await;
        assert_eq!(home.map(|page| page.body.clone()).ok().as_deref(), (breaks < 3).then_some(&b"isi"[..]));
        assert_eq!(site.asked().len(), asked);
    }
}
