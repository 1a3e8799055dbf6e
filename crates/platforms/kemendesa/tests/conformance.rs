//! What every platform must do, tried on a simulated ministry.

use balai_core::RosterSource;
use balai_kemendesa::Kemendesa;
use balai_regions::Decree;
use balai_testkit::{Conformance, Subdistrict, village::Village};

#[tokio::test]
async fn conforms() {
    let pejawaran = Subdistrict::pejawaran();
    let url = "http://idm.invalid".parse().expect("a URL");
    let mut source = RosterSource::new("kemendesa", "33.04.15".parse().expect("a code"), url);
    source.settings.insert("sdgs".into(), "http://sid.invalid".into());
    let secrets = pejawaran.villages().iter().flat_map(|member| Village::secrets(&member.village));
    Conformance::of(Kemendesa::default())
        .gazetteer(Decree)
        .source("IDM and SDGs Desa", balai_testkit::Kemendesa::new(&pejawaran), &source)
        .secrets(secrets)
        .run()
        .await;
}
