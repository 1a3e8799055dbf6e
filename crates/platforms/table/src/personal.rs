//! Headings of personal data: what stands below them is never read.

use std::collections::BTreeSet;

use crate::heading::fold;

/// Of one person alone: whoever has one of these in a sheet has a list of persons.
const PERSONS: &[&str] = &[
    "nik",
    "no nik",
    "nomor induk kependudukan",
    "ktp",
    "no ktp",
    "nomor ktp",
    "no kk",
    "nomor kk",
    "nkk",
    "no kartu keluarga",
    "nomor kartu keluarga",
    "kartu keluarga",
    "nama penerima",
    "nama kk",
    "nama kepala keluarga",
    "nama pelapor",
    "nama warga",
    "nama penduduk",
    "nama anggota",
];

/// What a register of residents tells of each.
const TRAITS: &[&str] = &[
    "tempat lahir",
    "tanggal lahir",
    "tgl lahir",
    "tempat tanggal lahir",
    "ttl",
    "umur",
    "usia",
    "jenis kelamin",
    "jk",
    "agama",
    "status perkawinan",
    "status kawin",
    "hubungan keluarga",
    "shdk",
    "nama ayah",
    "nama ibu",
    "nama orang tua",
    "golongan darah",
    "gol darah",
    "pekerjaan",
    "pendidikan",
    "pendidikan terakhir",
];

/// How to reach a person.
const CONTACTS: &[&str] = &[
    "kk",
    "hp",
    "no hp",
    "nomor hp",
    "handphone",
    "no handphone",
    "telepon",
    "no telepon",
    "nomor telepon",
    "telp",
    "no telp",
    "wa",
    "no wa",
    "nomor wa",
    "whatsapp",
    "no whatsapp",
    "nomor whatsapp",
    "kontak",
    "email",
    "e mail",
    "surel",
    "alamat",
    "alamat rumah",
    "alamat tinggal",
    "alamat tempat tinggal",
    "alamat penerima",
    "domisili",
    "pelapor",
    "penerima",
    "nip",
    "nipd",
    "niap",
    "no rekening bank",
    "nomor rekening bank",
    "npwp",
    "isi pengaduan",
    "isi aduan",
];

/// Whether what stands below a heading, folded, is a person's own.
pub(crate) fn is_personal(folded: &str) -> bool {
    [PERSONS, TRAITS, CONTACTS].into_iter().any(|list| list.contains(&folded))
}

/// Whether these headings are those of a list of persons.
pub(crate) fn lists_people<'a>(headings: impl Iterator<Item = &'a str>) -> bool {
    const ENOUGH: usize = 2;
    let folded: BTreeSet<_> = headings.map(fold).collect();
    let has = |list: &[&str]| folded.iter().filter(|text| list.contains(&text.as_str())).count();
    has(PERSONS) > 0 || has(TRAITS) >= ENOUGH
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(headings: &[&str]) -> bool {
        lists_people(headings.iter().copied())
    }

    #[test]
    fn registers_and_lists_of_recipients_are_known() {
        assert!(lists(&["Nama", "NIK", "Alamat"]));
        assert!(lists(&["Nama Program", "Nama Penerima", "Alamat"]));
        assert!(lists(&["Nama", "Tempat Lahir", "Tanggal Lahir", "RT"]));
        assert!(!lists(&["Nama", "Jabatan", "No. HP", "Alamat"]));
        assert!(!lists(&["Agama", "Jumlah"]));
        assert!(is_personal(&fold("No. HP (WA)")));
        assert!(!is_personal(&fold("jumlah KK")));
    }
}
