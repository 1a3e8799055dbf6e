//! The words that simulated villages are made of. All of them are invented or common; they name no one.

pub(crate) const MEN: [&str; 20] = [
    "Barjo", "Suwandi", "Turyono", "Mulyadi", "Kuswanto", "Sarwono", "Parjan", "Edi", "Rohmat", "Slamet",
    "Wagiman", "Nuryanto", "Tarmuji", "Sugeng", "Yusuf", "Imron", "Waluyo", "Darsono", "Fathoni", "Karsim",
];

pub(crate) const WOMEN: [&str; 16] = [
    "Suratmi",
    "Nur Laela",
    "Wartini",
    "Siti Romlah",
    "Partinah",
    "Endang",
    "Khotimah",
    "Sulastri",
    "Turyati",
    "Mursiyah",
    "Umi Salamah",
    "Rumini",
    "Kartika",
    "Yuliana",
    "Saodah",
    "Lestari",
];

/// Second names of people in public office.
pub(crate) const PUBLIC_FAMILIES: [&str; 14] = [
    "Prawira",
    "Adisucipta",
    "Kusumajaya",
    "Martowardoyo",
    "Sastradiwirya",
    "Widagdo",
    "Purbonegoro",
    "Hardjasoemantri",
    "Tirtoatmojo",
    "Wiryasaputra",
    "Dipayana",
    "Jayengresmi",
    "Sumodiharjo",
    "Cokroaminoto",
];

/// Second names of private residents. No one in public office has them, so that a private name that turns up where
/// it must not can be told from an official's.
pub(crate) const PRIVATE_FAMILIES: [&str; 16] = [
    "Wangsakrama",
    "Reksapati",
    "Singadimeja",
    "Kertayasa",
    "Nalapraja",
    "Mertadiwangsa",
    "Surawijaya",
    "Jagatirta",
    "Candrakrama",
    "Bratamenggala",
    "Setrawijana",
    "Ranuwikarta",
    "Gunapradipta",
    "Sutamerta",
    "Wiradikrama",
    "Yudapraya",
];

pub(crate) const HAMLETS: [&str; 18] = [
    "Krajan",
    "Sigemplong",
    "Kalilunyu",
    "Gunungsari",
    "Pagerwesi",
    "Sidamulya",
    "Wanasri",
    "Tempuran",
    "Karangjati",
    "Silangit",
    "Bojongsari",
    "Ngasinan",
    "Kebondalem",
    "Watulawang",
    "Ngadirejo",
    "Pesantunan",
    "Sawangan",
    "Blimbing",
];

pub(crate) const SAINTS: [&str; 8] = [
    "Al-Huda",
    "Nurul Iman",
    "Baitul Makmur",
    "Ar-Rahman",
    "At-Taqwa",
    "Darussalam",
    "Al-Falah",
    "Miftahul Jannah",
];

/// Product, category, unit, price in rupiah.
pub(crate) const GOODS: [(&str, &str, &str, i64); 14] = [
    ("Carica Dalam Sirup 6 Cup", "Makanan Olahan", "dus", 42_000),
    ("Kopi Robusta Lereng Selatan 250 gr", "Minuman", "bungkus", 48_500),
    ("Keripik Talas Gurih", "Makanan Olahan", "bungkus", 12_500),
    ("Gula Semut Aren", "Makanan Olahan", "kg", 56_000),
    ("Teh Tambi Rumahan", "Minuman", "bungkus", 17_500),
    ("Kentang Granola Kelas A", "Hasil Tani", "kg", 14_000),
    ("Anyaman Bambu Kalo", "Kerajinan", "buah", 35_000),
    ("Sapu Glagah Rangkap", "Kerajinan", "buah", 22_000),
    ("Madu Klanceng 150 ml", "Minuman", "botol", 95_000),
    ("Bibit Alpukat Okulasi", "Hasil Tani", "batang", 27_500),
    ("Batik Tulis Motif Gunung", "Kerajinan", "lembar", 385_000),
    ("Tempe Kemul Beku \u{201c}Mbok Sri\u{201d}", "Makanan Olahan", "pak", 15_000),
    ("Purwaceng & Jahe Bubuk", "Minuman", "botol", 45_000),
    ("Domba Batur Jantan", "Hasil Tani", "ekor", 4_750_000),
];

/// Titles of news and the category that they belong to. `{d}` a hamlet, `{v}` the village, `{y}` the year, `{n}` a
/// number.
pub(crate) const NEWS: [(&str, usize); 26] = [
    ("Kerja Bakti Pembersihan Saluran Air di Dusun {d}", 0),
    ("Musyawarah Dusun {d} Bahas Usulan Kegiatan {y}", 0),
    ("Pengumuman Jadwal Pelayanan KTP-el Keliling", 1),
    ("Kelas Ibu Hamil Posyandu Dusun {d}", 2),
    ("Warga Dusun {d} Panen {n} Kuintal Kentang", 3),
    ("Penyaluran BLT Dana Desa Tahap {n} Tahun {y}", 0),
    ("Pelatihan Pengolahan Carica bagi Kelompok Wanita Tani", 4),
    ("Imbauan Siaga Longsor Musim Hujan {y}", 1),
    ("Lomba Kebersihan Antar-RT Sambut HUT RI", 0),
    ("Pemeriksaan Kesehatan Lansia Gratis di Balai Desa {v}", 2),
    ("Jalan Usaha Tani Dusun {d} Mulai Dikerjakan", 0),
    ("Embung {d} Jadi Andalan Petani Sayur", 3),
    ("Pendaftaran Calon Penerima Bantuan Bibit Kopi Dibuka", 1),
    ("Karang Taruna {v} Gelar Pasar Malam \u{201c}Bumi Lestari\u{201d}", 0),
    ("Imunisasi Polio Putaran {n}: {n}9 Balita Terlayani", 2),
    ("Wisata Bukit {d} Ramai Dikunjungi Akhir Pekan", 3),
    ("Batas Akhir Pembayaran PBB-P2 Tahun {y}", 1),
    ("UMKM {v} Ikut Pameran Produk & Kuliner Kabupaten", 4),
    ("Pembagian {n}00 Bibit Alpukat untuk Penghijauan", 0),
    ("Rembuk Stunting Desa {v} Tahun {y}", 2),
    ("Ronda Malam Dusun {d} Diaktifkan Kembali", 0),
    ("Penerimaan Kunjungan Studi Banding BUMDes", 4),
    ("Sosialisasi Bahaya Judi Online bagi Pemuda", 0),
    ("Air Bersih Mengalir ke {n} Rumah di Dusun {d}", 0),
    ("Kesenian Kuda Lumping {d} Tampil di Alun-alun", 3),
    ("Serah Terima Jabatan Ketua RT se-Dusun {d}", 0),
];

pub(crate) const CATEGORIES: [(&str, &str); 5] = [
    ("Berita Desa", "berita-desa"),
    ("Pengumuman", "pengumuman"),
    ("Kesehatan & Posyandu", "kesehatan-posyandu"),
    ("Potensi Desa", "potensi-desa"),
    ("Usaha Warga", "usaha-warga"),
];

/// Sentences that news is made of, with the same placeholders.
pub(crate) const SENTENCES: [&str; 24] = [
    "Kegiatan dimulai pukul 08.30 WIB setelah warga berkumpul di halaman balai dusun {d}.",
    "Sebanyak {n} kepala keluarga ikut serta, termasuk mereka yang tinggal di tepi hutan.",
    "Kabut pagi yang tebal tidak mengurangi semangat warga {v}.",
    "Biaya kegiatan ditanggung bersama dari Dana Desa dan iuran warga sebesar Rp&nbsp;{n}.500.000,00.",
    "&ldquo;Kami ingin hasilnya langsung dirasakan warga,&rdquo; tutur kepala desa di sela kegiatan.",
    "Perangkat desa mencatat setiap usulan dan akan menempelkannya di papan pengumuman.",
    "Bahan baku didatangkan dari wilayah sekitar agar ongkos angkut tetap murah.",
    "Ibu-ibu PKK menyiapkan makanan ringan berupa singkong rebus dan teh hangat.",
    "Pendamping lokal desa turut memberi penjelasan tentang tata cara pelaporan.",
    "Pekerjaan ditargetkan rampung sebelum musim tanam berikutnya.",
    "Hujan sempat turun, tetapi acara tetap berjalan sampai selesai menjelang zuhur.",
    "Para pemuda membantu mengatur lalu lintas di jalan utama menuju {d}.",
    "Data peserta dikelola oleh sekretariat desa dan tidak dipublikasikan.",
    "Menurut catatan kader, jumlah peserta naik dibanding kegiatan serupa pada tahun lalu.",
    "Warga berharap perbaikan jalan penghubung antardusun menyusul pada tahun {y}.",
    "Pertemuan ditutup dengan doa bersama dan foto kenangan.",
    "Hasil panen sebagian dijual ke pasar kecamatan, sebagian disimpan untuk benih.",
    "Tim dari puskesmas membawa timbangan digital dan alat ukur tinggi badan.",
    "Lahan seluas {n} hektare itu dikelola bergiliran oleh kelompok tani setempat.",
    "Ketua BPD mengingatkan agar setiap pengeluaran disertai bukti yang sah.",
    "Air dialirkan dari mata air di lereng atas melalui pipa sepanjang {n}00 meter.",
    "Anak-anak sekolah dasar ikut memungut sampah plastik di sepanjang jalan.",
    "Bagi warga yang berhalangan hadir, layanan susulan dibuka pada hari kerja.",
    "Kerukunan seperti inilah yang membuat Dusun {d} selalu guyub.",
];

/// Documents: subject, and what sort they are (`0` regulation, `1` decree, `2`, `3`, `4` information classes).
pub(crate) const DOCUMENTS: [(&str, u8); 20] = [
    ("Anggaran Pendapatan dan Belanja Desa", 0),
    ("Rencana Kerja Pemerintah Desa", 0),
    ("Pengelolaan Sampah Rumah Tangga", 0),
    ("Kewenangan Lokal Berskala Desa", 0),
    ("Pungutan Pasar Desa", 0),
    ("Perlindungan Mata Air", 0),
    ("Pembentukan Tim Pelaksana Kegiatan", 1),
    ("Pengangkatan Kader Posyandu", 1),
    ("Penetapan Pengurus Karang Taruna", 1),
    ("Satuan Tugas Siaga Bencana", 1),
    ("Penunjukan Pengelola Aset Desa", 1),
    ("Laporan Realisasi Anggaran Semester Pertama", 2),
    ("Laporan Penyelenggaraan Pemerintahan Desa", 2),
    ("Profil Badan Usaha Milik Desa", 2),
    ("Peta Rawan Longsor", 3),
    ("Prosedur Tanggap Darurat Banjir Bandang", 3),
    ("Daftar Informasi Publik", 4),
    ("Daftar Inventaris Jalan Desa", 4),
    ("Berita Acara Musyawarah Desa", 4),
    ("Naskah Kerja Sama Pengelolaan Air", 4),
];

pub(crate) const PROJECTS: [(&str, &str); 12] = [
    ("Rabat Beton Gang Dusun {d}", "{n}0 x 2,5 m"),
    ("Talud Penahan Tanah Dusun {d}", "{n}5 x 3 m"),
    ("Pipanisasi Air Bersih {d}", "{n}00 m"),
    ("Rehabilitasi Gedung PAUD {d}", "1 unit"),
    ("Lampu Jalan Tenaga Surya", "{n} titik"),
    ("Jambanisasi Keluarga", "{n} unit"),
    ("Drainase Jalan Poros {d}", "{n}0 m"),
    ("Pembangunan Embung {d}", "12 x 18 x 3 m"),
    ("Jembatan Kali {d}", "7,5 x 2 m"),
    ("Pemeliharaan Balai Desa & Pendopo", "1 paket"),
    ("Pengaspalan Jalan {d} 1.250 Meter", "1.250 x 3 m"),
    ("Bantuan Rumah Layak Huni", "{n} unit"),
];

pub(crate) const COMPLAINTS: [&str; 10] = [
    "Lampu penerangan di tikungan mati",
    "Saluran air tersumbat daun",
    "Jalan gang berlubang",
    "Sampah menumpuk di pasar",
    "Antrean pelayanan terlalu lama",
    "Bau kandang mengganggu",
    "Pipa air bocor sejak pekan lalu",
    "Pohon rawan tumbang",
    "Usul penambahan jam posyandu",
    "Sinyal telepon hilang di dusun atas",
];
