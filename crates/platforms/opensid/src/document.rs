//! Published documents: regulations, decrees, public information.

use std::sync::Arc;

use balai_core::model::{Document, DocumentType, InformationClass};
use balai_core::{Access, Error, Found, Page, Request, Result, Visit};
use balai_extract::date;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use crate::api;
use crate::recognise::Version;
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
    let listed = site.lists(&["informasi-publik", "informasi_publik"]);
    let laws = site.lists(&["peraturan-desa", "peraturan_desa"]);
    let mut pages = api::Pages::new(site, "internal_api/informasi-publik");
    while let Some(list) = pages.next::<Row>(visit).await? {
        for item in list.items {
            let Some((document, published)) = of_row(&item.attributes, visit) else { continue };
            let is_law = matches!(
                document.r#type,
                Some(DocumentType::Perdes | DocumentType::Perkades | DocumentType::Decree)
            );
            let found = Found::new(document, Access::Api, &list.page).published(published);
            let found = found.listed(listed || (laws && is_law));
            visit.emit(keyed(found, item.id.as_deref())).await?;
        }
    }
    if pages.is_whole() {
        visit.complete();
    }
    Ok(())
}

#[derive(Deserialize)]
struct Ppid {
    data: PpidData,
}

#[derive(Deserialize)]
struct PpidData {
    #[serde(deserialize_with = "api::list")]
    ppid: Vec<Row>,
}

/// Documents of one title are common ("SK Kepala Desa"), so that the site's own number tells them apart.
fn keyed(found: Found, id: Option<&str>) -> Found {
    match id {
        Some(id) => found.key(id),
        None => found,
    }
}

/// Versions 20.12 to 2410 list all public documents at `/ppid`, and the particulars of regulations elsewhere; where
/// `/ppid` is switched off, the regulations are what there is.
async fn from_ppid(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let (regulations, table) = regulations(site, visit).await?;
    let (mut rows, page) = match site.first_of(visit, &["ppid", "api_informasi_publik/ppid"]).await {
        Ok(page) => (page.json::<Ppid>()?.data.ppid, page),
        Err(error) if api::is_missing(&error) => match table {
            Some(table) => (Vec::new(), table),
            None => return Err(error),
        },
        Err(error) => return Err(error),
    };
    for row in &mut rows {
        let same = |regulation: &&Row| regulation.id == row.id && regulation.nama == row.nama;
        if let Some(regulation) = regulations.iter().find(same) {
            row.attr = regulation.attr.clone();
            row.kategori_dokumen =
                regulation.kategori_dokumen.clone().or_else(|| regulation.kategori.clone());
        }
    }
    // The regulations are not all that is public.
    let whole = !rows.is_empty();
    if !whole {
        rows = regulations;
    }
    if rows.is_empty() {
        return Err(Error::not_offered("the list of public documents is empty"));
    }
    let listed = site.lists(&["informasi-publik", "informasi_publik", "peraturan-desa", "peraturan_desa"]);
    for row in rows {
        let Some((document, published)) = of_row(&row, visit) else { continue };
        let found = Found::new(document, Access::Api, &page).published(published).listed(listed);
        visit.emit(keyed(found, row.id.as_deref())).await?;
    }
    if whole {
        visit.complete();
    }
    Ok(())
}

/// The regulations, whose number, date and subject `/ppid` lacks, and where they were listed; none where their list
/// cannot be had.
async fn regulations(site: &Surface, visit: &mut Visit<'_>) -> Result<(Vec<Row>, Option<Arc<Page>>)> {
    #[derive(Deserialize)]
    struct Table {
        #[serde(deserialize_with = "api::list")]
        data: Vec<Row>,
    }

    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Rows {
        #[serde(deserialize_with = "api::list")]
        rows: Vec<Row>,
    }

    if !site.is_before(Version::WITH_ROUTES) {
        let url = site.url(visit, "peraturan-desa/datatables?draw=1&start=0&length=1000")?;
        let request = Request::new(url).header("X-Requested-With", "XMLHttpRequest");
        if let Ok(response) = visit.open(request).await
            && let Ok(page) = response.page().await
            && page.check().is_ok()
            && let Ok(Table { data }) = page.json()
        {
            return Ok((data, Some(Arc::new(page))));
        }
    }
    match site.get(visit, "first/ajax_table_peraturan").await {
        Ok(page) => match page.json::<Rows>() {
            Ok(Rows { rows }) => Ok((rows, Some(page))),
            Err(_) => Ok((Vec::new(), None)),
        },
        Err(error) if api::is_missing(&error) => Ok((Vec::new(), None)),
        Err(error) => Err(error),
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
