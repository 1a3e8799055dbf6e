//! Is it Joomla, and of which age?

use balai_core::{Page, Probe, Recognition, Result};
use balai_extract::css;
use balai_extract::html::Document;

/// What the pages of a Joomla hold, and what that says.
const MARKS: [(&str, &str); 8] = [
    ("joomla-script-options", "its scripts are given Joomla's options"),
    ("/media/system/js/", "scripts stand in /media/system/js/"),
    ("/media/jui/", "scripts stand in /media/jui/"),
    ("/media/templates/site/", "its template's files stand in /media/templates/site/"),
    ("/plugins/system/", "files of plugins stand in /plugins/system/"),
    ("/components/com_", "files of components stand in /components/"),
    ("/modules/mod_", "files of modules stand in /modules/"),
    ("option=com_content", "links lead to its component of articles"),
];

/// When every page of a Joomla that is not cached has expired.
const EXPIRED: &str = "Wed, 17 Aug 2005 00:00:00 GMT";

pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    let home = probe.home().await;
    if let Ok(home) = &home {
        let (strong, evidence) = signs(home);
        // One mark may be that of another site, which this one links.
        if strong || evidence.len() > 1 {
            return Ok(Some(Recognition { evidence, ..Recognition::certain() }.version(age(home))));
        }
    }
    // A wall may stand before the pages and not before the feed. Most sites are not Joomla, so that it is asked for only
    // where the home page gave nothing to go by.
    match home {
        Ok(_) => Ok(None),
        Err(error) if error.kind().is_unreachable() => Err(error),
        Err(error) => match probe.get("index.php?format=feed&type=rss").await {
            Ok(feed) if contains(&feed, "Joomla! - Open Source Content Management") => Ok(Some(
                Recognition::likely().because("the feed names Joomla, while the home page cannot be read"),
            )),
            _ => Err(error),
        },
    }
}

/// What a page shows of Joomla, a sentence each; and whether one of them is enough.
fn signs(home: &Page) -> (bool, Vec<String>) {
    let mut signs = Vec::new();
    if generator(home).is_some_and(|generator| generator.starts_with("Joomla!")) {
        signs.push("the page says that Joomla made it".to_owned());
    }
    if home.headers.get("expires") == Some(EXPIRED) {
        signs.push(format!("its pages expired on {EXPIRED}"));
    }
    let strong = !signs.is_empty();
    let html = String::from_utf8_lossy(&home.body);
    signs.extend(MARKS.iter().filter(|(mark, _)| html.contains(mark)).map(|(_, sign)| (*sign).to_owned()));
    (strong, signs)
}

/// Whether a page, of whatever status, is the platform's own and not a wall's.
pub(crate) fn is_its_page(page: &Page) -> bool {
    !signs(page).1.is_empty()
}

fn generator(home: &Page) -> Option<String> {
    Document::parse(home).ok()?.attr(css!("meta[name=generator i]"), "content")
}

/// The versions that a page can be of. Since 1.6 none says its own, so that its scripts tell.
fn age(home: &Page) -> Option<&'static str> {
    let has = |mark| contains(home, mark);
    if generator(home).is_some_and(|generator| generator.contains("1.5")) {
        Some("1.5")
    } else if has("/media/templates/site/") || has("/media/vendor/") {
        Some("4+")
    } else if has("/media/jui/") || has("joomla-script-options") {
        Some("3")
    } else if has("/media/system/js/mootools") {
        Some("2.5")
    } else {
        None
    }
}

fn contains(page: &Page, mark: &str) -> bool {
    page.body.windows(mark.len()).any(|window| window == mark.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(html: &str) -> (bool, usize, Option<&'static str>) {
        let page = crate::page_at("https://desa.example/", html);
        let (strong, signs) = signs(&page);
        (strong, signs.len(), age(&page))
    }

    #[test]
    fn every_age_is_told_by_its_files() {
        let says = |more: &str| {
            format!("<meta name=\"generator\" content=\"Joomla! - Open Source Content Management\">{more}")
        };
        for (html, sign) in [
            (says("<script src=/media/vendor/x.js></script>"), (true, 1, Some("4+"))),
            (says("<script src=/media/jui/js/jquery.min.js></script>"), (true, 2, Some("3"))),
            (says("<script src=/media/system/js/mootools-core.js></script>"), (true, 2, Some("2.5"))),
            (
                "<meta name=generator content='Joomla! 1.5 - Open Source Content Management'>".to_owned(),
                (true, 1, Some("1.5")),
            ),
            ("<a href='/index.php?option=com_content&view=article&id=1'>a</a>".to_owned(), (false, 1, None)),
            (
                "<meta name=generator content='WordPress 6'><p>Joomla! itu apa?</p>".to_owned(),
                (false, 0, None),
            ),
        ] {
            assert_eq!(seen(&html), sign, "{html}");
        }
    }
}
