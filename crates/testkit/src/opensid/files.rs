//! Uploads and documents. None of them is a real file; the private one holds what must never be read.

use super::Scene;
use crate::Answer;

/// A picture: enough to be one by its first bytes.
pub(crate) fn picture() -> Answer {
    Answer::of("image/jpeg", &b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01simulasi"[..])
}

/// A document by number. The platform gives out private ones too.
pub(crate) fn document(scene: Scene<'_>, id: &str) -> Option<Answer> {
    let document = scene.village.documents.iter().find(|d| d.enabled && d.id.to_string() == id)?;
    Some(match document.owner {
        Some(owner) => {
            let resident = &scene.village.residents[owner];
            Answer::of("image/jpeg", format!("{} {} {}", document.subject, resident.nik, resident.name))
        }
        None => Answer::of("application/pdf", format!("%PDF-1.4\n% simulasi: {}\n", document.title)),
    })
}

/// The page where the staff log in, which tells the version whatever the theme.
pub(crate) fn login(scene: Scene<'_>) -> Answer {
    let name = crate::html(&scene.village.name);
    Answer::html(format!(
        r#"<!DOCTYPE html><html><head><title>OpenSID Desa {name}</title></head><body>
<form class="login-form"></form>
<div class="login-footer-bottom"><a href="https://github.com/OpenSID/OpenSID">OpenSID</a> {}</div>
<p>Situs simulasi.</p></body></html>
"#,
        scene.era.version()
    ))
}
