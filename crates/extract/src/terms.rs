//! The words of village offices in the data model's terms.

use balai_core::model::{DocumentType, InformationClass, Role, Section, Topic};

/// The office that a position names: `Kaur Keuangan` is a head of affairs.
///
/// ```
/// use balai_core::model::Role;
///
/// assert_eq!(balai_extract::terms::role("Kepala Dusun Krajan"), Role::HamletHead);
/// assert_eq!(balai_extract::terms::role("Ketua RT 01"), Role::Other);
/// ```
pub fn role(position: &str) -> Role {
    let position = position.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| position.contains(word));
    let starts = |words: &[&str]| words.iter().any(|word| position.starts_with(word));
    if has(&["bpd", "permusyawaratan"]) {
        Role::Council
    } else if has(&["dusun", "kadus", "jorong", "kepala lingkungan", "kewilayahan", "kebayan"]) {
        Role::HamletHead
    } else if starts(&[
        "kepala desa",
        "kades",
        "pj kepala desa",
        "pj. kepala desa",
        "penjabat kepala desa",
        "lurah",
        "wali nagari",
        "keuchik",
        "kuwu",
        "pambakal",
    ]) {
        Role::Head
    } else if starts(&["sekdes", "carik"]) || is_secretary(&position) {
        Role::Secretary
    } else if starts(&["kepala seksi", "kasi"]) {
        Role::SectionHead
    } else if starts(&["kepala urusan", "kaur"]) {
        Role::AffairsHead
    } else if starts(&["bendahara"]) {
        Role::Treasurer
    } else if starts(&["staf", "staff", "operator"]) {
        Role::Staff
    } else {
        Role::Other
    }
}

/// A club has a secretary too.
fn is_secretary(position: &str) -> bool {
    const OF: [&str; 9] =
        ["", "desa", "kelurahan", "lurah", "nagari", "gampong", "kampung", "pekon", "negeri"];
    let mut words = position.split_whitespace();
    words.next() == Some("sekretaris") && OF.contains(&words.next().unwrap_or_default())
}

/// What a table of the population counts, by the word above its categories or by its title; `None` where that tells
/// nothing of the kind.
///
/// ```
/// use balai_core::model::Topic;
///
/// assert_eq!(balai_extract::terms::topic("Mata Pencaharian"), Some(Topic::Occupation));
/// assert_eq!(balai_extract::terms::topic("Struktur Organisasi"), None);
/// ```
pub fn topic(text: &str) -> Option<Topic> {
    // The more particular first: "akta kelahiran" before "kelahiran", "bpjs ketenagakerjaan" before "kerja".
    const WORDS: [(&[&str], Topic); 24] = [
        (&["jenis kelamin", "gender"], Topic::Sex),
        (&["kategori umur", "kategori usia"], Topic::AgeCategory),
        (&["umur", "usia"], Topic::AgeGroup),
        (&["pendidikan sedang", "sedang ditempuh"], Topic::Schooling),
        (&["pendidikan", "ijazah"], Topic::Education),
        (&["ketenagakerjaan"], Topic::EmploymentInsurance),
        (&["pekerjaan", "mata pencaharian", "profesi"], Topic::Occupation),
        (&["agama", "kepercayaan"], Topic::Religion),
        (&["perkawinan", "status kawin", "pernikahan"], Topic::MaritalStatus),
        (&["hubungan dalam keluarga", "hubungan keluarga", "hubungan dalam kk"], Topic::FamilyRelation),
        (&["golongan darah", "gol. darah", "gol darah"], Topic::BloodType),
        (&["warga negara", "kewarganegaraan"], Topic::Citizenship),
        (&["status penduduk"], Topic::ResidentStatus),
        (&["disabilitas", "difabel", "cacat"], Topic::Disability),
        (&["penyakit menahun"], Topic::ChronicIllness),
        (&["kelas sosial", "kesejahteraan"], Topic::SocialClass),
        (&["suku", "etnis"], Topic::Ethnicity),
        (&["asuransi kesehatan", "bpjs kesehatan", "jaminan kesehatan"], Topic::HealthInsurance),
        (&["akta kelahiran", "akte kelahiran"], Topic::BirthCertificate),
        (&["akta kematian", "akte kematian"], Topic::DeathCertificate),
        (&["kepemilikan ktp", "wajib ktp"], Topic::IdentityCard),
        (&["akseptor kb", "keluarga berencana"], Topic::FamilyPlanning),
        (&["pemilih"], Topic::Voters),
        (&["dusun", "lingkungan", "jorong"], Topic::Hamlet),
    ];
    let text = text.to_lowercase();
    let named = |(words, _): &&(&[&str], Topic)| words.iter().any(|word| text.contains(word));
    WORDS.iter().find(named).map(|(_, topic)| topic.clone())
}

/// The section of a budget that a heading opens: `PENDAPATAN DESA`, `4. Pendapatan`.
pub fn section(heading: &str) -> Option<Section> {
    let heading = heading.to_uppercase();
    match heading {
        _ if heading.contains("PENDAPATAN") => Some(Section::Income),
        _ if heading.contains("BELANJA") => Some(Section::Expenditure),
        _ if heading.contains("PEMBIAYAAN") => Some(Section::Financing),
        _ => None,
    }
}

/// What sort of document a title names.
///
/// ```
/// use balai_core::model::DocumentType;
/// use balai_extract::terms;
///
/// let title = "Peraturan Desa Nomor 3 Tahun 2024 tentang APBDes";
/// assert_eq!(terms::document_type(title), Some(DocumentType::Perdes));
/// assert_eq!(terms::number(title).as_deref(), Some("3"));
/// assert_eq!(terms::year(title), Some(2024));
/// assert_eq!(terms::subject(title).as_deref(), Some("APBDes"));
/// ```
pub fn document_type(title: &str) -> Option<DocumentType> {
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| title.starts_with(word));
    if starts(&["keputusan kepala desa", "surat keputusan", "sk kepala desa", "sk kades", "sk "]) {
        Some(DocumentType::Decree)
    } else if starts(&["peraturan bersama"]) {
        Some(DocumentType::JointRegulation)
    } else if starts(&["peraturan kepala desa", "perkades"]) {
        Some(DocumentType::Perkades)
    } else if starts(&["peraturan desa", "perdes"]) {
        Some(DocumentType::Perdes)
    } else if starts(&["laporan", "lppd", "lkppd", "lpj"]) {
        Some(DocumentType::Report)
    } else if starts(&["rpjm", "rkp", "rencana"]) {
        Some(DocumentType::Plan)
    } else if starts(&["formulir", "blangko"]) {
        Some(DocumentType::Form)
    } else {
        None
    }
}

/// The number that a regulation's title gives it: what follows `Nomor` or `No.`.
pub fn number(title: &str) -> Option<String> {
    let mut words = title.split_whitespace();
    words.find(|word| {
        matches!(word.trim_end_matches(['.', ':']).to_lowercase().as_str(), "nomor" | "no" | "nomer")
    })?;
    let number = words.find(|word| *word != ":")?.trim_matches([':', ',', ';']);
    number.starts_with(|c: char| c.is_ascii_digit()).then(|| number.to_owned())
}

/// The year that a text names: the first from 1990 to 2099, the one after `Tahun` before others.
pub fn year(text: &str) -> Option<u16> {
    let years = |text: &str| {
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        numbers.find_map(|digits| digits.parse().ok().filter(|year| (1990..2100).contains(year)))
    };
    let lower = text.to_lowercase();
    let after = lower.find("tahun").and_then(|at| years(lower.get(at..at + 24).unwrap_or(&lower[at..])));
    after.or_else(|| years(text))
}

/// What a regulation is about: what follows `tentang`.
pub fn subject(title: &str) -> Option<String> {
    const WORD: &str = " tentang ";
    let at = title.to_ascii_lowercase().find(WORD)?;
    let subject = title[at + WORD.len()..].trim().trim_end_matches('.');
    (!subject.is_empty()).then(|| subject.to_owned())
}

/// The class of public information (Perki 1/2018) that a text names.
pub fn information_class(text: &str) -> Option<InformationClass> {
    let text = text.to_lowercase();
    match text {
        _ if text.contains("berkala") => Some(InformationClass::Periodic),
        _ if text.contains("serta merta") || text.contains("serta-merta") => {
            Some(InformationClass::Immediate)
        }
        _ if text.contains("setiap saat") => Some(InformationClass::AnyTime),
        _ => None,
    }
}

/// The media type of a file that people download, by the end of its name or address; `None` for pages, pictures and
/// what else is no document.
///
/// ```
/// use balai_extract::terms::media_type;
///
/// assert_eq!(media_type("https://desa.example/unduh/Perdes%203.PDF?x=1"), Some("application/pdf"));
/// assert_eq!(media_type("https://desa.example/foto.jpg"), None);
/// ```
pub fn media_type(name: &str) -> Option<&'static str> {
    let path = name.split(['?', '#']).next()?;
    let (_, end) = path.rsplit('/').next()?.rsplit_once('.')?;
    Some(match end.to_lowercase().as_str() {
        "pdf" => "application/pdf",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ppt" => "application/vnd.ms-powerpoint",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "zip" => "application/zip",
        "rar" => "application/vnd.rar",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_told_by_their_names() {
        for (position, office) in [
            ("Kepala Desa", Role::Head),
            ("Pj. Kepala Desa", Role::Head),
            ("Sekretaris Desa", Role::Secretary),
            ("Kepala Seksi Pemerintahan", Role::SectionHead),
            ("Kaur Keuangan", Role::AffairsHead),
            ("Kepala Dusun Krajan", Role::HamletHead),
            ("Ketua BPD", Role::Council),
            ("Sekretaris BPD", Role::Council),
            ("Staf Keuangan", Role::Staff),
            ("Sekretaris Karang Taruna", Role::Other),
        ] {
            assert_eq!(role(position), office, "{position}");
        }
    }

    #[test]
    fn topics_are_told_by_words() {
        for (text, expected) in [
            ("Jumlah penduduk menurut Jenis Kelamin", Some(Topic::Sex)),
            ("Kelompok Umur", Some(Topic::AgeGroup)),
            ("Tingkat Pendidikan", Some(Topic::Education)),
            ("BPJS Ketenagakerjaan", Some(Topic::EmploymentInsurance)),
            ("Nama Dusun", Some(Topic::Hamlet)),
            ("Nama", None),
        ] {
            assert_eq!(topic(text), expected, "{text}");
        }
    }

    #[test]
    fn titles_of_regulations_are_taken_apart() {
        for (title, sort, its_number, its_year) in [
            ("Perdes No. 05 Tahun 2023 Tentang Pungutan", Some(DocumentType::Perdes), Some("05"), Some(2023)),
            (
                "SK Kepala Desa Nomor : 141/12/2022 tentang Tim",
                Some(DocumentType::Decree),
                Some("141/12/2022"),
                Some(2022),
            ),
            ("RPJM Desa 2022–2027", Some(DocumentType::Plan), None, Some(2022)),
            ("Laporan Realisasi APBDes TA 2024", Some(DocumentType::Report), None, Some(2024)),
            ("Skema air bersih", None, None, None),
        ] {
            assert_eq!(document_type(title), sort, "{title}");
            assert_eq!(number(title).as_deref(), its_number, "{title}");
            assert_eq!(year(title), its_year, "{title}");
        }
        assert_eq!(subject("Perdes No. 05 Tahun 2023 Tentang Pungutan.").as_deref(), Some("Pungutan"));
    }
}
