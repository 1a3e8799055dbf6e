//! The names of columns.

use balai_core::{Error, ErrorKind, Result};

/// A column's name as it is compared: `Desa/Kelurahan `, `desa_kelurahan` are one.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The place of a column.
///
/// # Errors
///
/// Config, with the columns that there are.
pub(crate) fn place(header: &[String], name: &str) -> Result<usize> {
    // `Persentase* (%)` and `Persentase` are two where both are there: the very name goes before the plain one.
    let wanted = plain(name);
    let exact = header.iter().position(|it| it.trim() == name.trim());
    exact.or_else(|| header.iter().position(|it| plain(it) == wanted && !wanted.is_empty())).ok_or_else(
        || {
            let message = format!(
                "the table has no column `{name}`, but: {}. Correct the settings",
                header.join(" | ")
            );
            Error::new(ErrorKind::Config, message)
        },
    )
}

/// Refuses a table that lists people.
///
/// # Errors
///
/// Refused, with the columns by which it is seen.
pub(crate) fn check(header: &[String]) -> Result<()> {
    let is = |test: fn(&str) -> bool| header.iter().find(|name| test(&plain(name)));
    let telling = match (is(is_number_of_a_person), is(is_name_of_a_person), is(is_of_a_person)) {
        (Some(number), ..) => vec![number],
        (None, Some(name), Some(other)) => vec![name, other],
        _ => return Ok(()),
    };
    let telling: Vec<_> = telling.into_iter().map(|name| format!("`{}`", name.trim())).collect();
    let message =
        format!("the table lists people, as its columns tell: {}. It is not read", telling.join(" and "));
    Err(Error::new(ErrorKind::Refused, message))
}

/// Identity numbers, family cards, telephones. `KK` alone counts families in most tables.
fn is_number_of_a_person(name: &str) -> bool {
    const NAMES: [&str; 19] = [
        "nik",
        "nonik",
        "nomornik",
        "nomorinduk",
        "nomorindukkependudukan",
        "noktp",
        "nomorktp",
        "nokk",
        "nomorkk",
        "nokartukeluarga",
        "nomorkartukeluarga",
        "telepon",
        "telp",
        "notelp",
        "notelepon",
        "nohp",
        "nomorhp",
        "hp",
        "whatsapp",
    ];
    NAMES.contains(&name)
        || ["nomortelepon", "nohandphone", "nowa", "nomorwa", "norekening"]
            .iter()
            .any(|it| name.starts_with(it))
}

/// `Nama`, `Nama Penerima`, but not `Nama Desa`.
fn is_name_of_a_person(name: &str) -> bool {
    const PLACES: [&str; 12] = [
        "desa",
        "kelurahan",
        "kecamatan",
        "kabupaten",
        "kota",
        "provinsi",
        "dusun",
        "wilayah",
        "sekolah",
        "instansi",
        "program",
        "kegiatan",
    ];
    name.starts_with("nama") && !PLACES.iter().any(|place| name.contains(place))
}

/// What is told of a person beside the name.
fn is_of_a_person(name: &str) -> bool {
    [
        "alamat",
        "tgllahir",
        "tanggallahir",
        "tempatlahir",
        "tempattgllahir",
        "tempattanggallahir",
        "ttl",
        "umur",
        "usia",
    ]
    .iter()
    .any(|it| name.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_column_is_found_in_whatever_spelling() {
        let header =
            header(&["_id", "Desa/Kelurahan", "Tahun ", "Lahan_Sawah", "Persentase* (%)", "Persentase"]);
        let at = |name| place(&header, name).expect("a column");
        assert_eq!(
            [at("desa / kelurahan"), at("tahun"), at("Lahan Sawah"), at("Persentase"), at("persentase*")],
            [1, 2, 3, 5, 4]
        );
        let error = place(&header, "Jumlah").expect_err("no column");
        assert!(error.to_string().contains("`Jumlah`, but: _id | Desa/Kelurahan"), "{error}");
    }

    #[test]
    fn tables_of_people_are_refused_by_their_header() {
        for names in [
            &["NIK", "Desa"][..],
            &["Desa", "No. KK", "Jumlah"],
            &["Nama", "Desa", "Alamat"],
            &["Nama Penerima", "Tgl. Lahir"],
            &["nama_pemilik", "usaha", "No HP"],
            &["Desa", "Nama Kepala Keluarga", "Umur"],
        ] {
            let error = check(&header(names)).expect_err("people");
            assert_eq!(error.kind(), ErrorKind::Refused, "{names:?}");
        }
        for names in [
            &["Desa", "KK", "Jumlah Penduduk"][..],
            &["Nama Desa", "Alamat Kantor", "Tahun"],
            &["nama_kabupaten_kota", "kemendagri_nama_desa_kelurahan", "usia", "jumlah"],
            &["Nama Program", "Jumlah"],
            &["Nama", "Luas (Ha)"],
        ] {
            assert!(check(&header(names)).is_ok(), "{names:?}");
        }
    }
}
