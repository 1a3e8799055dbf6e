//! Rows of OpenSID's database that both eras show.

use serde_json::{Value, json};

use super::format::score;
use crate::village::{Document, DocumentSort, Idm};

/// What OpenSID keeps of a regulation or a decree.
pub(crate) fn attributes(document: &Document) -> Value {
    let date = document.date.strftime("%d-%m-%Y").to_string();
    let number = document.number.clone().unwrap_or_default();
    match document.sort {
        DocumentSort::Decree => json!({
            "uraian": document.subject, "no_kep_kades": number, "tgl_kep_kades": date,
            "no_lapor": "", "tgl_lapor": "", "keterangan": "",
        }),
        _ => json!({
            "uraian": document.subject, "jenis_peraturan": "Peraturan Desa", "no_ditetapkan": number,
            "tgl_ditetapkan": date, "tgl_kesepakatan": date, "no_lembaran_desa": number, "tgl_lembaran_desa": date,
        }),
    }
}

/// The 53 rows of the ministry's table: indicators, and the score of a component at the end of its own.
pub(crate) fn idm_rows(idm: &Idm) -> Vec<Value> {
    const INDICATORS: [&str; 10] = [
        "Akses Sarana Kesehatan",
        "Tenaga Bidan",
        "Akses ke SD/MI",
        "Taman Bacaan",
        "Gotong Royong",
        "Sumber Air Minum",
        "Akses Listrik",
        "Ragam Produksi",
        "Pasar Desa",
        "Tanggap Bencana",
    ];
    let mut scores = idm.indicators.iter().flatten();
    (1..=53)
        .map(|number: i64| {
            let component = match number {
                36 => Some(0),
                49 => Some(1),
                53 => Some(2),
                _ => None,
            };
            match component.map(|index| idm.components[index]) {
                Some((name, points)) => json!({
                    "NO": null, "INDIKATOR": format!("{name} {}", idm.year), "SKOR": score(points, 10_000), "KETERANGAN": null,
                    "KEGIATAN": null, "NILAI": null, "PUSAT": null, "PROV": null, "KAB": null, "DESA": null, "CSR": null,
                    "LAINNYA": null,
                }),
                None => json!({
                    "NO": number, "SKOR": scores.next(), "KETERANGAN": "Keadaan tahun berjalan",
                    "INDIKATOR": format!("Skor {}", INDICATORS[usize::try_from(number % 10).unwrap_or(0)]),
                    "KEGIATAN": null, "NILAI": 0.005_714, "PUSAT": "-", "PROV": "-", "KAB": "-", "DESA": "APBDes", "CSR": "-",
                    "LAINNYA": "-",
                }),
            }
        })
        .collect()
}
