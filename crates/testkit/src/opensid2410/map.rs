//! The map, whose page holds what it shows as JSON.

use serde_json::{Value, json};

use crate::opensid::format::quoted;
use crate::opensid::{Scene, shell, widgets};
use crate::village::{Place, Shape};

pub(super) fn page(scene: Scene<'_>) -> String {
    let village = scene.village;
    let places = |shape: fn(&Shape) -> bool| {
        let of_shape = village.places.iter().filter(move |place| place.enabled && shape(&place.shape));
        Value::Array(of_shape.map(as_text).collect())
    };
    let hamlets: Vec<Value> = village
        .hamlets
        .iter()
        .zip(1..)
        .map(|(hamlet, id)| {
            json!({
                "id": id.to_string(), "config_id": "1", "rt": "0", "rw": "0", "dusun": hamlet.name,
                "id_kepala": hamlet.head.to_string(), "lat": hamlet.latitude.to_string(), "lng": hamlet.longitude.to_string(),
                "zoom": "15", "path": json!([[hamlet.boundary]]).to_string(), "warna": "#00ff00", "border": "#000000",
            })
        })
        .collect();
    let projects: Vec<Value> = village
        .projects
        .iter()
        .filter(|project| project.enabled)
        .map(|project| {
            json!({
                "alamat": project.location, "id": project.id.to_string(), "sumber_dana": project.fund_source,
                "judul": project.title, "slug": project.slug, "keterangan": project.description,
                "lat": project.latitude.to_string(), "lng": project.longitude.to_string(), "volume": project.volume,
                "tahun_anggaran": project.year.to_string(), "pelaksana_kegiatan": project.executor, "status": "1",
                "foto": project.photo, "anggaran": project.budget.to_string(), "perubahan_anggaran": "0",
            })
        })
        .collect();
    let main = format!(
        r#"<div id="map"></div>
<script type="text/javascript">
 var all_area = {area};
 var all_garis = {lines};
 var all_lokasi = {points};
 var all_lokasi_pembangunan = {projects};
 set_marker_desa_content(marker_desa, {identity}, "Desa {name}", "{icon}", '#isi_popup');
 set_marker_multi_content(marker_dusun, {hamlets}, 'Dusun', 'dusun', '#isi_popup_dusun_', '{icon}');
</script>"#,
        area = quoted(&places(|shape| matches!(shape, Shape::Area(_)))),
        lines = quoted(&places(|shape| matches!(shape, Shape::Line(_)))),
        points = quoted(&places(|shape| matches!(shape, Shape::Point(_)))),
        projects = quoted(&Value::Array(projects)),
        identity = widgets::identity(scene).to_string().replace('/', "\\/"),
        name = crate::html(&village.name),
        icon = scene.url("favicon.ico"),
        hamlets = quoted(&Value::Array(hamlets)),
    );
    shell::wide(scene, "Peta", &main)
}

/// A place as the database gives it: every value a text.
fn as_text(place: &Place) -> Value {
    let mut value = json!({
        "id": place.id.to_string(), "config_id": "1", "nama": place.name, "desk": place.description, "enabled": "1",
        "foto": null, "kategori": place.category, "jenis": place.sort, "simbol": null,
    });
    match &place.shape {
        Shape::Point([latitude, longitude]) => {
            value["lat"] = latitude.to_string().into();
            value["lng"] = longitude.to_string().into();
        }
        Shape::Line(line) => {
            value["path"] = json!(line).to_string().into();
            value["color"] = "#ff0000".into();
            value["tebal"] = "3".into();
        }
        Shape::Area(ring) => {
            value["path"] = json!([ring]).to_string().into();
            value["color"] = "#00aa00".into();
        }
    }
    value
}
