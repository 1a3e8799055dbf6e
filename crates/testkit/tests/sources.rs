//! Simulated sources for a whole sub-district answer as real ones do, traps and leaks included.

use balai_testkit::{Ask, Ckan, Kemendesa, OpenDk, Subdistrict, Website};
use serde_json::Value;

const ORIGIN: &str = "http://sumber.invalid";

fn json(site: &impl Website, target: &str) -> Value {
    let answer = site.respond(&Ask::new(ORIGIN, target));
    serde_json::from_str(&answer.text()).unwrap_or_else(|error| panic!("{target}: {error}"))
}

fn pejawaran() -> Subdistrict {
    Subdistrict::pejawaran()
}

#[test]
fn a_portal_leaks_where_it_must_not_be_asked() {
    let portal = OpenDk::new(&pejawaran());
    let secrets = pejawaran().villages()[0].village.secrets();
    let leaks = |target: &str| {
        let text = portal.respond(&Ask::new(ORIGIN, target)).text();
        secrets.iter().any(|secret| text.contains(secret.as_str()))
    };
    for target in ["komplain", "website", "artikel?page[size]=30"] {
        assert!(leaks(&format!("/api/frontend/v1/{target}")), "{target}");
    }
    assert!(!leaks("/api/frontend/v1/desa") && !leaks("/api/frontend/v1/potensi?page[size]=30"));
}

#[test]
fn a_portals_lists_are_clamped_and_unordered() {
    let portal = OpenDk::new(&pejawaran());
    let ids = |query: &str| -> Vec<u32> {
        let list = json(&portal, &format!("/api/frontend/v1/potensi{query}"));
        let ids = list["data"].as_array().expect("a list").iter();
        ids.map(|item| item["id"].as_str().and_then(|id| id.parse().ok()).expect("a number")).collect()
    };
    assert_eq!(ids("").len(), 10);
    let sorted = ids("?sort=-id&page[size]=500");
    assert!(sorted.len() == 30 && sorted.windows(2).all(|pair| pair[0] > pair[1]), "{sorted:?}");
    assert!(!ids("").windows(2).all(|pair| pair[0] > pair[1]), "the declared order is not applied");
    let wrong = portal.respond(&Ask::new(ORIGIN, "/api/frontend/v1/potensi?filter[x]=1"));
    assert_eq!(wrong.status, 400);
}

#[test]
fn a_portal_shows_zeros_for_whom_it_does_not_know() {
    let village = "33.04.15.2008".parse().expect("a code");
    let portal = OpenDk::new(&pejawaran()).silent(village);
    let people = |code: &str| {
        let answer = json(&portal, &format!("/api/frontend/v1/statistik-penduduk?desa={code}&tahun=2026"));
        answer["data"][0]["attributes"]["dashboard"]["total_penduduk"].as_u64().expect("a number")
    };
    assert!(people("33.04.15.2009") > 0);
    assert_eq!([people("33.04.15.2008"), people("3304152009"), people("99")], [0, 0, 0]);
    let sums = json(&portal, "/api/frontend/v1/statistik/chart-anggaran-desa?did=33.04.15.2009&y=2026");
    assert_eq!(sums["grafik"][0]["jumlah"], 0, "without `mid` the sums are empty");
}

#[test]
fn open_data_come_in_pages_with_a_link_to_one_more() {
    let portal = Ckan::new(&pejawaran());
    let mut rows = 0;
    loop {
        let target =
            format!("/api/3/action/datastore_search?resource_id={}&limit=1000&offset={rows}", Ckan::STUNTING);
        let result = json(&portal, &target)["result"].take();
        assert!(result["_links"]["next"].is_string());
        let page = result["records"].as_array().expect("rows").len();
        if page == 0 {
            assert_eq!(result["total"].as_u64(), Some(rows));
            break;
        }
        rows += page as u64;
    }
    let dump = portal.respond(&Ask::new(ORIGIN, format!("/datastore/dump/{}", Ckan::STUNTING))).text();
    assert_eq!(dump.lines().count() as u64, rows + 1, "and the same as one file, with a header");
    let wrong = format!("/api/3/action/datastore_search?resource_id={}&fields=tidak_ada", Ckan::STUNTING);
    assert_eq!(portal.respond(&Ask::new(ORIGIN, wrong)).status, 409);
    let unknown = portal.respond(&Ask::new(ORIGIN, "/api/3/action/datastore_search_sql"));
    assert!(unknown.status == 400 && unknown.text().starts_with('"'), "a bare text");
}

#[test]
fn the_ministry_does_not_say_what_is_wrong() {
    let ministry = Kemendesa::new(&pejawaran());
    let answer = |target: &str| ministry.respond(&Ask::new(ORIGIN, target));
    let (code, year) =
        (answer("/open/api/desa/rumusan/3304159999/2024"), answer("/open/api/desa/rumusan/3304152008/2020"));
    assert_eq!((code.status, code.text()), (400, year.text()));
    assert_eq!(
        answer("/sdgs/searching/score-sdgs?location_code=3304152008").status,
        500,
        "it wants the other office's code"
    );
    let scores = json(&ministry, "/open/api/desa/rumusan/3304152008/2024");
    let rows = scores["mapData"]["ROW"].as_array().expect("rows");
    assert_eq!(rows.len(), 55);
    let unnumbered: Vec<_> =
        (1..).zip(rows).filter(|(_, row)| row["NO"].is_null()).map(|(place, _)| place).collect();
    assert_eq!(unnumbered, [36, 49, 53, 54, 55]);
}
