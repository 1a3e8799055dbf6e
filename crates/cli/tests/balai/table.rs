//! Spreadsheets: written to be filled in, and read back.

use balai::Roster;
use balai_testkit::Web;

use crate::villages::Villages;

#[test]
fn what_an_office_fills_into_a_template_is_read_from_the_roster() {
    let villages = Villages::of(Web::new(), |_| Roster::default());
    let ran = villages.balai(&["template", "official", "-o", "perangkat.csv"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.told);
    let template = std::fs::read_to_string(villages.path("perangkat.csv")).unwrap();
    let (heading, _) = template.trim_start_matches('\u{feff}').split_once('\n').unwrap();
    let cell = |name: &str| match name.trim() {
        "kode desa" => "33.04.15.2008",
        "nama" => "Rahayu Contoh",
        "jabatan" => "Sekretaris Desa",
        _ => "",
    };
    let row: Vec<_> = heading.split(';').map(cell).collect();
    let filled = template.clone() + &row.join(";") + "\n";
    villages.write("perangkat.csv", &filled);
    let source = "[[source]]\nplatform = \"table\"\nwithin = \"33.04.15\"\nfile = \"perangkat.csv\"\n";
    villages.write("roster.toml", source);
    let ran = villages.harvest(&["--store", "balai.db"]);
    assert_eq!(ran.status, 0, "{}", ran.told);
    let ran = villages.balai(&["export", "--kind", "official"]);
    assert!(ran.out.contains("Rahayu Contoh") && ran.out.lines().count() == 1, "{}{}", ran.out, ran.told);
}

#[test]
fn a_workbook_has_a_sheet_a_kind_and_csv_only_one() {
    let villages = Villages::of(Web::new(), |_| Roster::default());
    let ran = villages.balai(&["template", "official", "budget", "-o", "desa.xlsx"]);
    assert_eq!(ran.status, 0, "{}", ran.told);
    assert!(std::fs::read(villages.path("desa.xlsx")).unwrap().starts_with(b"PK"));
    let ran = villages.balai(&["template", "official", "budget", "--format", "csv"]);
    assert_eq!((ran.status, ran.told.contains("CSV has one sheet")), (2, true), "{}", ran.told);
}
