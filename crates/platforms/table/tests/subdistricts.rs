//! One file of a whole regency, where villages of different sub-districts share their names.

use balai_core::report::KindReport;
use balai_core::{Kind, Record};

mod support;

use support::{Host, Kept, csv, source, titles, visit, xlsx};

/// What is read of a file of the regency Banjarnegara, or of another region.
async fn read(within: &str, file: Vec<u8>, kind: Kind) -> (KindReport, Vec<Record>) {
    let mut kept = Kept::default();
    let source = source(within, "http://kabupaten.invalid/berkas");
    let (outcome, report) = visit(&Host::new(file), &source, &[kind], None, &mut kept).await.remove(0);
    outcome.expect("it is read");
    (report, kept.records)
}

fn owners(records: &[Record]) -> Vec<(String, String)> {
    let codes = records.iter().map(|record| record.village.to_string());
    codes.zip(titles(records)).collect()
}

fn due(owners: &[(&str, &str)]) -> Vec<(String, String)> {
    owners.iter().map(|(code, title)| ((*code).to_owned(), (*title).to_owned())).collect()
}

#[tokio::test]
async fn a_name_is_that_of_the_village_in_the_subdistrict_that_the_row_names() {
    let file = csv(&[
        &["Kecamatan", "Desa", "Nama", "Jabatan"],
        &["Pejawaran", "Beji", "Wahyu", "Carik"],
        &["KEC. BANJARMANGU", "Beji", "Rahayu", "Carik"],
        &["Kecamatan Pandan Arum", "Beji", "Slamet", "Carik"],
    ]);
    let (report, records) = read("33.04", file, Kind::Official).await;
    assert!(report.questions.is_empty(), "{:?}", report.questions);
    assert_eq!(
        owners(&records),
        due(&[
            ("33.04.15.2014", "Wahyu, Carik"),
            ("33.04.09.2015", "Rahayu, Carik"),
            ("33.04.19.2008", "Slamet, Carik"),
        ])
    );
    assert!(report.complete);
}

#[tokio::test]
async fn without_a_subdistrict_a_shared_name_stays_a_question() {
    let file = csv(&[
        &["Kecamatan", "Desa", "Nama", "Jabatan"],
        &["", "Beji", "Wahyu", "Carik"],
        &["", "Darmayasa", "Rahayu", "Kades"],
        // No name of a village there, though one of another sub-district has it.
        &["Banjarmangu", "Darmayasa", "Slamet", "Kades"],
    ]);
    let (report, records) = read("33.04", file, Kind::Official).await;
    assert_eq!(owners(&records), due(&[("33.04.15.2008", "Rahayu, Kades")]));
    assert_eq!(report.questions.len(), 2, "{:?}", report.questions);
    assert!(report.questions[0].contains("Which village is `Beji`?"), "{:?}", report.questions);
    assert!(report.questions[1].contains("no village of 33.04.09 is called so"), "{:?}", report.questions);
    assert!(!report.complete);
}

#[tokio::test]
async fn what_is_of_another_region_is_left_and_what_contradicts_a_code_told() {
    let file = csv(&[
        &["Kode Desa", "Desa", "Kecamatan", "Nama", "Jabatan"],
        &["", "Beji", "Pejawaran", "Wahyu", "Carik"],
        &["", "Beji", "Banjarmangu", "Rahayu", "Carik"],
        &["", "Tlahap", "Pejawarran", "Slamet", "Carik"],
        &["33.04.15.2008", "", "Pejawaran", "Siti", "Kades"],
        // A code tells for sure, however the sub-district is spelt.
        &["33.04.15.2008", "", "Pejawarran", "Budi", "Carik"],
    ]);
    let (report, records) = read("33.04.15", file, Kind::Official).await;
    assert_eq!(
        owners(&records),
        due(&[
            ("33.04.15.2014", "Wahyu, Carik"),
            ("33.04.15.2008", "Siti, Kades"),
            ("33.04.15.2008", "Budi, Carik"),
        ])
    );
    assert_eq!(report.skipped.len(), 2, "{:?}", report.skipped);
    let due = "row 3, column C (kecamatan) says “Banjarmangu”, which is no sub-district of 33.04.15; correct it, or name \
               its region in the roster";
    assert!(report.skipped[0].contains(due), "{:?}", report.skipped);
    assert!(
        report.skipped[1].contains("row 4, column C (kecamatan) says “Pejawarran”"),
        "{:?}",
        report.skipped
    );

    let copied = csv(&[
        &["Kode Desa", "Desa", "Kecamatan", "Nama", "Jabatan"],
        &["33.04.15.2008", "", "Banjarmangu", "Wahyu", "Carik"],
        &["33.04.15.2008", "Beji", "Pejawaran", "Rahayu", "Carik"],
    ]);
    let (report, records) = read("33.04", copied, Kind::Official).await;
    assert!(records.is_empty(), "{records:?}");
    for (told, due) in report.skipped.iter().zip([
        "row 2, column A (kode desa) says “33.04.15.2008”, and kecamatan says “Banjarmangu” (33.04.09); correct one",
        "row 3, column A (kode desa) says “33.04.15.2008”, and desa says “Beji” (33.04.15.2014); correct one",
    ]) {
        assert!(told.contains(due), "{told}\nlacks\n{due}");
    }
}

#[tokio::test]
async fn rows_of_one_record_go_on_within_their_subdistrict_alone() {
    let file = xlsx(&[(
        "APBDes",
        &[
            &["Kec", "Desa", "Tahun", "Bagian", "Uraian", "Anggaran"],
            &["Pejawaran", "Beji", "2026", "pendapatan", "Dana Desa", "800000000"],
            &["", "", "", "", "Alokasi Dana Desa", "400000000"],
            // The clerk of the next sub-district left out the village.
            &["Banjarmangu", "", "", "", "Dana Desa", "700000000"],
        ],
    )]);
    let (report, records) = read("33.04", file, Kind::Budget).await;
    assert_eq!(records.len(), 1, "{records:?}");
    assert_eq!(records[0].village.to_string(), "33.04.15.2014");
    assert_eq!(support::budget(&records[0]).lines.len(), 2);
    assert!(report.skipped[0].contains("row 4, column B (desa) is empty"), "{:?}", report.skipped);
}

#[tokio::test]
async fn a_profile_is_found_by_its_own_column_of_the_subdistrict() {
    let file = csv(&[
        &["desa", "jumlah penduduk", "kecamatan", "kabupaten"],
        &["Beji", "2412", "Pejawaran", "Banjarnegara"],
        &["Beji", "3100", "Banjarmangu", "Banjarnegara"],
    ]);
    let (report, records) = read("33.04", file, Kind::Profile).await;
    assert!(report.questions.is_empty() && report.skipped.is_empty(), "{report:?}");
    let codes: Vec<_> = records.iter().map(|record| record.village.to_string()).collect();
    assert_eq!(codes, ["33.04.15.2014", "33.04.09.2015"]);
}
