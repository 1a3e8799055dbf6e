//! Simulated sites show what the platform shows, and hide what it hides.

use std::sync::Arc;

use balai_core::{ErrorKind, Fetch, Request};
use balai_testkit::village::{Character, Form, State, Village};
use balai_testkit::{
    Answer, Ask, Blogspot, Fault, Faulty, FeedFormat, Joomla4, JoomlaLinks, OpenSid2410, OpenSid2601,
    PlainFeed, Subdistrict, Web, Website, WordPress,
};
use proptest::prelude::*;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const ORIGIN: &str = "http://desa.invalid";

fn village(unlisted: Vec<&'static str>) -> Arc<Village> {
    let code = "33.04.15.2008".parse().expect("a code");
    Arc::new(Village::drawn(code, "Darmayasa", 3, Character { unlisted, ..Character::default() }))
}

fn get(site: &impl Website, target: &str) -> Answer {
    site.respond(&Ask::new(ORIGIN, target))
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).expect("JSON")
}

/// Every item of a list of the API, over all its pages.
fn items(site: &impl Website, target: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut next = Some(format!("{ORIGIN}{target}"));
    while let Some(url) = next {
        let page = json(&get(site, url.strip_prefix(ORIGIN).expect("a link to the site itself")));
        items.extend(page["data"].as_array().expect("a list").iter().cloned());
        next = page["links"]["next"].as_str().map(str::to_owned);
    }
    items
}

#[test]
fn the_pages_of_2410_are_there() {
    let village = village(Vec::new());
    let site = OpenSid2410::new(village.clone());
    let mut paths: Vec<String> = [
        "/",
        "/index/2",
        "/?cari=dusun",
        "/artikel/kategori/berita-desa",
        "/artikel/kategori/1",
        "/arsip",
        "/arsip/2",
        "/feed",
        "/feed/",
        "/feed.xml",
        "/sitemap.xml",
        "/sitemap",
        "/robots.txt",
        "/siteman",
        "/ppid",
        "/peraturan-desa",
        "/informasi-publik",
        "/pemerintah",
        "/load_aparatur_desa",
        "/pengaduan",
        "/pembangunan",
        "/pembangunan/index/2",
        "/lapak",
        "/galeri",
        "/galeri/1",
        "/data-wilayah",
        "/status-sdgs",
        "/peta",
        "/first/statistik/bantuan_penduduk",
        "/first/statistik/501",
        "/index.php/feed",
        "/index.php",
    ]
    .map(String::from)
    .into();
    paths.extend(village.statistics.iter().map(|statistic| format!("/data-statistik/{}", statistic.slug)));
    paths.extend(village.idm.iter().map(|idm| format!("/status-idm/{}", idm.year)));
    paths.extend(village.published().map(|article| format!("/{}", article.path())));
    paths.extend(village.projects.iter().map(|project| format!("/pembangunan/{}", project.slug)));
    for organization in &village.organizations {
        let sort = if organization.is_institution { "lembaga" } else { "kelompok" };
        paths.push(format!("/data-{sort}/{}", organization.slug));
    }
    for path in paths {
        let answer = get(&site, &path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.body.is_empty(), "{path}");
        let html = answer.header_value("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        if html && path != "/load_aparatur_desa" {
            assert!(answer.text().contains("Situs simulasi"), "{path}");
        }
    }
    for path in
        ["/first", "/artikel/1", "/first/arsip/2", "/status-idm/1999", "/tidak-ada", "/internal_api/arsip"]
    {
        let answer = get(&site, path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("404 Page Not Found"), "{path}");
    }
    assert_eq!(get(&site, "/arsip/99").status, 500);
    assert_eq!(
        get(&site, "/first/statistik/3").header_value("location"),
        Some("http://desa.invalid/data-statistik/agama")
    );
}

#[test]
fn the_platform_is_known_by_its_marks() {
    let village = village(Vec::new());
    let (old, new) = (OpenSid2410::new(village.clone()), OpenSid2601::new(village));
    for (site, version) in [(&old as &dyn Website, "2410.0.0"), (&new, "2601.0.0")] {
        let home = site.respond(&Ask::new(ORIGIN, "/"));
        assert!(home.text().contains(&format!("OpenSID {version}")));
        assert!(
            home.headers.iter().any(|(name, value)| name == "Set-Cookie" && value.starts_with("sidcsrf="))
        );
        let login = site.respond(&Ask::new(ORIGIN, "/siteman")).text();
        assert!(login.contains("OpenSID Desa Darmayasa") && login.contains(version));
        assert!(site.respond(&Ask::new(ORIGIN, "/feed")).text().contains("OpenDesa - OpenSID"));
    }
}

#[test]
fn what_the_menu_does_not_link_is_hidden_but_in_the_api() {
    let village = village(vec!["lapak"]);
    let old = OpenSid2410::new(village.clone());
    assert_eq!(get(&old, "/lapak").status, 404);
    assert!(!get(&old, "/").text().contains("/lapak\""));
    let new = OpenSid2601::new(village.clone());
    let shell = get(&new, "/lapak");
    assert_eq!(shell.status, 200);
    assert!(shell.text().contains("artikel-blank"));
    let sold = village.products.iter().filter(|product| product.enabled).count();
    assert_eq!(items(&new, "/internal_api/lapak/produk").len(), sold);
}

#[test]
fn unpublished_articles_are_where_the_platform_leaks_them_and_nowhere_else() {
    let village = village(Vec::new());
    let (old, new) = (OpenSid2410::new(village.clone()), OpenSid2601::new(village.clone()));
    let hidden = || village.articles.iter().filter(|article| !article.is_published());
    for site in [&old as &dyn Website, &new] {
        let text = |target: &str| site.respond(&Ask::new(ORIGIN, target)).text();
        let (feed, sitemap) = (text("/feed"), text("/sitemap.xml"));
        assert!(!feed.contains("RAHASIA"));
        for article in hidden() {
            assert!(!feed.contains(&article.slug));
            assert!(sitemap.contains(&article.path()), "the sitemap tells of drafts");
        }
    }
    for article in hidden() {
        let page = get(&old, &format!("/{}", article.path()));
        assert_eq!(page.status, 200);
        assert!(page.text().contains("artikel-blank") && !page.text().contains("RAHASIA"));
        assert!(get(&new, &format!("/{}", article.path())).text().contains("RAHASIA"));
    }
    for number in 1.. {
        let page = get(&old, &format!("/arsip/{number}"));
        if page.status != 200 {
            break;
        }
        assert!(hidden().all(|article| !page.text().contains(&article.slug)));
    }
    let listed = items(&new, "/internal_api/arsip?sort=-tgl_upload");
    assert_eq!(listed.len(), village.published().count());
    assert!(!serde_json::to_string(&listed).expect("JSON").contains("RAHASIA-DRAF"));
    let scheduled = village.articles.iter().find(|article| article.state == State::Scheduled).expect("one");
    assert!(get(&new, "/").text().contains(&scheduled.slug), "2601 shows what is not due yet");
}

#[test]
fn a_feed_is_of_news_and_newest_first() {
    let village = village(Vec::new());
    for site in [&OpenSid2410::new(village.clone()) as &dyn Website, &OpenSid2601::new(village.clone())] {
        let feed = site.respond(&Ask::new(ORIGIN, "/feed")).text();
        assert!(!feed.starts_with("<?xml"));
        let links: Vec<&str> =
            feed.split("<guid>").skip(1).filter_map(|rest| rest.split("</guid>").next()).collect();
        let expected: Vec<String> =
            village.news().take(50).map(|article| format!("{ORIGIN}/{}", article.path())).collect();
        assert_eq!(links, expected);
    }
}

#[test]
fn a_short_piece_of_news_breaks_the_feed_of_2410_off() {
    let code = "33.04.15.2006".parse().expect("a code");
    let village = Village::drawn(code, "Biting", 3, Character { short_news: true, ..Character::default() });
    let feed = get(&OpenSid2410::new(village.clone()), "/feed");
    assert_eq!(feed.status, 500);
    assert!(feed.text().contains("</item>") && !feed.text().contains("</rss>"));
    assert_eq!(get(&OpenSid2601::new(village), "/feed").status, 200);
}

#[test]
fn statistics_are_the_same_in_page_and_api() {
    let village = village(Vec::new());
    let (old, new) = (OpenSid2410::new(village.clone()), OpenSid2601::new(village.clone()));
    for statistic in &village.statistics {
        let page = get(&old, &format!("/data-statistik/{}", statistic.slug)).text();
        let object =
            page.split("Object.values(").nth(1).and_then(|rest| rest.split(");").next()).expect("the data");
        let object: Value = serde_json::from_str(object).expect("JSON");
        let api = json(&get(&new, &format!("/internal_api/statistik/{}", statistic.key)));
        for (index, row) in statistic.rows.iter().enumerate() {
            assert_eq!(object[index.to_string()]["jumlah"], row.total().to_string(), "{}", row.label);
            assert_eq!(api["data"][index]["attributes"]["laki"], row.male, "{}", row.label);
        }
        assert_eq!(object["total"]["jumlah"], village.population().people().to_string());
    }
    let unknown = json(&get(&new, "/internal_api/statistik/agama"));
    assert_eq!(
        unknown,
        json(&get(&new, "/internal_api/statistik/0")),
        "a word that is no key gives education"
    );
}

#[test]
fn the_map_of_2410_holds_json() {
    let page = get(&OpenSid2410::new(village(Vec::new())), "/peta").text();
    for name in ["all_area", "all_garis", "all_lokasi", "all_lokasi_pembangunan"] {
        let literal = page
            .split(&format!("var {name} = '"))
            .nth(1)
            .and_then(|rest| rest.split("';").next())
            .expect(name);
        let mut plain = String::new();
        let mut characters = literal.chars();
        while let Some(c) = characters.next() {
            plain.push(if c == '\\' { characters.next().expect("a character") } else { c });
        }
        let list: Value = serde_json::from_str(&plain).expect("JSON");
        assert!(list.as_array().is_some_and(|list| !list.is_empty()), "{name}");
    }
    let identity = page
        .split("set_marker_desa_content(marker_desa, ")
        .nth(1)
        .and_then(|rest| rest.split(", \"Desa").next());
    let identity: Value = serde_json::from_str(identity.expect("the village")).expect("JSON");
    assert_eq!(identity["kode_desa"], "3304152008");
}

#[test]
fn regulations_are_for_scripts() {
    let village = village(Vec::new());
    let site = OpenSid2410::new(village.clone());
    let target = "/peraturan-desa/datatables?draw=1&start=0&length=100";
    assert_eq!(get(&site, target).status, 404);
    let headers = [("X-Requested-With", "XMLHttpRequest")].into_iter().collect();
    let answer = json(&site.respond(&Ask { headers, ..Ask::new(ORIGIN, target) }));
    let public =
        village.documents.iter().filter(|document| document.is_legal() && document.is_public()).count();
    assert_eq!(answer["data"].as_array().map(Vec::len), Some(public));
    let ppid = json(&get(&site, "/ppid"));
    let rows = ppid["data"]["ppid"].as_array().expect("a list");
    assert!(rows.iter().any(|row| row["enabled"] == "2"), "disabled ones are among them");
    assert!(rows.iter().all(|row| row["id"] != "21"), "the private one is not");
}

#[test]
fn the_api_answers_and_leaks() {
    let village = village(Vec::new());
    let site = OpenSid2601::new(village.clone());
    for endpoint in [
        "arsip",
        "pemerintah",
        "pembangunan",
        "lapak/produk",
        "lapak/kategori",
        "lapak/pelapak",
        "informasi-publik",
        "produk-hukum",
        "produk-hukum/kategori",
        "galeri",
        "galeri/1",
        "pengaduan",
        "wilayah/administratif",
        "dpt",
        "suplemen",
        "suplemen/1",
        "peserta_bantuan/501",
        "kelompok/anggota/kwt-sekar-wangi",
        "verifikasi-surat",
    ] {
        assert!(!items(&site, &format!("/internal_api/{endpoint}")).is_empty(), "{endpoint}");
    }
    for endpoint in [
        "produk-hukum/tahun",
        "sdgs",
        "peta",
        "ppid",
        "idm/2024",
        "lembaga/badan-permusyawaratan-desa",
        "statistik/501",
        "statistik/bantuan_keluarga",
        "statistik/hubungan_kk",
    ] {
        let answer = get(&site, &format!("/internal_api/{endpoint}"));
        assert_eq!(answer.status, 200, "{endpoint}");
        assert!(json(&answer).get("data").is_some(), "{endpoint}");
    }
    assert_eq!(get(&site, "/internal_api/idm/1999").status, 404);
    for wrong in [
        "arsip?sort=judul",
        "arsip?filter[nope]=1",
        "pembangunan?filter[search]=a",
        "arsip?fields[artikel]=id",
    ] {
        assert_eq!(get(&site, &format!("/internal_api/{wrong}")).status, 500, "{wrong}");
    }
    // Each of these is to be proved absent from records, so that it has to be here.
    for (endpoint, secret) in [
        ("pemerintah", &village.officials[0].nik),
        ("pengaduan", &village.residents[village.complaints[0].reporter].nik),
        ("wilayah/administratif", &village.residents[village.hamlets[0].head].nik),
        ("lapak/produk", &village.residents[village.products[0].seller].phone),
        ("kelompok/kwt-sekar-wangi", &village.residents[village.organizations[1].members[0]].family_card),
        ("peta", &village.profile.operator_phone),
    ] {
        assert!(get(&site, &format!("/internal_api/{endpoint}")).text().contains(secret), "{endpoint}");
    }
}

#[test]
fn finance_articles_show_the_budget_on_their_page_only() {
    let village = village(Vec::new());
    let site = OpenSid2410::new(village.clone());
    let articles: Vec<_> = village.published().filter(|article| article.form == Form::Finance).collect();
    assert_eq!(articles.len(), village.budgets.len());
    for article in articles {
        let page = get(&site, &format!("/{}", article.path())).text();
        assert!(page.contains("blueTable") && !page.contains("[[lap-RP"), "{}", article.title);
    }
    let budget = village.budgets.last().expect("a budget");
    let page = get(&site, "/").text();
    let (budgeted, realised) = budget.total('4');
    let whole = |sen: i64| format!("{},{:02}", (sen / 100) % 1000, sen % 100);
    let line =
        page.split("Pendapatan <br>").nth(1).and_then(|rest| rest.split("</b>").next()).expect("the footer");
    let (first, second) = line.split_once(" | ").expect("two amounts");
    assert!(
        first.ends_with(&whole(realised)) && second.ends_with(&whole(budgeted)),
        "{line}: realised first"
    );
}

#[test]
fn a_plain_site_has_its_feed() {
    let village = village(Vec::new());
    for (format, path) in [(FeedFormat::Rss, "/rss.xml"), (FeedFormat::Atom, "/atom.xml")] {
        let site = PlainFeed::new(village.clone(), format);
        assert!(get(&site, "/").text().contains(&format!(r#"href="{path}""#)));
        let feed = get(&site, path).text();
        let first = village.news().next().expect("news");
        assert!(feed.contains(&format!("{ORIGIN}/kabar/{}", first.slug)));
        assert!(!feed.contains("RAHASIA"));
        assert_eq!(get(&site, &format!("/kabar/{}", first.slug)).status, 200);
        assert_eq!(get(&site, "/kabar/tidak-ada").status, 404);
    }
}

#[tokio::test]
async fn a_sub_district_answers_in_process_as_its_states_say() {
    let pejawaran = Subdistrict::pejawaran();
    let web = pejawaran.web();
    let ask = async |host: &str, path: &str| {
        let url = format!("http://{host}.simulasi.invalid{path}").parse().expect("a URL");
        web.fetch(Request::new(url)).await.map(|response| response.status).map_err(|error| error.kind())
    };
    assert_eq!(ask("darmayasa", "/").await, Ok(200));
    assert_eq!(ask("penusupan", "/feed").await, Ok(403));
    assert_eq!((ask("beji", "/").await, ask("beji", "/feed").await), (Ok(403), Ok(200)));
    assert_eq!(ask("biting", "/feed").await, Ok(500));
    assert_eq!(ask("semangkung", "/").await, Err(ErrorKind::Connect));
    assert_eq!(ask("gembol", "/").await, Err(ErrorKind::Dns), "it has no site");

    let roster = pejawaran.roster();
    assert_eq!(roster.villages.len(), 17);
    assert_eq!(roster.villages.iter().filter(|village| village.url.is_none()).count(), 5);
    assert!(
        roster
            .villages
            .iter()
            .filter(|village| village.url.is_some())
            .all(|village| village.site().is_some())
    );
    let silent = pejawaran.truth("33.04.15.2012".parse().expect("a code")).expect("Sidengok");
    assert_eq!(silent.news().count(), 0);
}

#[tokio::test]
async fn a_sub_district_is_served_on_loopback() {
    let pejawaran = Subdistrict::pejawaran();
    let served = pejawaran.serve().await.expect("ports");
    let roster = pejawaran.served_roster(&served);
    let url = |name: &str| {
        let village = roster.villages.iter().find(|village| village.name.as_deref() == Some(name));
        village.and_then(|village| village.site()).expect(name).url
    };
    let (darmayasa, giritirta) = (url("Darmayasa"), url("Giritirta"));
    let get = async |url: &url::Url, host: &str, path: &str| {
        let address = ("127.0.0.1", url.port().expect("a port"));
        let mut socket = tokio::net::TcpStream::connect(address).await?;
        socket
            .write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
            .await?;
        let mut answer = String::new();
        socket.read_to_string(&mut answer).await.map(|_| answer)
    };
    let own = darmayasa.authority().to_owned();
    let home = get(&darmayasa, &own, "/").await.expect("an answer");
    assert!(home.contains("Website Resmi Desa Darmayasa") && home.contains(&format!("http://{own}/arsip")));
    let named = get(&darmayasa, "giritirta.localhost:8080", "/feed").await.expect("an answer");
    assert!(
        named.contains("<title>Desa Giritirta</title>")
            && named.contains("http://giritirta.localhost:8080/artikel/")
    );
    let asked = served.asked();
    assert_eq!(asked.iter().map(|url| url.path()).collect::<Vec<_>>(), ["/", "/feed"]);
    assert_ne!(darmayasa, giritirta);
    assert!(get(&url("Semangkung"), "semangkung", "/").await.is_err(), "nothing listens there");
}

#[tokio::test(start_paused = true)]
async fn a_late_answer_and_a_circle_are_met_in_process_too() {
    let site = Faulty::new(OpenSid2410::new(village(Vec::new())))
        .on("/feed", Fault::Late(std::time::Duration::from_secs(50)))
        .on("/arsip", Fault::Late(std::time::Duration::from_secs(90)))
        .on("/peta", Fault::RedirectLoop);
    let web = Web::of(site);
    let request = |path: &str| Request::new(format!("{ORIGIN}{path}").parse().expect("a URL"));
    let before = tokio::time::Instant::now();
    assert_eq!(web.fetch(request("/feed")).await.expect("an answer").status, 200);
    assert_eq!(before.elapsed().as_secs(), 50);
    assert_eq!(web.fetch(request("/arsip")).await.expect_err("too late").kind(), ErrorKind::Timeout);
    assert_eq!(web.fetch(request("/peta")).await.expect_err("a circle").kind(), ErrorKind::Malformed);
}

proptest! {
    #[test]
    fn whatever_is_asked_is_answered(path in "(/(wp-json|wp|v2|page|index|index.php|feeds?|posts|default|artikel|arsip|galeri|lapak|internal_api|kategori|statistik|first|[0-9]{1,20}|\\PC{0,6})){0,5}(\\?(rest_route=/wp/v2/|((id|view|format|alt|start|start-index|max-results|per_page|p|feed|sitemap|page)=(article|category|feed|json|[0-9]{1,20})&){0,3})\\PC{0,20})?") {
        thread_local!(static SITES: [Box<dyn Website>; 7] = {
            let village = village(Vec::new());
            [
                Box::new(OpenSid2410::new(village.clone())),
                Box::new(OpenSid2601::new(village.clone())),
                Box::new(PlainFeed::new(village.clone(), FeedFormat::Rss)),
                Box::new(Blogspot::new(village.clone())),
                Box::new(WordPress::open(village.clone())),
                Box::new(WordPress::closed(village.clone())),
                Box::new(Joomla4::new(village, JoomlaLinks::Friendly)),
            ]
        });
        SITES.with(|sites| {
            for site in sites {
                let status = site.respond(&Ask::new(ORIGIN, path.as_str())).status;
                assert!((200..600).contains(&status), "{status}");
            }
        });
    }
}
