//! Scores that the village was given: one row a score, and one a component or goal of it.

use balai_core::model::{Index, IndexComponent, IndexGoal, Scheme};
use balai_core::{Entity, Kind};

use super::{Layout, Told};
use crate::column::{Choice, Column, Sort};
use crate::row::Row;

const SCHEMES: &[Choice] = &[("IDM", "idm"), ("SDGs Desa", "sdgs"), ("Indeks Desa", "village_index")];

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Index,
    words: &["indeks", "idm", "sdgs", "skor"],
    columns: &[
        Column::new("scheme", "skema", Sort::Suggested(SCHEMES))
            .required()
            .as_above()
            .also(&["indeks", "nama indeks"])
            .such_as("Indeks yang mana", "IDM"),
        Column::new("year", "tahun", Sort::Year).as_above().such_as("Tahun penilaian", "2025"),
        Column::new("score", "skor", Sort::Fraction)
            .also(&["nilai indeks", "skor indeks"])
            .such_as("Skor seluruhnya, di baris pertama", "0,7648"),
        Column::new("class", "status", Sort::Text)
            .also(&["status desa", "kategori"])
            .such_as("Status sebagaimana tercetak, di baris pertama", "MAJU"),
        Column::new("goal", "nomor tujuan", Sort::Count)
            .also(&["tujuan", "nomor sdgs", "no tujuan"])
            .such_as("Untuk SDGs Desa: nomor tujuan 1-18; selain itu kosong", ""),
        Column::new("component", "komponen", Sort::Text)
            .also(&["nama komponen", "nama tujuan", "dimensi"])
            .such_as("Nama komponen atau tujuan, satu per baris", "IKS"),
        Column::new("component_score", "nilai", Sort::Fraction)
            .also(&["nilai komponen", "skor komponen", "skor tujuan"])
            .such_as("Skor komponen atau tujuan itu", "0,81"),
    ],
    read,
    join: Some(join),
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let told = row.required("scheme");
    let scheme = row.choice("scheme").unwrap_or(Scheme::Other(told));
    let mut index = Index {
        year: row.year("year"),
        score: row.fraction("score"),
        class: row.text("class"),
        ..Index::new(scheme)
    };
    let name = row.text("component");
    let score = row.fraction("component_score");
    match (row.count("goal"), name, score) {
        (Some(number @ 1..=18), Some(name), score) => {
            index.goals.push(IndexGoal { number: number as u8, name, score });
        }
        (Some(1..=18), None, _) => row.fault("component", "is empty", Some("write the name of the goal")),
        (Some(_), ..) => row.fault("goal", "is no goal of SDGs Desa", Some("write 1 to 18")),
        (None, Some(name), Some(score)) => index.components.push(IndexComponent { name, score }),
        (None, Some(_), None) => {
            row.fault("component_score", "is empty", Some("write the component's score"))
        }
        (None, None, Some(_)) => row.fault("component", "is empty", Some("write what the score is of")),
        (None, None, None) if index.score.is_none() && index.class.is_none() => {
            row.fault("score", "is empty", Some("write the score, or a component and its score"));
        }
        (None, None, None) => {}
    }
    Some(index.into())
}

fn join(whole: &mut Entity, row: Entity) {
    if let (Entity::Index(whole), Entity::Index(row)) = (whole, row) {
        whole.score = whole.score.or(row.score);
        whole.class = whole.class.take().or(row.class);
        whole.components.extend(row.components);
        whole.goals.extend(row.goals);
    }
}
