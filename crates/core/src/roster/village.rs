//! A village of a roster, and its site.

use serde::Serialize;

use crate::{RegionCode, Site};

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

    /// The village as TOML.
    pub(super) fn to_toml(&self) -> String {
        // A JSON string is a TOML one.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let mut text = format!("[[village]]\ncode = \"{}\"\n", self.code);
        if let Some(name) = &self.name {
            text.push_str(&format!("name = {}\n", quoted(name)));
        }
        match &self.url {
            Some(url) => text.push_str(&format!("url = {}\n", quoted(url))),
            None => text.push_str("# url = \"https://\"\n"),
        }
        if let Some(platform) = &self.platform {
            text.push_str(&format!("platform = {}\n", quoted(platform)));
        }
        if self.accept_invalid_certificate {
            text.push_str("accept_invalid_certificate = true\n");
        }
        text.push('\n');
        text
    }
}
