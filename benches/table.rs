//! The most memory that reading a workbook of 50,000 rows takes: `cargo bench -p balai-benches --bench table`.
//!
//! Each workbook is written by one process and read by another, so that only reading is measured. The exit status is 1
//! where reading takes 150 MB or more.

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Instant;

use balai::regions::Decree;
use balai::table::{Format, Table, Template, columns};
use balai::{Kind, Platform, RosterSource, Session, Visit};
use balai_testkit::{Answer, Ask, Nowhere, Web, Website};
use bytes::Bytes;

const ROWS: u32 = 50_000;
const BAR_MB: f64 = 150.0;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["write", kind] => {
            write(kind.parse().expect("a kind"));
            ExitCode::SUCCESS
        }
        ["read", kind] => read(kind.parse().expect("a kind")),
        _ => {
            // A row a record, and many rows a record.
            let run = |what, kind| {
                let program = std::env::current_exe().expect("this program");
                Command::new(program).args([what, kind]).status().expect("it runs").success()
            };
            let is_met = ["product", "statistic"].map(|kind| run("write", kind) && run("read", kind));
            if is_met == [true, true] { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
    }
}

fn path(kind: Kind) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{kind}.xlsx"))
}

/// Every column filled in, descriptions of 200 letters; ten villages, of which each has a tenth of the rows; a hundred
/// rows are a table.
fn write(kind: Kind) {
    let mut template = Template::of(kind);
    for row in 0..ROWS {
        let cells = columns(kind).map(|column| match column.name {
            "village" => ("village", format!("33.04.15.20{:02}", row / (ROWS / 10) + 1)),
            name @ ("name" | "label") => (name, format!("{} {row}", column.example)),
            name @ "description" => (name, format!("{} {row}. ", column.example).repeat(8)),
            name @ "topic" => (name, format!("{} {}", column.example, row / 100)),
            "village_name" => ("village_name", String::new()),
            name => (name, column.example.to_owned()),
        });
        template = template.row(cells).expect("columns of the kind");
    }
    std::fs::write(path(kind), template.write(Format::Xlsx).expect("a workbook")).expect("a file");
}

fn read(kind: Kind) -> ExitCode {
    let file = Bytes::from(std::fs::read(path(kind)).expect("a file"));
    let size = file.len() as f64 / 1e6;
    let url = "http://kecamatan.invalid/desa.xlsx".parse().expect("a URL");
    let source = RosterSource::new("table", "33.04.15".parse().expect("a code"), url);
    let site = source.site("".as_ref()).expect("a source");
    let session = Session::new(Arc::new(Web::of(Host(file))), site).with_gazetteer(Arc::new(Decree));
    let table = Table::default();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let begun = Instant::now();
    let mut nowhere = Nowhere;
    let mut visit =
        Visit::begin(&session, table.manifest(), kind, None, &mut nowhere).expect("it is declared");
    runtime.block_on(table.read(kind, &mut visit)).expect("it is read");
    let (report, took) = (visit.end(), begun.elapsed());
    assert_eq!((report.skipped_count, report.complete), (0, true), "{report:?}");
    let peak = peak_mb();
    let is_met = peak < BAR_MB;
    println!(
        "{kind}: {ROWS} rows, {size:.1} MB of XLSX, {} records in {took:.1?}; peak {peak:.0} MB < {BAR_MB} MB  {}",
        report.emitted,
        if is_met { "ok" } else { "MISSED" }
    );
    if is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The most memory that this process had so far, as Linux tells it.
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the peak");
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kib * 1024.0 / 1e6
}

struct Host(Bytes);

impl Website for Host {
    fn respond(&self, _: &Ask) -> Answer {
        Answer::of("application/octet-stream", self.0.clone())
    }
}
