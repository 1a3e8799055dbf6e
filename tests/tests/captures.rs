//! Real OpenSID sites against the truth of their databases.
//!
//! The captures lie beside the project; `BALAI_CAPTURES` names their folder. Without it these tests say that they
//! are skipped.

use std::path::PathBuf;

use balai::opensid::OpenSid;
use balai::{Platform, Site};
use balai_testkit::Replay;
use balai_tests::bars::Bars;
use balai_tests::harvest::{self, Harvested};
use balai_tests::score::Score;
use balai_tests::truth::Truth;

fn captures() -> Option<PathBuf> {
    let folder = std::env::var_os("BALAI_CAPTURES").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: BALAI_CAPTURES does not name the folder of captured sites");
    }
    folder
}

async fn measure(name: &str, truth: &str, rounded: bool, bars: Bars) {
    let Some(folder) = captures() else { return };
    let truth = std::fs::read_to_string(folder.join("truth").join(truth)).expect("the truth");
    let truth = Truth::of_capture(&serde_json::from_str(&truth).expect("JSON"));
    let web = Replay::open(folder.join(name)).expect("a capture").web();
    let site =
        Site::new("33.04.15.2008".parse().expect("a code"), "http://darmayasa.invalid").expect("a site");
    let Harvested { records, report } = harvest::visit(web.clone(), site.clone()).await;
    let score = Score::of(&truth, &records, rounded);
    println!("{name}: {} records, {} requests\n{score}", records.len(), report.requests);
    for kind in &report.kinds {
        let failure = kind.failure.as_ref().map(|failure| failure.message.as_str()).unwrap_or_default();
        println!(
            "  {}: {} by {:?} {failure} {:?} {:?}",
            kind.kind, kind.emitted, kind.via, kind.skipped, kind.notes
        );
    }
    bars.check(&score);
    let never = OpenSid::default().manifest().never_at(&site.url);
    for url in web.asked() {
        never.check(&url).expect("nothing forbidden is asked");
    }
}

#[tokio::test]
async fn opensid_2601() {
    measure("opensid-2601-natra", "opensid-2601.json", false, Bars::ALL).await;
}

#[tokio::test]
async fn opensid_2410() {
    // natra's shop comments products out: what its pages show are seven.
    let bars = Bars { hidden_products: 6, ..Bars::ALL };
    measure("opensid-2410-natra", "opensid-2410.json", false, bars).await;
}

#[tokio::test]
async fn opensid_2211() {
    measure("opensid-2211-esensi", "opensid-2211.json", true, Bars::ALL).await;
}

#[tokio::test]
async fn opensid_2112() {
    // Nothing leads to the table of family relations, and its address is answered with 404.
    let bars = Bars { hidden_tables: 1, ..Bars::ALL };
    measure("opensid-2112-klasik", "opensid-2112.json", true, bars).await;
}
