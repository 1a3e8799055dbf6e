//! How often the file is asked for, and what the roster says of it.

use balai_core::{ErrorKind, Kind, Roster};

mod support;

use support::{Host, Kept, csv, failure, source, titles, villages, visit, workbook};

#[tokio::test]
async fn a_file_that_did_not_change_is_asked_for_once_and_not_read() {
    let host = Host::new(workbook(&villages()[..1])).etag("1");
    let source = source("33.04.15", "http://kecamatan.invalid/desa.xlsx");
    let mut kept = Kept::default();
    visit(&host, &source, &Kind::ALL, None, &mut kept).await;
    assert_eq!((host.sent(), kept.validators.len()), (1, 17));
    kept.records.clear();
    let again = visit(&host, &source, &Kind::ALL, Some("2026-01-01T00:00:00Z"), &mut kept).await;
    assert_eq!((host.sent(), kept.records.len()), (1, 0));
    for (outcome, report) in again {
        outcome.expect("it is well");
        assert!(!report.complete, "nothing is gone by it");
        assert_eq!(report.notes, ["the file is as the last visit found it"]);
    }

    // A kind that was not read whole is read again, and no other.
    kept.validators.retain(|(kind, _), _| *kind != Kind::Aid);
    visit(&host, &source, &Kind::ALL, Some("2026-01-01T00:00:00Z"), &mut kept).await;
    assert_eq!(host.sent(), 2);
    assert!(!kept.records.is_empty() && kept.records.iter().all(|record| record.kind() == Kind::Aid));

    // A new version is read once.
    kept.records.clear();
    let changed = Host::new(workbook(&villages()[..2])).etag("2");
    visit(&changed, &source, &Kind::ALL, Some("2026-01-01T00:00:00Z"), &mut kept).await;
    assert_eq!(changed.sent(), 1);
    assert!(Kind::ALL.into_iter().all(|kind| kept.records.iter().any(|record| record.kind() == kind)));
}

#[tokio::test]
async fn the_roster_says_what_a_sheet_is_about_that_does_not_say_it() {
    let file = csv(&[&["desa", "nama", "keterangan"], &["Beji", "Sekar Wangi", "usaha"]]);
    let source = |setting: &str| {
        let roster = format!(
            "[[source]]\nplatform = \"table\"\nwithin = \"33.04.15\"\nurl = \"http://kecamatan.invalid/berkas\"\n\
             settings = {{ {setting} = \"product\" }}\n"
        );
        Roster::from_toml(&roster).expect("a roster").sources.remove(0)
    };
    let mut kept = Kept::default();
    let read = visit(&Host::new(file.clone()), &source("kind"), &[Kind::Product], None, &mut kept).await;
    assert_eq!((read[0].1.emitted, titles(&kept.records)), (1, vec!["Sekar Wangi".to_owned()]));

    let (outcome, _) =
        visit(&Host::new(file), &source("jenis"), &[Kind::Product], None, &mut kept).await.remove(0);
    let (kind, message) = failure(outcome);
    assert_eq!(kind, ErrorKind::Config);
    assert!(message.contains("line 1 of the roster: unknown field `jenis`"), "{message}");
}
