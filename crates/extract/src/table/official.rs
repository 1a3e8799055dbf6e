//! Tables of people in office.

use balai_core::model::{Official, Role};

use super::heading::{Heading, Words, filled, fold};
use crate::{name, terms};

const NAME: Words<'_> = &["nama lengkap", "nama"];
const POSITION: Words<'_> = &["jabatan", "posisi", "kedudukan"];
const TERM: Words<'_> = &["masa jabatan", "periode"];

/// The people in office that a table names (*perangkat desa*, *BPD*), by its columns *Nama* and *Jabatan*; none where
/// it is another table. No other column is read: those beside are of numbers and addresses.
///
/// `about` is what stands above the table. Most of the positions must be those of a village's government, so that the
/// committee of a club is not taken for it; a table about the BPD is one of members.
pub fn officials(rows: &[Vec<String>], about: &str) -> Vec<Official> {
    let Some(heading) = Heading::find(rows, &[NAME, POSITION]) else { return Vec::new() };
    let (Some(name), Some(position)) = (heading.column(NAME), heading.column(POSITION)) else {
        return Vec::new();
    };
    let term = heading.column(TERM);
    let about = fold(about);
    let is_council = about.contains("bpd") || about.contains("permusyawaratan");
    let mut officials: Vec<Official> = Vec::new();
    for row in heading.rows {
        let (Some(person), Some(office)) = (filled(row, name), filled(row, position)) else { continue };
        // One cell across the whole table is a note.
        if person == office || fold(person).starts_with("kosong") || !person.contains(char::is_alphabetic) {
            continue;
        }
        let role = if is_council { Role::Council } else { terms::role(office) };
        officials.push(Official {
            name: name::tidy(person),
            position: office.to_owned(),
            role: Some(role),
            term: term.and_then(|term| filled(row, term)).map(str::to_owned),
            order: u32::try_from(officials.len() + 1).ok(),
            ..Official::default()
        });
    }
    let known = officials.iter().filter(|official| official.role != Some(Role::Other)).count();
    if known * 2 > officials.len() { officials } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::rows_of;
    use super::*;

    #[test]
    fn people_in_office_are_read_and_nothing_else_of_them() {
        let rows = rows_of(
            "<tr><th>No<th>Nama<th>Jabatan<th>NIP<th>Alamat
             <tr><td>1<td>H. Dadang, S.IP.<td>Kepala Desa<td>123<td>RT 1
             <tr><td rowspan=2>2<td>Dede<td>Kepala Dusun I<td>-<td>RT 2
             <tr><td>Entin<td>Kepala Dusun II<td>-<td>RT 3
             <tr><td>3<td>-<td>Kaur Umum<td><td>
             <tr><td colspan=5>Sumber: kantor desa",
        );
        let found = officials(&rows, "Pemerintah Desa");
        let told: Vec<_> = found.iter().map(|it| (it.name.as_str(), it.position.as_str())).collect();
        assert_eq!(
            told,
            [("H. Dadang, S.IP.", "Kepala Desa"), ("Dede", "Kepala Dusun I"), ("Entin", "Kepala Dusun II")]
        );
        assert_eq!(found[2].order, Some(3));
    }

    #[test]
    fn a_clubs_committee_is_none() {
        let rows = rows_of(
            "<tr><th>Nama<th>Jabatan<tr><td>Budi<td>Ketua<tr><td>Siti<td>Sekretaris<tr><td>A<td>Anggota",
        );
        assert!(officials(&rows, "Karang Taruna").is_empty());
        let council = officials(&rows, "Badan Permusyawaratan Desa");
        assert_eq!(council.iter().filter(|it| it.role == Some(Role::Council)).count(), 3);
        let residents = rows_of("<tr><th>Nama<th>NIK<th>Alamat<tr><td>Budi<td>1<td>RT 1");
        assert!(officials(&residents, "Daftar penerima").is_empty());
    }
}
