//! Published documents: regulations, decrees, public information.

use balai_core::model::{Document, DocumentType, InformationClass};
use balai_core::{Access, Error, Found, Request, Result, Visit};
use balai_extract::date;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use crate::api;
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    if site.api {
        match from_api(site, visit).await {
            Ok(()) => return Ok(()),
            Err(error) if api::is_missing(&error) => {
                visit.note(format!("the list of documents fails: {error}"))
            }
            Err(error) => return Err(error),
        }
    }
    from_ppid(site, visit).await
}

/// A document in a JSON list of any version, by allow-list.
#[derive(Clone, Debug, Deserialize)]
struct Row {
    #[serde(default, deserialize_with = "api::text")]
    id: Option<String>,
    nama: String,
    #[serde(default, deserialize_with = "api::text")]
    tahun: Option<String>,
    /// A class in words or by number, or the type of a regulation.
    #[serde(default, deserialize_with = "api::text")]
    kategori: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    kategori_dokumen: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    enabled: Option<String>,
    /// Whose private document it is; then it is not read.
    #[serde(default, deserialize_with = "api::text")]
    id_pend: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    dok_warga: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    tgl_upload: Option<String>,
    /// Where the file is, to which the name depends on the version.
    #[serde(default, deserialize_with = "api::text")]
    satuan: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    dokumen: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    url: Option<String>,
    /// The particulars of a regulation, as an object or as JSON in a text.
    #[serde(default)]
    attr: Value,
}

async fn from_api(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let listed = site.menu.is_empty() || site.menu.has(&["informasi-publik", "informasi_publik"]);
    let laws = site.menu.is_empty() || site.menu.has(&["peraturan-desa", "peraturan_desa"]);
    let mut pages = api::Pages::new("internal_api/informasi-publik");
    while let Some(list) = pages.next::<Row>(visit).await? {
        for row in list.items.into_iter().map(|item| item.attributes) {
            let Some((document, published)) = of_row(&row, visit) else { continue };
            let is_law = matches!(
                document.r#type,
                Some(DocumentType::Perdes | DocumentType::Perkades | DocumentType::Decree)
            );
            let found = Found::new(document, Access::Api, &list.page).published(published);
            visit.emit(found.listed(listed || (laws && is_law))).await?;
        }
    }
    visit.complete();
    Ok(())
}

#[derive(Deserialize)]
struct Ppid {
    data: PpidData,
}

#[derive(Deserialize)]
struct PpidData {
    #[serde(deserialize_with = "api::list")]
    ppid: Vec<Value>,
}

/// Versions 20.12 to 2410 list all public documents at `/ppid`, and the particulars of regulations elsewhere.
async fn from_ppid(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let page = site.first_of(visit, &["ppid", "api_informasi_publik/ppid"]).await?;
    let rows: Vec<Value> = page.json::<Ppid>()?.data.ppid;
    if rows.is_empty() {
        return Err(Error::not_offered("the list of public documents is empty"));
    }
    let regulations = regulations(site, visit).await;
    for row in rows {
        let mut row: Row = match serde_json::from_value(row) {
            Ok(row) => row,
            Err(error) => {
                visit.skip(Error::from(error).at(&page.url));
                continue;
            }
        };
        if let Some(regulation) =
            regulations.iter().find(|regulation| regulation.id == row.id && regulation.nama == row.nama)
        {
            row.attr = regulation.attr.clone();
            row.kategori_dokumen =
                regulation.kategori_dokumen.clone().or_else(|| regulation.kategori.clone());
        }
        let Some((document, published)) = of_row(&row, visit) else { continue };
        visit.emit(Found::new(document, Access::Api, &page).published(published)).await?;
    }
    visit.complete();
    Ok(())
}

/// The regulations, whose number, date and subject `/ppid` lacks; none where their list cannot be had.
async fn regulations(site: &Surface, visit: &mut Visit<'_>) -> Vec<Row> {
    #[derive(Deserialize)]
    struct Table {
        #[serde(deserialize_with = "api::list")]
        data: Vec<Row>,
    }

    if let Ok(url) = visit.site().resolve("peraturan-desa/datatables?draw=1&start=0&length=1000")
        && site.version.is_none_or(|_| !site.is_before(crate::recognise::Version::WITH_ROUTES))
    {
        let request = Request::new(url).header("X-Requested-With", "XMLHttpRequest");
        if let Ok(response) = visit.open(request).await
            && let Ok(page) = response.page().await
            && page.check().is_ok()
            && let Ok(Table { data }) = page.json()
        {
            return data;
        }
    }
    match site.get(visit, "first/ajax_table_peraturan").await {
        Ok(page) => page.json().unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}

/// A row as a document, and when it was published; `None` for what is disabled, private or exempt.
fn of_row(row: &Row, visit: &Visit<'_>) -> Option<(Document, Option<jiff::Timestamp>)> {
    let private = row.id_pend.as_deref().is_some_and(|id| id != "0") || row.dok_warga.as_deref() == Some("1");
    let class = row.kategori.as_deref().map(|class| class.to_lowercase());
    let exempt = class.as_deref().is_some_and(|class| class == "4" || class.contains("dikecualikan"));
    if private || exempt || !api::is_enabled(row.enabled.as_deref()) {
        return None;
    }
    let attributes: Value = match &row.attr {
        Value::String(json) => serde_json::from_str(json).unwrap_or_default(),
        value => value.clone(),
    };
    let attribute = |names: &[&str]| {
        let mut values = names.iter().filter_map(|name| attributes.get(name)?.as_str());
        values.find(|value| !value.trim().is_empty()).map(str::to_owned)
    };
    let day = |text: String| -> Option<Date> { date::printed(&text).map(|printed| printed.date) };
    let file = [&row.url, &row.dokumen, &row.satuan].into_iter().flatten();
    let file_url =
        file.filter(|url| url.starts_with("http")).find(|url| !url.contains(char::is_whitespace)).cloned();
    let name = row.satuan.as_deref().or(file_url.as_deref()).unwrap_or_default().to_lowercase();
    let published =
        row.tgl_upload.as_deref().and_then(|at| date::instant(at, visit.zone(), jiff::Timestamp::now()));
    let document = Document {
        title: balai_extract::html::plain(&row.nama),
        r#type: type_of(row, &attributes),
        number: attribute(&["no_ditetapkan", "no_kep_kades"]),
        year: row.tahun.as_deref().and_then(|year| year.parse().ok()),
        date: attribute(&["tgl_ditetapkan", "tgl_kep_kades"]).and_then(day),
        subject: attribute(&["uraian"]),
        information_class: class.as_deref().and_then(information_class),
        media_type: media_type(&name).map(str::to_owned),
        file_url,
        ..Document::default()
    };
    Some((document, published))
}

fn type_of(row: &Row, attributes: &Value) -> Option<DocumentType> {
    let kind = attributes.get("jenis_peraturan").and_then(Value::as_str).unwrap_or_default();
    let category = row.kategori_dokumen.as_deref().unwrap_or_default();
    let title = row.nama.to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| title.starts_with(word));
    if attributes.get("no_kep_kades").is_some()
        || category.starts_with("SK")
        || starts(&["keputusan kepala desa", "sk kepala desa"])
    {
        Some(DocumentType::Decree)
    } else if kind.contains("Bersama") || starts(&["peraturan bersama"]) {
        Some(DocumentType::JointRegulation)
    } else if kind == "Peraturan Kepala Desa" || starts(&["peraturan kepala desa", "perkades"]) {
        Some(DocumentType::Perkades)
    } else if kind == "Peraturan Desa" || category == "Perdes" || starts(&["peraturan desa", "perdes"]) {
        Some(DocumentType::Perdes)
    } else if starts(&["laporan", "lppd", "lkppd"]) {
        Some(DocumentType::Report)
    } else if starts(&["rpjmdes", "rkpdes", "rencana"]) {
        Some(DocumentType::Plan)
    } else if starts(&["formulir"]) {
        Some(DocumentType::Form)
    } else {
        None
    }
}

/// By number in `/ppid`, in words in the JSON interface.
fn information_class(class: &str) -> Option<InformationClass> {
    match class {
        "1" => Some(InformationClass::Periodic),
        "2" => Some(InformationClass::Immediate),
        "3" => Some(InformationClass::AnyTime),
        _ if class.contains("berkala") => Some(InformationClass::Periodic),
        _ if class.contains("serta") => Some(InformationClass::Immediate),
        _ if class.contains("setiap saat") => Some(InformationClass::AnyTime),
        _ => None,
    }
}

fn media_type(name: &str) -> Option<&'static str> {
    let end = name.split(['?', '&']).find_map(|part| part.rsplit_once('.')).map(|(_, end)| end)?;
    Some(match end {
        "pdf" => "application/pdf",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "zip" => "application/zip",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_tell_their_type_by_their_end() {
        assert_eq!(media_type("perdes_1.pdf"), Some("application/pdf"));
        assert_eq!(
            media_type("https://h/storage-desa?path=upload%2fa.docx&signature=x").map(|t| t.len()),
            Some(71)
        );
        assert_eq!(media_type("https://h/dokumen_web/unduh_berkas/1"), None);
    }

    #[test]
    fn classes_come_in_numbers_and_in_words() {
        assert_eq!(information_class("1"), information_class("informasi berkala"));
        assert_eq!(information_class("3"), information_class("informasi setiap saat"));
        assert_eq!(information_class("sk kades"), None);
    }
}
