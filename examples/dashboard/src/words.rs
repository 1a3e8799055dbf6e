//! Every text of the portal's pages, in one place: a second language is a second column here.
//!
//! What the templates call takes references, since that is how they pass their values.
//!
//! The prose of the page about the portal is a template of its own, `templates/about.html`.

use balai::model::{
    AidTarget, AreaLevel, DocumentType, Form, InformationClass, Scheme, Section, Stage, Statistic, Topic,
};
use balai::{Access, Condition, ErrorKind, Kind, Tls};

macro_rules! words {
    ($($name:ident: $text:literal,)*) => {
        /// The texts of one language.
        #[derive(Debug)]
        pub(crate) struct Words {
            $(pub(crate) $name: &'static str,)*
        }

        pub(crate) static INDONESIAN: Words = Words { $($name: $text,)* };
    };
}

words! {
    // Every page
    portal: "Portal desa",
    skip: "Langsung ke isi",
    home: "Beranda",
    news: "Berita",
    about: "Tentang",
    simulated: "Data simulasi",
    simulated_more: "Semua isi halaman ini dibuat oleh program untuk peragaan, bukan data desa yang sebenarnya.",
    footer: "Dibuat dengan Balai dari yang diterbitkan desa di situsnya masing-masing.",
    more: "lagi",
    navigation: "Halaman portal",

    // Home
    villages: "desa dan kelurahan",
    with_site: "punya situs",
    active: "situs aktif",
    recent_news: "berita dalam 30 hari",
    records: "rekaman terkumpul",
    villages_heading: "Desa dan kelurahan",
    latest_news: "Berita terbaru",
    all_news: "Semua berita dan tulisan lain",
    no_news: "Belum ada berita bertanggal.",
    no_village_news: "Belum ada berita dari desa ini.",
    last_visit: "Dikunjungi",
    never_visited: "Belum pernah dikunjungi.",
    no_site: "Belum ada situs yang diketahui.",
    publishes: "Yang diterbitkan",
    empty: "Belum ada data. Isi gudang data dengan perintah balai harvest, lalu muat ulang halaman ini.",

    // News
    search: "Cari",
    news_and_pages: "Berita dan tulisan lain",
    search_news: "Cari berita",
    village: "Desa",
    all_villages: "Semua desa",
    found: "tulisan",
    nothing_found: "Tidak ada tulisan yang cocok. Coba kata lain atau pilih semua desa.",
    bad_search: "Kata pencarian ini tidak dapat dicari. Tulis satu kata atau lebih.",
    newer: "Sebelumnya",
    older: "Berikutnya",
    page: "Halaman",
    of: "dari",
    pages: "Halaman hasil",

    // Village
    visit_site: "Buka situs desa",
    contents: "Isi halaman",
    profile: "Profil",
    address: "Alamat kantor",
    postal_code: "Kode pos",
    phone: "Telepon",
    email: "Surel",
    office_hours: "Jam layanan",
    population: "Penduduk",
    people: "jiwa",
    households: "Kepala keluarga",
    area_ha: "Luas",
    hectares: "ha",
    social: "Media sosial",
    borders: "Batas wilayah",
    north: "Utara",
    east: "Timur",
    south: "Selatan",
    west: "Barat",
    vision: "Visi",
    mission: "Misi",
    history: "Sejarah",
    region_code: "Kode wilayah",
    site_state: "Kondisi situs",
    platform: "Platform",
    version: "versi",
    visited_at: "Kunjungan terakhir",
    read: "Yang terbaca",
    not_offered: "Tidak disediakan situs ini",
    failed: "Tidak dapat dibaca",
    reason: "Sebab",
    tried: "dicoba lebih dahulu",
    unreadable: "rekaman tidak terbaca",
    changes: "Hasil kunjungan",
    new: "baru",
    changed: "berubah",
    vanished: "hilang",
    officials: "Perangkat desa",
    agenda: "Agenda",
    upcoming: "Akan datang",
    past: "Sudah lewat",
    budget: "Anggaran (APBDes)",
    budgeted: "Anggaran",
    realised: "Realisasi",
    line: "Uraian",
    lines: "Rincian",
    earlier_years: "Anggaran lainnya",
    statistics: "Statistik penduduk",
    category: "Kategori",
    total: "Jumlah",
    male: "Laki-laki",
    female: "Perempuan",
    not_filled_in: "Belum mengisi",
    table: "Tabel lengkap",
    largest: "Lima terbanyak",
    documents: "Dokumen publik",
    projects: "Pembangunan",
    progress: "Kemajuan",
    products: "Produk dan lapak",
    places: "Potensi dan fasilitas",
    organizations: "Lembaga",
    members: "anggota",
    aids: "Bantuan sosial",
    recipients: "penerima",
    indices: "Indeks desa",
    score: "Skor",
    services: "Layanan",
    requirements: "Persyaratan",
    steps: "Prosedur",
    areas: "Wilayah",
    families: "KK",
    albums: "Galeri",
    photos: "foto",
    complaints: "Pengaduan",
    photos_not_loaded: "Foto tidak dimuat di sini; buka tautannya untuk melihat di situs desa.",
    nothing_yet: "Belum ada data dari desa ini.",

    // Article
    read_original: "Baca di situs desa",
    images_left_out: "Gambar tidak dimuat dari situs desa. Lihat di halaman aslinya.",
    attachments: "Lampiran",
    origin: "Asal data",
    read_by: "Dibaca dari",
    via: "Cara baca",
    fetched_at: "Diambil",
    connection: "Sambungan",
    author: "Penulis",
    no_text: "Isi tulisan tidak tersedia di sini.",
    gone: "Tulisan ini sudah tidak ada di situs desa sejak",
    gone_more: "Karena itu isinya tidak ditampilkan di sini.",

    // Errors
    not_found: "Halaman tidak ditemukan",
    not_found_more: "Alamatnya mungkin salah tulis, atau halamannya sudah tidak ada.",
    trouble: "Portal sedang bermasalah",
    trouble_more: "Data tidak dapat dibaca. Coba muat ulang beberapa saat lagi.",
    bad_request: "Permintaan tidak dapat dipahami",
    back_home: "Kembali ke beranda",
}

/// What a kind is called here. Articles are more than news: a site may have pages and reports, and no news.
pub(crate) fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Article => "tulisan",
        kind => kind.indonesian(),
    }
}

/// A platform's name as people write it.
pub(crate) fn platform(name: &str) -> &str {
    match name {
        "opensid" => "OpenSID",
        "wordpress" => "WordPress",
        "joomla" => "Joomla",
        "sideka" => "SIDEKA",
        "blogger" => "Blogger",
        "feed" => "Umpan RSS/Atom",
        "page" => "Halaman situs",
        "opendk" => "OpenDK",
        "ckan" => "Satu Data",
        "kemendesa" => "Kementerian Desa",
        "table" => "Lembar isian",
        recipe if recipe.starts_with("recipe-") => "Resep",
        other => other,
    }
}

/// How a record was read.
pub(crate) fn access(access: &Access) -> &'static str {
    match access {
        Access::Api => "antarmuka data (API)",
        Access::Feed => "umpan berita",
        Access::Page => "halaman situs",
        Access::File => "berkas",
    }
}

/// How a connection was secured.
pub(crate) fn tls(tls: &Tls) -> &'static str {
    match tls {
        Tls::Verified => "terenkripsi, sertifikat sah",
        Tls::Unverified => "terenkripsi, sertifikat tidak sah",
        Tls::None => "tanpa enkripsi",
    }
}

/// A sign that stands beside a condition's colour, for those who do not see it.
pub(crate) fn sign(condition: &Condition) -> &'static str {
    match condition {
        Condition::Active => "●",
        Condition::Stale => "◐",
        Condition::Silent => "○",
        Condition::Blocked => "⊘",
        Condition::Unreachable => "✕",
        Condition::NoSite => "–",
        Condition::Unvisited => "?",
    }
}

/// What a condition means.
pub(crate) fn meaning(condition: &Condition) -> &'static str {
    match condition {
        Condition::Active => "Berita terakhir terbit dalam 90 hari ini.",
        Condition::Stale => "Situsnya dapat dibuka, tetapi berita terakhirnya lebih dari 90 hari lalu.",
        Condition::Silent => "Situsnya menjawab, tetapi tidak ada berita bertanggal yang terbaca.",
        Condition::Blocked => {
            "Situsnya ada, tetapi menolak dibaca oleh program. Warga mungkin tetap dapat membukanya."
        }
        Condition::Unreachable => "Situsnya tidak dapat dihubungi pada kunjungan terakhir.",
        Condition::NoSite => "Tidak ada situs yang diketahui untuk desa ini.",
        Condition::Unvisited => "Situsnya diketahui, tetapi belum dikunjungi.",
    }
}

/// Why a whole visit came to nothing, where no platform offers to read the site.
pub(crate) const UNKNOWN_PLATFORM: &str = "platform situsnya belum dikenal";

/// Why something could not be read.
pub(crate) fn failure(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Dns => "alamat situs tidak ditemukan",
        ErrorKind::Connect => "tidak dapat tersambung ke situs",
        ErrorKind::Tls => "sertifikat keamanan situs bermasalah",
        ErrorKind::Timeout => "situs terlalu lama menjawab",
        ErrorKind::Server => "server situs sedang bermasalah",
        ErrorKind::Blocked => "situs menolak dibaca oleh program",
        ErrorKind::NotFound => "halamannya tidak ada",
        ErrorKind::NotOffered => "tidak disediakan oleh situs",
        ErrorKind::Malformed => "isinya tidak dapat dipahami",
        ErrorKind::TooLarge => "isinya terlalu besar",
        ErrorKind::Refused => "tidak diminta, karena dilarang aturan situs atau aturan keamanan",
        ErrorKind::Store => "gagal disimpan",
        ErrorKind::Config => "pengaturannya keliru",
        _ => "sebab lain",
    }
}

/// What sort of text an article is; nothing for plain news.
pub(crate) fn form(form: &Option<Form>) -> Option<&'static str> {
    match form.as_ref()? {
        Form::News => None,
        Form::Page => Some("Halaman"),
        Form::Announcement => Some("Pengumuman"),
        Form::Event => Some("Agenda"),
        Form::Report => Some("Laporan"),
    }
}

/// A section of a budget.
pub(crate) fn section(section: &Section) -> &'static str {
    match section {
        Section::Income => "Pendapatan",
        Section::Expenditure => "Belanja",
        Section::Financing => "Pembiayaan",
    }
}

/// How far a budget has come.
pub(crate) fn stage(stage: &Stage) -> &'static str {
    match stage {
        Stage::Plan => "anggaran murni",
        Stage::Revised => "perubahan",
        Stage::Realised => "realisasi",
    }
}

/// A way of scoring villages.
pub(crate) fn scheme(scheme: &Scheme) -> &str {
    match scheme {
        Scheme::Idm => "Indeks Desa Membangun (IDM)",
        Scheme::Sdgs => "SDGs Desa",
        Scheme::VillageIndex => "Indeks Desa",
        Scheme::Other(name) => name,
    }
}

/// Who can receive an aid.
pub(crate) fn target(target: &AidTarget) -> &'static str {
    match target {
        AidTarget::Person => "perorangan",
        AidTarget::Family => "keluarga",
        AidTarget::Household => "rumah tangga",
        AidTarget::Group => "kelompok",
    }
}

/// The level of a part of the village.
pub(crate) fn area(level: &AreaLevel) -> &'static str {
    match level {
        AreaLevel::Hamlet => "Dusun",
        AreaLevel::Rw => "RW",
        AreaLevel::Rt => "RT",
    }
}

/// What sort of document it is.
pub(crate) fn document(document: &DocumentType) -> &str {
    match document {
        DocumentType::Perdes => "Peraturan Desa",
        DocumentType::Perkades => "Peraturan Kepala Desa",
        DocumentType::Decree => "Keputusan Kepala Desa",
        DocumentType::JointRegulation => "Peraturan Bersama",
        DocumentType::Report => "Laporan",
        DocumentType::Plan => "Rencana",
        DocumentType::Form => "Formulir",
        DocumentType::Other(name) => name,
    }
}

/// How a document has to be made public.
pub(crate) fn class(class: &InformationClass) -> &'static str {
    match class {
        InformationClass::Periodic => "informasi berkala",
        InformationClass::Immediate => "informasi serta-merta",
        InformationClass::AnyTime => "informasi setiap saat",
    }
}

/// What a table counts, where the site does not print it.
pub(crate) fn topic(statistic: &Statistic) -> String {
    if let Some(printed) = &statistic.topic_name {
        return printed.clone();
    }
    let name = match &statistic.topic {
        Topic::Sex => "Jenis kelamin",
        Topic::AgeGroup => "Rentang umur",
        Topic::AgeCategory => "Kategori umur",
        Topic::Education => "Pendidikan dalam KK",
        Topic::Schooling => "Pendidikan sedang ditempuh",
        Topic::Occupation => "Pekerjaan",
        Topic::Religion => "Agama",
        Topic::MaritalStatus => "Status perkawinan",
        Topic::FamilyRelation => "Hubungan dalam KK",
        Topic::BloodType => "Golongan darah",
        Topic::Citizenship => "Warga negara",
        Topic::ResidentStatus => "Status penduduk",
        Topic::Disability => "Penyandang disabilitas",
        Topic::ChronicIllness => "Penyakit menahun",
        Topic::SocialClass => "Kelas sosial",
        Topic::Ethnicity => "Suku",
        Topic::HealthInsurance => "Asuransi kesehatan",
        Topic::EmploymentInsurance => "BPJS ketenagakerjaan",
        Topic::BirthCertificate => "Akta kelahiran",
        Topic::DeathCertificate => "Akta kematian",
        Topic::IdentityCard => "Kepemilikan KTP",
        Topic::ChildIdentityCard => "Kepemilikan KIA",
        Topic::FamilyPlanning => "Akseptor KB",
        Topic::Pregnancy => "Status kehamilan",
        Topic::CovidStatus => "Status Covid",
        Topic::MarriageBook => "Buku nikah",
        Topic::Hamlet => "Dusun",
        Topic::Voters => "Daftar pemilih",
        Topic::Other(name) => return name.replace(['_', '-'], " "),
    };
    name.to_owned()
}
