//! Tables as clerks really keep them.

use balai_core::model::{Article, Event, Section, Statistic};
use balai_core::{Entity, ErrorKind, Kind, Location, Record, Rupiah};

mod support;

use support::{Host, Kept, budget, csv, failure, read, source, titles, told, visit, xlsx};

fn statistics(records: &[Record]) -> Vec<&Statistic> {
    let of = records.iter().map(|record| match &record.entity {
        Entity::Statistic(it) => it,
        _ => panic!("{record:?}"),
    });
    of.collect()
}

#[tokio::test]
async fn a_source_of_one_village_needs_neither_code_nor_name() {
    let file = csv(&[&["nama", "jabatan"], &["Wahyu", "Carik"], &["Rahayu", "Kades"]]);
    let mut kept = Kept::default();
    let source = source("33.04.15.2014", "http://beji.invalid/perangkat.csv");
    visit(&Host::new(file), &source, &[Kind::Official], None, &mut kept)
        .await
        .remove(0)
        .0
        .expect("it is read");
    let order = |record: &Record| match &record.entity {
        Entity::Official(it) => (record.village.to_string(), it.order),
        _ => panic!("{record:?}"),
    };
    let orders: Vec<_> = kept.records.iter().map(order).collect();
    assert_eq!(orders, [1, 2].map(|order| ("33.04.15.2014".to_owned(), Some(order))));

    let file = csv(&[&["nama", "jabatan"], &["Wahyu", "Carik"]]);
    let (report, _) = told(read(file, Kind::Official).await);
    assert!(
        report.skipped[0].contains("there is no column \"kode desa\" or \"desa\""),
        "{:?}",
        report.skipped
    );
}

#[tokio::test]
async fn a_table_as_it_is_printed_is_read() {
    let file = csv(&[
        &["LAPORAN REALISASI APBDES"],
        &["Desa Darmayasa"],
        &["Tahun", "Kode", "Uraian", "Anggaran", "Realisasi"],
        &["1", "2", "3", "4", "5"],
        &["2026", "4", "PENDAPATAN", "", ""],
        &["", "4.1", "Pendapatan Asli Desa", "1.000.000", "900.000"],
        &["", "4.2.1", "Dana Desa", "800.000.000", "800.000.000"],
        &["", "", "JUMLAH PENDAPATAN", "801.000.000", "800.900.000"],
        &["", "5", "BELANJA DESA", "", ""],
        &["", "1", "Bidang Penyelenggaraan Pemerintahan Desa", "500.000.000", "400.000.000"],
        &["", "4.1", "Bidang Pemberdayaan", "10.000.000", "-"],
        &["", "", "Jumlah Belanja Pegawai", "1", "1"],
        &["", "", "JUMLAH BELANJA", "510.000.000", "400.000.000"],
        &["", "", "SURPLUS / (DEFISIT)", "291.000.000", "400.900.000"],
        &["", "6", "PEMBIAYAAN", "", ""],
        &["", "6.1.1", "SiLPA Tahun Sebelumnya", "(1.000)", ""],
        &["", "", "PEMBIAYAAN NETTO", "5.000", "5.000"],
    ]);
    let mut kept = Kept::default();
    let source = source("33.04.15.2008", "http://darmayasa.invalid/berkas");
    let (outcome, report) =
        visit(&Host::new(file), &source, &[Kind::Budget], None, &mut kept).await.remove(0);
    outcome.expect("it is read");
    assert_eq!(report.skipped, Vec::<String>::new());
    assert_eq!(kept.records.len(), 1);
    let budget = budget(&kept.records[0]);
    let rupiah = Rupiah::from_rupiah;
    let lines: Vec<_> = budget
        .lines
        .iter()
        .map(|line| (line.code.as_deref(), line.section, line.level, line.budgeted))
        .collect();
    assert_eq!(
        lines,
        [
            (Some("4.1"), Section::Income, 1, rupiah(1_000_000)),
            (Some("4.2.1"), Section::Income, 2, rupiah(800_000_000)),
            (Some("1"), Section::Expenditure, 1, rupiah(500_000_000)),
            (Some("4.1"), Section::Expenditure, 1, rupiah(10_000_000)),
            (Some("6.1.1"), Section::Financing, 2, rupiah(-1_000)),
        ]
    );
    let totals: Vec<_> = budget.totals.iter().map(|total| (total.section, total.budgeted)).collect();
    assert_eq!(
        totals,
        [
            (Section::Income, rupiah(801_000_000)),
            (Section::Expenditure, rupiah(510_000_000)),
            (Section::Financing, rupiah(5_000)),
        ]
    );
}

#[tokio::test]
async fn the_readme_shows_what_is_so() {
    let readme = include_str!("../README.md");
    let table = readme
        .lines()
        .skip_while(|line| !line.starts_with("   | kode desa"))
        .take_while(|line| line.contains('|'));
    let rows = table.filter(|line| !line.contains("---"));
    let cells =
        |line: &str| line.trim().trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>().join(";");
    let file = rows.map(|line| cells(line) + "\n").collect::<String>();
    let (report, records) = told(read(file.clone(), Kind::Budget).await);
    assert_eq!((records.len(), report.skipped_count), (1, 0), "{:?}", report.skipped);
    let lines: Vec<_> =
        budget(&records[0]).lines.iter().map(|line| (line.section, line.realised.map(Rupiah::sen))).collect();
    assert_eq!(
        lines,
        [
            (Section::Income, Some(80_100_000_000)),
            (Section::Income, Some(40_050_000_000)),
            (Section::Expenditure, Some(29_800_000_050)),
        ]
    );

    let (report, _) = told(read(file.replace("310000000", "banyak"), Kind::Budget).await);
    let shown = readme
        .split_once("sheet \"APBDes\", ")
        .and_then(|(_, rest)| rest.split_once("```"))
        .expect("a message");
    let shown = shown.0.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(report.skipped[0].contains(&shown), "{:?}\nlacks\n{shown}", report.skipped);
}

#[tokio::test]
async fn a_table_of_the_population_has_its_sums() {
    let file = csv(&[
        &["desa", "topik", "periode", "kategori", "L", "P", "jumlah"],
        &["Beji", "Agama", "2026", "ISLAM", "1.200", "1.190", "2.390"],
        &["", "", "", "KRISTEN", "3", "4", ""],
        &["", "", "", "BELUM MENGISI", "1", "0", "1"],
        &["", "", "", "JUMLAH", "1204", "1194", "2398"],
        &["", "Kepemilikan WC", "", "Punya", "", "", "700"],
    ]);
    let (report, records) = told(read(file, Kind::Statistic).await);
    assert_eq!(report.skipped, Vec::<String>::new());
    let [religion, other] = statistics(&records)[..] else { panic!("{records:?}") };
    assert_eq!(religion.topic.name(), "religion");
    assert_eq!(religion.topic_name.as_deref(), Some("Agama"));
    let rows: Vec<_> = religion.rows.iter().map(|row| (row.label.as_str(), row.total, row.male)).collect();
    assert_eq!(rows, [("ISLAM", 2390, Some(1200)), ("KRISTEN", 7, Some(3))]);
    assert_eq!((religion.total, religion.unknown), (Some(2398), Some(1)));
    assert_eq!((other.topic.name().as_str(), other.period.as_deref()), ("Kepemilikan WC", Some("2026")));
    assert_eq!(records[1].village.to_string(), "33.04.15.2014", "an empty cell means what stands above");
}

#[tokio::test]
async fn merged_cells_percents_and_dates_are_read_as_they_show() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let style = rust_xlsxwriter::Format::new();
    let page = workbook.add_worksheet().set_name("Pembangunan").expect("a name");
    page.merge_range(0, 0, 0, 3, "KEGIATAN PEMBANGUNAN", &style).expect("merged");
    page.merge_range(1, 0, 2, 0, "Desa", &style).expect("merged");
    page.merge_range(1, 1, 2, 1, "Nama Kegiatan", &style).expect("merged");
    page.merge_range(1, 2, 1, 3, "Keadaan", &style).expect("merged");
    page.write_string(2, 2, "Tahun").expect("a cell");
    page.write_string(2, 3, "Progres").expect("a cell");
    page.merge_range(3, 0, 4, 0, "Beji", &style).expect("merged");
    let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
    for (row, (name, part)) in (3..).zip([("Jalan", 0.4), ("Talud", 0.58)]) {
        page.write_string(row, 1, name).expect("a cell");
        page.write_number(row, 2, 2026.0).expect("a cell");
        page.write_number_with_format(row, 3, part, &percent).expect("a cell");
    }
    let page = workbook.add_worksheet().set_name("Agenda").expect("a name");
    for (at, heading) in (0..).zip(["desa", "nama kegiatan", "tanggal", "jam"]) {
        page.write_string(0, at, heading).expect("a cell");
    }
    page.write_string(1, 0, "Beji").expect("a cell").write_string(1, 1, "Musdes").expect("a cell");
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    let hour = rust_xlsxwriter::Format::new().set_num_format("hh:mm");
    page.write_number_with_format(1, 2, 46_042.0, &day).expect("a cell");
    page.write_number_with_format(1, 3, 0.395_833_333_333, &hour).expect("a cell");
    let host = Host::new(workbook.save_to_buffer().expect("a workbook"));
    let mut kept = Kept::default();
    let source = source("33.04.15", "http://kecamatan.invalid/berkas");
    for (outcome, report) in visit(&host, &source, &[Kind::Project, Kind::Event], None, &mut kept).await {
        outcome.expect("it is read");
        assert_eq!(report.skipped, Vec::<String>::new());
    }
    let projects: Vec<_> = kept
        .records
        .iter()
        .filter_map(|record| match &record.entity {
            Entity::Project(it) => Some((it.title.as_str(), it.year, it.progress_percent)),
            _ => None,
        })
        .collect();
    assert_eq!(projects, [("Jalan", Some(2026), Some(40.0)), ("Talud", Some(2026), Some(58.0))]);
    let event = kept.entities().into_iter().find_map(|it| match it {
        Entity::Event(it) => Some(it),
        _ => None,
    });
    let Some(Event { starts_at, all_day, .. }) = event else { panic!("no event") };
    assert_eq!((starts_at.to_string().as_str(), all_day), ("2026-01-20T02:30:00Z", false));
}

#[tokio::test]
async fn news_without_an_address_is_read_in_the_file_where_that_is_on_the_web() {
    let rows: &[&[&str]] = &[
        &["desa", "judul", "tanggal", "tautan", "isi"],
        &["Beji", "Panen", "20 Januari 2026 pukul 09.30", "", "Padi dipanen."],
        &["Beji", "Rapat", "21/01/2026", "https://sosial.invalid/beji/posts/1", ""],
    ];
    let (report, records) = told(read(csv(rows), Kind::Article).await);
    assert_eq!(report.skipped_count, 0, "{:?}", report.skipped);
    let url = |record: &Record| match &record.entity {
        Entity::Article(Article { url, .. }) => url.clone(),
        _ => panic!("{record:?}"),
    };
    assert!(url(&records[0]).starts_with("http://kecamatan.invalid/berkas#panen-2026-01-20"));
    assert_eq!(records[0].published_at.expect("a date").to_string(), "2026-01-20T02:30:00Z");
    assert_ne!(records[0].id, records[1].id);

    let mut local = source("33.04.15", "http://kecamatan.invalid/berkas");
    local.location = Location::File("/data/berita.csv".into());
    let mut kept = Kept::default();
    let (outcome, report) =
        visit(&Host::new(csv(rows)), &local, &[Kind::Article], None, &mut kept).await.remove(0);
    outcome.expect("it is read");
    assert_eq!(kept.records.len(), 1);
    assert!(
        report.skipped[0].contains("row 2, column D (tautan) is empty, and a file on this machine"),
        "{:?}",
        report.skipped
    );
}

#[tokio::test]
async fn sheets_that_are_not_there_and_sheets_that_are_not_understood_are_two_things() {
    let officials: &[&[&str]] = &[&["desa", "nama", "jabatan"], &["Beji", "Wahyu", "Carik"]];
    let (report, records) = told(read(xlsx(&[("Perangkat", officials)]), Kind::Aid).await);
    assert!(records.is_empty() && report.complete);
    assert_eq!(report.notes, ["the file has no sheet of aid (bantuan sosial)"]);

    let vague: &[&[&str]] = &[&["desa", "nama", "keterangan"], &["Beji", "Sekar Wangi", "usaha"]];
    let file = || xlsx(&[("Perangkat", officials), ("Sheet2", vague)]);
    let (outcome, report, _) = read(file(), Kind::Product).await;
    let (kind, message) = failure(outcome);
    assert_eq!(kind, ErrorKind::NotOffered);
    assert!(
        message.contains("no sheet is called produk, and what these hold is not understood: Sheet2"),
        "{message}"
    );
    assert!(
        report.notes[0].contains("sheet \"Sheet2\" is not read, since it may be several"),
        "{:?}",
        report.notes
    );
    assert!(!report.complete);
}

#[tokio::test]
async fn several_sheets_of_a_kind_are_all_read() {
    let one: &[&[&str]] = &[&["desa", "nama", "jabatan"], &["Beji", "Wahyu", "Carik"]];
    let two: &[&[&str]] = &[&["desa", "nama", "jabatan"], &["Beji", "Rahayu", "Anggota"]];
    let (report, records) = told(read(xlsx(&[("Perangkat 1", one), ("BPD", two)]), Kind::Official).await);
    assert_eq!(titles(&records), ["Wahyu, Carik", "Rahayu, Anggota"]);
    assert!(report.complete);

    let broken: &[&[&str]] = &[&["desa", "nama"], &["Beji", "Siti"]];
    let (report, records) = told(read(xlsx(&[("Perangkat 1", one), ("BPD", broken)]), Kind::Official).await);
    assert_eq!(titles(&records), ["Wahyu, Carik"]);
    assert!(
        report.skipped[0].contains("sheet \"BPD\", row 1: the headings lack \"jabatan\""),
        "{:?}",
        report.skipped
    );
}
