//! Whose site it is.

use std::sync::Arc;

use balai_core::{Error, ErrorKind, RegionCode, Result, Visit};

use crate::page;

/// What the site says of whose it is.
pub(crate) struct Identity {
    /// The code that the network has for it.
    pub(crate) code: Option<RegionCode>,
}

impl Identity {
    /// Asks the budget page, the only one that has the code.
    pub(crate) async fn of(visit: &Visit<'_>) -> Result<Arc<Self>> {
        if let Some(known) = visit.memo() {
            return Ok(known);
        }
        let code = match visit.get("/data/anggaran/").await {
            Ok(page) => code(&page::text(&page)),
            Err(error) if error.kind().is_unreachable() => return Err(error),
            Err(_) => None,
        };
        let identity = Arc::new(Self { code });
        visit.set_memo(identity.clone());
        Ok(identity)
    }

    /// Whether the site is the village's that it is read for.
    pub(crate) fn check(&self, village: RegionCode) -> Result<()> {
        match self.code.filter(|code| *code != village) {
            None => Ok(()),
            Some(code) => Err(Error::new(
                ErrorKind::Config,
                format!(
                    "the site says that it is of {code}, the roster that it is of {village}: correct the roster, or have \
                     the site's code corrected"
                ),
            )),
        }
    }
}

fn code(text: &str) -> Option<RegionCode> {
    page::string(text, "desa_code")?.parse().ok()
}

/// Whether figures that bear a code are the village's.
pub(crate) fn check_figures(told: Option<&str>, village: RegionCode) -> Result<()> {
    match told.and_then(|told| told.parse::<RegionCode>().ok()).filter(|told| *told != village) {
        None => Ok(()),
        Some(other) => Err(Error::malformed(format!("the figures are of {other}, not of {village}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_another_village_is_told() {
        let village = "33.04.15.2008".parse().expect("a code");
        let identity = |script: &str| Identity { code: code(script) };
        assert!(identity("var desa_code = \"33.04.15.2008\";").check(village).is_ok());
        assert!(identity("var desa_code = \"\";").check(village).is_ok(), "nobody filled it in");
        let error = identity("var desa_code = \"33.04.15.2009\";").check(village).expect_err("another's");
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.message().contains("33.04.15.2009") && error.message().contains("33.04.15.2008"));
        assert!(check_figures(Some("33.04.15.2009"), village).is_err());
        assert!(
            check_figures(Some("33.04.15.2008"), village).is_ok() && check_figures(None, village).is_ok()
        );
    }
}
