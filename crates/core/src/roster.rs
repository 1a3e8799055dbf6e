//! The villages that one cares about.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{Level, RegionCode, Site};

/// The villages that one cares about, with what is known of their sites (*daftar desa*).
///
/// As TOML, one table a village; only the code is required:
///
/// ```
/// use balai_core::Roster;
///
/// let roster = Roster::from_toml(
///     r#"
///     [[village]]
///     code = "33.04.15.2008"
///     name = "Darmayasa"
///     url = "https://darmayasa-banjarnegara.desa.id"
///
///     [[village]]
///     code = "33.04.15.2011"
///     name = "Ratamba"                    # no site that we know of
///     "#,
/// )?;
/// assert_eq!(roster.villages.len(), 2);
/// # Ok::<(), balai_core::RosterError>(())
/// ```
///
/// As CSV, the same words as its heading: `code,name,url,platform,accept_invalid_certificate`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// The villages, in the roster's order.
    pub villages: Vec<RosterVillage>,
}

/// One village of a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterVillage {
    /// Its code.
    pub code: RegionCode,
    /// Its name, for people; the code is what counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address of its site, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The platform that its site runs on, where the engine need not find out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// Whether to read the site although its certificate is wrong.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub accept_invalid_certificate: bool,
    /// The line of the roster that it stands on, from 1; 0 where there is none.
    #[serde(skip)]
    pub line: usize,
}

/// What is wrong with a roster: every fault at once, each with its line and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterError {
    /// The faults, in the roster's order.
    pub faults: Vec<RosterFault>,
}

/// One fault of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to write.
    pub fix: String,
}

impl Roster {
    /// Reads a roster from TOML.
    ///
    /// # Errors
    ///
    /// Every fault that the text has: wrong TOML, unknown keys, wrong or doubled codes, broken addresses.
    pub fn from_toml(text: &str) -> Result<Self, RosterError> {
        Self::from_toml_of(text, |_| true)
    }

    /// As [`Roster::from_toml`], of villages that exist, as `exists` tells: core has no list of codes,
    /// `balai-regions` has.
    ///
    /// # Errors
    ///
    /// As [`Roster::from_toml`], and villages that do not exist.
    pub fn from_toml_of(text: &str, exists: impl Fn(RegionCode) -> bool) -> Result<Self, RosterError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            #[serde(default)]
            village: Vec<Spanned<Table>>,
        }

        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            code: Option<Spanned<String>>,
            name: Option<String>,
            url: Option<Spanned<String>>,
            platform: Option<String>,
            #[serde(default)]
            accept_invalid_certificate: bool,
        }

        let line_at = |span: Range<usize>| 1 + text[..span.start.min(text.len())].matches('\n').count();
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, line_at);
            let fix = "mend this line; a village looks like: [[village]] and below it code = \"33.04.15.2008\" \
                       and url = \"https://…\"";
            RosterError { faults: vec![RosterFault::new(line, error.message(), fix)] }
        })?;
        let mut draft = Draft::new(&exists);
        for table in file.village {
            let line = line_at(table.span());
            let table = table.into_inner();
            let (code_line, code) = match table.code {
                Some(code) => (line_at(code.span()), code.into_inner()),
                None => (line, String::new()),
            };
            let url_line = table.url.as_ref().map_or(line, |url| line_at(url.span()));
            draft.add(
                Row {
                    code,
                    name: table.name,
                    url: table.url.map(Spanned::into_inner),
                    platform: table.platform,
                    accept_invalid_certificate: table.accept_invalid_certificate,
                },
                code_line,
                url_line,
            );
        }
        draft.finish()
    }

    /// Reads a roster from CSV with a heading.
    ///
    /// # Errors
    ///
    /// Every fault that the text has, as [`Roster::from_toml`].
    pub fn from_csv(text: &str) -> Result<Self, RosterError> {
        Self::from_csv_of(text, |_| true)
    }

    /// As [`Roster::from_csv`], of villages that exist, as `exists` tells.
    ///
    /// # Errors
    ///
    /// As [`Roster::from_csv`], and villages that do not exist.
    pub fn from_csv_of(text: &str, exists: impl Fn(RegionCode) -> bool) -> Result<Self, RosterError> {
        const COLUMNS: &str = "code,name,url,platform,accept_invalid_certificate";
        let text = text.trim_start_matches('\u{feff}');
        // Spreadsheets of Indonesian locale write semicolons.
        let heading = text.lines().next().unwrap_or_default();
        let delimiter = if heading.contains(';') && !heading.contains(',') { b';' } else { b',' };
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
        let mut draft = Draft::new(&exists);
        let headers = reader.headers().cloned().unwrap_or_default();
        let fix = format!("write the heading {COLUMNS}; only code is required");
        if !headers.iter().any(|name| name == "code") {
            draft.fault(1, "there is no column `code`", &fix);
            return draft.finish();
        }
        for name in headers.iter().filter(|name| !COLUMNS.split(',').any(|known| known == *name)) {
            draft.fault(1, format!("the column `{name}` is unknown"), &fix);
        }
        let mut record = csv::StringRecord::new();
        loop {
            // Lines as a person counts them: blank ones and those within quotes too.
            let line = reader.position().line() as usize;
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {
                    let line = record.position().map_or(line, |position| position.line() as usize);
                    match record.deserialize::<Row>(Some(&headers)) {
                        Ok(mut row) => {
                            let optional = |text: &mut Option<String>| {
                                *text = text.take().filter(|text| !text.is_empty())
                            };
                            optional(&mut row.name);
                            optional(&mut row.url);
                            optional(&mut row.platform);
                            draft.add(row, line, line);
                        }
                        Err(error) => draft.fault(line, error.to_string(), "write true, false, or nothing"),
                    }
                }
                Err(error) => {
                    let line = error.position().map_or(line, |position| position.line() as usize);
                    let fix = format!("write as many columns as the heading has: {COLUMNS}");
                    draft.fault(line, error.to_string(), &fix);
                }
            }
        }
        draft.finish()
    }

    /// The roster as TOML, ready to be filled in: a village without an address gets a line to write it on.
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        for village in &self.villages {
            // A JSON string is a TOML one.
            let quoted = |text: &str| serde_json::Value::from(text).to_string();
            text.push_str("[[village]]\n");
            text.push_str(&format!("code = \"{}\"\n", village.code));
            if let Some(name) = &village.name {
                text.push_str(&format!("name = {}\n", quoted(name)));
            }
            match &village.url {
                Some(url) => text.push_str(&format!("url = {}\n", quoted(url))),
                None => text.push_str("# url = \"https://\"\n"),
            }
            if let Some(platform) = &village.platform {
                text.push_str(&format!("platform = {}\n", quoted(platform)));
            }
            if village.accept_invalid_certificate {
                text.push_str("accept_invalid_certificate = true\n");
            }
            text.push('\n');
        }
        text
    }
}

impl RosterVillage {
    /// A village of which only the code is known.
    pub fn new(code: RegionCode) -> Self {
        Self { code, name: None, url: None, platform: None, accept_invalid_certificate: false, line: 0 }
    }

    /// Its site; `None` where none is known, or the address is none.
    pub fn site(&self) -> Option<Site> {
        let mut site = Site::new(self.code, self.url.as_deref()?).ok()?;
        site.accept_invalid_certificate = self.accept_invalid_certificate;
        Some(site)
    }
}

#[derive(Deserialize)]
struct Row {
    code: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    platform: Option<String>,
    #[serde(default, deserialize_with = "yes")]
    accept_invalid_certificate: bool,
}

/// An empty cell of a spreadsheet means no.
fn yes<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match String::deserialize(deserializer)?.to_lowercase().as_str() {
        "" | "false" | "no" | "tidak" | "0" => Ok(false),
        "true" | "yes" | "ya" | "1" => Ok(true),
        other => Err(serde::de::Error::custom(format!("`{other}` is neither true nor false"))),
    }
}

/// A roster on its way, with the faults so far.
struct Draft<'a> {
    exists: &'a dyn Fn(RegionCode) -> bool,
    villages: Vec<RosterVillage>,
    lines: HashMap<RegionCode, usize>,
    faults: Vec<RosterFault>,
}

impl<'a> Draft<'a> {
    fn new(exists: &'a dyn Fn(RegionCode) -> bool) -> Self {
        Self { exists, villages: Vec::new(), lines: HashMap::new(), faults: Vec::new() }
    }

    fn fault(&mut self, line: usize, what: impl Into<String>, fix: &str) {
        self.faults.push(RosterFault::new(line, what, fix));
    }

    fn add(&mut self, row: Row, code_line: usize, url_line: usize) {
        const EXAMPLE: &str = "write a village's code such as 33.04.15.2008";
        let code = match row.code.parse::<RegionCode>() {
            Ok(code) if code.level() == Level::Village => code,
            Ok(code) => {
                let what = format!("{code} is a {}, not a village", code.level());
                return self.fault(code_line, what, &format!("list its villages with `balai roster {code}`"));
            }
            Err(_) if row.code.is_empty() => {
                return self.fault(code_line, "the village has no code", EXAMPLE);
            }
            Err(error) => return self.fault(code_line, error.to_string(), EXAMPLE),
        };
        if !(self.exists)(code) {
            let subdistrict = code.at(Level::Subdistrict).unwrap_or(code);
            let fix = format!("look it up with `balai roster {subdistrict}`");
            self.fault(code_line, format!("no village has the code {code}"), &fix);
        }
        if let Some(url) = &row.url
            && let Err(error) = Site::new(code, url)
        {
            self.fault(url_line, error.message(), "or leave it out");
        }
        if let Some(first) = self.lines.insert(code, code_line) {
            let what = format!("{code} stands here and on line {first}");
            self.fault(code_line, what, "take one of the two away");
        }
        self.villages.push(RosterVillage {
            code,
            name: row.name,
            url: row.url,
            platform: row.platform,
            accept_invalid_certificate: row.accept_invalid_certificate,
            line: code_line,
        });
    }

    fn finish(mut self) -> Result<Roster, RosterError> {
        if self.faults.is_empty() {
            Ok(Roster { villages: self.villages })
        } else {
            self.faults.sort_by_key(|fault| fault.line);
            Err(RosterError { faults: self.faults })
        }
    }
}

impl RosterFault {
    fn new(line: usize, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { line, what: what.into(), fix: fix.into() }
    }
}

impl fmt::Display for RosterFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}; {}", self.line, self.what.trim(), self.fix)
    }
}

impl fmt::Display for RosterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for RosterError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(error: &RosterError) -> Vec<usize> {
        error.faults.iter().map(|fault| fault.line).collect()
    }

    #[test]
    fn tells_every_fault_with_its_line_and_the_fix() {
        let text = "\
[[village]]
code = \"33.04.15.2008\"
url = \"ftp://darmayasa.desa.id\"

[[village]]
code = \"33.04.15\"

[[village]]
name = \"Ratamba\"

[[village]]
code = \"3304152008\"
";
        let error = Roster::from_toml(text).expect_err("faults");
        assert_eq!(lines(&error), [3, 6, 8, 12], "{error}");
        let told = error.to_string();
        assert!(told.contains("balai roster 33.04.15"), "{told}");
        assert!(told.contains("stands here and on line 2; take one of the two away"), "{told}");
    }

    #[test]
    fn tells_the_line_of_wrong_toml_and_of_unknown_keys() {
        let error = Roster::from_toml("[[village]]\ncode = 33.04.15.2008\n").expect_err("no TOML");
        assert_eq!(lines(&error), [2], "{error}");
        let error =
            Roster::from_toml("[[village]]\ncode = \"33.04.15.2008\"\nsitus = \"x\"\n").expect_err("a key");
        assert_eq!(lines(&error), [3], "{error}");
        assert!(error.to_string().contains("situs"), "{error}");
    }

    #[test]
    fn csv_says_the_same_as_toml() {
        let csv = Roster::from_csv(
            "code,name,url\n33.04.15.2008,Darmayasa,darmayasa.desa.id\n33.04.15.2011,Ratamba,\n",
        )
        .expect("a roster");
        assert_eq!(csv.villages[0].site().expect("a site").url.as_str(), "https://darmayasa.desa.id/");
        assert_eq!(csv.villages[1].url, None);
        let toml = Roster::from_toml(&csv.to_toml()).expect("a roster");
        assert_eq!(
            toml.villages.iter().map(|v| v.code).collect::<Vec<_>>(),
            csv.villages.iter().map(|v| v.code).collect::<Vec<_>>()
        );
        assert_eq!(toml.villages[0].url, csv.villages[0].url);

        let error = Roster::from_csv("kode;nama\n1;2\n").expect_err("no code");
        assert_eq!(lines(&error), [1]);
        let error =
            Roster::from_csv("code,name\n33.04.15.2008,a\nx,b\n33.04.15.2008,c\n").expect_err("faults");
        assert_eq!(lines(&error), [3, 4]);
    }

    #[test]
    fn a_village_that_does_not_exist_is_told_with_the_other_faults() {
        let text = "code,url\n\n33.04.15.2008,\n33.04.15.2099,x\n";
        let error =
            Roster::from_csv_of(text, |code| code.to_string().ends_with("2008")).expect_err("one is unknown");
        assert_eq!(lines(&error), [4, 4], "blank lines count: {error}");
        assert!(error.to_string().contains("balai roster 33.04.15"), "{error}");
    }
}
