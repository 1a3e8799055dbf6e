//! What is told of files that are not as they should be.

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use balai_core::report::KindReport;
use balai_core::{Entity, ErrorKind, Kind, Result, Rupiah};
use balai_table::{Format, Template};
use proptest::prelude::*;
use proptest::sample::Index;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

mod support;

use support::{
    Host, Kept, csv, failure, fill, fill_row, filled, read, source, titles, told, villages, visit, workbook,
    xlsx,
};

#[tokio::test]
async fn rows_that_are_none_are_left_out_and_what_is_wrong_costs_its_row() {
    let file = csv(&[
        &["PRODUK UMKM KECAMATAN PEJAWARAN"],
        &[],
        &["No", "Kode Desa", "Desa", "Nama Produk", "Harga (Rp)", "Foto"],
        &["1", "2", "3", "4", "5", "6"],
        &["1", "33.04.15.2008", "Darmayasa", "Keripik", "Rp 15.000,00", ""],
        &["2", "3304152008", "", "Kopi", "dua ribu", "foto.jpg"],
        &["3", "", "", "", "", ""],
        &["4", "", "Desa Beji", "Gula aren", "20rb", "https://foto.invalid/gula.jpg"],
        &["5", "", "", "Madu", "50000", ""],
        &["6", "33.05.01.2001", "", "Tempe", "5000", ""],
        &["7", "33.04.15.2099", "", "Tahu", "5000", ""],
        &["8", "33.04.15.2008", "Beji", "Kecap", "5000", ""],
        &["9", "33.04.15.2008", "", "Keripik", "16000", ""],
        &["Jumlah", "", "", "", "120000", ""],
    ]);
    let (report, records) = told(read(file, Kind::Product).await);
    let found: Vec<_> = records
        .iter()
        .map(|record| match &record.entity {
            Entity::Product(it) => (record.village.to_string(), it.name.clone(), it.price.map(Rupiah::sen)),
            _ => panic!("{record:?}"),
        })
        .collect();
    assert_eq!(
        found,
        [
            ("33.04.15.2008".to_owned(), "Keripik".to_owned(), Some(1_500_000)),
            ("33.04.15.2014".to_owned(), "Gula aren".to_owned(), Some(2_000_000)),
        ]
    );
    let wrong = [
        "row 6, column E (harga) says “dua ribu”, which is no amount of money; write a number such as 1250000 or \
         Rp 1.250.000; column F (foto) says “foto.jpg”, which is no address on the web; write whole addresses, \
         beginning with https://, one a line",
        "row 9, column B (kode desa) is empty; write the village's code",
        "row 10, column B (kode desa) says “33.05.01.2001”, which is not within 33.04.15",
        "row 11, column B (kode desa) says “33.04.15.2099”, and there is no such village",
        "row 12, column B (kode desa) says “33.04.15.2008”, and desa says “Beji” (33.04.15.2014); correct one of them",
        "row 13, which tells of the same as row 5: delete one, or make their names differ",
    ];
    assert_eq!(report.skipped.len(), wrong.len(), "{:#?}", report.skipped);
    for (told, due) in report.skipped.iter().zip(wrong) {
        assert!(told.contains(due), "{told}\nlacks\n{due}");
        assert!(
            told.starts_with("malformed: ") && told.contains("http://kecamatan.invalid/berkas"),
            "{told}"
        );
    }
    assert!(report.notes.iter().any(|note| note.contains("left out as sums: 1 rows")), "{:?}", report.notes);
}

#[tokio::test]
async fn faults_are_told_by_sheet_row_and_column() {
    let file = xlsx(&[
        ("Sampul", &[&["Laporan"]]),
        (
            "APBDes 2026",
            &[
                &["kode desa", "tahun", "bagian", "kode rekening", "uraian", "anggaran"],
                &["33.04.15.2008", "2026", "belanja", "5.1", "Siltap", "banyak"],
                &["33.04.15.2008", "dua ribu", "belanja", "5.1", "Siltap", "1000"],
                &["33.04.15.2008", "2026", "hibah", "5.2", "Siltap", "1000"],
                &["33.04.15.2008", "2026", "belanja", "5.3", "", "1000"],
            ],
        ),
    ]);
    let (report, records) = told(read(file, Kind::Budget).await);
    assert!(records.is_empty());
    for (told, due) in report.skipped.iter().zip([
        "sheet \"APBDes 2026\", row 2, column F (anggaran) says “banyak”, which is no amount of money",
        "sheet \"APBDes 2026\", row 3, column B (tahun) says “dua ribu”, which is no year; write four digits",
        "row 4, column C (bagian) says “hibah”, which is no word of the list; write pendapatan, or belanja, or pembiayaan",
        "row 5, column E (uraian) is empty; write words",
    ]) {
        assert!(told.contains(due), "{told}\nlacks\n{due}");
    }
    assert_eq!(report.skipped.len(), 4, "{:#?}", report.skipped);
}

#[tokio::test]
async fn headings_that_are_not_known_are_told_once_with_what_was_meant() {
    let file = xlsx(&[(
        "Perangkat",
        &[
            &["Desa", "Nama", "Jabatn", "Poto"],
            &["Beji", "Wahyu", "Carik", ""],
            &["Beji", "Rahayu", "Kaur", ""],
        ],
    )]);
    let (outcome, report, _) = read(file, Kind::Official).await;
    let (kind, message) = failure(outcome);
    assert_eq!(kind, ErrorKind::Malformed);
    let due = "sheet \"Perangkat\", row 1: the headings lack \"jabatan\" (is \"Jabatn\" meant by it?)";
    assert!(message.contains(due), "{message}");
    let told: Vec<_> = report.notes.iter().filter(|note| note.contains("did you mean")).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[1].contains("column D (Poto) is not known and not read; did you mean \"foto\"?"),
        "{told:?}"
    );
}

#[tokio::test]
async fn what_is_personal_is_refused() {
    let nik = "3304159999000000";
    let file = xlsx(&[
        (
            "Perangkat Desa",
            &[
                &["Desa", "Nama", "NIK", "Tempat Lahir", "Tanggal Lahir", "Jabatan", "No. HP", "Alamat"],
                &["Beji", "Wahyu", nik, "Beji", "01/01/1970", "Carik", "081200000000", "RT 1"],
            ],
        ),
        (
            "Bantuan Sosial",
            &[&["Desa", "Nama Program", "Nama Penerima", "NIK"], &["Beji", "BLT", "Siti", nik]],
        ),
        ("Warga", &[&["Nama", "No KK", "Alamat"], &["Siti", nik, "RT 1"]]),
    ]);
    let host = Host::new(file);
    let source = source("33.04.15", "http://kecamatan.invalid/desa.xlsx");
    let mut kept = Kept::default();
    let read = visit(&host, &source, &[Kind::Official, Kind::Aid], None, &mut kept).await;
    assert_eq!(titles(&kept.records), ["Wahyu, Carik"]);
    assert!(!format!("{kept:?}", kept = kept.records).contains(nik));
    let (outcome, report) = &read[0];
    assert!(outcome.is_ok());
    let refused: Vec<_> = report.notes.iter().filter(|note| note.contains("is refused, since")).collect();
    assert_eq!(refused.len(), 5, "{:?}", report.notes);
    assert!(refused[0].contains("column C (NIK)"), "{refused:?}");
    assert!(
        report.notes.iter().any(|note| note.starts_with("sheet \"Warga\" lists persons")),
        "{:?}",
        report.notes
    );
    let error = read[1].0.as_ref().expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(error.to_string().contains("sheet \"Bantuan Sosial\" lists persons"), "{error}");
}

#[tokio::test]
async fn a_name_that_two_villages_share_is_asked_about() {
    let file =
        csv(&[&["desa", "nama", "jabatan"], &["Beji", "Wahyu", "Carik"], &["Darmayasa", "Rahayu", "Kades"]]);
    let host = Host::new(file).etag("1");
    let mut source = source("33.04", "http://kabupaten.invalid/perangkat.csv");
    let mut kept = Kept::default();
    let (outcome, report) = visit(&host, &source, &[Kind::Official], None, &mut kept).await.remove(0);
    outcome.expect("it is read");
    assert_eq!(titles(&kept.records), ["Rahayu, Kades"]);
    assert_eq!(report.questions.len(), 1);
    assert!(report.questions[0].contains("Which village is `Beji`?"), "{:?}", report.questions);
    assert!(!report.complete, "of Beji nothing was read");
    assert!(kept.validators.is_empty(), "once the roster answers, the same file is to be read again");

    source.villages.insert("Beji".into(), "33.04.15.2014".parse().expect("a code"));
    let (_, report) = visit(&host, &source, &[Kind::Official], None, &mut kept).await.remove(0);
    assert_eq!(report.emitted, 2);
    assert!(report.complete);
}

#[tokio::test]
async fn what_is_no_spreadsheet_is_told_with_what_to_do() {
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook".to_vec();
    let mut damaged = workbook(&villages()[..1]);
    damaged.truncate(damaged.len() / 2);
    for (file, kind, due) in [
        (old, ErrorKind::Malformed, "old format (.xls)"),
        (damaged, ErrorKind::Malformed, "the workbook is damaged"),
        (b"<!doctype html><title>Masuk</title>".to_vec(), ErrorKind::Malformed, "a web page came"),
        (b"<a href='https://accounts.google.com/'>".to_vec(), ErrorKind::Blocked, "Google asks to sign in"),
        (b"\n\n".to_vec(), ErrorKind::Malformed, "the file is empty"),
        (xlsx(&[("Sheet1", &[])]), ErrorKind::Malformed, "the file is empty: fill in a template"),
        (
            xlsx(&[("Data", &[&["NIK", "Nama"], &["1", "Siti"]])]),
            ErrorKind::Refused,
            "sheet \"Data\" lists persons",
        ),
        (
            csv(&[&["bulan", "hujan"], &["Januari", "12"]]),
            ErrorKind::Malformed,
            "the file is not read, since neither",
        ),
    ] {
        let host = Host::new(file);
        let mut kept = Kept::default();
        let source = source("33.04.15", "http://kecamatan.invalid/berkas");
        for (outcome, _) in visit(&host, &source, &[Kind::Budget, Kind::Aid], None, &mut kept).await {
            let (told, message) = failure(outcome);
            assert_eq!(told, kind, "{message}");
            assert!(message.contains(due), "{message}");
        }
        assert_eq!(host.sent(), 1, "{due}: a file that failed is not asked for again");
    }
    let link = source("33.04.15", "https://docs.google.com/spreadsheets/d/1AbC/edit#gid=0");
    let host = Host::new("");
    let (outcome, _) = visit(&host, &link, &[Kind::Budget], None, &mut Kept::default()).await.remove(0);
    assert_eq!(failure(outcome).0, ErrorKind::Config);
    assert_eq!(host.sent(), 0);
}

#[tokio::test]
async fn a_file_that_breaks_off_makes_nothing_gone() {
    let (report, records) =
        told(read(b"desa;nama;jabatan\nBeji;Wahyu;Carik\nBeji;Raha".to_vec(), Kind::Official).await);
    assert_eq!(titles(&records), ["Wahyu, Carik"]);
    assert!(!report.complete);
    assert!(report.skipped[0].contains("row 3, where the file breaks off"), "{:?}", report.skipped);
}

/// What a person reads who gave the file to be read.
fn report_of(kind: Kind, outcome: Result<()>, report: &KindReport) -> String {
    let mut text =
        format!("{kind}: {} records, {}\n", report.emitted, if report.complete { "all" } else { "not all" });
    let mut tell = |what: &str, sentences: &[String]| {
        for sentence in sentences {
            text += &format!("  {what} {sentence}\n");
        }
    };
    tell("failed:", &outcome.err().map(|error| error.to_string()).into_iter().collect::<Vec<_>>());
    tell("skipped:", &report.skipped);
    tell("question:", &report.questions);
    tell("note:", &report.notes);
    text
}

/// A workbook as nobody should fill it in.
fn badly_filled() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let style = rust_xlsxwriter::Format::new();
    let page = workbook.add_worksheet().set_name("Sheet1").expect("a name");
    page.merge_range(0, 0, 0, 5, "REALISASI APBDES SE-KECAMATAN", &style).expect("merged");
    for (at, heading) in (0..).zip(["Desa", "Tahun", "Uraian", "Kode Rekening"]) {
        page.merge_range(1, at, 2, at, heading, &style).expect("merged");
    }
    page.merge_range(1, 4, 1, 5, "Jumlah (Rp)", &style).expect("merged");
    page.write_string(2, 4, "Anggaran").expect("a cell").write_string(2, 5, "Realisasi").expect("a cell");
    let rows = [
        ["Darmayasa", "2026", "Dana Desa", "4.2.1", "Rp 829.573.598", "801 juta lebih"],
        ["Darmayasa", "th. 26", "Bagi Hasil Pajak", "4.2.2", "12.500.000", "12.500.000"],
        ["Darmayasa", "2026", "", "4.2.3", "1.000", "1.000"],
        ["Beji", "2026", "Dana Desa", "4.2.1", "700.000.000", "700.000.000"],
        ["Desa Antah Berantah", "2026", "Dana Desa", "4.2.1", "700.000.000", "700.000.000"],
        ["Darmayasa", "2026", "Hibah", "9.9", "5.000.000", "5.000.000"],
        ["", "2026", "JUMLAH", "", "", ""],
    ];
    for (row, cells) in (3..).zip(&rows) {
        fill_row(page, row, cells);
    }
    // What becomes of 4.2.1 where the program knows no such number.
    fill_row(page, 10, &["Darmayasa", "2026", "Dana Desa"]);
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    page.write_number_with_format(10, 3, 36_926.0, &day).expect("a cell");
    let sheets: &[(&str, &[&[&str]])] = &[
        (
            "Pejabat",
            &[
                &["Nama", "NIK", "Jabatan", "Kode Desa", "No. HP", "Masa Jabtan", "Hobi"],
                &[
                    "Wahyu",
                    "3304159999000000",
                    "Carik",
                    "33.04.15.2008",
                    "081200000000",
                    "2022-2028",
                    "catur",
                ],
                &["Rahayu", "3304159999000001", "Kaur Umum", "33.04.15.208", "", "", ""],
                &["Wahyu", "", "Carik", "33.04.15.2008", "", "", ""],
            ],
        ),
        ("Penerima Bansos", &[&["Nama Penerima", "NIK", "Bantuan"], &["Siti", "3304159999000002", "BLT"]]),
        ("Agenda", &[&["Kegiatan", "Hari", "Tempat"], &["Musdes", "Senin", "Balai"]]),
        (
            "UMKM",
            &[
                &["Kode Desa", "Produk", "Harga", "Lintang", "Bujur", "Foto"],
                &["33.04.15.2008", "Keripik", "murah", "109,798", "-7,2707", "keripik.jpg"],
                &["33.04.15.2008", "Kopi", "25.000", "-7,2707", "", ""],
            ],
        ),
        ("Data", &[&["nama", "keterangan"], &["Sekar Wangi", "-"]]),
        ("Sampul", &[&["Kecamatan Pejawaran"]]),
    ];
    for (name, rows) in sheets {
        fill(workbook.add_worksheet().set_name(*name).expect("a name"), rows);
    }
    workbook.save_to_buffer().expect("a workbook")
}

#[tokio::test]
async fn a_badly_filled_workbook_is_told_so_that_its_clerk_can_mend_it() {
    // A regency, in which two villages are called Beji.
    let source = source("33.04", "http://kabupaten.invalid/desa.xlsx");
    let kinds = [Kind::Budget, Kind::Official, Kind::Aid, Kind::Event, Kind::Product, Kind::Service];
    let mut kept = Kept::default();
    let read = visit(&Host::new(badly_filled()), &source, &kinds, None, &mut kept).await;
    let told = kinds.into_iter().zip(read).map(|(kind, (outcome, report))| report_of(kind, outcome, &report));
    let told = told.collect::<Vec<_>>().join("\n");
    assert!(
        !told.contains("33041599990000") && !told.contains("081200000000"),
        "no person's numbers in a report"
    );
    insta::assert_snapshot!("report", told);
}

/// The workbook with something else in one of its parts.
fn tampered(part: &Index, at: &Index, cut: usize, put: &str) -> Vec<u8> {
    static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut template = Template::of(Kind::Event).and(Kind::Statistic);
        for row in filled(Kind::Statistic, &villages()[0]) {
            template = template.row(row).expect("columns of the kind");
        }
        template.write(Format::Xlsx).expect("a workbook")
    });
    let mut from = ZipArchive::new(Cursor::new(WHOLE.as_slice())).expect("a workbook");
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let part = part.index(from.len());
    for index in 0..from.len() {
        let mut file = from.by_index(index).expect("a part");
        let mut text = Vec::new();
        file.read_to_end(&mut text).expect("a part");
        if index == part {
            let at = at.index(text.len());
            text.splice(at..text.len().min(at + cut), put.bytes());
        }
        to.start_file(file.name().expect("a name"), SimpleFileOptions::default()).expect("a part");
        to.write_all(&text).expect("a part");
    }
    to.finish().expect("a workbook").into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However a workbook is damaged, reading it comes to an end, and to records or to a message.
    #[test]
    fn a_damaged_workbook_harms_nobody(
        part: Index,
        at: Index,
        cut in 0_usize..30,
        put in "([<>&\"/=A-Za-z0-9 :-]){0,12}",
    ) {
        let host = Host::new(tampered(&part, &at, cut, &put));
        let source = source("33.04.15", "http://kecamatan.invalid/desa.xlsx");
        let mut kept = Kept::default();
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let kinds = [Kind::Event, Kind::Statistic];
        for (outcome, report) in runtime.block_on(visit(&host, &source, &kinds, None, &mut kept)) {
            prop_assert!(outcome.is_ok() || !report.complete);
        }
    }
}
