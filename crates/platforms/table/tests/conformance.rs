//! What every platform must do, tried on the files of simulated villages.

use balai_core::Kind;
use balai_regions::Decree;
use balai_table::{Format, Table, Template};
use balai_testkit::Conformance;

mod support;

use support::{Host, filled, source, villages, workbook};

#[tokio::test]
async fn conforms() {
    let villages = villages();
    let mut officials = Template::of(Kind::Official);
    for row in villages.iter().flat_map(|village| filled(Kind::Official, village)) {
        // By their names alone.
        let row = row.into_iter().filter(|(name, _)| *name != "village");
        officials = officials.row(row).expect("columns of the kind");
    }
    let officials = officials.write(Format::Csv).expect("CSV");
    // A register of residents in the same file, and what clerks keep beside an official's name.
    let resident = &villages[0].residents[0];
    let head = villages[0].officials_in_office().next().expect("a head");
    let leaking = support::xlsx(&[
        (
            "Perangkat Desa",
            &[
                &["desa", "nama", "NIK", "jabatan", "No. HP"],
                &["Darmayasa", &head.display_name(), &head.nik, &head.position, &resident.phone],
            ],
        ),
        ("Data Warga", &[&["Nama", "NIK", "No KK"], &[&resident.name, &resident.nik, &resident.family_card]]),
    ]);
    let within = "33.04.15";
    Conformance::of(Table::default())
        .source(
            "a workbook of every kind",
            Host::new(workbook(&villages)).etag("1"),
            &source(within, "http://kecamatan.invalid/desa.xlsx"),
        )
        .source(
            "CSV by names",
            Host::new(officials),
            &source(within, "http://kecamatan.invalid/perangkat.csv"),
        )
        .source(
            "a workbook with a register of residents",
            Host::new(leaking).etag("1"),
            &source(within, "http://kecamatan.invalid/bocor.xlsx"),
        )
        .gazetteer(Decree)
        .secrets(villages.iter().flat_map(|village| village.secrets()))
        .run()
        .await;
}
