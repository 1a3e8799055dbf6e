//! Tables of the population: one row a category.

use balai_core::model::{Statistic, StatisticRow, Topic};
use balai_core::{Entity, Kind};

use super::{Layout, Told};
use crate::column::{Choice, Column, Sort};
use crate::heading::fold;
use crate::row::{Row, sum};

const TOPICS: &[Choice] = &[
    ("jenis kelamin", "sex"),
    ("rentang umur", "age_group"),
    ("kategori umur", "age_category"),
    ("pendidikan dalam KK", "education"),
    ("pendidikan sedang ditempuh", "schooling"),
    ("pekerjaan", "occupation"),
    ("agama", "religion"),
    ("status perkawinan", "marital_status"),
    ("hubungan dalam KK", "family_relation"),
    ("golongan darah", "blood_type"),
    ("warga negara", "citizenship"),
    ("status penduduk", "resident_status"),
    ("penyandang cacat", "disability"),
    ("penyakit menahun", "chronic_illness"),
    ("kelas sosial", "social_class"),
    ("suku", "ethnicity"),
    ("asuransi kesehatan", "health_insurance"),
    ("BPJS ketenagakerjaan", "employment_insurance"),
    ("akta kelahiran", "birth_certificate"),
    ("akta kematian", "death_certificate"),
    ("kepemilikan KTP", "identity_card"),
    ("kepemilikan KIA", "child_identity_card"),
    ("akseptor KB", "family_planning"),
    ("status kehamilan", "pregnancy"),
    ("status Covid", "covid_status"),
    ("buku nikah", "marriage_book"),
    ("dusun", "hamlet"),
    ("daftar pemilih", "voters"),
];

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Statistic,
    words: &["statistik", "penduduk", "kependudukan", "demografi"],
    columns: &[
        Column::new("topic", "topik", Sort::Suggested(TOPICS))
            .required()
            .as_above()
            .also(&["jenis statistik", "tabel"])
            .such_as("Apa yang dihitung; pilih dari daftar atau tulis sendiri", "agama"),
        Column::new("period", "periode", Sort::Text)
            .as_above()
            .also(&["tahun", "bulan", "per tanggal"])
            .such_as("Tahun atau bulan data", "2026"),
        Column::new("label", "kategori", Sort::Text)
            .required()
            .also(&["kelompok", "golongan"])
            .such_as("Satu baris per kategori; baris Jumlah menjadi jumlah seluruhnya", "ISLAM"),
        Column::new("total", "jumlah", Sort::Count)
            .also(&["total", "l p", "jumlah jiwa", "jumlah penduduk"])
            .such_as("Jumlah orang; kosong bila laki-laki dan perempuan diisi", "2400"),
        Column::new("male", "laki-laki", Sort::Count)
            .also(&["l", "lk", "laki", "pria"])
            .such_as("Laki-laki di antaranya", "1210"),
        Column::new("female", "perempuan", Sort::Count)
            .also(&["p", "pr", "wanita"])
            .such_as("Perempuan di antaranya", "1190"),
    ],
    read,
    join: Some(join),
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let topic = row.required("topic");
    let label = row.required("label");
    let (male, female) = (row.count("male"), row.count("female"));
    let both = male.zip(female).map(|(male, female)| male + female);
    let total = row.count("total").or(both);
    let mut statistic =
        Statistic::new(row.choice("topic").unwrap_or(Topic::Other(topic.clone())), Vec::new());
    statistic.topic_name = Some(topic);
    statistic.period = row.text("period");
    if sum(&fold(&label)).is_some() {
        (statistic.total, statistic.male, statistic.female) = (total, male, female);
    } else if label.to_lowercase().starts_with("belum mengisi") {
        statistic.unknown = total;
    } else if let Some(total) = total {
        statistic.rows.push(StatisticRow { label, total, male, female });
    } else {
        row.fault("total", "is empty", Some("write how many, or how many men and how many women"));
    }
    Some(statistic.into())
}

fn join(whole: &mut Entity, row: Entity) {
    if let (Entity::Statistic(whole), Entity::Statistic(row)) = (whole, row) {
        whole.rows.extend(row.rows);
        whole.total = whole.total.or(row.total);
        whole.male = whole.male.or(row.male);
        whole.female = whole.female.or(row.female);
        whole.unknown = whole.unknown.or(row.unknown);
    }
}
