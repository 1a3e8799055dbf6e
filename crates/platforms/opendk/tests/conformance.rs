//! What every platform must do, tried on a simulated portal of a sub-district.

use balai_core::RosterSource;
use balai_opendk::OpenDk;
use balai_regions::Decree;
use balai_testkit::{Conformance, Subdistrict, village::Village};

#[tokio::test]
async fn conforms() {
    let pejawaran = Subdistrict::pejawaran();
    let portal = balai_testkit::OpenDk::new(&pejawaran);
    let url = "http://kecamatan.invalid/".parse().expect("a URL");
    let source = RosterSource::new("opendk", "33.04.15".parse().expect("a code"), url);
    let secrets = pejawaran.villages().iter().flat_map(|member| Village::secrets(&member.village));
    Conformance::of(OpenDk::default())
        .gazetteer(Decree)
        .source("OpenDK 2608", portal, &source)
        .secrets(secrets)
        .run()
        .await;
}
