//! The file, asked for once a visit, and its sheets by what they are about.

use std::sync::Arc;
use std::time::Duration;

use balai_core::{Error, ErrorKind, Kind, Origin, Request, Result, Validator, Visit};
use bytes::Bytes;
use serde::Deserialize;

use crate::format::Format;
use crate::grid::Grid;
use crate::heading::SOUGHT;
use crate::sheet::{self, About};
use crate::xlsx::Workbook;
use crate::{address, csv};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 32 << 20;

/// What the roster may tell of the file beyond where it is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// What the sheets are about that do not tell it by their names.
    kind: Option<Kind>,
}

/// A file that was read.
pub(crate) struct File {
    pub(crate) origin: Origin,
    pub(crate) sheets: Vec<Sheet>,
    /// What is to be told of the file as a whole.
    notes: Vec<String>,
    book: Book,
}

/// A sheet of the file.
pub(crate) struct Sheet {
    /// Its name; a CSV file's has none.
    pub(crate) name: Option<String>,
    pub(crate) about: About,
}

enum Book {
    Xlsx(Box<Workbook>),
    Csv(csv::Sheet),
}

/// What the visit has met, for the kinds that are read later.
struct Met {
    /// The version of the file.
    version: Option<Validator>,
    outcome: Outcome,
}

enum Outcome {
    Read(Arc<File>),
    /// It is of the version that an earlier visit read.
    Unchanged,
    Failed {
        kind: ErrorKind,
        message: String,
        wait: Option<Duration>,
    },
}

/// The file; `None` where everything of this kind was read of the same version by an earlier visit. Seventeen kinds
/// are read from one file: it is asked for once, and again only where it did not change for one kind while another
/// was not read whole.
pub(crate) async fn open(visit: &mut Visit<'_>) -> Result<Option<Arc<File>>> {
    let url = visit.site().url.clone();
    let known = visit.remembered_version(&url).await?;
    let is_known = |version: &Option<Validator>| known.is_some() && known == *version;
    let met = match visit.memo::<Met>() {
        Some(met) if is_known(&met.version) => return Ok(None),
        Some(met) if !matches!(met.outcome, Outcome::Unchanged) => met,
        _ => {
            let met = Arc::new(ask(visit, known).await?);
            visit.set_memo(met.clone());
            if let Outcome::Read(file) = &met.outcome {
                file.notes.iter().for_each(|note| visit.note(note));
            }
            met
        }
    };
    match &met.outcome {
        Outcome::Read(file) => Ok(Some(file.clone())),
        Outcome::Unchanged => Ok(None),
        Outcome::Failed { kind, message, wait } => {
            let error = Error::new(*kind, message).at(&url);
            Err(match wait {
                Some(wait) => error.retry_after(*wait),
                None => error,
            })
        }
    }
}

/// The version of the file that was read, to be remembered once everything of a kind was read of it.
pub(crate) fn version(visit: &Visit<'_>) -> Option<Validator> {
    visit.memo::<Met>().and_then(|met| met.version.clone())
}

/// Asks for the file. An error is one of the store.
async fn ask(visit: &mut Visit<'_>, known: Option<Validator>) -> Result<Met> {
    match fetch(visit).await {
        Ok(Some((file, version))) => Ok(Met { version, outcome: Outcome::Read(Arc::new(file)) }),
        Ok(None) => Ok(Met { version: known, outcome: Outcome::Unchanged }),
        Err(error) if error.kind() == ErrorKind::Store => Err(error),
        Err(error) => {
            let (kind, message, wait) = (error.kind(), error.message().to_owned(), error.wait());
            Ok(Met { version: None, outcome: Outcome::Failed { kind, message, wait } })
        }
    }
}

async fn fetch(visit: &mut Visit<'_>) -> Result<Option<(File, Option<Validator>)>> {
    let url = visit.site().url.clone();
    address::check(&url)?;
    let settings = match &visit.site().source {
        Some(source) => source.settings::<Settings>()?,
        None => Settings::default(),
    };
    let request = Request::new(url).limit(LARGEST);
    let Some(response) = visit.open_if_changed(request).await? else { return Ok(None) };
    let version = response.validator();
    let page = response.page().await?;
    page.check()?;
    let named = page.headers.get("content-disposition").and_then(sheet::file_name);
    let name = named.or_else(|| sheet::name_in(&visit.site().url));
    let content_type = page.content_type();
    let mut file = File::read(page.body.clone(), &content_type, Origin::from(&page))?;
    file.understand(name.as_deref(), settings.kind)?;
    Ok(Some((file, version)))
}

impl File {
    fn read(body: Bytes, content_type: &str, origin: Origin) -> Result<Self> {
        let (book, names) = match Format::of(&body)? {
            Format::Xlsx => {
                let workbook = Workbook::open(body)?;
                let names = workbook.names().into_iter().map(Some).collect();
                (Book::Xlsx(Box::new(workbook)), names)
            }
            Format::Csv => (Book::Csv(csv::read(&body, content_type)?), vec![None]),
        };
        let sheets = names.into_iter().map(|name| Sheet { name, about: About::Nothing }).collect();
        Ok(Self { origin, sheets, notes: Vec::new(), book })
    }

    /// Finds out what each sheet is about.
    fn understand(&mut self, file_name: Option<&str>, told: Option<Kind>) -> Result<()> {
        let is_alone = self.sheets.len() == 1;
        let told_alone = told.filter(|_| is_alone);
        for index in 0..self.sheets.len() {
            let name = self.sheets[index].name.as_deref();
            let names = name.into_iter().chain(file_name.filter(|_| is_alone));
            let kind = told_alone.map(About::Kind).or_else(|| names.into_iter().find_map(sheet::by_name));
            let about = match kind {
                Some(about) => about,
                None => {
                    let top = self.cells(&self.sheets[index], Some(SOUGHT + 2))?;
                    let (about, note) = sheet::by_content(name, &top, told);
                    self.notes.extend(note);
                    about
                }
            };
            self.sheets[index].about = about;
        }
        if self.sheets.iter().any(|sheet| matches!(sheet.about, About::Kind(_))) {
            return Ok(());
        }
        let (kind, message) = match self.notes.is_empty() {
            true => (ErrorKind::Malformed, "the file is empty: fill in a template".to_owned()),
            false if self.sheets.iter().any(|sheet| matches!(sheet.about, About::People)) => {
                (ErrorKind::Refused, self.notes.join("; "))
            }
            false => (ErrorKind::Malformed, self.notes.join("; ")),
        };
        Err(Error::new(kind, message))
    }

    /// A sheet's cells.
    ///
    /// # Errors
    ///
    /// Malformed, too large.
    pub(crate) fn grid(&self, sheet: &Sheet) -> Result<Arc<Grid>> {
        self.cells(sheet, None)
    }

    fn cells(&self, sheet: &Sheet, rows: Option<usize>) -> Result<Arc<Grid>> {
        match (&self.book, &sheet.name) {
            (Book::Xlsx(workbook), Some(name)) => workbook.sheet(name, rows).map(Arc::new),
            (Book::Xlsx(_), None) => Ok(Arc::default()),
            (Book::Csv(sheet), _) => Ok(sheet.grid.clone()),
        }
    }

    /// Whether the file seems to break off.
    pub(crate) fn is_cut(&self) -> bool {
        matches!(&self.book, Book::Csv(sheet) if sheet.is_cut)
    }
}
