//! Is it OpenSID, and which version?

use std::fmt;

use balai_core::{Page, Probe, Recognition, Result};
use balai_extract::charset;

/// A version of OpenSID as one number that sorts: `18.12` is 1812, `2410.0.0` and `2410.1.0` are 2410.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(u16);

impl Version {
    /// The first version whose JSON interface is public, and whose theme pages are filled by it.
    pub(crate) const WITH_API: Self = Self(2508);
    /// The first version whose paid builds may have it already.
    pub(crate) const MAY_HAVE_API: Self = Self(2402);
    /// The first version with routes of its own in place of `/first/…`.
    pub(crate) const WITH_ROUTES: Self = Self(2305);

    /// The version that a page names: `OpenSID 2410.0.0`, `"current_version":"26.01"`, `…&v=2601.0.0`.
    pub(crate) fn on(page: &Page) -> Option<Self> {
        let html = charset::decode(&page.body, page.headers.get("content-type").unwrap_or_default());
        Self::named(&html)
    }

    /// What the program itself writes is believed first; of mentions in the text the last, which is the footer's:
    /// an article may tell of another version.
    fn named(html: &str) -> Option<Self> {
        Self::setting(html).or_else(|| Self::asset(html)).or_else(|| Self::mention(html))
    }

    /// `"current_version":"26.01"`.
    fn setting(html: &str) -> Option<Self> {
        const KEY: &str = "\"current_version\":\"";
        Self::read(&html[html.find(KEY)? + KEY.len()..])
    }

    /// `/theme_asset/natra?file=css/a.css&v=2601.0.0`.
    fn asset(html: &str) -> Option<Self> {
        html.match_indices("/theme_asset/").take(20).find_map(|(at, _)| {
            let address = &html[at..];
            let address = &address[..address.find(['"', '\'', ' ', '<', '\n']).unwrap_or(address.len())];
            Self::read(&address[address.find("v=")? + 2..])
        })
    }

    /// `OpenSID 2410.0.0`; the number may stand behind the link's end, and behind a space of any sort.
    fn mention(html: &str) -> Option<Self> {
        html.rmatch_indices("OpenSID").find_map(|(at, name)| {
            let after = html[at + name.len()..].trim_start();
            let after = after.strip_prefix("</a>").unwrap_or(after).trim_start_matches("&nbsp;");
            Self::read(after.trim_start_matches(|c: char| c.is_whitespace() || c == 'v'))
        })
    }

    fn read(text: &str) -> Option<Self> {
        let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
        let mut parts = text[..end].split('.');
        let (first, second) = (parts.next()?, parts.next()?);
        let number: u16 = match (first.len(), second.len()) {
            (2, 2) => format!("{first}{second}").parse().ok()?,
            (4, _) => first.parse().ok()?,
            _ => return None,
        };
        ((1001..9913).contains(&number) && (1..=12).contains(&(number % 100))).then_some(Self(number))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number) = *self;
        if number < Self::WITH_ROUTES.0 {
            write!(f, "{}.{:02}", number / 100, number % 100)
        } else {
            write!(f, "{number}")
        }
    }
}

pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    let home = probe.home().await;
    if let Ok(home) = &home {
        let version = Version::on(home);
        let evidence = signs(home, probe.has_cookie("sidcsrf"));
        if !evidence.is_empty() {
            // A mention alone may be an article's; two signs, or the cookie, are the program's own.
            let strong = evidence.len() > 1 || probe.has_cookie("sidcsrf");
            let mut recognition = if strong { Recognition::certain() } else { Recognition::likely() };
            recognition.evidence = evidence;
            return Ok(Some(recognition.version(version.map(|version| version.to_string()))));
        }
    }
    // The home page may be blocked, failing, or hidden by a theme; the feed has no theme. It is asked for only
    // where the home page gave nothing to go by, since most sites are not OpenSID.
    match home {
        Ok(_) => Ok(None),
        Err(error) if error.kind().is_unreachable() && !error.is_temporary() => Err(error),
        Err(error) => match probe.get("feed").await {
            Ok(feed) if is_its_feed(&feed) => Ok(Some(
                Recognition::likely().because("the feed names OpenSID, while the home page cannot be read"),
            )),
            _ => Err(error),
        },
    }
}

/// What a page shows that only OpenSID has, a sentence each.
fn signs(page: &Page, cookie: bool) -> Vec<String> {
    let html = String::from_utf8_lossy(&page.body);
    let mut signs = Vec::new();
    if cookie {
        signs.push("the site sets the cookie sidcsrf".to_owned());
    }
    if let Some(version) = Version::named(&html) {
        signs.push(format!("the page names OpenSID {version}"));
    }
    for (mark, sign) in [
        ("github.com/OpenSID/OpenSID", "the footer links to OpenSID's repository"),
        ("/desa/upload/", "uploads stand in /desa/upload/"),
        ("/desa/themes/", "its theme stands in /desa/themes/"),
        ("/vendor/themes/", "its theme stands in /vendor/themes/"),
        ("/theme_asset/", "its theme's files come by /theme_asset/"),
        ("internal_api/", "its theme asks /internal_api/ for data"),
        ("/first/statistik/", "links lead to /first/statistik/"),
        ("/data-statistik/", "links lead to /data-statistik/"),
    ] {
        if html.contains(mark) {
            signs.push(sign.to_owned());
        }
    }
    signs
}

fn is_its_feed(feed: &Page) -> bool {
    let text = String::from_utf8_lossy(&feed.body);
    text.contains("OpenDesa - OpenSID") || text.contains("<generator>Sistem Informasi Desa</generator>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions_of_every_age() {
        for (html, version) in [
            ("<a href='https://github.com/OpenSID/OpenSID'>OpenSID</a> 18.12</p>", "18.12"),
            ("<a>OpenSID 2410.0.0</a>", "2410"),
            ("OpenSID&nbsp;v23.04", "23.04"),
            ("Sistem OpenSID gratis. <a>OpenSID 2305.1.0-premium</a>", "2305"),
            ("<h5>Pelatihan OpenSID 22.11</h5> var setting = {\"current_version\":\"26.01\"}", "2601"),
            ("<h5>Pelatihan OpenSID 22.11</h5> <footer>OpenSID 2410.0.0</footer>", "2410"),
            ("<link href='/theme_asset/natra?file=css/a.css&v=2601.0.0'>", "2601"),
        ] {
            assert_eq!(
                Version::named(html).map(|version| version.to_string()).as_deref(),
                Some(version),
                "{html}"
            );
        }
        for html in ["OpenSID", "OpenSID 3.14", "OpenSID 2024", "OpenSID 99.99"] {
            assert_eq!(Version::named(html), None, "{html}");
        }
        assert!(Version::read("18.12") < Version::read("2410.0.0"));
    }
}
