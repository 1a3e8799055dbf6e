//! The portal's tables.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Ckan;
use crate::Answer;
use crate::opensid::format::{amount, grouped};
use crate::village::Village;

/// One table: a data set with one resource.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) organization: &'static str,
    format: &'static str,
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Value>>,
    pub(super) in_datastore: bool,
}

/// Children under five years of a village.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Toddlers {
    /// All that were measured.
    pub all: u32,
    /// The stunted among them.
    pub stunted: u32,
}

pub(super) fn toddlers(village: &Village, year: i16) -> Option<Toddlers> {
    let infants = village.statistic("15")?.rows.first()?.total();
    let later = u32::try_from(year - 2021).ok().filter(|later| (1..=3).contains(later))?;
    let serial = u32::from(village.code.digits().as_bytes()[9] - b'0');
    let all = infants + 3 * later;
    Some(Toddlers { all, stunted: all * (serial % 8 + 1) / 100 })
}

impl Table {
    fn new(id: &'static str, title: &'static str, columns: &[&'static str], rows: Vec<Vec<Value>>) -> Self {
        let organization =
            if title.ends_with("Kabupaten") { "dinas-kependudukan" } else { "kecamatan-pejawaran" };
        let columns = columns.to_vec();
        Self { id, title, organization, format: "CSV", columns, rows, in_datastore: true }
    }

    fn file_only(mut self, format: &'static str) -> Self {
        (self.format, self.in_datastore) = (format, false);
        self
    }

    fn slug(&self) -> String {
        crate::village::slug(self.title)
    }

    pub(super) fn resource(&self, origin: &str) -> Value {
        let url = format!("{origin}/dataset/{0}/resource/{0}/download/{1}.csv", self.id, self.slug());
        json!({
            "id": self.id, "package_id": self.id, "name": self.title, "description": "", "format": self.format,
            "mimetype": null, "size": null, "hash": "", "url": url, "url_type": "upload", "state": "active",
            "datastore_active": self.in_datastore, "created": "2024-05-06T02:10:11.123456", "last_modified": null,
        })
    }

    pub(super) fn package(&self, origin: &str) -> Value {
        json!({
            "id": self.id, "name": self.slug(), "title": self.title, "notes": "Data simulasi", "type": "dataset",
            "state": "active", "private": false, "author": "Operator", "author_email": "operator@simulasi.invalid",
            "maintainer": null, "license_id": "notspecified", "license_title": "License not specified", "isopen": false,
            "organization": { "id": "1", "name": self.organization, "title": "Kecamatan Pejawaran" },
            "groups": [], "tags": [{ "name": "desa" }], "extras": [], "num_resources": 1,
            "metadata_created": "2024-05-06T02:10:11.123456", "metadata_modified": "2025-01-02T03:04:05.678901",
            "resources": [self.resource(origin)],
        })
    }

    /// The table as text, a line a row.
    pub(super) fn csv(&self, delimiter: char) -> String {
        let cell = |value: &Value| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if text.contains([delimiter, '"', '\n']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text
            }
        };
        let line = |cells: Vec<String>| cells.join(&delimiter.to_string()) + "\r\n";
        let header = line(self.columns.iter().map(|column| cell(&json!(column))).collect());
        self.rows.iter().fold(header, |text, row| text + &line(row.iter().map(cell).collect()))
    }

    /// The file as it was uploaded.
    pub(super) fn file(&self) -> Answer {
        match self.id {
            Ckan::EXPIRED => Answer::html("<title>Halaman tidak ditemukan</title><p>Situs simulasi.</p>"),
            Ckan::WORKBOOK => Answer::of(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "PK\u{3}\u{4}…",
            ),
            Ckan::VILLAGE_FUND => {
                let title = "\u{feff}DANA DESA;;;\r\nKecamatan Pejawaran;;;\r\n;;;\r\n";
                Answer::of("application/octet-stream", format!("{title}{}", self.csv(';')))
            }
            _ => Answer::of("text/csv", self.csv(',')),
        }
    }
}

/// A village's name as the offices write it.
fn spelled(village: &Village) -> String {
    let name = &village.name;
    match village.code.digits().as_bytes()[9] {
        b'1' => format!("Desa {name}"),
        b'2' => name.to_uppercase(),
        b'3' => name.chars().map(|letter| format!("{letter} ")).collect(),
        b'4' => format!("{name}*)"),
        b'5' => format!(" {name}"),
        b'6' => format!("{name}1"),
        _ => name.clone(),
    }
}

/// A number as text, with dots for thousands.
fn dotted(number: u32) -> Value {
    grouped(number.into(), '.').into()
}

/// Ten-thousandths with a comma.
fn comma(score: i64) -> Value {
    format!("{}", score as f64 / 10_000.0).replace('.', ",").into()
}

pub(super) fn all(villages: &[Arc<Village>]) -> Vec<Table> {
    vec![
        stunting(villages),
        population(villages),
        religion(villages),
        idm(villages),
        village_fund(villages),
        families(villages),
        recipients(villages),
        Table::new(Ckan::WORKBOOK, "Data UMKM Kecamatan Pejawaran", &[], Vec::new()).file_only("XLSX"),
        Table::new(Ckan::EXPIRED, "Data Jalan Kecamatan Pejawaran", &[], Vec::new()).file_only("csv"),
    ]
}

fn stunting(villages: &[Arc<Village>]) -> Table {
    let columns = [
        "Desa/Kelurahan",
        "Jumlah Seluruh Balita",
        "Jumlah Balita Stunting",
        "Persentase* (%)",
        "jumlah balita yang ikut posyandu",
        "Tahun",
    ];
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for year in 2021..=2024 {
        let year_text = json!(year.to_string());
        let mut sums = (0, 0);
        for village in villages {
            let name = json!(spelled(village));
            let counts = match toddlers(village, year) {
                Some(Toddlers { all, stunted }) => {
                    sums = (sums.0 + all, sums.1 + stunted);
                    let percent =
                        format!("{:.2}", f64::from(stunted) * 100.0 / f64::from(all)).replace('.', ",");
                    [dotted(all), stunted.to_string().into(), percent.into(), "NA".into()]
                }
                None => ["0", "0", "0", "NA"].map(Value::from),
            };
            let [all, stunted, percent, visitors] = counts;
            rows.push(vec![name, all, stunted, percent, visitors, year_text.clone()]);
        }
        rows.push(vec![
            "Grogol Lor".into(),
            "40".into(),
            "6".into(),
            "15".into(),
            "NA".into(),
            year_text.clone(),
        ]);
        let sums = [sums.0 + 40, sums.1 + 6].map(dotted);
        let [all, stunted] = sums;
        rows.push(vec!["Jumlah".into(), all, stunted, "".into(), "".into(), year_text]);
    }
    rows.push(vec!["Sumber: Dinas simulasi".into(), "".into(), "".into(), "".into(), "".into(), "".into()]);
    let title = "Data Jumlah Balita Stunting per Desa/Kelurahan Kecamatan Pejawaran";
    Table::new(Ckan::STUNTING, title, &columns, rows)
}

fn population(villages: &[Arc<Village>]) -> Table {
    let columns = ["Kecamatan", "Desa", "Tahun ", "Laki-laki", "Perempuan", "Jumlah"];
    let row = |subdistrict: &str, village: &str, male: u32, female: u32| {
        let counts = [male, female, male + female].map(dotted);
        let [male, female, all] = counts;
        vec![subdistrict.into(), village.into(), "2025".into(), male, female, all]
    };
    // Villages of other sub-districts bear the same names.
    let mut rows = vec![
        row("BANJARMANGU", "Kalilunjar", 1_111, 1_222),
        row("BANJARMANGU", "Beji", 1_333, 1_444),
        row("WANAYASA", "Wanaraja", 1_555, 1_666),
    ];
    for village in villages {
        let count = village.population();
        rows.push(row("PEJAWARAN", &spelled(village), count.male, count.female));
    }
    Table::new(Ckan::POPULATION, "Jumlah Penduduk menurut Desa se-Kabupaten", &columns, rows)
}

fn religion(villages: &[Arc<Village>]) -> Table {
    let columns = [
        "bps_kode_desa_kelurahan",
        "kemendagri_kode_desa_kelurahan",
        "nama_desa",
        "agama",
        "jumlah",
        "satuan",
        "tahun",
    ];
    let rows = villages.iter().flat_map(|village| {
        let digits = village.code.digits();
        let table = village.statistic("3").into_iter();
        table.flat_map(|table| &table.rows).map(move |row| {
            // Codes came through a spreadsheet.
            let code = digits.parse::<f64>().unwrap_or_default();
            vec![
                "".into(),
                code.into(),
                village.name.to_uppercase().into(),
                row.label.clone().into(),
                row.total().into(),
                "orang".into(),
                2025.into(),
            ]
        })
    });
    Table::new(Ckan::RELIGION, "Jumlah Penduduk menurut Agama Kecamatan Pejawaran", &columns, rows.collect())
}

fn idm(villages: &[Arc<Village>]) -> Table {
    let columns = ["Nama Desa", "Tahun", "IKS", "IKE", "IKL", "Nilai IDM", "Status"];
    let rows = villages.iter().flat_map(|village| {
        village.idm.iter().map(move |idm| {
            let [social, economic, ecological] = idm.components.map(|(_, score)| comma(score));
            vec![
                spelled(village).into(),
                idm.year.to_string().into(),
                social,
                economic,
                ecological,
                comma(idm.score),
                idm.class.into(),
            ]
        })
    });
    Table::new(Ckan::IDM, "Indeks Desa Membangun Kecamatan Pejawaran", &columns, rows.collect())
}

fn village_fund(villages: &[Arc<Village>]) -> Table {
    let rows = villages.iter().flat_map(|village| {
        village.budgets.iter().filter_map(move |budget| {
            let line = budget.lines.iter().find(|line| line.code == "4.2.1.")?;
            let sums = [line.budgeted, line.realised].map(|sum| Value::from(amount(sum)));
            let [budgeted, realised] = sums;
            Some(vec![spelled(village).into(), budget.year.to_string().into(), budgeted, realised])
        })
    });
    let columns = ["Desa", "Tahun", "Pagu (Rp)", "Realisasi (Rp)"];
    Table::new(Ckan::VILLAGE_FUND, "Dana Desa Kecamatan Pejawaran", &columns, rows.collect()).file_only("csv")
}

fn families(villages: &[Arc<Village>]) -> Table {
    let rows = villages.iter().map(|village| {
        let families = village.aid.first().map(|aid| aid.recipients()).unwrap_or_default();
        // Of the year before there are so few that they could be named.
        vec![spelled(village).into(), (families % 7).to_string().into(), families.to_string().into()]
    });
    let columns = ["Desa", "2025", "2026"];
    Table::new(Ckan::FAMILIES, "Keluarga Penerima Manfaat PKH Kecamatan Pejawaran", &columns, rows.collect())
}

fn recipients(villages: &[Arc<Village>]) -> Table {
    let rows = villages.iter().flat_map(|village| {
        village.residents.iter().take(3).map(move |resident| {
            vec![
                resident.nik.clone().into(),
                resident.name.clone().into(),
                "RT 01 RW 02".into(),
                village.name.clone().into(),
                "1".into(),
                "2026".into(),
            ]
        })
    });
    let columns = ["NIK", "Nama", "Alamat", "Desa", "Jumlah", "Tahun"];
    Table::new(Ckan::RECIPIENTS, "Penerima Bantuan Sembako Kecamatan Pejawaran", &columns, rows.collect())
}
