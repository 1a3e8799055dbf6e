//! Real OpenSID sites against the truth of their databases.
//!
//! The captures lie beside the project; `BALAI_CAPTURES` names their folder. Without it these tests say that they
//! are skipped.

use std::path::PathBuf;

use balai::Site;
use balai_testkit::Replay;
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

async fn measure(name: &str, truth: &str, rounded: bool) -> Option<(Score, Harvested)> {
    let folder = captures()?;
    let truth = std::fs::read_to_string(folder.join("truth").join(truth)).expect("the truth");
    let truth = Truth::of_capture(&serde_json::from_str(&truth).expect("JSON"));
    let web = Replay::open(folder.join(name)).expect("a capture").web();
    let site =
        Site::new("33.04.15.2008".parse().expect("a code"), "http://darmayasa.invalid").expect("a site");
    let harvested = harvest::visit(web.clone(), site).await;
    let score = Score::of(&truth, &harvested.records, rounded);
    println!("{name}: {} records, {} requests\n{score}", harvested.records.len(), harvested.report.requests);
    for kind in &harvested.report.kinds {
        let failure = kind.failure.as_ref().map(|failure| failure.message.as_str()).unwrap_or_default();
        println!(
            "  {}: {} by {:?} {failure} {:?} {:?} {:?}",
            kind.kind, kind.emitted, kind.via, kind.skipped, kind.notes, kind.tried
        );
    }
    Some((score, harvested))
}

#[tokio::test]
async fn opensid_2601() {
    let Some((score, _)) = measure("opensid-2601-natra", "opensid-2601.json", false).await else { return };
    panic!("{score}");
}

#[tokio::test]
async fn opensid_2410() {
    let Some((score, _)) = measure("opensid-2410-natra", "opensid-2410.json", false).await else { return };
    panic!("{score}");
}

#[tokio::test]
async fn opensid_2211() {
    let Some((score, _)) = measure("opensid-2211-esensi", "opensid-2211.json", true).await else { return };
    panic!("{score}");
}

#[tokio::test]
async fn opensid_2112() {
    let Some((score, _)) = measure("opensid-2112-klasik", "opensid-2112.json", true).await else { return };
    panic!("{score}");
}
