//! Statistics, scores and the map.

use serde_json::{Map, Value, json};

use super::listing::Item;
use crate::Answer;
use crate::opensid::format::{score, share};
use crate::opensid::rows::idm_rows;
use crate::opensid::{Scene, widgets};
use crate::village::{Aid, Row, Shape};

/// A statistic by key. A word that is no key gives education, as the platform does.
pub(super) fn statistic(scene: Scene<'_>, key: &str) -> Answer {
    let village = scene.village;
    let aid: Vec<&Aid> = match key {
        "bantuan_penduduk" => village.aid.iter().filter(|aid| !aid.for_families).collect(),
        "bantuan_keluarga" => village.aid.iter().filter(|aid| aid.for_families).collect(),
        _ => village.aid.iter().filter(|aid| format!("50{}", aid.id) == key).collect(),
    };
    if let Some(first) = aid.first() {
        return programmes(scene, key, &aid, first.for_families);
    }
    let statistic = village.statistic(key).or_else(|| village.statistic("0"));
    let Some(statistic) = statistic else { return Answer::status(500) };
    let (male, female) = statistic.totals();
    let all = male + female;
    let counted = Row {
        label: "JUMLAH".into(),
        male: male - statistic.unknown.male,
        female: female - statistic.unknown.female,
    };
    let total = Row { label: "TOTAL".into(), male, female };
    let rows = statistic.rows.iter().zip(1..).map(|(row, id)| entry(&id.to_string(), row, all));
    let extra = [("JUMLAH", &counted), ("777", &statistic.unknown), ("888", &total)];
    let rows: Vec<Value> = rows.chain(extra.map(|(id, row)| entry(id, row, all))).collect();
    Answer::json(&json!({ "data": rows }))
}

fn programmes(scene: Scene<'_>, key: &str, aid: &[&Aid], families: bool) -> Answer {
    let count = scene.village.population();
    let everyone = match families {
        true => Row {
            label: "TOTAL".into(),
            male: count.households - count.households / 6,
            female: count.households / 6,
        },
        false => Row { label: "TOTAL".into(), male: count.male, female: count.female },
    };
    let one = key.starts_with("50");
    let (who, others) = if one { ("PESERTA", "BUKAN PESERTA") } else { ("PENERIMA", "BUKAN PENERIMA") };
    let male = aid.iter().map(|aid| aid.male).sum();
    let female = aid.iter().map(|aid| aid.female).sum();
    let all = everyone.total();
    let received = Row { label: who.into(), male, female };
    let rest = Row {
        label: others.into(),
        male: everyone.male.saturating_sub(male),
        female: everyone.female.saturating_sub(female),
    };
    let rows = aid.iter().filter(|_| !one).map(|aid| {
        let row = Row { label: aid.name.clone(), male: aid.male, female: aid.female };
        let mut entry = entry(&aid.id.to_string(), &row, all);
        entry["attributes"]["slug"] = aid.slug.as_str().into();
        entry
    });
    let extra = [("JUMLAH", &received), ("777", &rest), ("888", &everyone)];
    let rows: Vec<Value> = rows.chain(extra.map(|(id, row)| entry(id, row, all))).collect();
    Answer::json(&json!({ "data": rows }))
}

fn entry(id: &str, row: &Row, all: u32) -> Value {
    let percent = |part: u32| format!("{}%", share(part.into(), all.into()));
    json!({ "type": "statistik", "id": id, "attributes": {
        "nama": row.label, "jumlah": row.total(), "laki": row.male, "perempuan": row.female,
        "persen": percent(row.total()), "persen1": percent(row.male), "persen2": percent(row.female),
    } })
}

pub(super) fn voters(scene: Scene<'_>) -> Vec<Item> {
    let rws = scene.village.hamlets.iter().flat_map(|hamlet| hamlet.rws.iter().map(move |rw| (hamlet, rw)));
    let item = |(hamlet, rw): (&crate::village::Hamlet, &crate::village::Rw)| {
        let count = rw.count();
        [(1, count.male), (2, count.female)].map(|(sex, total)| {
            let attributes =
                json!({ "rw": rw.number, "dusun": hamlet.name, "sex": sex, "total": total * 7 / 10 });
            Item::new("dpt", 1, attributes)
        })
    };
    rws.flat_map(item).collect()
}

pub(super) fn idm(scene: Scene<'_>, year: &str) -> Answer {
    let Some(idm) = scene.village.idm.iter().find(|idm| idm.year.to_string() == year) else {
        let message = format!("Data IDM tahun {} tidak dapat dimuat", crate::html(year));
        return Answer::json(&json!({ "status": "error", "message": message })).with_status(404);
    };
    let (profile, digits) = (&scene.village.profile, scene.village.code.digits());
    let attributes = json!({
        "SUMMARIES": {
            "TAHUN": idm.year, "SKOR_SAAT_INI": score(idm.score, 10_000), "STATUS": idm.class, "TARGET_STATUS": idm.target,
            "SKOR_MINIMAL": score(idm.minimum, 10_000), "PENAMBAHAN": score(idm.minimum - idm.score, 10_000),
        },
        "IDENTITAS": [{
            "id_prov": &digits[..2], "nama_provinsi": profile.province.to_uppercase(),
            "nama_kab_kota": profile.regency.to_uppercase(), "nama_kecamatan": profile.subdistrict.to_uppercase(),
            "id_desa": digits, "nama_desa": scene.village.name.to_uppercase(),
        }],
        "ROW": idm_rows(idm),
    });
    Answer::json(&json!({ "data": [{ "type": "status-idm", "id": "1", "attributes": attributes }] }))
}

pub(super) fn sdgs(scene: Scene<'_>) -> Answer {
    let sdgs = &scene.village.sdgs;
    let goals: Vec<Value> = sdgs
        .goals
        .iter()
        .zip(1..)
        .map(|((title, points), goal)| {
            json!({ "goals": goal, "title": title, "image": format!("skor-sdgs-{goal}.jpg"), "score": score(*points, 100) })
        })
        .collect();
    let average = format!("{}.{:02}", sdgs.average / 100, sdgs.average % 100);
    Answer::json(&json!({ "data": [{ "type": "sdgs", "id": "1", "attributes": {
        "average": average, "total_desa": 1, "data": goals,
    } }] }))
}

pub(super) fn map(scene: Scene<'_>) -> Answer {
    let village = scene.village;
    let mut shapes: [Vec<Value>; 3] = Default::default();
    for place in village.places.iter().filter(|place| place.enabled) {
        let mut value = json!({
            "id": place.id, "config_id": 1, "nama": place.name, "desk": place.description, "enabled": 1, "foto": null,
            "kategori": place.category, "jenis": place.sort, "simbol": "",
        });
        let sort = match &place.shape {
            Shape::Point([latitude, longitude]) => {
                value["lat"] = latitude.to_string().into();
                value["lng"] = longitude.to_string().into();
                0
            }
            Shape::Line(line) => {
                value["path"] = json!(line).to_string().into();
                1
            }
            Shape::Area(ring) => {
                value["path"] = json!([ring]).to_string().into();
                2
            }
        };
        shapes[sort].push(value);
    }
    let [points, lines, areas] = shapes;
    let hamlets: Vec<Value> = village
        .hamlets
        .iter()
        .zip(1..)
        .map(|(hamlet, id)| {
            json!({
                "id": id, "rt": "0", "rw": "0", "dusun": hamlet.name, "id_kepala": hamlet.head,
                "lat": hamlet.latitude.to_string(), "lng": hamlet.longitude.to_string(),
                "path": json!([[hamlet.boundary]]).to_string(),
            })
        })
        .collect();
    let references: Map<String, Value> =
        village.statistics.iter().map(|s| (s.key.to_owned(), s.name.into())).collect();
    let programmes = [("bantuan_penduduk", "Bantuan Penduduk"), ("bantuan_keluarga", "Bantuan Keluarga")];
    let programmes = programmes.map(|(key, name)| (key.to_owned(), Value::from(name)));
    let aid = village.aid.iter().map(|aid| (format!("50{}", aid.id), Value::from(aid.name.as_str())));
    let aid: Map<String, Value> = programmes.into_iter().chain(aid).collect();
    Answer::json(&json!({ "data": [{ "type": "peta", "id": "1", "attributes": {
        "desa": widgets::identity(scene), "wilayah": hamlets, "dusun_gis": hamlets, "rw_gis": [], "rt_gis": [],
        "lokasi": points, "garis": lines, "area": areas, "lokasi_pembangunan": [], "list_ref": references,
        "list_bantuan": aid, "title": format!("Peta Desa {}", village.name),
    } }] }))
}
