//! A simulated Ministry of Villages: the scores of a sub-district's villages, by their two endpoints.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::{Level, RegionCode};
use serde_json::{Value, json};

use crate::opensid::format::score;
use crate::village::{Idm, Village};
use crate::{Answer, Ask, Subdistrict, Website};

/// The Ministry of Villages, both of its hosts in one: the IDM of 2021 to 2024 and the SDGs Desa of a sub-district's
/// villages.
///
/// It has what the real one has: rows that tell by their place what they are, values that are numbers or text as it
/// comes, errors that do not say whether code or year is wrong, a village in its list that may be another (`Grogol
/// Lor`), a code of its own for villages that no survey reached, and no answer but a failure for a wrong code.
#[derive(Clone, Debug)]
pub struct Kemendesa {
    villages: Vec<Arc<Village>>,
    bps: BTreeMap<RegionCode, String>,
    missing: Vec<(RegionCode, i16)>,
    unsurveyed: Vec<RegionCode>,
    mistaken: Option<RegionCode>,
}

impl Kemendesa {
    /// The ministry as it knows a sub-district, whose villages it calls by codes of the Statistics Office for the SDGs.
    pub fn new(subdistrict: &Subdistrict) -> Self {
        // By the last two digits of the village's code.
        const SERIALS: [u8; 17] = [1, 15, 16, 17, 14, 2, 3, 4, 5, 13, 12, 11, 6, 7, 8, 9, 10];
        let villages: Vec<_> = subdistrict.villages().iter().map(|member| member.village.clone()).collect();
        let bps = villages
            .iter()
            .zip(SERIALS)
            .map(|(village, serial)| (village.code, format!("{DISTRICT}{serial:03}")));
        Self { bps: bps.collect(), villages, missing: Vec::new(), unsurveyed: Vec::new(), mistaken: None }
    }

    /// The same, without a village's score of a year.
    #[must_use]
    pub fn missing(mut self, village: RegionCode, year: i16) -> Self {
        self.missing.push((village, year));
        self
    }

    /// The same, with a village that the survey for the SDGs never reached: all its scores are 0.
    #[must_use]
    pub fn unsurveyed(mut self, village: RegionCode) -> Self {
        self.unsurveyed.push(village);
        self
    }

    /// The same, but that it answers with another village's identity for one.
    #[must_use]
    pub fn mistaken(mut self, village: RegionCode) -> Self {
        self.mistaken = Some(village);
        self
    }

    fn village(&self, digits: &str) -> Option<&Village> {
        self.villages.iter().map(|village| &**village).find(|village| village.code.digits() == digits)
    }

    /// The ministry's list of a sub-district's villages.
    fn list(&self, subdistrict: &str) -> Answer {
        let of_it = self.villages.iter().filter(|village| {
            village.code.at(Level::Subdistrict).is_some_and(|code| code.digits() == subdistrict)
        });
        let mut villages: Vec<Value> = of_it
            .map(|village| json!({ "id": village.code.digits(), "text": village.name.to_uppercase() }))
            .collect();
        if !villages.is_empty() {
            villages.push(json!({ "id": format!("{subdistrict}2099"), "text": "GROGOL LOR" }));
        }
        Answer::json(&json!({ "status": 200, "error": false, "mapData": villages }))
    }

    fn idm(&self, code: &str, year: &str) -> Answer {
        let village = self.village(code);
        let known = village.and_then(|village| {
            let idm = village.idm.iter().find(|idm| idm.year.to_string() == year)?;
            (!self.missing.contains(&(village.code, idm.year))).then_some((village, idm))
        });
        let Some((village, idm)) = known else {
            let error = json!({ "status": 400, "error": true, "message": "ID Desa tidak ditemukan" });
            return Answer::json(&error).with_status(400);
        };
        let named = match self.mistaken {
            Some(mistaken) if mistaken == village.code => self.villages.first().map_or(village, |it| it),
            _ => village,
        };
        let profile = &village.profile;
        Answer::json(&json!({ "status": 200, "error": false, "message": "", "mapData": {
            "SUMMARIES": {
                "SKOR_SAAT_INI": score(idm.score, 10_000), "STATUS": idm.class, "TARGET_STATUS": idm.target,
                "SKOR_MINIMAL": score(idm.minimum, 10_000).to_string(), "PENAMBAHAN": score(idm.minimum - idm.score, 10_000),
                "TAHUN": idm.year,
            },
            "ROW": rows(idm),
            "IDENTITAS": [{
                "id_prov": &code[..2], "nama_provinsi": profile.province.to_uppercase(),
                "id_kabupaten": &code[..4], "nama_kab_kota": profile.regency.to_uppercase(),
                "id_kecamatan": &code[..6], "nama_kecamatan": profile.subdistrict.to_uppercase(),
                "id_desa": named.code.digits(), "nama_desa": named.name.to_uppercase(),
            }],
        } }))
    }

    fn sdgs(&self, bps: &str) -> Answer {
        let code = self.bps.iter().find(|(_, known)| *known == bps).map(|(code, _)| code);
        let Some(village) = code.and_then(|code| self.village(&code.digits())) else {
            return Answer::json(&json!({ "message": "Server Error" })).with_status(500);
        };
        let is_surveyed = !self.unsurveyed.contains(&village.code);
        let points = |points: i64| if is_surveyed { points } else { 0 };
        let goals: Vec<Value> = village
            .sdgs
            .goals
            .iter()
            .zip(1..)
            .map(|((title, goal), number)| {
                let image = format!("https://sid.simulasi.invalid/{number}.png");
                json!({ "goals": number, "title": title, "image": image, "score": score(points(*goal), 100) })
            })
            .collect();
        let average = points(village.sdgs.average);
        let average = format!("{}.{:02}", average / 100, average % 100);
        Answer::json(&json!({ "average": average, "data": goals, "total_desa": 1 }))
    }

    /// The Statistics Office's codes by the ministry's names, and one whose name may be another's.
    fn regions(&self, code: &str, level: &str) -> Answer {
        let rows: Vec<Value> = match (code, level) {
            ("3304", "district") => vec![
                json!({ "kdkecamatan": "3304140", "nmkecamatan_kemendesa": "PANDANARUM" }),
                json!({ "kdkecamatan": DISTRICT, "nmkecamatan_kemendesa": "PEJAWARAN" }),
            ],
            (DISTRICT, "village") => {
                let village = |village: &Arc<Village>| {
                    let bps = self.bps.get(&village.code);
                    json!({ "kddesa": bps, "nmdesa_kemendesa": village.name.to_uppercase() })
                };
                let doubtful =
                    json!({ "kddesa": format!("{DISTRICT}099"), "nmdesa_kemendesa": "GROGOL LOR" });
                self.villages.iter().map(village).chain([doubtful]).collect()
            }
            _ => Vec::new(),
        };
        Answer::json(&Value::from(rows))
    }
}

/// Pejawaran's code of the Statistics Office.
const DISTRICT: &str = "3304150";

impl Website for Kemendesa {
    fn respond(&self, ask: &Ask) -> Answer {
        let parts: Vec<&str> = ask.path().trim_matches('/').split('/').collect();
        let parameter = |name| ask.parameter(name).unwrap_or_default();
        match parts[..] {
            ["open", "api", "lookup", "desa", subdistrict] => self.list(subdistrict),
            ["open", "api", "desa", "rumusan", code, year] => self.idm(code, year),
            ["sdgs", "searching", "score-sdgs"] => self.sdgs(&parameter("location_code")),
            ["sdgs", "searching", "score-sdgs-detail"] => {
                let people = self.villages.iter().flat_map(|village| village.residents.iter().take(3));
                let people: Vec<Value> = people.map(|it| json!({ "name": it.name, "nik": it.nik })).collect();
                Answer::json(&json!({ "recom": [{ "no": "1.1", "bnba": people }] }))
            }
            ["region", "selected"] => self.regions(&parameter("code"), &parameter("param")),
            _ => Answer::html("<h1>404</h1><p>Situs simulasi.</p>").with_status(404),
        }
    }
}

/// The 55 rows of a year, told apart by their place. Their numbers begin anew with each dimension.
fn rows(idm: &Idm) -> Vec<Value> {
    const SOCIAL: [&str; 4] = ["Akses Sarkes", "Dokter", "Bidan", "Akses SD/MI"];
    const ECONOMIC: [&str; 3] = ["Keragaman Produksi", "Pertokoan", "Bank & BPR"];
    const ECOLOGICAL: [&str; 3] = ["Kualitas Lingkungan", "Rawan Bencana", "Tanggap Bencana"];
    let names: [&[&str]; 3] = [&SOCIAL, &ECONOMIC, &ECOLOGICAL];
    let mut rows = Vec::new();
    for ((names, scores), (component, points)) in names.into_iter().zip(&idm.indicators).zip(idm.components) {
        for (number, points) in (1_usize..).zip(scores) {
            let points: Value = if number % 2 == 0 { (*points).into() } else { points.to_string().into() };
            rows.push(json!({
                "NO": number, "INDIKATOR": format!("Skor {}", names[(number - 1) % names.len()]), "SKOR": points,
                "KETERANGAN": "Keadaan tahun berjalan", "KEGIATAN": "-", "NILAI": 0, "PUSAT": null, "PROV": null,
                "KAB": "Dinkes, PU", "DESA": null, "CSR": null, "LAINNYA": null, "ROW_CELL": rows.len() + 10,
            }));
        }
        rows.push(json!({
            "NO": null, "INDIKATOR": format!("{component} {}", idm.year), "SKOR": score(points, 10_000), "ROW_CELL": rows.len() + 10,
        }));
    }
    rows.push(
        json!({ "NO": null, "INDIKATOR": format!("IDM {}", idm.year), "SKOR": score(idm.score, 10_000) }),
    );
    rows.push(json!({ "NO": null, "INDIKATOR": format!("STATUS IDM {}", idm.year), "SKOR": idm.class }));
    rows
}
