//! A simulated OpenDK: the portal of a sub-district, with what its villages sent it.

use std::sync::Arc;

use balai_core::RegionCode;
use serde_json::{Value, json};

use crate::opensid::format::{amount, share};
use crate::village::{Budget, DocumentSort, Shape, Statistic, Village};
use crate::{Answer, Ask, Subdistrict, Website, html};

/// Where the interface begins.
const ROOT: &str = "/api/frontend/v1/";

/// An OpenDK of version 2608 that tells of the villages of a sub-district.
///
/// It has what real ones have: articles that are drafts, places and regulations that are no village's, a village whose
/// code nobody filled in (`Grogol Lor`, which may be Grogol), and endpoints that leak people's numbers.
#[derive(Clone, Debug)]
pub struct OpenDk {
    villages: Vec<Arc<Village>>,
    silent: Vec<RegionCode>,
    dotted: bool,
}

impl OpenDk {
    /// The portal of a sub-district whose villages all sent what they have.
    pub fn new(subdistrict: &Subdistrict) -> Self {
        let villages = subdistrict.villages().iter().map(|member| member.village.clone()).collect();
        Self { villages, silent: Vec::new(), dotted: true }
    }

    /// The same portal, to which a village never sent anything.
    #[must_use]
    pub fn silent(mut self, village: RegionCode) -> Self {
        self.silent.push(village);
        self
    }

    /// The same portal, reading from a central database: codes stand without dots there.
    #[must_use]
    pub fn undotted(mut self) -> Self {
        self.dotted = false;
        self
    }

    fn code(&self, code: RegionCode) -> String {
        if self.dotted { code.to_string() } else { code.digits() }
    }

    /// The village that is asked for by the portal's own form of its code, if it sent anything.
    fn asked(&self, code: Option<String>) -> Option<&Village> {
        let code = code?;
        let village = self.villages.iter().find(|village| self.code(village.code) == code)?;
        (!self.silent.contains(&village.code)).then_some(village)
    }

    fn subdistrict(&self) -> Option<RegionCode> {
        self.villages.first()?.code.parent()
    }

    fn profile(&self) -> Value {
        let codes = self.subdistrict().map(|it| (it, it.parent().unwrap_or(it)));
        let names = self.villages.first().map(|village| &village.profile);
        json!({ "data": [{ "type": null, "id": "1", "attributes": {
            "provinsi_id": "33", "nama_provinsi": names.map(|it| it.province.to_uppercase()),
            "kabupaten_id": codes.map(|(_, regency)| regency.to_string()), "nama_kabupaten": names.map(|it| it.regency.clone()),
            "kecamatan_id": codes.map(|(it, _)| it.to_string()), "nama_kecamatan": names.map(|it| it.subdistrict.clone()),
            "alamat": "Jl. Raya Simulasi No. 1", "telepon": "0286 000000", "nama_camat": names.map(|it| it.subdistrict_head.clone()),
            "nip_camat": names.map(|it| it.subdistrict_head_number.clone()), "visi": "Kecamatan simulasi", "misi": null,
        } }] })
    }

    fn list(&self) -> Value {
        let item = |(village, id): (&Arc<Village>, u32)| {
            let code = self.code(village.code);
            let url = format!("https://{}.simulasi.invalid/", village.slug());
            json!({ "type": "desa", "id": id.to_string(), "attributes": {
                "desa_id": code, "kode_desa": code, "nama": village.name, "sebutan_desa": "desa",
                "nama_lengkap": format!("Desa {}", village.name), "website": if id % 3 == 0 { "" } else { &url },
                "luas_wilayah": f64::from(village.profile.area_ha) / 100.0,
                "peta": { "path": json!([[village.profile.boundary]]).to_string() },
            } })
        };
        let mut items: Vec<Value> = self.villages.iter().zip(1..).map(item).collect();
        items.push(json!({ "type": "desa", "id": "99", "attributes": {
            "desa_id": null, "kode_desa": null, "nama": "Grogol Lor", "sebutan_desa": "desa", "website": null,
            "luas_wilayah": 0, "peta": { "path": null },
        } }));
        json!({ "data": items })
    }

    fn places(&self, origin: &str) -> Vec<Value> {
        let of_villages = self.villages.iter().flat_map(|village| {
            let places = village.places.iter().filter(|place| place.enabled);
            places.filter_map(move |place| match place.shape {
                Shape::Point([latitude, longitude]) => Some(json!({
                    "nama_potensi": place.name, "deskripsi": format!("<p>{}</p>", html(&place.description)),
                    "lokasi": format!("Desa {} RT 01 RW 02, Kecamatan {}", village.name, village.profile.subdistrict),
                    "lat": latitude.to_string(), "long": longitude.to_string(), "kategori_id": 1,
                    "file_gambar": null, "file_gambar_path": format!("{origin}/img/no-image.png"),
                    "tipe": { "id": 1, "nama_kategori": place.category },
                })),
                _ => None,
            })
        });
        let elsewhere = ["Jl. Raya Pejawaran", "Pejawaran", "Desa Grogol Lor"].map(|place| {
            json!({ "nama_potensi": "Pasar Kecamatan", "deskripsi": "", "lokasi": place, "lat": null, "long": null,
                "file_gambar": null, "file_gambar_path": null, "tipe": null })
        });
        of_villages.chain(elsewhere).collect()
    }

    fn regulations(&self, origin: &str) -> Vec<Value> {
        let of_villages = self.villages.iter().flat_map(|village| {
            let regulations = village
                .documents
                .iter()
                .filter(|document| document.is_public() && document.sort == DocumentSort::Regulation);
            regulations.map(|document| (document.title.clone(), document.file.clone()))
        });
        let own = [
            (
                "Keputusan Camat Pejawaran tentang Evaluasi APBDes Desa Beji".to_owned(),
                "camat.pdf".to_owned(),
            ),
            ("Standar Pelayanan Kecamatan".to_owned(), "standar.pdf".to_owned()),
        ];
        let item = |(title, file): (String, String)| {
            json!({
                "judul": title, "deskripsi": "", "tipe_regulasi": "1", "file_regulasi": format!("storage/regulasi/{file}"),
                "mime_type": "pdf", "file_regulasi_path": format!("{origin}/storage/regulasi/{file}"),
                "path_download": format!("{origin}/unduhan/regulasi/1/download"),
            })
        };
        of_villages.chain(own).map(item).collect()
    }

    /// Drafts and all.
    fn articles(&self) -> Vec<Value> {
        let articles = self.villages.iter().flat_map(|village| &village.articles);
        let item = |article: &crate::village::Article| json!({ "judul": article.title, "slug": article.slug, "isi": article.body, "status": u8::from(article.is_published()) });
        articles.take(40).map(item).collect()
    }

    /// What must never be asked for: complaints with the reporter's number, and the whole staff.
    fn leak(&self) -> Value {
        let people = self.villages.iter().flat_map(|village| village.residents.iter().take(3));
        let items = people.map(|resident| {
            json!({ "nik": resident.nik, "nama": resident.name, "laporan": "RAHASIA-ADUAN", "no_hp": resident.phone })
        });
        json!({ "data": items.collect::<Vec<_>>() })
    }
}

impl Website for OpenDk {
    fn respond(&self, ask: &Ask) -> Answer {
        let none = |ask: &Ask| match ask.headers.get("accept") {
            Some("application/json") => {
                let message = format!("The route {} could not be found.", ask.path());
                Answer::json(&json!({ "message": message })).with_status(404)
            }
            _ => Answer::html("<h1>404</h1><p>Situs simulasi.</p>").with_status(404),
        };
        let Some(endpoint) = ask.path().strip_prefix(ROOT) else {
            return match ask.path() {
                "/" => Answer::html(
                    "<title>Kecamatan</title><p>Situs simulasi. <a href=\"https://github.com/openSID/openDK\"><b>OpenDK</b></a> v2608.0.1</p>",
                ),
                "/sistem-komplain" | "/statistik/data-penduduk" => Answer::html(self.leak().to_string()),
                _ => none(ask),
            };
        };
        let answer = match endpoint {
            "profil" => Answer::json(&self.profile()),
            "desa" => Answer::json(&self.list()),
            "statistik-penduduk" => Answer::json(&population(self.asked(ask.parameter("desa")))),
            "statistik/chart-anggaran-desa" => {
                let year = ask.parameter("y").filter(|_| ask.parameter("mid").as_deref() == Some("Semua"));
                let village = self.asked(ask.parameter("did"));
                let budget = village
                    .and_then(|it| it.budgets.iter().find(|budget| Some(budget.year.to_string()) == year));
                Answer::json(&sums(budget))
            }
            "potensi" => listed(ask, "potensi", self.places(&ask.origin)),
            "regulasi" => listed(ask, "regulasi", self.regulations(&ask.origin)),
            "artikel" => listed(ask, "artikel", self.articles()),
            "komplain" | "website" => Answer::json(&self.leak()),
            _ => none(ask),
        };
        answer.header("X-RateLimit-Limit", "120").header("X-RateLimit-Remaining", "119")
    }
}

/// One page of a list: ten, or up to thirty where that is asked for, by number only where that is asked for.
fn listed(ask: &Ask, name: &str, attributes: Vec<Value>) -> Answer {
    let known = ["page[size]", "page[number]", "sort", "include"];
    if let Some((other, _)) = ask.query().into_iter().find(|(name, _)| !known.contains(&name.as_str())) {
        let message = format!("Requested filter(s) `{other}` are not allowed.");
        return Answer::json(&json!({ "message": message })).with_status(400);
    }
    let number = |name| ask.parameter(name).and_then(|value| value.parse::<usize>().ok());
    let size = number("page[size]").unwrap_or(10).clamp(1, 30);
    let current = number("page[number]").unwrap_or(1).max(1);
    let mut items: Vec<Value> = attributes
        .into_iter()
        .zip(1..)
        .map(|(attributes, id): (Value, u32)| json!({ "type": name, "id": id.to_string(), "attributes": attributes }))
        .collect();
    match ask.parameter("sort").as_deref() {
        Some("-id") => items.reverse(),
        // The database's own order is nobody's.
        _ => items.rotate_left(7.min(size)),
    }
    let total = items.len();
    let page: Vec<Value> = items.into_iter().skip((current - 1) * size).take(size).collect();
    Answer::json(&json!({
        "meta": { "pagination": {
            "total": total, "count": page.len(), "per_page": size, "current_page": current,
            "total_pages": total.div_ceil(size),
        } },
        "data": page,
    }))
}

/// The population of a village; zeros where it is unknown or never sent anything.
fn population(village: Option<&Village>) -> Value {
    let count = village.map(Village::population).unwrap_or_default();
    let table = |key: &str| village.and_then(|village| village.statistic(key));
    let some = |key: &str, labels: &[&str]| {
        let rows = |table: &Statistic| {
            let rows =
                table.rows.iter().filter(|row| labels.iter().any(|label| row.label.starts_with(label)));
            rows.map(crate::village::Row::total).sum::<u32>()
        };
        table(key).map(rows).unwrap_or_default()
    };
    let bars = |key: &str, label: &str, value: &str| -> Vec<Value> {
        let rows = table(key).map(|table| table.rows.as_slice()).unwrap_or_default();
        rows.iter().map(|row| json!({ label: row.label, value: row.total(), "color": "#09a8ff" })).collect()
    };
    let (must, have) = (some("18", &["BELUM", "SUDAH", "CARD"]), some("18", &["CARD"]));
    let percent: Value = match village {
        Some(_) => share(have.into(), must.into()).into(),
        None => 0.into(),
    };
    json!({ "data": [{ "type": "statistik-penduduk", "id": "1", "attributes": {
        "dashboard": {
            "total_penduduk": count.people(), "total_lakilaki": count.male, "total_perempuan": count.female,
            "total_disabilitas": some("9", &["CACAT"]), "ktp_wajib": must, "ktp_terpenuhi": have, "ktp_persen_terpenuhi": percent,
            "akta_terpenuhi": 0, "akta_persen_terpenuhi": "0,00",
            "aktanikah_wajib": some("2", &["KAWIN"]), "aktanikah_terpenuhi": 0, "aktanikah_persen_terpenuhi": "0,00",
        },
        "chart": {
            "penduduk": [{ "year": 2026, "value_lk": count.male, "value_pr": count.female }],
            "penduduk-usia": bars("15", "umur", "value"),
            "penduduk-pendidikan": [{
                "year": "2026", "SD": some("0", &["TAMAT SD"]), "SLTP": some("0", &["SLTP"]), "SLTA": some("0", &["SLTA"]),
                "DIPLOMA": some("0", &["DIPLOMA I /", "AKADEMI"]), "SARJANA": some("0", &["DIPLOMA IV", "STRATA"]),
            }],
            // The dead and the moved count here too.
            "penduduk-golongan-darah": bars("7", "blod_type", "total"),
            "penduduk-kawin": bars("2", "status", "total"),
            "penduduk-agama": bars("3", "religion", "total"),
        },
    } }] })
}

/// A budget's sums, and its lines as a page for people; zeros where there is none.
fn sums(budget: Option<&Budget>) -> Value {
    let mut detail = "<div class=\"box\"><h3>Detail Anggaran Desa (APBDes)</h3>".to_owned();
    let mut grafik = Vec::new();
    for (section, name) in [('4', "PENDAPATAN"), ('5', "BELANJA"), ('6', "PEMBIAYAAN")] {
        let lines = lines(budget, section);
        // What goes out is added to what comes in.
        let sum: i64 = lines.iter().filter(|(parts, ..)| parts.len() == 1).map(|(.., sum)| sum).sum();
        let told = if sum == 0 { json!(0) } else { json!(format!("{}.{:02}", sum / 100, sum % 100)) };
        grafik.push(json!({ "anggaran": format!("{section} - {name}"), "jumlah": told }));
        detail.push_str(&format!("<h4>{section} - {name}</h4><h4>{}</h4><table><tr><th>#</th><th colspan=\"4\">Nomor Akun</th><th>Nama Akun</th><th>Jumlah</th></tr>", amount(sum)));
        for (parts, name, sum) in lines {
            let last = parts.len() - 1;
            let cell = |(place, part): (usize, &&str)| {
                let wide = if place == last { 3 - last } else { 1 };
                format!("<td colspan=\"{wide}\"><strong>{part}</strong></td>")
            };
            let cells: String = parts.iter().enumerate().map(cell).collect();
            detail.push_str(&format!(
                "<tr><td></td><td><strong>{section}</strong></td>{cells}<td><strong>&emsp;{}</strong></td><td>{}</td></tr>",
                html(name),
                amount(sum)
            ));
        }
        detail.push_str("</table>");
    }
    json!({ "grafik": grafik, "detail": detail + "</div>" })
}

/// The lines of a section, each with the parts of its number below the section's, its name and its amount in sen.
/// Villages tell their spending by field; the portal wants it by sort.
fn lines(budget: Option<&Budget>, section: char) -> Vec<(Vec<&str>, &str, i64)> {
    let Some(budget) = budget else { return Vec::new() };
    if section == '5' {
        let all = budget.total('5').0;
        let (staff, goods) = (all * 2 / 5, all * 3 / 10);
        return vec![
            (vec!["1"], "Belanja Pegawai", staff),
            (vec!["2"], "Belanja Barang dan Jasa", goods),
            (vec!["3"], "Belanja Modal", all - staff - goods),
            (vec!["4"], "Belanja Tidak Terduga", 0),
        ];
    }
    let of_section = budget.lines.iter().filter(|line| line.section == section);
    of_section
        .map(|line| (line.code.split_terminator('.').skip(1).collect(), line.name, line.budgeted))
        .collect()
}
