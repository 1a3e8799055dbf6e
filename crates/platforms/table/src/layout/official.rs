//! People in office: one row a person.

use balai_core::Kind;
use balai_core::model::{Official, Role, slug};
use balai_extract::name;

use super::{Layout, Told};
use crate::column::{Choice, Column, Sort};
use crate::row::Row;

const ROLES: &[Choice] = &[
    ("kepala desa", "head"),
    ("sekretaris", "secretary"),
    ("kepala seksi", "section_head"),
    ("kepala urusan", "affairs_head"),
    ("kepala dusun", "hamlet_head"),
    ("anggota BPD", "council"),
    ("bendahara", "treasurer"),
    ("staf", "staff"),
    ("lainnya", "other"),
];

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Official,
    words: &["perangkat", "aparatur", "bpd", "sotk", "pamong"],
    columns: &[
        Column::new("name", "nama", Sort::Text)
            .required()
            .also(&["nama lengkap", "nama pejabat", "nama perangkat", "nama perangkat desa"])
            .such_as("Nama dengan gelar", "H. Wahyu Contoh, S.Sos."),
        Column::new("position", "jabatan", Sort::Text)
            .required()
            .also(&["nama jabatan"])
            .such_as("Jabatan sebagaimana ditulis", "Kepala Desa"),
        Column::new("role", "peran", Sort::Choice(ROLES))
            .such_as("Peran untuk perbandingan; boleh kosong", "kepala desa"),
        Column::new("photo", "foto", Sort::Address)
            .also(&["tautan foto"])
            .such_as("Alamat web foto", "https://contoh.id/kades.jpg"),
        Column::new("term", "masa jabatan", Sort::Text)
            .also(&["periode", "periode jabatan"])
            .such_as("Masa jabatan", "2022-2030"),
        Column::new("order", "urutan", Sort::Count)
            .also(&["urut", "nomor urut"])
            .such_as("Urutan tampil; bila kosong, urutan baris", "1"),
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let official = Official {
        name: name::tidy(&row.required("name")),
        position: row.required("position"),
        role: row.choice("role"),
        photo: row.address("photo"),
        term: row.text("term"),
        order: row.count("order").map_or(Some(row.place), |order| order.try_into().ok()),
        ..Official::default()
    };
    // Degrees do not make another person.
    let key = slug(&format!("{} {}", official.position, name::bare(&official.name)));
    let role = official.role.or_else(|| role_of(&official.position));
    Some(Told { key: Some(key), ..Official { role, ..official }.into() })
}

/// The office in terms that can be compared, where it is surely told by what it is called.
fn role_of(position: &str) -> Option<Role> {
    let position = position.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| position.starts_with(word));
    Some(match () {
        () if position.contains("bpd") || position.contains("permusyawaratan") => Role::Council,
        () if begins(&["kepala dusun", "kadus", "kepala lingkungan", "kepala kewilayahan"]) => {
            Role::HamletHead
        }
        () if begins(&["kepala desa", "pj kepala desa", "pj. kepala desa", "lurah"]) => Role::Head,
        () if begins(&["sekretaris", "sekdes"]) => Role::Secretary,
        () if begins(&["kepala seksi", "kasi"]) => Role::SectionHead,
        () if begins(&["kepala urusan", "kaur"]) => Role::AffairsHead,
        () if begins(&["bendahara"]) => Role::Treasurer,
        () if begins(&["staf"]) => Role::Staff,
        () => return None,
    })
}
