//! Tables of the population.

use super::area::Count;
use super::dice::Dice;

/// One table of the population.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistic {
    /// OpenSID's key: a number, or a word.
    pub key: &'static str,
    /// OpenSID 2410's page: `/data-statistik/{slug}`.
    pub slug: &'static str,
    /// As printed.
    pub name: &'static str,
    /// The categories, in order.
    pub rows: Vec<Row>,
    /// Those who are in no category.
    pub unknown: Row,
}

/// One category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As printed.
    pub label: String,
    /// Men and boys.
    pub male: u32,
    /// Women and girls.
    pub female: u32,
}

impl Row {
    /// Both.
    pub fn total(&self) -> u32 {
        self.male + self.female
    }
}

impl Statistic {
    /// Men and women over all categories, those in none included.
    pub fn totals(&self) -> (u32, u32) {
        let rows = || self.rows.iter().chain([&self.unknown]);
        (rows().map(|row| row.male).sum(), rows().map(|row| row.female).sum())
    }
}

/// Key, slug, name, labels with weights. Labels are OpenSID's own terms, which come from the population register.
type Table = (&'static str, &'static str, &'static str, &'static [(&'static str, u32)]);

const TABLES: [Table; 13] = [
    (
        "13",
        "rentang-umur",
        "Rentang Umur",
        &[
            ("Di bawah 1 Tahun", 2),
            ("2 s/d 4 Tahun", 5),
            ("5 s/d 9 Tahun", 8),
            ("10 s/d 14 Tahun", 8),
            ("15 s/d 19 Tahun", 8),
            ("20 s/d 24 Tahun", 8),
            ("25 s/d 29 Tahun", 8),
            ("30 s/d 34 Tahun", 8),
            ("35 s/d 39 Tahun", 8),
            ("40 s/d 44 Tahun", 8),
            ("45 s/d 49 Tahun", 7),
            ("50 s/d 54 Tahun", 6),
            ("55 s/d 59 Tahun", 5),
            ("60 s/d 64 Tahun", 4),
            ("65 s/d 69 Tahun", 3),
            ("70 s/d 74 Tahun", 2),
            ("Di atas 75 Tahun", 2),
        ],
    ),
    (
        "15",
        "kategori-umur",
        "Kategori Umur",
        &[
            ("BALITA (0 - 5)", 8),
            ("ANAK-ANAK (6 - 17)", 20),
            ("DEWASA (18 - 30)", 22),
            ("TUA (31 - 120)", 50),
        ],
    ),
    (
        "0",
        "pendidikan-dalam-kk",
        "Pendidikan Dalam KK",
        &[
            ("TIDAK / BELUM SEKOLAH", 18),
            ("BELUM TAMAT SD/SEDERAJAT", 14),
            ("TAMAT SD / SEDERAJAT", 40),
            ("SLTP/SEDERAJAT", 16),
            ("SLTA / SEDERAJAT", 9),
            ("DIPLOMA I / II", 0),
            ("AKADEMI/ DIPLOMA III/S. MUDA", 1),
            ("DIPLOMA IV/ STRATA I", 2),
            ("STRATA II", 0),
            ("STRATA III", 0),
        ],
    ),
    (
        "14",
        "pendidikan-sedang-ditempuh",
        "Pendidikan Sedang Ditempuh",
        &[
            ("BELUM MASUK TK/KELOMPOK BERMAIN", 8),
            ("SEDANG TK/KELOMPOK BERMAIN", 5),
            ("SEDANG SD/SEDERAJAT", 14),
            ("SEDANG SLTP/SEDERAJAT", 7),
            ("SEDANG SLTA/SEDERAJAT", 6),
            ("SEDANG S-1/SEDERAJAT", 2),
            ("TIDAK SEDANG SEKOLAH", 58),
        ],
    ),
    (
        "1",
        "pekerjaan",
        "Pekerjaan",
        &[
            ("BELUM/TIDAK BEKERJA", 24),
            ("MENGURUS RUMAH TANGGA", 15),
            ("PELAJAR/MAHASISWA", 14),
            ("PENSIUNAN", 0),
            ("PEGAWAI NEGERI SIPIL (PNS)", 1),
            ("PERDAGANGAN", 3),
            ("PETANI/PEKEBUN", 32),
            ("PETERNAK", 1),
            ("BURUH HARIAN LEPAS", 4),
            ("BURUH TANI/PERKEBUNAN", 3),
            ("GURU", 1),
            ("SOPIR", 1),
            ("WIRASWASTA", 6),
        ],
    ),
    (
        "2",
        "status-perkawinan",
        "Status Perkawinan",
        &[("BELUM KAWIN", 42), ("KAWIN", 51), ("CERAI HIDUP", 2), ("CERAI MATI", 5)],
    ),
    (
        "3",
        "agama",
        "Agama",
        &[
            ("ISLAM", 960),
            ("KRISTEN", 14),
            ("KATHOLIK", 8),
            ("HINDU", 0),
            ("BUDHA", 6),
            ("KHONGHUCU", 0),
            ("Kepercayaan Terhadap Tuhan YME / Lainnya", 1),
        ],
    ),
    (
        "hubungan_kk",
        "hubungan-dalam-kk",
        "Hubungan Dalam KK",
        &[
            ("KEPALA KELUARGA", 29),
            ("SUAMI", 1),
            ("ISTRI", 23),
            ("ANAK", 40),
            ("MENANTU", 2),
            ("CUCU", 2),
            ("ORANGTUA", 1),
            ("MERTUA", 1),
            ("FAMILI LAIN", 1),
        ],
    ),
    ("5", "warga-negara", "Warga Negara", &[("WNI", 100), ("WNA", 0), ("DUA KEWARGANEGARAAN", 0)]),
    ("6", "status-penduduk", "Status Penduduk", &[("TETAP", 97), ("TIDAK TETAP", 3)]),
    (
        "7",
        "golongan-darah",
        "Golongan Darah",
        &[("A", 10), ("B", 12), ("AB", 4), ("O", 22), ("TIDAK TAHU", 40)],
    ),
    (
        "9",
        "penyandang-cacat",
        "Penyandang Cacat",
        &[
            ("CACAT FISIK", 1),
            ("CACAT NETRA/BUTA", 0),
            ("CACAT RUNGU/WICARA", 1),
            ("CACAT MENTAL/JIWA", 0),
            ("TIDAK CACAT", 90),
        ],
    ),
    (
        "18",
        "kepemilikan-ktp",
        "Kepemilikan KTP",
        &[("BELUM REKAM", 6), ("SUDAH REKAM", 3), ("CARD PRINTED", 62)],
    ),
];

pub(crate) fn generate(dice: &mut Dice, population: Count) -> Vec<Statistic> {
    let sex = Statistic {
        key: "4",
        slug: "jenis-kelamin",
        name: "Jenis Kelamin",
        rows: vec![
            Row { label: "LAKI-LAKI".into(), male: population.male, female: 0 },
            Row { label: "PEREMPUAN".into(), male: 0, female: population.female },
        ],
        unknown: unknown(0, 0),
    };
    let tables = TABLES.iter().map(|(key, slug, name, labels)| {
        // The last weight is for those whose category is not filled in.
        let weights: Vec<u32> = labels.iter().map(|(_, weight)| *weight).chain([1]).collect();
        let mut male = dice.split(population.male, &weights);
        let mut female = dice.split(population.female, &weights);
        let unknown = unknown(male.pop().unwrap_or(0), female.pop().unwrap_or(0));
        let rows = labels.iter().zip(male.into_iter().zip(female));
        let rows = rows.map(|((label, _), (male, female))| Row { label: (*label).to_owned(), male, female });
        Statistic { key, slug, name, rows: rows.collect(), unknown }
    });
    [sex].into_iter().chain(tables).collect()
}

fn unknown(male: u32, female: u32) -> Row {
    Row { label: "BELUM MENGISI".into(), male, female }
}
