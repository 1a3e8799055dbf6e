//! What a file is, by how it begins: names and media types are not believed.

use balai_core::{Error, ErrorKind, Result};

/// The formats that are read, and that templates are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Values with separators, one sheet.
    Csv,
    /// A workbook of Excel and its like.
    Xlsx,
}

impl Format {
    /// The format of a file.
    ///
    /// # Errors
    ///
    /// Malformed or blocked, with what it is instead and what to do.
    pub(crate) fn of(body: &[u8]) -> Result<Self> {
        const SAVE: &str = "save it as Excel workbook (.xlsx) or as CSV";
        let begins = |magic: &[u8]| body.starts_with(magic);
        let is = |what: &str| Err(Error::malformed(format!("{what}: {SAVE}")));
        if begins(b"PK\x03\x04") {
            let top = &body[..body.len().min(200)];
            return match has(top, b"application/vnd.oasis.opendocument") {
                true => is("the file is an OpenDocument spreadsheet (.ods)"),
                false => Ok(Self::Xlsx),
            };
        }
        if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            // The directory of the container is in UTF-16.
            let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            return match has(body, &encrypted) {
                true => Err(Error::malformed(
                    "the workbook is protected by a password, so that nobody can read it: take the password away \
                     (File, Info, Protect Workbook) and save it again",
                )),
                false => is("the file is a workbook in the old format (.xls)"),
            };
        }
        if begins(b"%PDF") {
            return is("the file is a PDF, in which tables are pictures");
        }
        let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii_start();
        if text.starts_with(b"<") {
            return Err(page(text));
        }
        if text.is_empty() {
            return Err(Error::malformed("the file is empty"));
        }
        // UTF-16 begins with its mark.
        if !(begins(b"\xff\xfe") || begins(b"\xfe\xff")) && body[..body.len().min(4096)].contains(&0) {
            return is("the file is neither a workbook nor CSV");
        }
        Ok(Self::Csv)
    }
}

/// A page of HTML in place of a file.
fn page(text: &[u8]) -> Error {
    let beginning = &text[..text.len().min(400)];
    let shown = String::from_utf8_lossy(beginning);
    if has(text, b"urn:schemas-microsoft-com:office:spreadsheet") {
        return Error::malformed(
            "the file is an XML spreadsheet of 2003: save it as Excel workbook (.xlsx) or as CSV",
        );
    }
    if has(text, b"accounts.google.com") || has(text, b"ServiceLogin") {
        return Error::new(
            ErrorKind::Blocked,
            "Google asks to sign in, so that the sheet is not public: publish it (File, Share, Publish to web, as \
             .xlsx or as CSV) and write the address that is shown there",
        );
    }
    Error::malformed("a web page came where a spreadsheet is due: write the address of the file itself")
        .excerpt(&shown)
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(body: &[u8]) -> String {
        Format::of(body).expect_err("no spreadsheet").to_string()
    }

    #[test]
    fn files_are_known_by_how_they_begin() {
        assert_eq!(Format::of(b"PK\x03\x04\x14\0").expect("a workbook"), Format::Xlsx);
        assert_eq!(Format::of(b"tahun;uraian\n").expect("CSV"), Format::Csv);
        assert_eq!(Format::of(b"\xff\xfet\0a\0").expect("CSV in UTF-16"), Format::Csv);
        let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0k\0b\0o\0o\0k\0";
        assert!(told(old).contains(".xls)"), "{}", told(old));
        let locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
        assert!(told(locked).contains("password"), "{}", told(locked));
        assert!(told(b"%PDF-1.7").contains("PDF"));
        assert!(told(b" \n").contains("empty"));
        assert!(told(b"\x01\0\0\x02").contains("neither"));
        let ods = b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
        assert!(told(ods).contains(".ods"));
    }

    #[test]
    fn a_web_page_is_told_with_its_beginning() {
        let page = told(b"\xef\xbb\xbf<!doctype html><title>Galat</title>");
        assert!(page.contains("it begins: <!doctype html>"), "{page}");
        let login =
            Format::of(b"<html><a href='https://accounts.google.com/ServiceLogin'>").expect_err("no file");
        assert_eq!(login.kind(), ErrorKind::Blocked);
        assert!(login.to_string().contains("Publish to web"));
    }
}
