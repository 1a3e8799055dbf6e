//! What the pages must show, and what they must not, over a store in memory.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use balai::model::{
    Album, AlbumPhoto, Article, Budget, BudgetLine, BudgetTotal, Document, Event, Form, Official, Product,
    Profile, Project, Section, Statistic, StatisticRow, Topic,
};
use balai::report::{Failure, KindReport, Recognised};
use balai::{Access, Entity, ErrorKind, Kind, Recognition, Record, Report, Roster, Rupiah, Source, Tls};
use jiff::{SignedDuration, Timestamp};
use tower::ServiceExt;

use crate::serve::{Portal, router};
use memory::Memory;

mod memory;

const DARMAYASA: &str = "33.04.15.2008";
const RATAMBA: &str = "33.04.15.2011";

fn record(village: &str, entity: impl Into<Entity>, days_old: i64) -> Record {
    let entity = entity.into();
    let village = village.parse().unwrap();
    let at = Timestamp::now() - SignedDuration::from_hours(24 * days_old);
    let site = "https://darmayasa.example/".parse().unwrap();
    Record {
        id: Record::id_of(village, entity.kind(), &entity.key(&site)),
        village,
        source: Source {
            platform: "opensid".into(),
            via: Access::Page,
            url: "https://darmayasa.example/sumber".parse().unwrap(),
            fetched_at: "2026-11-24T03:07:26Z".parse().unwrap(),
            tls: Tls::Verified,
            listed: true,
        },
        published_at: Some(at),
        updated_at: None,
        digest: String::new(),
        entity,
    }
}

fn article(title: &str, text: &str) -> Article {
    Article {
        title: title.into(),
        url: format!("https://darmayasa.example/artikel/{}", balai::model::slug(title)),
        body_html: Some(format!("<p>{text}</p>")),
        body_text: Some(text.into()),
        ..Article::default()
    }
}

fn unlisted(mut record: Record) -> Record {
    record.source.listed = false;
    record
}

fn report(village: &str, site: &str) -> Report {
    let mut report = Report::new(&balai::Site::new(village.parse().unwrap(), site).unwrap());
    report.finished_at = "2026-11-24T03:07:26Z".parse().unwrap();
    report
}

/// Two villages: one that publishes, one that refuses us.
fn villages() -> Memory {
    let mut read = report(DARMAYASA, "https://darmayasa.example/");
    read.platforms.push(Recognised {
        platform: "opensid".into(),
        recognition: Recognition::certain().because("the footer says OpenSID").version(Some("2410")),
    });
    let mut news = KindReport::new(Kind::Article, "opensid");
    news.emitted = 3;
    news.via.push(Access::Page);
    let mut budget = KindReport::new(Kind::Budget, "opensid");
    budget.failure = Some(Failure { kind: ErrorKind::Timeout, message: "timeout: no answer in 30 s".into() });
    read.kinds = vec![news, budget];

    let mut refused = report(RATAMBA, "https://ratamba.example/");
    refused.failure = Some(Failure { kind: ErrorKind::Blocked, message: "blocked: HTTP 403".into() });

    let records = vec![
        record(DARMAYASA, article("Panen kopi dimulai", "Petani kopi di Dusun Sirawan mulai memanen."), 3),
        record(DARMAYASA, article("Jalan usaha tani rampung", "Jalan sepanjang 120 meter selesai."), 40),
        record(DARMAYASA, article("<script>alert('x')</script> & kawan", "Judul yang nakal."), 5),
        unlisted(record(DARMAYASA, article("Naskah tersembunyi", "Tidak ditautkan menu kopi."), 1)),
    ];
    Memory { records, reports: vec![read, refused], ..Memory::default() }
}

fn portal(store: Memory, roster: Roster) -> Router {
    router(Portal::new(Arc::new(store), roster))
}

async fn get(router: &Router, path: &str) -> (StatusCode, String) {
    let response = router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

async fn page(path: &str) -> String {
    let (status, html) = get(&portal(villages(), Roster::default()), path).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    html
}

/// The text that a reader sees, one space between words.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut tag = false;
    for letter in html.chars() {
        match letter {
            '<' => tag = true,
            '>' => {
                tag = false;
                text.push(' ');
            }
            _ if !tag => text.push(letter),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn home_shows_every_village_of_the_subdistrict_with_its_condition() {
    let html = page("/").await;
    let text = text(&html);
    assert!(text.contains("Kecamatan Pejawaran Kabupaten Banjarnegara, Jawa Tengah"), "{text}");
    assert!(
        text.contains("desa dan kelurahan 17 punya situs 2 situs aktif 1 berita dalam 30 hari 2"),
        "{text}"
    );
    assert!(text.contains("Darmayasa ● aktif OpenSID 2410 · Dikunjungi 24 November 2026"), "{text}");
    assert!(text.contains("Ratamba ⊘ menolak akses"), "{text}");
    assert_eq!(html.matches("belum ada situs</span>").count(), 15);
    assert!(text.contains("tulisan 3"), "{text}");
    assert!(html.contains(r#"<html lang="id">"#));
}

#[tokio::test]
async fn what_a_village_writes_is_shown_and_never_run() {
    for path in ["/", "/berita", "/desa/33.04.15.2008"] {
        let html = page(path).await;
        assert!(!html.contains("<script"), "{path}");
        assert!(html.contains("alert(&#39;x&#39;)"), "{path}");
    }
    let mut store = villages();
    let mut nasty = article("Tautan", "isi");
    nasty.url = "javascript:alert(1)".into();
    let mut profile = Profile { name: "Darmayasa".into(), ..Profile::default() };
    profile.social.push(balai::model::SocialLink { network: "x".into(), url: "javascript:alert(2)".into() });
    store.records.extend([record(DARMAYASA, nasty, 1), record(DARMAYASA, profile, 1)]);
    let router = portal(store, Roster::default());
    for path in ["/desa/33.04.15.2008/berita/alert-1", "/desa/33.04.15.2008"] {
        let (_, html) = get(&router, path).await;
        assert!(!html.contains("javascript:"), "{path}");
    }
}

#[tokio::test]
async fn every_answer_forbids_scripts() {
    let router = portal(villages(), Roster::default());
    for path in ["/", "/tidak-ada", "/sehat", crate::style::PATH] {
        let response = router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'self'") && policy.contains("script-src 'none'"), "{path}");
        assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
    }
}

#[tokio::test]
async fn news_is_searched_filtered_and_paged() {
    let found = text(&page("/berita?q=kopi").await);
    assert!(found.contains("1 tulisan Panen kopi dimulai"), "{found}");
    assert!(!found.contains("Jalan usaha tani"), "{found}");
    assert!(text(&page("/berita?desa=33.04.15.2011").await).contains("Tidak ada tulisan yang cocok"));
    assert!(text(&page("/berita?q=--").await).contains("tidak dapat dicari"));
    // What makes no sense is not asked for.
    assert!(text(&page("/berita?desa=xyz&hal=-3").await).contains("3 tulisan"));

    let mut store = villages();
    store.records.clear();
    for i in 0..45 {
        store.records.push(record(DARMAYASA, article(&format!("Warta {i}"), "kopi"), i));
    }
    let router = portal(store, Roster::default());
    let (_, html) = get(&router, "/berita?q=kopi&hal=2").await;
    assert!(text(&html).contains("Halaman 2 dari 3"));
    assert!(html.contains("Warta 20<") && html.contains("Warta 39<") && !html.contains("Warta 40<"));
    assert!(html.contains(r#"href="/berita?q=kopi&#38;hal=3""#), "{html}");
    let (_, last) = get(&router, "/berita?hal=99").await;
    assert!(last.contains("Warta 44<"));
}

#[tokio::test]
async fn what_the_menu_does_not_lead_to_is_left_out() {
    for path in ["/", "/berita", "/berita?q=kopi", "/desa/33.04.15.2008"] {
        assert!(!page(path).await.contains("Naskah tersembunyi"), "{path}");
    }
    let router = portal(villages(), Roster::default());
    let (status, _) = get(&router, "/desa/33.04.15.2008/berita/artikel-naskah-tersembunyi").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_article_tells_where_it_came_from() {
    let html = page("/desa/33.04.15.2008/berita/artikel-panen-kopi-dimulai").await;
    assert!(html.contains("<p>Petani kopi di Dusun Sirawan mulai memanen.</p>"));
    assert!(html.contains(r#"href="https://darmayasa.example/artikel/panen-kopi-dimulai""#));
    let text = text(&html);
    assert!(text.contains("OpenSID Cara baca halaman situs Diambil 24 November 2026, 10.07 WIB"), "{text}");
    assert!(text.contains("sertifikat sah"), "{text}");
}

#[tokio::test]
async fn a_withdrawn_article_is_not_read_here_either() {
    let mut store = villages();
    store.gone.push(store.records[0].id.clone());
    let router = portal(store, Roster::default());
    let (status, html) = get(&router, "/desa/33.04.15.2008/berita/artikel-panen-kopi-dimulai").await;
    assert_eq!(status, StatusCode::GONE);
    let text = text(&html);
    assert!(text.contains("Panen kopi dimulai") && text.contains("sudah tidak ada di situs desa"), "{text}");
    assert!(text.contains("https://darmayasa.example/sumber") && text.contains("Data simulasi"), "{text}");
    assert!(!text.contains("Petani kopi"), "{text}");
    for path in ["/", "/berita", "/berita?q=kopi", "/desa/33.04.15.2008"] {
        assert!(!get(&router, path).await.1.contains("Panen kopi"), "{path}");
    }
}

#[tokio::test]
async fn pages_and_reports_are_no_news() {
    let of = |title: &str, form: Form, days_old| {
        record(DARMAYASA, Article { form: Some(form), ..article(title, "isi") }, days_old)
    };
    let mut undated = record(DARMAYASA, article("Warta tanpa tanggal", "isi"), 0);
    undated.published_at = None;
    let mut store = villages();
    store.records = vec![
        of("Laporan APBDes", Form::Report, 1),
        of("Sejarah desa", Form::Page, 2),
        of("Panen raya", Form::News, 100),
        undated,
    ];
    // More than are asked for at a time stand before the news.
    store.records.extend((3..60).map(|day| of(&format!("Halaman {day}"), Form::Page, day)));
    let router = portal(store, Roster::default());
    let (_, home) = get(&router, "/").await;
    let seen = text(&home);
    assert!(seen.contains("situs aktif 0 berita dalam 30 hari 0"), "{seen}");
    assert!(seen.contains("Darmayasa ◐ jarang diperbarui") && seen.contains("Panen raya"), "{seen}");
    let (_, village) = get(&router, "/desa/33.04.15.2008").await;
    assert!(village.contains("Warta tanpa tanggal"));
    for (page, html) in [("home", &home), ("village", &village)] {
        for other in ["Laporan APBDes", "Sejarah desa"] {
            assert!(!html.contains(other), "{page}: {other}");
        }
    }
    assert!(!home.contains("Warta tanpa tanggal"));
    // They are found all the same, each with its sort.
    let all = text(&get(&router, "/berita").await.1);
    assert!(all.contains("61 tulisan") && all.contains("Laporan APBDes Laporan Darmayasa"), "{all}");
}

#[tokio::test]
async fn why_a_visit_failed_is_told_in_a_citizens_words_only() {
    for (path, told, raw) in [
        ("/desa/33.04.15.2011", "menolak dibaca oleh program", "HTTP 403"),
        ("/desa/33.04.15.2008", "situs terlalu lama menjawab", "no answer in 30 s"),
    ] {
        let html = page(path).await;
        assert!(html.contains(told) && !html.contains(raw), "{path}");
        assert!(!html.contains("the footer says"), "{path}");
    }
}

#[tokio::test]
async fn an_article_is_found_whatever_its_key() {
    let mut store = villages();
    let mut odd = record(DARMAYASA, article("Kunci aneh", "isi"), 1);
    odd.id = format!("{DARMAYASA}/article/arsip/baca?id=1#50% é");
    store.records = vec![odd];
    let router = portal(store, Roster::default());
    let (_, home) = get(&router, "/").await;
    let link = home.split("href=\"").find(|part| part.contains("/berita/arsip")).unwrap();
    let (status, _) = get(&router, link.split('"').next().unwrap()).await;
    assert_eq!(status, StatusCode::OK, "{link}");
}

#[tokio::test]
async fn a_village_shows_what_it_publishes_and_nothing_empty() {
    let rupiah = |amount| Rupiah::from_rupiah(amount);
    let total = |section, budgeted, realised| BudgetTotal {
        section,
        budgeted: rupiah(budgeted),
        realised: rupiah(realised),
    };
    let budget = Budget {
        year: 2026,
        lines: vec![BudgetLine {
            code: Some("4.2.1".into()),
            name: "Dana Desa".into(),
            section: Section::Income,
            level: 2,
            budgeted: rupiah(900_000_000),
            realised: rupiah(450_000_000),
        }],
        totals: vec![total(Section::Income, 1_829_573_598, 914_786_799)],
        ..Budget::default()
    };
    let row = |label: &str, total| StatisticRow { label: label.into(), total, ..StatisticRow::default() };
    let photo = AlbumPhoto { url: "https://darmayasa.example/foto.jpg".into(), ..AlbumPhoto::default() };
    let mut store = villages();
    let facts: [Entity; 9] = [
        Profile {
            name: "Darmayasa".into(),
            population: Some(3214),
            area_ha: Some(412.5),
            ..Profile::default()
        }
        .into(),
        Official { name: "Wahyu Pranoto".into(), position: "Kepala Desa".into(), ..Official::default() }
            .into(),
        Event::new("Musyawarah desa", "2099-01-20T02:00:00Z".parse().unwrap()).into(),
        budget.into(),
        Statistic::new(Topic::Occupation, vec![row("Petani", 1200), row("Pedagang", 300)]).into(),
        Document { title: "Perdes APBDes".into(), year: Some(2026), ..Document::default() }.into(),
        Project { title: "Talud Sirawan".into(), progress_percent: Some(62.5), ..Project::default() }.into(),
        Product { name: "Kopi bubuk".into(), price: rupiah(25_000), ..Product::default() }.into(),
        Album { title: "Kerja bakti".into(), photos: vec![photo], ..Album::default() }.into(),
    ];
    store.records.extend(facts.map(|fact| record(DARMAYASA, fact, 10)));
    let hidden = Document { title: "Laporan internal".into(), ..Document::default() };
    store.records.push(unlisted(record(DARMAYASA, hidden, 1)));
    let (status, html) = get(&portal(store, Roster::default()), "/desa/33.04.15.2008").await;
    assert_eq!(status, StatusCode::OK);
    let text = text(&html);
    for shown in [
        "Desa Darmayasa ● aktif",
        "Penduduk 3.214 jiwa",
        "Luas 412,5 ha",
        "Wahyu Pranoto Kepala Desa",
        "Musyawarah desa 20 Januari 2099, 09.00 WIB",
        "Pendapatan Rp914.786.799 dari Rp1.829.573.598 (50%)",
        "4.2.1 Dana Desa Rp900.000.000 Rp450.000.000",
        "Pekerjaan Petani 1.200 Pedagang 300",
        "Perdes APBDes 2026",
        "Kemajuan 62,5%",
        "Kopi bubuk Rp25.000",
        "Kerja bakti 1 foto",
        "APBDes: situs terlalu lama menjawab",
        "tulisan: 3 — OpenSID, halaman situs",
    ] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    for left_out in ["Laporan internal", "Lembaga", "<img"] {
        assert!(!html.contains(left_out), "{left_out}");
    }
}

#[tokio::test]
async fn a_village_has_one_address() {
    let router = portal(villages(), Roster::default());
    let request = Request::get("/desa/3304152008").body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT);
    assert_eq!(response.headers()[header::LOCATION], "/desa/33.04.15.2008");
}

#[tokio::test]
async fn what_is_not_there_is_told() {
    let router = portal(villages(), Roster::default());
    for path in [
        "/tidak-ada",
        "/desa/kopi",
        "/desa/33.04.15",
        "/desa/33.04.15.2999",
        "/desa/33.04.15.2008/berita/tidak-ada",
        "/desa/33.04.15.2008/berita/..%2F..%2Fetc",
    ] {
        let (status, html) = get(&router, path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(html.contains("Halaman tidak ditemukan") && html.contains("Data simulasi"), "{path}");
    }
    assert_eq!(get(&router, "/sehat").await, (StatusCode::OK, "ok".to_owned()));
}

#[tokio::test]
async fn a_failing_store_is_told_without_its_secrets() {
    let store = Memory { broken: true, ..villages() };
    let (status, html) = get(&portal(store, Roster::default()), "/").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(html.contains("Portal sedang bermasalah") && !html.contains("locked"));
}

#[tokio::test]
async fn an_empty_store_says_how_to_fill_it() {
    let (status, html) = get(&portal(Memory::default(), Roster::default()), "/").await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("balai harvest") && !html.contains("Data simulasi"));
}

#[tokio::test]
async fn the_roster_adds_what_was_not_visited() {
    let roster = Roster::from_toml(
        "[[village]]\ncode = \"33.04.15.2001\"\nname = \"Pejawaran\"\nurl = \"https://pejawaran.desa.id\"\n",
    )
    .unwrap();
    let (_, html) = get(&portal(Memory::default(), roster), "/desa/33.04.15.2001").await;
    let text = text(&html);
    assert!(text.contains("? belum dikunjungi") && text.contains("pejawaran.desa.id"), "{text}");
}

#[tokio::test]
async fn simulated_data_are_marked_on_every_page() {
    for path in ["/", "/berita", "/tentang", "/desa/33.04.15.2011"] {
        assert!(page(path).await.contains("Data simulasi"), "{path}");
    }
    let mut store = villages();
    for report in &mut store.reports {
        report.site = "https://darmayasa.desa.id/".parse().unwrap();
    }
    assert!(!get(&portal(store, Roster::default()), "/").await.1.contains("Data simulasi"));
}

#[tokio::test]
async fn several_subdistricts_stand_under_the_region_that_holds_them() {
    let mut store = villages();
    store.reports.push(report("33.04.06.2004", "https://desa.example/"));
    let (_, html) = get(&portal(store, Roster::default()), "/").await;
    let text = text(&html);
    assert!(text.contains("Kabupaten Banjarnegara Jawa Tengah"), "{text}");
    assert!(html.contains(">Kecamatan Pejawaran</h3>") && html.contains(">Kecamatan Banjarnegara</h3>"));
}
