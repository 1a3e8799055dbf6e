//! `balai new-platform`: a crate to begin a new adapter with.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::outcome::{Failure, Outcome, Result};
use crate::output;

/// Write a crate for the adapter of a new platform, with a simulated site and tests that pass
#[derive(Args)]
#[command(after_help = "\
Example:
  balai new-platform papan       writes balai-papan/, whose README leads through the first hour")]
pub(crate) struct NewPlatform {
    /// What the platform is called: small letters, digits, hyphens
    #[arg(value_parser = name)]
    name: String,
    /// The folder to write the crate to [default: balai-NAME]
    #[arg(long, value_name = "FOLDER")]
    into: Option<PathBuf>,
    /// A checkout of Balai to depend on, in place of its published crates
    #[arg(long, value_name = "FOLDER")]
    balai: Option<PathBuf>,
}

/// The crate's files, written for a platform called Papan.
const FILES: [(&str, &str); 10] = [
    ("Cargo.toml", include_str!("../../template/Cargo.toml.in")),
    ("README.md", include_str!("../../template/README.md")),
    ("src/lib.rs", include_str!("../../template/src/lib.rs")),
    ("src/recognise.rs", include_str!("../../template/src/recognise.rs")),
    ("src/article.rs", include_str!("../../template/src/article.rs")),
    ("fixtures/home.html", include_str!("../../template/fixtures/home.html")),
    ("fixtures/list.html", include_str!("../../template/fixtures/list.html")),
    ("fixtures/article.html", include_str!("../../template/fixtures/article.html")),
    ("tests/conformance.rs", include_str!("../../template/tests/conformance.rs")),
    ("tests/site/mod.rs", include_str!("../../template/tests/site/mod.rs")),
];

impl NewPlatform {
    pub(crate) fn run(self) -> Result {
        let folder = self.into.clone().unwrap_or_else(|| PathBuf::from(format!("balai-{}", self.name)));
        if folder.exists() {
            return Err(Failure::usage(format!(
                "{} is there already; name another --into",
                folder.display()
            )));
        }
        let checkout = self.balai.as_deref().map(checkout).transpose()?;
        for (file, template) in FILES {
            let path = folder.join(file);
            let write = |path: &Path| {
                path.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::write(path, self.fill(template, checkout.as_deref()))
            };
            write(&path).map_err(|error| Failure::file(&path, "cannot write", &error))?;
        }
        output::tell(format_args!(
            "{} is written; its tests pass (`cargo test`). Its README.md leads on from there.",
            folder.display()
        ));
        Ok(Outcome::Done)
    }

    /// A file of the template, for the platform of this name.
    fn fill(&self, template: &str, checkout: Option<&Path>) -> String {
        let dependency = |krate: &str| match checkout {
            None => format!("\"{}\"", env!("CARGO_PKG_VERSION")),
            Some(checkout) => format!("{{ path = {:?} }}", checkout.join("crates").join(krate)),
        };
        template
            .replace("CORE", &dependency("core"))
            .replace("EXTRACT", &dependency("extract"))
            .replace("TESTKIT", &dependency("testkit"))
            .replace("RUST_VERSION", env!("CARGO_PKG_RUST_VERSION"))
            .replace("balai_papan", &format!("balai_{}", self.name.replace('-', "_")))
            .replace("papan", &self.name)
            .replace("Papan", &type_name(&self.name))
    }
}

/// The absolute path of a checkout of Balai: the crate may be moved.
fn checkout(folder: &Path) -> Result<PathBuf> {
    if !folder.join("crates/core/Cargo.toml").exists() {
        return Err(Failure::usage(format!(
            "{} is no checkout of Balai: it has no crates/core",
            folder.display()
        )));
    }
    fs::canonicalize(folder).map_err(|error| Failure::file(folder, "cannot read", &error))
}

fn name(text: &str) -> std::result::Result<String, String> {
    let is_letter = |c: char| c.is_ascii_lowercase();
    let is_name = text.starts_with(is_letter)
        && !text.ends_with('-')
        && text.chars().all(|c| is_letter(c) || c.is_ascii_digit() || c == '-');
    if is_name {
        Ok(text.to_owned())
    } else {
        Err("write small letters, digits and hyphens: desa-kita".into())
    }
}

/// `desa-kita` as a type is called: `DesaKita`.
fn type_name(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').filter(|word| !word.is_empty()).map(capital).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_crates_and_a_types() {
        assert_eq!(type_name("desa-kita2"), "DesaKita2");
        assert!(name("desa-kita2").is_ok());
        for wrong in ["", "Desa", "2desa", "desa_kita", "desa-", "désa", "../desa"] {
            assert!(name(wrong).is_err(), "{wrong}");
        }
    }
}
