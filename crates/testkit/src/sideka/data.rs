//! The data pages: what the network's servers know, as JSON in a script.

use balai_core::RegionCode;
use serde_json::{Map, Value, json};

use crate::opensid::format::grouped;
use crate::village::Budget;
use crate::{Answer, Ask};

use super::{Sideka, State, tables};

impl Sideka {
    /// A data page: what its template appends, or what it says where nothing came.
    fn data(&self, ask: &Ask, title: &str, script: Result<String, &str>) -> Answer {
        let plugin = "/wp-content/plugins/sideka";
        let text = match script {
            Ok(script) => format!(
                "<script src=\"{plugin}/d3.v3.js\"></script>\n<script type=\"text/javascript\">\n{script}\n\
                 var format = function(d) {{ return \"Rp. \" + d; }};\n</script>"
            ),
            Err(_) if self.state == State::Broken => {
                let (head, _) = self.frame(ask, title, "<div class=\"entry-content clearfix\">");
                return Answer::html(head);
            }
            Err(nothing) => format!("<p>{nothing}</p>"),
        };
        self.page(ask, title, &text)
    }

    pub(super) fn budget(&self, ask: &Ask) -> Answer {
        let script = match (self.code, self.village.budgets.last()) {
            (None, _) => Err("Kode Kemendagri desa belum diisi, silahkan menghubungi administrator"),
            (Some(code), Some(budget)) if self.state == State::Well => Ok(self.figures(ask, code, budget)),
            _ => Err("Data Keuangan belum terunggah"),
        };
        self.data(ask, "Anggaran", script)
    }

    fn figures(&self, ask: &Ask, code: RegionCode, newest: &Budget) -> String {
        let years: Vec<i16> = self.village.budgets.iter().map(|budget| budget.year).collect();
        let by_year = |of_newest: Value| -> Value {
            let of = |year: &i16| if *year == newest.year { of_newest.clone() } else { Value::Null };
            years.iter().map(|year| (year.to_string(), of(year))).collect::<Map<_, _>>().into()
        };
        let ((income, received), (planned, spent)) = (newest.total('4'), newest.total('5'));
        let progress = json!({
            "id": 812, "year": newest.year.to_string(), "budgeted_revenue": rupiah(income),
            // Decimals come as numbers or as text.
            "transferred_revenue": rupiah(received).to_string(), "budgeted_spending": rupiah(planned),
            "realized_spending": rupiah(spent).to_string(), "fk_region_id": code.to_string(), "region": self.region(code),
        });
        let budgets = sources(newest).into_iter().zip(1..).map(|((kind, name, is_revenue, planned, realised), id): (_, u32)| {
            json!({
                "id": id, "year": newest.year.to_string(), "budgeted": rupiah(planned), "realized": rupiah(realised),
                "fk_region_id": code.to_string(), "fk_type_id": id,
                "type": { "id": id, "code": kind, "name": name, "is_revenue": is_revenue },
            })
        });
        let timeline =
            json!([{ "month": 1, "transferred_dds": 0, "transferred_add": 0, "realized_spending": null }]);
        let slug = self.slug(ask);
        format!(
            "var desa_id = \"{slug}\";\nvar desa_code = \"{code}\";\nvar package_id = \"{slug}-keuangan\";\n\
             var ckan_host = \"{}\";\nvar package = {};\nvar yearsFromApi = {};\nvar progress_recapitulations = {};\n\
             var spending_recapitulations = {};\nvar progress_timelines = {};",
            Self::DATA_HOST,
            package(&format!("{slug}-keuangan"), &tables::budgets(&self.village)),
            json!(years),
            by_year(progress),
            by_year(budgets.collect()),
            by_year(timeline),
        )
    }

    pub(super) fn population(&self, ask: &Ask) -> Answer {
        let slug = self.slug(ask);
        let script = match self.state {
            State::Well => Ok(format!(
                "let package_id = \"{slug}-kependudukan\";\nlet ckan_host = \"{}\";\nlet package = {};",
                Self::DATA_HOST,
                package(
                    &format!("{slug}-kependudukan"),
                    &tables::RESOURCES.map(|(id, name)| (id.to_owned(), name.to_owned()))
                )
            )),
            _ => Err("Data kependudukan belum diunggah"),
        };
        self.data(ask, "Kependudukan", script)
    }

    /// Its two texts are the wrong way round.
    pub(super) fn map(&self, ask: &Ask) -> Answer {
        let script = match (self.code, self.state) {
            (None, _) => Err("Data Pemetaan belum terunggah"),
            (Some(code), State::Well) => Ok(format!(
                "var geoJsons = {};\nvar summaryData = {};",
                self.layers(code),
                self.summary(code)
            )),
            _ => Err("Kode Kemendagri desa belum diisi, silahkan menghubungi administrator"),
        };
        self.data(ask, "Geospasial", script)
    }

    fn layers(&self, code: RegionCode) -> Value {
        let village = &self.village;
        let feature = |properties: Value, outline: &[[f64; 2]]| {
            let ring: Vec<_> = outline.iter().map(|[latitude, longitude]| [longitude, latitude]).collect();
            json!({ "type": "Feature", "properties": properties, "geometry": { "type": "Polygon", "coordinates": [ring] } })
        };
        let whole =
            feature(json!({ "admin_level": 7, "boundary": "administrative" }), &village.profile.boundary);
        let hamlets = village.hamlets.iter().map(|hamlet| {
            // Operators draw levels as numbers, and imported files have text.
            let level = if hamlet.name.len() % 2 == 0 { json!(8) } else { json!("8") };
            feature(json!({ "admin_level": level, "name": format!("Dusun {}", hamlet.name), "status": "indicative" }), &hamlet.boundary)
        });
        let homes = village.residents.iter().zip(village.hamlets.iter().cycle()).map(|(resident, hamlet)| {
            feature(
                json!({ "building": "house", "kk": resident.family_card, "name": resident.name, "electricity_watt": 450 }),
                &hamlet.boundary,
            )
        });
        let field = village.hamlets.first().map(|hamlet| {
            let farmers = village.residents.first().map(|it| it.name.clone());
            feature(
                json!({ "landuse": "farmland", "farmland": "jagung", "farmers": farmers }),
                &hamlet.boundary,
            )
        });
        let road = json!({ "type": "Feature", "geometry": { "type": "GeometryCollection", "geometries": [] }, "properties": [] });
        let layer = |kind: &str, features: Vec<Value>| {
            json!({ "id": 1, "type": kind, "fk_region_id": code.to_string(),
                "data": { "type": "FeatureCollection", "features": features } })
        };
        json!([
            layer("waters", Vec::new()),
            layer("network_transportation", vec![road]),
            layer("facilities_infrastructures", homes.collect()),
            layer("landuse", field.into_iter().collect()),
            layer("boundary", [whole].into_iter().chain(hamlets).collect()),
            layer("area", Vec::new()),
        ])
    }

    fn summary(&self, code: RegionCode) -> Value {
        let count = self.village.population();
        json!([{
            "id": 44, "fk_region_id": code.to_string(), "region": self.region(code),
            "penduduk_total_kk": count.households, "penduduk_sex_male": count.male, "penduduk_sex_female": count.female,
            // Square metres.
            "pemetaan_desa_boundary": f64::from(self.village.profile.area_ha) * 10_000.0, "pemetaan_highway_asphalt_length": 5120.5,
        }])
    }

    fn region(&self, code: RegionCode) -> Value {
        json!({ "id": code.to_string(), "desa_id": 2117, "name": self.village.name, "type": 4, "fk_parent_id": "33.04.15" })
    }
}

/// The sums by source and by field: code, name, whether income, planned and realised in sen.
fn sources(budget: &Budget) -> Vec<(&'static str, &'static str, bool, i64, i64)> {
    const KINDS: [(&str, &str, &str); 8] = [
        ("4.2.1.", "DDS", "Dana Desa"),
        ("4.2.3.", "ADD", "Alokasi Dana Desa"),
        ("4.2.2.", "PBH", "Bagi Hasil Pajak"),
        ("01", "01", "Penyelengaraan Pemerintahan Desa"),
        ("02", "02", "Pelaksanaan Pembangunan Desa"),
        ("03", "03", "Pembinaan Kemasyarakatan"),
        ("04", "04", "Pemberdayaan Masyarakat"),
        ("05", "05", "Bidang Tidak Terduga"),
    ];
    let sums = KINDS.iter().filter_map(|(account, code, name)| {
        let line = budget.lines.iter().find(|line| line.code == *account)?;
        Some((*code, *name, line.section == '4', line.budgeted, line.realised))
    });
    sums.collect()
}

/// An amount in sen as the network's servers write rupiah.
fn rupiah(sen: i64) -> Value {
    json!(sen as f64 / 100.0)
}

/// What the open-data portal says of a package, as it stands in the page: over several lines.
fn package(name: &str, resources: &[(String, String)]) -> String {
    let resources = resources.iter().map(|(id, name)| {
        json!({ "id": id, "name": name, "format": "CSV", "url_type": "datastore", "url": format!("/datastore/dump/{id}"),
            "size": grouped(4_096, '.') })
    });
    let answer = json!({ "success": true, "help": "Return the metadata of a dataset (package) and its resources.",
        "result": { "name": name, "private": false, "resources": resources.collect::<Vec<_>>() } });
    serde_json::to_string_pretty(&answer).unwrap_or_default()
}
