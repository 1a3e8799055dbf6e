//! Endpoints that give out whole rows about people. What they leak here is invented, and no record may hold it.

use serde_json::{Value, json};

use super::listing::{Item, stored};
use crate::Answer;
use crate::opensid::Scene;
use crate::village::{Count, Organization, Resident};

/// A resident as the database has them.
fn row(resident: &Resident) -> Value {
    json!({
        "id": resident.id, "config_id": 1, "nama": resident.name, "nik": resident.nik, "no_kk": resident.family_card,
        "sex": if resident.is_female { 2 } else { 1 }, "tempatlahir": "Banjarnegara", "tanggallahir": resident.born_on,
        "telepon": resident.phone, "email": resident.email, "nama_ayah": "Fulan", "nama_ibu": "Fulanah",
        "sakit_menahun_id": 14, "alamat_sekarang": "Dusun",
    })
}

pub(super) fn officials(scene: Scene<'_>) -> Vec<Item> {
    let item = |official: &crate::village::Official| {
        let attributes = json!({
            "pamong_id": official.id, "config_id": 1, "pamong_nama": official.display_name(),
            "gelar_depan": official.title_before, "gelar_belakang": official.title_after, "pamong_nip": null,
            "pamong_nik": official.nik, "pamong_status": 1, "foto": stored(scene, "user_pict", &official.photo),
            "pamong_tempatlahir": "Banjarnegara", "pamong_tanggallahir": official.born_on, "pamong_sex": 1,
            "pamong_masajab": official.term, "urut": official.id, "pamong_niap": official.number, "atasan": null,
            "media_sosial": {}, "nama_jabatan": official.position, "nama": official.display_name(),
            "status_kehadiran": "Belum Rekam Kehadiran", "penduduk": null,
            "jabatan": { "id": official.id, "nama": official.position, "tupoksi": null, "jenis": official.position_type },
        });
        Item::new("pemerintah", official.id, attributes).order("urut", official.id.into())
    };
    scene.village.officials_in_office().map(item).collect()
}

/// A seller as products tell of them.
pub(super) fn seller(scene: Scene<'_>, resident: usize, home: [f64; 2]) -> Value {
    let person = &scene.village.residents[resident];
    json!({
        "id": resident + 1, "id_pend": person.id, "telepon": person.phone, "lat": home[0].to_string(),
        "lng": home[1].to_string(), "zoom": 16, "status": 1, "penduduk": row(person),
    })
}

pub(super) fn sellers(scene: Scene<'_>) -> Vec<Item> {
    let item = |product: &crate::village::Product| {
        let home = [product.latitude, product.longitude];
        Item::new("lapak-pelapak", product.seller + 1, seller(scene, product.seller, home))
    };
    scene.village.products.iter().map(item).collect()
}

pub(super) fn complaints(scene: Scene<'_>) -> Vec<Item> {
    let item = |complaint: &crate::village::Complaint| {
        let reporter = &scene.village.residents[complaint.reporter];
        // UTC without saying so.
        let at =
            complaint.at.saturating_sub(jiff::Span::new().hours(7)).strftime("%Y-%m-%d %H:%M:%S").to_string();
        let child: Vec<Value> = complaint
            .reply
            .iter()
            .map(|reply| json!({ "nama": "Administrator", "isi": reply, "created_at": at }))
            .collect();
        let attributes = json!({
            "config_id": 1, "id_pengaduan": null, "nik": reporter.nik, "nama": reporter.name, "email": reporter.email,
            "telepon": reporter.phone, "judul": complaint.title, "isi": complaint.text, "status": complaint.status,
            "ip_address": "10.0.0.9", "created_at": at, "updated_at": at, "child_count": child.len(), "child": child,
        });
        let order = complaint.at.strftime("%Y%m%d%H%M%S").to_string().parse().unwrap_or(0);
        Item::new("pengaduan", complaint.id, attributes)
            .order("created_at", order)
            .filter("status", complaint.status.to_string())
            .filter("search", &complaint.title)
    };
    scene.village.complaints.iter().map(item).collect()
}

fn find<'a>(scene: Scene<'a>, is_institution: bool, slug: &str) -> Option<&'a Organization> {
    scene.village.organizations.iter().find(|o| o.is_institution == is_institution && o.slug == slug)
}

pub(super) fn organization(scene: Scene<'_>, is_institution: bool, slug: &str) -> Option<Answer> {
    let organization = find(scene, is_institution, slug)?;
    let sort = if is_institution { "Lembaga" } else { "Kelompok" };
    // The head's own row, of a resident of another name.
    let person = organization.members.first().map(|member| row(&scene.village.residents[*member]));
    let attributes = json!({
        "config_id": 1, "nama": organization.name, "slug": slug, "kode": format!("{:06X}", organization.id * 4_099),
        "keterangan": format!("<p>{}</p>", crate::html(&organization.description)), "tipe": sort,
        "kategori": organization.category,
        "pengurus": [{
            "id": 1, "no_anggota": "1", "jabatan": "1", "nama_jabatan": "KETUA", "nama_penduduk": organization.head,
            "alamat_lengkap": "Dusun RW 01 RT 01", "anggota": person,
        }],
        "kelompok_master": { "id": 1, "kelompok": organization.category },
    });
    Some(Answer::json(
        &json!({ "data": { "type": "kelompok", "id": organization.id.to_string(), "attributes": attributes } }),
    ))
}

pub(super) fn members(scene: Scene<'_>, is_institution: bool, slug: &str) -> Option<Vec<Item>> {
    let organization = find(scene, is_institution, slug)?;
    let item = |member: &usize| Item::new("anggota", member + 1, row(&scene.village.residents[*member]));
    Some(organization.members.iter().map(item).collect())
}

pub(super) fn recipients(scene: Scene<'_>, key: &str) -> Option<Vec<Item>> {
    let families = |aid: &&crate::village::Aid| match key {
        "bantuan_penduduk" => !aid.for_families,
        "bantuan_keluarga" => aid.for_families,
        _ => format!("50{}", aid.id) == key,
    };
    let count = scene.village.aid.iter().filter(families).map(|aid| aid.recipients()).max()?;
    let residents = scene.village.residents.iter().take(usize::try_from(count).unwrap_or(0));
    Some(residents.map(|resident| Item::new("peserta-bantuan", resident.id, row(resident))).collect())
}

pub(super) fn areas(scene: Scene<'_>) -> Vec<Item> {
    let person = |index: usize| row(&scene.village.residents[index]);
    let name = |index: usize| format!(", ketua {}", scene.village.residents[index].name);
    let count = |mut value: Value, count: Count| {
        value["keluarga_aktif_count"] = count.households.into();
        value["penduduk_pria_count"] = count.male.into();
        value["penduduk_wanita_count"] = count.female.into();
        value["penduduk_pria_wanita_count"] = count.people().into();
        value
    };
    let mut id = 0;
    let mut next = || {
        id += 1;
        id
    };
    let item = |hamlet: &crate::village::Hamlet| {
        let dusun = &hamlet.name;
        let id = next();
        let placeholder = json!({ "id": next(), "rt": "-", "rw": "-", "dusun": dusun, "id_kepala": null, "kepala": null, "rts": [] });
        let rws = hamlet.rws.iter().map(|rw| {
            let rts = rw.rts.iter().map(|rt| {
                let value = json!({
                    "id": next(), "rt": rt.number, "rw": rw.number, "dusun": dusun, "id_kepala": rt.head,
                    "sebutan_rt": "RT", "kepala_nama": name(rt.head), "kepala": person(rt.head),
                });
                count(value, rt.count)
            });
            let rts: Vec<Value> = rts.collect();
            let value = json!({
                "id": next(), "rt": "-", "rw": rw.number, "dusun": dusun, "id_kepala": rw.head, "sebutan_rw": "RW",
                "rts_count": rts.len(), "kepala_nama": name(rw.head), "kepala": person(rw.head), "rts": rts,
            });
            count(value, rw.count())
        });
        let rws: Vec<Value> = [count(placeholder, Count::default())].into_iter().chain(rws).collect();
        let rts: usize = hamlet.rws.iter().map(|rw| rw.rts.len()).sum();
        let attributes = json!({
            "config_id": 1, "rt": "0", "rw": "0", "dusun": dusun, "id_kepala": hamlet.head,
            "lat": hamlet.latitude.to_string(), "lng": hamlet.longitude.to_string(), "zoom": 15,
            "path": json!([[hamlet.boundary]]).to_string(), "rts_count": rts, "rws_count": hamlet.rws.len(),
            "sebutan_dusun": "Dusun", "kepala_nama": name(hamlet.head), "kepala": person(hamlet.head), "rws": rws,
        });
        Item::new("wilayah-administratif", id, count(attributes, hamlet.count()))
    };
    scene.village.hamlets.iter().map(item).collect()
}
