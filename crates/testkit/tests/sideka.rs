//! A simulated site of the SIDEKA network shows, hides and leaks what real ones do.

use std::sync::Arc;

use balai_testkit::village::Village;
use balai_testkit::{Ask, Sideka, Website};

fn village() -> Arc<Village> {
    Arc::new(Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 5))
}

fn page(site: &Sideka, path: &str) -> String {
    site.respond(&Ask::new("http://darmayasa.invalid", path)).text()
}

#[test]
fn people_stand_where_they_must_not_be_read() {
    let (site, village) = (Sideka::new(village()), village());
    let residents = "/datastore/dump/5d0a0000-0000-4000-8000-000000000007";
    let budget = "/datastore/dump/5d0b0000-0000-4000-8000-000000002024";
    for path in
        ["/penduduks/region/33.04.15.2008", "/data/geospasial/", "/profil/lembaga/", residents, budget]
    {
        let text = page(&site, path);
        assert!(village.residents.iter().any(|resident| text.contains(&resident.name)), "{path}");
    }
    for path in ["/", "/feed/", "/profil/", "/data/anggaran/", "/data/kependudukan/"] {
        let text = page(&site, path);
        assert!(!village.secrets().iter().any(|secret| text.contains(secret.as_str())), "{path}");
    }
}

#[test]
fn the_template_shows_the_village_of_its_host() {
    let site = Sideka::new(village());
    assert!(page(&site, "/data/kependudukan/").contains("let package_id = \"darmayasa-kependudukan\";"));
    let unknown = site.showing("bokor");
    assert!(page(&unknown, "/data/kependudukan/").contains("let package_id = \"bokor-kependudukan\";"));
}

#[test]
fn silent_servers_show_in_the_page() {
    let silent = Sideka::new(village()).silent();
    assert!(page(&silent, "/data/anggaran/").contains("Data Keuangan belum terunggah"));
    let uncoded = Sideka::new(village()).coded(None);
    assert!(page(&uncoded, "/data/anggaran/").contains("Kode Kemendagri desa belum diisi"));
    // The map has the two the wrong way round.
    assert!(page(&silent, "/data/geospasial/").contains("Kode Kemendagri desa belum diisi"));
    assert!(page(&uncoded, "/data/geospasial/").contains("Data Pemetaan belum terunggah"));
    let broken = page(&Sideka::new(village()).broken(), "/data/anggaran/");
    assert!(broken.contains("entry-content") && !broken.contains("</html>"));
}

#[test]
fn news_lead_to_their_pages() {
    let (site, village) = (Sideka::new(village()), village());
    let article = village.news().next().expect("news");
    let home = page(&site, "/");
    let end = format!("/{}/", article.slug);
    let link = home.split('"').find(|part| part.ends_with(&end)).expect("a link");
    let path = link.strip_prefix("http://darmayasa.invalid").expect("a page of the site");
    assert!(page(&site, path).contains(&article.body));
    let listed =
        (1..).map(|number| page(&site, &format!("/?feed=rss2&paged={number}")).matches("<item>").count());
    assert_eq!(listed.take_while(|items| *items > 0).sum::<usize>(), village.news().count());
}
