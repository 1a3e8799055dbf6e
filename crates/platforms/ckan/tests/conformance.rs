//! What every platform must do, tried on a simulated portal.

use balai_ckan::Ckan;
use balai_core::Roster;
use balai_regions::Decree;
use balai_testkit::{Conformance, Subdistrict, village::Village};

#[tokio::test]
async fn conforms() {
    let pejawaran = Subdistrict::pejawaran();
    let roster = Roster::from_toml(include_str!("../fixtures/tables.toml")).expect("a roster");
    let secrets = pejawaran.villages().iter().flat_map(|member| Village::secrets(&member.village));
    Conformance::of(Ckan::default())
        .gazetteer(Decree)
        .source("CKAN 2.10", balai_testkit::Ckan::new(&pejawaran), &roster.sources[0])
        .secrets(secrets)
        .run()
        .await;
}
